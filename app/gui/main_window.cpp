// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/main_window.h"

#include "app/gui/banner.h"
#include "app/gui/dock_focus.h"
#include "app/gui/dock_sizes.h"
#include "app/gui/language.h"
#include "app/gui/message_bar.h"
#include "app/gui/start_page.h"
#include "widgets/bad_cases/bad_cases_dock.h"
#include "widgets/common/finder.h"
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
#include "widgets/profile/profile_dock.h"
#include "widgets/tables/advice_dock.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QApplication>
#include <QCloseEvent>
#include <QComboBox>
#include <QDir>
#include <QDockWidget>
#include <QDropEvent>
#include <QFileInfo>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMimeData>
#include <QScreen>
#include <QSettings>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTabBar>
#include <QTimer>
#include <QToolBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

MainWindow::MainWindow(Bench& bench, Selection& selection, Workbench& workbench, JobRunner& jobs, QSettings& settings)
    : m_bench(bench),
      m_selection(selection),
      m_workbench(workbench),
      m_jobs(jobs),
      m_settings(settings),
      m_actions(new Actions(this)),
      m_choosers(systemChoosers(this, settings)),
      m_pages(new QStackedWidget),
      m_start(new StartPage(*m_actions)),
      m_banner(new Banner),
      m_graph(new GraphPanel(bench, selection)),
      m_status(new StatusLine(bench)),
      m_finder(new Finder(this)),
      m_language(new Language(this))
{
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
    setStatusBar(new MessageBar);
    statusBar()->addPermanentWidget(m_status, 1); // a message stands beside it
    connect(statusBar(), &QStatusBar::messageChanged, m_status, &StatusLine::makeRoomFor);
    connect(&m_workbench, &Workbench::measuringChanged, m_status, [this] {
        using Measuring = StatusLine::Measuring;
        m_status->setMeasuring(!m_workbench.liveOn()       ? Measuring::Off
                               : m_workbench.isMeasuring() ? Measuring::Running
                                                           : Measuring::Ended);
    });
    m_titleBars.setSingleShot(true);
    connect(&m_titleBars, &QTimer::timeout, this, &MainWindow::updateTitleBars);
    makeDocks();
    m_dockSizes = new DockSizes(*this);
    makeMenus();
    makeToolBar();
    connectActions();
    m_start->setRecent(recent());
    retranslate();
    // Never larger than the screen, which may be another one than last time; its title bar needs a place too.
    const QSize room = screen()->availableGeometry().size() - QSize(0, style()->pixelMetric(QStyle::PM_TitleBarHeight));
    resize(m_settings.value(QStringLiteral("window/size"), QSize(1600, 1000)).toSize().boundedTo(room));
    if (m_settings.value(QStringLiteral("window/maximized"), false).toBool())
        setWindowState(Qt::WindowMaximized);
    setLayoutName(layoutOf(m_settings.value(QStringLiteral("window/layout")).toString()));
    qApp->installEventFilter(this); // settleKey()
    updateActions();
    updateTitle();
}

MainWindow::~MainWindow()
{
    for (const auto& [id, dock] : m_docks)
        dock->disconnect(this); // they hide when they go
}

// --- parts -------------------------------------------------------------------------------------------------------------------

void MainWindow::addDock(const QString& id, QWidget* content)
{
    auto* dock = new QDockWidget(this);
    dock->setObjectName(id);
    dock->setWidget(content);
    m_docks[id] = dock;
    addDockWidget(Qt::BottomDockWidgetArea, dock);
    const auto later = [this] { m_titleBars.start(0); };
    connect(dock, &QDockWidget::dockLocationChanged, this, later);
    connect(dock, &QDockWidget::topLevelChanged, this, later);
    connect(dock, &QDockWidget::visibilityChanged, this, later);
    connect(dock->toggleViewAction(), &QAction::triggered, dock, [dock](bool on) {
        if (on)
            dock->raise(); // not as a tab behind others: the context menu of the tool bar has this action
    });
    for (auto* view : content->findChildren<QAbstractItemView*>())
        if (view->window() == window()) // no list that opens
            frameWhileFocused(*view);
    int number = 0;
    for (TableView* table : content->findChildren<TableView*>()) {
        const QString key = QStringLiteral("window/columns/%1_%2").arg(id).arg(number++);
        if (const QByteArray state = m_settings.value(key).toByteArray(); !state.isEmpty())
            table->restoreColumns(state);
        m_tables.emplace_back(key, table);
        addCommandAction(id, *table);
    }
}

