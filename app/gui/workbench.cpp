// SPDX-License-Identifier: GPL-3.0-or-later
//
// Which thread may touch what. The workspace belongs to Lane::Engine, where everything long runs; its study may be written
// from any lane (Study takes turns). What an edit needs - resolve, parameters, one sample - belongs to Lane::Live and works on
// immutable pieces: the model, a copy of the statistics, the rules. So an edit shows its effect while a sweep is running.
#include "app/gui/workbench.h"

#include "app/gui/places.h"
#include "app/gui/workbench_live.h"
#include "engine/study/bad_case.h"
#include "widgets/common/worded.h"

#include <QDir>
#include <QFileInfo>
#include <QUndoCommand>

#include <chrono>

namespace qb {

namespace {

QString text(const std::string& utf8) { return QString::fromStdString(utf8); }

} // namespace

struct Workbench::Opened {
    std::shared_ptr<Workspace> workspace;
    std::shared_ptr<const CalibrationData> statistics;
    std::optional<Fingerprint> observedList;
    RuleSet rules;
    DataOptions calibration;
    DataOptions evaluation;
    QString modelPath;
    QString studyPath;
    quint64 pinned = 0;
    std::optional<ChosenCase> badCase;
    Shown shown;
    Findings findings;
    std::shared_ptr<Live> live;
    WayIn way = WayIn::None; ///< where it could not be opened
};

class Workbench::EditCommand : public QUndoCommand {
public:
    EditCommand(Workbench& bench, const QString& text, RuleSet before, RuleSet after, QString mergeKey)
        : QUndoCommand(text), m_bench(bench), m_before(std::move(before)), m_after(std::move(after)), m_key(std::move(mergeKey))
    {
    }

    void undo() override { m_bench.applyRules(m_before); }
    void redo() override { m_bench.applyRules(m_after); }
    [[nodiscard]] int id() const override { return m_key.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand* other) override
    {
        const auto& next = static_cast<const EditCommand&>(*other);
        if (next.m_key != m_key)
            return false;
        m_after = next.m_after;
        setObsolete(m_after == m_before); // dragged back to where it began
        return true;
    }

private:
    Workbench& m_bench;
    RuleSet m_before;
    RuleSet m_after;
    QString m_key;
};

Workbench::Workbench(Bench& bench, JobRunner& jobs, OrtEnvironment& environment, QObject* parent)
    : QObject(parent), m_bench(bench), m_jobs(jobs), m_environment(environment)
{
    connect(&m_bench, &Bench::editRequested, this, [this](const QString& what, const RuleSet& after, const QString& key) {
        if (isOpen() && !(after == m_bench.rules()) && canBe(what, after))
            m_undo.push(new EditCommand(*this, what, m_bench.rules(), after, key));
    });
    connect(&m_bench, &Bench::dataRequested, this, &Workbench::changeData);
    m_patience.setSingleShot(true);
    connect(&m_patience, &QTimer::timeout, this, &Workbench::showResolved);
    // A file that is written anew comes in several steps: it is looked at when it has been still for a while.
    m_settle.setSingleShot(true);
    m_settle.setInterval(700);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_settle, &QTimer::timeout, this, [this] {
        if (!isOpen())
            return;
        if (QFileInfo::exists(m_modelPath) && !m_watcher.files().contains(m_modelPath))
            m_watcher.addPath(m_modelPath); // one that was replaced is watched no more
        emit modelFileChanged();
    });
    connect(&m_bench, &Bench::pinRequested, this, &Workbench::pin);
    connect(&m_bench, &Bench::customMetricRequested, this, &Workbench::setCustomMetric);
}

Workbench::~Workbench() = default;

/// As a rule file with these rules would be read: what can't be must not come in, or nothing is measured from then on.
bool Workbench::canBe(const QString& what, const RuleSet& rules)
{
    try {
        (void)RuleSet::fromJson(rules.toJson());
        return true;
    } catch (const Error& e) {
        log(
            Severity::Warning, [what] { return tr("Not done: %1").arg(what); }, e.message());
        return false;
    }
}

void Workbench::log(Severity severity, const Said& message, const Said& details)
{
    m_bench.addLog({QDateTime::currentDateTime(), severity, message, details});
}

void Workbench::logFindings(const Findings& findings)
{
    const auto line = [](const Text& text) { return text.empty() ? Said() : Said([text] { return sentence(text); }); };
    for (const Finding& f : findings)
        log(f.severity, f.unit.empty() ? line(f.message) : Said(Text("{}: {}", f.unit, f.message)), line(f.cure));
}

