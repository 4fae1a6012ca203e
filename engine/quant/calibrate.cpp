// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/observer.h"

#include "engine/base/error.h"
#include "engine/quant/choice.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

[[noreturn]] void failWithoutRows(const Text& what)
{
    throw Error(ErrorCode::Usage, Text("{} needs the statistics of every sample, which are not at hand", what),
                Text("give the stored rows per sample back first"));
}

Evidence evidenceOf(const PointStatistics& statistics, const Distribution& data)
{
    const auto moments = [&statistics] {
        const auto known = statistics.moments();
        if (!known)
            failWithoutRows(Text::verbatim("clip_std"));
        return *known;
    };
    const auto movingAverage = [&statistics](double constant) {
        if (!statistics.hasAllSampleRows())
            failWithoutRows(Text("the moving average"));
        std::optional<RealRange> average;
        for (const auto& [sample, row] : statistics.sampleRows()) {
            if (row.count == 0)
                continue;
            if (!average)
                average = RealRange{row.min, row.max};
            average->lo += constant * (row.min - average->lo);
            average->hi += constant * (row.max - average->hi);
        }
        return average.value_or(RealRange{});
    };
    return {data, moments, movingAverage};
}

/// Squared error under params that have one scale, or none.
double errorUnder(const Distribution& data, const QuantParams& params)
{
    if (params.dtype == DType::Float32)
        return 0;
    return params.dtype == DType::Float16 ? data.halfSquaredError() : data.squaredError(gridOf(params));
}

void judge(Calibrated& result, const Distribution* data)
{
    result.threshold = std::max(-result.lo, result.hi);
    if (!data || result.params.perChannel()) {
        result.sqnrDb = kUnknown;
        return;
    }
    result.sqnrDb = sqnrOf(data->energy(), errorUnder(*data, result.params));
    if (isInteger(result.params.dtype))
        result.clippedShare = countClipped(*data, gridOf(result.params)) / data->count();
    else if (result.params.dtype == DType::Float16)
        result.clippedShare = data->countOutside({-65520, 65520}) / data->count();
}

void checkData(const PointStatistics& statistics, const GridSpec& spec, Findings& findings)
{
    if (statistics.nans() + statistics.infs() != 0)
        findings.push_back({"range.non_finite",
                            Severity::Error,
                            {},
                            {},
                            Text("{} NaN and {} infinite values were seen and left out", statistics.nans(), statistics.infs()),
                            {{"nan", static_cast<double>(statistics.nans())}, {"inf", static_cast<double>(statistics.infs())}},
                            Text("find the unit that makes them"),
                            false});
    if (!statistics.range().empty())
        warnIfUnsigned(static_cast<double>(statistics.range().min), spec, findings);
}

Finding noRange(const PointStatistics& statistics)
{
    if (statistics.range().empty())
        return {"range.never_observed",
                Severity::Error,
                {},
                {},
                Text("no value was ever observed here; the scale 1 means nothing"),
                {},
                Text("calibrate on data that reach this point"),
                false};
    return {"range.all_zero",
            Severity::Warning,
            {},
            {},
            Text("all observed values are 0; the scale is 1"),
            {},
            Text("check the calibration data"),
            false};
}

/// What several observers on one point have in common.
class PointCalibration {
public:
    PointCalibration(const PointStatistics& statistics, const GridSpec& spec) : m_statistics(statistics), m_spec(spec)
    {
        if (spec.dtype == DType::Int32)
            throw Error(ErrorCode::Usage, Text("int32 is for biases and outputs of high precision and has no scale of its own"),
                        Text("choose a type of 16 bits or fewer, or a float type"));
        if (!statistics.range().empty())
            m_data = distributionOf(statistics.histogram(), statistics.range());
        if (m_data && isInteger(spec.dtype) && m_data->absMax() > 0)
            m_sqnrDbMinMax = sqnrOf(m_data->energy(), m_data->squaredError(gridOf(paramsForRange(m_data->observed(), spec))));
    }

