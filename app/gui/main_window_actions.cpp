// SPDX-License-Identifier: GPL-3.0-or-later
//
// What the commands do, and the dialogs that they open.
#include "app/gui/help.h"
#include "app/gui/main_window.h"

#include "app/gui/banner.h"
#include "app/gui/calibrate_dialog.h"
#include "app/gui/dock_focus.h"
#include "app/gui/dock_sizes.h"
#include "app/gui/export_dialog.h"
#include "app/gui/formats_dialog.h"
#include "app/gui/places.h"
#include "app/gui/start_page.h"
#include "app/gui/tool_commands.h"
#include "engine/base/error.h"
#include "engine/ort/session.h"
#include "engine/qconfig/edit_rules.h"
#include "engine/qconfig/selector.h"
#include "widgets/common/finder.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/data/data_dock.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/inspector/inspector_dock.h"
#include "widgets/tables/units_dock.h"

#include <QApplication>
#include <QDesktopServices>
#include <QDockWidget>
#include <QFileInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QRegularExpression>
#include <QSaveFile>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>
#include <QUrl>

#include <set>
#include <utility>

namespace qb {

namespace {

constexpr int kAnswer = -2; ///< of the finder: what was typed as a selector

/// What keys do where they are no commands.
struct ViewKey {
    const char* keys;
    const char* text;
    const char* where;
};
constexpr const char* kGraph = QT_TRANSLATE_NOOP("Keys", "Graph");
constexpr const char* kRuleList = QT_TRANSLATE_NOOP("Keys", "Rules");
constexpr const char* kDistribution = QT_TRANSLATE_NOOP("Keys", "Distribution");
constexpr const char* kTables = QT_TRANSLATE_NOOP("Keys", "Tables");
constexpr ViewKey kViewKeys[] = {
    {QT_TRANSLATE_NOOP("Keys", "Arrows"), QT_TRANSLATE_NOOP("Keys", "Walk along the edges, or to the neighbour"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Shift+Arrows"), QT_TRANSLATE_NOOP("Keys", "Walk and keep what is selected"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Home, End"), QT_TRANSLATE_NOOP("Keys", "First or last unit"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Enter"), QT_TRANSLATE_NOOP("Keys", "Open a group, or go to the unit"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Backspace"), QT_TRANSLATE_NOOP("Keys", "Close the group around"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "F"), QT_TRANSLATE_NOOP("Keys", "Show the whole graph"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "+, -"), QT_TRANSLATE_NOOP("Keys", "Zoom"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Ctrl+0"), QT_TRANSLATE_NOOP("Keys", "Full size"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Space and drag"), QT_TRANSLATE_NOOP("Keys", "Move the graph"), kGraph},
    {QT_TRANSLATE_NOOP("Keys", "Alt+Up, Alt+Down"), QT_TRANSLATE_NOOP("Keys", "Let the rule count earlier or later"), kRuleList},
    {QT_TRANSLATE_NOOP("Keys", "Enter"), QT_TRANSLATE_NOOP("Keys", "Change the fields of the rule"), kRuleList},
    {QT_TRANSLATE_NOOP("Keys", "Space"), QT_TRANSLATE_NOOP("Keys", "Switch the rule on or off"), kRuleList},
    {QT_TRANSLATE_NOOP("Keys", "Ctrl+C"), QT_TRANSLATE_NOOP("Keys", "Copy the selected rows"), kTables},
    {QT_TRANSLATE_NOOP("Keys", "Ctrl+Shift+H"), QT_TRANSLATE_NOOP("Keys", "Columns, order and export of the table"), kTables},
    {QT_TRANSLATE_NOOP("Keys", "Left, Right"), QT_TRANSLATE_NOOP("Keys", "Move the clip line by a step"), kDistribution},
};

} // namespace

void MainWindow::connectActions()
{
    const auto on = [this](const char* id, auto function) { connect(m_actions->at(id), &QAction::triggered, this, function); };
    on("open", [this] {
        const QString path =
            m_choosers.open(tr("Open a model or a study"), tr("Models and studies (*.onnx *.qbs);;All files (*)"));
        if (!path.isEmpty())
            openPath(path);
    });
    on("sample", [this] { leaveFor([this] { m_workbench.openSample(); }); });
    on("save_as", [this] { saveStudyAs(); });
    on("close", [this] {
        leaveFor([this] {
            saveLayout();
            m_workbench.close();
        });
    });
    on("quit", [this] { close(); });
    on("between", [this] { selectBetween(); });
    on("quant_stub", [this] { setStubs(StubRule::Kind::Quant); });
    on("dequant_stub", [this] { setStubs(StubRule::Kind::DeQuant); });
    on("no_stub", [this] { setStubs(std::nullopt); });
    on("deselect", [this] { m_selection.clear(); });
    on("calibrate", [this] { showCalibrate(); });
    on("export", [this] { showExport(); });
    on("import_config", [this] { showFormats(false); });
    on("export_config", [this] { showFormats(true); });
    on("report", [this] { writeReport(); });
    on("continue", [this] { m_workbench.calibrate(Recalibrate::Continue); });
    // Where the answer will be comes into view with the question.
    const auto ask = [this, on](const char* id, const char* dock, auto&& question) {
        on(id, [this, dock, question] {
            showDock(dock);
            question();
        });
    };
    ask("compare", "compare", [this] { m_workbench.compare(CompareMode::Cumulative); });
    on("compare_as", [this] { compareAs(); });
    ask("compare_b", "compare", [this] { m_workbench.compare(CompareMode::Cumulative, CompareParts::All, QStringLiteral("B")); });
    ask("compare_local", "compare", [this] { m_workbench.compare(CompareMode::Local); });
    ask("sweep", "sensitivity", [this] { m_workbench.sweep(SensitivityMode::Isolated); });
    ask("sweep_loo", "sensitivity", [this] { m_workbench.sweep(SensitivityMode::LeaveOneOut); });
    ask("check", "findings", [this] { m_workbench.check(); });
    ask("advise", "advice", [this] { m_workbench.advise(); });
    on("next_part", [this] { goToPart(1); });
    on("previous_part", [this] { goToPart(-1); });
    on("stop", [this] { m_workbench.stopAll(); });
    on("layout_edit", [this] { setLayoutName(LayoutName::Edit); });
    on("layout_calibrate", [this] { setLayoutName(LayoutName::Calibrate); });
    on("layout_analyse", [this] { setLayoutName(LayoutName::Analyse); });
    on("layout_default", [this] {
        arrangeDocks(*this, m_docks, m_layout);
        m_dockSizes->noteSoon();
    });
    on("import_rules", [this] { importRules(); });
    on("export_rules", [this] { exportRules(); });
    for (const auto& [id, edit] : {std::pair{"float", QuickEdit::Float},
                                   {"int8", QuickEdit::Int8},
                                   {"int16", QuickEdit::Int16},
                                   {"fixed", QuickEdit::Fixed},
                                   {"unset", QuickEdit::Unset}}) {
        connect(m_actions->at(id), &QAction::triggered, this,
                [this, edit = edit] { m_inspector->quickEdit(edit, QuickPort::Output); });
        connect(m_actions->at((QByteArray("weight_") + id).constData()), &QAction::triggered, this,
                [this, edit = edit] { m_inspector->quickEdit(edit, QuickPort::Weight); });
    }
    on("locate", [this] { findUnit(); });
    on("task", [this] { measureTask(); });
    on("palette", [this] { findCommand(); });
    on("help", [this] { showHelp(*this, m_settings); });
    on("shortcuts", [this] { showKeys(); });
    on("about", [this] { showAbout(); });
    connect(m_finder, &Finder::chosen, this, [this](int id) {
        if (m_findsCommands && id >= 0)
            m_found[static_cast<std::size_t>(id)]();
        if (m_findsCommands)
            return;
        if (id == kAnswer)
            m_selection.select(m_foundUnits);
        else
            m_selection.select(static_cast<UnitId>(id));
        m_graph->view().setFocus(); // to walk on from there
    });
    on("back", [this] { m_selection.back(); });
    on("forward", [this] { m_selection.forward(); });
    connect(m_actions->at("live"), &QAction::toggled, this, [this](bool checked) {
        m_workbench.setLiveOn(checked);
        m_settings.setValue(QStringLiteral("window/live"), checked);
    });
    m_actions->at("live")->setChecked(m_settings.value(QStringLiteral("window/live"), true).toBool());

    connect(m_start, &StartPage::openRequested, this, &MainWindow::openPath);
    connect(&m_bench, &Bench::modelChanged, this, [this] {
        if (!m_bench.model()) // also between two models
            m_selection.forget();
    });
    connect(&m_workbench, &Workbench::opened, this, [this] {
        m_start->setProblem({}, {});
        statusBar()->clearMessage();
        m_banner->hide();
        m_toldOfData.reset();
        if (m_bench.model() && !m_bench.model()->runnable())
            m_banner->tell(
                [this] {
                    return m_bench.model()
                               ? tr("This model can be looked at, not run: %1").arg(worded(m_bench.model()->whyNotRunnable))
                               : QString();
                },
                {}, {});
        if (m_afterSaving && !m_workbench.hasUnkept())
            QTimer::singleShot(0, this, std::exchange(m_afterSaving, {}));
        if (m_workbench.modelPath() != sampleModelPath())
            addRecent(m_workbench.documentPath());
        m_pages->setCurrentIndex(m_pages->count() - 1);
        setLayoutName(m_layout);
        updateTitle();
        updateActions();
    });
    connect(&m_workbench, &Workbench::closed, this, [this] {
        m_banner->hide();
        m_toldOfData.reset();
        m_pages->setCurrentIndex(0);
        setLayoutName(m_layout);
        updateTitle();
        updateActions();
    });
    connect(&m_workbench, &Workbench::openFailed, this, &MainWindow::tellOpenFailed);
    connect(&m_workbench, &Workbench::modelFileChanged, this, [this] {
        const bool there = QFileInfo::exists(m_workbench.modelPath());
        m_banner->tell(
            [name = QFileInfo(m_workbench.modelPath()).fileName(), there] {
                return there ? tr("%1 has changed on disk.").arg(name)
                             : tr("%1 is gone from its place. What is open goes on; nothing is lost.").arg(name);
            },
            there ? Banner::Words([] { return tr("Open it again"); }) : Banner::Words(),
            [this] { openPath(m_workbench.documentPath()); });
    });
    connect(&m_workbench, &Workbench::modelIsAnother, this, [this](const Text& what) {
        m_banner->tell([what] { return worded(what); }, [] { return tr("Calibrate"); }, [this] { showCalibrate(); });
    });
    connect(&m_workbench, &Workbench::notKept, this, [this](const Text& why) {
        m_banner->tell([why] { return tr("Nothing of what you do here is kept: %1").arg(worded(why)); },
                       [] { return tr("Save the study as…"); }, [this] { saveStudyAs(); });
    });
    connect(&m_workbench, &Workbench::reportWritten, this, [this](const QString& path) {
        statusBar()->showMessage(tr("The report is written into %1.").arg(path), 10000);
        if (QGuiApplication::platformName() != QLatin1String("offscreen"))
            QDesktopServices::openUrl(QUrl::fromLocalFile(path));
    });
    connect(&m_workbench, &Workbench::failed, this, &MainWindow::tellFailure);
    connect(&m_workbench, &Workbench::failed, this, [this] { m_afterSaving = {}; });
    for (const auto signal : {&Bench::configurationChanged, &Bench::statisticsChanged, &Bench::dataChanged, &Bench::jobsChanged})
        connect(&m_bench, signal, this, &MainWindow::updateActions);
    for (const auto signal : {&Bench::statisticsChanged, &Bench::dataChanged})
        connect(&m_bench, signal, this, &MainWindow::tellOfOtherData);
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateActions);
    connect(&m_workbench.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateTitle);
    for (const auto signal : {&Bench::statisticsChanged, &Bench::comparisonsChanged, &Bench::sensitivityChanged})
        connect(&m_bench, signal, this, &MainWindow::updateTitle);
}

