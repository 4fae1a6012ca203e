// SPDX-License-Identifier: GPL-3.0-or-later
// For every kind of finding a model that has it and its twin that has not; and that cures which are offered do cure.
// Over 500 lines: a pair of models per rule, which all tests of the rules share.
#include "engine/analysis/structure_check.h"
#include "engine/base/error.h"
#include "engine/exporters/export_qdq.h"
#include "engine/exporters/verify.h"
#include "engine/model/onnx_writer.h"
#include "tests/engine/analysis/study_case.h"
#include "tests/support/run_models.h"
#include "tests/support/wording.h"

#include <QtTest>

#include <limits>
#include <set>

using namespace qb;
using namespace qb::test;

namespace {

using CasePtr = std::unique_ptr<StudyCase>;

OrtEnvironment& environment()
{
    static OrtEnvironment env(1);
    return env;
}

CasePtr made(const TestModel& model, const StudyCase::Samples& samples = {}, const std::string& profile = "generic")
{
    return std::make_unique<StudyCase>(environment(), model, profile, samples);
}

const Shape kImage{1, 4, 8, 8};

StudyCase::Samples images(float low = -1, float high = 1, std::size_t count = 4)
{
    return samplesOf("x", kImage, count, low, high);
}

TestModel convModel()
{
    TestModel m(17);
    m.input("x float32[1,4,8,8]").constant("w", randomTensor({4, 4, 1, 1}, 1)).constant("w2", randomTensor({4, 4, 1, 1}, 2));
    return m;
}

/// x -> conv -> y, with something done to x before.
CasePtr scaled(float factor, const StudyCase::Samples& samples)
{
    TestModel m = convModel();
    m.scalar("k", factor).node("s = Mul(x, k) @scale").node("y = Conv(s, w) @conv").output("y");
    return made(m, samples);
}

CasePtr batchNorm(bool bad)
{
    TestModel m = convModel();
    m.floats("g", {4}, {1, 2, 3, 4}).floats("o", {4}, {0, 1, 0, 1}).floats("v", {4}, {1, 1, 2, 2});
    m.node("a = Conv(x, w) @conv").node("b = BatchNormalization(a, g, o, o, v) @norm");
    m.node(bad ? "y = Add(a, b) @add" : "y = Add(x, b) @add").output("y");
    return made(m);
}

CasePtr activation(bool bad)
{
    TestModel m = convModel();
    m.node("a = Conv(x, w) @conv")
        .node("r = Relu(a) @relu")
        .node(bad ? "y = Concat(a, r) axis=1 @join" : "y = Concat(x, r) axis=1 @join");
    m.output("y");
    return made(m);
}

CasePtr residual(bool bad)
{
    TestModel m = convModel();
    m.node("c = Conv(x, w) @first").node("a = Conv(c, w2) @conv").node(bad ? "b = Relu(a) @relu" : "b = Identity(a) @same");
    m.node("d = Add(b, c) @add").node("y = Sigmoid(d) @out").output("y");
    return made(m, {}, "horizon");
}

CasePtr shared(bool bad)
{
    TestModel m = convModel();
    m.node("a = Conv(x, w) @first").node(bad ? "y = Conv(a, w) @second" : "y = Conv(a, w2) @second").output("y");
    return made(m);
}

CasePtr unused(bool bad)
{
    TestModel m = convModel();
    m.node("y = Conv(x, w) @conv");
    if (bad)
        m.node("z = Sigmoid(y) @dead");
    m.output("y");
    return made(m);
}

CasePtr infinite(bool bad)
{
    TestModel m = convModel();
    m.floats("mask", {1, 1, 1, 8}, {0, 0, 0, 0, 0, 0, 0, bad ? -std::numeric_limits<float>::infinity() : -10.0F});
    m.node("a = Conv(x, w) @conv").node("b = Add(a, mask) @mask").node("y = Softmax(b) axis=3 @soft").output("y");
    return made(m);
}

CasePtr concat(bool bad)
{
    TestModel m = convModel();
    m.constant("w8", randomTensor({4, 8, 1, 1}, 3)).scalar("k", bad ? 10.0F : 2.0F);
    m.node("s = Mul(x, k) @scale").node("c = Concat(x, s) axis=1 @concat").node("y = Conv(c, w8) @conv").output("y");
    return made(m, images());
}

CasePtr grid(bool bad)
{
    TestModel m(17);
    m.input("x float32[1,4,8,8]").input("p float32[1,8,8,2]").constant("w", randomTensor({4, 4, 1, 1}, 1));
    m.node("g = Tanh(p) @position").node("s = GridSample(x, g) @sample").node("y = Conv(s, w) @conv").output("y");
    auto c = made(m, {}, "ort");
    if (!bad)
        c->set("position", "int16");
    return c;
}

CasePtr missed(bool bad)
{
    StudyCase::Samples samples;
    for (std::size_t i = 0; i < 4; ++i) {
        Tensor t = randomTensor({1, 4, 32, 32}, static_cast<unsigned>(i), -0.4F, 0.4F);
        t.mutableFloats()[7] = 1; // 1 of 4,096
        samples.push_back({{"x", t}});
    }
    TestModel m(17);
    m.input("x float32[1,4,32,32]").constant("w", randomTensor({4, 4, 1, 1}, 1)).node("y = Conv(x, w) @conv").output("y");
    auto c = made(m, samples);
    c->set("x", bad ? "threshold=0.5" : "threshold=1.1").set("conv", "observer=min_max");
    return c;
}

CasePtr clippedCase(bool bad)
{
    auto c = scaled(1, images());
    c->set("x", bad ? "threshold=0.5" : "observer=min_max");
    return c;
}

CasePtr owner(bool bad)
{
    StudyCase::Samples samples = images(-1, 1, 8);
    if (bad)
        samples[3] = {{"x", randomTensor(kImage, 9, -10, 10)}};
    auto c = scaled(1, samples);
    c->set("x", "observer=min_max");
    return c;
}

CasePtr spread(bool bad)
{
    TestModel m = convModel();
    const float small = bad ? 0.01F : 1.0F;
    m.floats("k", {1, 4, 1, 1}, {1, 1, small, small});
    m.node("s = Mul(x, k) @scale").node("y = Conv(s, w) @conv").output("y");
    return made(m, images());
}

CasePtr notFinite(bool bad)
{
    TestModel m = convModel();
    m.node("s = Sqrt(x) @root").node("y = Conv(s, w) @conv").output("y");
    return made(m, bad ? images() : images(0.1F, 1));
}

CasePtr scaleOne(bool bad)
{
    StudyCase::Samples samples = images();
    samples[0].at("x").mutableFloats()[0] = bad ? 127.5F : 100.0F;
    TestModel m = convModel();
    m.node("y = Conv(x, w) @conv").output("y");
    auto c = made(m, samples, "horizon");
    c->set("x", "observer=min_max");
    return c;
}

CasePtr configured(const char* unit, const char* config)
{
    TestModel m = convModel();
    m.node("a = Conv(x, w) @first")
        .node("s = Sigmoid(a) @middle")
        .node("b = Conv(s, w2) @second")
        .node("y = Sigmoid(b) @last")
        .output("y");
    auto c = made(m, images());
    if (config)
        c->set(unit, config);
    return c;
}

CasePtr accumulator(bool bad)
{
    TestModel m(17);
    m.input("x float32[1,4096]")
        .floats("w", {4096, 2}, std::vector<float>(8192, 0.5F))
        .node("y = MatMul(x, w) @dense")
        .output("y");
    auto c = made(m, samplesOf("x", {1, 4096}, 2));
    if (bad)
        c->set("x", "int16");
    return c;
}

CasePtr unsignedInput(bool bad)
{
    TestModel m = convModel();
    m.node("y = Conv(x, w) @conv").output("y");
    auto c = made(m, images(0, 1), "ort");
    c->set("x", bad ? "uint8" : "int8");
    return c;
}

struct Twins {
    const char* rule;
    std::function<CasePtr(bool bad)> make;
};

const std::vector<Twins>& twins()
{
    static const std::vector<Twins> kTwins{
        {"structure.conv_bn_not_fused", batchNorm},
        {"structure.relu_not_fused", activation},
        {"structure.add_not_fused", residual},
        {"structure.weight_shared", shared},
        {"structure.unit_unused", unused},
        {"structure.infinite_constant", infinite},
        {"structure.concat_ranges", concat},
        {"structure.grid_in_int8", grid},
        {"range.one_sided_input", [](bool bad) { return scaled(1, bad ? images(0, 1) : images()); }},
        {"range.wide_int8", [](bool bad) { return scaled(bad ? 200.0F : 1.0F, images()); }},
        {"range.beyond_int16", [](bool bad) { return scaled(bad ? 40000.0F : 1.0F, images()); }},
        {"range.scale_misses_data", missed},
        {"range.clipped", clippedCase},
        {"range.extreme_owner", owner},
        {"range.channel_spread", spread},
        {"range.non_finite", notFinite},
        {"range.scale_one", scaleOne},
        {"config.weight_not_int8", [](bool bad) { return configured("second", bad ? "weight=int16" : nullptr); }},
        {"config.fixed_scale_in_use", [](bool bad) { return configured("middle", bad ? "threshold=1" : nullptr); }},
        {"config.float_between_quantized", [](bool bad) { return configured("middle", bad ? "float" : nullptr); }},
        {"config.rounded_before_float",
         [](bool bad) {
             auto c = configured("middle", "float");
             if (!bad)
                 c->set("first", "output=float");
             return c;
         }},
        {"config.float_segment", [](bool bad) { return configured("middle", bad ? "float" : nullptr); }},
        {"arithmetic.accumulator_overflow", accumulator},
        {"arithmetic.u8s8_saturation", unsignedInput},
    };
    return kTwins;
}

Findings findingsOf(StudyCase& c, const std::string& rule)
{
    Findings found = c.calibrated().check({}).findings;
    std::erase_if(found, [&](const Finding& f) { return f.rule != rule; });
    return found;
}

const Finding* find(const Findings& findings, const std::string& rule)
{
    for (const Finding& f : findings)
        if (f.rule == rule)
            return &f;
    return nullptr;
}

} // namespace

