// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/make_plan.h"

#include "engine/qconfig/config_text.h"
#include "engine/quant/weights.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

namespace qb {

class PlanMaker {
public:
    PlanMaker(const Model& model, const Effective& effective, const StatisticsTable& statistics, PlanMemo& memo)
        : m_model(model), m_effective(effective), m_statistics(statistics), m_memo(memo)
    {
        if (memo.m_version != statistics.version)
            memo.m_entries.clear();
        memo.m_version = statistics.version;
    }

    PlanResult make(const JobContext& job)
    {
        m_result.plan = Plan::allFloat(m_model.units);
        m_result.plan.floatUnit = m_effective.floatUnit;
        for (std::size_t p = 0; p < m_effective.points.size(); ++p)
            m_result.plan.forced[p] = static_cast<char>(m_effective.points[p].forced);
        m_result.plan.roundBias = m_effective.roundBias;
        m_result.points.resize(m_model.pointCount());
        findGroups();
        compute(job);
        assign();
        raiseForBiases();
        forgetUnused();
        return std::move(m_result);
    }

private:
    struct Task {
        Fingerprint key;
        PointId point;
        PlanMemo::Entry entry;
    };

    [[nodiscard]] const PointConfig& at(PointId id) const { return m_effective.at(id); }
    [[nodiscard]] bool owns(PointId id) const { return at(id).active && at(id).follows == PointId::None; }

    void findGroups()
    {
        for (std::size_t p = 0; p < m_model.pointCount(); ++p)
            if (const auto id = static_cast<PointId>(p); at(id).group >= 0 && owns(id))
                m_groups[at(id).group].push_back(id);
    }

    /// The points whose records tell what lies behind a value: its own, or those of the results that an If may give.
    void sourcesOf(ValueId value, std::vector<PointId>& sources) const
    {
        if (const PointId own = m_model.units.outputPoint[indexOf(value)]; own != PointId::None) {
            sources.push_back(own);
            return;
        }
        const NodeId producer = m_model.graph.value(value).producer;
        if (producer == NodeId::None)
            return;
        const auto& outputs = m_model.graph.node(producer).outputs;
        const auto index = static_cast<std::size_t>(std::find(outputs.begin(), outputs.end(), value) - outputs.begin());
        for (const ScopeId body : m_model.graph.bodiesOf(producer))
            sourcesOf(m_model.graph.scope(body).results[index], sources);
    }

    [[nodiscard]] std::vector<PointId> sources(PointId id) const
    {
        if (at(id).group >= 0)
            return m_groups.at(at(id).group);
        std::vector<PointId> sources;
        sourcesOf(m_model.point(id).value, sources);
        return sources;
    }

    [[nodiscard]] bool isConstant(PointId id) const
    {
        return m_model.point(id).kind == PointKind::Weight || m_model.point(id).kind == PointKind::Constant;
    }

    /// Of all that decides about the parameters.
    [[nodiscard]] Fingerprint keyOf(PointId id) const
    {
        const PointConfig& c = at(id);
        Hasher hasher;
        hasher.add(isConstant(id));
        if (isConstant(id))
            hasher.add(m_model.point(id).value);
        else
            for (const PointId source : sources(id))
                hasher.add(source);
        hasher.add(c.dtype)
            .add(c.observer.text())
            .add(c.scheme)
            .add(c.scaleRule.convention)
            .add(c.scaleRule.powerOfTwo)
            .add(c.scaleRule.clipWeight)
            .add(c.narrow)
            .add(c.axis);
        hasher.add(c.fixed.has_value());
        if (c.fixed) {
            hasher.add(std::span<const float>(c.fixed->scales)).add(std::span<const std::int32_t>(c.fixed->zeroPoints));
            hasher.add(c.fixed->threshold.value_or(-1)).add(c.fixed->range.has_value());
            if (c.fixed->range)
                hasher.add(c.fixed->range->first).add(c.fixed->range->second);
        }
        return hasher.result();
    }

    void compute(const JobContext& job)
    {
        std::vector<Task> tasks;
        std::set<Fingerprint> wanted;
        m_keys.resize(m_model.pointCount());
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (!owns(id))
                continue;
            m_keys[p] = keyOf(id);
            if (wanted.insert(m_keys[p]).second && !m_memo.m_entries.contains(m_keys[p]))
                tasks.push_back({m_keys[p], id, {}});
        }
        parallelFor(job, tasks.size(), [&](std::size_t i, unsigned) {
            tasks[i].entry = std::make_shared<PointParams>(calibratePoint(tasks[i].point));
        });
        for (Task& task : tasks)
            m_memo.m_entries[task.key] = std::move(task.entry);
        m_result.computed = tasks.size();
    }