/// Writes whole files or none.
void MainWindow::saveText(const QString& title, const QString& suggestion, const QString& filter, const QString& text)
{
    const QString path = m_choosers.save(title, suggestion, filter);
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        m_workbench.fail([path] { return tr("%1 can't be written").arg(QFileInfo(path).fileName()); },
                         {ErrorCode::Resources, Said::verbatim(file.errorString()), {}, aboutFile(path)});
}

void MainWindow::importRules()
{
    const QString path = m_choosers.open(tr("Import rules"), tr("Rule files (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    const auto what = [path] { return tr("The rules of %1 can't be imported").arg(QFileInfo(path).fileName()); };
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        m_workbench.fail(what, {ErrorCode::Resources, Said::verbatim(file.errorString()), {}, aboutFile(path)});
        return;
    }
    try {
        m_bench.requestEdit(tr("Import %1").arg(QFileInfo(path).fileName()),
                            RuleSet::fromJson(file.readAll().toStdString(), QFileInfo(path).path().toStdString()));
    } catch (const std::exception& e) {
        m_workbench.fail(what, failureOf(e));
    }
}

void MainWindow::exportRules()
{
    saveText(tr("Export rules"), QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral("_rules.json"),
             tr("Rule files (*.json)"), QString::fromStdString(m_bench.rules().toJson()));
}

void MainWindow::exportGraph()
{
    const QString path =
        m_choosers.save(tr("Export the graph"), QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral(".svg"),
                        tr("Pictures (*.svg *.pdf *.png)"));
    if (path.isEmpty())
        return;
    const PictureFormat format = path.endsWith(QLatin1String(".png"), Qt::CaseInsensitive)   ? PictureFormat::Png
                                 : path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive) ? PictureFormat::Pdf
                                                                                             : PictureFormat::Svg;
    if (const QString problem = m_graph->view().exportTo(format, path); !problem.isEmpty())
        m_workbench.fail([] { return tr("The graph can't be exported"); },
                         {ErrorCode::Resources, Said::verbatim(problem), {}, aboutFile(path)});
}

