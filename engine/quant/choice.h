// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/quant: what the calibration of activations and of weights share.
#pragma once

#include "engine/quant/distribution.h"
#include "engine/quant/observer.h"

#include <functional>
#include <optional>

namespace qb {

/// All that a method may ask about a point's values.
struct Evidence {
    const Distribution& data;
    std::function<Moments()> moments;                        ///< throws Error(Usage) where they are not known
    std::function<RealRange(double constant)> movingAverage; ///< likewise
};

/// Parameters and the range they stand for.
struct Choice {
    QuantParams params;
    RealRange range;
};

/// Throws Error(BadInput) with every problem of the observer.
void checkObserver(const Observer& observer);

/// What the method makes of values that are not all zero. Adds a finding where it did other than was asked.
[[nodiscard]] Choice choose(const Evidence& evidence, const Observer& observer, const GridSpec& spec, Findings& findings);

/// fixed_scale, which asks no data.
[[nodiscard]] Choice chooseFixed(const Observer& observer, const GridSpec& spec, Findings& findings);

/// 10 log10(energy / error): +inf without an error, NaN without energy.
[[nodiscard]] double sqnrOf(double energy, double error);

/// How many of the values a grid clips by more than half a step. What only the rounding of the scale to float puts beyond
/// that border does not count.
[[nodiscard]] double countClipped(const Distribution& data, const Grid& grid);

/// A finding where an unsigned type without a zero point is to hold values below 0.
void warnIfUnsigned(double least, const GridSpec& spec, Findings& findings);

/// "3 dB worse than min_max", where it is so.
void warnIfWorse(const Observer& observer, double sqnrDb, double sqnrDbMinMax, Findings& findings);

} // namespace qb
