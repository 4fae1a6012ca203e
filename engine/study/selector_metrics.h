// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/qconfig/selector.h"

#include <memory>

namespace qb {

/// What the terms of a selector about metrics ("cos<0.99") ask: of a unit's first row that was measured, pooled.
[[nodiscard]] decltype(SelectorFacts::metric) metricsOf(std::shared_ptr<const Comparison> comparison);

} // namespace qb
