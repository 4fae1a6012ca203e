// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: what HistogramObserver.reset_scale comes to.
#pragma once

#include "engine/qconfig/resolver.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace qb {

/// Calls of reset_scale, in their order: each gives a method to the outputs that have a HistogramObserver, so to those for which
/// the file says neither another observer nor a fixed scale.
class ScaleResets {
public:
    /// `rules`: what the file says beside these calls.
    ScaleResets(const Model& model, const Profile& profile, const std::vector<Rule>& rules);

    /// For the units of a name that unitsNamed() knows, "" for all; only those whose output has the dtype, where one is given.
    /// The number of units that take it.
    std::size_t set(const std::string& name, std::optional<DType> dtype, const Observer& observer);

    /// One rule for all or for a module where just these have the method, else the names of the units.
    void appendTo(std::vector<Rule>& rules) const;

private:
    using Units = std::set<UnitId>;

    [[nodiscard]] Units withOutputs(const std::string& name) const;

    const Model& m_model;
    std::map<UnitId, DType> m_dtypes; ///< of all units that give a tensor with a scale of its own
    Units m_histograms;               ///< those of them that have a HistogramObserver
    std::map<UnitId, Observer> m_observers;
    std::set<std::string> m_names; ///< that calls spoke of
};

} // namespace qb
