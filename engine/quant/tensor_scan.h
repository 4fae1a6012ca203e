// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/quant: the passes over a tensor that an observation makes.
#pragma once

#include "engine/quant/channel_layout.h"
#include "engine/quant/float_range.h"

#include <cstdint>
#include <span>
#include <vector>

namespace qb {

/// What one look at a tensor tells. Sums are over the finite values, in 16 lanes (element i in lane i mod 16) that are
/// added from the first to the last: the same bits whatever the instruction set.
struct TensorScan {
    FloatRange range;
    double sum = 0;
    double sumSquares = 0;
    std::uint64_t count = 0;
    std::uint64_t zeros = 0;
    std::uint64_t nans = 0;
    std::uint64_t infs = 0;

    [[nodiscard]] bool allFinite() const { return nans == 0 && infs == 0; }
    [[nodiscard]] std::uint64_t finite() const { return count - nans - infs; }
};

[[nodiscard]] TensorScan scanTensor(std::span<const float> values);

/// The range of every channel.
[[nodiscard]] std::vector<FloatRange> scanChannels(std::span<const float> values, const ChannelLayout& layout, bool allFinite);

} // namespace qb
