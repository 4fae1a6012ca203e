// SPDX-License-Identifier: GPL-3.0-or-later
// Folding, fusing and widening change the structure, never what is computed.
// Over 500 lines: one step of the way after the other, on models of a few lines each.
#include "engine/base/error.h"
#include "engine/model/normal_form.h"
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <filesystem>

#include <sys/resource.h>

using namespace qb;
using namespace qb::test;

namespace {

/// Less address space while it lives, so that a fold that runs away fails instead of filling the machine.
class MemoryLimit {
public:
    explicit MemoryLimit(rlim_t bytes)
    {
        getrlimit(RLIMIT_AS, &m_before);
        [[maybe_unused]] const rlimit now{bytes, m_before.rlim_max};
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__) // whose shadow is larger than any limit
        setrlimit(RLIMIT_AS, &now);
#endif
    }
    ~MemoryLimit() { setrlimit(RLIMIT_AS, &m_before); }
    MemoryLimit(const MemoryLimit&) = delete;
    MemoryLimit& operator=(const MemoryLimit&) = delete;

private:
    rlimit m_before{};
};

std::vector<std::string> types(const Graph& graph)
{
    std::vector<std::string> all;
    for (const Node& n : graph.nodes)
        all.push_back(n.opType);
    return all;
}

using Types = std::vector<std::string>;

std::vector<float> numbers(const Tensor& t) { return {t.floats().begin(), t.floats().end()}; }

} // namespace

class TestNormalForm : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    Graph normal(const TestModel& model) { return normalize(model.graph(), m_environment, {}).graph; }

    /// How far the normal form's outputs are from the model's own.
    double strays(const TestModel& model, const Graph& graph, const std::vector<Tensor>& inputs)
    {
        return largestDifference(runWhole(m_environment, writeModel(graph), inputs),
                                 runWhole(m_environment, model.bytes(), inputs));
    }

    /// A 1x1 convolution of 4 channels on [1,2,4,4] with bias, read by `reader`, in which the result is `c`.
    static TestModel convAnd(const std::string& reader)
    {
        TestModel m(13);
        m.input("x float32[1,2,4,4]").constant("w", randomTensor({4, 2, 1, 1}, 1)).constant("b", randomTensor({4}, 2));
        m.node("c = Conv(x, w, b) @conv").node(reader).output("y float32");
        return m;
    }

