// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <map>
#include <string>

class QPalette;

namespace qb {

/// What a finding's or a verdict's number is called in the language of the window: its key is the one of the JSON
/// ("clipped_share"). A key without words is shown as it is, without its underscores.
[[nodiscard]] QString evidenceTitle(const std::string& key);

/// Its value: shares in percent.
[[nodiscard]] QString evidenceText(const std::string& key, double value);

/// The numbers as a table of two columns for a label of rich text.
[[nodiscard]] QString evidenceTable(const std::map<std::string, double>& numbers, const QPalette& palette);

} // namespace qb
