// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"
#include "engine/base/job.h"
#include "engine/model/graph.h"
#include "engine/ort/session.h"

#include <map>
#include <string>
#include <vector>

namespace qb {

/// A Q/DQ pair that was found in the file and taken out, or a weight that lay there as integers.
struct ImportedPair {
    ValueId value = ValueId::None; ///< the float tensor that the pair quantized
    ElementType type = ElementType::Int8;
    std::vector<float> scales;
    std::vector<std::int32_t> zeroPoints;
    int axis = -1; ///< of per-channel scales, -1 per tensor
    /// First outputs of the nodes that read the float tensor itself, past the pair.
    std::vector<ValueId> readPastBy;
    bool givenPast = false; ///< the float tensor itself is a graph output
};

/// Dimensions of graph inputs by symbolic name, "N" = 1 ...
using DimBindings = std::map<std::string, std::int64_t>;

/// Sets type and shape of every value, as ONNX Runtime infers them, with open dimensions bound where `dims` names them.
/// `openDims`: what every other open dimension becomes, -1 leaves it open. No weights larger than a few elements are
/// handed over. Returns an empty text, or ONNX Runtime's words if it can't run the model (then types come from the file
/// and from ONNX's own inference, as far as they go).
Text inferTypes(Graph& graph, OrtEnvironment& environment, const DimBindings& dims = {}, std::int64_t openDims = -1);

/// Whether type and every dimension of all that nodes give is known, so that inference could add nothing.
[[nodiscard]] bool shapesComplete(const Graph& graph);

/// Computes everything that does not depend on the inputs, by ONNX Runtime. `keepQdq` leaves QuantizeLinear and
/// DequantizeLinear alone. What would take more than 256 MB stays as it is.
void foldConstants(Graph& graph, OrtEnvironment& environment, bool keepQdq, Findings& findings);

/// Takes QuantizeLinear -> DequantizeLinear pairs out (also com.microsoft's) and says what they were.
[[nodiscard]] std::vector<ImportedPair> takeOutQdq(Graph& graph);

/// float16 becomes float32 throughout; graph inputs and outputs keep their type (Casts at the border).
/// Returns how many tensors were widened.
std::size_t widenHalf(Graph& graph);

/// Identity, Dropout, Casts to the type that is there already, and Max, Min, Sum, Mean of one input go away.
void removePassThrough(Graph& graph);

/// BatchNormalization, and Mul and Add of one number per channel, go into the Conv, ConvTranspose or Gemm before them.
void fuseIntoWeights(Graph& graph);

/// All of the above in the right order.
struct NormalForm {
    Graph graph;
    std::vector<ImportedPair> imported;
    Text whyNotRunnable; ///< empty if ONNX Runtime takes the model
    Findings findings;
};
[[nodiscard]] NormalForm normalize(Graph graph, OrtEnvironment& environment, const JobContext& job);

} // namespace qb
