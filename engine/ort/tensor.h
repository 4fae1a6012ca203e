// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/element_type.h"

#include <memory>
#include <span>
#include <string>
#include <vector>

namespace qb {

/// A value that flows through a network: a dense tensor, or something opaque that ONNX Runtime made (a sequence, a map,
/// an optional). Immutable once shared and cheap to copy (copies share the buffer); safe to read from any thread.
class Tensor {
public:
    Tensor() = default; ///< no value

    /// Zero-filled, 64-byte aligned. Throws Error(Resources) if there is no memory, Error(BadInput) for a shape that
    /// can't exist.
    [[nodiscard]] static Tensor zeros(ElementType type, Shape shape);
    /// Like zeros, contents not set.
    [[nodiscard]] static Tensor uninitialized(ElementType type, Shape shape);
    [[nodiscard]] static Tensor fromFloats(Shape shape, std::span<const float> values);
    [[nodiscard]] static Tensor fromInt64s(Shape shape, std::span<const std::int64_t> values);
    /// A copy of little-endian bytes. Throws Error(BadInput) if their number is not that of type and shape.
    [[nodiscard]] static Tensor fromBytes(ElementType type, Shape shape, std::span<const std::byte> bytes);
    [[nodiscard]] static Tensor fromStrings(Shape shape, std::vector<std::string> values);
    /// Looks at memory that `owner` keeps alive; no copy.
    [[nodiscard]] static Tensor view(ElementType type, Shape shape, const void* data, std::shared_ptr<const void> owner);

    [[nodiscard]] bool empty() const { return !m_owner; }                ///< no value at all
    [[nodiscard]] bool isDense() const { return m_kind == Kind::Dense; } ///< has type, shape and bytes
    [[nodiscard]] bool isFloat() const { return isDense() && m_type == ElementType::Float32; }
    [[nodiscard]] bool isString() const { return m_kind == Kind::Strings; }

    [[nodiscard]] ElementType type() const { return m_type; }
    [[nodiscard]] const Shape& shape() const { return m_shape; }
    [[nodiscard]] std::size_t count() const { return m_count; } ///< elements
    [[nodiscard]] std::size_t byteSize() const { return m_bytes; }

    [[nodiscard]] std::span<const std::byte> bytes() const { return {static_cast<const std::byte*>(m_data), m_bytes}; }
    [[nodiscard]] std::span<const float> floats() const;        ///< only of Float32
    [[nodiscard]] std::span<const std::int64_t> int64s() const; ///< only of Int64
    [[nodiscard]] std::span<const std::string> strings() const; ///< only of String
    template <typename T>
    [[nodiscard]] std::span<const T> as() const
    {
        return {static_cast<const T*>(m_data), m_bytes / sizeof(T)};
    }

    /// For whoever has just made the tensor and has not shared it yet.
    [[nodiscard]] std::span<float> mutableFloats();
    [[nodiscard]] void* mutableData() { return const_cast<void*>(m_data); }

    /// The same buffer under another shape of as many elements.
    [[nodiscard]] Tensor reshaped(Shape shape) const;

    /// Element i as a double, whatever the numeric type (half and bfloat16 too). Not for loops over large tensors.
    [[nodiscard]] double valueAt(std::size_t i) const;
    /// Every element as float32 (a view where it is one already). Throws Error(BadInput) for strings and opaque values.
    [[nodiscard]] Tensor toFloat32() const;

    /// Same type, shape and bits (NaNs of equal bits are equal; +0 and -0 differ). Opaque values never are.
    [[nodiscard]] bool identical(const Tensor& other) const;

    /// For engine/ort alone: the thing that keeps the bytes alive, or the opaque value itself.
    [[nodiscard]] const std::shared_ptr<const void>& owner() const { return m_owner; }
    [[nodiscard]] static Tensor opaque(std::shared_ptr<const void> value);

private:
    enum class Kind { None, Dense, Strings, Opaque };

    Kind m_kind = Kind::None;
    ElementType m_type = ElementType::Undefined;
    Shape m_shape;
    std::size_t m_count = 0;
    std::size_t m_bytes = 0;
    const void* m_data = nullptr;
    std::shared_ptr<const void> m_owner;
};

[[nodiscard]] float halfToFloat(std::uint16_t bits);
[[nodiscard]] std::uint16_t floatToHalf(float value); ///< round to nearest even, overflow to infinity

} // namespace qb
