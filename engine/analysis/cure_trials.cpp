// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/cure_trials.h"

#include "engine/analysis/output_errors.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <limits>
#include <mutex>
#include <tuple>

namespace qb {

namespace {

double secondsSince(std::chrono::steady_clock::time_point begin)
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

class TrialRun {
public:
    TrialRun(Evaluator& evaluator, const SampleSet& samples, const Plan& now, const TrialOptions& options,
             std::vector<CureTrial>& trials, const JobContext& job)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_now(now),
          m_exact(Plan::allFloat(m_model.units)),
          m_options(options),
          m_trials(trials),
          m_job(job),
          m_total(trials.size() * samples.size()),
          m_states(2, CarriedStates(m_model, samples)),
          m_positions(measurableOutputs(m_model.outputs))
    {
        m_result.before.resize(m_positions.size());
        for (CureTrial& trial : m_trials)
            trial.errors.assign(m_result.before.size(), {});
        if (m_states[0].any())
            m_states.resize(2 + m_trials.size(), CarriedStates(m_model, samples));
    }

    TrialResult run(const SampleSet& samples, Findings& findings)
    {
        SampleLoop loop;
        loop.body = [&](const Sample& sample, unsigned) { trySample(sample); };
        // Samples one after another, trials side by side: what is remembered of a sample is the size of all its tensors.
        JobContext outer = m_job;
        outer.threads = 1;
        outer.progress = {};
        m_job.report(Text("try cures"), 0, m_total);
        loop.run(samples, outer, findings);
        const auto runs = static_cast<double>(std::max<std::size_t>(1, m_samples));
        m_result.floatRunSeconds /= runs;
        m_result.trySeconds /= runs * static_cast<double>(std::max<std::size_t>(1, m_trials.size()));
        return std::move(m_result);
    }

private:
    [[nodiscard]] std::vector<MetricSums> errors(const std::vector<Tensor>& exact, const std::vector<Tensor>& other) const
    {
        std::vector<MetricSums> sums;
        sums.reserve(m_positions.size());
        for (const std::size_t i : m_positions)
            sums.push_back(outputErrors(exact[i], other[i]));
        return sums;
    }

    void add(const Sample& sample, const std::vector<MetricSums>& sums, std::vector<PooledMetrics>& to) const
    {
        if (m_options.only && *m_options.only != sample.id)
            return;
        for (std::size_t o = 0; o < sums.size(); ++o)
            to[o].add(sample.id, sums[o]);
    }

    void addCustom(const Sample& sample, const std::vector<Tensor>& exact, const std::vector<Tensor>& other,
                   CustomValues& to) const
    {
        if (m_options.custom && (!m_options.only || *m_options.only == sample.id))
            to[sample.id] = evaluateOn(*m_options.custom, sample.name, exact, other);
    }

    void trySample(const Sample& sample)
    {
        auto base = std::make_shared<ValueMemory>(m_options.memoryBytes);
        const auto begin = std::chrono::steady_clock::now();
        const std::vector<Tensor> exact = m_evaluator.outputs({&m_exact, base.get()}, m_states[0].inputs(sample), m_job);
        m_result.floatRunSeconds += secondsSince(begin);
        const std::vector<Tensor> now = m_evaluator.outputs({&m_now, base.get()}, m_states[1].inputs(sample), m_job);
        add(sample, errors(exact, now), m_result.before);
        addCustom(sample, exact, now, m_result.customBefore);
        const auto beginTrials = std::chrono::steady_clock::now();
        tryAll(sample, exact, base);
        m_result.trySeconds += secondsSince(beginTrials);
        m_states[0].update(exact);
        m_states[1].update(now);
        ++m_samples;
    }

