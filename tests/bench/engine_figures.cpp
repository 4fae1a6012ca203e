// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the engine. Each is the least of several runs, taken in turns with what it is divided by.
#include "engine/analysis/calibration.h"
#include "engine/analysis/sensitivity.h"
#include "engine/base/error.h"
#include "engine/layout/collapse.h"
#include "engine/layout/layered_layout.h"
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"
#include "engine/quant/observer.h"
#include "engine/quant/weights.h"
#include "tests/bench/figures.h"
#include "tests/bench/networks.h"
#include "tests/support/made_graphs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace qb::bench {

namespace {

Tensor picture(std::uint64_t seed)
{
    Tensor t = Tensor::zeros(ElementType::Float32, {1, 3, 224, 224});
    std::mt19937 random(static_cast<unsigned>(seed));
    std::normal_distribution<float> normal;
    for (float& v : t.mutableFloats())
        v = normal(random);
    return t;
}

/// A network with everything that its measurements share.
class Subject {
public:
    Subject(const std::string& bytes, OrtEnvironment& environment)
        : m_bytes(bytes),
          m_environment(environment),
          m_model(makeModel(readOnnxBytes(std::as_bytes(std::span(bytes)), "."), environment, {}, {})),
          m_evaluator(m_model, environment, Kernels::Fast),
          m_session(environment, std::as_bytes(std::span(bytes)), Kernels::Fast),
          m_input{picture(1)},
          m_float(Plan::allFloat(m_model->units))
    {
        runFloat();
        runUnits();
    }

    void runFloat() const { (void)m_session.run(m_input); }
    void runUnits() { (void)m_evaluator.outputs({&m_float}, m_input, {}); }

    /// One whole session that gives the same tensors.
    [[nodiscard]] Session withOutputs() const
    {
        Cut cut;
        for (std::size_t i = 0; i < m_model->graph.nodes.size(); ++i)
            cut.nodes.push_back(static_cast<NodeId>(i));
        cut.inputs = m_model->graph.inputs;
        for (const Point& p : m_model->units.points)
            if (p.kind == PointKind::Output && m_model->unit(p.unit).main != NodeId::None)
                cut.outputs.push_back(p.value);
        const std::string bytes = writeCut(m_model->graph, cut);
        return {m_environment, std::as_bytes(std::span(bytes)), Kernels::Fast};
    }

    [[nodiscard]] SampleSet samples(int count) const
    {
        DataOptions options;
        options.path = "random:" + std::to_string(count);
        return SampleSet::open(options, m_model->inputs);
    }

    CalibrationData calibrateOn(const SampleSet& set, unsigned threads)
    {
        CalibrationData data = CalibrationData::empty(*m_model);
        Findings findings;
        JobContext job;
        job.threads = threads;
        calibrate(m_evaluator, set, data, job, findings);
        return data;
    }

    /// int8 for every output and weight.
    Plan plan(const CalibrationData& data) const
    {
        Plan plan = m_float;
        for (std::size_t i = 0; i < m_model->pointCount(); ++i) {
            const Point& p = m_model->units.points[i];
            if (p.kind == PointKind::Output && data.has(static_cast<PointId>(i)))
                plan.points[i] = std::make_shared<QuantParams>(qb::calibrate(data.points[i], {}, DType::Int8).params);
            else if (p.kind == PointKind::Weight)
                plan.points[i] = std::make_shared<QuantParams>(
                    calibrateWeight(m_model->graph.value(p.value).constant, m_model->unit(p.unit).weight->axis, {}, DType::Int8)
                        .params);
        }
        return plan;
    }

    void sweep(const Plan& plan, unsigned threads)
    {
        SensitivityOptions options;
        options.points = switchablePoints(*m_model, plan);
        Sensitivity result;
        Findings findings;
        JobContext job;
        job.threads = threads;
        measureSensitivity(m_evaluator, samples(1), plan, options, result, job, findings);
    }

