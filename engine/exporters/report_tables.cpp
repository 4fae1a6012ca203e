// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a report that list layers and points.
#include "engine/exporters/report_document.h"
#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"

#include <algorithm>
#include <cmath>
#include <numeric>

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

std::vector<ReportColumn> layerColumns(const ReportWording& say)
{
    return {{say(words::index()), true},
            {say(words::unit())},
            {say(words::opType())},
            {say(words::dtype())},
            {say(words::scale()), true},
            {say(words::cosine()), true},
            {say(words::sqnr()), true},
            {say(words::l1()), true},
            {say(words::stepsColumn()), true},
            {say(words::floatRange()), true},
            {say(words::quantRange()), true},
            {say(words::trust())}};
}

/// A column in which everything is as it should be says nothing.
void dropTrustIfOk(TableBlock& table, const ReportWording& say)
{
    const bool ok =
        std::all_of(table.rows.begin(), table.rows.end(), [](const auto& row) { return row.back().tone == Tone::Muted; });
    if (!ok || table.columns.back().title != say(words::trust()))
        return;
    table.columns.pop_back();
    for (auto& row : table.rows)
        row.pop_back();
}

std::vector<Cell> layerRow(const ReportTensor& t, std::size_t index, const ReportWording& say)
{
    return {{std::to_string(index)},
            nameCell(t.name),
            {visibleText(t.opType)},
            {visibleText(t.dtype)},
            {shortNumber(t.scale, 5)},
            {fixedNumber(t.cosine, 6)},
            {say(decibels(t.sqnr)), toneOfSqnr(t.sqnr)},
            {shortNumber(t.l1)},
            {fixedNumber(t.maxQscaleDiff, 2)},
            {rangeText(t.floatMin, t.floatMax)},
            {rangeText(t.quantMin, t.quantMax)},
            trustCell(t.trust, say)};
}

LineChart layerChart(const ReportData& data, const std::vector<LineMark>& marks, const Text& title, const Text& unit,
                     double ReportTensor::*value, const ReportWording& say)
{
    LineChart chart{say(title), say(unit), say(words::layerAxis()), {}, marks, false, 0};
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

std::vector<ReportColumn> sensitiveColumns(const ReportWording& say)
{
    return {{say(words::rank()), true}, {say(words::point())},          {say(words::port())},       {say(words::opType())},
            {say(words::dtype())},      {say(words::l1()), true},       {say(words::atol()), true}, {say(words::cosine()), true},
            {say(words::sqnr()), true}, {say(words::macsShare()), true}};
}

std::vector<Cell> sensitiveRow(const ReportSensitive& s, std::size_t rank, const ReportWording& say)
{
    return {{std::to_string(rank)},
            nameCell(s.point),
            {say(s.weight ? words::weight() : words::activation())},
            {visibleText(s.opType)},
            {visibleText(s.dtype)},
            {shortNumber(s.l1)},
            {shortNumber(s.atol)},
            {fixedNumber(s.cosine, 6)},
            {say(decibels(s.sqnr)), toneOfSqnr(s.sqnr)},
            {s.macs == 0 ? fixedNumber(ReportTensor::kUnknown, 0) : percent(s.macsShare)}};
}

std::string storyText(const ReportPoint& p, const ReportWording& say)
{
    std::string text;
    for (const Text& line : p.story)
        text += (text.empty() ? "" : "; ") + say(line);
    return text;
}

std::vector<Cell> pointRow(const ReportPoint& p, const ReportWording& say)
{
    const bool changed = p.requested != p.effective;
    return {nameCell(p.point),
            {visibleText(p.requested)},
            {visibleText(p.effective), changed ? Tone::Warning : Tone::None},
            nameCell(say(p.config)),
            nameCell(say(p.scale)),
            {p.rule ? std::to_string(*p.rule) : say(words::byDefault())},
            nameCell(storyText(p, say), 300)};
}

std::vector<ReportColumn> pointColumns(const ReportWording& say)
{
    return {{say(words::point())}, {say(words::requested())}, {say(words::effective())}, {say(words::config())},
            {say(words::scale())}, {say(words::rule())},      {say(words::story())}};
}

/// What a rule sets, with the first of the units that it names.
std::string ruleContent(const ReportRule& rule, const ReportWording& say)
{
    constexpr std::size_t kNamed = 5;
    if (rule.units.size() < 2) // the rule's own name has it
        return nameCell(say(rule.sets), 300).text;
    std::string names;
    for (std::size_t i = 0; i < std::min(rule.units.size(), kNamed); ++i)
        names += (i == 0 ? "" : ", ") + nameCell(rule.units[i], 60).text;
    if (rule.units.size() > kNamed)
        names = say(words::andMore(names, grouped(rule.units.size() - kNamed)));
    return visibleText(say(words::atUnits(rule.sets, names)));
}

using CutWords = Text (*)(const std::string& shown, const std::string& total);

/// Cuts nothing itself; says what the caller has cut.
void finish(TableBlock& table, const Text& title, std::size_t total, CutWords cut, const ReportWording& say)
{
    table.folded = true;
    table.title = say(words::rowCount(title, grouped(total)));
    if (table.rows.size() < total)
        table.note = say(cut(grouped(table.rows.size()), grouped(total)));
}

} // namespace

