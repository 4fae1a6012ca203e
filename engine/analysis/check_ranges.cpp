// SPDX-License-Identifier: GPL-3.0-or-later
// What statistics say about scales, and scales about statistics.
#include "engine/analysis/check_rules.h"

#include <algorithm>

namespace qb {

namespace {

void eachPoint(const CheckContext& c, const std::function<void(PointId, const PointStatistics&)>& body)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        if (const PointStatistics* s = c.isActivation(id) ? c.statistics(id) : nullptr)
            body(id, *s);
    }
}

Finding pointFinding(const CheckContext& c, const char* rule, Severity severity, PointId id, Text message, Text cure)
{
    return findingAt(c, rule, severity, c.model().point(id).unit, id, std::move(message), std::move(cure));
}

bool isGraphInput(const CheckContext& c, PointId id) { return c.model().unitOf(id).main == NodeId::None; }

bool eightBitPoint(const CheckContext& c, PointId id) { return c.owns(id) && isEightBits(c.at(id).dtype); }

void oneSidedInput(const CheckContext& c, Findings& findings)
{
    eachPoint(c, [&](PointId id, const PointStatistics& s) {
        const PointParams* params = c.params(id);
        const bool symmetric = params && !params->params->zeroPoints.empty() && params->params->zeroPoints.front() == 0;
        if (!isGraphInput(c, id) || !eightBitPoint(c, id) || !isSigned(c.at(id).dtype) || !symmetric || s.range().absMax() == 0 ||
            (s.range().min < 0 && s.range().max > 0))
            return;
        Finding f = pointFinding(c, "range.one_sided_input", Severity::Warning, id,
                                 Text("the input {} lies in [{:.4g}, {:.4g}], so half of the {} grid is never used",
                                      c.model().unitOf(id).name, s.range().min, s.range().max, toString(c.at(id).dtype)),
                                 c.takes(id, DType::UInt8) && s.range().min >= 0
                                     ? Text("let the preprocessing centre it at 0, or take uint8 or int16")
                                     : Text("let the preprocessing centre it at 0, or take int16"));
        f.numbers = {{"min", s.range().min}, {"max", s.range().max}};
        findings.push_back(std::move(f));
    });
}

std::vector<Cure> useWholeGrid(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    if (id != PointId::None && c.takes(id, DType::UInt8) && f.numbers.at("min") >= 0)
        return configureUnit(c, f, "uint8");
    return widenPoint(c, f);
}

void wideInt8(const CheckContext& c, Findings& findings)
{
    eachPoint(c, [&](PointId id, const PointStatistics& s) {
        const double absMax = static_cast<double>(s.range().absMax());
        if (!eightBitPoint(c, id) || (isGraphInput(c, id) ? absMax < 128 : absMax <= 128))
            return;
        Finding f = pointFinding(c, "range.wide_int8", Severity::Warning, id,
                                 Text("{} reaches {:.4g} in {}: steps are {:.3g} wide or values are clipped",
                                      c.model().point(id).name, absMax, toString(c.at(id).dtype), absMax / 128),
                                 Text("int16, or a normalization before it"));
        f.numbers = {{"absmax", absMax}, {"limit", 128}};
        findings.push_back(std::move(f));
    });
}

void beyondInt16(const CheckContext& c, Findings& findings)
{
    eachPoint(c, [&](PointId id, const PointStatistics& s) {
        const double absMax = static_cast<double>(s.range().absMax());
        if (absMax <= 32768 || c.at(id).follows != PointId::None)
            return;
        Finding f = pointFinding(c, "range.beyond_int16", c.at(id).active ? Severity::Error : Severity::Info, id,
                                 Text("{} reaches {:.4g}: even int16 has steps wider than 1", c.model().point(id).name, absMax),
                                 Text("change the model (scale it down, normalize) or keep it in float"));
        f.numbers = {{"absmax", absMax}, {"limit", 32768}};
        findings.push_back(std::move(f));
    });
}

struct GridEnds {
    double step = 0;
    double lo = 0;
    double hi = 0;
};

/// Of a point with one integer scale; nothing for others.
std::optional<GridEnds> gridEnds(const PointParams* params)
{
    if (!params || params->params->perChannel() || params->params->scales.empty() || !isInteger(params->params->dtype))
        return std::nullopt;
    const Grid grid = gridOf(*params->params);
    return GridEnds{grid.scale, grid.low * grid.scale, grid.high * grid.scale};
}

bool isFixed(const CheckContext& c, PointId id)
{
    return c.at(id).fixed.has_value() || c.at(id).observer.method == Method::FixedScale;
}

/// An observer that clips does so to lose less elsewhere; a grid given by hand is held against the data. What mse weighs
/// against each other is its own affair: where saturation counts less, its dB are below those of min_max on purpose.
bool clipsToGain(const CheckContext& c, PointId id, const Calibrated& calibrated)
{
    return !isFixed(c, id) && (c.at(id).observer.method == Method::Mse || calibrated.sqnrDb >= calibrated.sqnrDbMinMax);
}

constexpr double kClippedShare = 0.001;

