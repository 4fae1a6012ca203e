// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: tables as the files of Horizon's tools lay them out.
#pragma once

#include <string>
#include <vector>

namespace qb {

struct TextTable {
    std::vector<std::string> titles;
    std::vector<std::vector<std::string>> lines; ///< each as long as titles
};

[[nodiscard]] std::string framed(const TextTable& table);  ///< | a | b | in a frame of + and -
[[nodiscard]] std::string ruled(const TextTable& table);   ///< titles, a rule of dashes under each, columns two blanks apart
[[nodiscard]] std::string csvText(const TextTable& table); ///< comma-separated, quoted where needed

} // namespace qb
