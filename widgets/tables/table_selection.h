// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/selection.h"

#include <QObject>

#include <functional>

namespace qb {

class TableView;

/// Ties a table whose rows are points of units to the selection, both ways. Table and selection live as long.
class TableSelection : public QObject {
    Q_OBJECT
public:
    struct Place {
        UnitId unit = UnitId::None;
        PointId point = PointId::None;
    };
    using PlaceOf = std::function<Place(int sourceRow)>;

    TableSelection(TableView& table, Selection& selection, PlaceOf placeOf, QObject* parent);

    /// Selects the rows of the selection: of the current unit that of the chosen point where there is one, else all. After
    /// each change of the rows.
    void mark();
    [[nodiscard]] int current() const { return m_current; } ///< source row of the current unit; -1: none

signals:
    void marked();

private:
    void take();

    TableView& m_table;
    Selection& m_selection;
    PlaceOf m_placeOf;
    int m_current = -1;
    bool m_taking = false;
};

} // namespace qb
