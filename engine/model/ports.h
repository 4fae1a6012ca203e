// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/model.
#pragma once

#include "engine/model/graph.h"
#include "engine/ort/session.h"

#include <span>
#include <vector>

namespace qb {

/// The values as a session would tell of them.
[[nodiscard]] std::vector<PortInfo> ports(const Graph& graph, std::span<const ValueId> values);

} // namespace qb
