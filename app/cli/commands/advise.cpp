// SPDX-License-Identifier: GPL-3.0-or-later
// advise: a verdict per bad layer, and what each cure really does.
#include "app/cli/commands/commands.h"
#include "engine/analysis/output_errors.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/analysis_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace qb::cli {

namespace {

constexpr const char* kAllOutputs = "all";

struct Arguments {
    std::string path;
    std::string metric;
    CustomArguments custom;
    std::string output;
    std::string out;
    std::size_t top = 5;
    DataArguments data;
};

std::string selectorOf(const std::string& name)
{
    return name.find_first_of(" ,:") == std::string::npos ? "name:" + name : "name:\"" + name + "\"";
}

Json rowJson(const Model& model, const AdviceRow& row)
{
    Json evidence = Json::object();
    for (const auto& [key, value] : row.evidence)
        evidence[key] = number(value);
    Json cures = Json::array();
    for (const TriedCure& c : row.cures)
        cures.push_back({{"config", c.config},
                         {"error_before", number(c.errorBefore)},
                         {"error_after", number(c.errorAfter)},
                         {"cost",
                          {{"wide_macs", number(c.cost.wideMacs)},
                           {"float_macs", number(c.cost.floatMacs)},
                           {"extra_bytes", number(c.cost.extraBytes)}}}});
    return {{"unit", model.unit(row.unit).name},
            {"op_type", model.unit(row.unit).opType},
            {"point", row.point == PointId::None ? Json(nullptr) : Json(model.point(row.point).name)},
            {"output", model.graph.value(row.output).name},
            {"verdict", toString(row.verdict)},
            {"why", row.why.english()},
            {"evidence", evidence},
            {"ancestor", row.ancestor == UnitId::None ? Json(nullptr) : Json(model.unit(row.ancestor).name)},
            {"selector", selectorOf(model.unit(row.unit).name)},
            {"cures", cures}};
}

Table layersTable(const Model& model, const Advice& advice)
{
    Table table{{"unit", "output", "verdict", "before", "best_cure", "after", "why"}, Json::array()};
    for (const AdviceRow& row : advice.rows) {
        const TriedCure* best = bestCure(advice.metric, row);
        table.rows.push_back({{"unit", model.unit(row.unit).name},
                              {"output", model.graph.value(row.output).name},
                              {"verdict", toString(row.verdict)},
                              {"before", row.cures.empty() ? Json(nullptr) : number(row.cures.front().errorBefore)},
                              {"best_cure", best                           ? best->config
                                            : row.ancestor != UnitId::None ? "see " + model.unit(row.ancestor).name
                                            : row.cures.empty()            ? ""
                                                                           : "none helps"},
                              {"after", best ? number(best->errorAfter) : Json(nullptr)},
                              {"why", row.why.english()}});
    }
    return table;
}

Table curesTable(const Model& model, const Advice& advice)
{
    Table table{{"unit", "config", "error_before", "error_after", "wide_macs", "float_macs", "extra_bytes"}, Json::array()};
    for (const AdviceRow& row : advice.rows)
        for (const TriedCure& c : row.cures)
            table.rows.push_back({{"unit", model.unit(row.unit).name},
                                  {"output", model.graph.value(row.output).name},
                                  {"config", c.config},
                                  {"error_before", number(c.errorBefore)},
                                  {"error_after", number(c.errorAfter)},
                                  {"wide_macs", number(c.cost.wideMacs)},
                                  {"float_macs", number(c.cost.floatMacs)},
                                  {"extra_bytes", number(c.cost.extraBytes)}});
    return table;
}

/// That name among the outputs of numbers; None where there is none.
ValueId findOutput(const Model& model, const std::string& name)
{
    for (const std::size_t i : measurableOutputs(model.outputs))
        if (model.outputs[i].name == name)
            return model.graph.outputs[i];
    return ValueId::None;
}

/// Whoever looks at a sample because of one output wants to know why that one is bad. "all": at all of them.
ValueId outputOf(const Model& model, const std::string& asked, const std::optional<ChosenCase>& badCase)
{
    const ValueId found = findOutput(model, asked.empty() && badCase ? badCase->output : asked);
    if (found != ValueId::None || asked.empty() || asked == kAllOutputs)
        return found;
    std::vector<std::string> names{kAllOutputs};
    for (const std::size_t i : measurableOutputs(model.outputs))
        names.push_back(model.outputs[i].name);
    throw Error(ErrorCode::Usage, Text("the model has no output of numbers \"{}\"", asked), didYouMean(asked, names));
}

Result adviseRun(CliSession& session, const Arguments& a)
{
    // The expression decides where it was given and no metric was.
    const bool custom = a.metric.empty() && !a.custom.expression.empty();
    const auto metric = metricFromString(a.metric.empty() ? "SQNR" : a.metric);
    if (!metric)
        throw Error(ErrorCode::Usage, Text("unknown metric \"{}\"", a.metric), Text("SQNR, Cosine, L1, Atol, MSE or Rtol"));
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    AdvisorOptions options;
    options.top = a.top;
    options.metric = custom ? MetricChoice::custom(a.custom.order()) : MetricChoice(*metric);
    if (custom)
        options.custom = Expression::parse(a.custom.expression, model.outputs);
    options.memoryBytes = session.options().memoryBytes;
    const LayerSamples samples = session.layerSamples(w, a.data);
    options.only = samples.only;
    options.output = outputOf(model, a.output, samples.badCase);
    if (custom && a.output.empty()) { // it says itself at what it looks
        const std::set<std::size_t> seen = options.custom->outputs();
        options.output = seen.size() == 1 ? model.graph.outputs[*seen.begin()] : ValueId::None;
    }
    Result result;
    result.findings = samples.findings;
    const Advice advice =
        w.advise(samples.set, options, session.kernels(Kernels::Fast),
                 session.options().recompute ? Reuse::Recompute : Reuse::Stored, session.job(), result.findings);
    result.json = header(w);
    result.json["metric"] = toString(advice.metric);
    if (custom)
        result.json["custom"] = {{"expression", a.custom.expression}, {"order", a.custom.orderName}};
    result.json["better"] = higherIsBetter(advice.metric) ? "higher" : "lower";
    const std::size_t count = samples.badCase ? 1 : samples.set.size();
    result.json["samples"] = count;
    result.json["bad_case"] = toJson(samples.badCase, session.configuration());
    result.json["outputs"] = Json::array();
    for (std::size_t o = 0; o < advice.outputs.size(); ++o)
        result.json["outputs"].push_back(
            {{"name", model.graph.value(advice.outputs[o]).name}, {"error_before", number(advice.before[o])}});
    result.json["rows"] = Json::array();
    for (const AdviceRow& row : advice.rows)
        result.json["rows"].push_back(rowJson(model, row));
    result.json["tried"] = {{"cures", advice.tried},
                            {"float_run_ms", number(advice.floatRunSeconds * 1e3)},
                            {"per_cure_in_float_runs", number(advice.trySeconds / advice.floatRunSeconds)}};
    Table cures = curesTable(model, advice);
    result.rows = cures.rows;
    result.tables = {{"", layersTable(model, advice)}, {"\ncures, as they measure", std::move(cures)}};
    const std::string on = samples.badCase ? "on the bad case, " + samples.badCase->text(session.configuration()).english()
                                           : fmt::format("over {} samples", count);
    const std::string where =
        advice.outputs.size() == 1 ? "the output " + model.graph.value(advice.outputs.front()).name : "the outputs";
    result.text = fmt::format("{} at {} {}; {} cures tried, {:.2g} float runs each ({:.3g} ms)\n", toString(advice.metric), where,
                              on, advice.tried, advice.trySeconds / advice.floatRunSeconds, advice.floatRunSeconds * 1e3);
    const auto next =
        std::find_if(advice.rows.begin(), advice.rows.end(), [&](const AdviceRow& row) { return bestCure(advice.metric, row); });
    if (next != advice.rows.end())
        result.text += fmt::format("next: set {} {} {}\n", w.kept() ? w.study().path() : "STUDY.qbs",
                                   selectorOf(model.unit(next->unit).name), next->cures.front().config);
    if (!a.out.empty())
        writeInto(a.out, "abnormal_layer_advisor.txt", advisorText(model, advice), result);
    return result;
}

} // namespace

Command adviseCommand()
{
    return {"advise", "why layers are bad, and what each cure really does",
            "advise resources/sample/two_heads.onnx --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 8",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("--top", a->top, "layers to judge (5)");
                app.add_option("--metric", a->metric, "the metric at the outputs; default --custom where given, else SQNR");
                addCustomOptions(app, a->custom);
                app.add_option("--output", a->output,
                               "only errors at this output count; default that by which the bad case was chosen, else all");
                app.add_option("--out", a->out, "folder for abnormal_layer_advisor.txt");
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return adviseRun(s, *a); };
            }};
}

} // namespace qb::cli