/// A tab says already what its dock is: only docks without one have a title. A double click on the tab makes it float.
void MainWindow::updateTitleBars()
{
    for (const auto& [id, dock] : m_docks) {
        const QList<QDockWidget*> beside = tabifiedDockWidgets(dock);
        const bool tab = !dock->isFloating() &&
                         std::any_of(beside.begin(), beside.end(), [](const QDockWidget* other) { return !other->isHidden(); });
        if (tab == (dock->titleBarWidget() != nullptr))
            continue;
        QWidget* old = dock->titleBarWidget();
        dock->setTitleBarWidget(tab ? new QWidget(dock) : nullptr);
        delete old;
    }
    for (QTabBar* bar : findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        bar->installEventFilter(this); // once, however often it is asked
}

/// Keys that others want too: an open list closes by Esc, and the selection stays; of what X11 does with letters in a line
/// of text (Ctrl+K cuts its end, Ctrl+E goes there) our users know nothing; a line in which nothing was typed since it was
/// taken over leaves undo to the window.
bool MainWindow::settleKey(QObject* watched, QKeyEvent* key)
{
    if (key->key() == Qt::Key_Escape && QApplication::activePopupWidget()) {
        key->accept();
        return true;
    }
    const QLineEdit* line = lineOf(watched);
    if (!line)
        return false;
    const bool undoes = (key->matches(QKeySequence::Undo) && !(line->isModified() && line->isUndoAvailable())) ||
                        (key->matches(QKeySequence::Redo) && !(line->isModified() && line->isRedoAvailable()));
    const auto is = [&](const char* id) { return m_actions->at(id)->shortcut() == QKeySequence(key->keyCombination()); };
    if (!undoes && !is("export") && !is("locate"))
        return false;
    key->ignore();
    return true;
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::ShortcutOverride && settleKey(watched, static_cast<QKeyEvent*>(event)))
        return true;
    const bool entered = event->type() == QEvent::KeyPress && (static_cast<QKeyEvent*>(event)->key() == Qt::Key_Return ||
                                                               static_cast<QKeyEvent*>(event)->key() == Qt::Key_Enter);
    if (entered || event->type() == QEvent::FocusOut)
        if (QLineEdit* line = lineOf(watched))
            line->setModified(false); // what it says is taken over now
    if (auto* bar = qobject_cast<QTabBar*>(watched); bar && event->type() == QEvent::MouseButtonDblClick) {
        const int tab = bar->tabAt(static_cast<QMouseEvent*>(event)->pos());
        for (const auto& [id, dock] : m_docks)
            if (tab >= 0 && bar->tabText(tab) == dock->windowTitle()) {
                dock->setFloating(true);
                return true;
            }
    }
    return QMainWindow::eventFilter(watched, event);
}

/// The action, and what must come before it where it can't be done yet.
QList<QAction*> MainWindow::waysTo(const char* action) const
{
    return {m_actions->at(action), m_actions->at("calibrate"), m_actions->at("open")};
}

