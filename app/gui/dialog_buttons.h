// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <functional>

class QDialogButtonBox;
class QPushButton;
class QSpinBox;

namespace qb {

/// Enter presses this one of a dialog's buttons and no other: left alone, a dialog takes the first that was made, and that is
/// the one that closes it.
void setEnterPresses(const QDialogButtonBox& buttons, QPushButton& chosen);

/// The number within words that follow it: `words` gives the whole for a number, "1 sample", "7 samples". Always in the language
/// in which the box was made.
void setWords(QSpinBox& box, std::function<QString(int)> words);

} // namespace qb
