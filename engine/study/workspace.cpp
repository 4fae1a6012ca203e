// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/workspace.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/model/graph_session.h"
#include "engine/qconfig/effective_text.h"
#include "engine/study/bad_case.h"
#include "engine/study/selector_metrics.h"
#include "engine/study/stored_custom.h"
#include "engine/study/sweep.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

#include <unistd.h>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr std::string_view kRulesKey = "quantbench_rules"; // in an exported model's metadata

bool isStudyFile(const std::string& path)
{
    char head[16] = {};
    std::ifstream(path, std::ios::binary).read(head, sizeof head);
    return std::string_view(head, 15) == "SQLite format 3" || path.ends_with(".qbs");
}

/// What a model is configured with before anybody says anything: its own Q/DQ pairs, or the rules it was exported with,
/// or the target's preset.
RuleSet rulesFor(const Model& model)
{
    if (const auto stored = model.graph.metadata.find(std::string(kRulesKey)); stored != model.graph.metadata.end())
        return RuleSet::fromJson(stored->second);
    RuleSet rules;
    if (model.imported.empty())
        rules = RuleSet::ofPreset(rules.profile);
    else
        rules.rules.push_back({ImportedRule{}, true});
    return rules;
}

bool canWrite(const std::string& path)
{
    const std::string folder = std::filesystem::absolute(path).parent_path().string();
    return ::access(path.c_str(), W_OK) == 0 && ::access(folder.c_str(), W_OK) == 0;
}

/// Units that were observed, or that a rule names one by one, and that the model has no more; ascending.
std::vector<std::string> goneUnits(const Model& model, const std::vector<std::string>& points, const RuleSet& rules)
{
    std::set<std::string> names;
    for (const std::string& point : points)
        names.insert(point.substr(0, point.rfind(':')));
    for (const Rule& rule : rules.rules)
        if (const auto* override = std::get_if<OverrideRule>(&rule.what); override && override->units)
            names.insert(override->units->begin(), override->units->end());
    std::erase_if(names, [&](const std::string& name) { return model.units.findUnit(name) != UnitId::None; });
    return {names.begin(), names.end()};
}

Text shortList(const std::vector<std::string>& names)
{
    constexpr std::size_t kMost = 8;
    std::vector<Text> shown;
    for (const std::string& name : names)
        if (shown.size() < kMost)
            shown.push_back(Text::verbatim(name));
    const Text list = Text::joined(shown, ", ");
    return names.size() <= kMost ? list : Text("{} and {} more", list, names.size() - kMost);
}

} // namespace

Workspace::Workspace(OrtEnvironment& environment, const std::string& path, const std::string& saveAs, const DimBindings& dims,
                     const JobContext& job)
    : Workspace(environment, path, Opening{saveAs, dims, OpenMode::ReadWrite, {}}, job)
{
}

