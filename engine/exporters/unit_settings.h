// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: what the two configurations of Horizon's converter share, which speak of nodes.
#pragma once

#include "engine/exporters/config_formats.h"
#include "engine/exporters/tensor_table.h"

#include <optional>
#include <string>
#include <vector>

namespace qb {

/// What a unit computes with, as its neighbours and operands come together.
class UnitView {
public:
    UnitView(const Model& model, const Profile& profile, const Effective& effective)
        : m_model(model), m_facts(graphFacts(model, profile)), m_effective(effective)
    {
    }

    [[nodiscard]] const GraphFacts& facts() const { return m_facts; }
    /// It computes in float although the target could do otherwise.
    [[nodiscard]] bool floatByChoice(UnitId unit) const { return m_effective.floatUnit[indexOf(unit)] != 0 && takesPart(unit); }
    /// A unit with a dtype of its own to choose: not passive, no graph input, quantizable.
    [[nodiscard]] bool takesPart(UnitId unit) const;
    /// Some tensor that it reads is quantized, or comes from a quantized unit and would be if this one were, too.
    [[nodiscard]] bool fedByQuantized(UnitId unit) const;
    /// What it reads at a use: its own operand's dtype, else its source's; Float32 where that is off.
    [[nodiscard]] DType readAt(const Use& use) const;

private:
    const Model& m_model;
    GraphFacts m_facts;
    const Effective& m_effective;
};

/// "input0" of the main node: an operand, or the weight.
[[nodiscard]] std::string portOfInput(const Model& model, UnitId unit, std::size_t input);

/// The units that give graph outputs, through passive units.
[[nodiscard]] std::vector<UnitId> unitsOfOutputs(const Model& model, const GraphFacts& facts);

/// The unit that a node name means. Nothing, with a problem or a loss, where there is none: a node that the file has but that was
/// folded away is a loss.
[[nodiscard]] std::optional<UnitId> unitForNode(const ModelNames& names, const std::string& node, const std::string& where,
                                                ReadConfig& read, std::vector<Text>& problems);

/// Rule for all units of an operator; a problem where the model has none of that type.
[[nodiscard]] std::optional<Rule> ruleForType(const Model& model, const std::string& opType, UnitConfig config,
                                              const std::string& where, std::vector<Text>& problems);

} // namespace qb
