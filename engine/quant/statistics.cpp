// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/statistics.h"

#include "engine/base/error.h"
#include "engine/quant/tensor_scan.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace qb {

namespace {

constexpr std::uint64_t kFormat = 1;
constexpr std::uint64_t kMaxCount = std::uint64_t{1} << 60U;

} // namespace

void PointStatistics::observe(const Tensor& values, SampleId sample, int channelAxis)
{
    if (!values.isFloat())
        throw Error(ErrorCode::Usage, Text("statistics are of float32 tensors, not of {}", toString(values.type())));
    if (m_samples.contains(sample))
        throw Error(ErrorCode::Usage, Text("sample {} was observed twice at one point", sample));
    const ChannelLayout layout = channelLayout(values.shape(), channelAxis);
    const TensorScan scan = scanTensor(values.floats());
    m_histogram.add(values.floats(), scan);
    m_finite += scan.finite();
    m_nans += scan.nans;
    m_infs += scan.infs;
    includeRange(scan.range, sample, sample);
    if (channelAxis >= 0)
        includeChannels(Channels::Kept, channelAxis, scanChannels(values.floats(), layout, scan.allFinite()));
    else
        includeChannels(Channels::None, -1, {});
    m_samples.insert(sample);
    SampleExtremes& row = m_rows[sample];
    row = {0, 0, scan.sum, scan.sumSquares, scan.finite()};
    if (!scan.range.empty()) {
        row.min = scan.range.min;
        row.max = scan.range.max;
    }
}

void PointStatistics::includeRange(const FloatRange& range, SampleId ownerMin, SampleId ownerMax)
{
    if (range.empty())
        return;
    const bool first = m_range.empty();
    if (first || range.min < m_range.min || (range.min == m_range.min && ownerMin < m_ownerMin))
        m_ownerMin = ownerMin;
    if (first || range.max > m_range.max || (range.max == m_range.max && ownerMax < m_ownerMax))
        m_ownerMax = ownerMax;
    m_range.include(range);
}

/// "None" wins over everything, so that the order of observations does not matter.
void PointStatistics::includeChannels(Channels state, int axis, const std::vector<FloatRange>& ranges)
{
    if (state == Channels::Unseen)
        return;
    if (m_channelState == Channels::Unseen && state == Channels::Kept) {
        m_channelState = state;
        m_channelAxis = axis;
        m_channels = ranges;
    } else if (state == Channels::None || axis != m_channelAxis || ranges.size() != m_channels.size()) {
        m_channelState = Channels::None;
        m_channelAxis = -1;
        m_channels.clear();
    } else {
        for (std::size_t c = 0; c < ranges.size(); ++c)
            m_channels[c].include(ranges[c]);
    }
}

void PointStatistics::addCounts(const PointStatistics& other)
{
    m_finite += other.m_finite;
    m_nans += other.m_nans;
    m_infs += other.m_infs;
    includeRange(other.m_range, other.m_ownerMin, other.m_ownerMax);
    m_histogram.merge(other.m_histogram);
    m_samples.insert(other.m_samples);
}

void PointStatistics::merge(const PointStatistics& other)
{
    if (const auto common = m_samples.firstCommon(other.m_samples))
        throw Error(ErrorCode::BadInput, Text("sample {} is in both statistics that are to be merged", *common),
                    Text("merge statistics of different samples"));
    addCounts(other);
    includeChannels(other.m_channelState, other.m_channelAxis, other.m_channels);
    m_rows.insert(other.m_rows.begin(), other.m_rows.end());
}

