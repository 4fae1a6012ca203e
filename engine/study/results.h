// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/base/fingerprint.h"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace qb {

/// Which result: equal keys, equal numbers. The study adds the fingerprint of its model.
struct ResultKey {
    Fingerprint configuration; ///< of the Plan, or of as much of it as the result depends on
    Fingerprint baseline;      ///< of the Plan that it is compared with
    Fingerprint data;          ///< SampleSet::fingerprint(), or listFingerprint() for results that are kept by sample
    std::string mode;          ///< "cumulative", "local", "isolated", "leave-one-out", "eval" ...
    std::string kernels;       ///< "fast", "reference"

    auto operator<=>(const ResultKey&) const = default;
};

/// How far one tensor was off in one sample.
struct Measurement {
    std::string point;  ///< that was switched; empty: the whole plan
    std::string output; ///< name of the graph output that was looked at
    std::uint64_t sample = 0;
    MetricSums sums;
};

/// Under which the values of an expression are kept, beside what `key` stands for.
[[nodiscard]] ResultKey customKey(ResultKey key, std::string_view expression);
/// One such value, as the sums of this number alone.
[[nodiscard]] Measurement measurementOf(std::string point, std::uint64_t sample, double value);
[[nodiscard]] double valueIn(const Measurement& measurement);

} // namespace qb
