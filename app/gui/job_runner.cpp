// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/job_runner.h"

#include "widgets/common/handed_over.h"
#include "widgets/common/worded.h"

#include <QMetaObject>

#include <algorithm>
#include <array>
#include <condition_variable>
#include <new>

namespace qb {

namespace {

constexpr std::size_t kEndedKept = 20;
constexpr int kRefreshMs = 100;

unsigned threadsOf(Lane lane)
{
    return lane == Lane::Engine || lane == Lane::Open ? std::max(1U, std::thread::hardware_concurrency()) : 1U;
}

/// What the context of an error names, in words; a key that is rare stays as scripts read it.
QString contextName(const std::string& key)
{
    return key == "file"       ? JobRunner::tr("file")
           : key == "folder"   ? JobRunner::tr("folder")
           : key == "model"    ? JobRunner::tr("model")
           : key == "study"    ? JobRunner::tr("study")
           : key == "unit"     ? JobRunner::tr("unit")
           : key == "node"     ? JobRunner::tr("node")
           : key == "tensor"   ? JobRunner::tr("tensor")
           : key == "sample"   ? JobRunner::tr("sample")
           : key == "line"     ? JobRunner::tr("line")
           : key == "column"   ? JobRunner::tr("column")
           : key == "problems" ? JobRunner::tr("problems")
                               : QString::fromStdString(key);
}

constexpr std::array kLanes{Lane::Open, Lane::Engine, Lane::Live, Lane::Preview, Lane::Study};

} // namespace

struct JobRunner::Job {
    int id = 0;
    JobSpec spec;
    Work work;
    Finished finished;
    std::stop_source stop;
    QDateTime created = QDateTime::currentDateTime();
    std::atomic<bool> overtaken = false;

    // GUI thread only.
    JobView::State state = JobView::State::Queued;
    double seconds = 0;
    Said outcome;

