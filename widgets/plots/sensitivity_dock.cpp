// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/sensitivity_model.h"

#include <QAction>
#include <QComboBox>
#include <QDoubleSpinBox>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QRadioButton>
#include <QSlider>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

#include <cmath>

namespace qb {

namespace {

constexpr std::array kMetrics{Metric::Sqnr, Metric::Cosine, Metric::L1, Metric::Atol, Metric::Mse, Metric::Kl};
constexpr int kWide = 860;

} // namespace

SensitivityDock::SensitivityDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_startIsolated(new QAction(this)),
      m_startLeftOut(new QAction(this)),
      m_measure(new QToolButton),
      m_stop(new QToolButton),
      m_outputs(new QComboBox),
      m_metrics(new QComboBox),
      m_types(new QComboBox),
      m_status(new QLabel),
      m_model(new SensitivityModel(this)),
      m_proxy(new SensitivityProxy(*m_model, this)),
      m_table(new DataTable),
      m_plot(new PickPlot),
      m_slider(new QSlider(Qt::Horizontal)),
      m_topK(new QSpinBox),
      m_ratio(new QDoubleSpinBox),
      m_threshold(new QLineEdit),
      m_summary(new QLabel),
      m_apply(new QPushButton)
{
    build();
    connectAll();
    setEmptyAction(m_startIsolated);
    retranslate();
}

void SensitivityDock::connectAll()
{
    connect(&bench(), &Bench::modelChanged, this, [this] {
        m_isolated.reset();
        m_leftOut.reset();
        m_applied.reset();
        m_output = kMerged;
        m_pick = 0;
        refresh();
    });
    connect(&bench(), &Bench::sensitivityChanged, this, &SensitivityDock::takeResult);
    for (const auto change : {&Bench::configurationChanged, &Bench::statisticsChanged, &Bench::comparisonsChanged})
        connect(&bench(), change, this, &SensitivityDock::refresh);
    connect(&bench(), &Bench::liveChanged, this, &SensitivityDock::refresh);
    connect(&selection(), &Selection::changed, this, &SensitivityDock::markSelection);
    connect(m_startIsolated, &QAction::triggered, this, [this] { emit startRequested(SensitivityMode::Isolated); });
    connect(m_startLeftOut, &QAction::triggered, this, [this] { emit startRequested(SensitivityMode::LeaveOneOut); });
    connect(m_stop, &QToolButton::clicked, this, &SensitivityDock::stopRequested);
    connect(m_outputs, &QComboBox::activated, this, [this](int i) { setOutput(i - 1); });
    connect(m_metrics, &QComboBox::activated, this,
            [this](int i) { setMetric(static_cast<Metric>(m_metrics->itemData(i).toInt())); });
    connect(m_types, &QComboBox::activated, this,
            [this](int i) { setType(static_cast<SensitiveType>(m_types->itemData(i).toInt())); });
    connect(m_plot, &PickPlot::picked, this, [this](int k) { setPick(static_cast<std::size_t>(k)); });
    connect(m_slider, &QSlider::valueChanged, this, [this](int k) {
        if (!m_updating)
            setPick(static_cast<std::size_t>(k));
    });
    connect(m_topK, &QSpinBox::valueChanged, this, [this](int k) {
        if (!m_updating)
            setPick(static_cast<std::size_t>(k));
    });
    connect(m_ratio, &QDoubleSpinBox::valueChanged, this, [this] {
        if (m_updating)
            return;
        m_picker = Ratio;
        updatePick();
    });
    connect(m_threshold, &QLineEdit::returnPressed, this, [this] {
        m_picker = Threshold;
        updatePick();
    });
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        connect(m_radios[i], &QRadioButton::clicked, this, [this, i] {
            m_picker = static_cast<Picker>(i);
            updatePick();
        });
    connect(m_apply, &QPushButton::clicked, this, &SensitivityDock::apply);
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_marking)
            return;
        std::vector<UnitId> units;
        PointId point = PointId::None;
        for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
            if (const PickRow* row = m_model->row(m_proxy->mapToSource(index).row())) {
                if (std::find(units.begin(), units.end(), row->unit) == units.end())
                    units.push_back(row->unit);
                point = row->point;
            }
        if (!units.empty())
            selection().select(units, units.size() == 1 ? point : PointId::None);
    });
}

