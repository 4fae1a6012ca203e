// SPDX-License-Identifier: GPL-3.0-or-later
// compare: where the error is, layer by layer.
#include "app/cli/commands/commands.h"
#include "engine/analysis/metric_choice.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/analysis_files.h"
#include "engine/qconfig/selector.h"
#include "engine/study/selector_metrics.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>
#include <memory>
#include <optional>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string mode;
    std::string against;
    std::string againstDump;
    std::string units;
    CustomArguments custom;
    std::string out;
};

void addMetrics(Json& row, const PooledMetrics& metrics, double scale)
{
    const MetricSums pooled = metrics.pooled();
    for (const Metric m : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::MaxQscaleDiff})
        row[std::string(toString(m))] = number(pooled.value(m, scale));
    const auto n = static_cast<double>(std::max<std::uint64_t>(1, pooled.count));
    row["base_model_min"] = number(pooled.aMin);
    row["analy_model_min"] = number(pooled.bMin);
    row["base_model_max"] = number(pooled.aMax);
    row["analy_model_max"] = number(pooled.bMax);
    row["base_model_mean"] = number(pooled.aSum / n);
    row["analy_model_mean"] = number(pooled.bSum / n);
    for (const Metric m : {Metric::Sqnr, Metric::Mse, Metric::RmseOverScale, Metric::Rtol, Metric::ClippedShare, Metric::Kl})
        row[std::string(toString(m))] = number(pooled.value(m, scale));
    row["Cosine_mean"] = number(metrics.mean(Metric::Cosine).value);
    row["SQNR_mean"] = number(metrics.mean(Metric::Sqnr).value);
    row["SQNR_left_out"] = metrics.mean(Metric::Sqnr).leftOut;
    const auto worst = metrics.worst(Metric::Sqnr);
    row["worst_sample"] = worst ? Json(worst->sample) : Json(nullptr);
    row["trust"] = toString(pooled.trust());
}

Json rowJson(const Model& model, const CompareRow& row, std::size_t index)
{
    const Unit& unit = model.unit(row.unit);
    Json json{
        {"index", index},
        {"mod_name", unit.name},
        {"base_op_type", unit.opType},
        {"analy_op_type", unit.opType},
        {"shape", toJson(row.shape)},
        {"quant_dtype", quantDType(model, row)},
        {"qscale", row.params && !row.params->perChannel() && !row.params->scales.empty() ? number(row.scale()) : Json(nullptr)}};
    addMetrics(json, row.metrics, row.scale());
    json["tensor"] = model.graph.value(row.value).name;
    return json;
}

/// What the expression gave for all outputs together; null where it is of single tensors only.
Json customJson(const CustomMetric& metric, const CustomValues& values)
{
    Json samples = Json::object();
    for (const auto& [sample, value] : values)
        samples[std::to_string(sample)] = number(value);
    const auto worst = worstOf(values, metric.order);
    return {{"expression", metric.text},
            {"order", metric.order == Order::Ascending ? "ascending" : "descending"},
            {"value", values.empty() ? Json(nullptr) : number(meanOf(values))},
            {"worst_sample", worst ? Json(*worst) : Json(nullptr)},
            {"samples", std::move(samples)}};
}

/// A table's column behind its other metrics.
void addCustomColumn(Table& table)
{
    table.columns.insert(std::find(table.columns.begin(), table.columns.end(), "SQNR"), "custom");
}

const std::vector<std::string> kCompareColumns{
    "index",           "mod_name", "base_op_type",   "quant_dtype",    "qscale",          "Cosine",          "L1",   "Atol",
    "max_qscale_diff", "SQNR",     "base_model_min", "base_model_max", "analy_model_min", "analy_model_max", "trust"};

std::string customText(const Comparison& c, const CustomMetric& metric)
{
    const auto worst = worstOf(c.ofOutputs, metric.order);
    return fmt::format("{} = {:.6g}{}\n", metric.text, meanOf(c.ofOutputs),
                       worst && c.ofOutputs.at(*worst) != meanOf(c.ofOutputs)
                           ? fmt::format(" on average; worst in sample {}: {:.6g}", *worst, c.ofOutputs.at(*worst))
                           : std::string());
}

