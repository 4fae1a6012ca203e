// SPDX-License-Identifier: GPL-3.0-or-later
#include "study_fixture.h"

#include <QtTest>

#include <sqlite3.h>

using namespace qb;
using namespace qb::test;

namespace {

const std::vector<std::string> kNames{"in", "/conv/Conv", "relu"};

Study inMemory() { return Study::create(":memory:", "m.onnx", kModelPrint); }

Study studyOf(const Model& model, SampleId first, SampleId last, const Fingerprint& data = kDataPrint)
{
    Study study = inMemory();
    study.saveStatistics(observed(model, first, last), model, data);
    return study;
}

std::vector<std::vector<std::byte>> stored(const Study& study, const Model& model)
{
    return bytesOf(study.loadStatistics(model, SampleRowsIn::Memory).data);
}

} // namespace

class TestStudyStatistics : public QObject {
    Q_OBJECT

private slots:
    void emptyStudy()
    {
        const Model model = namedModel(kNames);
        const Study study = inMemory();
        QVERIFY(!study.statisticsSource());
        const StoredStatistics nothing = study.loadStatistics(model);
        QCOMPARE(nothing.data.points.size(), std::size_t{3});
        QVERIFY(!nothing.data.has(PointId{0}));
        QVERIFY(nothing.unmatched.empty());
    }

    void roundTrip()
    {
        const Model model = namedModel(kNames);
        const CalibrationData data = observed(model, 0, 20);
        const Study study = studyOf(model, 0, 20);
        QVERIFY(study.statisticsSource() == (StatisticsSource{kModelPrint, kDataPrint}));
        QVERIFY(stored(study, model) == bytesOf(data));
        // Rows stay in the file until they are asked for.
        CalibrationData light = study.loadStatistics(model).data;
        QVERIFY(light.points[1].sampleRows().empty());
        QVERIFY(!light.points[1].moments());
        QCOMPARE(light.points[1].samples().size(), std::uint64_t{21});
        study.restoreSampleRows(light, model);
        QVERIFY(bytesOf(light) == bytesOf(data));
    }

    void savesAsItGoesWithRowsTakenOut()
    {
        const Model model = namedModel(kNames);
        Study study = inMemory();
        CalibrationData data = CalibrationData::empty(model);
        for (const auto& [first, last] : {std::pair<SampleId, SampleId>{5, 9}, {0, 1}, {10, 10}, {2, 4}}) {
            observe(data, first, last);
            study.saveStatistics(data, model, kDataPrint);
            for (PointStatistics& point : data.points)
                (void)point.takeSampleRows();
        }
        study.saveStatistics(data, model, kDataPrint);
        QVERIFY(stored(study, model) == bytesOf(observed(model, 0, 10)));
        // Some rows here, some in the file.
        observe(data, 11, 12);
        study.restoreSampleRows(data, model);
        QVERIFY(bytesOf(data) == bytesOf(observed(model, 0, 12)));
    }

