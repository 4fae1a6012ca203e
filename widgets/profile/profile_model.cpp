// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/profile/profile_model.h"

#include "engine/exporters/statistic_files.h"
#include "widgets/common/format.h"

#include <cmath>
#include <limits>

namespace qb {

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();

QVariant momentOf(const ProfiledTensor& t, int which)
{
    const TensorMoments& m = t.moments;
    if (m.count == 0)
        return kNan;
    switch (which) {
    case 0: return m.min;
    case 1: return m.max;
    case 2: return m.mean;
    default: return m.variance();
    }
}

} // namespace

QString FormWords::title(ProfiledForm form)
{
    switch (form) {
    case ProfiledForm::Float: return tr("Float");
    case ProfiledForm::Simulated: return tr("Simulated");
    case ProfiledForm::Exported: break;
    }
    return tr("Exported");
}

QString FormWords::role(TensorRole role)
{
    switch (role) {
    case TensorRole::Input: return tr("input");
    case TensorRole::Weight: return tr("weight");
    case TensorRole::Bias: return tr("bias");
    case TensorRole::Output: break;
    }
    return tr("output");
}

void ProfileModel::set(Content content)
{
    beginResetModel();
    m_content = std::move(content);
    m_beside.assign(static_cast<std::size_t>(rows()), nullptr);
    if (m_content.profile && m_content.beside) {
        std::map<std::tuple<UnitId, TensorRole, ValueId>, const ProfiledTensor*> others;
        for (const ProfiledTensor& t : m_content.beside->profile.rows)
            others[{t.unit, t.role, t.value}] = &t;
        for (std::size_t i = 0; i < m_beside.size(); ++i) {
            const ProfiledTensor& t = m_content.profile->profile.rows[i];
            if (const auto found = others.find({t.unit, t.role, t.value}); found != others.end())
                m_beside[i] = found->second;
        }
    }
    endResetModel();
}

const ProfiledTensor* ProfileModel::row(int index) const
{
    return index >= 0 && index < rows() ? &m_content.profile->profile.rows[static_cast<std::size_t>(index)] : nullptr;
}

PointId ProfileModel::pointOf(int index) const
{
    const ProfiledTensor& t = *row(index);
    switch (t.role) {
    case TensorRole::Output: return m_content.model->units.outputPoint[indexOf(t.value)];
    case TensorRole::Weight: {
        const auto& weight = m_content.model->unit(t.unit).weight;
        return weight ? m_content.model->units.pointOf(t.unit, PointKind::Weight, weight->operand) : PointId::None;
    }
    default: return PointId::None;
    }
}

QVariant ProfileModel::raw(int index, int column) const
{
    const ProfiledTensor& t = *row(index);
    if (column >= MinColumn && column <= OtherVarianceColumn) {
        const bool ofOther = (column - MinColumn) % 2 != 0;
        const ProfiledTensor* shown = ofOther ? m_beside[static_cast<std::size_t>(index)] : &t;
        return shown ? momentOf(*shown, (column - MinColumn) / 2) : QVariant(kNan);
    }
    const Unit& unit = m_content.model->unit(t.unit);
    switch (column) {
    case IndexColumn: return static_cast<qulonglong>(indexOf(t.unit));
    case UnitColumn: return QString::fromStdString(unit.name);
    case TypeColumn: return QString::fromStdString(unit.opType);
    case RoleColumn: return QString::fromUtf8(toString(t.role));
    case DTypeColumn:
        return t.params                         ? dtypeText(t.params->dtype)
               : t.type == ElementType::Float32 ? dtypeText(DType::Float32)
                                                : QString::fromUtf8(dtypeOf(t));
    case ScaleColumn: return t.params && !t.params->scales.empty() ? t.params->scales.front() : kNan;
    case ShapeColumn: return shapeText(t.shape);
    case NanColumn: return static_cast<qulonglong>(t.moments.nan);
    case InfColumn: return static_cast<qulonglong>(t.moments.inf);
    case CountColumn: return static_cast<qulonglong>(t.moments.count);
    case TensorColumn: return QString::fromStdString(t.tensor);
    default: return {};
    }
}

QString ProfileModel::scaleText(int index) const
{
    const ProfiledTensor& t = *row(index);
    if (!t.params || t.params->scales.empty())
        return QStringLiteral("-");
    return t.params->perChannel() ? tr("%Ln scale(s)", nullptr, static_cast<int>(t.params->scales.size()))
                                  : number(t.params->scales.front());
}

/// "input 1": which one of several; the number is the operand of the unit's node, as in the names of points.
QString ProfileModel::roleText(int index) const
{
    const ProfiledTensor& t = *row(index);
    const Unit& unit = m_content.model->unit(t.unit);
    if (t.role != TensorRole::Input || unit.inputs.size() < 2)
        return FormWords::role(t.role);
    std::vector<ValueId> operands = unit.inputs;
    if (unit.main != NodeId::None) {
        const auto& own = m_content.model->graph.node(unit.main).inputs;
        if (std::find(own.begin(), own.end(), t.value) != own.end())
            operands.assign(own.begin(), own.end());
    }
    const auto at = std::find(operands.begin(), operands.end(), t.value);
    return at == operands.end() ? FormWords::role(t.role) : tr("input %1").arg(at - operands.begin());
}

