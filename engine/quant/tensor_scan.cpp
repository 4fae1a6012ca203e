// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/tensor_scan.h"

#include "engine/quant/vectorize.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace qb {

namespace {

constexpr std::size_t kLanes = 16;
constexpr std::size_t kChunk = std::size_t{1} << 24U; ///< few enough that a lane's count of zeros fits into 32 bits

using Float4 = float __attribute__((vector_size(16)));
using Float8 = float __attribute__((vector_size(32)));
using Int8 = std::int32_t __attribute__((vector_size(32)));
using Double4 = double __attribute__((vector_size(32)));

/// Running results, one per lane.
struct Lanes {
    alignas(64) std::array<float, kLanes> min;
    alignas(64) std::array<float, kLanes> max;
    alignas(64) std::array<double, kLanes> sum{};
    alignas(64) std::array<double, kLanes> sumSquares{};
    alignas(64) std::array<std::int32_t, kLanes> zeros{};

    Lanes()
    {
        const FloatRange none;
        min.fill(none.min);
        max.fill(none.max);
    }

    void add(std::size_t lane, float x)
    {
        min[lane] = x < min[lane] ? x : min[lane];
        max[lane] = x > max[lane] ? x : max[lane];
        sum[lane] += static_cast<double>(x);
        sumSquares[lane] += static_cast<double>(x) * static_cast<double>(x);
        zeros[lane] += x == 0.0F ? 1 : 0;
    }

    [[nodiscard]] FloatRange range() const
    {
        FloatRange all;
        for (std::size_t lane = 0; lane < kLanes; ++lane)
            all.include({min[lane] + 0.0F, max[lane] + 0.0F});
        return all;
    }
};

/// Whole groups of 16 elements. The lanes are written as vectors, since no compiler keeps arrays of lanes in registers.
QB_VECTORIZE void scanGroups(const float* x, std::size_t groups, Lanes& lanes)
{
    Float8 min[2];
    Float8 max[2];
    Int8 zeros[2];
    Double4 sum[4];
    Double4 squares[4];
    std::memcpy(min, lanes.min.data(), sizeof min);
    std::memcpy(max, lanes.max.data(), sizeof max);
    std::memcpy(zeros, lanes.zeros.data(), sizeof zeros);
    std::memcpy(sum, lanes.sum.data(), sizeof sum);
    std::memcpy(squares, lanes.sumSquares.data(), sizeof squares);
    for (const float* end = x + groups * kLanes; x != end; x += kLanes) {
        for (int h = 0; h < 2; ++h) {
            Float8 v;
            std::memcpy(&v, x + 8 * h, sizeof v);
            min[h] = v < min[h] ? v : min[h];
            max[h] = v > max[h] ? v : max[h];
            zeros[h] -= v == 0.0F;
        }
        for (int q = 0; q < 4; ++q) {
            Float4 v;
            std::memcpy(&v, x + 4 * q, sizeof v);
            const Double4 d = __builtin_convertvector(v, Double4);
            sum[q] += d;
            squares[q] += d * d;
        }
    }
    std::memcpy(lanes.min.data(), min, sizeof min);
    std::memcpy(lanes.max.data(), max, sizeof max);
    std::memcpy(lanes.zeros.data(), zeros, sizeof zeros);
    std::memcpy(lanes.sum.data(), sum, sizeof sum);
    std::memcpy(lanes.sumSquares.data(), squares, sizeof squares);
}

TensorScan collect(Lanes& lanes, TensorScan scan)
{
    scan.range = lanes.range();
    for (std::size_t lane = 0; lane < kLanes; ++lane) {
        scan.sum += lanes.sum[lane];
        scan.sumSquares += lanes.sumSquares[lane];
    }
    return scan;
}

std::uint64_t drainZeros(Lanes& lanes)
{
    std::uint64_t zeros = 0;
    for (std::int32_t& count : lanes.zeros)
        zeros += static_cast<std::uint64_t>(std::exchange(count, 0));
    return zeros;
}

/// The same lanes, leaving out what is not finite.
TensorScan scanNonFinite(std::span<const float> values)
{
    Lanes lanes;
    TensorScan scan;
    scan.count = values.size();
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isfinite(values[i]))
            lanes.add(i % kLanes, values[i]);
        else
            ++(std::isnan(values[i]) ? scan.nans : scan.infs);
        if (i % kChunk == 0)
            scan.zeros += drainZeros(lanes);
    }
    scan.zeros += drainZeros(lanes);
    return collect(lanes, scan);
}

