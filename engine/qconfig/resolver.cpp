// SPDX-License-Identifier: GPL-3.0-or-later
// From rules to one configuration per point, in four steps: what the structure says (graph_facts), what is asked
// (requests), what it comes to among target and neighbours (settle), and what of it is read at all (activity).
#include "engine/qconfig/resolver.h"

#include "engine/model/attributes.h"
#include "engine/qconfig/activity.h"
#include "engine/qconfig/imported.h"
#include "engine/quant/affine.h"

#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

class Resolver {
public:
    Resolver(const Model& model, const RuleSet& rules, const Profile& profile)
        : m_model(model),
          m_rules(rules),
          m_profile(profile),
          m_facts(graphFacts(model, profile, ownersByImport(model, rules, profile))),
          m_requests(collectRequests(model, rules, profile, m_facts)),
          m_settled(settle(model, profile, m_facts, m_requests, rules))
    {
    }

    Effective resolve()
    {
        m_effective.findings = std::move(m_requests.findings);
        m_effective.findings.insert(m_effective.findings.end(), m_settled.findings.begin(), m_settled.findings.end());
        m_effective.roundBias = m_profile.roundBias;
        explainUnits();
        m_effective.points.resize(m_model.pointCount());
        for (std::size_t p = 0; p < m_model.pointCount(); ++p)
            if (m_facts.root[p] == static_cast<PointId>(p))
                fill(static_cast<PointId>(p));
        for (std::size_t p = 0; p < m_model.pointCount(); ++p)
            if (m_facts.root[p] != static_cast<PointId>(p))
                follow(static_cast<PointId>(p));
        findActivity(m_model, m_facts, m_settled, quantizedUnits(m_requests, m_facts), m_effective);
        shareGroups();
        reportChanges();
        countDecisions();
        return std::move(m_effective);
    }

private:
    PointConfig& at(PointId id) { return m_effective.points[indexOf(id)]; }
    [[nodiscard]] const PointRequest& request(PointId id) const { return m_requests.points[indexOf(id)]; }

    void find(Severity severity, const char* rule, PointId id, Text message, Text cure, bool canApply = false)
    {
        m_effective.findings.push_back({rule,
                                        severity,
                                        id == PointId::None ? "" : m_model.unitOf(id).name,
                                        id == PointId::None ? "" : m_model.point(id).name,
                                        std::move(message),
                                        {},
                                        std::move(cure),
                                        canApply});
    }

    void explainUnits()
    {
        m_effective.floatUnit.assign(m_model.unitCount(), 0);
        m_effective.whyNotUnit = m_facts.whyNotUnit;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            if (m_effective.whyNotUnit[u].empty() && m_requests.units[u].wholeFloat)
                m_effective.whyNotUnit[u] = Text("float by {}", ruleText(m_rules, m_requests.units[u].floatRule));
    }

    void fill(PointId id)
    {
        const PointRequest& asked = request(id);
        PointConfig& point = at(id);
        const bool operand = m_model.point(id).kind == PointKind::Operand;
        const bool own = operand && m_settled.ownOperand[indexOf(id)] != 0;
        point.dtype = m_settled.dtype[indexOf(id)];
        point.requested = asked.config.dtype.value_or(operand ? point.dtype : DType::Float32);
        point.observer = asked.config.observer.value_or(Observer{});
        point.scheme = asked.config.scheme.value_or(Scheme::Symmetric);
        point.scaleRule = m_profile.scaleRule;
        if (const PointKind kind = m_model.point(id).kind; kind == PointKind::Weight || kind == PointKind::Constant)
            point.scaleRule.clipWeight = 1;
        point.fixScale = asked.config.fixScale.value_or(false);
        point.group = m_settled.group[indexOf(id)];
        point.rule = asked.dtypeRule;
        point.forced = asked.stubRule >= 0;
        point.story = asked.story;
        point.story.insert(point.story.end(), m_settled.story[indexOf(id)].begin(), m_settled.story[indexOf(id)].end());
        if (own && !asked.config.fixesGrid() && asked.gridRule < 0)
            inheritFromSource(id);
        setAxis(id);
        fixGrid(id);
    }

