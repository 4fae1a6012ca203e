// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/badness.h"
#include "widgets/models/table_model.h"

#include <QIcon>

#include <functional>
#include <optional>
#include <vector>

namespace qb {

/// How a column of a TableModel is worded and drawn. Titles are asked for anew each time, so that the language may change.
struct TableColumn {
    QByteArray key; ///< never translated; in settings and CSV
    CellKind kind = CellKind::Text;
    int digits = 8;                         ///< width in digits, unless it stretches
    int priority = 0;                       ///< the lower, the earlier it is shown where there is little room
    static constexpr int kOnRequest = 1000; ///< priority from which it is shown only when the user asks
    static constexpr int kAlways = -1;      ///< shown however narrow the table is, which then scrolls
    bool prose = false; ///< sentences, of which the beginning says enough: other columns don't make room for their ends
    std::function<QString()> title;
    std::function<QString()> heading;             ///< what stands above the column, where the title is too long for that
    std::function<QString()> about;               ///< tooltip of the header: formula, what is better
    std::function<QString(const QVariant&)> text; ///< of a raw value; none: as it is
    std::function<QString(int row)> rowText;      ///< by source row, where it takes more than the value; goes before text
    std::function<std::optional<double>(const QVariant&)> bar;     ///< see BarRole; none: no bars
    std::function<std::optional<double>(const QVariant&)> badness; ///< see BadnessRole
    std::function<Tone(int row, const QVariant&)> tone;            ///< by source row
    std::function<Meaning(int row)> meaning;  ///< by source row: what is doubtful is quiet, what says nothing has no bar either
    std::function<bool(int row)> strong;      ///< bold, by source row
    std::function<QIcon(int row)> icon;       ///< before the text, by source row
    std::function<QString(int row)> iconText; ///< what the icon says, for screen readers
    std::function<QString(int row)> tip;      ///< of a cell, by source row; none: the full value

    [[nodiscard]] static TableColumn of(const char* key, CellKind kind, int digits, int priority, std::function<QString()> title)
    {
        TableColumn c;
        c.key = key;
        c.kind = kind;
        c.digits = digits;
        c.priority = priority;
        c.title = std::move(title);
        return c;
    }
};

/// A TableModel in words, filtered and sorted. Numbers sort as numbers, what is not known stays at the end. Filtering 10,000
/// rows costs a reset instead of thousands of row signals.
class TableWords : public QAbstractTableModel {
    Q_OBJECT
public:
    TableWords(TableModel& source, std::vector<TableColumn> columns, QObject* parent = nullptr);

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role = Qt::DisplayRole) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

    /// By source row: not 0 are shown. Nothing: all are.
    void setFilter(std::optional<std::vector<char>> shown);
    [[nodiscard]] int sourceRow(int row) const { return m_order[static_cast<std::size_t>(row)]; }
    [[nodiscard]] int rowOf(int sourceRow) const; ///< -1 where it is filtered out
    [[nodiscard]] const TableColumn& column(int i) const { return m_columns[static_cast<std::size_t>(i)]; }
    [[nodiscard]] TableModel& source() const { return m_source; }
    void retranslate();

    /// The cell with all digits, for copies and files.
    [[nodiscard]] QString fullText(int row, int column) const;

private:
    [[nodiscard]] QString shownText(int sourceRow, int column, const QVariant& value) const;
    void order();
    void takeValues();

    TableModel& m_source;
    std::vector<TableColumn> m_columns;
    std::optional<std::vector<char>> m_shown;
    std::vector<int> m_order; ///< source rows
    std::vector<int> m_rowOf; ///< by source row
    int m_sortColumn = -1;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace qb
