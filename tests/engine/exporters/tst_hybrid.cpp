// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of float and quantized units: who gets which value of a tensor, by rules, in the simulation and in the file.
#include "engine/qconfig/make_plan.h"
#include "engine/quant/fake_quantize.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/exported.h"

#include <QtTest>

#include <random>

using namespace qb;
using namespace qb::test;

namespace {

std::vector<Tensor> inputsOf(const TestModel& m, unsigned seed)
{
    std::vector<Tensor> inputs;
    const Graph graph = m.graph();
    for (const ValueId id : graph.inputs)
        inputs.push_back(randomTensor(graph.value(id).shape, seed++));
    return inputs;
}

/// A model under rules, with statistics of one sample, on its way to its verified file.
struct HybridCase {
    HybridCase(OrtEnvironment& env, const TestModel& made, const std::vector<std::pair<std::string, std::string>>& overrides)
        : file(env, made.graph(), {inputsOf(made, 5)}), config(file.model, "ort")
    {
        for (const auto& [selector, text] : overrides)
            config.say(selector, text);
        resolveAll();
    }

    void resolveAll()
    {
        config.resolveAll();
        file.plan = config.plan;
    }

    [[nodiscard]] Tensor output(std::size_t index, const Plan& plan)
    {
        return file.reference.outputs({&plan}, file.inputs.front(), {})[index];
    }
    [[nodiscard]] Tensor simulated(std::size_t index) { return output(index, file.plan); }
    [[nodiscard]] Tensor floats(std::size_t index) { return output(index, Plan::allFloat(file.model->units)); }
    [[nodiscard]] bool isFloat(const char* unit) const
    {
        return config.effective.floatUnit[indexOf(file.model->units.findUnit(unit))] != 0;
    }
    [[nodiscard]] const PointConfig& at(const char* point) const { return config.effective.at(config.point(point)); }

    ExportCase file;
    ConfigCase config;
};

/// A float unit whose values go through a Reshape to a quantized unit, to a float one and out of the model.
TestModel forked()
{
    TestModel m(13);
    m.input("x float32[2,3,4]").constant("w", randomTensor({12, 5}, 1)).ints("shape", {2, 12});
    m.node("f = Exp(x) @f").node("r = Reshape(f, shape) @r");
    m.node("q = MatMul(r, w) @q").node("g = Neg(r) @g");
    return m.output("q float32[2,5]").output("g float32[2,12]").output("r float32[2,12]"), m;
}

} // namespace

