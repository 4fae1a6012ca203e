// SPDX-License-Identifier: GPL-3.0-or-later
// One scale from good to bad for graph, tables and legend.
#include "widgets/common/badness.h"

#include <QtTest>

#include <limits>

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
