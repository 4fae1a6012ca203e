// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"
#include "engine/analysis/metrics.h"
#include "engine/analysis/sample_loop.h"
#include "engine/runtime/evaluator.h"

#include <optional>

namespace qb {

/// By which a sample is called bad: a metric of an output, or the custom expression (which has no output of its own).
struct CaseCriterion {
    std::string output;           ///< name; empty for the custom expression
    std::optional<Metric> metric; ///< nothing: the custom expression
    bool operator==(const CaseCriterion&) const = default;
};

/// How far one sample's outputs are from float.
struct SampleErrors {
    std::string file;                ///< Sample::name
    std::vector<MetricSums> outputs; ///< as BadCases::outputs; no count where the shapes differ
    std::optional<double> custom;    ///< NaN where the expression gives none
};

struct RankedCase {
    std::uint64_t sample = 0;
    double value = 0;            ///< over the finite values; NaN where there are none
    std::uint64_t notFinite = 0; ///< values of the output that are NaN or infinite, in float or quantized
};

/// The error of every sample: what was measured, from which the worst by any metric follow.
struct BadCases {
    std::vector<std::string> outputs; ///< the float graph outputs, in order
    std::vector<double> scales;       ///< of the analysis plan at each output; 0 where it has none
    std::string custom;               ///< text of the expression; empty: none
    Order customOrder = Order::Descending;
    Fingerprint configuration;                     ///< of the analysis plan
    std::map<std::uint64_t, SampleErrors> samples; ///< by id
    Findings findings;
    std::int64_t measured = 0; ///< when, in seconds since 1970; 0 where all was known before

    /// All samples that can be judged there, worst first, equal ones by id. What is not finite is worse than any finite
    /// error, more of it worse than less; by the custom expression, where that gives no number and any output holds such
    /// values. Without a place are samples whose outputs differ in shape, and those of which the expression says nothing.
    /// Throws Error(Usage) for an unknown output.
    [[nodiscard]] std::vector<RankedCase> ranking(const CaseCriterion& by) const;
    /// 1 for the worst; samples that are as bad share the rank. 0 where the sample can't be judged there.
    [[nodiscard]] std::size_t rank(std::uint64_t sample, const CaseCriterion& by) const;
    /// Every output with each of the metrics, then the custom expression if there is one.
    [[nodiscard]] std::vector<CaseCriterion> criteria(std::span<const Metric> metrics) const;
};

struct BadCaseOptions {
    std::optional<Expression> custom;
    Order customOrder = Order::Descending;
    /// What was measured before, to be taken instead of measured again.
    std::function<std::optional<SampleErrors>(std::uint64_t sample)> known;
    std::function<void(std::uint64_t sample, const SampleErrors&)> sink; ///< what is new; one thread at a time
    std::function<void()> checkpoint;                                    ///< now and then, and at the end, also after a stop
    /// What is known so far: at first, a few times a second while samples are run, and at the end, also after a stop.
    std::function<void(const BadCases&)> watch;
};

/// Runs float and the analysis plan over the samples, states carried by each for itself. Samples that are known are not
/// run again (where states are carried: those behind the last one that is not known).
/// Throws Error(BadInput) for a model without output of numbers and no expression, Error(Interrupted) after a stop, with
/// `result` holding what was measured.
void findBadCases(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, const BadCaseOptions& options,
                  BadCases& result, const JobContext& job);

} // namespace qb
