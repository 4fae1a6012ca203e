// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/stubs.h"

#include <algorithm>

namespace qb {

std::vector<ValueId> stubValues(const Model& model, const std::string& name)
{
    std::vector<ValueId> values;
    if (const PointId p = model.units.findPoint(name); p != PointId::None && model.point(p).kind == PointKind::Output)
        values.push_back(model.point(p).value);
    for (std::size_t v = 0; values.empty() && v < model.graph.values.size(); ++v)
        if (model.graph.values[v].name == name && model.units.outputPoint[v] != PointId::None)
            values.push_back(static_cast<ValueId>(v));
    if (const UnitId u = model.units.findUnit(name); values.empty() && u != UnitId::None)
        for (const ValueId v : model.unit(u).outputs)
            if (model.units.outputPoint[indexOf(v)] != PointId::None)
                values.push_back(v);
    return values;
}

std::vector<std::string> stubNames(const Model& model)
{
    std::vector<std::string> names;
    for (std::size_t v = 0; v < model.graph.values.size(); ++v)
        if (model.units.outputPoint[v] != PointId::None)
            names.push_back(model.graph.values[v].name);
    return names;
}

std::vector<int> stubsBefore(const Model& model, const GraphFacts& facts, const std::map<ValueId, int>& opened,
                             const std::function<bool(PointId)>& closes)
{
    std::vector<int> before(model.unitCount(), -1);
    std::map<ValueId, int> open = opened; // travels as float since that stub
    const auto giveOn = [&](ValueId v, int stub) {
        for (const ValueId given : facts.givenAs[indexOf(v)])
            open.emplace(given, stub);
    };
    for (const auto& [value, stub] : opened)
        giveOn(value, stub);
    for (std::size_t u = 0; u < model.unitCount() && !open.empty(); ++u) {
        const auto& uses = facts.uses[u];
        const auto behind = std::find_if(uses.begin(), uses.end(), [&](const Use& use) { return open.contains(use.value); });
        if (behind == uses.end())
            continue;
        const int stub = before[u] = open.at(behind->value);
        for (const ValueId v : model.units.units[u].outputs) {
            const PointId p = model.units.outputPoint[indexOf(v)];
            if (p == PointId::None || !closes(p)) {
                open.emplace(v, stub);
                giveOn(v, stub);
            }
        }
    }
    return before;
}

} // namespace qb
