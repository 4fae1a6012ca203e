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
#include "engine/study/kept_files.h"
#include "widgets/common/worded.h"

#include <QFileInfo>
#include <QLocale>

#include <algorithm>

namespace qb {

namespace {

constexpr std::size_t kAdvised = 10; ///< layers

/// The plan with only its weights and constants quantized, or only its activations.
Plan partOf(const Model& model, Plan plan, CompareParts parts)
{
    for (std::size_t i = 0; i < plan.points.size(); ++i) {
        const PointKind kind = model.units.points[i].kind;
        const bool constant = kind == PointKind::Weight || kind == PointKind::Constant;
        if (constant != (parts == CompareParts::Weights))
            plan.points[i].reset();
    }
    return plan;
}

/// Lets `measure` take what is known and compute nothing. False where that is not all. Throws Error(Interrupted) for a stop of
/// the user's.
template <typename F>
bool lookUp(const JobContext& job, F measure)
{
    std::stop_source over;
    over.request_stop();
    JobContext once = job;
    once.stop = over.get_token();
    try {
        measure(once);
        return true;
    } catch (const Error& e) {
        if (e.code() != ErrorCode::Interrupted || job.stopped())
            throw;
        return false;
    }
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
        std::optional<StatisticsSource> source;
        int job = 0;
    };
    const auto outcome = std::make_shared<Outcome>();
    outcome->job = m_jobs.start(
        {Lane::Engine, [] { return tr("Calibrate"); }, QStringLiteral("calibrate")},
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
            outcome->source = w->study().statisticsSource();
            if (stopped)
                std::rethrow_exception(stopped);
        },
        [this, outcome](const Failure* failure) {
            logFindings(outcome->findings);
            if (failure)
                fail([] { return tr("Calibration failed"); }, *failure);
            if (!outcome->statistics)
                return;
            const bool fitted = statisticsFit();
            if (outcome->source)
                m_observedList = outcome->source->data;
            if (outcome->model != m_bench.model())
                m_bench.refineModel(outcome->model); // the samples told what the file left open
            const SampleIds& seen = outcome->statistics->samples();
            const auto count = static_cast<int>(seen.size());
            const auto& set = m_bench.calibrationSet().samples;
            const auto all = set ? std::max(static_cast<int>(set->size()), count) : count;
            if (!failure || failure->code == ErrorCode::Interrupted)
                m_jobs.setOutcome(outcome->job, [count, all] {
                    return tr("%1 of %Ln sample(s)", nullptr, all).arg(QLocale().toString(count));
                });
            if (!failure)
                log(Severity::Info, [count] { return tr("Calibrated on %Ln sample(s).", nullptr, count); });
            else if (count > 0 && failure->code == ErrorCode::Interrupted)
                log(Severity::Info, [count] { return tr("Calibration was stopped; %Ln sample(s) are kept.", nullptr, count); });
            if (!failure || !m_bench.statistics() || !(m_bench.statistics()->samples() == seen) || statisticsFit() != fitted)
                takeStatistics(outcome->statistics);
            refresh();
        });
}

void Workbench::compare(CompareMode mode, CompareParts parts, const QString& name)
{
    if (!isOpen())
        return;
    NamedComparison asked;
    asked.name = name;
    asked.parts = parts;
    emit comparing(asked.id(), mode);
    compare(mode, parts, name, m_bench.rules());
}

void Workbench::compare(CompareMode mode, CompareParts parts, const QString& name, const RuleSet& rules)
{
    startComparison({name, mode, parts, rules}, Asking::Measure);
}

