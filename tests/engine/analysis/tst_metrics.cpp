// SPDX-License-Identifier: GPL-3.0-or-later
// Every metric by its closed form, on tensors whose sums are known by heart; then the laws that hold for any tensors.
#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "engine/quant/fake_quantize.h"
#include "tests/support/made_plan.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <cmath>
#include <limits>
#include <random>

using namespace qb;
using namespace qb::test;

namespace {

constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
constexpr float kInf = std::numeric_limits<float>::infinity();

Tensor tensor(const std::vector<float>& values) { return Tensor::fromFloats({static_cast<std::int64_t>(values.size())}, values); }

MetricSums sums(const std::vector<float>& a, const std::vector<float>& b, const QuantParams* params = nullptr)
{
    return MetricSums::of(tensor(a), tensor(b), params);
}

std::vector<float> numbers(std::size_t count, unsigned seed)
{
    const Tensor t = randomTensor({static_cast<std::int64_t>(count)}, seed, -3, 3);
    return {t.floats().begin(), t.floats().end()};
}

/// The table of the definitions, read literally, in long double.
double naive(Metric metric, const std::vector<float>& a, const std::vector<float>& b, double scale)
{
    long double dot = 0;
    long double aa = 0;
    long double bb = 0;
    long double l1 = 0;
    long double l2 = 0;
    long double most = 0;
    long double rtol = 0;
    float absmax = 0;
    for (const float x : a)
        absmax = std::max(absmax, std::abs(x));
    for (std::size_t i = 0; i < a.size(); ++i) {
        const long double x = a[i];
        const long double d = std::abs(x - static_cast<long double>(b[i]));
        dot += x * static_cast<long double>(b[i]);
        aa += x * x;
        bb += static_cast<long double>(b[i]) * static_cast<long double>(b[i]);
        l1 += d;
        l2 += d * d;
        most = std::max(most, d);
        rtol = std::max(rtol, d / std::max(std::abs(x), 1e-6L * static_cast<long double>(absmax)));
    }
    const auto n = static_cast<long double>(a.size());
    const auto s = static_cast<long double>(scale);
    switch (metric) {
    case Metric::Cosine: return static_cast<double>(dot / std::sqrt(aa) / std::sqrt(bb));
    case Metric::L1: return static_cast<double>(l1 / n);
    case Metric::Atol: return static_cast<double>(most);
    case Metric::MaxQscaleDiff: return static_cast<double>(most / s);
    case Metric::Mse: return static_cast<double>(l2 / n);
    case Metric::RmseOverScale: return static_cast<double>(std::sqrt(l2 / n) / s);
    case Metric::Sqnr: return static_cast<double>(10 * std::log10(aa / l2));
    case Metric::Rtol: return static_cast<double>(rtol);
    default: return 0;
    }
}

constexpr std::array kBySums{Metric::Cosine,        Metric::L1,   Metric::Atol, Metric::MaxQscaleDiff, Metric::Mse,
                             Metric::RmseOverScale, Metric::Sqnr, Metric::Rtol};

bool near(double got, double wanted) { return std::abs(got - wanted) <= 1e-12 * std::max(1.0, std::abs(wanted)); }

} // namespace

class TestMetrics : public QObject {
    Q_OBJECT

private slots:
    void closedForms()
    {
        // a.b = 24, |a| = |b| = 5, differences 1 and 1 of 2 values
        const MetricSums s = sums({3, 4}, {4, 3});
        QCOMPARE(s.value(Metric::Cosine), 0.96);
        QCOMPARE(s.value(Metric::L1), 1.0);
        QCOMPARE(s.value(Metric::Atol), 1.0);
        QCOMPARE(s.value(Metric::Mse), 1.0);
        QCOMPARE(s.value(Metric::MaxQscaleDiff, 0.25), 4.0);
        QCOMPARE(s.value(Metric::RmseOverScale, 0.25), 4.0);
        QCOMPARE(s.value(Metric::Sqnr), 10 * std::log10(12.5));
        QCOMPARE(s.value(Metric::Rtol), 1.0 / 3);
        QCOMPARE(s.count, std::uint64_t{2});
        QCOMPARE(s.aMin, 3.0);
        QCOMPARE(s.bMax, 4.0);
        QCOMPARE(s.aSum, 7.0);
    }

