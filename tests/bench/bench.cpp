// SPDX-License-Identifier: GPL-3.0-or-later
// Speed, mostly as ratios within one run, so that numbers of different machines can be compared. See README.md here.
#include "engine/ort/session.h"
#include "tests/bench/figures.h"

#include <CLI/CLI.hpp>

#include <cstdio>
#include <cstdlib>
#include <exception>

int main(int argc, char** argv)
{
    using namespace qb::bench;
    std::string only;
    std::string json;
    int calibrated = 0;
    bool starts = false;
    CLI::App app("Measures engine and window; exit code 1 where a figure misses what it must reach.", "quantbench-bench");
    app.add_option("--only", only, "measure the figure of this name alone");
    app.add_option("--json", json, "keep the figures in this file");
    // What a figure starts as a process of its own.
    app.add_option("--calibrate-only", calibrated)->group("");
    app.add_flag("--start-only", starts)->group("");
    CLI11_PARSE(app, argc, argv);
    ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
    try {
        if (calibrated > 0) {
            calibrateOnly(calibrated);
            return 0;
        }
        if (starts)
            startOnly();
        Figures figures(only);
        windowFigures(figures); // first: gigabytes of networks before it make every allocation of a big model dearer
        engineFigures(figures);
        if (!json.empty())
            figures.writeJson(json);
        return figures.allHold() ? 0 : 1;
    } catch (const std::exception& e) {
        std::fprintf(stderr, "%s\n", e.what());
        return 5;
    }
}