void Workbench::logFailure(const Said& what, const Failure& failure)
{
    if (failure.code == ErrorCode::Interrupted)
        return;
    Said details;
    if (!failure.cure.isEmpty() || !failure.context.isEmpty())
        details = [cure = failure.cure, context = failure.context] {
            QStringList lines;
            for (const QString& line : {cure(), context()})
                if (!line.isEmpty())
                    lines << line;
            return lines.join(QLatin1Char('\n'));
        };
    log(
        Severity::Error,
        [what, message = failure.message] { return tr("%1: %2", "what failed, and why").arg(what(), message()); }, details);
}

void Workbench::fail(const Said& what, const Failure& failure)
{
    logFailure(what, failure);
    if (failure.code != ErrorCode::Interrupted)
        emit failed(what, failure);
}

// --- opening -----------------------------------------------------------------------------------------------------------------

namespace {

/// What helps against `error`, in the study that it is about.
WayIn wayInto(const std::string& study, const Error& error)
{
    if (error.code() == ErrorCode::Interrupted)
        return WayIn::None;
    try {
        const Study kept = Study::open(study, OpenMode::ReadOnly);
        if (!QFileInfo::exists(text(kept.modelPath())))
            return WayIn::FindModel;
        return error.code() == ErrorCode::Resources ? WayIn::ReadOnly : WayIn::None;
    } catch (const std::exception&) {
        return WayIn::None; // the study itself is broken
    }
}

} // namespace

void Workbench::open(const QString& path, const std::optional<DataOptions>& data, const HowToOpen& how)
{
    const bool isStudy = path.endsWith(QLatin1String(".qbs"), Qt::CaseInsensitive);
    const QString kept = isStudy || m_studyFolder.isEmpty() ? QString() : studyPathFor(path, m_studyFolder);
    auto opened = std::make_shared<Opened>();
    const QString study = QFileInfo(kept.isEmpty() ? path : kept).absoluteFilePath();
    if (study == m_opening)
        return;
    m_opening = study;
    // A study can't be open twice, not even here: who has it, or is still letting go of it, goes first.
    if (isOpen() && !m_studyPath.isEmpty() && QFileInfo(m_studyPath) == QFileInfo(study)) {
        close();
        m_opening = study;
    }
    const auto leaving = m_leaving.find(study);
    const std::weak_ptr<void> holder = leaving == m_leaving.end() ? std::weak_ptr<void>() : leaving->second;
    m_jobs.start(
        {Lane::Open, [name = QFileInfo(path).fileName()] { return tr("Open %1").arg(name); }, QStringLiteral("open")},
        [&environment = m_environment, path, kept, data, opened, holder, how](const JobContext& job, const JobRunner::Post&) {
            for (; !holder.expired(); std::this_thread::sleep_for(std::chrono::milliseconds(1)))
                job.throwIfStopped();
            const std::string file = QDir::toNativeSeparators(path).toStdString();
            const auto openFile = [&](const std::string& what, const std::string& keptIn) {
                Opening opening;
                opening.saveAs = keptIn;
                const bool ofStudy = text(what).endsWith(QLatin1String(".qbs"), Qt::CaseInsensitive);
                if (ofStudy) {
                    opening.mode = how.readOnly ? OpenMode::ReadOnly : OpenMode::ReadWrite;
                    opening.model = how.model.toStdString();
                }
                try {
                    opened->workspace = std::make_shared<Workspace>(environment, what, opening, job);
                } catch (const Error& e) {
                    if (ofStudy)
                        opened->way = wayInto(what, e);
                    throw;
                }
            };
            if (kept.isEmpty()) {
                openFile(file, "");
            } else {
                try {
                    if (QFileInfo::exists(kept)) {
                        openFile(kept.toStdString(), "");
                    } else {
                        const QString folder = QFileInfo(kept).path();
                        if (!QDir().mkpath(folder))
                            throw Error(ErrorCode::Resources, Text("the folder {} can't be made", folder.toStdString()),
                                        Text("check the permissions of the folder above it"));
                        openFile(file, kept.toStdString());
                    }
                } catch (const Error& e) {
                    if (e.code() == ErrorCode::Interrupted)
                        throw;
                    // Another window has it, it is damaged, the folder takes nothing: the model can be worked on all the same.
                    openFile(file, "");
                    opened->findings.push_back({"study.not_kept",
                                                Severity::Warning,
                                                {},
                                                {},
                                                Text("the study of this model can't be used: {}", e.message()),
                                                {},
                                                Text("what is found out now is kept only if it is saved under a name of its own"),
                                                false});
                }
            }
            Workspace& w = *opened->workspace;
            if (how.readOnly)
                opened->findings.push_back({"study.read_only",
                                            Severity::Warning,
                                            {},
                                            {},
                                            Text("the study was opened for reading only"),
                                            {},
                                            Text("save it under another name to keep what is found out"),
                                            false});
            if (data)
                w.setData(Use::Calibration, *data);
            opened->statistics = std::make_shared<CalibrationData>(w.statistics());
            if (const auto source = w.study().statisticsSource())
                opened->observedList = source->data;
            opened->rules = w.rules();
            opened->calibration = w.data(Use::Calibration);
            opened->evaluation = w.data(Use::Evaluation);
            opened->modelPath = text(w.study().modelPath());
            opened->studyPath = w.kept() ? text(w.study().path()) : QString();
            if (const auto pinned = w.study().setting("pinned_sample"))
                opened->pinned = text(*pinned).toULongLong();
            if (const auto shown = w.study().setting("shown"))
                opened->shown = Shown::fromJson(text(*shown));
            try {
                opened->badCase = chosenCase(w.study());
            } catch (const Error& e) {
                opened->findings.push_back({"study.bad_case", Severity::Warning, {}, {}, e.message(), {}, e.cure(), false});
            }
            const Findings found = w.takeFindings();
            opened->findings.insert(opened->findings.end(), found.begin(), found.end());
            if (w.model()->runnable())
                opened->live = std::make_shared<Live>(w.model(), environment);
        },
        [this, path, opened](const Failure* failure) {
            m_opening.clear();
            if (!failure) {
                adopt(std::move(*opened));
                return;
            }
            fail([path] { return tr("%1 can't be opened").arg(QFileInfo(path).fileName()); }, *failure);
            if (failure->code != ErrorCode::Interrupted)
                emit openFailed(path, *failure, opened->way);
        });
}

