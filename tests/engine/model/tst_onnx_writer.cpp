// SPDX-License-Identifier: GPL-3.0-or-later
// What is read and written again computes the same bits.
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <filesystem>

using namespace qb;
using namespace qb::test;

class TestOnnxWriter : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;
    std::vector<MadeModel> m_models = madeModels();

private slots:
    void sameBitsAfterReadingAndWriting_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < m_models.size(); ++i)
            QTest::newRow(m_models[i].name.c_str()) << static_cast<int>(i);
    }
    void sameBitsAfterReadingAndWriting()
    {
        QFETCH(int, index);
        const auto error = errorOf([&] { checkSameBits(m_models[static_cast<std::size_t>(index)]); });
        QVERIFY2(!error, error ? error->what() : "");
    }

private:
    void checkSameBits(const MadeModel& made)
    {
        const std::string again = writeModel(readOnnxBytes(std::as_bytes(std::span(made.bytes)), ""));
        const Session before(m_environment, std::as_bytes(std::span(made.bytes)), Kernels::Plain);
        const Session after(m_environment, std::as_bytes(std::span(again)), Kernels::Plain);
        QCOMPARE(after.outputs().size(), before.outputs().size());
        for (std::size_t i = 0; i < before.outputs().size(); ++i)
            QCOMPARE(after.outputs()[i].name, before.outputs()[i].name);
        for (const auto& sample : made.samples)
            QCOMPARE(difference(after.run(sample), before.run(sample)), QString());
        // Written once more nothing changes: no name grows.
        const std::string twice = writeModel(readOnnxBytes(std::as_bytes(std::span(again)), ""));
        QCOMPARE(writeModel(readOnnxBytes(std::as_bytes(std::span(twice)), "")), twice);
    }

private slots:
    void corpusModelsAfterReadingAndWriting()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus: set QB_CORPUS");
        for (const char* name : {"conv_qdq_external_data", "yunet_n_320", "silero_vad_v5", "mnist_pytorch", "squeezenet_fp16"}) {
            const std::string path = corpusFolder() + "/models/" + name + "/model.onnx";
            const Session before(m_environment, path, Kernels::Plain);
            const std::string again = writeModel(readOnnx(path));
            const Session after(m_environment, std::as_bytes(std::span(again)), Kernels::Plain);
            const auto inputs = corpusInputs(after.inputs(), 1);
            if (before.inputs().size() == inputs->size()) // IR 3 files list their weights among the inputs
                QVERIFY2(difference(after.run(*inputs), before.run(*inputs)).isEmpty(), name);
        }
    }

    void aFileIsWrittenWholeOrNotAtAll()
    {
        const TemporaryFolder folder;
        const Graph graph = readOnnxBytes(std::as_bytes(std::span(m_models[0].bytes)), "");
        writeModelFile(graph, folder.file("out.onnx"));
        QCOMPARE(runWhole(m_environment, writeModel(readOnnx(folder.file("out.onnx"))), m_models[0].samples[0]).size(),
                 std::size_t{2});
        QCOMPARE(std::distance(std::filesystem::directory_iterator(folder.path()), {}), std::ptrdiff_t{1});

        const auto error = errorOf([&] { writeModelFile(graph, folder.file("none/out.onnx")); });
        QVERIFY(error && error->code() == ErrorCode::Resources);
        std::filesystem::create_directory(folder.file("taken"));
        const auto taken = errorOf([&] { writeModelFile(graph, folder.file("taken")); });
        QVERIFY(taken && taken->code() == ErrorCode::Resources);
        QVERIFY(!std::filesystem::exists(folder.file("taken.part")));
    }

    void metadataAndDimensionNamesStay()
    {
        TestModel m;
        auto* entry = m.model().add_metadata_props();
        entry->set_key("author");
        entry->set_value("me");
        m.input("x float32[N,3]").node("y = Relu(x)").output("y float32[N,3]");
        onnx::ModelProto again;
        QVERIFY(again.ParseFromString(writeModel(m.graph())));
        QCOMPARE(again.metadata_props(0).value(), std::string("me"));
        QCOMPARE(again.graph().input(0).type().tensor_type().shape().dim(0).dim_param(), std::string("N"));
        QCOMPARE(again.graph().output(0).type().tensor_type().shape().dim(1).dim_value(), std::int64_t{3});
    }
};

QTEST_APPLESS_MAIN(TestOnnxWriter)
#include "tst_onnx_writer.moc"
