// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metric_choice.h"
#include "engine/analysis/sensitivity.h"
#include "engine/model/model.h"
#include "engine/qconfig/resolver.h"
#include "engine/qconfig/rules.h"

#include <vector>

namespace qb {

/// One point of a sweep, ready to be ranked.
struct PickRow {
    PointId point = PointId::None;
    UnitId unit = UnitId::None;
    bool weight = false;
    bool raisable = false;     ///< a rule can name it: an output or a weight
    bool wide = false;         ///< has 16 bits or more already
    double value = 0;          ///< the metric at the output asked for; merged: at the output where it is worst
    std::vector<double> noise; ///< error power over signal power, at each output
};

inline constexpr int kMerged = -1;

/// The rows of a sweep, most sensitive first. `output`: index of Sensitivity::outputs, or kMerged: by the best place that a
/// row has at any decisive output (see decisiveOutputs) (each output has a first one), of equal ones by the error where it is worst, then by the sum of the
/// places. Isolated: the worst metric first. Leave-one-out: the best first, for that is where something is gained. Rows that
/// nothing was measured of, and those without a value of the custom metric where that is asked for, are left out; it has the
/// same value whatever the output.
[[nodiscard]] std::vector<PickRow> rankedRows(const Model& model, const Plan& plan, const Sensitivity& sensitivity,
                                              SensitivityMode mode, const MetricChoice& metric, int output, SensitiveType type);

/// What raising the first k raisable rows gives, for k = 0 .. all. The error is *predicted*: error powers of isolated points
/// are summed, those that are raised count 2^-16 times.
struct PickCurve {
    std::vector<double> share;   ///< of all MACs that read or hold 16 bits, 0..1
    std::vector<double> decibel; ///< SQNR at the output; merged: at the worst decisive one
    std::size_t knee = 0;

    [[nodiscard]] std::size_t last() const { return share.empty() ? 0 : share.size() - 1; }
};
/// `ranked`: as rankedRows gives it; `all`: every isolated row of the sweep, of both types, so that what can't be picked counts
/// too. May be empty (leave-one-out): then decibel is empty.
[[nodiscard]] PickCurve pickCurve(const Model& model, const Effective& effective, const Plan& plan,
                                  const std::vector<PickRow>& ranked, const std::vector<PickRow>& all, int output);

/// The units that come to compute in 16 bits when a point is raised: its readers, through units that follow it, or its own.
[[nodiscard]] std::vector<UnitId> widenedBy(const Model& model, const Effective& effective, PointId point);

/// How many raisable rows are as bad as a limit or worse (isolated), as good or better (leave-one-out).
[[nodiscard]] std::size_t rowsBeyond(const std::vector<PickRow>& ranked, SensitivityMode mode, const MetricChoice& metric,
                                     double limit);

/// The rule's table: raisable rows in their order.
[[nodiscard]] SensitivityTable tableOf(const Model& model, const std::vector<PickRow>& ranked);

} // namespace qb
