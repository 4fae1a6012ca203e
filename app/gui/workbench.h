// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/job_runner.h"
#include "app/gui/shown.h"
#include "engine/exporters/verify.h"
#include "engine/study/workspace.h"
#include "widgets/common/bench.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <list>
#include <map>
#include <memory>
#include <unordered_map>

namespace qb {

struct ExportRequest {
    QString path;
    QdqDomain domain = QdqDomain::Auto;
    std::optional<GuardFloat> guard; ///< the profile's where not given
    bool verify = true;
    int verifySamples = 4;
};

struct ExportOutcome {
    QString path;
    std::int64_t opset = 0, opsetFrom = 0;
    std::size_t tensorsChanged = 0;
    bool verified = false;
    Verification verification;
    Findings findings;
};

/// What a report shall hold besides what is known.
struct ReportRequest {
    QString path; ///< .html, .md or .json
    int top = 20; ///< layers in its lists
    bool sensitivity = true;
    bool classification = false; ///< scores of the task, or
    QString scoreCommand;        ///< by a command; empty: none

    ReportRequest(QString where = {}) : path(std::move(where)) {}
};

/// Of a study that can't be opened as it is.
struct HowToOpen {
    bool readOnly = false; ///< nothing gets into it
    QString model;         ///< where its model lies now; empty: where it was
};
enum class WayIn { None, ReadOnly, FindModel }; ///< what the user may do where opening failed

/// The study under work: turns what the user asks into jobs, and what jobs find into pieces of the bench. Every edit of the
/// rules is an undo step here. GUI thread only; the engine's objects that it owns are touched on their lanes alone.
class Workbench : public QObject {
    Q_OBJECT
public:
    Workbench(Bench& bench, JobRunner& jobs, OrtEnvironment& environment, QObject* parent = nullptr);
    ~Workbench() override;

    /// A model or a study. A model goes on in the study that was made of it before, kept in `studyFolder`.
    void open(const QString& path, const std::optional<DataOptions>& data = {}, const HowToOpen& how = {});
    void openSample();
    void close();
    /// A copy of the study at another place; the work goes on there.
    void saveAs(const QString& path);
    void setStudyFolder(const QString& folder) { m_studyFolder = folder; }

    void setData(Use use, const DataOptions& options);
    void calibrate(Recalibrate how);
    /// Kept under the name, so that two configurations can be laid side by side.
    void compare(CompareMode mode, CompareParts parts = CompareParts::All, const QString& name = QStringLiteral("A"));
    /// The same of other rules than those in force.
    void compare(CompareMode mode, CompareParts parts, const QString& name, const RuleSet& rules);
    /// The configuration against another model file, or a folder of arrays; kept under a name made of the path.
    void compareWithModel(const QString& path);
    void compareWithDump(const QString& folder);
    /// Statistics of every tensor; of Exported: of that file, or of one made for the purpose.
    void profile(ProfiledForm form, const QString& exportedFile = {});
    /// How the values of a tensor lie, in float and as simulated.
    void spread(ValueId value);
    /// Every tensor that these units read and give (none: that there are), one npy per sample.
    void dumpArrays(ProfiledForm form, const std::vector<UnitId>& units, const QString& folder, bool pinnedAlone = false);
    /// Scores of float, simulated and exported. `scoreCommand` empty: by class, from labels.
    int measureTask(const QString& scoreCommand); ///< the job; 0 where nothing is open
    void sweep(SensitivityMode mode);
    /// The user's own metric: measured at the pinned sample at once, by comparisons and sweeps from now on. Empty: none.
    void setCustomMetric(const QString& text, Order order);
    void stopSweep();
    void check();
    /// Of all evaluation samples; `custom`: text of an expression that was checked, empty for none.
    void findBadCases(const std::string& custom, Order order);
    void stopBadCases();
    /// Where the sample goes wrong on its way to the output.
    void blame(quint64 sample, const std::string& output);
    /// From then on layers are looked at on this sample alone. An undo step, like forgetting it.
    void chooseBadCase(quint64 sample, const CaseCriterion& by);
    void forgetBadCase();
    void saveBadCases(const QString& path);
    void loadBadCase(const QString& path);
    /// Observes this one sample too. An undo step.
    void addToCalibration(quint64 sample);
    /// Judges and tries cures; at one graph output, or at all (-1).
    void advise(const MetricChoice& metric = Metric::Sqnr, int output = -1);
    int exportModel(const ExportRequest& request); ///< the job; 0 where nothing is open
    void writeReport(const ReportRequest& request);
    void pin(quint64 sample);
    void applyCure(const QString& rule, const QString& unit);
    void stopAll() { m_jobs.stopAll(); }
    /// What could not be done, wherever it was tried: a line of the log, and failed(). A stop by the user is no failure.
    void fail(const Said& what, const Failure& failure);

