// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/element_type.h"

#include <cstddef>

namespace qb {

/// A dense tensor seen from one axis: element (o, c, i) lies at (o * channels + c) * inner + i.
struct ChannelLayout {
    std::size_t outer = 1;
    std::size_t channels = 1;
    std::size_t inner = 1;
};

/// axis -1: the whole tensor is one channel. Throws Error(BadInput) for an axis that the shape has not.
[[nodiscard]] ChannelLayout channelLayout(const Shape& shape, int axis);

} // namespace qb