std::vector<ReportBlock> layerBlocks(const ReportData& data, const ReportWording& say)
{
    if (data.layers.empty())
        return {TextBlock{say(words::noLayers()), Tone::Muted}};
    const std::vector<std::size_t> worst = worstLayers(data.layers);
    std::vector<LineMark> marks;
    TableBlock table;
    table.title = say(words::worstLayers());
    table.columns = layerColumns(say);
    table.columns.insert(table.columns.begin(), {say(words::mark()), true});
    for (const std::size_t i : worst) {
        if (marks.size() == kMarks)
            break;
        const ReportTensor& t = data.layers[i];
        // A Reshape behind a bad layer is as bad as that, but nobody's fault: the tensor only has moved.
        const auto isMoved = [&](const LineMark& m) { return std::abs(data.layers[m.index].sqnr - t.sqnr) < 1e-6; };
        if (std::any_of(marks.begin(), marks.end(), isMoved))
            continue;
        const std::string number = std::to_string(marks.size() + 1);
        marks.push_back({i, number, nameCell(t.name).text + ": " + say(decibels(t.sqnr)) + " " + say(words::decibel())});
        std::vector<Cell> row = layerRow(t, i, say);
        row.insert(row.begin(), Cell{number});
        table.rows.push_back(std::move(row));
    }
    std::vector<ReportBlock> blocks{TextBlock{say(words::layersIntro())}};
    LineChart cosine = layerChart(data, marks, words::cosineChart(), words::cosineUnit(), &ReportTensor::cosine, say);
    cosine.top = 1;
    blocks.emplace_back(std::move(cosine));
    blocks.emplace_back(layerChart(data, marks, words::sqnrChart(), words::decibel(), &ReportTensor::sqnr, say));
    LineChart steps = layerChart(data, marks, words::stepsChart(), words::steps(), &ReportTensor::maxQscaleDiff, say);
    if (std::any_of(steps.values.begin(), steps.values.end(), [](double v) { return std::isfinite(v); })) {
        steps.logarithmic = spansDecades(steps.values);
        blocks.emplace_back(std::move(steps));
    } else {
        blocks.emplace_back(TextBlock{say(words::noSteps()), Tone::Muted});
    }
    dropTrustIfOk(table, say);
    if (worst.size() < data.layers.size())
        table.note = say(words::notInCurves(grouped(data.layers.size() - worst.size()), grouped(data.layers.size())));
    blocks.emplace_back(std::move(table));
    return blocks;
}

std::vector<ReportBlock> sensitivityBlocks(const ReportData& data, const ReportWording& say)
{
    if (data.sensitivity.empty())
        return {TextBlock{visibleText(say(data.whyNoSensitivity.empty() ? words::noSensitivity() : data.whyNoSensitivity)),
                          Tone::Muted}};
    std::vector<ReportBlock> blocks{TextBlock{say(words::sensitivityIntro())}};
    for (const ReportSensitivity& s : data.sensitivity) {
        const std::string output = nameCell(s.output, 80).text;
        if (s.rows.empty()) {
            blocks.emplace_back(TextBlock{say(words::nothingHere(output)), Tone::Muted});
            continue;
        }
        const auto wrong = static_cast<std::size_t>(
            std::count_if(s.rows.begin(), s.rows.end(), [](const ReportSensitive& r) { return !(r.l1 <= 0); }));
        BarChart chart{say(words::sensitivityChart(output)), say(words::l1()), {}};
        for (std::size_t i = 0; i < std::min({wrong, data.top, kBars}); ++i)
            chart.bars.push_back({visibleText(s.rows[i].point), s.rows[i].l1, shortNumber(s.rows[i].l1, 3)});
        TableBlock table;
        table.columns = sensitiveColumns(say);
        for (std::size_t i = 0; i < std::min(wrong, data.top); ++i)
            table.rows.push_back(sensitiveRow(s.rows[i], i + 1, say));
        table.title = say(words::sensitivityTable(output, grouped(table.rows.size()), grouped(s.rows.size())));
        if (wrong < s.rows.size())
            table.note = say(words::noError(grouped(s.rows.size() - wrong)));
        // Many outputs: the pictures come first, their tables on a click.
        table.folded = data.sensitivity.size() > 2;
        blocks.emplace_back(std::move(chart));
        blocks.emplace_back(std::move(table));
    }
    return blocks;
}

