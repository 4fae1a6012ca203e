// SPDX-License-Identifier: GPL-3.0-or-later
// The workbench with its threads on the bundled sample: what jobs find reaches the bench, edits are undone, nothing is lost.
#include "app/gui/export_dialog.h"
#include "engine/analysis/compare.h"
#include "engine/base/error.h"
#include "tests/app/window_driver.h"

#include <QProgressBar>
#include <QPushButton>
#include <QSignalSpy>
#include <QtTest>

#include <random>

using namespace qb;
using namespace qb::test;

namespace {

RuleSet withInt16(const RuleSet& rules, const std::string& unit)
{
    RuleSet after = rules;
    UnitConfig config;
    config.ports["output"].dtype = DType::Int16;
    after.rules.push_back({makeOverride("name:" + unit, {unit}, config), true});
    return after;
}

} // namespace

class TestWorkbench : public QObject {
    Q_OBJECT

private slots:
    void theLoopCloses()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        QVERIFY(!w.bench.liveIsStale());
        const double before = w.outputSqnr("pose");
        QVERIFY(before < 15);
        const auto old = w.bench.live();

        w.bench.requestEdit("int16", withInt16(w.bench.rules(), "/pose/Concat"));
        QVERIFY(w.settled());
        const double after = w.outputSqnr("pose");
        QVERIFY(after > before + 10);
        QCOMPARE(w.bench.before(), old);
        QCOMPARE(w.workbench.undoStack().count(), 1);

