// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/output_errors.h"

#include <algorithm>

namespace qb {

std::vector<std::size_t> measurableOutputs(std::span<const PortInfo> outputs)
{
    std::vector<std::size_t> positions;
    for (std::size_t i = 0; i < outputs.size(); ++i)
        if (outputs[i].typeText.empty() && hasNumbers(outputs[i].type))
            positions.push_back(i);
    std::stable_partition(positions.begin(), positions.end(), [&](std::size_t i) { return isMeasurable(outputs[i].type); });
    return positions;
}

std::size_t decisiveOutputs(std::span<const PortInfo> outputs)
{
    const std::vector<std::size_t> all = measurableOutputs(outputs);
    const auto floats = std::count_if(all.begin(), all.end(), [&](std::size_t i) { return isMeasurable(outputs[i].type); });
    return floats > 0 ? static_cast<std::size_t>(floats) : all.size();
}

MetricSums outputErrors(const Tensor& exact, const Tensor& other, const QuantParams* params)
{
    const bool comparable = exact.isDense() && other.isDense() && exact.shape() == other.shape();
    return comparable ? MetricSums::of(exact, other, params) : MetricSums{};
}

} // namespace qb
