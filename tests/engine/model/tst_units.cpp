// SPDX-License-Identifier: GPL-3.0-or-later
// Where a network is cut, how the pieces and their points are called, what they cost.
#include "engine/model/model.h"
#include "engine/model/onnx_reader.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

QStringList points(const Model& model)
{
    QStringList all;
    for (const Point& p : model.units.points)
        all << QString::fromStdString(p.name);
    return all;
}

QStringList units(const Model& model)
{
    QStringList all;
    for (const Unit& u : model.units.units)
        all << QString::fromStdString(u.name + " " + u.opType);
    return all;
}

} // namespace

class TestUnits : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    std::shared_ptr<const Model> open(const TestModel& m, const DimBindings& dims = {})
    {
        return makeModel(m.graph(), m_environment, dims, {});
    }

    const Unit& unit(const Model& model, const char* name) { return model.unit(model.units.findUnit(name)); }

private slots:
    void namesOfUnitsAndPoints()
    {
        TestModel m(13);
        m.input("in float32[1,2,4,4]")
            .constant("w", randomTensor({2, 2, 1, 1}, 1))
            .constant("b", randomTensor({2}, 2))
            .constant("k", randomTensor({2, 1, 1}, 3));
        m.node("a = Conv(in, w, b) @/body/conv1/Conv")
            .node("r = Relu(a) @/body/act")
            .node("s = Add(r, r2)")
            .node("r2 = Sigmoid(in)");
        m.node("p, q = Split(s) axis=1")
            .node("n = Add(p, k2) @same")
            .constant("k2", randomTensor({1, 4, 1}, 4))
            .node("o = Concat(n, q) axis=1 @same")
            .node("y = Shape(o)");
        m.output("o float32").output("y int64");
        const auto model = open(m);
        QCOMPARE(units(*model), (QStringList{"in Input", "/body/conv1/Conv Conv", "Sigmoid_3 Sigmoid", "Add_2 Add",
                                             "Split_4 Split", "same Add", "same#2 Concat", "Shape_7 Shape"}));
        QCOMPARE(points(*model),
                 (QStringList{"in:output", "/body/conv1/Conv:output", "/body/conv1/Conv:weight", "/body/conv1/Conv:input0",
                              "Sigmoid_3:output", "Sigmoid_3:input0", "Add_2:output", "Add_2:input0", "Add_2:input1",
                              "Split_4:output0", "Split_4:output1", "Split_4:input0", "same:output", "same:input0", "same:input1",
                              "same#2:output", "same#2:input0", "same#2:input1", "Shape_7:input0"}));
        QCOMPARE(QString::fromStdString(unit(*model, "/body/conv1/Conv").module), QString("body.conv1"));
        QVERIFY(model->point(model->units.findPoint("same:input1")).kind == PointKind::Constant);
        QVERIFY(model->point(model->units.findPoint("same:input0")).kind == PointKind::Operand);
        QVERIFY(model->units.findPoint("nothing:output") == PointId::None);
    }

    void whatFoldsIntoAUnit_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::addColumn<QStringList>("wanted");
        QTest::newRow("MatMul, bias, activation")
            << QStringList{"a = MatMul(x, w)", "b = Add(a, k)", "y = Relu(b)"} << QStringList{"MatMul_0 MatMul"};
        QTest::newRow("bias on the left") << QStringList{"a = MatMul(x, w)", "y = Add(k, a)"} << QStringList{"MatMul_0 MatMul"};
        QTest::newRow("Add of one number is no bias")
            << QStringList{"a = MatMul(x, w)", "y = Add(a, one)"} << QStringList{"MatMul_0 MatMul", "Add_1 Add"};
        QTest::newRow("Add of a number per row is no bias")
            << QStringList{"a = MatMul(x, w)", "y = Add(a, rows)"} << QStringList{"MatMul_0 MatMul", "Add_1 Add"};
        QTest::newRow("product of activations has no bias")
            << QStringList{"a = MatMul(x, z)", "y = Add(a, k)"} << QStringList{"MatMul_0 MatMul", "Add_1 Add"};
        QTest::newRow("Clip and LeakyRelu") << QStringList{"a = Add(x, x)", "b = Clip(a)", "c = Mul(b, x)", "y = LeakyRelu(c)"}
                                            << QStringList{"Add_0 Add", "Mul_2 Mul"};
        QTest::newRow("PRelu has a constant of its own")
            << QStringList{"a = Add(x, x)", "y = PRelu(a, one)"} << QStringList{"Add_0 Add", "PRelu_1 PRelu"};
        QTest::newRow("one activation only")
            << QStringList{"a = Add(x, x)", "b = Relu(a)", "y = Clip(b)"} << QStringList{"Add_0 Add", "Clip_2 Clip"};
        QTest::newRow("Relu of what others read too") << QStringList{"a = Add(x, x)", "b = Relu(a)", "y = Sub(a, b)"}
                                                      << QStringList{"Add_0 Add", "Relu_1 Relu", "Sub_2 Sub"};
        QTest::newRow("Relu alone") << QStringList{"a = Sigmoid(x)", "y = Relu(a)"}
                                    << QStringList{"Sigmoid_0 Sigmoid", "Relu_1 Relu"};
    }
    void whatFoldsIntoAUnit()
    {
        QFETCH(QStringList, nodes);
        QFETCH(QStringList, wanted);
        TestModel m(13);
        m.input("x float32[4,4]")
            .input("z float32[4,4]")
            .constant("w", randomTensor({4, 4}, 1))
            .constant("k", randomTensor({4}, 2))
            .scalar("one", 1);
        m.constant("rows", randomTensor({4, 1}, 3));
        for (const QString& n : nodes)
            m.node(n.toStdString());
        m.output("y float32");
        QStringList all = units(*open(m));
        all.erase(all.begin(), all.begin() + 2); // the inputs
        QCOMPARE(all, wanted);
    }

    void weightsAndTheirAxes_data()
    {
        QTest::addColumn<QString>("node");
        QTest::addColumn<QVector<int>>("input");
        QTest::addColumn<QVector<int>>("weight");
        QTest::addColumn<int>("operand");
        QTest::addColumn<int>("axis");
        QTest::addColumn<int>("groups");
        QTest::newRow("Conv") << "y = Conv(x, w)" << QVector<int>{1, 4, 5, 5} << QVector<int>{6, 2, 3, 3} << 1 << 0 << 1;
        QTest::newRow("ConvTranspose") << "y = ConvTranspose(x, w) group=2" << QVector<int>{1, 4, 5, 5}
                                       << QVector<int>{4, 3, 2, 2} << 1 << 1 << 2;
        QTest::newRow("Gemm") << "y = Gemm(x, w)" << QVector<int>{2, 4} << QVector<int>{4, 3} << 1 << 1 << 1;
        QTest::newRow("Gemm transposed") << "y = Gemm(x, w) transB=1" << QVector<int>{2, 4} << QVector<int>{3, 4} << 1 << 0 << 1;
        QTest::newRow("MatMul") << "y = MatMul(x, w)" << QVector<int>{2, 4} << QVector<int>{4, 3} << 1 << 1 << 1;
        QTest::newRow("MatMul of three dimensions")
            << "y = MatMul(x, w)" << QVector<int>{5, 2, 4} << QVector<int>{5, 4, 3} << 1 << 2 << 1;
        QTest::newRow("MatMul from the left") << "y = MatMul(w, x)" << QVector<int>{4, 2} << QVector<int>{3, 4} << 0 << 0 << 1;
    }
    void weightsAndTheirAxes()
    {
        QFETCH(QString, node);
        QFETCH(QVector<int>, input);
        QFETCH(QVector<int>, weight);
        QFETCH(int, operand);
        QFETCH(int, axis);
        QFETCH(int, groups);
        TestModel m(13);
        m.input("x float32" + toString(Shape(input.begin(), input.end())))
            .constant("w", randomTensor({weight.begin(), weight.end()}, 1));
        m.node(node.toStdString()).output("y float32");
        const auto model = open(m);
        const Unit& u = model->units.units.back();
        QVERIFY(u.weight);
        QCOMPARE(u.weight->operand, static_cast<std::size_t>(operand));
        QCOMPARE(u.weight->axis, axis);
        QCOMPARE(u.weight->groups, groups);
        QVERIFY(model->units.pointOf(static_cast<UnitId>(1), PointKind::Weight, u.weight->operand) != PointId::None);
    }

    void aTableIsAWeightAndItsIdsAreNot()
    {
        TestModel m(13);
        m.input("ids int64[5]")
            .constant("table", randomTensor({7, 3}, 1))
            .node("y = Gather(table, ids) @embed")
            .output("y float32");
        const auto model = open(m);
        QCOMPARE(points(*model), (QStringList{"embed:output", "embed:weight"}));
        QCOMPARE(unit(*model, "embed").weight->axis, 0);
        QCOMPARE(unit(*model, "embed").parameters, std::uint64_t{21});
    }

    void biasesThatAreOnePerChannel_data()
    {
        QTest::addColumn<QVector<int>>("shape");
        QTest::addColumn<bool>("bias");
        QTest::newRow("per column") << QVector<int>{4} << true;
        QTest::newRow("per column, rank 2") << QVector<int>{1, 4} << true;
        QTest::newRow("per row") << QVector<int>{4, 1} << false;
        QTest::newRow("full") << QVector<int>{4, 4} << false;
        QTest::newRow("one number") << QVector<int>{} << false;
    }
    void biasesThatAreOnePerChannel()
    {
        QFETCH(QVector<int>, shape);
        QFETCH(bool, bias);
        TestModel m(13);
        m.input("x float32[4,3]")
            .constant("w", randomTensor({3, 4}, 1))
            .constant("c", randomTensor({shape.begin(), shape.end()}, 2));
        m.node("y = Gemm(x, w, c) @g").output("y float32");
        QCOMPARE(unit(*open(m), "g").weight->bias != ValueId::None, bias);
    }

    void costsClosedForm()
    {
        TestModel m(13);
        m.input("x float32[N,3,8,8]")
            .constant("w", randomTensor({6, 3, 3, 3}, 1))
            .constant("b", randomTensor({6}, 2))
            .constant("wd", randomTensor({6, 1, 3, 3}, 3));
        m.constant("wt", randomTensor({6, 2, 2, 2}, 4))
            .constant("wg", randomTensor({5, 4}, 5))
            .constant("wm", randomTensor({16, 7}, 6));
        m.node("c = Conv(x, w, b) pads=[1,1,1,1] strides=[2,2] @conv")
            .node("d = Conv(c, wd) group=6 @dw")
            .node("t = ConvTranspose(d, wt) group=2 strides=[2,2] @up");
        m.node("p = GlobalAveragePool(t)")
            .node("f = Flatten(p)")
            .node("g = Gemm(f, wg2) @fc")
            .constant("wg2", randomTensor({4, 5}, 5))
            .node("r = Reshape(t, s)")
            .ints("s", {-1, 4, 16});
        m.node("mm = MatMul(r, wm) @mm")
            .node("tr = Transpose(mm) perm=[0,2,1]")
            .node("at = MatMul(mm, tr) @attention")
            .output("g float32")
            .output("at float32");
        const auto check = [&](const Model& model, std::uint64_t n) {
            QCOMPARE(unit(model, "conv").macs, n * 6 * 4 * 4 * 3 * 3 * 3);
            QCOMPARE(unit(model, "conv").parameters, std::uint64_t{6 * 27 + 6});
            QCOMPARE(unit(model, "dw").macs, n * 6 * 2 * 2 * 9);
            QCOMPARE(unit(model, "up").macs, n * 6 * 2 * 2 * 2 * 4); // each input element meets 2 channels of 2x2
            QCOMPARE(unit(model, "fc").macs, n * 4 * 5);
            QCOMPARE(unit(model, "mm").macs, n * 4 * 16 * 7);
            QCOMPARE(unit(model, "attention").macs, n * 4 * 4 * 7);
        };
        check(*open(m), 1);
        check(*open(m, {{"N", 3}}), 3);
        QCOMPARE(open(m)->graph.value(open(m)->graph.inputs[0]).shape, (Shape{-1, 3, 8, 8}));
        QCOMPARE(open(m, {{"N", 3}})->shapes[indexOf(open(m)->graph.inputs[0])], (Shape{3, 3, 8, 8}));
    }

    void scalarsHaveAShape()
    {
        TestModel m(13);
        m.input("x float32[2,3]")
            .input("any float32")
            .node("s = ReduceMax(x) keepdims=0")
            .node("y = Mul(x, s)")
            .node("z = Relu(any)")
            .output("y float32")
            .output("z float32");
        const auto model = open(m);
        const Value& s = model->graph.value(model->graph.find("s"));
        QVERIFY(s.shapeKnown && s.shape.empty());
        QVERIFY(!model->graph.value(model->graph.find("z")).shapeKnown);
    }

    void ifsHaveNoPointsTheirBodiesHave()
    {
        TestGraph yes, no;
        yes.node("t = Relu(x) @r").output("t");
        no.node("t = Sigmoid(x) @s").output("t");
        TestModel m;
        m.input("c bool[]")
            .input("x float32[2,3]")
            .node("y = If(c) @choose")
            .body("then_branch", yes)
            .body("else_branch", no)
            .output("y float32");
        QCOMPARE(points(*open(m)), (QStringList{"x:output", "choose/then_branch/r:output", "choose/then_branch/r:input0",
                                                "choose/else_branch/s:output", "choose/else_branch/s:input0"}));
    }

    void onlyFloatsHavePoints()
    {
        TestModel m(13);
        m.input("x float32[2,3]")
            .input("d float64[2]")
            .input("i int64[2]")
            .node("a = Cast(x) to=11")
            .node("b = Add(a2, d)")
            .constant("k", int64Scalar(2));
        m.node("a2 = ReduceSum(a, ax)")
            .ints("ax", {1})
            .node("c = Mul(i, k)")
            .node("e = Cast(c) to=1")
            .output("b float64")
            .output("e float32");
        for (const QString& p : points(*open(m)))
            QVERIFY2(p == "x:output" || p == "Cast_0:input0" || p == "Cast_4:output", qPrintable(p));
    }

    void corpusCounts_data()
    {
        QTest::addColumn<int>("count");
        QTest::addColumn<QString>("type");
        QTest::addColumn<int>("ofType");
        QTest::addRow("mobilenetv2_float_from_qdq") << 66 << "Conv" << 52;
        QTest::addRow("nanodet_m_320") << 191 << "Conv" << 0;
        QTest::addRow("yunet_n_320") << 98 << "Conv" << 0;
        QTest::addRow("tf_bert_qa_untrained") << 0 << "LayerNorm" << 49;
        QTest::addRow("tf_bert_qa_untrained#2") << 0 << "GELU" << 24;
        QTest::addRow("deimv2_atto") << 0 << "SiLU" << 39;
        QTest::addRow("deimv2_atto#2") << 0 << "RMSNorm" << 9;
    }
    void corpusCounts()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus: set QB_CORPUS");
        QFETCH(int, count);
        QFETCH(QString, type);
        QFETCH(int, ofType);
        const QString name = QString(QTest::currentDataTag()).section('#', 0, 0);
        const auto model = openModel(corpusFolder() + "/models/" + name.toStdString() + "/model.onnx", m_environment, {}, {});
        if (count != 0)
            QCOMPARE(model->unitCount(), static_cast<std::size_t>(count));
        if (ofType != 0)
            QCOMPARE(std::count_if(model->units.units.begin(), model->units.units.end(),
                                   [&](const Unit& u) { return type == u.opType.c_str(); }),
                     static_cast<std::ptrdiff_t>(ofType));
        std::set<std::string> names;
        for (const Unit& u : model->units.units)
            QVERIFY2(names.insert(u.name).second, u.name.c_str());
        std::set<std::string> all;
        for (const Point& p : model->units.points)
            QVERIFY2(all.insert(p.name).second, p.name.c_str());
    }
};

QTEST_APPLESS_MAIN(TestUnits)
#include "tst_units.moc"
