// SPDX-License-Identifier: GPL-3.0-or-later
// What changed between two opsets, as far as a node that is right under the old one must be rewritten for the new one:
// mostly attributes that became inputs. Operators that only took on types, or attributes whose default is what they did
// before, are in kUnchanged. What stands in neither table is not covered, and the caller keeps the old opset.
#include "engine/exporters/raise_opset.h"

#include "engine/base/error.h"
#include "engine/model/attributes.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <set>

namespace qb {

namespace {

constexpr std::int64_t kLowest = 7;
constexpr std::int64_t kHighest = 21;

void removeAttribute(Node& node, std::string_view name)
{
    auto proto = std::make_shared<onnx::NodeProto>(*node.proto);
    auto& list = *proto->mutable_attribute();
    for (int i = list.size() - 1; i >= 0; --i)
        if (list[i].name() == name)
            list.DeleteSubrange(i, 1);
    node.proto = std::move(proto);
}

void setTextAttribute(Node& node, std::string_view name, std::string_view text)
{
    removeAttribute(node, name);
    auto proto = std::make_shared<onnx::NodeProto>(*node.proto);
    auto& a = *proto->add_attribute();
    a.set_name(std::string(name));
    a.set_type(onnx::AttributeProto::STRING);
    a.set_s(std::string(text));
    node.proto = std::move(proto);
}

/// One node of a graph that is being rewritten. Other nodes may be added behind it.
struct Edit {
    Graph& graph;
    std::size_t index;
    std::set<std::string>& nodeNames;

    [[nodiscard]] Node& node() const { return graph.nodes[index]; }
    [[nodiscard]] const Value& input(std::size_t i) const { return graph.value(node().inputs[i]); }

    void setInput(std::size_t i, const char* what, Tensor tensor) const
    {
        const ValueId constant = graph.addConstant(node().name + "_" + what, std::move(tensor));
        node().inputs.resize(std::max(node().inputs.size(), i + 1), ValueId::None);
        node().inputs[i] = constant;
    }

    /// A list of integers moves from an attribute to input i, where it is given.
    void moveInts(const char* attribute, std::size_t i) const
    {
        if (!hasAttribute(node(), attribute))
            return;
        const std::vector<std::int64_t> values = intsAttribute(node(), attribute);
        setInput(i, attribute, Tensor::fromInt64s({static_cast<std::int64_t>(values.size())}, values));
        removeAttribute(node(), attribute);
    }

    /// True where nobody looks at the outputs from `first` on, which are then dropped.
    [[nodiscard]] bool dropOutputs(std::size_t first) const
    {
        auto& outputs = node().outputs;
        for (std::size_t i = first; i < outputs.size(); ++i)
            if (outputs[i] != ValueId::None && (!graph.value(outputs[i]).readers.empty() || graph.value(outputs[i]).isOutput))
                return false;
        outputs.resize(std::min(outputs.size(), first));
        return true;
    }

