// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/attributes.h"
#include "engine/model/normal_form.h"

#include <algorithm>

namespace qb {

namespace {

class QdqTaker {
public:
    explicit QdqTaker(Graph& graph) : m_graph(graph) {}

    std::vector<ImportedPair> take()
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (m_graph.nodes[i].opType == "QuantizeLinear")
                takePairs(static_cast<NodeId>(i));
            else if (m_graph.nodes[i].opType == "DequantizeLinear")
                noteWeight(m_graph.nodes[i]);
        }
        m_graph.relink();
        return std::move(m_pairs);
    }

private:
    [[nodiscard]] const Tensor* constantInput(const Node& node, std::size_t i) const
    {
        return i < node.inputs.size() && node.inputs[i] != ValueId::None && m_graph.value(node.inputs[i]).isConstant()
                   ? &m_graph.value(node.inputs[i]).constant
                   : nullptr;
    }

    /// Scale, zero point and axis of a Q or DQ whose parameters are constants and not blocked.
    [[nodiscard]] bool describe(const Node& node, ElementType type, std::size_t rank, ImportedPair& pair) const
    {
        const Tensor* scale = constantInput(node, 1);
        const Tensor* zero = constantInput(node, 2);
        const bool zeroGiven = node.inputs.size() > 2 && node.inputs[2] != ValueId::None;
        if (!scale || !scale->isDense() || (zeroGiven && !zero) || scale->shape().size() > 1 ||
            intAttribute(node, "block_size", 0) != 0)
            return false;
        pair.type = zero ? zero->type() : type;
        for (std::size_t i = 0; i < scale->count(); ++i) {
            pair.scales.push_back(static_cast<float>(scale->valueAt(i)));
            pair.zeroPoints.push_back(zero ? static_cast<std::int32_t>(zero->valueAt(zero->count() == 1 ? 0 : i)) : 0);
        }
        if (scale->count() > 1) {
            const std::int64_t axis = intAttribute(node, "axis", 1);
            pair.axis = static_cast<int>(axis < 0 ? axis + static_cast<std::int64_t>(rank) : axis);
        }
        return isGrid(pair.type);
    }

    static bool isGrid(ElementType type)
    {
        static constexpr ElementType kGrids[] = {ElementType::Int4,  ElementType::UInt4,  ElementType::Int8, ElementType::UInt8,
                                                 ElementType::Int16, ElementType::UInt16, ElementType::Int32};
        return std::find(std::begin(kGrids), std::end(kGrids), type) != std::end(kGrids);
    }

    [[nodiscard]] bool sameParameters(const Node& a, const Node& b) const
    {
        const auto same = [&](std::size_t i) {
            const Tensor* x = constantInput(a, i);
            const Tensor* y = constantInput(b, i);
            return (!x && !y) || (x && y && x->identical(*y));
        };
        return same(1) && same(2) && intAttribute(a, "axis", 1) == intAttribute(b, "axis", 1);
    }

    void takePairs(NodeId id)
    {
        const Node quantize = m_graph.node(id);
        const ValueId source = quantize.inputs[0];
        const Value& integers = m_graph.value(quantize.outputs[0]);
        const bool onlyDequantized =
            !integers.isOutput && !integers.readers.empty() &&
            std::all_of(integers.readers.begin(), integers.readers.end(), [&](NodeId r) {
                const Node& n = m_graph.node(r);
                return n.opType == "DequantizeLinear" && n.inputs[0] == quantize.outputs[0] && sameParameters(quantize, n);
            });
        ImportedPair pair;
        pair.value = source;
        if (!onlyDequantized || !describe(quantize, static_cast<ElementType>(intAttribute(quantize, "output_dtype", 2)),
                                          m_graph.value(source).shape.size(), pair))
            return;
        // A pair between a graph input (or constant) and a graph output is all that makes the output; and a tensor can
        // take the place of one output only.
        const auto outputs = std::count_if(integers.readers.begin(), integers.readers.end(),
                                           [&](NodeId r) { return m_graph.value(m_graph.node(r).outputs[0]).isOutput; });
        const Value& from = m_graph.value(source);
        if (outputs > 1 || (outputs == 1 && (from.isInput || from.isConstant() || from.isOutput)))
            return;
        notePast(source, pair);
        for (const NodeId r : integers.readers)
            m_graph.replaceUses(m_graph.node(r).outputs[0], source);
        m_pairs.push_back(std::move(pair));
    }

    /// Who takes the float tensor without the pair (in a hybrid model: float units). The nodes of a pair are none of them,
    /// nor is the Max of one input that guards one.
    void notePast(ValueId source, ImportedPair& pair) const
    {
        pair.givenPast = m_graph.value(source).isOutput;
        for (const NodeId r : m_graph.value(source).readers) {
            const Node& n = m_graph.node(r);
            const bool guard = n.is("Max") && n.inputs.size() == 1;
            if (n.opType != "QuantizeLinear" && !guard && !n.outputs.empty())
                pair.readPastBy.push_back(n.outputs.front());
        }
    }

    void noteWeight(const Node& node)
    {
        const Tensor* integers = constantInput(node, 0);
        ImportedPair pair;
        pair.value = node.outputs[0];
        if (integers && describe(node, integers->type(), integers->shape().size(), pair)) {
            pair.type = integers->type();
            m_pairs.push_back(std::move(pair));
        }
    }

    Graph& m_graph;
    std::vector<ImportedPair> m_pairs;
};

} // namespace

std::vector<ImportedPair> takeOutQdq(Graph& graph) { return QdqTaker(graph).take(); }

} // namespace qb
