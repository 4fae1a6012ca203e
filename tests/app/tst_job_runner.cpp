// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_runner.h"

#include <QtTest>

#include <latch>

using namespace qb;

class TestJobRunner : public QObject {
    Q_OBJECT

private slots:
    void deliversInOrderOnTheGuiThread()
    {
        Bench bench;
        JobRunner jobs(bench);
        QStringList events;
        QThread* thread = nullptr;
        jobs.start(
            {Lane::Engine, Said::verbatim("one"), {}},
            [&](const JobContext&, const JobRunner::Post& post) {
                QVERIFY(QThread::currentThread() != QCoreApplication::instance()->thread());
                for (int i = 0; i < 3; ++i)
                    post([&, i] {
                        thread = QThread::currentThread();
                        events << QString::number(i);
                    });
            },
            [&](const Failure* failure) { events << (failure ? "failed" : "done"); });
        QVERIFY(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
        QCOMPARE(events, (QStringList{"0", "1", "2", "done"}));
        QCOMPARE(thread, QCoreApplication::instance()->thread());
        QCOMPARE(bench.jobs().size(), std::size_t{1});
        QCOMPARE(bench.jobs()[0].state, JobView::State::Done);
    }

    void aNewerJobOvertakes()
    {
        Bench bench;
        JobRunner jobs(bench);
        QStringList events;
        std::latch begun(1);
        std::latch allAsked(1); // else the second one may run before there is a third
        std::atomic<bool> stopped = false;
        jobs.start(
            {Lane::Live, {}, "live"},
            [&](const JobContext& job, const JobRunner::Post& post) {
                begun.count_down();
                while (!job.stopped())
                    std::this_thread::yield();
                stopped = true;
                allAsked.wait();
                post([&] { events << "late"; });
            },
            [&](const Failure*) { events << "late end"; });
        begun.wait();
        jobs.start({Lane::Live, {}, "live"},
                   [&](const JobContext&, const JobRunner::Post&) { QFAIL("a queued job was overtaken"); });
        jobs.start(
            {Lane::Live, {}, "live"}, [&](const JobContext&, const JobRunner::Post& post) { post([&] { events << "new"; }); },
            [&](const Failure* failure) { events << (failure ? "failed" : "new end"); });
        allAsked.count_down();
        QVERIFY(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
        QVERIFY(stopped);
        QCOMPARE(events, (QStringList{"new", "new end"}));
    }

    void tellsWhatWentWrong()
    {
        Bench bench;
        JobRunner jobs(bench);
        Failure seen;
        jobs.start(
            {Lane::Engine, Said::verbatim("broken"), {}},
            [](const JobContext&, const JobRunner::Post&) {
                throw Error(ErrorCode::NotRunnable, Text("no kernel"), Text("install one"), {{"node", "x"}});
            },
            [&](const Failure* failure) {
                QVERIFY(failure);
                seen = *failure;
            });
        QVERIFY(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
        QVERIFY(seen.code == ErrorCode::NotRunnable);
        QCOMPARE(seen.message() + "|" + seen.cure() + "|" + seen.context(), "no kernel|Install one|node: x");
        QCOMPARE(bench.jobs()[0].state, JobView::State::Failed);
        QCOMPARE(bench.jobs()[0].outcome(), "no kernel");
    }

    void stopsOne()
    {
        Bench bench;
        JobRunner jobs(bench);
        std::latch begun(1);
        std::optional<ErrorCode> code;
        const int id = jobs.start(
            {Lane::Engine, Said::verbatim("long"), {}},
            [&](const JobContext& job, const JobRunner::Post&) {
                begun.count_down();
                for (;;)
                    job.throwIfStopped();
            },
            [&](const Failure* failure) { code = failure ? failure->code : ErrorCode::Usage; });
        begun.wait();
        bench.requestStop(id);
        QVERIFY(QTest::qWaitFor([&] { return !jobs.isBusy(); }));
        QVERIFY(*code == ErrorCode::Interrupted);
        QCOMPARE(bench.jobs()[0].state, JobView::State::Stopped);
    }

    /// What is to be kept is written although the window goes; what computes is stopped.
    void endsWithItsOwner()
    {
        Bench bench;
        std::latch begun(1);
        std::atomic<int> written = 0;
        {
            JobRunner jobs(bench);
            jobs.start({Lane::Engine, Said::verbatim("long"), {}}, [&](const JobContext& job, const JobRunner::Post&) {
                begun.count_down();
                while (!job.stopped())
                    std::this_thread::yield();
            });
            begun.wait();
            for (int i = 0; i < 5; ++i)
                jobs.start({Lane::Study, {}, {}}, [&](const JobContext&, const JobRunner::Post&) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(2));
                    ++written;
                });
        }
        QCOMPARE(written.load(), 5);
    }
};

QTEST_GUILESS_MAIN(TestJobRunner)
#include "tst_job_runner.moc"
