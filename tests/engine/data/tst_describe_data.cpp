// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/describe.h"
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <cmath>
#include <limits>

#include <nlohmann/json.hpp>

using namespace qb;
using namespace qb::test;

namespace {

/// A picture with every value from 0 to 255.
QByteArray ramp()
{
    QByteArray rgb;
    for (int i = 0; i < 256; ++i)
        rgb += QByteArray(3, static_cast<char>(i));
    return ppm(16, 16, rgb);
}

Findings findingsOf(const QByteArray& file, const std::string& name, const nlohmann::json& preprocess, const Shape& shape)
{
    DataFolder folder;
    DataOptions options = at(folder.write(name, file));
    options.preprocess = preprocessFromJson(preprocess);
    return describeData(SampleSet::open(options, floatPort("x", shape)), {}).findings;
}

/// 1x3x16x16 floats: bytes through the imagenet formula.
std::vector<float> imagenetArray()
{
    const double mean[] = {0.485, 0.456, 0.406};
    const double std[] = {0.229, 0.224, 0.225};
    std::vector<float> values;
    for (std::size_t c = 0; c < 3; ++c)
        for (int i = 0; i < 256; ++i)
            values.push_back(static_cast<float>((i / 255.0 - mean[c]) / std[c]));
    return values;
}

} // namespace

