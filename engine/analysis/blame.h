// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/sample_loop.h"
#include "engine/base/text.h"
#include "engine/runtime/evaluator.h"

#include <optional>
#include <vector>

namespace qb {

/// The layer where one sample goes wrong in a way in which the others don't.
///
///     error    root of the mean squared difference to float at the layer's output, everything quantized
///     typical  median of the errors of the other samples there (at least 1e-6 of the largest float value, so that it
///              is never 0)
///     excess   error of the sample / typical
///     jump     excess / the largest excess among what the layer reads, at least 1: what the layer itself adds
///
/// Blamed is the first layer, in the order of computation, among those that the output depends on, whose jump is at
/// least half of the largest jump; where none reaches kStandsOut, the one with the largest. Before all that: the first
/// one that holds more NaN or infinite values, in float or quantized, than any other sample there.
struct Blame {
    UnitId unit = UnitId::None; ///< None where nothing can be said; see `whyNot`
    ValueId value = ValueId::None;
    double jump = 0;
    double excess = 0;
    double error = 0;
    double typical = 0;
    double clippedShare = 0;            ///< of the float values of this sample beyond the layer's grid, 0..1
    std::vector<std::uint64_t> against; ///< ids of the other samples
    Text whyNot;
    std::uint64_t notFinite =
        0; ///< its NaN and infinite values where these are why it is blamed; jump and the like say nothing then

    /// Below, the sample's error grows as that of the others does and no layer stands out.
    static constexpr double kStandsOut = 2;
    [[nodiscard]] bool standsOut() const { return unit != UnitId::None && (jump >= kStandsOut || notFinite != 0); }
    bool operator==(const Blame&) const = default;
};

/// Looks at every layer for the sample `bad` and up to `others` more of the set, spread evenly. Where states are carried,
/// the samples before them run too. Throws Error(Usage) where `bad` is not in the set.
[[nodiscard]] Blame findBlame(Evaluator& evaluator, const SampleSet& samples, const Plan& analysis, std::uint64_t bad,
                              ValueId output, std::size_t others, const JobContext& job);

} // namespace qb
