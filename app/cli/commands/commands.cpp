// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"

#include "engine/base/error.h"
#include "engine/base/whole_file.h"
#include "engine/qconfig/preview.h"

#include <CLI/CLI.hpp>

#include <filesystem>

namespace qb::cli {

std::vector<Command> allCommands()
{
    return {newCommand(),     inspectCommand(), dataCommand(),  calibrateCommand(), scalesCommand(),      histogramCommand(),
            setCommand(),     rulesCommand(),   checkCommand(), compareCommand(),   sensitivityCommand(), adviseCommand(),
            badcaseCommand(), profileCommand(), runCommand(),   evalCommand(),      exportCommand(),      verifyCommand(),
            reportCommand(),  writeCommand(),   readCommand(),  benchCommand()};
}

Json changesJson(const Model& model, const Effective& before, const Effective& after)
{
    Json list = Json::array();
    for (const PointChange& c : difference(model, before, after))
        list.push_back({{"point", model.point(c.point).name},
                        {"from", c.from.english()},
                        {"to", c.to.english()},
                        {"because", c.because.english()}});
    return list;
}

Json header(Workspace& workspace)
{
    return {{"study", workspace.kept() ? Json(workspace.study().path()) : Json(nullptr)}, {"model", workspace.model()->path}};
}

Plan otherPlan(CliSession& session, Workspace& w, const std::string& path)
{
    if (path.ends_with(".json"))
        return w.planOf(RuleSet::fromJson(readText(path), std::filesystem::path(path).parent_path().string()), session.job());
    const Study other = Study::open(path, OpenMode::ReadOnly);
    if (other.modelFingerprint() != w.model()->fingerprint)
        throw Error(ErrorCode::BadInput, Text("{} is a study of another model", path),
                    Text("compare configurations of one model"), {{"file", path}});
    return w.planOf(RuleSet::fromJson(other.rules()), session.job());
}

void writeInto(const std::string& folder, const std::string& name, const std::string& content, Result& result)
{
    std::error_code failed; // writing into it says so
    std::filesystem::create_directories(folder, failed);
    const std::string path = (std::filesystem::path(folder) / name).string();
    writeWholeFile(path, content);
    result.text += "written to " + path + "\n";
    result.json["files"].push_back(path);
}

void addSubject(CLI::App& app, std::string& path) { app.add_option("X", path, "study (.qbs) or model (.onnx)")->required(); }

} // namespace qb::cli
