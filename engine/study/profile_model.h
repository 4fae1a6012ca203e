// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/tensor_profile.h"
#include "engine/study/workspace.h"

#include <string>

namespace qb {

/// Which form of the network is profiled.
enum class ProfiledForm { Float, Simulated, Exported };

struct ProfileRequest {
    ProfiledForm form = ProfiledForm::Simulated;
    std::string exportedPath; ///< of Exported: a file made before; empty: one is made for the purpose
    std::string dumpFolder;   ///< npy of every tensor; empty: none
    Kernels kernels = Kernels::Reference;
};

/// Statistics of every tensor of the workspace's model.
[[nodiscard]] TensorProfile profileModel(Workspace& workspace, const SampleSet& samples, const ProfileRequest& request,
                                         const JobContext& job);

} // namespace qb