std::vector<ReportBlock> configurationBlocks(const ReportData& data, const ReportWording& say)
{
    std::vector<ReportBlock> blocks;
    if (data.rules.empty()) {
        blocks.emplace_back(TextBlock{say(words::noRules()), Tone::Muted});
    } else {
        TableBlock rules;
        rules.title = say(words::rules());
        rules.columns = {{say(words::number()), true},
                         {say(words::type())},
                         {say(words::rule())},
                         {say(words::sets())},
                         {say(words::decides()), true}};
        for (std::size_t i = 0; i < data.rules.size(); ++i)
            rules.rows.push_back(
                {{std::to_string(i + 1)},
                 {visibleText(data.rules[i].type)},
                 {nameCell(say(data.rules[i].text), 300).text + (data.rules[i].enabled ? "" : say(words::switchedOff()))},
                 {ruleContent(data.rules[i], say)},
                 {grouped(static_cast<std::uint64_t>(std::max(0, data.rules[i].decides)))}});
        blocks.emplace_back(std::move(rules));
    }
    TableBlock changed;
    changed.columns = {{say(words::point())}, {say(words::requested())}, {say(words::effective())}, {say(words::story())}};
    std::size_t total = 0;
    for (const ReportPoint& p : data.effective) {
        if (p.requested == p.effective)
            continue;
        if (++total <= data.top)
            changed.rows.push_back({nameCell(p.point),
                                    {visibleText(p.requested)},
                                    {visibleText(p.effective)},
                                    nameCell(say(p.story.empty() ? p.config : p.story.back()), 300)});
    }
    changed.title = say(words::changed(grouped(total), grouped(data.effective.size())));
    if (changed.rows.size() < total)
        changed.note = say(words::cut(grouped(changed.rows.size()), grouped(total)));
    if (total == 0)
        blocks.emplace_back(TextBlock{say(words::noneChanged()), Tone::Muted});
    else
        blocks.emplace_back(std::move(changed));
    if (!data.floatUnits.empty()) {
        TableBlock units;
        units.columns = {{say(words::unit())}, {say(words::why())}};
        for (std::size_t i = 0; i < std::min(data.floatUnits.size(), data.top); ++i)
            units.rows.push_back({nameCell(data.floatUnits[i].first), nameCell(say(data.floatUnits[i].second), 300)});
        units.title = say(words::floatUnits(grouped(data.floatUnits.size())));
        if (units.rows.size() < data.floatUnits.size())
            units.note = say(words::cut(grouped(units.rows.size()), grouped(data.floatUnits.size())));
        blocks.emplace_back(std::move(units));
    }
    return blocks;
}

std::vector<ReportBlock> fullTableBlocks(const ReportData& data, std::size_t rowLimit, const ReportWording& say)
{
    std::vector<ReportBlock> blocks{TextBlock{say(words::tablesIntro()), Tone::Muted}};
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
        table.columns = layerColumns(say);
        for (const std::size_t i : kept)
            table.rows.push_back(layerRow(data.layers[i], i, say));
        dropTrustIfOk(table, say);
        finish(table, words::allLayers(), data.layers.size(), words::cutWorst, say);
        blocks.emplace_back(std::move(table));
    }
    const std::size_t perOutput = std::max<std::size_t>(1, rowLimit / std::max<std::size_t>(1, data.sensitivity.size()));
    for (const ReportSensitivity& s : data.sensitivity) {
        TableBlock table;
        table.columns = sensitiveColumns(say);
        for (std::size_t i = 0; i < std::min(s.rows.size(), perOutput); ++i)
            table.rows.push_back(sensitiveRow(s.rows[i], i + 1, say));
        finish(table, words::allSensitivity(nameCell(s.output, 80).text), s.rows.size(), words::cutWorst, say);
        blocks.emplace_back(std::move(table));
    }
    if (!data.effective.empty()) {
        TableBlock table;
        table.columns = pointColumns(say);
        for (std::size_t i = 0; i < std::min(data.effective.size(), rowLimit); ++i)
            table.rows.push_back(pointRow(data.effective[i], say));
        finish(table, words::allPoints(), data.effective.size(), words::cut, say);
        blocks.emplace_back(std::move(table));
    }
    if (blocks.size() == 1)
        return {TextBlock{say(words::nothing()), Tone::Muted}};
    return blocks;
}

} // namespace qb
