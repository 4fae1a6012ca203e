// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/imported.h"

#include <algorithm>
#include <map>
#include <set>

namespace qb {

namespace {

std::optional<DType> dtypeOf(ElementType type)
{
    for (const DType d : allDTypes())
        if (isInteger(d) && elementTypeOf(d) == type)
            return d;
    return std::nullopt;
}

/// Scales that a stored pair can have: positive and finite.
bool usable(const ImportedPair& pair)
{
    return !pair.scales.empty() && pair.scales.size() == pair.zeroPoints.size() &&
           std::all_of(pair.scales.begin(), pair.scales.end(), [](float s) { return s > 0 && s < 3.0e38F; });
}

} // namespace

std::vector<std::optional<ImportedGrid>> importedGrids(const Model& model, Findings& findings)
{
    std::vector<std::optional<ImportedGrid>> grids(model.pointCount());
    std::size_t unused = 0;
    for (const ImportedPair& pair : model.imported) {
        const auto dtype = dtypeOf(pair.type);
        bool used = false;
        for (std::size_t p = 0; dtype && *dtype != DType::Int32 && usable(pair) && p < model.pointCount(); ++p) {
            const Point& point = model.units.points[p];
            if (point.value != pair.value || point.kind == PointKind::Operand)
                continue;
            used = true;
            if (!grids[p])
                grids[p] = ImportedGrid{*dtype, pair.scales, pair.zeroPoints, pair.axis};
        }
        unused += !used && dtype != DType::Int32 ? 1 : 0; // int32 pairs are biases, whose scales follow
    }
    if (unused != 0)
        findings.push_back(
            {"config.imported_unused",
             Severity::Warning,
             {},
             {},
             Text("{} Q/DQ pairs of the file lie on tensors that have no point here, or have no usable scale", unused),
             {{"pairs", static_cast<double>(unused)}},
             Text("see the points without a pair in the rules view"),
             false});
    return grids;
}

std::vector<char> floatByImport(const Model& model, const GraphFacts& facts, Findings& findings)
{
    std::vector<char> weighted(model.unitCount(), 0);
    Findings ignored;
    const auto grids = importedGrids(model, ignored);
    for (std::size_t p = 0; p < grids.size(); ++p)
        if (grids[p] && model.units.points[p].kind == PointKind::Weight)
            weighted[indexOf(model.units.points[p].unit)] = 1;
    std::map<ValueId, UnitId> unitOf; // by what its nodes give
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        for (const NodeId n : model.units.units[u].nodes)
            for (const ValueId v : model.graph.node(n).outputs)
                unitOf.emplace(v, static_cast<UnitId>(u));
    std::vector<char> isFloat(model.unitCount(), 0);
    std::set<UnitId> refused;
    const auto mark = [&](UnitId id) {
        if (model.unit(id).main == NodeId::None || !facts.quantizable(id))
            return;
        if (weighted[indexOf(id)] != 0)
            refused.insert(id);
        else
            isFloat[indexOf(id)] = 1;
    };
    for (const ImportedPair& pair : model.imported) {
        bool past = pair.givenPast;
        for (const ValueId v : pair.readPastBy) {
            const auto reader = unitOf.find(v);
            if (reader == unitOf.end())
                continue;
            const auto& uses = facts.uses[indexOf(reader->second)];
            if (std::none_of(uses.begin(), uses.end(), [&](const Use& use) { return use.value == pair.value; }))
                continue;
            past = true;
            mark(reader->second);
        }
        if (const UnitId producer = model.units.producer[indexOf(pair.value)]; past && producer != UnitId::None)
            mark(producer);
    }
    if (!refused.empty())
        findings.push_back(
            {"config.imported_past_pair",
             Severity::Warning,
             model.unit(*refused.begin()).name,
             {},
             Text("{} quantized units of the file read a tensor past its Q/DQ pair, or give one that is read so; here "
                  "all read what the pair gives, e.g. {}",
                  refused.size(), model.unit(*refused.begin()).name),
             {{"units", static_cast<double>(refused.size())}},
             Text("compare with the file itself to see what that changes"),
             false});
    return isFloat;
}

bool hasImportedRule(const RuleSet& rules)
{
    return std::any_of(rules.rules.begin(), rules.rules.end(),
                       [](const Rule& r) { return r.enabled && std::holds_alternative<ImportedRule>(r.what); });
}

std::vector<char> ownersByImport(const Model& model, const RuleSet& rules, const Profile& profile)
{
    std::vector<char> owners;
    if (!hasImportedRule(rules))
        return owners;
    Findings ignored;
    const auto grids = importedGrids(model, ignored);
    const auto same = [&](PointId a, PointId b) {
        const auto& x = grids[indexOf(a)];
        const auto& y = grids[indexOf(b)];
        return x && y && x->dtype == y->dtype && x->scales == y->scales && x->zeroPoints == y->zeroPoints && x->axis == y->axis;
    };
    owners.assign(model.unitCount(), 0);
    const GraphFacts facts = graphFacts(model, profile);
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        if (!facts.passive(id))
            continue;
        for (const PointId p : model.units.pointsOfUnit[u])
            if (model.point(p).kind == PointKind::Output &&
                ((grids[indexOf(p)] && !same(p, facts.root[indexOf(p)])) || facts.exact[u] == 0))
                owners[u] = 1;
    }
    return owners;
}

} // namespace qb
