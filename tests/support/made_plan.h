// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/evaluator.h"

namespace qb::test {

struct MadePlan {
    DType activations = DType::Int8;
    DType weights = DType::Int8;
    Scheme scheme = Scheme::Symmetric; ///< of activations and constants
    bool perChannel = true;            ///< of weights
};

/// Scale and zero point for values from `low` to `high`.
[[nodiscard]] SharedParams paramsFor(float low, float high, DType dtype, Scheme scheme = Scheme::Symmetric);

/// By the largest magnitude, of all or per slice along `axis` (-1: of all).
[[nodiscard]] SharedParams weightParams(const Tensor& weight, int axis, DType dtype);

/// A plan without rules and targets: every output, weight and constant quantized by what one float run shows, passive
/// units following what they read.
[[nodiscard]] Plan makePlan(Evaluator& evaluator, std::span<const Tensor> inputs, const MadePlan& made = {});

/// The unit of this name in float: neither its output nor its weight and constants are quantized, and it reads raw values
/// of float units. `output`: params of its output, which quantized readers get.
void makeFloat(Plan& plan, const Model& model, const std::string& unit, SharedParams output = {});

/// The point of this name, which must exist, set or (null) off.
void setPoint(Plan& plan, const Model& model, const std::string& point, SharedParams params);

} // namespace qb::test