Workspace::Workspace(OrtEnvironment& environment, const std::string& path, const Opening& how, const JobContext& job)
    : m_environment(environment)
{
    if (!std::filesystem::exists(path))
        throw Error(ErrorCode::BadInput, Text("there is no file {}", path), Text("check the path"), {{"file", path}});
    if (!how.model.empty() && !isStudyFile(path))
        throw Error(ErrorCode::Usage, Text("--model says where the model of a study lies, and {} is none", path),
                    Text("leave it out, or give the study"));
    std::string modelPath = path;
    if (isStudyFile(path)) {
        m_readOnly = how.mode == OpenMode::ReadOnly || !canWrite(path);
        m_study = std::make_unique<Study>(Study::open(path, m_readOnly ? OpenMode::ReadOnly : OpenMode::ReadWrite));
        if (m_readOnly && how.mode == OpenMode::ReadWrite)
            m_findings.push_back({"study.read_only",
                                  Severity::Warning,
                                  {},
                                  {},
                                  Text("nothing can be written where the study lies: what is found out is not kept"),
                                  {},
                                  Text("copy it to a folder of your own"),
                                  false});
        modelPath = how.model.empty() ? m_study->modelPath() : how.model;
        if (!std::filesystem::exists(modelPath))
            throw Error(ErrorCode::BadInput,
                        how.model.empty() ? Text("the model of the study is not at {} any more", modelPath)
                                          : Text("there is no file {}", modelPath),
                        Text("say where it lies now"), {{"file", modelPath}});
        if (const auto options = m_study->calibrationOptions())
            m_calibrationData = *options;
        if (const auto options = m_study->evaluationOptions())
            m_evaluationData = *options;
    }
    DimBindings bound = how.dims;
    bound.insert(m_calibrationData.dims.begin(), m_calibrationData.dims.end());
    m_model = openModel(modelPath, environment, bound, job);
    learnShapes(job);
    if (!m_study) {
        const bool kept = !how.saveAs.empty() && how.mode == OpenMode::ReadWrite;
        m_study = std::make_unique<Study>(Study::create(kept ? how.saveAs : ":memory:", path, m_model->fingerprint));
        m_rules = rulesFor(*m_model);
        setRules(m_rules);
        return;
    }
    m_rules = m_study->rules().empty() ? rulesFor(*m_model) : RuleSet::fromJson(m_study->rules());
    // Said again and again, until there are statistics of the model as it is.
    const bool isNew = m_study->modelFingerprint() != m_model->fingerprint;
    const auto observed = m_study->statisticsSource();
    if (observed ? observed->model != m_model->fingerprint : isNew) {
        const std::vector<std::string> gone =
            goneUnits(*m_model, m_study->loadStatistics(*m_model, SampleRowsIn::Study).unmatched, m_rules);
        m_findings.push_back(
            {"study.model_changed",
             Severity::Warning,
             {},
             {},
             Text("the model file has changed since the study was made; statistics and results of the old one are not used{}",
                  gone.empty() ? Text() : Text("; not there any more: {}", shortList(gone))),
             {{"gone", static_cast<double>(gone.size())}},
             gone.empty() ? Text("calibrate again") : Text("calibrate again, and look at the rules that name these units"),
             false});
    }
    if (!m_readOnly && (isNew || !how.model.empty()))
        m_study->setModel(modelPath, m_model->fingerprint);
}

void Workspace::forgetPlan()
{
    m_effective.reset();
    m_plan.reset();
}

void Workspace::setRules(RuleSet rules, Keep keep)
{
    const bool stored = !m_readOnly && keep == Keep::InStudy;
    const std::string json = stored ? rules.toJson() : std::string();
    if (stored)
        (void)RuleSet::fromJson(json); // what can't be read again would lock the study up
    if (rules.profile != m_rules.profile)
        m_profile.reset();
    m_rules = std::move(rules);
    if (stored) {
        m_study->setRules(json);
        m_study->setProfile(m_rules.profile);
    }
    forgetPlan();
}

const Profile& Workspace::profile()
{
    if (!m_profile)
        m_profile = Profile::load(m_rules.profile);
    return *m_profile;
}

const Effective& Workspace::effective()
{
    if (!m_effective)
        m_effective = resolve(*m_model, m_rules, profile());
    return *m_effective;
}

void Workspace::setData(Use use, DataOptions options, Keep keep)
{
    DataOptions& mine = use == Use::Calibration ? m_calibrationData : m_evaluationData;
    mine = std::move(options);
    if (m_readOnly || keep == Keep::ThisRun)
        return;
    const auto stored = use == Use::Calibration ? m_study->calibrationOptions() : m_study->evaluationOptions();
    if (stored.value_or(DataOptions{}) == mine)
        return;
    if (use == Use::Calibration)
        m_study->setCalibrationOptions(mine);
    else
        m_study->setEvaluationOptions(mine);
}

