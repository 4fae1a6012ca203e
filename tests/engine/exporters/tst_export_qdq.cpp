// SPDX-License-Identifier: GPL-3.0-or-later
// What the file looks like: names, numbers, shared scales, opset and domain, guards.
#include "engine/model/attributes.h"
#include "tests/support/exported.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

QString text(const std::string& s) { return QString::fromStdString(s); }

struct Look {
    explicit Look(const Graph& g) : graph(g) {}

    [[nodiscard]] const Node& node(const std::string& name) const
    {
        const auto found = std::find_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) { return n.name == name; });
        if (found == graph.nodes.end())
            throw Error(ErrorCode::Usage, Text("the file has no node {}", name));
        return *found;
    }
    [[nodiscard]] const Node& producer(const std::string& tensor) const
    {
        const ValueId v = graph.find(tensor);
        if (v == ValueId::None || graph.value(v).producer == NodeId::None)
            throw Error(ErrorCode::Usage, Text("nothing makes {}", tensor));
        return graph.node(graph.value(v).producer);
    }
    [[nodiscard]] std::string input(const Node& n, std::size_t i) const { return graph.value(n.inputs[i]).name; }
    [[nodiscard]] const Tensor& constant(const Node& n, std::size_t i) const { return graph.value(n.inputs[i]).constant; }
    [[nodiscard]] int count(std::string_view opType) const
    {
        return static_cast<int>(
            std::count_if(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) { return n.opType == opType; }));
    }

    const Graph& graph;
};

std::vector<double> numbers(const Tensor& t)
{
    std::vector<double> all;
    for (std::size_t i = 0; i < t.count(); ++i)
        all.push_back(t.valueAt(i));
    return all;
}

using Numbers = std::vector<double>;

bool has(const Findings& findings, const std::string& rule)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

TestModel oneConv(int opset)
{
    TestModel m(opset);
    m.input("x float32[1,1,2,2]").floats("w", {2, 1, 1, 1}, {1.275F, -0.51F}).floats("b", {2}, {0.05F, -0.016F});
    m.node("y = Conv(x, w, b) @conv").output("y float32[1,2,2,2]");
    return m;
}

ExportCase caseOf(OrtEnvironment& environment, const TestModel& m, const MadePlan& made = {})
{
    std::vector<Tensor> inputs;
    const Graph graph = m.graph();
    for (const ValueId v : graph.inputs)
        inputs.push_back(randomTensor(graph.value(v).shape, 40 + static_cast<unsigned>(inputs.size())));
    return {environment, graph, {inputs}, made};
}

SharedParams int8(float scale)
{
    QuantParams p;
    p.scales = {scale};
    p.zeroPoints = {0};
    return std::make_shared<const QuantParams>(p);
}

} // namespace

