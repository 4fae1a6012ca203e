// SPDX-License-Identifier: GPL-3.0-or-later
// Which units a name in a rule means.
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/selector.h"

#include <algorithm>

namespace qb {

namespace {

/// Whether `prefix` names the unit or a part of its name that ends at a separator.
bool isNamePrefix(std::string_view prefix, std::string_view name)
{
    return name.starts_with(prefix) &&
           (name.size() == prefix.size() || name[prefix.size()] == '/' || name[prefix.size()] == '.' || prefix.ends_with('/'));
}

bool hasNode(const Graph& graph, const Unit& unit, std::string_view name)
{
    return std::any_of(unit.nodes.begin(), unit.nodes.end(), [&](NodeId id) {
        const Node& n = graph.node(id);
        return n.name == name || std::find(n.absorbed.begin(), n.absorbed.end(), name) != n.absorbed.end();
    });
}

bool isNamed(const Graph& graph, const Unit& unit, std::string_view name)
{
    if (isNamePrefix(name, unit.name) || (!unit.module.empty() && isModulePrefix(name, unit.module)) ||
        hasNode(graph, unit, name))
        return true;
    // "a.b.Conv" for "/a/b/Conv"
    return !unit.module.empty() && name.size() > unit.module.size() && name.starts_with(unit.module) &&
           name[unit.module.size()] == '.' && unit.name.ends_with("/" + std::string(name.substr(unit.module.size() + 1)));
}

} // namespace

std::vector<UnitId> unitsNamed(const Model& model, std::string_view name)
{
    std::vector<UnitId> units;
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        if (name.empty() || isNamed(model.graph, model.units.units[u], name))
            units.push_back(static_cast<UnitId>(u));
    return units;
}

} // namespace qb
