// SPDX-License-Identifier: GPL-3.0-or-later
// Phases 1 to 3 of the layered layout (see layered_layout.cpp): order, layers, tunnels and lanes.
#include "engine/layout/layered_parts.h"

#include <algorithm>
#include <functional>
#include <map>
#include <queue>

namespace qb::layered {

namespace {

std::size_t at(int i) { return static_cast<std::size_t>(i); }

Lists outgoing(std::size_t cards, const std::vector<LayoutEdge>& edges)
{
    return Lists(
        cards, edges.size(), [&](std::size_t i) { return edges[i].from; }, [](std::size_t i) { return static_cast<int>(i); });
}

Lists incoming(std::size_t cards, const std::vector<LayoutEdge>& edges)
{
    return Lists(
        cards, edges.size(), [&](std::size_t i) { return edges[i].to; }, [](std::size_t i) { return static_cast<int>(i); });
}

/// Long edges, those that go backward, and the far ones of a big fan.
std::vector<bool> cutTunnels(const std::vector<int>& layers, const std::vector<LayoutEdge>& edges, const TopologicalOrder& order,
                             const LayoutOptions& options)
{
    std::vector<bool> tunnel = order.backward;
    const auto span = [&](int e) { return layers[at(edges[at(e)].to)] - layers[at(edges[at(e)].from)]; };
    for (std::size_t e = 0; e < edges.size(); ++e)
        if (span(static_cast<int>(e)) > options.maxSpan)
            tunnel[e] = true;
    const auto thin = [&](const Lists& fans) {
        std::vector<int> fan;
        for (int card = 0; card < fans.size(); ++card) {
            if (std::ssize(fans[card]) <= options.maxFan)
                continue;
            fan.assign(fans[card].begin(), fans[card].end());
            std::stable_sort(fan.begin(), fan.end(), [&](int a, int b) { return span(a) < span(b); });
            for (auto i = at(options.maxFan); i < fan.size(); ++i)
                if (span(fan[i]) > 1)
                    tunnel[at(fan[i])] = true;
        }
    };
    thin(outgoing(layers.size(), edges));
    thin(incoming(layers.size(), edges));
    return tunnel;
}

/// The longest way from top to bottom is the backbone; of several the one in the middle. What lies on long ways comes next.
void rankSegments(ProperGraph& graph, const std::vector<int>& topDown)
{
    constexpr int kBackbone = 1 << 24;
    const std::size_t n = graph.vertices();
    std::vector<int> above(n, 0); // cards on the longest way from a source to here, and from here to a sink
    std::vector<int> below(n, 0);
    const auto own = [&](int v) { return graph.isLane(v) ? 0 : 1; };
    for (const int v : topDown)
        for (const int s : graph.down[v]) {
            int& a = above[at(graph.segments[at(s)].lower)];
            a = std::max(a, above[at(v)] + own(v));
        }
    for (auto v = topDown.rbegin(); v != topDown.rend(); ++v)
        for (const int s : graph.up[*v]) {
            int& b = below[at(graph.segments[at(s)].upper)];
            b = std::max(b, below[at(*v)] + own(*v));
        }
    int start = -1;
    for (const int v : topDown)
        if (start < 0 || above[at(v)] + below[at(v)] + own(v) > above[at(start)] + below[at(start)] + own(start))
            start = v;
    for (Segment& s : graph.segments) {
        const bool inner = graph.isLane(s.upper) && graph.isLane(s.lower);
        s.rank = 2 * (above[at(s.upper)] + below[at(s.lower)]);
        if (inner)
            s.rank += 1; // Where two are equal, the lane is the one that should not bend.
    }
    std::vector<int> best;
    graph.backbone.assign(n, false);
    for (int v = start; v >= 0;) {
        graph.backbone[at(v)] = true;
        best.clear();
        for (const int s : graph.down[v])
            if (below[at(v)] == below[at(graph.segments[at(s)].lower)] + own(graph.segments[at(s)].lower))
                best.push_back(s);
        if (best.empty())
            break;
        const int s = best[best.size() / 2];
        graph.segments[at(s)].rank += kBackbone;
        v = graph.segments[at(s)].lower;
    }
}

} // namespace

void ProperGraph::link()
{
    const auto index = [](std::size_t i) { return static_cast<int>(i); };
    down = Lists(
        vertices(), segments.size(), [&](std::size_t i) { return segments[i].upper; }, index);
    up = Lists(
        vertices(), segments.size(), [&](std::size_t i) { return segments[i].lower; }, index);
    const int last = layer.empty() ? -1 : *std::max_element(layer.begin(), layer.end());
    layers = Lists(
        at(last + 1), vertices(), [&](std::size_t i) { return layer[i]; }, index);
}

TopologicalOrder sortCards(std::size_t cards, const std::vector<LayoutEdge>& edges)
{
    const Lists out = outgoing(cards, edges);
    std::vector<int> waiting(cards, 0);
    for (const LayoutEdge& e : edges)
        if (e.from != e.to)
            ++waiting[at(e.to)];
    std::priority_queue<int, std::vector<int>, std::greater<>> ready;
    for (std::size_t c = 0; c < cards; ++c)
        if (waiting[c] == 0)
            ready.push(static_cast<int>(c));
    TopologicalOrder order;
    order.backward.assign(edges.size(), false);
    std::vector<bool> done(cards, false);
    std::size_t next = 0; // the first card that may be not done
    while (order.cards.size() < cards) {
        if (ready.empty()) { // a cycle: opened at the first card of it in the caller's order
            while (done[next])
                ++next;
            ready.push(static_cast<int>(next));
        }
        const int card = ready.top();
        ready.pop();
        if (done[at(card)])
            continue;
        done[at(card)] = true;
        order.cards.push_back(card);
        for (const int e : out[card]) {
            const int to = edges[at(e)].to;
            if (done[at(to)])
                order.backward[at(e)] = true;
            else if (--waiting[at(to)] == 0)
                ready.push(to);
        }
    }
    return order;
}

std::vector<int> assignLayers(std::size_t cards, const std::vector<LayoutEdge>& edges, const TopologicalOrder& order)
{
    const Lists out = outgoing(cards, edges);
    const Lists in = incoming(cards, edges);
    std::vector<int> layer(cards, 0);
    for (const int card : order.cards)
        for (const int e : out[card])
            if (!order.backward[at(e)])
                layer[at(edges[at(e)].to)] = std::max(layer[at(edges[at(e)].to)], layer[at(card)] + 1);

    const auto latest = [&](int card, const std::vector<int>& of) {
        int result = -1;
        for (const int e : out[card])
            if (!order.backward[at(e)])
                result = result < 0 ? of[at(edges[at(e)].to)] - 1 : std::min(result, of[at(edges[at(e)].to)] - 1);
        return result < 0 ? of[at(card)] : result;
    };
    std::vector<int> alap = layer;
    for (auto c = order.cards.rbegin(); c != order.cards.rend(); ++c)
        alap[at(*c)] = latest(*c, alap);

    // What hangs on nothing that is fixed (a late input, constants' shapes) stands where it is read, not on top; so does
    // what is read more often than it reads.
    std::vector<bool> loose(cards, false);
    for (const int card : order.cards)
        loose[at(card)] = alap[at(card)] > layer[at(card)] && std::all_of(in[card].begin(), in[card].end(), [&](int e) {
                              return order.backward[at(e)] || loose[at(edges[at(e)].from)];
                          });
    for (auto c = order.cards.rbegin(); c != order.cards.rend(); ++c)
        if (loose[at(*c)] || out[*c].size() > in[*c].size())
            layer[at(*c)] = latest(*c, layer);
    return layer;
}

ProperGraph makeProper(std::vector<int> layers, const std::vector<LayoutEdge>& edges, const TopologicalOrder& order,
                       const LayoutOptions& options, const JobContext& job)
{
    ProperGraph graph;
    graph.cards = layers.size();
    graph.tunnel = cutTunnels(layers, edges, order, options);
    graph.layer = std::move(layers);
    graph.path.resize(edges.size());

    // Lanes of one trunk are shared: what has gone down to some layer already is gone on from.
    std::map<std::pair<int, int>, std::vector<int>> trunks;
    std::vector<std::vector<int>> stops(edges.size()); // the vertices that an edge passes, with both ends
    for (std::size_t e = 0; e < edges.size(); ++e) {
        if (e % 4096 == 0)
            job.throwIfStopped();
        if (graph.tunnel[e])
            continue;
        const LayoutEdge& edge = edges[e];
        const auto lanes = at(graph.layer[at(edge.to)] - graph.layer[at(edge.from)] - 1);
        std::vector<int> own;
        std::vector<int>& line = lanes == 0 || edge.trunk < 0 ? own : trunks[{edge.from, edge.trunk}];
        while (line.size() < lanes) {
            line.push_back(static_cast<int>(graph.layer.size()));
            graph.layer.push_back(graph.layer[at(edge.from)] + static_cast<int>(line.size()));
        }
        stops[e].push_back(edge.from);
        stops[e].insert(stops[e].end(), line.begin(), line.begin() + static_cast<std::ptrdiff_t>(lanes));
        stops[e].push_back(edge.to);
    }
    job.throwIfStopped();
    std::vector<std::pair<int, int>> pairs;
    for (const auto& s : stops)
        for (std::size_t i = 1; i < s.size(); ++i)
            pairs.emplace_back(s[i - 1], s[i]);
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    for (const auto& [upper, lower] : pairs)
        graph.segments.push_back({upper, lower, 0});
    for (std::size_t e = 0; e < edges.size(); ++e)
        for (std::size_t i = 1; i < stops[e].size(); ++i)
            graph.path[e].push_back(static_cast<int>(
                std::lower_bound(pairs.begin(), pairs.end(), std::pair(stops[e][i - 1], stops[e][i])) - pairs.begin()));

    job.throwIfStopped();
    graph.before.assign(graph.vertices(), 0);
    graph.after.assign(graph.vertices(), 0);
    graph.link();
    job.throwIfStopped();
    std::vector<int> topDown;
    for (int l = 0; l < graph.layers.size(); ++l)
        topDown.insert(topDown.end(), graph.layers[l].begin(), graph.layers[l].end());
    rankSegments(graph, topDown);
    return graph;
}

} // namespace qb::layered
