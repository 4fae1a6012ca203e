// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/check_report.h"

#include "engine/analysis/check_rules.h"
#include "engine/model/unused_nodes.h"

#include <algorithm>

namespace qb {

namespace {

std::string typeOf(const CheckContext& c, PointId id)
{
    return c.at(id).active ? std::string(toString(c.at(id).dtype)) : "float";
}

/// What the unit reads at an operand: its own narrower type, else its producer's.
std::string readType(const CheckContext& c, const Use& use)
{
    if (use.operand != PointId::None && c.at(use.operand).active)
        return typeOf(c, use.operand);
    return use.roots.empty() ? "float" : typeOf(c, use.roots.front());
}

/// Of each body of an If in how many of the calibration's samples it was taken, where that is not all of them.
void addBodies(const CheckContext& c, std::vector<CallCount>& counts)
{
    if (!c.in().statistics || c.in().statistics->samples().empty())
        return;
    const std::uint64_t all = c.in().statistics->samples().size();
    std::vector<std::uint64_t> taken(c.graph().scopes.size(), 0);
    std::vector<std::uint64_t> units(taken.size(), 0);
    std::vector<char> observable(taken.size(), 0);
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const ScopeId scope = c.model().unitOf(id).scope;
        if (!c.isActivation(id) || scope == ScopeId::Top)
            continue;
        observable[indexOf(scope)] = 1;
        const std::uint64_t samples = c.in().statistics->points[p].samples().size();
        for (ScopeId s = scope; s != ScopeId::Top; s = c.graph().scope(s).parent) // what is around it was taken as well
            taken[indexOf(s)] = std::max(taken[indexOf(s)], samples);
    }
    for (const Unit& unit : c.units().units)
        if (unit.scope != ScopeId::Top)
            ++units[indexOf(unit.scope)];
    for (std::size_t s = 0; s < taken.size(); ++s) {
        const Scope& scope = c.graph().scopes[s];
        const bool outerRuns = scope.parent == ScopeId::Top || taken[indexOf(scope.parent)] != 0;
        if (observable[s] != 0 && outerRuns && taken[s] != all)
            counts.push_back({c.nameOf(scope.ifNode) + (scope.branch ? "/then_branch" : "/else_branch"), taken[s] == 0 ? 0U : 1U,
                              taken[s] == 0 ? Text("{} units; none of the {} samples takes this branch", units[s], all)
                                            : Text("{} units; {} of {} samples take this branch", units[s], taken[s], all)});
    }
}

std::vector<CallCount> callCounts(const CheckContext& c)
{
    std::vector<CallCount> counts;
    for (const std::string& node : unusedNodes(c.graph()))
        counts.push_back({node, 0, Text("no graph output needs it")});
    std::map<ValueId, std::vector<std::string>> users;
    for (const Unit& unit : c.units().units)
        if (unit.weight)
            users[unit.weight->value].push_back(unit.name);
    for (const auto& [value, names] : users) {
        if (names.size() < 2)
            continue;
        std::string list;
        for (const std::string& name : names)
            list += (name == names.front() ? "" : ", ") + name;
        counts.push_back({c.graph().value(value).name, names.size(), Text("used by {}", list)});
    }
    addBodies(c, counts);
    return counts;
}

UnitTypes typesOf(const CheckContext& c, UnitId id)
{
    UnitTypes types;
    types.unit = id;
    for (const Use& use : c.facts().uses[indexOf(id)])
        types.inputs.push_back(readType(c, use));
    for (const PointId p : c.units().pointsOfUnit[indexOf(id)]) {
        if (!c.isActivation(p))
            continue;
        types.output += (types.output.empty() ? "" : " ") + typeOf(c, p);
        types.channelAxis = c.at(p).active ? c.at(p).axis : -1;
        if (!c.at(p).active)
            types.reason = c.at(p).whyNot;
        else if (c.at(p).follows != PointId::None)
            types.observer = Text("follows {}", c.model().point(c.at(p).follows).name);
        else
            types.observer = c.at(p).fixed ? Text("fixed") : Text::verbatim(c.at(p).observer.text());
    }
    if (!c.in().effective.whyNotUnit[indexOf(id)].empty())
        types.reason = c.in().effective.whyNotUnit[indexOf(id)];
    return types;
}

CheckTables tablesOf(const CheckContext& c)
{
    CheckTables tables;
    tables.calls = callCounts(c);
    for (std::size_t u = 0; u < c.model().unitCount(); ++u)
        if (UnitTypes types = typesOf(c, static_cast<UnitId>(u)); !types.output.empty())
            tables.types.push_back(std::move(types));
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        if (c.model().point(id).kind == PointKind::Weight)
            tables.weights.push_back({id, typeOf(c, id), c.at(id).active ? c.at(id).axis : -1,
                                      !c.at(id).active ? c.at(id).whyNot
                                      : c.at(id).fixed ? Text("fixed")
                                                       : Text::verbatim(c.at(id).observer.text())});
    }
    return tables;
}