    [[nodiscard]] PointParams calibratePoint(PointId id) const
    {
        PointParams result;
        if (isConstant(id)) {
            // A tensor without values, which ONNX allows (an adapter of rank 0), needs no scale.
            if (m_model.graph.value(m_model.point(id).value).constant.count() == 0)
                return result;
            result.calibrated = ofConstant(id, m_model.graph.value(m_model.point(id).value).constant);
        } else {
            std::vector<const PointStatistics*> records;
            for (const PointId source : sources(id))
                if (const PointStatistics* s = m_statistics.points[indexOf(source)]; s && s->count() != 0)
                    records.push_back(s);
            if (records.empty() && isInteger(at(id).dtype) && !at(id).fixed && at(id).observer.method != Method::FixedScale)
                return result;
            const PointStatistics none;
            const PointStatistics joined = records.size() > 1 ? PointStatistics::joined(records) : PointStatistics{};
            result.calibrated = ofStatistics(id, records.empty() ? none : records.size() == 1 ? *records.front() : joined);
        }
        result.params = std::make_shared<QuantParams>(result.calibrated.params);
        return result;
    }

    /// Threshold or range by hand, as the observer that stands for it.
    static std::optional<Observer> fixedObserver(const FixedGrid& grid)
    {
        if (grid.threshold)
            return Observer{Method::FixedScale, {{"threshold", *grid.threshold}}};
        if (grid.range)
            return Observer{Method::FixedScale, {{"range_lo", grid.range->first}, {"range_hi", grid.range->second}}};
        return std::nullopt;
    }

    /// Scales given as they are: by hand, or by the file.
    static QuantParams givenParams(const PointConfig& c, Findings& findings)
    {
        QuantParams params{c.dtype, c.fixed->scales, c.fixed->zeroPoints, c.axis, c.narrow};
        if (c.scaleRule.powerOfTwo)
            for (float& scale : params.scales)
                scale = raisedToPowerOfTwo(scale);
        if (params.scales != c.fixed->scales)
            findings.push_back(
                {"plan.scale_raised",
                 Severity::Warning,
                 {},
                 {},
                 Text("a fixed scale is no power of two, which the target needs; the next one above is used"),
                 {{"asked", static_cast<double>(c.fixed->scales.front())}, {"used", static_cast<double>(params.scales.front())}},
                 Text("fix a power of two"),
                 false});
        return params;
    }

    static Calibrated withFindings(Calibrated calibrated, Findings findings)
    {
        calibrated.findings.insert(calibrated.findings.end(), findings.begin(), findings.end());
        return calibrated;
    }

    [[nodiscard]] Calibrated ofConstant(PointId id, const Tensor& tensor) const
    {
        const PointConfig& c = at(id);
        const WeightGrid grid = c.narrow ? WeightGrid::Narrow : WeightGrid::Full;
        if (!c.fixed)
            return calibrateWeight(tensor, c.axis, c.observer, c.dtype, c.scheme, c.scaleRule, grid);
        if (const auto observer = fixedObserver(*c.fixed))
            return calibrateWeight(tensor, c.axis, *observer, c.dtype, c.scheme, c.scaleRule, grid);
        PointStatistics seen;
        seen.observe(tensor, 0);
        Findings findings;
        const QuantParams params = givenParams(c, findings);
        return withFindings(assess(seen, params, c.scaleRule), findings);
    }

    [[nodiscard]] Calibrated ofStatistics(PointId id, const PointStatistics& statistics) const
    {
        const PointConfig& c = at(id);
        if (c.fixed && !fixedObserver(*c.fixed)) {
            Findings findings;
            const QuantParams params = givenParams(c, findings);
            return withFindings(assess(statistics, params, c.scaleRule), findings);
        }
        if (c.fixed)
            return calibrate(statistics, *fixedObserver(*c.fixed), c.dtype, c.scheme, c.scaleRule);
        if (c.axis < 0)
            return calibrate(statistics, c.observer, c.dtype, c.scheme, c.scaleRule);
        if (statistics.channelAxis() == c.axis)
            return calibratePerChannel(statistics, c.dtype, c.scheme, c.scaleRule);
        return withFindings(calibrate(statistics, c.observer, c.dtype, c.scheme, c.scaleRule),
                            {{"plan.no_channels",
                              Severity::Warning,
                              {},
                              {},
                              Text("no ranges per channel were recorded, so it has one scale for all"),
                              {},
                              Text("calibrate again"),
                              false}});
    }

    void report(PointId id, Finding finding)
    {
        finding.unit = m_model.unitOf(id).name;
        finding.point = m_model.point(id).name;
        m_result.findings.push_back(std::move(finding));
    }

