// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/preview.h"

#include "engine/qconfig/effective_text.h"

namespace qb {

namespace {

/// Everything that reaches a plan.
bool sameEffect(const PointConfig& a, const PointConfig& b)
{
    if (!a.active || !b.active)
        return a.active == b.active;
    return a.exact == b.exact && a.dtype == b.dtype && a.observer == b.observer && a.scheme == b.scheme &&
           a.scaleRule == b.scaleRule && a.narrow == b.narrow && a.fixed == b.fixed && a.fixScale == b.fixScale &&
           a.axis == b.axis && a.follows == b.follows && a.group == b.group;
}

} // namespace

std::vector<PointChange> difference(const Model& model, const Effective& before, const Effective& after)
{
    std::vector<PointChange> changes;
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const PointConfig& a = before.points[p];
        const PointConfig& b = after.points[p];
        if (sameEffect(a, b))
            continue;
        const std::string because = !b.active ? b.whyNot : b.story.empty() ? std::string{} : b.story.back();
        changes.push_back({static_cast<PointId>(p), shortText(model, a), shortText(model, b), because});
    }
    return changes;
}

} // namespace qb
