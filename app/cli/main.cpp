// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command.h"
#include "app/cli/flag_hints.h"
#include "engine/base/error.h"
#include "engine/base/whole_file.h"
#include "engine/exporters/finding_json.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <csignal>
#include <cstdio>
#include <iostream>

namespace qb::cli {

namespace {

/// Half a document with exit code 0 would be taken for a whole one.
void checkOutput()
{
    std::cout.flush();
    if (!std::cout)
        throw Error(ErrorCode::Resources, Text("can't write the result to the standard output"),
                    Text("check the space on the disk"));
}

void show(const Result& result, const GlobalOptions& options, Console& console)
{
    if (!options.csv.empty() && !result.rows.is_null())
        writeWholeFile(options.csv, toCsv(result.rows));
    if (options.json) {
        Json json = result.json;
        json["findings"] = findingsWithFlags(result.findings);
        std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
        checkOutput();
        return;
    }
    for (const auto& [title, table] : result.tables)
        std::cout << (title.empty() ? "" : title + "\n") << toText(table, terminalWidth());
    std::cout << result.text;
    checkOutput();
    console.findings(result.findings);
}

int tell(const Error& e, const GlobalOptions& options, Console& console)
{
    if (options.json) {
        Json json{{"error",
                   {{"code", toString(e.code())},
                    {"message", e.what()},
                    {"cure", withFlags(e.cure(), e.message())},
                    {"context", e.context()}}}};
        std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
    } else {
        // An error is said even when remarks are not wanted.
        (void)console;
        std::fflush(stdout);
        const std::string cure = withFlags(e.cure(), e.message());
        std::fputs(fmt::format("error: {}\n{}", e.what(), cure.empty() ? "" : "  " + cure + "\n").c_str(), stderr);
    }
    return static_cast<int>(e.code());
}

int run(int argc, char** argv)
{
    const Interrupt interrupt;
    // A file that would grow beyond the user's limit (ulimit -f) is an error like a full disk, not the end.
    std::signal(SIGXFSZ, SIG_IGN);
    GlobalOptions options;
    CLI::App app{"Tune the precision of quantized neural networks", "quantbench-cli"};
    app.set_version_flag("--version", fmt::format("quantbench-cli {} (ONNX Runtime {})", QB_VERSION, OrtEnvironment::version()));
    app.require_subcommand(1);
    app.fallthrough();
    addGlobalOptions(app, options);
    std::function<Result(CliSession&)> chosen;
    for (const Command& command : commands()) {
        CLI::App* sub = app.add_subcommand(command.name, command.what);
        sub->footer(std::string("Example:\n  quantbench-cli ") + command.example);
        const auto body = command.add(*sub);
        sub->callback([&chosen, body] { chosen = body; });
    }
    try {
        app.parse(argc, argv);
    } catch (const CLI::Success& e) {
        return app.exit(e);
    } catch (const CLI::ParseError& e) {
        // Where the parser gave up before it saw --json.
        for (int i = 1; i < argc; ++i)
            options.json = options.json || std::string_view(argv[i]) == "--json";
        Console quiet(ShowProgress::Never, true);
        return tell(Error(ErrorCode::Usage, Text::verbatim(e.what()),
                          Text("quantbench-cli --help, or COMMAND --help, lists what there is")),
                    options, quiet);
    }
    Console console(options.progress, options.quiet);
    CliSession session(options, console, interrupt.token());
    try {
        Result result = chosen(session);
        session.addFindings(result.findings);
        show(result, options, console);
        return result.goalMet ? 0 : 1;
    } catch (const Error& e) {
        return tell(session.explained(e), options, console);
    } catch (const std::bad_alloc&) {
        return tell(Error(ErrorCode::Resources, Text("out of memory"),
                          Text("use fewer --threads, a smaller --memory, or smaller inputs")),
                    options, console);
    } catch (const std::exception& e) {
        return tell(Error(ErrorCode::Resources, Text("unexpected: {}", e.what()), Text("please report this")), options, console);
    }
}

} // namespace

} // namespace qb::cli

int main(int argc, char** argv) { return qb::cli::run(argc, argv); }
