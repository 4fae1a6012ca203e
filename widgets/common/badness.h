// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metrics.h"

namespace qb {

/// How bad a value of a metric is, 0 (good) .. 1 (bad): for colours, bars and the legend, the same for every model, so that
/// pictures can be compared. NaN where the value is.
[[nodiscard]] double badness(Metric metric, double value);

/// Whether tables draw it as a bar. Not errors in the tensor's own unit: beside those of another tensor they say nothing.
[[nodiscard]] bool hasBar(Metric metric);

} // namespace qb
