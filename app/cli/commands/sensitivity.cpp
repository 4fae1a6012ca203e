// SPDX-License-Identifier: GPL-3.0-or-later
// sensitivity: which point makes the error of the outputs.
#include "app/cli/commands/commands.h"
#include "engine/analysis/metric_choice.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/analysis_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <memory>
#include <optional>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string mode;
    std::string against;
    std::string port = "both";
    std::string metric;
    CustomArguments custom;
    std::string output;
    std::string out;
    bool reserve = false;
};

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
