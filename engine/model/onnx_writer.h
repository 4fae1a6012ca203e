// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"

#include <string>
#include <vector>

namespace qb {

/// A piece of a graph that becomes a model of its own.
struct Cut {
    std::vector<NodeId> nodes; ///< in the graph's order; an If gives its first body's results, in any shape (for inference alone)
    std::vector<ValueId> inputs; ///< what is given from outside, constants too where they shall be given
    std::vector<ValueId> outputs;
    bool shapes = true; ///< declare the inputs' shapes (false: any shape)
    /// Names by number instead of the graph's, so that equal pieces of a graph give equal bytes.
    bool anonymous = false;
    std::map<ValueId, Tensor> replaced = {}; ///< constants to be written with other contents
};

/// The bytes of a ModelProto of the piece. Constants that its nodes read and that are no inputs become initializers.
[[nodiscard]] std::string writeCut(const Graph& graph, const Cut& cut);

/// The bytes of the whole model, If bodies put back together.
[[nodiscard]] std::string writeModel(const Graph& graph);

/// Whether the weights are too many for one ModelProto, which ends at 2 GB and is held twice while it is written: 1 GB.
[[nodiscard]] bool needsExternalData(const Graph& graph);

/// Writes the whole model to a file: under a temporary name beside it, renamed when complete. Weights go to
/// `path + ".data"` where the model needs external data. Throws Error(Resources) where the disk refuses.
void writeModelFile(const Graph& graph, const std::string& path);

} // namespace qb
