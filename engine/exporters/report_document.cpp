// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/report_document.h"

#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"

#include <algorithm>
#include <cmath>
#include <map>

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

std::string samplesText(const ReportSamples& s, const ReportWording& say)
{
    const std::string path = nameCell(s.path, 200).text;
    std::string text;
    if (s.ids.size() == s.total) {
        text = say(words::allSamplesOf(grouped(s.total), path));
    } else {
        text = say(words::samplesOf(grouped(s.ids.size()), grouped(s.total), path));
        std::vector<std::string> ids;
        for (std::size_t i = 0; i < std::min<std::size_t>(s.ids.size(), 12); ++i)
            ids.push_back(std::to_string(s.ids[i]));
        text += say(words::whichSamples(joined(ids, ", ") + (s.ids.size() > 12 ? ", …" : "")));
    }
    for (const Text& feed : s.feeds)
        text += "; " + nameCell(say(feed), 200).text;
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

KeyFiguresBlock keyFigures(const ReportData& data, const ReportWording& say)
{
    KeyFiguresBlock block;
    if (const ReportTensor* worst = worstOutput(data))
        block.figures.push_back({say(words::worstOutput()), fixedNumber(worst->sqnr, 1) + " " + say(words::decibel()),
                                 say(words::worstOutputNote(nameCell(worst->name, 40).text)), toneOfSqnr(worst->sqnr)});
    else if (!data.outputs.empty())
        block.figures.push_back(
            {say(words::worstOutput()), say(decibels(data.outputs.front().sqnr)), say(words::equalOutputs()), Tone::None});
    const std::uint64_t macs = macsOf(data.workByDtype);
    if (macs != 0) {
        const auto most = std::max_element(data.workByDtype.begin(), data.workByDtype.end(),
                                           [](const ReportShare& a, const ReportShare& b) { return a.macs < b.macs; });
        block.figures.push_back({say(words::workIn(visibleText(say(most->dtype)))),
                                 percent(static_cast<double>(most->macs) / static_cast<double>(macs)),
                                 say(words::workNote(largeNumber(static_cast<double>(macs)))), Tone::None});
    }
    block.figures.push_back({say(words::units()), grouped(data.units),
                             say(words::unitsNote(grouped(data.activePoints), grouped(data.points))), Tone::None});
    block.figures.push_back({say(words::samples()), grouped(data.evaluation.ids.size()),
                             say(words::samplesNote(grouped(data.calibration.ids.size()))), Tone::None});
    const std::size_t errors = countOf(data.findings, Severity::Error);
    const std::size_t warnings = countOf(data.findings, Severity::Warning);
    block.figures.push_back({say(words::findings()), grouped(data.findings.size()),
                             say(words::findingCounts(errors, warnings, data.findings.size() - errors - warnings)),
                             errors != 0     ? Tone::Bad
                             : warnings != 0 ? Tone::Warning
                                             : Tone::None});
    return block;
}

/// `work`: shares by MACs.
ShareBlock shareBlock(const Text& title, const std::vector<ReportShare>& shares, bool work, const ReportWording& say)
{
    std::uint64_t sum = 0;
    for (const ReportShare& s : shares)
        sum += work ? s.macs : s.count;
    ShareBlock block{say(title), {}};
    for (const ReportShare& s : shares) {
        const auto part = static_cast<double>(work ? s.macs : s.count);
        const std::string share = percent(part / static_cast<double>(std::max<std::uint64_t>(1, sum)));
        block.parts.push_back({visibleText(say(s.dtype)), part,
                               work ? say(words::macsPart(grouped(s.count), grouped(s.macs), share))
                                    : say(words::unitsPart(grouped(s.count), share))});
    }
    return block;
}

std::vector<ReportBlock> summaryBlocks(const ReportData& data, const ReportWording& say)
{
    FactsBlock facts{
        {{say(words::model()), nameCell(data.model, 200).text},
         {say(words::study()), data.study.empty() ? say(words::noStudy()) : nameCell(data.study, 200).text},
         {say(words::profile()), data.profile == data.profileTitle || data.profileTitle.empty()
                                     ? visibleText(data.profile)
                                     : visibleText(data.profile + ": " + say(words::profileTitle(data.profileTitle)))},
         {say(words::inputs()), portsText(data.inputs)},
         {say(words::outputs()), portsText(data.outputPorts)},
         {say(words::parameters()), grouped(data.parameters)},
         {say(words::calibration()), samplesText(data.calibration, say)},
         {say(words::evaluation()), samplesText(data.evaluation, say)}}};
    std::vector<ReportBlock> blocks{keyFigures(data, say), std::move(facts)};
    blocks.emplace_back(shareBlock(words::unitsByDtype(), data.unitsByDtype, false, say));
    if (macsOf(data.workByDtype) != 0)
        blocks.emplace_back(shareBlock(words::workByDtype(), data.workByDtype, true, say));
    else
        blocks.emplace_back(TextBlock{say(words::noWork()), Tone::Muted});
    return blocks;
}

/// Shares have digits after the point, counts none.
std::string scoreText(double score) { return fixedNumber(score, std::abs(score) > 1 && score == std::floor(score) ? 0 : 4); }

void addTask(std::vector<ReportBlock>& blocks, const ReportData& data, const ReportWording& say)
{
    TableBlock table;
    table.title = say(words::task(visibleText(data.task)));
    table.columns = {{say(words::taskMetric()), false},
                     {say(words::taskFloat()), true},
                     {say(words::taskSimulated()), true},
                     {say(words::taskExported()), true}};
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

std::vector<ReportBlock> accuracyBlocks(const ReportData& data, const ReportWording& say)
{
    std::vector<ReportBlock> blocks;
    if (data.outputs.empty()) {
        blocks.emplace_back(TextBlock{say(words::noOutputs()), Tone::Muted});
    } else {
        blocks.emplace_back(TextBlock{say(words::accuracyIntro())});
        TableBlock table;
        table.columns = {{say(words::output())},       {say(words::dtype())},
                         {say(words::cosine()), true}, {say(words::cosineMean()), true},
                         {say(words::sqnr()), true},   {say(words::sqnrMean()), true},
                         {say(words::l1()), true},     {say(words::atol()), true},
                         {say(words::worstSample())},  {say(words::trust())}};
        std::vector<std::string> notes;
        for (const ReportTensor& o : data.outputs) {
            std::string worst = o.worstSample ? std::to_string(*o.worstSample) : fixedNumber(ReportTensor::kUnknown, 0);
            if (o.worstSample && !o.worstSampleName.empty())
                worst += ": " + nameCell(o.worstSampleName, 48).text;
            table.rows.push_back({nameCell(o.name),
                                  {visibleText(o.dtype)},
                                  {fixedNumber(o.cosine, 6)},
                                  {fixedNumber(o.cosineMean, 6)},
                                  {say(decibels(o.sqnr)), toneOfSqnr(o.sqnr)},
                                  {say(decibels(o.sqnrMean))},
                                  {shortNumber(o.l1)},
                                  {shortNumber(o.atol)},
                                  {worst},
                                  trustCell(o.trust, say)});
            if (o.sqnrLeftOut != 0)
                notes.push_back(say(words::leftOut(nameCell(o.name).text, grouped(o.sqnrLeftOut))));
        }
        table.note = joined(notes, " ");
        blocks.emplace_back(std::move(table));
    }
    if (!data.task.empty())
        addTask(blocks, data, say);
    return blocks;
}

std::vector<Cell> findingRow(const Finding& f, const ReportWording& say)
{
    std::vector<std::string> numbers;
    for (const auto& [key, value] : f.numbers)
        numbers.push_back(visibleText(key) + " = " + shortNumber(value));
    const std::string evidence = numbers.empty() ? "" : " (" + joined(numbers, ", ") + ")";
    const Tone tone = f.severity == Severity::Error ? Tone::Bad : f.severity == Severity::Warning ? Tone::Warning : Tone::Muted;
    const Text severity = f.severity == Severity::Error     ? words::error()
                          : f.severity == Severity::Warning ? words::warning()
                                                            : words::note();
    return {{say(severity), tone},
            nameCell(f.point.empty() ? f.unit : f.point),
            {nameCell(say(f.message), 400).text + evidence},
            nameCell(say(f.cure), 200),
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
std::vector<ReportBlock> findingBlocks(const ReportData& data, std::size_t rowLimit, const ReportWording& say)
{
    if (data.findings.empty())
        return {TextBlock{say(words::noFindings()), Tone::Muted}};
    Findings sorted = data.findings;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) {
        return static_cast<int>(a.severity) > static_cast<int>(b.severity);
    });
    const auto tableOf = [&](std::size_t most, std::size_t mostOfOneKind) {
        TableBlock table;
        table.columns = {
            {say(words::severity())}, {say(words::where())}, {say(words::what())}, {say(words::cure())}, {say(words::ruleId())}};
        std::map<std::string, std::size_t> seen;
        for (std::size_t i = 0; i < sorted.size() && table.rows.size() < most; ++i)
            if (++seen[sorted[i].rule] <= mostOfOneKind)
                table.rows.push_back(findingRow(sorted[i], say));
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
    top.title = say(words::topFindings(grouped(top.rows.size()), grouped(sorted.size())));
    blocks.emplace_back(std::move(top));
    TableBlock all = tableOf(rowLimit, sorted.size());
    all.folded = true;
    all.title = say(words::rowCount(words::allFindings(), grouped(sorted.size())));
    if (all.rows.size() < sorted.size())
        all.note = say(words::cut(grouped(all.rows.size()), grouped(sorted.size())));
    blocks.emplace_back(std::move(all));
    return blocks;
}

Cell cureCell(const ReportVerdict& v, const ReportWording& say)
{
    if (!v.cure.empty())
        return nameCell(v.cure);
    return v.ancestor.empty() ? Cell{say(words::noCure()), Tone::Muted} : nameCell(say(words::seeUnit(v.ancestor)));
}

std::vector<ReportBlock> verdictBlocks(const ReportData& data, const ReportWording& say)
{
    if (data.verdicts.empty())
        return {TextBlock{say(words::noVerdicts()), Tone::Muted}};
    TableBlock table;
    table.columns = {{say(words::unit())},       {say(words::verdict())},     {say(words::evidence())},
                     {say(words::bestCure())},   {say(words::errorMetric())}, {say(words::before()), true},
                     {say(words::after()), true}};
    for (const ReportVerdict& v : data.verdicts) {
        const bool decibel = v.metric == "SQNR";
        const auto error = [&](double e) { return decibel ? say(decibels(e)) : shortNumber(e); };
        const bool better = decibel ? v.after > v.before : v.after < v.before;
        table.rows.push_back({nameCell(v.unit),
                              nameCell(say(words::verdictWord(v.verdict))),
                              nameCell(say(v.evidence), 400),
                              cureCell(v, say),
                              {visibleText(v.metric)},
                              {error(v.before)},
                              {error(v.after), better ? Tone::Good : Tone::None}});
    }
    return {std::move(table)};
}

std::vector<ReportBlock> versionBlocks(const ReportData& data, const ReportWording& say)
{
    FactsBlock facts{{{say(words::program()), visibleText(data.program)},
                      {say(words::onnxRuntime()), visibleText(data.onnxRuntime)},
                      {say(words::kernels()),
                       data.sweepKernels.empty() ? data.kernels : say(words::kernelsText(data.kernels, data.sweepKernels))},
                      {say(words::made()), visibleText(data.made)},
                      {say(words::modelHash()), visibleText(data.modelFingerprint)},
                      {say(words::rulesHash()), visibleText(data.rulesFingerprint)},
                      {say(words::configurationHash()), visibleText(data.configurationFingerprint)},
                      {say(words::calibrationHash()), visibleText(data.calibration.fingerprint)},
                      {say(words::evaluationHash()), visibleText(data.evaluation.fingerprint)}}};
    return {std::move(facts), TextBlock{say(words::hashNote()), Tone::Muted}};
}

} // namespace

Cell nameCell(const std::string& text, std::size_t most) { return {middleCut(visibleText(text), most)}; }

Cell trustCell(const std::string& trust, const ReportWording& say)
{
    return {visibleText(say(words::trustWord(trust))), trust == "ok" ? Tone::Muted : Tone::Warning};
}

Tone toneOfSqnr(double decibels)
{
    // 20 dB: a tenth of the signal's size is error; 10 dB: a third.
    if (std::isnan(decibels) || decibels >= 20)
        return Tone::None;
    return decibels < 10 ? Tone::Bad : Tone::Warning;
}

ReportDocument makeReportDocument(const ReportData& data, std::size_t rowLimit, const ReportWording& say)
{
    ReportDocument document;
    document.language = say(words::language());
    document.contents = say(words::contents());
    const std::size_t slash = data.model.find_last_of('/');
    document.title = say(words::title(nameCell(slash == std::string::npos ? data.model : data.model.substr(slash + 1)).text));
    document.subtitle = say(words::subtitle(visibleText(data.program), visibleText(data.profile), visibleText(data.made)));
    auto& sections = document.sections;
    sections = {{"summary", say(words::summary()), summaryBlocks(data, say)},
                {"accuracy", say(words::accuracy()), accuracyBlocks(data, say)},
                {"findings", say(words::findings()), findingBlocks(data, rowLimit, say)},
                {"verdicts", say(words::verdicts()), verdictBlocks(data, say)},
                {"layers", say(words::layers()), layerBlocks(data, say)},
                {"sensitivity", say(words::sensitivity()), sensitivityBlocks(data, say)},
                {"configuration", say(words::configuration()), configurationBlocks(data, say)},
                {"tables", say(words::tables()), fullTableBlocks(data, rowLimit, say)},
                {"versions", say(words::versions()), versionBlocks(data, say)},
                {"commands", say(words::commands()), {}}};
    CommandsBlock commands;
    for (const ReportCommand& c : data.commands)
        for (const ReportSection& s : sections)
            if (s.id == c.section)
                commands.commands.emplace_back(s.title, visibleText(c.line));
    if (commands.commands.empty())
        sections.back().blocks.emplace_back(TextBlock{say(words::noCommands()), Tone::Muted});
    else
        sections.back().blocks.emplace_back(std::move(commands));
    return document;
}

} // namespace qb
