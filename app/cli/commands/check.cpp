// SPDX-License-Identifier: GPL-3.0-or-later
// check: what is odd in structure, ranges, configuration and arithmetic, and the rules that cure it.
#include "app/cli/commands/commands.h"
#include "app/cli/flag_hints.h"
#include "engine/base/error.h"
#include "engine/base/whole_file.h"
#include "engine/exporters/finding_json.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string out;
    std::string apply;
    std::string unit;
    DataArguments data;
    bool dryRun = false;
};

void writeResult(const std::string& folder, const std::string& text)
{
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    const std::string path = (std::filesystem::path(folder) / "model_check_result.txt").string();
    writeWholeFile(path, text);
}

Json tablesJson(const Model& model, const CheckTables& tables)
{
    Json json{{"calls", Json::array()}, {"types", Json::array()}, {"weights", Json::array()}};
    for (const CallCount& c : tables.calls)
        json["calls"].push_back({{"name", c.name}, {"calls", c.calls}, {"note", c.note.english()}});
    for (const UnitTypes& t : tables.types)
        json["types"].push_back({{"unit", model.unit(t.unit).name},
                                 {"op_type", model.unit(t.unit).opType},
                                 {"inputs", t.inputs},
                                 {"output", t.output},
                                 {"ch_axis", t.channelAxis},
                                 {"observer", t.observer.english()},
                                 {"why_float", t.reason.empty() ? Json(nullptr) : Json(t.reason.english())}});
    for (const WeightTypes& w : tables.weights)
        json["weights"].push_back({{"point", model.point(w.point).name},
                                   {"dtype", w.dtype},
                                   {"ch_axis", w.channelAxis},
                                   {"observer", w.observer.english()}});
    return json;
}

/// One line per kind: how many, and what can be applied.
Table summary(const Findings& findings)
{
    Table table{{"rule", "severity", "count", "can_apply", "meaning"}, Json::array()};
    for (const CheckRuleInfo& info : checkRules()) {
        std::size_t count = 0;
        std::size_t applicable = 0;
        Severity worst = Severity::Info;
        for (const Finding& f : findings) {
            if (f.rule != info.id)
                continue;
            ++count;
            applicable += f.canApply ? 1 : 0;
            worst = std::max(worst, f.severity);
        }
        if (count > 0)
            table.rows.push_back({{"rule", info.id},
                                  {"severity", toString(worst)},
                                  {"count", count},
                                  {"can_apply", applicable},
                                  {"meaning", info.what}});
    }
    return table;
}

/// For people: the worst first, and of mere remarks a few of each kind.
Table listed(const Findings& findings, std::size_t& left)
{
    constexpr std::size_t kRemarksPerRule = 3;
    Findings sorted = findings;
    std::stable_sort(sorted.begin(), sorted.end(), [](const Finding& a, const Finding& b) { return a.severity > b.severity; });
    std::map<std::string, std::size_t> remarks;
    std::erase_if(sorted, [&](const Finding& f) { return f.severity == Severity::Info && ++remarks[f.rule] > kRemarksPerRule; });
    left = findings.size() - sorted.size();
    for (Finding& f : sorted)
        if (!f.unit.empty() && f.message.english().find(f.unit) == std::string::npos)
            f.message = Text("{}: {}", f.unit, f.message);
    return {{"severity", "rule", "message", "cure", "can_apply"}, findingsWithFlags(sorted)};
}

void apply(CliSession& session, Workspace& w, const Arguments& a, const Findings& findings, Result& result)
{
    const Effective before = session.effectiveBefore();
    const RuleSet rules = w.curedRules(findings, a.apply, a.unit, session.job());
    const Effective after = resolve(*w.model(), rules, w.profile());
    Json applied = Json::array();
    for (std::size_t i = w.rules().rules.size(); i < rules.rules.size(); ++i)
        applied.push_back(rules.rules[i].text().english());
    Table table{{"point", "from", "to", "because"}, changesJson(*w.model(), before, after)};
    result.json["applied"] = applied;
    result.json["changed"] = table.rows;
    result.text += fmt::format("{}: {} rules {}, {} points {}\n", a.apply, applied.size(), a.dryRun ? "would be added" : "added",
                               table.rows.size(), a.dryRun ? "would change" : "changed");
    result.tables.emplace_back("\nchanges", std::move(table));
    if (!a.dryRun && !applied.empty())
        session.keepRules(w, rules, result);
}

