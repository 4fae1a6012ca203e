// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/verdict.h"

#include "engine/analysis/check_rules.h"
#include "engine/qconfig/config_text.h"
#include "engine/quant/affine.h"
#include "engine/quant/channel_layout.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

std::string_view toString(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Clipping: return "clipping";
    case Verdict::Rounding: return "rounding";
    case Verdict::Inherited: return "inherited";
    case Verdict::ChannelSpread: return "channel_spread";
    case Verdict::WastedRange: return "wasted_range";
    case Verdict::ConcatSharedScale: return "concat_shared_scale";
    case Verdict::Preprocessing: return "preprocessing";
    }
    return "unknown";
}

void GridError::add(const Tensor& values, const QuantParams& params, int channelAxis)
{
    const Tensor quantized = fakeQuantize(values, params);
    const auto x = values.floats();
    const auto q = quantized.floats();
    const ChannelLayout scales = channelLayout(values.shape(), params.axis);
    std::vector<RealRange> ends(params.scales.size());
    for (std::size_t c = 0; c < ends.size(); ++c)
        ends[c] = representable(gridOf(params, c));
    for (std::size_t i = 0; i < x.size(); ++i) {
        if (!std::isfinite(x[i]))
            continue;
        const std::size_t c = i / scales.inner % scales.channels % ends.size();
        const double v = static_cast<double>(x[i]);
        const double d = v - static_cast<double>(q[i]);
        const double over = std::max({0.0, v - ends[c].hi, ends[c].lo - v});
        signal += v * v;
        error += d * d;
        saturation += over * over;
        beyond += over > 0.5 * static_cast<double>(params.scales[c]) ? 1 : 0;
        range.include({x[i], x[i]});
        ++count;
    }
    if (channelAxis < 0)
        return;
    const std::vector<FloatRange> more = channelRanges(values, channelAxis);
    if (channels.empty())
        channels = more;
    else if (channels.size() == more.size())
        for (std::size_t c = 0; c < more.size(); ++c)
            channels[c].include(more[c]);
}

double GridError::sqnrDb() const { return error > 0 ? 10 * std::log10(signal / error) : std::numeric_limits<double>::infinity(); }

namespace {

/// Of a point's tensor-wide grid.
RealRange gridRange(const QuantParams& params)
{
    RealRange all;
    for (std::size_t c = 0; c < params.scales.size(); ++c) {
        const RealRange r = representable(gridOf(params, c));
        all.lo = std::min(all.lo, r.lo);
        all.hi = std::max(all.hi, r.hi);
    }
    return all;
}

const PointStatistics* statisticsOf(const AdvisorInput& in, PointId id)
{
    const PointStatistics* s = in.statistics.points[indexOf(id)];
    return s && !s->range().empty() ? s : nullptr;
}

/// Ratio of the largest to the smallest reach among a Concat's operands; 1 where it is not known.
double operandRatio(const AdvisorInput& in, UnitId id, std::map<std::string, double>& evidence)
{
    const Model& model = in.evaluator.model();
    double least = std::numeric_limits<double>::infinity();
    double most = 0;
    const auto& inputs = model.graph.node(model.unit(id).main).inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        const PointId p = inputs[i] == ValueId::None ? PointId::None : model.units.outputPoint[indexOf(inputs[i])];
        const PointStatistics* s = p == PointId::None ? nullptr : statisticsOf(in, p);
        if (!s || s->range().absMax() == 0)
            continue;
        const double reach = static_cast<double>(s->range().absMax());
        evidence[fmt::format("operand{}_absmax", i)] = reach;
        least = std::min(least, reach);
        most = std::max(most, reach);
    }
    return most > 0 ? most / least : 1;
}

/// How far the input's evaluation data are from what its scale was made for, as a factor of at least 1.
double inputMismatch(const AdvisorInput& in, const PointCase& seen, double& madeFor)
{
    const double absMax = static_cast<double>(seen.seen.range.absMax());
    const bool fixed = in.effective.at(seen.point).fixed.has_value();
    const PointStatistics* s = statisticsOf(in, seen.point);
    madeFor = fixed ? gridRange(*in.plan.plan.at(seen.point)).absMax() : s ? static_cast<double>(s->range().absMax()) : absMax;
    if (absMax == 0 || madeFor == 0)
        return 1;
    // A scale by hand may well leave room; only where it can't be meant so.
    const double factor = std::max(absMax / madeFor, madeFor / absMax);
    return fixed ? factor / 8 : factor;
}

} // namespace

