// SPDX-License-Identifier: GPL-3.0-or-later
// What the file gives, run without optimizations, is what the evaluator gives, bit for bit, on every tensor: for every
// kind of unit, dtype and opset.
#include "engine/model/onnx_reader.h"
#include "tests/support/exported.h"
#include "tests/support/made_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

TestModel convolutions(int opset)
{
    TestModel m(opset);
    m.input("x float32[1,4,8,8]").constant("w1", randomTensor({6, 4, 3, 3}, 1)).constant("b1", randomTensor({6}, 2));
    m.constant("wd", randomTensor({6, 1, 3, 3}, 3))
        .constant("w2", randomTensor({6, 6, 1, 1}, 4))
        .constant("b2", randomTensor({6}, 5));
    m.constant("wt", randomTensor({6, 2, 2, 2}, 6)).constant("bt", randomTensor({4}, 7));
    for (const char* name : {"s", "o", "m"})
        m.constant(name, randomTensor({6}, 8));
    m.constant("v", randomTensor({6}, 9, 0.5F, 2));
    m.node("a = Conv(x, w1, b1) pads=[1,1,1,1] @conv1").node("n = BatchNormalization(a, s, o, m, v)").node("r = Relu(n)");
    m.node("d = Conv(r, wd) group=6 pads=[1,1,1,1] @depthwise").node("l = LeakyRelu(d) alpha=0.1");
    m.node("e = Conv(l, w2, b2) @pointwise")
        .node("f = Add(e, r) @residual")
        .node("t = ConvTranspose(f, wt, bt) group=2 strides=[2,2] @up");
    m.node("p = MaxPool(t) kernel_shape=[2,2] strides=[2,2] @pool").node("y = AveragePool(p) kernel_shape=[2,2] @average");
    m.output("y float32[1,4,7,7]").output("l float32[1,6,8,8]");
    return m;
}

TestModel products(int opset)
{
    TestModel m(opset);
    m.input("x float32[2,3,8]")
        .constant("w", randomTensor({8, 6}, 1))
        .constant("b", randomTensor({6}, 2))
        .constant("k", randomTensor({2, 6, 5}, 3));
    m.constant("left", randomTensor({4, 3}, 4))
        .constant("g", randomTensor({7, 20}, 5))
        .constant("c", randomTensor({7}, 6))
        .constant("vector", randomTensor({7}, 7));
    m.ints("shape", {2, 20});
    m.node("h = MatMul(x, w) @dense").node("i = Add(h, b)").node("j = Relu(i)").node("t = Transpose(j) perm=[0,2,1] @turn");
    m.node("q = MatMul(j, t) @attention")
        .node("z = Softmax(q) axis=2 @soft")
        .node("u = MatMul(j, k) @batched")
        .node("o = MatMul(left, u) @fromLeft");
    m.node("f = Reshape(o, shape) @flat").node("e = Gemm(f, g, c) transB=1 alpha=0.5 @gemm").node("y = MatMul(e, vector) @dot");
    m.output("y float32[2]").output("z float32[2,3,3]");
    return m;
}

TestModel elementwise(int opset)
{
    TestModel m(opset);
    m.input("x float32[2,3,4]")
        .input("id int64[2,5]")
        .constant("table", randomTensor({9, 4}, 1))
        .constant("k", randomTensor({3, 4}, 2));
    m.constant("n", randomTensor({4}, 3, 0.5F, 2))
        .constant("slope", randomTensor({3, 1}, 4))
        .constant("tail", randomTensor({2, 2, 4}, 5));
    m.constant("shared", randomTensor({4}, 6));
    m.node("g = Gather(table, id) @embedding")
        .node("m = Mul(x, x) @square")
        .node("a = Add(m, k) @shifted")
        .node("s = Sub(k, a) @difference");
    m.node("d = Div(s, n) @quotient")
        .node("p = PRelu(d, slope) @prelu")
        .node("c = Concat(p, g, tail) axis=1 @joined")
        .node("i = Sigmoid(c) @gate");
    m.node("w = Mul(c, i) @silu").node("q = Add(w, shared) @one").node("v = Mul(q, shared) @two").node("y = Exp(v) @exp");
    m.output("v float32[2,10,4]").output("y float32[2,10,4]");
    return m;
}

