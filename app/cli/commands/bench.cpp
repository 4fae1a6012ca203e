// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/model/graph_session.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <chrono>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    DataArguments data;
};

double seconds(const std::function<void()>& work)
{
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

Result benchRun(CliSession& session, const Arguments& a)
{
    Workspace& w = session.openCalibrated(a.path, a.data);
    const Model& model = *w.model();
    const SampleSet samples = session.evaluationSamples(w, a.data);
    const std::vector<Tensor> inputs = samples.load(0).inputs;
    JobContext job = session.job();
    const Session whole = graphSession(w.environment(), model.graph, Kernels::Fast);
    const Plan exact = Plan::allFloat(model.units);
    Evaluator& evaluator = w.evaluator(Kernels::Fast);
    (void)whole.run(inputs);
    (void)evaluator.outputs({&exact}, inputs, job);
    double floatRun = 1e300;
    double units = 1e300;
    for (int i = 0; i < 5; ++i) {
        job.throwIfStopped();
        floatRun = std::min(floatRun, seconds([&] { (void)whole.run(inputs); }));
        units = std::min(units, seconds([&] { (void)evaluator.outputs({&exact}, inputs, job); }));
    }
    JobContext single = job;
    single.threads = 1;
    DataOptions one = w.data(Use::Evaluation).path.empty() ? w.data(Use::Calibration) : w.data(Use::Evaluation);
    one.samples.reset();
    one.range.reset();
    one.sample = samples.sampleId(0);
    const SampleSet first = SampleSet::open(one, model.inputs, job);
    Findings findings;
    CalibrationData data = CalibrationData::empty(model);
    const double calibration = seconds([&] { calibrate(evaluator, first, data, single, findings); });
    const Plan& plan = w.plan(job).plan;
    SensitivityOptions options;
    options.points = switchablePoints(model, plan);
    options.memoryBytes = session.options().memoryBytes;
    Sensitivity result;
    const double sweep = seconds([&] { measureSensitivity(evaluator, first, plan, options, result, single, findings); });
    const auto points = static_cast<double>(std::max<std::size_t>(1, options.points.size()));
    Result r;
    r.json = header(w);
    r.json["float_run_s"] = floatRun;
    r.json["ratios"] = {{"units_over_float", units / floatRun},
                        {"calibration_over_float", calibration / floatRun},
                        {"sweep_over_naive", sweep / (points * floatRun)}};
    r.json["points"] = options.points.size();
    r.text = fmt::format(
        "one float run {:.4g} ms (1 thread, all optimizations)\nunits one by one {:.2f} x\ncalibration of a sample {:.2f} x\n"
        "sensitivity of {} points {:.2f} x points x float run\n",
        floatRun * 1e3, units / floatRun, calibration / floatRun, options.points.size(), sweep / (points * floatRun));
    return r;
}

} // namespace

Command benchCommand()
{
    return {"bench", "this model: units, calibration and one sweep as multiples of a float run",
            "bench resources/sample/two_heads.onnx --data resources/sample/images --preprocess resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return benchRun(s, *a); };
            }};
}

} // namespace qb::cli
