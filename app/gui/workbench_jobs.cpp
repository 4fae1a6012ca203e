// SPDX-License-Identifier: GPL-3.0-or-later
//
// What takes long and runs on Lane::Engine: it works on the workspace with the rules and data of the moment it was asked for
// (the study learns of edits on Lane::Study alone).
#include "app/gui/workbench.h"

#include "app/gui/configuration.h"
#include "app/gui/workbench_moment.h"
#include "engine/analysis/output_errors.h"
#include "engine/base/text.h"
#include "engine/exporters/report.h"
#include "engine/model/onnx_writer.h"
#include "engine/study/bad_case.h"

#include <QFileInfo>

#include <chrono>

namespace qb {

namespace {

constexpr double kStreamSeconds = 0.3;
constexpr std::size_t kAdvised = 10; ///< layers

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The plan with only its weights and constants quantized, or only its activations.
Plan partOf(const Model& model, Plan plan, Parts parts)
{
    for (std::size_t i = 0; i < plan.points.size(); ++i) {
        const PointKind kind = model.units.points[i].kind;
        const bool constant = kind == PointKind::Weight || kind == PointKind::Constant;
        if (constant != (parts == Parts::Weights))
            plan.points[i].reset();
    }
    return plan;
}

} // namespace

void Workbench::calibrate(Recalibrate how)
{
    if (!isOpen())
        return;
    struct Outcome {
        std::shared_ptr<const CalibrationData> statistics;
        std::shared_ptr<const Model> model;
        Findings findings;
    };
    const auto outcome = std::make_shared<Outcome>();
    m_jobs.start(
        {Lane::Engine, tr("Calibrate"), QStringLiteral("calibrate")},
        [this, w = m_workspace, how, outcome, options = m_bench.calibrationSet().options](const JobContext& job,
                                                                                          const JobRunner::Post& post) {
            w->setData(Use::Calibration, options, Keep::ThisRun); // the study has it from setData()
            std::exception_ptr stopped;
            try {
                w->calibrate(how, job, [this, &post](const CalibrationData& data) {
                    post([this, partial = std::make_shared<CalibrationData>(data)] { takeStatistics(partial); });
                });
            } catch (const Error&) {
                stopped = std::current_exception(); // what was observed until then holds
            }
            outcome->statistics = std::make_shared<CalibrationData>(w->statistics());
            outcome->model = w->model();
            outcome->findings = w->takeFindings();
            if (stopped)
                std::rethrow_exception(stopped);
        },
        [this, outcome](const Failure* failure) {
            logFindings(outcome->findings);
            if (failure)
                fail(tr("Calibration ended"), *failure);
            if (!outcome->statistics)
                return;
            if (outcome->model != m_bench.model())
                m_bench.refineModel(outcome->model); // the samples told what the file left open
            const SampleIds& seen = outcome->statistics->samples();
            const auto count = static_cast<int>(seen.size());
            if (!failure)
                log(Severity::Info, tr("Calibrated on %n sample(s).", nullptr, count));
            else if (count > 0)
                log(Severity::Info, tr("Calibration was stopped; %n sample(s) are kept.", nullptr, count));
            if (!failure || !m_bench.statistics() || !(m_bench.statistics()->samples() == seen))
                takeStatistics(outcome->statistics);
            refresh();
        });
}

void Workbench::compare(CompareMode mode, Parts parts, const QString& name) { compare(mode, parts, name, m_bench.rules()); }

void Workbench::compare(CompareMode mode, Parts parts, const QString& name, const RuleSet& rules)
{
    if (!isOpen())
        return;
    std::erase_if(m_shown.comparisons,
                  [&](const Shown::Compared& c) { return c.name == name && c.mode == mode && c.parts == parts; });
    m_shown.comparisons.push_back({name, mode, parts, rules});
    keepShown();
    auto result = std::make_shared<NamedComparison>();
    result->name = parts == Parts::Weights       ? tr("%1, weights only").arg(name)
                   : parts == Parts::Activations ? tr("%1, activations only").arg(name)
                                                 : name;
    result->mode = mode;
    m_jobs.start(
        {Lane::Engine, mode == CompareMode::Local ? tr("Compare layers one by one") : tr("Compare per layer"),
         QStringLiteral("compare %1 %2").arg(result->name).arg(static_cast<int>(mode))},
        [w = m_workspace, result, parts, now = moment(rules), custom = m_bench.customMetric()](const JobContext& job,
                                                                                               const JobRunner::Post&) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            result->badCase = samples.badCase;
            const Plan exact = Plan::allFloat(w->model()->units);
            Comparison all = parts == Parts::All
                                 ? w->compare(samples.set, exact, result->mode, Kernels::Fast, Reuse::Stored, job, custom)
                                 : comparePerLayer(w->evaluator(Kernels::Fast), samples.set, exact,
                                                   partOf(*w->model(), w->plan(job).plan, parts), result->mode, job, custom);
            result->comparison = onlySample(std::move(all), samples.only);
            result->comparison.findings.insert(result->comparison.findings.end(), samples.findings.begin(),
                                               samples.findings.end());
        },
        [this, result](const Failure* failure) {
            if (failure) {
                fail(tr("The comparison ended"), *failure);
                return;
            }
            logFindings(result->comparison.findings);
            m_bench.setComparison(result);
        });
}

