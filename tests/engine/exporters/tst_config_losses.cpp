// SPDX-License-Identifier: GPL-3.0-or-later
// Configurations of other tools: what a file says otherwise than we would, what it can't say, and that both are listed.
// Over 500 lines: the same questions of each format, side by side.
#include "engine/base/error.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/temporary_folder.h"

#include <nlohmann/json.hpp>

#include <QtTest>

#include <fstream>

using namespace qb;
using namespace qb::test;
using Json = nlohmann::json;

class TestConfigLosses : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    static QString words(const std::vector<NotCarried>& list)
    {
        QString text;
        for (const NotCarried& n : list)
            text += QString::fromStdString(n.what + " | " + n.why.english() + "\n");
        return text;
    }

    static bool lists(const std::vector<NotCarried>& list, const char* what, const char* why = "")
    {
        return std::any_of(list.begin(), list.end(), [&](const NotCarried& n) {
            return n.what.find(what) != std::string::npos && n.why.english().find(why) != std::string::npos;
        });
    }

    static bool floats(const ConfigCase& c, const ReadConfig& read, const char* unit)
    {
        return c.effectiveOf(read).floatUnit[indexOf(c.model->units.findUnit(unit))] != 0;
    }

    [[nodiscard]] static PointConfig at(const ConfigCase& c, const ReadConfig& read, const char* point)
    {
        return c.effectiveOf(read).at(c.point(point));
    }

    /// Conv, SiLU (two nodes, one unit), Conv.
    std::shared_ptr<const Model> withSilu()
    {
        TestModel m(17);
        m.input("x float32[1,3,4,4]").constant("w", randomTensor({3, 3, 1, 1}, 1));
        m.node("a = Conv(x, w) @/a/Conv").node("s = Sigmoid(a) @/act/Sigmoid").node("m = Mul(a, s) @/act/Mul");
        m.node("b = Conv(m, w) @/b/Conv").node("c = Conv(b, w) @/c/Conv").output("c");
        return makeModel(m.graph(), m_environment, {}, {});
    }

