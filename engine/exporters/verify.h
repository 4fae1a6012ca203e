// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/runtime/evaluator.h"

#include <span>
#include <string>
#include <vector>

namespace qb {

/// A tensor of the file beside the same one of the simulation, over all samples.
struct TensorCheck {
    std::string name;      ///< in the file
    bool equal = true;     ///< bit for bit
    double maxSteps = 0;   ///< largest difference in steps of its scale; NaN where it has none
    double equalShare = 1; ///< elements that are equal bit for bit; NaN where the file has no such tensor, or of another shape
};

/// How far the file is from the float model, SQNR in dB pooled over the samples; +infinity where there is no error.
struct OutputQuality {
    std::string name;
    double sqnrDbVsFloat = 0;
};

/// The file with all of ONNX Runtime's optimizations.
struct OptimizedRun {
    struct Output {
        std::string name;
        double sqnrDbVsReference = 0; ///< the floor: how far the runtime itself strays
        double sqnrDbVsFloat = 0;
        double sqnrDbVsFloatMean = 0; ///< mean of the samples' own
    };
    std::vector<Output> outputs;  ///< float ones
    double sqnrDbVsReference = 0; ///< means over the outputs for which it is finite; +infinity where none is
    double sqnrDbVsFloat = 0;
    double sqnrDbVsFloatMean = 0;
    std::vector<std::string> requantizedByRuntime; ///< units that the plan leaves in float and the runtime does not
    Text refused; ///< the runtime's words where it can't run the file so; then nothing else is set
};

struct Verification {
    bool equal = true;
    double maxSteps = 0;                ///< NaN where no tensor has a scale
    std::vector<TensorCheck> tensors;   ///< in the order of the units
    std::vector<OutputQuality> outputs; ///< float ones
    OptimizedRun optimized;
    std::size_t samples = 0;
    Findings findings;
};

/// Runs an exported file and compares every tensor with the simulation: those of If bodies too, on a copy in which the
/// taken bodies are inlined. `reference` must have reference kernels. `samples`: one or more, each with the inputs of the
/// model in order.
/// Throws Error(BadInput) for a file that is no export of this model, Error(NotRunnable) if ONNX Runtime refuses it.
[[nodiscard]] Verification verifyExport(Evaluator& reference, const Plan& plan, const std::string& path,
                                        std::span<const std::vector<Tensor>> samples, OrtEnvironment& environment,
                                        const JobContext& job);

} // namespace qb
