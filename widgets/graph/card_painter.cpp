// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/card_painter.h"

#include <QPainter>
#include <QPainterPath>

#include <cmath>
#include <map>

namespace qb {

namespace {

constexpr double kRadius = 5;
constexpr double kBand = 5; // coloured edge of a card
constexpr double kPadding = 7;
constexpr double kLeastTitles = 0.25; // scale from which a title can be read

std::size_t at(int i) { return static_cast<std::size_t>(i); }
QRectF toRect(const LayoutRect& r) { return {r.x, r.y, r.width, r.height}; }

} // namespace

void CardPainter::drawDots(const std::vector<int>& cards)
{
    m_pen.painter.setRenderHint(QPainter::Antialiasing, false);
    std::map<std::pair<int, QRgb>, std::vector<QRectF>> rects;
    const double least = 2 * m_pen.pixel;
    for (const int c : cards) {
        QRectF r = m_pen.scene.rect(c);
        if (r.width() < least)
            r.setWidth(least);
        if (r.height() < least)
            r.setHeight(least);
        const QColor color = m_pen.isSelected(c) ? m_pen.role(QPalette::Highlight) : m_pen.colorOf(c);
        const double badness = std::isnan(m_pen.look(c).badness) ? 0 : m_pen.look(c).badness;
        const int height = m_pen.isSelected(c) ? 100 : static_cast<int>(32 * badness);
        rects[{height, color.rgba()}].push_back(
            m_pen.isSelected(c) ? r.adjusted(-2 * m_pen.pixel, -2 * m_pen.pixel, 2 * m_pen.pixel, 2 * m_pen.pixel) : r);
    }
    m_pen.painter.setPen(Qt::NoPen);
    for (const auto& [key, list] : rects) {
        m_pen.painter.setBrush(QColor::fromRgba(key.second));
        m_pen.painter.drawRects(list.data(), static_cast<int>(list.size()));
    }
}

void CardPainter::draw(int c)
{
    const QRectF r = m_pen.scene.rect(c);
    const bool end = m_pen.scene.graph.cards[at(c)].key.kind != CardKind::Group && m_pen.look(c).family == OpFamily::Input;
    if (m_pen.detail == Detail::Full)
        drawSheet(c, r, end ? r.height() / 2 : kRadius);
    else
        drawBlock(c, r);
    if (m_pen.detail == Detail::Full)
        drawContent(c, r, end);
    else
        drawTitleOnly(c, r);
    drawStub(c, true);
    drawStub(c, false);
}

QColor CardPainter::fillOf(int c) const
{
    const QColor fill = m_pen.colors.dark ? m_pen.ink(0.06) : m_pen.role(QPalette::Base);
    return m_pen.isSelected(c) ? mixed(fill, m_pen.role(QPalette::Highlight), 0.16) : fill;
}

QColor CardPainter::bandOf(int c) const
{
    const bool pale = m_pen.look(c).stale && m_pen.paint.decoration->colorBy == ColorBy::Metric;
    return pale ? mixed(m_pen.colorOf(c), m_pen.role(QPalette::Base), 0.55) : m_pen.colorOf(c);
}

void CardPainter::drawBlock(int c, const QRectF& r)
{
    const double line = (m_pen.isSelected(c) ? 2 : 1) * m_pen.pixel;
    m_pen.painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_pen.scene.isGroup(c))
        m_pen.painter.fillRect(r.translated(4, 4), m_pen.border);
    m_pen.painter.fillRect(r, m_pen.isSelected(c) ? m_pen.role(QPalette::Highlight) : m_pen.border);
    const QRectF inner = r.adjusted(line, line, -line, -line);
    m_pen.painter.fillRect(inner, fillOf(c));
    const double band = m_pen.paint.scale < kLeastTitles ? inner.width() : bandWidth(r); // without a title all of it
    m_pen.painter.fillRect(QRectF(inner.left(), inner.top(), band, inner.height()), bandOf(c));
    if (c == m_pen.paint.current) {
        m_pen.painter.setPen(QPen(m_pen.role(QPalette::Highlight), 0, Qt::DotLine));
        m_pen.painter.setBrush(Qt::NoBrush);
        const double far = 3 * m_pen.pixel;
        m_pen.painter.drawRect(r.adjusted(-far, -far, far, far));
    }
    m_pen.painter.setRenderHint(QPainter::Antialiasing, true);
}

double CardPainter::bandWidth(const QRectF& r) { return std::max(kBand * 2, r.width() * 0.12); }

