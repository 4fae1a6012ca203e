// SPDX-License-Identifier: GPL-3.0-or-later
// How folders, lists and several inputs become samples.
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include "engine/data/file_list.h"

#include <nlohmann/json.hpp>

using namespace qb;
using namespace qb::test;

namespace {

const Shape kPixel{1, 3, 1, 1};

std::vector<std::string> namesOf(const SampleSet& set)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < set.size(); ++i)
        names.push_back(set.load(i).name);
    return names;
}

std::vector<PortInfo> leftAndRight()
{
    return {port("left", ElementType::Float32, {-1, 2}, {"N", ""}), port("right:0", ElementType::Float32, {-1, 1}, {"N", ""})};
}

} // namespace

class TestSampleForms : public QObject {
    Q_OBJECT

private slots:
    void foldersAreReadDeepAndInNaturalOrder()
    {
        DataFolder folder;
        for (const char* name : {"b/frame10.ppm", "b/frame9.ppm", "a.ppm", "c/x.PPM"})
            folder.write(name, flatPpm(1, 1, 1, 2, 3));
        folder.write("readme.txt", "no picture");
        folder.write(".hidden.ppm", "no picture");
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", kPixel));
        QCOMPARE(namesOf(set), (std::vector<std::string>{"a.ppm", "b/frame9.ppm", "b/frame10.ppm", "c/x.PPM"}));
    }

    void naturalOrderIsAnOrder()
    {
        QVERIFY(naturalLess("a2", "a10"));
        QVERIFY(!naturalLess("a10", "a2"));
        QVERIFY(naturalLess("a", "a1"));
        QVERIFY(naturalLess("a01b", "a1c"));
        QVERIFY(naturalLess("a01", "a1") != naturalLess("a1", "a01"));
        QVERIFY(!naturalLess("a1", "a1"));
        QVERIFY(naturalLess("99999999999999999999998", "99999999999999999999999"));
        QVERIFY(naturalLess("img1/2", "img1/10"));
    }

    void linksToFoldersAreFollowedOnce()
    {
        DataFolder folder;
        folder.write("a/x.ppm", flatPpm(1, 1, 1, 2, 3));
        QVERIFY(QFile::link(QString::fromStdString(folder.path()), QString::fromStdString(folder.path("a/loop"))));
        QCOMPARE(SampleSet::open(at(folder.path()), floatPort("x", kPixel)).size(), std::size_t{1});
    }

    void labelsCsvNamesTheClasses()
    {
        DataFolder folder;
        folder.write("a.ppm", flatPpm(1, 1, 1, 2, 3));
        folder.write("b.ppm", flatPpm(1, 1, 1, 2, 3));
        folder.write("c, d.ppm", flatPpm(1, 1, 1, 2, 3));
        folder.write("labels.csv", "picture,class\r\n b.ppm , 5\r\n\"c, d.ppm\",-6\r\n");
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", kPixel));
        QVERIFY(!set.load(0).label);
        QCOMPARE(set.load(1).label.value(), std::int64_t{5});
        QCOMPARE(set.load(2).label.value(), std::int64_t{-6});
        QCOMPARE(countOf(set.findings(), "data.labels_incomplete"), std::size_t{1});
        folder.write("labels.csv", "a.ppm,1\nb.ppm,cat\nc\n");
        QCOMPARE(countOf(SampleSet::open(at(folder.path()), floatPort("x", kPixel)).findings(), "data.bad_labels"),
                 std::size_t{1});
    }

