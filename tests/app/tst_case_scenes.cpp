// SPDX-License-Identifier: GPL-3.0-or-later
// The scene of one bad sample, in the real window.
#include "tests/app/window_driver.h"
#include "widgets/bad_cases/bad_cases_dock.h"
#include "widgets/bad_cases/case_bar.h"
#include "widgets/bad_cases/case_model.h"
#include "widgets/bad_cases/case_panel.h"

#include <QToolButton>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestCaseScenes : public QObject {
    Q_OBJECT

private slots:
    void init() { QStandardPaths::setTestModeEnabled(true); }

    /// The worst sample is found, blamed on a layer, looked at alone, calibrated on, and all of it taken back.
    void badCase()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        const DataOptions all = w.bench.calibrationSet().options;
        DataOptions few = all;
        few.samples = 4;
        w.bench.requestData(DataUse::Evaluation, all);
        w.bench.requestData(DataUse::Calibration, few);
        QVERIFY(w.settled());
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        auto* dock = w.dock<BadCasesDock>("bad_cases");
        QVERIFY(dock->isEmptyShown());
        w.trigger("bad_cases");
        QVERIFY(w.settled());
        QCOMPARE(dock->tableModel()->cases().size(), std::size_t{64});
        dock->bar()->setOutput("pose");
        const CaseRow worst = dock->tableModel()->cases().front();
        QCOMPARE(*dock->currentSample(), quint64{worst.sample});
        // By a naive twin: a comparison of all samples holds the same largest error.
        w.trigger("compare");
        QVERIFY(w.settled());
        const auto poseOf = [&](const Comparison& c) -> const CompareRow& {
            return *std::find_if(c.outputs.begin(), c.outputs.end(),
                                 [&](const CompareRow& row) { return w.bench.model()->graph.value(row.value).name == "pose"; });
        };
        const CompareRow& pose = poseOf(w.bench.comparisons().front()->comparison);
        double largest = 0;
        for (const auto& [id, sums] : pose.metrics.samples())
            largest = std::max(largest, sums.value(Metric::Atol));
        QCOMPARE(worst.value, largest);
        // Where it goes wrong is looked for by itself.
        QTRY_VERIFY_WITH_TIMEOUT(w.bench.blame(worst.sample, "pose"), 20000);
        QVERIFY(w.bench.blame(worst.sample, "pose")->problem.isEmpty());
        QVERIFY2(dock->panel()->text().contains("jump"), qPrintable(dock->panel()->text()));

        const auto press = [&](const char* name) {
            for (auto* button : dock->findChildren<QToolButton*>())
                if (button->accessibleName() == QLatin1String(name) && button->isEnabled()) {
                    QTest::mouseClick(button, Qt::LeftButton);
                    return true;
                }
            return false;
        };
        QVERIFY(press("Pin"));
        QVERIFY(press("Use as bad case"));
        QVERIFY(w.settled());
        QVERIFY(w.bench.chosenCase() && w.bench.chosenCase()->sample == worst.sample);
        QCOMPARE(w.bench.pinnedSample(), quint64{worst.sample});
        w.trigger("compare");
        QVERIFY(w.settled());
        const NamedComparison& alone = *w.bench.comparisons().front();
        QCOMPARE(alone.comparison.samples, std::vector<std::uint64_t>{worst.sample});
        QVERIFY(alone.badCase);
        QCOMPARE(poseOf(alone.comparison).metrics.pooled().value(Metric::Atol), worst.value);

        const Fingerprint before = w.bench.configuration()->plan->plan.fingerprint();
        const int steps = w.workbench.undoStack().index();
        QVERIFY(press("Add to calibration"));
        QVERIFY(w.settled());
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{5});
        QCOMPARE(w.bench.calibrationSet().samples->size(), std::size_t{5});
        QVERIFY(!(w.bench.configuration()->plan->plan.fingerprint() == before));
        QVERIFY(dock->tableModel()->isStale());
        QCOMPARE(w.workbench.undoStack().index(), steps + 1);
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{4});
        QVERIFY(w.bench.configuration()->plan->plan.fingerprint() == before);
        QVERIFY(!dock->tableModel()->isStale());
        w.workbench.undoStack().undo();
        QVERIFY(!w.bench.chosenCase());
        w.workbench.undoStack().redo();
        QVERIFY(w.settled());
        // All of that is in the study.
        const QString study = w.workbench.studyPath();
        w.workbench.close();
        QVERIFY(w.settled());
        w.workbench.open(study);
        QVERIFY(w.settled());
        QVERIFY(w.bench.chosenCase() && w.bench.chosenCase()->sample == worst.sample);
        QCOMPARE(w.bench.statistics()->samples().size(), std::uint64_t{4});
    }
};

QTEST_MAIN(TestCaseScenes)
#include "tst_case_scenes.moc"
