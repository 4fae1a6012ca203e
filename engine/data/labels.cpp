// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/labels.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/array_file.h"
#include "engine/data/numbers.h"

#include <fstream>

namespace qb {

namespace {

namespace fs = std::filesystem;

constexpr std::uint64_t kMaxCsv = std::uint64_t{256} << 20U;

std::string unquoted(std::string_view text)
{
    text = trimmed(text);
    if (text.size() >= 2 && text.front() == '"' && text.back() == '"')
        text = text.substr(1, text.size() - 2);
    return std::string(text);
}

bool replace(std::string& text, std::string_view from, std::string_view to)
{
    const std::size_t at = text.find(from);
    if (at != std::string::npos)
        text.replace(at, from.size(), to);
    return at != std::string::npos;
}

/// "file,label" and whatever columns follow. The name may be quoted; one with commas in it that is not must be followed by
/// the label alone.
std::optional<std::pair<std::string, std::int64_t>> fileAndLabel(std::string_view text)
{
    const std::size_t nameEnd = text.starts_with('"') ? text.find('"', 1) : 0;
    const std::size_t first = nameEnd == std::string_view::npos ? nameEnd : text.find(',', nameEnd);
    if (first == std::string_view::npos)
        return std::nullopt;
    const std::size_t second = text.find(',', first + 1);
    const std::size_t length = second == std::string_view::npos ? second : second - first - 1;
    if (const auto label = integerFromText(unquoted(text.substr(first + 1, length))))
        return std::pair(unquoted(text.substr(0, first)), *label);
    const std::size_t last = text.rfind(',');
    const auto label = integerFromText(unquoted(text.substr(last + 1)));
    return label ? std::optional(std::pair(unquoted(text.substr(0, last)), *label)) : std::nullopt;
}

} // namespace

void LabelTable::add(const fs::path& csv, Findings& findings)
{
    const Bytes bytes = readFile(csv.string(), kMaxCsv);
    std::size_t bad = 0;
    std::string example;
    bool first = true;
    for (const std::string& line : split({reinterpret_cast<const char*>(bytes.data()), bytes.size()}, '\n')) {
        const std::string_view text = trimmed(line);
        if (text.empty())
            continue;
        if (const auto row = fileAndLabel(text)) {
            m_labels[(csv.parent_path() / row->first).lexically_normal().string()] = row->second;
        } else if (!first) { // the first line may be a header
            example = bad++ == 0 ? std::string(text.substr(0, 80)) : example;
        }
        first = false;
    }
    if (bad != 0)
        findings.push_back(
            {.rule = "data.bad_labels",
             .unit = "",
             .point = "",
             .message = Text("{}: {} lines are no 'file,whole number', the first is '{}'", csv.string(), bad, example),
             .numbers = {{"lines", static_cast<double>(bad)}},
             .cure = Text("write one file and one class number per line")});
}

std::optional<std::int64_t> LabelTable::find(const fs::path& file) const
{
    const auto found = m_labels.find(file.lexically_normal().string());
    return found == m_labels.end() ? std::nullopt : std::optional(found->second);
}

bool isIdxLabelFile(const fs::path& file)
{
    const std::string name = file.filename().string();
    return name.find("idx1") != std::string::npos || name.find("label") != std::string::npos;
}

std::vector<std::int64_t> idxLabels(const fs::path& pictures, Findings& findings)
{
    std::string name = pictures.filename().string();
    if (!replace(name, "images", "labels"))
        return {};
    for (const std::string_view rank : {"idx3", "idx4"})
        replace(name, rank, "idx1");
    std::string other = name;
    if (other.ends_with(".gz"))
        other.resize(other.size() - 3);
    else
        other += ".gz";
    for (const std::string& candidate : {name, other}) {
        const fs::path path = pictures.parent_path() / candidate;
        if (!fs::is_regular_file(path))
            continue;
        try {
            const auto cache = std::make_shared<DecodedCache>();
            const Tensor values = openIdx(path.string(), cache)->whole();
            const auto rows = openIdx(pictures.string(), cache)->info().shape.front();
            if (values.shape().size() != 1 || values.shape()[0] != rows)
                brokenFile(path.string(), Text("has labels of shape {} for {} pictures", toString(values.shape()), rows));
            std::vector<std::int64_t> labels(values.count());
            for (std::size_t i = 0; i < labels.size(); ++i)
                labels[i] = static_cast<std::int64_t>(values.valueAt(i));
            return labels;
        } catch (const Error& e) {
            findings.push_back({.rule = "data.bad_labels",
                                .unit = "",
                                .point = "",
                                .message = e.message(),
                                .numbers = {},
                                .cure = Text("give the label file that belongs to the pictures")});
        }
    }
    return {};
}

} // namespace qb
