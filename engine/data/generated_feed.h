// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/data/model_input.h"
#include "engine/data/problems.h"
#include "engine/ort/tensor.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace qb {

/// What feeds an input that no file feeds.
struct GeneratedFeed {
    enum class Kind {
        Zeros,
        Constant,  ///< `bytes`: elements of the input's type
        ImageSize, ///< width and height of the picture as read
        RandInt,   ///< low <= value < high
        Random,    ///< floats, even in [-1, 1)
        State,     ///< zeros at the start of a sequence, then `output` of the run before
    };
    Kind kind = Kind::Zeros;
    std::vector<std::byte> bytes;
    std::int64_t low = 0;
    std::int64_t high = 1;
    std::string output;

    /// Reads "1,2,3", image_size, zeros, randint:LO:HI or from:OUTPUT; what is wrong goes to `problems`.
    [[nodiscard]] static GeneratedFeed parse(const std::string& text, const ModelInput& input, Problems& problems);

    /// The shape with its open dimensions filled in: axis 0 of a batch by `batch`, named ones by `symbols`, and one
    /// that is left by the number of constants. What stays open is -1.
    [[nodiscard]] Shape shapeFor(const ModelInput& input, std::int64_t batch,
                                 const std::map<std::string, std::int64_t>& symbols) const;

    /// A tensor of `shape`. Throws Error(BadInput) where the constants don't fill it. `stream` tells apart the random
    /// numbers of inputs and samples. Not for ImageSize.
    [[nodiscard]] Tensor value(const ModelInput& input, const Shape& shape, std::uint64_t stream) const;

    [[nodiscard]] Text text() const;
};

} // namespace qb
