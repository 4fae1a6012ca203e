// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/actions.h"
#include "app/gui/file_choosers.h"
#include "app/gui/layouts.h"
#include "app/gui/workbench.h"
#include "widgets/common/bench.h"
#include "widgets/common/finder.h"
#include "widgets/common/selection.h"

#include <QMainWindow>

#include <functional>
#include <map>
#include <optional>

class QComboBox;
class QKeyEvent;
class QLabel;
class QSettings;
class QStackedWidget;
class QToolBar;

namespace qb {

class BadCasesDock;
class Banner;
class CompareDock;
class DockSizes;
struct FinderItem;
class GraphPanel;
class InspectorDock;
class Language;
class ProfileDock;
class RulesDock;
class StartPage;
class StatusLine;
class TableView;

/// The window: docks around the graph, menus, layouts, what is remembered from one start to the next. Owns no study: that is
/// the Workbench; shows no data itself: that are the docks.
class MainWindow : public QMainWindow {
    Q_OBJECT
public:
    MainWindow(Bench& bench, Selection& selection, Workbench& workbench, JobRunner& jobs, QSettings& settings);
    ~MainWindow() override;

    [[nodiscard]] GraphPanel& graph() { return *m_graph; }
    [[nodiscard]] Actions& actions() { return *m_actions; }
    [[nodiscard]] QDockWidget* dock(const QString& id) const { return m_docks.at(id); }
    void setChoosers(FileChoosers choosers) { m_choosers = std::move(choosers); }
    void setLayoutName(LayoutName layout);
    [[nodiscard]] LayoutName layoutName() const { return m_layout; }
    void setLanguage(const QString& language); ///< "en", "zh_CN"
    void openPath(const QString& path);

protected:
    void closeEvent(QCloseEvent* event) override;
    bool focusNextPrevChild(bool next) override;
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void makeDocks();
    void addCommandAction(const QString& dock, TableView& table);
    [[nodiscard]] QList<QAction*> waysTo(const char* action) const;
    void makeAnalysisDocks();
    void connectCases(BadCasesDock& cases);
    void connectForeign(CompareDock& compare);
    void connectProfile(ProfileDock& profile);
    void makeRequestsDock();
    void saveChangelog();
    void measureTask();
    void showDock(const char* id);
    void saveText(const QString& title, const QString& suggestion, const QString& filter, const QString& text);
    void importRules();
    void exportRules();
    void exportGraph();
    void showMenu(QPoint global);
    void makeMenus();
    bool settleKey(QObject* watched, QKeyEvent* key);
    void leaveFor(const std::function<void()>& then);
    void goToPart(int step);
    void tellOfOtherData();
    void tellOpenFailed(const QString& path, const Failure& failure, WayIn way);
    bool saveStudyAs(); ///< false where the user gave no name
    void makeUndoActions();
    void nameUndoActions();
    void makeToolBar();
    void connectActions();
    void retranslate();
    void saveLayout();
    void updateActions();
    void updateTitle();
    void addRecent(const QString& path);
    [[nodiscard]] QStringList recent() const;
    void addDock(const QString& id, QWidget* content);
    void updateTitleBars();
    [[nodiscard]] QString dockTitle(const QString& id) const;
    void showExport();
    void showFormats(bool write);
    void writeReport();
    void showCalibrate();
    void browseSamples(DataUse use);
    void selectBetween();
    void setStubs(std::optional<StubRule::Kind> kind); ///< at all that the selected units give; nothing: takes them away
    void compareAs();
    void findUnit();
    [[nodiscard]] std::optional<FinderItem> selected(const QString& typed);
    void findCommand();
    void showKeys();
    [[nodiscard]] std::vector<FinderItem> commands();
    void showAbout();
    void tellFailure(const Said& what, const Failure& failure);

    Bench& m_bench;
    Selection& m_selection;
    Workbench& m_workbench;
    JobRunner& m_jobs;
    QSettings& m_settings;
    Actions* m_actions;
    FileChoosers m_choosers;
    QStackedWidget* m_pages;
    StartPage* m_start;
    Banner* m_banner;
    DockSizes* m_dockSizes = nullptr;
    std::map<QString, QDockWidget*> m_docks;
    QTimer m_titleBars;
    std::map<QString, QMenu*> m_menus;
    QMenu* m_recentMenu = nullptr;
    QMenu* m_dockMenu = nullptr;
    QMenu* m_themeMenu = nullptr;
    QMenu* m_languageMenu = nullptr;
    QToolBar* m_toolBar = nullptr;
    std::function<void()> m_afterSaving; ///< what was to come once the study is kept
    std::optional<int> m_toldOfData;     ///< by the banner: that they are others than the observed ones
    bool m_leaving = false;              ///< the user has said what becomes of what is not kept
    QList<QAction*> m_commandActions;
    QAction* m_undo = nullptr;
    QAction* m_redo = nullptr;
    GraphPanel* m_graph;
    InspectorDock* m_inspector = nullptr;
    RulesDock* m_rules = nullptr;
    StatusLine* m_status;
    Finder* m_finder;
    bool m_findsCommands = false;
    std::vector<std::function<void()>> m_found; ///< what the commands do that the finder shows
    std::vector<UnitId> m_foundUnits;           ///< what the selector in the finder means
    Language* m_language;
    LayoutName m_layout = LayoutName::Edit;
    bool m_arranged = false;                              ///< the docks stand in that layout
    std::vector<std::pair<QString, TableView*>> m_tables; ///< whose columns are remembered, by the key of the settings
};

} // namespace qb
