// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/evaluator.h"

namespace qb {

/// One branch of one evaluation: the tensors of one sample under one plan, as they come and go.
class Pass {
public:
    /// `readers`: by value, how many units of this evaluation will read it.
    Pass(Evaluator& evaluator, const Branch& branch, std::span<const Tensor> inputs, std::vector<std::uint32_t> readers);

    /// Finds out the keys of what the unit gives, and computes it unless the memory knows it.
    void step(UnitId unit);
    /// The unit's inputs have been read by it.
    void release(UnitId unit);

    [[nodiscard]] Tensor raw(ValueId value);
    [[nodiscard]] Tensor readBy(UnitId reader, ValueId value, std::size_t operand);
    [[nodiscard]] Tensor asGiven(ValueId value); ///< fake quantized where its point is on and its unit not float
    [[nodiscard]] std::vector<Tensor> alone(UnitId unit, const Plan& plan);
    [[nodiscard]] bool made(UnitId unit); ///< false inside a body that is not taken

private:
    struct Slot {
        Fingerprint key;
        Tensor raw;
        Tensor read;
        std::uint32_t pending = 0;
    };
    enum class Taken : char { Unknown, Yes, No };

    bool taken(ScopeId scope);
    void compute(UnitId unit);
    void computeIf(UnitId unit);
    std::vector<Tensor> run(UnitId unit, const Plan& plan, bool rawInputs);
    std::vector<Tensor> runSession(UnitId unit, const UnitProgram& program, const Plan& plan, bool rawInputs);
    Tensor runView(UnitId unit, bool rawInputs);
    Tensor constantFor(UnitId unit, const UnitInput& input, const Plan& plan);
    void remember(UnitId unit, std::vector<Tensor> results, double seconds);
    void materialize(ValueId value);
    Fingerprint provenance(UnitId unit);
    Fingerprint keyOf(ValueId value);
    Slot& slot(ValueId value) { return m_slots[indexOf(value)]; }

    Evaluator& m_evaluator;
    const Model& m_model;
    const Plan& m_plan;
    ValueMemory* m_memory;
    bool m_transient;
    std::span<const Tensor> m_inputs;
    std::vector<Slot> m_slots;
    std::vector<Taken> m_taken;
};

} // namespace qb
