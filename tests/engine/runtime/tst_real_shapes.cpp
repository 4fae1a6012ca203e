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

    void whatFoldedInHidesNoWork()
    {
        // Between the product and its bias, the convolution and its Relu, nothing looks: their shapes follow.
        TestModel m(17);
        m.input("x float32[N,6]").input("rows int64[1]").ints("three", {3}).ints("picture", {1, 3, 1});
        m.constant("w", randomTensor({3, 5}, 1)).constant("b", randomTensor({5}, 2));
        m.constant("g", randomTensor({3, 5}, 3)).constant("k", randomTensor({2, 1, 2, 1}, 4));
        m.node("s = Concat(rows, three) axis=0 @shape").node("r = Reshape(x, s) @reshape");
        m.node("h = MatMul(r, w) @linear").node("i = Add(h, b) @bias").node("y = Relu(i) @relu");
        m.node("j = Gemm(r, g) @gemm").node("u = Relu(j) @gemm_relu");
        m.node("t = Concat(rows, picture) axis=0 @shape4").node("q = Reshape(r, t) @pictures_reshape");
        m.node("z = Concat(q, q, q) axis=2 @pictures").node("c = Conv(z, k) @conv").node("v = Relu(c) @conv_relu");
        m.output("y float32").output("u float32").output("v float32");
        const auto before = makeModel(m.graph(), m_environment, {}, {});
        QCOMPARE(unit(*before, "linear").nodes.size(), std::size_t{3});
        QCOMPARE(unit(*before, "conv").nodes.size(), std::size_t{2});
        Evaluator evaluator(before, m_environment, Kernels::Fast);
        const std::vector<Tensor> inputs{randomTensor({3, 6}, 2), Tensor::fromInt64s({1}, std::vector<std::int64_t>{6})};
        const auto after = withRealShapes(evaluator, inputs, {});
        QCOMPARE(unit(*after, "linear").macs, std::uint64_t{6 * 3 * 5});
        QCOMPARE(unit(*after, "gemm").macs, std::uint64_t{6 * 3 * 5});
        QCOMPARE(unit(*after, "conv").macs, std::uint64_t{6 * 2 * 8 * 2});
    }

    void nothingIsOfNoSizeForAGuess()
    {
        // A kernel of 3 over a length that is guessed to be 1 gives nothing, which tells nothing.
        TestModel m(17);
        m.input("x float32[1,2,T]").constant("k", randomTensor({4, 2, 3}, 1)).node("y = Conv(x, k) @conv").output("y float32");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        QVERIFY(shapesMissing(*model));
        QCOMPARE(unit(*model, "conv").macs, std::uint64_t{0});
        const auto bound = makeModel(m.graph(), m_environment, {{"T", 9}}, {});
        QVERIFY(!shapesMissing(*bound));
        QCOMPARE(shapeOf(*bound, "y"), (Shape{1, 4, 7}));
        // What has no size in the file has none.
        TestModel none(17);
        none.input("x float32[N,0]").node("y = Relu(x) @relu").output("y float32");
        const auto empty = makeModel(none.graph(), m_environment, {}, {});
        QVERIFY(!shapesMissing(*empty));
        QCOMPARE(shapeOf(*empty, "y"), (Shape{1, 0}));
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
