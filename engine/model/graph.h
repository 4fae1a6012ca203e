// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"

#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

namespace onnx {
class ModelProto;
class NodeProto;
} // namespace onnx

namespace qb {

enum class ValueId : std::int32_t { None = -1 };
enum class NodeId : std::int32_t { None = -1 };
enum class ScopeId : std::int32_t { Top = -1 };

template <typename Id>
[[nodiscard]] constexpr std::size_t indexOf(Id id)
{
    return static_cast<std::size_t>(id);
}

/// A named tensor (or sequence, map ...) of the graph: a graph input, a constant, or the output of a node.
struct Value {
    std::string name; ///< unique; the file's own name wherever that is unique
    ElementType type = ElementType::Undefined;
    Shape shape;                       ///< -1 where open; see `shapeKnown`
    std::vector<std::string> dimNames; ///< symbolic names, "" where none
    bool shapeKnown = false;           ///< false: not even the rank is known
    std::string typeText;              ///< only of what is no tensor: "seq(tensor(float32))", "map(int64,tensor(float32))"
    NodeId producer = NodeId::None;
    std::vector<NodeId> readers; ///< in node order, once per node; without graph outputs and If results
    Tensor constant;             ///< not empty: an initializer or something folded
    bool isInput = false;
    bool isOutput = false;

    [[nodiscard]] bool isConstant() const { return !constant.empty(); }
};

struct Node {
    std::string name; ///< unique: ONNX name, "OpType_index" if unnamed, "name#2" if doubled
    std::string opType;
    std::string domain;          ///< "" is ONNX's own
    std::vector<ValueId> inputs; ///< None where an optional one is left out
    std::vector<ValueId> outputs;
    std::vector<ValueId> captures;         ///< outer values that a Loop's, Scan's body reads
    std::vector<std::string> captureNames; ///< the names under which the body reads them
    ScopeId scope = ScopeId::Top;
    std::vector<std::string> absorbed;            ///< names of the file's nodes that were folded into this one
    std::shared_ptr<const onnx::NodeProto> proto; ///< for its attributes; names in it may be out of date

    [[nodiscard]] bool is(std::string_view type) const { return opType == type && domain.empty(); }
};

/// One body of an If that was taken apart: its nodes stand in the graph like all others, marked with this scope.
struct Scope {
    NodeId ifNode = NodeId::None;
    ValueId condition = ValueId::None;
    bool branch = false; ///< the value of the condition for which the body is taken
    ScopeId parent = ScopeId::Top;
    std::vector<ValueId> results; ///< what the If gives, in the order of its outputs
};

/// A model as Quantbench works on it: flat (If bodies taken apart), nodes in an order in which they can be computed.
/// A plain value; edits go through the member functions, then `relink()` puts readers and producers right.
struct Graph {
    std::vector<Node> nodes;
    std::vector<Value> values;
    std::vector<ValueId> inputs;
    std::vector<ValueId> outputs;
    std::vector<Scope> scopes;
    std::map<std::string, std::int64_t> opsets; ///< by domain, "" = ONNX
    std::map<std::string, std::string> metadata;
    std::string name;
    std::int64_t irVersion = 0;
    std::shared_ptr<const onnx::ModelProto> source; ///< keeps attributes and functions; no weights are read from it twice

    [[nodiscard]] const Value& value(ValueId id) const { return values[indexOf(id)]; }
    [[nodiscard]] Value& value(ValueId id) { return values[indexOf(id)]; }
    [[nodiscard]] const Node& node(NodeId id) const { return nodes[indexOf(id)]; }
    [[nodiscard]] Node& node(NodeId id) { return nodes[indexOf(id)]; }
    [[nodiscard]] const Scope& scope(ScopeId id) const { return scopes[indexOf(id)]; }
    [[nodiscard]] ValueId find(std::string_view valueName) const; ///< None if there is none; linear
    [[nodiscard]] std::int64_t opset() const;                     ///< of ONNX's own domain

    /// The two scopes (then, else) of an If that was taken apart; empty for every other node.
    [[nodiscard]] std::vector<ScopeId> bodiesOf(NodeId ifNode) const;
    /// What must be computed before a node can be: inputs, captures, and for an If the results of its bodies.
    [[nodiscard]] std::vector<ValueId> dependencies(NodeId id) const;

    ValueId addValue(Value value); ///< makes its name unique
    ValueId addConstant(const std::string& valueName, Tensor tensor);
    /// Another constant in the place of `old`, which nobody else reads: it takes its name, and the old one gets another.
    ValueId supersedeConstant(ValueId old, Tensor tensor);
    /// Every reader of `from` (nodes, If results, graph outputs) reads `to` instead. Where `from` is a graph output,
    /// `to` takes over its name and is the output; a value can be only one output, so `to` must be none yet.
    void replaceUses(ValueId from, ValueId to);

    /// Sorts nodes, drops those that nothing needs, and sets producers and readers. Throws Error(BadInput) on a cycle.
    void relink();
    [[nodiscard]] std::string uniqueName(const std::string& wanted) const;

private:
    mutable std::unordered_map<std::string, int> m_names; ///< names given so far; filled on demand
};

} // namespace qb
