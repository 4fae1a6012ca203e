// SPDX-License-Identifier: GPL-3.0-or-later
// What the presets read from the structure: where an output may keep its accumulator's precision, and which way a
// GridSample's grid comes.
#include "engine/qconfig/requests.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

/// What keeps a value from being seen by graph outputs alone; empty if nothing does.
Text otherReader(const Model& model, const GraphFacts& facts, ValueId value)
{
    const UnitTable& units = model.units;
    if (!facts.givenAs[indexOf(value)].empty())
        return Text("it is the result of a branch");
    const auto& readers = units.readers[indexOf(value)];
    if (readers.empty() && !model.graph.value(value).isOutput)
        return Text("nobody reads it");
    for (const UnitId r : readers) {
        const Unit& reader = units.unit(r);
        const auto floats = std::count_if(reader.inputs.begin(), reader.inputs.end(),
                                          [&](ValueId v) { return model.graph.value(v).type == ElementType::Float32; });
        if (!facts.passive(r) || facts.exact[indexOf(r)] == 0 || facts.follows[indexOf(r)] != value || floats != 1)
            return Text("also read by {}", reader.name);
        for (const ValueId out : reader.outputs)
            if (Text why = otherReader(model, facts, out); !why.empty())
                return why;
    }
    return {};
}

} // namespace

Text whyNoHighPrecision(const Model& model, const Profile& profile, const GraphFacts& facts, UnitId id)
{
    const Unit& unit = model.unit(id);
    if (!facts.quantizable(id))
        return facts.whyNotUnit[indexOf(id)];
    if (!profile.isGemm(unit.opType))
        return Text("{} is not GEMM-like", unit.opType);
    for (const ValueId out : unit.outputs)
        if (Text why = otherReader(model, facts, out); !why.empty())
            return why;
    return {};
}

std::vector<std::pair<PointId, std::string>> gridPath(const Model& model, const Profile& profile, const GraphFacts& facts)
{
    std::vector<std::pair<PointId, std::string>> path;
    std::set<PointId> seen;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const Unit& sampler = model.units.units[u];
        if (sampler.opType != "GridSample")
            continue;
        std::vector<PointId> open;
        for (const Use& use : facts.uses[u])
            if (use.slot == 1)
                open = use.roots;
        while (!open.empty()) {
            const PointId point = open.back();
            open.pop_back();
            const UnitId producer = model.point(point).unit;
            if (!facts.quantizable(producer) || !seen.insert(point).second)
                continue;
            path.emplace_back(point, sampler.name);
            if (profile.isGemm(model.unit(producer).opType))
                continue;
            for (const Use& use : facts.uses[indexOf(producer)])
                open.insert(open.end(), use.roots.begin(), use.roots.end());
        }
    }
    return path;
}

} // namespace qb
