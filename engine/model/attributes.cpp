// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/attributes.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <utility>

namespace qb {

namespace {

const onnx::AttributeProto* find(const Node& node, std::string_view name)
{
    if (node.proto)
        for (const onnx::AttributeProto& a : node.proto->attribute())
            if (a.name() == name)
                return &a;
    return nullptr;
}

} // namespace

bool hasAttribute(const Node& node, std::string_view name) { return find(node, name) != nullptr; }

std::int64_t intAttribute(const Node& node, std::string_view name, std::int64_t otherwise)
{
    const auto* a = find(node, name);
    return a ? a->i() : otherwise;
}

float floatAttribute(const Node& node, std::string_view name, float otherwise)
{
    const auto* a = find(node, name);
    return a ? a->f() : otherwise;
}

std::string stringAttribute(const Node& node, std::string_view name, std::string_view otherwise)
{
    const auto* a = find(node, name);
    return a ? a->s() : std::string(otherwise);
}

std::vector<std::int64_t> intsAttribute(const Node& node, std::string_view name)
{
    const auto* a = find(node, name);
    return a ? std::vector<std::int64_t>(a->ints().begin(), a->ints().end()) : std::vector<std::int64_t>{};
}

bool hasBody(const Node& node)
{
    return node.proto && std::any_of(node.proto->attribute().begin(), node.proto->attribute().end(),
                                     [](const onnx::AttributeProto& a) { return a.has_g() || a.graphs_size() != 0; });
}

void setIntAttribute(Node& node, std::string_view name, std::int64_t value)
{
    auto proto = std::make_shared<onnx::NodeProto>(*node.proto);
    onnx::AttributeProto* attribute = nullptr;
    for (onnx::AttributeProto& a : *proto->mutable_attribute())
        if (a.name() == name)
            attribute = &a;
    if (!attribute)
        attribute = proto->add_attribute();
    attribute->set_name(std::string(name));
    attribute->set_type(onnx::AttributeProto::INT);
    attribute->set_i(value);
    node.proto = std::move(proto);
}

Node makeNode(std::string name, std::string opType, std::string domain, std::vector<ValueId> inputs, std::vector<ValueId> outputs)
{
    Node node;
    auto proto = std::make_shared<onnx::NodeProto>();
    proto->set_op_type(opType);
    proto->set_domain(domain);
    proto->set_name(name);
    node.name = std::move(name);
    node.opType = std::move(opType);
    node.domain = std::move(domain);
    node.inputs = std::move(inputs);
    node.outputs = std::move(outputs);
    node.proto = std::move(proto);
    return node;
}

bool isRandom(const Node& node)
{
    static constexpr std::string_view kRandom[] = {"RandomNormal", "RandomNormalLike", "RandomUniform", "RandomUniformLike",
                                                   "Multinomial",  "Bernoulli",        "Dropout"};
    for (const std::string_view type : kRandom)
        if (node.opType == type)
            return true;
    return false;
}

} // namespace qb
