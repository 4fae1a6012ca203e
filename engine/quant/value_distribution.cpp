// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/distribution.h"

#include "engine/ort/tensor.h"
#include "engine/quant/vectorize.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>

namespace qb {

namespace {

using Double4 = double __attribute__((vector_size(32)));
using Float4 = float __attribute__((vector_size(16)));

/// Sum of squared differences in 4 lanes; `n` is a multiple of 4. Rounds as fakeQuantize does.
QB_VECTORIZE double squaredErrorOfGroups(const float* values, std::size_t n, float scale, float low, float high)
{
    constexpr float rounder = 12582912.0F;
    const Float4 lowest = {low, low, low, low};
    const Float4 highest = {high, high, high, high};
    Double4 sum = {0, 0, 0, 0};
    for (std::size_t i = 0; i < n; i += 4) {
        Float4 x;
        std::memcpy(&x, values + i, sizeof x);
        const Float4 v = x / scale;
        const Float4 above = v > lowest ? v : lowest;
        const Float4 inside = above < highest ? above : highest;
        const Float4 y = ((inside + rounder) - rounder) * scale;
        const Double4 d = __builtin_convertvector(x, Double4) - __builtin_convertvector(y, Double4);
        sum += d * d;
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

class ValueDistribution final : public Distribution {
public:
    explicit ValueDistribution(std::span<const float> values) : m_values(values)
    {
        const auto [least, most] = std::minmax_element(values.begin(), values.end());
        m_observed = {static_cast<double>(*least), static_cast<double>(*most)};
    }

    [[nodiscard]] double count() const override { return static_cast<double>(m_values.size()); }
    [[nodiscard]] RealRange observed() const override { return m_observed; }
    [[nodiscard]] double energy() const override
    {
        return sum([](double x) { return x * x; });
    }
    [[nodiscard]] double halfSquaredError() const override
    {
        return sum([](double x) {
            const double d = x - static_cast<double>(halfToFloat(floatToHalf(static_cast<float>(x))));
            return d * d;
        });
    }

    [[nodiscard]] double squaredError(const Grid& grid) const override
    {
        const auto scale = static_cast<float>(grid.scale);
        const auto low = static_cast<float>(grid.low);
        const auto high = static_cast<float>(grid.high);
        const std::size_t whole = m_values.size() / 4 * 4;
        std::array<float, 4> rest{};
        std::copy(m_values.begin() + static_cast<std::ptrdiff_t>(whole), m_values.end(), rest.begin());
        return squaredErrorOfGroups(m_values.data(), whole, scale, low, high) +
               squaredErrorOfGroups(rest.data(), 4, scale, low, high);
    }

    [[nodiscard]] double saturationError(const Grid& grid) const override
    {
        return grid.scale * grid.scale * sum([&](double x) {
                   const double d = std::max(x / grid.scale - grid.high, grid.low - x / grid.scale);
                   return d > 0.5 ? d * d - 0.25 : 0.0;
               });
    }

    [[nodiscard]] double countOutside(const RealRange& range) const override
    {
        return sum([&](double x) { return x < range.lo || x > range.hi ? 1.0 : 0.0; });
    }

    [[nodiscard]] double absQuantile(double share) const override
    {
        if (m_sorted.empty()) {
            for (const float x : m_values)
                m_sorted.push_back(std::fabs(x));
            std::sort(m_sorted.begin(), m_sorted.end());
        }
        const double rank = std::clamp(share, 0.0, 1.0) * static_cast<double>(m_sorted.size() - 1);
        const auto below = static_cast<std::size_t>(rank);
        const double low = static_cast<double>(m_sorted[below]);
        const double high = static_cast<double>(m_sorted[std::min(below + 1, m_sorted.size() - 1)]);
        return low + (high - low) * (rank - static_cast<double>(below));
    }

    [[nodiscard]] std::vector<double> absHistogram(std::size_t bins) const override
    {
        std::vector<double> result(bins);
        const double perUnit = static_cast<double>(bins) / m_observed.absMax();
        for (const float x : m_values)
            if (x != 0)
                ++result[std::min(static_cast<std::size_t>(std::fabs(static_cast<double>(x)) * perUnit), bins - 1)];
        return result;
    }

private:
    template <typename F>
    [[nodiscard]] double sum(const F& of) const
    {
        double total = 0;
        for (const float x : m_values)
            total += of(static_cast<double>(x));
        return total;
    }

    std::span<const float> m_values;
    RealRange m_observed;
    mutable std::vector<float> m_sorted; ///< magnitudes, made when first needed
};

} // namespace

std::unique_ptr<Distribution> distributionOf(std::span<const float> values)
{
    return std::make_unique<ValueDistribution>(values);
}

} // namespace qb
