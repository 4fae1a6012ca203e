// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/quant.
#pragma once

#include "engine/quant/affine.h"
#include "engine/quant/distribution.h"

#include <cstddef>

namespace qb {

/// The range of least expected squared error on the grid that `spec` makes of it; never a worse one than the observed.
[[nodiscard]] RealRange leastSquaresRange(const Distribution& data, const GridSpec& spec, std::size_t candidates,
                                          double clipWeight = 1);

} // namespace qb
