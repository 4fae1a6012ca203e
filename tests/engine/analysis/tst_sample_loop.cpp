// SPDX-License-Identifier: GPL-3.0-or-later
// The loop under every analysis: each sample once, checkpoints only while no body runs, and one clear end however it ends.
#include "engine/analysis/sample_loop.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <atomic>
#include <mutex>
#include <set>
#include <thread>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::uint64_t kSamples = 40;

JobContext onThreads(unsigned threads)
{
    JobContext job;
    job.threads = threads;
    return job;
}

/// What a body sees, by several threads.
struct Seen {
    std::mutex mutex;
    std::vector<std::uint64_t> ids;
    std::set<unsigned> workers;

    void add(const Sample& sample, unsigned worker)
    {
        const std::scoped_lock lock(mutex);
        ids.push_back(sample.id);
        workers.insert(worker);
    }
    [[nodiscard]] bool everyIdOnce() const { return std::set<std::uint64_t>(ids.begin(), ids.end()).size() == ids.size(); }
};

} // namespace

class TestSampleLoop : public QObject {
    Q_OBJECT

private slots:
    void everySampleOnce()
    {
        for (unsigned threads = 1; threads <= 4; ++threads) {
            Seen seen;
            Findings findings;
            std::uint64_t reported = 0;
            bool inOrder = true;
            JobContext job = onThreads(threads);
            job.progress = [&](const Progress& p) {
                inOrder = inOrder && p.done >= reported && p.total == kSamples && p.phase == Text("look");
                reported = p.done;
            };
            SampleLoop loop;
            loop.phase = Text("look");
            loop.body = [&](const Sample& s, unsigned worker) { seen.add(s, worker); };
            loop.run(set(), job, findings);
            QVERIFY(seen.everyIdOnce() && inOrder);
            QCOMPARE(seen.ids.size(), std::size_t{kSamples});
            QCOMPARE(reported, kSamples);
            QVERIFY(*seen.workers.rbegin() < threads);
            QVERIFY(threads > 1 || std::is_sorted(seen.ids.begin(), seen.ids.end()));
        }
    }

    void statesRunInOrderOnOneThread()
    {
        const auto states = m_samples.set(*m_stateful, [](DataOptions& o) { o.inputs["h"] = "from:hn"; });
        QVERIFY(states.sequential());
        Seen seen;
        Findings findings;
        SampleLoop loop;
        loop.body = [&](const Sample& s, unsigned worker) { seen.add(s, worker); };
        loop.run(states, onThreads(4), findings);
        QVERIFY(std::is_sorted(seen.ids.begin(), seen.ids.end()) && seen.ids.size() == kSamples);
        QCOMPARE(seen.workers, std::set<unsigned>{0});
    }

    void whatIsSkippedIsCounted()
    {
        Seen seen;
        Findings findings;
        std::uint64_t reported = 0;
        JobContext job = onThreads(3);
        job.progress = [&](const Progress& p) { reported = p.done; };
        SampleLoop loop;
        loop.body = [&](const Sample& s, unsigned worker) { seen.add(s, worker); };
        loop.skip = [](std::uint64_t id) { return id % 4 != 1; };
        loop.run(set(), job, findings);
        QCOMPARE(seen.ids.size(), std::size_t{kSamples / 4});
        QCOMPARE(reported, kSamples);
    }

    void noBodyRunsDuringACheckpoint()
    {
        for (unsigned threads = 1; threads <= 4; ++threads) {
            std::atomic<int> inside = 0;
            std::uint64_t done = 0; // not atomic: a body that ran beside a checkpoint would be a race
            std::mutex mutex;
            std::uint64_t checkpoints = 0;
            bool quiet = true;
            std::uint64_t last = 0;
            SampleLoop loop;
            loop.everySeconds = 0;
            loop.body = [&](const Sample&, unsigned) {
                ++inside;
                std::this_thread::yield();
                {
                    const std::scoped_lock lock(mutex);
                    ++done;
                }
                --inside;
            };
            loop.checkpoint = [&] {
                quiet = quiet && inside == 0;
                last = done;
                ++checkpoints;
            };
            Findings findings;
            loop.run(set(), onThreads(threads), findings);
            QVERIFY(quiet);
            QVERIFY(checkpoints > 1);
            QCOMPARE(last, kSamples);
        }
    }

