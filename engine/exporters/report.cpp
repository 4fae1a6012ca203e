// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/report.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/whole_file.h"
#include "engine/exporters/report_document.h"

#include <cerrno>
#include <filesystem>
#include <fstream>

namespace qb {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMostBytes = 2'000'000;
constexpr std::size_t kRows = 2000;
constexpr std::size_t kFewestRows = 60;

std::string temporaryOf(const std::string& path) { return path + ".part"; }

/// Removes the unfinished file whatever happens.
struct Unfinished {
    std::string path;
    ~Unfinished()
    {
        std::error_code ignored;
        fs::remove(path, ignored);
    }
};

ReportFormat formatOf(const std::string& path)
{
    const std::string name = lowered(path);
    if (name.ends_with(".html") || name.ends_with(".htm"))
        return ReportFormat::Html;
    if (name.ends_with(".md"))
        return ReportFormat::Markdown;
    if (name.ends_with(".json"))
        return ReportFormat::Json;
    throw Error(ErrorCode::Usage, Text("a report is .html, .md or .json, not {}", path),
                Text("name the file with one of the three"), {{"file", path}});
}

} // namespace

std::string_view toString(ReportFormat format)
{
    return format == ReportFormat::Html ? "html" : format == ReportFormat::Markdown ? "md" : "json";
}

const std::vector<std::string>& reportSections()
{
    static const std::vector<std::string> kSections{"summary",     "accuracy",      "findings", "verdicts", "layers",
                                                    "sensitivity", "configuration", "tables",   "versions", "commands"};
    return kSections;
}

ReportFormat reportTarget(const std::string& path)
{
    const ReportFormat format = formatOf(path);
    std::error_code ignored;
    if (fs::is_directory(path, ignored))
        throwCantWrite(path, EISDIR);
    const Unfinished probe{temporaryOf(path)};
    errno = 0;
    if (!std::ofstream(probe.path, std::ios::binary | std::ios::trunc))
        throwCantWrite(path, errno != 0 ? errno : EACCES);
    return format;
}

std::string reportText(const ReportData& data, ReportFormat format, const ReportWording& wording)
{
    if (format == ReportFormat::Json)
        return reportJson(data);
    const ReportWording say = wording ? wording : [](const Text& text) { return text.english(); };
    // Names and stories differ in length, so how many rows fit is found out by trying.
    for (std::size_t rows = kRows;; rows /= 2) {
        const ReportDocument document = makeReportDocument(data, rows, say);
        std::string text = format == ReportFormat::Html ? reportHtml(document) : reportMarkdown(document);
        if (text.size() < kMostBytes || rows <= kFewestRows)
            return text;
    }
}

std::uint64_t writeReport(const ReportData& data, const std::string& path, const ReportWording& wording)
{
    const std::string text = reportText(data, formatOf(path), wording);
    writeWholeFile(path, text);
    return text.size();
}

} // namespace qb
