// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/qdq_writer.h"

#include "engine/base/error.h"
#include "engine/model/attributes.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>

namespace qb {

namespace {

constexpr std::int64_t kPairOpset = 10;
constexpr std::int64_t kPerAxisOpset = 13;
constexpr std::int64_t kWideTypesOpset = 21;

bool changesNothing(const SharedParams& params) { return !params || params->dtype == DType::Float32; }

std::int64_t opsetFor(const QuantParams& params)
{
    const bool plain = params.dtype == DType::Int8 || params.dtype == DType::UInt8 || params.dtype == DType::Int32;
    return !plain ? kWideTypesOpset : params.scales.size() > 1 ? kPerAxisOpset : kPairOpset;
}

/// One zero point per scale, in the type of the integers: it is what tells QuantizeLinear that type.
Tensor zeroPointTensor(const QuantParams& params, const Shape& shape)
{
    Tensor tensor = Tensor::zeros(elementTypeOf(params.dtype), shape);
    auto* bytes = static_cast<unsigned char*>(tensor.mutableData());
    const std::size_t size = elementSize(tensor.type());
    for (std::size_t i = 0; i < params.zeroPoints.size(); ++i) {
        const auto z = static_cast<std::uint32_t>(params.zeroPoints[i]);
        if (params.dtype == DType::Int4) {
            bytes[i / 2] = static_cast<unsigned char>(bytes[i / 2] | (z & 15U) << (i % 2 * 4));
            continue;
        }
        for (std::size_t b = 0; b < size; ++b)
            bytes[i * size + b] = static_cast<unsigned char>(z >> (8 * b) & 255U);
    }
    return tensor;
}

} // namespace

QdqWriter::QdqWriter(const Model& model, const Plan& plan, GuardFloat guard, Graph& graph)
    : m_model(model), m_plan(plan), m_guard(guard), m_graph(graph)
{
    for (const Node& n : graph.nodes)
        m_nodeNames.insert(n.name);
}

void QdqWriter::write()
{
    for (std::size_t u = 0; u < m_model.unitCount(); ++u)
        writeUnit(static_cast<UnitId>(u));
    writeOutputs();
    if (!m_problems.empty()) {
        std::string all;
        for (const std::string& p : m_problems)
            all += (all.empty() ? "" : "; ") + p;
        throw Error(ErrorCode::BadInput, Text("QDQ ONNX can't express the parameters of some points: {}", all),
                    Text("give these points an integer type of up to 16 bits without a narrowed range, or float"));
    }
    nameConstants();
    collectTensors();
}

void QdqWriter::writeUnit(UnitId id)
{
    const Unit& unit = m_model.unit(id);
    // An If gives what its bodies give; that is an output of theirs.
    if (unit.main == NodeId::None || m_model.graph.node(unit.main).is("If"))
        return;
    const auto& operands = m_model.graph.node(unit.main).inputs;
    for (const ValueId v : unit.inputs) {
        if (m_model.graph.value(v).type != ElementType::Float32)
            continue;
        const auto slot = static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin());
        const ReadParams read = readParams(m_model.units, m_plan, id, v, slot);
        ValueId to = v;
        if (!changesNothing(read.produced))
            to = dequantized(v, *read.produced);
        if (!changesNothing(read.operand)) {
            const std::string port = "input" + std::to_string(slot);
            to = pair(to, *read.operand, unit.name + "_" + port, unit.scope, unit.name + ":" + port);
        }
        replaceInUnit(id, v, to);
    }
    for (const UnitInput& constant : changeableConstants(m_model.graph, unit)) {
        const SharedParams params = constantParams(m_model.units, m_model.graph, m_plan, id, constant);
        if (!changesNothing(params))
            replaceInUnit(id, constant.value, stored(constant.value, *params, unit.scope));
    }
}

void QdqWriter::writeOutputs()
{
    const auto given = [&](ValueId v) {
        const SharedParams params = m_model.graph.value(v).isConstant() ? SharedParams{} : outputParams(m_model.units, m_plan, v);
        return changesNothing(params) ? v : dequantized(v, *params);
    };
    for (Scope& scope : m_graph.scopes)
        for (ValueId& result : scope.results)
            result = given(result);
    for (ValueId& output : m_graph.outputs) {
        const ValueId v = output;
        // An input that is given back has its one name for what was put in.
        if (m_graph.value(v).isInput)
            continue;
        output = given(v);
        if (output == v)
            continue;
        const std::string name = m_graph.value(v).name;
        m_graph.value(v).name = m_graph.uniqueName(name + "_float");
        m_graph.value(output).name = name;
    }
}

