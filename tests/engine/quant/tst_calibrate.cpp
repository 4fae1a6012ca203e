// SPDX-License-Identifier: GPL-3.0-or-later
// Over 500 lines: one program per observer would compile the twins that they share eight times.
#include "data.h"
#include "engine/base/error.h"
#include "engine/quant/distribution.h"
#include "engine/quant/kl.h"
#include "engine/quant/observer.h"

#include <QtTest>

#include <algorithm>
#include <limits>

using namespace qb;
using namespace qb::testing;

namespace {

constexpr ScaleRule kHorizon{Convention::Horizon, false};
constexpr ScaleRule kOrt{Convention::Ort, false};

bool near(double a, double b, double tolerance)
{
    return std::abs(a - b) <= tolerance * std::max({std::abs(a), std::abs(b), 1e-300});
}

double scaleOf(const Calibrated& c) { return static_cast<double>(c.params.scales.at(0)); }

bool has(const Findings& findings, std::string_view rule)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

double errorOf(const PointStatistics& s, double lo, double hi, const GridSpec& spec)
{
    return expectedSquaredError(s, paramsForRange({lo, hi}, spec));
}

/// KL(P || Q) for the first i bins, written out bin by bin.
double naiveDivergence(std::span<const double> h, std::size_t i, std::size_t levels)
{
    std::vector<double> p(h.begin(), h.begin() + static_cast<std::ptrdiff_t>(i));
    for (std::size_t j = i; j < h.size(); ++j)
        p[i - 1] += h[j];
    const double width = static_cast<double>(i) / static_cast<double>(levels);
    const auto overlap = [&](std::size_t bin, std::size_t group) {
        const double from = std::max(static_cast<double>(bin), width * static_cast<double>(group));
        const double to = std::min(static_cast<double>(bin + 1), width * static_cast<double>(group + 1));
        return std::max(0.0, to - from) < 1e-9 ? 0.0 : to - from;
    };
    std::vector<double> q(i);
    for (std::size_t g = 0; g < levels; ++g) {
        double mass = 0;
        double used = 0;
        for (std::size_t j = 0; j < i; ++j) {
            mass += overlap(j, g) * h[j];
            used += p[j] > 0 ? overlap(j, g) : 0;
        }
        for (std::size_t j = 0; j < i; ++j)
            if (p[j] > 0 && used > 0)
                q[j] += overlap(j, g) * mass / used;
    }
    double sumP = 0;
    double sumQ = 0;
    for (std::size_t j = 0; j < i; ++j) {
        sumP += p[j];
        sumQ += q[j];
    }
    double divergence = 0;
    for (std::size_t j = 0; j < i; ++j) {
        if (p[j] > 0 && q[j] <= 0)
            return std::numeric_limits<double>::infinity();
        if (p[j] > 0)
            divergence += p[j] / sumP * std::log(p[j] / sumP / (q[j] / sumQ));
    }
    return divergence;
}

} // namespace

class TestCalibrate : public QObject {
    Q_OBJECT

private slots:
    void scaleConventions_data()
    {
        QTest::addColumn<int>("dtype");
        QTest::addColumn<bool>("ort");
        QTest::addColumn<double>("divisorOfAbsMax");
        QTest::addColumn<double>("divisorOfThreshold");
        QTest::newRow("horizon int8") << static_cast<int>(DType::Int8) << false << 127.5 << 128.0;
        QTest::newRow("horizon int16") << static_cast<int>(DType::Int16) << false << 32767.5 << 32768.0;
        QTest::newRow("horizon int4") << static_cast<int>(DType::Int4) << false << 7.5 << 8.0;
        QTest::newRow("ort int8") << static_cast<int>(DType::Int8) << true << 127.0 << 127.0;
        QTest::newRow("ort int16") << static_cast<int>(DType::Int16) << true << 32767.0 << 32767.0;
    }

