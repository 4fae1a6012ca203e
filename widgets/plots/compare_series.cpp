// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/compare_series.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

LayerSeries LayerSeries::of(const Comparison& comparison)
{
    LayerSeries series;
    series.samples = comparison.samples.size();
    series.custom = comparison.custom;
    series.ofOutputs = comparison.ofOutputs;
    series.rows.reserve(comparison.rows.size());
    for (const CompareRow& row : comparison.rows) {
        LayerNumbers n;
        n.point = row.point;
        n.unit = row.unit;
        n.value = row.value;
        n.sums = row.metrics.pooled();
        n.scale = row.scale();
        n.quantized = row.params != nullptr;
        n.dtype = row.params ? row.params->dtype : DType::Float32;
        n.shape = row.shape;
        n.custom = meanOf(row.custom);
        n.worst = row.metrics.worst(Metric::Sqnr, n.scale);
        series.m_rowOfValue.emplace(row.value, static_cast<int>(series.rows.size()));
        series.rows.push_back(std::move(n));
        series.samples = std::max(series.samples, row.metrics.samples().size());
    }
    return series;
}

int LayerSeries::rowOf(ValueId value) const
{
    const auto found = m_rowOfValue.find(value);
    return found == m_rowOfValue.end() ? -1 : found->second;
}

int LayerSeries::rowOf(UnitId unit) const
{
    const auto found = std::find_if(rows.begin(), rows.end(), [&](const LayerNumbers& r) { return r.unit == unit; });
    return found == rows.end() ? -1 : static_cast<int>(found - rows.begin());
}

Polyline LayerSeries::curve(const MetricChoice& metric, const LayerSeries& against, bool log) const
{
    Polyline line;
    for (const LayerNumbers& row : rows) {
        const int x = against.rowOf(row.value);
        if (x < 0)
            continue;
        const double y = row.shown(metric);
        line.x.push_back(x);
        line.y.push_back(std::isfinite(y) && (!log || y > 0) ? y : std::numeric_limits<double>::quiet_NaN());
    }
    return line;
}

Polyline LayerSeries::range(End end, bool quantized) const
{
    Polyline line;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const MetricSums& s = rows[i].sums;
        const double y = end == End::Low ? (quantized ? s.bMin : s.aMin) : (quantized ? s.bMax : s.aMax);
        line.x.push_back(static_cast<double>(i));
        line.y.push_back(std::isfinite(y) ? y : std::numeric_limits<double>::quiet_NaN());
    }
    return line;
}

bool drawnLog(const MetricChoice& metric, const LayerSeries& series)
{
    if (metric.isCustom())
        return std::none_of(series.rows.begin(), series.rows.end(), [](const LayerNumbers& n) { return n.custom < 0; }) &&
               std::any_of(series.rows.begin(), series.rows.end(), [](const LayerNumbers& n) { return n.custom > 0; });
    switch (*metric.metric) {
    case Metric::Cosine:
    case Metric::Sqnr:
    case Metric::ClippedShare: return false;
    default: return true;
    }
}

} // namespace qb
