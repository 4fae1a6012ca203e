// SPDX-License-Identifier: GPL-3.0-or-later
// Bad cases: one comparison of each sample alone as the naive twin, a stopped run that goes on, carried states, and a
// network whose guilty layer is known.
#include "engine/analysis/bad_cases.h"
#include "engine/analysis/blame.h"
#include "engine/analysis/compare.h"
#include "engine/data/npz_writer.h"
#include "tests/support/made_plan.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

constexpr int kSamples = 12;
constexpr std::uint64_t kBad = 7;

Tensor diagonal(float value)
{
    std::vector<float> values(64, 0);
    for (std::size_t i = 0; i < 8; ++i)
        values[i * 9] = value;
    return Tensor::fromFloats({8, 8}, values);
}

/// x -> a (itself) -> b (eight times the sum, clipped at 2 under the plan) -> c (itself) = y, and z beside it.
TestModel network()
{
    TestModel m(13);
    m.input("x float32[1,8]").constant("wa", diagonal(1)).constant("wc", diagonal(1));
    m.constant("wb", Tensor::fromFloats({8, 8}, std::vector<float>(64, 1)));
    m.node("av = MatMul(x, wa) @a").node("bv = MatMul(av, wb) @b").node("y = MatMul(bv, wc) @c").node("z = Relu(av) @d");
    return m.output("y float32[1,8]").output("z float32[1,8]"), m;
}

/// Sums within +-1, but for the bad one: each of its values is as large as those of the others.
std::vector<float> sampleValues(std::uint64_t id)
{
    std::vector<float> values(8);
    const Tensor random = randomTensor({4}, static_cast<unsigned>(id) + 1, 0.1F, 0.9F);
    for (std::size_t i = 0; i < 4; ++i) {
        values[2 * i] = random.floats()[i];
        values[2 * i + 1] = id == kBad ? random.floats()[i] : 0.03F * static_cast<float>(id % 3) - random.floats()[i];
    }
    return values;
}

struct Case {
    Case() : model(makeModel(network().graph(), environment, {}, {})), evaluator(model, environment, Kernels::Reference)
    {
        for (std::uint64_t id = 0; id < kSamples; ++id) {
            const std::string name = (id < 10 ? "0" : "") + std::to_string(id) + ".npy";
            writeNpy(folder.file(name), Tensor::fromFloats({1, 8}, sampleValues(id)));
        }
        options.path = folder.path();
        const Tensor first = Tensor::fromFloats({1, 8}, sampleValues(0));
        plan = test::makePlan(evaluator, {&first, 1});
        for (const auto& [point, range] : {std::pair{"x:output", 1.0F}, std::pair{"a:output", 1.0F}, std::pair{"b:output", 2.0F},
                                           std::pair{"c:output", 8.0F}, std::pair{"d:output", 1.0F}})
            setPoint(plan, *model, point, paramsFor(-range, range, DType::Int8));
    }

    [[nodiscard]] SampleSet samples(const std::optional<std::uint64_t>& one = {}) const
    {
        DataOptions chosen = options;
        chosen.sample = one;
        return SampleSet::open(chosen, model->inputs);
    }

    BadCases found(const BadCaseOptions& how = {}, const JobContext& job = {})
    {
        BadCases cases;
        findBadCases(evaluator, samples(), plan, how, cases, job);
        return cases;
    }

    OrtEnvironment environment;
    TemporaryFolder folder;
    std::shared_ptr<const Model> model;
    Evaluator evaluator;
    DataOptions options;
    Plan plan;
};

bool same(const MetricSums& a, const MetricSums& b)
{
    return a.count == b.count && a.dot == b.dot && a.absDiff == b.absDiff && a.squaredDiff == b.squaredDiff &&
           a.maxDiff == b.maxDiff;
}

bool same(const BadCases& a, const BadCases& b)
{
    return a.outputs == b.outputs &&
           std::equal(a.samples.begin(), a.samples.end(), b.samples.begin(), b.samples.end(), [](const auto& x, const auto& y) {
               return x.first == y.first && x.second.file == y.second.file && x.second.custom == y.second.custom &&
                      std::equal(x.second.outputs.begin(), x.second.outputs.end(), y.second.outputs.begin(),
                                 y.second.outputs.end(), [](const MetricSums& s, const MetricSums& t) { return same(s, t); });
           });
}

} // namespace