QWidget* SensitivityDock::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kGrid, kGrid, kGrid, 0);
    row->setSpacing(kGrid);
    for (QComboBox* box : {m_metrics, m_types}) // their words change with the language
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_outputs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_outputs->setMinimumContentsLength(6);
    m_outputs->setMaximumWidth(220);
    m_outputs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const Metric m : kMetrics)
        m_metrics->addItem(QString(), static_cast<int>(m));
    for (const SensitiveType t : {SensitiveType::Both, SensitiveType::Activation, SensitiveType::Weight})
        m_types->addItem(QString(), static_cast<int>(t));
    m_measure->setPopupMode(QToolButton::InstantPopup);
    m_measure->setMenu(new QMenu(this));
    m_measure->menu()->addActions({m_startIsolated, m_startLeftOut});
    m_measure->setAutoRaise(true);
    m_stop->setAutoRaise(true);
    m_stop->setIcon(themeIcon(QStringLiteral("media-playback-stop")));
    for (QWidget* w : std::initializer_list<QWidget*>{m_outputs, m_metrics, m_types})
        row->addWidget(w, w == m_outputs ? 100 : 0);
    row->addStretch(1);
    row->addWidget(m_stop);
    row->addWidget(m_measure);
    return bar;
}

QWidget* SensitivityDock::buildPicker()
{
    auto* side = new QWidget;
    auto* column = new QVBoxLayout(side);
    column->setContentsMargins(0, 0, 0, kGrid);
    column->setSpacing(kGrid);
    m_plot->setMinimumHeight(90);
    column->addWidget(m_plot, 1);
    column->addWidget(m_slider);
    auto* fields = new QGridLayout;
    fields->setContentsMargins(kGrid, 0, kGrid, 0);
    fields->setSpacing(kGrid);
    const std::array<QWidget*, 3> edits{m_topK, m_ratio, m_threshold};
    for (std::size_t i = 0; i < m_radios.size(); ++i) {
        m_radios[i] = new QRadioButton;
        fields->addWidget(m_radios[i], 0, static_cast<int>(i));
        fields->addWidget(edits[i], 1, static_cast<int>(i));
        edits[i]->setMinimumWidth(60);
        edits[i]->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        fields->setColumnStretch(static_cast<int>(i), 1);
    }
    m_ratio->setRange(0, 100);
    m_ratio->setDecimals(1);
    m_ratio->setSuffix(QStringLiteral(" %"));
    m_topK->setAlignment(Qt::AlignRight);
    m_ratio->setAlignment(Qt::AlignRight);
    m_ratio->setButtonSymbols(QAbstractSpinBox::NoButtons); // the slider is beside it
    m_threshold->setAlignment(Qt::AlignRight);
    fields->addWidget(m_apply, 1, 3);
    column->addLayout(fields);
    m_summary->setContentsMargins(kGrid, 0, kGrid, 0);
    m_summary->setWordWrap(true);
    m_summary->setMinimumWidth(1);
    column->addWidget(m_summary);
    return side;
}

void SensitivityDock::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(buildBar());
    m_status->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    m_status->setMinimumWidth(1);
    m_status->setForegroundRole(QPalette::PlaceholderText);
    column->addWidget(m_status);
    m_table->setProxy(m_proxy);
    m_table->sortByColumn(SensitivityModel::RankColumn, Qt::AscendingOrder);
    m_splitter = new QSplitter(Qt::Horizontal);
    m_splitter->addWidget(m_table);
    m_splitter->addWidget(buildPicker());
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });
    column->addWidget(m_splitter, 1);
    setContent(content);
    addContextMenu(m_plot, nullptr);
    addContextMenu(m_table, m_table);
}

