// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace qb {

/// Appends numbers in a form that is the same on every machine: whole numbers as 7-bit groups, low ones first; floats as
/// their bits, little-endian.
class ByteWriter {
public:
    void whole(std::uint64_t value);
    void integer(std::int64_t value); ///< small magnitudes of either sign are short
    void real(float value) { fixed(std::bit_cast<std::uint32_t>(value), 4); }
    void real(double value) { fixed(std::bit_cast<std::uint64_t>(value), 8); }

    [[nodiscard]] std::vector<std::byte> take() { return std::move(m_bytes); }

private:
    void fixed(std::uint64_t bits, int size);

    std::vector<std::byte> m_bytes;
};

/// Reads back what ByteWriter wrote. Every function throws Error(BadInput) where the bytes end too early or can't be.
class ByteReader {
public:
    explicit ByteReader(std::span<const std::byte> bytes) : m_bytes(bytes) {}

    std::uint64_t whole();
    std::uint64_t wholeUpTo(std::uint64_t limit); ///< also throws above `limit`
    std::int64_t integer();
    float realFloat() { return std::bit_cast<float>(static_cast<std::uint32_t>(fixed(4))); }
    double realDouble() { return std::bit_cast<double>(fixed(8)); }

    /// How many items of at least `itemBytes` bytes are announced; throws if so many can't follow.
    std::size_t itemCount(std::size_t itemBytes);
    [[nodiscard]] bool atEnd() const { return m_bytes.empty(); }
    void expectEnd() const;
    [[noreturn]] static void fail();

private:
    std::uint64_t fixed(int size);

    std::span<const std::byte> m_bytes;
};

} // namespace qb
