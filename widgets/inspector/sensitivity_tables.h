// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/sensitivity_table.h"
#include "widgets/common/bench.h"

#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPushButton;

namespace qb {

/// The tables of a sensitivity rule: of files, and of what was measured here. Their picks are united.
class SensitivityTablesField : public QWidget {
    Q_OBJECT
public:
    /// `measured` can be added by a click; may be empty.
    SensitivityTablesField(std::vector<SensitivityTable> tables, std::vector<SensitivityTable> measured,
                           QWidget* parent = nullptr);

    [[nodiscard]] const std::vector<SensitivityTable>& tables() const { return m_tables; }
    /// What went wrong, or nothing.
    QString addFile(const QString& path);
    void addMeasured();
    void removeCurrent();

signals:
    void changed();

private:
    void show(int current);
    void chooseFile();

    std::vector<SensitivityTable> m_tables;
    std::vector<SensitivityTable> m_measured;
    QListWidget* m_list;
    QLabel* m_problem;
    QPushButton* m_addMeasured;
    QPushButton* m_remove;
};

/// A table for each output of what was measured last, worst row by SQNR first. Empty where nothing was.
[[nodiscard]] std::vector<SensitivityTable> measuredTables(const Bench& bench);

} // namespace qb
