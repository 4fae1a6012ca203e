// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sample_loop.h"
#include "engine/quant/statistics.h"
#include "engine/runtime/evaluator.h"

#include <map>
#include <mutex>

namespace qb {

/// How the values of one tensor lie over all samples: histogram and ranges, and of each channel enough values for its
/// quartiles.
struct ValueSpread {
    static constexpr std::size_t kPerChannel = 4096; ///< values that are kept of a channel at most

    PointStatistics statistics;
    /// [channels, values]: of each channel as many, evenly spread over samples and places, in the order of the samples; empty
    /// where the tensor has no channels (fewer than three axes) or not the same number of them in all samples.
    Tensor channels;
};

/// Of a value of the network under a plan (Plan::allFloat for float), as quantized readers get it. Of a constant: as the
/// unit with that weight computes with it; the samples don't run.
/// Throws Error(BadInput) where its values are no float numbers.
[[nodiscard]] ValueSpread valueSpread(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, ValueId value,
                                      const JobContext& job);

} // namespace qb
