// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/text_table.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

namespace {

std::vector<std::size_t> widthsOf(const TextTable& table)
{
    std::vector<std::size_t> widths;
    for (std::size_t c = 0; c < table.titles.size(); ++c) {
        widths.push_back(table.titles[c].size());
        for (const auto& line : table.lines)
            widths[c] = std::max(widths[c], line[c].size());
    }
    return widths;
}

std::string quoted(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? std::string("\"\"") : std::string(1, c);
    return result + '"';
}

} // namespace

std::string framed(const TextTable& table)
{
    const std::vector<std::size_t> widths = widthsOf(table);
    std::string frame = "+", head = "|", rule = "|", body;
    for (std::size_t c = 0; c < widths.size(); ++c) {
        const std::string dashes(widths[c] + 2, '-');
        frame += dashes + "+";
        rule += dashes + (c + 1 == widths.size() ? "|" : "+");
        head += fmt::format(" {:<{}} |", table.titles[c], widths[c]);
    }
    for (const auto& line : table.lines) {
        body += "|";
        for (std::size_t c = 0; c < widths.size(); ++c)
            body += fmt::format(" {:<{}} |", line[c], widths[c]);
        body += '\n';
    }
    return frame + '\n' + head + '\n' + rule + '\n' + body + frame + '\n';
}

std::string ruled(const TextTable& table)
{
    const std::vector<std::size_t> widths = widthsOf(table);
    const auto row = [&](const std::vector<std::string>& line) {
        std::string text;
        for (std::size_t c = 0; c < widths.size(); ++c)
            text += line[c] + std::string(widths[c] - line[c].size() + 2, ' ');
        text.erase(text.find_last_not_of(' ') + 1);
        return text + '\n';
    };
    std::vector<std::string> rules;
    rules.reserve(widths.size());
    for (const std::size_t width : widths)
        rules.emplace_back(width, '-');
    std::string text = row(table.titles) + row(rules);
    for (const auto& line : table.lines)
        text += row(line);
    return text;
}

std::string csvText(const TextTable& table)
{
    std::string text;
    const auto row = [&](const std::vector<std::string>& line) {
        for (std::size_t c = 0; c < line.size(); ++c)
            text += (c == 0 ? "" : ",") + quoted(line[c]);
        text += '\n';
    };
    row(table.titles);
    for (const auto& line : table.lines)
        row(line);
    return text;
}

} // namespace qb
