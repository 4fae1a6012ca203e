// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/quant.
#pragma once

#include <cstddef>
#include <span>

namespace qb {

/// How many of the bins (equal bins of |x| from 0 up, zeros left out) the range should keep so that `levels` quantized
/// values tell the least about it wrongly, by the Kullback-Leibler divergence. Between `levels` and all of them; all where
/// there are not more bins than levels.
[[nodiscard]] std::size_t klBinsToKeep(std::span<const double> bins, std::size_t levels);

} // namespace qb
