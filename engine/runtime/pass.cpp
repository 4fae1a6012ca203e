// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/pass.h"

#include "engine/base/error.h"
#include "engine/quant/fake_quantize.h"

#include <algorithm>
#include <chrono>

namespace qb {

namespace {

/// A sequence, a map: nothing tells whether two of them are equal.
bool isOpaque(const Tensor& tensor) { return !tensor.empty() && !tensor.isDense() && !tensor.isString(); }

/// Of a graph input's contents.
Fingerprint keyOfInput(const Tensor& tensor)
{
    Hasher hasher;
    hasher.add(tensor.type()).add(std::span<const std::int64_t>(tensor.shape()));
    if (tensor.isString())
        for (const std::string& s : tensor.strings())
            hasher.add(std::string_view(s));
    else
        hasher.bytes(tensor.bytes().data(), tensor.byteSize());
    return hasher.result();
}

} // namespace

Pass::Pass(Evaluator& evaluator, const Branch& branch, std::span<const Tensor> inputs, std::vector<std::uint32_t> readers)
    : m_evaluator(evaluator),
      m_model(evaluator.model()),
      m_plan(*branch.plan),
      m_memory(branch.memory),
      m_transient(branch.transient),
      m_inputs(inputs),
      m_slots(m_model.graph.values.size()),
      m_taken(m_model.graph.scopes.size(), Taken::Unknown)
{
    if (std::any_of(inputs.begin(), inputs.end(), isOpaque))
        m_memory = nullptr;
    for (std::size_t i = 0; i < m_slots.size(); ++i)
        m_slots[i].pending = readers[i];
}

bool Pass::taken(ScopeId scope)
{
    for (; scope != ScopeId::Top; scope = m_model.graph.scope(scope).parent) {
        Taken& state = m_taken[indexOf(scope)];
        if (state == Taken::Unknown) {
            const Scope& s = m_model.graph.scope(scope);
            if (s.parent != ScopeId::Top && !taken(s.parent))
                return false;
            const Tensor condition = raw(s.condition);
            if (!condition.isDense() || condition.count() != 1)
                throw Error(ErrorCode::NotRunnable,
                            Text("the condition of \"{}\" is no single value", m_model.graph.node(s.ifNode).name));
            state = (condition.valueAt(0) != 0) == s.branch ? Taken::Yes : Taken::No;
        }
        if (state == Taken::No)
            return false;
    }
    return true;
}

bool Pass::made(UnitId unit) { return taken(m_model.unit(unit).scope); }

Fingerprint Pass::keyOf(ValueId value)
{
    const Value& v = m_model.graph.value(value);
    if (v.isConstant())
        return Hasher().add(std::string_view("constant")).add(static_cast<int>(value)).result();
    return slot(value).key;
}

Fingerprint Pass::provenance(UnitId id)
{
    const Unit& unit = m_model.unit(id);
    Hasher hasher;
    hasher.add(static_cast<int>(id));
    const auto params = [&](const SharedParams& p) { hasher.add(p ? p->fingerprint() : Fingerprint{}); };
    for (const PointId p : m_model.units.pointsOfUnit[indexOf(id)])
        if (m_model.point(p).kind == PointKind::Weight || m_model.point(p).kind == PointKind::Constant)
            params(m_plan.at(p));
    params(biasParams(m_model.units, m_model.graph, m_plan, id));
    if (unit.main == NodeId::None)
        return hasher.result();
    const auto& operands = m_model.graph.node(unit.main).inputs;
    const bool isIf = m_model.graph.node(unit.main).is("If");
    for (const ValueId v : unit.inputs) {
        const auto operand = static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin());
        hasher.add(keyOf(v));
        const ReadParams read =
            isIf ? ReadParams{outputParams(m_model.units, m_plan, v), {}} : readParams(m_model.units, m_plan, id, v, operand);
        params(read.produced);
        params(read.operand);
    }
    return hasher.result();
}

void Pass::step(UnitId id)
{
    const Unit& unit = m_model.unit(id);
    if (unit.main == NodeId::None) {
        const auto position = std::find(m_model.graph.inputs.begin(), m_model.graph.inputs.end(), unit.outputs.front());
        Slot& s = slot(unit.outputs.front());
        s.raw = m_inputs[static_cast<std::size_t>(position - m_model.graph.inputs.begin())];
        if (m_memory)
            s.key = keyOfInput(s.raw);
        return;
    }
    if (!made(id))
        return;
    if (!m_memory) {
        compute(id);
        return;
    }
    const Fingerprint from = provenance(id);
    bool all = true;
    for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
        Slot& s = slot(unit.outputs[i]);
        s.key = Hasher().add(from).add(i).result();
        if (const auto content = m_memory->known(s.key))
            s.key = *content;
        else
            all = false;
    }
    if (!all)
        compute(id);
}

