// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/calibration.h"

#include <atomic>
#include <memory>
#include <mutex>

namespace qb {

CalibrationData CalibrationData::empty(const Model& model)
{
    CalibrationData data;
    data.points.resize(model.pointCount());
    return data;
}

SampleIds CalibrationData::samples() const
{
    SampleIds all;
    for (const PointStatistics& p : points)
        all.insert(p.samples());
    return all;
}

void CalibrationData::merge(const CalibrationData& other)
{
    for (std::size_t i = 0; i < points.size(); ++i)
        points[i].merge(other.points[i]);
}

namespace {

std::vector<ValueId> observedValues(const Model& model)
{
    std::vector<ValueId> values;
    for (const Point& p : model.units.points)
        if (p.kind == PointKind::Output)
            values.push_back(p.value);
    // Outputs too, as states come from them.
    values.insert(values.end(), model.graph.outputs.begin(), model.graph.outputs.end());
    return values;
}

/// Axis of the channels in a tensor [N, C, ...]; -1 for what has none.
int channelAxisOf(const Tensor& tensor) { return tensor.shape().size() >= 3 ? 1 : -1; }

} // namespace

void calibrate(Evaluator& evaluator, const SampleSet& samples, CalibrationData& data, const JobContext& job, Findings& findings,
               const std::function<void(CalibrationData&)>& checkpoint, double everySeconds)
{
    const Model& model = evaluator.model();
    const Plan plan = Plan::allFloat(model.units);
    const std::vector<ValueId> wanted = observedValues(model);
    const SampleIds before = data.samples();
    // One record per point for all workers: two of them rarely stand at the same point at the same time.
    std::vector<std::mutex> locks(data.points.size());
    CarriedStates states(model, samples);
    std::atomic<bool> torn = false; // some points have seen a sample that others will never see

    SampleLoop loop;
    loop.phase = Text("calibrate");
    loop.everySeconds = everySeconds;
    // What a state needs must be run again; then only the observation is left out.
    loop.skip = [&](std::uint64_t id) { return !states.any() && before.contains(id); };
    loop.body = [&](const Sample& sample, unsigned) {
        const bool seen = before.contains(sample.id);
        const std::vector<Tensor> inputs = states.any() ? states.inputs(sample) : sample.inputs;
        std::vector<Tensor> outputs(model.graph.outputs.size());
        const auto visit = [&](UnitId unit, const UnitView& view) {
            for (const PointId p : model.units.pointsOfUnit[indexOf(unit)]) {
                const Point& point = model.point(p);
                if (point.kind != PointKind::Output || seen)
                    continue;
                const Tensor value = view.raw(0, point.value);
                if (!value.isFloat())
                    continue;
                const std::scoped_lock lock(locks[indexOf(p)]);
                data.points[indexOf(p)].observe(value, sample.id, channelAxisOf(value));
            }
            if (states.any())
                for (std::size_t i = 0; i < outputs.size(); ++i)
                    if (model.units.producer[indexOf(model.graph.outputs[i])] == unit)
                        outputs[i] = view.raw(0, model.graph.outputs[i]);
        };
        // A sample is seen by all points or by none: it is not stopped half way.
        JobContext whole;
        const Branch branch{&plan};
        try {
            evaluator.evaluate({&branch, 1}, inputs, wanted, visit, whole);
        } catch (...) {
            torn = torn || !seen;
            throw;
        }
        states.update(outputs);
    };
    if (checkpoint)
        loop.checkpoint = [&] {
            if (!torn)
                checkpoint(data);
        };
    try {
        loop.run(samples, job, findings);
    } catch (...) {
        if (torn)
            data = CalibrationData::empty(model);
        throw;
    }
}

} // namespace qb
