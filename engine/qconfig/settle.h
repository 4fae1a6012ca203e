// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/requests.h"

#include <optional>
#include <string>
#include <vector>

namespace qb {

/// The dtypes that requests come to under a target and among neighbours.
struct Settled {
    std::vector<DType> dtype;       ///< by point; of operands: what the unit reads there, Float32 where nothing is quantized
    std::vector<char> ownOperand;   ///< by point: the operand is narrower than what its producer gives, so it quantizes itself
    std::vector<PointId> fusedInto; ///< by point: the output point of the residual Add that runs as one with this Conv, else None
    std::vector<int> group;         ///< by point, -1 none
    std::vector<char> highPrecision;      ///< by point
    std::vector<std::vector<Text>> story; ///< by point: what was changed, after the requests' own story
    Findings findings;
};

/// Units that compute quantized: neither float by nature nor by request, nor passive. By unit.
[[nodiscard]] std::vector<char> quantizedUnits(const Requests& requests, const GraphFacts& facts);

/// Widens and narrows until nothing changes. What widens (requests for operands, Add and Mul of two dtypes, groups, what a
/// target wants wider) comes first; only when that is at rest the rules that narrow are applied, and what they touched is
/// not widened again, so that it ends.
[[nodiscard]] Settled settle(const Model& model, const Profile& profile, const GraphFacts& facts, const Requests& requests,
                             const RuleSet& rules);

} // namespace qb
