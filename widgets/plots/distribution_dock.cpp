// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/distribution_dock.h"

#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/point_edit.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/tables/table_view.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr int kWideTable = 860; ///< dock width from which all columns are shown

bool isSymmetric(const PointView& view) { return view.config.scheme == Scheme::Symmetric; }

} // namespace

DistributionDock::DistributionDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_ports(new QComboBox),
      m_views(new QComboBox),
      m_log(new QCheckBox),
      m_thresholdLabel(new QLabel),
      m_low(new QLineEdit),
      m_threshold(new QLineEdit),
      m_info(new QLabel),
      m_plots(new QStackedWidget),
      m_histogram(new DistributionPlot),
      m_channels(new ChannelPlot),
      m_heat(new HeatPlot),
      m_methods(new MethodsModel(this)),
      m_words(new TableWords(*m_methods, m_methods->words(), this)),
      m_table(new TableView),
      m_take(new QPushButton)
{
    build();
    m_send.setSingleShot(true);
    m_send.setInterval(60);
    connect(&m_send, &QTimer::timeout, this, &DistributionDock::sendClip);
    for (const auto change : {&Bench::modelChanged, &Bench::configurationChanged, &Bench::statisticsChanged})
        connect(&b, change, this, &DistributionDock::refresh);
    connect(&s, &Selection::changed, this, &DistributionDock::refresh);
    connect(m_ports, &QComboBox::activated, this, [this](int index) {
        selection().select(selection().units(), static_cast<PointId>(m_ports->itemData(index).toInt()));
    });
    connect(m_log, &QCheckBox::toggled, m_histogram, &DistributionPlot::setLog);
    connect(m_histogram, &DistributionPlot::clipMoved, this, &DistributionDock::moveClip);
    connect(m_histogram, &DistributionPlot::clipReleased, this, [this] {
        m_send.stop();
        sendClip();
        m_drag.reset();
        m_sent.reset();
        ++m_dragNumber;
        // Answered already; else the line stays where it was left until the answer comes.
        if (bench().configuration() && bench().configuration()->rules == m_asked)
            refresh();
    });
    connect(m_histogram, &DistributionPlot::clipStepped, this, [this](ClipEnd end, int steps) {
        const auto grid = m_histogram->grid();
        if (!grid || !m_view)
            return;
        const RealRange ends = representable(*grid);
        const double x = (end == ClipEnd::Low ? ends.lo : ends.hi) + steps * grid->scale;
        requestRange(rangeForEnd(m_view->spec(), rangeNow(), end, x), QStringLiteral("clip-keys/%1").arg(m_dragNumber));
    });
    for (QLineEdit* field : {m_low, m_threshold})
        connect(field, &QLineEdit::returnPressed, this, &DistributionDock::typedThreshold);
    connect(m_table, &TableView::taken, this, &DistributionDock::takeMethod);
    connect(m_take, &QPushButton::clicked, this, [this] { takeMethod(currentMethod()); });
    connect(m_table->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &DistributionDock::updateFields);
    retranslate();
    refresh();
}

QWidget* DistributionDock::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kGrid, kGrid, kGrid, 0);
    row->setSpacing(kGrid);
    m_ports->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_views->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    row->addWidget(m_ports);
    for (int i = 0; i < 3; ++i)
        m_views->addItem(QString());
    connect(m_views, &QComboBox::activated, this, [this](int index) { setView(static_cast<View>(index)); });
    row->addWidget(m_views);
    row->addWidget(m_log);
    row->addStretch(1);
    row->addWidget(m_thresholdLabel);
    for (QLineEdit* field : {m_low, m_threshold}) {
        field->setAlignment(Qt::AlignRight);
        field->setMaximumWidth(96);
        field->setMinimumWidth(72);
        row->addWidget(field);
    }
    return bar;
}

