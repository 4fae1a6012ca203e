// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/job.h"
#include "engine/qconfig/plan.h"
#include "engine/qconfig/resolver.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace qb {

/// What calibration saw, by PointId. Null where nothing was seen. Only output points have a record: an operand shares its
/// producer's, weights and constants are looked at themselves. The records belong to the caller.
struct StatisticsTable {
    std::vector<const PointStatistics*> points;
    std::uint64_t version = 0; ///< another one for every change of any record, so that a memo knows
};

/// How one point's parameters were found.
struct PointParams {
    Calibrated calibrated;
    SharedParams params; ///< null where it was never observed
};

/// Parameters computed before, for one model: keeps a click from calibrating again what did not change. Not for two
/// threads at once.
class PlanMemo {
public:
    using Entry = std::shared_ptr<const PointParams>;

    [[nodiscard]] std::size_t size() const { return m_entries.size(); }

private:
    friend class PlanMaker;
    std::unordered_map<Fingerprint, Entry> m_entries;
    std::uint64_t m_version = 0;
};

struct PlanResult {
    Plan plan;
    std::vector<PlanMemo::Entry> points; ///< by PointId; null where the point is off. Followers have their source's
    Findings findings;                   ///< with unit and point: never observed, quality, raised scales
    std::size_t computed = 0;            ///< points that were not in the memo
};

/// Gives every active point its parameters. Points of a group are calibrated on the exact merge of their records, those
/// that follow share their source's parameters (the same pointer). A point that was never observed stays off, with a
/// finding. Where a bias would not fit into 32 bits, the weight's scale is raised, with a finding.
/// Throws what calibrate() throws, and Error(Interrupted).
[[nodiscard]] PlanResult makePlan(const Model& model, const Effective& effective, const StatisticsTable& statistics,
                                  const JobContext& job, PlanMemo* memo = nullptr);

} // namespace qb
