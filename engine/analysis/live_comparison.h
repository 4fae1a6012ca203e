// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/analysis/compare.h"

#include <memory>
#include <unordered_map>

namespace qb {

/// One sample under a plan that keeps changing, against float: the same figures as comparePerLayer() over this sample, but a
/// change costs only the cone below it. What was measured stays with its tensors, so that the way back costs nothing.
/// For one thread at a time.
class LiveComparison {
public:
    /// `memoryBytes`: for remembered tensors, of float and of all plans together.
    LiveComparison(Evaluator& evaluator, std::size_t memoryBytes);

    /// Another sample forgets the tensors of the one before.
    void setSample(Sample sample);
    [[nodiscard]] const Sample& sample() const { return m_sample; }
    /// From the next comparison on; nothing: none. What can't be computed has no value and a finding.
    void setCustom(std::optional<CustomMetric> custom);

    /// `outputsFirst` (may be empty) gets the rows of the graph outputs before the layers are compared.
    [[nodiscard]] Comparison compare(const Plan& plan, const JobContext& job,
                                     const std::function<void(const std::vector<CompareRow>&)>& outputsFirst = {});

    struct Pair {
        Tensor floating;
        Tensor quantized; ///< as its readers get it
    };
    /// A tensor in both forms; empty ones where it is not made. Computed again where it was dropped.
    [[nodiscard]] Pair tensors(ValueId value, const Plan& plan, const JobContext& job);

private:
    struct Measured {
        std::weak_ptr<const void> a, b; ///< the tensors, as long as they are remembered
        SharedParams params;
        MetricSums sums;
        std::optional<double> custom; ///< of m_custom, where it was computed
    };

    Measured& measured(ValueId value, const Tensor& a, const Tensor& b, const SharedParams& params);

    Evaluator& m_evaluator;
    std::size_t m_memoryBytes;
    Sample m_sample;
    Plan m_float;
    std::unique_ptr<ValueMemory> m_floatMemory;
    std::unique_ptr<ValueMemory> m_memory;
    std::unordered_map<std::int32_t, std::vector<Measured>> m_measured; ///< by value: newest first, a few
    std::optional<CustomMetric> m_custom;
};

} // namespace qb
