// SPDX-License-Identifier: GPL-3.0-or-later
// Python code of Horizon's users: what is read of it, and what is written.
// Over 500 lines: each test is a script of a kind that users have, and belongs beside the others.
#include "engine/base/error.h"
#include "engine/exporters/python_text.h"
#include "engine/qconfig/requests.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/temporary_folder.h"

#include <QFile>
#include <QProcess>
#include <QStandardPaths>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestHorizonPython : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    static QStringList texts(const ReadConfig& read)
    {
        QStringList list;
        for (const Rule& r : read.rules) {
            QString line = QString::fromStdString(r.text().english());
            if (const auto* name = std::get_if<ModuleNameRule>(&r.what))
                line += " " + QString::fromStdString(text(name->config));
            if (const auto* type = std::get_if<ModuleTypeRule>(&r.what))
                line += " " + QString::fromStdString(text(type->config));
            list << line;
        }
        return list;
    }

    [[nodiscard]] DType dtype(const ConfigCase& c, const ReadConfig& read, const char* point) const
    {
        const PointConfig config = c.effectiveOf(read).at(c.point(point));
        return config.active ? config.dtype : DType::Float32;
    }

private slots:
    // --- the reader of Python ------------------------------------------------------------------------------------------------

    void expressions()
    {
        const PyProgram p = parsePython("import a.b as c\nfrom x import (y, z as w,)\n"
                                        "n = -1 / 128  # comment\n"
                                        "s = 'it''s' \"\"\" two\nlines\"\"\"\n"
                                        "t = 1, 2.5\nlist = [ (1,), (2), {'k': w.v, \"l\": None}, ]\n"
                                        "list.append(n)\nf(list, key=t).g(1)\nm.x.qconfig = n\n");
        QCOMPARE(p.variables.size(), std::size_t{4});
        QCOMPARE(p.variables[0].number, -1.0 / 128);
        QCOMPARE(p.variables[1].text, std::string("its two\nlines"));
        QVERIFY(p.variables[2].kind == PyKind::Tuple);
        QVERIFY(p.variables[2].items[0].kind == PyKind::Integer);
        QVERIFY(p.variables[2].items[1].kind == PyKind::Real);
        const PyValue& list = p.variables[3];
        QCOMPARE(list.items.size(), std::size_t{4});
        QVERIFY(list.items[0].kind == PyKind::Tuple);
        QVERIFY(list.items[1].kind == PyKind::Integer);
        QCOMPARE(list.items[2].entries[0].value.text, std::string("z.v"));
        QCOMPARE(p.resolved(list.items[3]).number, -1.0 / 128);
        const PyValue& call = p.statements[p.statements.size() - 2].value;
        QCOMPARE(call.text, std::string(".g"));
        QCOMPARE(call.items[0].text, std::string("f"));
        QCOMPARE(p.statements.back().target, std::string("m.x.qconfig"));
    }

    void namesMeanWhatTheyMeantThen()
    {
        const PyProgram p = parsePython("a = 1\nb = a\na = 2\nc = a\nd = [b, c]\n");
        const PyValue& d = p.variables.back();
        QCOMPARE(p.resolved(d.items[0]).number, 1.0);
        QCOMPARE(p.resolved(d.items[1]).number, 2.0);
    }

    /// What only running would give becomes Unread, and the rest of the line is still there.
    void unread_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"[x for x in y]", "b[0]", "f'x'", "1 @ 2", "1 / 0", "b + 1", "lambda x: x", "1 if b else 2",
                                 "not b", "{k: 1 for k in b}[0]", "a ** 2", "b < c", "*b"})
            QTest::newRow(text) << text;
        QTest::newRow("deep") << QString(5000, '(') + "1" + QString(5000, ')');
    }

    void unread()
    {
        QFETCH(QString, text);
        const PyProgram p = parsePython("a = " + text.toStdString() + "\nc = [" + text.toStdString() + ", 7]\n");
        QCOMPARE(p.variables.size(), std::size_t{2});
        if (!text.startsWith('('))
            QVERIFY(p.variables[0].kind == PyKind::Unread && !p.variables[0].reason.empty());
        QCOMPARE(p.variables[1].items.size(), std::size_t{2});
        QCOMPARE(p.variables[1].items[1].number, 7.0);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("open text") << "a = 'x\nb = 1\n"
                                   << "line 1, column 5";
        QTest::newRow("open bracket") << "b = 1\na = (1,\n"
                                      << "line 2, column 5";
        QTest::newRow("close bracket") << "a = 1)\n"
                                       << "line 1, column 6";
        QTest::newRow("sign") << "a = 1 ? 2\n"
                              << "line 1, column 7";
    }

    void refusals()
    {
        QFETCH(QString, text);
        QFETCH(QString, place);
        const auto error = errorOf([&] { (void)parsePython(text.toStdString()); });
        QVERIFY(error);
        QVERIFY(error->code() == ErrorCode::BadInput);
        QVERIFY2(QString::fromUtf8(error->what()).contains(place), error->what());
    }

    void listsAndDicts()
    {
        const PyProgram p = parsePython("a = [1]\na += [2]\na.extend((3, 4))\na.insert(0, 0)\nb = a + [5]\n"
                                        "d = {'x': 1}\nd['y'] = 2\nd.update({'z': 3})\ne = {**d, 'w': a[1]}\nf = [*b, d['z']]\n");
        const auto numbers = [&](std::size_t v) {
            QList<double> list;
            for (const PyValue& item : p.variables[v].items)
                list << p.resolved(item).number;
            return list;
        };
        QCOMPARE(numbers(0), (QList<double>{0, 1, 2, 3, 4}));
        QCOMPARE(numbers(1), (QList<double>{0, 1, 2, 3, 4, 5}));
        QCOMPARE(p.variables[2].entries.size(), std::size_t{3});
        QCOMPARE(p.variables[3].entries.size(), std::size_t{4});
        QCOMPARE(p.variables[3].entries[3].value.number, 1.0);
        QCOMPARE(numbers(4), (QList<double>{0, 1, 2, 3, 4, 5, 3}));
    }

    /// Names of a function end with it; what it returns is known; a list is gone through item by item; growth has a bound.
    void blocks()
    {
        const PyProgram p =
            parsePython("n = 1\nqint = []\ndef f(n, m=3):\n    qint8 = [n, m]\n    return qint8\nr = f(2); s = n\n"
                        "for i, j in [(1, 2), (3, 4)]:\n    for k in (i, j):\n        qint.append(k)\n"
                        "class A:\n    x = 1\nwhile n:\n    y = 2\n");
        const auto variable = [&](const char* target) -> const PyValue& {
            const PyStatement* found = nullptr;
            for (const PyStatement& s : p.statements)
                if (s.target == target)
                    found = &s;
            return p.resolved(found->value);
        };
        QVERIFY(variable("r").kind == PyKind::List);
        QVERIFY(p.resolved(variable("r").items[0]).kind == PyKind::Name); // an argument
        QCOMPARE(p.resolved(variable("r").items[1]).number, 3.0);
        QCOMPARE(variable("s").number, 1.0);
        const PyValue& list = p.variables[1];
        QCOMPARE(list.items.size(), std::size_t{4});
        QCOMPARE(p.resolved(list.items[2]).number, 3.0);
        QCOMPARE(p.skipped,
                 (std::vector<PySkipped>{{Text::verbatim("class A"), 10, {}}, {Text("the {}", std::string("while")), 12, {}}}));
        std::string bomb = "a = [1]\n";
        std::string loops = "b = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
        for (int i = 0; i < 60; ++i)
            bomb += "a = a + a\n";
        for (int i = 0; i < 40; ++i)
            loops += std::string(static_cast<std::size_t>(i), ' ') + "for x in b:\n";
        loops += std::string(40, ' ') + "pass\n";
        (void)parsePython(bomb);
        (void)parsePython(loops);
    }

    // --- scripts as users have them ---------------------------------------------------------------------------------------------

    static std::string script(const char* name)
    {
        QFile file(QString(QB_SOURCE_DIR "/tests/data/horizon/") + name);
        return file.open(QIODevice::ReadOnly) ? file.readAll().toStdString() : std::string{};
    }

    static QString losses(const ReadConfig& read)
    {
        QString all;
        for (const NotCarried& n : read.notCarried)
            all += QString::fromStdString(n.what + ": " + n.why.english() + "\n");
        return all;
    }

    static QString findings(const ReadConfig& read)
    {
        QString all;
        for (const Finding& f : read.findings)
            all += QString::fromStdString(f.rule + ": " + f.message.english() + "\n");
        return all;
    }

    void linears()
    {
        TestModel m(17);
        m.input("x float32[2,4,8]").constant("w1", randomTensor({8, 8}, 1)).constant("w2", randomTensor({8, 6}, 2));
        m.constant("w3", randomTensor({6, 6}, 3)).constant("gain", randomTensor({8}, 4)).constant("bias", randomTensor({8}, 5));
        m.node("a = MatMul(x, w1) @/linear1/MatMul");
        m.node("n = LayerNormalization(a, gain, bias) @/layernorm/LayerNormalization").node("r = Relu(n) @/relu/Relu");
        m.node("b = MatMul(r, w2) @/linear2/MatMul").node("c = MatMul(b, w3) @/linear3/MatMul").output("c");
        ConfigCase c(makeModel(m.graph(), m_environment, {}, {}), "nash-m");
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, script("linears.py"));
        QCOMPARE(texts(read),
                 (QStringList{"Preset int16", "ModuleName \"layernorm\" int8,observer=mse,weight=int8",
                              "ModuleName \"linear2\" int16,observer=mse,weight=int16", "ModuleName \"x\" int8,observer=mse"}));
        QVERIFY(dtype(c, read, "/linear2/MatMul:weight") == DType::Int16);
        QVERIFY(dtype(c, read, "/linear3/MatMul:weight") == DType::Int8);
        QVERIFY(dtype(c, read, "/layernorm/LayerNormalization:output") == DType::Int8);
        QCOMPARE(read.notCarried.size(), std::size_t{2}); // and the stride of the MSE observer
        QVERIFY2(losses(read).contains("linear9") && losses(read).contains("did you mean linear"), qPrintable(losses(read)));
        QVERIFY2(findings(read).contains("the QuantStub \"quant\" is taken for the input x"), qPrintable(findings(read)));
        QVERIFY2(findings(read).contains("class Linears (line 18)"), qPrintable(findings(read)));
    }

    void stubs()
    {
        TestModel m(17);
        m.input("x float32[1,4]").input("y float32[1,4]").node("z = Add(x, y) @/Add").output("z");
        ConfigCase c(makeModel(m.graph(), m_environment, {}, {}));
        const std::string text = script("stubs.py");
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, text);
        QVERIFY(std::get<ReferenceRule>(read.rules.at(0).what).activation.observer ==
                (Observer{Method::Percentile, {{"percentile", 99.9}}}));
        QCOMPARE(texts(read).mid(1), (QStringList{"ModuleName \"\" int8", "ModuleName \"x\" int16,threshold=1024,freeze",
                                                  "ModuleName \"y\" int16,threshold=1024,freeze"}));
        for (const char* lost :
             {"output_0-0_L1", "output_0-1_L1", "_generated_add_0", "dequant: a DeQuantStub", "map it to one of x, y"})
            QVERIFY2(losses(read).contains(lost), qPrintable(losses(read)));
        QCOMPARE(read.notCarried.size(), std::size_t{5});

        const ReadConfig mappedRead =
            readConfig(ConfigFormat::HorizonPy, text, *c.model, c.profile, {{"_generated_add_0", "/Add"}, {"quant", "y"}});
        QCOMPARE(mappedRead.notCarried.size(), std::size_t{3});
        QCOMPARE(std::get<SensitivityRule>(mappedRead.rules.back().what).tables.at(0).rows.at(0).unit, std::string("/Add"));
        const auto error = errorOf([&] {
            (void)readConfig(ConfigFormat::HorizonPy, text, *c.model, c.profile, {{"quant", "/Ad"}});
        });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        QVERIFY2(QString::fromUtf8(error->what()).contains("did you mean /Add"), error->what());
    }

    void training()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, script("training.py"));
        const QStringList rules = texts(read);
        QCOMPARE(read.rules.size(), std::size_t{7});
        QVERIFY2(rules.at(1) == "ModuleName \"\" int8", qPrintable(rules.join('\n')));
        const auto& sensitivity = std::get<SensitivityRule>(read.rules.at(4).what);
        QCOMPARE(sensitivity.tables.at(0).rows.size(), std::size_t{4});
        QCOMPARE(sensitivity.tables.at(0).rows[3], (SensitivityRow{"backbone.conv2", SensitiveType::Weight}));
        QCOMPARE(rules.at(5), QString("ModuleName \"head.a\" int16,freeze"));
        QCOMPARE(rules.at(6), QString("ModuleName \"head.b\" weight=int16"));
        QVERIFY(dtype(c, read, "/backbone/conv1/Conv:output") == DType::Int16);
        QVERIFY2(losses(read).contains("HistogramObserver") &&
                     losses(read).contains("module.activation_post_process.reset_dtype"),
                 qPrintable(losses(read)));
        for (const char* part : {"class Meter (line 17)", "def evaluate (line 30)", "def train", "the else of line 50"})
            QVERIFY2(findings(read).contains(part), qPrintable(findings(read)));
    }

    /// Nothing that the model has: one error with all of them.
    void allUnknown()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto error = errorOf([&] {
            (void)c.read(ConfigFormat::HorizonPy,
                         "s = QconfigSetter(None, [ModuleNameTemplate({\"backbone.convl\": qint8, \"neck\": qint8})])\n");
        });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY2(QString::fromUtf8(error->what()).contains("backbone.convl") &&
                     QString::fromUtf8(error->what()).contains("\"neck\""),
                 error->what());
        const auto nodes = errorOf(
            [&] { (void)c.read(ConfigFormat::HbMapperYaml, "model_parameters:\n  node_info: 'Conv_0:int16;Conv_1:int16'\n"); });
        QVERIFY2(nodes && QString::fromUtf8(nodes->what()).contains("Conv_1"), nodes ? nodes->what() : "read");
        const ReadConfig read =
            c.read(ConfigFormat::HbMapperYaml,
                   "model_parameters:\n  node_info: '/backbone/conv1/Conv:int16;/backbone/conv3/Conv:int16'\n");
        QCOMPARE(read.carried, std::size_t{1});
        QVERIFY2(losses(read).contains("/backbone/conv3/Conv") && losses(read).contains("did you mean"),
                 qPrintable(losses(read)));
    }

    /// Every beginning of a valid file is read or refused, nothing else.
    void prefixes()
    {
        ConfigCase c(twoHeads(m_environment));
        c.say("op:Conv", "int16,weight=int16");
        const std::string text = c.written(ConfigFormat::HorizonPy).text;
        for (std::size_t n = 0; n < text.size(); ++n)
            (void)errorOf([&] { (void)c.read(ConfigFormat::HorizonPy, text.substr(0, n)); });
    }

    // --- templates -----------------------------------------------------------------------------------------------------------

    /// As users write it: list made by append, every template, later wins.
    void templates()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
