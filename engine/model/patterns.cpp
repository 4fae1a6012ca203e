// SPDX-License-Identifier: GPL-3.0-or-later
// Exporters take modules apart: a LayerNorm arrives as nine nodes, a GELU as five. Such a module is a region with one
// entry x and one exit y, in which all other operands are constants and nobody outside reads what is inside. It is found
// from its exit backwards: the frontier (what the region reads) is opened at the latest made tensor until a single tensor
// is left; what then lies in the region tells what it is. As the smallest region is seen first, x + LayerNorm(x) is never
// taken for a LayerNorm.
#include "engine/model/attributes.h"
#include "engine/model/units.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace qb {

namespace {

constexpr std::size_t kLargestPattern = 16;

using Counts = std::map<std::string, int>;

bool allowedInside(const Node& node)
{
    static const std::set<std::string> kAllowed{"Add",        "Sub",       "Mul",      "Div", "Pow",  "Sqrt",    "Reciprocal",
                                                "ReduceMean", "ReduceSum", "ReduceL2", "Erf", "Tanh", "Sigmoid", "HardSigmoid",
                                                "Softplus",   "Clip",      "Exp",      "Log", "Max",  "Expand",  "Shape",
                                                "Neg",        "Abs",       "Cast",     "Relu"};
    return node.domain.empty() && kAllowed.contains(node.opType);
}

bool only(const Counts& counts, std::initializer_list<const char*> allowed)
{
    return std::all_of(counts.begin(), counts.end(), [&](const auto& entry) {
        return std::any_of(allowed.begin(), allowed.end(), [&](const char* a) { return entry.first == a; });
    });
}

int countOf(const Counts& counts, const char* type)
{
    const auto found = counts.find(type);
    return found == counts.end() ? 0 : found->second;
}

/// The module that a region of these operators is, or "".
std::string classify(const Counts& n, const std::string& exit)
{
    const auto has = [&](const char* type) { return countOf(n, type); };
    const bool root = has("Sqrt") == 1;
    // Two additions at most: of epsilon and of the shift.
    if (has("ReduceMean") == 2 && root && has("Sub") >= 1 && has("Add") <= 2 &&
        only(n, {"ReduceMean", "Sqrt", "Sub", "Add", "Mul", "Div", "Pow", "Reciprocal"}) && has("Div") + has("Reciprocal") >= 1)
        return "LayerNorm";
    if (has("ReduceMean") == 1 && root && has("Sub") == 0 && has("Pow") + has("Mul") >= 1 &&
        has("Div") + has("Reciprocal") >= 1 && only(n, {"ReduceMean", "Sqrt", "Add", "Mul", "Div", "Pow", "Reciprocal"}))
        return "RMSNorm";
    if (has("ReduceL2") == 1 && exit == "Div" && only(n, {"ReduceL2", "Div", "Clip", "Max", "Expand", "Shape", "Add"}))
        return "L2Normalization";
    if (has("ReduceSum") == 1 && root && exit == "Div" && has("Pow") + has("Mul") == 1 &&
        only(n, {"ReduceSum", "Sqrt", "Div", "Clip", "Max", "Expand", "Shape", "Add", "Pow", "Mul"}))
        return "L2Normalization";
    if (exit == "Mul" && has("Erf") == 1 && has("Add") == 1 && only(n, {"Erf", "Add", "Mul", "Div"}))
        return "GELU";
    if (exit == "Mul" && has("Tanh") == 1 && has("Softplus") == 0 && has("Add") == 2 && has("Pow") + has("Mul") >= 4 &&
        only(n, {"Tanh", "Add", "Mul", "Pow", "Div"}))
        return "GELU";
    if (exit == "Mul" && has("Softplus") == 1 && has("Tanh") == 1 && has("Mul") == 1 && n.size() == 3)
        return "Mish";
    if (exit == "Mul" && has("Sigmoid") == 1 && has("Mul") == 1 && n.size() == 2)
        return "SiLU";
    if (exit == "Mul" && has("HardSigmoid") == 1 && has("Mul") == 1 && n.size() == 2)
        return "HardSwish";
    if ((exit == "Mul" || exit == "Div") && has("Clip") == 1 && has("Add") == 1 && has("Mul") + has("Div") == 2 &&
        only(n, {"Clip", "Add", "Mul", "Div"}))
        return "HardSwish";
    if (exit == "Log" && has("Exp") == 1 && has("Add") == 1 && only(n, {"Exp", "Add", "Log"}))
        return "Softplus";
    return {};
}

class Finder {
public:
    explicit Finder(const Graph& graph) : m_graph(graph), m_taken(graph.nodes.size(), false), m_result(graph.values.size(), false)
    {
        for (const Scope& s : graph.scopes)
            for (const ValueId v : s.results)
                m_result[indexOf(v)] = true;
    }

    std::vector<Pattern> run()
    {
        static const std::set<std::string> kExits{"Mul", "Div", "Add", "Sub", "Log"};
        std::vector<Pattern> patterns;
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            const Node& node = m_graph.nodes[i];
            if (m_taken[i] || !node.domain.empty() || !kExits.contains(node.opType))
                continue;
            Pattern pattern;
            if (!grow(static_cast<NodeId>(i), pattern))
                continue;
            extend(pattern);
            std::sort(pattern.nodes.begin(), pattern.nodes.end());
            pattern.main = pattern.nodes.back();
            for (const NodeId n : pattern.nodes)
                m_taken[indexOf(n)] = true;
            patterns.push_back(std::move(pattern));
        }
        return patterns;
    }

private:
    [[nodiscard]] bool readOnlyInside(ValueId v, const std::set<NodeId>& region) const
    {
        const Value& value = m_graph.value(v);
        return !value.isOutput && !m_result[indexOf(v)] &&
               std::all_of(value.readers.begin(), value.readers.end(), [&](NodeId r) { return region.contains(r); });
    }

