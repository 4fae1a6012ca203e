// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/plan.h"

namespace qb {

Plan Plan::allFloat(const UnitTable& units)
{
    Plan plan;
    plan.points.resize(units.points.size());
    plan.exact.assign(units.points.size(), 0);
    plan.forced.assign(units.points.size(), 0);
    plan.floatUnit.assign(units.units.size(), 0);
    return plan;
}

namespace {

bool sameParams(const SharedParams& a, const SharedParams& b) { return a == b || (a && b && *a == *b); }

} // namespace

bool Plan::operator==(const Plan& other) const
{
    return exact == other.exact && forced == other.forced && floatUnit == other.floatUnit && roundBias == other.roundBias &&
           points.size() == other.points.size() && std::equal(points.begin(), points.end(), other.points.begin(), sameParams);
}

Fingerprint Plan::fingerprint() const
{
    Hasher hasher;
    hasher.add(roundBias)
        .add(std::span<const char>(exact))
        .add(std::span<const char>(forced))
        .add(std::span<const char>(floatUnit));
    for (const SharedParams& p : points)
        hasher.add(p ? p->fingerprint() : Fingerprint{});
    return hasher.result();
}

ReadParams readParams(const UnitTable& units, const Plan& plan, UnitId reader, ValueId value, std::size_t operand)
{
    ReadParams read;
    const PointId output = units.outputPoint[indexOf(value)];
    const UnitId producer = units.producer[indexOf(value)];
    const bool bothFloat =
        plan.floatUnit[indexOf(reader)] != 0 &&
        (producer == UnitId::None || plan.floatUnit[indexOf(producer)] != 0 || units.unit(producer).opType == "Input");
    if (output != PointId::None && (!bothFloat || plan.forced[indexOf(output)] != 0))
        read.produced = plan.at(output);
    if (const PointId own = units.pointOf(reader, PointKind::Operand, operand); own != PointId::None)
        read.operand = plan.at(own);
    return read;
}

SharedParams outputParams(const UnitTable& units, const Plan& plan, ValueId value)
{
    const PointId point = units.outputPoint[indexOf(value)];
    const UnitId producer = units.producer[indexOf(value)];
    if (point == PointId::None || (plan.floatUnit[indexOf(producer)] != 0 && plan.forced[indexOf(point)] == 0))
        return {};
    return plan.at(point);
}

SharedParams biasParams(const UnitTable& units, const Graph& graph, const Plan& plan, UnitId id)
{
    const Unit& unit = units.unit(id);
    if (!plan.roundBias || !unit.weight || unit.weight->bias == ValueId::None)
        return {};
    const PointId weightPoint = units.pointOf(id, PointKind::Weight, unit.weight->operand);
    const std::size_t dataOperand = unit.weight->operand == 0 ? 1 : 0;
    const ValueId data = graph.node(unit.main).inputs[dataOperand];
    if (weightPoint == PointId::None || !plan.at(weightPoint) || graph.value(data).isConstant())
        return {};
    const ReadParams read = readParams(units, plan, id, data, dataOperand);
    const SharedParams& input = read.operand ? read.operand : read.produced;
    const SharedParams& weight = plan.at(weightPoint);
    if (!input || input->perChannel() || !isInteger(input->dtype) || !isInteger(weight->dtype))
        return {};
    const Tensor& bias = graph.value(unit.weight->bias).constant;
    auto params = std::make_shared<QuantParams>();
    params->dtype = DType::Int32;
    const std::size_t channels = weight->perChannel() ? bias.count() : 1;
    for (std::size_t c = 0; c < channels; ++c)
        params->scales.push_back(input->scales.front() * weight->scaleOf(c));
    params->zeroPoints.assign(channels, 0);
    params->axis = weight->perChannel() ? static_cast<int>(bias.shape().size()) - 1 : -1;
    return params;
}

} // namespace qb