SampleSet Workspace::samples(Use use, const JobContext& job)
{
    const DataOptions& own = data(use);
    return samples(own.path.empty() ? m_calibrationData : own, job);
}

SampleSet Workspace::samples(const DataOptions& options, const JobContext& job)
{
    if (options.path.empty())
        throw Error(ErrorCode::Usage, Text("no data was named"), Text("give a folder or a file"));
    SampleSet set = SampleSet::open(options, m_model->inputs, job);
    m_findings.insert(m_findings.end(), set.findings().begin(), set.findings().end());
    return set;
}

const PlanResult& Workspace::plan(const JobContext& job)
{
    if (!m_plan)
        m_plan = makePlan(*m_model, effective(), statisticsTable(), job);
    return *m_plan;
}

Plan Workspace::planOf(const RuleSet& rules, const JobContext& job)
{
    return makePlan(*m_model, resolve(*m_model, rules, Profile::load(rules.profile)), statisticsTable(), job).plan;
}

Evaluator& Workspace::evaluator(Kernels kernels)
{
    auto& evaluator = m_evaluators[kernels];
    if (!evaluator)
        evaluator = std::make_unique<Evaluator>(m_model, m_environment, kernels);
    return *evaluator;
}

SelectorFacts Workspace::selectorFacts(bool withMetrics, const JobContext& job)
{
    SelectorFacts facts;
    facts.dtype = [this](UnitId unit) -> std::optional<DType> {
        const PointId p = m_model->units.pointOf(unit, PointKind::Output);
        if (p == PointId::None)
            return std::nullopt;
        return givenDType(*m_model, effective(), p);
    };
    if (!withMetrics || statistics().samples().empty())
        return facts;
    const LayerSamples layers = layerSamples(*this, job);
    m_findings.insert(m_findings.end(), layers.findings.begin(), layers.findings.end());
    const auto comparison = std::make_shared<Comparison>(onlySample(
        compare(layers.set, Plan::allFloat(m_model->units), CompareMode::Cumulative, Kernels::Reference, Reuse::Stored, job),
        layers.only));
    facts.metric = metricsOf(comparison);
    return facts;
}

Comparison Workspace::compare(const SampleSet& samples, const Plan& baseline, CompareMode mode, Kernels kernels, Reuse reuse,
                              const JobContext& job, const std::optional<CustomMetric>& custom, const CompareWatch& watch)
{
    const Plan& analysis = plan(job).plan;
    // What is stored as "local" alone, by earlier versions, holds cumulative errors at inputs and outputs.
    const ResultKey key{analysis.fingerprint(), baseline.fingerprint(), samples.fingerprint(),
                        mode == CompareMode::Local ? "local throughout" : "cumulative", std::string(toString(kernels))};
    std::optional<CustomMetric> metric = custom;
    if (metric && mode == CompareMode::Local)
        metric->ofOutputs.reset();
    const auto stored = [&](const ResultKey& of) {
        std::optional<Comparison> found = reuse == Reuse::Stored ? m_study->findComparison(of, *m_model) : std::nullopt;
        if (found && metric && !addStoredCustom(*m_study, of, *m_model, *metric, *found))
            found.reset();
        return found;
    };
    const auto store = [&](const ResultKey& as, const Comparison& comparison) {
        if (m_readOnly)
            return;
        m_study->putComparison(as, withoutCustom(comparison), *m_model);
        if (custom)
            storeCustom(*m_study, as, *m_model, comparison);
    };
    if (std::optional<Comparison> whole = stored(key)) {
        // Parameters are the plan's; only what was measured is stored.
        for (auto* rows : {&whole->rows, &whole->outputs})
            for (CompareRow& row : *rows)
                if (row.point != PointId::None && rows == &whole->rows)
                    row.params = analysis.at(row.point);
        return std::move(*whole);
    }
    ResultKey keyOfPart = key;
    keyOfPart.mode += " in part";
    const std::optional<Comparison> before = stored(keyOfPart);
    Comparison part = before.value_or(Comparison());
    Comparison comparison;
    using Clock = std::chrono::steady_clock;
    constexpr std::chrono::seconds kStoreEvery{20}; // what a kill may cost
    Clock::time_point nextStore = Clock::now() + kStoreEvery;
    const CompareWatch keep = [&](const Comparison& soFar) {
        if (watch)
            watch(soFar);
        if (Clock::now() < nextStore)
            return;
        const auto began = Clock::now();
        store(keyOfPart, soFar);
        nextStore = Clock::now() + std::max<Clock::duration>(kStoreEvery, 10 * (Clock::now() - began));
    };
    try {
        comparison = comparePerLayer(evaluator(kernels), samples, baseline, analysis, mode, job, metric, keep, &part);
    } catch (const Error&) {
        if (part.samples.size() > (before ? before->samples.size() : 0))
            store(keyOfPart, part);
        throw;
    }
    store(key, comparison);
    if (!m_readOnly)
        m_study->removeComparison(keyOfPart);
    return comparison;
}

