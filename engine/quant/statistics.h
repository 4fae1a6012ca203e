// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"
#include "engine/quant/float_range.h"
#include "engine/quant/histogram.h"
#include "engine/quant/sample_ids.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <vector>

namespace qb {

/// What one sample showed at one point, over its finite values. Sums are in double, in an order that is fixed inside a
/// tensor. `min` and `max` are 0 where count is.
struct SampleExtremes {
    double min = 0;
    double max = 0;
    double sum = 0;
    double sumSquares = 0;
    std::uint64_t count = 0;

    bool operator==(const SampleExtremes&) const = default;
};

using SampleRows = std::map<SampleId, SampleExtremes>;

/// Over all finite values; the deviation is the population's.
struct Moments {
    double mean = 0;
    double deviation = 0;
};

/// All that is kept of the values of one quant point; every scale of every method is computed from it. Merging is exact
/// and commutative: any order and any split of the samples end in the same bytes. Not for two threads at once; give each
/// its own and merge.
///
/// Rows per sample are needed for mean, deviation and the moving average alone. A caller that calibrates on many samples
/// takes them out now and then, stores them, and gives them back before it asks for one of these.
class PointStatistics {
public:
    /// Looks at one float32 tensor. channelAxis -1: no ranges per channel. They are kept as long as every tensor has the
    /// same number of channels. Throws Error(Usage) for another type or for a sample that was seen before.
    void observe(const Tensor& values, SampleId sample, int channelAxis = -1);

    /// Adds what other samples showed at the same point. Throws Error(BadInput) if one sample is in both.
    void merge(const PointStatistics& other);

    /// The statistics of several points that must share one scale (a tied group), over the same samples. Where a sample
    /// is in several members, its rows are added in their order. Has no ranges per channel.
    [[nodiscard]] static PointStatistics joined(std::span<const PointStatistics* const> members);

    [[nodiscard]] std::uint64_t count() const { return m_finite + m_nans + m_infs; }
    [[nodiscard]] std::uint64_t finiteCount() const { return m_finite; }
    [[nodiscard]] std::uint64_t zeros() const { return m_histogram.zeros(); }
    [[nodiscard]] std::uint64_t nans() const { return m_nans; }
    [[nodiscard]] std::uint64_t infs() const { return m_infs; }
    [[nodiscard]] const FloatRange& range() const { return m_range; } ///< empty where no finite value was seen
    [[nodiscard]] SampleId ownerMin() const { return m_ownerMin; }    ///< of several the smallest id
    [[nodiscard]] SampleId ownerMax() const { return m_ownerMax; }
    [[nodiscard]] const DyadicHistogram& histogram() const { return m_histogram; }
    [[nodiscard]] int channelAxis() const { return m_channelAxis; } ///< -1 where there are no ranges per channel
    [[nodiscard]] const std::vector<FloatRange>& channels() const { return m_channels; }
    [[nodiscard]] const SampleIds& samples() const { return m_samples; }

    /// Nothing where rows have been taken out, or no finite value was seen.
    [[nodiscard]] std::optional<Moments> moments() const;
    [[nodiscard]] bool hasAllSampleRows() const { return m_rows.size() == m_samples.size(); }
    [[nodiscard]] const SampleRows& sampleRows() const { return m_rows; }
    [[nodiscard]] SampleRows takeSampleRows();
    /// Throws Error(BadInput) for a sample that was never observed or whose row is here.
    void restoreSampleRows(const SampleRows& rows);

    bool operator==(const PointStatistics&) const = default;

    /// With the rows that are here. deserialize throws Error(BadInput) for bytes that no serialize wrote.
    [[nodiscard]] std::vector<std::byte> serialize() const;
    [[nodiscard]] static PointStatistics deserialize(std::span<const std::byte> bytes);

private:
    enum class Channels : std::uint8_t { Unseen, Kept, None };

    void includeRange(const FloatRange& range, SampleId ownerMin, SampleId ownerMax);
    void includeChannels(Channels state, int axis, const std::vector<FloatRange>& ranges);
    void addCounts(const PointStatistics& other);

    std::uint64_t m_finite = 0;
    std::uint64_t m_nans = 0;
    std::uint64_t m_infs = 0;
    FloatRange m_range;
    SampleId m_ownerMin = 0;
    SampleId m_ownerMax = 0;
    DyadicHistogram m_histogram;
    Channels m_channelState = Channels::Unseen;
    int m_channelAxis = -1;
    std::vector<FloatRange> m_channels;
    SampleIds m_samples;
    SampleRows m_rows;
};

} // namespace qb
