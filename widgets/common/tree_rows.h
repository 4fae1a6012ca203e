// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QAbstractItemView;
class QTreeView;

namespace qb {

/// Rows as tall as those of all other tables: the font and kRowPadding. For small lists that are no TableView.
void useTableRows(QAbstractItemView& view);

/// As tall as its rows, with `most` of them at most; the others are reached by its scroll bar.
void fitToRows(QTreeView& tree, int most);

} // namespace qb
