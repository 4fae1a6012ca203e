// SPDX-License-Identifier: GPL-3.0-or-later
// One scale from good to bad for graph, tables and legend.
#include "widgets/common/badness.h"

#include <QtTest>

#include <limits>
#include <numeric>

using namespace qb;

Q_DECLARE_METATYPE(qb::Metric)

class TestBadness : public QObject {
    Q_OBJECT

private slots:
    void byNumbers_data()
    {
        QTest::addColumn<Metric>("metric");
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("expected");
        const double infinity = std::numeric_limits<double>::infinity();
        const auto row = [](const char* name, Metric metric, double value, double expected) {
            QTest::newRow(name) << metric << value << expected;
        };
        row("equal", Metric::Cosine, 1, 0);
        row("cosine 0.999", Metric::Cosine, 0.999, 0.5);
        row("cosine 0.9", Metric::Cosine, 0.9, 5.0 / 6);
        row("opposite", Metric::Cosine, -1, 1);
        row("no error", Metric::Sqnr, infinity, 0);
        row("50 dB", Metric::Sqnr, 50, 0);
        row("30 dB", Metric::Sqnr, 30, 0.4);
        row("more noise than signal", Metric::Sqnr, -3, 1);
        row("ideal rounding", Metric::MaxQscaleDiff, 0.5, 0);
        row("50 steps", Metric::MaxQscaleDiff, 50, 2.0 / 3);
        row("28.9 steps", Metric::RmseOverScale, 28.9, 1);
        row("a thousandth is clipped", Metric::ClippedShare, 1e-3, 0.0948683298);
        row("a quarter is clipped", Metric::ClippedShare, 0.25, 1);
        row("l1 0.1", Metric::L1, 0.1, 5.0 / 7);
        row("mse 0", Metric::Mse, 0, 0);
    }

    void byNumbers()
    {
        QFETCH(Metric, metric);
        QFETCH(double, value);
        QFETCH(double, expected);
        QVERIFY2(std::abs(badness(metric, value) - expected) < 1e-9,
                 qPrintable(QString::number(badness(metric, value), 'g', 12)));
    }

    void whatANumberSays()
    {
        const auto sums = [](std::vector<float> a, std::vector<float> b) {
            const auto n = static_cast<std::int64_t>(a.size());
            return MetricSums::of(Tensor::fromFloats({n}, a), Tensor::fromFloats({n}, b), nullptr);
        };
        std::vector<float> ramp(20);
        std::iota(ramp.begin(), ramp.end(), 1.0F);
        std::vector<float> other = ramp;
        other[3] += 0.5F;
        const MetricSums ok = sums(ramp, other);
        const MetricSums single = sums({100}, {101});
        const MetricSums few = sums({1, 2, 3}, {1, 2, 4});
        const MetricSums constant = sums(std::vector<float>(20, 2), other);
        std::vector<float> broken = ramp;
        broken[5] = std::nanf("");
        const MetricSums nan = sums(broken, other);
        QVERIFY(ok.trust() == Trust::Ok && few.trust() == Trust::TooFewValues && constant.trust() == Trust::Constant);
        for (const Metric metric : allMetrics()) {
            QVERIFY(meaningOf(metric, ok) == Meaning::Full && meaningOf(metric, sums(ramp, ramp)) == Meaning::Full);
            QVERIFY(meaningOf(metric, nan) == Meaning::Doubtful);
            for (const MetricSums& s : {ok, single, few, constant, nan})
                QCOMPARE(doubtOf(metric, s).isEmpty(), meaningOf(metric, s) == Meaning::Full);
        }
        QCOMPARE(single.value(Metric::Cosine), 1.0); // whatever the two are
        QVERIFY(meaningOf(Metric::Cosine, single) == Meaning::None && meaningOf(Metric::Cosine, constant) == Meaning::None);
        QVERIFY(meaningOf(Metric::Cosine, few) == Meaning::Doubtful && meaningOf(Metric::Sqnr, single) == Meaning::Doubtful);
        QVERIFY(meaningOf(Metric::Atol, single) == Meaning::Full);
    }

    void worseIsNeverBetter()
    {
        for (const Metric metric : {Metric::Cosine, Metric::Sqnr, Metric::MaxQscaleDiff, Metric::RmseOverScale,
                                    Metric::ClippedShare, Metric::L1, Metric::Atol, Metric::Kl}) {
            const double from = metric == Metric::Sqnr ? -20 : 0;
            const double to = metric == Metric::Sqnr ? 80 : metric == Metric::Cosine || metric == Metric::ClippedShare ? 1 : 200;
            double last = badness(metric, higherIsBetter(metric) ? to : from);
            for (int i = 0; i <= 1000; ++i) {
                const double t = higherIsBetter(metric) ? 1 - i / 1000.0 : i / 1000.0;
                const double now = badness(metric, from + t * (to - from));
                QVERIFY(now >= last && now >= 0 && now <= 1);
                last = now;
            }
            QVERIFY(std::isnan(badness(metric, std::numeric_limits<double>::quiet_NaN())));
        }
        QVERIFY(hasBar(Metric::Cosine) && hasBar(Metric::ClippedShare) && !hasBar(Metric::L1) && !hasBar(Metric::Atol));
    }
};

QTEST_GUILESS_MAIN(TestBadness)
#include "tst_badness.moc"
