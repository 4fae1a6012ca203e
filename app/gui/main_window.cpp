// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "app/gui/banner.h"
#include "app/gui/calibrate_dialog.h"
#include "app/gui/export_dialog.h"
#include "app/gui/start_page.h"
#include "engine/ort/session.h"
#include "widgets/common/finder.h"
#include "widgets/common/theme.h"
#include "widgets/data/data_dock.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/inspector/inspector_dock.h"
#include "widgets/inspector/rules_dock.h"
#include "widgets/jobs/jobs_dock.h"
#include "widgets/jobs/log_dock.h"
#include "widgets/jobs/status_line.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLibraryInfo>
#include <QMenuBar>
#include <QMessageBox>
#include <QMimeData>
#include <QSaveFile>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QToolBar>
#include <QTranslator>
#include <QVBoxLayout>

#include <array>

/// What is compiled into a static library must be asked for, outside of namespaces.
static void registerTranslations() { Q_INIT_RESOURCE(translations); }

namespace qb {

namespace {

constexpr int kLayoutVersion = 1;
constexpr int kMostRecent = 10;

QString keyOf(LayoutName layout)
{
    static const std::array<QString, 3> kKeys{QStringLiteral("edit"), QStringLiteral("calibrate"), QStringLiteral("analyse")};
    return kKeys[static_cast<std::size_t>(layout)];
}

FileChoosers systemChoosers(QWidget* window)
{
    FileChoosers choosers;
    choosers.open = [window](const QString& title, const QString& filter) {
        return QFileDialog::getOpenFileName(window, title, {}, filter);
    };
    choosers.save = [window](const QString& title, const QString& suggestion, const QString& filter) {
        return QFileDialog::getSaveFileName(window, title, suggestion, filter);
    };
    choosers.overwrite = [window](const QString& path) {
        return QMessageBox::question(window, MainWindow::tr("Replace the file?"),
                                     MainWindow::tr("%1 exists. Replace it?").arg(QFileInfo(path).fileName())) ==
               QMessageBox::Yes;
    };
    choosers.folder = [window](const QString& title) { return QFileDialog::getExistingDirectory(window, title); };
    return choosers;
}

} // namespace

MainWindow::MainWindow(Bench& bench, Selection& selection, Workbench& workbench, JobRunner& jobs, QSettings& settings)
    : m_bench(bench),
      m_selection(selection),
      m_workbench(workbench),
      m_jobs(jobs),
      m_settings(settings),
      m_actions(new Actions(this)),
      m_choosers(systemChoosers(this)),
      m_pages(new QStackedWidget),
      m_start(new StartPage(*m_actions)),
      m_banner(new Banner),
      m_graph(new GraphPanel(bench, selection)),
      m_status(new StatusLine(bench)),
      m_finder(new Finder(this)),
      m_translator(new QTranslator(this)),
      m_qtTranslator(new QTranslator(this))
{
    registerTranslations();
    setObjectName(QStringLiteral("main_window"));
    setAcceptDrops(true);
    setDockOptions(AnimatedDocks | AllowNestedDocks | AllowTabbedDocks);
    setTabPosition(Qt::AllDockWidgetAreas, QTabWidget::North);
    m_pages->addWidget(m_start);
    m_pages->addWidget(m_graph);
    auto* middle = new QWidget;
    auto* column = new QVBoxLayout(middle);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_banner);
    column->addWidget(m_pages, 1);
    setCentralWidget(middle);
    statusBar()->addWidget(m_status, 1);
    statusBar()->setSizeGripEnabled(false);

    makeDocks();
    makeMenus();
    makeToolBar();
    connectActions();
    m_start->setRecent(recent());
    retranslate();
    resize(m_settings.value(QStringLiteral("window/size"), QSize(1600, 1000)).toSize());
    if (m_settings.value(QStringLiteral("window/maximized"), false).toBool())
        setWindowState(Qt::WindowMaximized);
    const QString last = m_settings.value(QStringLiteral("window/layout")).toString();
    setLayoutName(last == keyOf(LayoutName::Calibrate) ? LayoutName::Calibrate
                  : last == keyOf(LayoutName::Analyse) ? LayoutName::Analyse
                                                       : LayoutName::Edit);
    updateActions();
    updateTitle();
}

MainWindow::~MainWindow() = default;

