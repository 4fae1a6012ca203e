// SPDX-License-Identifier: GPL-3.0-or-later
//
// The menus, the tool bar and the texts of the window itself.
#include "app/gui/main_window.h"

#include "app/gui/dock_focus.h"
#include "widgets/common/context_bar.h"
#include "widgets/common/theme.h"
#include "widgets/plots/compare_dock.h"

#include <QAbstractButton>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>
#include <QSettings>
#include <QStatusBar>
#include <QToolBar>

namespace qb {

void MainWindow::makeMenus()
{
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
    QMenu* file = menu("File", {"open", "sample", "", "save_as", "export", "", "import_rules", "export_rules", "import_config",
                                "export_config", "", "report", "", "close", "quit"});
    m_recentMenu = new QMenu(file);
    file->insertMenu(m_actions->at("save_as"), m_recentMenu);
    connect(m_recentMenu, &QMenu::aboutToShow, this, [this] {
        m_recentMenu->clear();
        for (const QString& path : recent())
            m_recentMenu->addAction(path, this, [this, path] { openPath(path); });
    });

    makeUndoActions();
    QMenu* edit =
        menu("Edit", {"float", "int8", "int16", "fixed", "unset", "", "weight_float", "weight_int8", "weight_int16",
                      "weight_fixed", "weight_unset", "", "quant_stub", "dequant_stub", "no_stub", "", "between", "deselect"});
    edit->insertActions(m_actions->at("float"), {m_undo, m_redo});
    edit->insertSeparator(m_actions->at("float"));
    menu("Run", {"calibrate",     "continue",     "",     "compare", "compare_b", "compare_as", "compare_local",
                 "compare_model", "compare_dump", "",     "sweep",   "sweep_loo", "bad_cases",  "check",
                 "advise",        "profile",      "task", "",        "live",      "stop"});
    QMenu* view = menu("View", {"layout_edit", "layout_calibrate", "layout_analyse", "layout_default", ""});
    m_dockMenu = view->addMenu(QString());
    for (const auto& [id, dock] : m_docks) {
        QAction* action = m_dockMenu->addAction(QString());
        action->setObjectName(QStringLiteral("dock_") + id);
        action->setCheckable(true);
        // One that lies behind others comes to the front; only one that is in view is hidden.
        connect(action, &QAction::triggered, this, [dock = dock] {
            if (isInView(dock))
                dock->hide();
            else
                goTo(*dock);
        });
        const auto mark = [action, dock = dock] {
            action->setText(dock->windowTitle());
            action->setChecked(!dock->isHidden());
        };
        connect(dock, &QDockWidget::visibilityChanged, action, mark);
        connect(dock, &QWidget::windowTitleChanged, action, mark);
        mark();
    }
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
    menu("Go", {"back", "forward", "", "locate", "palette", "", "next_part", "previous_part"});
    menu("Help", {"help", "shortcuts", "", "about"});
}

/// Those that QUndoStack makes stay in the language in which they were made.
void MainWindow::makeUndoActions()
{
    QUndoStack& stack = m_workbench.undoStack();
    m_undo = new QAction(themeIcon(QStringLiteral("edit-undo")), QString(), this);
    m_redo = new QAction(themeIcon(QStringLiteral("edit-redo")), QString(), this);
    m_undo->setObjectName(QStringLiteral("undo"));
    m_redo->setObjectName(QStringLiteral("redo"));
    m_undo->setShortcut(QKeySequence::Undo);
    m_redo->setShortcuts(QKeySequence::Redo);
    m_undo->setEnabled(stack.canUndo());
    m_redo->setEnabled(stack.canRedo());
    connect(&stack, &QUndoStack::canUndoChanged, m_undo, &QAction::setEnabled);
    connect(&stack, &QUndoStack::canRedoChanged, m_redo, &QAction::setEnabled);
    connect(&stack, &QUndoStack::undoTextChanged, this, &MainWindow::nameUndoActions);
    connect(&stack, &QUndoStack::redoTextChanged, this, &MainWindow::nameUndoActions);
    connect(m_undo, &QAction::triggered, &stack, &QUndoStack::undo);
    connect(m_redo, &QAction::triggered, &stack, &QUndoStack::redo);
}

void MainWindow::nameUndoActions()
{
    const auto name = [](QAction* action, const QString& verb, const QString& what) {
        action->setText(what.isEmpty() ? verb : tr("%1: %2", "undo or redo, and what").arg(verb, what));
        action->setToolTip(QStringLiteral("%1 (%2)").arg(action->text(), action->shortcut().toString(QKeySequence::NativeText)));
    };
    name(m_undo, tr("Undo"), m_workbench.undoStack().undoText());
    name(m_redo, tr("Redo"), m_workbench.undoStack().redoText());
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
    m_toolBar->addSeparator();
    auto* context = new ContextBar(m_bench);
    m_toolBar->addWidget(context);
    auto* compare = qobject_cast<CompareDock*>(m_docks.at(QStringLiteral("compare"))->widget());
    connect(context, &ContextBar::againstChosen, this, [this, compare](const QString& id) {
        compare->holdAgainst(id);
        showDock("compare");
    });
    connect(compare, &CompareDock::othersChanged, context,
            [context, compare] { context->setOthers(compare->others(), compare->against()); });
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
    menu->addSeparator();
    for (const char* id : {"quant_stub", "dequant_stub", "no_stub"})
        menu->addAction(m_actions->at(id));
    menu->addSeparator();
    menu->addAction(m_actions->at("between"));
    menu->popup(global);
}

QString MainWindow::dockTitle(const QString& id) const
{
    static const std::map<QString, const char*> kTitles{
        {QStringLiteral("units"), QT_TR_NOOP("Units")},         {QStringLiteral("inspector"), QT_TR_NOOP("Inspector")},
        {QStringLiteral("rules"), QT_TR_NOOP("Rules")},         {QStringLiteral("findings"), QT_TR_NOOP("Findings")},
        {QStringLiteral("advice"), QT_TR_NOOP("Advice")},       {QStringLiteral("distribution"), QT_TR_NOOP("Distribution")},
        {QStringLiteral("compare"), QT_TR_NOOP("Compare")},     {QStringLiteral("sensitivity"), QT_TR_NOOP("Sensitivity")},
        {QStringLiteral("bad_cases"), QT_TR_NOOP("Bad cases")}, {QStringLiteral("data"), QT_TR_NOOP("Data")},
        {QStringLiteral("jobs"), QT_TR_NOOP("Jobs")},           {QStringLiteral("log"), QT_TR_NOOP("Log")},
        {QStringLiteral("profile"), QT_TR_NOOP("Profile")},     {QStringLiteral("requests"), QT_TR_NOOP("Requested / effective")},
        {QStringLiteral("overview"), QT_TR_NOOP("Overview")},
    };
    const auto found = kTitles.find(id);
    return found == kTitles.end() ? id : tr(found->second);
}

void MainWindow::retranslate()
{
    statusBar()->clearMessage(); // it is in the other language
    m_actions->retranslate();
    nameUndoActions();
    for (QAction* action : m_commandActions)
        action->setText(tr("Copy the command line for this"));
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
    for (const auto& [id, dock] : m_docks) {
        dock->setWindowTitle(dockTitle(id));
        for (auto* button : dock->findChildren<QAbstractButton*>(QString(), Qt::FindDirectChildrenOnly)) {
            const QString does = button->objectName() == QLatin1String("qt_dockwidget_closebutton")
                                     ? tr("Close the dock %1").arg(dockTitle(id))
                                     : tr("Undock or dock %1").arg(dockTitle(id));
            button->setAccessibleName(does);
            button->setToolTip(does);
        }
    }
    m_toolBar->setWindowTitle(tr("Tool bar"));
    updateTitle();
}

} // namespace qb