void Workbench::startComparison(const Shown::Compared& what, Asking asking)
{
    if (!isOpen())
        return;
    const auto entry = [this, what] {
        return std::find_if(m_shown.comparisons.begin(), m_shown.comparisons.end(), [&](const Shown::Compared& c) {
            return c.name == what.name && c.mode == what.mode && c.parts == what.parts;
        });
    };
    if (asking == Asking::Measure) {
        if (entry() != m_shown.comparisons.end())
            m_shown.comparisons.erase(entry());
        m_shown.comparisons.push_back({what.name, what.mode, what.parts, what.rules});
        keepShown();
    }
    auto result = std::make_shared<NamedComparison>();
    result->name = what.name;
    result->parts = what.parts;
    result->mode = what.mode;
    const auto id = std::make_shared<int>(0);
    const auto isPart = std::make_shared<bool>(false);
    Said title = [mode = what.mode] {
        return mode == CompareMode::Local ? tr("Compare layers one by one") : tr("Compare per layer");
    };
    *id = m_jobs.start(
        {Lane::Engine, asking == Asking::Measure ? title : Said(),
         QStringLiteral("compare %1 %2").arg(result->id()).arg(static_cast<int>(what.mode))},
        [this, w = m_workspace, result, isPart, asking, now = moment(what.rules),
         custom = m_bench.customMetric()](const JobContext& job, const JobRunner::Post& post) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            result->badCase = samples.badCase;
            result->planned = samples.only ? 1 : samples.set.size();
            const Plan exact = Plan::allFloat(w->model()->units);
            const Plan& plan = w->plan(job).plan;
            // What is done so far, while it runs and after a stop.
            CompareWatch watch;
            if (!samples.only)
                watch = [&](const Comparison& soFar) {
                    result->comparison.samples = soFar.samples; // how far it came
                    const auto view = std::make_shared<NamedComparison>(*result);
                    view->comparison = soFar;
                    post([this, view] {
                        if (!hasMoreOf(*view))
                            m_bench.setComparison(view);
                    });
                };
            Comparison all;
            const auto measure = [&](const JobContext& context) {
                all =
                    result->parts == CompareParts::All
                        ? w->compare(samples.set, exact, result->mode, Kernels::Reference, Reuse::Stored, context, custom, watch)
                        : comparePerLayer(w->evaluator(Kernels::Reference), samples.set, exact,
                                          partOf(*w->model(), plan, result->parts), result->mode, context, custom, watch);
            };
            if (asking == Asking::Measure)
                measure(job);
            else if (*isPart = !lookUp(job, measure); *isPart)
                return;
            result->comparison = onlySample(std::move(all), samples.only);
            result->comparison.findings.insert(result->comparison.findings.end(), samples.findings.begin(),
                                               samples.findings.end());
        },
        [this, result, id, what, isPart, entry](const Failure* failure) {
            const bool interrupted = failure && failure->code == ErrorCode::Interrupted;
            if (*isPart) {
                if (!what.stopped)
                    startComparison(what, Asking::Measure);
                return;
            }
            if (failure) {
                fail([] { return tr("The comparison failed"); }, *failure);
                const auto done = static_cast<int>(result->comparison.samples.size());
                if (interrupted && done > 0)
                    m_jobs.setOutcome(*id, [done, all = static_cast<int>(result->planned)] {
                        return tr("%1 of %Ln sample(s)", nullptr, all).arg(QLocale().toString(done));
                    });
                if (interrupted && entry() != m_shown.comparisons.end()) {
                    entry()->stopped = true;
                    keepShown();
                }
                return;
            }
            logFindings(result->comparison.findings);
            m_bench.setComparison(result);
        });
}

/// Whether an earlier run that was stopped came further than this one yet.
bool Workbench::hasMoreOf(const NamedComparison& partial) const
{
    const auto& all = m_bench.comparisons();
    return std::any_of(all.begin(), all.end(), [&](const auto& c) {
        return c->id() == partial.id() && c->mode == partial.mode && c->configuration->key == partial.configuration->key &&
               c->planned == partial.planned && c->comparison.custom == partial.comparison.custom &&
               c->comparison.samples.size() > partial.comparison.samples.size();
    });
}

void Workbench::sweep(SensitivityMode mode) { startSweep(mode, Asking::Measure); }

void Workbench::startSweep(SensitivityMode mode, Asking asking)
{
    if (!isOpen())
        return;
    if (asking == Asking::Measure) {
        std::erase(m_shown.sweeps, mode);
        m_shown.sweeps.push_back(mode);
        m_shown.stoppedSweeps.erase(mode);
        keepShown();
    }
    const auto whole = std::make_shared<SensitivityResult>();
    whole->mode = mode;
    const auto findings = std::make_shared<Findings>();
    const auto isPart = std::make_shared<bool>(false);
    Said title = [mode] { return mode == SensitivityMode::Isolated ? tr("Measure sensitivity") : tr("Measure leave-one-out"); };
    m_sweepJobs[mode] = m_jobs.start(
        {Lane::Engine, asking == Asking::Measure ? title : Said(), QStringLiteral("sweep %1").arg(static_cast<int>(mode))},
        [this, w = m_workspace, whole, findings, isPart, asking, now = moment(),
         custom = m_bench.customMetric()](const JobContext& job, const JobRunner::Post& post) {
            now.applyTo(*w);
            whole->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            whole->badCase = samples.badCase;
            whole->samples = samples.only ? 1 : samples.set.size();
            *findings = samples.findings;
            SensitivityOptions options;
            options.only = samples.only;
            options.mode = whole->mode;
            if (custom)
                options.custom = custom->ofOutputs;
            options.points = switchablePoints(*w->model(), w->plan(job).plan);
            whole->planned = options.points.size();
            Sensitivity last;
            options.watch = [&](const Sensitivity& soFar) {
                last = soFar;
                auto view = std::make_shared<SensitivityResult>(*whole);
                view->sensitivity = soFar;
                view->running = asking == Asking::Measure;
                post([this, view] { m_bench.setSensitivity(view); });
            };
            const auto measure = [&](const JobContext& context) {
                try {
                    whole->sensitivity = w->sensitivity(samples.set, options, Kernels::Fast, Reuse::Stored, context, *findings);
                    whole->complete = true;
                } catch (const Error&) {
                    whole->sensitivity = std::move(last); // nothing runs any more, but that is kept
                    throw;
                }
            };
            if (asking == Asking::Measure)
                measure(job);
            else
                *isPart = !lookUp(job, measure);
        },
        [this, whole, findings, mode, isPart](const Failure* failure) {
            if (!*isPart)
                logFindings(*findings);
            if (failure)
                fail([] { return tr("The sweep failed"); }, *failure);
            if (whole->complete || !whole->sensitivity.rows.empty())
                m_bench.setSensitivity(whole);
            if (failure && failure->code == ErrorCode::Interrupted) {
                m_shown.stoppedSweeps.insert(mode);
                keepShown();
            } else if (*isPart && !m_shown.stoppedSweeps.contains(mode)) {
                startSweep(mode, Asking::Measure);
            }
        });
}

