// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/analysis_files.h"

#include "engine/exporters/text_table.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qb {

std::string quantDType(const Model& model, const CompareRow& row)
{
    if (row.params)
        return std::string(toString(row.params->dtype));
    const ElementType type = model.graph.value(row.value).type;
    return isMeasurable(type) ? "float32" : std::string(toString(type));
}

namespace {

/// `numbers`: how a number is written.
template <typename Numbers>
TextTable comparisonOf(const Model& model, const Comparison& comparison, const Numbers& numbers)
{
    TextTable table{{"Index", "mod_name", "base_op_type", "analy_op_type", "shape", "quant_dtype", "qscale", "Cosine", "L1",
                     "Atol", "max_qscale_diff", "base_model_min", "analy_model_min", "base_model_max", "analy_model_max",
                     "base_model_mean", "analy_model_mean"},
                    {}};
    const auto number = [&](double v) { return std::isfinite(v) ? numbers(v) : std::string(); };
    for (std::size_t i = 0; i < comparison.rows.size(); ++i) {
        const CompareRow& row = comparison.rows[i];
        if (row.metrics.samples().empty())
            continue;
        const Unit& unit = model.unit(row.unit);
        const MetricSums pooled = row.metrics.pooled();
        const auto count = static_cast<double>(std::max<std::uint64_t>(1, pooled.count));
        const bool one = row.params && !row.params->perChannel() && !row.params->scales.empty();
        std::vector<std::string> line{std::to_string(i),
                                      unit.name,
                                      unit.opType,
                                      unit.opType,
                                      toString(row.shape),
                                      quantDType(model, row),
                                      one ? number(row.scale()) : std::string()};
        for (const Metric m : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::MaxQscaleDiff})
            line.push_back(number(pooled.value(m, row.scale())));
        for (const double v : {pooled.aMin, pooled.bMin, pooled.aMax, pooled.bMax, pooled.aSum / count, pooled.bSum / count})
            line.push_back(number(v));
        table.lines.push_back(std::move(line));
    }
    return table;
}

void addStory(std::string& text, const Model& model, const Effective& effective, std::size_t p)
{
    const PointConfig& c = effective.points[p];
    const std::string came = c.active ? std::string(toString(c.dtype)) : "float";
    text += fmt::format("{}: {} -> {}\n", model.units.points[p].name, toString(c.requested), came);
    for (const Text& line : c.story)
        text += fmt::format("    {}\n", line);
    if (!c.whyNot.empty())
        text += fmt::format("    {}\n", c.whyNot);
}

} // namespace

std::string comparePerLayerTable(const Model& model, const Comparison& comparison)
{
    return framed(comparisonOf(model, comparison, [](double v) { return fmt::format("{:.7f}", v); }));
}

std::string comparePerLayerCsv(const Model& model, const Comparison& comparison)
{
    return csvText(comparisonOf(model, comparison, [](double v) { return fmt::format("{}", v); }));
}

std::string sensitiveOpsFile(const std::string& output, const std::string& metric)
{
    std::string name = fmt::format("output_{}_{}_sensitive_ops.txt", output, metric);
    for (char& c : name)
        if (static_cast<unsigned char>(c) < 0x20 || std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos)
            c = '_';
    return name;
}

std::string sensitiveOpsTable(const std::vector<SensitiveOp>& ops, const std::string& metric)
{
    TextTable table{{"op_name", "sensitive_type", "op_type", metric, "quant_dtype", "flops"}, {}};
    for (const SensitiveOp& op : ops)
        table.lines.push_back(
            {op.name, op.type, op.opType, std::isfinite(op.value) ? fmt::format("{:.6g}", op.value) : "nan", op.dtype, op.flops});
    return ruled(table);
}

std::string advisorText(const Model& model, const Advice& advice)
{
    std::string text = fmt::format("{} at the outputs ({} is better)\n", toString(advice.metric),
                                   higherIsBetter(advice.metric) ? "higher" : "lower");
    for (std::size_t o = 0; o < advice.outputs.size(); ++o)
        text += fmt::format("    {}: {:.6g}\n", model.graph.value(advice.outputs[o]).name, advice.before[o]);
    for (const AdviceRow& row : advice.rows) {
        const Unit& unit = model.unit(row.unit);
        text += fmt::format("\n{} ({}): {}\n    {}\n", unit.name, unit.opType, toString(row.verdict), row.why.english());
        if (row.ancestor != UnitId::None)
            text += fmt::format("    see {}\n", model.unit(row.ancestor).name);
        for (const auto& [key, value] : row.evidence)
            text += fmt::format("    {} = {:.6g}\n", key, value);
        for (const TriedCure& cure : row.cures)
            text += fmt::format("    {}: {} at {} from {:.6g} to {:.6g}\n", cure.config, toString(advice.metric),
                                model.graph.value(row.output).name, cure.errorBefore, cure.errorAfter);
    }
    return text;
}

std::string changelogText(const Model& model, const Effective& effective)
{
    const auto shown = [&](std::size_t p) {
        return effective.points[p].active || model.units.points[p].kind != PointKind::Operand;
    };
    const auto moved = [&](std::size_t p) {
        const PointConfig& c = effective.points[p];
        return (c.active ? c.dtype : DType::Float32) != c.requested;
    };
    std::vector<std::size_t> changed;
    std::vector<std::size_t> kept;
    for (std::size_t p = 0; p < model.pointCount(); ++p)
        if (shown(p))
            (moved(p) ? changed : kept).push_back(p);
    std::string text =
        fmt::format("{} of {} points came out otherwise than asked\n\n", changed.size(), changed.size() + kept.size());
    for (const std::size_t p : changed)
        addStory(text, model, effective, p);
    text += fmt::format("\n{} as asked\n\n", kept.size());
    for (const std::size_t p : kept)
        addStory(text, model, effective, p);
    return text;
}

} // namespace qb
