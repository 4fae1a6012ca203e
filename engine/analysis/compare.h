// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"
#include "engine/analysis/metrics.h"
#include "engine/analysis/sample_loop.h"
#include "engine/runtime/evaluator.h"

namespace qb {

enum class CompareMode {
    Cumulative, ///< everything quantized, error at each unit (Horizon's compare_per_layer)
    Local,      ///< each unit alone on float inputs, with its weights and its output quantized
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
    std::string custom;     ///< text of the expression; empty: none
    CustomValues ofOutputs; ///< of CustomMetric::ofOutputs
};

/// Compares two configurations of one model, tensor by tensor, over all samples. Baseline and analysis run in step, so that
/// no more than a few tensors are alive. States are carried by each configuration for itself. In a custom metric "float" is
/// the baseline. Throws Error(BadInput) where it can't be computed of the outputs, or of no tensor at all.
[[nodiscard]] Comparison comparePerLayer(Evaluator& evaluator, const SampleSet& samples, const Plan& baseline,
                                         const Plan& analysis, CompareMode mode, const JobContext& job,
                                         const std::optional<CustomMetric>& custom = {});

} // namespace qb
