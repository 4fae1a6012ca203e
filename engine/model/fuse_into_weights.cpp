// SPDX-License-Identifier: GPL-3.0-or-later
// y = g (W x + b - m) / sqrt(v + e) + o, and likewise for Mul and Add of a number per channel, is again a W' x + b'. The
// new weights are computed in double and rounded once.
#include "engine/model/attributes.h"
#include "engine/model/normal_form.h"

#include <cmath>
#include <numeric>

namespace qb {

namespace {

/// y[c] = x[c] * scale[c] + shift[c]
struct ChannelAffine {
    std::vector<double> scale;
    std::vector<double> shift;
};

class Fuser {
public:
    explicit Fuser(Graph& graph) : m_graph(graph) {}

    void run()
    {
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i)
            while (fuseReader(static_cast<NodeId>(i))) {
            }
        m_graph.relink();
    }

private:
    [[nodiscard]] const Tensor* floatConstant(const Node& node, std::size_t i) const
    {
        if (i >= node.inputs.size() || node.inputs[i] == ValueId::None)
            return nullptr;
        const Value& v = m_graph.value(node.inputs[i]);
        return v.isConstant() && v.constant.isFloat() ? &v.constant : nullptr;
    }

    /// Axis of the weight's output channels and their number; -1 if the node has no weight that can take a factor.
    [[nodiscard]] int channelAxis(const Node& node, std::size_t& channels) const
    {
        const Tensor* w = floatConstant(node, 1);
        const bool biasKnown = node.inputs.size() < 3 || node.inputs[2] == ValueId::None || floatConstant(node, 2);
        if (!w || !biasKnown)
            return -1;
        int axis = -1;
        if (node.is("Conv") && w->shape().size() >= 3)
            axis = 0;
        else if (node.is("ConvTranspose") && w->shape().size() >= 3)
            axis = 1;
        else if (node.is("Gemm") && w->shape().size() == 2 && floatAttribute(node, "alpha", 1) == 1 &&
                 floatAttribute(node, "beta", 1) == 1)
            axis = intAttribute(node, "transB", 0) != 0 ? 0 : 1;
        else
            return -1;
        channels = static_cast<std::size_t>(w->shape()[static_cast<std::size_t>(axis)]);
        if (node.is("ConvTranspose"))
            channels *= static_cast<std::size_t>(intAttribute(node, "group", 1));
        // A Gemm's third operand may be a number per row.
        const Tensor* bias = floatConstant(node, 2);
        const bool fits = !bias || (bias->count() == channels && !bias->shape().empty() &&
                                    bias->shape().back() == static_cast<std::int64_t>(channels));
        return fits ? axis : -1;
    }

    /// A constant operand that holds one number, or one per channel, of a tensor with `spatial` axes after the channels.
    static bool perChannel(const Tensor& t, std::size_t channels, std::size_t spatial, std::vector<double>& values)
    {
        if (t.count() != 1 && t.count() != channels)
            return false;
        if (t.shape().size() > spatial + 2)
            return false;
        if (t.count() != 1 &&
            (t.shape().size() < spatial + 1 || t.shape()[t.shape().size() - spatial - 1] != static_cast<std::int64_t>(channels)))
            return false;
        values.resize(channels);
        for (std::size_t c = 0; c < channels; ++c)
            values[c] = t.valueAt(t.count() == 1 ? 0 : c);
        return true;
    }

    [[nodiscard]] bool affineOf(const Node& node, ValueId from, std::size_t channels, std::size_t spatial,
                                ChannelAffine& affine) const
    {
        affine.scale.assign(channels, 1);
        affine.shift.assign(channels, 0);
        if (node.is("BatchNormalization"))
            return batchNorm(node, channels, affine);
        if ((!node.is("Mul") && !node.is("Add")) || node.inputs.size() != 2)
            return false;
        const std::size_t other = node.inputs[0] == from ? 1 : 0;
        const Tensor* t = floatConstant(node, other);
        return t && perChannel(*t, channels, spatial, node.is("Mul") ? affine.scale : affine.shift);
    }

    [[nodiscard]] bool batchNorm(const Node& node, std::size_t channels, ChannelAffine& affine) const
    {
        if (intAttribute(node, "training_mode", 0) != 0 || intAttribute(node, "spatial", 1) == 0 || node.inputs.size() != 5)
            return false;
        const Tensor* p[4];
        for (std::size_t i = 0; i < 4; ++i) {
            p[i] = floatConstant(node, i + 1);
            if (!p[i] || p[i]->count() != channels)
                return false;
        }
        const double epsilon = floatAttribute(node, "epsilon", 1e-5F);
        for (std::size_t c = 0; c < channels; ++c) {
            affine.scale[c] = p[0]->floats()[c] / std::sqrt(p[3]->floats()[c] + epsilon);
            affine.shift[c] = p[1]->floats()[c] - p[2]->floats()[c] * affine.scale[c];
        }
        return true;
    }

