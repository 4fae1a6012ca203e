// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_painter.h"

#include "widgets/graph/card_painter.h"
#include "widgets/graph/edge_painter.h"
#include "widgets/graph/segment_painter.h"

#include <QPainter>

namespace qb {

namespace {

/// The open groups.
void drawFrames(const GraphPen& pen)
{
    for (const GroupFrame& frame : pen.scene.frames) {
        if (!frame.rect.united(frame.label).intersects(pen.paint.visible))
            continue;
        pen.painter.setPen(QPen(pen.ink(0.16), std::max(1.0, pen.pixel)));
        QColor fill = pen.role(QPalette::Text);
        fill.setAlphaF(0.035F);
        pen.painter.setBrush(fill);
        pen.painter.drawRoundedRect(frame.rect, 8, 8);
    }
}

/// Over the lines, so that they can be read.
void drawFrameNames(GraphPen& pen)
{
    for (int f = 0; f < static_cast<int>(pen.scene.frames.size()); ++f) {
        const GroupFrame& frame = pen.scene.frames[static_cast<std::size_t>(f)];
        if (!frame.label.intersects(pen.paint.visible))
            continue;
        const QString& name = pen.texts.fit(frame.name, pen.small, frame.label.width() - 8, Qt::ElideMiddle);
        QRectF box = frame.label;
        box.setWidth(pen.texts.widthOf(name, pen.small) + 8);
        QColor ground = pen.role(QPalette::Base);
        ground.setAlphaF(0.85F);
        pen.painter.setPen(Qt::NoPen);
        pen.painter.setBrush(ground);
        pen.painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3, 3);
        const bool hovered = pen.paint.hovered == Hit{HitKind::Frame, f};
        pen.drawLine(box.adjusted(4, 0, 0, 0), pen.small, hovered ? pen.role(QPalette::Highlight) : pen.ink(0.7), name);
    }
}

void paintAll(GraphPen& pen)
{
    EdgePainter edgePainter(pen);
    CardPainter cardPainter(pen);
    SegmentPainter segmentPainter(pen);
    const std::vector<int> edges = pen.scene.edgesIn(pen.paint.visible);
    const std::vector<int> cards = pen.scene.cardsIn(pen.paint.visible.adjusted(-130, -30, 130, 30));
    if (pen.detail == Detail::Dots) {
        segmentPainter.drawGround(cards, edges);
        edgePainter.drawFar(edges);
        cardPainter.drawDots(cards);
        return;
    }
    pen.painter.setRenderHint(QPainter::Antialiasing, true);
    segmentPainter.drawGround(cards, edges);
    drawFrames(pen);
    edgePainter.draw(edges);
    if (pen.detail == Detail::Full) {
        drawFrameNames(pen);
        segmentPainter.drawLabels();
    }
    for (const int c : cards)
        cardPainter.draw(c);
    edgePainter.drawTexts(edges);
}

} // namespace

void paintGraph(QPainter& painter, const GraphPaint& paint)
{
    painter.save();
    GraphPen pen(painter, paint);
    paintAll(pen);
    painter.restore();
}

} // namespace qb
