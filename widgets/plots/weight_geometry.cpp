// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/weight_geometry.h"

#include "engine/quant/channel_layout.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

namespace {

/// The finite values of each channel, one after the other.
template <typename Visit>
void forEachChannel(const Tensor& weight, int axis, const Visit& visit)
{
    const ChannelLayout layout = channelLayout(weight.shape(), axis);
    const std::span<const float> values = weight.floats();
    std::vector<float> channel;
    for (std::size_t c = 0; c < layout.channels; ++c) {
        channel.clear();
        for (std::size_t o = 0; o < layout.outer; ++o) {
            const auto slice = values.subspan((o * layout.channels + c) * layout.inner, layout.inner);
            std::copy_if(slice.begin(), slice.end(), std::back_inserter(channel), [](float v) { return std::isfinite(v); });
        }
        visit(c, channel);
    }
}

double quantile(std::vector<float>& values, double share)
{
    const auto at = static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1) + 0.5);
    std::nth_element(values.begin(), values.begin() + at, values.end());
    return values[static_cast<std::size_t>(at)];
}

} // namespace

std::vector<ChannelBox> channelBoxes(const Tensor& weight, int axis)
{
    std::vector<ChannelBox> boxes;
    forEachChannel(weight, axis, [&](std::size_t, std::vector<float>& values) {
        if (values.empty())
            return boxes.push_back({});
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        ChannelBox box{*least, 0, 0, 0, *most};
        box.lower = quantile(values, 0.25);
        box.median = quantile(values, 0.5);
        box.upper = quantile(values, 0.75);
        boxes.push_back(box);
    });
    return boxes;
}

std::vector<ChannelBox> channelBoxes(std::span<const FloatRange> ranges)
{
    constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();
    std::vector<ChannelBox> boxes;
    for (const FloatRange& r : ranges)
        boxes.push_back({r.empty() ? 0.0 : r.min, kUnknown, kUnknown, kUnknown, r.empty() ? 0.0 : r.max});
    return boxes;
}

HeatMap heatMap(const Tensor& weight, int axis, std::size_t bins)
{
    HeatMap map;
    map.bins = std::max<std::size_t>(bins, 1);
    for (const float v : weight.floats())
        if (std::isfinite(v))
            map.reach = std::max(map.reach, static_cast<double>(std::abs(v)));
    if (map.reach == 0)
        map.reach = 1;
    forEachChannel(weight, axis, [&](std::size_t c, const std::vector<float>& values) {
        map.channels = c + 1;
        map.shares.resize(map.channels * map.bins);
        for (const float v : values) {
            const double at = (v / map.reach + 1) / 2 * static_cast<double>(map.bins);
            const auto bin = std::min(static_cast<std::size_t>(std::max(at, 0.0)), map.bins - 1);
            map.shares[c * map.bins + bin] += 1.0F / static_cast<float>(values.size());
        }
    });
    return map;
}

Spread spreadOf(std::span<const ChannelBox> boxes)
{
    Spread spread;
    bool any = false;
    for (std::size_t c = 0; c < boxes.size(); ++c) {
        if (boxes[c].absMax() <= 0)
            continue;
        if (!any)
            spread.largest = spread.smallest = c;
        any = true;
        if (boxes[c].absMax() > boxes[spread.largest].absMax())
            spread.largest = c;
        if (boxes[c].absMax() < boxes[spread.smallest].absMax())
            spread.smallest = c;
    }
    if (any)
        spread.ratio = boxes[spread.largest].absMax() / boxes[spread.smallest].absMax();
    return spread;
}

} // namespace qb
