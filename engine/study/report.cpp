// SPDX-License-Identifier: GPL-3.0-or-later
// Workspace::report: gathers what compare, sensitivity, eval and the resolver say into the numbers of a report.
#include "engine/exporters/report.h"

#include "engine/analysis/output_errors.h"
#include "engine/base/error.h"
#include "engine/exporters/analysis_files.h"
#include "engine/exporters/report_text.h"
#include "engine/exporters/report_words.h"
#include "engine/qconfig/rule_text.h"
#include "engine/study/bad_case.h"
#include "engine/study/workspace.h"

#include <algorithm>
#include <cmath>
#include <ctime>

#include <fmt/chrono.h>
#include <fmt/format.h>

namespace qb {

namespace {

std::vector<ReportPort> portsOf(const std::vector<PortInfo>& ports)
{
    std::vector<ReportPort> result;
    result.reserve(ports.size());
    for (const PortInfo& p : ports)
        result.push_back({p.name, p.typeText.empty() ? std::string(toString(p.type)) : p.typeText, toString(p.shape)});
    return result;
}

ReportTensor tensorOf(const Model& model, const CompareRow& row, const std::string& name, const SampleSet& samples)
{
    const MetricSums pooled = row.metrics.pooled();
    const double scale = row.scale();
    ReportTensor t;
    t.name = name;
    t.opType = model.unit(row.unit).opType;
    t.shape = toString(row.shape);
    t.dtype = quantDType(model, row);
    if (row.params && !row.params->perChannel() && !row.params->scales.empty())
        t.scale = scale;
    t.cosine = pooled.value(Metric::Cosine);
    t.l1 = pooled.value(Metric::L1);
    t.atol = pooled.value(Metric::Atol);
    t.maxQscaleDiff = pooled.value(Metric::MaxQscaleDiff, scale);
    t.sqnr = pooled.value(Metric::Sqnr);
    t.mse = pooled.value(Metric::Mse);
    t.clippedShare = pooled.value(Metric::ClippedShare);
    t.cosineMean = row.metrics.mean(Metric::Cosine).value;
    t.sqnrMean = row.metrics.mean(Metric::Sqnr).value;
    t.sqnrLeftOut = row.metrics.mean(Metric::Sqnr).leftOut;
    if (pooled.count != 0) {
        const auto n = static_cast<double>(pooled.count);
        t.floatMin = pooled.aMin, t.floatMax = pooled.aMax, t.floatMean = pooled.aSum / n;
        t.quantMin = pooled.bMin, t.quantMax = pooled.bMax, t.quantMean = pooled.bSum / n;
    }
    t.trust = toString(pooled.trust());
    if (const auto worst = row.metrics.worst(Metric::Sqnr)) {
        t.worstSample = worst->sample;
        for (std::size_t i = 0; i < samples.size(); ++i)
            if (samples.sampleId(i) == worst->sample)
                t.worstSampleName = samples.sampleName(i);
    }
    return t;
}

ReportSamples samplesOf(const SampleSet& set)
{
    ReportSamples s;
    s.path = set.options().path;
    s.total = set.total();
    for (std::size_t i = 0; i < set.size(); ++i)
        s.ids.push_back(set.sampleId(i));
    for (const InputFeed& f : set.feeds())
        s.feeds.push_back(words::feed(f.name, f.text));
    s.fingerprint = set.fingerprint().hex();
    return s;
}

std::string dtypeText(const SharedParams& params) { return std::string(toString(params ? params->dtype : DType::Float32)); }

/// The dtypes of what a unit multiplies: "int8 x int16", activation first.
std::string workDtype(const Model& model, const Plan& plan, UnitId id)
{
    const Unit& unit = model.unit(id);
    const auto pair = [](const std::string& a, const std::string& b) { return a + " × " + b; };
    const std::string isFloat(toString(DType::Float32));
    const PointId weight = unit.weight ? model.units.pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
    if (plan.floatUnit[indexOf(id)] != 0 || unit.main == NodeId::None)
        return pair(isFloat, isFloat);
    std::vector<std::string> operands;
    const auto& inputs = model.graph.node(unit.main).inputs;
    for (std::size_t k = 0; k < inputs.size() && operands.size() < 2; ++k)
        if (std::find(unit.inputs.begin(), unit.inputs.end(), inputs[k]) != unit.inputs.end()) {
            const ReadParams read = readParams(model.units, plan, id, inputs[k], k);
            operands.push_back(dtypeText(read.operand ? read.operand : read.produced));
        }
    if (operands.empty())
        return pair(isFloat, isFloat);
    if (weight != PointId::None)
        return pair(operands.front(), dtypeText(plan.at(weight)));
    return pair(operands.front(), operands.back());
}

/// Counts by dtype, the most frequent first; without a dtype are those that have none.
std::vector<ReportShare> sorted(const std::map<std::string, ReportShare>& shares, bool byMacs)
{
    std::vector<ReportShare> list;
    list.reserve(shares.size());
    for (const auto& [dtype, share] : shares)
        list.push_back({dtype.empty() ? words::integersOnly() : Text::verbatim(dtype), share.count, share.macs});
    std::stable_sort(list.begin(), list.end(),
                     [&](const ReportShare& a, const ReportShare& b) { return byMacs ? a.macs > b.macs : a.count > b.count; });
    return list;
}

void addShares(const Model& model, const Plan& plan, ReportData& data)
{
    std::map<std::string, ReportShare> units;
    std::map<std::string, ReportShare> work;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        const Unit& unit = model.unit(id);
        const PointId output = model.units.pointOf(id, PointKind::Output);
        ReportShare& given = units[output == PointId::None ? std::string() : dtypeText(plan.at(output))];
        given.count += 1;
        given.macs += unit.macs;
        data.parameters += unit.parameters;
        if (unit.macs != 0) {
            ReportShare& share = work[workDtype(model, plan, id)];
            share.count += 1;
            share.macs += unit.macs;
        }
    }
    data.unitsByDtype = sorted(units, false);
    data.workByDtype = sorted(work, true);
}

Text scaleText(const SharedParams& params)
{
    if (!params || params->scales.empty())
        return {};
    const auto [low, high] = std::minmax_element(params->scales.begin(), params->scales.end());
    Text scale = params->perChannel() ? words::channels(shortNumber(*low), shortNumber(*high), params->scales.size())
                                      : Text::verbatim(shortNumber(*low, 6));
    if (params->zeroPoints.size() == 1 && params->zeroPoints.front() != 0)
        return words::zeroPoint(scale, params->zeroPoints.front());
    return scale;
}

/// Dtype, observer or fixed grid, or why there is none.
Text configText(const Model& model, const PointConfig& c)
{
    if (!c.active)
        return c.whyNot;
    const std::string dtype(toString(c.dtype));
    if (c.follows != PointId::None)
        return words::follows(dtype, model.point(c.follows).name);
    if (c.fixed)
        return words::fixed(dtype);
    if (!isInteger(c.dtype))
        return Text::verbatim(dtype);
    const std::string grid = dtype + " " + c.observer.text();
    return c.scheme == Scheme::Affine ? words::affine(grid) : Text::verbatim(grid);
}

ReportRule ruleOf(const Rule& rule, int decides)
{
    ReportRule r{std::string(rule.type()), rule.text(), rule.enabled, decides, whatItSets(rule), {}};
    if (const auto* over = std::get_if<OverrideRule>(&rule.what); over && over->units)
        r.units = *over->units;
    return r;
}

void addConfiguration(const Model& model, const RuleSet& rules, const Effective& effective, const Plan& plan, ReportData& data)
{
    for (std::size_t r = 0; r < rules.rules.size(); ++r)
        data.rules.push_back(ruleOf(rules.rules[r], effective.decides[r]));
    for (std::size_t i = 0; i < model.pointCount(); ++i) {
        const auto id = static_cast<PointId>(i);
        const PointConfig& c = effective.at(id);
        if (model.point(id).kind == PointKind::Operand && !c.active)
            continue;
        data.points += 1;
        data.activePoints += plan.at(id) ? 1 : 0;
        ReportPoint p;
        p.point = model.point(id).name;
        p.requested = toString(c.requested);
        // An accumulator that nobody rounds is computed in float here; it is what was asked for.
        p.effective = c.active ? toString(c.dtype) : c.requested == DType::Int32 ? p.requested : toString(DType::Float32);
        p.config = configText(model, c);
        p.scale = scaleText(plan.at(id));
        if (c.rule >= 0)
            p.rule = c.rule + 1;
        p.story = c.story;
        data.effective.push_back(std::move(p));
    }
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const Unit& unit = model.units.units[u];
        const bool floats = std::any_of(unit.outputs.begin(), unit.outputs.end(),
                                        [&](ValueId v) { return isMeasurable(model.graph.value(v).type); });
        if (floats && !effective.whyNotUnit[u].empty())
            data.floatUnits.emplace_back(unit.name, effective.whyNotUnit[u]);
    }
}