Result checkRun(CliSession& session, const Arguments& a)
{
    const bool edits = !a.apply.empty() && !a.dryRun;
    if (a.apply.empty() && (a.dryRun || !a.unit.empty()))
        throw Error(ErrorCode::Usage, Text("--unit and --dry-run belong to --apply"),
                    Text("name a finding with --apply RULE_ID"));
    Workspace& w = session.open(a.path, a.data, edits ? Purpose::Rules : a.apply.empty() ? Purpose::Look : Purpose::TryRules);
    if (w.model()->runnable() && w.statistics().samples().empty() && !w.data(Use::Calibration).path.empty())
        session.calibrateFirst(w);
    Workspace::Check check = w.check(session.job());
    if (const auto changed = w.changedSinceCalibration(session.job()))
        check.findings.push_back(*changed);
    Result result;
    result.json = header(w);
    result.json.update(tablesJson(*w.model(), check.tables));
    Table kinds = summary(check.findings);
    result.json["summary"] = kinds.rows;
    result.rows = findingsJson(check.findings);
    std::size_t left = 0;
    Table list = listed(check.findings, left);
    result.text = fmt::format("{} findings{}\n", check.findings.size(),
                              left == 0 ? "" : fmt::format("; {} more remarks are in --json, --csv and --out", left));
    result.tables = {{"", std::move(kinds)}, {"\nfindings", std::move(list)}};
    addSegments(w, result);
    if (!a.out.empty())
        writeResult(a.out, check.text);
    if (!a.apply.empty())
        apply(session, w, a, check.findings, result);
    // People have them in the table above.
    if (session.options().json)
        result.findings.insert(result.findings.end(), check.findings.begin(), check.findings.end());
    const Findings more = w.takeFindings();
    result.findings.insert(result.findings.end(), more.begin(), more.end());
    result.findings.insert(result.findings.end(), w.model()->findings.begin(), w.model()->findings.end());
    return result;
}

} // namespace

void addSegments(Workspace& w, Result& result)
{
    const Model& model = *w.model();
    const auto found = floatSegments({model, w.rules(), w.profile(), w.effective()});
    const auto names = [&](const std::vector<ValueId>& values) {
        Json list = Json::array();
        for (const ValueId v : values)
            list.push_back(model.graph.value(v).name);
        return list;
    };
    Table table{{"segment", "first", "last", "units", "dequantize", "quantize", "bytes", "note"}, Json::array()};
    result.json["segments"] = Json::array();
    for (std::size_t i = 0; i < found.size(); ++i) {
        const FloatSegment& s = found[i];
        const bool isLast = i + 1 == found.size();
        Json units = Json::array();
        for (const UnitId u : s.units)
            units.push_back(model.unit(u).name);
        result.json["segments"].push_back({{"segment", i + 1},
                                           {"units", units},
                                           {"dequantized", names(s.dequantized)},
                                           {"quantized", names(s.quantized)},
                                           {"bytes", static_cast<std::uint64_t>(s.bytes)},
                                           {"unsized", s.unsized},
                                           {"last_segment", isLast}});
        table.rows.push_back(
            {{"segment", i + 1},
             {"first", model.unit(s.units.front()).name},
             {"last", model.unit(s.units.back()).name},
             {"units", s.units.size()},
             {"dequantize", s.dequantized.size()},
             {"quantize", s.quantized.size()},
             {"bytes", s.unsized > 0 ? Json(fmt::format(">{:.0f}", s.bytes)) : Json(static_cast<std::uint64_t>(s.bytes))},
             {"note", isLast ? "last float segment" : ""}});
    }
    if (!found.empty())
        result.tables.emplace_back("\nfloat segments", std::move(table));
}

Command checkCommand()
{
    return {"check", "what is odd in structure, ranges, configuration and arithmetic",
            "check resources/sample/two_heads.onnx --data resources/sample/images --preprocess resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("--out", a->out, "write model_check_result.txt into this folder");
                app.add_option("--apply", a->apply, "append the rules that cure the findings of this id");
                app.add_option("--unit", a->unit, "only those of this unit");
                app.add_flag("--dry-run", a->dryRun, "only say what would change");
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return checkRun(s, *a); };
            }};
}

} // namespace qb::cli