    void scaleConventions()
    {
        QFETCH(int, dtype);
        QFETCH(bool, ort);
        QFETCH(double, divisorOfAbsMax);
        QFETCH(double, divisorOfThreshold);
        const PointStatistics s = statisticsOf({-0.5F, 0.9996471F, 0.1F});
        const ScaleRule rule = ort ? kOrt : kHorizon;
        const auto d = static_cast<DType>(dtype);
        QCOMPARE(static_cast<float>(scaleOf(calibrate(s, {Method::MinMax, {}}, d, Scheme::Symmetric, rule))),
                 static_cast<float>(static_cast<double>(0.9996471F) / divisorOfAbsMax));
        QCOMPARE(
            static_cast<float>(scaleOf(calibrate(s, {Method::FixedScale, {{"threshold", 3.0}}}, d, Scheme::Symmetric, rule))),
            static_cast<float>(3.0 / divisorOfThreshold));
    }

    void publishedTable()
    {
        const Calibrated c = calibrate(statisticsOf({-0.7F, 0.9996471F}), {}, DType::Int8);
        QVERIFY(std::abs(scaleOf(c) - 0.0078404) < 5e-8);
        QCOMPARE(c.threshold, static_cast<double>(0.9996471F));
        QCOMPARE(c.clippedShare, 0.0);
    }

    void affineFormula()
    {
        const PointStatistics s = statisticsOf({-1.0F, 3.0F});
        const Calibrated u8 = calibrate(s, {}, DType::UInt8, Scheme::Affine);
        QVERIFY(near(scaleOf(u8), 4.0 / 255, 1e-7));
        QCOMPARE(u8.params.zeroPoints[0], 64); // 63.75
        const Calibrated i8 = calibrate(s, {}, DType::Int8, Scheme::Affine);
        QCOMPARE(i8.params.zeroPoints[0], -64); // -64.25
        const Calibrated positive = calibrate(statisticsOf({1.0F, 3.0F}), {}, DType::UInt8, Scheme::Affine);
        QVERIFY(near(scaleOf(positive), 3.0 / 255, 1e-7)); // 0 belongs to every range
        QCOMPARE(positive.params.zeroPoints[0], 0);
        const Calibrated negative = calibrate(statisticsOf({-3.0F, -1.0F}), {}, DType::Int8, Scheme::Affine);
        QCOMPARE(negative.params.zeroPoints[0], 127);
        const Calibrated fixed = calibrate(s, {Method::FixedScale, {{"threshold", 2.0}}}, DType::UInt8, Scheme::Affine);
        QVERIFY(near(scaleOf(fixed), 4.0 / 255, 1e-7));
        QCOMPARE(fixed.params.zeroPoints[0], 127); // 2 / s is just below 127.5, as the scale was rounded up to a float
    }

    void powersOfTwo()
    {
        const ScaleRule rule{Convention::Horizon, true};
        QCOMPARE(scaleOf(calibrate(statisticsOf({1.0F}), {}, DType::Int8, Scheme::Symmetric, rule)), 1.0 / 64);
        QCOMPARE(scaleOf(calibrate(statisticsOf({1.0F}), {Method::FixedScale, {{"threshold", 1.0}}}, DType::Int8,
                                   Scheme::Symmetric, rule)),
                 1.0 / 128);
        const Calibrated raised =
            calibrate(statisticsOf({1.0F}), {Method::FixedScale, {{"scale", 0.01}}}, DType::Int8, Scheme::Symmetric, rule);
        QCOMPARE(scaleOf(raised), 1.0 / 64);
        QVERIFY(has(raised.findings, "calibration.scale_raised"));
        QCOMPARE(raisedToPowerOfTwo(0.25F), 0.25F);
        QCOMPARE(raisedToPowerOfTwo(0.2500001F), 0.5F);
    }

    void fixedScales()
    {
        const PointStatistics s = statisticsOf(makeValues(Kind::Normal, 1000, 2));
        const Calibrated scale =
            calibrate(s, {Method::FixedScale, {{"scale", 0.01}, {"zero_point", 5}}}, DType::Int8, Scheme::Affine);
        QCOMPARE(scale.params, (QuantParams{DType::Int8, {0.01F}, {5}, -1, false}));
        QVERIFY(near(scale.hi, 1.22, 1e-6) && near(scale.lo, -1.33, 1e-6));
        const Calibrated range =
            calibrate(s, {Method::FixedScale, {{"range_lo", -1}, {"range_hi", 3}}}, DType::UInt8, Scheme::Affine);
        QCOMPARE(range.params.zeroPoints[0], 64);
        QVERIFY_EXCEPTION_THROWN((void)calibrate(s, {Method::FixedScale, {{"scale", 0.01}, {"zero_point", 300}}}, DType::Int8),
                                 Error);
    }

