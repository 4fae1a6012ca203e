// SPDX-License-Identifier: GPL-3.0-or-later
// In four steps: who does the damage (from the isolated errors), what its own error is made of (one float run per sample),
// what could help (plans by the resolver), and what it really does (every plan from where it begins to differ, as in a
// sweep). Then who only looks bad.
#include "engine/analysis/advisor.h"

#include "engine/analysis/verdict.h"
#include "engine/base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>

namespace qb {

namespace {

double noiseToSignal(const MetricSums& sums) { return sums.aa > 0 ? sums.squaredDiff / sums.aa : 0; }

double decibels(double noise) { return noise > 0 ? -10 * std::log10(noise) : std::numeric_limits<double>::infinity(); }

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class Advisor {
public:
    Advisor(const AdvisorInput& input, const AdvisorOptions& options, const JobContext& job, Findings& findings)
        : m_in(input), m_options(options), m_job(job), m_findings(findings), m_model(input.evaluator.model())
    {
        m_advice.metric = options.metric;
        m_advice.outputs = input.isolated.outputs;
        m_damage.resize(m_model.unitCount(), std::vector<double>(m_advice.outputs.size(), 0));
        m_total.resize(m_advice.outputs.size(), 0);
    }

    Advice run()
    {
        addDamage();
        chooseRows();
        lookAtPoints();
        for (std::size_t r = 0; r < m_advice.rows.size(); ++r)
            if (m_advice.rows[r].verdict != Verdict::Inherited)
                judge(m_in, m_cases[r].front(), m_advice.rows[r]);
        planCures();
        tryCures();
        for (std::size_t o = 0; o < m_advice.outputs.size(); ++o)
            m_advice.before.push_back(m_before[o].pooled().value(m_options.metric));
        for (const Trial& t : m_trials) {
            AdviceRow& row = m_advice.rows[t.row];
            const std::size_t o = outputIndex(row.output);
            row.cures.push_back({t.config, m_advice.before[o], t.errors[o].pooled().value(m_options.metric), t.cost});
        }
        for (AdviceRow& row : m_advice.rows)
            rank(row.cures);
        m_advice.tried = m_trials.size();
        return std::move(m_advice);
    }

private:
    struct Trial {
        std::size_t row = 0;
        std::string config;
        Plan plan;
        CureCost cost;
        std::vector<PooledMetrics> errors; ///< by output
    };

    [[nodiscard]] std::size_t outputIndex(ValueId v) const
    {
        return static_cast<std::size_t>(std::find(m_advice.outputs.begin(), m_advice.outputs.end(), v) -
                                        m_advice.outputs.begin());
    }

    [[nodiscard]] bool counts(std::size_t output) const
    {
        return m_options.output == ValueId::None || m_advice.outputs[output] == m_options.output;
    }

    /// The unit that a point's configuration belongs to: a follower's is its source's.
    [[nodiscard]] UnitId ownerOf(PointId p) const
    {
        const PointId follows = m_in.effective.at(p).follows;
        return m_model.point(follows == PointId::None ? p : follows).unit;
    }

    void addDamage()
    {
        for (const PointErrors& row : m_in.isolated.rows)
            for (std::size_t o = 0; o < row.outputs.size(); ++o) {
                const double noise = noiseToSignal(row.outputs[o].pooled());
                m_damage[indexOf(ownerOf(row.point))][o] += noise;
                m_total[o] += noise;
            }
    }

    /// The output where a unit does most.
    [[nodiscard]] std::size_t worstOutput(UnitId unit) const
    {
        std::size_t worst = m_options.output == ValueId::None ? 0 : outputIndex(m_options.output);
        for (std::size_t o = 0; o < m_total.size(); ++o)
            if (counts(o) && m_damage[indexOf(unit)][o] > m_damage[indexOf(unit)][worst])
                worst = o;
        return worst;
    }

    /// Culprits, worst first; then those that look bad and are not; then lesser culprits. Below a hundredth of the worst
    /// one's damage nothing is gained before that one is cured.
    void chooseRows()
    {
        std::vector<std::pair<double, UnitId>> culprits;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            if (const double d = m_damage[u][worstOutput(static_cast<UnitId>(u))]; d > 0)
                culprits.emplace_back(d, static_cast<UnitId>(u));
        std::stable_sort(culprits.begin(), culprits.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
        std::size_t next = 0;
        const auto addCulprits = [&](double least) {
            for (; next < culprits.size() && m_advice.rows.size() < m_options.top && culprits[next].first >= least; ++next)
                addCulprit(culprits[next].second);
        };
        if (culprits.empty())
            return;
        addCulprits(culprits.front().first / 100);
        addInherited();
        addCulprits(0);
    }

    void addCulprit(UnitId unit)
    {
        AdviceRow row;
        row.unit = unit;
        const std::size_t o = worstOutput(unit);
        row.output = m_advice.outputs[o];
        std::vector<PointCase> cases;
        for (const PointErrors& errors : m_in.isolated.rows) {
            if (ownerOf(errors.point) != unit)
                continue;
            const double noise = noiseToSignal(errors.outputs[o].pooled());
            // Of a follower its source is looked at, whose parameters it shares.
            const PointId follows = m_in.effective.at(errors.point).follows;
            PointCase c;
            c.point = follows == PointId::None ? errors.point : follows;
            c.share = m_total[o] > 0 ? noise / m_total[o] : 0;
            c.damageDb = decibels(noise);
            cases.push_back(std::move(c));
        }
        std::stable_sort(cases.begin(), cases.end(), [](const PointCase& a, const PointCase& b) { return a.share > b.share; });
        const double least = cases.front().share / 10;
        std::erase_if(cases, [&](const PointCase& c) { return c.share < least; });
        std::set<PointId> seen;
        std::erase_if(cases, [&](const PointCase& c) { return !seen.insert(c.point).second; });
        row.point = cases.front().point;
        m_advice.rows.push_back(std::move(row));
        m_cases.push_back(std::move(cases));
    }

    [[nodiscard]] static double sqnrOf(const CompareRow& row)
    {
        return row.metrics.samples().empty() ? std::numeric_limits<double>::infinity() : row.metrics.pooled().value(Metric::Sqnr);
    }

    /// Units above, the farthest first; the unit itself is not among them.
    [[nodiscard]] std::vector<UnitId> ancestorsOf(UnitId unit) const
    {
        std::set<UnitId> above;
        std::vector<UnitId> open{unit};
        while (!open.empty()) {
            const Unit& u = m_model.unit(open.back());
            open.pop_back();
            for (const ValueId v : u.inputs)
                if (const UnitId p = m_model.units.producer[indexOf(v)]; p != UnitId::None && above.insert(p).second)
                    open.push_back(p);
        }
        return {above.begin(), above.end()};
    }

    [[nodiscard]] std::vector<char> reachedOutputs(UnitId unit) const
    {
        std::vector<char> below(m_model.unitCount(), 0);
        below[indexOf(unit)] = 1;
        for (std::size_t u = 0; u < below.size(); ++u)
            for (const ValueId v : m_model.units.units[u].inputs)
                if (const UnitId p = m_model.units.producer[indexOf(v)]; p != UnitId::None && below[indexOf(p)] != 0)
                    below[u] = 1;
        std::vector<char> reached;
        for (const ValueId v : m_advice.outputs)
            reached.push_back(below[indexOf(m_model.units.producer[indexOf(v)])]);
        return reached;
    }

    void addInherited()
    {
        struct Suspect {
            double cumulative = 0;
            double local = 0;
            const CompareRow* row = nullptr;
        };
        constexpr double kBadDb = 20;
        constexpr double kOwnDb = 6; // its own error would have to be this much smaller
        std::vector<Suspect> suspects;
        for (std::size_t i = 0; i < m_in.cumulative.rows.size() && i < m_in.local.rows.size(); ++i) {
            const CompareRow& row = m_in.cumulative.rows[i];
            const Unit& unit = m_model.unit(row.unit);
            const double cumulative = sqnrOf(row);
            const double local = sqnrOf(m_in.local.rows[i]);
            const bool listed =
                std::any_of(m_advice.rows.begin(), m_advice.rows.end(), [&](const AdviceRow& r) { return r.unit == row.unit; });
            if (unit.main != NodeId::None && !listed && cumulative < kBadDb && local > cumulative + kOwnDb &&
                (row.point == PointId::None || m_in.effective.at(row.point).follows == PointId::None))
                suspects.push_back({cumulative, local, &row});
        }
        std::stable_sort(suspects.begin(), suspects.end(),
                         [](const Suspect& a, const Suspect& b) { return a.cumulative < b.cumulative; });
        for (const Suspect& s : suspects)
            if (m_advice.rows.size() < m_options.top)
                addSuspect(*s.row, s.cumulative, s.local);
    }

    void addSuspect(const CompareRow& suspect, double cumulative, double local)
    {
        const std::vector<char> reached = reachedOutputs(suspect.unit);
        std::optional<std::size_t> output;
        for (std::size_t o = 0; o < reached.size(); ++o)
            if (reached[o] != 0 && counts(o) && (!output || m_total[o] > m_total[*output]))
                output = o;
        if (!output)
            return;
        const std::vector<UnitId> above = ancestorsOf(suspect.unit);
        double most = 0;
        for (const UnitId u : above)
            most = std::max(most, m_damage[indexOf(u)][*output]);
        const auto first =
            std::find_if(above.begin(), above.end(), [&](UnitId u) { return m_damage[indexOf(u)][*output] >= most / 2; });
        if (most == 0 || first == above.end())
            return;
        AdviceRow row;
        row.unit = suspect.unit;
        row.point = suspect.point;
        row.output = m_advice.outputs[*output];
        row.verdict = Verdict::Inherited;
        row.ancestor = *first;
        row.evidence = {{"cumulative_sqnr_db", cumulative},
                        {"local_sqnr_db", local},
                        {"ancestor_share_of_damage", m_damage[indexOf(*first)][*output] / m_total[*output]}};
        row.why = fmt::format("{:.4g} dB here, but {:.4g} dB on what float gives it: the damage comes from {}", cumulative, local,
                              m_model.unit(*first).name);
        m_advice.rows.push_back(std::move(row));
        m_cases.emplace_back();
    }

    static int channelAxisOf(const Model& model, const Point& point, const Tensor& t)
    {
        if (point.kind == PointKind::Weight)
            return t.shape().size() > 1 ? model.unit(point.unit).weight->axis : -1;
        return t.shape().size() >= 2 && t.shape()[1] > 1 ? 1 : -1;
    }

    void look(PointCase& c, const Tensor& values)
    {
        const SharedParams& params = m_in.plan.plan.at(c.point);
        if (params && isInteger(params->dtype) && values.isFloat())
            c.seen.add(values, *params, channelAxisOf(m_model, m_model.point(c.point), values));
    }

    /// What the ports of the chosen units hold: constants as they are, activations in one float run per sample.
    void lookAtPoints()
    {
        std::map<ValueId, std::vector<PointCase*>> cases;
        for (auto& list : m_cases)
            for (PointCase& c : list) {
                const Value& v = m_model.graph.value(m_model.point(c.point).value);
                if (v.isConstant())
                    look(c, v.constant);
                else
                    cases[m_model.point(c.point).value].push_back(&c);
            }
        std::vector<ValueId> wanted;
        for (const auto& [value, list] : cases)
            wanted.push_back(value);
        const Plan exact = floatPlan();
        CarriedStates states(m_model, m_in.samples);
        SampleLoop loop;
        loop.phase = "look at values";
        loop.body = [&](const Sample& sample, unsigned) {
            const std::vector<Tensor> inputs = states.inputs(sample);
            const Branch branch{&exact, nullptr, false, {}};
            m_in.evaluator.evaluate(
                std::span(&branch, 1), inputs, wanted,
                [&](UnitId unit, const UnitView& view) {
                    for (const ValueId v : m_model.unit(unit).outputs)
                        if (const auto found = cases.find(v); found != cases.end())
                            for (PointCase* c : found->second)
                                look(*c, view.raw(0, v));
                },
                m_job);
            if (states.any())
                states.update(m_in.evaluator.outputs({&exact}, inputs, m_job));
        };
        if (!wanted.empty())
            loop.run(m_in.samples, oneThread(), m_findings);
    }

    [[nodiscard]] JobContext oneThread() const
    {
        JobContext job = m_job;
        job.threads = 1;
        return job;
    }

    [[nodiscard]] Plan floatPlan() const { return Plan::allFloat(m_model.units); }

    /// The plans of all cures that change something.
    void planCures()
    {
        PlanMemo memo;
        for (std::size_t r = 0; r < m_advice.rows.size(); ++r) {
            const UnitId unit = m_advice.rows[r].unit;
            if (m_advice.rows[r].verdict == Verdict::Inherited)
                continue;
            std::vector<Fingerprint> seen{m_in.plan.plan.fingerprint()};
            for (const std::string& config : curesToTry(m_in, unit, m_cases[r])) {
                m_job.throwIfStopped();
                RuleSet rules = m_in.rules;
                rules.rules.emplace_back().what = OverrideRule{{}, std::vector{m_model.unit(unit).name}, parseConfig(config)};
                Trial trial;
                trial.row = r;
                trial.config = config;
                trial.plan = makePlan(m_model, resolve(m_model, rules, m_in.profile), m_in.statistics, m_job, &memo).plan;
                const Fingerprint print = trial.plan.fingerprint();
                if (std::find(seen.begin(), seen.end(), print) != seen.end())
                    continue;
                seen.push_back(print);
                trial.cost = costOf(m_model, m_in.plan.plan, trial.plan);
                trial.errors.resize(m_advice.outputs.size());
                m_trials.push_back(std::move(trial));
            }
        }
    }

    static MetricSums measure(const Tensor& exact, const Tensor& other)
    {
        // Outputs whose shape depends on the data have no metric where it differs.
        return exact.shape() == other.shape() ? MetricSums::of(exact, other, nullptr) : MetricSums{};
    }

    /// Errors at the float outputs, and all outputs for the states.
    std::vector<MetricSums> errors(const std::vector<Tensor>& exact, const std::vector<Tensor>& other) const
    {
        std::vector<MetricSums> sums;
        for (std::size_t i = 0; i < exact.size(); ++i)
            if (isMeasurable(m_model.graph.value(m_model.graph.outputs[i]).type))
                sums.push_back(measure(exact[i].toFloat32(), other[i].toFloat32()));
        return sums;
    }

    /// One sample: float and the plan as it is into a memory that all trials read, then the trials side by side.
    void trySample(const Sample& sample, std::vector<CarriedStates>& states)
    {
        auto base = std::make_shared<ValueMemory>(m_options.memoryBytes);
        const Plan exactPlan = floatPlan();
        const auto begin = std::chrono::steady_clock::now();
        const std::vector<Tensor> exact = m_in.evaluator.outputs({&exactPlan, base.get()}, states[0].inputs(sample), m_job);
        m_advice.floatRunSeconds += secondsSince(begin);
        const std::vector<Tensor> now = m_in.evaluator.outputs({&m_in.plan.plan, base.get()}, states[1].inputs(sample), m_job);
        const std::vector<MetricSums> sums = errors(exact, now);
        for (std::size_t o = 0; o < sums.size(); ++o)
            m_before[o].add(sample.id, sums[o]);
        const auto beginTrials = std::chrono::steady_clock::now();
        const std::shared_ptr<const ValueMemory> shared = base;
        JobContext job = m_job;
        job.progress = {};
        parallelFor(job, m_trials.size(), [&](std::size_t i, unsigned) {
            Trial& trial = m_trials[i];
            CarriedStates& own = states[states.size() > 2 ? i + 2 : 1];
            ValueMemory memory(0, shared);
            const std::vector<Tensor> outputs = m_in.evaluator.outputs({&trial.plan, &memory, true}, own.inputs(sample), job);
            const std::vector<MetricSums> found = errors(exact, outputs);
            for (std::size_t o = 0; o < found.size(); ++o)
                trial.errors[o].add(sample.id, found[o]);
            if (states.size() > 2)
                own.update(outputs);
            const std::scoped_lock lock(m_mutex);
            m_job.report("try cures", ++m_done, m_trials.size() * m_in.samples.size());
        });
        m_advice.trySeconds += secondsSince(beginTrials);
        states[0].update(exact);
        states[1].update(now);
    }

    void tryCures()
    {
        m_before.resize(m_advice.outputs.size());
        std::vector<CarriedStates> states(2, CarriedStates(m_model, m_in.samples));
        if (states[0].any())
            states.resize(2 + m_trials.size(), CarriedStates(m_model, m_in.samples));
        SampleLoop loop;
        loop.body = [&](const Sample& sample, unsigned) { trySample(sample, states); };
        JobContext outer = oneThread();
        outer.progress = {};
        m_job.report("try cures", 0, m_trials.size() * m_in.samples.size());
        loop.run(m_in.samples, outer, m_findings);
        const auto runs = static_cast<double>(std::max<std::size_t>(1, m_before.empty() ? 1 : m_before[0].samples().size()));
        m_advice.floatRunSeconds /= runs;
        m_advice.trySeconds /= runs * static_cast<double>(std::max<std::size_t>(1, m_trials.size()));
    }

    /// Best first. What gains nine tenths of the best gain is as good as the best, and then the price decides.
    void rank(std::vector<TriedCure>& cures) const
    {
        constexpr double kAsGood = 0.9;
        const double sign = higherIsBetter(m_options.metric) ? 1 : -1;
        const auto gain = [&](const TriedCure& c) {
            if (std::isnan(c.errorAfter))
                return -std::numeric_limits<double>::infinity();
            return sign * (c.errorAfter - c.errorBefore);
        };
        double best = 0;
        for (const TriedCure& c : cures)
            best = std::max(best, gain(c));
        const auto good = [&](const TriedCure& c) { return best > 0 && gain(c) >= kAsGood * best; };
        const auto percents = [&](const TriedCure& c) { return std::round(100 * gain(c) / best); };
        // Of what is equal in price and gain the first tried stays first: it says least.
        std::stable_sort(cures.begin(), cures.end(), [&](const TriedCure& a, const TriedCure& b) {
            if (good(a) != good(b))
                return good(a);
            if (good(a))
                return std::tuple(a.cost.floatMacs, a.cost.wideMacs, a.cost.extraBytes, -percents(a)) <
                       std::tuple(b.cost.floatMacs, b.cost.wideMacs, b.cost.extraBytes, -percents(b));
            return gain(a) > gain(b);
        });
    }

    const AdvisorInput& m_in;
    const AdvisorOptions& m_options;
    const JobContext& m_job;
    Findings& m_findings;
    const Model& m_model;
    Advice m_advice;
    std::vector<std::vector<double>> m_damage;   ///< by unit and output: noise over signal that it alone makes
    std::vector<double> m_total;                 ///< by output
    std::vector<std::vector<PointCase>> m_cases; ///< by row: harmful ports, worst first
    std::vector<Trial> m_trials;
    std::vector<PooledMetrics> m_before;
    std::mutex m_mutex;
    std::uint64_t m_done = 0;
};

} // namespace

Advice advise(const AdvisorInput& input, const AdvisorOptions& options, const JobContext& job, Findings& findings)
{
    if (options.metric == Metric::MaxQscaleDiff || options.metric == Metric::RmseOverScale ||
        options.metric == Metric::ClippedShare)
        throw Error(ErrorCode::Usage, std::string(toString(options.metric)) + " says nothing about an output without a scale",
                    "take SQNR, Cosine, L1, Atol, MSE or Rtol");
    return Advisor(input, options, job, findings).run();
}

} // namespace qb
