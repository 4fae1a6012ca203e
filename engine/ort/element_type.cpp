// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ort/element_type.h"

#include <algorithm>
#include <array>

namespace qb {

namespace {

struct TypeRow {
    std::string_view name;
    std::size_t size;
};

constexpr std::array<TypeRow, 23> kTypes{{
    {"undefined", 0},      {"float32", 4},    {"uint8", 1},          {"int8", 1},        {"uint16", 2},   {"int16", 2},
    {"int32", 4},          {"int64", 8},      {"string", 0},         {"bool", 1},        {"float16", 2},  {"float64", 8},
    {"uint32", 4},         {"uint64", 8},     {"complex64", 8},      {"complex128", 16}, {"bfloat16", 2}, {"float8e4m3fn", 1},
    {"float8e4m3fnuz", 1}, {"float8e5m2", 1}, {"float8e5m2fnuz", 1}, {"uint4", 1},       {"int4", 1},
}};

const TypeRow* row(ElementType type)
{
    const auto index = static_cast<std::size_t>(type);
    return static_cast<int>(type) >= 0 && index < kTypes.size() ? &kTypes[index] : nullptr;
}

} // namespace

std::string_view toString(ElementType type)
{
    const TypeRow* found = row(type);
    return found ? found->name : "unknown";
}

std::optional<ElementType> elementTypeFromString(std::string_view name)
{
    for (std::size_t i = 0; i < kTypes.size(); ++i)
        if (kTypes[i].name == name)
            return static_cast<ElementType>(i);
    return std::nullopt;
}

std::size_t elementSize(ElementType type)
{
    const TypeRow* found = row(type);
    return found ? found->size : 0;
}

std::optional<std::size_t> byteSizeOf(ElementType type, std::uint64_t count)
{
    const std::uint64_t size = elementSize(type);
    if (size == 0 || count > (std::uint64_t{1} << 62U) / size)
        return std::nullopt;
    if (type == ElementType::Int4 || type == ElementType::UInt4)
        return static_cast<std::size_t>((count + 1) / 2);
    return static_cast<std::size_t>(count * size);
}

std::string toString(const Shape& shape)
{
    std::string text = "[";
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (i != 0)
            text += ", ";
        text += shape[i] < 0 ? "?" : std::to_string(shape[i]);
    }
    return text + "]";
}

bool isStatic(const Shape& shape)
{
    return std::all_of(shape.begin(), shape.end(), [](std::int64_t d) { return d >= 0; });
}

std::optional<std::uint64_t> elementCount(const Shape& shape)
{
    if (!isStatic(shape))
        return std::nullopt;
    if (std::find(shape.begin(), shape.end(), 0) != shape.end())
        return 0;
    std::uint64_t count = 1;
    for (const std::int64_t d : shape)
        if (__builtin_mul_overflow(count, static_cast<std::uint64_t>(d), &count))
            return std::nullopt;
    return count;
}

} // namespace qb
