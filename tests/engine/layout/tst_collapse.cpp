// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/layout/collapse.h"
#include "engine/layout/layered_layout.h"
#include "engine/model/onnx_reader.h"
#include "tests/support/made_models.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"

#include <QDir>
#include <QElapsedTimer>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

OrtEnvironment& environment()
{
    static OrtEnvironment env(1);
    return env;
}

std::shared_ptr<const Model> made(const TestModel& m) { return makeModel(m.graph(), environment(), {}, {}); }

/// `pieces` times [Conv, Abs, Exp, Sin], named by `name(piece, operator)`.
std::shared_ptr<const Model> chain(int pieces, const std::function<std::string(int, int)>& name)
{
    TestModel m(17);
    m.input("x0 float32[1,1,4,4]").constant("w", randomTensor({1, 1, 1, 1}, 1));
    int value = 0;
    const auto node = [&](const std::string& op, const std::string& more, const std::string& at) {
        const std::string in = "x" + std::to_string(value);
        m.node("x" + std::to_string(++value) + " = " + op + "(" + in + more + ") @" + at);
    };
    for (int p = 0; p < pieces; ++p) {
        node("Conv", ", w", name(p, 0));
        node("Abs", "", name(p, 1));
        node("Exp", "", name(p, 2));
        node("Sin", "", name(p, 3));
    }
    m.output("x" + std::to_string(value) + " float32");
    return made(m);
}

/// "" if every unit of the entered group stands on exactly one card, and every value between cards on exactly one edge.
QString broken(const Model& model, const GroupTree& tree, const CollapseState& state, const VisibleGraph& g)
{
    std::vector<int> seen(model.unitCount(), 0);
    for (std::size_t c = 0; c < g.cards.size(); ++c) {
        const CardKey key = g.cards[c].key;
        std::vector<UnitId> units;
        if (key.kind == CardKind::Unit)
            units = {static_cast<UnitId>(key.id)};
        else if (key.kind == CardKind::Group)
            units = tree.unitsIn(static_cast<GroupId>(key.id));
        for (const UnitId u : units) {
            ++seen[indexOf(u)];
            if (g.cardOfUnit[indexOf(u)] != static_cast<int>(c))
                return QString("unit %1 does not know its card").arg(indexOf(u));
        }
    }
    for (std::size_t u = 0; u < seen.size(); ++u)
        if (seen[u] != (tree.contains(state.entered, static_cast<UnitId>(u)) ? 1 : 0))
            return QString("unit %1 stands on %2 cards").arg(u).arg(seen[u]);
    std::set<std::tuple<int, int, ValueId>> edges;
    for (const VisibleEdge& e : g.edges)
        for (const ValueId v : e.values)
            if (e.from == e.to || !edges.emplace(e.from, e.to, v).second)
                return QString("edge %1 -> %2 is wrong").arg(e.from).arg(e.to);
    for (std::size_t u = 0; u < seen.size(); ++u)
        for (const ValueId v : model.units.units[u].inputs) {
            const UnitId p = model.units.producer[indexOf(v)];
            if (p == UnitId::None || g.cardOfUnit[u] < 0)
                continue;
            int from = g.cardOfUnit[indexOf(p)];
            if (from < 0)
                from = g.find({CardKind::From, static_cast<std::int32_t>(v)});
            if (from != g.cardOfUnit[u] && !edges.contains({from, g.cardOfUnit[u], v}))
                return QString("value %1 has no edge").arg(indexOf(v));
        }
    return {};
}

/// The groups as lines: depth, kind, name, number of units.
QStringList lines(const GroupTree& tree)
{
    QStringList result;
    for (std::size_t i = 1; i < tree.groups().size(); ++i) {
        const GraphGroup& g = tree.groups()[i];
        int depth = 0;
        for (GroupId p = g.parent; p != GroupId::Top; p = tree.group(p).parent)
            ++depth;
        result << QString(depth, ' ') + QString::fromStdString(g.name) + " " + QString::number(g.units);
    }
    return result;
}

