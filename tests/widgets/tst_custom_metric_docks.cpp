// SPDX-License-Identifier: GPL-3.0-or-later
// Metrics of one's own where a metric is chosen: typed, checked, measured, ranked, remembered.
#include "tests/widgets/made_bench.h"
#include "tests/widgets/plot_pictures.h"
#include "widgets/common/expression_field.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/compare_model.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/plots/sensitivity_model.h"
#include "widgets/tables/table_view.h"

#include <QComboBox>
#include <QLineEdit>
#include <QMenu>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

const char* const kPoseL1 = "mean(abs(float(\"pose\") - quant(\"pose\")))";

template <typename Dock>
struct Shown {
    MadeBench made;
    Dock dock{made.bench, made.selection};

    Shown()
    {
        dock.resize(1000, 420);
        dock.show();
        QTest::qWait(20);
    }
    [[nodiscard]] QLineEdit* field() { return dock.expression()->template findChild<QLineEdit*>(); }
    void type(const QString& text)
    {
        field()->clear();
        QTest::keyClicks(field(), text);
    }
};

} // namespace

class TestCustomMetricDocks : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<SensitivityMode>("qb::SensitivityMode");
        applyTheme(*qApp, Theme::Light);
    }

    void theFieldSaysWhatIsWrongWhileTyping()
    {
        MadeBench made(MadeBench::Upto::Opened);
        ExpressionField field(ExpressionField::Of::Outputs);
        field.setOutputs(made.bench.model()->outputs);
        field.show();
        auto* line = field.findChild<QLineEdit*>();
        QSignalSpy changed(&field, &ExpressionField::changed), accepted(&field, &ExpressionField::accepted);
        QTest::keyClicks(line, "mean(abs(float");
        QVERIFY(field.problem().contains("column 10"));
        QVERIFY(field.expression().empty());
        QCOMPARE(changed.count(), 14);
        line->clear();
        QTest::keyClicks(line, kPoseL1);
        QCOMPARE(field.problem(), QString());
        QCOMPARE(field.expression(), std::string(kPoseL1));
        QTest::keyClick(line, Qt::Key_Return);
        QCOMPARE(accepted.count(), 1);
        // Bare names are of each layer, where these are looked at.
        ExpressionField layers(ExpressionField::Of::Layers);
        layers.setOutputs(made.bench.model()->outputs);
        layers.setExpression("max(abs(float - quant))");
        QCOMPARE(layers.problem(), QString());
        field.setExpression("max(abs(float - quant))");
        QVERIFY(field.problem().contains("several float outputs"));
    }

    void lastExpressionsAreOffered()
    {
        MadeBench made(MadeBench::Upto::Opened);
        for (int i = 0; i < 20; ++i)
            made.bench.rememberExpression(QString("max(float(\"pose\")) + %1").arg(i));
        made.bench.rememberExpression("max(float(\"pose\")) + 15");
        QCOMPARE(made.bench.expressions().size(), 12);
        QCOMPARE(made.bench.expressions().mid(0, 2), (QStringList{"max(float(\"pose\")) + 15", "max(float(\"pose\")) + 19"}));
        ExpressionField field(ExpressionField::Of::Outputs);
        field.setOutputs(made.bench.model()->outputs);
        field.setRecent(made.bench.expressions());
        QSignalSpy accepted(&field, &ExpressionField::accepted);
        field.findChild<QToolButton*>()->menu()->actions().at(1)->trigger();
        QCOMPARE(field.text(), made.bench.expressions().at(1));
        QCOMPARE(accepted.count(), 1);
    }

    void sweepsAreRankedByIt()
    {
        Shown<SensitivityDock> shown;
        shown.made.sweep();
        QSignalSpy starts(&shown.dock, &SensitivityDock::startRequested);
        QVERIFY(!shown.dock.expression()->isVisible());
        shown.dock.setMetric(MetricChoice::custom(Order::Descending));
        QVERIFY(shown.dock.expression()->isVisible());
        QVERIFY(shown.dock.statusText().contains("write an expression"));
        QCOMPARE(shown.dock.tableModel()->rowCount(), 0);
        shown.type(kPoseL1);
        QVERIFY(shown.dock.statusText().contains("press Enter"));
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QCOMPARE(starts.count(), 1); // it was not measured
        shown.made.sweep();
        const auto& rows = shown.made.bench.sensitivity()->sensitivity.rows;
        QCOMPARE(shown.dock.tableModel()->rowCount(), static_cast<int>(rows.size()));
        const auto points = [&] {
            std::vector<std::pair<PointId, double>> all;
            for (int r = 0; r < shown.dock.tableModel()->rowCount(); ++r)
                all.emplace_back(shown.dock.tableModel()->row(r)->point, shown.dock.tableModel()->row(r)->value);
            return all;
        };
        const auto mine = points();
        shown.dock.setOutput(1);
        QCOMPARE(points(), mine); // it is of no single output
        shown.dock.setMetric(Metric::L1);
        const auto builtIn = points();
        for (std::size_t i = 0; i < mine.size(); ++i) {
            if (mine[i].second > 0) // equal rows have no order
                QVERIFY(mine[i].first == builtIn[i].first);
            QVERIFY(std::abs(mine[i].second - builtIn[i].second) <= 1e-12);
        }
        // Pickers and prediction work as with any metric.
        shown.dock.setMetric(MetricChoice::custom(Order::Descending));
        shown.dock.setPick(2);
        QVERIFY(shown.dock.summaryText().contains("Predicted"));
        QSignalSpy edits(&shown.made.bench, &Bench::editRequested);
        shown.dock.apply();
        QCOMPARE(edits.count(), 1);
        takePictures(shown.dock, "sensitivity_custom");
    }

    void smallestFirstTurnsTheRankingRound()
    {
        Shown<SensitivityDock> shown;
        shown.made.bench.requestCustomMetric(kPoseL1, Order::Ascending);
        shown.made.sweep();
        shown.dock.setMetric(MetricChoice::custom(Order::Ascending));
        const int rows = shown.dock.tableModel()->rowCount();
        QVERIFY(rows > 10);
        for (int r = 1; r < rows; ++r)
            QVERIFY(shown.dock.tableModel()->row(r - 1)->value <= shown.dock.tableModel()->row(r)->value);
    }

    void layersHaveAColumnAndACurve()
    {
        Shown<CompareDock> shown;
        const auto offered = [&] { return !shown.dock.table()->isColumnHidden(CompareModel::CustomColumn); };
        QVERIFY(!offered());
        shown.dock.setMetric(MetricChoice::custom(Order::Descending));
        QVERIFY(shown.dock.legendText().contains("write an expression"));
        shown.type("max(abs(float - quant)");
        QVERIFY(!shown.dock.expression()->problem().isEmpty());
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QVERIFY(!shown.made.bench.customMetric());
        QTest::keyClicks(shown.field(), ")");
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QVERIFY(shown.made.bench.customMetric().has_value());
        QVERIFY(offered());
        for (const char* source : {"live", "A"}) {
            shown.dock.setMain(source);
            const Polyline line = shown.dock.curves()->drawn(0);
            for (int r = 0; r < shown.dock.tableModel()->rowCount(); ++r) {
                const auto at = [&](int c) { return shown.dock.tableModel()->index(r, c).data(RawRole).toDouble(); };
                if (QString(source) == "live") // one sample: its own figures
                    QCOMPARE(at(CompareModel::CustomColumn), at(CompareModel::AtolColumn));
                if (at(CompareModel::CustomColumn) > 0)
                    QCOMPARE(line.y[r], at(CompareModel::CustomColumn));
            }
        }
        takePictures(shown.dock, "compare_custom");
        // Of the outputs together: a number, and no curve.
        shown.type(kPoseL1);
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QVERIFY2(shown.dock.legendText().contains("of the outputs alone"), qPrintable(shown.dock.legendText()));
        QVERIFY(!offered());
        takePictures(shown.dock, "compare_custom_outputs");
        // What can be parsed but not computed says why.
        shown.dock.setMain("live");
        shown.type("abs(float - quant)[0]");
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QVERIFY2(shown.dock.legendText().contains("not one number"), qPrintable(shown.dock.legendText()));
        shown.type("");
        QTest::keyClick(shown.field(), Qt::Key_Return);
        QVERIFY(!shown.made.bench.customMetric());
    }
};

QTEST_MAIN(TestCustomMetricDocks)
#include "tst_custom_metric_docks.moc"