class TestStructureCheck : public QObject {
    Q_OBJECT

    static void addTwins()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < twins().size(); ++i)
            QTest::newRow(twins()[i].rule) << static_cast<int>(i);
    }

private slots:
    /// What an observer gives up on purpose is no finding; the same range by hand, or an observer that loses by it, is.
    void onlyAGridThatDoesNotGainMissesData()
    {
        for (const auto& [config, fires] : {std::pair{"observer=mse", false},
                                            {"observer=mse:clip_weight=0.2", false},
                                            {"threshold=0.4", true},
                                            {"threshold=0.6", false},
                                            {"observer=percentile:percentile=99.9", true}}) {
            StudyCase::Samples samples;
            for (std::size_t i = 0; i < 4; ++i) {
                Tensor t = randomTensor({1, 4, 64, 64}, static_cast<unsigned>(i), -0.4F, 0.4F);
                t.mutableFloats()[7] = 0.5F; // 1 of 16,384: the least error has a grid that ends near 0.46
                samples.push_back({{"x", t}});
            }
            TestModel m(17);
            m.input("x float32[1,4,64,64]").constant("w", randomTensor({4, 4, 1, 1}, 1));
            m.node("y = Conv(x, w) @conv").output("y");
            auto c = made(m, samples);
            c->set("x", config);
            QCOMPARE(!findingsOf(*c, "range.scale_misses_data").empty(), fires);
            const SharedParams params = c->workspace->plan({}).plan.at(c->workspace->model()->units.findPoint("x:output"));
            const double end = 127 * static_cast<double>(params->scales.front());
            QVERIFY2(end < 0.5 - static_cast<double>(params->scales.front()) || std::string_view(config) == "threshold=0.6",
                     qPrintable(QString("%1 ends at %2").arg(config).arg(end)));
        }
    }

    /// A MaxPool whose border stands before it as a Pad of the lowest float: no data, and no scale of its own.
    void theBorderOfAMaxPoolIsNoData()
    {
        for (const float lowest : {std::numeric_limits<float>::lowest(), -std::numeric_limits<float>::infinity(), -65504.0F})
            for (const char* dtype : {"int8", "int16"}) {
                TestModel m = convModel();
                m.ints("pads", {0, 0, 0, 0, 0, 0, 1, 1}).scalar("low", lowest);
                m.node("a = Conv(x, w) @conv").node("p = Pad(a, pads, low) @pad");
                m.node("q = MaxPool(p) kernel_shape=[3,3] strides=[2,2] @pool").node("y = Conv(q, w2) @last").output("y");
                auto c = made(m, images());
                c->set("conv", dtype);
                Workspace& w = c->calibrated();
                for (const Finding& f : w.check({}).findings)
                    QVERIFY2(f.unit != "pad" && f.unit != "pool", f.message.english().c_str());
                const Plan exact = Plan::allFloat(w.model()->units);
                const SampleSet samples = w.samples(Use::Evaluation, {});
                const Comparison rows = w.compare(samples, exact, CompareMode::Cumulative, Kernels::Reference, Reuse::Stored, {});
                QVERIFY(rows.outputs[0].metrics.pooled().value(Metric::Sqnr) > 30);
                ExportOptions options;
                const std::string file = c->folder.file("out.onnx");
                writeModelFile(exportQdq(*w.model(), w.plan({}).plan, options, environment()).graph, file);
                std::vector<std::vector<Tensor>> inputs{samples.load(0).inputs};
                const Verification v =
                    verifyExport(w.evaluator(Kernels::Reference), w.plan({}).plan, file, inputs, environment(), {});
                QVERIFY(v.equal);
            }
        // Where others see the border, it is data.
        TestModel m = convModel();
        m.ints("pads", {0, 0, 0, 0, 0, 0, 1, 1}).scalar("low", std::numeric_limits<float>::lowest());
        m.node("a = Conv(x, w) @conv").node("p = Pad(a, pads, low) @pad");
        m.node("q = MaxPool(p) kernel_shape=[3,3] @pool").node("y = Conv(p, w2) @last").output("y").output("q");
        QVERIFY(find(made(m, images())->calibrated().check({}).findings, "range.beyond_int16"));
    }

    void firesAndTwinDoesNot_data() { addTwins(); }
    void firesAndTwinDoesNot()
    {
        QFETCH(int, index);
        const Twins& t = twins()[static_cast<std::size_t>(index)];
        const Findings bad = findingsOf(*t.make(true), t.rule);
        QVERIFY(!bad.empty());
        for (const Finding& f : bad) {
            QVERIFY2(!f.numbers.empty(), "nothing proves it");
            QVERIFY(!f.message.empty());
            const QStringList english = sentencesIn(f.message) + sentencesIn(f.cure);
            QVERIFY2(english.isEmpty(), qPrintable(english.join('\n')));
        }
        const Findings good = findingsOf(*t.make(false), t.rule);
        QVERIFY2(good.empty(), good.empty() ? "" : good.front().message.english().c_str());
    }

    /// What can be applied is gone when it has been applied.
    void curesCure_data() { addTwins(); }
    void curesCure()
    {
        QFETCH(int, index);
        const Twins& t = twins()[static_cast<std::size_t>(index)];
        const auto c = t.make(true);
        Workspace& w = c->calibrated();
        const Findings before = w.check({}).findings;
        const Findings bad = findingsOf(*c, t.rule);
        if (std::none_of(bad.begin(), bad.end(), [](const Finding& f) { return f.canApply; })) {
            QVERIFY(errorOf([&] { (void)w.curedRules(before, t.rule, "", {}); }).has_value());
            return;
        }
        const std::size_t rules = w.rules().rules.size();
        w.setRules(w.curedRules(before, t.rule, "", {}));
        for (std::size_t r = rules; r < w.rules().rules.size(); ++r)
            QCOMPARE(std::get<OverrideRule>(w.rules().rules[r].what).units.value().size(), std::size_t{1});
        const Findings after = findingsOf(*c, t.rule);
        for (const Finding& f : bad)
            if (f.canApply)
                for (const Finding& left : after)
                    QVERIFY2(left.point != f.point || left.unit != f.unit, left.message.english().c_str());
    }

    void everyRuleHasAMeaning()
    {
        std::set<std::string> ids;
        for (const CheckRuleInfo& info : checkRules()) {
            QVERIFY2(ids.insert(info.id).second, info.id.c_str());
            QVERIFY(!info.what.empty());
        }
        for (const Twins& t : twins())
            QVERIFY2(ids.contains(t.rule), t.rule);
        QFile readme(QString(QB_SOURCE_DIR) + "/engine/analysis/README.md");
        QVERIFY(readme.open(QIODevice::ReadOnly));
        const QByteArray text = readme.readAll();
        for (const std::string& id : ids)
            QVERIFY2(text.contains(("`" + id + "`").c_str()), id.c_str());
    }

    /// What crosses a border where nobody knows the rank is no byte, but counted and said.
    void unknownShapesAreSaid()
    {
        const CasePtr c = configured("middle", "float");
        Workspace& w = c->calibrated();
        const auto of = [&w](const Model& model) {
            return floatSegments({model, w.rules(), w.profile(), w.effective(), nullptr, nullptr}).at(0);
        };
        const FloatSegment known = of(*w.model());
        QCOMPARE(known.unsized, std::size_t{0});
        Model model = *w.model();
        const ValueId in = known.dequantized.at(0);
        model.shapes[indexOf(in)].clear();
        model.graph.values[indexOf(in)].shapeKnown = false;
        QCOMPARE(of(model).unsized, std::size_t{1});
        QCOMPARE(of(model).bytes, known.bytes / 2);
    }

    /// The numbers of findings that can be computed by hand.
    void numbersProveIt()
    {
        const Findings ranges = findingsOf(*concat(true), "structure.concat_ranges");
        QVERIFY(std::abs(ranges.front().numbers.at("ratio") - 10) < 1e-3);
        const Findings sums = findingsOf(*accumulator(true), "arithmetic.accumulator_overflow");
        QCOMPARE(sums.front().numbers.at("largest_weight_sum"), 4096.0 * 127);
        QCOMPARE(sums.front().numbers.at("channels"), 2.0);
        const Findings segment = findingsOf(*configured("middle", "float"), "config.float_segment");
        // int8 into it and out of it.
        QCOMPARE(segment.front().numbers.at("bytes"), (1.0 + 1) * 4 * 8 * 8);
        QCOMPARE(segment.front().numbers.at("units"), 1.0);
        const Findings mask = findingsOf(*infinite(true), "structure.infinite_constant");
        QCOMPARE(mask.front().numbers.at("infinite"), 1.0);
        const Findings extreme = findingsOf(*owner(true), "range.extreme_owner");
        QCOMPARE(extreme.front().numbers.at("owner_sample"), 3.0);
        QVERIFY(extreme.front().numbers.at("others") <= 1);
    }

    /// What resolver and plan find is there once, under their ids, and no range is spoken of without statistics.
    void foreignFindingsStandOnce()
    {
        const auto c = configured("nobody", "int16");
        const Findings all = c->calibrated().check({}).findings;
        QCOMPARE(
            std::count_if(all.begin(), all.end(), [](const Finding& f) { return f.rule == "config.no_match"; }) +
                std::count_if(all.begin(), all.end(), [](const Finding& f) { return f.rule == "config.rule_without_effect"; }),
            1);
        const auto bare = batchNorm(true);
        const Findings structure = bare->workspace->check({}).findings;
        QVERIFY(find(structure, "check.no_statistics"));
        QVERIFY(!find(structure, "plan.never_observed"));
        for (const Finding& f : structure)
            QVERIFY2(!f.rule.starts_with("range."), f.rule.c_str());
    }

    void unknownNamesAreTold()
    {
        const auto c = concat(true);
        Workspace& w = c->calibrated();
        const Findings findings = w.check({}).findings;
        const auto id = errorOf([&] { (void)w.curedRules(findings, "structure.concat_range", "", {}); });
        QVERIFY(id && id->code() == ErrorCode::Usage);
        QVERIFY2(id->cure().english().find("structure.concat_ranges") != std::string::npos, id->cure().english().c_str());
        const auto unit = errorOf([&] { (void)w.curedRules(findings, "structure.concat_ranges", "concatt", {}); });
        QVERIFY(unit && unit->cure().english().find("concat") != std::string::npos);
        // Known and not there: nothing to do.
        QCOMPARE(w.curedRules(findings, "range.scale_one", "", {}), w.rules());
    }

    void modelThatCanNotRun()
    {
        TestModel m = convModel();
        m.import("nowhere", 1)
            .node("a = nowhere::Thing(x) @odd")
            .node("b = Conv(a, w) @conv")
            .node("y = Relu(b) @relu")
            .output("y float32[1,4,8,8]");
        const auto c = made(m);
        QVERIFY(!c->workspace->model()->runnable());
        const Workspace::Check check = c->workspace->check({});
        QVERIFY(find(check.findings, "check.no_statistics"));
        QVERIFY(check.text.find("5. ") != std::string::npos);
    }

    /// An observer that clips 16 bits on purpose can't be given more of them.
    void sixteenBitsThatClipOnPurposeAreNoFinding()
    {
        StudyCase::Samples samples;
        for (std::size_t k = 0; k < 4; ++k) { // values at the end of the grid, where mse weighs half a step each way
            Tensor t = Tensor::zeros(ElementType::Float32, kImage);
            for (std::size_t i = 0; i < t.count(); i += 7)
                t.mutableFloats()[i] = i % 2 != 0 ? 1.0F : -1.0F;
            samples.push_back({{"x", t}});
        }
        auto c = scaled(1, samples);
        RuleSet rules = c->workspace->rules();
        rules.profile = "horizon";
        c->workspace->setRules(rules);
        c->set("x", "int16,observer=mse");
        const PointId x = c->calibrated().model()->units.findPoint("x:output");
        QVERIFY(c->workspace->plan({}).points[indexOf(x)]->calibrated.clippedShare > 0.001);
        for (const Finding& f : findingsOf(*c, "range.clipped"))
            QVERIFY2(f.point != "x:output", f.cure.english().c_str());
    }

    void bodiesThatNoSampleTakesAreNotCalledOnce()
    {
        TestGraph first("first");
        first.node("r = Relu(x) @relu").output("r float32[1,4,8,8]");
        TestGraph second("second");
        second.node("t = Sigmoid(x) @sigmoid").node("s = Relu(t) @last").output("s float32[1,4,8,8]");
        TestModel m = convModel();
        m.input("c bool[1]").node("i = If(c) @choice").body("then_branch", first).body("else_branch", second);
        m.node("y = Conv(i, w) @conv").output("y");
        StudyCase::Samples samples = images();
        for (std::size_t i = 0; i < samples.size(); ++i)
            samples[i].emplace("c", Tensor::zeros(ElementType::Bool, {1}));
        auto c = made(m, samples);
        const Workspace::Check never = c->calibrated().check({});
        QCOMPARE(never.tables.calls.size(), std::size_t{1});
        QCOMPARE(never.tables.calls.front().name, std::string("choice/then_branch"));
        QCOMPARE(never.tables.calls.front().calls, std::uint64_t{0});
        QVERIFY(never.text.find("except:\nnone") == std::string::npos);
        QVERIFY(never.text.find("in the bodies of an If where it takes them") != std::string::npos);
        static_cast<std::uint8_t*>(samples[1]["c"].mutableData())[0] = 1;
        auto both = made(m, samples);
        const Workspace::Check some = both->calibrated().check({});
        QCOMPARE(some.tables.calls.size(), std::size_t{2});
        QVERIFY(some.tables.calls[0].calls == 1 && some.tables.calls[1].calls == 1);
        QVERIFY(some.tables.calls[0].note.english().find("of 4 samples") != std::string::npos);
    }

    void textHasFiveSections()
    {
        const auto c = shared(true);
        const Workspace::Check check = c->workspace->check({});
        for (const char* section : {"1. ", "2. ", "3. ", "4. ", "5. "})
            QVERIFY(check.text.find(section) != std::string::npos);
        QCOMPARE(check.tables.calls.size(), std::size_t{1});
        QCOMPARE(check.tables.calls.front().calls, std::uint64_t{2});
        QCOMPARE(check.tables.weights.size(), std::size_t{2});
        QVERIFY(check.text.find("first, second") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestStructureCheck)
#include "tst_structure_check.moc"
