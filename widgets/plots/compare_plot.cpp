// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_plot.h"

#include "widgets/common/choice_words.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <cmath>

namespace qb {

namespace {

QColor faded(const QColor& color, const QColor& base, double share)
{
    const auto mix = [&](int x, int y) { return static_cast<int>(x + (y - x) * share); };
    return {mix(color.red(), base.red()), mix(color.green(), base.green()), mix(color.blue(), base.blue())};
}

} // namespace

ComparePlot::ComparePlot(QWidget* parent) : Plot(parent), m_mark(new QCPItemStraightLine(this)), m_dot(new QCPItemTracer(this))
{
    setHorizontalOnly();
    setWholeX();
    m_mark->point1->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_mark->point2->setTypeY(QCPItemPosition::ptAxisRectRatio);
    m_dot->setStyle(QCPItemTracer::tsCircle);
    m_dot->setSize(8);
    for (QCPAbstractItem* item : {static_cast<QCPAbstractItem*>(m_mark), static_cast<QCPAbstractItem*>(m_dot)}) {
        item->setLayer(QStringLiteral("marks"));
        item->setSelectable(false);
        item->setVisible(false);
    }
    setReadout([this](double x, double) { return readout(x); });
    connect(this, &Plot::viewChanged, this, &ComparePlot::fill);
    ComparePlot::recolour();
    retranslate();
}

void ComparePlot::retranslate()
{
    fill();
    setAccessibleName(tr("Curves over layer order"));
}

void ComparePlot::recolour()
{
    Plot::recolour();
    const QColor accent = palette().color(QPalette::Highlight);
    m_mark->setPen(QPen(accent, 1.5));
    m_dot->setPen(QPen(palette().color(QPalette::Base), 1.5));
    m_dot->setBrush(accent);
    fill();
}

QColor ComparePlot::colorOf(int curve) const
{
    const DataColors& colors = dataColors(palette());
    return m_curves[static_cast<std::size_t>(curve)].stale ? palette().color(QPalette::PlaceholderText) : colors.curve(curve);
}

void ComparePlot::show(std::shared_ptr<const Model> model, std::vector<Curve> curves, std::optional<MetricChoice> metric,
                       bool runningMean)
{
    m_model = std::move(model);
    m_curves = std::move(curves);
    m_runningMean = runningMean;
    m_metric = metric;
    m_lines.clear();
    m_means.clear();
    if (m_curves.empty())
        return;
    const LayerSeries& main = *m_curves.front().series;
    const bool log = metric && drawnLog(*metric, main);
    setLogY(log);
    for (const Curve& c : m_curves) {
        m_lines.push_back(metric ? c.series->curve(*metric, main, log) : Polyline{});
        const int window = std::max(3, static_cast<int>(main.rows.size()) / 15) | 1;
        m_means.push_back({m_lines.back().x, runningMean ? qb::runningMean(m_lines.back().y, window) : QVector<double>{}});
    }
    yAxis->setLabel(metric ? choiceTitle(*metric) : tr("Value"));
    // The same layers and the same metric: the user's zoom stays.
    const QString what = QStringLiteral("%1/%2/%3")
                             .arg(reinterpret_cast<quintptr>(m_model.get()))
                             .arg(main.rows.size())
                             .arg(!metric          ? QStringLiteral("ranges")
                                  : metric->metric ? QString::number(int(*metric->metric))
                                                   : QString::fromStdString(main.custom));
    const bool keep = what == m_what;
    m_what = what;
    setBounds({-0.5, static_cast<double>(main.rows.size()) - 0.5}, {0, 1}, keep);
    fill();
}

void ComparePlot::fillRanges()
{
    const LayerSeries& main = *m_curves.front().series;
    const DataColors& colors = dataColors(palette());
    const QColor base = palette().color(QPalette::Base);
    const bool stale = m_curves.front().stale;
    std::vector<double> all;
    for (int k = 0; k < 4; ++k) {
        const bool quantized = k >= 2;
        const Polyline line = main.range(k % 2 == 0 ? LayerSeries::End::Low : LayerSeries::End::High, quantized);
        QCPGraph* graph = m_pool[static_cast<std::size_t>(k)];
        graph->setLineStyle(QCPGraph::lsStepCenter);
        graph->setData(line.x, line.y, true);
        graph->setVisible(true);
        graph->setPen(QPen(quantized ? stale ? palette().color(QPalette::PlaceholderText) : colors.quantized : colors.float32,
                           quantized ? 1.2 : 1));
        const PlotRange visible = visibleX();
        for (qsizetype i = 0; i < line.x.size(); ++i)
            if (line.x[i] >= visible.lo && line.x[i] <= visible.hi)
                all.push_back(line.y[i]);
    }
    m_pool[0]->setBrush(faded(colors.float32, base, 0.65));
    m_pool[0]->setChannelFillGraph(m_pool[1]);
    const PlotRange y = padded(rangeOf(all), 0.08);
    yAxis->setRange(y.lo, y.hi);
}

void ComparePlot::fill()
{
    if (m_filling || m_curves.empty())
        return;
    m_filling = true;
    // A low plot needs its height for the curves.
    xAxis->setLabel(height() < 150 ? QString() : tr("Layer, in the order of computation"));
    while (m_pool.size() < std::max<std::size_t>(4, m_curves.size() * 2))
        m_pool.push_back(addGraph());
    for (QCPGraph* graph : m_pool) {
        graph->setVisible(false);
        graph->setChannelFillGraph(nullptr);
        graph->setBrush(Qt::NoBrush);
        graph->setLineStyle(QCPGraph::lsLine);
        graph->setScatterStyle(QCPScatterStyle::ssNone);
    }
    if (!m_metric) {
        fillRanges();
    } else {
        const PlotRange visible = visibleX();
        const int columns = std::max(axisRect()->width(), 100);
        const QColor base = palette().color(QPalette::Base);
        std::vector<double> seen;
        // The main curve last: on top.
        for (std::size_t k = m_curves.size(); k-- > 0;) {
            const Polyline line = downsampled(m_lines[k], visible, columns);
            QCPGraph* graph = m_pool[2 * (m_curves.size() - 1 - k)];
            QCPGraph* mean = m_pool[2 * (m_curves.size() - 1 - k) + 1];
            const QColor color = colorOf(static_cast<int>(k));
            graph->setVisible(true);
            graph->setData(line.x, line.y, true);
            graph->setPen(QPen(m_runningMean ? faded(color, base, 0.55) : color, k == 0 ? 1.4 : 1));
            // Single points can be hit and seen where there is room, and beside gaps.
            if (visible.size() * 7 < columns)
                graph->setScatterStyle(QCPScatterStyle(QCPScatterStyle::ssDisc, color, color, 5));
            mean->setVisible(m_runningMean);
            if (m_runningMean) {
                const Polyline smooth = downsampled(m_means[k], visible, columns);
                mean->setData(smooth.x, smooth.y, true);
                mean->setPen(QPen(color, 2));
            }
            for (qsizetype i = 0; i < line.x.size(); ++i)
                if (line.x[i] >= visible.lo && line.x[i] <= visible.hi)
                    seen.push_back(line.y[i]);
        }
        const PlotRange range = rangeOf(seen, isLogY());
        PlotRange y = isLogY() ? paddedLog(range, 0.08) : padded(range, 0.08);
        if (*m_metric == Metric::Cosine)
            y.hi = std::max(y.hi, 1.0);
        yAxis->setRange(y.lo, y.hi);
    }
    mark(m_marked);
    m_filling = false;
    refresh();
}

void ComparePlot::mark(int row)
{
    m_marked = row;
    const bool any = row >= 0 && !m_curves.empty() && static_cast<std::size_t>(row) < m_curves.front().series->rows.size();
    m_mark->setVisible(any);
    m_dot->setVisible(false);
    if (any) {
        m_mark->point1->setCoords(row, 0);
        m_mark->point2->setCoords(row, 1);
        if (m_metric) {
            const double y = m_curves.front().series->rows[static_cast<std::size_t>(row)].shown(*m_metric);
            if (std::isfinite(y) && (!isLogY() || y > 0)) {
                m_dot->position->setCoords(row, y);
                m_dot->setVisible(true);
            }
        }
    }
    refresh();
}

int ComparePlot::rowAt(QPointF pixel) const
{
    if (m_curves.empty())
        return -1;
    const auto rows = static_cast<int>(m_curves.front().series->rows.size());
    const int centre = static_cast<int>(std::lround(xAxis->pixelToCoord(pixel.x())));
    if (!m_metric)
        return centre >= 0 && centre < rows ? centre : -1;
    // Where layers are narrower than a finger: the one whose point is nearest.
    const double perRow = xAxis->coordToPixel(1) - xAxis->coordToPixel(0);
    const int around = std::max(0, static_cast<int>(4 / std::max(perRow, 1e-6)));
    int best = -1;
    double nearest = 1e300;
    for (int r = std::max(0, centre - around); r <= std::min(rows - 1, centre + around); ++r) {
        const double y = m_curves.front().series->rows[static_cast<std::size_t>(r)].shown(*m_metric);
        if (around > 0 && (!std::isfinite(y) || (isLogY() && y <= 0)))
            continue;
        const QPointF at = toPixel(r, std::isfinite(y) ? y : 0);
        const double distance = around == 0 ? std::abs(at.x() - pixel.x()) : std::hypot(at.x() - pixel.x(), at.y() - pixel.y());
        if (distance < nearest) {
            nearest = distance;
            best = r;
        }
    }
    return best;
}

bool ComparePlot::hasCurve() const
{
    const auto known = [](const Polyline& line) {
        return std::any_of(line.y.begin(), line.y.end(), [](double y) { return std::isfinite(y); });
    };
    return !m_metric || std::any_of(m_lines.begin(), m_lines.end(), known);
}

Polyline ComparePlot::drawn(int curve) const { return m_lines[static_cast<std::size_t>(curve)]; }

QString ComparePlot::readout(double x) const
{
    if (m_curves.empty() || !m_model)
        return {};
    const LayerSeries& main = *m_curves.front().series;
    const int row = static_cast<int>(std::lround(x));
    if (row < 0 || static_cast<std::size_t>(row) >= main.rows.size())
        return {};
    const LayerNumbers& n = main.rows[static_cast<std::size_t>(row)];
    QString text = QStringLiteral("%1 %2 (%3)")
                       .arg(row)
                       .arg(fontMetrics().elidedText(QString::fromStdString(m_model->unit(n.unit).name), Qt::ElideMiddle, 260),
                            dtypeText(n.dtype));
    if (!m_metric)
        return text + QLatin1Char('\n') + tr("float %1 to %2").arg(number(n.sums.aMin), number(n.sums.aMax)) + QLatin1Char('\n') +
               tr("quantized %1 to %2").arg(number(n.sums.bMin), number(n.sums.bMax));
    for (const Curve& c : m_curves) {
        const int other = c.series->rowOf(n.value);
        if (other >= 0)
            text += QStringLiteral("\n%1 %2").arg(
                c.name, choiceText(*m_metric, c.series->rows[static_cast<std::size_t>(other)].shown(*m_metric)));
    }
    if (const QString doubt = m_metric->metric ? doubtOf(*m_metric->metric, n.sums) : QString(); !doubt.isEmpty())
        text += QLatin1Char('\n') + doubt;
    return text;
}

} // namespace qb