private slots:
    void aScalarIsNoUnknownRank_data()
    {
        QTest::addColumn<int>("opset");
        QTest::newRow("told by ONNX's inference") << 17;
        QTest::newRow("told by ONNX Runtime") << 18;
    }
    void aScalarIsNoUnknownRank()
    {
        QFETCH(int, opset);
        TestModel m(opset);
        m.input("x float32[4]").input("s int64[n]");
        m.node("sum = ReduceSum(x) keepdims=0").node("any = Reshape(x, s)").node("y = Add(any, sum)").output("y float32");
        const Graph graph = normal(m);
        const auto value = [&](const char* name) { return graph.value(graph.find(name)); };
        QVERIFY(value("sum").shapeKnown && value("sum").shape.empty());
        QVERIFY(!value("any").shapeKnown && !value("y").shapeKnown);
    }

    /// Whoever told them: types and shapes are those of ONNX Runtime, asked for every tensor as an output of the whole.
    void typesAreThoseOfTheRuntime()
    {
        std::vector<std::pair<std::string, Graph>> graphs;
        for (const MadeModel& made : madeModels())
            graphs.emplace_back(made.name, readOnnxBytes(std::as_bytes(std::span(made.bytes)), ""));
        for (const std::int64_t opset : {11, 17, 18}) {
            TestModel m(static_cast<int>(opset));
            m.input("x float32[1,3,9,7]").constant("w", randomTensor({4, 3, 3, 3}, 1));
            m.node("c = Conv(x, w) strides=[2,2]").node("g = GlobalAveragePool(c)").node("f = Flatten(g)");
            m.node("i = ArgMax(f) axis=1 keepdims=0").output("i int64").output("f float32");
            graphs.emplace_back("opset " + std::to_string(opset), m.graph());
        }
        if (!corpusFolder().empty())
            for (const auto& file : std::filesystem::recursive_directory_iterator(corpusFolder())) {
                if (file.path().extension() != ".onnx" || file.file_size() > 30'000'000)
                    continue;
                try {
                    graphs.emplace_back(file.path().string(), readOnnx(file.path().string()));
                } catch (const Error&) {
                    continue; // of the broken ones others tell
                }
            }
        int compared = 0;
        for (auto& [name, graph] : graphs) {
            if (!inferTypes(graph, m_environment).empty())
                continue;
            Cut all;
            all.inputs = graph.inputs;
            for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
                all.nodes.push_back(static_cast<NodeId>(i));
                for (const ValueId v : graph.nodes[i].outputs)
                    if (v != ValueId::None)
                        all.outputs.push_back(v);
            }
            if (all.outputs.empty())
                continue;
            const std::string bytes = writeCut(graph, all);
            const Session session(m_environment, std::as_bytes(std::span(bytes)), Kernels::Plain);
            for (std::size_t i = 0; i < all.outputs.size(); ++i) {
                const PortInfo& port = session.outputs()[i];
                const Value& v = graph.value(all.outputs[i]);
                QVERIFY2(v.type == port.type && v.typeText == port.typeText, (name + ": " + v.name).c_str());
                if (!port.shape.empty()) // else a scalar, or nothing known
                    QVERIFY2(v.shape == port.shape && v.dimNames == port.dimNames, (name + ": " + v.name).c_str());
                ++compared;
            }
        }
        QVERIFY(compared > 20);
    }

    void constantsAreComputedOnce()
    {
        TestModel m;
        m.input("x float32[2]").floats("a", {2}, {1, 2}).floats("b", {2}, {10, 20}).node("s = Add(a, b)").node("t = Mul(s, s)");
        m.node("u = Neg(t)").node("y = Add(x, u)").node("z = Sub(x, t)").output("y float32[2]").output("z float32[2]");
        const Graph graph = normal(m);
        QCOMPARE(types(graph), (Types{"Add", "Sub"}));
        QCOMPARE(numbers(graph.value(graph.find("u")).constant), (std::vector<float>{-121, -484}));
        QCOMPARE(numbers(graph.value(graph.find("t")).constant), (std::vector<float>{121, 484}));
    }

    void whatARuntimeRefusesStaysAndTheRestIsFolded()
    {
        TestModel m;
        m.input("x float32[2]").floats("a", {2}, {1, 2}).ints("far", {9}).node("bad = Gather(a, far)").node("good = Neg(a)");
        m.node("p = Add(x, bad)").node("y = Add(p, good)").output("y float32[2]");
        QCOMPARE(types(normal(m)), (Types{"Gather", "Add", "Add"}));
    }

    void randomNumbersAreNotFolded()
    {
        TestModel m;
        m.input("x float32[2]").node("r = RandomNormal() shape=[2]").node("y = Add(x, r)").output("y float32[2]");
        QCOMPARE(types(normal(m)), (Types{"RandomNormal", "Add"}));
    }

    void hugeConstantsAreNotMade_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("ConstantOfShape") << QStringList{"c = ConstantOfShape(huge)"};
        QTest::newRow("Expand") << QStringList{"c = Expand(one, huge)"};
        QTest::newRow("Tile") << QStringList{"c = Tile(one, huge)"};
        QTest::newRow("Range") << QStringList{"r = Squeeze(huge)", "c = Range(zero, r, step)"};
        QTest::newRow("computed size") << QStringList{"s = Mul(big, big)", "c = ConstantOfShape(s)"};
        QTest::newRow("size that only a run tells")
            << QStringList{"k = NonZero(one)", "s = Add(k, huge)", "t = Squeeze(s, axis)", "c = ConstantOfShape(t)"};
        QStringList doubling{"v0 = NonZero(one)"};
        QStringList broadcast{"n = Expand(one, many)", "m = NonZero(n)", "f = Cast(m) to=1", "g = Transpose(f)", "c = Mul(f, g)"};
        for (int i = 0; i < 40; ++i)
            doubling << QString("v%1 = Concat(v%2, v%2) axis=1").arg(i + 1).arg(i);
        QTest::newRow("doubled forty times") << (doubling << "c = Cast(v40) to=1");
        QTest::newRow("broadcast of what only a run tells") << broadcast;
        QStringList chain{"v0 = Expand(one, large)"};
        for (int i = 0; i < 30; ++i)
            chain << QString("v%1 = Concat(v%2, v%2) axis=0").arg(i + 1).arg(i);
        QTest::newRow("doubled from a million") << (chain << "c = Relu(v30)");
    }
    void hugeConstantsAreNotMade()
    {
        QFETCH(QStringList, nodes);
        TestModel m;
        m.input("i int64[1]")
            .ints("huge", {std::int64_t{1} << 40})
            .ints("big", {1 << 20})
            .ints("many", {100000})
            .ints("large", {1 << 20});
        m.floats("one", {1}, {1}).ints("axis", {0}).constant("zero", int64Scalar(0)).constant("step", int64Scalar(1));
        for (const QString& node : nodes)
            m.node(node.toStdString());
        m.node("y = Gather(c, i) axis=-1").output("y");
        const MemoryLimit limit(rlim_t{6} << 30U);
        Graph graph;
        const auto error = errorOf([&] { graph = normal(m); });
        QVERIFY2(!error, error ? error->what() : "");
        QVERIFY(!graph.value(graph.find("c")).isConstant());
        for (const Value& v : graph.values)
            QVERIFY(v.constant.byteSize() <= (std::size_t{1} << 28U));
    }

    void smallOnesOfTheSameKindsAreMade()
    {
        TestModel m;
        m.input("x float32[2,3]")
            .ints("shape", {2, 3})
            .floats("one", {1}, {1.5F})
            .ints("two", {2, 1})
            .constant("zero", int64Scalar(0));
        m.constant("step", int64Scalar(1)).constant("three", int64Scalar(3));
        m.node("a = ConstantOfShape(shape)")
            .node("b = Expand(one, shape)")
            .node("r = Range(zero, three, step)")
            .node("f = Cast(r) to=1");
        m.node("t = Tile(row, two)").constant("row", randomTensor({1, 3}, 1));
        m.node("p = Sum(x, a, b, f, t)").output("p float32[2,3]");
        const Graph graph = normal(m);
        QCOMPARE(types(graph), Types{"Sum"});
        QCOMPARE(strays(m, graph, {randomTensor({2, 3}, 4)}), 0.0);
    }

    void shapesOfKnownDimensions()
    {
        TestModel m(15);
        m.input("x float32[2,N,5]")
            .node("s = Shape(x) start=-1")
            .node("t = Shape(x) end=1")
            .node("u = Shape(x) start=1 end=2")
            .node("v = Shape(k)");
        m.node("w = Shape(x) start=5").constant("k", randomTensor({7, 1}, 1));
        for (const char* name : {"s", "t", "u", "v", "w"})
            m.node(std::string("o") + name + " = Neg(" + name + ")").output(std::string("o") + name + " int64");
        const Graph graph = normal(m);
        for (const std::int64_t n : {1, 4})
            QCOMPARE(strays(m, graph, {randomTensor({2, n, 5}, 3)}), 0.0);
        TestModel known(15);
        known.input("x float32[2,3,5]")
            .node("s = Shape(x) start=-2 end=-1")
            .node("y = Add(i, s)")
            .input("i int64[1]")
            .output("y int64[1]");
        const Graph folded = normal(known);
        QCOMPARE(types(folded), Types{"Add"});
        QCOMPARE(folded.value(folded.find("s")).constant.int64s()[0], std::int64_t{3});
    }

    void batchNormalizationClosedForm()
    {
        TestModel m(13);
        m.input("x float32[1,1,1,2]")
            .floats("w", {2, 1, 1, 1}, {2, -1})
            .floats("b", {2}, {1, 3})
            .floats("g", {2}, {3, 1})
            .floats("o", {2}, {5, 0});
        m.floats("mean", {2}, {7, 1})
            .floats("var", {2}, {2.25F, 4})
            .node("c = Conv(x, w, b)")
            .node("y = BatchNormalization(c, g, o, mean, var) epsilon=0.0");
        m.output("y float32");
        const Graph graph = normal(m);
        QCOMPARE(types(graph), Types{"Conv"});
        QCOMPARE(graph.nodes[0].absorbed, Types{"BatchNormalization_1"});
        QCOMPARE(graph.value(graph.nodes[0].outputs[0]).name, std::string("y"));
        QCOMPARE(numbers(graph.value(graph.nodes[0].inputs[1]).constant), (std::vector<float>{4, -0.5F})); // 2 * 3/1.5, -1 * 1/2
        QCOMPARE(numbers(graph.value(graph.nodes[0].inputs[2]).constant), (std::vector<float>{-7, 1}));    // (1-7)*2+5, (3-1)*0.5
    }

    void batchNormalizationBehindEveryGemm_data()
    {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QVector<int>>("input");
        QTest::addColumn<QVector<int>>("weight");
        QTest::newRow("Conv") << "c = Conv(x, w, b)" << QVector<int>{1, 3, 5, 5} << QVector<int>{4, 3, 2, 2};
        QTest::newRow("Conv without bias") << "c = Conv(x, w)" << QVector<int>{1, 3, 5, 5} << QVector<int>{4, 3, 2, 2};
        QTest::newRow("Conv, one dimension") << "c = Conv(x, w, b)" << QVector<int>{1, 3, 5} << QVector<int>{4, 3, 2};
        QTest::newRow("Conv, groups") << "c = Conv(x, w, b) group=2" << QVector<int>{1, 4, 5, 5} << QVector<int>{4, 2, 2, 2};
        QTest::newRow("ConvTranspose") << "c = ConvTranspose(x, w, b)" << QVector<int>{1, 3, 5, 5} << QVector<int>{3, 4, 2, 2};
        QTest::newRow("ConvTranspose, groups")
            << "c = ConvTranspose(x, w, b) group=2" << QVector<int>{1, 6, 5, 5} << QVector<int>{6, 2, 2, 2};
        QTest::newRow("Gemm") << "c = Gemm(x, w, b)" << QVector<int>{3, 6} << QVector<int>{6, 4};
        QTest::newRow("Gemm, transposed") << "c = Gemm(x, w, b) transB=1" << QVector<int>{3, 6} << QVector<int>{4, 6};
        QTest::newRow("Gemm, both transposed") << "c = Gemm(x, w) transB=1 transA=1" << QVector<int>{6, 3} << QVector<int>{4, 6};
    }
    void batchNormalizationBehindEveryGemm()
    {
        QFETCH(QString, node);
        QFETCH(QVector<int>, input);
        QFETCH(QVector<int>, weight);
        const Shape in(input.begin(), input.end());
        TestModel m(13);
        std::string dims = toString(in);
        m.input("x float32" + dims)
            .constant("w", randomTensor({weight.begin(), weight.end()}, 2))
            .constant("b", randomTensor({4}, 3));
        m.constant("g", randomTensor({4}, 4, 0.5F, 2))
            .constant("o", randomTensor({4}, 5))
            .constant("mean", randomTensor({4}, 6))
            .constant("var", randomTensor({4}, 7, 0.5F, 2));
        m.node(node.toStdString()).node("y = BatchNormalization(c, g, o, mean, var)").output("y float32");
        const Graph graph = normal(m);
        QCOMPARE(graph.nodes.size(), std::size_t{1});
        QVERIFY(strays(m, graph, {randomTensor(in, 8)}) < 1e-5);
    }

    void factorsAndShifts_data()
    {
        QTest::addColumn<QVector<int>>("shape");
        QTest::addColumn<bool>("folds");
        const auto row = [](QVector<int> shape, bool folds) {
            QTest::addRow("%s", qb::toString(Shape(shape.begin(), shape.end())).c_str()) << shape << folds;
        };
        row({}, true);
        row({1}, true);
        row({1, 1, 1}, true);
        row({4, 1, 1}, true);
        row({1, 4, 1, 1}, true);
        row({1, 1, 1, 1}, true);
        row({4}, false);    // along the width
        row({4, 1}, false); // along the height
        row({1, 1, 4, 1}, false);
        row({1, 1, 1, 4}, false);
        row({4, 1, 1, 1}, false); // makes a batch of four
        row({1, 4, 4, 1}, false);
        row({1, 1, 1, 1, 1}, false); // another rank
        row({1, 4, 1, 1, 1}, false);
    }
    void factorsAndShifts()
    {
        QFETCH(QVector<int>, shape);
        QFETCH(bool, folds);
        for (const char* node : {"y = Mul(c, k)", "y = Mul(k, c)", "y = Add(c, k)", "y = Add(k, c)"}) {
            TestModel m = convAnd(node);
            m.constant("k", randomTensor({shape.begin(), shape.end()}, 9));
            const Graph graph = normal(m);
            QCOMPARE(graph.nodes.size(), folds ? std::size_t{1} : std::size_t{2});
            QVERIFY(strays(m, graph, {randomTensor({1, 2, 4, 4}, 3)}) < 1e-5);
        }
    }

    void factorsBehindAGemm_data()
    {
        QTest::addColumn<QVector<int>>("shape");
        QTest::addColumn<QVector<int>>("bias");
        QTest::addColumn<bool>("folds");
        QTest::newRow("one") << QVector<int>{} << QVector<int>{4} << true;
        QTest::newRow("a column each") << QVector<int>{4} << QVector<int>{1, 4} << true;
        QTest::newRow("a column each, rank 2") << QVector<int>{1, 4} << QVector<int>{4} << true;
        QTest::newRow("a row each") << QVector<int>{4, 1} << QVector<int>{4} << false;
        QTest::newRow("another rank") << QVector<int>{1, 1, 4} << QVector<int>{4} << false;
        QTest::newRow("bias of a number per row") << QVector<int>{4} << QVector<int>{4, 1} << false;
        QTest::newRow("bias of one number") << QVector<int>{4} << QVector<int>{} << false;
        QTest::newRow("full bias") << QVector<int>{4} << QVector<int>{4, 4} << false;
    }
    void factorsBehindAGemm()
    {
        QFETCH(QVector<int>, shape);
        QFETCH(QVector<int>, bias);
        QFETCH(bool, folds);
        TestModel m(13);
        m.input("x float32[4,3]")
            .constant("w", randomTensor({3, 4}, 1))
            .constant("b", randomTensor({bias.begin(), bias.end()}, 2));
        m.constant("k", randomTensor({shape.begin(), shape.end()}, 9))
            .node("c = Gemm(x, w, b)")
            .node("y = Mul(c, k)")
            .output("y float32");
        const Graph graph = normal(m);
        QCOMPARE(graph.nodes.size(), folds ? std::size_t{1} : std::size_t{2});
        QVERIFY(strays(m, graph, {randomTensor({4, 3}, 3)}) < 1e-5);
    }

    void factorsThatMustNotFold()
    {
        const auto count = [&](TestModel m, const std::vector<Tensor>& more = {}) {
            std::vector<Tensor> inputs{randomTensor({1, 2, 4, 4}, 3)};
            inputs.insert(inputs.end(), more.begin(), more.end());
            const Graph graph = normal(m);
            return strays(m, graph, inputs) < 1e-5 ? graph.nodes.size() : 0;
        };
        const auto scaled = [](const std::string& reader) {
            return std::move(convAnd(reader).constant("k", randomTensor({4, 1, 1}, 9)));
        };
        TestModel seen = convAnd("y = Mul(c, k)");
        seen.constant("k", randomTensor({4, 1, 1}, 9)).output("c float32");
        QCOMPARE(count(seen), std::size_t{2});
        TestModel readTwice = convAnd("y = Mul(c, k)");
        readTwice.constant("k", randomTensor({4, 1, 1}, 9)).node("n = Neg(c)").output("n float32");
        QCOMPARE(count(readTwice), std::size_t{3});
        TestModel given = convAnd("y = Mul(c, k)");
        given.input("k float32[4,1,1]");
        QCOMPARE(count(given, {randomTensor({4, 1, 1}, 9)}), std::size_t{2});
        QCOMPARE(count(convAnd("y = Mul(c, c)")), std::size_t{2});
        TestModel minus = convAnd("y = Sub(k, c)");
        minus.constant("k", randomTensor({4, 1, 1}, 9));
        QCOMPARE(count(minus), std::size_t{2});
        (void)scaled;
    }

    void theScaleOfABatchNormalizationIsNoWeight()
    {
        // The Conv makes the scale of the normalization, not its data.
        TestModel m(13);
        m.input("x float32[1,1,4]")
            .constant("w", randomTensor({1, 1, 1}, 1))
            .input("d float32[2,4,3]")
            .constant("k", randomTensor({4}, 2, 0.5F, 1));
        m.node("c = Conv(x, w)").node("s = Squeeze(c)").node("y = BatchNormalization(d, s, k, k, k)").output("y float32");
        const Graph graph = normal(m);
        QVERIFY(strays(m, graph, {randomTensor({1, 1, 4}, 3), randomTensor({2, 4, 3}, 4)}) < 1e-6);
        QCOMPARE(types(graph).back(), std::string("BatchNormalization"));
    }

    void aSharedWeightIsNotChangedForTheOther()
    {
        TestModel m(13);
        m.input("x float32[1,2,4,4]")
            .constant("w", randomTensor({4, 2, 1, 1}, 1))
            .constant("k", randomTensor({4, 1, 1}, 2))
            .constant("b", randomTensor({4}, 3));
        m.node("c = Conv(x, w, b)")
            .node("d = Conv(x, w, b)")
            .node("y = Mul(c, k)")
            .node("z = Add(d, d)")
            .node("u = Add(k, x2)")
            .input("x2 float32[1,4,1,1]");
        m.output("y float32").output("z float32").output("u float32");
        const Graph graph = normal(m);
        QVERIFY(strays(m, graph, {randomTensor({1, 2, 4, 4}, 3), randomTensor({1, 4, 1, 1}, 4)}) < 1e-5);
        QCOMPARE(numbers(graph.value(graph.find("w")).constant), numbers(randomTensor({4, 2, 1, 1}, 1)));
    }

    /// Other tools fold as well, and speak of what came of it by the weight's own name.
    void aFoldedWeightKeepsItsName()
    {
        TestModel m(13);
        m.input("x float32[1,2,4,4]").constant("w", randomTensor({4, 2, 1, 1}, 1)).constant("b", randomTensor({4}, 2));
        m.constant("g", randomTensor({4}, 3, 0.5F, 1)).constant("k", randomTensor({4, 1, 1}, 4));
        m.node("c = Conv(x, w, b)").node("n = BatchNormalization(c, g, g, g, g)").node("y = Mul(n, k)").output("y float32");
        const Graph graph = normal(m);
        QCOMPARE(types(graph), Types{"Conv"});
        QCOMPARE(graph.value(graph.nodes[0].inputs[1]).name, std::string("w"));
        QCOMPARE(graph.value(graph.nodes[0].inputs[2]).name, std::string("b"));
        QVERIFY(numbers(graph.value(graph.find("w")).constant) != numbers(randomTensor({4, 2, 1, 1}, 1)));
        QVERIFY(strays(m, graph, {randomTensor({1, 2, 4, 4}, 3)}) < 1e-5);
    }

    void severalInARow()
    {
        TestModel m = convAnd("a = Mul(c, k)");
        m.constant("k", randomTensor({4, 1, 1}, 9))
            .node("b2 = Add(a, k)")
            .node("n = BatchNormalization(b2, g, g, g, g)")
            .node("y = Mul(n, k)");
        m.constant("g", randomTensor({4}, 5, 0.5F, 1));
        const Graph graph = normal(m);
        QCOMPARE(types(graph), Types{"Conv"});
        QVERIFY(strays(m, graph, {randomTensor({1, 2, 4, 4}, 3)}) < 1e-5);
    }

    void whatPassesThroughGoesAway()
    {
        TestModel m(13);
        m.input("x float32[2,3]")
            .node("i = Identity(x)")
            .node("a = Relu(i)")
            .node("d, mask = Dropout(a)")
            .node("c = Cast(d) to=1")
            .node("b = Neg(c)");
        m.node("j = Identity(b)")
            .node("y = Cast(j) to=1")
            .node("k = Cast(b) to=7")
            .output("y float32[2,3]")
            .output("k int64[2,3]");
        const Graph graph = normal(m);
        QCOMPARE(types(graph), (Types{"Relu", "Neg", "Cast"}));
        QCOMPARE(graph.value(graph.outputs[0]).name, std::string("y"));
        QCOMPARE(strays(m, graph, {randomTensor({2, 3}, 3)}), 0.0);
    }

    void namesOfInputsAndOutputsNeverChange()
    {
        for (const MadeModel& made : madeModels()) {
            TestModel m;
            m.model().ParseFromString(made.bytes);
            m.proto() = m.model().graph();
            const Graph before = m.graph();
            const Graph after = normal(m);
            QCOMPARE(after.inputs.size(), before.inputs.size());
            QCOMPARE(after.outputs.size(), before.outputs.size());
            for (std::size_t i = 0; i < before.inputs.size(); ++i)
                QCOMPARE(after.value(after.inputs[i]).name, before.value(before.inputs[i]).name);
            for (std::size_t i = 0; i < before.outputs.size(); ++i)
                QCOMPARE(after.value(after.outputs[i]).name, before.value(before.outputs[i]).name);
            std::set<std::string> names;
            for (const Value& v : after.values)
                QVERIFY2(names.insert(v.name).second, v.name.c_str());
        }
    }

    void nothingIsFoldedIntoALoopsBodyByMistake()
    {
        // The Conv's result is read by a body only: no reader in the graph may take its place.
        TestGraph body;
        body.input("i int64[]")
            .input("go bool[]")
            .input("s float32[1,4,4,4]")
            .node("g2 = Identity(go)")
            .node("n = Mul(c, s)")
            .output("g2")
            .output("n");
        TestModel m = convAnd("y = Loop(trips, go, ones)");
        m.body("body", body)
            .constant("trips", int64Scalar(2))
            .constant("go", boolScalar(true))
            .constant("ones", randomTensor({1, 4, 4, 4}, 9));
        const Graph graph = normal(m);
        QCOMPARE(types(graph), (Types{"Conv", "Loop"}));
        QCOMPARE(strays(m, graph, {randomTensor({1, 2, 4, 4}, 3)}), 0.0);
    }
};

QTEST_APPLESS_MAIN(TestNormalForm)
#include "tst_normal_form.moc"
