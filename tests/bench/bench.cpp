// SPDX-License-Identifier: GPL-3.0-or-later
// Speed, mostly as ratios within one run, so that numbers of different machines can be compared. See README.md here.
#include "engine/ort/session.h"
#include "tests/bench/figures.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>

int main(int argc, char** argv)
{
    using namespace qb::bench;
    std::string only;
    std::string json;
    ::setenv("QT_QPA_PLATFORM", "offscreen", 0);
    try {
        for (int i = 1; i + 1 < argc; i += 2) {
            if (std::strcmp(argv[i], "--calibrate-only") == 0) {
                calibrateOnly(std::atoi(argv[i + 1]));
                return 0;
            }
            if (std::strcmp(argv[i], "--start-only") == 0)
                startOnly();
            (std::strcmp(argv[i], "--json") == 0 ? json : only) = argv[i + 1];
        }
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
