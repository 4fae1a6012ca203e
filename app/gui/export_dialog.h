// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/workbench.h"

#include <QDialog>

#include <functional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QSpinBox;
class QToolButton;
class QTreeWidget;

namespace qb {

class JobBar;

/// What will be written and where; then how the file compares with the simulation, tensor by tensor, and how far the runtime
/// strays with its optimizations. What stands at the path already is replaced only where the user says so, the model itself never.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    /// `chooseFile` asks for a path, given a suggestion; empty: cancelled. `overwrite` asks whether an existing file may go.
    ExportDialog(Bench& bench, Workbench& workbench, std::function<QString(const QString&)> chooseFile,
                 std::function<bool(const QString&)> overwrite, QWidget* parent);

    void setPath(const QString& path);
    [[nodiscard]] QString resultText() const;
    [[nodiscard]] QPushButton* compareButton() const { return m_compare; } ///< shown when a file was written

public slots:
    void exportNow();

private:
    void build();
    void connectAll(std::function<QString(const QString&)> chooseFile);
    void end(const QString& result); ///< of the export that was under way
    void fail(const QString& what, const Failure& failure);
    void showChecks(const Verification& verification);
    void showConfiguration();
    void showOutcome(const ExportOutcome& outcome);

    Bench& m_bench;
    Workbench& m_workbench;
    std::function<bool(const QString&)> m_overwrite;
    QLineEdit* m_path;
    QComboBox* m_domain;
    QComboBox* m_guard;
    QCheckBox* m_verify;
    QSpinBox* m_samples;
    QLabel* m_summary;
    JobBar* m_busy;
    QLabel* m_result;
    QTreeWidget* m_outputs;
    QTreeWidget* m_different;
    QPushButton* m_export;
    QPushButton* m_compare;
    QToolButton* m_browse;
    QString m_chosen; ///< by the file dialog, which has asked before replacing it
    QString m_written;
};

} // namespace qb
