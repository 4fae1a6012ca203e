// SPDX-License-Identifier: GPL-3.0-or-later
// Phase 5 of the layered layout (see layered_layout.cpp): the axis of every vertex.
#include "engine/layout/layered_parts.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

namespace qb::layered {

namespace {

constexpr int kPasses = 12;
constexpr int kRounds = 3;

std::size_t at(int i) { return static_cast<std::size_t>(i); }

class Placer {
public:
    Placer(const ProperGraph& graph, const LayoutOptions& options, const JobContext& job)
        : m_graph(graph),
          m_options(options),
          m_job(job),
          m_left(graph.vertices(), -1),
          m_right(graph.vertices(), -1),
          m_pos(graph.vertices(), 0),
          m_block(graph.vertices(), -1)
    {
        m_axes.straight.assign(graph.segments.size(), false);
    }

    Axes run()
    {
        findNeighbours();
        m_job.throwIfStopped();
        chooseStraight();
        m_job.throwIfStopped();
        makeBlocks();
        m_job.throwIfStopped();
        sortBlocks();
        m_job.throwIfStopped();
        startBetweenExtremes();
        pullAll();
        const std::vector<int> islands = joined(false);
        const std::vector<int> pieces = joined(true);
        gather(islands);
        // Branches are pulled together by what is in them, so they may rest far from the backbone.
        for (int round = 0; round < kRounds; ++round) {
            gather(pieces);
            pullAll();
        }
        gather(islands);
        m_axes.x.resize(m_graph.vertices());
        for (std::size_t v = 0; v < m_graph.vertices(); ++v)
            m_axes.x[v] = m_x[at(m_block[v])];
        return std::move(m_axes);
    }

private:
    void findNeighbours()
    {
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            const auto layer = m_graph.layers[l];
            for (std::size_t i = 0; i < layer.size(); ++i) {
                m_pos[at(layer[i])] = static_cast<int>(i);
                if (i > 0) {
                    m_left[at(layer[i])] = layer[i - 1];
                    m_right[at(layer[i - 1])] = layer[i];
                }
            }
        }
    }

    /// By segment: how far it lies from the middle of the fans at both of its ends.
    [[nodiscard]] std::vector<double> offMiddle() const
    {
        std::vector<double> off(m_graph.segments.size(), 0);
        const auto add = [&](std::span<const int> fan, bool otherIsUpper) {
            const auto place = [&](int s) {
                return m_pos[at(otherIsUpper ? m_graph.segments[at(s)].upper : m_graph.segments[at(s)].lower)];
            };
            double sum = 0;
            for (const int s : fan)
                sum += place(s);
            for (const int s : fan)
                off[at(s)] += std::abs(place(s) - sum / static_cast<double>(fan.size()));
        };
        for (int v = 0; v < static_cast<int>(m_graph.vertices()); ++v) {
            add(m_graph.down[v], false);
            add(m_graph.up[v], true);
        }
        return off;
    }

    /// Between two layers the highest ranks first, of equal ones those in the middle; a segment is taken if it crosses no taken
    /// one and shares no end with one.
    void chooseStraight()
    {
        const std::vector<double> off = offMiddle();
        std::vector<int> candidates;
        std::vector<bool> above(m_graph.vertices(), false); // has a straight segment upwards
        for (int l = 0; l < m_graph.layers.size(); ++l) {
            if (l % 1024 == 0)
                m_job.throwIfStopped();
            candidates.clear();
            for (const int v : m_graph.layers[l])
                candidates.insert(candidates.end(), m_graph.down[v].begin(), m_graph.down[v].end());
            std::stable_sort(candidates.begin(), candidates.end(), [&](int a, int b) {
                const int rankA = m_graph.segments[at(a)].rank;
                const int rankB = m_graph.segments[at(b)].rank;
                return rankA != rankB ? rankA > rankB : off[at(a)] < off[at(b)];
            });
            std::map<int, int> taken; // places: upper -> lower
            for (const int s : candidates) {
                const Segment& segment = m_graph.segments[at(s)];
                const int upper = m_pos[at(segment.upper)];
                const int lower = m_pos[at(segment.lower)];
                const auto next = taken.lower_bound(upper);
                if (above[at(segment.lower)] || (next != taken.end() && (next->first == upper || next->second < lower)) ||
                    (next != taken.begin() && std::prev(next)->second > lower))
                    continue;
                taken.emplace_hint(next, upper, lower);
                above[at(segment.lower)] = true;
                m_axes.straight[at(s)] = true;
            }
        }
    }