private slots:
    // --- read: unsigned grids -----------------------------------------------------------------------------------------------

    void unsignedGridsAreShifted_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("zero");
        QTest::addColumn<int>("wantedType");
        QTest::addColumn<int>("wanted");
        QTest::newRow("uint8") << "horizon"
                               << "QUInt8" << 0 << static_cast<int>(DType::Int8) << -128;
        QTest::newRow("uint8 in the middle") << "horizon"
                                             << "QUInt8" << 128 << static_cast<int>(DType::Int8) << 0;
        QTest::newRow("uint16") << "horizon"
                                << "QUInt16" << 100 << static_cast<int>(DType::Int16) << 100 - 32768;
        QTest::newRow("taken as it is") << "ort"
                                        << "QUInt8" << 128 << static_cast<int>(DType::UInt8) << 128;
        QTest::newRow("int8") << "horizon"
                              << "QInt8" << -5 << static_cast<int>(DType::Int8) << -5;
    }

    /// QUInt8 is ONNX Runtime's default for activations; a target without it has the same grid as int8 with another zero point.
    void unsignedGridsAreShifted()
    {
        QFETCH(QString, profile);
        QFETCH(QString, type);
        QFETCH(int, zero);
        QFETCH(int, wantedType);
        QFETCH(int, wanted);
        ConfigCase c(twoHeads(m_environment), profile.toStdString());
        const Json json{{"sum", {{{"quant_type", type.toStdString()}, {"scale", 0.00392156862}, {"zero_point", zero}}}}};
        const ReadConfig read = c.read(ConfigFormat::OrtOverrides, json.dump());
        const PointConfig sum = at(c, read, "/backbone/Add:output");
        QCOMPARE(static_cast<int>(sum.dtype), wantedType);
        QVERIFY(sum.fixed);
        QCOMPARE(sum.fixed->scales, std::vector<float>{0.00392156862F});
        QCOMPARE(sum.fixed->zeroPoints, std::vector<std::int32_t>{wanted});
        QVERIFY2(read.notCarried.empty(), qPrintable(words(read.notCarried)));
    }

    // --- read: Python -------------------------------------------------------------------------------------------------------

    void arguments()
    {
        ConfigCase c(twoHeads(m_environment), "nash-m");
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
net = prepare_qat_fx(net, {"": get_default_calib_qconfig(dtype="qint16"), "module_name": [
    ("backbone.conv2", get_default_qat_qconfig(dtype="qint8", weight_dtype="qint16", weight_qkwargs={"a": 1})),
    ("head.act", default_qat_8bit_fixed_act_fake_quant_qconfig),
]})
)");
        QVERIFY(at(c, read, "/backbone/conv1/Conv:output").dtype == DType::Int16);
        QVERIFY(at(c, read, "/backbone/conv2/Conv:output").requested == DType::Int8);
        QVERIFY(at(c, read, "/backbone/conv2/Conv:weight").requested == DType::Int16);
        QVERIFY(at(c, read, "/head/act/Sigmoid:output").fixScale);
        QVERIFY(!at(c, read, "/backbone/conv1/Conv:output").fixScale);
        QVERIFY2(lists(read.notCarried, "weight_qkwargs"), qPrintable(words(read.notCarried)));
        QCOMPARE(read.notCarried.size(), std::size_t{1});
    }

    void hybrid()
    {
        ConfigCase c(twoHeads(m_environment));
        const std::string head = "net = prepare_qat_fx(net, {\"\": get_default_qat_qconfig()}, ";
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, head + R"(hybrid=True, hybrid_dict={
    "module_name": ["backbone.conv1", "nowhere"], "module_type": [nn.Sigmoid, _SeluModule], "other": 1}).to(device)
)");
        QVERIFY(floats(c, read, "/backbone/conv1/Conv") && floats(c, read, "/head/act/Sigmoid"));
        QVERIFY(!floats(c, read, "/backbone/conv2/Conv"));
        for (const char* lost : {"nowhere", "_SeluModule", "other"})
            QVERIFY2(lists(read.notCarried, lost), qPrintable(words(read.notCarried)));
        for (const char* rest :
             {"hybrid=True, hybrid_dict=made()).to(device)\n", "hybrid_dict={\"module_name\": [\"head\"]})\n"}) {
            const ReadConfig lost = c.read(ConfigFormat::HorizonPy, head + rest);
            QVERIFY2(lists(lost.notCarried, "hybrid_dict"), qPrintable(words(lost.notCarried)));
            QVERIFY(!floats(c, lost, "/head/a/Gemm"));
        }
    }

    void scalesOfStubs()
    {
        ConfigCase c(twoHeads(m_environment));
        const char* const kCode = R"(
class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.quant = QuantStub(scale=1 / 128)
        self.stubs = nn.ModuleList([QuantStub(scale=1 / 64)])
        self.dequant = DeQuantStub()

self.model = prepare(wrapped(Net(), QuantStub(scale=2)), x, qconfig_setter=QconfigSetter(None, [ModuleNameTemplate({"": qint8})]))
)";
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, kCode);
        const PointConfig image = at(c, read, "image:output");
        QVERIFY2(image.fixed && image.fixed->scales == std::vector<float>{1.0F / 128}, qPrintable(words(read.notCarried)));
        QVERIFY2(lists(read.notCarried, "self.stubs"), qPrintable(words(read.notCarried)));

        TestModel m(17);
        m.input("x float32[1,4]").input("y float32[1,4]").node("z = Add(x, y) @/Add").output("z");
        ConfigCase two(makeModel(m.graph(), m_environment, {}, {}));
        const ReadConfig unclear = two.read(ConfigFormat::HorizonPy, kCode);
        QVERIFY2(lists(unclear.notCarried, "quant", "map it to one of x, y"), qPrintable(words(unclear.notCarried)));
    }

    void optionsOfTheSetter()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto read = [&](const char* options) {
            return c.read(ConfigFormat::HorizonPy,
                          std::string("s = QconfigSetter(None, [ModuleNameTemplate({\"\": qint8})], ") + options + ")\n");
        };
        QVERIFY(read("enable_optimize=True, save_dir=\"out\"").notCarried.empty());
        QVERIFY(lists(read("enable_optimize=False").notCarried, "enable_optimize"));
    }

    /// torch's word for a module that is not to be quantized.
    void noQconfig()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