void SensitivityDock::retranslate()
{
    setWindowTitle(tr("Sensitivity"));
    m_plot->setWindowTitle(tr("Sensitivity"));
    m_plot->retranslate();
    m_startIsolated->setText(tr("Measure Sensitivity"));
    m_startIsolated->setToolTip(tr("Quantizes each point alone and looks at the model's outputs"));
    m_startLeftOut->setText(tr("Measure Leave-One-Out"));
    m_startLeftOut->setToolTip(tr("Quantizes everything but one point, for each point"));
    const auto name = [](QWidget* widget, const QString& words, const QString& tip) {
        widget->setAccessibleName(words);
        widget->setToolTip(tip);
    };
    m_measure->setText(tr("Measure"));
    name(m_measure, tr("Measure"), tr("Starts a sweep; rows that are known are not measured again"));
    name(m_stop, tr("Stop"), tr("Stops the sweep and keeps its rows"));
    name(m_outputs, tr("Output"), tr("Which output of the model counts; merged: a row counts as it does where it is worst"));
    name(m_metrics, tr("Metric"), tr("What rows are ranked by"));
    name(m_types, tr("Points"), tr("Activations, weights, or both"));
    name(m_table, tr("Sensitivity"), tr("Most sensitive first"));
    name(m_slider, tr("Rows to raise"), tr("How many rows are raised to int16, from the top"));
    const QStringList labels{tr("Top k"), tr("Ratio"), tr("Worse than")};
    for (std::size_t i = 0; i < m_radios.size(); ++i)
        m_radios[i]->setText(labels[static_cast<qsizetype>(i)]);
    name(m_topK, tr("Top k"), tr("That many rows from the top"));
    name(m_ratio, tr("Ratio"), tr("That share of the rows, rounded up"));
    name(m_threshold, tr("Worse than"), tr("All rows that are as bad as this value of the metric or worse; Enter takes it"));
    m_apply->setText(tr("Apply"));
    name(m_apply, tr("Apply"), tr("Appends one rule that raises these rows to int16; one step of undo"));
    for (int i = 0; i < m_metrics->count(); ++i)
        m_metrics->setItemText(i, metricTitle(static_cast<Metric>(m_metrics->itemData(i).toInt())));
    m_types->setItemText(0, tr("All points"));
    m_types->setItemText(1, tr("Activations"));
    m_types->setItemText(2, tr("Weights"));
    m_proxy->retranslate();
    refresh();
}

void SensitivityDock::takeResult()
{
    const auto result = bench().sensitivity();
    if (!result) {
        m_isolated.reset();
        m_leftOut.reset();
    } else if (result->mode == SensitivityMode::Isolated) {
        m_isolated = result;
    } else {
        m_leftOut = result;
    }
    refresh();
}

void SensitivityDock::refresh()
{
    if (!bench().model())
        return showEmpty(tr("Which layers cost the outputs most, and what raising the worst of them would give. Open a model to "
                            "begin."),
                         false);
    if (!bench().statistics() || !bench().configuration() || !bench().configuration()->plan)
        return showEmpty(tr("Calibrate first: sensitivity quantizes one point after the other and looks at the outputs."), false);
    if (!m_isolated && !m_leftOut)
        return showEmpty(
            tr("Nothing was measured yet. A sweep quantizes each point alone and shows here which ones cost most; the "
               "worst can then be raised to int16 together."));
    showContent();
    fillOutputs();
    rank();
}

