// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/bad_cases.h"

#include "engine/analysis/custom_of_tensor.h"
#include "engine/analysis/output_errors.h"
#include "engine/base/clock.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <mutex>

namespace qb {

namespace {

constexpr std::chrono::milliseconds kWatchEvery{300};

/// The sample's error by that criterion; nothing where it can't be judged.
std::optional<RankedCase> caseOf(const BadCases& cases, std::uint64_t id, const SampleErrors& errors, std::size_t output,
                                 const CaseCriterion& by)
{
    RankedCase ranked{id, std::numeric_limits<double>::quiet_NaN(), 0};
    if (by.metric) {
        ranked.value = errors.outputs[output].value(*by.metric, cases.scales[output]);
        ranked.notFinite = errors.outputs[output].notFinite;
    } else {
        ranked.value = errors.custom.value_or(ranked.value);
        if (!std::isfinite(ranked.value))
            for (const MetricSums& sums : errors.outputs)
                ranked.notFinite = std::max(ranked.notFinite, sums.notFinite);
    }
    return std::isnan(ranked.value) && ranked.notFinite == 0 ? std::nullopt : std::optional(ranked);
}

/// Whether a is worse than b: by what is not finite, then no number before any number, then by the value.
bool isWorse(const RankedCase& a, const RankedCase& b, bool smallestFirst)
{
    if (a.notFinite != b.notFinite)
        return a.notFinite > b.notFinite;
    if (std::isnan(a.value) || std::isnan(b.value))
        return std::isnan(a.value) && !std::isnan(b.value);
    return smallestFirst ? a.value < b.value : a.value > b.value;
}

bool smallestFirst(const BadCases& cases, const CaseCriterion& by)
{
    return by.metric ? higherIsBetter(*by.metric) : cases.customOrder == Order::Ascending;
}

std::size_t outputIndex(const BadCases& cases, const CaseCriterion& by)
{
    if (!by.metric)
        return 0;
    const auto found = std::find(cases.outputs.begin(), cases.outputs.end(), by.output);
    if (found == cases.outputs.end())
        throw Error(ErrorCode::Usage, Text("the model has no output of numbers \"{}\"", by.output),
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
          m_result(result),
          m_positions(measurableOutputs(m_model.outputs))
    {
        for (const std::size_t i : m_positions) {
            const ValueId v = m_model.graph.outputs[i];
            const SharedParams params = outputParams(m_model.units, analysis, v);
            m_params.push_back(params);
            m_result.outputs.push_back(m_model.graph.value(v).name);
            m_result.scales.push_back(params && !params->scales.empty() ? params->scales.front() : 0);
        }
        if (m_positions.empty() && !options.custom)
            throw Error(ErrorCode::BadInput, Text("the model has no output of numbers at which an error could be measured"),
                        Text("say by an expression of your own what of its outputs is to be looked at"));
        m_result.custom = options.custom ? options.custom->text() : std::string();
        m_result.customOrder = options.customOrder;
        m_result.configuration = analysis.fingerprint();
    }

    void run(const JobContext& job)
    {
        takeKnown();
        if (m_options.watch)
            m_options.watch(m_result);
        try {
            if (!m_openSamples.empty())
                measure(job);
        } catch (...) {
            if (m_options.watch)
                m_options.watch(m_result);
            throw;
        }
        sayWhatIsOdd();
        if (m_options.watch)
            m_options.watch(m_result);
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
        loop.phase = Text("bad cases");
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
        for (std::size_t k = 0; k < m_positions.size(); ++k)
            errors.outputs.push_back(outputErrors(exact[m_positions[k]], quantized[m_positions[k]], m_params[k].get()));
        if (m_options.custom)
            errors.custom = evaluateOn(*m_options.custom, sample.name, exact, quantized);
        return errors;
    }

    void keep(const Sample& sample, SampleErrors errors)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_options.sink)
            m_options.sink(sample.id, errors);
        m_result.samples[sample.id] = std::move(errors);
        m_result.measured = secondsNow();
        if (m_options.watch && std::chrono::steady_clock::now() - m_watched > kWatchEvery) {
            m_options.watch(m_result);
            m_watched = std::chrono::steady_clock::now();
        }
    }

    void say(const std::string& rule, Severity severity, std::ptrdiff_t samples, const Text& message, const Text& cure)
    {
        if (samples != 0)
            m_result.findings.push_back(
                {rule, severity, {}, {}, message, {{"samples", static_cast<double>(samples)}}, cure, false});
    }

    void sayWhatIsOdd()
    {
        for (std::size_t k = 0; k < m_result.outputs.size(); ++k) {
            const auto those = [&](auto&& odd) {
                return std::count_if(m_result.samples.begin(), m_result.samples.end(),
                                     [&](const auto& s) { return odd(s.second.outputs[k]); });
            };
            const std::string& output = m_result.outputs[k];
            say("badcase.not_finite", Severity::Error, those([](const MetricSums& s) { return s.notFinite != 0; }),
                Text("output {} holds NaN or infinite values in some samples; they are the worst, the more such values the worse",
                     output),
                Text("look at the values that go in, and at range.non_finite among the findings"));
            say("badcase.no_value", Severity::Warning,
                those([](const MetricSums& s) { return s.count == 0 && s.notFinite == 0; }),
                Text("output {} of some samples can't be compared: it has another shape", output),
                Text("look at them by an expression of your own, e.g. at what stands before the selection"));
        }
        CustomValues custom;
        for (const auto& [sample, errors] : m_result.samples)
            if (errors.custom)
                custom[sample] = *errors.custom;
        const CustomValues* all[] = {&custom};
        tellNoNumber(all, m_result.custom, m_result.findings);
    }

    Evaluator& m_evaluator;
    const Model& m_model;
    const SampleSet& m_samples;
    Plan m_float;
    const Plan& m_analysis;
    const BadCaseOptions& m_options;
    BadCases& m_result;
    std::vector<std::size_t> m_positions; // of BadCases::outputs among all
    std::vector<SharedParams> m_params;
    std::vector<std::uint64_t> m_openSamples; // ids that must be run
    std::mutex m_mutex;                       // guards m_result.samples, the sink and the watch
    std::chrono::steady_clock::time_point m_watched = std::chrono::steady_clock::now();
};

} // namespace

std::vector<RankedCase> BadCases::ranking(const CaseCriterion& by) const
{
    const std::size_t output = outputIndex(*this, by);
    std::vector<RankedCase> ranked;
    for (const auto& [id, errors] : samples)
        if (const auto one = caseOf(*this, id, errors, output, by))
            ranked.push_back(*one);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [&, smallest = smallestFirst(*this, by)](const auto& a, const auto& b) { return isWorse(a, b, smallest); });
    return ranked;
}

std::size_t BadCases::rank(std::uint64_t sample, const CaseCriterion& by) const
{
    const std::vector<RankedCase> ranked = ranking(by);
    const auto mine = std::find_if(ranked.begin(), ranked.end(), [&](const RankedCase& r) { return r.sample == sample; });
    if (mine == ranked.end())
        return 0;
    const auto first = std::find_if(ranked.begin(), mine, [&, smallest = smallestFirst(*this, by)](const RankedCase& r) {
        return !isWorse(r, *mine, smallest);
    });
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
