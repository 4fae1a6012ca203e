// SPDX-License-Identifier: GPL-3.0-or-later
// compare_per_layer against whole ONNX Runtime sessions of graphs in which every fake quantization is written out.
#include "engine/analysis/compare.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <cstring>

using namespace qb;
using namespace qb::test;

namespace {

bool sameBits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// "" where all that is known of both is the same, bit for bit.
QString difference(const PooledMetrics& got, const PooledMetrics& wanted)
{
    if (got.samples().size() != wanted.samples().size())
        return QString("%1 samples instead of %2").arg(got.samples().size()).arg(wanted.samples().size());
    for (const auto& [id, sums] : wanted.samples()) {
        const auto found = got.samples().find(id);
        if (found == got.samples().end() || found->second.count != sums.count || found->second.notFinite != sums.notFinite)
            return QString("sample %1 has other counts").arg(id);
        for (const Metric m : allMetrics())
            if (!sameBits(found->second.value(m, 0.1), sums.value(m, 0.1)))
                return QString("%1 of sample %2 is %3 instead of %4")
                    .arg(QString::fromStdString(std::string(toString(m))))
                    .arg(id)
                    .arg(found->second.value(m, 0.1), 0, 'g', 17)
                    .arg(sums.value(m, 0.1), 0, 'g', 17);
    }
    return {};
}

JobContext onThreads(unsigned threads)
{
    JobContext job;
    job.threads = threads;
    return job;
}

} // namespace

class TestCompare : public QObject {
    Q_OBJECT

private slots:
    void cumulative_data()
    {
        QTest::addColumn<bool>("affine");
        QTest::addColumn<unsigned>("threads");
        QTest::newRow("symmetric") << false << 1U;
        QTest::newRow("affine, 4 threads") << true << 4U;
    }

    void cumulative()
    {
        QFETCH(bool, affine);
        QFETCH(unsigned, threads);
        MadePlan made;
        if (affine)
            made.activations = DType::UInt8, made.scheme = Scheme::Affine;
        const Plan plan = m_net.plan({m_samples.inputs[0]}, made);
        const Comparison got = compare(Plan::allFloat(m_net.model->units), plan, CompareMode::Cumulative, threads);
        const auto wanted = twin(
            [&](const std::vector<Tensor>& inputs) {
                return std::pair(m_net.run({}, inputs), m_net.run(m_net.gridsOf(plan), inputs));
            },
            plan);
        expect(got, wanted, plan);
        QVERIFY(pooled(got, "head").value(Metric::Sqnr) < 60); // it did quantize
    }

    void local()
    {
        Plan plan = m_net.plan({m_samples.inputs[0]});
        setPoint(plan, *m_net.model, "head:output", {}); // so that a bias that is rounded would show
        const auto grids = m_net.gridsOf(plan);
        const Comparison got = compare(Plan::allFloat(m_net.model->units), plan, CompareMode::Local, 2);
        for (const CompareRow& row : got.rows) {
            const std::string unit = m_net.model->unit(row.unit).name;
            // Each unit alone: its weight and its output are quantized, what it reads is not, nor therefore its bias.
            TwoHeads::Grids alone;
            alone.points[unit + ":weight"] = grids.at(unit + ":weight");
            alone.points[unit + ":output"] = grids.at(unit + ":output");
            PooledMetrics wanted;
            for (std::size_t k = 0; k < m_samples.inputs.size(); ++k)
                wanted.add(k, MetricSums::of(m_net.run({}, {m_samples.inputs[k]}).at(unit),
                                             m_net.run(alone, {m_samples.inputs[k]}).at(unit), row.params.get()));
            QVERIFY2(difference(row.metrics, wanted).isEmpty(),
                     qPrintable(unit.c_str() + (": " + difference(row.metrics, wanted))));
        }
        // An output is what its unit alone makes of it: no cumulative number in a local table.
        for (const CompareRow& output : got.outputs)
            for (const CompareRow& row : got.rows)
                if (row.value == output.value)
                    QCOMPARE(difference(output.metrics, row.metrics), QString());
        QVERIFY(!got.outputs[0].metrics.samples().empty() && !got.outputs[1].metrics.samples().empty());
        const Comparison whole = compare(Plan::allFloat(m_net.model->units), plan, CompareMode::Cumulative, 1);
        QVERIFY(!difference(got.outputs[1].metrics, whole.outputs[1].metrics).isEmpty());
    }

