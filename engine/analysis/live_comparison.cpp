// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/live_comparison.h"

#include "engine/analysis/custom_of_tensor.h"

#include <algorithm>
#include <array>

namespace qb {

namespace {

constexpr std::size_t kKeptPerValue = 8;

bool isSame(const std::weak_ptr<const void>& known, const Tensor& tensor)
{
    const auto owner = known.lock();
    return owner && owner == tensor.owner();
}

/// The rows of a comparison, nothing measured yet; what it has to wait for, and the row of each value (-1: none).
struct Rows {
    std::vector<CompareRow> rows, outputs;
    std::vector<ValueId> wanted;
    std::vector<int> rowOfValue;
};

Rows rowsOf(const Model& model, const Plan& plan)
{
    Rows result;
    result.wanted = model.graph.outputs;
    result.rowOfValue.assign(model.graph.values.size(), -1);
    for (std::size_t i = 0; i < model.pointCount(); ++i)
        if (const Point& p = model.units.points[i]; p.kind == PointKind::Output) {
            result.rowOfValue[indexOf(p.value)] = static_cast<int>(result.rows.size());
            result.rows.push_back({static_cast<PointId>(i), p.unit, p.value, {}, outputParams(model.units, plan, p.value), {}});
            result.wanted.push_back(p.value);
        }
    for (const ValueId v : model.graph.outputs)
        result.outputs.push_back({model.units.outputPoint[indexOf(v)],
                                  model.units.producer[indexOf(v)],
                                  v,
                                  {},
                                  outputParams(model.units, plan, v),
                                  {}});
    return result;
}

} // namespace

LiveComparison::LiveComparison(Evaluator& evaluator, std::size_t memoryBytes)
    : m_evaluator(evaluator), m_memoryBytes(memoryBytes), m_float(Plan::allFloat(evaluator.model().units))
{
    setSample({});
}

void LiveComparison::setSample(Sample sample)
{
    m_sample = std::move(sample);
    m_floatMemory = std::make_unique<ValueMemory>(m_memoryBytes / 2);
    m_memory = std::make_unique<ValueMemory>(m_memoryBytes / 2);
    m_measured.clear();
}

void LiveComparison::setCustom(std::optional<CustomMetric> custom)
{
    if ((custom ? custom->text : std::string()) != (m_custom ? m_custom->text : std::string()))
        for (auto& [value, known] : m_measured)
            for (Measured& m : known)
                m.custom.reset();
    m_custom = std::move(custom);
}

LiveComparison::Measured& LiveComparison::measured(ValueId value, const Tensor& a, const Tensor& b, const SharedParams& params)
{
    std::vector<Measured>& known = m_measured[static_cast<std::int32_t>(value)];
    for (auto it = known.begin(); it != known.end(); ++it)
        if (isSame(it->a, a) && isSame(it->b, b) && it->params == params) {
            std::rotate(known.begin(), it, it + 1);
            return known.front();
        }
    const MetricSums sums = MetricSums::of(a, b, params.get());
    known.insert(known.begin(), {a.owner(), b.owner(), params, sums, std::nullopt});
    if (known.size() > kKeptPerValue)
        known.pop_back();
    return known.front();
}

Comparison LiveComparison::compare(const Plan& plan, const JobContext& job,
                                   const std::function<void(const std::vector<CompareRow>&)>& outputsFirst)
{
    const Model& model = m_evaluator.model();
    Comparison result;
    result.samples.push_back(m_sample.id);
    result.custom = m_custom ? m_custom->text : std::string();
    CustomFailures failures;
    Rows made = rowsOf(model, plan);
    result.rows = std::move(made.rows);
    result.outputs = std::move(made.outputs);

    const auto measure = [&](CompareRow& row, const Tensor& a, const Tensor& b) {
        if (!a.isDense() || !b.isDense() || !hasNumbers(a.type()) || a.shape() != b.shape())
            return;
        row.shape = a.shape();
        Measured& known = measured(row.value, a, b, row.params);
        row.metrics.add(m_sample.id, known.sums);
        const CustomOfTensor custom = known.custom ? CustomOfTensor{known.custom, {}} : customOfTensor(m_custom, a, b);
        failures.add(model.graph.value(row.value).name, custom);
        known.custom = custom.value;
        if (custom.value)
            row.custom[m_sample.id] = *custom.value;
    };
    std::vector<Tensor> exact(model.graph.outputs.size());
    std::vector<Tensor> outputs(model.graph.outputs.size());
    const std::array<Branch, 2> branches{Branch{&m_float, m_floatMemory.get()}, Branch{&plan, m_memory.get()}};
    m_evaluator.evaluate(
        branches, m_sample.inputs, model.graph.outputs,
        [&](UnitId unit, const UnitView& view) {
            for (std::size_t i = 0; i < result.outputs.size(); ++i) {
                CompareRow& row = result.outputs[i];
                if (model.units.producer[indexOf(row.value)] != unit)
                    continue;
                exact[i] = view.read(0, row.value);
                outputs[i] = view.read(1, row.value);
                measure(row, exact[i], outputs[i]);
            }
        },
        job);
    if (outputsFirst)
        outputsFirst(result.outputs);
    m_evaluator.evaluate(
        branches, m_sample.inputs, made.wanted,
        [&](UnitId unit, const UnitView& view) {
            for (const ValueId v : model.unit(unit).outputs)
                if (const int row = made.rowOfValue[indexOf(v)]; row >= 0)
                    if (const Tensor a = view.read(0, v); a.isFloat())
                        measure(result.rows[static_cast<std::size_t>(row)], a, view.read(1, v));
        },
        job);
    try {
        if (m_custom && m_custom->ofOutputs)
            result.ofOutputs[m_sample.id] = evaluateOn(*m_custom->ofOutputs, m_sample.name, exact, outputs);
        failures.tell(result);
    } catch (const Error& e) { // the built-in metrics hold all the same
        result.findings.push_back({"custom.no_value", Severity::Warning, {}, {}, e.message(), {}, e.cure(), false});
    }
    return result;
}

LiveComparison::Pair LiveComparison::tensors(ValueId value, const Plan& plan, const JobContext& job)
{
    Pair pair;
    const std::array<Branch, 2> branches{Branch{&m_float, m_floatMemory.get()}, Branch{&plan, m_memory.get()}};
    const std::array<ValueId, 1> wanted{value};
    m_evaluator.evaluate(
        branches, m_sample.inputs, wanted,
        [&](UnitId unit, const UnitView& view) {
            if (m_evaluator.model().units.producer[indexOf(value)] == unit)
                pair = {view.read(0, value), view.read(1, value)};
        },
        job);
    return pair;
}

} // namespace qb
