// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/model/model.h"

#include <span>
#include <string>
#include <vector>

namespace qb {

/// A graph under a higher opset, or why there is none.
struct RaisedOpset {
    Graph graph;                         ///< not relinked; meaningless where `notCovered` is not empty
    std::vector<std::string> notCovered; ///< operators that the table does not bring there, each once
};

/// Rewrites every node (If bodies included) to what means the same under opset `target`, at most 21, from 7 on.
[[nodiscard]] RaisedOpset raiseOpset(Graph graph, std::int64_t target);

/// Runs the float model before and after, without optimizations, and says in what it differs; empty where all outputs
/// are equal bit for bit. `samples`: inputs of the model; where none are given, random ones are made up.
[[nodiscard]] Text provedDifferent(const Model& model, const Graph& raised, std::span<const std::vector<Tensor>> samples,
                                   OrtEnvironment& environment);

} // namespace qb
