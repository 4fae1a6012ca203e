// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/real_shapes.h"

#include <algorithm>

namespace qb {

namespace {

std::vector<ValueId> tensorsOfUnits(const Model& model)
{
    std::vector<ValueId> values;
    for (const Unit& unit : model.units.units)
        for (const ValueId v : unit.outputs)
            if (model.graph.value(v).typeText.empty())
                values.push_back(v);
    return values;
}

} // namespace

bool shapesMissing(const Model& model)
{
    const std::vector<ValueId> values = tensorsOfUnits(model);
    return std::any_of(values.begin(), values.end(), [&](ValueId v) {
        const Shape& shape = model.shapes[indexOf(v)];
        // An empty shape is a scalar's, or not known.
        return (shape.empty() && !model.graph.value(v).shapeKnown) ||
               std::any_of(shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; });
    });
}

std::shared_ptr<const Model> withRealShapes(Evaluator& evaluator, std::span<const Tensor> inputs, const JobContext& job)
{
    auto model = std::make_shared<Model>(evaluator.model());
    Graph bound = model->graph;
    for (std::size_t i = 0; i < bound.values.size(); ++i)
        if (!model->shapes[i].empty()) {
            bound.values[i].shape = model->shapes[i];
            bound.values[i].shapeKnown = true;
        }
    const Plan plan = Plan::allFloat(model->units);
    const Branch branch{&plan};
    evaluator.evaluate(
        {&branch, 1}, inputs, tensorsOfUnits(*model),
        [&](UnitId unit, const UnitView& view) {
            for (const ValueId v : model->unit(unit).outputs)
                if (const Tensor t = view.raw(0, v); t.isDense() || t.isString()) {
                    bound.value(v).shape = model->shapes[indexOf(v)] = t.shape();
                    bound.value(v).shapeKnown = true;
                }
        },
        job);
    countCosts(bound, model->units);
    return model;
}

std::optional<std::vector<Tensor>> zeroInputs(const Model& model)
{
    std::vector<Tensor> inputs;
    for (const ValueId id : model.graph.inputs) {
        const Value& v = model.graph.value(id);
        const Shape& shape = model.shapes[indexOf(id)];
        const bool open = std::any_of(shape.begin(), shape.end(), [](std::int64_t d) { return d < 0; });
        if (!v.typeText.empty() || v.type == ElementType::Undefined || v.type == ElementType::String || !v.shapeKnown || open)
            return std::nullopt;
        inputs.push_back(Tensor::zeros(v.type, shape));
    }
    return inputs;
}

} // namespace qb
