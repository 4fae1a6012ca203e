// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"
#include "widgets/models/findings_model.h"

#include <array>

class QComboBox;
class QLabel;
class QPushButton;
class QStackedWidget;
class QToolButton;

namespace qb {

class CheckPages;
class TableView;

/// What is odd in structure, ranges, configuration and arithmetic: a list, and below it the current one with its numbers and
/// its cure. The tables of the check are pages beside the list.
class FindingsDock final : public PagedDock {
    Q_OBJECT
public:
    FindingsDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    [[nodiscard]] TableView& table() const { return *m_table; }
    [[nodiscard]] QToolButton* severityButton(Severity severity) const
    {
        return m_severities[static_cast<std::size_t>(severity)];
    }
    [[nodiscard]] QComboBox* families() const { return m_families; }
    [[nodiscard]] QPushButton* cureButton() const { return m_cure; }
    [[nodiscard]] QLabel* details() const { return m_details; }
    [[nodiscard]] QString csv() const;
    enum Page { List, Types, Weights, Calls };
    void setPage(Page page);
    [[nodiscard]] QComboBox* pages() const { return m_pages; }
    [[nodiscard]] CheckPages* tables() const { return m_tables; }
    [[nodiscard]] QToolButton* saveButton() const { return m_save; }
    [[nodiscard]] QToolButton* checkButton() const { return m_check; }

signals:
    void cureRequested(const QString& ruleId, const QString& unit);
    void csvRequested(const QString& csv);
    void checkRequested(); ///< again
    void saveRequested();  ///< model_check_result.txt

protected:
    void retranslate() override;
    void restyle() override
    {
        showCurrent();
        showAge();
    }

private:
    void build();
    QWidget* buildList();
    void takeCheck();
    void fillTables();
    void showAge();
    void takeFindings();
    void applyFilter();
    void showCurrent();
    void showPage();
    void choose();
    [[nodiscard]] const Finding* current() const;

    Bench& m_bench;
    Selection& m_selection;
    FindingsModel* m_model;
    TableWords* m_words;
    TableView* m_table;
    CheckPages* m_tables;
    std::shared_ptr<const CheckResult> m_tablesOf; ///< what is in them: they are filled where one is seen
    QComboBox* m_pages;
    QStackedWidget* m_stack;
    QToolButton* m_save;
    QLabel* m_stale;
    QToolButton* m_check;                     ///< where what is shown is from before the last change
    std::array<QToolButton*, 3> m_severities; ///< by Severity
    QComboBox* m_families;
    std::array<std::string, 3> m_chosen; ///< rule, unit and point of the finding that the user took
    QLabel* m_details;
    QPushButton* m_cure;
    QAction* m_copy;
    QAction* m_export;
};

} // namespace qb
