// SPDX-License-Identifier: GPL-3.0-or-later
//
// Layered layout of a directed graph
// ==================================
//
// Terms. A *card* is a rectangle of given size, an *edge* goes from card to card. *Layers* are numbered along the direction
// (here told as top-down; left-right is the same with x and y changed). An edge over several layers passes those between in
// *lanes*: points that take room in the layer like a thin card. Cards and lanes are *vertices*, a *segment* joins two
// vertices of neighbouring layers. A *tunnel* is an edge that is not drawn: it begins and ends in a *stub* beside the card,
// which names the partner. A *block* is a run of vertices under one another that share one axis.
//
// Phases.
//  1 Order. Cards are sorted topologically, the caller's order deciding where there is a choice. Where a cycle stops the
//    sort (groups of units may read each other) its first card goes first; edges against the order become tunnels.
//  2 Layers. Longest way from above; then what hangs on nothing fixed, and what is read more often than it reads, comes down
//    to its readers. A network simplex would give shorter edges for ten times the time.
//  3 Tunnels and lanes. Too long edges, the far ones of big fans and those that go back become tunnels, the others get
//    lanes. Readers of one value share a lane as far as they go together, so a value read in ten layers is one line with
//    ten branches.
//  4 Order in the layers. Depth first for a start, then sweeps up and down by the mean place of the neighbours, in smaller
//    graphs with exchanges of neighbours and with whole pieces going to the other side of the backbone; the best seen is
//    kept, and the sweeps end when nothing gains.
//  5 Axes. Of the segments between two layers those on the longest ways are made straight first, as long as none cross:
//    this gives blocks, and the backbone of a network is one block. Blocks keep their order from left to right; from the
//    mean of the leftmost and the rightmost legal placement each is pulled to the median of what it is connected with, then
//    whole branches to the backbone.
//  6 Lines. Layers are put under one another, with more room where lines go far aside; ends are spread over the card's side.
//
// Cost. n cards, m segments: sorting and layers O((n + m) log n), each sweep O(m log m), each pull O(m). Measured: 10,000
// cards of a chain with residuals and long skips in 6 ms. Nothing depends on addresses or on time, so equal input
// gives equal output. The stop token is looked at in every sweep and pass.
#include "engine/layout/layered_layout.h"

#include "engine/base/error.h"
#include "engine/layout/layered_parts.h"

#include <algorithm>
#include <cmath>

namespace qb {

namespace {

using layered::Axes;
using layered::ProperGraph;

constexpr double kStubGap = 8;
constexpr double kSlope = 0.06;   // room between layers per length aside
constexpr double kMostExtra = 60; // of that room
constexpr double kPortStep = 12;  // between ends of lines at a card

std::size_t at(int i) { return static_cast<std::size_t>(i); }

/// Everything as if top-down; `turned` tells the difference to the outside.
class Drawing {
public:
    Drawing(const std::vector<LayoutSize>& cards, const std::vector<LayoutEdge>& edges, const LayoutOptions& options)
        : m_edges(edges), m_options(options), m_turned(options.direction == LayoutDirection::LeftRight), m_sizes(cards)
    {
        if (m_turned)
            for (LayoutSize& size : m_sizes)
                std::swap(size.width, size.height);
    }

    GraphLayout run(const JobContext& job)
    {
        job.throwIfStopped();
        const layered::TopologicalOrder order = layered::sortCards(m_sizes.size(), m_edges);
        job.throwIfStopped();
        std::vector<int> layers = layered::assignLayers(m_sizes.size(), m_edges, order);
        m_result.layers = layers;
        job.throwIfStopped();
        m_graph = layered::makeProper(std::move(layers), m_edges, order, m_options, job);
        setExtents();
        job.throwIfStopped();
        layered::orderLayers(m_graph, job);
        m_axes = layered::placeVertices(m_graph, m_options, job);
        spreadPorts();
        stackLayers();
        placeCards();
        job.throwIfStopped();
        routeEdges();
        normalize();
        return std::move(m_result);
    }

private:
    /// Stubs stand beside the card (below it, if turned) and count as part of it.
    void setExtents()
    {
        m_hasIn.assign(m_sizes.size(), false);
        m_hasOut.assign(m_sizes.size(), false);
        for (std::size_t e = 0; e < m_edges.size(); ++e)
            if (m_graph.tunnel[e])
                m_hasOut[at(m_edges[e].from)] = m_hasIn[at(m_edges[e].to)] = true;
        m_along.resize(m_sizes.size());
        const double across = m_turned ? m_options.stub.height : m_options.stub.width;
        const double along = m_turned ? m_options.stub.width : m_options.stub.height;
        for (std::size_t c = 0; c < m_sizes.size(); ++c) {
            const int stubs = (m_hasIn[c] ? 1 : 0) + (m_hasOut[c] ? 1 : 0);
            m_graph.before[c] = m_graph.after[c] = m_sizes[c].width / 2;
            if (stubs > 0)
                m_graph.after[c] += kStubGap + across;
            m_along[c] = std::max(m_sizes[c].height, stubs * along + (stubs == 2 ? kStubGap : 0));
        }
    }

