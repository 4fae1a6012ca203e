// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/effective_text.h"

#include "engine/qconfig/config_text.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

namespace {

Text gridText(const FixedGrid& grid)
{
    if (grid.threshold)
        return Text("threshold {}", exactText(*grid.threshold));
    if (grid.range)
        return Text("range {}:{}", exactText(grid.range->first), exactText(grid.range->second));
    if (grid.scales.size() != 1)
        return Text("{} fixed scales", grid.scales.size());
    if (grid.zeroPoints.front() != 0)
        return Text("scale {} zero point {}", grid.scales.front(), grid.zeroPoints.front());
    return Text("scale {}", grid.scales.front());
}

/// Operands matter where they quantize themselves or somebody asked for them.
bool worthALine(const Model& model, PointId id, const PointConfig& point)
{
    return model.point(id).kind != PointKind::Operand || point.active || !point.story.empty();
}

/// Units on integers alone are float too, but nobody expects otherwise.
bool givesFloats(const Model& model, const Unit& unit)
{
    return std::any_of(unit.outputs.begin(), unit.outputs.end(), [&](ValueId v) {
        const ElementType type = model.graph.value(v).type;
        return type == ElementType::Float32 || type == ElementType::Float64 || type == ElementType::BFloat16;
    });
}

} // namespace

Text shortText(const Model& model, const PointConfig& point)
{
    if (!point.whyNot.empty())
        return Text("off: {}", point.whyNot);
    if (point.follows != PointId::None) {
        const Text follows = Text("{} follows {}", toString(point.dtype), model.point(point.follows).name);
        return point.forced ? Text("{}, for all readers", follows) : follows;
    }
    std::vector<Text> parts{Text::verbatim(std::string(toString(point.dtype)))};
    if (point.fixed)
        parts.push_back(gridText(*point.fixed));
    else if (isInteger(point.dtype))
        parts.push_back(Text::verbatim(point.observer.text()));
    if (point.scheme == Scheme::Affine && !(point.fixed && !point.fixed->scales.empty()))
        parts.push_back(Text("affine"));
    if (point.axis >= 0)
        parts.push_back(Text("per channel, axis {}", point.axis));
    if (point.group >= 0)
        parts.push_back(Text("group {}", point.group));
    if (point.forced)
        parts.push_back(Text("for all readers"));
    return Text::joined(parts, " ");
}

DType givenDType(const Model& model, const Effective& effective, PointId output)
{
    const PointConfig& c = effective.at(output);
    const Point& point = model.point(output);
    const bool floats = point.kind == PointKind::Output && effective.floatUnit[indexOf(point.unit)] != 0 && !c.forced;
    return c.active && !floats ? c.dtype : DType::Float32;
}

std::string effectiveTable(const Model& model, const RuleSet& rules, const Effective& effective)
{
    std::size_t width = 5;
    for (const Point& p : model.units.points)
        width = std::max(width, std::min<std::size_t>(p.name.size(), 60));
    std::string text = fmt::format("{:<{}}  {:<9}  {}\n", "point", width, "requested", "effective");
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const PointConfig& point = effective.at(id);
        if (!worthALine(model, id, point))
            continue;
        text +=
            fmt::format("{:<{}}  {:<9}  {}\n", model.point(id).name, width, toString(point.requested), shortText(model, point));
        if (point.follows == PointId::None)
            for (const Text& line : point.story)
                text += "    " + line.english() + "\n";
    }
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        if (!effective.whyNotUnit[u].empty() && givesFloats(model, model.units.units[u]))
            text += fmt::format("float {} ({}): {}\n", model.units.units[u].name, model.units.units[u].opType,
                                effective.whyNotUnit[u]);
    for (std::size_t r = 0; r < rules.rules.size(); ++r)
        text += fmt::format("rule {} ({}) decides {}{}\n", r + 1, rules.rules[r].text().english(), effective.decides[r],
                            rules.rules[r].enabled ? "" : ", switched off");
    for (const Finding& f : effective.findings)
        text +=
            fmt::format("{} {}: {}{}\n", toString(f.severity), f.rule, f.message, f.cure.empty() ? "" : "; " + f.cure.english());
    return text;
}

} // namespace qb
