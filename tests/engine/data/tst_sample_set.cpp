// SPDX-License-Identifier: GPL-3.0-or-later
// Which samples there are, what the inputs without files get, batches, states and fingerprints.
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <numeric>

using namespace qb;
using namespace qb::test;

namespace {

/// "[rows, 2]" with the values 0, 1, 2, ...
QByteArray counted(int rows)
{
    std::vector<float> values(static_cast<std::size_t>(rows) * 2);
    std::iota(values.begin(), values.end(), 0.0F);
    return floatNpy("(" + QByteArray::number(rows) + ", 2)", values);
}

std::vector<std::uint64_t> idsOf(const SampleSet& set)
{
    std::vector<std::uint64_t> ids;
    for (std::size_t i = 0; i < set.size(); ++i)
        ids.push_back(set.load(i).id);
    return ids;
}

} // namespace

class TestSampleSet : public QObject {
    Q_OBJECT

private slots:
    void aLongerLeadingAxisIsSplit()
    {
        DataFolder folder;
        const std::string path = folder.write("a.npy", counted(3));
        for (const Shape& shape : {Shape{-1, 2}, Shape{1, 2}}) {
            const SampleSet set = SampleSet::open(at(path), floatPort("x", shape));
            QCOMPARE(set.size(), std::size_t{3});
            QCOMPARE(set.load(1).inputs[0].shape(), (Shape{1, 2}));
            QCOMPARE(floatsOf(set.load(1).inputs[0]), (std::vector<float>{2, 3}));
        }
        QCOMPARE(SampleSet::open(at(path), floatPort("x", {3, 2})).size(), std::size_t{1});    // what one run takes
        QCOMPARE(SampleSet::open(at(path), floatPort("x", {2})).size(), std::size_t{3});       // stacked in front
        QCOMPARE(SampleSet::open(at(path), floatPort("x", {1, 3, 2})).size(), std::size_t{1}); // one item without its axis 0
    }

