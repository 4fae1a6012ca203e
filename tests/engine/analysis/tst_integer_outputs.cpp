// SPDX-License-Identifier: GPL-3.0-or-later
// A network that gives labels and a mask beside its scores: every analysis measures them as the numbers they are, and none is
// led by them where scores are there.
#include "engine/analysis/live_comparison.h"
#include "engine/analysis/output_errors.h"
#include "engine/base/error.h"
#include "engine/study/bad_case.h"
#include "tests/engine/analysis/study_case.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <cmath>

using namespace qb;
using namespace qb::test;

namespace {

OrtEnvironment& environment()
{
    static OrtEnvironment env(1);
    return env;
}

const Shape kImage{1, 4, 6, 6};

/// labels, mask, y: scores come last.
TestModel network(bool withScores = true)
{
    TestModel m(17);
    m.input("x float32[1,4,6,6]").constant("w", randomTensor({5, 4, 1, 1}, 1)).scalar("zero", 0);
    m.node("y = Conv(x, w) @conv").node("labels = ArgMax(y) axis=1 keepdims=0 @argmax").node("mask = Greater(y, zero) @greater");
    m.output("labels int64[1,6,6]").output("mask bool[1,5,6,6]");
    if (withScores)
        m.output("y");
    return m;
}

struct Labelled : StudyCase {
    explicit Labelled(bool withScores = true)
        : StudyCase(environment(), network(withScores), "generic", samplesOf("x", kImage, 4))
    {
        set("x", "int8").set("conv", "int8,weight=int4");
    }

    [[nodiscard]] ValueId value(const std::string& name) const { return workspace->model()->graph.find(name); }
};

/// Mean absolute difference, largest one, and share of different values, of what two plans give; by no code of the engine's.
struct Naive {
    double sum = 0, most = 0, different = 0, count = 0;

    void add(const Tensor& a, const Tensor& b)
    {
        for (std::size_t i = 0; i < a.count(); ++i) {
            const double d = a.type() == ElementType::Bool ? std::abs(a.as<std::uint8_t>()[i] - b.as<std::uint8_t>()[i])
                                                           : std::abs(static_cast<double>(a.int64s()[i] - b.int64s()[i]));
            sum += d, most = std::max(most, d), different += d != 0 ? 1 : 0, count += 1;
        }
    }
    [[nodiscard]] bool is(const MetricSums& sums) const
    {
        return static_cast<double>(sums.count) == count && std::abs(sums.value(Metric::L1) - sum / count) < 1e-12 &&
               sums.value(Metric::Atol) == most;
    }
};

} // namespace

class TestIntegerOutputs : public QObject {
    Q_OBJECT

    /// Of `plan` against float over all samples, at labels and at mask.
    static std::pair<Naive, Naive> naive(Workspace& w, const Plan& plan)
    {
        Evaluator evaluator(w.model(), environment(), Kernels::Reference);
        const Plan exact = Plan::allFloat(w.model()->units);
        std::pair<Naive, Naive> result;
        const SampleSet samples = w.samples(Use::Evaluation, {});
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const std::vector<Tensor> inputs = samples.load(i).inputs;
            const std::vector<Tensor> a = evaluator.outputs({&exact}, inputs, {});
            const std::vector<Tensor> b = evaluator.outputs({&plan}, inputs, {});
            result.first.add(a[0], b[0]);
            result.second.add(a[1], b[1]);
        }
        return result;
    }

