// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/evaluator.h"

namespace qb {

/// Whether the shape of some tensor is not known from the file and from inference alone.
[[nodiscard]] bool shapesMissing(const Model& model);

/// The same model with the shapes that its tensors have in a run on these inputs, and the costs that follow: what inference
/// can't tell where shapes are computed by the network itself. Everything else, ids included, is as it was, so an evaluator
/// of the model before stays good. Throws what the evaluator throws.
[[nodiscard]] std::shared_ptr<const Model> withRealShapes(Evaluator& evaluator, std::span<const Tensor> inputs,
                                                          const JobContext& job);

/// Zeros for every input, open dimensions as bound when the model was opened; nothing where an input is no plain tensor.
[[nodiscard]] std::optional<std::vector<Tensor>> zeroInputs(const Model& model);

} // namespace qb
