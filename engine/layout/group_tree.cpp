// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layout/group_tree.h"

#include <algorithm>
#include <cctype>
#include <map>

namespace qb {

namespace {

constexpr std::size_t kMostItems = 200; // of a group without being cut further
constexpr std::size_t kPartItems = 60;  // of a stretch that is not cut
constexpr std::size_t kLeastCopies = 3; // of a piece
constexpr std::size_t kLeastScope = 3;  // units in a scope that is worth a card

/// "a/b.c/Conv" -> a, b.c; names without '/' are cut at '.' between words.
std::vector<std::string> scopesOf(std::string_view name)
{
    std::vector<std::string> parts;
    const char mark = name.find('/') != std::string_view::npos ? '/' : '.';
    std::size_t begin = 0;
    for (std::size_t i = 0; i <= name.size(); ++i) {
        if (i < name.size() && name[i] != mark)
            continue;
        if (i > begin)
            parts.emplace_back(name.substr(begin, i - begin));
        begin = i + 1;
    }
    if (!parts.empty())
        parts.pop_back();
    return parts;
}

std::string withoutDigits(std::string_view name)
{
    std::string result;
    for (const char c : name)
        if (std::isdigit(static_cast<unsigned char>(c)) == 0)
            result += c;
    return result;
}

} // namespace

class GroupTreeBuilder {
public:
    GroupTreeBuilder(const Model& model, GroupTree& tree) : m_model(model), m_tree(tree), m_groups(tree.m_groups) {}

    void run()
    {
        m_groups.push_back({});
        m_tree.m_groupOf.assign(m_model.unitCount(), GroupId::Top);
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            place(static_cast<UnitId>(u));
        count();
        while (dissolve())
            count();
        const std::size_t named = m_groups.size();
        for (std::size_t g = 0; g < named; ++g)
            cut(static_cast<GroupId>(g));
        renumber();
    }

private:
    GraphGroup& group(GroupId id) { return m_groups[indexOf(id)]; }

    GroupId child(GroupId parent, const std::string& name, GroupKind kind)
    {
        const auto [it, fresh] = m_children.try_emplace({parent, name}, static_cast<GroupId>(m_groups.size()));
        if (fresh) {
            GraphGroup g;
            g.kind = kind;
            g.name = name;
            g.path = group(parent).path.empty() ? name : group(parent).path + "/" + name;
            g.parent = parent;
            m_groups.push_back(std::move(g));
            group(parent).items.push_back({UnitId::None, it->second});
        }
        return it->second;
    }

    GroupId scoped(GroupId base, std::string_view name)
    {
        for (const std::string& scope : scopesOf(name))
            base = child(base, scope, GroupKind::Scope);
        return base;
    }

    /// The group that stands for a body of an If: beside the If.
    GroupId branch(ScopeId id)
    {
        if (const auto found = m_branches.find(id); found != m_branches.end())
            return found->second;
        const Scope& scope = m_model.graph.scope(id);
        const Node& node = m_model.graph.node(scope.ifNode);
        const GroupId outside = home(node.scope, node.name);
        const GroupId made =
            child(outside, withoutPrefix(node.scope, node.name) + (scope.branch ? " then" : " else"), GroupKind::Branch);
        m_branches.emplace(id, made);
        return made;
    }

    /// Names in bodies begin with "IF/then_branch/".
    [[nodiscard]] std::string withoutPrefix(ScopeId scope, const std::string& name) const
    {
        if (scope == ScopeId::Top)
            return name;
        const Scope& s = m_model.graph.scope(scope);
        const std::string prefix = m_model.graph.node(s.ifNode).name + (s.branch ? "/then_branch/" : "/else_branch/");
        return name.starts_with(prefix) ? name.substr(prefix.size()) : name;
    }

    GroupId home(ScopeId scope, const std::string& name)
    {
        return scoped(scope == ScopeId::Top ? GroupId::Top : branch(scope), withoutPrefix(scope, name));
    }

    void place(UnitId id)
    {
        const Unit& unit = m_model.unit(id);
        const GroupId g = unit.main == NodeId::None ? GroupId::Top : home(unit.scope, unit.name);
        group(g).items.push_back({id, GroupId::None});
    }

    /// Units of each group, and their order. Inner groups may have been made before or after outer ones got theirs.
    void count() { (void)countGroup(GroupId::Top); }

    std::size_t countGroup(GroupId id)
    {
        std::size_t units = 0;
        for (const GroupItem& item : std::vector<GroupItem>(group(id).items)) {
            if (item.group == GroupId::None)
                m_tree.m_groupOf[indexOf(item.unit)] = id;
            units += item.group == GroupId::None ? 1 : countGroup(item.group);
        }
        GraphGroup& g = group(id);
        g.units = units;
        std::erase_if(g.items, [&](const GroupItem& i) { return i.group != GroupId::None && group(i.group).units == 0; });
        std::sort(g.items.begin(), g.items.end(),
                  [&](const GroupItem& a, const GroupItem& b) { return firstOf(a) < firstOf(b); });
        g.first = g.items.empty() ? UnitId::None : firstOf(g.items.front());
        g.last = UnitId::None;
        for (const GroupItem& item : g.items)
            g.last = std::max(g.last, item.group == GroupId::None ? item.unit : group(item.group).last);
        return units;
    }

