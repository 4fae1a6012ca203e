// SPDX-License-Identifier: GPL-3.0-or-later
// The first hour of a user, from the start page to the verified file: by mouse and keys alone.
#include "app/gui/export_dialog.h"
#include "engine/quant/affine.h"
#include "tests/app/hands.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/sensitivity_dock.h"

#include <QComboBox>
#include <QSlider>

using namespace qb;
using namespace qb::test;

namespace {

QPointF middle(const GraphView& graph, UnitId unit)
{
    const auto& cards = graph.scene()->graph.cards;
    for (int card = 0; card < static_cast<int>(cards.size()); ++card) {
        const auto units = graph.scene()->unitsOf(card);
        if (units.size() == 1 && units.front() == unit)
            return graph.toWidget(graph.scene()->rect(card).center());
    }
    return {-1, -1};
}

} // namespace

class TestFirstHour : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    void firstHour()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        GraphView& graph = w.window.graph().view();

        // Start, open the sample, calibrate.
        QVERIFY(hands.press(&w.window, "Open the sample"));
        QVERIFY(w.settled() && w.workbench.isOpen());
        hands.keys("Ctrl+R");
        QVERIFY(hands.dialog<CalibrateDialog>());
        hands.keys("Return");
        QVERIFY(w.settled() && w.bench.live());
        const double start = w.outputSqnr("pose");

        // Colour by cosine, click the reddest.
        auto* colors = w.window.graph().findChild<QComboBox*>("color_by");
        QVERIFY(hands.choose(colors, "Cosine"));
        QVERIFY2(colors->currentText().startsWith("Cosine"), qPrintable(colors->currentText()));
        QVERIFY(QTest::qWaitFor([&] { return graph.scene() && !graph.busy(); }));
        UnitId reddest = UnitId::None;
        double least = 2;
        for (const CompareRow& row : w.bench.live()->comparison.rows)
            if (const double cosine = row.metrics.pooled().value(Metric::Cosine); cosine < least) {
                least = cosine;
                reddest = row.unit;
            }
        if (!graph.rect().contains(middle(graph, reddest).toPoint()))
            graph.showUnit(reddest);
        QVERIFY(QTest::qWaitFor([&] { return !graph.busy(); }));
        QVERIFY(hands.click(&graph, middle(graph, reddest).toPoint()));
        QCOMPARE(w.selection.current(), reddest);

        // Drag its clip line to a half: its error and the output's change.
        hands.keys("Ctrl+2");
        auto* distribution = w.dock<DistributionDock>("distribution");
        DistributionPlot* plot = distribution->histogram();
        QVERIFY(QTest::qWaitFor([&] { return distribution->shownPoint() != PointId::None && !distribution->isBusy(); }));
        QVERIFY(plot->isVisible() && plot->grid());
        const PointId point = distribution->shownPoint();
        const auto errors = [&] {
            return std::pair{w.bench.liveRow(point)->metrics.pooled().value(Metric::Sqnr), w.outputSqnr("pose")};
        };
        const auto asItWas = errors();
        const double end = representable(*plot->grid()).hi;
        const int y = static_cast<int>(plot->axisRect()->center().y());
        const QPoint from(qRound(plot->toPixel(end, 1).x()), y);
        const QPoint to(qRound(plot->toPixel(end / 2, 1).x()), y);
        QTest::mousePress(plot, Qt::LeftButton, {}, from);
        for (int i = 1; i <= 8; ++i)
            QTest::mouseMove(plot, from + (to - from) * i / 8);
        QVERIFY2(plot->clipText(ClipEnd::High).contains('%'), qPrintable(plot->clipText(ClipEnd::High)));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, to);
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().count(), 1); // one step, however many pixels
        QVERIFY(std::abs(representable(*plot->grid()).hi / end - 0.5) < 0.05);
        const auto clipped = errors();
        QVERIFY(clipped.first != asItWas.first);

        // int16 by its key; back twice: the old numbers at once.
        hands.keys("Ctrl+1");
        QVERIFY(hands.click(&graph, middle(graph, reddest).toPoint()));
        QCOMPARE(w.selection.current(), reddest);
        hands.keys("3");
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().count(), 2);
        QCOMPARE(int(w.bench.configuration()->effective->at(point).dtype), int(DType::Int16));
        QVERIFY(errors() != clipped);
        hands.keys("Ctrl+Z");
        QVERIFY(!w.bench.liveIsStale());
        QVERIFY(errors() == clipped);
        hands.keys("Ctrl+Z");
        QVERIFY(!w.bench.liveIsStale());
        QVERIFY(errors() == asItWas);
        QVERIFY(w.settled());

        // Sensitivity, the slider to the knee, apply: what was promised is measured beside it.
        hands.keys("Ctrl+3");
        hands.keys("Ctrl+Shift+E");
        QVERIFY(w.settled() && w.bench.sensitivity() && w.bench.sensitivity()->complete);
        auto* sensitivity = w.dock<SensitivityDock>("sensitivity");
        auto* slider = sensitivity->findChild<QSlider*>();
        QVERIFY(slider && QTest::qWaitFor([&] { return slider->isVisible(); }));
        QVERIFY(hands.click(slider));
        hands.keys("Home");
        const std::size_t knee = sensitivity->curve().knee;
        QVERIFY(knee > 0);
        for (std::size_t k = 0; k < knee; ++k)
            hands.keys("Right");
        QCOMPARE(sensitivity->picked(), knee);
        const double promised = sensitivity->curve().decibel[knee];
        QVERIFY2(sensitivity->summaryText().contains("Predicted"), qPrintable(sensitivity->summaryText()));
        QVERIFY(hands.press(sensitivity, "Apply"));
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().index(), 1);
        QVERIFY2(sensitivity->summaryText().contains("easured"), qPrintable(sensitivity->summaryText()));
        QVERIFY(w.outputSqnr("pose") > start + 10);
        QVERIFY(std::abs(w.outputSqnr("pose") - promised) < 6);

        // Export and verify.
        const QString file = QString::fromStdString(w.folder.file("tuned.onnx"));
        hands.keys("Ctrl+E");
        auto* dialog = hands.dialog<ExportDialog>();
        QVERIFY(dialog && hands.fill(dialog, "File", file));
        hands.keys("Return");
        QVERIFY(w.settled());
        QVERIFY2(dialog->resultText().contains("equal the simulation bit for bit"), qPrintable(dialog->resultText()));
        QVERIFY(QFile::exists(file));
    }

    /// Enter on a unit of the graph goes to it: the Inspector comes to the front and has the keyboard.
    void enterInTheGraphShowsTheInspector()
    {
        WindowDriver w;
        w.show();
        w.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&w.window));
        QVERIFY(w.openSample());
        GraphView& graph = w.window.graph().view();
        QTRY_VERIFY(graph.scene() && !graph.busy());
        QDockWidget* inspector = w.window.dock(QStringLiteral("inspector"));
        w.window.dock(QStringLiteral("rules"))->raise();
        QTRY_VERIFY(inspector->visibleRegion().isEmpty());
        const UnitId unit = w.unit("/backbone/stem/conv/Conv");
        w.selection.select(unit);
        QTRY_VERIFY(!graph.busy());
        graph.setFocus();
        QTest::keyClick(&graph, Qt::Key_Return);
        QTRY_VERIFY(!inspector->visibleRegion().isEmpty());
        QTRY_VERIFY(inspector->isAncestorOf(QApplication::focusWidget()));
        QCOMPARE(w.selection.current(), unit);
        // The same by two clicks, from a closed Inspector.
        inspector->close();
        QTest::mouseDClick(&graph, Qt::LeftButton, {}, middle(graph, unit).toPoint());
        QTRY_VERIFY(inspector->isVisible() && !inspector->visibleRegion().isEmpty());
    }
};

QTEST_MAIN(TestFirstHour)
#include "tst_first_hour.moc"
