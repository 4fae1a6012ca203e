// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/quant/bytes.h"

#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

namespace qb {

/// Number of a sample in its sample set.
using SampleId = std::uint64_t;

/// A set of sample ids, kept as runs of neighbours: the samples of a whole calibration take one entry.
class SampleIds {
public:
    [[nodiscard]] bool contains(SampleId id) const;
    [[nodiscard]] std::uint64_t size() const;
    [[nodiscard]] bool empty() const { return m_runs.empty(); }
    /// The smallest id that is in both.
    [[nodiscard]] std::optional<SampleId> firstCommon(const SampleIds& other) const;
    [[nodiscard]] const std::vector<std::pair<SampleId, SampleId>>& runs() const { return m_runs; } ///< first and last, ascending

    void insert(SampleId id);
    void insert(const SampleIds& other);

    bool operator==(const SampleIds&) const = default;

    void write(ByteWriter& out) const;
    [[nodiscard]] static SampleIds read(ByteReader& in);

private:
    std::vector<std::pair<SampleId, SampleId>> m_runs;
};

} // namespace qb
