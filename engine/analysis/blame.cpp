// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/blame.h"

#include "engine/analysis/metrics.h"
#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace qb {

namespace {

constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr double kTiny = 1e-6;

/// The samples to look at, as positions in the set; the bad one first.
std::vector<std::size_t> chosenSamples(const SampleSet& samples, std::uint64_t bad, std::size_t others)
{
    std::vector<std::size_t> rest, chosen;
    for (std::size_t i = 0; i < samples.size(); ++i)
        (samples.sampleId(i) == bad ? chosen : rest).push_back(i);
    if (chosen.empty())
        throw Error(ErrorCode::Usage, Text("sample {} is not among the evaluation samples", bad));
    others = std::min(others, rest.size());
    for (std::size_t k = 0; k < others; ++k)
        chosen.push_back(rest[k * rest.size() / others]);
    return chosen;
}

class Blamer {
public:
    Blamer(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, std::vector<std::size_t> chosen)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_samples(samples),
          m_float(Plan::allFloat(m_model.units)),
          m_analysis(analysis),
          m_chosen(std::move(chosen)),
          m_rows(m_model.graph.values.size())
    {
        for (const Point& p : m_model.units.points)
            if (p.kind == PointKind::Output) {
                m_rows[indexOf(p.value)].error.assign(m_chosen.size(), kNaN);
                m_rows[indexOf(p.value)].notFinite.assign(m_chosen.size(), 0);
                m_wanted.push_back(p.value);
            }
        m_wanted.insert(m_wanted.end(), m_model.graph.outputs.begin(), m_model.graph.outputs.end());
    }

    void measure(const JobContext& job)
    {
        std::uint64_t done = 0;
        job.report(Text("blame"), 0, m_chosen.size());
        if (!m_samples.sequential()) {
            std::mutex mutex;
            parallelFor(job, m_chosen.size(), [&](std::size_t k, unsigned) {
                try {
                    const Sample sample = m_samples.load(m_chosen[k]);
                    run(k, sample.inputs, sample.inputs, job);
                } catch (const Error& e) {
                    if (e.code() != ErrorCode::BadInput || k == 0) // a broken file was told when the errors were measured
                        throw;
                }
                const std::scoped_lock lock(mutex);
                job.report(Text("blame"), ++done, m_chosen.size());
            });
            return;
        }
        CarriedStates floatStates(m_model, m_samples);
        CarriedStates states(m_model, m_samples);
        std::uint64_t last = 0;
        for (const std::size_t i : m_chosen)
            last = std::max(last, m_samples.sampleId(i));
        SampleLoop loop;
        loop.phase = Text("blame");
        loop.skip = [&](std::uint64_t id) { return id > last; };
        loop.body = [&](const Sample& sample, unsigned) {
            std::size_t k = 0;
            while (k < m_chosen.size() && m_samples.sampleId(m_chosen[k]) != sample.id)
                ++k;
            const Outputs outputs = run(k, floatStates.inputs(sample), states.inputs(sample), job);
            floatStates.update(outputs.exact);
            states.update(outputs.quantized);
        };
        Findings told; // when the errors were measured
        loop.run(m_samples, job, told);
    }

    Blame result(ValueId output) const
    {
        Blame blame;
        for (std::size_t k = 1; k < m_chosen.size(); ++k)
            blame.against.push_back(m_samples.sampleId(m_chosen[k]));
        std::sort(blame.against.begin(), blame.against.end());
        if (notFiniteBefore(output, blame))
            return blame;
        if (m_chosen.size() < 3) {
            blame.whyNot = Text("two other samples at least are needed to say what is typical");
            return blame;
        }
        const std::vector<Blame> layers = layersBefore(output);
        double most = 0;
        for (const Blame& layer : layers)
            most = std::max(most, layer.jump);
        // Where no layer stands out, the one that comes nearest to it.
        const double enough = most < Blame::kStandsOut ? most : most / 2;
        for (const Blame& layer : layers)
            if (layer.jump > 0 && layer.jump >= enough) {
                const std::vector<std::uint64_t> against = std::move(blame.against);
                blame = layer;
                blame.against = against;
                return blame;
            }
        blame.whyNot = Text("the sample has no error");
        return blame;
    }

private:
    struct Row {
        std::vector<double> error; ///< by chosen sample; empty for what is no float tensor
        std::vector<std::uint64_t> notFinite;
        double largest = 0;      ///< of the float values of all of them
        double clippedShare = 0; ///< of the bad one
    };
    struct Outputs {
        std::vector<Tensor> exact, quantized;
    };

