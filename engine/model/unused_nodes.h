// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"

#include <string>
#include <vector>

namespace qb {

/// Nodes of the file, outside of bodies, that no graph output needs: relink() has dropped them, so nothing computes them.
/// Each as "name (OpType)", in the order of the file. Empty for a graph that came from no file.
[[nodiscard]] std::vector<std::string> unusedNodes(const Graph& graph);

} // namespace qb
