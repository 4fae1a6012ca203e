// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/layout/layered_layout.h"
#include "tests/support/made_graphs.h"

#include <QElapsedTimer>
#include <QtTest>

#include <thread>

using namespace qb;
using namespace qb::test;

namespace {

bool overlap(const LayoutRect& a, const LayoutRect& b)
{
    return a.x < b.right() - 1e-6 && b.x < a.right() - 1e-6 && a.y < b.bottom() - 1e-6 && b.y < a.bottom() - 1e-6;
}

/// A line against a card that it does not end at: its pieces stand in layers (upright) or in the gaps between.
bool passesThrough(LayoutPoint a, LayoutPoint b, const LayoutRect& r)
{
    for (int i = 1; i < 20; ++i) {
        const double t = i / 20.0;
        const LayoutPoint p{a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t};
        if (p.x > r.x + 1e-6 && p.x < r.right() - 1e-6 && p.y > r.y + 1e-6 && p.y < r.bottom() - 1e-6)
            return true;
    }
    return false;
}

std::vector<LayoutRect> allRects(const GraphLayout& layout)
{
    std::vector<LayoutRect> rects = layout.cards;
    for (const auto* stubs : {&layout.inStubs, &layout.outStubs})
        for (const LayoutRect& r : *stubs)
            if (!r.empty())
                rects.push_back(r);
    return rects;
}

/// "" if everything that must hold of any layout holds.
QString broken(const MadeGraph& g, const LayoutOptions& options, const GraphLayout& layout)
{
    const bool turned = options.direction == LayoutDirection::LeftRight;
    if (layout.cards.size() != g.cards.size() || layout.edges.size() != g.edges.size())
        return "not everything is there";
    const std::vector<LayoutRect> rects = allRects(layout);
    for (std::size_t i = 0; i < rects.size(); ++i) {
        const LayoutRect& r = rects[i];
        if (r.x < -1e-6 || r.y < -1e-6 || r.right() > layout.bounds.width + 1e-6 || r.bottom() > layout.bounds.height + 1e-6)
            return QString("rectangle %1 is out of bounds").arg(i);
        for (std::size_t j = 0; j < i; ++j)
            if (overlap(rects[i], rects[j]))
                return QString("rectangles %1 and %2 overlap").arg(i).arg(j);
    }
    for (std::size_t c = 0; c < g.cards.size(); ++c)
        if (layout.cards[c].width != g.cards[c].width || layout.cards[c].height != g.cards[c].height)
            return QString("card %1 has changed its size").arg(c);
    for (std::size_t e = 0; e < g.edges.size(); ++e) {
        const auto from = static_cast<std::size_t>(g.edges[e].from);
        const auto to = static_cast<std::size_t>(g.edges[e].to);
        const LayoutRoute& route = layout.edges[e];
        if (route.tunnel) {
            if (!route.line.empty() || layout.outStubs[from].empty() || layout.inStubs[to].empty())
                return QString("tunnel %1 has no ends").arg(e);
            continue;
        }
        if (layout.layers[from] >= layout.layers[to])
            return QString("edge %1 does not go forward").arg(e);
        const auto along = [&](LayoutPoint p) { return turned ? p.x : p.y; };
        const auto across = [&](LayoutPoint p) { return turned ? p.y : p.x; };
        const LayoutRect& a = layout.cards[from];
        const LayoutRect& b = layout.cards[to];
        const LayoutPoint first = route.line.front();
        const LayoutPoint last = route.line.back();
        if (along(first) != (turned ? a.right() : a.bottom()) || std::abs(along(last) - (turned ? b.x : b.y)) > 1e-6 ||
            across(first) < (turned ? a.y : a.x) || across(first) > (turned ? a.bottom() : a.right()) ||
            across(last) < (turned ? b.y : b.x) || across(last) > (turned ? b.bottom() : b.right()))
            return QString("edge %1 does not end at its cards").arg(e);
        for (std::size_t i = 1; i < route.line.size(); ++i) {
            if (along(route.line[i]) < along(route.line[i - 1]))
                return QString("edge %1 goes back").arg(e);
            for (std::size_t c = 0; c < rects.size(); ++c)
                if (c != from && c != to && passesThrough(route.line[i - 1], route.line[i], rects[c]))
                    return QString("edge %1 goes through rectangle %2").arg(e).arg(c);
        }
    }
    return {};
}

bool same(const GraphLayout& a, const GraphLayout& b)
{
    return a.cards == b.cards && a.layers == b.layers && a.inStubs == b.inStubs && a.outStubs == b.outStubs &&
           std::equal(a.edges.begin(), a.edges.end(), b.edges.begin(),
                      [](const LayoutRoute& x, const LayoutRoute& y) { return x.tunnel == y.tunnel && x.line == y.line; });
}

double middle(const LayoutRect& r) { return r.x + r.width / 2; }

} // namespace

