// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/fake_quantize.h"
#include "engine/quant/statistics.h"

#include <cmath>
#include <random>
#include <vector>

namespace qb::testing {

enum class Kind { Normal, Relu, HeavyTail, OneSided, Steps, Outlier };

inline const std::vector<Kind>& allKinds()
{
    static const std::vector<Kind> kinds{Kind::Normal, Kind::Relu, Kind::HeavyTail, Kind::OneSided, Kind::Steps, Kind::Outlier};
    return kinds;
}

inline std::vector<float> makeValues(Kind kind, std::size_t count, unsigned seed)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<float> values(count);
    for (float& v : values) {
        const float x = normal(random);
        switch (kind) {
        case Kind::Normal: v = x * 0.37F; break;
        case Kind::Relu: v = std::max(x, 0.0F); break;
        case Kind::HeavyTail: v = x * x * x; break;
        case Kind::OneSided: v = -3.0F - 0.2F * std::fabs(x); break;
        case Kind::Steps: v = static_cast<float>(random() % 256) / 255.0F; break;
        case Kind::Outlier: v = x; break;
        }
    }
    if (kind == Kind::Outlier)
        values[count / 2] = 50;
    return values;
}

inline Tensor vectorOf(const std::vector<float>& values)
{
    return Tensor::fromFloats({static_cast<std::int64_t>(values.size())}, values);
}

inline PointStatistics statisticsOf(const std::vector<float>& values)
{
    PointStatistics statistics;
    statistics.observe(vectorOf(values), 0);
    return statistics;
}

/// By the definition: quantize the values and add up.
inline double measuredError(const std::vector<float>& values, const QuantParams& params)
{
    const Tensor y = fakeQuantize(vectorOf(values), params);
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        const double d = static_cast<double>(values[i]) - static_cast<double>(y.floats()[i]);
        sum += d * d;
    }
    return sum;
}

inline double measuredEnergy(const std::vector<float>& values)
{
    double sum = 0;
    for (const float x : values)
        sum += static_cast<double>(x) * static_cast<double>(x);
    return sum;
}

} // namespace qb::testing
