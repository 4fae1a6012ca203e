// SPDX-License-Identifier: GPL-3.0-or-later
// What all tables share, on three rows made by hand: columns that come and go, widths, taking a row, the selection.
#include "tests/widgets/shots.h"
#include "widgets/tables/table_selection.h"
#include "widgets/tables/table_view.h"

#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>

using namespace qb;
using namespace qb::test;

namespace {

enum Column { Name, Error, Change, Scale, ColumnCount };

class ThreeRows : public TableModel {
public:
    [[nodiscard]] QVariant raw(int row, int column) const override
    {
        switch (column) {
        case Name: return QStringList{"/head/conv", "/head/relu", "/head/conv:weight"}.at(row);
        case Error: return std::array{2.0, std::nan(""), 10.0}[static_cast<std::size_t>(row)];
        case Change: return -0.5 * row;
        default: return 1e-3 * (row + 1);
        }
    }
    [[nodiscard]] static std::vector<TableColumn> words(bool must)
    {
        std::vector<TableColumn> columns(ColumnCount);
        const auto set = [&](Column c, const char* key, CellKind kind, int digits, int priority) {
            columns[c].key = key;
            columns[c].kind = kind;
            columns[c].digits = digits;
            columns[c].priority = priority;
            columns[c].title = [key] { return QString::fromLatin1(key).toUpper(); };
        };
        set(Name, "name", CellKind::Text, 20, 0);
        set(Error, "error", CellKind::Number, 8, 10);
        set(Change, "change", CellKind::Number, 8, must ? TableColumn::kAlways : 20);
        set(Scale, "scale", CellKind::Number, 8, TableColumn::kOnRequest);
        columns[Name].strong = [](int row) { return row == 2; };
        columns[Error].rowText = [](int row) { return QStringLiteral("e%1").arg(row); };
        return columns;
    }

protected:
    [[nodiscard]] int rows() const override { return 3; }
    [[nodiscard]] int columns() const override { return ColumnCount; }
};

struct Shown {
    ThreeRows model;
    TableWords words;
    TableView view;

    /// `must`: the change is a column that is there however narrow the table is.
    explicit Shown(int width = 600, bool must = false) : words(model, ThreeRows::words(must))
    {
        view.setWords(&words, Name);
        view.resize(width, 200);
        view.show();
        QTest::qWait(10);
    }
    [[nodiscard]] QString columns() const
    {
        QString shown;
        for (int c = 0; c < ColumnCount; ++c)
            shown += view.isColumnHidden(c) ? QLatin1Char('-') : QLatin1Char("necs"[c]);
        return shown;
    }
};

} // namespace

