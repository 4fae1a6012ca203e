// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/study/sweep.h"
#include "study_fixture.h"

#include <QtTest>

#include <cmath>

#include <filesystem>
#include <limits>

using namespace qb;
using namespace qb::test;

namespace {

const std::vector<std::string> kNames{"in", "conv", "relu", "boxes", "scores"};

std::chrono::sys_seconds now(std::chrono::seconds later = {})
{
    return std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now()) + later;
}

bool sameMetrics(const PooledMetrics& a, const PooledMetrics& b)
{
    return std::equal(a.samples().begin(), a.samples().end(), b.samples().begin(), b.samples().end(),
                      [](const auto& x, const auto& y) { return x.first == y.first && same(x.second, y.second); });
}

bool sameRow(const CompareRow& a, const CompareRow& b)
{
    return a.point == b.point && a.unit == b.unit && a.value == b.value && a.shape == b.shape &&
           (a.params != nullptr) == (b.params != nullptr) && (!a.params || *a.params == *b.params) &&
           sameMetrics(a.metrics, b.metrics);
}

bool sameComparison(const Comparison& a, const Comparison& b)
{
    return a.samples == b.samples && a.findings == b.findings && a.measured == b.measured &&
           std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), sameRow) &&
           std::equal(a.outputs.begin(), a.outputs.end(), b.outputs.begin(), b.outputs.end(), sameRow);
}

Comparison comparison(const Model& model, const std::vector<std::uint64_t>& samples)
{
    const double inf = std::numeric_limits<double>::infinity();
    Comparison result;
    result.samples = samples;
    result.measured = 1700000000;
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        CompareRow row{static_cast<PointId>(p), static_cast<UnitId>(p), static_cast<ValueId>(p), {1, -1, 4}, {}, {}};
        if (p == 1)
            row.params = std::make_shared<const QuantParams>(QuantParams{DType::Int16, {0.5F, 0.25F}, {0, -3}, 1, true});
        for (const std::uint64_t sample : samples)
            row.metrics.add(sample, p == 2 ? MetricSums{} : sumsOf(static_cast<unsigned>(10 * p + sample)));
        result.rows.push_back(row);
    }
    for (const ValueId v : model.graph.outputs) {
        CompareRow row{static_cast<PointId>(v), static_cast<UnitId>(v), v, {1, 9}, {}, {}};
        for (const std::uint64_t sample : samples)
            row.metrics.add(sample, sumsOf(static_cast<unsigned>(sample)));
        result.outputs.push_back(row);
    }
    result.findings.push_back({"data.broken_file",
                               Severity::Error,
                               "u",
                               "p",
                               Text("can't be read"),
                               {{"size", 3.5}, {"share", inf}},
                               Text("{}: {}", 7, Text("mend {}", "it")),
                               true});
    return result;
}

std::string textOf(const std::vector<Measurement>& measurements)
{
    std::string text;
    for (const Measurement& m : measurements)
        text += m.point + "|" + m.output + "|" + std::to_string(m.sample) + " ";
    return text;
}

Study inMemory() { return Study::create(":memory:", "m.onnx", kModelPrint); }

} // namespace

class TestStudyResults : public QObject {
    Q_OBJECT

private slots:
    void comparisonRoundTrip()
    {
        const Model model = namedModel(kNames);
        Study study = inMemory();
        const Comparison first = comparison(model, {0, 3, 7});
        study.putComparison(keyOf(1, "cumulative"), first, model);
        const auto found = study.findComparison(keyOf(1, "cumulative"), model);
        QVERIFY(found);
        QVERIFY(sameComparison(*found, first));
        // Put again: what was there is gone.
        const Comparison second = comparison(model, {3});
        study.putComparison(keyOf(1, "cumulative"), second, model);
        QVERIFY(sameComparison(*study.findComparison(keyOf(1, "cumulative"), model), second));
    }

