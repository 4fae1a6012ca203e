// SPDX-License-Identifier: GPL-3.0-or-later
// Integers that may not hold their sums. Bounds, not measurements: what the largest inputs could make of the weights.
#include "engine/analysis/check_rules.h"
#include "engine/quant/channel_layout.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <array>

namespace qb {

namespace {

/// The integers of a unit's weight, per output channel.
struct IntegerWeight {
    std::vector<double> sums;                 ///< of magnitudes
    std::vector<std::array<double, 2>> pairs; ///< the largest sum of two with one sign: positive, negative
    double scaleOf(std::size_t c) const { return scales[c % scales.size()]; }
    std::vector<double> scales;
};

std::optional<IntegerWeight> integerWeight(const CheckContext& c, UnitId id)
{
    const Unit& unit = c.model().unit(id);
    const Tensor* weight = c.weightOf(id);
    const PointId point = unit.weight ? c.units().pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
    const PointParams* params = point == PointId::None ? nullptr : c.params(point);
    if (!weight || !params || !isInteger(params->params->dtype) || weight->shape().empty() || !c.profile().isGemm(unit.opType))
        return std::nullopt;
    const QuantParams& q = *params->params;
    const ChannelLayout layout = channelLayout(weight->shape(), unit.weight->axis);
    IntegerWeight result;
    result.sums.assign(layout.channels, 0);
    result.pairs.assign(layout.channels, {0, 0});
    std::vector<std::array<double, 4>> largest(layout.channels, {0, 0, 0, 0});
    const auto values = weight->floats();
    for (std::size_t i = 0; i < values.size(); ++i) {
        const std::size_t channel = i / layout.inner % layout.channels;
        const double scale = static_cast<double>(q.scaleOf(q.perChannel() ? channel : 0));
        const double zero = q.zeroPoints[q.perChannel() ? channel % q.zeroPoints.size() : 0];
        const double k = std::clamp(std::nearbyint(static_cast<double>(values[i]) / scale) + zero, static_cast<double>(q.low()),
                                    static_cast<double>(q.high())) -
                         zero;
        result.sums[channel] += std::abs(k);
        auto& top = largest[channel];
        const std::size_t side = k < 0 ? 2 : 0;
        const double a = std::abs(k);
        if (a > top[side])
            top[side + 1] = top[side], top[side] = a;
        else if (a > top[side + 1])
            top[side + 1] = a;
    }
    for (std::size_t ch = 0; ch < layout.channels; ++ch) {
        // A group of a ConvTranspose sees its own part of the inputs only.
        result.sums[ch] /= std::max(1, unit.weight->groups);
        result.pairs[ch] = {largest[ch][0] + largest[ch][1], largest[ch][2] + largest[ch][3]};
    }
    for (const float s : q.scales)
        result.scales.push_back(static_cast<double>(s));
    return result;
}

/// How the unit reads its activation, null where that is not quantized.
SharedParams activationParams(const CheckContext& c, UnitId id, const Use*& read)
{
    for (const Use& use : c.facts().uses[indexOf(id)])
        if (c.in().plan) {
            const ReadParams params = readParams(c.units(), c.in().plan->plan, id, use.value, use.slot);
            read = &use;
            return params.operand ? params.operand : params.produced;
        }
    return nullptr;
}

/// The largest integer that the data (where they were seen) or the grid can make of an input.
double largestInput(const CheckContext& c, const Use& use, const QuantParams& q)
{
    const double zero = q.zeroPoints.front();
    double largest = std::max(static_cast<double>(q.high()) - zero, zero - static_cast<double>(q.low()));
    const PointId p = c.units().outputPoint[indexOf(use.value)];
    if (const PointStatistics* s = p == PointId::None ? nullptr : c.statistics(p))
        largest = std::min(largest, std::ceil(static_cast<double>(s->range().absMax()) / static_cast<double>(q.scales.front())));
    return largest;
}

constexpr double kInt32Max = 2147483647.0;

void accumulatorOverflow(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        const Use* read = nullptr;
        const auto weight = c.quantized(id) ? integerWeight(c, id) : std::nullopt;
        const SharedParams input = weight ? activationParams(c, id, read) : nullptr;
        if (!input || !isInteger(input->dtype) || input->scales.empty())
            continue;
        const Unit& unit = c.model().unit(id);
        const double top = largestInput(c, *read, *input);
        double worst = 0;
        double channels = 0;
        for (std::size_t ch = 0; ch < weight->sums.size(); ++ch) {
            double bound = weight->sums[ch] * top;
            if (unit.weight->bias != ValueId::None && ch < c.graph().value(unit.weight->bias).constant.count())
                bound += std::abs(c.graph().value(unit.weight->bias).constant.valueAt(ch)) /
                         (static_cast<double>(input->scales.front()) * weight->scaleOf(ch));
            worst = std::max(worst, bound);
            channels += bound > kInt32Max ? 1 : 0;
        }
        if (channels == 0)
            continue;
        Finding f = findingAt(c, "arithmetic.accumulator_overflow", Severity::Warning, id, PointId::None,
                              Text("sums of {} can reach {:.3g} times what int32 holds, on {:.0f} of {} channels", unit.name,
                                   worst / kInt32Max, channels, weight->sums.size()),
                              Text("fewer bits on its input or its weight"));
        f.numbers = {{"bound", worst},
                     {"limit", kInt32Max},
                     {"channels", channels},
                     {"largest_input", top},
                     {"largest_weight_sum", *std::max_element(weight->sums.begin(), weight->sums.end())}};
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> narrowOperands(const CheckContext& c, const Finding& f)
{
    const UnitId unit = c.units().findUnit(f.unit);
    if (unit == UnitId::None || !c.model().unit(unit).weight)
        return {};
    const std::size_t operand = c.model().unit(unit).weight->operand;
    const PointId weight = c.units().pointOf(unit, PointKind::Weight, operand);
    if (weight != PointId::None && isSixteenBits(c.at(weight).dtype) && c.takes(weight, DType::Int8))
        return {{unit, "weight=int8"}};
    const std::size_t data = operand == 0 ? 1 : 0;
    const PointId input = c.units().pointOf(unit, PointKind::Operand, data);
    if (input != PointId::None && isSixteenBits(c.at(input).dtype) && c.takes(input, DType::Int8))
        return {{unit, fmt::format("input{}=int8", data)}};
    return {};
}

/// x86 without VNNI adds two products of an unsigned and a signed byte in 16 bits, with saturation.
void u8s8Saturation(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; c.profile().name == "ort-cpu" && u < c.model().unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        const Unit& unit = c.model().unit(id);
        const PointId point = unit.weight ? c.units().pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
        if (point == PointId::None || !c.params(point) || c.at(point).dtype != DType::Int8)
            continue;
        const Use* read = nullptr;
        const SharedParams input = activationParams(c, id, read);
        const auto weight = integerWeight(c, id);
        if (!input || input->dtype != DType::UInt8 || !weight)
            continue;
        double worst = 0;
        double channels = 0;
        for (const auto& pair : weight->pairs) {
            const double sum = 255 * std::max(pair[0], pair[1]);
            worst = std::max(worst, sum);
            channels += sum > 32767 ? 1 : 0;
        }
        if (channels == 0)
            continue;
        Finding f = findingAt(
            c, "arithmetic.u8s8_saturation", Severity::Warning, id, point,
            Text("{} multiplies uint8 by int8: on x86 without VNNI two products can add up to {:.0f} where 32767 saturates "
                 "({:.0f} of {} channels)",
                 unit.name, worst, channels, weight->pairs.size()),
            Text("int8 or uint8 on both sides"));
        f.numbers = {{"bound", worst}, {"limit", 32767}, {"channels", channels}};
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> unsignedWeight(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    return id != PointId::None && c.takes(id, DType::UInt8)
               ? std::vector<Cure>{{c.model().point(id).unit, "weight=uint8,scheme=affine"}}
               : std::vector<Cure>{};
}

} // namespace

std::vector<CheckRule> arithmeticRules()
{
    return {
        {"arithmetic.accumulator_overflow", "sums of products can exceed int32", accumulatorOverflow, narrowOperands},
        {"arithmetic.u8s8_saturation", "uint8 times int8 can saturate on x86 without VNNI (ort-cpu)", u8s8Saturation,
         unsignedWeight},
    };
}

} // namespace qb
