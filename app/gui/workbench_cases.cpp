// SPDX-License-Identifier: GPL-3.0-or-later
//
// Bad cases: finding them, where one goes wrong, choosing one, and calibrating on it too.
#include "app/gui/configuration.h"
#include "app/gui/workbench_moment.h"
#include "engine/study/bad_case.h"

#include <QFile>
#include <QFileInfo>
#include <QSaveFile>
#include <QUndoCommand>

namespace qb {

/// Which bad case is the study's.
class Workbench::CaseCommand : public QUndoCommand {
public:
    CaseCommand(Workbench& bench, const QString& text, std::optional<ChosenCase> before, std::optional<ChosenCase> after)
        : QUndoCommand(text), m_bench(bench), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void undo() override { m_bench.setChosenCase(m_before); }
    void redo() override { m_bench.setChosenCase(m_after); }

private:
    Workbench& m_bench;
    std::optional<ChosenCase> m_before;
    std::optional<ChosenCase> m_after;
};

/// One more sample among those of the calibration, with what was observed before and after. What is calibrated in between is
/// not taken back: then only the choice of samples is.
class Workbench::StatisticsCommand : public QUndoCommand {
public:
    struct State {
        DataOptions options;
        std::shared_ptr<const CalibrationData> statistics;
        std::uint64_t version = 0;
    };

    StatisticsCommand(Workbench& bench, const QString& text, State before, State after)
        : QUndoCommand(text), m_bench(bench), m_before(std::move(before)), m_after(std::move(after))
    {
    }

    void undo() override { go(m_after, m_before); }
    void redo() override
    {
        if (!std::exchange(m_fresh, false))
            go(m_before, m_after);
    }

private:
    void go(const State& from, const State& to)
    {
        if (m_bench.m_statisticsVersion == from.version) {
            m_bench.m_statisticsVersion = to.version;
            m_bench.m_bench.setStatistics(to.statistics);
            m_bench.m_jobs.start(
                {Lane::Engine, {}, QStringLiteral("restore statistics")},
                [w = m_bench.m_workspace, statistics = to.statistics](const JobContext&, const JobRunner::Post&) {
                    w->setStatistics(*statistics);
                },
                [bench = &m_bench](const Failure* failure) {
                    if (failure)
                        bench->fail([] { return Workbench::tr("What was observed can't be taken back"); }, *failure);
                });
        }
        m_bench.setData(Use::Calibration, to.options);
        m_bench.refresh();
    }

    Workbench& m_bench;
    State m_before;
    State m_after;
    bool m_fresh = true; ///< it was done before it became a command
};

Workbench::Moment Workbench::moment() const { return moment(m_bench.rules()); }

Workbench::Moment Workbench::moment(const RuleSet& rules) const
{
    return {rules, configurationKey(rules), m_bench.calibrationSet().options, m_bench.evaluationSet().options,
            m_bench.chosenCase()};
}

void Workbench::takeStatistics(std::shared_ptr<const CalibrationData> statistics)
{
    m_statisticsVersion = ++m_newestStatistics;
    m_bench.setStatistics(std::move(statistics));
}

void Workbench::findBadCases(const std::string& custom, Order order)
{
    if (!isOpen())
        return;
    const auto whole = std::make_shared<BadCaseResult>();
    m_bench.setFindingBadCases(true);
    m_shown.cases = {custom, order};
    keepShown();
    m_casesJob = m_jobs.start(
        {Lane::Engine, [] { return tr("Find bad cases"); }, QStringLiteral("bad cases")},
        [this, w = m_workspace, whole, custom, order, now = moment()](const JobContext& job, const JobRunner::Post& post) {
            now.applyTo(*w);
            whole->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            whole->samples = std::make_shared<SampleSet>(w->samples(Use::Evaluation, job));
            whole->data = whole->samples->listFingerprint().hex();
            std::optional<Expression> expression;
            if (!custom.empty())
                expression = Expression::parse(custom, w->model()->outputs);
            const auto watch = [&](const BadCases& cases) {
                const auto view = std::make_shared<BadCaseResult>(*whole);
                view->cases = cases;
                view->complete = cases.samples.size() == whole->samples->size();
                post([this, view] { m_bench.setBadCases(view); });
            };
            whole->cases = badCases(*w, *whole->samples, expression, order, Kernels::Reference, Reuse::Stored, job, watch);
            whole->complete = true;
        },
        [this, whole](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The search for bad cases failed"); }, *failure);
            } else {
                logFindings(whole->cases.findings);
                m_bench.setBadCases(whole);
            }
            m_bench.setFindingBadCases(false);
        });
}

