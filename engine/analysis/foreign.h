// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace qb {

/// Tensors of one sample that something else has computed - another model, a board - by ValueId of our model; empty where
/// it has none. An empty list: nothing is known of that sample. Called by several threads, unless samples carry states.
using ForeignTensors = std::function<std::vector<Tensor>(const Sample& sample)>;

/// A configuration against tensors from elsewhere, which are the baseline. Rows without a counterpart have no metrics.
/// What the two lay out differently is put right before it is compared: axes of size 1, channels last. Pairs whose shapes
/// still differ are left out, with a finding.
[[nodiscard]] Comparison compareWithForeign(Evaluator& evaluator, const SampleSet& samples, const ForeignTensors& baseline,
                                            const Plan& analysis, const JobContext& job);

/// The first row (an index into comparison.rows) that differs by more than one step of its scale, or by an SQNR below 40 dB
/// where it has no scale: what lies before it agrees.
[[nodiscard]] std::optional<std::size_t> firstDiverging(const Comparison& comparison);

/// Which tensors of two models are the same ones: by name; else by structure, where both come from units of one type that
/// read the same tensors.
struct Counterparts {
    std::vector<ValueId> there;              ///< by our ValueId; None where there is none
    std::vector<std::string> unmatchedHere;  ///< units of ours with a float output that has no counterpart
    std::vector<std::string> unmatchedThere; ///< the same of the other model
};
/// Throws Error(BadInput) where the graph inputs do not fit, naming all that do not.
[[nodiscard]] Counterparts findCounterparts(const Model& here, const Model& there);

/// The tensors of another model under a plan of its own, as quantized readers get them. Samples are those of `here`.
[[nodiscard]] ForeignTensors tensorsOfModel(const std::shared_ptr<const Model>& here, Evaluator& there, const Plan& plan,
                                            const Counterparts& counterparts, const SampleSet& samples, const JobContext& job);

/// A folder of arrays, one file per tensor (npy) or per sample (npz): from a board, a compiled model, another runtime, or
/// from us. For one sample they lie in the folder itself; for several in sub-folders or npz files called like the sample's
/// file without its extension, or its number (12, 000012).
///
/// A file is called like the tensor, its unit, or the unit's module, exactly or with other characters than letters and
/// digits as underscores; or names.json beside it or one folder up, {"file": "tensor"}, says it. Integers are dequantized with the
/// parameters of the plan's points, int32 with those of the unit's bias.
struct DumpFolder {
    ForeignTensors tensors;
    std::vector<Text> unmatched; ///< file names that stand for no tensor, each once, with the reason
    Findings findings;           ///< broken files, which are left out
};
/// Of one sample, in the folder itself. False where there is no such folder.
[[nodiscard]] bool isFlatDump(const std::string& folder);

/// `of`: the sample that a flat one is of; nothing: the first.
/// Throws Error(BadInput) where the folder has no array or none for any of the samples.
[[nodiscard]] DumpFolder openDump(const std::string& folder, const std::shared_ptr<const Model>& model, const Plan& plan,
                                  const SampleSet& samples, std::optional<std::uint64_t> of = {});

} // namespace qb
