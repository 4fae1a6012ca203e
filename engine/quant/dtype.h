// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/element_type.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace qb {

/// What a quant point's values are stored as. Float32 is "not quantized".
enum class DType { Int4, Int8, UInt8, Int16, UInt16, Int32, Float16, Float32 };

[[nodiscard]] std::string_view toString(DType dtype);                      ///< "int8" ..., "float16", "float"
[[nodiscard]] std::optional<DType> dtypeFromString(std::string_view name); ///< also "float32"
[[nodiscard]] std::span<const DType> allDTypes();

[[nodiscard]] int bits(DType dtype);
[[nodiscard]] bool isInteger(DType dtype);
[[nodiscard]] bool isSigned(DType dtype);
/// Ends of the integer grid; 0 for the float types.
[[nodiscard]] std::int64_t qmin(DType dtype);
[[nodiscard]] std::int64_t qmax(DType dtype);
[[nodiscard]] ElementType elementTypeOf(DType dtype);

/// Whether a keeps strictly more than b, in the order int4 < 8 bits < 16 bits < float16 < int32 < float. Neither of
/// int8 and uint8 is wider than the other.
[[nodiscard]] bool wider(DType a, DType b);

} // namespace qb
