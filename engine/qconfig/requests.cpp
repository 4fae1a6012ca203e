// SPDX-License-Identifier: GPL-3.0-or-later
// Over 500 lines, on purpose: each kind of rule sets the same requests, and that later ones win follows from the order in which one
// class applies them.
#include "engine/qconfig/requests.h"

#include "engine/base/text.h"
#include "engine/qconfig/imported.h"
#include "engine/qconfig/selector.h"
#include "engine/qconfig/stubs.h"
#include "engine/quant/observer_params.h"

#include <algorithm>
#include <map>
#include <set>
#include <unordered_map>

#include <fmt/format.h>

namespace qb {

Text ruleText(const RuleSet& rules, int rule)
{
    return rule < 0 ? Text("default")
                    : Text("{} ({})", Text("rule {}", rule + 1), rules.rules[static_cast<std::size_t>(rule)].text());
}

namespace {

class Collector {
public:
    Collector(const Model& model, const RuleSet& rules, const Profile& profile, const GraphFacts& facts)
        : m_model(model), m_rules(rules), m_profile(profile), m_facts(facts)
    {
    }

    Requests collect()
    {
        m_requests.points.resize(m_model.pointCount());
        m_requests.units.resize(m_model.unitCount());
        applyDefaults();
        for (const int rule : order()) {
            m_rule = rule;
            std::visit(
                [&](const auto& r) {
                    apply(r);
                    findWithoutEffect(r);
                },
                m_rules.rules[static_cast<std::size_t>(rule)].what);
        }
        cutAtStubs();
        completeConstants();
        return std::move(m_requests);
    }

private:
    /// Float constants of which nobody spoke take the dtype of their unit's output.
    void completeConstants()
    {
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (m_model.point(id).kind != PointKind::Constant || at(id).config.dtype)
                continue;
            const PointId output = m_model.units.pointOf(m_model.point(id).unit, PointKind::Output);
            if (output == PointId::None)
                continue;
            const PointRequest& unit = at(output);
            m_rule = unit.dtypeRule;
            const DType dtype = unit.config.dtype.value_or(DType::Float32);
            const bool usable = isInteger(dtype) || dtype == DType::Float16;
            setDType(id, usable && !unit.highPrecision ? dtype : *m_profile.defaultAt(unitOf(id).opType, "output"),
                     Text("{}, as its unit's output", by()));
        }
    }

    PointRequest& at(PointId id) { return m_requests.points[indexOf(id)]; }
    [[nodiscard]] const Unit& unitOf(PointId id) const { return m_model.unitOf(id); }
    [[nodiscard]] Text by() const { return m_rule < 0 ? Text("default of {}", m_profile.name) : ruleText(m_rules, m_rule); }

    void find(Severity severity, std::string rule, const std::string& unit, Text message, Text cure)
    {
        m_requests.findings.push_back({std::move(rule), severity, unit, {}, std::move(message), {}, std::move(cure), false});
        if (severity == Severity::Warning)
            m_requests.explained.insert(m_rule);
    }

    /// The enabled rules in the order in which they count.
    std::vector<int> order()
    {
        const auto phase = [&](int i) {
            const auto& what = m_rules.rules[static_cast<std::size_t>(i)].what;
            if (std::holds_alternative<StubRule>(what))
                return 4;
            if (std::holds_alternative<OverrideRule>(what))
                return 3;
            if (std::holds_alternative<ImportedRule>(what) || std::holds_alternative<ReferenceRule>(what))
                return 0;
            const auto* name = std::get_if<ModuleNameRule>(&what);
            return name && name->name.empty() ? 1 : 2;
        };
        std::vector<int> order;
        for (std::size_t i = 0; i < m_rules.rules.size(); ++i)
            if (m_rules.rules[i].enabled)
                order.push_back(static_cast<int>(i));
        const std::vector<int> written = order;
        std::stable_sort(order.begin(), order.end(), [&](int a, int b) { return phase(a) < phase(b); });
        for (std::size_t i = 0; i < order.size(); ++i)
            if (order[i] != written[i] && phase(order[i]) == 1)
                find(Severity::Info, "config.global_first", {},
                     Text("{} is for every unit and was taken before every other dtype rule", ruleText(m_rules, order[i])),
                     Text("put it first"));
        return order;
    }

    [[nodiscard]] Text defaultLine(DType dtype) const
    {
        return Text("{}: {}", toString(dtype), Text("default of {}", m_profile.name));
    }

