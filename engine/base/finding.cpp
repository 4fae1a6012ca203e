// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/finding.h"

namespace qb {

std::string_view toString(Severity severity)
{
    switch (severity) {
    case Severity::Info: return "info";
    case Severity::Warning: return "warning";
    case Severity::Error: return "error";
    }
    return "unknown";
}

} // namespace qb
