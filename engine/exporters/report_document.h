// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/exporters/report.h"
#include "engine/exporters/svg.h"

#include <string>
#include <variant>
#include <vector>

namespace qb {

// A report in words, between its numbers (ReportData) and its looks (HTML, Markdown). All texts are visibleText(), none
// is escaped yet.

enum class Tone { None, Good, Warning, Bad, Muted };

struct Cell {
    std::string text;
    Tone tone = Tone::None;
};

struct ReportColumn {
    std::string title;
    bool isNumber = false; ///< set right, digits under digits
};

struct TableBlock {
    std::string title;
    std::vector<ReportColumn> columns;
    std::vector<std::vector<Cell>> rows; ///< each as long as `columns`
    std::string note;                    ///< what is left out, and where it is
    bool folded = false;
};

struct TextBlock {
    std::string text;
    Tone tone = Tone::None;
};

/// "name: value" one under the other.
struct FactsBlock {
    std::vector<std::pair<std::string, std::string>> facts;
};

/// The few numbers that everybody asks for.
struct KeyFigure {
    std::string label, value, note;
    Tone tone = Tone::None;
};
struct KeyFiguresBlock {
    std::vector<KeyFigure> figures;
};

struct ShareBlock {
    std::string title;
    std::vector<Bar> parts;
};

struct CommandsBlock {
    std::vector<std::pair<std::string, std::string>> commands; ///< title of the section, line
};

using ReportBlock =
    std::variant<TextBlock, TableBlock, FactsBlock, KeyFiguresBlock, ShareBlock, LineChart, BarChart, CommandsBlock>;

struct ReportSection {
    std::string id;
    std::string title;
    std::vector<ReportBlock> blocks;
};

struct ReportDocument {
    std::string language; ///< of its words: "en", "zh-CN"
    std::string title;
    std::string subtitle;
    std::string contents;                ///< what a list of the sections is called
    std::vector<ReportSection> sections; ///< all of reportSections(), in order
};

/// `rowLimit`: rows of the long tables; what is cut is said. `say` is not empty.
[[nodiscard]] ReportDocument makeReportDocument(const ReportData& data, std::size_t rowLimit, const ReportWording& say);

// The sections that have tables of their own file (report_tables.cpp).
[[nodiscard]] std::vector<ReportBlock> layerBlocks(const ReportData& data, const ReportWording& say);
[[nodiscard]] std::vector<ReportBlock> sensitivityBlocks(const ReportData& data, const ReportWording& say);
[[nodiscard]] std::vector<ReportBlock> configurationBlocks(const ReportData& data, const ReportWording& say);
[[nodiscard]] std::vector<ReportBlock> fullTableBlocks(const ReportData& data, std::size_t rowLimit, const ReportWording& say);

/// A name, a text from a file or of the engine: visible, and not endless.
[[nodiscard]] Cell nameCell(const std::string& text, std::size_t most = 120);
/// Whether a tensor's metrics mean anything, by the id of a Trust.
[[nodiscard]] Cell trustCell(const std::string& trust, const ReportWording& say);
/// By how good a SQNR or a cosine is.
[[nodiscard]] Tone toneOfSqnr(double decibels);

// Writers of the document.
[[nodiscard]] std::string reportHtml(const ReportDocument& document);
[[nodiscard]] std::string reportMarkdown(const ReportDocument& document);
/// Of the numbers themselves.
[[nodiscard]] std::string reportJson(const ReportData& data);

} // namespace qb
