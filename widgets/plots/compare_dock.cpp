// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_dock.h"

#include "widgets/common/colors.h"
#include "widgets/common/empty_page.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/compare_model.h"

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

std::shared_ptr<const Comparison> partOf(const std::shared_ptr<const LiveResult>& live)
{
    return live ? std::shared_ptr<const Comparison>(live, &live->comparison) : nullptr;
}

} // namespace

CompareDock::CompareDock(Bench& b, Selection& s, QWidget* parent)
    : PlotDock(b, s, parent),
      m_mainBox(new QComboBox),
      m_againstButton(new QToolButton),
      m_againstMenu(new QMenu(this)),
      m_metricBox(new QComboBox),
      m_modeBox(new QComboBox),
      m_meanButton(new QToolButton),
      m_measureButton(new QToolButton),
      m_measureMode(new QAction(this)),
      m_measureWeights(new QAction(this)),
      m_measureActivations(new QAction(this)),
      m_measureLocal(new QAction(this)),
      m_unmeasured(new EmptyPage),
      m_legend(new QLabel),
      m_plot(new ComparePlot),
      m_model(new CompareModel(this)),
      m_proxy(new CompareProxy(*m_model, this)),
      m_table(new DataTable)
{
    build();
    for (const auto change : {&Bench::modelChanged, &Bench::configurationChanged, &Bench::liveChanged, &Bench::comparisonsChanged,
                              &Bench::dataChanged})
        connect(&b, change, this, &CompareDock::refresh);
    connect(&s, &Selection::changed, this, &CompareDock::markSelection);
    connect(m_mainBox, &QComboBox::activated, this, [this](int i) { setMain(m_mainBox->itemData(i).toString()); });
    connect(m_metricBox, &QComboBox::activated, this, [this](int i) {
        const int metric = m_metricBox->itemData(i).toInt();
        setMetric(metric == kRanges ? std::nullopt : std::optional(static_cast<Metric>(metric)));
    });
    connect(m_modeBox, &QComboBox::activated, this,
            [this](int i) { setMode(i == 0 ? CompareMode::Cumulative : CompareMode::Local); });
    connect(m_meanButton, &QToolButton::toggled, this, &CompareDock::setRunningMean);
    connect(m_measureMode, &QAction::triggered, this, [this] { emit compareRequested(m_mode, CompareParts::All); });
    connect(m_measureLocal, &QAction::triggered, this, [this] { emit compareRequested(CompareMode::Local, CompareParts::All); });
    connect(m_measureWeights, &QAction::triggered, this, [this] { emit compareRequested(m_mode, CompareParts::WeightsOnly); });
    connect(m_measureActivations, &QAction::triggered, this,
            [this] { emit compareRequested(m_mode, CompareParts::ActivationsOnly); });
    connect(m_plot, &Plot::clicked, this, [this](QPointF pixel) { selectRow(m_plot->rowAt(pixel)); });
    connect(m_table->selectionModel(), &QItemSelectionModel::selectionChanged, this, [this] {
        if (m_marking)
            return;
        std::vector<UnitId> units;
        PointId point = PointId::None;
        for (const QModelIndex& index : m_table->selectionModel()->selectedRows())
            if (const LayerNumbers* row = m_model->row(m_proxy->mapToSource(index).row())) {
                units.push_back(row->unit);
                point = row->point;
            }
        if (!units.empty())
            selection().select(units, units.size() == 1 ? point : PointId::None);
    });
    retranslate();
}

QWidget* CompareDock::buildBar()
{
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(kGrid, kGrid, kGrid, 0);
    row->setSpacing(kGrid);
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
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextOnly);
    }
    m_meanButton->setCheckable(true);
    m_meanButton->setAutoRaise(true);
    for (const Metric m : kMetrics)
        m_metricBox->addItem(QString(), static_cast<int>(m));
    m_metricBox->addItem(QString(), kRanges);
    m_modeBox->addItems({QString(), QString()});
    for (QWidget* w : std::initializer_list<QWidget*>{m_metricBox, m_modeBox, m_mainBox, m_againstButton, m_meanButton})
        row->addWidget(w, w == m_mainBox ? 100 : 0);
    row->addStretch(1);
    row->addWidget(m_measureButton);
    return bar;
}

