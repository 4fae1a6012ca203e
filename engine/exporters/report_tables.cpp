// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a report that list layers and points.
#include "engine/exporters/report_document.h"
#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr std::size_t kMarks = 5;
constexpr std::size_t kBars = 15;

std::string rangeText(double low, double high)
{
    return std::isnan(low) ? fixedNumber(low, 0) : shortNumber(low, 3) + " .. " + shortNumber(high, 3);
}

/// Layers with a finite SQNR, worst first.
std::vector<std::size_t> worstLayers(const std::vector<ReportTensor>& layers)
{
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (std::isfinite(layers[i].sqnr))
            order.push_back(i);
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return layers[a].sqnr < layers[b].sqnr; });
    return order;
}

std::vector<ReportColumn> layerColumns()
{
    return {{words::kIndex, true},
            {words::kUnit},
            {words::kOpType},
            {words::kDtype},
            {words::kScale, true},
            {words::kCosine, true},
            {words::kSqnr, true},
            {words::kL1, true},
            {words::kStepsColumn, true},
            {words::kFloatRange, true},
            {words::kQuantRange, true},
            {words::kTrust}};
}

/// A column in which everything is as it should be says nothing.
void dropTrustIfOk(TableBlock& table)
{
    const bool ok =
        std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.back().tone == Tone::Muted; });
    if (!ok || table.columns.back().title != words::kTrust)
        return;
    table.columns.pop_back();
    for (auto& row : table.rows)
        row.pop_back();
}

std::vector<Cell> layerRow(const ReportTensor& t, std::size_t index)
{
    return {{std::to_string(index)},
            nameCell(t.name),
            {visibleText(t.opType)},
            {visibleText(t.dtype)},
            {shortNumber(t.scale, 5)},
            {fixedNumber(t.cosine, 6)},
            {decibels(t.sqnr), toneOfSqnr(t.sqnr)},
            {shortNumber(t.l1)},
            {fixedNumber(t.maxQscaleDiff, 2)},
            {rangeText(t.floatMin, t.floatMax)},
            {rangeText(t.quantMin, t.quantMax)},
            {visibleText(t.trust), t.trust == "ok" ? Tone::Muted : Tone::Warning}};
}

LineChart layerChart(const ReportData& data, const std::vector<LineMark>& marks, const char* title, const char* unit,
                     double ReportTensor::*value)
{
    LineChart chart{title, unit, words::kLayerAxis, {}, marks, false, 0};
    for (const ReportTensor& t : data.layers)
        chart.values.push_back(t.*value);
    return chart;
}

/// Errors in steps reach from halves to thousands: then their logarithm is drawn.
bool spansDecades(const std::vector<double>& values)
{
    double low = INFINITY;
    double high = 0;
    for (const double v : values)
        if (std::isfinite(v) && v > 0) {
            low = std::min(low, v);
            high = std::max(high, v);
        }
    return high > 30 * low;
}

std::vector<ReportColumn> sensitiveColumns()
{
    return {{words::kRank, true}, {words::kPoint},      {words::kPort},         {words::kOpType},     {words::kDtype},
            {words::kL1, true},   {words::kAtol, true}, {words::kCosine, true}, {words::kSqnr, true}, {words::kMacsShare, true}};
}

std::vector<Cell> sensitiveRow(const ReportSensitive& s, std::size_t rank)
{
    return {{std::to_string(rank)},
            nameCell(s.point),
            {s.weight ? words::kWeight : words::kActivation},
            {visibleText(s.opType)},
            {visibleText(s.dtype)},
            {shortNumber(s.l1)},
            {shortNumber(s.atol)},
            {fixedNumber(s.cosine, 6)},
            {decibels(s.sqnr), toneOfSqnr(s.sqnr)},
            {s.macs == 0 ? fixedNumber(ReportTensor::kUnknown, 0) : percent(s.macsShare)}};
}

std::string storyText(const ReportPoint& p)
{
    std::string text;
    for (const std::string& line : p.story)
        text += (text.empty() ? "" : "; ") + line;
    return text;
}

std::vector<Cell> pointRow(const ReportPoint& p)
{
    const bool changed = p.requested != p.effective;
    return {
        nameCell(p.point),          {visibleText(p.requested)}, {visibleText(p.effective), changed ? Tone::Warning : Tone::None},
        nameCell(p.config),         nameCell(p.scale),          {p.rule ? std::to_string(*p.rule) : words::kDefault},
        nameCell(storyText(p), 300)};
}

std::vector<ReportColumn> pointColumns()
{
    return {{words::kPoint}, {words::kRequested}, {words::kEffective}, {words::kConfig},
            {words::kScale}, {words::kRule},      {words::kStory}};
}

