// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/exporters/raise_opset.h"
#include "engine/model/graph_session.h"

#include <random>

namespace qb {

namespace {

/// Floats from -1 to 1; everything else zeros or ones, so that both bodies of an If on an integer are likely to be seen.
std::vector<Tensor> madeUp(const Model& model, unsigned round)
{
    std::vector<Tensor> inputs;
    std::mt19937 random(round);
    for (const ValueId id : model.graph.inputs) {
        const Value& v = model.graph.value(id);
        Tensor tensor = Tensor::zeros(v.type, model.shapes[indexOf(id)]);
        if (tensor.isFloat()) {
            for (float& x : tensor.mutableFloats())
                x = static_cast<float>(random() >> 8U) * 0x1p-23F - 1.0F;
        } else if (const std::size_t size = elementSize(v.type);
                   round == 1 && v.type >= ElementType::UInt8 && v.type <= ElementType::Bool && size != 0) {
            auto* bytes = static_cast<unsigned char*>(tensor.mutableData());
            for (std::size_t i = 0; i < tensor.count(); ++i)
                bytes[i * size] = 1;
        }
        inputs.push_back(std::move(tensor));
    }
    return inputs;
}

/// Outside of bodies, what nodes give that both graphs have: raising keeps the numbers of values.
Graph allOutside(Graph graph, const Graph& other, std::vector<ValueId>& values)
{
    std::vector<bool> there(graph.values.size(), false);
    for (const Node& n : other.nodes)
        for (const ValueId v : n.outputs)
            if (v != ValueId::None && indexOf(v) < there.size() && n.scope == ScopeId::Top)
                there[indexOf(v)] = true;
    values.clear();
    for (const Node& n : graph.nodes)
        for (const ValueId v : n.outputs)
            if (v != ValueId::None && n.scope == ScopeId::Top && there[indexOf(v)] && graph.value(v).typeText.empty())
                values.push_back(v);
    graph.outputs = values;
    graph.relink();
    return graph;
}

/// The operator from which on the two differ, for the message; empty where it can't be told.
Text firstDifference(const Model& model, const Graph& raised, const std::vector<Tensor>& inputs, OrtEnvironment& environment)
{
    try {
        std::vector<ValueId> values;
        const Session after = graphSession(environment, allOutside(raised, model.graph, values), Kernels::Plain);
        const Session before = graphSession(environment, allOutside(model.graph, raised, values), Kernels::Plain);
        std::map<std::string, Tensor> got;
        std::vector<Tensor> tensors = after.run(inputs);
        for (std::size_t i = 0; i < tensors.size(); ++i)
            got[after.outputs()[i].name] = std::move(tensors[i]);
        tensors = before.run(inputs);
        for (std::size_t i = 0; i < tensors.size(); ++i)
            if (const auto found = got.find(before.outputs()[i].name);
                found != got.end() && !tensors[i].identical(found->second)) {
                const Node& node = model.graph.node(model.graph.value(values[i]).producer);
                return Text("from {} \"{}\" on", node.opType, node.name);
            }
    } catch (const Error&) {
        return {};
    }
    return {};
}

Text compared(const Session& before, const Session& after, const std::vector<Tensor>& inputs, bool& ran)
{
    std::vector<Tensor> expected;
    try {
        expected = before.run(inputs);
    } catch (const Error&) {
        return {}; // these inputs mean nothing to the model
    }
    ran = true;
    const std::vector<Tensor> got = after.run(inputs);
    for (std::size_t i = 0; i < expected.size(); ++i)
        if ((expected[i].isDense() || expected[i].isString()) && !expected[i].identical(got[i]))
            return Text("its output \"{}\" changes", before.outputs()[i].name);
    return {};
}

} // namespace

Text provedDifferent(const Model& model, const Graph& raised, std::span<const std::vector<Tensor>> samples,
                     OrtEnvironment& environment)
{
    try {
        const Session before = graphSession(environment, model.graph, Kernels::Plain);
        const Session after = graphSession(environment, raised, Kernels::Plain);
        bool ran = false;
        std::vector<std::vector<Tensor>> inputs(samples.begin(), samples.end());
        if (inputs.empty())
            inputs = {madeUp(model, 0), madeUp(model, 1)};
        for (const std::vector<Tensor>& sample : inputs)
            if (const Text difference = compared(before, after, sample, ran); !difference.empty()) {
                const Text from = firstDifference(model, raised, sample, environment);
                return from.empty() ? difference : Text("{} ({})", difference, from);
            }
        return ran ? Text() : Text("no inputs could be made up with which it runs");
    } catch (const Error& e) {
        return e.message();
    }
}

} // namespace qb