void Workbench::openSample() { open(sampleModelPath(), sampleData()); }

void Workbench::adopt(Opened opened)
{
    retire();
    m_workspace = std::move(opened.workspace);
    m_alive = std::make_shared<bool>();
    m_live = std::move(opened.live);
    m_modelPath = opened.modelPath;
    m_studyPath = opened.studyPath;
    if (!m_watcher.files().isEmpty())
        m_watcher.removePaths(m_watcher.files());
    m_watcher.addPath(m_modelPath);
    m_statisticsVersion = ++m_newestStatistics;
    m_bench.setModel(m_workspace->model());
    m_bench.setRules(opened.rules);
    m_bench.setStatistics(opened.statistics);
    m_openedStatistics = opened.statistics;
    m_observedList = opened.observedList;
    m_bench.setCalibrationSet({opened.calibration, {}, {}, {}});
    m_bench.setEvaluationSet({opened.evaluation, {}, {}, {}});
    m_bench.setPinnedSample(opened.pinned);
    m_bench.setChosenCase(opened.badCase);
    logFindings(m_bench.model()->findings);
    logFindings(opened.findings);
    openSet(Use::Calibration);
    openSet(Use::Evaluation);
    refresh();
    restoreShown(opened.shown);
    emit this->opened();
    for (const Finding& f : opened.findings)
        if (f.rule == "study.model_changed")
            emit modelIsAnother(f.message);
        else if (f.rule == "study.not_kept" || f.rule == "study.read_only")
            emit notKept(f.message);
}

bool Workbench::statisticsFit() const
{
    const auto& set = m_bench.calibrationSet().samples;
    return !set || !m_observedList || !m_bench.statistics() || m_bench.statistics()->samples().empty() ||
           set->listFingerprint() == *m_observedList;
}

bool Workbench::hasUnseenSamples() const
{
    const auto& set = m_bench.calibrationSet().samples;
    if (!set)
        return false;
    const SampleIds seen = m_bench.statistics() ? m_bench.statistics()->samples() : SampleIds();
    for (std::size_t i = 0; i < set->size(); ++i)
        if (!seen.contains(set->sampleId(i)))
            return true;
    return false;
}

bool Workbench::isReadOnly() const { return isOpen() && m_workspace->readOnly(); }

bool Workbench::hasUnkept() const
{
    if (!isOpen() || (m_workspace->kept() && !m_workspace->readOnly()))
        return false;
    const bool measured = m_studyPath.isEmpty() &&
                          (!m_bench.comparisons().empty() || m_bench.sensitivity() || m_bench.badCases() || m_bench.advice());
    return measured || !m_undo.isClean() || m_bench.statistics() != m_openedStatistics;
}

