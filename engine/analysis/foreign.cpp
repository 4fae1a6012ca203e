// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/foreign.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <mutex>

namespace qb {

namespace {

Shape withoutOnes(const Shape& shape)
{
    Shape rest;
    std::copy_if(shape.begin(), shape.end(), std::back_inserter(rest), [](std::int64_t d) { return d != 1; });
    return rest;
}

/// [N, H, W, C] as [N, C, H, W].
Tensor channelsFirst(const Tensor& t)
{
    const Shape& s = t.shape();
    Tensor result = Tensor::uninitialized(ElementType::Float32, {s[0], s[3], s[1], s[2]});
    const auto plane = static_cast<std::size_t>(s[1] * s[2]);
    const auto channels = static_cast<std::size_t>(s[3]);
    const auto from = t.floats();
    const auto to = result.mutableFloats();
    for (std::size_t n = 0; n < static_cast<std::size_t>(s[0]); ++n)
        for (std::size_t i = 0; i < plane; ++i)
            for (std::size_t c = 0; c < channels; ++c)
                to[(n * channels + c) * plane + i] = from[(n * plane + i) * channels + c];
    return result;
}

/// The tensor in the shape wanted; empty where it can't be that one.
Tensor arranged(const Tensor& t, const Shape& wanted)
{
    if (t.shape() == wanted)
        return t;
    Tensor full = t;
    if (t.shape().size() == 3 && wanted.size() == 4 && wanted[0] == 1)
        full = t.reshaped({1, t.shape()[0], t.shape()[1], t.shape()[2]});
    const Shape& s = full.shape();
    if (withoutOnes(s) == withoutOnes(wanted))
        return full.reshaped(wanted);
    if (full.isFloat() && s.size() == 4 && wanted == Shape{s[0], s[3], s[1], s[2]})
        return channelsFirst(full);
    return {};
}

/// Pairs of which neither is finite and that are the same: a mask of -inf, or NaN on both sides. They are no difference.
std::uint64_t sameNotFinite(const Tensor& a, const Tensor& b)
{
    if (!a.isFloat() || !b.isFloat())
        return 0;
    const auto x = a.toFloat32();
    const auto y = b.toFloat32();
    const auto left = x.floats();
    const auto right = y.floats();
    std::uint64_t same = 0;
    for (std::size_t i = 0; i < left.size(); ++i)
        same += !std::isfinite(left[i]) && (left[i] == right[i] || (std::isnan(left[i]) && std::isnan(right[i]))) ? 1 : 0;
    return same;
}

class ForeignComparer {
public:
    ForeignComparer(Evaluator& evaluator, const SampleSet& samples, const ForeignTensors& baseline, const Plan& analysis)
        : m_evaluator(evaluator), m_model(evaluator.model()), m_samples(samples), m_baseline(baseline), m_analysis(analysis)
    {
        for (std::size_t i = 0; i < m_model.pointCount(); ++i) {
            const Point& p = m_model.units.points[i];
            if (p.kind == PointKind::Output)
                m_result.rows.push_back({static_cast<PointId>(i), p.unit, p.value, {}, analysis.points[i], {}});
        }
        for (const ValueId v : m_model.graph.outputs)
            m_result.outputs.push_back({m_model.units.outputPoint[indexOf(v)],
                                        m_model.units.producer[indexOf(v)],
                                        v,
                                        {},
                                        outputParams(m_model.units, analysis, v),
                                        {}});
        for (auto* rows : {&m_result.rows, &m_result.outputs})
            for (CompareRow& row : *rows) {
                m_rowsOfUnit[row.unit].push_back(&row);
                m_wanted.push_back(row.value);
            }
    }

