// SPDX-License-Identifier: GPL-3.0-or-later
// run, eval: what the model gives, and how well it does its task.
#include "app/cli/commands/commands.h"
#include "engine/analysis/task.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/npz_writer.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <mutex>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
    std::string config = "simulated";
    std::string out = "outputs";
    std::vector<std::string> tensors;
    std::string task;
    std::string score;
    std::string exported;
};

std::vector<ValueId> wantedValues(const Model& model, const std::vector<std::string>& names)
{
    std::vector<ValueId> values = model.graph.outputs;
    for (const std::string& name : names) {
        const ValueId v = model.graph.find(name);
        if (v == ValueId::None) {
            std::vector<std::string> all;
            for (const Value& value : model.graph.values)
                all.push_back(value.name);
            throw Error(ErrorCode::Usage, Text("the model has no tensor \"{}\"", name), didYouMean(name, all));
        }
        values.push_back(v);
    }
    return values;
}

Result runRun(CliSession& session, const Arguments& a)
{
    const bool isFloat = a.config == "float";
    Workspace& w = isFloat ? session.open(a.path, a.data) : session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const Plan plan = isFloat ? Plan::allFloat(model.units) : w.plan(session.job()).plan;
    const std::vector<ValueId> wanted = wantedValues(model, a.tensors);
    const SampleSet samples = session.evaluationSamples(w, a.data);
    std::filesystem::create_directories(a.out);
    Evaluator& evaluator = w.evaluator(session.kernels(Kernels::Reference));
    CarriedStates states(model, samples);
    Result result;
    Json rows = Json::array();
    std::map<std::uint64_t, Json> bySample;
    std::mutex mutex;
    SampleLoop loop;
    loop.phase = Text("run");
    loop.body = [&](const Sample& sample, unsigned) {
        std::map<std::string, Tensor> arrays;
        const std::vector<Tensor> inputs = states.inputs(sample);
        const Branch branch{&plan};
        evaluator.evaluate(
            {&branch, 1}, inputs, wanted,
            [&](UnitId unit, const UnitView& view) {
                for (const ValueId v : wanted)
                    if (model.units.producer[indexOf(v)] == unit)
                        arrays[model.graph.value(v).name] = view.read(0, v);
            },
            session.job());
        const std::string file = (std::filesystem::path(a.out) / fmt::format("{:06}.npz", sample.id)).string();
        writeNpz(file, arrays);
        Json list = Json::array();
        for (const auto& [name, tensor] : arrays)
            list.push_back({{"sample", sample.id}, {"name", name}, {"shape", toJson(tensor.shape())}, {"file", file}});
        std::vector<Tensor> outputs;
        for (const ValueId v : model.graph.outputs)
            outputs.push_back(arrays[model.graph.value(v).name]);
        states.update(outputs);
        const std::scoped_lock lock(mutex);
        bySample[sample.id] = std::move(list);
    };
    loop.run(samples, session.job(), result.findings);
    for (const auto& [id, list] : bySample)
        for (const Json& row : list)
            rows.push_back(row);
    result.json = header(w);
    result.json["config"] = a.config;
    result.json["outputs"] = rows;
    result.rows = rows;
    result.tables = {{"", {{"sample", "name", "shape", "file"}, rows}}};
    return result;
}

Json scoresJson(const TaskScores& scores)
{
    Json json = Json::object();
    for (const auto& [name, value] : scores)
        json[name] = number(value);
    return json;
}

Result evalRun(CliSession& session, const Arguments& a)
{
    if (a.task.empty() == a.score.empty())
        throw Error(ErrorCode::Usage, Text("eval needs either --task or --score"), Text("e.g. --task classification"));
    Workspace& w = session.openCalibrated(a.path, a.data);
    const SampleSet samples = session.evaluationSamples(w, a.data);
    TaskEvaluation evaluation = w.evaluateTask(samples, a.score, a.exported, session.kernels(Kernels::Reference), session.job());
    Result result;
    result.json = header(w);
    result.json["task"] = a.task.empty() ? Json(nullptr) : Json(a.task);
    Table table{{"model"}, Json::array()};
    for (const auto& [name, scores] : {std::pair{"float", &evaluation.floatScores}, std::pair{"simulated", &evaluation.simulated},
                                       std::pair{"exported", &evaluation.exported}}) {
        result.json[name] = scoresJson(*scores);
        Json row{{"model", name}};
        for (const auto& [metric, value] : *scores) {
            row[metric] = number(value);
            if (std::find(table.columns.begin(), table.columns.end(), metric) == table.columns.end())
                table.columns.push_back(metric);
        }
        table.rows.push_back(row);
    }
    result.json["samples"] = evaluation.samples;
    result.rows = table.rows;
    if (!session.options().failIf.empty())
        result.goalMet = !anyFulfils(Json::array({result.json["exported"], result.json["simulated"]}), session.options().failIf);
    result.tables = {{"", std::move(table)}};
    result.text = fmt::format("{} samples\n", evaluation.samples);
    result.findings = evaluation.findings;
    return result;
}

} // namespace

Command runCommand()
{
    return {"run", "outputs of the samples, and any inner tensor, as npz",
            "run resources/sample/two_heads.onnx --config float --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json --samples 2 "
            "--out build/outputs",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                app.add_option("--config", a->config, "float or simulated")->check(CLI::IsMember({"float", "simulated"}));
                app.add_option("--tensor", a->tensors, "inner tensors too");
                app.add_option("--out", a->out, "folder for one npz per sample");
                return [a](CliSession& s) { return runRun(s, *a); };
            }};
}

Command evalCommand()
{
    return {"eval", "task metric of float, simulated and exported",
            "eval resources/sample/two_heads.onnx --task classification --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                app.add_option("--task", a->task, "classification: top1, top5, agreement with float")
                    ->check(CLI::IsMember({"classification"}));
                app.add_option("--score", a->score, "command that gets a folder of npz files and prints lines \"name value\"");
                app.add_option("--exported", a->exported, "an exported file to evaluate; without it one is made for the purpose");
                return [a](CliSession& s) { return evalRun(s, *a); };
            }};
}

} // namespace qb::cli
