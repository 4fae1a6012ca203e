// SPDX-License-Identifier: GPL-3.0-or-later
// Ten thousand nodes, by mouse and keys: at a glance, searched, jumped in, filtered, two hundred convolutions set in one step.
#include "tests/app/window_driver.h"
#include "tests/bench/networks.h"
#include "widgets/common/finder.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QLineEdit>
#include <QToolButton>

#include <fstream>

using namespace qb;
using namespace qb::test;

class TestBigModel : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    void tenThousandNodes()
    {
        WindowDriver w;
        w.show();
        w.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&w.window));
        const std::string path = w.folder.file("many.onnx");
        std::ofstream(path, std::ios::binary) << bench::manyNodes(10000);
        DataOptions data;
        data.path = "random:2";
        w.workbench.open(QString::fromStdString(path), data);
        QVERIFY(w.settled());
        GraphView& graph = w.window.graph().view();
        QVERIFY(QTest::qWaitFor([&] { return graph.scene() && !graph.busy(); }, 20000));
        const std::size_t all = w.bench.model()->unitCount();
        QVERIFY(all > 5000);
        // Something that one understands at a glance: few cards, all in view.
        QVERIFY2(graph.scene()->graph.cards.size() < 60, qPrintable(QString::number(graph.scene()->graph.cards.size())));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120) && w.bench.live());

        // Search by a part of the name, jump: what hid it is opened, it is in view.
        QTest::keySequence(&w.window, w.window.actions().at("locate")->shortcut());
        auto* finder = w.window.findChild<Finder*>();
        QVERIFY(finder->isVisible());
        const std::string& wanted = w.bench.model()->units.units[all / 2].name;
        QTest::keyClicks(finder->field(), QString::fromStdString(wanted));
        QTest::keyClick(finder->field(), Qt::Key_Return);
        QCOMPARE(w.selection.current(), static_cast<UnitId>(all / 2));
        QVERIFY(QTest::qWaitFor([&] { return !graph.busy(); }, 20000));
        const auto& cards = graph.scene()->graph.cards;
        bool shown = false;
        for (int card = 0; card < static_cast<int>(cards.size()) && !shown; ++card)
            if (const auto units = graph.scene()->unitsOf(card); units.size() == 1 && units.front() == w.selection.current())
                shown = graph.visibleArea().intersects(graph.scene()->rect(card));
        QVERIFY(shown);

        // Filter the table by a regular expression; what is wrong with one is said where it is typed.
        auto* units = w.dock<UnitsDock>("units");
        w.window.dock("units")->raise();
        QLineEdit* edit = units->filter().edit();
        QVERIFY(QTest::qWaitFor([&] { return edit->isVisible(); }));
        edit->setFocus();
        QTest::keyClicks(edit, "op:Conv name:/_[1(/");
        QTRY_VERIFY(!units->filter().problem().isEmpty());
        QTest::keySequence(edit, QKeySequence::SelectAll);
        QTest::keyClicks(edit, "op:Conv name:/conv[1-4][0-9][0-9]$/");
        QTRY_VERIFY(units->filter().problem().isEmpty() && units->table().model()->rowCount() < 2000);
        const int hits = units->table().model()->rowCount();
        QVERIFY2(hits >= 150, qPrintable(QString::number(hits)));

        // All hits, int16, one step; back, the old numbers at once.
        QTest::mouseClick(units->filter().selectAllButton(), Qt::LeftButton);
        QCOMPARE(static_cast<int>(w.selection.units().size()), hits);
        const std::vector<UnitId> chosen = w.selection.units();
        const auto before = w.bench.live();
        units->table().setFocus();
        QTest::keyClick(&units->table(), Qt::Key_3);
        QVERIFY(w.settled(120));
        QCOMPARE(w.workbench.undoStack().count(), 1);
        for (const UnitId unit : chosen)
            QCOMPARE(int(w.bench.configuration()->effective->at(w.bench.model()->units.pointOf(unit, PointKind::Output)).dtype),
                     int(DType::Int16));
        QVERIFY(!w.bench.liveIsStale() && w.bench.live() != before);
        QTest::keySequence(&w.window, QKeySequence::Undo);
        QCOMPARE(w.bench.live(), before);
        QVERIFY(!w.bench.liveIsStale());
        QVERIFY(w.settled(120));
    }
};

QTEST_MAIN(TestBigModel)
#include "tst_big_model.moc"
