// SPDX-License-Identifier: GPL-3.0-or-later
// What the stories can't tell: pairs of a file, branches of an If, what an edit changes, and that real models resolve.
#include "engine/base/error.h"
#include "engine/qconfig/effective_text.h"
#include "engine/qconfig/preview.h"
#include "engine/qconfig/resolver.h"
#include "tests/engine/qconfig/story_model.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QElapsedTimer>
#include <QtTest>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

const PointConfig& at(const Model& model, const Effective& effective, const char* point)
{
    const PointId id = model.units.findPoint(point);
    if (id == PointId::None)
        throw std::invalid_argument(point);
    return effective.at(id);
}

bool has(const Effective& effective, std::string_view rule)
{
    return std::any_of(effective.findings.begin(), effective.findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

Rule named(const std::string& name, const std::string& config) { return {ModuleNameRule{name, parseConfig(config)}}; }

Tensor bytesTensor(ElementType type, Shape shape, std::vector<std::int8_t> values)
{
    return Tensor::fromBytes(type, std::move(shape), std::as_bytes(std::span<const std::int8_t>(values)));
}

/// x -Q/DQ-> Conv (int8 weight, per channel) -Q/DQ-> MaxPool -> Sigmoid; the pool's pair has another scale where `poolScale` differs.
TestModel qdqModel(float poolScale)
{
    TestModel m(17);
    m.input("x float32[1,2,4,4]");
    m.scalar("sx", 0.5F).constant("zx", bytesTensor(ElementType::Int8, {}, {0}));
    m.scalar("sa", 0.25F).constant("za", bytesTensor(ElementType::UInt8, {}, {10}));
    m.scalar("sp", poolScale);
    m.constant("qw", bytesTensor(ElementType::Int8, {2, 2, 1, 1}, {127, -3, 5, -127})).floats("sw", {2}, {0.5F, 0.125F});
    m.constant("zw", bytesTensor(ElementType::Int8, {2}, {0, 0}));
    m.node("xq = QuantizeLinear(x, sx, zx)").node("xd = DequantizeLinear(xq, sx, zx)");
    m.node("w = DequantizeLinear(qw, sw, zw) axis=0");
    m.node("a = Conv(xd, w) @conv");
    m.node("aq = QuantizeLinear(a, sa, za)").node("ad = DequantizeLinear(aq, sa, za)");
    m.node("p = MaxPool(ad) kernel_shape=[2,2] @pool");
    m.node("pq = QuantizeLinear(p, sp, za)").node("pd = DequantizeLinear(pq, sp, za)");
    m.node("y = Sigmoid(pd) @sigmoid").output("y");
    return m;
}

} // namespace

class TestResolver : public QObject {
    Q_OBJECT

private slots:
    void pairsOfTheFileAreKept()
    {
        const auto model = makeModel(qdqModel(0.25F).graph(), m_environment, {}, {});
        const Effective e = resolve(*model, {"horizon", {Rule{ImportedRule{}}}}, Profile::load("generic"));
        const PointConfig& x = at(*model, e, "x:output");
        QVERIFY(x.active && x.dtype == DType::Int8 && x.rule == 0);
        QVERIFY(x.fixed == (FixedGrid{{0.5F}, {0}, {}, {}}));
        const PointConfig& conv = at(*model, e, "conv:output");
        QVERIFY(conv.dtype == DType::UInt8 && conv.scheme == Scheme::Affine);
        QVERIFY(conv.fixed == (FixedGrid{{0.25F}, {10}, {}, {}}));
        const PointConfig& weight = at(*model, e, "conv:weight");
        QVERIFY(weight.active && weight.fixed == (FixedGrid{{0.5F, 0.125F}, {0, 0}, {}, {}}));
        QCOMPARE(weight.axis, 0);
        QVERIFY(at(*model, e, "pool:output").follows == model->units.findPoint("conv:output"));
        const PointConfig& sigmoid = at(*model, e, "sigmoid:output");
        QVERIFY(!sigmoid.active && sigmoid.whyNot == Text("float was asked for"));
    }

    void aPassiveUnitWithItsOwnPairOwnsIt()
    {
        const auto model = makeModel(qdqModel(0.125F).graph(), m_environment, {}, {});
        const Effective e = resolve(*model, {"horizon", {Rule{ImportedRule{}}}}, Profile::load("generic"));
        const PointConfig& pool = at(*model, e, "pool:output");
        QVERIFY(pool.follows == PointId::None && !pool.exact);
        QVERIFY(pool.fixed == (FixedGrid{{0.125F}, {10}, {}, {}}));
        const Effective other = resolve(*model, {"horizon", {}}, Profile::load("generic"));
        QVERIFY(at(*model, other, "pool:output").follows != PointId::None);
    }

    void raisingAnImportedPointKeepsItsRange()
    {
        const auto model = makeModel(qdqModel(0.25F).graph(), m_environment, {}, {});
        const std::vector<Rule> rules{Rule{ImportedRule{}}, named("", "int16"), named("conv", "weight=int16")};
        const Effective ort = resolve(*model, {"ort", rules}, Profile::load("ort"));
        QCOMPARE(at(*model, ort, "x:output").fixed->scales.front(), static_cast<float>(0.5 * 127 / 32767));
        // uint8 with zero point 10 covers -2.5 .. 61.25.
        QCOMPARE(at(*model, ort, "conv:output").fixed->scales.front(), static_cast<float>(63.75 / 65535));
        QCOMPARE(at(*model, ort, "conv:output").fixed->zeroPoints.front(),
                 static_cast<std::int32_t>(std::nearbyint(-32768 + 2.5 * 65535 / 63.75)));
        QCOMPARE(at(*model, ort, "conv:weight").fixed->scales[1], static_cast<float>(0.125 * 127 / 32767));
        QVERIFY(has(ort, "config.imported_weight"));
        const Effective horizon = resolve(*model, {"horizon", rules}, Profile::load("horizon"));
        QCOMPARE(at(*model, horizon, "x:output").fixed->scales.front(), 0.5F / 256);
        // A later observer takes the file's grid back.
        const Effective seen = resolve(*model, {"ort", {Rule{ImportedRule{}}, named("x", "observer=mse")}}, Profile::load("ort"));
        QVERIFY(!at(*model, seen, "x:output").fixed);
    }

    /// Scales per channel belong to weights of as many channels.
    void scalesOfChannels()
    {
        TestModel m(17);
        m.input("x float32[1,3,4,4]").constant("w", randomTensor({2, 3, 1, 1}, 1)).node("y = Conv(x, w) @conv").output("y");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const Effective e = resolve(*model, {"ort", {named("conv", "weight.scale=0.5:0.25")}}, Profile::load("ort"));
        const PointConfig& weight = at(*model, e, "conv:weight");
        QVERIFY(weight.fixed == (FixedGrid{{0.5F, 0.25F}, {0, 0}, {}, {}}));
        QCOMPARE(weight.axis, 0);
        const Effective one = resolve(*model, {"ort", {named("conv", "weight.scale=0.5")}}, Profile::load("ort"));
        QCOMPARE(at(*model, one, "conv:weight").axis, -1);
        const Effective wrong = resolve(*model, {"ort", {named("conv", "weight.scale=0.5:0.25:1")}}, Profile::load("ort"));
        QVERIFY(has(wrong, "config.scales_off_channels"));
        QVERIFY(!at(*model, wrong, "conv:weight").fixed && at(*model, wrong, "conv:weight").active);
    }

    /// A scale means a range together with its dtype. Where the target has another dtype, the range stays.
    void aFixedScaleKeepsItsRangeUnderAnotherDType()
    {
        TestModel m(17);
        m.input("x float32[1,3,4,4]").constant("w", randomTensor({2, 3, 1, 1}, 1)).node("y = Conv(x, w) @conv").output("y");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const std::vector<Rule> rules{named("x", "uint8,scale=0.00392156862745098")};
        const Effective ort = resolve(*model, {"ort", rules}, Profile::load("ort"));
        QVERIFY(at(*model, ort, "x:output").dtype == DType::UInt8);
        QCOMPARE(at(*model, ort, "x:output").fixed->scales.front(), 0.00392156862745098F);
        const Effective horizon = resolve(*model, {"horizon", rules}, Profile::load("horizon"));
        const PointConfig& x = at(*model, horizon, "x:output");
        QVERIFY(x.dtype == DType::Int8);
        QCOMPARE(x.fixed->scales.front(), static_cast<float>(256 * 0.00392156862745098 / 128)); // 0..1, as before
        QVERIFY(std::any_of(x.story.begin(), x.story.end(), [](const Text& t) {
            return t.english().find("keeps the range that the scale gives uint8") != std::string::npos;
        }));
    }

    /// Nobody asked for what stands in the file, so that a target lacks it is told once, not at every point.
    void whatTheTargetLacksOfTheFileIsToldOnce()
    {
        const auto model = makeModel(qdqModel(0.25F).graph(), m_environment, {}, {});
        const Effective imported = resolve(*model, {"horizon", {Rule{ImportedRule{}}}}, Profile::load("horizon"));
        QVERIFY(!has(imported, "config.dtype_changed"));
        const auto told = std::count_if(imported.findings.begin(), imported.findings.end(),
                                        [](const Finding& f) { return f.rule == "config.imported_changed"; });
        QCOMPARE(told, std::ptrdiff_t{1});
        QVERIFY(!has(resolve(*model, {"generic", {Rule{ImportedRule{}}}}, Profile::load("generic")), "config.imported_changed"));
        // A request of the user's is.
        const Effective asked =
            resolve(*model, {"horizon", {Rule{ImportedRule{}}, named("conv", "uint8")}}, Profile::load("horizon"));
        QVERIFY(has(asked, "config.dtype_changed"));
        QVERIFY(!has(asked, "config.imported_changed"));
    }

    void bothBranchesOfAnIfAreReadThroughIt()
    {
        TestModel m(17);
        m.input("x float32[1,4]").input("c bool[1]").constant("w", randomTensor({4, 4}, 3));
        TestGraph yes("yes");
        yes.node("t = Tanh(x) @tanh").output("t float32[1,4]");
        TestGraph no("no");
        no.node("s = Sigmoid(x) @sigmoid").output("s float32[1,4]");
        m.node("i = If(c) @if").body("then_branch", yes).body("else_branch", no);
        m.node("f = MatMul(i, w) @fc").node("y = Softmax(f) @soft").output("y");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const Effective plain = resolve(*model, {"ort", {}}, Profile::load("ort"));
        QVERIFY(at(*model, plain, "if/then_branch/tanh:output").active &&
                at(*model, plain, "if/else_branch/sigmoid:output").active);
        QVERIFY(!at(*model, plain, "fc:input0").active);
        // One request of the reader raises what both branches give.
        const Effective wide = resolve(*model, {"ort", {named("fc", "input0=int16")}}, Profile::load("ort"));
        QVERIFY(at(*model, wide, "if/then_branch/tanh:output").dtype == DType::Int16);
        QVERIFY(at(*model, wide, "if/else_branch/sigmoid:output").dtype == DType::Int16);
        // Of two dtypes the wider one is narrowed for the reader.
        const Effective narrow =
            resolve(*model, {"ort", {named("if/then_branch", "int16"), named("fc", "input0=int8")}}, Profile::load("ort"));
        QVERIFY(at(*model, narrow, "fc:input0").active && at(*model, narrow, "fc:input0").dtype == DType::Int8);
        // A float reader needs neither.
        const Effective floats = resolve(*model, {"ort", {named("fc", "float"), named("soft", "float")}}, Profile::load("ort"));
        QVERIFY(!at(*model, floats, "if/then_branch/tanh:output").active);
    }

    void highPrecisionIsRefusedWithTwoInt16Operands()
    {
        const auto model = modelFromText("input x float32[1,4]\nweight w [4,4]\ny = MatMul(x, w) @fc\noutput y\n", m_environment);
        const RuleSet rules{"own", {Rule{PresetRule{}}, named("x", "int16"), named("fc", "weight=int16")}};
        const Effective single = resolve(*model, rules, Profile::load("nash-e"));
        QVERIFY(at(*model, single, "fc:weight").dtype == DType::Int8 && !at(*model, single, "fc:output").active);
        const Effective dual =
            resolve(*model, rules, Profile::fromJson(R"({"extends": "nash-e", "name": "newer", "single_int16": []})"));
        QVERIFY(at(*model, dual, "fc:weight").dtype == DType::Int16);
        QVERIFY(at(*model, dual, "fc:output").active && at(*model, dual, "fc:output").dtype == DType::Int16);
        QVERIFY(has(dual, "config.not_high_precision"));
    }

    void aLaterDtypeTakesTheHighPrecisionBack()
    {
        const auto model = modelFromText("input x float32[1,4]\nweight w [4,4]\ny = MatMul(x, w) @fc\noutput y\n", m_environment);
        QVERIFY(!at(*model, resolve(*model, RuleSet::ofPreset("horizon"), Profile::load("horizon")), "fc:output").active);
        const Effective e = resolve(*model, {"horizon", {Rule{PresetRule{}}, named("fc", "int16")}}, Profile::load("horizon"));
        QVERIFY(at(*model, e, "fc:output").active && at(*model, e, "fc:output").dtype == DType::Int16);
    }

    void anEditShowsAllThatItChanges()
    {
        const auto model =
            modelFromText("input x float32[1,4]\ninput z float32[1,4]\nt = Tanh(x) @tanh\nr = Reshape(t, s) @shape\nints s 1 -1\n"
                          "a = Add(r, z) @add\ny = Softmax(a) @soft\noutput y\n",
                          m_environment);
        const Effective before = resolve(*model, {"ort", {}}, Profile::load("ort"));
        const Effective after = resolve(*model, {"ort", {named("z", "int16")}}, Profile::load("ort"));
        QStringList lines;
        for (const PointChange& c : difference(*model, before, after))
            lines << QString::fromStdString(model->point(c.point).name + " | " + c.from.english() + " | " + c.to.english() +
                                            " | " + c.because.english());
        QCOMPARE(lines, (QStringList{"z:output | int8 mse affine | int16 mse affine | int16: rule 1 (ModuleName \"z\")",
                                     "tanh:output | int8 mse affine | int16 mse affine | int16 instead of int8: the other "
                                     "operand of add is int16, and Add takes one dtype",
                                     "shape:output | int8 follows tanh:output | int16 follows tanh:output | follows tanh:output: "
                                     "Reshape owns no scale"}));
        QVERIFY(difference(*model, before, before).empty());
        const Effective off = resolve(*model, {"ort", {named("soft", "float"), named("add", "float")}}, Profile::load("ort"));
        const auto changes = difference(*model, before, off);
        // Tanh stays quantized and gives float units its rounded values; the input beside it is read as it is.
        QCOMPARE(changes.size(), std::size_t{3});
        QCOMPARE(QString::fromStdString(changes.front().because.english()), "no quantized unit reads it");
    }

    void namesMeanWholeParts()
    {
        const auto model = modelFromText(
            "input x float32[1,4]\na = Tanh(x) @/m/a/Tanh\nb = Tanh(a) @/m/ab/Tanh\nc = Tanh(b) @Tanh_1\noutput c\n",
            m_environment);
        const auto count = [&](const char* name) { return unitsNamed(*model, name).size(); };
        QCOMPARE(count(""), std::size_t{4});
        QCOMPARE(count("m"), std::size_t{2});
        QCOMPARE(count("m.a"), std::size_t{1});
        QCOMPARE(count("/m/a"), std::size_t{1});
        QCOMPARE(count("/m/"), std::size_t{2});
        QCOMPARE(count("m.a.Tanh"), std::size_t{1});
        QCOMPARE(count("Tanh"), std::size_t{0});
        QCOMPARE(count("Tanh_1"), std::size_t{1});
    }

    void realModelsResolve_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("seconds");
        for (const char* name : {"mobilenetv2_float_from_qdq", "nanodet_m_320", "deimv2_atto", "silero_vad_v5",
                                 "tf_bert_qa_untrained", "mobilenetv2_qdq_int8", "netvlad_unrolled"})
            QTest::newRow(name) << QString(name) << 60;
    }

    void realModelsResolve()
    {
        QFETCH(QString, path);
        const std::string corpus = corpusFolder();
        if (corpus.empty())
            QSKIP("the corpus of real models is not there");
        std::string file;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(corpus + "/models/" + path.toStdString()))
            if (entry.path().extension() == ".onnx")
                file = entry.path().string();
        const auto model = openModel(file, m_environment, {}, {});
        for (const std::string& name : Profile::names()) {
            const Profile profile = Profile::load(name);
            for (const PresetName preset : {PresetName::Default, PresetName::Int16}) {
                const RuleSet rules = RuleSet::ofPreset(name, preset);
                QElapsedTimer t;
                t.start();
                const Effective e = resolve(*model, rules, profile);
                qInfo() << name.c_str() << t.nsecsElapsed() / 1e6 << model->unitCount() << model->pointCount();
                checkInvariants(*model, e, profile);
                if (const char* folder = std::getenv("QB_EFFECTIVE"))
                    writeTable(std::string(folder) + "/" + path.toStdString() + "." + name + "." + std::string(toString(preset)),
                               effectiveTable(*model, rules, e));
            }
        }
    }

