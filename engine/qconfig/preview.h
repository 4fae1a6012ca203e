// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/resolver.h"

#include <string>
#include <vector>

namespace qb {

/// A point that an edit changes.
struct PointChange {
    PointId point = PointId::None;
    Text from; ///< as shortText() says it
    Text to;
    Text because; ///< the last line of its story, or why it is off now
};

/// What differs between two configurations of one model, in the order of points. Points of which only the story differs
/// are not listed.
[[nodiscard]] std::vector<PointChange> difference(const Model& model, const Effective& before, const Effective& after);

/// What a configuration costs, told without calibration. Shares (0..1) are of all known MACs; bytes are of the numbers as
/// they are stored: all weights and constants, and all tensors of one sample.
struct Price {
    double wideMacs = 0;  ///< that read 16 bits on some operand
    double floatMacs = 0; ///< that compute in float
    double weightBytes = 0;
    double activationBytes = 0;
};
[[nodiscard]] Price priceOf(const Model& model, const Effective& effective);

} // namespace qb