ValueId QdqWriter::dequantized(ValueId value, const QuantParams& params)
{
    ValueId& known = m_dequantized.emplace(value, ValueId::None).first->second;
    if (known == ValueId::None) {
        const Value& v = m_model.graph.value(value);
        const ScopeId scope = v.producer == NodeId::None ? ScopeId::Top : m_model.graph.node(v.producer).scope;
        const PointId point = m_model.units.outputPoint[indexOf(value)];
        const UnitId producer = m_model.units.producer[indexOf(value)];
        const bool guard = m_guard == GuardFloat::Yes && isInteger(params.dtype) && invitesQuantization(producer);
        known = pair(guard ? guarded(value, producer, scope) : value, params, v.name, scope, m_model.point(point).name);
    }
    return known;
}

/// ONNX Runtime takes a Conv, ConvTranspose, Gemm or MatMul between DequantizeLinear and QuantizeLinear for one that shall
/// be computed in integers, and quantizes its float weight by itself.
bool QdqWriter::invitesQuantization(UnitId id) const
{
    const Unit& unit = m_model.unit(id);
    if (unit.main == NodeId::None)
        return false;
    const Node& main = m_model.graph.node(unit.main);
    if (!main.is("Conv") && !main.is("ConvTranspose") && !main.is("Gemm") && !main.is("MatMul"))
        return false;
    const PointId weight = unit.weight ? m_model.units.pointOf(id, PointKind::Weight, unit.weight->operand) : PointId::None;
    const bool weightQuantized = weight != PointId::None && m_plan.at(weight) && isInteger(m_plan.at(weight)->dtype);
    if (unit.weight ? weightQuantized : m_plan.floatUnit[indexOf(id)] == 0)
        return false;
    return std::any_of(unit.inputs.begin(), unit.inputs.end(), [&](ValueId v) {
        const auto slot = static_cast<std::size_t>(std::find(main.inputs.begin(), main.inputs.end(), v) - main.inputs.begin());
        const ReadParams read = readParams(m_model.units, m_plan, id, v, slot);
        return !changesNothing(read.produced) || !changesNothing(read.operand);
    });
}

/// A Max of one input changes nothing, and ONNX Runtime looks for no further than it. It must stand before the
/// QuantizeLinear: on the weight it would be folded away.
ValueId QdqWriter::guarded(ValueId value, UnitId producer, ScopeId scope)
{
    m_guarded.push_back(m_model.unit(producer).name);
    const ValueId copy = derived(value, m_model.graph.value(value).name + "_guarded", ElementType::Float32);
    addNode("Max", {value}, copy, scope);
    return copy;
}

ValueId QdqWriter::pair(ValueId from, const QuantParams& params, const std::string& name, ScopeId scope, const std::string& point)
{
    if (params.dtype == DType::Int32 || params.dtype == DType::Int4 ||
        (params.narrow && isSigned(params.dtype) && isInteger(params.dtype))) {
        m_problems.push_back(point + " (" + params.text() + ")");
        return from;
    }
    params.check();
    ++m_changed;
    if (params.dtype == DType::Float16)
        return halfPair(from, name, scope);
    const Parameters p = parameters(params, name);
    const ValueId integers = derived(from, name + "_quantized", elementTypeOf(params.dtype));
    const ValueId floats = derived(from, name + "_dequantized", ElementType::Float32);
    for (const NodeId n : {addNode("QuantizeLinear", {from, p.scale, p.zeroPoint}, integers, scope),
                           addNode("DequantizeLinear", {integers, p.scale, p.zeroPoint}, floats, scope)})
        if (p.perChannel)
            setIntAttribute(m_graph.node(n), "axis", params.axis);
    m_pairOutputs.insert({integers, floats});
    return floats;
}

ValueId QdqWriter::halfPair(ValueId from, const std::string& name, ScopeId scope)
{
    const ValueId half = derived(from, name + "_float16", ElementType::Float16);
    const ValueId back = derived(from, name + "_rounded", ElementType::Float32);
    setIntAttribute(m_graph.node(addNode("Cast", {from}, half, scope)), "to", static_cast<int>(ElementType::Float16));
    setIntAttribute(m_graph.node(addNode("Cast", {half}, back, scope)), "to", static_cast<int>(ElementType::Float32));
    return back;
}

