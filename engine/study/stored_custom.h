// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/study/study.h"

namespace qb {

/// What a custom metric gave in a comparison is kept beside it, under the text of the expression; `key`: of the comparison.
/// Nothing is kept where it had no value somewhere, for the reason would be lost.
void storeCustom(Study& study, const ResultKey& key, const Model& model, const Comparison& comparison);

/// Puts it into the comparison. False where not all of it is there; then the comparison is as it was.
[[nodiscard]] bool addStoredCustom(const Study& study, const ResultKey& key, const Model& model, const CustomMetric& metric,
                                   Comparison& comparison);

/// Without what is said of a custom metric: the comparison as everybody else shall find it.
[[nodiscard]] Comparison withoutCustom(Comparison comparison);

} // namespace qb
