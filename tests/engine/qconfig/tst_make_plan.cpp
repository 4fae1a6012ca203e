// SPDX-License-Identifier: GPL-3.0-or-later
// From configuration and statistics to numbers: closed forms, followers and groups, what was never observed, biases that
// would not fit, and that a click computes only what it changes.
#include "engine/base/error.h"
#include "engine/qconfig/make_plan.h"
#include "engine/quant/fake_quantize.h"
#include "engine/quant/weights.h"
#include "tests/engine/qconfig/story_model.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <cmath>

using namespace qb;
using namespace qb::test;

namespace {

/// A model with rules, and statistics that a test fills.
struct Case {
    std::shared_ptr<const Model> model;
    Profile profile;
    RuleSet rules;
    std::vector<std::unique_ptr<PointStatistics>> records;
    StatisticsTable table;

    Case(std::shared_ptr<const Model> m, const std::string& target, std::vector<Rule> list)
        : model(std::move(m)), profile(Profile::load(target)), rules{target, std::move(list)}, records(model->pointCount())
    {
        table.points.resize(model->pointCount());
    }

    [[nodiscard]] PointId id(const std::string& point) const
    {
        const PointId found = model->units.findPoint(point);
        if (found == PointId::None)
            throw std::invalid_argument(point);
        return found;
    }

    void observe(const std::string& point, std::vector<float> values, SampleId sample = 0, int axis = -1, Shape shape = {})
    {
        auto& record = records[indexOf(id(point))];
        if (!record)
            record = std::make_unique<PointStatistics>();
        if (shape.empty())
            shape = {static_cast<std::int64_t>(values.size())};
        record->observe(Tensor::fromFloats(shape, values), sample, axis);
        table.points[indexOf(id(point))] = record.get();
        ++table.version;
    }

    PlanResult plan(PlanMemo* memo = nullptr) const { return makePlan(*model, resolve(*model, rules, profile), table, {}, memo); }

    [[nodiscard]] static QString found(const PlanResult& result, std::string_view rule)
    {
        for (const Finding& f : result.findings)
            if (f.rule == rule)
                return QString::fromStdString(f.point);
        return {};
    }
};

Rule named(const std::string& name, const std::string& config) { return {ModuleNameRule{name, parseConfig(config)}}; }

/// Plain extremes about 0 (what the ort profile does by itself is affine), so that every scale has a closed form.
Rule minMax()
{
    ReferenceRule rule;
    rule.activation.observer = Observer{};
    rule.activation.scheme = Scheme::Symmetric;
    return {rule};
}

constexpr const char* kChain =
    "input x float32[1,4]\nweight w [4,3]\nfloats b [3] 1 -2 3\nf = Gemm(x, w, b) @fc\nr = Reshape(f, s) @shape\nints s 1 -1\n"
    "t = Tanh(r) @tanh\ny = Softmax(t) @soft\noutput y\n";

} // namespace

class TestMakePlan : public QObject {
    Q_OBJECT

private slots:
    void scalesAreThoseOfTheTarget_data()
    {
        QTest::addColumn<QString>("target");
        QTest::addColumn<QString>("config");
        QTest::addColumn<double>("scale");
        const auto row = [](const char* target, const char* config, double scale) {
            QTest::addRow("%s %s", target, config) << target << config << scale;
        };
        row("horizon", "int8", 4.0 / 127.5);
        row("horizon", "int16", 4.0 / 32767.5);
        row("horizon", "int8,threshold=2", 2.0 / 128);
        row("horizon", "int16,threshold=2", 2.0 / 32768);
        row("horizon", "int8,scale=0.3", 0.3);
        row("ort", "int8", 4.0 / 127);
        row("ort", "int16,threshold=2", 2.0 / 32767);
        row("ort", "int8,range=-1:3,scheme=affine", 4.0 / 255);
        row("ort", "int8,scheme=affine", 7.0 / 255);
        row("horizon", "int8,scheme=affine", 7.0 / 255);
        row("bernoulli2", "int8", 0.0625); // 4 / 127.5 is a hair above 2^-5
        row("bernoulli2", "int8,scale=0.3", 0.5);
    }

