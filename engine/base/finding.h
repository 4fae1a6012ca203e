// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/text.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class Severity { Info, Warning, Error };

[[nodiscard]] std::string_view toString(Severity severity);

/// Something the user should know, with the numbers that prove it. Findings are collected, never thrown.
struct Finding {
    std::string rule; ///< stable id, e.g. "data.broken_file"
    Severity severity = Severity::Warning;
    std::string unit;                      ///< name of the unit, empty if it concerns the whole
    std::string point;                     ///< "UNIT:output" ..., empty if none
    Text message;                          ///< one sentence
    std::map<std::string, double> numbers; ///< evidence
    Text cure;                             ///< what to do, empty if nothing
    bool canApply = false;                 ///< the cure can be applied by the program

    bool operator==(const Finding&) const = default;
};

using Findings = std::vector<Finding>;

} // namespace qb
