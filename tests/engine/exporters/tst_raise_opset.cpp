// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/raise_opset.h"
#include "engine/model/onnx_writer.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

struct Row {
    const char* name;
    int opset;
    const char* input; ///< of x
    const char* nodes; ///< from x to y; f0 .. are float constants of shape [4], i0 .. are int64 {0}, {1} ..
};

constexpr Row kCovered[] = {
    {"softmax of trailing axes", 11, "x float32[2,3,4]", "y = Softmax(x)"},
    {"softmax of one axis", 11, "x float32[2,3,4]", "y = Softmax(x) axis=2"},
    {"softmax of the last axis", 11, "x float32[2,3,4]", "y = Softmax(x) axis=-1"},
    {"softmax of everything", 9, "x float32[2,3,4]", "y = Softmax(x) axis=0"},
    {"softmax before ones", 11, "x float32[2,5,1,1]", "y = Softmax(x)"},
    {"softmax of open shape", 11, "x float32[A,B,C]", "y = Softmax(x) axis=1"},
    {"log softmax", 9, "x float32[2,3,4]", "y = LogSoftmax(x) axis=1"},
    {"hardmax", 11, "x float32[2,3,4]", "y = Hardmax(x) axis=1"},
    {"squeeze", 11, "x float32[2,1,4,1]", "y = Squeeze(x) axes=[1,-1]"},
    {"squeeze all", 7, "x float32[2,1,4]", "y = Squeeze(x)"},
    {"unsqueeze", 7, "x float32[2,4]", "y = Unsqueeze(x) axes=[0,2]"},
    {"reduce mean", 11, "x float32[2,3,4]", "y = ReduceMean(x) axes=[1] keepdims=0"},
    {"reduce mean of all", 13, "x float32[2,3,4]", "y = ReduceMean(x)"},
    {"reduce sum", 11, "x float32[2,3,4]", "y = ReduceSum(x) axes=[-1]"},
    {"reduce max", 12, "x float32[2,3,4]", "y = ReduceMax(x) axes=[0,2]"},
    {"reduce l2", 7, "x float32[2,3,4]", "y = ReduceL2(x) axes=[2]"},
    {"split", 11, "x float32[2,6]", "a, b = Split(x) axis=1 split=[2,4]\ny = Relu(b)"},
    {"split evenly", 11, "x float32[2,6]", "a, b, c = Split(x) axis=1\ny = Add(a, c)"},
    {"split by input", 13, "x float32[2,6]", "a, b = Split(x, halves) axis=1\ny = Add(a, b)"},
    {"clip", 7, "x float32[3,4]", "y = Clip(x) min=-0.25 max=0.5"},
    {"clip below", 10, "x float32[3,4]", "y = Clip(x) max=0.1"},
    {"pad", 7, "x float32[2,3]", "y = Pad(x) pads=[0,1,0,2] value=1.5"},
    {"pad by reflection", 10, "x float32[2,3]", "y = Pad(x) pads=[0,1,0,1] mode='reflect'"},
    {"slice", 9, "x float32[3,6]", "y = Slice(x) starts=[1,-3] ends=[9,-1] axes=[0,1]"},
    {"slice all axes", 7, "x float32[3,6]", "y = Slice(x) starts=[0,2] ends=[2,4]"},
    {"top k", 7, "x float32[2,6]", "y, i = TopK(x) k=3"},
    {"upsample", 7, "x float32[1,2,3,3]", "y = Upsample(x) mode='nearest' scales=[1.0,1.0,2.0,2.0]"},
    {"upsample linearly", 7, "x float32[1,2,3,3]", "y = Upsample(x) mode='linear' scales=[1.0,1.0,2.0,3.0]"},
    {"upsample by input", 9, "x float32[1,2,3,3]", "y = Upsample(x, twice) mode='nearest'"},
    {"resize", 10, "x float32[1,2,3,3]", "y = Resize(x, twice) mode='nearest'"},
    {"resize by parts", 10, "x float32[1,2,3,3]", "y = Resize(x, odd) mode='nearest'"},
    {"resize linearly", 10, "x float32[1,2,4,4]", "y = Resize(x, half) mode='linear'"},
    {"resize of today", 11, "x float32[1,2,3,3]",
     "y = Resize(x, roi, twice) mode='linear' coordinate_transformation_mode='align_corners'"},
    {"batch normalization", 7, "x float32[2,4,3]", "y = BatchNormalization(x, f0, f1, f2, positive)"},
    {"dropout", 7, "x float32[2,4]", "d, m = Dropout(x) ratio=0.7\ny = Neg(d)"},
    {"dropout of 10", 10, "x float32[2,4]", "d = Dropout(x) ratio=0.7\ny = Neg(d)"},
    {"average pool", 7, "x float32[1,2,6,6]", "y = AveragePool(x) kernel_shape=[3,3] pads=[1,1,1,1] strides=[2,2]"},
    {"average pool that counts its padding", 10, "x float32[1,2,6,6]",
     "y = AveragePool(x) kernel_shape=[3,3] pads=[1,1,1,1] count_include_pad=1 ceil_mode=1 strides=[2,2]"},
    {"max pool", 8, "x float32[1,2,6,6]", "y, i = MaxPool(x) kernel_shape=[2,2] strides=[2,2]"},
    {"grid sample", 16, "x float32[1,2,4,4]", "y = GridSample(x, grid) mode='bilinear' align_corners=1"},
    {"grid sample without a mode", 17, "x float32[1,2,4,4]", "y = GridSample(x, grid)"},
    {"scatter", 9, "x float32[3,4]", "y = Scatter(x, places, updates) axis=1"},
    {"pow, sqrt, erf", 12, "x float32[3,4]", "a = Mul(x, x)\nb = Pow(a, f0)\nc = Sqrt(a)\nd = Erf(c)\ny = Add(b, d)"},
    {"shape arithmetic", 9, "x float32[3,4]",
     "s = Shape(x)\ng = Gather(s, i1) axis=0\nu = Concat(i1, g) axis=0\ny = Reshape(x, minus)\nz = Cast(u) to=1"},
    {"lstm", 7, "x float32[3,1,4]", "y = LSTM(x, lw, lr) hidden_size=2"},
    {"gemm and prelu", 7, "x float32[3,4]", "g = Gemm(x, square, f0) alpha=0.5 beta=2.0\ny = PRelu(g, f1)"},
    {"comparisons", 9, "x float32[3,4]", "l = Less(x, f0)\nn = Not(l)\ny = Where(n, x, f1)"},
};

