// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/custom_of_tensor.h"

#include <cmath>

namespace qb {

CustomOfTensor customOfTensor(const std::optional<CustomMetric>& metric, const Tensor& a, const Tensor& b)
{
    CustomOfTensor result;
    if (!metric || !metric->ofTensor)
        return result;
    try {
        result.value = metric->ofTensor->evaluate({&a, 1}, {&b, 1});
    } catch (const Error& e) {
        result.failure = e;
    }
    return result;
}

void tellNoNumber(std::span<const CustomValues* const> values, const std::string& expression, Findings& findings)
{
    std::size_t computed = 0;
    for (const CustomValues* of : values)
        for (const auto& [sample, value] : *of) {
            if (std::isfinite(value))
                return;
            ++computed;
        }
    if (computed != 0)
        findings.push_back({"custom.no_value",
                            Severity::Warning,
                            {},
                            {},
                            Text("the expression {} gives no number on any sample", expression),
                            {{"values", static_cast<double>(computed)}},
                            Text("look for a division by zero, or the logarithm or root of what is not positive"),
                            false});
}

void CustomFailures::add(const std::string& tensor, const CustomOfTensor& custom)
{
    m_worked = m_worked || custom.value;
    if (custom.failure)
        m_reasons.emplace(tensor, *custom.failure);
}

void CustomFailures::tell(Comparison& comparison) const
{
    if (m_reasons.empty())
        return;
    const auto& [tensor, reason] = *m_reasons.begin();
    if (!m_worked)
        throw Error(reason);
    comparison.findings.push_back(
        {"custom.no_value",
         Severity::Warning,
         {},
         {},
         Text("the expression has no value at {} tensors, e.g. {}: {}", m_reasons.size(), tensor, reason.message()),
         {{"tensors", static_cast<double>(m_reasons.size())}},
         reason.cure(),
         false});
}

} // namespace qb
