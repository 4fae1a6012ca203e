// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/workbench.h"

#include <QDialog>

class QCheckBox;
class QSpinBox;
class QPushButton;

namespace qb {

class TaskChoice;

/// What a report shall hold; where it goes is asked for afterwards.
class ReportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ReportDialog(QWidget* parent);

    [[nodiscard]] ReportRequest request() const; ///< without a path
    [[nodiscard]] QCheckBox* sensitivity() const { return m_sensitivity; }
    [[nodiscard]] QSpinBox* top() const { return m_top; }
    [[nodiscard]] TaskChoice* task() const { return m_task; }
    [[nodiscard]] QPushButton* writeButton() const { return m_write; }

private:
    QCheckBox* m_sensitivity;
    QSpinBox* m_top;
    TaskChoice* m_task;
    QPushButton* m_write;
};

} // namespace qb