    void assign()
    {
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            if (!owns(id))
                continue;
            const PlanMemo::Entry& entry = m_memo.m_entries.at(m_keys[p]);
            m_result.points[p] = entry;
            m_result.plan.points[p] = entry->params;
            for (const Finding& f : entry->calibrated.findings)
                report(id, f);
            if (!entry->params && !isConstant(id))
                report(id, {"plan.never_observed",
                            Severity::Warning,
                            {},
                            {},
                            Text("{} was never observed and stays float", m_model.point(id).name),
                            {},
                            Text("calibrate on samples that reach it, or fix its scale"),
                            false});
        }
        for (std::size_t p = 0; p < m_model.pointCount(); ++p) {
            const PointConfig& c = m_effective.points[p];
            if (!c.active || c.follows == PointId::None)
                continue;
            m_result.points[p] = m_result.points[indexOf(c.follows)];
            m_result.plan.points[p] = m_result.plan.points[indexOf(c.follows)];
            m_result.plan.exact[p] = static_cast<char>(c.exact && m_result.plan.points[p] != nullptr);
        }
    }

    /// int32 holds |bias / (s_in * s_w)| up to 2^31 - 1; floats near there are 128 apart, and the quotient is rounded.
    void raiseForBiases()
    {
        constexpr double kLargest = 2147483647.0 - 256;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const SharedParams bias = biasParams(m_model.units, m_model.graph, m_result.plan, id);
            if (!bias)
                continue;
            const Unit& unit = m_model.unit(id);
            const PointId weight = m_model.units.pointOf(id, PointKind::Weight, unit.weight->operand);
            const auto values = m_model.graph.value(unit.weight->bias).constant.floats();
            QuantParams raised = *m_result.plan.at(weight);
            std::size_t count = 0;
            for (std::size_t c = 0; c < values.size(); ++c) {
                const double quotient = std::abs(static_cast<double>(values[c])) / static_cast<double>(bias->scaleOf(c));
                if (!(quotient > kLargest) || !std::isfinite(quotient))
                    continue;
                float& scale = raised.scales[c % raised.scales.size()];
                const float needed = raisedScale(m_result.plan.at(weight)->scaleOf(c), quotient / kLargest);
                count += needed > scale ? 1 : 0;
                scale = std::max(scale, needed);
            }
            if (count != 0)
                raise(weight, std::move(raised), count);
        }
    }

    float raisedScale(float scale, double factor) const
    {
        const double wanted = static_cast<double>(scale) * factor;
        auto result = static_cast<float>(wanted);
        // The product with s_in is rounded to float once more, so one step of room.
        result = std::nextafter(std::nextafter(result, std::numeric_limits<float>::max()), std::numeric_limits<float>::max());
        return m_powerOfTwo ? raisedToPowerOfTwo(result) : result;
    }

    void raise(PointId weight, QuantParams params, std::size_t count)
    {
        report(weight,
               {"plan.bias_overflow",
                Severity::Warning,
                {},
                {},
                Text("the bias of {} would not fit into 32 bits at s_in * s_w, so the weight's scale is raised on {} channels",
                     m_model.unitOf(weight).name, count),
                {{"channels", static_cast<double>(count)}},
                Text("give the input or the weight a coarser grid"),
                false});
        auto entry = std::make_shared<PointParams>(*m_result.points[indexOf(weight)]);
        entry->calibrated.params = params;
        entry->params = std::make_shared<QuantParams>(std::move(params));
        m_result.plan.points[indexOf(weight)] = entry->params;
        m_result.points[indexOf(weight)] = std::move(entry);
    }

    /// Keeps the memo at some undo steps' size.
    void forgetUnused()
    {
        if (m_memo.m_entries.size() <= 8 * m_model.pointCount() + 1024)
            return;
        const std::set<Fingerprint> used(m_keys.begin(), m_keys.end());
        std::erase_if(m_memo.m_entries, [&](const auto& entry) { return !used.contains(entry.first); });
    }

    const Model& m_model;
    const Effective& m_effective;
    const StatisticsTable& m_statistics;
    PlanMemo& m_memo;
    std::map<int, std::vector<PointId>> m_groups;
    std::vector<Fingerprint> m_keys;
    bool m_powerOfTwo = !m_effective.points.empty() && m_effective.points.front().scaleRule.powerOfTwo;
    PlanResult m_result;
};

PlanResult makePlan(const Model& model, const Effective& effective, const StatisticsTable& statistics, const JobContext& job,
                    PlanMemo* memo)
{
    PlanMemo own;
    return PlanMaker(model, effective, statistics, memo ? *memo : own).make(job);
}

} // namespace qb
