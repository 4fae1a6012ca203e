// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/observer.h"

namespace qb {

/// A parameter of a method, as an editor needs to know it.
struct ObserverParam {
    Method method;
    std::string_view name;
    std::optional<double> standard; ///< the default; nothing where leaving it out means something of its own
    double least;
    double most;
    bool whole = false; ///< whole numbers only
};

/// All methods' parameters, those of one method in a row.
[[nodiscard]] std::span<const ObserverParam> observerParams();

} // namespace qb
