// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/inspector/sensitivity_tables.h"

#include "engine/base/error.h"
#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/plots/sensitivity_pick.h"

#include <QFileDialog>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

#include <algorithm>

namespace qb {

SensitivityTablesField::SensitivityTablesField(std::vector<SensitivityTable> tables, std::vector<SensitivityTable> measured,
                                               QWidget* parent)
    : QWidget(parent),
      m_tables(std::move(tables)),
      m_measured(std::move(measured)),
      m_list(new QListWidget),
      m_problem(new QLabel),
      m_addMeasured(new QPushButton(tr("Add &measured"))),
      m_remove(new QPushButton(tr("&Remove")))
{
    m_list->setAccessibleName(tr("Tables, whose picks are united"));
    m_list->setMaximumHeight(m_list->fontMetrics().height() * 6);
    m_list->setTextElideMode(Qt::ElideMiddle);
    m_problem->setWordWrap(true);
    QPalette red = palette();
    red.setColor(QPalette::WindowText, dataColors(red).error);
    m_problem->setPalette(red);
    m_problem->hide();
    auto* addFile = new QPushButton(tr("Add &file…"));
    addFile->setToolTip(tr("A table that `quantbench-cli sensitivity --csv` or Horizon's get_sensitivity wrote"));
    m_addMeasured->setToolTip(tr("What the last sweep measured, a table for each output"));
    auto* buttons = new QHBoxLayout;
    buttons->addWidget(addFile);
    buttons->addWidget(m_addMeasured);
    buttons->addWidget(m_remove);
    buttons->addStretch();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(kGrid);
    column->addWidget(m_list);
    column->addLayout(buttons);
    column->addWidget(m_problem);
    setFocusProxy(m_list);
    connect(addFile, &QPushButton::clicked, this, &SensitivityTablesField::chooseFile);
    connect(m_addMeasured, &QPushButton::clicked, this, &SensitivityTablesField::addMeasured);
    connect(m_remove, &QPushButton::clicked, this, &SensitivityTablesField::removeCurrent);
    connect(m_list, &QListWidget::currentRowChanged, this, [this](int row) { m_remove->setEnabled(row >= 0); });
    connect(new QShortcut(QKeySequence::Delete, m_list, nullptr, nullptr, Qt::WidgetShortcut), &QShortcut::activated, this,
            &SensitivityTablesField::removeCurrent);
    show(m_tables.empty() ? -1 : 0);
}

QString SensitivityTablesField::addFile(const QString& path)
{
    QString problem;
    try {
        for (SensitivityTable& table : readSensitivityTables(path.toStdString()))
            m_tables.push_back(std::move(table));
    } catch (const Error& e) {
        problem = worded(e);
    }
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
    show(static_cast<int>(m_tables.size()) - 1);
    emit changed();
    return problem;
}

void SensitivityTablesField::addMeasured()
{
    for (const SensitivityTable& table : m_measured)
        if (std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end())
            m_tables.push_back(table);
    show(static_cast<int>(m_tables.size()) - 1);
    emit changed();
}

void SensitivityTablesField::removeCurrent()
{
    const int row = m_list->currentRow();
    if (row < 0)
        return;
    m_tables.erase(m_tables.begin() + row);
    show(std::min(row, static_cast<int>(m_tables.size()) - 1));
    emit changed();
}

void SensitivityTablesField::show(int current)
{
    m_list->clear();
    for (const SensitivityTable& table : m_tables) {
        const QString source = table.source.empty() ? tr("without a name") : QString::fromStdString(table.source);
        const auto rows = static_cast<int>(table.rows.size());
        auto* item = new QListWidgetItem(tr("%1: %Ln row(s)", nullptr, rows).arg(source), m_list);
        item->setToolTip(source);
    }
    m_list->setCurrentRow(current);
    m_remove->setEnabled(current >= 0);
    m_addMeasured->setEnabled(std::any_of(m_measured.begin(), m_measured.end(), [this](const SensitivityTable& table) {
        return std::find(m_tables.begin(), m_tables.end(), table) == m_tables.end();
    }));
}

void SensitivityTablesField::chooseFile()
{
    auto* dialog = new QFileDialog(this, tr("Add sensitivity tables"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    dialog->setNameFilters({tr("Sensitivity tables (*.csv *.txt)"), tr("All files (*)")});
    connect(dialog, &QFileDialog::filesSelected, this, [this](const QStringList& paths) {
        for (const QString& path : paths)
            if (!addFile(path).isEmpty())
                return; // its problem stays to be read
    });
    dialog->open();
}

std::vector<SensitivityTable> measuredTables(const Bench& bench)
{
    std::vector<SensitivityTable> tables;
    const auto result = bench.sensitivity();
    if (!result || !result->configuration || !result->configuration->plan)
        return tables;
    const Model& model = *bench.model();
    for (std::size_t output = 0; output < result->sensitivity.outputs.size(); ++output) {
        SensitivityTable table =
            tableOf(model, rankedRows(model, result->configuration->plan->plan, result->sensitivity, result->mode, Metric::Sqnr,
                                      static_cast<int>(output), SensitiveType::Both));
        table.source = model.graph.value(result->sensitivity.outputs[output]).name + " (SQNR)";
        if (!table.rows.empty())
            tables.push_back(std::move(table));
    }
    return tables;
}

} // namespace qb