void MainWindow::makeDocks()
{
    auto* units = new UnitsDock(m_bench, m_selection);
    units->setEmptyActions({m_actions->at("open")});
    connect(units, &UnitsDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("units.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(units, &UnitsDock::menuRequested, this, &MainWindow::showMenu);
    addDock(QStringLiteral("units"), units);
    m_inspector = new InspectorDock(m_bench, m_selection);
    m_inspector->setEmptyActions({m_actions->at("open")});
    connect(m_inspector, &InspectorDock::ruleActivated, this, [this](int rule) {
        showDock("rules");
        m_rules->showRule(rule);
    });
    connect(m_inspector, &InspectorDock::noticed, this, [this](const QString& text) { statusBar()->showMessage(text, 10000); });
    connect(m_inspector, &InspectorDock::applyNeeded, this, [this] {
        showDock("inspector");
        statusBar()->showMessage(tr("Not applied yet: Apply in the Inspector does it."), 10000);
    });
    const QString atOnce = QStringLiteral("window/edits_at_once");
    m_inspector->applyAtOnceButton()->setChecked(m_settings.value(atOnce, true).toBool());
    connect(m_inspector->applyAtOnceButton(), &QToolButton::toggled, this,
            [this, atOnce](bool on) { m_settings.setValue(atOnce, on); });
    addDock(QStringLiteral("inspector"), m_inspector);
    m_rules = new RulesDock(m_bench, m_selection);
    m_rules->setEmptyActions({m_actions->at("open")});
    connect(m_rules, &RulesDock::importRequested, this, &MainWindow::importRules);
    connect(m_rules, &RulesDock::exportRequested, this, &MainWindow::exportRules);
    addDock(QStringLiteral("rules"), m_rules);
    auto* findings = new FindingsDock(m_bench, m_selection);
    findings->setEmptyActions(waysTo("check"));
    connect(findings, &FindingsDock::checkRequested, &m_workbench, &Workbench::check);
    connect(findings, &FindingsDock::cureRequested, &m_workbench, &Workbench::applyCure);
    connect(findings, &FindingsDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("findings.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(findings, &FindingsDock::saveRequested, this, [this] {
        if (const auto& check = m_bench.check())
            saveText(tr("Save the check"), QStringLiteral("model_check_result.txt"), tr("Texts (*.txt)"),
                     QString::fromStdString(check->text));
    });
    addDock(QStringLiteral("findings"), findings);
    makeRequestsDock();
    auto* advice = new AdviceDock(m_bench, m_selection);
    advice->setEmptyActions(waysTo("advise"));
    connect(advice, &AdviceDock::adviceRequested, &m_workbench, &Workbench::advise);
    addDock(QStringLiteral("advice"), advice);
    if (const QString color = m_settings.value(QStringLiteral("window/graph_color")).toString(); !color.isEmpty())
        m_graph->setColorBy(color);
    connect(m_graph, &GraphPanel::menuRequested, this, &MainWindow::showMenu);
    connect(m_graph, &GraphPanel::exportRequested, this, &MainWindow::exportGraph);
    connect(m_graph, &GraphPanel::unitActivated, this, [this] {
        showDock("inspector");
        auto* first = m_inspector->findChild<QComboBox*>(); // the dtype of its output
        (first && first->isVisible() ? first : static_cast<QWidget*>(m_inspector))->setFocus();
    });
    connect(&m_graph->view(), &GraphView::failed, this, [this](const QString& problem) {
        m_workbench.fail([] { return tr("The graph can't be drawn"); }, {ErrorCode::Resources, Said::verbatim(problem), {}, {}});
    });
    makeAnalysisDocks();
    auto* samples = new DataDock(m_bench);
    samples->setEmptyActions({m_actions->at("open")});
    connect(samples, &DataDock::browseRequested, this, &MainWindow::browseSamples);
    addDock(QStringLiteral("data"), samples);
    addDock(QStringLiteral("jobs"), new JobsDock(m_bench));
    addDock(QStringLiteral("log"), new LogDock(m_bench));
}

void MainWindow::makeAnalysisDocks()
{
    auto* distribution = new DistributionDock(m_bench, m_selection);
    distribution->setEmptyActions(waysTo("calibrate"));
    addDock(QStringLiteral("distribution"), distribution);
    m_bench.setExpressions(m_settings.value(QStringLiteral("expressions")).toStringList());
    connect(&m_bench, &Bench::expressionsChanged, this,
            [this] { m_settings.setValue(QStringLiteral("expressions"), m_bench.expressions()); });
    auto* compare = new CompareDock(m_bench, m_selection);
    compare->setEmptyActions(waysTo("compare"));
    connect(compare, &CompareDock::compareRequested, &m_workbench,
            [this](CompareMode mode, CompareParts parts) { m_workbench.compare(mode, parts); });
    connect(&m_workbench, &Workbench::comparing, compare, &CompareDock::showWhenMeasured);
    connectForeign(*compare);
    addDock(QStringLiteral("compare"), compare);
    auto* profile = new ProfileDock(m_bench, m_selection);
    profile->setEmptyActions(waysTo("profile"));
    connectProfile(*profile);
    addDock(QStringLiteral("profile"), profile);
    auto* sensitivity = new SensitivityDock(m_bench, m_selection);
    sensitivity->setEmptyActions(waysTo("sweep"));
    connect(sensitivity, &SensitivityDock::startRequested, &m_workbench, &Workbench::sweep);
    connect(sensitivity, &SensitivityDock::stopRequested, &m_workbench, &Workbench::stopSweep);
    addDock(QStringLiteral("sensitivity"), sensitivity);
    auto* cases = new BadCasesDock(m_bench, m_selection);
    cases->setEmptyActions(waysTo("bad_cases"));
    connectCases(*cases);
    addDock(QStringLiteral("bad_cases"), cases);
    for (PlotDock* dock : std::initializer_list<PlotDock*>{distribution, compare, profile, sensitivity, cases}) {
        dock->setFileChooser([this](QWidget*, const QString& suggestion, const QString& filter) {
            return m_choosers.save(tr("Export"), suggestion, filter);
        });
        connect(dock, &PlotDock::failed, this, [this](const QString& problem) {
            m_workbench.fail([] { return tr("Export"); }, {ErrorCode::Resources, Said::verbatim(problem), {}, {}});
        });
    }
}

void MainWindow::connectCases(BadCasesDock& cases)
{
    connect(&cases, &BadCasesDock::findRequested, &m_workbench, &Workbench::findBadCases);
    connect(&cases, &BadCasesDock::stopRequested, &m_workbench, &Workbench::stopBadCases);
    connect(&cases, &BadCasesDock::blameRequested, &m_workbench, &Workbench::blame);
    connect(&cases, &BadCasesDock::badCaseRequested, &m_workbench, &Workbench::chooseBadCase);
    connect(&cases, &BadCasesDock::badCaseForgotten, &m_workbench, &Workbench::forgetBadCase);
    connect(&cases, &BadCasesDock::addRequested, &m_workbench, &Workbench::addToCalibration);
    connect(&cases, &BadCasesDock::saveRequested, this, [this] {
        const QString path = m_choosers.save(tr("Save bad cases"), QStringLiteral("badcase.txt"), tr("Bad cases (*.txt)"));
        if (!path.isEmpty())
            m_workbench.saveBadCases(path);
    });
    connect(&cases, &BadCasesDock::loadRequested, this, [this] {
        const QString path = m_choosers.open(tr("Load a bad case"), tr("Bad cases (*.txt);;All files (*)"));
        if (!path.isEmpty())
            m_workbench.loadBadCase(path);
    });
    connect(&cases, &BadCasesDock::csvRequested, this, [this](const QString& csv) {
        saveText(tr("Export the table"), QStringLiteral("bad_cases.csv"), tr("Tables (*.csv)"), csv);
    });
    connect(m_actions->at("bad_cases"), &QAction::triggered, &cases, [this, &cases] {
        showDock("bad_cases");
        cases.find();
    });
}

// --- state -------------------------------------------------------------------------------------------------------------------

void MainWindow::updateActions()
{
    const bool open = m_workbench.isOpen();
    const bool runnable = open && m_bench.model()->runnable();
    const bool hasData = runnable && m_bench.calibrationSet().samples != nullptr;
    const bool planned = runnable && m_bench.configuration() && m_bench.configuration()->plan;
    const bool selected = open && !m_selection.units().empty();
    const QString toOpen = open ? QString() : tr("open a model first");
    const QString toRun = runnable || !open ? toOpen : tr("the model can't be run");
    const QString toName = hasData || !runnable ? toRun : tr("name samples first");
    const QString toPlan = planned || !hasData ? toName : tr("calibrate first");
    const QString toSelect = selected || !open ? toOpen : tr("select units first");
    const auto enable = [this](std::initializer_list<const char*> ids, bool on, const QString& whyNot) {
        for (const char* id : ids) {
            m_actions->at(id)->setEnabled(on);
            m_actions->at(id)->setProperty("whyNot", whyNot); // the palette says so
        }
    };
    enable({"save_as", "close", "import_rules", "export_rules", "import_config", "export_config", "locate", "check"}, open,
           toOpen);
    enable({"calibrate"}, runnable, toRun);
    const bool fits = m_workbench.statisticsFit();
    enable({"continue"}, hasData && fits && m_workbench.hasUnseenSamples(),
           !hasData ? toName
           : !fits  ? tr("calibrate anew: the samples are others")
                    : tr("all samples were observed"));
    enable({"compare", "compare_b", "compare_as", "compare_local", "sweep", "sweep_loo", "compare_model", "compare_dump",
            "bad_cases", "advise", "profile", "task", "export", "report"},
           planned && hasData, toPlan);
    enable({"float", "int8", "int16", "unset", "weight_float", "weight_int8", "weight_int16", "weight_unset", "quant_stub",
            "dequant_stub", "no_stub", "deselect"},
           selected, toSelect);
    enable({"between"}, m_selection.units().size() > 1, open ? tr("select two units first") : toOpen);
    enable({"fixed", "weight_fixed"}, selected && planned, selected ? toPlan : toSelect);
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
    const QFileInfo file(m_workbench.documentPath());
    QString name = file.dir().dirName() + QLatin1Char('/') + file.fileName(); // many are called model.onnx
    if (m_workbench.isReadOnly())
        name = tr("%1 (read only)").arg(name);
    setWindowTitle(QStringLiteral("%1[*] - Quantbench").arg(name));
    setWindowModified(m_workbench.hasUnkept()); // all else is kept as it comes
}

void MainWindow::tellFailure(const Said& what, const Failure& failure)
{
    if (m_workbench.isOpen()) { // else the start page says it
        statusBar()->showMessage(tr("%1: %2", "what failed, and why").arg(what(), failure.message()), 15000);
        showDock("log");
    }
}

// --- layouts -----------------------------------------------------------------------------------------------------------------

void MainWindow::setLayoutName(LayoutName layout)
{
    if (m_arranged && layout == m_layout && m_workbench.isOpen())
        return;
    saveLayout(); // also before another model comes: docks stay where the user has put them
    m_layout = layout;
    m_arranged = m_workbench.isOpen();
    m_settings.setValue(QStringLiteral("window/layout"), keyOf(layout));
    if (!m_workbench.isOpen()) { // the start page has the window to itself
        for (const auto& [id, dock] : m_docks)
            dock->hide();
        return;
    }
    qobject_cast<UnitsDock*>(m_docks.at(QStringLiteral("units"))->widget())->showRanges(layout == LayoutName::Calibrate);
    const QByteArray state = m_settings.value(QStringLiteral("window/docks_") + keyOf(layout)).toByteArray();
    if (state.isEmpty() || !restoreState(state, kLayoutVersion)) {
        arrangeDocks(*this, m_docks, layout);
        return m_dockSizes->noteSoon();
    }
    m_dockSizes->want(m_settings.value(QStringLiteral("window/sizes_") + keyOf(layout)).toMap());
}

// --- language, theme, events -------------------------------------------------------------------------------------------------

void MainWindow::setLanguage(const QString& language)
{
    const QString key = QStringLiteral("window/language");
    // Steps are named in the language in which they were made: better no name than a foreign one.
    QUndoStack& steps = m_workbench.undoStack();
    for (int i = 0; m_settings.value(key) != language && i < steps.count(); ++i)
        const_cast<QUndoCommand*>(steps.command(i))->setText({}); // ours, and no constants
    m_settings.setValue(key, language);
    m_language->use(language);
    retranslate();               // also where nothing was installed
    statusBar()->clearMessage(); // is in the language before; what went wrong stands in the log
}

void MainWindow::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QMainWindow::changeEvent(event);
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
            options.also.clear();
            m_bench.requestData(DataUse::Calibration, options);
        } else {
            openPath(file);
        }
        event->acceptProposedAction();
        return;
    }
}

} // namespace qb
