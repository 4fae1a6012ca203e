// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/shots/more_scenes.h"

#include "app/gui/calibrate_dialog.h"
#include "app/gui/export_dialog.h"
#include "widgets/common/help_window.h"
#include "widgets/inspector/inspector_dock.h"
#include "widgets/inspector/port_editor.h"
#include "widgets/inspector/preview_strip.h"
#include "widgets/inspector/rules_dock.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"

#include <QListView>
#include <QSpinBox>
#include <QToolButton>

namespace qb::test {

namespace {

constexpr const char* kManySamples = "random:3000"; ///< as many as take many seconds

UnitId firstWithWeights(const Model& model)
{
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        if (model.units.units[u].opType == "Conv")
            return static_cast<UnitId>(u);
    return UnitId::None;
}

void useData(const Camera& camera, DataUse use, const DataOptions& options)
{
    camera.driver.bench.requestData(use, options);
    (void)camera.driver.settled(120);
}

/// Until a job counts and has run for a while; a picture before that shows nothing of it.
bool worksOnSomething(const Camera& camera)
{
    const bool seen = QTest::qWaitFor(
        [&] {
            const auto& jobs = camera.driver.bench.jobs();
            return std::any_of(jobs.begin(), jobs.end(), [](const JobView& job) {
                return job.state == JobView::State::Running && job.done > 0 && job.seconds > 0.5;
            });
        },
        30000);
    if (!seen)
        camera.complain(QStringLiteral("nothing runs where a running job was to be seen"));
    return seen;
}

void stillWorks(const Camera& camera, const QString& what)
{
    if (!camera.driver.jobs.isBusy())
        camera.complain(what + QStringLiteral(": the job was over before its picture was taken"));
}

} // namespace

void dataScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    const DataOptions good = w.bench.calibrationSet().options;
    QDockWidget* dock = w.window.dock(QStringLiteral("data"));
    DataOptions twice = good;
    Preprocess& block = twice.preprocess[""];
    block.scale = 1.0 / 255;
    block.mean = {123.7};
    block.std = {58.4};
    DataOptions random;
    random.path = "random:8";
    for (const auto& [options, state] : {std::pair{twice, "twice"}, {random, "no_pictures"}}) {
        useData(camera, DataUse::Calibration, options);
        camera.everyLook([&](const QString& suffix) {
            camera.dock(dock, QLatin1String(state), suffix, Camera::Settle::Wait);
            w.window.resize(1280, 800);
            w.window.setLayoutName(LayoutName::Calibrate);
            w.window.actions().at("layout_default")->trigger();
            camera.take(&w.window, QStringLiteral("window_%1_calibrate_1280_%2").arg(QLatin1String(state), suffix),
                        Camera::Settle::Wait);
        });
    }
    useData(camera, DataUse::Calibration, good);
}

void distributionScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    QDockWidget* dock = w.window.dock(QStringLiteral("distribution"));
    auto* distribution = w.dock<DistributionDock>("distribution");
    const auto selected = w.selection.units();
    const UnitId unit = firstWithWeights(*w.bench.model());
    const auto ready = [&] { return QTest::qWaitFor([&] { return !distribution->isBusy(); }, 20000); };
    camera.everyLook([&](const QString& suffix) {
        for (const PointId point : w.bench.model()->units.pointsOfUnit[indexOf(unit)])
            if (w.bench.model()->point(point).kind == PointKind::Weight)
                w.selection.select(std::vector<UnitId>{unit}, point);
        dock->show();
        (void)ready();
        for (const auto& [view, name] :
             {std::pair{DistributionDock::ChannelView, "weight_boxes"}, {DistributionDock::HeatView, "weight_heat"}}) {
            distribution->setView(view);
            (void)ready();
            camera.dock(dock, QLatin1String(name), suffix, Camera::Settle::Wait);
        }
        distribution->setView(DistributionDock::HistogramView);
        w.selection.select(unit);
        (void)ready();
        distribution->setLog(true);
        camera.dock(dock, QStringLiteral("log"), suffix, Camera::Settle::Wait);
        distribution->setLog(false);
        // A clip line taken by the mouse and pulled inwards, an edit by hand.
        dock->show();
        dock->raise();
        QTest::qWait(100);
        DistributionPlot* plot = distribution->histogram();
        if (plot->grid()) {
            const double end = representable(*plot->grid()).hi;
            const auto at = [&](double x) {
                return QPoint(static_cast<int>(plot->xAxis->coordToPixel(x)), plot->axisRect()->center().y());
            };
            QTest::mousePress(plot, Qt::LeftButton, {}, at(end));
            QTest::mouseMove(plot, at(end * 0.8));
            QTest::qWait(90);
            QTest::mouseMove(plot, at(end * 0.6));
            QTest::mouseRelease(plot, Qt::LeftButton, {}, at(end * 0.6));
            (void)w.settled();
            (void)ready();
            camera.dock(dock, QStringLiteral("dragged"), suffix, Camera::Settle::Wait);
            w.workbench.undoStack().undo();
            (void)w.settled();
        }
    });
    if (!selected.empty())
        w.selection.select(selected.front());
}

void compareScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    QDockWidget* dock = w.window.dock(QStringLiteral("compare"));
    auto* compare = w.dock<CompareDock>("compare");
    RuleSet wider = w.bench.rules();
    wider.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/pose/Concat"}, parseConfig("int16")}, true});
    w.workbench.compare(CompareMode::Cumulative, CompareParts::All, QStringLiteral("B"), wider);
    w.workbench.compare(CompareMode::Local);
    w.workbench.compare(CompareMode::Cumulative, CompareParts::Weights, QStringLiteral("A"));
    (void)w.settled(300);
    const QStringList sources = compare->sourceIds();
    const auto weights = std::find_if(sources.begin(), sources.end(), [](const QString& id) { return id.startsWith("A\n"); });
    camera.everyLook([&](const QString& suffix) {
        compare->setMode(CompareMode::Cumulative);
        compare->setMain(QStringLiteral("B"));
        compare->setAgainst(QStringLiteral("A"), true);
        camera.dock(dock, QStringLiteral("a_and_b"), suffix, Camera::Settle::Wait);
        compare->setAgainst(QStringLiteral("A"), false);
        if (weights != sources.end()) {
            compare->setMain(*weights);
            camera.dock(dock, QStringLiteral("weights_only"), suffix, Camera::Settle::Wait);
        } else {
            camera.complain(QStringLiteral("there is no weight-only comparison: ") + sources.join(QLatin1Char(' ')));
        }
        compare->setMain(QStringLiteral("A"));
        compare->setMode(CompareMode::Local);
        camera.dock(dock, QStringLiteral("local"), suffix, Camera::Settle::Wait);
    });
    compare->setMode(CompareMode::Cumulative);
    compare->setMain(QStringLiteral("live"));
}

void inspectorScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    QDockWidget* dock = w.window.dock(QStringLiteral("inspector"));
    QDockWidget* rulesDock = w.window.dock(QStringLiteral("rules"));
    auto* inspector = w.dock<InspectorDock>("inspector");
    auto* rules = w.dock<RulesDock>("rules");
    const auto selected = w.selection.units();
    const UnitId conv = firstWithWeights(*w.bench.model());
    RuleSet several = w.bench.rules();
    several.rules.push_back({ModuleTypeRule{"Conv", parseConfig("int16")}, true});
    several.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/pose/Concat"}, parseConfig("int16")}, true});
    several.rules.push_back({OverrideRule{{}, std::vector<std::string>{"/digit/fc1/Gemm"}, parseConfig("float")}, false});
    w.bench.requestEdit(QStringLiteral("several"), several);
    (void)w.settled();
    camera.everyLook([&](const QString& suffix) {
        w.selection.select(conv);
        camera.dock(dock, QStringLiteral("weights"), suffix, Camera::Settle::Wait);
        inspector->applyAtOnceButton()->setChecked(false);
        w.window.actions().at("float")->trigger();
        (void)QTest::qWaitFor([&] { return inspector->preview().isVisibleTo(inspector); }, 5000);
        camera.dock(dock, QStringLiteral("preview"), suffix, Camera::Settle::Wait);
        QTest::mouseClick(inspector->preview().discardButton(), Qt::LeftButton);
        inspector->applyAtOnceButton()->setChecked(true);
        w.selection.select(std::vector<UnitId>{conv, w.unit("/pose/Concat"), w.unit("/digit/fc1/Gemm")});
        camera.dock(dock, QStringLiteral("several"), suffix, Camera::Settle::Wait);
        camera.dock(rulesDock, QStringLiteral("several"), suffix, Camera::Settle::Wait);
        rules->showRule(static_cast<int>(several.rules.size()) - 2);
        rules->action(RulesDock::Edit)->trigger();
        for (auto* dialog : w.window.findChildren<QDialog*>())
            if (dialog->isVisible()) {
                camera.take(dialog, QStringLiteral("dialog_rule_") + suffix, Camera::Settle::Wait);
                delete dialog;
            }
    });
    w.workbench.undoStack().undo();
    (void)w.settled();
    if (!selected.empty())
        w.selection.select(selected.front());
}

