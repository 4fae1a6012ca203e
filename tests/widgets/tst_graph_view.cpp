// SPDX-License-Identifier: GPL-3.0-or-later
// The view as its user drives it, with mouse and keys.
// Over 500 lines: one widget; what it shows and what hands do to it are asked of the same made graphs.
#include "tests/support/temporary_folder.h"
#include "tests/widgets/graph_case.h"
#include "widgets/common/theme.h"
#include "widgets/graph/overview_strip.h"

#include <QAccessible>
#include <QApplication>
#include <QFile>
#include <QPainter>
#include <QSvgRenderer>
#include <QTranslator>
#include <QWheelEvent>

using namespace qb;
using namespace qb::test;

namespace {

struct Shown {
    GraphView view;
    std::shared_ptr<const Model> model;
    std::vector<std::vector<UnitId>> selections;
    std::vector<UnitId> activated;

    explicit Shown(const TestModel& m) : model(built(m))
    {
        QObject::connect(&view, &GraphView::selectionChanged, &view,
                         [this](const std::vector<UnitId>& units) { selections.push_back(units); });
        QObject::connect(&view, &GraphView::unitActivated, &view, [this](UnitId unit) { activated.push_back(unit); });
        view.resize(900, 700);
        view.setModel(model);
        view.setDecoration(madeDecoration(*model, ColorBy::Metric));
        view.show();
        settled(view);
        view.setFocus();
    }

    [[nodiscard]] UnitId unit(const char* name) const { return model->units.findUnit(name); }
    [[nodiscard]] int card(const char* name) const { return view.scene()->graph.cardOfUnit[indexOf(unit(name))]; }
    [[nodiscard]] QPoint at(const char* name) const { return middleOf(view, card(name)); }
    void click(const char* name, Qt::KeyboardModifiers modifiers = {})
    {
        view.centerOn(view.scene()->rect(card(name)).center());
        QTest::mouseClick(&view, Qt::LeftButton, modifiers, at(name));
    }
};

using Units = std::vector<UnitId>;

TestModel parallelChains(int chains, int length)
{
    TestModel m(17);
    m.input("x float32[4]");
    for (int c = 0; c < chains; ++c) {
        std::string in = "x";
        for (int i = 0; i < length; ++i) {
            const std::string out = "v" + std::to_string(c) + "_" + std::to_string(i);
            m.node(out + " = " + (i % 2 == 0 ? "Sin(" : "Cos(") + in + ") @c" + std::to_string(c) + "n" + std::to_string(i));
            in = out;
        }
        m.output(in + " float32");
    }
    return m;
}

int distinctColors(const QImage& image)
{
    std::set<QRgb> colors;
    for (int y = 0; y < image.height(); y += 3)
        for (int x = 0; x < image.width(); x += 3)
            colors.insert(image.pixel(x, y));
    return static_cast<int>(colors.size());
}

} // namespace

