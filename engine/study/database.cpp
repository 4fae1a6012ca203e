// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/database.h"

#include "engine/study/schema.h"

#include <sqlite3.h>

namespace qb {

namespace {

/// How long a step waits for another program that is just reading or writing the file.
constexpr int kBusyMilliseconds = 5000;

/// Readers ask for write access too, and take what they get: after a crash whoever comes first must be able to roll the
/// unfinished step back. That they change nothing else is seen to by query_only.
int flagsOf(Database::Access access)
{
    return SQLite::OPEN_READWRITE | (access == Database::Access::Create ? SQLite::OPEN_CREATE : 0);
}

SQLite::Database connect(const std::string& path, Database::Access access)
{
    try {
        return {path, flagsOf(access), kBusyMilliseconds};
    } catch (const SQLite::Exception& failure) {
        throw Error(ErrorCode::Resources, Text("can't open the study {}: {}", path, failure.what()),
                    Text("check that the folder exists and its permissions"), {{"file", path}});
    }
}

struct Explanation {
    ErrorCode code;
    Text what;
    Text cure;
};

Explanation explain(const SQLite::Exception& failure)
{
    switch (failure.getErrorCode()) {
    case SQLITE_FULL:
        return {ErrorCode::Resources, Text("the disk is full"),
                Text("free some space and go on; the study holds everything up to its last save")};
    case SQLITE_READONLY:
        if (failure.getExtendedErrorCode() == SQLITE_READONLY_DBMOVED)
            return {ErrorCode::Resources, Text("it was moved or deleted while it was open"),
                    Text("save a copy under another name")};
        return {ErrorCode::Resources, Text("the file or its folder can't be written"),
                Text("check the permissions or work on a copy elsewhere")};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return {ErrorCode::Resources, Text("the file or its folder can't be written"),
                Text("check the permissions or work on a copy elsewhere")};
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return {ErrorCode::Resources, Text("another program holds it"), Text("try again when the other program is done")};
    case SQLITE_IOERR:
        return {ErrorCode::Resources, Text("reading or writing failed"),
                Text("check the disk; the study holds everything up to its last save")};
    case SQLITE_NOMEM:
    case SQLITE_TOOBIG: return {ErrorCode::Resources, Text("there is not enough memory"), Text("close other programs")};
    case SQLITE_NOTADB: return {ErrorCode::BadInput, Text("it is no study"), Text("give a file that Quantbench has made")};
    default:
        return {ErrorCode::BadInput, Text("it is damaged"),
                Text("use a copy, or make the study anew; nothing was written to this file")};
    }
}

std::string textOf(SQLite::Database& connection, const std::string& query)
{
    SQLite::Statement statement(connection, query);
    return statement.executeStep() ? statement.getColumn(0).getString() : std::string();
}

} // namespace

Database::Database(std::string path, Access access)
    : m_path(std::move(path)), m_access(access), m_connection(connect(m_path, access))
{
    guarded([&] {
        // Nothing in a file may run code of its own, and pages are checked before they are believed.
        m_connection.exec("PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0");
        sqlite3_db_config(m_connection.getHandle(), SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        if (m_access == Access::Read)
            m_connection.exec("PRAGMA query_only = ON");
    });
    if (m_access != Access::Create)
        checkFormat();
    if (m_access == Access::Read)
        return;
    refuseIfNotWritable();
    guarded([&] { m_connection.exec("PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL"); });
}

void Database::checkFormat()
{
    const Error::Context context{{"file", m_path}};
    read([&](SQLite::Database& db) {
        const Format found = formatOf(db);
        if (found.applicationId != kApplicationId)
            throw Error(ErrorCode::BadInput, Text("{} is no study", m_path), Text("give a file that Quantbench has made"),
                        context);
        if (found.version > kSchemaVersion)
            throw Error(ErrorCode::BadInput,
                        Text("{} was written by a newer Quantbench (format {}, this one knows up to {})", m_path, found.version,
                             kSchemaVersion),
                        Text("open it with a newer Quantbench; the file has not been touched"), context);
        if (found.version < kSchemaVersion || !hasSchema(db))
            failDamaged(Text("its tables are not those of a study"));
    });
}

void Database::refuseIfNotWritable() const
{
    if (m_access == Access::Read)
        throw Error(ErrorCode::Usage, Text("the study {} was opened for reading only", m_path), Text("open it for writing"),
                    {{"file", m_path}});
    if (m_damaged)
        throw Error(ErrorCode::BadInput, Text("the study {} is damaged, so nothing is written to it", m_path),
                    Text("use a copy, or make the study anew"), {{"file", m_path}});
    if (sqlite3_db_readonly(m_connection.getHandle(), "main") != 0)
        throw Error(ErrorCode::Resources, Text("the study {} can't be written", m_path),
                    Text("check the permissions or work on a copy elsewhere"), {{"file", m_path}});
}

void Database::fail(const SQLite::Exception& failure)
{
    const Explanation why = explain(failure);
    if (why.code == ErrorCode::BadInput && failure.getErrorCode() != SQLITE_NOTADB)
        failDamaged(Text::verbatim(failure.what()));
    throw Error(why.code, Text("the study {}: {}", m_path, why.what), why.cure, {{"file", m_path}, {"sqlite", failure.what()}});
}

void Database::failDamaged(const Text& what)
{
    m_damaged = true;
    Error::Context context{{"file", m_path}, {"damage", what.english()}};
    try {
        context["check"] = textOf(m_connection, "PRAGMA integrity_check(1)");
    } catch (const SQLite::Exception& failure) {
        context["check"] = failure.what();
    }
    throw Error(ErrorCode::BadInput, Text("the study {} is damaged: {}", m_path, what),
                Text("use a copy, or make the study anew; nothing was written to this file"), context);
}

void Database::compact()
{
    refuseIfNotWritable();
    guarded([&] {
        const auto number = [&](const char* query) { return std::stoull(textOf(m_connection, query)); };
        if (4 * number("PRAGMA freelist_count") > number("PRAGMA page_count"))
            m_connection.exec("VACUUM");
    });
}

void Database::copyTo(const std::string& path)
{
    try {
        SQLite::Statement copy(m_connection, "VACUUM INTO ?");
        copy.bind(1, path);
        copy.exec();
    } catch (const SQLite::Exception& failure) {
        const Explanation why = explain(failure);
        if (why.code == ErrorCode::BadInput)
            fail(failure);
        throw Error(why.code, Text("the copy {}: {}", path, why.what), why.cure, {{"file", path}, {"sqlite", failure.what()}});
    }
}

} // namespace qb
