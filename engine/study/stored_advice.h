// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/advisor.h"
#include "engine/base/finding.h"
#include "engine/study/results.h"

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace qb {

/// What the advisor said and what was found on the way, as a result of a study: by names instead of numbers of the model.
struct StoredAdvice {
    Advice advice;
    Findings findings;

    [[nodiscard]] std::string toBytes(const Model& model) const;
    /// Nothing where a name is not one of the model's, or another version of the program wrote it.
    [[nodiscard]] static std::optional<StoredAdvice> fromBytes(std::string_view bytes, const Model& model);
};

/// All that the advice depends on beside model and data: plan and statistics, rules (a cure is one more of them), options.
/// `observed`: the list of samples, and which of it.
[[nodiscard]] Fingerprint adviceConfiguration(const Plan& plan, const RuleSet& rules,
                                              const std::pair<Fingerprint, SampleIds>& observed, const AdvisorOptions& options);

} // namespace qb
