// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/edit_rules.h"

#include "engine/qconfig/selector.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

namespace qb {

namespace {

using Units = std::set<UnitId>;

std::string_view baseOf(std::string_view port) { return port.substr(0, port.find_first_of("0123456789")); }

/// Whether what is said about port `later` reaches all that was said about `earlier`: "input" covers "input0".
bool covers(std::string_view later, std::string_view earlier) { return later == earlier || later == baseOf(earlier); }

/// Takes out of `config` what `later` says anew.
void takeOut(PortConfig& config, const PortConfig& later)
{
    const auto drop = [](auto& mine, bool said) {
        if (said)
            mine.reset();
    };
    drop(config.dtype, later.dtype.has_value());
    drop(config.observer, later.observer.has_value());
    drop(config.scheme, later.scheme.has_value());
    drop(config.perChannel, later.perChannel.has_value());
    drop(config.fixScale, later.fixScale.has_value());
    const bool grid = later.fixesGrid() || later.observer || (later.perChannel == false && config.scale.size() > 1);
    drop(config.threshold, grid);
    if (grid)
        config.scale.clear();
    drop(config.zeroPoint, grid);
    drop(config.range, grid);
}

bool saysDType(const UnitConfig& config)
{
    return std::any_of(config.ports.begin(), config.ports.end(), [](const auto& port) { return port.second.dtype.has_value(); });
}

bool saysNothing(const UnitConfig& config) { return config == UnitConfig{}; }

/// What is left of an earlier rule's words about units when `later` was said about them.
UnitConfig remainder(UnitConfig config, const UnitConfig& later)
{
    if (config.unset)
        return config;
    if (config.wholeFloat) {
        // Its ports never counted.
        config.ports.clear();
        config.wholeFloat = !(later.wholeFloat || saysDType(later));
    }
    for (const auto& [port, said] : later.ports)
        for (auto& [name, mine] : config.ports)
            if (covers(port, name))
                takeOut(mine, said);
    std::erase_if(config.ports, [](const auto& port) { return port.second.empty(); });
    config.freeze = config.freeze && !later.freeze;
    return config;
}

/// The overrides of a list of rules and the units that each means.
class Overrides {
public:
    Overrides(const RuleSet& rules, const Model& model) : m_model(model), m_result(rules)
    {
        for (std::size_t u = 0; u < model.unitCount(); ++u)
            m_byName.emplace(model.units.units[u].name, static_cast<UnitId>(u));
        m_units.resize(rules.rules.size());
        for (std::size_t r = 0; r < rules.rules.size(); ++r)
            if (const OverrideRule* rule = overrideAt(r))
                m_units[r] = meant(*rule);
    }

    [[nodiscard]] std::size_t count() const { return m_result.rules.size(); }
    [[nodiscard]] const Units& unitsAt(std::size_t r) const { return m_units[r]; }
    [[nodiscard]] RuleSet take() { return std::move(m_result); }

    /// Null where that rule is none, or is switched off.
    [[nodiscard]] OverrideRule* overrideAt(std::size_t r)
    {
        Rule& rule = m_result.rules[r];
        return rule.enabled ? std::get_if<OverrideRule>(&rule.what) : nullptr;
    }
    [[nodiscard]] bool touches(std::size_t r, const Units& units)
    {
        return overrideAt(r) && std::any_of(m_units[r].begin(), m_units[r].end(), [&](UnitId u) { return units.contains(u); });
    }
    [[nodiscard]] bool within(std::size_t r, const Units& units) const
    {
        return std::includes(units.begin(), units.end(), m_units[r].begin(), m_units[r].end());
    }

    void remove(std::size_t r)
    {
        m_result.rules.erase(m_result.rules.begin() + static_cast<std::ptrdiff_t>(r));
        m_units.erase(m_units.begin() + static_cast<std::ptrdiff_t>(r));
    }

    void append(const Units& units, UnitConfig config)
    {
        OverrideRule rule;
        rule.units = names(units);
        rule.config = std::move(config);
        m_result.rules.push_back({std::move(rule)});
        m_units.push_back(units);
    }

    /// The rule no longer means these units. One that was a selector becomes a list of names.
    void takeAway(std::size_t r, const Units& units)
    {
        std::erase_if(m_units[r], [&](UnitId u) { return units.contains(u); });
        if (m_units[r].empty())
            return remove(r);
        OverrideRule& rule = *overrideAt(r);
        rule.selector.clear();
        rule.units = names(m_units[r]);
    }

