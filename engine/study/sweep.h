// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sensitivity.h"
#include "engine/study/study.h"

namespace qb {

/// Of as much of the plan as the row of `point` depends on. Isolated: the point's own parameters and which units are
/// float, so that an edit elsewhere leaves the row valid; leave-one-out: the whole plan.
[[nodiscard]] Fingerprint sweepConfiguration(const Plan& plan, SensitivityMode mode, PointId point);

/// Ties a sweep to a study, which must outlive it: what is stored is not measured again, and what is measured is stored as
/// it comes, values of options.custom under the text of that expression. Sets options.known and customKnown, and puts the
/// study before options.sink and customSink. The caller flushes the study after the sweep.
/// `data`: SampleSet::fingerprint(), of what the files hold.
void resumeSensitivity(Study& study, const Model& model, const Plan& plan, const Fingerprint& data, std::string_view kernels,
                       SensitivityOptions& options);

} // namespace qb