QB_VECTORIZE void includeRow(const float* x, std::size_t n, float* min, float* max)
{
    for (std::size_t i = 0; i < n; ++i) {
        min[i] = x[i] < min[i] ? x[i] : min[i];
        max[i] = x[i] > max[i] ? x[i] : max[i];
    }
}

QB_VECTORIZE FloatRange rangeOfRun(const float* x, std::size_t n)
{
    FloatRange range;
    std::size_t i = 0;
    if (n >= 8) {
        Float8 min;
        std::memcpy(&min, x, sizeof min);
        Float8 max = min;
        for (i = 8; i + 8 <= n; i += 8) {
            Float8 v;
            std::memcpy(&v, x + i, sizeof v);
            min = v < min ? v : min;
            max = v > max ? v : max;
        }
        for (int lane = 0; lane < 8; ++lane)
            range.include({min[lane], max[lane]});
    }
    for (; i < n; ++i)
        range.include({x[i], x[i]});
    return range;
}

FloatRange finiteRangeOfRun(const float* x, std::size_t n)
{
    FloatRange range;
    for (std::size_t i = 0; i < n; ++i)
        if (std::isfinite(x[i]))
            range.include({x[i], x[i]});
    return range;
}

/// Channels lie side by side: every row of memory touches each of them once.
std::vector<FloatRange> scanColumns(std::span<const float> values, const ChannelLayout& layout)
{
    std::vector<float> min(layout.channels, FloatRange().min);
    std::vector<float> max(layout.channels, FloatRange().max);
    for (std::size_t o = 0; o < layout.outer; ++o)
        includeRow(values.data() + o * layout.channels, layout.channels, min.data(), max.data());
    std::vector<FloatRange> ranges(layout.channels);
    for (std::size_t c = 0; c < layout.channels; ++c)
        ranges[c] = {min[c], max[c]};
    return ranges;
}

} // namespace

TensorScan scanTensor(std::span<const float> values)
{
    Lanes lanes;
    TensorScan scan;
    scan.count = values.size();
    const std::size_t whole = values.size() / kLanes * kLanes;
    for (std::size_t begin = 0; begin < whole; begin += kChunk) {
        scanGroups(values.data() + begin, std::min(kChunk, whole - begin) / kLanes, lanes);
        scan.zeros += drainZeros(lanes);
    }
    for (std::size_t i = whole; i < values.size(); ++i)
        lanes.add(i - whole, values[i]);
    scan.zeros += drainZeros(lanes);
    scan = collect(lanes, scan);
    // Squares of floats never overflow a double, so a sum that is not finite proves a value that is not.
    return std::isfinite(scan.sumSquares) ? scan : scanNonFinite(values);
}

std::vector<FloatRange> scanChannels(std::span<const float> values, const ChannelLayout& layout, bool allFinite)
{
    if (layout.inner == 1 && allFinite) {
        std::vector<FloatRange> ranges = scanColumns(values, layout);
        for (FloatRange& range : ranges)
            range = {range.min + 0.0F, range.max + 0.0F};
        return ranges;
    }
    std::vector<FloatRange> ranges(layout.channels);
    for (std::size_t o = 0; o < layout.outer; ++o)
        for (std::size_t c = 0; c < layout.channels; ++c) {
            const float* run = values.data() + (o * layout.channels + c) * layout.inner;
            ranges[c].include(allFinite ? rangeOfRun(run, layout.inner) : finiteRangeOfRun(run, layout.inner));
        }
    for (FloatRange& range : ranges)
        range = {range.min + 0.0F, range.max + 0.0F};
    return ranges;
}

} // namespace qb