    void clippedShareIsBeyondHalfAStep()
    {
        std::vector<float> values;
        for (int i = 0; i <= 100000; ++i)
            values.push_back(static_cast<float>(i) * 1e-5F);
        const Calibrated c = calibrate(statisticsOf(values), {Method::FixedScale, {{"scale", 0.5 / 127}}}, DType::Int8);
        QVERIFY(std::abs(c.clippedShare - (1 - 127.5 / 127 * 0.5)) < 1e-3);
    }

    void evenlySpreadSqnr()
    {
        std::vector<float> values;
        for (int i = -50000; i <= 50000; ++i)
            values.push_back(static_cast<float>(i) * 2e-5F);
        const Calibrated c = calibrate(statisticsOf(values), {}, DType::Int8);
        QVERIFY(std::abs(c.sqnrDb - 10 * std::log10(4 * 127.5 * 127.5)) < 0.05); // (1/3) / (s^2 / 12)
    }

    void sqnrIsThatOfTheValues()
    {
        for (const Kind kind : {Kind::Normal, Kind::Relu, Kind::HeavyTail, Kind::OneSided}) {
            const std::vector<float> values = makeValues(kind, 100000, 9);
            const PointStatistics s = statisticsOf(values);
            for (const Scheme scheme : {Scheme::Symmetric, Scheme::Affine})
                for (const DType dtype : {DType::Int8, DType::Int16})
                    for (const Calibrated& c : calibrateAll(s, standardObservers(), dtype, scheme)) {
                        const double measured = 10 * std::log10(measuredEnergy(values) / measuredError(values, c.params));
                        // Heavy tails crowd inside the bins next to 0, which are wider than a step of 16 bits.
                        QVERIFY(std::abs(c.sqnrDb - measured) < (kind == Kind::HeavyTail ? 0.3 : 0.1));
                        QCOMPARE(assess(s, c.params).sqnrDb, c.sqnrDb);
                    }
        }
    }

    void mseFindsTheKnownOptimum()
    {
        // Published for 8 bits: 3.92 sigma for normal values, 9.89 b for Laplace ones.
        constexpr int kCount = 1000000;
        std::vector<float> laplace;
        for (int i = 0; i < kCount; ++i) {
            const double u = (i + 0.5) / kCount - 0.5;
            laplace.push_back(static_cast<float>((u < 0 ? 1 : -1) * std::log(1 - 2 * std::abs(u))));
        }
        const Calibrated l = calibrate(statisticsOf(laplace), {Method::Mse, {}}, DType::Int8);
        QVERIFY(std::abs(l.threshold - 9.89) < 0.1);
        // The optimum t of (t / 127.5)^2 / 12 + w 2 exp(-t) solves t + ln t = ln(12 * 127.5^2 * w): 9.06 b for w = 0.4.
        const Calibrated lighter = calibrate(statisticsOf(laplace), {Method::Mse, {{"clip_weight", 0.4}}}, DType::Int8);
        QVERIFY(std::abs(lighter.threshold - 9.06) < 0.1);
        std::vector<float> normal;
        double x = 0;
        for (int i = 0; i < kCount / 2; ++i) { // inverse of the normal distribution by Newton steps from the value before
            const double p = (i + 0.5) / kCount;
            for (int step = 0; step < 3; ++step)
                x -= (0.5 * std::erf(x / std::sqrt(2.0)) - p) * std::sqrt(2 * M_PI) * std::exp(x * x / 2);
            normal.push_back(static_cast<float>(x));
            normal.push_back(static_cast<float>(-x));
        }
        const Calibrated n = calibrate(statisticsOf(normal), {Method::Mse, {}}, DType::Int8);
        QVERIFY(std::abs(n.threshold - 3.92) < 0.04);
        QVERIFY(std::abs(calibrate(statisticsOf(normal), {Method::Mse, {}}, DType::Int16).threshold - n.threshold) > 0.5);
    }

