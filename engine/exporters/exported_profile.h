// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/tensor_profile.h"

#include <string>

namespace qb {

/// The same as profileTensors(), of an exported file: tensors as ONNX Runtime computes them without optimizations, those of
/// the taken bodies of Ifs too (quantized weights of bodies that no sample takes are left out). States are carried by the
/// file for itself. What the file holds under another name or on another grid than the plan says is left out, with a
/// finding.
/// Throws Error(BadInput) for a file that is no export of this model, Error(NotRunnable) if ONNX Runtime refuses it.
[[nodiscard]] TensorProfile profileExported(Evaluator& reference, const SampleSet& samples, const Plan& plan,
                                            const std::string& path, const ArrayDump& dump, OrtEnvironment& environment,
                                            const JobContext& job, ChannelMoments channels = ChannelMoments::No);

/// Whether it is an export of this configuration: all tensors that the model's units give are there under their names, and on
/// the plan's grids.
[[nodiscard]] bool isOwnExport(const std::string& path, const Model& model, const Plan& plan);

} // namespace qb
