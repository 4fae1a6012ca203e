// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_pen.h"

#include <QPainter>

namespace qb {

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto f = static_cast<float>(share);
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * f, a.greenF() + (b.greenF() - a.greenF()) * f,
                            a.blueF() + (b.blueF() - a.blueF()) * f);
}

GraphPen::GraphPen(QPainter& on, const GraphPaint& what)
    : painter(on),
      paint(what),
      scene(*what.scene),
      colors(dataColors(what.palette)),
      detail(detailFor(what.scale)),
      pixel(1 / what.scale),
      texts(what.texts ? *what.texts : ownTexts),
      bold(what.font),
      small(what.font),
      title(what.font),
      border(ink(0.3)),
      quietEdge(ink(0.34))
{
    bold.setWeight(QFont::DemiBold);
    if (small.pixelSize() > 0)
        small.setPixelSize(std::max(8, small.pixelSize() * 5 / 6));
    else
        small.setPointSizeF(std::max(6.0, small.pointSizeF() * 0.85));
    title.setPixelSize(std::max(1, static_cast<int>(11 * pixel)));
}

QColor GraphPen::ink(double strength) const { return mixed(role(QPalette::Base), role(QPalette::Text), strength); }

bool GraphPen::isStrong(int edge) const
{
    const VisibleEdge& e = scene.graph.edges[static_cast<std::size_t>(edge)];
    return isSelected(e.from) || isSelected(e.to) || paint.hovered == Hit{HitKind::Edge, edge};
}

void GraphPen::drawText(const QRectF& room, const QFont& font, const QColor& color, const QString& text, Qt::TextElideMode mode)
{
    drawLine(room, font, color, texts.fit(text, font, room.width(), mode));
}

void GraphPen::drawLine(const QRectF& room, const QFont& font, const QColor& color, const QString& text)
{
    painter.setFont(font);
    painter.setPen(color);
    const QFontMetrics metrics = painter.fontMetrics();
    painter.drawText(QPointF(room.left(), room.center().y() + (metrics.ascent() - metrics.descent()) / 2.0), text);
}

} // namespace qb
