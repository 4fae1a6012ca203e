// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/model/model.h"
#include "widgets/plots/plot_geometry.h"

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

    [[nodiscard]] double metric(Metric metric) const { return sums.value(metric, scale); }
};

/// A comparison made ready for table and curves.
struct LayerSeries {
    std::vector<LayerNumbers> rows; ///< in layer order
    std::size_t samples = 0;

    [[nodiscard]] static LayerSeries of(const Comparison& comparison);
    [[nodiscard]] int rowOf(ValueId value) const; ///< -1 where there is none
    [[nodiscard]] int rowOf(UnitId unit) const;   ///< its first

    /// A metric over layer order; x is the row's number in `against` (another series of the same model, or this one). What is
    /// not finite, or not positive under `log`, is a gap.
    [[nodiscard]] Polyline curve(Metric metric, const LayerSeries& against, bool log) const;

    enum class End { Low, High };
    /// The least or largest value of each layer: float, or as quantized.
    [[nodiscard]] Polyline range(End end, bool quantized) const;

private:
    std::map<ValueId, int> m_rowOfValue;
};

/// Whether a metric is drawn on a log axis: errors of all magnitudes.
[[nodiscard]] bool drawnLog(Metric metric);

} // namespace qb
