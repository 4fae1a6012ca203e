// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/graph.h"

#include "engine/base/error.h"

#include <algorithm>
#include <utility>

namespace qb {

ValueId Graph::find(std::string_view valueName) const
{
    for (std::size_t i = 0; i < values.size(); ++i)
        if (values[i].name == valueName)
            return static_cast<ValueId>(i);
    return ValueId::None;
}

std::int64_t Graph::opset() const
{
    const auto found = opsets.find("");
    return found == opsets.end() ? 1 : found->second;
}

std::vector<ScopeId> Graph::bodiesOf(NodeId ifNode) const
{
    std::vector<ScopeId> bodies;
    if (node(ifNode).is("If"))
        for (std::size_t i = 0; i < scopes.size(); ++i)
            if (scopes[i].ifNode == ifNode)
                bodies.push_back(static_cast<ScopeId>(i));
    return bodies;
}

std::vector<ValueId> Graph::dependencies(NodeId id) const
{
    std::vector<ValueId> all;
    const Node& n = node(id);
    std::copy_if(n.inputs.begin(), n.inputs.end(), std::back_inserter(all), [](ValueId v) { return v != ValueId::None; });
    all.insert(all.end(), n.captures.begin(), n.captures.end());
    for (const ScopeId body : bodiesOf(id))
        all.insert(all.end(), scope(body).results.begin(), scope(body).results.end());
    return all;
}

std::string Graph::uniqueName(const std::string& wanted) const
{
    if (m_names.empty())
        for (const Value& v : values)
            m_names.emplace(v.name, 1);
    std::string candidate = wanted;
    for (int& count = m_names[wanted]; count > 0 && m_names.contains(candidate);)
        candidate = wanted + "_" + std::to_string(++count);
    return candidate;
}

ValueId Graph::addValue(Value v)
{
    v.name = uniqueName(v.name);
    ++m_names[v.name];
    values.push_back(std::move(v));
    return static_cast<ValueId>(values.size() - 1);
}

ValueId Graph::addConstant(const std::string& valueName, Tensor tensor)
{
    Value v;
    v.name = valueName;
    v.type = tensor.type();
    v.shape = tensor.shape();
    v.shapeKnown = true;
    v.constant = std::move(tensor);
    return addValue(std::move(v));
}

ValueId Graph::supersedeConstant(ValueId old, Tensor tensor)
{
    const std::string wanted = value(old).name;
    std::string aside = uniqueName(wanted + "/folded");
    ++m_names[aside];
    m_names.erase(wanted);
    value(old).name = std::move(aside);
    return addConstant(wanted, std::move(tensor));
}

void Graph::replaceUses(ValueId from, ValueId to)
{
    const auto swap = [&](std::vector<ValueId>& list) { std::replace(list.begin(), list.end(), from, to); };
    for (Node& n : nodes) {
        swap(n.inputs);
        swap(n.captures);
    }
    for (Scope& s : scopes) {
        swap(s.results);
        if (s.condition == from)
            s.condition = to;
    }
    if (std::find(outputs.begin(), outputs.end(), from) != outputs.end()) {
        swap(outputs);
        std::swap(value(from).name, value(to).name);
        value(from).isOutput = false;
        value(to).isOutput = true;
    }
}

namespace {

/// Depth first from the outputs, so that what nobody needs is never reached; iterative, for graphs of any depth.
class Sorter {
public:
    explicit Sorter(const Graph& graph)
        : m_graph(graph), m_producer(graph.values.size(), NodeId::None), m_state(graph.nodes.size())
    {
        for (std::size_t i = 0; i < graph.nodes.size(); ++i)
            for (const ValueId v : graph.nodes[i].outputs)
                if (v != ValueId::None && !graph.value(v).isConstant())
                    m_producer[indexOf(v)] = static_cast<NodeId>(i);
        m_bodies.resize(graph.nodes.size());
        for (const Scope& s : graph.scopes)
            m_bodies[indexOf(s.ifNode)].push_back(&s);
    }

    std::vector<NodeId> sorted()
    {
        // Nodes in the file's order, so that an order that is right already stays as it is.
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            m_needed.push_back(false);
        markNeeded();
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            if (m_needed[i])
                visit(static_cast<NodeId>(i));
        return std::move(m_order);
    }

private:
    enum class State : char { New, Open, Done };

