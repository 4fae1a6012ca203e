// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/affine.h"
#include "engine/quant/float_range.h"
#include "engine/quant/histogram.h"

#include <memory>
#include <span>
#include <vector>

namespace qb {

/// How the finite values of a point are distributed, as calibration methods and quality figures need to know it: one
/// implementation from a stored histogram (activations), one from the values themselves (weights). For one thread.
class Distribution {
public:
    virtual ~Distribution() = default;

    [[nodiscard]] virtual double count() const = 0;       ///< values, zeros included
    [[nodiscard]] virtual RealRange observed() const = 0; ///< smallest and largest value; 0 is not taken in
    [[nodiscard]] virtual double energy() const = 0;      ///< sum of squares

    /// Expected sum of (x - fakeQuantize(x))^2. The one definition behind mse, mix and every SQNR of stored data.
    [[nodiscard]] virtual double squaredError(const Grid& grid) const = 0;
    /// The part of it that saturation causes: of each value beyond the grid by more than half a step, what its squared error
    /// has over that of half a step.
    [[nodiscard]] virtual double saturationError(const Grid& grid) const = 0;
    /// squaredError for rounding to float16; infinite where a value overflows.
    [[nodiscard]] virtual double halfSquaredError() const = 0;
    /// How many values lie below range.lo or above range.hi.
    [[nodiscard]] virtual double countOutside(const RealRange& range) const = 0;
    /// The magnitude below which that share (0..1) of all values lies; 1 gives the largest.
    [[nodiscard]] virtual double absQuantile(double share) const = 0;
    /// Values other than 0 in equal bins of |x| over [0, largest magnitude].
    [[nodiscard]] virtual std::vector<double> absHistogram(std::size_t bins) const = 0;

    [[nodiscard]] double absMax() const { return observed().absMax(); }
};

/// Values spread evenly inside each bin; the outermost bins end at the observed extremes. `range` must not be empty.
[[nodiscard]] std::unique_ptr<Distribution> distributionOf(const DyadicHistogram& histogram, const FloatRange& range);

/// Exact. Looks at the values, which must be finite, at least one, and outlive it.
[[nodiscard]] std::unique_ptr<Distribution> distributionOf(std::span<const float> values);

} // namespace qb
