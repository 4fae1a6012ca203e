// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/table_model.h"

namespace qb {

QVariant TableModel::data(const QModelIndex& index, int role) const
{
    if ((role != Qt::DisplayRole && role != RawRole) || !checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    return raw(index.row(), index.column());
}

void TableModel::announceValues()
{
    if (rows() > 0)
        emit dataChanged(index(0, 0), index(rows() - 1, columns() - 1));
    emit valuesChanged();
}

} // namespace qb