    void mseIsAsGoodAsBruteForce()
    {
        for (const Kind kind : allKinds()) {
            const PointStatistics s = statisticsOf(makeValues(kind, 20000, 21));
            const double most = static_cast<double>(s.range().absMax());
            for (const DType dtype : {DType::Int4, DType::Int8}) {
                const GridSpec spec{dtype, Scheme::Symmetric, kHorizon, false};
                double least = std::numeric_limits<double>::infinity();
                for (int i = 1; i <= 2000; ++i)
                    least = std::min(least, errorOf(s, -most * i / 2000, most * i / 2000, spec));
                const Calibrated c = calibrate(s, {Method::Mse, {}}, dtype);
                QVERIFY(expectedSquaredError(s, c.params) <= least * 1.02);
            }
        }
    }

    void affineMseIsAsGoodAsBruteForce()
    {
        for (const Kind kind : {Kind::Normal, Kind::HeavyTail, Kind::OneSided}) {
            const PointStatistics s = statisticsOf(makeValues(kind, 20000, 22));
            const GridSpec spec{DType::Int8, Scheme::Affine, kHorizon, false};
            double least = std::numeric_limits<double>::infinity();
            for (int i = 1; i <= 60; ++i)
                for (int j = 1; j <= 60; ++j)
                    least = std::min(least, errorOf(s, static_cast<double>(s.range().min) * i / 60,
                                                    static_cast<double>(s.range().max) * j / 60, spec));
            QVERIFY(expectedSquaredError(s, calibrate(s, {Method::Mse, {}}, DType::Int8, Scheme::Affine).params) <= least * 1.02);
        }
    }

    void mseIsNeverWorseThanMinMax()
    {
        for (unsigned seed = 1; seed <= 12; ++seed)
            for (const Kind kind : allKinds()) {
                const PointStatistics s = statisticsOf(makeValues(kind, 50 + seed * 40, seed));
                for (const DType dtype : {DType::Int4, DType::Int8, DType::UInt8, DType::Int16, DType::UInt16})
                    for (const Scheme scheme : {Scheme::Symmetric, Scheme::Affine})
                        for (const ScaleRule rule : {kHorizon, kOrt, ScaleRule{Convention::Horizon, true}}) {
                            const Calibrated c = calibrate(s, {Method::Mse, {{"candidates", 16}}}, dtype, scheme, rule);
                            QVERIFY(!(c.sqnrDb < c.sqnrDbMinMax));
                        }
            }
    }

    void percentileIsAnOrderStatistic()
    {
        const std::vector<float> values = makeValues(Kind::Relu, 100000, 4);
        const PointStatistics s = statisticsOf(values);
        std::vector<float> sorted = values;
        std::sort(sorted.begin(), sorted.end());
        for (const double percent : {99.99, 99.9, 90.0, 60.0}) {
            const Calibrated c = calibrate(s, {Method::Percentile, {{"percentile", percent}}}, DType::Int8);
            const double wanted = static_cast<double>(sorted[static_cast<std::size_t>(std::lround(percent * 1000)) - 1]);
            QVERIFY(std::abs(c.threshold - wanted) <= s.histogram().width());
        }
        const Calibrated all = calibrate(s, {Method::Percentile, {{"percentile", 100}}}, DType::Int8);
        QVERIFY(all.params == calibrate(s, {}, DType::Int8).params);
        const Calibrated none =
            calibrate(s, {Method::Percentile, {{"percentile", 40}}}, DType::Int8); // half of Relu's values are 0
        QVERIFY(has(none.findings, "calibration.empty_range"));
    }

    void percentileIsLinearInsideTheBin()
    {
        // 2,000 values in the one bin [1, 1 + 2^-11), and 2 to end it.
        std::vector<float> values(2000);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = 1.0F + static_cast<float>(i % 2) * 1e-4F;
        values.push_back(1.9F);
        const PointStatistics s = statisticsOf(values);
        QCOMPARE(s.histogram().count(2048), std::uint64_t{2000});
        const Calibrated c = calibrate(s, {Method::Percentile, {{"percentile", 100.0 * 500 / 2001}}}, DType::Int8);
        QVERIFY(near(c.threshold, 1 + 0.25 * s.histogram().width(), 1e-9));
    }

