// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/metrics.h"
#include "engine/ort/session.h"

#include <span>
#include <vector>

namespace qb {

/// The model's outputs at which errors are measured, as positions among all: tensors of floating point numbers first, as what
/// is shown where nothing was chosen, then those of integers and booleans (labels, indices, counts).
[[nodiscard]] std::vector<std::size_t> measurableOutputs(std::span<const PortInfo> outputs);

/// How many of these, from the first, decide where none was chosen: those of floats, or all where there are none. Labels jump
/// where scores cross, so they say little about how far a layer is off.
[[nodiscard]] std::size_t decisiveOutputs(std::span<const PortInfo> outputs);

/// Of what two plans give for one output. No values where they can't be compared: no tensors, or shapes that depend on the
/// data and differ. `params`: as in MetricSums::of.
[[nodiscard]] MetricSums outputErrors(const Tensor& exact, const Tensor& other, const QuantParams* params = nullptr);

} // namespace qb
