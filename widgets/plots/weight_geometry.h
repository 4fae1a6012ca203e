// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"
#include "engine/quant/float_range.h"

#include <span>
#include <string>
#include <vector>

namespace qb {

/// How the finite values of one channel lie.
struct ChannelBox {
    double min = 0;
    double lower = 0; ///< quartile
    double median = 0;
    double upper = 0;
    double max = 0;

    [[nodiscard]] double absMax() const { return max > -min ? max : -min; }
};

/// One per slice along the axis (-1: one in all).
[[nodiscard]] std::vector<ChannelBox> channelBoxes(const Tensor& weight, int axis);
/// Of channels of which only the range is known: quartiles and median are NaN.
[[nodiscard]] std::vector<ChannelBox> channelBoxes(std::span<const FloatRange> ranges);

/// Channel by bin: which share of a channel's values lies where, bins even over [-reach, reach].
struct HeatMap {
    std::size_t channels = 0;
    std::size_t bins = 0;
    double reach = 0;
    std::vector<float> shares; ///< channel-major, each channel sums to 1

    [[nodiscard]] float at(std::size_t channel, std::size_t bin) const { return shares[channel * bins + bin]; }
};
[[nodiscard]] HeatMap heatMap(const Tensor& weight, int axis, std::size_t bins);

/// How far apart channels are under one scale.
struct Spread {
    std::size_t largest = 0;  ///< channel
    std::size_t smallest = 0; ///< that is not all zero
    double ratio = 1;
};
[[nodiscard]] Spread spreadOf(std::span<const ChannelBox> boxes);

} // namespace qb
