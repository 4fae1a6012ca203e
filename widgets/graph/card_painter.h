// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_pen.h"

namespace qb {

/// Draws cards: of many only their colours, then blocks with titles, then all that is known of them.
class CardPainter {
public:
    explicit CardPainter(GraphPen& pen) : m_pen(pen) {}

    /// Of many cards only their colours; rectangles at least two pixels large, drawn by colour in one go. Where they lie
    /// over one another the worst is on top.
    void drawDots(const std::vector<int>& cards);
    void draw(int c);

private:
    [[nodiscard]] QColor fillOf(int c) const;
    [[nodiscard]] QColor bandOf(int c) const;
    /// Small on the screen: straight corners, and the colour is most of what can be read.
    void drawBlock(int c, const QRectF& r);
    [[nodiscard]] static double bandWidth(const QRectF& r);
    void drawSheet(int c, const QRectF& r, double radius);
    /// The coloured edge: what lies left of a line through the rounded card.
    void drawBand(int c, const QRectF& r, double radius);
    [[nodiscard]] QColor quietText(int c) const;
    void drawTitleOnly(int c, const QRectF& r);
    /// The pill with the dtype at the right end of a line. Returns its left border.
    double drawBadge(int c, const QRectF& line);
    void drawContent(int c, const QRectF& r, bool end);
    void drawExpander(int c);
    /// Length and colour both tell how bad it is.
    void drawBar(int c, const QRectF& r);
    void drawStub(int c, bool incoming);
    /// Into the card or out of it.
    void drawStubArrow(const QRectF& r, bool incoming, const QColor& ink);

    GraphPen& m_pen;
};

} // namespace qb
