// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/model_input.h"

#include "engine/data/problems.h"

#include <set>

namespace qb {

namespace {

std::string axisName(const PortInfo& port, std::size_t axis) { return port.name + ":" + std::to_string(axis); }

std::string dimName(const PortInfo& port, std::size_t axis)
{
    return axis < port.dimNames.size() ? port.dimNames[axis] : std::string();
}

/// True where `array` from axis `from` on agrees with `shape` from axis `at` on.
bool agrees(const Shape& array, std::size_t from, const Shape& shape, std::size_t at)
{
    if (array.size() - from != shape.size() - at)
        return false;
    for (; from < array.size(); ++from, ++at)
        if (shape[at] >= 0 && shape[at] != array[from])
            return false;
    return true;
}

void checkDims(std::span<const PortInfo> inputs, const std::map<std::string, std::int64_t>& dims)
{
    std::vector<std::string> known;
    for (const PortInfo& port : inputs)
        for (std::size_t axis = 0; axis < port.shape.size(); ++axis)
            if (port.shape[axis] < 0) {
                const std::string name = dimName(port, axis);
                if (!name.empty() && std::find(known.begin(), known.end(), name) == known.end())
                    known.push_back(name);
                known.push_back(axisName(port, axis));
            }
    Problems problems;
    for (const auto& [name, size] : dims) {
        if (std::find(known.begin(), known.end(), name) == known.end())
            problems.addUnknown("", Text("dimension"), name, known);
        if (size < 1)
            problems.add(Text("the dimension {} can't have the size {}", name, size));
    }
    problems.throwIfAny(Text("dimensions"), Text("name a symbolic dimension of the model, or INPUT:AXIS of an open one"));
}

} // namespace

std::vector<ModelInput> resolveInputs(std::span<const PortInfo> inputs, const std::map<std::string, std::int64_t>& dims)
{
    checkDims(inputs, dims);
    std::set<std::string> batchNames;
    for (const PortInfo& port : inputs)
        if (port.shape.size() >= 2 && port.shape[0] < 0 && !dimName(port, 0).empty())
            batchNames.insert(dimName(port, 0));
    std::vector<ModelInput> resolved;
    for (const PortInfo& port : inputs) {
        ModelInput input{port, port.shape.size() >= 2};
        input.port.dimNames.resize(port.shape.size());
        if (port.shape.size() == 1)
            input.batched = port.shape[0] < 0 && batchNames.contains(dimName(port, 0));
        for (std::size_t axis = 0; axis < port.shape.size(); ++axis) {
            if (port.shape[axis] >= 0)
                continue;
            for (const std::string& name : {dimName(port, axis), axisName(port, axis)})
                if (const auto found = dims.find(name); !name.empty() && found != dims.end())
                    input.port.shape[axis] = found->second;
        }
        resolved.push_back(std::move(input));
    }
    return resolved;
}

ArrayFit arrayFit(const Shape& array, const ModelInput& input)
{
    const Shape& shape = input.port.shape;
    if (shape.empty() && array.empty())
        return ArrayFit::Whole;
    if (shape.empty()) // a scalar or an unknown rank: ONNX Runtime does not tell them apart
        return array.size() == 1 && array[0] == 1 ? ArrayFit::Item : ArrayFit::Whole;
    const bool openRows = input.batched && shape[0] < 0;
    if (agrees(array, 0, shape, 0) && (!openRows || array[0] == 1))
        return ArrayFit::Whole;
    if (input.batched && array.size() == shape.size() && agrees(array, 1, shape, 1))
        return ArrayFit::Rows;
    if (array.size() + 1 == shape.size() && input.batched && agrees(array, 0, shape, 1))
        return ArrayFit::Item;
    if (array.size() == shape.size() + 1 && agrees(array, 1, shape, 0) && (!openRows || array[1] == 1))
        return ArrayFit::Stacked;
    return ArrayFit::Mismatch;
}

std::string describe(const PortInfo& port)
{
    std::string text = std::string(toString(port.type)) + " [";
    for (std::size_t axis = 0; axis < port.shape.size(); ++axis) {
        const std::string name = dimName(port, axis);
        text += axis == 0 ? "" : ", ";
        text += port.shape[axis] >= 0 ? std::to_string(port.shape[axis]) : name.empty() ? "?" : name;
    }
    return text + "]";
}

} // namespace qb
