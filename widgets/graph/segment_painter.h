// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_pen.h"

namespace qb {

/// Draws float segments as coloured ground behind their cards and the lines between these, each with its label at its first
/// card.
class SegmentPainter {
public:
    explicit SegmentPainter(GraphPen& pen) : m_pen(pen) {}

    void drawGround(const std::vector<int>& cards, const std::vector<int>& edges);
    /// Over the lines, so that they can be read.
    void drawLabels();

private:
    [[nodiscard]] QRectF labelOf(int card, const QString& text) const;

    GraphPen& m_pen;
};

/// How far a segment's ground reaches beyond its cards.
inline constexpr double kSegmentMargin = 11;

/// The segment under a point of the scene, -1 if there is none.
[[nodiscard]] int segmentAt(const GraphScene& scene, const std::vector<CardLook>& looks, QPointF at);

/// What the ground of a segment is filled with.
[[nodiscard]] QColor segmentColor(int segment, const QPalette& palette);

} // namespace qb
