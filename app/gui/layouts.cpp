// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/layouts.h"

#include <QDockWidget>
#include <QMainWindow>

#include <algorithm>

namespace qb {

QString keyOf(LayoutName layout)
{
    return layout == LayoutName::Calibrate ? QStringLiteral("calibrate")
           : layout == LayoutName::Analyse ? QStringLiteral("analyse")
                                           : QStringLiteral("edit");
}

LayoutName layoutOf(const QString& key)
{
    for (const LayoutName layout : {LayoutName::Calibrate, LayoutName::Analyse})
        if (keyOf(layout) == key)
            return layout;
    return LayoutName::Edit;
}

void arrangeDocks(QMainWindow& window, const std::map<QString, QDockWidget*>& docks, LayoutName layout)
{
    // Where docks stand: areas in reading order, docks of one entry are tabs.
    struct Place {
        Qt::DockWidgetArea area;
        std::vector<const char*> tabs;
    };
    static const std::map<LayoutName, std::vector<Place>> kPlaces{
        {LayoutName::Edit,
         {{Qt::LeftDockWidgetArea, {"units"}},
          {Qt::RightDockWidgetArea, {"inspector", "rules", "findings", "advice"}},
          {Qt::BottomDockWidgetArea, {"distribution", "requests", "data"}},
          {Qt::BottomDockWidgetArea, {"compare", "sensitivity", "bad_cases", "profile", "jobs", "log"}}}},
        {LayoutName::Calibrate,
         {{Qt::LeftDockWidgetArea, {"data"}},
          {Qt::RightDockWidgetArea, {"units"}},
          {Qt::BottomDockWidgetArea, {"distribution"}},
          {Qt::BottomDockWidgetArea, {"jobs", "log"}}}},
        {LayoutName::Analyse,
         {{Qt::TopDockWidgetArea, {"compare", "profile", "distribution"}},
          {Qt::LeftDockWidgetArea, {"sensitivity"}},
          {Qt::RightDockWidgetArea, {"bad_cases", "inspector", "findings", "advice", "log"}}}},
    };
    window.setCorner(Qt::TopLeftCorner, Qt::TopDockWidgetArea);
    window.setCorner(Qt::TopRightCorner, Qt::TopDockWidgetArea);
    window.setCorner(Qt::BottomLeftCorner, Qt::BottomDockWidgetArea);
    window.setCorner(Qt::BottomRightCorner, Qt::BottomDockWidgetArea);
    for (const auto& [id, dock] : docks) {
        dock->setFloating(false);
        window.removeDockWidget(dock);
    }
    // First the places side by side, then the tabs: a dock that is put beside a tab becomes a tab itself.
    std::map<Qt::DockWidgetArea, QDockWidget*> lastIn;
    std::vector<std::vector<QDockWidget*>> groups;
    for (const Place& place : kPlaces.at(layout)) {
        std::vector<QDockWidget*>& group = groups.emplace_back();
        for (const char* id : place.tabs)
            if (const auto found = docks.find(QLatin1String(id)); found != docks.end())
                group.push_back(found->second);
        if (group.empty())
            continue;
        if (QDockWidget*& last = lastIn[place.area]; last)
            window.splitDockWidget(last, group.front(), place.area == Qt::BottomDockWidgetArea ? Qt::Horizontal : Qt::Vertical);
        else
            window.addDockWidget(place.area, group.front());
        lastIn[place.area] = group.front();
        group.front()->show();
    }
    for (const std::vector<QDockWidget*>& group : groups) {
        for (std::size_t i = 1; i < group.size(); ++i) {
            window.tabifyDockWidget(group[i - 1], group[i]);
            group[i]->show();
        }
        if (!group.empty())
            group.front()->raise();
    }
    // What the layout leaves out has a place among the last tabs, for when it is shown; without one it would lie over the others.
    for (const auto& [id, dock] : docks)
        if (window.dockWidgetArea(dock) == Qt::NoDockWidgetArea && !groups.empty() && !groups.back().empty()) {
            window.tabifyDockWidget(groups.back().back(), dock);
            dock->hide();
        }
    const auto size = [&](const char* id, int pixels, Qt::Orientation orientation) {
        if (const auto found = docks.find(QLatin1String(id)); found != docks.end())
            window.resizeDocks({found->second}, {pixels}, orientation);
    };
    const int tall = std::max(window.height(), 700);
    const int wide = std::max(window.width(), 1000);
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
        size("compare", tall * 42 / 100, Qt::Vertical);
        window.resizeDocks({docks.at(QStringLiteral("sensitivity")), docks.at(QStringLiteral("bad_cases"))},
                           {wide * 38 / 100, wide * 34 / 100}, Qt::Horizontal);
    }
}

} // namespace qb
