// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/models/units_model.h"

#include "engine/qconfig/effective_text.h"
#include "widgets/common/format.h"
#include "widgets/common/provenance.h"

#include <cmath>
#include <limits>
#include <map>

namespace qb {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

QString text(const std::string& s) { return QString::fromStdString(s); }

QString dtypeAt(const Model& model, const Effective& effective, PointId point)
{
    if (point == PointId::None)
        return {};
    const DType given = givenDType(model, effective, point);
    return given == DType::Float32 ? dtypeText(given) : dtypeText(effective.at(point));
}

MetricSums sumsOf(const CompareRow* row) { return row ? row->metrics.pooled() : MetricSums{}; }

std::optional<Metric> metricOf(int column)
{
    switch (column) {
    case UnitsModel::Cosine: return Metric::Cosine;
    case UnitsModel::L1: return Metric::L1;
    case UnitsModel::Atol: return Metric::Atol;
    case UnitsModel::Sqnr: return Metric::Sqnr;
    case UnitsModel::Clipped: return Metric::ClippedShare;
    case UnitsModel::MaxSteps: return Metric::MaxQscaleDiff;
    default: return std::nullopt;
    }
}

} // namespace

UnitsModel::UnitsModel(Bench& bench, QObject* parent) : TableModel(parent), m_bench(bench)
{
    connect(&bench, &Bench::modelChanged, this, &UnitsModel::takeModel);
    const auto configuration = [this] {
        takeConfiguration();
        announceValues();
    };
    connect(&bench, &Bench::configurationChanged, this, configuration);
    connect(&bench, &Bench::statisticsChanged, this, [this] {
        takeStatistics();
        announceValues();
    });
    const auto live = [this] {
        takeLive();
        announceValues();
    };
    connect(&bench, &Bench::liveChanged, this, live);
    takeModel();
}

void UnitsModel::takeModel()
{
    beginResetModel();
    m_fixed.clear();
    m_mostMacs = 0;
    if (const auto& model = m_bench.model()) {
        m_fixed.reserve(model->unitCount());
        for (std::size_t u = 0; u < model->unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const Unit& unit = model->unit(id);
            Fixed row{text(unit.name), text(unit.opType), text(unit.module), {}, model->units.pointOf(id, PointKind::Output), {}};
            row.weight = PointId::None;
            for (const PointId p : model->units.pointsOfUnit[u])
                if (model->point(p).kind == PointKind::Weight)
                    row.weight = p;
            if (!unit.outputs.empty() && indexOf(unit.outputs.front()) < model->shapes.size())
                row.shape = shapeText(model->shapes[indexOf(unit.outputs.front())]);
            m_fixed.push_back(std::move(row));
            m_mostMacs = std::max(m_mostMacs, static_cast<double>(unit.macs));
        }
    }
    takeConfiguration();
    takeStatistics();
    takeLive();
    endResetModel();
}

void UnitsModel::retranslate()
{
    takeConfiguration();
    announceValues();
}

void UnitsModel::takeConfiguration()
{
    m_chosen.assign(m_fixed.size(), {{}, {}, {}, kNan});
    const auto& configuration = m_bench.configuration();
    if (!configuration || !configuration->effective)
        return;
    for (std::size_t u = 0; u < m_fixed.size(); ++u) {
        Chosen& row = m_chosen[u];
        row.output = dtypeAt(*m_bench.model(), *configuration->effective, m_fixed[u].output);
        row.weight = dtypeAt(*m_bench.model(), *configuration->effective, m_fixed[u].weight);
        if (const PointId p = m_fixed[u].output; p != PointId::None)
            row.requested = dtypeText(configuration->effective->at(p).requested);
        if (!configuration->plan || m_fixed[u].output == PointId::None)
            continue;
        const SharedParams& params = configuration->plan->plan.at(m_fixed[u].output);
        if (params && !params->scales.empty())
            row.scale = static_cast<double>(params->scales.front());
    }
}