    /// Its readers quantize what it gives, it does not: its row is that of a float tensor.
    void aFloatUnitGivesFloats()
    {
        Plan plan = m_net.plan({m_samples.inputs[0]});
        auto grids = m_net.gridsOf(plan);
        const UnitId unit = m_net.model->units.findUnit("residual");
        QVERIFY(plan.at(m_net.point("residual:output")));
        plan.floatUnit[indexOf(unit)] = 1;
        grids.points.erase("residual:output");
        const auto rowOf = [&](CompareMode mode) {
            const Comparison got = compare(Plan::allFloat(m_net.model->units), plan, mode, 1);
            return *std::find_if(got.rows.begin(), got.rows.end(), [&](const CompareRow& r) { return r.unit == unit; });
        };
        const CompareRow row = rowOf(CompareMode::Cumulative);
        QVERIFY(!row.params);
        PooledMetrics wanted;
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k)
            wanted.add(k, MetricSums::of(m_net.run({}, {m_samples.inputs[k]}).at("residual"),
                                         m_net.run(grids, {m_samples.inputs[k]}).at("residual"), nullptr));
        QCOMPARE(difference(row.metrics, wanted), QString());
        QVERIFY(row.metrics.pooled().value(Metric::L1) > 0);
        QVERIFY(rowOf(CompareMode::Local).metrics.pooled().trust() == Trust::Equal);
    }

    /// A state is what the float network carries; labels and what an If gives have local rows too.
    void localIsNowhereCumulative()
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]").input("h float32[1,3,6,6]").node("hn = Add(x, h) @sum").output("hn float32[1,3,6,6]");
        m.node("a = ArgMax(hn) axis=1 @best").output("a int64[1,1,6,6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Plan plan = Plan::allFloat(model->units);
        setPoint(plan, *model, "h:output", paramsFor(-8, 8, DType::Int8));
        setPoint(plan, *model, "sum:output", paramsFor(-8, 8, DType::Int8));
        const auto set = m_samples.set(*model, [](DataOptions& o) { o.inputs["h"] = "from:hn"; });
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Comparison got =
            comparePerLayer(evaluator, set, Plan::allFloat(model->units), plan, CompareMode::Local, onThreads(2));
        Tensor state = Tensor::zeros(ElementType::Float32, {1, 3, 6, 6});
        PooledMetrics input;
        PooledMetrics sum;
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k) {
            const QuantParams& grid = *plan.at(model->units.findPoint("h:output"));
            input.add(k, MetricSums::of(state, fakeQuantize(state, grid), &grid));
            state = plus(state, m_samples.inputs[k]);
            const QuantParams& own = *plan.at(model->units.findPoint("sum:output"));
            sum.add(k, MetricSums::of(state, fakeQuantize(state, own), &own));
        }
        const auto rowOf = [&](const char* unit) {
            const UnitId id = model->units.findUnit(unit);
            return std::find_if(got.rows.begin(), got.rows.end(), [&](const CompareRow& r) { return r.unit == id; })->metrics;
        };
        QCOMPARE(difference(rowOf("h"), input), QString());
        QCOMPARE(difference(rowOf("sum"), sum), QString());
        QCOMPARE(difference(got.outputs[0].metrics, sum), QString());
        QVERIFY(got.outputs[1].metrics.pooled().trust() == Trust::Equal); // of float inputs the labels are the same
    }

    void locallyAnIfGivesWhatItsBodyGives()
    {
        TestGraph first("first");
        first.node("r = Relu(x) @relu").output("r float32[1,8]");
        TestGraph second("second");
        second.node("s = Sigmoid(x) @sigmoid").output("s float32[1,8]");
        TestModel m(13);
        m.input("c bool[1]").input("x float32[1,8]");
        m.node("y = If(c) @choice").body("then_branch", first).body("else_branch", second).output("y float32[1,8]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const TemporaryFolder folder;
        writeNpz(folder.file("s.npz"), {{"c", Tensor::zeros(ElementType::Bool, {1})}, {"x", randomTensor({1, 8}, 3)}});
        DataOptions options;
        options.path = folder.path();
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        Plan plan = Plan::allFloat(model->units);
        const PointId point = model->units.findPoint("choice/else_branch/sigmoid:output");
        QVERIFY(point != PointId::None);
        setPoint(plan, *model, "choice/else_branch/sigmoid:output", paramsFor(-1, 1, DType::Int8));
        const Comparison got = comparePerLayer(evaluator, SampleSet::open(options, model->inputs), Plan::allFloat(model->units),
                                               plan, CompareMode::Local, {});
        QCOMPARE(got.outputs[0].metrics.samples().size(), std::size_t{1});
        QVERIFY(got.outputs[0].metrics.pooled().value(Metric::Atol) > 0);
        QVERIFY(got.outputs[0].params == plan.at(point));
    }

    void twoPlans()
    {
        const Plan base = m_net.plan({m_samples.inputs[0]});
        Plan plan = base;
        setPoint(plan, *m_net.model, "point:output", paramsFor(-0.2F, 0.3F, DType::UInt8, Scheme::Affine));
        setPoint(plan, *m_net.model, "head:weight", {});
        const Comparison got = compare(base, plan, CompareMode::Cumulative, 2);
        const auto wanted = twin(
            [&](const std::vector<Tensor>& inputs) {
                return std::pair(m_net.run(m_net.gridsOf(base), inputs), m_net.run(m_net.gridsOf(plan), inputs));
            },
            plan);
        expect(got, wanted, plan);
        QVERIFY(pooled(got, "conv").trust() == Trust::Equal); // before the change nothing differs
        QVERIFY(pooled(got, "point").trust() == Trust::Ok);
    }

    void aPlanWithItself()
    {
        const Plan plan = m_net.plan({m_samples.inputs[0]});
        const Comparison got = compare(plan, plan, CompareMode::Cumulative, 3);
        for (const CompareRow& row : got.rows)
            QVERIFY(row.metrics.pooled().value(Metric::Atol) == 0);
    }

    void anyNumberOfThreadsAndSamples()
    {
        const Plan plan = m_net.plan({m_samples.inputs[0]});
        const Comparison one = compare(Plan::allFloat(m_net.model->units), plan, CompareMode::Cumulative, 1);
        for (unsigned threads = 2; threads <= 4; ++threads) {
            const Comparison many = compare(Plan::allFloat(m_net.model->units), plan, CompareMode::Cumulative, threads);
            for (std::size_t i = 0; i < one.rows.size(); ++i) {
                QCOMPARE(difference(many.rows[i].metrics, one.rows[i].metrics), QString());
                QCOMPARE(many.rows[i].shape, one.rows[i].shape);
            }
            QCOMPARE(many.samples, one.samples);
        }
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Comparison some = comparePerLayer(evaluator, m_samples.range(*m_net.model, 3, 5),
                                                Plan::allFloat(m_net.model->units), plan, CompareMode::Cumulative, {});
        QCOMPARE(some.samples, (std::vector<std::uint64_t>{3, 4}));
        QVERIFY(some.rows[2].metrics.samples().at(4).dot == one.rows[2].metrics.samples().at(4).dot);
    }

    void whatIsNoNumberOfTheNetworkIsLeftOut()
    {
        // An integer input first, an integer output, and a float that comes from it.
        TestModel m(13);
        m.input("i int64[1]").input("x float32[1,8]").constant("k", randomTensor({4, 8}, 1));
        m.node("g = Gather(k, i) @pick").node("y = Mul(g, x) @mul").node("a = ArgMax(y) axis=1 @best");
        m.output("a int64[1,1]").output("y float32[1,8]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const TemporaryFolder folder;
        for (const std::int64_t k : {0, 1, 2})
            writeNpz(folder.file("s" + std::to_string(k) + ".npz"),
                     {{"x", randomTensor({1, 8}, static_cast<unsigned>(k))},
                      {"i", Tensor::fromInt64s({1}, std::vector<std::int64_t>{k})}});
        DataOptions options;
        options.path = folder.path();
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const SampleSet set = SampleSet::open(options, model->inputs);
        const Plan plan = makePlan(evaluator, set.load(0).inputs);
        const Comparison got =
            comparePerLayer(evaluator, set, Plan::allFloat(model->units), plan, CompareMode::Cumulative, onThreads(2));
        for (const CompareRow& row : got.rows)
            if (model->graph.value(row.value).type != ElementType::Float32)
                QVERIFY(row.metrics.samples().empty());
        QCOMPARE(got.outputs[0].metrics.samples().size(), std::size_t{3}); // at an output an integer is what is asked for
        QCOMPARE(got.outputs[1].metrics.samples().size(), std::size_t{3});
        QCOMPARE(got.samples, (std::vector<std::uint64_t>{0, 1, 2}));
    }

    void samplesAreNamedWhereTheFirstTensorWasNeverMade()
    {
        TestGraph first("first");
        first.node("r = Relu(k) @relu").output("r float32[2]");
        TestGraph second("second");
        second.node("s = Sigmoid(k) @sigmoid").output("s float32[2]");
        TestModel m(13);
        m.input("c bool[1]").floats("k", {2}, {1, -2});
        m.node("y = If(c) @choice").body("then_branch", first).body("else_branch", second).output("y float32[2]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const TemporaryFolder folder;
        Tensor no = Tensor::zeros(ElementType::Bool, {1});
        writeNpz(folder.file("s.npz"), {{"c", no}});
        DataOptions options;
        options.path = folder.path();
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(model->units);
        const Comparison got =
            comparePerLayer(evaluator, SampleSet::open(options, model->inputs), plan, plan, CompareMode::Cumulative, {});
        QCOMPARE(got.outputs[0].metrics.samples().size(), std::size_t{1});
        QCOMPARE(got.samples, (std::vector<std::uint64_t>{0}));
    }

    void statesAreCarriedByEachConfiguration()
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]").input("h float32[1,3,6,6]").node("hn = Add(x, h) @sum").output("hn float32[1,3,6,6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Plan plan = Plan::allFloat(model->units);
        setPoint(plan, *model, "sum:output", paramsFor(-8, 8, DType::Int8));
        const auto set = m_samples.set(*model, [](DataOptions& o) { o.inputs["h"] = "from:hn"; });
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Comparison got =
            comparePerLayer(evaluator, set, Plan::allFloat(model->units), plan, CompareMode::Cumulative, onThreads(4));
        Tensor exact = Tensor::zeros(ElementType::Float32, {1, 3, 6, 6});
        Tensor rough = exact;
        PooledMetrics wanted;
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k) {
            exact = plus(exact, m_samples.inputs[k]);
            rough = fakeQuantize(plus(rough, m_samples.inputs[k]), *plan.at(model->units.findPoint("sum:output")));
            wanted.add(k, MetricSums::of(exact, rough, nullptr));
        }
        // The share that is clipped needs the grid, which the twin leaves out.
        for (const Metric metric : {Metric::Cosine, Metric::L1, Metric::Sqnr})
            QVERIFY(sameBits(got.outputs[0].metrics.pooled().value(metric), wanted.pooled().value(metric)));
        QVERIFY(wanted.samples().at(11).value(Metric::Mse) > wanted.samples().at(0).value(Metric::Mse));
    }

    void shapesThatDependOnTheValues()
    {
        // NonZero's length is another one under quantization: such a pair has no metric, and nothing breaks.
        TestModel m(13);
        m.input("x float32[1,3,6,6]").node("s = Sub(x, half) @shift").node("r = Relu(s) @relu").node("n = NonZero(r) @where");
        m.node("c = Cast(n) to=1 @cast").node("y = Relu(c) @last").scalar("half", 0.5F).output("y float32").output("r float32");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Plan plan = Plan::allFloat(model->units);
        setPoint(plan, *model, "x:output", paramsFor(-1, 1, DType::Int8));
        plan.points[indexOf(model->units.findPoint("x:output"))] =
            std::make_shared<QuantParams>(QuantParams{DType::Int8, {0.4F}, {0}, -1, false});
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Comparison got = comparePerLayer(evaluator, m_samples.set(*model), Plan::allFloat(model->units), plan,
                                               CompareMode::Cumulative, onThreads(2));
        QVERIFY(got.outputs[0].metrics.samples().size() < 12);
        QCOMPARE(got.samples.size(), std::size_t{12});
    }

    void aStopEndsIt()
    {
        std::stop_source stop;
        JobContext job = onThreads(2);
        job.stop = stop.get_token();
        job.progress = [&](const Progress& p) {
            if (p.done == 3)
                stop.request_stop();
        };
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(m_net.model->units);
        const auto error = errorOf(
            [&] { (void)comparePerLayer(evaluator, m_samples.set(*m_net.model), plan, plan, CompareMode::Cumulative, job); });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
    }

    void whatWasDoneBeforeAStopIsKept_data()
    {
        QTest::addColumn<unsigned>("threads");
        QTest::newRow("one thread") << 1U;
        QTest::newRow("three threads") << 3U;
    }

    void whatWasDoneBeforeAStopIsKept()
    {
        QFETCH(unsigned, threads);
        std::stop_source stop;
        const JobContext job = stoppedAfter(4, threads, stop);
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Plan exact = Plan::allFloat(m_net.model->units);
        const Plan plan = m_net.plan({m_samples.inputs[0]});
        Comparison kept;
        const auto error = errorOf([&] {
            (void)comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, plan, CompareMode::Cumulative, job, {},
                                  [&](const Comparison& soFar) { kept = soFar; });
        });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
        QVERIFY(kept.samples.size() >= 4 && kept.samples.size() < m_samples.inputs.size());
        QVERIFY(std::is_sorted(kept.samples.begin(), kept.samples.end()));
        QVERIFY(kept.measured > 0);
        const Comparison wanted = onlySamples(compare(exact, plan, CompareMode::Cumulative, 1), kept.samples);
        QCOMPARE(kept.rows.size(), wanted.rows.size());
        for (std::size_t i = 0; i < wanted.rows.size(); ++i) {
            QCOMPARE(wanted.rows[i].metrics.samples().size(), kept.samples.size());
            QCOMPARE(difference(kept.rows[i].metrics, wanted.rows[i].metrics), QString());
        }
        for (std::size_t i = 0; i < wanted.outputs.size(); ++i)
            QCOMPARE(difference(kept.outputs[i].metrics, wanted.outputs[i].metrics), QString());
    }

    /// What was stopped goes on: no sample is computed twice, and the end is that of one run.
    void whatWasStoppedGoesOn_data() { whatWasDoneBeforeAStopIsKept_data(); }
    void whatWasStoppedGoesOn()
    {
        QFETCH(unsigned, threads);
        const Plan exact = Plan::allFloat(m_net.model->units);
        const Plan plan = m_net.plan({m_samples.inputs[0]});
        for (const CompareMode mode : {CompareMode::Cumulative, CompareMode::Local}) {
            std::stop_source stop;
            const JobContext job = stoppedAfter(4, threads, stop);
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            Comparison part;
            const auto error = errorOf(
                [&] { (void)comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, plan, mode, job, {}, {}, &part); });
            QVERIFY(error && error->code() == ErrorCode::Interrupted);
            const std::vector<std::uint64_t> known = part.samples;
            QVERIFY(known.size() >= 4 && known.size() < m_samples.inputs.size());
            // Wrong on purpose: only what is not computed again keeps it.
            MetricSums marked;
            marked.count = 4711;
            part.rows[0].metrics.add(known[0], marked);
            Comparison whole =
                comparePerLayer(evaluator, m_samples.set(*m_net.model), exact, plan, mode, onThreads(threads), {}, {}, &part);
            const Comparison wanted = compare(exact, plan, mode, 1);
            QCOMPARE(whole.samples, wanted.samples);
            QCOMPARE(whole.rows[0].metrics.samples().at(known[0]).count, decltype(marked.count){4711});
            whole.rows[0].metrics.add(known[0], wanted.rows[0].metrics.samples().at(known[0]));
            for (std::size_t i = 0; i < wanted.rows.size(); ++i) {
                QCOMPARE(difference(whole.rows[i].metrics, wanted.rows[i].metrics), QString());
                QCOMPARE(whole.rows[i].shape, wanted.rows[i].shape);
            }
            for (std::size_t i = 1; i < wanted.outputs.size(); ++i)
                QCOMPARE(difference(whole.outputs[i].metrics, wanted.outputs[i].metrics), QString());
        }
    }

