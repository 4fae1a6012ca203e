// SPDX-License-Identifier: GPL-3.0-or-later
//
// The expected squared error of a histogram, in closed form.
//
// In steps, u = x / s, a grid holds the whole numbers n from `low` to `high`, and u becomes the nearest of them. The
// squared distance (u - n)^2 has the antiderivative
//
//     G(u) = n / 12 + (u - n)^3 / 3,      n = clamp(rne(u), low, high),
//
// since every whole step from one rounding border to the next adds 1/12 and the pieces meet at the borders; beyond the ends
// n stays and the cube is the cost of clipping. Values spread evenly over a bin [a, b] hence cost (G(b) - G(a)) / (b - a)
// each, exactly, however many steps the bin spans or however small a part of a step it is. All inner bins have one width, so
// their sum is one of G at the bin borders, weighted with the difference of the counts at either side: one short loop
// without branches per candidate scale.
#include "engine/quant/distribution.h"

#include "engine/quant/vectorize.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace qb {

namespace {

using Double4 = double __attribute__((vector_size(32)));

constexpr double kRounder = 6755399441055744.0; ///< 1.5 * 2^52: adding and taking it away rounds to the nearest even

double nearestStep(double u, const Grid& grid) { return std::nearbyint(std::clamp(u, grid.low, grid.high)); }

/// Mean of (u - n)^2 over [a, b] in steps.
double meanSquare(double a, double b, const Grid& grid)
{
    const double na = nearestStep(a, grid);
    const double nb = nearestStep(b, grid);
    const double da = a - na;
    const double db = b - nb;
    if (na == nb) // the general form would lose the digits of a narrow bin
        return (da * da + da * db + db * db) / 3;
    if (b - a < 1e-6)
        return da * da;
    return ((nb - na) / 12 + (db * db * db - da * da * da) / 3) / (b - a);
}

/// Sum of weight[i] * G(u0 + i du), in 4 lanes; `n` is a multiple of 4.
QB_VECTORIZE double weightedAntiderivative(const double* weights, std::size_t n, double firstBorder, double du, double low,
                                           double high)
{
    const Double4 lowest = {low, low, low, low};
    const Double4 highest = {high, high, high, high};
    Double4 border = {firstBorder, firstBorder + 1, firstBorder + 2, firstBorder + 3};
    Double4 sum = {0, 0, 0, 0};
    for (std::size_t i = 0; i < n; i += 4) {
        Double4 weight;
        std::memcpy(&weight, weights + i, sizeof weight);
        const Double4 u = border * du;
        const Double4 above = u < lowest ? lowest : u;
        const Double4 inside = above > highest ? highest : above;
        const Double4 step = (inside + kRounder) - kRounder;
        const Double4 d = u - step;
        sum += weight * (step * (1.0 / 12) + d * d * d * (1.0 / 3));
        border += 4.0;
    }
    return (sum[0] + sum[1]) + (sum[2] + sum[3]);
}

constexpr double kHalfOverflow = 65520;

/// Mean squared error of rounding values of this size to half: a twelfth of the squared spacing of halves there.
double halfError(double x)
{
    const double step = x == 0 ? 0 : std::ldexp(1.0, std::max(std::ilogb(x), -14) - 10);
    return step * step / 12;
}

class HistogramDistribution final : public Distribution {
public:
    HistogramDistribution(const DyadicHistogram& histogram, const FloatRange& range)
        : m_width(histogram.width()),
          m_zeros(static_cast<double>(histogram.zeros())),
          m_count(static_cast<double>(histogram.total())),
          m_observed{static_cast<double>(range.min), static_cast<double>(range.max)},
          m_first(histogram.firstBin())
    {
        const int last = histogram.lastBin();
        for (int bin = m_first; bin <= last; ++bin)
            m_counts.push_back(static_cast<double>(histogram.count(bin)));
        if (m_counts.size() > 2) {
            m_borderWeights.assign((m_counts.size() - 1 + 3) / 4 * 4, 0.0);
            for (std::size_t i = 1; i + 1 < m_counts.size(); ++i) {
                m_borderWeights[i - 1] -= m_counts[i];
                m_borderWeights[i] += m_counts[i];
            }
        }
        const int lastMagnitude = std::max(last, -m_first - 1);
        for (int m = 0; m <= lastMagnitude; ++m)
            m_absCounts.push_back(static_cast<double>(histogram.count(m) + histogram.count(-m - 1)));
    }

    [[nodiscard]] double count() const override { return m_count; }
    [[nodiscard]] RealRange observed() const override { return m_observed; }

    [[nodiscard]] double energy() const override
    {
        return sumOverBins([](double a, double b) { return (a * a + a * b + b * b) / 3; });
    }

    [[nodiscard]] double squaredError(const Grid& grid) const override
    {
        const double s = grid.scale;
        const auto ofBin = [&](std::size_t i) {
            const RealRange bin = binRange(i);
            return m_counts[i] * meanSquare(bin.lo / s, bin.hi / s, grid);
        };
        double steps = 0;
        if (!m_counts.empty())
            steps += ofBin(0);
        if (m_counts.size() > 1)
            steps += ofBin(m_counts.size() - 1);
        if (m_counts.size() > 2) {
            const double du = m_width / s;
            steps += std::max(0.0, weightedAntiderivative(m_borderWeights.data(), m_borderWeights.size(), m_first + 1.0, du,
                                                          grid.low, grid.high) /
                                       du);
        }
        return steps * s * s;
    }

