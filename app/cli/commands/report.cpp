// SPDX-License-Identifier: GPL-3.0-or-later
// report: everything in one file that can be sent to somebody.
#include "engine/exporters/report.h"
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string file;
    DataArguments data;
    std::string task;
    std::string score;
    std::size_t top = 20;
    bool noSensitivity = false;
};

void addFlag(std::string& line, const std::string& flag, const std::string& value)
{
    if (!value.empty())
        line += (line.empty() ? "" : " ") + flag + " " + shellWord(value);
}

/// The path and what configures it. A study knows its rules and data itself.
std::string subjectOf(Workspace& w, const Arguments& a, const GlobalOptions& o)
{
    if (w.kept())
        return shellWord(w.study().path());
    std::string line = shellWord(a.path);
    addFlag(line, "--profile", o.profile);
    addFlag(line, "--preset", o.preset);
    addFlag(line, "--rules", o.rulesFile);
    addFlag(line, "--method", o.method);
    return line;
}

std::string dataFlagsOf(Workspace& w, const DataArguments& d)
{
    std::string line;
    if (w.kept())
        return line;
    addFlag(line, "--data", d.calibration.path);
    addFlag(line, "--samples", d.calibration.samples);
    addFlag(line, "--range", d.calibration.range);
    addFlag(line, "--eval-data", d.evaluation.path);
    addFlag(line, "--eval-samples", d.evaluation.samples);
    addFlag(line, "--eval-range", d.evaluation.range);
    addFlag(line, "--sample", d.sample);
    addFlag(line, "--preprocess", d.preprocess);
    for (const auto& [key, value] : d.preprocessFlags)
        addFlag(line, "--" + key, value);
    for (const std::string& dim : d.dims)
        addFlag(line, "--dim", dim);
    for (const std::string& input : d.inputs)
        addFlag(line, "--input", input);
    addFlag(line, "--raw-dtype", d.rawDtype);
    for (const auto& [flag, value] :
         {std::pair{"--frame", d.wav.frame}, std::pair{"--hop", d.wav.hop}, std::pair{"--context", d.wav.context}})
        addFlag(line, flag, value == 0 ? "" : std::to_string(value));
    return line;
}

Result reportRun(CliSession& session, const Arguments& a)
{
    if (!a.task.empty() && !a.score.empty())
        throw Error(ErrorCode::Usage, Text("--task and --score are two ways to score; give one"));
    const ReportFormat format = reportTarget(a.file);
    Workspace& w = session.openCalibrated(a.path, a.data);
    ReportOptions options;
    options.program = "quantbench " QB_VERSION;
    options.file = shellWord(a.file);
    options.top = a.top;
    options.sensitivity = !a.noSensitivity;
    options.task = a.score.empty() ? a.task : a.score;
    options.scoreCommand = a.score;
    options.kernels = session.kernels(Kernels::Reference);
    options.sweepKernels = session.kernels(Kernels::Fast);
    options.reuse = session.options().recompute ? Reuse::Recompute : Reuse::Stored;
    options.memoryBytes = session.options().memoryBytes;
    const SampleSet samples = session.evaluationSamples(w, a.data);
    options.subject = subjectOf(w, a, session.options());
    options.data = dataFlagsOf(w, a.data);
    const ReportData report = w.report(samples, options, session.job());
    const std::uint64_t bytes = writeReport(report, a.file);
    Result result;
    result.json = header(w);
    result.json["file"] = a.file;
    result.json["format"] = toString(format);
    result.json["bytes"] = bytes;
    result.json["sections"] = reportSections();
    result.text = fmt::format("{}: {} layers, {} outputs, {} findings, {:.0f} KB\n", a.file, report.layers.size(),
                              report.outputs.size(), report.findings.size(), std::ceil(static_cast<double>(bytes) / 1000));
    result.findings = report.findings;
    return result;
}

} // namespace

Command reportCommand()
{
    return {"report", "one self-contained file for people: HTML, Markdown or JSON",
            "report resources/sample/two_heads.onnx build/report.html --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 8",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("FILE", a->file, "file to write: .html, .md or .json")->required();
                addDataOptions(app, a->data);
                app.add_flag("--no-sensitivity", a->noSensitivity, "leave out the sweep, which takes longest");
                app.add_option("--top", a->top, "rows of the short tables (20)")->check(CLI::Range(1, 1000));
                app.add_option("--task", a->task, "add the scores of a task: classification")
                    ->check(CLI::IsMember({"classification"}));
                app.add_option("--score", a->score, "add what a scoring command prints (see eval)");
                return [a](CliSession& s) { return reportRun(s, *a); };
            }};
}

} // namespace qb::cli