void UnitsModel::takeStatistics()
{
    m_observed.assign(m_fixed.size(), {kNan, kNan});
    const auto& statistics = m_bench.statistics();
    if (!statistics)
        return;
    for (std::size_t u = 0; u < m_fixed.size(); ++u) {
        const PointId output = m_fixed[u].output;
        if (output == PointId::None || !statistics->has(output))
            continue;
        if (const FloatRange range = statistics->points[indexOf(output)].range(); !range.empty())
            m_observed[u] = {static_cast<double>(range.min), static_cast<double>(range.max)};
    }
}

void UnitsModel::takeLive()
{
    m_measured.assign(m_fixed.size(), {kNan, kNan, kNan, kNan, kNan, kNan, kNan});
    m_sums.assign(m_fixed.size(), {});
    if (!m_bench.live())
        return;
    std::vector<double> before(m_fixed.size(), kNan);
    if (m_bench.before() && m_bench.before() != m_bench.live() && m_bench.before()->sample == m_bench.live()->sample)
        for (const CompareRow& row : m_bench.before()->comparison.rows)
            if (row.unit != UnitId::None && indexOf(row.unit) < before.size() && std::isnan(before[indexOf(row.unit)]))
                before[indexOf(row.unit)] = sumsOf(&row).value(Metric::Sqnr, row.scale());
    for (std::size_t u = 0; u < m_fixed.size(); ++u) {
        const CompareRow* row = m_bench.liveRow(m_fixed[u].output);
        if (!row || row->metrics.samples().empty())
            continue;
        const MetricSums sums = sumsOf(row);
        Measured& m = m_measured[u];
        m_sums[u] = sums;
        m.cosine = sums.value(Metric::Cosine);
        m.l1 = sums.value(Metric::L1);
        m.atol = sums.value(Metric::Atol);
        m.sqnr = sums.value(Metric::Sqnr);
        m.clipped = row->params ? sums.value(Metric::ClippedShare) : kNan;
        m.steps = sums.value(Metric::MaxQscaleDiff, row->scale());
        m.change = std::isfinite(m.sqnr) && std::isfinite(before[u]) ? m.sqnr - before[u] : kNan;
    }
}

QVariant UnitsModel::measured(int row, int column) const
{
    const Measured& m = m_measured[static_cast<std::size_t>(row)];
    switch (column) {
    case Cosine: return m.cosine;
    case L1: return m.l1;
    case Atol: return m.atol;
    case Sqnr: return m.sqnr;
    case SqnrChange: return m.change;
    case Clipped: return m.clipped;
    case MaxSteps: return m.steps;
    default: return {};
    }
}

Meaning UnitsModel::meaningAt(int row, Metric metric) const
{
    const MetricSums& sums = m_sums[static_cast<std::size_t>(row)];
    return sums.count + sums.notFinite == 0 ? Meaning::Full : meaningOf(metric, sums);
}

QVariant UnitsModel::raw(int row, int column) const
{
    const auto u = static_cast<std::size_t>(row);
    const Unit& unit = m_bench.model()->units.units[u];
    switch (column) {
    case Index: return static_cast<qulonglong>(u);
    case Name: return m_fixed[u].name;
    case Op: return m_fixed[u].op;
    case Module: return m_fixed[u].module;
    case Output: return m_chosen[u].output;
    case Requested: return m_chosen[u].requested;
    case Weight: return m_chosen[u].weight;
    case Shape: return m_fixed[u].shape;
    case Macs: return unit.macs ? QVariant(static_cast<qulonglong>(unit.macs)) : QVariant();
    case Parameters: return unit.parameters ? QVariant(static_cast<qulonglong>(unit.parameters)) : QVariant();
    case Scale: return m_chosen[u].scale;
    case ObservedMin: return m_observed[u].min;
    case ObservedMax: return m_observed[u].max;
    default: return measured(row, column);
    }
}