from horizon_plugin_pytorch.quantization import QconfigSetter, qint8, qint16, get_qconfig
table = []
table.append(("backbone.conv1", "output"))
table.append(("backbone.conv1", "weight"))
setter = QconfigSetter(
    reference_qconfig=get_qconfig(observer=MSEObserver),
    templates=[
        ModuleNameTemplate({"": qint8}),
        ConvDtypeTemplate(input_dtype=qint8, weight_dtype=qint8),
        MatmulDtypeTemplate(input_dtypes=[qint16, qint8]),
        SensitivityTemplate(table, 1.0),
        ModuleNameTemplate({"head.a": {"dtype": {"weight": qint16}}, "image": {"dtype": qint8, "threshold": 1.0}}, freeze=True),
    ],
)
model = prepare(net, example_inputs=x, qconfig_setter=setter).to(device)
)");
        QCOMPARE(read.rules.size(), std::size_t{7});
        QVERIFY(read.complete);
        QVERIFY(read.notCarried.empty());
        QVERIFY(std::get<ReferenceRule>(read.rules[0].what).activation.observer->method == Method::Mse);
        const auto& sensitivity = std::get<SensitivityRule>(read.rules[4].what);
        QCOMPARE(sensitivity.ratio, std::optional(1.0)); // 1.0 is all of them, 1 would be the first
        QVERIFY(!sensitivity.topK);
        const auto& frozen = std::get<ModuleNameRule>(read.rules[6].what);
        QVERIFY(frozen.config.freeze);
        QCOMPARE(frozen.config.ports.at("output").threshold, std::optional(1.0));
        QVERIFY(dtype(c, read, "/backbone/conv1/Conv:output") == DType::Int16);
        QVERIFY(dtype(c, read, "/backbone/conv1/Conv:weight") == DType::Int16);
        QVERIFY(dtype(c, read, "/head/a/Gemm:weight") == DType::Int16);
    }

    /// What a click on Freeze did is in the file: a template of its own.
    void whatIsFrozenStaysFrozen()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto frozenIn = [&](const RuleSet& rules) {
            QStringList names;
            const Requests all = collectRequests(*c.model, rules, c.profile, graphFacts(*c.model, c.profile));
            for (std::size_t u = 0; u < all.units.size(); ++u)
                if (all.units[u].frozen)
                    names << QString::fromStdString(c.model->units.units[u].name);
            return names;
        };
        c.say("name:/backbone/conv1/Conv", "int16,freeze");
        c.say("name:/head/a/Gemm", "freeze");
        c.say("name:/backbone/conv2/Conv", "int16");
        const WrittenConfig written = c.written(ConfigFormat::HorizonPy);
        QCOMPARE(QString::fromStdString(written.text).count("freeze=True"), 1);
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, written.text);
        QCOMPARE(frozenIn(read.asRules(c.profile.name)), frozenIn(c.rules));
        QCOMPARE(frozenIn(c.rules), (QStringList{"/backbone/conv1/Conv", "/head/a/Gemm"}));
        const Effective back = c.effectiveOf(read);
        for (std::size_t p = 0; p < c.model->pointCount(); ++p)
            QVERIFY2(back.points[p].active == c.effective.points[p].active &&
                         (!back.points[p].active || back.points[p].dtype == c.effective.points[p].dtype),
                     c.model->units.points[p].name.c_str());
    }

    void countAndRatioDiffer()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto rule = [&](const char* number) {
            const ReadConfig read =
                c.read(ConfigFormat::HorizonPy, std::string("s = QconfigSetter(None, [SensitivityTemplate([(\"head.a\", "
                                                            "\"output\")], ") +
                                                    number + ")])\n");
            return std::get<SensitivityRule>(read.rules.at(0).what);
        };
        QCOMPARE(rule("1").topK, std::optional<std::size_t>(1));
        QCOMPARE(rule("1.0").ratio, std::optional(1.0));
        QCOMPARE(rule("topk_or_ratio=0.5").ratio, std::optional(0.5));
    }

    /// The earlier setter wins, so the order is reversed, and said.
    void oldSetters()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