// --- parts -------------------------------------------------------------------------------------------------------------------

void MainWindow::addDock(const QString& id, QWidget* content)
{
    auto* dock = new QDockWidget(this);
    dock->setObjectName(id);
    dock->setWidget(content);
    m_docks[id] = dock;
    addDockWidget(Qt::BottomDockWidgetArea, dock);
}

void MainWindow::makeDocks()
{
    auto* units = new UnitsDock(m_bench, m_selection);
    units->setEmptyAction(m_actions->at("open"));
    connect(units, &UnitsDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("units.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(units, &UnitsDock::menuRequested, this, &MainWindow::showMenu);
    units->table().restoreColumns(m_settings.value(QStringLiteral("window/units_columns")).toByteArray());
    m_saveColumns = [this, units] { m_settings.setValue(QStringLiteral("window/units_columns"), units->table().saveColumns()); };
    addDock(QStringLiteral("units"), units);
    m_inspector = new InspectorDock(m_bench, m_selection);
    m_inspector->setEmptyAction(m_actions->at("open"));
    connect(m_inspector, &InspectorDock::ruleActivated, this, [this](int rule) {
        m_docks.at(QStringLiteral("rules"))->show();
        m_docks.at(QStringLiteral("rules"))->raise();
        m_rules->showRule(rule);
    });
    addDock(QStringLiteral("inspector"), m_inspector);
    m_rules = new RulesDock(m_bench, m_selection);
    m_rules->setEmptyAction(m_actions->at("open"));
    connect(m_rules, &RulesDock::importRequested, this, &MainWindow::importRules);
    connect(m_rules, &RulesDock::exportRequested, this, &MainWindow::exportRules);
    addDock(QStringLiteral("rules"), m_rules);
    auto* findings = new FindingsDock(m_bench, m_selection);
    findings->setEmptyAction(m_actions->at("check"));
    connect(findings, &FindingsDock::cureRequested, &m_workbench, &Workbench::applyCure);
    connect(findings, &FindingsDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("findings.csv"), tr("Tables (*.csv)"), csv);
    });
    addDock(QStringLiteral("findings"), findings);
    if (const QString color = m_settings.value(QStringLiteral("window/graph_color")).toString(); !color.isEmpty())
        m_graph->setColorBy(color);
    connect(m_graph, &GraphPanel::menuRequested, this, &MainWindow::showMenu);
    connect(m_graph, &GraphPanel::exportRequested, this, &MainWindow::exportGraph);
    makeAnalysisDocks();
    auto* samples = new DataDock(m_bench);
    samples->setEmptyAction(m_actions->at("open"));
    connect(samples, &DataDock::browseRequested, this, &MainWindow::browseSamples);
    addDock(QStringLiteral("data"), samples);
    addDock(QStringLiteral("jobs"), new JobsDock(m_bench));
    addDock(QStringLiteral("log"), new LogDock(m_bench));
}

void MainWindow::makeAnalysisDocks()
{
    auto* distribution = new DistributionDock(m_bench, m_selection);
    distribution->setEmptyAction(m_actions->at("calibrate"));
    addDock(QStringLiteral("distribution"), distribution);
    auto* compare = new CompareDock(m_bench, m_selection);
    compare->setEmptyAction(m_actions->at("calibrate"));
    connect(compare, &CompareDock::compareRequested, &m_workbench, [this](CompareMode mode, CompareParts parts) {
        m_workbench.compare(mode, parts == CompareParts::WeightsOnly       ? Parts::Weights
                                  : parts == CompareParts::ActivationsOnly ? Parts::Activations
                                                                           : Parts::All);
    });
    addDock(QStringLiteral("compare"), compare);
    auto* sensitivity = new SensitivityDock(m_bench, m_selection);
    sensitivity->setEmptyAction(m_actions->at("sweep"));
    connect(sensitivity, &SensitivityDock::startRequested, &m_workbench, &Workbench::sweep);
    connect(sensitivity, &SensitivityDock::stopRequested, &m_workbench, &Workbench::stopSweep);
    addDock(QStringLiteral("sensitivity"), sensitivity);
    for (PlotDock* dock : std::initializer_list<PlotDock*>{distribution, compare, sensitivity}) {
        dock->setFileChooser([this](QWidget*, const QString& suggestion, const QString& filter) {
            return m_choosers.save(tr("Export"), suggestion, filter);
        });
        connect(dock, &PlotDock::failed, this, [this](const QString& problem) {
            tellFailure(tr("Export"), {ErrorCode::Resources, problem, {}, {}});
        });
    }
}

