// SPDX-License-Identifier: GPL-3.0-or-later
// Models that come quantized, and models in half precision.
#include "engine/model/normal_form.h"
#include "engine/model/onnx_writer.h"
#include "engine/quant/fake_quantize.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

template <typename T>
Tensor integers(ElementType type, Shape shape, std::vector<T> values)
{
    return Tensor::fromBytes(type, std::move(shape), std::as_bytes(std::span(values)));
}

Tensor int8s(Shape shape, std::vector<std::int8_t> v) { return integers(ElementType::Int8, std::move(shape), std::move(v)); }
Tensor uint8s(Shape shape, std::vector<std::uint8_t> v) { return integers(ElementType::UInt8, std::move(shape), std::move(v)); }

std::vector<std::string> types(const Graph& graph)
{
    std::vector<std::string> all;
    for (const Node& n : graph.nodes)
        all.push_back(n.opType);
    return all;
}
using Types = std::vector<std::string>;

} // namespace

class TestQdqHalf : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    NormalForm normal(const TestModel& model) { return normalize(model.graph(), m_environment, {}); }

    const ImportedPair* pairOf(const NormalForm& form, const std::string& name)
    {
        for (const ImportedPair& p : form.imported)
            if (form.graph.value(p.value).name == name)
                return &p;
        return nullptr;
    }