    /// Cuts a rule that speaks of these units and of others in two, first the others. Returns where those of `units` stand.
    std::size_t split(std::size_t r, const Units& units)
    {
        if (within(r, units))
            return r;
        Units inside;
        std::copy_if(m_units[r].begin(), m_units[r].end(), std::inserter(inside, inside.end()),
                     [&](UnitId u) { return units.contains(u); });
        OverrideRule part;
        part.units = names(inside);
        part.config = overrideAt(r)->config;
        takeAway(r, units);
        m_result.rules.insert(m_result.rules.begin() + static_cast<std::ptrdiff_t>(r) + 1, Rule{std::move(part)});
        m_units.insert(m_units.begin() + static_cast<std::ptrdiff_t>(r) + 1, std::move(inside));
        return r + 1;
    }

private:
    [[nodiscard]] std::vector<std::string> names(const Units& units) const
    {
        std::vector<std::string> result;
        for (const UnitId u : units)
            result.push_back(m_model.unit(u).name);
        return result;
    }

    [[nodiscard]] Units meant(const OverrideRule& rule) const
    {
        if (!rule.units) {
            const auto selected = Selector::parse(rule.selector).select(m_model.graph, m_model.units);
            return {selected.begin(), selected.end()};
        }
        Units result;
        for (const std::string& name : *rule.units) {
            if (const auto found = m_byName.find(name); found != m_byName.end()) {
                result.insert(found->second);
                continue;
            }
            const auto found = unitsNamed(m_model, name);
            result.insert(found.begin(), found.end());
        }
        return result;
    }

