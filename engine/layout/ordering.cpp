// SPDX-License-Identifier: GPL-3.0-or-later
// Phase 4 of the layered layout (see layered_layout.cpp): who stands left of whom.
#include "engine/layout/layered_parts.h"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace qb::layered {

namespace {

constexpr int kMostSweeps = 12;
constexpr int kPatience = 3;                 // sweeps without gain after which we stop
constexpr std::size_t kExchangeLimit = 6000; // vertices up to which neighbours are exchanged one by one

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class Orderer {
public:
    Orderer(ProperGraph& graph, const JobContext& job)
        : m_graph(graph), m_job(job), m_pos(graph.vertices()), m_key(graph.vertices())
    {
    }

    std::uint64_t run()
    {
        depthFirst();
        keep();
        std::uint64_t best = crossings();
        int idle = 0;
        for (int sweep = 0; sweep < kMostSweeps && best > 0 && idle < kPatience; ++sweep) {
            sweep % 2 == 0 ? sweepDown() : sweepUp();
            if (m_graph.vertices() <= kExchangeLimit)
                exchange();
            const std::uint64_t now = crossings();
            ++idle;
            if (now < best) {
                best = now;
                idle = 0;
                keep();
            }
        }
        for (int l = 0; l < m_graph.layers.size(); ++l)
            std::copy(m_best[l].begin(), m_best[l].end(), m_graph.layers[l].begin());
        return best;
    }

private:
    void keep() { m_best = m_graph.layers; }

    void number(int layer)
    {
        int i = 0;
        for (const int v : m_graph.layers[layer])
            m_pos[at(v)] = i++;
    }

    /// What hangs together stands together; the straightest way first.
    void depthFirst()
    {
        std::vector<int> seen(m_graph.vertices(), -1);
        int count = 0;
        std::vector<int> stack;
        std::vector<int> next;
        const auto take = [&](int v, std::vector<int>& onto) {
            if (seen[at(v)] < 0) {
                seen[at(v)] = count++;
                onto.push_back(v);
            }
        };
        for (int l = 0; l < m_graph.layers.size(); ++l)
            for (const int start : m_graph.layers[l]) {
                take(start, stack);
                while (!stack.empty()) {
                    const int v = stack.back();
                    stack.pop_back();
                    next.assign(m_graph.down[v].begin(), m_graph.down[v].end());
                    std::stable_sort(next.begin(), next.end(),
                                     [&](int a, int b) { return m_graph.segments[at(a)].rank > m_graph.segments[at(b)].rank; });
                    for (const int s : next)
                        take(m_graph.segments[at(s)].lower, stack);
                    for (const int s : m_graph.up[v])
                        take(m_graph.segments[at(s)].upper, stack);
                }
            }
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            auto layer = m_graph.layers[l];
            std::sort(layer.begin(), layer.end(), [&](int a, int b) { return seen[at(a)] < seen[at(b)]; });
            number(l);
        }
    }

    /// Sorts one layer by the mean place of the neighbours on one side; who has none keeps its place.
    void sortLayer(int l, const Lists& side, bool neighbourIsUpper)
    {
        auto layer = m_graph.layers[l];
        if (layer.size() < 2)
            return;
        m_free.clear();
        m_items.clear();
        for (std::size_t i = 0; i < layer.size(); ++i) {
            const int v = layer[i];
            double sum = 0;
            for (const int s : side[v]) {
                const Segment& segment = m_graph.segments[at(s)];
                sum += m_pos[at(neighbourIsUpper ? segment.upper : segment.lower)];
            }
            if (side[v].empty()) {
                m_key[at(v)] = -1;
                continue;
            }
            m_key[at(v)] = sum / static_cast<double>(side[v].size());
            m_items.push_back(v);
            m_free.push_back(i);
        }
        std::stable_sort(m_items.begin(), m_items.end(), [&](int a, int b) { return m_key[at(a)] < m_key[at(b)]; });
        for (std::size_t i = 0; i < m_items.size(); ++i)
            layer[m_free[i]] = m_items[i];
        number(l);
    }

    void sweepDown()
    {
        for (int l = 1; l < m_graph.layers.size(); ++l) {
            pause(l);
            sortLayer(l, m_graph.up, true);
        }
    }

    void sweepUp()
    {
        for (int l = m_graph.layers.size() - 2; l >= 0; --l) {
            pause(l);
            sortLayer(l, m_graph.down, false);
        }
    }

    void pause(int l) const
    {
        if (l % 256 == 0)
            m_job.throwIfStopped();
    }

    /// Crossings of the segments of a, b on one side if a stands left of b, minus those if it stood right.
    [[nodiscard]] int gain(int a, int b, const Lists& side, bool neighbourIsUpper) const
    {
        const auto place = [&](int s) {
            const Segment& segment = m_graph.segments[at(s)];
            return m_pos[at(neighbourIsUpper ? segment.upper : segment.lower)];
        };
        int sum = 0;
        for (const int s : side[a])
            for (const int t : side[b])
                sum += (place(s) > place(t) ? 1 : 0) - (place(s) < place(t) ? 1 : 0);
        return sum;
    }

    /// Neighbours change places where that saves crossings.
    void exchange()
    {
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            pause(l);
            auto layer = m_graph.layers[l];
            for (std::size_t i = 1; i < layer.size(); ++i) {
                const int a = layer[i - 1];
                const int b = layer[i];
                if (m_graph.up[a].size() + m_graph.down[a].size() + m_graph.up[b].size() + m_graph.down[b].size() > 200)
                    continue;
                if (gain(a, b, m_graph.up, true) + gain(a, b, m_graph.down, false) > 0) {
                    std::swap(layer[i - 1], layer[i]);
                    std::swap(m_pos[at(a)], m_pos[at(b)]);
                }
            }
        }
    }

    /// Inversions of the lower ends, counted with a tree of sums.
    std::uint64_t crossings()
    {
        std::uint64_t total = 0;
        std::vector<int> tree;
        std::vector<int> lower;
        for (int l = 0; l + 1 < m_graph.layers.size(); ++l) {
            pause(l);
            const std::size_t width = m_graph.layers[l + 1].size();
            if (width < 2 || m_graph.layers[l].size() < 2)
                continue;
            tree.assign(width + 1, 0);
            std::uint64_t seen = 0;
            for (const int v : m_graph.layers[l]) {
                lower.clear();
                for (const int s : m_graph.down[v])
                    lower.push_back(m_pos[at(m_graph.segments[at(s)].lower)]);
                for (const int p : lower) {
                    std::uint64_t notRight = 0;
                    for (std::size_t i = at(p) + 1; i > 0; i &= i - 1)
                        notRight += static_cast<std::uint64_t>(tree[i]);
                    total += seen - notRight;
                }
                for (const int p : lower)
                    for (std::size_t i = at(p) + 1; i <= width; i += i & (~i + 1))
                        ++tree[i];
                seen += lower.size();
            }
        }
        return total;
    }

    ProperGraph& m_graph;
    const JobContext& m_job;
    std::vector<int> m_pos;
    std::vector<double> m_key;
    std::vector<int> m_items;
    std::vector<std::size_t> m_free;
    Lists m_best;
};

} // namespace

std::uint64_t orderLayers(ProperGraph& graph, const JobContext& job) { return Orderer(graph, job).run(); }

} // namespace qb::layered