void CompareDock::build()
{
    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addWidget(buildBar());
    m_legend->setContentsMargins(2 * kGrid, 0, kGrid, 0);
    m_legend->setMinimumWidth(1);
    m_legend->setTextFormat(Qt::RichText);
    column->addWidget(m_legend);
    m_table->setProxy(m_proxy);
    m_table->sortByColumn(CompareModel::IndexColumn, Qt::AscendingOrder);
    m_splitter = new QSplitter(Qt::Vertical);
    m_splitter->addWidget(m_plot);
    m_splitter->addWidget(m_table);
    connect(m_splitter, &QSplitter::splitterMoved, this, [this] { m_splitByHand = true; });
    m_plot->setMinimumHeight(80);
    m_table->setMinimumHeight(60);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_unmeasured, 1);
    setContent(content);
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
        m_metricBox->setItemText(i, metric == kRanges ? tr("Ranges")
                                    : static_cast<Metric>(metric) == Metric::MaxQscaleDiff
                                        ? tr("Steps off")
                                        : metricTitle(static_cast<Metric>(metric)));
        m_metricBox->setItemData(i,
                                 metric == kRanges
                                     ? tr("least and largest value of each layer: float as a band, quantized as lines")
                                     : metricFormula(static_cast<Metric>(metric)),
                                 Qt::ToolTipRole);
    }
    m_modeBox->setItemText(0, tr("Cumulative"));
    m_modeBox->setItemText(1, tr("Local"));
    const auto name = [](QWidget* widget, const QString& words, const QString& tip) {
        widget->setAccessibleName(words);
        widget->setToolTip(tip);
    };
    name(m_mainBox, tr("Result"), tr("Which result the table shows; its curve is the strong one"));
    name(m_againstButton, tr("Against"), tr("Other results as curves; differences to the first one in the table"));
    name(m_metricBox, tr("Metric"), tr("What the curves show"));
    name(m_modeBox, tr("Mode"),
         tr("Cumulative: everything is quantized, the error at each layer. Local: each layer alone on float inputs, its own "
            "error"));
    m_meanButton->setText(tr("Mean"));
    name(m_meanButton, tr("Running mean"), tr("Running mean over neighbouring layers"));
    m_measureButton->setText(tr("Measure"));
    name(m_measureButton, tr("Measure"), tr("Measures over all evaluation samples"));
    m_measureMode->setText(tr("All Evaluation Samples"));
    m_measureLocal->setText(tr("Measure Local Errors"));
    m_measureLocal->setToolTip(tr("Over all evaluation samples"));
    m_unmeasured->setContent(tr("Local errors were not measured yet: each layer alone on float inputs, so that an error stands "
                                "where it is made and not where it is inherited."),
                             m_measureLocal);
    m_measureWeights->setText(tr("Weights Only Quantized"));
    m_measureActivations->setText(tr("Activations Only Quantized"));
    name(m_table, tr("Layers"), QString());
    m_proxy->retranslate();
    refresh();
}

void CompareDock::collect()
{
    m_sources.clear();
    const auto key = bench().configuration() ? bench().configuration()->key : Fingerprint{};
    const auto stale = [&](const std::shared_ptr<const Configuration>& of) {
        return of && of->key != key ? tr("measured before the last edit") : QString();
    };
    if (m_mode == CompareMode::Cumulative) {
        if (bench().live())
            m_sources.push_back({QStringLiteral("live"), tr("This sample"),
                                 tr("The pinned sample %1 under the present configuration").arg(bench().live()->sampleName),
                                 partOf(bench().live()),
                                 !bench().liveIsStale()                             ? QString()
                                 : bench().live()->sample != bench().pinnedSample() ? tr("measured on another sample")
                                                                                    : stale(bench().live()->configuration)});
        if (bench().before() && bench().before() != bench().live())
            m_sources.push_back({QStringLiteral("before"),
                                 tr("Before the edit"),
                                 tr("The pinned sample before the last edit"),
                                 partOf(bench().before()),
                                 {}});
    }
    for (const auto& named : bench().comparisons())
        if (named->mode == m_mode)
            m_sources.push_back(
                {named->name,
                 named->badCase
                     ? tr("%1, bad case only: sample %2").arg(named->name).arg(named->badCase->sample)
                     : tr("%1, %n sample(s)", nullptr, static_cast<int>(named->comparison.samples.size())).arg(named->name),
                 tr("Kept under the name %1").arg(named->name), std::shared_ptr<const Comparison>(named, &named->comparison),
                 stale(named->configuration)});
    if (!source(m_main) && !m_sources.empty())
        m_main = m_sources.front().id;
}

