// SPDX-License-Identifier: GPL-3.0-or-later
// The table of units: numbers sort as numbers, filters by selectors, selects both ways.
#include "tests/engine/qconfig/story_model.h"
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/tables/filter_field.h"
#include "widgets/tables/table_view.h"
#include "widgets/tables/units_dock.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>

using namespace qb;
using namespace qb::test;

namespace {

QString shown(const TableView& table, int row, int column) { return table.words()->index(row, column).data().toString(); }

} // namespace

class TestUnitsDock : public QObject {
    Q_OBJECT

    std::unique_ptr<MadeBench> m_made;
    std::unique_ptr<UnitsDock> m_dock;

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    void init()
    {
        m_made = std::make_unique<MadeBench>();
        m_dock = std::make_unique<UnitsDock>(m_made->bench, m_made->selection);
        m_dock->resize(900, 400);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    void cleanup()
    {
        m_dock.reset();
        m_made.reset();
    }

    void rangesAreThoseOfCalibration()
    {
        const UnitId unit = m_made->unit("/pose/Concat");
        const PointId output = m_made->bench.model()->units.pointOf(unit, PointKind::Output);
        const FloatRange seen = m_made->bench.statistics()->points[indexOf(output)].range();
        QVERIFY(!seen.empty());
        const TableModel& model = m_dock->table().words()->source();
        QCOMPARE(model.raw(int(unit), UnitsModel::ObservedMin).toDouble(), double(seen.min));
        QCOMPARE(model.raw(int(unit), UnitsModel::ObservedMax).toDouble(), double(seen.max));
        const TableWords& words = *m_dock->table().words();
        const QString tip = words.index(words.rowOf(int(unit)), UnitsModel::ObservedMax).data(Qt::ToolTipRole).toString();
        QVERIFY2(tip.contains("calibration has observed") && tip.contains("Over "), qPrintable(tip));
        // Where one calibrates they come before errors, elsewhere behind them.
        m_dock->resize(360, 400);
        QCoreApplication::processEvents();
        QVERIFY(m_dock->table().isColumnHidden(UnitsModel::ObservedMax));
        QVERIFY(!m_dock->table().isColumnHidden(UnitsModel::Output));
        m_dock->showRanges(true);
        QVERIFY(!m_dock->table().isColumnHidden(UnitsModel::ObservedMin));
        QVERIFY(!m_dock->table().isColumnHidden(UnitsModel::ObservedMax));
        m_dock->showRanges(false);
        QVERIFY(m_dock->table().isColumnHidden(UnitsModel::ObservedMax));
        QSignalSpy changed(&m_dock->table().words()->source(), &TableModel::valuesChanged);
        m_made->bench.setStatistics(nullptr);
        QVERIFY(!changed.isEmpty());
        QVERIFY(std::isnan(model.raw(int(unit), UnitsModel::ObservedMin).toDouble()));
    }

    void modelsKeepTheRules()
    {
        QAbstractItemModelTester raw(&m_dock->table().words()->source(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester words(m_dock->table().words(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        m_dock->filter().setText("op:Conv");
        m_dock->table().sortByColumn(UnitsModel::Sqnr, Qt::AscendingOrder);
        m_dock->filter().setText("");
        m_made->setRules(RuleSet::ofPreset("horizon", PresetName::Int16));
        m_made->bench.setModel(nullptr);
        QCOMPARE(m_dock->table().words()->rowCount(), 0);
    }

    void numbersSortAsNumbersAndUnknownOnesStayLast()
    {
        TableView& table = m_dock->table();
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table.sortByColumn(UnitsModel::Sqnr, order);
            double last = order == Qt::AscendingOrder ? -1e9 : 1e9;
            bool unknown = false;
            for (int r = 0; r < table.words()->rowCount(); ++r) {
                const double value = table.words()->index(r, UnitsModel::Sqnr).data(RawRole).toDouble();
                if (std::isnan(value)) {
                    unknown = true;
                    continue;
                }
                QVERIFY(!unknown);
                QVERIFY(order == Qt::AscendingOrder ? value >= last : value <= last);
                last = value;
            }
        }
    }

    void filtersWhileTyping()
    {
        FilterField& filter = m_dock->filter();
        const int all = m_dock->table().words()->rowCount();
        QTest::keyClicks(filter.edit(), "op:Conv");
        QCOMPARE(m_dock->table().words()->rowCount(), all);
        QTRY_COMPARE_WITH_TIMEOUT(m_dock->table().words()->rowCount() < all, true, 1000);
        for (int r = 0; r < m_dock->table().words()->rowCount(); ++r)
            QCOMPARE(shown(m_dock->table(), r, UnitsModel::Op), "Conv");
        const int convs = m_dock->table().words()->rowCount();
        filter.setText("op:Conv dtpe:int8");
        QVERIFY2(filter.problem().startsWith("position 9"), qPrintable(filter.problem()));
        QCOMPARE(m_dock->table().words()->rowCount(), convs);
        filter.setText("sqnr<1000 dtype:int8");
        QVERIFY(filter.problem().isEmpty());
        QVERIFY(m_dock->table().words()->rowCount() > 0);
        filter.setText("");
        filter.regexButton()->click();
        filter.setText("(pose|class)/C.*");
        QVERIFY(filter.problem().isEmpty());
        QVERIFY(m_dock->table().words()->rowCount() > 0 && m_dock->table().words()->rowCount() < all);
        filter.setText("(pose");
        QVERIFY(!filter.problem().isEmpty());
    }

    void selectsBothWays()
    {
        const UnitId concat = m_made->unit("/pose/Concat");
        TableView& table = m_dock->table();
        m_made->selection.select(concat);
        QCOMPARE(table.selectedSourceRows(), std::vector<int>{static_cast<int>(concat)});
        const QModelIndex first = table.words()->index(0, UnitsModel::Name);
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(first).center());
        QCOMPARE(m_made->selection.units(), std::vector<UnitId>{UnitId{0}});
        QTest::mouseClick(table.viewport(), Qt::LeftButton, Qt::ControlModifier,
                          table.visualRect(table.words()->index(2, UnitsModel::Name)).center());
        QCOMPARE(m_made->selection.units(), (std::vector<UnitId>{UnitId{0}, UnitId{2}}));
        QTest::keyClick(&table, Qt::Key_Down);
        QCOMPARE(m_made->selection.units(), std::vector<UnitId>{UnitId{3}});
        m_dock->filter().setText("op:Conv");
        QTest::keyClick(m_dock->filter().edit(), Qt::Key_Return);
        QCOMPARE(m_made->selection.units().size(), static_cast<std::size_t>(table.words()->rowCount()));
    }

    void copiesWithAllDigitsAndSavesColumns()
    {
        TableView& table = m_dock->table();
        m_made->selection.select(m_made->unit("/pose/Concat"));
        QTest::keyClick(&table, Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = QGuiApplication::clipboard()->text().split('\n');
        QCOMPARE(lines.size(), 3);
        const double sqnr = table.words()
                                ->index(table.words()->rowOf(static_cast<int>(m_made->unit("/pose/Concat"))), UnitsModel::Sqnr)
                                .data(RawRole)
                                .toDouble();
        QVERIFY2(lines[1].split('\t').contains(fullNumber(sqnr)), qPrintable(lines[1]));
        const QString csv = m_dock->csv();
        QVERIFY(csv.startsWith("index,name,op,module,output"));
        QCOMPARE(csv.count('\n'), table.words()->rowCount() + 1);
        QVERIFY(table.saveColumns().isEmpty());
        std::unique_ptr<QMenu> menu(table.makeHeaderMenu());
        menu->actions().at(UnitsModel::Output)->trigger();
        QVERIFY(table.isColumnHidden(UnitsModel::Output));
        const QByteArray state = table.saveColumns();
        menu->actions().at(UnitsModel::ColumnCount + 1)->trigger(); // columns that fit
        QVERIFY(!table.isColumnHidden(UnitsModel::Output));
        table.restoreColumns(state);
        QVERIFY(table.isColumnHidden(UnitsModel::Output));
    }

    void narrowTablesShowWhatMattersMost()
    {
        m_dock->resize(300, 700);
        QTest::qWait(20);
        TableView& table = m_dock->table();
        QVERIFY(!table.isColumnHidden(UnitsModel::Output) && !table.isColumnHidden(UnitsModel::Sqnr));
        QVERIFY(table.isColumnHidden(UnitsModel::Module));
        QCOMPARE(table.horizontalHeader()->length(), table.viewport()->width());
        QVERIFY(table.columnWidth(UnitsModel::Name) > 80);
    }

    /// Optional columns come after the names: with room for two of them or whole names, names are whole.
    void namesComeBeforeOptionalColumns()
    {
        TableView& table = m_dock->table();
        int longest = 0;
        for (int row = 0; row < table.words()->rowCount(); ++row)
            longest = std::max(
                longest, table.fontMetrics().horizontalAdvance(table.words()->index(row, UnitsModel::Name).data().toString()));
        for (const int width : {380, 420, 500, 700, 1000}) {
            m_dock->resize(width, 700);
            QTest::qWait(20);
            int others = 0;
            for (int c = 0; c < table.words()->columnCount(); ++c)
                others += c != UnitsModel::Name && !table.isColumnHidden(c) ? 1 : 0;
            if (others > 2)
                QVERIFY2(table.columnWidth(UnitsModel::Name) > longest, qPrintable(QString::number(width)));
        }
        QVERIFY(!table.isColumnHidden(UnitsModel::Cosine)); // at 1000
    }

    void filtersTenThousandRows()
    {
        std::string text = "input x float32[1,4,4,4]\nweight w [4,4,1,1]\n";
        std::string last = "x";
        for (int i = 0; i < 10000; ++i) {
            const std::string name = "t" + std::to_string(i);
            text += name + (i % 2 ? " = Relu(" + last + ") @relu" : " = Conv(" + last + ", w) @conv") + std::to_string(i) + "\n";
            last = name;
        }
        // Relu folds into Conv; Sigmoid does not.
        for (std::size_t at = 0; (at = text.find("Relu", at)) != std::string::npos;)
            text.replace(at, 4, "Sigmoid");
        OrtEnvironment environment;
        Bench bench;
        bench.setModel(modelFromText(text + "output " + last + "\n", environment));
        QVERIFY(bench.model()->unitCount() > 10000);
        Selection selection;
        UnitsDock dock(bench, selection);
        dock.resize(900, 400);
        dock.show();
        QVERIFY(QTest::qWaitForWindowExposed(&dock));
        dock.filter().setText("op:Conv name:/[13579]$|2/");
        dock.table().repaint();
        dock.selectHits();
        dock.table().repaint();
        dock.table().sortByColumn(UnitsModel::Name, Qt::AscendingOrder);
        dock.table().repaint();
        QCOMPARE(selection.units().size(), std::size_t{2084}); // even numbers below 10,000 with a 2
        QVERIFY(dock.table().model()->index(0, UnitsModel::Name).data().toString().endsWith("conv1002"));
    }

    /// The cosine of a single value is 1 whatever happens: no perfect row, and the tip says why.
    void whatSaysNothingIsNotShownAsPerfect()
    {
        TableView& table = m_dock->table();
        const int row = table.words()->rowOf(static_cast<int>(m_made->unit("/pose/ReduceSum")));
        const QModelIndex cosine = table.words()->index(row, UnitsModel::Cosine);
        QCOMPARE(cosine.data().toString(), QStringLiteral("-"));
        QVERIFY(!cosine.data(BarRole).isValid());
        QVERIFY2(cosine.data(Qt::ToolTipRole).toString().contains("8 values"),
                 qPrintable(cosine.data(Qt::ToolTipRole).toString()));
        QCOMPARE(cosine.data(RawRole).toDouble(), 1.0); // as the file has it
        const QModelIndex sqnr = table.words()->index(row, UnitsModel::Sqnr);
        QVERIFY(sqnr.data().toString() != QStringLiteral("-") && sqnr.data(BarRole).isValid()); // a fact, though of one value
        QCOMPARE(sqnr.data(ToneRole).toInt(), static_cast<int>(Tone::Quiet));
        const QModelIndex atol = table.words()->index(row, UnitsModel::Atol);
        QCOMPARE(atol.data(ToneRole).toInt(), static_cast<int>(Tone::Plain));
        const int other = table.words()->rowOf(static_cast<int>(m_made->unit("/pose/Concat")));
        QVERIFY(table.words()->index(other, UnitsModel::Cosine).data(BarRole).isValid());
    }

    /// The worst unit is the one that is selected most: its bar must be seen then, too.
    void selectedRowsKeepTheirBars()
    {
        TableView& table = m_dock->table();
        int worst = 0;
        for (int r = 0; r < table.words()->rowCount(); ++r)
            if (table.words()->index(r, UnitsModel::Sqnr).data(BarRole).toDouble() >
                table.words()->index(worst, UnitsModel::Sqnr).data(BarRole).toDouble())
                worst = r;
        const QModelIndex cell = table.words()->index(worst, UnitsModel::Sqnr);
        const double length = cell.data(BarRole).toDouble();
        QVERIFY(length > 0.5);
        const QColor color = dataColors(table.palette()).metric(cell.data(BadnessRole).toDouble());
        m_made->selection.select(static_cast<UnitId>(table.words()->sourceRow(worst)));
        const QRect rect = table.visualRect(cell);
        const QImage image = table.viewport()->grab(rect).toImage();
        int widest = 0;
        for (int y = 0; y < image.height(); ++y) {
            int run = 0;
            for (int x = 0; x < image.width(); ++x)
                run += image.pixel(x, y) == color.rgb() ? 1 : 0;
            widest = std::max(widest, run);
        }
        QVERIFY2(std::abs(widest - length * (rect.width() - 4)) <= 2, qPrintable(QString::number(widest)));
    }

    void nothingIsCutAtItsUsualSize()
    {
        m_dock->resize(300, 700);
        QTest::qWait(20);
        QCOMPARE(cutTexts(*m_dock).join("|"), "");
    }

    void pictures()
    {
        Bench none;
        Selection nothing;
        UnitsDock empty(none, nothing);
        shoot(empty, "units-empty", {300, 700});
        m_made->selection.select(m_made->unit("/pose/Concat"));
        shoot(*m_dock, "units-narrow", {300, 700});
        shoot(*m_dock, "units-wide", {900, 400});
        m_dock->filter().setText("op:Conv dtpe:int8 sqnr<a");
        shoot(*m_dock, "units-error", {300, 700});
        if (auto made = nanodet()) {
            RuleSet rules = made->bench.configuration()->rules;
            rules.rules.push_back({makeOverride("op:Concat", {}, parseConfig("int16"))});
            made->setRules(rules);
            UnitsDock dock(made->bench, made->selection);
            made->selection.select(std::vector<UnitId>{UnitId{3}, UnitId{5}, UnitId{6}});
            shoot(dock, "units-nanodet-narrow", {300, 700});
            shoot(dock, "units-nanodet-wide", {900, 400});
            shoot(dock, "units-nanodet-full", {1400, 400});
            dock.filter().setText("op:Conv sqnr<30");
            shoot(dock, "units-nanodet-filter", {300, 700});
        }
    }
};

QTEST_MAIN(TestUnitsDock)
#include "tst_units_dock.moc"
