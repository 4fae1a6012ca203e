// SPDX-License-Identifier: GPL-3.0-or-later
// The report as one HTML page that is also well-formed XML: no script, nothing from outside, light and dark, for paper too.
#include "engine/exporters/report_document.h"

#include <fmt/format.h>

namespace qb {

namespace {

constexpr const char* kStyle = R"(
:root{color-scheme:light dark;--paper:#fff;--ink:#1c2126;--soft:#59626c;--rule:#d5dae0;--grid:#e4e8ec;--panel:#f4f6f8;--accent:#1f5fb8;--bad:#b3201f;--warn:#8a5300;--good:#1a7035;
--c0:#1f5fb8;--c1:#d9822b;--c2:#3c8f5a;--c3:#8d5fb5;--c4:#8a8f96;--c5:#b3483f}
@media (prefers-color-scheme:dark){:root{--paper:#14181c;--ink:#e6eaee;--soft:#a3adb8;--rule:#3a424b;--grid:#2a3138;--panel:#1d2329;--accent:#7db2f5;--bad:#ff8f87;--warn:#f0b45c;--good:#74cf92;
--c0:#7db2f5;--c1:#f0a35c;--c2:#74cf92;--c3:#c3a0e6;--c4:#9aa3ad;--c5:#f08a80}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","DejaVu Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC","Noto Sans SC","Source Han Sans SC","WenQuanYi Micro Hei",sans-serif}
main,header,nav{max-width:1280px;margin:0 auto;padding:0 24px}
header{padding-top:32px}
h1{font-size:26px;line-height:1.25;margin:0 0 4px;overflow-wrap:anywhere}
h2{font-size:20px;margin:40px 0 10px;padding-bottom:6px;border-bottom:1px solid var(--rule)}
h3{font-size:15px;margin:22px 0 6px;overflow-wrap:anywhere}
p{margin:6px 0 12px;max-width:90ch}
.sub,.muted,.note{color:var(--soft)}
.note{font-size:13px;margin:4px 0 12px}
nav{margin-top:14px;font-size:14px}
nav a{color:var(--accent);text-decoration:none;margin-right:16px;white-space:nowrap}
nav a:hover{text-decoration:underline}
.keys{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:12px;margin:16px 0 20px}
.key{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:12px 14px;min-width:0}
.key b{display:block;font-size:24px;line-height:1.25;font-weight:600;overflow-wrap:anywhere}
.key span{display:block;font-size:13px;color:var(--soft);overflow-wrap:anywhere}
dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 20px;margin:10px 0 18px}
dt{color:var(--soft)}
dd{margin:0;overflow-wrap:anywhere}
.scroll{overflow-x:auto;margin:4px 0 8px}
table{border-collapse:collapse;font-size:13px;line-height:1.4;font-variant-numeric:tabular-nums}
table.wide{min-width:100%}
th,td{padding:4px 8px;text-align:left;vertical-align:top;border-bottom:1px solid var(--grid);word-break:keep-all}
th{border-bottom:1px solid var(--soft);font-weight:600;vertical-align:bottom}
tbody tr:hover{background:var(--panel)}
td.k{white-space:nowrap}
td.w,td.x{overflow-wrap:anywhere;word-break:normal;min-width:15em}
td.x{min-width:20em}
.bad{color:var(--bad);font-weight:600}.warn{color:var(--warn);font-weight:600}.good{color:var(--good);font-weight:600}
details{margin:10px 0;border:1px solid var(--rule);border-radius:6px;padding:0 12px}
summary{cursor:pointer;padding:8px 0;font-weight:600;font-size:14px;overflow-wrap:anywhere}
pre{background:var(--panel);border:1px solid var(--rule);border-radius:6px;padding:8px 12px;margin:2px 0 12px;font:13px/1.5 ui-monospace,"DejaVu Sans Mono",Consolas,"Noto Sans Mono CJK SC",monospace;white-space:pre-wrap;overflow-wrap:anywhere}
svg{display:block;width:100%;height:auto;margin:10px 0 14px;font-size:12.5px;overflow:visible}
svg.share{height:18px;margin:4px 0 8px}
svg text{fill:var(--ink)}
svg .cap{font-size:14px;font-weight:600}svg .tick{fill:var(--soft)}svg .end{text-anchor:end}svg .mid{text-anchor:middle}
svg .grid{stroke:var(--grid);fill:none}svg .axis{stroke:var(--soft);fill:none}svg .lead{stroke:var(--bad);stroke-opacity:.45;fill:none}
svg .curve{stroke:var(--accent);stroke-width:1.6;fill:none;stroke-linejoin:round}svg .dot,svg .bar{fill:var(--accent)}
svg .at{fill:var(--bad)}svg .disc{fill:var(--paper);stroke:var(--bad);stroke-width:1.4}svg .num{fill:var(--bad);font-size:11px;font-weight:600;text-anchor:middle}
svg .c0{fill:var(--c0)}svg .c1{fill:var(--c1)}svg .c2{fill:var(--c2)}svg .c3{fill:var(--c3)}svg .c4{fill:var(--c4)}svg .c5{fill:var(--c5)}
i.c{display:inline-block;width:11px;height:11px;border-radius:2px;margin-right:5px}
i.c0{background:var(--c0)}i.c1{background:var(--c1)}i.c2{background:var(--c2)}i.c3{background:var(--c3)}i.c4{background:var(--c4)}i.c5{background:var(--c5)}
.legend span{margin-right:18px;white-space:nowrap;font-size:13px}
footer{height:48px}
@media (max-width:700px){main,header,nav{padding:0 12px}dl{grid-template-columns:1fr}dd{margin-bottom:6px}}
@media print{:root{color-scheme:light;--paper:#fff;--ink:#000;--soft:#444;--rule:#bbb;--grid:#ddd;--panel:#fff;--accent:#1f5fb8;--bad:#a01010;--warn:#7a4a00;--good:#146029;
--c0:#1f5fb8;--c1:#d9822b;--c2:#3c8f5a;--c3:#8d5fb5;--c4:#8a8f96;--c5:#b3483f}
@page{size:A4 landscape;margin:14mm}
body{font-size:12px}main,header{max-width:none;padding:0}nav{display:none}h2,h3,section>p{break-after:avoid}tr,svg,.key,pre{break-inside:avoid}
table{font-size:10.5px}th,td{padding:2px 6px}td.w{min-width:10em}td.x{min-width:14em}.scroll{overflow:visible}svg.share,i.c,.key{print-color-adjust:exact;-webkit-print-color-adjust:exact}}
)";

/// Which columns of a table are numbers is said once, in its class, instead of in each cell.
std::string numberColumnStyle()
{
    std::string style;
    for (int n = 1; n <= 16; ++n)
        style += fmt::format("{}.r{} :is(th,td):nth-child({})", n == 1 ? "" : ",", n, n);
    return style + "{text-align:right;white-space:nowrap}\n";
}

const char* toneClass(Tone tone)
{
    switch (tone) {
    case Tone::Good: return "good";
    case Tone::Warning: return "warn";
    case Tone::Bad: return "bad";
    case Tone::Muted: return "muted";
    case Tone::None: break;
    }
    return "";
}

class HtmlWriter {
public:
    explicit HtmlWriter(std::string& out) : m_out(out) {}

    void operator()(const TextBlock& block)
    {
        m_out += block.tone == Tone::None ? "<p>" : fmt::format("<p class=\"{}\">", toneClass(block.tone));
        m_out += xmlEscaped(block.text) + "</p>\n";
    }

    void operator()(const FactsBlock& block)
    {
        m_out += "<dl>\n";
        for (const auto& [name, value] : block.facts)
            m_out += "<dt>" + xmlEscaped(name) + "</dt><dd>" + xmlEscaped(value) + "</dd>\n";
        m_out += "</dl>\n";
    }

    void operator()(const KeyFiguresBlock& block)
    {
        m_out += "<div class=\"keys\">\n";
        for (const KeyFigure& f : block.figures)
            m_out += fmt::format("<div class=\"key\"><span>{}</span><b class=\"{}\">{}</b><span>{}</span></div>\n",
                                 xmlEscaped(f.label), toneClass(f.tone), xmlEscaped(f.value), xmlEscaped(f.note));
        m_out += "</div>\n";
    }

    void operator()(const ShareBlock& block)
    {
        heading(block.title);
        m_out += shareBarSvg(block.title, block.parts) + "\n<p class=\"legend\">";
        for (std::size_t i = 0; i < block.parts.size(); ++i)
            m_out += fmt::format("<span><i class=\"c c{}\"></i><b>{}</b> {}</span>", i % 6, xmlEscaped(block.parts[i].label),
                                 xmlEscaped(block.parts[i].text));
        m_out += "</p>\n";
    }

    void operator()(const LineChart& chart) { m_out += lineChartSvg(chart) + "\n"; }
    void operator()(const BarChart& chart) { m_out += barChartSvg(chart) + "\n"; }

    void operator()(const CommandsBlock& block)
    {
        for (const auto& [title, line] : block.commands) {
            heading(title);
            m_out += "<pre>" + xmlEscaped(line) + "</pre>\n";
        }
    }

    void operator()(const TableBlock& block)
    {
        if (block.folded)
            m_out += "<details><summary>" + xmlEscaped(block.title) + "</summary>\n";
        else
            heading(block.title);
        table(block);
        if (!block.note.empty())
            m_out += "<p class=\"note\">" + xmlEscaped(block.note) + "</p>\n";
        if (block.folded)
            m_out += "</details>\n";
    }

private:
    void heading(const std::string& title)
    {
        if (!title.empty())
            m_out += "<h3>" + xmlEscaped(title) + "</h3>\n";
    }

    void table(const TableBlock& block)
    {
        std::string classes = block.columns.size() > 5 ? "wide" : "";
        for (std::size_t c = 0; c < block.columns.size(); ++c)
            if (block.columns[c].isNumber)
                classes += fmt::format("{}r{}", classes.empty() ? "" : " ", c + 1);
        m_out += "<div class=\"scroll\"><table class=\"" + classes + "\"><thead><tr>";
        for (const ReportColumn& c : block.columns)
            m_out += "<th>" + xmlEscaped(c.title) + "</th>";
        m_out += "</tr></thead><tbody>\n";
        for (const auto& row : block.rows) {
            m_out += "<tr>";
            for (std::size_t c = 0; c < row.size(); ++c)
                cell(row[c], c < block.columns.size() && block.columns[c].isNumber);
            m_out += "</tr>\n";
        }
        m_out += "</tbody></table></div>\n";
    }

    void cell(const Cell& c, bool isNumber)
    {
        std::string classes = toneClass(c.tone);
        // Names stay in one line where they can; long texts get room to wrap in.
        if (!isNumber && c.text.size() > 12)
            classes += std::string(classes.empty() ? "" : " ") + (c.text.size() > 90 ? "x" : c.text.size() > 36 ? "w" : "k");
        m_out += classes.empty() ? "<td>" : "<td class=\"" + classes + "\">";
        // A long path breaks behind its slashes.
        for (std::size_t at = 0; at < c.text.size();) {
            const std::size_t slash = c.text.size() > 36 ? c.text.find('/', at) : std::string::npos;
            const std::size_t end = slash == std::string::npos ? c.text.size() : slash + 1;
            m_out += xmlEscaped(std::string_view(c.text).substr(at, end - at));
            if (end < c.text.size())
                m_out += "<wbr/>";
            at = end;
        }
        m_out += "</td>";
    }

    std::string& m_out;
};

} // namespace

std::string reportHtml(const ReportDocument& document)
{
    std::string out =
        fmt::format("<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n", xmlEscaped(document.language));
    // Whatever a name might smuggle in, nothing is loaded and nothing runs.
    out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n"
           "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n";
    out += "<title>" + xmlEscaped(document.title) + "</title>\n<style>" + kStyle + numberColumnStyle() +
           "</style>\n</head>\n<body>\n";
    out += "<header><h1>" + xmlEscaped(document.title) + "</h1>\n<p class=\"sub\">" + xmlEscaped(document.subtitle) +
           "</p></header>\n";
    out += fmt::format("<nav aria-label=\"{}\">", xmlEscaped(document.contents));
    for (const ReportSection& s : document.sections)
        out += "<a href=\"#" + s.id + "\">" + xmlEscaped(s.title) + "</a> ";
    out += "</nav>\n<main>\n";
    HtmlWriter writer(out);
    for (const ReportSection& s : document.sections) {
        out += "<section id=\"" + s.id + "\"><h2>" + xmlEscaped(s.title) + "</h2>\n";
        for (const ReportBlock& block : s.blocks)
            std::visit(writer, block);
        out += "</section>\n";
    }
    return out + "</main>\n<footer></footer>\n</body>\n</html>\n";
}

} // namespace qb
