// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_painter.h"

#include "widgets/common/format.h"

#include <QCoreApplication>
#include <QPainter>

#include <cmath>
#include <map>

namespace qb {

namespace {

constexpr double kRadius = 5;
constexpr double kBand = 5; // coloured edge of a card
constexpr double kPadding = 7;
constexpr double kLeastTitles = 0.3; // scale from which a title can be read

std::size_t at(int i) { return static_cast<std::size_t>(i); }
QRectF toRect(const LayoutRect& r) { return {r.x, r.y, r.width, r.height}; }

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto f = static_cast<float>(share);
    return QColor::fromRgbF(a.redF() + (b.redF() - a.redF()) * f, a.greenF() + (b.greenF() - a.greenF()) * f,
                            a.blueF() + (b.blueF() - a.blueF()) * f);
}

class Painting {
public:
    Painting(QPainter& painter, const GraphPaint& paint)
        : m_painter(painter),
          m_paint(paint),
          m_scene(*paint.scene),
          m_colors(dataColors(paint.palette)),
          m_detail(detailFor(paint.scale)),
          m_pixel(1 / paint.scale),
          m_texts(paint.texts ? *paint.texts : m_ownTexts)
    {
        m_bold = paint.font;
        m_bold.setWeight(QFont::DemiBold);
        m_small = paint.font;
        if (m_small.pixelSize() > 0)
            m_small.setPixelSize(std::max(8, m_small.pixelSize() * 5 / 6));
        else
            m_small.setPointSizeF(std::max(6.0, m_small.pointSizeF() * 0.85));
        m_title = paint.font;
        m_title.setPixelSize(std::max(1, static_cast<int>(11 * m_pixel)));
        m_border = mixed(paint.palette.color(QPalette::Base), paint.palette.color(QPalette::Text), 0.3);
        m_quietEdge = mixed(paint.palette.color(QPalette::Base), paint.palette.color(QPalette::Text), 0.34);
    }

    void run()
    {
        const std::vector<int> edges = m_scene.edgesIn(m_paint.visible);
        const std::vector<int> cards = m_scene.cardsIn(m_paint.visible.adjusted(-130, -30, 130, 30));
        if (m_detail == Detail::Dots) {
            drawFarEdges(edges);
            drawDots(cards);
            return;
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        drawFrames();
        drawEdges(edges);
        if (m_detail == Detail::Full)
            drawFrameNames();
        for (const int c : cards)
            drawCard(c);
        if (m_detail == Detail::Full && (m_paint.showShapes || m_paint.showScales))
            for (const int e : edges)
                drawEdgeText(e);
    }

private:
    [[nodiscard]] bool isSelected(int card) const { return m_paint.selected && (*m_paint.selected)[at(card)] != 0; }
    [[nodiscard]] const CardLook& look(int card) const { return (*m_paint.looks)[at(card)]; }
    [[nodiscard]] QColor role(QPalette::ColorRole r) const { return m_paint.palette.color(r); }
    [[nodiscard]] QColor colorOf(int card) const { return cardColor(look(card), m_paint.decoration->colorBy, m_colors); }

    /// Of many cards only their colours; rectangles at least two pixels large, drawn by colour in one go. Where they lie
    /// over one another the worst is on top.
    void drawDots(const std::vector<int>& cards)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        std::map<std::pair<int, QRgb>, std::vector<QRectF>> rects;
        const double least = 2 * m_pixel;
        for (const int c : cards) {
            QRectF r = m_scene.rect(c);
            if (r.width() < least)
                r.setWidth(least);
            if (r.height() < least)
                r.setHeight(least);
            const QColor color = isSelected(c) ? role(QPalette::Highlight) : colorOf(c);
            const double badness = std::isnan(look(c).badness) ? 0 : look(c).badness;
            const int height = isSelected(c) ? 100 : static_cast<int>(32 * badness);
            rects[{height, color.rgba()}].push_back(
                isSelected(c) ? r.adjusted(-2 * m_pixel, -2 * m_pixel, 2 * m_pixel, 2 * m_pixel) : r);
        }
        m_painter.setPen(Qt::NoPen);
        for (const auto& [key, list] : rects) {
            m_painter.setBrush(QColor::fromRgba(key.second));
            m_painter.drawRects(list.data(), static_cast<int>(list.size()));
        }
    }

