// SPDX-License-Identifier: GPL-3.0-or-later
// write, read: configurations of other tools.
#include "app/cli/commands/commands.h"
#include "app/cli/flag_hints.h"
#include "engine/base/error.h"
#include "engine/base/whole_file.h"
#include "engine/exporters/config_formats.h"
#include "engine/qconfig/preview.h"
#include "engine/study/kept_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <filesystem>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string format;
    std::string file;
    DataArguments data;
    std::vector<std::string> map;
    bool dryRun = false;
    bool append = false;
    bool replace = false;
};

Table notCarriedTable(const std::vector<NotCarried>& list)
{
    Table table{{"what", "why"}, Json::array()};
    for (const NotCarried& n : list)
        table.rows.push_back({{"what", n.what}, {"why", n.why.english()}});
    return table;
}

Result writeRun(CliSession& session, const Arguments& a)
{
    const ConfigFormat format = configFormatFromString(a.format);
    Workspace& w = holdsScales(format) ? session.openCalibrated(a.path, a.data) : session.open(a.path, a.data);
    const Plan* plan = holdsScales(format) ? &w.plan(session.job()).plan : nullptr;
    const WrittenConfig written = writeConfig(format, {*w.model(), w.rules(), w.profile(), w.effective(), plan});
    refuseToReplace(a.file, w.model()->path, w.study().path());
    writeWholeFile(a.file, written.text);
    Result result;
    result.json = header(w);
    result.json["format"] = a.format;
    result.json["file"] = a.file;
    result.json["carried"] = written.carried;
    result.json["active"] = written.active;
    Table table = notCarriedTable(written.notCarried);
    result.json["not_carried"] = table.rows;
    result.rows = table.rows;
    result.text = fmt::format("{}: {} of {} quantized points come back as they are\n", a.file, written.carried, written.active);
    if (!table.rows.empty())
        result.tables = {{"not carried", std::move(table)}};
    result.findings = w.takeFindings();
    return result;
}

/// NAME=UNIT_OR_INPUT of each --map.
NameMap namesOf(const std::vector<std::string>& entries)
{
    NameMap names;
    for (const std::string& entry : entries) {
        const std::size_t equals = entry.find('=');
        if (equals == std::string::npos || equals == 0 || equals + 1 == entry.size())
            throw Error(ErrorCode::Usage, Text("--map {} is not NAME=UNIT_OR_INPUT", entry), Text("e.g. --map quant_x=image"));
        names[entry.substr(0, equals)] = entry.substr(equals + 1);
    }
    return names;
}

Result readRun(CliSession& session, const Arguments& a)
{
    const ConfigFormat format = configFormatFromString(a.format);
    if (a.append && a.replace)
        throw Error(ErrorCode::Usage, Text("--append and --replace exclude each other"), Text("give one of them"));
    const std::string text = readText(a.file);
    Workspace& w = session.open(a.path, a.data, a.dryRun ? Purpose::TryRules : Purpose::Rules);
    const Model& model = *w.model();
    const ReadConfig read =
        readConfig(format, text, model, w.profile(), namesOf(a.map), std::filesystem::absolute(a.file).parent_path().string());
    const bool replaces = a.replace || (read.complete && !a.append);
    RuleSet rules = read.appliedTo(w.rules(), replaces);
    const Effective before = session.effectiveBefore();
    const Effective after = resolve(model, rules, w.profile());
    Result result;
    result.json = header(w);
    result.json["format"] = a.format;
    result.json["file"] = a.file;
    result.json["replaces"] = replaces;
    result.json["carried"] = read.carried;
    Table lost = notCarriedTable(read.notCarried);
    result.json["not_carried"] = lost.rows;
    Table changed{{"point", "from", "to", "because"}, Json::array()};
    for (const PointChange& c : difference(model, before, after))
        changed.rows.push_back({{"point", model.point(c.point).name},
                                {"from", c.from.english()},
                                {"to", c.to.english()},
                                {"because", c.because.english()}});
    result.json["changed"] = changed.rows;
    result.json["rules"] = Json::parse(rules.toJson())["rules"];
    result.rows = changed.rows;
    result.text = fmt::format("{}: {} entries taken over, {} points {}; {}\n", a.file, read.carried, changed.rows.size(),
                              a.dryRun ? "would change" : "changed",
                              replaces ? "the rules that were there are replaced" : "the rules are appended");
    if (!changed.rows.empty())
        result.tables.emplace_back("", std::move(changed));
    if (!lost.rows.empty())
        result.tables.emplace_back("\nnot carried", std::move(lost));
    // What was assumed on reading belongs to the answer, though it is no warning.
    for (const Finding& f : read.findings)
        if (const std::string cure = withFlags(f.cure, f.message); f.severity == Severity::Info)
            result.text += fmt::format("{}{}{}\n", f.message, cure.empty() ? "" : " - ", cure);
    result.findings = read.findings;
    result.findings.insert(result.findings.end(), after.findings.begin(), after.findings.end());
    if (!a.dryRun)
        session.keepRules(w, std::move(rules), result);
    return result;
}

void addArguments(CLI::App& app, Arguments& a, const char* file)
{
    addSubject(app, a.path);
    app.add_option("FORMAT", a.format, fmt::format("{}", fmt::join(configFormatNames(), ", ")))->required();
    app.add_option("FILE", a.file, file)->required();
    addDataOptions(app, a.data);
}

} // namespace

Command writeCommand()
{
    return {"write", "the configuration as a file for another tool",
            "write resources/sample/two_heads.onnx horizon-py build/qconfig.py", [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addArguments(app, *a, "file to write");
                return [a](CliSession& s) { return writeRun(s, *a); };
            }};
}

Command readCommand()
{
    return {"read", "takes over another tool's configuration",
            "read resources/sample/two_heads.onnx hb-mapper-yaml resources/sample/precision.yaml --dry-run", [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addArguments(app, *a, "file to read");
                app.add_flag("--dry-run", a->dryRun, "only say what would change");
                app.add_option("--map", a->map,
                               "NAME=UNIT_OR_INPUT: what a module, node or QuantStub of the file is here; repeatable");
                app.add_flag("--append", a->append, "keep the rules that are there, also for a file about the whole model");
                app.add_flag("--replace", a->replace, "take only what the file says and the format's defaults");
                return [a](CliSession& s) { return readRun(s, *a); };
            }};
}

} // namespace qb::cli
