// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/house/house_rules.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string_view>

namespace qb::house {

namespace {

/// A layer sees itself and those to its left.
constexpr std::array<std::string_view, 11> kLayers{"base",    "ort",  "model",    "layout",    "quant", "qconfig",
                                                   "runtime", "data", "analysis", "exporters", "study"};

/// Headers of others, and the folders where their types stop.
struct Foreign {
    std::string name;
    std::regex headers;
    std::vector<std::string> folders;
};

const std::vector<Foreign>& foreigners()
{
    static const std::vector<Foreign> table{
        {"ONNX Runtime", std::regex("(onnxruntime/.*|(onnxruntime_|cpu_provider_factory).*)"), {"engine/ort"}},
        {"onnx protobuf", std::regex("(onnx/|google/protobuf/).*"), {"engine/model", "engine/data", "engine/exporters"}},
        {"OpenCV", std::regex("opencv2/.*"), {"engine/data"}},
        {"SQLite", std::regex("(SQLiteCpp/.*|sqlite3\\.h)"), {"engine/study"}},
        {"nlohmann::json",
         std::regex("nlohmann/.*"),
         {"engine/qconfig", "engine/runtime", "engine/data", "engine/analysis", "engine/exporters", "engine/study", "widgets",
          "app"}},
        {"CLI11", std::regex("CLI/.*"), {"app/cli"}},
        {"yaml-cpp", std::regex("yaml-cpp/.*"), {"engine/exporters"}},
        {"Qt", std::regex("(Q[A-Z].*|Qt.*|q[a-z0-9]+\\.h)"), {"widgets", "app/gui"}},
    };
    return table;
}

struct Include {
    std::string target;
    std::size_t line = 0;
    bool quoted = false;
};

bool isIn(const std::string& path, std::string_view folder)
{
    return path.size() > folder.size() && path.compare(0, folder.size(), folder) == 0 && path[folder.size()] == '/';
}

std::vector<Include> includesOf(const std::string& text)
{
    static const std::regex directive("^\\s*#\\s*include\\s*([<\"])([^>\"]+)[>\"].*");
    std::vector<Include> found;
    std::istringstream lines(text);
    std::string line;
    for (std::size_t number = 1; std::getline(lines, line); ++number) {
        std::smatch match;
        if (line.find("include") != std::string::npos && std::regex_match(line, match, directive))
            found.push_back({match[2], number, match[1] == "\""});
    }
    return found;
}

/// "engine/base", "widgets", "app/cli": as deep as the rules tell folders apart.
std::string areaOf(const std::string& path)
{
    const std::size_t first = path.find('/');
    const std::size_t second = path.find('/', first + 1);
    const bool deep = (isIn(path, "engine") || isIn(path, "app")) && second != std::string::npos;
    return path.substr(0, deep ? second : first);
}

std::optional<std::size_t> rankOf(const std::string& area)
{
    const auto layer = std::find(kLayers.begin(), kLayers.end(), area.substr(area.find('/') + 1));
    if (layer == kLayers.end())
        return std::nullopt;
    return static_cast<std::size_t>(layer - kLayers.begin());
}

/// Why a file of one area may not include one of another; nothing if it may.
std::optional<std::string> whyNot(const std::string& from, const std::string& to)
{
    const bool toEngine = isIn(to, "engine");
    if (isIn(from, "engine")) {
        if (!toEngine)
            return "the engine includes only the engine, not " + to;
        const auto mine = rankOf(from);
        const auto theirs = rankOf(to);
        if (!mine || !theirs)
            return (mine ? to : from) + " has no place in the order of the layers";
        if (*theirs > *mine)
            return from + " stands before " + to + " in the order of the layers";
        return std::nullopt;
    }
    if (to == from)
        return std::nullopt;
    if (from == "widgets" && to == "engine/runtime")
        return "widgets show values, only app calls the runtime";
    if (toEngine || (from == "app/gui" && to == "widgets"))
        return std::nullopt;
    return from + " may not include " + to;
}

bool isOurs(const std::string& target)
{
    return isIn(target, "engine") || isIn(target, "widgets") || isIn(target, "app") || isIn(target, "tests");
}

bool isGenerated(const std::string& target)
{
    static const std::regex names("(.*\\.moc|moc_.*\\.cpp|ui_.*\\.h)");
    return std::regex_match(target, names);
}

const Foreign* foreignerOf(const std::string& target)
{
    for (const Foreign& foreign : foreigners())
        if (std::regex_match(target, foreign.headers))
            return &foreign;
    return nullptr;
}

bool mayUse(const std::string& path, const Foreign& foreign)
{
    return std::any_of(foreign.folders.begin(), foreign.folders.end(),
                       [&](const std::string& folder) { return isIn(path, folder); });
}

std::string stopsIn(const Foreign& foreign)
{
    std::string text = foreign.name + " stops in";
    for (const std::string& folder : foreign.folders)
        text += " " + folder;
    return text;
}

/// Which foreigners a header brings to whoever includes it, with the header that legally includes them: what is included
/// illegally is a breach of its own already.
class Carriers {
public:
    using Carried = std::map<const Foreign*, std::string>;

    explicit Carriers(const std::vector<SourceFile>& files)
    {
        for (const SourceFile& file : files)
            m_includes[file.path] = includesOf(file.text);
    }

    [[nodiscard]] Carried carriedBy(const std::string& header) const
    {
        Carried carried;
        std::set<std::string> seen;
        visit(header, seen, carried);
        return carried;
    }

private:
    void visit(const std::string& path, std::set<std::string>& seen, Carried& carried) const
    {
        const auto found = m_includes.find(path);
        if (found == m_includes.end() || !seen.insert(path).second)
            return;
        for (const Include& include : found->second) {
            if (const Foreign* foreign = foreignerOf(include.target); foreign && mayUse(path, *foreign))
                carried.emplace(foreign, path);
            visit(include.target, seen, carried);
        }
    }

    std::map<std::string, std::vector<Include>> m_includes;
};

void checkFile(const SourceFile& file, const Carriers& carriers, std::vector<Breach>& breaches)
{
    const std::string area = areaOf(file.path);
    for (const Include& include : includesOf(file.text)) {
        const auto breach = [&](const std::string& what) { breaches.push_back({file.path, include.line, what}); };
        if (const Foreign* direct = foreignerOf(include.target)) {
            if (!mayUse(file.path, *direct))
                breach(stopsIn(*direct));
        } else if (isOurs(include.target)) {
            if (const auto reason = whyNot(area, areaOf(include.target)))
                breach(*reason);
            for (const auto& [foreign, carrier] : carriers.carriedBy(include.target))
                if (!mayUse(file.path, *foreign))
                    breach(carrier + " carries " + foreign->name + " here, but " + stopsIn(*foreign));
        } else if (include.quoted && !isGenerated(include.target)) {
            breach("write the path from the top folder: \"" + area + "/...\"");
        }
    }
}

} // namespace

std::string toString(const Breach& breach) { return breach.path + ":" + std::to_string(breach.line) + ": " + breach.what; }

std::vector<Breach> includeBreaches(const std::vector<SourceFile>& files)
{
    const Carriers carriers(files);
    std::vector<Breach> breaches;
    for (const SourceFile& file : files)
        if (isIn(file.path, "engine") || isIn(file.path, "widgets") || isIn(file.path, "app"))
            checkFile(file, carriers, breaches);
    return breaches;
}

} // namespace qb::house
