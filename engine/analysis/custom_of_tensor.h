// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"
#include "engine/base/error.h"

#include <map>
#include <span>

namespace qb {

/// What CustomMetric::ofTensor gives for one pair: a value, or why there is none. Neither where it is not asked for.
struct CustomOfTensor {
    std::optional<double> value;
    std::optional<Error> failure;
};
[[nodiscard]] CustomOfTensor customOfTensor(const std::optional<CustomMetric>& metric, const Tensor& a, const Tensor& b);

/// A finding where an expression was computed and gave a number on none of the samples: of all these values, as far as there
/// are any.
void tellNoNumber(std::span<const CustomValues* const> values, const std::string& expression, Findings& findings);

/// Tensors whose shape an expression does not go with.
class CustomFailures {
public:
    void add(const std::string& tensor, const CustomOfTensor& custom);
    /// A finding where it could not be computed of some. Throws a reason where it could be computed of none.
    void tell(Comparison& comparison) const;

private:
    std::map<std::string, Error> m_reasons; ///< by tensor, so that threads don't matter
    bool m_worked = false;
};

} // namespace qb
