// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/settling_panel.h"

#include "engine/quant/settling.h"
#include "widgets/common/format.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/point_view.h"

#include <QGridLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>
#include <limits>

namespace qb {

namespace {

constexpr int kMostColumns = 4;
constexpr int kMostRows = 2;
constexpr int kCellWidth = 240;
constexpr int kCellHeight = 130;

} // namespace

SettlingPanel::SettlingPanel(Bench& bench, QWidget* parent)
    : QWidget(parent), m_bench(bench), m_info(new QLabel), m_grid(new QGridLayout)
{
    m_info->setForegroundRole(QPalette::PlaceholderText);
    m_info->setWordWrap(true);
    m_info->setContentsMargins(2 * kGrid, kGrid, 2 * kGrid, 0);
    m_grid->setContentsMargins(kGrid, 0, kGrid, kGrid);
    m_grid->setSpacing(kGrid);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_info);
    column->addLayout(m_grid, 1);
    retranslate();
}

void SettlingPanel::addCell()
{
    Cell cell{new QWidget(this), new QToolButton, new DistributionPlot, PointId::None};
    auto* column = new QVBoxLayout(cell.box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    cell.name->setAutoRaise(true);
    cell.name->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    cell.plot->setMinimumSize(40, 40);
    cell.plot->setMovable(false);
    cell.box->hide();
    column->addWidget(cell.name);
    column->addWidget(cell.plot, 1);
    const std::size_t index = m_cells.size();
    const auto choose = [this, index] { emit pointChosen(m_cells[index].point); };
    connect(cell.name, &QToolButton::clicked, this, choose);
    connect(cell.plot, &Plot::clicked, this, choose);
    m_cells.push_back(cell);
}

void SettlingPanel::refresh()
{
    const auto seen = m_bench.statistics();
    if (!seen || !m_bench.model() || !isVisible())
        return;
    std::vector<char> without(m_bench.model()->pointCount(), 0); // followers hold what their sources hold
    if (m_bench.configuration())
        for (std::size_t i = 0; i < without.size(); ++i)
            without[i] = m_bench.configuration()->effective->points[i].follows != PointId::None ? 1 : 0;
    m_worker.run(
        [seen, without = std::move(without)] {
            Ranked ranked;
            ranked.of = seen;
            ranked.samples = seen->samples().size();
            for (const std::size_t i : leastSettled(seen->points, kMostColumns * kMostRows, without))
                ranked.points.emplace_back(static_cast<PointId>(i),
                                           lateShare(seen->points[i]).value_or(std::numeric_limits<double>::quiet_NaN()));
            return ranked;
        },
        [this](Ranked ranked) {
            m_ranked = std::move(ranked);
            fill();
        });
}

void SettlingPanel::fill()
{
    if (!m_ranked.of || m_bench.statistics() != m_ranked.of)
        return; // a newer one is on its way; these points may be another model's
    retranslate();
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        Cell& cell = m_cells[i];
        const bool used = i < m_ranked.points.size() && i < m_fitting;
        cell.box->setVisible(used);
        cell.point = used ? m_ranked.points[i].first : PointId::None;
        if (!used)
            continue;
        const PointView view = viewOf(m_bench, cell.point);
        if (const PointStatistics* seen = view.seen())
            cell.plot->setData(std::shared_ptr<const DyadicHistogram>(view.statistics, &seen->histogram()), seen->range(),
                               view.grid());
        const QString name =
            QString::fromStdString(m_bench.model()->unitOf(cell.point).name); // its output: no other was observed
        const double share = m_ranked.points[i].second;
        const QString news = std::isnan(share) ? QString() : tr("+%1").arg(percent(share));
        const QFontMetrics metrics = cell.name->fontMetrics();
        const int room = std::max(40, width() / m_columns - metrics.horizontalAdvance(news) - 10 * kGrid);
        cell.name->setText(metrics.elidedText(name, Qt::ElideMiddle, room) + QStringLiteral("   ") + news);
        nameWidget(cell.name, name,
                   name + QLatin1Char('\n') +
                       (std::isnan(share)
                            ? tr("More samples are needed to say whether its range has settled")
                            : tr("%1 of its range only the later half of the samples has shown").arg(percent(share))));
        cell.plot->setAccessibleName(tr("Histogram of %1").arg(name));
    }
}

/// As many cells side by side, and one below the other, as can be read.
void SettlingPanel::arrange()
{
    m_columns = std::clamp(width() / kCellWidth, 1, kMostColumns);
    const int rows = std::clamp((height() - m_info->sizeHint().height()) / kCellHeight, 1, kMostRows);
    m_fitting = static_cast<std::size_t>(m_columns) * static_cast<std::size_t>(rows);
    for (std::size_t i = 0; i < m_cells.size(); ++i) {
        m_grid->removeWidget(m_cells[i].box);
        if (i < m_fitting)
            m_grid->addWidget(m_cells[i].box, static_cast<int>(i) / m_columns, static_cast<int>(i) % m_columns);
        else
            m_cells[i].box->hide();
    }
    for (int c = 0; c < kMostColumns; ++c)
        m_grid->setColumnStretch(c, c < m_columns ? 1 : 0);
    for (int r = 0; r < kMostRows; ++r)
        m_grid->setRowStretch(r, r < rows ? 1 : 0);
    fill();
}

void SettlingPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void SettlingPanel::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_cells.empty()) { // a plot takes a few milliseconds to make, and most starts of the window don't look here
        for (int i = 0; i < kMostColumns * kMostRows; ++i)
            addCell();
        arrange();
    }
    refresh();
}

std::vector<PointId> SettlingPanel::shownPoints() const
{
    std::vector<PointId> points;
    for (const Cell& cell : m_cells)
        if (cell.point != PointId::None)
            points.push_back(cell.point);
    return points;
}

QString SettlingPanel::infoText() const { return m_info->text(); }

void SettlingPanel::retranslate()
{
    m_info->setText(tr("The points that are least settled after %Ln sample(s), with the share of their range that only the later "
                       "half has shown. Share of the values per bin [%] over the value; select one for all of it.",
                       nullptr, static_cast<int>(m_ranked.samples)));
}

} // namespace qb
