// SPDX-License-Identifier: GPL-3.0-or-later
// Does it still do its task: shares that can be counted by hand, and commands that misbehave.
#include "engine/analysis/task.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

Model namedOutputs(const std::vector<std::string>& names)
{
    Model model;
    for (const std::string& name : names) {
        PortInfo port;
        port.name = name;
        port.type = ElementType::Float32;
        model.outputs.push_back(port);
    }
    return model;
}

/// One row of scores: `classes` of them, the best at `best`.
std::vector<float> scoresFor(std::size_t best, std::size_t classes)
{
    std::vector<float> scores(classes);
    for (std::size_t c = 0; c < classes; ++c)
        scores[c] = -static_cast<float>((c + classes - best) % classes); // then best + 1, best + 2 ...
    return scores;
}

SampleOutputs sampleOf(std::uint64_t id, std::size_t best, std::optional<std::int64_t> label, std::size_t classes = 10)
{
    SampleOutputs s;
    s.sample.id = id;
    s.sample.label = label;
    s.sample.labels = {label};
    s.outputs = {Tensor::fromFloats({1, static_cast<std::int64_t>(classes)}, scoresFor(best, classes))};
    return s;
}

/// A program in a temporary folder that is run as `sh FILE FOLDER`.
struct Script {
    explicit Script(const std::string& text) { std::ofstream(folder.file("score.sh")) << text; }
    [[nodiscard]] std::string command() const { return "sh " + folder.file("score.sh"); }
    TemporaryFolder folder;
};

} // namespace

class TestTask : public QObject {
    Q_OBJECT

private slots:
    void sharesByHand()
    {
        // Right; third best; tenth best; right.
        const std::vector<SampleOutputs> outputs{sampleOf(0, 3, 3), sampleOf(1, 3, 5), sampleOf(2, 3, 2), sampleOf(3, 9, 9)};
        const TaskScores scores = classificationScores(namedOutputs({"y"}), outputs, {});
        QCOMPARE(scores.at("top1"), 0.5);
        QCOMPARE(scores.at("top1_count"), 2.0);
        QCOMPARE(scores.at("top5"), 0.75);
        QVERIFY(!scores.contains("agreement"));
    }

    void fiveOfFiveMeansNothing()
    {
        const TaskScores scores = classificationScores(namedOutputs({"y"}), {sampleOf(0, 1, 3, 5)}, {});
        QCOMPARE(scores.at("top1"), 0.0);
        QVERIFY(!scores.contains("top5"));
    }

    void agreementNeedsNoLabels()
    {
        const std::vector<SampleOutputs> reference{sampleOf(0, 3, {}), sampleOf(1, 4, {}), sampleOf(2, 5, {}),
                                                   sampleOf(3, 6, {})};
        const std::vector<SampleOutputs> outputs{sampleOf(0, 3, {}), sampleOf(1, 4, {}), sampleOf(2, 5, {}), sampleOf(3, 7, {})};
        const TaskScores scores = classificationScores(namedOutputs({"y"}), outputs, reference);
        QCOMPARE(scores.at("agreement"), 0.75);
        QVERIFY(!scores.contains("top1"));
    }

    void agreementIsBySampleNotByPlace()
    {
        const std::vector<SampleOutputs> reference{sampleOf(0, 3, {}), sampleOf(2, 5, {}), sampleOf(3, 6, {})};
        const std::vector<SampleOutputs> outputs{sampleOf(0, 3, {}), sampleOf(1, 4, {}), sampleOf(2, 5, {}), sampleOf(3, 6, {})};
        QCOMPARE(classificationScores(namedOutputs({"y"}), outputs, reference).at("agreement"), 1.0);
    }

    void samplesWithoutLabelAreNoMistakes()
    {
        const TaskScores scores =
            classificationScores(namedOutputs({"y"}), {sampleOf(0, 3, 3), sampleOf(1, 4, {}), sampleOf(2, 5, 6)}, {});
        QCOMPARE(scores.at("top1"), 0.5);
        // A label that is no class is one.
        QCOMPARE(classificationScores(namedOutputs({"y"}), {sampleOf(0, 3, 3), sampleOf(1, 4, 1000)}, {}).at("top1"), 0.5);
        QCOMPARE(classificationScores(namedOutputs({"y"}), {sampleOf(0, 3, 3), sampleOf(1, 4, -1)}, {}).at("top1"), 0.5);
    }

    void tiesGoToTheFirst()
    {
        SampleOutputs s = sampleOf(0, 0, 0);
        s.outputs = {Tensor::zeros(ElementType::Float32, {1, 10})};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top1"), 1.0);
        s.sample.labels = {4};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top5"), 1.0);
        s.sample.labels = {5};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top5"), 0.0);
    }

