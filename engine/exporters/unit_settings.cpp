// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/unit_settings.h"

#include "engine/exporters/config_parts.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

bool UnitView::takesPart(UnitId unit) const
{
    return m_facts.quantizable(unit) && !m_facts.passive(unit) && m_model.unit(unit).main != NodeId::None;
}

ValueId UnitView::quantizedInput(UnitId unit) const
{
    const auto& uses = m_facts.uses[indexOf(unit)];
    const auto found = std::find_if(uses.begin(), uses.end(), [&](const Use& use) {
        const PointId own = m_model.units.outputPoint[indexOf(use.value)];
        if (own != PointId::None && m_effective.at(own).active && m_effective.at(own).forced)
            return true;
        return std::any_of(use.roots.begin(), use.roots.end(), [&](PointId p) {
            const UnitId source = m_model.point(p).unit;
            return takesPart(source) && m_effective.floatUnit[indexOf(source)] == 0;
        });
    });
    return found == uses.end() ? ValueId::None : found->value;
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

std::optional<UnitId> NodeNames::unit(const std::string& node, const std::string& where, ReadConfig& read)
{
    const std::string& meant = mapped(map, node);
    const UnitId unit = names.unitOfNode(meant);
    if (unit != UnitId::None)
        return unit;
    if (const auto named = unitsNamed(names.model(), meant); &meant != &node && !named.empty())
        return named.front();
    const std::string what = fmt::format("{}: {}", where, node);
    if (names.nodeInFile(node)) {
        read.notCarried.push_back({what, Text("the node folded into another when the model was opened")});
    } else {
        unknown.push_back({what, unknownName(Text("node"), node, names.nodes())});
        read.notCarried.push_back(unknown.back());
    }
    return std::nullopt;
}

std::optional<Rule> NodeNames::ruleForType(const std::string& opType, UnitConfig config, const std::string& where,
                                           ReadConfig& read)
{
    std::vector<std::string> types;
    for (const Unit& u : names.model().units.units)
        types.push_back(u.opType);
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    if (std::find(types.begin(), types.end(), opType) != types.end())
        return Rule{ModuleTypeRule{opType, std::move(config)}, true};
    unknown.push_back({where, unknownName(Text("operator"), opType, types)});
    read.notCarried.push_back(unknown.back());
    return std::nullopt;
}

} // namespace qb
