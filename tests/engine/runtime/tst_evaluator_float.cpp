// SPDX-License-Identifier: GPL-3.0-or-later
// With nothing quantized, unit by unit gives the bits that the whole model gives in one session.
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestEvaluatorFloat : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;
    std::vector<MadeModel> m_models = madeModels();

    std::shared_ptr<const Model> open(const MadeModel& made)
    {
        return makeModel(readOnnxBytes(std::as_bytes(std::span(made.bytes)), ""), m_environment, {}, {});
    }

private slots:
    void madeModelsGiveTheSameBits_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_models.size(); ++i)
            QTest::newRow(m_models[i].name.c_str()) << static_cast<int>(i);
    }
    void madeModelsGiveTheSameBits()
    {
        QFETCH(int, index);
        const auto error = errorOf([&] { checkMade(m_models[static_cast<std::size_t>(index)]); });
        QVERIFY2(!error, error ? error->what() : "");
    }

private:
    void checkMade(const MadeModel& made)
    {
        const auto model = open(made);
        QCOMPARE(QString::fromStdString(model->whyNotRunnable.english()), QString());
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(model->units);
        const Session whole(m_environment, std::as_bytes(std::span(made.bytes)), Kernels::Plain);
        const std::string normalBytes = writeModel(model->graph);
        const Session normal(m_environment, std::as_bytes(std::span(normalBytes)), Kernels::Plain);
        QCOMPARE(model->outputs.size(), whole.outputs().size());
        for (std::size_t i = 0; i < whole.outputs().size(); ++i) {
            QCOMPARE(model->outputs[i].name, whole.outputs()[i].name);
            QCOMPARE(model->graph.value(model->graph.outputs[i]).name, whole.outputs()[i].name);
        }
        ValueMemory memory(std::size_t{1} << 20U);
        for (const auto& sample : made.samples) {
            const auto wanted = whole.run(sample);
            QCOMPARE(difference(normal.run(sample), wanted), QString());
            QCOMPARE(difference(evaluator.outputs({&plan}, sample, {}), wanted), QString());
            QCOMPARE(difference(evaluator.outputs({&plan, &memory}, sample, {}), wanted), QString());
        }
        // Again, all remembered, in another order of samples.
        for (auto sample = made.samples.rbegin(); sample != made.samples.rend(); ++sample)
            QCOMPARE(difference(evaluator.outputs({&plan, &memory}, *sample, {}), whole.run(*sample)), QString());
    }

private slots:
    void anOptionalThatHoldsNothingIsAnError()
    {
        TestModel m(16);
        m.input("x float32[2]").node("none = Optional()");
        auto* type = m.latest().add_attribute();
        type->set_name("type");
        type->set_type(onnx::AttributeProto::TYPE_PROTO);
        type->mutable_tp()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
        m.node("h = OptionalHasElement(none)").output("h bool[]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const Plan plan = Plan::allFloat(model->units);
        const std::vector<Tensor> inputs{randomTensor({2}, 1)};
        const auto error =
            errorOf([&] { (void)Evaluator(model, m_environment, Kernels::Reference).outputs({&plan}, inputs, {}); });
        QVERIFY(error && error->code() == ErrorCode::NotRunnable && error->context().contains("unit"));
    }

    void corpusModelsGiveTheSameBits_data()
    {
        QTest::addColumn<bool>("asTheFile"); // nothing is folded into its weights, so the file itself gives the same bits
        QTest::newRow("conv_qdq_external_data") << false;
        QTest::newRow("mnist_pytorch") << true;
        QTest::newRow("yunet_n_320") << true;
        QTest::newRow("ultraface_rfb_320") << false;
        QTest::newRow("silero_vad_v5") << true;
        QTest::newRow("super_resolution_10") << true;
        QTest::newRow("squeezenet_fp16") << false;
        QTest::newRow("deimv2_atto") << false;
    }
    void corpusModelsGiveTheSameBits()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus: set QB_CORPUS");
        QFETCH(bool, asTheFile);
        const std::string path = corpusFolder() + "/models/" + QTest::currentDataTag() + "/model.onnx";
        const auto model = openModel(path, m_environment, {}, {});
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(model->units);
        const auto inputs = corpusInputs(model->inputs, 3);
        QVERIFY(inputs);
        const auto got = evaluator.outputs({&plan}, *inputs, {});
        QCOMPARE(difference(got, runWhole(m_environment, writeModel(model->graph), *inputs)), QString());
        const auto wanted = Session(m_environment, path, Kernels::Plain).run(*inputs);
        if (asTheFile)
            QCOMPARE(difference(got, wanted), QString());
        else
            QVERIFY2(largestDifference(got, wanted) < (model->inputs[0].type == ElementType::Float16 ? 1e-2 : 1e3),
                     "far from the file");
    }
};

QTEST_APPLESS_MAIN(TestEvaluatorFloat)
#include "tst_evaluator_float.moc"
