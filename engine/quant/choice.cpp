// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/choice.h"

#include "engine/base/error.h"
#include "engine/quant/kl.h"
#include "engine/quant/mse.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr double kWorseByDb = 3;

RealRange withZero(RealRange range) { return {std::min(range.lo, 0.0), std::max(range.hi, 0.0)}; }

/// The observed range as far as it lies in [lo, hi].
RealRange limited(const RealRange& observed, double lo, double hi)
{
    const auto cut = [&](double x) { return std::min(std::max(x, lo), hi); };
    return withZero({cut(observed.lo), cut(observed.hi)});
}

RealRange limited(const RealRange& observed, double threshold) { return limited(observed, -threshold, threshold); }

/// Nine shares from 99.9 % to 99.9999 %; what they leave out shrinks by equal ratios. Of equals the larger range wins.
RealRange mixRange(const Distribution& data, const GridSpec& spec)
{
    RealRange best;
    double least = std::numeric_limits<double>::infinity();
    for (int i = 8; i >= 0; --i) {
        const double share = 1 - std::pow(10.0, -3 - 3.0 * i / 8);
        const RealRange range = limited(data.observed(), data.absQuantile(share));
        if (const double error = data.squaredError(gridOf(paramsForRange(range, spec))); error < least) {
            least = error;
            best = range;
        }
    }
    return best;
}

RealRange klRange(const Distribution& data, const Observer& observer, const GridSpec& spec, Findings& findings)
{
    if (bits(spec.dtype) >= 16) {
        findings.push_back({"calibration.kl_16_bits",
                            Severity::Warning,
                            {},
                            {},
                            Text("kl means nothing on the {} levels of {}; the observed range is used",
                                 std::int64_t{1} << bits(spec.dtype), toString(spec.dtype)),
                            {{"bits", bits(spec.dtype)}},
                            Text("choose min_max or mse"),
                            false});
        return withZero(data.observed());
    }
    const auto bins = static_cast<std::size_t>(*observer.param("bins"));
    const auto levels = static_cast<std::size_t>(observer.param("levels").value_or(static_cast<double>(qmax(spec.dtype) + 1)));
    const std::size_t kept = klBinsToKeep(data.absHistogram(bins), levels);
    return limited(data.observed(), data.absMax() * static_cast<double>(kept) / static_cast<double>(bins));
}

RealRange rangeOf(const Evidence& evidence, const Observer& observer, const GridSpec& spec, Findings& findings)
{
    const Distribution& data = evidence.data;
    switch (observer.method) {
    case Method::MinMax:
        if (const auto constant = observer.param("averaging_constant"))
            return withZero(evidence.movingAverage(*constant));
        break;
    case Method::Percentile: return limited(data.observed(), data.absQuantile(*observer.param("percentile") / 100));
    case Method::Mse:
        return leastSquaresRange(data, spec, static_cast<std::size_t>(*observer.param("candidates")),
                                 observer.param("clip_weight").value_or(spec.rule.clipWeight));
    case Method::Kl: return klRange(data, observer, spec, findings);
    case Method::Mix: return mixRange(data, spec);
    case Method::Clip: return limited(data.observed(), *observer.param("xmin"), *observer.param("xmax"));
    case Method::ClipStd: {
        const Moments moments = evidence.moments();
        const double reach = *observer.param("std_scale") * moments.deviation;
        return limited(data.observed(), moments.mean - reach, moments.mean + reach);
    }
    case Method::FixedScale: break;
    }
    return withZero(data.observed());
}

Choice fixedByScale(const Observer& observer, const GridSpec& spec, Findings& findings)
{
    const auto asked = static_cast<float>(*observer.param("scale"));
    const float scale = spec.rule.powerOfTwo ? raisedToPowerOfTwo(asked) : asked;
    if (scale != asked)
        findings.push_back({"calibration.scale_raised",
                            Severity::Warning,
                            {},
                            {},
                            Text("the fixed scale {} is no power of two; {} is used", asked, scale),
                            {{"asked", static_cast<double>(asked)}, {"used", static_cast<double>(scale)}},
                            Text("fix a power of two"),
                            false});
    QuantParams params{
        spec.dtype, {scale}, {static_cast<std::int32_t>(observer.param("zero_point").value_or(0))}, -1, spec.narrow};
    params.check();
    return {params, representable(gridOf(params))};
}

} // namespace

void checkObserver(const Observer& observer)
{
    const Findings problems = observer.problems();
    if (problems.empty())
        return;
    std::vector<Text> messages;
    std::vector<Text> cures;
    for (const Finding& problem : problems) {
        messages.push_back(problem.message);
        cures.push_back(problem.cure);
    }
    throw Error(ErrorCode::BadInput, Text::joined(messages), Text::joined(cures), {{"observer", observer.text()}});
}

Choice chooseFixed(const Observer& observer, const GridSpec& spec, Findings& findings)
{
    if (observer.param("scale"))
        return fixedByScale(observer, spec, findings);
    RealRange range{observer.param("range_lo").value_or(0), observer.param("range_hi").value_or(0)};
    if (const auto threshold = observer.param("threshold"))
        range = {-*threshold, *threshold};
    return {paramsForRange(range, spec, RangeSource::Fixed), range};
}

Choice choose(const Evidence& evidence, const Observer& observer, const GridSpec& spec, Findings& findings)
{
    if (observer.method == Method::FixedScale)
        return chooseFixed(observer, spec, findings);
    const RealRange range = rangeOf(evidence, observer, spec, findings);
    if (range.absMax() == 0)
        findings.push_back({"calibration.empty_range",
                            Severity::Error,
                            {},
                            {},
                            Text("{} leaves nothing but 0 of values up to {:.6g}", observer.text(), evidence.data.absMax()),
                            {{"absmax", evidence.data.absMax()}},
                            Text("choose another method or larger parameters"),
                            false});
    return {paramsForRange(range, spec), range};
}

double sqnrOf(double energy, double error)
{
    if (!(energy > 0))
        return std::numeric_limits<double>::quiet_NaN();
    return error > 0 ? 10 * std::log10(energy / error) : std::numeric_limits<double>::infinity();
}

double countClipped(const Distribution& data, const Grid& grid)
{
    constexpr double kScaleRounding = 1 + 0x1p-22;
    const double border = grid.scale * kScaleRounding;
    return data.countOutside({(grid.low - 0.5) * border, (grid.high + 0.5) * border});
}

void warnIfUnsigned(double least, const GridSpec& spec, Findings& findings)
{
    if (!isInteger(spec.dtype) || isSigned(spec.dtype) || spec.scheme == Scheme::Affine || least >= 0)
        return;
    findings.push_back({"range.unsigned_negative",
                        Severity::Error,
                        {},
                        {},
                        Text("{} without a zero point can't hold values down to {:.6g}", toString(spec.dtype), least),
                        {{"min", least}},
                        Text("use a signed type or the affine scheme"),
                        true});
}

void warnIfWorse(const Observer& observer, double sqnrDb, double sqnrDbMinMax, Findings& findings)
{
    if (!(sqnrDb < sqnrDbMinMax - kWorseByDb))
        return;
    findings.push_back(
        {"calibration.worse_than_min_max",
         Severity::Warning,
         {},
         {},
         Text("{} gives {:.1f} dB on the stored data where min_max gives {:.1f} dB", observer.text(), sqnrDb, sqnrDbMinMax),
         {{"sqnr_db", sqnrDb}, {"sqnr_db_min_max", sqnrDbMinMax}},
         Text("choose min_max or mse"),
         true});
}

} // namespace qb