TestModel modelOf(const Row& row)
{
    TestModel m(row.opset);
    m.input(row.input);
    for (unsigned i = 0; i < 3; ++i)
        m.constant("f" + std::to_string(i), randomTensor({4}, 100 + i));
    m.constant("positive", randomTensor({4}, 104, 0.5F, 2)).ints("i1", {1}).ints("minus", {2, -1}).ints("halves", {3, 3});
    m.floats("twice", {4}, {1, 1, 2, 2})
        .floats("odd", {4}, {1, 1, 1.5F, 3})
        .floats("half", {4}, {1, 1, 0.5F, 0.5F})
        .floats("roi", {0}, {});
    m.constant("grid", randomTensor({1, 3, 3, 2}, 105))
        .constant("updates", randomTensor({3, 2}, 106))
        .constant("square", randomTensor({4, 4}, 107));
    m.constant("lw", randomTensor({1, 8, 4}, 108)).constant("lr", randomTensor({1, 8, 2}, 109));
    const std::vector<std::int64_t> places{0, 3, 1, 2, 2, 0};
    m.constant("places", Tensor::fromInt64s({3, 2}, places));
    for (const QString& line : QString(row.nodes).split('\n'))
        m.node(line.toStdString());
    m.output("y");
    return m;
}

std::vector<Tensor> run(OrtEnvironment& environment, const Graph& graph, const std::vector<Tensor>& inputs)
{
    return runWhole(environment, writeModel(graph), inputs);
}

} // namespace

