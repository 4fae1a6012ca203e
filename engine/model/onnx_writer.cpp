// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/onnx_writer.h"

#include "engine/base/error.h"
#include "engine/base/whole_file.h"
#include "engine/model/tensor_proto.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <set>

namespace qb {

namespace {

namespace fs = std::filesystem;

constexpr std::size_t kLargestFile = (std::size_t{1} << 31U) - (std::size_t{1} << 24U);

/// "seq(tensor(float32))", "map(int64,tensor(float32))", "optional(...)" as a TypeProto.
void parseType(std::string_view text, onnx::TypeProto& type)
{
    const auto inside = [&](std::string_view head) { return text.substr(head.size(), text.size() - head.size() - 1); };
    if (text.starts_with("seq(")) {
        parseType(inside("seq("), *type.mutable_sequence_type()->mutable_elem_type());
    } else if (text.starts_with("optional(")) {
        parseType(inside("optional("), *type.mutable_optional_type()->mutable_elem_type());
    } else if (text.starts_with("map(")) {
        const std::string_view both = inside("map(");
        const std::size_t comma = both.find(',');
        type.mutable_map_type()->set_key_type(
            static_cast<int>(elementTypeFromString(both.substr(0, comma)).value_or(ElementType::Int64)));
        parseType(both.substr(comma + 1), *type.mutable_map_type()->mutable_value_type());
    } else if (text.starts_with("tensor(")) {
        type.mutable_tensor_type()->set_elem_type(
            static_cast<int>(elementTypeFromString(inside("tensor(")).value_or(ElementType::Undefined)));
    }
}

void declare(const Value& value, const std::string& name, bool withShape, onnx::ValueInfoProto& info)
{
    info.set_name(name);
    if (!value.typeText.empty()) {
        parseType(value.typeText, *info.mutable_type());
        return;
    }
    if (value.type == ElementType::Undefined)
        return;
    auto* tensor = info.mutable_type()->mutable_tensor_type();
    tensor->set_elem_type(static_cast<int>(value.type));
    if (!withShape || !value.shapeKnown)
        return;
    auto* shape = tensor->mutable_shape();
    for (std::size_t i = 0; i < value.shape.size(); ++i) {
        auto* dim = shape->add_dim();
        if (value.shape[i] >= 0)
            dim->set_dim_value(value.shape[i]);
        else if (i < value.dimNames.size() && !value.dimNames[i].empty())
            dim->set_dim_param(value.dimNames[i]);
    }
}

using Renamed = std::map<std::string, std::string>;

/// Inside a body that stays in its node, the outer tensors under the names that they have now.
void renameCaptures(onnx::GraphProto& body, Renamed renamed)
{
    for (const auto& i : body.input())
        renamed.erase(i.name());
    for (const auto& i : body.initializer())
        renamed.erase(i.name());
    for (const auto& n : body.node())
        for (const auto& o : n.output())
            renamed.erase(o);
    if (renamed.empty())
        return;
    const auto rename = [&](std::string* name) {
        if (const auto found = renamed.find(*name); found != renamed.end())
            *name = found->second;
    };
    for (auto& n : *body.mutable_node()) {
        for (auto& name : *n.mutable_input())
            rename(&name);
        for (auto& a : *n.mutable_attribute()) {
            if (a.has_g())
                renameCaptures(*a.mutable_g(), renamed);
            for (auto& g : *a.mutable_graphs())
                renameCaptures(g, renamed);
        }
    }
    for (auto& o : *body.mutable_output())
        rename(o.mutable_name());
}

/// What an edit has left without readers is not written.
std::set<ValueId> constantsInUse(const Graph& graph)
{
    std::set<ValueId> used(graph.outputs.begin(), graph.outputs.end());
    for (const Node& n : graph.nodes) {
        used.insert(n.inputs.begin(), n.inputs.end());
        used.insert(n.captures.begin(), n.captures.end());
    }
    for (const Scope& s : graph.scopes)
        used.insert(s.results.begin(), s.results.end());
    std::erase_if(used, [&](ValueId v) { return v == ValueId::None || !graph.value(v).isConstant(); });
    return used;
}

class Writer {
public:
    explicit Writer(const Graph& graph) : m_graph(graph) {}

