// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/sensitivity.h"

#include "engine/analysis/custom_of_tensor.h"
#include "engine/analysis/output_errors.h"
#include "engine/base/clock.h"
#include "engine/base/error.h"

#include <algorithm>
#include <chrono>
#include <mutex>
#include <set>
#include <utility>

namespace qb {

std::string_view toString(SensitivityMode mode) { return mode == SensitivityMode::Isolated ? "isolated" : "leave-one-out"; }

std::vector<PointId> switchablePoints(const Model& model, const Plan& plan)
{
    std::vector<PointId> points;
    for (std::size_t i = 0; i < model.pointCount(); ++i)
        if (plan.points[i] && plan.exact[i] == 0)
            points.push_back(static_cast<PointId>(i));
    return points;
}

std::vector<PointId> differingPoints(const Model& model, const Plan& plan, const Plan& baseline)
{
    const auto owns = [](const Plan& p, std::size_t i) { return p.points[i] && p.exact[i] == 0; };
    std::vector<PointId> points;
    for (std::size_t i = 0; i < model.pointCount(); ++i) {
        const SharedParams& a = plan.points[i];
        const SharedParams& b = baseline.points[i];
        if ((owns(plan, i) || owns(baseline, i)) && !(a == b || (a && b && *a == *b)))
            points.push_back(static_cast<PointId>(i));
    }
    return points;
}

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kWatchEvery{300};
constexpr auto kWhole = static_cast<std::size_t>(-1);

class Sweep {
public:
    Sweep(Evaluator& evaluator, const Plan& plan, const SensitivityOptions& options, Sensitivity& result)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_options(options),
          m_result(result),
          m_base(options.baseline ? *options.baseline : Plan::allFloat(m_model.units)),
          m_full(plan),
          m_positions(measurableOutputs(m_model.outputs))
    {
        if (!options.baseline) {
            m_base.floatUnit = plan.floatUnit;
            m_base.forced = plan.forced;
            m_base.roundBias = false;
        }
        for (const std::size_t i : m_positions)
            m_result.outputs.push_back(m_model.graph.outputs[i]);
        if (m_result.outputs.empty() && !options.custom)
            throw Error(ErrorCode::BadInput, Text("the model has no output of numbers at which an error could be measured"),
                        Text("compare the layers before it, or score the task"));
        m_result.custom = options.custom ? options.custom->text() : std::string();
        for (const PointId p : options.points)
            m_result.rows.push_back({p, std::vector<PooledMetrics>(m_result.outputs.size())});
        if (options.mode == SensitivityMode::LeaveOneOut)
            m_result.whole.resize(m_result.outputs.size());
    }

    /// Rows and samples that were measured before. The number of these rows.
    std::uint64_t takeKnown(const SampleSet& samples)
    {
        std::uint64_t taken = 0;
        for (std::size_t s = 0; s < samples.size() && m_options.known; ++s) {
            const std::uint64_t id = samples.sampleId(s);
            if (m_options.only && *m_options.only != id)
                continue;
            for (std::size_t i = 0; i < m_options.points.size(); ++i)
                if (take(m_options.points[i], id, m_result.rows[i].outputs, m_result.rows[i].custom)) {
                    m_known.emplace(i, id);
                    ++taken;
                }
            if (!m_result.whole.empty() && take(PointId::None, id, m_result.whole, m_result.wholeCustom))
                m_known.emplace(kWhole, id);
        }
        if (taken > 0)
            watch();
        return taken;
    }

    void watch()
    {
        if (!m_options.watch)
            return;
        const Clock::time_point began = Clock::now();
        Sensitivity soFar = m_result;
        std::erase_if(soFar.rows, [](const PointErrors& row) {
            return row.custom.empty() && std::all_of(row.outputs.begin(), row.outputs.end(),
                                                     [](const PooledMetrics& m) { return m.samples().empty(); });
        });
        if (!soFar.rows.empty())
            m_options.watch(soFar);
        // Of a long sweep each look copies many rows: a twentieth of the time at the most.
        m_nextWatch = Clock::now() + std::max<Clock::duration>(kWatchEvery, 20 * (Clock::now() - began));
    }

