// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/compare.h"

#include "engine/analysis/custom_of_tensor.h"
#include "engine/base/clock.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <map>
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
            m_result.rows.push_back(
                {static_cast<PointId>(i), p.unit, p.value, {}, outputParams(m_model.units, analysis, p.value), {}});
        }
        for (const ValueId v : m_model.graph.outputs) {
            const PointId point = m_model.units.outputPoint[indexOf(v)];
            m_result.outputs.push_back(
                {point, m_model.units.producer[indexOf(v)], v, {}, outputParams(m_model.units, analysis, v), {}});
        }
        m_result.custom = custom ? custom->text : std::string();
        if (mode == CompareMode::Local)
            for (std::size_t o = 0; o < m_result.outputs.size(); ++o)
                findGivers(o, m_result.outputs[o].value);
    }

    Comparison run(const JobContext& job, Comparison* part)
    {
        CarriedStates baseStates(m_model, m_samples);
        CarriedStates states(m_model, m_samples);
        if (states.any())
            part = nullptr;
        SampleLoop loop;
        if (part) {
            loop.skip = [known = part->samples](std::uint64_t id) { return std::binary_search(known.begin(), known.end(), id); };
            takePart(*part);
        }
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
        try {
            loop.run(m_samples, job, m_result.findings);
        } catch (...) {
            if (part)
                *part = samplesDone();
            throw;
        }
        takeLocalOutputs(m_result);
        if (m_custom)
            m_failures.tell(m_result);
        const CustomValues* ofOutputs[] = {&m_result.ofOutputs};
        tellNoNumber(ofOutputs, m_result.custom, m_result.findings);
        std::sort(m_result.samples.begin(), m_result.samples.end());
        m_result.measured = secondsNow();
        return std::move(m_result);
    }

private:
    /// What an earlier run came to; parameters are the plan's.
    void takePart(const Comparison& part)
    {
        const auto take = [](std::vector<CompareRow>& rows, const std::vector<CompareRow>& known) {
            std::map<ValueId, const CompareRow*> byValue;
            for (const CompareRow& row : known)
                byValue.emplace(row.value, &row);
            for (CompareRow& row : rows)
                if (const auto found = byValue.find(row.value); found != byValue.end()) {
                    row.shape = found->second->shape;
                    row.metrics = found->second->metrics;
                    row.custom = found->second->custom;
                }
        };
        take(m_result.rows, part.rows);
        take(m_result.outputs, part.outputs);
        m_result.samples = part.samples;
        m_result.ofOutputs = part.ofOutputs;
    }

    /// One that a stop has cut short counts nowhere.
    [[nodiscard]] Comparison samplesDone() const
    {
        std::vector<std::uint64_t> done = m_result.samples;
        std::sort(done.begin(), done.end());
        Comparison comparison = m_result;
        takeLocalOutputs(comparison);
        comparison = onlySamples(std::move(comparison), done);
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

    /// The rows from which an output is given locally: that of its tensor, or where an If gives it of what its bodies give.
    void findGivers(std::size_t output, ValueId value)
    {
        const Graph& graph = m_model.graph;
        if (const int row = m_rowOfValue[indexOf(value)]; row >= 0) {
            m_givers.emplace_back(output, static_cast<std::size_t>(row));
            return;
        }
        const NodeId producer = graph.value(value).producer;
        const std::vector<ScopeId> bodies = producer == NodeId::None ? std::vector<ScopeId>{} : graph.bodiesOf(producer);
        if (bodies.empty()) {
            m_localOutputs.emplace_back(value, output);
            return;
        }
        const auto& given = graph.node(producer).outputs;
        const auto place = static_cast<std::size_t>(std::find(given.begin(), given.end(), value) - given.begin());
        for (const ScopeId body : bodies)
            findGivers(output, graph.scope(body).results[place]);
    }

    void takeLocalOutputs(Comparison& comparison) const
    {
        for (const auto& [output, giver] : m_givers) {
            const CompareRow& row = comparison.rows[giver];
            CompareRow& taken = comparison.outputs[output];
            taken.metrics.merge(row.metrics);
            taken.custom.insert(row.custom.begin(), row.custom.end());
            if (taken.shape.empty())
                taken.shape = row.shape;
            if (!row.metrics.samples().empty())
                taken.params = row.params;
        }
    }

    void visit(const Sample& sample, UnitId id, const UnitView& view)
    {
        if (m_mode == CompareMode::Local) {
            visitAlone(sample, id, view);
            return;
        }
        for (const ValueId v : m_model.unit(id).outputs) {
            const int index = m_rowOfValue[indexOf(v)];
            if (index < 0)
                continue;
            CompareRow& row = m_result.rows[static_cast<std::size_t>(index)];
            if (const Tensor a = view.read(0, v); a.isFloat())
                add(row, sample, a, view.read(1, v));
        }
    }

    void visitAlone(const Sample& sample, UnitId id, const UnitView& view)
    {
        const Unit& unit = m_model.unit(id);
        std::vector<Tensor> alone;
        const auto given = [&](std::size_t i) {
            if (unit.main == NodeId::None)
                return view.raw(0, unit.outputs[i]);
            if (alone.empty())
                alone = view.alone(m_analysis);
            return alone[i];
        };
        for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
            const ValueId v = unit.outputs[i];
            const Tensor a = view.raw(0, v);
            if (const int index = m_rowOfValue[indexOf(v)]; index >= 0 && a.isFloat()) {
                CompareRow& row = m_result.rows[static_cast<std::size_t>(index)];
                add(row, sample, a, row.params ? fakeQuantize(given(i), *row.params) : given(i));
            }
            for (const auto& [value, output] : m_localOutputs)
                if (value == v && a.isDense() && hasNumbers(a.type()))
                    add(m_result.outputs[output], sample, a, given(i));
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
        if (m_custom && m_custom->ofOutputs && m_mode == CompareMode::Cumulative) {
            const double value = evaluateOn(*m_custom->ofOutputs, sample.name, base, analysis);
            const std::scoped_lock lock(m_mutex);
            m_result.ofOutputs[sample.id] = value;
        }
        for (std::size_t i = 0; i < base.size() && m_mode == CompareMode::Cumulative; ++i)
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
    std::vector<std::pair<std::size_t, std::size_t>> m_givers;   // locally: output and row
    std::vector<std::pair<ValueId, std::size_t>> m_localOutputs; // locally: outputs that have no row (labels, indices)
    Comparison m_result;
    std::mutex m_mutex;
};

} // namespace

Comparison comparePerLayer(Evaluator& evaluator, const SampleSet& samples, const Plan& baseline, const Plan& analysis,
                           CompareMode mode, const JobContext& job, const std::optional<CustomMetric>& custom,
                           const CompareWatch& watch, Comparison* part)
{
    return Comparer(evaluator, samples, baseline, analysis, mode, custom, watch).run(job, part);
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
