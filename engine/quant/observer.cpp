// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/observer.h"

#include "engine/base/text.h"
#include "engine/quant/observer_params.h"

#include <algorithm>
#include <array>
#include <cmath>

#include <fmt/format.h>

namespace qb {

namespace {

using ParamRow = ObserverParam;

constexpr double kAny = 3.4028234663852886e38; ///< the largest float
constexpr double kFloor = static_cast<double>(kScaleFloor);

constexpr std::array<ParamRow, 14> kParams{{
    {Method::MinMax, "averaging_constant", std::nullopt, 0, 1},
    {Method::Percentile, "percentile", 99.99, 1, 100},
    {Method::Mse, "candidates", 96, 8, 4096, true},
    {Method::Mse, "clip_weight", std::nullopt, 0.01, 100},
    {Method::Kl, "bins", 2048, 16, 4096, true},
    {Method::Kl, "levels", std::nullopt, 2, 4096, true},
    {Method::Clip, "xmin", -1, -kAny, kAny},
    {Method::Clip, "xmax", 1, -kAny, kAny},
    {Method::ClipStd, "std_scale", 3, 1e-6, 1e6},
    {Method::FixedScale, "scale", std::nullopt, kFloor, kAny},
    {Method::FixedScale, "threshold", std::nullopt, kFloor, kAny},
    {Method::FixedScale, "range_lo", std::nullopt, -kAny, 0},
    {Method::FixedScale, "range_hi", std::nullopt, 0, kAny},
    {Method::FixedScale, "zero_point", std::nullopt, -32768, 65535, true},
}};

constexpr std::array<std::string_view, 8> kNames{"min_max", "percentile", "mse", "kl", "mix", "clip", "clip_std", "fixed_scale"};
constexpr std::array<Method, 8> kMethods{Method::MinMax, Method::Percentile, Method::Mse,     Method::Kl,
                                         Method::Mix,    Method::Clip,       Method::ClipStd, Method::FixedScale};

/// The Horizon plugin's words for them.
constexpr std::array<std::pair<std::string_view, Method>, 8> kPluginNames{{{"MinMaxObserver", Method::MinMax},
                                                                           {"PercentileObserver", Method::Percentile},
                                                                           {"MSEObserver", Method::Mse},
                                                                           {"KLObserver", Method::Kl},
                                                                           {"MixObserver", Method::Mix},
                                                                           {"ClipObserver", Method::Clip},
                                                                           {"ClipStdObserver", Method::ClipStd},
                                                                           {"FixedScaleObserver", Method::FixedScale}}};

/// Step of a search, batches between updates, width of a histogram that is kept anyway.
constexpr std::array<std::pair<Method, std::string_view>, 3> kWithoutEffect{
    {{Method::Mse, "stride"}, {Method::Kl, "update_interval"}, {Method::Percentile, "bins"}}};

const ParamRow* rowOf(Method method, std::string_view name)
{
    const auto found =
        std::find_if(kParams.begin(), kParams.end(), [&](const ParamRow& r) { return r.method == method && r.name == name; });
    return found == kParams.end() ? nullptr : &*found;
}

Finding problem(std::string rule, Text message, Text cure)
{
    return {std::move(rule), Severity::Error, {}, {}, std::move(message), {}, std::move(cure), false};
}

Finding unknownParameter(Method method, const std::string& name)
{
    std::vector<std::string> known;
    for (const ParamRow& row : kParams)
        if (row.method == method)
            known.emplace_back(row.name);
    Text cure = didYouMean(name, known);
    if (cure.empty())
        cure = known.empty() ? Text("it takes none") : Text("it takes {}", fmt::join(known, ", "));
    return problem("observer.unknown_parameter", Text("{} has no parameter {}", toString(method), name), cure);
}

std::optional<Finding> checkValue(const ParamRow& row, double value)
{
    if (row.name == "percentile" && value > 0 && value <= 1)
        return problem("observer.percent", Text("percentile is in percent, and {} % would clip nearly everything", value),
                       Text("did you mean {:.10g} %?", value * 100));
    if (!(value >= row.least && value <= row.most))
        return problem("observer.out_of_range", Text("{} {} of {} is out of range", row.name, value, toString(row.method)),
                       Text("give {} to {}", row.least, row.most));
    if (row.whole && value != std::floor(value))
        return problem("observer.not_whole", Text("{} {} of {} is not a whole number", row.name, value, toString(row.method)),
                       Text("give a whole number"));
    return std::nullopt;
}

Findings checkFixedScale(const Observer& observer)
{
    Findings findings;
    const bool range = observer.params.contains("range_lo") || observer.params.contains("range_hi");
    const int given = static_cast<int>(observer.params.count("scale") + observer.params.count("threshold")) + (range ? 1 : 0);
    if (given != 1)
        findings.push_back(problem("observer.fixed_scale", Text("fixed_scale was given {} of scale, threshold and range", given),
                                   Text("give just one of them")));
    if (range && observer.param("range_lo").value_or(0) >= observer.param("range_hi").value_or(0))
        findings.push_back(
            problem("observer.empty_range", Text("the fixed range is empty"), Text("give range_lo below range_hi")));
    if (observer.params.contains("zero_point") && !observer.params.contains("scale"))
        findings.push_back(
            problem("observer.zero_point", Text("a zero point needs a scale beside it"), Text("give the scale, or a range")));
    return findings;
}

} // namespace

std::span<const ObserverParam> observerParams() { return kParams; }

std::string_view toString(Method method) { return kNames[static_cast<std::size_t>(method)]; }

std::optional<Method> methodFromString(std::string_view name)
{
    for (const Method method : kMethods)
        if (toString(method) == name)
            return method;
    for (const auto& [word, method] : kPluginNames)
        if (word == name)
            return method;
    return std::nullopt;
}

bool isWithoutEffect(Method method, std::string_view name)
{
    return std::find(kWithoutEffect.begin(), kWithoutEffect.end(), std::pair{method, name}) != kWithoutEffect.end();
}

std::span<const Method> allMethods() { return kMethods; }

std::optional<double> Observer::param(std::string_view name) const
{
    if (const auto given = params.find(std::string(name)); given != params.end())
        return given->second;
    const ParamRow* row = rowOf(method, name);
    return row ? row->standard : std::nullopt;
}

Findings Observer::problems() const
{
    Findings findings;
    for (const auto& [name, value] : params) {
        const ParamRow* row = rowOf(method, name);
        if (!row && isWithoutEffect(method, name))
            continue;
        if (!row)
            findings.push_back(unknownParameter(method, name));
        else if (auto bad = checkValue(*row, value))
            findings.push_back(std::move(*bad));
    }
    if (method == Method::FixedScale)
        for (Finding& finding : checkFixedScale(*this))
            findings.push_back(std::move(finding));
    if (method == Method::Clip && *param("xmin") >= *param("xmax"))
        findings.push_back(problem("observer.empty_range",
                                   Text("clip from {} to {} leaves nothing", *param("xmin"), *param("xmax")),
                                   Text("give xmin below xmax")));
    if (method == Method::Kl && param("levels").value_or(2) >= *param("bins"))
        findings.push_back(problem("observer.levels", Text("kl needs more bins than levels"), Text("raise bins")));
    return findings;
}

std::string Observer::text() const
{
    std::string text(toString(method));
    for (const auto& [name, value] : params)
        text += fmt::format(":{}={}", name, value);
    return text;
}

std::vector<Observer> standardObservers()
{
    std::vector<Observer> observers;
    observers.reserve(std::size(kMethods));
    for (const Method method : kMethods)
        observers.push_back({method, {}});
    for (Observer& observer : observers)
        if (observer.method == Method::FixedScale)
            observer.params = {{"threshold", 1.0}};
    return observers;
}

} // namespace qb
