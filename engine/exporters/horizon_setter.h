// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: where in a script its qconfigs are said.
#pragma once

#include "engine/exporters/python_text.h"

#include <string_view>
#include <vector>

namespace qb {

inline constexpr std::string_view kResetDtype = ".reset_dtype"; ///< ends the calls that set one module's dtype

/// What of a script speaks of qconfigs. Everything points into the program.
struct FoundSetters {
    const PyValue* setter = nullptr;           ///< QconfigSetter(...), setters of the older kind, a qconfig_dict: the last one
    bool passedOver = false;                   ///< there was another one before it
    const PyValue* atRunTime = nullptr;        ///< what prepare() gets where only running the code would tell
    std::vector<const PyStatement*> ofModules; ///< `net.head.qconfig = ...`, `net.head....reset_dtype(...)`
};
[[nodiscard]] FoundSetters findSetters(const PyProgram& program);

} // namespace qb
