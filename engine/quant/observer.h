// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/quant/affine.h"
#include "engine/quant/statistics.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// How a range is chosen from statistics.
enum class Method { MinMax, Percentile, Mse, Kl, Mix, Clip, ClipStd, FixedScale };

/// "min_max", "percentile", "mse", "kl", "mix", "clip", "clip_std", "fixed_scale"
[[nodiscard]] std::string_view toString(Method method);
[[nodiscard]] std::optional<Method> methodFromString(std::string_view name);
[[nodiscard]] std::span<const Method> allMethods();

/// A method with its parameters; what is not given has its default.
///
///     min_max      averaging_constant 0..1 (none: true extremes; else a moving average over samples in their order)
///     percentile   percentile in percent (99.99)
///     mse          candidates of the coarse search (96), clip_weight: how often the squared error that saturation causes
///                  counts (the scale rule's; 1 is never worse than min_max)
///     kl           bins (2048), levels (as many as the type has from zero up: 128 for int8)
///     mix          -
///     clip         xmin (-1), xmax (1)
///     clip_std     std_scale (3)
///     fixed_scale  one of: scale (with zero_point), threshold, range_lo with range_hi
struct Observer {
    Method method = Method::MinMax;
    std::map<std::string, double> params;

    bool operator==(const Observer&) const = default;

    /// The value given, else the default; nothing where there is neither.
    [[nodiscard]] std::optional<double> param(std::string_view name) const;
    /// All that is wrong with the parameters, as findings of severity Error.
    [[nodiscard]] Findings problems() const;
    [[nodiscard]] std::string text() const; ///< "percentile:percentile=99.9", as in the configuration grammar
};

/// Parameters for a point, and how good they are on the data that they were computed from.
struct Calibrated {
    QuantParams params;
    double threshold = 0; ///< largest magnitude of the range that was chosen
    double lo = 0;        ///< the range that was chosen, 0 included
    double hi = 0;
    double clippedShare = 0; ///< share (0..1) of the values that lie beyond the grid by more than half a step
    double sqnrDb = 0;       ///< +inf where nothing is lost, NaN where there is no signal or it can't be known
    double sqnrDbMinMax = 0; ///< the same for min_max with this dtype and scheme
    Findings findings;       ///< their unit and point are the caller's to fill
};

/// Throws Error(BadInput) that names all problems of the observer, Error(Usage) for int32, and for clip_std and the moving
/// average where the statistics' rows are not there. Float types need no range and get no scale.
[[nodiscard]] Calibrated calibrate(const PointStatistics& statistics, const Observer& observer, DType dtype,
                                   Scheme scheme = Scheme::Symmetric, ScaleRule rule = {});

/// Several observers on one point, for the price of little more than their searches.
[[nodiscard]] std::vector<Calibrated> calibrateAll(const PointStatistics& statistics, std::span<const Observer> observers,
                                                   DType dtype, Scheme scheme = Scheme::Symmetric, ScaleRule rule = {});

/// All methods with their defaults, for showing them side by side; fixed_scale with a threshold of 1.
[[nodiscard]] std::vector<Observer> standardObservers();

/// min_max with one scale per channel, from the ranges per channel that the statistics kept. Throws Error(Usage) where they
/// kept none. The quality is not known (NaN): the histogram is the whole tensor's.
[[nodiscard]] Calibrated calibratePerChannel(const PointStatistics& statistics, DType dtype, Scheme scheme = Scheme::Symmetric,
                                             ScaleRule rule = {});

/// How good parameters from elsewhere (imported, set by hand) are on stored data. Per channel it is not known (NaN). The
/// rule is for the min_max that they are held against.
[[nodiscard]] Calibrated assess(const PointStatistics& statistics, const QuantParams& params, ScaleRule rule = {});

/// Expected sum of squared errors of the finite values under these params (per tensor, or a float type).
[[nodiscard]] double expectedSquaredError(const PointStatistics& statistics, const QuantParams& params);

} // namespace qb