class TestLayeredLayout : public QObject {
    Q_OBJECT

private slots:
    void nothingAndOne()
    {
        QVERIFY(layoutGraph({}, {}, {}, {}).cards.empty());
        const GraphLayout one = layoutGraph({{100, 40}}, {}, {}, {});
        QCOMPARE(one.cards[0], (LayoutRect{0, 0, 100, 40}));
        QCOMPARE(one.bounds, (LayoutRect{0, 0, 100, 40}));
    }

    void anEdgeToNowhereIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(Error, (void)layoutGraph({{1, 1}}, {{0, 1}}, {}, {}));
        QVERIFY_THROWS_EXCEPTION(Error, (void)layoutGraph({{1, 1}}, {{-1, 0}}, {}, {}));
    }

    void aChainIsStraight()
    {
        LayoutOptions options;
        const GraphLayout l = layoutGraph({{100, 40}, {60, 20}, {120, 50}}, {{0, 1}, {1, 2}}, options, {});
        QCOMPARE(middle(l.cards[0]), middle(l.cards[1]));
        QCOMPARE(middle(l.cards[1]), middle(l.cards[2]));
        QCOMPARE(l.cards[1].y, 40 + options.layerGap);
        QCOMPARE(l.edges[0].line.size(), std::size_t{2});
        QCOMPARE(l.bounds.width, 120.0);
    }

    void aResidualNetworkHasAStraightSpine()
    {
        // 0 -> 1 -> 2 -> 3 (Add, reads 0 too) -> 4 -> 5 -> 6 (Add, reads 3 through the side branch 7)
        const MadeGraph g{std::vector<LayoutSize>(8, {100, 40}),
                          {{0, 1}, {1, 2}, {2, 3}, {0, 3}, {3, 4}, {4, 5}, {5, 6}, {3, 7}, {7, 6}}};
        const GraphLayout l = layoutGraph(g.cards, g.edges, {}, {});
        for (const std::size_t c : {1, 2, 3, 4, 5, 6})
            QCOMPARE(middle(l.cards[c]), middle(l.cards[0]));
        QVERIFY(std::abs(middle(l.cards[7]) - middle(l.cards[0])) >= 100);
        QVERIFY(l.bounds.width < 400);
        QVERIFY2(broken(g, {}, l).isEmpty(), qPrintable(broken(g, {}, l)));
    }

    void aCrossingThatCanBeAvoidedIs()
    {
        const GraphLayout l = layoutGraph(std::vector<LayoutSize>(5, {40, 20}), {{0, 1}, {0, 2}, {1, 4}, {2, 3}}, {}, {});
        QCOMPARE(l.cards[1].x < l.cards[2].x, l.cards[4].x < l.cards[3].x);
    }

    void aWholeBranchChangesSides()
    {
        // A backbone 0..7; 8 leaves it at 0 and comes back at 6; the branch 9, 10, 11 leaves it at 3 for good: on one side they
        // cross, however the layers are sorted, on two they don't.
        const MadeGraph g{std::vector<LayoutSize>(12, {100, 40}),
                          {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {5, 6}, {6, 7}, {0, 8}, {8, 6}, {3, 9}, {9, 10}, {10, 11}}};
        const GraphLayout l = layoutGraph(g.cards, g.edges, {}, {});
        QCOMPARE(l.cards[8].x<l.cards[0].x, l.cards[10].x> l.cards[0].x);
        QVERIFY2(broken(g, {}, l).isEmpty(), qPrintable(broken(g, {}, l)));
    }

    void aLateInputStandsWhereItIsRead()
    {
        const GraphLayout l =
            layoutGraph(std::vector<LayoutSize>(7, {40, 20}), {{0, 1}, {1, 2}, {2, 3}, {3, 4}, {5, 6}, {6, 4}}, {}, {});
        QCOMPARE(l.layers[4], 4);
        QCOMPARE(l.layers[6], 3);
        QCOMPARE(l.layers[5], 2);
    }

    void longEdgesAreTunnels()
    {
        MadeGraph g = chainWithSkips(20);
        g.edges.push_back({0, 19});
        LayoutOptions options;
        options.maxSpan = 5;
        const GraphLayout l = layoutGraph(g.cards, g.edges, options, {});
        QVERIFY(l.edges.back().tunnel);
        QVERIFY(!l.outStubs[0].empty() && !l.inStubs[19].empty() && l.inStubs[0].empty());
        QVERIFY2(broken(g, options, l).isEmpty(), qPrintable(broken(g, options, l)));
    }

    void farReadersOfABigFanAreTunnels()
    {
        MadeGraph g{std::vector<LayoutSize>(30, {40, 20}), {}};
        for (int i = 1; i < 30; ++i) {
            g.edges.push_back({i - 1, i});
            g.edges.push_back({0, i, 0});
        }
        LayoutOptions options;
        options.maxSpan = 100;
        options.maxFan = 10;
        const GraphLayout l = layoutGraph(g.cards, g.edges, options, {});
        QCOMPARE(std::count_if(l.edges.begin(), l.edges.end(), [](const LayoutRoute& r) { return r.tunnel; }), 20);
        QVERIFY2(broken(g, options, l).isEmpty(), qPrintable(broken(g, options, l)));
    }

    void readersOfOneValueShareALane()
    {
        MadeGraph g{std::vector<LayoutSize>(6, {40, 20}),
                    {{0, 1, 0}, {1, 2}, {2, 3}, {3, 4}, {4, 5}, {0, 3, 0}, {0, 4, 0}, {0, 5, 0}}};
        const double shared = layoutGraph(g.cards, g.edges, {}, {}).bounds.width;
        for (LayoutEdge& e : g.edges)
            e.trunk = -1;
        QVERIFY(layoutGraph(g.cards, g.edges, {}, {}).bounds.width > shared);
    }

    void cyclesAreOpenedByTunnels()
    {
        const MadeGraph g{std::vector<LayoutSize>(4, {40, 20}), {{0, 1}, {1, 2}, {2, 1}, {2, 3}, {3, 3}}};
        const GraphLayout l = layoutGraph(g.cards, g.edges, {}, {});
        QVERIFY(l.edges[2].tunnel && l.edges[4].tunnel && !l.edges[0].tunnel && !l.edges[1].tunnel && !l.edges[3].tunnel);
        QVERIFY2(broken(g, {}, l).isEmpty(), qPrintable(broken(g, {}, l)));
    }

    void anyGraphIsInOrder()
    {
        for (unsigned seed = 0; seed < 400; ++seed) {
            MadeGraph g = randomGraph(seed);
            if (seed % 4 == 3)
                for (std::size_t e = 0; e < g.edges.size(); e += 7)
                    std::swap(g.edges[e].from, g.edges[e].to);
            LayoutOptions options;
            options.direction = seed % 2 == 0 ? LayoutDirection::TopDown : LayoutDirection::LeftRight;
            options.maxSpan = 1 + static_cast<int>(seed % 9);
            options.maxFan = 1 + static_cast<int>(seed % 5);
            const GraphLayout l = layoutGraph(g.cards, g.edges, options, {});
            const QString what = broken(g, options, l);
            QVERIFY2(what.isEmpty(), qPrintable(QString("seed %1: %2").arg(seed).arg(what)));
            QVERIFY(same(l, layoutGraph(g.cards, g.edges, options, {})));
        }
    }

    void leftRightIsTopDownTurned()
    {
        MadeGraph g = chainWithSkips(60);
        for (LayoutSize& s : g.cards)
            s = {40, 40};
        LayoutOptions options;
        options.stub = {30, 30};
        const GraphLayout down = layoutGraph(g.cards, g.edges, options, {});
        options.direction = LayoutDirection::LeftRight;
        const GraphLayout right = layoutGraph(g.cards, g.edges, options, {});
        for (std::size_t i = 0; i < g.cards.size(); ++i)
            QCOMPARE(right.cards[i], (LayoutRect{down.cards[i].y, down.cards[i].x, 40, 40}));
    }

    void tenThousandCardsAreInOrder()
    {
        const MadeGraph g = chainWithSkips(10000);
        const GraphLayout l = layoutGraph(g.cards, g.edges, {}, {});
        for (std::size_t i = 1; i < g.cards.size(); ++i)
            QVERIFY(!overlap(l.cards[i - 1], l.cards[i]));
    }

    void aStopRequestIsObeyed()
    {
        const MadeGraph g = chainWithSkips(100000);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        QElapsedTimer timer;
        std::jthread stopper([&] {
            std::this_thread::sleep_for(std::chrono::milliseconds(40));
            timer.start();
            stop.request_stop();
        });
        try {
            (void)layoutGraph(g.cards, g.edges, {}, job);
        } catch (const Error& e) {
            QVERIFY(e.code() == ErrorCode::Interrupted);
            qInfo("stopped after %lld ms", timer.elapsed());
            QVERIFY(timer.elapsed() < 1000);
            return;
        }
        QSKIP("done before it could be stopped");
    }
};

QTEST_APPLESS_MAIN(TestLayeredLayout)
#include "tst_layered_layout.moc"
