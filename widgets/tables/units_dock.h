// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"
#include "widgets/models/units_model.h"

namespace qb {

class FilterField;
class TableView;

/// Every unit in a table: the accessible twin of the graph. Filtered by selectors, selected both ways.
class UnitsDock final : public PagedDock {
    Q_OBJECT
public:
    UnitsDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] FilterField& filter() const { return *m_filter; }
    [[nodiscard]] TableView& table() const { return *m_table; }
    /// What calibration has observed goes before errors, in what room there is.
    void showRanges(bool first);
    /// What a selector may ask: dtypes in force, metrics of the pinned sample.
    [[nodiscard]] SelectorFacts facts() const;
    [[nodiscard]] QString csv() const;
    [[nodiscard]] QAction* exportAction() const { return m_export; }
    void selectHits(); ///< all that the filter lets through

signals:
    void csvRequested(const QString& csv);            ///< the user wants the table as a file
    void menuRequested(const QPoint& globalPosition); ///< for the selection

protected:
    void retranslate() override;

private:
    void showPage();
    void takeModel();
    void applyFilter();
    void toSelection();
    void fromSelection();

    Bench& m_bench;
    Selection& m_selection;
    UnitsModel* m_model;
    TableWords* m_words;
    FilterField* m_filter;
    TableView* m_table;
    QAction* m_export;
    bool m_selecting = false;
};

} // namespace qb