    void signsAndDirections()
    {
        QCOMPARE(sums({1, -2}, {-1, 2}).value(Metric::Cosine), -1.0);
        QCOMPARE(sums({1, 0}, {0, 5}).value(Metric::Cosine), 0.0);
        QCOMPARE(sums({1, -2}, {2, -4}).value(Metric::Cosine), 1.0);
        QCOMPARE(sums({1, -2}, {-1, 2}).value(Metric::Atol), 4.0);
        for (const Metric m : allMetrics())
            QCOMPARE(higherIsBetter(m), m == Metric::Cosine || m == Metric::Sqnr);
    }

    void zeros()
    {
        const MetricSums both = sums({0, 0, 0}, {0, 0, 0});
        QCOMPARE(both.value(Metric::Cosine), 1.0);
        QCOMPARE(both.value(Metric::Sqnr), std::numeric_limits<double>::infinity());
        QCOMPARE(both.value(Metric::Rtol), 0.0);
        // One of them alone has no direction, so nothing is alike; the signal has no power at all.
        QCOMPARE(sums({0, 0}, {1, 0}).value(Metric::Cosine), 0.0);
        QCOMPARE(sums({1, 0}, {0, 0}).value(Metric::Cosine), 0.0);
        QCOMPARE(sums({0, 0}, {1, 0}).value(Metric::Sqnr), -std::numeric_limits<double>::infinity());
        QCOMPARE(sums({1, 0}, {0, 0}).value(Metric::Sqnr), 0.0);
        QCOMPARE(sums({1, 0}, {0, 0}).value(Metric::Rtol), 1.0);
    }

    void equalTensors()
    {
        const std::vector<float> a = numbers(1000, 1);
        const MetricSums s = sums(a, a);
        // sqrt(aa) * sqrt(aa) may miss aa by a bit, the shares of it not.
        QVERIFY(std::abs(s.value(Metric::Cosine) - 1) < 1e-15 && s.value(Metric::Cosine) <= 1);
        for (const Metric m : {Metric::L1, Metric::Atol, Metric::Mse, Metric::Rtol})
            QCOMPARE(s.value(m), 0.0);
        QCOMPARE(s.value(Metric::Sqnr), std::numeric_limits<double>::infinity());
        QVERIFY(s.trust() == Trust::Equal);
    }

    void idealRounding()
    {
        // Evenly spread over 1,000 places inside each step: the error's power is scale^2 / 12.
        QuantParams params{DType::Int8, {0.25F}, {0}, -1, false};
        std::vector<float> a;
        for (int i = -100000; i < 100000; ++i)
            a.push_back(static_cast<float>((i + 0.5) / 1000 * 0.25));
        const Tensor b = fakeQuantize(tensor(a), params);
        const MetricSums s = MetricSums::of(tensor(a), b, &params);
        QVERIFY(std::abs(s.value(Metric::RmseOverScale, 0.25) - 1 / std::sqrt(12.0)) < 1e-5);
        QVERIFY(s.value(Metric::MaxQscaleDiff, 0.25) <= 0.5 && s.value(Metric::MaxQscaleDiff, 0.25) > 0.499);
        QCOMPARE(s.value(Metric::ClippedShare), 0.0);
    }

    void rtolHasAFloor()
    {
        // 1e-9 counts as 1e-6 of the largest, so its error of 1e-4 is 1e-4 / 2e-6 = 50.
        QVERIFY(near(sums({2, 1e-9F}, {2, 1e-9F + 1e-4F}).value(Metric::Rtol),
                     (static_cast<double>(1e-9F + 1e-4F) - static_cast<double>(1e-9F)) / 2e-6));
        // An infinite value is in no sum, so it is no largest either.
        QCOMPARE(sums({kInf, 1}, {1, 3}).value(Metric::Rtol), 2.0);
    }

