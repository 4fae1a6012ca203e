// SPDX-License-Identifier: GPL-3.0-or-later
// What needs no widget: what is drawn at which zoom, what lies where, what a card shows of its units.
#include "tests/widgets/graph_case.h"

#include <QElapsedTimer>

using namespace qb;
using namespace qb::test;

namespace {

std::shared_ptr<const GraphScene> sceneOf(const TestModel& m, CollapseState state = {},
                                          LayoutDirection direction = LayoutDirection::TopDown)
{
    const auto model = built(m);
    const auto tree = std::make_shared<const GroupTree>(*model);
    SceneOptions options;
    options.direction = direction;
    if (state == CollapseState{})
        state = firstView(*tree);
    return makeScene(model, tree, state, options, {});
}

int named(const GraphScene& scene, const char* name)
{
    for (std::size_t u = 0; u < scene.model->unitCount(); ++u)
        if (scene.model->units.units[u].name == name)
            return scene.graph.cardOfUnit[u];
    return -1;
}

} // namespace

class TestGraphScene : public QObject {
    Q_OBJECT

private slots:
    void detailFollowsTheZoom()
    {
        QVERIFY(detailFor(0.05) == Detail::Dots);
        QVERIFY(detailFor(0.3) == Detail::Blocks);
        QVERIFY(detailFor(1) == Detail::Full);
        QVERIFY(detailFor(4) == Detail::Full);
    }

    void everythingIsFoundWhereItStands()
    {
        for (const LayoutDirection direction : {LayoutDirection::TopDown, LayoutDirection::LeftRight}) {
            const auto scene = sceneOf(residualNetwork(20), {}, direction);
            for (int c = 0; c < static_cast<int>(scene->graph.cards.size()); ++c) {
                QCOMPARE(scene->hit(scene->rect(c).center(), 3).index, c);
                QVERIFY(scene->hit(scene->rect(c).center(), 3).kind == HitKind::Card);
                QCOMPARE(scene->cardsIn(scene->rect(c).adjusted(2, 2, -2, -2)), std::vector<int>{c});
                for (const bool incoming : {true, false}) {
                    const LayoutRect& r =
                        (incoming ? scene->layout.inStubs : scene->layout.outStubs)[static_cast<std::size_t>(c)];
                    QCOMPARE(r.empty(), scene->tunnels(c, incoming).empty());
                    if (!r.empty())
                        QVERIFY((scene->hit({r.x + r.width / 2, r.y + r.height / 2}, 3) ==
                                 Hit{incoming ? HitKind::InStub : HitKind::OutStub, c}));
                }
            }
            QVERIFY(scene->hit({-500, -500}, 3).kind == HitKind::Nothing);
            QCOMPARE(scene->cardsIn(scene->bounds()).size(), scene->graph.cards.size());
            int found = 0;
            for (std::size_t e = 0; e < scene->edges.size(); ++e) {
                if (scene->layout.edges[e].tunnel)
                    continue;
                const Hit hit = scene->hit(scene->edges[e].path.pointAtPercent(0.4), 2);
                found += hit.kind == HitKind::Edge ? 1 : 0;
            }
            QVERIFY(found > static_cast<int>(scene->edges.size()) / 2);
        }
    }

    void aWindowSeesTheSameAsTheWhole()
    {
        const auto scene = sceneOf(residualNetwork(40));
        for (int i = 0; i < 200; ++i) {
            const QRectF window(-50 + 7.0 * (i % 13), 53.0 * i, 150 + i, 400);
            for (int c = 0; c < static_cast<int>(scene->graph.cards.size()); ++c) {
                const auto seen = scene->cardsIn(window);
                QCOMPARE(std::count(seen.begin(), seen.end(), c), scene->rect(c).intersects(window) ? 1 : 0);
            }
            const auto edges = scene->edgesIn(window);
            for (std::size_t e = 0; e < scene->edges.size(); ++e)
                QCOMPARE(std::count(edges.begin(), edges.end(), static_cast<int>(e)),
                         !scene->layout.edges[e].tunnel && scene->edges[e].bounds.intersects(window) ? 1 : 0);
        }
    }

