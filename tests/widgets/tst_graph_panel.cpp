// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/config_text.h"
#include "tests/support/looped_model.h"
#include "tests/widgets/graph_case.h"
#include "tests/widgets/made_bench.h"
#include "widgets/common/badness.h"
#include "widgets/common/theme.h"
#include "widgets/graph/body_panel.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/overview_strip.h"
#include "widgets/graph/segment_painter.h"

#include <QApplication>

using namespace qb;
using namespace qb::test;

class TestGraphPanel : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void cardsWearWhatTheBenchKnows()
    {
        MadeBench made;
        const auto d = decorationOf(made.bench, QStringLiteral("Cosine"));
        QCOMPARE(d->units.size(), made.bench.model()->unitCount());
        QVERIFY(d->colorBy == ColorBy::Metric && d->ticks.size() >= 3);
        int measured = 0;
        for (std::size_t u = 0; u < d->units.size(); ++u) {
            const CompareRow* row = made.bench.liveRow(static_cast<UnitId>(u));
            if (!row)
                continue;
            ++measured;
            QVERIFY(!d->units[u].metric.isEmpty() && !d->units[u].stale);
            if (meaningOf(Metric::Cosine, row->metrics.pooled()) == Meaning::None)
                QVERIFY(std::isnan(d->units[u].badness));
            else
                QVERIFY(d->units[u].badness >= 0 && d->units[u].badness <= 1);
        }
        QVERIFY(measured > 5);
        QVERIFY(std::any_of(d->units.begin(), d->units.end(), [](const UnitDecoration& u) { return u.badge == Badge::Int8; }));
        made.sweep();
        const auto s = decorationOf(made.bench, QStringLiteral("sensitivity"));
        const UnitId concat = made.unit("/pose/Concat");
        const auto worst =
            std::max_element(s->units.begin(), s->units.end(), [](const UnitDecoration& a, const UnitDecoration& b) {
                return (std::isnan(a.badness) ? -1 : a.badness) < (std::isnan(b.badness) ? -1 : b.badness);
            });
        QCOMPARE(static_cast<std::size_t>(worst - s->units.begin()), indexOf(concat)); // joins values of two very different sizes
    }

    /// A cosine of a single value is 1 whatever happens: no perfect card.
    void whatSaysNothingIsNoPerfectCard()
    {
        MadeBench made;
        const UnitId sum = made.unit("/pose/ReduceSum");
        const auto d = decorationOf(made.bench, QStringLiteral("Cosine"));
        QCOMPARE(d->units[indexOf(sum)].metric, QStringLiteral("-"));
        QVERIFY(std::isnan(d->units[indexOf(sum)].badness));
        QVERIFY2(d->units[indexOf(sum)].doubt.contains("8 values"), qPrintable(d->units[indexOf(sum)].doubt));
        QVERIFY(decorationOf(made.bench, QStringLiteral("L1"))->units[indexOf(sum)].doubt.isEmpty());
        QVERIFY(d->units[indexOf(made.unit("/pose/Concat"))].doubt.isEmpty());
    }

    void enterTellsOfTheUnitAndAnEdgeSelectsWhatGivesIt()
    {
        MadeBench made;
        GraphPanel panel(made.bench, made.selection);
        panel.resize(700, 1400);
        panel.show();
        QVERIFY(settled(panel.view()));
        panel.view().openAll();
        QVERIFY(settled(panel.view()));
        const UnitId concat = made.unit("/pose/Concat");
        std::vector<UnitId> activated;
        connect(&panel, &GraphPanel::unitActivated, &panel, [&](UnitId unit) { activated.push_back(unit); });
        made.selection.select(concat);
        QTest::keyClick(&panel.view(), Qt::Key_Return);
        QCOMPARE(activated, std::vector<UnitId>{concat});
        made.selection.clear();
        const int card = panel.view().scene()->graph.cardOfUnit[indexOf(concat)];
        panel.view().setScale(1);
        const QRectF r = panel.view().scene()->rect(card);
        panel.view().centerOn(r.center());
        QTest::mouseDClick(&panel.view(), Qt::LeftButton, {}, middleOf(panel.view(), card));
        QCOMPARE(activated.size(), std::size_t{2});
        QCOMPARE(made.selection.current(), concat);
        made.selection.clear();
        QTest::mouseClick(&panel.view(), Qt::LeftButton, {}, panel.view().toWidget({r.center().x(), r.bottom() + 10}).toPoint());
        QCOMPARE(made.selection.current(), concat);
        QCOMPARE(made.selection.point(), made.bench.model()->units.pointOf(concat, PointKind::Output));
    }

    void nothingIsKnownBeforeAModelIsOpen()
    {
        Bench bench;
        Selection selection;
        GraphPanel panel(bench, selection);
        panel.show();
        QVERIFY(decorationOf(bench, {})->units.empty());
        QVERIFY(!panel.view().scene());
    }

    /// Units in float between quantized ones are a region that says what crosses its border.
    void floatSegmentsAreRegions()
    {
        MadeBench made;
        GraphPanel panel(made.bench, made.selection);
        panel.resize(900, 1400);
        panel.show();
        QVERIFY(settled(panel.view()));
        QVERIFY(panel.decoration()->segments.empty());
        const UnitId unit = made.unit("/pose/Concat");
        RuleSet rules = made.bench.rules();
        rules.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/pose/Concat"}, parseConfig("float")}, true});
        made.setRules(rules);
        const auto d = panel.decoration();
        QCOMPARE(d->segments.size(), std::size_t{1});
        QVERIFY(d->segmentOf[indexOf(unit)] == 0);
        QCOMPARE(std::count(d->segmentOf.begin(), d->segmentOf.end(), 0), std::ptrdiff_t{1});
        QVERIFY2(d->segments[0].label.startsWith("float: 2 DQ, 1 Q"), qPrintable(d->segments[0].label));
        panel.view().openAll();
        QVERIFY(settled(panel.view()));
        int inside = -1;
        for (int c = 0; c < static_cast<int>(panel.view().looks().size()); ++c)
            if (panel.view().looks()[static_cast<std::size_t>(c)].segment == 0)
                inside = c;
        QVERIFY(inside >= 0);
        const QRectF card = panel.view().scene()->rect(inside);
        QCOMPARE(segmentAt(*panel.view().scene(), panel.view().looks(), card.topLeft() - QPointF(4, 4)), 0);
        QCOMPARE(segmentAt(*panel.view().scene(), panel.view().looks(), card.topLeft() - QPointF(40, 4)), -1);
        // Its ground can be seen beside the card, and not when it is switched off.
        panel.view().setScale(1);
        panel.view().showUnit(unit);
        panel.view().centerOn(card.center());
        const QPoint beside = panel.view().toWidget(card.topLeft() + QPointF(-5, card.height() / 2)).toPoint();
        const auto ground = [&] { return panel.view().grab().toImage().pixelColor(beside); };
        QCOMPARE(ground().rgb(), segmentColor(0, panel.view().palette()).rgb());
        panel.setShowSegments(false);
        QVERIFY(panel.decoration()->segments.empty());
        QVERIFY(ground().rgb() != segmentColor(0, panel.view().palette()).rgb());
    }

    /// A Loop is opened by mouse and by keys, the Loop in it too; Backspace leads back out, and so does another selection.
    void theInsideOfALoop()
    {
        Bench bench;
        Selection selection;
        bench.setModel(built(loopedModel(true)));
        const auto unit = [&](const char* name) { return bench.model()->units.findUnit(name); };
        GraphPanel panel(bench, selection);
        panel.resize(900, 700);
        panel.show();
        panel.activateWindow();
        GraphView& outer = panel.view();
        GraphView& inner = panel.body().view();
        const auto cardOf = [](GraphView& view, const Model& model, const char* name) {
            return view.scene()->graph.find({CardKind::Unit, static_cast<std::int32_t>(model.units.findUnit(name))});
        };
        QVERIFY(settled(outer));
        const int loop = cardOf(outer, *bench.model(), "loop");
        const int keep = cardOf(outer, *bench.model(), "keep");
        QVERIFY(loop >= 0 && keep >= 0);
        QVERIFY(!outer.scene()->expander(loop).isEmpty() && outer.scene()->expander(keep).isEmpty());
        QTest::mouseClick(&outer, Qt::LeftButton, {}, outer.toWidget(outer.scene()->expander(loop).center()).toPoint());
        QTRY_COMPARE(panel.body().path(), QString("loop › body"));
        QVERIFY(inner.isVisible() && !outer.isVisible());
        QVERIFY(settled(inner));
        const auto body = inner.scene()->model;
        QVERIFY(cardOf(inner, *body, "conv") >= 0);
        QVERIFY(selection.units().empty()); // what is in there is no unit of the network

        // By keys: to the Loop within, in, and out again.
        const int within = cardOf(inner, *body, "within");
        QVERIFY(!inner.scene()->expander(within).isEmpty());
        QTest::mouseClick(&inner, Qt::LeftButton, {}, middleOf(inner, within));
        QTest::keyClick(&inner, Qt::Key_Return);
        QTRY_COMPARE(panel.body().path(), QString("loop › body › within › body"));
        QVERIFY(settled(inner));
        QVERIFY(cardOf(inner, *inner.scene()->model, "deep") >= 0);
        QTest::keyClick(&inner, Qt::Key_Backspace);
        QCOMPARE(panel.body().path(), QString("loop › body"));
        QVERIFY(settled(inner));
        QTest::keyClick(&inner, Qt::Key_Backspace);
        QVERIFY(outer.isVisible() && !inner.isVisible() && !panel.body().isOpen());

        // Who looks for something else finds it.
        panel.enterBody(unit("loop"));
        QTRY_VERIFY(panel.body().isOpen());
        selection.select(unit("keep"));
        QVERIFY(outer.isVisible() && !panel.body().isOpen());
        // Left before it is there: nothing comes late.
        panel.enterBody(unit("loop"));
        panel.body().leave();
        QTest::qWait(100);
        QVERIFY(outer.isVisible() && !panel.body().isOpen());
        // Closed while it is read.
        panel.enterBody(unit("loop"));
    }

    /// For people, where QB_SHOTS names a folder.
    void pictures()
    {
        const QString folder = qEnvironmentVariable("QB_SHOTS");
        if (folder.isEmpty() || corpusFolder().empty())
            QSKIP("QB_SHOTS and QB_CORPUS say where pictures go and models are");
        DataOptions data;
        data.path = corpusFolder() + "/images/coco38";
        data.samples = 2;
        MadeBench made(MadeBench::Upto::Calibrated, corpusFolder() + "/models/nanodet_m_320/model.onnx", data);
        GraphPanel panel(made.bench, made.selection);
        panel.resize(1000, 900);
        panel.show();
        RuleSet rules = made.bench.rules();
        rules.rules.push_back({OverrideRule{"Conv_31..Conv_34", {}, parseConfig("float")}, true});
        rules.rules.push_back({StubRule{StubRule::Kind::DeQuant, "Conv_359"}, true});
        made.setRules(rules);
        panel.setColorBy(QStringLiteral("dtype"));
        for (const Theme theme : {Theme::Light, Theme::Dark}) {
            applyTheme(*qApp, theme);
            for (const auto& [scale, unit] : {std::pair{1.0, "Conv_33"}, {0.35, "Conv_361"}, {0.12, "Conv_361"}}) {
                QVERIFY(settled(panel.view()));
                panel.view().setScale(scale);
                panel.view().showUnit(made.unit(unit));
                QTest::qWait(60);
                const QString name =
                    QStringLiteral("/segments-%1-%2.png").arg(scale).arg(theme == Theme::Dark ? "dark" : "light");
                QVERIFY(panel.grab().save(folder + name));
            }
        }
        applyTheme(*qApp, Theme::Light);
    }

    void selectionGoesBothWays()
    {
        MadeBench made;
        GraphPanel panel(made.bench, made.selection);
        panel.resize(900, 700);
        panel.show();
        QVERIFY(settled(panel.view()));
        const UnitId unit = made.unit("/pose/fc1/Gemm");
        made.selection.select(unit);
        QCOMPARE(panel.view().selectedUnits(), std::vector<UnitId>{unit});
        QTest::keyClick(&panel.view(), Qt::Key_Home);
        QVERIFY(made.selection.current() == made.unit("image"));
        auto* strip = panel.findChild<OverviewStrip*>();
        QTest::mouseClick(strip, Qt::LeftButton, {}, {8, strip->height() - 12});
        QVERIFY(indexOf(made.selection.current()) > made.bench.model()->unitCount() / 2);
        panel.setColorBy(QStringLiteral("dtype"));
        QVERIFY(panel.decoration()->colorBy == ColorBy::DType);
    }
};

QTEST_MAIN(TestGraphPanel)
#include "tst_graph_panel.moc"
