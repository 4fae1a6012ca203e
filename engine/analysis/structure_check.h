// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/calibration.h"
#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/profile.h"
#include "engine/qconfig/rules.h"

#include <span>
#include <string>
#include <vector>

namespace qb {

/// What a structure check looks at. Nothing is computed by the network, so it also works on a model that can't be run.
struct CheckInput {
    const Model& model;
    const RuleSet& rules;
    const Profile& profile;
    const Effective& effective;
    const PlanResult* plan = nullptr;            ///< null: nothing is said about scales
    const CalibrationData* statistics = nullptr; ///< null: nothing is said about ranges of activations
};

/// Everything that looks wrong or costs precision in structure, ranges, configuration and arithmetic, in that order, each
/// with the numbers that prove it; then what the resolver and the plan have found. `canApply` is set where cureOf() has
/// rules and they change the configuration of the finding's point.
[[nodiscard]] Findings checkModel(const CheckInput& input);

/// The rules that cure a finding, to be appended to the others; empty where only the user can do something.
[[nodiscard]] std::vector<Rule> cureOf(const Finding& finding, const CheckInput& input);
/// Of several, each rule once.
[[nodiscard]] std::vector<Rule> curesOf(std::span<const Finding> findings, const CheckInput& input);

/// Float units that hang together among quantized ones: what runs elsewhere, and what that costs at its borders.
struct FloatSegment {
    std::vector<UnitId> units;        ///< in the order of computation
    std::vector<ValueId> dequantized; ///< come in from quantized units
    std::vector<ValueId> quantized;   ///< go out to quantized units
    double bytes = 0;                 ///< of both, as they cross: in integers
    std::size_t unsized = 0;          ///< of both: nobody knows their shape, so they are not among the bytes
};
/// Those that touch a quantized unit, in the order of their first units.
[[nodiscard]] std::vector<FloatSegment> floatSegments(const CheckInput& input);

/// A kind of finding that a check can end in.
struct CheckRuleInfo {
    std::string id;
    std::string what; ///< what it means, a line
};
/// All of them, those of the resolver and the plan included.
[[nodiscard]] const std::vector<CheckRuleInfo>& checkRules();

} // namespace qb
