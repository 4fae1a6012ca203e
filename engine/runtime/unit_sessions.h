// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/model.h"
#include "engine/ort/session.h"
#include "engine/qconfig/plan.h"

#include <memory>
#include <mutex>
#include <unordered_map>

namespace qb {

/// What a unit's session is given, in the order of its inputs.
struct UnitInput {
    enum class Role { Data, Weight, Bias, Constant };
    Role role = Role::Data;
    ValueId value = ValueId::None;
    std::size_t operand = 0; ///< of the main node; of a Constant its slot
};

/// The weights, biases and float constants of a unit that quantization may change, each value once.
[[nodiscard]] std::vector<UnitInput> changeableConstants(const Graph& graph, const Unit& unit);

/// How the plan quantizes one of them; null where it stays as it is.
[[nodiscard]] SharedParams constantParams(const UnitTable& units, const Graph& graph, const Plan& plan, UnitId unit,
                                          const UnitInput& input);

/// A unit that is ready to run.
struct UnitProgram {
    std::shared_ptr<const Session> session;
    std::vector<UnitInput> inputs;
};

/// The sessions of a model's units: made when first needed, shared by units that are equal. All threads use one.
class UnitSessions {
public:
    UnitSessions(std::shared_ptr<const Model> model, OrtEnvironment& environment, Kernels kernels);

    [[nodiscard]] Kernels kernels() const { return m_kernels; }

    /// With weights, biases and float constants given at each run: one session serves every quantization of them.
    [[nodiscard]] const UnitProgram& open(UnitId unit);
    /// With all of them as they are in the model, inside the session, where fast kernels want them.
    [[nodiscard]] const UnitProgram& closed(UnitId unit);
    /// The same with other weights, remembered by `key`; the least recently used of these are forgotten.
    [[nodiscard]] UnitProgram closedWith(UnitId unit, const std::map<ValueId, Tensor>& replaced, const Fingerprint& key);

private:
    struct Slot {
        std::once_flag once;
        UnitProgram program;
    };

    UnitProgram make(UnitId unit, bool open, const std::map<ValueId, Tensor>& replaced);
    std::shared_ptr<const Session> session(const std::string& bytes);

    std::shared_ptr<const Model> m_model;
    OrtEnvironment& m_environment;
    Kernels m_kernels;
    std::vector<Slot> m_open;
    std::vector<Slot> m_closed;
    std::mutex m_mutex; // guards the maps below
    std::unordered_map<Fingerprint, std::weak_ptr<const Session>> m_byBytes;
    struct Recent {
        UnitProgram program;
        std::uint64_t used = 0;
    };
    std::unordered_map<Fingerprint, Recent> m_replaced;
    std::uint64_t m_clock = 0;
};

/// Reshape, Flatten, Squeeze, Unsqueeze, Identity: the same bytes under another shape. Nothing if the unit is no such
/// node, or if only ONNX Runtime can tell what it does. `data` and `operand` are its first and second input.
[[nodiscard]] bool isView(const Graph& graph, const Unit& unit);
[[nodiscard]] std::optional<Tensor> makeView(const Graph& graph, const Unit& unit, const Tensor& data, const Tensor& operand);

} // namespace qb