ValueId QdqWriter::stored(ValueId constant, const QuantParams& params, ScopeId scope)
{
    if (!m_stored.contains(constant))
        m_constants.push_back(constant);
    const auto [entry, first] = m_stored[constant].emplace(params.fingerprint(), Stored{});
    Stored& form = entry->second;
    if (!first) {
        // Two bodies, or a body and what lies around it, see the same only from outside.
        if (form.node != NodeId::None && m_graph.node(form.node).scope != scope)
            m_graph.node(form.node).scope = ScopeId::Top;
        return form.value;
    }
    ++m_changed;
    const Tensor floats = m_model.graph.value(constant).constant;
    const std::string name = m_model.graph.value(constant).name;
    if (!isInteger(params.dtype)) {
        form.value = m_graph.addConstant(name + "_" + std::string(toString(params.dtype)), fakeQuantize(floats, params));
        return form.value;
    }
    const Parameters p = parameters(params, name);
    const ValueId integers = m_graph.addConstant(name + "_quantized", quantize(floats, params));
    form.value = derived(constant, name + "_dequantized", ElementType::Float32);
    std::vector<ValueId> inputs{integers, p.scale};
    if (p.zeroPoint != ValueId::None)
        inputs.push_back(p.zeroPoint);
    form.node = addNode("DequantizeLinear", std::move(inputs), form.value, scope);
    m_pairOutputs.insert(form.value);
    if (p.perChannel)
        setIntAttribute(m_graph.node(form.node), "axis", params.axis);
    return form.value;
}

QdqWriter::Parameters QdqWriter::parameters(const QuantParams& params, const std::string& name)
{
    m_neededOpset = std::max(m_neededOpset, opsetFor(params));
    QuantParams key = params;
    key.axis = -1;
    key.narrow = false;
    Parameters& p = m_parameters.emplace(key.fingerprint(), Parameters{}).first->second;
    if (p.scale != ValueId::None)
        return p;
    p.perChannel = params.scales.size() > 1;
    const Shape shape = p.perChannel ? Shape{static_cast<std::int64_t>(params.scales.size())} : Shape{};
    p.scale = m_graph.addConstant(name + "_scale", Tensor::fromFloats(shape, params.scales));
    // DequantizeLinear of int32 has none.
    if (params.dtype != DType::Int32)
        p.zeroPoint = m_graph.addConstant(name + "_zero_point", zeroPointTensor(params, shape));
    return p;
}

/// Named as its output is. ONNX Runtime refuses two nodes of one name.
NodeId QdqWriter::addNode(const char* opType, std::vector<ValueId> inputs, ValueId output, ScopeId scope)
{
    const std::string wanted = m_graph.value(output).name;
    std::string name = wanted;
    for (int i = 2; !m_nodeNames.insert(name).second; ++i)
        name = wanted + "#" + std::to_string(i);
    Node node = makeNode(name, opType, "", std::move(inputs), {output});
    node.scope = scope;
    m_graph.nodes.push_back(std::move(node));
    return static_cast<NodeId>(m_graph.nodes.size() - 1);
}

ValueId QdqWriter::derived(ValueId from, const std::string& name, ElementType type)
{
    const Value& source = m_graph.value(from);
    Value v;
    v.name = name;
    v.type = type;
    v.shape = source.shape;
    v.dimNames = source.dimNames;
    v.shapeKnown = source.shapeKnown;
    return m_graph.addValue(std::move(v));
}

void QdqWriter::replaceInUnit(UnitId unit, ValueId from, ValueId to)
{
    if (from == to)
        return;
    for (const NodeId id : m_model.unit(unit).nodes) {
        Node& node = m_graph.node(id);
        std::replace(node.inputs.begin(), node.inputs.end(), from, to);
        std::replace(node.captures.begin(), node.captures.end(), from, to);
    }
}

/// The first quantized form of a constant takes its name over, unless somebody still reads the float one.
void QdqWriter::nameConstants()
{
    std::set<ValueId> read(m_graph.outputs.begin(), m_graph.outputs.end());
    for (const Node& n : m_graph.nodes) {
        read.insert(n.inputs.begin(), n.inputs.end());
        read.insert(n.captures.begin(), n.captures.end());
    }
    for (const Scope& s : m_graph.scopes)
        read.insert(s.results.begin(), s.results.end());
    for (const ValueId constant : m_constants) {
        const auto& forms = m_stored.at(constant);
        const bool alsoFloat = read.contains(constant);
        const std::string name = m_graph.value(constant).name;
        if (!alsoFloat) {
            const auto first = std::min_element(forms.begin(), forms.end(),
                                                [](const auto& a, const auto& b) { return a.second.value < b.second.value; });
            std::swap(m_graph.value(constant).name, m_graph.value(first->second.value).name);
        }
        const std::size_t copies = forms.size() + (alsoFloat ? 1 : 0);
        if (copies > 1)
            m_findings.push_back({"export.copied_constant",
                                  Severity::Info,
                                  {},
                                  {},
                                  Text("\"{}\" is stored {} times, as its readers quantize it differently", name, copies),
                                  {{"copies", static_cast<double>(copies)}},
                                  Text("give its readers the same parameters"),
                                  false});
    }
}

void QdqWriter::collectTensors()
{
    for (const Unit& unit : m_model.units.units)
        for (const ValueId v : unit.outputs) {
            const auto found = m_dequantized.find(v);
            m_tensors.push_back(
                {v, m_graph.value(v).name, found == m_dequantized.end() ? std::string() : m_graph.value(found->second).name});
        }
}

} // namespace qb
