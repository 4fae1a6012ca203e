// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/units.h"

#include "engine/model/attributes.h"

#include <algorithm>
#include <set>

namespace qb {

namespace {

bool isActivation(const Node& node)
{
    static const std::set<std::string> kFolding{"Relu", "Clip", "LeakyRelu", "HardSwish",
                                                "HardSigmoid"}; // PRelu has a constant that needs a point
    return node.domain.empty() && kFolding.contains(node.opType);
}

bool isGemmLike(const Node& node) { return node.is("Conv") || node.is("ConvTranspose") || node.is("Gemm") || node.is("MatMul"); }

/// Nodes that an activation folds into.
bool takesActivation(const Node& node)
{
    return isGemmLike(node) || node.is("Add") || node.is("Mul") || node.is("Sub") || node.is("Div") ||
           node.is("BatchNormalization") || node.is("Sum");
}

/// Operators whose float constants are operands like any other, and get a point each.
bool quantizesConstants(const Node& node)
{
    static const std::set<std::string> kTypes{"Add", "Mul", "Sub", "Div", "PRelu", "Concat"};
    return node.domain.empty() && kTypes.contains(node.opType);
}

class Cutter {
public:
    explicit Cutter(const Graph& graph) : m_graph(graph), m_result(graph.values.size(), false), m_taken(graph.nodes.size(), false)
    {
        for (const Scope& s : graph.scopes)
            for (const ValueId v : s.results)
                m_result[indexOf(v)] = true;
    }

    UnitTable run()
    {
        std::vector<std::vector<NodeId>> groups = patternGroups();
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            if (!m_taken[i])
                groups.push_back(groupOf(static_cast<NodeId>(i)));
        // A unit stands where its last node stands; so what it reads comes before it.
        std::sort(groups.begin(), groups.end(), [](const auto& a, const auto& b) { return a.back() < b.back(); });
        addInputs();
        for (const auto& group : groups)
            addUnit(group);
        linkValues();
        addPoints();
        return std::move(m_table);
    }

private:
    std::vector<std::vector<NodeId>> patternGroups()
    {
        std::vector<std::vector<NodeId>> groups;
        for (Pattern& p : findPatterns(m_graph)) {
            for (const NodeId n : p.nodes)
                m_taken[indexOf(n)] = true;
            m_patternType[p.nodes.back()] = p.type;
            groups.push_back(std::move(p.nodes));
        }
        return groups;
    }

    /// The one node that reads the value, where only one does and the value is seen nowhere else.
    [[nodiscard]] NodeId onlyReader(NodeId id) const
    {
        const Node& node = m_graph.node(id);
        for (std::size_t i = 1; i < node.outputs.size(); ++i)
            if (node.outputs[i] != ValueId::None)
                return NodeId::None;
        const ValueId out = node.outputs[0];
        const Value& v = m_graph.value(out);
        if (out == ValueId::None || v.isOutput || v.readers.size() != 1 || m_result[indexOf(out)])
            return NodeId::None;
        const NodeId reader = v.readers.front();
        return m_graph.node(reader).scope == node.scope && !m_taken[indexOf(reader)] ? reader : NodeId::None;
    }

    std::vector<NodeId> groupOf(NodeId main)
    {
        std::vector<NodeId> group{main};
        m_taken[indexOf(main)] = true;
        const Node& node = m_graph.node(main);
        if (!takesActivation(node))
            return group;
        NodeId next = onlyReader(main);
        if (next != NodeId::None && isGemmLike(node) && isBiasAdd(node, m_graph.node(next))) {
            group.push_back(next);
            m_taken[indexOf(next)] = true;
            next = onlyReader(next);
        }
        if (next != NodeId::None && isActivation(m_graph.node(next))) {
            group.push_back(next);
            m_taken[indexOf(next)] = true;
        }
        return group;
    }