    onnx::ModelProto model() const
    {
        onnx::ModelProto model;
        // From IR 4 on initializers need not be inputs too.
        model.set_ir_version(std::max<std::int64_t>(m_graph.irVersion, 4));
        model.set_producer_name("quantbench");
        for (const auto& [domain, version] : m_graph.opsets) {
            auto* opset = model.add_opset_import();
            opset->set_domain(domain);
            opset->set_version(version);
        }
        if (m_graph.source)
            for (const auto& f : m_graph.source->functions())
                *model.add_functions() = f;
        model.mutable_graph()->set_name(m_graph.name.empty() ? "graph" : m_graph.name);
        return model;
    }

    void addNode(NodeId id, onnx::GraphProto& graph) const
    {
        const Node& node = m_graph.node(id);
        onnx::NodeProto& proto = *graph.add_node();
        proto = *node.proto;
        proto.set_name(m_anonymous ? std::string() : m_bodies ? nameInBody(node) : node.name);
        proto.clear_doc_string();
        proto.set_op_type(node.opType);
        proto.set_domain(node.domain);
        proto.clear_input();
        proto.clear_output();
        for (const ValueId v : node.inputs)
            proto.add_input(nameOf(v));
        for (const ValueId v : node.outputs)
            proto.add_output(nameOf(v));
        if (node.captures.empty())
            return;
        Renamed renamed;
        for (std::size_t i = 0; i < node.captures.size(); ++i)
            if (const std::string now = nameOf(node.captures[i]); now != node.captureNames[i])
                renamed[node.captureNames[i]] = now;
        for (auto& a : *proto.mutable_attribute()) {
            if (a.has_g())
                renameCaptures(*a.mutable_g(), renamed);
            for (auto& g : *a.mutable_graphs())
                renameCaptures(g, renamed);
        }
    }

    /// The reader puts the If's name before those of its bodies' nodes; in the file they stand without it.
    [[nodiscard]] std::string nameInBody(const Node& node) const
    {
        if (node.scope == ScopeId::Top)
            return node.name;
        const Scope& scope = m_graph.scope(node.scope);
        const std::string prefix = m_graph.node(scope.ifNode).name + (scope.branch ? "/then_branch/" : "/else_branch/");
        return node.name.starts_with(prefix) ? node.name.substr(prefix.size()) : node.name;
    }

    void addInitializer(ValueId id, onnx::GraphProto& graph) const
    {
        const auto replaced = m_replaced.find(id);
        tensorToProto(replaced != m_replaced.end() ? replaced->second : m_graph.value(id).constant, nameOf(id),
                      *graph.add_initializer());
    }

    [[nodiscard]] std::string nameOf(ValueId id) const
    {
        if (id == ValueId::None)
            return {};
        if (!m_anonymous)
            return m_graph.value(id).name;
        // No body that stays inside its node (of a Loop, say) names its tensors so.
        return "quantbench/" + std::to_string(m_numbers.emplace(id, m_numbers.size()).first->second);
    }

    /// An If that stands for one of its bodies: the type of its outputs is that of the body's results, their shape is open,
    /// as the other body may give another.
    void addOpenCopies(NodeId id, onnx::GraphProto& graph) const
    {
        static const std::string kAnyShape = "quantbench/any_shape";
        if (std::none_of(graph.input().begin(), graph.input().end(), [](const auto& i) { return i.name() == kAnyShape; })) {
            auto& input = *graph.add_input();
            input.set_name(kAnyShape);
            input.mutable_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::INT64);
            input.mutable_type()->mutable_tensor_type()->mutable_shape()->add_dim();
        }
        const Scope& body = m_graph.scope(m_graph.bodiesOf(id).front());
        for (std::size_t i = 0; i < m_graph.node(id).outputs.size(); ++i) {
            if (m_graph.node(id).outputs[i] == ValueId::None)
                continue;
            const bool tensor = m_graph.value(body.results[i]).typeText.empty();
            onnx::NodeProto& proto = *graph.add_node();
            proto.set_op_type(tensor ? "Reshape" : "Identity");
            proto.add_input(nameOf(body.results[i]));
            if (tensor)
                proto.add_input(kAnyShape);
            proto.add_output(nameOf(m_graph.node(id).outputs[i]));
        }
    }

