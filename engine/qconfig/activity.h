// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/settle.h"

namespace qb {

/// Fills `active`, `whyNot` and `floatUnit`: a point quantizes only where a quantized unit reads it, or where a quantized
/// unit gives it to somebody else: a float unit, or the world as a graph output. Reads dtypes and whyNotUnit of `effective`, which must be there already.
void findActivity(const Model& model, const GraphFacts& facts, const Settled& settled, const std::vector<char>& quantized,
                  Effective& effective);

} // namespace qb