class TestBadCases : public QObject {
    Q_OBJECT

private slots:
    void eachSampleIsAComparisonOfItsOwn()
    {
        Case c;
        const BadCases cases = c.found();
        QCOMPARE(cases.outputs, (std::vector<std::string>{"y", "z"}));
        QCOMPARE(cases.samples.size(), std::size_t{kSamples});
        for (std::uint64_t id = 0; id < kSamples; ++id) {
            const Comparison alone =
                comparePerLayer(c.evaluator, c.samples(id), Plan::allFloat(c.model->units), c.plan, CompareMode::Cumulative, {});
            QCOMPARE(alone.samples, std::vector<std::uint64_t>{id});
            for (std::size_t o = 0; o < 2; ++o)
                QVERIFY(same(cases.samples.at(id).outputs[o], alone.outputs[o].metrics.pooled()));
        }
    }

    void theWorstComesFirstByEachMetric()
    {
        Case c;
        const BadCases cases = c.found();
        for (const Metric metric : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::Sqnr, Metric::MaxQscaleDiff}) {
            const auto ranking = cases.ranking({"z", metric});
            QCOMPARE(ranking.size(), std::size_t{kSamples});
            for (std::size_t i = 1; i < ranking.size(); ++i)
                QVERIFY(higherIsBetter(metric) ? ranking[i - 1].value <= ranking[i].value
                                               : ranking[i - 1].value >= ranking[i].value);
        }
        for (const Metric metric : {Metric::L1, Metric::Atol})
            QCOMPARE(cases.ranking({"y", metric}).front().sample, kBad);
        // The bad sample gives 8 equal values of its sum, and the plan clips them at 127 steps of b.
        const std::vector<float> values = sampleValues(kBad);
        double sum = 0;
        for (const float v : values)
            sum += v;
        const double clipped = 127.0 * c.plan.at(c.model->units.findPoint("b:output"))->scales.front();
        const double step = c.plan.at(c.model->units.findPoint("c:output"))->scales.front();
        QVERIFY(std::abs(cases.ranking({"y", Metric::Atol}).front().value - (sum - clipped)) <= step / 2 + 1e-5);
        QCOMPARE(cases.rank(kBad, {"y", Metric::Atol}), std::size_t{1});
        // Samples of equal value share the rank of the first of them.
        const auto ranking = cases.ranking({"y", Metric::Atol});
        for (const RankedCase& r : ranking)
            QCOMPARE(cases.rank(r.sample, {"y", Metric::Atol}),
                     1 + static_cast<std::size_t>(std::count_if(ranking.begin(), ranking.end(),
                                                                [&](const RankedCase& o) { return o.value > r.value; })));
        QCOMPARE(cases.rank(99, {"y", Metric::Atol}), std::size_t{0});
        QVERIFY(errorOf([&] { (void)cases.ranking({"w", Metric::Atol}); })->code() == ErrorCode::Usage);
    }

    void aCustomMetricIsRankedInItsOrder()
    {
        Case c;
        BadCaseOptions how;
        how.custom = Expression::parse("max(abs(float(\"y\") - quant(\"y\")))", c.model->outputs);
        BadCases cases = c.found(how);
        for (const auto& [id, errors] : cases.samples)
            QVERIFY(std::abs(*errors.custom - errors.outputs[0].value(Metric::Atol)) < 1e-12);
        QCOMPARE(cases.ranking({}).front().sample, kBad);
        how.customOrder = Order::Ascending;
        QCOMPARE(c.found(how).ranking({}).back().sample, kBad);
        QCOMPARE(cases.criteria(std::vector<Metric>{Metric::L1, Metric::Atol}).size(), std::size_t{5});
        std::vector<PortInfo> open = c.model->outputs; // of open shapes, so that it shows only where a sample runs
        for (PortInfo& output : open)
            output.shape.clear();
        how.custom = Expression::parse("float(\"y\")", open);
        const auto error = errorOf([&] { (void)c.found(how); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(error->context().contains("sample") && error->context().contains("column"));
    }

    void aStoppedRunGoesOn()
    {
        Case c;
        BadCaseOptions how;
        how.custom = Expression::parse("sum(quant('y'))", c.model->outputs);
        const BadCases whole = c.found(how);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        std::map<std::uint64_t, SampleErrors> kept;
        int checkpoints = 0;
        how.checkpoint = [&] { ++checkpoints; };
        how.sink = [&](std::uint64_t id, const SampleErrors& errors) {
            kept[id] = errors;
            if (kept.size() == 3)
                stop.request_stop();
        };
        const auto error = errorOf([&] { (void)c.found(how, job); });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
        QCOMPARE(kept.size(), std::size_t{3});
        QVERIFY(checkpoints >= 1);

        int again = 0;
        how.known = [&](std::uint64_t id) {
            const auto found = kept.find(id);
            return found == kept.end() ? std::nullopt : std::optional(found->second);
        };
        const std::map<std::uint64_t, SampleErrors> before = kept;
        how.sink = [&](std::uint64_t id, const SampleErrors&) { again += before.contains(id) ? 100 : 1; };
        QVERIFY(same(c.found(how), whole));
        QCOMPARE(again, kSamples - 3);
        for (const unsigned threads : {1U, 4U}) {
            JobContext many;
            many.threads = threads;
            QVERIFY(same(c.found(how, many), whole));
        }
    }

    void statesAreCarriedByEachForItself()
    {
        OrtEnvironment environment;
        TestModel m(13);
        m.input("x float32[1,2]").input("s float32[1,2]").constant("w", randomTensor({2, 2}, 5));
        m.node("sn = Add(x, s) @sum").node("y = MatMul(sn, w) @head").output("y float32[1,2]").output("sn float32[1,2]");
        const auto model = makeModel(m.graph(), environment, {}, {});
        Evaluator evaluator(model, environment, Kernels::Reference);
        TemporaryFolder folder;
        writeNpy(folder.file("x.npy"), randomTensor({9, 2}, 3));
        DataOptions options;
        options.path = folder.path();
        options.inputs["s"] = "from:sn";
        const SampleSet samples = SampleSet::open(options, model->inputs);
        QVERIFY(samples.sequential());
        QCOMPARE(samples.size(), std::size_t{9});
        const std::vector<Tensor> first{randomTensor({1, 2}, 1, -3, 3), randomTensor({1, 2}, 2, -3, 3)};
        const Plan plan = test::makePlan(evaluator, first);
        const Plan exact = Plan::allFloat(model->units);

        BadCases cases;
        findBadCases(evaluator, samples, plan, {}, cases, {});
        Tensor state = Tensor::zeros(ElementType::Float32, {1, 2}), floatState = state;
        for (std::size_t i = 0; i < 9; ++i) {
            const Tensor x = samples.load(i).inputs[0];
            const std::vector<Tensor> floatInputs{x, floatState}, inputs{x, state};
            const auto a = evaluator.outputs({&exact}, floatInputs, {});
            const auto b = evaluator.outputs({&plan}, inputs, {});
            QVERIFY(same(cases.samples.at(i).outputs[0], MetricSums::of(a[0], b[0], nullptr)));
            floatState = a[1];
            state = b[1];
        }
        // What is known in the middle still runs for its states; behind the last unknown one nothing does.
        BadCaseOptions how;
        std::vector<std::uint64_t> run;
        how.known = [&](std::uint64_t id) { return id == 5 ? std::nullopt : std::optional(cases.samples.at(id)); };
        how.sink = [&](std::uint64_t id, const SampleErrors&) { run.push_back(id); };
        BadCases resumed;
        findBadCases(evaluator, samples, plan, how, resumed, {});
        QVERIFY(same(resumed, cases));
        QCOMPARE(run, std::vector<std::uint64_t>{5});
        const Blame blame = findBlame(evaluator, samples, plan, 4, model->graph.find("y"), 20, {});
        QCOMPARE(blame.against.size(), std::size_t{8});
    }

    void theGuiltyLayerIsBlamed()
    {
        Case c;
        const ValueId y = c.model->graph.find("y");
        for (const unsigned threads : {1U, 3U}) {
            JobContext job;
            job.threads = threads;
            const Blame blame = findBlame(c.evaluator, c.samples(), c.plan, kBad, y, 20, job);
            QVERIFY(blame.standsOut());
            QCOMPARE(c.model->unit(blame.unit).name, std::string("b"));
            QCOMPARE(blame.clippedShare, 1.0);
            QCOMPARE(blame.against.size(), std::size_t{kSamples - 1});
            QVERIFY(blame.jump > 20);
            // The error of b alone: its clip; typical is a rounding of at most half a step, plus what comes in.
            const double step = c.plan.at(c.model->units.findPoint("b:output"))->scales.front();
            QVERIFY(blame.typical < 3 * step && blame.error > 10 * step);
            QVERIFY(blame == findBlame(c.evaluator, c.samples(), c.plan, kBad, y, 20, {}));
        }
        // z does not depend on b, and on its way nothing is wrong with the sample.
        const Blame other = findBlame(c.evaluator, c.samples(), c.plan, kBad, c.model->graph.find("z"), 20, {});
        QVERIFY(!other.standsOut());
        QVERIFY(c.model->unit(other.unit).name != "b");
        // A good sample is like the others.
        QVERIFY(!findBlame(c.evaluator, c.samples(), c.plan, 3, y, 20, {}).standsOut());
    }

    /// The more that is not finite the worse, whatever the rest looks like; equal amounts by the values.
    void whatIsNotFiniteComesFirst()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float inf = std::numeric_limits<float>::infinity();
        const auto sums = [](const std::vector<float>& a, const std::vector<float>& b) {
            return MetricSums::of(Tensor::fromFloats({4}, a), Tensor::fromFloats({4}, b), nullptr);
        };
        BadCases cases;
        cases.outputs = {"y"};
        cases.scales = {0.5};
        cases.samples[0].outputs = {sums({1, 2, 3, 4}, {1, 2, -3, 9})}; // bad, but numbers
        cases.samples[1].outputs = {sums({1, nan, 3, 4}, {1, 2, 3, 5})};
        cases.samples[2].outputs = {sums({1, 2, 3, 4}, {-inf, 2, 3, 7})}; // as many as 1, and farther off
        cases.samples[3].outputs = {sums({nan, nan, nan, nan}, {0, 0, 0, 0})};
        cases.samples[4].outputs = {MetricSums{}}; // another shape
        for (const Metric metric : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::MaxQscaleDiff, Metric::Sqnr}) {
            std::vector<std::uint64_t> order;
            for (const RankedCase& r : cases.ranking({"y", metric}))
                order.push_back(r.sample);
            QCOMPARE(order, (std::vector<std::uint64_t>{3, 2, 1, 0}));
            for (std::size_t i = 0; i < order.size(); ++i)
                QCOMPARE(cases.rank(order[i], {"y", metric}), i + 1);
        }
        QCOMPARE(cases.ranking({"y", Metric::Atol})[1].value, 3.0);
        QCOMPARE(cases.ranking({"y", Metric::Atol})[1].notFinite, std::uint64_t{1});
        QVERIFY(std::isnan(cases.ranking({"y", Metric::Atol})[0].value));
        QCOMPARE(cases.rank(4, {"y", Metric::Atol}), std::size_t{0});
        // The custom metric, which has its own word on 1 and says nothing of 0.
        cases.custom = "of your own";
        for (const auto& [id, value] : {std::pair{0U, double{nan}}, {1U, 5.0}, {2U, double{-inf}}, {3U, double{nan}}, {4U, 7.0}})
            cases.samples[id].custom = value;
        std::vector<std::uint64_t> order;
        for (const RankedCase& r : cases.ranking({}))
            order.push_back(r.sample);
        QCOMPARE(order, (std::vector<std::uint64_t>{3, 2, 4, 1}));
    }

    void dataThatAreNotFiniteAreTold()
    {
        Case c;
        writeNpy(c.folder.file("03.npy"), Tensor::fromFloats({1, 8}, std::vector<float>(8, std::nanf(""))));
        const BadCases cases = c.found();
        for (const CaseCriterion& by : cases.criteria(allMetrics())) {
            QCOMPARE(cases.ranking(by).size(), std::size_t{kSamples});
            QCOMPARE(cases.ranking(by)[0].sample, std::uint64_t{3});
            QCOMPARE(cases.ranking(by)[1].notFinite, std::uint64_t{0});
        }
        QCOMPARE(cases.findings.size(), std::size_t{2}); // y and z
        for (const Finding& f : cases.findings)
            QCOMPARE(f.rule, std::string("badcase.not_finite"));
        const ValueId y = c.model->graph.find("y");
        const Blame blame = findBlame(c.evaluator, c.samples(), c.plan, 3, y, 20, {});
        QCOMPARE(c.model->unit(blame.unit).name, std::string("x"));
        QCOMPARE(blame.notFinite, std::uint64_t{8});
        QVERIFY(blame.standsOut());
        QCOMPARE(findBlame(c.evaluator, c.samples(), c.plan, kBad, y, 20, {}).notFinite, std::uint64_t{0});
    }

    /// Finite data whose logarithm is not.
    void theLayerThatStopsBeingFiniteIsBlamed()
    {
        OrtEnvironment environment;
        TestModel m(13);
        m.input("x float32[1,8]").constant("wa", diagonal(1));
        m.node("a = MatMul(x, wa) @a").node("l = Log(a) @log").node("y = MatMul(l, wa) @c").output("y float32[1,8]");
        const auto model = makeModel(m.graph(), environment, {}, {});
        Evaluator evaluator(model, environment, Kernels::Reference);
        TemporaryFolder folder;
        for (int id = 0; id < 4; ++id) {
            std::vector<float> values(8, 0.5F + 0.1F * static_cast<float>(id));
            values[1] = id == 2 ? -0.5F : 0.9F;
            writeNpy(folder.file(std::to_string(id) + ".npy"), Tensor::fromFloats({1, 8}, values));
        }
        DataOptions options;
        options.path = folder.path();
        const SampleSet samples = SampleSet::open(options, model->inputs);
        const Tensor first = Tensor::fromFloats({1, 8}, std::vector<float>(8, 0.9F));
        const Plan plan = test::makePlan(evaluator, {&first, 1});
        BadCases cases;
        findBadCases(evaluator, samples, plan, {}, cases, {});
        QCOMPARE(cases.ranking({"y", Metric::Cosine}).front().sample, std::uint64_t{2});
        const Blame blame = findBlame(evaluator, samples, plan, 2, model->graph.find("y"), 20, {});
        QCOMPARE(model->unit(blame.unit).name, std::string("log"));
        QCOMPARE(blame.notFinite, std::uint64_t{1});
    }

    void blameNeedsOthersAndThatSample()
    {
        Case c;
        const ValueId y = c.model->graph.find("y");
        const Blame alone = findBlame(c.evaluator, c.samples(kBad), c.plan, kBad, y, 20, {});
        QVERIFY(alone.unit == UnitId::None && !alone.whyNot.empty());
        QVERIFY(errorOf([&] { (void)findBlame(c.evaluator, c.samples(3), c.plan, kBad, y, 20, {}); })->code() ==
                ErrorCode::Usage);
        QCOMPARE(findBlame(c.evaluator, c.samples(), c.plan, kBad, y, 4, {}).against.size(), std::size_t{4});
    }

    void outputsWithoutNumbersAreRefusedAndLabelsAreNot()
    {
        OrtEnvironment environment;
        TestModel text(13);
        text.input("x float32[1,8]").node("y = Cast(x) to=8 @text").output("y string[1,8]");
        const auto spoken = makeModel(text.graph(), environment, {}, {});
        TestModel m(13);
        m.input("x float32[1,8]").node("y = ArgMax(x) axis=1 @arg").output("y int64[1,1]");
        const auto model = makeModel(m.graph(), environment, {}, {});
        Evaluator evaluator(model, environment, Kernels::Reference);
        const Case c;
        const Plan plan = Plan::allFloat(model->units);
        BadCases cases;
        Evaluator other(spoken, environment, Kernels::Reference);
        const Plan nothing = Plan::allFloat(spoken->units);
        QVERIFY(errorOf([&] { findBadCases(other, c.samples(), nothing, {}, cases, {}); })->code() == ErrorCode::BadInput);
        findBadCases(evaluator, c.samples(), plan, {}, cases, {});
        QCOMPARE(cases.ranking({"y", Metric::L1}).size(), std::size_t{kSamples});
        cases = {};
        BadCaseOptions how;
        how.custom = Expression::parse("sum(float('y') != quant('y'))", model->outputs);
        findBadCases(evaluator, c.samples(), plan, how, cases, {});
        QCOMPARE(cases.ranking({}).size(), std::size_t{kSamples});
        QCOMPARE(cases.ranking({}).front().value, 0.0);
    }
};

QTEST_GUILESS_MAIN(TestBadCases)
#include "tst_bad_cases.moc"