    void setDType(PointId id, DType dtype, const Text& why)
    {
        PointRequest& request = at(id);
        // The target's default is worth a line only where it counts.
        if (request.config.dtype && request.dtypeRule < 0)
            std::erase(request.story, defaultLine(*request.config.dtype));
        request.config.dtype = dtype;
        request.highPrecision = false;
        request.dtypeRule = m_rule;
        request.story.push_back(Text("{}: {}", toString(dtype), why));
    }

    void set(PointId id, const PortConfig& config)
    {
        PointRequest& request = at(id);
        PortConfig rest = config;
        rest.dtype.reset();
        if (!rest.empty()) {
            request.config.merge(rest);
            request.gridRule = m_rule;
            if (rest.fixesGrid() || rest.observer)
                request.imported.reset();
            request.story.push_back(Text("{}: {}", shortText(UnitConfig{{{"output", rest}}}), by()));
        }
        if (config.dtype)
            setDType(id, *config.dtype, by());
    }

    void applyDefaults()
    {
        m_rule = -1;
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointKind kind = m_model.point(id).kind;
            PointRequest& request = at(id);
            request.config = kind == PointKind::Weight ? m_profile.weight : m_profile.activation;
            if (kind == PointKind::Constant)
                request.config.observer = Observer{};
            request.config.dtype.reset();
            if (const auto dtype = m_profile.defaultAt(unitOf(id).opType, portOf(m_model.units, id));
                dtype && kind != PointKind::Constant)
                setDType(id, *dtype, by());
        }
    }

    /// Points with a scale of their own to give. What a float unit gives may be quantized again for its readers.
    [[nodiscard]] bool configurable(PointId id) const
    {
        const Point& point = m_model.point(id);
        if (m_facts.passive(point.unit))
            return false;
        return point.kind == PointKind::Output ? m_facts.data[indexOf(point.value)] != 0 : m_facts.quantizable(point.unit);
    }

    [[nodiscard]] bool configurable(UnitId id) const
    {
        const auto& points = m_model.units.pointsOfUnit[indexOf(id)];
        return std::any_of(points.begin(), points.end(), [&](PointId p) { return configurable(p); });
    }

    void apply(const ImportedRule&)
    {
        const auto grids = importedGrids(m_model, m_requests.findings);
        for (std::size_t p = 0; p < grids.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (!configurable(id) || m_model.point(id).kind == PointKind::Operand)
                continue;
            at(id).imported = grids[p];
            at(id).gridRule = m_rule;
            setDType(id, grids[p] ? grids[p]->dtype : DType::Float32, grids[p] ? by() : Text("{}, no pair in the file", by()));
            if (grids[p] &&
                std::any_of(grids[p]->zeroPoints.begin(), grids[p]->zeroPoints.end(), [](std::int32_t z) { return z != 0; }))
                at(id).config.scheme = Scheme::Affine;
        }
        const auto isFloat = floatByImport(m_model, m_facts, m_requests.findings);
        for (std::size_t u = 0; u < isFloat.size(); ++u)
            if (isFloat[u] != 0 && !m_facts.passive(static_cast<UnitId>(u)))
                m_requests.units[u] = {true, m_rule, m_requests.units[u].frozen};
    }

    /// Words of another tool that are understood and change nothing.
    void findWithoutEffect(const PortConfig& config)
    {
        if (!config.observer)
            return;
        for (const auto& [name, value] : config.observer->params)
            if (isWithoutEffect(config.observer->method, name))
                find(Severity::Info, "observer.no_effect", {},
                     Text("{}: {} of {} has no effect here", by(), name, toString(config.observer->method)),
                     Text("leave it out, or keep it for the tool that knows it"));
    }

    template <typename AnyRule>
    void findWithoutEffect(const AnyRule& rule)
    {
        if constexpr (requires { rule.config; }) {
            for (const auto& [port, config] : rule.config.ports)
                findWithoutEffect(config);
        } else if constexpr (requires { rule.activation; }) {
            findWithoutEffect(rule.activation);
            findWithoutEffect(rule.weight);
        }
    }

