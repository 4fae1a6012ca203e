// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"
#include "engine/base/job.h"
#include "widgets/common/bench.h"

#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>

namespace qb {

/// What went wrong in a job, for people.
struct Failure {
    ErrorCode code = ErrorCode::BadInput;
    Said message;
    Said cure;
    Said context; ///< a line each: "file: /a/b"
};

/// The context of a failure that is about one file.
[[nodiscard]] Said aboutFile(const QString& path);

/// The threads of the window. One per lane; jobs of a lane run one after another, so what belongs to a lane needs no lock.
enum class Lane {
    Open,    ///< makes the next workspace, beside whatever the present one is at
    Engine,  ///< owns the workspace: calibration, sweeps, export
    Live,    ///< owns the pinned sample: what an edit does, at once, beside whatever the engine is at
    Preview, ///< looks at samples
    Study,   ///< writes what must not be lost
};

struct JobSpec {
    Lane lane = Lane::Engine;
    Said title; ///< empty: not shown among the jobs
    /// A new job of a kind that is not empty overtakes those before: queued ones vanish, a running one is stopped, and nothing
    /// that it still delivers arrives.
    QString kind;
};

/// Runs blocking engine functions on lanes and delivers on the GUI thread. Everything is stopped and joined when it goes.
class JobRunner : public QObject {
    Q_OBJECT
public:
    /// Called from the job: the function runs later on the GUI thread, in order, unless the job was overtaken.
    using Post = std::function<void(std::function<void()>)>;
    using Work = std::function<void(const JobContext& job, const Post& post)>;
    /// GUI thread; null failure when the work returned. After a stop it gets ErrorCode::Interrupted.
    using Finished = std::function<void(const Failure* failure)>;

    explicit JobRunner(Bench& bench, QObject* parent = nullptr);
    ~JobRunner() override;

    int start(JobSpec spec, Work work, Finished finished = {});
    void stop(int id);
    void stopAll();
    /// What it was all about is gone: everything but Lane::Study ends, and nothing that it still delivers arrives.
    void abandon();
    [[nodiscard]] bool isBusy(Lane lane) const;
    [[nodiscard]] bool isBusy() const;
    /// What a job that was stopped, or has ended, has come to: "37 of 200 samples". GUI thread.
    void setOutcome(int id, const Said& outcome);

signals:
    void idle(); ///< nothing is running nor queued any more

private:
    struct Job;
    struct Thread;

    static void overtake(Job& job);
    static void dropOvertaken(Thread& lane);
    void run(Thread& lane, const std::stop_token& stop);
    void finish(const std::shared_ptr<Job>& job, const std::shared_ptr<const Failure>& failure);
    void show();

    Bench& m_bench;
    std::vector<std::unique_ptr<Thread>> m_lanes;
    std::vector<std::shared_ptr<Job>> m_jobs; ///< alive, and the last ones that have ended
    QTimer m_refresh;
    int m_nextId = 1;
};

/// The text of any exception.
[[nodiscard]] Failure failureOf(const std::exception& exception);

} // namespace qb