class TestDescribeData : public QObject {
    Q_OBJECT

private slots:
    void rangesAreThoseOfTheFirstSamples()
    {
        DataFolder folder;
        folder.write("a.npy", floatNpy("(1, 2)", {1, 5}));
        folder.write("b.npy", floatNpy("(1, 4)", {-3, 0, 2, std::numeric_limits<float>::quiet_NaN()}));
        folder.write("c.npy", floatNpy("(1, 2)", {100, 100}));
        DataOptions options = at(folder.path());
        options.inputs = {{"k", "7"}};
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {1, -1}), port("k", ElementType::Int64, {})};
        const DataDescription d = describeData(SampleSet::open(options, inputs), {}, 2);
        QCOMPARE(d.count, std::uint64_t{3});
        QCOMPARE(d.looked, std::uint64_t{2});
        QCOMPARE(d.inputs[0].min, -3.0);
        QCOMPARE(d.inputs[0].max, 5.0);
        QCOMPARE(d.inputs[0].mean, 1.0); // (1 + 5 - 3 + 0 + 2) / 5
        QCOMPARE(d.inputs[0].notFinite, std::uint64_t{1});
        QCOMPARE(d.inputs[0].shape, (Shape{1, -1}));
        QCOMPARE(countOf(d.findings, "data.not_finite"), std::size_t{1});
        QVERIFY(std::any_of(d.findings.begin(), d.findings.end(),
                            [](const Finding& f) { return f.message.english().ends_with("first in b.npy"); }));
        QCOMPARE(d.inputs[1].mean, 7.0);
        QVERIFY(d.inputs[1].type == ElementType::Int64);
    }

    void rightPreprocessingGivesNoWarning()
    {
        for (const nlohmann::json& preprocess :
             {nlohmann::json{{"preset", "imagenet"}}, nlohmann::json{{"preset", "unit"}}, nlohmann::json{{"preset", "byte"}},
              nlohmann::json{{"preset", "signed"}},
              nlohmann::json{{"scale", 1}, {"mean", {103.53, 116.28, 123.675}}, {"std", {57.375, 57.12, 58.395}}},
              nlohmann::json{{"scale", 1}, {"mean", 127}}})
            QVERIFY2(findingsOf(ramp(), "a.ppm", preprocess, {1, 3, 16, 16}).empty(), preprocess.dump().c_str());
        QVERIFY(
            findingsOf(floatNpy("(1, 3, 16, 16)", imagenetArray()), "a.npy", nlohmann::json::object(), {1, 3, 16, 16}).empty());
    }

    void meanOfBytesAfterScaleIsFound()
    {
        const Findings found =
            findingsOf(ramp(), "a.ppm", {{"mean", {103.53, 116.28, 123.675}}, {"std", {57.375, 57.12, 58.395}}}, {1, 3, 16, 16});
        QCOMPARE(countOf(found, "data.preprocess_twice"), std::size_t{1});
        QVERIFY(found[0].numbers.at("max") < -1.7);
        QVERIFY(found[0].numbers.contains("expected_max"));
    }

    void aForgottenScaleIsFound()
    {
        const Findings found = findingsOf(ramp(), "a.ppm", {{"preset", "imagenet"}, {"scale", 1}}, {1, 3, 16, 16});
        QCOMPARE(countOf(found, "data.preprocess_never"), std::size_t{1});
        QVERIFY(found[0].numbers.at("max") > 1000);
    }

    void arraysThatAreReadyAreNotDoneAgain()
    {
        const Findings found =
            findingsOf(floatNpy("(1, 3, 16, 16)", imagenetArray()), "a.npy", {{"preset", "imagenet"}}, {1, 3, 16, 16});
        QCOMPARE(countOf(found, "data.preprocess_twice"), std::size_t{1});
        std::vector<float> unit(256);
        for (std::size_t i = 0; i < unit.size(); ++i)
            unit[i] = static_cast<float>(i) / 255.0F;
        QCOMPARE(countOf(findingsOf(floatNpy("(1, 1, 16, 16)", unit), "a.npy", {{"preset", "unit"}}, {1, 1, 16, 16}),
                         "data.preprocess_twice"),
                 std::size_t{1});
    }

    /// What the cure says, done: the finding is gone.
    void curesHelp()
    {
        std::vector<float> bytes(256);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<float>(i);
        const nlohmann::json byteMeans{{"mean", {103.53, 116.28, 123.675}}, {"std", {57.375, 57.12, 58.395}}};
        nlohmann::json scaledByteMeans = byteMeans;
        scaledByteMeans["scale"] = 1;
        const Shape rgb{1, 3, 16, 16};
        const Shape gray{1, 1, 16, 16};
        const std::vector<std::tuple<QByteArray, std::string, nlohmann::json, Shape>> wrong{
            {ramp(), "a.ppm", byteMeans, rgb},
            {ramp(), "a.ppm", {{"preset", "imagenet"}, {"scale", 1}}, rgb},
            {floatNpy("(1, 3, 16, 16)", imagenetArray()), "a.npy", {{"preset", "imagenet"}}, rgb},
            {floatNpy("(1, 3, 16, 16)", imagenetArray()), "a.npy", scaledByteMeans, rgb},
            {floatNpy("(1, 1, 16, 16)", bytes), "a.npy", {{"mean", 0.45}, {"std", 0.22}}, gray}};
        for (const auto& [content, name, preprocess, shape] : wrong) {
            DataFolder folder;
            DataOptions options = at(folder.write(name, content));
            options.preprocess = preprocessFromJson(preprocess);
            const auto found = [&] { return describeData(SampleSet::open(options, floatPort("x", shape)), {}).findings; };
            const auto wrongOf = [&] {
                Findings of = found();
                std::erase_if(of, [](const Finding& f) { return !f.rule.starts_with("data.preprocess_"); });
                return of;
            };
            const Findings before = wrongOf();
            QVERIFY2(before.size() == 1, preprocess.dump().c_str());
            const auto cured = withDataCure(options, before.front());
            QVERIFY2(cured, preprocess.dump().c_str());
            options = *cured;
            QVERIFY2(wrongOf().empty(), toJson(options).dump().c_str());
        }
        Finding other;
        other.rule = "data.not_finite";
        QVERIFY(!withDataCure({}, other));
    }

    void bytesThatWereNeverScaledAreFound()
    {
        std::vector<float> bytes(256);
        for (std::size_t i = 0; i < bytes.size(); ++i)
            bytes[i] = static_cast<float>(i);
        const QByteArray file = floatNpy("(1, 1, 16, 16)", bytes);
        QCOMPARE(countOf(findingsOf(file, "a.npy", nlohmann::json::object(), {1, 1, 16, 16}), "data.preprocess_never"),
                 std::size_t{1});
        // mean and std in units of 0..1 on values of 0..255
        QCOMPARE(countOf(findingsOf(file, "a.npy", {{"mean", 0.45}, {"std", 0.22}}, {1, 1, 16, 16}), "data.preprocess_never"),
                 std::size_t{1});
    }
};

QTEST_APPLESS_MAIN(TestDescribeData)
#include "tst_describe_data.moc"
