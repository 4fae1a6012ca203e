// SPDX-License-Identifier: GPL-3.0-or-later
//
// quantbench-shots DIR [MODEL [DATA [PREPROCESS]]]: drives the real window offscreen through its states (empty, opened, busy,
// full, error) and writes a PNG of the whole window in each layout, of every dock and of every dialog, light and dark, in both
// languages. A picture with nothing on it, or of a job that is over, is a failure. QB_SHOTS_ONLY, a regular expression, chooses
// pictures by name; QT_SCALE_FACTOR=2 takes them for a dense screen.
#include "app/gui/calibrate_dialog.h"
#include "app/gui/export_dialog.h"
#include "app/gui/formats_dialog.h"
#include "app/gui/report_dialog.h"
#include "app/gui/task_choice.h"
#include "app/gui/task_dialog.h"
#include "tests/app/window_driver.h"
#include "tests/shots/more_scenes.h"
#include "tests/support/looped_model.h"
#include "widgets/common/expression_field.h"
#include "widgets/common/finder.h"
#include "widgets/common/theme.h"
#include "widgets/graph/body_panel.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/foreign_strip.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/profile/profile_dock.h"
#include "widgets/profile/spread_panel.h"
#include "widgets/tables/findings_dock.h"

#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QLineEdit>
#include <QMessageBox>
#include <QRegularExpression>

#include <cstdio>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

class Photographer {
public:
    Photographer(WindowDriver& driver, const QString& folder)
        : m_driver(driver), m_folder(folder), m_only(qEnvironmentVariable("QB_SHOTS_ONLY"))
    {
        QDir().mkpath(folder);
    }

    /// In both themes and languages.
    void everyLook(const std::function<void(const QString& suffix)>& take)
    {
        for (const auto& [theme, themeName] : {std::pair{Theme::Light, "light"}, {Theme::Dark, "dark"}}) {
            applyTheme(*qApp, theme);
            for (const char* language : {"en", "zh_CN"}) {
                m_driver.window.setLanguage(QLatin1String(language));
                take(QStringLiteral("%1_%2").arg(QLatin1String(themeName), QLatin1String(language)));
            }
        }
    }

    /// The whole window in all layouts and sizes; docks apart where `docks`.
    void state(const QString& name, bool docks)
    {
        everyLook([&](const QString& suffix) {
            for (const auto& [layout, layoutName] :
                 {std::pair{LayoutName::Edit, "edit"}, {LayoutName::Calibrate, "calibrate"}, {LayoutName::Analyse, "analyse"}})
                for (const QSize size : {QSize(1600, 1000), QSize(1280, 800)}) {
                    m_driver.window.resize(size);
                    m_driver.window.setLayoutName(layout);
                    m_driver.window.actions().at("layout_default")->trigger();
                    grab(&m_driver.window,
                         QStringLiteral("window_%1_%2_%3_%4").arg(name, QLatin1String(layoutName)).arg(size.width()).arg(suffix));
                    if (!m_driver.workbench.isOpen())
                        break;
                }
            if (docks)
                for (QDockWidget* dock : m_driver.window.findChildren<QDockWidget*>())
                    this->dock(dock, name, suffix);
        });
    }

