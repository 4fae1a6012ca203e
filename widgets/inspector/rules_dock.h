// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/selection.h"

class QComboBox;
class QLabel;
class QListView;
class QMenu;
class QToolBar;

namespace qb {

class RuleDialog;
class RulesModel;

/// The ordered rules and the target they are for. Later rules win; each operation is one request for other rules.
class RulesDock final : public PagedDock {
    Q_OBJECT
public:
    RulesDock(Bench& bench, Selection& selection, QWidget* parent = nullptr);

    void showRule(int rule); ///< makes it current and visible

    enum Operation { Add, Edit, Duplicate, Delete, Up, Down, SelectUnits, Import, Export, OperationCount };
    [[nodiscard]] QAction* action(Operation operation) const { return m_actions[operation]; }
    [[nodiscard]] QListView* list() const { return m_list; }
    [[nodiscard]] QComboBox* targets() const { return m_targets; }
    [[nodiscard]] QMenu* addMenu() const { return m_addMenu; }

signals:
    void importRequested(); ///< the window asks for a file
    void exportRequested();

protected:
    void retranslate() override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void build();
    void connectAll();
    void takeConfiguration();
    void showPage();
    void showActions();
    void fillAddMenu();
    void move(int from, int to);
    void open(Rule rule, int at); ///< a dialog for that rule; at: its place, or one beyond the end for a new one
    void request(const QString& text, const RuleSet& after, int current);
    [[nodiscard]] int current() const; ///< -1 where none is
    [[nodiscard]] const RuleSet& rules() const;
    [[nodiscard]] QString nameOf(int rule) const;

    Bench& m_bench;
    Selection& m_selection;
    RulesModel* m_model;
    QListView* m_list;
    QLabel* m_none; ///< in place of an empty list
    QComboBox* m_targets;
    QToolBar* m_bar;
    QMenu* m_addMenu;
    QAction* m_actions[OperationCount] = {};
    int m_wanted = -1; ///< row to make current when the answer to a request comes
};

} // namespace qb
