// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX's own examples of every operator: unit by unit they give the bits that the whole model gives in one session.
#include "engine/model/onnx_reader.h"
#include "engine/model/tensor_proto.h"
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>

using namespace qb;
using namespace qb::test;

namespace fs = std::filesystem;

namespace {

constexpr const char* kFolder = "/usr/share/libonnx-testdata/data";

/// Each run gives other numbers, so nothing can be compared.
bool isRandomExample(const std::string& name)
{
    return name.starts_with("test_bernoulli") || name.starts_with("test_training_dropout");
}

/// What is known not to be equal, and why.
const std::map<std::string, std::string> kKnown{
    {"test_if_seq", "an If that gives a sequence below opset 14, where no Identity takes sequences: opened, but not run"},
    {"test_castlike_FLOAT_to_BFLOAT16_expanded",
     "its bfloat16 input lies in the file as uint16, which ONNX Runtime refuses and we pass on"},
};

/// The example's inputs; nothing where one is no tensor (sequences and optionals lie in files of other kinds).
std::optional<std::vector<Tensor>> inputsOf(const fs::path& example, const std::vector<PortInfo>& ports)
{
    std::vector<Tensor> inputs;
    for (std::size_t i = 0; i < ports.size(); ++i) {
        const fs::path file = example / "test_data_set_0" / ("input_" + std::to_string(i) + ".pb");
        if (!ports[i].typeText.empty() || !fs::exists(file))
            return std::nullopt;
        inputs.push_back(readTensorFile(file.string()));
    }
    return inputs;
}

} // namespace

class TestOperators : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;

    struct Tally {
        int equal = 0;
        int refused = 0; ///< by ONNX Runtime itself: operators and types that its CPU kernels lack
        int noTensors = 0;
        QStringList problems;
    };

    void check(const fs::path& example, Tally& tally)
    {
        const std::string path = (example / "model.onnx").string();
        std::optional<Session> whole;
        if (const auto error = errorOf([&] { whole.emplace(m_environment, path, Kernels::Plain); })) {
            // What ONNX Runtime can't run is opened all the same, and says why.
            const auto opened = errorOf([&] {
                if (openModel(path, m_environment, {}, {})->runnable())
                    tally.problems << QString::fromStdString(example.filename().string() + ": runnable, although " +
                                                             error->what());
            });
            if (opened)
                tally.problems << QString::fromStdString(example.filename().string() + ": " + opened->what());
            ++tally.refused;
            return;
        }
        const auto model = openModel(path, m_environment, {}, {});
        const auto inputs = inputsOf(example, model->inputs);
        if (!inputs || inputs->size() != whole->inputs().size()) {
            ++tally.noTensors;
            return;
        }
        std::vector<Tensor> wanted;
        const auto failed = errorOf([&] { wanted = whole->run(*inputs); });
        const Plan plan = Plan::allFloat(model->units);
        std::vector<Tensor> got;
        const auto error =
            errorOf([&] { got = Evaluator(model, m_environment, Kernels::Reference).outputs({&plan}, *inputs, {}); });
        if (failed) {
            ++tally.refused;
            if (!error)
                tally.problems << QString::fromStdString(example.filename().string() + ": runs, although " + failed->what());
            return;
        }
        const bool half = std::any_of(model->findings.begin(), model->findings.end(),
                                      [](const Finding& f) { return f.rule == "model.widened_half"; });
        if (error)
            tally.problems << QString::fromStdString(example.filename().string() + ": " + error->what());
        else if (half ? largestDifference(got, wanted) > 0.02 : !difference(got, wanted).isEmpty())
            tally.problems << QString::fromStdString(example.filename().string()) + ": " + difference(got, wanted);
        else
            ++tally.equal;
    }

private slots:
    void examples_data()
    {
        QTest::addColumn<int>("least"); // so many must be compared, or the test tests nothing
        QTest::addRow("node") << 600;
        QTest::addRow("simple") << 10;
        QTest::addRow("pytorch-operator") << 24;
        QTest::addRow("pytorch-converted") << 59;
    }
    void examples()
    {
        if (!fs::is_directory(kFolder))
            QSKIP("no examples: install libonnx-testdata");
        QFETCH(int, least);
        Tally tally;
        std::vector<fs::path> all;
        for (const auto& entry : fs::directory_iterator(fs::path(kFolder) / QTest::currentDataTag()))
            if (fs::exists(entry.path() / "model.onnx") && !isRandomExample(entry.path().filename().string()) &&
                !kKnown.contains(entry.path().filename().string()))
                all.push_back(entry.path());
        std::sort(all.begin(), all.end());
        for (const fs::path& example : all) {
            const auto error = errorOf([&] { check(example, tally); });
            if (error)
                tally.problems << QString::fromStdString(example.filename().string() + ": " + error->what());
        }
        qInfo("%d equal, %d that ONNX Runtime refuses, %d whose inputs are no tensors", tally.equal, tally.refused,
              tally.noTensors);
        QVERIFY2(tally.problems.isEmpty(), qPrintable(tally.problems.join("\n")));
        QVERIFY(tally.equal >= least);
    }
};

QTEST_APPLESS_MAIN(TestOperators)
#include "tst_operators.moc"
