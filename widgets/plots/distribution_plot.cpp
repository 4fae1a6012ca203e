// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/distribution_plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <QKeyEvent>
#include <QMouseEvent>

namespace qb {

namespace {

constexpr int kMostBins = 2048;
constexpr int kGrabPixels = 6;
constexpr int kMark = 11; ///< pixels of the marks at the least and the largest value

QColor mixed(const QColor& a, const QColor& b, double share)
{
    const auto mix = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

void setSteps(QCPGraph* graph, const Steps& steps)
{
    QVector<double> percents = steps.y;
    for (double& y : percents)
        y *= 100;
    graph->setData(steps.x, percents, true);
}

} // namespace

DistributionPlot::DistributionPlot(QWidget* parent) : Plot(parent)
{
    setHorizontalOnly();
    m_levelGraph = addGraph();
    m_levelGraph->setLayer(QStringLiteral("grid"));
    m_levelGraph->setLineStyle(QCPGraph::lsImpulse);
    m_floatGraph = addGraph();
    m_floatGraph->setLineStyle(QCPGraph::lsStepLeft);
    m_gridGraph = addGraph();
    m_gridGraph->setLineStyle(QCPGraph::lsStepLeft);
    m_extremes = addGraph();
    m_extremes->setLineStyle(QCPGraph::lsNone);
    // Level and upright lines gain nothing from smoothing, which is what takes the time.
    for (QCPGraph* graph : {m_levelGraph, m_floatGraph, m_gridGraph}) {
        graph->setAntialiased(false);
        graph->setAntialiasedFill(false);
    }
    for (const std::size_t i : {0, 1}) {
        m_shades[i] = new QCPItemRect(this);
        m_lines[i] = new QCPItemStraightLine(this);
        m_labels[i] = new QCPItemText(this);
        m_labels[i]->setPadding(QMargins(3, 1, 3, 1));
        m_labels[i]->position->setType(QCPItemPosition::ptAbsolute);
        m_labels[i]->setPositionAlignment(Qt::AlignTop | Qt::AlignLeft);
        for (QCPItemPosition* corner : {m_shades[i]->topLeft, m_shades[i]->bottomRight, m_lines[i]->point1, m_lines[i]->point2}) {
            corner->setTypeX(QCPItemPosition::ptPlotCoords);
            corner->setTypeY(QCPItemPosition::ptAxisRectRatio);
        }
        for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(m_shades[i]), static_cast<QCPAbstractItem*>(m_lines[i]),
                                      static_cast<QCPAbstractItem*>(m_labels[i])}) {
            item->setLayer(QStringLiteral("marks"));
            item->setAntialiased(false);
            item->setSelectable(false);
            item->setVisible(false);
        }
    }
    setReadout([this](double x, double) { return readout(x); });
    connect(this, &Plot::viewChanged, this, &DistributionPlot::fillGraphs);
    DistributionPlot::recolour();
}

void DistributionPlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    const QColor base = palette().color(QPalette::Base);
    m_floatGraph->setPen(QPen(colors.float32, 1));
    m_floatGraph->setBrush(mixed(base, colors.float32, 0.35));
    m_gridGraph->setPen(QPen(colors.quantized, 1));
    m_levelGraph->setPen(QPen(mixed(base, colors.quantized, 0.25), 1));
    const QColor text = palette().color(QPalette::Text);
    m_extremes->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssTriangle, QPen(base, 1), text, kMark));
    m_extremes->setPen(QPen(text));
    for (const std::size_t i : {0, 1}) {
        const bool focused = m_focused == static_cast<ClipEnd>(i);
        m_lines[i]->setPen(QPen(colors.warning, focused ? 3 : 1.5));
        m_shades[i]->setPen(Qt::NoPen);
        m_shades[i]->setBrush(QBrush(colors.warning, Qt::BDiagPattern));
        m_labels[i]->setFont(font());
        m_labels[i]->setColor(palette().color(QPalette::ToolTipText));
        m_labels[i]->setBrush(palette().color(QPalette::ToolTipBase));
        m_labels[i]->setPen(QPen(colors.warning, focused ? 2 : 1));
    }
}

void DistributionPlot::setData(std::shared_ptr<const DyadicHistogram> histogram, FloatRange observed, std::optional<Grid> grid)
{
    const bool same = histogram == m_histogram;
    m_histogram = std::move(histogram);
    m_observed = observed;
    m_grid = grid;
    if (!m_histogram)
        return;
    const auto ends = grid ? std::optional(representable(*grid)) : std::nullopt;
    const PlotRange span = observed.empty() ? PlotRange{0, 0} : PlotRange{observed.min, observed.max};
    setBounds(histogramRange(*m_histogram, span, ends), {0, 1}, same); // fills by viewChanged
    fillGraphs();
}

void DistributionPlot::setGrid(std::optional<Grid> grid)
{
    m_grid = grid;
    fillGraphs();
}

void DistributionPlot::setMovable(bool movable)
{
    m_movable = movable;
    if (!movable)
        focusEnd({});
}