void SensitivityDock::fillOutputs()
{
    const auto& outputs = (m_isolated ? m_isolated : m_leftOut)->sensitivity.outputs;
    m_outputs->clear();
    m_outputs->addItem(tr("All outputs, merged"));
    for (const ValueId v : outputs)
        m_outputs->addItem(QString::fromStdString(bench().model()->graph.value(v).name));
    m_output = std::min(m_output, static_cast<int>(outputs.size()) - 1);
    m_outputs->setCurrentIndex(m_output + 1);
}

void SensitivityDock::rank()
{
    const Model& model = *bench().model();
    const auto& main = m_isolated ? m_isolated : m_leftOut;
    // Of the configuration that was measured: that is what the prediction starts from.
    const auto configuration = main->configuration && main->configuration->plan ? main->configuration : bench().configuration();
    const Plan& plan = configuration->plan->plan;
    m_ranked = rankedRows(model, plan, main->sensitivity, main->mode, m_metric, m_output, m_type);
    const auto all = m_isolated ? rankedRows(model, plan, m_isolated->sensitivity, SensitivityMode::Isolated, m_metric, m_output,
                                             SensitiveType::Both)
                                : std::vector<PickRow>{};
    m_curve = pickCurve(model, *configuration->effective, plan, m_ranked, all, m_output);
    SensitivityModel::Content content;
    content.model = bench().model();
    content.plan = std::shared_ptr<const Plan>(configuration->plan, &plan);
    content.metric = m_metric;
    for (const Unit& u : model.units.units)
        content.macs += static_cast<double>(u.macs);
    for (const PickRow& row : all)
        content.isolated[row.point] = row.value;
    if (m_leftOut)
        for (const PickRow& row : rankedRows(model, plan, m_leftOut->sensitivity, SensitivityMode::LeaveOneOut, m_metric,
                                             m_output, SensitiveType::Both))
            content.leftOut[row.point] = row.value;
    const auto take = [&](const Comparison& comparison, std::map<PointId, double>& values) {
        for (const CompareRow& row : comparison.rows)
            values[row.point] = row.metrics.pooled().value(m_metric, row.scale());
    };
    if (bench().live())
        take(bench().live()->comparison, content.cumulative);
    for (const auto& named : bench().comparisons())
        if (named->mode == CompareMode::Local)
            take(named->comparison, content.local);
    content.rows = m_ranked;
    m_marking = true;
    m_model->set(std::move(content));
    m_marking = false;
    m_plot->setCurve(m_curve);
    fitTable();
    updatePick();
    updateStatus();
    markSelection();
}

std::size_t SensitivityDock::raisable() const
{
    return static_cast<std::size_t>(std::count_if(m_ranked.begin(), m_ranked.end(), [](const PickRow& r) { return r.raisable; }));
}

void SensitivityDock::updatePick()
{
    const std::size_t rows = raisable();
    const SensitivityMode mode = m_isolated ? SensitivityMode::Isolated : SensitivityMode::LeaveOneOut;
    if (m_picker == Ratio) {
        SensitivityRule rule;
        rule.ratio = m_ratio->value() / 100;
        m_pick = rule.raisedOf(rows);
    } else if (m_picker == Threshold) {
        bool ok = false;
        const double limit = m_threshold->text().toDouble(&ok);
        if (ok)
            m_pick = rowsBeyond(m_ranked, mode, m_metric, limit);
    }
    m_pick = std::min(m_pick, rows);
    m_updating = true;
    m_slider->setRange(0, static_cast<int>(rows));
    m_slider->setValue(static_cast<int>(m_pick));
    m_topK->setRange(0, static_cast<int>(rows));
    m_topK->setValue(static_cast<int>(m_pick));
    if (m_picker != Ratio)
        m_ratio->setValue(rows == 0 ? 0 : 100.0 * static_cast<double>(m_pick) / static_cast<double>(rows));
    if (m_picker != Threshold) {
        // The value of the last row that is taken.
        std::size_t place = 0;
        QString text;
        for (const PickRow& row : m_ranked)
            if (row.raisable && ++place == m_pick)
                text = number(row.value);
        m_threshold->setText(text);
    }
    m_radios[m_picker]->setChecked(true);
    m_updating = false;
    m_model->setPicked(m_pick);
    m_plot->setPick(m_pick);
    m_apply->setEnabled(m_pick > 0 && bench().configuration() != nullptr);
    updateSummary();
}