    onnx::ModelProto cut(const Cut& cut)
    {
        m_anonymous = cut.anonymous;
        m_replaced = cut.replaced;
        onnx::ModelProto result = model();
        onnx::GraphProto& graph = *result.mutable_graph();
        if (m_anonymous)
            graph.set_name("graph");
        std::set<ValueId> given(cut.inputs.begin(), cut.inputs.end());
        for (const ValueId v : cut.inputs)
            declare(m_graph.value(v), nameOf(v), cut.shapes, *graph.add_input());
        const auto need = [&](ValueId v) {
            if (v != ValueId::None && m_graph.value(v).isConstant() && given.insert(v).second)
                addInitializer(v, graph);
        };
        for (const NodeId id : cut.nodes) {
            const Node& node = m_graph.node(id);
            std::for_each(node.inputs.begin(), node.inputs.end(), need);
            std::for_each(node.captures.begin(), node.captures.end(), need);
            const auto bodies = m_graph.bodiesOf(id);
            if (bodies.empty()) {
                addNode(id, graph);
            } else {
                const auto& results = m_graph.scope(bodies.front()).results;
                std::for_each(results.begin(), results.end(), need);
                addOpenCopies(id, graph);
            }
        }
        for (const ValueId v : cut.outputs) {
            need(v);
            graph.add_output()->set_name(nameOf(v));
        }
        return result;
    }

    onnx::ModelProto whole()
    {
        m_bodies = true;
        onnx::ModelProto result = model();
        onnx::GraphProto& graph = *result.mutable_graph();
        for (const auto& [key, value] : m_graph.metadata) {
            auto* entry = result.add_metadata_props();
            entry->set_key(key);
            entry->set_value(value);
        }
        for (const ValueId v : m_graph.inputs)
            declare(m_graph.value(v), nameOf(v), true, *graph.add_input());
        addConstants(graph);
        addBody(ScopeId::Top, graph);
        for (const ValueId v : m_graph.outputs)
            declare(m_graph.value(v), nameOf(v), true, *graph.add_output());
        return result;
    }

private:
    void addConstants(onnx::GraphProto& graph) const
    {
        for (const ValueId v : constantsInUse(m_graph))
            addInitializer(v, graph);
    }

    void addBody(ScopeId scope, onnx::GraphProto& graph) const
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (m_graph.nodes[i].scope != scope)
                continue;
            const auto id = static_cast<NodeId>(i);
            addNode(id, graph);
            onnx::NodeProto& added = *graph.mutable_node(graph.node_size() - 1);
            for (const ScopeId body : m_graph.bodiesOf(id))
                fillBranch(body, added);
        }
    }

    void fillBranch(ScopeId body, onnx::NodeProto& ifNode) const
    {
        const char* name = m_graph.scope(body).branch ? "then_branch" : "else_branch";
        for (auto& a : *ifNode.mutable_attribute()) {
            if (a.name() != name)
                continue;
            onnx::GraphProto& graph = *a.mutable_g();
            graph.clear_node();
            graph.clear_initializer();
            graph.clear_sparse_initializer();
            graph.clear_value_info();
            addBody(body, graph);
            const std::vector<ValueId>& results = m_graph.scope(body).results;
            for (int i = 0; i < graph.output_size(); ++i)
                setResult(body, results[static_cast<std::size_t>(i)], graph, *graph.mutable_output(i));
        }
    }

    /// A body must make what it gives: what comes from outside passes through an Identity.
    void setResult(ScopeId body, ValueId result, onnx::GraphProto& graph, onnx::ValueInfoProto& output) const
    {
        const Value& v = m_graph.value(result);
        const bool own = v.producer != NodeId::None && m_graph.node(v.producer).scope == body;
        if (own) {
            output.set_name(v.name);
            return;
        }
        const std::string copy =
            v.name + "/in/" + m_graph.node(m_graph.scope(body).ifNode).name + (m_graph.scope(body).branch ? "/then" : "/else");
        onnx::NodeProto& identity = *graph.add_node();
        identity.set_op_type("Identity");
        identity.set_name(copy);
        identity.add_input(v.name);
        identity.add_output(copy);
        output.set_name(copy);
    }

    const Graph& m_graph;
    bool m_anonymous = false;
    bool m_bodies = false; // bodies of Ifs are put back, so that names in them need not be unique
    std::map<ValueId, Tensor> m_replaced;
    mutable std::map<ValueId, std::size_t> m_numbers;
};

