// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/plots/plot_geometry.h"

#include "widgets/common/format.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

namespace {
constexpr double kLeastSpan = 1e-12; ///< of an axis, as a share of its numbers
}

QString tickText(double value, double step)
{
    if (!std::isfinite(value))
        return {};
    step = std::abs(step);
    if (value == 0 || std::abs(value) < step * 1e-6)
        return QStringLiteral("0");
    const double magnitude = std::floor(std::log10(std::abs(value)));
    const double stepMagnitude = step > 0 ? std::floor(std::log10(step)) : magnitude - 3;
    // Places behind the point at which two neighbours differ; one more where the step is 2.5.
    const bool twoDigits =
        step > 0 && std::abs(step / std::pow(10, stepMagnitude) - std::round(step / std::pow(10, stepMagnitude))) > 1e-6;
    const int places = std::max(0, static_cast<int>(-stepMagnitude) + (twoDigits ? 1 : 0));
    const int digits = std::max(4, static_cast<int>(magnitude) + places + 1);
    if (magnitude < -4 || magnitude >= 5) {
        QString text = QString::number(value, 'g', std::min(digits, 15));
        return shortExponent(text.contains(QLatin1Char('e')) ? text : QString::number(value, 'e', 3));
    }
    if (places == 0)
        return QString::number(value, 'f', 0);
    return QString::number(value, 'f', std::min(places, 15));
}

PlotRange padded(PlotRange range, double share)
{
    // A difference in the last digits is no difference: rounding would fill the plot.
    const double largest = std::max(std::abs(range.lo), std::abs(range.hi));
    if (!(range.hi - range.lo > kLeastSpan * largest)) {
        const double around = range.lo == 0 ? 1 : std::abs(range.lo) * 0.5;
        return {range.lo - around, range.lo + around};
    }
    const double room = range.size() * share;
    return {range.lo - room, range.hi + room};
}

PlotRange paddedLog(PlotRange range, double share)
{
    if (!(range.hi > range.lo))
        return {range.lo / 3, range.lo * 3};
    const double factor = std::pow(range.hi / range.lo, share);
    return {range.lo / factor, range.hi * factor};
}

PlotRange rangeOf(std::span<const double> values, bool log)
{
    PlotRange range{std::numeric_limits<double>::infinity(), -std::numeric_limits<double>::infinity()};
    for (const double v : values) {
        if (!std::isfinite(v) || (log && v <= 0))
            continue;
        range.lo = std::min(range.lo, v);
        range.hi = std::max(range.hi, v);
    }
    if (range.lo > range.hi)
        return log ? PlotRange{0.1, 1} : PlotRange{0, 1};
    return range;
}

Polyline downsampled(const Polyline& line, PlotRange visible, int columns)
{
    const auto begin = std::lower_bound(line.x.begin(), line.x.end(), visible.lo);
    const auto end = std::upper_bound(begin, line.x.end(), visible.hi);
    const qsizetype first = std::max<qsizetype>(0, begin - line.x.begin() - 1);
    const qsizetype last = std::min<qsizetype>(line.x.size(), end - line.x.begin() + 1);
    columns = std::max(columns, 1);
    if (last - first <= qsizetype{4} * columns)
        return {line.x.mid(first, last - first), line.y.mid(first, last - first)};
    Polyline out;
    out.x.reserve(qsizetype{4} * columns + 2);
    out.y.reserve(qsizetype{4} * columns + 2);
    const double width = visible.size() / columns;
    const auto columnOf = [&](qsizetype i) { return std::floor((line.x[i] - visible.lo) / width); };
    for (qsizetype i = first; i < last;) {
        qsizetype next = i;
        qsizetype least = i;
        qsizetype most = i;
        while (next < last && columnOf(next) == columnOf(i)) {
            if (line.y[next] < line.y[least])
                least = next;
            if (line.y[next] > line.y[most])
                most = next;
            ++next;
        }
        qsizetype previous = -1;
        for (const qsizetype k : {i, std::min(least, most), std::max(least, most), next - 1}) {
            if (k <= previous)
                continue;
            previous = k;
            out.x.push_back(line.x[k]);
            out.y.push_back(line.y[k]);
        }
        i = next;
    }
    return out;
}

QVector<double> runningMean(const QVector<double>& values, int window)
{
    QVector<double> means(values.size(), std::numeric_limits<double>::quiet_NaN());
    const qsizetype before = (window - 1) / 2;
    const qsizetype after = window / 2;
    double sum = 0;
    qsizetype count = 0;
    qsizetype from = 0;
    qsizetype to = 0;
    for (qsizetype i = 0; i < values.size(); ++i) {
        for (; to < values.size() && to <= i + after; ++to)
            if (std::isfinite(values[to])) {
                sum += values[to];
                ++count;
            }
        for (; from < i - before; ++from)
            if (std::isfinite(values[from])) {
                sum -= values[from];
                --count;
            }
        if (count > 0)
            means[i] = sum / static_cast<double>(count);
    }
    return means;
}

std::size_t kneeOf(std::span<const double> x, std::span<const double> y)
{
    if (x.size() < 3)
        return 0;
    const PlotRange xs = rangeOf(x);
    const PlotRange ys = rangeOf(y);
    if (xs.size() <= 0 || ys.size() <= 0)
        return 0;
    const double dx = (x.back() - x.front()) / xs.size();
    const double dy = (y.back() - y.front()) / ys.size();
    std::size_t knee = 0;
    double farthest = 1e-9;
    for (std::size_t i = 0; i < x.size(); ++i) {
        // Positive where y has come farther on its way than x.
        const double distance = dy * (dx * (y[i] - y.front()) / ys.size() - dy * (x[i] - x.front()) / xs.size());
        if (distance > farthest) {
            farthest = distance;
            knee = i;
        }
    }
    return knee;
}

} // namespace qb
