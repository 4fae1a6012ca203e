// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/graph_case.h"
#include "tests/widgets/made_bench.h"
#include "widgets/common/theme.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/overview_strip.h"

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

    void nothingIsKnownBeforeAModelIsOpen()
    {
        Bench bench;
        Selection selection;
        GraphPanel panel(bench, selection);
        panel.show();
        QVERIFY(decorationOf(bench, {})->units.empty());
        QVERIFY(!panel.view().scene());
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
