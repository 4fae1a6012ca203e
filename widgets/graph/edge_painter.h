// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_pen.h"

namespace qb {

/// Draws the lines between cards, what they carry, and their arrows.
class EdgePainter {
public:
    explicit EdgePainter(GraphPen& pen) : m_pen(pen) {}

    /// Straight pieces instead of curves; none where two layers are closer than a few pixels.
    void drawFar(const std::vector<int>& edges);
    /// Quiet ones first, then those of the selection.
    void draw(const std::vector<int>& edges);
    /// Shapes and scales, as far as they are asked for.
    void drawTexts(const std::vector<int>& edges);

private:
    void drawArrow(int e);
    void drawText(int e);

    GraphPen& m_pen;
};

} // namespace qb
