// SPDX-License-Identifier: GPL-3.0-or-later
// Every form of numbers, byte by byte.
#include "tests/engine/data/data_files.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

const std::vector<float> kSix{1, 2, 3, 4, 5, 6};

std::vector<float> firstOf(const DataOptions& options, const std::vector<PortInfo>& inputs)
{
    return floatsOf(SampleSet::open(options, inputs).load(0).inputs.at(0));
}

} // namespace

class TestArrayFiles : public QObject {
    Q_OBJECT

private slots:
    void npyOfEveryOrder()
    {
        DataFolder folder;
        QCOMPARE(firstOf(at(folder.write("c.npy", floatNpy("(2, 3)", kSix))), floatPort("x", {2, 3})), kSix);
        // Fortran order stores columns first.
        QCOMPARE(firstOf(at(folder.write("f.npy", npy("<f4", "(2, 3)", bytesOf(std::vector<float>{1, 4, 2, 5, 3, 6}), "True"))),
                         floatPort("x", {2, 3})),
                 kSix);
        QByteArray bigEndian;
        for (const float v : kSix)
            bigEndian += big(qFromUnaligned<quint32>(&v));
        QCOMPARE(firstOf(at(folder.write("b.npy", npy(">f4", "(2, 3)", bigEndian))), floatPort("x", {2, 3})), kSix);
    }

    void npyTypesAndVersions()
    {
        DataFolder folder;
        const auto first = [&](const QByteArray& file, ElementType type, Shape shape) {
            return SampleSet::open(at(folder.write("a.npy", file)), std::vector<PortInfo>{port("x", type, std::move(shape))})
                .load(0)
                .inputs[0];
        };
        QCOMPARE(
            first(npy("<i8", "(1, 2)", bytesOf(std::vector<std::int64_t>{-5, std::int64_t{1} << 60})), ElementType::Int64, {1, 2})
                .int64s()[1],
            std::int64_t{1} << 60);
        QCOMPARE(first(npy("|u1", "(1, 2)", "\x01\xff"), ElementType::UInt8, {1, 2}).valueAt(1), 255.0);
        QCOMPARE(first(npy("|b1", "(1, 2)", QByteArray("\x01\x00", 2)), ElementType::Bool, {1, 2}).valueAt(0), 1.0);
        QCOMPARE(first(npy("<f2", "(1, 1)", QByteArray("\x00\x3c", 2)), ElementType::Float16, {1, 1}).valueAt(0), 1.0);
        QCOMPARE(first(npy("<f8", "()", bytesOf(std::vector<double>{2.5})), ElementType::Float64, {}).valueAt(0), 2.5);
        QByteArray two = floatNpy("(1, 6)", kSix); // version 2 has a length of four bytes
        two[6] = 2;
        two.insert(10, QByteArray(2, '\0'));
        QCOMPARE(floatsOf(first(two, ElementType::Float32, {1, 6})), kSix);
    }

    void npzStoredAndDeflated()
    {
        for (const Pack pack : {Pack::Stored, Pack::Deflated}) {
            DataFolder folder;
            const QByteArray file = zip(
                {{"x.npy", floatNpy("(2, 3)", kSix)}, {"y.npy", npy("<i8", "(2, 1)", bytesOf(std::vector<std::int64_t>{7, 8}))}},
                pack);
            folder.write("a.npz", file);
            const std::vector<PortInfo> inputs{port("y", ElementType::Int64, {-1, 1}), port("x", ElementType::Float32, {-1, 3})};
            const SampleSet set = SampleSet::open(at(folder.path()), inputs);
            QCOMPARE(set.size(), std::size_t{2});
            QCOMPARE(set.load(1).inputs[0].int64s()[0], std::int64_t{8});
            QCOMPARE(floatsOf(set.load(1).inputs[1]), (std::vector<float>{4, 5, 6}));
            QCOMPARE(set.load(1).name, std::string("a.npz#1"));
        }
    }

    void npzOfZip64()
    {
        // numpy.savez writes sizes of 0xffffffff in the directory and the real ones in the extra field for large members.
        QByteArray file = zip({{"x.npy", floatNpy("(2, 3)", kSix)}});
        const qsizetype entry = file.indexOf(QByteArray("PK\x01\x02", 4));
        const quint32 size = qFromLittleEndian<quint32>(file.constData() + entry + 24);
        const QByteArray extra = little(quint16{1}) + little(quint16{16}) + little(quint64{size}) + little(quint64{size});
        file.replace(entry + 20, 8, QByteArray(8, '\xff'));
        file.replace(entry + 30, 2, little(static_cast<quint16>(extra.size())));
        file.insert(entry + 46 + 5, extra);
        const qsizetype end = file.indexOf(QByteArray("PK\x05\x06", 4));
        file.replace(end + 12, 4, little(static_cast<quint32>(end - entry)));
        DataFolder folder;
        QCOMPARE(firstOf(at(folder.write("a.npz", file)), floatPort("x", {2, 3})), kSix);
    }