    ValueId append(const char* opType, std::vector<ValueId> inputs, ElementType type) const
    {
        Value v;
        v.name = node().name + "_" + opType;
        v.type = type;
        const ValueId out = graph.addValue(std::move(v));
        std::string name = graph.value(out).name;
        while (!nodeNames.insert(name).second)
            name += "#";
        Node added = makeNode(name, opType, "", std::move(inputs), {out});
        added.scope = node().scope;
        graph.nodes.push_back(std::move(added));
        return out;
    }
};

/// Gives false where this node can't be brought over the step.
using Rewrite = bool (*)(const Edit&);

bool axesToInput(const Edit& e)
{
    e.moveInts("axes", 1);
    return true;
}

bool sliceToInputs(const Edit& e)
{
    e.moveInts("starts", 1);
    e.moveInts("ends", 2);
    e.moveInts("axes", 3);
    return true;
}

bool topKToInput(const Edit& e)
{
    const std::array<std::int64_t, 1> k{intAttribute(e.node(), "k", 0)};
    e.setInput(1, "k", Tensor::fromInt64s({1}, k));
    removeAttribute(e.node(), "k");
    return true;
}

bool clipToInputs(const Edit& e)
{
    if (e.input(0).type != ElementType::Float32)
        return false;
    const char* names[] = {"min", "max"};
    for (std::size_t i = 0; i < 2; ++i) {
        if (!hasAttribute(e.node(), names[i]))
            continue;
        const std::array<float, 1> bound{floatAttribute(e.node(), names[i], 0)};
        e.setInput(i + 1, names[i], Tensor::fromFloats({}, bound));
        removeAttribute(e.node(), names[i]);
    }
    return true;
}

bool padToInputs(const Edit& e)
{
    if (e.input(0).type != ElementType::Float32)
        return false;
    e.moveInts("pads", 1);
    const std::array<float, 1> value{floatAttribute(e.node(), "value", 0)};
    e.setInput(2, "value", Tensor::fromFloats({}, value));
    removeAttribute(e.node(), "value");
    return true;
}

bool splitToInput(const Edit& e)
{
    e.moveInts("split", 1);
    return true;
}

bool splitCounts(const Edit& e)
{
    if (e.node().inputs.size() < 2 || e.node().inputs[1] == ValueId::None)
        setIntAttribute(e.node(), "num_outputs", static_cast<std::int64_t>(e.node().outputs.size()));
    return true;
}

/// Inference is all there is here: what is dropped is a ratio without effect, and a mask that nobody reads.
bool dropoutToInputs(const Edit& e)
{
    removeAttribute(e.node(), "ratio");
    return e.dropOutputs(1);
}

bool batchNormWithoutSpatial(const Edit& e)
{
    const bool spatial = intAttribute(e.node(), "spatial", 1) != 0;
    removeAttribute(e.node(), "spatial");
    return spatial;
}

bool batchNormOneOutput(const Edit& e) { return e.dropOutputs(1); }

bool upsampleToInput(const Edit& e)
{
    std::vector<float> scales;
    for (const auto& a : e.node().proto->attribute())
        if (a.name() == "scales")
            scales.assign(a.floats().begin(), a.floats().end());
    removeAttribute(e.node(), "scales");
    e.setInput(1, "scales", Tensor::fromFloats({static_cast<std::int64_t>(scales.size())}, scales));
    return true;
}

bool upsampleIsResize(const Edit& e)
{
    e.node().opType = "Resize";
    return true;
}

/// Where a pixel lies was not said before opset 11; nearest took the one before it when enlarging.
bool resizeWithRoi(const Edit& e)
{
    const std::string mode = stringAttribute(e.node(), "mode", "nearest");
    const Value& scales = e.input(1);
    if (mode == "nearest") {
        if (!scales.isConstant() || !scales.constant.isFloat() ||
            std::any_of(scales.constant.floats().begin(), scales.constant.floats().end(), [](float s) { return s < 1; }))
            return false;
        setTextAttribute(e.node(), "nearest_mode", "floor");
    }
    setTextAttribute(e.node(), "coordinate_transformation_mode", "asymmetric");
    e.node().inputs = {e.node().inputs[0], ValueId::None, e.node().inputs[1]};
    return true;
}

bool resizeWithoutTfNearest(const Edit& e)
{
    return stringAttribute(e.node(), "coordinate_transformation_mode", "") != "tf_half_pixel_for_nn";
}

bool roiAlignBefore16(const Edit& e)
{
    setTextAttribute(e.node(), "coordinate_transformation_mode", "output_half_pixel");
    return true;
}

bool gridSampleModes(const Edit& e)
{
    const std::string mode = stringAttribute(e.node(), "mode", "bilinear");
    setTextAttribute(e.node(), "mode", mode == "bilinear" ? "linear" : mode == "bicubic" ? "cubic" : mode);
    return true;
}

bool scatterIsElements(const Edit& e)
{
    e.node().opType = "ScatterElements";
    return true;
}

/// Before opset 13 all axes from `axis` on were one; that is the same only where those after it have one element each.
bool softmaxOfOneAxis(const Edit& e)
{
    const Value& x = e.input(0);
    std::int64_t axis = intAttribute(e.node(), "axis", 1);
    if (axis == -1)
        return true;
    if (x.shapeKnown && !x.shape.empty()) {
        const auto rank = static_cast<std::int64_t>(x.shape.size());
        axis += axis < 0 ? rank : 0;
        if (axis < rank && std::all_of(x.shape.begin() + axis + 1, x.shape.end(), [](std::int64_t d) { return d == 1; })) {
            setIntAttribute(e.node(), "axis", axis);
            return true;
        }
    }
    const ValueId in = e.node().inputs[0];
    const ElementType type = x.type;
    const ValueId flat = e.append("Flatten", {in}, type);
    setIntAttribute(e.graph.nodes.back(), "axis", axis);
    const ValueId shape = e.append("Shape", {in}, ElementType::Int64);
    const ValueId out = e.node().outputs[0];
    const ValueId soft = e.append("Reshape", {ValueId::None, shape}, type);
    Node& reshape = e.graph.nodes.back();
    reshape.inputs[0] = soft;
    reshape.outputs[0] = out;
    e.node().inputs[0] = flat;
    e.node().outputs[0] = soft;
    setIntAttribute(e.node(), "axis", 1);
    return true;
}

struct Step {
    std::int64_t version;
    Rewrite rewrite;
};

const std::map<std::string, std::vector<Step>>& steps()
{
    static const std::map<std::string, std::vector<Step>> kSteps{
        {"BatchNormalization", {{9, batchNormWithoutSpatial}, {14, batchNormOneOutput}}},
        {"Clip", {{11, clipToInputs}}},
        {"Dropout", {{12, dropoutToInputs}}},
        {"GridSample", {{20, gridSampleModes}}},
        {"Hardmax", {{13, softmaxOfOneAxis}}},
        {"LogSoftmax", {{13, softmaxOfOneAxis}}},
        {"Pad", {{11, padToInputs}}},
        {"ReduceL1", {{18, axesToInput}}},
        {"ReduceL2", {{18, axesToInput}}},
        {"ReduceLogSum", {{18, axesToInput}}},
        {"ReduceLogSumExp", {{18, axesToInput}}},
        {"ReduceMax", {{18, axesToInput}}},
        {"ReduceMean", {{18, axesToInput}}},
        {"ReduceMin", {{18, axesToInput}}},
        {"ReduceProd", {{18, axesToInput}}},
        {"ReduceSum", {{13, axesToInput}}},
        {"ReduceSumSquare", {{18, axesToInput}}},
        {"Resize", {{11, resizeWithRoi}, {13, resizeWithoutTfNearest}}},
        {"RoiAlign", {{16, roiAlignBefore16}}},
        {"Scatter", {{11, scatterIsElements}}},
        {"Slice", {{10, sliceToInputs}}},
        {"Softmax", {{13, softmaxOfOneAxis}}},
        {"Split", {{13, splitToInput}, {18, splitCounts}}},
        {"Squeeze", {{13, axesToInput}}},
        {"TopK", {{10, topKToInput}}},
        {"Unsqueeze", {{13, axesToInput}}},
        {"Upsample", {{9, upsampleToInput}, {10, upsampleIsResize}}},
    };
    return kSteps;
}

bool unchanged(const std::string& opType)
{
    static const std::set<std::string> kUnchanged{"Abs",
                                                  "Acos",
                                                  "Acosh",
                                                  "Add",
                                                  "And",
                                                  "ArgMax",
                                                  "ArgMin",
                                                  "Asin",
                                                  "Asinh",
                                                  "Atan",
                                                  "Atanh",
                                                  "AveragePool",
                                                  "BitShift",
                                                  "Cast",
                                                  "CastLike",
                                                  "Ceil",
                                                  "Celu",
                                                  "Compress",
                                                  "Concat",
                                                  "ConstantOfShape",
                                                  "Conv",
                                                  "ConvInteger",
                                                  "ConvTranspose",
                                                  "Cos",
                                                  "Cosh",
                                                  "CumSum",
                                                  "DepthToSpace",
                                                  "DequantizeLinear",
                                                  "Div",
                                                  "Einsum",
                                                  "Elu",
                                                  "Equal",
                                                  "Erf",
                                                  "Exp",
                                                  "Expand",
                                                  "EyeLike",
                                                  "Flatten",
                                                  "Floor",
                                                  "GRU",
                                                  "Gather",
                                                  "GatherElements",
                                                  "GatherND",
                                                  "Gelu",
                                                  "Gemm",
                                                  "GlobalAveragePool",
                                                  "GlobalLpPool",
                                                  "GlobalMaxPool",
                                                  "Greater",
                                                  "GreaterOrEqual",
                                                  "HardSigmoid",
                                                  "HardSwish",
                                                  "Identity",
                                                  "If",
                                                  "InstanceNormalization",
                                                  "IsInf",
                                                  "IsNaN",
                                                  "LRN",
                                                  "LSTM",
                                                  "LayerNormalization",
                                                  "LeakyRelu",
                                                  "Less",
                                                  "LessOrEqual",
                                                  "Log",
                                                  "LpNormalization",
                                                  "MatMul",
                                                  "MatMulInteger",
                                                  "Max",
                                                  "MaxPool",
                                                  "Mean",
                                                  "Min",
                                                  "Mish",
                                                  "Mod",
                                                  "Mul",
                                                  "Neg",
                                                  "NonMaxSuppression",
                                                  "NonZero",
                                                  "Not",
                                                  "OneHot",
                                                  "Or",
                                                  "PRelu",
                                                  "Pow",
                                                  "QLinearConv",
                                                  "QLinearMatMul",
                                                  "QuantizeLinear",
                                                  "RNN",
                                                  "Range",
                                                  "Reciprocal",
                                                  "Relu",
                                                  "Reshape",
                                                  "ReverseSequence",
                                                  "Round",
                                                  "ScatterElements",
                                                  "ScatterND",
                                                  "Selu",
                                                  "Shape",
                                                  "Sigmoid",
                                                  "Sign",
                                                  "Sin",
                                                  "Sinh",
                                                  "Size",
                                                  "Softplus",
                                                  "Softsign",
                                                  "SpaceToDepth",
                                                  "Sqrt",
                                                  "Sub",
                                                  "Sum",
                                                  "Tan",
                                                  "Tanh",
                                                  "ThresholdedRelu",
                                                  "Tile",
                                                  "Transpose",
                                                  "Trilu",
                                                  "Unique",
                                                  "Where",
                                                  "Xor"};
    return kUnchanged.contains(opType);
}

bool raiseNode(const Edit& edit, std::int64_t from, std::int64_t target)
{
    for (std::int64_t version = from + 1; version <= target; ++version) {
        const auto found = steps().find(edit.node().opType);
        if (found == steps().end())
            return unchanged(edit.node().opType);
        for (const Step& step : found->second)
            if (step.version == version && !step.rewrite(edit))
                return false;
    }
    return true;
}

} // namespace

RaisedOpset raiseOpset(Graph graph, std::int64_t target)
{
    RaisedOpset result;
    const std::int64_t from = graph.opset();
    std::set<std::string> notCovered;
    if (from < kLowest || target > kHighest)
        notCovered.insert("opset " + std::to_string(from < kLowest ? from : target));
    if (graph.source && graph.source->functions_size() != 0)
        notCovered.insert("functions of the model");
    std::set<std::string> nodeNames;
    for (const Node& n : graph.nodes)
        nodeNames.insert(n.name);
    for (std::size_t i = 0, count = graph.nodes.size(); i < count; ++i) {
        // Bodies that are no part of the flat graph (Loop, Scan) belong to operators that are in neither table.
        if (!graph.nodes[i].domain.empty())
            continue;
        const std::string opType = graph.nodes[i].opType;
        if (!raiseNode({graph, i, nodeNames}, from, target))
            notCovered.insert(opType);
    }
    graph.opsets[""] = target;
    result.notCovered.assign(notCovered.begin(), notCovered.end());
    result.graph = std::move(graph);
    return result;
}

} // namespace qb
