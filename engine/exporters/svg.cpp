// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/svg.h"

#include "engine/exporters/report_text.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

// In units of the view box, which is as wide as the page: texts keep the size of the page's.
constexpr double kWidth = 1100;
constexpr double kLeft = 64;
constexpr double kRight = 12;

std::string xy(double v)
{
    std::string text = fmt::format("{:.1f}", v);
    return text.ends_with(".0") ? text.substr(0, text.size() - 2) : text;
}

std::string textAt(double x, double y, std::string_view classes, std::string_view text)
{
    return fmt::format("<text x=\"{}\" y=\"{}\" class=\"{}\">{}</text>", xy(x), xy(y), classes, xmlEscaped(text));
}

std::string line(double x1, double y1, double x2, double y2, std::string_view classes)
{
    return fmt::format("<path class=\"{}\" d=\"M{} {}L{} {}\"/>", classes, xy(x1), xy(y1), xy(x2), xy(y2));
}

std::string opening(double height, std::string_view title)
{
    return fmt::format("<svg viewBox=\"0 0 {} {}\" role=\"img\" aria-label=\"{}\">", xy(kWidth), xy(height), xmlEscaped(title));
}

/// The axis over the finite values that can be shown on it.
Axis axisOf(const LineChart& chart)
{
    double low = std::numeric_limits<double>::infinity();
    double high = -low;
    for (const double v : chart.values)
        if (std::isfinite(v) && (!chart.logarithmic || v > 0)) {
            low = std::min(low, v);
            high = std::max(high, v);
        }
    if (low > high)
        return linearAxis(0, 1);
    if (chart.top != 0)
        high = std::max(high, chart.top);
    if (chart.logarithmic)
        return logarithmicAxis(low, high);
    // Zero belongs to the picture unless it would flatten it.
    if (low > 0 && chart.top == 0 && low < 0.7 * high)
        low = 0;
    Axis axis = linearAxis(low, high, 4);
    if (chart.top != 0 && axis.high > chart.top) {
        axis.high = chart.top;
        std::erase_if(axis.ticks, [&](double t) { return t > chart.top * (1 + 1e-9); });
    }
    return axis;
}

struct Frame {
    double top = 0, bottom = 0;
    std::size_t count = 0;

    [[nodiscard]] double x(double index) const
    {
        return kLeft + (count < 2 ? 0.5 : index / static_cast<double>(count - 1)) * (kWidth - kLeft - kRight);
    }
    [[nodiscard]] double y(const Axis& axis, double v) const { return bottom - axis.at(v) * (bottom - top); }
};

/// The curve: M and L by turns, a gap where a value can't be shown.
std::string curve(const LineChart& chart, const Axis& axis, const Frame& frame)
{
    const std::size_t count = chart.values.size();
    const auto columns = static_cast<std::size_t>(kWidth - kLeft - kRight);
    const std::size_t perColumn = (count + columns - 1) / columns;
    std::string d;
    std::string alone; // a value between two gaps is no line
    bool open = false;
    for (std::size_t begin = 0; begin < count; begin += perColumn) {
        double low = std::numeric_limits<double>::infinity();
        double high = -low;
        for (std::size_t i = begin; i < std::min(count, begin + perColumn); ++i) {
            const double v = chart.values[i];
            if (!std::isfinite(v) || (chart.logarithmic && v <= 0))
                continue;
            low = std::min(low, v);
            high = std::max(high, v);
        }
        if (low > high) {
            open = false;
            continue;
        }
        const double x = frame.x(static_cast<double>(begin));
        d += fmt::format("{}{} {}", open ? 'L' : 'M', xy(x), xy(frame.y(axis, low)));
        if (high > low)
            d += fmt::format("L{} {}", xy(x), xy(frame.y(axis, high)));
        const bool next = begin + perColumn < count && std::isfinite(chart.values[begin + perColumn]);
        if (!open && !next)
            alone += fmt::format("<circle class=\"dot\" cx=\"{}\" cy=\"{}\" r=\"2\"/>", xy(x), xy(frame.y(axis, low)));
        open = true;
    }
    return d.empty() ? std::string() : "<path class=\"curve\" d=\"" + d + "\"/>" + alone;
}

