// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/expression.h"

#include <map>
#include <optional>

namespace qb {

/// Which end of a custom metric is the bad one: it comes first in this order.
enum class Order { Ascending, Descending };

/// What an expression gave, by sample; NaN where the arithmetic gave none.
using CustomValues = std::map<std::uint64_t, double>;

/// Over the samples in which it is finite; NaN where there is none.
[[nodiscard]] double meanOf(const CustomValues& values);

/// The sample that is worst, by value; nothing where no sample has one.
[[nodiscard]] std::optional<std::uint64_t> worstOf(const CustomValues& values, Order order);

/// As Expression::evaluate(); what it throws names the sample too.
[[nodiscard]] double evaluateOn(const Expression& expression, const std::string& sample, std::span<const Tensor> floats,
                                std::span<const Tensor> quants);

/// An expression where layers are looked at: of all outputs together, and of any single tensor, as far as it can be either.
struct CustomMetric {
    std::string text;
    Order order = Order::Descending;
    std::optional<Expression> ofOutputs; ///< names outputs, or the model has just one float output
    std::optional<Expression> ofTensor;  ///< names no output: "float" and "quant" are the tensor's two forms

    /// Throws as Expression::parse() where it can be neither.
    [[nodiscard]] static CustomMetric parse(std::string_view text, Order order, std::span<const PortInfo> outputs);
};

} // namespace qb
