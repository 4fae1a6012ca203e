// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

// Pictures of a report as inline SVG. Colours are classes of the page around them, so that they follow light and dark.

/// Text of XML: & < > " ' replaced. The text must be valid UTF-8 without control characters (visibleText()).
[[nodiscard]] std::string xmlEscaped(std::string_view text);

/// An axis of a picture: its ends and where it is marked.
struct Axis {
    double low = 0;
    double high = 1;
    bool logarithmic = false;
    std::vector<double> ticks; ///< ascending, within the ends
    int decimals = 0;          ///< that tell the ticks apart

    /// 0..1 from low to high; values beyond lie at the ends.
    [[nodiscard]] double at(double value) const;
    [[nodiscard]] std::string label(double tick) const;
};

/// Round ends and at most `most` + 1 ticks around [low, high]; a range of one value is widened.
[[nodiscard]] Axis linearAxis(double low, double high, int most = 5);
/// Powers of ten (with 2 and 5 between where they are few), the ends on one of these; low must be above 0.
[[nodiscard]] Axis logarithmicAxis(double low, double high);

struct LineMark {
    std::size_t index = 0;
    std::string label; ///< short: a number
    std::string hint;  ///< shown by browsers when pointed at
};

/// One value per layer, in order. Values that are not finite leave a gap; where there are more layers than the picture has
/// columns, each column spans from its least to its greatest value.
struct LineChart {
    std::string title;
    std::string unit; ///< of the values
    std::string xTitle;
    std::vector<double> values;
    std::vector<LineMark> marks;
    bool logarithmic = false;
    double top = 0; ///< end of the axis that is known (1 for a cosine); 0: by the values
};
[[nodiscard]] std::string lineChartSvg(const LineChart& chart);

struct Bar {
    std::string label;
    double value = 0;
    std::string text; ///< the value in words
};

/// Horizontal bars from zero, one line each.
struct BarChart {
    std::string title;
    std::string unit;
    std::vector<Bar> bars;
};
[[nodiscard]] std::string barChartSvg(const BarChart& chart);

/// Shares of a whole (sum of values) as one bar; `label` and `text` are for pointing at them. Class c0, c1 ... by order.
[[nodiscard]] std::string shareBarSvg(const std::string& title, const std::vector<Bar>& parts);

} // namespace qb