private slots:
    void pairsAreTakenOutAndToldOf_data()
    {
        QTest::addColumn<QString>("domain");
        QTest::addColumn<int>("type");
        for (const char* domain : {"", "com.microsoft::"}) {
            QTest::addRow("%sint8", domain) << domain << static_cast<int>(ElementType::Int8);
            QTest::addRow("%suint8", domain) << domain << static_cast<int>(ElementType::UInt8);
            QTest::addRow("%sint16", domain) << domain << static_cast<int>(ElementType::Int16);
        }
    }
    void pairsAreTakenOutAndToldOf()
    {
        QFETCH(QString, domain);
        QFETCH(int, type);
        const auto element = static_cast<ElementType>(type);
        Tensor zero = Tensor::zeros(element, {});
        static_cast<std::uint8_t*>(zero.mutableData())[0] = 3;
        TestModel m(21, 10);
        m.import("com.microsoft", 1);
        const std::string d = domain.toStdString();
        m.input("x float32[2,3]").scalar("s", 0.5F).constant("z", zero);
        m.node("q = " + d + "QuantizeLinear(x, s, z)").node("f = " + d + "DequantizeLinear(q, s, z)").node("a = Relu(f)");
        m.node("q2 = " + d + "QuantizeLinear(a, s, z)")
            .node("f2 = " + d + "DequantizeLinear(q2, s, z)")
            .node("y = Neg(f2)")
            .output("y float32[2,3]");
        const NormalForm form = normal(m);
        QCOMPARE(QString::fromStdString(form.whyNotRunnable.english()), QString());
        QCOMPARE(types(form.graph), (Types{"Relu", "Neg"}));
        QCOMPARE(form.imported.size(), std::size_t{2});
        for (const char* name : {"x", "a"}) {
            const ImportedPair* pair = pairOf(form, name);
            QVERIFY(pair);
            QVERIFY(pair->type == element);
            QCOMPARE(pair->scales, std::vector<float>{0.5F});
            QCOMPARE(pair->zeroPoints, std::vector<std::int32_t>{3});
            QCOMPARE(pair->axis, -1);
        }
    }

    void perAxisWeightsAndBiases()
    {
        TestModel m(13);
        m.input("x float32[1,2,3,3]")
            .constant("wq", int8s({2, 2, 1, 1}, {1, -2, 3, 4}))
            .floats("ws", {2}, {0.5F, 0.25F})
            .constant("wz", int8s({2}, {0, 1}));
        m.constant("bq", integers<std::int32_t>(ElementType::Int32, {2}, {10, -20})).floats("bs", {2}, {0.125F, 0.0625F});
        m.node("w = DequantizeLinear(wq, ws, wz) axis=0")
            .node("b = DequantizeLinear(bq, bs) axis=0")
            .node("y = Conv(x, w, b)")
            .output("y float32");
        const NormalForm form = normal(m);
        QCOMPARE(types(form.graph), Types{"Conv"});
        const ImportedPair* weight = pairOf(form, "w");
        QVERIFY(weight && weight->axis == 0 && weight->type == ElementType::Int8);
        QCOMPARE(weight->scales, (std::vector<float>{0.5F, 0.25F}));
        QCOMPARE(weight->zeroPoints, (std::vector<std::int32_t>{0, 1}));
        const auto w = form.graph.value(form.graph.find("w")).constant.floats();
        QCOMPARE(std::vector<float>(w.begin(), w.end()), (std::vector<float>{0.5F, -1, 0.5F, 0.75F}));
        const ImportedPair* bias = pairOf(form, "b");
        QVERIFY(bias && bias->type == ElementType::Int32);
        const auto b = form.graph.value(form.graph.find("b")).constant.floats();
        QCOMPARE(std::vector<float>(b.begin(), b.end()), (std::vector<float>{1.25F, -1.25F}));
    }

    void aNegativeAxisCountsFromTheEnd()
    {
        TestModel m(13);
        m.input("x float32[2,3]").floats("s", {3}, {1, 2, 3}).constant("z", int8s({3}, {0, 0, 0}));
        m.node("q = QuantizeLinear(x, s, z) axis=-1")
            .node("f = DequantizeLinear(q, s, z) axis=-1")
            .node("y = Neg(f)")
            .output("y float32");
        const NormalForm form = normal(m);
        QCOMPARE(form.imported.size(), std::size_t{1});
        QCOMPARE(form.imported[0].axis, 1);
    }

    void floatWeightsBehindAPair()
    {
        TestModel m(13);
        m.input("x float32[2,3]").constant("w", randomTensor({3, 4}, 1)).scalar("s", 0.01F).constant("z", int8s({}, {0}));
        m.node("q = QuantizeLinear(w, s, z)").node("f = DequantizeLinear(q, s, z)").node("y = MatMul(x, f)").output("y float32");
        const NormalForm form = normal(m);
        QCOMPARE(types(form.graph), Types{"MatMul"});
        const ImportedPair* pair = pairOf(form, "w");
        QVERIFY(pair && pair->scales == std::vector<float>{0.01F});
    }

    void pairsAtTheBorder()
    {
        // At an output it goes and the output keeps its name; between input and output it is all there is.
        TestModel m(13);
        m.input("x float32[2,3]").scalar("s", 0.5F).constant("z", uint8s({}, {128})).node("a = Relu(x)");
        m.node("q = QuantizeLinear(a, s, z)").node("y = DequantizeLinear(q, s, z)").output("y float32[2,3]");
        m.node("q2 = QuantizeLinear(x, s, z)").node("y2 = DequantizeLinear(q2, s, z)").output("y2 float32[2,3]");
        const NormalForm form = normal(m);
        QCOMPARE(types(form.graph), (Types{"Relu", "QuantizeLinear", "DequantizeLinear"}));
        QCOMPARE(form.graph.value(form.graph.outputs[0]).name, std::string("y"));
        QCOMPARE(form.graph.value(form.graph.outputs[1]).name, std::string("y2"));
        QCOMPARE(form.imported.size(), std::size_t{1});
    }

    void onePairForTwoOutputs()
    {
        TestModel m(13);
        m.input("x float32[2,3]")
            .scalar("s", 0.5F)
            .constant("z", int8s({}, {0}))
            .node("a = Relu(x)")
            .node("q = QuantizeLinear(a, s, z)");
        m.node("y1 = DequantizeLinear(q, s, z)")
            .node("y2 = DequantizeLinear(q, s, z)")
            .output("y1 float32[2,3]")
            .output("y2 float32[2,3]");
        m.node("p = QuantizeLinear(a, t, z)").scalar("t", 0.25F).node("y3 = DequantizeLinear(p, t, z)").output("y3 float32[2,3]");
        const NormalForm form = normal(m);
        std::vector<std::string> names;
        for (const ValueId v : form.graph.outputs)
            names.push_back(form.graph.value(v).name);
        QCOMPARE(names, (std::vector<std::string>{"y1", "y2", "y3"}));
        QCOMPARE(runWhole(m_environment, writeModel(form.graph), std::vector{randomTensor({2, 3}, 1)}).size(), std::size_t{3});
    }

    void whatIsNoPairStays_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("read by another operator")
            << QStringList{"q = QuantizeLinear(a, s, z)", "f = DequantizeLinear(q, s, z)", "t = Transpose(q)",
                           "g = DequantizeLinear(t, s, z)", "y = Add(f, f)"};
        QTest::newRow("other scale") << QStringList{"q = QuantizeLinear(a, s, z)", "y = DequantizeLinear(q, s2, z)",
                                                    "g = Neg(x)"};
        QTest::newRow("scale that is computed") << QStringList{"r = ReduceMax(a) keepdims=0", "q = QuantizeLinear(a, r, z)",
                                                               "y = DequantizeLinear(q, r, z)", "g = Neg(x)"};
        QTest::newRow("cast between") << QStringList{"q = QuantizeLinear(a, s, z)", "c = Cast(q) to=6", "i = Cast(c) to=3",
                                                     "y = DequantizeLinear(i, s, z)", "g = Neg(x)"};
        QTest::newRow("integers are an output") << QStringList{"g = QuantizeLinear(a, s, z)", "y = DequantizeLinear(g, s, z)"};
    }
    void whatIsNoPairStays()
    {
        QFETCH(QStringList, nodes);
        TestModel m(13);
        m.input("x float32[2,3]").scalar("s", 0.5F).scalar("s2", 0.25F).constant("z", int8s({}, {1})).node("a = Sigmoid(x)");
        for (const QString& n : nodes)
            m.node(n.toStdString());
        m.output("y").output("g");
        const NormalForm form = normal(m);
        const Types left = types(form.graph);
        QVERIFY(std::count(left.begin(), left.end(), "QuantizeLinear") == 1);
        QVERIFY(form.imported.empty());
        const std::vector<Tensor> inputs{randomTensor({2, 3}, 1)};
        QCOMPARE(difference(runWhole(m_environment, writeModel(form.graph), inputs), runWhole(m_environment, m.bytes(), inputs)),
                 QString());
    }

    void eightBitFloatsAreNoIntegers()
    {
        TestModel m(19, 9);
        Tensor zero = Tensor::zeros(ElementType::Float8E4M3FN, {});
        m.input("x float32[2,3]").scalar("s", 0.5F).constant("z", zero).node("a = Relu(x)");
        m.node("q = QuantizeLinear(a, s, z)").node("f = DequantizeLinear(q, s, z)").node("y = Neg(f)").output("y float32[2,3]");
        const NormalForm form = normal(m);
        QVERIFY(form.imported.empty());
        QCOMPARE(types(form.graph), (Types{"Relu", "QuantizeLinear", "DequantizeLinear", "Neg"}));
    }

    void halfBecomesFloatInside()
    {
        TestModel m(13);
        m.input("x float16[1,2,4,4]")
            .constant("w", halfTensor(randomTensor({3, 2, 1, 1}, 1)))
            .constant("b", halfTensor(randomTensor({3}, 2)));
        m.ints("shape", {1, 3, 4, 4})
            .node("c = Conv(x, w, b)")
            .node("k = ConstantOfShape(shape)")
            .tensor("value", halfTensor(randomTensor({1}, 3)));
        m.node("a = Add(c, k)")
            .node("f = Cast(a) to=1")
            .node("s = Sigmoid(f)")
            .node("h = Cast(s) to=10")
            .node("y = Mul(h, a)")
            .output("y float16[1,3,4,4]");
        m.output("s float32[1,3,4,4]");
        const NormalForm form = normal(m);
        QCOMPARE(QString::fromStdString(form.whyNotRunnable.english()), QString());
        QVERIFY(form.graph.value(form.graph.inputs[0]).type == ElementType::Float16);
        QVERIFY(form.graph.value(form.graph.outputs[0]).type == ElementType::Float16);
        QCOMPARE(form.graph.value(form.graph.outputs[0]).name, std::string("y"));
        for (const Node& n : form.graph.nodes)
            for (const ValueId v : n.outputs)
                QVERIFY2(form.graph.value(v).type == ElementType::Float32 || form.graph.value(v).isOutput, n.name.c_str());
        QCOMPARE(form.findings.size() > 0 ? form.findings[0].rule : std::string(), std::string("model.widened_half"));
        const std::vector<Tensor> inputs{halfTensor(randomTensor({1, 2, 4, 4}, 4))};
        QVERIFY(largestDifference(runWhole(m_environment, writeModel(form.graph), inputs),
                                  runWhole(m_environment, m.bytes(), inputs)) < 4e-3);
    }

    void halfInsideOfBodies()
    {
        TestGraph body;
        body.input("i int64[]").input("go bool[]").input("s float16[2,3]").constant("k", halfTensor(randomTensor({3}, 1)));
        body.node("g2 = Identity(go)")
            .node("n = Add(s, k)")
            .node("f = Cast(n) to=1")
            .node("e = Cast(f) to=10")
            .node("o = Mul(e, outer)")
            .output("g2 bool[]")
            .output("o float16[2,3]");
        TestGraph yes, no;
        yes.node("p = Neg(l)").output("p float16[2,3]");
        no.constant("q0", halfTensor(randomTensor({2, 3}, 2))).node("q = Add(q0, l)").output("q float16[2,3]");
        TestModel m(13);
        m.input("c bool[]")
            .input("x float16[2,3]")
            .constant("trips", int64Scalar(2))
            .constant("go", boolScalar(true))
            .node("outer = Relu(x)");
        m.node("l = Loop(trips, go, x)")
            .body("body", body)
            .node("y = If(c)")
            .body("then_branch", yes)
            .body("else_branch", no)
            .output("y float16[2,3]");
        const NormalForm form = normal(m);
        QCOMPARE(QString::fromStdString(form.whyNotRunnable.english()), QString());
        for (const bool c : {true, false}) {
            const std::vector<Tensor> inputs{boolScalar(c), halfTensor(randomTensor({2, 3}, 4))};
            QVERIFY(largestDifference(runWhole(m_environment, writeModel(form.graph), inputs),
                                      runWhole(m_environment, m.bytes(), inputs)) < 4e-3);
        }
    }

    void halfInputsThatAreOutputsToo()
    {
        TestModel m(13);
        m.input("x float16[2,3]").constant("k", halfTensor(randomTensor({2, 3}, 2))).node("a = Add(x, k)").node("y = Relu(a)");
        m.output("y float16[2,3]").output("x float16[2,3]").output("a float16[2,3]").output("k float16[2,3]");
        const NormalForm form = normal(m);
        QCOMPARE(QString::fromStdString(form.whyNotRunnable.english()), QString());
        const std::vector<Tensor> inputs{halfTensor(randomTensor({2, 3}, 4))};
        QVERIFY(largestDifference(runWhole(m_environment, writeModel(form.graph), inputs),
                                  runWhole(m_environment, m.bytes(), inputs)) < 4e-3);
    }
};

QTEST_APPLESS_MAIN(TestQdqHalf)
#include "tst_qdq_half.moc"
