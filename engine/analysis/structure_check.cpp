// SPDX-License-Identifier: GPL-3.0-or-later
// The table of all rules, and what holds them together. What resolver and plan have found is not looked for again: their
// findings are taken over under their own ids.
#include "engine/analysis/structure_check.h"

#include "engine/analysis/check_rules.h"
#include "engine/qconfig/preview.h"
#include "engine/qconfig/requests.h"
#include "engine/quant/channel_layout.h"

#include <algorithm>
#include <set>

namespace qb {

CheckContext::CheckContext(const CheckInput& input)
    : m_in(input),
      m_facts(graphFacts(input.model, input.profile, ownersByImport(input.model, input.rules, input.profile))),
      m_imported(input.model.graph.values.size(), 0)
{
    const bool used = std::any_of(input.rules.rules.begin(), input.rules.rules.end(),
                                  [](const Rule& r) { return r.enabled && std::holds_alternative<ImportedRule>(r.what); });
    for (const ImportedPair& pair : input.model.imported)
        m_imported[indexOf(pair.value)] = static_cast<char>(used);
}

const PointStatistics* CheckContext::statistics(PointId id) const
{
    if (!m_in.statistics || !m_in.statistics->has(id))
        return nullptr;
    const PointStatistics& s = m_in.statistics->points[indexOf(id)];
    return s.range().empty() ? nullptr : &s;
}

const PointParams* CheckContext::params(PointId id) const
{
    if (!m_in.plan || !m_in.plan->points[indexOf(id)] || !m_in.plan->points[indexOf(id)]->params)
        return nullptr;
    return m_in.plan->points[indexOf(id)].get();
}

const Tensor* CheckContext::weightOf(UnitId id) const
{
    const auto& weight = model().unit(id).weight;
    if (!weight)
        return nullptr;
    const Tensor& t = graph().value(weight->value).constant;
    return t.isFloat() ? &t : nullptr;
}

bool CheckContext::takes(PointId id, DType dtype) const
{
    return profile().takes(model().unitOf(id).opType, portOf(units(), id), dtype);
}

bool CheckContext::imported(PointId id) const
{
    return m_imported[indexOf(model().point(id).value)] != 0 && at(id).fixed.has_value();
}

Finding findingAt(const CheckContext& c, const char* rule, Severity severity, UnitId unit, PointId point, Text message, Text cure)
{
    Finding f;
    f.rule = rule;
    f.severity = severity;
    f.unit = unit == UnitId::None ? "" : c.model().unit(unit).name;
    f.point = point == PointId::None ? "" : c.model().point(point).name;
    f.message = std::move(message);
    f.cure = std::move(cure);
    return f;
}

std::vector<Cure> widenPoint(const CheckContext& c, const Finding& finding)
{
    const PointId id = c.units().findPoint(finding.point);
    if (id == PointId::None || !c.takes(id, DType::Int16))
        return {};
    const Point& point = c.model().point(id);
    return {{point.unit, point.kind == PointKind::Output ? "int16" : portOf(c.units(), id) + "=int16"}};
}

std::vector<Cure> configureUnit(const CheckContext& c, const Finding& finding, const std::string& config)
{
    const PointId id = c.units().findPoint(finding.point);
    if (id == PointId::None)
        return {};
    const Point& point = c.model().point(id);
    return {{point.unit, point.kind == PointKind::Output ? config : portOf(c.units(), id) + "." + config}};
}

ChannelSpread spreadOf(std::span<const FloatRange> channels)
{
    ChannelSpread spread;
    for (const FloatRange& r : channels) {
        const double a = static_cast<double>(r.absMax());
        if (a == 0)
            continue;
        ++spread.channels;
        spread.largest = std::max(spread.largest, a);
        spread.smallest = spread.smallest == 0 ? a : std::min(spread.smallest, a);
    }
    for (const FloatRange& r : channels)
        if (r.absMax() > 0 && static_cast<double>(r.absMax()) * 16 < spread.largest)
            ++spread.below;
    return spread;
}

std::vector<FloatRange> channelRanges(const Tensor& tensor, int axis)
{
    const ChannelLayout layout = channelLayout(tensor.shape(), axis);
    std::vector<FloatRange> ranges(layout.channels);
    const auto values = tensor.floats();
    for (std::size_t i = 0; i < values.size(); ++i)
        if (std::isfinite(values[i]))
            ranges[i / layout.inner % layout.channels].include({values[i], values[i]});
    return ranges;
}

namespace {

const std::vector<CheckRule>& allRules()
{
    static const std::vector<CheckRule> kRules = [] {
        std::vector<CheckRule> all;
        for (const auto& group : {structureRules(), rangeRules(), configRules(), arithmeticRules()})
            all.insert(all.end(), group.begin(), group.end());
        return all;
    }();
    return kRules;
}

/// What resolver and plan look for themselves.
const std::vector<CheckRuleInfo>& foreignRules()
{
    static const std::vector<CheckRuleInfo> kForeign{
        {"config.not_high_precision", "a graph output can't keep its accumulator's precision, with the reason"},
        {"config.dtype_changed", "a dtype that a rule asks for is not the one that it comes to"},
        {"config.rule_without_effect", "a rule decides about no point"},
        {"config.no_match", "a rule names something that the model does not have"},
        {"config.no_port", "a rule speaks of a port that its unit does not have"},
        {"config.stays_float", "a rule asks for a dtype of a unit that stays float"},
        {"config.passive_follows", "a rule speaks to a unit that owns no scale"},
        {"config.global_first", "a rule for every unit does not stand first"},
        {"config.frozen_illegal", "a unit is frozen at a dtype that the target does not have"},
        {"config.illegal_input", "a unit reads a dtype that the target does not take"},
        {"config.residual_operand", "the operand that joins a fused Conv and Add is read narrower"},
        {"config.group_conflict", "points that share one scale have different fixed grids"},
        {"config.zero_point_off_grid", "a zero point does not lie on its grid"},
        {"config.imported_changed", "the target lacks a type that the file's pairs have"},
        {"config.imported_weight", "a weight is wider than the integers it came from"},
        {"config.imported_past_pair", "quantized units of the file read past a pair that others read"},
        {"config.imported_unused", "pairs of the file have no point"},
        {"plan.never_observed", "no calibration sample reached the point"},
        {"plan.bias_overflow", "a bias would not fit into 32 bits; the weight's scale is raised"},
        {"plan.scale_raised", "a fixed scale is no power of two, which the target needs"},
        {"plan.no_channels", "ranges per channel are wanted and were not recorded"},
        {"calibration.worse_than_min_max", "the observer is 3 dB worse than min_max on the stored data"},
        {"calibration.empty_range", "the observer leaves no range"},
        {"range.all_zero", "all values seen are zero; the scale is 1"},
        {"range.unsigned_negative", "an unsigned type is to hold values below zero"},
    };
    return kForeign;
}

const CheckRule* findRule(const std::string& id)
{
    const auto& all = allRules();
    const auto found = std::find_if(all.begin(), all.end(), [&](const CheckRule& r) { return r.id == id; });
    return found == all.end() ? nullptr : &*found;
}

std::vector<Rule> rulesOf(const CheckContext& c, const Finding& finding)
{
    const CheckRule* rule = findRule(finding.rule);
    std::vector<Rule> rules;
    if (!rule || !rule->cure)
        return rules;
    for (const Cure& cure : rule->cure(c, finding))
        rules.emplace_back().what = OverrideRule{{}, std::vector{c.model().unit(cure.unit).name}, parseConfig(cure.config)};
    return rules;
}

/// The cures of one kind, tried on the resolver: those that leave their point as it is can't be applied.
void markApplicable(const CheckContext& c, std::span<Finding> findings)
{
    RuleSet tried = c.in().rules;
    for (Finding& f : findings) {
        const std::vector<Rule> rules = rulesOf(c, f);
        f.canApply = !rules.empty();
        tried.rules.insert(tried.rules.end(), rules.begin(), rules.end());
    }
    if (tried.rules.size() == c.in().rules.rules.size())
        return;
    std::set<std::string> changed;
    for (const PointChange& change : difference(c.model(), c.in().effective, resolve(c.model(), tried, c.profile()))) {
        changed.insert(c.model().point(change.point).name);
        changed.insert(c.model().unitOf(change.point).name);
    }
    for (Finding& f : findings)
        f.canApply = f.canApply && changed.contains(f.point.empty() ? f.unit : f.point);
}

void appendNew(Findings& all, const Findings& more)
{
    for (const Finding& f : more)
        if (std::none_of(all.begin(), all.end(), [&](const Finding& other) {
                return other.rule == f.rule && other.point == f.point && other.unit == f.unit && other.message == f.message;
            }))
            all.push_back(f);
}

} // namespace

Findings checkModel(const CheckInput& input)
{
    const CheckContext context(input);
    Findings all;
    for (const CheckRule& rule : allRules()) {
        Findings found;
        rule.find(context, found);
        markApplicable(context, found);
        all.insert(all.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    }
    Findings known = input.effective.findings;
    if (input.plan)
        known.insert(known.end(), input.plan->findings.begin(), input.plan->findings.end());
    for (Finding& f : known)
        f.canApply = false;
    appendNew(all, known);
    if (!input.statistics || input.statistics->samples().empty())
        all.push_back({"check.no_statistics",
                       Severity::Info,
                       {},
                       {},
                       Text("nothing was calibrated, so nothing is said about ranges and scales of activations"),
                       {},
                       Text("name samples, or calibrate first"),
                       false});
    return all;
}

std::vector<Rule> cureOf(const Finding& finding, const CheckInput& input) { return rulesOf(CheckContext(input), finding); }

std::vector<Rule> curesOf(std::span<const Finding> findings, const CheckInput& input)
{
    const CheckContext context(input);
    std::vector<Rule> rules;
    for (const Finding& f : findings)
        for (Rule& rule : rulesOf(context, f))
            if (std::find(rules.begin(), rules.end(), rule) == rules.end())
                rules.push_back(std::move(rule));
    return rules;
}

const std::vector<CheckRuleInfo>& checkRules()
{
    static const std::vector<CheckRuleInfo> kInfos = [] {
        std::vector<CheckRuleInfo> infos;
        for (const CheckRule& r : allRules())
            infos.push_back({r.id, r.what});
        infos.insert(infos.end(), foreignRules().begin(), foreignRules().end());
        infos.push_back({"check.no_statistics", "nothing was calibrated, so ranges were left out"});
        return infos;
    }();
    return kInfos;
}

} // namespace qb
