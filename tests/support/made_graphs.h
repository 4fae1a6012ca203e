// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layout/layered_layout.h"

#include <random>
#include <string>
#include <vector>

namespace qb::test {

/// Cards and edges as layoutGraph takes them.
struct MadeGraph {
    std::vector<LayoutSize> cards;
    std::vector<LayoutEdge> edges;
};

/// A network as they are: a chain with residuals over 3 cards, now and then four branches that meet again, and every
/// hundredth card read far below.
inline MadeGraph chainWithSkips(int count)
{
    MadeGraph g;
    g.cards.assign(static_cast<std::size_t>(count), {160, 44});
    for (int i = 1; i < count; ++i) {
        if (i % 40 >= 20 && i % 40 < 24)
            g.edges.push_back({i / 40 * 40 + 19, i}); // four branches
        else if (i % 40 == 24)
            for (int b = 1; b <= 4; ++b)
                g.edges.push_back({i - b, i});
        else
            g.edges.push_back({i - 1, i});
        if (i % 5 == 0 && i >= 4 && i % 40 < 16)
            g.edges.push_back({i - 4, i});
        if (i % 100 == 99 && i + 250 < count)
            g.edges.push_back({i, i + 250});
    }
    return g;
}

/// Any graph whose edges go from lower to higher numbers.
inline MadeGraph randomGraph(unsigned seed)
{
    std::mt19937 random(seed);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    MadeGraph g;
    const int count = 1 + below(60);
    for (int i = 0; i < count; ++i)
        g.cards.push_back({20.0 + below(200), 10.0 + below(60)});
    const int edges = count > 1 ? below(static_cast<unsigned>(3 * count)) : 0;
    for (int i = 0; i < edges; ++i) {
        const int to = 1 + below(static_cast<unsigned>(count - 1));
        g.edges.push_back({below(static_cast<unsigned>(to)), to, below(3) - 1});
    }
    return g;
}

} // namespace qb::test
