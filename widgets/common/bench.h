// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/advisor.h"
#include "engine/analysis/bad_cases.h"
#include "engine/analysis/blame.h"
#include "engine/analysis/calibration.h"
#include "engine/analysis/check_report.h"
#include "engine/analysis/compare.h"
#include "engine/analysis/custom_metric.h"
#include "engine/analysis/sensitivity.h"
#include "engine/analysis/structure_check.h"
#include "engine/analysis/tensor_profile.h"
#include "engine/analysis/value_spread.h"
#include "engine/base/finding.h"
#include "engine/data/describe.h"
#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/profile.h"
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/rules.h"
#include "engine/study/chosen_case.h"
#include "widgets/common/said.h"

#include <QDateTime>
#include <QObject>
#include <QString>
#include <QStringList>

#include <array>
#include <memory>
#include <vector>

namespace qb {

/// Rules and all that follows from them without running the model. Results belong to one of these.
struct Configuration {
    RuleSet rules;
    std::shared_ptr<const Profile> profile;
    std::shared_ptr<const Effective> effective;
    std::shared_ptr<const PlanResult> plan; ///< null before anything was calibrated
    std::vector<FloatSegment> segments;
    Fingerprint key; ///< of rules, statistics and samples: equal keys, equal numbers
};

/// The pinned sample under a configuration, against float.
struct LiveResult {
    std::shared_ptr<const Configuration> configuration;
    Comparison comparison;
    std::uint64_t sample = 0;
    QString sampleName;
    double seconds = 0; ///< from the edit to the numbers
};

/// What a comparison is held against where that was not computed from this model, and how far the two have to do with
/// each other.
struct ForeignSide {
    enum class Kind { FloatModel, QuantizedModel, Dump };
    Kind kind = Kind::FloatModel;
    QString path;                        ///< of the model file, or of the folder of arrays
    std::optional<std::size_t> diverges; ///< first row that does not agree
    std::vector<std::string> unmatchedHere;
    std::vector<Text> unmatchedThere;
};

/// A comparison over the evaluation samples, kept under a name ("A", "B") so that two can be laid side by side.
enum class CompareParts { All, Weights, Activations }; ///< what of a configuration is quantized

struct NamedComparison {
    QString name; ///< as the user calls it
    std::shared_ptr<const Configuration> configuration;
    CompareMode mode = CompareMode::Cumulative;
    CompareParts parts = CompareParts::All;
    Comparison comparison;
    std::size_t planned = 0;                    ///< samples that all of it has: more than it shows while it runs or was stopped
    std::optional<ChosenCase> badCase;          ///< this sample alone was measured
    std::shared_ptr<const ForeignSide> foreign; ///< null: against float