QString MainWindow::dockTitle(const QString& id) const
{
    static const std::map<QString, const char*> kTitles{
        {QStringLiteral("units"), QT_TR_NOOP("Units")},
        {QStringLiteral("inspector"), QT_TR_NOOP("Inspector")},
        {QStringLiteral("rules"), QT_TR_NOOP("Rules")},
        {QStringLiteral("findings"), QT_TR_NOOP("Findings")},
        {QStringLiteral("distribution"), QT_TR_NOOP("Distribution")},
        {QStringLiteral("compare"), QT_TR_NOOP("Compare")},
        {QStringLiteral("sensitivity"), QT_TR_NOOP("Sensitivity")},
        {QStringLiteral("bad_cases"), QT_TR_NOOP("Bad cases")},
        {QStringLiteral("data"), QT_TR_NOOP("Data")},
        {QStringLiteral("jobs"), QT_TR_NOOP("Jobs")},
        {QStringLiteral("log"), QT_TR_NOOP("Log")},
        {QStringLiteral("overview"), QT_TR_NOOP("Overview")},
    };
    const auto found = kTitles.find(id);
    return found == kTitles.end() ? id : tr(found->second);
}

void MainWindow::makeMenus()
{
    for (const QAction* action : m_actions->all()) {
        const QString group = m_actions->groupOf(action);
        if (!m_menus.contains(group))
            m_menus[group] = nullptr;
    }
    m_menus.clear();
    const auto menu = [this](const char* id, const std::vector<const char*>& actions) {
        QMenu* m = menuBar()->addMenu(QString());
        m->setObjectName(QLatin1String(id));
        m->setToolTipsVisible(true);
        m_menus[QLatin1String(id)] = m;
        for (const char* action : actions) {
            if (*action)
                m->addAction(m_actions->at(action));
            else
                m->addSeparator();
        }
        return m;
    };
    QMenu* file =
        menu("File", {"open", "sample", "", "save_as", "export", "", "import_rules", "export_rules", "", "close", "quit"});
    m_recentMenu = new QMenu(file);
    file->insertMenu(m_actions->at("save_as"), m_recentMenu);
    connect(m_recentMenu, &QMenu::aboutToShow, this, [this] {
        m_recentMenu->clear();
        for (const QString& path : recent())
            m_recentMenu->addAction(path, this, [this, path] { openPath(path); });
    });

    m_undo = m_workbench.undoStack().createUndoAction(this);
    m_redo = m_workbench.undoStack().createRedoAction(this);
    m_undo->setObjectName(QStringLiteral("undo"));
    m_redo->setObjectName(QStringLiteral("redo"));
    m_undo->setIcon(themeIcon(QStringLiteral("edit-undo")));
    m_redo->setIcon(themeIcon(QStringLiteral("edit-redo")));
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcuts(QKeySequence::Redo);
    QMenu* edit = menu("Edit", {"float", "int8", "int16", "fixed", "unset", "", "weight_float", "weight_int8", "weight_int16",
                                "weight_fixed", "weight_unset", "", "deselect"});
    edit->insertActions(m_actions->at("float"), {m_undo, m_redo});
    edit->insertSeparator(m_actions->at("float"));
    menu("Run", {"calibrate", "continue", "", "compare", "compare_b", "compare_local", "sweep", "sweep_loo", "check", "", "live",
                 "stop"});
    QMenu* view = menu("View", {"layout_edit", "layout_calibrate", "layout_analyse", "layout_default", ""});
    m_dockMenu = view->addMenu(QString());
    connect(m_dockMenu, &QMenu::aboutToShow, this, [this] {
        m_dockMenu->clear();
        for (const auto& [id, dock] : m_docks)
            m_dockMenu->addAction(dock->toggleViewAction());
    });
    m_themeMenu = view->addMenu(QString());
    m_languageMenu = view->addMenu(QString());
    auto* themes = new QActionGroup(this);
    for (const auto& [theme, id] : {std::pair{Theme::System, "system"}, {Theme::Light, "light"}, {Theme::Dark, "dark"}}) {
        QAction* action = m_themeMenu->addAction(QString());
        action->setObjectName(QLatin1String("theme_") + QLatin1String(id));
        action->setCheckable(true);
        action->setChecked(m_settings.value(QStringLiteral("window/theme"), QStringLiteral("system")).toString() ==
                           QLatin1String(id));
        themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, theme = theme, id = QString::fromLatin1(id)] {
            m_settings.setValue(QStringLiteral("window/theme"), id);
            applyTheme(*qApp, theme);
        });
    }
    auto* languages = new QActionGroup(this);
    for (const auto& [id, name] : {std::pair{"en", "English"}, {"zh_CN", "简体中文"}}) {
        QAction* action = m_languageMenu->addAction(QString::fromUtf8(name));
        action->setObjectName(QLatin1String("language_") + QLatin1String(id));
        action->setCheckable(true);
        languages->addAction(action);
        connect(action, &QAction::triggered, this, [this, id = QString::fromLatin1(id)] { setLanguage(id); });
    }
    menu("Go", {"back", "forward", "", "locate", "palette"});
    menu("Help", {"shortcuts", "about"});
}

