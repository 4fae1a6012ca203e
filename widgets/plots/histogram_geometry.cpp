// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/histogram_geometry.h"

#include "engine/quant/distribution.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

namespace {

int floorDiv(int a, int b) { return a >= 0 ? a / b : -((-a + b - 1) / b); }

/// Bins lo .. hi - 1 of the histogram, joined by `factor`.
struct Binning {
    int first = 0; ///< of joined bins
    int last = -1;
    int factor = 1;
};

Binning binningFor(const DyadicHistogram& histogram, PlotRange visible, int mostBins)
{
    Binning binning;
    if (histogram.nonZeros() == 0)
        return binning;
    const double width = histogram.width();
    const int lo = std::max(histogram.firstBin(), static_cast<int>(std::clamp(std::floor(visible.lo / width), -1e6, 1e6)) - 1);
    const int hi = std::min(histogram.lastBin(), static_cast<int>(std::clamp(std::ceil(visible.hi / width), -1e6, 1e6)) + 1);
    const double shown = std::max(1.0, visible.size() / width);
    while (shown / binning.factor > std::max(mostBins, 1))
        binning.factor *= 2;
    binning.first = floorDiv(lo, binning.factor);
    binning.last = floorDiv(hi, binning.factor);
    return binning;
}

std::vector<double> joinedCounts(const DyadicHistogram& histogram, const Binning& binning)
{
    std::vector<double> counts(static_cast<std::size_t>(std::max(0, binning.last - binning.first + 1)));
    for (std::size_t i = 0; i < counts.size(); ++i) {
        const int begin = std::max((binning.first + static_cast<int>(i)) * binning.factor, -DyadicHistogram::kHalf);
        const int end = std::min((binning.first + static_cast<int>(i) + 1) * binning.factor, DyadicHistogram::kHalf);
        for (int b = begin; b < end; ++b)
            counts[i] += static_cast<double>(histogram.count(b));
    }
    return counts;
}

} // namespace

double Steps::highest() const { return y.isEmpty() ? 0 : *std::max_element(y.begin(), y.end()); }

double Steps::lowest() const
{
    double least = 0;
    for (const double v : y)
        if (v > 0 && (least == 0 || v < least))
            least = v;
    return least;
}

double Steps::at(double where) const
{
    const auto next = std::upper_bound(x.begin(), x.end(), where);
    return next == x.begin() ? 0 : y[next - x.begin() - 1];
}

Steps histogramSteps(const DyadicHistogram& histogram, PlotRange visible, int mostBins)
{
    Steps steps;
    const Binning binning = binningFor(histogram, visible, mostBins);
    steps.width = histogram.width() * binning.factor;
    const auto counts = joinedCounts(histogram, binning);
    const auto total = static_cast<double>(std::max<std::uint64_t>(histogram.total(), 1));
    steps.x.reserve(static_cast<qsizetype>(counts.size()) + 1);
    steps.y.reserve(static_cast<qsizetype>(counts.size()) + 1);
    for (std::size_t i = 0; i < counts.size(); ++i) {
        steps.x.push_back((binning.first + static_cast<double>(i)) * steps.width);
        steps.y.push_back(counts[i] / total);
    }
    if (!counts.empty()) {
        steps.x.push_back((binning.last + 1) * steps.width);
        steps.y.push_back(0);
    }
    return steps;
}

std::vector<double> levelMasses(const DyadicHistogram& histogram, const Grid& grid)
{
    const auto low = static_cast<std::int64_t>(grid.low);
    const auto high = std::min(static_cast<std::int64_t>(grid.high), low + 65535);
    std::vector<double> masses(static_cast<std::size_t>(high - low + 1));
    const auto levelOf = [&](double x) {
        return std::clamp(static_cast<std::int64_t>(std::clamp(std::floor(x / grid.scale + 0.5), -1e15, 1e15)), low, high);
    };
    const double width = histogram.width();
    for (int b = histogram.firstBin(), end = histogram.lastBin(); b <= end; ++b) {
        const auto count = static_cast<double>(histogram.count(b));
        if (count == 0)
            continue;
        const double from = b * width;
        const double to = from + width;
        const std::int64_t first = levelOf(from);
        const std::int64_t last = levelOf(to);
        for (std::int64_t k = first; k <= last; ++k) {
            const double left = k == first ? from : (static_cast<double>(k) - 0.5) * grid.scale;
            const double right = k == last ? to : (static_cast<double>(k) + 0.5) * grid.scale;
            masses[static_cast<std::size_t>(k - low)] += count * std::max(0.0, right - left) / width;
        }
    }
    return masses;
}