void Pass::release(UnitId id)
{
    for (const ValueId v : m_model.unit(id).inputs) {
        Slot& s = slot(v);
        if (s.pending != 0 && --s.pending == 0 && m_model.graph.value(v).type != ElementType::Bool) {
            s.raw = {};
            s.read = {};
        }
    }
    for (const ValueId v : m_model.unit(id).outputs)
        if (Slot& s = slot(v); s.pending == 0) {
            s.raw = {};
            s.read = {};
        }
}

void Pass::compute(UnitId id)
{
    const auto begin = std::chrono::steady_clock::now();
    std::vector<Tensor> results;
    if (m_model.graph.node(m_model.unit(id).main).is("If")) {
        computeIf(id);
        for (const ValueId v : m_model.unit(id).outputs)
            results.push_back(slot(v).raw);
    } else {
        results = run(id, m_plan, false);
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    ++m_evaluator.m_units;
    m_evaluator.m_nanoseconds += static_cast<std::uint64_t>(took.count() * 1e9);
    remember(id, std::move(results), took.count());
}

void Pass::computeIf(UnitId id)
{
    const Graph& graph = m_model.graph;
    const NodeId node = m_model.unit(id).main;
    for (const ScopeId body : graph.bodiesOf(node)) {
        if (!taken(body))
            continue;
        const auto& outputs = graph.node(node).outputs;
        for (std::size_t i = 0; i < outputs.size(); ++i)
            if (outputs[i] != ValueId::None)
                slot(outputs[i]).raw = asGiven(graph.scope(body).results[i]);
    }
}

void Pass::remember(UnitId id, std::vector<Tensor> results, double seconds)
{
    const Unit& unit = m_model.unit(id);
    for (std::size_t i = 0; i < unit.outputs.size(); ++i) {
        Slot& s = slot(unit.outputs[i]);
        s.raw = std::move(results[i]);
        s.read = {};
        if (!m_memory)
            continue;
        const Fingerprint computed = s.key;
        if (const auto last = m_memory->last(unit.outputs[i]); last && *last != s.key)
            if (const Tensor before = m_memory->find(*last); !before.empty() && before.identical(s.raw)) {
                s.key = *last;
                s.raw = before;
            }
        m_memory->learn(computed, s.key);
        m_memory->setLast(unit.outputs[i], s.key);
        m_memory->keep(s.key, s.raw, seconds);
    }
}

void Pass::materialize(ValueId wanted)
{
    // Units are numbered in an order of computation, so what is missing can be collected first and computed in order.
    std::vector<UnitId> missing;
    std::vector<ValueId> open{wanted};
    std::vector<bool> seen(m_model.unitCount(), false);
    while (!open.empty()) {
        const ValueId v = open.back();
        open.pop_back();
        Slot& s = slot(v);
        if (m_model.graph.value(v).isConstant() || !s.raw.empty())
            continue;
        if (m_memory)
            s.raw = m_memory->find(s.key);
        const UnitId producer = m_model.units.producer[indexOf(v)];
        if (!s.raw.empty() || seen[indexOf(producer)] || !made(producer))
            continue;
        seen[indexOf(producer)] = true;
        missing.push_back(producer);
        const auto& inputs = m_model.unit(producer).inputs;
        open.insert(open.end(), inputs.begin(), inputs.end());
    }
    std::sort(missing.begin(), missing.end());
    for (const UnitId u : missing) {
        // The keys are known already; only the tensors are gone.
        std::vector<Fingerprint> keys;
        for (const ValueId v : m_model.unit(u).outputs)
            keys.push_back(slot(v).key);
        if (m_model.unit(u).main == NodeId::None) {
            step(u);
            continue;
        }
        const bool isIf = m_model.graph.node(m_model.unit(u).main).is("If");
        std::vector<Tensor> results;
        if (isIf)
            computeIf(u);
        else
            results = run(u, m_plan, false);
        for (std::size_t i = 0; i < keys.size(); ++i) {
            Slot& s = slot(m_model.unit(u).outputs[i]);
            if (!isIf)
                s.raw = std::move(results[i]);
            s.key = keys[i];
        }
    }
}

Tensor Pass::raw(ValueId value)
{
    const Value& v = m_model.graph.value(value);
    if (v.isConstant())
        return v.constant;
    if (slot(value).raw.empty())
        materialize(value);
    return slot(value).raw;
}

Tensor Pass::asGiven(ValueId value)
{
    const SharedParams params =
        m_model.graph.value(value).isConstant() ? SharedParams{} : outputParams(m_model.units, m_plan, value);
    Tensor tensor = raw(value);
    if (!params || !tensor.isFloat() || m_plan.exact[indexOf(m_model.units.outputPoint[indexOf(value)])] != 0)
        return tensor;
    Slot& s = slot(value);
    if (s.read.empty())
        s.read = fakeQuantize(tensor, *params);
    return s.read;
}

Tensor Pass::readBy(UnitId reader, ValueId value, std::size_t operand)
{
    const ReadParams params = readParams(m_model.units, m_plan, reader, value, operand);
    Tensor tensor = raw(value);
    if (!tensor.isFloat())
        return tensor;
    if (params.produced && m_plan.exact[indexOf(m_model.units.outputPoint[indexOf(value)])] == 0) {
        Slot& s = slot(value);
        if (s.read.empty())
            s.read = fakeQuantize(tensor, *params.produced);
        tensor = s.read;
    }
    return params.operand ? fakeQuantize(tensor, *params.operand) : tensor;
}

Tensor Pass::constantFor(UnitId unit, const UnitInput& input, const Plan& plan)
{
    return m_evaluator.quantizedConstant(input.value, constantParams(m_model.units, m_model.graph, plan, unit, input));
}

std::vector<Tensor> Pass::alone(UnitId unit, const Plan& plan)
{
    Plan local = plan;
    local.roundBias = false;
    return run(unit, local, true);
}

Tensor Pass::runView(UnitId id, bool rawInputs)
{
    const Unit& unit = m_model.unit(id);
    const Node& node = m_model.graph.node(unit.main);
    const auto operand = [&](std::size_t i) -> Tensor {
        if (i >= node.inputs.size() || node.inputs[i] == ValueId::None)
            return {};
        return rawInputs                                          ? raw(node.inputs[i])
               : m_model.graph.value(node.inputs[i]).isConstant() ? raw(node.inputs[i])
                                                                  : readBy(id, node.inputs[i], i);
    };
    const auto view = makeView(m_model.graph, unit, operand(0), operand(1));
    return view ? *view : Tensor{};
}

std::vector<Tensor> Pass::run(UnitId id, const Plan& plan, bool rawInputs)
{
    const Unit& unit = m_model.unit(id);
    UnitSessions& sessions = m_evaluator.m_sessions;
    if (isView(m_model.graph, unit)) {
        if (Tensor view = runView(id, rawInputs); !view.empty())
            return {std::move(view)};
        return runSession(id, sessions.open(id), plan, rawInputs);
    }
    if (sessions.kernels() != Kernels::Fast)
        return runSession(id, sessions.open(id), plan, rawInputs);
    // Fast kernels want their weights inside the session.
    std::map<ValueId, Tensor> replaced;
    Hasher key;
    key.add(static_cast<int>(id));
    for (const UnitInput& input : changeableConstants(m_model.graph, unit)) {
        const SharedParams params = constantParams(m_model.units, m_model.graph, plan, id, input);
        key.add(params ? params->fingerprint() : Fingerprint{});
        if (params)
            replaced[input.value] = m_evaluator.quantizedConstant(input.value, params);
    }
    if (replaced.empty())
        return runSession(id, sessions.closed(id), plan, rawInputs);
    if (m_transient)
        return runSession(id, sessions.open(id), plan, rawInputs);
    return runSession(id, sessions.closedWith(id, replaced, key.result()), plan, rawInputs);
}

std::vector<Tensor> Pass::runSession(UnitId id, const UnitProgram& program, const Plan& plan, bool rawInputs)
{
    std::vector<Tensor> inputs;
    inputs.reserve(program.inputs.size());
    for (const UnitInput& input : program.inputs) {
        if (input.role == UnitInput::Role::Data)
            inputs.push_back(rawInputs ? raw(input.value) : readBy(id, input.value, input.operand));
        else
            inputs.push_back(constantFor(id, input, plan));
    }
    try {
        return program.session->run(inputs);
    } catch (const Error& e) {
        throw Error(e.code(), Text("unit \"{}\" failed: {}", m_model.unit(id).name, e.message()),
                    e.cure().empty() ? Text("look at what goes in, and at the sizes that the model leaves open") : e.cure(),
                    {{"unit", m_model.unit(id).name}});
    }
}

} // namespace qb