    void apply(const ReferenceRule& rule)
    {
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointKind kind = m_model.point(id).kind;
            if (configurable(id) && kind != PointKind::Constant && kind != PointKind::Operand)
                set(id, kind == PointKind::Weight ? rule.weight : rule.activation);
        }
    }

    /// The override that touches a unit first remembers what stood there before.
    void remember(UnitId id)
    {
        if (m_before.contains(id))
            return;
        Before& before = m_before[id];
        before.unit = m_requests.units[indexOf(id)];
        for (const PointId p : m_model.units.pointsOfUnit[indexOf(id)])
            before.points.emplace_back(p, at(p));
    }

    void unset(UnitId id)
    {
        const auto before = m_before.find(id);
        if (before == m_before.end())
            return;
        m_requests.units[indexOf(id)] = before->second.unit;
        for (auto& [p, request] : before->second.points)
            at(p) = std::move(request);
        m_before.erase(before);
    }

    void setUnit(UnitId id, const UnitConfig& config)
    {
        if (config.unset)
            return unset(id);
        UnitRequest& unit = m_requests.units[indexOf(id)];
        unit.frozen = unit.frozen || config.freeze;
        const auto& points = m_model.units.pointsOfUnit[indexOf(id)];
        if (config.wholeFloat) {
            unit.wholeFloat = true;
            unit.floatRule = m_rule;
            for (const PointId p : points)
                if (m_model.point(p).kind != PointKind::Operand)
                    at(p).story.push_back(Text("float, the whole unit: {}", by()));
            return;
        }
        if (std::any_of(config.ports.begin(), config.ports.end(), [](const auto& port) { return port.second.dtype.has_value(); }))
            unit.wholeFloat = false;
        for (const PointId p : points) {
            const std::string port = portOf(m_model.units, p);
            PortConfig merged;
            for (const std::string& key : {port.substr(0, port.find_first_of("0123456789")), port})
                if (const auto found = config.ports.find(key); found != config.ports.end())
                    merged.merge(found->second);
            if (!merged.empty() && configurable(p))
                set(p, merged);
        }
        for (const auto& entry : config.ports)
            if (const std::string& port = entry.first;
                std::none_of(points.begin(), points.end(), [&](PointId p) { return portOf(m_model.units, p).starts_with(port); }))
                m_missing.insert(port);
    }

    /// Gives a configuration to all units that are meant, and says where it has no place.
    void setUnits(const std::vector<UnitId>& units, const UnitConfig& config)
    {
        m_missing.clear();
        std::size_t taken = 0;
        for (const UnitId id : units) {
            if (!configurable(id) || (config.wholeFloat && !m_facts.quantizable(id)))
                continue;
            if (std::holds_alternative<OverrideRule>(m_rules.rules[static_cast<std::size_t>(m_rule)].what) && !config.unset)
                remember(id);
            setUnit(id, config);
            ++taken;
        }
        if (taken == 0 && !units.empty() && !config.unset)
            refuse(units);
        else if (taken == 1)
            for (const std::string& port : m_missing)
                find(Severity::Warning, "config.no_port", m_model.unit(units.front()).name,
                     Text("{}: {}", by(),
                          Text("{} has no port \"{}\" that could be quantized", m_model.unit(units.front()).name, port)),
                     Text("see the points of the unit"));
    }

    /// None of the units takes a configuration: they are passive, or stay float.
    void refuse(const std::vector<UnitId>& units)
    {
        const UnitId first = units.front();
        const std::string& name = m_model.unit(first).name;
        const Text more = units.size() > 1 ? Text(" (and {} more)", units.size() - 1) : Text();
        if (!m_facts.passive(first)) {
            find(Severity::Warning, "config.stays_float", name,
                 Text("{} has no effect on {}{}, which stays float: {}", by(), name, more, m_facts.whyNotUnit[indexOf(first)]),
                 Text("remove the rule"));
            return;
        }
        const PointId source = m_facts.root[indexOf(m_model.units.pointsOfUnit[indexOf(first)].front())];
        find(Severity::Warning, "config.passive_follows", name,
             Text("{} has no effect on {}{}, which owns no scale and follows {}", by(), name, more, m_model.point(source).name),
             Text("configure {} instead", m_model.unitOf(source).name));
    }

    [[nodiscard]] std::vector<std::string> knownNames() const
    {
        std::set<std::string> names;
        for (const Unit& unit : m_model.units.units) {
            names.insert(unit.name);
            if (!unit.module.empty())
                names.insert(unit.module);
        }
        return {names.begin(), names.end()};
    }

    void noMatch(const Text& what, const std::string& name, const std::vector<std::string>& known)
    {
        const Text near = didYouMean(name, known);
        find(Severity::Warning, "config.no_match", {}, Text("{}: {}", by(), what),
             near.empty() ? Text("see the names in the list of units") : near);
    }

    void apply(const ModuleNameRule& rule)
    {
        const auto units = unitsNamed(m_model, rule.name);
        if (units.empty())
            return noMatch(Text("no unit is named \"{}\"", rule.name), rule.name, knownNames());
        setUnits(units, rule.config);
    }

    void apply(const ModuleTypeRule& rule)
    {
        std::vector<UnitId> units;
        std::set<std::string> types;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            types.insert(m_model.units.units[u].opType);
            if (m_model.units.units[u].opType == rule.opType)
                units.push_back(static_cast<UnitId>(u));
        }
        if (units.empty())
            return noMatch(Text("no unit is of the type \"{}\"", rule.opType), rule.opType, {types.begin(), types.end()});
        setUnits(units, rule.config);
    }

    void apply(const PresetRule& rule)
    {
        const bool int16 = rule.name == PresetName::Int16;
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (!configurable(id))
                continue;
            const bool weight = m_model.point(id).kind == PointKind::Weight;
            const auto dtype = m_profile.defaultAt(unitOf(id).opType, portOf(m_model.units, id));
            if (dtype && m_model.point(id).kind != PointKind::Constant)
                setDType(id, int16 && !weight ? DType::Int16 : *dtype, by());
        }
        if (!int16 && m_profile.has(DType::Int16))
            for (const auto& [point, sampler] : gridPath(m_model, m_profile, m_facts))
                if (!wider(at(point).config.dtype.value_or(DType::Int8), DType::Int16))
                    setDType(point, DType::Int16, Text("{}, on the way to the grid of {}", by(), sampler));
        applyHighPrecision();
    }

    /// The units that give a graph output, through passive units.
    [[nodiscard]] std::set<UnitId> outputUnits() const
    {
        std::set<UnitId> units;
        for (const ValueId v : m_model.graph.outputs)
            if (const PointId p = m_model.units.outputPoint[indexOf(v)]; p != PointId::None)
                units.insert(m_model.point(m_facts.root[indexOf(p)]).unit);
        return units;
    }

    void applyHighPrecision()
    {
        for (const UnitId id : outputUnits()) {
            const Text why = whyNoHighPrecision(m_model, m_profile, m_facts, id);
            if (!why.empty()) {
                find(Severity::Info, "config.not_high_precision", m_model.unit(id).name,
                     Text("{} gives a graph output but can't have a high-precision output: {}", m_model.unit(id).name, why), {});
                continue;
            }
            for (const PointId p : m_model.units.pointsOfUnit[indexOf(id)]) {
                if (m_model.point(p).kind != PointKind::Output)
                    continue;
                setDType(p, m_profile.highPrecision.dtype, Text("{}, high-precision output", by()));
                at(p).highPrecision = true;
            }
        }
    }

    void ask(UnitId unit, PointKind kind, std::size_t slot, const std::optional<DType>& dtype)
    {
        if (const PointId p = m_model.units.pointOf(unit, kind, slot); dtype && p != PointId::None)
            setDType(p, *dtype, by());
    }

    void apply(const ConvDtypeRule& rule)
    {
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const Unit& unit = m_model.unit(id);
            if (!unit.weight || !m_profile.isGemm(unit.opType) || !m_facts.quantizable(id))
                continue;
            ask(id, PointKind::Operand, unit.weight->operand == 0 ? 1 : 0, rule.input);
            ask(id, PointKind::Weight, unit.weight->operand, rule.weight);
        }
    }

    void apply(const MatmulDtypeRule& rule)
    {
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            if (m_model.unit(id).opType != "MatMul" || m_model.unit(id).weight || !m_facts.quantizable(id))
                continue;
            ask(id, PointKind::Operand, 0, rule.lhs);
            ask(id, PointKind::Operand, 1, rule.rhs);
        }
    }

    void apply(const SensitivityRule& rule)
    {
        std::map<PointId, bool> asked; // true: raised
        std::set<std::string> unmatched;
        for (const SensitivityTable& table : rule.tables) {
            const auto rows = rule.rowsOf(table);
            const std::size_t raised = rule.raisedOf(rows.size());
            for (std::size_t i = 0; i < rows.size(); ++i) {
                const auto units = exactOrNamed(rows[i].unit);
                if (units.empty() && i < raised)
                    unmatched.insert(rows[i].unit);
                for (const UnitId id : units)
                    for (const PointId p : m_model.units.pointsOfUnit[indexOf(id)])
                        if (m_model.point(p).kind ==
                                (rows[i].type == SensitiveType::Weight ? PointKind::Weight : PointKind::Output) &&
                            configurable(p))
                            asked[p] = asked[p] || i < raised;
            }
        }
        for (const auto& [p, raise] : asked) {
            if (raise) {
                setDType(p, rule.high, by());
                m_raised.insert(p);
            } else if (rule.low && !m_raised.contains(p)) {
                setDType(p, *rule.low, Text("{}, not among the worst", by()));
            }
        }
        for (const std::string& name : unmatched)
            noMatch(Text("no unit is named \"{}\"", name), name, knownNames());
    }

    std::vector<UnitId> exactOrNamed(const std::string& name)
    {
        if (m_byName.empty())
            for (std::size_t u = 0; u < m_model.unitCount(); ++u)
                m_byName.emplace(m_model.units.units[u].name, static_cast<UnitId>(u));
        const auto found = m_byName.find(name);
        return found != m_byName.end() ? std::vector{found->second} : unitsNamed(m_model, name);
    }

    void apply(const OverrideRule& rule)
    {
        std::vector<UnitId> units;
        if (rule.units) {
            for (const std::string& name : *rule.units) {
                const auto found = exactOrNamed(name);
                if (found.empty())
                    noMatch(Text("no unit is named \"{}\"", name), name, knownNames());
                units.insert(units.end(), found.begin(), found.end());
            }
        } else {
            units = Selector::parse(rule.selector).select(m_model.graph, m_model.units);
            if (units.empty())
                return noMatch(Text("no unit fits \"{}\"", rule.selector), rule.selector, knownNames());
        }
        setUnits(units, rule.config);
    }

    void apply(const StubRule& rule)
    {
        const auto values = stubValues(m_model, rule.tensor);
        if (values.empty())
            return noMatch(Text("no tensor with a point is named \"{}\"", rule.tensor), rule.tensor, stubNames(m_model));
        for (const ValueId v : values) {
            if (rule.kind == StubRule::Kind::DeQuant)
                m_opened.emplace(v, m_rule);
            else
                quantizeAt(m_model.units.outputPoint[indexOf(v)]);
        }
    }

    /// Where float was asked for, or an accumulator's precision, the target's default is taken instead.
    void quantizeAt(PointId id)
    {
        at(id).stubRule = m_rule;
        at(id).story.push_back(Text("quantized for all that read it: {}", by()));
        const PointId root = m_facts.root[indexOf(id)];
        const auto dtype = m_profile.defaultAt(unitOf(root).opType, "output");
        if (configurable(root) && dtype && (at(root).highPrecision || at(root).config.dtype == DType::Float32))
            setDType(root, *dtype, by());
    }

    /// From the tensors of the DeQuantStubs on everything computes in float, up to the next QuantStubs.
    void cutAtStubs()
    {
        const auto before = stubsBefore(m_model, m_facts, m_opened, [&](PointId p) { return at(p).stubRule >= 0; });
        for (std::size_t u = 0; u < before.size(); ++u) {
            const auto id = static_cast<UnitId>(u);
            if (before[u] < 0 || m_facts.passive(id) || !m_facts.quantizable(id))
                continue;
            m_requests.units[u].wholeFloat = true;
            m_requests.units[u].floatRule = before[u];
            for (const PointId p : m_model.units.pointsOfUnit[u])
                if (m_model.point(p).kind != PointKind::Operand)
                    at(p).story.push_back(Text("float, the whole unit: behind {}", ruleText(m_rules, before[u])));
        }
    }

    struct Before {
        UnitRequest unit;
        std::vector<std::pair<PointId, PointRequest>> points;
    };

    const Model& m_model;
    const RuleSet& m_rules;
    const Profile& m_profile;
    const GraphFacts& m_facts;
    Requests m_requests;
    int m_rule = -1;
    std::map<UnitId, Before> m_before;
    std::set<std::string> m_missing;
    std::set<PointId> m_raised;
    std::map<ValueId, int> m_opened; // by tensor: the DeQuantStub that stands there
    std::unordered_map<std::string, UnitId> m_byName;
};

} // namespace

Requests collectRequests(const Model& model, const RuleSet& rules, const Profile& profile, const GraphFacts& facts)
{
    return Collector(model, rules, profile, facts).collect();
}

} // namespace qb