void CompareDock::fillChoosers()
{
    const QSignalBlocker quiet(m_mainBox);
    m_mainBox->clear();
    m_againstMenu->clear();
    QStringList others;
    for (const Source& s : m_sources) {
        m_mainBox->addItem(s.title, s.id);
        m_mainBox->setItemData(m_mainBox->count() - 1, s.tip, Qt::ToolTipRole);
        if (s.id == m_main)
            continue;
        QAction* action = m_againstMenu->addAction(s.title);
        action->setCheckable(true);
        action->setChecked(m_against.contains(s.id));
        if (action->isChecked())
            others << s.title;
        connect(action, &QAction::toggled, this, [this, id = s.id](bool on) { setAgainst(id, on); });
    }
    m_mainBox->setCurrentIndex(m_mainBox->findData(m_main));
    m_againstButton->setEnabled(!m_againstMenu->isEmpty());
    m_againstButton->setText(others.isEmpty() ? tr("Against") : tr("Against (%1)").arg(others.size()));
}

void CompareDock::refresh()
{
    if (!bench().model())
        return showEmpty(
            tr("How far each layer is from float, as a table and as curves over layer order. Open a model to begin."));
    collect();
    if (m_sources.empty() && m_mode == CompareMode::Cumulative)
        return showEmpty(tr("Nothing was compared yet. Calibrate, and each layer's error is shown here after every edit."));
    showContent();
    fillChoosers();
    showSeries();
}

const CompareDock::Source* CompareDock::source(const QString& id) const
{
    for (const Source& s : m_sources)
        if (s.id == id)
            return &s;
    return nullptr;
}

std::shared_ptr<const LayerSeries> CompareDock::seriesOf(const Source& s)
{
    const auto found = m_series.find(s.comparison.get());
    if (found != m_series.end())
        return found->second.second;
    auto series = std::make_shared<LayerSeries>(LayerSeries::of(*s.comparison));
    m_series[s.comparison.get()] = {s.comparison, series};
    return series;
}

void CompareDock::showSeries()
{
    const Source* main = source(m_main);
    std::vector<ComparePlot::Curve> curves;
    if (main)
        curves.push_back({main->title, seriesOf(*main), !main->stale.isEmpty()});
    for (const QString& id : std::as_const(m_against))
        if (const Source* s = source(id); s && main && id != m_main)
            curves.push_back({s->title, seriesOf(*s), false});
    // Series of results that are gone.
    std::erase_if(m_series, [&](const auto& entry) {
        return std::none_of(m_sources.begin(), m_sources.end(),
                            [&](const Source& s) { return s.comparison.get() == entry.first; });
    });
    m_splitter->setVisible(main != nullptr);
    m_legend->setVisible(main != nullptr);
    m_mainBox->setEnabled(main != nullptr);
    m_unmeasured->setVisible(main == nullptr);
    const auto series = main ? curves.front().series : nullptr;
    const auto against = curves.size() > 1 ? curves[1].series : nullptr;
    m_shown = series;
    m_marking = true;
    m_model->set(bench().model(), series, against);
    m_marking = false;
    m_proxy->setStale(main && !main->stale.isEmpty());
    m_plot->show(bench().model(), curves, m_metric, m_runningMean);
    updateLegend(curves);
    chooseColumns();
    markSelection();
}

