// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/weight_plots.h"

#include "engine/quant/affine.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <cmath>

namespace qb {

namespace {

constexpr int kBoxPixels = 6;

/// Cells hold roots of shares; the scale beside them is in percent.
class RootTicker : public QCPAxisTicker {
protected:
    QVector<double> createTickVector(double, const QCPRange& range) override
    {
        QVector<double> ticks;
        const double least = range.size() / 8; // between two labels
        for (const double percents : {0.0, 0.1, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 30.0, 50.0, 75.0, 100.0})
            if (const double at = std::sqrt(percents / 100); at <= range.upper && (ticks.isEmpty() || at - ticks.back() >= least))
                ticks.push_back(at);
        return ticks;
    }
    QString getTickLabel(double tick, const QLocale&, QChar, int) override { return number(tick * tick * 100); }
};

QColor blend(const QColor& a, const QColor& b, double share)
{
    const auto mix = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(a.red(), b.red()), mix(a.green(), b.green()), mix(a.blue(), b.blue())};
}

} // namespace

ChannelPlot::ChannelPlot(QWidget* parent) : Plot(parent)
{
    setHorizontalOnly();
    setWholeX();
    for (QCPGraph*& band : m_bands) {
        band = addGraph();
        band->setLineStyle(QCPGraph::lsStepCenter);
    }
    m_bands[0]->setChannelFillGraph(m_bands[1]);
    m_bands[2]->setChannelFillGraph(m_bands[3]);
    for (QCPGraph*& end : m_ends) {
        end = addGraph();
        end->setLineStyle(QCPGraph::lsStepCenter);
    }
    // Steps are straight, and smooth strokes around a thousand channels took 50 ms.
    for (QCPGraph* steps : {m_bands[0], m_bands[1], m_bands[2], m_bands[3], m_bands[4], m_ends[0], m_ends[1]}) {
        steps->setAntialiased(false);
        steps->setAntialiasedFill(false);
    }
    m_boxes = new QCPStatisticalBox(xAxis, yAxis);
    m_boxes->setWidth(0.6);
    m_boxes->setWhiskerWidth(0.4);
    setReadout([this](double x, double) {
        const auto c = static_cast<std::size_t>(std::max(0.0, std::round(x)));
        if (c >= m_channels.size())
            return QString();
        const ChannelBox& box = m_channels[c];
        QString text = tr("channel %1: %2 to %3").arg(c).arg(number(box.min), number(box.max));
        if (!std::isnan(box.median))
            text += QLatin1Char('\n') +
                    tr("half of it %1 to %2, median %3").arg(number(box.lower), number(box.upper), number(box.median));
        return text;
    });
    connect(this, &Plot::viewChanged, this, &ChannelPlot::chooseForm);
    ChannelPlot::recolour();
    retranslate();
}

void ChannelPlot::retranslate()
{
    xAxis->setLabel(tr("Channel"));
    yAxis->setLabel(tr("Value"));
    setAccessibleName(tr("Values per channel"));
}

void ChannelPlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    const QColor base = palette().color(QPalette::Base);
    const QColor text = palette().color(QPalette::Text);
    m_boxes->setPen(QPen(colors.quantized));
    m_boxes->setBrush(blend(base, colors.quantized, 0.35));
    m_boxes->setMedianPen(QPen(text, 2));
    m_boxes->setWhiskerPen(QPen(colors.float32));
    m_boxes->setWhiskerBarPen(QPen(colors.float32));
    for (QCPGraph* band : m_bands)
        band->setPen(Qt::NoPen);
    m_bands[0]->setBrush(blend(base, colors.float32, 0.35));
    m_bands[2]->setBrush(blend(base, colors.quantized, 0.6));
    m_bands[4]->setPen(QPen(text, 1));
    for (QCPGraph* end : m_ends)
        end->setPen(QPen(colors.warning, 1));
}

void ChannelPlot::setChannels(std::vector<ChannelBox> boxes, const QuantParams* params)
{
    m_channels = std::move(boxes);
    const auto n = static_cast<qsizetype>(m_channels.size());
    std::array<QVector<double>, 5> values;
    QVector<double> keys;
    QVector<double> low;
    QVector<double> high;
    QVector<QCPStatisticalBoxData> drawn;
    double reach = 0;
    for (qsizetype c = 0; c < n; ++c) {
        const ChannelBox& box = m_channels[static_cast<std::size_t>(c)];
        keys.push_back(static_cast<double>(c));
        const std::array<double, 5> parts{box.max, box.min, box.upper, box.lower, box.median};
        for (std::size_t k = 0; k < parts.size(); ++k)
            values[k].push_back(parts[k]);
        const bool known = !std::isnan(box.median);
        drawn.push_back({static_cast<double>(c), box.min, known ? box.lower : box.min,
                         known ? box.median : (box.min + box.max) / 2, known ? box.upper : box.max, box.max});
        reach = std::max(reach, box.absMax());
        if (params && !params->scales.empty() && isInteger(params->dtype)) {
            const auto channel = params->scales.size() > 1 ? static_cast<std::size_t>(c) % params->scales.size() : 0;
            const RealRange ends = representable(gridOf(*params, channel));
            low.push_back(ends.lo);
            high.push_back(ends.hi);
        }
    }
    for (std::size_t k = 0; k < values.size(); ++k)
        m_bands[k]->setData(keys, values[k], true);
    m_boxes->data()->set(drawn, true);
    m_ends[0]->setData(low.isEmpty() ? QVector<double>{} : keys, low, true);
    m_ends[1]->setData(high.isEmpty() ? QVector<double>{} : keys, high, true);
    if (reach == 0)
        reach = 1;
    double bottom = 0;
    double top = reach;
    for (const ChannelBox& box : m_channels)
        bottom = std::min(bottom, box.min);
    bottom = std::max(bottom, -reach);
    // The ends of the grid too, unless they lie so far out that the values could not be seen any more.
    for (const double end : low)
        bottom = std::min(bottom, end < -2 * reach ? bottom : end);
    for (const double end : high)
        top = std::max(top, end > 2 * reach ? top : end);
    setBounds({-0.7, static_cast<double>(n) - 0.3}, padded({bottom, top}, 0.06));
    chooseForm();
}

