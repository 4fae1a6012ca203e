// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/sweep.h"

#include "engine/analysis/output_errors.h"

#include <map>
#include <utility>

namespace qb {

namespace {

/// What is stored of one point: by sample, the sums at each output that has some.
using StoredRows = std::map<std::uint64_t, std::map<std::string, MetricSums>>;
using PlaceInSweep = std::pair<PointId, std::uint64_t>; ///< point and sample

struct Sweep {
    std::vector<std::string> outputs; ///< of the float graph outputs, in order
    std::map<PointId, ResultKey> keys;
    std::map<PointId, StoredRows> stored;
    std::map<PointId, ResultKey> customKeys;
    std::map<PlaceInSweep, double> custom;
};

std::string nameOf(const Model& model, PointId point) { return point == PointId::None ? std::string() : model.point(point).name; }

} // namespace

Fingerprint sweepConfiguration(const Plan& plan, SensitivityMode mode, PointId point)
{
    if (mode == SensitivityMode::LeaveOneOut || point == PointId::None)
        return plan.fingerprint();
    Hasher hasher;
    hasher.add(std::span<const char>(plan.floatUnit)).add(std::span<const char>(plan.forced));
    hasher.add(plan.at(point) ? plan.at(point)->fingerprint() : Fingerprint{});
    return hasher.result();
}

void resumeSensitivity(Study& study, const Model& model, const Plan& plan, const Fingerprint& data, std::string_view kernels,
                       SensitivityOptions& options)
{
    const auto sweep = std::make_shared<Sweep>();
    for (const std::size_t i : measurableOutputs(model.outputs))
        sweep->outputs.push_back(model.outputs[i].name);
    const Fingerprint baseline = (options.baseline ? *options.baseline : Plan::allFloat(model.units)).fingerprint();
    std::vector<PointId> points = options.points;
    points.push_back(PointId::None);
    for (const PointId point : points) {
        const ResultKey& key = sweep->keys[point] = {sweepConfiguration(plan, options.mode, point), baseline, data,
                                                     std::string(toString(options.mode)), std::string(kernels)};
        for (const Measurement& m : study.findMeasurements(key, nameOf(model, point)))
            sweep->stored[point][m.sample][m.output] = m.sums;
        if (!options.custom)
            continue;
        const ResultKey& custom = sweep->customKeys[point] = customKey(key, options.custom->text());
        for (const Measurement& m : study.findMeasurements(custom, nameOf(model, point)))
            sweep->custom[{point, m.sample}] = valueIn(m);
    }

    options.known = [sweep](PointId point, std::uint64_t sample) -> std::optional<std::vector<MetricSums>> {
        const auto rows = sweep->stored.find(point);
        if (rows == sweep->stored.end())
            return std::nullopt;
        const auto row = rows->second.find(sample);
        if (row == rows->second.end())
            return std::nullopt;
        std::vector<MetricSums> sums;
        for (const std::string& output : sweep->outputs)
            if (const auto found = row->second.find(output); found != row->second.end())
                sums.push_back(found->second);
        return sums.size() == sweep->outputs.size() ? std::optional(sums) : std::nullopt;
    };
    options.customKnown = [sweep](PointId point, std::uint64_t sample) {
        const auto found = sweep->custom.find({point, sample});
        return found == sweep->custom.end() ? std::nullopt : std::optional(found->second);
    };
    options.customSink = [&study, &model, sweep, next = std::move(options.customSink)](PointId point, std::uint64_t sample,
                                                                                       double value) {
        study.addMeasurements(sweep->customKeys.at(point), {{measurementOf(nameOf(model, point), sample, value)}});
        if (next)
            next(point, sample, value);
    };
    options.sink = [&study, &model, sweep, next = std::move(options.sink)](PointId point, std::uint64_t sample,
                                                                           const std::vector<MetricSums>& sums) {
        std::vector<Measurement> measurements;
        for (std::size_t i = 0; i < sums.size(); ++i)
            measurements.push_back({nameOf(model, point), sweep->outputs[i], sample, sums[i]});
        study.addMeasurements(sweep->keys.at(point), measurements);
        if (next)
            next(point, sample, sums);
    };
}

} // namespace qb
