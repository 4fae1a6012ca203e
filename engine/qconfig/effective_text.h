// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/resolver.h"

#include <string>

namespace qb {

/// "int8 mse", "int16 threshold 1", "follows /conv1/Conv:output", "off: high-precision output (int32)": a point in a few words.
[[nodiscard]] Text shortText(const Model& model, const PointConfig& point);

/// The dtype in which a unit gives an output: Float32 where the point is off or the unit computes in float, whatever its
/// readers make of it.
[[nodiscard]] DType givenDType(const Model& model, const Effective& effective, PointId output);

/// What was asked for and what it came to, for people: a line per point with its story, then units that stay float with
/// the reason, then findings. Operands that are read as they come are left out.
[[nodiscard]] std::string effectiveTable(const Model& model, const RuleSet& rules, const Effective& effective);

} // namespace qb
