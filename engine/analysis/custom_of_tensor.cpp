// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/custom_of_tensor.h"

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
