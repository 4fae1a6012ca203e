// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/columns.h"

#include "engine/base/error.h"

#include <array>
#include <limits>
#include <string>

namespace qb {

void bindTo(SQLite::Statement& statement, int index, std::string_view value) { statement.bind(index, std::string(value)); }

void bindTo(SQLite::Statement& statement, int index, std::int64_t value) { statement.bind(index, value); }

void bindTo(SQLite::Statement& statement, int index, const Fingerprint& value)
{
    std::array<std::byte, 16> bytes{};
    for (std::size_t i = 0; i < 8; ++i) {
        bytes[i] = static_cast<std::byte>(value.high >> (56 - 8 * i));
        bytes[8 + i] = static_cast<std::byte>(value.low >> (56 - 8 * i));
    }
    statement.bind(index, bytes.data(), static_cast<int>(bytes.size()));
}

void bindTo(SQLite::Statement& statement, int index, std::span<const std::byte> value)
{
    if (value.size() > static_cast<std::size_t>(std::numeric_limits<int>::max()))
        throw Error(ErrorCode::Resources, Text("a result of {} bytes is too large for a study", value.size()),
                    Text("use fewer samples"));
    statement.bind(index, value.data(), static_cast<int>(value.size()));
}

Fingerprint fingerprintIn(const SQLite::Column& column)
{
    const auto bytes = bytesIn(column);
    Fingerprint value;
    for (std::size_t i = 0; i < 8 && bytes.size() == 16; ++i) {
        value.high = value.high << 8U | static_cast<std::uint64_t>(bytes[i]);
        value.low = value.low << 8U | static_cast<std::uint64_t>(bytes[8 + i]);
    }
    return value;
}

std::span<const std::byte> bytesIn(const SQLite::Column& column)
{
    return {static_cast<const std::byte*>(column.getBlob()), static_cast<std::size_t>(column.getBytes())};
}

std::optional<std::int64_t> findNameId(SQLite::Database& db, std::string_view name)
{
    if (name.empty())
        return 0;
    SQLite::Statement query(db, "SELECT id FROM name WHERE name = ?");
    bindTo(query, 1, name);
    return query.executeStep() ? std::optional<std::int64_t>(query.getColumn(0).getInt64()) : std::nullopt;
}

std::int64_t nameId(SQLite::Database& db, std::string_view name)
{
    if (const auto known = findNameId(db, name))
        return *known;
    SQLite::Statement insert(db, "INSERT INTO name(name) VALUES(?)");
    executeWith(insert, name);
    return db.getLastInsertRowid();
}

} // namespace qb