/// Cuts nothing itself; says what the caller has cut.
void finish(TableBlock& table, const std::string& title, std::size_t total, const char* cut)
{
    table.folded = true;
    table.title = fmt::format(words::kRowCount, title, grouped(total));
    if (table.rows.size() < total)
        table.note = fmt::format(fmt::runtime(cut), grouped(table.rows.size()), grouped(total));
}

} // namespace

std::vector<ReportBlock> layerBlocks(const ReportData& data)
{
    if (data.layers.empty())
        return {TextBlock{words::kNoLayers, Tone::Muted}};
    const std::vector<std::size_t> worst = worstLayers(data.layers);
    std::vector<LineMark> marks;
    TableBlock table;
    table.title = words::kWorstLayers;
    table.columns = layerColumns();
    table.columns.insert(table.columns.begin(), {words::kMark, true});
    for (const std::size_t i : worst) {
        if (marks.size() == kMarks)
            break;
        const ReportTensor& t = data.layers[i];
        // A Reshape behind a bad layer is as bad as that, but nobody's fault: the tensor only has moved.
        const auto isMoved = [&](const LineMark& m) { return std::abs(data.layers[m.index].sqnr - t.sqnr) < 1e-6; };
        if (std::any_of(marks.begin(), marks.end(), isMoved))
            continue;
        const std::string number = std::to_string(marks.size() + 1);
        marks.push_back({i, number, nameCell(t.name).text + ": " + decibels(t.sqnr) + " " + words::kDecibel});
        std::vector<Cell> row = layerRow(t, i);
        row.insert(row.begin(), Cell{number});
        table.rows.push_back(std::move(row));
    }
    std::vector<ReportBlock> blocks{TextBlock{words::kLayersIntro}};
    LineChart cosine = layerChart(data, marks, words::kCosineChart, words::kCosineUnit, &ReportTensor::cosine);
    cosine.top = 1;
    blocks.emplace_back(std::move(cosine));
    blocks.emplace_back(layerChart(data, marks, words::kSqnrChart, words::kDecibel, &ReportTensor::sqnr));
    LineChart steps = layerChart(data, marks, words::kStepsChart, words::kSteps, &ReportTensor::maxQscaleDiff);
    if (std::any_of(steps.values.begin(), steps.values.end(), [](double v) { return std::isfinite(v); })) {
        steps.logarithmic = spansDecades(steps.values);
        blocks.emplace_back(std::move(steps));
    } else {
        blocks.emplace_back(TextBlock{words::kNoSteps, Tone::Muted});
    }
    dropTrustIfOk(table);
    if (worst.size() < data.layers.size())
        table.note = fmt::format(words::kNotInCurves, grouped(data.layers.size() - worst.size()), grouped(data.layers.size()));
    blocks.emplace_back(std::move(table));
    return blocks;
}

std::vector<ReportBlock> sensitivityBlocks(const ReportData& data)
{
    if (data.sensitivity.empty())
        return {
            TextBlock{data.whyNoSensitivity.empty() ? words::kNoSensitivity : visibleText(data.whyNoSensitivity), Tone::Muted}};
    std::vector<ReportBlock> blocks{TextBlock{words::kSensitivityIntro}};
    for (const ReportSensitivity& s : data.sensitivity) {
        const std::string output = nameCell(s.output, 80).text;
        if (s.rows.empty()) {
            blocks.emplace_back(TextBlock{fmt::format(words::kNothingHere, output), Tone::Muted});
            continue;
        }
        const auto wrong = static_cast<std::size_t>(
            std::count_if(s.rows.begin(), s.rows.end(), [](const ReportSensitive& r) { return !(r.l1 <= 0); }));
        BarChart chart{fmt::format(words::kSensitivityChart, output), words::kUnitL1, {}};
        for (std::size_t i = 0; i < std::min({wrong, data.top, kBars}); ++i)
            chart.bars.push_back({visibleText(s.rows[i].point), s.rows[i].l1, shortNumber(s.rows[i].l1, 3)});
        TableBlock table;
        table.columns = sensitiveColumns();
        for (std::size_t i = 0; i < std::min(wrong, data.top); ++i)
            table.rows.push_back(sensitiveRow(s.rows[i], i + 1));
        table.title = fmt::format(words::kSensitivityTable, output, table.rows.size(), grouped(s.rows.size()));
        if (wrong < s.rows.size())
            table.note = fmt::format(words::kNoError, grouped(s.rows.size() - wrong));
        // Many outputs: the pictures come first, their tables on a click.
        table.folded = data.sensitivity.size() > 2;
        blocks.emplace_back(std::move(chart));
        blocks.emplace_back(std::move(table));
    }
    return blocks;
}

