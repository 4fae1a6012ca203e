// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/inner_bodies.h"

#include "engine/model/attributes.h"
#include "engine/model/onnx_reader.h"
#include "engine/model/ports.h"

#include <onnx/onnx_pb.h>
#include <onnx/shape_inference/implementation.h>

#include <filesystem>
#include <set>

namespace qb {

namespace {

/// What the body reads of the graph around it.
void addCaptures(const Model& model, const Node& node, onnx::GraphProto& body)
{
    std::set<std::string> known;
    for (const auto& i : body.input())
        known.insert(i.name());
    for (std::size_t i = 0; i < node.captures.size(); ++i) {
        if (!known.insert(node.captureNames[i]).second)
            continue;
        const Value& v = model.graph.value(node.captures[i]);
        onnx::ValueInfoProto& info = *body.add_input();
        info.set_name(node.captureNames[i]);
        const bool constant = v.isConstant();
        auto& tensor = *info.mutable_type()->mutable_tensor_type();
        tensor.set_elem_type(static_cast<int>(constant ? v.constant.type() : v.type));
        if (constant || v.shapeKnown)
            tensor.mutable_shape();
        for (const std::int64_t d : constant ? v.constant.shape() : v.shape) {
            auto& dim = *tensor.mutable_shape()->add_dim();
            if (d >= 0)
                dim.set_dim_value(d);
        }
    }
}

std::shared_ptr<const Model> modelOf(const Model& outer, const Node& node, const onnx::GraphProto& body)
{
    auto proto = std::make_shared<onnx::ModelProto>();
    proto->set_ir_version(outer.graph.irVersion);
    for (const auto& [domain, version] : outer.graph.opsets) {
        auto& opset = *proto->add_opset_import();
        opset.set_domain(domain);
        opset.set_version(version);
    }
    *proto->mutable_graph() = body;
    addCaptures(outer, node, *proto->mutable_graph());
    try {
        onnx::shape_inference::InferShapes(*proto);
    } catch (const std::exception&) { // a look at the body needs no shapes
    }
    auto model = std::make_shared<Model>();
    model->path = outer.path;
    model->graph = readOnnxProto(std::move(proto), std::filesystem::path(outer.path).parent_path().string());
    model->whyNotRunnable = Text("it is run inside of {}", node.name);
    model->units = findUnits(model->graph);
    countCosts(model->graph, model->units);
    for (const Value& v : model->graph.values)
        model->shapes.push_back(v.shapeKnown ? v.shape : Shape{});
    model->inputs = ports(model->graph, model->graph.inputs);
    model->outputs = ports(model->graph, model->graph.outputs);
    return model;
}

const Node* nodeWithBody(const Model& model, UnitId unit)
{
    for (const NodeId n : model.unit(unit).nodes)
        if (hasBody(model.graph.node(n)) && model.graph.bodiesOf(n).empty())
            return &model.graph.node(n);
    return nullptr;
}

} // namespace

bool hasInnerBody(const Model& model, UnitId unit) { return nodeWithBody(model, unit) != nullptr; }

std::vector<InnerBody> innerBodies(const Model& model, UnitId unit)
{
    std::vector<InnerBody> bodies;
    const Node* node = nodeWithBody(model, unit);
    if (!node)
        return bodies;
    for (const onnx::AttributeProto& a : node->proto->attribute()) {
        if (a.has_g())
            bodies.push_back({a.name(), modelOf(model, *node, a.g())});
        for (int i = 0; i < a.graphs_size(); ++i)
            bodies.push_back({a.name() + "[" + std::to_string(i) + "]", modelOf(model, *node, a.graphs(i))});
    }
    return bodies;
}

} // namespace qb
