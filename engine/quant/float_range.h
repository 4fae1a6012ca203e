// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <limits>

namespace qb {

/// Smallest and largest finite value; min > max where there is none. -0 counts as +0.
struct FloatRange {
    float min = std::numeric_limits<float>::infinity();
    float max = -std::numeric_limits<float>::infinity();

    bool operator==(const FloatRange&) const = default;

    [[nodiscard]] bool empty() const { return min > max; }
    [[nodiscard]] float absMax() const { return empty() ? 0.0F : (max > -min ? max : -min); }
    void include(const FloatRange& other)
    {
        min = other.min < min ? other.min : min;
        max = other.max > max ? other.max : max;
    }
};

} // namespace qb
