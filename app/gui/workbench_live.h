// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/gui/workbench.h"
#include "engine/analysis/live_comparison.h"
#include "engine/qconfig/make_plan.h"

namespace qb {

/// What Lane::Live owns.
struct Workbench::Live {
    static constexpr std::size_t kBytes = std::size_t{1} << 30U; ///< of kept tensors

    Live(std::shared_ptr<const Model> m, OrtEnvironment& environment)
        : model(std::move(m)), evaluator(model, environment, Kernels::Fast), comparison(evaluator, kBytes)
    {
    }

    std::shared_ptr<const Model> model;
    Evaluator evaluator;
    LiveComparison comparison;
    PlanMemo memo;
    std::shared_ptr<const SampleSet> set; ///< whose sample is loaded
    std::optional<quint64> sample;
};

} // namespace qb