    void sample(const Sample& sample, std::span<const Tensor> inputs, const JobContext& job, const std::function<void()>& rowDone)
    {
        const bool isolated = m_options.mode == SensitivityMode::Isolated;
        std::vector<std::size_t> rows;
        for (std::size_t i = 0; i < m_options.points.size(); ++i)
            if (!m_known.contains({i, sample.id}))
                rows.push_back(i);
        const bool wholeKnown = isolated || m_known.contains({kWhole, sample.id});
        if (rows.empty() && wholeKnown)
            return;
        auto base = std::make_shared<ValueMemory>(m_options.memoryBytes);
        const Exact exact = exactOf(m_evaluator.outputs({&m_base, base.get()}, inputs, job));
        if (!isolated)
            whole(sample, inputs, exact, *base, wholeKnown, job);
        const std::shared_ptr<const ValueMemory> shared = base;
        parallelFor(job, rows.size(), [&](std::size_t r, unsigned) {
            const PointId point = m_options.points[rows[r]];
            const Plan plan = isolated ? switched(m_base, point, m_full) : switched(m_full, point, m_base);
            ValueMemory own(0, shared);
            const std::vector<Tensor> outputs = m_evaluator.outputs({&plan, &own, true}, inputs, job);
            const std::vector<MetricSums> sums = sumsOf(exact, outputs);
            const std::optional<double> custom = customOf(sample, exact, outputs);
            {
                const std::scoped_lock lock(m_mutex);
                PointErrors& row = m_result.rows[rows[r]];
                give(point, sample.id, sums, custom, row.outputs, row.custom);
            }
            rowDone();
        });
    }

private:
    /// The point as `from` has it, and what lies on its grid because it follows it.
    [[nodiscard]] Plan switched(Plan plan, PointId point, const Plan& from) const
    {
        takePoint(plan, point, from);
        if (m_model.point(point).kind != PointKind::Output)
            return plan;
        for (std::vector<ValueId> moved{m_model.point(point).value}; !moved.empty();) {
            const ValueId value = moved.back();
            moved.pop_back();
            for (const UnitId reader : m_model.units.readers[indexOf(value)])
                for (const PointId p : m_model.units.pointsOfUnit[indexOf(reader)])
                    if (plan.points[indexOf(p)] && plan.exact[indexOf(p)] != 0) {
                        takePoint(plan, p, from);
                        moved.push_back(m_model.point(p).value);
                    }
        }
        return plan;
    }

    void takePoint(Plan& plan, PointId point, const Plan& from) const
    {
        const std::size_t unit = indexOf(m_model.point(point).unit);
        plan.points[indexOf(point)] = from.at(point);
        plan.exact[indexOf(point)] = from.exact[indexOf(point)];
        plan.forced[indexOf(point)] = from.forced[indexOf(point)];
        if (from.at(point))
            plan.floatUnit[unit] = static_cast<char>(plan.floatUnit[unit] != 0 && from.floatUnit[unit] != 0);
    }

    /// What the baseline gives for a sample.
    struct Exact {
        std::vector<Tensor> all;           ///< as the model's outputs
        std::vector<MetricSums> unchanged; ///< of those against themselves
    };

    [[nodiscard]] Exact exactOf(std::vector<Tensor> all) const
    {
        Exact exact;
        exact.all = std::move(all);
        for (const std::size_t i : m_positions)
            exact.unchanged.push_back(outputErrors(exact.all[i], exact.all[i]));
        return exact;
    }

    [[nodiscard]] std::vector<MetricSums> sumsOf(const Exact& exact, const std::vector<Tensor>& outputs) const
    {
        std::vector<MetricSums> sums;
        for (std::size_t o = 0; o < m_positions.size(); ++o) {
            const Tensor& same = exact.all[m_positions[o]];
            const Tensor& other = outputs[m_positions[o]];
            sums.push_back(other.bytes().data() == same.bytes().data() ? exact.unchanged[o] : outputErrors(same, other));
        }
        return sums;
    }

