// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"
#include "engine/qconfig/profile.h"
#include "engine/qconfig/rules.h"

#include <optional>
#include <string>
#include <vector>

namespace qb {

/// A grid that somebody fixed: exactly one of the three.
struct FixedGrid {
    std::vector<float> scales;            ///< one, or one per slice along the point's axis
    std::vector<std::int32_t> zeroPoints; ///< as many as scales
    std::optional<double> threshold;
    std::optional<std::pair<double, double>> range;

    bool operator==(const FixedGrid&) const = default;
};

/// What one point is told to do, and how it came to that.
struct PointConfig {
    bool active = false;              ///< quantizes in VALIDATION
    bool forced = false;              ///< a QuantStub stands there; see Plan::forced
    bool exact = false;               ///< lies on its source's grid already; see Plan::exact
    DType requested = DType::Float32; ///< what rules and defaults said
    DType dtype = DType::Float32;     ///< what it came to
    Observer observer;
    Scheme scheme = Scheme::Symmetric;
    ScaleRule scaleRule;
    bool narrow = false;
    std::optional<FixedGrid> fixed;
    bool fixScale = false;           ///< training must not update the scale
    int axis = -1;                   ///< of the scales in the tensor, -1 per tensor
    PointId follows = PointId::None; ///< owns no scale but has that point's
    int group = -1;                  ///< points of one group share one scale
    int rule = -1;                   ///< index of the rule that decided the dtype, -1: the target's default
    std::vector<Text> story;         ///< in order: who asked for what, what was changed, and why
    Text whyNot;                     ///< why it is off; empty if it is active

    bool operator==(const PointConfig&) const = default;
};

/// What rules, target and structure come to together. A plain value.
struct Effective {
    std::vector<PointConfig> points; ///< by PointId
    std::vector<char> floatUnit;     ///< by UnitId: computes in float; passive units: nothing of theirs is quantized
    std::vector<Text> whyNotUnit;    ///< by UnitId: why a unit is float; empty if it is not
    std::vector<int> decides;        ///< by rule: points about which it had the last word in something
    Findings findings;
    bool roundBias = true;

    [[nodiscard]] const PointConfig& at(PointId id) const { return points[indexOf(id)]; }
};

/// Turns what the user said into one configuration per point. Never fails: what can't be is a finding, with the reason.
/// Takes time in proportion to the graph and the rules, so it is called anew after each click.
[[nodiscard]] Effective resolve(const Model& model, const RuleSet& rules, const Profile& profile);

/// The units that a name means: a unit's or folded node's name, the beginning of a name up to a separator, a module path.
/// "" means every unit.
[[nodiscard]] std::vector<UnitId> unitsNamed(const Model& model, std::string_view name);

} // namespace qb
