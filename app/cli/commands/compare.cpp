// SPDX-License-Identifier: GPL-3.0-or-later
// compare, sensitivity: where the error is, and which point makes it.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/analysis_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <iterator>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string mode;
    std::string against;
    std::string againstDump;
    std::string port = "both";
    std::string metric = "L1";
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

void addComparison(CliSession& session, const Model& model, const Comparison& c, const std::string& baseline,
                   const LayerSamples& samples, Result& result)
{
    result.json["baseline"] = baseline;
    result.json["samples"] = c.samples;
    result.json["bad_case"] = toJson(samples.badCase);
    Table rows{kCompareColumns, Json::array()};
    Table outputs{{"name", "quant_dtype", "Cosine", "L1", "Atol", "SQNR", "SQNR_mean", "worst_sample", "trust"}, Json::array()};
    for (std::size_t i = 0; i < c.rows.size(); ++i)
        if (!c.rows[i].metrics.samples().empty())
            rows.rows.push_back(rowJson(model, c.rows[i], i));
    for (std::size_t i = 0; i < c.outputs.size(); ++i) {
        if (c.outputs[i].metrics.samples().empty())
            continue;
        Json row{{"name", model.graph.value(c.outputs[i].value).name}};
        row.update(rowJson(model, c.outputs[i], i));
        outputs.rows.push_back(row);
    }
    result.json["rows"] = rows.rows;
    result.json["outputs"] = outputs.rows;
    result.rows = rows.rows;
    if (!session.options().failIf.empty())
        result.goalMet = !anyFulfils(outputs.rows, session.options().failIf);
    result.tables = {{"", std::move(rows)}, {"\noutputs", std::move(outputs)}};
    result.text = samples.badCase ? fmt::format("the bad case, {}, against {}\n", samples.badCase->text(), baseline)
                                  : fmt::format("{} samples, against {}\n", c.samples.size(), baseline);
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
        result.text += fmt::format("the first unit that differs is {}: {}SQNR {:.1f} dB\n", unit,
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

Result compareRun(CliSession& session, const Arguments& a)
{
    if (!a.against.empty() && !a.againstDump.empty())
        throw Error(ErrorCode::Usage, Text("--against and --against-dump exclude each other"), Text("give one of them"));
    const bool model = a.against.ends_with(".onnx") || a.against.ends_with(".ort");
    const bool foreign = model || !a.againstDump.empty();
    if (foreign && a.mode == "local")
        throw Error(ErrorCode::Usage, Text("local errors need a configuration of the same model to compare with"),
                    Text("leave --mode out, or compare with a study or a rule file"));
    Workspace& w = session.openCalibrated(a.path, a.data);
    const LayerSamples samples = session.layerSamples(w, a.data);
    const Kernels kernels = session.kernels(Kernels::Reference);
    Result result;
    result.json = header(w);
    result.json["mode"] = a.mode;
    if (foreign) {
        ForeignComparison c = model ? w.compareWithModel(samples.set, a.against, kernels, session.job())
                                    : w.compareWithDump(samples.set, a.againstDump, kernels, session.job());
        if (samples.only) {
            c.comparison = onlySample(std::move(c.comparison), samples.only);
            c.diverges = firstDiverging(c.comparison);
        }
        addComparison(session, *w.model(), c.comparison, model ? a.against : a.againstDump, samples, result);
        addForeign(*w.model(), c, result);
        writeComparison(a, *w.model(), c.comparison, result);
        return result;
    }
    const Plan baseline = a.against.empty() ? Plan::allFloat(w.model()->units) : otherPlan(session, w, a.against);
    const CompareMode mode = a.mode == "local" ? CompareMode::Local : CompareMode::Cumulative;
    const Reuse reuse = session.options().recompute ? Reuse::Recompute : Reuse::Stored;
    const Comparison c = onlySample(w.compare(samples.set, baseline, mode, kernels, reuse, session.job()), samples.only);
    addComparison(session, *w.model(), c, a.against.empty() ? "float" : a.against, samples, result);
    writeComparison(a, *w.model(), c, result);
    return result;
}

std::string flopsText(std::uint64_t macs, double share)
{
    return macs == 0 ? "0(0%)" : fmt::format("{}({:.2f}%)", macs, 100 * share);
}

Json sensitivityTable(const Model& model, const PlanResult& plan, const Sensitivity& s, std::size_t output, Metric metric,
                      bool reserve)
{
    std::uint64_t total = 0;
    for (const Unit& u : model.units.units)
        total += u.macs;
    std::vector<std::pair<double, Json>> rows;
    for (const PointErrors& r : s.rows) {
        if (r.outputs[output].samples().empty())
            continue;
        const Point& p = model.point(r.point);
        const Unit& unit = model.unit(p.unit);
        const double share = total == 0 ? 0 : static_cast<double>(unit.macs) / static_cast<double>(total);
        Json row{{"op_name", unit.name},
                 {"sensitive_type", p.kind == PointKind::Weight ? "weight" : "activation"},
                 {"op_type", unit.opType},
                 {"quant_dtype", toString(plan.plan.at(r.point)->dtype)},
                 {"flops", unit.macs},
                 {"flops_share", share},
                 {"flops_text", flopsText(unit.macs, share)},
                 {"point", p.name}};
        const MetricSums pooled = r.outputs[output].pooled();
        for (const Metric m : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::Mse, Metric::Sqnr, Metric::Rtol, Metric::Kl})
            row[std::string(toString(m))] = number(pooled.value(m));
        row["trust"] = toString(pooled.trust());
        double badness = pooled.value(metric) * (higherIsBetter(metric) ? -1 : 1);
        if (std::isnan(badness))
            badness = -std::numeric_limits<double>::infinity();
        rows.emplace_back(badness, std::move(row));
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

Result sensitivityRun(CliSession& session, const Arguments& a)
{
    const auto metric = metricFromString(a.metric);
    if (!metric)
        throw Error(ErrorCode::Usage, Text("unknown metric \"{}\"", a.metric), Text("Cosine, L1, Atol, MSE, SQNR, Rtol or KL"));
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const PlanResult& plan = w.plan(session.job());
    SensitivityOptions options;
    options.mode = a.mode == "leave-one-out" ? SensitivityMode::LeaveOneOut : SensitivityMode::Isolated;
    options.memoryBytes = session.options().memoryBytes;
    for (const PointId p : switchablePoints(model, plan.plan)) {
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
    Result result;
    result.json = header(w);
    result.json["mode"] = toString(options.mode);
    result.json["metric"] = toString(*metric);
    result.json["baseline"] = "float";
    std::vector<std::uint64_t> ids;
    for (std::size_t i = 0; i < samples.set.size(); ++i)
        if (!samples.only || *samples.only == samples.set.sampleId(i))
            ids.push_back(samples.set.sampleId(i));
    result.json["samples"] = ids.size();
    result.json["sample_ids"] = ids;
    result.json["bad_case"] = toJson(samples.badCase);
    result.json["tables"] = Json::object();
    result.rows = Json::array();
    const std::string column(toString(*metric));
    for (std::size_t o = 0; o < s.outputs.size(); ++o) {
        const std::string name = model.graph.value(s.outputs[o]).name;
        if (!a.output.empty() && name != a.output)
            continue;
        Table table{{"op_name", "sensitive_type", "op_type", column, "SQNR", "quant_dtype", "flops_text"}, {}};
        if (column == "SQNR")
            table.columns.erase(table.columns.begin() + 4);
        table.rows = sensitivityTable(model, plan, s, o, *metric, a.reserve);
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
        throw Error(ErrorCode::Usage, Text("the model has no float output \"{}\"", a.output), didYouMean(a.output, names));
    }
    result.text =
        samples.badCase ? "the bad case, " + samples.badCase->text().english() + "\n" : fmt::format("{} samples\n", ids.size());
    if (!a.out.empty())
        for (const auto& [name, rows] : result.json["tables"].items())
            writeInto(a.out, sensitiveOpsFile(name, column), sensitiveOpsTable(opsOf(rows, column), column), result);
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
            app.add_option("--metric", a->metric, "the metric to sort by");
            app.add_option("--output", a->output, "only the table of this output");
            app.add_option("--out", a->out, "folder for output_NAME_METRIC_sensitive_ops.txt, one per output");
            app.add_flag("--reserve", a->reserve, "best first");
            return [a](CliSession& s) { return sensitivityRun(s, *a); };
        }};
}

} // namespace qb::cli
