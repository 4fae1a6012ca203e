// SPDX-License-Identifier: GPL-3.0-or-later
#include "data.h"
#include "engine/base/error.h"
#include "engine/quant/weights.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace qb;
using namespace qb::testing;

namespace {

bool has(const Findings& findings, std::string_view rule)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

Tensor randomWeight(const Shape& shape, unsigned seed)
{
    return vectorOf(makeValues(Kind::Normal, *elementCount(shape), seed)).reshaped(shape);
}

double measuredSqnr(const Tensor& weight, const QuantParams& params)
{
    const Tensor y = fakeQuantize(weight, params);
    double energy = 0;
    double error = 0;
    for (std::size_t i = 0; i < weight.count(); ++i) {
        const auto x = static_cast<double>(weight.floats()[i]);
        const double d = x - static_cast<double>(y.floats()[i]);
        energy += x * x;
        error += d * d;
    }
    return 10 * std::log10(energy / error);
}

} // namespace

class TestWeights : public QObject {
    Q_OBJECT

private slots:
    void minMaxPerChannel_data()
    {
        QTest::addColumn<int>("axis");
        for (const int axis : {-1, 0, 1, 3})
            QTest::addRow("axis %d", axis) << axis;
    }

    void minMaxPerChannel()
    {
        QFETCH(int, axis);
        const Shape shape{4, 3, 5, 2};
        const Tensor w = randomWeight(shape, 3);
        const Calibrated c = calibrateWeight(w, axis, {}, DType::Int8, Scheme::Symmetric, {Convention::Ort, false});
        const std::size_t channels = axis < 0 ? 1 : static_cast<std::size_t>(shape[static_cast<std::size_t>(axis)]);
        std::size_t stride = 1;
        for (std::size_t d = shape.size() - 1; axis >= 0 && d > static_cast<std::size_t>(axis); --d)
            stride *= static_cast<std::size_t>(shape[d]);
        std::vector<float> absMax(channels);
        for (std::size_t i = 0; i < w.count(); ++i)
            absMax[i / stride % channels] = std::max(absMax[i / stride % channels], std::fabs(w.floats()[i]));
        QCOMPARE(c.params.axis, axis);
        QCOMPARE(c.params.scales.size(), channels);
        for (std::size_t i = 0; i < channels; ++i)
            QCOMPARE(c.params.scales[i], static_cast<float>(static_cast<double>(absMax[i]) / 127));
        QVERIFY(std::abs(c.sqnrDb - measuredSqnr(w, c.params)) < 1e-6);
        QCOMPARE(c.sqnrDb, c.sqnrDbMinMax);
        QCOMPARE(c.clippedShare, 0.0);
    }

    void everyMethodSaysItsOwnSqnr()
    {
        const Tensor w = randomWeight({3, 400}, 5);
        for (const Observer& observer : standardObservers())
            for (const Scheme scheme : {Scheme::Symmetric, Scheme::Affine}) {
                const Calibrated c = calibrateWeight(w, 0, observer, DType::Int8, scheme);
                QVERIFY(std::abs(c.sqnrDb - measuredSqnr(w, c.params)) < 1e-6);
                QVERIFY(observer.method != Method::Mse || c.sqnrDb >= c.sqnrDbMinMax);
            }
    }

    void mseIsAsGoodAsBruteForcePerChannel()
    {
        const Tensor w = randomWeight({2, 300}, 8);
        const Calibrated c = calibrateWeight(w, 0, {Method::Mse, {}}, DType::Int4);
        for (std::size_t channel = 0; channel < 2; ++channel) {
            const auto begin = w.floats().begin() + static_cast<std::ptrdiff_t>(channel * 300);
            const std::vector<float> values(begin, begin + 300);
            const auto error = [&](float scale) { return measuredError(values, {DType::Int4, {scale}, {0}, -1, false}); };
            double least = std::numeric_limits<double>::infinity();
            for (int i = 1; i <= 1000; ++i)
                least = std::min(least, error(static_cast<float>(i) * 2e-4F));
            QVERIFY(error(c.params.scales[channel]) <= 1.02 * least);
        }
    }

