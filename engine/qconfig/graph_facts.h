// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"
#include "engine/qconfig/profile.h"

#include <string>
#include <vector>

namespace qb {

/// One float tensor that a unit reads with its numbers (not only its shape).
struct Use {
    ValueId value = ValueId::None;
    std::size_t slot = 0;            ///< operand of the main node; of a pattern the index among the unit's inputs
    PointId operand = PointId::None; ///< the unit's own point for it; patterns have none
    std::vector<PointId> roots;      ///< the points whose scales it is read with: one, or two behind an If
};

/// What a model's structure says under a target, whatever the rules.
struct GraphFacts {
    std::vector<char> data;                    ///< by value: somebody computes with it; else it only feeds shapes or indices
    std::vector<Text> whyNotUnit;              ///< by unit: why it can't be quantized; empty if it can
    std::vector<ValueId> follows;              ///< by unit: the value whose scale a passive unit keeps, else None
    std::vector<char> exact;                   ///< by unit: passive, and its results lie on the source's grid
    std::vector<PointId> root;                 ///< by point: for outputs the point that owns the scale, else itself
    std::vector<std::vector<Use>> uses;        ///< by unit, in operand order
    std::vector<std::vector<ValueId>> givenAs; ///< by value: outputs of an If of which it is a body's result

    [[nodiscard]] bool passive(UnitId unit) const { return follows[indexOf(unit)] != ValueId::None; }
    [[nodiscard]] bool quantizable(UnitId unit) const { return whyNotUnit[indexOf(unit)].empty(); }
};

/// `ownsScale`: passive units that are to own a scale all the same, by unit; may be empty.
[[nodiscard]] GraphFacts graphFacts(const Model& model, const Profile& profile, const std::vector<char>& ownsScale = {});

/// Whether an operator reads that operand as a shape, index, bound or exponent: nothing that could be quantized.
[[nodiscard]] bool isShapeOperand(const Node& node, std::size_t operand);

/// "output1", "weight", "input0": the port of a point, as in rules.
[[nodiscard]] std::string portOf(const UnitTable& units, PointId point);

} // namespace qb
