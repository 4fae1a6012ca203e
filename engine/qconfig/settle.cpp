// SPDX-License-Identifier: GPL-3.0-or-later
// Over 500 lines, on purpose: every rule reads and changes the same dtypes, and that they come to rest follows from the order in
// which one class calls them. Apart, nobody could see it.
#include "engine/qconfig/settle.h"

#include <algorithm>
#include <set>

#include <fmt/format.h>

namespace qb {

std::vector<char> quantizedUnits(const Requests& requests, const GraphFacts& facts)
{
    std::vector<char> quantized(requests.units.size());
    for (std::size_t u = 0; u < quantized.size(); ++u) {
        const auto id = static_cast<UnitId>(u);
        quantized[u] = static_cast<char>(facts.quantizable(id) && !facts.passive(id) && !requests.units[u].wholeFloat);
    }
    return quantized;
}

namespace {

class Settler {
public:
    Settler(const Model& model, const Profile& profile, const GraphFacts& facts, const Requests& requests, const RuleSet& rules)
        : m_model(model),
          m_units(model.units),
          m_profile(profile),
          m_facts(facts),
          m_requests(requests),
          m_rules(rules),
          m_quantized(quantizedUnits(requests, facts)),
          m_asked(model.pointCount()),
          m_capped(model.pointCount(), 0),
          m_refused(model.pointCount())
    {
        m_result.dtype.assign(model.pointCount(), DType::Float32);
        m_result.ownOperand.assign(model.pointCount(), 0);
        m_result.fusedInto.assign(model.pointCount(), PointId::None);
        m_result.group.assign(model.pointCount(), -1);
        m_result.highPrecision.assign(model.pointCount(), 0);
        m_result.story.resize(model.pointCount());
    }

    Settled run()
    {
        start();
        fuseResiduals();
        group();
        do {
            while (widenOnce()) {
            }
        } while (narrowOnce());
        refuseDualHighPrecision();
        finishOperands();
        return std::move(m_result);
    }

private:
    DType& dtype(PointId id) { return m_result.dtype[indexOf(id)]; }
    [[nodiscard]] const Unit& unitOf(PointId id) const { return m_model.unitOf(id); }
    [[nodiscard]] const std::string& op(PointId id) const { return unitOf(id).opType; }
    [[nodiscard]] std::string port(PointId id) const { return portOf(m_units, id); }
    [[nodiscard]] bool frozen(PointId id) const { return m_requests.units[indexOf(m_units.point(id).unit)].frozen; }
    [[nodiscard]] bool owns(PointId id) const { return m_facts.root[indexOf(id)] == id; }
    [[nodiscard]] bool off(PointId id) const
    {
        return m_result.fusedInto[indexOf(id)] != PointId::None || m_result.highPrecision[indexOf(id)] != 0 ||
               m_result.dtype[indexOf(id)] == DType::Float32;
    }
    static std::string name(DType d) { return std::string(toString(d)); }

    void tell(PointId id, const Text& line)
    {
        auto& story = m_result.story[indexOf(id)];
        if (std::find(story.begin(), story.end(), line) == story.end())
            story.push_back(line);
    }

    void find(Severity severity, const char* rule, PointId id, Text message, Text cure)
    {
        Finding f{rule, severity, unitOf(id).name, m_units.point(id).name, std::move(message), {}, std::move(cure), false};
        if (std::find(m_result.findings.begin(), m_result.findings.end(), f) == m_result.findings.end())
            m_result.findings.push_back(std::move(f));
    }

    void change(PointId id, DType to, const Text& why)
    {
        tell(id, Text("{} instead of {}: {}", name(to), name(dtype(id)), why));
        dtype(id) = to;
    }

    void keepFrozen(PointId id, const Text& why)
    {
        tell(id, Text("stays {}, frozen, although {}", name(dtype(id)), why));
        find(Severity::Error, "config.frozen_illegal", id,
             Text("{} is frozen at {}, but {}", m_units.point(id).name, name(dtype(id)), why),
             Text("take the freeze back, or choose another dtype"));
    }

