// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/table.h"
#include "engine/exporters/finding_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include <sys/ioctl.h>
#include <unistd.h>

namespace qb::cli {

Json number(double value) { return numberJson(value); }

namespace {

std::string cell(const Json& value)
{
    if (value.is_null())
        return "-";
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_boolean())
        return value.get<bool>() ? "yes" : "no";
    if (value.is_number_float())
        return fmt::format("{:.4g}", value.get<double>());
    if (value.is_array() && std::all_of(value.begin(), value.end(), [](const Json& v) { return v.is_string(); })) {
        std::string text;
        for (const Json& v : value)
            text += (text.empty() ? "" : "; ") + v.get<std::string>();
        return text;
    }
    return value.dump();
}

/// Characters, not bytes: names may hold any UTF-8.
std::size_t lengthOf(const std::string& text)
{
    return static_cast<std::size_t>(
        std::count_if(text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }));
}

std::string cut(const std::string& line, std::size_t width)
{
    if (width == 0 || lengthOf(line) <= width)
        return line;
    std::size_t bytes = 0;
    for (std::size_t seen = 0; bytes < line.size(); ++bytes)
        if ((static_cast<unsigned char>(line[bytes]) & 0xC0U) != 0x80U && ++seen == width)
            break;
    return line.substr(0, bytes) + "…";
}

} // namespace

std::string toText(const Table& table, std::size_t width)
{
    std::vector<std::vector<std::string>> cells{table.columns};
    std::vector<bool> right(table.columns.size(), true);
    for (const Json& row : table.rows) {
        std::vector<std::string> line;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            const auto found = row.find(table.columns[c]);
            line.push_back(found == row.end() ? "-" : cell(*found));
            if (found != row.end() && !found->is_number() && !found->is_null())
                right[c] = false;
        }
        cells.push_back(std::move(line));
    }
    std::vector<std::size_t> widths(table.columns.size(), 0);
    for (const auto& line : cells)
        for (std::size_t c = 0; c < line.size(); ++c)
            widths[c] = std::max(widths[c], lengthOf(line[c]));
    std::string text;
    for (const auto& line : cells) {
        std::string out;
        for (std::size_t c = 0; c < line.size(); ++c) {
            const std::string padding(widths[c] - lengthOf(line[c]), ' ');
            out += (c == 0 ? "" : "  ") + (right[c] ? padding + line[c] : line[c] + (c + 1 == line.size() ? "" : padding));
        }
        text += cut(out, width) + '\n';
    }
    return text;
}

std::string toCsv(const Json& rows)
{
    std::vector<std::string> keys;
    for (const Json& row : rows)
        for (const auto& [key, value] : row.items())
            if (std::find(keys.begin(), keys.end(), key) == keys.end())
                keys.push_back(key);
    const auto quoted = [](const std::string& text) {
        if (text.find_first_of(",\"\n\r") == std::string::npos)
            return text;
        std::string result = "\"";
        for (const char c : text)
            result += c == '"' ? std::string("\"\"") : std::string(1, c);
        return result + '"';
    };
    std::string text;
    for (std::size_t k = 0; k < keys.size(); ++k)
        text += (k == 0 ? "" : ",") + quoted(keys[k]);
    text += '\n';
    for (const Json& row : rows) {
        for (std::size_t k = 0; k < keys.size(); ++k) {
            const auto found = row.find(keys[k]);
            const bool empty = found == row.end() || found->is_null();
            text += (k == 0 ? "" : ",") +
                    (empty ? std::string() : quoted(found->is_string() ? found->get<std::string>() : found->dump()));
        }
        text += '\n';
    }
    return text;
}

std::size_t terminalWidth()
{
    winsize size{};
    return ::isatty(STDOUT_FILENO) != 0 && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 ? size.ws_col : 0;
}

} // namespace qb::cli
