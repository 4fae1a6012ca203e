// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace qb::bench {

/// Bytes of ONNX models with the shapes of well-known networks and fixed random weights (He's scaling, so that values
/// neither vanish nor explode).
[[nodiscard]] std::string resnet50();    ///< [1, 3, 224, 224] -> [1, 1000]
[[nodiscard]] std::string mobilenetV2(); ///< [1, 3, 224, 224] -> [1, 1000]
/// A chain of blocks of small convolutions with `nodes` nodes in all.
[[nodiscard]] std::string manyNodes(int nodes);

} // namespace qb::bench