    const Model& m_model;
    RuleSet m_result;
    std::vector<Units> m_units; // by rule; empty where the rule is no enabled override
    std::unordered_map<std::string, UnitId> m_byName;
};

bool valid(const UnitConfig& config)
{
    return !(config.wholeFloat && saysDType(config)) &&
           std::all_of(config.ports.begin(), config.ports.end(),
                       [](const auto& port) { return problemsOf(port.first, port.second).empty(); });
}

/// Two configurations of the same units, one said after the other, as one; nothing where one can't say both.
std::optional<UnitConfig> joined(const UnitConfig& earlier, const UnitConfig& later)
{
    UnitConfig config = remainder(earlier, later);
    if (earlier.unset || (later.wholeFloat && !config.ports.empty()) || config.wholeFloat)
        return std::nullopt;
    // Inside a rule "input0" counts after "input", so it is told too.
    for (const auto& [port, said] : later.ports) {
        for (auto& [name, mine] : config.ports)
            if (name != port && covers(port, name))
                mine.merge(said);
        config.ports[port].merge(said);
    }
    config.wholeFloat = later.wholeFloat;
    config.freeze = config.freeze || later.freeze;
    return valid(config) ? std::optional(std::move(config)) : std::nullopt;
}

Units setOf(std::span<const UnitId> units, const Model& model)
{
    Units result;
    for (const UnitId u : units)
        if (u != UnitId::None && indexOf(u) < model.unitCount())
            result.insert(u);
    return result;
}

} // namespace

RuleSet withConfig(const RuleSet& rules, const Model& model, std::span<const UnitId> units, const UnitConfig& config)
{
    const Units asked = setOf(units, model);
    if (asked.empty() || saysNothing(config))
        return rules;
    Overrides overrides(rules, model);
    // Words that no longer count for any of their units go; the last rule about the same units may take the new ones in.
    for (std::size_t r = overrides.count(); r-- > 0;) {
        if (!overrides.touches(r, asked))
            continue;
        OverrideRule& rule = *overrides.overrideAt(r);
        const UnitConfig rest = remainder(rule.config, config);
        if (overrides.within(r, asked)) {
            rule.config = rest;
            if (saysNothing(rest) && overrides.unitsAt(r) != asked)
                overrides.remove(r);
        } else if (saysNothing(rest) && rule.units) {
            overrides.takeAway(r, asked);
        }
    }
    const std::size_t none = overrides.count();
    std::size_t last = none;    // that still says something about them
    std::size_t emptied = none; // whose place can be taken
    for (std::size_t r = 0; r < overrides.count(); ++r)
        if (overrides.touches(r, asked))
            (saysNothing(overrides.overrideAt(r)->config) ? emptied : last) = r;
    std::optional<UnitConfig> both;
    if (last != none && overrides.unitsAt(last) == asked)
        both = joined(overrides.overrideAt(last)->config, config);
    if (both)
        overrides.overrideAt(last)->config = std::move(*both);
    else if (emptied != none && (last == none || emptied > last))
        overrides.overrideAt(emptied)->config = config;
    else
        overrides.append(asked, config);
    for (std::size_t r = overrides.count(); r-- > 0;)
        if (overrides.touches(r, asked) && saysNothing(overrides.overrideAt(r)->config))
            overrides.remove(r);
    return overrides.take();
}

RuleSet withPort(const RuleSet& rules, const Model& model, std::span<const UnitId> units, const std::string& port,
                 const PortConfig& config)
{
    UnitConfig unit;
    if (!config.empty())
        unit.ports[port] = config;
    return withConfig(rules, model, units, unit);
}

RuleSet withoutOverrides(const RuleSet& rules, const Model& model, std::span<const UnitId> units, std::string_view port)
{
    const Units asked = setOf(units, model);
    Overrides overrides(rules, model);
    for (std::size_t r = overrides.count(); r-- > 0;) {
        if (!overrides.touches(r, asked))
            continue;
        if (port.empty()) {
            overrides.takeAway(r, asked);
            continue;
        }
        const UnitConfig& said = overrides.overrideAt(r)->config;
        const bool speaks =
            std::any_of(said.ports.begin(), said.ports.end(), [&](const auto& p) { return covers(port, p.first); });
        if (!speaks && !(said.wholeFloat && port == "output"))
            continue;
        const std::size_t at = overrides.split(r, asked);
        UnitConfig& config = overrides.overrideAt(at)->config;
        std::erase_if(config.ports, [&](const auto& p) { return covers(port, p.first); });
        config.wholeFloat = config.wholeFloat && port != "output";
        if (saysNothing(config))
            overrides.remove(at);
    }
    return overrides.take();
}

RuleSet withFreeze(const RuleSet& rules, const Model& model, std::span<const UnitId> units, bool freeze)
{
    if (freeze) {
        UnitConfig config;
        config.freeze = true;
        return withConfig(rules, model, units, config);
    }
    const Units asked = setOf(units, model);
    Overrides overrides(rules, model);
    for (std::size_t r = overrides.count(); r-- > 0;) {
        if (!overrides.touches(r, asked) || !overrides.overrideAt(r)->config.freeze)
            continue;
        const std::size_t at = overrides.split(r, asked);
        overrides.overrideAt(at)->config.freeze = false;
        if (saysNothing(overrides.overrideAt(at)->config))
            overrides.remove(at);
    }
    return overrides.take();
}

UnitConfig overrideOf(const RuleSet& rules, const Model& model, UnitId unit)
{
    return overridesOf(rules, model, {&unit, 1}).front();
}

std::vector<UnitConfig> overridesOf(const RuleSet& rules, const Model& model, std::span<const UnitId> units)
{
    std::vector<UnitConfig> result(units.size());
    Overrides overrides(rules, model);
    for (std::size_t r = 0; r < overrides.count(); ++r) {
        const OverrideRule* rule = overrides.overrideAt(r);
        for (std::size_t u = 0; rule && u < units.size(); ++u) {
            if (!overrides.unitsAt(r).contains(units[u]))
                continue;
            UnitConfig& all = result[u];
            const UnitConfig& said = rule->config;
            if (said.unset) {
                all = {};
                continue;
            }
            all.freeze = all.freeze || said.freeze;
            all.wholeFloat = said.wholeFloat || (all.wholeFloat && !saysDType(said));
            if (!said.wholeFloat)
                for (const auto& [port, config] : said.ports)
                    all.ports[port].merge(config);
        }
    }
    return result;
}

std::vector<UnitId> unitsThatTake(const Model& model, const Effective& effective, std::span<const UnitId> units, QuickPort port)
{
    const PointKind kind = port == QuickPort::Weight ? PointKind::Weight : PointKind::Output;
    std::vector<UnitId> taking;
    for (const UnitId u : setOf(units, model)) {
        const auto& points = model.units.pointsOfUnit[indexOf(u)];
        if (std::any_of(points.begin(), points.end(),
                        [&](PointId p) { return model.point(p).kind == kind && effective.at(p).follows == PointId::None; }))
            taking.push_back(u);
    }
    return taking;
}

namespace {

std::vector<UnitId> withOutputs(const Model& model, std::span<const UnitId> units)
{
    std::vector<UnitId> with;
    for (const UnitId u : setOf(units, model))
        if (model.units.pointOf(u, PointKind::Output) != PointId::None)
            with.push_back(u);
    return with;
}

/// What keeps a point's grid as it is now.
PortConfig presentGrid(const PlanResult* plan, PointId point)
{
    PortConfig config;
    config.fixScale = true;
    const SharedParams params = plan && point != PointId::None ? plan->plan.at(point) : nullptr;
    if (params && !params->perChannel() && params->scales.size() == 1) {
        config.scale = {static_cast<double>(params->scales.front())};
        if (params->zeroPoints.front() != 0)
            config.zeroPoint = params->zeroPoints.front();
    }
    return config;
}

RuleSet fixed(RuleSet rules, const Model& model, const PlanResult* plan, const std::vector<UnitId>& units, QuickPort port)
{
    const bool weight = port == QuickPort::Weight;
    std::vector<std::pair<PortConfig, std::vector<UnitId>>> grids;
    for (const UnitId u : units) {
        const PointId point = weight ? [&] {
            for (const PointId p : model.units.pointsOfUnit[indexOf(u)])
                if (model.point(p).kind == PointKind::Weight)
                    return p;
            return PointId::None;
        }() : model.units.pointOf(u, PointKind::Output);
        const PortConfig config = presentGrid(plan, point);
        const auto same = std::find_if(grids.begin(), grids.end(), [&](const auto& grid) { return grid.first == config; });
        if (same != grids.end())
            same->second.push_back(u);
        else
            grids.push_back({config, {u}});
    }
    for (const auto& [config, of] : grids)
        rules = withPort(rules, model, of, weight ? "weight" : "output", config);
    return rules;
}

} // namespace

RuleSet withQuickEdit(const RuleSet& rules, const Model& model, const Effective& effective, const PlanResult* plan,
                      std::span<const UnitId> units, QuickEdit edit, QuickPort port)
{
    // Any unit can compute in float; a dtype or a scale is for those that own one.
    const bool wholeFloat = edit == QuickEdit::Float && port == QuickPort::Output;
    const std::vector<UnitId> taking = wholeFloat ? withOutputs(model, units) : unitsThatTake(model, effective, units, port);
    const std::string name = port == QuickPort::Weight ? "weight" : "output";
    if (edit == QuickEdit::Unset)
        return withoutOverrides(rules, model, units, port == QuickPort::Weight ? name : std::string{});
    if (edit == QuickEdit::Fixed)
        return fixed(rules, model, plan, taking, port);
    UnitConfig config;
    if (wholeFloat)
        config.wholeFloat = true;
    else
        config.ports[name].dtype = edit == QuickEdit::Float  ? DType::Float32
                                   : edit == QuickEdit::Int8 ? DType::Int8
                                                             : DType::Int16;
    return withConfig(rules, model, taking, config);
}

RuleSet withoutStubs(const RuleSet& rules, const Model& model, std::span<const UnitId> units)
{
    std::set<std::string> names;
    for (const UnitId u : units) {
        names.insert(model.unit(u).name);
        for (const ValueId v : model.unit(u).outputs) {
            names.insert(model.graph.value(v).name);
            if (const PointId p = model.units.outputPoint[indexOf(v)]; p != PointId::None)
                names.insert(model.point(p).name);
        }
    }
    RuleSet without = rules;
    std::erase_if(without.rules, [&](const Rule& r) {
        const auto* stub = std::get_if<StubRule>(&r.what);
        return stub && names.contains(stub->tensor);
    });
    return without;
}

RuleSet withStubs(const RuleSet& rules, const Model& model, std::span<const UnitId> units, StubRule::Kind kind)
{
    RuleSet with = withoutStubs(rules, model, units);
    for (const UnitId u : units)
        for (const ValueId v : model.unit(u).outputs)
            if (model.units.outputPoint[indexOf(v)] != PointId::None)
                with.rules.push_back({StubRule{kind, model.graph.value(v).name}, true});
    return with;
}

} // namespace qb
