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
    /// A tensor that a quantized unit (or a QuantStub) gives it; None where it reads only what float units and graph inputs
    /// give, which it gets as floats also where others read that quantized.
    [[nodiscard]] ValueId quantizedInput(UnitId unit) const;
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

/// Names of a file that the model has not: losses where something else could be read, else problems.
struct NodeNames {
    NodeNames(const Model& model, const NameMap& meant) : names(model), map(meant) {}

    /// The unit that a node name means. Nothing, with a loss, where there is none: also for a node that the file has but that was
    /// folded away.
    [[nodiscard]] std::optional<UnitId> unit(const std::string& node, const std::string& where, ReadConfig& read);

    /// Rule for all units of an operator; a loss where the model has none of that type.
    [[nodiscard]] std::optional<Rule> ruleForType(const std::string& opType, UnitConfig config, const std::string& where,
                                                  ReadConfig& read);

    ModelNames names;
    const NameMap& map;
    std::vector<NotCarried> unknown;
};

} // namespace qb