double SensitivityDock::measuredDecibel() const
{
    const auto& outputs = (m_isolated ? m_isolated : m_leftOut)->sensitivity.outputs;
    double worst = std::numeric_limits<double>::infinity();
    for (const CompareRow& row : bench().live()->comparison.outputs)
        for (std::size_t o = 0; o < outputs.size(); ++o)
            if (outputs[o] == row.value && (m_output == kMerged || static_cast<std::size_t>(m_output) == o))
                worst = std::min(worst, row.metrics.pooled().value(Metric::Sqnr));
    return worst;
}

double SensitivityDock::shareOf(const Plan& plan) const
{
    const auto curve = pickCurve(*bench().model(), *bench().configuration()->effective, plan, {}, {}, m_output);
    return curve.share.front();
}

void SensitivityDock::updateSummary()
{
    QStringList lines;
    if (m_pick < m_curve.decibel.size())
        lines << tr("Predicted %1 dB at %2 of the MACs in int16 (now %3 dB, %4)")
                     .arg(metricText(Metric::Sqnr, m_curve.decibel[m_pick]), percent(m_curve.share[m_pick]),
                          metricText(Metric::Sqnr, m_curve.decibel.front()), percent(m_curve.share.front()));
    else if (m_pick < m_curve.share.size())
        lines << tr("%1 of the MACs in int16; a prediction needs isolated rows").arg(percent(m_curve.share[m_pick]));
    // A sum over a part of the points promises too much.
    if (m_isolated && !m_isolated->complete && !m_curve.decibel.empty())
        lines << tr("From %1 of %2 points so far: the rest adds to the error")
                     .arg(m_isolated->sensitivity.rows.size())
                     .arg(m_isolated->planned);
    const bool answered = m_applied && bench().live() && !bench().liveIsStale() && bench().configuration() &&
                          bench().configuration()->rules == m_applied->rules && bench().configuration()->plan;
    if (m_applied && bench().configuration() && bench().configuration()->rules == m_applied->rules && !answered)
        lines << tr("Applied: predicted %1 dB, being measured").arg(metricText(Metric::Sqnr, m_applied->decibel));
    if (answered)
        lines << tr("Applied: predicted %1 dB, measured %2 dB")
                     .arg(metricText(Metric::Sqnr, m_applied->decibel), metricText(Metric::Sqnr, measuredDecibel()));
    m_plot->setMeasured(answered ? std::optional(QPointF(shareOf(bench().configuration()->plan->plan), measuredDecibel()))
                                 : std::nullopt);
    m_summaryText = lines.join(QLatin1Char('\n'));
    m_summary->setText(m_summaryText);
    m_summary->setToolTip(tr("Predicted: error powers of the isolated rows that stay, summed, over the samples of the sweep. "
                             "Measured: the pinned sample."));
}

void SensitivityDock::updateStatus()
{
    const auto& newest = bench().sensitivity();
    const auto& main = m_isolated ? m_isolated : m_leftOut;
    QStringList parts;
    const auto shown = newest ? newest : main;
    const auto measured = static_cast<int>(shown->sensitivity.rows.size());
    parts << (shown->complete ? tr("%n point(s) measured", nullptr, measured)
                              : tr("%1 of %2 points measured").arg(measured).arg(shown->planned));
    if (shown->badCase)
        parts << tr("bad case only: sample %1").arg(shown->badCase->sample);
    if (main->configuration && bench().configuration() && main->configuration->key != bench().configuration()->key)
        parts << tr("measured before the last edit");
    m_status->setText(parts.join(QStringLiteral(" · ")));
    m_stop->setVisible(!shown->complete);
}

