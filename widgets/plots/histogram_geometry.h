// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/affine.h"
#include "engine/quant/float_range.h"
#include "engine/quant/histogram.h"
#include "widgets/plots/plot_geometry.h"

#include <optional>
#include <vector>

namespace qb {

/// A staircase: y[i] holds from x[i] to x[i + 1]; the last y is 0 and closes it.
struct Steps {
    QVector<double> x;
    QVector<double> y;
    double width = 0; ///< of a step of x

    [[nodiscard]] double highest() const;
    [[nodiscard]] double lowest() const; ///< least positive y; 0 where there is none
    [[nodiscard]] double at(double x) const;
};

/// The share of all finite values that lie in each bin, over what is visible, with no more than `mostBins` bins: as many
/// neighbours joined as it takes (a power of two). Zeros are left out: every grid holds them, and they would hide the rest.
[[nodiscard]] Steps histogramSteps(const DyadicHistogram& histogram, PlotRange visible, int mostBins);

/// The same values after quantization: the mass of each level spread over the step around it, per `binWidth`, so that it
/// can be laid over histogramSteps. What is clipped stands on the outermost levels. Where a step is narrower than `binWidth`
/// it is the histogram with its ends moved in.
[[nodiscard]] Steps dequantizedSteps(const DyadicHistogram& histogram, const Grid& grid, PlotRange visible, double binWidth);

/// How many of the values other than zero go to each level low .. high. No more than 65,536 of them.
[[nodiscard]] std::vector<double> levelMasses(const DyadicHistogram& histogram, const Grid& grid);

/// Levels in view where they are at least `leastGap` pixels apart, else none.
[[nodiscard]] QVector<double> visibleLevels(const Grid& grid, PlotRange visible, int pixels, double leastGap = 3);

/// From the lowest bin in use to the highest, with the grid's ends.
[[nodiscard]] PlotRange histogramRange(const DyadicHistogram& histogram, PlotRange observed,
                                       const std::optional<RealRange>& grid);

/// The range by hand of which the grid's end lies at x: for symmetric grids a threshold, both ways.
enum class ClipEnd { Low, High };
[[nodiscard]] RealRange rangeForEnd(const GridSpec& spec, RealRange now, ClipEnd end, double x);

/// Which shares (0..1) of the finite values lie beyond each end by more than half a step.
struct ClippedShares {
    double low = 0;
    double high = 0;
};
[[nodiscard]] ClippedShares clippedShares(const DyadicHistogram& histogram, const FloatRange& observed, const Grid& grid);

} // namespace qb