    void tryAll(const Sample& sample, const std::vector<Tensor>& exact, const std::shared_ptr<const ValueMemory>& base)
    {
        const bool carried = m_states.size() > 2;
        JobContext job = m_job;
        job.progress = {};
        parallelFor(job, m_trials.size(), [&](std::size_t i, unsigned) {
            CureTrial& trial = m_trials[i];
            CarriedStates& states = m_states[carried ? i + 2 : 1];
            ValueMemory memory(0, base);
            const std::vector<Tensor> outputs = m_evaluator.outputs({&trial.plan, &memory, true}, states.inputs(sample), job);
            add(sample, errors(exact, outputs), trial.errors);
            addCustom(sample, exact, outputs, trial.custom);
            if (carried)
                states.update(outputs);
            const std::scoped_lock lock(m_mutex);
            m_job.report(Text("try cures"), ++m_done, m_total);
        });
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const Plan& m_now;
    Plan m_exact;
    const TrialOptions& m_options;
    std::vector<CureTrial>& m_trials;
    const JobContext& m_job;
    std::size_t m_total;
    std::vector<CarriedStates> m_states;  ///< of float, of the plan as it is, then (where there are any) of each trial
    std::vector<std::size_t> m_positions; ///< of the outputs at which errors are measured
    TrialResult m_result;
    std::size_t m_samples = 0;
    std::mutex m_mutex;
    std::uint64_t m_done = 0;
};

} // namespace

TrialResult measureTrials(Evaluator& evaluator, const SampleSet& samples, const Plan& now, const TrialOptions& options,
                          std::vector<CureTrial>& trials, const JobContext& job, Findings& findings)
{
    return TrialRun(evaluator, samples, now, options, trials, job).run(samples, findings);
}

bool helps(const MetricChoice& metric, const TriedCure& cure)
{
    const double gain = (metric.higherIsBetter() ? 1 : -1) * (cure.errorAfter - cure.errorBefore);
    return gain > 1e-9 * std::abs(cure.errorBefore);
}

const TriedCure* bestCure(const MetricChoice& metric, const AdviceRow& row)
{
    return !row.cures.empty() && helps(metric, row.cures.front()) ? &row.cures.front() : nullptr;
}

void rankCures(const MetricChoice& metric, std::vector<TriedCure>& cures)
{
    constexpr double kAsGood = 0.9;
    const double sign = higherIsBetter(metric) ? 1 : -1;
    // Of errors counts by how many times they become smaller, as decibels do: from 9.4 to 0.75 is not nearly as good as to 0.14.
    const auto error = [&](double value) { return metric.metric == Metric::Cosine ? 1 - value : value; };
    const bool ofErrors = (metric.metric == Metric::Cosine || !higherIsBetter(metric)) &&
                          std::all_of(cures.begin(), cures.end(),
                                      [&](const TriedCure& c) { return error(c.errorBefore) > 0 && !(error(c.errorAfter) < 0); });
    const auto gain = [&](const TriedCure& c) {
        const double g =
            ofErrors ? std::log(error(c.errorBefore)) - std::log(error(c.errorAfter)) : sign * (c.errorAfter - c.errorBefore);
        return std::isnan(g) ? -std::numeric_limits<double>::infinity() : g;
    };
    double best = 0;
    for (const TriedCure& c : cures)
        best = std::max(best, gain(c));
    const auto good = [&](const TriedCure& c) { return best > 0 && gain(c) >= kAsGood * best; };
    const auto percents = [&](const TriedCure& c) { return std::isinf(best) ? 100 : std::round(100 * gain(c) / best); };
    std::stable_sort(cures.begin(), cures.end(), [&](const TriedCure& a, const TriedCure& b) {
        if (good(a) != good(b))
            return good(a);
        if (good(a))
            return std::tuple(a.cost.floatMacs, a.cost.wideMacs, a.cost.extraBytes, -percents(a)) <
                   std::tuple(b.cost.floatMacs, b.cost.wideMacs, b.cost.extraBytes, -percents(b));
        return gain(a) > gain(b);
    });
}

} // namespace qb
