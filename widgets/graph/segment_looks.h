// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"
#include "widgets/graph/graph_decoration.h"

namespace qb {

/// The float segments of the configuration under work, and what their regions say. Takes some milliseconds for 10,000 units.
struct SegmentLooks {
    std::vector<int> segmentOf;        ///< by unit, -1: in none
    std::vector<SegmentLook> segments; ///< in the order of computation
};
[[nodiscard]] SegmentLooks segmentLooks(const Bench& bench);

} // namespace qb
