// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/graph_facts.h"

#include "engine/model/attributes.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include <fmt/format.h>

namespace qb {

bool isShapeOperand(const Node& node, std::size_t operand)
{
    static const std::map<std::string, std::set<std::size_t>> kOperands{{"Reshape", {1}},
                                                                        {"Expand", {1}},
                                                                        {"Tile", {1}},
                                                                        {"Slice", {1, 2, 3, 4}},
                                                                        {"Unsqueeze", {1}},
                                                                        {"Squeeze", {1}},
                                                                        {"Split", {1}},
                                                                        {"Pad", {1, 2, 3}},
                                                                        {"Resize", {1, 2, 3}},
                                                                        {"Upsample", {1}},
                                                                        {"TopK", {1}},
                                                                        {"OneHot", {0, 1, 2}},
                                                                        {"ConstantOfShape", {0}},
                                                                        {"Range", {0, 1, 2}},
                                                                        {"Gather", {1}},
                                                                        {"GatherElements", {1}},
                                                                        {"GatherND", {1}},
                                                                        {"Scatter", {1}},
                                                                        {"ScatterElements", {1}},
                                                                        {"ScatterND", {1}},
                                                                        {"NonMaxSuppression", {2, 3, 4}},
                                                                        {"Clip", {1, 2}},
                                                                        {"Pow", {1}},
                                                                        {"CumSum", {1}},
                                                                        {"Where", {0}},
                                                                        {"If", {0}},
                                                                        {"Loop", {0, 1}},
                                                                        {"RoiAlign", {2}},
                                                                        {"MaxUnpool", {1, 2}},
                                                                        {"ReverseSequence", {1}},
                                                                        {"Compress", {1}},
                                                                        {"Dropout", {1, 2}},
                                                                        {"Shape", {0}},
                                                                        {"Size", {0}},
                                                                        {"EyeLike", {0}},
                                                                        {"RandomNormalLike", {0}},
                                                                        {"RandomUniformLike", {0}},
                                                                        {"Trilu", {1}}};
    if (!node.domain.empty())
        return false;
    if (node.opType.starts_with("Reduce"))
        return operand > 0;
    const auto found = kOperands.find(node.opType);
    return found != kOperands.end() && found->second.contains(operand);
}

std::string portOf(const UnitTable& units, PointId point)
{
    const std::string& name = units.point(point).name;
    return name.substr(name.find_last_of(':') + 1);
}

namespace {

/// What these give is decided by the numbers that they read, even where it is an index or a condition.
bool decidesByNumbers(const Node& node)
{
    static const std::set<std::string> kOps{"TopK",    "ArgMax",         "ArgMin",      "NonMaxSuppression", "NonZero", "Equal",
                                            "Greater", "GreaterOrEqual", "Less",        "LessOrEqual",       "IsNaN",   "IsInf",
                                            "Loop",    "Scan",           "Multinomial", "Bernoulli"};
    return kOps.contains(node.opType);
}

class FactFinder {
public:
    FactFinder(const Model& model, const Profile& profile, const std::vector<char>& ownsScale)
        : m_graph(model.graph), m_units(model.units), m_profile(profile), m_ownsScale(ownsScale)
    {
    }

    GraphFacts find()
    {
        linkIfs();
        findData();
        m_facts.whyNotUnit.resize(m_units.units.size());
        m_facts.follows.assign(m_units.units.size(), ValueId::None);
        m_facts.exact.assign(m_units.units.size(), 0);
        m_facts.uses.resize(m_units.units.size());
        m_facts.root.resize(m_units.points.size());
        for (std::size_t p = 0; p < m_units.points.size(); ++p)
            m_facts.root[p] = static_cast<PointId>(p);
        for (std::size_t u = 0; u < m_units.units.size(); ++u) {
            const auto id = static_cast<UnitId>(u);
            m_facts.whyNotUnit[u] = whyNot(m_units.unit(id));
            findSource(id);
            findUses(id);
        }
        return std::move(m_facts);
    }

private:
    void linkIfs()
    {
        m_facts.givenAs.resize(m_graph.values.size());
        for (std::size_t n = 0; n < m_graph.nodes.size(); ++n)
            for (const ScopeId body : m_graph.bodiesOf(static_cast<NodeId>(n)))
                for (std::size_t i = 0; i < m_graph.scope(body).results.size(); ++i) {
                    const ValueId given = m_graph.nodes[n].outputs[i];
                    if (given != ValueId::None)
                        m_facts.givenAs[indexOf(m_graph.scope(body).results[i])].push_back(given);
                }
    }

