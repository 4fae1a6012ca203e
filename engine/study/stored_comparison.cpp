// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/stored_comparison.h"

#include <algorithm>
#include <unordered_map>

namespace qb {

namespace {

StoredComparison::Row rowOf(const std::string& name, const CompareRow& row)
{
    return {name, row.shape, row.params ? std::optional(*row.params) : std::nullopt};
}

void writeRows(ByteWriter& out, const std::vector<StoredComparison::Row>& rows)
{
    out.whole(rows.size());
    for (const auto& row : rows) {
        writeText(out, row.name);
        out.whole(row.shape.size());
        for (const std::int64_t size : row.shape)
            out.integer(size);
        out.whole(row.params ? 1 : 0);
        if (row.params)
            writeQuantParams(out, *row.params);
    }
}

std::vector<StoredComparison::Row> readRows(ByteReader& in)
{
    std::vector<StoredComparison::Row> rows(in.itemCount(3));
    for (auto& row : rows) {
        row.name = readText(in);
        row.shape.resize(in.itemCount(1));
        for (std::int64_t& size : row.shape)
            size = in.integer();
        if (in.wholeUpTo(1) != 0)
            row.params = readQuantParams(in);
    }
    return rows;
}

CompareRow restoredRow(const StoredComparison::Row& row, PointId point, UnitId unit, ValueId value)
{
    return {point, unit, value, row.shape, row.params ? std::make_shared<const QuantParams>(*row.params) : SharedParams{}, {}};
}

} // namespace

StoredComparison StoredComparison::of(const Comparison& comparison, const Model& model)
{
    StoredComparison stored;
    for (const CompareRow& row : comparison.rows)
        stored.rows.push_back(rowOf(model.point(row.point).name, row));
    for (const CompareRow& row : comparison.outputs)
        stored.outputs.push_back(rowOf(model.graph.value(row.value).name, row));
    stored.samples = comparison.samples;
    stored.findings = comparison.findings;
    stored.measured = comparison.measured;
    return stored;
}

Bytes StoredComparison::toBytes() const
{
    ByteWriter out;
    writeRows(out, rows);
    writeRows(out, outputs);
    out.whole(samples.size());
    for (const std::uint64_t sample : samples)
        out.whole(sample);
    out.whole(findings.size());
    for (const Finding& finding : findings)
        writeFinding(out, finding);
    out.integer(measured);
    return out.take();
}

StoredComparison StoredComparison::fromBytes(std::span<const std::byte> bytes)
{
    ByteReader in(bytes);
    StoredComparison stored;
    stored.rows = readRows(in);
    stored.outputs = readRows(in);
    stored.samples.resize(in.itemCount(1));
    for (std::uint64_t& sample : stored.samples)
        sample = in.whole();
    stored.findings.resize(in.itemCount(8));
    for (Finding& finding : stored.findings)
        finding = readFinding(in);
    stored.measured = in.atEnd() ? 0 : in.integer();
    in.expectEnd();
    return stored;
}

void StoredComparison::merge(const StoredComparison& other)
{
    std::vector<std::uint64_t> all;
    std::set_union(samples.begin(), samples.end(), other.samples.begin(), other.samples.end(), std::back_inserter(all));
    samples = std::move(all);
    measured = std::max(measured, other.measured);
    for (const Finding& finding : other.findings)
        if (std::find(findings.begin(), findings.end(), finding) == findings.end())
            findings.push_back(finding);
}

std::optional<Comparison> StoredComparison::restored(const Model& model, const std::vector<Measurement>& measurements) const
{
    Comparison comparison;
    comparison.samples = samples;
    comparison.findings = findings;
    comparison.measured = measured;
    std::unordered_map<std::string, CompareRow*> byPoint;
    std::unordered_map<std::string, CompareRow*> byOutput;
    std::unordered_map<std::string_view, PointId> points;
    for (std::size_t i = 0; i < model.pointCount(); ++i)
        points.emplace(model.units.points[i].name, static_cast<PointId>(i));
    comparison.rows.reserve(rows.size());
    for (const Row& row : rows) {
        const auto found = points.find(row.name);
        if (found == points.end())
            return std::nullopt;
        const Point& point = model.point(found->second);
        comparison.rows.push_back(restoredRow(row, found->second, point.unit, point.value));
        byPoint[row.name] = &comparison.rows.back();
    }
    comparison.outputs.reserve(outputs.size());
    for (const Row& row : outputs) {
        const auto value = std::find_if(model.graph.outputs.begin(), model.graph.outputs.end(),
                                        [&](ValueId v) { return model.graph.value(v).name == row.name; });
        if (value == model.graph.outputs.end())
            return std::nullopt;
        comparison.outputs.push_back(
            restoredRow(row, model.units.outputPoint[indexOf(*value)], model.units.producer[indexOf(*value)], *value));
        byOutput[row.name] = &comparison.outputs.back();
    }
    for (const Measurement& m : measurements) {
        const auto& rowsByName = m.point.empty() ? byOutput : byPoint;
        if (const auto row = rowsByName.find(m.point.empty() ? m.output : m.point); row != rowsByName.end())
            row->second->metrics.add(m.sample, m.sums);
    }
    return comparison;
}

std::vector<Measurement> measurementsOf(const Comparison& comparison, const Model& model)
{
    std::vector<Measurement> measurements;
    for (const CompareRow& row : comparison.rows)
        for (const auto& [sample, sums] : row.metrics.samples())
            measurements.push_back({model.point(row.point).name, {}, sample, sums});
    for (const CompareRow& row : comparison.outputs)
        for (const auto& [sample, sums] : row.metrics.samples())
            measurements.push_back({{}, model.graph.value(row.value).name, sample, sums});
    return measurements;
}

} // namespace qb
