// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/bad_case.h"

#include "engine/analysis/output_errors.h"
#include "engine/base/error.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <set>

namespace qb {

namespace {

using Json = nlohmann::json;

constexpr std::string_view kSetting = "bad_case";

/// Numbers that JSON has not are words.
Json numberOrWord(double v) { return std::isnan(v) ? Json("nan") : std::isinf(v) ? Json(v > 0 ? "inf" : "-inf") : Json(v); }

double numberFrom(const Json& json)
{
    if (json.is_number())
        return json.get<double>();
    const double inf = std::numeric_limits<double>::infinity();
    const auto word = json.get<std::string>();
    return word == "inf" ? inf : word == "-inf" ? -inf : std::numeric_limits<double>::quiet_NaN();
}

ResultKey keyOf(Workspace& w, const SampleSet& samples, Kernels kernels, const std::string& mode, const JobContext& job)
{
    // A sample that carries states depends on those that ran before it.
    return {w.plan(job).plan.fingerprint(), Plan::allFloat(w.model()->units).fingerprint(),
            samples.sequential() ? samples.fingerprint() : samples.listFingerprint(), mode, std::string(toString(kernels))};
}

/// What the study knows of the errors of samples, and what is added to it.
/// For which contents of files the results under a key hold. Written after them, so that a stop in between only has them
/// measured again.
class KeyContents {
public:
    KeyContents(Study& study, ResultKey key) : m_study(study), m_key(std::move(key)) { m_key.mode += " contents"; }

    void read()
    {
        const Json json = Json::parse(m_study.findResult(m_key).value_or("{}"));
        for (const auto& [sample, hex] : json.items())
            m_stored[std::stoull(sample)] = hex;
    }
    /// Whether what is stored of the sample is of other contents, or of some that nobody has written down.
    [[nodiscard]] bool stale(std::uint64_t sample, const SampleContents& now) const
    {
        const auto current = now.find(sample);
        const auto stored = m_stored.find(sample);
        return current != now.end() && (stored == m_stored.end() || stored->second != current->second);
    }
    void write(const std::set<std::uint64_t>& samples, const SampleContents& now)
    {
        SampleContents all = m_stored;
        for (const std::uint64_t sample : samples)
            if (const auto current = now.find(sample); current != now.end())
                all[sample] = current->second;
        if (all == m_stored)
            return;
        m_stored = std::move(all);
        Json json = Json::object();
        for (const auto& [sample, hex] : m_stored)
            json[std::to_string(sample)] = hex;
        m_study.putResult(m_key, json.dump());
    }

private:
    Study& m_study;
    ResultKey m_key;
    SampleContents m_stored;
};

/// What the study knows of the errors of samples, and what is added to it.
class CaseStore {
public:
    CaseStore(Workspace& w, const SampleSet& samples, const std::optional<Expression>& custom, Kernels kernels,
              const JobContext& job)
        : m_study(w.study()),
          m_sums(keyOf(w, samples, kernels, "badcase", job)),
          m_custom(withMode(m_sums, custom ? "badcase custom " + custom->text() : m_sums.mode)),
          m_sumsOf(m_study, m_sums),
          m_customOf(m_study, m_custom),
          m_asksCustom(custom),
          m_contents(samples.contents())
    {
        for (const std::size_t i : measurableOutputs(w.model()->outputs))
            m_outputs.push_back(w.model()->outputs[i].name);
    }

    void read(Reuse reuse)
    {
        m_sumsOf.read();
        m_customOf.read();
        if (reuse != Reuse::Stored)
            return;
        for (const Measurement& m : m_study.findMeasurements(m_sums))
            if (!m_sumsOf.stale(m.sample, m_contents))
                m_known[m.sample][m.output] = m.sums;
        if (!m_asksCustom)
            return;
        const Json values = Json::parse(m_study.findResult(m_custom).value_or("{}"));
        for (const auto& [sample, value] : values.items())
            if (!m_customOf.stale(std::stoull(sample), m_contents))
                m_values[std::stoull(sample)] = numberFrom(value);
    }