    void scalesAreThoseOfTheTarget()
    {
        QFETCH(QString, target);
        QFETCH(QString, config);
        QFETCH(double, scale);
        Case c(modelFromText(kChain, m_environment), target.toStdString(), {minMax(), named("x", config.toStdString())});
        c.observe("x:output", {-4, 1, 3, 0});
        // To the bit: QCOMPARE takes 1 / 32767 for 1 / 32767.5 nearly.
        const float got = c.plan().plan.at(c.id("x:output"))->scales.front();
        QVERIFY2(got == static_cast<float>(scale), qPrintable(QString::number(got, 'g', 9)));
    }

    void weightsAreCalibratedPerChannel()
    {
        for (const char* target : {"ort", "horizon"}) {
            Case c(modelFromText(kChain, m_environment), target, {minMax()});
            const auto params = c.plan().plan.at(c.id("fc:weight"));
            const auto values = c.model->graph.value(c.model->point(c.id("fc:weight")).value).constant.floats();
            QCOMPARE(params->axis, 1);
            for (std::size_t channel = 0; channel < 3; ++channel) {
                float most = 0;
                for (std::size_t row = 0; row < 4; ++row)
                    most = std::max(most, std::abs(values[row * 3 + channel]));
                QCOMPARE(params->scales[channel],
                         static_cast<float>(static_cast<double>(most) / (target == std::string("ort") ? 127 : 127.5)));
            }
            QCOMPARE(params->narrow, target == std::string("ort"));
        }
        Case one(modelFromText(kChain, m_environment), "ort", {minMax(), named("fc", "weight.per_channel=no")});
        QCOMPARE(one.plan().plan.at(one.id("fc:weight"))->scales.size(), std::size_t{1});
    }

    void followersShareTheirSourcesParameters()
    {
        Case c(modelFromText(kChain, m_environment), "ort", {minMax()});
        c.observe("fc:output", {-2, 1});
        c.observe("shape:output", {-100, 100}); // its own record does not matter
        const PlanResult result = c.plan();
        QVERIFY(result.plan.at(c.id("shape:output")) == result.plan.at(c.id("fc:output")));
        QCOMPARE(result.plan.at(c.id("shape:output"))->scales.front(), 2.0F / 127);
        QVERIFY(result.plan.exact[indexOf(c.id("shape:output"))] == 1 && result.plan.exact[indexOf(c.id("fc:output"))] == 0);
        QVERIFY(result.points[indexOf(c.id("shape:output"))] == result.points[indexOf(c.id("fc:output"))]);
    }

    void whatWasNeverObservedStaysOff()
    {
        Case c(modelFromText(kChain, m_environment), "ort", {minMax(), named("tanh", "threshold=1"), named("soft", "float16")});
        c.observe("x:output", {1});
        const PlanResult result = c.plan();
        QVERIFY(!result.plan.at(c.id("fc:output")) && !result.plan.at(c.id("shape:output")));
        QVERIFY(result.plan.exact[indexOf(c.id("shape:output"))] == 0);
        QCOMPARE(Case::found(result, "plan.never_observed"), "fc:output");
        QCOMPARE(result.plan.at(c.id("tanh:output"))->scales.front(), 1.0F / 127); // fixed by hand needs no data
    }

    /// An adapter of rank 0.
    void aWeightWithoutValuesNeedsNoScale()
    {
        TestModel m(17);
        m.input("x float32[1,4]").constant("a", Tensor::zeros(ElementType::Float32, {4, 0}));
        m.constant("b", Tensor::zeros(ElementType::Float32, {0, 4}));
        m.node("l = MatMul(x, a) @down").node("y = MatMul(l, b) @up").output("y float32[1,4]");
        Case c(makeModel(m.graph(), m_environment, {}, {}), "ort", {});
        c.observe("x:output", {1, 2, 3, 4});
        const PlanResult result = c.plan();
        for (const char* point : {"down:weight", "up:weight"})
            QVERIFY(!result.plan.at(c.id(point)));
        QVERIFY(result.plan.at(c.id("x:output")));
        QVERIFY(Case::found(result, "plan.never_observed") != "down:weight");
    }

