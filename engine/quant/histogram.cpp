// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/histogram.h"

#include "engine/quant/tensor_scan.h"
#include "engine/quant/vectorize.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cassert>
#include <cmath>
#include <utility>

namespace qb {

namespace {

constexpr int kBins = 2 * DyadicHistogram::kHalf;
constexpr int kMaxExponent = 116;        ///< kHalf * 2^116 = 2^128 is above every float
constexpr std::size_t kBlock = 2048;     ///< elements binned at once; their indices stay in the first cache
constexpr std::size_t kFewValues = 8192; ///< below this the counters' own traffic would be most of the work

/// The finest width at which `absMax` fits.
int exponentFor(float absMax) { return std::max(std::ilogb(absMax) - 11, DyadicHistogram::kMinExponent); }

/// Where in m_counts x belongs. Truncation of the magnitude, so that a quotient that underflows keeps its sign's bin.
inline std::int32_t indexOf(float x, float inverseWidth)
{
    const float positiveZero = x + 0.0F;
    const auto magnitude = static_cast<std::int32_t>(std::fabs(positiveZero) * inverseWidth);
    const std::int32_t sign = std::bit_cast<std::int32_t>(positiveZero) >> 31;
    return (magnitude ^ sign) + DyadicHistogram::kHalf;
}

QB_VECTORIZE void indicesOf(const float* x, std::size_t n, float inverseWidth, std::int32_t* index)
{
    for (std::size_t i = 0; i < n; ++i)
        index[i] = indexOf(x[i], inverseWidth);
}

/// Neighbours often fall into one bin, and a counter can't be raised again before its last store is done; four counters
/// side by side take turns.
void countInTurns(std::span<const float> values, float inverseWidth, std::int32_t first, std::span<std::uint32_t> turns)
{
    std::array<std::int32_t, kBlock> index;
    std::uint32_t* counters = turns.data();
    for (std::size_t begin = 0; begin < values.size(); begin += kBlock) {
        const std::size_t n = std::min(kBlock, values.size() - begin);
        indicesOf(values.data() + begin, n, inverseWidth, index.data());
        std::size_t i = 0;
        for (; i + 4 <= n; i += 4)
            for (std::size_t turn = 0; turn < 4; ++turn)
                ++counters[static_cast<std::size_t>(index[i + turn] - first) * 4 + turn];
        for (; i < n; ++i)
            ++counters[static_cast<std::size_t>(index[i] - first) * 4];
    }
}

} // namespace

double DyadicHistogram::width() const { return std::ldexp(1.0, m_exponent); }

std::uint64_t DyadicHistogram::count(int bin) const
{
    assert(bin >= -kHalf && bin < kHalf);
    return m_counts.empty() ? 0 : m_counts[static_cast<std::size_t>(bin + kHalf)];
}

int DyadicHistogram::firstBin() const
{
    const auto found = std::find_if(m_counts.begin(), m_counts.end(), [](std::uint64_t n) { return n != 0; });
    return found == m_counts.end() ? 0 : static_cast<int>(found - m_counts.begin()) - kHalf;
}

int DyadicHistogram::lastBin() const
{
    const auto found = std::find_if(m_counts.rbegin(), m_counts.rend(), [](std::uint64_t n) { return n != 0; });
    return found == m_counts.rend() ? -1 : kBins - 1 - static_cast<int>(found - m_counts.rbegin()) - kHalf;
}

void DyadicHistogram::add(std::span<const float> values) { add(values, scanTensor(values)); }

void DyadicHistogram::add(std::span<const float> values, const TensorScan& scan)
{
    m_zeros += scan.zeros;
    const std::uint64_t nonZeros = scan.finite() - scan.zeros;
    if (nonZeros == 0)
        return;
    m_nonZeros += nonZeros;
    if (m_counts.empty())
        m_counts.resize(kBins);
    widen(std::max(m_exponent, exponentFor(scan.range.absMax())));
    // Zeros fall into the first positive bin, as the loops know no exception; they are taken out again here.
    m_counts[kHalf] -= scan.zeros;
    constexpr std::size_t kChunk = std::size_t{1} << 30U;
    if (scan.allFinite()) {
        for (std::size_t begin = 0; begin < values.size(); begin += kChunk)
            binFinite(values.subspan(begin, std::min(kChunk, values.size() - begin)), scan.range.min, scan.range.max);
        return;
    }
    std::vector<float> finite;
    finite.reserve(scan.finite());
    std::copy_if(values.begin(), values.end(), std::back_inserter(finite), [](float x) { return std::isfinite(x); });
    for (std::size_t begin = 0; begin < finite.size(); begin += kChunk)
        binFinite(std::span(finite).subspan(begin, std::min(kChunk, finite.size() - begin)), scan.range.min, scan.range.max);
}

void DyadicHistogram::binFinite(std::span<const float> values, float min, float max)
{
    const float inverseWidth = std::ldexp(1.0F, -m_exponent);
    if (values.size() < kFewValues) {
        for (const float x : values)
            ++m_counts[static_cast<std::size_t>(indexOf(x, inverseWidth))];
        return;
    }
    const std::int32_t first = indexOf(min, inverseWidth);
    const std::int32_t last = indexOf(max, inverseWidth);
    std::vector<std::uint32_t> turns(static_cast<std::size_t>(last - first + 1) * 4);
    countInTurns(values, inverseWidth, first, turns);
    for (std::size_t i = 0; i < turns.size(); ++i)
        m_counts[static_cast<std::size_t>(first) + i / 4] += turns[i];
}

void DyadicHistogram::widen(int exponent)
{
    if (exponent == m_exponent)
        return;
    const int shift = std::min(exponent - m_exponent, 31);
    m_exponent = exponent;
    for (int magnitude = 0; magnitude < kHalf; ++magnitude) {
        const int target = magnitude >> shift;
        const std::uint64_t positive = std::exchange(m_counts[static_cast<std::size_t>(kHalf + magnitude)], 0);
        m_counts[static_cast<std::size_t>(kHalf + target)] += positive;
        const std::uint64_t negative = std::exchange(m_counts[static_cast<std::size_t>(kHalf - 1 - magnitude)], 0);
        m_counts[static_cast<std::size_t>(kHalf - 1 - target)] += negative;
    }
}

void DyadicHistogram::merge(const DyadicHistogram& other)
{
    m_zeros += other.m_zeros;
    if (other.m_counts.empty())
        return;
    DyadicHistogram theirs = other;
    if (m_counts.empty())
        m_counts.resize(kBins);
    const int exponent = std::max(m_exponent, other.m_exponent);
    widen(exponent);
    theirs.widen(exponent);
    m_nonZeros += theirs.m_nonZeros;
    for (std::size_t i = 0; i < m_counts.size(); ++i)
        m_counts[i] += theirs.m_counts[i];
}

void DyadicHistogram::write(ByteWriter& out) const
{
    out.whole(m_zeros);
    const int first = firstBin();
    const int last = lastBin();
    out.whole(static_cast<std::uint64_t>(last - first + 1));
    if (last < first)
        return;
    out.integer(m_exponent);
    out.integer(first);
    for (int bin = first; bin <= last; ++bin)
        out.whole(count(bin));
}

DyadicHistogram DyadicHistogram::read(ByteReader& in)
{
    DyadicHistogram histogram;
    histogram.m_zeros = in.whole();
    const auto bins = static_cast<std::int64_t>(in.wholeUpTo(kBins));
    if (bins == 0)
        return histogram;
    const std::int64_t exponent = in.integer();
    const std::int64_t first = in.integer();
    if (exponent < kMinExponent || exponent > kMaxExponent || first < -kHalf || first + bins > kHalf)
        ByteReader::fail();
    histogram.m_exponent = static_cast<int>(exponent);
    histogram.m_counts.resize(kBins);
    for (std::int64_t bin = first; bin < first + bins; ++bin) {
        const std::uint64_t n = in.wholeUpTo(std::uint64_t{1} << 50U);
        histogram.m_counts[static_cast<std::size_t>(bin + kHalf)] = n;
        histogram.m_nonZeros += n;
    }
    if (histogram.m_nonZeros == 0)
        ByteReader::fail();
    return histogram;
}

} // namespace qb
