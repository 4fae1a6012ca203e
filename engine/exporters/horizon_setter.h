// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: where in a script its qconfigs are said.
#pragma once

#include "engine/exporters/python_text.h"

#include <string_view>
#include <vector>

namespace qb {

inline constexpr std::string_view kResetDtype = ".reset_dtype"; ///< ends the calls that set one module's dtype
inline constexpr std::string_view kResetScale = "reset_scale";  ///< of HistogramObserver: computes scales anew

/// QuantStub(...) with arguments, or a value with such a one inside.
[[nodiscard]] bool holdsStub(const PyValue& value);

/// What of a script speaks of qconfigs. Everything points into the program.
struct FoundSetters {
    const PyValue* setter = nullptr;           ///< QconfigSetter(...), setters of the older kind, a qconfig_dict: the last one
    bool passedOver = false;                   ///< there was another one before it
    const PyValue* atRunTime = nullptr;        ///< what prepare() gets where only running the code would tell
    const PyValue* hybrid = nullptr;           ///< the hybrid_dict of the last prepare_qat_fx() ...
    bool isHybrid = false;                     ///< ... which says hybrid=True
    std::vector<const PyStatement*> ofModules; ///< `net.head.qconfig = ...`, `net.head....reset_dtype(...)`
    std::vector<const PyValue*> resets;        ///< calls of reset_scale
    std::vector<const PyValue*> marches;       ///< calls of set_march
    std::vector<const PyStatement*> stubs;     ///< `self.quant = QuantStub(scale=...)`, also among others: a list of stubs
};
[[nodiscard]] FoundSetters findSetters(const PyProgram& program);

} // namespace qb
