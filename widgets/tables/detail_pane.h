// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Qt>

class QLabel;
class QPushButton;
class QWidget;

namespace qb {

/// What stands below a table of things to be cured: the text of the current one, scrolled where it is long, and below
/// it the button that cures it. Takes both.
[[nodiscard]] QWidget* detailPane(QLabel* text, QPushButton* cure, Qt::TextInteractionFlags flags);

} // namespace qb