void Workbench::stopBadCases() { m_jobs.stop(m_casesJob); }

void Workbench::blame(quint64 sample, const std::string& output)
{
    const auto cases = m_bench.badCases();
    if (!isOpen() || !cases || m_bench.blame(sample, output))
        return;
    const auto result = std::make_shared<SampleBlame>();
    result->sample = sample;
    result->output = output;
    result->configuration = m_bench.configuration();
    m_jobs.start(
        {Lane::Engine, [sample] { return tr("Find where sample %1 goes wrong").arg(sample); }, QStringLiteral("blame")},
        [w = m_workspace, cases, result, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            result->blame = blameFor(*w, *cases->samples, result->sample, result->output, Kernels::Reference, Reuse::Stored, job);
        },
        [this, result](const Failure* failure) {
            if (failure) {
                logFailure([sample = result->sample] { return tr("Find where sample %1 goes wrong").arg(sample); }, *failure);
                result->problem =
                    failure->code == ErrorCode::Interrupted ? Said([] { return tr("Stopped."); }) : failure->message;
            }
            m_bench.addBlame(result);
        });
}

void Workbench::setChosenCase(const std::optional<ChosenCase>& chosen)
{
    m_bench.setChosenCase(chosen);
    m_jobs.start(
        {Lane::Study, {}, QStringLiteral("save bad case")},
        [w = m_workspace, chosen](const JobContext&, const JobRunner::Post&) {
            if (!w->readOnly())
                qb::setChosenCase(w->study(), chosen);
        },
        [this](const Failure* failure) {
            if (failure)
                fail([] { return tr("The bad case can't be written into the study"); }, *failure);
        });
}

void Workbench::chooseBadCase(quint64 sample, const CaseCriterion& by)
{
    const auto cases = m_bench.badCases();
    if (!isOpen() || !cases)
        return;
    const auto chosen = std::make_shared<ChosenCase>();
    // Reads its file for a fingerprint, hence not here.
    m_jobs.start(
        {Lane::Preview, {}, QStringLiteral("choose bad case")},
        [cases, chosen, sample, by](const JobContext&, const JobRunner::Post&) {
            const bool worst = cases->cases.rank(sample, by) == 1;
            *chosen = qb::chosenCase(cases->cases, *cases->samples, sample, by, worst ? "find" : "set");
        },
        [this, cases, chosen](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The bad case can't be chosen"); }, *failure);
                return;
            }
            if (const auto finding = notBad(cases->cases, *chosen, kCaseMetrics))
                logFindings({*finding});
            m_undo.push(
                new CaseCommand(*this, tr("Use sample %1 as bad case").arg(chosen->sample), m_bench.chosenCase(), *chosen));
        });
}

void Workbench::forgetBadCase()
{
    if (isOpen() && m_bench.chosenCase())
        m_undo.push(new CaseCommand(*this, tr("Look at all samples again"), m_bench.chosenCase(), std::nullopt));
}

