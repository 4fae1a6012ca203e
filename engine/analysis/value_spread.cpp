// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/value_spread.h"

#include "engine/base/error.h"

#include <algorithm>

namespace qb {

namespace {

/// `most` values of each channel along the axis, evenly spread; fewer where it has fewer. [channels, values]
Tensor someOfEachChannel(const Tensor& t, int axis, std::size_t most)
{
    const Shape& shape = t.shape();
    std::size_t outer = 1;
    std::size_t inner = 1;
    for (std::size_t i = 0; i < shape.size(); ++i)
        (i < static_cast<std::size_t>(axis) ? outer : inner) *= static_cast<std::size_t>(shape[i]);
    const auto channels = static_cast<std::size_t>(shape[static_cast<std::size_t>(axis)]);
    inner /= std::max<std::size_t>(1, channels);
    const std::size_t all = outer * inner;
    const std::size_t kept = std::min(most, all);
    Tensor result =
        Tensor::uninitialized(ElementType::Float32, {shape[static_cast<std::size_t>(axis)], static_cast<std::int64_t>(kept)});
    const auto from = t.floats();
    const auto to = result.mutableFloats();
    for (std::size_t c = 0; c < channels; ++c)
        for (std::size_t k = 0; k < kept; ++k) {
            const std::size_t i = k * all / kept;
            to[c * kept + k] = from[(i / inner * channels + c) * inner + i % inner];
        }
    return result;
}

/// Side by side along the second axis; empty where their channels differ.
Tensor joined(const std::map<std::uint64_t, Tensor>& parts)
{
    std::int64_t values = 0;
    for (const auto& [sample, part] : parts) {
        if (part.empty() || part.shape()[0] != parts.begin()->second.shape()[0])
            return {};
        values += part.shape()[1];
    }
    if (parts.empty() || values == 0)
        return {};
    Tensor result = Tensor::uninitialized(ElementType::Float32, {parts.begin()->second.shape()[0], values});
    float* to = result.mutableFloats().data();
    for (std::int64_t c = 0; c < result.shape()[0]; ++c)
        for (const auto& [sample, part] : parts) {
            const auto row =
                part.floats().subspan(static_cast<std::size_t>(c * part.shape()[1]), static_cast<std::size_t>(part.shape()[1]));
            to = std::copy(row.begin(), row.end(), to);
        }
    return result;
}

/// The unit that computes with a constant, None where the value is none.
UnitId readerOf(const Model& model, ValueId value)
{
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        for (const UnitInput& c : changeableConstants(model.graph, model.units.units[u]))
            if (c.value == value)
                return static_cast<UnitId>(u);
    return UnitId::None;
}

ValueSpread spreadOfConstant(Evaluator& evaluator, const Plan& plan, ValueId value, UnitId reader)
{
    const Model& model = evaluator.model();
    SharedParams params;
    int axis = -1;
    for (const UnitInput& c : changeableConstants(model.graph, model.unit(reader)))
        if (c.value == value) {
            params = constantParams(model.units, model.graph, plan, reader, c);
            if (c.role == UnitInput::Role::Weight && model.unit(reader).weight)
                axis = model.unit(reader).weight->axis;
        }
    const Tensor tensor = evaluator.quantizedConstant(value, params).toFloat32();
    ValueSpread spread;
    spread.statistics.observe(tensor, 0, axis);
    if (axis >= 0)
        spread.channels = someOfEachChannel(tensor, axis, ValueSpread::kPerChannel);
    return spread;
}

} // namespace

ValueSpread valueSpread(Evaluator& evaluator, const SampleSet& samples, const Plan& plan, ValueId value, const JobContext& job)
{
    const Model& model = evaluator.model();
    if (model.units.producer[indexOf(value)] == UnitId::None)
        if (const UnitId reader = readerOf(model, value); reader != UnitId::None)
            return spreadOfConstant(evaluator, plan, value, reader);
    if (model.units.producer[indexOf(value)] == UnitId::None)
        throw Error(ErrorCode::BadInput, Text("{} is not a tensor that the network computes", model.graph.value(value).name));
    const std::size_t most = std::max<std::size_t>(1, ValueSpread::kPerChannel / std::max<std::size_t>(1, samples.size()));
    CarriedStates states(model, samples);
    std::vector<ValueId> wanted{value};
    if (states.any())
        wanted.insert(wanted.end(), model.graph.outputs.begin(), model.graph.outputs.end());
    std::mutex mutex;
    ValueSpread spread;
    std::map<std::uint64_t, Tensor> channels;
    Findings findings;
    SampleLoop loop;
    loop.phase = Text("look at {}", model.graph.value(value).name);
    loop.body = [&](const Sample& sample, unsigned) {
        Tensor seen;
        std::vector<Tensor> outputs(model.graph.outputs.size());
        const auto visit = [&](UnitId unit, const UnitView& view) {
            if (model.units.producer[indexOf(value)] == unit)
                seen = view.read(0, value);
            for (std::size_t i = 0; i < outputs.size() && states.any(); ++i)
                if (model.units.producer[indexOf(model.graph.outputs[i])] == unit)
                    outputs[i] = view.read(0, model.graph.outputs[i]);
        };
        const std::vector<Tensor> inputs = states.inputs(sample);
        const Branch branch{&plan};
        evaluator.evaluate({&branch, 1}, inputs, wanted, visit, job);
        states.update(outputs);
        if (seen.empty())
            return; // in a body that is not taken
        if (!seen.isFloat())
            throw Error(ErrorCode::BadInput, Text("{} holds no float values", model.graph.value(value).name));
        const int axis = seen.shape().size() >= 3 ? 1 : -1;
        Tensor some = axis < 0 || seen.count() == 0 ? Tensor() : someOfEachChannel(seen, axis, most);
        const std::scoped_lock lock(mutex);
        spread.statistics.observe(seen, sample.id, axis);
        channels.emplace(sample.id, std::move(some));
    };
    loop.run(samples, job, findings);
    spread.channels = joined(channels);
    return spread;
}

} // namespace qb