q = QConfig(output=FakeQuantize.with_args(observer=FixedScaleObserver, dtype=qint16, scale=1/16))
both = get_qconfig(observer=MSEObserver, weight_dtype=qint16, out_dtype=qint16, fix_scale=True)
model = prepare(net, example_inputs=x, qconfig_setter=(
    ModuleNameQconfigSetter({"_generated_add_0": q, "backbone.conv1": q, "head.a": both}),
    sensitive_op_calibration_8bit_weight_16bit_act_qconfig_setter([("backbone.conv1", "output")], topk=1),
    default_qat_fixed_act_qconfig_setter,
))
)");
        QCOMPARE(read.rules.size(), std::size_t{4});
        const auto& preset = std::get<PresetRule>(read.rules[0].what);
        QVERIFY(preset.form == PresetForm::QatFixedAct);
        QVERIFY(std::holds_alternative<SensitivityRule>(read.rules[1].what));
        const auto& module = std::get<ModuleNameRule>(read.rules[2].what);
        QCOMPARE(module.name, std::string("backbone.conv1"));
        QCOMPARE(module.config.ports.at("output").scale, std::vector<double>{0.0625});
        QCOMPARE(std::get<ModuleNameRule>(read.rules[3].what).config.ports.at("output").fixScale, std::optional(true));
        QCOMPARE(read.findings.size(), std::size_t{1});
        QCOMPARE(read.findings[0].rule, std::string("formats.setters_reversed"));
        QCOMPARE(read.notCarried.size(), std::size_t{1});
        QVERIFY(read.notCarried[0].what.find("_generated_add_0") != std::string::npos);
    }

    void qconfigDict()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, R"(
