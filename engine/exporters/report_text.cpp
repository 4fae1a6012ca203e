// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/report_text.h"

#include "engine/exporters/report_words.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include <fmt/format.h>

namespace qb {

namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD"; // U+FFFD
constexpr std::string_view kUnknown = "–";
constexpr std::string_view kInfinite = "∞";

struct Decoded {
    char32_t code = 0;
    std::size_t bytes = 0; ///< 0: no character begins here
};

/// The shortest form only, no surrogates, nothing above U+10FFFF.
Decoded decode(std::string_view text)
{
    const auto first = static_cast<unsigned char>(text.front());
    if (first < 0x80)
        return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || text.size() < length)
        return {};
    char32_t code = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        const auto next = static_cast<unsigned char>(text[i]);
        if ((next & 0xC0U) != 0x80)
            return {};
        code = (code << 6U) | (next & 0x3FU);
    }
    constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[length] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return {};
    return {code, length};
}

bool isHidden(char32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) ||
           (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c & 0xFFFEU) == 0xFFFE;
}

} // namespace

std::string visibleText(std::string_view text)
{
    std::string result;
    while (!text.empty()) {
        const Decoded d = decode(text);
        const std::size_t bytes = std::max<std::size_t>(1, d.bytes);
        if (d.bytes == 0)
            result += kReplacement;
        else if (d.code == '\n' || d.code == '\t' || d.code == '\r')
            result += ' ';
        else if (isHidden(d.code))
            result += fmt::format("\\u{{{:X}}}", static_cast<std::uint32_t>(d.code));
        else
            result += text.substr(0, bytes);
        text.remove_prefix(bytes);
    }
    return result;
}

std::string middleCut(const std::string& text, std::size_t most)
{
    std::vector<std::size_t> starts;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((static_cast<unsigned char>(text[i]) & 0xC0U) != 0x80)
            starts.push_back(i);
    if (starts.size() <= most || most < 3)
        return text;
    // The end of a name tells more than its beginning.
    const std::size_t head = (most - 1) * 2 / 5;
    const std::size_t tail = most - 1 - head;
    return text.substr(0, starts[head]) + "…" + text.substr(starts[starts.size() - tail]);
}

std::string fixedNumber(double value, int decimals)
{
    if (std::isnan(value))
        return std::string(kUnknown);
    if (std::isinf(value))
        return (value < 0 ? "−" : "") + std::string(kInfinite);
    std::string text = fmt::format("{:.{}f}", value, decimals);
    // No "-0.00".
    if (text.front() == '-' && text.find_first_not_of("-0.") == std::string::npos)
        text.erase(0, 1);
    return text;
}

std::string shortNumber(double value, int digits)
{
    return std::isfinite(value) ? fmt::format("{:.{}g}", value, digits) : fixedNumber(value, 0);
}

Text decibels(double value) { return std::isinf(value) && value > 0 ? words::equal() : Text::verbatim(fixedNumber(value, 2)); }

std::string percent(double share)
{
    if (!std::isfinite(share))
        return std::string(kUnknown);
    if (share > 0 && share < 0.0005)
        return "< 0.1 %";
    return fmt::format("{:.1f} %", 100 * share);
}

std::string grouped(std::uint64_t value)
{
    std::string text = std::to_string(value);
    for (std::size_t at = text.size(); at > 3; at -= 3)
        text.insert(at - 3, ",");
    return text;
}

std::string largeNumber(double value)
{
    constexpr std::pair<double, const char*> kUnits[] = {{1e12, "T"}, {1e9, "G"}, {1e6, "M"}, {1e3, "k"}};
    for (const auto& [unit, name] : kUnits)
        if (value >= unit)
            return fmt::format("{:.3g} {}", value / unit, name);
    return fmt::format("{:.3g}", value);
}

} // namespace qb