    [[nodiscard]] const Model& model() const { return *m_model; }
    [[nodiscard]] Evaluator& evaluator() { return m_evaluator; }
    [[nodiscard]] const std::vector<Tensor>& input() const { return m_input; }

private:
    std::string m_bytes;
    OrtEnvironment& m_environment;
    std::shared_ptr<const Model> m_model;
    Evaluator m_evaluator;
    Session m_session;
    std::vector<Tensor> m_input;
    Plan m_float;
};

/// Made when first needed: making one costs a second.
class Lazy {
public:
    Lazy(std::string (*bytes)(), OrtEnvironment& environment) : m_bytes(bytes), m_environment(environment) {}

    Subject& operator*()
    {
        if (!m_subject)
            m_subject = std::make_unique<Subject>(m_bytes(), m_environment);
        return *m_subject;
    }
    Subject* operator->() { return &**this; }

private:
    std::string (*m_bytes)();
    OrtEnvironment& m_environment;
    std::unique_ptr<Subject> m_subject;
};

double unitsOverOutputs(Subject& s)
{
    const Session whole = s.withOutputs();
    return ratio(
        9, [&] { s.runUnits(); }, [&] { (void)whole.run(s.input()); });
}

double calibrationOverFloat(Subject& s)
{
    constexpr int kSamples = 8;
    const SampleSet set = s.samples(kSamples);
    return ratio(
        4, [&] { (void)s.calibrateOn(set, 1); },
        [&] {
            for (int i = 0; i < kSamples; ++i)
                s.runFloat();
        });
}

double rescaleOverFloat(Subject& s)
{
    const CalibrationData data = s.calibrateOn(s.samples(4), 1);
    const auto observers = standardObservers();
    return ratio(
        3,
        [&] {
            for (const PointStatistics& p : data.points)
                if (p.count() != 0)
                    (void)calibrateAll(p, observers, DType::Int8);
        },
        [&] { s.runFloat(); });
}

double sweepOverNaive(Subject& s)
{
    const Plan plan = s.plan(s.calibrateOn(s.samples(2), 1));
    const auto points = static_cast<double>(switchablePoints(s.model(), plan).size());
    s.sweep(plan, 1);
    return ratio(
               3, [&] { s.sweep(plan, 1); }, [&] { s.runFloat(); }) /
           points;
}

/// One changed point in the middle: the new outputs against running just the units below it.
double clickOverCone(Subject& s)
{
    const Plan plan = s.plan(s.calibrateOn(s.samples(2), 1));
    const PointId point = switchablePoints(s.model(), plan)[switchablePoints(s.model(), plan).size() / 2];
    ValueMemory memory(std::size_t{2} << 30U);
    (void)s.evaluator().outputs({&plan, &memory}, s.input(), {});
    double best = 1e300;
    double cone = 1e300;
    for (int i = 0; i < 9; ++i) {
        Plan changed = plan;
        auto params = std::make_shared<QuantParams>(*plan.at(point));
        for (float& scale : params->scales)
            scale *= 1.0F + 0.01F * static_cast<float>(i + 1);
        changed.points[indexOf(point)] = params;
        const double before = s.evaluator().work().seconds;
        best = std::min(best, seconds([&] { (void)s.evaluator().outputs({&changed, &memory}, s.input(), {}); }));
        cone = std::min(cone, s.evaluator().work().seconds - before);
    }
    return best / cone;
}

double scaling(const std::function<void(unsigned)>& work)
{
    work(1);
    return ratio(
        3, [&] { work(2); }, [&] { work(1); });
}

/// Peak memory of a calibration in a process of its own, in bytes.
double peakMemory(int samples)
{
    const pid_t child = ::fork();
    if (child == 0) {
        const std::string count = std::to_string(samples);
        ::execl("/proc/self/exe", "quantbench-bench", "--calibrate-only", count.c_str(), nullptr);
        ::_exit(127);
    }
    int status = 0;
    rusage usage{};
    ::wait4(child, &status, 0, &usage);
    if (status != 0)
        throw Error(ErrorCode::Resources, Text("the memory measurement failed"));
    return static_cast<double>(usage.ru_maxrss) * 1024;
}

double open10k(OrtEnvironment& environment)
{
    const std::string path =
        (std::filesystem::temp_directory_path() / ("quantbench-bench-" + std::to_string(::getpid()) + ".onnx")).string();
    std::ofstream(path, std::ios::binary) << manyNodes(10000);
    const double best = leastSeconds(3, [&] { (void)openModel(path, environment, {}, {}); });
    std::remove(path.c_str());
    return best;
}

double layoutMilliseconds(const std::vector<LayoutSize>& cards, const std::vector<LayoutEdge>& edges)
{
    return 1000 * leastSeconds(5, [&] { (void)layoutGraph(cards, edges, {}, {}); });
}

double layoutMade(int cards)
{
    const test::MadeGraph made = test::chainWithSkips(cards);
    return layoutMilliseconds(made.cards, made.edges);
}

/// All 700 units of deimv2 where the corpus is there, else a made graph of that size.
double layoutDeimv2(OrtEnvironment& environment)
{
    const char* corpus = std::getenv("QB_CORPUS");
    const std::string path = std::string(corpus ? corpus : "../shared/corpus") + "/models/deimv2_atto/model.onnx";
    if (!std::filesystem::exists(path))
        return layoutMade(867);
    const auto model = openModel(path, environment, {}, {});
    const GroupTree tree(*model);
    const VisibleGraph graph = visibleGraph(*model, tree, firstView(tree));
    std::vector<LayoutEdge> edges;
    for (const VisibleEdge& e : graph.edges)
        edges.push_back({e.from, e.to, e.values.size() == 1 ? static_cast<int>(e.values[0]) : -1});
    return layoutMilliseconds(std::vector<LayoutSize>(graph.cards.size(), {160, 44}), edges);
}

} // namespace

