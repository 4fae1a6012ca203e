// SPDX-License-Identifier: GPL-3.0-or-later
//
// What is stored of a point: one record without rows per sample, and the rows in batches, one per save that added some.
// Always true of a committed file: the samples of a record are exactly those of its batches. So a save reads the record
// that is there, and what it lacks of the samples in memory is what has to be added.
#include "engine/study/study_impl.h"

#include <algorithm>
#include <sstream>

namespace qb {

namespace {

const std::string kStatisticsModel = "statistics.model";
const std::string kStatisticsData = "statistics.data";
const std::string kStatisticsContents = "statistics.contents"; // a line per sample: id, fingerprint in hex

std::string placeOfRecord(std::string_view point) { return "the statistics of " + std::string(point); }
std::string placeOfRows(std::string_view point, std::int64_t batch)
{
    return "batch " + std::to_string(batch) + " of the samples of " + std::string(point);
}

std::optional<StatisticsSource> sourceIn(Texts& texts)
{
    const auto model = texts.fingerprint(kStatisticsModel);
    const auto data = texts.fingerprint(kStatisticsData);
    return model && data ? std::optional(StatisticsSource{*model, *data}) : std::nullopt;
}

SampleContents contentsIn(Texts& texts)
{
    SampleContents contents;
    std::istringstream lines(texts.text(kStatisticsContents));
    SampleId id = 0;
    for (std::string hex; lines >> id >> hex;)
        contents[id] = hex;
    return contents;
}

void addContents(Texts& texts, const SampleContents& contents)
{
    SampleContents all = contents;
    all.merge(contentsIn(texts)); // what is said now counts
    std::string text;
    for (const auto& [id, hex] : all)
        text += std::to_string(id) + ' ' + hex + '\n';
    if (text != texts.text(kStatisticsContents))
        texts.setText(kStatisticsContents, text);
}

bool includes(const SampleIds& all, const SampleIds& part)
{
    SampleIds both = all;
    both.insert(part);
    return both == all;
}

/// The two tables of statistics in one step of a study.
class StatisticsTables {
public:
    StatisticsTables(Database& owner, SQLite::Database& db)
        : m_owner(owner),
          m_db(db),
          m_find(db, "SELECT record FROM statistics WHERE point = ?"),
          m_put(db, "INSERT OR REPLACE INTO statistics(point, record) VALUES(?, ?)"),
          m_batches(db, "SELECT batch, record FROM sample_rows WHERE point = ? ORDER BY batch"),
          m_addBatch(db, "INSERT INTO sample_rows(point, batch, record) VALUES(?, ?, ?)")
    {
    }

    [[nodiscard]] std::map<std::string, std::int64_t> points()
    {
        std::map<std::string, std::int64_t> points;
        SQLite::Statement query(m_db, "SELECT name, point FROM statistics LEFT JOIN name ON id = point");
        while (query.executeStep()) {
            if (query.isColumnNull(0))
                m_owner.failDamaged(Text("statistics without the name of their point"));
            points[query.getColumn(0).getString()] = query.getColumn(1).getInt64();
        }
        return points;
    }

    [[nodiscard]] std::int64_t nextBatch()
    {
        SQLite::Statement query(m_db, "SELECT max(batch) FROM sample_rows");
        return query.executeStep() ? query.getColumn(0).getInt64() + 1 : 1;
    }

    /// Empty bytes where there is none.
    [[nodiscard]] Bytes recordOf(std::int64_t point)
    {
        bindTo(m_find, 1, point);
        Bytes record;
        if (m_find.executeStep()) {
            const auto bytes = bytesIn(m_find.getColumn(0));
            record.assign(bytes.begin(), bytes.end());
        }
        m_find.reset();
        return record;
    }

    [[nodiscard]] PointStatistics statisticsOf(const std::string& name, const Bytes& record)
    {
        return record.empty() ? PointStatistics() : decoded(m_owner, record, placeOfRecord(name), PointStatistics::deserialize);
    }