    /// Ends of segments at cards, by where they lead; a straight one stays in the middle.
    void spreadPorts()
    {
        m_upperEnd.assign(m_graph.segments.size(), 0);
        m_lowerEnd.assign(m_graph.segments.size(), 0);
        for (int c = 0; c < static_cast<int>(m_graph.cards); ++c) {
            spread(c, m_graph.down[c], m_upperEnd, false);
            spread(c, m_graph.up[c], m_lowerEnd, true);
        }
        for (std::size_t s = 0; s < m_graph.segments.size(); ++s) {
            m_upperEnd[s] += m_axes.x[at(m_graph.segments[s].upper)];
            m_lowerEnd[s] += m_axes.x[at(m_graph.segments[s].lower)];
        }
    }

    void spread(int card, std::span<const int> side, std::vector<double>& ends, bool otherIsUpper)
    {
        m_fan.assign(side.begin(), side.end());
        const auto other = [&](int s) {
            return m_axes.x[at(otherIsUpper ? m_graph.segments[at(s)].upper : m_graph.segments[at(s)].lower)];
        };
        std::stable_sort(m_fan.begin(), m_fan.end(), [&](int a, int b) { return other(a) < other(b); });
        const auto straight = std::find_if(m_fan.begin(), m_fan.end(), [&](int s) { return m_axes.straight[at(s)]; });
        const auto count = static_cast<double>(m_fan.size());
        const double middle = straight == m_fan.end() ? (count - 1) / 2 : static_cast<double>(straight - m_fan.begin());
        const double reach = std::max(middle, count - 1 - middle);
        const double room = std::max(0.0, m_sizes[at(card)].width / 2 - 10);
        const double step = reach > 0 ? std::min(kPortStep, room / reach) : 0;
        for (std::size_t i = 0; i < m_fan.size(); ++i)
            ends[at(m_fan[i])] = (static_cast<double>(i) - middle) * step;
    }

    void stackLayers()
    {
        std::vector<double> height(at(m_graph.layers.size()), 0);
        for (std::size_t c = 0; c < m_sizes.size(); ++c)
            height[at(m_graph.layer[c])] = std::max(height[at(m_graph.layer[c])], m_along[c]);
        std::vector<double> aside(height.size(), 0);
        for (std::size_t s = 0; s < m_graph.segments.size(); ++s) {
            double& a = aside[at(m_graph.layer[at(m_graph.segments[s].upper)])];
            a = std::max(a, std::abs(m_upperEnd[s] - m_lowerEnd[s]));
        }
        double y = 0;
        for (std::size_t l = 0; l < height.size(); ++l) {
            m_result.layerSpan.push_back({y, y + height[l]});
            y += height[l] + m_options.layerGap + std::min(kMostExtra, aside[l] * kSlope);
        }
    }

    void placeCards()
    {
        m_result.inStubs.resize(m_sizes.size());
        m_result.outStubs.resize(m_sizes.size());
        for (std::size_t c = 0; c < m_sizes.size(); ++c) {
            const LayoutPoint span = m_result.layerSpan[at(m_graph.layer[c])];
            const double x = m_axes.x[c] - m_sizes[c].width / 2;
            const double middle = (span.x + span.y) / 2;
            m_result.cards.push_back({x, middle - m_sizes[c].height / 2, m_sizes[c].width, m_sizes[c].height});
            const double across = m_turned ? m_options.stub.height : m_options.stub.width;
            const double along = m_turned ? m_options.stub.width : m_options.stub.height;
            const double beside = x + m_sizes[c].width + kStubGap;
            if (m_hasIn[c])
                m_result.inStubs[c] = {beside, middle - m_along[c] / 2, across, along};
            if (m_hasOut[c])
                m_result.outStubs[c] = {beside, middle + m_along[c] / 2 - along, across, along};
        }
    }