    bool fuseReader(NodeId id)
    {
        Node& node = m_graph.node(id);
        std::size_t channels = 0;
        const int axis = channelAxis(node, channels);
        if (axis < 0)
            return false;
        const ValueId out = node.outputs[0];
        const Value& value = m_graph.value(out);
        if (value.isOutput || value.readers.size() != 1 || isScopeResult(out))
            return false;
        const NodeId readerId = value.readers.front();
        const Node reader = m_graph.node(readerId);
        const std::size_t spatial = node.is("Gemm") ? 0 : floatConstant(node, 1)->shape().size() - 2;
        ChannelAffine affine;
        if (reader.scope != node.scope || !affineOf(reader, out, channels, spatial, affine))
            return false;
        apply(node, axis, affine);
        node.absorbed.push_back(reader.name);
        node.outputs[0] = reader.outputs[0];
        m_graph.value(reader.outputs[0]).producer = id;
        for (ValueId& v : m_graph.node(readerId).outputs)
            v = ValueId::None;
        m_graph.value(out).readers.clear();
        return true;
    }

    [[nodiscard]] bool isScopeResult(ValueId v) const
    {
        for (const Scope& s : m_graph.scopes)
            for (const ValueId r : s.results)
                if (r == v)
                    return true;
        return false;
    }

    void apply(Node& node, int axis, const ChannelAffine& affine)
    {
        const Tensor old = *floatConstant(node, 1);
        const std::size_t channels = affine.scale.size();
        Tensor weight = Tensor::uninitialized(ElementType::Float32, old.shape());
        const Shape& dims = old.shape();
        std::size_t inner = 1;
        for (std::size_t i = static_cast<std::size_t>(axis) + 1; i < dims.size(); ++i)
            inner *= static_cast<std::size_t>(dims[i]);
        const auto perAxis = static_cast<std::size_t>(dims[static_cast<std::size_t>(axis)]);
        const std::size_t groups = node.is("ConvTranspose") ? channels / perAxis : 1;
        const std::size_t rowsPerGroup = static_cast<std::size_t>(dims[0]) / groups;
        const auto in = old.floats();
        const auto out = weight.mutableFloats();
        for (std::size_t i = 0; i < in.size(); ++i) {
            std::size_t c = i / inner % perAxis;
            if (groups > 1)
                c += i / (inner * perAxis) / rowsPerGroup * perAxis;
            out[i] = static_cast<float>(in[i] * affine.scale[c]);
        }
        const Tensor* oldBias = floatConstant(node, 2);
        Tensor bias = Tensor::uninitialized(ElementType::Float32, {static_cast<std::int64_t>(channels)});
        for (std::size_t c = 0; c < channels; ++c)
            bias.mutableFloats()[c] =
                static_cast<float>((oldBias ? oldBias->floats()[c] : 0.0) * affine.scale[c] + affine.shift[c]);
        node.inputs.resize(3, ValueId::None);
        node.inputs[1] = insteadOf(node.inputs[1], std::move(weight));
        node.inputs[2] =
            oldBias ? insteadOf(node.inputs[2], std::move(bias)) : m_graph.addConstant(node.name + ".bias", std::move(bias));
    }

    /// Where nobody else reads it, a weight keeps its name: by that other tools speak of it, which fold as well.
    ValueId insteadOf(ValueId old, Tensor tensor)
    {
        const Value& v = m_graph.value(old);
        if (v.readers.size() > 1 || v.isOutput || isScopeResult(old))
            return m_graph.addConstant(v.name, std::move(tensor));
        return m_graph.supersedeConstant(old, std::move(tensor));
    }

    Graph& m_graph;
};

} // namespace

namespace {

/// The exporter puts a Max of one input where ONNX Runtime shall not quantize a float weight.
bool isOfOneInput(const Node& node)
{
    return (node.is("Max") || node.is("Min") || node.is("Sum") || node.is("Mean")) && node.inputs.size() == 1;
}

bool isCastToSame(const Graph& graph, const Node& node)
{
    return node.is("Cast") && node.inputs[0] != ValueId::None && graph.value(node.inputs[0]).type != ElementType::Undefined &&
           intAttribute(node, "to", 0) == static_cast<int>(graph.value(node.inputs[0]).type);
}

} // namespace

void removePassThrough(Graph& graph)
{
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
        const Node node = graph.nodes[i];
        const bool identity = node.is("Identity") || isOfOneInput(node) || (node.is("Dropout") && node.inputs.size() < 3) ||
                              isCastToSame(graph, node);
        if (!identity || node.outputs.empty() || node.inputs.empty() || node.inputs[0] == ValueId::None)
            continue;
        if (node.outputs.size() > 1 && node.outputs[1] != ValueId::None &&
            (!graph.value(node.outputs[1]).readers.empty() || graph.value(node.outputs[1]).isOutput))
            continue;
        const Value& in = graph.value(node.inputs[0]);
        const Value& out = graph.value(node.outputs[0]);
        // Names of graph inputs and outputs stay; a body gives what it makes; no tensor type is lost.
        const bool across = in.isInput || in.isOutput || in.isConstant() || !in.typeText.empty() ||
                            (in.producer != NodeId::None && graph.node(in.producer).scope != node.scope);
        if (out.isOutput && across)
            continue;
        graph.replaceUses(node.outputs[0], node.inputs[0]);
    }
    graph.relink();
}

void fuseIntoWeights(Graph& graph) { Fuser(graph).run(); }

} // namespace qb
