// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/analysis/metric_choice.h"
#include "engine/model/model.h"
#include "widgets/common/badness.h"
#include "widgets/plots/plot_geometry.h"

#include <limits>
#include <map>
#include <memory>
#include <vector>

namespace qb {

/// One row of a comparison as numbers, pooled over its samples once.
struct LayerNumbers {
    PointId point = PointId::None;
    UnitId unit = UnitId::None;
    ValueId value = ValueId::None;
    MetricSums sums;
    double scale = 0;
    bool quantized = false;
    DType dtype = DType::Float32;
    Shape shape;
    std::optional<PooledMetrics::Worst> worst; ///< by SQNR
    double custom = std::numeric_limits<double>::quiet_NaN();

    [[nodiscard]] double metric(const MetricChoice& by) const { return by.metric ? sums.value(*by.metric, scale) : custom; }
    /// The same, NaN where it says nothing (see meaningOf()): what curves show.
    [[nodiscard]] double shown(const MetricChoice& by) const
    {
        const bool nothing = by.metric && (meaningOf(*by.metric, sums) == Meaning::None ||
                                           (*by.metric == Metric::ClippedShare && !quantized)); // no grid, nothing beyond it
        return nothing ? std::numeric_limits<double>::quiet_NaN() : metric(by);
    }
};

/// A comparison made ready for table and curves.
struct LayerSeries {
    std::vector<LayerNumbers> rows; ///< in layer order
    std::size_t samples = 0;
    std::string custom; ///< text of the expression that was measured too; empty: none
    CustomValues ofOutputs;

    [[nodiscard]] static LayerSeries of(const Comparison& comparison);
    [[nodiscard]] int rowOf(ValueId value) const; ///< -1 where there is none
    [[nodiscard]] int rowOf(UnitId unit) const;   ///< its first

    /// A metric over layer order; x is the row's number in `against` (another series of the same model, or this one). What is
    /// not finite, or not positive under `log`, is a gap.
    [[nodiscard]] Polyline curve(const MetricChoice& metric, const LayerSeries& against, bool log) const;

    enum class End { Low, High };
    /// The least or largest value of each layer: float, or as quantized.
    [[nodiscard]] Polyline range(End end, bool quantized) const;

private:
    std::map<ValueId, int> m_rowOfValue;
};

/// Whether a metric is drawn on a log axis: errors of all magnitudes; a custom one where none of the series' values is negative.
[[nodiscard]] bool drawnLog(const MetricChoice& metric, const LayerSeries& series);

} // namespace qb
