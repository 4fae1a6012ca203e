// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/dtype.h"

#include <array>

namespace qb {

namespace {

struct DTypeRow {
    std::string_view name;
    int bits;
    std::int64_t qmin;
    std::int64_t qmax;
    ElementType element;
    int rank; ///< for wider()
};

constexpr std::array<DTypeRow, 8> kRows{{
    {"int4", 4, -8, 7, ElementType::Int4, 0},
    {"int8", 8, -128, 127, ElementType::Int8, 1},
    {"uint8", 8, 0, 255, ElementType::UInt8, 1},
    {"int16", 16, -32768, 32767, ElementType::Int16, 2},
    {"uint16", 16, 0, 65535, ElementType::UInt16, 2},
    {"int32", 32, -2147483648LL, 2147483647LL, ElementType::Int32, 4},
    {"float16", 16, 0, 0, ElementType::Float16, 3},
    {"float", 32, 0, 0, ElementType::Float32, 5},
}};

constexpr std::array<DType, 8> kAll{DType::Int4,   DType::Int8,  DType::UInt8,   DType::Int16,
                                    DType::UInt16, DType::Int32, DType::Float16, DType::Float32};

const DTypeRow& row(DType dtype) { return kRows[static_cast<std::size_t>(dtype)]; }

} // namespace

std::string_view toString(DType dtype) { return row(dtype).name; }

std::optional<DType> dtypeFromString(std::string_view name)
{
    if (name == "float32")
        return DType::Float32;
    for (const DType dtype : kAll)
        if (row(dtype).name == name)
            return dtype;
    return std::nullopt;
}

std::span<const DType> allDTypes() { return kAll; }
int bits(DType dtype) { return row(dtype).bits; }
bool isInteger(DType dtype) { return row(dtype).qmax != 0; }
bool isSigned(DType dtype) { return !isInteger(dtype) || row(dtype).qmin < 0; }
std::int64_t qmin(DType dtype) { return row(dtype).qmin; }
std::int64_t qmax(DType dtype) { return row(dtype).qmax; }
ElementType elementTypeOf(DType dtype) { return row(dtype).element; }
bool wider(DType a, DType b) { return row(a).rank > row(b).rank; }

} // namespace qb
