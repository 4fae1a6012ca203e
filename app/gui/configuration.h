// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/common/bench.h"

namespace qb {

/// Resolves rules, with a plan where something was observed. `version` names the statistics for the memo; neither is needed
/// (null). Throws what Profile::load, resolve and makePlan throw.
[[nodiscard]] std::shared_ptr<const Configuration> makeConfiguration(const Model& model, const RuleSet& rules,
                                                                     const Fingerprint& key, const CalibrationData* statistics,
                                                                     std::uint64_t version, const JobContext& job,
                                                                     PlanMemo* memo = nullptr);

} // namespace qb
