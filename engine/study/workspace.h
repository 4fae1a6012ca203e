// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/advisor.h"
#include "engine/analysis/calibration.h"
#include "engine/analysis/check_report.h"
#include "engine/analysis/compare.h"
#include "engine/analysis/foreign.h"
#include "engine/analysis/sensitivity.h"
#include "engine/analysis/task.h"
#include "engine/exporters/export_qdq.h"
#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/rules.h"
#include "engine/qconfig/selector.h"
#include "engine/study/study.h"

#include <memory>
#include <string>

namespace qb {

enum class Use { Calibration, Evaluation };
enum class Recalibrate { Continue, Anew };
enum class Reuse { Stored, Recompute };
/// For good, or as long as the Workspace lives.
enum class Keep { InStudy, ThisRun };

/// How a study or model is opened.
struct Opening {
    std::string saveAs; ///< of a bare model: where a new study is made; empty: in memory
    DimBindings dims;
    OpenMode mode = OpenMode::ReadWrite; ///< ReadOnly: of all that is said and found nothing gets into the study
    std::string model;                   ///< of a study: where its model lies now; kept in it
};

/// Task scores of the three forms of a configuration.
struct TaskEvaluation {
    TaskScores floatScores;
    TaskScores simulated;
    TaskScores exported;
    std::uint64_t samples = 0;
    Findings findings;
};

/// A configuration against something that was not computed from this model.
struct ForeignComparison {
    enum class Other { FloatModel, QuantizedModel, Dump };
    Other other = Other::FloatModel;
    Comparison comparison;                  ///< the baseline is the other one
    std::optional<std::size_t> diverges;    ///< first row that does not agree; see firstDiverging
    std::vector<std::string> unmatchedHere; ///< units without a counterpart
    std::vector<Text> unmatchedThere;       ///< units of the other model, or files of the dump with the reason
};

/// Another model file beside this one, with the plan of its own Q/DQ pairs (float where it has none).
struct OtherModel {
    std::shared_ptr<const Model> model;
    Plan plan;
    Counterparts counterparts;
};

struct ReportData;
struct ReportSamples;

/// What a report shall tell, and how somebody gets at the same by the command line.
struct ReportOptions {
    std::string program; ///< name and version of who makes it
    std::string subject; ///< shell words behind a command: "lesson.qbs", "m.onnx --profile ort"; empty: no commands
    std::string data;    ///< the data's flags, for commands that run the model; empty where the study knows them
    std::string file;    ///< of the report, for its own command
    std::size_t top = 20;
    bool sensitivity = true;  ///< measure it; else its section says that it was left out
    std::string task;         ///< "classification", or empty
    std::string scoreCommand; ///< or a command that scores
    Kernels kernels = Kernels::Reference;
    Kernels sweepKernels = Kernels::Fast;
    Reuse reuse = Reuse::Stored;
    std::size_t memoryBytes = std::size_t{2} << 30U;
};

/// A model under work: what a study holds, and everything that follows from it, each made when first asked for and made
/// again when what it came from has changed. The window and the command line both work on one of these. Not for two
/// threads at once; what it gives out may be used on others.
class Workspace {
public:
    /// A study file, or a model (then a study in memory, or a new one at `saveAs` where given). Throws Error(BadInput)
    /// where the file is neither.
    Workspace(OrtEnvironment& environment, const std::string& path, const Opening& how, const JobContext& job);
    Workspace(OrtEnvironment& environment, const std::string& path, const std::string& saveAs, const DimBindings& dims,
              const JobContext& job);

    [[nodiscard]] Study& study() { return *m_study; }
    /// The study lies where nothing can be written: it is looked at, and what is found out is not kept.
    [[nodiscard]] bool readOnly() const { return m_readOnly; }
    [[nodiscard]] bool kept() const { return m_study->path() != ":memory:"; }
    [[nodiscard]] OrtEnvironment& environment() { return m_environment; }
    [[nodiscard]] const std::shared_ptr<const Model>& model() const { return m_model; }
    /// What was found since the last call: of opening, of data, of calibration.
    [[nodiscard]] Findings takeFindings() { return std::exchange(m_findings, {}); }

    [[nodiscard]] const RuleSet& rules() const { return m_rules; }
    void setRules(RuleSet rules, Keep keep = Keep::InStudy);
    /// Throws Error(BadInput) for an unknown one.
    [[nodiscard]] const Profile& profile();
    [[nodiscard]] const Effective& effective(); ///< the rules' consequences for each point

    [[nodiscard]] const DataOptions& data(Use use) const
    {
        return use == Use::Calibration ? m_calibrationData : m_evaluationData;
    }
    void setData(Use use, DataOptions options, Keep keep = Keep::InStudy);
    /// Evaluation data are the calibration data where nothing else was said. Throws Error(Usage) where none was named.
    [[nodiscard]] SampleSet samples(Use use, const JobContext& job);
    /// Read in this way for once; the study does not learn of it.
    [[nodiscard]] SampleSet samples(const DataOptions& options, const JobContext& job);

    [[nodiscard]] const CalibrationData& statistics(); ///< so far; restored from the study
    /// Observes the calibration samples that were not seen yet, saving into the study as it goes.
    /// Throws Error(Usage) where it is to continue and what was observed came from a model or files that have changed.
    /// `watch` (may be empty) sees what was observed so far a few times a second, on a thread of the calibration.
    /// Kept for this run alone, the study's own statistics stay what they were.
    void calibrate(Recalibrate how, const JobContext& job, const std::function<void(const CalibrationData&)>& watch = {},
                   Keep keep = Keep::InStudy);
    /// Takes one more of the same list into the calibration samples (DataOptions::also) and observes it alone; statistics
    /// merge exactly, so the others are not run again. True where it had not been observed. Throws Error(Usage) where
    /// `evaluation`, in which `sample` is a number, lists others than the calibration data, or nothing was observed yet.
    bool addToCalibration(const SampleSet& evaluation, SampleId sample, const JobContext& job);
    /// What was observed at another time, in place of what is; for undoing.
    void setStatistics(CalibrationData data);
    /// A finding where files of observed samples hold something else by now. Nothing where they can't be found.
    [[nodiscard]] std::optional<Finding> changedSinceCalibration(const JobContext& job);

