// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations of other tools: published numbers first, then what is written is read back, whatever the rules are.
// Over 500 lines: a format more is a test or two more, and all share what they are read into and compared with.
#include "engine/base/error.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/made_models.h"

#include "engine/model/onnx_reader.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <array>
#include <bit>
#include <set>

using namespace qb;
using namespace qb::test;
using Json = nlohmann::json;

class TestConfigFormats : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    static std::vector<ConfigFormat> formats()
    {
        std::vector<ConfigFormat> all;
        for (const std::string& name : configFormatNames())
            all.push_back(configFormatFromString(name));
        return all;
    }

    static bool lists(const std::vector<NotCarried>& list, const std::string& what)
    {
        return std::any_of(list.begin(), list.end(), [&](const NotCarried& n) { return n.what == what; });
    }

    static std::string words(const std::vector<NotCarried>& list)
    {
        std::string text;
        for (const NotCarried& n : list)
            text += n.what + " | " + n.why.english() + "\n";
        return text;
    }

    static bool sameParams(const SharedParams& a, const SharedParams& b)
    {
        return (a == nullptr) == (b == nullptr) && (a == nullptr || *a == *b);
    }

    /// What a point holds beside its dtype and grid.
    static bool sameSettings(const PointConfig& a, const PointConfig& b)
    {
        for (const char* name : {"averaging_constant", "percentile", "candidates", "clip_weight", "bins", "levels"})
            if (a.observer.param(name) != b.observer.param(name))
                return false;
        return a.observer.method == b.observer.method && a.scheme == b.scheme && a.axis == b.axis && a.fixScale == b.fixScale;
    }

    /// A setting that all points have is listed once.
    static bool isSaidOfAll(const std::vector<NotCarried>& list, const PointConfig& point)
    {
        return lists(list, "Reference: observer=" + point.observer.text()) || lists(list, "observer " + point.observer.text()) ||
               (point.scheme == Scheme::Affine && (lists(list, "Reference: scheme=affine") || lists(list, "scheme affine")));
    }

    /// Reads a text back and counts, by means of its own, the points that are the same; all others must have been listed.
    static void verifyRoundTrip(ConfigCase& c, ConfigFormat format, const WrittenConfig& written)
    {
        const ReadConfig read = c.read(format, written.text);
        const Effective after = c.effectiveOf(read);
        StatisticsTable nothing; // so that a scale can only come from the file, or from a weight
        nothing.points.resize(c.model->pointCount(), nullptr);
        const Plan plan = makePlan(*c.model, after, nothing, {}).plan;
        std::size_t same = 0;
        for (std::size_t p = 0; p < c.model->pointCount(); ++p) {
            const PointConfig& x = c.effective.points[p];
            const PointConfig& y = after.points[p];
            const bool withScale = holdsScales(format) || x.fixed;
            const bool withObserver = !holdsScales(format) && x.active && !x.fixed && isInteger(x.dtype);
            const bool sameTypeAndGrid = x.active == y.active && (!x.active || x.dtype == y.dtype) &&
                                         (!withScale || sameParams(c.plan.points[p], plan.points[p]));
            const bool equal = sameTypeAndGrid && (!withObserver || sameSettings(x, y));
            same += equal && x.active ? 1 : 0;
            if (!equal)
                QVERIFY2(lists(written.notCarried, c.model->units.points[p].name) ||
                             (sameTypeAndGrid && isSaidOfAll(written.notCarried, x)),
                         qPrintable(QString::fromStdString(
                             std::string(toString(format)) + ": " + c.model->units.points[p].name + " is not listed\n" +
                             (c.plan.points[p] ? c.plan.points[p]->text() : "off") + "\n" +
                             (plan.points[p] ? plan.points[p]->text() : "off") + "\n" + y.whyNot.english())));
        }
        QVERIFY2(written.carried == same,
                 qPrintable(QString("%1 says %2 and carries %3\n").arg(toString(format).data()).arg(written.carried).arg(same) +
                            QString::fromStdString(written.text.substr(0, 6000) + words(written.notCarried))));
    }

    static UnitConfig randomConfig(std::mt19937& random)
    {
        static const std::vector<std::string> kConfigs{"int16",
                                                       "int8",
                                                       "float",
                                                       "weight=int16",
                                                       "input=int8,output=int16",
                                                       "input=int16",
                                                       "threshold=3.5",
                                                       "int16,threshold=100",
                                                       "scale=0.0371",
                                                       "weight=int4",
                                                       "output=float",
                                                       "observer=percentile:percentile=99.9",
                                                       "range=-1:3,scheme=affine",
                                                       "input0=int8,int16",
                                                       "weight.scale=0.011:0.012:0.013:0.014:0.015:0.016:0.017:0.018",
                                                       "weight=int16,weight.scale=0.002"};
        return parseConfig(kConfigs[random() % kConfigs.size()]);
    }

    static RuleSet randomRules(const Model& model, const std::string& profile, unsigned seed)
    {
        std::mt19937 random(seed);
        RuleSet rules = RuleSet::ofPreset(profile, random() % 4 == 0 ? PresetName::Int16 : PresetName::Default);
        const auto unit = [&]() -> const Unit& { return model.units.units[random() % model.unitCount()]; };
        for (unsigned i = random() % 5; i > 0; --i) {
            SensitivityRule sensitivity;
            sensitivity.low = DType::Int8;
            sensitivity.topK = 1 + random() % 2;
            sensitivity.tables.push_back({"", {{unit().name, SensitiveType::Activation}, {unit().name, SensitiveType::Weight}}});
            switch (random() % 8) {
            case 0: rules.rules.push_back({ModuleNameRule{unit().name, randomConfig(random)}}); break;
            case 1: rules.rules.push_back({ModuleNameRule{unit().module, randomConfig(random)}}); break;
            case 2: rules.rules.push_back({ModuleTypeRule{unit().opType, randomConfig(random)}}); break;
            case 3: rules.rules.push_back({OverrideRule{{}, std::vector{unit().name, unit().name}, randomConfig(random)}}); break;
            case 4: rules.rules.push_back({ConvDtypeRule{DType::Int16, DType::Int8}}); break;
            case 5: rules.rules.push_back({MatmulDtypeRule{DType::Int16, DType::Int8}}); break;
            case 6: rules.rules.push_back({sensitivity}); break;
            default: rules.rules.push_back({ReferenceRule{parseConfig("observer=kl").ports.at("output"), {}}}); break;
            }
        }
        return rules;
    }

