// SPDX-License-Identifier: GPL-3.0-or-later
// Reshape and its like without a session: what ONNX Runtime gives, or its own error.
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestViews : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

private slots:
    void equalsOnnxRuntime_data()
    {
        QTest::addColumn<int>("opset");
        QTest::addColumn<QString>("node");
        QTest::addColumn<QVector<int>>("in");
        QTest::addColumn<QVector<int>>("operand"); // the second input, given at the run; {-99}: there is none
        const QVector<int> none{-99};
        const auto row = [&](int opset, const char* node, QVector<int> in, QVector<int> operand) {
            QTest::addRow("%d %s %s %s", opset, node, qPrintable(QVariant::fromValue(in.size()).toString()),
                          qb::toString(Shape(operand.begin(), operand.end())).c_str())
                << opset << node << in << operand;
        };
        for (const QVector<int>& shape : {QVector<int>{6, 4},
                                          {-1},
                                          {0, -1},
                                          {2, 0, 4},
                                          {0, 0, 2, -1},
                                          {1, 1, 24},
                                          {5, -1},
                                          {-1, -1},
                                          {0, 0, 0, 0},
                                          {-2, 12},
                                          {25}})
            row(13, "y = Reshape(x, n)", {2, 3, 4}, shape);
        for (const QVector<int>& shape : {QVector<int>{0, 5}, {5, 0}, {-1, 0}, {0, -1}, {0, 0, 7}})
            for (const char* node : {"y = Reshape(x, n)", "y = Reshape(x, n) allowzero=1"})
                row(14, node, {0, 3}, shape);
        row(14, "y = Reshape(x, n)", {}, {1});
        row(14, "y = Reshape(x, n)", {1}, {});
        for (const char* node : {"y = Reshape(x) shape=[3,-1]", "y = Reshape(x) shape=[0,6]"})
            row(1, node, {2, 6}, none);
        for (const char* node : {"y = Flatten(x)", "y = Flatten(x) axis=0", "y = Flatten(x) axis=3", "y = Flatten(x) axis=-1",
                                 "y = Flatten(x) axis=-3"})
            row(13, node, {2, 3, 4}, none);
        row(13, "y = Flatten(x)", {0, 3}, none);
        for (const char* node : {"y = Squeeze(x)", "y = Squeeze(x) axes=[0]", "y = Squeeze(x) axes=[-2]",
                                 "y = Squeeze(x) axes=[0,2]", "y = Squeeze(x) axes=[1]"})
            row(11, node, {1, 3, 1, 2}, none);
        row(13, "y = Squeeze(x)", {1, 3, 1, 2}, none);
        for (const QVector<int>& axes : {QVector<int>{0}, {2, 0}, {-2}, {}, {1}, {7}, {0, 0}})
            row(13, "y = Squeeze(x, n)", {1, 3, 1, 2}, axes);
        for (const char* node : {"y = Unsqueeze(x) axes=[0]", "y = Unsqueeze(x) axes=[1,3]", "y = Unsqueeze(x) axes=[-1]"})
            row(11, node, {2, 3}, none);
        for (const QVector<int>& axes : {QVector<int>{0}, {3, 1}, {-1, 0}, {}, {0, 0}, {5}, {-4}, {1, -3}})
            row(13, "y = Unsqueeze(x, n)", {2, 3}, axes);
        row(13, "y = Identity(x)", {2, 3}, none);
    }
    void equalsOnnxRuntime()
    {
        QFETCH(int, opset);
        QFETCH(QString, node);
        QFETCH(QVector<int>, in);
        QFETCH(QVector<int>, operand);
        TestModel m(opset);
        m.input("x float32").node(node.toStdString()).output("y float32");
        std::vector<Tensor> inputs{randomTensor({in.begin(), in.end()}, 1)};
        if (operand != QVector<int>{-99}) {
            m.input("n int64[M]");
            inputs.push_back(Tensor::fromInt64s({operand.size()}, std::vector<std::int64_t>(operand.begin(), operand.end())));
        }
        std::vector<Tensor> wanted;
        const auto refused = errorOf([&] { wanted = runWhole(m_environment, m.bytes(), inputs); });
        std::vector<Tensor> got;
        const auto error = errorOf([&] {
            const auto model = makeModel(m.graph(), m_environment, {}, {});
            const Plan plan = Plan::allFloat(model->units);
            got = Evaluator(model, m_environment, Kernels::Reference).outputs({&plan}, inputs, {});
        });
        QCOMPARE(error.has_value(), refused.has_value());
        if (!refused)
            QCOMPARE(difference(got, wanted), QString());
    }

    void aViewSharesTheBytes()
    {
        TestModel m(13);
        m.input("x float32[2,3]").ints("n", {6}).node("y = Reshape(x, n)").output("y float32[6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const Plan plan = Plan::allFloat(model->units);
        const std::vector<Tensor> inputs{randomTensor({2, 3}, 1)};
        QVERIFY(Evaluator(model, m_environment, Kernels::Reference).outputs({&plan}, inputs, {})[0].bytes().data() ==
                inputs[0].bytes().data());
    }
};

QTEST_APPLESS_MAIN(TestViews)
#include "tst_views.moc"