void MainWindow::makeToolBar()
{
    m_toolBar = addToolBar(QString());
    m_toolBar->setObjectName(QStringLiteral("tool_bar"));
    m_toolBar->setMovable(false);
    m_toolBar->setIconSize(QSize(22, 22));
    for (const char* id : {"open", "calibrate", "compare", "sweep", "export"})
        m_toolBar->addAction(m_actions->at(id));
    m_toolBar->addSeparator();
    m_toolBar->addAction(m_undo);
    m_toolBar->addAction(m_redo);
    m_toolBar->addSeparator();
    m_toolBar->addAction(m_actions->at("back"));
    m_toolBar->addAction(m_actions->at("forward"));
}

void MainWindow::connectActions()
{
    const auto on = [this](const char* id, auto function) { connect(m_actions->at(id), &QAction::triggered, this, function); };
    on("open", [this] {
        const QString path =
            m_choosers.open(tr("Open a model or a study"), tr("Models and studies (*.onnx *.qbs);;All files (*)"));
        if (!path.isEmpty())
            openPath(path);
    });
    on("sample", [this] { m_workbench.openSample(); });
    on("save_as", [this] {
        const QString path = m_choosers.save(tr("Save the study as"),
                                             QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral(".qbs"),
                                             tr("Studies (*.qbs)"));
        if (!path.isEmpty())
            m_workbench.saveAs(path);
    });
    on("close", [this] {
        saveLayout();
        m_workbench.close();
    });
    on("quit", [this] { close(); });
    on("deselect", [this] { m_selection.clear(); });
    on("calibrate", [this] { showCalibrate(); });
    on("export", [this] { showExport(); });
    on("continue", [this] { m_workbench.calibrate(Recalibrate::Continue); });
    on("compare", [this] { m_workbench.compare(CompareMode::Cumulative); });
    on("compare_b", [this] { m_workbench.compare(CompareMode::Cumulative, Parts::All, QStringLiteral("B")); });
    on("compare_local", [this] { m_workbench.compare(CompareMode::Local); });
    on("sweep", [this] { m_workbench.sweep(SensitivityMode::Isolated); });
    on("sweep_loo", [this] { m_workbench.sweep(SensitivityMode::LeaveOneOut); });
    on("check", [this] { m_workbench.check(); });
    on("stop", [this] { m_workbench.stopAll(); });
    on("layout_edit", [this] { setLayoutName(LayoutName::Edit); });
    on("layout_calibrate", [this] { setLayoutName(LayoutName::Calibrate); });
    on("layout_analyse", [this] { setLayoutName(LayoutName::Analyse); });
    on("layout_default", [this] { arrange(m_layout); });
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
    on("palette", [this] { findCommand(); });
    on("shortcuts", [this] { showKeys(); });
    on("about", [this] { showAbout(); });
    connect(m_finder, &Finder::chosen, this, [this](int id) {
        if (m_findsCommands)
            m_actions->all()[static_cast<std::size_t>(id)]->trigger();
        else
            m_selection.select(static_cast<UnitId>(id));
    });
    on("back", [this] { m_selection.back(); });
    on("forward", [this] { m_selection.forward(); });
    m_actions->at("live")->setChecked(m_workbench.liveOn());
    connect(m_actions->at("live"), &QAction::toggled, this, [this](bool checked) { m_workbench.setLiveOn(checked); });

    connect(m_start, &StartPage::openRequested, this, &MainWindow::openPath);
    connect(&m_workbench, &Workbench::opened, this, [this] {
        m_start->setProblem({}, {}, {});
        m_banner->hide();
        if (m_bench.model() && !m_bench.model()->runnable())
            m_banner->tell(
                tr("This model can be looked at, not run: %1").arg(QString::fromStdString(m_bench.model()->whyNotRunnable)), {},
                {});
        m_selection.forget();
        if (m_workbench.modelPath() != sampleModelPath())
            addRecent(m_workbench.modelPath());
        m_pages->setCurrentIndex(m_pages->count() - 1);
        setLayoutName(m_layout);
        updateTitle();
        updateActions();
    });
    connect(&m_workbench, &Workbench::closed, this, [this] {
        m_selection.forget();
        m_pages->setCurrentIndex(0);
        setLayoutName(m_layout);
        updateTitle();
        updateActions();
    });
    connect(&m_workbench, &Workbench::openFailed, this, [this](const QString& path, const Failure& failure) {
        if (!m_workbench.isOpen())
            m_start->setProblem(tr("%1 can't be opened: %2").arg(QFileInfo(path).fileName(), failure.message), failure.cure,
                                failure.context);
    });
    connect(&m_workbench, &Workbench::modelFileChanged, this, [this] {
        m_banner->tell(
            tr("%1 has changed on disk.").arg(QFileInfo(m_workbench.modelPath()).fileName()), tr("Open it again"),
            [this] { openPath(m_workbench.studyPath().isEmpty() ? m_workbench.modelPath() : m_workbench.studyPath()); });
    });
    connect(&m_workbench, &Workbench::failed, this, &MainWindow::tellFailure);
    for (const auto signal : {&Bench::configurationChanged, &Bench::statisticsChanged, &Bench::dataChanged, &Bench::jobsChanged})
        connect(&m_bench, signal, this, &MainWindow::updateActions);
    connect(&m_selection, &Selection::changed, this, &MainWindow::updateActions);
    connect(&m_workbench.undoStack(), &QUndoStack::indexChanged, this, &MainWindow::updateTitle);
}