/// Lets go of everything that belongs to what is open.
void Workbench::retire()
{
    m_jobs.abandon();
    m_opening.clear();
    m_patience.stop();
    m_resolved.reset();
    m_liveJob = m_casesJob = 0;
    m_sweepJobs.clear();
    m_undo.clear();
    m_remembered.clear();
    m_order.clear();
    m_shown = {};
    std::erase_if(m_leaving, [](const auto& entry) { return entry.second.expired(); });
    if (!m_studyPath.isEmpty())
        m_leaving[QFileInfo(m_studyPath).absoluteFilePath()] = m_alive;
    // They may take a while to stop and to go. The study is free again when its last writer is done.
    m_jobs.start({Lane::Study, {}, {}}, [alive = std::move(m_alive), w = std::move(m_workspace),
                                         l = std::move(m_live)](const JobContext&, const JobRunner::Post&) mutable {
        while (w.use_count() > 1 || l.use_count() > 1)
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        l.reset();
        w.reset();
        alive.reset();
    });
    m_workspace.reset();
    m_live.reset();
    // Also between two models: what is selected, listed or hovered of the old one means other units in the new one.
    m_bench.setModel({});
}

void Workbench::close()
{
    retire();
    m_modelPath.clear();
    m_studyPath.clear();
    emit closed();
}

QString Workbench::documentPath() const
{
    const bool own = !m_studyPath.isEmpty() &&
                     (m_studyFolder.isEmpty() || QFileInfo(m_studyPath) != QFileInfo(studyPathFor(m_modelPath, m_studyFolder)));
    return own ? m_studyPath : m_modelPath;
}

void Workbench::saveAs(const QString& path)
{
    if (!isOpen() || (!m_studyPath.isEmpty() && QFileInfo(path) == QFileInfo(m_studyPath)))
        return;
    m_jobs.start(
        {Lane::Engine, [name = QFileInfo(path).fileName()] { return tr("Save as %1").arg(name); }, {}},
        [w = m_workspace, path](const JobContext&, const JobRunner::Post&) {
            w->study().saveCopy(path.toStdString(), Study::IfTaken::Replace); // the user was asked
        },
        [this, path](const Failure* failure) {
            if (failure)
                fail([] { return tr("The study can't be saved"); }, *failure);
            else
                open(path);
        });
}

void Workbench::keepShown()
{
    m_jobs.start({Lane::Study, {}, QStringLiteral("save shown")},
                 [w = m_workspace, json = m_shown.toJson()](const JobContext&, const JobRunner::Post&) {
                     if (!w->readOnly())
                         w->study().setSetting("shown", json);
                 });
}

void Workbench::restoreShown(const Shown& kept)
{
    if (!m_bench.model()->runnable() || !m_bench.statistics() || m_bench.statistics()->samples().empty())
        return;
    m_shown = kept; // all of it, before any of it is there: it may end in between
    if (!kept.custom.isEmpty())
        setCustomMetric(kept.custom, kept.order);
    for (const Shown::Compared& c : kept.comparisons)
        startComparison(c, Asking::OnlyStored);
    for (const SensitivityMode mode : kept.sweeps)
        startSweep(mode, Asking::OnlyStored);
    if (kept.check)
        check();
    if (kept.advice)
        startAdvice(*kept.advice, Asking::OnlyStored);
    if (kept.cases)
        findBadCases(kept.cases->custom, kept.cases->order);
    // What the study has no numbers of is measured again, where it still lies there.
    for (const Shown::Foreign& f : kept.foreign)
        if (QFileInfo::exists(f.path))
            compareWith(f.kind, f.path);
    for (const Shown::Profiled& p : kept.profiles)
        if (p.file.isEmpty() || QFileInfo::exists(p.file))
            profile(p.form, p.file);
}

// --- rules -------------------------------------------------------------------------------------------------------------------

void Workbench::applyRules(const RuleSet& rules)
{
    m_bench.setRules(rules);
    saveRules();
    refresh();
}

void Workbench::saveRules()
{
    m_jobs.start(
        {Lane::Study, {}, QStringLiteral("save rules")},
        [w = m_workspace, rules = m_bench.rules()](const JobContext&, const JobRunner::Post&) {
            if (w->readOnly())
                return;
            w->study().setRules(rules.toJson());
            w->study().setProfile(rules.profile);
        },
        [this](const Failure* failure) {
            if (failure)
                fail([] { return tr("The rules can't be written into the study"); }, *failure);
        });
}

// --- places ------------------------------------------------------------------------------------------------------------------

} // namespace qb
