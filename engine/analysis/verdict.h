// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/analysis: what a point's own error is made of, and what follows from it.
#pragma once

#include "engine/analysis/advisor.h"
#include "engine/quant/float_range.h"

#include <optional>

namespace qb {

/// A tensor against its own grid, summed over samples.
struct GridError {
    double signal = 0;     ///< sum of squares
    double error = 0;      ///< sum of (x - fakeQuantize(x))^2
    double saturation = 0; ///< ... of values beyond the grid, how far beyond
    std::uint64_t count = 0;
    std::uint64_t beyond = 0; ///< values more than half a step outside
    FloatRange range;
    std::vector<FloatRange> channels; ///< along `axis` of the first tensor, empty where it has none

    /// Finite values of a float32 tensor under integer parameters.
    void add(const Tensor& values, const QuantParams& params, int channelAxis);
    [[nodiscard]] double sqnrDb() const;
};

/// What a verdict is made from.
struct PointCase {
    PointId point = PointId::None;
    GridError seen;      ///< on the evaluation data, or of the weight itself
    double share = 0;    ///< of all damage at the output
    double damageDb = 0; ///< signal over the error that it alone makes at the output
};

/// Fills verdict, why and evidence of the row.
void judge(const AdvisorInput& input, const PointCase& seen, AdviceRow& row);

/// Configurations worth trying for a unit, `points` its harmful ports, worst first.
[[nodiscard]] std::vector<std::string> curesToTry(const AdvisorInput& input, UnitId unit, const std::vector<PointCase>& points);

[[nodiscard]] CureCost costOf(const Model& model, const Plan& before, const Plan& after);

} // namespace qb
