// SPDX-License-Identifier: GPL-3.0-or-later
// Shapes that the network computes itself are learnt from a run, and the costs that follow from them.
#include "engine/runtime/real_shapes.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

/// x [N, 6] becomes [n, 3] with n from the values of `rows`, which no inference can know; then a product with [3, 5].
TestModel network()
{
    TestModel m(17);
    m.input("x float32[N,6]").input("rows int64[1]").ints("three", {3}).constant("w", randomTensor({3, 5}, 1));
    m.node("s = Concat(rows, three) axis=0 @shape").node("r = Reshape(x, s) @reshape").node("y = MatMul(r, w) @product");
    m.output("y float32");
    return m;
}

} // namespace

class TestRealShapes : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    static const Unit& unit(const Model& model, const std::string& name) { return model.unit(model.units.findUnit(name)); }
    static Shape shapeOf(const Model& model, const std::string& value) { return model.shapes[indexOf(model.graph.find(value))]; }

private slots:
    void aRunTellsShapesAndCosts()
    {
        const auto before = makeModel(network().graph(), m_environment, {}, {});
        QVERIFY(shapesMissing(*before));
        QCOMPARE(unit(*before, "product").macs, std::uint64_t{0});
        Evaluator evaluator(before, m_environment, Kernels::Fast);
        const std::vector<Tensor> inputs{randomTensor({4, 6}, 2), Tensor::fromInt64s({1}, std::vector<std::int64_t>{8})};
        const auto after = withRealShapes(evaluator, inputs, {});
        QCOMPARE(shapeOf(*after, "r"), (Shape{8, 3}));
        QCOMPARE(shapeOf(*after, "y"), (Shape{8, 5}));
        QCOMPARE(unit(*after, "product").macs, std::uint64_t{8 * 3 * 5});
        QVERIFY(!shapesMissing(*after));
        // Ids and the graph itself stay, open dimensions too.
        QCOMPARE(after->unitCount(), before->unitCount());
        QCOMPARE(after->graph.value(after->graph.find("x")).shape, (Shape{-1, 6}));
    }

    void whatIsKnownNeedsNoRun()
    {
        TestModel m(17);
        m.input("x float32[2,6]").node("y = Relu(x) @relu").output("y float32[2,6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        QVERIFY(!shapesMissing(*model));
        QCOMPARE(zeroInputs(*model)->at(0).shape(), (Shape{2, 6}));
    }

    void aRunThatFailsIsTheEvaluatorsError()
    {
        const auto model = makeModel(network().graph(), m_environment, {}, {});
        Evaluator evaluator(model, m_environment, Kernels::Fast);
        QVERIFY(errorOf([&] {
            const std::vector<Tensor> misfit{randomTensor({1, 6}, 1), Tensor::fromInt64s({1}, std::vector<std::int64_t>{5})};
            (void)withRealShapes(evaluator, misfit, {});
        }));
    }
};

QTEST_GUILESS_MAIN(TestRealShapes)
#include "tst_real_shapes.moc"
