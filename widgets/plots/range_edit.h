// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/plots/histogram_geometry.h"
#include "widgets/plots/point_view.h"

#include <QObject>
#include <QTimer>

namespace qb {

/// A range by hand on its way into the rules: dragged, stepped by keys, typed. Asks the bench for edits; those of one drag
/// carry one key, so that they are one step of undo.
class RangeEdit : public QObject {
    Q_OBJECT
public:
    static constexpr int kDelay = 60; ///< ms between edits while a line is dragged

    explicit RangeEdit(Bench& bench, QObject* parent);

    /// Null: nothing is shown. Stays valid until the next call.
    void setView(const PointView* view) { m_view = view; }
    /// Under the mouse, by hand, or as the observer chose it.
    [[nodiscard]] RealRange now() const;
    [[nodiscard]] const std::optional<RealRange>& dragged() const { return m_drag; } ///< nothing where no line is held
    /// Whether the bench has the rules that were asked for last.
    [[nodiscard]] bool isAnswered() const;

    void drag(ClipEnd end, double x);
    void release();
    void step(ClipEnd end, int steps, const Grid& grid);
    void type(RealRange range);

private:
    void send();
    void request(RealRange range, const QString& mergeKey);

    Bench& m_bench;
    const PointView* m_view = nullptr;
    std::optional<RealRange> m_drag;
    std::optional<RealRange> m_start; ///< where the drag began
    std::optional<RealRange> m_sent;
    RuleSet m_asked;
    int m_number = 0; ///< of the drag
    QTimer m_timer;
};

} // namespace qb
