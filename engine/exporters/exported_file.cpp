// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/exported_file.h"

#include "engine/base/error.h"
#include "engine/model/attributes.h"
#include "engine/model/onnx_reader.h"

#include <algorithm>

namespace qb {

namespace {

bool isQuantizer(const Node& n) { return n.opType == "QuantizeLinear"; }
bool isDequantizer(const Node& n) { return n.opType == "DequantizeLinear"; }
bool isGuard(const Node& n) { return n.is("Max") && n.inputs.size() == 1; }
bool isCastTo(const Node& n, ElementType type) { return n.is("Cast") && intAttribute(n, "to", 0) == static_cast<int>(type); }

/// What opens a pair: QuantizeLinear, or the Cast of one that rounds to half.
bool opensPair(const Node& n) { return isQuantizer(n) || isCastTo(n, ElementType::Float16); }
bool closesPair(const Node& n) { return isDequantizer(n) || isCastTo(n, ElementType::Float32); }

std::vector<std::string> names(const Graph& graph, const std::vector<ValueId>& values)
{
    std::vector<std::string> result;
    result.reserve(values.size());
    for (const ValueId v : values)
        result.push_back(graph.value(v).name);
    return result;
}

/// The bodies of a graph that are taken, and what stands for the outputs of their Ifs.
class Inliner {
public:
    Inliner(Graph& graph, const std::map<std::string, bool>& taken) : m_graph(graph)
    {
        for (std::size_t i = 0; i < graph.scopes.size(); ++i) {
            const Scope& s = graph.scopes[i];
            const auto found = taken.find(graph.value(s.condition).name);
            m_live.push_back(found != taken.end() && found->second == s.branch);
        }
    }

    void run()
    {
        for (std::size_t i = 0; i < m_graph.scopes.size(); ++i) {
            const Scope& s = m_graph.scopes[i];
            if (!m_live[i])
                continue;
            const auto& outputs = m_graph.node(s.ifNode).outputs;
            for (std::size_t k = 0; k < outputs.size(); ++k)
                if (outputs[k] != ValueId::None)
                    m_instead[outputs[k]] = s.results[k];
        }
        const auto replace = [&](std::vector<ValueId>& values) {
            std::transform(values.begin(), values.end(), values.begin(), [&](ValueId v) { return instead(v); });
        };
        for (Node& n : m_graph.nodes) {
            replace(n.inputs);
            replace(n.captures);
        }
        std::erase_if(m_graph.nodes, [&](const Node& n) { return !live(n.scope) || n.is("If"); });
        for (Node& n : m_graph.nodes)
            n.scope = ScopeId::Top;
        m_graph.scopes.clear();
    }

private:
    [[nodiscard]] bool live(ScopeId scope) const
    {
        for (; scope != ScopeId::Top; scope = m_graph.scope(scope).parent)
            if (!m_live[indexOf(scope)])
                return false;
        return true;
    }

    [[nodiscard]] ValueId instead(ValueId v) const
    {
        for (auto found = m_instead.find(v); found != m_instead.end(); found = m_instead.find(v))
            v = found->second;
        return v;
    }

    Graph& m_graph;
    std::vector<bool> m_live;
    std::map<ValueId, ValueId> m_instead;
};

} // namespace

ExportedFile::ExportedFile(const std::string& path, const Model& model, const Plan& plan) : m_graph(readOnnx(path))
{
    if (names(m_graph, m_graph.inputs) != names(model.graph, model.graph.inputs) ||
        names(m_graph, m_graph.outputs) != names(model.graph, model.graph.outputs))
        throw Error(ErrorCode::BadInput, Text("{} has other inputs or outputs than the model", path),
                    Text("give a file that was exported from this model"), {{"file", path}, {"model", model.path}});
    for (std::size_t i = 0; i < m_graph.values.size(); ++i)
        m_byName.emplace(m_graph.values[i].name, static_cast<ValueId>(i));
    for (const Unit& unit : model.units.units)
        for (const ValueId v : unit.outputs)
            if (model.graph.value(v).typeText.empty())
                m_tensors.push_back(locate(v, model, plan));
}

FileTensor ExportedFile::locate(ValueId value, const Model& model, const Plan& plan) const
{
    const Value& v = model.graph.value(value);
    const auto found = m_byName.find(v.name);
    FileTensor tensor{value, found == m_byName.end() ? ValueId::None : found->second, ValueId::None};
    const PointId point = model.units.outputPoint[indexOf(value)];
    if (tensor.raw == ValueId::None || point == PointId::None || !plan.at(point))
        return tensor;
    // A quantized graph output has its name behind the pair.
    const NodeId closing = m_graph.value(tensor.raw).producer;
    if (v.isOutput && !v.isInput && closing != NodeId::None && closesPair(m_graph.node(closing))) {
        const NodeId opening = m_graph.value(m_graph.node(closing).inputs[0]).producer;
        if (opening != NodeId::None && opensPair(m_graph.node(opening))) {
            tensor.given = tensor.raw;
            tensor.raw = throughGuard(m_graph.node(opening).inputs[0]);
            return tensor;
        }
    }
    tensor.given = behind(quantizer(tensor.raw, *plan.at(point)));
    return tensor;
}

NodeId ExportedFile::quantizer(ValueId raw, const QuantParams& params) const
{
    for (const NodeId r : m_graph.value(raw).readers) {
        const Node& n = m_graph.node(r);
        if (isGuard(n)) {
            if (const NodeId q = quantizer(n.outputs[0], params); q != NodeId::None)
                return q;
        } else if (params.dtype == DType::Float16 && isCastTo(n, ElementType::Float16)) {
            return r;
        } else if (isQuantizer(n) && n.inputs[0] == raw) {
            const Tensor& scale = m_graph.value(n.inputs[1]).constant;
            if (scale.isFloat() &&
                std::equal(scale.floats().begin(), scale.floats().end(), params.scales.begin(), params.scales.end()))
                return r;
        }
    }
    return NodeId::None;
}

ValueId ExportedFile::behind(NodeId quantizer) const
{
    if (quantizer == NodeId::None)
        return ValueId::None;
    for (const NodeId r : m_graph.value(m_graph.node(quantizer).outputs[0]).readers)
        if (closesPair(m_graph.node(r)))
            return m_graph.node(r).outputs[0];
    return ValueId::None;
}

ValueId ExportedFile::find(const std::string& name) const
{
    const auto found = m_byName.find(name);
    return found == m_byName.end() ? ValueId::None : found->second;
}

ValueId ExportedFile::throughGuard(ValueId value) const
{
    const NodeId producer = m_graph.value(value).producer;
    return producer != NodeId::None && isGuard(m_graph.node(producer)) ? m_graph.node(producer).inputs[0] : value;
}

ExportedFile::Seen ExportedFile::withAllTensors(const std::map<std::string, bool>& taken) const
{
    Seen seen;
    seen.graph = m_graph;
    Inliner(seen.graph, taken).run();
    Graph& graph = seen.graph;
    std::set<ValueId> made;
    for (const Node& n : graph.nodes)
        made.insert(n.outputs.begin(), n.outputs.end());
    std::set<ValueId> wanted;
    for (const FileTensor& t : m_tensors)
        for (const ValueId v : {t.raw, t.given})
            if (v != ValueId::None && made.contains(v) && wanted.insert(v).second)
                seen.outputs.push_back(v);
    graph.outputs = seen.outputs;
    graph.relink();
    return seen;
}

} // namespace qb
