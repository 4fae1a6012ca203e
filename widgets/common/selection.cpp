// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/common/selection.h"

#include <algorithm>

namespace qb {

bool Selection::contains(UnitId unit) const
{
    return std::find(m_now.units.begin(), m_now.units.end(), unit) != m_now.units.end();
}

void Selection::select(std::vector<UnitId> units, PointId point)
{
    constexpr std::size_t kMost = 200;
    Entry next{std::move(units), point};
    if (next == m_now)
        return;
    m_now = std::move(next);
    m_history.resize(m_at + 1);
    m_history.push_back(m_now);
    if (m_history.size() > kMost)
        m_history.erase(m_history.begin());
    m_at = m_history.size() - 1;
    emit changed();
}

void Selection::toggle(UnitId unit)
{
    std::vector<UnitId> units = m_now.units;
    if (const auto found = std::find(units.begin(), units.end(), unit); found != units.end())
        units.erase(found);
    else
        units.push_back(unit);
    select(std::move(units));
}

void Selection::back()
{
    if (!canGoBack())
        return;
    m_now = m_history[--m_at];
    emit changed();
}

void Selection::forward()
{
    if (!canGoForward())
        return;
    m_now = m_history[++m_at];
    emit changed();
}

void Selection::forget()
{
    m_now = {};
    m_history.assign(1, {});
    m_at = 0;
    emit changed();
}

} // namespace qb
