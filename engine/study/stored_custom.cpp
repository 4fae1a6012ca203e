// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/stored_custom.h"

#include <algorithm>
#include <map>

namespace qb {

namespace {

bool isOfCustom(const Finding& finding) { return finding.rule == "custom.no_value"; }

/// Point and output under which the values of a row are kept; both empty: of all outputs together.
using Place = std::pair<std::string, std::string>;

Place placeOfLayer(const Model& model, const CompareRow& row) { return {model.point(row.point).name, {}}; }
Place placeOfOutput(const Model& model, const CompareRow& row) { return {{}, model.graph.value(row.value).name}; }

void append(std::vector<Measurement>& measurements, const Place& place, const CustomValues& values)
{
    for (const auto& [sample, value] : values) {
        measurements.push_back(measurementOf(place.first, sample, value));
        measurements.back().output = place.second;
    }
}

/// Whether each sample that was measured has a value.
bool covers(const CustomValues& values, const CompareRow& row)
{
    return std::all_of(row.metrics.samples().begin(), row.metrics.samples().end(),
                       [&](const auto& sample) { return values.contains(sample.first); });
}

} // namespace

void storeCustom(Study& study, const ResultKey& key, const Model& model, const Comparison& comparison)
{
    if (std::any_of(comparison.findings.begin(), comparison.findings.end(), isOfCustom))
        return;
    std::vector<Measurement> measurements;
    for (const CompareRow& row : comparison.rows)
        append(measurements, placeOfLayer(model, row), row.custom);
    for (const CompareRow& row : comparison.outputs)
        append(measurements, placeOfOutput(model, row), row.custom);
    append(measurements, {}, comparison.ofOutputs);
    study.addMeasurements(customKey(key, comparison.custom), measurements);
    study.flush();
}

bool addStoredCustom(const Study& study, const ResultKey& key, const Model& model, const CustomMetric& metric,
                     Comparison& comparison)
{
    std::map<Place, CustomValues> values;
    for (const Measurement& m : study.findMeasurements(customKey(key, metric.text)))
        values[{m.point, m.output}][m.sample] = valueIn(m);
    const auto complete = [&](const CompareRow& row, const Place& place) { return covers(values[place], row); };
    if (metric.ofOutputs)
        for (const std::uint64_t sample : comparison.samples)
            if (!values[{}].contains(sample))
                return false;
    if (metric.ofTensor) {
        for (const CompareRow& row : comparison.rows)
            if (!complete(row, placeOfLayer(model, row)))
                return false;
        for (const CompareRow& row : comparison.outputs)
            if (!complete(row, placeOfOutput(model, row)))
                return false;
    }
    for (CompareRow& row : comparison.rows)
        row.custom = values[placeOfLayer(model, row)];
    for (CompareRow& row : comparison.outputs)
        row.custom = values[placeOfOutput(model, row)];
    comparison.ofOutputs = values[{}];
    comparison.custom = metric.text;
    return true;
}

Comparison withoutCustom(Comparison comparison)
{
    std::erase_if(comparison.findings, isOfCustom);
    return comparison;
}

} // namespace qb