void Workbench::sweep(SensitivityMode mode)
{
    if (!isOpen())
        return;
    m_shown.sweep = mode;
    keepShown();
    const auto whole = std::make_shared<SensitivityResult>();
    whole->mode = mode;
    const auto findings = std::make_shared<Findings>();
    m_sweepJob = m_jobs.start(
        {Lane::Engine, tr("Measure sensitivity"), QStringLiteral("sweep")},
        [this, w = m_workspace, whole, findings, now = moment(), custom = m_bench.customMetric()](const JobContext& job,
                                                                                                  const JobRunner::Post& post) {
            now.applyTo(*w);
            whole->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            whole->badCase = samples.badCase;
            *findings = samples.findings;
            SensitivityOptions options;
            options.only = samples.only;
            options.mode = whole->mode;
            if (custom)
                options.custom = custom->ofOutputs;
            options.points = switchablePoints(*w->model(), w->plan(job).plan);
            whole->planned = options.points.size();
            // Rows as they come, in batches.
            std::vector<ValueId> outputs;
            for (const std::size_t i : measurableOutputs(w->model()->outputs))
                outputs.push_back(w->model()->graph.outputs[i]);
            Sensitivity partial;
            partial.outputs = outputs;
            partial.custom = options.custom ? options.custom->text() : std::string();
            std::map<PointId, std::size_t> rowOf;
            const auto rowAt = [&](PointId point) -> PointErrors& {
                const auto [at, isNew] = rowOf.emplace(point, partial.rows.size());
                if (isNew)
                    partial.rows.push_back({point, {}});
                return partial.rows[at->second];
            };
            auto shown = Clock::now();
            options.sink = [&](PointId point, std::uint64_t sample, const std::vector<MetricSums>& sums) {
                std::vector<PooledMetrics>* row = point == PointId::None ? &partial.whole : &rowAt(point).outputs;
                row->resize(sums.size());
                for (std::size_t i = 0; i < sums.size(); ++i)
                    (*row)[i].add(sample, sums[i]);
                if (secondsSince(shown) < kStreamSeconds)
                    return;
                shown = Clock::now();
                auto view = std::make_shared<SensitivityResult>(*whole);
                view->sensitivity = partial;
                post([this, view] { m_bench.setSensitivity(view); });
            };
            options.customSink = [&](PointId point, std::uint64_t sample, double value) {
                (point == PointId::None ? partial.wholeCustom : rowAt(point).custom)[sample] = value;
            };
            try {
                whole->sensitivity = w->sensitivity(samples.set, options, Kernels::Fast, Reuse::Stored, job, *findings);
                whole->complete = true;
            } catch (const Error& e) {
                if (e.code() == ErrorCode::Interrupted)
                    whole->sensitivity = std::move(partial);
                throw;
            }
        },
        [this, whole, findings](const Failure* failure) {
            logFindings(*findings);
            if (failure)
                fail(tr("The sweep ended"), *failure);
            if (!failure || !whole->sensitivity.rows.empty())
                m_bench.setSensitivity(whole);
        });
}

void Workbench::stopSweep() { m_jobs.stop(m_sweepJob); }

void Workbench::check()
{
    if (!isOpen())
        return;
    if (!std::exchange(m_shown.check, true))
        keepShown();
    const auto findings = std::make_shared<Findings>();
    const auto result = std::make_shared<CheckResult>();
    m_jobs.start(
        {Lane::Engine, tr("Check"), QStringLiteral("check")},
        [w = m_workspace, findings, result, rules = m_bench.rules(),
         key = configurationKey(m_bench.rules())](const JobContext& job, const JobRunner::Post&) {
            w->setRules(rules, Keep::ThisRun);
            result->configuration = makeConfiguration(*w->model(), rules, key, nullptr, 0, job, nullptr);
            Workspace::Check check = w->check(job);
            *findings = std::move(check.findings);
            result->tables = std::move(check.tables);
            result->text = std::move(check.text);
        },
        [this, findings, result](const Failure* failure) {
            if (failure) {
                fail(tr("The check ended"), *failure);
                return;
            }
            m_bench.setFindings(*findings);
            m_bench.setCheck(result);
        });
}

