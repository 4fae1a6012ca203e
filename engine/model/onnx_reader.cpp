// SPDX-License-Identifier: GPL-3.0-or-later
// From a ModelProto to a Graph.
//
// Every GraphProto (the model's, and each body of an If) is read in two steps: first all names that it defines, then the
// nodes, so that the order in the file does not matter. A name is looked up from the inside out. A body of an If becomes
// a Scope; the bodies of every other operator (Loop, Scan ...) stay inside their node, which then lists the outer values
// that they read ("captures").
#include "engine/model/onnx_reader.h"

#include "engine/base/error.h"
#include "engine/model/mapped_file.h"
#include "engine/model/tensor_proto.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <utility>

namespace qb {

namespace {

namespace fs = std::filesystem;

[[noreturn]] void refuse(const Text& what, Error::Context context = {})
{
    throw Error(ErrorCode::BadInput, what, Text("export the model again"), std::move(context));
}

std::string typeText(const onnx::TypeProto& type)
{
    const auto element = [](int t) { return std::string(toString(static_cast<ElementType>(t))); };
    if (type.has_tensor_type())
        return "tensor(" + element(type.tensor_type().elem_type()) + ")";
    if (type.has_sequence_type())
        return "seq(" + typeText(type.sequence_type().elem_type()) + ")";
    if (type.has_optional_type())
        return "optional(" + typeText(type.optional_type().elem_type()) + ")";
    if (type.has_map_type())
        return "map(" + element(type.map_type().key_type()) + "," + typeText(type.map_type().value_type()) + ")";
    return {};
}

void describe(Value& value, const onnx::TypeProto& type)
{
    if (!type.has_tensor_type()) {
        value.typeText = typeText(type);
        return;
    }
    value.type = static_cast<ElementType>(type.tensor_type().elem_type());
    if (!type.tensor_type().has_shape())
        return;
    value.shapeKnown = true;
    for (const auto& dim : type.tensor_type().shape().dim()) {
        value.shape.push_back(dim.has_dim_value() && dim.dim_value() >= 0 ? dim.dim_value() : -1);
        value.dimNames.push_back(dim.has_dim_param() ? dim.dim_param() : std::string());
    }
}

/// Names that a body reads and does not define itself.
void collectCaptures(const onnx::GraphProto& body, std::set<std::string> known, std::set<std::string>& captures)
{
    for (const auto& i : body.input())
        known.insert(i.name());
    for (const auto& i : body.initializer())
        known.insert(i.name());
    for (const auto& i : body.sparse_initializer())
        known.insert(i.values().name());
    for (const auto& n : body.node())
        known.insert(n.output().begin(), n.output().end());
    const auto need = [&](const std::string& name) {
        if (!name.empty() && !known.contains(name))
            captures.insert(name);
    };
    for (const auto& n : body.node()) {
        std::for_each(n.input().begin(), n.input().end(), need);
        for (const auto& a : n.attribute()) {
            if (a.has_g())
                collectCaptures(a.g(), known, captures);
            for (const auto& g : a.graphs())
                collectCaptures(g, known, captures);
        }
    }
    for (const auto& o : body.output())
        need(o.name());
}

const onnx::GraphProto* bodyOf(const onnx::NodeProto& node, std::string_view name)
{
    for (const auto& a : node.attribute())
        if (a.name() == name && a.has_g())
            return &a.g();
    return nullptr;
}

class Reader {
public:
    Reader(std::shared_ptr<const onnx::ModelProto> model, std::string folder)
        : m_model(std::move(model)), m_folder(std::move(folder))
    {
    }

    Graph read()
    {
        m_graph.source = m_model;
        m_graph.name = m_model->graph().name();
        m_graph.irVersion = m_model->ir_version();
        for (const auto& o : m_model->opset_import())
            m_graph.opsets[o.domain() == "ai.onnx" ? "" : o.domain()] = o.version();
        if (!m_graph.opsets.contains(""))
            m_graph.opsets[""] = 1;
        for (const auto& p : m_model->metadata_props())
            m_graph.metadata[p.key()] = p.value();

        const onnx::GraphProto& top = m_model->graph();
        declare(top, ScopeId::Top, "");
        m_graph.inputs = m_topInputs;
        readNodes(top, ScopeId::Top, "");
        m_graph.outputs = results(top, ScopeId::Top);
        if (m_graph.outputs.empty())
            refuse(Text("the model has no outputs"));
        m_graph.relink();
        return std::move(m_graph);
    }

private:
    using Names = std::unordered_map<std::string, ValueId>;

