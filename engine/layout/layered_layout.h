// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/job.h"

#include <vector>

namespace qb {

enum class LayoutDirection { TopDown, LeftRight };

/// All lengths are in the caller's units (pixels at 1:1); x grows to the right, y downwards.
struct LayoutSize {
    double width = 0;
    double height = 0;
};

struct LayoutPoint {
    double x = 0;
    double y = 0;
    bool operator==(const LayoutPoint&) const = default;
};

struct LayoutRect {
    double x = 0; ///< of the left upper corner
    double y = 0;
    double width = 0;
    double height = 0;
    bool operator==(const LayoutRect&) const = default;
    [[nodiscard]] double right() const { return x + width; }
    [[nodiscard]] double bottom() const { return y + height; }
    [[nodiscard]] bool empty() const { return width <= 0 || height <= 0; }
};

struct LayoutEdge {
    int from = 0; ///< index of a card
    int to = 0;
    int trunk = -1; ///< edges of one card with the same trunk (0, 1 ...) share a lane as long as they go the same way
};

struct LayoutOptions {
    LayoutDirection direction = LayoutDirection::TopDown;
    double cardGap = 28;  ///< between cards of a layer, and beside one for a passing line
    double laneGap = 12;  ///< between passing lines
    double layerGap = 30; ///< between layers, at least
    int maxSpan = 12;     ///< an edge over more layers becomes a tunnel
    int maxFan = 12;      ///< a card keeps that many edges on each side; further ones that pass layers become tunnels
    LayoutSize stub{92, 16};
};

struct LayoutRoute {
    bool tunnel = false;
    std::vector<LayoutPoint> line; ///< from border to border; empty for a tunnel
};

/// Where everything stands. Cards, stubs and passing lines do not overlap.
struct GraphLayout {
    std::vector<LayoutRect> cards;
    std::vector<int> layers;            ///< by card, from 0; lines go from lower to higher ones
    std::vector<LayoutRoute> edges;     ///< by edge
    std::vector<LayoutRect> inStubs;    ///< by card: end of all its incoming tunnels, empty where there are none
    std::vector<LayoutRect> outStubs;   ///< by card: their beginnings
    std::vector<LayoutPoint> layerSpan; ///< by layer: begin and end along the direction, so that what is in view is found fast
    LayoutRect bounds;
};

/// Arranges cards in layers. Edges may form cycles (then some are tunnels). The same input gives the same output.
/// Throws Error(Usage) for an edge to no card, Error(Interrupted) within 50 ms after a stop request.
[[nodiscard]] GraphLayout layoutGraph(const std::vector<LayoutSize>& cards, const std::vector<LayoutEdge>& edges,
                                      const LayoutOptions& options, const JobContext& job);

} // namespace qb