class TestGraphView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void nothingAtAll()
    {
        GraphView view;
        view.show();
        QVERIFY(distinctColors(view.grab().toImage()) > 1); // it says what will be here
        QTest::keyClick(&view, Qt::Key_Down);
        QTest::keyClick(&view, Qt::Key_Return);
        QTest::mouseClick(&view, Qt::LeftButton);
        view.fit();
        view.showUnit(static_cast<UnitId>(3));
        QVERIFY(!view.exportTo(PictureFormat::Png, "x.png").isEmpty());
    }

    void clickSelects()
    {
        Shown s(residualNetwork(3));
        s.click("/net/block0/act/Sigmoid");
        QCOMPARE(s.selections.back(), Units{s.unit("/net/block0/act/Sigmoid")});
        s.click("/net/block1/Add", Qt::ControlModifier);
        QCOMPARE(s.view.selectedUnits().size(), std::size_t{2});
        s.click("/net/block1/Add", Qt::ControlModifier);
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("/net/block0/act/Sigmoid")});
        s.click("/net/block0/Add", Qt::ShiftModifier); // from the current one
        QVERIFY(s.view.selectedUnits().size() > 2);
        QTest::keyClick(&s.view, Qt::Key_Escape);
        QVERIFY(s.view.selectedUnits().empty());
        const auto before = s.selections.size();
        s.view.setSelectedUnits({s.unit("/net/block0/Add")});
        QCOMPARE(s.selections.size(), before); // not the user's doing
        QVERIFY(s.view.accessibleDescription().startsWith("Add"));
    }

    void rubberBandSelectsWhatItTouches()
    {
        Shown s(residualNetwork(3));
        s.view.setScale(0.8);
        const QRectF a = s.view.scene()->rect(s.card("/net/block0/act/Sigmoid"));
        const QRectF b = s.view.scene()->rect(s.card("/net/block0/conv2/Conv"));
        s.view.centerOn(a.center());
        const QPoint from = s.view.toWidget(a.topLeft() - QPointF(120, 5)).toPoint();
        const QPoint to = s.view.toWidget(b.bottomRight() - QPointF(20, 5)).toPoint();
        QTest::mousePress(&s.view, Qt::LeftButton, {}, from);
        QTest::mouseMove(&s.view, (from + to) / 2);
        QTest::mouseMove(&s.view, to);
        QTest::mouseRelease(&s.view, Qt::LeftButton, {}, to);
        QCOMPARE(s.view.selectedUnits(), (Units{s.unit("/net/block0/act/Sigmoid"), s.unit("/net/block0/conv2/Conv")}));
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, from); // empty ground
        QVERIFY(s.view.selectedUnits().empty());
    }

    void keysWalk()
    {
        Shown s(residualNetwork(3));
        QTest::keyClick(&s.view, Qt::Key_Home);
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("image")});
        QTest::keyClick(&s.view, Qt::Key_Down);
        QTest::keyClick(&s.view, Qt::Key_Down);
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("/net/block0/act/Sigmoid")});
        QTest::keyClick(&s.view, Qt::Key_Up, Qt::ShiftModifier);
        QCOMPARE(s.view.selectedUnits(), (Units{s.unit("/net/block0/act/Sigmoid"), s.unit("/net/block0/conv1/Conv")}));
        QTest::keyClick(&s.view, Qt::Key_End);
        QVERIFY(s.view.visibleArea().contains(s.view.scene()->rect(s.view.currentCard())));
        s.view.setDirection(LayoutDirection::LeftRight);
        QVERIFY(settled(s.view));
        QTest::keyClick(&s.view, Qt::Key_Home);
        QTest::keyClick(&s.view, Qt::Key_Right);
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("/net/block0/conv1/Conv")});
    }

    void zoomAndPan()
    {
        Shown s(residualNetwork(8));
        QTest::keyClick(&s.view, Qt::Key_0, Qt::ControlModifier);
        QCOMPARE(s.view.scale(), 1.0);
        QTest::keyClick(&s.view, Qt::Key_Plus);
        QVERIFY(s.view.scale() > 1.2);
        QTest::keyClick(&s.view, Qt::Key_F);
        QVERIFY(s.view.visibleArea().contains(s.view.scene()->bounds()));
        const QPointF where(300, 200);
        const QPointF under = s.view.toScene(where);
        QWheelEvent wheel(where, s.view.mapToGlobal(where), {}, {0, 240}, Qt::NoButton, Qt::NoModifier, Qt::NoScrollPhase, false);
        QApplication::sendEvent(&s.view, &wheel);
        QVERIFY(QLineF(s.view.toScene(where), under).length() < 1e-6); // what is under the pointer stays
        const QPointF before = s.view.visibleArea().topLeft();
        QTest::mousePress(&s.view, Qt::MiddleButton, {}, {400, 300});
        QTest::mouseMove(&s.view, {430, 340});
        QTest::mouseRelease(&s.view, Qt::MiddleButton, {}, {430, 340});
        QVERIFY(QLineF(before - QPointF(30, 40) / s.view.scale(), s.view.visibleArea().topLeft()).length() < 1e-6);
    }

    void groupsOpenAndClose()
    {
        Shown s(residualNetwork(4));
        s.view.closeAll();
        QVERIFY(settled(s.view));
        QCOMPARE(s.view.scene()->graph.cards.size(), std::size_t{3});
        const int net = s.card("/net/head/Add");
        QVERIFY(s.view.scene()->isGroup(net));
        const QPoint middle = middleOf(s.view, net);
        QTest::mouseDClick(&s.view, Qt::LeftButton, {}, middle);
        QVERIFY(settled(s.view));
        QVERIFY(s.view.scene()->graph.cards.size() > 6);
        const int block = s.card("/net/block1/Add");
        QVERIFY(s.view.scene()->isGroup(block));
        s.view.centerOn(s.view.scene()->rect(block).center());
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, s.view.toWidget(s.view.scene()->expander(block).center()).toPoint());
        QVERIFY(settled(s.view));
        QVERIFY(!s.view.scene()->isGroup(s.card("/net/block1/Add")));
        s.click("/net/block1/Add");
        QTest::keyClick(&s.view, Qt::Key_Backspace);
        QVERIFY(settled(s.view));
        QCOMPARE(s.card("/net/block1/Add"), s.card("/net/block1/conv1/Conv"));
        // what was selected is still selected
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("/net/block1/Add")});
        s.view.showUnit(s.unit("/net/block2/act/Sigmoid"));
        QVERIFY(settled(s.view));
        QVERIFY(!s.view.scene()->isGroup(s.card("/net/block2/act/Sigmoid")));
        QVERIFY(s.view.visibleArea().contains(s.view.scene()->rect(s.card("/net/block2/act/Sigmoid"))));
    }

    void whatIsOpenedStaysUnderThePointer()
    {
        Shown s(residualNetwork(12));
        s.view.closeAll();
        QVERIFY(settled(s.view));
        s.view.setOpen(static_cast<GroupId>(1), true);
        QVERIFY(settled(s.view));
        const UnitId first = s.unit("/net/block7/conv1/Conv");
        const int card = s.view.scene()->graph.cardOfUnit[indexOf(first)];
        s.view.setScale(0.9);
        s.view.centerOn(s.view.scene()->rect(card).center() + QPointF(40, -60));
        const QPointF before = s.view.toWidget(s.view.scene()->rect(card).center());
        s.view.setOpen(s.view.scene()->groupAt(card), true);
        QVERIFY(settled(s.view));
        const QPointF after = s.view.toWidget(s.view.scene()->rect(s.card("/net/block7/conv1/Conv")).center());
        QVERIFY(QLineF(before, after).length() < 1);
        s.view.setDirection(LayoutDirection::LeftRight);
        QVERIFY(settled(s.view));
        QVERIFY(s.view.scene()->cardsIn(s.view.visibleArea()).size() > 1);
    }

    void readersOfTheScreenHearTheCurrentCard()
    {
        Shown s(residualNetwork(3));
        QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(&s.view);
        QVERIFY(accessible);
        QVERIFY(!accessible->text(QAccessible::Name).isEmpty());
        QTest::keyClick(&s.view, Qt::Key_Home);
        QTest::keyClick(&s.view, Qt::Key_Down);
        QVERIFY(accessible->text(QAccessible::Description).startsWith(QStringLiteral("Conv")));
    }

    void twoQuickWishesBothHappen()
    {
        Shown s(residualNetwork(4));
        const GroupTree& tree = *s.view.scene()->tree;
        const GroupId a = tree.groupOf(s.unit("/net/block0/Add"));
        const GroupId b = tree.groupOf(s.unit("/net/block1/Add"));
        s.view.setOpen(a, false);
        s.view.setOpen(b, false);
        QVERIFY(settled(s.view));
        QVERIFY(s.view.scene()->isGroup(s.card("/net/block0/Add")) && s.view.scene()->isGroup(s.card("/net/block1/Add")));
    }

    void aBodyIsEnteredAndLeft()
    {
        TestGraph then("then");
        then.node("t1 = Relu(x) @r").node("t2 = Exp(t1) @e").node("t = Neg(t2) @n").output("t float32");
        TestGraph otherwise("else");
        otherwise.node("u1 = Abs(x) @a").node("u2 = Sin(u1) @s").node("u = Cos(u2) @c").output("u float32");
        TestModel m(17);
        m.input("c bool[]").input("x float32[2]");
        m.node("y = If(c) @choice").body("then_branch", then).body("else_branch", otherwise);
        m.output("y float32[2]");
        Shown s(m);
        const int body = s.card("choice/then_branch/e");
        QVERIFY(s.view.scene()->isGroup(body));
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, middleOf(s.view, body));
        QTest::keyClick(&s.view, Qt::Key_Return);
        QVERIFY(settled(s.view));
        QVERIFY(s.view.canLeave());
        QCOMPARE(s.view.scene()->graph.cards.size(), std::size_t{5}); // x, three units, what If takes
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, {20, 20});     // the path at the top
        QVERIFY(settled(s.view));
        QVERIFY(!s.view.canLeave());
        s.view.showUnit(s.unit("choice/else_branch/s"));
        QVERIFY(settled(s.view));
        QVERIFY(s.card("choice/else_branch/s") >= 0 && !s.view.scene()->isGroup(s.card("choice/else_branch/s")));
    }

    void tunnelsJump()
    {
        Shown s(residualNetwork(20));
        s.view.setScale(1);
        const int from = s.card("/net/block0/Add");
        const LayoutRect& stub = s.view.scene()->layout.outStubs[static_cast<std::size_t>(from)];
        QVERIFY(!stub.empty());
        s.view.centerOn({stub.x, stub.y});
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, s.view.toWidget({stub.x + 20, stub.y + 8}).toPoint());
        QCOMPARE(s.view.selectedUnits(), Units{s.unit("/net/head/Add")});
        QVERIFY(s.view.visibleArea().contains(s.view.scene()->rect(s.card("/net/head/Add"))));
    }

    /// The legend stands where no card is, and where there is no such corner the graph makes room for it.
    void theLegendCoversNoCardOfAFittedGraph()
    {
        for (const int blocks : {2, 6, 12})
            for (const QSize size : {QSize(420, 700), QSize(900, 260), QSize(300, 400), QSize(700, 500)}) {
                Shown s(residualNetwork(blocks));
                s.view.setDecoration(madeDecoration(*s.model, ColorBy::Metric));
                s.view.resize(size);
                QCoreApplication::processEvents();
                s.view.fit();
                const QRectF legend = s.view.legendRect();
                QVERIFY(QRectF(s.view.rect()).contains(legend));
                for (std::size_t c = 0; c < s.view.scene()->graph.cards.size(); ++c) {
                    const QRectF r = s.view.scene()->rect(static_cast<int>(c));
                    const QRectF card(s.view.toWidget(r.topLeft()), s.view.toWidget(r.bottomRight()));
                    QVERIFY(QRectF(s.view.rect()).adjusted(-1, -1, 1, 1).contains(card));
                    QVERIFY2(!legend.intersects(card),
                             qPrintable(QStringLiteral("%1 blocks, %2x%3").arg(blocks).arg(size.width()).arg(size.height())));
                }
            }
    }

    /// A view that is not much larger than the legend belongs to the cards.
    void theLegendNeedsRoom()
    {
        Shown s(residualNetwork(6));
        s.view.setDecoration(madeDecoration(*s.model, ColorBy::Metric));
        const auto shownIn = [&](QSize size) {
            s.view.resize(size);
            QCoreApplication::processEvents();
            s.view.setScale(1.5);
            s.view.centerOn(s.view.scene()->bounds().center()); // cards from edge to edge
            return !s.view.legendRect().isEmpty();
        };
        QVERIFY(shownIn({900, 700}));
        QVERIFY(!shownIn({400, 260}));
        s.view.centerOn(s.view.scene()->bounds().bottomRight() + QPointF(2000, 2000)); // nothing there to be covered
        QVERIFY(!s.view.legendRect().isEmpty());
    }

    /// What showed everything, or the beginning, does so again in another room; what the user has moved stays.
    void aFittedViewIsFittedAgain()
    {
        Shown s(residualNetwork(6));
        s.view.fit();
        for (const QSize size : {QSize(900, 240), QSize(500, 900)}) {
            s.view.resize(size);
            QCoreApplication::processEvents();
            QVERIFY(s.view.visibleArea().contains(s.view.scene()->bounds()));
        }
        s.view.setScale(1.3);
        s.view.centerOn(s.view.scene()->rect(3).center());
        s.view.resize(400, 300);
        QCoreApplication::processEvents();
        QCOMPARE(s.view.scale(), 1.3);
        QVERIFY(QLineF(s.view.visibleArea().center(), s.view.scene()->rect(3).center()).length() < 2);
    }

    /// A dock that takes all the room and gives it back leaves the middle where it was, and what is selected in view.
    void theMiddleSurvivesNoRoomAtAll()
    {
        Shown s(residualNetwork(20));
        s.view.setScale(1.3);
        const QPointF middle = s.view.scene()->rect(7).center();
        s.view.centerOn(middle);
        const QSize full = s.view.size();
        for (const QSize size : {QSize(full.width(), 0), QSize(0, 0), QSize(300, 0), full}) {
            s.view.resize(size);
            QCoreApplication::processEvents();
        }
        QVERIFY(QLineF(s.view.visibleArea().center(), middle).length() < 2);
        // Selected near the edge, then the view is cut below it: it moves as far as it must.
        const QRectF low = s.view.scene()->rect(s.view.scene()->cardsIn(s.view.visibleArea()).back());
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, s.view.toWidget((low & s.view.visibleArea()).center()).toPoint());
        QVERIFY(!s.view.selectedUnits().empty());
        s.view.resize(full.width(), full.height() / 3);
        QCoreApplication::processEvents();
        QVERIFY(s.view.visibleArea().contains(low.center()));
    }

    /// A legend that can't but cover something never covers the current card.
    void theLegendSparesTheCurrentCard()
    {
        Shown s(parallelChains(12, 12)); // cards everywhere
        s.view.setScale(1.0);
        s.view.centerOn(s.view.scene()->bounds().center());
        QCoreApplication::processEvents();
        const QRectF before = s.view.legendRect();
        int covered = 0;
        for (std::size_t u = 0; u < s.model->unitCount(); ++u) {
            const QRectF card = s.view.scene()->rect(s.view.scene()->graph.cardOfUnit[u]);
            const QRectF seen(s.view.toWidget(card.topLeft()), s.view.toWidget(card.bottomRight()));
            if (!QRectF(s.view.rect()).contains(seen))
                continue;
            covered += before.intersects(seen);
            s.view.setSelectedUnits({static_cast<UnitId>(u)});
            QVERIFY2(!s.view.legendRect().intersects(seen), s.model->unit(static_cast<UnitId>(u)).name.c_str());
        }
        QVERIFY(covered > 0);
    }

    void aFirstViewBeginsAtTheFirstCard()
    {
        Shown s(residualNetwork(20)); // too large to be read as a whole
        s.view.resize(900, 240);
        QCoreApplication::processEvents();
        QVERIFY(s.view.visibleArea().contains(s.view.scene()->rect(0)));
        QCOMPARE(s.view.scale(), 0.8);
    }

    void namesFollowTheLanguage()
    {
        GraphView view;
        const QString own = view.accessibleName();
        QVERIFY(!own.isEmpty());
        struct Other : QTranslator {
            QString translate(const char*, const char* text, const char*, int) const override
            {
                return QStringLiteral("~") + QLatin1String(text);
            }
            bool isEmpty() const override { return false; }
        } other;
        QCoreApplication::installTranslator(&other);
        QCoreApplication::processEvents();
        QCOMPARE(view.accessibleName(), QStringLiteral("~") + own);
        view.setAccessibleName("the owner's");
        QCoreApplication::removeTranslator(&other);
        QCoreApplication::processEvents();
        QCOMPARE(view.accessibleName(), QStringLiteral("the owner's"));
    }

    void signalsOfEdgesAndMenus()
    {
        Shown s(residualNetwork(3));
        std::vector<ValueId> values;
        connect(&s.view, &GraphView::edgeClicked, &s.view, [&](const std::vector<ValueId>& v) { values = v; });
        std::vector<UnitId> menu;
        connect(&s.view, &GraphView::contextMenuRequested, &s.view, [&](QPoint, const std::vector<UnitId>& u) { menu = u; });
        s.view.setScale(1);
        const QRectF conv = s.view.scene()->rect(s.card("/net/block0/act/Sigmoid"));
        s.view.centerOn(conv.center());
        const QPoint below = s.view.toWidget({conv.center().x(), conv.bottom() + 12}).toPoint();
        QTest::mouseClick(&s.view, Qt::LeftButton, {}, below);
        QCOMPARE(values, s.model->unit(s.unit("/net/block0/act/Sigmoid")).outputs);
        const QPoint at = s.at("/net/block0/act/Sigmoid");
        QContextMenuEvent event(QContextMenuEvent::Mouse, at, s.view.mapToGlobal(at));
        QApplication::sendEvent(&s.view, &event);
        QCOMPARE(menu, Units{s.unit("/net/block0/act/Sigmoid")});
        QTest::mouseDClick(&s.view, Qt::LeftButton, {}, at);
        QCOMPARE(s.activated, Units{s.unit("/net/block0/act/Sigmoid")});
    }

    void picturesAreNotBlank()
    {
        Shown s(residualNetwork(6));
        for (const bool dark : {false, true}) {
            s.view.setPalette(dark ? darkPalette() : lightPalette());
            for (const ColorBy by : {ColorBy::DType, ColorBy::Metric, ColorBy::OpType}) {
                s.view.setDecoration(madeDecoration(*s.model, by));
                for (const double scale : {0.1, 0.4, 1.0, 2.0}) {
                    s.view.setScale(scale);
                    s.view.centerOn(s.view.scene()->rect(4).center());
                    QVERIFY(distinctColors(s.view.grab().toImage()) > 3);
                }
            }
        }
    }

    void picturesAreWritten()
    {
        Shown s(residualNetwork(6));
        const TemporaryFolder folder;
        const QString png = QString::fromStdString(folder.file("g.png"));
        const QString svg = QString::fromStdString(folder.file("g.svg"));
        const QString pdf = QString::fromStdString(folder.file("g.pdf"));
        QCOMPARE(s.view.exportTo(PictureFormat::Png, png), QString());
        QCOMPARE(s.view.exportTo(PictureFormat::Svg, svg), QString());
        QCOMPARE(s.view.exportTo(PictureFormat::Pdf, pdf), QString());
        const QImage image(png);
        QVERIFY(image.height() >= s.view.scene()->bounds().height());
        QVERIFY(distinctColors(image) > 10);
        QVERIFY(QSvgRenderer(svg).isValid());
        QFile file(pdf);
        QVERIFY(file.open(QIODevice::ReadOnly) && file.readAll().startsWith("%PDF"));
        QVERIFY(!s.view.exportTo(PictureFormat::Png, "/nowhere/g.png").isEmpty());
    }

    void aNewerModelOvertakes()
    {
        GraphView view;
        view.resize(600, 400);
        QSignalSpy changed(&view, &GraphView::sceneChanged);
        view.setModel(built(residualNetwork(200)));
        const auto small = built(residualNetwork(2));
        view.setModel(small);
        QVERIFY(settled(view));
        QCOMPARE(changed.size(), 1);
        QVERIFY(view.scene()->model == small);
        view.setModel(built(residualNetwork(200)));
        // and it may go away at once
    }

    void tenThousandCards_data()
    {
        QTest::addColumn<int>("chains");
        QTest::addRow("one long chain") << 1;
        QTest::addRow("a hundred beside each other") << 100;
    }

    /// Every level of detail is drawn, and all are caught by the band. How long it takes is the bench's.
    void tenThousandCards()
    {
        QFETCH(int, chains);
        Shown s(chains == 1 ? residualNetwork(2500) : parallelChains(chains, 100));
        s.view.openAll();
        QVERIFY(settled(s.view));
        QVERIFY(s.view.scene()->graph.cards.size() > 9000);
        s.view.resize(1600, 1000);
        s.view.setDecoration(madeDecoration(*s.model, ColorBy::Metric));
        QImage image(s.view.size(), QImage::Format_RGB32);
        for (const double scale : {1.0, 0.31, 0.23, 0.15}) {
            s.view.setScale(scale);
            s.view.centerOn(s.view.scene()->rect(5000).center());
            s.view.render(&image);
            QVERIFY2(distinctColors(image) > 4, qPrintable(QString::number(scale)));
        }
        QTest::keyClick(&s.view, Qt::Key_F);
        s.view.render(&image);
        QVERIFY(distinctColors(image) > 4);
        QTest::mousePress(&s.view, Qt::LeftButton, {}, {1, 1});
        QTest::mouseMove(&s.view, {800, 500});
        QTest::mouseMove(&s.view, {1598, 998});
        QTest::mouseRelease(&s.view, Qt::LeftButton, {}, {1598, 998});
        QVERIFY(s.view.selectedUnits().size() > 9000);
    }

    void overview()
    {
        Shown s(residualNetwork(50));
        OverviewStrip strip;
        strip.resize(20, 400);
        strip.setModel(s.model);
        strip.setDecoration(madeDecoration(*s.model, ColorBy::Metric));
        strip.setMarked(static_cast<UnitId>(10), static_cast<UnitId>(20));
        strip.show();
        std::vector<UnitId> clicked;
        connect(&strip, &OverviewStrip::unitClicked, &strip, [&](UnitId u) { clicked.push_back(u); });
        QTest::mouseClick(&strip, Qt::LeftButton, {}, {10, 200});
        QCOMPARE(clicked.size(), std::size_t{1});
        QVERIFY(std::abs(strip.positionOf(clicked.front()) - 200) < 6);
        QTest::keyClick(&strip, Qt::Key_End);
        QVERIFY(indexOf(clicked.back()) == s.model->unitCount() - 1);
        QVERIFY(strip.unitAt(-3) == UnitId::None && strip.unitAt(399.9) == UnitId::None);
        QVERIFY(distinctColors(strip.grab().toImage()) > 5);
    }
};

QTEST_MAIN(TestGraphView)
#include "tst_graph_view.moc"
