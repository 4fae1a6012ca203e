// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/report_document.h"

#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace qb {

namespace {

std::string joined(const std::vector<std::string>& texts, std::string_view between)
{
    std::string result;
    for (const std::string& t : texts)
        result += (result.empty() ? "" : std::string(between)) + t;
    return result;
}

std::string portsText(const std::vector<ReportPort>& ports)
{
    std::vector<std::string> texts;
    texts.reserve(ports.size());
    for (const ReportPort& p : ports)
        texts.push_back(nameCell(p.name).text + ": " + visibleText(p.dtype) + " " + visibleText(p.shape));
    return joined(texts, "; ");
}

std::string samplesText(const ReportSamples& s)
{
    const std::string path = nameCell(s.path, 200).text;
    std::string text;
    if (s.ids.size() == s.total) {
        text = fmt::format(words::kAllSamplesOf, grouped(s.total), path);
    } else {
        text = fmt::format(words::kSamplesOf, grouped(s.ids.size()), grouped(s.total), path);
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < std::min<std::size_t>(s.ids.size(), 12); ++i)
            ids.push_back(std::to_string(s.ids[i]));
        text += fmt::format(words::kWhichSamples, joined(ids, ", ") + (s.ids.size() > 12 ? ", …" : ""));
    }
    for (const std::string& feed : s.feeds)
        text += "; " + nameCell(feed, 200).text;
    return text;
}

std::uint64_t macsOf(const std::vector<ReportShare>& shares)
{
    std::uint64_t sum = 0;
    for (const ReportShare& s : shares)
        sum += s.macs;
    return sum;
}

/// Of the outputs with a finite SQNR the one with the lowest; null where there is none.
const ReportTensor* worstOutput(const ReportData& data)
{
    const ReportTensor* worst = nullptr;
    for (const ReportTensor& o : data.outputs)
        if (std::isfinite(o.sqnr) && (worst == nullptr || o.sqnr < worst->sqnr))
            worst = &o;
    return worst;
}

std::size_t countOf(const Findings& findings, Severity severity)
{
    return static_cast<std::size_t>(
        std::count_if(findings.begin(), findings.end(), [&](const Finding& f) { return f.severity == severity; }));
}

KeyFiguresBlock keyFigures(const ReportData& data)
{
    KeyFiguresBlock block;
    if (const ReportTensor* worst = worstOutput(data))
        block.figures.push_back({words::kWorstOutput, fixedNumber(worst->sqnr, 1) + " " + words::kDecibel,
                                 fmt::format(words::kWorstOutputNote, nameCell(worst->name, 40).text), toneOfSqnr(worst->sqnr)});
    else if (!data.outputs.empty())
        block.figures.push_back({words::kWorstOutput, decibels(data.outputs.front().sqnr), words::kEqualOutputs, Tone::None});
    const std::uint64_t macs = macsOf(data.workByDtype);
    if (macs != 0) {
        const auto most = std::max_element(data.workByDtype.begin(), data.workByDtype.end(),
                                           [](const ReportShare& a, const ReportShare& b) { return a.macs < b.macs; });
        block.figures.push_back({fmt::format(words::kWorkIn, most->dtype),
                                 percent(static_cast<double>(most->macs) / static_cast<double>(macs)),
                                 fmt::format(words::kWorkNote, largeNumber(static_cast<double>(macs))), Tone::None});
    }
    block.figures.push_back({words::kUnits, grouped(data.units),
                             fmt::format(words::kUnitsNote, grouped(data.activePoints), grouped(data.points)), Tone::None});
    block.figures.push_back({words::kSamples, grouped(data.evaluation.ids.size()),
                             fmt::format(words::kSamplesNote, grouped(data.calibration.ids.size())), Tone::None});
    const std::size_t errors = countOf(data.findings, Severity::Error);
    const std::size_t warnings = countOf(data.findings, Severity::Warning);
    block.figures.push_back({words::kNeedAttention, grouped(errors + warnings),
                             fmt::format(words::kFindingCounts, errors, warnings, data.findings.size() - errors - warnings),
                             errors != 0     ? Tone::Bad
                             : warnings != 0 ? Tone::Warning
                                             : Tone::None});
    return block;
}