    /// Add of one number per output channel to a MatMul that has a constant operand.
    [[nodiscard]] bool isBiasAdd(const Node& matmul, const Node& add) const
    {
        if (!matmul.is("MatMul") || !add.is("Add") || add.inputs.size() != 2)
            return false;
        const ValueId other = add.inputs[0] == matmul.outputs[0] ? add.inputs[1] : add.inputs[0];
        const auto constantRank2 = [&](ValueId v) { return m_graph.value(v).isConstant() && m_graph.value(v).shape.size() >= 2; };
        if (!m_graph.value(other).isConstant() || !constantRank2(matmul.inputs[1]))
            return false;
        const Shape& bias = m_graph.value(other).shape;
        return !bias.empty() && m_graph.value(other).constant.count() == static_cast<std::size_t>(bias.back()) &&
               bias.back() == m_graph.value(matmul.inputs[1]).shape.back() && bias.size() <= 3;
    }

    void addInputs()
    {
        for (const ValueId v : m_graph.inputs) {
            Unit unit;
            unit.name = uniqueName(m_graph.value(v).name);
            unit.opType = "Input";
            unit.outputs = {v};
            m_table.units.push_back(std::move(unit));
        }
    }

    std::string uniqueName(const std::string& wanted)
    {
        std::string name = wanted;
        for (int i = 2; !m_names.insert(name).second; ++i)
            name = wanted + "#" + std::to_string(i);
        return name;
    }

    void addUnit(const std::vector<NodeId>& group)
    {
        Unit unit;
        unit.nodes = group;
        const auto pattern = m_patternType.find(group.back());
        unit.pattern = pattern != m_patternType.end();
        unit.main = unit.pattern ? group.back() : group.front();
        const Node& main = m_graph.node(unit.main);
        unit.opType = unit.pattern ? pattern->second : main.domain.empty() ? main.opType : main.domain + "." + main.opType;
        unit.name = uniqueName(main.name);
        unit.module = modulePath(main.name);
        unit.scope = main.scope;
        const std::set<NodeId> inside(group.begin(), group.end());
        for (const NodeId id : group) {
            for (const ValueId v : m_graph.dependencies(id))
                if (const Value& value = m_graph.value(v);
                    !value.isConstant() && !inside.contains(value.producer) &&
                    std::find(unit.inputs.begin(), unit.inputs.end(), v) == unit.inputs.end())
                    unit.inputs.push_back(v);
            for (const ValueId v : m_graph.node(id).outputs)
                if (v != ValueId::None && seenOutside(v, inside))
                    unit.outputs.push_back(v);
        }
        if (!unit.pattern)
            findConstants(unit);
        m_table.units.push_back(std::move(unit));
    }

    [[nodiscard]] bool seenOutside(ValueId v, const std::set<NodeId>& inside) const
    {
        const Value& value = m_graph.value(v);
        return value.isOutput || m_result[indexOf(v)] ||
               std::any_of(value.readers.begin(), value.readers.end(), [&](NodeId r) { return !inside.contains(r); });
    }

    [[nodiscard]] bool floatConstant(const Node& node, std::size_t i) const
    {
        return i < node.inputs.size() && node.inputs[i] != ValueId::None && m_graph.value(node.inputs[i]).isConstant() &&
               m_graph.value(node.inputs[i]).type == ElementType::Float32;
    }

    void findConstants(Unit& unit)
    {
        const Node& main = m_graph.node(unit.main);
        WeightPort w;
        const auto rank = [&](std::size_t i) { return m_graph.value(main.inputs[i]).shape.size(); };
        if ((main.is("Conv") || main.is("ConvTranspose")) && floatConstant(main, 1)) {
            w.axis = main.is("Conv") ? 0 : 1;
            w.groups = main.is("Conv") ? 1 : static_cast<int>(intAttribute(main, "group", 1));
        } else if (main.is("Gemm") && floatConstant(main, 1)) {
            w.axis = intAttribute(main, "transB", 0) != 0 ? 0 : 1;
        } else if (main.is("MatMul") && floatConstant(main, 1) && !floatConstant(main, 0) && rank(1) >= 1) {
            w.axis = static_cast<int>(rank(1)) - 1;
        } else if (main.is("MatMul") && floatConstant(main, 0) && !floatConstant(main, 1) && rank(0) >= 2) {
            w.axis = static_cast<int>(rank(0)) - 2;
            w.operand = 0;
        } else if (main.is("Gather") && floatConstant(main, 0) && rank(0) >= 2 && intAttribute(main, "axis", 0) == 0) {
            w.operand = 0;
        } else {
            if (quantizesConstants(main))
                for (std::size_t i = 0; i < main.inputs.size(); ++i)
                    if (floatConstant(main, i))
                        unit.constants.push_back(main.inputs[i]);
            return;
        }
        w.value = main.inputs[w.operand];
        if (floatConstant(main, 2) && !main.is("Gather") && (!main.is("Gemm") || isPerColumn(main.inputs[2], w)))
            w.bias = main.inputs[2];
        if (unit.nodes.size() > 1 && m_graph.node(unit.nodes[1]).is("Add")) {
            const Node& add = m_graph.node(unit.nodes[1]);
            w.bias = m_graph.value(add.inputs[0]).isConstant() ? add.inputs[0] : add.inputs[1];
        }
        unit.weight = w;
    }

