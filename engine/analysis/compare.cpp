// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/compare.h"

#include "engine/analysis/custom_of_tensor.h"
#include "engine/base/clock.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <mutex>

namespace qb {

namespace {

class Comparer {
public:
    Comparer(Evaluator& evaluator, const SampleSet& samples, const Plan& baseline, const Plan& analysis, CompareMode mode,
             const std::optional<CustomMetric>& custom, const CompareWatch& watch)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_samples(samples),
          m_baseline(baseline),
          m_analysis(analysis),
          m_mode(mode),
          m_custom(custom),
          m_watch(watch),
          m_rowOfValue(m_model.graph.values.size(), -1)
    {
        for (std::size_t i = 0; i < m_model.pointCount(); ++i) {
            const Point& p = m_model.units.points[i];
            if (p.kind != PointKind::Output)
                continue;
            m_rowOfValue[indexOf(p.value)] = static_cast<int>(m_result.rows.size());
            m_result.rows.push_back({static_cast<PointId>(i), p.unit, p.value, {}, analysis.points[i], {}});
        }
        for (const ValueId v : m_model.graph.outputs) {
            const PointId point = m_model.units.outputPoint[indexOf(v)];
            m_result.outputs.push_back(
                {point, m_model.units.producer[indexOf(v)], v, {}, outputParams(m_model.units, analysis, v), {}});
        }
        m_result.custom = custom ? custom->text : std::string();
    }

    Comparison run(const JobContext& job)
    {
        CarriedStates baseStates(m_model, m_samples);
        CarriedStates states(m_model, m_samples);
        SampleLoop loop;
        loop.phase = Text("compare");
        loop.body = [&](const Sample& sample, unsigned) {
            std::vector<Tensor> baseOutputs(m_model.graph.outputs.size());
            std::vector<Tensor> outputs(m_model.graph.outputs.size());
            const std::vector<Tensor> inputs = states.any() ? states.inputs(sample) : sample.inputs;
            const std::vector<Tensor> baseInputs = states.any() ? baseStates.inputs(sample) : sample.inputs;
            const Branch branches[] = {{&m_baseline, nullptr, false, baseInputs}, {&m_analysis, nullptr, false, inputs}};
            m_evaluator.evaluate(
                branches, inputs, wanted(),
                [&](UnitId unit, const UnitView& view) {
                    visit(sample, unit, view);
                    keepOutputs(unit, view, baseOutputs, outputs);
                },
                job);
            compareOutputs(sample, baseOutputs, outputs);
            baseStates.update(baseOutputs);
            states.update(outputs);
            const std::scoped_lock lock(m_mutex);
            m_result.samples.push_back(sample.id);
        };
        if (m_watch)
            loop.checkpoint = [this] {
                if (!m_result.samples.empty())
                    m_watch(samplesDone());
            };
        loop.run(m_samples, job, m_result.findings);
        if (m_custom)
            m_failures.tell(m_result);
        const CustomValues* ofOutputs[] = {&m_result.ofOutputs};
        tellNoNumber(ofOutputs, m_result.custom, m_result.findings);
        std::sort(m_result.samples.begin(), m_result.samples.end());
        m_result.measured = secondsNow();
        return std::move(m_result);
    }

private:
    /// One that a stop has cut short counts nowhere.
    [[nodiscard]] Comparison samplesDone() const
    {
        std::vector<std::uint64_t> done = m_result.samples;
        std::sort(done.begin(), done.end());
        Comparison comparison = onlySamples(m_result, done);
        comparison.measured = secondsNow();
        return comparison;
    }

    [[nodiscard]] std::vector<ValueId> wanted() const
    {
        std::vector<ValueId> values = m_model.graph.outputs;
        for (const CompareRow& row : m_result.rows)
            values.push_back(row.value);
        return values;
    }

    void visit(const Sample& sample, UnitId id, const UnitView& view)
    {
        const Unit& unit = m_model.unit(id);
        std::vector<Tensor> alone;
        const bool local = m_mode == CompareMode::Local && unit.main != NodeId::None;
        for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
            const int index = m_rowOfValue[indexOf(unit.outputs[i])];
            if (index < 0)
                continue;
            CompareRow& row = m_result.rows[static_cast<std::size_t>(index)];
            const Tensor a = local ? view.raw(0, row.value) : view.read(0, row.value);
            if (!a.isFloat())
                continue;
            if (local && alone.empty())
                alone = view.alone(m_analysis);
            Tensor b = local ? alone[i] : view.read(1, row.value);
            if (local && row.params)
                b = fakeQuantize(b, *row.params);
            add(row, sample, a, b);
        }
    }

    void keepOutputs(UnitId unit, const UnitView& view, std::vector<Tensor>& base, std::vector<Tensor>& analysis) const
    {
        for (std::size_t i = 0; i < base.size(); ++i) {
            const ValueId v = m_model.graph.outputs[i];
            if (m_model.units.producer[indexOf(v)] != unit)
                continue;
            base[i] = view.read(0, v);
            analysis[i] = view.read(1, v);
        }
    }

    void compareOutputs(const Sample& sample, const std::vector<Tensor>& base, const std::vector<Tensor>& analysis)
    {
        if (m_custom && m_custom->ofOutputs) {
            const double value = evaluateOn(*m_custom->ofOutputs, sample.name, base, analysis);
            const std::scoped_lock lock(m_mutex);
            m_result.ofOutputs[sample.id] = value;
        }
        for (std::size_t i = 0; i < base.size(); ++i)
            if (base[i].isDense() && analysis[i].isDense() && hasNumbers(base[i].type()))
                add(m_result.outputs[i], sample, base[i], analysis[i]);
    }

    void add(CompareRow& row, const Sample& sample, const Tensor& a, const Tensor& b)
    {
        // Shapes that depend on the data (NonZero, NMS) may differ; such a pair has no metric.
        if (a.shape() != b.shape())
            return;
        const MetricSums sums = MetricSums::of(a, b, row.params.get());
        const CustomOfTensor custom = customOfTensor(m_custom, a, b);
        const std::scoped_lock lock(m_mutex);
        if (row.shape.empty())
            row.shape = a.shape();
        row.metrics.add(sample.id, sums);
        if (custom.value)
            row.custom[sample.id] = *custom.value;
        m_failures.add(m_model.graph.value(row.value).name, custom);
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SampleSet& m_samples;
    const Plan& m_baseline;
    const Plan& m_analysis;
    CompareMode m_mode;
    const std::optional<CustomMetric>& m_custom;
    const CompareWatch& m_watch;
    CustomFailures m_failures;
    std::vector<int> m_rowOfValue;
    Comparison m_result;
    std::mutex m_mutex;
};

} // namespace

Comparison comparePerLayer(Evaluator& evaluator, const SampleSet& samples, const Plan& baseline, const Plan& analysis,
                           CompareMode mode, const JobContext& job, const std::optional<CustomMetric>& custom,
                           const CompareWatch& watch)
{
    return Comparer(evaluator, samples, baseline, analysis, mode, custom, watch).run(job);
}

Comparison onlySamples(Comparison comparison, std::span<const std::uint64_t> samples)
{
    const auto isOther = [&](const auto& entry) { return !std::binary_search(samples.begin(), samples.end(), entry.first); };
    for (auto* rows : {&comparison.rows, &comparison.outputs})
        for (CompareRow& row : *rows) {
            row.metrics.keepOnly(samples);
            std::erase_if(row.custom, isOther);
        }
    std::erase_if(comparison.ofOutputs, isOther);
    comparison.samples.assign(samples.begin(), samples.end());
    return comparison;
}

} // namespace qb