void Workbench::stopSweep()
{
    for (const auto& [mode, job] : m_sweepJobs)
        m_jobs.stop(job);
}

void Workbench::check()
{
    if (!isOpen())
        return;
    if (!std::exchange(m_shown.check, true))
        keepShown();
    const auto findings = std::make_shared<Findings>();
    const auto result = std::make_shared<CheckResult>();
    m_jobs.start(
        {Lane::Engine, [] { return tr("Check"); }, QStringLiteral("check")},
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
                fail([] { return tr("The check failed"); }, *failure);
                return;
            }
            const Findings& ofModel = m_bench.model()->findings; // as the command line has it
            findings->insert(findings->end(), ofModel.begin(), ofModel.end());
            m_bench.setFindings(*findings);
            m_bench.setCheck(result);
        });
}

void Workbench::advise(const MetricChoice& metric, int output)
{
    startAdvice({metric.metric, metric.order, output, m_bench.rules()}, Asking::Measure);
}

void Workbench::startAdvice(const Shown::Advised& how, Asking asking)
{
    if (!isOpen())
        return;
    const auto result = std::make_shared<AdviceResult>();
    const auto findings = std::make_shared<Findings>();
    const auto said = std::make_shared<bool>(false);
    const bool measure = asking == Asking::Measure;
    m_jobs.start(
        {Lane::Engine, measure ? Said([] { return tr("Advise"); }) : Said(), QStringLiteral("advise")},
        [w = m_workspace, result, findings, said, measure, how, custom = m_bench.customMetric(),
         now = moment(how.rules)](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            const LayerSamples samples = layerSamples(*w, now.badCase, job);
            result->badCase = samples.badCase;
            result->samples = samples.only ? 1 : samples.set.size();
            *findings = samples.findings;
            AdvisorOptions options;
            options.only = samples.only;
            options.top = kAdvised;
            options.metric = how.metric ? MetricChoice(*how.metric) : MetricChoice::custom(how.order);
            if (!how.metric && custom)
                options.custom = custom->ofOutputs;
            if (how.output >= 0)
                options.output = w->model()->graph.outputs.at(static_cast<std::size_t>(how.output));
            std::optional<Advice> advice;
            if (measure)
                advice = w->advise(samples.set, options, Kernels::Fast, Reuse::Stored, job, *findings);
            else
                advice = w->storedAdvice(samples.set, options, Kernels::Fast, job, *findings);
            *said = advice.has_value();
            if (advice)
                result->advice = std::move(*advice);
        },
        [this, result, findings, said, measure, how](const Failure* failure) {
            if (measure || *said)
                logFindings(*findings);
            if (failure && measure)
                fail([] { return tr("The advisor failed"); }, *failure);
            if (failure || !*said)
                return;
            m_bench.setAdvice(result);
            m_shown.advice = how;
            keepShown();
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
                return fail([] { return tr("The cure can't be applied"); }, *failure);
            m_bench.requestEdit(tr("Cure %1").arg(rule), *after);
            check(); // whether it is cured
        });
}

int Workbench::exportModel(const ExportRequest& request)
{
    if (!isOpen())
        return 0;
    const auto outcome = std::make_shared<ExportOutcome>();
    outcome->path = request.path;
    return m_jobs.start(
        {Lane::Engine, [name = QFileInfo(request.path).fileName()] { return tr("Export %1").arg(name); },
         QStringLiteral("export")},
        [w = m_workspace, outcome, request, rules = m_bench.rules(),
         evaluation = m_bench.evaluationSet().options](const JobContext& job, const JobRunner::Post&) {
            refuseToReplace(request.path.toStdString(), w->model()->path, w->study().path());
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
                fail([] { return tr("The export failed"); }, *failure);
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
        {Lane::Engine, [name = QFileInfo(path).fileName()] { return tr("Write %1").arg(name); }, QStringLiteral("report")},
        [w = m_workspace, path = path.toStdString(), request, rules = m_bench.rules(), findings,
         evaluation = m_bench.evaluationSet().options](const JobContext& job, const JobRunner::Post&) {
            (void)reportTarget(path); // before anything long
            refuseToReplace(path, w->model()->path, w->study().path());
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
            qb::writeReport(report, path, [](const Text& text) { return worded(text).toStdString(); }); // as the window speaks
            *findings = report.findings;
        },
        [this, path, findings](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The report can't be written"); }, *failure);
                return;
            }
            log(Severity::Info, [path] { return tr("%1 is written.").arg(path); });
            emit reportWritten(path);
        });
}

} // namespace qb
