// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QVector>

#include <span>

namespace qb {

/// What an axis shows, in data coordinates.
struct PlotRange {
    double lo = 0;
    double hi = 1;

    bool operator==(const PlotRange&) const = default;
    [[nodiscard]] double size() const { return hi - lo; }
};

/// A line as plots draw it; NaN in y is a gap.
struct Polyline {
    QVector<double> x;
    QVector<double> y;
};

/// A tick's label: 4 significant digits, or as many as neighbours `step` apart need to differ; "1.25e+06" outside of
/// 1e-4 .. 1e5.
[[nodiscard]] QString tickText(double value, double step);

/// The range with room around it; one of a single value is widened.
[[nodiscard]] PlotRange padded(PlotRange range, double share = 0.05);
/// The same in decades, for positive ends.
[[nodiscard]] PlotRange paddedLog(PlotRange range, double share = 0.05);

/// Smallest and largest finite value (positive ones only under `log`); {0, 1} or {0.1, 1} where there is none.
[[nodiscard]] PlotRange rangeOf(std::span<const double> values, bool log = false);

/// A line of sorted x with no more than about four points for each of `columns` equal parts of `visible`: first, last, least
/// and largest, so that it looks the same. Keeps one point beyond each end. Lines that are short enough stay as they are.
[[nodiscard]] Polyline downsampled(const Polyline& line, PlotRange visible, int columns);

/// Mean over `window` neighbours around each value; NaN and infinite values are left out.
[[nodiscard]] QVector<double> runningMean(const QVector<double>& values, int window);

/// Where most of the way in y is made for little of the way in x: the index farthest from the chord between the two ends on
/// that side, both axes scaled to 0..1; 0 where there is none.
[[nodiscard]] std::size_t kneeOf(std::span<const double> x, std::span<const double> y);

} // namespace qb