    void findData()
    {
        auto& data = m_facts.data;
        data.assign(m_graph.values.size(), 0);
        for (const ValueId v : m_graph.outputs)
            data[indexOf(v)] = 1;
        for (std::size_t i = m_graph.nodes.size(); i-- > 0;) {
            const Node& node = m_graph.nodes[i];
            const auto isData = [&](ValueId v) {
                return v != ValueId::None && (data[indexOf(v)] != 0 ||
                                              std::any_of(m_facts.givenAs[indexOf(v)].begin(), m_facts.givenAs[indexOf(v)].end(),
                                                          [&](ValueId g) { return data[indexOf(g)] != 0; }));
            };
            for (const ValueId v : node.outputs)
                if (v != ValueId::None && isData(v))
                    data[indexOf(v)] = 1;
            const bool given = decidesByNumbers(node) || std::any_of(node.outputs.begin(), node.outputs.end(), isData);
            for (std::size_t k = 0; given && k < node.inputs.size(); ++k)
                if (node.inputs[k] != ValueId::None && !isShapeOperand(node, k))
                    data[indexOf(node.inputs[k])] = 1;
            for (const ValueId v : node.captures)
                data[indexOf(v)] = 1;
        }
    }

    [[nodiscard]] Text whyNot(const Unit& unit) const
    {
        const auto type = [&](ValueId v) { return m_graph.value(v).type; };
        const auto any = [&](const std::vector<ValueId>& values, auto test) {
            return std::any_of(values.begin(), values.end(), test);
        };
        for (const auto* list : {&unit.inputs, &unit.outputs})
            for (const ValueId v : *list)
                if (type(v) == ElementType::Float64 || type(v) == ElementType::BFloat16)
                    return Text("it computes in {}", toString(type(v)));
        const auto isFloat = [&](ValueId v) { return type(v) == ElementType::Float32; };
        if (unit.main == NodeId::None)
            return isFloat(unit.outputs.front()) ? Text() : Text("it is {}, not float32", toString(type(unit.outputs.front())));
        if (unit.opType == "If")
            return Text("it only chooses; what it chooses from are units of their own");
        if (m_profile.isShapeWork(unit.opType))
            return Text("it works on integers, shapes or conditions");
        if (const auto found = m_profile.floatOps.find(unit.opType); found != m_profile.floatOps.end())
            return Text::restored(found->second, {});
        if (m_profile.patternsOff.contains(unit.opType))
            return Text("{} does not know {} as one module", m_profile.name, unit.opType);
        const std::string& op = unit.opType;
        if (op.starts_with("QLinear") || op.find("QuantizeLinear") != std::string::npos ||
            op.find("Integer") != std::string::npos)
            return Text("it is quantized in the file already and passes as it is");
        if (!any(unit.inputs, isFloat) && !any(unit.outputs, isFloat))
            return Text("it neither reads nor gives float32");
        if (!m_profile.classOf.contains(op) && !m_profile.passive.contains(op))
            return Text("Quantbench does not know the operator {}", op);
        if (!any(unit.outputs, [&](ValueId v) { return m_facts.data[indexOf(v)] != 0; }) && any(unit.outputs, isFloat))
            return Text("it only feeds shapes or indices");
        return {};
    }

    [[nodiscard]] bool holds(PassiveWhen when, const Node& node) const
    {
        switch (when) {
        case PassiveWhen::Always: return true;
        case PassiveWhen::Nearest: return stringAttribute(node, "mode", "nearest") == "nearest";
        case PassiveWhen::Linear:
            return stringAttribute(node, "mode", "nearest") == "linear" || stringAttribute(node, "mode", "nearest") == "bilinear";
        case PassiveWhen::ZeroPad: break;
        }
        if (stringAttribute(node, "mode", "constant") != "constant")
            return true; // reflect and edge move values that are there
        return padValue(node) == 0 || padsForMaxPool(node);
    }

    /// NaN where it is not known.
    [[nodiscard]] double padValue(const Node& node) const
    {
        const ValueId value = node.inputs.size() > 2 ? node.inputs[2] : ValueId::None;
        if (value == ValueId::None)
            return static_cast<double>(floatAttribute(node, "value", 0));
        const Tensor& constant = m_graph.value(value).constant;
        return constant.empty() || !constant.isDense() || constant.count() != 1 ? std::numeric_limits<double>::quiet_NaN()
                                                                                : constant.valueAt(0);
    }

