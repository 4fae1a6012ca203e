// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/qconfig/resolver.h"

#include <map>
#include <string>

namespace qb {

/// The names by which the plugin may know units: module paths with dots.
class ModuleNames {
public:
    explicit ModuleNames(const Model& model);

    /// The module path where it means this unit alone, else the path with the operator's name, else the unit's name.
    [[nodiscard]] std::string of(UnitId id) const;

    /// Why the plugin does not know the unit by of(id); empty where it does.
    [[nodiscard]] Text whyUnknown(UnitId id) const;

    /// A name in a rule, with dots; empty where there is none that means the same units.
    [[nodiscard]] std::string dotted(const std::string& name) const;

    [[nodiscard]] std::size_t meant(const std::string& name) const { return unitsNamed(m_model, name).size(); }

private:
    [[nodiscard]] bool alone(const Unit& unit) const { return !unit.module.empty() && m_inside.at(unit.module) == 1; }

    const Model& m_model;
    std::map<std::string, std::size_t> m_inside; // by module path: units in it and below
};

} // namespace qb
