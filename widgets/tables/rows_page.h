// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/selection.h"
#include "widgets/models/rows_model.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QToolButton;

namespace qb {

class TableSelection;
class TableView;

/// A table of ready rows with a field that keeps those in which all its words occur, tied to the selection; copy and CSV.
class RowsPage : public QWidget {
    Q_OBJECT
public:
    /// `stretched`: column that takes the room that is left.
    RowsPage(Selection& selection, std::vector<TableColumn> columns, int stretched, QWidget* parent = nullptr);

    void setRows(std::vector<TableRow> rows);
    void setEmptyText(const QString& text); ///< in place of a table without rows
    /// Further to the filter: rows for which it is false are hidden.
    void setKept(std::function<bool(const TableRow&)> kept);
    void addTool(QWidget* tool); ///< behind the field
    void retranslate();

    [[nodiscard]] TableView* table() const { return m_table; }
    [[nodiscard]] RowsModel* model() const { return m_model; }
    [[nodiscard]] QLineEdit* filter() const { return m_filter; }

signals:
    void csvRequested(const QString& csv);

private:
    void applyFilter();

    RowsModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    TableSelection* m_link;
    QHBoxLayout* m_bar;
    QLineEdit* m_filter;
    QLabel* m_count;
    QToolButton* m_export;
    QLabel* m_empty;
    std::function<bool(const TableRow&)> m_kept;
};

} // namespace qb
