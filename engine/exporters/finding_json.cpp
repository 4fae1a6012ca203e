// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/finding_json.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace qb {

using Json = nlohmann::ordered_json;

Json numberJson(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

Json findingsJson(const Findings& findings)
{
    Json list = Json::array();
    for (const Finding& f : findings) {
        Json numbers = Json::object();
        for (const auto& [key, value] : f.numbers)
            numbers[key] = numberJson(value);
        list.push_back({{"rule", f.rule},
                        {"severity", toString(f.severity)},
                        {"unit", f.unit},
                        {"point", f.point},
                        {"message", f.message.english()},
                        {"numbers", numbers},
                        {"cure", f.cure.english()},
                        {"can_apply", f.canApply}});
    }
    return list;
}

} // namespace qb
