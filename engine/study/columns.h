// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qb {

// Our types in SQLite's columns. Fingerprints are blobs of 16 bytes, high half first.

void bindTo(SQLite::Statement& statement, int index, std::string_view value);
void bindTo(SQLite::Statement& statement, int index, const Fingerprint& value);
/// Throws Error(Resources) for more bytes than SQLite can count.
void bindTo(SQLite::Statement& statement, int index, std::span<const std::byte> value);
void bindTo(SQLite::Statement& statement, int index, std::int64_t value);

[[nodiscard]] Fingerprint fingerprintIn(const SQLite::Column& column);
/// Valid until the statement's next step.
[[nodiscard]] std::span<const std::byte> bytesIn(const SQLite::Column& column);

/// Executes a statement with these values and makes it ready for the next.
template <typename... Values>
void executeWith(SQLite::Statement& statement, const Values&... values)
{
    int index = 0;
    (bindTo(statement, ++index, values), ...);
    statement.exec();
    statement.reset();
}

/// The number that stands for a name; 0 for the empty one. findNameId: nothing where the name was never used.
[[nodiscard]] std::optional<std::int64_t> findNameId(SQLite::Database& db, std::string_view name);
std::int64_t nameId(SQLite::Database& db, std::string_view name);

} // namespace qb
