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
        sweepOften();
        if (m_least > 0 && m_graph.vertices() <= kExchangeLimit) {
            restore();
            changeSides();
            note();
            sweepOften();
        }
        restore();
        return m_least;
    }

private:
    void sweepOften()
    {
        int idle = 0;
        for (int sweep = 0; sweep < kMostSweeps && m_least > 0 && idle < kPatience; ++sweep) {
            sweep % 2 == 0 ? sweepDown() : sweepUp();
            if (m_graph.vertices() <= kExchangeLimit)
                exchange();
            idle = note() ? 0 : idle + 1;
        }
    }

    /// Keeps what is there if it is the best so far.
    bool note()
    {
        const std::uint64_t now = crossings(0, m_graph.layers.size());
        if (now >= m_least)
            return false;
        m_least = now;
        m_best = m_graph.layers;
        return true;
    }

    void restore()
    {
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            std::copy(m_best[l].begin(), m_best[l].end(), m_graph.layers[l].begin());
            number(l);
        }
    }

    void keep()
    {
        m_best = m_graph.layers;
        m_least = crossings(0, m_graph.layers.size());
    }

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
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            pause(l);
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
        }
        m_job.throwIfStopped();
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

    /// Pieces of the graph that hang together without the backbone: by vertex, -1 for the backbone itself.
    [[nodiscard]] std::vector<int> findPieces(int& count) const
    {
        std::vector<int> piece(m_graph.vertices(), -1);
        std::vector<int> stack;
        count = 0;
        for (std::size_t start = 0; start < piece.size(); ++start) {
            if (piece[start] >= 0 || m_graph.backbone[start])
                continue;
            const auto take = [&](int v) {
                if (piece[at(v)] < 0 && !m_graph.backbone[at(v)]) {
                    piece[at(v)] = count;
                    stack.push_back(v);
                }
            };
            take(static_cast<int>(start));
            while (!stack.empty()) {
                const int v = stack.back();
                stack.pop_back();
                for (const int s : m_graph.down[v])
                    take(m_graph.segments[at(s)].lower);
                for (const int s : m_graph.up[v])
                    take(m_graph.segments[at(s)].upper);
            }
            ++count;
        }
        return piece;
    }

    /// What sweeps can't do, since it costs in each single layer: a whole piece goes to one side of the backbone, beside it
    /// or outermost; turned round where it was on the other.
    void changeSides()
    {
        int count = 0;
        const std::vector<int> pieces = findPieces(count);
        std::vector<std::pair<int, int>> range(at(count), {m_graph.layers.size(), -1});
        for (std::size_t v = 0; v < pieces.size(); ++v)
            if (pieces[v] >= 0) {
                auto& [first, last] = range[at(pieces[v])];
                first = std::min(first, m_graph.layer[v]);
                last = std::max(last, m_graph.layer[v]);
            }
        for (int p = 0; p < count; ++p) {
            const auto [first, last] = range[at(p)];
            pause(p);
            std::vector<std::vector<int>> before;
            for (int l = first; l <= last; ++l)
                before.emplace_back(m_graph.layers[l].begin(), m_graph.layers[l].end());
            std::uint64_t least = crossings(first - 1, last + 1);
            std::vector<std::vector<int>> best = before;
            for (const Side side : {Side::FarLeft, Side::FarRight, Side::Left, Side::Right}) {
                if (least == 0)
                    break;
                for (int l = first; l <= last; ++l)
                    placePiece(l, before[at(l - first)], pieces, p, side);
                const std::uint64_t now = crossings(first - 1, last + 1);
                if (now < least) {
                    least = now;
                    for (int l = first; l <= last; ++l)
                        best[at(l - first)].assign(m_graph.layers[l].begin(), m_graph.layers[l].end());
                }
            }
            for (int l = first; l <= last; ++l) {
                std::copy(best[at(l - first)].begin(), best[at(l - first)].end(), m_graph.layers[l].begin());
                number(l);
            }
        }
    }

    enum class Side { FarLeft, Left, Right, FarRight };

    void placePiece(int l, const std::vector<int>& before, const std::vector<int>& pieces, int piece, Side side)
    {
        std::vector<int> left;
        std::vector<int> right;
        std::vector<int> moved;
        int backbone = -1;
        bool wasLeft = false;
        for (const int v : before) {
            if (m_graph.backbone[at(v)])
                backbone = v;
            else if (pieces[at(v)] == piece) {
                wasLeft = backbone < 0;
                moved.push_back(v);
            } else
                (backbone < 0 ? left : right).push_back(v);
        }
        const bool toLeft = side == Side::FarLeft || side == Side::Left;
        if (wasLeft != toLeft)
            std::reverse(moved.begin(), moved.end());
        auto& onto = toLeft ? left : right;
        onto.insert(side == Side::FarLeft || side == Side::Right ? onto.begin() : onto.end(), moved.begin(), moved.end());
        auto layer = m_graph.layers[l];
        auto next = std::copy(left.begin(), left.end(), layer.begin());
        if (backbone >= 0)
            *next++ = backbone;
        std::copy(right.begin(), right.end(), next);
        number(l);
    }

    /// Between the layers [first, last]: inversions of the lower ends, counted with a tree of sums.
    std::uint64_t crossings(int first, int last)
    {
        std::uint64_t total = 0;
        std::vector<int> tree;
        std::vector<int> lower;
        for (int l = std::max(0, first); l < std::min(last, m_graph.layers.size() - 1); ++l) {
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
    std::uint64_t m_least = 0;
};

} // namespace

std::uint64_t orderLayers(ProperGraph& graph, const JobContext& job) { return Orderer(graph, job).run(); }

} // namespace qb::layered
