// SPDX-License-Identifier: GPL-3.0-or-later
// A metric of one's own in the whole window: typed in one dock, measured on the pinned sample at once, by sweeps and
// comparisons, shared by the docks, there again after a restart.
#include "tests/app/window_driver.h"
#include "widgets/common/expression_field.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/plots/sensitivity_model.h"
#include "widgets/tables/advice_dock.h"

#include <QComboBox>
#include <QLineEdit>

using namespace qb;
using namespace qb::test;

class TestCustomScenes : public QObject {
    Q_OBJECT

    const QString m_l1 = QStringLiteral("mean(abs(float(\"pose\") - quant(\"pose\")))");

private slots:
    void typedOnceMeasuredEverywhere()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        auto* compare = w.dock<CompareDock>("compare");
        auto* sensitivity = w.dock<SensitivityDock>("sensitivity");
        w.workbench.sweep(SensitivityMode::Isolated);
        QVERIFY(w.settled());
        sensitivity->setMetric(MetricChoice::custom(Order::Descending));
        auto* field = sensitivity->expression()->findChild<QLineEdit*>();
        field->setFocus();
        QTest::keyClicks(field, m_l1);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(w.settled());
        const Sensitivity& sweep = w.bench.sensitivity()->sensitivity;
        QCOMPARE(QString::fromStdString(sweep.custom), m_l1);
        QCOMPARE(sensitivity->tableModel()->rowCount(), static_cast<int>(sweep.rows.size()));
        QCOMPARE(w.bench.model()->unit(sensitivity->tableModel()->row(0)->unit).name, std::string("/pose/Concat"));
        for (const PointErrors& row : sweep.rows)
            QVERIFY(std::abs(meanOf(row.custom) - row.outputs[1].pooled().value(Metric::L1)) < 1e-9);
        // The other dock knows it, and the pinned sample was measured by it.
        QCOMPARE(compare->expression()->text(), m_l1);
        const Comparison& live = w.bench.live()->comparison;
        QVERIFY(std::abs(meanOf(live.ofOutputs) - live.outputs[1].metrics.pooled().value(Metric::L1)) < 1e-9);
        // Another one of each layer, and a comparison over all samples; an edit has it too.
        w.bench.requestCustomMetric("max(abs(float - quant))", Order::Descending);
        w.workbench.compare(CompareMode::Cumulative);
        QVERIFY(w.settled());
        for (const CompareRow& row : w.bench.live()->comparison.rows)
            if (!row.metrics.samples().empty())
                QCOMPARE(meanOf(row.custom), row.metrics.pooled().value(Metric::Atol));
        QCOMPARE(w.bench.comparisons().front()->comparison.custom, std::string("max(abs(float - quant))"));
        w.selection.select(w.unit("/pose/Concat"));
        w.window.activateWindow();
        QTest::keyClick(&w.window, Qt::Key_3);
        QVERIFY(w.settled());
        QCOMPARE(w.bench.live()->comparison.custom, std::string("max(abs(float - quant))"));
        QCOMPARE(w.settings.value("expressions").toStringList(), (QStringList{"max(abs(float - quant))", m_l1}));
    }

    void advicesAreMeasuredByIt()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.workbench.advise();
        QVERIFY(w.settled(300) && w.bench.advice());
        auto* dock = w.dock<AdviceDock>("advice");
        w.window.dock("advice")->show();
        w.window.dock("advice")->raise();
        const int custom = dock->metricBox()->findText("Custom");
        QVERIFY(custom >= 0);
        dock->metricBox()->setCurrentIndex(custom);
        emit dock->metricBox()->activated(custom);
        auto* field = dock->expression()->findChild<QLineEdit*>();
        QTest::keyClicks(field, m_l1);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(w.settled(300));
        const Advice& advice = w.bench.advice()->advice;
        QVERIFY(advice.metric.isCustom());
        QVERIFY(!advice.rows.empty() && !advice.rows[0].cures.empty());
        QVERIFY(advice.rows[0].cures[0].errorAfter < advice.rows[0].cures[0].errorBefore);
        QVERIFY(advice.before[0] == advice.before[1] && advice.before[0] > 0); // one number of all outputs
    }

    void itIsThereAfterARestart()
    {
        WindowDriver w;
        w.show();
        QVERIFY(w.openCalibrated());
        w.bench.requestCustomMetric(m_l1, Order::Ascending);
        w.workbench.sweep(SensitivityMode::Isolated);
        QVERIFY(w.settled());
        const QString study = w.workbench.studyPath();
        const double value = meanOf(w.bench.sensitivity()->sensitivity.rows[3].custom);
        w.workbench.open(study);
        QVERIFY(w.settled());
        QVERIFY(w.bench.customMetric().has_value());
        QCOMPARE(QString::fromStdString(w.bench.customMetric()->text), m_l1);
        QCOMPARE(w.bench.customMetric()->order, Order::Ascending);
        QVERIFY(w.bench.sensitivity() && w.bench.sensitivity()->complete);
        QCOMPARE(meanOf(w.bench.sensitivity()->sensitivity.rows[3].custom), value);
        // A wrong one, asked for past the field, changes nothing.
        w.bench.requestCustomMetric("max(", Order::Ascending);
        QCOMPARE(QString::fromStdString(w.bench.customMetric()->text), m_l1);
        w.bench.requestCustomMetric({}, Order::Ascending);
        QVERIFY(w.settled());
        QVERIFY(!w.bench.customMetric() && w.bench.live()->comparison.custom.empty());
    }
};

QTEST_MAIN(TestCustomScenes)
#include "tst_custom_scenes.moc"
