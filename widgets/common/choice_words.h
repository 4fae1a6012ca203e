// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metric_choice.h"

#include <QString>

namespace qb {

/// As metricTitle(), metricText() of format.h, for the custom metric too.
[[nodiscard]] QString choiceTitle(const MetricChoice& choice);
[[nodiscard]] QString choiceText(const MetricChoice& choice, double value);

} // namespace qb