void MainWindow::browseSamples(DataUse use)
{
    const QString folder = m_choosers.folder(tr("Choose a folder of samples"));
    if (folder.isEmpty())
        return;
    DataOptions options = use == DataUse::Calibration ? m_bench.calibrationSet().options : m_bench.evaluationSet().options;
    options.path = folder.toStdString();
    options.also.clear();
    m_bench.requestData(use, options);
}

void MainWindow::showCalibrate()
{
    auto* dialog = new CalibrateDialog(m_bench, m_workbench, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(&dialog->samples(), &DataDock::browseRequested, this, &MainWindow::browseSamples);
    connect(dialog, &CalibrateDialog::calibrateRequested, this, [this] { m_workbench.calibrate(Recalibrate::Anew); });
    connect(dialog, &CalibrateDialog::continueRequested, this, [this] { m_workbench.calibrate(Recalibrate::Continue); });
    dialog->open();
}

void MainWindow::showExport()
{
    auto* dialog = new ExportDialog(
        m_bench, m_workbench,
        [this](const QString& suggestion) {
            return m_choosers.save(tr("Export the model"), suggestion, tr("ONNX models (*.onnx)"));
        },
        m_choosers.overwrite, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void MainWindow::showFormats(bool write)
{
    auto* dialog = new FormatsDialog(m_bench, m_jobs, write ? FormatsDialog::Direction::Write : FormatsDialog::Direction::Read,
                                     m_choosers, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

/// From the one chosen first to all others; the last chosen stays the current one.
void MainWindow::selectBetween()
{
    const std::vector<UnitId> chosen = m_selection.units();
    if (chosen.size() < 2)
        return;
    std::vector<UnitId> units = unitsBetween(m_bench.model()->units, {chosen.front()}, {chosen.begin() + 1, chosen.end()});
    if (units.empty()) {
        statusBar()->showMessage(tr("No way leads between the selected units."), 10000);
        return;
    }
    if (std::erase(units, chosen.back()) != 0)
        units.push_back(chosen.back());
    m_selection.select(std::move(units));
}

void MainWindow::setStubs(std::optional<StubRule::Kind> kind)
{
    if (!m_bench.model() || m_selection.units().empty())
        return;
    const RuleSet after = kind ? withStubs(m_bench.rules(), *m_bench.model(), m_selection.units(), *kind)
                               : withoutStubs(m_bench.rules(), *m_bench.model(), m_selection.units());
    if (after == m_bench.rules())
        return;
    m_bench.requestEdit(!kind                            ? tr("Remove stubs")
                        : *kind == StubRule::Kind::Quant ? tr("Set a QuantStub")
                                                         : tr("Set a DeQuantStub"),
                        after);
}

void MainWindow::findUnit()
{
    std::vector<FinderItem> items;
    for (std::size_t i = 0; i < m_bench.model()->unitCount(); ++i) {
        const Unit& unit = m_bench.model()->units.units[i];
        items.push_back(
            {QString::fromStdString(unit.name), QString::fromStdString(unit.opType), {}, {}, static_cast<int>(i), true});
    }
    m_findsCommands = false;
    m_finder->open(tr("A part of a unit's name, its operator, or a selector: op:Conv cos<0.99, A..B"), std::move(items),
                   [this](const QString& typed) { return selected(typed); });
}

/// What is typed as a selector, if it is one and not just a word.
std::optional<FinderItem> MainWindow::selected(const QString& typed)
{
    static const QRegularExpression kTerms(QStringLiteral("[:<>!=\"]|\\.\\."));
    if (!typed.contains(kTerms) || !m_bench.model())
        return std::nullopt;
    try {
        const auto* units = qobject_cast<UnitsDock*>(m_docks.at(QStringLiteral("units"))->widget());
        m_foundUnits =
            Selector::parse(typed.toStdString()).select(m_bench.model()->graph, m_bench.model()->units, units->facts());
    } catch (const Error&) {
        return std::nullopt; // not written to its end yet
    }
    const auto count = static_cast<int>(m_foundUnits.size());
    std::vector<int> about;
    for (const UnitId unit : m_foundUnits)
        about.push_back(static_cast<int>(unit));
    return FinderItem{count == 0 ? tr("No unit matches") : tr("Select %Ln unit(s)", nullptr, count),
                      typed,
                      {},
                      themeIcon(QStringLiteral("edit-select-all")),
                      kAnswer,
                      count > 0,
                      std::move(about)};
}

void MainWindow::findCommand()
{
    std::vector<FinderItem> items = commands();
    m_findsCommands = true;
    m_finder->open(tr("Find a command"), std::move(items));
}

/// All keys, as a list that can be searched: the commands that have one, and what keys do in the graph and the docks.
void MainWindow::showKeys()
{
    std::vector<FinderItem> items = commands();
    std::erase_if(items, [](const FinderItem& item) { return item.keys.isEmpty(); });
    for (FinderItem& item : items)
        item.enabled = true; // it is the key that is looked for
    constexpr int kNoCommand = -1;
    for (const ViewKey& key : kViewKeys)
        items.push_back({QCoreApplication::translate("Keys", key.text),
                         QCoreApplication::translate("Keys", key.where),
                         QCoreApplication::translate("Keys", key.keys),
                         {},
                         kNoCommand,
                         true});
    m_findsCommands = true;
    m_finder->open(tr("Keys"), std::move(items));
}

/// Every entry of the menus, with the menus that it stands in, and what the graph and the docks have on their bars; ids
/// count m_found.
std::vector<FinderItem> MainWindow::commands()
{
    updateActions(); // what they wait for, in the language of now
    m_found.clear();
    std::vector<FinderItem> items;
    const auto add = [&](const QString& text, const QString& path, const QString& keys, const QIcon& icon, bool enabled,
                         std::function<void()> run) {
        items.push_back({text, path, keys, icon, static_cast<int>(m_found.size()), enabled});
        m_found.push_back(std::move(run));
    };
    std::set<const QAction*> there{m_actions->at("palette")};
    const std::function<void(const QMenu&, const QString&)> walk = [&](const QMenu& menu, const QString& path) {
        for (QAction* action : menu.actions()) {
            if (action->isSeparator() || action == m_recentMenu->menuAction() || !there.insert(action).second)
                continue;
            if (const QMenu* inner = action->menu()) {
                walk(*inner, path + QStringLiteral(" > ") + withoutMnemonic(inner->title()));
                continue;
            }
            if (&menu == m_dockMenu) { // who names a dock wants to go there; the menu also hides it
                add(withoutMnemonic(action->text()), path, {}, action->icon(), true,
                    [dock = m_docks.at(action->objectName().mid(5))] { goTo(*dock); });
                continue;
            }
            const QString whyNot = action->isEnabled() ? QString() : action->property("whyNot").toString();
            add(withoutMnemonic(action->text()), whyNot.isEmpty() ? path : tr("%1: %2").arg(path, whyNot),
                action->shortcut().toString(QKeySequence::NativeText), action->icon(), action->isEnabled(),
                [action] { action->trigger(); });
        }
    };
    for (const QAction* top : menuBar()->actions())
        if (top->menu())
            walk(*top->menu(), withoutMnemonic(top->menu()->title()));
    if (!m_workbench.isOpen())
        return items;
    std::set<QString> inMenus;
    for (const FinderItem& item : items)
        inMenus.insert(item.title);
    const auto addTools = [&](QWidget& part, const QString& title, const std::function<void()>& show) {
        for (const ToolCommand& tool : toolCommands(part))
            if (!inMenus.contains(tool.text))
                add(tool.menu.isEmpty() ? tool.text : tr("%1: %2", "menu and its entry").arg(tool.menu, tool.text), title,
                    tool.keys, tool.icon, tool.enabled, [show, run = tool.run] {
                        show();
                        run();
                    });
    };
    addTools(*m_graph, tr("Graph"), [] {});
    for (const auto& [id, dock] : m_docks)
        addTools(*dock->widget(), dock->windowTitle(), [this, id = id.toLatin1()] { showDock(id.constData()); });
    return items;
}

void MainWindow::showAbout()
{
    auto* box = new QMessageBox(this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setWindowTitle(tr("About Quantbench"));
    box->setTextFormat(Qt::RichText);
    box->setText(
        tr("<b>Quantbench %1</b><br>Tunes the precision of quantized neural networks.<br><br>"
           "GPL-3.0-or-later. Built on ONNX Runtime %2, Qt %3, QCustomPlot, OpenCV and ONNX.")
            .arg(QStringLiteral(QB_VERSION), QString::fromStdString(OrtEnvironment::version()), QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace qb