    /// Each dialog over the window, opened by its command.
    void dialogs()
    {
        everyLook([&](const QString& suffix) {
            m_driver.window.resize(1280, 800);
            m_driver.window.setLayoutName(LayoutName::Edit);
            const auto by = [&](const char* action) { m_driver.window.actions().at(action)->trigger(); };
            by("calibrate");
            close<CalibrateDialog>("calibrate", suffix);
            by("export");
            if (auto* dialog = m_driver.window.findChild<ExportDialog*>()) {
                grab(dialog, QStringLiteral("dialog_export_") + suffix);
                dialog->setPath(QString::fromStdString(m_driver.folder.file("tuned_" + suffix.toStdString() + ".onnx")));
                dialog->exportNow();
            }
            close<ExportDialog>("export_done", suffix);
            by("export_config");
            if (auto* dialog = m_driver.window.findChild<FormatsDialog*>()) {
                dialog->setFormat(ConfigFormat::TensorRtCache);
                dialog->setPath(QString::fromStdString(m_driver.folder.file("calibration_" + suffix.toStdString() + ".cache")));
                dialog->run();
                (void)m_driver.settled();
            }
            close<FormatsDialog>("export_config", suffix);
            by("import_config");
            close<FormatsDialog>("import_config", suffix);
            by("report");
            if (auto* dialog = m_driver.window.findChild<ReportDialog*>())
                dialog->task()->setBy(TaskChoice::By::Classes);
            close<ReportDialog>("report", suffix);
            by("task");
            if (auto* dialog = m_driver.window.findChild<TaskDialog*>()) {
                dialog->choice()->setBy(TaskChoice::By::Command);
                dialog->choice()->setCommand(QStringLiteral("echo recall 0.93 #"));
                dialog->measure();
                (void)m_driver.settled();
            }
            close<TaskDialog>("task", suffix);
            by("about");
            close<QMessageBox>("about", suffix);
            for (const auto& [action, typed] : {std::pair{"palette", "int"}, {"locate", "co"}, {"shortcuts", ""}}) {
                by(action);
                auto* finder = m_driver.window.findChild<Finder*>();
                QTest::keyClicks(finder->field(), QLatin1String(typed));
                grab(&m_driver.window, QStringLiteral("finder_%1_%2").arg(QLatin1String(action), suffix));
                QTest::keyClick(finder->field(), Qt::Key_Escape);
            }
        });
    }

    /// What a Loop runs inside, in place of the network. Opens another model.
    void body()
    {
        const std::string file = m_driver.folder.file("loop.onnx");
        std::ofstream(file, std::ios::binary) << loopedModel(true).bytes();
        m_driver.workbench.open(QString::fromStdString(file), std::nullopt);
        if (!m_driver.settled() || !m_driver.bench.model())
            return;
        auto* panel = m_driver.window.findChild<GraphPanel*>();
        everyLook([&](const QString& suffix) {
            m_driver.window.resize(1280, 800);
            m_driver.window.setLayoutName(LayoutName::Edit);
            grab(&m_driver.window, QStringLiteral("window_loop_") + suffix);
            panel->enterBody(m_driver.bench.model()->units.findUnit("loop"));
            QTest::qWait(300);
            grab(&m_driver.window, QStringLiteral("window_body_") + suffix);
            panel->body().leave();
        });
    }

