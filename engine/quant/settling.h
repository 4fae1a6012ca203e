// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/statistics.h"

namespace qb {

/// Which share of a point's range (from min to max, with 0 in it) only the later half of its samples, by number, has shown: 0
/// where all of it had been seen by then, near 1 where nearly all of it is news. Points far above 0 want more samples.
/// Nothing for fewer than 4 samples, or where rows per sample have been taken out.
[[nodiscard]] std::optional<double> lateShare(const PointStatistics& statistics);

/// The points that are least settled, worst first, at most `count`: those with statistics, but not `without` (may be shorter
/// than the points).
[[nodiscard]] std::vector<std::size_t> leastSettled(std::span<const PointStatistics> points, std::size_t count,
                                                    std::span<const char> without = {});

} // namespace qb
