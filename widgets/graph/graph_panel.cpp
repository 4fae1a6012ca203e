// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/graph/graph_panel.h"

#include "engine/analysis/output_errors.h"
#include "engine/qconfig/effective_text.h"
#include "widgets/common/badness.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/common/worded.h"
#include "widgets/graph/body_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/graph/overview_strip.h"

#include <QComboBox>
#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QStackedLayout>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

const QString kDType = QStringLiteral("dtype");
const QString kOp = QStringLiteral("op");
const QString kSensitivity = QStringLiteral("sensitivity");

constexpr Metric kColored[] = {Metric::Cosine, Metric::Sqnr,          Metric::L1,
                               Metric::Atol,   Metric::MaxQscaleDiff, Metric::ClippedShare};

QString nameOf(Metric metric)
{
    return QString::fromUtf8(toString(metric).data(), static_cast<qsizetype>(toString(metric).size()));
}

std::optional<Metric> metricOf(const QString& id) { return metricFromString(id.toStdString()); }

std::vector<double> tickValues(Metric metric)
{
    switch (metric) {
    case Metric::Cosine: return {0.9999, 0.999, 0.99, 0.9};
    case Metric::Sqnr: return {40, 30, 20, 10};
    case Metric::MaxQscaleDiff: return {1, 10, 100};
    case Metric::ClippedShare: return {1e-4, 1e-3, 1e-2, 1e-1};
    default: return {1e-4, 1e-2, 1};
    }
}

Badge badgeOf(const PointConfig& point)
{
    if (!point.active)
        return Badge::Float32;
    if (point.fixed)
        return Badge::Fixed;
    return isInteger(point.dtype) && bits(point.dtype) >= 16 ? Badge::Int16
           : isInteger(point.dtype)                          ? Badge::Int8
                                                             : Badge::Float32;
}

void addDType(const Bench& bench, UnitId unit, UnitDecoration& out)
{
    const Model& model = *bench.model();
    const Effective& effective = *bench.configuration()->effective;
    const PointId output = model.units.pointOf(unit, PointKind::Output);
    if (output == PointId::None)
        return; // shapes, indices: nothing to quantize
    const PointConfig& point = effective.at(output);
    out.badge = badgeOf(point);
    out.dtype = dtypeText(point);
    if (point.active && givenDType(model, effective, output) == DType::Float32) {
        // What its quantized readers get is no dtype of the unit's own.
        out.note = GraphPanel::tr("computes in float; quantized units read its output as %1").arg(out.dtype);
        out.badge = Badge::Float32;
        out.dtype = dtypeText(DType::Float32);
        return;
    }
    if (point.follows != PointId::None && point.active)
        out.note = GraphPanel::tr("follows %1").arg(QString::fromStdString(model.unitOf(point.follows).name));
    else if (!point.active && !point.whyNot.empty())
        out.note = worded(point.whyNot);
    // A rule that was overruled must not go unseen.
    if (point.rule >= 0 && point.requested != point.dtype && point.follows == PointId::None) {
        out.dtype = GraphPanel::tr("%1, not %2").arg(out.dtype, dtypeText(point.requested));
        if (out.note.isEmpty() && !point.story.empty())
            out.note = worded(point.story.back());
    }
}

void addMetric(const Bench& bench, UnitId unit, Metric metric, UnitDecoration& out)
{
    const CompareRow* row = bench.liveRow(unit);
    if (!row || row->metrics.samples().empty())
        return;
    const MetricSums sums = row->metrics.pooled();
    const double value = sums.value(metric, row->scale());
    const bool says = meaningOf(metric, sums) != Meaning::None;
    if (says)
        out.badness = badness(metric, value);
    out.metric = says ? metricText(metric, value) : QStringLiteral("-");
    out.doubt = doubtOf(metric, sums);
    out.stale = bench.liveIsStale();
    out.clipped = row->params && sums.value(Metric::ClippedShare) > kClippedMuch;
}

