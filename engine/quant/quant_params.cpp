// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/quant_params.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qb {

std::string_view toString(Scheme scheme) { return scheme == Scheme::Symmetric ? "symmetric" : "affine"; }

std::optional<Scheme> schemeFromString(std::string_view name)
{
    for (const Scheme scheme : {Scheme::Symmetric, Scheme::Affine})
        if (toString(scheme) == name)
            return scheme;
    return std::nullopt;
}

void QuantParams::check() const
{
    std::vector<Text> problems;
    const auto say = [&](Text text) { problems.push_back(std::move(text)); };
    if (!isInteger(dtype)) {
        if (!scales.empty() || !zeroPoints.empty())
            say(Text("a float type has no scale"));
    } else {
        if (scales.empty() || (axis < 0 && scales.size() != 1))
            say(Text("{} scales {}", scales.size(), axis < 0 ? Text("per tensor") : Text("per channel")));
        if (zeroPoints.size() != scales.size())
            say(Text("{} zero points beside {} scales", zeroPoints.size(), scales.size()));
        const auto badScale = std::find_if(scales.begin(), scales.end(), [](float s) { return !(s > 0) || !std::isfinite(s); });
        if (badScale != scales.end())
            say(Text("the scale {} is not positive and finite", *badScale));
        const auto badZero = std::find_if(zeroPoints.begin(), zeroPoints.end(), [&](std::int32_t z) {
            return z < low() || z > high() || (dtype == DType::Int32 && z != 0);
        });
        if (badZero != zeroPoints.end())
            say(Text("the zero point {} is not on the grid of {}", *badZero, toString(dtype)));
    }
    if (!problems.empty())
        throw Error(ErrorCode::BadInput, Text("impossible quantization parameters: {}", Text::joined(problems)),
                    Text("correct them where they were given"), {{"params", text()}});
}

Fingerprint QuantParams::fingerprint() const
{
    Hasher hasher;
    hasher.add(dtype).add(std::span<const float>(scales)).add(std::span<const std::int32_t>(zeroPoints));
    hasher.add(axis).add(static_cast<int>(narrow));
    return hasher.result();
}

std::string QuantParams::text() const
{
    std::string text(toString(dtype));
    if (scales.empty())
        return text;
    if (scales.size() == 1) {
        text += fmt::format(" {:.7g}", scales.front());
    } else {
        const auto [least, most] = std::minmax_element(scales.begin(), scales.end());
        text += fmt::format(" {} scales {:.4g}..{:.4g} along axis {}", scales.size(), *least, *most, axis);
    }
    if (zeroPoints.size() == 1 && zeroPoints.front() != 0)
        text += fmt::format(" zero point {}", zeroPoints.front());
    else if (std::any_of(zeroPoints.begin(), zeroPoints.end(), [](std::int32_t z) { return z != 0; }))
        text += " with zero points";
    return narrow ? text + " narrow" : text;
}

} // namespace qb
