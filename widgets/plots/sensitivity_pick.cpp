// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/sensitivity_pick.h"

#include "engine/analysis/output_errors.h"
#include "widgets/plots/plot_geometry.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <tuple>

namespace qb {

namespace {

constexpr double kRaised = 1.0 / 65536; ///< 256 times finer steps

bool isWide(const SharedParams& params) { return params && isInteger(params->dtype) && bits(params->dtype) >= 16; }

PickRow rowOf(const Model& model, const Plan& plan, const PointErrors& errors)
{
    const Point& p = model.point(errors.point);
    PickRow row;
    row.point = errors.point;
    row.unit = p.unit;
    row.weight = p.kind == PointKind::Weight;
    row.raisable = p.kind == PointKind::Weight || p.kind == PointKind::Output;
    row.wide = isWide(plan.at(errors.point));
    for (const PooledMetrics& output : errors.outputs) {
        const MetricSums sums = output.pooled();
        row.noise.push_back(sums.aa > 0 && std::isfinite(sums.squaredDiff) ? sums.squaredDiff / sums.aa : 0);
    }
    return row;
}

/// Smaller is more sensitive; NaN last.
double keyOf(double value, const MetricChoice& metric, SensitivityMode mode)
{
    if (std::isnan(value))
        return std::numeric_limits<double>::infinity();
    const bool worstFirst = mode == SensitivityMode::Isolated;
    return metric.higherIsBetter() == worstFirst ? value : -value;
}

/// Where a row stands: what is compared first comes first.
struct Standing {
    std::size_t best = 0; ///< place at any output
    double key = 0;       ///< of the value where the row is worst
    std::size_t sum = 0;  ///< of its places
    bool operator<(const Standing& o) const { return std::tie(best, key, sum) < std::tie(o.best, o.key, o.sum); }
};

/// The places at one output; equal values share the first of theirs.
void addPlaces(std::vector<Standing>& standings, const std::function<double(std::size_t row)>& key)
{
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t r = 0; r < standings.size(); ++r)
        order.emplace_back(key(r), r);
    std::sort(order.begin(), order.end());
    std::size_t place = 0;
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (order[i].first != order[place].first)
            place = i;
        Standing& standing = standings[order[i].second];
        standing.best = std::min(standing.best, place);
        standing.sum += place;
    }
}

/// Whether a unit's operands or weight have 16 bits under a plan.
bool computesWide(const Model& model, const Plan& plan, UnitId id)
{
    const Unit& unit = model.unit(id);
    const auto& inputs = model.graph.node(unit.main).inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i] == ValueId::None || model.graph.value(inputs[i]).isConstant())
            continue;
        const ReadParams read = readParams(model.units, plan, id, inputs[i], i);
        if (isWide(read.operand ? read.operand : read.produced))
            return true;
    }
    for (const PointId p : model.units.pointsOfUnit[indexOf(id)])
        if (model.point(p).kind == PointKind::Weight && isWide(plan.at(p)))
            return true;
    return false;
}

} // namespace

std::vector<PickRow> rankedRows(const Model& model, const Plan& plan, const Sensitivity& sensitivity, SensitivityMode mode,
                                const MetricChoice& metric, int output, SensitiveType type)
{
    // What is not of an output stands in one column, as if the model had a single one.
    const std::size_t columns = metric.isCustom() ? 1 : sensitivity.outputs.size();
    const std::size_t decisive = decisiveOutputs(model.outputs);
    const auto counts = [&](std::size_t o) {
        return metric.isCustom() || (output == kMerged ? o < decisive : static_cast<std::size_t>(output) == o);
    };
    std::vector<PickRow> rows;
    std::vector<std::vector<double>> values; // by row, by output
    for (const PointErrors& errors : sensitivity.rows) {
        const bool measured = metric.isCustom() ? !errors.custom.empty()
                                                : std::any_of(errors.outputs.begin(), errors.outputs.end(),
                                                              [](const PooledMetrics& m) { return !m.samples().empty(); });
        PickRow row = rowOf(model, plan, errors);
        if (!measured || (type == SensitiveType::Weight && !row.weight) || (type == SensitiveType::Activation && row.weight))
            continue;
        values.emplace_back();
        if (metric.isCustom())
            values.back().push_back(meanOf(errors.custom));
        else
            for (const PooledMetrics& m : errors.outputs)
                values.back().push_back(m.pooled().value(*metric.metric));
        rows.push_back(std::move(row));
    }
    std::vector<Standing> standings(rows.size(), {rows.size(), 0, 0});
    for (std::size_t o = 0; o < columns; ++o)
        if (counts(o))
            addPlaces(standings, [&](std::size_t r) { return keyOf(values[r][o], metric, mode); });
    for (std::size_t r = 0; r < rows.size(); ++r) {
        rows[r].value = std::numeric_limits<double>::quiet_NaN();
        for (std::size_t o = 0; o < columns; ++o)
            if (counts(o) &&
                (std::isnan(rows[r].value) || keyOf(values[r][o], metric, mode) < keyOf(rows[r].value, metric, mode)))
                rows[r].value = values[r][o];
        standings[r].key = keyOf(rows[r].value, metric, mode);
    }
    std::vector<std::size_t> order(rows.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return standings[a] < standings[b]; });
    std::vector<PickRow> ranked;
    ranked.reserve(order.size());
    for (const std::size_t r : order)
        ranked.push_back(std::move(rows[r]));
    return ranked;
}