    /// Results that are docks of another kind: against a dump, boxes per channel, the tables of the check.
    void pages()
    {
        const QString folder = QString::fromStdString(m_driver.folder.file("dump"));
        m_driver.workbench.dumpArrays(ProfiledForm::Float, {}, folder);
        (void)m_driver.settled(600);
        const QDir first(folder + QStringLiteral("/000000"));
        QFile::copy(first.filePath(first.entryList({QStringLiteral("*.npy")}).value(0)),
                    first.filePath(QStringLiteral("of_the_board_alone.npy")));
        m_driver.workbench.compareWithDump(folder);
        (void)m_driver.settled(600);
        const auto dockOf = [&](const char* id) { return m_driver.window.dock(QLatin1String(id)); };
        auto* findings = qobject_cast<FindingsDock*>(dockOf("findings")->widget());
        auto* profile = qobject_cast<ProfileDock*>(dockOf("profile")->widget());
        UnitId conv = UnitId::None;
        for (std::size_t u = 0; u < m_driver.bench.model()->unitCount(); ++u)
            if (m_driver.bench.model()->units.units[u].opType == "Conv")
                conv = static_cast<UnitId>(u);
        everyLook([&](const QString& suffix) {
            dock(dockOf("compare"), QStringLiteral("foreign"), suffix);
            auto* compare = qobject_cast<QWidget*>(dockOf("compare")->widget());
            compare->findChild<ForeignStrip*>()->showUnmatched();
            if (auto* dialog = m_driver.window.findChild<QDialog*>(QStringLiteral("unmatched"))) {
                grab(dialog, QStringLiteral("dialog_unmatched_") + suffix);
                delete dialog;
            }
            for (const auto& [page, name] :
                 {std::pair{FindingsDock::Types, "types"}, {FindingsDock::Weights, "weights"}, {FindingsDock::Calls, "calls"}}) {
                findings->setPage(page);
                dock(dockOf("findings"), QLatin1String(name), suffix);
            }
            findings->setPage(FindingsDock::List);
            m_driver.selection.select(conv);
            dockOf("profile")->show();
            dockOf("profile")->raise();
            QTest::qWait(500); // until it asks for the values
            (void)m_driver.settled();
            profile->panel()->setView(SpreadPanel::SimulatedChannels);
            dock(dockOf("profile"), QStringLiteral("channels"), suffix);
            profile->panel()->setView(SpreadPanel::FloatHeat);
            dock(dockOf("profile"), QStringLiteral("heat"), suffix);
            profile->panel()->setView(SpreadPanel::HistogramView);
            m_driver.selection.clear();
            dock(dockOf("distribution"), QStringLiteral("settling"), suffix);
            m_driver.window.resize(1600, 1000);
            m_driver.window.setLayoutName(LayoutName::Calibrate);
            m_driver.window.actions().at("layout_default")->trigger();
            grab(&m_driver.window, QStringLiteral("window_settling_") + suffix);
        });
    }

    /// A metric of the user's own: of layers, of outputs, and while it is typed.
    void custom()
    {
        auto* compareDock = m_driver.window.dock(QStringLiteral("compare"));
        auto* sweepDock = m_driver.window.dock(QStringLiteral("sensitivity"));
        auto* compare = qobject_cast<CompareDock*>(compareDock->widget());
        auto* sweep = qobject_cast<SensitivityDock*>(sweepDock->widget());
        const auto use = [&](const QString& text) {
            m_driver.bench.requestCustomMetric(text, Order::Descending);
            m_driver.workbench.sweep(SensitivityMode::Isolated);
            (void)m_driver.settled(600);
        };
        const QString output = QString::fromStdString(m_driver.bench.model()->outputs.back().name);
        compare->setMetric(MetricChoice::custom(Order::Descending));
        sweep->setMetric(MetricChoice::custom(Order::Descending));
        use(QStringLiteral("mean(abs(float(\"%1\") - quant(\"%1\")))").arg(output));
        everyLook([&](const QString& suffix) {
            dock(compareDock, QStringLiteral("custom_outputs"), suffix);
            dock(sweepDock, QStringLiteral("custom"), suffix);
        });
        use(QStringLiteral("max(abs(float - quant)[0, 0])"));
        everyLook([&](const QString& suffix) {
            dock(compareDock, QStringLiteral("custom_layers"), suffix);
            sweep->expression()->setExpression(QStringLiteral("mean(abs(float(\"nowhere\"))"));
            dock(sweepDock, QStringLiteral("custom_wrong"), suffix);
        });
        use({});
        compare->setMetric(Metric::Cosine);
        sweep->setMetric(Metric::Sqnr);
    }

    /// For scenes that stand in files of their own.
    [[nodiscard]] Camera camera()
    {
        return {m_driver, [this](const auto& take) { everyLook(take); },
                [this](QWidget* widget, const QString& name, Camera::Settle settle) {
                    grab(widget, name, settle == Camera::Settle::Wait);
                },
                [this](QDockWidget* shown, const QString& state, const QString& suffix, Camera::Settle settle) {
                    dock(shown, state, suffix, settle == Camera::Settle::Wait);
                },
                [this](const QString& problem) { complain(problem); }};
    }

    /// What was wrong with the pictures that were taken.
    [[nodiscard]] int problems() const { return m_problems; }
    [[nodiscard]] int count() const { return m_count; }

