// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures through a sample set: numbers against the closed form, geometry against pictures whose pixels say where they
// came from.
#include "tests/engine/data/data_files.h"

#include <QtTest>

#include <cmath>

#include <nlohmann/json.hpp>

using namespace qb;
using namespace qb::test;

namespace {

/// The tensor that one picture becomes.
Tensor through(const QByteArray& picture, const nlohmann::json& preprocess, const PortInfo& input)
{
    DataFolder folder;
    DataOptions options = at(folder.write("a.ppm", picture));
    options.preprocess = preprocessFromJson(preprocess);
    const std::vector<PortInfo> inputs{input};
    return SampleSet::open(options, inputs).load(0).inputs.at(0);
}

PortInfo floats(Shape shape) { return port("x", ElementType::Float32, std::move(shape)); }

/// Red is the column, green the row: a picture whose values say where they came from.
QByteArray coordinates(int width, int height)
{
    QByteArray rgb;
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x)
            rgb.append(static_cast<char>(x)).append(static_cast<char>(y)).append('\0');
    return ppm(width, height, rgb);
}

} // namespace

class TestPreprocess : public QObject {
    Q_OBJECT

private slots:
    void presetsGiveTheirFormula()
    {
        const QByteArray picture = flatPpm(4, 4, 255, 100, 7);
        const double mean[] = {0.485, 0.456, 0.406};
        const double std[] = {0.229, 0.224, 0.225};
        const double value[] = {255, 100, 7};
        const Tensor imagenet = through(picture, {{"preset", "imagenet"}}, floats({1, 3, 2, 2}));
        const Tensor unit = through(picture, {{"preset", "unit"}}, floats({1, 3, 2, 2}));
        const Tensor byte = through(picture, {{"preset", "byte"}}, floats({1, 3, 2, 2}));
        const Tensor sign = through(picture, {{"preset", "signed"}}, floats({1, 3, 2, 2}));
        for (std::size_t c = 0; c < 3; ++c) {
            QCOMPARE(imagenet.floats()[4 * c], static_cast<float>((value[c] / 255.0 - mean[c]) / std[c]));
            QCOMPARE(unit.floats()[4 * c], static_cast<float>(value[c] / 255.0));
            QCOMPARE(byte.floats()[4 * c], static_cast<float>(value[c]));
            QVERIFY(std::abs(sign.floats()[4 * c] - static_cast<float>(value[c] / 127.5 - 1.0)) < 1e-6F);
        }
        const Tensor mnist = through(flatPpm(3, 3, 50, 50, 50), {{"preset", "mnist"}}, floats({1, 1, 2, 2}));
        QCOMPARE(mnist.floats()[0], static_cast<float>((50.0 / 255.0 - 0.1307) / 0.3081));
    }

    void meanAndStdFollowTheColourOrder()
    {
        const Tensor t = through(flatPpm(2, 2, 10, 20, 30),
                                 {{"color", "bgr"}, {"scale", 1}, {"mean", {1, 2, 3}}, {"std", {2, 4, 5}}}, floats({1, 3, 1, 1}));
        QCOMPARE(floatsOf(t), (std::vector<float>{(30 - 1) / 2.0F, (20 - 2) / 4.0F, (10 - 3) / 5.0F}));
    }

    void layoutIsGuessedFromTheShape()
    {
        const QByteArray picture = coordinates(3, 2);
        const nlohmann::json bytes{{"preset", "byte"}};
        QCOMPARE(floatsOf(through(picture, bytes, floats({1, 3, 2, 3}))),
                 (std::vector<float>{0, 1, 2, 0, 1, 2, 0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0}));
        QCOMPARE(floatsOf(through(picture, bytes, floats({1, 2, 3, 3}))),
                 (std::vector<float>{0, 0, 0, 1, 0, 0, 2, 0, 0, 0, 1, 0, 1, 1, 0, 2, 1, 0}));
        const Tensor rank3 = through(picture, bytes, floats({2, 3, 3}));
        QCOMPARE(rank3.shape(), (Shape{2, 3, 3}));
        QCOMPARE(rank3.floats()[6], 2.0F); // pixel (2, 0)
    }