    /// Parameters of every point, from rules and statistics.
    [[nodiscard]] const PlanResult& plan(const JobContext& job);
    /// Of other rules on the same statistics.
    [[nodiscard]] Plan planOf(const RuleSet& rules, const JobContext& job);
    [[nodiscard]] Evaluator& evaluator(Kernels kernels);
    /// dtypes, and metrics of the last comparison, where `withMetrics` makes one if there is none.
    [[nodiscard]] SelectorFacts selectorFacts(bool withMetrics, const JobContext& job);

    /// One that was stopped goes on where it was (Reuse::Stored).
    [[nodiscard]] Comparison compare(const SampleSet& samples, const Plan& baseline, CompareMode mode, Kernels kernels,
                                     Reuse reuse, const JobContext& job, const std::optional<CustomMetric>& custom = {},
                                     const CompareWatch& watch = {});
    /// Throws Error(BadInput) for one that is no other form of this network, Error(NotRunnable).
    [[nodiscard]] OtherModel otherModel(const std::string& path, const SampleSet& samples, const JobContext& job);
    /// Against the tensors of another model file (a Q/DQ model with its own pairs, else float), or of a folder of arrays.
    [[nodiscard]] ForeignComparison compareWithModel(const SampleSet& samples, const std::string& path, Kernels kernels,
                                                     const JobContext& job);
    [[nodiscard]] ForeignComparison compareWithDump(const SampleSet& samples, const std::string& folder, Kernels kernels,
                                                    const JobContext& job,
                                                    std::optional<std::uint64_t> of = {}); ///< see openDump
    /// Rows go into the study as they come, and those that are there are not measured again.
    [[nodiscard]] Sensitivity sensitivity(const SampleSet& samples, SensitivityOptions options, Kernels kernels, Reuse reuse,
                                          const JobContext& job, Findings& findings);
    /// What is odd in structure, ranges, configuration and arithmetic; runs nothing. Without statistics it says nothing about
    /// ranges. `text`: model_check_result.txt.
    struct Check {
        Findings findings;
        CheckTables tables;
        std::string text;
    };
    [[nodiscard]] Check check(const JobContext& job);
    /// The rules with the cures of all findings of that kind (`unit`: of that one alone) at their end; as they are where
    /// there is none. Throws Error(Usage) for an unknown kind, and where findings can't be cured by a rule.
    [[nodiscard]] RuleSet curedRules(const Findings& findings, const std::string& ruleId, const std::string& unit,
                                     const JobContext& job);
    /// Verdicts on the layers that do most damage, and what each cure really does. Isolated errors by the `sweep` kernels
    /// (stored rows are taken), comparisons and cures by the reference kernels, so that they are those of compare().
    [[nodiscard]] Advice advise(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep, Reuse reuse,
                                const JobContext& job, Findings& findings);
    /// The same, where it was said before; nothing else. Runs nothing.
    [[nodiscard]] std::optional<Advice> storedAdvice(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep,
                                                     const JobContext& job, Findings& findings);
    [[nodiscard]] Exported exportModel(QdqDomain domain, std::optional<GuardFloat> guard, const JobContext& job);
    /// `exportedPath`: a file made before; empty: one is made in memory. Scores by `score`, or by class if that is empty.
    [[nodiscard]] TaskEvaluation evaluateTask(const SampleSet& samples, const std::string& scoreCommand,
                                              const std::string& exportedPath, Kernels kernels, const JobContext& job);
    /// Everything that is known or can be measured on `samples`, as numbers for exporters/report.h. Calibrated before.
    [[nodiscard]] ReportData report(const SampleSet& samples, const ReportOptions& options, const JobContext& job);

private:
    void observe(const SampleSet& set, Recalibrate how, const JobContext& job,
                 const std::function<void(const CalibrationData&)>& watch, Keep keep);
    void refuseReadOnly() const;
    /// Tensors whose shape inference could not tell get it from a run on the study's first sample, else on zeros.
    void learnShapes(const JobContext& job);
    void forgetPlan();
    /// Of the observed samples those whose files held something else then, ascending.
    [[nodiscard]] std::vector<SampleId> changedSamples(const SampleContents& now);
    [[nodiscard]] StatisticsTable statisticsTable();
    [[nodiscard]] ResultKey adviceKey(const SampleSet& samples, const AdvisorOptions& options, Kernels sweep,
                                      const JobContext& job);
    [[nodiscard]] CheckInput checkInput(const JobContext& job);
    [[nodiscard]] ReportSamples calibrationSamples(Findings& findings, const JobContext& job);

    OrtEnvironment& m_environment;
    std::unique_ptr<Study> m_study;
    bool m_readOnly = false;
    std::shared_ptr<const Model> m_model;
    Findings m_findings;
    RuleSet m_rules;
    DataOptions m_calibrationData;
    DataOptions m_evaluationData;
    std::optional<Profile> m_profile;
    std::optional<Effective> m_effective;
    std::optional<CalibrationData> m_statistics;
    bool m_statisticsAreStored = true; ///< else they were made for this run
    std::optional<PlanResult> m_plan;
    std::map<Kernels, std::unique_ptr<Evaluator>> m_evaluators;
};

} // namespace qb