    void qualityIsSaid()
    {
        Case c(modelFromText(kChain, m_environment), "ort", {minMax(), named("x", "threshold=1")});
        c.observe("x:output", {-4, 0.5F, 0.25F, 1});
        const PlanMemo::Entry entry = c.plan().points[indexOf(c.id("x:output"))];
        QCOMPARE(entry->calibrated.clippedShare, 0.25);
        QVERIFY(entry->calibrated.sqnrDb < entry->calibrated.sqnrDbMinMax - 20);
    }

    void aGroupIsCalibratedOnAllItsRecords()
    {
        Case c(modelFromText("input x float32[1,4]\ninput z float32[1,4]\nt = Tanh(x) @tanh\ns = Sigmoid(z) @sigmoid\nc = "
                             "Concat(t, s) axis=1 @concat\n"
                             "y = Softmax(c) @soft\noutput y\n",
                             m_environment),
               "ort", {minMax()});
        c.profile = Profile::fromJson(R"({"extends": "ort-cpu", "name": "tied", "tied": ["Concat"]})");
        c.observe("tanh:output", {-1, 0.5F});
        c.observe("sigmoid:output", {3, 0.5F});
        c.observe("concat:output", {-2, 2});
        const PlanResult result = c.plan();
        const SharedParams& params = result.plan.at(c.id("concat:output"));
        QCOMPARE(params->scales.front(), 3.0F / 127);
        QVERIFY(result.plan.at(c.id("tanh:output")) == params && result.plan.at(c.id("sigmoid:output")) == params);
        QCOMPARE(result.points[indexOf(c.id("tanh:output"))]->calibrated.lo, -2.0);
    }

    void anOperandUsesItsProducersRecord()
    {
        Case c(modelFromText(kChain, m_environment), "ort", {minMax(), named("x", "int16"), named("fc", "input0=int8")});
        c.observe("x:output", {-8, 2});
        const PlanResult result = c.plan();
        QCOMPARE(result.plan.at(c.id("x:output"))->scales.front(), 8.0F / 32767);
        QCOMPARE(result.plan.at(c.id("fc:input0"))->scales.front(), 8.0F / 127);
    }

    void aBiasThatWouldNotFitRaisesTheWeightsScale()
    {
        Case c(modelFromText("input x float32[1,2]\nfloats w [2,2] 1e-6 1 1e-6 -1\nfloats b [2] 3 3\nf = Gemm(x, w, b) @fc\ny = "
                             "Softmax(f) @soft\noutput y\n",
                             m_environment),
               "ort", {minMax()});
        c.observe("x:output", {1e-3F, -1e-3F});
        const PlanResult result = c.plan();
        const SharedParams& weight = result.plan.at(c.id("fc:weight"));
        QCOMPARE(Case::found(result, "plan.bias_overflow"), "fc:weight");
        QCOMPARE(weight->scales[1], 1.0F / 127); // 3 / (7.9e-6 * 7.9e-3) = 4.8e7 fits
        QVERIFY(weight->scales[0] > 1e-4F);
        const SharedParams bias = biasParams(c.model->units, c.model->graph, result.plan, c.model->units.findUnit("fc"));
        const double quotient = 3.0 / static_cast<double>(bias->scales[0]);
        QVERIFY(quotient <= 2147483647.0 && quotient > 2147483647.0 * 0.999999);
        // The raised scale stays out of the memo: with a coarser input the weight gets its own again.
        PlanMemo memo;
        (void)c.plan(&memo);
        c.observe("x:output", {1000}, 1);
        QCOMPARE(c.plan(&memo).plan.at(c.id("fc:weight"))->scales[0], static_cast<float>(static_cast<double>(1e-6F) / 127));
    }

