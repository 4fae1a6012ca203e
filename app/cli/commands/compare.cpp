// SPDX-License-Identifier: GPL-3.0-or-later
// compare, sensitivity: where the error is, and which point makes it.
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
    std::string port = "both";
    std::string metric;
    CustomArguments custom;
    std::string output;
    std::string out;
    bool reserve = false;
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
        {"quant_dtype", row.params ? toString(row.params->dtype) : "float32"},
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

/// Another configuration of the same model: a rule file, or the rules of another study.
Plan otherPlan(CliSession& session, Workspace& w, const std::string& path)
{
    if (path.ends_with(".json"))
        return w.planOf(RuleSet::fromJson(readText(path), std::filesystem::path(path).parent_path().string()), session.job());
    const Study other = Study::open(path, OpenMode::ReadOnly);
    if (other.modelFingerprint() != w.model()->fingerprint)
        throw Error(ErrorCode::BadInput, Text("{} is a study of another model", path),
                    Text("compare configurations of one model"), {{"file", path}});
    return w.planOf(RuleSet::fromJson(other.rules()), session.job());
}

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

std::string flopsText(std::uint64_t macs, double share)
{
    return macs == 0 ? "0(0%)" : fmt::format("{}({:.2f}%)", macs, 100 * share);
}

/// `output`: of s.outputs; nothing: of a model that has none, by the expression alone.
Json sensitivityTable(const Model& model, const PlanResult& plan, const Sensitivity& s, std::optional<std::size_t> output,
                      const MetricChoice& by, bool reserve)
{
    std::uint64_t total = 0;
    for (const Unit& u : model.units.units)
        total += u.macs;
    std::vector<std::pair<double, Json>> rows;
    for (const PointErrors& r : s.rows) {
        if (output ? r.outputs[*output].samples().empty() : r.custom.empty())
            continue;
        const Point& p = model.point(r.point);
        const Unit& unit = model.unit(p.unit);
        const double share = total == 0 ? 0 : static_cast<double>(unit.macs) / static_cast<double>(total);
        Json row{{"op_name", unit.name},
                 {"sensitive_type", p.kind == PointKind::Weight ? "weight" : "activation"},
                 {"op_type", unit.opType},
                 {"quant_dtype", toString(plan.plan.at(r.point) ? plan.plan.at(r.point)->dtype : DType::Float32)},
                 {"flops", unit.macs},
                 {"flops_share", share},
                 {"flops_text", flopsText(unit.macs, share)},
                 {"point", p.name}};
        const MetricSums pooled = output ? r.outputs[*output].pooled() : MetricSums{};
        if (output) {
            for (const Metric m : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::Mse, Metric::Sqnr, Metric::Rtol, Metric::Kl})
                row[std::string(toString(m))] = number(pooled.value(m));
            row["trust"] = toString(pooled.trust());
        }
        if (!s.custom.empty())
            row["custom"] = number(meanOf(r.custom));
        const double badness = by.value(pooled, 0, r.custom) * (by.higherIsBetter() ? -1 : 1);
        rows.emplace_back(std::isnan(badness) ? -std::numeric_limits<double>::infinity() : badness, std::move(row));
    }
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const auto& x, const auto& y) { return reserve ? x.first < y.first : x.first > y.first; });
    Json list = Json::array();
    for (auto& [badness, row] : rows)
        list.push_back(std::move(row));
    return list;
}

std::vector<SensitiveOp> opsOf(const Json& rows, const std::string& metric)
{
    std::vector<SensitiveOp> ops;
    for (const Json& row : rows)
        ops.push_back({row["op_name"], row["sensitive_type"], row["op_type"],
                       row[metric].is_number() ? row[metric].get<double>() : std::nan(""), row["quant_dtype"],
                       row["flops_text"]});
    return ops;
}

/// The expression decides where it was given and no metric was.
MetricChoice choiceOf(const Arguments& a)
{
    if (a.metric.empty())
        return a.custom.expression.empty() ? Metric::L1 : MetricChoice::custom(a.custom.order());
    if (const auto metric = metricFromString(a.metric))
        return *metric;
    throw Error(ErrorCode::Usage, Text("unknown metric \"{}\"", a.metric), Text("Cosine, L1, Atol, MSE, SQNR, Rtol or KL"));
}

std::string columnOf(const MetricChoice& by) { return by.metric ? std::string(toString(*by.metric)) : "custom"; }