void helpScene(const Camera& camera)
{
    camera.everyLook([&](const QString& suffix) {
        camera.driver.window.actions().at("help")->trigger();
        if (auto* help = camera.driver.window.findChild<HelpWindow*>()) {
            camera.take(help, QStringLiteral("window_help_") + suffix, Camera::Settle::Wait);
            delete help;
        }
    });
}

void busyScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    const DataOptions before = w.bench.evaluationSet().options;
    DataOptions many;
    many.path = kManySamples;
    useData(camera, DataUse::Evaluation, many);
    camera.everyLook([&](const QString& suffix) {
        w.window.resize(1600, 1000);
        w.window.setLayoutName(LayoutName::Analyse);
        w.window.actions().at("layout_default")->trigger();
        w.workbench.sweep(SensitivityMode::LeaveOneOut);
        w.workbench.compare(CompareMode::Local, CompareParts::Weights);
        QDockWidget* jobs = w.window.dock(QStringLiteral("jobs"));
        jobs->show();
        jobs->raise();
        (void)worksOnSomething(camera);
        camera.take(&w.window, QStringLiteral("window_busy_analyse_1600_") + suffix, Camera::Settle::AsItIs);
        camera.dock(jobs, QStringLiteral("busy"), suffix, Camera::Settle::AsItIs);
        camera.dock(w.window.dock(QStringLiteral("log")), QStringLiteral("busy"), suffix, Camera::Settle::AsItIs);
        stillWorks(camera, QStringLiteral("busy ") + suffix);
        w.workbench.stopAll();
        (void)w.settled();
    });
    useData(camera, DataUse::Evaluation, before);
}

void dialogScenes(const Camera& camera)
{
    WindowDriver& w = camera.driver;
    const DataOptions before = w.bench.evaluationSet().options;
    const DataOptions good = w.bench.calibrationSet().options;
    DataOptions many;
    many.path = kManySamples;
    useData(camera, DataUse::Evaluation, many);
    camera.everyLook([&](const QString& suffix) {
        w.window.resize(1280, 800);
        w.window.setLayoutName(LayoutName::Edit);
        w.trigger("export");
        if (auto* dialog = w.window.findChild<ExportDialog*>()) {
            dialog->setPath(QString::fromStdString(w.folder.file("busy_" + suffix.toStdString() + ".onnx")));
            dialog->findChild<QSpinBox*>()->setValue(1000);
            dialog->exportNow();
            (void)worksOnSomething(camera);
            camera.take(dialog, QStringLiteral("dialog_export_busy_") + suffix, Camera::Settle::AsItIs);
            stillWorks(camera, QStringLiteral("export ") + suffix);
            w.workbench.stopAll();
            (void)w.settled();
            dialog->setPath(QStringLiteral("/no/such/folder/tuned.onnx"));
            dialog->exportNow();
            (void)w.settled();
            camera.take(dialog, QStringLiteral("dialog_export_failed_") + suffix, Camera::Settle::Wait);
            dialog->setPath(w.workbench.modelPath());
            dialog->exportNow();
            camera.take(dialog, QStringLiteral("dialog_export_refused_") + suffix, Camera::Settle::Wait);
            delete dialog;
        }
        w.workbench.sweep(SensitivityMode::LeaveOneOut);
        w.trigger("calibrate");
        if (auto* dialog = w.window.findChild<CalibrateDialog*>()) {
            (void)worksOnSomething(camera);
            camera.take(dialog, QStringLiteral("dialog_calibrate_busy_") + suffix, Camera::Settle::AsItIs);
            stillWorks(camera, QStringLiteral("calibrate ") + suffix);
            w.workbench.stopAll();
            (void)w.settled();
            DataOptions bad = good;
            bad.path = w.folder.file("no such folder");
            useData(camera, DataUse::Calibration, bad);
            camera.take(dialog, QStringLiteral("dialog_calibrate_failed_") + suffix, Camera::Settle::Wait);
            useData(camera, DataUse::Calibration, good);
            delete dialog;
        }
    });
    useData(camera, DataUse::Evaluation, before);
}

} // namespace qb::test
