// SPDX-License-Identifier: GPL-3.0-or-later
// Modules that exporters take apart are found again, whole and only where they are.
#include "engine/model/normal_form.h"
#include "engine/model/units.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestPatterns : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    /// Nodes of a small network on x [2,3,8], with constants of all kinds at hand; the last one gives y.
    Graph graphOf(const QStringList& nodes)
    {
        TestModel m(13);
        m.input("x float32[2,3,8]")
            .input("z float32[2,3,8]")
            .constant("g", randomTensor({8}, 1))
            .constant("h", randomTensor({8}, 2));
        m.scalar("two", 2)
            .scalar("three", 3)
            .scalar("six", 6)
            .scalar("zero", 0)
            .scalar("one", 1)
            .scalar("half", 0.5F)
            .scalar("sixth", 1.0F / 6);
        m.scalar("eps", 1e-5F)
            .scalar("root2", 1.41421356F)
            .scalar("cube", 0.044715F)
            .scalar("root", 0.7978845608F)
            .ints("last", {-1});
        for (const QString& n : nodes)
            m.node(n.toStdString());
        m.output("y float32");
        Graph graph = m.graph();
        const std::string refused = inferTypes(graph, m_environment).english();
        if (!refused.empty())
            qWarning("%s", refused.c_str());
        return graph;
    }

    static QStringList found(const Graph& graph)
    {
        QStringList all;
        for (const Pattern& p : findPatterns(graph))
            all << QString("%1/%2").arg(QString::fromStdString(p.type)).arg(p.nodes.size());
        return all;
    }

    static QStringList layerNorm(const QString& in, const QString& out)
    {
        const QString p = out + "_";
        return {p + "m = ReduceMean(" + in + ") axes=[-1]", p + "d = Sub(" + in + ", " + p + "m)", p + "s = Pow(" + p + "d, two)",
                p + "v = ReduceMean(" + p + "s) axes=[-1]", p + "e = Add(" + p + "v, eps)",        p + "r = Sqrt(" + p + "e)",
                p + "q = Div(" + p + "d, " + p + "r)",      p + "g = Mul(" + p + "q, g)",          out + " = Add(" + p + "g, h)"};
    }