    void checkpointsComeAlthoughABodyAlwaysRuns()
    {
        // A body ends only when another one runs beside it, or none comes for long.
        std::atomic<std::uint64_t> begun = 0;
        std::uint64_t checkpoints = 0;
        SampleLoop loop;
        loop.everySeconds = 1e-3;
        loop.body = [&](const Sample&, unsigned) {
            const std::uint64_t mine = ++begun;
            for (int patience = 0; patience < 20000 && begun == mine; ++patience)
                std::this_thread::yield();
            std::this_thread::sleep_for(std::chrono::microseconds(300)); // the run must last for some checkpoints
        };
        loop.checkpoint = [&] { ++checkpoints; };
        Findings findings;
        loop.run(set(), onThreads(4), findings);
        QVERIFY2(checkpoints > 2, std::to_string(checkpoints).c_str());
    }

    void anErrorOnAnyThreadEndsIt()
    {
        for (unsigned threads = 1; threads <= 4; ++threads)
            for (const std::uint64_t bad : {std::uint64_t{0}, std::uint64_t{17}, kSamples - 1}) {
                std::atomic<std::uint64_t> after = 0;
                std::atomic<bool> failed = false;
                std::uint64_t checkpoints = 0;
                SampleLoop loop;
                loop.everySeconds = 1e6;
                loop.body = [&](const Sample& s, unsigned) {
                    after += failed ? 1 : 0;
                    if (s.id == bad) {
                        failed = true;
                        throw Error(ErrorCode::NotRunnable, Text("sample {}", s.id));
                    }
                };
                loop.checkpoint = [&] { ++checkpoints; };
                Findings findings;
                const auto error = errorOf([&] { loop.run(set(), onThreads(threads), findings); });
                QVERIFY(error && error->code() == ErrorCode::NotRunnable);
                QCOMPARE(std::string(error->what()), "sample " + std::to_string(bad));
                QCOMPARE(checkpoints, std::uint64_t{1});
                // Others may be between two looks at the error, but they don't go on to the end.
                QVERIFY(threads > 1 || after == 0);
            }
    }

    void anExceptionThatIsNoneOfOurs()
    {
        SampleLoop loop;
        loop.body = [](const Sample& s, unsigned) {
            if (s.id == 9)
                throw std::bad_alloc();
        };
        Findings findings;
        QVERIFY_EXCEPTION_THROWN(loop.run(set(), onThreads(3), findings), std::bad_alloc);
    }

    void anErrorInACheckpoint()
    {
        for (unsigned threads = 1; threads <= 3; ++threads) {
            std::uint64_t checkpoints = 0;
            SampleLoop loop;
            loop.everySeconds = 0;
            loop.body = [](const Sample&, unsigned) {};
            loop.checkpoint = [&] {
                if (++checkpoints == 1)
                    throw Error(ErrorCode::Resources, Text("the disk is full"));
            };
            Findings findings;
            const auto error = errorOf([&] { loop.run(set(), onThreads(threads), findings); });
            QVERIFY(error && error->code() == ErrorCode::Resources);
            QVERIFY(checkpoints >= 2); // once more at the end: there may be space again
        }
    }

    void aStop()
    {
        for (unsigned threads = 1; threads <= 4; ++threads)
            for (const std::uint64_t after : {0, 5, 39}) {
                std::stop_source stop;
                JobContext job = onThreads(threads);
                job.stop = stop.get_token();
                job.progress = [&](const Progress& p) {
                    if (p.done == after)
                        stop.request_stop();
                };
                std::atomic<std::uint64_t> begun = 0;
                std::atomic<std::uint64_t> ended = 0;
                std::uint64_t checkpoints = 0;
                SampleLoop loop;
                loop.everySeconds = 1e6;
                loop.body = [&](const Sample&, unsigned) {
                    ++begun;
                    std::this_thread::yield();
                    ++ended;
                };
                loop.checkpoint = [&] { ++checkpoints; };
                Findings findings;
                const auto error = errorOf([&] { loop.run(set(), job, findings); });
                QVERIFY(error && error->code() == ErrorCode::Interrupted);
                QVERIFY(begun == ended); // what was begun was ended
                QVERIFY(begun >= after && begun <= after + threads);
                QCOMPARE(checkpoints, std::uint64_t{1});
            }
    }

private:
    [[nodiscard]] SampleSet set() const { return m_samples.set(*m_net.model); }

    static std::shared_ptr<const Model> stateful(OrtEnvironment& environment)
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]").input("h float32[1,3,6,6]").node("hn = Add(x, h) @sum").output("hn float32[1,3,6,6]");
        return makeModel(m.graph(), environment, {}, {});
    }

    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    std::shared_ptr<const Model> m_stateful = stateful(m_environment);
    MadeSamples m_samples{kSamples};
};

QTEST_APPLESS_MAIN(TestSampleLoop)
#include "tst_sample_loop.moc"