/// `shown`: units whose rows are printed; nothing: all.
void addComparison(CliSession& session, const Model& model, const Comparison& c, const std::string& baseline,
                   const std::optional<std::vector<UnitId>>& shown, const LayerSamples& samples,
                   const std::optional<CustomMetric>& custom, Result& result)
{
    result.json["baseline"] = baseline;
    result.json["samples"] = c.samples;
    result.json["bad_case"] = toJson(samples.badCase, session.configuration());
    Table rows{kCompareColumns, Json::array()};
    Table outputs{{"name", "quant_dtype", "Cosine", "L1", "Atol", "SQNR", "SQNR_mean", "worst_sample", "trust"}, Json::array()};
    const bool ofTensor = custom && custom->ofTensor;
    if (ofTensor)
        for (Table* table : {&rows, &outputs})
            addCustomColumn(*table);
    const auto add = [&](Table& table, const CompareRow& row, Json json) {
        if (ofTensor)
            json["custom"] = number(meanOf(row.custom));
        table.rows.push_back(std::move(json));
    };
    for (std::size_t i = 0; i < c.rows.size(); ++i)
        if (!c.rows[i].metrics.samples().empty() &&
            (!shown || std::find(shown->begin(), shown->end(), c.rows[i].unit) != shown->end()))
            add(rows, c.rows[i], rowJson(model, c.rows[i], i));
    for (std::size_t i = 0; i < c.outputs.size(); ++i) {
        if (c.outputs[i].metrics.samples().empty())
            continue;
        Json row{{"name", model.graph.value(c.outputs[i].value).name}};
        row.update(rowJson(model, c.outputs[i], i));
        add(outputs, c.outputs[i], std::move(row));
    }
    result.json["rows"] = rows.rows;
    result.json["outputs"] = outputs.rows;
    result.rows = rows.rows;
    Json judged = outputs.rows;
    if (custom && custom->ofOutputs)
        judged.push_back({{"custom", number(meanOf(c.ofOutputs))}});
    // Where there is no number, or one of an output is none, nothing was reached.
    if (!session.options().failIf.empty())
        result.goalMet = !anyFulfils(judged, session.options().failIf) && !judged.empty() &&
                         std::none_of(c.outputs.begin(), c.outputs.end(),
                                      [](const CompareRow& row) { return row.metrics.pooled().notFinite > 0; });
    result.tables = {{"", std::move(rows)}, {"\noutputs", std::move(outputs)}};
    result.text = samples.badCase
                      ? fmt::format("the bad case, {}, against {}\n", samples.badCase->text(session.configuration()), baseline)
                      : fmt::format("{} samples, against {}\n", c.samples.size(), baseline);
    if (custom)
        result.json["custom"] = customJson(*custom, c.ofOutputs);
    if (custom && custom->ofOutputs)
        result.text += customText(c, *custom);
    result.findings = c.findings;
    result.findings.insert(result.findings.end(), samples.findings.begin(), samples.findings.end());
}

void writeComparison(const Arguments& a, const Model& model, const Comparison& c, Result& result)
{
    if (a.out.empty())
        return;
    writeInto(a.out, "compare_per_layer_out.txt", comparePerLayerTable(model, c), result);
    writeInto(a.out, "compare_per_layer_out.csv", comparePerLayerCsv(model, c), result);
}

/// The first few of a list of names.
std::string some(const std::vector<std::string>& names)
{
    constexpr std::size_t kShown = 5;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, names.size()); ++i)
        text += (i == 0 ? "" : "; ") + names[i];
    return names.size() > kShown ? fmt::format("{}; and {} more", text, names.size() - kShown) : text;
}

void addForeign(const Model& model, const ForeignComparison& foreign, Result& result)
{
    std::vector<std::string> there;
    for (const Text& text : foreign.unmatchedThere)
        there.push_back(text.english());
    result.json["unmatched"] = {{"here", foreign.unmatchedHere}, {"there", there}};
    result.json["first_diverging"] = nullptr;
    if (foreign.diverges) {
        const CompareRow& row = foreign.comparison.rows[*foreign.diverges];
        const double steps = row.metrics.pooled().value(Metric::MaxQscaleDiff, row.scale());
        const double sqnr = row.metrics.pooled().value(Metric::Sqnr);
        const std::string& unit = model.unit(row.unit).name;
        result.json["first_diverging"] = {
            {"unit", unit}, {"index", *foreign.diverges}, {"steps", number(steps)}, {"SQNR", number(sqnr)}};
        const std::uint64_t notFinite = row.metrics.pooled().notFinite;
        result.json["first_diverging"]["not_finite"] = notFinite;
        result.text +=
            notFinite > 0
                ? fmt::format("the first unit that differs is {}: {} values are NaN or infinite on one side\n", unit, notFinite)
                : fmt::format("the first unit that differs is {}: {}SQNR {:.1f} dB\n", unit,
                              std::isnan(steps) ? std::string() : fmt::format("{:.3g} steps of its scale, ", steps), sqnr);
    } else {
        result.text += "every unit that was compared agrees\n";
    }
    if (!foreign.unmatchedHere.empty())
        result.text +=
            fmt::format("{} units have no counterpart: {}\n", foreign.unmatchedHere.size(), some(foreign.unmatchedHere));
    if (!there.empty())
        result.text += fmt::format("{} of the other side are not used: {}\n", there.size(), some(there));
}

