// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Element types with the numbers that ONNX gives them (TensorProto.DataType).
enum class ElementType : int {
    Undefined = 0,
    Float32 = 1,
    UInt8 = 2,
    Int8 = 3,
    UInt16 = 4,
    Int16 = 5,
    Int32 = 6,
    Int64 = 7,
    String = 8,
    Bool = 9,
    Float16 = 10,
    Float64 = 11,
    UInt32 = 12,
    UInt64 = 13,
    Complex64 = 14,
    Complex128 = 15,
    BFloat16 = 16,
    Float8E4M3FN = 17,
    Float8E4M3FNUZ = 18,
    Float8E5M2 = 19,
    Float8E5M2FNUZ = 20,
    UInt4 = 21,
    Int4 = 22,
};

[[nodiscard]] std::string_view toString(ElementType type); ///< "float32", "int8", "bool" ...
[[nodiscard]] std::optional<ElementType> elementTypeFromString(std::string_view name);

/// Bytes of one element; 0 for strings and unknown types; 1 for the 4-bit types, of which two share a byte.
[[nodiscard]] std::size_t elementSize(ElementType type);

/// Bytes of `count` elements, or nothing where that is unknown or does not fit into 63 bits.
[[nodiscard]] std::optional<std::size_t> byteSizeOf(ElementType type, std::uint64_t count);

/// Dimensions; -1 is one that is not known yet.
using Shape = std::vector<std::int64_t>;

[[nodiscard]] std::string toString(const Shape& shape); ///< "[1, 3, ?, 244]"
[[nodiscard]] bool isStatic(const Shape& shape);

/// Product of the dimensions, or nothing where one is unknown, negative, or the product overflows.
[[nodiscard]] std::optional<std::uint64_t> elementCount(const Shape& shape);

} // namespace qb
