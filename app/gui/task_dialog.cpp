// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/task_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "app/gui/task_choice.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <set>

namespace qb {

namespace {

/// Those that the program makes itself are shares; what a command prints is a number of its own.
QString titleOf(const std::string& score)
{
    if (score == "top1")
        return TaskDialog::tr("First class is right");
    if (score == "top5")
        return TaskDialog::tr("Among the first five");
    if (score == "agreement")
        return TaskDialog::tr("First class as in float");
    return QString::fromStdString(score);
}

QString textOf(const TaskScores& scores, const std::string& name, bool shares)
{
    const auto found = scores.find(name);
    if (found == scores.end())
        return QStringLiteral("-");
    return shares ? percent(found->second) : number(found->second);
}

} // namespace

TaskDialog::TaskDialog(Bench& bench, Workbench& workbench, QWidget* parent)
    : QDialog(parent),
      m_bench(bench),
      m_workbench(workbench),
      m_choice(new TaskChoice(TaskChoice::Need::Required)),
      m_samples(new QLabel),
      m_busy(new QProgressBar),
      m_result(new QLabel),
      m_table(new QTreeWidget)
{
    setWindowTitle(tr("Task scores"));
    m_busy->setRange(0, 0);
    m_busy->setTextVisible(false);
    m_busy->hide();
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setHeaderLabels({tr("Score"), tr("Float"), tr("Simulated"), tr("Exported")});
    for (int i = 1; i < 4; ++i)
        m_table->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    m_table->setRootIsDecorated(false);
    m_table->setUniformRowHeights(true);
    m_table->setAlternatingRowColors(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setMinimumSectionSize(18 * kGrid);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i = 1; i < 4; ++i)
        m_table->header()->setSectionResizeMode(i, QHeaderView::ResizeToContents);
    m_table->setAccessibleName(tr("Task scores"));
    m_table->hide();
    if (const DataView& evaluation = bench.measuredSet(); evaluation.samples)
        m_samples->setText(tr("%n evaluation sample(s)", nullptr, static_cast<int>(evaluation.samples->size())));
    auto* form = new QFormLayout;
    form->addRow(tr("Task"), m_choice);
    form->addRow(tr("On"), m_samples);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    m_measure = buttons->addButton(tr("Measure"), QDialogButtonBox::ActionRole);
    m_copy = buttons->addButton(tr("Copy"), QDialogButtonBox::ActionRole);
    m_copy->setEnabled(false);
    auto* column = new QVBoxLayout(this);
    column->setSpacing(3 * kGrid);
    column->addLayout(form);
    column->addWidget(m_busy);
    column->addWidget(m_result);
    column->addWidget(m_table);
    column->addStretch(1);
    column->addWidget(buttons);
    m_result->hide();
    setEnterPresses(*buttons, *m_measure);
    m_measure->setFocus();
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    connect(m_measure, &QPushButton::clicked, this, &TaskDialog::measure);
    connect(m_copy, &QPushButton::clicked, this, &TaskDialog::copy);
    connect(m_choice, &TaskChoice::changed, this, [this] {
        m_measure->setEnabled(!m_choice->isIncomplete() && m_busy->isHidden());
        adjustSize();
    });
    connect(&m_workbench, &Workbench::taskMeasured, this, &TaskDialog::showScores);
    connect(&m_workbench, &Workbench::taskStopped, this, [this] { end(tr("The measurement was stopped.")); });
    connect(&m_workbench, &Workbench::failed, this, [this](const QString& what, const Failure& failure) {
        if (!m_busy->isHidden())
            end(QStringLiteral("<b style=\"color:%1\">%2</b><br>%3<br>%4")
                    .arg(dataColors(palette()).error.name(), what.toHtmlEscaped(), failure.message.toHtmlEscaped(),
                         failure.cure.toHtmlEscaped()));
    });
}

void TaskDialog::showKept()
{
    const MeasuredTask* task = m_workbench.task();
    if (!task)
        return;
    if (!task->command.isEmpty())
        m_choice->setCommand(task->command);
    m_choice->setBy(task->command.isEmpty() ? TaskChoice::By::Classes : TaskChoice::By::Command);
    showScores(task->scores);
    if (m_workbench.taskIsStale())
        end(tr("Measured before the last change of configuration or samples."));
}

QString TaskDialog::resultText() const { return m_result->text(); }

void TaskDialog::measure()
{
    if (!m_measure->isEnabled())
        return;
    m_result->hide();
    m_table->hide();
    m_busy->show();
    m_measure->setEnabled(false);
    m_copy->setEnabled(false);
    m_workbench.measureTask(m_choice->command());
}

void TaskDialog::end(const QString& message)
{
    m_busy->hide();
    m_measure->setEnabled(!m_choice->isIncomplete());
    m_result->setText(message);
    m_result->setVisible(!message.isEmpty());
    adjustSize();
}

void TaskDialog::showScores(const TaskEvaluation& scores)
{
    m_table->clear();
    std::set<std::string> names;
    for (const TaskScores* form : {&scores.floatScores, &scores.simulated, &scores.exported})
        for (const auto& [name, value] : *form)
            names.insert(name);
    const bool shares = m_choice->by() == TaskChoice::By::Classes;
    for (const char* first : {"top1", "top5", "agreement"}) // in this order, before what else there is
        if (names.erase(first) > 0)
            new QTreeWidgetItem(m_table, {titleOf(first), textOf(scores.floatScores, first, shares),
                                          textOf(scores.simulated, first, shares), textOf(scores.exported, first, shares)});
    for (const std::string& name : names)
        new QTreeWidgetItem(m_table, {titleOf(name), textOf(scores.floatScores, name, shares),
                                      textOf(scores.simulated, name, shares), textOf(scores.exported, name, shares)});
    for (int i = 0; i < m_table->topLevelItemCount(); ++i)
        for (int c = 1; c < 4; ++c)
            m_table->topLevelItem(i)->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    // As tall as its rows: there are a few.
    const int rows = std::clamp(m_table->topLevelItemCount(), 1, 12);
    m_table->setFixedHeight(m_table->header()->sizeHint().height() + rows * (m_table->fontMetrics().height() + 6) +
                            2 * m_table->frameWidth());
    m_table->show();
    m_copy->setEnabled(true);
    QStringList notes;
    for (const Finding& f : scores.findings)
        if (f.severity != Severity::Info)
            notes << worded(f.message).toHtmlEscaped();
    end(notes.join(QStringLiteral("<br>")));
}

void TaskDialog::copy() const
{
    QString text = QStringLiteral("%1\t%2\t%3\t%4\n").arg(tr("Score"), tr("Float"), tr("Simulated"), tr("Exported"));
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QStringList cells;
        for (int c = 0; c < 4; ++c)
            cells << m_table->topLevelItem(i)->text(c);
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

} // namespace qb
