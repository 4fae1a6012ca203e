// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the graph for people to judge: shoot_graph FOLDER [MODEL...]. The panel shows the sample with its real numbers, the
// models made-up ones.
#include "tests/widgets/graph_case.h"
#include "tests/widgets/made_bench.h"
#include "widgets/common/theme.h"
#include "widgets/graph/graph_panel.h"
#include "widgets/graph/overview_strip.h"

#include <QApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QHBoxLayout>

using namespace qb;
using namespace qb::test;

namespace {

struct Shooter {
    QString folder;
    QWidget window;
    GraphView view;
    OverviewStrip strip;
    QString model;

    Shooter()
    {
        auto* row = new QHBoxLayout(&window);
        row->setContentsMargins(0, 0, 0, 0);
        row->setSpacing(0);
        row->addWidget(&view);
        row->addWidget(&strip);
        window.resize(1200, 860);
        window.show();
    }

    void save(const QString& name)
    {
        const auto [first, last] = view.scene()->layersIn(view.visibleArea());
        UnitId from = UnitId::None;
        UnitId to = UnitId::None;
        for (int l = first; l <= last; ++l)
            for (const int c : view.scene()->cardsOfLayer[static_cast<std::size_t>(l)])
                for (const UnitId u : view.scene()->unitsOf(c)) {
                    from = from == UnitId::None ? u : std::min(from, u);
                    to = std::max(to, u);
                }
        strip.setMarked(from, to);
        window.grab().save(folder + "/" + model + "_" + name + ".png");
    }

    void theme(bool dark)
    {
        window.setPalette(dark ? darkPalette() : lightPalette());
        QApplication::setPalette(dark ? darkPalette() : lightPalette());
    }

    void shoot(const QString& file)
    {
        model = QFileInfo(file).dir().dirName();
        const auto opened = openModel(file.toStdString(), environment(), {}, {});
        QElapsedTimer timer;
        timer.start();
        view.setModel(opened);
        strip.setModel(opened);
        settled(view);
        std::printf("%s: %d cards in %lld ms, %.0f x %.0f\n", qPrintable(model), int(view.scene()->graph.cards.size()),
                    timer.elapsed(), view.scene()->bounds().width(), view.scene()->bounds().height());
        for (const bool dark : {false, true}) {
            theme(dark);
            const QString suffix = dark ? "_dark" : "_light";
            for (const ColorBy by : {ColorBy::DType, ColorBy::Metric}) {
                view.setModel(opened);
                view.setDecoration(madeDecoration(*opened, by));
                strip.setDecoration(madeDecoration(*opened, by));
                settled(view);
                const QString how = by == ColorBy::DType ? "_dtype" : "_metric";
                save("first" + how + suffix);
                if (by == ColorBy::DType)
                    continue;
                view.fit();
                save("fit" + suffix);
                const int middle = static_cast<int>(view.scene()->graph.cards.size()) / 2;
                view.setScale(1);
                view.centerOn(view.scene()->rect(middle).center());
                view.setSelectedUnits(view.scene()->unitsOf(middle));
                save("middle" + how + suffix);
                view.setScale(0.25);
                save("blocks" + suffix);
                view.setShowShapes(true);
                settled(view);
                view.setScale(1);
                save("shapes" + suffix);
                view.setShowShapes(false);
                view.setDirection(LayoutDirection::LeftRight);
                settled(view);
                view.setScale(0.8);
                save("left_right" + suffix);
                view.setDirection(LayoutDirection::TopDown);
                settled(view);
                view.setDecoration(madeDecoration(*opened, ColorBy::OpType));
                view.setScale(0.8);
                save("types" + suffix);
                groups(suffix);
            }
        }
    }

    void groups(const QString& suffix)
    {
        const auto scene = view.scene();
        for (std::size_t c = 0; c < scene->graph.cards.size(); ++c) {
            if (!scene->isGroup(static_cast<int>(c)))
                continue;
            const GroupId g = scene->groupAt(static_cast<int>(c));
            view.showUnit(scene->unitsOf(static_cast<int>(c)).front());
            scene->tree->group(g).kind == GroupKind::Branch ? view.enter(g) : view.setOpen(g, true);
            settled(view);
            save("opened" + suffix);
            return;
        }
    }
};

void shootPanel(const QString& folder)
{
    MadeBench made;
    made.sweep();
    GraphPanel panel(made.bench, made.selection);
    panel.resize(1000, 760);
    panel.show();
    settled(panel.view());
    panel.view().fit();
    made.selection.select(made.unit("/pose/fc1/Gemm"));
    for (const bool dark : {false, true}) {
        QApplication::setPalette(dark ? darkPalette() : lightPalette());
        int i = 0;
        for (const char* by : {"dtype", "Cosine", "SQNR", "L1", "sensitivity"}) {
            panel.setColorBy(QString::fromLatin1(by));
            panel.grab().save(QStringLiteral("%1/panel_%2_%3.png").arg(folder).arg(i++).arg(dark ? "dark" : "light"));
        }
    }
}

} // namespace

int main(int argc, char** argv)
{
    QApplication app(argc, argv);
    applyTheme(app, Theme::Light);
    Shooter shooter;
    shooter.folder = QString::fromLocal8Bit(argv[1]);
    QDir().mkpath(shooter.folder);
    shootPanel(shooter.folder);
    for (int i = 2; i < argc; ++i)
        shooter.shoot(QString::fromLocal8Bit(argv[i]));
    return 0;
}