    /// The lowest float is a border or a mask, not a value.
    void whatStandsForInfinityIsNoValue()
    {
        const float lowest = std::numeric_limits<float>::lowest();
        const QuantParams grid{DType::Int8, {0.5F}, {0}, -1, false};
        const std::vector<float> a{1, 2, 3, 4, 5, 6, 7, 8, 9, lowest}, b{1, 2, 3, 4, 5, 6, 7, 8, 8, -64};
        const MetricSums s = sums(a, b, &grid);
        QCOMPARE(s.count, std::uint64_t{9});
        QCOMPARE(s.notFinite, std::uint64_t{1});
        QCOMPARE(s.clipped, std::uint64_t{0});
        QCOMPARE(s.value(Metric::Atol), 1.0);
        QCOMPARE(s.aMin, 1.0);
        QVERIFY(s.trust() == Trust::NonFinite);
        QVERIFY(near(s.value(Metric::Rtol), 1.0 / 9));
        QCOMPARE(sums({1e38F, 1}, {1e38F, 1}).count, std::uint64_t{2});
    }

    void clippedShare()
    {
        // Grid -128..127 of 0.5: from -64.25 to 63.75 nothing is beyond by more than half a step.
        const QuantParams symmetric{DType::Int8, {0.5F}, {0}, -1, false};
        QCOMPARE(sums({-64.25F, -64.26F, 63.75F, 63.76F, 0}, {0, 0, 0, 0, 0}, &symmetric).value(Metric::ClippedShare), 0.4);
        // 0..255 with zero point 100: -50 .. 77.5
        const QuantParams affine{DType::UInt8, {0.5F}, {100}, -1, false};
        QCOMPARE(sums({-50.25F, -50.3F, 77.75F, 77.8F}, {0, 0, 0, 0}, &affine).value(Metric::ClippedShare), 0.5);
        QCOMPARE(sums({1000}, {0}).value(Metric::ClippedShare), 0.0);
    }

    void kullbackLeibler()
    {
        // Of 2,048 bins, each with half a value more, two are filled: once each by a; b lies in the first of them twice.
        const double wanted = (1.5 * std::log(1.5 / 2.5) + 1.5 * std::log(1.5 / 0.5)) / (0.5 * 2048 + 2);
        QVERIFY(near(sums({0, 1}, {0, 0}).value(Metric::Kl), wanted));
        QVERIFY(near(sums({0, 1, kNaN}, {0, 0, 5}).value(Metric::Kl), wanted)); // a pair that is not finite is in no bin
        QVERIFY(near(sums({0, 1}, {-7, 0}).value(Metric::Kl), wanted));         // beyond a's range: in the outermost bins
        QCOMPARE(sums({0, 1}, {0, 1}).value(Metric::Kl), 0.0);
        QCOMPARE(sums({2, 2}, {3, 4}).value(Metric::Kl), 0.0); // a has no range
        // Over samples the mean by count.
        PooledMetrics p;
        p.add(1, sums({0, 1}, {0, 0}));
        p.add(2, sums({0, 1, 2, 3, 4, 5}, {0, 1, 2, 3, 4, 5}));
        QVERIFY(near(p.pooled().value(Metric::Kl), wanted / 4));
    }

    void withoutScale()
    {
        const MetricSums s = sums({1}, {2});
        QVERIFY(std::isnan(s.value(Metric::MaxQscaleDiff)) && std::isnan(s.value(Metric::RmseOverScale)));
        for (const Metric m : allMetrics())
            QVERIFY(std::isnan(MetricSums{}.value(m, 1)));
    }

    void pairsThatAreNotFiniteAreInNoSum_data()
    {
        QTest::addColumn<std::size_t>("count");
        QTest::newRow("one block") << std::size_t{10};
        QTest::newRow("many blocks") << std::size_t{5000};
    }

