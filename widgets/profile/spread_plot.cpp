// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/spread_plot.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <QScopedValueRollback>

namespace qb {

namespace {

constexpr int kMostBins = 512;

void setSteps(QCPGraph* graph, const Steps& steps)
{
    QVector<double> percents = steps.y;
    for (double& y : percents)
        y *= 100;
    graph->setData(steps.x, percents, true);
}

} // namespace

SpreadPlot::SpreadPlot(QWidget* parent) : Plot(parent), m_exactGraph(addGraph()), m_simulatedGraph(addGraph())
{
    setHorizontalOnly();
    for (QCPGraph* graph : {m_exactGraph, m_simulatedGraph}) {
        graph->setLineStyle(QCPGraph::lsStepLeft);
        graph->setAntialiased(false);
        graph->setAntialiasedFill(false);
    }
    setReadout([this](double x, double) {
        return tr("%1: float %2, simulated %3").arg(number(x), percent(m_exact.at(x)), percent(m_simulated.at(x)));
    });
    connect(this, &Plot::viewChanged, this, &SpreadPlot::fill);
    SpreadPlot::recolour();
    retranslate();
}

void SpreadPlot::retranslate()
{
    setWindowTitle(tr("Spread"));
    setAccessibleName(tr("Histograms of the chosen tensor, in float and as simulated"));
    xAxis->setLabel(tr("Value"));
    yAxis->setLabel(tr("Share per bin [%]"));
    refresh();
}

void SpreadPlot::recolour()
{
    Plot::recolour();
    const DataColors& colors = dataColors(palette());
    QColor area = colors.float32;
    area.setAlpha(90);
    m_exactGraph->setPen(QPen(colors.float32, 1));
    m_exactGraph->setBrush(area);
    m_simulatedGraph->setPen(QPen(colors.quantized, 1));
}

void SpreadPlot::setData(std::shared_ptr<const DyadicHistogram> exact, std::shared_ptr<const DyadicHistogram> simulated,
                         FloatRange observed, std::optional<Grid> grid)
{
    const bool same = exact == m_exactData;
    m_exactData = std::move(exact);
    m_simulatedData = std::move(simulated);
    m_grid = grid;
    if (m_exactData)
        setBounds(histogramRange(*m_exactData, observed.empty() ? PlotRange{0, 0} : PlotRange{observed.min, observed.max}, {}),
                  {0, 1}, same);
    fill();
}

void SpreadPlot::setLog(bool log)
{
    setLogY(log);
    fill();
}

void SpreadPlot::fill()
{
    if (m_filling)
        return;
    const QScopedValueRollback filling(m_filling, true);
    const PlotRange visible = visibleX();
    const int bins = std::min(kMostBins, std::max(axisRect()->width() / 2, 50));
    m_exact = m_exactData ? histogramSteps(*m_exactData, visible, bins) : Steps{};
    m_simulated = !m_simulatedData ? Steps{}
                  : m_grid         ? dequantizedSteps(*m_simulatedData, *m_grid, visible, m_exact.width)
                                   : histogramSteps(*m_simulatedData, visible, bins);
    setSteps(m_exactGraph, m_exact);
    setSteps(m_simulatedGraph, m_simulated);
    // What is clipped stands on the outermost levels and would tower over the rest.
    const double highest = 100 * std::max(m_exact.highest(), std::min(m_simulated.highest(), 1.5 * m_exact.highest()));
    const double lowest = 100 * m_exact.lowest();
    if (isLogY())
        yAxis->setRange(lowest > 0 ? lowest / 2 : 1e-9, highest > 0 ? highest * 4 : 1);
    else
        yAxis->setRange(0, highest > 0 ? highest * 1.2 : 1);
    refresh();
}

} // namespace qb