/// Writes whole files or none.
void MainWindow::saveText(const QString& title, const QString& suggestion, const QString& filter, const QString& text)
{
    const QString path = m_choosers.save(title, suggestion, filter);
    if (path.isEmpty())
        return;
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text.toUtf8()) < 0 || !file.commit())
        tellFailure(title, {ErrorCode::Resources, tr("%1 can't be written: %2").arg(path, file.errorString()), {}, {}});
}

void MainWindow::importRules()
{
    const QString path = m_choosers.open(tr("Import rules"), tr("Rule files (*.json);;All files (*)"));
    if (path.isEmpty())
        return;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) {
        tellFailure(tr("Import rules"), {ErrorCode::Resources, file.errorString(), {}, {}});
        return;
    }
    try {
        m_bench.requestEdit(tr("Import %1").arg(QFileInfo(path).fileName()),
                            RuleSet::fromJson(file.readAll().toStdString(), QFileInfo(path).path().toStdString()));
    } catch (const std::exception& e) {
        tellFailure(tr("Import rules"), failureOf(e));
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
        tellFailure(tr("Export the graph"), {ErrorCode::Resources, problem, {}, {}});
}

void MainWindow::showMenu(QPoint global)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    for (const char* id : {"float", "int8", "int16", "fixed", "unset"})
        menu->addAction(m_actions->at(id));
    menu->addSeparator();
    for (const char* id : {"weight_float", "weight_int8", "weight_int16", "weight_fixed", "weight_unset"})
        menu->addAction(m_actions->at(id));
    menu->popup(global);
}

void MainWindow::browseSamples(DataUse use)
{
    const QString folder = m_choosers.folder(tr("Choose a folder of samples"));
    if (folder.isEmpty())
        return;
    DataOptions options = use == DataUse::Calibration ? m_bench.calibrationSet().options : m_bench.evaluationSet().options;
    options.path = folder.toStdString();
    m_bench.requestData(use, options);
}