    /// A Gemm's third operand may also hold a number per row, one for all, or one each: then it is no bias.
    [[nodiscard]] bool isPerColumn(ValueId addend, const WeightPort& w) const
    {
        const Tensor& t = m_graph.value(addend).constant;
        const std::int64_t columns = m_graph.value(w.value).shape[static_cast<std::size_t>(w.axis)];
        return !t.shape().empty() && t.shape().back() == columns && t.count() == static_cast<std::size_t>(columns);
    }

    void linkValues()
    {
        m_table.producer.assign(m_graph.values.size(), UnitId::None);
        m_table.readers.resize(m_graph.values.size());
        m_table.unitOfNode.assign(m_graph.nodes.size(), UnitId::None);
        for (std::size_t u = 0; u < m_table.units.size(); ++u) {
            const auto id = static_cast<UnitId>(u);
            for (const NodeId n : m_table.units[u].nodes)
                m_table.unitOfNode[indexOf(n)] = id;
            for (const ValueId v : m_table.units[u].outputs)
                m_table.producer[indexOf(v)] = id;
            for (const ValueId v : m_table.units[u].inputs)
                m_table.readers[indexOf(v)].push_back(id);
        }
    }

    void addPoint(UnitId unit, PointKind kind, ValueId value, std::size_t slot, const std::string& port)
    {
        m_table.points.push_back({m_table.unit(unit).name + ":" + port, kind, unit, value, slot});
        m_table.pointsOfUnit[indexOf(unit)].push_back(static_cast<PointId>(m_table.points.size() - 1));
    }

    void addPoints()
    {
        m_table.pointsOfUnit.resize(m_table.units.size());
        m_table.outputPoint.assign(m_graph.values.size(), PointId::None);
        for (std::size_t u = 0; u < m_table.units.size(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const Unit& unit = m_table.units[u];
            // An If gives what its bodies' units give; those have the points.
            if (unit.main != NodeId::None && m_graph.node(unit.main).is("If"))
                continue;
            for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
                if (m_graph.value(unit.outputs[i]).type != ElementType::Float32)
                    continue;
                addPoint(id, PointKind::Output, unit.outputs[i], i,
                         unit.outputs.size() == 1 ? "output" : "output" + std::to_string(i));
                m_table.outputPoint[indexOf(unit.outputs[i])] = static_cast<PointId>(m_table.points.size() - 1);
            }
            if (unit.weight)
                addPoint(id, PointKind::Weight, unit.weight->value, unit.weight->operand, "weight");
            if (unit.main == NodeId::None || unit.pattern)
                continue;
            const Node& main = m_graph.node(unit.main);
            for (std::size_t i = 0; i < main.inputs.size(); ++i) {
                const ValueId v = main.inputs[i];
                if (v == ValueId::None || m_graph.value(v).type != ElementType::Float32)
                    continue;
                const bool constant = std::find(unit.constants.begin(), unit.constants.end(), v) != unit.constants.end();
                if (constant || !m_graph.value(v).isConstant())
                    addPoint(id, constant ? PointKind::Constant : PointKind::Operand, v, i, "input" + std::to_string(i));
            }
        }
    }

