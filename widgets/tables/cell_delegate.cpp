// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/tables/cell_delegate.h"

#include "widgets/common/colors.h"
#include "widgets/common/theme.h"
#include "widgets/models/table_model.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QPainter>

#include <algorithm>

namespace qb {

namespace {

QColor toneColor(Tone tone, const QPalette& palette, QPalette::ColorGroup group)
{
    const DataColors& colors = dataColors(palette);
    switch (tone) {
    case Tone::Quiet: return palette.color(QPalette::PlaceholderText);
    case Tone::Better: return colors.better;
    case Tone::Worse: return colors.worse;
    case Tone::Warning: return colors.warning;
    case Tone::Error: return colors.error;
    case Tone::Raised: return colors.int16;
    case Tone::Plain: break;
    }
    return palette.color(group, QPalette::Text);
}

void drawBar(QPainter& painter, const QRect& cell, double length, const QVariant& badness, const QPalette& palette)
{
    const DataColors& colors = dataColors(palette);
    QColor color = badness.isValid() ? colors.metric(badness.toDouble()) : colors.quantized;
    color.setAlphaF(badness.isValid() ? (colors.dark ? 0.55F : 0.65F) : 0.28F);
    const QRect room = cell.adjusted(2, 2, -2, -2);
    QRect bar = room;
    bar.setWidth(qRound(room.width() * length));
    if (bar.width() > 0)
        painter.fillRect(bar, color);
}

/// A name of scopes, cut so that its end, which tells it from others, keeps most of the room.
QString cut(const QString& text, const QFontMetrics& metrics, Qt::TextElideMode mode, int width)
{
    if (text.count(QLatin1Char(' ')) > 1) // a sentence says most at its beginning
        mode = Qt::ElideRight;
    if (mode != Qt::ElideMiddle || !text.contains(QLatin1Char('/')) || metrics.horizontalAdvance(text) <= width)
        return metrics.elidedText(text, mode, width);
    constexpr int kRounding = 2; // of the widths of two pieces
    QString head = metrics.elidedText(text, Qt::ElideRight, width / 4 + metrics.horizontalAdvance(QChar(0x2026)));
    head.chop(1);
    return head + metrics.elidedText(text, Qt::ElideLeft, width - metrics.horizontalAdvance(head) - kRounding);
}

/// The same bar on a strip of its own ground below the number: on the highlight of a selected row no colour could be told, and
/// on a bar no quiet number be read.
void drawLowBar(QPainter& painter, const QRect& cell, double length, const QVariant& badness, const QPalette& palette)
{
    constexpr int kStrip = 5;
    const DataColors& colors = dataColors(palette);
    const QRect strip(cell.left() + 2, cell.bottom() - kStrip, cell.width() - 4, kStrip);
    QRect bar = strip.adjusted(0, 1, 0, -1);
    bar.setWidth(qRound(strip.width() * length));
    if (bar.width() <= 0)
        return;
    painter.fillRect(strip, palette.color(QPalette::Active, QPalette::Base));
    painter.fillRect(bar, badness.isValid() ? colors.metric(badness.toDouble()) : colors.quantized);
}

} // namespace

QColor badgeColor(const QString& text, const QPalette& palette)
{
    const DataColors& colors = dataColors(palette);
    if (text.contains(QLatin1String("int16")))
        return text.contains(QLatin1Char(' ')) ? colors.fixed : colors.int16;
    if (text.contains(QLatin1String("int")))
        return text.contains(QLatin1Char(' ')) ? colors.fixed : colors.int8;
    return colors.float32;
}

QString briefBadge(const QString& text)
{
    const auto end = std::find_if(text.begin(), text.end(), [](QChar c) { return c == u',' || c == u'，'; });
    return end == text.end() ? text : text.left(end - text.begin());
}

void drawBadge(QPainter& painter, const QRect& cell, const QString& text, const QPalette& palette, bool selected)
{
    const QFontMetrics metrics = painter.fontMetrics();
    const QColor color = badgeColor(text, palette);
    QRect badge(cell.left() + kGrid, 0, 0, metrics.height() + 2);
    const int room = cell.width() - 4 * kGrid;
    const QString words = metrics.horizontalAdvance(text) > room ? briefBadge(text) : text;
    const QString shown = metrics.elidedText(words, Qt::ElideRight, room);
    badge.setWidth(metrics.horizontalAdvance(shown) + 2 * kGrid);
    badge.moveTop(cell.top() + (cell.height() - badge.height()) / 2);
    painter.save();
    painter.setRenderHint(QPainter::Antialiasing);
    QColor fill = color;
    fill.setAlphaF(0.18F);
    painter.setBrush(selected ? palette.color(QPalette::Base) : fill);
    painter.setPen(Qt::NoPen);
    painter.drawRoundedRect(QRectF(badge), 3, 3);
    // The bar at its left carries the colour, so that the text can stay readable.
    painter.setClipRect(QRect(badge.left(), badge.top(), 3, badge.height()));
    painter.setBrush(color);
    painter.drawRoundedRect(QRectF(badge), 3, 3);
    painter.setClipping(false);
    painter.setPen(palette.color(QPalette::Active, QPalette::Text));
    painter.drawText(badge.adjusted(1, 0, 0, 0), Qt::AlignCenter, shown);
    painter.restore();
}

void CellDelegate::paint(QPainter* painter, const QStyleOptionViewItem& given, const QModelIndex& index) const
{
    QStyleOptionViewItem option = given;
    initStyleOption(&option, index);
    option.state &= ~QStyle::State_HasFocus;
    const QString text = option.text;
    option.text.clear();
    const QWidget* widget = option.widget;
    QStyle* style = widget ? widget->style() : QApplication::style();
    style->drawControl(QStyle::CE_ItemViewItem, &option, painter, widget);
    const bool selected = option.state & QStyle::State_Selected;
    if (const auto* view = qobject_cast<const QAbstractItemView*>(widget);
        view && !selected && view->hasFocus() && view->currentIndex().row() == index.row()) { // from where the arrows go
        painter->setPen(option.palette.color(QPalette::Highlight));
        painter->drawLine(option.rect.topLeft(), option.rect.topRight());
        painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    }
    if (text.isEmpty())
        return;
    painter->save();
    painter->setFont(option.font);
    const auto kind = static_cast<CellKind>(index.data(KindRole).toInt());
    if (kind == CellKind::Badge) {
        drawBadge(*painter, option.rect, text, option.palette, selected);
        painter->restore();
        return;
    }
    const bool quiet = static_cast<Tone>(index.data(ToneRole).toInt()) == Tone::Quiet;
    if (const QVariant bar = index.data(BarRole); bar.isValid())
        (selected || quiet ? drawLowBar : drawBar)(*painter, option.rect, bar.toDouble(), index.data(BadnessRole),
                                                   option.palette);
    const auto group = option.state & QStyle::State_Active ? QPalette::Active : QPalette::Inactive;
    painter->setPen(selected ? option.palette.color(group, QPalette::HighlightedText)
                             : toneColor(static_cast<Tone>(index.data(ToneRole).toInt()), option.palette, group));
    QRect room = option.rect.adjusted(kCellPadding, 0, -kCellPadding, 0);
    if (!option.icon.isNull()) {
        const int size = option.fontMetrics.height();
        option.icon.paint(painter, QRect(room.left() - 2, option.rect.center().y() - size / 2, size, size));
        room.setLeft(room.left() + size + kGrid);
    }
    painter->drawText(room, static_cast<int>(option.displayAlignment) | Qt::TextSingleLine,
                      cut(text, option.fontMetrics, kind == CellKind::Number ? Qt::ElideRight : option.textElideMode,
                          room.width())); // a number without its middle is another number
    painter->restore();
}

} // namespace qb