/// The worst SQNR that switching a unit's points alone makes at any output.
void addSensitivity(const Bench& bench, std::vector<UnitDecoration>& units)
{
    const auto& sweep = bench.sensitivity();
    if (!sweep)
        return;
    const bool stale = !bench.configuration() || sweep->configuration->key != bench.configuration()->key;
    const std::size_t decisive = decisiveOutputs(bench.model()->outputs);
    for (const PointErrors& row : sweep->sensitivity.rows)
        for (std::size_t o = 0; o < std::min(decisive, row.outputs.size()); ++o) {
            const PooledMetrics& output = row.outputs[o];
            if (output.samples().empty())
                continue;
            const double sqnr = output.pooled().value(Metric::Sqnr);
            UnitDecoration& unit = units[indexOf(bench.model()->point(row.point).unit)];
            const double bad = std::isinf(sqnr) ? 0.0 : badness(Metric::Sqnr, sqnr);
            if (std::isnan(unit.badness) || bad > unit.badness) {
                unit.badness = bad;
                unit.metric = metricText(Metric::Sqnr, sqnr);
                unit.stale = stale;
            }
        }
}

} // namespace

std::shared_ptr<const GraphDecoration> decorationOf(const Bench& bench, const QString& colorBy, const SegmentLooks& segments)
{
    auto result = std::make_shared<GraphDecoration>();
    if (!bench.model())
        return result;
    const Model& model = *bench.model();
    result->units.resize(model.unitCount());
    result->segmentOf = segments.segmentOf;
    result->segments = segments.segments;
    const std::optional<Metric> metric = metricOf(colorBy);
    if (bench.configuration())
        for (std::size_t i = 0; i < model.unitCount(); ++i) {
            addDType(bench, static_cast<UnitId>(i), result->units[i]);
            if (colorBy != kSensitivity)
                addMetric(bench, static_cast<UnitId>(i), metric.value_or(Metric::Cosine), result->units[i]);
        }
    if (bench.configuration() && bench.configuration()->plan) {
        result->scales.resize(model.graph.values.size());
        const Plan& plan = bench.configuration()->plan->plan;
        for (std::size_t i = 0; i < model.pointCount(); ++i)
            if (const Point& point = model.units.points[i];
                point.kind == PointKind::Output && plan.points[i] && !plan.points[i]->scales.empty())
                result->scales[indexOf(point.value)] = number(static_cast<double>(plan.points[i]->scales.front()));
    }
    if (colorBy == kSensitivity)
        addSensitivity(bench, result->units);
    result->colorBy = colorBy == kDType ? ColorBy::DType : colorBy == kOp ? ColorBy::OpType : ColorBy::Metric;
    const Metric shown = colorBy == kSensitivity ? Metric::Sqnr : metric.value_or(Metric::Cosine);
    result->metricTitle = colorBy == kSensitivity ? GraphPanel::tr("Sensitivity, SQNR [dB]") : metricTitle(shown);
    for (const double value : tickValues(shown))
        result->ticks.emplace_back(badness(shown, value),
                                   shown == Metric::ClippedShare ? percent(value) : QString::number(value, 'g', 4));
    return result;
}