    [[nodiscard]] double saturationError(const Grid& grid) const override
    {
        const double s = grid.scale;
        // The integral of d^2 - 1/4 over the distances [from, to] beyond an end of the grid, none below 1/2.
        const auto beyond = [](double from, double to) {
            from = std::max(from, 0.5);
            return to > from ? (to * to * to - from * from * from) / 3 - (to - from) / 4 : 0.0;
        };
        const auto least = (grid.low - 0.5) * s;
        const auto most = (grid.high + 0.5) * s;
        return s * s * sumOverBins([&](double a, double b) {
                   if (a >= least && b <= most)
                       return 0.0;
                   if (const double d = std::max(a / s - grid.high, grid.low - a / s); b - a < 1e-6 * s)
                       return std::max(0.0, d * d - 0.25);
                   return (beyond(a / s - grid.high, b / s - grid.high) + beyond(grid.low - b / s, grid.low - a / s)) * s /
                          (b - a);
               });
    }

    [[nodiscard]] double halfSquaredError() const override
    {
        if (m_observed.absMax() >= kHalfOverflow)
            return std::numeric_limits<double>::infinity();
        return sumOverBins([](double a, double b) { return halfError((a + b) / 2); });
    }

    [[nodiscard]] double countOutside(const RealRange& range) const override
    {
        return sumOverBins([&](double a, double b) {
            if (b <= a)
                return a < range.lo || a > range.hi ? 1.0 : 0.0;
            return (std::clamp(range.lo - a, 0.0, b - a) + std::clamp(b - range.hi, 0.0, b - a)) / (b - a);
        });
    }

    [[nodiscard]] double absQuantile(double share) const override
    {
        const double absMost = m_observed.absMax();
        if (share >= 1)
            return absMost;
        // Where the share is a whole number of values, their last one must not be missed by a rounding of the product.
        const double slack = 1e-12 * m_count;
        double missing = share * m_count - m_zeros;
        if (missing <= slack)
            return 0;
        for (std::size_t m = 0; m < m_absCounts.size(); ++m) {
            if (m_absCounts[m] >= missing - slack) {
                const double from = static_cast<double>(m) * m_width;
                const double to = std::min(from + m_width, absMost);
                return std::min(absMost, from + (to - from) * missing / m_absCounts[m]);
            }
            missing -= m_absCounts[m];
        }
        return absMost;
    }

    [[nodiscard]] std::vector<double> absHistogram(std::size_t bins) const override
    {
        const double absMost = m_observed.absMax();
        const double target = absMost / static_cast<double>(bins);
        std::vector<double> result(bins);
        for (std::size_t m = 0; m < m_absCounts.size(); ++m) {
            if (m_absCounts[m] == 0)
                continue;
            const double from = static_cast<double>(m) * m_width;
            const double to = std::min(from + m_width, absMost);
            const double length = to - from;
            const auto first = std::min(static_cast<std::size_t>(from / target), bins - 1);
            for (std::size_t b = first; b < bins; ++b) {
                const double lower = std::max(from, static_cast<double>(b) * target);
                const double upper = b + 1 == bins ? to : std::min(to, static_cast<double>(b + 1) * target);
                if (length > 0 && upper > lower)
                    result[b] += m_absCounts[m] * (upper - lower) / length;
                else if (length <= 0 && b + 1 == bins)
                    result[b] += m_absCounts[m];
                if (static_cast<double>(b + 1) * target >= to && length > 0)
                    break;
            }
        }
        return result;
    }

private:
    [[nodiscard]] RealRange binRange(std::size_t i) const
    {
        const double lo = (m_first + static_cast<double>(i)) * m_width;
        const double hi = lo + m_width;
        return {i == 0 ? std::max(lo, m_observed.lo) : lo, i + 1 == m_counts.size() ? std::min(hi, m_observed.hi) : hi};
    }

    template <typename F>
    [[nodiscard]] double sumOverBins(const F& ofBin) const
    {
        double sum = 0;
        for (std::size_t i = 0; i < m_counts.size(); ++i)
            if (m_counts[i] != 0)
                sum += m_counts[i] * ofBin(binRange(i).lo, binRange(i).hi);
        return sum;
    }

    double m_width;
    double m_zeros;
    double m_count;
    RealRange m_observed;
    int m_first;
    std::vector<double> m_counts;        ///< of the bins in use
    std::vector<double> m_borderWeights; ///< at the border above bin i: what G counts there; padded to fours
    std::vector<double> m_absCounts;     ///< by magnitude
};

} // namespace

std::unique_ptr<Distribution> distributionOf(const DyadicHistogram& histogram, const FloatRange& range)
{
    return std::make_unique<HistogramDistribution>(histogram, range);
}

} // namespace qb
