// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/units.h"
#include "widgets/graph/graph_decoration.h"

#include <QWidget>

#include <memory>
#include <vector>

namespace qb {

struct Model;

/// One column: all units from first to last, each row as bad as its worst. Click or arrow keys jump; a bracket shows what
/// the graph has in view.
class OverviewStrip : public QWidget {
    Q_OBJECT
public:
    explicit OverviewStrip(QWidget* parent = nullptr);

    void setModel(std::shared_ptr<const Model> model);
    void setDecoration(std::shared_ptr<const GraphDecoration> decoration);
    /// Units in the graph's view; None, None: nothing is marked.
    void setMarked(UnitId first, UnitId last);

    [[nodiscard]] UnitId unitAt(double y) const; ///< the worst of the row there, None outside
    [[nodiscard]] double positionOf(UnitId unit) const;
    [[nodiscard]] QSize sizeHint() const override { return {20, 200}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {16, 40}; }

signals:
    void unitClicked(qb::UnitId unit);

protected:
    bool event(QEvent* event) override;
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    [[nodiscard]] int rows() const;
    [[nodiscard]] UnitId worstOf(int row) const;
    void choose(UnitId unit);
    void retranslate();

    std::shared_ptr<const Model> m_model;
    std::shared_ptr<const GraphDecoration> m_decoration;
    UnitId m_first = UnitId::None;
    UnitId m_last = UnitId::None;
    UnitId m_chosen = UnitId::None;
};

} // namespace qb
