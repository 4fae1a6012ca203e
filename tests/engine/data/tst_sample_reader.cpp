// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sample_reader.h"
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <thread>

using namespace qb;
using namespace qb::test;

namespace {

JobContext jobOf(unsigned threads)
{
    JobContext job;
    job.threads = threads;
    return job;
}

/// `count` files of one value each: their number.
void writeNumbers(DataFolder& folder, int count)
{
    for (int i = 0; i < count; ++i)
        folder.write(std::to_string(i) + ".npy", floatNpy("(1, 1)", {static_cast<float>(i)}));
}

} // namespace

class TestSampleReader : public QObject {
    Q_OBJECT

private slots:
    void samplesComeInOrderOnAnyNumberOfThreads()
    {
        DataFolder folder;
        writeNumbers(folder, 50);
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        for (const unsigned threads : {1U, 4U})
            for (const std::size_t ahead : {std::size_t{1}, std::size_t{3}, std::size_t{200}}) {
                SampleReader reader(set, jobOf(threads), ahead);
                int expected = 0;
                while (const std::optional<Sample> sample = reader.next())
                    QCOMPARE(sample->inputs[0].floats()[0], static_cast<float>(expected++));
                QCOMPARE(expected, 50);
                QVERIFY(!reader.next());
                QVERIFY(reader.findings().empty());
            }
    }

    void nothingIsReadFurtherAheadThanAsked()
    {
        DataFolder folder;
        writeNumbers(folder, 40);
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        SampleReader reader(set, jobOf(2), 2);
        QVERIFY(reader.next());
        // Sample 0 is out, so 1 and 2 may be inside; whatever goes away behind them must be noticed.
        for (const int i : {3, 5, 39})
            QVERIFY(QFile::remove(QString::fromStdString(folder.path(std::to_string(i) + ".npy"))));
        int count = 1;
        while (reader.next())
            ++count;
        QCOMPARE(count, 37);
        QCOMPARE(countOf(reader.findings(), "data.broken_file"), std::size_t{3});
    }

    void brokenFilesAreLeftOutAndSaid()
    {
        DataFolder folder;
        writeNumbers(folder, 20);
        folder.write("7.npy", "nonsense");
        folder.write("9.npy", floatNpy("(1, 1)", {9}).chopped(1));
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        QCOMPARE(set.size(), std::size_t{20});
        SampleReader reader(set, jobOf(2), 4);
        std::vector<std::uint64_t> ids;
        while (const std::optional<Sample> sample = reader.next())
            ids.push_back(sample->id);
        QCOMPARE(ids.size(), std::size_t{18});
        QCOMPARE(ids[7], std::uint64_t{8}); // ids don't shift
        QCOMPARE(reader.findings().size(), std::size_t{2});
        QVERIFY(contains(reader.findings()[0].message.english(), "7.npy") &&
                contains(reader.findings()[1].message.english(), "truncated"));
        QCOMPARE(reader.findings()[1].numbers.at("sample"), 9.0);
    }

    void moreThanATenthBrokenIsAnError()
    {
        DataFolder folder;
        writeNumbers(folder, 20);
        for (const int i : {3, 4, 5})
            folder.write(std::to_string(i) + ".npy", "nonsense");
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        SampleReader reader(set, jobOf(2), 4);
        int count = 0;
        const std::string error = errorOf([&] {
            while (reader.next())
                ++count;
        });
        QCOMPARE(count, 3);
        QVERIFY(contains(error, "3 of 20 samples can't be read") && contains(error, "3.npy") && contains(error, "5.npy"));
    }

    void missingFilesOfAListAreBroken()
    {
        DataFolder folder;
        writeNumbers(folder, 12);
        QByteArray list;
        for (int i = 0; i < 12; ++i)
            list += QByteArray::number(i) + ".npy\n";
        list.replace("3.npy", "missing.npy");
        const SampleSet set = SampleSet::open(at(folder.write("l.txt", list)), floatPort("x", {1, 1}));
        SampleReader reader(set, jobOf(1), 1);
        while (reader.next()) {
        }
        QCOMPARE(reader.findings().size(), std::size_t{1});
        QVERIFY(contains(reader.findings()[0].message.english(), "no such file"));
    }

    void aGapStartsTheSequenceAnew()
    {
        DataFolder folder;
        writeNumbers(folder, 20);
        folder.write("7.npy", "nonsense");
        DataOptions options = at(folder.path());
        options.inputs = {{"state", "from:y"}};
        const SampleSet set = SampleSet::open(
            options, std::vector<PortInfo>{port("x", ElementType::Float32, {1, 1}), port("state", ElementType::Float32, {1, 1})});
        SampleReader reader(set, jobOf(2), 4);
        std::vector<std::uint64_t> starts;
        while (const std::optional<Sample> sample = reader.next())
            if (sample->startsSequence)
                starts.push_back(sample->id);
        QCOMPARE(starts, (std::vector<std::uint64_t>{0, 8}));
    }

    void aStopRequestEndsTheWait()
    {
        DataFolder folder;
        writeNumbers(folder, 30);
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        std::stop_source source;
        JobContext job = jobOf(2);
        job.stop = source.get_token();
        SampleReader reader(set, job, 4);
        QVERIFY(reader.next());
        source.request_stop();
        try {
            (void)reader.next();
            QFAIL("no error");
        } catch (const Error& e) {
            QVERIFY(e.code() == ErrorCode::Interrupted);
        }
    }

    void aReaderMayBeDroppedAtAnyPlace()
    {
        DataFolder folder;
        writeNumbers(folder, 30);
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1}));
        for (int taken = 0; taken < 5; ++taken) {
            SampleReader reader(set, jobOf(3), 4);
            for (int i = 0; i < taken; ++i)
                QVERIFY(reader.next());
        }
    }

    void loadMayRunOnSeveralThreads()
    {
        // One deflated archive: every thread wants rows of the same unpacked member.
        std::vector<float> values(64 * 512);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<float>(i);
        DataFolder folder;
        const std::string path = folder.write("a.npz", zip({{"x.npy", floatNpy("(64, 512)", values)}}, Pack::Deflated));
        const SampleSet set = SampleSet::open(at(path), floatPort("x", {1, 512}));
        std::atomic<int> wrong{0};
        {
            std::vector<std::jthread> threads;
            for (int t = 0; t < 4; ++t)
                threads.emplace_back([&] {
                    for (std::size_t i = 0; i < set.size(); ++i)
                        wrong += set.load(i).inputs[0].floats()[1] == static_cast<float>(512 * i + 1) ? 0 : 1;
                });
        }
        QCOMPARE(wrong.load(), 0);
    }
};

QTEST_APPLESS_MAIN(TestSampleReader)
#include "tst_sample_reader.moc"
