// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command.h"

namespace qb::cli {

// One function per group of commands; each stands in the file of its name.
[[nodiscard]] Command inspectCommand();
[[nodiscard]] Command dataCommand();
[[nodiscard]] Command calibrateCommand();
[[nodiscard]] Command scalesCommand();
[[nodiscard]] Command histogramCommand();
[[nodiscard]] Command newCommand();
[[nodiscard]] Command setCommand();
[[nodiscard]] Command rulesCommand();
[[nodiscard]] Command compareCommand();
[[nodiscard]] Command sensitivityCommand();
[[nodiscard]] Command runCommand();
[[nodiscard]] Command evalCommand();
[[nodiscard]] Command exportCommand();
[[nodiscard]] Command verifyCommand();
[[nodiscard]] Command benchCommand();
[[nodiscard]] Command badcaseCommand();
[[nodiscard]] Command profileCommand();
[[nodiscard]] Command checkCommand();
[[nodiscard]] Command adviseCommand();
[[nodiscard]] Command reportCommand();
[[nodiscard]] Command writeCommand();
[[nodiscard]] Command readCommand();

/// All of them, in the order of --help.
[[nodiscard]] std::vector<Command> allCommands();

/// `study` and `model`, which every answer has.
[[nodiscard]] Json header(Workspace& workspace);

/// The study's bad case, null where there is none. `configuration`: that of now, to tell whether it was found under another.
[[nodiscard]] Json toJson(const std::optional<ChosenCase>& chosen, const std::string& configuration);
/// changed[] of an edit: {point from to because}.
[[nodiscard]] Json changesJson(const Model& model, const Effective& before, const Effective& after);

/// Puts segments[] {segment units[] dequantized[] quantized[] bytes last_segment}, the float segments of the
/// configuration under work, into the answer, and for people as a table where there are any.
void addSegments(Workspace& workspace, Result& result);

/// Another configuration of the same model: a rule file, or the rules of another study. Throws Error(BadInput).
[[nodiscard]] Plan otherPlan(CliSession& session, Workspace& workspace, const std::string& path);

/// Writes a file of a --out folder, which is made; says so in the text and in files[]. Throws Error(Resources).
void writeInto(const std::string& folder, const std::string& name, const std::string& content, Result& result);

/// The argument that every command has first.
void addSubject(CLI::App& app, std::string& path);

} // namespace qb::cli