std::vector<ReportSensitivity> sensitivityOf(const Model& model, const Plan& plan, const Sensitivity& s)
{
    std::uint64_t total = 0;
    for (const Unit& u : model.units.units)
        total += u.macs;
    std::vector<ReportSensitivity> tables;
    for (std::size_t o = 0; o < s.outputs.size(); ++o) {
        ReportSensitivity table{model.graph.value(s.outputs[o]).name, {}};
        for (const PointErrors& e : s.rows) {
            if (e.outputs[o].samples().empty())
                continue;
            const MetricSums pooled = e.outputs[o].pooled();
            const Unit& unit = model.unitOf(e.point);
            ReportSensitive row;
            row.point = model.point(e.point).name;
            row.unit = unit.name;
            row.opType = unit.opType;
            row.dtype = dtypeText(plan.at(e.point));
            row.weight = model.point(e.point).kind == PointKind::Weight;
            row.macs = unit.macs;
            row.macsShare = total == 0 ? 0 : static_cast<double>(unit.macs) / static_cast<double>(total);
            row.cosine = pooled.value(Metric::Cosine);
            row.l1 = pooled.value(Metric::L1);
            row.atol = pooled.value(Metric::Atol);
            row.mse = pooled.value(Metric::Mse);
            row.sqnr = pooled.value(Metric::Sqnr);
            row.trust = toString(pooled.trust());
            table.rows.push_back(std::move(row));
        }
        const auto badness = [](const ReportSensitive& r) { return std::isnan(r.l1) ? -1 : r.l1; };
        std::stable_sort(table.rows.begin(), table.rows.end(),
                         [&](const ReportSensitive& a, const ReportSensitive& b) { return badness(a) > badness(b); });
        tables.push_back(std::move(table));
    }
    return tables;
}