std::vector<ReportBlock> configurationBlocks(const ReportData& data)
{
    std::vector<ReportBlock> blocks;
    if (data.rules.empty()) {
        blocks.emplace_back(TextBlock{words::kNoRules, Tone::Muted});
    } else {
        TableBlock rules;
        rules.title = words::kRules;
        rules.columns = {{words::kNumber, true}, {words::kType}, {words::kRule}, {words::kDecides, true}};
        for (std::size_t i = 0; i < data.rules.size(); ++i)
            rules.rows.push_back({{std::to_string(i + 1)},
                                  {visibleText(data.rules[i].type)},
                                  {nameCell(data.rules[i].text, 300).text + (data.rules[i].enabled ? "" : words::kSwitchedOff)},
                                  {grouped(static_cast<std::uint64_t>(std::max(0, data.rules[i].decides)))}});
        blocks.emplace_back(std::move(rules));
    }
    TableBlock changed;
    changed.columns = {{words::kPoint}, {words::kRequested}, {words::kEffective}, {words::kStory}};
    std::size_t total = 0;
    for (const ReportPoint& p : data.effective) {
        if (p.requested == p.effective)
            continue;
        if (++total <= data.top)
            changed.rows.push_back({nameCell(p.point),
                                    {visibleText(p.requested)},
                                    {visibleText(p.effective)},
                                    nameCell(p.story.empty() ? p.config : p.story.back(), 300)});
    }
    changed.title = fmt::format(words::kChanged, grouped(total), grouped(data.effective.size()));
    if (changed.rows.size() < total)
        changed.note = fmt::format(words::kCut, changed.rows.size(), grouped(total));
    if (total == 0)
        blocks.emplace_back(TextBlock{words::kNoneChanged, Tone::Muted});
    else
        blocks.emplace_back(std::move(changed));
    if (!data.floatUnits.empty()) {
        TableBlock units;
        units.columns = {{words::kUnit}, {words::kWhy}};
        for (std::size_t i = 0; i < std::min(data.floatUnits.size(), data.top); ++i)
            units.rows.push_back({nameCell(data.floatUnits[i].first), nameCell(data.floatUnits[i].second, 300)});
        units.title = fmt::format(words::kFloatUnits, grouped(data.floatUnits.size()));
        if (units.rows.size() < data.floatUnits.size())
            units.note = fmt::format(words::kCut, units.rows.size(), grouped(data.floatUnits.size()));
        blocks.emplace_back(std::move(units));
    }
    return blocks;
}

std::vector<ReportBlock> fullTableBlocks(const ReportData& data, std::size_t rowLimit)
{
    std::vector<ReportBlock> blocks{TextBlock{words::kTablesIntro, Tone::Muted}};
    if (!data.layers.empty()) {
        // Where they don't all fit the worst are kept, still in the order of computation.
        std::vector<std::size_t> kept(data.layers.size());
        std::iota(kept.begin(), kept.end(), std::size_t{0});
        if (kept.size() > rowLimit) {
            kept = worstLayers(data.layers);
            kept.resize(std::min(kept.size(), rowLimit));
            std::sort(kept.begin(), kept.end());
        }
        TableBlock table;
        table.columns = layerColumns();
        for (const std::size_t i : kept)
            table.rows.push_back(layerRow(data.layers[i], i));
        dropTrustIfOk(table);
        finish(table, words::kAllLayers, data.layers.size(), words::kCutWorst);
        blocks.emplace_back(std::move(table));
    }
    const std::size_t perOutput = std::max<std::size_t>(1, rowLimit / std::max<std::size_t>(1, data.sensitivity.size()));
    for (const ReportSensitivity& s : data.sensitivity) {
        TableBlock table;
        table.columns = sensitiveColumns();
        for (std::size_t i = 0; i < std::min(s.rows.size(), perOutput); ++i)
            table.rows.push_back(sensitiveRow(s.rows[i], i + 1));
        finish(table, fmt::format(words::kAllSensitivity, nameCell(s.output, 80).text), s.rows.size(), words::kCutWorst);
        blocks.emplace_back(std::move(table));
    }
    if (!data.effective.empty()) {
        TableBlock table;
        table.columns = pointColumns();
        for (std::size_t i = 0; i < std::min(data.effective.size(), rowLimit); ++i)
            table.rows.push_back(pointRow(data.effective[i]));
        finish(table, words::kAllPoints, data.effective.size(), words::kCut);
        blocks.emplace_back(std::move(table));
    }
    if (blocks.size() == 1)
        return {TextBlock{words::kNothing, Tone::Muted}};
    return blocks;
}

} // namespace qb