GraphPanel::GraphPanel(Bench& bench, Selection& selection, QWidget* parent)
    : QWidget(parent),
      m_bench(bench),
      m_selection(selection),
      m_view(new GraphView),
      m_overview(new OverviewStrip),
      m_body(new BodyPanel),
      m_pages(new QStackedLayout(this)),
      m_colors(new QComboBox)
{
    m_colors->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_colors->setObjectName(QStringLiteral("color_by"));
    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(2 * kGrid, kGrid / 2, kGrid, kGrid / 2);
    bar->setSpacing(kGrid / 2);
    auto* label = new QLabel;
    label->setObjectName(QStringLiteral("color_label"));
    label->setBuddy(m_colors);
    bar->addWidget(label);
    bar->addWidget(m_colors);
    bar->addStretch();
    m_leave = button(QStringLiteral("go-up"));
    m_shapes = button(QStringLiteral("view-list-details"));
    m_scales = button(QStringLiteral("measure"));
    m_segments = button(QStringLiteral("fill-color"));
    m_direction = button(QStringLiteral("object-rotate-right"));
    m_open = button(QStringLiteral("view-list-tree"));
    m_close = button(QStringLiteral("collapse-all"));
    m_fit = button(QStringLiteral("zoom-fit-best"));
    m_export = button(QStringLiteral("document-export"));
    for (QToolButton* toggle : {m_shapes, m_scales, m_segments, m_direction})
        toggle->setCheckable(true);
    m_segments->setChecked(true);
    m_segments->setObjectName(QStringLiteral("segments"));
    for (QToolButton* each : {m_leave, m_shapes, m_scales, m_segments, m_direction, m_open, m_close, m_fit, m_export})
        bar->addWidget(each);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_view, 1);
    row->addWidget(m_overview);
    auto* network = new QWidget;
    auto* column = new QVBoxLayout(network);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addLayout(row, 1);
    m_pages->addWidget(network);
    m_pages->addWidget(m_body);

    connect(m_colors, &QComboBox::activated, this, [this] {
        decorate();
        emit colorByChanged(colorBy());
    });
    connect(m_shapes, &QToolButton::toggled, m_view, &GraphView::setShowShapes);
    connect(m_scales, &QToolButton::toggled, m_view, &GraphView::setShowScales);
    connect(m_segments, &QToolButton::toggled, this, &GraphPanel::findSegments);
    connect(m_direction, &QToolButton::toggled, this,
            [this](bool right) { m_view->setDirection(right ? LayoutDirection::LeftRight : LayoutDirection::TopDown); });
    connect(m_open, &QToolButton::clicked, m_view, &GraphView::openAll);
    connect(m_close, &QToolButton::clicked, m_view, &GraphView::closeAll);
    connect(m_leave, &QToolButton::clicked, m_view, &GraphView::leave);
    connect(m_fit, &QToolButton::clicked, m_view, &GraphView::fit);
    connect(m_export, &QToolButton::clicked, this, &GraphPanel::exportRequested);

    connect(m_view, &GraphView::selectionChanged, this, [this](const std::vector<UnitId>& units) { m_selection.select(units); });
    connect(m_view, &GraphView::contextMenuRequested, this,
            [this](QPoint at, const std::vector<UnitId>&) { emit menuRequested(at); });
    connect(m_view, &GraphView::unitActivated, this, [this](UnitId unit) {
        if (m_selection.current() != unit)
            m_selection.select(unit);
        emit unitActivated(unit);
    });
    connect(m_view, &GraphView::edgeClicked, this, &GraphPanel::selectProducers);
    connect(m_view, &GraphView::bodyRequested, this, &GraphPanel::enterBody);
    connect(m_body, &BodyPanel::left, this, &GraphPanel::showNetwork);
    connect(m_view, &GraphView::viewChanged, this, &GraphPanel::mark);
    connect(m_view, &GraphView::sceneChanged, this, &GraphPanel::mark);
    connect(m_overview, &OverviewStrip::unitClicked, this, [this](UnitId unit) { m_selection.select(unit); });
    connect(&m_selection, &Selection::changed, this, [this] {
        if (m_selection.units() == m_view->selectedUnits())
            return;
        if (m_body->isOpen()) {
            m_body->clear();
            showNetwork();
        }
        m_view->setSelectedUnits(m_selection.units());
        if (m_selection.current() != UnitId::None)
            m_view->showUnit(m_selection.current());
    });
    connect(&m_bench, &Bench::modelChanged, this, [this] {
        m_body->clear();
        showNetwork();
        m_view->setModel(m_bench.model());
        m_overview->setModel(m_bench.model());
        findSegments();
    });
    connect(&m_bench, &Bench::configurationChanged, this, &GraphPanel::findSegments);
    connect(&m_bench, &Bench::liveChanged, this, &GraphPanel::decorate);
    connect(&m_bench, &Bench::sensitivityChanged, this, [this] {
        if (colorBy() == kSensitivity)
            decorate();
    });
    m_view->setModel(m_bench.model());
    m_overview->setModel(m_bench.model());
    m_leave->setEnabled(false);
    retranslate();
    setColorBy(nameOf(Metric::Cosine));
}