    [[nodiscard]] UnitId firstOf(const GroupItem& item)
    {
        return item.group == GroupId::None ? item.unit : group(item.group).first;
    }

    /// Takes apart scopes that hold next to nothing, and joins those that hold one scope only ("encoder/layers").
    bool dissolve()
    {
        bool changed = false;
        for (std::size_t i = 0; i < m_groups.size(); ++i) {
            std::vector<GroupItem> items;
            for (const GroupItem& item : m_groups[i].items) {
                if (item.group == GroupId::None || group(item.group).kind != GroupKind::Scope) {
                    items.push_back(item);
                    continue;
                }
                GraphGroup& inner = group(item.group);
                const bool alone = inner.items.size() == 1 && inner.items[0].group != GroupId::None;
                if (inner.units >= kLeastScope && !alone) {
                    items.push_back(item);
                    continue;
                }
                for (const GroupItem& moved : inner.items) {
                    if (moved.group != GroupId::None) {
                        group(moved.group).parent = static_cast<GroupId>(i);
                        if (alone && group(moved.group).kind == GroupKind::Scope)
                            group(moved.group).name = inner.name + "/" + group(moved.group).name;
                    }
                    items.push_back(moved);
                }
                inner.items.clear();
                inner.units = 0;
                changed = true;
            }
            m_groups[i].items = std::move(items);
        }
        return changed;
    }

    GroupId wrap(GroupId parent, GroupKind kind, std::vector<GroupItem> items)
    {
        const auto id = static_cast<GroupId>(m_groups.size());
        GraphGroup g;
        g.kind = kind;
        g.parent = parent;
        g.first = firstOf(items.front());
        for (const GroupItem& item : items) {
            if (item.group == GroupId::None)
                m_tree.m_groupOf[indexOf(item.unit)] = id;
            else
                group(item.group).parent = id;
            g.units += item.group == GroupId::None ? 1 : group(item.group).units;
            g.last = std::max(g.last, item.group == GroupId::None ? item.unit : group(item.group).last);
        }
        g.items = std::move(items);
        g.path = m_model.unit(g.first).name + " … " + m_model.unit(g.last).name;
        m_groups.push_back(std::move(g));
        return id;
    }

    void cut(GroupId id)
    {
        if (group(id).items.size() <= kMostItems)
            return;
        std::vector<GroupItem> kept; // graph inputs stay outside
        std::vector<GroupItem> rest;
        for (const GroupItem& item : group(id).items) {
            const bool input = item.group == GroupId::None && m_model.unit(item.unit).main == NodeId::None;
            (input ? kept : rest).push_back(item);
        }
        for (const GroupItem& item : folded(id, rest))
            kept.push_back(item);
        group(id).items = std::move(kept);
    }

    std::vector<GroupItem> folded(GroupId parent, std::vector<GroupItem> items)
    {
        if (items.size() <= kPartItems)
            return items;
        const RepeatRun run = longestRepeat(symbols(items), kLeastCopies);
        if (run.period * run.copies < items.size() / 5)
            return stretches(parent, items);
        const auto at = [&](std::size_t i) { return items.begin() + static_cast<std::ptrdiff_t>(i); };
        std::vector<GroupItem> result = folded(parent, {items.begin(), at(run.begin)});
        std::vector<GroupItem> pieces;
        const auto whole = static_cast<GroupId>(m_groups.size());
        m_groups.emplace_back(); // its place; ids go from outside to inside
        for (std::size_t c = 0; c < run.copies; ++c) {
            const std::size_t begin = run.begin + c * run.period;
            std::vector<GroupItem> content{at(begin), at(begin + run.period)};
            const GroupId piece = wrap(whole, GroupKind::Piece, std::move(content));
            if (run.period > kPartItems)
                group(piece).items = folded(piece, std::vector<GroupItem>(group(piece).items));
            pieces.push_back({UnitId::None, piece});
        }
        const GroupId made = wrap(parent, GroupKind::Repeats, pieces);
        m_groups[indexOf(whole)] = std::move(m_groups.back());
        m_groups.pop_back();
        (void)made;
        for (const GroupItem& piece : pieces)
            group(piece.group).parent = whole;
        result.push_back({UnitId::None, whole});
        for (const GroupItem& item : folded(parent, {at(run.end()), items.end()}))
            result.push_back(item);
        return result;
    }

    std::vector<int> symbols(const std::vector<GroupItem>& items)
    {
        std::map<std::string, int> known;
        std::vector<int> result;
        for (const GroupItem& item : items) {
            const std::string word =
                item.group == GroupId::None ? m_model.unit(item.unit).opType : "/" + withoutDigits(group(item.group).name);
            result.push_back(known.try_emplace(word, static_cast<int>(known.size())).first->second);
        }
        return result;
    }