QString SensitivityDock::statusText() const { return m_status->text(); }

void SensitivityDock::markSelection()
{
    m_marking = true;
    QItemSelection rows;
    QModelIndex current;
    for (int r = 0; r < m_model->rowCount(); ++r) {
        const PickRow& row = *m_model->row(r);
        if (!selection().contains(row.unit) || (selection().point() != PointId::None && selection().point() != row.point))
            continue;
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(r, 0));
        rows.select(index, index);
        if (row.unit == selection().current() && !current.isValid())
            current = index;
    }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (current.isValid()) {
        m_table->selectionModel()->setCurrentIndex(current, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(current);
    }
    m_marking = false;
}

void SensitivityDock::setPick(std::size_t count)
{
    m_picker = TopK;
    m_pick = count;
    updatePick();
}

void SensitivityDock::setOutput(int output)
{
    m_output = output;
    refresh();
}

void SensitivityDock::setMetric(Metric metric)
{
    m_metric = metric;
    m_metrics->setCurrentIndex(m_metrics->findData(static_cast<int>(metric)));
    refresh();
}

void SensitivityDock::setType(SensitiveType type)
{
    m_type = type;
    m_types->setCurrentIndex(m_types->findData(static_cast<int>(type)));
    refresh();
}

void SensitivityDock::apply()
{
    if (m_pick == 0 || !bench().configuration())
        return;
    SensitivityRule rule;
    rule.tables.push_back(tableOf(*bench().model(), m_ranked));
    rule.type = m_type;
    if (m_picker == Ratio)
        rule.ratio = m_ratio->value() / 100;
    else
        rule.topK = m_pick;
    RuleSet after = bench().configuration()->rules;
    after.rules.push_back({rule, true});
    m_applied = Applied{after, m_pick < m_curve.decibel.size() ? m_curve.decibel[m_pick] : std::nan("")};
    bench().requestEdit(tr("Raise the %n most sensitive point(s) to int16", nullptr, static_cast<int>(m_pick)), after);
}

QString SensitivityDock::tsv() const
{
    QString out = tr("Rows") + QLatin1Char('\t') + tr("int16 share of MACs") + QLatin1Char('\t') + tr("Predicted SQNR [dB]") +
                  QLatin1Char('\n');
    for (std::size_t k = 0; k < m_curve.share.size(); ++k)
        out += QString::number(k) + QLatin1Char('\t') + fullNumber(m_curve.share[k]) + QLatin1Char('\t') +
               (k < m_curve.decibel.size() ? fullNumber(m_curve.decibel[k]) : QStringLiteral("-")) + QLatin1Char('\n');
    return out;
}

void SensitivityDock::fitTable()
{
    using M = SensitivityModel;
    const bool wide = width() >= kWide;
    const bool local = std::any_of(bench().comparisons().begin(), bench().comparisons().end(),
                                   [](const auto& c) { return c->mode == CompareMode::Local; });
    const QString form = QStringLiteral("%1%2%3").arg(wide).arg(m_leftOut != nullptr).arg(local);
    if (m_table->property("form").toString() != form)
        for (const auto& [column, shown] : std::map<int, bool>{{M::TypeColumn, false},
                                                               {M::DTypeColumn, false},
                                                               {M::LeftOutColumn, m_leftOut != nullptr},
                                                               {M::LocalColumn, wide && local},
                                                               {M::CumulativeColumn, wide},
                                                               {M::MacsColumn, wide},
                                                               {M::PortColumn, false},
                                                               {M::RankColumn, wide},
                                                               {M::PickColumn, false}})
            m_table->setColumnHidden(column, !shown);
    m_table->setProperty("form", form);
    m_table->fitColumns(M::UnitColumn);
}

void SensitivityDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    if (!m_splitByHand)
        m_splitter->setSizes({width() * 54 / 100, width() * 46 / 100});
    fitTable();
}

} // namespace qb
