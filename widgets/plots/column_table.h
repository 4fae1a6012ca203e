// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>
#include <QTableView>

namespace qb {

/// Rows of raw values (double, qint64, QString, bool) under columns that an enum of the subclass names. No words: these are
/// WordsProxy's.
class ColumnModel : public QAbstractTableModel {
    Q_OBJECT
public:
    using QAbstractTableModel::QAbstractTableModel;
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : rows(); }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const final { return parent.isValid() ? 0 : columns(); }
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const final;

protected:
    [[nodiscard]] virtual int rows() const = 0;
    [[nodiscard]] virtual int columns() const = 0;
    [[nodiscard]] virtual QVariant raw(int row, int column) const = 0;
};

/// What a table shows beside its text.
enum ColumnRole {
    ColumnBar = Qt::UserRole + 10, ///< double 0..1: a bar behind the text
    ColumnBarColor,                ///< QColor
};

/// Words, tooltips, alignment; sorts raw values, NaN always last.
class WordsProxy : public QSortFilterProxyModel {
    Q_OBJECT
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override;
    void retranslate() { emit headerDataChanged(Qt::Horizontal, 0, std::max(0, columnCount() - 1)); }

protected:
    [[nodiscard]] virtual QString title(int column) const = 0;
    [[nodiscard]] virtual QString explain(int /*column*/) const { return {}; }    ///< header tooltip
    [[nodiscard]] virtual QString words(int column, const QVariant& value) const; ///< four digits by default
    /// For roles beyond text: colours, fonts, bars. Indexes are the source model's.
    [[nodiscard]] virtual QVariant look(const QModelIndex& /*source*/, int /*role*/) const { return {}; }
    [[nodiscard]] bool lessThan(const QModelIndex& left, const QModelIndex& right) const override;
};

/// A table as all docks have it: dense rows, sortable, columns hidden by the header's menu, Ctrl+C copies what is selected
/// as TSV with its header.
class DataTable : public QTableView {
    Q_OBJECT
public:
    explicit DataTable(QWidget* parent = nullptr);
    void setProxy(WordsProxy* proxy);

    /// Visible columns of the selected rows (all rows where none is), numbers in full.
    [[nodiscard]] QString text(QChar separator, bool all = false) const;
    [[nodiscard]] QString csv() const { return text(QLatin1Char(','), true); }
    void copy() const;
    /// Widths by contents and header; `stretch` takes what is left.
    void fitColumns(int stretch);
    /// What all visible columns needed at the last fitColumns.
    [[nodiscard]] int neededWidth() const { return m_needed; }

signals:
    void taken(const QModelIndex& index); ///< double click or Enter

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void headerMenu(QPoint at);

    int m_needed = 0;
};

} // namespace qb