void DistributionDock::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(buildBar());
    m_info->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    m_info->setMinimumWidth(1);
    m_info->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_info);
    m_plots->addWidget(m_histogram);
    m_plots->addWidget(m_channels);
    m_plots->addWidget(m_heat);
    m_table->setWords(m_words, MethodsModel::MethodColumn);
    m_table->sortByColumn(MethodsModel::SqnrColumn, Qt::DescendingOrder);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    auto* side = new QWidget;
    auto* sideColumn = new QVBoxLayout(side);
    sideColumn->setContentsMargins(0, 0, 0, kGrid);
    sideColumn->setSpacing(kGrid);
    sideColumn->addWidget(m_table, 1);
    auto* takeRow = new QHBoxLayout;
    takeRow->setContentsMargins(kGrid, 0, kGrid, 0);
    takeRow->addStretch(1);
    takeRow->addWidget(m_take);
    sideColumn->addLayout(takeRow);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_plots);
    m_splitter->addWidget(side);
    m_splitter->setStretchFactor(0, 1);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });
    column->addWidget(m_splitter, 1);
    setContent(content);
    for (Plot* p : std::initializer_list<Plot*>{m_histogram, m_channels, m_heat})
        addContextMenu(p, nullptr);
    addContextMenu(m_table, m_table);
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
    const auto name = [](QWidget* widget, const QString& words, const QString& tip) {
        widget->setAccessibleName(words);
        widget->setToolTip(tip);
    };
    name(m_ports, tr("Port"), tr("Which port of the selected unit is shown"));
    name(m_views, tr("View"),
         tr("Histogram: float in grey, after quantization as a line, clip lines to drag. Channels: least, quartiles and largest "
            "value of each. Heat map: how the values of each channel lie"));
    m_views->setItemText(HistogramView, tr("Histogram"));
    m_views->setItemText(ChannelView, tr("Channels"));
    m_views->setItemText(HeatView, tr("Heat map"));
    m_log->setText(tr("Log"));
    name(m_log, tr("Logarithmic"), tr("Logarithmic shares, so that rare values can be seen"));
    name(m_low, tr("Low end"), tr("The range's low end; Enter fixes it"));
    name(m_table, tr("Methods"), tr("What each method makes of this point. Double click or Enter takes one"));
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
    if (m_drag)
        return; // the answer to our own edit; the mouse knows better
    const PointId point = wantedPoint();
    m_view.reset();
    if (!bench().model())
        return showEmpty(tr("The histogram of the selected port: float and after quantization, with clip lines to drag and all "
                            "methods side by side. Open a model to begin."));
    if (point == PointId::None && selection().current() == UnitId::None)
        return showEmpty(tr("Select a unit in the graph or in a table, and the values of its ports are shown here."), false);
    if (point == PointId::None)
        return showEmpty(tr("This unit has no float tensor, so there is nothing to quantize and nothing to show."), false);
    PointView view = viewOf(bench(), point);
    if (!view.isConstant() && !bench().statistics())
        return showEmpty(tr("Nothing was observed yet. Calibrate, and the values of every port are here."));
    if (!view.isConstant() && !view.seen())
        return showEmpty(tr("This port was never observed: no calibration sample reached it."));
    m_view = std::move(view);
    fillPorts(selection().current(), point);
    showContent();
    showPoint();
}