std::string serialized(const onnx::ModelProto& model)
{
    std::string bytes;
    if (model.ByteSizeLong() > kLargestFile || !model.SerializeToString(&bytes))
        throw Error(ErrorCode::Resources, Text("a piece of the model is larger than 2 GB"));
    return bytes;
}

} // namespace

std::string writeCut(const Graph& graph, const Cut& cut) { return serialized(Writer(graph).cut(cut)); }

std::string writeModel(const Graph& graph) { return serialized(Writer(graph).whole()); }

bool needsExternalData(const Graph& graph)
{
    std::size_t weights = 0;
    for (const ValueId v : constantsInUse(graph))
        weights += graph.value(v).constant.byteSize();
    return weights >= kLargestFile / 2;
}

void writeModelFile(const Graph& graph, const std::string& path)
{
    if (!needsExternalData(graph)) {
        writeWholeFile(path, writeModel(graph));
        return;
    }
    // Weights one after another into a file beside the model; only the skeleton is ever held twice.
    Graph skeleton = graph;
    std::vector<std::pair<std::string, Tensor>> moved;
    for (const ValueId id : constantsInUse(graph)) {
        Value& v = skeleton.value(id);
        if (v.constant.byteSize() > 1024)
            moved.emplace_back(v.name, std::exchange(v.constant, Tensor::zeros(v.type, {0})));
    }
    onnx::ModelProto model = Writer(skeleton).whole();
    const std::string dataPath = path + ".data";
    std::ofstream data(dataPath + ".part", std::ios::binary | std::ios::trunc);
    std::map<std::string, std::pair<std::uint64_t, const Tensor*>> places;
    std::uint64_t offset = 0;
    for (const auto& [name, tensor] : moved) {
        places[name] = {offset, &tensor};
        data.write(reinterpret_cast<const char*>(tensor.bytes().data()), static_cast<std::streamsize>(tensor.byteSize()));
        const std::uint64_t padding = (64 - tensor.byteSize() % 64) % 64;
        data.write(std::string(padding, '\0').data(), static_cast<std::streamsize>(padding));
        offset += tensor.byteSize() + padding;
    }
    data.close();
    if (!data)
        throwCantWrite(dataPath, errno);
    for (auto& t : *model.mutable_graph()->mutable_initializer()) {
        const auto found = places.find(t.name());
        if (found == places.end())
            continue;
        const auto& [begin, tensor] = found->second;
        t.clear_raw_data();
        t.clear_dims();
        for (const std::int64_t d : tensor->shape())
            t.add_dims(d);
        t.set_data_location(onnx::TensorProto::EXTERNAL);
        const auto add = [&](const char* key, const std::string& value) {
            auto* entry = t.add_external_data();
            entry->set_key(key);
            entry->set_value(value);
        };
        add("location", fs::path(dataPath).filename().string());
        add("offset", std::to_string(begin));
        add("length", std::to_string(tensor->byteSize()));
    }
    std::error_code error;
    fs::rename(dataPath + ".part", dataPath, error);
    if (error)
        throwCantWrite(dataPath, errno);
    writeWholeFile(path, serialized(model));
}

} // namespace qb