    [[nodiscard]] std::optional<double> customOf(const Sample& sample, const Exact& exact,
                                                 const std::vector<Tensor>& outputs) const
    {
        return m_options.custom ? std::optional(evaluateOn(*m_options.custom, sample.name, exact.all, outputs)) : std::nullopt;
    }

    /// Leaves its tensors in `base`, from which the rows start.
    void whole(const Sample& sample, std::span<const Tensor> inputs, const Exact& exact, ValueMemory& base, bool known,
               const JobContext& job)
    {
        const std::vector<Tensor> outputs = m_evaluator.outputs({&m_full, &base}, inputs, job);
        if (!known)
            give(PointId::None, sample.id, sumsOf(exact, outputs), customOf(sample, exact, outputs), m_result.whole,
                 m_result.wholeCustom);
    }

    bool take(PointId point, std::uint64_t sample, std::vector<PooledMetrics>& outputs, CustomValues& custom)
    {
        const auto known = m_options.known ? m_options.known(point, sample) : std::nullopt;
        if (!known || known->size() != m_result.outputs.size())
            return false;
        if (m_options.custom) {
            const auto value = m_options.customKnown ? m_options.customKnown(point, sample) : std::nullopt;
            if (!value)
                return false;
            custom[sample] = *value;
        }
        for (std::size_t o = 0; o < known->size(); ++o)
            outputs[o].add(sample, (*known)[o]);
        return true;
    }

    void give(PointId point, std::uint64_t sample, const std::vector<MetricSums>& sums, std::optional<double> custom,
              std::vector<PooledMetrics>& outputs, CustomValues& values)
    {
        m_result.measured = secondsNow();
        for (std::size_t o = 0; o < sums.size(); ++o)
            outputs[o].add(sample, sums[o]);
        if (custom) {
            values[sample] = *custom;
            if (m_options.customSink)
                m_options.customSink(point, sample, *custom);
        }
        if (m_options.sink)
            m_options.sink(point, sample, sums);
        if (Clock::now() >= m_nextWatch)
            watch();
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SensitivityOptions& m_options;
    Sensitivity& m_result;
    Plan m_base;
    Plan m_full;
    std::vector<std::size_t> m_positions;                    ///< of Sensitivity::outputs among all
    std::set<std::pair<std::size_t, std::uint64_t>> m_known; ///< row (or kWhole) and sample
    Clock::time_point m_nextWatch = Clock::now() + kWatchEvery;
    std::mutex m_mutex; ///< guards rows and sinks
};

} // namespace

void measureSensitivity(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, const SensitivityOptions& options,
                        Sensitivity& result, const JobContext& job, Findings& findings)
{
    const Model& model = evaluator.model();
    result = {};
    Sweep sweep(evaluator, plan, options, result);
    CarriedStates states(model, samples);
    const Plan exact = options.baseline ? *options.baseline : Plan::allFloat(model.units);
    const std::uint64_t total = options.points.size() * (options.only ? 1 : samples.size());
    std::uint64_t done = sweep.takeKnown(samples);
    std::mutex mutex;

    // Samples one after another, points side by side: what is remembered of a sample is the size of all its tensors.
    SampleLoop loop;
    loop.body = [&](const Sample& sample, unsigned) {
        const std::vector<Tensor> inputs = states.inputs(sample);
        if (!options.only || *options.only == sample.id)
            sweep.sample(sample, inputs, job, [&] {
                const std::scoped_lock lock(mutex);
                job.report(Text("sensitivity"), ++done, total);
            });
        if (states.any())
            states.update(evaluator.outputs({&exact}, inputs, job));
    };
    JobContext outer = job;
    outer.threads = 1;
    outer.progress = {};
    job.report(Text("sensitivity"), done, total);
    try {
        loop.run(samples, outer, findings);
    } catch (const Error&) {
        sweep.watch();
        throw;
    }
    std::vector<const CustomValues*> custom;
    for (const PointErrors& row : result.rows)
        custom.push_back(&row.custom);
    tellNoNumber(custom, result.custom, findings);
}

} // namespace qb