/// A LayerNorm, an RMSNorm, a GELU, as exporters take them apart.
TestModel patterns(int opset)
{
    TestModel m(opset);
    m.input("x float32[2,8]")
        .constant("w", randomTensor({8, 8}, 1))
        .constant("b", randomTensor({8}, 2))
        .scalar("two", 2)
        .scalar("eps", 1e-5F)
        .scalar("half", 0.5F);
    m.scalar("root", 1.4142135F).scalar("one", 1).constant("gain", randomTensor({8}, 3));
    const char* mean = opset < 18 ? " axes=[-1]" : "";
    if (opset >= 18)
        m.ints("last", {-1});
    const std::string axes = opset < 18 ? ")" : ", last)";
    m.node("h = MatMul(x, w) @dense")
        .node("h2 = Add(h, b)")
        .node("mu = ReduceMean(h2" + axes + mean)
        .node("ce = Sub(h2, mu)")
        .node("sq = Pow(ce, two)");
    m.node("va = ReduceMean(sq" + axes + mean)
        .node("ve = Add(va, eps)")
        .node("sd = Sqrt(ve)")
        .node("no = Div(ce, sd)")
        .node("ga = Mul(no, gain) @norm");
    m.node("dv = Div(ga, root)")
        .node("er = Erf(dv)")
        .node("ad = Add(er, one)")
        .node("mu2 = Mul(ga, ad)")
        .node("ge = Mul(mu2, half) @gelu");
    m.node("y = MatMul(ge, w) @again").output("y float32[2,8]");
    return m;
}

TestModel recurrent(int opset)
{
    TestModel m(opset);
    m.input("x float32[5,1,4]")
        .constant("w", randomTensor({2, 12, 4}, 1))
        .constant("r", randomTensor({2, 12, 3}, 2))
        .constant("b", randomTensor({2, 24}, 3));
    m.node("s, h, c = LSTM(x, w, r, b) direction='bidirectional' hidden_size=3 @lstm")
        .node("y = Tanh(s) @tanh")
        .output("y float32[5,2,1,3]")
        .output("h float32[2,1,3]");
    return m;
}

std::vector<Tensor> inputsOf(const TestModel& m, unsigned seed)
{
    std::vector<Tensor> inputs;
    const Graph graph = m.graph();
    for (const ValueId id : graph.inputs) {
        const Value& v = graph.value(id);
        if (v.type == ElementType::Float32) {
            inputs.push_back(randomTensor(v.shape, seed++));
            continue;
        }
        std::vector<std::int64_t> ids;
        for (std::uint64_t i = 0; i < elementCount(v.shape); ++i)
            ids.push_back(static_cast<std::int64_t>((i * 4 + seed) % 9));
        inputs.push_back(Tensor::fromInt64s(v.shape, ids));
    }
    return inputs;
}

struct Kind {
    const char* name;
    MadePlan plan;
};

constexpr Kind kKinds[] = {
    {"int8", {}},
    {"int8 per tensor", {DType::Int8, DType::Int8, Scheme::Symmetric, false}},
    {"uint8 affine", {DType::UInt8, DType::Int8, Scheme::Affine, true}},
    {"int8 affine", {DType::Int8, DType::Int8, Scheme::Affine, true}},
    {"int16", {DType::Int16, DType::Int8, Scheme::Symmetric, true}},
    {"int16 weights", {DType::Int16, DType::Int16, Scheme::Symmetric, true}},
    {"uint16 affine", {DType::UInt16, DType::Int8, Scheme::Affine, false}},
    {"int4 weights", {DType::Int8, DType::Int4, Scheme::Symmetric, true}},
    {"float16", {DType::Float16, DType::Float16, Scheme::Symmetric, true}},
};

} // namespace

