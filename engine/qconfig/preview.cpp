// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/preview.h"

#include "engine/qconfig/effective_text.h"

#include <algorithm>

namespace qb {

namespace {

/// Everything that reaches a plan.
bool sameEffect(const PointConfig& a, const PointConfig& b)
{
    if (!a.active || !b.active)
        return a.active == b.active;
    return a.exact == b.exact && a.forced == b.forced && a.dtype == b.dtype && a.observer == b.observer && a.scheme == b.scheme &&
           a.scaleRule == b.scaleRule && a.narrow == b.narrow && a.fixed == b.fixed && a.fixScale == b.fixScale &&
           a.axis == b.axis && a.follows == b.follows && a.group == b.group;
}

} // namespace

std::vector<PointChange> difference(const Model& model, const Effective& before, const Effective& after)
{
    std::vector<PointChange> changes;
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const PointConfig& a = before.points[p];
        const PointConfig& b = after.points[p];
        if (sameEffect(a, b))
            continue;
        const Text because = !b.active ? b.whyNot : b.story.empty() ? Text() : b.story.back();
        changes.push_back({static_cast<PointId>(p), shortText(model, a), shortText(model, b), because});
    }
    return changes;
}

namespace {

/// What the widest of a unit's operands and weight is: 8, 16, or 32 for a float unit.
int computesIn(const Model& model, const Effective& effective, UnitId id)
{
    if (effective.floatUnit[indexOf(id)] != 0)
        return 32;
    int widest = 8;
    const auto take = [&](PointId p) {
        if (p != PointId::None && effective.at(p).active)
            widest = std::max(widest, std::min(16, bits(effective.at(p).dtype)));
    };
    const auto& inputs = model.graph.node(model.unit(id).main).inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i] == ValueId::None || model.graph.value(inputs[i]).isConstant())
            continue;
        const PointId operand = model.units.pointOf(id, PointKind::Operand, i);
        const bool own = operand != PointId::None && effective.at(operand).active;
        take(own ? operand : model.units.outputPoint[indexOf(inputs[i])]);
    }
    for (const PointId p : model.units.pointsOfUnit[indexOf(id)])
        if (model.point(p).kind == PointKind::Weight)
            take(p);
    return widest;
}

} // namespace

Price priceOf(const Model& model, const Effective& effective)
{
    Price price;
    double all = 0;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const Unit& unit = model.units.units[u];
        if (unit.macs == 0 || unit.main == NodeId::None)
            continue;
        const auto macs = static_cast<double>(unit.macs);
        const int width = computesIn(model, effective, static_cast<UnitId>(u));
        all += macs;
        price.wideMacs += width == 16 ? macs : 0;
        price.floatMacs += width == 32 ? macs : 0;
    }
    if (all > 0) {
        price.wideMacs /= all;
        price.floatMacs /= all;
    }
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const Point& point = model.units.points[p];
        if (point.kind == PointKind::Operand || indexOf(point.value) >= model.shapes.size())
            continue;
        const double count = static_cast<double>(elementCount(model.shapes[indexOf(point.value)]).value_or(0));
        const double bytes = count * (effective.points[p].active ? bits(effective.points[p].dtype) : 32) / 8;
        (point.kind == PointKind::Output ? price.activationBytes : price.weightBytes) += bytes;
    }
    return price;
}

} // namespace qb