    /// Of one mode two with the same id are versions of one. The same in every language.
    [[nodiscard]] QString id() const
    {
        return parts == CompareParts::All ? name : name + QLatin1Char('\n') + QString::number(static_cast<int>(parts));
    }
};

/// Rows as they come; replaced by a larger one a few times a second.
struct SensitivityResult {
    std::shared_ptr<const Configuration> configuration;
    SensitivityMode mode = SensitivityMode::Isolated;
    Sensitivity sensitivity;
    std::size_t planned = 0; ///< rows that a whole sweep has
    std::size_t samples = 0; ///< that it looks at
    bool complete = false;
    bool running = false;              ///< more of it will come
    std::optional<ChosenCase> badCase; ///< this sample alone was measured
};

/// The errors of samples as they come; replaced by a larger one a few times a second.
struct BadCaseResult {
    std::shared_ptr<const Configuration> configuration;
    std::shared_ptr<const SampleSet> samples; ///< all that are looked at
    std::string data;                         ///< their SampleSet::listFingerprint() in hex
    BadCases cases;
    bool complete = false;
};

/// Where one sample goes wrong on its way to an output.
struct SampleBlame {
    std::shared_ptr<const Configuration> configuration;
    quint64 sample = 0;
    std::string output;
    Blame blame;
    Said problem; ///< why it is not known; empty where it is
};

/// Verdicts and tried cures.
struct AdviceResult {
    std::shared_ptr<const Configuration> configuration;
    Advice advice;
    std::size_t samples = 0;           ///< over how many it was measured
    std::optional<ChosenCase> badCase; ///< this sample alone was looked at
};

/// Statistics of every tensor of one form of the network.
struct ProfileResult {
    std::shared_ptr<const Configuration> configuration;
    ProfiledForm form = ProfiledForm::Float;
    QString file; ///< of the exported form: a file made before; empty: of the present configuration
    TensorProfile profile;
};

/// How the values of one tensor lie, in float, as simulated, and in the exported file that was profiled last.
struct SpreadResult {
    std::shared_ptr<const Configuration> configuration;
    ValueId value = ValueId::None;
    QString tensor; ///< as people find it: with its unit, where it is called otherwise
    ValueSpread exact;
    ValueSpread simulated;
    std::shared_ptr<const ValueSpread> exported; ///< null: no file was profiled, or it has no such tensor
    bool exportedToo = false;                    ///< a file was profiled when this was looked at
    Said problem;                                ///< why it is not known; empty where it is
};

/// What stands beside the findings of a structure check.
struct CheckResult {
    std::shared_ptr<const Configuration> configuration;
    CheckTables tables;
    std::string text; ///< model_check_result.txt
};

enum class DataUse { Calibration, Evaluation };

/// A sample set as the docks show it.
struct DataView {
    DataOptions options;
    std::shared_ptr<const SampleSet> samples; ///< null where it could not be opened
    Said problem;                             ///< why, and what to do
    /// What the model gets of a few samples; null until they were read.
    std::shared_ptr<const DataDescription> description;
};

struct JobView {
    enum class State { Queued, Running, Stopping, Done, Stopped, Failed };
    int id = 0;
    Said title;
    Said phase;
    quint64 done = 0;
    quint64 total = 0; ///< 0: unknown
    QDateTime started;
    double seconds = 0;      ///< running so far, or in all
    quint64 doneFirst = 0;   ///< what it began to count with: of earlier runs
    double secondsFirst = 0; ///< and when
    State state = State::Queued;
    Said outcome; ///< "37 of 200 samples", or what went wrong
};

struct LogLine {
    QDateTime when;
    Severity severity = Severity::Info;
    Said text;    ///< one sentence
    Said details; ///< cure, context, a line each; may be empty
};

/// What the window shows of the study under work: immutable pieces that are swapped whole, each with a signal. It computes
/// nothing; app/gui puts pieces in, widgets read them, and say what they want by the request functions, which app/gui hears.
/// What gave way to the numbers of another configuration is there again with its own, so that undo shows the old ones at
/// once: sweeps, bad cases and advice in their place, comparisons, whose names are the user's, beside those. GUI thread only.
class Bench : public QObject {
    Q_OBJECT
public:
    using QObject::QObject;

