// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/quant/histogram.h"

#include <QtTest>

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <random>

using namespace qb;

namespace {

std::vector<std::byte> bytesOf(const DyadicHistogram& histogram)
{
    ByteWriter out;
    histogram.write(out);
    return out.take();
}

/// The definition, in double and one value at a time, with the width known beforehand.
std::vector<std::uint64_t> naiveCounts(std::span<const float> values, double width)
{
    std::vector<std::uint64_t> counts(2 * DyadicHistogram::kHalf);
    for (const float x : values) {
        if (x == 0 || !std::isfinite(x))
            continue;
        const int magnitude = static_cast<int>(std::floor(std::fabs(static_cast<double>(x)) / width));
        ++counts[static_cast<std::size_t>(DyadicHistogram::kHalf + (x > 0 ? magnitude : -magnitude - 1))];
    }
    return counts;
}

std::vector<float> values(unsigned seed, std::size_t count, bool wild)
{
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::uniform_int_distribution<std::uint32_t> anyBits;
    std::vector<float> result;
    for (std::size_t i = 0; i < count; ++i) {
        const float any = std::bit_cast<float>(anyBits(random));
        const float x = wild ? any : normal(random);
        result.push_back(i % 7 == 0 ? 0.0F : x);
    }
    return result;
}

} // namespace

class TestHistogram : public QObject {
    Q_OBJECT

private slots:
    void widthIsTheFinestThatFits()
    {
        DyadicHistogram h;
        const float one[] = {1.0F};
        h.add(one);
        QCOMPARE(h.width(), std::ldexp(1.0, -11)); // 1 = 2048 * 2^-11; at 2^-12 it would be bin 4096, one too many
        QCOMPARE(h.lastBin(), 2048);
        const float nearly[] = {std::nextafter(2.0F, 0.0F)};
        h.add(nearly);
        QCOMPARE(h.width(), std::ldexp(1.0, -11));
        QCOMPARE(h.lastBin(), 4095);
        const float two[] = {-2.0F};
        h.add(two);
        QCOMPARE(h.width(), std::ldexp(1.0, -10));
        QCOMPARE(h.firstBin(), -2049);
        QCOMPARE(h.count(1024), std::uint64_t{1});
        QCOMPARE(h.count(2047), std::uint64_t{1});
    }

    void anyFirstValueFits()
    {
        for (const float x : {std::numeric_limits<float>::denorm_min(), 1e-40F, 0x1p-126F, 0x1p-115F, 1e-20F, 3.4e38F,
                              std::numeric_limits<float>::max()})
            for (const float signedX : {x, -x}) {
                DyadicHistogram h;
                h.add(std::span(&signedX, 1));
                QCOMPARE(h.nonZeros(), std::uint64_t{1});
                QCOMPARE(h.firstBin(), h.lastBin());
                const double lower = h.lastBin() * h.width();
                QVERIFY(lower <= signedX && signedX <= lower + h.width());
                QVERIFY(x < 0x1p-114F || h.lastBin() >= 2048 || h.lastBin() < -2048);
            }
    }

    void zerosAndNonFiniteAreNotBinned()
    {
        const float x[] = {0.0F, -0.0F, std::numeric_limits<float>::infinity(), std::numeric_limits<float>::quiet_NaN(), -1.0F};
        DyadicHistogram h;
        h.add(std::span(x).first(4));
        QCOMPARE(h.zeros(), std::uint64_t{2});
        QCOMPARE(h.total(), std::uint64_t{2});
        QCOMPARE(h.firstBin() - h.lastBin(), 1);
        h.add(x);
        QCOMPARE(h.zeros(), std::uint64_t{4});
        QCOMPARE(h.nonZeros(), std::uint64_t{1});
        QCOMPARE(h.count(-2049), std::uint64_t{1});
    }

    void equalsTheDefinition_data()
    {
        QTest::addColumn<bool>("wild");
        QTest::addColumn<int>("count");
        QTest::newRow("normal, few") << false << 1003;
        QTest::newRow("normal, many") << false << 50021;
        QTest::newRow("any bits, few") << true << 1003;
        QTest::newRow("any bits, many") << true << 50021;
    }

    void equalsTheDefinition()
    {
        QFETCH(bool, wild);
        QFETCH(int, count);
        const std::vector<float> x = values(3, static_cast<std::size_t>(count), wild);
        DyadicHistogram h;
        h.add(x);
        const std::vector<std::uint64_t> wanted = naiveCounts(x, h.width());
        for (int bin = -DyadicHistogram::kHalf; bin < DyadicHistogram::kHalf; ++bin)
            QCOMPARE(h.count(bin), wanted[static_cast<std::size_t>(bin + DyadicHistogram::kHalf)]);
    }

    void underflowKeepsTheSign()
    {
        const float x[] = {-1e-38F, 1e38F};
        DyadicHistogram fine;
        fine.add(std::span(x).first(1));
        fine.add(std::span(x).last(1));
        QCOMPARE(fine.count(-1), std::uint64_t{1});
        DyadicHistogram coarse;
        coarse.add(std::span(x).last(1));
        coarse.add(std::span(x).first(1));
        QVERIFY(fine == coarse);
    }

    void anyOrderAndAnySplitGiveTheSameBytes()
    {
        for (unsigned seed = 1; seed <= 20; ++seed) {
            std::vector<float> x = values(seed, 3000, seed % 2 == 0);
            DyadicHistogram whole;
            whole.add(x);
            const auto wanted = bytesOf(whole);
            std::mt19937 random(seed);
            std::shuffle(x.begin(), x.end(), random);
            std::vector<DyadicHistogram> parts(1 + random() % 6);
            for (std::size_t begin = 0; begin < x.size();) {
                const std::size_t n = std::min<std::size_t>(1 + random() % 400, x.size() - begin);
                parts[random() % parts.size()].add(std::span(x).subspan(begin, n));
                begin += n;
            }
            std::shuffle(parts.begin(), parts.end(), random);
            DyadicHistogram merged;
            for (const DyadicHistogram& part : parts)
                merged.merge(part);
            QVERIFY(bytesOf(merged) == wanted);
            QVERIFY(merged == whole);
        }
    }

    void bytesComeBack()
    {
        DyadicHistogram h;
        const float x[] = {0.0F, 1.0F, 1.25F, -0.5F};
        h.add(x);
        auto bytes = bytesOf(h);
        ByteReader in(bytes);
        QVERIFY(DyadicHistogram::read(in) == h);
        in.expectEnd();
        const float narrow[] = {1.0F, 1.0F};
        DyadicHistogram small;
        small.add(narrow);
        QVERIFY(bytesOf(small).size() < 10);
    }

    void damagedBytesAreErrors()
    {
        DyadicHistogram h;
        h.add(values(1, 2000, false));
        const auto bytes = bytesOf(h);
        for (std::size_t cut = 0; cut < bytes.size(); cut += 5) {
            ByteReader in{std::span(bytes).first(cut)};
            QVERIFY_EXCEPTION_THROWN((void)DyadicHistogram::read(in), Error);
        }
    }
};

QTEST_APPLESS_MAIN(TestHistogram)
#include "tst_histogram.moc"