    void everyPartOfTheKeyCounts()
    {
        const Model model = namedModel(kNames);
        Study study = inMemory();
        const ResultKey key = keyOf(1);
        study.putComparison(key, comparison(model, {0}), model);
        study.putResult(key, "text");
        study.addMeasurements(key, std::vector<Measurement>{{"conv:output", "boxes_value", 1, sumsOf(1)}});
        std::vector<ResultKey> others(5, key);
        others[0].configuration.low ^= 1;
        others[1].baseline.high ^= 1;
        others[2].data.low ^= 1;
        others[3].mode += "x";
        others[4].kernels = "reference";
        for (const ResultKey& other : others) {
            QVERIFY(!study.findComparison(other, model));
            QVERIFY(!study.findResult(other));
            QVERIFY(study.findMeasurements(other).empty());
        }
        study.setModel("m.onnx", {1, 1});
        QVERIFY(!study.findComparison(key, model));
        QVERIFY(!study.findResult(key));
        QVERIFY(study.findMeasurements(key).empty());
        study.setModel("m.onnx", kModelPrint);
        QVERIFY(study.findComparison(key, model));
        QCOMPARE(study.findResult(key), std::optional(std::string("text")));
        QCOMPARE(study.findMeasurements(key).size(), std::size_t{1});
    }

    void otherNamesAreNotFound()
    {
        Study study = inMemory();
        study.putComparison(keyOf(1), comparison(namedModel(kNames), {0}), namedModel(kNames));
        QVERIFY(!study.findComparison(keyOf(1), namedModel({"in", "conv", "relu2", "boxes", "scores"})));
        QVERIFY(!study.findComparison(keyOf(1), namedModel({"in", "boxes", "scores", "conv", "relu"})));
        // The same names in another order are the same tensors.
        const Model turned = namedModel({"relu", "conv", "in", "scores", "boxes"});
        const auto found = study.findComparison(keyOf(1), turned);
        QVERIFY(found);
        QVERIFY(found->rows[0].point == PointId{2});
        QVERIFY(found->outputs[0].value == ValueId{4});
    }

    void measurementsByPoint()
    {
        Study study = inMemory();
        study.addMeasurements(keyOf(1), std::vector<Measurement>{{"b", "y", 2, sumsOf(1)}, {"b", "x", 2, sumsOf(2)}});
        study.addMeasurements(keyOf(1), std::vector<Measurement>{{"a", "y", 10, sumsOf(3)}, {"", "y", 2, sumsOf(4)}});
        study.addMeasurements(keyOf(1), std::vector<Measurement>{{"b", "x", 1, sumsOf(5)}, {"b", "x", 2, sumsOf(6)}});
        QCOMPARE(textOf(study.findMeasurements(keyOf(1))), std::string("|y|2 a|y|10 b|x|1 b|x|2 b|y|2 "));
        QCOMPARE(textOf(study.findMeasurements(keyOf(1), "b")), std::string("b|x|1 b|x|2 b|y|2 "));
        QCOMPARE(textOf(study.findMeasurements(keyOf(1), "")), std::string("|y|2 "));
        QCOMPARE(textOf(study.findMeasurements(keyOf(1), "c")), std::string());
        // The later one of two stays.
        QVERIFY(same(study.findMeasurements(keyOf(1), "b")[1].sums, sumsOf(6)));
    }

