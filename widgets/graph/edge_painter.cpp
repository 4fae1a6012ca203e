// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/edge_painter.h"

#include "widgets/common/format.h"

#include <QPainter>

namespace qb {

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

} // namespace

void EdgePainter::drawFar(const std::vector<int>& edges)
{
    m_pen.painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_pen.paint.scale * 70 < 2.5)
        return;
    std::vector<QLineF> lines;
    std::vector<QLineF> strong;
    for (const int e : edges) {
        const auto& line = m_pen.scene.layout.edges[at(e)].line;
        auto& into = m_pen.isStrong(e) ? strong : lines;
        for (std::size_t i = 1; i < line.size(); ++i)
            into.emplace_back(line[i - 1].x, line[i - 1].y, line[i].x, line[i].y);
    }
    m_pen.painter.setPen(QPen(m_pen.quietEdge, 0));
    m_pen.painter.drawLines(lines.data(), static_cast<int>(lines.size()));
    m_pen.painter.setPen(QPen(m_pen.role(QPalette::Highlight), 0));
    m_pen.painter.drawLines(strong.data(), static_cast<int>(strong.size()));
}

void EdgePainter::draw(const std::vector<int>& edges)
{
    m_pen.painter.setBrush(Qt::NoBrush);
    const double thin = std::max(1.0, 0.8 * m_pen.pixel);
    m_pen.painter.setPen(QPen(m_pen.quietEdge, thin));
    std::vector<QLineF> straight; // most of them; without smoothing they are sharper, and all are drawn at once
    for (const int e : edges) {
        if (m_pen.isStrong(e))
            continue;
        const auto& line = m_pen.scene.layout.edges[at(e)].line;
        if (line.size() == 2 && (line[0].x == line[1].x || line[0].y == line[1].y))
            straight.emplace_back(line[0].x, line[0].y, line[1].x, line[1].y);
        else
            m_pen.painter.drawPath(m_pen.scene.edges[at(e)].path);
    }
    m_pen.painter.setRenderHint(QPainter::Antialiasing, false);
    m_pen.painter.drawLines(straight.data(), static_cast<int>(straight.size()));
    m_pen.painter.setRenderHint(QPainter::Antialiasing, true);
    m_pen.painter.setPen(QPen(m_pen.role(QPalette::Highlight), std::max(2.2, 1.8 * m_pen.pixel)));
    for (const int e : edges)
        if (m_pen.isStrong(e))
            m_pen.painter.drawPath(m_pen.scene.edges[at(e)].path);
    if (m_pen.detail != Detail::Full)
        return;
    m_pen.painter.setPen(Qt::NoPen);
    for (const int e : edges)
        drawArrow(e);
}

void EdgePainter::drawArrow(int e)
{
    const LayoutPoint end = m_pen.scene.layout.edges[at(e)].line.back();
    const bool turned = m_pen.scene.options.direction == LayoutDirection::LeftRight;
    m_pen.painter.setBrush(m_pen.isStrong(e) ? m_pen.role(QPalette::Highlight) : m_pen.quietEdge);
    const double size = m_pen.isStrong(e) ? 5 : 4;
    const QPointF tip(end.x, end.y);
    const QPointF back = turned ? QPointF(-1.5 * size, 0) : QPointF(0, -1.5 * size);
    const QPointF side = turned ? QPointF(0, size * 0.75) : QPointF(size * 0.75, 0);
    const QPointF corners[] = {tip, tip + back + side, tip + back - side};
    m_pen.painter.drawConvexPolygon(corners, 3);
}

void EdgePainter::drawText(int e)
{
    if (!m_pen.scene.edges[at(e)].first)
        return;
    QStringList words;
    for (const ValueId v : m_pen.scene.graph.edges[at(e)].values) {
        if (words.size() == 2) {
            words << QStringLiteral("…");
            break;
        }
        const Shape& shape = m_pen.scene.model->shapes[indexOf(v)];
        QString word = m_pen.paint.showShapes && !shape.empty() ? shapeText(shape) : QString();
        if (m_pen.paint.showScales && indexOf(v) < m_pen.paint.decoration->scales.size() &&
            !m_pen.paint.decoration->scales[indexOf(v)].isEmpty())
            word += (word.isEmpty() ? QString() : QStringLiteral("  ")) + m_pen.paint.decoration->scales[indexOf(v)];
        if (!word.isEmpty())
            words << word;
    }
    if (words.isEmpty())
        return;
    const QFontMetricsF metrics(m_pen.small);
    const QString text = words.join(QStringLiteral(", "));
    const QPointF from = m_pen.scene.edges[at(e)].textAt;
    QRectF box(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height());
    const double way = m_pen.scene.edges[at(e)].textAtEnd ? -1 : 1;
    if (m_pen.scene.options.direction == LayoutDirection::TopDown)
        box.moveCenter(from + QPointF(0, way * (box.height() / 2 + (way > 0 ? 4 : 9))));
    else
        box.moveCenter(from + QPointF(way * (box.width() / 2 + (way > 0 ? 6 : 10)), 0));
    m_pen.painter.setPen(Qt::NoPen);
    m_pen.painter.setBrush(m_pen.role(QPalette::Base));
    m_pen.painter.drawRoundedRect(box, 3, 3);
    m_pen.painter.setFont(m_pen.small);
    m_pen.painter.setPen(m_pen.isStrong(e) ? m_pen.role(QPalette::Highlight) : m_pen.ink(0.65));
    m_pen.painter.drawText(box, Qt::AlignCenter, text);
}

void EdgePainter::drawTexts(const std::vector<int>& edges)
{
    if (m_pen.detail != Detail::Full || (!m_pen.paint.showShapes && !m_pen.paint.showScales))
        return;
    for (const int e : edges)
        drawText(e);
}

} // namespace qb