    void zeroChannelsTakeTheSmallestOtherScale()
    {
        const float x[] = {1, -2, 0, 0, 0.5F, 0.25F};
        const Calibrated c = calibrateWeight(Tensor::fromFloats({3, 2}, x), 0, {}, DType::Int8);
        QCOMPARE(c.params.scales[1], static_cast<float>(0.5 / 127.5));
        QVERIFY(c.findings.empty());
        const Calibrated zero = calibrateWeight(Tensor::zeros(ElementType::Float32, {3, 2}), 0, {}, DType::Int8);
        QVERIFY(zero.params.scales == std::vector<float>(3, 1.0F));
        QVERIFY(has(zero.findings, "range.all_zero"));
        const float tiny[] = {1e-30F, 1.0F};
        QCOMPARE(calibrateWeight(Tensor::fromFloats({2, 1}, tiny), 0, {}, DType::Int8).params.scales[0], kScaleFloor);
    }

    void brokenWeightsAreLeftOut()
    {
        const float nan = std::numeric_limits<float>::quiet_NaN();
        const float inf = std::numeric_limits<float>::infinity();
        const float x[] = {1, nan, -inf, 0.5F, nan, nan};
        const Calibrated c = calibrateWeight(Tensor::fromFloats({3, 2}, x), 0, {}, DType::Int8);
        QCOMPARE(c.params.scales[0], static_cast<float>(1 / 127.5));
        QCOMPARE(c.params.scales[2], static_cast<float>(0.5 / 127.5));
        QVERIFY(has(c.findings, "range.non_finite"));
        QCOMPARE(c.findings[0].numbers.at("non_finite"), 4.0);
        QVERIFY(std::isfinite(c.sqnrDb));
    }

    void narrowIntegersStayWithinQmax()
    {
        const float x[] = {-1, 0.3F};
        const Tensor w = Tensor::fromFloats({2}, x);
        const Calibrated full = calibrateWeight(w, -1, {Method::FixedScale, {{"scale", 1.0 / 128}}}, DType::Int8);
        QCOMPARE(quantize(w, full.params).valueAt(0), -128.0);
        const Calibrated narrow = calibrateWeight(w, -1, {Method::FixedScale, {{"scale", 1.0 / 128}}}, DType::Int8,
                                                  Scheme::Symmetric, {}, WeightGrid::Narrow);
        QCOMPARE(quantize(w, narrow.params).valueAt(0), -127.0);
        QVERIFY(narrow.params.narrow);
        const Calibrated affine = calibrateWeight(w, -1, {}, DType::Int8, Scheme::Affine, {}, WeightGrid::Narrow);
        QCOMPARE(affine.params.scales[0], static_cast<float>((static_cast<double>(0.3F) + 1) / 254));
    }

    void groupedTransposedConvolutionSharesItsScales()
    {
        // 8 outputs in 2 groups: the weight's axis 1 holds 4 channels, output c reads scale c mod 4.
        const Calibrated c = calibrateWeight(randomWeight({6, 4, 3, 3}, 2), 1, {}, DType::Int8);
        QCOMPARE(c.params.scales.size(), std::size_t{4});
        for (std::size_t output = 0; output < 8; ++output)
            QCOMPARE(c.params.scaleOf(output), c.params.scales[output % 4]);
    }

    void findingsOfManyChannelsAreOne()
    {
        const Calibrated c = calibrateWeight(randomWeight({5, 40}, 2), 0, {Method::Kl, {}}, DType::Int16);
        QVERIFY(has(c.findings, "calibration.kl_16_bits"));
        QCOMPARE(std::count_if(c.findings.begin(), c.findings.end(),
                               [](const Finding& f) { return f.rule == "calibration.kl_16_bits"; }),
                 1);
        QCOMPARE(c.findings[0].numbers.at("channels"), 5.0);
    }

    void floatTypesAndMisuse()
    {
        const Tensor w = randomWeight({4, 4}, 2);
        const Calibrated half = calibrateWeight(w, 0, {}, DType::Float16);
        QVERIFY(half.params == (QuantParams{DType::Float16, {}, {}, -1, false}));
        QVERIFY(std::abs(half.sqnrDb - measuredSqnr(w, half.params)) < 1e-6);
        QVERIFY_EXCEPTION_THROWN((void)calibrateWeight(w, 0, {}, DType::Int32), Error);
        QVERIFY_EXCEPTION_THROWN((void)calibrateWeight(w, 2, {}, DType::Int8), Error);
        QVERIFY_EXCEPTION_THROWN((void)calibrateWeight(Tensor::zeros(ElementType::Int8, {2}), 0, {}, DType::Int8), Error);
        QVERIFY_EXCEPTION_THROWN((void)calibrateWeight(w, 0, {Method::Mse, {{"candidate", 9}}}, DType::Int8), Error);
    }
};

QTEST_APPLESS_MAIN(TestWeights)
#include "tst_weights.moc"
