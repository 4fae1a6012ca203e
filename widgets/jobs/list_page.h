// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

class QToolButton;
class QTreeWidget;
class QWidget;

namespace qb {

/// The look of the docks with a list and one button above it. The page owns both.
[[nodiscard]] QWidget* listPage(QToolButton* button, const QString& icon, QTreeWidget* list, int columns);

} // namespace qb
