// SPDX-License-Identifier: GPL-3.0-or-later
// A model with 2.7 GB of weights beside it, from opening to a verified export. Takes two minutes, 6 GB of disk and 16 GB of
// memory, so it runs only where QB_LARGE says so.
#include "engine/exporters/export_qdq.h"
#include "engine/exporters/verify.h"
#include "engine/model/onnx_writer.h"
#include "engine/study/workspace.h"
#include "tests/support/model_builder.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::int64_t kNarrow = 8192, kWide = 16384;
constexpr std::size_t kLayers = 5;

/// The largest part of the process that was in memory, in MB.
double peakMegabytes()
{
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stod(line.substr(6)) / 1024;
    return 0;
}

/// x -> MatMul -> Relu -> MatMul ... -> y, each weight 512 MB in weights.bin.
std::string writeLargeModel(const TemporaryFolder& folder)
{
    TestModel m(13);
    m.input("x float32[1,8192]");
    std::ofstream weights(folder.file("weights.bin"), std::ios::binary);
    const Tensor block = randomTensor({1 << 20}, 1, -0.03F, 0.03F);
    const std::uint64_t bytes = static_cast<std::uint64_t>(kNarrow) * kWide * 4;
    for (std::size_t i = 0; i < kLayers; ++i) {
        const std::string number = std::to_string(i);
        auto& t = *m.proto().add_initializer();
        t.set_name("w" + number);
        t.set_data_type(onnx::TensorProto::FLOAT);
        t.add_dims(i % 2 == 0 ? kNarrow : kWide);
        t.add_dims(i % 2 == 0 ? kWide : kNarrow);
        t.set_data_location(onnx::TensorProto::EXTERNAL);
        for (const auto& [key, value] : {std::pair<std::string, std::string>{"location", "weights.bin"},
                                         {"offset", std::to_string(i * bytes)},
                                         {"length", std::to_string(bytes)}}) {
            auto* entry = t.add_external_data();
            entry->set_key(key);
            entry->set_value(value);
        }
        for (std::uint64_t written = 0; written < bytes; written += block.byteSize())
            weights.write(reinterpret_cast<const char*>(block.bytes().data()), static_cast<std::streamsize>(block.byteSize()));
        const std::string in = i == 0 ? "x" : "r" + std::to_string(i - 1);
        const bool last = i + 1 == kLayers;
        m.node((last ? "y" : "h" + number) + " = MatMul(" + in + ", w" + number + ") @fc" + number);
        if (!last)
            m.node("r" + number + " = Relu(h" + number + ") @relu" + number);
    }
    m.output("y float32[1,16384]");
    std::ofstream(folder.file("large.onnx"), std::ios::binary) << m.bytes();
    return folder.file("large.onnx");
}

} // namespace

class TestLargeModel : public QObject {
    Q_OBJECT

private slots:
    void fromOpeningToAVerifiedExport()
    {
        if (qEnvironmentVariableIsEmpty("QB_LARGE"))
            QSKIP("set QB_LARGE=1 for a test with 2.7 GB of weights");
        const TemporaryFolder folder;
        if (std::filesystem::space(folder.path()).available < (std::uint64_t{8} << 30U))
            QSKIP("less than 8 GB of disk are free in the temporary folder");
        const std::string path = writeLargeModel(folder);
        OrtEnvironment environment(1);
        Workspace w(environment, path, "", DimBindings{}, {});
        QVERIFY(w.model()->runnable());
        QCOMPARE(w.model()->unitCount(), 1 + kLayers);
        QVERIFY2(peakMegabytes() < 400, "opening reads weights");
        DataOptions data;
        data.path = "random:1";
        w.setData(Use::Calibration, data);
        w.calibrate(Recalibrate::Anew, {});
        const std::vector<std::vector<Tensor>> inputs{w.samples(Use::Calibration, {}).load(0).inputs};

        // All in int8: a quarter of it, which one file holds.
        const Exported small = w.exportModel(QdqDomain::Auto, {}, {});
        writeModelFile(small.graph, folder.file("int8.onnx"));
        QVERIFY(!std::filesystem::exists(folder.file("int8.onnx.data")));
        QVERIFY(std::filesystem::file_size(folder.file("int8.onnx")) < 700'000'000U);
        std::filesystem::remove(folder.file("int8.onnx"));

        // Four of five in float, and 16 bits at the last one, for which the opset is raised: proved, written, verified.
        RuleSet rules = RuleSet::ofPreset("ort");
        rules.rules.clear();
        for (const auto& [unit, config] : {std::pair{"fc0", "float"},
                                           {"fc1", "float"},
                                           {"fc2", "float"},
                                           {"fc3", "float"},
                                           {"relu3", "int16"},
                                           {"fc4", "int16"}})
            rules.rules.push_back({makeOverride(std::string("name:") + unit, {unit}, parseConfig(config)), true});
        w.setRules(rules);
        const Exported large = w.exportModel(QdqDomain::Auto, {}, {});
        QCOMPARE(large.qdqDomain, std::string("ai.onnx"));
        QCOMPARE(large.opset, std::int64_t{21});
        const std::string file = folder.file("large_out.onnx");
        writeModelFile(large.graph, file);
        QVERIFY(std::filesystem::file_size(file) < 100'000U);
        const auto beside = std::filesystem::file_size(file + ".data");
        QVERIFY(beside > (std::uint64_t{1} << 31U) && beside < std::uint64_t{2'300'000'000U});
        const Verification v = verifyExport(w.evaluator(Kernels::Reference), w.plan({}).plan, file, inputs, environment, {});
        QVERIFY(v.equal);
        QVERIFY(v.tensors.size() >= kLayers);
    }
};

QTEST_GUILESS_MAIN(TestLargeModel)
#include "tst_large_model.moc"
