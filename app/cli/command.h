// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "app/cli/options.h"
#include "app/cli/table.h"
#include "engine/base/error.h"
#include "engine/study/bad_case.h"
#include "engine/study/workspace.h"

#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace qb::cli {

/// What a command has to say: its JSON, what people see of it, and whether its goal was met.
struct Result {
    Json json = Json::object();
    std::vector<std::pair<std::string, Table>> tables; ///< title (may be empty) and table
    std::string text;                                  ///< a few lines under the tables
    Json rows;                                         ///< what --csv writes; null: nothing
    Findings findings;
    bool goalMet = true;
};

/// What of a study that exists a command is there to change. Whatever else its options say configures this run alone; a new
/// study is made with all of it.
enum class Purpose {
    Look,
    TryRules, ///< a dry run: nothing at all gets into the study
    Rules,    ///< what keepRules() is given
    Data,     ///< calibration and evaluation data
    MoreData, ///< samples to be added to those seen; the study's data stay as they are
    BadCase,  ///< and the evaluation data that it is one of
};

/// One run of the program: options, console, and the workspace once it is open.
class CliSession {
public:
    CliSession(GlobalOptions options, Console& console, std::stop_token stop);

    /// Opens X as the options say: profile, preset, rules and data of the command line go over what the study has.
    /// To change rules or bad case a bare model needs --save.
    Workspace& open(const std::string& path, const DataArguments& data, Purpose purpose = Purpose::Look);
    /// A new study file of a model. Throws where the file is there.
    Workspace& createStudy(const std::string& study, const std::string& model, const DataArguments& data);
    /// As open(), calibrated with the data that is known, saying so.
    Workspace& openCalibrated(const std::string& path, const DataArguments& data, Purpose purpose = Purpose::Look);
    /// Calibrates anew on the data of this run; into the study where they are its own.
    void calibrateFirst(Workspace& workspace);

    /// The rules before this command: the study's, or those that the options give a bare model.
    [[nodiscard]] const RuleSet& rulesBefore() const { return m_rulesBefore; }
    [[nodiscard]] Effective effectiveBefore();
    /// Makes these the study's rules, and says in one line what they replace (also as a finding of the result).
    void keepRules(Workspace& workspace, RuleSet rules, Result& result);
    /// This run looks at samples of the study's own evaluation data, or of a study that it makes.
    [[nodiscard]] bool onOwnData() const { return m_ownData; }
    /// The path was a study before this run.
    [[nodiscard]] bool onStudy() const { return m_onStudy; }

    /// Adds what was found on opening and of data, and not told yet.
    void addFindings(Findings& findings);
    /// An interruption with what is kept of the work; any other error as it is.
    [[nodiscard]] Error explained(const Error& error);

    /// Fingerprint in hex of the configuration as it is now; the workspace is calibrated.
    [[nodiscard]] std::string configuration() { return m_workspace->plan(job()).plan.fingerprint().hex(); }
    [[nodiscard]] const GlobalOptions& options() const { return m_options; }
    [[nodiscard]] Console& console() { return m_console; }
    [[nodiscard]] JobContext job() const;
    [[nodiscard]] OrtEnvironment& environment();
    /// The evaluation samples, cut down to --sample where given.
    [[nodiscard]] SampleSet evaluationSamples(Workspace& workspace, const DataArguments& data);
    /// The samples on which layers are looked at: those that the command line names, else the study's bad case, saying so,
    /// else all of the evaluation samples.
    [[nodiscard]] LayerSamples layerSamples(Workspace& workspace, const DataArguments& data);
    /// The kernels asked for, else `otherwise`.
    [[nodiscard]] Kernels kernels(Kernels otherwise) const { return m_options.kernels.value_or(otherwise); }

private:
    void configureData(Workspace& workspace, DataArguments data, Purpose purpose);
    void sayReplaced(const DataOptions& before, const DataOptions& after, const std::string& what);

    GlobalOptions m_options;
    Console& m_console;
    std::stop_token m_stop;
    std::unique_ptr<OrtEnvironment> m_environment;
    std::unique_ptr<Workspace> m_workspace;
    RuleSet m_rulesBefore;
    bool m_onStudy = false;
    bool m_ownData = true;
    bool m_dryRun = false;
};

/// A command of the program. `add` puts it on the parser and gives back what to run when it was chosen.
struct Command {
    const char* name;
    const char* what;    ///< one line for --help
    const char* example; ///< a call that really runs from the project's folder
    std::function<std::function<Result(CliSession&)>(CLI::App& app)> add;
};

[[nodiscard]] const std::vector<Command>& commands();

/// A file's text. Throws Error(BadInput).
[[nodiscard]] std::string readText(const std::string& path);

/// A row of findings[].
[[nodiscard]] Json toJson(const Shape& shape);

/// "cos<0.99" on rows of metrics; true if any row fulfils it. Throws Error(Usage) for a text that is none.
[[nodiscard]] bool anyFulfils(const Json& rows, const std::string& condition);

} // namespace qb::cli
