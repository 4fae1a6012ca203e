// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/model.h"

#include "engine/model/onnx_reader.h"
#include "engine/model/ports.h"

#include <algorithm>

namespace qb {

namespace {

PortInfo portOf(const Value& v, const std::string& name) { return {name, v.type, v.shape, v.dimNames, v.typeText}; }

/// A size of nothing that came from a guess (a kernel wider than the 1 that was put in) says nothing.
void forgetGuessedZeros(const Graph& graph, const DimBindings& dims, Graph& bound)
{
    const auto isGuessed = [&](ValueId id) {
        const Value& v = graph.value(id);
        for (std::size_t k = 0; k < v.shape.size(); ++k)
            if (v.shape[k] < 0 && (k >= v.dimNames.size() || !dims.contains(v.dimNames[k])))
                return true;
        return false;
    };
    if (std::none_of(graph.inputs.begin(), graph.inputs.end(), isGuessed))
        return;
    for (std::size_t i = 0; i < bound.values.size(); ++i) {
        const Shape& said = graph.values[i].shape;
        Shape& shape = bound.values[i].shape;
        for (std::size_t k = 0; k < shape.size(); ++k)
            if (shape[k] == 0 && (k >= said.size() || said[k] != 0))
                shape[k] = -1;
    }
}

void bindShapes(Model& model, OrtEnvironment& environment, const DimBindings& dims)
{
    Graph bound = model.graph;
    if (model.runnable() && !shapesComplete(bound)) {
        const Text refused = inferTypes(bound, environment, dims, 1);
        if (!refused.empty()) {
            // Ones do not fit everywhere (a sequence length that must be even, say): keep what is known without them.
            bound = model.graph;
            model.findings.push_back(
                {"model.open_dims",
                 Severity::Warning,
                 {},
                 {},
                 Text("with every open dimension set to 1 the model's shapes contradict each other, so shapes "
                      "and MACs are partly unknown"),
                 {},
                 Text("give the open dimensions their sizes"),
                 false});
        }
        forgetGuessedZeros(model.graph, dims, bound);
    }
    countCosts(bound, model.units);
    for (const Value& v : bound.values)
        model.shapes.push_back(v.shapeKnown ? v.shape : Shape{});
}

} // namespace

std::vector<PortInfo> ports(const Graph& graph, std::span<const ValueId> values)
{
    std::vector<PortInfo> result;
    result.reserve(values.size());
    for (const ValueId id : values)
        result.push_back(portOf(graph.value(id), graph.value(id).name));
    return result;
}

std::shared_ptr<const Model> makeModel(Graph graph, OrtEnvironment& environment, const DimBindings& dims, const JobContext& job)
{
    auto model = std::make_shared<Model>();
    model->inputs = ports(graph, graph.inputs);
    model->outputs = ports(graph, graph.outputs);
    NormalForm form = normalize(std::move(graph), environment, job);
    model->graph = std::move(form.graph);
    for (std::size_t i = 0; i < model->outputs.size(); ++i) // of what the file leaves open
        if (PortInfo& port = model->outputs[i]; port.type == ElementType::Undefined && port.typeText.empty())
            port = portOf(model->graph.value(model->graph.outputs[i]), port.name);
    model->imported = std::move(form.imported);
    model->whyNotRunnable = std::move(form.whyNotRunnable);
    model->findings = std::move(form.findings);
    model->units = findUnits(model->graph);
    bindShapes(*model, environment, dims);
    return model;
}

std::shared_ptr<const Model> openModel(const std::string& path, OrtEnvironment& environment, const DimBindings& dims,
                                       const JobContext& job)
{
    Graph graph = readOnnx(path);
    const auto model = std::const_pointer_cast<Model>(makeModel(std::move(graph), environment, dims, job));
    model->path = path;
    model->fingerprint = fingerprintOfModel(path);
    return model;
}

} // namespace qb