    [[nodiscard]] SampleRows rowsOf(const std::string& name, std::int64_t point, const SampleIds& samples)
    {
        SampleRows rows;
        bindTo(m_batches, 1, point);
        while (m_batches.executeStep())
            rows.merge(decoded(m_owner, bytesIn(m_batches.getColumn(1)), placeOfRows(name, m_batches.getColumn(0).getInt64()),
                               rowsFromBytes));
        m_batches.reset();
        if (rows.size() != samples.size() ||
            !std::all_of(rows.begin(), rows.end(), [&](const auto& row) { return samples.contains(row.first); }))
            m_owner.failDamaged(Text("the samples of {} are not those of its statistics", name));
        return rows;
    }

    /// `statistics` without rows.
    void put(const std::string& name, std::int64_t point, const PointStatistics& statistics)
    {
        executeWith(m_put, point, std::span<const std::byte>(sealed(statistics.serialize(), placeOfRecord(name))));
    }

    void addRows(const std::string& name, std::int64_t point, std::int64_t batch, const SampleRows& rows)
    {
        if (!rows.empty())
            executeWith(m_addBatch, point, batch, std::span<const std::byte>(sealed(toBytes(rows), placeOfRows(name, batch))));
    }

    void save(const std::string& name, PointStatistics statistics, std::int64_t batch)
    {
        SampleRows rows = statistics.takeSampleRows();
        const std::int64_t point = nameId(m_db, name);
        const Bytes before = recordOf(point);
        const Bytes record = sealed(statistics.serialize(), placeOfRecord(name));
        if (record == before)
            return;
        const SampleIds stored = statisticsOf(name, before).samples();
        if (!includes(statistics.samples(), stored))
            throw Error(ErrorCode::Usage, Text("the study holds statistics of samples of {} that are to be lost", name),
                        Text("clear them first"));
        std::erase_if(rows, [&](const auto& row) { return stored.contains(row.first); });
        if (rows.size() + stored.size() != statistics.samples().size())
            throw Error(ErrorCode::Usage, Text("rows of {} were taken out before they were stored", name),
                        Text("calibrate again"));
        executeWith(m_put, point, std::span<const std::byte>(record));
        addRows(name, point, batch, rows);
    }