    void npzWithOneUnnamedArray()
    {
        DataFolder folder;
        const std::string path = folder.write("a.npz", zip({{"arr_0.npy", floatNpy("(2, 3)", kSix)}}));
        QCOMPARE(firstOf(at(path), floatPort("x", {2, 3})), kSix);
        const std::vector<PortInfo> two{port("x", ElementType::Float32, {2, 3}), port("z", ElementType::Float32, {2, 3})};
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(at(path), two); }), "'arr_0'"));
    }

    void tensorProtoOfEveryField()
    {
        DataFolder folder;
        QCOMPARE(firstOf(at(folder.write("input_0.pb", tensorProto("x", {2, 3}, kSix))), floatPort("x", {2, 3})), kSix);
        onnx::TensorProto typed;
        typed.set_data_type(onnx::TensorProto::FLOAT16);
        typed.add_dims(2);
        typed.add_int32_data(0x3c00);
        typed.add_int32_data(0xc000);
        const std::vector<PortInfo> half{port("x", ElementType::Float16, {2})};
        QCOMPARE(firstOf(at(folder.write("h.pb", QByteArray::fromStdString(typed.SerializeAsString()))), half),
                 (std::vector<float>{1, -2}));
        typed.set_data_type(onnx::TensorProto::INT8);
        typed.set_int32_data(1, -7);
        typed.set_int32_data(0, 127);
        const std::vector<PortInfo> int8{port("x", ElementType::Int8, {2})};
        QCOMPARE(firstOf(at(folder.write("i.pb", QByteArray::fromStdString(typed.SerializeAsString()))), int8),
                 (std::vector<float>{127, -7}));
        typed.set_data_location(onnx::TensorProto::EXTERNAL);
        folder.write("i.pb", QByteArray::fromStdString(typed.SerializeAsString()));
        QVERIFY(contains(errorOf([&] { (void)firstOf(at(folder.path("i.pb")), int8); }), "another file"));
    }

    void rawIsCutIntoItems()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.bin", bytesOf(kSix)));
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(options, floatPort("x", {-1, 3}));
                         }),
                         "raw values need their type"));
        options.rawDtype = ElementType::Float32;
        const SampleSet set = SampleSet::open(options, floatPort("x", {-1, 3}));
        QCOMPARE(set.size(), std::size_t{2});
        QCOMPARE(floatsOf(set.load(1).inputs[0]), (std::vector<float>{4, 5, 6}));
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(options, floatPort("x", {-1, -1}));
                         }),
                         "raw values need every size"));
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(options, floatPort("x", {1, 4})).load(0); }), "no multiple"));
        options.rawDtype = ElementType::UInt8;
        const std::string mismatch = errorOf([&] { (void)SampleSet::open(options, floatPort("x", {1, 3})); });
        QVERIFY(contains(mismatch, "wants float32 [1, 3], got uint8 [8, 3]"));
    }

    void idxWithLabels()
    {
        for (const bool packed : {false, true}) {
            DataFolder folder;
            const QByteArray pictures = idx(8, {2, 1, 2}, QByteArray("\x00\x33\x66\xff", 4));
            const QByteArray labels = idx(8, {2}, QByteArray("\x07\x02", 2));
            folder.write(packed ? "t-images-idx3-ubyte.gz" : "t-images-idx3-ubyte", packed ? gzipped(pictures) : pictures);
            folder.write(packed ? "t-labels-idx1-ubyte" : "t-labels-idx1-ubyte.gz", packed ? labels : gzipped(labels));
            DataOptions options = at(folder.path());
            options.preprocess = {{"", preprocessPreset("byte")}};
            const SampleSet set = SampleSet::open(options, floatPort("x", {1, 1, 1, 2}));
            QCOMPARE(set.size(), std::size_t{2});
            QCOMPARE(floatsOf(set.load(0).inputs[0]), (std::vector<float>{0, 51}));
            QCOMPARE(floatsOf(set.load(1).inputs[0]), (std::vector<float>{102, 255}));
            QCOMPARE(set.load(0).label.value(), std::int64_t{7});
            QCOMPARE(set.load(1).label.value(), std::int64_t{2});
        }
    }

    void idxOfFloatsIsAnArray()
    {
        DataFolder folder;
        QByteArray values;
        for (const float v : kSix)
            values += big(qFromUnaligned<quint32>(&v));
        const SampleSet set = SampleSet::open(at(folder.write("data.idx", idx(0x0d, {2, 3}, values))), floatPort("x", {-1, 3}));
        QCOMPARE(floatsOf(set.load(1).inputs[0]), (std::vector<float>{4, 5, 6}));
    }

    void idxLabelsOfAnotherCountAreAFinding()
    {
        DataFolder folder;
        folder.write("t-images-idx3-ubyte", idx(8, {2, 1, 2}, QByteArray(4, 'a')));
        folder.write("t-labels-idx1-ubyte", idx(8, {3}, QByteArray(3, 'a')));
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 1, 1, 2}));
        QCOMPARE(countOf(set.findings(), "data.bad_labels"), std::size_t{1});
        QVERIFY(!set.load(0).label);
    }

    void wavIsFramed()
    {
        std::vector<qint16> ramp;
        for (int i = 0; i < 11; ++i)
            ramp.push_back(static_cast<qint16>(1024 * i));
        DataFolder folder;
        DataOptions options = at(folder.write("a.wav", wav(ramp)));
        options.wav = {4, 3, 2};
        const SampleSet set = SampleSet::open(options, floatPort("x", {1, -1}));
        QCOMPARE(set.size(), std::size_t{3}); // frames begin at 0, 3, 6; the one at 9 is not full
        const auto expected = [](std::initializer_list<int> steps) {
            std::vector<float> values;
            for (const int s : steps)
                values.push_back(static_cast<float>(s) / 32.0F);
            return values;
        };
        QCOMPARE(floatsOf(set.load(0).inputs[0]), expected({0, 0, 0, 1, 2, 3}));
        QCOMPARE(floatsOf(set.load(1).inputs[0]), expected({1, 2, 3, 4, 5, 6}));
        QCOMPARE(floatsOf(set.load(2).inputs[0]), expected({4, 5, 6, 7, 8, 9}));
        options.wav = {0, 0, 1};
        QCOMPARE(SampleSet::open(options, floatPort("x", {1, 1, 5})).load(1).inputs[0].shape(), (Shape{1, 1, 5}));
        QCOMPARE(floatsOf(SampleSet::open(options, floatPort("x", {1, 1, 5})).load(1).inputs[0]), expected({3, 4, 5, 6, 7}));
        QCOMPARE(floatsOf(SampleSet::open(options, floatPort("x", {5})).load(1).inputs[0]), expected({3, 4, 5, 6, 7}));
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(options, floatPort("x", {1, -1})); }), "give a frame"));
    }

    void wavChannelsAreAveraged()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.wav", wav({100, 300, -32768, -32768}, 2)));
        QCOMPARE(firstOf(options, floatPort("x", {1, 2})), (std::vector<float>{200.0F / 32768.0F, -1.0F}));
    }

    void arraysTakeScaleMeanAndStd()
    {
        DataFolder folder;
        DataOptions options = at(folder.write("a.npy", npy("|u1", "(1, 3, 1, 2)", QByteArray("\x00\xff\x00\xff\x00\xff", 6))));
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(options, floatPort("x", {1, 3, 1, 2}));
                         }),
                         "wants float32 [1, 3, 1, 2], got uint8 [1, 3, 1, 2]"));
        options.preprocess = {{"", preprocessPreset("imagenet")}};
        const SampleSet set = SampleSet::open(options, floatPort("x", {1, 3, 1, 2}));
        QCOMPARE(countOf(set.findings(), "data.geometry_ignored"), std::size_t{1});
        const std::vector<float> values = floatsOf(set.load(0).inputs[0]);
        QCOMPARE(values[2], static_cast<float>((0.0 - 0.456) / 0.224));
        QCOMPARE(values[5], static_cast<float>((1.0 - 0.406) / 0.225));
        DataOptions doubles = at(folder.write("d.npy", npy("<f8", "(1, 1)", bytesOf(std::vector<double>{0.1}))));
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(doubles, floatPort("x", {1, 1})); }), "got float64"));
        doubles.preprocess[""].dtype = ElementType::Float32;
        QCOMPARE(firstOf(doubles, floatPort("x", {1, 1})), std::vector<float>{0.1F});
    }
};

QTEST_APPLESS_MAIN(TestArrayFiles)
#include "tst_array_files.moc"
