// SPDX-License-Identifier: GPL-3.0-or-later
// An If whose branch changes from sample to sample, and states that are carried, with everything quantized.
#include "engine/quant/fake_quantize.h"
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

SharedParams steps(float scale)
{
    QuantParams p;
    p.scales = {scale};
    p.zeroPoints = {0};
    return std::make_shared<QuantParams>(p);
}

} // namespace

class TestBodies : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    /// y = Relu(choose(c, Neg(x), Abs(outer)) + x), s = 0.5 (state + y)
    std::shared_ptr<const Model> model()
    {
        TestGraph yes, no;
        yes.node("t = Neg(x) @n").output("t");
        no.node("t = Abs(outer) @a").output("t");
        TestModel m(13);
        m.input("c bool[]")
            .input("x float32[2,3]")
            .input("state float32[2,3]")
            .scalar("half", 0.5F)
            .node("outer = Sigmoid(x) @sig");
        m.node("i = If(c) @choose")
            .body("then_branch", yes)
            .body("else_branch", no)
            .node("y = Add(i, x) @add")
            .node("u = Add(y, state) @sum");
        m.node("s = Mul(u, half) @mean").output("y float32").output("s float32[2,3]");
        return makeModel(m.graph(), m_environment, {}, {});
    }

    static Plan plan(const Model& model)
    {
        Plan p = Plan::allFloat(model.units);
        for (const auto& [point, scale] : {std::pair{"x:output", 1.0F / 32},
                                           {"choose/then_branch/n:output", 1.0F / 4},
                                           {"choose/else_branch/a:output", 1.0F / 8},
                                           {"sig:output", 1.0F / 16},
                                           {"add:output", 1.0F / 16},
                                           {"state:output", 1.0F / 16}})
            p.points[indexOf(model.units.findPoint(point))] = steps(scale);
        return p;
    }

private slots:
    void eachSampleTakesItsBranch()
    {
        const auto opened = model();
        Evaluator evaluator(opened, m_environment, Kernels::Reference);
        const Plan quantized = plan(*opened);
        ValueMemory memory(1 << 20);
        for (const int i : {1, 0, 1, 1, 0, 2, 3, 0}) {
            const Tensor x = randomTensor({2, 3}, static_cast<unsigned>(i));
            const Tensor state = randomTensor({2, 3}, 50);
            const Tensor xq = fakeQuantize(x, *steps(1.0F / 32));
            const Tensor sq = fakeQuantize(state, *steps(1.0F / 16));
            Tensor t = Tensor::zeros(ElementType::Float32, {2, 3});
            for (std::size_t k = 0; k < 6; ++k)
                t.mutableFloats()[k] = i % 2 != 0 ? -xq.floats()[k] : 1 / (1 + std::exp(-xq.floats()[k]));
            t = i % 2 != 0 ? fakeQuantize(t, *steps(1.0F / 4))
                           : fakeQuantize(fakeQuantize(t, *steps(1.0F / 16)), *steps(1.0F / 8));
            const std::vector<Tensor> inputs{boolScalar(i % 2 != 0), x, state};
            for (const Branch& branch : {Branch{&quantized, &memory}, Branch{&quantized}}) {
                const auto got = evaluator.outputs(branch, inputs, {});
                for (std::size_t k = 0; k < 6; ++k) {
                    const float y = std::nearbyint((t.floats()[k] + xq.floats()[k]) * 16) / 16;
                    QCOMPARE(got[0].floats()[k], y);
                    QCOMPARE(got[1].floats()[k], (y + sq.floats()[k]) * 0.5F);
                }
            }
        }
    }

    void whatIsNotTakenIsNotMade()
    {
        const auto opened = model();
        Evaluator evaluator(opened, m_environment, Kernels::Reference);
        const Plan floats = Plan::allFloat(opened->units);
        const std::vector<Tensor> inputs{boolScalar(true), randomTensor({2, 3}, 1), randomTensor({2, 3}, 2)};
        const ValueId wanted[] = {opened->unit(opened->units.findUnit("choose/then_branch/n")).outputs[0],
                                  opened->unit(opened->units.findUnit("choose/else_branch/a")).outputs[0]};
        std::map<std::string, bool> made;
        const Branch branch{&floats};
        evaluator.evaluate({&branch, 1}, inputs, wanted,
                           [&](UnitId u, const UnitView& view) {
                               made[opened->unit(u).name] = !view.raw(0, opened->unit(u).outputs[0]).empty();
                           },
                           {});
        QCOMPARE(made, (std::map<std::string, bool>{{"choose/then_branch/n", true}, {"choose/else_branch/a", false}}));
    }

    void statesOfTwoBranches()
    {
        // Float and quantized carry states of their own.
        const auto opened = model();
        Evaluator evaluator(opened, m_environment, Kernels::Reference);
        const Plan floats = Plan::allFloat(opened->units);
        const Plan quantized = plan(*opened);
        ValueMemory memories[2]{ValueMemory(1 << 20), ValueMemory(1 << 20)};
        Tensor states[2]{Tensor::zeros(ElementType::Float32, {2, 3}), Tensor::zeros(ElementType::Float32, {2, 3})};
        for (unsigned step = 0; step < 5; ++step) {
            const Tensor x = randomTensor({2, 3}, step);
            const std::vector<Tensor> inputs[2]{{boolScalar(step % 2 == 0), x, states[0]},
                                                {boolScalar(step % 2 == 0), x, states[1]}};
            const Branch branches[] = {{&floats, &memories[0]}, {&quantized, &memories[1], false, inputs[1]}};
            const ValueId state = opened->graph.outputs[1];
            Tensor next[2];
            evaluator.evaluate(branches, inputs[0], {&state, 1},
                               [&](UnitId, const UnitView& view) {
                                   for (std::size_t b = 0; b < 2; ++b)
                                       next[b] = view.read(b, state);
                               },
                               {});
            QCOMPARE(difference({&next[0], 1}, std::vector{evaluator.outputs({&floats}, inputs[0], {})[1]}), QString());
            QCOMPARE(difference({&next[1], 1}, std::vector{evaluator.outputs({&quantized}, inputs[1], {})[1]}), QString());
            QVERIFY(!next[0].identical(next[1]));
            std::copy(std::begin(next), std::end(next), std::begin(states));
        }
    }

    void shapesOfTheSameBytesAreTwoInputs()
    {
        TestModel m(13);
        m.input("x float32[N,M]").node("y = Relu(x)").node("z = Transpose(y)").output("z float32");
        const auto opened = makeModel(m.graph(), m_environment, {}, {});
        Evaluator evaluator(opened, m_environment, Kernels::Reference);
        const Plan floats = Plan::allFloat(opened->units);
        ValueMemory memory(1 << 20);
        for (const Shape& shape : {Shape{2, 3}, Shape{3, 2}, Shape{6, 1}, Shape{2, 3}}) {
            const std::vector<Tensor> inputs{randomTensor(shape, 1)};
            QCOMPARE(difference(evaluator.outputs({&floats, &memory}, inputs, {}), evaluator.outputs({&floats}, inputs, {})),
                     QString());
        }
    }
};

QTEST_APPLESS_MAIN(TestBodies)
#include "tst_bodies.moc"
