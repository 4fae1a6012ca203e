// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/graph_facts.h"
#include "engine/qconfig/resolver.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace qb {

/// Parameters that the file brought along for a point.
struct ImportedGrid {
    DType dtype = DType::Int8;
    std::vector<float> scales;
    std::vector<std::int32_t> zeroPoints;
    int axis = -1;
};

/// What rules and defaults together ask of one point, before target and neighbours have a say.
struct PointRequest {
    PortConfig config;                    ///< of operands: dtype only where somebody asked
    std::optional<ImportedGrid> imported; ///< still valid: no later rule chose another grid or observer
    bool highPrecision = false;           ///< its dtype is the accumulator's
    int dtypeRule = -1;                   ///< index of the rule that said the dtype last, -1: default
    int stubRule = -1;                    ///< index of the QuantStub that stands at it, -1: none
    int gridRule = -1;                    ///< ... that said observer, scheme or grid last
    std::vector<Text> story;
};

struct UnitRequest {
    bool wholeFloat = false;
    int floatRule = -1;
    bool frozen = false;
};

struct Requests {
    std::vector<PointRequest> points;
    std::vector<UnitRequest> units;
    Findings findings;
    std::set<int> explained; ///< rules of which a finding says already what they lack
};

/// "rule 3 (ModuleName "head")" - rules are counted from 1 for people.
[[nodiscard]] Text ruleText(const RuleSet& rules, int rule);

/// Applies defaults and rules in order: the ModuleName rule for all units stands before every other dtype rule, overrides
/// last.
[[nodiscard]] Requests collectRequests(const Model& model, const RuleSet& rules, const Profile& profile, const GraphFacts& facts);

/// Passive units that own a scale because the file gave them another one than their source; by unit, empty if none.
[[nodiscard]] std::vector<char> ownersByImport(const Model& model, const RuleSet& rules, const Profile& profile);

/// Why a unit can't have a high-precision output; empty if it can.
[[nodiscard]] Text whyNoHighPrecision(const Model& model, const Profile& profile, const GraphFacts& facts, UnitId unit);

/// Output points from the grid of each GridSample back to the first GEMM-like unit or input, with the GridSample's name.
[[nodiscard]] std::vector<std::pair<PointId, std::string>> gridPath(const Model& model, const Profile& profile,
                                                                    const GraphFacts& facts);

} // namespace qb
