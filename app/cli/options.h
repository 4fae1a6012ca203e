// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/console.h"
#include "engine/analysis/custom_metric.h"
#include "engine/data/data_options.h"
#include "engine/ort/session.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace qb::cli {

/// Options that every command knows.
struct GlobalOptions {
    std::string profile;
    std::string preset;
    std::string rulesFile;
    std::string method;
    std::string save;
    std::string model;
    std::string csv;
    std::string failIf;
    bool readOnly = false; ///< nothing gets into the study
    bool json = false;
    bool quiet = false;
    bool recompute = false;
    unsigned threads = 0;           ///< 0: as many as the machine has
    std::optional<Kernels> kernels; ///< nothing: the command's own choice
    std::uint64_t memoryBytes = std::uint64_t{2} << 30U;
    std::uint64_t seed = 0;
    ShowProgress progress = ShowProgress::Auto;

    /// Whether anything was said about rules.
    [[nodiscard]] bool configures() const { return !profile.empty() || !preset.empty() || !rulesFile.empty() || !method.empty(); }
};

/// The flags of one data path ("data" or "eval-data").
struct DataFlags {
    std::string path;
    std::string samples;
    std::string range;
};

struct DataArguments {
    DataFlags calibration;
    DataFlags evaluation;
    std::string sample;
    std::string preprocess;                             ///< preset or file
    std::map<std::string, std::string> preprocessFlags; ///< by the keys of the JSON
    std::vector<std::string> dims;                      ///< NAME=N
    std::vector<std::string> inputs;                    ///< NAME=VALUES
    std::string rawDtype;
    WavFraming wav;

    /// Whether anything was said about how data is read.
    [[nodiscard]] bool any() const;
};

/// A metric of the user's own.
struct CustomArguments {
    std::string expression; ///< empty: none
    std::string orderName = "descending";

    [[nodiscard]] Order order() const { return orderName == "ascending" ? Order::Ascending : Order::Descending; }
};

void addGlobalOptions(CLI::App& app, GlobalOptions& options);
void addDataOptions(CLI::App& app, DataArguments& arguments);
void addCustomOptions(CLI::App& app, CustomArguments& arguments);

/// Throws Error(Usage) that names `what` for anything else.
[[nodiscard]] std::uint64_t wholeNumber(const std::string& text, const std::string& what);

/// What was said on the command line, put over what the study has. Throws one Error(Usage) that names all that is wrong.
[[nodiscard]] DataOptions dataOptions(const DataArguments& arguments, const DataFlags& flags, DataOptions before);

} // namespace qb::cli
