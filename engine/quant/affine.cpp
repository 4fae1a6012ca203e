// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/affine.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <limits>

namespace qb {

namespace {

double symmetricDivisor(const GridSpec& spec, RangeSource source)
{
    const auto most = static_cast<double>(qmax(spec.dtype));
    if (spec.rule.convention == Convention::Ort)
        return most;
    return source == RangeSource::Fixed ? most + 1 : most + 0.5;
}

float finishScale(double scale, const ScaleRule& rule)
{
    if (scale == 0)
        return 1.0F;
    const float finite = static_cast<float>(std::min(scale, static_cast<double>(std::numeric_limits<float>::max())));
    const float floored = std::max(finite, kScaleFloor);
    return rule.powerOfTwo ? raisedToPowerOfTwo(floored) : floored;
}

} // namespace

float raisedToPowerOfTwo(float scale)
{
    int exponent = 0;
    const float mantissa = std::frexp(scale, &exponent); // in [0.5, 1)
    return std::ldexp(1.0F, mantissa == 0.5F ? exponent - 1 : std::min(exponent, 127));
}

QuantParams paramsForRange(RealRange range, const GridSpec& spec, RangeSource source)
{
    assert(isInteger(spec.dtype));
    QuantParams params{spec.dtype, {1.0F}, {0}, -1, spec.narrow};
    range = {std::min(range.lo, 0.0), std::max(range.hi, 0.0)};
    if (spec.scheme == Scheme::Symmetric) {
        const double most = isSigned(spec.dtype) ? range.absMax() : range.hi;
        params.scales[0] = finishScale(most / symmetricDivisor(spec, source), spec.rule);
        return params;
    }
    const auto low = static_cast<double>(params.low());
    const auto high = static_cast<double>(params.high());
    params.scales[0] = finishScale((range.hi - range.lo) / (high - low), spec.rule);
    const double zero = std::nearbyint(low - range.lo / static_cast<double>(params.scales[0]));
    params.zeroPoints[0] = static_cast<std::int32_t>(std::clamp(zero, low, high));
    return params;
}

QuantParams joinChannels(std::span<const QuantParams> channels, const std::vector<bool>& allZero, int axis)
{
    QuantParams all = channels.empty() ? QuantParams{} : channels.front();
    all.scales.clear();
    all.zeroPoints.clear();
    all.axis = axis;
    float smallest = std::numeric_limits<float>::infinity();
    for (std::size_t c = 0; c < channels.size(); ++c)
        if (!allZero[c])
            smallest = std::min(smallest, channels[c].scales[0]);
    for (std::size_t c = 0; c < channels.size(); ++c) {
        all.scales.push_back(allZero[c] && std::isfinite(smallest) ? smallest : channels[c].scales[0]);
        all.zeroPoints.push_back(channels[c].zeroPoints[0]);
    }
    return all;
}

Grid gridOf(const QuantParams& params, std::size_t channel)
{
    const std::int64_t zero = params.zeroPoints[channel];
    return {static_cast<double>(params.scales[channel]), static_cast<double>(params.low() - zero),
            static_cast<double>(params.high() - zero)};
}

RealRange representable(const Grid& grid) { return {grid.low * grid.scale, grid.high * grid.scale}; }

} // namespace qb
