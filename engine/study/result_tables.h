// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/study/columns.h"
#include "engine/study/database.h"
#include "engine/study/record.h"
#include "engine/study/results.h"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace qb {

/// Which kind of thing a series holds: words of the file format.
enum class ResultKind { Comparison, Text, Measurements };

/// Results of one key: numbers of its rows in the tables `series` and `configuration`.
struct ResultPlace {
    std::int64_t series = 0;
    std::int64_t configuration = 0;
    std::string name; ///< of its records, for their seals
};

/// The tables of results in one step of a study. Ids are only valid in that step.
class ResultTables {
public:
    ResultTables(Database& owner, SQLite::Database& db);

    [[nodiscard]] std::optional<ResultPlace> find(ResultKind kind, const Fingerprint& model, const ResultKey& key);
    /// Also notes that the configuration is written now.
    [[nodiscard]] ResultPlace make(ResultKind kind, const Fingerprint& model, const ResultKey& key, std::int64_t now);

    [[nodiscard]] std::optional<Bytes> record(const ResultPlace& place); ///< its content
    void putRecord(const ResultPlace& place, const Bytes& content);
    void removeRecord(const ResultPlace& place);

    enum class IfThere { Keep, Replace };
    void addMeasurement(const ResultPlace& place, const Measurement& measurement, IfThere ifThere);
    [[nodiscard]] std::vector<Measurement> measurements(const ResultPlace& place, std::optional<std::string_view> point);
    void removeMeasurements(const ResultPlace& place);

    struct Entry {
        ResultKind kind;
        Fingerprint model;
        ResultKey key;
        std::int64_t written;
    };
    [[nodiscard]] std::vector<Entry> all();

private:
    std::int64_t idOf(const std::string& name);

    Database& m_owner;
    SQLite::Database& m_db;
    SQLite::Statement m_put;
    SQLite::Statement m_putIfAbsent;
    std::map<std::string, std::int64_t> m_ids;
};

} // namespace qb
