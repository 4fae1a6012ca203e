// SPDX-License-Identifier: GPL-3.0-or-later
// new, set, rules: the study and what the user says about precision.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/base/whole_file.h"
#include "engine/exporters/analysis_files.h"
#include "engine/qconfig/edit_rules.h"
#include "engine/qconfig/selector.h"
#include "engine/study/kept_files.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string model;
    std::string selector;
    std::string config;
    std::string importFile;
    std::string exportFile;
    std::string appendFile;
    std::string out;
    std::vector<std::size_t> remove;
    std::vector<std::size_t> enable;
    std::vector<std::size_t> disable;
    std::vector<std::size_t> move;
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

/// A border instead of a configuration.
std::optional<StubRule::Kind> stubOf(const std::string& config)
{
    const std::string word = lowered(config);
    if (word == "quantstub")
        return StubRule::Kind::Quant;
    return word == "dequantstub" ? std::optional(StubRule::Kind::DeQuant) : std::nullopt;
}

Result setRun(CliSession& session, const Arguments& a)
{
    const auto stub = stubOf(a.config);
    const UnitConfig config = stub ? UnitConfig{} : parseConfig(a.config);
    const Selector selector = Selector::parse(a.selector);
    Workspace& w = session.open(a.path, a.data, a.dryRun ? Purpose::TryRules : Purpose::Rules);
    const Model& model = *w.model();
    SelectorFacts facts = w.selectorFacts(selector.asksResults(), session.job());
    const std::vector<UnitId> units = selector.select(model.graph, model.units, facts);
    if (units.empty())
        throw Error(ErrorCode::Usage, Text("the selector \"{}\" matches no unit", a.selector), Text("inspect lists the units"));
    std::vector<std::string> names;
    names.reserve(units.size());
    for (const UnitId u : units)
        names.push_back(model.unit(u).name);
    const Effective before = session.effectiveBefore();
    RuleSet rules = w.rules();
    if (stub)
        rules = withStubs(rules, model, units, *stub);
    else
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
        session.keepRules(w, std::move(rules), result);
    return result;
}

RuleSet rulesOfFile(const std::string& path)
{
    return RuleSet::fromJson(readText(path), std::filesystem::path(path).parent_path().string());
}

/// All numbers are those of the list as it was shown.
RuleSet edited(const RuleSet& before, const Arguments& a)
{
    RuleSet rules = a.importFile.empty() ? before : rulesOfFile(a.importFile);
    if (a.clear)
        rules.rules.clear();
    const std::size_t count = rules.rules.size();
    const auto checked = [count](std::size_t n) {
        if (n == 0 || n > count)
            throw Error(ErrorCode::Usage, Text("there is no rule {}; there are {}", n, count), Text("rules X lists them"));
        return n - 1;
    };
    std::vector<std::pair<std::size_t, Rule>> list; // with their places before
    for (std::size_t i = 0; i < count; ++i)
        list.emplace_back(i, rules.rules[i]);
    for (const std::size_t n : a.enable)
        list[checked(n)].second.enabled = true;
    for (const std::size_t n : a.disable)
        list[checked(n)].second.enabled = false;
    if (!a.move.empty()) {
        auto moved = list[checked(a.move[0])];
        list.erase(list.begin() + static_cast<std::ptrdiff_t>(moved.first));
        list.insert(list.begin() + static_cast<std::ptrdiff_t>(checked(a.move[1])), std::move(moved));
    }
    for (const std::size_t n : a.remove)
        std::erase_if(list, [at = checked(n)](const auto& entry) { return entry.first == at; });
    rules.rules.clear();
    for (auto& [place, rule] : list)
        rules.rules.push_back(std::move(rule));
    if (!a.appendFile.empty())
        for (Rule& rule : rulesOfFile(a.appendFile).rules)
            rules.rules.push_back(std::move(rule));
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
    const bool edits = a.clear || !a.importFile.empty() || !a.appendFile.empty() || !a.remove.empty() || !a.enable.empty() ||
                       !a.disable.empty() || !a.move.empty();
    Workspace& w = session.open(a.path, a.data, a.dryRun ? Purpose::TryRules : edits ? Purpose::Rules : Purpose::Look);
    Result result;
    if (a.dryRun)
        w.setRules(edited(w.rules(), a), Keep::ThisRun);
    else if (edits || (session.onStudy() && session.options().configures()))
        session.keepRules(w, edited(w.rules(), a), result);
    const Model& model = *w.model();
    const Effective& effective = w.effective();
    result.json = header(w);
    result.json["profile"] = w.rules().profile;
    const Json file = Json::parse(w.rules().toJson());
    Table rules{{"index", "type", "rule", "enabled", "decides"}, Json::array()};
    for (std::size_t i = 0; i < w.rules().rules.size(); ++i) {
        const Rule& r = w.rules().rules[i];
        rules.rows.push_back({{"index", i + 1},
                              {"type", r.type()},
                              {"rule", r.text().english()},
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
    addSegments(w, result);
    result.findings.insert(result.findings.end(), effective.findings.begin(), effective.findings.end());
    if (!a.out.empty())
        writeInto(a.out, "qconfig_changelogs.txt", changelogText(model, effective), result);
    if (!a.exportFile.empty()) {
        refuseToReplace(a.exportFile, w.model()->path, w.study().path());
        writeWholeFile(a.exportFile, w.rules().toJson() + "\n");
    }
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
                app.add_option("CONFIG", a->config,
                               "e.g. int16 or weight=int8,threshold=1; unset removes overrides; quantstub or "
                               "dequantstub set a border at what the units give")
                    ->required();
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
                app.add_option("--out", a->out, "folder for qconfig_changelogs.txt: requested against effective, with the story");
                app.add_option("--remove", a->remove, "remove rule N (as listed, from 1)");
                app.add_option("--append", a->appendFile, "add the rules of this file behind the others");
                app.add_option("--enable", a->enable, "switch rule N on");
                app.add_option("--disable", a->disable, "switch rule N off");
                app.add_option("--move", a->move, "N M: rule N becomes the M-th; later wins")->expected(2);
                app.add_flag("--clear", a->clear, "remove all rules");
                app.add_flag("--dry-run", a->dryRun, "only show what they would come to");
                return [a](CliSession& s) { return rulesRun(s, *a); };
            }};
}

} // namespace qb::cli