/// `work`: shares by MACs.
ShareBlock shareBlock(const char* title, const std::vector<ReportShare>& shares, bool work)
{
    std::uint64_t sum = 0;
    for (const ReportShare& s : shares)
        sum += work ? s.macs : s.count;
    ShareBlock block{title, {}};
    for (const ReportShare& s : shares) {
        const auto part = static_cast<double>(work ? s.macs : s.count);
        const std::string share = percent(part / static_cast<double>(std::max<std::uint64_t>(1, sum)));
        block.parts.push_back({visibleText(s.dtype), part,
                               work ? fmt::format(words::kMacsPart, grouped(s.count), grouped(s.macs), share)
                                    : fmt::format(words::kUnitsPart, grouped(s.count), share)});
    }
    return block;
}

std::vector<ReportBlock> summaryBlocks(const ReportData& data)
{
    FactsBlock facts{{{words::kModel, nameCell(data.model, 200).text},
                      {words::kStudy, data.study.empty() ? words::kNoStudy : nameCell(data.study, 200).text},
                      {words::kProfile, data.profile == data.profileTitle || data.profileTitle.empty()
                                            ? visibleText(data.profile)
                                            : visibleText(data.profile + ": " + data.profileTitle)},
                      {words::kInputs, portsText(data.inputs)},
                      {words::kOutputs, portsText(data.outputPorts)},
                      {words::kParameters, grouped(data.parameters)},
                      {words::kCalibration, samplesText(data.calibration)},
                      {words::kEvaluation, samplesText(data.evaluation)}}};
    std::vector<ReportBlock> blocks{keyFigures(data), std::move(facts)};
    blocks.emplace_back(shareBlock(words::kUnitsByDtype, data.unitsByDtype, false));
    if (macsOf(data.workByDtype) != 0)
        blocks.emplace_back(shareBlock(words::kWorkByDtype, data.workByDtype, true));
    else
        blocks.emplace_back(TextBlock{words::kNoWork, Tone::Muted});
    return blocks;
}

/// Shares have digits after the point, counts none.
std::string scoreText(double score) { return fixedNumber(score, std::abs(score) > 1 && score == std::floor(score) ? 0 : 4); }

void addTask(std::vector<ReportBlock>& blocks, const ReportData& data)
{
    TableBlock table;
    table.title = fmt::format(words::kTask, visibleText(data.task));
    table.columns = {
        {words::kTaskMetric, false}, {words::kTaskFloat, true}, {words::kTaskSimulated, true}, {words::kTaskExported, true}};
    std::vector<std::string> metrics;
    for (const auto& [form, scores] : data.taskScores)
        for (const auto& [metric, value] : scores)
            if (std::find(metrics.begin(), metrics.end(), metric) == metrics.end())
                metrics.push_back(metric);
    std::sort(metrics.begin(), metrics.end());
    for (const std::string& metric : metrics) {
        std::vector<Cell> row{nameCell(metric)};
        for (const char* form : {"float", "simulated", "exported"}) {
            const auto scores = data.taskScores.find(form);
            const bool known = scores != data.taskScores.end() && scores->second.count(metric) != 0;
            row.push_back({known ? scoreText(scores->second.at(metric)) : scoreText(ReportTensor::kUnknown)});
        }
        table.rows.push_back(std::move(row));
    }
    blocks.emplace_back(std::move(table));
}

