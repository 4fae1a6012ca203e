// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_model.h"

#include "widgets/common/badness.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <QApplication>

#include <cmath>
#include <limits>

namespace qb {

void CompareModel::set(std::shared_ptr<const Model> model, std::shared_ptr<const LayerSeries> series,
                       std::shared_ptr<const LayerSeries> against)
{
    beginResetModel();
    m_model = std::move(model);
    m_series = std::move(series);
    m_against = std::move(against);
    endResetModel();
}

const LayerNumbers* CompareModel::row(int index) const
{
    return m_series && index >= 0 && index < rows() ? &m_series->rows[static_cast<std::size_t>(index)] : nullptr;
}

std::optional<Metric> CompareModel::metricOf(int column) const
{
    switch (column) {
    case CosineColumn: return Metric::Cosine;
    case SqnrColumn: return Metric::Sqnr;
    case L1Column: return Metric::L1;
    case AtolColumn: return Metric::Atol;
    case StepsColumn: return Metric::MaxQscaleDiff;
    case ClippedColumn: return Metric::ClippedShare;
    default: return {};
    }
}

double CompareModel::delta(const LayerNumbers& r, Metric metric) const
{
    const int other = m_against ? m_against->rowOf(r.value) : -1;
    if (other < 0)
        return std::numeric_limits<double>::quiet_NaN();
    const double difference = r.metric(metric) - m_against->rows[static_cast<std::size_t>(other)].metric(metric);
    return std::isfinite(difference) ? difference : std::numeric_limits<double>::quiet_NaN();
}

QVariant CompareModel::raw(int index, int column) const
{
    const LayerNumbers& r = m_series->rows[static_cast<std::size_t>(index)];
    const auto mean = [&](double sum) {
        return r.sums.count == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(r.sums.count);
    };
    if (const auto metric = metricOf(column))
        return r.metric(*metric);
    switch (column) {
    case IndexColumn: return index;
    case NameColumn: {
        // A unit with several outputs has a row for each.
        const std::string& name = m_model->unit(r.unit).name;
        const bool several = m_model->units.pointOf(r.unit, PointKind::Output, 1) != PointId::None && r.point != PointId::None;
        return QString::fromStdString(several ? m_model->point(r.point).name : name);
    }
    case TypeColumn: return QString::fromStdString(m_model->unit(r.unit).opType);
    case ShapeColumn: return shapeText(r.shape);
    case DTypeColumn: return dtypeText(r.dtype);
    case ScaleColumn: return r.quantized && r.scale > 0 ? r.scale : std::numeric_limits<double>::quiet_NaN();
    case DeltaCosineColumn: return delta(r, Metric::Cosine);
    case DeltaSqnrColumn: return delta(r, Metric::Sqnr);
    case DeltaL1Column: return delta(r, Metric::L1);
    case FloatMinColumn: return r.sums.aMin;
    case QuantMinColumn: return r.sums.bMin;
    case FloatMaxColumn: return r.sums.aMax;
    case QuantMaxColumn: return r.sums.bMax;
    case FloatMeanColumn: return mean(r.sums.aSum);
    case QuantMeanColumn: return mean(r.sums.bSum);
    case TrustColumn: return static_cast<int>(r.sums.trust());
    default: return {};
    }
}

CompareProxy::CompareProxy(CompareModel& model, QObject* parent) : WordsProxy(parent), m_model(model) { setSourceModel(&model); }

void CompareProxy::setStale(bool stale)
{
    if (stale == m_stale)
        return;
    m_stale = stale;
    if (rowCount() > 0)
        emit dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

QString CompareProxy::title(int column) const
{
    if (const auto metric = m_model.metricOf(column))
        return *metric == Metric::MaxQscaleDiff ? tr("Steps off") : metricTitle(*metric);
    switch (column) {
    case CompareModel::IndexColumn: return tr("#");
    case CompareModel::NameColumn: return tr("Unit");
    case CompareModel::TypeColumn: return tr("Type");
    case CompareModel::ShapeColumn: return tr("Shape");
    case CompareModel::DTypeColumn: return tr("Dtype");
    case CompareModel::ScaleColumn: return tr("Scale");
    case CompareModel::DeltaCosineColumn: return tr("Δ Cosine");
    case CompareModel::DeltaSqnrColumn: return tr("Δ SQNR [dB]");
    case CompareModel::DeltaL1Column: return tr("Δ L1");
    case CompareModel::FloatMinColumn: return tr("Float min");
    case CompareModel::QuantMinColumn: return tr("Quantized min");
    case CompareModel::FloatMaxColumn: return tr("Float max");
    case CompareModel::QuantMaxColumn: return tr("Quantized max");
    case CompareModel::FloatMeanColumn: return tr("Float mean");
    case CompareModel::QuantMeanColumn: return tr("Quantized mean");
    case CompareModel::TrustColumn: return tr("Trust");
    default: return {};
    }
}

QString CompareProxy::explain(int column) const
{
    if (const auto metric = m_model.metricOf(column))
        return (*metric == Metric::MaxQscaleDiff ? QStringLiteral("max_qscale_diff, ") : QString()) + metricFormula(*metric);
    switch (column) {
    case CompareModel::IndexColumn: return tr("place in the order of computation");
    case CompareModel::ScaleColumn: return tr("width of a step; of several channels the first");
    case CompareModel::DeltaCosineColumn:
    case CompareModel::DeltaSqnrColumn:
    case CompareModel::DeltaL1Column: return tr("this result minus the one it is held against");
    case CompareModel::TrustColumn: return tr("whether the metrics of this tensor mean anything");
    default: return {};
    }
}

QString CompareProxy::words(int column, const QVariant& value) const
{
    if (const auto metric = m_model.metricOf(column))
        return metricText(*metric, value.toDouble());
    const double x = value.toDouble();
    switch (column) {
    case CompareModel::DeltaCosineColumn: return std::isnan(x) ? QStringLiteral("-") : QString::asprintf("%+.5f", x);
    case CompareModel::DeltaSqnrColumn: return std::isnan(x) ? QStringLiteral("-") : QString::asprintf("%+.1f", x);
    case CompareModel::DeltaL1Column:
        return std::isnan(x) ? QStringLiteral("-") : (x > 0 ? QStringLiteral("+") : QString()) + number(x);
    case CompareModel::IndexColumn: return value.toString();
    case CompareModel::TrustColumn:
        switch (static_cast<Trust>(value.toInt())) {
        case Trust::Ok: return tr("ok");
        case Trust::Constant: return tr("constant");
        case Trust::MostlyZero: return tr("mostly zero");
        case Trust::NonFinite: return tr("not finite");
        case Trust::TooFewValues: return tr("too few values");
        case Trust::Equal: return tr("equal");
        }
        return {};
    default: return WordsProxy::words(column, value);
    }
}

QVariant CompareProxy::look(const QModelIndex& source, int role) const
{
    const LayerNumbers* row = m_model.row(source.row());
    if (!row)
        return {};
    const DataColors& colors = dataColors(QApplication::palette());
    const int column = source.column();
    if (role == Qt::TextAlignmentRole && column == CompareModel::TrustColumn)
        return static_cast<int>(Qt::AlignLeft | Qt::AlignVCenter);
    const auto metric = m_model.metricOf(column);
    if (role == ColumnBar && metric && hasBar(*metric))
        return badness(*metric, source.data(Qt::EditRole).toDouble());
    if (role == ColumnBarColor && metric)
        return m_stale ? colors.unknown : colors.metric(badness(*metric, source.data(Qt::EditRole).toDouble()));
    if (role == Qt::ForegroundRole) {
        if (m_stale)
            return QApplication::palette().color(QPalette::Disabled, QPalette::Text);
        if (column == CompareModel::DTypeColumn)
            return colors.dtype(row->dtype);
        const bool higher = column == CompareModel::DeltaCosineColumn || column == CompareModel::DeltaSqnrColumn;
        if (higher || column == CompareModel::DeltaL1Column) {
            const double d = source.data(Qt::EditRole).toDouble();
            if (d != 0 && !std::isnan(d))
                return (d > 0) == higher ? colors.better : colors.worse;
        }
    }
    if (role == Qt::ToolTipRole && column == CompareModel::NameColumn) {
        QString text = source.data(Qt::EditRole).toString();
        if (row->worst)
            text += QLatin1Char('\n') +
                    tr("worst in sample %1: SQNR %2 dB").arg(row->worst->sample).arg(metricText(Metric::Sqnr, row->worst->value));
        return text;
    }
    return {};
}

} // namespace qb
