// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace qb::cli {

using Json = nlohmann::ordered_json;

/// Not finite numbers are null in JSON.
[[nodiscard]] Json number(double value);

/// Rows as they stand in the JSON, and which of their keys people see, in which order.
struct Table {
    std::vector<std::string> columns;
    Json rows = Json::array();
};

/// Aligned text: numbers right, words left, 4 significant digits. Cut to `width` columns; 0 is never cut (a pipe).
[[nodiscard]] std::string toText(const Table& table, std::size_t width);

/// All keys of the rows, full precision, quoted where needed; arrays as JSON.
[[nodiscard]] std::string toCsv(const Json& rows);

/// Columns of the terminal behind stdout, 0 if it is none.
[[nodiscard]] std::size_t terminalWidth();

} // namespace qb::cli
