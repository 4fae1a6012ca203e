// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/unused_nodes.h"

#include <onnx/onnx_pb.h>

#include <unordered_map>

namespace qb {

namespace {

/// Names that a node reads, those that its bodies read from outside included. Names of a body's own do no harm here.
void collectReads(const onnx::NodeProto& node, std::vector<std::string>& names)
{
    names.insert(names.end(), node.input().begin(), node.input().end());
    const auto ofBody = [&](const onnx::GraphProto& body) {
        for (const auto& n : body.node())
            collectReads(n, names);
        for (const auto& o : body.output())
            names.push_back(o.name());
    };
    for (const auto& a : node.attribute()) {
        if (a.has_g())
            ofBody(a.g());
        for (const auto& g : a.graphs())
            ofBody(g);
    }
}

} // namespace

std::vector<std::string> unusedNodes(const Graph& graph)
{
    if (!graph.source)
        return {};
    const auto& nodes = graph.source->graph().node();
    std::unordered_map<std::string, int> producer;
    for (int i = 0; i < nodes.size(); ++i)
        for (const auto& name : nodes[i].output())
            if (!name.empty())
                producer[name] = i;
    std::vector<bool> needed(static_cast<std::size_t>(nodes.size()), false);
    std::vector<std::string> open;
    for (const auto& o : graph.source->graph().output())
        open.push_back(o.name());
    while (!open.empty()) {
        const auto found = producer.find(open.back());
        open.pop_back();
        if (found == producer.end() || needed[static_cast<std::size_t>(found->second)])
            continue;
        needed[static_cast<std::size_t>(found->second)] = true;
        collectReads(nodes[found->second], open);
    }
    std::vector<std::string> unused;
    for (int i = 0; i < nodes.size(); ++i)
        if (!needed[static_cast<std::size_t>(i)])
            unused.push_back((nodes[i].name().empty() ? "node " + std::to_string(i + 1) : nodes[i].name()) + " (" +
                             nodes[i].op_type() + ")");
    return unused;
}

} // namespace qb
