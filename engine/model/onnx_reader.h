// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"
#include "engine/model/graph.h"

#include <span>
#include <string>

namespace qb {

/// Reads a model file as it is: no folding, no fusing; If bodies taken apart, Constant nodes turned into constants.
/// Weights stay where they are until somebody looks: in the parsed file, or in their external file, which is mapped.
/// Throws Error(BadInput) for a file that is no model, is cut off, contradicts itself, or whose external data is
/// missing or lies outside its folder.
[[nodiscard]] Graph readOnnx(const std::string& path);

/// The same from bytes; external data is looked for in `folder`.
[[nodiscard]] Graph readOnnxBytes(std::span<const std::byte> bytes, const std::string& folder);

/// The same of what is parsed already; the graph keeps it.
[[nodiscard]] Graph readOnnxProto(std::shared_ptr<const onnx::ModelProto> model, const std::string& folder);

/// Of the file's bytes and of the name, size and 4 MB, spread evenly, of each external file.
[[nodiscard]] Fingerprint fingerprintOfModel(const std::string& path);

} // namespace qb
