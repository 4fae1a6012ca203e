// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes: what people come for, from beginning to end, in the real window.
#include "app/gui/banner.h"
#include "app/gui/export_dialog.h"
#include "app/gui/formats_dialog.h"
#include "engine/qconfig/preview.h"
#include "tests/app/window_driver.h"
#include "widgets/common/context_bar.h"
#include "widgets/data/data_dock.h"
#include "widgets/data/data_form.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/compare_model.h"
#include "widgets/tables/advice_dock.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/findings_dock.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QComboBox>
#include <QDockWidget>
#include <QLineEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

void enter(QWidget* form, const QString& name, const QString& text)
{
    for (auto* field : form->findChildren<QLineEdit*>())
        if (field->accessibleName() == name) {
            field->clear();
            QTest::keyClicks(field, text);
            QTest::keyClick(field, Qt::Key_Return);
            return;
        }
    QFAIL(qPrintable("no field " + name));
}

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

} // namespace

class TestScenes : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    /// The wrong preprocessing is told with the way out; a finding is selected, cured, and the cure is measured.
    void detector()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        WindowDriver w;
        w.show();
        w.workbench.open(corpus("models/nanodet_m_320/model.onnx"));
        QVERIFY(w.settled(60));
        auto* data = w.dock<DataDock>("data");
        // Means of bytes after pictures in 0..1: the classic.
        enter(&data->form(), "Samples", corpus("images/coco38"));
        QVERIFY(w.settled(60));
        QVERIFY2(data->warning().contains("nothing was said"), qPrintable(data->warning()));
        enter(&data->form(), "Mean", "103.53, 116.28, 123.675");
        enter(&data->form(), "Std", "57.375, 57.12, 58.395");
        QVERIFY(w.settled(60));
        QVERIFY2(data->warning().contains("look like those of bytes"), qPrintable(data->warning()));
        data->applyCure(0);
        QVERIFY(w.settled(60));
        QVERIFY2(!data->warning().contains("look like those of bytes"), qPrintable(data->warning()));
        const InputSummary& seen = w.bench.calibrationSet().description->inputs.front();
        QVERIFY(seen.min > -2.2 && seen.max < 2.7 && seen.max > 2);
        w.workbench.undoStack().undo(); // data are edits like others
        QVERIFY(w.settled(60));
        QVERIFY(data->warning().contains("look like those of bytes"));
        w.workbench.undoStack().redo();
        DataOptions few = w.bench.calibrationSet().options;
        few.samples = 6;
        w.bench.requestData(DataUse::Calibration, few);
        QVERIFY(w.settled(60));

        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120));
        w.trigger("check");
        QVERIFY(w.settled(120));
        auto* findings = w.dock<FindingsDock>("findings");
        w.window.dock("findings")->raise();
        const QAbstractItemModel* rows = findings->table().model();
        QVERIFY(rows->rowCount() > 3);
        // The first that tells of a spread and has a cure.
        for (int row = 0; row < rows->rowCount() && (w.selection.units().empty() || !findings->cureButton()->isVisible()); ++row)
            if (textOf(rows, row).contains("under one scale")) {
                const QModelIndex cell = rows->index(row, 1); // the first column may be hidden
                findings->table().scrollTo(cell);
                QTest::mouseClick(findings->table().viewport(), Qt::LeftButton, {}, findings->table().visualRect(cell).center());
            }
        QVERIFY(findings->cureButton()->isVisible());
        QVERIFY(!w.selection.units().empty());
        const PointId point = w.bench.model()->units.pointOf(w.selection.current(), PointKind::Output);
        const double before = w.bench.liveRow(point)->metrics.pooled().value(Metric::Sqnr);
        QTest::mouseClick(findings->cureButton(), Qt::LeftButton);
        QVERIFY(w.settled(60));
        QVERIFY(int(w.bench.configuration()->effective->at(point).dtype) == int(DType::Int16));
        QVERIFY(w.bench.liveRow(point)->metrics.pooled().value(Metric::Sqnr) > before);
    }

    /// Thousands of nodes: filter, select hundreds, set them in one step.
    void bigModel()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        WindowDriver w;
        w.show();
        DataOptions data;
        data.path = "random:2";
        w.workbench.open(corpus("models/netvlad_unrolled/model.onnx"), data);
        QVERIFY(w.settled(60));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120));
        auto* units = w.dock<UnitsDock>("units");
        auto* field = units->filter().findChild<QLineEdit*>();
        QVERIFY(field);
        QTest::keyClicks(field, "op:Mul");
        QTRY_VERIFY(units->table().model()->rowCount() < int(w.bench.model()->unitCount()));
        const int hits = units->table().model()->rowCount();
        QVERIFY(hits > 50);
        units->selectHits();
        QCOMPARE(int(w.selection.units().size()), hits);
        const Price before = priceOf(*w.bench.model(), *w.bench.configuration()->effective);
        w.window.activateWindow();
        w.trigger("int16");
        QVERIFY(w.settled(120));
        QCOMPARE(w.workbench.undoStack().count(), 1);
        QVERIFY(!(w.bench.rules() == RuleSet::ofPreset(w.bench.rules().profile)));
        w.workbench.undoStack().undo();
        QVERIFY(!w.bench.liveIsStale());
        QCOMPARE(priceOf(*w.bench.model(), *w.bench.configuration()->effective).wideMacs, before.wideMacs);
    }

    /// Stopped in the middle, closed in the middle: everything measured is there, and the rest goes on.
    void interrupted()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        WindowDriver w;
        w.window.show();
        DataOptions data;
        data.path = corpus("images/coco38").toStdString();
        w.workbench.open(corpus("models/nanodet_m_320/model.onnx"), data);
        QVERIFY(w.settled(60));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(QTest::qWaitFor([&] { return w.bench.statistics() && w.bench.statistics()->samples().size() >= 4; }, 60000));
        w.trigger("stop");
        QVERIFY(w.settled(60));
        const auto kept = w.bench.statistics()->samples().size();
        QVERIFY(kept >= 4 && kept < 38);
        QVERIFY(w.logged("are kept"));
        w.workbench.calibrate(Recalibrate::Continue);
        QVERIFY(w.settled(240));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{38});

        DataOptions few = data;
        few.samples = 2;
        w.bench.requestData(DataUse::Evaluation, few);
        QVERIFY(w.settled(60));
        w.workbench.sweep(SensitivityMode::Isolated);
        QVERIFY(
            QTest::qWaitFor([&] { return w.bench.sensitivity() && w.bench.sensitivity()->sensitivity.rows.size() > 20; }, 60000));
        const QString study = w.workbench.studyPath();
        w.workbench.close();
        QVERIFY(w.settled(60));
        w.workbench.open(study);
        QVERIFY(w.settled(60));
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{38});
        QElapsedTimer timer;
        timer.start();
        w.workbench.sweep(SensitivityMode::Isolated);
        QVERIFY(w.settled(240));
        QVERIFY(w.bench.sensitivity()->complete);
        QCOMPARE(w.bench.sensitivity()->sensitivity.rows.size(), w.bench.sensitivity()->planned);
    }

    /// Two configurations beside each other: which layers got better, which worse.
    void twoConfigurations()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("compare");
        QVERIFY(w.settled());
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        w.trigger("compare_b");
        QVERIFY(w.settled());
        QCOMPARE(w.bench.comparisons().size(), std::size_t{2});
        auto* dock = w.dock<CompareDock>("compare");
        QVERIFY(dock->sourceIds().contains("A") && dock->sourceIds().contains("B"));
        // A third and a fourth under names of their own; nothing by a name that means something else.
        FileChoosers choosers;
        QStringList suggested;
        QString answer = "all int16";
        choosers.name = [&](const QString&, const QString& suggestion) {
            suggested << suggestion;
            return answer.isEmpty() ? suggestion : answer;
        };
        w.window.setChoosers(choosers);
        for (const char* name : {"all int16", "", "live"}) {
            answer = name;
            w.trigger("compare_as");
            QVERIFY(w.settled());
        }
        QCOMPARE(suggested, (QStringList{"C", "C", "D"}));
        QCOMPARE(w.bench.comparisons().size(), std::size_t{4});
        QVERIFY(dock->sourceIds().contains("all int16") && dock->sourceIds().contains("C"));
        dock->setMain("B");
        dock->setAgainst("A", true);
        const auto sqnr = [&](int comparison) {
            for (const CompareRow& row : w.bench.comparisons()[std::size_t(comparison)]->comparison.rows)
                if (row.unit == w.unit("/pose/Concat"))
                    return row.metrics.pooled().value(Metric::Sqnr);
            return std::nan("");
        };
        QVERIFY(sqnr(1) > sqnr(0) + 10);
        QVERIFY(dock->legendText().contains("B") && dock->legendText().contains("A"));
        // From one to the other and back, by the tool bar.
        auto* bar = w.window.findChild<ContextBar*>();
        QCOMPARE(bar->configurations()->currentText(), QString("B"));
        const RuleSet ofB = w.bench.rules();
        bar->configurations()->setCurrentIndex(bar->configurations()->findText("A"));
        emit bar->configurations()->activated(bar->configurations()->currentIndex());
        QVERIFY(w.settled());
        QVERIFY(!(w.bench.rules() == ofB));
        QCOMPARE(bar->configurations()->currentText(), QString("A"));
        w.workbench.undoStack().undo();
        QVERIFY(w.bench.rules() == ofB);
        // Another sample is another measurement.
        QVERIFY(bar->samples()->count() > 1);
        bar->samples()->setCurrentIndex(1);
        emit bar->samples()->activated(1);
        QVERIFY(w.settled());
        QCOMPARE(w.bench.live()->sample, w.bench.pinnedSample());
        QVERIFY(!w.bench.liveIsStale());
    }

    /// A QDQ file of another tool: its scales are there, one unit is raised, it is exported again.
    void someoneElsesModel()
    {
        if (corpusFolder().empty())
            QSKIP("no corpus");
        WindowDriver w;
        w.show();
        DataOptions data;
        data.path = corpus("images/imagenet20").toStdString();
        data.preprocess = readPreprocess("imagenet");
        data.samples = 3;
        w.workbench.open(corpus("models/mobilenetv2_qdq_int8/model.onnx"), data);
        QVERIFY(w.settled(60));
        QVERIFY(w.bench.model()->imported.size() > 100);
        QVERIFY(std::holds_alternative<ImportedRule>(w.bench.rules().rules.front().what));
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled(120));
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
        w.selection.select(raised);
        w.trigger("int16");
        QVERIFY(w.settled(60));
        const PointId point = w.bench.model()->units.pointOf(raised, PointKind::Output);
        QCOMPARE(int(w.bench.configuration()->effective->at(point).dtype), int(DType::Int16));
        QVERIFY(worstOutput(w) != before);
        w.trigger("export");
        auto* dialog = w.window.findChild<ExportDialog*>();
        QVERIFY(dialog);
        dialog->setPath(QString::fromStdString(w.folder.file("tuned.onnx")));
        dialog->exportNow();
        QVERIFY(w.settled(120));
        QVERIFY2(dialog->resultText().contains("equal the simulation bit for bit"), qPrintable(dialog->resultText()));
    }

    /// What was looked at is there again after a restart, each with the rules it was measured with.
    void leftOff()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        w.workbench.compare(CompareMode::Cumulative);
        QVERIFY(w.settled());
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        w.workbench.compare(CompareMode::Cumulative, Parts::All, "B");
        w.workbench.sweep(SensitivityMode::Isolated);
        w.workbench.check();
        w.workbench.advise(Metric::Cosine, 1);
        QVERIFY(w.settled(120));
        const auto advice = w.bench.advice();
        w.trigger("int8"); // after the advice, which stays that of the configuration before
        QVERIFY(w.settled());
        const RuleSet advised = w.bench.rules();
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        const RuleSet rules = w.bench.rules();
        const auto findings = w.bench.findings().size();
        w.trigger("int8");
        QVERIFY(w.settled());
        w.workbench.close();
        QVERIFY(w.settled());
        QVERIFY(w.openSample());
        QVERIFY(w.bench.rules() == advised);
        QVERIFY(w.bench.advice() && w.bench.advice()->configuration->rules == rules);
        QVERIFY(w.bench.advice()->advice.metric == Metric::Cosine);
        QCOMPARE(w.bench.advice()->advice.before, advice->advice.before);
        QVERIFY(w.bench.configuration()->key != w.bench.advice()->configuration->key);
        w.workbench.undoStack().clear();
        w.bench.requestEdit("back", rules);
        QVERIFY(w.settled());
        QVERIFY(w.bench.configuration()->key == w.bench.advice()->configuration->key);
        w.workbench.close();
        QVERIFY(w.settled());
        QVERIFY(w.openSample());
        QVERIFY(w.bench.rules() == rules);
        QCOMPARE(w.bench.comparisons().size(), std::size_t{2});
        QVERIFY(!(w.bench.comparisons().front()->configuration->rules == rules));
        QVERIFY(w.bench.comparisons().back()->configuration->rules == rules);
        QVERIFY(w.bench.sensitivity() && w.bench.sensitivity()->complete);
        QCOMPARE(w.bench.findings().size(), findings);
        // They are of the present configuration, and are shown as such.
        QVERIFY(w.bench.comparisons().back()->configuration->key == w.bench.configuration()->key);
        QVERIFY(w.bench.comparisons().front()->configuration->key != w.bench.configuration()->key);
        QVERIFY(w.bench.sensitivity()->configuration->key == w.bench.configuration()->key);
    }

    /// Why layers are bad, and what helps: measured, applied by one click, and then it is as was promised.
    void theAdvisor()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.trigger("advise");
        QVERIFY(w.settled(120));
        auto* dock = w.dock<AdviceDock>("advice");
        QVERIFY(w.bench.advice() && dock->tree()->topLevelItemCount() >= 2);
        const Advice& advice = w.bench.advice()->advice;
        QCOMPARE(dock->tree()->topLevelItem(0)->text(0), QString("/pose/Concat"));
        QVERIFY(!advice.rows.front().cures.empty());
        const double promised = advice.rows.front().cures.front().errorAfter;
        QVERIFY(promised > advice.rows.front().cures.front().errorBefore + 10);
        QVERIFY(dock->applyButton()->isVisible());
        QTest::mouseClick(dock->applyButton(), Qt::LeftButton);
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().count(), 1);
        w.workbench.compare(CompareMode::Cumulative);
        QVERIFY(w.settled());
        bool found = false;
        for (const CompareRow& row : w.bench.comparisons().front()->comparison.outputs)
            if (row.value == advice.rows.front().output) {
                found = true;
                QVERIFY(std::abs(row.metrics.pooled().value(Metric::Sqnr) - promised) < 0.3);
            }
        QVERIFY(found);
    }

    /// The configuration goes to another tool and comes back as one undo step; the report is a file.
    void otherToolsAndTheReport()
    {
        WindowDriver w;
        w.window.resize(1200, 800);
        w.window.show();
        QVERIFY(w.openCalibrated());
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        QVERIFY(w.settled());
        const RuleSet tuned = w.bench.rules();
        const DType dtype = w.bench.configuration()
                                ->effective->at(w.bench.model()->units.pointOf(w.unit("/pose/Concat"), PointKind::Output))
                                .dtype;
        const QString file = QString::fromStdString(w.folder.file("quant_config.json"));
        {
            FormatsDialog write(w.bench, w.jobs, FormatsDialog::Direction::Write, {}, &w.window);
            write.setFormat(ConfigFormat::HorizonQuantConfig);
            write.setPath(file);
            write.run();
            QVERIFY(w.settled());
            QVERIFY2(write.resultText().contains("come back as they are"), qPrintable(write.resultText()));
            QVERIFY(QFile::exists(file));
        }
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        {
            FormatsDialog read(w.bench, w.jobs, FormatsDialog::Direction::Read, {}, &w.window);
            read.setFormat(ConfigFormat::HorizonQuantConfig);
            read.setPath(file);
            QVERIFY(w.settled());
            QVERIFY2(read.changes()->topLevelItemCount() > 0, qPrintable(read.resultText()));
            QVERIFY(!(w.bench.rules() == tuned));
            read.run();
        }
        QVERIFY(w.settled());
        QCOMPARE(int(w.bench.configuration()
                         ->effective->at(w.bench.model()->units.pointOf(w.unit("/pose/Concat"), PointKind::Output))
                         .dtype),
                 int(dtype));
        QCOMPARE(w.workbench.undoStack().index(), 1);
        {
            FormatsDialog read(w.bench, w.jobs, FormatsDialog::Direction::Read, {}, &w.window);
            read.setFormat(ConfigFormat::Aimet);
            read.setPath(file);
            QVERIFY(w.settled());
            QVERIFY(read.resultText().contains("<b")); // another format: told, nothing changes
            read.run();
            QCOMPARE(w.workbench.undoStack().index(), 1);
        }
        const QString report = QString::fromStdString(w.folder.file("report.html"));
        w.workbench.writeReport(report);
        QVERIFY(w.settled(120));
        QFile html(report);
        QVERIFY(html.open(QIODevice::ReadOnly));
        QVERIFY(html.readAll().contains("/pose/Concat"));
        w.workbench.writeReport(QString::fromStdString(w.folder.file("no such folder/r.html")));
        QVERIFY(w.settled(120));
        QCOMPARE(int(w.bench.log().back().severity), int(Severity::Error));
    }

    /// Each says what is wrong and what still works.
    void nothingWorks()
    {
        WindowDriver w;
        w.window.resize(1200, 800);
        w.window.show();
        // A folder without pictures.
        QVERIFY(w.openSample());
        auto* data = w.dock<DataDock>("data");
        const QString empty = QString::fromStdString(w.folder.file("nothing here"));
        QDir().mkpath(empty);
        enter(&data->form(), "Samples", empty);
        QVERIFY(w.settled());
        QVERIFY(!w.bench.calibrationSet().problem.isEmpty());
        QVERIFY(data->warning().contains("nothing here"));
        QCOMPARE(std::count_if(w.bench.log().begin(), w.bench.log().end(),
                               [](const LogLine& line) { return line.severity == Severity::Error; }),
                 std::ptrdiff_t{1});
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        QVERIFY(w.bench.calibrationSet().problem.isEmpty() && w.bench.calibrationSet().samples);
        // A second window on the same study: it works on, without keeping.
        {
            OrtEnvironment environment;
            Bench bench;
            Selection selection;
            JobRunner jobs(bench);
            Workbench second(bench, jobs, environment);
            second.setStudyFolder(QString::fromStdString(w.folder.file("studies")));
            second.openSample();
            QVERIFY(QTest::qWaitFor([&] { return !jobs.isBusy(); }, 20000));
            QVERIFY(second.isOpen() && second.studyPath().isEmpty());
            QVERIFY(bench.log().size() > 0);
        }
        // A model with an operator that no runtime has: looked at, not run.
        if (corpusFolder().empty())
            return;
        w.workbench.open(corpus("robustness/VariedInputCustomOp.onnx"));
        QVERIFY(w.settled(60));
        QVERIFY(w.workbench.isOpen() && !w.bench.model()->runnable());
        QVERIFY(w.bench.model()->unitCount() > 0);
        QVERIFY(!w.window.actions().at("calibrate")->isEnabled() && w.window.actions().at("locate")->isEnabled());
        auto* banner = w.window.findChild<Banner*>();
        QVERIFY(banner && banner->isVisible());
    }
};

QTEST_MAIN(TestScenes)
#include "tst_scenes.moc"