    void channelsOfDepthwiseInputs()
    {
        Case c(modelFromText("input x float32[1,2,2,2]\nweight w1 [2,2,1,1]\nweight w2 [2,1,1,1]\na = Conv(x, w1) @point\nb = "
                             "Conv(a, w2) group=2 @depth\n"
                             "y = Softmax(b) @soft\noutput y\n",
                             m_environment),
               "ort", {minMax()});
        c.profile = Profile::fromJson(R"({"extends": "ort-cpu", "name": "own", "per_channel_depthwise": true})");
        c.observe("point:output", {1, -2, 0, 1, 40, 3, 2, 1}, 0, 1, {1, 2, 2, 2});
        const SharedParams params = c.plan().plan.at(c.id("point:output"));
        QCOMPARE(params->axis, 1);
        QCOMPARE(params->scales, (std::vector<float>{2.0F / 127, 40.0F / 127}));
        Case none(c.model, "ort", {minMax()});
        none.profile = c.profile;
        none.observe("point:output", {1, -2});
        QCOMPARE(Case::found(none.plan(), "plan.no_channels"), "point:output");
        QCOMPARE(none.plan().plan.at(none.id("point:output"))->axis, -1);
    }

    void aClickComputesOnlyWhatItChanges()
    {
        Case c(modelFromText(kChain, m_environment), "ort", {minMax()});
        for (const char* point : {"x:output", "fc:output", "tanh:output", "soft:output"})
            c.observe(point, {-1, 2, 0.5F});
        PlanMemo memo;
        const PlanResult first = c.plan(&memo);
        QCOMPARE(first.computed, std::size_t{5});
        QCOMPARE(c.plan(&memo).computed, std::size_t{0});
        c.rules.rules.push_back(named("tanh", "int16"));
        const PlanResult clicked = c.plan(&memo);
        QCOMPARE(clicked.computed, std::size_t{1});
        QVERIFY(clicked.plan.at(c.id("fc:output")) == first.plan.at(c.id("fc:output")));
        QVERIFY(clicked.plan.at(c.id("tanh:output"))->dtype == DType::Int16);
        c.rules.rules.pop_back();
        const PlanResult undone = c.plan(&memo);
        QCOMPARE(undone.computed, std::size_t{0});
        QVERIFY(undone.plan == first.plan && undone.plan.fingerprint() == first.plan.fingerprint());
        QVERIFY(c.plan().plan == first.plan); // without a memo the same
        c.observe("tanh:output", {9}, 1);
        QVERIFY(c.plan(&memo).plan.at(c.id("tanh:output"))->scales.front() == 9.0F / 127);
    }

    void anyNumberOfThreadsGivesTheSamePlan()
    {
        Case c(modelFromText(kChain, m_environment), "horizon", {});
        for (const char* point : {"x:output", "fc:output", "tanh:output", "soft:output"})
            c.observe(point, {-1, 2, 0.5F, 0.123F});
        JobContext four;
        four.threads = 4;
        QVERIFY(makePlan(*c.model, resolve(*c.model, c.rules, c.profile), c.table, four).plan.fingerprint() ==
                c.plan().plan.fingerprint());
    }

    void importedGridsPassUnchanged()
    {
        TestModel m(17);
        m.input("x float32[1,2]").scalar("s", 0.5F).constant("z", Tensor::zeros(ElementType::Int8, {}));
        m.node("q = QuantizeLinear(x, s, z)").node("d = DequantizeLinear(q, s, z)").node("y = Sigmoid(d) @sigmoid").output("y");
        Case c(makeModel(m.graph(), m_environment, {}, {}), "horizon", {Rule{ImportedRule{}}});
        const PlanResult result = c.plan();
        QVERIFY(*result.plan.at(c.id("x:output")) == (QuantParams{DType::Int8, {0.5F}, {0}, -1, false}));
        QVERIFY(!result.plan.at(c.id("sigmoid:output")));
    }

private:
    OrtEnvironment m_environment;
};

QTEST_APPLESS_MAIN(TestMakePlan)
#include "tst_make_plan.moc"
