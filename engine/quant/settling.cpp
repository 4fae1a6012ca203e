// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/settling.h"

#include <algorithm>

namespace qb {

std::optional<double> lateShare(const PointStatistics& statistics)
{
    const SampleRows& rows = statistics.sampleRows();
    if (rows.size() < 4 || !statistics.hasAllSampleRows() || statistics.range().empty())
        return std::nullopt;
    double low = 0;
    double high = 0;
    std::size_t left = (rows.size() + 1) / 2;
    for (auto row = rows.begin(); left > 0; ++row, --left) {
        low = std::min(low, row->second.min);
        high = std::max(high, row->second.max);
    }
    const double all =
        std::max(0.0, static_cast<double>(statistics.range().max)) - std::min(0.0, static_cast<double>(statistics.range().min));
    return all > 0 ? 1 - (high - low) / all : 0;
}

std::vector<std::size_t> leastSettled(std::span<const PointStatistics> points, std::size_t count, std::span<const char> without)
{
    std::vector<std::pair<double, std::size_t>> shares;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].finiteCount() != 0 && (i >= without.size() || without[i] == 0))
            shares.emplace_back(-lateShare(points[i]).value_or(0), i);
    count = std::min(count, shares.size());
    std::partial_sort(shares.begin(), shares.begin() + static_cast<std::ptrdiff_t>(count), shares.end());
    std::vector<std::size_t> result;
    result.reserve(count);
    for (std::size_t i = 0; i < count; ++i)
        result.push_back(shares[i].second);
    return result;
}

} // namespace qb