PointStatistics PointStatistics::joined(std::span<const PointStatistics* const> members)
{
    PointStatistics all;
    all.m_channelState = Channels::None;
    for (const PointStatistics* member : members)
        all.addCounts(*member);
    if (!std::all_of(members.begin(), members.end(), [](const auto* m) { return m->hasAllSampleRows(); }))
        return all;
    for (const PointStatistics* member : members)
        for (const auto& [sample, row] : member->m_rows) {
            SampleExtremes& sum = all.m_rows[sample];
            if (row.count != 0) {
                sum.min = sum.count == 0 ? row.min : std::min(sum.min, row.min);
                sum.max = sum.count == 0 ? row.max : std::max(sum.max, row.max);
            }
            sum.sum += row.sum;
            sum.sumSquares += row.sumSquares;
            sum.count += row.count;
        }
    return all;
}

std::optional<Moments> PointStatistics::moments() const
{
    if (!hasAllSampleRows() || m_finite == 0)
        return std::nullopt;
    double sum = 0;
    double squares = 0;
    for (const auto& [sample, row] : m_rows) {
        sum += row.sum;
        squares += row.sumSquares;
    }
    const auto n = static_cast<double>(m_finite);
    const double mean = sum / n;
    return Moments{mean, std::sqrt(std::max(0.0, squares / n - mean * mean))};
}

SampleRows PointStatistics::takeSampleRows() { return std::exchange(m_rows, {}); }

void PointStatistics::restoreSampleRows(const SampleRows& rows)
{
    for (const auto& [sample, row] : rows)
        if (!m_samples.contains(sample) || m_rows.contains(sample))
            throw Error(ErrorCode::BadInput, Text("the stored row of sample {} belongs to other statistics", sample),
                        Text("calibrate again"));
    m_rows.insert(rows.begin(), rows.end());
}

std::vector<std::byte> PointStatistics::serialize() const
{
    ByteWriter out;
    out.whole(kFormat);
    for (const std::uint64_t value : {m_finite, m_nans, m_infs, m_ownerMin, m_ownerMax})
        out.whole(value);
    out.real(m_range.min);
    out.real(m_range.max);
    m_histogram.write(out);
    out.whole(static_cast<std::uint64_t>(m_channelState));
    out.integer(m_channelAxis);
    out.whole(m_channels.size());
    for (const FloatRange& channel : m_channels) {
        out.real(channel.min);
        out.real(channel.max);
    }
    m_samples.write(out);
    out.whole(m_rows.size());
    for (const auto& [sample, row] : m_rows) {
        out.whole(sample);
        for (const double value : {row.min, row.max, row.sum, row.sumSquares})
            out.real(value);
        out.whole(row.count);
    }
    return out.take();
}

PointStatistics PointStatistics::deserialize(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    if (in.whole() != kFormat)
        ByteReader::fail();
    PointStatistics result;
    for (std::uint64_t* count : {&result.m_finite, &result.m_nans, &result.m_infs})
        *count = in.wholeUpTo(kMaxCount);
    result.m_ownerMin = in.whole();
    result.m_ownerMax = in.whole();
    result.m_range.min = in.realFloat();
    result.m_range.max = in.realFloat();
    result.m_histogram = DyadicHistogram::read(in);
    result.m_channelState = static_cast<Channels>(in.wholeUpTo(static_cast<std::uint64_t>(Channels::None)));
    result.m_channelAxis = static_cast<int>(in.integer());
    result.m_channels.resize(in.itemCount(8));
    for (FloatRange& channel : result.m_channels) {
        channel.min = in.realFloat();
        channel.max = in.realFloat();
    }
    result.m_samples = SampleIds::read(in);
    for (std::size_t i = in.itemCount(34); i > 0; --i) {
        SampleExtremes& row = result.m_rows[in.whole()];
        for (double* value : {&row.min, &row.max, &row.sum, &row.sumSquares})
            *value = in.realDouble();
        row.count = in.whole();
    }
    in.expectEnd();
    const FloatRange& range = result.m_range;
    const bool rangeFits =
        result.m_finite == 0 ? range == FloatRange() : std::isfinite(range.min) && std::isfinite(range.max) && !range.empty();
    if (!rangeFits || result.m_histogram.total() != result.m_finite)
        ByteReader::fail();
    return result;
}

} // namespace qb