class Net:
    def set_qconfig(self):
        self.qconfig = None
        self.head.act.qconfig = None
net.backbone.conv2.qconfig = None
net = prepare_qat_fx(net, {"": default_qat_8bit_fake_quant_qconfig, "module_name": [("head.a", None)]})
)");
        for (const char* unit : {"/backbone/conv2/Conv", "/head/act/Sigmoid", "/head/a/Gemm"})
            QVERIFY2(floats(c, read, unit), unit);
        QVERIFY(!floats(c, read, "/backbone/conv1/Conv"));
        QVERIFY2(lists(read.notCarried, "self.qconfig"), qPrintable(words(read.notCarried)));
    }

    /// A row that is left out would give its place to the next.
    void unknownRowsKeepTheirPlace()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
s = (sensitive_op_calibration_8bit_weight_16bit_act_qconfig_setter(
        [("backbone.conv9", "activation"), ("backbone.conv1", "output")], topk=1),
    default_calibration_qconfig_setter)
net = prepare(net, x, qconfig_setter=s)
)");
        QVERIFY2(lists(read.notCarried, "backbone.conv9"), qPrintable(words(read.notCarried)));
        QVERIFY(at(c, read, "/backbone/conv1/Conv:output").requested == DType::Int8);
    }

    void importedQconfigs()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read =
            c.read(ConfigFormat::HorizonPy, "from mycfg import my_qconfig, made_qconfig\n"
                                            "net.head.b.qconfig = my_qconfig\n"
                                            "net.head.act.qconfig = made_qconfig(3)\n"
                                            "net.head.a.qconfig = get_default_qat_qconfig(dtype=\"qint16\")\n");
        QVERIFY2(lists(read.notCarried, "my_qconfig") && lists(read.notCarried, "made_qconfig"),
                 qPrintable(words(read.notCarried)));
        QCOMPARE(read.carried, std::size_t{1});
    }

    /// Weights have a scale per channel unless told otherwise; activations never have.
    void schemesOfWeights()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
