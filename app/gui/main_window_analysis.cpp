// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the docks of results ask for: comparisons with what comes from elsewhere, profiles, scores, texts to save.
#include "app/gui/main_window.h"

#include "app/gui/report_dialog.h"
#include "app/gui/task_choice.h"
#include "app/gui/task_dialog.h"
#include "engine/base/text.h"
#include "engine/exporters/analysis_files.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/profile/profile_dock.h"
#include "widgets/tables/requests_dock.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QClipboard>
#include <QDir>
#include <QDockWidget>
#include <QFileInfo>
#include <QGuiApplication>
#include <QSettings>
#include <QStatusBar>

namespace qb {

void MainWindow::connectForeign(CompareDock& compare)
{
    QAction* model = m_actions->at("compare_model");
    QAction* dump = m_actions->at("compare_dump");
    compare.addMeasureActions({model, dump});
    connect(model, &QAction::triggered, this, [this] {
        const QString path = m_choosers.open(tr("Compare with a model file"), tr("Models (*.onnx *.ort);;All files (*)"));
        if (!path.isEmpty())
            m_workbench.compareWithModel(path);
    });
    connect(dump, &QAction::triggered, this, [this] {
        const QString folder = m_choosers.folder(tr("Compare with a folder of arrays"));
        if (!folder.isEmpty())
            m_workbench.compareWithDump(folder);
    });
    connect(&m_workbench, &Workbench::comparedWithForeign, &compare, [this, &compare](const QString& name) {
        compare.setMode(CompareMode::Cumulative);
        compare.setMain(name);
        showDock("compare");
    });
}

void MainWindow::connectProfile(ProfileDock& profile)
{
    connect(&profile, &ProfileDock::profileRequested, &m_workbench, [this](ProfiledForm form) { m_workbench.profile(form); });
    connect(&profile, &ProfileDock::spreadRequested, &m_workbench, &Workbench::spread);
    connect(&profile, &ProfileDock::exportedFileRequested, this, [this] {
        const QString path = m_choosers.open(tr("Profile an exported file"), tr("Models (*.onnx *.ort);;All files (*)"));
        if (!path.isEmpty())
            m_workbench.profile(ProfiledForm::Exported, path);
    });
    connect(&profile, &ProfileDock::dumpRequested, this,
            [this](ProfiledForm form, const std::vector<UnitId>& units, bool pinnedAlone) {
                const QString folder = m_choosers.folder(tr("Write arrays into a folder"));
                if (!folder.isEmpty() && (QDir(folder).isEmpty() || m_choosers.overwrite(folder)))
                    m_workbench.dumpArrays(form, units, folder, pinnedAlone);
            });
    connect(&profile, &ProfileDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("statistic.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(&m_workbench, &Workbench::arraysWritten, this,
            [this](const QString& folder) { statusBar()->showMessage(tr("Arrays are written into %1.").arg(folder), 10000); });
    connect(m_actions->at("profile"), &QAction::triggered, this, [this] {
        showDock("profile");
        m_workbench.profile(ProfiledForm::Float);
        m_workbench.profile(ProfiledForm::Simulated);
    });
}

void MainWindow::makeRequestsDock()
{
    auto* requests = new RequestsDock(m_bench, m_selection);
    requests->setEmptyActions({m_actions->at("open")});
    connect(requests, &RequestsDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("qconfig_changelogs.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(requests, &RequestsDock::saveRequested, this, &MainWindow::saveChangelog);
    addDock(QStringLiteral("requests"), requests);
}

void MainWindow::saveChangelog()
{
    if (m_bench.model() && m_bench.configuration())
        saveText(tr("Save what was asked and what it came to"), QStringLiteral("qconfig_changelogs.txt"), tr("Texts (*.txt)"),
                 QString::fromStdString(changelogText(*m_bench.model(), *m_bench.configuration()->effective)));
}

void MainWindow::measureTask()
{
    const QString kept = QStringLiteral("window/score_command");
    auto* dialog = new TaskDialog(m_bench, m_workbench, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->choice()->setCommand(m_settings.value(kept).toString());
    dialog->showKept();
    connect(dialog, &QDialog::finished, this, [this, dialog, kept] {
        if (const QString command = dialog->choice()->command(); !command.isEmpty())
            m_settings.setValue(kept, command);
    });
    dialog->open();
}

void MainWindow::writeReport()
{
    auto* dialog = new ReportDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->task()->setCommand(m_settings.value(QStringLiteral("window/score_command")).toString());
    connect(dialog, &QDialog::accepted, this, [this, dialog] {
        ReportRequest request = dialog->request();
        request.path =
            m_choosers.save(tr("Write a report"), QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral(".html"),
                            tr("Reports (*.html *.md *.json)"));
        if (!request.path.isEmpty())
            m_workbench.writeReport(request);
    });
    dialog->open();
}

/// What a table shows the command line shows too: its menu gives the command, for scripts and for others to check.
void MainWindow::addCommandAction(const QString& dock, TableView& table)
{
    static const std::map<QString, const char*> kCommands{
        {QStringLiteral("units"), "compare"},           {QStringLiteral("compare"), "compare"},
        {QStringLiteral("sensitivity"), "sensitivity"}, {QStringLiteral("bad_cases"), "badcase"},
        {QStringLiteral("findings"), "check"},          {QStringLiteral("requests"), "rules"},
        {QStringLiteral("distribution"), "scales"},     {QStringLiteral("profile"), "profile"}};
    const auto found = kCommands.find(dock);
    if (found == kCommands.end())
        return;
    auto* copy = new QAction(this);
    table.addHeaderAction(copy);
    m_commandActions << copy;
    connect(copy, &QAction::triggered, this, [this, command = QString::fromLatin1(found->second)] {
        const QString subject = m_workbench.studyPath().isEmpty() ? m_workbench.modelPath() : m_workbench.studyPath();
        const QString line =
            QStringLiteral("quantbench-cli %1 %2")
                .arg(command, QString::fromStdString(shellWord(QDir::toNativeSeparators(subject).toStdString())));
        QGuiApplication::clipboard()->setText(line);
        statusBar()->showMessage(line, 5000);
    });
}

void MainWindow::showDock(const char* id)
{
    m_docks.at(QLatin1String(id))->show();
    m_docks.at(QLatin1String(id))->raise();
}

/// Any number of configurations beside each other: A, B, and what the user calls the others.
void MainWindow::compareAs()
{
    const auto taken = [this](const QString& name) {
        return std::any_of(m_bench.comparisons().begin(), m_bench.comparisons().end(),
                           [&](const auto& comparison) { return comparison->name == name; });
    };
    QChar next = QLatin1Char('C');
    while (next < QLatin1Char('Z') && taken(next))
        next = QChar(next.unicode() + 1);
    const QString name = m_choosers.name(tr("Keep the comparison as"), next).trimmed();
    if (name.isEmpty())
        return;
    if (name == QLatin1String("live") || name == QLatin1String("before") || name.startsWith(QLatin1String("against:")))
        statusBar()->showMessage(tr("\"%1\" means something else here; take another name.").arg(name), 10000);
    else
        m_workbench.compare(CompareMode::Cumulative, CompareParts::All, name);
}

} // namespace qb
