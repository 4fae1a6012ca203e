// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters.
#pragma once

#include "engine/exporters/verify.h"

#include <cstdint>

namespace qb {

/// What is counted of one tensor of the file beside the same one of the simulation, over the samples.
class TensorTally {
public:
    /// `params`: those of the tensor's point, which give it steps; null or without scales where it has none.
    TensorTally(std::string name, SharedParams params);

    void compare(const Tensor& expected, const Tensor& got);

    [[nodiscard]] bool compared() const { return m_compared; } ///< false of what no sample computes
    [[nodiscard]] bool equal() const { return m_check.equal; }
    [[nodiscard]] TensorCheck result() const;

private:
    void countEqual(const Tensor& expected, const Tensor& got);
    void measureSteps(std::span<const float> expected, std::span<const float> got, const Shape& shape);

    TensorCheck m_check;
    SharedParams m_params;
    bool m_compared = false;
    std::uint64_t m_elements = 0;
    std::uint64_t m_equal = 0;
};

} // namespace qb
