// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_legend.h"

#include "widgets/common/format.h"
#include "widgets/graph/segment_painter.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <array>
#include <cmath>

namespace qb {

namespace {

constexpr double kMargin = 8;
constexpr double kSwatch = 12;
constexpr double kRamp = 180; // length of the map of metrics
constexpr int kRampSteps = 60;

/// Lends its context to translations.
struct GraphLegendWords {
    Q_DECLARE_TR_FUNCTIONS(GraphLegendWords)
};

struct Entry {
    QString text;
    Badge badge = Badge::None;
    OpFamily family = OpFamily::Other;
};

QString badgeName(Badge badge)
{
    switch (badge) {
    case Badge::Float32: return GraphLegendWords::tr("float");
    case Badge::Int8: return GraphLegendWords::tr("int8");
    case Badge::Int16: return GraphLegendWords::tr("int16");
    case Badge::Fixed: return GraphLegendWords::tr("fixed scale");
    case Badge::Mixed: return GraphLegendWords::tr("mixed");
    case Badge::None: break;
    }
    return GraphLegendWords::tr("not known yet");
}

/// In one order whatever comes first in the network.
std::vector<Entry> entriesOf(const std::vector<CardLook>& looks, ColorBy colorBy)
{
    std::array<bool, kOpFamilies> found{}; // more than there are badges
    for (const CardLook& l : looks)
        found[colorBy == ColorBy::DType ? static_cast<std::size_t>(l.badge) : static_cast<std::size_t>(l.family)] = true;
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < found.size(); ++i) {
        if (!found[i])
            continue;
        if (colorBy == ColorBy::DType)
            entries.push_back({badgeName(static_cast<Badge>(i)), static_cast<Badge>(i), {}});
        else
            entries.push_back({familyName(static_cast<OpFamily>(i)), {}, static_cast<OpFamily>(i)});
    }
    if (colorBy == ColorBy::DType && found[0])
        std::rotate(entries.begin(), entries.begin() + 1, entries.end()); // "not known yet" last
    return entries;
}

} // namespace

namespace {

/// A number under the map of metrics.
struct TickLabel {
    double x = 0; ///< of the tick, from the left end of the map
    double left = 0;
    int row = 0; ///< the second one where there is no room beside the one before
    QString text;
};

std::vector<TickLabel> tickLabels(const GraphDecoration& decoration, const QFontMetricsF& metrics)
{
    constexpr double kGap = 6;
    std::vector<TickLabel> labels;
    std::array<double, 2> free{-1e300, -1e300}; // by row: to the right of the last number
    for (const auto& [badness, text] : decoration.ticks) {
        const double x = kRamp * badness;
        const double width = metrics.horizontalAdvance(text);
        const double left = std::clamp(x - width / 2, 3 - 2 * kMargin, std::max(0.0, kRamp + 2 * kMargin - width - 3));
        const int row = left < free[0] && free[1] <= left ? 1 : 0;
        labels.push_back({x, left, row, text});
        free[static_cast<std::size_t>(row)] = left + width + kGap;
    }
    return labels;
}

bool hasTwoRows(const std::vector<TickLabel>& labels)
{
    return std::any_of(labels.begin(), labels.end(), [](const TickLabel& l) { return l.row == 1; });
}

QString segmentName() { return GraphLegendWords::tr("float segment"); }

QString valuelessName() { return GraphLegendWords::tr("no value"); }

/// Of a metric: the colour of cards without a number needs its word too, most of all where there is no other yet.
bool hasValueless(const std::vector<CardLook>& looks, const GraphDecoration& decoration)
{
    return decoration.colorBy == ColorBy::Metric &&
           std::any_of(looks.begin(), looks.end(), [](const CardLook& l) { return std::isnan(l.badness); });
}

/// The bars of units that clip much are in another colour than the map's, whatever the cards are coloured by.
bool hasClipped(const std::vector<CardLook>& looks)
{
    return std::any_of(looks.begin(), looks.end(), [](const CardLook& l) { return l.clipped && !std::isnan(l.badness); });
}

QString clippedName() { return GraphLegendWords::tr("bar: more than %1 clipped").arg(percent(kClippedMuch)); }

/// Without the lines for float segments, clipping, and cards without a value.
QSizeF ownSize(const std::vector<CardLook>& looks, const GraphDecoration& decoration, const QFont& font)
{
    const QFontMetricsF metrics(font);
    if (decoration.colorBy == ColorBy::Metric)
        return {std::max(kRamp + 4 * kMargin, metrics.horizontalAdvance(decoration.metricTitle) + 2 * kMargin),
                (hasTwoRows(tickLabels(decoration, metrics)) ? 3 : 2) * metrics.height() + kSwatch + 2 * kMargin + 6};
    double width = 0;
    const std::vector<Entry> entries = entriesOf(looks, decoration.colorBy);
    for (const Entry& e : entries)
        width = std::max(width, metrics.horizontalAdvance(e.text));
    return {width + kSwatch + 3 * kMargin, static_cast<double>(entries.size()) * (metrics.height() + 2) + 2 * kMargin - 2};
}

} // namespace

