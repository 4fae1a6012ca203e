// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>

class QAbstractItemView;
class QDockWidget;
class QLineEdit;
class QObject;
class QWidget;

namespace qb {

/// Seen by the user: not hidden, and not behind a tab.
[[nodiscard]] bool isInView(const QWidget* widget);

/// Gives the focus to what a user works with there: a table or list, else the first thing that takes it. False if nothing does.
bool focusInto(QWidget* part);

/// Frames the list or table while it has the focus: keys go there.
void frameWhileFocused(QAbstractItemView& view);

/// The line of text into which the keys of a widget go: it itself, or that of a spin box; null where there is none.
[[nodiscard]] QLineEdit* lineOf(QObject* widget);

/// Shows the dock, in front of those whose place it shares, and goes into it.
void goTo(QDockWidget& dock);

/// Of the parts of a window that are in view the one after (before) that which has the focus, as one reads: row by row. Null if
/// there is none.
[[nodiscard]] QWidget* neighbourPart(const QList<QWidget*>& parts, const QWidget* focus, int step);

} // namespace qb