/// One table for each output asked for; of a model without outputs of numbers one by the expression.
void addTables(const Arguments& a, const Model& model, const PlanResult& plan, const Sensitivity& s, const MetricChoice& by,
               Result& result)
{
    const std::string column = columnOf(by);
    result.json["tables"] = Json::object();
    result.rows = Json::array();
    for (std::size_t o = 0; o < std::max<std::size_t>(1, s.outputs.size()); ++o) {
        const bool has = !s.outputs.empty();
        const std::string name = has ? model.graph.value(s.outputs[o]).name : "custom";
        if (!a.output.empty() && (name != a.output || !has))
            continue;
        Table table{{"op_name", "sensitive_type", "op_type", column}, {}};
        for (const char* other : {"SQNR", "custom"})
            if (other != column && (other == std::string("SQNR") ? has : !s.custom.empty()))
                table.columns.emplace_back(other);
        table.columns.insert(table.columns.end(), {"quant_dtype", "flops_text"});
        table.rows = sensitivityTable(model, plan, s, has ? std::optional(o) : std::nullopt, by, a.reserve);
        for (const Json& row : table.rows) {
            Json line{{"output", name}};
            line.update(row);
            result.rows.push_back(std::move(line));
        }
        result.json["tables"][name] = table.rows;
        result.tables.emplace_back(fmt::format("{}output {}", result.tables.empty() ? "" : "\n", name), std::move(table));
    }
    if (result.tables.empty()) {
        std::vector<std::string> names;
        for (const ValueId v : s.outputs)
            names.push_back(model.graph.value(v).name);
        throw Error(ErrorCode::Usage, Text("the model has no output of numbers \"{}\"", a.output), didYouMean(a.output, names));
    }
}

Result sensitivityRun(CliSession& session, const Arguments& a)
{
    MetricChoice by = choiceOf(a);
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const PlanResult& plan = w.plan(session.job());
    SensitivityOptions options;
    options.mode = a.mode == "leave-one-out" ? SensitivityMode::LeaveOneOut : SensitivityMode::Isolated;
    options.memoryBytes = session.options().memoryBytes;
    if (!a.custom.expression.empty())
        options.custom = Expression::parse(a.custom.expression, model.outputs);
    std::optional<Plan> baseline;
    if (!a.against.empty()) {
        baseline = otherPlan(session, w, a.against);
        options.baseline = &*baseline;
    }
    for (const PointId p : baseline ? differingPoints(model, plan.plan, *baseline) : switchablePoints(model, plan.plan)) {
        const bool weight = model.point(p).kind == PointKind::Weight;
        if (a.port == "both" || (a.port == "weight") == weight)
            options.points.push_back(p);
    }
    const LayerSamples samples = session.layerSamples(w, a.data);
    options.only = samples.only;
    Findings findings = plan.findings;
    findings.insert(findings.end(), samples.findings.begin(), samples.findings.end());
    const Sensitivity s = w.sensitivity(samples.set, options, session.kernels(Kernels::Fast),
                                        session.options().recompute ? Reuse::Recompute : Reuse::Stored, session.job(), findings);
    if (s.outputs.empty()) // then there is no other metric
        by = MetricChoice::custom(a.custom.order());
    Result result;
    result.json = header(w);
    result.json["mode"] = toString(options.mode);
    result.json["metric"] = columnOf(by);
    if (options.custom)
        result.json["custom"] = {{"expression", s.custom},
                                 {"order", a.custom.orderName},
                                 {"whole", s.wholeCustom.empty() ? Json(nullptr) : number(meanOf(s.wholeCustom))}};
    result.json["baseline"] = a.against.empty() ? "float" : a.against;
    std::vector<std::uint64_t> ids;
    for (std::size_t i = 0; i < samples.set.size(); ++i)
        if (!samples.only || *samples.only == samples.set.sampleId(i))
            ids.push_back(samples.set.sampleId(i));
    result.json["samples"] = ids.size();
    result.json["sample_ids"] = ids;
    result.json["bad_case"] = toJson(samples.badCase, session.configuration());
    addTables(a, model, plan, s, by, result);
    result.text = samples.badCase ? "the bad case, " + samples.badCase->text(session.configuration()).english()
                                  : fmt::format("{} samples", ids.size());
    result.text += a.against.empty() ? "\n" : fmt::format(", against {}: {} points differ\n", a.against, options.points.size());
    if (!a.out.empty())
        for (const auto& [name, rows] : result.json["tables"].items())
            writeInto(a.out, sensitiveOpsFile(name, columnOf(by)), sensitiveOpsTable(opsOf(rows, columnOf(by)), columnOf(by)),
                      result);
    result.findings = std::move(findings);
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

Command sensitivityCommand()
{
    return {
        "sensitivity", "error at each output that each point makes",
        "sensitivity resources/sample/two_heads.onnx --data resources/sample/images --preprocess "
        "resources/sample/preprocess.json --samples 4",
        [](CLI::App& app) {
            auto a = std::make_shared<Arguments>();
            a->mode = "isolated";
            addSubject(app, a->path);
            addDataOptions(app, a->data);
            app.add_option("--mode", a->mode, "isolated or leave-one-out")->check(CLI::IsMember({"isolated", "leave-one-out"}));
            app.add_option("--port", a->port, "activation, weight or both")
                ->check(CLI::IsMember({"activation", "weight", "both"}));
            app.add_option("--metric", a->metric, "the metric to sort by; default --custom where given, else L1");
            addCustomOptions(app, a->custom);
            app.add_option("--against-config", a->against,
                           "in place of float: another configuration (a study or a rule file); points at which both differ");
            app.add_option("--output", a->output, "only the table of this output");
            app.add_option("--out", a->out, "folder for output_NAME_METRIC_sensitive_ops.txt, one per output");
            app.add_flag("--reserve", a->reserve, "best first");
            return [a](CliSession& s) { return sensitivityRun(s, *a); };
        }};
}

} // namespace qb::cli
