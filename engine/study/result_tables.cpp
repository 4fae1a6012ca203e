// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/result_tables.h"

#include "engine/study/study_impl.h"

#include <algorithm>
#include <array>
#include <bit>
#include <tuple>

namespace qb {

namespace {

constexpr std::array<std::string_view, 3> kKinds{"comparison", "text", "measurements"};

std::string_view nameOf(ResultKind kind) { return kKinds[static_cast<std::size_t>(kind)]; }

/// Ids play no part in it, so that a record can be copied to another study.
std::string placeName(ResultKind kind, const Fingerprint& model, const ResultKey& key)
{
    return std::string(nameOf(kind)) + " " + key.mode + " (" + key.kernels + ") of configuration " + key.configuration.hex() +
           " against " + key.baseline.hex() + ", data " + key.data.hex() + ", model " + model.hex();
}

std::string placeOf(const ResultPlace& place, const Measurement& m)
{
    return m.point + " at " + m.output + " in sample " + std::to_string(m.sample) + ", " + place.name;
}

void bindSeries(SQLite::Statement& statement, ResultKind kind, const Fingerprint& model, const ResultKey& key)
{
    bindTo(statement, 1, nameOf(kind));
    bindTo(statement, 2, key.mode);
    bindTo(statement, 3, key.kernels);
    bindTo(statement, 4, model);
    bindTo(statement, 5, key.baseline);
    bindTo(statement, 6, key.data);
}

} // namespace

ResultTables::ResultTables(Database& owner, SQLite::Database& db)
    : m_owner(owner),
      m_db(db),
      m_put(db,
            "INSERT OR REPLACE INTO measurement(series, configuration, point, output, sample, record) VALUES(?, ?, ?, ?, ?, ?)"),
      m_putIfAbsent(
          db, "INSERT OR IGNORE INTO measurement(series, configuration, point, output, sample, record) VALUES(?, ?, ?, ?, ?, ?)")
{
}

std::optional<ResultPlace> ResultTables::find(ResultKind kind, const Fingerprint& model, const ResultKey& key)
{
    SQLite::Statement query(
        m_db, "SELECT series.id, configuration.id FROM series, configuration WHERE kind = ? AND mode = ? AND kernels = ? "
              "AND model = ? AND baseline = ? AND data = ? AND fingerprint = ?");
    bindSeries(query, kind, model, key);
    bindTo(query, 7, key.configuration);
    if (!query.executeStep())
        return std::nullopt;
    return ResultPlace{query.getColumn(0).getInt64(), query.getColumn(1).getInt64(), placeName(kind, model, key)};
}

ResultPlace ResultTables::make(ResultKind kind, const Fingerprint& model, const ResultKey& key, std::int64_t now)
{
    SQLite::Statement series(m_db,
                             "INSERT OR IGNORE INTO series(kind, mode, kernels, model, baseline, data) VALUES(?, ?, ?, ?, ?, ?)");
    bindSeries(series, kind, model, key);
    series.exec();
    SQLite::Statement configuration(m_db, "INSERT INTO configuration(fingerprint, written) VALUES(?, ?) "
                                          "ON CONFLICT(fingerprint) DO UPDATE SET written = max(written, excluded.written)");
    executeWith(configuration, key.configuration, now);
    return find(kind, model, key).value();
}

std::optional<Bytes> ResultTables::record(const ResultPlace& place)
{
    SQLite::Statement query(m_db, "SELECT record FROM result WHERE series = ? AND configuration = ?");
    bindTo(query, 1, place.series);
    bindTo(query, 2, place.configuration);
    if (!query.executeStep())
        return std::nullopt;
    return decoded(m_owner, bytesIn(query.getColumn(0)), place.name,
                   [](std::span<const std::byte> content) { return Bytes(content.begin(), content.end()); });
}

void ResultTables::putRecord(const ResultPlace& place, const Bytes& content)
{
    SQLite::Statement insert(m_db, "INSERT OR REPLACE INTO result(series, configuration, record) VALUES(?, ?, ?)");
    executeWith(insert, place.series, place.configuration, std::span<const std::byte>(sealed(content, place.name)));
}

void ResultTables::addMeasurement(const ResultPlace& place, const Measurement& m, IfThere ifThere)
{
    executeWith(ifThere == IfThere::Keep ? m_putIfAbsent : m_put, place.series, place.configuration, idOf(m.point),
                idOf(m.output), std::bit_cast<std::int64_t>(m.sample),
                std::span<const std::byte>(sealed(toBytes(m.sums), placeOf(place, m))));
}

std::vector<Measurement> ResultTables::measurements(const ResultPlace& place, std::optional<std::string_view> point)
{
    std::vector<Measurement> found;
    const std::optional<std::int64_t> pointId = point ? findNameId(m_db, *point) : std::nullopt;
    if (point && !pointId)
        return found;
    SQLite::Statement query(m_db, std::string("SELECT ifnull(p.name, ''), ifnull(o.name, ''), sample, record FROM measurement "
                                              "LEFT JOIN name p ON p.id = point LEFT JOIN name o ON o.id = output "
                                              "WHERE series = ? AND configuration = ?") +
                                      (point ? " AND point = ?" : ""));
    bindTo(query, 1, place.series);
    bindTo(query, 2, place.configuration);
    if (point)
        bindTo(query, 3, *pointId);
    while (query.executeStep()) {
        Measurement m{query.getColumn(0).getString(),
                      query.getColumn(1).getString(),
                      std::bit_cast<std::uint64_t>(query.getColumn(2).getInt64()),
                      {}};
        m.sums = decoded(m_owner, bytesIn(query.getColumn(3)), placeOf(place, m), sumsFromBytes);
        found.push_back(std::move(m));
    }
    std::sort(found.begin(), found.end(), [](const Measurement& a, const Measurement& b) {
        return std::tie(a.point, a.output, a.sample) < std::tie(b.point, b.output, b.sample);
    });
    return found;
}

void ResultTables::removeRecord(const ResultPlace& place)
{
    SQLite::Statement remove(m_db, "DELETE FROM result WHERE series = ? AND configuration = ?");
    executeWith(remove, place.series, place.configuration);
}

void ResultTables::removeMeasurements(const ResultPlace& place)
{
    SQLite::Statement remove(m_db, "DELETE FROM measurement WHERE series = ? AND configuration = ?");
    executeWith(remove, place.series, place.configuration);
}

std::vector<ResultTables::Entry> ResultTables::all()
{
    std::vector<Entry> entries;
    SQLite::Statement query(m_db,
                            "SELECT kind, mode, kernels, model, baseline, data, fingerprint, written "
                            "FROM (SELECT series, configuration FROM result UNION SELECT series, configuration FROM measurement) "
                            "JOIN series ON series.id = series JOIN configuration ON configuration.id = configuration");
    while (query.executeStep()) {
        const auto kind = std::find(kKinds.begin(), kKinds.end(), query.getColumn(0).getString());
        if (kind == kKinds.end())
            m_owner.failDamaged(Text("a result of an unknown kind"));
        entries.push_back({static_cast<ResultKind>(kind - kKinds.begin()),
                           fingerprintIn(query.getColumn(3)),
                           {fingerprintIn(query.getColumn(6)), fingerprintIn(query.getColumn(4)),
                            fingerprintIn(query.getColumn(5)), query.getColumn(1).getString(), query.getColumn(2).getString()},
                           query.getColumn(7).getInt64()});
    }
    return entries;
}

std::int64_t ResultTables::idOf(const std::string& name)
{
    const auto known = m_ids.find(name);
    return known != m_ids.end() ? known->second : m_ids.emplace(name, nameId(m_db, name)).first->second;
}

} // namespace qb
