// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/make_plan.h"
#include "engine/qconfig/resolver.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Clicks and keys as functions from rules to rules. All of them speak by overrides, the rules that count last, and keep
/// their number small: what an edit makes void is taken out, and an edit of the same units goes into the rule that is there.
/// The rules that come out mean just what the edit appended as one more override would mean. Switched-off rules and all
/// other kinds are left alone. Units that don't belong to the model throw nothing: they are not there to be asked.

/// Says this about these units. `config` neither unsets nor is empty.
[[nodiscard]] RuleSet withConfig(const RuleSet& rules, const Model& model, std::span<const UnitId> units,
                                 const UnitConfig& config);

/// The same for one port ("output", "weight", "input0").
[[nodiscard]] RuleSet withPort(const RuleSet& rules, const Model& model, std::span<const UnitId> units, const std::string& port,
                               const PortConfig& config);

/// Back to the other rules: overrides no longer speak of these units. A port alone, where one is given.
[[nodiscard]] RuleSet withoutOverrides(const RuleSet& rules, const Model& model, std::span<const UnitId> units,
                                       std::string_view port = {});

/// Keeps the dtypes of these units against automatic changes, or no longer does so by overrides.
[[nodiscard]] RuleSet withFreeze(const RuleSet& rules, const Model& model, std::span<const UnitId> units, bool freeze);

/// What all enabled overrides together say about a unit; empty where none speaks of it.
[[nodiscard]] UnitConfig overrideOf(const RuleSet& rules, const Model& model, UnitId unit);
/// The same for many, in their order, for little more than the price of one.
[[nodiscard]] std::vector<UnitConfig> overridesOf(const RuleSet& rules, const Model& model, std::span<const UnitId> units);

/// A QuantStub or DeQuantStub at all that these units give; one that stands there already is not doubled, one of the other
/// kind goes.
[[nodiscard]] RuleSet withStubs(const RuleSet& rules, const Model& model, std::span<const UnitId> units, StubRule::Kind kind);
/// Without any stub at what these units give.
[[nodiscard]] RuleSet withoutStubs(const RuleSet& rules, const Model& model, std::span<const UnitId> units);

/// What the keys 1 to 5 do.
enum class QuickEdit { Float, Int8, Int16, Fixed, Unset };
enum class QuickPort { Output, Weight };

/// Float on outputs makes the whole unit float. Fixed keeps the grid that each point has now (`plan`; where it is null, or
/// a point has one scale per channel, training is told to leave the scale alone); it makes a rule for each grid, all others
/// make one. Units that own no such scale are left out but for float; the rules come back as they are where none is left.
[[nodiscard]] RuleSet withQuickEdit(const RuleSet& rules, const Model& model, const Effective& effective, const PlanResult* plan,
                                    std::span<const UnitId> units, QuickEdit edit, QuickPort port = QuickPort::Output);

/// Those of the units that own a scale at such a port.
[[nodiscard]] std::vector<UnitId> unitsThatTake(const Model& model, const Effective& effective, std::span<const UnitId> units,
                                                QuickPort port);

} // namespace qb
