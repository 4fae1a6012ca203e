// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/selector_metrics.h"

#include <map>

namespace qb {

decltype(SelectorFacts::metric) metricsOf(std::shared_ptr<const Comparison> comparison)
{
    return [comparison = std::move(comparison)](UnitId unit, const std::string& metric) -> std::optional<double> {
        static const std::map<std::string, Metric> kNames{
            {"cos", Metric::Cosine},           {"l1", Metric::L1},   {"atol", Metric::Atol}, {"sqnr", Metric::Sqnr},
            {"clipped", Metric::ClippedShare}, {"mse", Metric::Mse}, {"rtol", Metric::Rtol}};
        const auto found = kNames.find(metric);
        for (const CompareRow& row : comparison->rows)
            if (found != kNames.end() && row.unit == unit && !row.metrics.samples().empty())
                return row.metrics.pooled().value(found->second, row.scale());
        return std::nullopt;
    };
}

} // namespace qb
