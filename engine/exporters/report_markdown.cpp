// SPDX-License-Identifier: GPL-3.0-or-later
// The report as Markdown with tables (GitHub's kind). Pictures are left out: what they show stands in the tables.
#include "engine/exporters/report_document.h"

#include <algorithm>
#include <cctype>

#include <fmt/format.h>

namespace qb {

namespace {

bool isWordCharacter(char c) { return std::isalnum(static_cast<unsigned char>(c)) != 0; }

/// Everything that would mean something is taken literally, also inside a table. `_` inside a word means nothing.
std::string escaped(const std::string& text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool inWord = i > 0 && i + 1 < text.size() && isWordCharacter(text[i - 1]) && isWordCharacter(text[i + 1]);
        if (c == '<')
            result += "&lt;";
        else if (c == '>')
            result += "&gt;";
        else if (c == '&')
            result += "&amp;";
        else if (std::string_view("\\`*[]~|!#").find(c) != std::string_view::npos || (c == '_' && !inWord))
            result += std::string("\\") + c;
        else
            result += c;
    }
    return result;
}

std::string tableRow(const std::vector<std::string>& cells)
{
    std::string line = "|";
    for (const std::string& c : cells)
        line += " " + c + " |";
    return line + "\n";
}

class MarkdownWriter {
public:
    explicit MarkdownWriter(std::string& out) : m_out(out) {}

    void operator()(const TextBlock& block) { m_out += escaped(block.text) + "\n\n"; }

    void operator()(const FactsBlock& block)
    {
        for (const auto& [name, value] : block.facts)
            m_out += "- **" + escaped(name) + "**: " + escaped(value) + "\n";
        m_out += "\n";
    }

    void operator()(const KeyFiguresBlock& block)
    {
        for (const KeyFigure& f : block.figures)
            m_out += "- **" + escaped(f.label) + "**: " + escaped(f.value) + " (" + escaped(f.note) + ")\n";
        m_out += "\n";
    }

    void operator()(const ShareBlock& block)
    {
        m_out += "### " + escaped(block.title) + "\n\n";
        for (const Bar& p : block.parts)
            m_out += "- " + escaped(p.label) + ": " + escaped(p.text) + "\n";
        m_out += "\n";
    }

    void operator()(const LineChart&) {}
    void operator()(const BarChart&) {}

    void operator()(const CommandsBlock& block)
    {
        for (const auto& [title, line] : block.commands) {
            // A fence longer than any run of backticks inside.
            std::size_t run = 0;
            std::size_t longest = 2;
            for (const char c : line) {
                run = c == '`' ? run + 1 : 0;
                longest = std::max(longest, run);
            }
            const std::string fence(longest + 1, '`');
            m_out += "### " + escaped(title) + "\n\n" + fence + "\n" + line + "\n" + fence + "\n\n";
        }
    }

    void operator()(const TableBlock& block)
    {
        if (block.folded)
            m_out += "<details><summary>" + escaped(block.title) + "</summary>\n\n";
        else if (!block.title.empty())
            m_out += "### " + escaped(block.title) + "\n\n";
        std::vector<std::string> titles;
        std::vector<std::string> rules;
        for (const ReportColumn& c : block.columns) {
            titles.push_back(escaped(c.title));
            rules.emplace_back(c.isNumber ? "---:" : "---");
        }
        m_out += tableRow(titles) + tableRow(rules);
        for (const auto& row : block.rows) {
            std::vector<std::string> cells;
            cells.reserve(row.size());
            for (const Cell& c : row)
                cells.push_back(c.tone == Tone::Bad ? "**" + escaped(c.text) + "**" : escaped(c.text));
            m_out += tableRow(cells);
        }
        m_out += "\n";
        if (!block.note.empty())
            m_out += escaped(block.note) + "\n\n";
        if (block.folded)
            m_out += "</details>\n\n";
    }

private:
    std::string& m_out;
};

} // namespace

std::string reportMarkdown(const ReportDocument& document)
{
    std::string out = "# " + escaped(document.title) + "\n\n" + escaped(document.subtitle) + "\n\n";
    MarkdownWriter writer(out);
    for (const ReportSection& s : document.sections) {
        out += "## " + escaped(s.title) + "\n\n";
        for (const ReportBlock& block : s.blocks)
            std::visit(writer, block);
    }
    return out;
}

} // namespace qb