SelectorFacts UnitsModel::facts() const
{
    SelectorFacts facts;
    const auto configuration = m_bench.configuration();
    if (configuration && configuration->effective)
        facts.dtype = [this, effective = configuration->effective](UnitId unit) -> std::optional<DType> {
            const PointId p = m_fixed[indexOf(unit)].output;
            if (p == PointId::None)
                return std::nullopt;
            return givenDType(*m_bench.model(), *effective, p);
        };
    if (m_bench.live())
        facts.metric = [this](UnitId unit, const std::string& name) -> std::optional<double> {
            static const std::map<std::string, int> kColumns{{"cos", Cosine},     {"l1", L1},          {"atol", Atol},
                                                             {"sqnr", Sqnr},      {"chebyshev", Atol}, {"steps", MaxSteps},
                                                             {"clipped", Clipped}};
            static const std::map<std::string, Metric> kMetrics{
                {"mse", Metric::Mse}, {"rmse", Metric::RmseOverScale}, {"rtol", Metric::Rtol}, {"kl", Metric::Kl}};
            if (const auto column = kColumns.find(name); column != kColumns.end())
                return measured(static_cast<int>(unit), column->second).toDouble();
            const CompareRow* row = m_bench.liveRow(m_fixed[indexOf(unit)].output);
            const auto metric = kMetrics.find(name);
            if (!row || metric == kMetrics.end())
                return std::nullopt;
            return row->metrics.pooled().value(metric->second, row->scale());
        };
    return facts;
}

QString UnitsModel::origin(int row, Column column) const
{
    const QVariant value = raw(row, column);
    if (!m_bench.live() || std::isnan(value.toDouble()))
        return tr("Not measured");
    const auto metric = metricOf(column);
    Provenance from{metric ? metricFormula(*metric) : tr("Change of the SQNR since before the last edit, in dB."),
                    pinnedSample(m_bench.live()->sampleName), stale()};
    if (metric)
        from.doubt = doubtOf(*metric, m_sums[static_cast<std::size_t>(row)]);
    from.when = timeOf(m_bench.live()->comparison.measured);
    return provenanceTip(value.toDouble(), from);
}

TableColumn UnitsModel::plainColumn(Column column) const
{
    TableColumn c;
    const auto shortCount = [](const QVariant& v) { return v.isValid() ? bigCount(v.toDouble()) : QString(); };
    const auto wholeTip = [this, column](int row) {
        const QVariant v = raw(row, column);
        return v.isValid() ? count(v.toULongLong()) : QString();
    };
    switch (column) {
    case Index: c = TableColumn::of("index", CellKind::Number, 3, 60, [] { return tr("#"); }); break;
    case Name: c = TableColumn::of("name", CellKind::Text, 14, 0, [] { return tr("Unit"); }); break;
    case Op: c = TableColumn::of("op", CellKind::Text, 12, 35, [] { return tr("Type"); }); break;
    case Module: c = TableColumn::of("module", CellKind::Text, 14, 110, [] { return tr("Module"); }); break;
    case Output: c = TableColumn::of("output", CellKind::Badge, 5, 10, [] { return tr("Output"); }); break;
    case Requested: c = TableColumn::of("requested", CellKind::Badge, 5, 90, [] { return tr("Asked for"); }); break;
    case Weight: c = TableColumn::of("weight", CellKind::Badge, 5, 40, [] { return tr("Weight"); }); break;
    case Shape: c = TableColumn::of("shape", CellKind::Text, 12, 70, [] { return tr("Shape"); }); break;
    case Macs:
        c = TableColumn::of("macs", CellKind::Number, 7, 65, [] { return tr("MACs"); });
        c.text = shortCount;
        c.tip = wholeTip;
        c.about = [] { return tr("Multiply-accumulates of one sample"); };
        c.bar = [this](const QVariant& v) {
            return v.isValid() && m_mostMacs > 0 ? std::optional(v.toDouble() / m_mostMacs) : std::nullopt;
        };
        break;
    case Parameters:
        c = TableColumn::of("parameters", CellKind::Number, 7, 80, [] { return tr("Parameters"); });
        c.text = shortCount;
        c.tip = wholeTip;
        c.about = [] { return tr("Numbers in its weight and bias"); };
        break;
    case ObservedMin:
    case ObservedMax: {
        const bool least = column == ObservedMin;
        c = TableColumn::of(least ? "observed_min" : "observed_max", CellKind::Number, 9, least ? 76 : 77,
                            [least] { return least ? tr("Min") : tr("Max"); });
        c.text = [](const QVariant& v) { return std::isnan(v.toDouble()) ? QString() : number(v.toDouble()); };
        c.about = [least] {
            return least ? tr("Least value of the output in float that calibration has observed")
                         : tr("Largest value of the output in float that calibration has observed");
        };
        c.tip = [this, column, about = c.about](int row) {
            const double value = raw(row, column).toDouble();
            if (std::isnan(value))
                return tr("Not observed");
            return provenanceTip(value, {about(), overSamples(m_bench.statistics()->samples().size()), false, {}, {}, true});
        };
        break;
    }
    default:
        c = TableColumn::of("scale", CellKind::Number, 9, 75, [] { return tr("Scale"); });
        c.text = [](const QVariant& v) { return std::isnan(v.toDouble()) ? QString() : number(v.toDouble()); };
        c.about = [] { return tr("Step of the output's grid; the first one where there is one per channel"); };
        break;
    }
    return c;
}

