// SPDX-License-Identifier: GPL-3.0-or-later
//
// Statistics of all tensors, how those of one lie, arrays on request; and how well the network does its task.
#include "app/gui/configuration.h"
#include "app/gui/workbench_moment.h"
#include "engine/study/profile_model.h"

#include <QFileInfo>

#include <nlohmann/json.hpp>

namespace qb {

void Workbench::profile(ProfiledForm form, const QString& exportedFile)
{
    if (!isOpen())
        return;
    const auto result = std::make_shared<ProfileResult>();
    result->form = form;
    result->file = exportedFile;
    const auto title = [form] {
        return form == ProfiledForm::Float       ? tr("Profile in float")
               : form == ProfiledForm::Simulated ? tr("Profile the simulation")
                                                 : tr("Profile the exported model");
    };
    m_jobs.start(
        {Lane::Engine, title, QStringLiteral("profile %1").arg(static_cast<int>(form))},
        [w = m_workspace, result, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            result->configuration = makeConfiguration(*w->model(), now.rules, now.key, &w->statistics(), 0, job, nullptr);
            ProfileRequest request;
            request.form = result->form;
            request.exportedPath = result->file.toStdString();
            result->profile = profileModel(*w, w->samples(Use::Evaluation, job), request, job);
        },
        [this, result](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The profile failed"); }, *failure);
                return;
            }
            logFindings(result->profile.findings);
            std::erase_if(m_shown.profiles, [&](const Shown::Profiled& p) { return p.form == result->form; });
            m_shown.profiles.push_back({result->form, result->file});
            keepShown();
            m_bench.setProfile(result);
        });
}

namespace {

/// A tensor by the unit that gives or reads it; many files call tensors by numbers.
QString nameOf(const Model& model, ValueId value)
{
    QString name = QString::fromStdString(model.graph.value(value).name);
    const UnitId unit = model.units.producer[indexOf(value)];
    if (unit == UnitId::None)
        return name;
    const QString giver = QString::fromStdString(model.unit(unit).name);
    return name.contains(giver) ? name : QStringLiteral("%1 (%2)").arg(giver, name);
}

} // namespace

void Workbench::spread(ValueId value)
{
    if (!isOpen() || value == ValueId::None)
        return;
    const auto result = std::make_shared<SpreadResult>();
    result->configuration = m_bench.configuration();
    result->value = value;
    result->tensor = nameOf(*m_bench.model(), value);
    std::optional<std::string> file; // of the profile of an exported model, where there is one
    for (const Shown::Profiled& p : m_shown.profiles)
        if (p.form == ProfiledForm::Exported)
            file = p.file.toStdString();
    m_jobs.start(
        {Lane::Engine, [tensor = result->tensor] { return tr("Look at %1").arg(tensor); }, QStringLiteral("spread")},
        [w = m_workspace, result, file, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            const SampleSet samples = w->samples(Use::Evaluation, job);
            result->exportedToo = file.has_value();
            if (file)
                result->exported = spreadOfFile(*w, samples, *file, result->value, Kernels::Reference, job);
            result->exact = spreadOf(*w, samples, ProfiledForm::Float, result->value, Kernels::Reference, job);
            result->simulated = spreadOf(*w, samples, ProfiledForm::Simulated, result->value, Kernels::Reference, job);
        },
        [this, result](const Failure* failure) {
            if (failure) {
                logFailure([tensor = result->tensor] { return tr("Look at %1").arg(tensor); }, *failure);
                result->problem =
                    failure->code == ErrorCode::Interrupted ? Said([] { return tr("Stopped."); }) : failure->message;
            }
            m_bench.setSpread(result);
        });
}

void Workbench::dumpArrays(ProfiledForm form, const std::vector<UnitId>& units, const QString& folder, bool pinnedAlone)
{
    if (!isOpen())
        return;
    const auto findings = std::make_shared<Findings>();
    const auto alone = pinnedAlone ? std::optional<std::uint64_t>(m_bench.pinnedSample()) : std::nullopt;
    m_jobs.start(
        {Lane::Engine, [name = QFileInfo(folder).fileName()] { return tr("Write arrays into %1").arg(name); },
         QStringLiteral("dump")},
        [w = m_workspace, findings, form, units, folder, alone, now = moment()](const JobContext& job, const JobRunner::Post&) {
            now.applyTo(*w);
            ProfileRequest request;
            request.form = form;
            request.dump = ArrayDump(folder.toStdString(), units);
            DataOptions data = w->data(w->data(Use::Evaluation).path.empty() ? Use::Calibration : Use::Evaluation);
            if (alone) {
                data.samples.reset();
                data.range.reset();
                data.sample = alone;
            }
            *findings = profileModel(*w, w->samples(data, job), request, job).findings;
        },
        [this, findings, folder](const Failure* failure) {
            logFindings(*findings);
            if (failure) {
                fail([] { return tr("The arrays can't be written"); }, *failure);
                return;
            }
            log(Severity::Info, [folder] { return tr("Arrays are written into %1.").arg(folder); });
            emit arraysWritten(folder);
        });
}

int Workbench::measureTask(const QString& scoreCommand)
{
    if (!isOpen())
        return 0;
    const auto result = std::make_shared<TaskEvaluation>();
    const QString condition = taskCondition();
    return m_jobs.start(
        {Lane::Engine, [] { return tr("Measure task scores"); }, QStringLiteral("task")},
        [w = m_workspace, result, command = scoreCommand.toStdString(), now = moment()](const JobContext& job,
                                                                                        const JobRunner::Post&) {
            now.applyTo(*w);
            *result = w->evaluateTask(w->samples(Use::Evaluation, job), command, {}, Kernels::Reference, job);
        },
        [this, result, scoreCommand, condition](const Failure* failure) {
            if (failure) {
                fail([] { return tr("The task scores can't be measured"); }, *failure);
                if (failure->code == ErrorCode::Interrupted)
                    emit taskStopped();
                return;
            }
            logFindings(result->findings);
            m_shown.task = {scoreCommand, condition, *result};
            keepShown();
            emit taskMeasured(*result);
        });
}

QString Workbench::taskCondition() const
{
    const Fingerprint all = Hasher()
                                .add(m_bench.rules().toJson())
                                .add(toJson(m_bench.calibrationSet().options).dump())
                                .add(toJson(m_bench.measuredSet().options).dump())
                                .result();
    return QString::fromStdString(all.hex());
}

bool Workbench::taskIsStale() const { return m_shown.task && m_shown.task->condition != taskCondition(); }

} // namespace qb