    void twoHalvesAreOneRun()
    {
        const Folder folder;
        const Model model = namedModel(kNames);
        Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint).saveStatistics(observed(model, 0, 6), model, kDataPrint);
        {
            Study study = Study::open(folder.file("a.qbs"), OpenMode::ReadWrite);
            CalibrationData data = study.loadStatistics(model).data;
            observe(data, 7, 13);
            study.saveStatistics(data, model, kDataPrint);
        }
        QVERIFY(stored(Study::open(folder.file("a.qbs"), OpenMode::ReadOnly), model) == stored(studyOf(model, 0, 13), model));
    }

    void writesOnlyWhatHasChanged()
    {
        const Folder folder;
        const Model model = namedModel(kNames);
        Study study = Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint);
        CalibrationData data = observed(model, 0, 5);
        study.saveStatistics(data, model, kDataPrint);
        const std::string before = contentOf(folder.file("a.qbs"));
        study.saveStatistics(data, model, kDataPrint);
        QVERIFY(contentOf(folder.file("a.qbs")) == before);
        // A point in a branch that this sample did not take.
        data.points[0].observe(valuesOf(0, 6), 6, 1);
        study.saveStatistics(data, model, kDataPrint);
        QVERIFY(contentOf(folder.file("a.qbs")) != before);
        QVERIFY(stored(study, model) == bytesOf(data));
    }

    void refusesToLose()
    {
        const Model model = namedModel(kNames);
        Study study = studyOf(model, 0, 5);
        const auto before = stored(study, model);
        CalibrationData fewer = observed(model, 1, 9);
        QB_THROWS(study.saveStatistics(fewer, model, kDataPrint), ErrorCode::Usage, "that are to be lost");
        CalibrationData without = observed(model, 0, 9);
        (void)without.points[1].takeSampleRows();
        QB_THROWS(study.saveStatistics(without, model, kDataPrint), ErrorCode::Usage,
                  "/conv/Conv:output were taken out before they were stored");
        QB_THROWS(study.saveStatistics(observed(model, 0, 9), model, {1, 1}), ErrorCode::Usage, "another model or other data");
        QB_THROWS(study.saveStatistics(observed(model, 0, 9), namedModel(kNames, {1, 1}), kDataPrint), ErrorCode::Usage,
                  "another model or other data");
        QVERIFY(stored(study, model) == before);
        study.clearStatistics();
        QVERIFY(!study.statisticsSource());
        study.saveStatistics(fewer, model, {1, 1});
        QVERIFY(stored(study, model) == bytesOf(fewer));
    }

    void matchesPointsByName()
    {
        const Study study = studyOf(namedModel(kNames), 0, 3);
        const Model changed = namedModel({"relu", "more", "in"}, {5, 5});
        const StoredStatistics found = study.loadStatistics(changed, SampleRowsIn::Memory);
        const CalibrationData data = observed(namedModel(kNames), 0, 3);
        QVERIFY(found.data.points[0] == data.points[2]);
        QVERIFY(!found.data.has(PointId{1}));
        QVERIFY(found.data.points[2] == data.points[0]);
        QCOMPARE(found.unmatched, std::vector<std::string>{"/conv/Conv:output"});
        QVERIFY(found.source.model == kModelPrint);
    }

    void mergesExactly()
    {
        const Model model = namedModel(kNames);
        const auto all = bytesOf(observed(model, 0, 17));
        const std::vector<std::pair<SampleId, SampleId>> parts{{0, 4}, {5, 5}, {6, 17}};
        std::vector<std::size_t> order{0, 1, 2};
        do {
            Study study = inMemory();
            for (const std::size_t i : order)
                study.mergeStatistics(studyOf(model, parts[i].first, parts[i].second));
            QVERIFY(stored(study, model) == all);
            QVERIFY(study.statisticsSource() == (StatisticsSource{kModelPrint, kDataPrint}));
        } while (std::next_permutation(order.begin(), order.end()));
        Study left = studyOf(model, 0, 4);
        Study right = studyOf(model, 5, 5);
        right.mergeStatistics(studyOf(model, 6, 17));
        left.mergeStatistics(right);
        left.mergeStatistics(inMemory());
        QVERIFY(stored(left, model) == all);
        // What was merged goes on like what was observed here.
        CalibrationData data = left.loadStatistics(model).data;
        observe(data, 18, 19);
        left.saveStatistics(data, model, kDataPrint);
        QVERIFY(stored(left, model) == bytesOf(observed(model, 0, 19)));
    }

    void mergesPointsThatOneHasNotSeen()
    {
        const Model model = namedModel(kNames);
        CalibrationData one = CalibrationData::empty(model);
        one.points[0].observe(valuesOf(0, 1), 1, 1);
        CalibrationData two = CalibrationData::empty(model);
        two.points[2].observe(valuesOf(2, 2), 2, 1);
        Study study = inMemory();
        study.saveStatistics(one, model, kDataPrint);
        Study other = inMemory();
        other.saveStatistics(two, model, kDataPrint);
        study.mergeStatistics(other);
        one.merge(two);
        QVERIFY(stored(study, model) == bytesOf(one));
    }

    void refusesToMergeWhatDoesNotFit()
    {
        const Model model = namedModel(kNames);
        Study study = studyOf(model, 0, 4);
        const auto before = stored(study, model);
        QB_THROWS(study.mergeStatistics(studyOf(model, 4, 9)), ErrorCode::BadInput, "sample 4 is in both");
        QB_THROWS(study.mergeStatistics(studyOf(model, 5, 9, {1, 1})), ErrorCode::BadInput, "on different data");
        QB_THROWS(study.mergeStatistics(studyOf(namedModel(kNames, {1, 1}), 5, 9)), ErrorCode::BadInput, "on different models");
        QB_THROWS(study.mergeStatistics(study), ErrorCode::BadInput, "they are the same");
        QVERIFY(stored(study, model) == before);
    }

    void tellsRowsThatAreNotThoseOfTheRecord_data()
    {
        QTest::addColumn<QString>("sql");
        QTest::newRow("a batch is missing") << "DELETE FROM sample_rows WHERE batch = 2 AND point = 1";
        QTest::newRow("a batch stands elsewhere") << "UPDATE sample_rows SET point = 9 WHERE batch = 2 AND point = 1";
        QTest::newRow("two batches have changed places")
            << "UPDATE sample_rows SET batch = -batch; UPDATE sample_rows SET batch = 3 + batch";
        QTest::newRow("records of two points have changed places")
            << "UPDATE statistics SET record = (SELECT record FROM statistics WHERE point = 2) WHERE point = 1";
        QTest::newRow("a record is cut") << "UPDATE statistics SET record = substr(record, 1, 30) WHERE point = 1";
        QTest::newRow("a name is missing") << "DELETE FROM name WHERE id = 1";
    }

    void tellsRowsThatAreNotThoseOfTheRecord()
    {
        QFETCH(QString, sql);
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        const Model model = namedModel(kNames);
        {
            Study study = Study::create(path, "m.onnx", kModelPrint);
            study.saveStatistics(observed(model, 0, 3), model, kDataPrint);
            study.saveStatistics(observed(model, 0, 5), model, kDataPrint);
        }
        sqlite3* db = nullptr;
        QCOMPARE(sqlite3_open(path.c_str(), &db), SQLITE_OK);
        QCOMPARE(sqlite3_exec(db, sql.toUtf8(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(db);
        const std::string before = contentOf(path);
        Study study = Study::open(path, OpenMode::ReadWrite);
        QB_THROWS(study.loadStatistics(model, SampleRowsIn::Memory), ErrorCode::BadInput, "is damaged");
        QB_THROWS(study.clearStatistics(), ErrorCode::BadInput, "nothing is written to it");
        QVERIFY(contentOf(path) == before);
    }
};

QTEST_APPLESS_MAIN(TestStudyStatistics)
#include "tst_study_statistics.moc"
