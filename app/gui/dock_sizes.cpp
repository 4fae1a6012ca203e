// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/dock_sizes.h"

#include <QDockWidget>
#include <QEvent>
#include <QMainWindow>
#include <QTabBar>
#include <QTimer>

namespace qb {

namespace {

constexpr int kMoving = 300; // ms, in which docks glide to where they belong

bool atSide(const QMainWindow& window, QDockWidget& dock)
{
    const Qt::DockWidgetArea area = window.dockWidgetArea(&dock);
    return area == Qt::LeftDockWidgetArea || area == Qt::RightDockWidgetArea;
}

bool isSeen(const QDockWidget& dock) { return !dock.isFloating() && dock.isVisible() && !dock.visibleRegion().isEmpty(); }

} // namespace

DockSizes::DockSizes(QMainWindow& window) : QObject(&window), m_window(window), m_settle(new QTimer(this))
{
    m_settle->setSingleShot(true);
    m_settle->setInterval(kMoving);
    connect(m_settle, &QTimer::timeout, this, &DockSizes::note);
    window.installEventFilter(this);
    for (QDockWidget* dock : window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        connect(dock, &QDockWidget::visibilityChanged, this, [this, dock](bool visible) {
            if (visible)
                takeIn(*dock);
        });
}

int DockSizes::extentOf(QDockWidget& dock) const
{
    if (atSide(m_window, dock))
        return dock.width();
    int tabs = 0;
    for (const QTabBar* bar : m_window.findChildren<QTabBar*>(QString(), Qt::FindDirectChildrenOnly))
        if (bar->isVisible() && bar->geometry().bottom() < dock.y() && dock.y() - bar->geometry().bottom() < bar->height() &&
            bar->x() < dock.geometry().right() && dock.x() < bar->geometry().right())
            tabs = bar->height();
    return dock.height() + tabs;
}

QVariantMap DockSizes::wanted() const
{
    QVariantMap extents;
    for (const auto& [dock, extent] : m_wanted)
        extents.insert(dock->objectName(), extent);
    return extents;
}

void DockSizes::want(const QVariantMap& extents)
{
    m_settle->stop();
    m_wanted.clear();
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (const int extent = extents.value(dock->objectName()).toInt(); extent > 0)
            m_wanted.emplace(dock, extent);
    QTimer::singleShot(kMoving, this, &DockSizes::restore);
}

void DockSizes::noteSoon() { m_settle->start(); }

void DockSizes::takeIn(QDockWidget& dock)
{
    for (QDockWidget* tab : m_window.tabifiedDockWidgets(&dock))
        if (const auto known = m_wanted.find(tab); known != m_wanted.end()) {
            m_wanted[&dock] = known->second;
            return;
        }
    if (!m_wanted.contains(&dock))
        noteSoon();
}

void DockSizes::note()
{
    m_wanted.clear();
    for (QDockWidget* dock : m_window.findChildren<QDockWidget*>(QString(), Qt::FindDirectChildrenOnly))
        if (isSeen(*dock))
            m_wanted.emplace(dock, extentOf(*dock));
}

bool DockSizes::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::MouseButtonRelease || (event->type() == QEvent::Show && m_wanted.empty()))
        noteSoon(); // borders between docks are the window's
    if (event->type() == QEvent::Resize)
        restore();
    return QObject::eventFilter(watched, event);
}

void DockSizes::restore()
{
    for (const Qt::Orientation orientation : {Qt::Horizontal, Qt::Vertical}) {
        QList<QDockWidget*> docks;
        QList<int> sizes;
        for (const auto& [dock, wanted] : m_wanted)
            if (atSide(m_window, *dock) == (orientation == Qt::Horizontal) && isSeen(*dock) && extentOf(*dock) != wanted) {
                docks << dock;
                sizes << wanted;
            }
        if (!docks.isEmpty())
            m_window.resizeDocks(docks, sizes, orientation);
    }
}

} // namespace qb