class TestExportEqual : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void everyKindOfUnit_data()
    {
        QTest::addColumn<int>("model");
        QTest::addColumn<int>("opset");
        QTest::addColumn<int>("kind");
        const char* names[] = {"convolutions", "products", "elementwise", "patterns", "recurrent"};
        for (int model = 0; model < 5; ++model)
            for (const int opset : {7, 9, 10, 11, 13, 17, 21})
                for (int kind = 0; kind < static_cast<int>(std::size(kKinds)); ++kind) {
                    // All kinds under one opset, all opsets under a few kinds.
                    if ((opset == 13 || kind == 0 || kind == 2 || kind == 4) && !(model == 3 && opset < 9))
                        QTest::addRow("%s, opset %d, %s", names[model], opset, kKinds[kind].name) << model << opset << kind;
                }
    }

    void everyKindOfUnit()
    {
        QFETCH(int, model);
        QFETCH(int, opset);
        QFETCH(int, kind);
        TestModel (*const makers[])(int) = {convolutions, products, elementwise, patterns, recurrent};
        const TestModel m = makers[model](opset);
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 50), inputsOf(m, 60)}, kKinds[kind].plan);
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        QVERIFY(c.last.tensorsChanged >= 4);
        QCOMPARE(v.samples, std::size_t{2});
        // Each tensor that a unit gives, and beside it what readers get.
        QVERIFY(v.tensors.size() > c.model->unitCount());
        if (isInteger(kKinds[kind].plan.activations))
            QCOMPARE(v.maxSteps, 0.0);
        else
            QVERIFY(std::isnan(v.maxSteps));
    }

    void everyDomain_data()
    {
        QTest::addColumn<int>("opset");
        QTest::addColumn<int>("kind");
        for (const int opset : {7, 9, 10, 11, 13, 17, 21})
            for (int kind = 0; kind < 8; ++kind)
                QTest::addRow("opset %d, %s", opset, kKinds[kind].name) << opset << kind;
    }

    void everyDomain()
    {
        QFETCH(int, opset);
        QFETCH(int, kind);
        const TestModel m = convolutions(opset);
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 70)}, kKinds[kind].plan);
        c.options.domain = QdqDomain::Microsoft;
        QCOMPARE(unequal(c.verified()), QString());
        QCOMPARE(c.last.opset, std::int64_t{opset});
        QCOMPARE(c.last.qdqDomain, std::string("com.microsoft"));
        for (const Node& n : c.last.graph.nodes)
            QVERIFY(!n.is("QuantizeLinear") && !n.is("DequantizeLinear"));
    }

    void oddStructures_data()
    {
        QTest::addColumn<int>("index");
        int i = 0;
        for (const MadeModel& m : madeModels())
            QTest::newRow(m.name.c_str()) << i++;
    }

    void oddStructures()
    {
        QFETCH(int, index);
        const MadeModel made = madeModels()[static_cast<std::size_t>(index)];
        ExportCase c(m_environment, readOnnxBytes(std::as_bytes(std::span(made.bytes)), {}), made.samples,
                     {DType::Int8, DType::Int8, Scheme::Affine, true});
        // What only other samples show has no statistics here; any parameters do.
        for (std::size_t i = 0; i < c.plan.points.size(); ++i)
            if (!c.plan.points[i] && c.model->units.points[i].kind == PointKind::Output)
                c.plan.points[i] = paramsFor(-2, 2, DType::Int8);
        QCOMPARE(unequal(c.verified()), QString());
    }

    void hybrids()
    {
        TestModel m(13);
        m.input("x float32[1,4,6,6]")
            .constant("w", randomTensor({4, 4, 3, 3}, 1))
            .constant("b", randomTensor({4}, 2))
            .constant("k", randomTensor({4, 1, 1}, 3));
        m.node("a = Conv(x, w, b) pads=[1,1,1,1] @a").node("f = Sigmoid(a) @f").node("g = Exp(f) @g").node("h = Mul(g, k) @h");
        m.node("q = Conv(f, w, b) pads=[1,1,1,1] @q")
            .node("r = Add(q, h) @r")
            .node("i = Tanh(x) @i")
            .node("j = Add(i, r) @j")
            .output("j float32[1,4,6,6]")
            .output("g float32[1,4,6,6]");
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 80)});
        // f is read raw by g and quantized by q; x is read raw by i and quantized by a; g is a float output.
        makeFloat(c.plan, *c.model, "f", c.at("f:output"));
        makeFloat(c.plan, *c.model, "g", c.at("g:output"));
        makeFloat(c.plan, *c.model, "i", c.at("i:output"));
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        const Graph& g = c.last.graph;
        const auto reads = [&](const char* node) {
            for (const Node& n : g.nodes)
                if (n.name == node)
                    return g.value(n.inputs[0]).name;
            return std::string();
        };
        QCOMPARE(reads("a"), std::string("x_dequantized"));
        QCOMPARE(reads("i"), std::string("x"));
        QCOMPARE(reads("f"), std::string("a_dequantized"));
        QCOMPARE(reads("g"), std::string("f"));
        QCOMPARE(reads("q"), std::string("f_dequantized"));
        QCOMPARE(reads("h"), std::string("g_dequantized"));
        QCOMPARE(g.value(g.outputs[1]).name, std::string("g"));
        QCOMPARE(g.node(g.value(g.outputs[1]).producer).opType, std::string("Exp"));
    }

    void operandsOfTheirOwn()
    {
        TestModel m(21);
        m.input("x float32[3,4]")
            .input("z float32[4,5]")
            .node("t = Tanh(x) @t")
            .node("y = MatMul(t, z) @product")
            .node("s = Mul(t, t) @square");
        m.output("y float32[3,5]").output("s float32[3,4]");
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 90)}, {DType::Int16, DType::Int8, Scheme::Symmetric, true});
        c.set("product:input0", paramsFor(-1, 1, DType::Int8));
        c.set("product:input1", paramsFor(-1, 1, DType::UInt8, Scheme::Affine));
        c.set("z:output", {});
        c.set("square:input0", paramsFor(-1, 1, DType::Int8));
        // Both operands are the same tensor, which a unit reads in one form.
        c.set("square:input1", paramsFor(-1, 1, DType::Int16));
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        std::map<std::string, int> types;
        for (const Node& n : c.last.graph.nodes)
            if (n.is("QuantizeLinear"))
                ++types[std::string(toString(c.last.graph.value(n.outputs[0]).type))];
        QCOMPARE(types["int16"], 4); // x, t, and both outputs
        QCOMPARE(types["int8"], 2);
        QCOMPARE(types["uint8"], 1);
    }

    void perChannelActivation()
    {
        TestModel m(13);
        m.input("x float32[1,4,6,6]")
            .constant("w", randomTensor({4, 1, 3, 3}, 1))
            .node("r = Relu(x) @r")
            .node("y = Conv(r, w) group=4 @dw")
            .output("y float32[1,4,4,4]");
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 100)});
        auto params = std::make_shared<QuantParams>();
        params->dtype = DType::UInt8;
        params->axis = 1;
        params->scales = {0.004F, 0.003F, 0.002F, 0.0041F};
        params->zeroPoints = {0, 0, 3, 0};
        c.set("r:output", params);
        QCOMPARE(unequal(c.verified()), QString());
    }

    void plansOfIsolatedErrors()
    {
        const TestModel m = convolutions(13);
        ExportCase c(m_environment, m.graph(), {inputsOf(m, 110)});
        c.plan.roundBias = false;
        QCOMPARE(unequal(c.verified()), QString());
        for (const Node& n : c.last.graph.nodes)
            if (n.is("DequantizeLinear"))
                QVERIFY(c.last.graph.value(n.inputs[0]).type != ElementType::Int32);
        c.plan = Plan::allFloat(c.model->units);
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        QCOMPARE(c.last.tensorsChanged, std::size_t{0});
        QVERIFY(std::isinf(v.outputs[0].sqnrDbVsFloat));
    }
};

QTEST_APPLESS_MAIN(TestExportEqual)
#include "tst_export_equal.moc"
