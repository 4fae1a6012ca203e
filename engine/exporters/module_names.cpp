// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/module_names.h"

#include <algorithm>

namespace qb {

ModuleNames::ModuleNames(const Model& model) : m_model(model)
{
    for (const Unit& u : model.units.units) {
        std::string path = u.module;
        while (!path.empty()) {
            ++m_inside[path];
            const std::size_t dot = path.rfind('.');
            path.erase(dot == std::string::npos ? 0 : dot);
        }
    }
}

std::string ModuleNames::of(UnitId id) const
{
    const Unit& unit = m_model.unit(id);
    if (alone(unit))
        return unit.module;
    if (unit.module.empty() || unit.name.find('/') == std::string::npos)
        return unit.name;
    return unit.module + "." + unit.name.substr(unit.name.rfind('/') + 1);
}

Text ModuleNames::whyUnknown(UnitId id) const
{
    const Unit& unit = m_model.unit(id);
    if (alone(unit))
        return {};
    if (unit.main == NodeId::None)
        return Text("a graph input is a QuantStub in the plugin, under a name of its own: put that name in");
    if (unit.module.empty() && unit.weight)
        return Text("it is a module, and the file does not tell its path; it is written as \"{}\": put the path in", of(id));
    return Text("it has no module of its own; it is written as \"{}\", while the plugin names such operators "
                "_generated_...: put that name in",
                of(id));
}

std::string ModuleNames::dotted(const std::string& name) const
{
    const auto wanted = unitsNamed(m_model, name);
    if (wanted.empty() || name.empty())
        return {};
    if (wanted.size() == 1 && unitsNamed(m_model, of(wanted[0])) == wanted)
        return of(wanted[0]);
    std::string result = name;
    if (result.starts_with('/'))
        result.erase(0, 1);
    if (result.ends_with('/'))
        result.pop_back();
    std::replace(result.begin(), result.end(), '/', '.');
    return unitsNamed(m_model, result) == wanted ? result : std::string{};
}

} // namespace qb