class TestHybrid : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void floatReadersGetWhatAFloatUnitGives()
    {
        HybridCase c(m_environment, forked(), {{"f", "float"}, {"g", "float"}});
        // Nothing between x and g, r is quantized, so they are the float model's, bit for bit.
        QVERIFY(c.at("r:output").active);
        QVERIFY(c.isFloat("r"));
        QVERIFY(c.simulated(1).identical(c.floats(1)));
        QVERIFY(c.simulated(2).identical(c.floats(2)));
        QVERIFY(!c.simulated(0).identical(c.floats(0)));
        QCOMPARE(unequal(c.file.verified()), QString());
    }

    void aPassiveUnitStaysQuantizedWhereAllItsReadersAre()
    {
        TestModel m(13);
        m.input("x float32[2,3,4]").constant("w", randomTensor({12, 5}, 1)).ints("shape", {2, 12});
        m.node("f = Exp(x) @f").node("r = Reshape(f, shape) @r").node("q = MatMul(r, w) @q").node("g = Neg(f) @g");
        m.output("q float32[2,5]").output("g float32[2,3,4]");
        HybridCase c(m_environment, m, {{"f", "float"}, {"g", "float"}});
        QVERIFY(!c.isFloat("r"));
        QVERIFY(c.simulated(1).identical(c.floats(1)));
        QCOMPARE(unequal(c.file.verified()), QString());
    }

    void aFileOfSomebodyElseSaysWhoIsFloat()
    {
        HybridCase c(m_environment, forked(), {{"f", "float"}, {"g", "float"}});
        QCOMPARE(unequal(c.file.verified()), QString());
        const auto again = c.file.openedAgain();
        ConfigCase opened(again, "ort");
        opened.rules = {"ort", {{ImportedRule{}, true}}};
        opened.resolveAll();
        const auto isFloat = [&](const char* unit) {
            return opened.effective.floatUnit[indexOf(again->units.findUnit(unit))] != 0;
        };
        QVERIFY(isFloat("g") && isFloat("r") && !isFloat("q"));
        Evaluator evaluator(again, m_environment, Kernels::Reference);
        const auto outputs = evaluator.outputs({&opened.plan}, c.file.inputs.front(), {});
        for (std::size_t i = 0; i < outputs.size(); ++i)
            QVERIFY2(outputs[i].identical(c.simulated(i)), std::to_string(i).c_str());
    }

    /// A QuantStub rounds what float units read, and what leaves the model there.
    void aQuantStubIsForAll()
    {
        TestModel m(13);
        m.input("x float32[2,3]").node("f = Exp(x) @f").node("g = Neg(f) @g").output("g float32[2,3]").output("f float32[2,3]");
        HybridCase c(m_environment, m, {{"f", "float"}, {"g", "float"}});
        QVERIFY(!c.at("f:output").active);
        c.config.rules.rules.push_back({StubRule{StubRule::Kind::Quant, "f"}, true});
        c.resolveAll();
        QVERIFY(c.at("f:output").active && c.at("f:output").forced);
        // By hand: what the float model gives, put on the grid.
        const Tensor onGrid = fakeQuantize(c.floats(1), *c.file.at("f:output"));
        QVERIFY(c.simulated(1).identical(onGrid));
        const Tensor g = c.simulated(0);
        for (std::size_t i = 0; i < g.count(); ++i)
            QCOMPARE(g.floats()[i], -onGrid.floats()[i]);
        QCOMPARE(unequal(c.file.verified()), QString());
        QCOMPARE(c.config.effective.decides.back(), 1);
    }

    /// Behind a DeQuantStub all is float, also where ways join, up to the next QuantStub.
    void aDeQuantStubOpensARegion()
    {
        TestModel m(13);
        m.input("x float32[1,4,6,6]").constant("w", randomTensor({4, 4, 1, 1}, 1));
        m.node("a = Conv(x, w) @a").node("b = Conv(a, w) @b").node("c = Sigmoid(b) @c").node("s = Conv(a, w) @side");
        m.node("j = Mul(c, s) @join").node("p = MaxPool(j) kernel_shape=[2,2] @pool").node("d = Conv(p, w) @d");
        m.node("y = Tanh(d) @y").output("y float32[1,4,5,5]");
        HybridCase c(m_environment, m, {});
        c.config.rules.rules.push_back({StubRule{StubRule::Kind::DeQuant, "b"}, true});
        c.resolveAll();
        for (const char* unit : {"c", "join", "d", "y"})
            QVERIFY2(c.isFloat(unit), unit);
        for (const char* unit : {"a", "b", "side"})
            QVERIFY2(!c.isFloat(unit), unit);
        QVERIFY(c.at("b:output").active && c.at("side:output").active && !c.at("pool:output").active);
        QCOMPARE(unequal(c.file.verified()), QString());

        c.config.rules.rules.push_back({StubRule{StubRule::Kind::Quant, "pool:output"}, true});
        c.resolveAll();
        QVERIFY(c.isFloat("join") && !c.isFloat("d") && !c.isFloat("y") && c.at("d:weight").active);
        QVERIFY(c.at("pool:output").active);
        QCOMPARE(unequal(c.file.verified()), QString());
        // Stubs cut the network: what a rule for a unit says there has no effect.
        c.config.say("join", "int16");
        c.resolveAll();
        QVERIFY(c.isFloat("join"));
    }

    /// Whatever is float and wherever stubs stand: the file computes what the simulation does, and behind a DeQuantStub no unit
    /// is quantized that a QuantStub does not cut off.
    void anyMixtureIsEqual()
    {
        std::mt19937 random(11);
        for (int round = 0; round < 40; ++round) {
            TestModel m(13);
            m.input("x float32[1,4,6,6]").constant("w", randomTensor({4, 4, 1, 1}, 1)).constant("b", randomTensor({4}, 2));
            m.ints("flat", {1, 144}).constant("g", randomTensor({144, 5}, 3));
            m.node("a = Conv(x, w, b) @a").node("s = Sigmoid(a) @s").node("p = MaxPool(s) kernel_shape=[1,1] @p");
            m.node("c = Conv(p, w, b) @c").node("j = Add(c, s) @j").node("r = Reshape(j, flat) @r");
            m.node("y = MatMul(r, g) @y").node("t = Tanh(r) @t").node("z = Mul(t, r) @z");
            m.output("y float32[1,5]").output("z float32[1,144]").output("r float32[1,144]");
            HybridCase c(m_environment, m, {});
            std::string said;
            for (const char* unit : {"a", "s", "c", "j", "y", "t", "z"})
                if (random() % 3 == 0)
                    c.config.say(unit, "float"), said += std::string(" float ") + unit;
            for (const char* tensor : {"x", "a", "s", "p", "c", "j", "r", "t"})
                if (const auto roll = random() % 6; roll < 2) {
                    const auto kind = roll == 0 ? StubRule::Kind::Quant : StubRule::Kind::DeQuant;
                    c.config.rules.rules.push_back({StubRule{kind, tensor}, true});
                    said += " " + c.config.rules.rules.back().text().english();
                }
            c.resolveAll();
            const QString problem = unequal(c.file.verified());
            QVERIFY2(problem.isEmpty(), qPrintable(problem + QString::fromStdString(said)));
        }
    }

    void stubsAreReadAndWritten()
    {
        const RuleSet rules{"horizon",
                            {{StubRule{StubRule::Kind::Quant, "t"}, true}, {StubRule{StubRule::Kind::DeQuant, "u"}, false}}};
        QVERIFY(RuleSet::fromJson(rules.toJson()) == rules);
        QCOMPARE(QString::fromStdString(rules.rules[1].text().english()), "DeQuantStub \"u\"");
        const auto problem = errorOf(
            [] { (void)RuleSet::fromJson(R"({"quantbench_qconfig": 1, "rules": [{"type": "QuantStub", "tensr": "x"}]})"); });
        QVERIFY(problem && problem->message().english().find("tensor") != std::string::npos);
        TestModel m(13);
        m.input("x float32[2,3]").node("f = Exp(x) @f").output("f float32[2,3]");
        HybridCase c(m_environment, m, {});
        c.config.rules.rules.push_back({StubRule{StubRule::Kind::Quant, "fo"}, true});
        c.resolveAll();
        const auto& findings = c.config.effective.findings;
        QVERIFY(std::any_of(findings.begin(), findings.end(), [](const Finding& f) { return f.rule == "config.no_match"; }));
    }

    void aQuantizedUnitGivesAFloatOneItsRoundedValues()
    {
        TestModel m(13);
        m.input("x float32[2,3]").node("a = Tanh(x) @a").node("y = Neg(a) @y").output("y float32[2,3]");
        HybridCase c(m_environment, m, {{"y", "float"}});
        QVERIFY(c.at("a:output").active);
        const Tensor y = c.simulated(0);
        const double scale = static_cast<double>(c.file.at("a:output")->scales.front());
        for (const float v : y.floats())
            QVERIFY(std::abs(std::remainder(static_cast<double>(v), scale)) < 1e-6);
        QCOMPARE(unequal(c.file.verified()), QString());
    }
};

QTEST_APPLESS_MAIN(TestHybrid)
#include "tst_hybrid.moc"
