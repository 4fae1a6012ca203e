// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_dock.h"

#include "engine/analysis/output_errors.h"
#include "widgets/common/choice_words.h"
#include "widgets/common/colors.h"
#include "widgets/common/expression_field.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/sensitivity_model.h"
#include "widgets/tables/table_selection.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QComboBox>
#include <QLabel>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

constexpr std::array kMetrics{Metric::Sqnr, Metric::Cosine, Metric::L1, Metric::Atol, Metric::Mse, Metric::Kl};
constexpr int kCustom = -1;

} // namespace

SensitivityDock::SensitivityDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_asker(new EditPreview(this)),
      m_startIsolated(new QAction(this)),
      m_startLeftOut(new QAction(this)),
      m_measure(new QToolButton),
      m_stop(new QToolButton),
      m_outputs(new QComboBox),
      m_metrics(new QComboBox),
      m_types(new QComboBox),
      m_expression(new ExpressionField(ExpressionField::Of::Outputs)),
      m_status(new QLabel),
      m_model(new SensitivityModel(this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_link(new TableSelection(
          *m_table, s,
          [this](int row) {
              const PickRow* picked = m_model->row(row);
              return TableSelection::Place{picked->unit, picked->point};
          },
          this)),
      m_picker(new PickPanel)
{
    build();
    connectAll();
    setEmptyActions({m_startIsolated});
    retranslate();
}

void SensitivityDock::connectAll()
{
    connect(&bench(), &Bench::modelChanged, this, [this] {
        m_isolated.reset();
        m_leftOut.reset();
        m_applied.reset();
        m_output = kMerged;
        m_picker->setPick(0);
        m_expression->setOutputs(bench().model() ? bench().model()->outputs : std::vector<PortInfo>{});
        refresh();
    });
    connect(&bench(), &Bench::customMetricChanged, this, &SensitivityDock::takeCustomMetric);
    connect(&bench(), &Bench::expressionsChanged, this, [this] { m_expression->setRecent(bench().expressions()); });
    connect(m_expression, &ExpressionField::changed, this, &SensitivityDock::updateStatus);
    connect(m_expression, &ExpressionField::accepted, this, &SensitivityDock::useExpression);
    connect(&bench(), &Bench::sensitivityChanged, this, &SensitivityDock::takeResult);
    for (const auto change : {&Bench::configurationChanged, &Bench::statisticsChanged, &Bench::comparisonsChanged})
        connect(&bench(), change, this, &SensitivityDock::refresh);
    connect(&bench(), &Bench::liveChanged, this, &SensitivityDock::refresh);
    connect(m_startIsolated, &QAction::triggered, this, [this] { emit startRequested(SensitivityMode::Isolated); });
    connect(m_startLeftOut, &QAction::triggered, this, [this] { emit startRequested(SensitivityMode::LeaveOneOut); });
    connect(m_stop, &QToolButton::clicked, this, &SensitivityDock::stopRequested);
    connect(m_outputs, &QComboBox::activated, this, [this](int i) { setOutput(i - 1); });
    connect(m_metrics, &QComboBox::activated, this, [this](int i) {
        const int metric = m_metrics->itemData(i).toInt();
        setMetric(metric == kCustom ? MetricChoice::custom(m_metric.order) : MetricChoice(static_cast<Metric>(metric)));
        if (metric == kCustom)
            m_expression->setFocus();
    });
    connect(m_types, &QComboBox::activated, this,
            [this](int i) { setType(static_cast<SensitiveType>(m_types->itemData(i).toInt())); });
    connect(m_picker, &PickPanel::changed, this, [this] {
        m_model->setPicked(m_picker->pick());
        askTarget();
        updateSummary();
    });
    connect(m_asker, &EditPreview::answered, this, [this](const std::shared_ptr<const Preview>& preview) {
        m_target = preview;
        if (m_isolated || m_leftOut) // else another model was opened meanwhile
            updateSummary();
    });
    connect(m_picker, &PickPanel::applied, this, &SensitivityDock::apply);
    m_expression->setOutputs(bench().model() ? bench().model()->outputs : std::vector<PortInfo>{});
    m_expression->setRecent(bench().expressions());
}

QWidget* SensitivityDock::buildBar()
{
    for (QComboBox* box : {m_metrics, m_types}) // their words change with the language
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_outputs->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_outputs->setMinimumContentsLength(6);
    m_outputs->setMaximumWidth(220);
    m_outputs->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    for (const Metric m : kMetrics)
        m_metrics->addItem(QString(), static_cast<int>(m));
    m_metrics->addItem(QString(), kCustom);
    for (const SensitiveType t : {SensitiveType::Both, SensitiveType::Activation, SensitiveType::Weight})
        m_types->addItem(QString(), static_cast<int>(t));
    m_measure->setPopupMode(QToolButton::InstantPopup);
    m_measure->setMenu(new QMenu(this));
    m_measure->menu()->addActions({m_startIsolated, m_startLeftOut});
    m_stop->setAutoRaise(true);
    m_stop->setIcon(themeIcon(QStringLiteral("media-playback-stop")));
    return makeBar({m_outputs, m_metrics, m_types}, {m_stop, m_measure}, m_outputs);
}

void SensitivityDock::build()
{
    m_status->setForegroundRole(QPalette::PlaceholderText);
    m_status->setWordWrap(true); // a narrow dock has no room for all of it in a line
    m_table->setWords(m_words, SensitivityModel::UnitColumn);
    m_table->sortByColumn(SensitivityModel::RankColumn, Qt::AscendingOrder);
    QVBoxLayout* column = setParts(buildBar(), m_status, Qt::Horizontal, m_table, m_picker);
    m_expression->setContentsMargins(kGrid, 0, kGrid, 0);
    m_expression->hide();
    column->insertWidget(1, m_expression);
    addContextMenu(m_picker->plot(), nullptr);
    addContextMenu(m_table, m_table);
}

void SensitivityDock::retranslate()
{
    setWindowTitle(tr("Sensitivity"));
    m_picker->retranslate();
    m_startIsolated->setText(tr("Measure sensitivity"));
    m_startIsolated->setToolTip(tr("Quantizes each point alone and looks at the model's outputs"));
    m_startLeftOut->setText(tr("Measure leave-one-out"));
    m_startLeftOut->setToolTip(tr("Quantizes everything but one point, for each point"));
    m_measure->setText(tr("Measure"));
    nameWidget(m_measure, tr("Measure"), tr("Starts a sweep; rows that are known are not measured again"));
    nameWidget(m_stop, tr("Stop"), tr("Stops the sweep and keeps its rows"));
    nameWidget(m_outputs, tr("Output"),
               tr("Which output of the model counts; merged: a row counts as it does where it is worst"));
    nameWidget(m_metrics, tr("Metric"), tr("What rows are ranked by"));
    nameWidget(m_types, tr("Points"), tr("Activations, weights, or both"));
    nameWidget(m_table, tr("Sensitivity"), tr("Most sensitive first"));
    for (int i = 0; i < m_metrics->count(); ++i) {
        const int metric = m_metrics->itemData(i).toInt();
        m_metrics->setItemText(i, metric == kCustom ? tr("Custom") : metricTitle(static_cast<Metric>(metric)));
        m_metrics->setItemData(
            i, metric == kCustom ? tr("An expression of your own") : metricFormula(static_cast<Metric>(metric)), Qt::ToolTipRole);
    }
    m_types->setItemText(0, tr("All points"));
    m_types->setItemText(1, tr("Activations"));
    m_types->setItemText(2, tr("Weights"));
    refresh();
}

void SensitivityDock::takeResult()
{
    m_isolated = bench().sensitivity(SensitivityMode::Isolated);
    m_leftOut = bench().sensitivity(SensitivityMode::LeaveOneOut);
    refresh();
}

void SensitivityDock::refresh()
{
    if (!bench().model())
        return showEmpty(tr("Which layers cost the outputs most, and what raising the worst of them would give. Open a model to "
                            "begin."));
    if (!bench().model()->runnable())
        return showEmpty(notRunnable(*bench().model()), EmptyButton::Hidden);
    if (!bench().statistics() || !bench().configuration() || !bench().configuration()->plan)
        return showEmpty(tr("Calibrate first: sensitivity quantizes one point after the other and looks at the outputs."));
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
    const bool some = decisiveOutputs(bench().model()->outputs) < outputs.size();
    m_outputs->addItem(some ? tr("All outputs of floats, merged") : tr("All outputs, merged"));
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
    PickPanel::Rows rows;
    rows.mode = main->mode;
    rows.metric = m_metric;
    rows.ranked = ranked(*main, plan, m_metric, m_type);
    // What is predicted is always the SQNR.
    const auto all = m_isolated ? ranked(*m_isolated, plan, m_metric.isCustom() ? Metric::Sqnr : m_metric, SensitiveType::Both)
                                : std::vector<PickRow>{};
    if (!rows.ranked.empty())
        rows.curve = pickCurve(model, *configuration->effective, plan, rows.ranked, all, m_output);
    SensitivityModel::Content content;
    content.model = bench().model();
    content.plan = std::shared_ptr<const Plan>(configuration->plan, &plan);
    content.metric = m_metric;
    for (const Unit& u : model.units.units)
        content.macs += static_cast<double>(u.macs);
    content.expression = bench().customMetric() ? QString::fromStdString(bench().customMetric()->text) : QString();
    const auto takeSweep = [&](const SensitivityResult& sweep, const std::vector<PickRow>& ranked) {
        SensitivityModel::Values taken{{},
                                       {{},
                                        overSamples(samplesOf(sweep), sweep.samples),
                                        !inForce(sweep.configuration),
                                        {},
                                        timeOf(sweep.sensitivity.measured)}};
        for (const PickRow& row : ranked)
            taken.values[row.point] = row.value;
        return taken;
    };
    if (m_isolated)
        content.isolated =
            takeSweep(*m_isolated, m_metric.isCustom() ? ranked(*m_isolated, plan, m_metric, SensitiveType::Both) : all);
    if (m_leftOut)
        content.leftOut = takeSweep(*m_leftOut, ranked(*m_leftOut, plan, m_metric, SensitiveType::Both));
    content.local = compared(CompareMode::Local, *main);
    content.cumulative = compared(CompareMode::Cumulative, *main);
    content.rows = rows.ranked;
    m_model->set(std::move(content));
    offerColumns();
    m_picker->setRows(std::move(rows));
    updateStatus();
    m_link->mark();
}

bool SensitivityDock::inForce(const std::shared_ptr<const Configuration>& configuration) const
{
    return configuration && bench().configuration() && configuration->key == bench().configuration()->key;
}

std::size_t SensitivityDock::samplesOf(const SensitivityResult& sweep)
{
    std::optional<std::size_t> least;
    for (const PointErrors& row : sweep.sensitivity.rows)
        for (const PooledMetrics& output : row.outputs)
            least = std::min(least.value_or(output.samples().size()), output.samples().size());
    return least.value_or(0);
}

/// What layers were measured by beside the sweep: over samples and in the configuration of the sweep, where there is such a
/// comparison; else the pinned sample, or the newest comparison where that measures something else.
SensitivityModel::Values SensitivityDock::compared(CompareMode mode, const SensitivityResult& sweep) const
{
    SensitivityModel::Values taken;
    const auto take = [&](const Comparison& comparison, const QString& samples, bool stale) {
        if (!isOfMetric(comparison.custom))
            return;
        for (const CompareRow& row : comparison.rows)
            taken.values[row.point] = m_metric.value(row.metrics.pooled(), row.scale(), row.custom);
        taken.from = {{}, samples, stale, {}, timeOf(comparison.measured)};
    };
    const NamedComparison* newest = nullptr;
    const NamedComparison* fitting = nullptr;
    for (const auto& named : bench().comparisons()) {
        if (named->mode != mode || named->foreign || named->parts != CompareParts::All)
            continue;
        newest = named.get();
        if (sweep.configuration && named->configuration->key == sweep.configuration->key)
            fitting = named.get();
    }
    const auto& live = bench().live();
    if (!fitting && live && mode == CompareMode::Cumulative)
        take(live->comparison, pinnedSample(live->sampleName), bench().liveIsStale());
    else if (const NamedComparison* best = fitting ? fitting : newest)
        take(best->comparison, overSamples(best->comparison.samples.size(), best->planned), !inForce(best->configuration));
    return taken;
}

bool SensitivityDock::isOfMetric(const std::string& custom) const
{
    return !m_metric.isCustom() || (bench().customMetric() && bench().customMetric()->text == custom);
}

std::vector<PickRow> SensitivityDock::ranked(const SensitivityResult& result, const Plan& plan, const MetricChoice& by,
                                             SensitiveType type) const
{
    if (by.isCustom() && !isOfMetric(result.sensitivity.custom))
        return {};
    return rankedRows(*bench().model(), plan, result.sensitivity, result.mode, by, m_output, type);
}

void SensitivityDock::takeCustomMetric()
{
    const auto& custom = bench().customMetric();
    m_expression->setExpression(custom ? QString::fromStdString(custom->text) : QString());
    m_expression->setOrder(custom ? custom->order : Order::Descending);
    if (m_metric.isCustom())
        m_metric.order = m_expression->order();
    refresh();
}

/// What is typed becomes the metric, and is measured where it was not.
void SensitivityDock::useExpression()
{
    if (!m_expression->problem().isEmpty())
        return;
    bench().requestCustomMetric(m_expression->text(), m_expression->order());
    const auto& main = m_isolated ? m_isolated : m_leftOut;
    if (main && bench().customMetric() && !isOfMetric(main->sensitivity.custom))
        emit startRequested(main->mode);
}

void SensitivityDock::updateStatus()
{
    const auto& newest = bench().sensitivity();
    const auto& main = m_isolated ? m_isolated : m_leftOut;
    if (!main)
        return;
    QStringList parts;
    const auto shown = newest ? newest : main;
    const auto measured = static_cast<int>(shown->sensitivity.rows.size());
    const std::size_t samples = samplesOf(*shown);
    parts << (shown->complete ? tr("%Ln point(s) measured", nullptr, measured)
                              : tr("%1 of %2 points measured").arg(count(shown->sensitivity.rows.size()), count(shown->planned)));
    if (!shown->badCase)
        parts << (shown->complete ? tr("%Ln sample(s)", nullptr, static_cast<int>(samples))
                                  : tr("%1 of %2 samples").arg(count(samples), count(shown->samples)));
    if (!shown->complete && !shown->running)
        parts << tr("stopped: measuring goes on from here");
    if (shown->badCase)
        parts << tr("bad case only: sample %1").arg(shown->badCase->sample);
    if (main->configuration && bench().configuration() && main->configuration->key != bench().configuration()->key)
        parts << tr("measured before the last edit");
    if (m_metric.isCustom() && m_expression->problem().isEmpty() && !isOfMetric(main->sensitivity.custom))
        parts << (m_expression->text().isEmpty() ? tr("write an expression") : tr("press Enter to measure the expression"));
    if (m_metric.isCustom() && !m_expression->problem().isEmpty())
        parts.clear(); // nothing of it is shown
    m_status->setText(parts.join(QStringLiteral(" · ")));
    m_stop->setVisible(shown->running);
}

QString SensitivityDock::statusText() const { return m_status->text(); }

void SensitivityDock::setOutput(int output)
{
    m_output = output;
    refresh();
}

void SensitivityDock::setMetric(const MetricChoice& metric)
{
    m_metric = metric;
    if (metric.isCustom())
        m_metric.order = m_expression->order();
    m_metrics->setCurrentIndex(m_metrics->findData(metric.metric ? static_cast<int>(*metric.metric) : kCustom));
    m_expression->setVisible(metric.isCustom());
    refresh();
}

void SensitivityDock::setType(SensitiveType type)
{
    m_type = type;
    m_types->setCurrentIndex(m_types->findData(static_cast<int>(type)));
    refresh();
}

QString SensitivityDock::tsv() const
{
    QString out = tr("Rows") + QLatin1Char('\t') + tr("int16 share of MACs") + QLatin1Char('\t') + tr("Predicted SQNR [dB]") +
                  QLatin1Char('\n');
    for (std::size_t k = 0; k < curve().share.size(); ++k)
        out += QString::number(k) + QLatin1Char('\t') + fullNumber(curve().share[k]) + QLatin1Char('\t') +
               (k < curve().decibel.size() ? fullNumber(curve().decibel[k]) : QStringLiteral("-")) + QLatin1Char('\n');
    return out;
}

void SensitivityDock::offerColumns()
{
    m_table->setOffered(SensitivityModel::LeftOutColumn, m_leftOut != nullptr);
    // An expression of named outputs has no value at other tensors.
    const bool ofLayers = !m_metric.isCustom() || (bench().customMetric() && bench().customMetric()->ofTensor);
    m_table->setOffered(SensitivityModel::CumulativeColumn, ofLayers);
    m_table->setOffered(SensitivityModel::LocalColumn,
                        ofLayers && std::any_of(bench().comparisons().begin(), bench().comparisons().end(),
                                                [](const auto& c) { return c->mode == CompareMode::Local; }));
}

void SensitivityDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    // The table gets what its columns need, the picture the rest.
    constexpr int kMost = 62;
    const int needed = m_table->widthFor(width() * kMost / 100) * 100 / std::max(1, width()) + 3;
    divide(std::clamp(needed, 50, kMost));
}

} // namespace qb
