// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/evaluator.h"

#include "engine/base/error.h"
#include "engine/quant/fake_quantize.h"
#include "engine/runtime/pass.h"

#include <algorithm>
#include <mutex>

namespace qb {

struct Evaluator::QuantizedConstants {
    static constexpr std::size_t kLimit = std::size_t{1} << 30U;

    std::mutex mutex;
    std::unordered_map<Fingerprint, Tensor> tensors;
    std::size_t bytes = 0;
};

Evaluator::Evaluator(std::shared_ptr<const Model> model, OrtEnvironment& environment, Kernels kernels)
    : m_model(std::move(model)), m_sessions(m_model, environment, kernels), m_constants(std::make_unique<QuantizedConstants>())
{
}

Evaluator::~Evaluator() = default;

Evaluator::Work Evaluator::work() const { return {m_units, static_cast<double>(m_nanoseconds) * 1e-9}; }

Tensor Evaluator::quantizedConstant(ValueId value, const SharedParams& params)
{
    const Tensor& constant = m_model->graph.value(value).constant;
    if (!params)
        return constant;
    const Fingerprint key = Hasher().add(static_cast<int>(value)).add(params->fingerprint()).result();
    {
        const std::scoped_lock lock(m_constants->mutex);
        if (const auto found = m_constants->tensors.find(key); found != m_constants->tensors.end())
            return found->second;
    }
    Tensor quantized = fakeQuantize(constant, *params);
    const std::scoped_lock lock(m_constants->mutex);
    if (m_constants->bytes > QuantizedConstants::kLimit) {
        m_constants->tensors.clear();
        m_constants->bytes = 0;
    }
    if (m_constants->tensors.emplace(key, quantized).second)
        m_constants->bytes += quantized.byteSize();
    return quantized;
}

namespace {

/// The units that the wanted values need, in order.
std::vector<UnitId> coneAbove(const Model& model, std::span<const ValueId> wanted, std::vector<bool>& shown)
{
    std::vector<bool> needed(model.unitCount(), false);
    std::vector<UnitId> open;
    const auto need = [&](ValueId v) {
        const UnitId u = model.units.producer[indexOf(v)];
        if (u != UnitId::None && !needed[indexOf(u)]) {
            needed[indexOf(u)] = true;
            open.push_back(u);
        }
    };
    shown.assign(model.unitCount(), false);
    for (const ValueId v : wanted) {
        need(v);
        if (const UnitId u = model.units.producer[indexOf(v)]; u != UnitId::None)
            shown[indexOf(u)] = true;
    }
    while (!open.empty()) {
        const Unit& unit = model.unit(open.back());
        open.pop_back();
        std::for_each(unit.inputs.begin(), unit.inputs.end(), need);
        for (ScopeId s = unit.scope; s != ScopeId::Top; s = model.graph.scope(s).parent)
            need(model.graph.scope(s).condition);
    }
    std::vector<UnitId> cone;
    for (std::size_t u = 0; u < needed.size(); ++u)
        if (needed[u])
            cone.push_back(static_cast<UnitId>(u));
    return cone;
}

class View final : public UnitView {
public:
    View(std::vector<Pass>& passes, const Model& model) : m_passes(passes), m_model(model) {}

    void show(UnitId unit) { m_unit = unit; }

    [[nodiscard]] Tensor raw(std::size_t branch, ValueId value) const override
    {
        return there(branch, value) ? m_passes[branch].raw(value) : Tensor{};
    }
    [[nodiscard]] Tensor read(std::size_t branch, ValueId value) const override
    {
        return there(branch, value) ? m_passes[branch].asGiven(value) : Tensor{};
    }
    [[nodiscard]] std::vector<Tensor> alone(const Plan& plan) const override { return m_passes[0].alone(m_unit, plan); }

private:
    [[nodiscard]] bool there(std::size_t branch, ValueId value) const
    {
        const UnitId producer = m_model.units.producer[indexOf(value)];
        return producer == UnitId::None || m_passes[branch].made(producer);
    }

    std::vector<Pass>& m_passes;
    const Model& m_model;
    UnitId m_unit = UnitId::None;
};

void checkInputs(const Model& model, std::span<const Tensor> inputs)
{
    if (!model.runnable())
        throw Error(ErrorCode::NotRunnable, Text("the model can't be run: {}", model.whyNotRunnable),
                    Text("inspect and rules still work; use a runtime or a model whose operators are known"),
                    {{"model", model.path}});
    if (inputs.size() != model.graph.inputs.size())
        throw Error(ErrorCode::Usage, Text("the model has {} inputs, {} were given", model.graph.inputs.size(), inputs.size()));
}

} // namespace

void Evaluator::evaluate(std::span<const Branch> branches, std::span<const Tensor> inputs, std::span<const ValueId> wanted,
                         const UnitVisitor& visit, const JobContext& job)
{
    checkInputs(*m_model, inputs);
    std::vector<bool> shown;
    const std::vector<UnitId> cone = coneAbove(*m_model, wanted, shown);
    std::vector<std::uint32_t> readers(m_model->graph.values.size(), 0);
    for (const UnitId u : cone)
        for (const ValueId v : m_model->unit(u).inputs)
            ++readers[indexOf(v)];
    std::vector<Pass> passes;
    passes.reserve(branches.size());
    for (const Branch& branch : branches) {
        if (!branch.inputs.empty())
            checkInputs(*m_model, branch.inputs);
        passes.emplace_back(*this, branch, branch.inputs.empty() ? inputs : branch.inputs, readers);
    }
    View view(passes, *m_model);
    for (const UnitId u : cone) {
        job.throwIfStopped();
        for (Pass& pass : passes)
            pass.step(u);
        if (shown[indexOf(u)]) {
            view.show(u);
            visit(u, view);
        }
        for (Pass& pass : passes)
            pass.release(u);
    }
}

std::vector<Tensor> Evaluator::outputs(const Branch& branch, std::span<const Tensor> inputs, const JobContext& job)
{
    const std::vector<ValueId>& wanted = m_model->graph.outputs;
    std::vector<Tensor> results(wanted.size());
    const auto visit = [&](UnitId unit, const UnitView& view) {
        for (std::size_t i = 0; i < wanted.size(); ++i)
            // An input that is given back has its one name for what was put in.
            if (m_model->units.producer[indexOf(wanted[i])] == unit)
                results[i] = m_model->graph.value(wanted[i]).isInput ? view.raw(0, wanted[i]) : view.read(0, wanted[i]);
    };
    evaluate({&branch, 1}, inputs, wanted, visit, job);
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (m_model->graph.value(wanted[i]).isConstant())
            results[i] = m_model->graph.value(wanted[i]).constant;
    return results;
}

} // namespace qb
