// SPDX-License-Identifier: GPL-3.0-or-later
// The file of bad cases: tables for people as comments, JSON for the program.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/study/bad_case.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

std::string nameOf(const BadCases& cases, const CaseCriterion& by)
{
    return by.metric ? std::string(toString(*by.metric)) : cases.custom;
}

Json finite(double v) { return std::isfinite(v) ? Json(v) : Json(nullptr); }

/// A line per output, a column per metric; `cell` of the worst sample.
std::string table(const BadCases& cases, std::span<const Metric> metrics, const std::string& title,
                  const std::function<std::string(const RankedCase&)>& cell)
{
    std::size_t width = 6;
    for (const std::string& output : cases.outputs)
        width = std::max(width, output.size());
    std::string text = "# " + title + "\n# " + fmt::format("{:<{}}", "output", width);
    for (const Metric m : metrics)
        text += fmt::format("  {:>14}", toString(m));
    text += '\n';
    for (const std::string& output : cases.outputs) {
        text += "# " + fmt::format("{:<{}}", output, width);
        for (const Metric m : metrics) {
            const auto ranking = cases.ranking({output, m});
            text += fmt::format("  {:>14}", ranking.empty() ? "-" : cell(ranking.front()));
        }
        text += '\n';
    }
    return text + "#\n";
}

Json withoutComments(const std::string& text)
{
    std::string json;
    for (const std::string& line : split(text, '\n'))
        json += line.starts_with('#') ? "\n" : line + '\n';
    return Json::parse(json);
}

/// That sample of the whole list; nothing where there is none.
std::optional<SampleSet> oneOf(Workspace& w, const SampleSet& samples, std::uint64_t sample, const JobContext& job)
{
    if (sample >= samples.total())
        return std::nullopt;
    DataOptions options = samples.options();
    options.samples.reset();
    options.range.reset();
    options.sample = sample;
    return w.samples(options, job);
}

} // namespace

std::string badCaseFile(Workspace& w, const BadCases& cases, std::span<const Metric> metrics, std::size_t keep,
                        const ChosenCase& chosen)
{
    Json worst = Json::object();
    for (const CaseCriterion& by : cases.criteria(metrics)) {
        Json list = Json::array();
        for (const RankedCase& r : cases.ranking(by)) {
            if (list.size() == keep)
                break;
            list.push_back({{"sample", r.sample},
                            {"file", cases.samples.at(r.sample).file},
                            {"value", finite(r.value)},
                            {"not_finite", r.notFinite}});
        }
        worst[by.metric ? by.output : "custom"][nameOf(cases, by)] = std::move(list);
    }
    Json json{{"quantbench_badcase", 1},
              {"model", w.model()->fingerprint.hex()},
              {"data", chosen.data},
              {"contents", chosen.contents},
              {"configuration", cases.configuration.hex()},
              {"samples", cases.samples.size()},
              {"chosen",
               {{"sample", chosen.sample},
                {"file", chosen.file},
                {"output", chosen.output},
                {"metric", chosen.metric},
                {"value", finite(chosen.value)},
                {"not_finite", chosen.notFinite},
                {"rank", chosen.rank},
                {"of", chosen.of},
                {"configuration", chosen.configuration}}},
              {"worst", worst}};
    return table(cases, metrics, "index of the worst sample", [](const RankedCase& r) { return std::to_string(r.sample); }) +
           table(cases, metrics, "its value", [](const RankedCase& r) { return fmt::format("{:.7g}", r.value); }) +
           "# chosen: " + chosen.text(cases.configuration.hex()).english() + "\n" +
           json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

ChosenCase chosenCaseFromFile(Workspace& w, const std::string& text, const SampleSet& samples, const JobContext& job,
                              Findings& findings)
{
    ChosenCase chosen;
    std::string model;
    try {
        const Json json = withoutComments(text);
        if (json.at("quantbench_badcase") != 1)
            throw Error(ErrorCode::BadInput, Text("this file of bad cases is newer than the program"),
                        Text("use a newer version"));
        const Json& c = json.at("chosen");
        model = json.at("model");
        chosen.configuration = c.value("configuration", json.at("configuration").get<std::string>());
        chosen.data = json.at("data");
        chosen.contents = json.value("contents", std::string());
        chosen.sample = c.at("sample");
        chosen.file = c.at("file");
        chosen.output = c.at("output");
        chosen.metric = c.at("metric");
        chosen.value = c.at("value").is_number() ? c.at("value").get<double>() : std::numeric_limits<double>::quiet_NaN();
        chosen.notFinite = c.value("not_finite", std::uint64_t{0});
        chosen.rank = c.at("rank");
        chosen.of = c.at("of");
        chosen.by = "load";
    } catch (const Json::parse_error&) {
        throw Error(ErrorCode::BadInput, Text("this is no file of bad cases: it is no JSON, or not all of it is there"),
                    Text("give a file of saved bad cases"));
    } catch (const Json::exception&) {
        throw Error(ErrorCode::BadInput, Text("this is no file of bad cases: what saving bad cases writes is not in it"),
                    Text("give a file of saved bad cases"));
    }
    std::vector<Text> problems;
    const auto problem = [&](Text what) { problems.push_back(std::move(what)); };
    if (model != w.model()->fingerprint.hex())
        problem(Text("it is of another model"));
    if (const auto here = oneOf(w, samples, chosen.sample, job); !here)
        problem(Text("its sample {} is not there, the data have {}", chosen.sample, samples.total()));
    else if (here->sampleName(0) != chosen.file)
        problem(Text("its sample {} is {}, here it is {}", chosen.sample, chosen.file, here->sampleName(0)));
    else if (chosen.data != samples.listFingerprint().hex())
        problem(Text("its data are others, or preprocessed in another way"));
    else if (!chosen.contents.empty() && chosen.contents != contentsOf(*here, chosen.sample))
        problem(Text("{} holds something else here", chosen.file));
    if (!problems.empty())
        throw Error(ErrorCode::BadInput, Text("the bad case does not fit: {}", Text::joined(problems)),
                    Text("give the study the model and data that it was found on, or find it again"));
    if (chosen.configuration != w.plan(job).plan.fingerprint().hex())
        findings.push_back({"badcase.other_configuration",
                            Severity::Info,
                            {},
                            {},
                            Text("the bad case was found under another configuration, under which its rank was {} of {}",
                                 chosen.rank, chosen.of),
                            {},
                            Text("choose it again to see how it ranks under this one"),
                            false});
    return chosen;
}

} // namespace qb
