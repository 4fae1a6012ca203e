// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/observer.h"

namespace qb {

/// How the integers of a weight are bounded: the whole grid, or within +-qmax, as the ort target wants them.
enum class WeightGrid { Full, Narrow };

/// Parameters for a constant float32 tensor, one scale per slice along `axis` or one for all (-1). Every method works on
/// the values themselves; the moving average is one of one sample, and kl, made for activations, is slow here.
///
/// A grouped ConvTranspose needs nothing special: its weight [Cin, Cout / group, ...] has axis 1, the scales are shared by
/// the groups, and QuantParams::scaleOf(c) finds the one of output channel c.
///
/// The result's quality is over the whole tensor. An all-zero channel gets the smallest scale among the others; an all-zero
/// tensor scale 1 and a finding. NaN and infinite weights are left out, with a finding.
/// Throws Error(BadInput) for a bad observer or an axis that the weight has not, Error(Usage) if it is not float32 or the
/// dtype int32.
[[nodiscard]] Calibrated calibrateWeight(const Tensor& weight, int axis, const Observer& observer, DType dtype,
                                         Scheme scheme = Scheme::Symmetric, ScaleRule rule = {},
                                         WeightGrid grid = WeightGrid::Full);

} // namespace qb
