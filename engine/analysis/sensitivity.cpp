// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/sensitivity.h"

#include "engine/base/error.h"

#include <algorithm>
#include <mutex>

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

namespace {

class Sweep {
public:
    Sweep(Evaluator& evaluator, const Plan& plan, const SensitivityOptions& options, Sensitivity& result)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_options(options),
          m_result(result),
          m_float(Plan::allFloat(m_model.units)),
          m_full(plan)
    {
        m_float.floatUnit = plan.floatUnit;
        m_float.roundBias = false;
        for (const ValueId v : m_model.graph.outputs)
            if (isMeasurable(m_model.graph.value(v).type))
                m_result.outputs.push_back(v);
        if (m_result.outputs.empty())
            throw Error(ErrorCode::BadInput, "the model has no float output at which an error could be measured");
        for (const PointId p : options.points)
            m_result.rows.push_back({p, std::vector<PooledMetrics>(m_result.outputs.size())});
        if (options.mode == SensitivityMode::LeaveOneOut)
            m_result.whole.resize(m_result.outputs.size());
    }

    void sample(const Sample& sample, std::span<const Tensor> inputs, const JobContext& job, const std::function<void()>& rowDone)
    {
        const bool isolated = m_options.mode == SensitivityMode::Isolated;
        auto base = std::make_shared<ValueMemory>(m_options.memoryBytes);
        const std::vector<Tensor> exact = floatOutputs({&m_float, base.get()}, inputs, job);
        std::vector<MetricSums> unchanged;
        for (const Tensor& t : exact)
            unchanged.push_back(MetricSums::of(t, t, nullptr));
        if (!isolated)
            whole(sample, inputs, exact, *base, job);
        const std::shared_ptr<const ValueMemory> shared = base;
        parallelFor(job, m_options.points.size(), [&](std::size_t i, unsigned) {
            const PointId point = m_options.points[i];
            if (!take(i, sample.id)) {
                Plan plan = isolated ? m_float : m_full;
                plan.points[indexOf(point)] = isolated ? m_full.at(point) : SharedParams{};
                ValueMemory own(0, shared);
                const std::vector<Tensor> outputs = floatOutputs({&plan, &own, true}, inputs, job);
                std::vector<MetricSums> sums;
                for (std::size_t o = 0; o < exact.size(); ++o)
                    sums.push_back(outputs[o].bytes().data() == exact[o].bytes().data() ? unchanged[o]
                                                                                        : measure(exact[o], outputs[o]));
                give(i, point, sample.id, sums);
            }
            rowDone();
        });
    }

private:
    std::vector<Tensor> floatOutputs(const Branch& branch, std::span<const Tensor> inputs, const JobContext& job)
    {
        std::vector<Tensor> all = m_evaluator.outputs(branch, inputs, job);
        std::vector<Tensor> wanted;
        for (std::size_t i = 0; i < all.size(); ++i)
            if (isMeasurable(m_model.graph.value(m_model.graph.outputs[i]).type))
                wanted.push_back(all[i].isFloat() ? std::move(all[i]) : all[i].toFloat32());
        return wanted;
    }

    static MetricSums measure(const Tensor& exact, const Tensor& other)
    {
        // Outputs whose shape depends on the data have no metric where it differs.
        return exact.shape() == other.shape() ? MetricSums::of(exact, other, nullptr) : MetricSums{};
    }

    void whole(const Sample& sample, std::span<const Tensor> inputs, const std::vector<Tensor>& exact, ValueMemory& base,
               const JobContext& job)
    {
        const std::vector<Tensor> outputs = floatOutputs({&m_full, &base}, inputs, job);
        std::vector<MetricSums> sums;
        for (std::size_t o = 0; o < exact.size(); ++o) {
            sums.push_back(measure(exact[o], outputs[o]));
            m_result.whole[o].add(sample.id, sums.back());
        }
        if (m_options.sink)
            m_options.sink(PointId::None, sample.id, sums);
    }

    bool take(std::size_t row, std::uint64_t sample)
    {
        if (!m_options.known)
            return false;
        const std::scoped_lock lock(m_mutex);
        const auto known = m_options.known(m_options.points[row], sample);
        if (!known || known->size() != m_result.outputs.size())
            return false;
        for (std::size_t o = 0; o < known->size(); ++o)
            m_result.rows[row].outputs[o].add(sample, (*known)[o]);
        return true;
    }

    void give(std::size_t row, PointId point, std::uint64_t sample, const std::vector<MetricSums>& sums)
    {
        const std::scoped_lock lock(m_mutex);
        for (std::size_t o = 0; o < sums.size(); ++o)
            m_result.rows[row].outputs[o].add(sample, sums[o]);
        if (m_options.sink)
            m_options.sink(point, sample, sums);
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SensitivityOptions& m_options;
    Sensitivity& m_result;
    Plan m_float;
    Plan m_full;
    std::mutex m_mutex;
};

} // namespace

void measureSensitivity(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, const SensitivityOptions& options,
                        Sensitivity& result, const JobContext& job, Findings& findings)
{
    const Model& model = evaluator.model();
    result = {};
    Sweep sweep(evaluator, plan, options, result);
    CarriedStates states(model, samples);
    const Plan exact = Plan::allFloat(model.units);
    const std::uint64_t total = options.points.size() * (options.only ? 1 : samples.size());
    std::uint64_t done = 0;
    std::mutex mutex;

    // Samples one after another, points side by side: what is remembered of a sample is the size of all its tensors.
    SampleLoop loop;
    loop.body = [&](const Sample& sample, unsigned) {
        const std::vector<Tensor> inputs = states.inputs(sample);
        if (!options.only || *options.only == sample.id)
            sweep.sample(sample, inputs, job, [&] {
                const std::scoped_lock lock(mutex);
                job.report("sensitivity", ++done, total);
            });
        if (states.any())
            states.update(evaluator.outputs({&exact}, inputs, job));
    };
    JobContext outer = job;
    outer.threads = 1;
    outer.progress = {};
    job.report("sensitivity", 0, total);
    loop.run(samples, outer, findings);
}

} // namespace qb
