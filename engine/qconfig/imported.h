// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/requests.h"

namespace qb {

/// The pairs of the file by point; of several on one tensor the first. A finding counts those that have no point.
[[nodiscard]] std::vector<std::optional<ImportedGrid>> importedGrids(const Model& model, Findings& findings);

/// Units that are float in the file: they read a tensor past its pair, or give one that somebody takes past its pair. By
/// unit. Where such a unit has a weight pair it does not count, with a finding: there the pair is read by all.
[[nodiscard]] std::vector<char> floatByImport(const Model& model, const GraphFacts& facts, Findings& findings);

[[nodiscard]] bool hasImportedRule(const RuleSet& rules);

} // namespace qb