    /// Requests as far as the target takes them.
    void start()
    {
        for (std::size_t p = 0; p < m_requests.points.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointRequest& request = m_requests.points[p];
            const bool output = m_units.point(id).kind == PointKind::Output;
            if (!owns(id) || (!output && !m_facts.quantizable(m_units.point(id).unit)) || !request.config.dtype)
                continue;
            if (m_units.point(id).kind == PointKind::Operand)
                m_asked[p] = request.config.dtype;
            dtype(id) = *request.config.dtype;
            m_result.highPrecision[p] = static_cast<char>(request.highPrecision);
            if (request.highPrecision || m_profile.takes(op(id), port(id), dtype(id)))
                continue;
            const DType nearest = m_profile.nearestLegal(op(id), port(id), dtype(id));
            const Text why = Text("{} has no {} at the {} of {}", m_profile.name, name(dtype(id)), port(id), op(id));
            if (frozen(id))
                keepFrozen(id, why);
            else
                change(id, nearest, why);
            if (m_units.point(id).kind == PointKind::Operand)
                m_asked[p] = dtype(id);
        }
    }

    /// A residual Add runs as one with the last executed Conv that feeds nothing else.
    void fuseResiduals()
    {
        for (std::size_t u = 0; m_profile.residualFusion && u < m_model.unitCount(); ++u) {
            if (m_units.units[u].opType != "Add" || m_facts.uses[u].size() != 2 || m_quantized[u] == 0)
                continue;
            const PointId add = m_units.pointOf(static_cast<UnitId>(u), PointKind::Output);
            PointId last = PointId::None;
            for (const Use& use : m_facts.uses[u])
                if (const PointId p = m_units.outputPoint[indexOf(use.value)];
                    p != PointId::None && fusable(p) && (last == PointId::None || p > last))
                    last = p;
            if (last == PointId::None || add == PointId::None)
                continue;
            if (frozen(last)) {
                tell(last, Text("not fused into {}: frozen", m_units.units[u].name));
                continue;
            }
            m_result.fusedInto[indexOf(last)] = add;
            tell(last, Text("off: {} runs as one with the residual {}, so nothing is rounded between them", unitOf(last).name,
                            m_units.units[u].name));
        }
    }

    [[nodiscard]] bool fusable(PointId id) const
    {
        const Unit& unit = unitOf(id);
        const ValueId value = m_units.point(id).value;
        return m_requests.points[indexOf(id)].stubRule < 0 && unit.opType == "Conv" && unit.nodes.size() == 1 &&
               m_quantized[indexOf(m_units.point(id).unit)] != 0 && m_units.readers[indexOf(value)].size() == 1 &&
               m_model.graph.value(value).readers.size() == 1 && !m_model.graph.value(value).isOutput &&
               m_facts.givenAs[indexOf(value)].empty();
    }

    /// Points that must share one scale, by the target's tied operators: the sets that hang together.
    void group()
    {
        std::vector<std::vector<PointId>> sets;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            if (!m_profile.tied.contains(m_units.units[u].opType) || m_quantized[u] == 0)
                continue;
            std::vector<PointId> set;
            for (const PointId p : m_units.pointsOfUnit[u])
                if (m_units.point(p).kind == PointKind::Output && owns(p))
                    set.push_back(p);
            for (const Use& use : m_facts.uses[u])
                set.insert(set.end(), use.roots.begin(), use.roots.end());
            for (auto& other : sets) {
                const bool meets = std::any_of(
                    set.begin(), set.end(), [&](PointId p) { return std::find(other.begin(), other.end(), p) != other.end(); });
                if (meets)
                    set.insert(set.end(), other.begin(), other.end()), other.clear();
            }
            sets.push_back(std::move(set));
        }
        for (auto& set : sets) {
            std::sort(set.begin(), set.end());
            set.erase(std::unique(set.begin(), set.end()), set.end());
            std::erase_if(set, [&](PointId p) { return off(p); });
            if (set.size() < 2)
                continue;
            for (const PointId p : set)
                m_result.group[indexOf(p)] = static_cast<int>(m_groups.size());
            m_groups.push_back(set);
        }
    }

