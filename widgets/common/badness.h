// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metrics.h"

#include <QString>

namespace qb {

/// How bad a value of a metric is, 0 (good) .. 1 (bad): for colours, bars and the legend, the same for every model, so that
/// pictures can be compared. NaN where the value is.
[[nodiscard]] double badness(Metric metric, double value);

/// Whether tables draw it as a bar. Not errors in the tensor's own unit: beside those of another tensor they say nothing.
[[nodiscard]] bool hasBar(Metric metric);

/// What the number of a metric says about the values it comes from. Errors in the tensor's own unit (L1, Atol ...) stay true
/// of a single value; a cosine of one is 1 whatever happens.
enum class Meaning { Full, Doubtful, None };
[[nodiscard]] Meaning meaningOf(Metric metric, const MetricSums& sums);

/// Why it says less than it seems to: a sentence for a tooltip; empty where it says all.
[[nodiscard]] QString doubtOf(Metric metric, const MetricSums& sums);

} // namespace qb
