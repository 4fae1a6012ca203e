// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/preprocess.h"

#include "engine/base/error.h"
#include "engine/data/problems.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace qb {

namespace {

template <typename T>
void take(std::optional<T>& field, const std::optional<T>& winner)
{
    if (winner)
        field = winner;
}

void take(std::vector<double>& field, const std::vector<double>& winner)
{
    if (!winner.empty())
        field = winner;
}

Preprocess imagenet()
{
    Preprocess p;
    p.resize = Resize{.kind = Resize::Kind::ModelShare, .size = {}, .shortest = 0, .share = 0.875};
    p.color = Color::Rgb;
    p.scale = 1.0 / 255.0;
    p.mean = {0.485, 0.456, 0.406};
    p.std = {0.229, 0.224, 0.225};
    return p;
}

Preprocess mnist()
{
    Preprocess p;
    p.color = Color::Gray;
    p.scale = 1.0 / 255.0;
    p.mean = {0.1307};
    p.std = {0.3081};
    return p;
}

Preprocess linear(double scale, double mean)
{
    Preprocess p;
    p.scale = scale;
    if (mean != 0.0)
        p.mean = {mean};
    return p;
}

struct PresetRow {
    std::string name;
    std::function<Preprocess()> make;
};

const std::vector<PresetRow>& presetRows()
{
    static const std::vector<PresetRow> rows{
        {"imagenet", imagenet},
        {"mnist", mnist},
        {"unit", [] { return linear(1.0 / 255.0, 0.0); }},
        {"byte", [] { return linear(1.0, 0.0); }},
        {"signed", [] { return linear(1.0 / 127.5, 1.0); }},
    };
    return rows;
}

} // namespace

Preprocess Preprocess::overriddenBy(const Preprocess& winner) const
{
    Preprocess p = *this;
    take(p.resize, winner.resize);
    take(p.fit, winner.fit);
    take(p.crop, winner.crop);
    take(p.color, winner.color);
    take(p.interpolation, winner.interpolation);
    take(p.pad, winner.pad);
    take(p.scale, winner.scale);
    take(p.mean, winner.mean);
    take(p.std, winner.std);
    take(p.layout, winner.layout);
    take(p.dtype, winner.dtype);
    if (!winner.preset.empty())
        p.preset = winner.preset;
    return p;
}

Preprocess effectivePreprocess(const PreprocessByInput& all, const std::string& input)
{
    Preprocess p;
    if (const auto found = all.find(""); found != all.end())
        p = found->second;
    if (const auto found = all.find(input); !input.empty() && found != all.end())
        p = p.overriddenBy(found->second);
    return p;
}

PreprocessByInput overrideAll(PreprocessByInput all, const Preprocess& flags)
{
    all[""];
    for (auto& [input, block] : all)
        block = block.overriddenBy(flags);
    return all;
}

double preprocessedValue(const Preprocess& preprocess, double scale, std::size_t channel, double x)
{
    const auto at = [&](const std::vector<double>& values, double otherwise) {
        return values.empty() ? otherwise : values[values.size() == 1 ? 0 : channel];
    };
    return (x * scale - at(preprocess.mean, 0.0)) / at(preprocess.std, 1.0);
}

PreprocessRange preprocessRange(const Preprocess& preprocess, double scale, double top)
{
    PreprocessRange range{HUGE_VAL, -HUGE_VAL, 0.0, 0.0};
    double firstLow = HUGE_VAL;
    double lastLow = -HUGE_VAL;
    for (std::size_t c = 0; c < std::max<std::size_t>({1, preprocess.mean.size(), preprocess.std.size()}); ++c) {
        const auto [low, high] =
            std::minmax({preprocessedValue(preprocess, scale, c, 0.0), preprocessedValue(preprocess, scale, c, top)});
        range.low = std::min(range.low, low);
        range.high = std::max(range.high, high);
        range.span = std::max(range.span, high - low);
        firstLow = std::min(firstLow, low);
        lastLow = std::max(lastLow, low);
    }
    range.offsets = lastLow - firstLow;
    return range;
}

const std::vector<std::string>& preprocessPresets()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> list;
        for (const PresetRow& row : presetRows())
            list.push_back(row.name);
        return list;
    }();
    return names;
}

Preprocess preprocessPreset(std::string_view name)
{
    for (const PresetRow& row : presetRows()) {
        if (row.name != name)
            continue;
        Preprocess p = row.make();
        p.preset = row.name;
        return p;
    }
    Problems problems;
    problems.addUnknown("", Text("preset"), name, preprocessPresets());
    problems.throwIfAny(Text("preprocessing"), Text("give a preset or a JSON file"));
    return {};
}

} // namespace qb