    /// Raises an output or a constant. False, with the reason noted once, where it can't be.
    bool widen(PointId id, DType to, const Text& why)
    {
        if (off(id) || !wider(to, dtype(id)))
            return false;
        Text refusal;
        if (frozen(id))
            refusal = Text("it is frozen");
        else if (m_capped[indexOf(id)] != 0)
            refusal = Text("it was lowered above");
        else if (!m_profile.takes(op(id), port(id), to))
            refusal = Text("{} has no {} at the {} of {}", m_profile.name, name(to), port(id), op(id));
        if (!refusal.empty()) {
            tell(id, Text("stays {} although {}: {}", name(dtype(id)), why, refusal));
            m_refused[indexOf(id)] = refusal;
            return false;
        }
        change(id, to, why);
        return true;
    }

    /// What the producer gives, the widest where an If may give two; Float32 where nothing is quantized.
    DType given(const Use& use)
    {
        std::optional<DType> widest;
        for (const PointId root : use.roots)
            if (!widest || wider(dtype(root), *widest))
                widest = m_result.highPrecision[indexOf(root)] != 0 ? DType::Float32 : dtype(root);
        return widest.value_or(DType::Float32);
    }

    /// What the unit computes with at that operand.
    DType read(const Use& use)
    {
        const DType produced = given(use);
        const auto asked = use.operand == PointId::None ? std::nullopt : m_asked[indexOf(use.operand)];
        return asked && wider(produced, *asked) ? *asked : produced;
    }

    [[nodiscard]] bool fusedAway(const Use& use) const
    {
        return std::any_of(use.roots.begin(), use.roots.end(),
                           [&](PointId p) { return m_result.fusedInto[indexOf(p)] != PointId::None; });
    }

    void askOperand(const Use& use, DType to, const Text& why)
    {
        if (use.operand == PointId::None)
            return;
        tell(use.operand, Text("{} instead of {}: {}", name(to), name(read(use)), why));
        m_asked[indexOf(use.operand)] = to;
    }

    bool widenOnce()
    {
        bool changed = false;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            if (m_quantized[u] == 0)
                continue;
            for (const Use& use : m_facts.uses[u]) {
                changed |= widenForRequest(m_units.units[u], use);
                changed |= widenForTarget(m_units.units[u], use);
            }
            if (m_profile.sameType.contains(m_units.units[u].opType))
                changed |= widenToSame(m_units.units[u], static_cast<UnitId>(u));
        }
        for (const auto& members : m_groups)
            changed |= widenGroup(members);
        return changed;
    }

    bool widenForRequest(const Unit& unit, const Use& use)
    {
        if (use.operand == PointId::None || !m_asked[indexOf(use.operand)])
            return false;
        const DType asked = *m_asked[indexOf(use.operand)];
        bool changed = false;
        for (const PointId root : use.roots)
            if (asked != DType::Float32 && wider(asked, dtype(root)))
                changed |= widen(root, asked,
                                 Text("{} asks for {} at its {} ({})", unit.name, name(asked), port(use.operand),
                                      ruleText(m_rules, m_requests.points[indexOf(use.operand)].dtypeRule)));
        return changed;
    }

    bool widenForTarget(const Unit& unit, const Use& use)
    {
        const std::string where = use.operand == PointId::None ? "input" : port(use.operand);
        const DType now = read(use);
        if (now == DType::Float32 || m_profile.takes(unit.opType, where, now))
            return false;
        const DType nearest = m_profile.nearestLegal(unit.opType, where, now);
        bool changed = false;
        for (const PointId root : use.roots)
            if (wider(nearest, now))
                changed |=
                    widen(root, nearest,
                          Text("{} takes no {} at the {} of {} ({})", m_profile.name, name(now), where, unit.opType, unit.name));
        return changed;
    }

