// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>

namespace qb {

/// How far a long job is. `total` 0 means unknown.
struct Progress {
    Text phase; ///< short, e.g. "calibrate"
    std::uint64_t done = 0;
    std::uint64_t total = 0;
};

/// What every long engine function gets from its caller. The function blocks, reports to `progress` (called from one
/// thread at a time, maybe a worker's) and throws Error(Interrupted) soon after `stop` is requested.
struct JobContext {
    std::stop_token stop;
    std::function<void(const Progress&)> progress; ///< may be empty
    std::uint64_t seed = 0;
    unsigned threads = 1; ///< worker threads to use, at least 1

    void report(Text phase, std::uint64_t done, std::uint64_t total) const;
    [[nodiscard]] bool stopped() const { return stop.stop_requested(); }
    void throwIfStopped() const; ///< throws Error(Interrupted)
};

/// Runs body(i) for i in [0, count) on `job.threads` threads, in no order. The first exception stops the rest and is
/// rethrown; a stop request ends it with Error(Interrupted). body also gets the worker's number in [0, threads).
void parallelFor(const JobContext& job, std::size_t count, const std::function<void(std::size_t index, unsigned worker)>& body);

} // namespace qb