void Workbench::advise(const MetricChoice& metric, int output)
{
    if (!isOpen())
        return;
    const auto result = std::make_shared<AdviceResult>();
    const auto findings = std::make_shared<Findings>();
    m_jobs.start(
        {Lane::Engine, tr("Advise"), QStringLiteral("advise")},
        [w = m_workspace, result, findings, metric, output, custom = m_bench.customMetric(),
         now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            result->badCase = samples.badCase;
            *findings = samples.findings;
            AdvisorOptions options;
            options.only = samples.only;
            options.top = kAdvised;
            options.metric = metric;
            if (metric.isCustom() && custom)
                options.custom = custom->ofOutputs;
            if (output >= 0)
                options.output = w->model()->graph.outputs.at(static_cast<std::size_t>(output));
            result->advice = w->advise(samples.set, options, Kernels::Fast, Reuse::Stored, job, *findings);
        },
        [this, result, findings](const Failure* failure) {
            logFindings(*findings);
            if (failure)
                fail(tr("The advisor ended"), *failure);
            else
                m_bench.setAdvice(result);
        });
}

void Workbench::applyCure(const QString& rule, const QString& unit)
{
    if (!isOpen())
        return;
    const auto after = std::make_shared<RuleSet>();
    m_jobs.start(
        {Lane::Engine, {}, QStringLiteral("cure")},
        [w = m_workspace, after, rules = m_bench.rules(), findings = m_bench.findings(), rule = rule.toStdString(),
         unit = unit.toStdString()](const JobContext& job, const JobRunner::Post&) {
            w->setRules(rules, Keep::ThisRun);
            *after = w->curedRules(findings, rule, unit, job);
        },
        [this, after, rule](const Failure* failure) {
            if (failure)
                fail(tr("The cure can't be applied"), *failure);
            else
                m_bench.requestEdit(tr("Cure %1").arg(rule), *after);
        });
}

void Workbench::exportModel(const ExportRequest& request)
{
    if (!isOpen())
        return;
    const auto outcome = std::make_shared<ExportOutcome>();
    outcome->path = request.path;
    m_jobs.start(
        {Lane::Engine, tr("Export %1").arg(QFileInfo(request.path).fileName()), QStringLiteral("export")},
        [w = m_workspace, outcome, request, rules = m_bench.rules(),
         evaluation = m_bench.evaluationSet().options](const JobContext& job, const JobRunner::Post&) {
            w->setRules(rules, Keep::ThisRun);
            w->setData(Use::Evaluation, evaluation, Keep::ThisRun);
            const Exported exported = w->exportModel(request.domain, request.guard, job);
            writeModelFile(exported.graph, request.path.toStdString());
            outcome->opset = exported.opset;
            outcome->opsetFrom = exported.opsetFrom;
            outcome->tensorsChanged = static_cast<std::size_t>(exported.tensorsChanged);
            outcome->findings = exported.findings;
            if (!request.verify)
                return;
            const SampleSet samples = w->samples(Use::Evaluation, job);
            std::vector<std::vector<Tensor>> inputs;
            const std::size_t count = std::min(samples.size(), static_cast<std::size_t>(request.verifySamples));
            for (std::size_t i = 0; i < count; ++i)
                inputs.push_back(samples.load(i * samples.size() / count).inputs);
            outcome->verification = verifyExport(w->evaluator(Kernels::Reference), w->plan(job).plan, request.path.toStdString(),
                                                 inputs, w->environment(), job);
            outcome->verified = true;
        },
        [this, outcome](const Failure* failure) {
            if (failure) {
                fail(tr("The export ended"), *failure);
                if (failure->code == ErrorCode::Interrupted)
                    emit exportStopped();
                return;
            }
            logFindings(outcome->findings);
            emit exported(*outcome);
        });
}

void Workbench::writeReport(const ReportRequest& request)
{
    if (!isOpen())
        return;
    const QString path = request.path;
    const auto findings = std::make_shared<Findings>();
    m_jobs.start(
        {Lane::Engine, tr("Write %1").arg(QFileInfo(path).fileName()), QStringLiteral("report")},
        [w = m_workspace, path = path.toStdString(), request, rules = m_bench.rules(), findings,
         evaluation = m_bench.evaluationSet().options](const JobContext& job, const JobRunner::Post&) {
            (void)reportTarget(path); // before anything long
            w->setRules(rules, Keep::ThisRun);
            w->setData(Use::Evaluation, evaluation, Keep::ThisRun);
            ReportOptions options;
            options.program = "quantbench " QB_VERSION;
            options.subject = w->kept() ? shellWord(w->study().path()) : std::string();
            options.file = shellWord(path);
            options.top = static_cast<std::size_t>(request.top);
            options.sensitivity = request.sensitivity;
            options.scoreCommand = request.scoreCommand.toStdString();
            options.task = request.classification ? "classification" : options.scoreCommand;
            const ReportData report = w->report(w->samples(Use::Evaluation, job), options, job);
            qb::writeReport(report, path);
            *findings = report.findings;
        },
        [this, path, findings](const Failure* failure) {
            if (failure) {
                fail(tr("The report can't be written"), *failure);
                return;
            }
            log(Severity::Info, tr("%1 is written.").arg(path));
            emit reportWritten(path);
        });
}

} // namespace qb