    void letterboxCentresAndPads()
    {
        const Tensor t =
            through(flatPpm(4, 2, 10, 10, 10), {{"preset", "byte"}, {"fit", "letterbox"}, {"pad", 114}}, floats({1, 3, 5, 4}));
        for (int y = 0; y < 5; ++y) // 4x2 fits as it is; 3 rows are left, 1 goes above
            QCOMPARE(t.floats()[static_cast<std::size_t>(y) * 4], y == 1 || y == 2 ? 10.0F : 114.0F);
        const Tensor colours = through(flatPpm(4, 2, 10, 10, 10), {{"preset", "byte"}, {"fit", "letterbox"}, {"pad", {1, 2, 3}}},
                                       floats({1, 3, 4, 4}));
        QCOMPARE(colours.floats()[0], 1.0F);
        QCOMPARE(colours.floats()[16], 2.0F);
        QCOMPARE(colours.floats()[32], 3.0F);
    }

    void shortestSideCropsTheCentre()
    {
        // 9x4, shortest 4: as it is; the 4x4 crop begins at round-half-even(5 / 2) = 2.
        const Tensor even = through(coordinates(9, 4), {{"preset", "byte"}, {"resize", 4}}, floats({1, 3, 4, 4}));
        QCOMPARE(even.floats()[0], 2.0F);
        QCOMPARE(even.floats()[3], 5.0F);
        // 11 wide: 7 / 2 = 3.5 rounds to 4. 4x11 the other way: rows.
        QCOMPARE(through(coordinates(11, 4), {{"preset", "byte"}, {"resize", 4}}, floats({1, 3, 4, 4})).floats()[0], 4.0F);
        QCOMPARE(through(coordinates(4, 11), {{"preset", "byte"}, {"resize", 4}}, floats({1, 3, 4, 4})).floats()[16], 4.0F);
        // An own crop is the model's size, and what is cut is said by resize.
        QCOMPARE(through(coordinates(10, 8), {{"preset", "byte"}, {"resize", "10x8"}, {"crop", "4x2"}}, floats({1, 3, -1, -1}))
                     .shape(),
                 (Shape{1, 3, 2, 4}));
    }

    void imagenetResizesToTheModelsShare()
    {
        // 7 / 0.875 = 8: an 8x16 picture stays, and the 7x7 crop begins at column round(9 / 2) = 4, row round(1 / 2) = 0.
        const Tensor t =
            through(coordinates(16, 8), {{"preset", "imagenet"}, {"scale", 1}, {"mean", 0}, {"std", 1}}, floats({1, 3, 7, 7}));
        QCOMPARE(t.floats()[0], 4.0F);
        QCOMPARE(t.floats()[49], 0.0F);
    }

    void cropCoversTheFrame()
    {
        const Tensor t = through(coordinates(12, 4), {{"preset", "byte"}, {"fit", "crop"}}, floats({1, 3, 4, 4}));
        QCOMPARE(t.floats()[0], 4.0F);
        QCOMPARE(t.floats()[3], 7.0F);
    }

    void nearestRepeatsPixels()
    {
        const Tensor t = through(coordinates(2, 1), {{"preset", "byte"}, {"interpolation", "nearest"}}, floats({1, 3, 1, 4}));
        QCOMPARE(floatsOf(t).at(0), 0.0F);
        QCOMPARE(floatsOf(t).at(1), 0.0F);
        QCOMPARE(floatsOf(t).at(2), 1.0F);
        QCOMPARE(floatsOf(t).at(3), 1.0F);
    }

    void yuvIsFullRangeBt601()
    {
        const double r = 200;
        const double g = 40;
        const double b = 90;
        const Tensor t = through(flatPpm(2, 2, 200, 40, 90), {{"preset", "byte"}, {"color", "yuv444"}}, floats({1, 3, 2, 2}));
        const double y = 0.299 * r + 0.587 * g + 0.114 * b;
        QVERIFY(std::abs(t.floats()[0] - y) <= 1.0);
        QVERIFY(std::abs(t.floats()[4] - (128 + (b - y) * 0.5 / (1 - 0.114))) <= 1.0);
        QVERIFY(std::abs(t.floats()[8] - (128 + (r - y) * 0.5 / (1 - 0.299))) <= 1.0);
    }