    void klEqualsTheLiteralDefinition()
    {
        std::mt19937 random(31);
        for (int run = 0; run < 12; ++run) {
            std::vector<double> h(90 + static_cast<std::size_t>(run) * 7);
            for (std::size_t i = 0; i < h.size(); ++i)
                h[i] = random() % 4 == 0 ? 0
                                         : std::floor(1000 * std::exp(-static_cast<double>(i) / (5.0 + run * 3)) +
                                                      static_cast<double>(random() % 3));
            for (const std::size_t levels : {std::size_t{8}, std::size_t{16}, std::size_t{31}}) {
                std::size_t wanted = h.size();
                double least = naiveDivergence(h, h.size(), levels);
                for (std::size_t i = h.size() - 1; i >= levels; --i)
                    if (const double d = naiveDivergence(h, i, levels); d < least - 1e-12) {
                        least = d;
                        wanted = i;
                    }
                QCOMPARE(klBinsToKeep(h, levels), wanted);
            }
        }
    }

    void klKeepsAllOfWhatNeedsNoClipping()
    {
        const std::vector<double> few{1, 2, 3};
        QCOMPARE(klBinsToKeep(few, 8), std::size_t{3});
        QCOMPARE(klBinsToKeep(std::vector<double>(64, 5.0), 16), std::size_t{64}); // flat: nothing is lost, the largest wins
        std::vector<double> spike(64, 0.0);
        spike[3] = 5;
        QCOMPARE(klBinsToKeep(spike, 16), std::size_t{64}); // nothing is lost anywhere
        const Calibrated c = calibrate(statisticsOf(makeValues(Kind::HeavyTail, 50000, 3)), {Method::Kl, {}}, DType::Int8);
        QVERIFY(c.threshold < 0.5 * static_cast<double>(statisticsOf(makeValues(Kind::HeavyTail, 50000, 3)).range().absMax()));
        QVERIFY(has(c.findings, "calibration.worse_than_min_max"));
        QVERIFY(c.sqnrDb < c.sqnrDbMinMax - 3);
    }

    void klOf16BitsIsMinMaxAndSaysSo()
    {
        const PointStatistics s = statisticsOf(makeValues(Kind::Normal, 1000, 3));
        const Calibrated c = calibrate(s, {Method::Kl, {}}, DType::Int16);
        QVERIFY(has(c.findings, "calibration.kl_16_bits"));
        QVERIFY(c.params == calibrate(s, {}, DType::Int16).params);
    }

    void mixIsTheBestOfNine()
    {
        for (const Kind kind : {Kind::Normal, Kind::HeavyTail, Kind::Outlier}) {
            const PointStatistics s = statisticsOf(makeValues(kind, 100000, 6));
            double least = std::numeric_limits<double>::infinity();
            for (int i = 0; i < 9; ++i) {
                const double percent = 100 - 0.1 * std::pow(10.0, -3.0 * i / 8);
                const Calibrated c = calibrate(s, {Method::Percentile, {{"percentile", percent}}}, DType::Int8);
                least = std::min(least, expectedSquaredError(s, c.params));
            }
            const Calibrated mix = calibrate(s, {Method::Mix, {}}, DType::Int8);
            QVERIFY(near(expectedSquaredError(s, mix.params), least, 1e-9));
        }
    }

    void clipLimitsTheObservedRange()
    {
        const PointStatistics s = statisticsOf({-0.25F, 3.0F, 0.5F});
        const Calibrated c = calibrate(s, {Method::Clip, {}}, DType::Int8);
        QCOMPARE(c.lo, -0.25);
        QCOMPARE(c.hi, 1.0);
        QVERIFY(near(scaleOf(c), 1 / 127.5, 1e-7));
        const Calibrated affine = calibrate(s, {Method::Clip, {{"xmax", 2}}}, DType::UInt8, Scheme::Affine);
        QVERIFY(near(scaleOf(affine), 2.25 / 255, 1e-7));
    }