private slots:
    // --- closed forms -------------------------------------------------------------------------------------------------------

    /// A published pair: 3c92aa10 stands for 0.0179033577.
    void tensorRtIsBigEndianHex()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/conv1/Conv", "scale=0.0179033577442169189");
        const WrittenConfig w = c.written(ConfigFormat::TensorRtCache);
        QVERIFY2(w.text.starts_with("TRT-"), w.text.c_str());
        QVERIFY2(w.text.find("\nr1: 3c92aa10\n") != std::string::npos, w.text.c_str());
        const ReadConfig read = c.read(ConfigFormat::TensorRtCache, "TRT-7000-EntropyCalibration2\nr1: 3c92aa10\n");
        const PointConfig point = c.effectiveOf(read).at(c.point("/backbone/conv1/Conv:output"));
        QCOMPARE(point.fixed->scales.front(), 0.0179033577F);
        QVERIFY(!read.complete);
    }

    void tensorRtRefusesWhatItHasNot()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/Mul", "int16");
        c.say("name:/head/act/Sigmoid", "scheme=affine");
        const WrittenConfig w = c.written(ConfigFormat::TensorRtCache);
        QVERIFY2(lists(w.notCarried, "/backbone/Mul:output"), words(w.notCarried).c_str());
        QVERIFY(w.text.find("\nshifted:") == std::string::npos);
        QVERIFY(w.text.find("\nflat:") != std::string::npos); // a follower has a line of its own
    }

    /// A published encoding: max 2.6086959838867188, min -2.109158515930176, offset -114, scale 0.018501389771699905.
    void aimetAffine()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/conv1/Conv", "scale=0.018501389771699905,zero_point=-14");
        const Json json = Json::parse(c.written(ConfigFormat::Aimet06).text);
        QCOMPARE(json["version"], "0.6.1");
        const Json& e = json["activation_encodings"]["r1"][0];
        QCOMPARE(e["bitwidth"], 8);
        QCOMPARE(e["dtype"], "int");
        QCOMPARE(e["is_symmetric"], "False");
        QCOMPARE(e["offset"], -114);
        QVERIFY(std::abs(e["min"].get<double>() + 2.109158515930176) < 1e-6);
        QVERIFY(std::abs(e["max"].get<double>() - 2.6086959838867188) < 1e-6);
        const Json one = Json::parse(c.written(ConfigFormat::Aimet).text);
        QCOMPARE(one["version"], "1.0.0");
        for (const Json& a : one["activation_encodings"])
            if (a["name"] == "r1") {
                QCOMPARE(a["enc_type"], "PER_TENSOR");
                QCOMPARE(a["is_sym"], false);
                QCOMPARE(a["bw"], 8);
                QCOMPARE(a["dtype"], "INT");
                QCOMPARE(a["offset"], Json({-114}));
            }
    }

    void aimetWeights()
    {
        ConfigCase c(twoHeads(m_environment));
        const Json json = Json::parse(c.written(ConfigFormat::Aimet06).text);
        const Json& list = json["param_encodings"]["backbone.conv1.weight"];
        QCOMPARE(list.size(), std::size_t{8});
        QCOMPARE(list[3]["is_symmetric"], "True");
        QCOMPARE(list[3]["offset"], -128);
        QCOMPARE(list[3]["scale"].get<float>(), c.plan.at(c.point("/backbone/conv1/Conv:weight"))->scales[3]);
        ConfigCase ort(twoHeads(m_environment), "ort"); // +-127
        const Json narrow = Json::parse(ort.written(ConfigFormat::Aimet06).text)["param_encodings"]["backbone.conv1.weight"][0];
        QCOMPARE(narrow["offset"], -127);
        QVERIFY(std::abs(narrow["min"].get<double>() + narrow["max"].get<double>()) < 1e-12);
    }

    /// Scales of a weight that no observer gives, as AdaRound or training finds them, are the rules' own.
    void learnedScalesOfWeights()
    {
        const std::vector<float> scales{0.011F, 0.012F, 0.013F, 0.014F, 0.015F, 0.016F, 0.017F, 0.018F};
        for (const ConfigFormat format :
             {ConfigFormat::Aimet, ConfigFormat::Aimet06, ConfigFormat::OrtOverrides, ConfigFormat::Qat}) {
            ConfigCase c(twoHeads(m_environment), "ort");
            c.say("name:/backbone/conv1/Conv", "weight.scale=0.011:0.012:0.013:0.014:0.015:0.016:0.017:0.018");
            const WrittenConfig w = c.written(format);
            QVERIFY2(!lists(w.notCarried, "/backbone/conv1/Conv:weight"), words(w.notCarried).c_str());
            const ReadConfig read = c.read(format, w.text);
            QVERIFY2(read.notCarried.empty(), words(read.notCarried).c_str());
            const PointConfig weight = c.effectiveOf(read).at(c.point("/backbone/conv1/Conv:weight"));
            QVERIFY2(weight.fixed && weight.fixed->scales == scales, std::string(toString(format)).c_str());
            QCOMPARE(weight.axis, 0);
            // What the weight gives by itself needs no numbers in the rules.
            QVERIFY(!c.effectiveOf(read).at(c.point("/backbone/conv2/Conv:weight")).fixed);
        }
    }

    /// One zero point for all channels has its place in a rule, one for each has not.
    void zeroPointsOfChannels()
    {
        ConfigCase c(twoHeads(m_environment), "ort");
        const auto overrides = [](std::array<int, 4> zeros) {
            Json list = Json::array();
            for (std::size_t i = 0; i < zeros.size(); ++i)
                list.push_back(
                    {{"quant_type", "QUInt8"}, {"scale", 0.01 + 0.001 * static_cast<double>(i)}, {"zero_point", zeros[i]}});
            list[0]["axis"] = 0;
            return Json{{"head.a.weight", list}}.dump();
        };
        const ReadConfig same = c.read(ConfigFormat::OrtOverrides, overrides({128, 128, 128, 128}));
        QVERIFY2(same.notCarried.empty(), words(same.notCarried).c_str());
        const PointConfig weight = c.effectiveOf(same).at(c.point("/head/a/Gemm:weight"));
        QVERIFY(weight.dtype == DType::UInt8 && weight.fixed);
        QCOMPARE(weight.fixed->zeroPoints, (std::vector<std::int32_t>(4, 128)));
        const ReadConfig other = c.read(ConfigFormat::OrtOverrides, overrides({128, 120, 128, 128}));
        QCOMPARE(other.notCarried.size(), std::size_t{1});
        QVERIFY2(other.notCarried.front().why.english().find("zero points differ") != std::string::npos,
                 words(other.notCarried).c_str());
    }

    void ortOverrides()
    {
        ConfigCase c(twoHeads(m_environment), "ort");
        c.say("name:/head/b/MatMul", "input=uint8");
        c.say("name:/head/pool/GlobalAveragePool", "int16");
        const WrittenConfig w = c.written(ConfigFormat::OrtOverrides);
        const Json json = Json::parse(w.text);
        const Json& weight = json["backbone.conv1.weight"];
        QCOMPARE(weight.size(), std::size_t{8});
        QCOMPARE(weight[0]["axis"], 0);
        QCOMPARE(weight[0]["quant_type"], "QInt8");
        const Json& pool = json["pool"][0];
        QCOMPARE(pool["quant_type"], "QInt16");
        QVERIFY(pool.contains("scale") && pool.contains("zero_point") && !pool.contains("symmetric"));
    }

    /// The operator says along which axis a weight has its scales.
    void anotherAxisIsListed()
    {
        const ConfigCase c(twoHeads(m_environment), "ort");
        const auto of = [&](const char* text) { return c.read(ConfigFormat::OrtOverrides, text); };
        const ReadConfig other = of(R"({"backbone.conv2.weight": [{"quant_type": "QInt8", "axis": 1}]})");
        QCOMPARE(other.carried, std::size_t{1});
        QVERIFY2((words(other.notCarried).find("its scales lie along axis 1, here they lie along 0") != std::string::npos),
                 words(other.notCarried).c_str());
        QVERIFY(of(R"({"backbone.conv2.weight": [{"quant_type": "QInt8", "axis": 0}]})").notCarried.empty());
    }

    /// Windows puts a mark before some files.
    void theMarkOfBytesIsNoText()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/Mul", "threshold=2");
        for (const ConfigFormat format : {ConfigFormat::QTable, ConfigFormat::TensorRtCache, ConfigFormat::Aimet,
                                          ConfigFormat::HbMapperYaml, ConfigFormat::HorizonPy}) {
            const WrittenConfig w = c.written(format);
            QCOMPARE(c.read(format, "\xEF\xBB\xBF" + w.text).carried, c.read(format, w.text).carried);
        }
    }

    /// Whether the converter knows the plugin's preset for grids nobody says: what is int16 there is written.
    void gridsAreNamedForTheMapper()
    {
        TestModel m(16);
        m.input("x float32[1,3,8,8]").input("g float32[1,3,4,4]").constant("w", randomTensor({2, 3, 1, 1}, 1));
        m.node("c = Conv(g, w) @conv").node("t = Tanh(c) @tanh").node("p = Transpose(t) perm=[0,2,3,1] @turn");
        m.node("y = GridSample(x, p) @sample").output("y float32");
        ConfigCase c(makeModel(m.graph(), m_environment, {}, {}));
        const WrittenConfig w = c.written(ConfigFormat::HbMapperYaml);
        QVERIFY(c.effective.at(c.point("tanh:output")).dtype == DType::Int16);
        QVERIFY2(w.text.find("tanh: {OutputType: int16}") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("conv: {OutputType: int16}") != std::string::npos, w.text.c_str());
        verifyRoundTrip(c, ConfigFormat::HbMapperYaml, w);
        c.rules = RuleSet::ofPreset("horizon", PresetName::Int16); // said by one word
        QVERIFY(c.written(ConfigFormat::HbMapperYaml).text.find("node_info") == std::string::npos);
    }

    /// threshold = 127 steps of int8, 32767 of int16; four words a line.
    void qtableThresholds()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/conv1/Conv", "scale=0.5");
        c.say("name:/backbone/Add", "int16,scale=0.001");
        c.say("name:/head/act/Sigmoid", "float");
        const WrittenConfig w = c.written(ConfigFormat::QTable);
        QVERIFY2(w.text.find("\nr1 63.5 -64 63.5\n") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("#quantize_mode sum INT16") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("#quantize_mode s F32") != std::string::npos, w.text.c_str());
        const auto read = c.read(ConfigFormat::QTable, "# comment\nr1 63.5 -10 20\ns F32\nshifted INT16\n");
        const Effective e = c.effectiveOf(read);
        QCOMPARE(e.at(c.point("/backbone/conv1/Conv:output")).fixed->scales.front(), 0.5F);
        QVERIFY(e.at(c.point("/backbone/Mul:output")).requested == DType::Int16);
        QVERIFY(e.floatUnit[indexOf(c.model->units.findUnit("/head/act/Sigmoid"))] != 0);
    }

    void qatSaysFixedAndFree()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:image", "threshold=1");
        c.say("name:/backbone/Mul", "fix_scale=yes");
        const WrittenConfig w = c.written(ConfigFormat::Qat);
        const Json json = Json::parse(w.text);
        std::map<std::string, Json> points;
        for (const Json& m : json["modules"])
            points[m["unit"]] = m.value("points", Json::object());
        QCOMPARE(points["image"]["output"]["fixed"], true);
        QCOMPARE(points["image"]["output"]["scale"].get<double>(), 1.0 / 128);
        QCOMPARE(points["/backbone/Mul"]["output"]["fixed"], true);
        QCOMPARE(points["/backbone/conv1/Conv"]["output"]["fixed"], false);
        QCOMPARE(points["/backbone/conv1/Conv"]["weight"]["axis"], 0);
        for (const char* side : {"horizon", "pytorch", "onnxruntime"})
            QVERIFY(!json["how_to_use"][side].empty());
        // With the scales of all activations fixed, what somebody set free is free.
        ConfigCase fixedAct(c.model);
        fixedAct.rules.rules.front() = {PresetRule{PresetName::Default, PresetForm::QatFixedAct}, true};
        fixedAct.say("name:/backbone/Mul", "fix_scale=no");
        const WrittenConfig f = fixedAct.written(ConfigFormat::Qat);
        const Json fixedJson = Json::parse(f.text);
        int outputs = 0;
        for (const Json& m : fixedJson["modules"])
            if (m.contains("points") && m["points"].contains("output")) {
                QCOMPARE(m["points"]["output"]["fixed"].get<bool>(), m["unit"] != "/backbone/Mul");
                ++outputs;
            }
        QVERIFY(outputs > 5);
        verifyRoundTrip(fixedAct, ConfigFormat::Qat, f);
        // What was free is free again.
        const ReadConfig read = c.read(ConfigFormat::Qat, w.text);
        ConfigCase again(c.model);
        again.rules = read.asRules("horizon");
        QCOMPARE(Json::parse(again.written(ConfigFormat::Qat).text)["modules"], json["modules"]);
    }

    void quantConfig()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/conv1/Conv", "int16");
        c.say("name:/head/act/Sigmoid", "float");
        const Json nodes = Json::parse(c.written(ConfigFormat::HorizonQuantConfig).text)["node_config"];
        QCOMPARE(nodes["/backbone/conv2/Conv"]["qtype"], "int16");
        QCOMPARE(nodes["/head/act/Sigmoid"]["qtype"], "float32");
        const ReadConfig read = c.read(ConfigFormat::HorizonQuantConfig,
                                       R"({"model_config": {"all_node_type": "int8", "activation": {"calibration_type": "max"}},
                       "op_config": {"Tanh": {"qtype": "int16"}},
                       "subgraph_config": {"neck": {"inputs": ["r1"], "outputs": ["shifted"], "qtype": "int16"}},
                       "node_config": {"/head/a/Gemm": {"input0": "int16"}}})");
        const Effective e = c.effectiveOf(read);
        QVERIFY(e.at(c.point("/head/b/MatMul:output")).dtype == DType::Int16); // read by Tanh
        QVERIFY(e.at(c.point("/backbone/Add:output")).dtype == DType::Int16);
        QVERIFY(e.at(c.point("/head/pool/GlobalAveragePool:output")).dtype == DType::Int16);
        QVERIFY(lists(read.notCarried, "model_config.activation"));
    }

    /// run_on_cpu names the float units that are fed by a quantized tensor, and only these.
    void runOnCpu()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("name:/backbone/Mul", "float");
        c.say("name:/head/act/Sigmoid", "float");
        const WrittenConfig w = c.written(ConfigFormat::HbMapperYaml);
        QVERIFY2(w.text.find("run_on_cpu: \"/backbone/Mul\"\n") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("# /backbone/Mul: float by rule 2") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("/head/pool/GlobalAveragePool: {ON: BPU}") != std::string::npos, w.text.c_str());
        QVERIFY(w.text.find("Sigmoid") == std::string::npos);
        verifyRoundTrip(c, ConfigFormat::HbMapperYaml, w);
        const ReadConfig read = c.read(ConfigFormat::HbMapperYaml,
                                       "model_parameters:\n  node_info: \"/backbone/Add:int16;/head/a/Gemm:int16\"\n"
                                       "calibration_parameters:\n  run_on_cpu: /head/Tanh\n  calibration_type: max\n"
                                       "  max_percentile: 0.9999\n  optimization: set_Sigmoid_output_int16;bias_correction\n");
        const Effective e = c.effectiveOf(read);
        QVERIFY(e.at(c.point("/head/act/Sigmoid:output")).requested == DType::Int16);
        QCOMPARE(e.at(c.point("/head/act/Sigmoid:output")).observer.text(), std::string("percentile:percentile=99.99"));
        QVERIFY(e.floatUnit[indexOf(c.model->units.findUnit("/head/Tanh"))] != 0);
        QVERIFY(lists(read.notCarried, "optimization: bias_correction"));
    }

    /// Stubs stand in a network's code; no configuration file has them, so they are listed, also at what owns no scale.
    void stubsAreNotCarried()
    {
        for (const ConfigFormat format : formats()) {
            ConfigCase c(twoHeads(m_environment));
            c.say("op:Sigmoid", "float");
            c.say("op:Gemm", "float");
            c.say("name:/head/b/MatMul", "float");
            c.rules.rules.push_back({StubRule{StubRule::Kind::Quant, "flat"}, true});
            const WrittenConfig w = c.written(format);
            QVERIFY(c.effective.at(c.point("/head/Flatten:output")).forced);
            QVERIFY2(lists(w.notCarried, "/head/Flatten:output") || lists(w.notCarried, "QuantStub \"flat\""),
                     words(w.notCarried).c_str());
        }
    }

    /// The published hybrid example, with a branch: of the float units those are named that read what a quantized unit gives. What
    /// a float unit gives is read as floats, also where a quantized unit reads it too, so nobody would quantize its float readers.
    void runOnCpuOfTheArticle()
    {
        TestModel m(13);
        m.input("x float32[1,3,8,8]").constant("w", randomTensor({3, 3, 1, 1}, 1));
        m.node("s0 = Selu(x) @selu0").node("l0 = Conv(s0, w) @layer0").node("s1 = Selu(l0) @selu1");
        m.node("l1 = Conv(s1, w) @layer1").node("l2 = Conv(l1, w) @layer2").node("c0 = Conv(l2, w) @conv0");
        m.node("c1 = Conv(c0, w) @conv1").node("b = Conv(s1, w) @branch").node("s2 = Selu(c1) @selu2");
        m.output("s2 float32[1,3,8,8]").output("b float32[1,3,8,8]");
        ConfigCase c(makeModel(m.graph(), m_environment, {}, {}));
        c.say("op:Selu", "float");
        c.say("layer1", "float");
        c.say("conv0", "float");
        const WrittenConfig w = c.written(ConfigFormat::HbMapperYaml);
        QVERIFY(c.effective.at(c.point("selu1:output")).active);
        QVERIFY2(w.text.find("run_on_cpu: \"selu1;conv0;selu2\"\n") != std::string::npos, w.text.c_str());
        QVERIFY2(w.text.find("# conv0: float by rule 4 (Override conv0); it reads l2, which a quantized unit gives") !=
                     std::string::npos,
                 w.text.c_str());
        QVERIFY2(w.text.find("layer1") == std::string::npos, w.text.c_str());
        verifyRoundTrip(c, ConfigFormat::HbMapperYaml, w);
    }

    // --- errors -------------------------------------------------------------------------------------------------------------

    void allProblemsAtOnce_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QStringList>("wanted");
        QTest::newRow("tensorrt") << "tensorrt-cache"
                                  << "hello\nr1: 3c92aa10\nr11: 3c92aa10\nc2: zz\nsum: bf800000\n"
                                  << QStringList{"line 1", "line 3: the model has no tensor \"r11\", did you mean r1", "line 4",
                                                 "line 5"};
        QTest::newRow("qtable") << "qtable"
                                << "r1 1 2\nr1 x 1 2\ns INT7\npoool 1 -1 1\n"
                                << QStringList{"line 1", "line 2", "INT7", "did you mean pool"};
        QTest::newRow("aimet")
            << "aimet"
            << R"({"version": "1.0.0", "activation_encodings": [{"name": "r1", "bw": 7, "scale": [1], "offset": [0]},
                                    {"nam": "s"}, {"name": "shiftet", "bw": 8, "scale": [1], "offset": [-3]}]})"
            << QStringList{"activation_encodings[0]", "did you mean name", "did you mean shifted", "has no \"param_encodings\""};
        QTest::newRow("aimet version") << "aimet"
                                       << R"({"version": "0.6.1"})" << QStringList{"aimet-0.6"};
        QTest::newRow("aimet-0.6")
            << "aimet-0.6"
            << R"({"activation_encodings": {"r1": [{"bitwidth": 8, "is_symmetric": "Yes", "scale": -1, "offset": -128}]},
                                        "param_encodings": {"shift": 3}})"
            << QStringList{"Yes", "param_encodings.shift", "scale"};
        QTest::newRow("ort") << "ort-overrides"
                             << R"({"r1": [{"quant_type": "QInt9", "scale": 1}], "nix": [{"scale": 1, "zero_point": 0}], "s": 4,
                                  "backbone.conv1.weight": [{"scale": 1, "zero_point": 0, "axis": 0}, {"scale": 1, "zero_point": 0}]})"
                             << QStringList{"QInt9", "scale and zero_point go together", "no tensor \"nix\"", "s: must be a list",
                                            "has 2 scales along axis 0"};
        QTest::newRow("qat") << "qat"
                             << R"({"quantbench_qat": 2, "modules": [{"unit": "/backbone/conv3/Conv"},
                                  {"unit": "/backbone/Mul", "points": {"outputs": {}, "output": {"dtype": "int9"}}}]})"
                             << QStringList{"quantbench_qat", "did you mean /backbone/conv", "no point \"outputs\"", "int9"};
        QTest::newRow("hmct")
            << "horizon-quant-config"
            << R"({"node_confg": {}, "node_config": {"/backbone/Mull": {"qtype": "int16"}, "/backbone/Mul": {"qtype": "int17"}},
                                   "op_config": {"Conw": {"qtype": "int16"}}})"
            << QStringList{"did you mean node_config", "did you mean /backbone/Mul", "int17", "did you mean Conv"};
        QTest::newRow("yaml")
            << "hb-mapper-yaml"
            << "model_parameters:\n  node_info:\n    /backbone/Mull: {OutputType: int16}\n    /backbone/Mul: {OutputTyp: "
               "int16, InputType: int32}\ncalibration_parameters:\n  run_on_cpu: none\n  optimization: set_al_nodes_int16\n"
            << QStringList{"line 3", "did you mean /backbone/Mul", "did you mean OutputType",
                           "int32",  "no node \"none\"",           "line 7"};
        QTest::newRow("huge numbers")
            << "ort-overrides"
            << R"({"r1": [{"scale": 1e300, "zero_point": 1e300, "axis": 1e300}], "c2": [{"scale": 1, "zero_point": 0.5}]})"
            << QStringList{"r1[0].zero_point", "r1[0].axis", "c2[0].zero_point"};
        QTest::newRow("huge offsets") << "aimet"
                                      << R"({"activation_encodings": [{"name": "r1", "bw": 8, "scale": [1], "offset": [-1e300]}],
                                           "param_encodings": []})"
                                      << QStringList{"offset"};
        QTest::newRow("no range") << "qtable"
                                  << "r1 1 5 5\n#asymmetric r1\n"
                                  << QStringList{"line 1"};
        QTest::newRow("huge zero")
            << "qat"
            << R"({"quantbench_qat": 1, "modules": [{"unit": "/backbone/Mul", "points": {"output": {"dtype": "int8",
                                        "scale": 1, "zero_point": 1e300}}}]})"
            << QStringList{"zero_point"};
        QTest::newRow("tensorrt twice")
            << "tensorrt-cache"
            << "TRT-7000-EntropyCalibration2\nr1: 3c92aa10\nc2: 3c92aa10\nc2: 3c92aa10\nr1: 3c92aa11\n"
            << QStringList{"line 5: \"r1\" stands in line 2 already"};
        QTest::newRow("qtable twice") << "qtable"
                                      << "r1 1 -1 1\nr1 2 -2 2\ns INT8\ns INT16\n"
                                      << QStringList{"line 2: \"r1\" stands in line 1 already",
                                                     "line 4: \"s\" has another mode in line 3 already"};
        QTest::newRow("aimet twice") << "aimet"
                                     << R"({"version": "1.0.0", "param_encodings": [], "activation_encodings": [
                {"name": "r1", "bw": 8, "dtype": "INT", "enc_type": "PER_TENSOR", "is_sym": true, "scale": [1], "offset": [-128]},
                {"name": "r1", "bw": 8, "dtype": "INT", "enc_type": "PER_TENSOR", "is_sym": true, "scale": [2], "offset": [-128]}]})"
                                     << QStringList{"\"r1\" stands in"};
        QTest::newRow("ort axis") << "ort-overrides"
                                  << R"({"head.a.weight": [{"quant_type": "QInt8", "scale": 1, "zero_point": 0, "axis": 7}]})"
                                  << QStringList{"has no axis 7, its shape is [4,8]"};
        for (const char* scale : {"0", "-1", "1e-9"})
            QTest::newRow(scale) << "ort-overrides"
                                 << QString(R"({"head.a.weight": [{"quant_type": "QInt8", "scale": 1, "zero_point": 0, "axis": 0},
                                     {"scale": 1, "zero_point": 0}, {"scale": %1, "zero_point": 0}, {"scale": 1, "zero_point": 0}]})")
                                        .arg(scale)
                                 << QStringList{"at channel 2, which is no scale"};
        QTest::newRow("qat axis") << "qat"
                                  << R"({"quantbench_qat": 1, "modules": [{"unit": "/head/a/Gemm", "points": {"weight": {
                                         "dtype": "int8", "scale": [1, 1, 1, 1], "zero_point": [0, 0, 0, 0], "axis": 1}}}]})"
                                  << QStringList{"its scales lie along axis 1, here they lie along 0"};
        QTest::newRow("qat twice") << "qat"
                                   << R"({"quantbench_qat": 1, "modules": [{"unit": "/backbone/Mul", "float": true},
                                          {"unit": "/backbone/Mul", "points": {"output": {"dtype": "int8", "scale": 1}}}]})"
                                   << QStringList{"modules[1]: /backbone/Mul stands in modules[0] already"};
        QTest::newRow("turned ranges") << "ort-overrides"
                                       << R"({"r1": [{"rmin": 3, "rmax": 1}]})"
                                       << QStringList{"r1[0]", "rmin is larger than rmax"};
        QTest::newRow("turned ranges of old")
            << "aimet-0.6"
            << R"({"version": "0.6.1", "activation_encodings": {"r1": [{"bitwidth": 8, "dtype": "int", "is_symmetric": "False",
                                        "max": 1, "min": 2}]}, "param_encodings": {}})"
            << QStringList{"min is larger than max"};
        QTest::newRow("deep yaml") << "hb-mapper-yaml"
                                   << "a: " + QString(100000, '[') << QStringList{};
        QTest::newRow("yaml broken") << "hb-mapper-yaml"
                                     << "a: [1,\n"
                                     << QStringList{"line"};
    }

    void allProblemsAtOnce()
    {
        QFETCH(QString, format);
        QFETCH(QString, text);
        QFETCH(QStringList, wanted);
        ConfigCase c(twoHeads(m_environment));
        const auto error = errorOf([&] { (void)c.read(configFormatFromString(format.toStdString()), text.toStdString()); });
        QVERIFY(error);
        QVERIFY(error->code() == ErrorCode::BadInput);
        for (const QString& part : wanted)
            QVERIFY2(QString::fromUtf8(error->what()).contains(part), error->what());
    }

    void unknownFormat()
    {
        const auto error = errorOf([] { (void)configFormatFromString("aimett"); });
        QVERIFY(error && error->cure().english().find("aimet") != std::string::npos);
    }

    // --- properties ---------------------------------------------------------------------------------------------------------

    void roundTrip_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<int>("which");
        for (const char* profile : {"horizon", "ort", "nash-p", "generic", "bernoulli2"})
            for (int which = 0; which < 2; ++which)
                QTest::addRow("%s %d", profile, which) << profile << which;
    }

    void roundTrip()
    {
        QFETCH(QString, profile);
        QFETCH(int, which);
        ConfigCase c(which == 0 ? twoHeads(m_environment) : attention(m_environment), profile.toStdString());
        std::map<ConfigFormat, std::pair<std::size_t, std::size_t>> shares;
        for (unsigned seed = 0; seed < 40; ++seed) {
            c.rules = randomRules(*c.model, profile.toStdString(), seed);
            c.resolveAll();
            for (const ConfigFormat format : formats()) {
                const WrittenConfig w = writeConfig(format, c.source());
                verifyRoundTrip(c, format, w);
                if (QTest::currentTestFailed()) {
                    qInfo("seed %u, rules %s", seed, c.rules.toJson().c_str());
                    return;
                }
                // An observer of one module has no template; here it is about dtypes and grids.
                const auto observers = std::count_if(w.notCarried.begin(), w.notCarried.end(), [](const NotCarried& n) {
                    return n.why.english().starts_with("its observer");
                });
                shares[format].first += w.carried + static_cast<std::size_t>(observers);
                shares[format].second += w.active;
            }
        }
        for (const auto& [format, share] : shares)
            qInfo("%-22s carries %zu of %zu points", std::string(toString(format)).c_str(), share.first, share.second);
        QCOMPARE(shares[ConfigFormat::Qat].first, shares[ConfigFormat::Qat].second);
        // What is lost are grids with a zero point and int4, which the plugin has not.
        if (profile == "horizon")
            QVERIFY(shares[ConfigFormat::HorizonPy].first * 100 >= shares[ConfigFormat::HorizonPy].second * 92);
    }

    /// Default rules come through every format without a loss, as far as it has the dtype.
    void defaultsComeThrough()
    {
        ConfigCase c(twoHeads(m_environment));
        for (const ConfigFormat format : formats()) {
            const WrittenConfig w = c.written(format);
            QVERIFY2(w.carried == w.active, (std::string(toString(format)) + "\n" + words(w.notCarried)).c_str());
        }
    }

    void oddModels()
    {
        for (const MadeModel& made : madeModels()) {
            ConfigCase c(makeModel(readOnnxBytes(std::as_bytes(std::span(made.bytes)), {}), m_environment, {}, {}));
            c.resolveAll();
            for (const ConfigFormat format : formats()) {
                const WrittenConfig w = writeConfig(format, c.source());
                verifyRoundTrip(c, format, w);
                QVERIFY2(!QTest::currentTestFailed(), made.name.c_str());
            }
        }
    }

    void realModels_data()
    {
        QTest::addColumn<QString>("name");
        if (corpusFolder().empty())
            QSKIP("there is no corpus of real models; see tests/README.md");
        for (const char* name : {"mobilenetv2_float_from_qdq", "nanodet_m_320", "silero_vad_v5"})
            QTest::newRow(name) << name;
    }

    void realModels()
    {
        QFETCH(QString, name);
        const std::string path = corpusFolder() + "/models/" + name.toStdString() + "/model.onnx";
        ConfigCase c(openModel(path, m_environment, {}, {}));
        for (unsigned seed = 0; seed < 4; ++seed) {
            c.rules = randomRules(*c.model, "horizon", 100 + seed);
            c.resolveAll();
            QString line;
            for (const ConfigFormat format : formats()) {
                const WrittenConfig w = writeConfig(format, c.source());
                verifyRoundTrip(c, format, w);
                if (QTest::currentTestFailed())
                    return;
                line += QString(" %1 %2").arg(toString(format).data()).arg(w.carried);
            }
            qInfo("seed %u, active %zu:%s", seed, writeConfig(ConfigFormat::Qat, c.source()).active, qPrintable(line));
        }
    }
};

QTEST_APPLESS_MAIN(TestConfigFormats)
#include "tst_config_formats.moc"