    void aScoreThatIsNoNumberNeverWins()
    {
        for (std::size_t odd = 0; odd < 10; ++odd) {
            SampleOutputs s = sampleOf(0, (odd + 1) % 10, static_cast<std::int64_t>((odd + 1) % 10));
            std::vector<float> scores = scoresFor((odd + 1) % 10, 10);
            scores[odd] = std::numeric_limits<float>::quiet_NaN();
            s.outputs = {Tensor::fromFloats({1, 10}, scores)};
            QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top1"), 1.0);
        }
        // Where nothing is a number, nothing is right.
        SampleOutputs s = sampleOf(0, 0, 0);
        s.outputs = {Tensor::fromFloats({1, 10}, std::vector<float>(10, std::numeric_limits<float>::quiet_NaN()))};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top1"), 0.0);
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {s}).at("agreement"), 0.0);
    }

    void paddingIsLeftOut()
    {
        // A fixed batch of 4 with 3 real items; the fourth repeats the third.
        SampleOutputs s;
        s.sample.realItems = 3;
        s.sample.labels = {1, 2, {}};
        s.sample.label = 1;
        std::vector<float> scores;
        for (const std::size_t best : {1, 3, 7, 7})
            for (const float v : scoresFor(best, 10))
                scores.push_back(v);
        s.outputs = {Tensor::fromFloats({4, 10}, scores)};
        const TaskScores got = classificationScores(namedOutputs({"y"}), {s}, {s});
        QCOMPARE(got.at("top1"), 0.5); // of the two that have a label
        QCOMPARE(got.at("top1_count"), 1.0);
        QCOMPARE(got.at("agreement"), 1.0);
    }

    void whichOutputHoldsTheScores()
    {
        SampleOutputs s = sampleOf(0, 3, 3);
        s.outputs.insert(s.outputs.begin(), Tensor::fromInt64s({1}, std::vector<std::int64_t>{4}));
        s.outputs.insert(s.outputs.begin() + 1, Tensor::fromFloats({1, 1}, std::vector<float>{4}));
        s.outputs.push_back(Tensor::fromFloats({1, 10}, scoresFor(4, 10)));
        const Model model = namedOutputs({"id", "one", "scores", "other"});
        QCOMPARE(classificationScores(model, {s}, {}).at("top1"), 1.0);
        QCOMPARE(classificationScores(model, {s}, {}, "other").at("top1"), 0.0);
        const auto unknown = errorOf([&] { (void)classificationScores(model, {s}, {}, "scors"); });
        QVERIFY(unknown && unknown->code() == ErrorCode::BadInput &&
                unknown->cure().english().find("scores") != std::string::npos);
        const auto none = errorOf([&] { (void)classificationScores(model, {s}, {}, "id"); });
        QVERIFY(none && none->code() == ErrorCode::BadInput);
    }

    void halfPrecisionScores()
    {
        SampleOutputs s = sampleOf(0, 3, 3);
        s.outputs = {halfTensor(s.outputs[0])};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {s}).at("top1"), 1.0);
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {s}).at("agreement"), 1.0);
    }

    void scoresWithoutBatchAxis()
    {
        SampleOutputs s = sampleOf(0, 3, 3);
        s.outputs = {s.outputs[0].reshaped({10})};
        QCOMPARE(classificationScores(namedOutputs({"y"}), {s}, {}).at("top1"), 1.0);
    }

    void anOutputThatShrinks()
    {
        // As many rows as there are detections: the second sample has none.
        SampleOutputs one = sampleOf(0, 3, 3);
        SampleOutputs none = sampleOf(1, 3, 3);
        none.outputs = {Tensor::zeros(ElementType::Float32, {0, 10})};
        const auto error = errorOf([&] { (void)classificationScores(namedOutputs({"y"}), {one, none}, {}); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        const auto reference = errorOf([&] {
            (void)classificationScores(namedOutputs({"y"}), {one, sampleOf(1, 3, 3)}, {one, none});
        });
        QVERIFY(reference && reference->code() == ErrorCode::BadInput);
        const auto empty = errorOf([&] { (void)classificationScores(namedOutputs({"y"}), {}, {}); });
        QVERIFY(empty && empty->code() == ErrorCode::BadInput);
    }

    void outputsComeInTheOrderOfTheSamples()
    {
        for (unsigned threads = 1; threads <= 4; ++threads) {
            JobContext job;
            job.threads = threads;
            Findings findings;
            const auto all = collectOutputs(
                *m_net.model, m_samples.set(*m_net.model),
                [](std::span<const Tensor> inputs) {
                    return std::vector<Tensor>{inputs[0], inputs[0]};
                },
                Text("float"), job, findings);
            QCOMPARE(all.size(), m_samples.inputs.size());
            for (std::size_t k = 0; k < all.size(); ++k) {
                QCOMPARE(all[k].sample.id, k);
                QVERIFY(all[k].sample.inputs.empty());
                QVERIFY(all[k].outputs[0].identical(m_samples.inputs[k]));
            }
        }
    }

    void labelsComeWithTheSamples()
    {
        // A list of files with labels: those of the list, by file, not by place.
        const TemporaryFolder folder;
        std::ofstream list(folder.file("list.txt"));
        for (const int k : {4, 1, 7})
            list << m_samples.file(static_cast<std::uint64_t>(k)) << ',' << 10 * k << '\n';
        list.close();
        DataOptions options;
        options.path = folder.file("list.txt");
        Findings findings;
        const auto all = collectOutputs(
            *m_net.model, SampleSet::open(options, m_net.model->inputs),
            [](std::span<const Tensor> inputs) {
                return std::vector<Tensor>{inputs[0], inputs[0]};
            },
            Text("float"), {}, findings);
        QCOMPARE(all.size(), std::size_t{3});
        for (const SampleOutputs& s : all) {
            std::int64_t file = -1;
            for (std::size_t k = 0; k < m_samples.inputs.size(); ++k)
                if (s.outputs[0].identical(m_samples.inputs[k]))
                    file = static_cast<std::int64_t>(k);
            QCOMPARE(s.sample.label.value_or(-1), 10 * file);
        }
    }

    void aCommandScores()
    {
        // It counts the files that it is given, and finds them where it is told.
        const Script script("for f in \"$1\"/*.npz; do n=$((n + 1)); done\necho files $n\necho loss -1.5e-3\necho");
        const TaskScores scores = commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {}), sampleOf(7, 3, {})}, script.command());
        QCOMPARE(scores, (TaskScores{{"files", 2.0}, {"loss", -1.5e-3}}));
        const Script names("ls \"$1\" | sed 's/^0*\\(.*\\).npz/s\\1 1/'");
        QCOMPARE(commandScores(namedOutputs({"y"}), {sampleOf(7, 3, {}), sampleOf(12, 3, {})}, names.command()),
                 (TaskScores{{"s12", 1.0}, {"s7", 1.0}}));
    }

    void theCommandsFilesGoAway()
    {
        const TemporaryFolder place;
        const Script script("echo \"$1\" > " + place.file("where") + "\necho x 1");
        (void)commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {})}, script.command());
        const Script failing("echo \"$1\" > " + place.file("where2") + "\nexit 3");
        QVERIFY(errorOf([&] { (void)commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {})}, failing.command()); }));
        for (const char* file : {"where", "where2"}) {
            std::string folder;
            std::ifstream(place.file(file)) >> folder;
            QVERIFY(!folder.empty() && !std::filesystem::exists(folder));
        }
    }

    void aCommandThatMisbehaves_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("words");
        QTest::newRow("fails") << "echo top1 0.5\nexit 3"
                               << "status 3";
        QTest::newRow("is killed") << "kill -9 $$"
                                   << "status 137";
        QTest::newRow("prints nothing") << "true"
                                        << "printed no line";
        QTest::newRow("prints rubbish") << "echo all is well\nprintf '\\001\\377\\n'\necho 0.5"
                                        << "printed no line";
        QTest::newRow("prints half a number") << "echo top1 0.5x"
                                              << "printed no line";
        QTest::newRow("prints more than a number") << "echo top1 0.5 of 10"
                                                   << "printed no line";
    }

    void aCommandThatMisbehaves()
    {
        QFETCH(QString, text);
        QFETCH(QString, words);
        const Script script(text.toStdString());
        const auto error = errorOf([&] { (void)commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {})}, script.command()); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY2(std::string(error->what()).find(words.toStdString()) != std::string::npos, error->what());
        QVERIFY(error->cure().english().find("score.sh") != std::string::npos);
    }

    void scoresThatAreNotFinite()
    {
        const Script script("echo loss nan\necho best inf\necho top1 1");
        const TaskScores scores = commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {})}, script.command());
        QCOMPARE(scores.size(), std::size_t{3});
        QVERIFY(std::isnan(scores.at("loss")) && std::isinf(scores.at("best")));
    }

    void aCommandThatDoesNotExist()
    {
        const auto error = errorOf([&] { (void)commandScores(namedOutputs({"y"}), {sampleOf(0, 3, {})}, "/no/such/command"); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

private:
    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    MadeSamples m_samples{10};
};

QTEST_APPLESS_MAIN(TestTask)
#include "tst_task.moc"
