// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/bad_cases.h"
#include "engine/analysis/blame.h"
#include "engine/study/chosen_case.h"
#include "engine/study/workspace.h"

#include <optional>
#include <string>

namespace qb {

/// The three metrics that are always looked at, as Horizon's auto_find_bad_case does, and how many samples are listed.
inline constexpr Metric kCaseMetrics[] = {Metric::Cosine, Metric::L1, Metric::Atol};
inline constexpr std::size_t kWorstListed = 5;
inline constexpr std::size_t kBlameSamples = 16; ///< what is typical of a layer is seen on so many others at most

/// Its entry in SampleSet::contents(); empty where it is not there.
[[nodiscard]] std::string contentsOf(const SampleSet& samples, std::uint64_t sample);

/// Errors of all samples against float, from the study where they are there and the files have not changed since, the others
/// measured and stored as they come, so that a stopped call continues. `Reuse::Recompute` measures all of them again.
/// `watch` (may be empty) sees what is known so far a few times a second and when it ends, also after a stop; on a thread of
/// the work, one at a time.
[[nodiscard]] BadCases badCases(Workspace& workspace, const SampleSet& samples, const std::optional<Expression>& custom,
                                Order order, Kernels kernels, Reuse reuse, const JobContext& job,
                                const std::function<void(const BadCases&)>& watch = {});

/// Where the sample goes wrong on its way to that output; from the study if it is there.
[[nodiscard]] Blame blameFor(Workspace& workspace, const SampleSet& samples, std::uint64_t sample, const std::string& output,
                             Kernels kernels, Reuse reuse, const JobContext& job);

/// The sample as a choice, with its rank. Throws Error(Usage) for a sample that was not measured.
[[nodiscard]] ChosenCase chosenCase(const BadCases& cases, const SampleSet& samples, std::uint64_t sample,
                                    const CaseCriterion& by, const std::string& how);
/// A finding where the sample is in the worst tenth by none of the criteria.
[[nodiscard]] std::optional<Finding> notBad(const BadCases& cases, const ChosenCase& chosen, std::span<const Metric> metrics);

[[nodiscard]] std::optional<ChosenCase> chosenCase(const Study& study); ///< nothing where none is set
void setChosenCase(Study& study, const std::optional<ChosenCase>& chosen);

/// What `save` writes: two tables as comments (#) for people, index and value of the worst sample per output and metric as
/// in Horizon's badcase.txt; then JSON with the `keep` worst of each, the choice, and fingerprints of model, data and
/// configuration. The same bytes for the same results.
[[nodiscard]] std::string badCaseFile(Workspace& workspace, const BadCases& cases, std::span<const Metric> metrics,
                                      std::size_t keep, const ChosenCase& chosen);
/// The choice in such a file. Throws one Error(BadInput) that names everything that does not fit the model and the samples;
/// another configuration is a finding.
[[nodiscard]] ChosenCase chosenCaseFromFile(Workspace& workspace, const std::string& text, const SampleSet& samples,
                                            const JobContext& job, Findings& findings);

/// The evaluation samples on which questions about layers are asked: the study's bad case where one is set and is one of
/// them, else all.
struct LayerSamples {
    SampleSet set;
    std::optional<ChosenCase> badCase;
    /// Where states are carried all of `set` must run, and only this one counts (see onlySample).
    std::optional<std::uint64_t> only;
    Findings findings; ///< a bad case that is of other data; calibration data that have changed
};
[[nodiscard]] LayerSamples layerSamples(Workspace& workspace, const JobContext& job);
/// The same for a choice that the study need not know.
[[nodiscard]] LayerSamples layerSamples(Workspace& workspace, const std::optional<ChosenCase>& chosen, const JobContext& job);

/// What was measured of that sample alone; everything where `only` is nothing.
[[nodiscard]] Comparison onlySample(Comparison comparison, const std::optional<std::uint64_t>& only);

} // namespace qb
