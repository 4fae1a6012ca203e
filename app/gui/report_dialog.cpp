// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/report_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "app/gui/task_choice.h"
#include "widgets/common/theme.h"

#include <QCheckBox>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>
#include <QVBoxLayout>

namespace qb {

ReportDialog::ReportDialog(QWidget* parent)
    : QDialog(parent),
      m_sensitivity(new QCheckBox(tr("Measure what each point does to the outputs, where that is not known yet"))),
      m_top(new QSpinBox),
      m_task(new TaskChoice(TaskChoice::Need::Optional))
{
    setWindowTitle(tr("Write a report"));
    const ReportRequest usual;
    m_sensitivity->setChecked(usual.sensitivity);
    m_top->setRange(1, 1000);
    m_top->setValue(usual.top);
    setWords(*m_top, [](int n) { return tr("%Ln layer(s)", nullptr, n); });
    m_top->setToolTip(tr("How many of the worst layers and findings are told in full; the tables hold all of them"));
    auto* about = new QLabel(tr("Configuration, accuracy, findings with their cures, curves, rules and all tables in one file "
                                "that can be sent to somebody."));
    about->setWordWrap(true);
    auto* form = new QFormLayout;
    form->addRow(tr("Sensitivity"), m_sensitivity);
    form->addRow(tr("Tell in full"), m_top);
    form->addRow(tr("Task scores"), m_task);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    m_write = buttons->addButton(tr("Write…"), QDialogButtonBox::AcceptRole);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(3 * kGrid);
    column->addWidget(about);
    column->addLayout(form);
    column->addWidget(buttons);
    setEnterPresses(*buttons, *m_write);
    m_write->setFocus();
    connect(m_task, &TaskChoice::changed, this, [this] {
        m_write->setEnabled(!m_task->isIncomplete());
        adjustSize();
    });
    connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
}

ReportRequest ReportDialog::request() const
{
    ReportRequest request;
    request.sensitivity = m_sensitivity->isChecked();
    request.top = m_top->value();
    request.classification = m_task->by() == TaskChoice::By::Classes;
    request.scoreCommand = m_task->command();
    return request;
}

} // namespace qb
