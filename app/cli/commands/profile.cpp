// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands/commands.h"
#include <CLI/CLI.hpp>
namespace qb::cli {
Command profileCommand()
{
    return {"profile", "", "", [](CLI::App&) { return [](CliSession&) { return Result{}; }; }};
}
} // namespace qb::cli
