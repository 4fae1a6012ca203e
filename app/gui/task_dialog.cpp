// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/task_dialog.h"

#include "app/gui/dialog_buttons.h"
#include "app/gui/job_bar.h"
#include "app/gui/task_choice.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/tree_rows.h"
#include "widgets/common/worded.h"

#include <QApplication>
#include <QClipboard>
#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <cmath>
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

enum Column { ScoreColumn, FloatColumn, SimulatedColumn, SimulatedChange, ExportedColumn, ExportedChange, ColumnCount };

QStringList titles()
{
    return {TaskDialog::tr("Score"),  TaskDialog::tr("Float"),    TaskDialog::tr("Simulated"),
            TaskDialog::tr("Change"), TaskDialog::tr("Exported"), TaskDialog::tr("Change")};
}

/// How far a score is from that of float; shares in percentage points. Empty where there is no such score, or no difference.
struct Change {
    QString text;
    double by = 0;
};

Change changeOf(const TaskScores& scores, const TaskScores& floatScores, const std::string& name, bool shares)
{
    const auto here = scores.find(name);
    const auto there = floatScores.find(name);
    if (here == scores.end() || there == floatScores.end())
        return {QStringLiteral("-"), 0};
    const double by = here->second - there->second;
    if (!(std::abs(by) > 0))
        return {by == 0 ? TaskDialog::tr("equal") : QStringLiteral("-"), 0};
    const QString size =
        shares ? TaskDialog::tr("%1 pp", "percentage points").arg(number(100 * std::abs(by))) : number(std::abs(by));
    return {(by > 0 ? QStringLiteral("▲ ") : QStringLiteral("▼ ")) + size, by};
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
      m_busy(new JobBar(bench)),
      m_result(new QLabel),
      m_table(new QTreeWidget)
{
    setWindowTitle(tr("Task scores"));
    m_result->setWordWrap(true);
    m_result->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_table->setHeaderLabels(titles());
    for (int i = 1; i < ColumnCount; ++i)
        m_table->headerItem()->setTextAlignment(i, Qt::AlignRight | Qt::AlignVCenter);
    for (const Column change : {SimulatedChange, ExportedChange})
        m_table->headerItem()->setToolTip(change, tr("Against float; of shares in percentage points (pp)"));
    m_table->setRootIsDecorated(false);
    useTableRows(*m_table);
    m_table->setAlternatingRowColors(true);
    m_table->header()->setStretchLastSection(false);
    m_table->header()->setMinimumSectionSize(16 * kGrid);
    m_table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int i = 1; i < ColumnCount; ++i)
        m_table->header()->setSectionResizeMode(i, QHeaderView::ResizeToContents);
    m_table->setAccessibleName(tr("Task scores"));
    m_table->hide();
    if (const DataView& evaluation = bench.measuredSet(); evaluation.samples)
        m_samples->setText(tr("%Ln evaluation sample(s)", nullptr, static_cast<int>(evaluation.samples->size())));
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
    connect(&m_workbench, &Workbench::failed, this, [this](const Said& what, const Failure& failure) {
        if (!m_busy->isHidden())
            end(QStringLiteral("<b style=\"color:%1\">%2</b><br>%3<br>%4")
                    .arg(dataColors(palette()).error.name(), what().toHtmlEscaped(), failure.message().toHtmlEscaped(),
                         failure.cure().toHtmlEscaped()));
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
    m_measure->setEnabled(false);
    m_copy->setEnabled(false);
    m_busy->watch(m_workbench.measureTask(m_choice->command()));
}

void TaskDialog::end(const QString& message)
{
    m_busy->end();
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
    const DataColors& colors = dataColors(palette());
    const auto add = [&](const std::string& name) {
        auto* item = new QTreeWidgetItem(m_table);
        item->setText(ScoreColumn, titleOf(name));
        item->setText(FloatColumn, textOf(scores.floatScores, name, shares));
        for (const auto& [form, value, change] : {std::tuple{&scores.simulated, SimulatedColumn, SimulatedChange},
                                                  {&scores.exported, ExportedColumn, ExportedChange}}) {
            const Change by = changeOf(*form, scores.floatScores, name, shares);
            item->setText(value, textOf(*form, name, shares));
            item->setText(change, by.text);
            if (shares && by.by != 0) // of a command's score nobody knows which way is the better one
                item->setForeground(change, by.by > 0 ? colors.better : colors.worse);
        }
        for (int c = 1; c < ColumnCount; ++c)
            item->setTextAlignment(c, Qt::AlignRight | Qt::AlignVCenter);
    };
    for (const char* first : {"top1", "top5", "agreement"}) // in this order, before what else there is
        if (names.erase(first) > 0)
            add(first);
    for (const std::string& name : names)
        add(name);
    m_table->show();
    fitToRows(*m_table, 12);
    m_copy->setEnabled(true);
    QStringList notes;
    for (const Finding& f : scores.findings)
        if (f.severity != Severity::Info)
            notes << sentence(f.message).toHtmlEscaped();
    end(notes.join(QStringLiteral("<br>")));
}

void TaskDialog::copy() const
{
    QString text = titles().join(QLatin1Char('\t')) + QLatin1Char('\n');
    for (int i = 0; i < m_table->topLevelItemCount(); ++i) {
        QStringList cells;
        for (int c = 0; c < ColumnCount; ++c)
            cells << m_table->topLevelItem(i)->text(c);
        text += cells.join(QLatin1Char('\t')) + QLatin1Char('\n');
    }
    QApplication::clipboard()->setText(text);
}

} // namespace qb