    /// Straight pieces instead of curves; none where two layers are closer than a few pixels.
    void drawFarEdges(const std::vector<int>& edges)
    {
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_paint.scale * 70 < 2.5)
            return;
        std::vector<QLineF> lines;
        std::vector<QLineF> strong;
        for (const int e : edges) {
            const auto& line = m_scene.layout.edges[at(e)].line;
            auto& into = isStrong(e) ? strong : lines;
            for (std::size_t i = 1; i < line.size(); ++i)
                into.emplace_back(line[i - 1].x, line[i - 1].y, line[i].x, line[i].y);
        }
        m_painter.setPen(QPen(m_quietEdge, 0));
        m_painter.drawLines(lines.data(), static_cast<int>(lines.size()));
        m_painter.setPen(QPen(role(QPalette::Highlight), 0));
        m_painter.drawLines(strong.data(), static_cast<int>(strong.size()));
    }

    [[nodiscard]] bool isStrong(int edge) const
    {
        const VisibleEdge& e = m_scene.graph.edges[at(edge)];
        return isSelected(e.from) || isSelected(e.to) || m_paint.hovered == Hit{HitKind::Edge, edge};
    }

    void drawFrames()
    {
        for (const GroupFrame& frame : m_scene.frames) {
            if (!frame.rect.united(frame.label).intersects(m_paint.visible))
                continue;
            m_painter.setPen(QPen(mixed(role(QPalette::Base), role(QPalette::Text), 0.16), std::max(1.0, m_pixel)));
            QColor fill = role(QPalette::Text);
            fill.setAlphaF(0.035F);
            m_painter.setBrush(fill);
            m_painter.drawRoundedRect(frame.rect, 8, 8);
        }
    }

