// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/tensor_profile.h"
#include "engine/analysis/value_spread.h"
#include "engine/study/workspace.h"

#include <string>

namespace qb {

struct ProfileRequest {
    ProfiledForm form = ProfiledForm::Simulated;
    /// Of Exported: a file made before; empty: one is made for the purpose. One that is no export of ours is matched as
    /// profileOther() does it.
    std::string exportedPath;
    ArrayDump dump; ///< npy of every tensor, or of those of some units
    Kernels kernels = Kernels::Reference;
    ChannelMoments channels = ChannelMoments::No;
};

/// Statistics of every tensor of the workspace's model.
[[nodiscard]] TensorProfile profileModel(Workspace& workspace, const SampleSet& samples, const ProfileRequest& request,
                                         const JobContext& job);

/// Of another model file (a Q/DQ model with its own pairs, else float), in this model's words: tensors are matched by name,
/// then by structure; those without a counterpart are a finding.
[[nodiscard]] TensorProfile profileOther(Workspace& workspace, const SampleSet& samples, const std::string& path,
                                         const ProfileRequest& request, const JobContext& job);

/// How the values of a tensor of that profile lie, in the form that it is of. Exported is the simulation, which an export of
/// this configuration equals; for a file see spreadOfFile(). Throws Error(BadInput) where it is no tensor of float values.
[[nodiscard]] ValueSpread spreadOf(Workspace& workspace, const SampleSet& samples, ProfiledForm form, ValueId value,
                                   Kernels kernels, const JobContext& job);
/// The same of the tensor's counterpart in a file (ProfileRequest::exportedPath; empty: an export of this configuration).
/// Null where it has none. Throws as Workspace::otherModel().
[[nodiscard]] std::shared_ptr<const ValueSpread> spreadOfFile(Workspace& workspace, const SampleSet& samples,
                                                              const std::string& path, ValueId value, Kernels kernels,
                                                              const JobContext& job);

} // namespace qb
