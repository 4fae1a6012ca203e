// SPDX-License-Identifier: GPL-3.0-or-later
// export, verify: the tuned model as a file, and the proof that it computes what was simulated.
#include "app/cli/commands/commands.h"
#include "engine/base/error.h"
#include "engine/exporters/verify.h"
#include "engine/model/onnx_writer.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace qb::cli {

namespace {

struct Arguments {
    std::string path;
    std::string out;
    DataArguments data;
    std::string domain = "auto";
    std::string guard;
    bool verify = false;
    double maxSteps = 0;
};