void Workbench::saveBadCases(const QString& path)
{
    const auto cases = m_bench.badCases();
    if (!isOpen() || !cases)
        return;
    m_jobs.start(
        {Lane::Engine, [name = QFileInfo(path).fileName()] { return tr("Save bad cases as %1").arg(name); }, {}},
        [w = m_workspace, cases, path, now = moment()](const JobContext&, const JobRunner::Post&) {
            w->setRules(cases->configuration->rules, Keep::ThisRun);
            std::optional<ChosenCase> chosen = now.badCase;
            if (!chosen || chosen->data != cases->data) {
                const CaseCriterion by =
                    cases->cases.outputs.empty() ? CaseCriterion{} : CaseCriterion{cases->cases.outputs.front(), Metric::Atol};
                const std::vector<RankedCase> ranking = cases->cases.ranking(by);
                if (ranking.empty())
                    throw Error(ErrorCode::BadInput, Text("no sample has a value by which it could be chosen"));
                chosen = qb::chosenCase(cases->cases, *cases->samples, ranking.front().sample, by, "find");
            }
            const std::string text = badCaseFile(*w, cases->cases, kCaseMetrics, kWorstListed, *chosen);
            QSaveFile file(path);
            if (!file.open(QIODevice::WriteOnly) || file.write(text.data(), static_cast<qint64>(text.size())) < 0 ||
                !file.commit())
                throw Error(ErrorCode::Resources, Text::verbatim(file.errorString().toStdString()), {},
                            {{"file", path.toStdString()}});
        },
        [this](const Failure* failure) {
            if (failure)
                fail([] { return tr("The bad cases can't be saved"); }, *failure);
        });
}

void Workbench::loadBadCase(const QString& path)
{
    if (!isOpen())
        return;
    struct Outcome {
        ChosenCase chosen;
        Findings findings;
    };
    const auto outcome = std::make_shared<Outcome>();
    m_jobs.start(
        {Lane::Engine, [name = QFileInfo(path).fileName()] { return tr("Load the bad case of %1").arg(name); }, {}},
        [w = m_workspace, outcome, path, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            QFile file(path);
            if (!file.open(QIODevice::ReadOnly))
                throw Error(ErrorCode::Resources, Text::verbatim(file.errorString().toStdString()), {},
                            {{"file", path.toStdString()}});
            outcome->chosen =
                chosenCaseFromFile(*w, file.readAll().toStdString(), w->samples(Use::Evaluation, job), job, outcome->findings);
        },
        [this, outcome](const Failure* failure) {
            logFindings(outcome->findings);
            if (failure)
                fail([] { return tr("The bad case can't be loaded"); }, *failure);
            else
                m_undo.push(new CaseCommand(*this, tr("Use sample %1 as bad case").arg(outcome->chosen.sample),
                                            m_bench.chosenCase(), outcome->chosen));
        });
}

void Workbench::addToCalibration(quint64 sample)
{
    const auto cases = m_bench.badCases();
    if (!isOpen() || !cases)
        return;
    struct Outcome {
        std::shared_ptr<const CalibrationData> before;
        std::shared_ptr<const CalibrationData> after;
        DataOptions options;
    };
    const auto outcome = std::make_shared<Outcome>();
    m_jobs.start(
        {Lane::Engine, [sample] { return tr("Add sample %1 to the calibration").arg(sample); }, {}},
        [w = m_workspace, cases, outcome, sample, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            outcome->before = std::make_shared<CalibrationData>(w->statistics());
            (void)w->addToCalibration(*cases->samples, sample, job);
            outcome->after = std::make_shared<CalibrationData>(w->statistics());
            outcome->options = w->data(Use::Calibration);
        },
        [this, outcome, sample](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The sample can't be added to the calibration"); }, *failure);
                return;
            }
            const StatisticsCommand::State before{m_bench.calibrationSet().options, outcome->before, m_statisticsVersion};
            takeStatistics(outcome->after);
            setData(Use::Calibration, outcome->options);
            m_undo.push(new StatisticsCommand(*this, tr("Add sample %1 to the calibration").arg(sample), before,
                                              {outcome->options, outcome->after, m_statisticsVersion}));
            const auto count = static_cast<int>(outcome->after->samples().size());
            log(Severity::Info, [count, sample] {
                return tr("Sample %1 was added: the scales come from %Ln sample(s) now.", nullptr, count).arg(sample);
            });
            refresh();
        });
}

} // namespace qb
