// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tree_rows.h"

#include "widgets/common/theme.h"

#include <QHeaderView>
#include <QScrollBar>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>

namespace qb {

namespace {

class RowDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    [[nodiscard]] QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(std::max(size.height(), option.fontMetrics.height() + kRowPadding));
        return size;
    }
};

} // namespace

void useTableRows(QAbstractItemView& view)
{
    view.setItemDelegate(new RowDelegate(&view));
    if (auto* tree = qobject_cast<QTreeView*>(&view))
        tree->setUniformRowHeights(true);
}

void fitToRows(QTreeView& tree, int most)
{
    const int rows = std::clamp(tree.model()->rowCount(), 1, most);
    const int header = tree.isHeaderHidden() ? 0 : tree.header()->sizeHint().height();
    // Room for a scroll bar below only where the columns are wider than the table can get.
    const int bar = tree.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff || tree.header()->length() <= tree.width()
                        ? 0
                        : tree.horizontalScrollBar()->sizeHint().height();
    tree.setFixedHeight(header + rows * (tree.fontMetrics().height() + kRowPadding) + bar + 2 * tree.frameWidth());
}

} // namespace qb