/// Numbered marks in a row above the picture, side by side where their layers are neighbours, each tied to its point.
std::string marks(const LineChart& chart, const Axis& axis, const Frame& frame)
{
    constexpr double kApart = 20;
    std::vector<LineMark> shown;
    for (const LineMark& m : chart.marks)
        if (m.index < chart.values.size() && std::isfinite(chart.values[m.index]))
            shown.push_back(m);
    std::sort(shown.begin(), shown.end(), [](const LineMark& a, const LineMark& b) { return a.index < b.index; });
    std::vector<double> at;
    at.reserve(shown.size());
    for (const LineMark& m : shown)
        at.push_back(std::max(frame.x(static_cast<double>(m.index)), at.empty() ? kLeft : at.back() + kApart));
    // What was pushed over the right end moves back.
    for (std::size_t i = at.size(); i-- > 0;)
        at[i] = std::min(at[i], i + 1 == at.size() ? kWidth - kRight : at[i + 1] - kApart);
    const double row = frame.top - 18;
    std::string svg;
    for (std::size_t i = 0; i < shown.size(); ++i) {
        const double x = frame.x(static_cast<double>(shown[i].index));
        const double y = frame.y(axis, chart.values[shown[i].index]);
        svg += "<g class=\"mark\"><title>" + xmlEscaped(shown[i].hint) + "</title>" + line(x, y, at[i], row + 9, "lead") +
               fmt::format("<circle class=\"at\" cx=\"{}\" cy=\"{}\" r=\"3\"/>", xy(x), xy(y)) +
               fmt::format("<circle class=\"disc\" cx=\"{}\" cy=\"{}\" r=\"8.5\"/>", xy(at[i]), xy(row)) +
               textAt(at[i], row + 4, "num", shown[i].label) + "</g>";
    }
    return svg;
}

std::size_t characters(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

/// How much all labels have in common, up to a slash; 0 where it is not worth an ellipsis.
std::size_t commonPath(const std::vector<Bar>& bars)
{
    if (bars.size() < 2)
        return 0;
    std::size_t common = bars.front().label.size();
    for (const Bar& b : bars) {
        const auto end =
            std::mismatch(b.label.begin(), b.label.end(), bars.front().label.begin(), bars.front().label.end()).first;
        common = std::min(common, static_cast<std::size_t>(end - b.label.begin()));
    }
    const std::size_t slash = common == 0 ? std::string::npos : bars.front().label.rfind('/', common - 1);
    return slash == std::string::npos || slash < 12 ? 0 : slash + 1;
}

} // namespace

std::string xmlEscaped(std::string_view text)
{
    std::string result;
    result.reserve(text.size());
    for (const char c : text)
        switch (c) {
        case '&': result += "&amp;"; break;
        case '<': result += "&lt;"; break;
        case '>': result += "&gt;"; break;
        case '"': result += "&quot;"; break;
        case '\'': result += "&#39;"; break;
        default: result += c;
        }
    return result;
}

double Axis::at(double value) const
{
    const double share = logarithmic ? std::log(std::max(value, low) / low) / std::log(high / low) : (value - low) / (high - low);
    return std::clamp(share, 0.0, 1.0);
}

std::string Axis::label(double tick) const
{
    if (!logarithmic && std::abs(tick) < 1e6)
        return fixedNumber(tick, decimals);
    return tick >= 1e6 ? largeNumber(tick) : shortNumber(tick, 6);
}

Axis linearAxis(double low, double high, int most)
{
    // Nothing to tell apart, or nothing that can be drawn: an axis all the same.
    if (!std::isfinite(low) || !std::isfinite(high)) {
        low = 0;
        high = 1;
    }
    if (!(high - low > 1e-9 * std::max(std::abs(low), std::abs(high)))) {
        const double around = low == 0 ? 1 : std::abs(low) * 0.1;
        low -= around;
        high += around;
    }
    const double raw = (high - low) / std::max(1, most);
    const double power = std::pow(10.0, std::floor(std::log10(raw)));
    double step = 10 * power;
    for (const double nice : {1.0, 2.0, 5.0})
        if (nice * power >= raw * (1 - 1e-9)) {
            step = nice * power;
            break;
        }
    Axis axis;
    const double first = std::floor(low / step + 1e-9);
    const double last = std::ceil(high / step - 1e-9);
    axis.low = first * step;
    axis.high = last * step;
    for (int k = 0; first + k <= last; ++k)
        axis.ticks.push_back((first + k) * step);
    axis.decimals = std::max(0, static_cast<int>(-std::floor(std::log10(step) + 1e-9)));
    return axis;
}

Axis logarithmicAxis(double low, double high)
{
    if (!(low > 0) || !std::isfinite(low))
        low = 1e-3;
    if (!(high > low) || !std::isfinite(high))
        high = 10 * low;
    // 1, 2, 5, 10, 20 ...: the steps on which the axis may begin and end.
    const auto stepAt = [](int k) {
        constexpr double kSteps[] = {1, 2, 5};
        const int place = (k % 3 + 3) % 3;
        return kSteps[place] * std::pow(10.0, (k - place) / 3);
    };
    int first = 3 * static_cast<int>(std::floor(std::log10(low))) - 1;
    while (stepAt(first + 1) <= low * (1 + 1e-9))
        ++first;
    int last = first + 1;
    while (stepAt(last) < high * (1 - 1e-9))
        ++last;
    Axis axis;
    axis.logarithmic = true;
    axis.low = stepAt(first);
    axis.high = stepAt(last);
    const bool few = last - first <= 6;
    const int decades = (last - first) / 3;
    for (int k = first; k <= last; ++k)
        if (few || (k % 3 == 0 && (decades <= 7 || k % 6 == 0)))
            axis.ticks.push_back(stepAt(k));
    return axis;
}