class TestRaiseOpset : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void givesTheSameBits_data()
    {
        QTest::addColumn<int>("row");
        QTest::addColumn<int>("target");
        for (int i = 0; i < static_cast<int>(std::size(kCovered)); ++i)
            for (const int target : {13, 21})
                if (kCovered[i].opset < target)
                    QTest::addRow("%s to %d", kCovered[i].name, target) << i << target;
    }

    void givesTheSameBits()
    {
        QFETCH(int, row);
        QFETCH(int, target);
        Graph graph = modelOf(kCovered[row]).graph();
        (void)inferTypes(graph, m_environment);
        Shape shape = graph.value(graph.inputs[0]).shape;
        for (std::size_t i = 0; i < shape.size(); ++i)
            shape[i] = shape[i] < 0 ? static_cast<std::int64_t>(i) + 2 : shape[i];
        const std::vector<Tensor> inputs{randomTensor(shape, 7)};
        RaisedOpset raised = raiseOpset(graph, target);
        QCOMPARE(raised.notCovered, std::vector<std::string>{});
        raised.graph.relink();
        QCOMPARE(raised.graph.opset(), std::int64_t{target});
        QCOMPARE(difference(run(m_environment, raised.graph, inputs), run(m_environment, graph, inputs)), QString());
    }

    /// Without the rewriting the sums would be those of rows.
    void softmaxStaysOneOverAllTrailingAxes()
    {
        Graph graph = modelOf(kCovered[0]).graph();
        (void)inferTypes(graph, m_environment);
        RaisedOpset raised = raiseOpset(graph, 13);
        raised.graph.relink();
        const Tensor y = run(m_environment, raised.graph, {randomTensor({2, 3, 4}, 7)})[0];
        for (std::size_t b = 0; b < 2; ++b) {
            double sum = 0;
            for (std::size_t i = 0; i < 12; ++i)
                sum += static_cast<double>(y.floats()[b * 12 + i]);
            QVERIFY(std::abs(sum - 1) < 1e-6);
        }
        // One axis alone needs no further nodes.
        Graph single = modelOf(kCovered[1]).graph();
        (void)inferTypes(single, m_environment);
        QCOMPARE(raiseOpset(single, 13).graph.nodes.size(), std::size_t{1});
    }

    void bodiesOfAnIfToo()
    {
        TestGraph yes, no;
        yes.node("a = Clip(x) min=0.0 max=0.5").node("t = Softmax(a)").output("t");
        no.node("u = Unsqueeze(x) axes=[0]").node("e = Squeeze(u) axes=[0]").output("e");
        TestModel m(9);
        m.input("c bool[]")
            .input("x float32[2,3,4]")
            .node("y = If(c)")
            .body("then_branch", yes)
            .body("else_branch", no)
            .output("y float32[2,3,4]");
        Graph graph = m.graph();
        (void)inferTypes(graph, m_environment);
        RaisedOpset raised = raiseOpset(graph, 21);
        QCOMPARE(raised.notCovered, std::vector<std::string>{});
        raised.graph.relink();
        for (const bool c : {true, false}) {
            const std::vector<Tensor> inputs{Tensor::fromBytes(ElementType::Bool, {}, std::as_bytes(std::span(&c, 1))),
                                             randomTensor({2, 3, 4}, 7)};
            QCOMPARE(difference(run(m_environment, raised.graph, inputs), run(m_environment, graph, inputs)), QString());
        }
    }

    void whatIsNotCoveredIsNamed_data()
    {
        QTest::addColumn<int>("opset");
        QTest::addColumn<QString>("input");
        QTest::addColumn<QString>("nodes");
        QTest::addColumn<QString>("named");
        QTest::newRow("nearest where it shrinks") << 10 << "x float32[1,2,4,4]"
                                                  << "y = Resize(x, half) mode='nearest'"
                                                  << "Resize";
        QTest::newRow("nearest as in another framework")
            << 11 << "x float32[1,2,3,3]"
            << "y = Resize(x, roi, twice) mode='nearest' coordinate_transformation_mode='tf_half_pixel_for_nn'"
            << "Resize";
        QTest::newRow("per activation") << 7 << "x float32[2,4]"
                                        << "y = BatchNormalization(x, f0, f1, f2, positive) spatial=0"
                                        << "BatchNormalization";
        QTest::newRow("a mask that is read") << 10 << "x float32[2,4]"
                                             << "d, m = Dropout(x)\nc = Cast(m) to=1\ny = Add(c, d)"
                                             << "Dropout";
        QTest::newRow("random numbers") << 11 << "x float32[2,4]"
                                        << "r = RandomNormalLike(x)\ny = Add(x, r)"
                                        << "RandomNormalLike";
    }

    void whatIsNotCoveredIsNamed()
    {
        QFETCH(int, opset);
        QFETCH(QString, input);
        QFETCH(QString, nodes);
        QFETCH(QString, named);
        const std::string in = input.toStdString();
        const std::string lines = nodes.toStdString();
        Graph graph = modelOf({"", opset, in.c_str(), lines.c_str()}).graph();
        (void)inferTypes(graph, m_environment);
        QCOMPARE(raiseOpset(graph, 21).notCovered, std::vector<std::string>{named.toStdString()});
    }

    void oldAndFutureOpsetsAreRefused()
    {
        Graph graph = modelOf(kCovered[0]).graph();
        QVERIFY(!raiseOpset(graph, 22).notCovered.empty());
        graph.opsets[""] = 6;
        QCOMPARE(raiseOpset(graph, 13).notCovered, std::vector<std::string>{"opset 6"});
    }
};

QTEST_APPLESS_MAIN(TestRaiseOpset)
#include "tst_raise_opset.moc"
