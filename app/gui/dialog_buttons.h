// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QDialogButtonBox;
class QPushButton;

namespace qb {

/// Enter presses this one of a dialog's buttons and no other: left alone, a dialog takes the first that was made, and that is
/// the one that closes it.
void setEnterPresses(const QDialogButtonBox& buttons, QPushButton& chosen);

} // namespace qb
