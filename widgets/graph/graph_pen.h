// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/graph/graph_painter.h"

namespace qb {

/// One painting of a graph: what it is made with, and what cards and edges both need.
struct GraphPen {
    GraphPen(QPainter& on, const GraphPaint& what);

    [[nodiscard]] bool isSelected(int card) const
    {
        return paint.selected && (*paint.selected)[static_cast<std::size_t>(card)] != 0;
    }
    /// Selected at one of its ends, or under the mouse.
    [[nodiscard]] bool isStrong(int edge) const;
    [[nodiscard]] const CardLook& look(int card) const { return (*paint.looks)[static_cast<std::size_t>(card)]; }
    [[nodiscard]] QColor role(QPalette::ColorRole r) const { return paint.palette.color(r); }
    [[nodiscard]] QColor colorOf(int card) const { return cardColor(look(card), paint.decoration->colorBy, colors); }
    [[nodiscard]] QColor ink(double strength) const; ///< 0: the ground, 1: the text's colour

    /// Cut to fit, at the left end of a line.
    void drawText(const QRectF& room, const QFont& font, const QColor& color, const QString& text,
                  Qt::TextElideMode mode = Qt::ElideMiddle);
    /// The same without measuring again.
    void drawLine(const QRectF& room, const QFont& font, const QColor& color, const QString& text);

    QPainter& painter;
    const GraphPaint& paint;
    const GraphScene& scene;
    const DataColors& colors;
    Detail detail;
    double pixel; ///< length of a device pixel in the scene
    ElidedTexts ownTexts;
    ElidedTexts& texts;
    QFont bold;
    QFont small;
    QFont title; ///< where only titles are drawn
    QColor border;
    QColor quietEdge;
};

[[nodiscard]] QColor mixed(const QColor& a, const QColor& b, double share);

} // namespace qb
