// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/sample_reader.h"

#include "engine/base/error.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <new>
#include <thread>
#include <utility>
#include <vector>

namespace qb {

namespace {

/// What became of one sample.
struct Outcome {
    bool done = false;
    std::optional<Sample> sample;
    Text broken;              ///< why its file can't be used
    std::exception_ptr error; ///< anything that is not the file's fault
};

Outcome loaded(const SampleSet& set, std::size_t i)
{
    Outcome outcome;
    outcome.done = true;
    try {
        outcome.sample = set.load(i);
    } catch (const Error& e) {
        if (e.code() == ErrorCode::BadInput)
            outcome.broken = e.message();
        else
            outcome.error = std::current_exception();
    } catch (const std::bad_alloc&) {
        outcome.error = std::make_exception_ptr(
            Error(ErrorCode::Resources, Text("out of memory for the sample {}", set.sampleName(i)), Text("use fewer threads")));
    } catch (...) {
        outcome.error = std::current_exception();
    }
    return outcome;
}

} // namespace

struct SampleReader::Impl {
    SampleSet set;
    JobContext job;
    std::size_t ahead;
    Findings findings;
    std::size_t broken = 0;
    std::vector<Text> examples;
    bool gap = false; ///< the sample before was broken

    std::mutex mutex;
    std::condition_variable_any changed;
    std::vector<Outcome> ring; ///< sample i lies at i % ahead
    std::size_t started = 0;   ///< samples given to a worker
    std::size_t given = 0;     ///< samples taken out
    std::vector<std::jthread> workers;

    Impl(SampleSet samples, const JobContext& context, std::size_t most)
        : set(std::move(samples)), job(context), ahead(std::max<std::size_t>(most, 1)), ring(ahead)
    {
        const std::size_t threads =
            std::min<std::size_t>({std::max(1U, job.threads), ahead, std::max<std::size_t>(set.size(), 1)});
        for (std::size_t w = 0; w < threads; ++w)
            workers.emplace_back([this](const std::stop_token& stop) { work(stop); });
    }

    void work(const std::stop_token& stop)
    {
        std::unique_lock lock(mutex);
        while (
            changed.wait(lock, stop, [this] { return started < std::min(given + ahead, set.size()) || started == set.size(); })) {
            if (stop.stop_requested() || started == set.size())
                return;
            const std::size_t i = started++;
            lock.unlock();
            Outcome outcome = loaded(set, i);
            lock.lock();
            ring[i % ahead] = std::move(outcome);
            changed.notify_all();
        }
    }

    /// Waits for sample `given` and takes it out.
    Outcome take()
    {
        std::unique_lock lock(mutex);
        if (!changed.wait(lock, job.stop, [this] { return ring[given % ahead].done; }))
            job.throwIfStopped();
        Outcome outcome = std::exchange(ring[given % ahead], Outcome{});
        ++given;
        changed.notify_all();
        return outcome;
    }

    void noteBroken(std::size_t i, const Text& reason)
    {
        const std::string name = set.sampleName(i);
        gap = true;
        ++broken;
        if (broken <= 3)
            examples.push_back(reason);
        findings.push_back({.rule = "data.broken_file",
                            .unit = "",
                            .point = "",
                            .message = Text("{} is left out: {}", name, reason),
                            .numbers = {{"sample", static_cast<double>(set.sampleId(i))}},
                            .cure = Text("replace the file or take it out of the data")});
        if (broken * 10 > set.size())
            throw Error(ErrorCode::BadInput,
                        Text("{} of {} samples can't be read, more than a tenth: {}{}", broken, set.size(),
                             Text::joined(examples), broken > 3 ? " ..." : ""),
                        Text("repair the data"), {{"file", set.sampleFile(i)}});
    }
};

SampleReader::SampleReader(SampleSet set, const JobContext& job, std::size_t ahead)
    : m_impl(std::make_unique<Impl>(std::move(set), job, ahead))
{
}

SampleReader::~SampleReader()
{
    for (std::jthread& worker : m_impl->workers)
        worker.request_stop();
}

std::optional<Sample> SampleReader::next()
{
    Impl& reader = *m_impl;
    while (reader.given < reader.set.size()) {
        reader.job.throwIfStopped();
        const std::size_t i = reader.given;
        Outcome outcome = reader.take();
        if (outcome.error)
            std::rethrow_exception(outcome.error);
        if (!outcome.sample) {
            reader.noteBroken(i, outcome.broken);
            continue;
        }
        outcome.sample->startsSequence = std::exchange(reader.gap, false) || outcome.sample->startsSequence;
        return std::move(outcome.sample);
    }
    return std::nullopt;
}

const Findings& SampleReader::findings() const { return m_impl->findings; }
std::size_t SampleReader::position() const { return m_impl->given; }

} // namespace qb
