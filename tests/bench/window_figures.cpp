// SPDX-License-Identifier: GPL-3.0-or-later
// Figures of the window, offscreen: what the user waits for.
#include "engine/base/error.h"
#include "tests/app/timed_application.h"
#include "tests/app/window_driver.h"
#include "tests/bench/figures.h"
#include "tests/bench/networks.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/graph_view.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QImage>
#include <QLineEdit>
#include <QStatusBar>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <memory>
#include <numeric>

#include <unistd.h>

namespace qb::bench {

namespace {

using test::TimedApplication;
using test::WindowDriver;

void require(bool ok, const char* what)
{
    if (!ok)
        throw Error(ErrorCode::Resources, Text::verbatim(std::string("the window did not get through: ") + what));
}

/// Lets the window work until it holds. Looks after every event, where QTest::qWaitFor sleeps in between.
void waitUntil(const char* what, const std::function<bool()>& holds)
{
    QElapsedTimer timer;
    timer.start();
    QTimer pulse; // so that it looks also where nothing happens
    pulse.start(5);
    while (!holds()) {
        require(timer.elapsed() < 60000, what);
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
}

struct Shown : WindowDriver {
    Shown() { show(); }
    void idle()
    {
        waitUntil("jobs", [this] { return !jobs.isBusy(); });
    }
    /// All is drawn that what came before has changed.
    void rest()
    {
        idle();
        QTest::qWait(200);
    }
    [[nodiscard]] GraphView& graph() { return window.graph().view(); }
    [[nodiscard]] bool graphIsThere() { return workbench.isOpen() && graph().scene() && !graph().busy(); }
    void openBytes(const std::string& bytes, const std::optional<DataOptions>& data = {})
    {
        const std::string path = folder.file("bench.onnx");
        std::ofstream(path, std::ios::binary) << bytes;
        workbench.open(QString::fromStdString(path), data);
    }
    void openCalibratedNetwork(const std::string& network)
    {
        DataOptions data;
        data.path = "random:4";
        openBytes(network, data);
        idle();
        workbench.calibrate(Recalibrate::Anew);
        idle();
        require(bench.live() != nullptr, "calibration");
    }
    /// Units with an output of their own in int8, of the middle of the network.
    [[nodiscard]] std::vector<UnitId> middle(std::size_t count) const
    {
        std::vector<UnitId> units;
        const Model& model = *bench.model();
        for (std::size_t u = model.unitCount() / 2; u < model.unitCount() && units.size() < count; ++u)
            for (const PointId p : model.units.pointsOfUnit[u])
                if (const PointConfig& c = bench.configuration()->effective->points[indexOf(p)];
                    model.point(p).kind == PointKind::Output && c.active && c.dtype == DType::Int8)
                    units.push_back(static_cast<UnitId>(u));
        return units;
    }
};

double start()
{
    double best = 1e300;
    for (int i = 0; i < 5; ++i) {
        best = std::min(best, seconds([] {
                            std::array<char, 4096> self{};
                            require(::readlink("/proc/self/exe", self.data(), self.size() - 1) > 0, "its own path");
                            FILE* child = ::popen((std::string("'") + self.data() + "' --start-only").c_str(), "r");
                            std::array<char, 64> line{};
                            const bool said = child && std::fgets(line.data(), line.size(), child);
                            require(said && std::string_view(line.data()) == "usable\n", "start");
                            ::pclose(child);
                        }));
    }
    return best;
}

struct TenThousand {
    double picture = 1e300; ///< s, to the structure on screen
    double badges = 1e300;  ///< s, to what every unit is configured to
};

TenThousand openTenThousand()
{
    TenThousand best;
    const std::string bytes = manyNodes(10000);
    for (int i = 0; i < 3; ++i) {
        Shown w;
        waitUntil("window", [&] { return w.window.isVisible(); });
        QElapsedTimer timer;
        timer.start();
        w.openBytes(bytes);
        waitUntil("graph", [&] { return w.graphIsThere(); });
        w.graph().repaint();
        best.picture = std::min(best.picture, static_cast<double>(timer.nsecsElapsed()) / 1e9);
        waitUntil("badges", [&] { return w.bench.configuration() != nullptr; });
        w.graph().repaint();
        best.badges = std::min(best.badges, static_cast<double>(timer.nsecsElapsed()) / 1e9);
        w.idle();
    }
    return best;
}

/// A frame after a small move, ms.
double frame(GraphView& view)
{
    QImage image(view.size(), QImage::Format_RGB32);
    return 1000 * leastSeconds(20, [&] {
               view.centerOn(view.visibleArea().center() + QPointF(3, 3));
               view.render(&image);
           });
}

/// 2,048 bins filled and drawn, ms.
double replot()
{
    Shown w;
    require(w.openCalibrated(), "calibration");
    DistributionDock dock(w.bench, w.selection);
    dock.resize(2600, 500);
    dock.show();
    w.selection.select({w.unit("/backbone/stem/conv/Conv")});
    waitUntil("histogram", [&] { return dock.shownPoint() != PointId::None && !dock.isBusy(); });
    auto* plot = dock.histogram();
    return 1000 * leastSeconds(20, [&] {
               plot->setGrid(plot->grid());
               plot->replot(QCustomPlot::rpQueuedRefresh);
           });
}

/// From the keystroke to the table, of 10,000 rows, ms.
double filterTenThousand(Shown& w)
{
    UnitsDock dock(w.bench, w.selection);
    dock.resize(900, 400);
    dock.show();
    waitUntil("table", [&] { return dock.table().model()->rowCount() >= 10000; });
    const int all = dock.table().model()->rowCount();
    auto* edit = dock.filter().findChild<QLineEdit*>();
    double best = 1e300;
    for (int i = 0; i < 4; ++i) {
        dock.filter().setText({});
        waitUntil("all rows", [&] { return dock.table().model()->rowCount() == all; });
        dock.table().repaint();
        best = std::min(best, seconds([&] {
                            edit->setText(QStringLiteral("op:Conv name:/[13579]$|2/")); // as if typed: it waits for more
                            waitUntil("filter", [&] { return dock.table().model()->rowCount() != all; });
                            dock.table().repaint();
                        }));
    }
    return 1000 * best;
}

/// The key that makes units int16, to the new error in the window, and what the evaluator alone needs for the same change:
/// as in the window it knows all of the configuration before, and nothing of the one after. Seconds, of each unit.
struct Clicks {
    std::vector<double> shown, alone;
};

Clicks clicks()
{
    Clicks clicks;
    Shown w;
    w.openCalibratedNetwork(resnet50());
    for (const UnitId unit : w.middle(5)) {
        const Plan before = w.bench.configuration()->plan->plan;
        const auto old = w.bench.liveOutputs();
        w.selection.select({unit});
        w.rest();
        clicks.shown.push_back(seconds([&] {
            w.window.actions().at("int16")->trigger();
            waitUntil("new error", [&] { return w.bench.liveOutputs() != old; });
            w.window.statusBar()->repaint();
        }));
        w.idle();
        const Plan after = w.bench.configuration()->plan->plan;
        const std::vector<Tensor> input = w.bench.calibrationSet().samples->load(0).inputs;
        Evaluator evaluator(w.bench.model(), w.environment, Kernels::Fast);
        ValueMemory memory(std::size_t{2} << 30U);
        (void)evaluator.outputs({&before, &memory}, input, {});
        clicks.alone.push_back(seconds([&] { (void)evaluator.outputs({&after, &memory}, input, {}); }));
    }
    return clicks;
}

/// Of each unit the best of several windows, on both sides: a click happens once, and what else the machine does in that
/// moment is not the window's.
double clickOverCone()
{
    Clicks best = clicks();
    const auto take = [](std::vector<double>& least, const std::vector<double>& now) {
        std::transform(least.begin(), least.end(), now.begin(), least.begin(), [](double a, double b) { return std::min(a, b); });
    };
    for (int i = 0; i < 6; ++i) {
        const Clicks more = clicks();
        take(best.shown, more.shown);
        take(best.alone, more.alone);
    }
    return std::accumulate(best.shown.begin(), best.shown.end(), 0.0) /
           std::accumulate(best.alone.begin(), best.alone.end(), 0.0);
}

/// The longest event, ms, while everything is used that takes long.
double stall(TimedApplication& application)
{
    const auto later = [](const std::function<void()>& what) {
        QTimer::singleShot(0, qApp, what);
        QCoreApplication::processEvents();
    };
    Shown w;
    waitUntil("window", [&] { return w.window.isVisible(); });
    QCoreApplication::processEvents();
    (void)application.takeLongest();
    w.openCalibratedNetwork(mobilenetV2());
    for (const char* id : {"compare", "sweep", "check"}) {
        later([&] { w.window.actions().at(id)->trigger(); });
        w.idle();
    }
    for (const UnitId unit : w.middle(4)) {
        later([&] { w.selection.select({unit}); });
        later([&] { w.window.actions().at("int16")->trigger(); });
        w.idle();
        later([&] { w.workbench.undoStack().undo(); });
        w.idle();
    }
    for (const char* by : {"dtype", "op", "cosine", "sensitivity"})
        later([&] { w.window.graph().setColorBy(QString::fromLatin1(by)); });
    later([&] { w.graph().openAll(); });
    waitUntil("graph", [&] { return !w.graph().busy(); });
    later([&] { w.graph().fit(); });
    w.idle();
    return application.takeLongest().milliseconds;
}

} // namespace

void windowFigures(Figures& figures)
{
    const auto anyOf = [&](std::initializer_list<const char*> names) {
        return std::any_of(names.begin(), names.end(), [&](const char* name) { return figures.wanted(name); });
    };
    figures.add("start_s", 0.8, 0.4, start);
    int argc = 1;
    std::array<char, 16> name{"quantbench"};
    std::array<char*, 2> argv{name.data(), nullptr};
    TimedApplication application(argc, argv.data());
    if (anyOf({"picture_10k_s", "badges_10k_s"})) {
        const TenThousand best = openTenThousand();
        figures.add("picture_10k_s", 1.5, 0.8, [&] { return best.picture; });
        figures.add("badges_10k_s", 4, 2, [&] { return best.badges; });
    }
    if (anyOf({"pan_10k_whole_ms", "pan_10k_close_ms", "filter_10k_ms"})) {
        Shown w;
        w.openBytes(manyNodes(14000)); // convolutions take in what follows them
        w.idle();
        require(w.bench.model()->unitCount() >= 10000, "10,000 units");
        w.graph().openAll();
        waitUntil("graph", [&] { return !w.graph().busy(); });
        w.graph().fit();
        figures.add("pan_10k_whole_ms", 16, 8, [&] { return frame(w.graph()); });
        w.graph().setScale(1);
        w.graph().centerOn(w.graph().scene()->rect(static_cast<int>(w.graph().scene()->graph.cards.size() / 2)).center());
        figures.add("pan_10k_close_ms", 4, 2, [&] { return frame(w.graph()); });
        figures.add("filter_10k_ms", 200, 160, [&] { return filterTenThousand(w); });
    }
    figures.add("replot_2048_ms", 5, 1, replot);
    figures.add("click_to_error_over_cone", 1.3, 1.1, clickOverCone);
    figures.add("stall_ms", 50, 16, [&] { return stall(application); });
}

void startOnly()
{
    int argc = 1;
    std::array<char, 16> name{"quantbench"};
    std::array<char*, 2> argv{name.data(), nullptr};
    QApplication application(argc, argv.data());
    Shown w;
    w.workbench.openSample();
    waitUntil("sample", [&] { return w.graphIsThere() && w.bench.configuration(); });
    w.window.repaint();
    std::puts("usable");
    std::fflush(stdout);
    ::_exit(0);
}

} // namespace qb::bench