    /// Whether the statistics are of the samples and preprocessing that are asked for now.
    [[nodiscard]] bool statisticsFit() const;
    /// Whether a continued calibration would observe anything.
    [[nodiscard]] bool hasUnseenSamples() const;
    /// Whether closing loses something: there is no study that could be written, and something was done.
    [[nodiscard]] bool hasUnkept() const;
    [[nodiscard]] QUndoStack& undoStack() { return m_undo; }
    [[nodiscard]] bool isOpen() const { return m_workspace != nullptr; }
    [[nodiscard]] QString modelPath() const { return m_modelPath; }
    [[nodiscard]] bool isReadOnly() const;                          ///< what is found out gets into no file
    [[nodiscard]] QString studyPath() const { return m_studyPath; } ///< empty where nothing is kept
    /// What the user knows it by: the study where it has a name of its own, else the model.
    [[nodiscard]] QString documentPath() const;
    /// The scores of the task that were measured last, maybe of another configuration; null where none were.
    [[nodiscard]] const MeasuredTask* task() const { return m_shown.task ? &*m_shown.task : nullptr; }
    [[nodiscard]] bool taskIsStale() const;
    [[nodiscard]] bool isMeasuring() const; ///< the pinned sample is under way
    /// Switches whether an edit measures the pinned sample by itself.
    void setLiveOn(bool on);
    [[nodiscard]] bool liveOn() const { return m_liveOn; }

signals:
    void comparing(const QString& name, qb::CompareMode mode); ///< the user wants to see what will come under this name
    void opened();
    void closed();
    void openFailed(const QString& path, const qb::Failure& failure, qb::WayIn way);
    void measuringChanged(); ///< also: whether it is done by itself
    void exported(const qb::ExportOutcome& outcome);
    void exportStopped(); ///< by the user
    void reportWritten(const QString& path);
    void comparedWithForeign(const QString& name); ///< the comparison of that name is on the bench
    void arraysWritten(const QString& folder);
    void taskMeasured(const qb::TaskEvaluation& scores);
    void taskStopped(); ///< by the user
    void failed(const qb::Said& what, const qb::Failure& failure);
    void modelFileChanged();
    /// What was opened is not what the study was made of: what of it is not there any more.
    void modelIsAnother(const qb::Text& what);
    /// Nothing of what is opened is kept, and why.
    void notKept(const qb::Text& why);

private:
    struct Live;
    struct Opened;
    struct Moment;
    class EditCommand;
    class DataCommand;
    class CaseCommand;
    class StatisticsCommand;
    struct Remembered {
        std::shared_ptr<const Configuration> configuration;
        std::shared_ptr<const LiveResult> live;
    };

    void compareWith(ForeignSide::Kind kind, const QString& path);
    void adopt(Opened opened);
    void retire();
    /// What is only looked up is there at once; what the user has not stopped goes on afterwards.
    enum class Asking { Measure, OnlyStored };
    void startAdvice(const Shown::Advised& how, Asking asking);
    void startComparison(const Shown::Compared& what, Asking asking);
    void startSweep(SensitivityMode mode, Asking asking);
    [[nodiscard]] bool canBe(const QString& what, const RuleSet& rules);
    void keepShown();
    void restoreShown(const Shown& kept);
    void applyRules(const RuleSet& rules);
    void refresh() { refresh(m_liveOn); }
    void refresh(bool measure); ///< false: what the rules give alone
    void showResolved();
    [[nodiscard]] bool hasMoreOf(const NamedComparison& partial) const;
    void changeData(DataUse use, const DataOptions& options);
    void openSet(Use use);
    void setView(Use use, DataView view);
    void saveRules();
    [[nodiscard]] Moment moment() const;
    [[nodiscard]] Moment moment(const RuleSet& rules) const; ///< with other rules than those in force
    void setChosenCase(const std::optional<ChosenCase>& chosen);
    void takeStatistics(std::shared_ptr<const CalibrationData> statistics);
    [[nodiscard]] Fingerprint configurationKey(const RuleSet& rules) const;
    [[nodiscard]] QString taskCondition() const;
    [[nodiscard]] Fingerprint liveKey(const Fingerprint& configuration) const;
    void remember(const Fingerprint& key, Remembered what);
    void log(Severity severity, const Said& text, const Said& details = {});
    void logFindings(const Findings& findings);
    /// A line of the log only, for what is said elsewhere too.
    void logFailure(const Said& what, const Failure& failure);

    Bench& m_bench;
    JobRunner& m_jobs;
    OrtEnvironment& m_environment;
    QUndoStack m_undo;
    std::shared_ptr<Workspace> m_workspace;           ///< Lane::Engine; its study from any lane
    std::shared_ptr<void> m_alive;                    ///< lives until the workspace has let go of its study
    std::map<QString, std::weak_ptr<void>> m_leaving; ///< studies that were closed, by path
    std::shared_ptr<Live> m_live;                     ///< Lane::Live
    std::shared_ptr<const CalibrationData> m_openedStatistics;
    std::optional<Fingerprint> m_observedList; ///< SampleSet::listFingerprint() of what the statistics were made of
    QString m_modelPath;
    QString m_studyPath;
    QString m_studyFolder;
    QString m_opening; ///< the study that is being opened, empty where none is
    std::uint64_t m_statisticsVersion = 0;
    std::uint64_t m_newestStatistics = 0; ///< the version before counts again after an undo
    QFileSystemWatcher m_watcher;         ///< of the model file
    QTimer m_settle;
    std::shared_ptr<const Configuration> m_resolved; ///< not shown yet
    QTimer m_patience;                               ///< how long it waits for the errors
    int m_liveJob = 0;
    std::map<SensitivityMode, int> m_sweepJobs;
    int m_casesJob = 0;
    bool m_liveOn = true;
    Shown m_shown;                                            ///< what is shown again when the study is opened
    std::unordered_map<Fingerprint, Remembered> m_remembered; ///< by liveKey: the way back shows the old numbers at once
    std::list<Fingerprint> m_order;                           ///< oldest first
};

} // namespace qb
