// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layout/collapse.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace qb {

namespace {

constexpr std::size_t kShowAll = 800; // cards that are shown without folding
constexpr std::size_t kGlance = 110;  // cards that are understood at a glance
constexpr std::size_t kFewPieces = 8; // of a repeat that are shown side by side

/// "layer_0", "layer_1" -> the same word; so is every Piece of one Repeats.
std::string classOf(const GroupTree& tree, GroupId id)
{
    std::string word;
    for (; id != GroupId::None; id = tree.group(id).parent) {
        const GraphGroup& g = tree.group(id);
        word += static_cast<char>('0' + static_cast<int>(g.kind));
        for (const char c : g.name)
            if (std::isdigit(static_cast<unsigned char>(c)) == 0)
                word += c;
        if (g.kind != GroupKind::Piece && g.name.empty())
            word += std::to_string(indexOf(id));
        word += '/';
    }
    return word;
}

class Opener {
public:
    Opener(const GroupTree& tree, GroupId entered) : m_tree(tree) { m_state.entered = entered; }

    CollapseState all()
    {
        openAll(m_state.entered);
        return m_state;
    }

    [[nodiscard]] std::size_t shown() const { return m_shown; }

    CollapseState some()
    {
        m_state.open.clear();
        m_shown = show(m_state.entered);
        while (!m_closed.empty()) {
            // the class with the largest group
            auto next = m_closed.begin();
            for (auto c = m_closed.begin(); c != m_closed.end(); ++c)
                if (largest(c->second) > largest(next->second))
                    next = c;
            const std::vector<GroupId> groups = std::move(next->second);
            m_closed.erase(next);
            std::size_t more = 0;
            for (const GroupId g : groups)
                more += m_tree.group(g).items.size() - 1;
            if (m_shown + more > kGlance)
                continue;
            for (const GroupId g : groups) {
                m_state.open.insert(g);
                (void)show(g);
            }
            m_shown += more;
        }
        return m_state;
    }

private:
    [[nodiscard]] bool staysClosed(GroupId id) const
    {
        const GraphGroup& g = m_tree.group(id);
        return g.kind == GroupKind::Branch || (g.kind == GroupKind::Repeats && g.items.size() > kFewPieces);
    }

    void openAll(GroupId id)
    {
        for (const GroupItem& item : m_tree.group(id).items) {
            if (item.group == GroupId::None || m_tree.group(item.group).kind == GroupKind::Branch) {
                ++m_shown;
                continue;
            }
            m_state.open.insert(item.group);
            openAll(item.group);
        }
    }

    std::size_t show(GroupId id)
    {
        for (const GroupItem& item : m_tree.group(id).items)
            if (item.group != GroupId::None && !staysClosed(item.group))
                m_closed[classOf(m_tree, item.group)].push_back(item.group);
        return m_tree.group(id).items.size();
    }

    [[nodiscard]] std::size_t largest(const std::vector<GroupId>& groups) const
    {
        std::size_t most = 0;
        for (const GroupId g : groups)
            most = std::max(most, m_tree.group(g).units);
        return most;
    }

    const GroupTree& m_tree;
    CollapseState m_state;
    std::size_t m_shown = 0;
    std::map<std::string, std::vector<GroupId>> m_closed; // by class
};

class Collapser {
public:
    Collapser(const Model& model, const GroupTree& tree, const CollapseState& state)
        : m_model(model), m_tree(tree), m_state(state)
    {
    }

    VisibleGraph run()
    {
        m_graph.cardOfUnit.assign(m_model.unitCount(), -1);
        if (m_state.entered != GroupId::Top)
            addValuesFromOutside();
        addItems(m_state.entered);
        std::stable_sort(m_cards.begin(), m_cards.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        for (const auto& [first, card] : m_cards) {
            const int index = static_cast<int>(m_graph.cards.size());
            m_graph.cards.push_back(card);
            if (card.key.kind == CardKind::Unit)
                m_graph.cardOfUnit[static_cast<std::size_t>(card.key.id)] = index;
            else if (card.key.kind == CardKind::Group)
                for (const UnitId u : m_tree.unitsIn(static_cast<GroupId>(card.key.id)))
                    m_graph.cardOfUnit[indexOf(u)] = index;
            else
                m_from[card.value] = index;
        }
        addEdges();
        for (auto& [ends, values] : m_edges) {
            std::sort(values.begin(), values.end());
            values.erase(std::unique(values.begin(), values.end()), values.end());
            m_graph.edges.push_back({ends.first, ends.second, std::move(values)});
        }
        return std::move(m_graph);
    }

private:
    void addItems(GroupId id)
    {
        for (const GroupItem& item : m_tree.group(id).items) {
            if (item.group == GroupId::None)
                m_cards.push_back({item.unit,
                                   {{CardKind::Unit, static_cast<std::int32_t>(item.unit)},
                                    isPassive(m_model.unit(item.unit)),
                                    ValueId::None}});
            else if (m_state.open.contains(item.group))
                addItems(item.group);
            else
                m_cards.push_back({m_tree.group(item.group).first,
                                   {{CardKind::Group, static_cast<std::int32_t>(item.group)}, false, ValueId::None}});
        }
    }

    void addValuesFromOutside()
    {
        std::set<ValueId> values;
        for (const UnitId u : m_tree.unitsIn(m_state.entered))
            for (const ValueId v : m_model.unit(u).inputs)
                if (const UnitId p = m_model.units.producer[indexOf(v)];
                    p != UnitId::None && !m_tree.contains(m_state.entered, p))
                    values.insert(v);
        for (const ValueId v : values)
            m_cards.push_back({UnitId::None, {{CardKind::From, static_cast<std::int32_t>(v)}, true, v}});
    }

    void addEdges()
    {
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            const int to = m_graph.cardOfUnit[u];
            if (to < 0)
                continue;
            for (const ValueId v : m_model.units.units[u].inputs) {
                const UnitId p = m_model.units.producer[indexOf(v)];
                if (p == UnitId::None)
                    continue;
                const int from = m_graph.cardOfUnit[indexOf(p)];
                if (from < 0)
                    m_edges[{m_from.at(v), to}].push_back(v);
                else if (from != to)
                    m_edges[{from, to}].push_back(v);
            }
        }
        addOutputs();
        if (m_state.entered != GroupId::Top)
            addReadersOutside();
    }

