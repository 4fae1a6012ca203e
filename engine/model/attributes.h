// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"

namespace qb {

[[nodiscard]] bool hasAttribute(const Node& node, std::string_view name);
[[nodiscard]] std::int64_t intAttribute(const Node& node, std::string_view name, std::int64_t otherwise);
[[nodiscard]] float floatAttribute(const Node& node, std::string_view name, float otherwise);
[[nodiscard]] std::string stringAttribute(const Node& node, std::string_view name, std::string_view otherwise);
[[nodiscard]] std::vector<std::int64_t> intsAttribute(const Node& node, std::string_view name);

/// Whether a body stays inside the node (Loop, Scan, SequenceMap ...).
[[nodiscard]] bool hasBody(const Node& node);

/// The node with one integer attribute set (its proto is copied; others that share it keep theirs).
void setIntAttribute(Node& node, std::string_view name, std::int64_t value);

/// A node for the graph, not yet in it. Attributes are set with setIntAttribute.
[[nodiscard]] Node makeNode(std::string name, std::string opType, std::string domain, std::vector<ValueId> inputs,
                            std::vector<ValueId> outputs);

/// True for operators that may give another result each time (they are never folded).
[[nodiscard]] bool isRandom(const Node& node);

} // namespace qb