QSizeF legendSize(const std::vector<CardLook>& looks, const GraphDecoration& decoration, const QFont& font)
{
    QSizeF size = ownSize(looks, decoration, font);
    const QFontMetricsF metrics(font);
    const auto grow = [&](const QString& text) {
        size.rwidth() = std::max(size.width(), metrics.horizontalAdvance(text) + kSwatch + 3 * kMargin);
        size.rheight() += metrics.height() + 2;
    };
    if (hasValueless(looks, decoration))
        grow(valuelessName());
    if (hasClipped(looks))
        grow(clippedName());
    if (!decoration.segments.empty())
        grow(segmentName());
    return size;
}

void paintLegend(QPainter& painter, const QPointF& leftTop, const std::vector<CardLook>& looks, const GraphDecoration& decoration,
                 const QPalette& palette, const QFont& font)
{
    const DataColors& colors = dataColors(palette);
    const QFontMetricsF metrics(font);
    const QRectF box(leftTop, legendSize(looks, decoration, font));
    QColor ground = palette.color(QPalette::Window);
    ground.setAlphaF(0.93F);
    painter.setRenderHint(QPainter::Antialiasing, true);
    painter.setPen(palette.color(QPalette::Mid));
    painter.setBrush(ground);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 5, 5);
    painter.setFont(font);
    const auto entry = [&](double y, const QBrush& swatch, const QPen& border, const QString& text) {
        painter.setPen(border);
        painter.setBrush(swatch);
        painter.drawRoundedRect(QRectF(box.left() + kMargin, y + (metrics.height() - kSwatch) / 2, kSwatch, kSwatch), 2, 2);
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(QPointF(box.left() + 2 * kMargin + kSwatch, y + metrics.ascent()), text);
    };
    double last = box.bottom() - kMargin - metrics.height() + 2;
    if (!decoration.segments.empty()) {
        entry(last, segmentColor(0, palette), colors.curve(2), segmentName());
        last -= metrics.height() + 2;
    }
    if (hasClipped(looks)) {
        entry(last, QBrush(colors.warning, Qt::BDiagPattern), colors.warning, clippedName());
        last -= metrics.height() + 2;
    }
    if (hasValueless(looks, decoration))
        entry(last, colors.unknown, Qt::NoPen, valuelessName());
    if (decoration.colorBy == ColorBy::Metric) {
        painter.setPen(palette.color(QPalette::WindowText));
        painter.drawText(QPointF(box.left() + kMargin, box.top() + kMargin + metrics.ascent()), decoration.metricTitle);
        const QRectF ramp(box.left() + 2 * kMargin, box.top() + kMargin + metrics.height() + 3, kRamp, kSwatch);
        for (int i = 0; i < kRampSteps; ++i)
            painter.fillRect(QRectF(ramp.left() + kRamp * i / kRampSteps, ramp.top(), kRamp / kRampSteps + 0.5, ramp.height()),
                             colors.metric((i + 0.5) / kRampSteps));
        for (const TickLabel& label : tickLabels(decoration, metrics)) {
            const double x = ramp.left() + label.x;
            const double top = ramp.bottom() + 3 + label.row * metrics.height();
            painter.drawLine(QPointF(x, ramp.bottom()), QPointF(x, top));
            painter.drawText(QPointF(ramp.left() + label.left, top + metrics.ascent()), label.text);
        }
        return;
    }
    double y = box.top() + kMargin;
    for (const Entry& e : entriesOf(looks, decoration.colorBy)) {
        CardLook l;
        l.badge = e.badge;
        l.family = e.family;
        entry(y, cardColor(l, decoration.colorBy, colors), Qt::NoPen, e.text);
        y += metrics.height() + 2;
    }
}

} // namespace qb
