// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_model.h"

#include "widgets/common/badness.h"
#include "widgets/common/choice_words.h"
#include "widgets/common/format.h"
#include "widgets/plots/point_edit.h"

#include <cmath>
#include <limits>

namespace qb {

void SensitivityModel::set(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    m_place.clear();
    std::size_t place = 0;
    for (const PickRow& row : m_content.rows)
        m_place.push_back(row.raisable ? place++ : std::numeric_limits<std::size_t>::max());
    endResetModel();
}

void SensitivityModel::setPicked(std::size_t count)
{
    if (count == m_picked)
        return;
    m_picked = count;
    announceValues();
}

const PickRow* SensitivityModel::row(int index) const
{
    return index >= 0 && index < rows() ? &m_content.rows[static_cast<std::size_t>(index)] : nullptr;
}

bool SensitivityModel::picked(int row) const { return m_place[static_cast<std::size_t>(row)] < m_picked; }

const SensitivityModel::Values& SensitivityModel::valuesOf(Column column) const
{
    return column == IsolatedColumn  ? m_content.isolated
           : column == LeftOutColumn ? m_content.leftOut
           : column == LocalColumn   ? m_content.local
                                     : m_content.cumulative;
}

QVariant SensitivityModel::raw(int index, int column) const
{
    const PickRow& r = m_content.rows[static_cast<std::size_t>(index)];
    const Unit& unit = m_content.model->unit(r.unit);
    switch (column) {
    case RankColumn: return static_cast<qulonglong>(index + 1);
    case UnitColumn: {
        // The point, with its output taken for granted: a unit's weight is told from its output without another column.
        const QString name = QString::fromStdString(m_content.model->point(r.point).name);
        return name.endsWith(QLatin1String(":output")) ? QString::fromStdString(unit.name) : name;
    }
    case PortColumn: {
        const std::string& name = m_content.model->point(r.point).name;
        return QString::fromStdString(name.substr(name.rfind(':') + 1));
    }
    case TypeColumn: return QString::fromStdString(unit.opType);
    case DTypeColumn: {
        const SharedParams& params = m_content.plan->at(r.point);
        return dtypeText(params ? params->dtype : DType::Float32);
    }
    case IsolatedColumn:
    case LeftOutColumn:
    case LocalColumn:
    case CumulativeColumn: {
        const auto& values = valuesOf(static_cast<Column>(column)).values;
        const auto found = values.find(r.point);
        return found == values.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
    }
    case MacsColumn: return m_content.macs > 0 ? static_cast<double>(unit.macs) / m_content.macs * 100 : 0.0;
    case PickColumn: return picked(index) ? QStringLiteral("int16") : QString();
    default: return {};
    }
}

TableColumn SensitivityModel::plainColumn(Column column) const
{
    constexpr int kOnRequest = TableColumn::kOnRequest;
    TableColumn c;
    switch (column) {
    case RankColumn:
        c = TableColumn::of("rank", CellKind::Number, 3, 12, [] { return tr("#"); });
        c.about = [] { return tr("1 is the most sensitive; merged: the best place at any output"); };
        break;
    case UnitColumn: c = TableColumn::of("point", CellKind::Text, 12, 0, [] { return tr("Point"); }); break;
    case PortColumn:
        c = TableColumn::of("port", CellKind::Text, 8, kOnRequest, [] { return tr("Port"); });
        c.rowText = [this](int row) {
            const Point& point = m_content.model->point(this->row(row)->point);
            return portTitle(point.kind, raw(row, PortColumn).toString().toStdString());
        };
        break;
    case TypeColumn: c = TableColumn::of("type", CellKind::Text, 12, kOnRequest, [] { return tr("Type"); }); break;
    case DTypeColumn: c = TableColumn::of("dtype", CellKind::Badge, 5, kOnRequest, [] { return tr("Dtype"); }); break;
    case MacsColumn:
        c = TableColumn::of("macs_percent", CellKind::Number, 5, 35, [] { return tr("MACs [%]"); });
        c.about = [] { return tr("the unit's share of all multiply-accumulates"); };
        c.text = [](const QVariant& v) { return shortExponent(QString::number(v.toDouble(), 'g', 3)); };
        break;
    default:
        c = TableColumn::of("pick", CellKind::Badge, 5, kOnRequest, [] { return tr("Pick"); });
        c.about = [] { return tr("what the picker raises"); };
        break;
    }
    if (column != RankColumn && column != UnitColumn)
        return c;
    // Raised by the picker: bold, and in the colour of what it becomes.
    c.strong = [this](int row) { return picked(row); };
    c.tone = [this](int row, const QVariant&) { return picked(row) ? Tone::Raised : Tone::Plain; };
    c.tip = [this, column](int row) {
        return picked(row) ? tr("%1 is raised to int16 by this pick").arg(raw(row, UnitColumn).toString())
                           : raw(row, column).toString();
    };
    return c;
}

TableColumn SensitivityModel::metricColumn(Column column) const
{
    TableColumn c;
    c.kind = CellKind::Number;
    c.digits = 7;
    const auto set = [&](const char* key, int priority, std::function<QString()> decibel, std::function<QString()> plain,
                         std::function<QString()> about) {
        c.key = key;
        c.priority = priority;
        c.title = [this, decibel, plain] { return metric().metric == Metric::Sqnr ? decibel() : plain(); };
        c.about = std::move(about);
    };
    switch (column) {
    case IsolatedColumn:
        set(
            "isolated", 10, [] { return tr("Isolated [dB]"); }, [] { return tr("Isolated"); },
            [this] {
                return tr("only this point is quantized; error at the model's output. %1")
                    .arg(metric().metric ? metricFormula(*metric().metric) : m_content.expression);
            });
        break;
    case LeftOutColumn:
        set(
            "left_out", 15, [] { return tr("Left out [dB]"); }, [] { return tr("Left out"); },
            [] { return tr("everything is quantized but this point; error at the model's output"); });
        break;
    case LocalColumn:
        set(
            "local", 25, [] { return tr("Local [dB]"); }, [] { return tr("Local"); },
            [] { return tr("this unit alone on float inputs; error at its own output"); });
        break;
    default:
        set(
            "cumulative", 20, [] { return tr("Cumulative [dB]"); }, [] { return tr("Cumulative"); },
            [] { return tr("everything is quantized; error at this unit's own output"); });
        break;
    }
    c.text = [this](const QVariant& v) { return choiceText(metric(), v.toDouble()); };
    c.tone = [this, column](int, const QVariant&) { return valuesOf(column).from.stale ? Tone::Quiet : Tone::Plain; };
    c.tip = [this, column](int row) {
        Provenance from = valuesOf(column).from;
        from.formula = metric().metric ? metricFormula(*metric().metric) : m_content.expression;
        return provenanceTip(raw(row, column).toDouble(), from);
    };
    if (column == IsolatedColumn || column == LeftOutColumn)
        c.bar = c.badness = [this, column](const QVariant& v) -> std::optional<double> {
            return metric().metric && !valuesOf(column).from.stale ? std::optional(badness(*metric().metric, v.toDouble()))
                                                                   : std::nullopt;
        };
    return c;
}

std::vector<TableColumn> SensitivityModel::words() const
{
    std::vector<TableColumn> columns;
    for (int i = 0; i < ColumnCount; ++i) {
        const auto column = static_cast<Column>(i);
        columns.push_back(i >= IsolatedColumn && i <= CumulativeColumn ? metricColumn(column) : plainColumn(column));
    }
    return columns;
}

} // namespace qb