    void nv12SharesChromaOfFourPixels()
    {
        QByteArray rgb;
        for (const int red : {255, 0, 0, 0, 0, 0, 0, 0, 255, 255, 255, 255}) // 4 wide, 3 high
            rgb.append(static_cast<char>(red)).append('\0').append('\0');
        const nlohmann::json yuv{{"preset", "byte"}, {"color", "yuv444"}};
        const nlohmann::json nv12{{"preset", "byte"}, {"color", "nv12"}};
        const std::vector<float> full = floatsOf(through(ppm(4, 3, rgb), yuv, floats({1, 3, 3, 4})));
        const std::vector<float> half = floatsOf(through(ppm(4, 3, rgb), nv12, floats({1, 3, 3, 4})));
        for (std::size_t i = 0; i < 12; ++i)
            QCOMPARE(half[i], full[i]);
        const float v = std::floor((full[24] + full[25] + full[28] + full[29] + 2) / 4);
        QVERIFY(full[24] != v);
        for (const std::size_t i : {24, 25, 28, 29})
            QCOMPARE(half[i], v);
        QCOMPARE(half[32], std::floor((full[32] + full[33] + 1) / 2)); // the odd last row stands alone
    }

    void everyTypeRoundsAndSaturates()
    {
        const QByteArray picture = flatPpm(1, 1, 255, 1, 0);
        const auto as = [&](ElementType type, const nlohmann::json& preprocess) {
            return through(picture, preprocess, port("x", type, {1, 3, 1, 1}));
        };
        const Tensor bytes = as(ElementType::UInt8, {{"preset", "byte"}});
        QCOMPARE(bytes.valueAt(0), 255.0);
        const Tensor centred = as(ElementType::Int8, {{"preset", "byte"}, {"mean", 128}});
        QCOMPARE(centred.valueAt(0), 127.0);
        QCOMPARE(centred.valueAt(1), -127.0);
        QCOMPARE(as(ElementType::Int8, {{"preset", "byte"}}).valueAt(0), 127.0);
        QCOMPARE(as(ElementType::UInt8, {{"scale", 0.5}}).valueAt(0), 128.0); // 127.5 to even
        QCOMPARE(as(ElementType::UInt8, {{"scale", 0.5}}).valueAt(1), 0.0);   // 0.5 to even
        const Tensor half = as(ElementType::Float16, {{"preset", "unit"}});
        QCOMPARE(half.as<std::uint16_t>()[1], floatToHalf(1.0F / 255.0F));
        QCOMPARE(as(ElementType::Float64, {{"preset", "unit"}}).valueAt(1), 1.0 / 255.0);
    }

    void nothingSaidIsAssumedAndSaid()
    {
        DataFolder folder;
        folder.write("a.ppm", flatPpm(6, 2, 51, 0, 0));
        const SampleSet set = SampleSet::open(at(folder.path()), floatPort("x", {1, 3, 4, 4}));
        QCOMPARE(countOf(set.findings(), "data.assumed_preprocess"), std::size_t{1});
        QCOMPARE(set.load(0).inputs[0].floats()[0], 0.2F);
        const std::vector<PortInfo> bytes{port("x", ElementType::UInt8, {1, 3, 4, 4})};
        QCOMPARE(SampleSet::open(at(folder.path()), bytes).load(0).inputs[0].valueAt(0), 51.0);
    }

    void misfitsAreOneErrorWithWantedAndGot()
    {
        const QByteArray picture = flatPpm(4, 4, 1, 2, 3);
        const auto error = [&](const nlohmann::json& preprocess, const PortInfo& input) {
            return errorOf([&] { (void)through(picture, preprocess, input); });
        };
        const std::string two = error({{"color", "gray"}, {"crop", "2x3"}}, floats({1, 3, 4, 4}));
        QVERIFY(contains(two, "wants 3 channels") && contains(two, "got 1 (gray)"));
        QVERIFY(contains(two, "wants pictures of 4x4") && contains(two, "got 2x3 from crop"));
        QVERIFY(contains(error({{"dtype", "float16"}}, floats({1, 3, 4, 4})), "wants float32, got dtype float16"));
        QVERIFY(contains(error({{"preset", "unit"}}, floats({1, 3, -1, -1})), "the height and width of input 'x' are open"));
        QVERIFY(contains(error({{"preset", "unit"}}, floats({1, 8})), "wants float32 [1, 8], got pictures"));
        QVERIFY(contains(error({{"resize", 3}}, floats({1, 3, 4, 4})), "does not fit"));
        QVERIFY(contains(error({{"preset", "imagenet"}, {"color", "gray"}}, floats({1, 1, 4, 4})), "mean has 3 values"));
        QVERIFY(contains(error({{"resize", 8}, {"fit", "letterbox"}}, floats({1, 3, 4, 4})), "contradicts"));
        QVERIFY(!contains(error({{"preset", "unit"}, {"resize", "6x5"}}, floats({1, 3, -1, -1})), "a"));
    }
};

QTEST_APPLESS_MAIN(TestPreprocess)
#include "tst_preprocess.moc"
