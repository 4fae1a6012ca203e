// SPDX-License-Identifier: GPL-3.0-or-later
#include "data.h"
#include "engine/quant/affine.h"
#include "engine/quant/distribution.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace qb;
using namespace qb::testing;

namespace {

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max({std::abs(a), std::abs(b), 1e-300});
}

std::unique_ptr<Distribution> ofHistogram(const PointStatistics& s) { return distributionOf(s.histogram(), s.range()); }

/// The histogram's own model, integrated with many small rectangles.
double naiveError(const PointStatistics& s, const Grid& grid)
{
    constexpr int kParts = 4000;
    const DyadicHistogram& h = s.histogram();
    double sum = 0;
    for (int bin = h.firstBin(); bin <= h.lastBin(); ++bin) {
        const double lo = std::max(bin * h.width(), static_cast<double>(s.range().min));
        const double hi = std::min((bin + 1) * h.width(), static_cast<double>(s.range().max));
        double ofBin = 0;
        if (h.count(bin) == 0)
            continue;
        for (int i = 0; i < kParts; ++i) {
            const double x = lo + (hi - lo) * (i + 0.5) / kParts;
            const double y = std::nearbyint(std::clamp(x / grid.scale, grid.low, grid.high)) * grid.scale;
            ofBin += (x - y) * (x - y) / kParts;
        }
        sum += ofBin * static_cast<double>(h.count(bin));
    }
    return sum;
}

} // namespace

class TestDistribution : public QObject {
    Q_OBJECT

private slots:
    void evenlySpreadValuesLoseATwelfth()
    {
        std::vector<float> values;
        for (int i = -100000; i <= 100000; ++i)
            values.push_back(static_cast<float>(i) * 1e-5F);
        const PointStatistics s = statisticsOf(values);
        const auto data = ofHistogram(s);
        const double scale = 1 / 127.5;
        QVERIFY(near(data->energy() / data->count(), 1.0 / 3, 1e-4));
        QVERIFY(near(data->squaredError({scale, -128, 127}) / data->count(), scale * scale / 12, 1e-2));
        QVERIFY(near(data->absQuantile(0.5), 0.5, 1e-3));
        QVERIFY(near(data->countOutside({-0.25, 0.5}) / data->count(), 0.625, 1e-3));
    }

    void saturationIsTheCubeBeyondTheGrid()
    {
        // Even values on [-1, 1], grid to +-1/2: the integral of d^2 - h^2 over h <= d <= 1/2 at both ends, h half a step.
        std::vector<float> values;
        for (int i = -100000; i <= 100000; ++i)
            values.push_back(static_cast<float>(i) * 1e-5F);
        const auto data = ofHistogram(statisticsOf(values));
        const double scale = 0.5 / 127;
        const double h = scale / 2;
        const double expected = (1.0 / 8 - h * h * h) / 3 - h * h * (0.5 - h);
        QVERIFY(near(data->saturationError({scale, -127, 127}) / data->count(), expected, 1e-4));
        QVERIFY(near(distributionOf(values)->saturationError({scale, -127, 127}) / data->count(), expected, 1e-4));
        QCOMPARE(data->saturationError({1 / 127.5, -128, 127}), 0.0);
        const auto one = ofHistogram(statisticsOf(std::vector<float>(10, 3.3F)));
        QVERIFY(near(one->saturationError({0.01, -128, 127}), 10 * (2.03 * 2.03 - 0.005 * 0.005), 1e-5));
    }

    void errorIsTheIntegralOfTheModel()
    {
        for (const Kind kind : allKinds()) {
            const PointStatistics s = statisticsOf(makeValues(kind, 300, 17));
            const auto data = ofHistogram(s);
            for (const double share : {1.0, 0.3, 0.01, 30.0})
                for (const DType dtype : {DType::Int4, DType::Int8, DType::UInt8, DType::Int16})
                    for (const double zero : {0.0, 2.0}) {
                        const Grid grid{share * data->absMax() / 127, static_cast<double>(qmin(dtype)) - zero,
                                        static_cast<double>(qmax(dtype)) - zero};
                        QVERIFY(near(data->squaredError(grid), naiveError(s, grid), 2e-3));
                    }
        }
    }

