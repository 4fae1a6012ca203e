// SPDX-License-Identifier: GPL-3.0-or-later
//
// The search for the range of least squared error.
//
// The error falls while clipping less pays, then rises with the step, but it is not convex: data with few distinct values
// make it wavy, most of all with few steps and hardly any clipping, and a far outlier puts the best range orders of magnitude
// below the observed one. So the coarse grid is dense below the observed range, where its points are 1 or 2 % apart, and
// thins out down to 2^-16 of it; the neighbourhood of its best point is searched twice more with a finer linear one, down to
// about 0.2 %. The observed range comes first and only a smaller error replaces it, so that it wins every tie.
//
// `clipWeight` counts what saturation adds that often: below 1 it takes smaller steps for more clipping. Largest values do
// less harm downstream than their squared error says, since another saturation, an average or a sigmoid follows.
//
// Affine: both ends shrink together first, then each end alone in turn, twice, since they hardly depend on each other once
// the scale is about right.
#include "engine/quant/mse.h"

#include <algorithm>
#include <cmath>
#include <functional>

namespace qb {

namespace {

constexpr double kDeepest = 16; ///< the coarse grid ends at 2^-16 of the observed range
constexpr int kFinePoints = 17;

class Search {
public:
    Search(const Distribution& data, const GridSpec& spec, double clipWeight, RealRange start)
        : m_data(data), m_spec(spec), m_clipWeight(clipWeight), m_best(start), m_error(errorOf(start))
    {
    }

    [[nodiscard]] const RealRange& best() const { return m_best; }

    /// Minimizes over one factor in (0, 1]; `rangeAt` says what a factor means and `best` is the one in use so far.
    void along(const std::function<RealRange(double)>& rangeAt, std::size_t candidates, double best = 1)
    {
        const double scale = static_cast<double>(candidates - 1);
        const auto factorAt = [&](double i) { return i > 0 ? std::exp2(-kDeepest * (i / scale) * (i / scale)) : 1.0; };
        for (std::size_t i = 1; i < candidates; ++i)
            tryFactor(factorAt(static_cast<double>(i)), rangeAt, best);
        const double place = scale * std::sqrt(-std::log2(best) / kDeepest);
        double below = factorAt(place + 1);
        double above = factorAt(place - 1);
        for (int round = 0; round < 2; ++round) {
            const double step = (above - below) / (kFinePoints - 1);
            const double from = below;
            for (int i = 0; i < kFinePoints; ++i)
                tryFactor(from + i * step, rangeAt, best);
            below = std::max(best - step, step);
            above = std::min(1.0, best + step);
        }
    }

private:
    void tryFactor(double factor, const std::function<RealRange(double)>& rangeAt, double& best)
    {
        const RealRange range = rangeAt(factor);
        if (const double error = errorOf(range); error < m_error) {
            m_error = error;
            m_best = range;
            best = factor;
        }
    }

    [[nodiscard]] double errorOf(const RealRange& range) const
    {
        const Grid grid = gridOf(paramsForRange(range, m_spec));
        const double error = m_data.squaredError(grid);
        return m_clipWeight == 1 ? error : error + (m_clipWeight - 1) * m_data.saturationError(grid);
    }

    const Distribution& m_data;
    const GridSpec& m_spec;
    double m_clipWeight;
    RealRange m_best;
    double m_error;
};

} // namespace

RealRange leastSquaresRange(const Distribution& data, const GridSpec& spec, std::size_t candidates, double clipWeight)
{
    const RealRange whole{std::min(data.observed().lo, 0.0), std::max(data.observed().hi, 0.0)};
    Search search(data, spec, clipWeight, whole);
    if (spec.scheme == Scheme::Symmetric) {
        const double most = whole.absMax();
        search.along(
            [&](double f) {
                return RealRange{std::max(whole.lo, -f * most), std::min(whole.hi, f * most)};
            },
            candidates);
        return search.best();
    }
    search.along([&](double f) { return RealRange{f * whole.lo, f * whole.hi}; }, candidates);
    if (whole.lo == 0 || whole.hi == 0)
        return search.best();
    for (int round = 0; round < 2; ++round) {
        const RealRange forHi = search.best();
        search.along([&](double f) { return RealRange{forHi.lo, f * whole.hi}; }, candidates / 2, forHi.hi / whole.hi);
        const RealRange forLo = search.best();
        search.along([&](double f) { return RealRange{f * whole.lo, forLo.hi}; }, candidates / 2, forLo.lo / whole.lo);
    }
    return search.best();
}

} // namespace qb