    [[nodiscard]] std::optional<SampleErrors> known(std::uint64_t sample) const
    {
        SampleErrors errors;
        const auto sums = m_known.find(sample);
        for (const std::string& output : m_outputs) {
            if (sums == m_known.end() || !sums->second.contains(output))
                return std::nullopt;
            errors.outputs.push_back(sums->second.at(output));
        }
        if (const auto value = m_values.find(sample); value != m_values.end())
            errors.custom = value->second;
        else if (m_asksCustom || m_outputs.empty())
            return std::nullopt;
        return errors;
    }

    void add(std::uint64_t sample, const SampleErrors& errors)
    {
        std::vector<Measurement> rows;
        for (std::size_t o = 0; o < m_outputs.size(); ++o)
            rows.push_back({{}, m_outputs[o], sample, errors.outputs[o]});
        m_study.addMeasurements(m_sums, rows);
        if (errors.custom)
            m_values[sample] = *errors.custom;
        m_added.insert(sample);
    }

    void write()
    {
        m_study.flush();
        const std::set<std::uint64_t> added = std::exchange(m_added, {});
        if (added.empty())
            return;
        m_sumsOf.write(added, m_contents);
        if (!m_asksCustom)
            return;
        Json json = Json::object();
        for (const auto& [sample, value] : m_values)
            json[std::to_string(sample)] = numberOrWord(value);
        m_study.putResult(m_custom, json.dump());
        m_customOf.write(added, m_contents);
    }

private:
    static ResultKey withMode(ResultKey key, const std::string& mode)
    {
        key.mode = mode;
        return key;
    }

