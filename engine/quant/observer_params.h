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

/// An argument of the Horizon plugin's observer of that name which means nothing here, as statistics are gathered in another
/// way; it is accepted, so that configurations can be taken over as they are.
[[nodiscard]] bool isWithoutEffect(Method method, std::string_view name);

} // namespace qb
