// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/qconfig.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

void PortConfig::merge(const PortConfig& later)
{
    if (later.fixesGrid() || later.observer) {
        threshold = later.threshold;
        scale = later.scale;
        zeroPoint = later.zeroPoint;
        range = later.range;
    }
    if (later.perChannel == false && scale.size() > 1) { // what was said of each channel
        scale.clear();
        zeroPoint.reset();
    }
    const auto take = [](auto& mine, const auto& theirs) {
        if (theirs)
            mine = theirs;
    };
    take(dtype, later.dtype);
    take(observer, later.observer);
    take(scheme, later.scheme);
    take(perChannel, later.perChannel);
    take(fixScale, later.fixScale);
}

bool isPortName(std::string_view name)
{
    for (const std::string_view base : {"input", "output"})
        if (name.starts_with(base))
            return name.size() <= base.size() + 3 && std::all_of(name.begin() + static_cast<std::ptrdiff_t>(base.size()),
                                                                 name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return name == "weight";
}

namespace {

/// As float32, which scales are.
bool positive(double x)
{
    return x >= static_cast<double>(kScaleFloor) && x <= static_cast<double>(std::numeric_limits<float>::max());
}

} // namespace

std::vector<Text> problemsOf(const std::string& port, const PortConfig& c)
{
    std::vector<Text> problems;
    const auto say = [&](const Text& text) { problems.push_back(Text("{}: {}", port, text)); };
    if (static_cast<int>(c.threshold.has_value()) + static_cast<int>(!c.scale.empty()) + static_cast<int>(c.range.has_value()) >
        1)
        say(Text("threshold, scale and range exclude each other, give just one"));
    if (c.threshold && !positive(*c.threshold))
        say(Text("the threshold {} is not positive and finite", *c.threshold));
    if (const auto wrong = std::find_if_not(c.scale.begin(), c.scale.end(), positive); wrong != c.scale.end())
        say(Text("the scale {} is not positive and finite", *wrong));
    if (c.scale.size() > 1 && port != "weight")
        say(Text("only weights have a scale per channel"));
    if (c.scale.size() > 1 && c.perChannel == false)
        say(Text("several scales need one channel each, leave out per_channel=no"));
    if (c.range && !(std::isfinite(c.range->first) && std::isfinite(c.range->second) && c.range->first < c.range->second))
        say(Text("the range {}:{} is empty, give the lower end first", c.range->first, c.range->second));
    else if (c.range && (c.range->first > 0 || c.range->second < 0))
        say(Text("the range {}:{} does not hold 0, which every grid must", c.range->first, c.range->second));
    if (c.zeroPoint && c.scale.empty())
        say(Text("a zero point needs a scale beside it"));
    if (c.zeroPoint && c.dtype && isInteger(*c.dtype) && (*c.zeroPoint < qmin(*c.dtype) || *c.zeroPoint > qmax(*c.dtype)))
        say(Text("the zero point {} is not on the grid of {}", *c.zeroPoint, toString(*c.dtype)));
    if (c.dtype == DType::Int32)
        say(Text("int32 is for biases and high-precision outputs, it can't be asked for"));
    if (c.dtype == DType::Int4 && port != "weight")
        say(Text("int4 is for weights only"));
    if (c.perChannel && port != "weight")
        say(Text("only weights have a scale per channel"));
    if (c.fixesGrid() && c.dtype && !isInteger(*c.dtype))
        say(Text("{} has no scale", toString(*c.dtype)));
    if (c.observer)
        for (const Finding& f : c.observer->problems())
            say(f.cure.empty() ? f.message : Text("{}: {}", f.message, f.cure));
    return problems;
}

} // namespace qb
