// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"
#include "tests/widgets/shots.h"
#include "widgets/common/colors.h"
#include "widgets/tables/advice_dock.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTreeWidget>

using namespace qb;
using namespace qb::test;

namespace {

enum Column { Layer, VerdictColumn, OutputColumn, Before, After, Cost };

} // namespace

class TestAdviceDock : public QObject {
    Q_OBJECT

    MadeBench m_made;
    std::unique_ptr<AdviceDock> m_dock;

    /// Three cures of one layer: one helps, one does nothing, one does harm; and a layer that nothing helps.
    [[nodiscard]] std::shared_ptr<AdviceResult> advice(const MetricChoice& metric = Metric::Sqnr) const
    {
        const auto result = std::make_shared<AdviceResult>();
        result->configuration = m_made.bench.configuration();
        result->samples = 12;
        result->advice.metric = metric;
        result->advice.tried = 3;
        for (const CompareRow& row : m_made.bench.live()->comparison.outputs)
            result->advice.outputs.push_back(row.value);
        AdviceRow row;
        row.unit = m_made.unit("/pose/norm/BatchNormalization");
        row.output = result->advice.outputs.front();
        row.verdict = Verdict::ConcatSharedScale;
        row.why = Text("its operands need different scales");
        row.evidence = {{"clipped_share", 0.0001824}, {"operand_ratio", 12.5}};
        row.cures = {{"output=int16", 20.04, 31.06, {0.1234, 0, 123456}},
                     {"output=int8", 20.04, 20.04, {}},
                     {"weight=int8", 20.04, 18.5, {0, 0.5, 0}}};
        result->advice.rows.push_back(row);
        row.unit = m_made.unit("/digit/fc2/Gemm");
        row.output = result->advice.outputs.back();
        row.verdict = Verdict::Rounding;
        row.cures = {{"output=int16", 30, 30, {}}};
        result->advice.rows.push_back(row);
        return result;
    }
    void show(QSize size)
    {
        m_dock->resize(size);
        m_dock->show();
        QVERIFY(QTest::qWaitForWindowExposed(m_dock.get()));
    }
    [[nodiscard]] QTreeWidgetItem* top(int row) const { return m_dock->tree()->topLevelItem(row); }

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }
    void init()
    {
        m_dock = std::make_unique<AdviceDock>(m_made.bench, m_made.selection);
        m_made.bench.setAdvice(advice());
        show({900, 400});
    }
    void cleanup() { m_dock.reset(); }

    void outputsAndUnitsAreNamed()
    {
        const auto& outputs = m_made.bench.advice()->advice.outputs;
        QVERIFY(outputs.size() > 1);
        QVERIFY(!m_dock->tree()->isColumnHidden(OutputColumn));
        for (int row = 0; row < 2; ++row)
            QCOMPARE(top(row)->text(OutputColumn),
                     QString::fromStdString(m_made.bench.model()->graph.value(row == 0 ? outputs.front() : outputs.back()).name));
        QCOMPARE(m_dock->tree()->headerItem()->text(Before), "Before [dB]");
        QCOMPARE(m_dock->tree()->headerItem()->text(After), "After [dB]");
        QVERIFY2(m_dock->stateText().contains("12 sample"), qPrintable(m_dock->stateText()));
        const auto one = advice(Metric::Cosine);
        one->advice.outputs.resize(1);
        m_made.bench.setAdvice(one);
        QVERIFY(m_dock->tree()->isColumnHidden(OutputColumn));
        QCOMPARE(m_dock->tree()->headerItem()->text(Before), "Before");
    }

    void betterAndWorseByArrowAndColour()
    {
        const DataColors& colors = dataColors(m_dock->palette());
        const auto is = [&](const QTreeWidgetItem* item, const QString& text, const QBrush& color) {
            QCOMPARE(item->text(After), text);
            QCOMPARE(item->foreground(After), color);
        };
        is(top(0), "▲ 31.1", colors.better);
        is(top(0)->child(0), "▲ 31.1", colors.better);
        is(top(0)->child(1), "20.0", QBrush());
        is(top(0)->child(2), "▼ 18.5", colors.worse);
        QCOMPARE(top(1)->text(After), ""); // none helps
        QVERIFY(top(0)->toolTip(After).startsWith("31.0599999") || top(0)->toolTip(After) == "31.06");
        // Of an error, less is better.
        auto atol = advice(Metric::Atol);
        m_made.bench.setAdvice(atol);
        QCOMPARE(top(0)->child(2)->text(After), "▼ 18.5");
        QCOMPARE(top(0)->child(2)->foreground(After), QBrush(colors.better));
    }

    /// What a cure costs is there in full where the dock is wide, and before the whole of the name where it is not.
    void costsAreNotCut()
    {
        const QFontMetrics metrics(m_dock->tree()->font());
        const QString cost = top(0)->child(0)->text(Cost);
        QVERIFY(cost.contains("12.3 %") && cost.contains("+120.6 "));
        QVERIFY(m_dock->tree()->columnWidth(Cost) > metrics.horizontalAdvance(cost));
        const int name = m_dock->tree()->columnWidth(Layer);
        m_dock->resize(760, 400);
        QTRY_VERIFY(m_dock->tree()->columnWidth(Layer) < name);
        QVERIFY(m_dock->tree()->columnWidth(Cost) > metrics.horizontalAdvance(cost));
        m_dock->resize(340, 400);
        QTRY_VERIFY(m_dock->tree()->isColumnHidden(VerdictColumn));
        QVERIFY(!m_dock->tree()->isColumnHidden(OutputColumn) && !m_dock->tree()->isColumnHidden(After));
        QTRY_COMPARE(m_dock->tree()->horizontalScrollBar()->maximum(), 0);
        QCOMPARE(top(0)->child(0)->toolTip(Cost), cost);
        m_dock->resize(900, 400);
        QTRY_VERIFY(!m_dock->tree()->isColumnHidden(VerdictColumn));
        QCOMPARE(cutTexts(*m_dock).join("|"), "");
    }

    void rowsAreAsTallAsThoseOfTables()
    {
        QCOMPARE(m_dock->tree()->visualItemRect(top(0)).height(), m_dock->tree()->fontMetrics().height() + kRowPadding);
    }

    /// However long the text above it and however low the dock.
    void theCureIsAlwaysAtHand()
    {
        m_dock->resize(340, 320);
        QTest::qWait(20);
        QPushButton* apply = m_dock->applyButton();
        QVERIFY(apply->isVisible());
        for (const QWidget* w = apply; w; w = w->parentWidget())
            QVERIFY(!qobject_cast<const QScrollArea*>(w));
        QVERIFY(m_dock->rect().contains(QRect(apply->mapTo(m_dock.get(), QPoint()), apply->size())));
        QSignalSpy edits(&m_made.bench, &Bench::editRequested);
        QTest::mouseClick(apply, Qt::LeftButton);
        QCOMPARE(edits.count(), 1);
    }

    void sharesArePercent()
    {
        QVERIFY2(m_dock->details()->text().contains("0.0182 %"), qPrintable(m_dock->details()->text()));
        QVERIFY(m_dock->details()->text().contains("12.5"));
        QVERIFY(!m_dock->details()->text().contains("width='100%'")); // its numbers stand beside their names
    }

    /// In another language the same row stays chosen.
    void wordsChangeInPlace()
    {
        m_dock->tree()->setCurrentItem(top(0)->child(2));
        top(1)->setExpanded(true);
        QEvent change(QEvent::LanguageChange);
        QCoreApplication::sendEvent(m_dock.get(), &change);
        QCOMPARE(m_dock->tree()->currentItem(), top(0)->child(2));
        QVERIFY(top(0)->isExpanded() && top(1)->isExpanded());
    }

    void pictures()
    {
        shoot(*m_dock, "advice", {360, 500});
        shoot(*m_dock, "advice-wide", {900, 400});
    }
};

QTEST_MAIN(TestAdviceDock)
#include "tst_advice_dock.moc"
