// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/schema.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qb {

namespace {

// Texts as SQLite keeps them, so that they can be compared. `seal`, and the ends of all records, are explained in record.h.
// NOLINTBEGIN(bugprone-suspicious-missing-comma): long ones are written in parts
constexpr std::string_view kTables[] = {
    // What there is once (section "study": model, data, profile, rules) and what the caller likes to keep ("setting").
    "CREATE TABLE text(section TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL, seal INTEGER NOT NULL, "
    "PRIMARY KEY(section, key)) WITHOUT ROWID",
    // Names of points and of outputs, which are many times longer than the numbers that stand for them.
    "CREATE TABLE name(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE)",
    // Of each point what calibration has seen, without the rows per sample.
    "CREATE TABLE statistics(point INTEGER PRIMARY KEY, record BLOB NOT NULL)",
    // The rows per sample: what each save has added to a point.
    "CREATE TABLE sample_rows(point INTEGER NOT NULL, batch INTEGER NOT NULL, record BLOB NOT NULL, "
    "PRIMARY KEY(point, batch)) WITHOUT ROWID",
    // What results have in common: everything of their key but the configuration.
    "CREATE TABLE series(id INTEGER PRIMARY KEY, kind TEXT NOT NULL, mode TEXT NOT NULL, kernels TEXT NOT NULL, "
    "model BLOB NOT NULL, baseline BLOB NOT NULL, data BLOB NOT NULL, UNIQUE(kind, mode, kernels, model, baseline, data))",
    // `written`: when the last of its results came, in seconds since 1970.
    "CREATE TABLE configuration(id INTEGER PRIMARY KEY, fingerprint BLOB NOT NULL UNIQUE, written INTEGER NOT NULL)",
    "CREATE TABLE result(series INTEGER NOT NULL, configuration INTEGER NOT NULL, record BLOB NOT NULL, "
    "PRIMARY KEY(series, configuration)) WITHOUT ROWID",
    // One pair of tensors: at `point` (0 = none) in a comparison, at `output` in a sweep over points.
    "CREATE TABLE measurement(series INTEGER NOT NULL, configuration INTEGER NOT NULL, point INTEGER NOT NULL, "
    "output INTEGER NOT NULL, sample INTEGER NOT NULL, record BLOB NOT NULL, "
    "PRIMARY KEY(series, configuration, point, output, sample)) WITHOUT ROWID",
};
// NOLINTEND(bugprone-suspicious-missing-comma)

} // namespace

Format formatOf(SQLite::Database& db)
{
    const auto number = [&](const char* query) {
        SQLite::Statement statement(db, query);
        return statement.executeStep() ? statement.getColumn(0).getInt64() : 0;
    };
    return {number("PRAGMA application_id"), number("PRAGMA user_version")};
}

void createSchema(SQLite::Database& db)
{
    for (const std::string_view table : kTables)
        db.exec(std::string(table));
    db.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
    db.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
}

bool hasSchema(SQLite::Database& db)
{
    std::vector<std::string> found;
    // The indexes that SQLite makes for keys have no text of their own.
    SQLite::Statement statement(db, "SELECT sql FROM sqlite_schema WHERE sql IS NOT NULL");
    while (statement.executeStep())
        found.push_back(statement.getColumn(0).getString());
    return std::is_permutation(found.begin(), found.end(), std::begin(kTables), std::end(kTables));
}

} // namespace qb
