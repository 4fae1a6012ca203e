// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/tall_rows.h"

#include "widgets/common/theme.h"

namespace qb {

QSize TallRows::sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const
{
    QSize size = QStyledItemDelegate::sizeHint(option, index);
    size.setHeight(option.fontMetrics.height() + kRowPadding);
    return size;
}

} // namespace qb
