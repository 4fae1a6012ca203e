// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/spread_panel.h"

#include "widgets/common/format.h"
#include "widgets/common/paged_dock.h"
#include "widgets/common/theme.h"
#include "widgets/plots/plot_keys.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/profile/spread_plot.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr std::size_t kHeatBins = 128;

} // namespace

std::vector<ChannelBox> channelBoxes(const ValueSpread& spread)
{
    if (spread.channels.empty())
        return {};
    std::vector<ChannelBox> boxes = channelBoxes(spread.channels, 0);
    const std::vector<FloatRange>& ranges = spread.statistics.channels();
    for (std::size_t c = 0; c < std::min(boxes.size(), ranges.size()); ++c)
        if (!ranges[c].empty()) {
            boxes[c].min = ranges[c].min;
            boxes[c].max = ranges[c].max;
        }
    return boxes;
}

namespace {

bool isHistogram(SpreadPanel::View view) { return view == SpreadPanel::HistogramView || view == SpreadPanel::ExportedHistogram; }

bool isHeat(SpreadPanel::View view)
{
    return view == SpreadPanel::FloatHeat || view == SpreadPanel::SimulatedHeat || view == SpreadPanel::ExportedHeat;
}

bool isExported(SpreadPanel::View view)
{
    return view == SpreadPanel::ExportedHistogram || view == SpreadPanel::ExportedChannels || view == SpreadPanel::ExportedHeat;
}

} // namespace

SpreadPanel::SpreadPanel(QWidget* parent)
    : QWidget(parent),
      m_views(new QComboBox),
      m_log(new QCheckBox),
      m_title(new QLabel),
      m_legend(new QLabel),
      m_pages(new QStackedWidget),
      m_message(new QLabel),
      m_histogram(new SpreadPlot),
      m_channels(new ChannelPlot),
      m_heat(new HeatPlot)
{
    for (int v = HistogramView; v <= ExportedHeat; ++v)
        m_views->addItem(QString());
    m_views->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_message->setWordWrap(true);
    m_message->setAlignment(Qt::AlignCenter);
    m_message->setMargin(4 * kGrid);
    m_message->setForegroundRole(QPalette::PlaceholderText);
    m_pages->addWidget(m_histogram);
    m_pages->addWidget(m_channels);
    m_pages->addWidget(m_heat);
    m_pages->addWidget(m_message);
    m_pages->setMinimumSize(160, 80);
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(kGrid, 0, kGrid, 0);
    bar->addWidget(m_views);
    bar->addWidget(m_log);
    bar->addStretch();
    m_title->setForegroundRole(QPalette::PlaceholderText);
    m_title->setMinimumWidth(1);
    m_legend->setTextFormat(Qt::RichText);
    m_legend->setMinimumWidth(1);
    m_legend->setWordWrap(true);
    for (QLabel* label : {m_title, m_legend})
        label->setContentsMargins(kGrid, 0, kGrid, 0);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(bar);
    column->addWidget(m_title);
    column->addWidget(m_legend);
    column->addWidget(m_pages, 1);
    connect(m_views, &QComboBox::activated, this, [this](int i) { setView(static_cast<View>(i)); });
    connect(m_log, &QCheckBox::toggled, m_histogram, &SpreadPlot::setLog);
    retranslate();
}

void SpreadPanel::retranslate()
{
    m_views->setItemText(HistogramView, tr("Histogram"));
    m_views->setItemText(ExportedHistogram, tr("Histogram, exported"));
    m_views->setItemText(FloatChannels, tr("Channels, float"));
    m_views->setItemText(SimulatedChannels, tr("Channels, simulated"));
    m_views->setItemText(ExportedChannels, tr("Channels, exported"));
    m_views->setItemText(FloatHeat, tr("Heat map, float"));
    m_views->setItemText(SimulatedHeat, tr("Heat map, simulated"));
    m_views->setItemText(ExportedHeat, tr("Heat map, exported"));
    nameWidget(
        m_views, tr("View"),
        tr("Histogram: float as an area, simulated or exported as a line. Channels: least, quartiles and largest value of each. "
           "Heat map: how the values of each channel lie"));
    m_log->setText(tr("Log"));
    nameWidget(m_log, tr("Logarithmic"), tr("Logarithmic shares, so that rare values can be seen"));
    m_histogram->retranslate();
    m_channels->retranslate();
    m_channels->setWindowTitle(tr("Channels"));
    m_heat->retranslate();
    m_heat->setWindowTitle(tr("Heat map"));
    showNames();
}

void SpreadPanel::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    showNames();
}

void SpreadPanel::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange)
        showNames();
}

void SpreadPanel::showNames()
{
    m_title->setVisible(m_spread != nullptr);
    m_legend->setVisible(m_spread != nullptr && !isHeat(view()));
    if (!m_spread)
        return;
    const auto samples = static_cast<int>(m_spread->exact.statistics.samples().size());
    const QString title = QStringLiteral("%1 · %2").arg(m_spread->tensor, tr("%Ln sample(s)", nullptr, samples));
    m_title->setText(m_title->fontMetrics().elidedText(title, Qt::ElideMiddle, std::max(60, width() - 4 * kGrid)));
    m_title->setToolTip(title);
    const bool grid = view() == SimulatedChannels && m_params && isInteger(m_params->dtype);
    m_legend->setText(view() == HistogramView       ? PlotKeys::histogram(palette(), tr("simulated"), false)
                      : view() == ExportedHistogram ? PlotKeys::histogram(palette(), tr("exported"), false)
                                                    : PlotKeys::channels(palette(), grid));
}

