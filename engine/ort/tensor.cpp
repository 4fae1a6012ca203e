// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/ort/tensor.h"

#include "engine/base/error.h"

#include <bit>
#include <cassert>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <new>
#include <utility>

namespace qb {

namespace {

constexpr std::size_t kAlignment = 64;

std::shared_ptr<void> allocateBytes(std::size_t bytes, bool clear)
{
    const std::size_t rounded = (std::max<std::size_t>(bytes, 1) + kAlignment - 1) / kAlignment * kAlignment;
    void* data = std::aligned_alloc(kAlignment, rounded);
    if (!data)
        throw Error(ErrorCode::Resources, Text("out of memory for a tensor of {} bytes", bytes),
                    Text("use a smaller input or fewer threads"));
    if (clear)
        std::memset(data, 0, rounded);
    return {data, [](void* p) { std::free(p); }};
}

float bfloat16ToFloat(std::uint16_t bits) { return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16U); }

} // namespace

Tensor Tensor::uninitialized(ElementType type, Shape shape)
{
    const auto count = elementCount(shape);
    const auto bytes = count ? byteSizeOf(type, *count) : std::nullopt;
    if (!bytes)
        throw Error(ErrorCode::BadInput,
                    Text("a tensor of type {} and shape {} can't be held in memory", toString(type), toString(shape)));
    if (*bytes > (std::size_t{1} << 36U))
        throw Error(ErrorCode::Resources, Text("a tensor of shape {} would take {} bytes", toString(shape), *bytes),
                    Text("give smaller dimensions"));
    std::shared_ptr<void> memory = allocateBytes(*bytes, false);
    const void* data = memory.get();
    return view(type, std::move(shape), data, std::move(memory));
}

Tensor Tensor::zeros(ElementType type, Shape shape)
{
    Tensor tensor = uninitialized(type, std::move(shape));
    std::memset(tensor.mutableData(), 0, tensor.byteSize());
    return tensor;
}

Tensor Tensor::fromFloats(Shape shape, std::span<const float> values)
{
    return fromBytes(ElementType::Float32, std::move(shape), std::as_bytes(values));
}

Tensor Tensor::fromInt64s(Shape shape, std::span<const std::int64_t> values)
{
    return fromBytes(ElementType::Int64, std::move(shape), std::as_bytes(values));
}

Tensor Tensor::fromBytes(ElementType type, Shape shape, std::span<const std::byte> bytes)
{
    const auto count = elementCount(shape);
    const auto wanted = count ? byteSizeOf(type, *count) : std::nullopt;
    if (!wanted || *wanted != bytes.size())
        throw Error(ErrorCode::BadInput,
                    Text("a {} tensor of shape {} needs {} bytes, got {}", toString(type), toString(shape),
                         wanted ? Text::verbatim(std::to_string(*wanted)) : Text("an impossible number of"), bytes.size()));
    Tensor tensor = uninitialized(type, std::move(shape));
    if (!bytes.empty())
        std::memcpy(tensor.mutableData(), bytes.data(), bytes.size());
    return tensor;
}

Tensor Tensor::fromStrings(Shape shape, std::vector<std::string> values)
{
    if (elementCount(shape) != values.size())
        throw Error(ErrorCode::BadInput,
                    Text("a string tensor of shape {} can't hold {} strings", toString(shape), values.size()));
    auto owner = std::make_shared<std::vector<std::string>>(std::move(values));
    Tensor tensor;
    tensor.m_kind = Kind::Strings;
    tensor.m_type = ElementType::String;
    tensor.m_shape = std::move(shape);
    tensor.m_count = owner->size();
    tensor.m_data = owner->data();
    tensor.m_owner = std::move(owner);
    return tensor;
}

Tensor Tensor::view(ElementType type, Shape shape, const void* data, std::shared_ptr<const void> owner)
{
    const auto count = elementCount(shape);
    const auto bytes = count ? byteSizeOf(type, *count) : std::nullopt;
    if (!bytes)
        throw Error(ErrorCode::BadInput,
                    Text("a tensor of type {} and shape {} can't be held in memory", toString(type), toString(shape)));
    Tensor tensor;
    tensor.m_kind = Kind::Dense;
    tensor.m_type = type;
    tensor.m_shape = std::move(shape);
    tensor.m_count = static_cast<std::size_t>(*count);
    tensor.m_bytes = *bytes;
    tensor.m_data = data;
    tensor.m_owner = std::move(owner);
    return tensor;
}

Tensor Tensor::opaque(std::shared_ptr<const void> value)
{
    Tensor tensor;
    tensor.m_kind = Kind::Opaque;
    tensor.m_owner = std::move(value);
    return tensor;
}

std::span<const float> Tensor::floats() const
{
    assert(isFloat());
    return {static_cast<const float*>(m_data), m_count};
}

std::span<const std::int64_t> Tensor::int64s() const
{
    assert(isDense() && m_type == ElementType::Int64);
    return {static_cast<const std::int64_t*>(m_data), m_count};
}

std::span<const std::string> Tensor::strings() const
{
    assert(isString());
    return {static_cast<const std::string*>(m_data), m_count};
}