    void clipStdClipsAndNeverWidens()
    {
        std::vector<float> values(1000, 0.0F);
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = i % 2 == 0 ? 1.0F : 3.0F; // mean 2, deviation 1
        values.push_back(2.0F);
        const PointStatistics s = statisticsOf(values);
        const Calibrated half = calibrate(s, {Method::ClipStd, {{"std_scale", 0.5}}}, DType::Int8);
        QVERIFY(near(half.hi, 2.5, 1e-3));
        QCOMPARE(calibrate(s, {Method::ClipStd, {}}, DType::Int8).hi, 3.0);
        PointStatistics drained = s;
        (void)drained.takeSampleRows();
        QVERIFY_EXCEPTION_THROWN((void)calibrate(drained, {Method::ClipStd, {}}, DType::Int8), Error);
        (void)calibrate(drained, {}, DType::Int8);
    }

    void movingAverageFollowsTheSamplesInOrder()
    {
        PointStatistics s;
        const float a[] = {-1, 2};
        const float b[] = {-4, 6};
        const float c[] = {0, 1};
        s.observe(Tensor::fromFloats({2}, c), 9);
        s.observe(Tensor::fromFloats({2}, a), 1);
        s.observe(Tensor::fromFloats({2}, b), 4);
        const Calibrated slow = calibrate(s, {Method::MinMax, {{"averaging_constant", 0.25}}}, DType::Int8);
        QCOMPARE(slow.hi, (2 + 0.25 * 4) + 0.25 * (1 - 3.0)); // 2.5
        QCOMPARE(slow.lo, (-1 - 0.25 * 3) * 0.75);
        QCOMPARE(calibrate(s, {Method::MinMax, {{"averaging_constant", 0}}}, DType::Int8).hi, 2.0);
        QCOMPARE(calibrate(s, {Method::MinMax, {{"averaging_constant", 1}}}, DType::Int8).hi, 1.0);
        QCOMPARE(calibrate(s, {}, DType::Int8).hi, 6.0);
    }

    void nothingToMeasure()
    {
        for (const Observer& observer : standardObservers()) {
            const bool fixed = observer.method == Method::FixedScale;
            const Calibrated zero = calibrate(statisticsOf({0, 0}), observer, DType::Int8);
            QCOMPARE(has(zero.findings, "range.all_zero"), !fixed);
            QCOMPARE(scaleOf(zero), fixed ? 1.0 / 128 : 1.0);
            QVERIFY(std::isnan(zero.sqnrDb));
            const Calibrated never = calibrate({}, observer, DType::Int8);
            QCOMPARE(has(never.findings, "range.never_observed"), !fixed);
        }
        const Calibrated tiny = calibrate(statisticsOf({1e-40F}), {}, DType::Int8);
        QCOMPARE(tiny.params.scales[0], kScaleFloor);
        const Calibrated huge = calibrate(statisticsOf({-3.4e38F, 3.4e38F}), {}, DType::Int8, Scheme::Affine);
        QVERIFY(std::isfinite(scaleOf(huge)));
    }

    void brokenAndUnfitDataAreFound()
    {
        PointStatistics s = statisticsOf({1.0F, std::numeric_limits<float>::quiet_NaN()});
        QVERIFY(has(calibrate(s, {}, DType::Int8).findings, "range.non_finite"));
        const PointStatistics negative = statisticsOf({-1.0F, 1.0F});
        QVERIFY(has(calibrate(negative, {}, DType::UInt8).findings, "range.unsigned_negative"));
        QVERIFY(calibrate(negative, {}, DType::UInt8, Scheme::Affine).findings.empty());
        QVERIFY(calibrate(statisticsOf({1.0F, 2.0F}), {}, DType::UInt8).findings.empty());
        QVERIFY_EXCEPTION_THROWN((void)calibrate(s, {}, DType::Int32), Error);
    }

    void floatTypesNeedNoScale()
    {
        const std::vector<float> values = makeValues(Kind::Normal, 20000, 8);
        const Calibrated half = calibrate(statisticsOf(values), {}, DType::Float16);
        QVERIFY(half.params == (QuantParams{DType::Float16, {}, {}, -1, false}));
        QVERIFY(std::abs(half.sqnrDb - 10 * std::log10(measuredEnergy(values) / measuredError(values, half.params))) < 0.1);
        QVERIFY(std::isinf(calibrate(statisticsOf(values), {}, DType::Float32).sqnrDb));
    }