SpreadPanel::View SpreadPanel::view() const { return static_cast<View>(m_views->currentIndex()); }

void SpreadPanel::setView(View view)
{
    m_views->setCurrentIndex(view);
    m_log->setVisible(isHistogram(view));
    showNames();
    if (!m_spread)
        return;
    m_pages->setCurrentWidget(isHistogram(view) ? static_cast<QWidget*>(m_histogram)
                              : isHeat(view)    ? static_cast<QWidget*>(m_heat)
                                                : m_channels);
    if (isHistogram(view))
        showHistogram();
    else
        showChannels();
}

void SpreadPanel::showHistogram()
{
    const auto histogramOf = [&](const ValueSpread& of) {
        return std::shared_ptr<const DyadicHistogram>(m_spread, &of.statistics.histogram());
    };
    const bool exported = view() == ExportedHistogram;
    const bool oneGrid = !exported && m_params && m_params->scales.size() == 1 && isInteger(m_params->dtype);
    m_histogram->setData(histogramOf(m_spread->exact), histogramOf(exported ? *m_spread->exported : m_spread->simulated),
                         m_spread->exact.statistics.range(), oneGrid ? std::optional(gridOf(*m_params)) : std::nullopt);
}

const ValueSpread& SpreadPanel::shownSpread() const
{
    return view() == FloatChannels || view() == FloatHeat ? m_spread->exact
           : isExported(view())                           ? *m_spread->exported
                                                          : m_spread->simulated;
}

void SpreadPanel::showChannels()
{
    if (m_pages->currentWidget() == m_heat)
        return m_heat->setHeat(heatMap(shownSpread().channels, 0, kHeatBins));
    m_channels->setChannels(channelBoxes(shownSpread()), view() == SimulatedChannels && m_params ? m_params.get() : nullptr);
}

void SpreadPanel::say(const QString& text)
{
    m_spread.reset();
    showNames();
    m_message->setText(text);
    m_pages->setCurrentWidget(m_message);
    for (QWidget* tool : std::initializer_list<QWidget*>{m_views, m_log})
        tool->setEnabled(false);
}

QString SpreadPanel::message() const { return m_spread ? QString() : m_message->text(); }

void SpreadPanel::show(const std::shared_ptr<const SpreadResult>& spread, const SharedParams& params)
{
    m_spread = spread;
    m_params = params;
    for (QWidget* tool : std::initializer_list<QWidget*>{m_views, m_log})
        tool->setEnabled(true);
    auto* items = qobject_cast<QStandardItemModel*>(m_views->model());
    for (int v = HistogramView; v <= ExportedHeat; ++v) {
        const auto each = static_cast<View>(v);
        const bool isThere = !isExported(each) || spread->exported;
        const bool hasChannels = isThere && !(isExported(each) ? *spread->exported : spread->exact).channels.empty();
        items->item(v)->setEnabled(isHistogram(each) ? isThere : hasChannels);
        items->item(v)->setToolTip(isThere ? QString() : tr("Profile an exported file first"));
    }
    setView(items->item(view())->isEnabled() ? view() : HistogramView);
}

Plot* SpreadPanel::plot() const
{
    return m_pages->currentWidget() == m_channels ? static_cast<Plot*>(m_channels)
           : m_pages->currentWidget() == m_heat   ? static_cast<Plot*>(m_heat)
                                                  : m_histogram;
}

QString SpreadPanel::tsv() const
{
    if (!m_spread)
        return {};
    QString out;
    if (plot() == m_histogram) {
        out = view() == ExportedHistogram ? QStringLiteral("value\tfloat\texported\n")
                                          : QStringLiteral("value\tfloat\tsimulated\n");
        const Steps& f = m_histogram->exactSteps();
        for (qsizetype i = 0; i + 1 < f.x.size(); ++i)
            out += fullNumber(f.x[i]) + QLatin1Char('\t') + fullNumber(f.y[i]) + QLatin1Char('\t') +
                   fullNumber(m_histogram->simulatedSteps().at(f.x[i] + f.width / 2)) + QLatin1Char('\n');
        return out;
    }
    out = QStringLiteral("channel\tmin\tlower\tmedian\tupper\tmax\n");
    const std::vector<ChannelBox> boxes = channelBoxes(shownSpread());
    for (std::size_t c = 0; c < boxes.size(); ++c) {
        const ChannelBox& b = boxes[c];
        out += QString::number(c);
        for (const double v : {b.min, b.lower, b.median, b.upper, b.max})
            out += QLatin1Char('\t') + fullNumber(v);
        out += QLatin1Char('\n');
    }
    return out;
}

} // namespace qb
