// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/segment_painter.h"

#include <QPainter>

#include <set>

namespace qb {

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

QRectF groundOf(const GraphScene& scene, int card)
{
    return scene.rect(card).adjusted(-kSegmentMargin, -kSegmentMargin, kSegmentMargin, kSegmentMargin);
}

} // namespace

QColor segmentColor(int segment, const QPalette& palette)
{
    const DataColors& colors = dataColors(palette);
    return mixed(palette.color(QPalette::Base), colors.curve(segment + 2), colors.dark ? 0.30 : 0.22);
}

/// All in one colour without transparency, so that what overlaps looks like one piece.
void SegmentPainter::drawGround(const std::vector<int>& cards, const std::vector<int>& edges)
{
    if (m_pen.paint.decoration->segments.empty())
        return;
    const bool far = m_pen.detail == Detail::Dots;
    m_pen.painter.setBrush(Qt::NoBrush);
    for (const int e : edges) {
        const VisibleEdge& edge = m_pen.scene.graph.edges[at(e)];
        const int segment = m_pen.look(edge.from).segment;
        if (far || segment < 0 || segment != m_pen.look(edge.to).segment || m_pen.scene.edges[at(e)].path.isEmpty())
            continue;
        m_pen.painter.setPen(
            QPen(segmentColor(segment, m_pen.paint.palette), 2 * kSegmentMargin, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
        m_pen.painter.drawPath(m_pen.scene.edges[at(e)].path);
    }
    m_pen.painter.setPen(Qt::NoPen);
    for (const int c : cards) {
        const int segment = m_pen.look(c).segment;
        if (segment < 0)
            continue;
        m_pen.painter.setBrush(segmentColor(segment, m_pen.paint.palette));
        m_pen.painter.drawRoundedRect(groundOf(m_pen.scene, c), far ? 0 : 10, far ? 0 : 10);
    }
}

QRectF SegmentPainter::labelOf(int card, const QString& text) const
{
    const QFontMetricsF metrics(m_pen.small);
    const QRectF ground = groundOf(m_pen.scene, card);
    const double height = metrics.height() + 2;
    return {ground.left(), ground.top() - height + 3, metrics.horizontalAdvance(text) + 12, height};
}

void SegmentPainter::drawLabels()
{
    const auto& segments = m_pen.paint.decoration->segments;
    std::set<int> done;
    for (int c = 0; c < static_cast<int>(m_pen.paint.looks->size()) && done.size() < segments.size(); ++c) {
        const int segment = m_pen.look(c).segment;
        if (segment < 0 || !done.insert(segment).second)
            continue;
        const QString& text = segments[at(segment)].label;
        const QRectF box = labelOf(c, text);
        if (!box.intersects(m_pen.paint.visible))
            continue;
        const QColor color = dataColors(m_pen.paint.palette).curve(segment + 2);
        m_pen.painter.setPen(Qt::NoPen);
        m_pen.painter.setBrush(color);
        m_pen.painter.drawRoundedRect(box, 4, 4);
        m_pen.drawLine(box.adjusted(6, 0, 0, 0), m_pen.small, textOn(color), text);
    }
}

int segmentAt(const GraphScene& scene, const std::vector<CardLook>& looks, QPointF at)
{
    const double m = kSegmentMargin;
    for (const int c : scene.cardsIn(QRectF(at - QPointF(m, m), QSizeF(2 * m, 2 * m))))
        if (const int segment = looks[static_cast<std::size_t>(c)].segment; segment >= 0 && groundOf(scene, c).contains(at))
            return segment;
    return -1;
}

} // namespace qb
