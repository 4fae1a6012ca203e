// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/exporters/exported_file.h"

namespace qb {

/// The units that the plan leaves in float and that ONNX Runtime computes with quantized weights or in integers all the
/// same, by name: found in what it makes of the file. Throws what optimizedModel throws.
[[nodiscard]] std::vector<std::string> requantizedUnits(const ExportedFile& file, const std::string& path, const Model& model,
                                                        const Plan& plan, OrtEnvironment& environment);

} // namespace qb
