// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/quant_params.h"

#include <span>
#include <vector>

namespace qb {

/// Values from lo to hi; what is asked of a grid. Every use takes 0 into it.
struct RealRange {
    double lo = 0;
    double hi = 0;

    bool operator==(const RealRange&) const = default;

    [[nodiscard]] double absMax() const { return hi > -lo ? hi : -lo; }
};

/// What a target and a qconfig say about a point's grid before its range is known. dtype is an integer type.
struct GridSpec {
    DType dtype = DType::Int8;
    Scheme scheme = Scheme::Symmetric;
    ScaleRule rule;
    bool narrow = false;
};

/// Where a range came from decides the divisor under Convention::Horizon: seen in data (A / 127.5) or set by hand (t / 128).
enum class RangeSource { Observed, Fixed };

/// One scale and zero point for a range. Symmetric: zero point 0 and a scale from max(|lo|, |hi|), for unsigned types from
/// hi. Affine: s = (hi - lo) / (high - low), z = clamp(rne(low - lo / s)). A range of 0 alone gets scale 1; other scales
/// are at least kScaleFloor.
[[nodiscard]] QuantParams paramsForRange(RealRange range, const GridSpec& spec, RangeSource source = RangeSource::Observed);

/// The least power of two that is not below the scale.
[[nodiscard]] float raisedToPowerOfTwo(float scale);

/// One params for all channels of an axis. Channels that are all zero get the smallest scale among the others: with scale 1
/// they would ruin the bias that is added to them. Where all are, the scales stay.
[[nodiscard]] QuantParams joinChannels(std::span<const QuantParams> channels, const std::vector<bool>& allZero, int axis);

/// A grid as arithmetic sees it: real values scale * k for whole k in [low, high].
struct Grid {
    double scale = 1;
    double low = 0;
    double high = 0;
};

/// Of one channel of the params (integer types).
[[nodiscard]] Grid gridOf(const QuantParams& params, std::size_t channel = 0);

/// The real values that the grid can hold, from its lowest step to its highest.
[[nodiscard]] RealRange representable(const Grid& grid);

} // namespace qb
