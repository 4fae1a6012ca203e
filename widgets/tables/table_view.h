// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/models/table_words.h"

#include <QTableView>

class QTimer;

namespace qb {

/// The one look of all tables: dense rows, numbers to the right, bars in cells, badges for dtypes, columns that are hidden by
/// the header's menu. Until the user chooses columns, those that fit are shown, by priority. Ctrl+C copies rows as TSV
/// with all digits.
class TableView : public QTableView {
    Q_OBJECT
public:
    explicit TableView(QWidget* parent = nullptr);

    /// `stretched` takes the room that is left. Both live as long as the view.
    void setWords(TableWords* words, int stretched);
    [[nodiscard]] TableWords* words() const { return m_words; }

    /// Rows at least that tall, in pixels: for pictures in them.
    void setLeastRowHeight(int pixels);

    enum class Rows { Selected, All };
    /// Selected rows (all, where none is selected), shown columns, in the order of the table.
    [[nodiscard]] QString tsv(Rows rows = Rows::Selected) const;
    /// All rows and all columns, by their keys.
    [[nodiscard]] QString csv() const;
    void copy();

    /// Columns: which are shown, how wide, in what order. Empty as long as the user has not chosen.
    [[nodiscard]] QByteArray saveColumns() const;
    void restoreColumns(const QByteArray& state);
    void showColumn(int column, bool shown); ///< as the menu does
    /// A column that has nothing to say at present is neither shown nor in the menu; when it comes back it is shown.
    void setOffered(int column, bool offered);
    /// Columns that the user has come for: they go before all others, in this order. Empty: by priority alone.
    void prefer(std::vector<int> columns);
    /// What the columns need that fit into a width, the stretched one at its least; the most important other one is always
    /// among them.
    [[nodiscard]] int widthFor(int most) const;
    [[nodiscard]] QMenu* makeHeaderMenu();                               ///< the caller owns it
    void addHeaderAction(QAction* action) { m_headerActions << action; } ///< at the end of that menu

    /// Rows by source row. Emits no rowsChosen. The last one becomes current and is scrolled to.
    void selectSourceRows(const std::vector<int>& rows);
    [[nodiscard]] std::vector<int> selectedSourceRows() const; ///< the current one last

signals:
    void rowsChosen();         ///< by the user
    void taken(int sourceRow); ///< double click or Enter
    void columnsChanged();     ///< by the user: time to save

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void changeEvent(QEvent* event) override;
    void selectionChanged(const QItemSelection& selected, const QItemSelection& deselected) override;

private:
    /// By column: whether it is among those that fit into a width.
    struct Fit {
        std::vector<char> shown;
        int width = 0; ///< of all that are
    };
    [[nodiscard]] Fit fitInto(int width) const;
    [[nodiscard]] int rankOf(int column) const;
    [[nodiscard]] QByteArray columnMark() const;
    [[nodiscard]] int usualWidth(int column) const;
    /// Of what stands in a column: nearly all of it.
    [[nodiscard]] int naturalWidth(int column) const;
    [[nodiscard]] int naturalWidth() const; ///< of the stretched one
    void refit();
    void popupHeaderMenu(const QPoint& global);
    void addSortMenu(QMenu& menu);
    void measure();
    void fitColumns();
    [[nodiscard]] int namesIn(int width) const;
    void spendSpareWidth();

    TableWords* m_words = nullptr;
    QList<QAction*> m_headerActions;
    QTimer* m_changed;           ///< runs when cells have changed
    std::vector<char> m_offered; ///< by column
    std::vector<int> m_preferred;
    int m_stretched = 0;
    int m_leastRowHeight = 0;
    mutable int m_natural = -1; ///< px; not measured yet
    bool m_chosen = false;      ///< the user has chosen columns
    bool m_selecting = false;   ///< by program
    bool m_fitting = false;     ///< column widths change by program
    bool m_following = false;   ///< the current row is kept in view: the user has not scrolled since it was chosen elsewhere
};

} // namespace qb
