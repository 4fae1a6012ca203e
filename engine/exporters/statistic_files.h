// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/tensor_profile.h"

#include <string>

namespace qb {

/// "statistic.txt" as Horizon's ModelProfiler lays it out: Index, Op Name, Mod Name, Attr, Dtype, Scale, Min, Max, Mean,
/// Var, Shape; Index is the unit's. Scales per channel are given as their range.
[[nodiscard]] std::string statisticTable(const Model& model, const TensorProfile& profile);

/// The same columns as comma-separated values, numbers in full.
[[nodiscard]] std::string statisticCsv(const Model& model, const TensorProfile& profile);

/// "int8", "float32", "int64": what the tensor's values are stored as.
[[nodiscard]] std::string_view dtypeOf(const ProfiledTensor& tensor);

} // namespace qb
