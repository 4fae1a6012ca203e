// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/selection.h"
#include "widgets/models/units_model.h"

#include <QWidget>

class QStackedWidget;

namespace qb {

class EmptyPage;
class FilterField;
class TableView;

/// Every unit in a table: the accessible twin of the graph. Filtered by selectors, selected both ways.
class UnitsDock : public QWidget {
    Q_OBJECT
public:
    UnitsDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    void setEmptyAction(QAction* action);
    [[nodiscard]] FilterField& filter() const { return *m_filter; }
    [[nodiscard]] TableView& table() const { return *m_table; } ///< its columns are the caller's to save
    [[nodiscard]] QString csv() const;
    [[nodiscard]] QAction* exportAction() const { return m_export; }
    void selectHits(); ///< all that the filter lets through

signals:
    void csvRequested(const QString& csv);            ///< the user wants the table as a file
    void menuRequested(const QPoint& globalPosition); ///< for the selection

protected:
    void changeEvent(QEvent* event) override;

private:
    void takeModel();
    void applyFilter();
    void toSelection();
    void fromSelection();
    void retranslate();

    Bench& m_bench;
    Selection& m_selection;
    UnitsModel* m_model;
    TableWords* m_words;
    FilterField* m_filter;
    TableView* m_table;
    EmptyPage* m_empty;
    QStackedWidget* m_pages;
    QAction* m_export;
    QAction* m_emptyAction = nullptr;
    bool m_selecting = false;
};

} // namespace qb