    Outputs run(std::size_t k, std::span<const Tensor> exact, std::span<const Tensor> quantized, const JobContext& job)
    {
        const auto& graphOutputs = m_model.graph.outputs;
        Outputs outputs{std::vector<Tensor>(graphOutputs.size()), std::vector<Tensor>(graphOutputs.size())};
        const Branch branches[] = {{&m_float, nullptr, false, exact}, {&m_analysis, nullptr, false, quantized}};
        m_evaluator.evaluate(
            branches, quantized, m_wanted,
            [&](UnitId unit, const UnitView& view) {
                for (const ValueId v : m_model.unit(unit).outputs)
                    if (k < m_chosen.size() && !m_rows[indexOf(v)].error.empty())
                        add(k, v, view.read(0, v), view.read(1, v));
                for (std::size_t i = 0; i < graphOutputs.size(); ++i)
                    if (m_model.units.producer[indexOf(graphOutputs[i])] == unit) {
                        outputs.exact[i] = view.read(0, graphOutputs[i]);
                        outputs.quantized[i] = view.read(1, graphOutputs[i]);
                    }
            },
            job);
        return outputs;
    }

    void add(std::size_t k, ValueId v, const Tensor& a, const Tensor& b)
    {
        if (!a.isFloat() || !b.isFloat() || a.shape() != b.shape())
            return;
        const SharedParams params = m_analysis.at(m_model.units.outputPoint[indexOf(v)]);
        const MetricSums sums = MetricSums::of(a, b, k == 0 ? params.get() : nullptr);
        const std::scoped_lock lock(m_mutex);
        Row& row = m_rows[indexOf(v)];
        row.notFinite[k] = sums.notFinite;
        if (sums.count == 0)
            return;
        row.error[k] = std::sqrt(sums.value(Metric::Mse));
        row.largest = std::max({row.largest, std::abs(sums.aMin), std::abs(sums.aMax)});
        if (k == 0)
            row.clippedShare = sums.value(Metric::ClippedShare);
    }

    [[nodiscard]] std::vector<bool> unitsBefore(ValueId output) const
    {
        std::vector<bool> before(m_model.unitCount(), false);
        std::vector<ValueId> open{output};
        while (!open.empty()) {
            const UnitId unit = m_model.units.producer[indexOf(open.back())];
            open.pop_back();
            if (unit == UnitId::None || before[indexOf(unit)])
                continue;
            before[indexOf(unit)] = true;
            const auto& inputs = m_model.unit(unit).inputs;
            open.insert(open.end(), inputs.begin(), inputs.end());
        }
        return before;
    }

    /// The first layer before the output where the bad sample holds more that is not finite than each of the others.
    [[nodiscard]] bool notFiniteBefore(ValueId output, Blame& blame) const
    {
        const std::vector<bool> before = unitsBefore(output);
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            for (const ValueId v : m_model.units.units[u].outputs) {
                const auto& counts = m_rows[indexOf(v)].notFinite;
                if (!before[u] || counts.empty() || counts.front() == 0 ||
                    std::any_of(counts.begin() + 1, counts.end(), [&](std::uint64_t c) { return c >= counts.front(); }))
                    continue;
                blame.unit = static_cast<UnitId>(u);
                blame.value = v;
                blame.notFinite = counts.front();
                return true;
            }
        return false;
    }

    /// What can be blamed, in the order of computation. What is no float tensor passes on the excess of what it was made of.
    [[nodiscard]] std::vector<Blame> layersBefore(ValueId output) const
    {
        const std::vector<bool> before = unitsBefore(output);
        std::vector<double> excess(m_rows.size(), 1);
        std::vector<Blame> layers;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            const Unit& unit = m_model.units.units[u];
            double incoming = 1;
            for (const ValueId v : unit.inputs)
                incoming = std::max(incoming, excess[indexOf(v)]);
            for (const ValueId v : unit.outputs) {
                const Row& row = m_rows[indexOf(v)];
                excess[indexOf(v)] = incoming;
                if (row.error.empty() || std::isnan(row.error.front()))
                    continue;
                Blame layer = layerOf(row);
                excess[indexOf(v)] = layer.excess;
                layer.unit = static_cast<UnitId>(u);
                layer.value = v;
                layer.jump = layer.excess / incoming;
                if (before[u])
                    layers.push_back(std::move(layer));
            }
        }
        return layers;
    }

    static Blame layerOf(const Row& row)
    {
        std::vector<double> others;
        std::copy_if(row.error.begin() + 1, row.error.end(), std::back_inserter(others), [](double e) { return !std::isnan(e); });
        Blame layer;
        layer.error = row.error.front();
        if (!others.empty()) {
            const auto middle = others.begin() + static_cast<std::ptrdiff_t>(others.size() / 2);
            std::nth_element(others.begin(), middle, others.end());
            layer.typical = *middle;
        }
        layer.typical = std::max({layer.typical, kTiny * row.largest, std::numeric_limits<double>::min()});
        layer.excess = layer.error / layer.typical;
        layer.clippedShare = row.clippedShare;
        return layer;
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SampleSet& m_samples;
    Plan m_float;
    const Plan& m_analysis;
    std::vector<std::size_t> m_chosen;
    std::vector<ValueId> m_wanted;
    std::vector<Row> m_rows; // by value
    std::mutex m_mutex;      // guards m_rows while it is filled
};

} // namespace

Blame findBlame(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, std::uint64_t bad, ValueId output,
                std::size_t others, const JobContext& job)
{
    Blamer blamer(evaluator, samples, analysis, chosenSamples(samples, bad, others));
    blamer.measure(job);
    return blamer.result(output);
}

} // namespace qb
