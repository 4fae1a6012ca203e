// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/weights.h"

#include "engine/base/error.h"
#include "engine/quant/channel_layout.h"
#include "engine/quant/choice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

/// Sums over the channels.
struct Quality {
    double energy = 0;
    double error = 0;
    double errorMinMax = 0;
    double clipped = 0;
    double count = 0;
};

Moments momentsOf(std::span<const float> values)
{
    double sum = 0;
    double squares = 0;
    for (const float x : values) {
        sum += static_cast<double>(x);
        squares += static_cast<double>(x) * static_cast<double>(x);
    }
    const auto n = static_cast<double>(values.size());
    return {sum / n, std::sqrt(std::max(0.0, squares / n - (sum / n) * (sum / n)))};
}

/// The finite values of one channel, side by side.
void gather(std::span<const float> weight, const ChannelLayout& layout, std::size_t channel, std::vector<float>& out)
{
    out.clear();
    for (std::size_t o = 0; o < layout.outer; ++o) {
        const float* run = weight.data() + (o * layout.channels + channel) * layout.inner;
        std::copy_if(run, run + layout.inner, std::back_inserter(out), [](float x) { return std::isfinite(x); });
    }
}

Choice chooseForChannel(const Distribution& data, std::span<const float> values, const Observer& observer, const GridSpec& spec,
                        Findings& findings)
{
    if (observer.method == Method::FixedScale || data.absMax() > 0)
        return choose({data, [&] { return momentsOf(values); }, [&](double) { return data.observed(); }}, observer, spec,
                      findings);
    return {paramsForRange({}, spec), {}};
}

void addQuality(Quality& quality, const Distribution& data, const QuantParams& params, const GridSpec& spec)
{
    const Grid grid = gridOf(params);
    const QuantParams minMax = paramsForRange(data.observed(), spec);
    const double error = data.squaredError(grid);
    quality.energy += data.energy();
    quality.error += error;
    quality.errorMinMax += params == minMax ? error : data.squaredError(gridOf(minMax));
    quality.clipped += countClipped(data, grid);
}

/// One finding of a kind, however many channels have it.
void addOnce(Findings& all, const Findings& findings, std::size_t channel)
{
    for (const Finding& finding : findings) {
        const auto same = std::find_if(all.begin(), all.end(), [&](const Finding& f) { return f.rule == finding.rule; });
        if (same == all.end()) {
            all.push_back(finding);
            all.back().numbers["channels"] = 1;
            all.back().numbers["first_channel"] = static_cast<double>(channel);
        } else {
            ++same->numbers["channels"];
        }
    }
}

Calibrated floatWeight(const Tensor& weight, DType dtype)
{
    Calibrated result;
    result.params = {dtype, {}, {}, -1, false};
    std::vector<float> values;
    gather(weight.floats(), channelLayout(weight.shape(), -1), 0, values);
    result.sqnrDb = result.sqnrDbMinMax = std::numeric_limits<double>::quiet_NaN();
    if (values.empty())
        return result;
    const auto data = distributionOf(values);
    result.lo = std::min(data->observed().lo, 0.0);
    result.hi = std::max(data->observed().hi, 0.0);
    result.threshold = data->absMax();
    result.sqnrDb = result.sqnrDbMinMax = sqnrOf(data->energy(), dtype == DType::Float16 ? data->halfSquaredError() : 0);
    return result;
}

void finish(Calibrated& result, const Quality& quality, const Observer& observer, std::size_t elements)
{
    result.threshold = std::max(-result.lo, result.hi);
    result.clippedShare = quality.count > 0 ? quality.clipped / quality.count : 0;
    result.sqnrDb = sqnrOf(quality.energy, quality.error);
    result.sqnrDbMinMax = sqnrOf(quality.energy, quality.errorMinMax);
    const double broken = static_cast<double>(elements) - quality.count;
    if (broken > 0)
        result.findings.push_back({"range.non_finite",
                                   Severity::Error,
                                   {},
                                   {},
                                   Text("{} of {} weights are NaN or infinite and were left out", broken, elements),
                                   {{"non_finite", broken}},
                                   Text("mend the model's weights"),
                                   false});
    if (quality.energy == 0)
        result.findings.push_back({"range.all_zero",
                                   Severity::Warning,
                                   {},
                                   {},
                                   Text("all weights are 0; the scale is 1"),
                                   {},
                                   Text("check the model"),
                                   false});
    warnIfWorse(observer, result.sqnrDb, result.sqnrDbMinMax, result.findings);
}

} // namespace

Calibrated calibrateWeight(const Tensor& weight, int axis, const Observer& observer, DType dtype, Scheme scheme, ScaleRule rule,
                           WeightGrid grid)
{
    checkObserver(observer);
    if (!weight.isFloat())
        throw Error(ErrorCode::Usage, Text("weights are calibrated as float32, not as {}", toString(weight.type())));
    if (dtype == DType::Int32)
        throw Error(ErrorCode::Usage, Text("int32 is for biases, whose scale follows from input and weight"),
                    Text("choose a type of 16 bits or fewer"));
    const ChannelLayout layout = channelLayout(weight.shape(), axis);
    if (!isInteger(dtype))
        return floatWeight(weight, dtype);
    const GridSpec spec{dtype, scheme, rule, grid == WeightGrid::Narrow};
    Calibrated result;
    Quality quality;
    std::vector<QuantParams> channels;
    std::vector<bool> allZero;
    std::vector<float> values;
    for (std::size_t c = 0; c < layout.channels; ++c) {
        gather(weight.floats(), layout, c, values);
        quality.count += static_cast<double>(values.size());
        if (values.empty())
            values.push_back(0); // nothing finite: like a channel of zeros
        const auto data = distributionOf(values);
        Findings findings;
        const Choice choice = chooseForChannel(*data, values, observer, spec, findings);
        addOnce(result.findings, findings, c);
        channels.push_back(choice.params);
        allZero.push_back(observer.method != Method::FixedScale && data->absMax() == 0);
        result.lo = std::min(result.lo, choice.range.lo);
        result.hi = std::max(result.hi, choice.range.hi);
        addQuality(quality, *data, choice.params, spec);
    }
    warnIfUnsigned(result.lo, spec, result.findings);
    result.params = joinChannels(channels, allZero, axis);
    finish(result, quality, observer, weight.count());
    return result;
}

} // namespace qb