    static std::size_t level(ScopeId scope) { return static_cast<std::size_t>(static_cast<int>(scope) + 1); }

    Names& names(ScopeId scope)
    {
        if (m_names.size() <= level(scope))
            m_names.resize(level(scope) + 1);
        return m_names[level(scope)];
    }

    ValueId define(const std::string& name, ScopeId scope, const std::string& prefix, Value value)
    {
        value.name = m_usedNames.contains(name) ? prefix + name : name;
        const ValueId id = m_graph.addValue(std::move(value));
        if (!names(scope).emplace(name, id).second)
            refuse(Text("the name \"{}\" is given to two tensors", name), {{"tensor", name}});
        m_usedNames.insert(name);
        return id;
    }

    /// Whatever a graph or body gives names to: inputs, initializers, node outputs. IR 3 files list initializers among
    /// the inputs; those are constants here.
    void declare(const onnx::GraphProto& graph, ScopeId scope, const std::string& prefix)
    {
        for (const auto& t : graph.initializer())
            setConstant(m_graph.value(define(t.name(), scope, prefix, {})), tensorFromProto(t, m_model, m_folder));
        for (const auto& t : graph.sparse_initializer())
            setConstant(m_graph.value(define(t.values().name(), scope, prefix, {})), tensorFromSparse(t, m_folder));
        std::set<std::string> inputs;
        for (const auto& i : graph.input()) {
            if (!inputs.insert(i.name()).second)
                refuse(Text("the graph has two inputs named \"{}\"", i.name()), {{"tensor", i.name()}});
            if (names(scope).contains(i.name()))
                continue;
            Value v;
            describe(v, i.type());
            const ValueId id = define(i.name(), scope, prefix, std::move(v));
            if (scope == ScopeId::Top)
                m_topInputs.push_back(id);
        }
        for (const auto& n : graph.node())
            for (const auto& name : n.output())
                if (!name.empty())
                    define(name, scope, prefix, {});
        for (const auto& info : graph.value_info())
            if (const auto found = names(scope).find(info.name());
                found != names(scope).end() && !m_graph.value(found->second).isConstant())
                describe(m_graph.value(found->second), info.type());
        for (const auto& info : graph.output())
            if (const auto found = names(scope).find(info.name());
                found != names(scope).end() && !m_graph.value(found->second).shapeKnown)
                describe(m_graph.value(found->second), info.type());
    }

    ValueId lookUp(const std::string& name, ScopeId scope, const std::string& reader)
    {
        for (;; scope = m_graph.scope(scope).parent) {
            if (const auto found = names(scope).find(name); found != names(scope).end())
                return found->second;
            if (scope == ScopeId::Top)
                refuse(Text("\"{}\" reads the tensor \"{}\", which nothing makes", reader, name),
                       {{"node", reader}, {"tensor", name}});
        }
    }

    std::vector<ValueId> results(const onnx::GraphProto& graph, ScopeId scope)
    {
        std::vector<ValueId> ids;
        for (const auto& o : graph.output())
            ids.push_back(lookUp(o.name(), scope, "graph output"));
        return ids;
    }

    std::string nodeName(const onnx::NodeProto& proto, int index, const std::string& prefix)
    {
        const std::string wanted = prefix + (proto.name().empty() ? proto.op_type() + "_" + std::to_string(index) : proto.name());
        std::string name = wanted;
        for (int i = 2; !m_nodeNames.insert(name).second; ++i)
            name = wanted + "#" + std::to_string(i);
        return name;
    }

    void readNodes(const onnx::GraphProto& graph, ScopeId scope, const std::string& prefix)
    {
        for (int i = 0; i < graph.node_size(); ++i)
            readNode(graph.node(i), i, scope, prefix);
    }