    /// All samples that any point has seen.
    [[nodiscard]] SampleIds samples()
    {
        SampleIds all;
        for (const auto& [name, point] : points())
            all.insert(statisticsOf(name, recordOf(point)).samples());
        return all;
    }

private:
    Database& m_owner;
    SQLite::Database& m_db;
    SQLite::Statement m_find;
    SQLite::Statement m_put;
    SQLite::Statement m_batches;
    SQLite::Statement m_addBatch;
};

void refuseToMerge(const Text& what, const Text& cure)
{
    throw Error(ErrorCode::BadInput, Text("the studies can't be merged: {}", what), cure);
}

} // namespace

std::optional<StatisticsSource> Study::statisticsSource() const
{
    return m_impl->read([](SQLite::Database&, Texts& texts) { return sourceIn(texts); });
}

void Study::saveStatistics(const CalibrationData& data, const Model& model, const Fingerprint& dataFingerprint,
                           const SampleContents& contents)
{
    const StatisticsSource source{model.fingerprint, dataFingerprint};
    m_impl->write([&](SQLite::Database& db, Texts& texts) {
        if (const auto stored = sourceIn(texts); !stored) {
            texts.setFingerprint(kStatisticsModel, source.model);
            texts.setFingerprint(kStatisticsData, source.data);
        } else if (*stored != source) {
            throw Error(ErrorCode::Usage, Text("the study holds statistics of another model or other data"),
                        Text("clear them first"));
        }
        if (!contents.empty())
            addContents(texts, contents);
        StatisticsTables tables(m_impl->database, db);
        const std::int64_t batch = tables.nextBatch();
        for (std::size_t i = 0; i < data.points.size(); ++i)
            if (!data.points[i].samples().empty())
                tables.save(model.units.points[i].name, data.points[i], batch);
    });
}

SampleContents Study::observedContents() const
{
    return m_impl->read([](SQLite::Database&, Texts& texts) { return contentsIn(texts); });
}

StoredStatistics Study::loadStatistics(const Model& model, SampleRowsIn rows) const
{
    return m_impl->read([&](SQLite::Database& db, Texts& texts) {
        StoredStatistics stored{CalibrationData::empty(model), sourceIn(texts).value_or(StatisticsSource{}), {}};
        StatisticsTables tables(m_impl->database, db);
        auto points = tables.points();
        for (std::size_t i = 0; i < model.pointCount(); ++i) {
            const auto found = points.find(model.units.points[i].name);
            if (found == points.end())
                continue;
            PointStatistics& point = stored.data.points[i];
            point = tables.statisticsOf(found->first, tables.recordOf(found->second));
            if (rows == SampleRowsIn::Memory)
                point.restoreSampleRows(tables.rowsOf(found->first, found->second, point.samples()));
            points.erase(found);
        }
        for (const auto& [name, point] : points)
            stored.unmatched.push_back(name);
        return stored;
    });
}

void Study::restoreSampleRows(CalibrationData& data, const Model& model) const
{
    m_impl->read([&](SQLite::Database& db, Texts&) {
        StatisticsTables tables(m_impl->database, db);
        const auto points = tables.points();
        for (std::size_t i = 0; i < data.points.size(); ++i) {
            PointStatistics& point = data.points[i];
            const auto found = points.find(model.units.points[i].name);
            if (found == points.end() || point.hasAllSampleRows())
                continue;
            const SampleIds stored = tables.statisticsOf(found->first, tables.recordOf(found->second)).samples();
            SampleRows rows = tables.rowsOf(found->first, found->second, stored);
            std::erase_if(rows, [&](const auto& row) { return point.sampleRows().contains(row.first); });
            point.restoreSampleRows(rows);
        }
    });
}

void Study::mergeStatistics(const Study& other)
{
    if (other.m_impl == m_impl)
        refuseToMerge(Text("they are the same"), Text("name two studies"));
    const std::scoped_lock turns(m_impl->mutex, other.m_impl->mutex);
    other.m_impl->read([&](SQLite::Database& fromDb, Texts& fromTexts) {
        const auto source = sourceIn(fromTexts);
        if (!source)
            return;
        StatisticsTables from(other.m_impl->database, fromDb);
        m_impl->write([&](SQLite::Database& db, Texts& texts) {
            StatisticsTables to(m_impl->database, db);
            if (const auto mine = sourceIn(texts); mine && mine->model != source->model)
                refuseToMerge(Text("they were calibrated on different models"), Text("use the same model file for all shards"));
            else if (mine && mine->data != source->data)
                refuseToMerge(Text("they were calibrated on different data"),
                              Text("use the same data and preprocessing for all shards"));
            if (const auto common = to.samples().firstCommon(from.samples()))
                refuseToMerge(Text("sample {} is in both", *common), Text("merge studies of different samples"));
            texts.setFingerprint(kStatisticsModel, source->model);
            texts.setFingerprint(kStatisticsData, source->data);
            SampleContents theirContents = contentsIn(fromTexts);
            const SampleIds theirSamples = from.samples();
            std::erase_if(theirContents, [&](const auto& entry) { return !theirSamples.contains(entry.first); });
            addContents(texts, theirContents);
            const std::int64_t batch = to.nextBatch();
            for (const auto& [name, fromPoint] : from.points()) {
                const std::int64_t point = nameId(db, name);
                const PointStatistics theirs = from.statisticsOf(name, from.recordOf(fromPoint));
                PointStatistics all = to.statisticsOf(name, to.recordOf(point));
                all.merge(theirs);
                to.put(name, point, all);
                to.addRows(name, point, batch, from.rowsOf(name, fromPoint, theirs.samples()));
            }
        });
    });
}

void Study::clearStatistics()
{
    m_impl->write([](SQLite::Database& db, Texts& texts) {
        db.exec("DELETE FROM statistics; DELETE FROM sample_rows");
        texts.remove(Texts::Section::Study, kStatisticsModel);
        texts.remove(Texts::Section::Study, kStatisticsData);
        texts.remove(Texts::Section::Study, kStatisticsContents);
    });
}

} // namespace qb
