// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/empty_page.h"
#include "widgets/common/expression_field.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/plots/compare_model.h"
#include "widgets/plots/foreign_strip.h"
#include "widgets/tables/table_selection.h"
#include "widgets/tables/table_view.h"

#include <QAction>
#include <QComboBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QSplitter>
#include <QToolButton>
#include <QVBoxLayout>

namespace qb {

namespace {

constexpr std::array kMetrics{Metric::Cosine, Metric::Sqnr,          Metric::L1,
                              Metric::Atol,   Metric::MaxQscaleDiff, Metric::ClippedShare};
constexpr int kRanges = -1;
constexpr int kCustom = -2;

} // namespace

CompareDock::CompareDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_mainBox(new QComboBox),
      m_againstButton(new QToolButton),
      m_againstMenu(new QMenu(this)),
      m_metricBox(new QComboBox),
      m_expression(new ExpressionField(ExpressionField::Of::Layers)),
      m_modeBox(new QComboBox),
      m_meanButton(new QToolButton),
      m_measureButton(new QToolButton),
      m_measureMode(new QAction(this)),
      m_measureWeights(new QAction(this)),
      m_measureActivations(new QAction(this)),
      m_measureLocal(new QAction(this)),
      m_unmeasured(new EmptyPage),
      m_legend(new QLabel),
      m_foreign(new ForeignStrip),
      m_plot(new ComparePlot),
      m_model(new CompareModel(this)),
      m_words(new TableWords(*m_model, m_model->words(), this)),
      m_table(new TableView),
      m_link(new TableSelection(
          *m_table, s,
          [this](int row) {
              const LayerNumbers* layer = m_model->row(row);
              return TableSelection::Place{layer->unit, layer->point};
          },
          this))
{
    build();
    for (const auto change : {&Bench::modelChanged, &Bench::configurationChanged, &Bench::liveChanged, &Bench::comparisonsChanged,
                              &Bench::dataChanged, &Bench::statisticsChanged})
        connect(&b, change, this, &CompareDock::refresh);
    connect(&b, &Bench::chosenCaseChanged, this, &CompareDock::retranslate);
    connect(m_link, &TableSelection::marked, this, [this] { m_plot->mark(m_link->current()); });
    connect(m_mainBox, &QComboBox::activated, this, [this](int i) { setMain(m_mainBox->itemData(i).toString()); });
    connect(m_metricBox, &QComboBox::activated, this, [this](int i) {
        const int metric = m_metricBox->itemData(i).toInt();
        setMetric(metric == kRanges   ? std::nullopt
                  : metric == kCustom ? std::optional(MetricChoice::custom(m_expression->order()))
                                      : std::optional<MetricChoice>(static_cast<Metric>(metric)));
        if (metric == kCustom)
            m_expression->setFocus();
    });
    connect(&b, &Bench::modelChanged, this,
            [this] { m_expression->setOutputs(bench().model() ? bench().model()->outputs : std::vector<PortInfo>{}); });
    connect(&b, &Bench::customMetricChanged, this, &CompareDock::takeCustomMetric);
    connect(&b, &Bench::expressionsChanged, this, [this] { m_expression->setRecent(bench().expressions()); });
    connect(m_expression, &ExpressionField::changed, this, &CompareDock::updateLegend);
    connect(m_expression, &ExpressionField::accepted, this, [this] {
        if (m_expression->problem().isEmpty())
            bench().requestCustomMetric(m_expression->text(), m_expression->order());
    });
    connect(m_modeBox, &QComboBox::activated, this,
            [this](int i) { setMode(i == 0 ? CompareMode::Cumulative : CompareMode::Local); });
    connect(m_meanButton, &QToolButton::toggled, this, &CompareDock::setRunningMean);
    connect(m_measureMode, &QAction::triggered, this, [this] { emit compareRequested(m_mode, CompareParts::All); });
    connect(m_measureLocal, &QAction::triggered, this, [this] { emit compareRequested(CompareMode::Local, CompareParts::All); });
    connect(m_measureWeights, &QAction::triggered, this, [this] { emit compareRequested(m_mode, CompareParts::Weights); });
    connect(m_measureActivations, &QAction::triggered, this,
            [this] { emit compareRequested(m_mode, CompareParts::Activations); });
    connect(m_plot, &Plot::clicked, this, [this](QPointF pixel) { selectRow(m_plot->rowAt(pixel)); });
    connect(m_foreign, &ForeignStrip::rowActivated, this, &CompareDock::selectRow);
    connect(m_foreign, &ForeignStrip::unitActivated, this, [this](UnitId unit) { selection().select(unit); });
    m_expression->setOutputs(b.model() ? b.model()->outputs : std::vector<PortInfo>{});
    m_expression->setRecent(b.expressions());
    retranslate();
}

QWidget* CompareDock::buildBar()
{
    for (QComboBox* box : {m_metricBox, m_modeBox}) // their words change with the language
        box->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_mainBox->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_mainBox->setMinimumContentsLength(3);
    m_mainBox->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_mainBox->setMaximumWidth(260);
    m_againstButton->setMenu(m_againstMenu);
    m_measureButton->setMenu(new QMenu(this));
    m_measureButton->menu()->addActions({m_measureMode, m_measureWeights, m_measureActivations});
    for (QToolButton* button : {m_againstButton, m_measureButton}) {
        button->setPopupMode(QToolButton::InstantPopup);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    m_meanButton->setCheckable(true);
    m_meanButton->setIcon(themeIcon(QStringLiteral("node-type-auto-smooth")));
    m_meanButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    for (const Metric m : kMetrics)
        m_metricBox->addItem(QString(), static_cast<int>(m));
    m_metricBox->addItem(QString(), kRanges);
    m_metricBox->addItem(QString(), kCustom);
    m_modeBox->addItems({QString(), QString()});
    return makeBar({m_metricBox, m_modeBox, m_mainBox, m_againstButton, m_meanButton}, {m_measureButton}, m_mainBox);
}

void CompareDock::build()
{
    m_legend->setTextFormat(Qt::RichText);
    m_table->setWords(m_words, CompareModel::NameColumn);
    m_table->sortByColumn(CompareModel::IndexColumn, Qt::AscendingOrder);
    m_plot->setMinimumHeight(80);
    m_table->setMinimumHeight(60);
    QVBoxLayout* column = setParts(buildBar(), m_legend, Qt::Vertical, m_plot, m_table);
    m_expression->setContentsMargins(kGrid, 0, kGrid, 0);
    m_expression->hide();
    column->insertWidget(1, m_expression);
    column->insertWidget(column->indexOf(m_legend) + 1, m_foreign);
    column->addWidget(m_unmeasured, 1);
    addContextMenu(m_plot, nullptr);
    addContextMenu(m_table, m_table);
}

void CompareDock::retranslate()
{
    setWindowTitle(tr("Compare"));
    m_plot->setWindowTitle(tr("Compare"));
    m_plot->retranslate();
    for (int i = 0; i < m_metricBox->count(); ++i) {
        const int metric = m_metricBox->itemData(i).toInt();
        m_metricBox->setItemText(i, metric == kRanges   ? tr("Ranges")
                                    : metric == kCustom ? tr("Custom")
                                                        : metricTitle(static_cast<Metric>(metric)));
        m_metricBox->setItemData(i,
                                 metric == kRanges
                                     ? tr("least and largest value of each layer: float as a band, quantized as lines")
                                 : metric == kCustom ? tr("An expression of your own")
                                                     : metricFormula(static_cast<Metric>(metric)),
                                 Qt::ToolTipRole);
    }
    m_modeBox->setItemText(0, tr("Cumulative"));
    m_modeBox->setItemText(1, tr("Local"));
    nameWidget(m_mainBox, tr("Result"), tr("Which result the table shows; its curve is the strong one"));
    nameWidget(m_againstButton, tr("Against"), tr("Other results as curves; differences to the first one in the table"));
    nameWidget(m_metricBox, tr("Metric"), tr("What the curves show"));
    nameWidget(
        m_modeBox, tr("Mode"),
        tr("Cumulative: everything is quantized, the error at each layer. Local: each layer alone on float inputs, its own "
           "error"));
    m_meanButton->setText(tr("Mean"));
    nameWidget(m_meanButton, tr("Running mean"), tr("Running mean over neighbouring layers"));
    m_measureButton->setText(tr("Measure"));
    nameWidget(m_measureButton, tr("Measure"),
               tr("Measures over all evaluation samples, or the bad case alone where one is chosen"));
    const auto& chosen = bench().chosenCase();
    m_measureMode->setText(chosen ? tr("Bad case only: sample %1").arg(chosen->sample) : tr("All evaluation samples"));
    m_measureLocal->setText(tr("Measure local errors"));
    m_measureLocal->setToolTip(chosen ? tr("Of the bad case alone") : tr("Over all evaluation samples"));
    m_unmeasured->setContent(tr("Local errors were not measured yet: each layer alone on float inputs, so that an error stands "
                                "where it is made and not where it is inherited."),
                             m_measureLocal);
    m_measureWeights->setText(tr("Weights only quantized"));
    m_measureActivations->setText(tr("Activations only quantized"));
    nameWidget(m_table, tr("Layers"), QString());
    refresh();
}

void CompareDock::fillChoosers()
{
    const QSignalBlocker quiet(m_mainBox);
    m_mainBox->clear();
    m_againstMenu->clear();
    QStringList others;
    for (const CompareSources::Source& s : m_sources.all()) {
        m_mainBox->addItem(s.title, s.id);
        m_mainBox->setItemData(m_mainBox->count() - 1, s.tip, Qt::ToolTipRole);
        if (s.id == m_shown)
            continue;
        QAction* action = m_againstMenu->addAction(s.title);
        action->setCheckable(true);
        action->setChecked(m_against.contains(s.id));
        if (action->isChecked())
            others << s.title;
        connect(action, &QAction::toggled, this, [this, id = s.id](bool on) { setAgainst(id, on); });
    }
    m_mainBox->setCurrentIndex(m_mainBox->findData(m_shown));
    m_againstButton->setEnabled(!m_againstMenu->isEmpty());
    m_againstButton->setText(others.isEmpty() ? tr("Against") : tr("Against (%1)").arg(others.size()));
    emit othersChanged();
}

void CompareDock::refresh()
{
    if (!bench().model() || !bench().model()->runnable()) {
        m_sources = {};
        emit othersChanged();
    }
    if (!bench().model())
        return showEmpty(
            tr("How far each layer is from float, as a table and as curves over layer order. Open a model to begin."));
    if (!bench().model()->runnable())
        return showEmpty(notRunnable(*bench().model()), EmptyButton::Hidden);
    chooseShown();
    if (m_sources.all().empty() && m_mode == CompareMode::Cumulative)
        return showEmpty(
            bench().statistics() && !bench().statistics()->samples().empty()
                ? tr("Nothing was compared yet. Compare, or let each edit be measured, and each layer's error is shown here.")
                : tr("Nothing was compared yet. Calibrate, and each layer's error is shown here after every edit."));
    showContent();
    fillChoosers();
    showSeries();
}

void CompareDock::chooseShown()
{
    const auto isPresent = [](const CompareSources::Source* s) { return s && s->stale.isEmpty(); };
    if (m_awaited) {
        CompareSources there;
        there.collect(bench(), m_awaited->second);
        if (isPresent(there.find(m_awaited->first))) {
            m_main = m_awaited->first;
            m_mode = m_awaited->second;
            m_modeBox->setCurrentIndex(m_mode == CompareMode::Cumulative ? 0 : 1);
            m_awaited.reset();
            m_whilePresent = true;
        }
    }
    m_sources.collect(bench(), m_mode);
    m_shown = !m_whilePresent || isPresent(m_sources.find(m_main)) ? m_main
              : m_sources.find(QStringLiteral("now"))              ? QStringLiteral("now")
                                                                   : QStringLiteral("live");
    if (m_sources.find(m_shown) || m_sources.all().empty())
        return;
    const auto& all = m_sources.all();
    const auto present = std::find_if(all.begin(), all.end(), [&](const auto& s) { return isPresent(&s); });
    m_shown = (present != all.end() ? present : all.begin())->id;
}

void CompareDock::showSeries()
{
    const CompareSources::Source* main = m_sources.find(m_shown);
    std::vector<ComparePlot::Curve> curves;
    if (main)
        curves.push_back({main->title, ofPresentMetric(m_sources.seriesOf(*main)), !main->stale.isEmpty()});
    for (const QString& id : std::as_const(m_against))
        if (const CompareSources::Source* s = m_sources.find(id); s && main && id != m_shown)
            curves.push_back({s->title, ofPresentMetric(m_sources.seriesOf(*s)), false});
    parts()->setVisible(main != nullptr);
    m_legend->setVisible(main != nullptr);
    m_mainBox->setEnabled(main != nullptr);
    m_unmeasured->setVisible(main == nullptr);
    const auto series = main ? curves.front().series : nullptr;
    const auto against = curves.size() > 1 ? curves[1].series : nullptr;
    const auto foreign = main ? main->foreign : nullptr;
    const auto& custom = bench().customMetric();
    Provenance from;
    if (main)
        from = {{}, main->samples, !main->stale.isEmpty(), {}, timeOf(main->comparison->measured)};
    m_model->set(
        {bench().model(), series, against, from, foreign != nullptr, custom ? QString::fromStdString(custom->text) : QString()});
    m_table->setOffered(CompareModel::CustomColumn, custom && custom->ofTensor && series && !series->custom.empty());
    m_foreign->show(bench().model(), foreign, series);
    m_plot->show(bench().model(), curves, m_metric, m_runningMean);
    m_curves = std::move(curves);
    updateLegend();
    for (const int c : {CompareModel::DeltaCosineColumn, CompareModel::DeltaSqnrColumn, CompareModel::DeltaL1Column})
        m_table->setOffered(c, against != nullptr);
    m_link->mark();
}

void CompareDock::updateLegend()
{
    if (m_curves.empty())
        return;
    const DataColors& colors = dataColors(palette()); // the plot's own palette may still be the old one
    QStringList parts;
    const CompareSources::Source* shown = m_sources.find(m_shown);
    const bool foreign = shown && shown->foreign;
    if (!m_metric) {
        parts << QStringLiteral("<span style='color:%1'>■</span> %2")
                     .arg(dataColors(palette()).float32.name(), (foreign ? tr("the other") : tr("float")).toHtmlEscaped())
              << QStringLiteral("<span style='color:%1'>■</span> %2")
                     .arg(dataColors(palette()).quantized.name(), (foreign ? tr("this") : tr("quantized")).toHtmlEscaped());
    } else {
        for (std::size_t i = 0; i < m_curves.size(); ++i)
            parts << QStringLiteral("<span style='color:%1'>■</span> %2")
                         .arg((m_curves[i].stale ? palette().color(QPalette::PlaceholderText) : colors.curve(static_cast<int>(i)))
                                  .name(),
                              (i == 0 && shown && !shown->stale.isEmpty()
                                   ? QStringLiteral("%1 (%2)").arg(m_curves[i].name, shown->stale)
                                   : m_curves[i].name)
                                  .toHtmlEscaped());
    }
    const QString custom = isCustomShown() && shown ? customText(*m_curves.front().series, *shown->comparison) : QString();
    if (!custom.isEmpty())
        parts << custom.toHtmlEscaped();
    m_legend->setToolTip(custom); // may be longer than the line
    const auto warn = [&](const QString& text) {
        parts << QStringLiteral("<span style='color:%1'>%2</span>").arg(colors.warning.name(), text.toHtmlEscaped());
    };
    if (shown && !shown->stale.isEmpty() && !m_metric)
        warn(shown->stale);
    for (const QString& id : against())
        if (const auto* other = m_sources.find(id); shown && other->comparison->samples != shown->comparison->samples) {
            warn(tr("not on the same samples"));
            break;
        }
    m_legend->setText(parts.join(QStringLiteral("&nbsp;&nbsp; ")));
    m_plot->setMessage(curveMessage(custom));
}

/// What stands in place of curves where there is none; `custom`: what is known of the expression.
QString CompareDock::curveMessage(const QString& custom) const
{
    if (m_plot->hasCurve())
        return {};
    const auto& measured = bench().customMetric();
    if (isCustomShown() && measured && !measured->ofTensor && !m_curves.front().series->custom.empty())
        return tr("This expression is about the outputs alone: it has no curve over the layers.");
    return isCustomShown() && !custom.isEmpty() ? custom : tr("No layer has a value of this.");
}

void CompareDock::takeCustomMetric()
{
    const auto& custom = bench().customMetric();
    m_expression->setExpression(custom ? QString::fromStdString(custom->text) : QString());
    m_expression->setOrder(custom ? custom->order : Order::Descending);
    if (isCustomShown())
        m_metric = MetricChoice::custom(m_expression->order());
    refresh();
}

std::shared_ptr<const LayerSeries> CompareDock::ofPresentMetric(std::shared_ptr<const LayerSeries> series) const
{
    const auto& custom = bench().customMetric();
    if (series->custom.empty() || (custom && custom->text == series->custom))
        return series;
    const auto without = std::make_shared<LayerSeries>(*series);
    without->custom.clear();
    without->ofOutputs.clear();
    for (LayerNumbers& row : without->rows)
        row.custom = std::numeric_limits<double>::quiet_NaN();
    return without;
}

/// What the expression gave for all outputs together, or why curves or numbers are not there.
QString CompareDock::customText(const LayerSeries& series, const Comparison& comparison) const
{
    const auto& custom = bench().customMetric();
    if (!m_expression->problem().isEmpty())
        return {}; // the field says it
    if (m_expression->text().isEmpty())
        return tr("write an expression");
    if (!custom || custom->text != m_expression->text().toStdString())
        return tr("press Enter to measure the expression");
    if (series.custom.empty())
        return tr("not measured by this expression");
    QStringList parts;
    const QString value = number(meanOf(series.ofOutputs));
    if (!series.ofOutputs.empty())
        parts << (custom->ofTensor ? tr("at the outputs: %1").arg(value) : tr("of the outputs alone: %1").arg(value));
    for (const Finding& finding : comparison.findings)
        if (finding.rule == "custom.no_value")
            parts << worded(finding.message);
    return parts.join(QStringLiteral(" · "));
}

void CompareDock::addMeasureActions(const QList<QAction*>& actions)
{
    m_measureButton->menu()->addSeparator();
    m_measureButton->menu()->addActions(actions);
}

QString CompareDock::legendText() const { return m_legend->text(); }

void CompareDock::selectRow(int row)
{
    if (const LayerNumbers* layer = m_model->row(row))
        selection().select({layer->unit}, layer->point);
}

void CompareDock::setMetric(std::optional<MetricChoice> metric)
{
    m_metric = metric;
    const int shown = !metric ? kRanges : metric->metric ? static_cast<int>(*metric->metric) : kCustom;
    m_metricBox->setCurrentIndex(m_metricBox->findData(shown));
    m_expression->setVisible(isCustomShown());
    refresh();
}

void CompareDock::setMode(CompareMode mode)
{
    m_mode = mode;
    m_modeBox->setCurrentIndex(mode == CompareMode::Cumulative ? 0 : 1);
    refresh();
}

void CompareDock::setRunningMean(bool on)
{
    m_runningMean = on;
    m_meanButton->setChecked(on);
    refresh();
}

void CompareDock::setMain(const QString& id)
{
    m_main = id;
    m_whilePresent = false;
    m_awaited.reset();
    refresh();
}

void CompareDock::setAgainst(const QString& id, bool on)
{
    m_against.removeAll(id);
    if (on)
        m_against << id;
    refresh();
}

void CompareDock::holdAgainst(const QString& id)
{
    m_against = id.isEmpty() ? QStringList() : QStringList{id};
    const CompareSources::Source* main = m_sources.find(m_shown);
    if (const auto* other = m_sources.find(id); other && main && other->comparison->samples != main->comparison->samples)
        for (const CompareSources::Source& s : m_sources.all())
            if (s.id != id && s.id != QLatin1String("before") && s.stale.isEmpty() && !s.foreign &&
                s.comparison->samples == other->comparison->samples) {
                m_main = s.id;
                m_whilePresent = true;
                break;
            }
    refresh();
}

void CompareDock::showWhenMeasured(const QString& id, CompareMode mode)
{
    m_awaited = {id, mode};
    refresh();
}

QStringList CompareDock::against() const
{
    QStringList shown;
    std::copy_if(m_against.begin(), m_against.end(), std::back_inserter(shown),
                 [this](const QString& id) { return id != m_shown && m_sources.find(id); });
    return shown;
}

std::vector<std::pair<QString, QString>> CompareDock::others() const
{
    std::vector<std::pair<QString, QString>> others;
    for (const CompareSources::Source& s : m_sources.all())
        if (s.id != m_shown)
            others.emplace_back(s.id, s.title);
    return others;
}

QStringList CompareDock::sourceIds() const
{
    QStringList ids;
    for (const CompareSources::Source& s : m_sources.all())
        ids << s.id;
    return ids;
}

QString CompareDock::tsv() const { return m_table->tsv(TableView::Rows::All); }

void CompareDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    divide(56);
}

} // namespace qb