std::vector<ReportBlock> accuracyBlocks(const ReportData& data)
{
    std::vector<ReportBlock> blocks;
    if (data.outputs.empty()) {
        blocks.emplace_back(TextBlock{words::kNoOutputs, Tone::Muted});
    } else {
        blocks.emplace_back(TextBlock{words::kAccuracyIntro});
        TableBlock table;
        table.columns = {{words::kOutput},      {words::kDtype},          {words::kCosine, true}, {words::kCosineMean, true},
                         {words::kSqnr, true},  {words::kSqnrMean, true}, {words::kL1, true},     {words::kAtol, true},
                         {words::kWorstSample}, {words::kTrust}};
        std::vector<std::string> notes;
        for (const ReportTensor& o : data.outputs) {
            std::string worst = o.worstSample ? std::to_string(*o.worstSample) : fixedNumber(ReportTensor::kUnknown, 0);
            if (o.worstSample && !o.worstSampleName.empty())
                worst += ": " + nameCell(o.worstSampleName, 48).text;
            table.rows.push_back({nameCell(o.name),
                                  {visibleText(o.dtype)},
                                  {fixedNumber(o.cosine, 6)},
                                  {fixedNumber(o.cosineMean, 6)},
                                  {decibels(o.sqnr), toneOfSqnr(o.sqnr)},
                                  {decibels(o.sqnrMean)},
                                  {shortNumber(o.l1)},
                                  {shortNumber(o.atol)},
                                  {worst},
                                  {visibleText(o.trust), o.trust == "ok" ? Tone::Muted : Tone::Warning}});
            if (o.sqnrLeftOut != 0)
                notes.push_back(fmt::format(words::kLeftOut, nameCell(o.name).text, o.sqnrLeftOut));
        }
        table.note = joined(notes, " ");
        blocks.emplace_back(std::move(table));
    }
    if (!data.task.empty())
        addTask(blocks, data);
    return blocks;
}

std::vector<Cell> findingRow(const Finding& f)
{
    std::vector<std::string> numbers;
    for (const auto& [key, value] : f.numbers)
        numbers.push_back(visibleText(key) + " = " + shortNumber(value));
    const std::string evidence = numbers.empty() ? "" : " (" + joined(numbers, ", ") + ")";
    const Tone tone = f.severity == Severity::Error ? Tone::Bad : f.severity == Severity::Warning ? Tone::Warning : Tone::Muted;
    return {{std::string(toString(f.severity)), tone},
            nameCell(f.point.empty() ? f.unit : f.point),
            {nameCell(f.message.english(), 400).text + evidence},
            nameCell(f.cure.english(), 200),
            {visibleText(f.rule), Tone::Muted}};
}

void dropIfEmpty(TableBlock& table, std::size_t column)
{
    if (!std::all_of(table.rows.begin(), table.rows.end(), [&](const auto& row) { return row[column].text.empty(); }))
        return;
    const auto at = static_cast<std::ptrdiff_t>(column);
    table.columns.erase(table.columns.begin() + at);
    for (auto& row : table.rows)
        row.erase(row.begin() + at);
}

/// The worst ones first, and all of them folded where these are only some.
std::vector<ReportBlock> findingBlocks(const ReportData& data, std::size_t rowLimit)
{
    if (data.findings.empty())
        return {TextBlock{words::kNoFindings, Tone::Muted}};
    Findings sorted = data.findings;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) {
        return static_cast<int>(a.severity) > static_cast<int>(b.severity);
    });
    const auto tableOf = [&](std::size_t most, std::size_t mostOfOneKind) {
        TableBlock table;
        table.columns = {{words::kSeverity}, {words::kWhere}, {words::kWhat}, {words::kCure}, {words::kRuleId}};
        std::map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < sorted.size() && table.rows.size() < most; ++i)
            if (++seen[sorted[i].rule] <= mostOfOneKind)
                table.rows.push_back(findingRow(sorted[i]));
        for (const std::size_t column : {std::size_t{3}, std::size_t{1}}) // cure, where
            dropIfEmpty(table, column);
        return table;
    };
    std::vector<ReportBlock> blocks;
    constexpr std::size_t kOfOneKind = 3; // the same said of every layer hides the rest
    TableBlock top = tableOf(data.top, kOfOneKind);
    if (sorted.size() == top.rows.size()) {
        blocks.emplace_back(std::move(top));
        return blocks;
    }
    top.title = fmt::format(words::kTopFindings, top.rows.size(), grouped(sorted.size()));
    blocks.emplace_back(std::move(top));
    TableBlock all = tableOf(rowLimit, sorted.size());
    all.folded = true;
    all.title = fmt::format(words::kRowCount, words::kAllFindings, grouped(sorted.size()));
    if (all.rows.size() < sorted.size())
        all.note = fmt::format(words::kCut, grouped(all.rows.size()), grouped(sorted.size()));
    blocks.emplace_back(std::move(all));
    return blocks;
}

