// SPDX-License-Identifier: GPL-3.0-or-later
// Python code of Horizon's users: what is read of it, and what is written.
#include "engine/base/error.h"
#include "engine/exporters/python_text.h"
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
            QString line = QString::fromStdString(r.text());
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

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("place");
        QTest::newRow("loop") << "a = 1\nfor x in a:\n    pass\n"
                              << "line 2, column 1";
        QTest::newRow("indented") << "a = 1\n  b = 2\n"
                                  << "line 2, column 3";
        QTest::newRow("comprehension") << "a = [x for x in y]\n"
                                       << "line 1, column 8";
        QTest::newRow("index") << "a = b[0]\n"
                               << "line 1, column 6";
        QTest::newRow("open text") << "a = 'x\nb = 1\n"
                                   << "line 1, column 5";
        QTest::newRow("open bracket") << "a = (1,\n"
                                      << "line 2, column";
        QTest::newRow("close bracket") << "a = 1)\n"
                                       << "line 1, column 6";
        QTest::newRow("f-string") << "a = f'x'\n"
                                  << "line 1, column 5";
        QTest::newRow("sign") << "a = 1 @ 2\n"
                              << "line 1, column 7";
        QTest::newRow("zero") << "a = 1 / 0\n"
                              << "line 1, column 9";
        QTest::newRow("deep") << "a = " + QString(5000, '(') + "1" + QString(5000, ')') << "nested too deeply";
        QTest::newRow("names") << "a = b + 1\n"
                               << "arithmetic";
        QTest::newRow("lambda") << "a = lambda x: x\n"
                                << "line 1";
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
        QCOMPARE(module.config.ports.at("output").scale, std::optional(0.0625));
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
        for (const char* part : {"line 2, column 25: the model has no module \"backbone.conv3\", did you mean backbone.conv",
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
