// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/requests.h"

namespace qb {

/// The pairs of the file by point; of several on one tensor the first. A finding counts those that have no point.
[[nodiscard]] std::vector<std::optional<ImportedGrid>> importedGrids(const Model& model, Findings& findings);

[[nodiscard]] bool hasImportedRule(const RuleSet& rules);

} // namespace qb