Cell cureCell(const ReportVerdict& v)
{
    if (!v.cure.empty())
        return nameCell(v.cure);
    return v.ancestor.empty() ? Cell{words::kNoCure, Tone::Muted} : nameCell(fmt::format(words::kSeeUnit, v.ancestor));
}

std::vector<ReportBlock> verdictBlocks(const ReportData& data)
{
    if (data.verdicts.empty())
        return {TextBlock{words::kNoVerdicts, Tone::Muted}};
    TableBlock table;
    table.columns = {{words::kUnit},        {words::kVerdict},      {words::kEvidence},   {words::kBestCure},
                     {words::kErrorMetric}, {words::kBefore, true}, {words::kAfter, true}};
    for (const ReportVerdict& v : data.verdicts) {
        const bool decibel = v.metric == "SQNR";
        const auto error = [&](double e) { return decibel ? decibels(e) : shortNumber(e); };
        const bool better = decibel ? v.after > v.before : v.after < v.before;
        table.rows.push_back({nameCell(v.unit),
                              nameCell(v.verdict),
                              nameCell(v.evidence, 400),
                              cureCell(v),
                              {visibleText(v.metric)},
                              {error(v.before)},
                              {error(v.after), better ? Tone::Good : Tone::None}});
    }
    return {std::move(table)};
}

std::vector<ReportBlock> versionBlocks(const ReportData& data)
{
    FactsBlock facts{
        {{words::kProgram, visibleText(data.program)},
         {words::kOnnxRuntime, visibleText(data.onnxRuntime)},
         {words::kKernels,
          data.sweepKernels.empty() ? data.kernels : fmt::format(words::kKernelsText, data.kernels, data.sweepKernels)},
         {words::kMade, visibleText(data.made)},
         {words::kModelHash, visibleText(data.modelFingerprint)},
         {words::kRulesHash, visibleText(data.rulesFingerprint)},
         {words::kConfigurationHash, visibleText(data.configurationFingerprint)},
         {words::kCalibrationHash, visibleText(data.calibration.fingerprint)},
         {words::kEvaluationHash, visibleText(data.evaluation.fingerprint)}}};
    return {std::move(facts), TextBlock{words::kHashNote, Tone::Muted}};
}

} // namespace

Cell nameCell(const std::string& text, std::size_t most) { return {middleCut(visibleText(text), most)}; }

Tone toneOfSqnr(double decibels)
{
    // 20 dB: a tenth of the signal's size is error; 10 dB: a third.
    if (std::isnan(decibels) || decibels >= 20)
        return Tone::None;
    return decibels < 10 ? Tone::Bad : Tone::Warning;
}

ReportDocument makeReportDocument(const ReportData& data, std::size_t rowLimit)
{
    ReportDocument document;
    const std::size_t slash = data.model.find_last_of('/');
    document.title =
        fmt::format(words::kTitle, nameCell(slash == std::string::npos ? data.model : data.model.substr(slash + 1)).text);
    document.subtitle =
        fmt::format(words::kSubtitle, visibleText(data.program), visibleText(data.profile), visibleText(data.made));
    auto& sections = document.sections;
    sections = {{"summary", words::kSummary, summaryBlocks(data)},
                {"accuracy", words::kAccuracy, accuracyBlocks(data)},
                {"findings", words::kFindings, findingBlocks(data, rowLimit)},
                {"verdicts", words::kVerdicts, verdictBlocks(data)},
                {"layers", words::kLayers, layerBlocks(data)},
                {"sensitivity", words::kSensitivity, sensitivityBlocks(data)},
                {"configuration", words::kConfiguration, configurationBlocks(data)},
                {"tables", words::kTables, fullTableBlocks(data, rowLimit)},
                {"versions", words::kVersions, versionBlocks(data)},
                {"commands", words::kCommands, {}}};
    CommandsBlock commands;
    for (const ReportCommand& c : data.commands)
        for (const ReportSection& s : sections)
            if (s.id == c.section)
                commands.commands.emplace_back(s.title, visibleText(c.line));
    if (commands.commands.empty())
        sections.back().blocks.emplace_back(TextBlock{words::kNoCommands, Tone::Muted});
    else
        sections.back().blocks.emplace_back(std::move(commands));
    return document;
}

} // namespace qb
