// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/attributes.h"
#include "engine/model/normal_form.h"
#include "engine/model/tensor_proto.h"

#include <onnx/onnx_pb.h>

#include <algorithm>

namespace qb {

namespace {

constexpr int kHalf = onnx::TensorProto::FLOAT16;
constexpr int kFloat = onnx::TensorProto::FLOAT;

void widenTensor(onnx::TensorProto& proto)
{
    if (proto.data_type() != kHalf)
        return;
    const Tensor wide = tensorFromProto(proto, nullptr, {}).toFloat32();
    const std::string name = proto.name();
    tensorToProto(wide, name, proto);
}

void widenBody(onnx::GraphProto& body);

/// Operators that name a type in an attribute, tensors in attributes, and bodies.
bool needsWidening(const onnx::NodeProto& node)
{
    for (const auto& a : node.attribute())
        if (((a.name() == "to" || a.name() == "dtype") && a.i() == kHalf) || (a.has_t() && a.t().data_type() == kHalf) ||
            a.has_g())
            return true;
    return false;
}

void widenNode(onnx::NodeProto& node)
{
    for (auto& a : *node.mutable_attribute()) {
        if ((a.name() == "to" || a.name() == "dtype") && a.i() == kHalf)
            a.set_i(kFloat);
        if (a.has_t())
            widenTensor(*a.mutable_t());
        if (a.has_g())
            widenBody(*a.mutable_g());
    }
}

void widenType(onnx::ValueInfoProto& info)
{
    if (info.type().has_tensor_type() && info.type().tensor_type().elem_type() == kHalf)
        info.mutable_type()->mutable_tensor_type()->set_elem_type(kFloat);
}

void widenBody(onnx::GraphProto& body)
{
    for (auto& t : *body.mutable_initializer())
        widenTensor(t);
    for (auto& n : *body.mutable_node())
        widenNode(n);
    for (auto* list : {body.mutable_input(), body.mutable_output(), body.mutable_value_info()})
        for (auto& info : *list)
            widenType(info);
}

Node castTo(const std::string& name, ValueId from, ValueId to, int type)
{
    Node cast = makeNode(name, "Cast", "", {from}, {to});
    setIntAttribute(cast, "to", type);
    return cast;
}

bool isCastTo(const Node& node, int type) { return node.is("Cast") && intAttribute(node, "to", 0) == type; }

/// A graph input that all readers turn to float32 at once, as in a file that we have written.
bool leavesHalfAtOnce(const Graph& graph, const Value& input)
{
    return !input.isOutput && !input.readers.empty() &&
           std::all_of(input.readers.begin(), input.readers.end(), [&](NodeId r) { return isCastTo(graph.node(r), kFloat); });
}

/// A half graph output that a Cast makes of something else, for nobody but the reader of the output.
bool becomesHalfAtLast(const Graph& graph, const Value& output)
{
    return output.isOutput && output.readers.empty() && output.producer != NodeId::None &&
           isCastTo(graph.node(output.producer), kHalf);
}

} // namespace

std::size_t widenHalf(Graph& graph)
{
    std::size_t widened = 0;
    for (Value& v : graph.values) {
        if (v.type != ElementType::Float16 || v.isInput || v.isOutput)
            continue;
        ++widened;
        v.type = ElementType::Float32;
        if (v.isConstant())
            v.constant = v.constant.toFloat32();
    }
    for (Node& n : graph.nodes) {
        if (!n.proto || !needsWidening(*n.proto) || (n.is("Cast") && becomesHalfAtLast(graph, graph.value(n.outputs[0]))))
            continue;
        auto proto = std::make_shared<onnx::NodeProto>(*n.proto);
        widenNode(*proto);
        n.proto = std::move(proto);
    }
    const auto border = [&](ValueId outside) {
        ++widened;
        Value inside = graph.value(outside);
        inside.name += "_float32";
        inside.type = ElementType::Float32;
        return graph.addValue(std::move(inside));
    };
    for (const ValueId id : std::vector(graph.inputs)) {
        if (graph.value(id).type != ElementType::Float16 || leavesHalfAtOnce(graph, graph.value(id)))
            continue;
        const ValueId wide = border(id);
        if (!graph.value(id).isOutput)
            graph.replaceUses(id, wide);
        graph.nodes.push_back(castTo(graph.value(id).name + "_to_float32", id, wide, kFloat));
    }
    for (ValueId& id : graph.outputs) {
        if (graph.value(id).type != ElementType::Float16 || graph.value(id).isInput || becomesHalfAtLast(graph, graph.value(id)))
            continue;
        const ValueId inner = id;
        const ValueId outer = border(id);
        std::swap(graph.value(inner).name, graph.value(outer).name);
        std::swap(graph.value(inner).type, graph.value(outer).type);
        graph.nodes.push_back(castTo(graph.value(outer).name + "_to_float16", inner, outer, kHalf));
        id = outer;
    }
    if (widened != 0)
        graph.relink();
    return widened;
}

} // namespace qb