void scaleMissesData(const CheckContext& c, Findings& findings)
{
    eachPoint(c, [&](PointId id, const PointStatistics& s) {
        const auto grid = c.owns(id) ? gridEnds(c.params(id)) : std::nullopt;
        if (!grid || c.params(id)->calibrated.clippedShare > kClippedShare)
            return;
        const double below = (grid->lo - static_cast<double>(s.range().min)) / grid->step;
        const double above = (static_cast<double>(s.range().max) - grid->hi) / grid->step;
        const double steps = std::max(below, above);
        // 127 steps hold what 127.5 stand for, so a symmetric grid always misses half a step.
        if (!(steps > 1))
            return;
        const Calibrated& calibrated = c.params(id)->calibrated;
        if (clipsToGain(c, id, calibrated))
            return;
        Finding f = pointFinding(c, "range.scale_misses_data", Severity::Warning, id,
                                 Text("values of {} reach {:.4g} steps beyond the grid [{:.4g}, {:.4g}]",
                                      c.model().point(id).name, steps, grid->lo, grid->hi),
                                 isFixed(c, id) ? Text("an observer instead of the fixed scale, or a larger one")
                                                : Text("min_max, which loses less on the calibration data"));
        f.numbers = {{"steps", steps},      {"min", s.range().min}, {"max", s.range().max},
                     {"grid_lo", grid->lo}, {"grid_hi", grid->hi},  {"clipped_share", calibrated.clippedShare}};
        findings.push_back(std::move(f));
    });
}

void clipped(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const PointParams* params = c.owns(id) ? c.params(id) : nullptr;
        if (!params || !(params->calibrated.clippedShare > kClippedShare))
            continue;
        const Calibrated& calibrated = params->calibrated;
        const bool chosen = clipsToGain(c, id, calibrated);
        if (chosen && isSixteenBits(c.at(id).dtype))
            continue; // it gains, and there are no more bits that it could get
        Finding f = pointFinding(
            c, "range.clipped", chosen ? Severity::Info : Severity::Warning, id,
            Text("{:.3g} % of the values of {} lie beyond its grid ({:.4g} dB; with min_max {:.4g} dB)",
                 100 * calibrated.clippedShare, c.model().point(id).name, calibrated.sqnrDb, calibrated.sqnrDbMinMax),
            chosen ? Text("int16, where clipping costs nothing any more") : Text("the range that the data have (min_max)"));
        f.numbers = {{"clipped_share", calibrated.clippedShare},
                     {"sqnr_db", calibrated.sqnrDb},
                     {"sqnr_db_min_max", calibrated.sqnrDbMinMax},
                     {"threshold", calibrated.threshold}};
        findings.push_back(std::move(f));
    }
}

/// A grid that loses by clipping gets the data's range; one that gains by it can only gain more by bits, and with these
/// min_max is as good.
std::vector<Cure> cureClipping(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    const PointParams* params = id == PointId::None ? nullptr : c.params(id);
    if (!params)
        return {};
    if (!clipsToGain(c, id, params->calibrated))
        return c.at(id).observer.method == Method::MinMax && !isFixed(c, id) ? std::vector<Cure>{}
                                                                             : configureUnit(c, f, "observer=min_max");
    std::vector<Cure> cures = widenPoint(c, f);
    for (Cure& cure : cures)
        cure.config += c.isActivation(id) ? ",observer=min_max" : "";
    return cures;
}

/// The extreme of one or two samples against what all others reach.
struct Owners {
    double extreme = 0;
    double others = 0;
    std::size_t count = 0;
    SampleId sample = 0;
};