    std::mutex mutex; // guards what follows
    Progress progress;
    std::chrono::steady_clock::time_point began;
    quint64 doneFirst = 0; ///< of the progress that it counts now
    std::chrono::steady_clock::time_point countsSince;
    bool running = false;
};

struct JobRunner::Thread {
    Lane lane;
    std::mutex mutex;
    std::condition_variable_any wake;
    std::deque<std::shared_ptr<Job>> queue;
    std::shared_ptr<Job> current;
    std::jthread thread; // last: ends before the rest goes
};

Failure failureOf(const std::exception& exception)
{
    Failure failure;
    if (const auto* error = dynamic_cast<const Error*>(&exception)) {
        failure.code = error->code();
        failure.message = error->message();
        if (!error->cure().empty())
            failure.cure = [cure = error->cure()] { return sentence(cure); };
        if (!error->context().empty())
            failure.context = [context = error->context()] {
                QStringList lines;
                for (const auto& [key, value] : context)
                    lines << JobRunner::tr("%1: %2", "what, and its name").arg(contextName(key), QString::fromStdString(value));
                return lines.join(QLatin1Char('\n'));
            };
    } else if (dynamic_cast<const std::bad_alloc*>(&exception)) {
        failure.code = ErrorCode::Resources;
        failure.message = [] { return JobRunner::tr("There is not enough memory."); };
        failure.cure = [] { return JobRunner::tr("Close other programs, or use fewer samples."); };
    } else {
        failure.message = Said::verbatim(worded(exception)); // the system's words
    }
    return failure;
}

Said aboutFile(const QString& path)
{
    return [path] { return JobRunner::tr("%1: %2", "what, and its name").arg(contextName("file"), path); };
}

JobRunner::JobRunner(Bench& bench, QObject* parent) : QObject(parent), m_bench(bench)
{
    for (const Lane lane : kLanes) {
        auto& thread = m_lanes.emplace_back(std::make_unique<Thread>());
        thread->lane = lane;
        thread->thread = std::jthread([this, t = thread.get()](const std::stop_token& stop) { run(*t, stop); });
    }
    m_refresh.setInterval(kRefreshMs);
    connect(&m_refresh, &QTimer::timeout, this, &JobRunner::show);
    connect(&m_bench, &Bench::stopRequested, this, &JobRunner::stop);
}

JobRunner::~JobRunner()
{
    abandon();
    for (const auto& job : m_jobs)
        job->overtaken = true;
    for (const auto& lane : m_lanes)
        lane->thread.request_stop();
    m_lanes.clear();
}

void JobRunner::overtake(Job& job)
{
    job.overtaken = true;
    job.stop.request_stop();
    job.state = JobView::State::Stopped;
}

void JobRunner::dropOvertaken(Thread& lane)
{
    const std::scoped_lock lock(lane.mutex);
    for (const auto& job : lane.queue)
        if (job->overtaken)
            job->work = {}; // lets go what it holds
    std::erase_if(lane.queue, [](const auto& queued) { return queued->overtaken.load(); });
}

void JobRunner::abandon()
{
    for (const auto& job : m_jobs)
        if (job->spec.lane != Lane::Study && job->state < JobView::State::Done) // what is to be kept is written
            overtake(*job);
    for (const auto& lane : m_lanes)
        dropOvertaken(*lane);
}

int JobRunner::start(JobSpec spec, Work work, Finished finished)
{
    auto job = std::make_shared<Job>();
    job->id = m_nextId++;
    job->spec = std::move(spec);
    job->work = std::move(work);
    job->finished = std::move(finished);
    Thread& lane = *m_lanes[static_cast<std::size_t>(job->spec.lane)];
    if (!job->spec.kind.isEmpty())
        for (const auto& other : m_jobs)
            if (other->spec.kind == job->spec.kind && other->state < JobView::State::Done)
                overtake(*other);
    if (job->spec.lane == Lane::Live) // after each edit one: the list would hold nothing else
        std::erase_if(m_jobs, [&](const auto& other) {
            return other->spec.kind == job->spec.kind && other->state == JobView::State::Done;
        });
    m_jobs.push_back(job);
    for (const auto& other : m_lanes)
        dropOvertaken(*other);
    {
        const std::scoped_lock lock(lane.mutex);
        lane.queue.push_back(job);
    }
    lane.wake.notify_one();
    if (!m_refresh.isActive())
        m_refresh.start();
    if (!job->spec.title.isEmpty())
        show();
    return job->id;
}

void JobRunner::stop(int id)
{
    for (const auto& job : m_jobs)
        if (job->id == id && job->state < JobView::State::Done) {
            job->state = JobView::State::Stopping;
            job->stop.request_stop();
        }
    show();
}

void JobRunner::stopAll()
{
    for (const auto& job : m_jobs)
        if (job->spec.lane != Lane::Study && job->state < JobView::State::Done) {
            job->state = JobView::State::Stopping;
            job->stop.request_stop();
        }
    show();
}

bool JobRunner::isBusy(Lane lane) const
{
    return std::any_of(m_jobs.begin(), m_jobs.end(),
                       [&](const auto& job) { return job->spec.lane == lane && job->state < JobView::State::Done; });
}

bool JobRunner::isBusy() const
{
    return std::any_of(kLanes.begin(), kLanes.end(), [this](Lane lane) { return isBusy(lane); });
}

void JobRunner::setOutcome(int id, const Said& outcome)
{
    for (const auto& job : m_jobs)
        if (job->id == id)
            job->outcome = outcome;
}

void JobRunner::run(Thread& lane, const std::stop_token& stop)
{
    for (;;) {
        std::shared_ptr<Job> job;
        {
            std::unique_lock lock(lane.mutex);
            lane.current.reset();
            if (!lane.wake.wait(lock, stop, [&] { return !lane.queue.empty(); }) && lane.queue.empty())
                return;
            job = lane.queue.front();
            lane.queue.pop_front();
            lane.current = job;
        }
        JobContext context;
        context.stop = job->stop.get_token();
        context.threads = threadsOf(lane.lane);
        context.progress = [&job](const Progress& progress) {
            const std::scoped_lock lock(job->mutex);
            if (progress.total != job->progress.total || progress.done < job->progress.done) {
                job->doneFirst = progress.done;
                job->countsSince = std::chrono::steady_clock::now();
            }
            job->progress = progress;
        };
        {
            const std::scoped_lock lock(job->mutex);
            job->began = job->countsSince = std::chrono::steady_clock::now();
            job->running = true;
        }
        const Post post = [this, job](std::function<void()> deliver) {
            QMetaObject::invokeMethod(this, HandedOver([job, deliver = std::move(deliver)] {
                                          if (!job->overtaken)
                                              deliver();
                                      }),
                                      Qt::QueuedConnection);
        };
        std::shared_ptr<Failure> failure;
        try {
            context.throwIfStopped();
            job->work(context, post);
        } catch (const std::exception& e) {
            failure = std::make_shared<Failure>(failureOf(e));
        }
        job->work = {}; // what it holds goes on its own thread
        QMetaObject::invokeMethod(this, HandedOver([this, job, failure] { finish(job, failure); }), Qt::QueuedConnection);
    }
}

void JobRunner::finish(const std::shared_ptr<Job>& job, const std::shared_ptr<const Failure>& failure)
{
    {
        const std::scoped_lock lock(job->mutex);
        job->running = false;
        job->seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - job->began).count();
    }
    if (!failure)
        job->state = JobView::State::Done;
    else
        job->state = failure->code == ErrorCode::Interrupted ? JobView::State::Stopped : JobView::State::Failed;
    if (failure && job->outcome.isEmpty() && failure->code != ErrorCode::Interrupted)
        job->outcome = failure->message;
    if (!job->overtaken && job->finished)
        job->finished(failure.get());
    job->finished = {};
    show();
    if (!isBusy()) {
        m_refresh.stop();
        emit idle();
    }
}

void JobRunner::show()
{
    const auto ended = [](const std::shared_ptr<Job>& job) { return job->state >= JobView::State::Done; };
    std::erase_if(m_jobs, [&](const auto& job) { return ended(job) && (job->spec.title.isEmpty() || job->overtaken); });
    auto surplus = std::count_if(m_jobs.begin(), m_jobs.end(), ended) - static_cast<std::ptrdiff_t>(kEndedKept);
    std::erase_if(m_jobs, [&](const auto& job) { return ended(job) && surplus-- > 0; });

    std::vector<JobView> views;
    for (const auto& job : m_jobs) {
        if (job->spec.title.isEmpty())
            continue;
        JobView& view = views.emplace_back();
        view.id = job->id;
        view.title = job->spec.title;
        view.started = job->created;
        view.outcome = job->outcome;
        const std::scoped_lock lock(job->mutex);
        view.phase = job->progress.phase;
        view.done = job->progress.done;
        view.total = job->progress.total;
        view.seconds = job->seconds;
        view.doneFirst = job->doneFirst;
        view.secondsFirst = std::chrono::duration<double>(job->countsSince - job->began).count();
        view.state = job->state;
        if (job->running) {
            view.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - job->began).count();
            if (view.state == JobView::State::Queued)
                view.state = JobView::State::Running;
        }
    }
    m_bench.setJobs(std::move(views));
}

} // namespace qb
