// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"

#include <string>
#include <utility>
#include <vector>

namespace qb {

enum class GroupId : std::int32_t { Top = 0, None = -1 };

enum class GroupKind {
    Top,     ///< the whole network
    Scope,   ///< units whose names share a path
    Repeats, ///< a run of equal pieces
    Piece,   ///< one of them
    Part,    ///< a stretch of the network between two narrow places
    Branch,  ///< a body of an If
};

/// What stands in a group: a unit or another group.
struct GroupItem {
    UnitId unit = UnitId::None;
    GroupId group = GroupId::None;
    bool operator==(const GroupItem&) const = default;
};

/// Units that can be shown as one card.
struct GraphGroup {
    GroupKind kind = GroupKind::Top;
    std::string name; ///< last part of the scope ("layers.0"); of a Branch its If and "then" or "else"; of others ""
    std::string path; ///< scopes from the top with '/'; of those without names "FIRST UNIT … LAST UNIT"
    GroupId parent = GroupId::None;
    std::vector<GroupItem> items; ///< in order of their first units
    std::size_t units = 0;        ///< with those of inner groups
    UnitId first = UnitId::None;  ///< of these
    UnitId last = UnitId::None;
};

/// How a model can be folded. The same model always gives the same groups with the same ids, so a view can keep its
/// selection and what is open over changes. Graph inputs are in Top.
///
/// Groups are made of the bodies of If, in them of the paths in the units' names; single units and groups with nothing
/// beside them are not wrapped. Where a group still has over 200 items without names to go by, equal runs of operators
/// become Repeats and Pieces, and long rests are cut into Parts where few values pass.
class GroupTree {
public:
    explicit GroupTree(const Model& model);

    [[nodiscard]] const std::vector<GraphGroup>& groups() const { return m_groups; }
    [[nodiscard]] const GraphGroup& group(GroupId id) const { return m_groups[indexOf(id)]; }
    [[nodiscard]] GroupId groupOf(UnitId unit) const { return m_groupOf[indexOf(unit)]; }
    [[nodiscard]] bool contains(GroupId outer, GroupId inner) const;
    [[nodiscard]] bool contains(GroupId outer, UnitId unit) const { return contains(outer, groupOf(unit)); }
    [[nodiscard]] std::vector<UnitId> unitsIn(GroupId id) const; ///< all, in order
    /// Operators of the group's units, the most frequent first.
    [[nodiscard]] std::vector<std::pair<std::string, int>> operators(const Model& model, GroupId id) const;

private:
    friend class GroupTreeBuilder;
    std::vector<GraphGroup> m_groups;
    std::vector<GroupId> m_groupOf;
};

/// A run of equal pieces in a sequence.
struct RepeatRun {
    std::size_t begin = 0;
    std::size_t period = 0;
    std::size_t copies = 0;
    [[nodiscard]] std::size_t end() const { return begin + period * copies; }
};

/// The run that covers most, at least `leastCopies` of at least 3 symbols; period 0 if there is none. Of two that cover
/// about the same the one with the shorter period.
[[nodiscard]] RepeatRun longestRepeat(const std::vector<int>& symbols, std::size_t leastCopies);

} // namespace qb