private:
    static void writeTable(const std::string& path, const std::string& text) { std::ofstream(path) << text; }

    static void checkInvariants(const Model& model, const Effective& e, const Profile& profile)
    {
        for (std::size_t p = 0; p < model.pointCount(); ++p) {
            const auto id = static_cast<PointId>(p);
            const PointConfig& c = e.at(id);
            const std::string& name = model.point(id).name;
            QVERIFY2(c.active == c.whyNot.empty(), name.c_str());
            if (!c.active)
                continue;
            QVERIFY2(c.dtype != DType::Float32 && c.dtype != DType::Int32, name.c_str());
            QVERIFY2(model.graph.value(model.point(id).value).type == ElementType::Float32, name.c_str());
            if (c.follows != PointId::None)
                QVERIFY2(e.at(c.follows).active && e.at(c.follows).follows == PointId::None, name.c_str());
            else
                QVERIFY2(profile.takes(model.unitOf(id).opType, name.substr(name.find_last_of(':') + 1), c.dtype), name.c_str());
            if (model.point(id).kind != PointKind::Output)
                QVERIFY2(e.floatUnit[indexOf(model.point(id).unit)] == 0, name.c_str());
        }
    }

    OrtEnvironment m_environment;
};

QTEST_APPLESS_MAIN(TestResolver)
#include "tst_resolver.moc"
