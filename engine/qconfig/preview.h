// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/resolver.h"

#include <string>
#include <vector>

namespace qb {

/// A point that an edit changes.
struct PointChange {
    PointId point = PointId::None;
    std::string from; ///< as shortText() says it
    std::string to;
    std::string because; ///< the last line of its story, or why it is off now
};

/// What differs between two configurations of one model, in the order of points. Points of which only the story differs
/// are not listed.
[[nodiscard]] std::vector<PointChange> difference(const Model& model, const Effective& before, const Effective& after);

} // namespace qb