void judge(const AdvisorInput& in, const PointCase& c, AdviceRow& row)
{
    const Model& model = in.evaluator.model();
    const QuantParams& params = *in.plan.plan.at(c.point);
    const Unit& unit = model.unit(row.unit);
    const GridError& seen = c.seen;
    const RealRange grid = gridRange(params);
    const double cut = seen.error > 0 ? seen.saturation / seen.error : 0;
    const double span = static_cast<double>(seen.range.max) - static_cast<double>(seen.range.min);
    const double fill = grid.hi > grid.lo && !seen.range.empty() ? span / (grid.hi - grid.lo) : 1;
    const ChannelSpread spread = params.perChannel() ? ChannelSpread{} : spreadOf(seen.channels);
    const double steps = 1 / std::max(1e-30, static_cast<double>(params.scales.front()));
    row.evidence = {{"share_of_damage", c.share},
                    {"isolated_sqnr_db", c.damageDb},
                    {"own_sqnr_db", seen.sqnrDb()},
                    {"saturation_share", cut},
                    {"clipped_share", seen.count > 0 ? static_cast<double>(seen.beyond) / static_cast<double>(seen.count) : 0},
                    {"grid_used", fill},
                    {"min", static_cast<double>(seen.range.min)},
                    {"max", static_cast<double>(seen.range.max)},
                    {"grid_lo", grid.lo},
                    {"grid_hi", grid.hi}};
    if (spread.channels > 1) {
        row.evidence["channel_spread"] = spread.ratio();
        row.evidence["channels"] = static_cast<double>(spread.channels);
        row.evidence["channels_below"] = static_cast<double>(spread.below);
    }
    const std::string& name = model.point(c.point).name;
    double madeFor = 0;
    const double mismatch = unit.main == NodeId::None ? inputMismatch(in, c, madeFor) : 1;
    const bool eight = isEightBits(params.dtype);
    const double ratio = unit.opType == "Concat" && eight ? operandRatio(in, row.unit, row.evidence) : 1;
    if (mismatch >= 2) {
        row.verdict = Verdict::Preprocessing;
        row.evidence["made_for"] = madeFor;
        row.why = Text("{} reaches {:.4g} in the evaluation data, its scale was made for {:.4g}: look at the preprocessing", name,
                       seen.range.absMax(), madeFor);
    } else if (cut > 0.5) {
        row.verdict = Verdict::Clipping;
        row.why = Text("{:.1f} % of the squared error of {} is what lies beyond its grid [{:.4g}, {:.4g}]; values reach "
                       "[{:.4g}, {:.4g}]",
                       100 * cut, name, grid.lo, grid.hi, seen.range.min, seen.range.max);
    } else if (ratio > 4) {
        row.verdict = Verdict::ConcatSharedScale;
        row.evidence["operand_ratio"] = ratio;
        row.why = Text("operands of {} are {:.4g} times apart under one scale: the smallest has {:.1f} steps each way", name,
                       ratio, grid.absMax() / ratio * steps);
    } else if (fill < 0.25) {
        row.verdict = Verdict::WastedRange;
        row.why = Text("values of {} lie in [{:.4g}, {:.4g}] and use {:.1f} % of the grid [{:.4g}, {:.4g}]", name, seen.range.min,
                       seen.range.max, 100 * fill, grid.lo, grid.hi);
    } else if (spread.channels > 1 && spread.below * 4 >= spread.channels) {
        row.verdict = Verdict::ChannelSpread;
        row.why = Text("{} of {} channels of {} stay below 1/16 of the largest ({:.4g} to {:.4g})", spread.below, spread.channels,
                       name, spread.smallest, spread.largest);
    } else {
        row.verdict = Verdict::Rounding;
        row.why = Text("the grid of {} fits ({:.3g} % of the error is clipping) and its steps of {:.3g} are too wide: {:.4g} dB",
                       name, 100 * cut, 1 / steps, seen.sqnrDb());
    }
}

