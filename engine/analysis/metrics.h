// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"
#include "engine/quant/quant_params.h"

#include <array>
#include <limits>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace qb {

/// Measures of how far a tensor b is from its float counterpart a; formulas at MetricSums.
enum class Metric { Cosine, L1, Atol, MaxQscaleDiff, Mse, RmseOverScale, Sqnr, Rtol, ClippedShare, Kl };

[[nodiscard]] std::string_view toString(Metric metric); ///< the column's name: "Cosine", "L1", "max_qscale_diff" ...
[[nodiscard]] std::optional<Metric> metricFromString(std::string_view name); ///< any case
[[nodiscard]] std::span<const Metric> allMetrics();
[[nodiscard]] bool higherIsBetter(Metric metric);

/// Whether a metric means anything.
enum class Trust { Ok, Constant, MostlyZero, NonFinite, TooFewValues, Equal };
[[nodiscard]] std::string_view
toString(Trust trust); ///< "ok", "constant", "mostly_zero", "non_finite", "too_few_values", "equal"

/// Types whose errors are measured everywhere: the floating point ones, widened to float32.
[[nodiscard]] bool isMeasurable(ElementType type);
/// Those, integers and booleans: of graph outputs errors are measured in these too, as the numbers they are.
[[nodiscard]] bool hasNumbers(ElementType type);

/// All sums that the metrics of one pair of tensors come from, in double, in a fixed order.
///
///     Cosine           a.b / (|a| |b|); 1 if both are zero
///     L1               mean |a - b|
///     Atol             max |a - b|
///     max_qscale_diff  Atol / scale
///     MSE              mean (a - b)^2
///     RMSE/scale       sqrt(MSE) / scale
///     SQNR             10 log10(sum a^2 / sum (a - b)^2) dB; +inf where they are equal
///     Rtol             max |a - b| / max(|a|, 1e-6 max |a|)
///     clipped_share    share of a beyond the grid of `params` by more than half a step
///     KL               sum p log(p / q), nats, of the histograms of a and b: 2,048 bins over a's range in the sample, b
///                      beyond it in the outermost bins, half a value added to each bin; over samples the mean by count
///
/// Pairs in which a or b is not finite are counted and in no sum; the largest float and the lowest stand for infinities
/// (masks, borders before a MaxPool) and count as these.
struct MetricSums {
    std::uint64_t count = 0; ///< finite pairs
    std::uint64_t notFinite = 0;
    std::uint64_t zeros = 0; ///< of a
    std::uint64_t clipped = 0;
    double dot = 0, aa = 0, bb = 0, absDiff = 0, squaredDiff = 0, maxDiff = 0, maxRelative = 0;
    double aSum = 0, bSum = 0;
    double klByCount = 0; ///< KL times count
    double aMin = std::numeric_limits<double>::infinity(), aMax = -std::numeric_limits<double>::infinity();
    double bMin = std::numeric_limits<double>::infinity(), bMax = -std::numeric_limits<double>::infinity();

    /// `params`: of b's point, null where it has none. Throws Error(BadInput) if the shapes differ or one has no numbers.
    [[nodiscard]] static MetricSums of(const Tensor& a, const Tensor& b, const QuantParams* params);

    void add(const MetricSums& other);
    /// NaN where it can't be said (a scale is needed and there is none, no values).
    [[nodiscard]] double value(Metric metric, double scale = 0) const;
    [[nodiscard]] Trust trust() const;
};

/// Sums over samples, each seen once, in any order: added in the order of their ids when asked.
class PooledMetrics {
public:
    void add(std::uint64_t sample, const MetricSums& sums) { m_samples[sample] = sums; }
    void keepOnly(std::span<const std::uint64_t> ascending);
    void merge(const PooledMetrics& other) { m_samples.insert(other.m_samples.begin(), other.m_samples.end()); }

    [[nodiscard]] MetricSums pooled() const;
    struct Mean {
        double value = 0;          ///< over the samples for which it is finite; NaN if there is none
        std::uint64_t leftOut = 0; ///< samples in which the tensors are equal (no finite SQNR)
    };
    [[nodiscard]] Mean mean(Metric metric, double scale = 0) const;
    struct Worst {
        std::uint64_t sample = 0;
        double value = 0;
    };
    [[nodiscard]] std::optional<Worst> worst(Metric metric, double scale = 0) const;
    [[nodiscard]] const std::map<std::uint64_t, MetricSums>& samples() const { return m_samples; }

private:
    std::map<std::uint64_t, MetricSums> m_samples;
};

} // namespace qb