    [[nodiscard]] Calibrated run(const Observer& observer) const
    {
        checkObserver(observer);
        Calibrated result;
        checkData(m_statistics, m_spec, result.findings);
        const bool hasRange = m_data && m_data->absMax() > 0;
        if (!isInteger(m_spec.dtype)) {
            result.params = {m_spec.dtype, {}, {}, -1, false};
            if (m_data)
                setRange(result, {std::min(m_data->observed().lo, 0.0), std::max(m_data->observed().hi, 0.0)});
        } else if (observer.method == Method::FixedScale) {
            setChoice(result, chooseFixed(observer, m_spec, result.findings));
        } else if (!hasRange) {
            result.findings.push_back(noRange(m_statistics));
            setChoice(result, {paramsForRange({}, m_spec), {}});
        } else {
            setChoice(result, choose(evidenceOf(m_statistics, *m_data), observer, m_spec, result.findings));
        }
        judge(result, m_data.get());
        result.sqnrDbMinMax = isInteger(m_spec.dtype) ? m_sqnrDbMinMax : result.sqnrDb;
        warnIfWorse(observer, result.sqnrDb, result.sqnrDbMinMax, result.findings);
        return result;
    }

private:
    static void setRange(Calibrated& result, const RealRange& range)
    {
        result.lo = range.lo;
        result.hi = range.hi;
    }

    static void setChoice(Calibrated& result, const Choice& choice)
    {
        result.params = choice.params;
        setRange(result, choice.range);
    }

    const PointStatistics& m_statistics;
    GridSpec m_spec;
    std::unique_ptr<Distribution> m_data;
    double m_sqnrDbMinMax = kUnknown;
};

} // namespace

Calibrated calibrate(const PointStatistics& statistics, const Observer& observer, DType dtype, Scheme scheme, ScaleRule rule)
{
    checkObserver(observer);
    return PointCalibration(statistics, {dtype, scheme, rule, false}).run(observer);
}

std::vector<Calibrated> calibrateAll(const PointStatistics& statistics, std::span<const Observer> observers, DType dtype,
                                     Scheme scheme, ScaleRule rule)
{
    const PointCalibration calibration(statistics, {dtype, scheme, rule, false});
    std::vector<Calibrated> results;
    for (const Observer& observer : observers)
        results.push_back(calibration.run(observer));
    return results;
}

Calibrated calibratePerChannel(const PointStatistics& statistics, DType dtype, Scheme scheme, ScaleRule rule)
{
    if (!isInteger(dtype) || statistics.channelAxis() < 0)
        throw Error(ErrorCode::Usage,
                    isInteger(dtype) ? Text("this point has no ranges per channel") : Text("a float type has no scales"),
                    Text("observe it with its channel axis, or calibrate per tensor"));
    const GridSpec spec{dtype, scheme, rule, false};
    Calibrated result;
    checkData(statistics, spec, result.findings);
    std::vector<QuantParams> channels;
    std::vector<bool> allZero;
    for (const FloatRange& range : statistics.channels()) {
        const RealRange real =
            range.empty() ? RealRange{} : RealRange{static_cast<double>(range.min), static_cast<double>(range.max)};
        channels.push_back(paramsForRange(real, spec));
        allZero.push_back(real.absMax() == 0);
        result.lo = std::min(result.lo, real.lo);
        result.hi = std::max(result.hi, real.hi);
    }
    result.params = joinChannels(channels, allZero, statistics.channelAxis());
    if (std::find(allZero.begin(), allZero.end(), false) == allZero.end())
        result.findings.push_back(noRange(statistics));
    judge(result, nullptr);
    result.sqnrDbMinMax = kUnknown;
    return result;
}

Calibrated assess(const PointStatistics& statistics, const QuantParams& params, ScaleRule rule)
{
    params.check();
    Calibrated result;
    result.params = params;
    std::unique_ptr<Distribution> data;
    if (!statistics.range().empty())
        data = distributionOf(statistics.histogram(), statistics.range());
    for (std::size_t c = 0; c < params.scales.size(); ++c) {
        const RealRange range = representable(gridOf(params, c));
        result.lo = std::min(result.lo, range.lo);
        result.hi = std::max(result.hi, range.hi);
    }
    judge(result, data.get());
    result.sqnrDbMinMax = kUnknown;
    if (data && data->absMax() > 0 && isInteger(params.dtype)) {
        const bool affine =
            std::any_of(params.zeroPoints.begin(), params.zeroPoints.end(), [](std::int32_t z) { return z != 0; });
        const GridSpec spec{params.dtype, affine ? Scheme::Affine : Scheme::Symmetric, rule, params.narrow};
        result.sqnrDbMinMax = sqnrOf(data->energy(), data->squaredError(gridOf(paramsForRange(data->observed(), spec))));
    }
    return result;
}

double expectedSquaredError(const PointStatistics& statistics, const QuantParams& params)
{
    params.check();
    if (params.perChannel())
        throw Error(ErrorCode::Usage,
                    Text("the error under scales per channel can't be told from the histogram of the whole tensor"));
    return statistics.range().empty() ? 0 : errorUnder(*distributionOf(statistics.histogram(), statistics.range()), params);
}

} // namespace qb