/// Without those that several steps have told.
void addFindings(ReportData& data, const Findings& findings)
{
    for (const Finding& f : findings)
        if (std::find(data.findings.begin(), data.findings.end(), f) == data.findings.end())
            data.findings.push_back(f);
}

void addVerdicts(const Model& model, const Advice& advice, ReportData& data)
{
    for (const AdviceRow& row : advice.rows) {
        ReportVerdict v;
        v.unit = model.unit(row.unit).name;
        v.verdict = toString(row.verdict);
        v.evidence = row.why;
        v.metric = toString(advice.metric);
        if (row.ancestor != UnitId::None)
            v.ancestor = model.unit(row.ancestor).name;
        if (const TriedCure* best = bestCure(advice.metric, row)) {
            v.cure = best->config;
            v.before = best->errorBefore;
            v.after = best->errorAfter;
        }
        data.verdicts.push_back(std::move(v));
    }
}

/// `all`: what makes the questions about layers, which else look at the study's bad case alone, look at the samples of the
/// report.
std::vector<ReportCommand> commandsOf(const ReportOptions& o, const std::string& all)
{
    if (o.subject.empty())
        return {};
    const auto line = [&](const std::string& command, const std::string& rest) {
        return "quantbench-cli " + command + " " + o.subject + rest;
    };
    const std::string data = o.data.empty() ? "" : " " + o.data;
    std::vector<ReportCommand> commands{{"summary", line("inspect", "")}, {"accuracy", line("compare", data + all)}};
    if (!o.task.empty())
        commands.push_back(
            {"accuracy", line("eval", data + (o.scoreCommand.empty() ? " --task " + o.task : " --score " + o.task))});
    commands.push_back({"findings", line("check", data)});
    if (o.sensitivity)
        commands.push_back({"verdicts", line("advise", data + all)});
    commands.push_back({"layers", line("compare", data + all + " --csv layers.csv")});
    if (o.sensitivity)
        commands.push_back({"sensitivity", line("sensitivity", data + all)});
    commands.push_back({"configuration", line("rules", "")});
    commands.push_back(
        {"versions", line("report", (o.file.empty() ? "" : " " + o.file) + data + (o.sensitivity ? "" : " --no-sensitivity"))});
    return commands;
}

} // namespace