    void makeBlocks()
    {
        int count = 0;
        for (int l = 0; l < m_graph.layers.size(); ++l)
            for (const int v : m_graph.layers[l]) {
                const auto up = m_graph.up[v];
                const auto s = std::find_if(up.begin(), up.end(), [&](int i) { return m_axes.straight[at(i)]; });
                m_block[at(v)] = s == up.end() ? count++ : m_block[at(m_graph.segments[at(*s)].upper)];
            }
        m_members = Lists(
            at(count), m_graph.vertices(), [&](std::size_t v) { return m_block[v]; },
            [](std::size_t v) { return static_cast<int>(v); });
        m_x.assign(at(count), 0);
        const auto first = std::find(m_graph.backbone.begin(), m_graph.backbone.end(), true);
        if (first != m_graph.backbone.end())
            m_backbone = m_block[static_cast<std::size_t>(first - m_graph.backbone.begin())];
    }

    /// Blocks from left to right. Lines that go down and don't cross have such an order.
    void sortBlocks()
    {
        std::vector<int> waiting(m_x.size(), 0);
        for (std::size_t v = 0; v < m_graph.vertices(); ++v)
            if (m_left[v] >= 0)
                ++waiting[at(m_block[v])];
        for (std::size_t b = 0; b < m_x.size(); ++b)
            if (waiting[b] == 0)
                m_order.push_back(static_cast<int>(b));
        for (std::size_t i = 0; i < m_order.size(); ++i)
            for (const int v : m_members[m_order[i]])
                if (m_right[at(v)] >= 0 && --waiting[at(m_block[at(m_right[at(v)])])] == 0)
                    m_order.push_back(m_block[at(m_right[at(v)])]);
    }

    /// Least distance of the axes of two neighbours.
    [[nodiscard]] double apart(int left, int right) const
    {
        const bool lane = m_graph.isLane(left) && m_graph.isLane(right);
        return m_graph.after[at(left)] + (lane ? m_options.laneGap : m_options.cardGap) + m_graph.before[at(right)];
    }

    [[nodiscard]] double least(int block) const
    {
        double low = -1e300;
        for (const int v : m_members[block])
            if (const int n = m_left[at(v)]; n >= 0)
                low = std::max(low, m_x[at(m_block[at(n)])] + apart(n, v));
        return low;
    }

    [[nodiscard]] double most(int block) const
    {
        double high = 1e300;
        for (const int v : m_members[block])
            if (const int n = m_right[at(v)]; n >= 0)
                high = std::min(high, m_x[at(m_block[at(n)])] - apart(v, n));
        return high;
    }

    /// All as far left as it goes, all as far right as it goes: the mean of both is legal and lies in the middle.
    void startBetweenExtremes()
    {
        for (const int b : m_order)
            m_x[at(b)] = std::max(0.0, least(b));
        const std::vector<double> leftmost = m_x;
        const double width = m_x.empty() ? 0 : *std::max_element(m_x.begin(), m_x.end());
        for (auto b = m_order.rbegin(); b != m_order.rend(); ++b)
            m_x[at(*b)] = std::min(width, most(*b));
        for (std::size_t b = 0; b < m_x.size(); ++b)
            m_x[b] = (m_x[b] + leftmost[b]) / 2;
    }

    /// Moves a block to the median of what it is connected with, as far as its neighbours let it. Returns how far.
    double pull(int block)
    {
        m_wishes.clear();
        const auto wish = [&](int other) {
            if (m_block[at(other)] != block)
                m_wishes.push_back(m_x[at(m_block[at(other)])]);
        };
        for (const int v : m_members[block]) {
            for (const int s : m_graph.up[v])
                wish(m_graph.segments[at(s)].upper);
            for (const int s : m_graph.down[v])
                wish(m_graph.segments[at(s)].lower);
        }
        if (m_wishes.empty())
            return 0;
        const auto middle = m_wishes.begin() + static_cast<std::ptrdiff_t>(m_wishes.size() / 2);
        std::nth_element(m_wishes.begin(), middle, m_wishes.end());
        double median = *middle;
        if (m_wishes.size() % 2 == 0) {
            // Anywhere between the two in the middle is as good: nearest to the backbone is more compact.
            const double lower = *std::max_element(m_wishes.begin(), middle);
            median =
                m_backbone < 0 || block == m_backbone ? (lower + median) / 2 : std::clamp(m_x[at(m_backbone)], lower, median);
        }
        const double before = m_x[at(block)];
        m_x[at(block)] = std::max(least(block), std::min(most(block), median));
        return std::abs(m_x[at(block)] - before);
    }

