// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/distribution_dock.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/methods_panel.h"
#include "widgets/plots/plot_keys.h"
#include "widgets/plots/point_edit.h"
#include "widgets/plots/point_words.h"
#include "widgets/plots/range_edit.h"
#include "widgets/plots/range_fields.h"
#include "widgets/plots/settling_panel.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/tables/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTextDocument>

namespace qb {

namespace {

constexpr int kLeastInfo = 160; ///< pixels of it beside the key
constexpr int kWideTable = 860; ///< dock width from which all columns are shown

} // namespace

DistributionDock::DistributionDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_edit(new RangeEdit(b, this)),
      m_ports(new QComboBox),
      m_views(new QComboBox),
      m_log(new QCheckBox),
      m_range(new RangeFields),
      m_info(new QLabel),
      m_plots(new QStackedWidget),
      m_histogram(new DistributionPlot),
      m_channels(new ChannelPlot),
      m_heat(new HeatPlot),
      m_methods(new MethodsPanel),
      m_settling(new SettlingPanel(b))
{
    build();
    for (const auto change : {&Bench::modelChanged, &Bench::configurationChanged, &Bench::statisticsChanged})
        connect(&b, change, this, &DistributionDock::refresh);
    connect(&s, &Selection::changed, this, &DistributionDock::refresh);
    connect(m_ports, &QComboBox::activated, this, [this](int index) {
        selection().select(selection().units(), static_cast<PointId>(m_ports->itemData(index).toInt()));
    });
    connect(m_log, &QCheckBox::toggled, m_histogram, &DistributionPlot::setLog);
    connect(m_histogram, &DistributionPlot::clipMoved, this, &DistributionDock::moveClip);
    connect(m_histogram, &DistributionPlot::clipReleased, this, [this] {
        m_edit->release();
        // Else the line stays where it was left until the answer comes.
        if (m_edit->isAnswered())
            refresh();
    });
    connect(m_histogram, &DistributionPlot::clipStepped, this, [this](ClipEnd end, int steps) {
        if (const auto grid = m_histogram->grid())
            m_edit->step(end, steps, *grid);
    });
    connect(m_range, &RangeFields::typed, m_edit, &RangeEdit::type);
    connect(m_settling, &SettlingPanel::pointChosen, this, [this](PointId point) {
        if (bench().model() && point != PointId::None)
            selection().select(std::vector{bench().model()->point(point).unit}, point);
    });
    connect(m_methods, &MethodsPanel::taken, this, &DistributionDock::takeMethod);
    retranslate();
    refresh();
}

QWidget* DistributionDock::buildBar()
{
    m_ports->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_views->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    for (int i = 0; i < 3; ++i)
        m_views->addItem(QString());
    connect(m_views, &QComboBox::activated, this, [this](int index) { setView(static_cast<View>(index)); });
    return makeBar({m_ports, m_views, m_log}, {m_range});
}

void DistributionDock::build()
{
    m_info->setForegroundRole(QPalette::PlaceholderText);
    m_info->setTextFormat(Qt::RichText);
    m_plots->addWidget(m_histogram);
    m_plots->addWidget(m_channels);
    m_plots->addWidget(m_heat);
    setParts(buildBar(), m_info, Qt::Horizontal, m_plots, m_methods);
    parts()->setStretchFactor(0, 1);
    addPage(m_settling);
    for (Plot* p : std::initializer_list<Plot*>{m_histogram, m_channels, m_heat})
        addContextMenu(p, nullptr);
    addContextMenu(m_methods->table(), m_methods->table());
}

void DistributionDock::retranslate()
{
    setWindowTitle(tr("Distribution"));
    m_histogram->setWindowTitle(tr("Distribution"));
    m_channels->setWindowTitle(tr("Channels"));
    m_heat->setWindowTitle(tr("Heat map"));
    m_histogram->setAccessibleName(tr("Histogram of the selected point"));
    m_histogram->xAxis->setLabel(tr("Value"));
    m_histogram->yAxis->setLabel(tr("Share per bin [%]"));
    m_channels->retranslate();
    m_heat->retranslate();
    nameWidget(m_ports, tr("Port"), tr("Which port of the selected unit is shown"));
    nameWidget(
        m_views, tr("View"),
        tr("Histogram: float in grey, after quantization as a line, clip lines to drag. Channels: least, quartiles and largest "
           "value of each. Heat map: how the values of each channel lie"));
    m_views->setItemText(HistogramView, tr("Histogram"));
    m_views->setItemText(ChannelView, tr("Channels"));
    m_views->setItemText(HeatView, tr("Heat map"));
    m_log->setText(tr("Log"));
    nameWidget(m_log, tr("Logarithmic"), tr("Logarithmic shares, so that rare values can be seen"));
    m_range->retranslate();
    m_methods->retranslate();
    m_settling->retranslate();
    refresh();
}

PointId DistributionDock::wantedPoint() const
{
    if (!bench().model() || selection().current() == UnitId::None ||
        indexOf(selection().current()) >= bench().model()->unitCount())
        return PointId::None;
    if (selection().point() != PointId::None && indexOf(selection().point()) < bench().model()->pointCount())
        return selection().point();
    const PointId output = bench().model()->units.pointOf(selection().current(), PointKind::Output);
    if (output != PointId::None)
        return output;
    const auto& points = bench().model()->units.pointsOfUnit[indexOf(selection().current())];
    return points.empty() ? PointId::None : points.front();
}

void DistributionDock::refresh()
{
    if (m_edit->dragged())
        return; // the answer to our own edit; the mouse knows better
    const PointId point = wantedPoint();
    m_edit->setView(nullptr);
    m_view.reset();
    if (!bench().model())
        return showEmpty(tr("The histogram of the selected port: float and after quantization, with clip lines to drag and all "
                            "methods side by side. Open a model to begin."));
    if (point == PointId::None && selection().current() == UnitId::None && bench().statistics() &&
        !bench().statistics()->samples().empty()) {
        showPage(m_settling);
        m_settling->refresh();
        return;
    }
    if (point == PointId::None && selection().current() == UnitId::None)
        return showEmpty(tr("Select a unit in the graph or in a table, and the values of its ports are shown here."),
                         EmptyButton::Hidden);
    if (point == PointId::None)
        return showEmpty(tr("This unit has no float tensor, so there is nothing to quantize and nothing to show."),
                         EmptyButton::Hidden);
    PointView view = viewOf(bench(), point);
    if (!view.isConstant() && !bench().model()->runnable())
        return showEmpty(notRunnable(*bench().model()), EmptyButton::Hidden);
    if (!view.isConstant() && (!bench().statistics() || bench().statistics()->samples().empty()))
        return showEmpty(tr("Nothing was observed yet. Calibrate, and the values of every port are here."));
    if (!view.isConstant() && !view.seen())
        return showEmpty(tr("This port was never observed: no calibration sample reached it."));
    m_view = std::move(view);
    m_edit->setView(&*m_view);
    fillPorts(selection().current(), point);
    showContent();
    showPoint();
}

void DistributionDock::fillPorts(UnitId unit, PointId point)
{
    const QSignalBlocker quiet(m_ports);
    m_ports->clear();
    for (const PointId p : bench().model()->units.pointsOfUnit[indexOf(unit)]) {
        m_ports->addItem(portTitle(bench().model()->point(p).kind, portOf(*bench().model(), p)), static_cast<int>(p));
        m_ports->setItemData(m_ports->count() - 1, QString::fromStdString(bench().model()->point(p).name), Qt::ToolTipRole);
    }
    m_ports->setCurrentIndex(m_ports->findData(static_cast<int>(point)));
}

void DistributionDock::showPoint()
{
    const PointView& view = *m_view;
    m_histogram->setMovable(view.config.active && view.grid().has_value());
    // Equal values, equal analysis: a click elsewhere or a dragged line doesn't ask again.
    const QString key =
        QStringLiteral("%1|%2|%3|%4|%5|%6|%7")
            .arg(reinterpret_cast<quintptr>(view.statistics.get()))
            .arg(static_cast<int>(view.point))
            .arg(static_cast<int>(view.dtype()))
            .arg(static_cast<int>(view.config.scheme))
            .arg(view.config.axis)
            .arg(QString::fromStdString(view.config.observer.text()))
            .arg(view.config.active ? view.config.fixed
                                          ? QStringLiteral("fixed %1 %2").arg(m_edit->now().lo).arg(m_edit->now().hi)
                                          : QStringLiteral("on")
                                    : QStringLiteral("off"));
    const PointStatistics* seen = view.seen();
    if (seen)
        m_histogram->setData(std::shared_ptr<const DyadicHistogram>(view.statistics, &seen->histogram()), seen->range(),
                             view.grid());
    else if (m_analysis.histogram && m_analysed.section('|', 0, 1) == key.section('|', 0, 1))
        m_histogram->setData(m_analysis.histogram, m_analysis.range, view.grid());
    else
        m_histogram->setData(nullptr, {}, {});
    const bool hasChannels = view.channelAxis() >= 0;
    const bool heat = hasChannels && view.isConstant();
    m_views->setVisible(hasChannels);
    auto* items = qobject_cast<QStandardItemModel*>(m_views->model());
    items->item(HeatView)->setEnabled(heat);
    if ((m_plots->currentIndex() != HistogramView && !hasChannels) || (m_plots->currentIndex() == HeatView && !heat))
        setView(HistogramView);
    updateFields();
    updateInfo();
    if (key == m_analysed)
        return showAnalysis(m_analysis);
    m_worker.run([view] { return analyse(view); },
                 [this, key](PointAnalysis analysis) {
                     m_analysed = key;
                     m_analysis = std::move(analysis);
                     showAnalysis(m_analysis);
                 });
}

void DistributionDock::showAnalysis(const PointAnalysis& analysis)
{
    if (!m_view)
        return;
    const auto& configuration = bench().configuration();
    m_methods->setRows(analysis.methods, configuration && configuration->profile
                                             ? QString::fromStdString(configuration->profile->name)
                                             : QString());
    if (analysis.histogram)
        m_histogram->setData(analysis.histogram, analysis.range, m_view->grid());
    const QuantParams* params = m_view->effective ? &m_view->effective->params : nullptr;
    m_channels->setChannels(analysis.channels, params);
    m_heat->setHeat(analysis.heat);
    fitTable();
    updateFields();
    updateInfo();
}

void DistributionDock::updateFields()
{
    if (!m_view)
        return;
    const bool movable = m_view->config.active && m_view->grid().has_value();
    m_range->setRange(!movable                ? RangeFields::Form::None
                      : m_view->isSymmetric() ? RangeFields::Form::Threshold
                                              : RangeFields::Form::Ends,
                      m_edit->now());
    m_methods->setTakable(m_view->config.active);
}

void DistributionDock::updateInfo()
{
    if (!m_view)
        return;
    const auto& drag = m_edit->dragged();
    m_infoText = drag ? PointWords::about(*m_view, *drag) : PointWords::about(*m_view, m_analysis);
    const bool channels = m_plots->currentWidget() == m_channels;
    const bool grid = m_view->effective && isInteger(m_view->effective->params.dtype);
    const QString key = m_plots->currentWidget() == m_heat ? QString()
                        : channels                         ? PlotKeys::channels(palette(), grid)
                                                           : PlotKeys::histogram(palette(), tr("dequantized"), true);
    // Key and info in one line; the key gives way.
    QTextDocument measured;
    measured.setDefaultFont(m_info->font());
    measured.setHtml(key);
    const int all = m_info->width() - 4 * kGrid;
    const int beside = all - static_cast<int>(measured.idealWidth()) - 6 * kGrid;
    const bool both = !key.isEmpty() && beside >= kLeastInfo;
    m_info->setText(
        (both ? key + QStringLiteral("&nbsp;&nbsp;&nbsp;&nbsp; ") : QString()) +
        m_info->fontMetrics().elidedText(m_infoText, Qt::ElideRight, std::max(100, both ? beside : all)).toHtmlEscaped());
    m_info->setToolTip(m_infoText);
}

void DistributionDock::moveClip(ClipEnd end, double x)
{
    if (!m_view)
        return;
    m_edit->drag(end, x);
    m_histogram->setGrid(gridOf(paramsForRange(*m_edit->dragged(), m_view->spec(), RangeSource::Fixed)));
    updateFields();
    updateInfo();
}

void DistributionDock::takeMethod(const Observer& observer)
{
    if (!m_view || !bench().configuration())
        return;
    PortConfig config;
    config.observer = observer;
    const QString name = QString::fromStdString(m_view->model->point(m_view->source).name);
    bench().requestEdit(tr("%1 for %2").arg(observerText(observer), name),
                        withPort(bench().configuration()->rules, *m_view->model, m_view->source, config));
}

void DistributionDock::setView(View view)
{
    m_views->setCurrentIndex(view);
    m_plots->setCurrentIndex(view);
    m_log->setVisible(view == HistogramView);
    updateInfo();
}

void DistributionDock::setLog(bool log) { m_log->setChecked(log); }

Plot* DistributionDock::plot() const
{
    return m_plots->currentWidget() == m_histogram  ? static_cast<Plot*>(m_histogram)
           : m_plots->currentWidget() == m_channels ? static_cast<Plot*>(m_channels)
                                                    : m_heat;
}

QString DistributionDock::tsv() const
{
    QString out;
    if (plot() == m_histogram) {
        out =
            tr("Value") + QLatin1Char('\t') + tr("Float share") + QLatin1Char('\t') + tr("Dequantized share") + QLatin1Char('\n');
        const Steps& f = m_histogram->floatSteps();
        for (qsizetype i = 0; i + 1 < f.x.size(); ++i)
            out += fullNumber(f.x[i]) + QLatin1Char('\t') + fullNumber(f.y[i]) + QLatin1Char('\t') +
                   fullNumber(m_histogram->gridSteps().at(f.x[i] + f.width / 2)) + QLatin1Char('\n');
        return out;
    }
    out = QStringLiteral("channel\tmin\tlower\tmedian\tupper\tmax\n");
    for (std::size_t c = 0; c < m_analysis.channels.size(); ++c) {
        const ChannelBox& b = m_analysis.channels[c];
        out += QString::number(c);
        for (const double v : {b.min, b.lower, b.median, b.upper, b.max})
            out += QLatin1Char('\t') + fullNumber(v);
        out += QLatin1Char('\n');
    }
    return out;
}

void DistributionDock::fitTable()
{
    const bool oneRange = !m_view || m_view->config.axis < 0;
    m_methods->setRangeColumns(oneRange, oneRange && m_view && !m_view->isSymmetric());
    if (dividedByHand())
        return;
    // The table gets what its columns need, the plot the rest.
    const int most = std::max(120, width() * (width() >= kWideTable ? 56 : 40) / 100);
    const int needed = std::clamp(m_methods->widthFor(most), 120, most);
    parts()->setSizes({width() - needed, needed});
}

void DistributionDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    fitTable();
    updateInfo();
}

} // namespace qb