std::vector<UnitId> widenedBy(const Model& model, const Effective& effective, PointId point)
{
    if (model.point(point).kind == PointKind::Weight)
        return {model.point(point).unit};
    std::vector<UnitId> units;
    std::vector<PointId> same{point};
    for (std::size_t i = 0; i < same.size(); ++i)
        for (const UnitId reader : model.units.readers[indexOf(model.point(same[i]).value)]) {
            units.push_back(reader);
            for (const PointId p : model.units.pointsOfUnit[indexOf(reader)])
                if (effective.at(p).follows != PointId::None && model.point(p).kind == PointKind::Output &&
                    std::find(same.begin(), same.end(), p) == same.end())
                    same.push_back(p);
        }
    std::sort(units.begin(), units.end());
    units.erase(std::unique(units.begin(), units.end()), units.end());
    return units;
}

PickCurve pickCurve(const Model& model, const Effective& effective, const Plan& plan, const std::vector<PickRow>& ranked,
                    const std::vector<PickRow>& all, int output)
{
    std::vector<char> wide(model.unitCount());
    double total = 0;
    double raised = 0;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const auto macs = static_cast<double>(model.units.units[u].macs);
        if (macs == 0 || model.units.units[u].main == NodeId::None)
            continue;
        total += macs;
        wide[u] = plan.floatUnit[u] == 0 && computesWide(model, plan, static_cast<UnitId>(u)) ? 1 : 0;
        raised += wide[u] != 0 ? macs : 0;
    }
    std::vector<double> noise(all.empty() ? 0 : all.front().noise.size());
    for (const PickRow& row : all)
        for (std::size_t o = 0; o < noise.size(); ++o)
            noise[o] += row.noise[o];
    const std::size_t decisive = decisiveOutputs(model.outputs);
    PickCurve curve;
    const auto add = [&] {
        curve.share.push_back(total > 0 ? raised / total : 0);
        double worst = 0;
        for (std::size_t o = 0; o < noise.size(); ++o)
            if (output == kMerged ? o < decisive : static_cast<std::size_t>(output) == o)
                worst = std::max(worst, noise[o]);
        if (!noise.empty())
            curve.decibel.push_back(worst > 0 ? -10 * std::log10(worst) : std::numeric_limits<double>::quiet_NaN());
    };
    add();
    for (const PickRow& row : ranked) {
        if (!row.raisable)
            continue;
        for (const UnitId u : widenedBy(model, effective, row.point))
            if (wide[indexOf(u)] == 0 && plan.floatUnit[indexOf(u)] == 0) {
                wide[indexOf(u)] = 1;
                raised += static_cast<double>(model.unit(u).macs);
            }
        if (!row.wide)
            for (std::size_t o = 0; o < noise.size() && o < row.noise.size(); ++o)
                noise[o] = std::max(0.0, noise[o] - row.noise[o] * (1 - kRaised));
        add();
    }
    if (!curve.decibel.empty())
        curve.knee = kneeOf(curve.share, curve.decibel);
    return curve;
}

std::size_t rowsBeyond(const std::vector<PickRow>& ranked, SensitivityMode mode, const MetricChoice& metric, double limit)
{
    std::size_t count = 0;
    for (const PickRow& row : ranked) {
        if (!(keyOf(row.value, metric, mode) <= keyOf(limit, metric, mode)))
            continue;
        count += row.raisable ? 1 : 0;
    }
    return count;
}

SensitivityTable tableOf(const Model& model, const std::vector<PickRow>& ranked)
{
    SensitivityTable table;
    for (const PickRow& row : ranked)
        if (row.raisable)
            table.rows.push_back({model.unit(row.unit).name, row.weight ? SensitiveType::Weight : SensitiveType::Activation});
    return table;
}

} // namespace qb