    /// A folder that isn't there, a file that is no model, a model file that has changed.
    void errors()
    {
        const DataOptions good = m_driver.bench.calibrationSet().options;
        DataOptions bad = good;
        bad.path = m_driver.folder.file("no such folder");
        m_driver.bench.requestData(DataUse::Calibration, bad);
        (void)m_driver.settled();
        emit m_driver.workbench.modelFileChanged();
        everyLook([&](const QString& suffix) {
            m_driver.window.resize(1280, 800);
            m_driver.window.setLayoutName(LayoutName::Calibrate);
            m_driver.window.actions().at("layout_default")->trigger();
            m_driver.window.dock(QStringLiteral("log"))->raise();
            grab(&m_driver.window, QStringLiteral("window_error_calibrate_1280_") + suffix);
            for (const char* id : {"log", "jobs"})
                dock(m_driver.window.dock(QLatin1String(id)), QStringLiteral("error"), suffix);
        });
        m_driver.workbench.close();
        (void)m_driver.settled();
        QFile broken(QString::fromStdString(m_driver.folder.file("broken.onnx")));
        if (broken.open(QIODevice::WriteOnly))
            broken.write("no model");
        broken.close();
        m_driver.workbench.open(broken.fileName());
        (void)m_driver.settled();
        everyLook([&](const QString& suffix) { grab(&m_driver.window, QStringLiteral("window_error_start_1280_") + suffix); });
    }

private:
    template <typename Dialog>
    void close(const char* name, const QString& suffix)
    {
        auto* dialog = m_driver.window.findChild<Dialog*>();
        if (!dialog)
            return;
        grab(dialog, QStringLiteral("dialog_%1_%2").arg(QLatin1String(name), suffix));
        delete dialog;
    }

    void complain(const QString& problem)
    {
        std::fprintf(stderr, "%s\n", qPrintable(problem));
        ++m_problems;
    }

    /// One colour alone: nothing was painted there.
    static bool isBlank(const QImage& image)
    {
        for (int y = 0; y < image.height(); ++y)
            for (int x = 0; x < image.width(); ++x)
                if (image.pixel(x, y) != image.pixel(0, 0))
                    return false;
        return true;
    }

    /// The whole of it, and what each dock in it shows.
    void checkContent(QWidget& widget, const QImage& image, const QString& name)
    {
        if (image.isNull() || isBlank(image))
            return complain(name + QStringLiteral(": there is nothing on the picture"));
        for (const QDockWidget* dock : widget.findChildren<QDockWidget*>()) {
            if (!dock->isVisible() || dock->isFloating() || dock->visibleRegion().isEmpty())
                continue;
            const QWidget* content = dock->widget();
            const qreal ratio = image.devicePixelRatio();
            const QRect place(content->mapTo(&widget, QPoint()) * ratio, content->size() * ratio);
            if (place.width() > 20 && place.height() > 20 && isBlank(image.copy(place.intersected(image.rect()))))
                complain(QStringLiteral("%1: the dock %2 is blank").arg(name, dock->objectName()));
        }
    }

    void grab(QWidget* widget, const QString& name, bool settle = true)
    {
        if (!m_only.match(name).hasMatch())
            return;
        // What is laid out, read and painted late: layouts, the graph's own thread, queued replots.
        for (int i = 0; i < 3; ++i)
            QTest::qWait(40);
        if (settle && !m_driver.settled())
            complain(name + QStringLiteral(": something still runs"));
        const QString path = QStringLiteral("%1/%2.png").arg(m_folder, name);
        const QPixmap picture = widget->grab();
        checkContent(*widget, picture.toImage(), name);
        if (!picture.save(path))
            complain(QStringLiteral("can't write ") + path);
        ++m_count;
    }

    void dock(QDockWidget* dock, const QString& state, const QString& suffix, bool settle = true)
    {
        dock->show();
        dock->setFloating(true);
        dock->resize(dock->objectName() == QLatin1String("inspector") || dock->objectName() == QLatin1String("rules")
                         ? QSize(360, 700)
                         : QSize(760, 420));
        if (settle && dock->objectName() == QLatin1String("profile")) {
            QTest::qWait(500); // until it asks for the values of the tensor
            (void)m_driver.settled();
        }
        grab(dock->widget(), QStringLiteral("dock_%1_%2_%3").arg(dock->objectName(), state, suffix), settle);
        dock->setFloating(false);
    }

