// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layout/layered_layout.h"

#include <span>

namespace qb::layered {

/// Lists of integers, one after the other in one array.
class Lists {
public:
    Lists() = default;
    /// One list per key in [0, size); `keyOf(i)` and `valueOf(i)` for i in [0, count). Keeps the order of i.
    template <typename Key, typename Val>
    Lists(std::size_t size, std::size_t count, Key keyOf, Val valueOf) : m_begin(size + 1, 0), m_values(count)
    {
        for (std::size_t i = 0; i < count; ++i)
            ++m_begin[static_cast<std::size_t>(keyOf(i)) + 1];
        for (std::size_t k = 0; k < size; ++k)
            m_begin[k + 1] += m_begin[k];
        std::vector<int> next(m_begin.begin(), m_begin.end() - 1);
        for (std::size_t i = 0; i < count; ++i)
            m_values[static_cast<std::size_t>(next[static_cast<std::size_t>(keyOf(i))]++)] = valueOf(i);
    }

    [[nodiscard]] std::span<int> operator[](int key) { return {m_values.data() + first(key), count(key)}; }
    [[nodiscard]] std::span<const int> operator[](int key) const { return {m_values.data() + first(key), count(key)}; }
    [[nodiscard]] int size() const { return static_cast<int>(m_begin.size()) - 1; }

private:
    [[nodiscard]] std::size_t first(int key) const { return static_cast<std::size_t>(m_begin[static_cast<std::size_t>(key)]); }
    [[nodiscard]] std::size_t count(int key) const
    {
        return static_cast<std::size_t>(m_begin[static_cast<std::size_t>(key) + 1]) - first(key);
    }

    std::vector<int> m_begin{0};
    std::vector<int> m_values;
};

/// A line between two vertices in neighbouring layers.
struct Segment {
    int upper = 0;
    int lower = 0;
    int rank = 0; ///< the larger, the more it should be straight
};

/// Cards first, in the caller's order, then lanes: places where a long edge passes a layer. Every segment goes one layer down.
struct ProperGraph {
    std::size_t cards = 0;
    std::vector<int> layer;             ///< by vertex
    std::vector<double> before;         ///< by vertex: how far it reaches from its axis to the left ...
    std::vector<double> after;          ///< ... and to the right
    std::vector<Segment> segments;      ///< sorted by upper, then lower
    std::vector<bool> tunnel;           ///< by edge
    std::vector<std::vector<int>> path; ///< by edge: its segments from above, none for a tunnel
    Lists down;                         ///< by vertex: segments to the layer below
    Lists up;                           ///< by vertex: segments to the layer above
    Lists layers;                       ///< by layer: vertices from left to right
    std::vector<bool> backbone;         ///< by vertex: lies on the longest way from top to bottom

    [[nodiscard]] std::size_t vertices() const { return layer.size(); }
    [[nodiscard]] bool isLane(int vertex) const { return static_cast<std::size_t>(vertex) >= cards; }
    void link(); ///< makes down, up and layers from layer and segments
};

/// Order in which edges go forward, and the edges that don't.
struct TopologicalOrder {
    std::vector<int> cards;
    std::vector<bool> backward; ///< by edge; also of a card to itself
};
[[nodiscard]] TopologicalOrder sortCards(std::size_t cards, const std::vector<LayoutEdge>& edges);

/// Layer of each card: every edge that is not backward goes down by at least one.
[[nodiscard]] std::vector<int> assignLayers(std::size_t cards, const std::vector<LayoutEdge>& edges,
                                            const TopologicalOrder& order);

/// Cuts tunnels, adds lanes, ranks segments. Extents of cards are left at 0.
[[nodiscard]] ProperGraph makeProper(std::vector<int> layers, const std::vector<LayoutEdge>& edges, const TopologicalOrder& order,
                                     const LayoutOptions& options, const JobContext& job);

/// Orders the vertices of each layer so that few segments cross. Returns the number of crossings left.
std::uint64_t orderLayers(ProperGraph& graph, const JobContext& job);

struct Axes {
    std::vector<double> x;      ///< by vertex: its axis
    std::vector<bool> straight; ///< by segment: both ends have the same axis
};
[[nodiscard]] Axes placeVertices(const ProperGraph& graph, const LayoutOptions& options, const JobContext& job);

} // namespace qb::layered
