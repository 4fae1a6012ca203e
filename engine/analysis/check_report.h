// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/structure_check.h"

#include <string>
#include <vector>

namespace qb {

/// How often something is used, where that is not once.
struct CallCount {
    std::string name;
    std::uint64_t calls = 0;
    Text note;
};

/// dtypes of a unit as it computes.
struct UnitTypes {
    UnitId unit = UnitId::None;
    std::vector<std::string> inputs; ///< "int8", "float", per operand that carries numbers
    std::string output;              ///< of several joined by " "
    int channelAxis = -1;            ///< of the output's scales
    Text observer;                   ///< of the output; "follows X" where it owns no scale
    Text reason;                     ///< why it is float; empty if it is not
};

struct WeightTypes {
    PointId point = PointId::None;
    std::string dtype;
    int channelAxis = -1;
    Text observer;
};

/// What stands beside the findings of a structure check.
struct CheckTables {
    std::vector<CallCount> calls; ///< shared, never used, and bodies of an If that not every sample takes
    std::vector<UnitTypes> types;
    std::vector<WeightTypes> weights;
};
[[nodiscard]] CheckTables checkTables(const CheckInput& input);

/// The text of model_check_result.txt: unfused patterns, call counts, types of inputs and outputs, weights, and what is odd
/// in the configuration.
[[nodiscard]] std::string checkText(const CheckInput& input, const Findings& findings);

} // namespace qb