TableColumn UnitsModel::metricColumn(Column column) const
{
    static const std::map<int, std::pair<int, int>> kDigitsAndPriority{
        {Cosine, {8, 30}},     {L1, {9, 90}},      {Atol, {9, 95}},    {Sqnr, {6, 20}},
        {SqnrChange, {6, 45}}, {Clipped, {7, 50}}, {MaxSteps, {8, 85}}};
    static const std::map<int, const char*> kKeys{{Cosine, "cosine"},
                                                  {L1, "l1"},
                                                  {Atol, "atol"},
                                                  {Sqnr, "sqnr_db"},
                                                  {SqnrChange, "sqnr_change_db"},
                                                  {Clipped, "clipped_share"},
                                                  {MaxSteps, "max_qscale_diff"}};
    TableColumn c;
    c.key = kKeys.at(column);
    c.kind = CellKind::Number;
    std::tie(c.digits, c.priority) = kDigitsAndPriority.at(column);
    c.tip = [this, column](int row) { return origin(row, column); };
    if (column == SqnrChange) {
        c.title = [] { return tr("Change [dB]"); };
        c.about = [] { return tr("Change of the SQNR since before the last edit"); };
        c.text = [](const QVariant& v) {
            const double d = v.toDouble();
            if (std::isnan(d) || std::abs(d) < 0.05)
                return QString();
            return (d > 0 ? QStringLiteral("▲ +") : QStringLiteral("▼ ")) + QString::number(d, 'f', 1);
        };
        c.tone = [this](int, const QVariant& v) { return stale() ? Tone::Quiet : v.toDouble() > 0 ? Tone::Better : Tone::Worse; };
        return c;
    }
    const Metric metric = *metricOf(column);
    c.title = [metric] { return metricTitle(metric); };
    c.about = [metric] { return metricFormula(metric); };
    c.rowText = [this, column, metric](int row) {
        const double d = measured(row, column).toDouble();
        return std::isnan(d) ? QString() : meaningAt(row, metric) == Meaning::None ? QStringLiteral("-") : metricText(metric, d);
    };
    c.meaning = [this, metric](int row) { return meaningAt(row, metric); };
    c.tone = [this](int, const QVariant&) { return stale() ? Tone::Quiet : Tone::Plain; };
    if (hasBar(metric))
        c.bar = c.badness = [this, metric](const QVariant& v) -> std::optional<double> {
            return stale() ? std::nullopt : std::optional(badness(metric, v.toDouble()));
        };
    return c;
}

std::vector<TableColumn> UnitsModel::words() const
{
    std::vector<TableColumn> columns;
    for (int c = 0; c < ColumnCount; ++c)
        columns.push_back(isMeasured(c) ? metricColumn(static_cast<Column>(c)) : plainColumn(static_cast<Column>(c)));
    return columns;
}

} // namespace qb
