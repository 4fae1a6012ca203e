// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/record.h"
#include "engine/study/results.h"

#include <optional>
#include <vector>

namespace qb {

/// A comparison by names instead of numbers of a model, without its metrics, which are stored as measurements: a row's
/// under its point, an output's under its output.
struct StoredComparison {
    struct Row {
        std::string name;
        Shape shape;
        std::optional<QuantParams> params;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> rows;
    std::vector<Row> outputs;
    std::vector<std::uint64_t> samples;
    Findings findings;
    std::int64_t measured = 0; ///< as Comparison::measured; records of old have none

    [[nodiscard]] static StoredComparison of(const Comparison& comparison, const Model& model);
    [[nodiscard]] static StoredComparison fromBytes(std::span<const std::byte> bytes);
    [[nodiscard]] Bytes toBytes() const;

    /// The same tensors of the same configuration over other samples.
    [[nodiscard]] bool fits(const StoredComparison& other) const { return rows == other.rows && outputs == other.outputs; }
    void merge(const StoredComparison& other);

    /// Nothing where a name is not one of the model's.
    [[nodiscard]] std::optional<Comparison> restored(const Model& model, const std::vector<Measurement>& measurements) const;
};

[[nodiscard]] std::vector<Measurement> measurementsOf(const Comparison& comparison, const Model& model);

} // namespace qb
