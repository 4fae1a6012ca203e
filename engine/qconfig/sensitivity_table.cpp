// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/sensitivity_table.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/config_text.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <optional>

#include <fmt/format.h>

namespace qb {

std::string_view toString(SensitiveType type)
{
    switch (type) {
    case SensitiveType::Activation: return "activation";
    case SensitiveType::Weight: return "weight";
    case SensitiveType::Both: return "both";
    }
    return "unknown";
}

namespace {

/// Records of fields; a quoted field may hold commas, line ends and doubled quotes.
std::vector<std::vector<std::string>> recordsOf(std::string_view csv)
{
    std::vector<std::vector<std::string>> records;
    bool quoted = false;
    bool lineOpen = false;
    for (std::size_t i = 0; i < csv.size(); ++i) {
        const char c = csv[i];
        if (!quoted && (c == '\n' || c == '\r')) {
            lineOpen = false;
            continue;
        }
        if (!lineOpen)
            records.push_back({{}});
        lineOpen = true;
        std::string& field = records.back().back();
        if (c == '"' && quoted && i + 1 < csv.size() && csv[i + 1] == '"')
            field += csv[++i];
        else if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            records.back().emplace_back();
        else
            field += c;
    }
    return records;
}

std::optional<SensitiveType> typeOf(std::string_view word)
{
    if (word == "activation" || word == "output")
        return SensitiveType::Activation;
    return word == "weight" ? std::optional(SensitiveType::Weight) : std::nullopt;
}

} // namespace

SensitivityTable sensitivityTableFromCsv(std::string_view csv, const std::string& source)
{
    if (csv.starts_with("\xEF\xBB\xBF"))
        csv.remove_prefix(3);
    const auto records = recordsOf(csv);
    const std::vector<std::string> head = records.empty() ? std::vector<std::string>{} : records.front();
    const auto column = [&](std::string_view name) {
        const auto found = std::find_if(head.begin(), head.end(), [&](const std::string& h) { return trimmed(h) == name; });
        return static_cast<std::size_t>(found - head.begin());
    };
    const std::size_t name = column("op_name");
    const std::size_t type = column("sensitive_type");
    std::vector<Text> problems;
    for (const auto& [index, key] : {std::pair{name, "op_name"}, {type, "sensitive_type"}})
        if (index == head.size())
            problems.push_back(Text("the head line has no column {}", key));
    SensitivityTable table{source, {}};
    for (std::size_t i = 1; problems.size() < 20 && i < records.size() && std::max(name, type) < head.size(); ++i) {
        if (records[i].size() <= std::max(name, type)) {
            problems.push_back(Text("record {} has {} fields, the head line {}", i, records[i].size(), head.size()));
            continue;
        }
        const auto kind = typeOf(trimmed(records[i][type]));
        if (!kind)
            problems.push_back(Text("record {}: sensitive_type is \"{}\", not activation or weight", i, records[i][type]));
        else
            table.rows.push_back({std::string(trimmed(records[i][name])), *kind});
    }
    if (!problems.empty())
        throwProblems(Text("the sensitivity table{}{} can't be read", source.empty() ? "" : " ", source), problems);
    return table;
}

SensitivityTable readSensitivityTable(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
    if (!file.is_open() || file.bad())
        throw Error(ErrorCode::BadInput, Text("the sensitivity table {} can't be read", path),
                    Text("check its name and permissions"), {{"file", path}});
    return sensitivityTableFromCsv(text, path);
}

} // namespace qb