    void closingWritesWhatWaits()
    {
        const Folder folder;
        {
            Study study = Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint);
            for (unsigned i = 0; i < 100; ++i)
                study.addMeasurements(keyOf(i % 3), std::vector<Measurement>{{"p", "o", i, sumsOf(i)}});
        }
        const Study study = Study::open(folder.file("a.qbs"), OpenMode::ReadOnly);
        QCOMPARE(study.findMeasurements(keyOf(0)).size() + study.findMeasurements(keyOf(1)).size(), std::size_t{67});
        QVERIFY(same(study.findMeasurements(keyOf(2)).at(3).sums, sumsOf(11)));
    }

    void removesOldConfigurations()
    {
        const Folder folder;
        const std::string path = folder.file("a.qbs");
        const Model model = namedModel(kNames);
        Study study = Study::create(path, "m.onnx", kModelPrint);
        for (unsigned configuration = 1; configuration <= 4; ++configuration) {
            std::vector<Measurement> rows;
            for (unsigned i = 0; i < 500; ++i)
                rows.push_back({"p", "o", i, sumsOf(i % 7)});
            study.addMeasurements(keyOf(configuration), rows);
            study.putResult(keyOf(configuration, "eval"), "text");
            study.putComparison(keyOf(configuration, "local"), comparison(model, {1}), model);
        }
        study.saveStatistics(observed(model, 0, 2), model, kDataPrint);
        study.flush();
        const auto before = std::filesystem::file_size(path);
        QCOMPARE(study.removeResults(now(-std::chrono::hours(1)), {}), std::uint64_t{0});
        const std::vector<Fingerprint> keep{keyOf(2).configuration};
        QCOMPARE(study.removeResults(now(std::chrono::hours(1)), keep), std::uint64_t{3});
        QCOMPARE(study.findMeasurements(keyOf(1)).size() + study.findMeasurements(keyOf(4)).size(), std::size_t{0});
        QVERIFY(!study.findResult(keyOf(3, "eval")) && !study.findComparison(keyOf(3, "local"), model));
        QCOMPARE(study.findMeasurements(keyOf(2)).size(), std::size_t{500});
        QVERIFY(study.findResult(keyOf(2, "eval")) && study.findComparison(keyOf(2, "local"), model));
        QVERIFY(bytesOf(study.loadStatistics(model, SampleRowsIn::Memory).data) == bytesOf(observed(model, 0, 2)));
        QVERIFY(std::filesystem::file_size(path) < before / 2);
    }

    void mergesResults()
    {
        const Model model = namedModel(kNames);
        Study one = inMemory();
        Study two = inMemory();
        one.addMeasurements(keyOf(1), std::vector<Measurement>{{"p", "o", 1, sumsOf(1)}, {"q", "o", 1, sumsOf(2)}});
        // The same row measured twice: what is here stays.
        two.addMeasurements(keyOf(1), std::vector<Measurement>{{"q", "o", 1, sumsOf(9)}, {"a", "o2", 2, sumsOf(3)}});
        two.addMeasurements(keyOf(2), std::vector<Measurement>{{"q", "o", 5, sumsOf(4)}});
        one.putResult(keyOf(3), "mine");
        two.putResult(keyOf(3), "theirs");
        two.putResult(keyOf(4), "more");
        one.putComparison(keyOf(1, "local"), comparison(model, {0, 4}), model);
        two.putComparison(keyOf(1, "local"), comparison(model, {2, 3}), model);
        QCOMPARE(one.mergeResults(two), std::uint64_t{4});
        QCOMPARE(textOf(one.findMeasurements(keyOf(1))), std::string("a|o2|2 p|o|1 q|o|1 "));
        QVERIFY(same(one.findMeasurements(keyOf(1), "q")[0].sums, sumsOf(2)));
        QVERIFY(same(one.findMeasurements(keyOf(2))[0].sums, sumsOf(4)));
        QCOMPARE(one.findResult(keyOf(3)), std::optional(std::string("mine")));
        QCOMPARE(one.findResult(keyOf(4)), std::optional(std::string("more")));
        QVERIFY(sameComparison(*one.findComparison(keyOf(1, "local"), model), comparison(model, {0, 2, 3, 4})));
        // In the other order it is the same but for what stays.
        two.mergeResults(one);
        QVERIFY(sameComparison(*two.findComparison(keyOf(1, "local"), model), comparison(model, {0, 2, 3, 4})));
        QCOMPARE(textOf(two.findMeasurements(keyOf(1))), textOf(one.findMeasurements(keyOf(1))));
    }

    void aSweepGoesOnWhereItStopped()
    {
        const Folder folder;
        const Model model = namedModel(kNames);
        Plan plan = Plan::allFloat(model.units);
        const auto params = std::make_shared<const QuantParams>(QuantParams{DType::Int8, {0.5F}, {0}, -1, false});
        const auto finer = std::make_shared<const QuantParams>(QuantParams{DType::Int16, {0.5F}, {0}, -1, false});
        plan.points[0] = plan.points[1] = params;
        const auto optionsOf = [&](SensitivityMode mode) {
            SensitivityOptions options;
            options.mode = mode;
            options.points = {PointId{0}, PointId{1}};
            return options;
        };
        const std::vector<MetricSums> row{sumsOf(1), sumsOf(2)};
        int seen = 0;
        {
            Study study = Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint);
            for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
                SensitivityOptions options = optionsOf(mode);
                options.sink = [&](PointId, std::uint64_t, const std::vector<MetricSums>&) { ++seen; };
                resumeSensitivity(study, model, plan, {5, 5}, "fast", options);
                QVERIFY(!options.known(PointId{0}, 3));
                options.sink(PointId{0}, 3, row);
                options.sink(PointId{1}, 3, row);
                options.sink(PointId::None, 3, row);
            }
        }
        QCOMPARE(seen, 6);
        Study study = Study::open(folder.file("a.qbs"), OpenMode::ReadWrite);
        const auto known = [&](const Plan& of, SensitivityMode mode, std::uint64_t data = 5) {
            SensitivityOptions options = optionsOf(mode);
            resumeSensitivity(study, model, of, {data, 5}, "fast", options);
            std::string text;
            for (const PointId point : {PointId{0}, PointId{1}, PointId::None}) {
                const auto sums = options.known(point, 3);
                text += !sums ? '-' : sums->size() == 2 && same((*sums)[0], row[0]) && same((*sums)[1], row[1]) ? '+' : '?';
                if (options.known(point, 4))
                    text += '!';
            }
            return text;
        };
        QCOMPARE(known(plan, SensitivityMode::Isolated), std::string("+++"));
        QCOMPARE(known(plan, SensitivityMode::LeaveOneOut), std::string("+++"));
        QCOMPARE(known(plan, SensitivityMode::Isolated, 6), std::string("---"));
        // An edit of one point leaves the isolated rows of the others valid.
        Plan edited = plan;
        edited.points[1] = finer;
        QCOMPARE(known(edited, SensitivityMode::Isolated), std::string("+--"));
        QCOMPARE(known(edited, SensitivityMode::LeaveOneOut), std::string("---"));
        edited = plan;
        edited.floatUnit[3] = 1;
        QCOMPARE(known(edited, SensitivityMode::Isolated), std::string("---"));
    }

    void aSweepKeepsEachExpressionForItself()
    {
        const Folder folder;
        const Model model = namedModel(kNames);
        Plan plan = Plan::allFloat(model.units);
        PortInfo port;
        port.name = "o";
        port.type = ElementType::Float32;
        const std::vector<PortInfo> outputs{port};
        const auto options = [&](Study& study, const char* expression) {
            SensitivityOptions o;
            o.points = {PointId{0}};
            if (expression)
                o.custom = Expression::parse(expression, outputs);
            resumeSensitivity(study, model, plan, {5, 5}, "fast", o);
            return o;
        };
        {
            Study study = Study::create(folder.file("a.qbs"), "m.onnx", kModelPrint);
            options(study, "max(float)").customSink(PointId{0}, 3, 0.1);
            options(study, "max(float)").customSink(PointId::None, 3, std::nan(""));
            options(study, "min(float)").customSink(PointId{0}, 3, 0.2);
            study.flush();
        }
        Study study = Study::open(folder.file("a.qbs"), OpenMode::ReadWrite);
        const SensitivityOptions most = options(study, "max(float)");
        QCOMPARE(most.customKnown(PointId{0}, 3), std::optional(0.1));
        QVERIFY(most.customKnown(PointId::None, 3) && std::isnan(*most.customKnown(PointId::None, 3)));
        QVERIFY(!most.customKnown(PointId{0}, 4));
        QCOMPARE(options(study, "min(float)").customKnown(PointId{0}, 3), std::optional(0.2));
        QVERIFY(!options(study, "max( float)").customKnown(PointId{0}, 3));
        QVERIFY(!options(study, nullptr).known(PointId{0}, 3));
    }
};

QTEST_APPLESS_MAIN(TestStudyResults)
#include "tst_study_results.moc"
