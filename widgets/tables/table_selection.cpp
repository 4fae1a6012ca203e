// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/table_selection.h"

#include "widgets/tables/table_view.h"

#include <set>

namespace qb {

TableSelection::TableSelection(TableView& table, Selection& selection, PlaceOf placeOf, QObject* parent)
    : QObject(parent), m_table(table), m_selection(selection), m_placeOf(std::move(placeOf))
{
    connect(&table, &TableView::rowsChosen, this, &TableSelection::take);
    connect(&selection, &Selection::changed, this, &TableSelection::mark);
}

void TableSelection::take()
{
    const std::vector<int> rows = m_table.selectedSourceRows();
    if (rows.empty())
        return;
    std::vector<UnitId> units; // the current one last
    for (auto row = rows.rbegin(); row != rows.rend(); ++row)
        if (const UnitId unit = m_placeOf(*row).unit; std::find(units.begin(), units.end(), unit) == units.end())
            units.push_back(unit);
    std::reverse(units.begin(), units.end());
    const PointId point = units.size() == 1 ? m_placeOf(rows.back()).point : PointId::None;
    m_taking = true; // the rows are selected as the user wants them
    m_selection.select(std::move(units), point);
    m_taking = false;
}

void TableSelection::mark()
{
    const std::set<UnitId> units(m_selection.units().begin(), m_selection.units().end());
    const int count = m_table.words()->source().rowCount();
    std::vector<int> rows;
    m_current = -1;
    bool exact = false;
    for (int r = 0; r < count; ++r) {
        const Place place = m_placeOf(r);
        if (!units.contains(place.unit))
            continue;
        rows.push_back(r);
        if (place.unit != m_selection.current() || exact)
            continue;
        exact = m_selection.point() != PointId::None && place.point == m_selection.point();
        if (exact || m_current < 0)
            m_current = r;
    }
    if (exact)
        std::erase_if(rows, [&](int r) { return m_placeOf(r).unit == m_selection.current(); });
    else
        std::erase(rows, m_current);
    if (m_current >= 0)
        rows.push_back(m_current);
    if (!m_taking)
        m_table.selectSourceRows(rows);
    emit marked();
}

} // namespace qb