    void pairsThatAreNotFiniteAreInNoSum()
    {
        QFETCH(std::size_t, count);
        std::vector<float> a = numbers(count, 2);
        std::vector<float> b = numbers(count, 3);
        std::vector<float> finiteA;
        std::vector<float> finiteB;
        const float odd[] = {kNaN, kInf, -kInf};
        std::uint64_t bad = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (i % 97 == 3) {
                (i % 2 == 0 ? a : b)[i] = odd[i % 3];
                ++bad;
            } else if (i % 971 == 5) {
                a[i] = b[i] = kInf; // alike, but no numbers
                ++bad;
            } else {
                finiteA.push_back(a[i]);
                finiteB.push_back(b[i]);
            }
        }
        const MetricSums s = sums(a, b);
        QCOMPARE(s.notFinite, bad);
        QCOMPARE(s.count, std::uint64_t{count - bad});
        QVERIFY(s.trust() == Trust::NonFinite);
        for (const Metric m : kBySums)
            QVERIFY2(near(s.value(m, 0.1), naive(m, finiteA, finiteB, 0.1)), toString(m).data());
    }

    void onlyPairsThatAreNotFinite()
    {
        const MetricSums s = sums({kNaN, 1, kInf}, {1, kNaN, kInf});
        QCOMPARE(s.count, std::uint64_t{0});
        QCOMPARE(s.notFinite, std::uint64_t{3});
        QVERIFY(s.trust() == Trust::NonFinite);
        for (const Metric m : allMetrics())
            QVERIFY(std::isnan(s.value(m, 1)));
    }

    void anInfinityIsNoClippedValue()
    {
        const QuantParams params{DType::Int8, {0.5F}, {0}, -1, false};
        const MetricSums s = sums({kInf, -kInf, kNaN, 1000}, {63.5F, -64, 0, 63.5F}, &params);
        QCOMPARE(s.value(Metric::ClippedShare), 1.0);
    }

    void naiveTwin()
    {
        std::mt19937 random(4);
        for (const std::size_t count : {1U, 7U, 8U, 9U, 1023U, 1024U, 1025U, 3000U}) {
            const std::vector<float> a = numbers(count, static_cast<unsigned>(random()));
            std::vector<float> b = a;
            for (float& v : b)
                v += static_cast<float>(static_cast<int>(random() % 201) - 100) * 1e-3F;
            for (const Metric m : kBySums)
                QVERIFY2(near(sums(a, b).value(m, 0.02), naive(m, a, b, 0.02)), toString(m).data());
        }
    }

    void extremeMagnitudes()
    {
        // Squares of floats overflow and underflow floats, not doubles.
        const MetricSums large = sums({3e38F, 3e38F}, {3e38F, -3e38F});
        QCOMPARE(large.value(Metric::Cosine), 0.0);
        QVERIFY(near(large.value(Metric::Sqnr), 10 * std::log10(0.5)));
        const MetricSums small = sums({1e-40F, 2e-40F}, {1e-40F, 1e-40F});
        QVERIFY(std::abs(small.value(Metric::Cosine) - 3 / std::sqrt(10.0)) < 1e-4);
        QVERIFY(small.value(Metric::Sqnr) > 6.9 && small.value(Metric::Sqnr) < 7.1); // 10 log10(5)
    }

    void trust()
    {
        std::vector<float> zero(2000, 0.0F);
        std::vector<float> few = zero;
        few[7] = 1;
        QVERIFY(sums({1, 2, 3, 4, 5, 6, 7}, {1, 2, 3, 4, 5, 6, 8}).trust() == Trust::TooFewValues);
        QVERIFY(sums({1, 2, 3, 4, 5, 6, 7, 8}, {1, 2, 3, 4, 5, 6, 7, 9}).trust() == Trust::Ok);
        QVERIFY(sums(zero, few).trust() == Trust::Constant);
        QVERIFY(sums(std::vector<float>(9, 2.5F), numbers(9, 5)).trust() == Trust::Constant);
        QVERIFY(sums(few, zero).trust() == Trust::MostlyZero);
        few[8] = few[9] = 1; // 3 of 2000 are more than a thousandth
        QVERIFY(sums(few, zero).trust() == Trust::Ok);
        for (const Trust t : {Trust::Ok, Trust::Constant, Trust::MostlyZero, Trust::NonFinite, Trust::TooFewValues, Trust::Equal})
            QVERIFY(!toString(t).empty());
    }

    void differentShapes()
    {
        const auto error = errorOf([] { (void)MetricSums::of(randomTensor({2, 3}, 1), randomTensor({3, 2}, 1), nullptr); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(std::string(error->what()).find("2") != std::string::npos);
    }

    /// Labels, counts, masks: the numbers they are, also where a float could not tell them apart.
    void integers()
    {
        const auto of = [](ElementType type, const auto& a, const auto& b) {
            const Shape shape{static_cast<std::int64_t>(a.size())};
            return MetricSums::of(Tensor::fromBytes(type, shape, std::as_bytes(std::span(a))),
                                  Tensor::fromBytes(type, shape, std::as_bytes(std::span(b))), nullptr);
        };
        using Labels = std::array<std::int64_t, 4>;
        const MetricSums labels = of(ElementType::Int64, Labels{3, 4, -1, 7}, Labels{4, 3, -1, 7});
        QCOMPARE(labels.value(Metric::L1), 0.5);
        QCOMPARE(labels.value(Metric::Atol), 1.0);
        QCOMPARE(labels.value(Metric::Mse), 0.5);
        QCOMPARE(labels.value(Metric::Cosine), 74.0 / 75);
        QCOMPARE(labels.value(Metric::Sqnr), 10 * std::log10(37.5));
        QCOMPARE(labels.count, std::uint64_t{4});
        const Labels large{(std::int64_t{1} << 40) + 1, 1, 2, 3};
        QCOMPARE(of(ElementType::Int64, large, Labels{std::int64_t{1} << 40, 1, 2, 3}).value(Metric::Atol), 1.0);
        using Bytes = std::array<std::uint8_t, 4>;
        QCOMPARE(of(ElementType::Bool, Bytes{0, 1, 1, 0}, Bytes{1, 1, 1, 0}).value(Metric::L1), 0.25);
        QCOMPARE(of(ElementType::UInt8, Bytes{255, 0, 0, 0}, Bytes{0, 0, 0, 0}).value(Metric::Atol), 255.0);
        QCOMPARE(of(ElementType::Int8, Bytes{255, 0, 0, 0}, Bytes{0, 0, 0, 0}).value(Metric::Atol), 1.0);
        for (int type = 0; type <= 22; ++type) {
            const auto t = static_cast<ElementType>(type);
            const std::string name(toString(t));
            QCOMPARE(hasNumbers(t), name.find("int") != std::string::npos || name == "bool" || isMeasurable(t));
        }
        const auto strings =
            errorOf([] { (void)MetricSums::of(Tensor::fromStrings({1}, {"a"}), Tensor::fromStrings({1}, {"b"}), nullptr); });
        QVERIFY(strings && strings->code() == ErrorCode::BadInput);
    }

    void names()
    {
        for (const Metric m : allMetrics()) {
            QVERIFY(metricFromString(toString(m)) == m);
            QVERIFY(metricFromString(QString::fromUtf8(toString(m).data()).toUpper().toStdString()) == m);
        }
        QVERIFY(metricFromString("cosine") == Metric::Cosine && metricFromString("MAX_QSCALE_DIFF") == Metric::MaxQscaleDiff);
        QVERIFY(!metricFromString("cos ine") && !metricFromString(""));
    }

    void pooledIsOneConcatenatedTensor()
    {
        std::vector<float> allA;
        std::vector<float> allB;
        PooledMetrics pooled;
        const QuantParams params{DType::Int8, {0.015F}, {0}, -1, false};
        for (unsigned sample = 0; sample < 5; ++sample) {
            const std::vector<float> a = numbers(500 + 100 * sample, 10 + sample);
            const std::vector<float> b = numbers(a.size(), 20 + sample);
            pooled.add(sample, sums(a, b, &params));
            allA.insert(allA.end(), a.begin(), a.end());
            allB.insert(allB.end(), b.begin(), b.end());
        }
        const MetricSums whole = sums(allA, allB, &params);
        for (const Metric m : kBySums)
            if (m != Metric::Rtol) // its floor is each sample's own
                QVERIFY2(near(pooled.pooled().value(m, 0.015), whole.value(m, 0.015)), toString(m).data());
        QCOMPARE(pooled.pooled().value(Metric::ClippedShare), whole.value(Metric::ClippedShare));
        QVERIFY(whole.value(Metric::ClippedShare) > 0.1);
        QVERIFY(pooled.pooled().trust() == whole.trust());
        QCOMPARE(pooled.pooled().aMin, whole.aMin);
        QCOMPARE(pooled.pooled().bMax, whole.bMax);
    }

    void anyOrderOfSamplesGivesTheSameBits()
    {
        std::vector<std::pair<std::uint64_t, MetricSums>> parts;
        for (unsigned sample = 0; sample < 40; ++sample)
            parts.emplace_back(sample * 7, sums(numbers(300, sample), numbers(300, sample + 100)));
        PooledMetrics wanted;
        for (const auto& [id, s] : parts)
            wanted.add(id, s);
        std::mt19937 random(6);
        for (int round = 0; round < 10; ++round) {
            std::shuffle(parts.begin(), parts.end(), random);
            PooledMetrics got;
            PooledMetrics other;
            for (std::size_t i = 0; i < parts.size(); ++i)
                (i % 3 == 0 ? got : other).add(parts[i].first, parts[i].second);
            got.merge(other);
            for (const Metric m : allMetrics()) {
                const double a = got.pooled().value(m, 0.1);
                const double b = wanted.pooled().value(m, 0.1);
                QVERIFY(std::memcmp(&a, &b, sizeof a) == 0);
                const double ma = got.mean(m, 0.1).value;
                const double mb = wanted.mean(m, 0.1).value;
                QVERIFY(std::memcmp(&ma, &mb, sizeof ma) == 0);
                const auto worst = got.worst(m, 0.1);
                QVERIFY(worst.has_value() == wanted.worst(m, 0.1).has_value());
                QVERIFY(!worst || worst->sample == wanted.worst(m, 0.1)->sample);
            }
        }
    }

    void theMeanIsOverSamplesNotOverElements()
    {
        PooledMetrics p;
        p.add(1, sums({3, 4}, {4, 3}));                                               // 0.96; 10.97 dB
        p.add(2, sums(std::vector<float>(900, 1.0F), std::vector<float>(900, 2.0F))); // 1; 0 dB
        QVERIFY(near(p.mean(Metric::Cosine).value, 0.98));
        QVERIFY(near(p.mean(Metric::Sqnr).value, 10 * std::log10(12.5) / 2));
        QVERIFY(p.pooled().value(Metric::Sqnr) < 1);
        QCOMPARE(p.worst(Metric::Sqnr)->sample, std::uint64_t{2});
        QCOMPARE(p.worst(Metric::Cosine)->sample, std::uint64_t{1});
    }

    void theMeanLeavesEqualSamplesOut()
    {
        PooledMetrics p;
        p.add(1, sums({3, 4}, {4, 3}));
        p.add(2, sums({3, 4}, {3, 4}));
        p.add(3, sums({0, 0}, {0, 0}));
        const PooledMetrics::Mean mean = p.mean(Metric::Sqnr);
        QVERIFY(near(mean.value, 10 * std::log10(12.5)));
        QCOMPARE(mean.leftOut, std::uint64_t{2});
        // Only SQNR is infinite there: their L1 is a number as good as others.
        QVERIFY(near(p.mean(Metric::L1).value, 1.0 / 3));
        QCOMPARE(p.mean(Metric::L1).leftOut, std::uint64_t{0});
        PooledMetrics equal;
        equal.add(1, sums({1}, {1}));
        QVERIFY(std::isnan(equal.mean(Metric::Sqnr).value));
        QCOMPARE(equal.mean(Metric::Sqnr).leftOut, std::uint64_t{1});
        QVERIFY(std::isnan(PooledMetrics{}.mean(Metric::Sqnr).value));
        QVERIFY(!PooledMetrics{}.worst(Metric::Sqnr));
    }

    void withoutScaleNothingIsLeftOutAsEqual()
    {
        PooledMetrics p;
        p.add(1, sums({1}, {1}));
        QVERIFY(std::isnan(p.mean(Metric::MaxQscaleDiff, 0).value));
        QCOMPARE(p.mean(Metric::MaxQscaleDiff, 0).leftOut, std::uint64_t{0});
    }
};

QTEST_APPLESS_MAIN(TestMetrics)
#include "tst_metrics.moc"