std::span<float> Tensor::mutableFloats()
{
    assert(isFloat());
    return {static_cast<float*>(mutableData()), m_count};
}

Tensor Tensor::reshaped(Shape shape) const
{
    if (elementCount(shape) != m_count)
        throw Error(ErrorCode::BadInput, Text("a tensor of shape {} can't be seen as {}", toString(m_shape), toString(shape)));
    Tensor other = *this;
    other.m_shape = std::move(shape);
    return other;
}

double Tensor::valueAt(std::size_t i) const
{
    assert(isDense() && i < m_count);
    switch (m_type) {
    case ElementType::Float32: return as<float>()[i];
    case ElementType::Float64: return as<double>()[i];
    case ElementType::Float16: return halfToFloat(as<std::uint16_t>()[i]);
    case ElementType::BFloat16: return bfloat16ToFloat(as<std::uint16_t>()[i]);
    case ElementType::Int8: return as<std::int8_t>()[i];
    case ElementType::UInt8:
    case ElementType::Bool: return as<std::uint8_t>()[i];
    case ElementType::Int16: return as<std::int16_t>()[i];
    case ElementType::UInt16: return as<std::uint16_t>()[i];
    case ElementType::Int32: return as<std::int32_t>()[i];
    case ElementType::UInt32: return as<std::uint32_t>()[i];
    case ElementType::Int64: return static_cast<double>(as<std::int64_t>()[i]);
    case ElementType::UInt64: return static_cast<double>(as<std::uint64_t>()[i]);
    case ElementType::Int4:
    case ElementType::UInt4: {
        const auto byte = as<std::uint8_t>()[i / 2];
        const int nibble = i % 2 == 0 ? byte & 15 : byte >> 4;
        return m_type == ElementType::Int4 && nibble >= 8 ? nibble - 16 : nibble;
    }
    default: return std::numeric_limits<double>::quiet_NaN();
    }
}

Tensor Tensor::toFloat32() const
{
    if (isFloat())
        return *this;
    if (!isDense() || elementSize(m_type) == 0 || (m_type >= ElementType::Complex64 && m_type <= ElementType::Complex128) ||
        (m_type >= ElementType::Float8E4M3FN && m_type <= ElementType::Float8E5M2FNUZ))
        throw Error(ErrorCode::BadInput, Text("a value of type {} has no numbers to convert to float32", toString(m_type)));
    Tensor result = uninitialized(ElementType::Float32, m_shape);
    const std::span<float> out = result.mutableFloats();
    if (m_type == ElementType::Float16) {
        const auto in = as<std::uint16_t>();
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = halfToFloat(in[i]);
    } else {
        for (std::size_t i = 0; i < out.size(); ++i)
            out[i] = static_cast<float>(valueAt(i));
    }
    return result;
}

bool Tensor::identical(const Tensor& other) const
{
    if (m_kind != other.m_kind || m_type != other.m_type || m_shape != other.m_shape)
        return false;
    if (m_kind == Kind::Strings)
        return std::equal(strings().begin(), strings().end(), other.strings().begin(), other.strings().end());
    if (m_kind != Kind::Dense)
        return m_kind == Kind::None;
    return m_data == other.m_data || m_bytes == 0 || std::memcmp(m_data, other.m_data, m_bytes) == 0;
}

float halfToFloat(std::uint16_t bits)
{
    const std::uint32_t sign = static_cast<std::uint32_t>(bits & 0x8000U) << 16U;
    const std::uint32_t exponent = (bits >> 10U) & 31U;
    const std::uint32_t mantissa = bits & 1023U;
    if (exponent == 31)
        return std::bit_cast<float>(sign | 0x7f800000U | (mantissa << 13U));
    if (exponent != 0)
        return std::bit_cast<float>(sign | ((exponent + 112) << 23U) | (mantissa << 13U));
    const float subnormal = static_cast<float>(mantissa) * 0x1p-24F;
    return sign != 0 ? -subnormal : subnormal;
}

std::uint16_t floatToHalf(float value)
{
    const auto bits = std::bit_cast<std::uint32_t>(value);
    const auto sign = static_cast<std::uint16_t>((bits >> 16U) & 0x8000U);
    const std::uint32_t magnitude = bits & 0x7fffffffU;
    if (magnitude > 0x7f800000U)
        return static_cast<std::uint16_t>(sign | 0x7e00U);
    if (magnitude >= 0x47800000U) // 65536 and above
        return static_cast<std::uint16_t>(sign | 0x7c00U);
    if (magnitude < 0x38800000U) { // below the smallest normal half: let the float adder round
        const float shifted = std::bit_cast<float>(magnitude) + 0.5F;
        return static_cast<std::uint16_t>(sign | (std::bit_cast<std::uint32_t>(shifted) - std::bit_cast<std::uint32_t>(0.5F)));
    }
    const std::uint32_t rounded = magnitude + 0xfffU + ((magnitude >> 13U) & 1U);
    return static_cast<std::uint16_t>(sign | ((rounded - 0x38000000U) >> 13U));
}

} // namespace qb
