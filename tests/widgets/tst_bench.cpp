// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"

#include <QSignalSpy>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestBench : public QObject {
    Q_OBJECT

private slots:
    void liveRowsAreFoundByPointAndUnit()
    {
        MadeBench made;
        const UnitId concat = made.unit("/pose/Concat");
        const CompareRow* row = made.bench.liveRow(concat);
        QVERIFY(row && row->unit == concat);
        QCOMPARE(row, made.bench.liveRow(made.bench.model()->units.pointOf(concat, PointKind::Output)));
        QVERIFY(!made.bench.liveRow(UnitId::None));
        QVERIFY(!made.bench.liveIsStale());
    }

    void anEditMakesOldNumbersStaleAndKeepsThemAsBefore()
    {
        MadeBench made;
        const auto live = made.bench.live();
        auto next = std::make_shared<Configuration>(*made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        made.bench.setConfiguration(next);
        QVERIFY(made.bench.liveIsStale());
        QCOMPARE(made.bench.before(), live);
        made.bench.setConfiguration(live->configuration);
        QVERIFY(!made.bench.liveIsStale());
    }

    /// Other data are no edit: a change against them would say nothing of the rules.
    void otherDataHaveNoBefore()
    {
        MadeBench made;
        Bench& bench = made.bench;
        const auto live = bench.live();
        auto next = std::make_shared<Configuration>(*bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        bench.setConfiguration(next);
        QCOMPARE(bench.before(), live);
        DataView other = bench.calibrationSet();
        other.options.preprocess[""].scale = 0.5;
        bench.setCalibrationSet(other);
        QVERIFY(!bench.before());
        bench.setConfiguration(live->configuration);
        bench.setConfiguration(next);
        QVERIFY(!bench.before()); // what is shown is of the old data still
        bench.setConfiguration(live->configuration);
        bench.setLive(live);
        bench.setConfiguration(next);
        QCOMPARE(bench.before(), live);
    }

    /// A drag is one step of undo: what it is compared with is what was before its first step, measured in between or not.
    void aDragIsComparedWithItsStart()
    {
        MadeBench made;
        disconnect(&made.bench, &Bench::editRequested, nullptr, nullptr); // what is measured is made here
        const auto start = made.bench.live();
        const auto step = [&](const char* key, const char* series) {
            made.bench.requestEdit("drag", made.bench.rules(), series);
            auto next = std::make_shared<Configuration>(*made.bench.configuration());
            next->key = Hasher().add(std::string(key)).result();
            made.bench.setConfiguration(next);
            auto measured = std::make_shared<LiveResult>(*start);
            measured->configuration = next;
            made.bench.setLive(measured);
            return std::shared_ptr<const LiveResult>(measured);
        };
        (void)step("one", "clip/1");
        const auto middle = step("two", "clip/1");
        QCOMPARE(made.bench.before(), start);
        const auto end = step("three", "clip/2"); // another drag
        QCOMPARE(made.bench.before(), middle);
        (void)step("four", "clip/2");
        QCOMPARE(made.bench.before(), middle);
        made.bench.setRules(made.bench.rules()); // undone: no step of the drag any more
        made.bench.setConfiguration(start->configuration);
        QVERIFY(made.bench.before() != middle && made.bench.before() != end);
    }

    /// The errors of the outputs are drawn before the configuration that they are of.
    void outputsMayBeAheadOfTheConfiguration()
    {
        MadeBench made;
        const auto live = made.bench.live();
        auto next = std::make_shared<Configuration>(*made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        auto first = std::make_shared<LiveResult>(*live);
        first->configuration = next;
        made.bench.setLiveOutputs(first);
        QVERIFY(!made.bench.outputsAreStale());
        QCOMPARE(made.bench.before(), live);
        made.bench.setConfiguration(next);
        QVERIFY(!made.bench.outputsAreStale() && made.bench.liveIsStale());
        QCOMPARE(made.bench.before(), live);
        made.bench.setConfiguration(live->configuration);
        QVERIFY(made.bench.outputsAreStale());
        made.bench.setLive(live);
        QVERIFY(!made.bench.outputsAreStale());
        made.bench.setPinnedSample(live->sample + 1);
        QVERIFY(made.bench.outputsAreStale());
    }

    /// What gave way to the numbers of another configuration is there again with its own.
    void resultsComeBackWithTheirConfiguration()
    {
        MadeBench made;
        Bench& bench = made.bench;
        made.sweep();
        const auto old = bench.configuration();
        const auto comparison = bench.comparisons().front();
        const auto sweep = bench.sensitivity();
        auto next = std::make_shared<Configuration>(*old);
        next->key = Hasher().add(std::string("another")).result();
        auto compared = std::make_shared<NamedComparison>(*comparison);
        compared->configuration = next;
        auto swept = std::make_shared<SensitivityResult>(*sweep);
        swept->configuration = next;
        bench.setConfiguration(next);
        QCOMPARE(bench.comparisons().front(), comparison); // older numbers, as nothing else is known
        bench.setComparison(compared);
        bench.setSensitivity(swept);
        QCOMPARE(bench.comparisons().front(), compared);
        QSignalSpy signalled(&bench, &Bench::sensitivityChanged);
        bench.setConfiguration(old);
        QCOMPARE(signalled.count(), 1);
        QCOMPARE(bench.sensitivity(), sweep);
        QCOMPARE(bench.comparisons().front(), compared); // a name stays what it was given to
        QCOMPARE(bench.earlierComparison(comparison->mode), comparison);
        QVERIFY(!bench.earlierComparison(CompareMode::Local));
        // What comes late, of a configuration that was left, waits for it.
        auto late = std::make_shared<SensitivityResult>(*swept);
        bench.setSensitivity(late);
        QCOMPARE(bench.sensitivity(), sweep);
        bench.setConfiguration(next);
        QCOMPARE(bench.sensitivity(), late);
        QVERIFY(!bench.earlierComparison(comparison->mode)); // that under its name is of this configuration
        // Of a sample alone it is another measurement.
        bench.setConfiguration(old);
        auto alone = std::make_shared<SensitivityResult>(*sweep);
        alone->badCase = ChosenCase{};
        bench.setChosenCase(ChosenCase{});
        QVERIFY(!bench.earlierComparison(comparison->mode));
        bench.setSensitivity(alone);
        QCOMPARE(bench.sensitivity(), alone);
        bench.setChosenCase({});
        QCOMPARE(bench.sensitivity(), sweep);
        QCOMPARE(bench.earlierComparison(comparison->mode), comparison);
        // The two kinds of sweeps do not replace each other.
        auto left = std::make_shared<SensitivityResult>(*sweep);
        left->mode = SensitivityMode::LeaveOneOut;
        bench.setSensitivity(left);
        QCOMPARE(bench.sensitivity(), left);
        QCOMPARE(bench.sensitivity(SensitivityMode::Isolated), sweep);
        bench.setModel(bench.model());
        bench.setConfiguration(next);
        QVERIFY(bench.comparisons().empty() && !bench.sensitivity() && !bench.earlierComparison(comparison->mode));
    }

    void anotherModelEmptiesEverything()
    {
        MadeBench made;
        made.sweep();
        QVERIFY(made.bench.sensitivity() && made.bench.statistics());
        QSignalSpy changed(&made.bench, &Bench::liveChanged);
        made.bench.setModel(made.bench.model());
        QCOMPARE(changed.count(), 1);
        QVERIFY(!made.bench.live() && !made.bench.before() && !made.bench.configuration() && !made.bench.statistics());
        QVERIFY(made.bench.comparisons().empty() && !made.bench.sensitivity() && !made.bench.liveRow(UnitId{0}));
    }

    void selectionHasAHistory()
    {
        Selection selection;
        QSignalSpy changed(&selection, &Selection::changed);
        selection.select(UnitId{1});
        selection.select(UnitId{1});
        QCOMPARE(changed.count(), 1);
        selection.toggle(UnitId{2});
        QCOMPARE(selection.current(), UnitId{2});
        selection.back();
        QCOMPARE(selection.units(), std::vector<UnitId>{UnitId{1}});
        selection.back();
        QVERIFY(selection.units().empty() && !selection.canGoBack());
        selection.forward();
        selection.select(UnitId{3});
        QVERIFY(!selection.canGoForward());
        selection.forget();
        QVERIFY(selection.current() == UnitId::None && !selection.canGoBack());
    }

    void numbersHaveFourDigits()
    {
        QCOMPARE(number(0.00784049), "0.00784");
        QCOMPARE(number(123456.0), "1.235e5");
        QCOMPARE(number(-1.5e-5), "-1.5e-5");
        QCOMPARE(number(1e-100), "1e-100");
        QCOMPARE(number(2e300), "2e300");
        QCOMPARE(number(std::nan("")), "-");
        QCOMPARE(percent(0.0123), "1.23 %");
        QCOMPARE(bigCount(3.14e9), "3.14 G");
        QCOMPARE(bigCount(999.4), "999");
        QCOMPARE(metricText(Metric::Cosine, 0.99987654), "0.99988");
        QCOMPARE(shapeText({1, 3, -1}), "1x3x?");
        QCOMPARE(duration(3725), "1 h 2 min");
    }

    /// Text on palettes can be read (WCAG AA, 4.5 : 1), data colours stand out from the ground (3 : 1).
    void coloursCanBeRead()
    {
        const auto luminance = [](const QColor& c) {
            const auto linear = [](double x) { return x <= 0.03928 ? x / 12.92 : std::pow((x + 0.055) / 1.055, 2.4); };
            return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
        };
        const auto contrast = [&](const QColor& a, const QColor& b) {
            const double la = luminance(a);
            const double lb = luminance(b);
            return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
        };
        for (const QPalette& palette : {lightPalette(), darkPalette()}) {
            const DataColors& colors = dataColors(palette);
            QCOMPARE(colors.dark, palette.color(QPalette::Window).lightness() < 128);
            QVERIFY(contrast(palette.color(QPalette::Text), palette.color(QPalette::Base)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::WindowText), palette.color(QPalette::Window)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::ButtonText), palette.color(QPalette::Button)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::HighlightedText), palette.color(QPalette::Highlight)) >= 4.5);
            QVERIFY(contrast(palette.color(QPalette::PlaceholderText), palette.color(QPalette::Base)) >= 3);
            for (const QColor& c : {colors.float32, colors.int8, colors.int16, colors.fixed, colors.mixed, colors.quantized,
                                    colors.warning, colors.error, colors.better, colors.worse})
                QVERIFY2(contrast(c, palette.color(QPalette::Base)) >= 3, qPrintable(c.name()));
            // Lightness alone orders the map: seen without colours it still tells good from bad.
            double last = luminance(colors.metric(0));
            for (int i = 1; i <= 20; ++i) {
                const double now = luminance(colors.metric(i / 20.0));
                QVERIFY2(colors.dark ? now >= last - 1e-3 : now <= last + 1e-3, qPrintable(QString::number(i)));
                last = now;
            }
        }
    }
};

QTEST_MAIN(TestBench)
#include "tst_bench.moc"
