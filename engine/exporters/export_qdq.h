// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/model/model.h"
#include "engine/qconfig/plan.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace qb {

/// Which QuantizeLinear and DequantizeLinear are written.
enum class QdqDomain {
    Auto,      ///< ONNX's own where the opset suffices or can be raised, else Microsoft's
    Onnx,      ///< ONNX's own, or an error
    Microsoft, ///< com.microsoft: any opset, but ONNX Runtime only
};

/// Whether a Conv, ConvTranspose, Gemm or MatMul with a float weight between DequantizeLinear and QuantizeLinear is kept from being quantized
/// by ONNX Runtime.
enum class GuardFloat { No, Yes };

struct ExportOptions {
    QdqDomain domain = QdqDomain::Auto;
    GuardFloat guardFloat = GuardFloat::No;
    std::map<std::string, std::string> metadata; ///< added to the model's own (the rules, so that a study can be made of it)
    /// Inputs of the model, with which a raised opset is proved to change nothing; random ones where there are none.
    std::vector<std::vector<Tensor>> proofSamples;
};

/// What became of a tensor of the model in the file.
struct ExportedTensor {
    ValueId value = ValueId::None;
    std::string raw;   ///< as computed
    std::string given; ///< behind its pair, as quantized readers get it; empty where it has none
    bool operator==(const ExportedTensor&) const = default;
};

struct Exported {
    Graph graph;
    std::int64_t opset = 0;              ///< of the file
    std::int64_t opsetFrom = 0;          ///< of the model; equal where it was kept
    std::string qdqDomain;               ///< "ai.onnx" or "com.microsoft"
    std::vector<ExportedTensor> tensors; ///< everything that the units give, in their order
    std::size_t tensorsChanged = 0;      ///< activations, operands, weights, constants and biases that are quantized
    std::vector<std::string> guarded;    ///< units that were guarded, by name
    Findings findings;
};

/// The model with a plan as QDQ ONNX: run without optimizations it gives every tensor bit for bit as the evaluator does
/// under reference kernels. Writing it to disk is writeModelFile(exported.graph, path).
/// Throws Error(BadInput) for parameters that QDQ can't express (all at once), and under QdqDomain::Onnx where the opset
/// does not suffice and can't be raised.
[[nodiscard]] Exported exportQdq(const Model& model, const Plan& plan, const ExportOptions& options, OrtEnvironment& environment);

} // namespace qb
