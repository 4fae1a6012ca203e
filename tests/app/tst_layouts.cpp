// SPDX-License-Identifier: GPL-3.0-or-later
// Where docks stand, what of their tables is shown, and that it fits.
#include "app/gui/dock_focus.h"
#include "app/gui/message_bar.h"
#include "tests/app/window_driver.h"
#include "widgets/common/theme.h"
#include "widgets/tables/table_view.h"

#include <QDockWidget>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestLayouts : public QObject {
    Q_OBJECT

private slots:
    void layoutsHaveTheirDocks()
    {
        WindowDriver w;
        w.show();
        for (QDockWidget* dock : w.window.findChildren<QDockWidget*>())
            QVERIFY2(dock->isHidden(), qPrintable(dock->objectName()));
        QVERIFY(w.openCalibrated());
        const auto isThere = [&](const char* id) { return !w.window.dock(QLatin1String(id))->isHidden(); };
        w.window.setLayoutName(LayoutName::Edit);
        QVERIFY(isThere("units") && isThere("inspector") && isThere("distribution") && isThere("compare"));
        w.window.setLayoutName(LayoutName::Calibrate);
        QVERIFY(isThere("data") && isThere("distribution") && !isThere("inspector"));
        w.window.setLayoutName(LayoutName::Analyse);
        QVERIFY(isThere("compare") && isThere("sensitivity") && !isThere("units"));
        // What was closed stays closed until the default is asked for.
        w.window.dock("compare")->close();
        w.window.setLayoutName(LayoutName::Edit);
        w.window.setLayoutName(LayoutName::Analyse);
        QVERIFY(!isThere("compare"));
        w.trigger("layout_default");
        QVERIFY(isThere("compare"));
    }

    /// Another model is no reason to put docks elsewhere.
    void anotherModelLeavesTheDocksWhereTheyAre()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.window.dock("units")->close();
        w.window.dock("rules")->raise();
        QTRY_VERIFY(isInView(w.window.dock("rules")));
        w.workbench.open(w.workbench.modelPath());
        QVERIFY(w.settled(30));
        QVERIFY(w.window.dock("units")->isHidden());
        QVERIFY(isInView(w.window.dock("rules")));
    }

    /// A message that does not fit beside the errors ends in an ellipsis; one that fits is whole.
    void aLongMessageIsElided()
    {
        MessageBar bar;
        bar.resize(300, 24);
        const auto drawn = [&](const QString& text) {
            bar.showMessage(text);
            return bar.grab().toImage();
        };
        const QString lengthy = QString("measured ").repeated(20);
        bar.show();
        QCOMPARE(drawn(lengthy), drawn(bar.fontMetrics().elidedText(lengthy, Qt::ElideRight, 300 - 4 * kGrid)));
        QVERIFY(drawn("done") != drawn(lengthy));
    }

    /// In each layout a dock that it does without can be shown all the same, and then stands among the others.
    void everyDockHasAPlaceInEveryLayout()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const auto docks = w.window.findChildren<QDockWidget*>();
        for (const LayoutName layout : {LayoutName::Edit, LayoutName::Calibrate, LayoutName::Analyse}) {
            w.window.setLayoutName(layout);
            w.trigger("layout_default");
            for (QDockWidget* dock : docks) {
                const QByteArray name = keyOf(layout).toUtf8() + ": " + dock->objectName().toUtf8();
                if (dock->isHidden())
                    dock->toggleViewAction()->trigger();
                dock->raise();
                QTest::qWait(1);
                QVERIFY2(w.window.dockWidgetArea(dock) != Qt::NoDockWidgetArea, name);
                QVERIFY2(QTest::qWaitFor([&] { return isInView(dock); }), name);
                QVERIFY2(dock->widget()->isVisible(), name);
                for (const QDockWidget* other : docks)
                    if (other != dock && isInView(other))
                        QVERIFY2(!other->geometry().intersects(dock->geometry()), name + " " + other->objectName().toUtf8());
            }
        }
    }

    /// Which columns a table shows is the user's choice, in every dock, for good.
    void columnsAreRemembered()
    {
        WindowDriver w;
        w.show();
        const QList<TableView*> tables = w.window.findChildren<TableView*>();
        QVERIFY(tables.size() > 8);
        QMap<QString, QList<bool>> chosen;
        const auto hidden = [](const TableView* table) {
            QList<bool> columns;
            for (int c = 0; c < table->model()->columnCount(); ++c)
                columns << table->isColumnHidden(c);
            return columns;
        };
        const auto tableOf = [](const MainWindow& window, const char* dock) {
            return window.dock(QLatin1String(dock))->widget()->findChild<TableView*>();
        };
        const QStringList docks{"units", "compare", "sensitivity", "findings", "profile", "bad_cases"};
        for (const QString& dock : docks) {
            TableView* table = tableOf(w.window, qPrintable(dock));
            QVERIFY2(table, qPrintable(dock));
            table->showColumn(1, table->isColumnHidden(1)); // the other way round
            table->showColumn(2, false);
            chosen[dock] = hidden(table);
        }
        w.window.close();
        Bench bench;
        Selection selection;
        JobRunner jobs(bench);
        Workbench workbench(bench, jobs, w.environment);
        const MainWindow again(bench, selection, workbench, jobs, w.settings);
        for (const QString& dock : docks)
            QCOMPARE(hidden(tableOf(again, qPrintable(dock))), chosen[dock]);
    }

    /// What a small window takes from the docks a large one gives back, also to one that was raised meanwhile.
    void docksGetTheirRoomBack()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        for (const LayoutName layout : {LayoutName::Edit, LayoutName::Analyse}) {
            w.window.setLayoutName(layout);
            w.trigger("layout_default");
            QTest::qWait(500); // docks glide
            const QString side = layout == LayoutName::Edit ? "units" : "sensitivity";
            const QString tab = layout == LayoutName::Edit ? "compare" : "distribution"; // and one behind or beside it
            const int width = w.window.dock(side)->width();
            const int height = w.window.dock("compare")->height();
            w.window.resize(1000, 640);
            QTest::qWait(400);
            QVERIFY(w.window.dock("compare")->height() < height);
            w.window.dock(tab)->raise();
            QTest::qWait(400);
            w.window.resize(1600, 1000);
            QTRY_COMPARE(w.window.dock(side)->width(), width);
            QTRY_COMPARE(w.window.dock(tab)->height(), height);
        }
    }

    /// Also where layouts were switched, or the program began, while the window was small.
    void roomComesBackAfterASwitchWhileSmall()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const auto glide = [] { QTest::qWait(500); };
        w.window.setLayoutName(LayoutName::Analyse);
        w.trigger("layout_default");
        glide();
        const int width = w.window.dock("sensitivity")->width();
        const int height = w.window.dock("compare")->height();
        w.window.resize(1000, 640);
        glide();
        QVERIFY(w.window.dock("compare")->height() < height);
        w.window.setLayoutName(LayoutName::Edit);
        glide();
        w.window.setLayoutName(LayoutName::Analyse);
        glide();
        w.window.resize(1600, 1000);
        QTRY_COMPARE(w.window.dock("sensitivity")->width(), width);
        QTRY_COMPARE(w.window.dock("compare")->height(), height);
    }

    /// On a screen of 1280 x 800 everything is there, in each layout and language, whatever is selected and found.
    void itFitsASmallScreen()
    {
        WindowDriver w;
        w.window.resize(1280, 800);
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.workbench.sweep(SensitivityMode::Isolated);
        w.workbench.findBadCases({}, Order::Descending);
        w.workbench.profile(ProfiledForm::Float);
        w.workbench.check();
        QVERIFY(w.settled(120));
        for (const char* language : {"en", "zh_CN"}) {
            w.window.setLanguage(QLatin1String(language));
            for (const LayoutName layout : {LayoutName::Edit, LayoutName::Calibrate, LayoutName::Analyse})
                for (const char* unit : {"/pose/Concat", ""}) {
                    w.selection.select(*unit ? w.unit(unit) : UnitId::None);
                    w.window.resize(1600, 1000); // and then smaller, as when it moves to another screen
                    w.window.setLayoutName(layout);
                    w.trigger("layout_default");
                    QTest::qWait(50);
                    w.window.resize(1280, 800);
                    QTest::qWait(50);
                    const QByteArray where = QByteArray(language) + ' ' + keyOf(layout).toUtf8() + ' ' + unit + ' ' +
                                             QByteArray::number(w.window.width()) + 'x' + QByteArray::number(w.window.height());
                    QVERIFY2(w.window.width() <= 1280 && w.window.height() <= 800, where);
                }
        }
        w.window.setLanguage("en");
    }
};

QTEST_MAIN(TestLayouts)
#include "tst_layouts.moc"