void DistributionDock::fillPorts(UnitId unit, PointId point)
{
    const QSignalBlocker quiet(m_ports);
    m_ports->clear();
    for (const PointId p : bench().model()->units.pointsOfUnit[indexOf(unit)]) {
        m_ports->addItem(QString::fromStdString(portOf(*bench().model(), p)), static_cast<int>(p));
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
            .arg(view.config.active ? view.config.fixed ? QStringLiteral("fixed %1 %2").arg(rangeNow().lo).arg(rangeNow().hi)
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
    m_methods->setRows(analysis.methods);
    for (int r = 0; r < m_methods->rowCount(); ++r)
        if (m_methods->row(r).inUse)
            m_table->selectSourceRows({r});
    if (analysis.histogram)
        m_histogram->setData(analysis.histogram, analysis.range, m_view->grid());
    const QuantParams* params = m_view->effective ? &m_view->effective->params : nullptr;
    m_channels->setChannels(analysis.channels, params);
    m_heat->setHeat(analysis.heat);
    fitTable();
    updateFields();
    updateInfo();
}

RealRange DistributionDock::rangeNow() const
{
    if (m_drag)
        return *m_drag;
    if (!m_view || !m_view->effective)
        return {-1, 1};
    const auto& fixed = m_view->config.fixed;
    if (fixed && fixed->threshold)
        return {-*fixed->threshold, *fixed->threshold};
    if (fixed && fixed->range)
        return {fixed->range->first, fixed->range->second};
    if (m_view->effective->lo < m_view->effective->hi)
        return isSymmetric(*m_view) ? RealRange{-m_view->effective->threshold, m_view->effective->threshold}
                                    : RealRange{m_view->effective->lo, m_view->effective->hi};
    return m_view->grid() ? representable(*m_view->grid()) : RealRange{-1, 1};
}

void DistributionDock::updateFields()
{
    if (!m_view)
        return;
    const bool movable = m_view->config.active && m_view->grid().has_value();
    const RealRange range = rangeNow();
    const bool symmetric = isSymmetric(*m_view);
    m_low->setVisible(movable && !symmetric);
    m_threshold->setVisible(movable);
    m_thresholdLabel->setVisible(movable);
    m_thresholdLabel->setText(symmetric ? tr("Threshold") : tr("Range"));
    const auto field = [&](QLineEdit* edit, double value, const QString& tip) {
        edit->setEnabled(movable);
        edit->setText(movable ? number(value) : QString());
        edit->setToolTip(movable ? tip + QLatin1Char('\n') + fullNumber(value)
                                 : tr("Only a point that is quantized with one scale has a threshold"));
    };
    field(m_low, range.lo, tr("The range's low end; Enter fixes it"));
    field(m_threshold, symmetric ? range.absMax() : range.hi,
          symmetric ? tr("t stands for [-t, t]; Enter fixes it") : tr("The range's high end; Enter fixes it"));
    m_threshold->setAccessibleName(symmetric ? tr("Threshold") : tr("High end"));
    const int current = currentMethod();
    const MethodRow* row = current >= 0 ? &m_methods->row(current) : nullptr;
    m_take->setEnabled(row && !row->inUse && m_view->config.active);
    m_take->setText(row && row->inUse ? tr("In use") : row ? tr("Use %1").arg(observerText(row->observer)) : tr("Use"));
    m_take->setToolTip(m_view->config.active ? tr("Gives this point the chosen method")
                                             : tr("The point is not quantized; give it a dtype first"));
}

void DistributionDock::updateInfo()
{
    if (!m_view)
        return;
    const PointView& view = *m_view;
    QStringList parts{dtypeText(view.config)};
    if (view.config.active)
        parts << (isSymmetric(view) ? tr("symmetric") : tr("affine"));
    if (view.source != view.point)
        parts << tr("follows %1").arg(QString::fromStdString(view.model->point(view.source).name));
    else if (view.records.size() > 1)
        parts << tr("one scale with %n other point(s)", nullptr, static_cast<int>(view.records.size()) - 1);
    const PointStatistics* seen = view.seen();
    const FloatRange range = seen ? seen->range() : m_analysis.range;
    const std::uint64_t count = seen ? seen->finiteCount() : m_analysis.count;
    const std::uint64_t zeros = seen ? seen->zeros() : m_analysis.zeros;
    if (count > 0) {
        parts << tr("%1 to %2").arg(number(range.min), number(range.max));
        if (zeros > 0)
            parts << tr("%1 zeros, not drawn").arg(percent(static_cast<double>(zeros) / static_cast<double>(count)));
    }
    if (seen)
        parts << tr("%n sample(s)", nullptr, static_cast<int>(seen->samples().size()));
    if (m_drag) {
        const Calibrated at = assessRange(view, *m_drag);
        parts = {isSymmetric(view) ? tr("threshold %1").arg(number(m_drag->absMax()))
                                   : tr("range %1 to %2").arg(number(m_drag->lo), number(m_drag->hi)),
                 tr("%1 clipped").arg(percent(at.clippedShare)), tr("SQNR %1 dB").arg(metricText(Metric::Sqnr, at.sqnrDb)),
                 tr("scale %1").arg(number(at.params.scales.front()))};
    } else if (m_analysis.channels.size() > 1 && view.isConstant()) {
        const Spread spread = spreadOf(m_analysis.channels);
        parts.insert(1, tr("channels %1 times apart (largest %2, smallest %3)")
                            .arg(number(spread.ratio))
                            .arg(spread.largest)
                            .arg(spread.smallest));
    }
    m_infoText = parts.join(QStringLiteral(" · "));
    m_info->setText(m_info->fontMetrics().elidedText(m_infoText, Qt::ElideRight, std::max(100, m_info->width() - 4 * kGrid)));
    m_info->setToolTip(m_infoText);
}

void DistributionDock::moveClip(ClipEnd end, double x)
{
    if (!m_view)
        return;
    m_drag = rangeForEnd(m_view->spec(), rangeNow(), end, x);
    m_histogram->setGrid(gridOf(paramsForRange(*m_drag, m_view->spec(), RangeSource::Fixed)));
    updateFields();
    updateInfo();
    if (!m_send.isActive())
        m_send.start();
}

void DistributionDock::sendClip()
{
    if (!m_drag || (m_sent && *m_sent == *m_drag))
        return;
    m_sent = m_drag;
    requestRange(*m_drag, QStringLiteral("clip/%1").arg(m_dragNumber));
}

void DistributionDock::requestRange(RealRange range, const QString& mergeKey)
{
    if (!m_view || !bench().configuration())
        return;
    PortConfig config;
    if (isSymmetric(*m_view))
        config.threshold = range.absMax();
    else
        config.range = {range.lo, range.hi};
    const QString name = QString::fromStdString(m_view->model->point(m_view->source).name);
    const QString text = isSymmetric(*m_view) ? tr("Threshold %1 for %2").arg(number(range.absMax()), name)
                                              : tr("Range %1 to %2 for %3").arg(number(range.lo), number(range.hi), name);
    const QString key = mergeKey.isEmpty() ? mergeKey : mergeKey + QLatin1Char('/') + name;
    m_asked = withPort(bench().configuration()->rules, *m_view->model, m_view->source, config);
    bench().requestEdit(text, m_asked, key);
}

void DistributionDock::typedThreshold()
{
    if (!m_view)
        return;
    bool lowOk = true;
    bool highOk = false;
    const double high = m_threshold->text().toDouble(&highOk);
    const double low = isSymmetric(*m_view) ? -high : m_low->text().toDouble(&lowOk);
    if (!lowOk || !highOk || !std::isfinite(low) || !std::isfinite(high) || low > 0 || high < 0 || high <= low)
        return updateFields(); // back to what holds
    ++m_dragNumber;
    requestRange({low, high}, {});
}

int DistributionDock::currentMethod() const
{
    const QModelIndex current = m_table->currentIndex();
    return current.isValid() && current.row() < m_words->rowCount() ? m_words->sourceRow(current.row()) : -1;
}

void DistributionDock::takeMethod(int method)
{
    if (!m_view || method < 0 || !m_view->config.active || !bench().configuration())
        return;
    const MethodRow& row = m_methods->row(method);
    if (row.inUse || row.byHand)
        return;
    PortConfig config;
    config.observer = row.observer;
    const QString name = QString::fromStdString(m_view->model->point(m_view->source).name);
    bench().requestEdit(tr("%1 for %2").arg(observerText(row.observer), name),
                        withPort(bench().configuration()->rules, *m_view->model, m_view->source, config));
}

void DistributionDock::setView(View view)
{
    m_views->setCurrentIndex(view);
    m_plots->setCurrentIndex(view);
    m_log->setVisible(view == HistogramView);
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
    m_table->setOffered(MethodsModel::ThresholdColumn, oneRange);
    m_table->setOffered(MethodsModel::LowColumn, oneRange && m_view && !isSymmetric(*m_view));
    if (m_splitByHand)
        return;
    // The table gets what its columns need, the plot the rest.
    const int all = width(); // the splitter may not have it yet
    const int most = std::max(120, all * (width() >= kWideTable ? 56 : 40) / 100);
    const int beside = 2 * kGrid + m_table->verticalScrollBar()->sizeHint().width();
    const int needed = std::clamp(m_table->widthFor(most - beside) + beside, 120, most);
    m_splitter->setSizes({all - needed, needed});
}

void DistributionDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    fitTable();
    updateInfo();
}

} // namespace qb