std::string lineChartSvg(const LineChart& chart)
{
    constexpr double kHeight = 236;
    const Frame frame{62, kHeight - 38, chart.values.size()};
    const Axis axis = axisOf(chart);
    std::string svg = opening(kHeight, chart.title) + textAt(0, 16, "cap", chart.title);
    for (const double t : axis.ticks) {
        const double y = frame.y(axis, t);
        svg += line(kLeft, y, kWidth - kRight, y, "grid") + textAt(kLeft - 8, y + 4, "tick end", axis.label(t));
    }
    svg += textAt(kLeft - 8, 46, "tick end", chart.unit);
    const auto last = static_cast<double>(frame.count == 0 ? 0 : frame.count - 1);
    const Axis layers = linearAxis(0, std::max(last, 1.0), 10);
    for (const double t : layers.ticks)
        if (t <= last && t == std::floor(t))
            svg += line(frame.x(t), frame.bottom, frame.x(t), frame.bottom + 5, "axis") +
                   textAt(frame.x(t), frame.bottom + 18, "tick mid", layers.label(t));
    svg += line(kLeft, frame.bottom, kWidth - kRight, frame.bottom, "axis") +
           textAt(kLeft + (kWidth - kLeft - kRight) / 2, kHeight - 4, "tick mid", chart.xTitle);
    return svg + curve(chart, axis, frame) + marks(chart, axis, frame) + "</svg>";
}

std::string barChartSvg(const BarChart& chart)
{
    constexpr double kRow = 22;
    constexpr double kCharacter = 6.9;
    constexpr std::size_t kMostCharacters = 72;
    const std::size_t common = commonPath(chart.bars);
    std::vector<std::string> names;
    std::size_t longest = 16;
    for (const Bar& b : chart.bars) {
        names.push_back(middleCut((common == 0 ? "" : "…/") + b.label.substr(common), kMostCharacters));
        longest = std::max(longest, characters(names.back()));
    }
    const double left = kCharacter * static_cast<double>(longest) + 12;
    constexpr double kValues = 90;
    const double height = 46 + kRow * static_cast<double>(chart.bars.size()) + 26;
    const double bottom = height - 26;
    double most = 0;
    for (const Bar& b : chart.bars)
        if (std::isfinite(b.value))
            most = std::max(most, b.value);
    const Axis axis = linearAxis(0, most > 0 ? most : 1);
    const double width = kWidth - left - kValues;
    std::string svg = opening(height, chart.title) + textAt(0, 16, "cap", chart.title);
    for (const double t : axis.ticks) {
        const double x = left + axis.at(t) * width;
        svg += line(x, 34, x, bottom, "grid") + textAt(x, bottom + 18, "tick mid", axis.label(t));
    }
    svg += textAt(kWidth, bottom + 18, "tick end", chart.unit);
    double y = 40;
    for (std::size_t i = 0; i < chart.bars.size(); ++i) {
        const Bar& b = chart.bars[i];
        const double end = std::isfinite(b.value) ? axis.at(b.value) * width : 0;
        svg += "<g><title>" + xmlEscaped(b.label) + "</title>" + textAt(left - 8, y + 15, "name end", names[i]) +
               fmt::format("<rect class=\"bar\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>", xy(left), xy(y + 3),
                           xy(std::max(end, 1.0)), xy(kRow - 6)) +
               textAt(left + end + 6, y + 15, "value", b.text) + "</g>";
        y += kRow;
    }
    return svg + line(left, 34, left, bottom, "axis") + "</svg>";
}

std::string shareBarSvg(const std::string& title, const std::vector<Bar>& parts)
{
    constexpr double kHeight = 18;
    double sum = 0;
    for (const Bar& p : parts)
        sum += p.value;
    std::string svg =
        fmt::format("<svg class=\"share\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{}\">",
                    xy(kWidth), xy(kHeight), xmlEscaped(title));
    double x = 0;
    for (std::size_t i = 0; i < parts.size() && sum > 0; ++i) {
        const double width = parts[i].value / sum * kWidth;
        svg += fmt::format("<rect class=\"c{}\" x=\"{}\" y=\"0\" width=\"{}\" height=\"{}\"><title>{}</title></rect>", i % 6,
                           xy(x), xy(width), xy(kHeight), xmlEscaped(parts[i].label + ": " + parts[i].text));
        x += width;
    }
    return svg + "</svg>";
}

} // namespace qb
