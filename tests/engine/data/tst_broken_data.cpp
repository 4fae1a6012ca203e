// SPDX-License-Identifier: GPL-3.0-or-later
// Every form of file, cut at many places and with flipped bytes: an error or other numbers, never a crash, a hang or an
// allocation for what is not there (the address space is limited to prove that).
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <random>

#include <opencv2/imgcodecs.hpp>
#include <sys/resource.h>

using namespace qb;
using namespace qb::test;

namespace {

struct Case {
    std::string name;
    QByteArray bytes;
    std::vector<PortInfo> inputs;
    DataOptions options;
    bool truncationShows = true; ///< a shorter file can't be a whole one
};

QByteArray encoded(const std::string& extension)
{
    cv::Mat picture(13, 17, CV_8UC3);
    for (int y = 0; y < picture.rows; ++y)
        for (int x = 0; x < picture.cols; ++x)
            picture.at<cv::Vec3b>(y, x) =
                cv::Vec3b(static_cast<uchar>(x * 15), static_cast<uchar>(y * 19), static_cast<uchar>(x * y));
    std::vector<uchar> bytes;
    cv::imencode(extension, picture, bytes);
    return {reinterpret_cast<const char*>(bytes.data()), static_cast<qsizetype>(bytes.size())};
}

std::vector<Case> cases()
{
    std::vector<float> values(120);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = static_cast<float>(i) / 7.0F;
    const std::vector<PortInfo> rows = floatPort("x", {-1, 4, 5});
    const std::vector<PortInfo> picture = floatPort("x", {1, 3, 8, 8});
    const QByteArray array = floatNpy("(6, 4, 5)", values);
    DataOptions raw;
    raw.rawDtype = ElementType::Float32;
    DataOptions audio;
    audio.wav = {20, 10, 5};
    std::vector<Case> list{
        {"a.npy", array, rows, {}},
        {"f.npy", npy("<f4", "(6, 4, 5)", bytesOf(values), "True"), rows, {}},
        {"stored.npz", zip({{"x.npy", array}}, Pack::Stored), rows, {}},
        {"packed.npz", zip({{"x.npy", array}}, Pack::Deflated), rows, {}},
        {"a.pb", tensorProto("x", {6, 4, 5}, values), rows, {}},
        {"a.idx", idx(8, {5, 6, 4}, QByteArray(120, 'x')), floatPort("x", {1, 1, 6, 4}), {}},
        {"a-idx3-ubyte.gz", gzipped(idx(8, {5, 6, 4}, QByteArray(120, 'x'))), floatPort("x", {1, 1, 6, 4}), {}},
        {"a.wav", wav(std::vector<qint16>(100, 77)), floatPort("x", {1, 25}), audio},
        {"a.bin", bytesOf(values), rows, raw, false}, // a shorter file may be fewer items
        {"a.ppm", flatPpm(17, 13, 1, 2, 3), picture, {}},
        {"a.webp", encoded(".webp"), picture, {}},
    };
    for (const char* extension : {".png", ".jpg"})
        list.push_back({"a" + std::string(extension), encoded(extension), picture, {}});
    for (const char* extension : {".bmp", ".tiff"})
        list.push_back({"a" + std::string(extension), encoded(extension), picture, {}, false}); // the decoder may fill up
    return list;
}

/// Opens and loads everything. True where nothing threw.
bool readsWhole(const std::string& path, const Case& c)
{
    DataOptions options = c.options;
    options.path = path;
    try {
        const SampleSet set = SampleSet::open(options, c.inputs);
        for (std::size_t i = 0; i < std::min<std::size_t>(set.size(), 50); ++i)
            (void)set.load(i);
        return true;
    } catch (const Error& e) {
        if (std::string(e.what()).empty())
            qFatal("an error without a message");
        return false;
    }
}

} // namespace

class TestBrokenData : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
#if !defined(__SANITIZE_ADDRESS__)
        rlimit limit{};
        getrlimit(RLIMIT_AS, &limit);
        limit.rlim_cur = std::size_t{2} << 30U;
        QCOMPARE(setrlimit(RLIMIT_AS, &limit), 0);