    Comparison run(const JobContext& job)
    {
        CarriedStates states(m_model, m_samples);
        std::vector<std::uint64_t> without;
        SampleLoop loop;
        loop.phase = Text("compare");
        loop.body = [&](const Sample& sample, unsigned) {
            const std::vector<Tensor> base = m_baseline(sample);
            if (base.empty()) {
                const std::scoped_lock lock(m_mutex);
                without.push_back(sample.id);
                return;
            }
            const std::vector<Tensor> inputs = states.inputs(sample);
            const Branch branch{&m_analysis};
            std::vector<Tensor> outputs(m_model.graph.outputs.size());
            m_evaluator.evaluate(
                {&branch, 1}, inputs, m_wanted,
                [&](UnitId unit, const UnitView& view) { visit(sample.id, unit, view, base, outputs); }, job);
            states.update(outputs);
            const std::scoped_lock lock(m_mutex);
            m_result.samples.push_back(sample.id);
        };
        loop.run(m_samples, job, m_result.findings);
        std::sort(m_result.samples.begin(), m_result.samples.end());
        tellMisfits(without);
        return std::move(m_result);
    }

private:
    void visit(std::uint64_t sample, UnitId unit, const UnitView& view, const std::vector<Tensor>& base,
               std::vector<Tensor>& outputs)
    {
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (m_model.units.producer[indexOf(m_model.graph.outputs[i])] == unit)
                outputs[i] = view.read(0, m_model.graph.outputs[i]);
        const auto rows = m_rowsOfUnit.find(unit);
        if (rows == m_rowsOfUnit.end())
            return;
        for (CompareRow* row : rows->second) {
            const Tensor& there = base[indexOf(row->value)];
            const Tensor here = view.read(0, row->value);
            if (!there.isDense() || !here.isDense() || !hasNumbers(here.type()) || !hasNumbers(there.type()))
                continue;
            const Tensor b = isMeasurable(here.type()) ? here.toFloat32() : here; // labels and indices as they are
            const Tensor a = arranged(isMeasurable(there.type()) ? there.toFloat32() : there, b.shape());
            const std::string misfit = a.empty() ? toString(there.shape()) + " there, " + toString(b.shape()) + " here" : "";
            MetricSums sums = a.empty() ? MetricSums{} : MetricSums::of(a, b, row->params.get());
            if (sums.notFinite > 0)
                sums.notFinite -= std::min(sums.notFinite, sameNotFinite(a, b));
            const std::scoped_lock lock(m_mutex);
            if (a.empty()) {
                m_misfits[m_model.graph.value(row->value).name] = misfit;
                continue;
            }
            row->shape = b.shape();
            row->metrics.add(sample, sums);
        }
    }

    void tellMisfits(const std::vector<std::uint64_t>& without)
    {
        for (const auto& [name, shapes] : m_misfits)
            m_result.findings.push_back({"compare.shape_differs",
                                         Severity::Warning,
                                         {},
                                         {},
                                         Text("\"{}\" has another shape: {}; it is left out", name, shapes),
                                         {},
                                         {},
                                         false});
        if (!without.empty())
            m_result.findings.push_back({"compare.sample_without_counterpart",
                                         Severity::Warning,
                                         {},
                                         {},
                                         Text("{} samples have nothing to be compared with", without.size()),
                                         {{"samples", static_cast<double>(without.size())}},
                                         Text("choose those that have a counterpart"),
                                         false});
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SampleSet& m_samples;
    const ForeignTensors& m_baseline;
    const Plan& m_analysis;
    Comparison m_result;
    std::map<UnitId, std::vector<CompareRow*>> m_rowsOfUnit;
    std::vector<ValueId> m_wanted;
    std::map<std::string, std::string> m_misfits;
    std::mutex m_mutex;
};

} // namespace

Comparison compareWithForeign(Evaluator& evaluator, const SampleSet& samples, const ForeignTensors& baseline,
                              const Plan& analysis, const JobContext& job)
{
    return ForeignComparer(evaluator, samples, baseline, analysis).run(job);
}

std::optional<std::size_t> firstDiverging(const Comparison& comparison)
{
    constexpr double kSameSqnr = 40;
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        const CompareRow& row = comparison.rows[i];
        if (row.metrics.samples().empty())
            continue;
        const MetricSums sums = row.metrics.pooled();
        if (sums.notFinite > 0)
            return i;
        // A value in the middle between two steps may go either way; one and a half steps are two rounded ones.
        if (row.scale() > 0 ? sums.value(Metric::MaxQscaleDiff, row.scale()) > 1.5 : sums.value(Metric::Sqnr) < kSameSqnr)
            return i;
    }
    return std::nullopt;
}

} // namespace qb