    /// Over the lines, so that they can be read.
    void drawFrameNames()
    {
        for (int f = 0; f < static_cast<int>(m_scene.frames.size()); ++f) {
            const GroupFrame& frame = m_scene.frames[at(f)];
            if (!frame.label.intersects(m_paint.visible))
                continue;
            const QString& name = m_texts.fit(frame.name, m_small, frame.label.width() - 8, Qt::ElideMiddle);
            QRectF box = frame.label;
            box.setWidth(m_texts.widthOf(name, m_small) + 8);
            QColor ground = role(QPalette::Base);
            ground.setAlphaF(0.85F);
            m_painter.setPen(Qt::NoPen);
            m_painter.setBrush(ground);
            m_painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 3, 3);
            const bool hovered = m_paint.hovered == Hit{HitKind::Frame, f};
            drawLine(box.adjusted(4, 0, 0, 0), m_small,
                     hovered ? role(QPalette::Highlight) : mixed(role(QPalette::Base), role(QPalette::Text), 0.7), name);
        }
    }

    void drawEdges(const std::vector<int>& edges)
    {
        m_painter.setBrush(Qt::NoBrush);
        const double thin = std::max(1.0, 0.8 * m_pixel);
        m_painter.setPen(QPen(m_quietEdge, thin));
        std::vector<QLineF> straight; // most of them; without smoothing they are sharper, and all are drawn at once
        for (const int e : edges) {
            if (isStrong(e))
                continue;
            const auto& line = m_scene.layout.edges[at(e)].line;
            if (line.size() == 2 && (line[0].x == line[1].x || line[0].y == line[1].y))
                straight.emplace_back(line[0].x, line[0].y, line[1].x, line[1].y);
            else
                m_painter.drawPath(m_scene.edges[at(e)].path);
        }
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        m_painter.drawLines(straight.data(), static_cast<int>(straight.size()));
        m_painter.setRenderHint(QPainter::Antialiasing, true);
        m_painter.setPen(QPen(role(QPalette::Highlight), std::max(2.2, 1.8 * m_pixel)));
        for (const int e : edges)
            if (isStrong(e))
                m_painter.drawPath(m_scene.edges[at(e)].path);
        if (m_detail != Detail::Full)
            return;
        m_painter.setPen(Qt::NoPen);
        for (const int e : edges)
            drawArrow(e);
    }

    void drawArrow(int e)
    {
        const LayoutPoint end = m_scene.layout.edges[at(e)].line.back();
        const bool turned = m_scene.options.direction == LayoutDirection::LeftRight;
        m_painter.setBrush(isStrong(e) ? role(QPalette::Highlight) : m_quietEdge);
        const double size = isStrong(e) ? 5 : 4;
        const QPointF tip(end.x, end.y);
        const QPointF back = turned ? QPointF(-1.5 * size, 0) : QPointF(0, -1.5 * size);
        const QPointF side = turned ? QPointF(0, size * 0.75) : QPointF(size * 0.75, 0);
        const QPointF corners[] = {tip, tip + back + side, tip + back - side};
        m_painter.drawConvexPolygon(corners, 3);
    }

    void drawEdgeText(int e)
    {
        if (!m_scene.edges[at(e)].first)
            return;
        QStringList words;
        for (const ValueId v : m_scene.graph.edges[at(e)].values) {
            if (words.size() == 2) {
                words << QStringLiteral("…");
                break;
            }
            const Shape& shape = m_scene.model->shapes[indexOf(v)];
            QString word = m_paint.showShapes && !shape.empty() ? shapeText(shape) : QString();
            if (m_paint.showScales && indexOf(v) < m_paint.decoration->scales.size() &&
                !m_paint.decoration->scales[indexOf(v)].isEmpty())
                word += (word.isEmpty() ? QString() : QStringLiteral("  ")) + m_paint.decoration->scales[indexOf(v)];
            if (!word.isEmpty())
                words << word;
        }
        if (words.isEmpty())
            return;
        const QFontMetricsF metrics(m_small);
        const QString text = words.join(QStringLiteral(", "));
        const QPointF from = m_scene.edges[at(e)].textAt;
        QRectF box(0, 0, metrics.horizontalAdvance(text) + 6, metrics.height());
        const double way = m_scene.edges[at(e)].textAtEnd ? -1 : 1;
        if (m_scene.options.direction == LayoutDirection::TopDown)
            box.moveCenter(from + QPointF(0, way * (box.height() / 2 + (way > 0 ? 4 : 9))));
        else
            box.moveCenter(from + QPointF(way * (box.width() / 2 + (way > 0 ? 6 : 10)), 0));
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(role(QPalette::Base));
        m_painter.drawRoundedRect(box, 3, 3);
        m_painter.setFont(m_small);
        m_painter.setPen(isStrong(e) ? role(QPalette::Highlight) : mixed(role(QPalette::Base), role(QPalette::Text), 0.65));
        m_painter.drawText(box, Qt::AlignCenter, text);
    }

    void drawCard(int c)
    {
        const QRectF r = m_scene.rect(c);
        const bool end = m_scene.graph.cards[at(c)].key.kind != CardKind::Group && look(c).family == OpFamily::Input;
        if (m_detail == Detail::Full)
            drawSheet(c, r, end ? r.height() / 2 : kRadius);
        else
            drawBlock(c, r);
        if (m_detail == Detail::Full)
            drawContent(c, r, end);
        else
            drawTitleOnly(c, r);
        drawStub(c, true);
        drawStub(c, false);
    }

    [[nodiscard]] QColor fillOf(int c) const
    {
        const QColor fill = m_colors.dark ? mixed(role(QPalette::Base), role(QPalette::Text), 0.06) : role(QPalette::Base);
        return isSelected(c) ? mixed(fill, role(QPalette::Highlight), 0.16) : fill;
    }

    [[nodiscard]] QColor bandOf(int c) const
    {
        const bool pale = look(c).stale && m_paint.decoration->colorBy == ColorBy::Metric;
        return pale ? mixed(colorOf(c), role(QPalette::Base), 0.55) : colorOf(c);
    }

    /// Small on the screen: straight corners, and the colour is most of what can be read.
    void drawBlock(int c, const QRectF& r)
    {
        const double line = (isSelected(c) ? 2 : 1) * m_pixel;
        m_painter.setRenderHint(QPainter::Antialiasing, false);
        if (m_scene.isGroup(c))
            m_painter.fillRect(r.translated(4, 4), m_border);
        m_painter.fillRect(r, isSelected(c) ? role(QPalette::Highlight) : m_border);
        const QRectF inner = r.adjusted(line, line, -line, -line);
        m_painter.fillRect(inner, fillOf(c));
        const double band = m_paint.scale < kLeastTitles ? inner.width() : bandWidth(r); // without a title all of it
        m_painter.fillRect(QRectF(inner.left(), inner.top(), band, inner.height()), bandOf(c));
        if (c == m_paint.current) {
            m_painter.setPen(QPen(role(QPalette::Highlight), 0, Qt::DotLine));
            m_painter.setBrush(Qt::NoBrush);
            const double far = 3 * m_pixel;
            m_painter.drawRect(r.adjusted(-far, -far, far, far));
        }
        m_painter.setRenderHint(QPainter::Antialiasing, true);
    }

    [[nodiscard]] static double bandWidth(const QRectF& r) { return std::max(kBand * 2, r.width() * 0.12); }

    void drawSheet(int c, const QRectF& r, double radius)
    {
        const bool hovered =
            m_paint.hovered.index == c && (m_paint.hovered.kind == HitKind::Card || m_paint.hovered.kind == HitKind::Expander);
        const QPen pen(isSelected(c) ? role(QPalette::Highlight)
                       : hovered     ? mixed(role(QPalette::Base), role(QPalette::Text), 0.6)
                                     : m_border,
                       isSelected(c) ? 2.4 : std::max(1.0, m_pixel));
        const QColor fill = fillOf(c);
        m_painter.setPen(pen);
        m_painter.setBrush(fill);
        if (m_scene.isGroup(c)) // a stack of sheets
            for (const double d : {6.0, 3.0})
                m_painter.drawRoundedRect(r.translated(d, d), radius, radius);
        if (c == m_paint.current) {
            m_painter.setPen(QPen(role(QPalette::Highlight), pen.widthF(), Qt::DotLine));
            m_painter.setBrush(Qt::NoBrush);
            const double far = 3 + pen.widthF();
            m_painter.drawRoundedRect(r.adjusted(-far, -far, far, far), radius + far, radius + far);
        }
        m_painter.setPen(pen);
        m_painter.setBrush(fill);
        m_painter.drawRoundedRect(r, radius, radius);
        const double half = pen.widthF() / 2;
        m_painter.setPen(Qt::NoPen);
        drawBand(c, r.adjusted(half, half, -half, -half), radius - half);
    }

    /// The coloured edge: what lies left of a line through the rounded card.
    void drawBand(int c, const QRectF& r, double radius)
    {
        const double width = radius > 2 * kRadius ? kBand + 5 : kBand;
        const double angle = std::acos((radius - std::min(width, radius)) / radius) * 180 / M_PI;
        const QRectF top(r.left(), r.top(), 2 * radius, 2 * radius);
        const QRectF bottom(r.left(), r.bottom() - 2 * radius, 2 * radius, 2 * radius);
        QPainterPath path;
        path.arcMoveTo(top, 180 - angle);
        path.arcTo(top, 180 - angle, angle);
        path.arcTo(bottom, 180, angle);
        path.closeSubpath();
        m_painter.setBrush(bandOf(c));
        m_painter.drawPath(path);
    }

    [[nodiscard]] QColor quietText(int c) const
    {
        return mixed(role(QPalette::Base), role(QPalette::Text), look(c).stale ? 0.45 : 0.62);
    }

    void drawTitleOnly(int c, const QRectF& r)
    {
        if (m_paint.scale < kLeastTitles || r.height() * m_paint.scale < 7)
            return;
        const QRectF room = r.adjusted(bandWidth(r) + 4 * m_pixel, 0, -3 * m_pixel, 0);
        const QString& title = m_scene.texts[at(c)].title;
        const double width = m_texts.widthOf(title, m_title);
        const double shrink = std::min({1.0, room.width() / width, r.height() * 0.95 / (14 * m_pixel)});
        const double smaller = std::max(shrink, 7.0 / 11); // else it is cut
        if (smaller == 1) {
            drawLine(room, m_title, role(QPalette::Text), title);
            return;
        }
        QFont font = m_title;
        font.setPixelSize(std::max(1, static_cast<int>(m_title.pixelSize() * smaller)));
        drawText(room, font, role(QPalette::Text), title);
    }

    /// The pill with the dtype at the right end of a line. Returns its left border.
    double drawBadge(int c, const QRectF& line)
    {
        const CardLook& l = look(c);
        if (l.badge == Badge::None)
            return line.right();
        const double words = m_texts.widthOf(l.dtype, m_small);
        const double width = words + 10;
        const double height = m_scene.options.sizes.row - 1;
        const QRectF pill(line.right() - width, line.center().y() - height / 2, width, height);
        // As in the tables: a tint with a bar in the full colour, so that a hundred badges stay calm.
        const QColor color = badgeColor(l.badge, m_colors);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(mixed(fillOf(c), color, m_colors.dark ? 0.30 : 0.20));
        m_painter.drawRoundedRect(pill, 3, 3);
        m_painter.fillRect(QRectF(pill.left(), pill.top() + 1, 3, pill.height() - 2), color);
        drawLine(pill.adjusted(6, 0, 0, 0), m_small, role(QPalette::Text), l.dtype);
        return pill.left() - 5;
    }

    void drawText(const QRectF& room, const QFont& font, const QColor& color, const QString& text,
                  Qt::TextElideMode mode = Qt::ElideMiddle)
    {
        drawLine(room, font, color, m_texts.fit(text, font, room.width(), mode));
    }

    /// At the left end of a line, without measuring again.
    void drawLine(const QRectF& room, const QFont& font, const QColor& color, const QString& text)
    {
        m_painter.setFont(font);
        m_painter.setPen(color);
        const QFontMetrics metrics = m_painter.fontMetrics();
        m_painter.drawText(QPointF(room.left(), room.center().y() + (metrics.ascent() - metrics.descent()) / 2.0), text);
    }

    void drawContent(int c, const QRectF& r, bool end)
    {
        const CardText& text = m_scene.texts[at(c)];
        const double row = m_scene.options.sizes.row;
        const bool small = r.height() < 2 * row;
        const double left = r.left() + kBand + (end ? 14 : kPadding);
        QRectF first(left, small ? r.center().y() - row / 2 : r.top() + (end ? 6 : 5), r.right() - kPadding - left, row);
        if (end)
            first.setRight(r.right() - 14);
        if (m_scene.isGroup(c)) {
            drawExpander(c);
            first.setRight(m_scene.expander(c).left() - 5);
        }
        first.setRight(drawBadge(c, first));
        drawText(first, small ? m_paint.font : m_bold, small ? quietText(c) : role(QPalette::Text), text.title);
        if (small)
            return;
        QRectF second(left, first.bottom() + 1, r.right() - (end ? 14 : kPadding) - left, row);
        const CardLook& l = look(c);
        if (!l.metric.isEmpty()) {
            const double width = m_texts.widthOf(l.metric, m_small);
            drawLine(second.adjusted(second.width() - width, 0, 0, 0), m_small, l.stale ? quietText(c) : role(QPalette::Text),
                     l.metric);
            second.setRight(second.right() - width - 8);
            if (!end)
                drawBar(c, r);
        }
        drawText(second, m_small, quietText(c), text.name, m_scene.isGroup(c) ? Qt::ElideRight : Qt::ElideMiddle);
    }

    void drawExpander(int c)
    {
        const QRectF box = m_scene.expander(c);
        const bool hovered = m_paint.hovered == Hit{HitKind::Expander, c};
        m_painter.setPen(QPen(hovered ? role(QPalette::Highlight) : quietText(c), 1.2));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRoundedRect(box, 3, 3);
        const QPointF o = box.center();
        m_painter.drawLine(o - QPointF(3.5, 0), o + QPointF(3.5, 0));
        m_painter.drawLine(o - QPointF(0, 3.5), o + QPointF(0, 3.5));
    }

    /// Length and colour both tell how bad it is.
    void drawBar(int c, const QRectF& r)
    {
        const CardLook& l = look(c);
        if (std::isnan(l.badness))
            return;
        const QRectF track(r.left() + kBand + kPadding, r.bottom() - 6.5, r.width() - kBand - 2 * kPadding, 3);
        m_painter.setPen(Qt::NoPen);
        m_painter.setBrush(mixed(role(QPalette::Base), role(QPalette::Text), 0.12));
        m_painter.drawRect(track);
        QRectF bar = track;
        bar.setWidth(std::max(3.0, track.width() * std::clamp(l.badness, 0.0, 1.0)));
        // The quiet end of the map is made for areas; a bar must stand out from its track.
        const QColor color =
            l.clipped ? m_colors.warning : mixed(m_colors.metric(l.badness), role(QPalette::Text), 0.18 * (1 - l.badness));
        m_painter.setBrush(l.stale ? mixed(color, role(QPalette::Base), 0.5) : color);
        m_painter.drawRect(bar);
    }

    void drawStub(int c, bool incoming)
    {
        const QRectF r = toRect(incoming ? m_scene.layout.inStubs[at(c)] : m_scene.layout.outStubs[at(c)]);
        if (r.isEmpty())
            return;
        const bool hovered = m_paint.hovered == Hit{incoming ? HitKind::InStub : HitKind::OutStub, c};
        const bool strong = hovered || isSelected(c);
        const QColor ink = strong ? role(QPalette::Highlight) : mixed(role(QPalette::Base), role(QPalette::Text), 0.6);
        QColor fill = mixed(role(QPalette::Base), ink, 0.1);
        m_painter.setPen(QPen(mixed(role(QPalette::Base), ink, 0.5), std::max(1.0, m_pixel)));
        m_painter.setBrush(fill);
        if (m_detail != Detail::Full) {
            m_painter.drawRect(r);
            return;
        }
        m_painter.drawRoundedRect(r, r.height() / 2, r.height() / 2);
        drawStubArrow(r, incoming, ink);
        drawText(r.adjusted(20, 0, -7, 0), m_small, ink, m_scene.stubText(c, incoming));
    }

    /// Into the card or out of it.
    void drawStubArrow(const QRectF& r, bool incoming, const QColor& ink)
    {
        const QPointF o(r.left() + 11.5, r.center().y());
        const double way = incoming ? -1 : 1;
        m_painter.setPen(QPen(ink, 1.3));
        m_painter.drawLine(o - QPointF(4.5 * way, 0), o + QPointF(4.5 * way, 0));
        m_painter.drawLine(o + QPointF(4.5 * way, 0), o + QPointF(1.5 * way, -3));
        m_painter.drawLine(o + QPointF(4.5 * way, 0), o + QPointF(1.5 * way, 3));
    }

    QPainter& m_painter;
    const GraphPaint& m_paint;
    const GraphScene& m_scene;
    const DataColors& m_colors;
    Detail m_detail;
    double m_pixel; // length of a device pixel in the scene
    ElidedTexts m_ownTexts;
    ElidedTexts& m_texts;
    QFont m_bold;
    QFont m_small;
    QFont m_title; // where only titles are drawn
    QColor m_quietEdge;
    QColor m_border;
};

} // namespace

void paintGraph(QPainter& painter, const GraphPaint& paint)
{
    painter.save();
    Painting(painter, paint).run();
    painter.restore();
}

} // namespace qb
