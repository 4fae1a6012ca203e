// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/sample_loop.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/sample_reader.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace qb {

namespace {

using Clock = std::chrono::steady_clock;

class Runner {
public:
    Runner(const SampleLoop& loop, const SampleSet& set, const JobContext& job, unsigned workers)
        : m_loop(loop), m_set(set), m_job(job), m_reader(set, job, workers + 2), m_nextCheckpoint(Clock::now() + period())
    {
    }

    /// Samples that are done before anything runs.
    void countKnown()
    {
        for (std::size_t i = 0; m_loop.skip && i < m_set.size(); ++i)
            m_done += m_loop.skip(m_set.sampleId(i)) ? 1 : 0;
        m_job.report(m_loop.phase, m_done, m_set.size());
    }

    void work(unsigned worker)
    {
        try {
            while (auto sample = next()) {
                if (m_loop.skip && m_loop.skip(sample->id))
                    continue;
                {
                    const std::shared_lock running(m_bodies);
                    m_loop.body(*sample, worker);
                }
                finished();
            }
        } catch (...) {
            const std::scoped_lock lock(m_mutex);
            if (!m_failure)
                m_failure = std::current_exception();
            m_over = true;
        }
    }

    void end(Findings& findings)
    {
        findings.insert(findings.end(), m_reader.findings().begin(), m_reader.findings().end());
        if (m_loop.checkpoint)
            m_loop.checkpoint();
        if (m_failure)
            std::rethrow_exception(m_failure);
        m_job.throwIfStopped();
    }

private:
    std::optional<Sample> next()
    {
        const std::scoped_lock lock(m_mutex);
        if (m_over || m_job.stopped())
            return std::nullopt;
        auto sample = m_reader.next();
        m_over = !sample;
        return sample;
    }

    void finished()
    {
        const std::scoped_lock lock(m_mutex);
        m_job.report(m_loop.phase, ++m_done, m_set.size());
        if (!m_loop.checkpoint || Clock::now() < m_nextCheckpoint)
            return;
        // With m_mutex held nobody begins another body, so those that run are the last to wait for.
        const std::unique_lock quiet(m_bodies);
        const auto began = Clock::now();
        m_loop.checkpoint();
        m_nextCheckpoint = Clock::now() + std::max(period(), 10 * (Clock::now() - began));
    }

    [[nodiscard]] Clock::duration period() const
    {
        return std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(m_loop.everySeconds));
    }

    const SampleLoop& m_loop;
    const SampleSet& m_set;
    const JobContext& m_job;
    SampleReader m_reader;
    std::mutex m_mutex;         // guards the reader and what follows
    std::shared_mutex m_bodies; // shared while a body runs
    std::uint64_t m_done = 0;
    bool m_over = false;
    Clock::time_point m_nextCheckpoint;
    std::exception_ptr m_failure;
};

} // namespace

void SampleLoop::run(const SampleSet& set, const JobContext& job, Findings& findings) const
{
    const unsigned workers =
        set.sequential() ? 1U
                         : static_cast<unsigned>(std::clamp<std::size_t>(job.threads, 1, std::max<std::size_t>(1, set.size())));
    Runner runner(*this, set, job, workers);
    runner.countKnown();
    {
        std::vector<std::jthread> threads;
        for (unsigned w = 1; w < workers; ++w)
            threads.emplace_back([&runner, w] { runner.work(w); });
        runner.work(0);
    }
    runner.end(findings);
}

CarriedStates::CarriedStates(const Model& model, const SampleSet& set)
{
    for (const StateLink& link : set.states()) {
        const auto found = std::find_if(model.outputs.begin(), model.outputs.end(),
                                        [&](const PortInfo& p) { return p.name == link.outputName; });
        if (found == model.outputs.end()) {
            std::vector<std::string> names;
            for (const PortInfo& p : model.outputs)
                names.push_back(p.name);
            throw Error(ErrorCode::Usage,
                        Text("the state input \"{}\" comes from \"{}\", which is no output of the model",
                             model.inputs[link.inputIndex].name, link.outputName),
                        didYouMean(link.outputName, names));
        }
        m_links.emplace_back(link.inputIndex, static_cast<std::size_t>(found - model.outputs.begin()));
    }
}

std::vector<Tensor> CarriedStates::inputs(const Sample& sample) const
{
    std::vector<Tensor> inputs = sample.inputs;
    if (!sample.startsSequence)
        for (const auto& [input, state] : m_states)
            inputs[input] = state;
    return inputs;
}

void CarriedStates::update(std::span<const Tensor> outputs)
{
    for (const auto& [input, output] : m_links)
        m_states[input] = outputs[output];
}

} // namespace qb