    void pullAll()
    {
        for (int pass = 0; pass < kPasses; ++pass) {
            m_job.throwIfStopped();
            double moved = 0;
            if (pass % 2 == 0)
                for (auto b = m_order.begin(); b != m_order.end(); ++b)
                    moved += pull(*b);
            else
                for (auto b = m_order.rbegin(); b != m_order.rend(); ++b)
                    moved += pull(*b);
            if (moved < 1)
                break;
        }
    }

    /// By block: one of the blocks that it hangs together with, by segments; without the backbone if that is to be cut.
    [[nodiscard]] std::vector<int> joined(bool cutBackbone) const
    {
        std::vector<int> parent(m_x.size());
        std::iota(parent.begin(), parent.end(), 0);
        const auto root = [&](int b) {
            while (parent[at(b)] != b)
                b = parent[at(b)] = parent[at(parent[at(b)])];
            return b;
        };
        for (const Segment& s : m_graph.segments)
            if (!cutBackbone || (!m_graph.backbone[at(s.upper)] && !m_graph.backbone[at(s.lower)]))
                parent[at(root(m_block[at(s.lower)]))] = root(m_block[at(s.upper)]);
        for (std::size_t b = 0; b < m_x.size(); ++b)
            parent[b] = root(static_cast<int>(b));
        return parent;
    }

    /// Each group of blocks that stands on one side of the backbone moves to it as a whole, as far as there is room.
    void gather(const std::vector<int>& groupOf)
    {
        m_job.throwIfStopped();
        if (m_backbone < 0)
            return;
        const Lists groups(
            m_x.size(), m_x.size(), [&](std::size_t b) { return groupOf[b]; }, [](std::size_t b) { return static_cast<int>(b); });
        for (int i = 0; i < groups.size(); ++i) {
            if (groups[i].empty() || i == groupOf[at(m_backbone)])
                continue;
            double toLeft = 1e300; // room
            double toRight = 1e300;
            bool isLeft = true; // of the backbone
            bool isRight = true;
            for (const int b : groups[i]) {
                isLeft = isLeft && m_x[at(b)] < m_x[at(m_backbone)];
                isRight = isRight && m_x[at(b)] > m_x[at(m_backbone)];
                for (const int v : m_members[b]) {
                    const int left = m_left[at(v)];
                    const int right = m_right[at(v)];
                    if (left >= 0 && groupOf[at(m_block[at(left)])] != i)
                        toLeft = std::min(toLeft, m_x[at(b)] - m_x[at(m_block[at(left)])] - apart(left, v));
                    if (right >= 0 && groupOf[at(m_block[at(right)])] != i)
                        toRight = std::min(toRight, m_x[at(m_block[at(right)])] - m_x[at(b)] - apart(v, right));
                }
            }
            const double shift = isLeft && toRight < 1e299 ? toRight : isRight && toLeft < 1e299 ? -toLeft : 0;
            for (const int b : groups[i])
                m_x[at(b)] += shift;
        }
    }

    const ProperGraph& m_graph;
    const LayoutOptions& m_options;
    const JobContext& m_job;
    std::vector<int> m_left; // neighbour in the layer
    std::vector<int> m_right;
    std::vector<int> m_pos;
    std::vector<int> m_block; // by vertex
    int m_backbone = -1;      // the block of the longest way
    Lists m_members;          // by block
    std::vector<int> m_order;
    std::vector<double> m_x; // by block
    std::vector<double> m_wishes;
    Axes m_axes;
};

} // namespace

Axes placeVertices(const ProperGraph& graph, const LayoutOptions& options, const JobContext& job)
{
    return Placer(graph, options, job).run();
}

} // namespace qb::layered