    void perChannelFromStoredRanges()
    {
        PointStatistics s;
        const float x[] = {1, -2, 0, 0, 5, 4};
        s.observe(Tensor::fromFloats({1, 3, 2}, x), 0, 1);
        const Calibrated c = calibratePerChannel(s, DType::Int8, Scheme::Symmetric, kOrt);
        QVERIFY(c.params == (QuantParams{DType::Int8, {2.0F / 127, 2.0F / 127, 5.0F / 127}, {0, 0, 0}, 1, false}));
        QVERIFY(std::isnan(c.sqnrDb));
        QVERIFY_EXCEPTION_THROWN((void)calibratePerChannel(statisticsOf({1}), DType::Int8), Error);
    }

    void theOrderOfSamplesNeverReachesAScale()
    {
        std::vector<Tensor> samples;
        for (unsigned i = 0; i < 6; ++i)
            samples.push_back(vectorOf(makeValues(allKinds()[i], 500, i)));
        PointStatistics forward;
        PointStatistics backward;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            forward.observe(samples[i], i);
            backward.observe(samples[samples.size() - 1 - i], samples.size() - 1 - i);
        }
        const auto a = calibrateAll(forward, standardObservers(), DType::Int8, Scheme::Affine);
        const auto b = calibrateAll(backward, standardObservers(), DType::Int8, Scheme::Affine);
        for (std::size_t i = 0; i < a.size(); ++i) {
            QVERIFY(a[i].params == b[i].params);
            QVERIFY(a[i].params == calibrate(forward, standardObservers()[i], DType::Int8, Scheme::Affine).params);
        }
    }

    void observersKnowTheirParameters()
    {
        for (const Method method : allMethods())
            QVERIFY(methodFromString(toString(method)) == method);
        QCOMPARE(*Observer({Method::Percentile, {}}).param("percentile"), 99.99);
        QVERIFY(!Observer({Method::Mse, {}}).param("percentile"));
        for (const Observer& observer : standardObservers())
            QVERIFY(observer.problems().empty());
        QCOMPARE(QString::fromStdString(Observer({Method::Percentile, {{"percentile", 99.9}}}).text()),
                 QString("percentile:percentile=99.9"));
    }

    void everyProblemOfAnObserverIsSaid()
    {
        const Findings two = Observer({Method::Percentile, {{"percentile", 0.9999}, {"percentle", 3}}}).problems();
        QCOMPARE(two.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(two[0].cure.english()), QString("did you mean 99.99 %?"));
        QCOMPARE(QString::fromStdString(two[1].cure.english()), QString("did you mean percentile?"));
        try {
            (void)calibrate(statisticsOf({1}), {Method::Percentile, {{"percentile", 0.9999}, {"percentle", 3}}}, DType::Int8);
            QFAIL("accepted");
        } catch (const Error& e) {
            QVERIFY(e.cure().english().find("99.99 %") != std::string::npos &&
                    e.cure().english().find("mean percentile?") != std::string::npos);
        }
        const auto bad = [](Method method, std::map<std::string, double> params) {
            return !Observer{method, std::move(params)}.problems().empty();
        };
        QVERIFY(bad(Method::FixedScale, {}));
        QVERIFY(bad(Method::FixedScale, {{"scale", 1}, {"threshold", 1}}));
        QVERIFY(bad(Method::FixedScale, {{"threshold", 1}, {"zero_point", 1}}));
        QVERIFY(bad(Method::FixedScale, {{"scale", -1}}));
        QVERIFY(bad(Method::FixedScale, {{"range_lo", 0}, {"range_hi", 0}}));
        QVERIFY(bad(Method::Clip, {{"xmin", 2}}));
        QVERIFY(bad(Method::Kl, {{"bins", 100.5}}));
        QVERIFY(bad(Method::Kl, {{"bins", 64}, {"levels", 64}}));
        QVERIFY(bad(Method::Mse, {{"candidates", std::numeric_limits<double>::quiet_NaN()}}));
        QVERIFY(bad(Method::Percentile, {{"percentile", 100.1}}));
        QVERIFY(!bad(Method::Kl, {{"bins", 512}}));
    }
};

QTEST_APPLESS_MAIN(TestCalibrate)
#include "tst_calibrate.moc"