    /// The operands of an Add or Mul: the narrower ones are raised.
    bool widenToSame(const Unit& unit, UnitId id)
    {
        const auto widest = widestOperand(id);
        if (!widest)
            return false;
        bool changed = false;
        const Text why = Text("the other operand of {} is {}, and {} takes one dtype", unit.name, name(*widest), unit.opType);
        for (const Use& use : m_facts.uses[indexOf(id)]) {
            if (fusedAway(use) || read(use) == DType::Float32 || !wider(*widest, read(use)) ||
                !m_profile.takes(unit.opType, port(use.operand), *widest))
                continue;
            if (m_asked[indexOf(use.operand)] && m_asked[indexOf(use.operand)] != *widest &&
                m_capped[indexOf(use.operand)] == 0 && !frozen(use.operand)) {
                askOperand(use, *widest, why);
                changed = true;
            }
            for (const PointId root : use.roots)
                changed |= widen(root, *widest, why);
        }
        for (const PointId p : constantsOf(id))
            changed |= widen(p, *widest, why);
        return changed;
    }

    [[nodiscard]] std::vector<PointId> constantsOf(UnitId id) const
    {
        std::vector<PointId> constants;
        for (const PointId p : m_units.pointsOfUnit[indexOf(id)])
            if (m_units.point(p).kind == PointKind::Constant)
                constants.push_back(p);
        return constants;
    }

    std::optional<DType> widestOperand(UnitId id)
    {
        std::optional<DType> widest;
        const auto take = [&](DType d) {
            if (d != DType::Float32 && (!widest || wider(d, *widest)))
                widest = d;
        };
        for (const Use& use : m_facts.uses[indexOf(id)])
            if (!fusedAway(use))
                take(read(use));
        for (const PointId p : constantsOf(id))
            take(dtype(p));
        return widest;
    }

    bool widenGroup(const std::vector<PointId>& members)
    {
        DType widest = dtype(members.front());
        for (const PointId p : members)
            if (wider(dtype(p), widest))
                widest = dtype(p);
        bool changed = false;
        for (const PointId p : members)
            changed |= widen(p, widest, Text("it shares one scale with {} other points", members.size() - 1));
        return changed;
    }

    bool narrow(PointId id, DType to, const Text& why)
    {
        if (frozen(id)) {
            keepFrozen(id, why);
            return false;
        }
        change(id, to, why);
        m_capped[indexOf(id)] = 1;
        return true;
    }

    /// A narrower operand of the unit's own.
    bool narrowOperand(const Use& use, DType to, const Text& why)
    {
        if (use.operand == PointId::None)
            return false;
        if (frozen(use.operand) && m_requests.points[indexOf(use.operand)].config.dtype) {
            keepFrozen(use.operand, why);
            return false;
        }
        askOperand(use, to, why);
        m_capped[indexOf(use.operand)] = 1;
        return true;
    }

