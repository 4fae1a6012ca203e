// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"

#include "engine/qconfig/preview.h"

#include <CLI/CLI.hpp>

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

void addSubject(CLI::App& app, std::string& path) { app.add_option("X", path, "study (.qbs) or model (.onnx)")->required(); }

} // namespace qb::cli
