// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/job.h"
#include "engine/model/model.h"
#include "engine/qconfig/plan.h"
#include "engine/runtime/unit_sessions.h"
#include "engine/runtime/value_memory.h"

#include <atomic>
#include <functional>
#include <memory>
#include <span>
#include <vector>

namespace qb {

/// One configuration under evaluation, and what is remembered of the sample for it (may be null: nothing).
struct Branch {
    const Plan* plan = nullptr;
    ValueMemory* memory = nullptr;
    /// The plan is used once (a row of a sweep): weights are handed to the kernels, no session is made for them.
    bool transient = false;
    /// Inputs of this branch alone (a state that it carries); empty: those of the evaluation.
    std::span<const Tensor> inputs = {};
};

/// The tensors around a unit that was just computed, per branch. Valid only while the visitor runs.
class UnitView {
public:
    virtual ~UnitView() = default;
    /// The value as the unit computed it, before its own fake quantization. Empty where it was not made (body not taken).
    [[nodiscard]] virtual Tensor raw(std::size_t branch, ValueId value) const = 0;
    /// The value as quantized readers get it: fake quantized where its point is on.
    [[nodiscard]] virtual Tensor read(std::size_t branch, ValueId value) const = 0;
    /// The unit computed once more on branch 0's raw inputs, with the weights and bias of `plan`: for local errors.
    [[nodiscard]] virtual std::vector<Tensor> alone(const Plan& plan) const = 0;
};

using UnitVisitor = std::function<void(UnitId unit, const UnitView& view)>;

/// Computes a model's tensors for one sample under one or more plans. The only execution path of the program.
///
/// Every value has a key made of its unit, the parameters that went in and the keys of what it read; with a memory, a
/// value whose key is known is not computed again, so a change costs the cone below it. Where a recomputed tensor equals
/// the remembered one bit for bit, it takes that one's key and the cone ends there.
///
/// Safe to use from several threads at once, with different memories.
class Evaluator {
public:
    Evaluator(std::shared_ptr<const Model> model, OrtEnvironment& environment, Kernels kernels);
    ~Evaluator();

    [[nodiscard]] const Model& model() const { return *m_model; }
    [[nodiscard]] const std::shared_ptr<const Model>& sharedModel() const { return m_model; }
    [[nodiscard]] Kernels kernels() const { return m_sessions.kernels(); }

    /// Computes what `wanted` (values) needs, unit by unit, all branches in step, and shows each unit that makes a wanted
    /// value. `inputs` in the order of the graph's inputs. A tensor is dropped when its last reader is done.
    void evaluate(std::span<const Branch> branches, std::span<const Tensor> inputs, std::span<const ValueId> wanted,
                  const UnitVisitor& visit, const JobContext& job);

    /// The graph outputs under one plan, as the model gives them.
    [[nodiscard]] std::vector<Tensor> outputs(const Branch& branch, std::span<const Tensor> inputs, const JobContext& job);

    /// A fake quantized constant of the model, remembered (weights are quantized once per parameters, not once per sample).
    [[nodiscard]] Tensor quantizedConstant(ValueId value, const SharedParams& params);

    /// What has been computed since the evaluator was made: units, and the time that they took on their threads.
    struct Work {
        std::uint64_t units = 0;
        double seconds = 0;
    };
    [[nodiscard]] Work work() const;

private:
    friend class Pass;

    struct QuantizedConstants;

    std::shared_ptr<const Model> m_model;
    UnitSessions m_sessions;
    std::unique_ptr<QuantizedConstants> m_constants;
    std::atomic<std::uint64_t> m_units{0};
    std::atomic<std::uint64_t> m_nanoseconds{0};
};

} // namespace qb
