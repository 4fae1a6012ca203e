// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/rules.h"

#include <QString>

namespace qb {

/// The point whose configuration decides about this one: what it follows, or the producer's output for an operand that has
/// no grid of its own.
[[nodiscard]] PointId decidingPoint(const Model& model, const Effective& effective, PointId point);

/// The port's name in a configuration: "output", "output1", "weight", "input0".
[[nodiscard]] std::string portOf(const Model& model, PointId point);
/// The same for people: "Output", "Output 1", "Weight", "Input 0", "Constant at input1".
[[nodiscard]] QString portTitle(PointKind kind, const std::string& port);

/// The rules with this said about one point, last of all. Joins the override at the end where that is of the same unit, so
/// that trying values does not leave a trail of them.
[[nodiscard]] RuleSet withPort(const RuleSet& rules, const Model& model, PointId point, const PortConfig& config);

} // namespace qb