void engineFigures(Figures& figures)
{
    OrtEnvironment environment(1);
    Lazy resnet(resnet50, environment);
    Lazy mobilenet(mobilenetV2, environment);
    figures.add("unit_over_outputs_resnet", 1.15, 1.00, [&] { return unitsOverOutputs(*resnet); });
    figures.add("unit_over_outputs_mobilenet", 1.60, 1.10, [&] { return unitsOverOutputs(*mobilenet); });
    figures.add("calibration_over_float_resnet", 1.8, 1.4, [&] { return calibrationOverFloat(*resnet); });
    figures.add("calibration_over_float_mobilenet", 2.9, 1.9, [&] { return calibrationOverFloat(*mobilenet); });
    figures.add("rescale_over_float", 25, 8, [&] { return rescaleOverFloat(*resnet); });
    figures.add("sweep_over_naive_resnet", 0.8, 0.5, [&] { return sweepOverNaive(*resnet); });
    figures.add("sweep_over_naive_mobilenet", 1.2, 0.6, [&] { return sweepOverNaive(*mobilenet); });
    figures.add("click_over_cone", 1.15, 1.05, [&] { return clickOverCone(*resnet); });
    figures.add("memory_200_over_20", 1.05, 1.00, [&] { return peakMemory(200) / peakMemory(20); });
    figures.add("scaling_calibration", 0.60, 0.52, [&] {
        const SampleSet set = mobilenet->samples(16);
        return scaling([&](unsigned threads) { (void)mobilenet->calibrateOn(set, threads); });
    });
    figures.add("scaling_sweep", 0.60, 0.52, [&] {
        const Plan plan = mobilenet->plan(mobilenet->calibrateOn(mobilenet->samples(2), 1));
        return scaling([&](unsigned threads) { mobilenet->sweep(plan, threads); });
    });
    figures.add("layout_10k_ms", 100, 50, [&] { return layoutMade(10000); });
    figures.add("layout_deimv2_ms", 15, 5, [&] { return layoutDeimv2(environment); });
    figures.add("open_10k_s", 4, 1.5, [&] { return open10k(environment); });
}

void calibrateOnly(int samples)
{
    OrtEnvironment environment(1);
    Subject subject(mobilenetV2(), environment);
    (void)subject.calibrateOn(subject.samples(samples), 1);
}

} // namespace qb::bench