    void arrowsWalkAlongEdges()
    {
        const auto scene = sceneOf(residualNetwork(3));
        const int conv = named(*scene, "/net/block0/conv1/Conv");
        const int act = named(*scene, "/net/block0/act/Sigmoid");
        QCOMPARE(scene->step(-1, Step::Reader), 0);
        QCOMPARE(scene->step(conv, Step::Reader), act);
        QCOMPARE(scene->step(act, Step::Producer), conv);
        QCOMPARE(scene->step(conv, Step::First), 0);
        QCOMPARE(scene->step(conv, Step::Last), static_cast<int>(scene->graph.cards.size()) - 1);
        QCOMPARE(scene->step(conv, Step::Before), -1);
        int steps = 0; // straight down to the output
        for (int c = 0; c >= 0 && steps < 100; c = scene->step(c, Step::Reader))
            ++steps;
        QVERIFY(steps >= 15 && steps < 100);
    }

    void aLongSkipIsATunnelWithNames()
    {
        const auto scene = sceneOf(residualNetwork(20));
        const int from = named(*scene, "/net/block0/Add");
        const int to = named(*scene, "/net/head/Add");
        QCOMPARE(scene->tunnels(from, false).size(), std::size_t{1});
        QCOMPARE(scene->stubText(from, false), QStringLiteral("Add net/head"));
        QCOMPARE(scene->stubText(to, true), QStringLiteral("Add net/block0"));
    }

    void closedGroupsShowTheirWorst()
    {
        const auto model = built(residualNetwork(5));
        const auto tree = std::make_shared<const GroupTree>(*model);
        CollapseState state;
        state.open.insert(static_cast<GroupId>(1)); // net
        const auto scene = makeScene(model, tree, state, {}, {});
        GraphDecoration d;
        d.units.resize(model->unitCount());
        const int card = named(*scene, "/net/block2/conv1/Conv");
        QVERIFY(scene->isGroup(card));
        const std::vector<UnitId> units = scene->unitsOf(card);
        QCOMPARE(units.size(), std::size_t{4});
        const auto set = [&](int i, double badness, Badge badge) {
            UnitDecoration& u = d.units[indexOf(units[static_cast<std::size_t>(i)])];
            u.badness = badness;
            u.metric = QString::number(badness);
            u.badge = badge;
        };
        set(0, 0.2, Badge::Int8);
        set(2, 0.7, Badge::Int8);
        CardLook look = cardLooks(*model, scene->graph, d)[static_cast<std::size_t>(card)];
        QCOMPARE(look.badness, 0.7);
        QCOMPARE(look.metric, QStringLiteral("0.7"));
        QVERIFY(look.worst == units[2] && look.badge == Badge::Int8);
        set(3, 0.1, Badge::Int16);
        look = cardLooks(*model, scene->graph, d)[static_cast<std::size_t>(card)];
        QVERIFY(look.badge == Badge::Mixed);
    }

    void framesHoldNoStrangers()
    {
        const auto scene = sceneOf(residualNetwork(6));
        QVERIFY(scene->frames.size() >= 6);
        for (const GroupFrame& f : scene->frames)
            for (std::size_t c = 0; c < scene->graph.cards.size(); ++c)
                if (scene->rect(static_cast<int>(c)).intersects(f.rect)) {
                    QVERIFY(scene->graph.cards[c].key.kind == CardKind::Unit);
                    QVERIFY(scene->tree->contains(f.group, static_cast<UnitId>(scene->graph.cards[c].key.id)));
                }
    }
};

QTEST_APPLESS_MAIN(TestGraphScene)
#include "tst_graph_scene.moc"
