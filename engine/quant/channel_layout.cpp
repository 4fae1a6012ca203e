// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/channel_layout.h"

#include "engine/base/error.h"

#include <string>

namespace qb {

ChannelLayout channelLayout(const Shape& shape, int axis)
{
    if (axis < -1 || (axis >= 0 && static_cast<std::size_t>(axis) >= shape.size()))
        throw Error(ErrorCode::BadInput, Text("a tensor of shape {} has no axis {}", toString(shape), axis),
                    Text("give the axis that the channels lie along"));
    ChannelLayout layout;
    for (std::size_t d = 0; d < shape.size(); ++d) {
        const auto size = static_cast<std::size_t>(shape[d]);
        if (axis < 0 || static_cast<int>(d) > axis)
            layout.inner *= size;
        else if (static_cast<int>(d) < axis)
            layout.outer *= size;
        else
            layout.channels = size;
    }
    return layout;
}

} // namespace qb
