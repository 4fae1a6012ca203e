// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/unit_sessions.h"

#include "engine/base/error.h"
#include "engine/model/attributes.h"
#include "engine/model/onnx_writer.h"

#include <algorithm>

namespace qb {

namespace {

constexpr std::size_t kMostReplaced = 4096;

} // namespace

UnitSessions::UnitSessions(std::shared_ptr<const Model> model, OrtEnvironment& environment, Kernels kernels)
    : m_model(std::move(model)),
      m_environment(environment),
      m_kernels(kernels),
      m_open(m_model->unitCount()),
      m_closed(m_model->unitCount())
{
}

const UnitProgram& UnitSessions::open(UnitId unit)
{
    Slot& slot = m_open[indexOf(unit)];
    std::call_once(slot.once, [&] { slot.program = make(unit, true, {}); });
    return slot.program;
}

const UnitProgram& UnitSessions::closed(UnitId unit)
{
    Slot& slot = m_closed[indexOf(unit)];
    std::call_once(slot.once, [&] { slot.program = make(unit, false, {}); });
    return slot.program;
}

UnitProgram UnitSessions::closedWith(UnitId unit, const std::map<ValueId, Tensor>& replaced, const Fingerprint& key)
{
    {
        const std::scoped_lock lock(m_mutex);
        if (const auto found = m_replaced.find(key); found != m_replaced.end()) {
            found->second.used = ++m_clock;
            return found->second.program;
        }
    }
    UnitProgram program = make(unit, false, replaced);
    const std::scoped_lock lock(m_mutex);
    if (m_replaced.size() >= std::min(kMostReplaced, 2 * m_model->unitCount() + 16)) {
        const auto oldest = std::min_element(m_replaced.begin(), m_replaced.end(),
                                             [](const auto& a, const auto& b) { return a.second.used < b.second.used; });
        m_replaced.erase(oldest);
    }
    m_replaced[key] = {program, ++m_clock};
    return program;
}

std::vector<UnitInput> changeableConstants(const Graph& graph, const Unit& unit)
{
    std::vector<UnitInput> inputs;
    if (unit.weight) {
        inputs.push_back({UnitInput::Role::Weight, unit.weight->value, unit.weight->operand});
        if (unit.weight->bias != ValueId::None && unit.weight->bias != unit.weight->value)
            inputs.push_back({UnitInput::Role::Bias, unit.weight->bias, 0});
    }
    for (const ValueId v : unit.constants) {
        const auto& operands = graph.node(unit.main).inputs;
        const auto slot = static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin());
        if (std::none_of(inputs.begin(), inputs.end(), [&](const UnitInput& i) { return i.value == v; }))
            inputs.push_back({UnitInput::Role::Constant, v, slot});
    }
    return inputs;
}

SharedParams constantParams(const UnitTable& units, const Graph& graph, const Plan& plan, UnitId unit, const UnitInput& input)
{
    if (input.role == UnitInput::Role::Bias)
        return biasParams(units, graph, plan, unit);
    const PointKind kind = input.role == UnitInput::Role::Weight ? PointKind::Weight : PointKind::Constant;
    const PointId point = units.pointOf(unit, kind, input.operand);
    return point == PointId::None ? SharedParams{} : plan.at(point);
}

UnitProgram UnitSessions::make(UnitId id, bool open, const std::map<ValueId, Tensor>& replaced)
{
    const Graph& graph = m_model->graph;
    const Unit& unit = m_model->unit(id);
    UnitProgram program;
    const auto& operands = graph.node(unit.main).inputs;
    for (const ValueId v : unit.inputs) {
        const auto slot = static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin());
        program.inputs.push_back({UnitInput::Role::Data, v, slot});
    }
    if (open)
        for (const UnitInput& input : changeableConstants(graph, unit))
            program.inputs.push_back(input);
    Cut cut;
    cut.nodes = unit.nodes;
    for (const UnitInput& input : program.inputs)
        cut.inputs.push_back(input.value);
    cut.outputs = unit.outputs;
    // A Loop, a Scan needs them: for a result of no iterations, for the types of its body.
    cut.shapes = std::any_of(unit.nodes.begin(), unit.nodes.end(), [&](NodeId n) { return hasBody(graph.node(n)); });
    cut.anonymous = true;
    cut.replaced = replaced;
    try {
        program.session = session(writeCut(graph, cut));
    } catch (const Error& e) {
        throw Error(e.code(), Text("unit \"{}\" ({}) can't be run: {}", unit.name, unit.opType, e.message()),
                    Text("keep it out of the model, or use a runtime that has its operator"), {{"unit", unit.name}});
    }
    return program;
}

std::shared_ptr<const Session> UnitSessions::session(const std::string& bytes)
{
    const Fingerprint key = fingerprintOf(bytes.data(), bytes.size());
    {
        const std::scoped_lock lock(m_mutex);
        if (auto found = m_byBytes[key].lock())
            return found;
    }
    auto made = std::make_shared<const Session>(m_environment, std::as_bytes(std::span(bytes)), m_kernels);
    const std::scoped_lock lock(m_mutex);
    m_byBytes[key] = made;
    return made;
}

} // namespace qb
