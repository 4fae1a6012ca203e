// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/analysis: cures measured side by side, and put in order.
#pragma once

#include "engine/analysis/advisor.h"

namespace qb {

/// A change on trial.
struct CureTrial {
    std::size_t row = 0; ///< of the advice
    std::string config;
    Plan plan;
    CureCost cost;
    std::vector<PooledMetrics> errors; ///< as measurableOutputs; filled by measureTrials, as
    CustomValues custom = {};          ///< of the expression
};

struct TrialOptions {
    std::size_t memoryBytes = std::size_t{2} << 30U;
    std::optional<std::uint64_t> only; ///< the one sample that counts; the others only run for their states
    std::optional<Expression> custom;
};

struct TrialResult {
    std::vector<PooledMetrics> before; ///< of the plan as it is
    CustomValues customBefore;         ///< of the expression
    double floatRunSeconds = 0;        ///< per sample
    double trySeconds = 0;             ///< per sample and trial
};

/// Errors of all trials against the float network, over all samples. Of each sample the float network and the plan as it is
/// are remembered, so a trial costs what lies below its change. Trials run side by side on job.threads threads; states are
/// carried by each for itself. Throws Error(Interrupted).
[[nodiscard]] TrialResult measureTrials(Evaluator& evaluator, const SampleSet& samples, const Plan& now,
                                        const TrialOptions& options, std::vector<CureTrial>& trials, const JobContext& job,
                                        Findings& findings);

/// Best first. What gains nine tenths of the best gain is as good as the best, and then the price decides: MACs in float,
/// MACs at 16 bits, bytes. Of what is equal in price and (to a percent) in gain the first stays first.
void rankCures(const MetricChoice& metric, std::vector<TriedCure>& cures);

} // namespace qb
