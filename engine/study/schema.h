// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace SQLite {
class Database;
}

namespace qb {

inline constexpr std::int64_t kApplicationId = 0x51625331; ///< "QbS1" in the header of the file
inline constexpr std::int64_t kSchemaVersion = 1;          ///< raised with every change of tables or of what is in them

struct Format {
    std::int64_t applicationId = 0;
    std::int64_t version = 0;
};

/// What the header of a SQLite file says it is; zeros in an empty file.
[[nodiscard]] Format formatOf(SQLite::Database& db);

/// Makes the tables in an empty file.
void createSchema(SQLite::Database& db);

/// Whether the file has exactly the tables of this version, and nothing that would run by itself.
[[nodiscard]] bool hasSchema(SQLite::Database& db);

} // namespace qb