    void readNode(const onnx::NodeProto& proto, int index, ScopeId scope, const std::string& prefix)
    {
        Node node;
        node.name = nodeName(proto, index, prefix);
        node.opType = proto.op_type();
        node.domain = proto.domain() == "ai.onnx" ? "" : proto.domain();
        node.scope = scope;
        node.proto = std::shared_ptr<const onnx::NodeProto>(m_model, &proto);
        for (const auto& name : proto.input())
            node.inputs.push_back(name.empty() ? ValueId::None : lookUp(name, scope, node.name));
        for (const auto& name : proto.output())
            node.outputs.push_back(name.empty() ? ValueId::None : lookUp(name, scope, node.name));
        if (node.is("Constant") && readConstant(proto, node))
            return;

        const auto* thenBody = bodyOf(proto, "then_branch");
        const auto* elseBody = bodyOf(proto, "else_branch");
        if (node.is("If") && thenBody && elseBody && node.inputs.size() == 1 && node.inputs[0] != ValueId::None) {
            const std::string name = node.name;
            m_graph.nodes.push_back(std::move(node));
            const auto id = static_cast<NodeId>(m_graph.nodes.size() - 1);
            readBody(*thenBody, id, true, name + "/then_branch/", scope);
            readBody(*elseBody, id, false, name + "/else_branch/", scope);
            return;
        }
        std::set<std::string> captures;
        for (const auto& a : proto.attribute()) {
            if (a.has_g())
                collectCaptures(a.g(), {}, captures);
            for (const auto& g : a.graphs())
                collectCaptures(g, {}, captures);
        }
        for (const std::string& name : captures) {
            node.captures.push_back(lookUp(name, scope, node.name));
            node.captureNames.push_back(name);
        }
        m_graph.nodes.push_back(std::move(node));
    }

    void readBody(const onnx::GraphProto& body, NodeId ifNode, bool branch, const std::string& prefix, ScopeId parent)
    {
        const auto id = static_cast<ScopeId>(m_graph.scopes.size());
        m_graph.scopes.push_back({ifNode, m_graph.node(ifNode).inputs[0], branch, parent, {}});
        declare(body, id, prefix);
        readNodes(body, id, prefix);
        std::vector<ValueId> given = results(body, id);
        if (given.size() != m_graph.node(ifNode).outputs.size())
            refuse(Text("a branch of the If \"{}\" gives another number of tensors than the If", m_graph.node(ifNode).name),
                   {{"node", m_graph.node(ifNode).name}});
        m_graph.scopes[indexOf(id)].results = std::move(given);
    }

    /// Makes the node's output a constant; false for forms that are unknown here.
    bool readConstant(const onnx::NodeProto& proto, const Node& node)
    {
        if (proto.attribute_size() != 1 || node.outputs.size() != 1)
            return false;
        const onnx::AttributeProto& a = proto.attribute(0);
        Tensor tensor;
        if (a.name() == "value" && a.has_t())
            tensor = tensorFromProto(a.t(), m_model, m_folder);
        else if (a.name() == "value_float")
            tensor = Tensor::fromFloats({}, std::array{a.f()});
        else if (a.name() == "value_int")
            tensor = Tensor::fromInt64s({}, std::array<std::int64_t, 1>{a.i()});
        else if (a.name() == "value_floats")
            tensor = Tensor::fromFloats({a.floats_size()}, {a.floats().data(), static_cast<std::size_t>(a.floats_size())});
        else if (a.name() == "value_ints")
            tensor = Tensor::fromInt64s({a.ints_size()}, std::vector<std::int64_t>(a.ints().begin(), a.ints().end()));
        else if (a.name() == "value_string")
            tensor = Tensor::fromStrings({}, {a.s()});
        else if (a.name() == "value_strings")
            tensor = Tensor::fromStrings({a.strings_size()}, {a.strings().begin(), a.strings().end()});
        else if (a.name() == "sparse_value" && a.has_sparse_tensor())
            tensor = tensorFromSparse(a.sparse_tensor(), m_folder);
        else
            return false;
        if (node.outputs[0] == ValueId::None)
            return false;
        setConstant(m_graph.value(node.outputs[0]), std::move(tensor));
        return true;
    }