    void fixedBatchesAreStackedAndPadded()
    {
        DataFolder folder;
        folder.write("a.npy", counted(4));
        folder.write("b.npy", counted(3));
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {5, 2}));
        QCOMPARE(set.size(), std::size_t{2});
        const Sample first = set.load(0);
        QCOMPARE(first.realItems, 5);
        QCOMPARE(floatsOf(first.inputs[0]), (std::vector<float>{0, 1, 2, 3, 4, 5, 6, 7, 0, 1}));
        QCOMPARE(first.name, std::string("a.npy#0..b.npy#0"));
        const Sample last = set.load(1);
        QCOMPARE(last.realItems, 2);
        QCOMPARE(floatsOf(last.inputs[0]), (std::vector<float>{2, 3, 4, 5, 4, 5, 4, 5, 4, 5}));
    }

    void picturesAreStackedWithTheirSizesAndLabels()
    {
        DataFolder folder;
        folder.write("a.ppm", flatPpm(4, 2, 255, 0, 0));
        folder.write("b.ppm", flatPpm(6, 3, 0, 0, 0));
        folder.write("c.ppm", flatPpm(1, 1, 51, 0, 0));
        folder.write("labels.csv", "a.ppm,1\nb.ppm,2\nc.ppm,3\n");
        DataOptions options = at(folder.path());
        options.preprocess = {{"", preprocessPreset("unit")}};
        options.inputs = {{"size", "image_size"}, {"k", "5"}};
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {2, 3, 1, 1}),
                                           port("size", ElementType::Int64, {-1, 2}), port("k", ElementType::Int64, {})};
        const SampleSet set = SampleSet::open(options, inputs);
        QCOMPARE(set.size(), std::size_t{2});
        const Sample sample = set.load(0);
        QCOMPARE(floatsOf(sample.inputs[0]), (std::vector<float>{1, 0, 0, 0, 0, 0}));
        QCOMPARE(floatsOf(sample.inputs[1]), (std::vector<float>{4, 2, 6, 3}));
        QCOMPARE(sample.inputs[1].shape(), (Shape{2, 2}));
        QCOMPARE(sample.inputs[2].shape(), Shape{});
        QCOMPARE(sample.labels.size(), std::size_t{2});
        QCOMPARE(sample.labels[1].value(), std::int64_t{2});
        QCOMPARE(set.load(1).labels.size(), std::size_t{1});
        QCOMPARE(set.load(1).label.value(), std::int64_t{3});
        QCOMPARE(floatsOf(set.load(1).inputs[0]), (std::vector<float>{0.2F, 0, 0, 0.2F, 0, 0}));
    }

    void dimsNameABatch()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.npy", counted(4)));
        options.dims = {{"N", 2}};
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {-1, 2}, {"N", ""})};
        QCOMPARE(SampleSet::open(options, inputs).size(), std::size_t{2});
        options.dims = {{"x:0", 4}};
        QCOMPARE(SampleSet::open(options, inputs).load(0).inputs[0].shape(), (Shape{4, 2}));
        options.dims = {{"M", 4}, {"x:0", 0}};
        const std::string error = errorOf([&] { (void)SampleSet::open(options, inputs); });
        QVERIFY(contains(error, "unknown dimension 'M'") && contains(error, "can't have the size 0"));
    }

    void samplesAreSpreadAndKeepTheirIds()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.npy", counted(10)));
        const auto ids = [&] { return idsOf(SampleSet::open(options, floatPort("x", {1, 2}))); };
        options.samples = 4;
        QCOMPARE(ids(), (std::vector<std::uint64_t>{0, 2, 5, 7}));
        options.range = SampleRange{3, 9};
        QCOMPARE(ids(), (std::vector<std::uint64_t>{3, 4, 6, 7}));
        options.samples.reset();
        QCOMPARE(ids(), (std::vector<std::uint64_t>{3, 4, 5, 6, 7, 8}));
        options.range.reset();
        options.sample = 9;
        QCOMPARE(ids(), std::vector<std::uint64_t>{9});
        QCOMPARE(SampleSet::open(options, floatPort("x", {1, 2})).load(0).name, std::string("a.npy#9"));
        options.sample = 10;
        QVERIFY(contains(errorOf([&] { (void)ids(); }), "there is no sample 10"));
        options.sample.reset();
        options.range = SampleRange{10, 12};
        QVERIFY(contains(errorOf([&] { (void)ids(); }), "the list has 10"));
        options.range = SampleRange{8, 12};
        options.samples = 50;
        QCOMPARE(ids(), (std::vector<std::uint64_t>{8, 9}));
        QCOMPARE(countOf(SampleSet::open(options, floatPort("x", {1, 2})).findings(), "data.fewer_samples"), std::size_t{2});
    }

    void inputsByHand()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.npy", counted(1)));
        const std::vector<PortInfo> inputs{
            port("x", ElementType::Float32, {1, 2}),     port("one", ElementType::Int64, {}),
            port("pair", ElementType::Float32, {-1, 2}), port("fill", ElementType::Float16, {2, 2}),
            port("list", ElementType::Int32, {1, -1}),   port("flag", ElementType::Bool, {2}),
            port("big", ElementType::Int64, {1}),        port("dice", ElementType::Int64, {1, 100}),
            port("rest", ElementType::Int32, {1, 3}),    port("empty", ElementType::Float32, {2, 1})};
        options.inputs = {{"one", "16000"},   {"pair", "1.5,-2"},          {"fill", "1/2"},          {"list", "1,2,3"},
                          {"flag", "true,0"}, {"big", "9007199254740993"}, {"dice", "randint:-2:3"}, {"empty", "zeros"}};
        const SampleSet set = SampleSet::open(options, inputs);
        const Sample s = set.load(0);
        QCOMPARE(s.inputs[1].int64s()[0], std::int64_t{16000});
        QCOMPARE(floatsOf(s.inputs[2]), (std::vector<float>{1.5F, -2}));
        QCOMPARE(s.inputs[2].shape(), (Shape{1, 2}));
        QCOMPARE(floatsOf(s.inputs[3]), (std::vector<float>{0.5F, 0.5F, 0.5F, 0.5F}));
        QCOMPARE(s.inputs[4].shape(), (Shape{1, 3}));
        QCOMPARE(floatsOf(s.inputs[5]), (std::vector<float>{1, 0}));
        QCOMPARE(s.inputs[6].int64s()[0], std::int64_t{9007199254740993}); // 2^53 + 1 is no double
        const auto dice = s.inputs[7].int64s();
        QCOMPARE(*std::min_element(dice.begin(), dice.end()), std::int64_t{-2});
        QCOMPARE(*std::max_element(dice.begin(), dice.end()), std::int64_t{2});
        QVERIFY(s.inputs[7].identical(set.load(0).inputs[7]));
        options.seed = 1;
        QVERIFY(!s.inputs[7].identical(SampleSet::open(options, inputs).load(0).inputs[7]));
        QCOMPARE(floatsOf(s.inputs[8]), (std::vector<float>{0, 0, 0}));
        QCOMPARE(countOf(set.findings(), "data.assumed_zeros"), std::size_t{1});
    }

    void inputsByHandAreChecked()
    {
        DataFolder folder;
        folder.write("x/a.npy", counted(1));
        DataOptions options = at(folder.path());
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {1, 2}), port("a", ElementType::Int8, {2}),
                                           port("b", ElementType::Int64, {1, -1}), port("c", ElementType::Float32, {1, 2})};
        options.inputs = {{"a", "300"}, {"b", "randint:3:3"}, {"bb", "1"}, {"c", "image_size"}};
        const std::string error = errorOf([&] { (void)SampleSet::open(options, inputs); });
        for (const char* part :
             {"'300' is no value of type int8", "LO < HI", "unknown input 'bb', did you mean b", "no input is fed by pictures"})
            QVERIFY2(contains(error, part), part);
        options.inputs = {{"a", "1,2,3"}, {"b", "zeros"}, {"c", "zeros"}};
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(options, inputs); }), "is open: give its size, b:1=N"));
        options.dims = {{"b:1", 4}};
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(options, inputs); }), "wants 2 values [2], got 3"));
        options.inputs = {{"a", "1"}};
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(options, inputs); }), "input 'c' float32 [1, 2] gets no data"));
    }

    void madeInputsTakeTheSizesOfTheSample()
    {
        DataFolder folder;
        folder.write("a.npy", npy("<i8", "(1, 3)", bytesOf(std::vector<std::int64_t>{1, 2, 3})));
        folder.write("b.npy", npy("<i8", "(1, 5)", bytesOf(std::vector<std::int64_t>{1, 2, 3, 4, 5})));
        DataOptions options = at(folder.path());
        options.inputs = {{"mask", "1"}};
        const std::vector<PortInfo> inputs{port("mask", ElementType::Int64, {-1, -1}, {"N", "sequence"}),
                                           port("ids", ElementType::Int64, {-1, -1}, {"N", "sequence"})};
        const SampleSet set = SampleSet::open(options, inputs);
        QCOMPARE(floatsOf(set.load(0).inputs[0]), (std::vector<float>{1, 1, 1}));
        QCOMPARE(set.load(1).inputs[0].shape(), (Shape{1, 5}));
    }

    void randomIsSeededAndSaidToMeanNothing()
    {
        DataOptions options = at("random:3");
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {-1, 1000}), port("ids", ElementType::Int64, {1})};
        const SampleSet set = SampleSet::open(options, inputs);
        QCOMPARE(set.size(), std::size_t{3});
        QCOMPARE(countOf(set.findings(), "data.random"), std::size_t{1});
        const std::vector<float> values = floatsOf(set.load(1).inputs[0]);
        const auto [low, high] = std::minmax_element(values.begin(), values.end());
        QVERIFY(*low >= -1 && *low < -0.98F && *high < 1 && *high > 0.98F);
        QVERIFY(std::abs(std::accumulate(values.begin(), values.end(), 0.0) / 1000.0) < 0.06);
        QVERIFY(floatsOf(set.load(0).inputs[0]) != values);
        QVERIFY(floatsOf(SampleSet::open(options, inputs).load(1).inputs[0]) == values);
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(at("random:0"), inputs); }), "random:N"));
    }

    void statesStartWithEverySequence()
    {
        DataFolder folder;
        folder.write("a.npy", counted(4));
        folder.write("b.npy", counted(8));
        DataOptions options = at(folder.path());
        options.inputs = {{"state", "from:next"}};
        const std::vector<PortInfo> inputs{port("x", ElementType::Float32, {1, 2}),
                                           port("state", ElementType::Float32, {2, -1, 3})};
        const auto starts = [&] {
            std::string text;
            const SampleSet set = SampleSet::open(options, inputs);
            for (std::size_t i = 0; i < set.size(); ++i)
                text += std::to_string(set.load(i).id) + (set.load(i).startsSequence ? "! " : " ");
            return text;
        };
        const SampleSet set = SampleSet::open(options, inputs);
        QVERIFY(set.sequential());
        QVERIFY((set.states() == std::vector<StateLink>{{1, "next"}}));
        QCOMPARE(set.load(3).inputs[1].shape(), (Shape{2, 1, 3}));
        QCOMPARE(countOf(set.findings(), "data.assumed_dim"), std::size_t{1});
        QCOMPARE(starts(), std::string("0! 1 2 3 4! 5 6 7 8 9 10 11 "));
        options.samples = 6; // half of every sequence, from its start
        QCOMPARE(starts(), std::string("0! 1 4! 5 6 7 "));
        options.samples.reset();
        options.range = SampleRange{2, 6};
        QCOMPARE(starts(), std::string("2! 3 4! 5 "));
    }

    void fingerprintsKnowWhatWouldBeLoaded()
    {
        DataFolder one;
        DataFolder two;
        for (DataFolder* folder : {&one, &two}) {
            folder->write("a.npy", counted(2));
            folder->write("b.npy", counted(2));
        }
        const std::vector<PortInfo> inputs = floatPort("x", {1, 2});
        const auto open = [&](DataOptions options) { return SampleSet::open(options, inputs); };
        const SampleSet set = open(at(one.path()));
        QVERIFY(set.fingerprint() == open(at(two.path())).fingerprint()); // where the data lie changes nothing
        DataOptions part = at(one.path());
        part.samples = 2;
        QVERIFY(open(part).fingerprint() != set.fingerprint());
        QVERIFY(open(part).listFingerprint() == set.listFingerprint());
        DataOptions scaled = at(one.path());
        scaled.preprocess[""].scale = 2;
        QVERIFY(open(scaled).listFingerprint() != set.listFingerprint());
        QVERIFY(SampleSet::open(at(one.path()), floatPort("x", {-1, 2})).fingerprint() != set.fingerprint());
        two.write("b.npy", floatNpy("(2, 2)", {0, 1, 2, 4})); // same size, another value
        QVERIFY(open(at(two.path())).fingerprint() != set.fingerprint());
    }

    void misfitsOfAllInputsAreOneError()
    {
        DataFolder folder;
        folder.write("left/a.npy", counted(1));
        folder.write("right/a.npy", counted(1));
        const std::vector<PortInfo> inputs{port("left", ElementType::Float32, {1, 3}), port("right", ElementType::Int64, {1, 2})};
        const std::string error = errorOf([&] { (void)SampleSet::open(at(folder.path()), inputs); });
        QVERIFY(contains(error, "'left' wants float32 [1, 3], got float32 [1, 2] in a.npy"));
        QVERIFY(contains(error, "'right' wants int64 [1, 2], got float32 [1, 2] in a.npy"));
    }
};

QTEST_APPLESS_MAIN(TestSampleSet)
#include "tst_sample_set.moc"