void CardPainter::drawSheet(int c, const QRectF& r, double radius)
{
    const bool hovered = m_pen.paint.hovered.index == c &&
                         (m_pen.paint.hovered.kind == HitKind::Card || m_pen.paint.hovered.kind == HitKind::Expander);
    const QPen pen(m_pen.isSelected(c) ? m_pen.role(QPalette::Highlight)
                   : hovered           ? m_pen.ink(0.6)
                                       : m_pen.border,
                   m_pen.isSelected(c) ? 2.4 : std::max(1.0, m_pen.pixel));
    const QColor fill = fillOf(c);
    m_pen.painter.setPen(pen);
    m_pen.painter.setBrush(fill);
    if (m_pen.scene.isGroup(c)) // a stack of sheets
        for (const double d : {6.0, 3.0})
            m_pen.painter.drawRoundedRect(r.translated(d, d), radius, radius);
    if (c == m_pen.paint.current) {
        m_pen.painter.setPen(QPen(m_pen.role(QPalette::Highlight), pen.widthF(), Qt::DotLine));
        m_pen.painter.setBrush(Qt::NoBrush);
        const double far = 3 + pen.widthF();
        m_pen.painter.drawRoundedRect(r.adjusted(-far, -far, far, far), radius + far, radius + far);
    }
    m_pen.painter.setPen(pen);
    m_pen.painter.setBrush(fill);
    m_pen.painter.drawRoundedRect(r, radius, radius);
    const double half = pen.widthF() / 2;
    m_pen.painter.setPen(Qt::NoPen);
    drawBand(c, r.adjusted(half, half, -half, -half), radius - half);
}

void CardPainter::drawBand(int c, const QRectF& r, double radius)
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
    m_pen.painter.setBrush(bandOf(c));
    m_pen.painter.drawPath(path);
}

QColor CardPainter::quietText(int c) const { return m_pen.ink(m_pen.look(c).stale ? 0.45 : 0.62); }

void CardPainter::drawTitleOnly(int c, const QRectF& r)
{
    if (m_pen.paint.scale < kLeastTitles || r.height() * m_pen.paint.scale < 7)
        return;
    const QRectF room = r.adjusted(bandWidth(r) + 4 * m_pen.pixel, 0, -3 * m_pen.pixel, 0);
    const CardText& text = m_pen.scene.texts[at(c)];
    const bool tooLong = m_pen.texts.widthOf(text.title, m_pen.title) * 7 / 11 > room.width();
    const QString& title = tooLong && !text.brief.isEmpty() ? text.brief : text.title;
    const double width = m_pen.texts.widthOf(title, m_pen.title);
    const double shrink = std::min({1.0, room.width() / width, r.height() * 0.95 / (14 * m_pen.pixel)});
    const double smaller = std::max(shrink, 7.0 / 11); // else it is cut
    if (smaller == 1) {
        m_pen.drawLine(room, m_pen.title, m_pen.role(QPalette::Text), title);
        return;
    }
    QFont font = m_pen.title;
    font.setPixelSize(std::max(1, static_cast<int>(m_pen.title.pixelSize() * smaller)));
    m_pen.drawText(room, font, m_pen.role(QPalette::Text), title);
}

double CardPainter::drawBadge(int c, const QRectF& line)
{
    const CardLook& l = m_pen.look(c);
    if (l.badge == Badge::None)
        return line.right();
    // A long one ("int8 fixed, not uint8") leaves half of the line to the name where that needs it.
    const double title = m_pen.texts.widthOf(m_pen.scene.texts[at(c)].title, m_pen.bold) + 5;
    const double width =
        std::min(m_pen.texts.widthOf(l.dtype, m_pen.small) + 10, std::max(line.width() - title, line.width() / 2));
    const double height = m_pen.scene.options.sizes.row - 1;
    const QRectF pill(line.right() - width, line.center().y() - height / 2, width, height);
    // As in the tables: a tint with a bar in the full colour, so that a hundred badges stay calm.
    const QColor color = badgeColor(l.badge, m_pen.colors);
    m_pen.painter.setPen(Qt::NoPen);
    m_pen.painter.setBrush(mixed(fillOf(c), color, m_pen.colors.dark ? 0.30 : 0.20));
    m_pen.painter.drawRoundedRect(pill, 3, 3);
    m_pen.painter.fillRect(QRectF(pill.left(), pill.top() + 1, 3, pill.height() - 2), color);
    m_pen.drawText(pill.adjusted(6, 0, -3, 0), m_pen.small, m_pen.role(QPalette::Text), l.dtype, Qt::ElideRight);
    return pill.left() - 5;
}

