// SPDX-License-Identifier: GPL-3.0-or-later
// new, set, rules: the study and what the user says about precision.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/qconfig/selector.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>
#include <fstream>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string model;
    std::string selector;
    std::string config;
    std::string importFile;
    std::string exportFile;
    std::vector<std::size_t> remove;
    DataArguments data;
    bool dryRun = false;
    bool clear = false;
    bool profiles = false;
};

Result newRun(CliSession& session, const Arguments& a)
{
    if (std::filesystem::exists(a.path))
        throw Error(ErrorCode::Usage, Text("{} is there already", a.path), Text("remove it, or choose another name"),
                    {{"file", a.path}});
    Workspace& w = session.createStudy(a.path, a.model, a.data);
    Result result;
    result.json = header(w);
    result.json["units"] = w.model()->unitCount();
    result.json["profile"] = w.rules().profile;
    result.text = fmt::format("{}: {} units of {}, profile {}\n", a.path, w.model()->unitCount(), a.model, w.rules().profile);
    result.findings = w.takeFindings();
    return result;
}

Result setRun(CliSession& session, const Arguments& a)
{
    const UnitConfig config = parseConfig(a.config);
    const Selector selector = Selector::parse(a.selector);
    Workspace& w = session.open(a.path, a.data, !a.dryRun);
    const Model& model = *w.model();
    SelectorFacts facts = w.selectorFacts(selector.asksResults(), session.job());
    const std::vector<UnitId> units = selector.select(model.graph, model.units, facts);
    if (units.empty())
        throw Error(ErrorCode::Usage, Text("the selector \"{}\" matches no unit", a.selector), Text("inspect lists the units"));
    std::vector<std::string> names;
    for (const UnitId u : units)
        names.push_back(model.unit(u).name);
    const Effective before = w.effective();
    RuleSet rules = w.rules();
    rules.rules.push_back({makeOverride(a.selector, names, config), true});
    const Effective after = resolve(model, rules, w.profile());
    Result result;
    result.json = header(w);
    result.json["units"] = names;
    Table table{{"point", "from", "to", "because"}, changesJson(model, before, after)};
    result.json["changed"] = table.rows;
    result.rows = table.rows;
    result.text = fmt::format("{} units, {} points {}\n", units.size(), table.rows.size(), a.dryRun ? "would change" : "changed");
    result.tables = {{"", std::move(table)}};
    result.findings = after.findings;
    if (!a.dryRun)
        w.setRules(std::move(rules));
    return result;
}

void writeText(const std::string& path, const std::string& text)
{
    std::ofstream file(path, std::ios::binary | std::ios::trunc);
    file << text;
    file.flush();
    if (!file)
        throw Error(ErrorCode::Resources, Text("can't write {}", path), Text("check the folder and the space on the disk"),
                    {{"file", path}});
}

RuleSet edited(const RuleSet& before, const Arguments& a)
{
    RuleSet rules = before;
    if (!a.importFile.empty())
        rules = RuleSet::fromJson(readText(a.importFile), std::filesystem::path(a.importFile).parent_path().string());
    if (a.clear)
        rules.rules.clear();
    std::vector<std::size_t> remove = a.remove;
    std::sort(remove.rbegin(), remove.rend());
    for (const std::size_t n : remove) {
        if (n == 0 || n > rules.rules.size())
            throw Error(ErrorCode::Usage, Text("there is no rule {}; there are {}", n, rules.rules.size()),
                        Text("rules X lists them"));
        rules.rules.erase(rules.rules.begin() + static_cast<std::ptrdiff_t>(n - 1));
    }
    return rules;
}

/// What the targets have, in a line each.
Result profilesRun()
{
    Result result;
    Table table{{"profile", "title", "activation", "weight", "scheme", "observer", "int16", "also"}, Json::array()};
    const std::vector<std::string> all = Profile::allNames();
    for (const std::string& name : Profile::names()) {
        const Profile p = Profile::load(name);
        Json also = Json::array();
        for (const std::string& other : all)
            if (other != name && Profile::load(other).name == name)
                also.push_back(other);
        table.rows.push_back({{"profile", name},
                              {"title", p.title},
                              {"activation", toString(p.activation.dtype.value_or(DType::Int8))},
                              {"weight", toString(p.weight.dtype.value_or(DType::Int8))},
                              {"scheme", toString(p.activation.scheme.value_or(Scheme::Symmetric))},
                              {"observer", p.activation.observer ? p.activation.observer->text() : ""},
                              {"int16", p.has(DType::Int16)},
                              {"also", also}});
    }
    result.json["profiles"] = table.rows;
    result.rows = table.rows;
    result.tables = {{"", std::move(table)}};
    return result;
}

