// SPDX-License-Identifier: GPL-3.0-or-later
//
// Where the keyboard goes, what is said of a study that misleads, what was open, and what happens before something is closed.
#include "app/gui/main_window.h"

#include "app/gui/banner.h"
#include "app/gui/dock_focus.h"
#include "app/gui/dock_sizes.h"
#include "app/gui/start_page.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/tables/table_view.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileInfo>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>

#include <utility>

namespace qb {

namespace {
constexpr int kMostRecent = 10;
} // namespace

void MainWindow::goToPart(int step)
{
    QList<QWidget*> parts{m_pages};
    for (const auto& [id, dock] : m_docks)
        parts << dock->widget();
    const QWidget* from = QApplication::focusWidget();
    for (qsizetype i = 0; i < parts.size(); ++i) { // some have nothing that takes it
        QWidget* part = neighbourPart(parts, from, step);
        if (!part)
            return;
        if (part == m_pages && m_workbench.isOpen())
            return m_graph->view().setFocus(Qt::ShortcutFocusReason);
        if (focusInto(part))
            return;
        from = part;
    }
}

/// Statistics of other samples or of another preprocessing still give scales and numbers, which mislead: it is said.
void MainWindow::tellOfOtherData()
{
    const bool fits = m_workbench.statisticsFit();
    if (fits && m_toldOfData)
        m_banner->retract(*std::exchange(m_toldOfData, std::nullopt));
    else if (!fits && !m_toldOfData)
        m_toldOfData = m_banner->tell(
            [] {
                return tr(
                    "The samples or their preprocessing are others than those that were observed: the scales are still those of "
                    "the old ones, and errors on the new ones mislead until you calibrate.");
            },
            [] { return tr("Calibrate…"); }, [this] { m_actions->at("calibrate")->trigger(); });
}

/// On the start page, with what may help; while something else is open the log says it.
void MainWindow::tellOpenFailed(const QString& path, const Failure& failure, WayIn way)
{
    if (m_workbench.isOpen())
        return;
    m_start->setProblem(path, failure);
    if (way == WayIn::ReadOnly)
        m_start->offer([] { return tr("Open for reading only"); }, [this, path] { m_workbench.open(path, {}, {true, {}}); });
    else if (way == WayIn::FindModel)
        m_start->offer([] { return tr("Say where the model lies…"); },
                       [this, path] {
                           const QString model =
                               m_choosers.open(tr("Where the model lies"), tr("Models (*.onnx);;All files (*)"));
                           if (!model.isEmpty())
                               m_workbench.open(path, {}, {false, model});
                       });
}

bool MainWindow::saveStudyAs()
{
    const QString path =
        m_choosers.save(tr("Save the study as"), QFileInfo(m_workbench.modelPath()).completeBaseName() + QStringLiteral(".qbs"),
                        tr("Studies (*.qbs)"));
    if (!path.isEmpty())
        m_workbench.saveAs(path);
    return !path.isEmpty();
}

/// What takes the place of what is open; the user is asked first where that loses something.
void MainWindow::leaveFor(const std::function<void()>& then)
{
    const auto answer = m_workbench.hasUnkept() ? m_choosers.leave() : FileChoosers::Leave::Discard;
    if (answer == FileChoosers::Leave::Discard)
        then();
    else if (answer == FileChoosers::Leave::Save && saveStudyAs())
        m_afterSaving = then;
}

/// Docks behind tabs count as visible; nobody sees what the keyboard would do there.
bool MainWindow::focusNextPrevChild(bool next)
{
    constexpr int kMost = 1000;
    for (int i = 0; i < kMost; ++i) {
        if (!QMainWindow::focusNextPrevChild(next))
            return false;
        if (const QWidget* focus = focusWidget(); !focus || isInView(focus))
            return true;
    }
    return true;
}

void MainWindow::saveLayout()
{
    if (!m_arranged)
        return;
    m_settings.setValue(QStringLiteral("window/docks_") + keyOf(m_layout), saveState(kLayoutVersion));
    m_settings.setValue(QStringLiteral("window/sizes_") + keyOf(m_layout), m_dockSizes->wanted());
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_workbench.hasUnkept() && !m_leaving) {
        event->ignore();
        leaveFor([this] {
            m_leaving = true;
            QTimer::singleShot(0, this, &QWidget::close); // no window closes within its own closing
        });
        return;
    }
    saveLayout();
    for (const auto& [key, table] : m_tables)
        m_settings.setValue(key, table->saveColumns());
    m_settings.setValue(QStringLiteral("window/graph_color"), m_graph->colorBy());
    m_settings.setValue(QStringLiteral("window/maximized"), isMaximized());
    if (!isMaximized())
        m_settings.setValue(QStringLiteral("window/size"), size());
    m_jobs.abandon(); // nobody has stopped it: it goes on next time
    event->accept();
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
    m_settings.setValue(QStringLiteral("window/folder"), QFileInfo(path).absolutePath()); // where choosers begin
}

void MainWindow::openPath(const QString& path)
{
    leaveFor([this, path] { m_workbench.open(path); });
}

} // namespace qb
