// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sample_loop.h"
#include "engine/quant/statistics.h"
#include "engine/runtime/evaluator.h"

#include <functional>

namespace qb {

/// What a calibration has seen so far: a record for each output point (other points have none), over the same samples.
struct CalibrationData {
    std::vector<PointStatistics> points; ///< by PointId

    [[nodiscard]] static CalibrationData empty(const Model& model);
    [[nodiscard]] bool has(PointId id) const { return indexOf(id) < points.size() && points[indexOf(id)].count() != 0; }
    [[nodiscard]] SampleIds samples() const; ///< seen by the graph inputs, i.e. by the calibration
    /// Other samples of the same model. Exact and commutative. Throws Error(BadInput) if one sample is in both.
    void merge(const CalibrationData& other);
};

/// Runs the float network over the samples and observes every output point. Samples that `data` has seen are left out, so
/// the same call continues what was stopped; the result is the same, byte for byte, for any order, threads or stops.
/// `checkpoint` gets the data every `everySeconds` (more seldom where it takes long itself) at a moment when all points have seen the same samples.
/// Throws Error(Interrupted) after a stop; `data` then holds all samples that were done. Where the model fails on a sample,
/// half of the points have seen it: `data` is empty then, and the last checkpoint is what is left.
void calibrate(Evaluator& evaluator, const SampleSet& samples, CalibrationData& data, const JobContext& job, Findings& findings,
               const std::function<void(CalibrationData&)>& checkpoint = {}, double everySeconds = 2);

} // namespace qb
