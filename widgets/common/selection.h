// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/units.h"

#include <QObject>

#include <vector>

namespace qb {

/// What is selected, for all docks: units in the order in which they were chosen, one of them current, and the port of the
/// current one that plots show. With a history like a browser's. GUI thread only.
class Selection : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    [[nodiscard]] const std::vector<UnitId>& units() const { return m_now.units; }
    [[nodiscard]] UnitId current() const { return m_now.units.empty() ? UnitId::None : m_now.units.back(); } ///< the last chosen
    [[nodiscard]] PointId point() const { return m_now.point; } ///< None: the output of the current unit
    [[nodiscard]] bool contains(UnitId unit) const;

    /// Emits nothing where that is selected already.
    void select(std::vector<UnitId> units, PointId point = PointId::None);
    void select(UnitId unit) { select(unit == UnitId::None ? std::vector<UnitId>{} : std::vector<UnitId>{unit}); }
    void toggle(UnitId unit);
    void clear() { select(std::vector<UnitId>{}); }

    [[nodiscard]] bool canGoBack() const { return m_at > 0; }
    [[nodiscard]] bool canGoForward() const { return m_at + 1 < m_history.size(); }
    void back();
    void forward();
    void forget(); ///< another model: nothing selected, no history

signals:
    void changed();

private:
    struct Entry {
        std::vector<UnitId> units;
        PointId point = PointId::None;
        bool operator==(const Entry&) const = default;
    };
    Entry m_now;
    std::vector<Entry> m_history{Entry{}};
    std::size_t m_at = 0;
};

} // namespace qb
