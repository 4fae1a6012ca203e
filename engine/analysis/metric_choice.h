// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/custom_metric.h"
#include "engine/analysis/metrics.h"

namespace qb {

/// By what something is ranked: a built-in metric, or the user's own.
struct MetricChoice {
    std::optional<Metric> metric = Metric::Sqnr; ///< nothing: the custom one
    Order order = Order::Descending;             ///< of the custom one

    MetricChoice(Metric m) : metric(m) {} // as good as a metric wherever one is asked for
    [[nodiscard]] static MetricChoice custom(Order order)
    {
        MetricChoice choice(Metric::Sqnr);
        choice.metric.reset();
        choice.order = order;
        return choice;
    }

    [[nodiscard]] bool isCustom() const { return !metric; }
    [[nodiscard]] bool higherIsBetter() const { return metric ? qb::higherIsBetter(*metric) : order == Order::Ascending; }
    /// NaN where it can't be said.
    [[nodiscard]] double value(const MetricSums& sums, double scale, const CustomValues& values) const
    {
        return metric ? sums.value(*metric, scale) : meanOf(values);
    }
    bool operator==(const MetricChoice&) const = default;
};

/// The column's name; "custom".
[[nodiscard]] inline std::string_view toString(const MetricChoice& choice)
{
    return choice.metric ? toString(*choice.metric) : std::string_view("custom");
}
[[nodiscard]] inline bool higherIsBetter(const MetricChoice& choice) { return choice.higherIsBetter(); }

} // namespace qb