private slots:
    void eachFormIsFound_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::addColumn<QStringList>("wanted");
        const auto row = [](const char* name, QStringList nodes, const char* wanted) {
            QTest::newRow(name) << nodes << QStringList{wanted};
        };
        row("LayerNorm", layerNorm("x", "y"), "LayerNorm/9");
        row("LayerNorm, squares by Mul and a reciprocal",
            {"m = ReduceMean(x) axes=[-1]", "d = Sub(x, m)", "s = Mul(d, d)", "v = ReduceMean(s) axes=[-1]", "e = Add(v, eps)",
             "r = Sqrt(e)", "i = Reciprocal(r)", "n = Mul(i, g)", "p = Mul(x, n)", "k = Mul(m, n)", "b = Sub(h, k)",
             "y = Add(p, b)"},
            "LayerNorm/12");
        row("LayerNorm without scale",
            {"m = ReduceMean(x) axes=[-1]", "d = Sub(x, m)", "s = Pow(d, two)", "v = ReduceMean(s) axes=[-1]", "e = Add(v, eps)",
             "r = Sqrt(e)", "y = Div(d, r)"},
            "LayerNorm/7");
        row("RMSNorm",
            {"s = Pow(x, two)", "v = ReduceMean(s) axes=[-1]", "e = Add(v, eps)", "r = Sqrt(e)", "d = Div(x, r)",
             "y = Mul(g, d)"},
            "RMSNorm/6");
        row("RMSNorm with a reciprocal",
            {"s = Mul(x, x)", "v = ReduceMean(s) axes=[-1]", "e = Add(v, eps)", "r = Sqrt(e)", "i = Reciprocal(r)",
             "d = Mul(x, i)", "y = Mul(d, g)"},
            "RMSNorm/7");
        row("GELU, half last", {"d = Div(x, root2)", "e = Erf(d)", "a = Add(e, one)", "m = Mul(x, a)", "y = Mul(m, half)"},
            "GELU/5");
        row("GELU, half first", {"f = Mul(x, half)", "d = Div(x, root2)", "e = Erf(d)", "a = Add(one, e)", "y = Mul(f, a)"},
            "GELU/5");
        row("GELU, half on the other factor",
            {"d = Div(x, root2)", "e = Erf(d)", "a = Add(e, one)", "b = Mul(a, half)", "y = Mul(b, x)"}, "GELU/5");
        row("GELU by tanh",
            {"p = Pow(x, three)", "c = Mul(p, cube)", "a = Add(x, c)", "r = Mul(root, a)", "t = Tanh(r)", "o = Add(one, t)",
             "f = Mul(half, x)", "y = Mul(f, o)"},
            "GELU/8");
        row("GELU by tanh, cubes by Mul",
            {"q = Mul(x, x)", "p = Mul(x, q)", "c = Mul(cube, p)", "a = Add(x, c)", "r = Mul(a, root)", "t = Tanh(r)",
             "o = Add(t, one)", "m = Mul(x, o)", "y = Mul(half, m)"},
            "GELU/9");
        row("SiLU", {"s = Sigmoid(x)", "y = Mul(x, s)"}, "SiLU/2");
        row("SiLU, other order", {"s = Sigmoid(x)", "y = Mul(s, x)"}, "SiLU/2");
        row("HardSwish by HardSigmoid", {"s = HardSigmoid(x) alpha=0.16666667 beta=0.5", "y = Mul(x, s)"}, "HardSwish/2");
        row("HardSwish by Clip", {"a = Add(x, three)", "c = Clip(a, zero, six)", "m = Mul(x, c)", "y = Div(m, six)"},
            "HardSwish/4");
        row("HardSwish, divided first", {"a = Add(x, three)", "c = Clip(a, zero, six)", "d = Mul(c, sixth)", "y = Mul(x, d)"},
            "HardSwish/4");
        row("Mish", {"p = Softplus(x)", "t = Tanh(p)", "y = Mul(x, t)"}, "Mish/3");
        row("Softplus", {"e = Exp(x)", "a = Add(e, one)", "y = Log(a)"}, "Softplus/3");
        row("L2 normalization",
            {"n = ReduceL2(x) axes=[-1]", "c = Clip(n, eps)", "s = Shape(x)", "e = Expand(c, s)", "y = Div(x, e)"},
            "L2Normalization/5");
        row("L2 normalization by squares",
            {"s = Mul(x, x)", "n = ReduceSum(s, last)", "r = Sqrt(n)", "c = Max(r, eps)", "y = Div(x, c)"}, "L2Normalization/5");
    }
    void eachFormIsFound()
    {
        QFETCH(QStringList, nodes);
        QFETCH(QStringList, wanted);
        QCOMPARE(found(graphOf(nodes)), wanted);
    }

    void theyStandAmongOthers()
    {
        // x + LayerNorm(x), then GELU, then another LayerNorm: each alone, the residual Add in none.
        QStringList nodes = layerNorm("x", "n");
        nodes << "a = Add(x, n)"
              << "d = Div(a, root2)"
              << "e = Erf(d)"
              << "o = Add(e, one)"
              << "f = Mul(a, o)"
              << "u = Mul(f, half)";
        nodes << layerNorm("u", "w") << "y = Add(u, w)";
        QCOMPARE(found(graphOf(nodes)), (QStringList{"LayerNorm/9", "GELU/5", "LayerNorm/9"}));
    }

    void anLayerNormOfASumIsNotMoreThanItself()
    {
        QStringList nodes{"a = Add(x, z)"};
        nodes << layerNorm("a", "n") << "r = Relu(n)"
              << "y = Mul(r, a)";
        const Graph graph = graphOf(nodes);
        QCOMPARE(found(graph), QStringList{"LayerNorm/9"});
    }

    void whatIsReadFromInsideIsNoPattern_data()
    {
        QTest::addColumn<QStringList>("nodes");
        QTest::newRow("the mean of a LayerNorm") << (layerNorm("x", "n") << "y = Add(n, n_m)");
        QTest::newRow("the deviation") << (layerNorm("x", "n") << "k = Relu(n_d)"
                                                               << "y = Sub(n, k)");
        QTest::newRow("the sigmoid of a SiLU") << QStringList{"s = Sigmoid(x)", "m = Mul(x, s)", "y = Sub(m, s)"};
        QTest::newRow("the sigmoid of something else") << QStringList{"s = Sigmoid(z)", "y = Mul(x, s)"};
        QTest::newRow("a squashed gate") << QStringList{"s = Sigmoid(x)", "t = Tanh(z)", "y = Mul(t, s)"};
        QTest::newRow("no GELU: added twice") << QStringList{"d = Div(x, root2)", "e = Erf(d)", "a = Add(e, z)", "y = Mul(x, a)"};
        QTest::newRow("a mean alone") << QStringList{"m = ReduceMean(x) axes=[-1]", "y = Sub(x, m)"};
        QTest::newRow("a quotient of two tensors") << QStringList{"n = ReduceL2(z) axes=[-1]", "y = Div(x, n)"};
    }
    void whatIsReadFromInsideIsNoPattern()
    {
        QFETCH(QStringList, nodes);
        QVERIFY2(found(graphOf(nodes)).isEmpty(), qPrintable(found(graphOf(nodes)).join(" ")));
    }

    void anOutputInsideIsSeen()
    {
        TestModel m(13);
        m.input("x float32[2,3]").node("s = Sigmoid(x)").node("y = Mul(x, s)").output("y float32[2,3]").output("s float32[2,3]");
        QCOMPARE(found(m.graph()), QStringList{});
    }

    void patternsStayInTheirBody()
    {
        TestGraph yes, no;
        yes.node("p = Mul(x, s)").output("p");
        no.node("t = Sigmoid(x)").node("q = Mul(t, x)").output("q");
        TestModel m(13);
        m.input("c bool[]")
            .input("x float32[2,3]")
            .node("s = Sigmoid(x)")
            .node("y = If(c)")
            .body("then_branch", yes)
            .body("else_branch", no)
            .output("y float32");
        QCOMPARE(found(m.graph()), QStringList{"SiLU/2"});
    }
};

QTEST_APPLESS_MAIN(TestPatterns)
#include "tst_patterns.moc"
