// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/bad_cases.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <cmath>
#include <mutex>

namespace qb {

namespace {

double valueOf(const BadCases& cases, const SampleErrors& errors, std::size_t output, const CaseCriterion& by)
{
    if (!by.metric)
        return errors.custom.value_or(std::numeric_limits<double>::quiet_NaN());
    return errors.outputs[output].value(*by.metric, cases.scales[output]);
}

std::size_t outputIndex(const BadCases& cases, const CaseCriterion& by)
{
    if (!by.metric)
        return 0;
    const auto found = std::find(cases.outputs.begin(), cases.outputs.end(), by.output);
    if (found == cases.outputs.end())
        throw Error(ErrorCode::Usage, "the model has no float output \"" + by.output + "\"",
                    didYouMean(by.output, cases.outputs));
    return static_cast<std::size_t>(found - cases.outputs.begin());
}

class Finder {
public:
    Finder(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, const BadCaseOptions& options, BadCases& result)
        : m_evaluator(evaluator),
          m_model(evaluator.model()),
          m_samples(samples),
          m_float(Plan::allFloat(m_model.units)),
          m_analysis(analysis),
          m_options(options),
          m_result(result)
    {
        for (std::size_t i = 0; i < m_model.graph.outputs.size(); ++i) {
            const ValueId v = m_model.graph.outputs[i];
            if (!isMeasurable(m_model.graph.value(v).type))
                continue;
            const SharedParams params = outputParams(m_model.units, analysis, v);
            m_positions.push_back(i);
            m_params.push_back(params);
            m_result.outputs.push_back(m_model.graph.value(v).name);
            m_result.scales.push_back(params && !params->scales.empty() ? params->scales.front() : 0);
        }
        if (m_positions.empty() && !options.custom)
            throw Error(ErrorCode::BadInput, "the model has no float output at which an error could be measured",
                        "say with --custom what of its outputs is to be looked at");
        m_result.custom = options.custom ? options.custom->text() : std::string();
        m_result.customOrder = options.customOrder;
    }

    void run(const JobContext& job)
    {
        takeKnown();
        if (!m_openSamples.empty())
            measure(job);
        sayWhatHasNoValue();
    }

private:
    void takeKnown()
    {
        for (std::size_t i = 0; i < m_samples.size(); ++i) {
            const std::uint64_t id = m_samples.sampleId(i);
            std::optional<SampleErrors> known = m_options.known ? m_options.known(id) : std::nullopt;
            if (known && known->outputs.size() == m_positions.size() && (!m_options.custom || known->custom)) {
                known->file = m_samples.sampleName(i);
                m_result.samples[id] = std::move(*known);
            } else {
                m_openSamples.push_back(id);
            }
        }
    }

    void measure(const JobContext& job)
    {
        CarriedStates floatStates(m_model, m_samples);
        CarriedStates states(m_model, m_samples);
        std::sort(m_openSamples.begin(), m_openSamples.end());
        SampleLoop loop;
        loop.phase = "bad cases";
        loop.skip = [&](std::uint64_t id) {
            return states.any() ? id > m_openSamples.back() : !std::binary_search(m_openSamples.begin(), m_openSamples.end(), id);
        };
        loop.checkpoint = m_options.checkpoint;
        loop.body = [&](const Sample& sample, unsigned) {
            const bool open = std::binary_search(m_openSamples.begin(), m_openSamples.end(), sample.id);
            const std::vector<Tensor> exact = m_evaluator.outputs({&m_float}, floatStates.inputs(sample), job);
            const std::vector<Tensor> quantized = m_evaluator.outputs({&m_analysis}, states.inputs(sample), job);
            floatStates.update(exact);
            states.update(quantized);
            if (open)
                keep(sample, errorsOf(sample, exact, quantized));
        };
        loop.run(m_samples, job, m_result.findings);
    }