/// Columns side by side, each as wide as its widest cell.
std::string aligned(const std::vector<std::vector<std::string>>& rows)
{
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()), 0);
        for (std::size_t i = 0; i < row.size(); ++i)
            widths[i] = std::max(widths[i], row[i].size());
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i)
            line += row[i] + (i + 1 < row.size() ? std::string(widths[i] - row[i].size() + 2, ' ') : "");
        line.erase(line.find_last_not_of(' ') + 1);
        text += line + "\n";
    }
    return text;
}

std::string heading(int number, const std::string& title)
{
    const std::string line = fmt::format("{}. {}", number, title);
    return fmt::format("{}{}\n{}\n", number == 1 ? "" : "\n", line, std::string(line.size(), '='));
}

std::string lines(const Findings& findings, const std::function<bool(const Finding&)>& wanted)
{
    std::string text;
    for (const Finding& f : findings)
        if (wanted(f))
            text += fmt::format("{:7}  {}  {}{}\n", toString(f.severity), f.rule, f.message,
                                f.cure.empty() ? "" : "\n         -> " + f.cure.english());
    return text.empty() ? "none\n" : text;
}

bool isUnfused(const Finding& f) { return f.rule.ends_with("_not_fused"); }
bool isCount(const Finding& f) { return f.rule == "structure.weight_shared" || f.rule == "structure.unit_unused"; }

std::string axisText(int axis) { return axis < 0 ? "-" : std::to_string(axis); }

} // namespace

CheckTables checkTables(const CheckInput& input) { return tablesOf(CheckContext(input)); }

std::string checkText(const CheckInput& input, const Findings& findings)
{
    const CheckContext c(input);
    const CheckTables tables = tablesOf(c);
    std::string text = heading(1, "Patterns that did not fuse, and why") + lines(findings, isUnfused);

    text += heading(2, "Call counts") +
            fmt::format("all units are called once per run{}, except:\n",
                        c.graph().scopes.empty() ? "" : ", those in the bodies of an If where it takes them");
    std::vector<std::vector<std::string>> rows{{"name", "calls", "note"}};
    for (const CallCount& call : tables.calls)
        rows.push_back({call.name, std::to_string(call.calls), call.note.english()});
    text += rows.size() == 1 ? "none\n" : aligned(rows);

    rows = {{"unit", "type", "input dtypes", "output dtype", "ch_axis", "observer", "why float"}};
    for (const UnitTypes& t : tables.types) {
        std::string inputs;
        for (const std::string& i : t.inputs)
            inputs += (inputs.empty() ? "" : " ") + i;
        rows.push_back({input.model.unit(t.unit).name, input.model.unit(t.unit).opType, inputs.empty() ? "-" : inputs, t.output,
                        axisText(t.channelAxis), t.observer.empty() ? "-" : t.observer.english(), t.reason.english()});
    }
    text += heading(3, "Types of inputs and outputs") + aligned(rows);

    rows = {{"weight", "type", "dtype", "ch_axis", "observer"}};
    for (const WeightTypes& w : tables.weights)
        rows.push_back({input.model.point(w.point).name, input.model.unitOf(w.point).opType, w.dtype, axisText(w.channelAxis),
                        w.observer.english()});
    text += heading(4, "Weights") + (rows.size() == 1 ? "none\n" : aligned(rows));

    text += heading(5, "What is odd in configuration, ranges and arithmetic") +
            lines(findings, [](const Finding& f) { return !isUnfused(f) && !isCount(f); });
    return text;
}

} // namespace qb