    void addInputs(NodeId id, std::set<ValueId>& frontier) const
    {
        for (const ValueId v : m_graph.node(id).inputs)
            if (v != ValueId::None && !m_graph.value(v).isConstant())
                frontier.insert(v);
    }

    [[nodiscard]] bool reads(NodeId id, ValueId v) const
    {
        const auto& inputs = m_graph.node(id).inputs;
        return std::find(inputs.begin(), inputs.end(), v) != inputs.end();
    }

    [[nodiscard]] bool hasConstantInput(NodeId id) const
    {
        const auto& inputs = m_graph.node(id).inputs;
        return std::any_of(inputs.begin(), inputs.end(),
                           [&](ValueId v) { return v != ValueId::None && m_graph.value(v).isConstant(); });
    }

    /// x - mean: what normalizes it is the second half of a LayerNorm, and no RMSNorm.
    [[nodiscard]] bool isDifference(ValueId v) const
    {
        const NodeId producer = m_graph.value(v).producer;
        return producer != NodeId::None && m_graph.node(producer).is("Sub");
    }

    bool grow(NodeId exit, Pattern& pattern) const
    {
        std::set<NodeId> region{exit};
        std::set<ValueId> frontier;
        addInputs(exit, frontier);
        std::vector<NodeId> rms; // what looks like an RMSNorm may be the rest of a LayerNorm whose mean lies before it
        while (true) {
            if (frontier.size() == 1 && region.size() > 1) {
                Counts counts;
                for (const NodeId n : region)
                    ++counts[m_graph.node(n).opType];
                pattern.type = classify(counts, m_graph.node(exit).opType);
                // A GELU ends where the gate meets x; what multiplies by a constant after or before that is taken along.
                if (pattern.type == "GELU" && hasConstantInput(exit))
                    pattern.type.clear();
                if (pattern.type == "RMSNorm") {
                    if (rms.empty() && reads(exit, *frontier.begin()) && !isDifference(*frontier.begin()))
                        rms.assign(region.begin(), region.end());
                } else if (!pattern.type.empty()) {
                    pattern.nodes.assign(region.begin(), region.end());
                    return true;
                }
            }
            if (region.size() == kLargestPattern || !open(frontier, region, m_graph.node(exit).scope)) {
                pattern.type = rms.empty() ? "" : "RMSNorm";
                pattern.nodes = std::move(rms);
                return !pattern.nodes.empty();
            }
        }
    }

    /// Takes the latest made tensor of the frontier into the region.
    bool open(std::set<ValueId>& frontier, std::set<NodeId>& region, ScopeId scope) const
    {
        ValueId latest = ValueId::None;
        for (const ValueId v : frontier)
            if (m_graph.value(v).producer != NodeId::None &&
                (latest == ValueId::None || m_graph.value(v).producer > m_graph.value(latest).producer))
                latest = v;
        if (latest == ValueId::None)
            return false;
        const NodeId id = m_graph.value(latest).producer;
        const Node& node = m_graph.node(id);
        if (!allowedInside(node) || m_taken[indexOf(id)] || node.scope != scope || node.outputs.size() != 1 ||
            !readOnlyInside(latest, region))
            return false;
        region.insert(id);
        frontier.erase(latest);
        addInputs(id, frontier);
        return true;
    }

    /// The scale and shift of a normalization, the 0.5 of a GELU: operations with constants that alone read the result.
    void extend(Pattern& pattern) const
    {
        const bool norm = pattern.type == "LayerNorm" || pattern.type == "RMSNorm";
        if (!norm && pattern.type != "GELU")
            return;
        int scales = 1;
        int shifts = pattern.type == "LayerNorm" ? 1 : 0;
        while (true) {
            const NodeId last = *std::max_element(pattern.nodes.begin(), pattern.nodes.end());
            const Value& y = m_graph.value(m_graph.node(last).outputs[0]);
            if (y.isOutput || y.readers.size() != 1 || m_result[indexOf(m_graph.node(last).outputs[0])])
                return;
            const NodeId next = y.readers.front();
            const Node& node = m_graph.node(next);
            if (m_taken[indexOf(next)] || node.scope != m_graph.node(last).scope || node.inputs.size() != 2)
                return;
            const ValueId other = node.inputs[0] == m_graph.node(last).outputs[0] ? node.inputs[1] : node.inputs[0];
            if (!m_graph.value(other).isConstant())
                return;
            const bool half =
                m_graph.value(other).constant.count() == 1 && std::abs(m_graph.value(other).constant.valueAt(0) - 0.5) < 1e-6;
            if (node.is("Mul") && scales > 0 && (norm || half))
                --scales;
            else if (node.is("Add") && shifts > 0)
                --shifts, scales = 0;
            else
                return;
            pattern.nodes.push_back(next);
        }
    }

    const Graph& m_graph;
    std::vector<bool> m_taken;
    std::vector<bool> m_result;
};

} // namespace

std::vector<Pattern> findPatterns(const Graph& graph) { return Finder(graph).run(); }

} // namespace qb