/// The samples that the statistics have seen, also where their files are gone.
ReportSamples Workspace::calibrationSamples(Findings& findings, const JobContext& job)
{
    ReportSamples result;
    result.path = data(Use::Calibration).path;
    try {
        result = samplesOf(samples(Use::Calibration, job));
    } catch (const Error& e) {
        if (e.code() == ErrorCode::Interrupted)
            throw;
        findings.push_back({"report.calibration_data",
                            Severity::Info,
                            {},
                            {},
                            Text("the calibration data can't be read any more: {}", e.message()),
                            {},
                            {},
                            false});
    }
    result.ids.clear();
    const SampleIds seen = statistics().samples();
    for (const auto& [first, last] : seen.runs())
        for (SampleId id = first; id <= last; ++id)
            result.ids.push_back(id);
    result.total = std::max<std::uint64_t>(result.total, result.ids.size());
    return result;
}

ReportData Workspace::report(const SampleSet& set, const ReportOptions& options, const JobContext& job)
{
    const Model& model = *m_model;
    const PlanResult& planned = plan(job);
    ReportData data;
    data.made = fmt::format("{:%Y-%m-%d %H:%M} UTC", fmt::gmtime(std::time(nullptr)));
    data.program = options.program;
    data.onnxRuntime = OrtEnvironment::version();
    data.model = model.path;
    data.study = kept() ? m_study->path() : "";
    data.modelFingerprint = model.fingerprint.hex();
    data.configurationFingerprint = planned.plan.fingerprint().hex();
    const std::string rulesText = m_rules.toJson();
    data.rulesFingerprint = fingerprintOf(rulesText.data(), rulesText.size()).hex();
    data.profile = m_rules.profile;
    data.profileTitle = profile().title;
    data.kernels = toString(options.kernels);
    data.inputs = portsOf(model.inputs);
    data.outputPorts = portsOf(model.outputs);
    data.units = model.unitCount();
    data.top = options.top;
    addShares(model, planned.plan, data);
    addConfiguration(model, m_rules, effective(), planned.plan, data);
    data.evaluation = samplesOf(set);
    data.calibration = calibrationSamples(data.findings, job);

    const Comparison c = compare(set, Plan::allFloat(model.units), CompareMode::Cumulative, options.kernels, options.reuse, job);
    for (const CompareRow& row : c.rows)
        if (!row.metrics.samples().empty())
            data.layers.push_back(tensorOf(model, row, model.unit(row.unit).name, set));
    for (const CompareRow& row : c.outputs)
        if (!row.metrics.samples().empty())
            data.outputs.push_back(tensorOf(model, row, model.graph.value(row.value).name, set));

    for (const Findings& f : {model.findings, takeFindings(), effective().findings, planned.findings, c.findings})
        addFindings(data, f);
    addFindings(data, check(job).findings);
    if (const auto changed = changedSinceCalibration(job))
        addFindings(data, {*changed});
    if (measurableOutputs(model.outputs).empty()) {
        data.whyNoSensitivity = words::noOutputOfNumbers();
    } else if (options.sensitivity) {
        SensitivityOptions sweep;
        sweep.points = switchablePoints(model, planned.plan);
        sweep.memoryBytes = options.memoryBytes;
        Findings findings;
        data.sweepKernels = toString(options.sweepKernels);
        data.sensitivity = sensitivityOf(model, planned.plan,
                                         sensitivity(set, std::move(sweep), options.sweepKernels, options.reuse, job, findings));
        AdvisorOptions advisor;
        advisor.memoryBytes = options.memoryBytes;
        addVerdicts(model, advise(set, advisor, options.sweepKernels, options.reuse, job, findings), data);
        addFindings(data, findings);
    } else {
        data.whyNoSensitivity = words::leftOutByRequest();
    }
    if (!options.task.empty()) {
        const TaskEvaluation e = evaluateTask(set, options.scoreCommand, {}, options.kernels, job);
        data.task = options.task;
        data.taskScores = {{"float", e.floatScores}, {"simulated", e.simulated}, {"exported", e.exported}};
        addFindings(data, e.findings);
    }
    const bool hasBadCase = chosenCase(*m_study) && !set.options().sample;
    data.commands = commandsOf(options, hasBadCase ? " --sample all" : "");
    return data;
}

} // namespace qb
