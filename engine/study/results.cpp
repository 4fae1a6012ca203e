// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/results.h"

#include "engine/base/clock.h"
#include "engine/study/result_tables.h"
#include "engine/study/stored_comparison.h"
#include "engine/study/study_impl.h"

#include <algorithm>

namespace qb {

namespace {

constexpr auto kWriteEvery = std::chrono::milliseconds(500);
/// So that a fast sweep does not keep too much that could be lost, or fill memory.
constexpr std::size_t kMaxWaiting = 4096;

Fingerprint modelIn(Texts& texts) { return texts.fingerprint(kModelFingerprint).value_or(Fingerprint{}); }

StoredComparison decodedComparison(Database& owner, const ResultPlace& place, const Bytes& content)
{
    try {
        return StoredComparison::fromBytes(content);
    } catch (const Error&) {
        owner.failDamaged(Text("the record of {} is not what was written", place.name));
    }
}

/// Adds one result of another study. Nothing is added where one is here that can't be merged with it.
bool mergeResult(Database& owner, ResultTables& to, Database& fromOwner, ResultTables& from, const ResultTables::Entry& entry)
{
    const ResultPlace theirs = from.find(entry.kind, entry.model, entry.key).value();
    const ResultPlace mine = to.make(entry.kind, entry.model, entry.key, entry.written);
    std::optional<Bytes> record = from.record(theirs);
    if (const auto here = to.record(mine); here && entry.kind == ResultKind::Text) {
        return false;
    } else if (here && record) {
        StoredComparison merged = decodedComparison(owner, mine, *here);
        const StoredComparison added = decodedComparison(fromOwner, theirs, *record);
        if (!merged.fits(added))
            return false;
        merged.merge(added);
        record = merged.toBytes();
    }
    if (record)
        to.putRecord(mine, *record);
    for (const Measurement& m : from.measurements(theirs, {}))
        to.addMeasurement(mine, m, ResultTables::IfThere::Keep);
    return true;
}

} // namespace

ResultKey customKey(ResultKey key, std::string_view expression)
{
    key.mode += " custom ";
    key.mode += expression;
    return key;
}

Measurement measurementOf(std::string point, std::uint64_t sample, double value)
{
    Measurement measurement{std::move(point), {}, sample, {}};
    measurement.sums.count = 1;
    measurement.sums.bSum = value;
    return measurement;
}

double valueIn(const Measurement& measurement) { return measurement.sums.bSum; }

void Study::Impl::flush()
{
    const std::scoped_lock turn(mutex);
    lastWrite = std::chrono::steady_clock::now();
    if (waiting.empty())
        return;
    write([&](SQLite::Database& db, Texts& texts) {
        const Fingerprint model = modelIn(texts);
        ResultTables tables(database, db);
        std::map<ResultKey, ResultPlace> places;
        for (const auto& [key, measurement] : waiting) {
            auto place = places.find(key);
            if (place == places.end())
                place = places.emplace(key, tables.make(ResultKind::Measurements, model, key, secondsNow())).first;
            tables.addMeasurement(place->second, measurement, ResultTables::IfThere::Replace);
        }
    });
    waiting.clear();
}

void Study::flush() { m_impl->flush(); }

void Study::addMeasurements(const ResultKey& key, std::span<const Measurement> measurements)
{
    const std::scoped_lock turn(m_impl->mutex);
    m_impl->database.refuseIfNotWritable();
    for (const Measurement& m : measurements)
        m_impl->waiting.emplace_back(key, m);
    if (m_impl->waiting.size() >= kMaxWaiting || std::chrono::steady_clock::now() - m_impl->lastWrite >= kWriteEvery)
        m_impl->flush();
}

std::vector<Measurement> Study::findMeasurements(const ResultKey& key, std::optional<std::string_view> point) const
{
    const std::scoped_lock turn(m_impl->mutex);
    m_impl->flush();
    return m_impl->read([&](SQLite::Database& db, Texts& texts) {
        ResultTables tables(m_impl->database, db);
        const auto place = tables.find(ResultKind::Measurements, modelIn(texts), key);
        return place ? tables.measurements(*place, point) : std::vector<Measurement>{};
    });
}

void Study::putComparison(const ResultKey& key, const Comparison& comparison, const Model& model)
{
    m_impl->write([&](SQLite::Database& db, Texts& texts) {
        ResultTables tables(m_impl->database, db);
        const ResultPlace place = tables.make(ResultKind::Comparison, modelIn(texts), key, secondsNow());
        tables.putRecord(place, StoredComparison::of(comparison, model).toBytes());
        tables.removeMeasurements(place);
        for (const Measurement& m : measurementsOf(comparison, model))
            tables.addMeasurement(place, m, ResultTables::IfThere::Replace);
    });
}

std::optional<Comparison> Study::findComparison(const ResultKey& key, const Model& model) const
{
    return m_impl->read([&](SQLite::Database& db, Texts& texts) -> std::optional<Comparison> {
        ResultTables tables(m_impl->database, db);
        const auto place = tables.find(ResultKind::Comparison, modelIn(texts), key);
        const auto record = place ? tables.record(*place) : std::nullopt;
        if (!record)
            return std::nullopt;
        return decodedComparison(m_impl->database, *place, *record).restored(model, tables.measurements(*place, {}));
    });
}

void Study::removeComparison(const ResultKey& key)
{
    m_impl->write([&](SQLite::Database& db, Texts& texts) {
        ResultTables tables(m_impl->database, db);
        if (const auto place = tables.find(ResultKind::Comparison, modelIn(texts), key)) {
            tables.removeRecord(*place);
            tables.removeMeasurements(*place);
        }
    });
}

void Study::putResult(const ResultKey& key, std::string_view text)
{
    m_impl->write([&](SQLite::Database& db, Texts& texts) {
        ResultTables tables(m_impl->database, db);
        const auto bytes = std::as_bytes(std::span(text.data(), text.size()));
        tables.putRecord(tables.make(ResultKind::Text, modelIn(texts), key, secondsNow()), Bytes(bytes.begin(), bytes.end()));
    });
}

std::optional<std::string> Study::findResult(const ResultKey& key) const
{
    return m_impl->read([&](SQLite::Database& db, Texts& texts) -> std::optional<std::string> {
        ResultTables tables(m_impl->database, db);
        const auto place = tables.find(ResultKind::Text, modelIn(texts), key);
        const auto record = place ? tables.record(*place) : std::nullopt;
        if (!record)
            return std::nullopt;
        return std::string(reinterpret_cast<const char*>(record->data()), record->size());
    });
}

std::uint64_t Study::mergeResults(const Study& other)
{
    if (other.m_impl == m_impl)
        return 0;
    const std::scoped_lock turns(m_impl->mutex, other.m_impl->mutex);
    m_impl->flush();
    other.m_impl->flush();
    return other.m_impl->read([&](SQLite::Database& fromDb, Texts&) {
        ResultTables from(other.m_impl->database, fromDb);
        return m_impl->write([&](SQLite::Database& db, Texts&) {
            ResultTables to(m_impl->database, db);
            std::uint64_t merged = 0;
            for (const ResultTables::Entry& entry : from.all())
                merged += mergeResult(m_impl->database, to, other.m_impl->database, from, entry) ? 1 : 0;
            return merged;
        });
    });
}

std::uint64_t Study::removeResults(std::chrono::sys_seconds before, std::span<const Fingerprint> keep)
{
    const std::scoped_lock turn(m_impl->mutex);
    m_impl->flush();
    const std::uint64_t removed = m_impl->write([&](SQLite::Database& db, Texts&) {
        std::vector<std::int64_t> old;
        SQLite::Statement query(db, "SELECT id, fingerprint FROM configuration WHERE written < ?");
        bindTo(query, 1, static_cast<std::int64_t>(before.time_since_epoch().count()));
        while (query.executeStep())
            if (std::find(keep.begin(), keep.end(), fingerprintIn(query.getColumn(1))) == keep.end())
                old.push_back(query.getColumn(0).getInt64());
        SQLite::Statement results(db, "DELETE FROM result WHERE configuration = ?");
        SQLite::Statement measurements(db, "DELETE FROM measurement WHERE configuration = ?");
        SQLite::Statement configurations(db, "DELETE FROM configuration WHERE id = ?");
        for (const std::int64_t id : old)
            for (SQLite::Statement* statement : {&results, &measurements, &configurations})
                executeWith(*statement, id);
        db.exec("DELETE FROM series WHERE id NOT IN (SELECT series FROM result UNION SELECT series FROM measurement)");
        return static_cast<std::uint64_t>(old.size());
    });
    m_impl->database.compact();
    return removed;
}

} // namespace qb