class TestExportQdq : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void numbersInClosedForm()
    {
        ExportCase c = caseOf(m_environment, oneConv(13));
        c.set("x:output", int8(0.5F));
        c.set("conv:output", int8(0.25F));
        c.set("conv:weight", weightParams(c.model->graph.value(c.model->graph.find("w")).constant, 0, DType::Int8));
        const Exported e = c.exported();
        const Look look(e.graph);

        const Node& conv = look.node("conv");
        QCOMPARE(look.input(conv, 0), std::string("x_dequantized"));
        QCOMPARE(look.input(conv, 1), std::string("w"));
        QCOMPARE(look.input(conv, 2), std::string("b"));
        const Node& quantize = look.producer("x_quantized");
        QCOMPARE(look.input(quantize, 0), std::string("x"));
        QCOMPARE(numbers(look.constant(quantize, 1)), Numbers{0.5});
        QCOMPARE(look.constant(quantize, 1).shape(), Shape{});
        QCOMPARE(static_cast<int>(look.constant(quantize, 2).type()), static_cast<int>(ElementType::Int8));

        // scales 1.275 / 127.5 and 0.51 / 127.5: 127.5 is a tie, to even, then the grid ends at 127
        const Node& weight = look.producer("w");
        QCOMPARE(look.input(weight, 0), std::string("w_quantized"));
        QCOMPARE(numbers(look.constant(weight, 0)), (Numbers{127, -128}));
        QCOMPARE(intAttribute(weight, "axis", -1), std::int64_t{0});
        QVERIFY(std::abs(numbers(look.constant(weight, 1))[0] - 0.01) < 1e-9 &&
                std::abs(numbers(look.constant(weight, 1))[1] - 0.004) < 1e-9);

        // biases in steps of 0.5 * 0.01 and 0.5 * 0.004
        const Node& bias = look.producer("b");
        QCOMPARE(bias.inputs.size(), std::size_t{2});
        QCOMPARE(static_cast<int>(look.constant(bias, 0).type()), static_cast<int>(ElementType::Int32));
        QCOMPARE(numbers(look.constant(bias, 0)), (Numbers{10, -8}));
        QCOMPARE(look.constant(bias, 1).floats()[1], 0.5F * look.constant(weight, 1).floats()[1]);

        // the output keeps its name behind the pair
        QCOMPARE(look.producer("y").opType, std::string("DequantizeLinear"));
        QCOMPARE(e.graph.value(conv.outputs[0]).name, std::string("y_float"));
        QCOMPARE(e.tensorsChanged, std::size_t{4});
        QCOMPARE(e.tensors,
                 (std::vector<ExportedTensor>{{e.tensors[0].value, "x", "x_dequantized"}, {e.tensors[1].value, "y_float", "y"}}));
        QVERIFY(e.findings.empty());
    }

    void zeroPointsOfEveryType()
    {
        ExportCase c = caseOf(m_environment, oneConv(21));
        for (const auto& [dtype, zero] : std::map<DType, std::int32_t>{
                 {DType::UInt8, 200}, {DType::Int8, -100}, {DType::UInt16, 40000}, {DType::Int16, -300}}) {
            QuantParams p;
            p.dtype = dtype;
            p.scales = {0.01F};
            p.zeroPoints = {zero};
            c.set("x:output", std::make_shared<const QuantParams>(p));
            const Exported e = c.exported();
            const Look look(e.graph);
            QCOMPARE(numbers(look.constant(look.producer("x_quantized"), 2)), Numbers{static_cast<double>(zero)});
            QCOMPARE(static_cast<int>(look.constant(look.producer("x_quantized"), 2).type()),
                     static_cast<int>(elementTypeOf(dtype)));
        }
        ExportCase narrow = caseOf(m_environment, oneConv(21), {DType::Int8, DType::Int4, Scheme::Symmetric, true});
        const Exported e = narrow.exported();
        QCOMPARE(numbers(Look(e.graph).constant(Look(e.graph).producer("w"), 0)), (Numbers{7, -8}));
        QVERIFY(e.graph.irVersion >= 10);
    }

    void followersShareOneScale()
    {
        TestModel m(13);
        m.input("x float32[1,2,4,4]")
            .constant("w", randomTensor({2, 2, 1, 1}, 1))
            .ints("flat", {1, 32})
            .node("a = Conv(x, w) @a")
            .node("p = MaxPool(a) kernel_shape=[1,1] @p");
        m.node("r = Reshape(p, flat) @r").node("s = Sigmoid(r) @s").output("s float32[1,32]").output("r float32[1,32]");
        ExportCase c = caseOf(m_environment, m);
        const Exported e = c.exported();
        const Look look(e.graph);
        const Node& first = look.producer("a_quantized");
        for (const char* follower : {"p_quantized", "r_quantized"}) {
            QVERIFY(look.producer(follower).inputs[1] == first.inputs[1]);
            QVERIFY(look.producer(follower).inputs[2] == first.inputs[2]);
        }
        QVERIFY(look.producer("x_quantized").inputs[1] != first.inputs[1]);
        QCOMPARE(look.input(look.node("r"), 0), std::string("p_dequantized"));
    }

    void sharedWeightsAndBiases()
    {
        TestModel m(13);
        m.input("x float32[1,2,4,4]").constant("w", randomTensor({2, 2, 1, 1}, 1)).constant("b", randomTensor({2}, 2));
        m.node("a = Conv(x, w, b) @a")
            .node("d = Conv(x, w, b) @d")
            .node("s = Add(a, d) @s")
            .node("y = Conv(s, w, b) @y")
            .output("y float32[1,2,4,4]");
        ExportCase c = caseOf(m_environment, m);
        { // the weights are equal, the bias of y has another step
            const Exported e = c.exported();
            const Look look(e.graph);
            QCOMPARE(look.input(look.node("a"), 1), std::string("w"));
            QCOMPARE(look.input(look.node("d"), 1), std::string("w"));
            QCOMPARE(look.input(look.node("y"), 1), std::string("w"));
            QCOMPARE(look.input(look.node("a"), 2), std::string("b"));
            QCOMPARE(look.input(look.node("d"), 2), std::string("b"));
            QCOMPARE(look.input(look.node("y"), 2), std::string("b_dequantized_2"));
            QCOMPARE(static_cast<int>(e.findings.size()), 1);
            QCOMPARE(e.findings[0].rule, std::string("export.copied_constant"));
            QCOMPARE(e.findings[0].numbers.at("copies"), 2.0);
        }
        c.set("d:weight", weightParams(c.model->graph.value(c.model->graph.find("w")).constant, -1, DType::Int8));
        c.set("y:weight", {});
        { // one per channel, one per tensor, one in float, which keeps the name
            const Exported e = c.exported();
            const Look look(e.graph);
            QCOMPARE(look.input(look.node("y"), 1), std::string("w"));
            QVERIFY(e.graph.value(look.node("y").inputs[1]).isConstant());
            QCOMPARE(look.input(look.node("a"), 1), std::string("w_dequantized"));
            QCOMPARE(look.input(look.node("d"), 1), std::string("w_dequantized_2"));
            QVERIFY(e.graph.value(look.node("y").inputs[2]).isConstant());
        }
        QCOMPARE(unequal(c.verified()), QString());
    }

    void highPrecisionOutputsHaveNoPair()
    {
        ExportCase c = caseOf(m_environment, oneConv(13));
        c.set("conv:output", {});
        const Exported e = c.exported();
        const Look look(e.graph);
        QCOMPARE(look.producer("y").name, std::string("conv"));
        QCOMPARE(look.count("QuantizeLinear"), 1);
        QCOMPARE(unequal(c.verified()), QString());
    }

    void opsetsAndDomains_data()
    {
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("activations");
        QTest::addColumn<bool>("perChannel");
        QTest::addColumn<int>("expected");
        const auto row = [](int from, DType activations, bool perChannel, int expected) {
            QTest::addRow("%d %s %d", from, std::string(toString(activations)).c_str(), perChannel)
                << from << static_cast<int>(activations) << perChannel << expected;
        };
        row(7, DType::Int8, false, 10);
        row(10, DType::UInt8, false, 10);
        row(11, DType::Int8, false, 11);
        row(11, DType::Int8, true, 13);
        row(13, DType::Int8, true, 13);
        row(13, DType::Int16, true, 21);
        row(17, DType::Int8, true, 17);
        row(17, DType::UInt16, false, 21);
        row(21, DType::Int16, true, 21);
    }

    void opsetsAndDomains()
    {
        QFETCH(int, from);
        QFETCH(int, activations);
        QFETCH(bool, perChannel);
        QFETCH(int, expected);
        ExportCase c =
            caseOf(m_environment, oneConv(from), {static_cast<DType>(activations), DType::Int8, Scheme::Symmetric, perChannel});
        for (const QdqDomain domain : {QdqDomain::Auto, QdqDomain::Onnx}) {
            c.options.domain = domain;
            const Exported e = c.exported();
            QCOMPARE(e.opset, std::int64_t{expected});
            QCOMPARE(e.opsetFrom, std::int64_t{from});
            QCOMPARE(e.graph.opset(), std::int64_t{expected});
            QCOMPARE(e.qdqDomain, std::string("ai.onnx"));
            QCOMPARE(has(e.findings, "export.raised_opset"), from != expected);
        }
    }

    void whereTheOpsetCantBeRaised()
    {
        TestGraph body;
        body.input("i int64[]")
            .input("go bool[]")
            .input("s float32[2,3]")
            .node("c = Identity(go)")
            .node("t = Tanh(s)")
            .output("c")
            .output("t");
        TestModel m(13);
        m.input("x float32[2,3]")
            .ints("n", {2})
            .node("trips = ReduceMax(n) keepdims=0")
            .node("l = Loop(trips, , x) @loop")
            .body("body", body)
            .node("y = Sigmoid(l) @y");
        m.output("y float32[2,3]");
        ExportCase c = caseOf(m_environment, m, {DType::Int16, DType::Int8, Scheme::Symmetric, true});
        QCOMPARE(unequal(c.verified()), QString());
        QCOMPARE(c.last.qdqDomain, std::string("com.microsoft"));
        QCOMPARE(c.last.opset, std::int64_t{13});
        const auto finding = std::find_if(c.last.findings.begin(), c.last.findings.end(),
                                          [](const Finding& f) { return f.rule == "export.microsoft_pairs"; });
        QVERIFY(finding != c.last.findings.end());
        QVERIFY2(finding->message.english().find("Loop") != std::string::npos, finding->message.english().c_str());
        c.options.domain = QdqDomain::Onnx;
        const auto error = errorOf([&] { (void)c.exported(); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(std::string(error->what()).find("Loop") != std::string::npos);
    }

    void aRaiseThatCantBeProvedIsNotMade()
    {
        // A length of 1 or 2 can't be reflected by 2: no made up input runs.
        TestModel m(13);
        m.input("x float32[1,L]")
            .ints("pads", {0, 2, 0, 2})
            .node("p = Pad(x, pads) mode='reflect' @pad")
            .node("y = Sigmoid(p) @y")
            .output("y float32[1,M]");
        ExportCase c(m_environment, m.graph(), {{randomTensor({1, 9}, 3)}}, {DType::Int16, DType::Int8, Scheme::Symmetric, true});
        QCOMPARE(c.exported().qdqDomain, std::string("com.microsoft"));
        c.options.proofSamples = c.inputs;
        const Exported e = c.exported();
        QCOMPARE(e.qdqDomain, std::string("ai.onnx"));
        QCOMPARE(e.opset, std::int64_t{21});
    }

    void metadataIsAdded()
    {
        TestModel m = oneConv(13);
        auto* entry = m.model().add_metadata_props();
        entry->set_key("author");
        entry->set_value("somebody");
        ExportCase c = caseOf(m_environment, m);
        c.options.metadata = {{"quantbench_rules", "{\"rules\": []}"}};
        (void)c.verified();
        const auto again = c.openedAgain();
        QCOMPARE(again->graph.metadata.at("author"), std::string("somebody"));
        QCOMPARE(again->graph.metadata.at("quantbench_rules"), std::string("{\"rules\": []}"));
    }

    void impossibleParametersAreNamedAtOnce()
    {
        ExportCase c = caseOf(m_environment, oneConv(13));
        QuantParams wide = *int8(0.5F);
        wide.dtype = DType::Int32;
        QuantParams narrow = *int8(0.5F);
        narrow.narrow = true;
        c.set("x:output", std::make_shared<const QuantParams>(wide));
        c.set("conv:output", std::make_shared<const QuantParams>(narrow));
        const auto error = errorOf([&] { (void)c.exported(); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        const std::string what = error->what();
        QVERIFY2(what.find("x:output") != std::string::npos && what.find("conv:output") != std::string::npos, what.c_str());
    }

    void guards_data()
    {
        QTest::addColumn<QString>("node");
        QTest::newRow("conv") << "y = Conv(a, w, b) @op";
        QTest::newRow("conv and relu") << "c = Conv(a, w, b) @op\ny = Relu(c)";
        QTest::newRow("transposed conv") << "y = ConvTranspose(a, w, b) @op";
        QTest::newRow("gemm") << "y = Gemm(a, w, b) @op";
        QTest::newRow("matmul") << "y = MatMul(a, w) @op";
        QTest::newRow("matmul and bias") << "c = MatMul(a, w) @op\ny = Add(c, b)";
    }

    /// Measured on ONNX Runtime: without a guard it quantizes the float weight, with it it does not.
    void guards()
    {
        QFETCH(QString, node);
        const bool conv = node.contains("Conv");
        TestModel m(13);
        m.input(conv ? "x float32[1,8,6,6]" : "x float32[4,8]")
            .constant("w", randomTensor(conv ? Shape{8, 8, 1, 1} : Shape{8, 8}, 1))
            .constant("b", randomTensor({8}, 2));
        m.node("a = Tanh(x) @a");
        for (const QString& line : node.split('\n'))
            m.node(line.toStdString());
        m.node("z = Tanh(y) @z").output("z");
        ExportCase c = caseOf(m_environment, m);
        c.set("op:weight", {});
        const Verification open = c.verified();
        QCOMPARE(unequal(open), QString());
        QVERIFY(c.last.guarded.empty());
        c.options.guardFloat = GuardFloat::Yes;
        const Verification closed = c.verified();
        QCOMPARE(unequal(closed), QString());
        QCOMPARE(c.last.guarded, std::vector<std::string>{"op"});
        QCOMPARE(Look(c.last.graph).count("Max"), 1);
        QCOMPARE(closed.optimized.requantizedByRuntime, std::vector<std::string>{});
        // It leaves MatMul alone; another version may not.
        if (!node.contains("MatMul"))
            QCOMPARE(open.optimized.requantizedByRuntime, std::vector<std::string>{"op"});
        // opened again the guard is gone
        const auto again = c.openedAgain();
        QCOMPARE(again->unitCount(), c.model->unitCount());
        // What is quantized needs none.
        c.set("op:weight", weightParams(c.model->graph.value(c.model->graph.find("w")).constant, -1, DType::Int8));
        QVERIFY(c.exported().guarded.empty());
    }

    void openedAgainItIsTheSameModel()
    {
        TestModel m(13);
        m.input("x float32[1,4,6,6]")
            .constant("w", randomTensor({4, 4, 3, 3}, 1))
            .constant("b", randomTensor({4}, 2))
            .constant("k", randomTensor({4, 1, 1}, 3))
            .ints("flat", {1, -1});
        m.constant("g", randomTensor({5, 144}, 4));
        m.node("a = Conv(x, w, b) pads=[1,1,1,1] @a")
            .node("r = Relu(a)")
            .node("f = Sigmoid(r) @f")
            .node("h = Mul(f, k) @h")
            .node("s = Mul(h, r) @s");
        m.node("e = Reshape(s, flat) @e")
            .node("y = Gemm(e, g) transB=1 @y")
            .output("y float32[1,5]")
            .output("h float32[1,4,6,6]");
        ExportCase c = caseOf(m_environment, m, {DType::UInt8, DType::Int8, Scheme::Affine, true});
        QCOMPARE(unequal(c.verified()), QString());
        const auto again = c.openedAgain();
        QCOMPARE(again->unitCount(), c.model->unitCount());
        QCOMPARE(again->pointCount(), c.model->pointCount());
        for (std::size_t p = 0; p < again->pointCount(); ++p) {
            const Point& point = again->units.points[p];
            QCOMPARE(text(point.name), text(c.model->units.points[p].name));
            const SharedParams& params = c.plan.points[p];
            if (point.kind == PointKind::Operand)
                continue;
            const auto pair = std::find_if(again->imported.begin(), again->imported.end(),
                                           [&](const ImportedPair& i) { return i.value == point.value; });
            QVERIFY2(pair != again->imported.end(), point.name.c_str());
            QCOMPARE(pair->scales, params->scales);
            QCOMPARE(pair->zeroPoints, params->zeroPoints);
            QCOMPARE(pair->axis, params->axis);
            QCOMPARE(static_cast<int>(pair->type), static_cast<int>(elementTypeOf(params->dtype)));
        }
    }
};

QTEST_APPLESS_MAIN(TestExportQdq)
#include "tst_export_qdq.moc"
