// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/quant: the arithmetic that fake quantization and the stored form share.
#pragma once

#include "engine/base/error.h"
#include "engine/ort/tensor.h"
#include "engine/quant/channel_layout.h"
#include "engine/quant/quant_params.h"

#include <cmath>
#include <string>

namespace qb {

/// Adding and taking away 1.5 * 2^23 rounds any |v| <= 2^22 to the nearest even integer, and -0.3 to +0.
inline constexpr float kRounder = 12582912.0F;

/// The grid in steps from zero: [low - z, high - z].
struct Steps {
    float scale;
    float low;
    float high;
};

/// Saturates first, so that the rounder is within its bounds; the bounds are integers, so the order changes nothing.
/// A NaN fails the first comparison and becomes `low`.
inline float roundToSteps(float x, float scale, float low, float high)
{
    const float v = x / scale;
    const float above = v > low ? v : low;
    const float inside = above < high ? above : high;
    return (inside + kRounder) - kRounder;
}

/// int32 leaves the rounder's bounds; its grid ends are so far out that float holds only powers of two there.
inline float roundToInt32Steps(float x, float scale)
{
    const float v = x / scale;
    if (!(v > -0x1p31F))
        return -0x1p31F;
    return v < 0x1p31F ? std::nearbyint(v) + 0.0F : 0x1p31F;
}

inline ChannelLayout checkedLayout(const Shape& shape, const QuantParams& params)
{
    params.check();
    const ChannelLayout layout = channelLayout(shape, params.axis);
    if (isInteger(params.dtype) && layout.channels != params.scales.size())
        throw Error(
            ErrorCode::BadInput,
            Text("a tensor of shape {} can't take {} scales along axis {}", toString(shape), params.scales.size(), params.axis),
            Text("calibrate this point again"), {{"params", params.text()}});
    return layout;
}

inline Steps stepsOf(const QuantParams& params, std::size_t channel)
{
    const std::int64_t zero = params.zeroPoints[channel];
    return {params.scales[channel], static_cast<float>(params.low() - zero), static_cast<float>(params.high() - zero)};
}

/// Calls run(offset, count, channel) for every stretch of memory that one channel fills.
template <typename Run>
void forEachRun(const ChannelLayout& layout, const Run& run)
{
    for (std::size_t o = 0; o < layout.outer; ++o)
        for (std::size_t c = 0; c < layout.channels; ++c)
            run((o * layout.channels + c) * layout.inner, layout.inner, c);
}

inline void requireFloat(const Tensor& x)
{
    if (!x.isFloat())
        throw Error(ErrorCode::Usage, Text("only float32 tensors can be quantized, not {}", toString(x.type())));
}

} // namespace qb