/// Opens and closes one group after the other and enters each body; everything must hold in between.
QString walk(const Model& model, const GroupTree& tree)
{
    for (std::size_t g = 0; g < tree.groups().size(); ++g) {
        const auto id = static_cast<GroupId>(g);
        if (g > 30 && tree.group(id).kind != GroupKind::Branch)
            continue;
        const CollapseState entered = firstView(tree, id);
        const QString what = broken(model, tree, entered, visibleGraph(model, tree, entered));
        if (!what.isEmpty())
            return QString("group %1 entered: %2").arg(g).arg(what);
    }
    CollapseState state;
    for (std::size_t g = 0; g < std::min<std::size_t>(tree.groups().size(), 60); ++g) {
        state.open.insert(static_cast<GroupId>(g));
        const QString what = broken(model, tree, state, visibleGraph(model, tree, state));
        if (!what.isEmpty())
            return QString("group %1 opened: %2").arg(g).arg(what);
    }
    return {};
}

} // namespace

class TestCollapse : public QObject {
    Q_OBJECT

private slots:
    void repeatsAreFound()
    {
        const RepeatRun none = longestRepeat({1, 2, 3, 4, 5, 6, 7}, 2);
        QCOMPARE(none.period, std::size_t{0});
        const RepeatRun run = longestRepeat({9, 9, 1, 2, 3, 1, 2, 3, 1, 2, 3, 1, 7}, 3);
        QCOMPARE(run.begin, std::size_t{2});
        QCOMPARE(run.period, std::size_t{3});
        QCOMPARE(run.copies, std::size_t{3});
        QCOMPARE(longestRepeat({1, 2, 3, 1, 2, 3}, 3).period, std::size_t{0});
        std::vector<int> many;
        many.reserve(64 * 49);
        for (int i = 0; i < 64 * 49; ++i)
            many.push_back(i % 49 % 17 * (i % 49 % 5 + 1));
        QCOMPARE(longestRepeat(many, 3).period, std::size_t{49});
        QCOMPARE(longestRepeat(many, 3).copies, std::size_t{64});
    }

    void scopesBecomeGroups()
    {
        static const char* kOps[] = {"conv/Conv", "act/Abs", "act/Exp", "Sin"};
        const auto model = chain(3, [](int p, int o) { return "/net/blocks." + std::to_string(p) + "/" + std::string(kOps[o]); });
        const GroupTree tree(*model);
        QCOMPARE(lines(tree), (QStringList{"net 12", " blocks.0 4", " blocks.1 4", " blocks.2 4"}));
        CollapseState state;
        VisibleGraph g = visibleGraph(*model, tree, state);
        QCOMPARE(g.cards.size(), std::size_t{3}); // input, net, output
        QCOMPARE(g.edges.size(), std::size_t{2});
        QVERIFY((g.cards[1].key == CardKey{CardKind::Group, 1}));
        state.open.insert(static_cast<GroupId>(1));
        g = visibleGraph(*model, tree, state);
        QCOMPARE(g.cards.size(), std::size_t{5});
        QCOMPARE(walk(*model, tree), QString());
        QCOMPARE(visibleGraph(*model, tree, firstView(tree)).cards.size(), std::size_t{14}); // few: all is open
    }

    void anEnteredGroupHasEndsForValuesFromOutside()
    {
        const auto model = chain(3, [](int p, int o) { return "/blocks." + std::to_string(p) + "/op" + std::to_string(o); });
        const GroupTree tree(*model);
        CollapseState state;
        state.entered = static_cast<GroupId>(2); // the second block
        const VisibleGraph g = visibleGraph(*model, tree, state);
        QCOMPARE(g.cards.size(), std::size_t{6});
        QVERIFY(g.cards.front().key.kind == CardKind::From && g.cards.back().key.kind == CardKind::To);
        QCOMPARE(g.edges.size(), std::size_t{5});
        QVERIFY(g.cardOfUnit[0] < 0);
        reveal(tree, static_cast<UnitId>(1), state);
        QVERIFY(state.entered == GroupId::Top);
        QVERIFY(visibleGraph(*model, tree, state).find({CardKind::Unit, 1}) >= 0);
    }