class TestTableView : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void columnsThatFitAreShownByPriority()
    {
        Shown shown;
        QCOMPARE(shown.columns(), "nec-");
        const int all = shown.view.widthFor(10000);
        const int one = shown.view.widthFor(all - 1);
        QVERIFY(one < all && one == shown.view.widthFor(one));
        QCOMPARE(shown.view.widthFor(10), one); // a name alone says nothing
        shown.view.resize(150, 200);
        QTest::qWait(10);
        QCOMPARE(shown.columns(), "ne--");
        shown.view.resize(600, 200);
        QTest::qWait(10);
        shown.view.showColumn(Scale, true);
        QCOMPARE(shown.columns(), "necs");
    }

    /// Columns that must be there make the table scroll; without any it never does, and names give way.
    void onlyWhatMustBeThereMakesTheTableScroll()
    {
        for (const bool must : {false, true}) {
            Shown shown(600, must);
            for (const int width : {150, 220, 400}) {
                shown.view.resize(width, 200);
                QCoreApplication::processEvents();
                QCOMPARE(shown.view.horizontalScrollBar()->maximum() > 0, must && width < 400);
            }
        }
    }

    void columnsComeAndGoWhetherChosenOrNot()
    {
        Shown shown;
        for (const bool chosen : {false, true}) {
            if (chosen)
                shown.view.showColumn(Error, false);
            const QString all = chosen ? "n-c-" : "nec-";
            QCOMPARE(shown.columns(), all);
            shown.view.setOffered(Change, false);
            QCOMPARE(shown.columns(), QString(all).replace('c', '-'));
            std::unique_ptr<QMenu> menu(shown.view.makeHeaderMenu());
            QVERIFY(!menu->actions().at(Change)->isVisible() && menu->actions().at(Scale)->isVisible());
            const QByteArray saved = shown.view.saveColumns();
            shown.view.restoreColumns(saved);
            QCOMPARE(shown.columns(), QString(all).replace('c', '-'));
            shown.view.setOffered(Change, true);
            QCOMPARE(shown.columns(), all);
        }
    }

    void rowsAreCopiedAndTaken()
    {
        Shown shown;
        shown.view.sortByColumn(Error, Qt::DescendingOrder);
        shown.view.selectSourceRows({0});
        QCOMPARE(shown.view.tsv().count('\n'), 2);
        const QStringList lines = shown.view.tsv(TableView::Rows::All).split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 4);
        QCOMPARE(lines[0], "NAME\tERROR\tCHANGE");
        QCOMPARE(lines[1], "/head/conv:weight\t10\t-1");
        QVERIFY(lines[3].startsWith("/head/relu"));
        QVERIFY(shown.view.csv().startsWith("name,error,change,scale\n"));
        QSignalSpy taken(&shown.view, &TableView::taken);
        QTest::keyClick(&shown.view, Qt::Key_Return);
        const QPoint first = shown.view.visualRect(shown.words.index(0, Name)).center();
        QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, {}, first);
        QTest::mouseDClick(shown.view.viewport(), Qt::LeftButton, {}, first);
        QCOMPARE(taken.count(), 2);
        QCOMPARE(taken[0].first().toInt(), 0);
        QCOMPARE(taken[1].first().toInt(), 2);
        QCOMPARE(shown.words.index(0, Error).data().toString(), "e2");
        QVERIFY(shown.words.index(0, Name).data(Qt::FontRole).value<QFont>().bold());
        QVERIFY(!shown.words.index(1, Name).data(Qt::FontRole).isValid());
    }

    /// Rows 0 and 2 are points of one unit.
    void rowsFollowThePoint()
    {
        Shown shown;
        Selection selection;
        const std::array<TableSelection::Place, 3> places{
            {{UnitId{7}, PointId{20}}, {UnitId{8}, PointId{30}}, {UnitId{7}, PointId{21}}}};
        TableSelection link(
            shown.view, selection, [&](int row) { return places[static_cast<std::size_t>(row)]; }, nullptr);
        selection.select(UnitId{7});
        QCOMPARE(shown.view.selectedSourceRows(), (std::vector<int>{2, 0}));
        QCOMPARE(link.current(), 0);
        selection.select({UnitId{7}}, PointId{21});
        QCOMPARE(shown.view.selectedSourceRows(), std::vector<int>{2});
        selection.select({UnitId{8}, UnitId{7}}, PointId{21});
        QCOMPARE(shown.view.selectedSourceRows(), (std::vector<int>{1, 2}));
        selection.select({UnitId{7}}, PointId{99}); // a port that the table doesn't have
        QCOMPARE(shown.view.selectedSourceRows(), (std::vector<int>{2, 0}));
        selection.select(UnitId{9});
        QVERIFY(shown.view.selectedSourceRows().empty());
        QCOMPARE(link.current(), -1);
        const auto click = [&](int row, Qt::KeyboardModifiers keys) {
            QTest::mouseClick(shown.view.viewport(), Qt::LeftButton, keys,
                              shown.view.visualRect(shown.words.index(row, Name)).center());
        };
        click(2, {});
        QVERIFY(selection.current() == UnitId{7} && selection.point() == PointId{21});
        QCOMPARE(shown.view.selectedSourceRows(), std::vector<int>{2});
        click(1, Qt::ControlModifier);
        QCOMPARE(selection.units(), (std::vector<UnitId>{UnitId{7}, UnitId{8}}));
        QVERIFY(selection.point() == PointId::None);
        QCOMPARE(shown.view.selectedSourceRows(), (std::vector<int>{2, 1}));
    }
};

QTEST_MAIN(TestTableView)
#include "tst_table_view.moc"
