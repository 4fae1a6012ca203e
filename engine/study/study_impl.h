// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/columns.h"
#include "engine/study/record.h"
#include "engine/study/study.h"
#include "engine/study/texts.h"
#include "engine/study/write_lock.h"

#include <mutex>

namespace qb {

/// Calls decode(content) on what is sealed in a record; all that is wrong with it is damage of the study.
template <typename Decode>
auto decoded(Database& owner, std::span<const std::byte> record, const std::string& place, Decode&& decode)
{
    try {
        return decode(unsealed(record, place));
    } catch (const Error&) {
        owner.failDamaged(Text("the record of {} is not what was written", place));
    }
}

struct Study::Impl {
    Impl(const std::string& studyPath, Database::Access access);

    /// One step of the file, work(SQLite::Database&, Texts&), while no other thread has its turn.
    template <typename Work>
    auto read(Work&& work)
    {
        const std::scoped_lock turn(mutex);
        return database.read([&](SQLite::Database& db) {
            Texts texts(database, db);
            return work(db, texts);
        });
    }
    template <typename Work>
    auto write(Work&& work)
    {
        const std::scoped_lock turn(mutex);
        return database.write([&](SQLite::Database& db) {
            Texts texts(database, db);
            return work(db, texts);
        });
    }

    [[nodiscard]] std::string pathOnDisk() const { return inMemory ? std::string() : path; }
    /// Writes the measurements that wait. They still wait where that fails.
    void flush();

    std::string path;
    bool inMemory;
    std::unique_ptr<WriteLock> writeLock; ///< before the database: it is released last
    Database database;
    std::recursive_mutex mutex; ///< so that a function of several steps can keep its turn
    std::vector<std::pair<ResultKey, Measurement>> waiting;
    std::chrono::steady_clock::time_point lastWrite;
};

} // namespace qb