    /// An operand without an observer of its own takes its source's: the statistics are the same.
    void inheritFromSource(PointId id)
    {
        const PointId source = m_model.units.outputPoint[indexOf(m_model.point(id).value)];
        if (source == PointId::None)
            return;
        const PortConfig& config = request(m_facts.root[indexOf(source)]).config;
        at(id).observer = config.observer.value_or(Observer{});
        at(id).scheme = config.scheme.value_or(Scheme::Symmetric);
    }

    void setAxis(PointId id)
    {
        const Point& p = m_model.point(id);
        PointConfig& point = at(id);
        const Unit& unit = m_model.unit(p.unit);
        if (p.kind == PointKind::Weight) {
            const bool wanted = request(id).config.perChannel.value_or(true);
            point.axis = wanted && m_model.graph.value(p.value).shape.size() > 1 ? unit.weight->axis : -1;
            point.narrow = m_profile.narrowWeights && isSigned(point.dtype);
        } else if (p.kind == PointKind::Output && m_profile.perChannelDepthwise && point.group < 0 &&
                   onlyDepthwiseReads(p.value)) {
            point.axis = 1;
            point.observer = Observer{};
            point.story.push_back(Text("one scale per channel: only depthwise convolutions read it"));
        }
    }

    [[nodiscard]] bool onlyDepthwiseReads(ValueId value) const
    {
        const auto& readers = m_model.units.readers[indexOf(value)];
        return !readers.empty() && !m_model.graph.value(value).isOutput && m_facts.givenAs[indexOf(value)].empty() &&
               std::all_of(readers.begin(), readers.end(), [&](UnitId r) {
                   const Unit& reader = m_model.unit(r);
                   if (reader.opType != "Conv" || !reader.weight)
                       return false;
                   const Shape& w = m_model.graph.value(reader.weight->value).shape;
                   return w.size() > 2 && w[1] == 1 && intAttribute(m_model.graph.node(reader.main), "group", 1) == w[0];
               });
    }

    void fixGrid(PointId id)
    {
        const PointRequest& asked = request(id);
        PointConfig& point = at(id);
        if (!isInteger(point.dtype))
            return;
        const PortConfig& c = asked.config;
        if (!c.scale.empty()) {
            fixScales(id, c);
        } else if (c.threshold || c.range) {
            point.fixed = FixedGrid{{}, {}, c.threshold, c.range};
            point.axis = -1;
        } else if (asked.imported) {
            const ImportedGrid& grid = *asked.imported;
            point.axis = grid.scales.size() > 1 ? grid.axis : -1;
            point.narrow = false;
            point.fixed = FixedGrid{grid.scales, grid.zeroPoints, {}, {}};
            if (point.dtype != grid.dtype)
                keepRange(id, grid.dtype, Text("keeps the range of the file's {} grid", toString(grid.dtype)));
        }
    }

    void fixScales(PointId id, const PortConfig& c)
    {
        PointConfig& point = at(id);
        const std::int32_t zero = c.zeroPoint.value_or(0);
        const DType asked = c.dtype.value_or(point.dtype);
        const bool several = c.scale.size() > 1;
        if (zero < qmin(asked) + (point.narrow && point.dtype == asked ? 1 : 0) || zero > qmax(asked)) {
            find(Severity::Error, "config.zero_point_off_grid", id,
                 Text("the zero point {} of {} is not on the grid of {}", zero, m_model.point(id).name, toString(asked)),
                 Text("choose another zero point or dtype"));
            return;
        }
        const Point& p = m_model.point(id);
        if (const auto channels = p.kind == PointKind::Weight ? channelsOf(p) : 1; several && c.scale.size() != channels) {
            find(Severity::Error, "config.scales_off_channels", id,
                 Text("{} scales are given for {}, which has {} channels", c.scale.size(), p.name, channels),
                 Text("give one scale for each channel, or one for all"));
            return;
        }
        point.axis = several ? m_model.unit(p.unit).weight->axis : -1;
        point.fixed = FixedGrid{{c.scale.begin(), c.scale.end()}, std::vector<std::int32_t>(c.scale.size(), zero), {}, {}};
        if (point.dtype != asked && isInteger(asked))
            keepRange(id, asked, Text("keeps the range that the scale gives {}, which was asked for", toString(asked)));
    }

