// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/numbers.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <bit>
#include <charconv>
#include <cmath>
#include <cstring>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

template <typename T>
std::optional<T> wholeText(std::string_view text)
{
    std::string_view word = trimmed(text);
    if (word.starts_with('+'))
        word.remove_prefix(1);
    T value{};
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
    if (word.empty() || error != std::errc{} || end != word.data() + word.size())
        return std::nullopt;
    return value;
}

template <typename T>
void put(T value, std::byte* at)
{
    std::memcpy(at, &value, sizeof value);
}

template <typename T>
void putInteger(double value, std::byte* at)
{
    // 2^63 and 2^64 are exact doubles, the limits of the 64-bit types are not: compare against the power above.
    const double above = std::ldexp(1.0, std::numeric_limits<T>::digits);
    const double rounded = std::nearbyint(value);
    if (std::isnan(value))
        put(T{0}, at);
    else if (rounded >= above)
        put(std::numeric_limits<T>::max(), at);
    else if (rounded < static_cast<double>(std::numeric_limits<T>::min()))
        put(std::numeric_limits<T>::min(), at);
    else
        put(static_cast<T>(rounded), at);
}

std::uint16_t floatToBfloat16(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    if (std::isnan(value))
        return static_cast<std::uint16_t>((bits >> 16U) | 0x40U);
    return static_cast<std::uint16_t>((bits + 0x7fffU + ((bits >> 16U) & 1U)) >> 16U);
}

} // namespace

std::optional<double> numberFromText(std::string_view text)
{
    const std::size_t slash = text.find('/');
    if (slash != std::string_view::npos) {
        const auto above = wholeText<double>(text.substr(0, slash));
        const auto below = wholeText<double>(text.substr(slash + 1));
        if (!above || !below || !std::isfinite(*above / *below))
            return std::nullopt;
        return *above / *below;
    }
    const auto value = wholeText<double>(text);
    return value && std::isfinite(*value) ? value : std::nullopt;
}

std::optional<std::int64_t> integerFromText(std::string_view text) { return wholeText<std::int64_t>(text); }

std::string shortNumber(double value) { return fmt::format("{:.6g}", value); }

bool isIntegerType(ElementType type)
{
    switch (type) {
    case ElementType::Bool:
    case ElementType::Int8:
    case ElementType::UInt8:
    case ElementType::Int16:
    case ElementType::UInt16:
    case ElementType::Int32:
    case ElementType::UInt32:
    case ElementType::Int64:
    case ElementType::UInt64: return true;
    default: return false;
    }
}

bool holdsNumbers(ElementType type)
{
    return isIntegerType(type) || type == ElementType::Float32 || type == ElementType::Float16 || type == ElementType::Float64 ||
           type == ElementType::BFloat16;
}

std::pair<double, double> integerRange(ElementType type)
{
    switch (type) {
    case ElementType::Bool: return {0, 1};
    case ElementType::Int8: return {-128, 127};
    case ElementType::UInt8: return {0, 255};
    case ElementType::Int16: return {-32768, 32767};
    case ElementType::UInt16: return {0, 65535};
    case ElementType::Int32: return {-0x1p31, 0x1p31 - 1};
    case ElementType::UInt32: return {0, 0x1p32 - 1};
    case ElementType::UInt64: return {0, 0x1p64};
    default: return {-0x1p63, 0x1p63};
    }
}

void storeNumber(ElementType type, double value, std::byte* at)
{
    switch (type) {
    case ElementType::Float32: put(static_cast<float>(value), at); break;
    case ElementType::Float64: put(value, at); break;
    case ElementType::Float16: put(floatToHalf(static_cast<float>(value)), at); break;
    case ElementType::BFloat16: put(floatToBfloat16(static_cast<float>(value)), at); break;
    case ElementType::Bool: put(static_cast<std::uint8_t>(value != 0.0), at); break;
    case ElementType::Int8: putInteger<std::int8_t>(value, at); break;
    case ElementType::UInt8: putInteger<std::uint8_t>(value, at); break;
    case ElementType::Int16: putInteger<std::int16_t>(value, at); break;
    case ElementType::UInt16: putInteger<std::uint16_t>(value, at); break;
    case ElementType::Int32: putInteger<std::int32_t>(value, at); break;
    case ElementType::UInt32: putInteger<std::uint32_t>(value, at); break;
    case ElementType::Int64: putInteger<std::int64_t>(value, at); break;
    case ElementType::UInt64: putInteger<std::uint64_t>(value, at); break;
    default: throw Error(ErrorCode::BadInput, Text("numbers can't be stored as {}", toString(type)));
    }
}

Tensor tensorOfNumbers(ElementType type, Shape shape, std::span<const double> values)
{
    Tensor tensor = Tensor::uninitialized(type, std::move(shape));
    if (tensor.count() != values.size())
        throw Error(ErrorCode::BadInput, Text("{} values can't fill the shape {}", values.size(), toString(tensor.shape())));
    auto* at = static_cast<std::byte*>(tensor.mutableData());
    for (const double value : values) {
        storeNumber(type, value, at);
        at += elementSize(type);
    }
    return tensor;
}

} // namespace qb
