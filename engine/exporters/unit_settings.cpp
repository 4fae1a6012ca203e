// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/unit_settings.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

bool UnitView::takesPart(UnitId unit) const
{
    return m_facts.quantizable(unit) && !m_facts.passive(unit) && m_model.unit(unit).main != NodeId::None;
}

bool UnitView::fedByQuantized(UnitId unit) const
{
    const auto& uses = m_facts.uses[indexOf(unit)];
    return std::any_of(uses.begin(), uses.end(), [&](const Use& use) {
        return std::any_of(use.roots.begin(), use.roots.end(), [&](PointId p) {
            const UnitId source = m_model.point(p).unit;
            return m_effective.at(p).active || (takesPart(source) && m_effective.floatUnit[indexOf(source)] == 0);
        });
    });
}

DType UnitView::readAt(const Use& use) const
{
    if (use.operand != PointId::None && m_effective.at(use.operand).active)
        return m_effective.at(use.operand).dtype;
    DType widest = DType::Float32;
    for (const PointId p : use.roots)
        if (m_effective.at(p).active && (widest == DType::Float32 || wider(m_effective.at(p).dtype, widest)))
            widest = m_effective.at(p).dtype;
    return widest;
}

std::string portOfInput(const Model& model, UnitId unit, std::size_t input)
{
    const auto& weight = model.unit(unit).weight;
    return weight && weight->operand == input ? "weight" : fmt::format("input{}", input);
}

std::vector<UnitId> unitsOfOutputs(const Model& model, const GraphFacts& facts)
{
    std::vector<UnitId> units;
    for (const ValueId v : model.graph.outputs)
        if (const PointId p = model.units.outputPoint[indexOf(v)]; p != PointId::None)
            units.push_back(model.point(facts.root[indexOf(p)]).unit);
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

std::optional<UnitId> unitForNode(const ModelNames& names, const std::string& node, const std::string& where, ReadConfig& read,
                                  std::vector<Text>& problems)
{
    const UnitId unit = names.unitOfNode(node);
    if (unit != UnitId::None)
        return unit;
    if (names.nodeInFile(node))
        read.notCarried.push_back(
            {fmt::format("{}: {}", where, node), Text("the node folded into another when the model was opened")});
    else
        problems.push_back(Text("{}: {}", where, unknownName(Text("node"), node, names.nodes())));
    return std::nullopt;
}

std::optional<Rule> ruleForType(const Model& model, const std::string& opType, UnitConfig config, const std::string& where,
                                std::vector<Text>& problems)
{
    std::vector<std::string> types;
    for (const Unit& u : model.units.units)
        types.push_back(u.opType);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    if (std::find(types.begin(), types.end(), opType) != types.end())
        return Rule{ModuleTypeRule{opType, std::move(config)}, true};
    problems.push_back(Text("{}: {}", where, unknownName(Text("operator"), opType, types)));
    return std::nullopt;
}

} // namespace qb
