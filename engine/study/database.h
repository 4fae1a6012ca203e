// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/error.h"

#include <string>
#include <type_traits>
#include <utility>

#include <SQLiteCpp/SQLiteCpp.h>

namespace qb {

/// A connection to one study file, whose every failure is a qb::Error that names the file: Resources (disk, permission,
/// held by another program), BadInput (no study, damaged, newer). What a failed step had written is taken back.
/// For one thread at a time.
class Database {
public:
    enum class Access { Read, Write, Create };

    /// Checks that the file is a study of a format that this program knows, without changing it. Create: the caller makes
    /// the tables in its first step.
    Database(std::string path, Access access);

    /// Calls work(SQLite::Database&) on one unchanging state of the file.
    template <typename Work>
    auto read(Work&& work)
    {
        return guarded([&] {
            const SQLite::Transaction snapshot(m_connection);
            return work(m_connection);
        });
    }

    /// Calls work(SQLite::Database&); all that it writes is kept, or, where it throws or the program dies, nothing.
    template <typename Work>
    auto write(Work&& work)
    {
        refuseIfNotWritable();
        return guarded([&] {
            SQLite::Transaction step(m_connection, SQLite::TransactionBehavior::IMMEDIATE);
            if constexpr (std::is_void_v<decltype(work(m_connection))>) {
                work(m_connection);
                step.commit();
            } else {
                auto result = work(m_connection);
                step.commit();
                return result;
            }
        });
    }

    /// Throws where write() would before it does anything.
    void refuseIfNotWritable() const;
    /// Gives free pages back to the file system where they are more than a quarter of the file.
    void compact();
    /// Writes a compact copy to a path where nothing is.
    void copyTo(const std::string& path);

    [[nodiscard]] const std::string& path() const { return m_path; }
    /// For bytes that were read but can't be.
    [[noreturn]] void failDamaged(const Text& what);

private:
    template <typename Work>
    auto guarded(Work&& work)
    {
        try {
            return work();
        } catch (const SQLite::Exception& failure) {
            fail(failure);
        }
    }

    [[noreturn]] void fail(const SQLite::Exception& failure);
    void checkFormat();

    std::string m_path;
    Access m_access;
    bool m_damaged = false;
    SQLite::Database m_connection;
};

} // namespace qb
