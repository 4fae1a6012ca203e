// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/qconfig: what stubs mean in a network.
#pragma once

#include "engine/qconfig/graph_facts.h"

#include <functional>
#include <map>
#include <string>
#include <vector>

namespace qb {

/// The values that a stub's name means: a point's, else a tensor's, else all that a unit gives. Empty where none has a point.
[[nodiscard]] std::vector<ValueId> stubValues(const Model& model, const std::string& name);

/// Names of tensors at which a stub can stand.
[[nodiscard]] std::vector<std::string> stubNames(const Model& model);

/// By unit: the rule of the DeQuantStub behind which it lies, -1 where it lies behind none. `opened`: by value, the rules of
/// the DeQuantStubs. `closes`: whether a QuantStub stands at a point.
[[nodiscard]] std::vector<int> stubsBefore(const Model& model, const GraphFacts& facts, const std::map<ValueId, int>& opened,
                                           const std::function<bool(PointId)>& closes);

} // namespace qb
