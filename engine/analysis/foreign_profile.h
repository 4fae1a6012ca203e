// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/foreign.h"
#include "engine/analysis/tensor_profile.h"

namespace qb {

/// The same as profileTensors(), of another model file under a plan of its own, in the words of this model: tensors that
/// have a counterpart there, and the weights of units that have one. States are carried by the other model for itself. What
/// has none is a finding.
[[nodiscard]] TensorProfile profileForeign(const std::shared_ptr<const Model>& here, Evaluator& there, const Plan& plan,
                                           const Counterparts& counterparts, const SampleSet& samples, const ArrayDump& dump,
                                           const JobContext& job, ChannelMoments channels = ChannelMoments::No);

} // namespace qb
