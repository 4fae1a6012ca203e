// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/job.h"

#include "engine/base/error.h"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

namespace qb {

void JobContext::report(Text phase, std::uint64_t done, std::uint64_t total) const
{
    if (progress)
        progress({std::move(phase), done, total});
}

void JobContext::throwIfStopped() const
{
    if (stopped())
        throw Error(ErrorCode::Interrupted, Text("interrupted"), Text("run the same command again to go on"));
}

void parallelFor(const JobContext& job, std::size_t count, const std::function<void(std::size_t, unsigned)>& body)
{
    const unsigned workers = static_cast<unsigned>(std::clamp<std::size_t>(job.threads, 1, std::max<std::size_t>(count, 1)));
    if (workers == 1) {
        for (std::size_t i = 0; i < count; ++i) {
            job.throwIfStopped();
            body(i, 0);
        }
        return;
    }
    std::atomic<std::size_t> next{0};
    std::atomic<bool> failed{false};
    std::mutex mutex;
    std::exception_ptr first;
    const auto work = [&](unsigned worker) {
        while (!failed && !job.stopped()) {
            const std::size_t i = next++;
            if (i >= count)
                return;
            try {
                body(i, worker);
            } catch (...) {
                const std::scoped_lock lock(mutex);
                if (!first)
                    first = std::current_exception();
                failed = true;
            }
        }
    };
    {
        std::vector<std::jthread> threads;
        for (unsigned w = 1; w < workers; ++w)
            threads.emplace_back(work, w);
        work(0);
    }
    if (first)
        std::rethrow_exception(first);
    job.throwIfStopped();
}

} // namespace qb
