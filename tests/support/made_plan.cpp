// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/made_plan.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace qb::test {

namespace {

/// Operators that move values without changing them: their outputs lie on the grid of what they read.
bool isPassive(const std::string& opType)
{
    static const std::set<std::string> kTypes{"Reshape", "Transpose", "Flatten",  "Squeeze", "Unsqueeze",   "Slice",
                                              "Split",   "MaxPool",   "Identity", "Expand",  "DepthToSpace"};
    return kTypes.contains(opType);
}

SharedParams paramsOf(const Tensor& t, const MadePlan& made)
{
    float low = 0;
    float high = 0;
    for (const float x : t.floats())
        if (std::isfinite(x)) {
            low = std::min(low, x);
            high = std::max(high, x);
        }
    return paramsFor(low, high, made.activations, made.scheme);
}

} // namespace

SharedParams paramsFor(float low, float high, DType dtype, Scheme scheme)
{
    auto p = std::make_shared<QuantParams>();
    p->dtype = dtype;
    if (!isInteger(dtype))
        return p;
    const bool affine = scheme == Scheme::Affine;
    const auto least = static_cast<double>(qmin(dtype));
    const auto most = static_cast<double>(qmax(dtype));
    const float scale =
        affine ? (high - low) / static_cast<float>(most - least) : std::max(-low, high) / (static_cast<float>(most) + 0.5F);
    const bool usable = scale > kScaleFloor && std::isfinite(scale);
    p->scales = {usable ? scale : 1.0F};
    p->zeroPoints = {affine && usable ? static_cast<std::int32_t>(
                                            std::clamp(std::nearbyint(least - static_cast<double>(low / scale)), least, most))
                                      : 0};
    return p;
}

SharedParams weightParams(const Tensor& weight, int axis, DType dtype)
{
    if (!isInteger(dtype))
        return paramsFor(0, 0, dtype);
    auto p = std::make_shared<QuantParams>();
    p->dtype = dtype;
    p->axis = axis;
    std::size_t inner = 1;
    for (std::size_t d = static_cast<std::size_t>(axis + 1); axis >= 0 && d < weight.shape().size(); ++d)
        inner *= static_cast<std::size_t>(weight.shape()[d]);
    const std::size_t channels = axis < 0 ? 1 : static_cast<std::size_t>(weight.shape()[static_cast<std::size_t>(axis)]);
    std::vector<float> absmax(channels, 0.0F);
    for (std::size_t i = 0; i < weight.count(); ++i) {
        float& a = absmax[i / inner % channels];
        a = std::max(a, std::abs(weight.floats()[i]));
    }
    for (const float a : absmax)
        p->scales.push_back(paramsFor(-a, a, dtype)->scales.front());
    p->zeroPoints.assign(channels, 0);
    return p;
}

Plan makePlan(Evaluator& evaluator, std::span<const Tensor> inputs, const MadePlan& made)
{
    const Model& model = evaluator.model();
    const UnitTable& units = model.units;
    Plan plan = Plan::allFloat(units);
    std::vector<ValueId> wanted;
    for (const Point& p : units.points)
        if (p.kind == PointKind::Output)
            wanted.push_back(p.value);
    const Plan floats = plan;
    const Branch branch{&floats};
    const auto observe = [&](UnitId id, const UnitView& view) {
        const Unit& unit = model.unit(id);
        for (const ValueId v : unit.outputs) {
            const PointId point = units.outputPoint[indexOf(v)];
            const Tensor t = view.raw(0, v);
            if (point == PointId::None || !t.isFloat())
                continue;
            const PointId source = unit.inputs.empty() ? PointId::None : units.outputPoint[indexOf(unit.inputs.front())];
            const bool follows = isPassive(unit.opType) && source != PointId::None && plan.at(source);
            plan.points[indexOf(point)] = follows ? plan.at(source) : paramsOf(t, made);
            plan.exact[indexOf(point)] = follows ? 1 : 0;
        }
    };
    evaluator.evaluate({&branch, 1}, inputs, wanted, observe, {});
    for (std::size_t i = 0; i < model.pointCount(); ++i) {
        const Point& p = units.points[i];
        const Tensor& c = model.graph.value(p.value).constant;
        // A vector has no output channels: the axis is the one that is summed over.
        if (p.kind == PointKind::Weight)
            plan.points[i] =
                weightParams(c, made.perChannel && c.shape().size() > 1 ? model.unit(p.unit).weight->axis : -1, made.weights);
        else if (p.kind == PointKind::Constant && c.count() != 0)
            plan.points[i] = paramsOf(c, made);
    }
    return plan;
}

void setPoint(Plan& plan, const Model& model, const std::string& point, SharedParams params)
{
    const PointId id = model.units.findPoint(point);
    if (id == PointId::None)
        throw Error(ErrorCode::Usage, Text("the test's model has no point {}", point));
    plan.points[indexOf(id)] = std::move(params);
    plan.exact[indexOf(id)] = 0;
}

void makeFloat(Plan& plan, const Model& model, const std::string& unit, SharedParams output)
{
    const UnitId id = model.units.findUnit(unit);
    if (id == UnitId::None)
        throw Error(ErrorCode::Usage, Text("the test's model has no unit {}", unit));
    plan.floatUnit[indexOf(id)] = 1;
    for (const PointId p : model.units.pointsOfUnit[indexOf(id)]) {
        plan.points[indexOf(p)] = model.point(p).kind == PointKind::Output ? output : SharedParams{};
        plan.exact[indexOf(p)] = 0;
    }
}

} // namespace qb::test