    /// Null before a model is open; then everything else is empty too.
    [[nodiscard]] const std::shared_ptr<const Model>& model() const { return m_model; }
    [[nodiscard]] const std::shared_ptr<const Configuration>& configuration() const { return m_configuration; }
    [[nodiscard]] const std::shared_ptr<const CalibrationData>& statistics() const { return m_statistics; }
    /// Newest measurement of the pinned sample; maybe of an older configuration: see liveIsStale().
    [[nodiscard]] const std::shared_ptr<const LiveResult>& live() const { return m_live; }
    /// What is known first of an edit: only the errors of the network's outputs are there yet, or all of live().
    [[nodiscard]] const std::shared_ptr<const LiveResult>& liveOutputs() const { return m_liveOutputs; }
    /// What the pinned sample was before the last edit; null if nothing was measured then.
    [[nodiscard]] const std::shared_ptr<const LiveResult>& before() const { return m_before; }
    [[nodiscard]] bool liveIsStale() const;
    /// liveOutputs() are of an older configuration or another sample; they may be ahead of configuration(), drawn after them.
    [[nodiscard]] bool outputsAreStale() const;
    [[nodiscard]] const std::vector<std::shared_ptr<const NamedComparison>>& comparisons() const { return m_comparisons; }
    /// Of the present configuration where none of comparisons() is, though one was before another took its name; else null.
    [[nodiscard]] std::shared_ptr<const NamedComparison> earlierComparison(CompareMode mode) const;
    /// Of the mode that was measured last; see also sensitivity(mode).
    [[nodiscard]] const std::shared_ptr<const SensitivityResult>& sensitivity() const { return sensitivity(m_lastSwept); }
    [[nodiscard]] const std::shared_ptr<const SensitivityResult>& sensitivity(SensitivityMode mode) const
    {
        return m_sensitivities[static_cast<std::size_t>(mode)];
    }
    /// Null before any were looked for; maybe of another configuration.
    [[nodiscard]] const std::shared_ptr<const BadCaseResult>& badCases() const { return m_badCases; }
    [[nodiscard]] bool isFindingBadCases() const { return m_findingBadCases; }
    /// On which sample alone layers are compared; nothing: on all.
    [[nodiscard]] const std::optional<ChosenCase>& chosenCase() const { return m_chosenCase; }
    /// That were used last, newest first; whatever model is open.
    [[nodiscard]] const QStringList& expressions() const { return m_expressions; }
    /// The user's own metric, which what is measured from now on has too; nothing: none.
    [[nodiscard]] const std::optional<CustomMetric>& customMetric() const { return m_customMetric; }
    /// Under the present configuration; null where it was not asked for yet.
    [[nodiscard]] std::shared_ptr<const SampleBlame> blame(quint64 sample, const std::string& output) const;
    [[nodiscard]] const Findings& findings() const { return m_findings; }
    [[nodiscard]] const std::shared_ptr<const AdviceResult>& advice() const { return m_advice; }
    /// One for each form that was profiled, by form; maybe of other configurations.
    [[nodiscard]] const std::vector<std::shared_ptr<const ProfileResult>>& profiles() const { return m_profiles; }
    /// Of the tensor that was asked for last; null where none was.
    [[nodiscard]] const std::shared_ptr<const SpreadResult>& spread() const { return m_spread; }
    [[nodiscard]] const std::shared_ptr<const CheckResult>& check() const { return m_check; } ///< null before it was run
    [[nodiscard]] const DataView& calibrationSet() const { return m_calibrationSet; }
    [[nodiscard]] const DataView& evaluationSet() const { return m_evaluationSet; }
    /// What is measured on: the evaluation set where one is named, maybe not read yet, else the calibration set.
    [[nodiscard]] const DataView& measuredSet() const
    {
        return m_evaluationSet.options.path.empty() ? m_calibrationSet : m_evaluationSet;
    }
    [[nodiscard]] quint64 pinnedSample() const { return m_pinnedSample; }
    [[nodiscard]] const std::vector<JobView>& jobs() const { return m_jobs; }
    [[nodiscard]] const std::vector<LogLine>& log() const { return m_log; }

    /// The rules as they are after the last edit; edits start from these. configuration() follows when it is resolved.
    [[nodiscard]] const RuleSet& rules() const { return m_rules; }

    /// The row of a point in the newest measurement, null where there is none.
    [[nodiscard]] const CompareRow* liveRow(PointId point) const;
    /// The same for a unit: of its first output.
    [[nodiscard]] const CompareRow* liveRow(UnitId unit) const;

    void setModel(std::shared_ptr<const Model> model); ///< empties everything else
    /// The same units and points with shapes and costs that were not known before.
    void refineModel(std::shared_ptr<const Model> model);
    void setRules(RuleSet rules);
    void setConfiguration(std::shared_ptr<const Configuration> configuration);
    void setStatistics(std::shared_ptr<const CalibrationData> statistics);
    void setLive(std::shared_ptr<const LiveResult> live);
    void setLiveOutputs(std::shared_ptr<const LiveResult> outputs);
    void setComparison(std::shared_ptr<const NamedComparison> comparison);     ///< replaces the one of that name and mode
    void setSensitivity(std::shared_ptr<const SensitivityResult> sensitivity); ///< replaces the one of that mode; null: all
    void setBadCases(std::shared_ptr<const BadCaseResult> result);
    void setFindingBadCases(bool on);
    void setChosenCase(std::optional<ChosenCase> chosen);
    void setCustomMetric(std::optional<CustomMetric> metric);
    void setExpressions(const QStringList& expressions);
    void rememberExpression(const QString& expression);      ///< an empty one is none
    void addBlame(std::shared_ptr<const SampleBlame> blame); ///< keeps the last ones
    void setFindings(Findings findings);
    void setAdvice(std::shared_ptr<const AdviceResult> advice);
    void setProfile(std::shared_ptr<const ProfileResult> profile); ///< replaces the one of that form
    void setSpread(std::shared_ptr<const SpreadResult> spread);
    void setCheck(std::shared_ptr<const CheckResult> check);
    void setCalibrationSet(DataView view);
    void setEvaluationSet(DataView view);
    void setPinnedSample(quint64 id);
    void setJobs(std::vector<JobView> jobs);
    void addLog(LogLine line);

