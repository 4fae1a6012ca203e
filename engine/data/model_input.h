// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/session.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace qb {

/// An input of the model with the sizes that the user gave to its open dimensions.
struct ModelInput {
    PortInfo port;        ///< shape with those sizes; -1 what is still open
    bool batched = false; ///< axis 0 counts items: rank 2 and more, or a single open axis that shares its name with one

    /// Items that one run takes: the size of a fixed axis 0, else 1.
    [[nodiscard]] std::int64_t batch() const { return batched && port.shape.front() > 1 ? port.shape.front() : 1; }
};

/// Applies --dim. Throws one Error(BadInput) for names that no input has and sizes that can't be.
[[nodiscard]] std::vector<ModelInput> resolveInputs(std::span<const PortInfo> inputs,
                                                    const std::map<std::string, std::int64_t>& dims);

/// How the array of a file stands to an input.
enum class ArrayFit {
    Mismatch,
    Whole,   ///< it is what one run takes
    Rows,    ///< axis 0 counts items
    Item,    ///< one item, without the axis 0 of the input
    Stacked, ///< one more axis in front, which counts runs
};
[[nodiscard]] ArrayFit arrayFit(const Shape& array, const ModelInput& input);

/// "float32 [N, 3, 224, 224]", with the names of open dimensions.
[[nodiscard]] std::string describe(const PortInfo& port);

} // namespace qb
