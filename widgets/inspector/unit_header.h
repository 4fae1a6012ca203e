// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

#include <QWidget>

class QLabel;

namespace qb {

/// What is selected, in a few lines: name, type, costs, what folded into it, and the newest measurement with its change.
class UnitHeader : public QWidget {
    Q_OBJECT
public:
    explicit UnitHeader(Bench& bench, QWidget* parent = nullptr);

    void setUnits(const std::vector<UnitId>& units);
    [[nodiscard]] QString measured() const;
    /// Height that it may take. Where there is less than it wants, the last lines go into the tooltip of the first.
    void setRoom(int height);

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showAll();
    void showOne(const Model& model, UnitId id);
    void showMany(const Model& model);
    void showMeasured();
    void elide();
    void fold();

    Bench& m_bench;
    std::vector<UnitId> m_units;
    QString m_name;
    int m_room = QWIDGETSIZE_MAX;
    QLabel* m_title;
    QLabel* m_type;
    QLabel* m_costs;
    QLabel* m_folded;
    QLabel* m_measured;
};

} // namespace qb
