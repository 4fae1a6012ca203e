// SPDX-License-Identifier: GPL-3.0-or-later
// export, verify: the tuned model as a file, and the proof that it computes what was simulated.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/exporters/verify.h"
#include "engine/model/onnx_writer.h"
#include "engine/study/kept_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string out;
    DataArguments data;
    std::string domain = "auto";
    std::string guard;
    bool verify = false;
    double maxSteps = 0;
    std::uint64_t verifySamples = 2;
};

Json verificationJson(const Verification& v)
{
    Json tensors = Json::array();
    for (const TensorCheck& t : v.tensors)
        tensors.push_back(
            {{"name", t.name}, {"equal", t.equal}, {"max_steps", number(t.maxSteps)}, {"equal_share", number(t.equalShare)}});
    Json outputs = Json::array();
    for (const OutputQuality& o : v.outputs)
        outputs.push_back({{"name", o.name}, {"sqnr_db_vs_float", number(o.sqnrDbVsFloat)}, {"SQNR", number(o.sqnrDbVsFloat)}});
    Json perOutput = Json::array();
    for (const OptimizedRun::Output& o : v.optimized.outputs)
        perOutput.push_back({{"name", o.name},
                             {"sqnr_db_vs_reference", number(o.sqnrDbVsReference)},
                             {"sqnr_db_vs_float", number(o.sqnrDbVsFloat)},
                             {"sqnr_db_vs_float_mean", number(o.sqnrDbVsFloatMean)}});
    return {{"equal", v.equal},
            {"max_steps", number(v.maxSteps)},
            {"samples", v.samples},
            {"tensors", tensors},
            {"outputs", outputs},
            {"optimized",
             {{"sqnr_db_vs_reference", number(v.optimized.sqnrDbVsReference)},
              {"sqnr_db_vs_float", number(v.optimized.sqnrDbVsFloat)},
              {"sqnr_db_vs_float_mean", number(v.optimized.sqnrDbVsFloatMean)},
              {"outputs", perOutput},
              {"requantized_by_runtime", v.optimized.requantizedByRuntime},
              {"refused", v.optimized.refused.empty() ? Json(nullptr) : Json(v.optimized.refused.english())}}}};
}

/// A few evaluation samples; the first of a sequence of states each.
std::vector<std::vector<Tensor>> someInputs(CliSession& session, Workspace& w, const Arguments& a)
{
    const SampleSet samples = session.evaluationSamples(w, a.data);
    std::vector<std::vector<Tensor>> inputs;
    const std::size_t count = std::min<std::size_t>(samples.size(), a.verifySamples);
    for (std::size_t i = 0; i < count; ++i)
        inputs.push_back(samples.load(i * samples.size() / count).inputs);
    return inputs;
}

void addVerification(CliSession& session, Workspace& w, const Arguments& a, Result& result)
{
    const std::vector<std::vector<Tensor>> inputs = someInputs(session, w, a);
    const Verification v =
        verifyExport(w.evaluator(Kernels::Reference), w.plan(session.job()).plan, a.out, inputs, w.environment(), session.job());
    result.json["verify"] = verificationJson(v);
    const bool within = v.equal || (!std::isnan(v.maxSteps) && a.maxSteps > 0 && v.maxSteps <= a.maxSteps);
    result.goalMet = within;
    if (!session.options().failIf.empty())
        result.goalMet = result.goalMet && !anyFulfils(result.json["verify"]["outputs"], session.options().failIf);
    Table tensors{{"name", "equal", "max_steps", "equal_share"}, Json::array()};
    for (const Json& row : result.json["verify"]["tensors"])
        if (!row["equal"].get<bool>())
            tensors.rows.push_back(row);
    result.rows = result.json["verify"]["tensors"];
    if (!tensors.rows.empty())
        result.tables.emplace_back("tensors that differ from the simulation", tensors);
    Table outputs{{"name", "sqnr_db_vs_float"}, result.json["verify"]["outputs"]};
    result.tables.emplace_back("outputs of the file (no optimizations) against float", std::move(outputs));
    Table optimized{{"name", "sqnr_db_vs_reference", "sqnr_db_vs_float", "sqnr_db_vs_float_mean"},
                    result.json["verify"]["optimized"]["outputs"]};
    result.tables.emplace_back("\noutputs with all of ONNX Runtime's optimizations", std::move(optimized));
    result.text += fmt::format(
        "verified on {} samples: {} of {} tensors equal the simulation bit for bit{}\n", v.samples,
        std::count_if(v.tensors.begin(), v.tensors.end(), [](const TensorCheck& t) { return t.equal; }), v.tensors.size(),
        v.equal || std::isnan(v.maxSteps) ? "" : fmt::format(", the largest difference is {:.3g} steps", v.maxSteps));
    if (!v.optimized.refused.empty())
        result.text += "with all optimizations ONNX Runtime refuses the file: " + v.optimized.refused.english() + "\n";
    for (const std::string& unit : v.optimized.requantizedByRuntime)
        result.text += "the runtime quantizes \"" + unit + "\", which the plan leaves in float (--guard-float yes keeps it)\n";
    result.findings.insert(result.findings.end(), v.findings.begin(), v.findings.end());
}

