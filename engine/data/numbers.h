// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

namespace qb {

/// A finite number, or a fraction of two ("1/255"); nothing for any other text.
[[nodiscard]] std::optional<double> numberFromText(std::string_view text);
/// A whole number that fits; nothing for any other text.
[[nodiscard]] std::optional<std::int64_t> integerFromText(std::string_view text);

[[nodiscard]] std::string shortNumber(double value); ///< six digits at most, for messages

/// True for the types that storeNumber() writes: bool, the integers of 8 bits and more, float16 to float64, bfloat16.
[[nodiscard]] bool holdsNumbers(ElementType type);
[[nodiscard]] bool isIntegerType(ElementType type); ///< also bool

/// Least and greatest value of an integer type, as doubles.
[[nodiscard]] std::pair<double, double> integerRange(ElementType type);

/// Writes `value` as one element of `type`: integers round half to even and saturate, NaN becomes 0; bool is != 0.
void storeNumber(ElementType type, double value, std::byte* at);

[[nodiscard]] Tensor tensorOfNumbers(ElementType type, Shape shape, std::span<const double> values);

} // namespace qb
