// SPDX-License-Identifier: GPL-3.0-or-later
//
// Everything without a mouse: parts of the window, docks behind tabs, keys that several want. Over 500 lines: one walk more is
// one test more, on one window.
#include "app/gui/dock_focus.h"
#include "tests/app/window_driver.h"
#include "tests/bench/networks.h"
#include "widgets/common/finder.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/inspector/inspector_dock.h"
#include "widgets/inspector/number_field.h"
#include "widgets/inspector/port_editor.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/settling_panel.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QAbstractItemModelTester>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QScrollArea>
#include <QToolButton>
#include <QtTest>

#include <fstream>

using namespace qb;
using namespace qb::test;

class TestKeyboard : public QObject {
    Q_OBJECT

    static void press(int key, Qt::KeyboardModifiers modifiers = {})
    {
        QTest::keyClick(QApplication::focusWidget(), static_cast<Qt::Key>(key), modifiers);
    }
    static QDockWidget* dockOfFocus(const WindowDriver& w)
    {
        for (QDockWidget* dock : w.window.findChildren<QDockWidget*>())
            if (dock->isAncestorOf(QApplication::focusWidget()))
                return dock;
        return nullptr;
    }

private slots:
    /// F6 goes round all that is in view, in reading order, and Shift+F6 back.
    void allPartsAreReached()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        w.selection.select(w.unit("/pose/Concat"));
        w.window.activateWindow();
        w.window.graph().view().setFocus();
        QTRY_VERIFY(isInView(w.window.dock("inspector")->widget()) && !w.dock<InspectorDock>("inspector")->isEmptyShown());
        QTest::qWait(50);
        QStringList order;
        do {
            press(Qt::Key_F6);
            const QDockWidget* dock = dockOfFocus(w);
            QVERIFY(isInView(QApplication::focusWidget()));
            order << (dock ? dock->objectName() : "graph");
        } while (order.back() != "graph" && order.size() < 30);
        QCOMPARE(order, (QStringList{"inspector", "distribution", "compare", "units", "graph"}));
        for (qsizetype i = order.size() - 2; i >= 0; --i) {
            press(Qt::Key_F6, Qt::ShiftModifier);
            QCOMPARE(dockOfFocus(w)->objectName(), order[i]);
        }
    }

    /// Tab never enters what lies behind a tab, and comes round.
    void tabStaysInView()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        w.window.activateWindow();
        w.window.graph().view().setFocus();
        QTest::qWait(50);
        QSet<QWidget*> seen;
        for (const Qt::KeyboardModifiers modifiers : {Qt::KeyboardModifiers(), Qt::KeyboardModifiers(Qt::ShiftModifier)})
            for (int i = 0; i < 150; ++i) {
                press(Qt::Key_Tab, modifiers);
                QVERIFY2(isInView(QApplication::focusWidget()), QApplication::focusWidget()->metaObject()->className());
                seen << QApplication::focusWidget();
            }
        QVERIFY2(seen.size() > 15 && seen.size() < 150, qPrintable(QString::number(seen.size())));
        QVERIFY(seen.contains(&w.window.graph().view()));
    }

    /// A dock behind others comes to the front; only one that is in view is hidden.
    void theMenuBringsDocksToTheFront()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        QTest::qWait(50);
        QDockWidget* rules = w.window.dock("rules");
        auto* action = w.window.findChild<QAction*>("dock_rules");
        QVERIFY(!rules->isHidden() && !isInView(rules) && action->isChecked());
        action->trigger();
        QTRY_VERIFY(isInView(rules));
        QVERIFY(action->isChecked());
        action->trigger();
        QVERIFY(rules->isHidden() && !action->isChecked());
        action->trigger();
        QTRY_VERIFY(isInView(rules) && action->isChecked());
    }

    /// Fields are made when a unit is selected, parameters when a method is chosen: Tab takes them as they stand.
    void tabWalksDownTheInspector()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        w.selection.select(w.unit("/pose/Concat"));
        QVERIFY(w.settled());
        w.selection.select(w.unit("/backbone/stem/conv/Conv")); // has more ports
        QVERIFY(w.settled());
        auto* inspector = w.dock<InspectorDock>("inspector");
        w.window.activateWindow();
        auto* first = inspector->findChild<PortEditor*>()->findChild<QComboBox*>();
        QTRY_VERIFY(isInView(first));
        first->setFocus();
        QTRY_COMPARE(QApplication::focusWidget(), first);
        QList<int> heights;
        int numbers = 0;
        const QWidget* fields = inspector->findChild<QScrollArea*>()->widget();
        for (QWidget* at = first; fields->isAncestorOf(at) && heights.size() < 60; at = QApplication::focusWidget()) {
            heights << at->mapTo(fields, QPoint()).y();
            numbers += qobject_cast<NumberField*>(at) ? 1 : 0;
            press(Qt::Key_Tab);
        }
        QVERIFY2(numbers >= 4, qPrintable(QString::number(numbers))); // threshold and scale of two ports
        QVERIFY(std::is_sorted(heights.begin(), heights.end()));
    }

    /// Keys go to the list or table with a frame, and from the row between two lines.
    void theFocusIsSeen()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        w.selection.clear();
        w.window.activateWindow();
        TableView* table = &w.dock<UnitsDock>("units")->table();
        w.window.graph().view().setFocus();
        QTRY_VERIFY(w.window.graph().view().hasFocus());
        const QImage before = table->grab().toImage();
        table->setFocus();
        QTRY_VERIFY(table->hasFocus());
        const QImage after = table->grab().toImage();
        const QColor highlight = table->palette().color(QPalette::Highlight);
        for (const QPoint corner : {QPoint(0, 0), QPoint(after.width() - 1, after.height() - 1)}) {
            QVERIFY(before.pixelColor(corner) != highlight);
            QCOMPARE(after.pixelColor(corner), highlight);
        }
        const QRect row = table->visualRect(table->currentIndex());
        QCOMPARE(after.pixelColor(table->viewport()->mapTo(table, row.topLeft()) + QPoint(2, 0)), highlight);
    }

    /// What asks a question brings the dock into view where the answer will be.
    void questionsShowTheirAnswers()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("layout_default");
        for (const auto& [action, dock] :
             {std::pair{"sweep", "sensitivity"}, {"compare", "compare"}, {"check", "findings"}, {"advise", "advice"}}) {
            w.trigger(action);
            QTRY_VERIFY2(isInView(w.window.dock(dock)), action);
        }
        QVERIFY(w.settled(120));
    }

    /// Esc in a list that is open closes it and leaves the selection alone.
    void escClosesTheListFirst()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/backbone/block/Add"));
        w.window.activateWindow();
        auto* box = w.dock<InspectorDock>("inspector")->findChild<QComboBox*>();
        QVERIFY(box);
        box->showPopup();
        QTRY_VERIFY(QApplication::activePopupWidget());
        QTest::keyClick(box->view(), Qt::Key_Escape);
        QTRY_VERIFY(!QApplication::activePopupWidget());
        QCOMPARE(w.selection.units().size(), std::size_t{1});
        QTest::keyClick(&w.window, Qt::Key_Escape);
        QVERIFY(w.selection.units().empty());
    }

    /// Ctrl+K asks for a unit also where a line of text has the focus.
    void linesOfTextLeaveOurKeysAlone()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* line = w.window.dock("units")->findChild<QLineEdit*>();
        QVERIFY(line);
        line->setText("op:Conv");
        line->setCursorPosition(2);
        line->setFocus();
        int asked = 0;
        connect(w.window.actions().at("locate"), &QAction::triggered, this, [&] { ++asked; });
        QTest::keyClick(line, Qt::Key_K, Qt::ControlModifier);
        QCOMPARE(asked, 1);
        QCOMPARE(line->text(), QString("op:Conv"));
    }

    /// Numbers that are typed are steps of their own; turning a number is one.
    void typedNumbersAreUndoneOneByOne()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/pose/Concat"));
        w.window.activateWindow();
        NumberField* threshold = nullptr;
        QTRY_VERIFY([&] {
            for (NumberField* field : w.dock<InspectorDock>("inspector")->findChildren<NumberField*>())
                if (field->accessibleName().endsWith("Threshold") && field->isVisible())
                    threshold = field;
            return threshold != nullptr;
        }());
        threshold->setFocus();
        for (const char* number : {"200", "150"}) {
            threshold->selectAll();
            QTest::keyClicks(threshold, number);
            QTest::keyClick(threshold, Qt::Key_Return);
            QVERIFY(w.settled());
        }
        QCOMPARE(w.workbench.undoStack().count(), 2);
        for (int i = 0; i < 5; ++i)
            QTest::keyClick(threshold, Qt::Key_Up);
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().count(), 3);
        press(Qt::Key_Z, Qt::ControlModifier); // in the field: what was entered is the window's
        QVERIFY(w.settled());
        QCOMPARE(threshold->value(), 150.0);
        press(Qt::Key_Z, Qt::ControlModifier);
        QVERIFY(w.settled());
        QCOMPARE(threshold->value(), 200.0);
    }

    /// The finder gives the keyboard back where it was; where a unit was chosen, to the graph.
    void theFinderGivesTheKeyboardBack()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.window.activateWindow();
        auto* table = w.window.dock("units")->findChild<TableView*>();
        table->setFocus();
        auto* finder = w.window.findChild<Finder*>();
        w.trigger("locate");
        QVERIFY(finder->field()->hasFocus());
        press(Qt::Key_Escape);
        QVERIFY(finder->isHidden() && table->hasFocus());
        w.trigger("locate");
        QTest::keyClicks(finder->field(), "pose/Concat");
        press(Qt::Key_Return);
        QCOMPARE(w.selection.current(), w.unit("/pose/Concat"));
        QVERIFY(w.window.graph().view().hasFocus());
    }

    /// A field has an undo of its own only while something is typed in it that nobody has taken over yet.
    void undoIsTheWindowsUnlessAFieldIsTypedIn()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.window.activateWindow();
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().index(), 1);
        auto* filter = w.window.dock("units")->findChild<QLineEdit*>();
        filter->setFocus();
        QTest::keyClicks(filter, "zzz");       // nothing that it could offer
        press(Qt::Key_Z, Qt::ControlModifier); // the letters
        QVERIFY(filter->text() != "zzz");
        QCOMPARE(w.workbench.undoStack().index(), 1);
        filter->clear();
        press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(w.workbench.undoStack().index(), 0);
        press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(w.workbench.undoStack().index(), 1);
        QVERIFY(w.settled());
    }

    void escEmptiesAFilterBeforeTheSelection()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.window.activateWindow();
        w.selection.select(w.unit("/pose/Concat"));
        w.window.dock("requests")->raise();
        QCoreApplication::processEvents();
        for (const char* dock : {"units", "requests"}) {
            auto* filter = w.window.dock(dock)->findChild<QLineEdit*>();
            filter->setFocus();
            QTest::keyClicks(filter, "zzz");
            press(Qt::Key_Escape);
            QVERIFY2(filter->text().isEmpty(), dock);
            QCOMPARE(w.selection.units().size(), std::size_t{1});
        }
        press(Qt::Key_Escape);
        QVERIFY(w.selection.units().empty());
    }

    /// Filter, Enter, 3: the keys go on to what was found.
    void enterInTheFilterGoesOnToTheUnits()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.window.activateWindow();
        auto* filter = w.window.dock("units")->findChild<QLineEdit*>();
        filter->setFocus();
        QTest::keyClicks(filter, "op:Gemm");
        press(Qt::Key_Return);
        QVERIFY(w.selection.units().size() > 2);
        press(Qt::Key_3);
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().index(), 1);
        QCOMPARE(filter->text(), QString("op:Gemm"));
    }

    void theFinderKeepsTheRules()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* finder = w.window.findChild<Finder*>();
        QAbstractItemModelTester tester(finder->findChild<QListView*>()->model(),
                                        QAbstractItemModelTester::FailureReportingMode::QtTest);
        w.trigger("locate");
        for (const char* typed : {"pose", "op:Conv", "nothing at all", ""}) {
            finder->field()->setText(typed);
            QCoreApplication::processEvents();
        }
        press(Qt::Key_Escape);
        w.trigger("palette");
        auto* nothing = finder->findChild<QLabel*>();
        QVERIFY(finder->findChild<QListView*>()->model()->rowCount() > 40 && !nothing->isVisible());
        finder->field()->setText("no such command at all");
        QVERIFY(nothing->isVisible() && !nothing->text().isEmpty());
        press(Qt::Key_Escape);
    }

    /// What stands on the bars of the graph and the docks is found as a command, and done.
    void thePaletteHasTheTools()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* finder = w.window.findChild<Finder*>();
        const auto shown = [&] {
            QStringList titles;
            const QAbstractItemModel& model = *finder->findChild<QListView*>()->model();
            for (int i = 0; i < model.rowCount(); ++i)
                titles << model.index(i, 0).data().toString();
            return titles;
        };
        w.trigger("palette");
        const QStringList titles = shown();
        QCOMPARE(QSet<QString>(titles.begin(), titles.end()).contains("Find a command…"), false);
        finder->field()->setText("running mean");
        QCoreApplication::processEvents();
        QVERIFY2(shown().value(0).contains("Running mean"), qPrintable(shown().join('\n')));
        auto* mean = w.dock<CompareDock>("compare");
        w.window.dock("sensitivity")->raise();
        QCoreApplication::processEvents();
        press(Qt::Key_Return);
        bool on = false;
        for (auto* button : mean->findChildren<QToolButton*>())
            on |= button->accessibleName() == "Running mean" && button->isChecked();
        QVERIFY(on);
        QVERIFY(isInView(w.window.dock("compare"))); // where one sees it
        // Of a menu button the entries.
        w.trigger("palette");
        finder->field()->setText("Measure Weights Only");
        QCoreApplication::processEvents();
        press(Qt::Key_Return);
        QVERIFY(w.settled());
        QVERIFY(std::any_of(w.bench.comparisons().begin(), w.bench.comparisons().end(),
                            [](const auto& c) { return c->parts != CompareParts::All; }));
        // A box opens.
        w.trigger("palette");
        finder->field()->setText("colour by");
        QCoreApplication::processEvents();
        press(Qt::Key_Return);
        auto* colors = w.window.graph().findChild<QComboBox*>("color_by");
        QTRY_VERIFY(colors->view()->isVisible());
        colors->hidePopup();
    }

    /// Columns, order and export of a table by keys.
    void theHeaderMenuOpensByKeys()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* table = w.window.dock("units")->findChild<TableView*>();
        table->setFocus();
        QTest::keyClick(table, Qt::Key_H, Qt::ControlModifier | Qt::ShiftModifier);
        auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
        QVERIFY(menu);
        QStringList texts;
        for (const QAction* action : menu->actions())
            texts << action->text();
        QVERIFY2(texts.filter("Sort by").size() == 1 && texts.filter("Export").size() == 1, qPrintable(texts.join('|')));
        QAction* command = nullptr;
        for (QAction* action : menu->actions())
            if (action->text().contains("command line"))
                command = action;
        QVERIFY(command);
        command->trigger();
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.startsWith("quantbench-cli compare ") && line.contains(QFileInfo(w.workbench.studyPath()).fileName()),
                 qPrintable(line));
        // The order by keys: down, up, and as it was.
        QMenu* sorts = nullptr;
        for (const QAction* action : menu->actions())
            if (action->text() == "Sort by")
                sorts = action->menu();
        QVERIFY(sorts);
        const auto first = [&] { return table->words()->sourceRow(0); };
        const int before = first();
        const auto sort = [&](const char* by) {
            for (QAction* action : sorts->actions())
                if (action->text().startsWith(by))
                    action->trigger();
        };
        sort("SQNR");
        QCOMPARE(first(), static_cast<int>(w.unit("/pose/norm/BatchNormalization")));
        sort("As it was");
        QCOMPARE(first(), before);
        menu->close();
    }

    /// A clip line that is pulled past zero, again and again, leaves a range that can be.
    void aClipLineStopsBeforeNothing()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("layout_calibrate");
        auto* dock = w.dock<DistributionDock>("distribution");
        DistributionPlot* plot = dock->histogram();
        QVERIFY(QTest::qWaitFor([&] { return dock->shownPoint() != PointId::None && !dock->isBusy() && plot->isVisible(); }));
        const double end = representable(*plot->grid()).hi;
        const int y = static_cast<int>(plot->axisRect()->center().y());
        const QPoint from(qRound(plot->toPixel(end, 1).x()), y);
        const QPoint to(qRound(plot->toPixel(-end, 1).x()), y);
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 12; ++i) {
            QTest::mouseMove(plot, from + (to - from) * i / 12);
            QTest::qWait(60);
        }
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        QVERIFY(w.settled());
        QVERIFY(representable(*plot->grid()).hi > end * 1e-7);
        QVERIFY(!w.bench.liveIsStale());
        // What can't be at all is refused, and said.
        const RuleSet rules = w.bench.rules();
        RuleSet wrong = rules;
        UnitConfig config;
        config.ports["output"].threshold = 1e-300;
        wrong.rules.push_back({makeOverride("", {"/pose/Concat"}, config), true});
        w.bench.requestEdit("nonsense", wrong);
        QVERIFY(w.settled());
        QVERIFY(w.bench.rules() == rules);
        QVERIFY(w.logged("Not done: nonsense"));
    }

    /// What has settled of one model is not looked for in the next one, which may be smaller.
    void anotherModelWhileTheLeastSettledAreShown()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        const std::size_t few = w.bench.model()->pointCount();
        std::ofstream(w.folder.file("larger.onnx"), std::ios::binary) << bench::mobilenetV2();
        DataOptions data;
        data.path = "random:4";
        w.workbench.open(QString::fromStdString(w.folder.file("larger.onnx")), data);
        QVERIFY(w.settled(120) && w.bench.model()->pointCount() > 2 * few);
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120));
        w.trigger("layout_calibrate");
        w.trigger("layout_default");
        auto* settling = w.window.findChild<SettlingPanel*>();
        QTRY_VERIFY(settling->isVisible() && !settling->shownPoints().empty());
        QVERIFY(w.openSample());
        QTRY_VERIFY(!settling->shownPoints().empty());
        for (const PointId point : settling->shownPoints())
            QVERIFY(indexOf(point) < w.bench.model()->pointCount());
    }
};

QTEST_MAIN(TestKeyboard)
#include "tst_keyboard.moc"