Result exportRun(CliSession& session, const Arguments& a)
{
    if (!a.path.ends_with(".qbs"))
        refuseToReplace(a.out, a.path, {}); // before it is calibrated
    Workspace& w = session.openCalibrated(a.path, a.data);
    refuseToReplace(a.out, w.model()->path, w.study().path());
    const QdqDomain domain = a.domain == "onnx"        ? QdqDomain::Onnx
                             : a.domain == "microsoft" ? QdqDomain::Microsoft
                                                       : QdqDomain::Auto;
    std::optional<GuardFloat> guard;
    if (!a.guard.empty())
        guard = a.guard == "yes" ? GuardFloat::Yes : GuardFloat::No;
    const Findings errors = w.effective().findings;
    const Exported exported = w.exportModel(domain, guard, session.job());
    if (const auto parent = std::filesystem::path(a.out).parent_path(); !parent.empty() && !std::filesystem::is_directory(parent))
        throw Error(ErrorCode::Resources, Text("there is no folder {}", parent.string()), Text("make it first"),
                    {{"file", a.out}});
    writeModelFile(exported.graph, a.out);
    Result result;
    result.json = header(w);
    result.json["file"] = a.out;
    result.json["opset"] = exported.opset;
    result.json["opset_from"] = exported.opsetFrom;
    result.json["qdq_domain"] = exported.qdqDomain;
    result.json["tensors_changed"] = exported.tensorsChanged;
    result.json["guarded"] = exported.guarded;
    result.text = fmt::format("{}: {} tensors quantized, {} pairs, opset {}{}\n", a.out, exported.tensorsChanged,
                              exported.qdqDomain, exported.opset,
                              exported.opset == exported.opsetFrom ? "" : fmt::format(" (raised from {})", exported.opsetFrom));
    result.findings = exported.findings;
    if (a.verify)
        addVerification(session, w, a, result);
    // A frozen dtype that the target forbids is exported as asked, and said by the exit code.
    result.goalMet = result.goalMet &&
                     std::none_of(errors.begin(), errors.end(), [](const Finding& f) { return f.severity == Severity::Error; });
    for (const Finding& f : errors)
        if (f.severity == Severity::Error)
            result.findings.push_back(f);
    return result;
}

Result verifyRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.openCalibrated(a.path, a.data);
    Result result;
    result.json = header(w);
    result.json["file"] = a.out;
    addVerification(session, w, a, result);
    return result;
}

} // namespace

Command exportCommand()
{
    return {
        "export", "the tuned model as QDQ ONNX",
        "export resources/sample/two_heads.onnx build/two_heads_int8.onnx --verify --data resources/sample/images --preprocess "
        "resources/sample/preprocess.json",
        [](CLI::App& app) {
            auto a = std::make_shared<Arguments>();
            addSubject(app, a->path);
            app.add_option("OUT", a->out, "file to write (.onnx)")->required();
            addDataOptions(app, a->data);
            app.add_option("--qdq-domain", a->domain, "auto, onnx or microsoft")
                ->check(CLI::IsMember({"auto", "onnx", "microsoft"}));
            app.add_option("--guard-float", a->guard,
                           "yes keeps the runtime from quantizing float layers; default: the profile's")
                ->check(CLI::IsMember({"yes", "no"}));
            app.add_flag("--verify", a->verify, "run the file and compare every tensor with the simulation");
            app.add_option("--max-steps", a->maxSteps, "largest difference that passes; default 0: bit for bit");
            app.add_option("--verify-samples", a->verifySamples, "samples to verify on")->check(CLI::Range(1, 1000));
            return [a](CliSession& s) { return exportRun(s, *a); };
        }};
}

Command verifyCommand()
{
    return {"verify", "compares an exported file with the simulation, tensor by tensor",
            "verify resources/sample/two_heads.onnx build/two_heads_int8.onnx --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("OUT", a->out, "exported file (.onnx)")->required();
                addDataOptions(app, a->data);
                app.add_option("--max-steps", a->maxSteps, "largest difference that passes; default 0: bit for bit");
                app.add_option("--verify-samples", a->verifySamples, "samples to verify on")->check(CLI::Range(1, 1000));
                return [a](CliSession& s) { return verifyRun(s, *a); };
            }};
}

} // namespace qb::cli