OtherModel Workspace::otherModel(const std::string& path, const SampleSet& samples, const JobContext& job)
{
    OtherModel other;
    other.model = openModel(path, m_environment, samples.options().dims, job);
    if (!other.model->runnable())
        throw Error(ErrorCode::NotRunnable, Text("{} can't be run: {}", path, other.model->whyNotRunnable), {}, {{"file", path}});
    other.counterparts = findCounterparts(*m_model, *other.model);
    RuleSet rules;
    rules.profile = m_rules.profile;
    rules.rules.push_back({ImportedRule{}, true});
    StatisticsTable nothing;
    nothing.points.resize(other.model->pointCount());
    other.plan = other.model->imported.empty()
                     ? Plan::allFloat(other.model->units)
                     : makePlan(*other.model, resolve(*other.model, rules, profile()), nothing, job).plan;
    return other;
}

namespace {

/// To agree, something must have been compared; `inputs`: what goes in alone counts as well.
void refuseNothing(const Model& model, const Comparison& comparison, const std::string& path, bool inputs)
{
    const auto measured = [&](const CompareRow& row) {
        return !row.metrics.samples().empty() &&
               (inputs || row.unit == UnitId::None || model.unit(row.unit).main != NodeId::None);
    };
    if (std::none_of(comparison.rows.begin(), comparison.rows.end(), measured) &&
        std::none_of(comparison.outputs.begin(), comparison.outputs.end(), measured))
        throw Error(ErrorCode::BadInput, Text("nothing of {} could be compared with this model", path),
                    Text("tensors are matched by name, samples by number: take another form of the same network, or a sample "
                         "that is there"),
                    {{"file", path}});
}

} // namespace

ForeignComparison Workspace::compareWithModel(const SampleSet& samples, const std::string& path, Kernels kernels,
                                              const JobContext& job)
{
    const OtherModel other = otherModel(path, samples, job);
    Evaluator there(other.model, m_environment, kernels);
    ForeignComparison result;
    result.other =
        other.model->imported.empty() ? ForeignComparison::Other::FloatModel : ForeignComparison::Other::QuantizedModel;
    result.comparison =
        compareWithForeign(evaluator(kernels), samples,
                           tensorsOfModel(m_model, there, other.plan, other.counterparts, samples, job), plan(job).plan, job);
    refuseNothing(*m_model, result.comparison, path, false); // the same samples go into both
    result.diverges = firstDiverging(result.comparison);
    result.unmatchedHere = other.counterparts.unmatchedHere;
    for (const std::string& unit : other.counterparts.unmatchedThere)
        result.unmatchedThere.push_back(Text::verbatim(unit));
    return result;
}