    static void setConstant(Value& v, Tensor tensor)
    {
        v.type = tensor.type();
        v.shape = tensor.shape();
        v.dimNames.clear();
        v.shapeKnown = true;
        v.constant = std::move(tensor);
    }

    std::shared_ptr<const onnx::ModelProto> m_model;
    std::string m_folder;
    Graph m_graph;
    std::vector<Names> m_names; // by level(scope)
    std::vector<ValueId> m_topInputs;
    std::set<std::string> m_usedNames;
    std::set<std::string> m_nodeNames;
};

} // namespace

Graph readOnnxBytes(std::span<const std::byte> bytes, const std::string& folder)
{
    if (bytes.size() > (std::size_t{1} << 31U) - 1)
        throw Error(ErrorCode::BadInput, Text("the model file is larger than 2 GB, which the ONNX format does not allow"),
                    Text("save the model with its weights as external data"));
    auto model = std::make_shared<onnx::ModelProto>();
    if (bytes.empty() || !model->ParseFromArray(bytes.data(), static_cast<int>(bytes.size())) || !model->has_graph())
        refuse(Text("the file is no ONNX model, or it is cut off"));
    return readOnnxProto(std::move(model), folder);
}

Graph readOnnxProto(std::shared_ptr<const onnx::ModelProto> model, const std::string& folder)
{
    return Reader(std::move(model), folder).read();
}

Graph readOnnx(const std::string& path)
{
    try {
        const auto file = MappedFile::open(path);
        return readOnnxBytes({file->data(), file->size()}, fs::path(path).parent_path().string());
    } catch (const Error& e) {
        if (e.context().contains("file"))
            throw;
        Error::Context context = e.context();
        context["file"] = path;
        throw Error(e.code(), Text("{}: {}", path, e.message()), e.cure(), std::move(context));
    }
}

namespace {

void addExternalFiles(const onnx::GraphProto& graph, std::set<std::string>& files)
{
    for (const auto& t : graph.initializer())
        for (const auto& entry : t.external_data())
            if (entry.key() == "location")
                files.insert(entry.value());
    for (const auto& n : graph.node())
        for (const auto& a : n.attribute())
            if (a.has_g())
                addExternalFiles(a.g(), files);
}

/// Size and blocks spread over a file that may be many gigabytes: training or converting again changes most of them, copying
/// none.
void addBlocks(const std::string& path, Hasher& hasher)
{
    constexpr std::size_t kBlock = 4096;
    constexpr std::size_t kBlocks = 1024;
    const auto file = MappedFile::open(path);
    hasher.add(file->size());
    if (file->size() <= kBlock * kBlocks) {
        hasher.bytes(file->data(), file->size());
        return;
    }
    // Read, not looked at where it is mapped: the system maps a megabyte around each block.
    std::ifstream blocks(path, std::ios::binary);
    std::vector<char> block(kBlock);
    for (std::size_t i = 0; i < kBlocks; ++i) {
        blocks.seekg(static_cast<std::streamoff>((file->size() - kBlock) / (kBlocks - 1) * i));
        if (!blocks.read(block.data(), kBlock))
            throw Error(ErrorCode::Resources, Text("can't read {}", path), Text("check the disk"), {{"file", path}});
        hasher.bytes(block.data(), kBlock);
    }
}

} // namespace

Fingerprint fingerprintOfModel(const std::string& path)
{
    const auto file = MappedFile::open(path);
    onnx::ModelProto model;
    Hasher hasher;
    hasher.bytes(file->data(), file->size());
    std::set<std::string> external;
    if (file->size() < (std::size_t{1} << 31U) && model.ParseFromArray(file->data(), static_cast<int>(file->size())))
        addExternalFiles(model.graph(), external);
    for (const std::string& name : external) {
        const fs::path beside = fs::path(path).parent_path() / name;
        hasher.add(name);
        if (std::error_code error; fs::is_regular_file(beside, error))
            addBlocks(beside.string(), hasher);
    }
    return hasher.result();
}

} // namespace qb
