// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class SensitiveType { Activation, Weight, Both };
[[nodiscard]] std::string_view toString(SensitiveType type); ///< "activation", "weight", "both"

/// A row of a sensitivity table: the rest of its columns does not matter here.
struct SensitivityRow {
    std::string unit;
    SensitiveType type = SensitiveType::Activation; ///< never Both
    bool operator==(const SensitivityRow&) const = default;
};

/// Worst row first.
struct SensitivityTable {
    std::string source; ///< the file that it was read from, "" if it was made in memory
    std::vector<SensitivityRow> rows;
    bool operator==(const SensitivityTable&) const = default;
};

/// From a CSV text with a head line; needs the columns op_name and sensitive_type ("activation", "output" or "weight").
/// Where it has a column output, as `sensitivity --csv` writes it, there is a table for each network output, in the order of
/// their first rows; else one. Fields may be quoted. Throws Error(BadInput) that names all bad lines (the first twenty).
[[nodiscard]] std::vector<SensitivityTable> sensitivityTablesFromCsv(std::string_view csv, const std::string& source);

/// The same from a file, which is called `source` (its own path where that is empty). Throws Error(BadInput) where it can't
/// be read.
[[nodiscard]] std::vector<SensitivityTable> readSensitivityTables(const std::string& path, const std::string& source = {});

} // namespace qb
