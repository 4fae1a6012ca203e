// SPDX-License-Identifier: GPL-3.0-or-later
// Real models on real data: the numbers that their authors name come out only if every step before is right.
#include "engine/data/describe.h"
#include "engine/data/sample_reader.h"
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <cmath>

using namespace qb;
using namespace qb::test;

namespace {

std::string corpus(const std::string& name)
{
    const QByteArray root = qgetenv("QB_CORPUS");
    return (root.isEmpty() ? std::string(QB_SOURCE_DIR) + "/../shared/corpus" : root.toStdString()) + "/" + name;
}

JobContext twoThreads()
{
    JobContext job;
    job.threads = 2;
    return job;
}

struct Score {
    std::size_t right = 0;
    std::size_t count = 0;
};

Score classify(const Session& session, const DataOptions& options)
{
    Score score;
    const SampleSet set = SampleSet::open(options, session.inputs(), twoThreads());
    SampleReader reader(set, twoThreads(), 4);
    while (const std::optional<Sample> sample = reader.next()) {
        const std::vector<float> scores = floatsOf(session.run(sample->inputs).at(0));
        score.right += std::max_element(scores.begin(), scores.end()) - scores.begin() == sample->label ? 1 : 0;
        ++score.count;
    }
    return score;
}

} // namespace

class TestDataCorpus : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        if (!QFile::exists(QString::fromStdString(corpus("README.md"))))
            QSKIP("no corpus beside the checkout, and QB_CORPUS is not set");
    }

    void twentyPhotosAreClassifiedRight()
    {
        const Session session(m_environment, corpus("models/mobilenetv2_float_from_qdq/model.onnx"), Kernels::Fast);
        DataOptions options = at(corpus("images/imagenet20"));
        options.preprocess = {{"", preprocessPreset("imagenet")}};
        const Score score = classify(session, options);
        QCOMPARE(score.count, std::size_t{20});
        QCOMPARE(score.right, std::size_t{20});
    }

    void digitsReachTheirAccuracy()
    {
        const Session session(m_environment, corpus("models/mnist_pytorch/model.onnx"), Kernels::Fast);
        DataOptions options = at(corpus("images/mnist_t10k"));
        options.preprocess = {{"", preprocessPreset("mnist")}};
        options.range = SampleRange{0, 2000};
        const Score score = classify(session, options);
        QCOMPARE(score.count, std::size_t{2000});
        QCOMPARE(score.right, std::size_t{1970});
    }

    void recordedInputsAreRead()
    {
        const Session session(m_environment, corpus("models/mobilenetv2_qdq_int8/model.onnx"), Kernels::Plain);
        const SampleSet set = SampleSet::open(at(corpus("models/mobilenetv2_qdq_int8")), session.inputs());
        QCOMPARE(set.size(), std::size_t{1});
        const std::vector<float> scores = floatsOf(session.run(set.load(0).inputs).at(0));
        const std::string recorded = corpus("models/mobilenetv2_qdq_int8/test_data_set_0/output_0.pb");
        const SampleSet output = SampleSet::open(at(recorded), floatPort("scores", {1, 1000}));
        const std::vector<float> expected = floatsOf(output.load(0).inputs[0]);
        QCOMPARE(scores.size(), expected.size());
        double dot = 0;
        double one = 0;
        double two = 0;
        for (std::size_t i = 0; i < scores.size(); ++i) {
            dot += static_cast<double>(scores[i]) * expected[i];
            one += static_cast<double>(scores[i]) * scores[i];
            two += static_cast<double>(expected[i]) * expected[i];
        }
        QVERIFY2(dot / std::sqrt(one * two) > 0.99, "the recorded output does not come out of the recorded input");
    }

    void speechIsFoundWithCarriedState()
    {
        const Session session(m_environment, corpus("models/silero_vad_v5/model.onnx"), Kernels::Fast);
        DataOptions options = at(corpus("audio/silero_test.wav"));
        options.wav = {512, 0, 64};
        options.inputs = {{"sr", "16000"}, {"state", "from:stateN"}};
        const SampleSet set = SampleSet::open(options, session.inputs());
        QCOMPARE(set.size(), std::size_t{1875}); // 960,000 samples in frames of 512
        SampleReader reader(set, twoThreads(), 8);
        std::vector<Tensor> before;
        double sum = 0;
        while (std::optional<Sample> sample = reader.next()) {
            if (!sample->startsSequence)
                sample->inputs[set.states()[0].inputIndex] = before.at(1);
            before = session.run(sample->inputs);
            sum += before[0].floats()[0];
        }
        // With the state dropped between frames it finds far less.
        QVERIFY(sum / 1875 > 0.7);
    }

    void detectorsGetTheirPicturesAndSizes()
    {
        const Session session(m_environment, corpus("models/deimv2_atto/model.onnx"), Kernels::Fast);
        DataOptions options = at(corpus("images/coco38"));
        options.preprocess = {{"", preprocessPreset("unit")}};
        options.inputs = {{"orig_target_sizes", "image_size"}};
        options.samples = 2;
        const SampleSet set = SampleSet::open(options, session.inputs());
        QCOMPARE(set.total(), std::uint64_t{38});
        const Sample sample = set.load(0);
        const std::vector<Tensor> outputs = session.run(sample.inputs);
        const std::vector<float> boxes = floatsOf(outputs.at(1));
        const float width = static_cast<float>(sample.inputs[1].int64s()[0]);
        const float widest = *std::max_element(boxes.begin(), boxes.end());
        QVERIFY(widest > 0.8F * width && widest < 1.2F * std::max(width, static_cast<float>(sample.inputs[1].int64s()[1])));
    }

    void halfPrecisionInputsAreHalf()
    {
        const Session session(m_environment, corpus("models/squeezenet_fp16/model.onnx"), Kernels::Fast);
        DataOptions options = at(corpus("images/imagenet20"));
        options.preprocess = {{"", preprocessPreset("imagenet")}};
        options.samples = 2;
        const DataDescription d = describeData(SampleSet::open(options, session.inputs()), twoThreads());
        QVERIFY(d.inputs[0].type == ElementType::Float16);
        QVERIFY(d.inputs[0].min > -2.2 && d.inputs[0].max < 2.7 && d.findings.empty());
    }

private:
    OrtEnvironment m_environment;
};

QTEST_APPLESS_MAIN(TestDataCorpus)
#include "tst_data_corpus.moc"
