// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/gui/configuration.h"

namespace qb {

namespace {

StatisticsTable tableOf(const Model& model, const CalibrationData& data, std::uint64_t version)
{
    StatisticsTable table;
    for (std::size_t i = 0; i < model.pointCount(); ++i)
        table.points.push_back(data.has(static_cast<PointId>(i)) ? &data.points[i] : nullptr);
    table.version = version;
    return table;
}

} // namespace

std::shared_ptr<const Configuration> makeConfiguration(const Model& model, const RuleSet& rules, const Fingerprint& key,
                                                       const CalibrationData* statistics, std::uint64_t version,
                                                       const JobContext& job, PlanMemo* memo)
{
    auto configuration = std::make_shared<Configuration>();
    configuration->rules = rules;
    configuration->key = key;
    configuration->profile = std::make_shared<Profile>(Profile::load(rules.profile));
    configuration->effective = std::make_shared<Effective>(resolve(model, rules, *configuration->profile));
    job.throwIfStopped();
    if (statistics && !statistics->samples().empty())
        configuration->plan = std::make_shared<PlanResult>(
            makePlan(model, *configuration->effective, tableOf(model, *statistics, version), job, memo));
    configuration->segments = floatSegments({model, rules, *configuration->profile, *configuration->effective, nullptr, nullptr});
    return configuration;
}

} // namespace qb