#endif
    }

    void wholeFilesAreRead()
    {
        for (const Case& c : cases()) {
            DataFolder folder;
            QVERIFY2(readsWhole(folder.write(c.name, c.bytes), c), c.name.c_str());
        }
    }

    void truncatedFilesAreErrors()
    {
        for (const Case& c : cases()) {
            DataFolder folder;
            const qsizetype step = std::max<qsizetype>(1, c.bytes.size() / 150);
            for (qsizetype size = 0; size < c.bytes.size(); size += step) {
                const bool whole = readsWhole(folder.write(c.name, c.bytes.first(size)), c);
                QVERIFY2(!whole || !c.truncationShows,
                         qPrintable(QString("%1 cut to %2 bytes").arg(QString::fromStdString(c.name)).arg(size)));
            }
        }
    }

    void flippedBytesDoNoHarm()
    {
        std::mt19937 random(1);
        for (const Case& c : cases()) {
            DataFolder folder;
            for (int round = 0; round < 250; ++round) {
                QByteArray bytes = c.bytes;
                // Headers hold what hurts, so half of the flips go there.
                const auto span = static_cast<unsigned>(round % 2 == 0 ? std::min<qsizetype>(bytes.size(), 80) : bytes.size());
                for (unsigned k = 0; k <= random() % 3; ++k)
                    bytes[static_cast<qsizetype>(random() % span)] = static_cast<char>(random() % 4 == 0 ? 0xff : random());
                (void)readsWhole(folder.write(c.name, bytes), c);
            }
        }
    }

    void impossibleShapesAllocateNothing()
    {
        DataFolder folder;
        for (const char* shape : {"(1, 999999999999)", "(4000000000, 4000000000)", "(9223372036854775807, 9223372036854775807)",
                                  "(1, -5)", "(0, 2)", "(1, 99999999999999999999)"}) {
            const std::string path = folder.write("a.npy", floatNpy(shape, {1, 2}));
            QVERIFY2(!errorOf([&] { (void)SampleSet::open(at(path), floatPort("x", {1, -1})).load(0); }).empty(), shape);
        }
        const std::string proto = folder.write("a.pb", tensorProto("", {1, std::int64_t{1} << 40}, {1}));
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(at(proto), floatPort("x", {1, -1})).load(0); }), "unpacks to"));
        const std::string many = folder.write("a.idx", idx(8, {0xffffffff, 28, 28}, "abc"));
        QVERIFY(!errorOf([&] { (void)SampleSet::open(at(many), floatPort("x", {1, 1, 28, 28})).load(0); }).empty());
        const std::string claimed = folder.write("b.idx", idx(8, {1000000, 28, 28}, "abc"));
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(at(claimed), floatPort("x", {1, 1, 28, 28})).load(0);
                         }),
                         "truncated"));
    }

    void zipBombsStopAtTheirHeader()
    {
        // 200 MB of zeros in 200 KB; the array says that it holds 6 values.
        DataFolder folder;
        QByteArray bomb = floatNpy("(2, 3)", {1, 2, 3, 4, 5, 6});
        bomb += QByteArray(200'000'000, '\0');
        const QByteArray file = zip({{"x.npy", bomb}}, Pack::Deflated);
        QVERIFY(file.size() < 400'000);
        bomb.clear();
        const SampleSet set = SampleSet::open(at(folder.write("a.npz", file)), floatPort("x", {2, 3}));
        QCOMPARE(floatsOf(set.load(0).inputs[0]).at(5), 6.0F);
        // One that says it holds 4 GB is refused before it is unpacked.
        const std::string path = folder.write("b.npz", zip({{"x.npy", floatNpy("(1000000, 1024)", {1})}}, Pack::Deflated));
        QVERIFY(contains(errorOf([&] { (void)SampleSet::open(at(path), floatPort("x", {1, 1024})).load(0); }), "unpacks to"));
    }

    void hugePicturesAreRefusedByTheirHeader()
    {
        DataFolder folder;
        const auto error = [&](const std::string& name, const QByteArray& bytes) {
            return errorOf([&] { (void)SampleSet::open(at(folder.write(name, bytes)), floatPort("x", {1, 3, 8, 8})).load(0); });
        };
        QVERIFY(contains(error("a.ppm", "P6\n30000 30000\n255\n" + QByteArray(100, 'x')), "30000x30000"));
        QByteArray png = encoded(".png");
        png.replace(16, 8, big(quint32{60000}) + big(quint32{60000}));
        png.replace(29, 4, big(static_cast<quint32>(crc32(0, reinterpret_cast<const Bytef*>(png.constData() + 12), 17))));
        QVERIFY(contains(error("a.png", png), "60000x60000"));
        QByteArray bmp = encoded(".bmp");
        bmp.replace(18, 8, little(quint32{50000}) + little(quint32{50000}));
        QVERIFY(contains(error("a.bmp", bmp), "50000x50000"));
        QByteArray jpeg = encoded(".jpg");
        const qsizetype frame = jpeg.indexOf(QByteArray("\xff\xc0", 2));
        jpeg.replace(frame + 5, 4, big(quint16{65000}) + big(quint16{65000}));
        QVERIFY(contains(error("a.jpg", jpeg), "65000x65000"));
    }

    void oddFilesAreNotOpened()
    {
        DataFolder folder;
        const std::string list = folder.write("l.txt", "/dev/zero\n");
        QVERIFY(!errorOf([&] { (void)SampleSet::open(at(list), floatPort("x", {1, 3, 8, 8})).load(0); }).empty());
        folder.write("empty/readme.md", "");
        QVERIFY(contains(errorOf([&] {
                             (void)SampleSet::open(at(folder.path("empty")), floatPort("x", {1, 3, 8, 8}));
                         }),
                         "no data found"));
    }
};

QTEST_APPLESS_MAIN(TestBrokenData)
#include "tst_broken_data.moc"