void DistributionPlot::setLog(bool log)
{
    setLogY(log);
    fillGraphs();
}

void DistributionPlot::fillGraphs()
{
    if (!m_histogram || m_filling)
        return;
    m_filling = true;
    const PlotRange visible = visibleX();
    const int pixels = std::max(axisRect()->width(), 100);
    m_float = histogramSteps(*m_histogram, visible, std::min(kMostBins, pixels));
    setSteps(m_floatGraph, m_float);
    m_quantized = m_grid ? dequantizedSteps(*m_histogram, *m_grid, visible, m_float.width) : Steps{};
    setSteps(m_gridGraph, m_quantized);
    // The ends' masses tower over the rest: the float curve sets the height, unless they are what there is.
    const double highest = 100 * std::max(m_float.highest(), std::min(m_quantized.highest(), 1.5 * m_float.highest()));
    const double lowest = 100 * m_float.lowest();
    if (isLogY())
        yAxis->setRange(lowest > 0 ? lowest / 2 : 1e-9, highest > 0 ? highest * 4 : 1);
    else
        yAxis->setRange(0, highest > 0 ? highest * 1.2 : 1);
    const QVector<double> levels = m_grid ? visibleLevels(*m_grid, visible, pixels) : QVector<double>{};
    m_levelGraph->setData(levels, QVector<double>(levels.size(), yAxis->range().upper), true);
    const double foot = yAxis->pixelToCoord(axisRect()->bottom() - kMark / 2.0); // whole, not half below the axis
    m_extremes->setData(m_observed.empty() ? QVector<double>{} : QVector<double>{m_observed.min, m_observed.max},
                        m_observed.empty() ? QVector<double>{} : QVector<double>{foot, foot}, true);
    placeClips();
    m_filling = false;
    refresh();
}

void DistributionPlot::placeClips()
{
    for (const std::size_t i : {0, 1})
        for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(m_shades[i]), static_cast<QCPAbstractItem*>(m_lines[i]),
                                      static_cast<QCPAbstractItem*>(m_labels[i])})
            item->setVisible(m_grid.has_value());
    if (!m_grid)
        return;
    const RealRange ends = representable(*m_grid);
    const ClippedShares shares = clippedShares(*m_histogram, m_observed, *m_grid);
    const PlotRange visible = visibleX();
    const std::array<double, 2> at{ends.lo, ends.hi};
    const std::array<double, 2> share{shares.low, shares.high};
    for (const std::size_t i : {0, 1}) {
        const bool low = i == 0;
        m_lines[i]->point1->setCoords(at[i], 0);
        m_lines[i]->point2->setCoords(at[i], 1);
        m_shades[i]->topLeft->setCoords(low ? std::min(visible.lo, at[i]) : at[i], 0);
        m_shades[i]->bottomRight->setCoords(low ? at[i] : std::max(visible.hi, at[i]), 1);
        m_shades[i]->setVisible(share[i] > 0);
        const QString at4 = number(at[i]);
        m_texts[i] = {share[i] > 0 ? tr("%1 (%2 beyond)").arg(at4, percent(share[i])) : at4, at4};
    }
    placeLabels();
}

/// The highest pixel of both curves between two others.
double DistributionPlot::curveTop(double left, double right) const
{
    double highest = 0;
    for (const Steps* steps : {&m_float, &m_quantized}) {
        const double from = xAxis->pixelToCoord(left) - steps->width;
        const double to = xAxis->pixelToCoord(right);
        auto i = std::lower_bound(steps->x.begin(), steps->x.end(), from) - steps->x.begin();
        for (; i < steps->x.size() && steps->x[i] <= to; ++i)
            highest = std::max(highest, steps->y[i]);
    }
    return highest > 0 ? yAxis->coordToPixel(100 * highest) : axisRect()->bottom();
}

/// Beside its line at the top, on the inner side if it covers neither curve nor the other label there, else on the outer one;
/// where both are taken, where it covers least.
QRect DistributionPlot::placeFor(std::size_t end, QSize size, const QRect& taken) const
{
    const QRect inside = axisRect()->rect();
    const int line = static_cast<int>(toPixel(m_lines[end]->point1->key(), 1).x());
    const int lowest = std::max(inside.top() + 4, inside.bottom() - size.height() - 2);
    QRect best;
    double least = 1e300;
    for (int y = inside.top() + 4; y <= lowest; y += size.height() + 4)
        for (const bool right : {end == 0, end != 0}) {
            const int wanted = right ? line : line - size.width();
            const int x = std::clamp(wanted, inside.left() + 2, std::max(inside.left() + 2, inside.right() - size.width() - 2));
            const QRect place(QPoint(x, y), size);
            double covered = std::max(0.0, place.bottom() - curveTop(place.left(), place.right()));
            covered += std::abs(x - wanted) * 0.01 + (y - inside.top()) * 0.001; // else as near to its line and the top as can be
            if (!taken.isEmpty() && place.intersects(taken.adjusted(-4, 0, 4, 0)))
                covered += 1e6;
            if (covered < least) {
                least = covered;
                best = place;
            }
        }
    return best;
}

