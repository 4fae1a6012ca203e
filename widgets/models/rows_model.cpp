// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/rows_model.h"

namespace qb {

RowsModel::RowsModel(std::vector<TableColumn> columns, QObject* parent) : TableModel(parent), m_columns(std::move(columns)) {}

void RowsModel::set(std::vector<TableRow> rows)
{
    beginResetModel();
    m_rows = std::move(rows);
    endResetModel();
}

QVariant RowsModel::raw(int index, int column) const
{
    const std::vector<QVariant>& cells = row(index).cells;
    return static_cast<std::size_t>(column) < cells.size() ? cells[static_cast<std::size_t>(column)] : QVariant();
}

std::vector<TableColumn> RowsModel::words() const
{
    std::vector<TableColumn> columns = m_columns;
    for (std::size_t c = 0; c < columns.size(); ++c) {
        columns[c].tone = [this](int index, const QVariant&) { return row(index).tone; };
        columns[c].tip = [this, c](int index) {
            const TableRow& r = row(index);
            return !r.tip.isEmpty() || c >= r.cells.size() ? r.tip : r.cells[c].toString();
        };
    }
    return columns;
}

} // namespace qb