    SampleErrors errorsOf(const Sample& sample, const std::vector<Tensor>& exact, const std::vector<Tensor>& quantized) const
    {
        SampleErrors errors;
        errors.file = sample.name;
        for (std::size_t k = 0; k < m_positions.size(); ++k) {
            const Tensor& a = exact[m_positions[k]];
            const Tensor& b = quantized[m_positions[k]];
            const bool same = a.isDense() && b.isDense() && a.shape() == b.shape();
            errors.outputs.push_back(same ? MetricSums::of(a.toFloat32(), b.toFloat32(), m_params[k].get()) : MetricSums{});
        }
        if (!m_options.custom)
            return errors;
        try {
            errors.custom = m_options.custom->evaluate(exact, quantized);
        } catch (const Error& e) {
            Error::Context context = e.context();
            context["sample"] = sample.name;
            throw Error(e.code(), std::string(e.what()) + " (sample " + sample.name + ")", e.cure(), context);
        }
        return errors;
    }

    void keep(const Sample& sample, SampleErrors errors)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_options.sink)
            m_options.sink(sample.id, errors);
        m_result.samples[sample.id] = std::move(errors);
    }

    void sayWhatHasNoValue()
    {
        for (std::size_t k = 0; k < m_result.outputs.size(); ++k) {
            const auto without = std::count_if(m_result.samples.begin(), m_result.samples.end(),
                                               [&](const auto& s) { return s.second.outputs[k].count == 0; });
            if (without != 0)
                m_result.findings.push_back(
                    {"badcase.no_value",
                     Severity::Warning,
                     {},
                     {},
                     "output " + m_result.outputs[k] + " of some samples can't be compared: another shape, or nothing finite",
                     {{"samples", static_cast<double>(without)}},
                     "look at them with --custom, e.g. at what stands before the selection",
                     false});
        }
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SampleSet& m_samples;
    Plan m_float;
    const Plan& m_analysis;
    const BadCaseOptions& m_options;
    BadCases& m_result;
    std::vector<std::size_t> m_positions; // of the float outputs among all
    std::vector<SharedParams> m_params;
    std::vector<std::uint64_t> m_openSamples; // ids that must be run
    std::mutex m_mutex;                       // guards m_result.samples and the sink
};

} // namespace

std::vector<RankedCase> BadCases::ranking(const CaseCriterion& by) const
{
    const std::size_t output = outputIndex(*this, by);
    const bool smallestFirst = by.metric ? higherIsBetter(*by.metric) : customOrder == Order::Ascending;
    std::vector<RankedCase> ranked;
    for (const auto& [id, errors] : samples)
        if (const double v = valueOf(*this, errors, output, by); !std::isnan(v))
            ranked.push_back({id, v});
    std::stable_sort(ranked.begin(), ranked.end(), [&](const RankedCase& a, const RankedCase& b) {
        return smallestFirst ? a.value < b.value : a.value > b.value;
    });
    return ranked;
}

std::size_t BadCases::rank(std::uint64_t sample, const CaseCriterion& by) const
{
    const std::vector<RankedCase> ranked = ranking(by);
    const auto mine = std::find_if(ranked.begin(), ranked.end(), [&](const RankedCase& r) { return r.sample == sample; });
    if (mine == ranked.end())
        return 0;
    const auto first = std::find_if(ranked.begin(), mine, [&](const RankedCase& r) { return r.value == mine->value; });
    return static_cast<std::size_t>(first - ranked.begin()) + 1;
}

std::vector<CaseCriterion> BadCases::criteria(std::span<const Metric> metrics) const
{
    std::vector<CaseCriterion> all;
    for (const std::string& output : outputs)
        for (const Metric metric : metrics)
            all.push_back({output, metric});
    if (!custom.empty())
        all.push_back({{}, std::nullopt});
    return all;
}

void findBadCases(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, const BadCaseOptions& options,
                  BadCases& result, const JobContext& job)
{
    result = {};
    Finder(evaluator, samples, analysis, options, result).run(job);
}

} // namespace qb