void MainWindow::showCalibrate()
{
    auto* dialog = new CalibrateDialog(m_bench, this);
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

void MainWindow::findUnit()
{
    std::vector<FinderItem> items;
    for (std::size_t i = 0; i < m_bench.model()->unitCount(); ++i) {
        const Unit& unit = m_bench.model()->units.units[i];
        items.push_back(
            {QString::fromStdString(unit.name), QString::fromStdString(unit.opType), {}, {}, static_cast<int>(i), true});
    }
    m_findsCommands = false;
    m_finder->open(tr("Find a unit by a part of its name or its operator"), std::move(items));
}

void MainWindow::findCommand()
{
    std::vector<FinderItem> items;
    for (std::size_t i = 0; i < m_actions->all().size(); ++i) {
        const QAction* action = m_actions->all()[i];
        if (action != m_actions->at("palette"))
            items.push_back({action->text(), m_actions->groupOf(action), action->shortcut().toString(QKeySequence::NativeText),
                             action->icon(), static_cast<int>(i), action->isEnabled()});
    }
    m_findsCommands = true;
    m_finder->open(tr("Find a command"), std::move(items));
}

/// All keys, as a list that can be searched: the palette with only what has keys.
void MainWindow::showKeys()
{
    std::vector<FinderItem> items;
    for (std::size_t i = 0; i < m_actions->all().size(); ++i) {
        const QAction* action = m_actions->all()[i];
        if (!action->shortcut().isEmpty())
            items.push_back({action->text(), m_actions->groupOf(action), action->shortcut().toString(QKeySequence::NativeText),
                             action->icon(), static_cast<int>(i), true});
    }
    m_findsCommands = true;
    m_finder->open(tr("Keys"), std::move(items));
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

// --- state -------------------------------------------------------------------------------------------------------------------

void MainWindow::updateActions()
{
    const bool open = m_workbench.isOpen();
    const bool runnable = open && m_bench.model()->runnable();
    const bool hasData = runnable && m_bench.calibrationSet().samples != nullptr;
    const bool planned = runnable && m_bench.configuration() && m_bench.configuration()->plan;
    const bool selected = open && !m_selection.units().empty();
    const auto enable = [this](std::initializer_list<const char*> ids, bool on) {
        for (const char* id : ids)
            m_actions->at(id)->setEnabled(on);
    };
    enable({"save_as", "close", "import_rules", "export_rules", "locate", "check"}, open);
    enable({"calibrate"}, runnable);
    enable({"continue"}, hasData);
    enable({"compare", "compare_b", "compare_local", "sweep", "sweep_loo", "export"}, planned && hasData);
    enable({"float", "int8", "int16", "unset", "weight_float", "weight_int8", "weight_int16", "weight_unset", "deselect"},
           selected);
    enable({"fixed", "weight_fixed"}, selected && planned);
    m_actions->at("back")->setEnabled(m_selection.canGoBack());
    m_actions->at("forward")->setEnabled(m_selection.canGoForward());
    m_actions->at("stop")->setEnabled(m_jobs.isBusy());
}

void MainWindow::updateTitle()
{
    if (!m_workbench.isOpen()) {
        setWindowTitle(QStringLiteral("Quantbench"));
        setWindowModified(false);
        return;
    }
    const QString name = QFileInfo(m_workbench.modelPath()).fileName();
    setWindowTitle(QStringLiteral("%1[*] - Quantbench").arg(name));
    // Everything is kept as it comes; only what lies in no file at all can be lost.
    setWindowModified(m_workbench.studyPath().isEmpty() && !m_workbench.undoStack().isClean());
}

void MainWindow::tellFailure(const QString& what, const Failure& failure)
{
    statusBar()->showMessage(what + QStringLiteral(": ") + failure.message, 15000);
    if (m_workbench.isOpen()) {
        m_docks.at(QStringLiteral("log"))->show();
        m_docks.at(QStringLiteral("log"))->raise();
    }
}

QStringList MainWindow::recent() const { return m_settings.value(QStringLiteral("recent")).toStringList(); }

void MainWindow::addRecent(const QString& path)
{
    QStringList files = recent();
    files.removeAll(path);
    files.prepend(path);
    while (files.size() > kMostRecent)
        files.removeLast();
    m_settings.setValue(QStringLiteral("recent"), files);
    m_start->setRecent(files);
}

void MainWindow::openPath(const QString& path) { m_workbench.open(path); }

// --- layouts -----------------------------------------------------------------------------------------------------------------

void MainWindow::setLayoutName(LayoutName layout)
{
    if (layout != m_layout)
        saveLayout();
    m_layout = layout;
    m_settings.setValue(QStringLiteral("window/layout"), keyOf(layout));
    if (!m_workbench.isOpen()) { // the start page has the window to itself
        for (const auto& [id, dock] : m_docks)
            dock->hide();
        return;
    }
    const QByteArray state = m_settings.value(QStringLiteral("window/docks_") + keyOf(layout)).toByteArray();
    if (state.isEmpty() || !restoreState(state, kLayoutVersion))
        arrange(layout);
}

void MainWindow::saveLayout()
{
    if (!m_workbench.isOpen())
        return;
    m_settings.setValue(QStringLiteral("window/docks_") + keyOf(m_layout), saveState(kLayoutVersion));
}

void MainWindow::arrange(LayoutName layout)
{
    // Where docks stand: areas in reading order, docks of one entry are tabs.
    struct Place {
        Qt::DockWidgetArea area;
        std::vector<const char*> tabs;
    };
    static const std::map<LayoutName, std::vector<Place>> kPlaces{
        {LayoutName::Edit,
         {{Qt::LeftDockWidgetArea, {"units"}},
          {Qt::RightDockWidgetArea, {"inspector", "rules", "findings"}},
          {Qt::BottomDockWidgetArea, {"distribution", "data"}},
          {Qt::BottomDockWidgetArea, {"compare", "sensitivity", "bad_cases", "jobs", "log"}}}},
        {LayoutName::Calibrate,
         {{Qt::LeftDockWidgetArea, {"data"}},
          {Qt::RightDockWidgetArea, {"units"}},
          {Qt::BottomDockWidgetArea, {"distribution"}},
          {Qt::BottomDockWidgetArea, {"jobs", "log"}}}},
        {LayoutName::Analyse,
         {{Qt::RightDockWidgetArea, {"inspector", "findings"}},
          {Qt::BottomDockWidgetArea, {"compare"}},
          {Qt::BottomDockWidgetArea, {"sensitivity", "bad_cases", "distribution", "log"}}}},
    };
    setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    for (const auto& [id, dock] : m_docks) {
        dock->setFloating(false);
        removeDockWidget(dock);
    }
    // First the places side by side, then the tabs: a dock that is put beside a tab becomes a tab itself.
    std::map<Qt::DockWidgetArea, QDockWidget*> lastIn;
    std::vector<std::vector<QDockWidget*>> groups;
    for (const Place& place : kPlaces.at(layout)) {
        std::vector<QDockWidget*>& group = groups.emplace_back();
        for (const char* id : place.tabs)
            if (const auto found = m_docks.find(QLatin1String(id)); found != m_docks.end())
                group.push_back(found->second);
        if (group.empty())
            continue;
        if (QDockWidget*& last = lastIn[place.area]; last)
            splitDockWidget(last, group.front(), place.area == Qt::BottomDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
        else
            addDockWidget(place.area, group.front());
        lastIn[place.area] = group.front();
        group.front()->show();
    }
    for (const std::vector<QDockWidget*>& group : groups) {
        for (std::size_t i = 1; i < group.size(); ++i) {
            tabifyDockWidget(group[i - 1], group[i]);
            group[i]->show();
        }
        if (!group.empty())
            group.front()->raise();
    }
    const auto size = [this](const char* id, int pixels, Qt::Orientation orientation) {
        if (const auto found = m_docks.find(QLatin1String(id)); found != m_docks.end())
            resizeDocks({found->second}, {pixels}, orientation);
    };
    const int tall = std::max(height(), 700);
    const int wide = std::max(width(), 1000);
    if (layout == LayoutName::Edit) {
        size("units", std::min(340, wide / 4), Qt::Horizontal);
        size("inspector", std::min(360, wide / 4), Qt::Horizontal);
        size("distribution", tall * 36 / 100, Qt::Vertical);
        size("distribution", wide * 48 / 100, Qt::Horizontal);
        size("compare", wide * 52 / 100, Qt::Horizontal);
    } else if (layout == LayoutName::Calibrate) {
        size("data", wide * 35 / 100, Qt::Horizontal);
        size("units", wide * 35 / 100, Qt::Horizontal);
        size("distribution", tall * 40 / 100, Qt::Vertical);
    } else {
        size("inspector", std::min(360, wide / 4), Qt::Horizontal);
        size("compare", tall * 60 / 100, Qt::Vertical);
        size("compare", wide * 60 / 100, Qt::Horizontal);
        size("sensitivity", wide * 40 / 100, Qt::Horizontal);
    }
}

// --- language, theme, events -------------------------------------------------------------------------------------------------

void MainWindow::setLanguage(const QString& language)
{
    m_settings.setValue(QStringLiteral("window/language"), language);
    QCoreApplication::removeTranslator(m_translator);
    QCoreApplication::removeTranslator(m_qtTranslator);
    QLocale::setDefault(language == QLatin1String("zh_CN") ? QLocale(QLocale::Chinese, QLocale::China)
                                                           : QLocale(QLocale::English));
    // English has a catalogue too: for its plurals.
    if (m_translator->load(QStringLiteral(":/translations/quantbench_") + language))
        QCoreApplication::installTranslator(m_translator);
    if (language != QLatin1String("en"))
        if (m_qtTranslator->load(QStringLiteral("qtbase_") + language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
            QCoreApplication::installTranslator(m_qtTranslator);
    retranslate(); // also where nothing was installed
}

void MainWindow::retranslate()
{
    m_actions->retranslate();
    static const std::map<QString, const char*> kMenus{
        {QStringLiteral("File"), QT_TR_NOOP("&File")}, {QStringLiteral("Edit"), QT_TR_NOOP("&Edit")},
        {QStringLiteral("Run"), QT_TR_NOOP("&Run")},   {QStringLiteral("View"), QT_TR_NOOP("&View")},
        {QStringLiteral("Go"), QT_TR_NOOP("&Go")},     {QStringLiteral("Help"), QT_TR_NOOP("&Help")}};
    for (const auto& [id, menu] : m_menus)
        menu->setTitle(tr(kMenus.at(id)));
    m_recentMenu->setTitle(tr("Open recent"));
    m_dockMenu->setTitle(tr("Docks"));
    m_themeMenu->setTitle(tr("Theme"));
    m_languageMenu->setTitle(tr("Language"));
    static const std::map<QString, const char*> kThemes{{QStringLiteral("theme_system"), QT_TR_NOOP("As the desktop")},
                                                        {QStringLiteral("theme_light"), QT_TR_NOOP("Light")},
                                                        {QStringLiteral("theme_dark"), QT_TR_NOOP("Dark")}};
    for (QAction* action : m_themeMenu->actions())
        action->setText(tr(kThemes.at(action->objectName())));
    const QString language = m_settings.value(QStringLiteral("window/language"), QStringLiteral("en")).toString();
    for (QAction* action : m_languageMenu->actions())
        action->setChecked(action->objectName() == QStringLiteral("language_") + language);
    for (const auto& [id, dock] : m_docks)
        dock->setWindowTitle(dockTitle(id));
    m_toolBar->setWindowTitle(tr("Tool bar"));
    updateTitle();
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    saveLayout();
    m_saveColumns();
    m_settings.setValue(QStringLiteral("window/graph_color"), m_graph->colorBy());
    m_settings.setValue(QStringLiteral("window/maximized"), isMaximized());
    if (!isMaximized())
        m_settings.setValue(QStringLiteral("window/size"), size());
    m_jobs.stopAll();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls())
        if (const QString file = url.toLocalFile(); file.endsWith(QLatin1String(".onnx")) ||
                                                    file.endsWith(QLatin1String(".qbs")) ||
                                                    (m_workbench.isOpen() && QFileInfo(file).isDir()))
            event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    for (const QUrl& url : event->mimeData()->urls()) {
        const QString file = url.toLocalFile();
        if (QFileInfo(file).isDir() && m_workbench.isOpen()) {
            DataOptions options = m_bench.calibrationSet().options;
            options.path = file.toStdString();
            m_workbench.setData(Use::Calibration, options);
        } else {
            openPath(file);
        }
        event->acceptProposedAction();
        return;
    }
}

} // namespace qb
