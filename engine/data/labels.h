// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/finding.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qb {

/// The labels of files, from every labels.csv that lies among them: file (relative to the csv), whole number. The first
/// line may name the columns as it likes.
class LabelTable {
public:
    /// Rows that can't be read become one finding.
    void add(const std::filesystem::path& csv, Findings& findings);
    [[nodiscard]] std::optional<std::int64_t> find(const std::filesystem::path& file) const;
    [[nodiscard]] std::size_t size() const { return m_labels.size(); }

private:
    std::map<std::string, std::int64_t> m_labels; ///< by normalised path
};

/// True for the label file of an IDX pair ("t10k-labels-idx1-ubyte.gz").
[[nodiscard]] bool isIdxLabelFile(const std::filesystem::path& file);

/// The labels that belong to a file of IDX pictures ("t10k-images-idx3-ubyte"), one per row, or none where no label
/// file lies beside it. One that is broken or has another count is a finding, and gives none.
[[nodiscard]] std::vector<std::int64_t> idxLabels(const std::filesystem::path& pictures, Findings& findings);

} // namespace qb