    void addEnd(CardKey key, ValueId v)
    {
        m_graph.cards.push_back({key, true, v});
        if (const UnitId p = m_model.units.producer[indexOf(v)]; p != UnitId::None)
            m_edges[{m_graph.cardOfUnit[indexOf(p)], static_cast<int>(m_graph.cards.size()) - 1}].push_back(v);
    }

    void addOutputs()
    {
        for (std::size_t i = 0; i < m_model.graph.outputs.size(); ++i) {
            const ValueId v = m_model.graph.outputs[i];
            const UnitId p = m_model.units.producer[indexOf(v)];
            const bool here = p == UnitId::None ? m_state.entered == GroupId::Top : m_graph.cardOfUnit[indexOf(p)] >= 0;
            if (here)
                addEnd({CardKind::Output, static_cast<std::int32_t>(i)}, v);
        }
    }

    void addReadersOutside()
    {
        for (const UnitId u : m_tree.unitsIn(m_state.entered))
            for (const ValueId v : m_model.unit(u).outputs) {
                const auto& readers = m_model.units.readers[indexOf(v)];
                if (std::any_of(readers.begin(), readers.end(), [&](UnitId r) { return m_graph.cardOfUnit[indexOf(r)] < 0; }))
                    addEnd({CardKind::To, static_cast<std::int32_t>(v)}, v);
            }
    }

    const Model& m_model;
    const GroupTree& m_tree;
    const CollapseState& m_state;
    std::vector<std::pair<UnitId, VisibleCard>> m_cards; // with what they are sorted by
    std::map<ValueId, int> m_from;
    std::map<std::pair<int, int>, std::vector<ValueId>> m_edges;
    VisibleGraph m_graph;
};

} // namespace

int VisibleGraph::find(CardKey key) const
{
    const auto found = std::find_if(cards.begin(), cards.end(), [&](const VisibleCard& c) { return c.key == key; });
    return found == cards.end() ? -1 : static_cast<int>(found - cards.begin());
}

bool isPassive(const Unit& unit)
{
    static const std::set<std::string> kTypes{
        "Reshape",  "Transpose", "Flatten", "Squeeze",      "Unsqueeze",    "Slice", "Split",     "Gather",
        "Identity", "Expand",    "Tile",    "Pad",          "DepthToSpace", "Cast",  "Shape",     "Size",
        "Range",    "Constant",  "Dropout", "SpaceToDepth", "Where",        "Equal", "ScatterND", "ConstantOfShape"};
    return !unit.weight && kTypes.contains(unit.opType);
}

CollapseState firstView(const GroupTree& tree, GroupId entered)
{
    Opener opener(tree, entered);
    CollapseState all = opener.all();
    return opener.shown() <= kShowAll ? all : opener.some();
}

VisibleGraph visibleGraph(const Model& model, const GroupTree& tree, const CollapseState& state)
{
    return Collapser(model, tree, state).run();
}

void reveal(const GroupTree& tree, UnitId unit, CollapseState& state)
{
    const GroupId home = tree.groupOf(unit);
    if (!tree.contains(state.entered, home)) {
        // the innermost body of an If around it, else everything
        GroupId around = home;
        while (around != GroupId::Top && tree.group(around).kind != GroupKind::Branch)
            around = tree.group(around).parent;
        state = firstView(tree, around);
    }
    for (GroupId g = home; g != state.entered; g = tree.group(g).parent)
        state.open.insert(g);
}

} // namespace qb
