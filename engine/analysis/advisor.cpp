// SPDX-License-Identifier: GPL-3.0-or-later
// In four steps: who does the damage (from the isolated errors), what its own error is made of (one float run per sample),
// what could help (plans by the resolver), and what it really does (every plan from where it begins to differ, as in a
// sweep). Then who only looks bad.
#include "engine/analysis/advisor.h"

#include "engine/analysis/cure_trials.h"
#include "engine/analysis/custom_of_tensor.h"
#include "engine/analysis/output_errors.h"
#include "engine/analysis/verdict.h"
#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace qb {

namespace {

double noiseToSignal(const MetricSums& sums) { return sums.aa > 0 ? sums.squaredDiff / sums.aa : 0; }

double decibels(double noise) { return noise > 0 ? -10 * std::log10(noise) : std::numeric_limits<double>::infinity(); }

class Advisor {
public:
    Advisor(const AdvisorInput& input, const AdvisorOptions& options, const JobContext& job, Findings& findings)
        : m_in(input), m_options(options), m_job(job), m_findings(findings), m_model(input.evaluator.model())
    {
        m_advice.metric = options.metric;
        m_advice.outputs = input.isolated.outputs;
        if (m_advice.outputs.empty())
            throw Error(ErrorCode::BadInput, Text("the model has no output of numbers at which an error could be measured"),
                        Text("compare the layers before it, or score the task"));
        const std::size_t decisive = decisiveOutputs(m_model.outputs);
        for (std::size_t o = 0; o < m_advice.outputs.size(); ++o)
            m_counts.push_back(options.output == ValueId::None ? o < decisive : m_advice.outputs[o] == options.output);
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
        const TrialResult result =
            measureTrials(m_in.evaluator, m_in.samples, m_in.plan.plan, {m_options.memoryBytes, m_options.only, m_options.custom},
                          m_trials, m_job, m_findings);
        m_advice.floatRunSeconds = result.floatRunSeconds;
        m_advice.trySeconds = result.trySeconds;
        const CustomValues* custom[] = {&result.customBefore};
        tellNoNumber(custom, m_options.custom ? m_options.custom->text() : std::string(), m_findings);
        for (const PooledMetrics& before : result.before)
            m_advice.before.push_back(m_options.metric.value(before.pooled(), 0, result.customBefore));
        for (const CureTrial& t : m_trials) {
            AdviceRow& row = m_advice.rows[t.row];
            const std::size_t o = outputIndex(row.output);
            row.cures.push_back(
                {t.config, m_advice.before[o], m_options.metric.value(t.errors[o].pooled(), 0, t.custom), t.cost});
        }
        for (AdviceRow& row : m_advice.rows)
            rankCures(m_options.metric, row.cures);
        m_advice.tried = m_trials.size();
        return std::move(m_advice);
    }

private:
    [[nodiscard]] std::size_t outputIndex(ValueId v) const
    {
        return static_cast<std::size_t>(std::find(m_advice.outputs.begin(), m_advice.outputs.end(), v) -
                                        m_advice.outputs.begin());
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
        std::size_t worst = static_cast<std::size_t>(std::find(m_counts.begin(), m_counts.end(), true) - m_counts.begin());
        for (std::size_t o = 0; o < m_total.size(); ++o)
            if (m_counts[o] && m_damage[indexOf(unit)][o] > m_damage[indexOf(unit)][worst])
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
            if (reached[o] != 0 && m_counts[o] && (!output || m_total[o] > m_total[*output]))
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
        row.why = Text("{:.4g} dB here, but {:.4g} dB on what float gives it: the damage comes from {}", cumulative, local,
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
        wanted.reserve(cases.size());
        for (const auto& [value, list] : cases)
            wanted.push_back(value);
        const Plan exact = floatPlan();
        CarriedStates states(m_model, m_in.samples);
        SampleLoop loop;
        loop.phase = Text("look at values");
        loop.body = [&](const Sample& sample, unsigned) {
            const std::vector<Tensor> inputs = states.inputs(sample);
            const Branch branch{&exact, nullptr, false, {}};
            if (!m_options.only || *m_options.only == sample.id)
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
                CureTrial trial;
                trial.row = r;
                trial.config = config;
                trial.plan = makePlan(m_model, resolve(m_model, rules, m_in.profile), m_in.statistics, m_job, &memo).plan;
                const Fingerprint print = trial.plan.fingerprint();
                if (std::find(seen.begin(), seen.end(), print) != seen.end())
                    continue;
                seen.push_back(print);
                trial.cost = costOf(m_model, m_in.plan.plan, trial.plan);
                m_trials.push_back(std::move(trial));
            }
        }
    }

    const AdvisorInput& m_in;
    const AdvisorOptions& m_options;
    const JobContext& m_job;
    Findings& m_findings;
    const Model& m_model;
    Advice m_advice;
    std::vector<std::vector<double>> m_damage;   ///< by unit and output: noise over signal that it alone makes
    std::vector<double> m_total;                 ///< by output
    std::vector<bool> m_counts;                  ///< by output
    std::vector<std::vector<PointCase>> m_cases; ///< by row: harmful ports, worst first
    std::vector<CureTrial> m_trials;
};

} // namespace

Advice advise(const AdvisorInput& input, const AdvisorOptions& options, const JobContext& job, Findings& findings)
{
    if (options.metric == Metric::MaxQscaleDiff || options.metric == Metric::RmseOverScale ||
        options.metric == Metric::ClippedShare)
        throw Error(ErrorCode::Usage, Text("{} says nothing about an output without a scale", toString(options.metric)),
                    Text("take SQNR, Cosine, L1, Atol, MSE or Rtol"));
    return Advisor(input, options, job, findings).run();
}

} // namespace qb