    void histogramAgreesWithTheValues()
    {
        for (const Kind kind : {Kind::Normal, Kind::Relu, Kind::HeavyTail, Kind::OneSided}) {
            const std::vector<float> values = makeValues(kind, 200000, 3);
            const PointStatistics s = statisticsOf(values);
            const auto stored = ofHistogram(s);
            const auto exact = distributionOf(values);
            QCOMPARE(stored->count(), exact->count());
            QVERIFY(stored->observed() == exact->observed());
            QVERIFY(near(stored->energy(), exact->energy(), 1e-3));
            QVERIFY(near(exact->energy(), measuredEnergy(values), 1e-12));
            for (const double share : {0.999, 0.99, 0.5, 1.0})
                QVERIFY(std::abs(stored->absQuantile(share) - exact->absQuantile(share)) < 2 * s.histogram().width());
            for (const double share : {1.0, 0.5, 0.1}) {
                const QuantParams params = paramsForRange({-share * exact->absMax(), share * exact->absMax()}, {});
                QVERIFY(near(exact->squaredError(gridOf(params)), measuredError(values, params), 1e-9));
                QVERIFY(near(stored->squaredError(gridOf(params)), exact->squaredError(gridOf(params)), 0.02));
                QVERIFY(std::abs(stored->saturationError(gridOf(params)) - exact->saturationError(gridOf(params))) <=
                        0.02 * exact->squaredError(gridOf(params)));
                const RealRange half = representable(gridOf(params));
                QVERIFY(std::abs(stored->countOutside(half) - exact->countOutside(half)) <= 1e-3 * exact->count());
            }
            const QuantParams half{DType::Float16, {}, {}, -1, false};
            QVERIFY(near(exact->halfSquaredError(), measuredError(values, half), 1e-12));
            QVERIFY(near(stored->halfSquaredError(), exact->halfSquaredError(), 0.05));
        }
    }

    void oneValueIsExact()
    {
        const PointStatistics s = statisticsOf(std::vector<float>(10, 3.3F));
        const auto data = ofHistogram(s);
        QVERIFY(near(data->energy(), 10 * 3.3 * 3.3, 1e-6));
        QVERIFY(near(data->squaredError({1, -128, 127}), 10 * 0.3 * 0.3, 1e-5));
        QVERIFY(near(data->squaredError({0.01, -128, 127}), 10 * 2.03 * 2.03, 1e-5));
        QCOMPARE(data->countOutside({-1, 3.2}), 10.0);
        QCOMPARE(data->countOutside({-1, 3.4}), 0.0);
        QCOMPARE(data->absQuantile(1), data->absMax());
    }

    void zerosCostNothing()
    {
        std::vector<float> values(1000, 0.0F);
        values[0] = 1;
        const PointStatistics s = statisticsOf(values);
        const auto data = ofHistogram(s);
        QVERIFY(data->squaredError({1.0, -128, 127}) < 1e-12);
        QCOMPARE(data->absQuantile(0.99), 0.0);
        QVERIFY(data->absQuantile(0.9995) > 0);
    }

    void absHistogramKeepsTheMass()
    {
        for (const Kind kind : allKinds()) {
            const std::vector<float> values = makeValues(kind, 5000, 5);
            const PointStatistics s = statisticsOf(values);
            const auto nonZero = static_cast<double>(s.histogram().nonZeros());
            for (const std::size_t bins : {std::size_t{16}, std::size_t{2048}, std::size_t{3001}}) {
                const std::vector<double> stored = ofHistogram(s)->absHistogram(bins);
                const std::vector<double> exact = distributionOf(values)->absHistogram(bins);
                double storedSum = 0;
                double exactSum = 0;
                for (std::size_t i = 0; i < bins; ++i) {
                    storedSum += stored[i];
                    exactSum += exact[i];
                    // A bin of the histogram may end on either side of a border.
                    const double edge = 2.1 * static_cast<double>(*std::max_element(exact.begin(), exact.end()));
                    QVERIFY(bins != 16 || std::abs(storedSum - exactSum) < 0.02 * edge + 40);
                }
                QVERIFY(near(storedSum, nonZero, 1e-9));
                QVERIFY(near(exactSum, nonZero, 1e-12));
            }
        }
    }

    void halfOverflows()
    {
        const PointStatistics s = statisticsOf({1.0F, 70000.0F});
        QVERIFY(std::isinf(ofHistogram(s)->halfSquaredError()));
    }
};

QTEST_APPLESS_MAIN(TestDistribution)
#include "tst_distribution.moc"