TableColumn ProfileModel::numberColumn(const char* key, int priority, Column column, const char* title) const
{
    const bool ofOther = (column - MinColumn) % 2 != 0;
    const auto otherForm = [this, ofOther] {
        return ofOther && m_content.beside ? FormWords::title(m_content.beside->form) : QString();
    };
    TableColumn c = TableColumn::of(key, CellKind::Number, 8, priority, [title, otherForm] {
        return otherForm().isEmpty() ? tr(title) : tr("%1, %2").arg(tr(title), otherForm());
    });
    // Right of its partner: the form alone says what it is.
    if (ofOther)
        c.heading = [title, otherForm] { return otherForm().isEmpty() ? tr(title) : otherForm(); };
    c.text = [](const QVariant& v) { return number(v.toDouble()); };
    c.about = [] { return tr("over all finite values of all samples"); };
    c.tip = [this, column, ofOther, about = c.about](int index) {
        Provenance from = ofOther ? m_content.fromBeside : m_content.from;
        from.formula = about();
        return provenanceTip(raw(index, column).toDouble(), from);
    };
    return c;
}

std::vector<TableColumn> ProfileModel::words() const
{
    constexpr int kOnRequest = TableColumn::kOnRequest;
    std::vector<TableColumn> columns(ColumnCount);
    columns[IndexColumn] = TableColumn::of("index", CellKind::Number, 3, 60, [] { return tr("#"); });
    columns[IndexColumn].about = [] { return tr("place of the unit in the order of computation"); };
    columns[UnitColumn] = TableColumn::of("unit", CellKind::Text, 16, 0, [] { return tr("Unit"); });
    columns[UnitColumn].tip = [this](int index) {
        return QString::fromStdString(m_content.model->unit(row(index)->unit).name) + QLatin1Char('\n') +
               tr("tensor %1").arg(QString::fromStdString(row(index)->tensor));
    };
    columns[TypeColumn] = TableColumn::of("type", CellKind::Text, 10, 70, [] { return tr("Type"); });
    columns[RoleColumn] = TableColumn::of("role", CellKind::Text, 7, TableColumn::kAlways, [] { return tr("Tensor"); });
    columns[RoleColumn].rowText = [this](int index) { return roleText(index); };
    columns[DTypeColumn] = TableColumn::of("dtype", CellKind::Badge, 5, 30, [] { return tr("Dtype"); });
    columns[ScaleColumn] = TableColumn::of("scale", CellKind::Number, 9, 45, [] { return tr("Scale"); });
    columns[ScaleColumn].rowText = [this](int index) { return scaleText(index); };
    columns[MinColumn] = numberColumn("min", TableColumn::kAlways, MinColumn, QT_TR_NOOP("Min"));
    columns[MaxColumn] = numberColumn("max", TableColumn::kAlways, MaxColumn, QT_TR_NOOP("Max"));
    columns[MeanColumn] = numberColumn("mean", TableColumn::kAlways, MeanColumn, QT_TR_NOOP("Mean"));
    columns[VarianceColumn] = numberColumn("var", TableColumn::kAlways, VarianceColumn, QT_TR_NOOP("Variance"));
    columns[OtherMinColumn] = numberColumn("other_min", TableColumn::kAlways, OtherMinColumn, QT_TR_NOOP("Min"));
    columns[OtherMaxColumn] = numberColumn("other_max", TableColumn::kAlways, OtherMaxColumn, QT_TR_NOOP("Max"));
    columns[OtherMeanColumn] = numberColumn("other_mean", TableColumn::kAlways, OtherMeanColumn, QT_TR_NOOP("Mean"));
    columns[OtherVarianceColumn] = numberColumn("other_var", TableColumn::kAlways, OtherVarianceColumn, QT_TR_NOOP("Variance"));
    columns[ShapeColumn] = TableColumn::of("shape", CellKind::Text, 11, 50, [] { return tr("Shape"); });
    columns[NanColumn] = TableColumn::of("nan", CellKind::Number, 5, kOnRequest, [] { return tr("NaN"); });
    columns[InfColumn] = TableColumn::of("inf", CellKind::Number, 5, kOnRequest, [] { return tr("Inf"); });
    columns[CountColumn] = TableColumn::of("count", CellKind::Number, 10, kOnRequest, [] { return tr("Values"); });
    columns[CountColumn].about = [] { return tr("finite values over all samples"); };
    for (const Column c : {NanColumn, InfColumn, CountColumn})
        columns[c].text = [](const QVariant& v) { return count(v.toULongLong()); };
    columns[TensorColumn] = TableColumn::of("tensor", CellKind::Text, 16, kOnRequest, [] { return tr("Name of the tensor"); });
    for (int i = 0; i < ColumnCount; ++i) {
        const bool ofOther = i >= MinColumn && i <= OtherVarianceColumn && (i - MinColumn) % 2 != 0;
        columns[static_cast<std::size_t>(i)].tone = [this, ofOther](int index, const QVariant&) {
            const TensorMoments& m = row(index)->moments;
            return m.nan + m.inf > 0 ? Tone::Error : m_content.from.stale || ofOther ? Tone::Quiet : Tone::Plain;
        };
    }
    return columns;
}

} // namespace qb
