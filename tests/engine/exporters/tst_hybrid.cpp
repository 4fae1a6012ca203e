// SPDX-License-Identifier: GPL-3.0-or-later
// Networks of float and quantized units: who gets which value of a tensor, by rules, in the simulation and in the file.
#include "engine/qconfig/make_plan.h"
#include "tests/engine/exporters/config_case.h"
#include "tests/support/exported.h"

#include <QtTest>

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