        // The way back shows the old numbers at once: no event loop in between.
        w.workbench.undoStack().undo();
        QCOMPARE(w.bench.live(), old);
        QVERIFY(!w.bench.liveIsStale());
        w.workbench.undoStack().redo();
        QCOMPARE(w.outputSqnr("pose"), after);
        QVERIFY(w.settled());
        QCOMPARE(w.outputSqnr("pose"), after);
    }

    /// The figures are those of the engine that the command line uses.
    void liveFiguresAreThoseOfCompare()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        Workspace twin(w.environment, sampleModelPath().toStdString(), "", {}, {});
        twin.setData(Use::Calibration, sampleData());
        twin.calibrate(Recalibrate::Anew, {});
        DataOptions one = sampleData();
        one.sample = w.bench.live()->sample;
        const Comparison wanted = twin.compare(twin.samples(one, {}), Plan::allFloat(twin.model()->units),
                                               CompareMode::Cumulative, Kernels::Fast, Reuse::Recompute, {});
        const Comparison& got = w.bench.live()->comparison;
        QCOMPARE(got.rows.size(), wanted.rows.size());
        for (std::size_t i = 0; i < got.rows.size(); ++i)
            QCOMPARE(got.rows[i].metrics.pooled().squaredDiff, wanted.rows[i].metrics.pooled().squaredDiff);
    }

    /// The errors of the outputs are there before those of the layers, and are the same.
    void outputsAreKnownFirst()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        std::vector<std::pair<bool, double>> came; // with layers, error of the first output
        connect(&w.bench, &Bench::liveOutputsChanged, this, [&] {
            const Comparison& c = w.bench.liveOutputs()->comparison;
            came.emplace_back(!c.rows.empty(), c.outputs.front().metrics.pooled().squaredDiff);
        });
        w.bench.requestEdit("int16", withInt16(w.bench.rules(), "/backbone/stem/conv/Conv"));
        QVERIFY(w.settled());
        QCOMPARE(came.size(), std::size_t{2});
        QVERIFY(!came[0].first && came[1].first);
        QCOMPARE(came[0].second, came[1].second);
    }

    void mergedEditsAreOneStep()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const RuleSet start = w.bench.rules();
        for (int i = 0; i < 20; ++i) {
            RuleSet after = start;
            UnitConfig config;
            config.ports["output"].threshold = 1.0 + i;
            after.rules.push_back({makeOverride("name:/pose/Concat", {"/pose/Concat"}, config), true});
            w.bench.requestEdit("threshold", after, "drag 1");
        }
        QCOMPARE(w.workbench.undoStack().count(), 1);
        w.workbench.undoStack().undo();
        QVERIFY(w.bench.rules() == start);
        QVERIFY(w.settled());
    }

    /// Edits of all kinds, by the commands of the window, with undo and redo between them and long jobs beside them: each step
    /// back and forth gives what was there, the same figures too; and what the study holds in the end is what is shown.
    void anyOrderOfEditsIsUndone()
    {
        struct State {
            RuleSet rules;
            DataOptions calibration;
            DataOptions evaluation;
            double pose = 0; ///< SQNR on the pinned sample, dB

            bool operator==(const State&) const = default;
        };
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const auto now = [&w] {
            return State{w.bench.rules(), w.bench.calibrationSet().options, w.bench.evaluationSet().options,
                         w.outputSqnr("pose")};
        };
        std::vector<State> states{now()};
        std::mt19937 random(7);
        const auto one = [&random](std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(random); };
        const QUndoStack& stack = w.workbench.undoStack();
        const char* const kEdits[] = {"float", "int8", "int16", "unset"};
        int undone = 0;
        for (int turn = 0; turn < 80; ++turn) {
            const auto at = static_cast<std::size_t>(stack.index());
            const std::size_t what = one(10);
            if (what < 4) {
                std::vector<UnitId> units;
                for (std::size_t n = 1 + one(3); n > 0; --n)
                    units.push_back(static_cast<UnitId>(one(w.bench.model()->unitCount())));
                w.selection.select(units);
                w.window.actions().at(kEdits[one(std::size(kEdits))])->trigger();
            } else if (what < 5 && !w.bench.rules().rules.empty()) {
                RuleSet after = w.bench.rules();
                Rule& rule = after.rules[one(after.rules.size())];
                rule.enabled = !rule.enabled;
                w.bench.requestEdit("switch", after);
                QVERIFY(w.bench.rules() == after);
            } else if (what < 6) {
                DataOptions options = w.bench.evaluationSet().options;
                options.path = w.bench.calibrationSet().options.path;
                options.preprocess = w.bench.calibrationSet().options.preprocess;
                options.preprocess[""].scale = (1 + static_cast<double>(one(4))) / 512; // other values, other errors
                w.bench.requestData(DataUse::Evaluation, options);
                QVERIFY(w.bench.evaluationSet().options == options);
            } else if (what < 7) {
                one(2) == 0 ? w.workbench.compare(CompareMode::Cumulative) : w.workbench.check(); // on the engine's thread
            } else if (one(3) > 0) {
                w.workbench.undoStack().undo();
                ++undone;
            } else {
                w.workbench.undoStack().redo();
            }
            const auto next = static_cast<std::size_t>(stack.index());
            if (one(4) == 0 || turn == 79)
                QVERIFY(w.settled()); // else the next comes while this one is under way
            const bool measured = !w.jobs.isBusy() && w.bench.live() && !w.bench.liveIsStale();
            const bool edited = what < 6 && next != at;
            if (edited) {
                QCOMPARE(next, at + 1);
                states.resize(next);
                states.push_back(now());
                if (!measured)
                    states.back().pose = std::nan("");
                continue;
            }
            State& wanted = states.at(next);
            const State got = now();
            QVERIFY2(got.rules == wanted.rules, qPrintable(QString::number(turn)));
            QVERIFY(got.calibration == wanted.calibration && got.evaluation == wanted.evaluation);
            if (measured && std::isnan(wanted.pose))
                wanted.pose = got.pose;
            else if (measured)
                QCOMPARE(got.pose, wanted.pose);
        }
        QVERIFY(undone > 5 && states.size() > 5);
        const State last = now();
        w.workbench.close();
        QVERIFY(w.openSample());
        QVERIFY(w.bench.live());
        QVERIFY(now() == last);
    }

    /// What was remembered for one set of samples is not shown for another, even under the same rules.
    void otherSamplesAreMeasuredAnew()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const double before = w.outputSqnr("pose");
        DataOptions options = w.bench.calibrationSet().options;
        options.preprocess[""].scale = 1.0 / 512;
        w.bench.requestData(DataUse::Evaluation, options);
        RuleSet after = w.bench.rules();
        after.rules.push_back({makeOverride("name:/pose/Concat", {"/pose/Concat"}, {}), true});
        w.bench.requestEdit("while the samples are still being read", after);
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        QVERIFY(!w.bench.liveIsStale());
        QVERIFY(w.outputSqnr("pose") != before);
        w.workbench.undoStack().undo(); // no evaluation set any more
        QVERIFY(w.settled());
        QCOMPARE(w.outputSqnr("pose"), before);
        w.workbench.undoStack().redo();
        w.workbench.undoStack().undo(); // before it is read
        QVERIFY(w.settled());
        QVERIFY(w.bench.evaluationSet().options.path.empty() && !w.bench.evaluationSet().samples);
        QCOMPARE(w.outputSqnr("pose"), before);
    }

    /// Samples that were read and are still looked at when another set is named don't come back.
    void anOldSetStaysAway()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        DataOptions options = w.bench.calibrationSet().options;
        options.preprocess[""].scale = 1.0 / 512;
        w.bench.requestData(DataUse::Evaluation, options);
        bool early = false;
        const auto listed = QObject::connect(&w.bench, &Bench::dataChanged, &w.bench, [&] {
            early = early || (w.bench.evaluationSet().samples && !w.bench.evaluationSet().description);
        });
        QVERIFY(QTest::qWaitFor([&] { return early; }));
        QObject::disconnect(listed);
        w.workbench.undoStack().undo();
        QVERIFY(w.settled());
        QVERIFY(w.bench.evaluationSet().options.path.empty() && !w.bench.evaluationSet().samples);
    }

    /// The same sample prepared in another way is another measurement, also where the rules are the same.
    void otherPreprocessingIsMeasuredAnew()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        const double before = w.bench.live()->comparison.rows.front().metrics.pooled().aMax;
        DataOptions other = sampleData();
        for (auto& [input, preprocess] : other.preprocess)
            preprocess.scale = 1.0 / 51;
        w.bench.requestData(DataUse::Calibration, other);
        QVERIFY(w.settled());
        QVERIFY(!w.bench.liveIsStale());
        QVERIFY(std::abs(w.bench.live()->comparison.rows.front().metrics.pooled().aMax - 5 * before) < 1e-3);
    }

    /// Partial statistics are shown, and what is shown at the end is what the command line has.
    void histogramsGrowWhileItCalibrates()
    {
        WindowDriver w;
        QVERIFY(w.openSample());
        DataOptions many = sampleData();
        many.path = "random:400";
        many.preprocess = {};
        w.workbench.setData(Use::Calibration, many);
        QVERIFY(w.settled());
        std::vector<std::uint64_t> seen;
        connect(&w.bench, &Bench::statisticsChanged, this, [&] { seen.push_back(w.bench.statistics()->samples().size()); });
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        QVERIFY(!seen.empty() && std::is_sorted(seen.begin(), seen.end()));
        QCOMPARE(seen.back(), std::uint64_t{400});
        QVERIFY(w.bench.live() && !w.bench.liveIsStale());
    }

    void sweepAndStopKeepRows()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        w.workbench.sweep(SensitivityMode::Isolated);
        QVERIFY(w.settled());
        QVERIFY(w.bench.sensitivity() && w.bench.sensitivity()->complete);
        QCOMPARE(w.bench.sensitivity()->sensitivity.rows.size(), w.bench.sensitivity()->planned);
        w.workbench.check();
        w.workbench.compare(CompareMode::Local);
        QVERIFY(w.settled());
        QVERIFY(!w.bench.findings().empty());
        QCOMPARE(w.bench.comparisons().size(), std::size_t{1});
        w.workbench.sweep(SensitivityMode::LeaveOneOut);
        w.workbench.stopAll();
        QVERIFY(w.settled());
    }

    /// A stop that comes a moment after the calibration ends its measurement, not what the calibration is for.
    void aStopKeepsTheConfiguration()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openSample());
        bool stopped = false;
        connect(&w.bench, &Bench::statisticsChanged, &w.window, [&] {
            if (w.bench.statistics() && w.bench.statistics()->samples().size() == 64 && !stopped) {
                stopped = true;
                QTimer::singleShot(0, &w.window, [&] { w.trigger("stop"); });
            }
        });
        w.workbench.calibrate(Recalibrate::Anew);
        QVERIFY(w.settled());
        QVERIFY(stopped);
        QVERIFY(w.bench.configuration() && w.bench.configuration()->plan);
        QVERIFY(w.window.actions().at("compare")->isEnabled());
        // The same of an edit.
        w.selection.select(w.unit("/pose/Concat"));
        w.trigger("int16");
        w.workbench.stopAll();
        QVERIFY(w.settled());
        QVERIFY(w.bench.configuration()->rules == w.bench.rules());
    }

    /// Both sweeps come back after a restart, and a sweep that goes on shows what it has from the start.
    void sweepsComeBack()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        w.workbench.sweep(SensitivityMode::Isolated);
        w.workbench.sweep(SensitivityMode::LeaveOneOut);
        QVERIFY(w.settled());
        const QString study = w.workbench.studyPath();
        std::vector<SensitivityMode> seen;
        connect(&w.bench, &Bench::sensitivityChanged, &w.workbench, [&] {
            if (const auto& s = w.bench.sensitivity(); s && s->complete)
                seen.push_back(s->mode);
        });
        w.workbench.open(study);
        QVERIFY(w.settled());
        QCOMPARE(seen, (std::vector<SensitivityMode>{SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}));
    }

    /// A comparison that the user has stopped is there after a restart, as far as it came, and does not start by itself; one
    /// that was only left goes on.
    void whatWasStoppedStaysSo()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        DataOptions many;
        many.path = "random:8000";
        w.workbench.setData(Use::Evaluation, many);
        QVERIFY(w.settled());
        const auto done = [&w] {
            return w.bench.comparisons().empty() ? std::size_t{0} : w.bench.comparisons().front()->comparison.samples.size();
        };
        w.workbench.compare(CompareMode::Cumulative);
        QVERIFY(QTest::qWaitFor([&] { return done() > 0; }, 60000));
        w.workbench.stopAll();
        QVERIFY(w.settled());
        const std::size_t stoppedAt = done();
        QVERIFY(stoppedAt > 0 && stoppedAt < 8000);
        const QString study = w.workbench.studyPath();
        w.workbench.open(study);
        QVERIFY(w.settled());
        QVERIFY(QTest::qWaitFor([&] { return done() > 0; }, 10000));
        QCOMPARE(done(), stoppedAt);
        w.workbench.compare(CompareMode::Cumulative); // and is left in the middle
        QVERIFY(QTest::qWaitFor([&] { return done() > stoppedAt; }, 60000));
        w.workbench.open(study);
        QVERIFY(QTest::qWaitFor([&] { return done() == 8000; }, 120000));
        QVERIFY(w.settled());
    }

    void exportsWhatWasSimulated()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        QSignalSpy exported(&w.workbench, &Workbench::exported);
        ExportRequest request;
        request.path = QString::fromStdString(w.folder.file("tuned.onnx"));
        w.workbench.exportModel(request);
        QVERIFY(w.settled());
        QCOMPARE(exported.count(), 1);
        const auto outcome = exported[0][0].value<ExportOutcome>();
        QVERIFY(outcome.verified && outcome.verification.equal);
        QVERIFY(QFile::exists(request.path));
    }

    /// A stop in the middle is told to whoever waits for the file.
    void aStoppedExportEnds()
    {
        WindowDriver w;
        QVERIFY(w.openCalibrated());
        ExportDialog dialog(
            w.bench, w.workbench, {}, [](const QString&) { return true; }, &w.window);
        dialog.show();
        dialog.setPath(QString::fromStdString(w.folder.file("stopped.onnx")));
        dialog.exportNow();
        w.workbench.stopAll();
        QVERIFY(w.settled());
        for (const auto* button : dialog.findChildren<QPushButton*>())
            QVERIFY2(button->isEnabled(), qPrintable(button->text()));
        for (const auto* bar : dialog.findChildren<QProgressBar*>())
            QVERIFY(!bar->isVisible());
    }

    void closingWhileBusyIsQuick()
    {
        QElapsedTimer timer;
        {
            WindowDriver w;
            QVERIFY(w.openCalibrated());
            w.workbench.sweep(SensitivityMode::Isolated);
            w.workbench.calibrate(Recalibrate::Anew);
            timer.start();
        }
        QVERIFY2(timer.elapsed() < 5000, qPrintable(QString::number(timer.elapsed())));
    }
};

QTEST_MAIN(TestWorkbench)
#include "tst_workbench.moc"