Steps dequantizedSteps(const DyadicHistogram& histogram, const Grid& grid, PlotRange visible, double binWidth)
{
    Steps steps;
    if (histogram.nonZeros() == 0 || binWidth <= 0)
        return steps;
    const auto total = static_cast<double>(histogram.total());
    const RealRange ends = representable(grid);
    if (grid.scale < binWidth) {
        const auto add = [&](double x, double y) {
            steps.x.push_back(x);
            steps.y.push_back(y);
        };
        const int factor = std::max(1, static_cast<int>(std::lround(binWidth / histogram.width())));
        const auto binOf = [&](double x) { return static_cast<int>(std::floor(std::clamp(x / binWidth, -1e6, 1e6))); };
        const int first = std::max(binOf(ends.lo), floorDiv(histogram.firstBin(), factor));
        const int last = std::min(binOf(ends.hi), floorDiv(histogram.lastBin(), factor));
        std::vector<double> counts(static_cast<std::size_t>(std::max(1, last - first + 1)));
        for (int b = histogram.firstBin(), end = histogram.lastBin(); b <= end; ++b)
            counts[static_cast<std::size_t>(std::clamp(floorDiv(b, factor), first, std::max(first, last)) - first)] +=
                static_cast<double>(histogram.count(b));
        steps.width = binWidth;
        for (std::size_t i = 0; i < counts.size(); ++i)
            add((first + static_cast<double>(i)) * binWidth, counts[i] / total);
        add((first + static_cast<double>(counts.size())) * binWidth, 0);
        return steps;
    }
    const auto masses = levelMasses(histogram, grid);
    steps.width = grid.scale;
    const double share = binWidth / grid.scale / total;
    for (std::size_t i = 0; i < masses.size(); ++i) {
        const double level = (grid.low + static_cast<double>(i)) * grid.scale;
        if (level + grid.scale < visible.lo || level - grid.scale > visible.hi)
            continue;
        steps.x.push_back(level - grid.scale / 2);
        steps.y.push_back(masses[i] * share);
    }
    if (!steps.x.isEmpty()) {
        steps.x.push_back(steps.x.back() + grid.scale);
        steps.y.push_back(0);
    }
    return steps;
}

QVector<double> visibleLevels(const Grid& grid, PlotRange visible, int pixels, double leastGap)
{
    QVector<double> levels;
    if (visible.size() <= 0 || grid.scale / visible.size() * pixels < leastGap)
        return levels;
    const double first = std::max(grid.low, std::ceil(visible.lo / grid.scale - 1e-9));
    const double last = std::min(grid.high, std::floor(visible.hi / grid.scale + 1e-9));
    for (double k = first; k <= last; ++k)
        levels.push_back(k * grid.scale);
    return levels;
}

PlotRange histogramRange(const DyadicHistogram& histogram, PlotRange observed, const std::optional<RealRange>& grid)
{
    PlotRange range = observed;
    if (histogram.nonZeros() > 0) {
        range.lo = std::min(range.lo, 0.0);
        range.hi = std::max(range.hi, 0.0);
    }
    if (!grid)
        return padded(range);
    // A grid far wider than the data (an unused half, a threshold by hand) shows that it is, and leaves the data readable. One
    // that is narrower keeps room to be dragged outwards, on both sides.
    const double most = std::max({std::abs(range.lo), std::abs(range.hi), 1e-30});
    const double reach = 1.2 * most;
    range.lo = std::min(range.lo, grid->lo < 0 ? std::max(std::min(grid->lo, -most), -reach) : 0.0);
    range.hi = std::max(range.hi, grid->hi > 0 ? std::min(std::max(grid->hi, most), reach) : 0.0);
    return padded(range);
}

RealRange rangeForEnd(const GridSpec& spec, RealRange now, ClipEnd end, double x)
{
    const double least = std::max(now.absMax(), 1e-30) * 1e-6;
    if (spec.scheme == Scheme::Symmetric) {
        // Where the ends lie for a threshold of 1.
        const ScaleRule rule{spec.rule.convention, false, spec.rule.clipWeight};
        const RealRange one =
            representable(gridOf(paramsForRange({-1, 1}, {spec.dtype, spec.scheme, rule, spec.narrow}, RangeSource::Fixed)));
        const double unit = end == ClipEnd::High ? one.hi : -one.lo;
        const double reached = end == ClipEnd::High ? x : -x;
        const double threshold = std::max(least, unit > 0 ? reached / unit : reached);
        return {-threshold, threshold};
    }
    if (end == ClipEnd::High)
        return {now.lo, std::max(x, now.lo < 0 ? 0.0 : least)};
    return {std::min(x, now.hi > 0 ? 0.0 : -least), now.hi};
}

ClippedShares clippedShares(const DyadicHistogram& histogram, const FloatRange& observed, const Grid& grid)
{
    if (histogram.total() == 0 || observed.empty())
        return {};
    constexpr double kFar = std::numeric_limits<double>::infinity();
    // What only the rounding of a scale to float puts beyond the border does not count.
    const double slack = 0.5 + 1e-6 * std::max(grid.high, -grid.low);
    const auto data = distributionOf(histogram, observed);
    const double count = data->count();
    return {data->countOutside({(grid.low - slack) * grid.scale, kFar}) / count,
            data->countOutside({-kFar, (grid.high + slack) * grid.scale}) / count};
}

} // namespace qb
