// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/runtime/evaluator.h"

#include <map>
#include <string>

namespace qb {

/// The conditions of all Ifs for these inputs under the plan, by name; those in bodies that are not taken are missing.
[[nodiscard]] std::map<std::string, bool> takenConditions(Evaluator& evaluator, const Plan& plan, std::span<const Tensor> inputs,
                                                          const JobContext& job);

} // namespace qb