void DistributionPlot::placeLabels()
{
    const QRect inside = axisRect()->rect();
    const QFontMetrics metrics(font());
    QRect taken;
    for (const std::size_t i : {0, 1}) {
        const int line = static_cast<int>(toPixel(m_lines[i]->point1->key(), 1).x());
        // The share where it leaves half of the plot alone; the value always.
        const bool fits = metrics.horizontalAdvance(m_texts[i][0]) + 8 <= inside.width() / 2;
        m_labels[i]->setText(m_texts[i][fits ? 0 : 1]);
        const QSize size(metrics.horizontalAdvance(m_labels[i]->text()) + 8, metrics.height() + 4);
        m_labels[i]->setVisible(m_labels[i]->visible() && line >= inside.left() && line <= inside.right());
        const QRect place = placeFor(i, size, taken);
        m_labels[i]->position->setCoords(place.topLeft());
        if (m_labels[i]->visible())
            taken = place;
    }
}

QRectF DistributionPlot::clipRect(ClipEnd end) const
{
    const QCPItemText* label = m_labels[static_cast<std::size_t>(end)];
    return label->visible() ? QRectF(label->topLeft->pixelPosition(), label->bottomRight->pixelPosition()) : QRectF();
}

std::optional<ClipEnd> DistributionPlot::endAt(QPointF pixel) const
{
    if (!m_grid || !m_movable || !axisRect()->rect().contains(pixel.toPoint()))
        return {};
    const RealRange ends = representable(*m_grid);
    const double low = std::abs(xAxis->coordToPixel(ends.lo) - pixel.x());
    const double high = std::abs(xAxis->coordToPixel(ends.hi) - pixel.x());
    if (std::min(low, high) > kGrabPixels)
        return {};
    return low < high ? ClipEnd::Low : ClipEnd::High;
}

void DistributionPlot::focusEnd(std::optional<ClipEnd> end)
{
    m_focused = end;
    DistributionPlot::recolour();
    layer(QStringLiteral("marks"))->replot();
}

void DistributionPlot::mousePressEvent(QMouseEvent* event)
{
    const auto end = event->button() == Qt::LeftButton ? endAt(event->position()) : std::nullopt;
    if (!end)
        return Plot::mousePressEvent(event);
    const RealRange ends = representable(*m_grid);
    m_grabOffset = xAxis->coordToPixel(*end == ClipEnd::Low ? ends.lo : ends.hi) - event->position().x();
    m_moving = end;
    hideHover();
    focusEnd(end);
}

void DistributionPlot::mouseMoveEvent(QMouseEvent* event)
{
    if (m_moving) {
        const QRect inside = axisRect()->rect();
        const double pixel = std::clamp(event->position().x() + m_grabOffset, double(inside.left()), double(inside.right()));
        emit clipMoved(*m_moving, xAxis->pixelToCoord(pixel));
        return;
    }
    if (event->buttons() == Qt::NoButton)
        setCursor(endAt(event->position()) ? Qt::SplitHCursor : Qt::ArrowCursor);
    Plot::mouseMoveEvent(event);
}

void DistributionPlot::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_moving)
        return Plot::mouseReleaseEvent(event);
    m_moving.reset();
    emit clipReleased();
}

void DistributionPlot::keyPressEvent(QKeyEvent* event)
{
    const bool arrow = event->key() == Qt::Key_Left || event->key() == Qt::Key_Right;
    if (m_focused && m_movable && arrow) {
        const int steps = event->modifiers().testFlag(Qt::ShiftModifier) ? 10 : 1;
        emit clipStepped(*m_focused, event->key() == Qt::Key_Left ? -steps : steps);
    } else if (m_focused && event->key() == Qt::Key_Escape) {
        focusEnd({});
    } else {
        Plot::keyPressEvent(event);
    }
}

void DistributionPlot::focusInEvent(QFocusEvent* event)
{
    Plot::focusInEvent(event);
    if (m_grid && m_movable && (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason))
        focusEnd(event->reason() == Qt::TabFocusReason ? ClipEnd::Low : ClipEnd::High);
}

void DistributionPlot::focusOutEvent(QFocusEvent* event)
{
    Plot::focusOutEvent(event);
    focusEnd({});
}

bool DistributionPlot::focusNextPrevChild(bool next)
{
    if (m_focused && m_focused == (next ? ClipEnd::Low : ClipEnd::High)) {
        focusEnd(next ? ClipEnd::High : ClipEnd::Low);
        return true;
    }
    return Plot::focusNextPrevChild(next);
}

QString DistributionPlot::readout(double x) const
{
    if (!m_histogram)
        return {};
    QString text = tr("x %1, %2 of the values in a bin of %3").arg(number(x), percent(m_float.at(x)), number(m_float.width));
    if (m_grid) {
        const double level = std::clamp(std::nearbyint(x / m_grid->scale), m_grid->low, m_grid->high);
        text += QLatin1Char('\n') + tr("becomes %1").arg(number(level * m_grid->scale));
    }
    return text;
}

} // namespace qb
