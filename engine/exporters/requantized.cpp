// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX Runtime says nothing of what it quantizes; but it can save the graph that it runs. There an integer kernel has the
// name of the node that it stands for, sometimes with "_token_7" behind it; a float kernel may have any name, but the
// tensors that it reads and gives mostly keep theirs, so it is found from these upwards.
#include "engine/exporters/requantized.h"

#include "engine/model/onnx_reader.h"

#include <algorithm>
#include <filesystem>
#include <set>

namespace qb {

namespace {

bool isGemmLike(const Node& n)
{
    static const std::set<std::string> kTypes{"Conv", "ConvTranspose", "Gemm", "MatMul", "FusedConv", "FusedGemm", "FusedMatMul"};
    return kTypes.contains(n.opType);
}

bool isInteger(const Node& n)
{
    return n.opType.starts_with("QLinear") || n.opType == "QGemm" || n.opType == "MatMulNBits" || n.opType == "QAttention" ||
           n.opType.find("Integer") != std::string::npos || n.opType.starts_with("DynamicQuantize");
}

class OptimizedGraph {
public:
    explicit OptimizedGraph(Graph graph) : m_graph(std::move(graph))
    {
        for (std::size_t i = 0; i < m_graph.values.size(); ++i)
            m_byName.emplace(m_graph.values[i].name, static_cast<ValueId>(i));
        for (const Node& n : m_graph.nodes)
            if (isInteger(n))
                m_integerKernels.insert(n.name.substr(0, n.name.rfind("_token_")));
    }

    [[nodiscard]] bool hasIntegerKernel(const std::string& node) const { return m_integerKernels.contains(node); }

    [[nodiscard]] NodeId producer(const std::string& name) const
    {
        const auto found = m_byName.find(name);
        return found == m_byName.end() ? NodeId::None : m_graph.value(found->second).producer;
    }

    /// From an activation, a transposition or a change of layout up to what computes.
    [[nodiscard]] NodeId computing(NodeId id, bool gemm) const
    {
        static const std::set<std::string> kMoves{"Transpose", "ReorderOutput", "ReorderInput", "Reshape", "Squeeze", "Max"};
        static const std::set<std::string> kActivations{"Relu", "Clip", "LeakyRelu", "HardSwish", "HardSigmoid", "Add"};
        for (int steps = 0; id != NodeId::None && steps < 8; ++steps) {
            const Node& n = m_graph.node(id);
            const bool above = kMoves.contains(n.opType) || (gemm && kActivations.contains(n.opType));
            if (isInteger(n) || isGemmLike(n) || !above)
                return id;
            id = m_graph.value(n.inputs[0]).producer;
        }
        return id;
    }

    [[nodiscard]] bool quantized(NodeId id, std::size_t weightOperand) const
    {
        const Node& n = m_graph.node(id);
        if (isInteger(n))
            return true;
        if (!isGemmLike(n) || weightOperand >= n.inputs.size())
            return false;
        const NodeId weight = m_graph.value(n.inputs[weightOperand]).producer;
        return weight != NodeId::None && m_graph.node(weight).opType == "DequantizeLinear" &&
               m_graph.value(m_graph.node(weight).inputs[0]).isConstant();
    }

private:
    Graph m_graph;
    std::unordered_map<std::string, ValueId> m_byName;
    std::set<std::string> m_integerKernels; // names of the nodes that they stand for
};

bool leftInFloat(const Model& model, const Plan& plan, UnitId id)
{
    const Unit& unit = model.unit(id);
    if (unit.main == NodeId::None || unit.pattern)
        return false;
    if (plan.floatUnit[indexOf(id)] != 0)
        return true;
    const PointId weight = unit.weight ? model.units.pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
    return weight != PointId::None && !(plan.at(weight) && isInteger(plan.at(weight)->dtype));
}

} // namespace

std::vector<std::string> requantizedUnits(const ExportedFile& file, const std::string& path, const Model& model, const Plan& plan,
                                          OrtEnvironment& environment)
{
    std::set<UnitId> suspects;
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        if (leftInFloat(model, plan, static_cast<UnitId>(u)))
            suspects.insert(static_cast<UnitId>(u));
    if (suspects.empty())
        return {};
    const std::string bytes = optimizedModel(environment, path, Kernels::Fast);
    // Weights that lie beside the file still do so for what was made of it.
    const std::string folder = std::filesystem::path(path).parent_path().string();
    const OptimizedGraph optimized(readOnnxBytes(std::as_bytes(std::span(bytes)), folder));
    std::vector<std::string> found;
    for (const FileTensor& t : file.tensors()) {
        const UnitId id = model.units.producer[indexOf(t.value)];
        if (!suspects.contains(id) || t.raw == ValueId::None)
            continue;
        const Unit& unit = model.unit(id);
        const Node& main = model.graph.node(unit.main);
        const NodeId computing = optimized.computing(optimized.producer(file.graph().value(t.raw).name), isGemmLike(main));
        if (optimized.hasIntegerKernel(main.name) ||
            (computing != NodeId::None && optimized.quantized(computing, unit.weight ? unit.weight->operand : 1))) {
            found.push_back(unit.name);
            suspects.erase(id);
        }
    }
    return found;
}

} // namespace qb