    /// A border of minus infinity, or what stands for it, that a MaxPool takes away again: on any grid it becomes the least
    /// value, which is no larger than what the pool finds beside it.
    [[nodiscard]] bool padsForMaxPool(const Node& node) const
    {
        constexpr double kLowestHalf = -65504;
        const Value& padded = m_graph.value(node.outputs[0]);
        return node.is("Pad") && stringAttribute(node, "mode", "constant") == "constant" && padValue(node) <= kLowestHalf &&
               !padded.isOutput && m_facts.givenAs[indexOf(node.outputs[0])].empty() && !padded.readers.empty() &&
               std::all_of(padded.readers.begin(), padded.readers.end(), [&](NodeId r) { return m_graph.node(r).is("MaxPool"); });
    }

    /// The points behind a value: its own, or those of the results that an If may give.
    void pointsBehind(ValueId value, std::vector<PointId>& points) const
    {
        if (const PointId own = m_units.outputPoint[indexOf(value)]; own != PointId::None) {
            const PointId root = m_facts.root[indexOf(own)];
            if (std::find(points.begin(), points.end(), root) == points.end())
                points.push_back(root);
            return;
        }
        const NodeId producer = m_graph.value(value).producer;
        if (producer == NodeId::None || !m_graph.node(producer).is("If"))
            return;
        const auto& outputs = m_graph.node(producer).outputs;
        const auto index = static_cast<std::size_t>(std::find(outputs.begin(), outputs.end(), value) - outputs.begin());
        for (const ScopeId body : m_graph.bodiesOf(producer))
            pointsBehind(m_graph.scope(body).results[index], points);
    }

    void findSource(UnitId id)
    {
        const Unit& unit = m_units.unit(id);
        const auto row = m_profile.passive.find(unit.opType);
        if (unit.main == NodeId::None || unit.pattern || unit.weight || row == m_profile.passive.end() ||
            !m_facts.quantizable(id))
            return;
        const Node& node = m_graph.node(unit.main);
        const auto when =
            std::find_if(row->second.begin(), row->second.end(), [&](const auto& entry) { return holds(entry.first, node); });
        if (when == row->second.end() || node.inputs.empty() || node.inputs[0] == ValueId::None)
            return;
        if (!m_ownsScale.empty() && m_ownsScale[indexOf(id)] != 0)
            return;
        std::vector<PointId> roots;
        pointsBehind(node.inputs[0], roots);
        if (m_units.outputPoint[indexOf(node.inputs[0])] == PointId::None || roots.size() != 1)
            return;
        m_facts.follows[indexOf(id)] = node.inputs[0];
        m_facts.exact[indexOf(id)] = static_cast<char>(when->second && !padsForMaxPool(node));
        for (const ValueId v : unit.outputs)
            if (const PointId p = m_units.outputPoint[indexOf(v)]; p != PointId::None)
                m_facts.root[indexOf(p)] = roots.front();
    }

    void findUses(UnitId id)
    {
        const Unit& unit = m_units.unit(id);
        if (unit.main == NodeId::None)
            return;
        const auto add = [&](ValueId v, std::size_t slot) {
            if (v == ValueId::None || m_graph.value(v).isConstant() || m_graph.value(v).type != ElementType::Float32)
                return;
            Use use{v, slot, unit.pattern ? PointId::None : m_units.pointOf(id, PointKind::Operand, slot), {}};
            pointsBehind(v, use.roots);
            m_facts.uses[indexOf(id)].push_back(std::move(use));
        };
        const Node& main = m_graph.node(unit.main);
        if (unit.pattern) {
            for (std::size_t i = 0; i < unit.inputs.size(); ++i)
                add(unit.inputs[i], i);
            return;
        }
        for (std::size_t i = 0; i < main.inputs.size(); ++i)
            if (!isShapeOperand(main, i))
                add(main.inputs[i], i);
    }

    const Graph& m_graph;
    const UnitTable& m_units;
    const Profile& m_profile;
    const std::vector<char>& m_ownsScale;
    GraphFacts m_facts;
};

} // namespace

GraphFacts graphFacts(const Model& model, const Profile& profile, const std::vector<char>& ownsScale)
{
    return FactFinder(model, profile, ownsScale).find();
}

} // namespace qb