    /// Cuts near equal lengths, where the fewest values pass.
    std::vector<GroupItem> stretches(GroupId parent, const std::vector<GroupItem>& items)
    {
        const std::vector<int> passing = valuesPassing(items);
        const std::size_t n = items.size();
        const std::size_t parts = std::clamp<std::size_t>(n / 30, 2, 40);
        const std::size_t reach = n / parts / 3;
        std::vector<GroupItem> result;
        std::size_t begin = 0;
        for (std::size_t p = 1; p <= parts; ++p) {
            std::size_t end = n;
            if (p < parts) {
                const std::size_t ideal = p * n / parts;
                end = ideal - reach;
                for (std::size_t i = ideal - reach; i <= ideal + reach; ++i)
                    if (passing[i] < passing[end])
                        end = i;
            }
            std::vector<GroupItem> content{items.begin() + static_cast<std::ptrdiff_t>(begin),
                                           items.begin() + static_cast<std::ptrdiff_t>(end)};
            const GroupId part = wrap(parent, GroupKind::Part, std::move(content));
            if (end - begin > kPartItems)
                group(part).items = folded(part, std::vector<GroupItem>(group(part).items));
            result.push_back({UnitId::None, part});
            begin = end;
        }
        return result;
    }

    /// By place in the list: how many values are made before it and read at or after it.
    std::vector<int> valuesPassing(const std::vector<GroupItem>& items)
    {
        std::map<UnitId, std::size_t> place;
        for (std::size_t i = 0; i < items.size(); ++i)
            for (const UnitId u :
                 items[i].group == GroupId::None ? std::vector<UnitId>{items[i].unit} : m_tree.unitsIn(items[i].group))
                place.emplace(u, i);
        std::vector<int> change(items.size() + 2, 0);
        for (const auto& [unit, i] : place)
            for (const ValueId v : m_model.unit(unit).outputs) {
                std::size_t last = i;
                for (const UnitId reader : m_model.units.readers[indexOf(v)])
                    if (const auto found = place.find(reader); found != place.end())
                        last = std::max(last, found->second);
                ++change[i + 1];
                --change[last + 1];
            }
        for (std::size_t i = 1; i < change.size(); ++i)
            change[i] += change[i - 1];
        return change;
    }

    /// Leaves out what has been dissolved; outer groups come before inner ones.
    void renumber()
    {
        std::vector<GraphGroup> kept;
        std::vector<GroupId> fresh(m_groups.size(), GroupId::None);
        std::vector<GroupId> stack{GroupId::Top};
        std::vector<GroupId> order;
        while (!stack.empty()) {
            const GroupId id = stack.back();
            stack.pop_back();
            fresh[indexOf(id)] = static_cast<GroupId>(order.size());
            order.push_back(id);
            for (auto item = group(id).items.rbegin(); item != group(id).items.rend(); ++item)
                if (item->group != GroupId::None)
                    stack.push_back(item->group);
        }
        for (const GroupId id : order) {
            GraphGroup g = std::move(group(id));
            if (g.parent != GroupId::None)
                g.parent = fresh[indexOf(g.parent)];
            for (GroupItem& item : g.items)
                if (item.group != GroupId::None)
                    item.group = fresh[indexOf(item.group)];
            kept.push_back(std::move(g));
        }
        m_groups = std::move(kept);
        for (std::size_t g = 0; g < m_groups.size(); ++g)
            for (const GroupItem& item : m_groups[g].items)
                if (item.group == GroupId::None)
                    m_tree.m_groupOf[indexOf(item.unit)] = static_cast<GroupId>(g);
    }

    const Model& m_model;
    GroupTree& m_tree;
    std::vector<GraphGroup>& m_groups;
    std::map<std::pair<GroupId, std::string>, GroupId> m_children;
    std::map<ScopeId, GroupId> m_branches;
};

GroupTree::GroupTree(const Model& model) { GroupTreeBuilder(model, *this).run(); }

bool GroupTree::contains(GroupId outer, GroupId inner) const
{
    while (inner != GroupId::None && inner != outer)
        inner = group(inner).parent;
    return inner == outer;
}

std::vector<UnitId> GroupTree::unitsIn(GroupId id) const
{
    std::vector<UnitId> units;
    for (const GroupItem& item : group(id).items) {
        if (item.group == GroupId::None) {
            units.push_back(item.unit);
            continue;
        }
        const std::vector<UnitId> inner = unitsIn(item.group);
        units.insert(units.end(), inner.begin(), inner.end());
    }
    std::sort(units.begin(), units.end());
    return units;
}

std::vector<std::pair<std::string, int>> GroupTree::operators(const Model& model, GroupId id) const
{
    std::map<std::string, int> counts;
    for (const UnitId u : unitsIn(id))
        ++counts[model.unit(u).opType];
    std::vector<std::pair<std::string, int>> result(counts.begin(), counts.end());
    std::stable_sort(result.begin(), result.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    return result;
}

} // namespace qb
