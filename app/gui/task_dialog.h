// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/workbench.h"

#include <QDialog>

class QLabel;
class QPushButton;
class QTreeWidget;

namespace qb {

class JobBar;
class TaskChoice;

/// How well the float, the simulated and the exported model do their task, beside each other.
class TaskDialog : public QDialog {
    Q_OBJECT
public:
    TaskDialog(Bench& bench, Workbench& workbench, QWidget* parent);

    [[nodiscard]] TaskChoice* choice() const { return m_choice; }
    [[nodiscard]] QPushButton* measureButton() const { return m_measure; }
    [[nodiscard]] QTreeWidget* table() const { return m_table; }
    [[nodiscard]] QString resultText() const;

    /// What was measured last, where something was.
    void showKept();

public slots:
    void measure();

private:
    void showScores(const TaskEvaluation& scores);
    void end(const QString& message);
    void copy() const;

    Bench& m_bench;
    Workbench& m_workbench;
    TaskChoice* m_choice;
    QLabel* m_samples;
    JobBar* m_busy;
    QLabel* m_result;
    QTreeWidget* m_table;
    QPushButton* m_measure;
    QPushButton* m_copy;
};

} // namespace qb
