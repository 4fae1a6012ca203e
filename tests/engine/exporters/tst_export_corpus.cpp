// SPDX-License-Identifier: GPL-3.0-or-later
// Real models, exported and verified; opened again, the file is the same model.
#include "engine/model/onnx_reader.h"
#include "tests/support/exported.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <filesystem>

using namespace qb;
using namespace qb::test;

class TestExportCorpus : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void everyTensor_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<int>("activations");
        const std::string folder = corpusFolder();
        if (folder.empty())
            QSKIP("there is no corpus of real models; see tests/README.md");
        std::set<std::filesystem::path> models;
        for (const auto& entry : std::filesystem::directory_iterator(folder + "/models"))
            models.insert(entry.path());
        for (const auto& model : models) {
            const QString path = QString::fromStdString((model / "model.onnx").string());
            QTest::addRow("%s int8", model.filename().c_str()) << path << static_cast<int>(DType::Int8);
            // A few of each kind are enough: opsets 7, 9, 10, 11, 16, 17, If, half, LayerNorm.
            for (const char* also : {"mnist_pytorch", "squeezenet_fp16", "yunet_n_320", "silero_vad_v5", "super_resolution_10",
                                     "deimv2_atto", "ultraface_rfb_320"})
                if (model.filename() == also)
                    QTest::addRow("%s int16", also) << path << static_cast<int>(DType::Int16);
        }
    }

    void everyTensor()
    {
        QFETCH(QString, path);
        QFETCH(int, activations);
        const auto opened = openModel(path.toStdString(), m_environment, {}, {});
        if (!opened->runnable())
            QSKIP("ONNX Runtime knows no kernel for one of its operators");
        const auto inputs = corpusInputs(opened->inputs, 5);
        QVERIFY(inputs);
        const auto dtype = static_cast<DType>(activations);
        ExportCase c(m_environment, readOnnx(path.toStdString()), {*inputs}, {dtype, DType::Int8, Scheme::Symmetric, true});
        c.options.proofSamples = c.inputs;
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        // One has an operator that ONNX gave up; AveragePool has another kernel from opset 19 on, which gives other bits.
        const bool cantBeRaised = path.contains("customvision") || (path.contains("deimv2") && dtype == DType::Int16);
        QCOMPARE(c.last.qdqDomain, std::string(cantBeRaised ? "com.microsoft" : "ai.onnx"));
        const auto mean = [](double x) { return std::isinf(x) ? std::string("exact") : std::to_string(x); };
        qInfo("%zu tensors, opset %lld from %lld, optimized against reference %s dB, against float %s dB%s", v.tensors.size(),
              static_cast<long long>(c.last.opset), static_cast<long long>(c.last.opsetFrom),
              mean(v.optimized.sqnrDbVsReference).c_str(), mean(v.optimized.sqnrDbVsFloat).c_str(),
              v.optimized.refused.english().c_str());

        const auto again = c.openedAgain();
        QVERIFY(again->runnable());
        std::vector<std::string> before, after;
        for (const Unit& u : c.model->units.units)
            before.push_back(u.name + " " + u.opType);
        for (const Unit& u : again->units.units)
            after.push_back(u.name + " " + u.opType);
        std::sort(before.begin(), before.end());
        std::sort(after.begin(), after.end());
        for (std::size_t i = 0; i < std::min(before.size(), after.size()); ++i)
            QCOMPARE(QString::fromStdString(after[i]), QString::fromStdString(before[i]));
        QCOMPARE(after.size(), before.size());
    }
};

QTEST_APPLESS_MAIN(TestExportCorpus)
#include "tst_export_corpus.moc"
