// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_model.h"

#include "widgets/common/badness.h"
#include "widgets/common/format.h"

#include <cmath>
#include <limits>

namespace qb {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

std::optional<Metric> metricOf(int column)
{
    switch (column) {
    case CompareModel::CosineColumn: return Metric::Cosine;
    case CompareModel::SqnrColumn: return Metric::Sqnr;
    case CompareModel::L1Column: return Metric::L1;
    case CompareModel::AtolColumn: return Metric::Atol;
    case CompareModel::StepsColumn: return Metric::MaxQscaleDiff;
    case CompareModel::ClippedColumn: return Metric::ClippedShare;
    default: return {};
    }
}

const QString kBetter = QStringLiteral("▲ ");
const QString kWorse = QStringLiteral("▼ ");

/// Of a delta: up is better, whichever way the number goes.
QString arrowOf(CompareModel::Column column, double delta)
{
    return (delta > 0) == (column != CompareModel::DeltaL1Column) ? kBetter : kWorse;
}

/// "+0.00000": nothing to point at.
bool isZero(const QString& text)
{
    return std::none_of(text.begin(), text.end(), [](QChar c) { return c >= QLatin1Char('1') && c <= QLatin1Char('9'); });
}

bool isDelta(int column) { return column >= CompareModel::DeltaCosineColumn && column <= CompareModel::DeltaL1Column; }

} // namespace

void CompareModel::set(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    endResetModel();
}

const LayerNumbers* CompareModel::row(int index) const
{
    return index >= 0 && index < rows() ? &m_content.series->rows[static_cast<std::size_t>(index)] : nullptr;
}

double CompareModel::delta(const LayerNumbers& r, Metric metric) const
{
    const auto& against = m_content.against;
    const int other = against ? against->rowOf(r.value) : -1;
    if (other < 0)
        return kNan;
    const double difference = r.shown(metric) - against->rows[static_cast<std::size_t>(other)].shown(metric);
    return std::isfinite(difference) ? difference : kNan;
}

QVariant CompareModel::raw(int index, int column) const
{
    const LayerNumbers& r = *row(index);
    const Model& model = *m_content.model;
    const auto mean = [&](double sum) { return r.sums.count == 0 ? kNan : sum / static_cast<double>(r.sums.count); };
    if (const auto metric = metricOf(column))
        return r.metric(*metric);
    switch (column) {
    case IndexColumn: return static_cast<qulonglong>(index);
    case NameColumn: {
        // A unit with several outputs has a row for each.
        const std::string& name = model.unit(r.unit).name;
        const bool several = model.units.pointOf(r.unit, PointKind::Output, 1) != PointId::None && r.point != PointId::None;
        return QString::fromStdString(several ? model.point(r.point).name : name);
    }
    case TypeColumn: return QString::fromStdString(model.unit(r.unit).opType);
    case ShapeColumn: return shapeText(r.shape);
    case DTypeColumn: return dtypeText(r.dtype);
    case ScaleColumn: return r.quantized && r.scale > 0 ? r.scale : kNan;
    case CustomColumn: return r.custom;
    case DeltaCosineColumn: return delta(r, Metric::Cosine);
    case DeltaSqnrColumn: return delta(r, Metric::Sqnr);
    case DeltaL1Column: return delta(r, Metric::L1);
    case FloatMinColumn: return r.sums.aMin;
    case QuantMinColumn: return r.sums.bMin;
    case FloatMaxColumn: return r.sums.aMax;
    case QuantMaxColumn: return r.sums.bMax;
    case FloatMeanColumn: return mean(r.sums.aSum);
    case QuantMeanColumn: return mean(r.sums.bSum);
    case TrustColumn: return QString::fromUtf8(toString(r.sums.trust()));
    default: return {};
    }
}

QString CompareModel::nameTip(int index) const
{
    const LayerNumbers& r = *row(index);
    QString text = raw(index, NameColumn).toString();
    if (r.worst)
        text += QLatin1Char('\n') +
                tr("worst in sample %1: SQNR %2 dB").arg(r.worst->sample).arg(metricText(Metric::Sqnr, r.worst->value));
    return text;
}