    [[nodiscard]] std::size_t channelsOf(const Point& weight) const
    {
        const Shape& shape = m_model.graph.value(weight.value).shape;
        const auto axis = static_cast<std::size_t>(m_model.unit(weight.unit).weight->axis);
        return axis < shape.size() && shape[axis] > 0 ? static_cast<std::size_t>(shape[axis]) : 1;
    }

    /// Scales that were meant for another dtype: what their grid covered stays covered.
    void keepRange(PointId id, DType meant, Text why)
    {
        PointConfig& point = at(id);
        const FixedGrid grid = *point.fixed;
        for (std::size_t c = 0; c < grid.scales.size(); ++c) {
            const double scale = grid.scales[c];
            const std::int32_t zero = grid.zeroPoints[c];
            const bool symmetric = zero == 0;
            const bool horizon = m_profile.scaleRule.convention == Convention::Horizon;
            const double top = static_cast<double>(qmax(meant)) + (symmetric && horizon ? 1 : 0);
            const RealRange range = symmetric ? RealRange{isSigned(meant) ? -top * scale : 0, top * scale}
                                              : RealRange{static_cast<double>(qmin(meant) - zero) * scale,
                                                          static_cast<double>(qmax(meant) - zero) * scale};
            const QuantParams params =
                paramsForRange(range, {point.dtype, symmetric ? Scheme::Symmetric : Scheme::Affine, m_profile.scaleRule, false},
                               RangeSource::Fixed);
            point.fixed->scales[c] = params.scales.front();
            point.fixed->zeroPoints[c] = params.zeroPoints.front();
        }
        point.story.push_back(std::move(why));
        if (request(id).imported && m_model.point(id).kind != PointKind::Output && wider(point.dtype, meant))
            find(Severity::Info, "config.imported_weight", id,
                 Text("{} is {}, but its values were {} in the file: a finer dtype gains nothing", m_model.point(id).name,
                      toString(point.dtype), toString(meant)),
                 Text("import the float model to gain from a finer weight"));
    }

    void follow(PointId id)
    {
        const PointId root = m_facts.root[indexOf(id)];
        PointConfig& point = at(id);
        point = at(root);
        point.follows = root;
        point.forced = request(id).stubRule >= 0;
        point.exact = m_facts.exact[indexOf(m_model.point(id).unit)] != 0;
        point.story = {Text("follows {}: {} owns no scale", m_model.point(root).name, m_model.unitOf(id).opType)};
        if (point.forced)
            point.story.insert(point.story.end(), request(id).story.begin(), request(id).story.end());
    }

    /// One grid for each group: that of the member about which a rule spoke last. A fixed one counts before all others.
    void shareGroups()
    {
        std::map<int, PointId> leaders;
        for (std::size_t p = 0; p < m_effective.points.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& point = at(id);
            if (point.group < 0 || point.follows != PointId::None)
                continue;
            auto [entry, first] = leaders.emplace(point.group, id);
            if (first)
                continue;
            const PointConfig& leader = at(entry->second);
            const bool later = request(id).gridRule >= request(entry->second).gridRule;
            if (point.fixed && leader.fixed && point.fixed != leader.fixed)
                find(Severity::Warning, "config.group_conflict", id,
                     Text("{} and {} share one scale but have different fixed grids; that of {} counts",
                          m_model.point(entry->second).name, m_model.point(id).name,
                          ruleText(m_rules, request(later ? id : entry->second).gridRule)),
                     Text("give both the same grid"));
            if (point.fixed.has_value() == leader.fixed.has_value() ? request(id).gridRule > request(entry->second).gridRule
                                                                    : point.fixed.has_value())
                entry->second = id;
        }
        for (PointConfig& point : m_effective.points) {
            if (point.group < 0)
                continue;
            const PointId id = leaders.at(point.group);
            const PointConfig& leader = at(id);
            if (point.follows == PointId::None &&
                (point.fixed != leader.fixed || point.observer != leader.observer || point.scheme != leader.scheme))
                point.story.push_back(Text("the grid is that of {}, with which it shares its scale", m_model.point(id).name));
            point.fixed = leader.fixed;
            point.observer = leader.observer;
            point.scheme = leader.scheme;
        }
    }

