// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_model.h"

#include "widgets/common/badness.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"

#include <QApplication>
#include <QFont>

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
    if (rows() > 0)
        emit dataChanged(index(0, 0), index(rows() - 1, ColumnCount - 1));
}

const PickRow* SensitivityModel::row(int index) const
{
    return index >= 0 && index < rows() ? &m_content.rows[static_cast<std::size_t>(index)] : nullptr;
}

bool SensitivityModel::picked(int row) const { return m_place[static_cast<std::size_t>(row)] < m_picked; }

QVariant SensitivityModel::raw(int index, int column) const
{
    const PickRow& r = m_content.rows[static_cast<std::size_t>(index)];
    const Unit& unit = m_content.model->unit(r.unit);
    const auto known = [&](const std::map<PointId, double>& values) {
        const auto found = values.find(r.point);
        return found == values.end() ? std::numeric_limits<double>::quiet_NaN() : found->second;
    };
    switch (column) {
    case RankColumn: return index + 1;
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
    case IsolatedColumn: return known(m_content.isolated);
    case LeftOutColumn: return known(m_content.leftOut);
    case LocalColumn: return known(m_content.local);
    case CumulativeColumn: return known(m_content.cumulative);
    case MacsColumn: return m_content.macs > 0 ? static_cast<double>(unit.macs) / m_content.macs * 100 : 0.0;
    case PickColumn: return picked(index);
    default: return {};
    }
}

SensitivityProxy::SensitivityProxy(SensitivityModel& model, QObject* parent) : WordsProxy(parent), m_model(model)
{
    setSourceModel(&model);
}

QString SensitivityProxy::title(int column) const
{
    const bool decibel = m_model.metric() == Metric::Sqnr;
    switch (column) {
    case SensitivityModel::RankColumn: return tr("#");
    case SensitivityModel::UnitColumn: return tr("Point");
    case SensitivityModel::PortColumn: return tr("Port");
    case SensitivityModel::TypeColumn: return tr("Type");
    case SensitivityModel::DTypeColumn: return tr("Dtype");
    case SensitivityModel::IsolatedColumn: return decibel ? tr("Isolated [dB]") : tr("Isolated");
    case SensitivityModel::LeftOutColumn: return decibel ? tr("Left out [dB]") : tr("Left out");
    case SensitivityModel::LocalColumn: return decibel ? tr("Local [dB]") : tr("Local");
    case SensitivityModel::CumulativeColumn: return decibel ? tr("Cumulative [dB]") : tr("Cumulative");
    case SensitivityModel::MacsColumn: return tr("MACs [%]");
    case SensitivityModel::PickColumn: return tr("Pick");
    default: return {};
    }
}

QString SensitivityProxy::explain(int column) const
{
    switch (column) {
    case SensitivityModel::RankColumn: return tr("1 is the most sensitive; merged: the best place at any output");
    case SensitivityModel::IsolatedColumn:
        return tr("only this point is quantized; error at the model's output. %1").arg(metricFormula(m_model.metric()));
    case SensitivityModel::LeftOutColumn: return tr("everything is quantized but this point; error at the model's output");
    case SensitivityModel::LocalColumn: return tr("this unit alone on float inputs; error at its own output");
    case SensitivityModel::CumulativeColumn: return tr("everything is quantized; error at this unit's own output");
    case SensitivityModel::MacsColumn: return tr("the unit's share of all multiply-accumulates");
    case SensitivityModel::PickColumn: return tr("what the picker raises");
    default: return {};
    }
}

QString SensitivityProxy::words(int column, const QVariant& value) const
{
    switch (column) {
    case SensitivityModel::IsolatedColumn:
    case SensitivityModel::LeftOutColumn:
    case SensitivityModel::LocalColumn:
    case SensitivityModel::CumulativeColumn: return metricText(m_model.metric(), value.toDouble());
    case SensitivityModel::MacsColumn: return QString::number(value.toDouble(), 'g', 3);
    case SensitivityModel::PickColumn: return value.toBool() ? QStringLiteral("int16") : QString();
    default: return WordsProxy::words(column, value);
    }
}

QVariant SensitivityProxy::look(const QModelIndex& source, int role) const
{
    if (!m_model.row(source.row()))
        return {};
    const DataColors& colors = dataColors(QApplication::palette());
    const int column = source.column();
    const bool measure = column == SensitivityModel::IsolatedColumn || column == SensitivityModel::LeftOutColumn;
    if (measure && (role == ColumnBar || role == ColumnBarColor)) {
        const double bad = badness(m_model.metric(), source.data(Qt::EditRole).toDouble());
        return role == ColumnBar ? QVariant(bad) : QVariant(colors.metric(bad));
    }
    const bool named = column == SensitivityModel::UnitColumn || column == SensitivityModel::RankColumn;
    if (named && m_model.picked(source.row())) {
        // Raised by the picker: bold, and in the colour of what it becomes.
        if (role == Qt::FontRole) {
            QFont font = QApplication::font();
            font.setBold(true);
            return font;
        }
        if (role == Qt::ForegroundRole)
            return colors.int16;
        if (role == Qt::ToolTipRole)
            return tr("%1 is raised to int16 by this pick")
                .arg(source.siblingAtColumn(SensitivityModel::UnitColumn).data(Qt::EditRole).toString());
    }
    if (role == Qt::ForegroundRole && column == SensitivityModel::PickColumn)
        return colors.int16;
    if (role == Qt::ForegroundRole && column == SensitivityModel::DTypeColumn)
        return colors.dtype(m_model.row(source.row())->wide ? DType::Int16 : DType::Int8);
    return {};
}

} // namespace qb