    WindowDriver& m_driver;
    QString m_folder;
    QRegularExpression m_only;
    int m_count = 0;
    int m_problems = 0;
};

} // namespace

int main(int argc, char* argv[])
{
    if (!qEnvironmentVariableIsSet("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    const QStringList arguments = application.arguments();
    const bool asksForHelp = arguments.contains(QLatin1String("--help")) || arguments.contains(QLatin1String("-h"));
    const bool hasOptions = std::any_of(arguments.begin() + 1, arguments.end(),
                                        [](const QString& argument) { return argument.startsWith(QLatin1Char('-')); });
    if (arguments.size() < 2 || hasOptions) {
        std::fprintf(asksForHelp ? stdout : stderr,
                     "usage: quantbench-shots DIR [MODEL [DATA [PREPROCESS]]]\n"
                     "Writes pictures of the window, its docks and dialogs in all their states into DIR.\n"
                     "QB_SHOTS_ONLY=REGEX chooses pictures by name, QT_SCALE_FACTOR=2 takes them for a dense screen.\n");
        return asksForHelp ? 0 : 2;
    }
    WindowDriver driver;
    driver.window.show();
    Photographer photographer(driver, arguments[1]);
    photographer.state(QStringLiteral("empty"), true);
    if (arguments.size() < 3) {
        driver.workbench.openSample();
    } else {
        std::optional<DataOptions> data;
        if (arguments.size() > 3) {
            data.emplace();
            data->path = arguments[3].toStdString();
            if (arguments.size() > 4)
                data->preprocess = readPreprocess(arguments[4].toStdString());
        }
        driver.workbench.open(arguments[2], data);
    }
    if (!driver.settled() || !driver.workbench.isOpen())
        return 3;
    photographer.state(QStringLiteral("opened"), true);
    if (!driver.bench.model()->runnable() || !driver.bench.calibrationSet().samples)
        return photographer.problems() > 0 ? 5 : 0;
    driver.workbench.calibrate(Recalibrate::Anew);
    if (!driver.settled(600))
        return 4;
    driver.workbench.compare(CompareMode::Cumulative);
    driver.workbench.compare(CompareMode::Local);
    driver.workbench.sweep(SensitivityMode::Isolated);
    driver.workbench.findBadCases({}, Order::Descending);
    driver.workbench.check();
    driver.workbench.profile(ProfiledForm::Float);
    driver.workbench.profile(ProfiledForm::Simulated);
    driver.workbench.advise();
    if (!driver.settled(600))
        return 4;
    driver.dock<CompareDock>("compare")->setMode(CompareMode::Cumulative);
    driver.dock<CompareDock>("compare")->setMain(QStringLiteral("live"));
    // The worst layer, as its user would click it.
    UnitId worst = UnitId::None;
    double least = 2;
    for (const CompareRow& row : driver.bench.live()->comparison.rows)
        if (const double cosine = row.metrics.pooled().value(Metric::Cosine); cosine < least) {
            least = cosine;
            worst = row.unit;
        }
    driver.selection.select(worst);
    photographer.state(QStringLiteral("full"), true);
    photographer.custom();
    photographer.pages();
    photographer.dialogs();
    const Camera camera = photographer.camera();
    for (const auto scene : {distributionScenes, compareScenes, helpScene, busyScenes, dialogScenes, dataScenes})
        scene(camera);
    if (driver.unit("/pose/Concat") != UnitId::None) // of the sample; other models have other names
        inspectorScenes(camera);
    photographer.errors();
    photographer.body();
    std::printf("%d pictures, %d problems\n", photographer.count(), photographer.problems());
    return photographer.problems() > 0 ? 5 : 0;
}
