// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/exporters/raise_opset.h"
#include "engine/model/onnx_writer.h"

#include <cstring>
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
        } else if (const std::size_t size = elementSize(v.type); round == 1 && v.type >= ElementType::UInt8 && v.type <= ElementType::Bool && size != 0) {
            auto* bytes = static_cast<unsigned char*>(tensor.mutableData());
            for (std::size_t i = 0; i < tensor.count(); ++i)
                bytes[i * size] = 1;
        }
        inputs.push_back(std::move(tensor));
    }
    return inputs;
}

std::string compared(const Session& before, const Session& after, const std::vector<Tensor>& inputs, bool& ran)
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
            return "its output \"" + before.outputs()[i].name + "\" changes";
    return {};
}

} // namespace

std::string provedDifferent(const Model& model, const Graph& raised, std::span<const std::vector<Tensor>> samples, OrtEnvironment& environment)
{
    try {
        const std::string beforeBytes = writeModel(model.graph);
        const std::string afterBytes = writeModel(raised);
        const Session before(environment, std::as_bytes(std::span(beforeBytes)), Kernels::Plain);
        const Session after(environment, std::as_bytes(std::span(afterBytes)), Kernels::Plain);
        bool ran = false;
        std::vector<std::vector<Tensor>> inputs(samples.begin(), samples.end());
        if (inputs.empty())
            inputs = {madeUp(model, 0), madeUp(model, 1)};
        for (const std::vector<Tensor>& sample : inputs)
            if (std::string difference = compared(before, after, sample, ran); !difference.empty())
                return difference;
        return ran ? std::string() : "no inputs could be made up with which it runs";
    } catch (const Error& e) {
        return e.what();
    }
}

} // namespace qb
