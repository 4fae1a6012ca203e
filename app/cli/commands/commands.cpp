// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"

#include <CLI/CLI.hpp>

namespace qb::cli {

std::vector<Command> allCommands()
{
    return {newCommand(),    inspectCommand(), dataCommand(),    calibrateCommand(),   scalesCommand(), histogramCommand(),
            setCommand(),    rulesCommand(),   compareCommand(), sensitivityCommand(), runCommand(),    evalCommand(),
            exportCommand(), verifyCommand(),  benchCommand(),   writeCommand(),       readCommand()};
}

Json header(Workspace& workspace)
{
    return {{"study", workspace.kept() ? Json(workspace.study().path()) : Json(nullptr)}, {"model", workspace.model()->path}};
}

void addSubject(CLI::App& app, std::string& path) { app.add_option("X", path, "study (.qbs) or model (.onnx)")->required(); }

} // namespace qb::cli
