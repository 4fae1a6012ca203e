// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"

#include <nlohmann/json_fwd.hpp>

namespace qb {

/// Not finite numbers are null.
[[nodiscard]] nlohmann::ordered_json numberJson(double value);

/// A list of {rule, severity, unit, point, message, numbers, cure, can_apply}, as every command and the report give it.
[[nodiscard]] nlohmann::ordered_json findingsJson(const Findings& findings);

} // namespace qb