std::optional<Owners> ownersOfExtreme(const PointStatistics& s)
{
    if (!s.hasAllSampleRows() || s.sampleRows().size() < 4)
        return std::nullopt;
    std::vector<std::pair<double, SampleId>> reach;
    for (const auto& [id, row] : s.sampleRows())
        reach.emplace_back(std::max(std::abs(row.min), std::abs(row.max)), id);
    std::sort(reach.begin(), reach.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
    for (const std::size_t n : {std::size_t{1}, std::size_t{2}})
        if (reach.size() >= 4 * n && reach[n].first > 0 && reach[n - 1].first >= 2 * reach[n].first)
            return Owners{reach[0].first, reach[n].first, n, reach[0].second};
    return std::nullopt;
}

void extremeOwner(const CheckContext& c, Findings& findings)
{
    eachPoint(c, [&](PointId id, const PointStatistics& s) {
        const auto owners = eightBitPoint(c, id) ? ownersOfExtreme(s) : std::nullopt;
        const PointParams* params = c.params(id);
        // An observer that has cut it off has seen to it already.
        if (!owners || !params || params->calibrated.threshold < 1.25 * owners->others || isFixed(c, id))
            return;
        Finding f = pointFinding(
            c, "range.extreme_owner", Severity::Warning, id,
            Text("{} reaches {:.4g} in {} of {} samples only (first sample {}); all others stay within {:.4g}, the grid "
                 "reaches {:.4g}",
                 c.model().point(id).name, owners->extreme, owners->count, s.sampleRows().size(), owners->sample, owners->others,
                 params->calibrated.threshold),
            Text("look at that sample; a percentile or a threshold leaves it out"));
        f.numbers = {{"extreme", owners->extreme},
                     {"others", owners->others},
                     {"owners", static_cast<double>(owners->count)},
                     {"samples", static_cast<double>(s.sampleRows().size())},
                     {"owner_sample", static_cast<double>(owners->sample)},
                     {"threshold", params->calibrated.threshold}};
        findings.push_back(std::move(f));
    });
}

std::vector<Cure> leaveOwnersOut(const CheckContext& c, const Finding& f)
{
    return configureUnit(c, f, fmt::format("threshold={:.6g}", f.numbers.at("others")));
}

void channelSpread(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const bool weight = c.model().point(id).kind == PointKind::Weight;
        if (!c.owns(id) || !isEightBits(c.at(id).dtype) || c.at(id).axis >= 0 || (!weight && !c.isActivation(id)))
            continue;
        const UnitId unit = c.model().point(id).unit;
        std::vector<FloatRange> ranges;
        if (weight && c.weightOf(unit) && c.weightOf(unit)->shape().size() > 1)
            ranges = channelRanges(*c.weightOf(unit), c.model().unit(unit).weight->axis);
        else if (!weight && c.statistics(id))
            ranges = c.statistics(id)->channels();
        const ChannelSpread spread = spreadOf(ranges);
        if (!spread.wide())
            continue;
        Finding f = pointFinding(c, "range.channel_spread", Severity::Warning, id,
                                 Text("channels of {} reach from {:.4g} to {:.4g} under one scale: {} of {} have less than 8 "
                                      "steps each way",
                                      c.model().point(id).name, spread.smallest, spread.largest, spread.below, spread.channels),
                                 weight ? Text("one scale per channel") : Text("int16, or equalize the channels"));
        f.numbers = {{"spread", spread.ratio()},
                     {"largest", spread.largest},
                     {"smallest", spread.smallest},
                     {"channels", static_cast<double>(spread.channels)},
                     {"channels_below", static_cast<double>(spread.below)}};
        findings.push_back(std::move(f));
    }
}

std::vector<Cure> cureSpread(const CheckContext& c, const Finding& f)
{
    const PointId id = c.units().findPoint(f.point);
    return id != PointId::None && !c.isActivation(id) ? configureUnit(c, f, "per_channel=yes") : widenPoint(c, f);
}

void notFinite(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        // Where the point has parameters, calibrating it has said so.
        if (!c.isActivation(id) || !c.in().statistics || !c.in().statistics->has(id) || c.params(id))
            continue;
        const PointStatistics& s = c.in().statistics->points[p];
        if (s.nans() + s.infs() == 0)
            continue;
        Finding f =
            pointFinding(c, "range.non_finite", Severity::Error, id,
                         Text("{} gave {} NaN and {} infinite values in float", c.model().point(id).name, s.nans(), s.infs()),
                         Text("look at the preprocessing and at the unit before it"));
        f.numbers = {{"nan", static_cast<double>(s.nans())}, {"inf", static_cast<double>(s.infs())}};
        findings.push_back(std::move(f));
    }
}

void scaleOne(const CheckContext& c, Findings& findings)
{
    for (std::size_t p = 0; p < c.model().pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const PointParams* params = c.owns(id) ? c.params(id) : nullptr;
        if (!params || isFixed(c, id) || params->params->scales.empty() || params->params->scales.front() != 1.0F ||
            params->params->perChannel())
            continue;
        Finding f = pointFinding(
            c, "range.scale_one", Severity::Warning, id,
            Text("the scale of {} is exactly 1, which is what a point gets that has seen only zeros", c.model().point(id).name),
            Text("calibrate on data that reach it"));
        f.numbers = {{"scale", 1}, {"threshold", params->calibrated.threshold}};
        findings.push_back(std::move(f));
    }
}

} // namespace

std::vector<CheckRule> rangeRules()
{
    return {
        {"range.one_sided_input", "a graph input is never negative (or never positive) under a symmetric 8-bit grid",
         oneSidedInput, useWholeGrid},
        {"range.wide_int8", "values beyond 128 in 8 bits (graph inputs: from 128 on)", wideInt8, widenPoint},
        {"range.beyond_int16", "values beyond 32768", beyondInt16, {}},
        {"range.scale_misses_data", "extremes lie more than a step beyond a grid that does not gain by it", scaleMissesData,
         cureClipping},
        {"range.clipped", "more than 0.1 % of the values lie beyond the grid", clipped, cureClipping},
        {"range.extreme_owner", "one or two samples own the extreme, at least twice what all others reach", extremeOwner,
         leaveOwnersOut},
        {"range.channel_spread", "a tenth of the channels lie below 1/16 of the largest, under one 8-bit scale", channelSpread,
         cureSpread},
        {"range.non_finite", "NaN or infinite values were seen", notFinite, {}},
        {"range.scale_one", "a scale is exactly 1", scaleOne, {}},
    };
}

} // namespace qb