    /// Asks for other rules, as one undo step. Steps in a row with the same key that is not empty become one (dragging).
    void requestEdit(const QString& text, const RuleSet& after, const QString& mergeKey = {});
    void requestStop(int job) { emit stopRequested(job); }
    void requestPin(quint64 sample) { emit pinRequested(sample); }
    /// Another metric of the user's own, one that can be parsed; an empty text: none.
    void requestCustomMetric(const QString& text, Order order) { emit customMetricRequested(text, order); }
    void requestData(DataUse use, const DataOptions& options) { emit dataRequested(use, options); }

signals:
    void modelChanged();
    void rulesChanged();
    void configurationChanged();
    void statisticsChanged();
    void liveChanged();
    void liveOutputsChanged();
    void comparisonsChanged();
    void sensitivityChanged();
    void badCasesChanged(); ///< also: whether they are looked for
    void chosenCaseChanged();
    void customMetricChanged();
    void expressionsChanged();
    void blameChanged();
    void findingsChanged();
    void adviceChanged();
    void profilesChanged();
    void spreadChanged();
    void checkChanged();
    void dataChanged();
    void jobsChanged();
    void logAdded();

    void editRequested(const QString& text, const qb::RuleSet& after, const QString& mergeKey);
    void stopRequested(int job);
    void pinRequested(quint64 sample);
    void customMetricRequested(const QString& text, qb::Order order);
    void dataRequested(qb::DataUse use, const qb::DataOptions& options);

private:
    template <typename T>
    using Results = std::vector<std::shared_ptr<const T>>;

    void keepBefore();
    void forgetBefore(const DataOptions& measured);
    /// Is of the present configuration, on the samples that are asked for now.
    template <typename T>
    [[nodiscard]] bool isPresent(const T& result) const;
    template <typename T>
    void keep(std::shared_ptr<const T> one, Results<T>& earlier);
    template <typename T>
    [[nodiscard]] bool put(std::shared_ptr<const T>& shown, std::shared_ptr<const T> next, Results<T>& earlier);
    template <typename T>
    [[nodiscard]] bool bringBack(std::shared_ptr<const T>& shown, Results<T>& earlier);
    void bringBack();

    QString m_series;          ///< merge key of the last edit
    bool m_sameSeries = false; ///< the edit before was of it too: what was before it stays what is compared with
    bool m_requesting = false;

    std::shared_ptr<const Model> m_model;
    RuleSet m_rules;
    std::shared_ptr<const Configuration> m_configuration;
    std::shared_ptr<const CalibrationData> m_statistics;
    std::shared_ptr<const LiveResult> m_live;
    std::shared_ptr<const LiveResult> m_liveOutputs;
    bool m_outputsAhead = false;    ///< of m_configuration
    bool m_liveOfOtherData = false; ///< what is measured on has changed since
    std::shared_ptr<const LiveResult> m_before;
    std::vector<int> m_rowOfPoint; ///< in m_live
    std::vector<std::shared_ptr<const NamedComparison>> m_comparisons;
    std::array<std::shared_ptr<const SensitivityResult>, 2> m_sensitivities; ///< by mode
    SensitivityMode m_lastSwept = SensitivityMode::Isolated;
    std::shared_ptr<const BadCaseResult> m_badCases;
    bool m_findingBadCases = false;
    std::optional<ChosenCase> m_chosenCase;
    std::optional<CustomMetric> m_customMetric;
    QStringList m_expressions;
    std::vector<std::shared_ptr<const SampleBlame>> m_blames; ///< newest last
    Findings m_findings;
    std::shared_ptr<const AdviceResult> m_advice;
    Results<NamedComparison> m_earlierComparisons; ///< that gave way, newest last
    Results<SensitivityResult> m_earlierSensitivities;
    Results<BadCaseResult> m_earlierBadCases;
    Results<AdviceResult> m_earlierAdvice;
    std::vector<std::shared_ptr<const ProfileResult>> m_profiles;
    std::shared_ptr<const SpreadResult> m_spread;
    std::shared_ptr<const CheckResult> m_check;
    DataView m_calibrationSet;
    DataView m_evaluationSet;
    quint64 m_pinnedSample = 0;
    std::vector<JobView> m_jobs;
    std::vector<LogLine> m_log;
};

} // namespace qb