void ChannelPlot::chooseForm()
{
    const bool boxes = axisRect()->width() >= visibleX().size() * kBoxPixels;
    m_boxes->setVisible(boxes);
    for (QCPGraph* band : m_bands)
        band->setVisible(!boxes);
    refresh();
}

HeatPlot::HeatPlot(QWidget* parent) : Plot(parent), m_map(new QCPColorMap(xAxis, yAxis)), m_scale(new QCPColorScale(this))
{
    plotLayout()->addElement(0, 1, m_scale);
    m_scale->setType(QCPAxis::atRight);
    m_scale->setBarWidth(10);
    m_scale->setRangeDrag(false);
    m_scale->setRangeZoom(false);
    m_scale->axis()->setTicker(QSharedPointer<QCPAxisTicker>(new RootTicker));
    m_scale->axis()->setSubTicks(false);
    m_scale->axis()->setTickLabelPadding(3);
    m_scale->axis()->setLabelPadding(2);
    m_map->setColorScale(m_scale);
    auto* margins = new QCPMarginGroup(this);
    axisRect()->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    m_scale->setMarginGroup(QCP::msTop | QCP::msBottom, margins);
    setWholeX();
    m_map->setInterpolate(false);
    m_map->setTightBoundary(false); // whole cells at the ends
    setReadout([this](double x, double y) {
        const double bin = (y / m_heat.reach + 1) / 2 * static_cast<double>(m_heat.bins);
        const auto c = static_cast<std::size_t>(std::max(0.0, std::round(x)));
        if (c >= m_heat.channels || bin < 0 || bin >= static_cast<double>(m_heat.bins))
            return QString();
        return tr("channel %1, value %2: %3 of the channel")
            .arg(c)
            .arg(number(y), percent(static_cast<double>(m_heat.at(c, static_cast<std::size_t>(bin)))));
    });
    HeatPlot::recolour();
    retranslate();
}

void HeatPlot::retranslate()
{
    xAxis->setLabel(tr("Channel"));
    yAxis->setLabel(tr("Value"));
    m_scale->axis()->setLabel(tr("Share of the channel [%]"));
    setAccessibleName(tr("Heat map of values per channel"));
}

void HeatPlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    QCPColorGradient gradient;
    gradient.clearColorStops();
    gradient.setColorInterpolation(QCPColorGradient::ciRGB);
    gradient.setColorStopAt(0, palette().color(QPalette::Base));
    for (int i = 1; i <= 10; ++i)
        gradient.setColorStopAt(i / 10.0, colors.metric(i / 10.0));
    m_map->setGradient(gradient); // the scale follows
    QCPAxis* axis = m_scale->axis();
    axis->setBasePen(xAxis->basePen());
    axis->setTickPen(xAxis->tickPen());
    axis->setTickLabelColor(xAxis->tickLabelColor());
    axis->setLabelColor(xAxis->labelColor());
    axis->setTickLabelFont(font());
    axis->setLabelFont(font());
}

void HeatPlot::setHeat(HeatMap heat)
{
    m_heat = std::move(heat);
    const auto channels = static_cast<int>(m_heat.channels);
    const auto bins = static_cast<int>(m_heat.bins);
    if (channels == 0)
        return m_map->data()->clear();
    m_map->data()->setSize(channels, bins);
    // Keys and values are the centres of cells.
    const double half = m_heat.reach / bins;
    m_map->data()->setRange(QCPRange(0, std::max(channels - 1, 1)), QCPRange(-m_heat.reach + half, m_heat.reach - half));
    double most = 0;
    for (int c = 0; c < channels; ++c)
        for (int b = 0; b < bins; ++b) {
            // Roots: rare values are what a scale is made for, and must be seen beside the crowd around 0.
            const double v = std::sqrt(static_cast<double>(m_heat.at(static_cast<std::size_t>(c), static_cast<std::size_t>(b))));
            m_map->data()->setCell(c, b, v);
            most = std::max(most, v);
        }
    m_map->setDataRange(QCPRange(0, most > 0 ? most : 1));
    // From the least to the largest value, and 0.
    int first = bins / 2;
    int last = bins / 2;
    for (int c = 0; c < channels; ++c)
        for (int b = 0; b < bins; ++b)
            if (m_heat.at(static_cast<std::size_t>(c), static_cast<std::size_t>(b)) > 0) {
                first = std::min(first, b);
                last = std::max(last, b + 1);
            }
    const auto edge = [&](int bin) { return (2.0 * bin / bins - 1) * m_heat.reach; };
    setBounds({-0.5, channels - 0.5}, {edge(first), edge(std::max(last, first + 1))});
}

} // namespace qb
