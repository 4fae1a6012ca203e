// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/bytes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace qb {

struct TensorScan;

/// How often finite values of each size occurred, with a bin width that is a power of two and always the finest at which
/// the largest magnitude still fits. Widths nest, so the same values give the same histogram, byte for byte, in any order
/// and in any split that is merged again.
///
/// Bin b >= 0 holds x > 0 with b <= x / width < b + 1, bin b < 0 its mirror image: x < 0 with -b - 1 <= -x / width < -b.
/// Zeros are counted apart, since every grid holds them exactly. NaN and +-Inf are never binned.
class DyadicHistogram {
public:
    static constexpr int kHalf = 4096;        ///< bins per sign
    static constexpr int kMinExponent = -126; ///< finest width 2^-126; smaller values share the bins next to zero

    void add(std::span<const float> values);
    /// The same for a caller that has scanned the values already.
    void add(std::span<const float> values, const TensorScan& scan);
    void merge(const DyadicHistogram& other);

    [[nodiscard]] std::uint64_t zeros() const { return m_zeros; }
    [[nodiscard]] std::uint64_t nonZeros() const { return m_nonZeros; }
    [[nodiscard]] std::uint64_t total() const { return m_zeros + m_nonZeros; }
    [[nodiscard]] int exponent() const { return m_exponent; }
    [[nodiscard]] double width() const;               ///< 2^exponent
    [[nodiscard]] std::uint64_t count(int bin) const; ///< bin in [-kHalf, kHalf)
    /// First and last bin that hold something; 0 and -1 where none does.
    [[nodiscard]] int firstBin() const;
    [[nodiscard]] int lastBin() const;

    bool operator==(const DyadicHistogram&) const = default;

    void write(ByteWriter& out) const; ///< only the span between the first and the last bin in use
    [[nodiscard]] static DyadicHistogram read(ByteReader& in);

private:
    void widen(int exponent);
    void binFinite(std::span<const float> values, float min, float max);

    int m_exponent = kMinExponent;
    std::uint64_t m_zeros = 0;
    std::uint64_t m_nonZeros = 0;
    std::vector<std::uint64_t> m_counts; ///< 2 * kHalf, bin b at kHalf + b; empty until there is a non-zero value
};

} // namespace qb
