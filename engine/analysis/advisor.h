// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/analysis/metric_choice.h"
#include "engine/analysis/sensitivity.h"
#include "engine/base/text.h"
#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/rules.h"

#include <map>
#include <string>
#include <vector>

namespace qb {

/// Why a layer is bad.
enum class Verdict {
    Clipping,          ///< more than half of the squared error is what saturation cuts off
    Rounding,          ///< the range is right, the steps are too wide for it
    Inherited,         ///< it computes well on what it reads; the damage was done before it
    ChannelSpread,     ///< a quarter of its channels use less than 1/16 of the grid
    WastedRange,       ///< the values use less than a quarter of the grid
    ConcatSharedScale, ///< operands more than 4 times apart under one scale
    Preprocessing,     ///< a graph input that lies far from what its scale was made for
};
[[nodiscard]] std::string_view toString(Verdict verdict); ///< "clipping", "concat_shared_scale" ...

/// What a change costs, against the plan as it is.
struct CureCost {
    double wideMacs = 0;   ///< share (0..1) of all MACs that come to read 16 bits
    double floatMacs = 0;  ///< ... that come to compute in float
    double extraBytes = 0; ///< of weights and of activations of one sample
};

/// One change, tried: the metric at the row's output of the whole quantized network, before and with it.
struct TriedCure {
    std::string config; ///< as `set` takes it for the row's unit
    double errorBefore = 0;
    double errorAfter = 0;
    CureCost cost;
};

struct AdviceRow {
    UnitId unit = UnitId::None;
    PointId point = PointId::None;  ///< its worst port; of Inherited the one that was looked at
    ValueId output = ValueId::None; ///< the graph output where it hurts most
    Verdict verdict = Verdict::Rounding;
    Text why; ///< the verdict in a sentence, with its numbers
    std::map<std::string, double> evidence;
    UnitId ancestor = UnitId::None; ///< of Inherited: who did the damage
    std::vector<TriedCure> cures;   ///< best first; those with nine tenths of the best gain by cost
};

struct Advice {
    MetricChoice metric = Metric::Sqnr;
    std::vector<ValueId> outputs;
    std::vector<double> before;  ///< the metric at each output, pooled over the samples; a custom one: the same mean at all
    std::vector<AdviceRow> rows; ///< worst first
    std::size_t tried = 0;       ///< cures
    double floatRunSeconds = 0;  ///< one sample through the float network, unit by unit
    double trySeconds = 0;       ///< one cure on one sample
};

/// It makes the error smaller by more than the last digits of a sum.
[[nodiscard]] bool helps(const MetricChoice& metric, const TriedCure& cure);
/// The first of its cures, which are ranked; null if that one does not help.
[[nodiscard]] const TriedCure* bestCure(const MetricChoice& metric, const AdviceRow& row);

struct AdvisorOptions {
    std::size_t top = 5; ///< rows
    MetricChoice metric = Metric::Sqnr;
    std::optional<Expression> custom; ///< where the metric is the custom one
    ValueId output = ValueId::None;   ///< only errors at this one count; None: at all of floats, or at all if there are none
    /// Where states are carried: the one sample that counts; the others only run for their states.
    std::optional<std::uint64_t> only;
    std::size_t memoryBytes = std::size_t{2} << 30U;
};

/// All that is known before something is tried. The comparisons are of plan against float, over the same samples.
struct AdvisorInput {
    Evaluator& evaluator;
    const SampleSet& samples;
    const RuleSet& rules;
    const Profile& profile;
    const StatisticsTable statistics; ///< looks at records of the caller's
    const Effective& effective;
    const PlanResult& plan;
    const Sensitivity& isolated;
    const Comparison& cumulative;
    const Comparison& local;
};

/// Judges the layers that do most damage at the outputs (isolated: each port quantized alone), and those that look bad
/// because of them; and tries for each culprit what could help, exactly: every cure is a plan by the resolver, evaluated on
/// all samples from where it begins to differ. With `only`, sensitivity and comparisons must be of that sample too.
/// A metric that needs a scale throws Error(Usage). Throws Error(Interrupted).
[[nodiscard]] Advice advise(const AdvisorInput& input, const AdvisorOptions& options, const JobContext& job, Findings& findings);

} // namespace qb
