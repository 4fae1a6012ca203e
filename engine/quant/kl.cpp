// SPDX-License-Identifier: GPL-3.0-or-later
//
// Calibration by relative entropy, as made known with TensorRT (S. Migacz, "8-bit inference with TensorRT", GTC 2017).
//
// For a range that keeps the first i bins, P is their distribution with all that lies beyond added to the last of them, and
// Q what is left of it on `levels` values: the i bins (without the added mass, so that clipping costs something) are cut
// into `levels` groups of i / levels bins, and each group's mass is spread evenly over those of its bins that P uses. The
// range with the least KL(P || Q) wins, of equals the larger one.
//
// Group borders are real numbers: a bin that one cuts through belongs to either side by its parts. Rounded borders would
// make the groups of unequal width and the divergence jump from i to i + 1.
//
// Done literally this takes bins^2 / 2 logarithms. But inside a group Q is one number, so sum p log q needs one logarithm per
// group, with its mass from prefix sums, and one per bin that a border cuts: bins * levels * 2 in all, and sum p log p is a
// prefix sum too. With 2,048 bins and 128 levels that is a few milliseconds.
#include "engine/quant/kl.h"

#include <cmath>
#include <limits>
#include <vector>

namespace qb {

namespace {

constexpr double kEqual = 1e-12; ///< divergences that differ by less do so by rounding alone

double timesLog(double p) { return p > 0 ? p * std::log(p) : 0; }

/// Prefix sums over the bins: mass, bins in use, sum of p log p.
struct Prefix {
    std::vector<double> mass{0};
    std::vector<double> used{0};
    std::vector<double> entropy{0};

    explicit Prefix(std::span<const double> bins)
    {
        for (const double p : bins) {
            mass.push_back(mass.back() + p);
            used.push_back(used.back() + (p > 0 ? 1 : 0));
            entropy.push_back(entropy.back() + timesLog(p));
        }
    }
};

class Divergence {
public:
    Divergence(std::span<const double> bins, std::size_t levels) : m_bins(bins), m_prefix(bins), m_levels(levels) {}

    /// KL(P || Q) for the first `kept` bins; infinite where P has mass that Q has not.
    [[nodiscard]] double operator()(std::size_t kept) const
    {
        const double total = m_prefix.mass.back();
        const double inside = m_prefix.mass[kept];
        if (inside <= 0)
            return std::numeric_limits<double>::infinity();
        const double clipped = kept == m_bins.size() ? 0 : total - inside;
        const double pLogP = m_prefix.entropy[kept - 1] + timesLog(m_bins[kept - 1] + clipped);
        return (pLogP - crossEntropy(kept, clipped)) / total - std::log(total) + std::log(inside);
    }

private:
    /// Sum of p log q over the kept bins, before P and Q are brought to a total of 1.
    [[nodiscard]] double crossEntropy(std::size_t kept, double clipped) const
    {
        double sum = 0;
        double cutPart = 0;    // how much of the bin at the lower border belongs to the group before
        double cutDensity = 0; // and what Q is there
        for (std::size_t group = 0; group < m_levels; ++group) {
            const std::size_t from = group * kept / m_levels;
            const std::size_t to = (group + 1) * kept / m_levels;
            const std::size_t firstWhole = cutPart > 0 ? from + 1 : from;
            const double upperPart = static_cast<double>((group + 1) * kept % m_levels) / static_cast<double>(m_levels);
            const bool last = to == kept;
            const double lowerPart = cutPart > 0 ? 1 - cutPart : 0;
            double used = m_prefix.used[to] - m_prefix.used[firstWhole];
            const double wholeMass = used > 0 ? m_prefix.mass[to] - m_prefix.mass[firstWhole] : 0;
            if (last && clipped > 0 && m_bins[kept - 1] <= 0)
                used += 1;
            double mass = wholeMass;
            double support = used;
            const auto takePart = [&](std::size_t bin, double part) {
                mass += part * m_bins[bin];
                support += m_bins[bin] > 0 ? part : 0;
            };
            if (lowerPart > 0)
                takePart(from, lowerPart);
            if (upperPart > 0)
                takePart(to, upperPart);
            const double density = support > 0 ? mass / support : 0;
            if (lowerPart > 0 && m_bins[from] > 0)
                sum += m_bins[from] * std::log(cutPart * cutDensity + lowerPart * density);
            const double p = wholeMass + (last ? clipped : 0);
            if (p > 0) {
                if (density <= 0)
                    return -std::numeric_limits<double>::infinity();
                sum += p * std::log(density);
            }
            cutPart = upperPart;
            cutDensity = density;
        }
        return sum;
    }

    std::span<const double> m_bins;
    Prefix m_prefix;
    std::size_t m_levels;
};

} // namespace

std::size_t klBinsToKeep(std::span<const double> bins, std::size_t levels)
{
    if (bins.size() <= levels)
        return bins.size();
    const Divergence divergence(bins, levels);
    std::size_t best = bins.size();
    double least = divergence(best);
    for (std::size_t kept = bins.size() - 1; kept >= levels; --kept)
        if (const double d = divergence(kept); d < least - kEqual) {
            least = d;
            best = kept;
        }
    return best;
}

} // namespace qb