namespace {

void addActivationCures(const AdvisorInput& in, const PointCase& c, std::vector<std::string>& cures)
{
    const PointConfig& now = in.effective.at(c.point);
    const std::string& op = in.evaluator.model().unitOf(c.point).opType;
    const auto takes = [&](DType d) { return in.profile.takes(op, "output", d); };
    if (!isSixteenBits(now.dtype) && takes(DType::Int16))
        cures.emplace_back("int16");
    if (!isSixteenBits(now.dtype) && takes(DType::Int16) && now.observer.method != Method::MinMax)
        cures.emplace_back("int16,observer=min_max");
    for (const char* observer : {"min_max", "mse", "percentile:percentile=99.99", "percentile:percentile=99.9", "kl"})
        cures.push_back(std::string("observer=") + observer);
    const double absMax = static_cast<double>(c.seen.range.absMax());
    const double threshold = in.plan.points[indexOf(c.point)]->calibrated.threshold;
    if (absMax > 0 && std::abs(threshold / absMax - 1) > 0.05)
        cures.push_back(fmt::format("threshold={:.6g}", absMax));
    if (now.dtype == DType::Int8 && c.seen.range.min >= 0 && takes(DType::UInt8))
        cures.emplace_back("uint8");
    if (now.scheme == Scheme::Symmetric && takes(DType::UInt8))
        cures.emplace_back("scheme=affine");
}

} // namespace

std::vector<std::string> curesToTry(const AdvisorInput& in, UnitId unit, const std::vector<PointCase>& points)
{
    const Model& model = in.evaluator.model();
    std::vector<std::string> cures;
    for (const PointCase& c : points) {
        const Point& point = model.point(c.point);
        const std::string port = portOf(model.units, c.point);
        if (point.kind == PointKind::Output) {
            addActivationCures(in, c, cures);
            continue;
        }
        if (!isSixteenBits(in.effective.at(c.point).dtype) && in.profile.takes(model.unit(unit).opType, port, DType::Int16))
            cures.push_back(port + "=int16");
        if (point.kind == PointKind::Weight && in.effective.at(c.point).axis < 0)
            cures.push_back(port + ".per_channel=yes");
        if (point.kind != PointKind::Operand)
            for (const char* observer : {"min_max", "mse"})
                cures.push_back(port + ".observer=" + observer);
    }
    if (model.unit(unit).main != NodeId::None)
        cures.emplace_back("float");
    return cures;
}

namespace {

/// What the widest of a unit's operands and weight is under a plan: 8, 16, or 32 for a float unit.
int computesIn(const Model& model, const Plan& plan, UnitId id)
{
    if (plan.floatUnit[indexOf(id)] != 0)
        return 32;
    int widest = 8;
    const Unit& unit = model.unit(id);
    const auto take = [&](const SharedParams& params) {
        if (params)
            widest = std::max(widest, std::min(16, bits(params->dtype)));
    };
    const auto& inputs = model.graph.node(unit.main).inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i] == ValueId::None || model.graph.value(inputs[i]).isConstant())
            continue;
        const ReadParams read = readParams(model.units, plan, id, inputs[i], i);
        take(read.operand ? read.operand : read.produced);
    }
    for (const PointId p : model.units.pointsOfUnit[indexOf(id)])
        if (model.point(p).kind == PointKind::Weight)
            take(plan.at(p));
    return widest;
}

double bytesOf(const Model& model, const Plan& plan, PointId id)
{
    const Point& p = model.point(id);
    if (p.kind == PointKind::Operand)
        return 0;
    const double count = static_cast<double>(elementCount(model.shapes[indexOf(p.value)]).value_or(0));
    return count * (plan.at(id) ? bits(plan.at(id)->dtype) : 32) / 8;
}

} // namespace

CureCost costOf(const Model& model, const Plan& before, const Plan& after)
{
    CureCost cost;
    double all = 0;
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const Unit& unit = model.units.units[u];
        if (unit.macs == 0 || unit.main == NodeId::None)
            continue;
        const auto macs = static_cast<double>(unit.macs);
        const int was = computesIn(model, before, static_cast<UnitId>(u));
        const int is = computesIn(model, after, static_cast<UnitId>(u));
        all += macs;
        cost.wideMacs += macs * ((is == 16 ? 1 : 0) - (was == 16 ? 1 : 0));
        cost.floatMacs += macs * ((is == 32 ? 1 : 0) - (was == 32 ? 1 : 0));
    }
    if (all > 0) {
        cost.wideMacs /= all;
        cost.floatMacs /= all;
    }
    for (std::size_t p = 0; p < model.pointCount(); ++p)
        cost.extraBytes += bytesOf(model, after, static_cast<PointId>(p)) - bytesOf(model, before, static_cast<PointId>(p));
    return cost;
}

} // namespace qb