    void textListsKeepTheirOrder()
    {
        DataFolder folder;
        folder.write("p/b.ppm", flatPpm(1, 1, 255, 2, 3));
        folder.write("p/a,1.ppm", flatPpm(1, 1, 0, 2, 3));
        const std::string list = folder.write("l/list.txt", "# mine\npath,label\n../p/b.ppm,4\n\n../p/a,1.ppm\n" +
                                                                QByteArray::fromStdString(folder.path("p/b.ppm")) + "\n");
        const SampleSet set = SampleSet::open(at(list), floatPort("x", kPixel));
        QCOMPARE(set.size(), std::size_t{3});
        QCOMPARE(set.load(0).label.value(), std::int64_t{4});
        QCOMPARE(set.load(0).inputs[0].floats()[0], 1.0F);
        QVERIFY(!set.load(1).label);
        QCOMPARE(set.load(1).inputs[0].floats()[0], 0.0F);
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(at(folder.write("e.txt", "\n")), floatPort("x", kPixel)); }),
                         "no data found"));
    }

    void mixedFoldersAskBack()
    {
        DataFolder folder;
        folder.write("a.ppm", flatPpm(1, 1, 1, 2, 3));
        folder.write("b.npy", floatNpy("(1, 2)", {1, 2}));
        const std::string error = errorOf([&] { (void)SampleSet::open(at(folder.path()), floatPort("x", {1, 2})); });
        QVERIFY(contains(error, "1 pictures and 1 npy files"));
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(at(folder.path("none")), floatPort("x", {1, 2}));
                         }),
                         "there is no"));
    }

    void oneFolderPerInputIsMatchedByStem()
    {
        DataFolder folder;
        for (const int i : {1, 2, 3})
            folder.write("left/s" + std::to_string(i) + ".npy", floatNpy("(1, 2)", {static_cast<float>(i), 0}));
        for (const int i : {3, 1})
            folder.write("right_0/s" + std::to_string(i) + ".pb", tensorProto("", {1, 1}, {static_cast<float>(10 * i)}));
        const SampleSet set = SampleSet::open(at(folder.path()), leftAndRight());
        QCOMPARE(set.size(), std::size_t{2});
        QCOMPARE(countOf(set.findings(), "data.unmatched_files"), std::size_t{1});
        QCOMPARE(set.load(1).inputs[0].floats()[0], 3.0F);
        QCOMPARE(set.load(1).inputs[1].floats()[0], 30.0F);
    }

    void picturesAndArraysSideBySide()
    {
        DataFolder folder;
        folder.write("image/a.ppm", flatPpm(4, 2, 255, 0, 0));
        folder.write("prompt/a.npy", npy("<i8", "(1, 2)", bytesOf(std::vector<std::int64_t>{3, 4})));
        const std::vector<PortInfo> inputs{port("prompt", ElementType::Int64, {1, 2}),
                                           port("image", ElementType::Float32, kPixel)};
        DataOptions options = at(folder.path());
        options.preprocess = preprocessFromJson(nlohmann::json::parse(R"({"image": {"preset": "signed"}})"));
        const Sample sample = SampleSet::open(options, inputs).load(0);
        QCOMPARE(sample.inputs[0].int64s()[1], std::int64_t{4});
        QVERIFY(std::abs(sample.inputs[1].floats()[0] - 1.0F) < 1e-6F);
    }

    void filesOfOneStemMustAgreeInLength()
    {
        DataFolder folder;
        folder.write("left/s.npy", floatNpy("(3, 2)", {1, 2, 3, 4, 5, 6}));
        folder.write("right_0/s.npy", floatNpy("(2, 1)", {1, 2}));
        const std::string error = errorOf([&] { (void)SampleSet::open(at(folder.path()), leftAndRight()); });
        QVERIFY(contains(error, "s.npy 3, s.npy 2"));
        folder.write("right_0/s.npy", floatNpy("(1, 1)", {9})); // one value for all of them
        const SampleSet set = SampleSet::open(at(folder.path()), leftAndRight());
        QCOMPARE(set.size(), std::size_t{3});
        QCOMPARE(floatsOf(set.load(2).inputs[0]), (std::vector<float>{5, 6}));
        QCOMPARE(set.load(2).inputs[1].floats()[0], 9.0F);
    }

    void testDataSetsFollowNumbersAndNames()
    {
        DataFolder folder;
        for (const int i : {2, 10}) {
            const std::string set = "test_data_set_" + std::to_string(i);
            folder.write(set + "/input_0.pb", tensorProto("", {1, 2}, {static_cast<float>(i), 0}));
            folder.write(set + "/input_1.pb", tensorProto("", {1, 1}, {0.5F}));
            folder.write(set + "/output_0.pb", "not read");
        }
        const SampleSet set = SampleSet::open(at(folder.path()), leftAndRight());
        QCOMPARE(namesOf(set), (std::vector<std::string>{"test_data_set_2", "test_data_set_10"}));
        QCOMPARE(set.load(1).inputs[0].floats()[0], 10.0F);
        QCOMPARE(SampleSet::open(at(folder.path("test_data_set_2")), leftAndRight()).size(), std::size_t{1});
        // Named tensors go to their input whatever their number.
        folder.write("named/input_0.pb", tensorProto("right:0", {1, 1}, {7}));
        folder.write("named/input_1.pb", tensorProto("left", {1, 2}, {8, 9}));
        const Sample named = SampleSet::open(at(folder.path("named")), leftAndRight()).load(0);
        QCOMPARE(named.inputs[1].floats()[0], 7.0F);
        QCOMPARE(named.inputs[0].floats()[1], 9.0F);
    }

    void aContentTellsWhatANameDoesNot()
    {
        DataFolder folder;
        QCOMPARE(SampleSet::open(at(folder.write("a.dat", floatNpy("(1, 2)", {1, 2}))), floatPort("x", {1, 2})).size(),
                 std::size_t{1});
        QCOMPARE(SampleSet::open(at(folder.write("b.dat", flatPpm(1, 1, 1, 2, 3))), floatPort("x", kPixel)).size(),
                 std::size_t{1});
    }

    void unclearInputsAreNamed()
    {
        DataFolder folder;
        folder.write("a.npy", floatNpy("(1, 2)", {1, 2}));
        const std::string error = errorOf([&] { (void)SampleSet::open(at(folder.path()), leftAndRight()); });
        QVERIFY(contains(error, "not clear which input") && contains(error, "'right:0' float32 [N, 1]"));
    }
};

QTEST_APPLESS_MAIN(TestSampleForms)
#include "tst_sample_forms.moc"
