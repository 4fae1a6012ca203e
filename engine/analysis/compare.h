// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"
#include "engine/analysis/metrics.h"
#include "engine/analysis/sample_loop.h"
#include "engine/runtime/evaluator.h"

#include <functional>
#include <span>

namespace qb {

enum class CompareMode {
    Cumulative, ///< everything quantized, error at each unit (Horizon's compare_per_layer)
    /// Each unit alone on float inputs, with its weights and its output quantized; of a graph input what its own grid does
    /// to it. An output's row is that of the unit that gives it. Nothing in it is cumulative.
    Local,
};

/// One tensor of the network in two configurations. Raw: words and rounding are the caller's.
struct CompareRow {
    PointId point = PointId::None; ///< None for an output without a point
    UnitId unit = UnitId::None;
    ValueId value = ValueId::None;
    Shape shape;         ///< of the first sample
    SharedParams params; ///< of the analysis plan; null where the tensor is not quantized
    PooledMetrics metrics;
    CustomValues custom = {}; ///< of CustomMetric::ofTensor; not of samples in which the expression can't be computed here

    /// max_qscale_diff and RMSE/scale need it; 0 where there is none
    [[nodiscard]] double scale() const { return params && !params->scales.empty() ? params->scales.front() : 0; }
};

struct Comparison {
    std::vector<CompareRow> rows;       ///< float tensors of all units in order
    std::vector<CompareRow> outputs;    ///< the graph outputs as the model gives them, in order; only float ones
    std::vector<std::uint64_t> samples; ///< ids that were used, ascending
    Findings findings;
    std::string custom;        ///< text of the expression; empty: none
    CustomValues ofOutputs;    ///< of CustomMetric::ofOutputs
    std::int64_t measured = 0; ///< when, in seconds since 1970; 0 where that is not known
};

/// The samples that are done, while the others run.
using CompareWatch = std::function<void(const Comparison& soFar)>;

/// Compares two configurations of one model, tensor by tensor, over all samples. Baseline and analysis run in step, so that
/// no more than a few tensors are alive. States are carried by each configuration for itself. In a custom metric "float" is
/// the baseline; locally it is of single tensors only (CustomMetric::ofTensor). `watch` (may be empty) gets what is known so
/// far every few seconds, and after a stop. `part` (may be null): samples that were compared before and are not computed
/// again; after a stop or an error all that are known then. Not where states are carried from sample to sample.
/// Throws Error(BadInput) where the metric can't be computed of the outputs, or of no tensor at all; Error(Interrupted).
[[nodiscard]] Comparison comparePerLayer(Evaluator& evaluator, const SampleSet& samples, const Plan& baseline,
                                         const Plan& analysis, CompareMode mode, const JobContext& job,
                                         const std::optional<CustomMetric>& custom = {}, const CompareWatch& watch = {},
                                         Comparison* part = nullptr);

/// The same of these samples alone (ids, ascending).
[[nodiscard]] Comparison onlySamples(Comparison comparison, std::span<const std::uint64_t> samples);

} // namespace qb