TableColumn CompareModel::plainColumn(Column column) const
{
    constexpr int kOnRequest = TableColumn::kOnRequest;
    TableColumn c;
    const auto range = [&](const char* key, std::function<QString()> title) {
        c = TableColumn::of(key, CellKind::Number, 10, kOnRequest, std::move(title));
        c.text = [](const QVariant& v) { return number(v.toDouble()); };
    };
    switch (column) {
    case IndexColumn:
        c = TableColumn::of("index", CellKind::Number, 3, 10, [] { return tr("#"); });
        c.about = [] { return tr("place in the order of computation"); };
        break;
    case NameColumn:
        c = TableColumn::of("name", CellKind::Text, 20, 0, [] { return tr("Unit"); });
        c.tip = [this](int row) { return nameTip(row); };
        break;
    case TypeColumn: c = TableColumn::of("type", CellKind::Text, 12, 60, [] { return tr("Type"); }); break;
    case ShapeColumn: c = TableColumn::of("shape", CellKind::Text, 12, kOnRequest, [] { return tr("Shape"); }); break;
    case DTypeColumn: c = TableColumn::of("dtype", CellKind::Badge, 5, 20, [] { return tr("Dtype"); }); break;
    case ScaleColumn:
        c = TableColumn::of("scale", CellKind::Number, 9, 65, [] { return tr("Scale"); });
        c.text = [](const QVariant& v) { return number(v.toDouble()); };
        c.about = [] { return tr("width of a step; of several channels the first"); };
        break;
    case CustomColumn:
        c = TableColumn::of("custom", CellKind::Number, 9, 33, [] { return tr("Custom"); });
        c.text = [](const QVariant& v) { return number(v.toDouble()); };
        c.tip = [this](int index) {
            Provenance from = m_content.from;
            from.formula = m_content.expression;
            return provenanceTip(row(index)->custom, from);
        };
        c.about = [this] { return m_content.expression; };
        break;
    case FloatMinColumn: range("float_min", [this] { return m_content.foreign ? tr("Other min") : tr("Float min"); }); break;
    case QuantMinColumn:
        range("quantized_min", [this] { return m_content.foreign ? tr("This min") : tr("Quantized min"); });
        break;
    case FloatMaxColumn: range("float_max", [this] { return m_content.foreign ? tr("Other max") : tr("Float max"); }); break;
    case QuantMaxColumn:
        range("quantized_max", [this] { return m_content.foreign ? tr("This max") : tr("Quantized max"); });
        break;
    case FloatMeanColumn: range("float_mean", [this] { return m_content.foreign ? tr("Other mean") : tr("Float mean"); }); break;
    case QuantMeanColumn:
        range("quantized_mean", [this] { return m_content.foreign ? tr("This mean") : tr("Quantized mean"); });
        break;
    default:
        c = TableColumn::of("trust", CellKind::Text, 12, kOnRequest, [] { return tr("Trust"); });
        c.rowText = [this](int index) {
            switch (row(index)->sums.trust()) {
            case Trust::Ok: return tr("ok");
            case Trust::Constant: return tr("constant");
            case Trust::MostlyZero: return tr("mostly zero");
            case Trust::NonFinite: return tr("not finite");
            case Trust::TooFewValues: return tr("too few values");
            case Trust::Equal: return tr("equal");
            }
            return QString();
        };
        c.about = [] { return tr("whether the metrics of this tensor mean anything"); };
        break;
    }
    return c;
}

TableColumn CompareModel::metricColumn(Column column, Metric metric) const
{
    static const std::map<int, std::tuple<const char*, int, int>> kKeyDigitsAndPriority{
        {CosineColumn, {"cosine", 8, 30}}, {SqnrColumn, {"sqnr_db", 6, 25}},          {L1Column, {"l1", 9, 70}},
        {AtolColumn, {"atol", 9, 50}},     {StepsColumn, {"max_qscale_diff", 8, 55}}, {ClippedColumn, {"clipped_share", 7, 40}}};
    TableColumn c;
    c.kind = CellKind::Number;
    std::tie(c.key, c.digits, c.priority) = kKeyDigitsAndPriority.at(column);
    c.title = [metric] { return metricTitle(metric); };
    c.about = [metric] { return metricFormula(metric); };
    c.rowText = [this, metric](int index) { return metricText(metric, row(index)->shown(metric)); };
    c.meaning = [this, metric](int index) { return meaningOf(metric, row(index)->sums); };
    c.tip = [this, metric](int index) {
        Provenance from = m_content.from;
        from.formula = metricFormula(metric);
        from.doubt = doubtOf(metric, row(index)->sums);
        return provenanceTip(row(index)->metric(metric), from);
    };
    if (hasBar(metric))
        c.bar = c.badness = [this, metric](const QVariant& v) -> std::optional<double> {
            return m_content.from.stale ? std::nullopt : std::optional(badness(metric, v.toDouble()));
        };
    return c;
}

TableColumn CompareModel::deltaColumn(Column column) const
{
    TableColumn c;
    c.kind = CellKind::Number;
    c.about = [] { return tr("this result minus the one it is held against; ▲ is better, ▼ is worse"); };
    const auto set = [&](const char* key, int digits, int priority, std::function<QString()> title, auto words) {
        c.key = key;
        c.digits = digits;
        c.priority = priority;
        c.title = std::move(title);
        c.text = [words, column](const QVariant& v) {
            if (std::isnan(v.toDouble()))
                return QStringLiteral("-");
            const QString text = words(v.toDouble());
            return isZero(text) ? QStringLiteral("0") : arrowOf(column, v.toDouble()) + text;
        };
    };
    switch (column) {
    case DeltaCosineColumn:
        set(
            "delta_cosine", 11, 35, [] { return tr("Δ Cosine"); }, [](double x) { return QString::asprintf("%+.5f", x); });
        break;
    case DeltaSqnrColumn:
        set(
            "delta_sqnr_db", 8, 28, [] { return tr("Δ SQNR [dB]"); }, [](double x) { return QString::asprintf("%+.1f", x); });
        break;
    default:
        set(
            "delta_l1", 11, TableColumn::kOnRequest, [] { return tr("Δ L1"); },
            [](double x) { return (x > 0 ? QStringLiteral("+") : QString()) + number(x); });
        break;
    }
    return c;
}

std::vector<TableColumn> CompareModel::words() const
{
    std::vector<TableColumn> columns;
    for (int i = 0; i < ColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        const auto metric = metricOf(i);
        columns.push_back(metric ? metricColumn(column, *metric) : isDelta(i) ? deltaColumn(column) : plainColumn(column));
        const auto words = columns.back().text;
        columns.back().tone = [this, i, words](int, const QVariant& v) {
            if (m_content.from.stale)
                return Tone::Quiet;
            const QString text = isDelta(i) ? words(v) : QString();
            return text.startsWith(kBetter) ? Tone::Better : text.startsWith(kWorse) ? Tone::Worse : Tone::Plain;
        };
    }
    return columns;
}

} // namespace qb