void GraphPanel::enterBody(UnitId unit)
{
    m_pages->setCurrentWidget(m_body);
    m_body->open(m_bench.model(), unit);
    m_body->view().setFocus();
}

void GraphPanel::showNetwork()
{
    const bool focused = m_body->isAncestorOf(focusWidget());
    m_pages->setCurrentIndex(0);
    if (focused)
        m_view->setFocus();
}

QToolButton* GraphPanel::button(const QString& icon)
{
    auto* result = new QToolButton;
    result->setIcon(themeIcon(icon));
    result->setAutoRaise(true);
    return result;
}

void GraphPanel::setColorBy(const QString& id)
{
    if (const int index = m_colors->findData(id); index >= 0)
        m_colors->setCurrentIndex(index);
    decorate();
}

QString GraphPanel::colorBy() const { return m_colors->currentData().toString(); }

void GraphPanel::changeEvent(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange)
        retranslate();
    QWidget::changeEvent(event);
}

void GraphPanel::retranslate()
{
    const QString chosen = colorBy();
    m_colors->clear();
    m_colors->addItem(tr("dtype"), kDType);
    m_colors->addItem(tr("operator"), kOp);
    for (const Metric metric : kColored)
        m_colors->addItem(metricTitle(metric), nameOf(metric));
    m_colors->addItem(tr("sensitivity"), kSensitivity);
    m_colors->setCurrentIndex(std::max(0, m_colors->findData(chosen)));
    m_colors->setAccessibleName(tr("Colour by"));
    m_colors->setToolTip(tr("What the cards are coloured by; numbers are of the pinned sample"));
    findChild<QLabel*>(QStringLiteral("color_label"))->setText(tr("Colour by"));
    const auto name = [](QToolButton* b, const QString& text) {
        b->setToolTip(text);
        b->setAccessibleName(text);
    };
    name(m_leave, tr("Leave the group (Backspace)"));
    name(m_shapes, tr("Shapes on edges"));
    name(m_scales, tr("Scales on edges"));
    name(m_segments, tr("Float segments as coloured regions, with what crosses their borders"));
    name(m_direction, tr("From left to right"));
    name(m_open, tr("Open all groups"));
    name(m_close, tr("Close all groups"));
    name(m_fit, tr("Fit the window (F)"));
    name(m_export, tr("Export the graph as a picture"));
    findSegments();
}

void GraphPanel::setShowSegments(bool on) { m_segments->setChecked(on); }

void GraphPanel::findSegments()
{
    m_segmentLooks = m_segments->isChecked() ? segmentLooks(m_bench) : SegmentLooks{};
    decorate();
}

void GraphPanel::decorate()
{
    m_decoration = decorationOf(m_bench, colorBy(), m_segmentLooks);
    m_view->setDecoration(m_decoration);
    m_overview->setDecoration(m_decoration);
}

/// What flows along an edge: the outputs that it comes from.
void GraphPanel::selectProducers(const std::vector<ValueId>& values)
{
    const UnitTable& of = m_bench.model()->units;
    std::vector<UnitId> units;
    PointId point = PointId::None;
    for (const ValueId value : values)
        if (const UnitId unit = of.producer[indexOf(value)]; unit != UnitId::None) {
            std::erase(units, unit);
            units.push_back(unit);
            point = of.outputPoint[indexOf(value)];
        }
    if (units.empty())
        return;
    m_view->setSelectedUnits(units); // before the selection tells it: what was clicked stays in view, groups stay closed
    m_selection.select(std::move(units), point);
}

/// Tells the strip what is in view.
void GraphPanel::mark()
{
    m_leave->setEnabled(m_view->canLeave());
    const auto& scene = m_view->scene();
    if (!scene)
        return;
    UnitId first = UnitId::None;
    UnitId last = UnitId::None;
    const QRectF area = m_view->visibleArea();
    for (const int card : scene->cardsIn(area))
        for (const UnitId unit : scene->unitsOf(card)) {
            if (first == UnitId::None || unit < first)
                first = unit;
            if (last == UnitId::None || unit > last)
                last = unit;
        }
    m_overview->setMarked(first, last);
}

} // namespace qb
