// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/units.h"
#include "widgets/models/table_words.h"

namespace qb {

/// One row of a table that is made once and only shown: its cells, and what of the model it tells of.
struct TableRow {
    UnitId unit = UnitId::None;
    PointId point = PointId::None;
    std::vector<QVariant> cells; ///< by column; QString, double or qulonglong
    QString tip;                 ///< of every cell; empty: the full value
    Tone tone = Tone::Plain;
};

/// Rows of cells under given columns, for tables whose rows are words already.
class RowsModel : public TableModel {
    Q_OBJECT
public:
    RowsModel(std::vector<TableColumn> columns, QObject* parent = nullptr);

    void set(std::vector<TableRow> rows);
    [[nodiscard]] const TableRow& row(int index) const { return m_rows[static_cast<std::size_t>(index)]; }
    [[nodiscard]] QVariant raw(int row, int column) const override;
    [[nodiscard]] std::vector<TableColumn> words() const;

protected:
    [[nodiscard]] int rows() const override { return static_cast<int>(m_rows.size()); }
    [[nodiscard]] int columns() const override { return static_cast<int>(m_columns.size()); }

private:
    std::vector<TableColumn> m_columns;
    std::vector<TableRow> m_rows;
};

} // namespace qb