private slots:
    void floatsComeFirst()
    {
        PortInfo label{"label", ElementType::Int64, {1}, {""}, ""};
        PortInfo score{"score", ElementType::Float16, {1}, {""}, ""};
        PortInfo text{"text", ElementType::String, {1}, {""}, ""};
        PortInfo list{"list", ElementType::Float32, {}, {}, "seq(tensor(float32))"};
        const PortInfo ports[] = {label, text, score, list, label, score};
        QVERIFY((measurableOutputs(ports) == std::vector<std::size_t>{2, 5, 0, 4}));
        QCOMPARE(decisiveOutputs(ports), std::size_t{2});
        const PortInfo labels[] = {text, label, label};
        QCOMPARE(decisiveOutputs(labels), std::size_t{2});
    }

    void sensitivity()
    {
        Labelled c;
        Workspace& w = c.calibrated();
        SensitivityOptions options;
        options.points = switchablePoints(*w.model(), w.plan({}).plan);
        Findings findings;
        const Sensitivity s =
            w.sensitivity(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Recompute, {}, findings);
        QVERIFY((s.outputs == std::vector<ValueId>{c.value("y"), c.value("labels"), c.value("mask")}));
        QCOMPARE(s.rows.size(), std::size_t{3}); // x, conv, its weight
        int changed = 0;
        for (const PointErrors& row : s.rows) {
            Plan alone = Plan::allFloat(w.model()->units);
            alone.roundBias = false;
            alone.points[indexOf(row.point)] = w.plan({}).plan.at(row.point);
            const auto [labels, mask] = naive(w, alone);
            QVERIFY(labels.is(row.outputs[1].pooled()));
            QVERIFY(mask.is(row.outputs[2].pooled()));
            changed += labels.different > 0 ? 1 : 0;
        }
        QVERIFY(changed > 0);

        // Stored, and taken from there; the same again.
        const Sensitivity first =
            w.sensitivity(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Stored, {}, findings);
        const Sensitivity again =
            w.sensitivity(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Stored, {}, findings);
        for (std::size_t r = 0; r < s.rows.size(); ++r)
            for (std::size_t o = 0; o < 3; ++o) {
                QCOMPARE(first.rows[r].outputs[o].pooled().value(Metric::L1), s.rows[r].outputs[o].pooled().value(Metric::L1));
                QCOMPARE(again.rows[r].outputs[o].pooled().value(Metric::L1), s.rows[r].outputs[o].pooled().value(Metric::L1));
            }
    }

    void compareAndItsLiveForm()
    {
        Labelled c;
        Workspace& w = c.calibrated();
        const Plan plan = w.plan({}).plan;
        const SampleSet samples = w.samples(Use::Evaluation, {});
        const Comparison got = w.compare(samples, Plan::allFloat(w.model()->units), CompareMode::Cumulative, Kernels::Reference,
                                         Reuse::Recompute, {});
        const auto [labels, mask] = naive(w, plan);
        QCOMPARE(got.outputs.size(), std::size_t{3}); // in the order of the file
        QVERIFY(labels.is(got.outputs[0].metrics.pooled()));
        QVERIFY(mask.is(got.outputs[1].metrics.pooled()));
        QVERIFY(labels.different > 0 && mask.different > 0);

        Evaluator evaluator(w.model(), environment(), Kernels::Reference);
        LiveComparison live(evaluator, std::size_t{1} << 28U);
        live.setSample(samples.load(0));
        const Comparison one = live.compare(plan, {}, {});
        for (std::size_t o = 0; o < 3; ++o)
            QCOMPARE(one.outputs[o].metrics.pooled().value(Metric::L1),
                     got.outputs[o].metrics.samples().begin()->second.value(Metric::L1));
        for (const CompareRow& row : one.rows) // inside, integers are nobody's error
            QVERIFY(w.model()->graph.value(row.value).type == ElementType::Float32);
    }

    void badCases()
    {
        Labelled c;
        Workspace& w = c.calibrated();
        const SampleSet samples = w.samples(Use::Evaluation, {});
        const BadCases cases =
            qb::badCases(w, samples, Expression::parse(R"(mean(float("labels") != quant("labels")))", w.model()->outputs),
                         Order::Descending, Kernels::Reference, Reuse::Recompute, {});
        QVERIFY((cases.outputs == std::vector<std::string>{"y", "labels", "mask"}));
        Evaluator evaluator(w.model(), environment(), Kernels::Reference);
        const Plan exact = Plan::allFloat(w.model()->units);
        const Plan plan = w.plan({}).plan;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            const std::vector<Tensor> inputs = samples.load(i).inputs;
            Naive labels;
            labels.add(evaluator.outputs({&exact}, inputs, {})[0], evaluator.outputs({&plan}, inputs, {})[0]);
            const SampleErrors& errors = cases.samples.at(samples.sampleId(i));
            QVERIFY(labels.is(errors.outputs[1]));
            QCOMPARE(*errors.custom, labels.different / labels.count); // which the metrics don't have: the share that changed
        }
        QCOMPARE(cases.ranking({"labels", Metric::L1}).size(), samples.size());
    }

    void theAdvisorLooksAtFloatsUnlessAsked()
    {
        Labelled c;
        Workspace& w = c.calibrated();
        Findings findings;
        AdvisorOptions options;
        options.metric = Metric::L1;
        const auto advise = [&] {
            return w.advise(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Recompute, {}, findings);
        };
        Advice advice = advise();
        QVERIFY(!advice.rows.empty());
        for (const AdviceRow& row : advice.rows)
            QVERIFY(row.output == c.value("y"));
        options.output = c.value("labels");
        advice = advise();
        QVERIFY(!advice.rows.empty() && !advice.rows.front().cures.empty());
        for (const AdviceRow& row : advice.rows)
            QVERIFY(row.output == c.value("labels"));
        const auto [labels, mask] = naive(w, w.plan({}).plan);
        QCOMPARE(advice.rows.front().cures.front().errorBefore, labels.sum / labels.count);
    }

    /// Nothing but integers: still everything is answered.
    void onlyLabels()
    {
        Labelled c(false);
        Workspace& w = c.calibrated();
        Findings findings;
        const Advice advice = w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, {}, findings);
        QVERIFY(!advice.rows.empty());
        QVERIFY(advice.rows.front().output == c.value("labels") || advice.rows.front().output == c.value("mask"));
    }

    /// What has no numbers is refused in words, with an expression too.
    void onlyText()
    {
        TestModel m(17);
        m.input("x float32[1,4,6,6]").constant("w", randomTensor({5, 4, 1, 1}, 1));
        m.node("y = Conv(x, w) @conv").node("s = Cast(y) to=8 @text").output("s string[1,5,6,6]");
        StudyCase c(environment(), m, "generic", samplesOf("x", kImage, 2));
        Workspace& w = c.set("conv", "int8").calibrated();
        Findings findings;
        const auto error = errorOf(
            [&] { (void)w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, {}, findings); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }
};

QTEST_GUILESS_MAIN(TestIntegerOutputs)
#include "tst_integer_outputs.moc"
