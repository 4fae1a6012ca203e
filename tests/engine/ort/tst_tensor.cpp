// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/ort/tensor.h"

#include <QtTest>

#include <bit>
#include <cmath>
#include <limits>

using namespace qb;

class TestTensor : public QObject {
    Q_OBJECT

private slots:
    void halfRoundTripsEveryBitPattern()
    {
        for (unsigned bits = 0; bits < 65536; ++bits) {
            const float value = halfToFloat(static_cast<std::uint16_t>(bits));
            if (std::isnan(value))
                continue;
            QCOMPARE(floatToHalf(value), static_cast<std::uint16_t>(bits));
        }
    }

    void halfRoundsToNearestEven()
    {
        QCOMPARE(floatToHalf(2049.0F), floatToHalf(2048.0F)); // tie between 2048 and 2050
        QCOMPARE(floatToHalf(2051.0F), floatToHalf(2052.0F));
        QCOMPARE(floatToHalf(65519.0F), std::uint16_t{0x7bff});
        QCOMPARE(floatToHalf(65520.0F), std::uint16_t{0x7c00});
        QCOMPARE(floatToHalf(0x1p-25F), std::uint16_t{0}); // tie between 0 and the smallest subnormal
        QCOMPARE(floatToHalf(0x1.8p-25F), std::uint16_t{1});
    }

    void impossibleShapesAreErrors()
    {
        const std::int64_t huge = std::int64_t{1} << 40;
        QVERIFY(!elementCount({huge, huge}));
        QVERIFY(!elementCount({1, -1}));
        QCOMPARE(elementCount({huge, 0, huge}).value(), std::uint64_t{0});
        QVERIFY_EXCEPTION_THROWN(Tensor::zeros(ElementType::Float32, {huge}), Error);
        QVERIFY_EXCEPTION_THROWN(Tensor::zeros(ElementType::Float32, {huge, huge}), Error);
        const float one = 1;
        QVERIFY_EXCEPTION_THROWN(Tensor::fromFloats({2}, {&one, 1}), Error);
    }

    void identicalComparesBits()
    {
        const float a[] = {0.0F, std::numeric_limits<float>::quiet_NaN()};
        const float b[] = {-0.0F, std::numeric_limits<float>::quiet_NaN()};
        QVERIFY(Tensor::fromFloats({2}, a).identical(Tensor::fromFloats({2}, a)));
        QVERIFY(!Tensor::fromFloats({2}, a).identical(Tensor::fromFloats({2}, b)));
        QVERIFY(!Tensor::fromFloats({2}, a).identical(Tensor::fromFloats({2, 1}, a)));
    }

    void nibblesAreSigned()
    {
        const std::byte packed[] = {std::byte{0x8f}, std::byte{0x07}};
        const Tensor t = Tensor::fromBytes(ElementType::Int4, {3}, packed);
        QCOMPARE(t.valueAt(0), -1.0);
        QCOMPARE(t.valueAt(1), -8.0);
        QCOMPARE(t.valueAt(2), 7.0);
    }
};

QTEST_APPLESS_MAIN(TestTensor)
#include "tst_tensor.moc"
