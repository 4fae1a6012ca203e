// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"
#include "engine/analysis/metrics.h"
#include "engine/analysis/sample_loop.h"
#include "engine/runtime/evaluator.h"

namespace qb {

enum class SensitivityMode {
    Isolated,    ///< only this point quantized, or as the plan has it where the baseline is another plan
    LeaveOneOut, ///< everything as the plan has it but this point
};
[[nodiscard]] std::string_view toString(SensitivityMode mode); ///< "isolated", "leave-one-out"

/// Errors at the graph outputs, against the baseline, with one point switched.
struct PointErrors {
    PointId point = PointId::None;
    std::vector<PooledMetrics> outputs; ///< as Sensitivity::outputs
    CustomValues custom = {};           ///< of SensitivityOptions::custom
};

struct Sensitivity {
    std::vector<ValueId> outputs;     ///< as measurableOutputs: those of floats first
    std::vector<PointErrors> rows;    ///< in the order of the points asked for
    std::vector<PooledMetrics> whole; ///< LeaveOneOut: the plan as it is; else empty
    std::string custom;               ///< text of the expression; empty: none
    CustomValues wholeCustom;         ///< LeaveOneOut: of the plan as it is
    std::int64_t measured = 0;        ///< when, in seconds since 1970; 0 where all was known before
};

/// Errors of one sample at each output, as they come; called by one thread at a time. The point None is the whole plan.
using SensitivitySink = std::function<void(PointId point, std::uint64_t sample, const std::vector<MetricSums>& outputs)>;
/// What was measured before, to be taken instead of measured again; nothing if it was not. Of the whole plan too (None).
using SensitivityKnown = std::function<std::optional<std::vector<MetricSums>>(PointId point, std::uint64_t sample)>;

struct SensitivityOptions {
    SensitivityMode mode = SensitivityMode::Isolated;
    /// In place of float: the network around the point, and what the outputs are held against. Not owned.
    const Plan* baseline = nullptr;
    std::vector<PointId> points; ///< in the order in which they shall be measured; see pointsOf
    std::size_t memoryBytes = std::size_t{2} << 30U;
    /// Where states are carried: the one sample that is measured; the others only run for their states.
    std::optional<std::uint64_t> only;
    SensitivitySink sink;
    SensitivityKnown known;
    /// A number from the outputs of float and of each row. Rows of which it is not known are measured again as a whole.
    std::optional<Expression> custom;
    std::function<void(PointId point, std::uint64_t sample, double value)> customSink; ///< before `sink` of the same row
    std::function<std::optional<double>(PointId point, std::uint64_t sample)> customKnown;
    /// What is known so far, the rows of which anything is: a few times a second, and after a stop. By one thread at a time.
    std::function<void(const Sensitivity& soFar)> watch;
};

/// The points of a plan that can be switched: on, and not a mere copy of their source's.
[[nodiscard]] std::vector<PointId> switchablePoints(const Model& model, const Plan& plan);
/// Those at which two plans differ and that own their grid in at least one of them.
[[nodiscard]] std::vector<PointId> differingPoints(const Model& model, const Plan& plan, const Plan& baseline);

/// Measures exactly: each row is one evaluation of the cone below its point, from what is remembered of the sample. Points
/// run side by side on job.threads threads. What was known before is in the rows from the start, of all samples; after a stop
/// they hold that and what was measured.
/// Throws Error(Interrupted) after a stop, with `result` filled; Error(BadInput) where the model has no output of numbers
/// and there is no expression, or the expression can't be computed of its outputs.
void measureSensitivity(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, const SensitivityOptions& options,
                        Sensitivity& result, const JobContext& job, Findings& findings);

} // namespace qb
