// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/statistic_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace qb {

namespace {

constexpr std::size_t kColumns = 11;
constexpr std::array<std::string_view, kColumns> kTitles{"Index", "Op Name", "Mod Name", "Attr", "Dtype", "Scale",
                                                         "Min",   "Max",     "Mean",     "Var",  "Shape"};
using Line = std::array<std::string, kColumns>;

/// `numbers`: how a number is written.
template <typename Numbers>
std::vector<Line> linesOf(const Model& model, const TensorProfile& profile, const Numbers& numbers)
{
    std::vector<Line> lines;
    const auto number = [&](double v) { return std::isfinite(v) ? numbers(v) : std::string(); };
    for (const ProfiledTensor& t : profile.rows) {
        const Unit& unit = model.unit(t.unit);
        std::string scale;
        if (t.params && !t.params->scales.empty()) {
            const auto [low, high] = std::minmax_element(t.params->scales.begin(), t.params->scales.end());
            scale = *low == *high ? number(*low) : number(*low) + ".." + number(*high);
        }
        const bool any = t.moments.count != 0;
        lines.push_back({std::to_string(indexOf(t.unit)), unit.opType, unit.name, std::string(toString(t.role)),
                         std::string(dtypeOf(t)), scale, number(t.moments.min), number(t.moments.max),
                         any ? number(t.moments.mean) : std::string(), number(t.moments.variance()), toString(t.shape)});
    }
    return lines;
}

} // namespace

std::string_view dtypeOf(const ProfiledTensor& t)
{
    return t.params && t.params->dtype != DType::Float32 ? toString(t.params->dtype) : toString(t.type);
}

std::string statisticTable(const Model& model, const TensorProfile& profile)
{
    const std::vector<Line> lines = linesOf(model, profile, [](double v) { return fmt::format("{:.7f}", v); });
    std::array<std::size_t, kColumns> widths{};
    for (std::size_t c = 0; c < kColumns; ++c) {
        widths[c] = kTitles[c].size();
        for (const Line& line : lines)
            widths[c] = std::max(widths[c], line[c].size());
    }
    std::string frame = "+", head = "|", rule = "|", body;
    for (std::size_t c = 0; c < kColumns; ++c) {
        const std::string dashes(widths[c] + 2, '-');
        frame += dashes + "+";
        rule += dashes + (c + 1 == kColumns ? "|" : "+");
        head += fmt::format(" {:<{}} |", kTitles[c], widths[c]);
    }
    for (const Line& line : lines) {
        body += "|";
        for (std::size_t c = 0; c < kColumns; ++c)
            body += fmt::format(" {:<{}} |", line[c], widths[c]);
        body += '\n';
    }
    return frame + '\n' + head + '\n' + rule + '\n' + body + frame + '\n';
}

std::string statisticCsv(const Model& model, const TensorProfile& profile)
{
    const auto quoted = [](const std::string& text) {
        if (text.find_first_of(",\"\r\n") == std::string::npos)
            return text;
        std::string result = "\"";
        for (const char c : text)
            result += c == '"' ? std::string("\"\"") : std::string(1, c);
        return result + '"';
    };
    std::string text;
    for (std::size_t c = 0; c < kColumns; ++c)
        text += (c == 0 ? "" : ",") + std::string(kTitles[c]);
    text += '\n';
    for (const Line& line : linesOf(model, profile, [](double v) { return fmt::format("{}", v); })) {
        for (std::size_t c = 0; c < kColumns; ++c)
            text += (c == 0 ? "" : ",") + quoted(line[c]);
        text += '\n';
    }
    return text;
}

} // namespace qb
