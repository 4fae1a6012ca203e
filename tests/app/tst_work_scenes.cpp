// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes of work on real models, from beginning to end, by mouse and keys in the real window.
#include "app/gui/export_dialog.h"
#include "engine/qconfig/preview.h"
#include "tests/app/hands.h"
#include "widgets/data/data_dock.h"
#include "widgets/data/data_form.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QPushButton>

using namespace qb;
using namespace qb::test;

namespace {

/// Of all outputs on the pinned sample, dB.
double worstOutput(const WindowDriver& w)
{
    double worst = HUGE_VAL;
    for (const CompareRow& row : w.bench.live()->comparison.outputs)
        worst = std::min(worst, row.metrics.pooled().value(Metric::Sqnr));
    return worst;
}

QString textOf(const QAbstractItemModel* rows, int row)
{
    QStringList cells;
    for (int c = 0; c < rows->columnCount(); ++c)
        cells << rows->index(row, c).data().toString();
    return cells.join(' ');
}

/// The visible text that says so.
QLabel* labelWith(const QWidget* in, const QString& part)
{
    for (auto* label : in->findChildren<QLabel*>())
        if (label->isVisible() && label->text().contains(part))
            return label;
    return nullptr;
}

} // namespace

class TestWorkScenes : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        QStandardPaths::setTestModeEnabled(true);
        if (corpusFolder().empty())
            QSKIP("no corpus");
    }

    /// The wrong preprocessing is told with the way out; a finding is selected, cured, and the cure is measured.
    void detector()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        QVERIFY(hands.open(corpus("models/nanodet_m_320/model.onnx")));
        auto* data = w.dock<DataDock>("data");
        QVERIFY(hands.bringUp("Data"));
        const auto enter = [&](const char* name, const QString& text) {
            const bool filled = hands.fill(&data->form(), name, text);
            hands.keys("Return");
            return filled;
        };
        // Means of bytes after pictures in 0..1: the classic.
        QVERIFY(enter("Samples", corpus("images/coco38")));
        QVERIFY(w.settled(60));
        QVERIFY2(data->warning().contains("Nothing was said"), qPrintable(data->warning()));
        QVERIFY(enter("Mean", "103.53, 116.28, 123.675"));
        QVERIFY(enter("Std", "57.375, 57.12, 58.395"));
        QVERIFY(w.settled(60));
        QVERIFY2(data->warning().contains("look like those of bytes"), qPrintable(data->warning()));
        QVERIFY(hands.clickLink(labelWith(data, "look like those of bytes"), "0"));
        QVERIFY(w.settled(60));
        QVERIFY2(!data->warning().contains("look like those of bytes"), qPrintable(data->warning()));
        const InputSummary& seen = w.bench.calibrationSet().description->inputs.front();
        QVERIFY(seen.min > -2.2 && seen.max < 2.7 && seen.max > 2);
        hands.keys("Ctrl+Z"); // data are edits like others
        QVERIFY(w.settled(60));
        QVERIFY(data->warning().contains("look like those of bytes"));
        hands.keys("Ctrl+Shift+Z");
        QVERIFY(w.settled(60));
        QVERIFY(enter("Use", "6"));
        QVERIFY(w.settled(60));

        QVERIFY(hands.calibrate());
        QVERIFY(w.settled(120));
        hands.keys("Ctrl+Shift+K");
        QVERIFY(w.settled(120));
        auto* findings = w.dock<FindingsDock>("findings");
        const QAbstractItemModel* rows = findings->table().model();
        QVERIFY(rows->rowCount() > 3);
        // The first that tells of a spread and has a cure.
        for (int row = 0; row < rows->rowCount() && (w.selection.units().empty() || !findings->cureButton()->isVisible()); ++row)
            if (textOf(rows, row).contains("under one scale"))
                QVERIFY(hands.clickRow(findings->table(), row));
        QVERIFY(findings->cureButton()->isVisible());
        QVERIFY(!w.selection.units().empty());
        const PointId point = w.bench.model()->units.pointOf(w.selection.current(), PointKind::Output);
        const double before = w.bench.liveRow(point)->metrics.pooled().value(Metric::Sqnr);
        QVERIFY(hands.press(findings, "Apply cure"));
        QVERIFY(w.settled(60));
        QVERIFY(int(w.bench.configuration()->effective->at(point).dtype) == int(DType::Int16));
        QVERIFY(w.bench.liveRow(point)->metrics.pooled().value(Metric::Sqnr) > before);
    }

    /// Thousands of nodes: filter, select hundreds, set them in one step.
    void bigModel()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        QVERIFY(hands.open(corpus("models/netvlad_unrolled/model.onnx")));
        hands.keys("Ctrl+R");
        auto* dialog = hands.dialog<CalibrateDialog>();
        QVERIFY(dialog);
        QVERIFY(hands.fill(dialog, "Samples", "random:2"));
        hands.keys("Tab");
        QVERIFY(w.settled(60));
        QVERIFY(hands.press(dialog, "Calibrate"));
        QVERIFY(w.settled(120));
        const int steps = w.workbench.undoStack().count(); // to name samples is one
        auto* units = w.dock<UnitsDock>("units");
        QVERIFY(hands.fill(units, "Filter of units", "op:Mul"));
        QTRY_VERIFY(units->table().model()->rowCount() < int(w.bench.model()->unitCount()));
        const int hits = units->table().model()->rowCount();
        QVERIFY(hits > 50);
        QVERIFY(hands.press(units, "Select all hits"));
        QCOMPARE(int(w.selection.units().size()), hits);
        const Price before = priceOf(*w.bench.model(), *w.bench.configuration()->effective);
        hands.keys("3");
        QVERIFY(w.settled(120));
        QCOMPARE(int(w.selection.units().size()), hits);
        QCOMPARE(w.workbench.undoStack().count(), steps + 1);
        QVERIFY(!(w.bench.rules() == RuleSet::ofPreset(w.bench.rules().profile)));
        hands.keys("Ctrl+Z");
        QVERIFY(w.bench.rules() == RuleSet::ofPreset(w.bench.rules().profile));
        QVERIFY(!w.bench.liveIsStale());
        QCOMPARE(priceOf(*w.bench.model(), *w.bench.configuration()->effective).wideMacs, before.wideMacs);
    }

    /// Stopped in the middle, closed in the middle: everything measured is there, and the rest goes on.
    void interrupted()
    {
        WindowDriver w;
        w.window.show();
        Hands hands(w);
        QVERIFY(hands.open(corpus("models/nanodet_m_320/model.onnx")));
        auto* data = w.dock<DataDock>("data");
        QVERIFY(hands.bringUp("Data"));
        QVERIFY(hands.fill(data, "Samples", corpus("images/coco38")));
        hands.keys("Return");
        QVERIFY(w.settled(60));
        QVERIFY(hands.calibrate());
        QVERIFY(QTest::qWaitFor([&] { return w.bench.statistics() && w.bench.statistics()->samples().size() >= 4; }, 60000));
        hands.keys("Ctrl+.");
        QVERIFY(w.settled(60));
        const auto kept = w.bench.statistics()->samples().size();
        QVERIFY(kept >= 4 && kept < 38);
        QVERIFY(w.logged("are kept"));
        QVERIFY(hands.calibrate()); // goes on: what was seen is not thrown away by Enter
        QVERIFY(w.settled(240));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{38});

        QVERIFY(hands.bringUp("Data"));
        QVERIFY(hands.choose(data, "Sample set", "Evaluation"));
        for (const auto& [name, text] : {std::pair{"Samples", corpus("images/coco38")}, {"Use", QString("4")}}) {
            QVERIFY(hands.fill(data, name, text));
            hands.keys("Return");
            QVERIFY(w.settled(60));
        }
        QCOMPARE(w.bench.evaluationSet().samples->size(), std::size_t{4});
        auto* sensitivity = w.dock<SensitivityDock>("sensitivity");
        const auto measured = [&] { return w.bench.sensitivity() ? w.bench.sensitivity()->sensitivity.rows.size() : 0; };
        QVERIFY(hands.bringUp("Sensitivity"));
        QVERIFY(hands.press(sensitivity, "Sensitivity"));
        QVERIFY(QTest::qWaitFor([&] { return measured() > 5; }, 60000));
        QVERIFY(hands.press(sensitivity, "Stop"));
        QVERIFY(w.settled(60));
        const auto stopped = measured();
        QVERIFY(stopped > 5 && !w.bench.sensitivity()->complete);
        QVERIFY(hands.chooseOf(sensitivity, "Measure", "Measure sensitivity"));
        QVERIFY(QTest::qWaitFor([&] { return measured() > std::max<std::size_t>(20, stopped); }, 60000));
        const QString study = w.workbench.studyPath();
        hands.keys("Ctrl+W");
        QVERIFY(w.settled(60));
        QVERIFY(!w.workbench.isOpen());
        QVERIFY(hands.open(study));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{38});
        QVERIFY(hands.bringUp("Sensitivity"));
        QVERIFY(hands.chooseOf(sensitivity, "Measure", "Measure sensitivity"));
        QVERIFY(w.settled(240));
        QVERIFY(w.bench.sensitivity()->complete);
        QCOMPARE(w.bench.sensitivity()->sensitivity.rows.size(), w.bench.sensitivity()->planned);
    }

    /// A QDQ file of another tool: its scales are there, one unit is raised, it is exported again.
    void someoneElsesModel()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        QVERIFY(hands.open(corpus("models/mobilenetv2_qdq_int8/model.onnx")));
        QVERIFY(w.bench.model()->imported.size() > 100);
        QVERIFY(std::holds_alternative<ImportedRule>(w.bench.rules().rules.front().what));
        hands.keys("Ctrl+R");
        auto* samples = hands.dialog<CalibrateDialog>();
        QVERIFY(samples);
        QVERIFY(hands.fill(samples, "Samples", corpus("images/imagenet20")));
        hands.keys("Tab");
        QVERIFY(hands.choose(samples, "Preset", "imagenet"));
        QVERIFY(hands.fill(samples, "Use", "3"));
        hands.keys("Tab");
        QVERIFY(w.settled(60));
        QVERIFY(hands.press(samples, "Calibrate"));
        QVERIFY(w.settled(120));
        QVERIFY(w.bench.calibrationSet().options.preprocess == readPreprocess("imagenet"));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{3});
        QVERIFY(w.bench.live());
        // Its own scales are in force.
        std::size_t fixed = 0;
        for (const PointConfig& p : w.bench.configuration()->effective->points)
            fixed += p.fixed.has_value();
        QVERIFY(fixed > 100);
        const double before = worstOutput(w);
        UnitId raised = UnitId::None;
        for (std::size_t u = w.bench.model()->unitCount() / 2; u < w.bench.model()->unitCount() && raised == UnitId::None; ++u)
            if (w.bench.model()->units.units[u].opType == "Conv")
                raised = static_cast<UnitId>(u);
        hands.keys("Ctrl+K");
        hands.type(QString::fromStdString(w.bench.model()->unit(raised).name));
        hands.keys("Return");
        QCOMPARE(w.selection.current(), raised);
        hands.keys("3");
        QVERIFY(w.settled(60));
        const PointId point = w.bench.model()->units.pointOf(raised, PointKind::Output);
        QCOMPARE(int(w.bench.configuration()->effective->at(point).dtype), int(DType::Int16));
        QVERIFY(worstOutput(w) != before);
        hands.keys("Ctrl+E");
        auto* dialog = hands.dialog<ExportDialog>();
        QVERIFY(dialog);
        QVERIFY(hands.fill(dialog, "File", QString::fromStdString(w.folder.file("tuned.onnx"))));
        QVERIFY(hands.press(dialog, "Export"));
        QVERIFY(w.settled(120));
        QVERIFY2(dialog->resultText().contains("equal the simulation bit for bit"), qPrintable(dialog->resultText()));
    }
};

QTEST_MAIN(TestWorkScenes)
#include "tst_work_scenes.moc"
