// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"

#include <memory>
#include <string>

namespace qb::test {

/// A model from a text, a line each:
///
///     input x float32[1,3,8,8]         output y
///     weight w [4,3,3,3]               numbers in [-1, 1), from a seed that the name gives
///     floats s [2] 0.5 2               ints shape 1 -1
///     y = Conv(x, w) pads=[1,1,1,1] @conv1
///
/// Throws std::invalid_argument for a line that is none of these.
[[nodiscard]] std::shared_ptr<const Model> modelFromText(const std::string& text, OrtEnvironment& environment, int opset = 17);

} // namespace qb::test