void CompareDock::updateLegend(const std::vector<ComparePlot::Curve>& curves)
{
    if (curves.empty())
        return;
    const DataColors& colors = dataColors(palette()); // the plot's own palette may still be the old one
    QStringList parts;
    if (!m_metric) {
        parts << QStringLiteral("<span style='color:%1'>■</span> %2")
                     .arg(dataColors(palette()).float32.name(), tr("float").toHtmlEscaped())
              << QStringLiteral("<span style='color:%1'>■</span> %2")
                     .arg(dataColors(palette()).quantized.name(), tr("quantized").toHtmlEscaped());
    } else {
        for (std::size_t i = 0; i < curves.size(); ++i)
            parts << QStringLiteral("<span style='color:%1'>■</span> %2")
                         .arg((curves[i].stale ? colors.unknown : colors.curve(static_cast<int>(i))).name(),
                              curves[i].name.toHtmlEscaped());
    }
    if (const Source* main = source(m_main); main && !main->stale.isEmpty())
        parts << QStringLiteral("<span style='color:%1'>%2</span>")
                     .arg(dataColors(palette()).warning.name(), main->stale.toHtmlEscaped());
    m_legend->setText(parts.join(QStringLiteral("&nbsp;&nbsp; ")));
}

QString CompareDock::legendText() const { return m_legend->text(); }

void CompareDock::chooseColumns()
{
    using M = CompareModel;
    const bool wide = width() >= 760;
    const bool against =
        m_plot && !m_against.isEmpty() &&
        std::any_of(m_against.begin(), m_against.end(), [&](const QString& id) { return id != m_main && source(id); });
    const auto shown = [&](int c) {
        switch (c) {
        case M::IndexColumn:
        case M::NameColumn:
        case M::DTypeColumn:
        case M::CosineColumn:
        case M::SqnrColumn: return true;
        case M::AtolColumn:
        case M::StepsColumn: return wide;
        case M::TypeColumn:
        case M::ScaleColumn:
        case M::L1Column: return wide && !against;
        case M::ClippedColumn: return !against;
        case M::DeltaCosineColumn: return against && wide;
        case M::DeltaSqnrColumn: return against;
        default: return false;
        }
    };
    // Once for each of the forms, so that what the user hides in between stays hidden.
    const QString form = QStringLiteral("%1%2").arg(wide).arg(against);
    if (m_table->property("form").toString() != form)
        for (int c = 0; c < M::ColumnCount; ++c)
            m_table->setColumnHidden(c, !shown(c));
    m_table->setProperty("form", form);
    m_table->fitColumns(M::NameColumn);
}

void CompareDock::markSelection()
{
    if (!m_shown)
        return;
    m_marking = true;
    QItemSelection rows;
    int current = -1;
    for (std::size_t i = 0; i < m_shown->rows.size(); ++i)
        if (selection().contains(m_shown->rows[i].unit)) {
            const QModelIndex index = m_proxy->mapFromSource(m_model->index(static_cast<int>(i), 0));
            rows.select(index, index);
            if (m_shown->rows[i].unit == selection().current() && (current < 0 || m_shown->rows[i].point == selection().point()))
                current = static_cast<int>(i);
        }
    m_table->selectionModel()->select(rows, QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    if (current >= 0) {
        const QModelIndex index = m_proxy->mapFromSource(m_model->index(current, CompareModel::NameColumn));
        m_table->selectionModel()->setCurrentIndex(index, QItemSelectionModel::NoUpdate);
        m_table->scrollTo(index);
    }
    m_plot->mark(current);
    m_marking = false;
}

void CompareDock::selectRow(int row)
{
    if (const LayerNumbers* layer = m_model->row(row))
        selection().select({layer->unit}, layer->point);
}

void CompareDock::setMetric(std::optional<Metric> metric)
{
    m_metric = metric;
    m_metricBox->setCurrentIndex(m_metricBox->findData(metric ? static_cast<int>(*metric) : kRanges));
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
    refresh();
}

void CompareDock::setAgainst(const QString& id, bool on)
{
    m_against.removeAll(id);
    if (on)
        m_against << id;
    refresh();
}

QStringList CompareDock::sourceIds() const
{
    QStringList ids;
    for (const Source& s : m_sources)
        ids << s.id;
    return ids;
}

QString CompareDock::tsv() const { return m_table->text(QLatin1Char('\t'), true); }

void CompareDock::resizeEvent(QResizeEvent* event)
{
    PlotDock::resizeEvent(event);
    if (!m_splitByHand)
        m_splitter->setSizes({height() * 56 / 100, height() * 44 / 100});
    chooseColumns();
}

} // namespace qb
