// SPDX-License-Identifier: GPL-3.0-or-later
// Scenes: what people come for, from beginning to end, by mouse and keys in the real window.
#include "app/gui/banner.h"
#include "app/gui/formats_dialog.h"
#include "app/gui/report_dialog.h"
#include "tests/app/hands.h"
#include "widgets/common/context_bar.h"
#include "widgets/data/data_dock.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/tables/advice_dock.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QComboBox>
#include <QPushButton>
#include <QTreeWidget>

using namespace qb;
using namespace qb::test;

namespace {

/// The sample by its button, and what Ctrl+R offers.
bool openCalibrated(WindowDriver& w, Hands& hands)
{
    return hands.press(&w.window, "Open the sample") && w.settled() && hands.calibrate() && w.settled() && w.bench.live();
}

} // namespace

class TestScenes : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    /// Two configurations beside each other: which layers got better, which worse.
    void twoConfigurations()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        QVERIFY(openCalibrated(w, hands));
        // What was asked for is shown when it is there, and what an edit does to this sample after that.
        auto* dock = w.dock<CompareDock>("compare");
        hands.keys("Ctrl+Shift+C");
        QVERIFY(w.settled());
        QCOMPARE(dock->mainId(), QString("A"));
        QVERIFY(hands.clickRow(w.dock<UnitsDock>("units")->table(), "/pose/Concat"));
        QCOMPARE(w.selection.current(), w.unit("/pose/Concat"));
        hands.keys("3");
        QVERIFY(w.settled());
        QCOMPARE(dock->mainId(), QString("live"));
        // Measured again under the same name: the way back shows the old numbers, the way forth the new ones; nothing runs.
        const auto first = w.bench.comparisons().front();
        hands.keys("Ctrl+Shift+C");
        QVERIFY(w.settled());
        const auto second = w.bench.comparisons().front();
        QVERIFY(first->configuration->key != second->configuration->key);
        QVERIFY(!w.bench.earlierComparison(CompareMode::Cumulative));
        hands.keys("Ctrl+Z");
        QVERIFY(w.settled());
        QCOMPARE(w.bench.earlierComparison(CompareMode::Cumulative), first);
        QCOMPARE(dock->mainId(), QString("now"));
        QVERIFY2(!dock->legendText().contains("before the last edit"), qPrintable(dock->legendText()));
        hands.keys("Ctrl+Shift+Z");
        QVERIFY(w.settled());
        QCOMPARE(w.bench.comparisons().front(), second);
        QCOMPARE(dock->mainId(), QString("A"));
        hands.keys("Ctrl+Z");
        hands.keys("Ctrl+Shift+C"); // A is as it was before: the study has it
        QVERIFY(w.settled());
        hands.keys("Ctrl+Shift+Z");
        QVERIFY(w.settled());
        QCOMPARE(dock->mainId(), QString("now"));
        hands.keys("Ctrl+Shift+B");
        QVERIFY(w.settled());
        QCOMPARE(dock->mainId(), QString("B"));
        QCOMPARE(w.bench.comparisons().size(), std::size_t{2});
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
            QVERIFY(hands.menu("Run", "Compare as…"));
            QVERIFY(w.settled());
        }
        QCOMPARE(suggested, (QStringList{"C", "C", "D"}));
        QCOMPARE(w.bench.comparisons().size(), std::size_t{4});
        QVERIFY(dock->sourceIds().contains("all int16") && dock->sourceIds().contains("C"));
        QVERIFY(hands.choose(dock, "Result", "B,"));
        QCOMPARE(dock->mainId(), QString("B"));
        QVERIFY(hands.chooseOf(dock, "Against", "A,"));
        QCOMPARE(dock->against(), QStringList{"A"});
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
        QVERIFY(hands.choose(bar, "Configuration", "A"));
        QVERIFY(w.settled());
        QVERIFY(!(w.bench.rules() == ofB));
        QCOMPARE(bar->configurations()->currentText(), QString("A"));
        // One sample against all of them would compare samples: the same ones are taken, where they were measured.
        QVERIFY(hands.choose(dock, "Result", "Before the edit"));
        QVERIFY(hands.choose(bar, "Against", "B,"));
        QCOMPARE(dock->mainId(), QString("A"));
        QCOMPARE(dock->against(), QStringList{"B"});
        QVERIFY2(!dock->legendText().contains("same samples"), qPrintable(dock->legendText()));
        QVERIFY(hands.choose(dock, "Result", "This sample"));
        QVERIFY2(dock->legendText().contains("not on the same samples"), qPrintable(dock->legendText()));
        hands.keys("Ctrl+Z");
        QVERIFY(w.bench.rules() == ofB);
        // Another sample is another measurement.
        QVERIFY(bar->samples()->count() > 1);
        const auto pinned = w.bench.pinnedSample();
        QVERIFY(hands.choose(bar, "Pinned sample", bar->samples()->itemText(1)));
        QVERIFY(w.settled());
        QVERIFY(w.bench.pinnedSample() != pinned);
        QCOMPARE(w.bench.live()->sample, w.bench.pinnedSample());
        QVERIFY(!w.bench.liveIsStale());
    }

    /// What was looked at is there again after a restart, each with the rules it was measured with.
    void leftOff()
    {
        WindowDriver w;
        w.show();
        Hands hands(w);
        QVERIFY(openCalibrated(w, hands));
        hands.keys("Ctrl+Shift+C");
        QVERIFY(w.settled());
        QVERIFY(hands.clickRow(w.dock<UnitsDock>("units")->table(), "/pose/Concat"));
        hands.keys("3");
        QVERIFY(w.settled());
        for (const char* question : {"Ctrl+Shift+B", "Ctrl+Shift+E", "Ctrl+Shift+K", "Ctrl+Shift+A"})
            hands.keys(question);
        QVERIFY(w.settled(120));
        auto* dock = w.dock<AdviceDock>("advice");
        QVERIFY(hands.choose(dock, "Metric", "Cosine"));
        QVERIFY(hands.choose(dock, "Output", "pose"));
        QVERIFY(hands.press(dock, "Advise"));
        QVERIFY(w.settled(120));
        const auto advice = w.bench.advice();
        QVERIFY(advice && advice->advice.metric == Metric::Cosine);
        hands.keys("2"); // after the advice, which stays that of the configuration before
        QVERIFY(w.settled());
        const RuleSet advised = w.bench.rules();
        hands.keys("Ctrl+Z");
        QVERIFY(w.settled());
        const RuleSet rules = w.bench.rules();
        QVERIFY(!(rules == advised));
        const auto findings = w.bench.findings().size();
        hands.keys("2");
        QVERIFY(w.settled());
        const auto again = [&] {
            hands.keys("Ctrl+W");
            return w.settled() && !w.workbench.isOpen() && hands.press(&w.window, "Open the sample") && w.settled();
        };
        QVERIFY(again());
        QVERIFY(w.bench.rules() == advised);
        QVERIFY(w.bench.advice() && w.bench.advice()->configuration->rules == rules);
        QVERIFY(w.bench.advice()->advice.metric == Metric::Cosine);
        QCOMPARE(w.bench.advice()->advice.before, advice->advice.before);
        QVERIFY(w.bench.configuration()->key != w.bench.advice()->configuration->key);
        QVERIFY(hands.choose(w.window.findChild<ContextBar*>(), "Configuration", "B"));
        QVERIFY(w.settled());
        QVERIFY(w.bench.configuration()->key == w.bench.advice()->configuration->key);
        QVERIFY(again());
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
        Hands hands(w);
        QVERIFY(openCalibrated(w, hands));
        hands.keys("Ctrl+Shift+A");
        QVERIFY(w.settled(120));
        auto* dock = w.dock<AdviceDock>("advice");
        QVERIFY(w.bench.advice() && dock->tree()->topLevelItemCount() >= 2);
        const Advice& advice = w.bench.advice()->advice;
        QCOMPARE(dock->tree()->topLevelItem(0)->text(0), QString("/pose/Concat"));
        QVERIFY(!advice.rows.front().cures.empty());
        const double promised = advice.rows.front().cures.front().errorAfter;
        QVERIFY(promised > advice.rows.front().cures.front().errorBefore + 10);
        QVERIFY(dock->applyButton()->isVisible());
        QVERIFY(hands.click(dock->applyButton()));
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().count(), 1);
        hands.keys("Ctrl+Shift+C");
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
        Hands hands(w);
        QVERIFY(openCalibrated(w, hands));
        QVERIFY(hands.clickRow(w.dock<UnitsDock>("units")->table(), "/pose/Concat"));
        hands.keys("3");
        QVERIFY(w.settled());
        const RuleSet tuned = w.bench.rules();
        const DType dtype = w.bench.configuration()
                                ->effective->at(w.bench.model()->units.pointOf(w.unit("/pose/Concat"), PointKind::Output))
                                .dtype;
        const QString file = QString::fromStdString(w.folder.file("quant_config.json"));
        QVERIFY(hands.menu("File", "Export for another tool"));
        auto* write = hands.dialog<FormatsDialog>();
        QVERIFY(write);
        QVERIFY(hands.choose(write, "Format", "Horizon quant_config"));
        QVERIFY(hands.fill(write, "File", file));
        QVERIFY(hands.press(write, "Export"));
        QVERIFY(w.settled());
        QVERIFY2(write->resultText().contains("come back as they are"), qPrintable(write->resultText()));
        QVERIFY(QFile::exists(file));
        QVERIFY(hands.press(write, "Close"));
        hands.keys("Ctrl+Z");
        QVERIFY(w.settled());
        const auto read = [&](const char* format) {
            auto* dialog = hands.menu("File", "Import from another tool") ? hands.dialog<FormatsDialog>() : nullptr;
            const bool asked = hands.choose(dialog, "Format", format) && hands.fill(dialog, "File", file);
            hands.keys("Tab");
            return asked && w.settled() ? dialog : nullptr;
        };
        FormatsDialog* found = read("Horizon quant_config");
        QVERIFY(found);
        QVERIFY2(found->changes()->topLevelItemCount() > 0, qPrintable(found->resultText()));
        QVERIFY(!(w.bench.rules() == tuned));
        QVERIFY(hands.press(found, "Apply"));
        QVERIFY(w.settled());
        QCOMPARE(int(w.bench.configuration()
                         ->effective->at(w.bench.model()->units.pointOf(w.unit("/pose/Concat"), PointKind::Output))
                         .dtype),
                 int(dtype));
        QCOMPARE(w.workbench.undoStack().index(), 1);
        found = read("AIMET encodings 1");
        QVERIFY(found);
        QVERIFY(found->resultText().contains("<b")); // another format: told, nothing changes
        hands.keys("Return");
        QVERIFY(w.settled());
        QCOMPARE(w.workbench.undoStack().index(), 1);
        QVERIFY(hands.press(found, "Close"));
        const auto report = [&](const char* name) {
            w.choose(QString::fromStdString(w.folder.file(name)));
            if (hands.menu("File", "Write a report"))
                (void)hands.press(hands.dialog<ReportDialog>(), "Write…");
            return w.settled(120);
        };
        QVERIFY(report("report.html"));
        QFile html(QString::fromStdString(w.folder.file("report.html")));
        QVERIFY(html.open(QIODevice::ReadOnly));
        QVERIFY(html.readAll().contains("/pose/Concat"));
        QVERIFY(report("no such folder/r.html"));
        QCOMPARE(int(w.bench.log().back().severity), int(Severity::Error));
    }

    /// Each says what is wrong and what still works.
    void nothingWorks()
    {
        WindowDriver w;
        w.window.resize(1200, 800);
        w.window.show();
        Hands hands(w);
        // A folder without pictures.
        QVERIFY(hands.press(&w.window, "Open the sample"));
        QVERIFY(w.settled());
        auto* data = w.dock<DataDock>("data");
        const QString empty = QString::fromStdString(w.folder.file("nothing here"));
        QDir().mkpath(empty);
        QVERIFY(hands.bringUp("Data"));
        QVERIFY(hands.fill(data, "Samples", empty));
        hands.keys("Return");
        QVERIFY(w.settled());
        QVERIFY(!w.bench.calibrationSet().problem.isEmpty());
        QVERIFY(data->warning().contains("nothing here"));
        QCOMPARE(std::count_if(w.bench.log().begin(), w.bench.log().end(),
                               [](const LogLine& line) { return line.severity == Severity::Error; }),
                 std::ptrdiff_t{1});
        hands.keys("Ctrl+Z");
        QVERIFY(w.settled());
        QVERIFY(w.bench.calibrationSet().problem.isEmpty() && w.bench.calibrationSet().samples);
        // A second window on the same study: it works on, without keeping.
        {
            WindowDriver second;
            second.workbench.setStudyFolder(QString::fromStdString(w.folder.file("studies")));
            second.show();
            QVERIFY(Hands(second).press(&second.window, "Open the sample"));
            QVERIFY(second.settled(20));
            QVERIFY(second.workbench.isOpen() && second.workbench.studyPath().isEmpty());
            QVERIFY(second.bench.log().size() > 0);
            QVERIFY(second.window.findChild<Banner*>()->isVisible());
        }
        // A model with an operator that no runtime has: looked at, not run.
        if (corpusFolder().empty())
            return;
        QVERIFY(hands.open(corpus("robustness/VariedInputCustomOp.onnx")));
        QVERIFY(w.workbench.isOpen() && !w.bench.model()->runnable());
        QVERIFY(w.bench.model()->unitCount() > 0);
        QVERIFY(!w.window.actions().at("calibrate")->isEnabled() && w.window.actions().at("locate")->isEnabled());
        auto* banner = w.window.findChild<Banner*>();
        QVERIFY(banner && banner->isVisible());
    }
};

QTEST_MAIN(TestScenes)
#include "tst_scenes.moc"
