// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/layout/group_tree.h"

#include <set>

namespace qb {

enum class CardKind : std::uint8_t {
    Unit,   ///< id is a UnitId; graph inputs too
    Group,  ///< id is a GroupId
    Output, ///< a graph output; id is its number
    From,   ///< inside an entered group: a value from outside; id is a ValueId
    To,     ///< inside an entered group: a value that is read outside; id is a ValueId
};

/// Names a card over all changes of what is shown.
struct CardKey {
    CardKind kind = CardKind::Unit;
    std::int32_t id = 0;
    auto operator<=>(const CardKey&) const = default;
};

struct VisibleCard {
    CardKey key;
    bool passive = false;          ///< a unit that only moves values (Reshape ...), or no unit: shown small
    ValueId value = ValueId::None; ///< of Output, From, To
};

struct VisibleEdge {
    int from = 0; ///< index of a card
    int to = 0;
    std::vector<ValueId> values; ///< what flows, sorted
};

/// What a view shows: which group fills it, and which groups in it are taken apart.
struct CollapseState {
    GroupId entered = GroupId::Top;
    std::set<GroupId> open; ///< a group is taken apart only if those around it are

    bool operator==(const CollapseState&) const = default;
};

struct VisibleGraph {
    std::vector<VisibleCard> cards;            ///< in order of their first units
    std::vector<VisibleEdge> edges;            ///< between different cards, each pair once; sorted
    std::vector<int> cardOfUnit;               ///< by unit; -1 outside of the entered group
    [[nodiscard]] int find(CardKey key) const; ///< -1 if it is not shown; linear
};

/// Units that only move or name values.
[[nodiscard]] bool isPassive(const Unit& unit);

/// How a group is first seen: all of it where that is at most 800 cards, else opened from outside to inside as long as it
/// has about a hundred; equal groups (layer 0, layer 1 ...) all or none. Bodies of If stay closed.
[[nodiscard]] CollapseState firstView(const GroupTree& tree, GroupId entered = GroupId::Top);

/// The graph as the state shows it. Values are merged between cards, constants are left out.
[[nodiscard]] VisibleGraph visibleGraph(const Model& model, const GroupTree& tree, const CollapseState& state);

/// Opens what is around a unit so that it has its own card.
void reveal(const GroupTree& tree, UnitId unit, CollapseState& state);

} // namespace qb
