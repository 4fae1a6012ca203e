// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/statistic_files.h"

#include "engine/exporters/text_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

/// `numbers`: how a number is written.
template <typename Numbers>
TextTable tableOf(const Model& model, const TensorProfile& profile, const Numbers& numbers)
{
    TextTable table{{"Index", "Op Name", "Mod Name", "Attr", "Dtype", "Scale", "Min", "Max", "Mean", "Var", "Shape"}, {}};
    const auto number = [&](double v) { return std::isfinite(v) ? numbers(v) : std::string(); };
    for (const ProfiledTensor& t : profile.rows) {
        const Unit& unit = model.unit(t.unit);
        std::string scale;
        if (t.params && !t.params->scales.empty()) {
            const auto [low, high] = std::minmax_element(t.params->scales.begin(), t.params->scales.end());
            scale = *low == *high ? number(*low) : number(*low) + ".." + number(*high);
        }
        const bool any = t.moments.count != 0;
        table.lines.push_back({std::to_string(indexOf(t.unit)), unit.opType, unit.name, std::string(toString(t.role)),
                               std::string(dtypeOf(t)), scale, number(t.moments.min), number(t.moments.max),
                               any ? number(t.moments.mean) : std::string(), number(t.moments.variance()), toString(t.shape)});
    }
    return table;
}

} // namespace

std::string_view dtypeOf(const ProfiledTensor& t)
{
    return t.params && t.params->dtype != DType::Float32 ? toString(t.params->dtype) : toString(t.type);
}

std::string statisticTable(const Model& model, const TensorProfile& profile)
{
    return framed(tableOf(model, profile, [](double v) { return fmt::format("{:.7f}", v); }));
}

std::string statisticCsv(const Model& model, const TensorProfile& profile)
{
    return csvText(tableOf(model, profile, [](double v) { return fmt::format("{}", v); }));
}

} // namespace qb