    const Graph& m_graph;
    std::vector<bool> m_result;
    std::vector<bool> m_taken;                   // nodes that have their unit
    std::map<NodeId, std::string> m_patternType; // by the pattern's last node
    std::set<std::string> m_names;
    UnitTable m_table;
};

/// Elements that a MatMul gives, from what it reads.
std::uint64_t productCount(const Shape& a, const Shape& b)
{
    const auto at = [](const Shape& s, std::size_t fromEnd) { return s.size() < fromEnd ? 1 : s[s.size() - fromEnd]; };
    auto count = static_cast<std::uint64_t>((a.size() < 2 ? 1 : at(a, 2)) * (b.size() < 2 ? 1 : at(b, 1)));
    for (std::size_t k = 3; k <= std::max(a.size(), b.size()); ++k) // broadcast
        count *= static_cast<std::uint64_t>(at(a, k) == 1 ? at(b, k) : at(a, k));
    return count;
}

/// `given`: what the unit gives in the end. No shape is needed between the node and what folded into it, which nobody
/// observes: a bias or an activation keeps it.
std::uint64_t macsOf(const Graph& graph, const Node& node, ValueId given)
{
    const auto shape = [&](ValueId v) -> const Shape* {
        return v != ValueId::None && graph.value(v).shapeKnown && isStatic(graph.value(v).shape) ? &graph.value(v).shape
                                                                                                 : nullptr;
    };
    const auto count = [](const Shape& s) { return elementCount(s).value_or(0); };
    if (node.inputs.size() < 2 || node.outputs.empty())
        return 0;
    const Shape* a = shape(node.inputs[0]);
    const Shape* b = shape(node.inputs[1]);
    if (!a || !b || b->empty() || a->empty())
        return 0;
    if (node.is("MatMul"))
        return productCount(*a, *b) * static_cast<std::uint64_t>(a->back());
    if (node.is("Gemm") && a->size() == 2 && b->size() == 2)
        return count(*a) * static_cast<std::uint64_t>((*b)[intAttribute(node, "transB", 0) != 0 ? 0 : 1]);
    if (node.is("ConvTranspose") && (*b)[0] > 0)
        return count(*a) * (count(*b) / static_cast<std::uint64_t>((*b)[0]));
    if (node.is("Conv") && (*b)[0] > 0)
        if (const Shape* y = shape(node.outputs[0]) ? shape(node.outputs[0]) : shape(given))
            return count(*y) * (count(*b) / static_cast<std::uint64_t>((*b)[0]));
    return 0;
}

} // namespace

UnitTable findUnits(const Graph& graph) { return Cutter(graph).run(); }

void countCosts(const Graph& graph, UnitTable& table)
{
    for (Unit& unit : table.units) {
        unit.macs = unit.parameters = 0;
        for (const NodeId id : unit.nodes)
            unit.macs += macsOf(graph, graph.node(id), unit.outputs.empty() ? ValueId::None : unit.outputs.back());
        if (unit.weight) {
            unit.parameters = graph.value(unit.weight->value).constant.count();
            if (unit.weight->bias != ValueId::None)
                unit.parameters += graph.value(unit.weight->bias).constant.count();
        }
    }
}

std::string modulePath(std::string_view nodeName)
{
    const std::size_t last = nodeName.find_last_of('/');
    if (last == std::string_view::npos)
        return {};
    std::string path;
    for (const char c : nodeName.substr(0, last))
        if (c != '/' || !path.empty())
            path += c == '/' ? '.' : c;
    return path;
}

UnitId UnitTable::findUnit(std::string_view name) const
{
    for (std::size_t i = 0; i < units.size(); ++i)
        if (units[i].name == name)
            return static_cast<UnitId>(i);
    return UnitId::None;
}

PointId UnitTable::findPoint(std::string_view name) const
{
    for (std::size_t i = 0; i < points.size(); ++i)
        if (points[i].name == name)
            return static_cast<PointId>(i);
    return PointId::None;
}

PointId UnitTable::pointOf(UnitId unit, PointKind kind, std::size_t slot) const
{
    for (const PointId id : pointsOfUnit[indexOf(unit)])
        if (point(id).kind == kind && point(id).slot == slot)
            return id;
    return PointId::None;
}

} // namespace qb