    Study& m_study;
    ResultKey m_sums;
    ResultKey m_custom;
    KeyContents m_sumsOf;
    KeyContents m_customOf;
    bool m_asksCustom;
    SampleContents m_contents; ///< of the files as they are now
    std::vector<std::string> m_outputs;
    std::map<std::uint64_t, std::map<std::string, MetricSums>> m_known;
    std::map<std::uint64_t, double> m_values;
    std::set<std::uint64_t> m_added; ///< since the last write
};

Json toJson(const Blame& b, const Model& model)
{
    return {{"unit", b.unit == UnitId::None ? "" : model.unit(b.unit).name},
            {"tensor", b.value == ValueId::None ? "" : model.graph.value(b.value).name},
            {"numbers", {b.jump, b.excess, b.error, b.typical, b.clippedShare}},
            {"against", b.against},
            {"why_not", b.whyNot.format()},
            {"not_finite", b.notFinite}};
}

std::optional<Blame> blameFrom(const std::string& text, const Model& model)
{
    const Json json = Json::parse(text);
    Blame b;
    if (const std::string unit = json.at("unit"); !unit.empty()) {
        b.unit = model.units.findUnit(unit);
        b.value = model.graph.find(json.at("tensor").get<std::string>());
        if (b.unit == UnitId::None || b.value == ValueId::None)
            return std::nullopt;
    }
    const auto numbers = json.at("numbers").get<std::vector<double>>();
    double* const fields[] = {&b.jump, &b.excess, &b.error, &b.typical, &b.clippedShare};
    for (std::size_t i = 0; i < std::size(fields); ++i)
        *fields[i] = numbers.at(i);
    b.against = json.at("against").get<std::vector<std::uint64_t>>();
    if (const std::string why = json.at("why_not"); !why.empty())
        b.whyNot = Text::restored(why, {}); // they have no arguments
    b.notFinite = json.value("not_finite", std::uint64_t{0});
    return b;
}

SampleSet one(Workspace& w, const SampleSet& all, std::uint64_t sample, const JobContext& job)
{
    DataOptions options = all.options();
    options.samples.reset();
    options.range.reset();
    options.also.clear();
    options.sample = sample;
    return w.samples(options, job);
}

} // namespace

std::string contentsOf(const SampleSet& samples, std::uint64_t sample)
{
    const SampleContents contents = samples.contents();
    const auto found = contents.find(sample);
    return found == contents.end() ? std::string() : found->second;
}

Text ChosenCase::text(const std::string& now) const
{
    Text text("sample {} ({})", sample, file);
    if (of != 0)
        text = Text("{}, rank {} of {}", text, rank, of);
    text = output.empty() ? Text("{} by {}", text, metric) : Text("{} by {} of {}", text, metric, output);
    if (!now.empty() && !configuration.empty() && now != configuration)
        text = Text("{} under another configuration", text);
    return notFinite == 0 ? text : Text("{}, which holds {} NaN or infinite values", text, notFinite);
}

BadCases badCases(Workspace& w, const SampleSet& samples, const std::optional<Expression>& custom, Order order, Kernels kernels,
                  Reuse reuse, const JobContext& job, const std::function<void(const BadCases&)>& watch)
{
    CaseStore store(w, samples, custom, kernels, job);
    store.read(reuse);
    BadCaseOptions options;
    options.custom = custom;
    options.customOrder = order;
    options.known = [&](std::uint64_t sample) { return store.known(sample); };
    options.sink = [&](std::uint64_t sample, const SampleErrors& errors) { store.add(sample, errors); };
    options.checkpoint = [&] { store.write(); };
    options.watch = watch;
    BadCases cases;
    findBadCases(w.evaluator(kernels), samples, w.plan(job).plan, options, cases, job);
    return cases;
}

Blame blameFor(Workspace& w, const SampleSet& samples, std::uint64_t sample, const std::string& output, Kernels kernels,
               Reuse reuse, const JobContext& job)
{
    const Model& model = *w.model();
    ResultKey key = keyOf(w, samples, kernels, fmt::format("badcase blame {} {}", sample, output), job);
    key.data = samples.fingerprint(); // what is typical depends on the others
    if (reuse == Reuse::Stored)
        if (const auto stored = w.study().findResult(key))
            if (const auto blame = blameFrom(*stored, model))
                return *blame;
    Blame blame =
        findBlame(w.evaluator(kernels), samples, w.plan(job).plan, sample, model.graph.find(output), kBlameSamples, job);
    w.study().putResult(key, toJson(blame, model).dump());
    return blame;
}

ChosenCase chosenCase(const BadCases& cases, const SampleSet& samples, std::uint64_t sample, const CaseCriterion& by,
                      const std::string& how)
{
    const auto errors = cases.samples.find(sample);
    if (errors == cases.samples.end())
        throw Error(ErrorCode::Usage, Text("sample {} is not among the evaluation samples", sample),
                    cases.samples.empty() ? Text()
                                          : Text("there are {} of them, from {} to {}", cases.samples.size(),
                                                 cases.samples.begin()->first, cases.samples.rbegin()->first));
    ChosenCase chosen;
    chosen.sample = sample;
    chosen.file = errors->second.file;
    chosen.output = by.output;
    chosen.metric = by.metric ? std::string(toString(*by.metric)) : cases.custom;
    const std::vector<RankedCase> ranking = cases.ranking(by);
    chosen.value = std::numeric_limits<double>::quiet_NaN();
    for (const RankedCase& r : ranking)
        if (r.sample == sample) {
            chosen.value = r.value;
            chosen.notFinite = r.notFinite;
        }
    chosen.rank = cases.rank(sample, by);
    chosen.of = ranking.size();
    chosen.by = how;
    chosen.data = samples.listFingerprint().hex();
    chosen.contents = contentsOf(samples, sample);
    chosen.configuration = cases.configuration.hex();
    return chosen;
}

std::optional<Finding> notBad(const BadCases& cases, const ChosenCase& chosen, std::span<const Metric> metrics)
{
    for (const CaseCriterion& by : cases.criteria(metrics)) {
        const std::size_t rank = cases.rank(chosen.sample, by);
        if (rank != 0 && rank <= (cases.ranking(by).size() + 9) / 10)
            return std::nullopt;
    }
    return Finding{"badcase.not_bad",
                   Severity::Warning,
                   {},
                   {},
                   Text("{} is not bad: by no output and metric is it in the worst tenth", chosen.text()),
                   {{"sample", static_cast<double>(chosen.sample)},
                    {"rank", static_cast<double>(chosen.rank)},
                    {"of", static_cast<double>(chosen.of)}},
                   Text("sensitive layers hardly show on a good sample: take the worst of the bad cases"),
                   false};
}

std::optional<ChosenCase> chosenCase(const Study& study)
{
    const auto text = study.setting(kSetting);
    if (!text)
        return std::nullopt;
    try {
        const Json json = Json::parse(*text);
        ChosenCase chosen;
        chosen.sample = json.at("sample");
        chosen.file = json.at("file");
        chosen.output = json.at("output");
        chosen.metric = json.at("metric");
        chosen.value = numberFrom(json.at("value"));
        chosen.notFinite = json.value("not_finite", std::uint64_t{0});
        chosen.rank = json.at("rank");
        chosen.of = json.at("of");
        chosen.by = json.at("by");
        chosen.data = json.at("data");
        chosen.contents = json.value("contents", std::string());
        chosen.configuration = json.value("configuration", std::string());
        return chosen;
    } catch (const Json::exception&) {
        throw Error(ErrorCode::BadInput, Text("the bad case in the study can't be read"),
                    Text("remove it, and choose a bad case again"));
    }
}

void setChosenCase(Study& study, const std::optional<ChosenCase>& chosen)
{
    if (!chosen)
        return study.removeSetting(kSetting);
    const Json json{{"sample", chosen->sample},
                    {"file", chosen->file},
                    {"output", chosen->output},
                    {"metric", chosen->metric},
                    {"rank", chosen->rank},
                    {"value", numberOrWord(chosen->value)},
                    {"of", chosen->of},
                    {"by", chosen->by},
                    {"data", chosen->data},
                    {"not_finite", chosen->notFinite},
                    {"contents", chosen->contents},
                    {"configuration", chosen->configuration}};
    study.setSetting(kSetting, json.dump());
}

LayerSamples layerSamples(Workspace& w, const JobContext& job) { return layerSamples(w, chosenCase(w.study()), job); }

LayerSamples layerSamples(Workspace& w, const std::optional<ChosenCase>& chosen, const JobContext& job)
{
    SampleSet all = w.samples(Use::Evaluation, job);
    Findings findings;
    if (const auto changed = w.changedSinceCalibration(job))
        findings.push_back(*changed);
    if (!chosen)
        return {std::move(all), std::nullopt, std::nullopt, std::move(findings)};
    const bool otherData = chosen->data != all.listFingerprint().hex() || chosen->sample >= all.total();
    if (otherData ||
        (!chosen->contents.empty() && chosen->contents != contentsOf(one(w, all, chosen->sample, job), chosen->sample))) {
        findings.push_back(
            {"badcase.other_data",
             Severity::Warning,
             {},
             {},
             otherData ? Text("the study's bad case, {}, is of other data, so all evaluation samples are used", chosen->text())
                       : Text("the study's bad case, {}, was another one when it was chosen: its file has changed, so all "
                              "evaluation samples are used",
                              chosen->text()),
             {},
             Text("find the bad cases again, or remove it"),
             false});
        return {std::move(all), std::nullopt, std::nullopt, std::move(findings)};
    }
    DataOptions options = all.options();
    if (all.sequential()) {
        // The states of the bad case come from the samples before it.
        if (!options.samples && !options.sample)
            options.range = SampleRange{options.range ? options.range->begin : 0, chosen->sample + 1};
        std::erase_if(options.also, [&](std::uint64_t id) { return id > chosen->sample; });
        return {w.samples(options, job), chosen, chosen->sample, std::move(findings)};
    }
    return {one(w, all, chosen->sample, job), chosen, std::nullopt, std::move(findings)};
}

Comparison onlySample(Comparison comparison, const std::optional<std::uint64_t>& only)
{
    if (!only)
        return comparison;
    return onlySamples(std::move(comparison), {&*only, 1});
}

} // namespace qb
