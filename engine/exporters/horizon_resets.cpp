// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/horizon_resets.h"

#include "engine/exporters/tensor_table.h"

#include <algorithm>

namespace qb {

namespace {

UnitConfig ofOutput(const Observer& observer)
{
    UnitConfig config;
    config.ports["output"].observer = observer;
    return config;
}

} // namespace

ScaleResets::ScaleResets(const Model& model, const Profile& profile, const std::vector<Rule>& rules) : m_model(model)
{
    // What still has it at the end was given no other observer.
    const Observer mark{Method::Clip, {{"xmin", -1234567.5}, {"xmax", 7654321.5}}};
    ReferenceRule marked;
    marked.activation.observer = mark;
    RuleSet all{profile.name, {{marked, true}}};
    all.rules.insert(all.rules.end(), rules.begin(), rules.end());
    const Effective effective = resolve(model, all, profile);
    Units others;
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const Point& point = model.units.points[p];
        const PointConfig& config = effective.points[p];
        if (point.kind != PointKind::Output || config.follows != PointId::None)
            continue;
        m_dtypes.emplace(point.unit, config.dtype);
        if (config.observer != mark || config.fixed)
            others.insert(point.unit);
    }
    for (const auto& [unit, dtype] : m_dtypes)
        if (!others.contains(unit))
            m_histograms.insert(unit);
}

ScaleResets::Units ScaleResets::withOutputs(const std::string& name) const
{
    Units result;
    for (const UnitId unit : unitsNamed(m_model, name))
        if (m_dtypes.contains(unit))
            result.insert(unit);
    return result;
}

std::size_t ScaleResets::set(const std::string& name, std::optional<DType> dtype, const Observer& observer)
{
    m_names.insert(name);
    std::size_t count = 0;
    for (const UnitId unit : withOutputs(name))
        if (m_histograms.contains(unit) && (!dtype || m_dtypes.at(unit) == *dtype)) {
            m_observers.insert_or_assign(unit, observer);
            ++count;
        }
    return count;
}

void ScaleResets::appendTo(std::vector<Rule>& rules) const
{
    std::vector<std::pair<Observer, Units>> groups; // in the order of units
    for (const auto& [unit, observer] : m_observers) {
        auto group = std::find_if(groups.begin(), groups.end(), [&, &seen = observer](const auto& g) { return g.first == seen; });
        if (group == groups.end())
            group = groups.insert(groups.end(), {observer, {}});
        group->second.insert(unit);
    }
    UnitRules byName;
    for (const auto& [observer, units] : groups) {
        const auto name = std::find_if(m_names.begin(), m_names.end(),
                                       [&, &mine = units](const std::string& n) { return !n.empty() && withOutputs(n) == mine; });
        if (units == m_histograms) { // what has another observer has it from a later rule
            ReferenceRule reference;
            reference.activation.observer = observer;
            rules.push_back({reference, true});
        } else if (name != m_names.end()) {
            rules.push_back({ModuleNameRule{*name, ofOutput(observer)}, true});
        } else {
            for (const UnitId unit : units)
                byName.of(unit) = ofOutput(observer);
        }
    }
    byName.appendTo(m_model, rules);
}

} // namespace qb
