// SPDX-License-Identifier: GPL-3.0-or-later
// What the check says of structure and dtypes, and what was asked for against what it came to, in the real window.
#include "engine/base/whole_file.h"
#include "tests/app/window_driver.h"
#include "tests/support/model_builder.h"
#include "widgets/common/worded.h"
#include "widgets/tables/check_pages.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/requests_dock.h"
#include "widgets/tables/rows_page.h"
#include "widgets/tables/table_view.h"

#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestCheckScenes : public QObject {
    Q_OBJECT

private slots:
    /// The tables of the check, tied to the graph, and its text as a file.
    void checkTables()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("check");
        QVERIFY(w.settled());
        QVERIFY(w.bench.check());
        auto* dock = w.dock<FindingsDock>("findings");
        w.window.dock("findings")->raise();
        dock->setPage(FindingsDock::Types);
        RowsPage* types = dock->tables()->types();
        QVERIFY(types->isVisible());
        QCOMPARE(types->table()->model()->rowCount(), int(w.bench.check()->tables.types.size()));
        QTest::keyClicks(types->filter(), "pose concat");
        QCOMPARE(types->table()->model()->rowCount(), 1);
        const QModelIndex cell = types->table()->model()->index(0, 0);
        QTest::mouseClick(types->table()->viewport(), Qt::LeftButton, {}, types->table()->visualRect(cell).center());
        QCOMPARE(w.selection.current(), w.unit("/pose/Concat"));
        dock->setPage(FindingsDock::Weights);
        QCOMPARE(dock->tables()->weights()->table()->model()->rowCount(), int(w.bench.check()->tables.weights.size()));
        const QString path = QString::fromStdString(w.folder.file("model_check_result.txt"));
        w.choose(path);
        QTest::mouseClick(dock->saveButton(), Qt::LeftButton);
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QCOMPARE(file.readAll().toStdString(), w.bench.check()->text);
    }

    /// What was asked for at each point and what it came to; an edit moves the table.
    void requestedAndEffective()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* dock = w.dock<RequestsDock>("requests");
        w.window.dock("requests")->show();
        w.window.dock("requests")->raise();
        const QAbstractItemModel* rows = dock->page()->table()->model();
        const auto otherwise = [&] {
            int count = 0;
            for (const PointConfig& c : w.bench.configuration()->effective->points)
                count += (c.active ? c.dtype : DType::Float32) != c.requested ? 1 : 0;
            return count;
        };
        QVERIFY(rows->rowCount() > 10);
        dock->onlyOtherwise()->setChecked(true);
        QVERIFY(rows->rowCount() <= otherwise()); // operands that are off are in no list
        const int before = rows->rowCount();
        dock->onlyOtherwise()->setChecked(false);
        // A point that the rules raise says so, with the rule that asked.
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        QTest::keyClicks(dock->page()->filter(), "/pose/Concat:output");
        QCOMPARE(rows->rowCount(), 1);
        QCOMPARE(rows->index(0, 2).data().toString(), QString("int16"));
        QCOMPARE(rows->index(0, 4).data().toString(), QString::number(w.bench.rules().rules.size()));
        // What decided stands first.
        const PointId point = w.bench.model()->units.pointOf(w.unit("/pose/Concat"), PointKind::Output);
        const std::vector<Text>& story = w.bench.configuration()->effective->at(point).story;
        QVERIFY(story.size() > 1);
        QVERIFY2(rows->index(0, 5).data().toString().startsWith(worded(story.back())),
                 qPrintable(rows->index(0, 5).data().toString()));
        dock->page()->filter()->clear();
        dock->onlyOtherwise()->setChecked(true);
        QVERIFY(rows->rowCount() >= before - 1);
    }

    /// What opening the model found is among the findings after each check, as in the command line.
    void whatOpeningFoundStays()
    {
        WindowDriver w;
        TestModel m(17);
        m.input("x float32[2,4]").floats("a", {4}, {1, 2, 3, 4}).floats("b", {4}, {4, 3, 2, 1});
        m.node("c = Add(a, b) @constants").node("y = Mul(x, c) @scaled").node("z = Relu(y) @last").output("z float32[2,4]");
        w.show();
        const std::string path = w.folder.file("folded.onnx");
        writeWholeFile(path, m.bytes());
        w.workbench.open(QString::fromStdString(path));
        QVERIFY(w.settled() && w.workbench.isOpen());
        const auto folded = [&w] {
            const Findings& all = w.bench.findings();
            return std::count_if(all.begin(), all.end(), [](const Finding& f) { return f.rule == "model.folded"; });
        };
        for (int time = 0; time < 2; ++time) {
            w.trigger("check");
            QVERIFY(w.settled());
            QCOMPARE(folded(), std::ptrdiff_t{1});
        }
    }
};

QTEST_MAIN(TestCheckScenes)
#include "tst_check_scenes.moc"