void CardPainter::drawContent(int c, const QRectF& r, bool end)
{
    const CardText& text = m_pen.scene.texts[at(c)];
    const double row = m_pen.scene.options.sizes.row;
    const bool small = r.height() < 2 * row;
    const double left = r.left() + kBand + (end ? 14 : kPadding);
    QRectF first(left, small ? r.center().y() - row / 2 : r.top() + (end ? 6 : 5), r.right() - kPadding - left, row);
    if (end)
        first.setRight(r.right() - 14);
    if (!m_pen.scene.expander(c).isEmpty()) {
        drawExpander(c);
        first.setRight(m_pen.scene.expander(c).left() - 5);
    }
    first.setRight(drawBadge(c, first));
    m_pen.drawText(first, small ? m_pen.paint.font : m_pen.bold, small ? quietText(c) : m_pen.role(QPalette::Text), text.title);
    if (small)
        return;
    QRectF second(left, first.bottom() + 1, r.right() - (end ? 14 : kPadding) - left, row);
    const CardLook& l = m_pen.look(c);
    if (!l.metric.isEmpty()) {
        const double width = m_pen.texts.widthOf(l.metric, m_pen.small);
        m_pen.drawLine(second.adjusted(second.width() - width, 0, 0, 0), m_pen.small,
                       l.stale ? quietText(c) : m_pen.role(QPalette::Text), l.metric);
        second.setRight(second.right() - width - 8);
        if (!end)
            drawBar(c, r);
    }
    m_pen.drawText(second, m_pen.small, quietText(c), text.name, m_pen.scene.isGroup(c) ? Qt::ElideRight : Qt::ElideMiddle);
}

void CardPainter::drawExpander(int c)
{
    const QRectF box = m_pen.scene.expander(c);
    const bool hovered = m_pen.paint.hovered == Hit{HitKind::Expander, c};
    m_pen.painter.setPen(QPen(hovered ? m_pen.role(QPalette::Highlight) : quietText(c), 1.2));
    m_pen.painter.setBrush(Qt::NoBrush);
    m_pen.painter.drawRoundedRect(box, 3, 3);
    const QPointF o = box.center();
    m_pen.painter.drawLine(o - QPointF(3.5, 0), o + QPointF(3.5, 0));
    m_pen.painter.drawLine(o - QPointF(0, 3.5), o + QPointF(0, 3.5));
}

void CardPainter::drawBar(int c, const QRectF& r)
{
    const CardLook& l = m_pen.look(c);
    if (std::isnan(l.badness))
        return;
    const QRectF track(r.left() + kBand + kPadding, r.bottom() - 6.5, r.width() - kBand - 2 * kPadding, 3);
    m_pen.painter.setPen(Qt::NoPen);
    m_pen.painter.setBrush(m_pen.ink(0.12));
    m_pen.painter.drawRect(track);
    QRectF bar = track;
    bar.setWidth(std::max(3.0, track.width() * std::clamp(l.badness, 0.0, 1.0)));
    // The quiet end of the map is made for areas; a bar must stand out from its track.
    const QColor color = l.clipped ? m_pen.colors.warning
                                   : mixed(m_pen.colors.metric(l.badness), m_pen.role(QPalette::Text), 0.18 * (1 - l.badness));
    m_pen.painter.setBrush(l.stale ? mixed(color, m_pen.role(QPalette::Base), 0.5) : color);
    m_pen.painter.drawRect(bar);
    if (l.clipped) { // not by colour alone
        constexpr double kStripe = 3;
        m_pen.painter.setBrush(m_pen.role(QPalette::Base));
        for (double x = bar.left() + 2 * kStripe; x + kStripe / 2 < bar.right(); x += 2 * kStripe)
            m_pen.painter.drawRect(QRectF(x, bar.top(), kStripe / 2, bar.height()));
    }
}

void CardPainter::drawStub(int c, bool incoming)
{
    const QRectF r = toRect(incoming ? m_pen.scene.layout.inStubs[at(c)] : m_pen.scene.layout.outStubs[at(c)]);
    if (r.isEmpty())
        return;
    const bool hovered = m_pen.paint.hovered == Hit{incoming ? HitKind::InStub : HitKind::OutStub, c};
    const bool strong = hovered || m_pen.isSelected(c);
    const QColor ink = strong ? m_pen.role(QPalette::Highlight) : m_pen.ink(0.6);
    QColor fill = mixed(m_pen.role(QPalette::Base), ink, 0.1);
    m_pen.painter.setPen(QPen(mixed(m_pen.role(QPalette::Base), ink, 0.5), std::max(1.0, m_pen.pixel)));
    m_pen.painter.setBrush(fill);
    if (m_pen.detail != Detail::Full) {
        m_pen.painter.drawRect(r);
        return;
    }
    m_pen.painter.drawRoundedRect(r, r.height() / 2, r.height() / 2);
    drawStubArrow(r, incoming, ink);
    m_pen.drawText(r.adjusted(20, 0, -7, 0), m_pen.small, ink, m_pen.scene.stubText(c, incoming));
}

void CardPainter::drawStubArrow(const QRectF& r, bool incoming, const QColor& ink)
{
    const QPointF o(r.left() + 11.5, r.center().y());
    const double way = incoming ? -1 : 1;
    m_pen.painter.setPen(QPen(ink, 1.3));
    m_pen.painter.drawLine(o - QPointF(4.5 * way, 0), o + QPointF(4.5 * way, 0));
    m_pen.painter.drawLine(o + QPointF(4.5 * way, 0), o + QPointF(1.5 * way, -3));
    m_pen.painter.drawLine(o + QPointF(4.5 * way, 0), o + QPointF(1.5 * way, 3));
}

} // namespace qb