private:
    static JobContext stoppedAfter(std::uint64_t samples, unsigned threads, std::stop_source& stop)
    {
        JobContext job = onThreads(threads);
        job.stop = stop.get_token();
        job.progress = [samples, &stop](const Progress& p) {
            if (p.done == samples)
                stop.request_stop();
        };
        return job;
    }

    using Rows = std::map<std::string, PooledMetrics>;

    static Tensor plus(const Tensor& a, const Tensor& b)
    {
        Tensor sum = Tensor::zeros(ElementType::Float32, a.shape());
        for (std::size_t i = 0; i < a.count(); ++i)
            sum.mutableFloats()[i] = a.floats()[i] + b.floats()[i];
        return sum;
    }

    Comparison compare(const Plan& base, const Plan& plan, CompareMode mode, unsigned threads)
    {
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        return comparePerLayer(evaluator, m_samples.set(*m_net.model), base, plan, mode, onThreads(threads));
    }

    Rows twin(const std::function<std::pair<TwoHeads::Tensors, TwoHeads::Tensors>(const std::vector<Tensor>&)>& run,
              const Plan& plan)
    {
        Rows rows;
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k) {
            const auto [a, b] = run({m_samples.inputs[k]});
            for (const char* unit : TwoHeads::kUnits)
                rows[unit].add(k,
                               MetricSums::of(a.at(unit), b.at(unit), plan.at(m_net.point(std::string(unit) + ":output")).get()));
        }
        return rows;
    }

    void expect(const Comparison& got, const Rows& wanted, const Plan& plan)
    {
        QCOMPARE(got.rows.size(), wanted.size());
        for (const CompareRow& row : got.rows) {
            const std::string unit = m_net.model->unit(row.unit).name;
            QVERIFY2(difference(row.metrics, wanted.at(unit)).isEmpty(),
                     qPrintable(unit.c_str() + (": " + difference(row.metrics, wanted.at(unit)))));
            QVERIFY(row.params == plan.at(row.point));
        }
        QCOMPARE(got.outputs.size(), std::size_t{2});
        QCOMPARE(difference(got.outputs[0].metrics, wanted.at("head")), QString());
        QCOMPARE(difference(got.outputs[1].metrics, wanted.at("map")), QString());
        QCOMPARE(got.samples.size(), m_samples.inputs.size());
        QVERIFY(got.findings.empty());
    }

    MetricSums pooled(const Comparison& comparison, const std::string& unit) const
    {
        for (const CompareRow& row : comparison.rows)
            if (m_net.model->unit(row.unit).name == unit)
                return row.metrics.pooled();
        return {};
    }

    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    MadeSamples m_samples{12};
};

QTEST_APPLESS_MAIN(TestCompare)
#include "tst_compare.moc"