ForeignComparison Workspace::compareWithDump(const SampleSet& samples, const std::string& folder, Kernels kernels,
                                             const JobContext& job, std::optional<std::uint64_t> of)
{
    DumpFolder dump = openDump(folder, m_model, plan(job).plan, samples, of);
    ForeignComparison result;
    result.other = ForeignComparison::Other::Dump;
    result.comparison = compareWithForeign(evaluator(kernels), samples, dump.tensors, plan(job).plan, job);
    refuseNothing(*m_model, result.comparison, folder, true);
    result.comparison.findings.insert(result.comparison.findings.begin(), dump.findings.begin(), dump.findings.end());
    result.diverges = firstDiverging(result.comparison);
    result.unmatchedThere = std::move(dump.unmatched);
    for (const CompareRow& row : result.comparison.rows)
        if (row.metrics.samples().empty())
            result.unmatchedHere.push_back(m_model->unit(row.unit).name);
    return result;
}

Sensitivity Workspace::sensitivity(const SampleSet& samples, SensitivityOptions options, Kernels kernels, Reuse reuse,
                                   const JobContext& job, Findings& findings)
{
    const Plan& analysis = plan(job).plan;
    const SensitivitySink shown = options.sink;
    const auto customShown = options.customSink;
    // By the contents of the files: rows of data that have changed since are none of these.
    resumeSensitivity(*m_study, *m_model, analysis, samples.fingerprint(), toString(kernels), options);
    if (m_readOnly)
        options.sink = shown, options.customSink = customShown;
    if (reuse == Reuse::Recompute)
        options.known = {}; // what is measured anew replaces what is stored
    Sensitivity result;
    try {
        measureSensitivity(evaluator(kernels), samples, analysis, options, result, job, findings);
    } catch (const Error&) {
        m_study->flush();
        throw;
    }
    m_study->flush();
    return result;
}

Exported Workspace::exportModel(QdqDomain domain, std::optional<GuardFloat> guard, const JobContext& job)
{
    ExportOptions options;
    options.domain = domain;
    options.guardFloat = guard.value_or(profile().guardFloat ? GuardFloat::Yes : GuardFloat::No);
    options.metadata[std::string(kRulesKey)] = m_rules.toJson();
    if (!m_calibrationData.path.empty())
        options.proofSamples.push_back(samples(Use::Calibration, job).load(0).inputs);
    return exportQdq(*m_model, plan(job).plan, options, m_environment);
}

TaskEvaluation Workspace::evaluateTask(const SampleSet& samples, const std::string& scoreCommand, const std::string& exportedPath,
                                       Kernels kernels, const JobContext& job)
{
    TaskEvaluation result;
    Evaluator& units = evaluator(kernels);
    const Plan exact = Plan::allFloat(m_model->units);
    const Plan& quantized = plan(job).plan;
    const auto simulate = [&](const Plan& p) {
        return [&units, &p, &job](std::span<const Tensor> inputs) { return units.outputs({&p}, inputs, job); };
    };
    const auto floats = collectOutputs(*m_model, samples, simulate(exact), Text("float"), job, result.findings);
    const auto simulated = collectOutputs(*m_model, samples, simulate(quantized), Text("simulated"), job, result.findings);
    const auto session = [&] {
        if (!exportedPath.empty())
            return Session(m_environment, exportedPath, Kernels::Fast);
        return graphSession(m_environment, exportModel(QdqDomain::Auto, {}, job).graph, Kernels::Fast);
    }();
    const auto exported = collectOutputs(
        *m_model, samples, [&](std::span<const Tensor> inputs) { return session.run(inputs); }, Text("exported"), job,
        result.findings);
    const auto scores = [&](const std::vector<SampleOutputs>& outputs, const std::vector<SampleOutputs>& reference) {
        return scoreCommand.empty() ? classificationScores(*m_model, outputs, reference)
                                    : commandScores(*m_model, outputs, scoreCommand);
    };
    result.floatScores = scores(floats, {});
    result.simulated = scores(simulated, floats);
    result.exported = scores(exported, floats);
    result.samples = floats.size();
    return result;
}

} // namespace qb
