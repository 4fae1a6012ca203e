// SPDX-License-Identifier: GPL-3.0-or-later
// The target profiles: what the built-in ones say, and what is wrong with one that can't be used.
#include "engine/base/error.h"
#include "engine/qconfig/profile.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

QString refusal(const char* json)
{
    const auto error = errorOf([&] { (void)Profile::fromJson(json); });
    return error ? QString::fromUtf8(error->what()) : QString();
}

} // namespace

class TestProfile : public QObject {
    Q_OBJECT

private slots:
    void allAreThereAndLoad()
    {
        QVERIFY(Profile::names() == (std::vector<std::string>{"bayes", "bayes-e", "bernoulli2", "generic", "nash-b", "nash-e",
                                                              "nash-h", "nash-m", "nash-p", "ort-cpu"}));
        for (const std::string& name : Profile::names()) {
            const Profile p = Profile::load(name);
            QVERIFY(p.name == name);
            QVERIFY(!p.title.empty());
            QVERIFY(p.activation.dtype && p.weight.dtype);
            QVERIFY2(p.takes("Conv", "output", *p.activation.dtype), name.c_str());
            QVERIFY2(p.takes("Conv", "weight", *p.weight.dtype), name.c_str());
        }
    }

    void aliases()
    {
        QCOMPARE(QString::fromStdString(Profile::load("horizon").name), "nash-e");
        QCOMPARE(QString::fromStdString(Profile::load("ort").name), "ort-cpu");
        const auto error = errorOf([] { (void)Profile::load("horizn"); });
        QVERIFY(error && QString::fromStdString(error->cure().english()).contains("horizon"));
    }

    void scaleRules()
    {
        QVERIFY(Profile::load("nash-m").scaleRule == (ScaleRule{Convention::Horizon, false, 0.4}));
        QVERIFY(Profile::load("bernoulli2").scaleRule == (ScaleRule{Convention::Horizon, true, 0.4}));
        QVERIFY(Profile::load("ort").scaleRule == (ScaleRule{Convention::Ort, false, 1}));
        QVERIFY(Profile::load("ort").narrowWeights && Profile::load("ort").guardFloat);
        QVERIFY(!Profile::load("horizon").narrowWeights);
    }

    void legality_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("op");
        QTest::addColumn<QString>("port");
        QTest::addColumn<QString>("asked");
        QTest::addColumn<QString>("gets");
        const auto row = [](const char* profile, const char* op, const char* port, const char* asked, const char* gets) {
            QTest::addRow("%s %s %s %s", profile, op, port, asked) << profile << op << port << asked << gets;
        };
        row("bernoulli2", "Conv", "output", "int16", "int8");
        row("bernoulli2", "GridSample", "input1", "int16", "int8");
        row("nash-e", "Conv", "output", "int16", "int16");
        row("nash-e", "Conv", "output", "uint8", "int8");
        row("nash-e", "Conv", "output", "float16", "int16");
        row("nash-e", "Conv", "weight", "int4", "int4");
        row("nash-e", "LayerNorm", "weight", "int4", "int8");
        row("nash-e", "GridSample", "input1", "int8", "int16");
        row("nash-e", "GridSample", "input0", "int8", "int8");
        row("nash-h", "Softmax", "output", "float16", "float16");
        row("nash-h", "Conv", "input0", "float16", "int16");
        row("nash-b", "Conv", "output", "float16", "float16");
        row("bayes", "Conv", "input0", "int16", "int16");
        row("bayes", "Conv", "weight", "int16", "int8");
        row("bayes", "GlobalAveragePool", "output", "int16", "int8");
        row("ort-cpu", "Conv", "output", "uint16", "uint16");
        row("ort-cpu", "Conv", "output", "float16", "int16");
        row("ort-cpu", "Gather", "weight", "int16", "int8");
        row("generic", "Conv", "output", "float", "float");
    }

    void legality()
    {
        QFETCH(QString, profile);
        QFETCH(QString, op);
        QFETCH(QString, port);
        QFETCH(QString, asked);
        QFETCH(QString, gets);
        const Profile p = Profile::load(profile.toStdString());
        const DType dtype = dtypeFromString(asked.toStdString()).value();
        QCOMPARE(QString::fromStdString(std::string(toString(p.nearestLegal(op.toStdString(), port.toStdString(), dtype)))),
                 gets);
        QCOMPARE(p.takes(op.toStdString(), port.toStdString(), dtype), asked == gets);
    }

    void defaults()
    {
        const Profile h = Profile::load("nash-h");
        QVERIFY(h.defaultAt("Softmax", "output") == DType::Float16);
        QVERIFY(h.defaultAt("MatMul", "input1") == DType::Int8);
        QVERIFY(h.defaultAt("Softmax", "input0") == std::nullopt);
        QVERIFY(h.defaultAt("Conv", "weight") == DType::Int8);
        QVERIFY(Profile::load("nash-b").defaultAt("Conv", "output") == DType::Int8);
        QVERIFY(!Profile::load("bernoulli2").has(DType::Int16));
        QVERIFY(Profile::load("bayes").has(DType::Int16));
        QVERIFY(Profile::load("nash-e").highPrecision.dtype == DType::Int32);
        QVERIFY(Profile::load("nash-h").highPrecision.dtype == DType::Float32);
    }

    void passiveLists()
    {
        QVERIFY(!Profile::load("ort").passive.contains("Relu"));
        const Profile horizon = Profile::load("horizon");
        QVERIFY(horizon.passive.at("Relu").at(PassiveWhen::Always));
        QVERIFY(horizon.passive.at("Resize").at(PassiveWhen::Nearest));
        QVERIFY(!horizon.passive.at("Resize").at(PassiveWhen::Linear));
        QVERIFY(!horizon.passive.contains("Concat"));
    }

    void allMistakesAreSaidAtOnce()
    {
        const QString all = refusal(
            R"({"extends": "generic", "name": "x", "narow_weights": true, "scale": {"convention": "horizn"}, "guard_float": 1,
            "passive": {"Relu": {"allways": "exact"}}, "legal": {"*": {"outptu": ["int8"], "output": ["int7"]}}, "classes": {"gemm": ["Conv", "Add"]}})");
        for (const char* part :
             {"no key \"narow_weights\", did you mean narrow_weights?",
              "scale.convention: there is no \"horizn\", did you mean horizon?", "guard_float: must be true or false",
              "passive.Relu: there is no key \"allways\", did you mean always?", "\"outptu\" is no port",
              "there is no dtype \"int7\"", "Add is in another class already"})
            QVERIFY2(all.contains(part), qPrintable(QString(part) + " is missing in\n" + all));
        QVERIFY(refusal(R"({"name": "x"})").contains("\"scale\" is missing"));
        QVERIFY(refusal(R"({"extends": "gneric"})").contains("no profile \"gneric\""));
        QVERIFY(refusal("[1]").contains("must be an object"));
    }
};

QTEST_APPLESS_MAIN(TestProfile)
#include "tst_profile.moc"
