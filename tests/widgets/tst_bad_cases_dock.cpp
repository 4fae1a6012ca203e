// SPDX-License-Identifier: GPL-3.0-or-later
// Bad cases in the window: ranks and values against hand-made errors, the expression at its field, what the buttons ask for.
#include "engine/study/bad_case.h"
#include "tests/widgets/made_bench.h"
#include "widgets/bad_cases/bad_cases_dock.h"
#include "widgets/bad_cases/case_bar.h"
#include "widgets/bad_cases/case_panel.h"
#include "widgets/bad_cases/case_plot.h"
#include "widgets/common/theme.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QToolButton>
#include <QtTest>

#include <cmath>

using namespace qb;
using namespace qb::test;

namespace {

/// Errors by a closed form: of 8 samples the i-th is off by 2^-i in one of 4 values, so its largest error is 2^-i and its mean
/// one a quarter of that; number 5 holds a NaN as well.
BadCases madeCases(const Model& model, const SampleSet& samples)
{
    BadCases cases;
    for (const PortInfo& port : model.outputs)
        if (isMeasurable(port.type)) {
            cases.outputs.push_back(port.name);
            cases.scales.push_back(0);
        }
    for (std::size_t i = 0; i < 8; ++i) {
        SampleErrors errors;
        errors.file = samples.sampleName(i);
        const auto off = static_cast<float>(std::ldexp(1.0, -static_cast<int>(i)));
        const Tensor exact = Tensor::fromFloats({4}, std::vector<float>{1, 2, 3, 4});
        const Tensor quantized = Tensor::fromFloats({4}, std::vector<float>{1, 2, 3 + off, i == 5 ? std::nanf("") : 4.0F});
        for (std::size_t o = 0; o < cases.outputs.size(); ++o)
            errors.outputs.push_back(MetricSums::of(exact, quantized, nullptr));
        cases.samples[samples.sampleId(i)] = errors;
    }
    return cases;
}

struct Shown {
    MadeBench made;
    BadCasesDock dock{made.bench, made.selection};
    QSignalSpy finds{&dock, &BadCasesDock::findRequested};
    QSignalSpy blames{&dock, &BadCasesDock::blameRequested};

    explicit Shown(bool found = true)
    {
        if (found)
            setCases();
        dock.resize(760, 420);
        dock.show();
        QTest::qWait(20);
    }
    void setCases()
    {
        auto result = std::make_shared<BadCaseResult>();
        result->configuration = made.bench.configuration();
        DataOptions first = made.bench.calibrationSet().options; // these are every fourth
        first.samples.reset();
        first.range = SampleRange{0, 8};
        result->samples = std::make_shared<SampleSet>(made.workspace().samples(first, {}));
        result->data = result->samples->listFingerprint().hex();
        result->cases = madeCases(*made.bench.model(), *result->samples);
        result->complete = true;
        made.bench.setBadCases(result);
    }
    template <typename Widget>
    [[nodiscard]] Widget* named(const char* name) const
    {
        for (auto* widget : dock.findChildren<Widget*>())
            if (widget->accessibleName() == QLatin1String(name))
                return widget;
        return nullptr;
    }
    [[nodiscard]] std::vector<quint64> order() const
    {
        std::vector<quint64> ids;
        for (const CaseRow& row : dock.tableModel()->cases())
            ids.push_back(row.sample);
        return ids;
    }
};

} // namespace

class TestBadCasesDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<Order>("qb::Order");
        qRegisterMetaType<CaseCriterion>("qb::CaseCriterion");
        applyTheme(*qApp, Theme::Light);
    }

    void samplesAreRankedByAClosedForm()
    {
        Shown shown;
        QAbstractItemModelTester raw(shown.dock.tableModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester words(shown.dock.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const std::vector<quint64> expected{5, 0, 1, 2, 3, 4, 6, 7}; // what is not finite is worst
        QCOMPARE(shown.order(), expected);
        for (const auto& [metric, share] : {std::pair{Metric::Atol, 1.0}, {Metric::L1, 0.25}}) {
            shown.dock.bar()->setMetric(metric);
            QCOMPARE(shown.order(), expected);
            for (std::size_t i = 0; i < 8; ++i) {
                const CaseRow& row = shown.dock.tableModel()->cases()[i];
                QCOMPARE(row.rank, std::uint64_t{i + 1});
                QCOMPARE(row.notFinite, std::uint64_t{row.sample == 5 ? 1U : 0U});
                if (row.sample != 5)
                    QCOMPARE(row.value, share * std::ldexp(1.0, -static_cast<int>(row.sample)));
            }
        }
        shown.dock.bar()->setMetric(Metric::Cosine);
        QCOMPARE(shown.order(), expected);
        QVERIFY(shown.dock.tableModel()->cases()[1].value < shown.dock.tableModel()->cases()[7].value);
    }

    void equallyBadOnesShareTheirRank()
    {
        Shown shown;
        auto twins = std::make_shared<BadCaseResult>(*shown.made.bench.badCases());
        twins->cases.samples[1] = twins->cases.samples[0];
        shown.made.bench.setBadCases(twins);
        const auto& rows = shown.dock.tableModel()->cases();
        QCOMPARE(rows[1].rank, std::uint64_t{2});
        QCOMPARE(rows[2].rank, std::uint64_t{2});
        QCOMPARE(rows[3].rank, std::uint64_t{4});
        for (const CaseRow& row : rows)
            QCOMPARE(row.rank, std::uint64_t{twins->cases.rank(row.sample, shown.dock.bar()->criterion())});
    }

    void theMedianIsThatOfTheFiniteOnes()
    {
        Shown shown;
        std::vector<CaseRow> rows = shown.dock.tableModel()->cases(); // 1 2^-1 .. without 2^-5: seven of them
        for (CaseRow& row : rows)
            if (row.notFinite != 0)
                row.value = std::nan("");
        QCOMPARE(medianOf(rows), std::ldexp(1.0, -3));
        rows.erase(rows.begin() + 1);
        QCOMPARE(medianOf(rows), (std::ldexp(1.0, -3) + std::ldexp(1.0, -4)) / 2);
        QVERIFY(std::isnan(medianOf({})));
    }

    void tablePlotAndPanelFollowEachOther()
    {
        Shown shown;
        QCOMPARE(*shown.dock.currentSample(), quint64{5}); // the worst by itself
        shown.dock.table()->setFocus();
        QTest::keyClick(shown.dock.table(), Qt::Key_Down);
        QCOMPARE(*shown.dock.currentSample(), quint64{0});
        QCOMPARE(shown.dock.distribution()->current(), 1);
        auto* plot = shown.dock.distribution();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->pixelOf(4).toPoint());
        QCOMPARE(*shown.dock.currentSample(), quint64{3});
        QCOMPARE(shown.dock.table()->selectedSourceRows(), std::vector<int>{4});
        QVERIFY2(shown.dock.panel()->text().contains("rank 5 of 8"), qPrintable(shown.dock.panel()->text()));
        // Where it goes wrong is asked for once it stays, not for each one passed.
        QTRY_COMPARE(shown.blames.count(), 1);
        QCOMPARE(shown.blames.first().first().toULongLong(), qulonglong{3});
        auto blame = std::make_shared<SampleBlame>();
        blame->configuration = shown.made.bench.configuration();
        blame->sample = 3;
        blame->output = shown.dock.bar()->output();
        blame->blame.unit = shown.made.unit("/pose/Concat");
        blame->blame.jump = 6;
        blame->blame.excess = 12;
        blame->blame.clippedShare = 0.031;
        shown.made.bench.addBlame(blame);
        const QString text = shown.dock.panel()->text();
        QVERIFY2(text.contains("jumps at /pose/Concat: 12 times") && text.contains("3.1"), qPrintable(text));
        emit shown.dock.panel()->linkActivated("/pose/Concat");
        QCOMPARE(shown.made.selection.current(), shown.made.unit("/pose/Concat"));
        // A jump that is no jump is said to be none.
        auto quiet = std::make_shared<SampleBlame>(*blame);
        quiet->blame.jump = 1.5;
        shown.made.bench.addBlame(quiet);
        QVERIFY(shown.dock.panel()->text().contains("No layer stands out"));
    }

    void anEditGreysWhatWasMeasured()
    {
        Shown shown;
        QVERIFY(!shown.dock.tableModel()->isStale());
        RuleSet rules = shown.made.bench.rules();
        rules.rules.pop_back();
        shown.made.setRules(rules);
        QVERIFY(shown.dock.tableModel()->isStale());
        QVERIFY(shown.dock.statusText().contains("before the last edit"));
        QVERIFY(!shown.named<QToolButton>("Use as bad case")->isEnabled());
    }

    void theExpressionIsCheckedAtItsField()
    {
        Shown shown;
        shown.dock.bar()->setMetric(std::nullopt);
        auto* field = shown.named<QLineEdit>("Expression");
        QVERIFY(field && field->isVisible());
        QVERIFY(!shown.named<QToolButton>("Find")->isEnabled());
        QTest::keyClicks(field, "mean(abs(float(\"pose\") - quant(\"pos\")))");
        QVERIFY2(shown.dock.bar()->problem().contains("pose"), qPrintable(shown.dock.bar()->problem()));
        QVERIFY(!shown.named<QToolButton>("Find")->isEnabled());
        field->clear();
        QTest::keyClicks(field, "max(abs(float(\"pose\") - quant(\"pose\")))");
        QCOMPARE(shown.dock.bar()->problem(), QString());
        QVERIFY(shown.dock.tableModel()->cases().empty());
        QVERIFY(shown.dock.statusText().contains("press Find"));
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown.finds.count(), 1);
        const std::string text = shown.finds.last().first().value<std::string>();
        QCOMPARE(QString::fromStdString(text), field->text());
        // The engine's answer is ranked as the order says.
        auto result = std::make_shared<BadCaseResult>(*shown.made.bench.badCases());
        result->cases.custom = text;
        for (auto& [id, errors] : result->cases.samples)
            errors.custom = static_cast<double>(id);
        shown.made.bench.setBadCases(result);
        QCOMPARE(shown.order().front(), quint64{7});
    }

    void buttonsAskForWhatTheySay()
    {
        Shown shown;
        QSignalSpy chosen(&shown.dock, &BadCasesDock::badCaseRequested);
        QSignalSpy forgotten(&shown.dock, &BadCasesDock::badCaseForgotten);
        QSignalSpy pins(&shown.made.bench, &Bench::pinRequested);
        shown.dock.setCurrentSample(2);
        QTest::mouseClick(shown.named<QToolButton>("Pin"), Qt::LeftButton);
        QCOMPARE(pins.last().first().toULongLong(), qulonglong{2});
        QTest::mouseClick(shown.named<QToolButton>("Use as bad case"), Qt::LeftButton);
        QCOMPARE(chosen.count(), 1);
        const BadCaseResult& result = *shown.made.bench.badCases();
        ChosenCase choice = chosenCase(result.cases, *result.samples, 2, shown.dock.bar()->criterion(), "set");
        QCOMPARE(choice.rank, std::uint64_t{4});
        shown.made.bench.setChosenCase(choice);
        QVERIFY(shown.named<QToolButton>("Use as bad case")->isChecked());
        QVERIFY(shown.dock.panel()->text().contains("worst tenth")); // 4 of 8 is not
        QVERIFY(shown.dock.statusText().contains("bad case: sample 2"));
        QTest::mouseClick(shown.named<QToolButton>("Use as bad case"), Qt::LeftButton);
        QCOMPARE(forgotten.count(), 1);
        QVERIFY(shown.named<QToolButton>("Add to calibration")->isEnabled());
        shown.dock.setCurrentSample(4);
        QVERIFY(!shown.named<QToolButton>("Add to calibration")->isEnabled()); // it was calibrated on
        // Find is Stop while it runs.
        shown.made.bench.setFindingBadCases(true);
        QVERIFY(shown.named<QToolButton>("Stop"));
        QSignalSpy stops(&shown.dock, &BadCasesDock::stopRequested);
        QTest::mouseClick(shown.named<QToolButton>("Stop"), Qt::LeftButton);
        QCOMPARE(stops.count(), 1);
    }

    void anEmptyDockSaysWhatToDo()
    {
        Shown shown(false);
        QVERIFY(shown.dock.isEmptyShown());
        QVERIFY(shown.dock.emptyText().contains("Nothing was looked for"));
        shown.setCases();
        QVERIFY(!shown.dock.isEmptyShown());
    }

    /// Nothing is cut where the dock is narrow.
    void narrow()
    {
        Shown shown;
        shown.dock.resize(560, 420);
        QTest::qWait(20);
        QVERIFY2(shown.dock.minimumSizeHint().width() <= 560, qPrintable(QString::number(shown.dock.minimumSizeHint().width())));
        for (const auto* button : shown.dock.findChildren<QToolButton*>())
            if (button->isVisible()) {
                QVERIFY(!button->accessibleName().isEmpty());
                QVERIFY2(button->width() >= button->sizeHint().width(), qPrintable(button->accessibleName()));
            }
    }
};

QTEST_MAIN(TestBadCasesDock)
#include "tst_bad_cases_dock.moc"