/// Nothing without a selector. What it asks of metrics is asked of this comparison. Throws Error(Usage) where it means no unit
/// whatever is measured.
std::optional<std::vector<UnitId>> unitsOf(CliSession& session, Workspace& w, const std::string& selector, const Comparison& c)
{
    if (selector.empty())
        return std::nullopt;
    const Selector parsed = Selector::parse(selector);
    SelectorFacts facts = w.selectorFacts(false, session.job());
    facts.metric = metricsOf(std::make_shared<Comparison>(c));
    std::vector<UnitId> units = parsed.select(w.model()->graph, w.model()->units, facts);
    if (units.empty() && !parsed.asksResults())
        throw Error(ErrorCode::Usage, Text("the selector \"{}\" matches no unit", selector), Text("inspect lists the units"));
    return units;
}

Result compareRun(CliSession& session, const Arguments& a)
{
    if (!a.against.empty() && !a.againstDump.empty())
        throw Error(ErrorCode::Usage, Text("--against and --against-dump exclude each other"), Text("give one of them"));
    const bool model = a.against.ends_with(".onnx") || a.against.ends_with(".ort");
    const bool foreign = model || !a.againstDump.empty();
    if (foreign && a.mode == "local")
        throw Error(ErrorCode::Usage, Text("local errors need a configuration of the same model to compare with"),
                    Text("leave --mode out, or compare with a study or a rule file"));
    if (foreign && !a.custom.expression.empty())
        throw Error(ErrorCode::Usage, Text("--custom needs a configuration of the same model to compare with"),
                    Text("leave it out, or compare with a study or a rule file"));
    Workspace& w = session.openCalibrated(a.path, a.data);
    std::optional<CustomMetric> custom;
    if (!a.custom.expression.empty())
        custom = CustomMetric::parse(a.custom.expression, a.custom.order(), w.model()->outputs);
    if (custom && a.mode == "local") {
        if (!custom->ofTensor)
            throw Error(ErrorCode::Usage, Text("local errors are of one tensor each, and {} is of outputs by name", custom->text),
                        Text("use float and quant without a name, or leave --mode out"));
        custom->ofOutputs.reset();
    }
    // A dump says by its folders of which samples it is.
    const bool ownSamples = !a.againstDump.empty() && !isFlatDump(a.againstDump) && a.data.sample.empty();
    const LayerSamples samples = ownSamples ? LayerSamples{session.evaluationSamples(w, a.data), std::nullopt, std::nullopt, {}}
                                            : session.layerSamples(w, a.data);
    const Kernels kernels = session.kernels(Kernels::Reference);
    Result result;
    result.json = header(w);
    result.json["mode"] = a.mode;
    if (foreign) {
        ForeignComparison c = model ? w.compareWithModel(samples.set, a.against, kernels, session.job())
                                    : w.compareWithDump(samples.set, a.againstDump, kernels, session.job(), samples.only);
        if (samples.only) {
            c.comparison = onlySample(std::move(c.comparison), samples.only);
            c.diverges = firstDiverging(c.comparison);
        }
        addComparison(session, *w.model(), c.comparison, model ? a.against : a.againstDump,
                      unitsOf(session, w, a.units, c.comparison), samples, custom, result);
        addForeign(*w.model(), c, result);
        writeComparison(a, *w.model(), c.comparison, result);
        return result;
    }
    const Plan baseline = a.against.empty() ? Plan::allFloat(w.model()->units) : otherPlan(session, w, a.against);
    const CompareMode mode = a.mode == "local" ? CompareMode::Local : CompareMode::Cumulative;
    const Reuse reuse = session.options().recompute ? Reuse::Recompute : Reuse::Stored;
    const Comparison c = onlySample(w.compare(samples.set, baseline, mode, kernels, reuse, session.job(), custom), samples.only);
    addComparison(session, *w.model(), c, a.against.empty() ? "float" : a.against, unitsOf(session, w, a.units, c), samples,
                  custom, result);
    writeComparison(a, *w.model(), c, result);
    return result;
}

} // namespace

Command compareCommand()
{
    return {"compare", "float against quantized, layer by layer",
            "compare resources/sample/two_heads.onnx --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 16",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                a->mode = "cumulative";
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                app.add_option("--mode", a->mode, "cumulative or local")->check(CLI::IsMember({"cumulative", "local"}));
                app.add_option("--against", a->against,
                               "in place of float: another configuration (a study or a rule file), or another model (.onnx)");
                app.add_option("--against-dump", a->againstDump,
                               "in place of float: a folder of npy per tensor from a board or another runtime");
                app.add_option("--units", a->units,
                               "give the rows of these units alone, e.g. \"op:Conv cos<0.99\"; what --out writes holds all");
                addCustomOptions(app, a->custom);
                app.add_option("--out", a->out, "folder for compare_per_layer_out.txt and compare_per_layer_out.csv");
                return [a](CliSession& s) { return compareRun(s, *a); };
            }};
}

} // namespace qb::cli