q = QConfig(
    output=FakeQuantize.with_args(observer=MSEObserver, qscheme=torch.per_tensor_symmetric, ch_axis=-1),
    weight=FakeQuantize.with_args(observer=MSEObserver, qscheme=torch.per_tensor_symmetric, ch_axis=-1),
)
s = QconfigSetter(q, [ModuleNameTemplate({"": qint8})])
net.head.a.qconfig = QConfig(weight=FakeQuantize.with_args(observer=MSEObserver, qscheme=torch.per_channel_symmetric))
net.backbone.conv2.qconfig = QConfig(output=FakeQuantize.with_args(observer=MSEObserver, qscheme=torch.per_channel_affine))
net.head.b.qconfig = QConfig(weight=FakeQuantize.with_args(observer=MSEObserver, qscheme=wanted))
)");
        QCOMPARE(at(c, read, "/backbone/conv1/Conv:weight").axis, -1);
        QVERIFY(at(c, read, "/head/a/Gemm:weight").axis >= 0);
        QVERIFY(at(c, read, "/backbone/conv2/Conv:output").scheme == Scheme::Affine);
        QVERIFY2(lists(read.notCarried, "line 8", "only weights"), qPrintable(words(read.notCarried)));
        QVERIFY2(lists(read.notCarried, "line 9", "only when the code runs"), qPrintable(words(read.notCarried)));
        QCOMPARE(read.notCarried.size(), std::size_t{2});

        c.rules.rules.push_back({ReferenceRule{{}, parseConfig("weight.per_channel=no").ports.at("weight")}, true});
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QCOMPARE(w.carried, w.active);
        QCOMPARE(at(c, c.read(ConfigFormat::HorizonPy, w.text), "/backbone/conv1/Conv:weight").axis, -1);
    }

    /// Only the plugin's MinMaxObserver has its moving average here.
    void averagesOfObservers()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto read = [&](const char* arguments) {
            return c.read(ConfigFormat::HorizonPy,
                          std::string("net.head.a.qconfig = QConfig(output=FakeQuantize.with_args(dtype=qint8, observer=") +
                              arguments + "))\n");
        };
        for (const char* observer : {"MSEObserver", "KLObserver", "PercentileObserver", "MixObserver", "ClipStdObserver"}) {
            const ReadConfig listed = read((std::string(observer) + ", averaging_constant=0.05").c_str());
            QVERIFY2(lists(listed.notCarried, "averaging_constant", "min_max"), observer);
            const ReadConfig inside = read((std::string(observer) + ".with_args(averaging_constant=1)").c_str());
            QVERIFY2(lists(inside.notCarried, "averaging_constant", "min_max"), observer);
            QVERIFY2(read(observer).notCarried.empty(), observer);
        }
        for (const char* constant : {"0.05", "1"}) {
            const ReadConfig taken = read((std::string("MinMaxObserver, averaging_constant=") + constant).c_str());
            QVERIFY2(taken.notCarried.empty(), qPrintable(words(taken.notCarried)));
            QCOMPARE(at(c, taken, "/head/a/Gemm:output").observer.params.at("averaging_constant"), std::stod(constant));
        }
        const ReadConfig stopped = read("MSEObserver, averaging_constant=0");
        QVERIFY(stopped.notCarried.empty() && at(c, stopped, "/head/a/Gemm:output").fixScale);
    }

    /// It says nothing that is not so here anyway: no rule, above all none without content.
    void histogramAlone()
    {
        ConfigCase c(twoHeads(m_environment));
        const std::string q = "q = QConfig(output=FakeQuantize.with_args(observer=HistogramObserver))\n";
        const ReadConfig read =
            c.read(ConfigFormat::HorizonPy, q + "s = QconfigSetter(None, [ModuleNameTemplate({\"\": qint8})])\n"
                                                "net.head.a.qconfig = q\n");
        QCOMPARE(read.rules.size(), std::size_t{1});
        QVERIFY2(lists(read.notCarried, "HistogramObserver"), qPrintable(words(read.notCarried)));
        c.rules = read.asRules(c.profile.name);
        c.rules.rules.push_back({ModuleNameRule{"head.b", {{{"output", {}}}, false, false, false}}, true});
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QVERIFY2(w.text.find("{}") == std::string::npos, w.text.c_str());
        const ReadConfig types =
            c.read(ConfigFormat::HorizonPy, q + "net = prepare_qat_fx(net, {\"\": get_default_qat_qconfig(), "
                                                "\"module_type\": [(torch.nn.Conv2d, q)]})\n");
        QVERIFY(std::none_of(types.rules.begin(), types.rules.end(),
                             [](const Rule& r) { return std::holds_alternative<ModuleTypeRule>(r.what); }));
    }

    // --- read: yaml and tables ------------------------------------------------------------------------------------------------

    /// A dtype is for the BPU: behind a unit on the CPU only what is not named stays float.
    void typedNodesAreNotFloat()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read =
            c.read(ConfigFormat::HbMapperYaml, "model_parameters:\n  node_info: \"/head/b/MatMul:int16\"\n"
                                               "calibration_parameters:\n  run_on_cpu: /head/pool/GlobalAveragePool\n");
        QVERIFY(floats(c, read, "/head/pool/GlobalAveragePool") && floats(c, read, "/head/a/Gemm"));
        QVERIFY(!floats(c, read, "/head/b/MatMul") && !floats(c, read, "/head/Tanh"));
    }

    void wordsOfTheYaml()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto error = errorOf([&] {
            (void)c.read(ConfigFormat::HbMapperYaml, "calibration_parameters:\n  calibration_type: nope\n"
                                                     "  optimization: asymetric;set_Conw_input_int16\n");
        });
        QVERIFY(error);
        const QString text = QString::fromUtf8(error->what());
        for (const char* part : {"calibration_type: there is no value \"nope\"", "there is no value \"asymetric\"",
                                 "optimization set_Conw_input_int16: the model has no operator"})
            QVERIFY2(text.contains(part), qPrintable(text));
    }

    void marchOfTheYaml()
    {
        ConfigCase c(twoHeads(m_environment)); // "horizon" is nash-e
        const auto remarks = [&](const char* march) {
            const ReadConfig read =
                c.read(ConfigFormat::HbMapperYaml, std::string("model_parameters:\n  march: ") + march + "\n");
            return std::count_if(read.findings.begin(), read.findings.end(),
                                 [](const Finding& f) { return f.rule == "formats.march"; });
        };
        QCOMPARE(remarks("nash-e"), 0);
        QCOMPARE(remarks("bayes"), 1);
        QCOMPARE(remarks("\"unheard-of\""), 1);
    }

    void unknownTensors_data()
    {
        QTest::addColumn<QString>("format");
        QTest::addColumn<QString>("known");
        QTest::addColumn<QString>("unknown");
        QTest::addColumn<QString>("frame");
        QTest::newRow("aimet") << "aimet"
                               << R"({"name": "sum", "bw": 8, "is_sym": true, "scale": [0.5], "offset": [-128]})"
                               << R"({"name": "shiftet", "bw": 8, "is_sym": true, "scale": [0.5], "offset": [-128]})"
                               << R"({"version": "1.0.0", "activation_encodings": [%1], "param_encodings": []})";
        QTest::newRow("ort") << "ort-overrides"
                             << R"("sum": [{"quant_type": "QInt8", "scale": 0.5, "zero_point": 0}])"
                             << R"("shiftet": [{"quant_type": "QInt8", "scale": 0.5, "zero_point": 0}])"
                             << "{%1}";
        QTest::newRow("qtable") << "qtable"
                                << "sum 63.5 -64 63.5"
                                << "shiftet 63.5 -64 63.5"
                                << "%1";
    }

    /// One tensor that the model has not is listed; where nothing else could be read it is an error.
    void unknownTensors()
    {
        QFETCH(QString, format);
        QFETCH(QString, known);
        QFETCH(QString, unknown);
        QFETCH(QString, frame);
        ConfigCase c(twoHeads(m_environment));
        const ConfigFormat id = configFormatFromString(format.toStdString());
        const QString comma = format == "qtable" ? "\n" : ", ";
        const ReadConfig read = c.read(id, frame.arg(known + comma + unknown).toStdString());
        QCOMPARE(read.carried, std::size_t{1});
        QCOMPARE(at(c, read, "/backbone/Add:output").fixed->scales, std::vector<float>{0.5F});
        QVERIFY2(lists(read.notCarried, "shiftet", "did you mean shifted"), qPrintable(words(read.notCarried)));
        const auto error = errorOf([&] { (void)c.read(id, frame.arg(unknown).toStdString()); });
        QVERIFY(error && QString::fromUtf8(error->what()).contains("did you mean shifted"));
    }

    // --- written --------------------------------------------------------------------------------------------------------------

    /// A form that trains has one observer for all: what another one was chosen for does not come back.
    void observersOfAForm()
    {
        ConfigCase c(twoHeads(m_environment));
        c.rules.rules[0] = {PresetRule{PresetName::Default, PresetForm::QatFixedAct}, true};
        c.rules.rules.push_back({ReferenceRule{parseConfig("observer=min_max").ports.at("output"), {}}, true});
        const WrittenConfig plain = c.written(ConfigFormat::HorizonPy);
        // The plugin's has a moving average, so only weights and constants are as they were.
        QVERIFY2(lists(plain.notCarried, "Reference: observer=min_max", "averaging_constant=0.01"),
                 qPrintable(words(plain.notCarried)));
        QCOMPARE(plain.notCarried.size(), std::size_t{1});
        QCOMPARE(plain.carried, std::size_t{5});
        c.say("name:/backbone/Mul", "observer=percentile:percentile=99.95");
        c.say("name:/head/a/Gemm", "weight.observer=mse");
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QCOMPARE(w.carried, plain.carried - 1);
        QVERIFY2(lists(w.notCarried, "/backbone/Mul:output", "percentile"), qPrintable(words(w.notCarried)));
        QVERIFY2(lists(w.notCarried, "/head/a/Gemm:weight", "mse"), qPrintable(words(w.notCarried)));
    }

    /// What a point holds beside its dtype, and the files have no word for.
    void settingsOfPoints_data()
    {
        QTest::addColumn<QString>("selector");
        QTest::addColumn<QString>("config");
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("why");
        QTest::newRow("observer") << "name:/head/Concat"
                                  << "observer=min_max"
                                  << "/head/Concat:output"
                                  << "observer min_max";
        QTest::newRow("parameter") << "name:/backbone/Mul"
                                   << "observer=mse:candidates=10"
                                   << "/backbone/Mul:output"
                                   << "observer mse:candidates=10";
        QTest::newRow("weight's observer") << "name:/head/a/Gemm"
                                           << "weight.observer=kl"
                                           << "/head/a/Gemm:weight"
                                           << "observer kl";
        QTest::newRow("fix_scale") << "name:/backbone/Mul"
                                   << "fix_scale=yes"
                                   << "/backbone/Mul:output"
                                   << "fix_scale=yes";
        QTest::newRow("per channel") << "name:/head/a/Gemm"
                                     << "weight.per_channel=no"
                                     << "/head/a/Gemm:weight"
                                     << "per channel";
        QTest::newRow("scheme") << "name:/backbone/Mul"
                                << "scheme=affine"
                                << "/backbone/Mul:output"
                                << "affine";
    }

    void settingsOfPoints()
    {
        QFETCH(QString, selector);
        QFETCH(QString, config);
        QFETCH(QString, point);
        QFETCH(QString, why);
        for (const ConfigFormat format :
             {ConfigFormat::HorizonPy, ConfigFormat::HbMapperYaml, ConfigFormat::HorizonQuantConfig}) {
            ConfigCase c(twoHeads(m_environment));
            c.say(selector.toStdString(), config.toStdString());
            const WrittenConfig w = c.written(format);
            QVERIFY2(lists(w.notCarried, point.toUtf8(), why.toUtf8()),
                     qPrintable(QString(toString(format).data()) + "\n" + words(w.notCarried)));
            QVERIFY2(w.carried < w.active, toString(format).data());
        }
    }

    /// Where it is so for all it is said once, with the number of points; one that is otherwise is named.
    void settingsOfAll()
    {
        for (const ConfigFormat format : {ConfigFormat::HbMapperYaml, ConfigFormat::HorizonQuantConfig}) {
            ConfigCase c(twoHeads(m_environment));
            c.rules.rules.push_back({ReferenceRule{parseConfig("observer=percentile,fix_scale=yes").ports.at("output"),
                                                   parseConfig("weight.per_channel=no").ports.at("weight")},
                                     true});
            c.say("name:/backbone/Mul", "observer=kl");
            const WrittenConfig w = c.written(format);
            QCOMPARE(w.carried, std::size_t{1}); // the constant of a Mul, which no Reference speaks of
            for (const char* setting :
                 {"Reference: observer=percentile", "Reference: fix_scale=yes", "Reference: weight.per_channel=no"})
                QVERIFY2(lists(w.notCarried, setting, "points"), qPrintable(words(w.notCarried)));
            QVERIFY2(lists(w.notCarried, "/backbone/Mul:output", "observer kl"), qPrintable(words(w.notCarried)));
            QVERIFY2(!lists(w.notCarried, "/backbone/Add:output"), qPrintable(words(w.notCarried)));
        }
    }

    /// A word to the training that the formats of others have not, whose scales come through.
    void fixScaleOfTables()
    {
        for (const ConfigFormat format :
             {ConfigFormat::OrtOverrides, ConfigFormat::Aimet, ConfigFormat::QTable, ConfigFormat::Qat}) {
            ConfigCase c(twoHeads(m_environment));
            c.say("name:/backbone/Mul", "fix_scale=yes");
            const WrittenConfig w = c.written(format);
            QCOMPARE(lists(w.notCarried, "/backbone/Mul:output", "fix_scale=yes"), format != ConfigFormat::Qat);
        }
    }

    /// All that is said for all comes back, for weights too.
    void referencesComeBack()
    {
        const std::pair<const char*, const char*> references[] = {
            {"observer=percentile:percentile=99.9,fix_scale=yes", "weight.observer=min_max,weight.per_channel=no"},
            {"observer=min_max:averaging_constant=0.05", "weight.observer=kl"},
            {"observer=clip:xmin=-2:xmax=2", "weight.fix_scale=yes"},
            {"fix_scale=yes", "weight.per_channel=no,weight.fix_scale=yes"}};
        for (const auto& [activation, weight] : references) {
            ConfigCase c(twoHeads(m_environment));
            c.rules.rules.push_back(
                {ReferenceRule{parseConfig(activation).ports.at("output"), parseConfig(weight).ports.at("weight")}, true});
            const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
            QVERIFY2(w.carried == w.active, (w.text + words(w.notCarried).toStdString()).c_str());
        }
        ConfigCase both(twoHeads(m_environment)); // one averaging_constant, not two
        both.rules.rules.push_back(
            {ReferenceRule{parseConfig("observer=min_max:averaging_constant=0.05,fix_scale=yes").ports.at("output"), {}}, true});
        const WrittenConfig w = both.written(ConfigFormat::HorizonPy);
        QVERIFY2(w.text.find("averaging_constant") == w.text.rfind("averaging_constant"), w.text.c_str());
        QVERIFY2(lists(w.notCarried, "Reference: observer=min_max:averaging_constant=0.05"), qPrintable(words(w.notCarried)));
    }

    /// Names that the plugin will not find are said wherever they are written.
    void namesThatAreNoModules()
    {
        ConfigCase c(twoHeads(m_environment));
        SensitivityRule table;
        table.low = DType::Int8;
        table.topK = 1;
        table.tables.push_back({"", {{"/backbone/Add", SensitiveType::Activation}, {"/head/a/Gemm", SensitiveType::Activation}}});
        c.rules.rules.push_back({table, true});
        c.rules.rules.push_back({ModuleNameRule{"image", parseConfig("threshold=1")}, true});
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QVERIFY2(w.text.find("(\"backbone.Add\", \"output\")") != std::string::npos, w.text.c_str());
        QVERIFY2(lists(w.notCarried, "/backbone/Add", "_generated_"), qPrintable(words(w.notCarried)));
        QVERIFY2(lists(w.notCarried, "image", "a graph input is a QuantStub"), qPrintable(words(w.notCarried)));
        QVERIFY2(!lists(w.notCarried, "/head/a/Gemm"), qPrintable(words(w.notCarried)));
    }

    /// A file without paths: what has a weight is a module all the same.
    void modulesWithoutPath()
    {
        ConfigCase c(attention(m_environment));
        c.say("name:to_q", "int16");
        c.say("name:soft", "int16");
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QVERIFY2(lists(w.notCarried, "to_q", "the file does not tell its path"), qPrintable(words(w.notCarried)));
        QVERIFY2(lists(w.notCarried, "soft", "_generated_"), qPrintable(words(w.notCarried)));
    }

    void namesOfTheHandOver()
    {
        ConfigCase c(twoHeads(m_environment));
        const WrittenConfig w = c.written(ConfigFormat::Qat);
        std::map<std::string, std::string> modules;
        const Json json = Json::parse(w.text);
        for (const Json& m : json["modules"])
            modules[m["unit"]] = m["module"];
        QVERIFY2(modules["/head/a/Gemm"] == "head.a", Json(modules).dump().c_str());
        QCOMPARE(modules["/backbone/Add"], std::string("backbone.Add"));
        std::set<std::string> names;
        for (const auto& [unit, name] : modules)
            names.insert(name);
        QCOMPARE(names.size(), modules.size());
        QVERIFY2(lists(w.notCarried, "/backbone/Add", "_generated_"), qPrintable(words(w.notCarried)));
        QVERIFY2(!lists(w.notCarried, "/head/a/Gemm"), qPrintable(words(w.notCarried)));
    }

    /// What was never observed has no scale in the file, so it comes back off: not counted, and listed with what follows it.
    void neverObserved()
    {
        for (const ConfigFormat format : {ConfigFormat::Aimet, ConfigFormat::OrtOverrides, ConfigFormat::Qat}) {
            ConfigCase c(twoHeads(m_environment));
            c.records[indexOf(c.point("/head/pool/GlobalAveragePool:output"))] = {};
            c.table.points[indexOf(c.point("/head/pool/GlobalAveragePool:output"))] = nullptr;
            const WrittenConfig w = c.written(format);
            QVERIFY(!c.plan.at(c.point("/head/pool/GlobalAveragePool:output")));
            QCOMPARE(w.carried, w.active - 2);
            for (const char* point : {"/head/pool/GlobalAveragePool:output", "/head/Flatten:output"})
                QVERIFY2(lists(w.notCarried, point), qPrintable(words(w.notCarried)));
        }
    }

    void patternsOfQuantConfig()
    {
        ConfigCase c(withSilu());
        c.rules = RuleSet::ofPreset(c.profile.name, PresetName::Int16);
        const WrittenConfig w = c.written(ConfigFormat::HorizonQuantConfig);
        const Json nodes = Json::parse(w.text)["node_config"];
        for (const char* node : {"/act/Sigmoid", "/act/Mul"})
            QVERIFY2(nodes.contains(node) && nodes[node]["qtype"] == "int16", w.text.c_str());
        QVERIFY2(w.carried == w.active, (w.text + words(w.notCarried).toStdString()).c_str());
    }

    /// The plugin writes a table twice: for torch, and as text, which is read in its place.
    void tablesBesideThoseOfTorch()
    {
        ConfigCase c(twoHeads(m_environment));
        TemporaryFolder folder;
        const auto write = [&](const char* name, const char* text) { std::ofstream(folder.file(name)) << text; };
        write("output_0_L1_sensitive_ops.txt", "op_name        sensitive_type  op_type  L1\n"
                                               "-------------  --------------  -------  ------\n"
                                               "backbone.conv1 activation      Conv2d   0.5\n"
                                               "head.a         weight          Linear   0.25\n"
                                               "head.nowhere   weight          Linear   0.125\n");
        const std::string code = "table1 = torch.load(\"debug/output_0_L1_sensitive_ops.pt\")\n"
                                 "table2 = torch.load(\"gone.pt\")\n"
                                 "s = QconfigSetter(None, [SensitivityTemplate([table1, table2], topk_or_ratio=0.5)])\n";
        const auto read = [&](const std::string& in) {
            return readConfig(ConfigFormat::HorizonPy, code, *c.model, c.profile, {}, in);
        };
        const ReadConfig found = read(folder.path());
        QCOMPARE(found.rules.size(), std::size_t{1});
        const auto& rule = std::get<SensitivityRule>(found.rules[0].what);
        QCOMPARE(rule.tables.size(), std::size_t{1});
        QVERIFY((rule.tables[0].rows ==
                 std::vector<SensitivityRow>{{"backbone.conv1", SensitiveType::Activation},
                                             {"head.a", SensitiveType::Weight},
                                             {"head.nowhere", SensitiveType::Weight}})); // ranks stay as they are
        QVERIFY2(found.notCarried.size() == 2, qPrintable(words(found.notCarried)));
        QVERIFY(lists(found.notCarried, "head.nowhere") && lists(found.notCarried, "gone.pt"));
        QVERIFY(std::any_of(found.findings.begin(), found.findings.end(),
                            [](const Finding& f) { return f.rule == "formats.table_beside"; }));
        // Where the file lies is not known: nothing is looked for.
        QVERIFY(lists(read({}).notCarried, "output_0_L1_sensitive_ops.pt"));
        // One that can't be read is a problem with its place and its reason.
        write("gone.csv", "op_name,sensitive_type\nhead.a,neither\n");
        const auto error = errorOf([&] { (void)read(folder.path()); });
        QVERIFY(error && std::string(error->what()).find("neither") != std::string::npos &&
                std::string(error->what()).find("line 2") != std::string::npos);
    }
};

QTEST_APPLESS_MAIN(TestConfigLosses)
#include "tst_config_losses.moc"