    /// What is narrowed stays so, so nothing that could be raised instead is missed by going through all units at once.
    bool narrowOnce()
    {
        bool changed = false;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            if (m_quantized[u] == 0)
                continue;
            const auto id = static_cast<UnitId>(u);
            for (const Use& use : m_facts.uses[u])
                changed |= narrowForTarget(m_units.units[u], use);
            changed |= narrowResidual(id);
            changed |= narrowToSame(id);
            changed |= narrowTable(id);
            changed |= narrowDualInt16(id);
        }
        for (const auto& members : m_groups)
            changed |= narrowGroup(members);
        return changed;
    }

    bool narrowForTarget(const Unit& unit, const Use& use)
    {
        const std::string where = use.operand == PointId::None ? "input" : port(use.operand);
        const DType now = read(use);
        if (now == DType::Float32 || fusedAway(use) || m_profile.takes(unit.opType, where, now))
            return false;
        const DType nearest = m_profile.nearestLegal(unit.opType, where, now);
        const Text why = Text("{} takes no {} at the {} of {} ({})", m_profile.name, name(now), where, unit.opType, unit.name);
        if (!wider(now, nearest)) {
            const PointId told = use.operand == PointId::None
                                     ? m_units.pointOf(m_units.producer[indexOf(use.value)], PointKind::Output)
                                     : use.operand;
            if (told != PointId::None)
                find(Severity::Error, "config.illegal_input", told,
                     Text("{} reads {} as {}, but {}", unit.name, m_model.graph.value(use.value).name, name(now), why),
                     Text("give its source another dtype"));
            return false;
        }
        if (m_profile.neighboursMustTake || use.operand == PointId::None) {
            bool changed = false;
            for (const PointId root : use.roots)
                if (!off(root) && m_capped[indexOf(root)] == 0)
                    changed |= narrow(root, nearest, why);
            return changed;
        }
        return m_capped[indexOf(use.operand)] == 0 && narrowOperand(use, nearest, why);
    }

    /// The operand that joins a fused Conv and Add.
    bool narrowResidual(UnitId id)
    {
        const auto& uses = m_facts.uses[indexOf(id)];
        if (std::none_of(uses.begin(), uses.end(), [&](const Use& use) { return fusedAway(use); }))
            return false;
        for (const Use& use : uses) {
            const DType now = read(use);
            const auto& legal = m_profile.residualAddend;
            if (fusedAway(use) || now == DType::Float32 || legal.empty() ||
                std::find(legal.begin(), legal.end(), now) != legal.end() || use.operand == PointId::None ||
                m_capped[indexOf(use.operand)] != 0)
                continue;
            const std::string& conv = fusedConv(uses);
            const Text why = Text("{} runs as one with {}, and then {} takes no {} as the other operand", m_model.unit(id).name,
                                  conv, m_profile.name, name(now));
            if (!narrowOperand(use, legal.front(), why))
                continue;
            find(Severity::Warning, "config.residual_operand", use.operand,
                 Text("{} reads {} as {}: {}", m_model.unit(id).name, m_model.graph.value(use.value).name, name(legal.front()),
                      why),
                 Text("freeze {} to keep them apart", conv));
            return true;
        }
        return false;
    }

    [[nodiscard]] const std::string& fusedConv(const std::vector<Use>& uses) const
    {
        const auto found = std::find_if(uses.begin(), uses.end(), [&](const Use& use) { return fusedAway(use); });
        return unitOf(found->roots.front()).name;
    }

    /// Where the narrower operand could not be raised, the wider one is read narrower.
    bool narrowToSame(UnitId id)
    {
        const Unit& unit = m_model.unit(id);
        if (!m_profile.sameType.contains(unit.opType))
            return false;
        std::optional<DType> least;
        for (const Use& use : m_facts.uses[indexOf(id)])
            if (const DType d = read(use); !fusedAway(use) && d != DType::Float32 && (!least || wider(*least, d)))
                least = d;
        if (!least)
            return false;
        const Text why = Text("the other operand of {} is {}, which can't be raised, and {} takes one dtype", unit.name,
                              name(*least), unit.opType);
        for (const Use& use : m_facts.uses[indexOf(id)])
            if (!fusedAway(use) && read(use) != DType::Float32 && wider(read(use), *least) &&
                m_capped[indexOf(use.operand)] == 0 && narrowOperand(use, *least, why))
                return true;
        for (const PointId p : constantsOf(id))
            if (dtype(p) != DType::Float32 && wider(dtype(p), *least) && narrow(p, *least, why))
                return true;
        return false;
    }

    bool narrowTable(UnitId id)
    {
        const Unit& unit = m_model.unit(id);
        if (!m_profile.tableWithinInput || !m_profile.isTable(unit.opType) || m_facts.uses[indexOf(id)].empty())
            return false;
        const DType in = read(m_facts.uses[indexOf(id)].front());
        const PointId out = m_units.pointOf(id, PointKind::Output);
        if (in == DType::Float32 || out == PointId::None || off(out) || !wider(dtype(out), in) || m_capped[indexOf(out)] != 0)
            return false;
        return narrow(out, m_profile.nearestLegal(unit.opType, "output", in),
                      Text("{} is a table function, which gives nothing wider than the {} that it reads; ask for its input too",
                           unit.opType, name(in)));
    }

    bool narrowDualInt16(UnitId id)
    {
        const Unit& unit = m_model.unit(id);
        const auto& uses = m_facts.uses[indexOf(id)];
        const auto wide = [](DType d) { return d == DType::Int16 || d == DType::UInt16; };
        if (!m_profile.singleInt16.contains(unit.opType) || uses.empty() || !wide(read(uses.front())))
            return false;
        const Text why = Text("{} computes {} with one 16-bit operand only", m_profile.name, unit.opType);
        if (const PointId weight = unit.weight ? m_units.pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
            weight != PointId::None)
            return wide(dtype(weight)) && m_capped[indexOf(weight)] == 0 && narrow(weight, DType::Int8, why);
        return uses.size() == 2 && wide(read(uses[1])) && uses[1].operand != PointId::None &&
               m_capped[indexOf(uses[1].operand)] == 0 && narrowOperand(uses[1], DType::Int8, why);
    }

    bool narrowGroup(const std::vector<PointId>& members)
    {
        DType least = dtype(members.front());
        for (const PointId p : members)
            if (wider(least, dtype(p)))
                least = dtype(p);
        for (const PointId p : members)
            if (wider(dtype(p), least) && m_capped[indexOf(p)] == 0 &&
                narrow(p, least, Text("it shares one scale with points that can't be raised")))
                return true;
        return false;
    }

    void refuseDualHighPrecision()
    {
        for (std::size_t p = 0; m_profile.highPrecision.refusedWithDualInt16 && p < m_result.highPrecision.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (m_result.highPrecision[p] == 0 || !bothInt16(m_units.point(id).unit))
                continue;
            m_result.highPrecision[p] = 0;
            change(id, DType::Int16, Text("{} gives no high-precision output with two 16-bit operands", m_profile.name));
            find(Severity::Info, "config.not_high_precision", id,
                 Text("{} gives a graph output but can't have a high-precision output: both its operands are 16 bits wide",
                      unitOf(id).name),
                 {});
        }
    }

    bool bothInt16(UnitId id)
    {
        int count = 0;
        const auto add = [&](DType d) { count += d == DType::Int16 || d == DType::UInt16 ? 1 : 0; };
        for (const Use& use : m_facts.uses[indexOf(id)])
            add(read(use));
        for (const PointId p : m_units.pointsOfUnit[indexOf(id)])
            if (m_units.point(p).kind == PointKind::Weight)
                add(dtype(p));
        return count >= 2;
    }

    void finishOperands()
    {
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            for (const Use& use : m_facts.uses[u]) {
                if (use.operand == PointId::None)
                    continue;
                const DType produced = given(use);
                const auto asked = m_asked[indexOf(use.operand)];
                dtype(use.operand) = m_quantized[u] != 0 ? read(use) : produced;
                m_result.ownOperand[indexOf(use.operand)] =
                    static_cast<char>(m_quantized[u] != 0 && !fusedAway(use) && asked && wider(produced, *asked));
                if (m_quantized[u] != 0 && asked && wider(*asked, produced))
                    explainRefused(use, *asked, produced);
            }
    }

    void explainRefused(const Use& use, DType asked, DType produced)
    {
        for (const PointId root : use.roots)
            tell(use.operand,
                 Text("{} instead of {}: {} gives {}{}", name(produced), name(asked), m_units.point(root).name, name(produced),
                      m_refused[indexOf(root)].empty() ? Text() : Text(", {}", m_refused[indexOf(root)])));
    }

    const Model& m_model;
    const UnitTable& m_units;
    const Profile& m_profile;
    const GraphFacts& m_facts;
    const Requests& m_requests;
    const RuleSet& m_rules;
    std::vector<char> m_quantized;
    std::vector<std::optional<DType>> m_asked; // by point: what is asked of an operand
    std::vector<char> m_capped;                // by point: was narrowed, is not raised again
    std::vector<Text> m_refused;               // by point: why it could not be raised
    std::vector<std::vector<PointId>> m_groups;
    Settled m_result;
};

} // namespace

Settled settle(const Model& model, const Profile& profile, const GraphFacts& facts, const Requests& requests,
               const RuleSet& rules)
{
    return Settler(model, profile, facts, requests, rules).run();
}

} // namespace qb