calib = prepare_qat_fx(
    net,
    {
        "module_name": [("head.a", default_calib_8bit_weight_32bit_out_fake_quant_qconfig)],
        "": default_calib_8bit_fake_quant_qconfig,
        "module_type": [(torch.nn.Conv2d, default_qat_8bit_weight_16bit_act_fake_quant_qconfig)],
    },
).to(device)
net.head.b.qconfig = get_default_qconfig(activation_observer="percentile", activation_qkwargs={"percentile": 99.9, "dtype": qint16})
)");
        QCOMPARE(texts(read),
                 (QStringList{R"(ModuleName "" int8,weight=int8)", "ModuleType Conv int16,weight=int8",
                              R"(ModuleName "head.a" output=float,weight=int8)",
                              R"(ModuleName "head.b" int16,observer=percentile:percentile=99.9,weight.observer=min_max)"}));
        QVERIFY(dtype(c, read, "/backbone/conv1/Conv:output") == DType::Int16);
        QVERIFY(dtype(c, read, "/backbone/conv1/Conv:weight") == DType::Int8);
    }

    void problems()
    {
        ConfigCase c(twoHeads(m_environment));
        const auto error = errorOf([&] {
            (void)c.read(ConfigFormat::HorizonPy,
                         "s = QconfigSetter(None, templates=[\n    ModuleNameTemplate({\"backbone.conv3\": qint8, "
                         "\"head.a\": qint9}),\n    FooTemplate(),\n    SensitivityTemplate([], -1),\n])\n");
        });
        QVERIFY(error);
        for (const char* part :
             {"line 2, column 25: backbone.conv3: the model has no module \"backbone.conv3\", did you mean backbone.conv",
              "qint9", "line 3, column 5", "FooTemplate", "line 4"})
            QVERIFY2(QString::fromUtf8(error->what()).contains(part), error->what());
        const auto empty = errorOf([&] { (void)c.read(ConfigFormat::HorizonPy, "import torch\n"); });
        QVERIFY(empty && std::string(empty->what()).find("QconfigSetter") != std::string::npos);
    }

    void tablesOfTorch()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read =
            c.read(ConfigFormat::HorizonPy, "t = torch.load(\"a.pt\")\ns = QconfigSetter(None, [ModuleNameTemplate({\"\": "
                                            "qint8}), SensitivityTemplate(t, 10)])\n");
        QCOMPARE(read.rules.size(), std::size_t{1});
        QCOMPARE(read.notCarried.size(), std::size_t{1});
        QVERIFY(read.notCarried[0].what.find("a.pt") != std::string::npos);
    }

    // --- scales that are computed anew ------------------------------------------------------------------------------------------

    static std::string withHistograms(const std::string& rest, const char* templates = "")
    {
        return std::string("q = QConfig(output=FakeQuantize.with_args(observer=HistogramObserver))\n"
                           "s = QconfigSetter(q, [ModuleNameTemplate({\"\": qint8}), ") +
               templates + "])\nnet = prepare(net, x, qconfig_setter=s)\n" + rest;
    }

    [[nodiscard]] static std::string observer(const ConfigCase& c, const ReadConfig& read, const char* point)
    {
        return c.effectiveOf(read).at(c.point(point)).observer.text();
    }

    /// The method for all, for a module, and for what is int16; the plugin's percentile is 0 to 1.
    void resetScale()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig all =
            c.read(ConfigFormat::HorizonPy, withHistograms("HistogramObserver.reset_scale(net, method=\"percentile\", "
                                                           "method_kwargs={\"percentile\": 0.999999})\n"));
        QCOMPARE(texts(all), (QStringList{"ModuleName \"\" int8", "Reference"}));
        QCOMPARE(observer(c, all, "/backbone/Mul:output"), std::string("percentile:percentile=99.9999"));
        QCOMPARE(observer(c, all, "/head/a/Gemm:weight"), std::string("min_max")); // weights have no such observer

        const ReadConfig head =
            c.read(ConfigFormat::HorizonPy, withHistograms("for m in [\"kl\", \"percentile\"]:\n"
                                                           "    HistogramObserver.reset_scale(net, m, {}, None, \"head\")\n"));
        QCOMPARE(texts(head).last(), QString("ModuleName \"head\" observer=percentile"));
        QCOMPARE(observer(c, head, "/head/act/Sigmoid:output"), std::string("percentile"));
        QCOMPARE(observer(c, head, "/backbone/Mul:output"), std::string("mse"));
        QCOMPARE(head.carried, all.carried + 1);

        // The published order: int8 is clipped, int16 has its whole range.
        const ReadConfig types = c.read(
            ConfigFormat::HorizonPy,
            withHistograms("HistogramObserver.reset_scale(net, method=\"percentile\", method_kwargs={\"percentile\": 0.999}, "
                           "dtype=qint8)\nHistogramObserver.reset_scale(net, method=\"percentile\", "
                           "method_kwargs={\"percentile\": 1.0}, dtype=qint16)\n",
                           "ModuleNameTemplate({\"backbone.conv1\": qint16})"));
        QVERIFY(dtype(c, types, "/backbone/conv1/Conv:output") == DType::Int16);
        QCOMPARE(observer(c, types, "/backbone/conv1/Conv:output"), std::string("percentile:percentile=100"));
        QCOMPARE(observer(c, types, "/backbone/Mul:output"), std::string("percentile:percentile=99.9"));
        QVERIFY2(findings(types).contains("formats.reset_scale"), qPrintable(findings(types)));
        QVERIFY2(types.notCarried.size() == 1, qPrintable(losses(types))); // HistogramObserver itself
    }

    /// What has another observer, or a fixed scale, keeps it.
    void resetScaleLeavesOtherObservers()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy,
                                       withHistograms("net.backbone.conv2.qconfig = get_qconfig(observer=MinMaxObserver)\n"
                                                      "HistogramObserver.reset_scale(net, method=\"percentile\")\n",
                                                      "ModuleNameTemplate({\"image\": {\"dtype\": qint8, \"threshold\": 1.0}})"));
        QCOMPARE(observer(c, read, "/backbone/conv1/Conv:output"), std::string("percentile"));
        QVERIFY(c.effectiveOf(read).at(c.point("/backbone/conv2/Conv:output")).observer.method == Method::MinMax);
        QVERIFY(c.effectiveOf(read).at(c.point("image:output")).fixed);
        const ReadConfig none = c.read(ConfigFormat::HorizonPy, "s = QconfigSetter(get_qconfig(observer=MSEObserver), [])\n"
                                                                "HistogramObserver.reset_scale(net, method=\"percentile\")\n");
        QCOMPARE(observer(c, none, "/backbone/conv1/Conv:output"), std::string("mse"));
        QVERIFY2(losses(none).contains("reset_scale"), qPrintable(losses(none)));
    }

    void resetScaleUnread_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<QString>("why");
        QTest::newRow("method") << "HistogramObserver.reset_scale(net, chosen)"
                                << "only when the code runs";
        QTest::newRow("no method") << "HistogramObserver.reset_scale(net, \"median\")"
                                   << "no method \"median\"";
        QTest::newRow("percent") << "HistogramObserver.reset_scale(net, \"percentile\", {\"percentile\": 99.9})"
                                 << "0 to 1";
        QTest::newRow("stride") << "HistogramObserver.reset_scale(net, \"mse\", {\"stride\": 5})"
                                << "every step";
        QTest::newRow("scale") << "HistogramObserver.reset_scale(net, \"mse\", scale=0.5)"
                               << "without a counterpart";
        QTest::newRow("prefix") << "HistogramObserver.reset_scale(net, \"mse\", prefix=\"heat\")"
                                << "did you mean head";
        QTest::newRow("module") << "module.activation_post_process.reset_scale(\"mse\")"
                                << "only when the code runs";
        QTest::newRow("dtype") << "HistogramObserver.reset_scale(net, \"mse\", dtype=qint16)"
                               << "is int16";
        QTest::newRow("unknown dtype") << "HistogramObserver.reset_scale(net, \"mse\", dtype=wanted)"
                                       << "only when the code runs";
    }

    void resetScaleUnread()
    {
        QFETCH(QString, call);
        QFETCH(QString, why);
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, withHistograms(call.toStdString() + "\n"));
        QVERIFY2(losses(read).contains(why) && losses(read).contains("line 4"), qPrintable(losses(read)));
    }

    /// Nothing else in the file: read beside the rules that are there; what can't be read is said, not that a setter is missing.
    void resetScaleAlone()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read =
            c.read(ConfigFormat::HorizonPy, "HistogramObserver.reset_scale(net, method=\"mse\", prefix=\"head\")\n");
        QVERIFY(!read.complete);
        QCOMPARE(texts(read), QStringList{"ModuleName \"head\" observer=mse"});
        for (const char* rest : {"chosen)", "\"mse\", dtype=qint8)"}) {
            const auto error = errorOf(
                [&] { (void)c.read(ConfigFormat::HorizonPy, std::string("HistogramObserver.reset_scale(net, ") + rest + "\n"); });
            QVERIFY(error && error->code() == ErrorCode::BadInput);
            QVERIFY2(std::string(error->what()).find("reset_scale") != std::string::npos &&
                         std::string(error->what()).find("line 1") != std::string::npos,
                     error->what());
        }
    }

    // --- the march ----------------------------------------------------------------------------------------------------------------

    void march_data()
    {
        QTest::addColumn<QString>("call");
        QTest::addColumn<int>("remarks");
        QTest::newRow("the same") << "set_march(March.NASH_E)" << 0;
        QTest::newRow("as text") << "set_march(\"nash-e\")" << 0;
        QTest::newRow("another") << "set_march(March.BAYES)" << 1;
        QTest::newRow("another text") << "horizon.march.set_march('nash-m')" << 1;
        QTest::newRow("unheard of") << "set_march(March.NASH_Z)" << 1;
        QTest::newRow("in a function") << "def setup():\n    set_march(March.BAYES_E)" << 1;
        QTest::newRow("said twice") << "set_march(March.BAYES)\nset_march(March.BAYES)" << 1;
    }

    /// As the march of a yaml: said where it is another.
    void march()
    {
        QFETCH(QString, call);
        QFETCH(int, remarks);
        ConfigCase c(twoHeads(m_environment)); // "horizon" is nash-e
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, withHistograms(call.toStdString() + "\n"));
        QVERIFY2(findings(read).count("formats.march") == remarks, qPrintable(findings(read)));
        QVERIFY2(!losses(read).contains("set_march"), qPrintable(losses(read)));
    }

    void marchOfTheRun()
    {
        ConfigCase c(twoHeads(m_environment));
        const ReadConfig read = c.read(ConfigFormat::HorizonPy, withHistograms("set_march(options.march)\n"));
        QVERIFY2(losses(read).contains("set_march"), qPrintable(losses(read)));
        QVERIFY(!findings(read).contains("formats.march"));
    }

    // --- written ---------------------------------------------------------------------------------------------------------------

    void writtenRules()
    {
        ConfigCase c(twoHeads(m_environment));
        c.rules.rules.push_back({ConvDtypeRule{DType::Int8, DType::Int8}, true});
        c.rules.rules.push_back({ModuleNameRule{"/head/a/Gemm", parseConfig("weight=int16")}, true});
        c.say("name:image", "threshold=1");
        c.say("name:/head/act/Sigmoid", "float");
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        for (const char* line :
             {"ModuleNameTemplate({\"\": qint8}),", "ConvDtypeTemplate(input_dtype=qint8, weight_dtype=qint8),",
              "ModuleNameTemplate({\"head.a\": {\"weight\": qint16}}),", "\"image\": {\"dtype\": qint8, \"threshold\": 1.0},",
              "\"head.act\": torch.float32,", "get_qconfig(observer=MSEObserver)"})
            QVERIFY2(w.text.find(line) != std::string::npos, w.text.c_str());
        QCOMPARE(w.carried, w.active);
    }

    void formsOfThePreset()
    {
        ConfigCase c(twoHeads(m_environment));
        c.rules.rules[0] = {PresetRule{PresetName::Default, PresetForm::QatFixedAct}, true};
        const WrittenConfig w = c.written(ConfigFormat::HorizonPy);
        QVERIFY2(w.text.find("get_qconfig(observer=MinMaxObserver, fix_scale=True)") != std::string::npos, w.text.c_str());
    }

    /// As Python sees it.
    void compiles()
    {
        const QString python = QStandardPaths::findExecutable("python3");
        if (python.isEmpty())
            QSKIP("there is no python3 to compile with");
        TemporaryFolder folder;
        for (const int which : {0, 1}) {
            ConfigCase c(which == 0 ? twoHeads(m_environment) : attention(m_environment));
            c.say("op:MatMul", "int16,threshold=2.5");
            c.say("op:Softmax", "float");
            c.rules.rules.push_back({ReferenceRule{parseConfig("observer=kl").ports.at("output"), {}}, true});
            SensitivityRule sensitivity;
            sensitivity.low = DType::Int8;
            sensitivity.ratio = 1;
            sensitivity.tables.push_back({"", {{c.model->units.units[1].name, SensitiveType::Weight}}});
            c.rules.rules.push_back({sensitivity, true});
            QFile file(QString::fromStdString(folder.file("setter.py")));
            QVERIFY(file.open(QIODevice::WriteOnly));
            const std::string text = c.written(ConfigFormat::HorizonPy).text;
            file.write(text.c_str());
            file.close();
            QProcess process;
            process.start(python, {"-m", "py_compile", file.fileName()});
            QVERIFY(process.waitForFinished());
            QVERIFY2(process.exitCode() == 0, (text + process.readAllStandardError().toStdString()).c_str());
        }
    }
};

QTEST_APPLESS_MAIN(TestHorizonPython)
#include "tst_horizon_python.moc"
