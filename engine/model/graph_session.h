// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"
#include "engine/ort/session.h"

namespace qb {

/// A whole graph, ready to run. Where its weights are more than one piece of bytes holds, by way of files in the temporary
/// folder that are gone when it returns. Throws Error(NotRunnable) where ONNX Runtime refuses the graph, Error(Resources)
/// where the disk does.
[[nodiscard]] Session graphSession(OrtEnvironment& environment, const Graph& graph, Kernels kernels);

} // namespace qb