    void routeEdges()
    {
        m_result.edges.resize(m_edges.size());
        for (std::size_t e = 0; e < m_edges.size(); ++e) {
            LayoutRoute& route = m_result.edges[e];
            route.tunnel = m_graph.tunnel[e];
            if (route.tunnel)
                continue;
            const LayoutRect& from = m_result.cards[at(m_edges[e].from)];
            const LayoutRect& to = m_result.cards[at(m_edges[e].to)];
            for (std::size_t i = 0; i < m_graph.path[e].size(); ++i) {
                const auto s = at(m_graph.path[e][i]);
                const auto l = at(m_graph.layer[at(m_graph.segments[s].upper)]);
                if (i == 0)
                    add(route.line, {m_upperEnd[s], from.bottom()});
                add(route.line, {m_upperEnd[s], m_result.layerSpan[l].y});
                add(route.line, {m_lowerEnd[s], m_result.layerSpan[l + 1].x});
                if (i + 1 == m_graph.path[e].size())
                    add(route.line, {m_lowerEnd[s], to.y});
            }
        }
    }

    /// Leaves out points on a straight way down.
    static void add(std::vector<LayoutPoint>& line, LayoutPoint p)
    {
        if (!line.empty())
            p.y = std::max(p.y, line.back().y); // the last bit may differ between a card's and its layer's border
        if (!line.empty() && line.back() == p)
            return;
        if (line.size() > 1 && line.back().x == p.x && line[line.size() - 2].x == p.x)
            line.back() = p;
        else
            line.push_back(p);
    }

    /// To the origin, and turned where it must be.
    void normalize()
    {
        double left = m_result.cards.empty() ? 0 : 1e300;
        double right = m_result.cards.empty() ? 0 : -1e300;
        for (std::size_t v = 0; v < m_graph.vertices(); ++v) {
            left = std::min(left, m_axes.x[v] - m_graph.before[v]);
            right = std::max(right, m_axes.x[v] + m_graph.after[v]);
        }
        const auto put = [&](LayoutPoint& p) {
            p.x -= left;
            if (m_turned)
                std::swap(p.x, p.y);
        };
        const auto putRect = [&](LayoutRect& r) {
            r.x -= left;
            if (m_turned) {
                std::swap(r.x, r.y);
                std::swap(r.width, r.height);
            }
        };
        for (auto* rects : {&m_result.cards, &m_result.inStubs, &m_result.outStubs})
            for (LayoutRect& r : *rects)
                if (!r.empty())
                    putRect(r);
        for (LayoutRoute& route : m_result.edges)
            for (LayoutPoint& p : route.line)
                put(p);
        const double depth = m_result.layerSpan.empty() ? 0 : m_result.layerSpan.back().y;
        m_result.bounds = m_turned ? LayoutRect{0, 0, depth, right - left} : LayoutRect{0, 0, right - left, depth};
    }

    const std::vector<LayoutEdge>& m_edges;
    const LayoutOptions& m_options;
    bool m_turned;
    std::vector<LayoutSize> m_sizes; // width across, height along the direction
    std::vector<double> m_along;     // with stubs
    std::vector<bool> m_hasIn;
    std::vector<bool> m_hasOut;
    ProperGraph m_graph;
    Axes m_axes;
    std::vector<double> m_upperEnd; // by segment
    std::vector<double> m_lowerEnd;
    std::vector<int> m_fan;
    GraphLayout m_result;
};

} // namespace

GraphLayout layoutGraph(const std::vector<LayoutSize>& cards, const std::vector<LayoutEdge>& edges, const LayoutOptions& options,
                        const JobContext& job)
{
    for (const LayoutEdge& e : edges)
        if (e.from < 0 || e.to < 0 || at(e.from) >= cards.size() || at(e.to) >= cards.size())
            throw Error(ErrorCode::Usage, Text("an edge leads to a card that is not there"));
    return Drawing(cards, edges, options).run(job);
}

} // namespace qb