    /// One by one what somebody asked for; what came with the file is told once for each kind of change.
    void reportChanges()
    {
        std::map<std::pair<DType, DType>, std::vector<PointId>> imported;
        for (std::size_t p = 0; p < m_effective.points.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& point = at(id);
            if (point.rule < 0 || point.follows != PointId::None || point.requested == point.dtype || m_settled.story[p].empty())
                continue;
            const auto& what = m_rules.rules[static_cast<std::size_t>(point.rule)].what;
            if (std::holds_alternative<ImportedRule>(what))
                imported[{point.requested, point.dtype}].push_back(id);
            else if (!std::holds_alternative<PresetRule>(what))
                find(Severity::Warning, "config.dtype_changed", id,
                     Text("{} was asked to be {} and is {}: {}", m_model.point(id).name, toString(point.requested),
                          toString(point.dtype), m_settled.story[p].back()),
                     Text("see its story"));
        }
        for (const auto& [types, points] : imported) {
            find(Severity::Warning, "config.imported_changed", PointId::None,
                 Text("{} points that are {} in the file are {} here, e.g. {}: {}", points.size(), toString(types.first),
                      toString(types.second), m_model.point(points.front()).name,
                      m_settled.story[indexOf(points.front())].back()),
                 Text("take a target that has it to see the file as it is, e.g. ort"));
            m_effective.findings.back().numbers["points"] = static_cast<double>(points.size());
        }
    }

    void countDecisions()
    {
        m_effective.decides.assign(m_rules.rules.size(), 0);
        for (std::size_t p = 0; p < m_effective.points.size(); ++p) {
            const auto id = static_cast<PointId>(p);
            const UnitId unit = m_model.point(id).unit;
            if (const int stub = request(id).stubRule; stub >= 0)
                ++m_effective.decides[static_cast<std::size_t>(stub)];
            if (at(id).follows != PointId::None)
                continue;
            std::set<int> deciders{request(id).gridRule, request(id).dtypeRule};
            // What a float unit gives to quantized ones has a dtype, too.
            if (m_requests.units[indexOf(unit)].wholeFloat && !at(id).active)
                deciders.clear();
            if (m_requests.units[indexOf(unit)].wholeFloat)
                deciders.insert(m_requests.units[indexOf(unit)].floatRule);
            for (const int rule : deciders)
                if (rule >= 0)
                    ++m_effective.decides[static_cast<std::size_t>(rule)];
        }
        for (std::size_t r = 0; r < m_rules.rules.size(); ++r) {
            const Rule& rule = m_rules.rules[r];
            const auto* over = std::get_if<OverrideRule>(&rule.what);
            if (rule.enabled && m_effective.decides[r] == 0 && !m_requests.explained.contains(static_cast<int>(r)) &&
                !(over && (over->config.unset || over->config.freeze)))
                find(Severity::Info, "config.rule_without_effect", PointId::None,
                     Text("{} decides about no point: later rules say otherwise, or it fits nothing",
                          ruleText(m_rules, static_cast<int>(r))),
                     Text("remove it, or move it down"));
        }
    }

    const Model& m_model;
    const RuleSet& m_rules;
    const Profile& m_profile;
    GraphFacts m_facts;
    Requests m_requests;
    Settled m_settled;
    Effective m_effective;
};

} // namespace

Effective resolve(const Model& model, const RuleSet& rules, const Profile& profile)
{
    return Resolver(model, rules, profile).resolve();
}

} // namespace qb
