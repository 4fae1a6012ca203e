// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sample_loop.h"
#include "engine/ort/session.h"
#include "engine/runtime/evaluator.h"

#include <map>
#include <string>

namespace qb {

/// Task metrics by name: "top1" (share 0..1), "top5", "agreement" (same first class as float), or what a score command prints.
using TaskScores = std::map<std::string, double>;

/// How a sample's outputs come about.
using OutputsOf = std::function<std::vector<Tensor>(std::span<const Tensor> inputs)>;

/// The outputs of one sample, in the order of the model's outputs.
struct SampleOutputs {
    Sample sample; ///< without its inputs
    std::vector<Tensor> outputs;
};

/// Runs all samples (states carried), in parallel; gives their outputs in the order of the samples.
[[nodiscard]] std::vector<SampleOutputs> collectOutputs(const Model& model, const SampleSet& samples, const OutputsOf& outputsOf,
                                                        const Text& phase, const JobContext& job, Findings& findings);

/// Top-1, top-5 of the samples that have a label, and agreement with `reference` (same samples; empty: none). The scores are
/// those of the first output whose last axis holds at least two classes, or of `output` where given. One row of scores per
/// real item. Throws Error(BadInput) where there is no such output, or a sample has too few rows.
[[nodiscard]] TaskScores classificationScores(const Model& model, const std::vector<SampleOutputs>& outputs,
                                              const std::vector<SampleOutputs>& reference, const std::string& output = {});

/// Writes one npz per sample into a temporary folder, runs `command FOLDER`, reads its lines "name value". Throws
/// Error(BadInput) where it fails or prints none.
[[nodiscard]] TaskScores commandScores(const Model& model, const std::vector<SampleOutputs>& outputs, const std::string& command);

} // namespace qb
