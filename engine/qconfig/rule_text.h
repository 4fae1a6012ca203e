// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"
#include "engine/qconfig/rules.h"

namespace qb {

/// What a rule sets, for people: dtypes and options as a rule file has them, "int16,threshold=4", "form qat", "input int8,
/// weight int8", "1 of 2 rows to int16, the others to int8, by worst.csv". Where it applies is not said.
[[nodiscard]] Text whatItSets(const Rule& rule);

} // namespace qb