    void namelessRepeatsAreFolded()
    {
        const auto model = chain(300, [](int p, int o) { return "n" + std::to_string(4 * p + o); });
        const GroupTree tree(*model);
        QCOMPARE(tree.groups().size(), std::size_t{302});
        QVERIFY(tree.groups()[1].kind == GroupKind::Repeats);
        QCOMPARE(tree.groups()[1].items.size(), std::size_t{300});
        QCOMPARE(visibleGraph(*model, tree, firstView(tree)).cards.size(), std::size_t{3});
        QCOMPARE(walk(*model, tree), QString());
    }

    void equalGroupsOpenAllOrNone()
    {
        const auto model = chain(300, [](int p, int o) {
            return "/l" + std::to_string(p / 100) + "/b" + std::to_string(p / 10 % 10) + "/op" + std::to_string(p % 10) + "_" +
                   std::to_string(o);
        });
        const GroupTree tree(*model);
        const VisibleGraph g = visibleGraph(*model, tree, firstView(tree));
        QCOMPARE(g.cards.size(), std::size_t{32}); // 3 x 10 blocks; none of them opened
    }

    void bodiesOfIfAreClosed()
    {
        for (const MadeModel& m : madeModels()) {
            const auto model = [&]() -> std::shared_ptr<const Model> {
                try {
                    return makeModel(readOnnxBytes(std::as_bytes(std::span(m.bytes)), "."), environment(), {}, {});
                } catch (const Error&) {
                    return nullptr;
                }
            }();
            if (!model)
                continue;
            const GroupTree tree(*model);
            const QString what = walk(*model, tree);
            QVERIFY2(what.isEmpty(), qPrintable(QString::fromStdString(m.name) + ": " + what));
            const VisibleGraph g = visibleGraph(*model, tree, firstView(tree));
            for (const VisibleCard& c : g.cards)
                if (c.key.kind == CardKind::Unit)
                    QVERIFY(model->unit(static_cast<UnitId>(c.key.id)).scope == ScopeId::Top);
        }
    }

    void realModels_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("least");
        QTest::addColumn<int>("most");
        const auto row = [](const char* name, int least, int most) { QTest::addRow("%s", name) << name << least << most; };
        row("mobilenetv2_float_from_qdq", 60, 80);
        row("mnist_pytorch", 5, 20);
        row("nanodet_m_320", 190, 200);
        row("deimv2_atto", 700, 730);
        row("yunet_n_320", 100, 120);
        row("ultraface_rfb_320", 90, 100);
        row("silero_vad_v5", 6, 12);
        row("super_resolution_10", 5, 30);
        row("netvlad_unrolled", 20, 150);
        row("tf_bert_qa_untrained", 20, 150);
        row("squeezenet_fp16", 40, 80);
    }

    void realModels()
    {
        QFETCH(QString, name);
        QFETCH(int, least);
        QFETCH(int, most);
        const QDir folder(QString::fromStdString(corpusFolder()) + "/models/" + name);
        const QStringList files = folder.entryList({"*.onnx"});
        if (corpusFolder().empty() || files.isEmpty())
            QSKIP("no corpus; set QB_CORPUS");
        const auto model = openModel(folder.filePath(files.front()).toStdString(), environment(), {}, {});
        QElapsedTimer timer;
        timer.start();
        const GroupTree tree(*model);
        const CollapseState state = firstView(tree);
        const VisibleGraph g = visibleGraph(*model, tree, state);
        qInfo("%d units, %d groups, %d cards, %d edges in %lld ms", int(model->unitCount()), int(tree.groups().size()),
              int(g.cards.size()), int(g.edges.size()), timer.elapsed());
        QVERIFY2(int(g.cards.size()) >= least && int(g.cards.size()) <= most, qPrintable(QString::number(g.cards.size())));
        QCOMPARE(broken(*model, tree, state, g), QString());
        QCOMPARE(walk(*model, tree), QString());
        QVERIFY(timer.elapsed() < 20000);
    }
};

QTEST_APPLESS_MAIN(TestCollapse)
#include "tst_collapse.moc"