Result rulesRun(CliSession& session, const Arguments& a)
{
    if (a.profiles)
        return profilesRun();
    if (a.path.empty())
        throw Error(ErrorCode::Usage, Text("X is missing: which study or model?"),
                    Text("e.g. rules model.onnx, or rules --profiles"));
    const bool edits = a.clear || !a.importFile.empty() || !a.remove.empty();
    Workspace& w = session.open(a.path, a.data, edits);
    if (edits)
        w.setRules(edited(w.rules(), a));
    const Model& model = *w.model();
    const Effective& effective = w.effective();
    Result result;
    result.json = header(w);
    result.json["profile"] = w.rules().profile;
    const Json file = Json::parse(w.rules().toJson());
    Table rules{{"index", "type", "rule", "enabled", "decides"}, Json::array()};
    for (std::size_t i = 0; i < w.rules().rules.size(); ++i) {
        const Rule& r = w.rules().rules[i];
        rules.rows.push_back({{"index", i + 1},
                              {"type", r.type()},
                              {"rule", r.text()},
                              {"enabled", r.enabled},
                              {"decides", effective.decides[i]},
                              {"json", file["rules"][i]}});
    }
    Table points{{"point", "requested", "effective", "rule", "story"}, Json::array()};
    for (std::size_t i = 0; i < model.pointCount(); ++i) {
        const PointConfig& c = effective.points[i];
        if (model.units.points[i].kind == PointKind::Operand && !c.active)
            continue;
        Json story = Json::array();
        for (const Text& line : c.story)
            story.push_back(line.english());
        if (!c.whyNot.empty())
            story.push_back(c.whyNot.english());
        points.rows.push_back({{"point", model.units.points[i].name},
                               {"requested", toString(c.requested)},
                               {"effective", c.active ? toString(c.dtype) : "float"},
                               {"rule", c.rule < 0 ? Json(nullptr) : Json(c.rule + 1)},
                               {"follows", c.follows == PointId::None ? Json(nullptr) : Json(model.point(c.follows).name)},
                               {"story", story}});
    }
    result.json["rules"] = rules.rows;
    result.json["effective"] = points.rows;
    result.rows = points.rows;
    result.tables = {{"", std::move(rules)}, {"\neffective configuration", std::move(points)}};
    result.findings = effective.findings;
    if (!a.exportFile.empty())
        writeText(a.exportFile, w.rules().toJson() + "\n");
    return result;
}

} // namespace

Command newCommand()
{
    return {"new", "makes a study: model, data, preprocessing, profile",
            "new lesson.qbs resources/sample/two_heads.onnx --data resources/sample/images --preprocess "
            "resources/sample/preprocess.json",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                app.add_option("STUDY", a->path, "study file to make (.qbs)")->required();
                app.add_option("MODEL", a->model, "model (.onnx)")->required();
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return newRun(s, *a); };
            }};
}

Command setCommand()
{
    return {"set", "gives the selected units a configuration",
            "set resources/sample/two_heads.onnx name:/pose/Concat int16 --dry-run", [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                addSubject(app, a->path);
                app.add_option("SELECTOR", a->selector, "units, e.g. \"op:Conv module:backbone\"")->required();
                app.add_option("CONFIG", a->config, "e.g. int16 or weight=int8,threshold=1; unset removes overrides")->required();
                app.add_flag("--dry-run", a->dryRun, "only say what would change");
                addDataOptions(app, a->data);
                return [a](CliSession& s) { return setRun(s, *a); };
            }};
}

Command rulesCommand()
{
    return {"rules", "the rules, and what they come to at each point", "rules resources/sample/two_heads.onnx --profile ort",
            [](CLI::App& app) {
                auto a = std::make_shared<Arguments>();
                app.add_option("X", a->path, "study (.qbs) or model (.onnx)");
                app.add_flag("--profiles", a->profiles, "list the targets that there are; X may be left out");
                app.add_option("--import", a->importFile, "take the rules of this file");
                app.add_option("--export", a->exportFile, "write the rules to this file");
                app.add_option("--remove", a->remove, "remove rule N (as listed, from 1)");
                app.add_flag("--clear", a->clear, "remove all rules");
                return [a](CliSession& s) { return rulesRun(s, *a); };
            }};
}

} // namespace qb::cli