    template <typename Visitor>
    void forEachSource(NodeId id, const Visitor& visitor) const
    {
        const auto each = [&](ValueId v) {
            if (v != ValueId::None && m_producer[indexOf(v)] != NodeId::None)
                visitor(m_producer[indexOf(v)]);
        };
        const Node& n = m_graph.node(id);
        std::for_each(n.inputs.begin(), n.inputs.end(), each);
        std::for_each(n.captures.begin(), n.captures.end(), each);
        for (const Scope* body : m_bodies[indexOf(id)])
            std::for_each(body->results.begin(), body->results.end(), each);
        // A body's node needs its condition first, so that it can be left out.
        for (ScopeId s = n.scope; s != ScopeId::Top; s = m_graph.scope(s).parent)
            each(m_graph.scope(s).condition);
    }

    void markNeeded()
    {
        std::vector<NodeId> open;
        for (const ValueId v : m_graph.outputs)
            if (m_producer[indexOf(v)] != NodeId::None)
                open.push_back(m_producer[indexOf(v)]);
        while (!open.empty()) {
            const NodeId id = open.back();
            open.pop_back();
            if (m_needed[indexOf(id)])
                continue;
            m_needed[indexOf(id)] = true;
            forEachSource(id, [&](NodeId source) { open.push_back(source); });
        }
    }

    void visit(NodeId root)
    {
        std::vector<NodeId> stack{root};
        while (!stack.empty()) {
            const NodeId id = stack.back();
            State& state = m_state[indexOf(id)];
            if (state == State::Done) {
                stack.pop_back();
                continue;
            }
            if (state == State::Open) {
                state = State::Done;
                m_order.push_back(id);
                stack.pop_back();
                continue;
            }
            state = State::Open;
            const auto known = static_cast<std::ptrdiff_t>(stack.size());
            forEachSource(id, [&](NodeId source) {
                if (m_state[indexOf(source)] == State::Open)
                    throw Error(ErrorCode::BadInput, Text("the graph has a cycle through node \"{}\"", m_graph.node(source).name),
                                Text("export the model again: a network's nodes must not depend on themselves"),
                                {{"node", m_graph.node(source).name}});
                if (m_state[indexOf(source)] == State::New)
                    stack.push_back(source);
            });
            std::reverse(stack.begin() + known, stack.end()); // the first source first
        }
    }

    const Graph& m_graph;
    std::vector<NodeId> m_producer;
    std::vector<State> m_state;
    std::vector<std::vector<const Scope*>> m_bodies;
    std::vector<bool> m_needed;
    std::vector<NodeId> m_order;
};

} // namespace

void Graph::relink()
{
    const std::vector<NodeId> order = Sorter(*this).sorted();
    std::vector<NodeId> renumbered(nodes.size(), NodeId::None);
    std::vector<Node> kept;
    kept.reserve(order.size());
    for (const NodeId old : order) {
        renumbered[indexOf(old)] = static_cast<NodeId>(kept.size());
        kept.push_back(std::move(nodes[indexOf(old)]));
    }
    nodes = std::move(kept);
    for (Scope& s : scopes)
        s.ifNode = s.ifNode == NodeId::None ? NodeId::None : renumbered[indexOf(s.ifNode)];
    for (Value& v : values) {
        v.producer = NodeId::None;
        v.readers.clear();
        v.isInput = v.isOutput = false;
    }
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const auto id = static_cast<NodeId>(i);
        for (const ValueId v : nodes[i].outputs)
            if (v != ValueId::None && !value(v).isConstant())
                value(v).producer = id;
        const auto read = [&](ValueId v) {
            if (v != ValueId::None && (value(v).readers.empty() || value(v).readers.back() != id))
                value(v).readers.push_back(id);
        };
        std::for_each(nodes[i].inputs.begin(), nodes[i].inputs.end(), read);
        std::for_each(nodes[i].captures.begin(), nodes[i].captures.end(), read);
    }
    for (const ValueId v : inputs)
        value(v).isInput = true;
    for (const ValueId v : outputs)
        value(v).isOutput = true;
}

} // namespace qb
