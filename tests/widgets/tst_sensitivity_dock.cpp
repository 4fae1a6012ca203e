// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/resolver.h"
#include "tests/widgets/made_bench.h"
#include "tests/widgets/plot_pictures.h"
#include "widgets/plots/sensitivity_dock.h"
#include "widgets/plots/sensitivity_model.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QSlider>
#include <QToolButton>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

struct Shown {
    MadeBench made;
    SensitivityDock dock{made.bench, made.selection};
    QSignalSpy edits{&made.bench, &Bench::editRequested};

    explicit Shown(bool swept = true)
    {
        if (swept)
            made.sweep();
        dock.resize(1000, 420);
        dock.show();
        QTest::qWait(20);
    }
    [[nodiscard]] const Sensitivity& rows() const { return made.bench.sensitivity()->sensitivity; }
    RuleSet lastRules() { return edits.last().at(1).value<RuleSet>(); }
};

} // namespace

class TestSensitivityDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<RuleSet>("qb::RuleSet");
        qRegisterMetaType<SensitivityMode>("qb::SensitivityMode");
        applyTheme(*qApp, Theme::Light);
    }

    void rowsAreRankedAtOneOutput()
    {
        Shown shown;
        const Model& model = *shown.made.bench.model();
        const Plan& plan = shown.made.bench.configuration()->plan->plan;
        for (const int output : {0, 1}) {
            const auto ranked =
                rankedRows(model, plan, shown.rows(), SensitivityMode::Isolated, Metric::Sqnr, output, SensitiveType::Both);
            QCOMPARE(ranked.size(), shown.rows().rows.size());
            double last = -INFINITY;
            for (const PickRow& row : ranked) {
                QVERIFY(row.value >= last);
                last = row.value;
            }
            // The value is the engine's.
            for (const PointErrors& e : shown.rows().rows)
                if (e.point == ranked.front().point)
                    QCOMPARE(ranked.front().value, e.outputs[std::size_t(output)].pooled().value(Metric::Sqnr));
        }
        for (const PickRow& row :
             rankedRows(model, plan, shown.rows(), SensitivityMode::Isolated, Metric::L1, 0, SensitiveType::Weight))
            QVERIFY(row.weight);
    }

    /// The worst of each output stand first, whatever the other output says.
    void mergedIsTheBestPlace()
    {
        Shown shown;
        const Model& model = *shown.made.bench.model();
        const Plan& plan = shown.made.bench.configuration()->plan->plan;
        const auto at = [&](int output) {
            return rankedRows(model, plan, shown.rows(), SensitivityMode::Isolated, Metric::Sqnr, output, SensitiveType::Both);
        };
        const auto merged = at(kMerged);
        const PointId first = at(0).front().point;
        const PointId second = at(1).front().point;
        QVERIFY(merged[0].point == first || merged[0].point == second);
        if (first != second)
            QVERIFY(merged[1].point == first || merged[1].point == second);
    }

    /// Each output has a worst row; of these the one with the larger error stands first, whatever comes first in the model.
    void equalPlacesAreOrderedByTheError()
    {
        const Shown shown;
        const Model& model = *shown.made.bench.model();
        const Plan& plan = shown.made.bench.configuration()->plan->plan;
        Sensitivity sweep;
        sweep.outputs = shown.rows().outputs;
        QCOMPARE(sweep.outputs.size(), std::size_t{2});
        const double kSame = 0; // an output that the point does not reach
        const std::vector<std::array<double, 2>> noise{
            {1e-4, kSame}, {kSame, 0.25}, {0.9e-4, 1e-5}, {kSame, 0.2}, {kSame, kSame}};
        for (std::size_t i = 0; i < noise.size(); ++i) {
            PointErrors row;
            row.point = shown.rows().rows[i].point;
            for (const double power : noise[i]) {
                MetricSums sums;
                sums.count = 1000;
                sums.aa = 1;
                sums.bb = 1;
                sums.dot = 1;
                sums.squaredDiff = power;
                row.outputs.emplace_back();
                row.outputs.back().add(0, sums);
            }
            sweep.rows.push_back(row);
        }
        const auto order = [&](int output) {
            std::vector<std::size_t> numbers;
            for (const PickRow& row :
                 rankedRows(model, plan, sweep, SensitivityMode::Isolated, Metric::Sqnr, output, SensitiveType::Both))
                for (std::size_t i = 0; i < sweep.rows.size(); ++i)
                    if (sweep.rows[i].point == row.point)
                        numbers.push_back(i);
            return numbers;
        };
        QCOMPARE(order(0), (std::vector<std::size_t>{0, 2, 1, 3, 4}));
        QCOMPARE(order(1), (std::vector<std::size_t>{1, 3, 2, 0, 4}));
        // First places: 1 (0.25) and 0 (1e-4); second ones: 3 (0.2) and 2; 4 is nowhere before them.
        QCOMPARE(order(kMerged), (std::vector<std::size_t>{1, 0, 3, 2, 4}));
        // The order in which the points come does not matter.
        std::reverse(sweep.rows.begin(), sweep.rows.end());
        QCOMPARE(order(kMerged), (std::vector<std::size_t>{3, 4, 1, 2, 0}));
    }

    void theCurveSumsErrorPowers()
    {
        Shown shown;
        const Model& model = *shown.made.bench.model();
        const Configuration& c = *shown.made.bench.configuration();
        const auto ranked =
            rankedRows(model, c.plan->plan, shown.rows(), SensitivityMode::Isolated, Metric::Sqnr, 1, SensitiveType::Both);
        const PickCurve curve = pickCurve(model, *c.effective, c.plan->plan, ranked, ranked, 1);
        QCOMPARE(curve.share.size(),
                 std::size_t(std::count_if(ranked.begin(), ranked.end(), [](const PickRow& r) { return r.raisable; })) + 1);
        QCOMPARE(curve.decibel.size(), curve.share.size());
        // A naive twin, row by row.
        std::size_t k = 0;
        for (std::size_t raised = 0; raised <= ranked.size(); ++raised) {
            if (raised > 0 && !ranked[raised - 1].raisable)
                continue;
            double noise = 0;
            for (std::size_t i = 0; i < ranked.size(); ++i)
                noise += ranked[i].noise[1] * (i < raised && ranked[i].raisable && !ranked[i].wide ? 1.0 / 65536 : 1);
            QVERIFY(std::abs(curve.decibel[k] + 10 * std::log10(noise)) < 1e-6);
            ++k;
        }
        QVERIFY(std::is_sorted(curve.share.begin(), curve.share.end()));
        QVERIFY(std::is_sorted(curve.decibel.begin(), curve.decibel.end()));
        QVERIFY(curve.share.front() >= 0 && curve.share.back() <= 1 + 1e-12 && curve.share.back() > 0.9);
        QVERIFY(curve.knee < curve.share.size());
    }

    /// The share that the picker promises is the share of the plan that the rule makes.
    void theShareIsThatOfTheResolvedRule()
    {
        Shown shown;
        const Model& model = *shown.made.bench.model();
        shown.dock.setPick(6);
        const double promised = shown.dock.curve().share[6];
        shown.dock.apply();
        QCOMPARE(shown.edits.count(), 1);
        const Configuration& after = *shown.made.bench.configuration();
        const PickCurve now = pickCurve(model, *after.effective, after.plan->plan, {}, {}, kMerged);
        QVERIFY2(std::abs(now.share.front() - promised) < 1e-9,
                 qPrintable(QString("%1 %2").arg(now.share.front()).arg(promised)));
    }

    /// A target that takes int16 at one operand of a Conv alone keeps some of what is picked in int8, and the dock says how many.
    void whatTheTargetLeavesIsSaid()
    {
        Shown shown(false);
        RuleSet rules = shown.made.bench.rules();
        rules.profile = "nash-e";
        shown.made.setRules(rules);
        shown.made.sweep();
        const std::size_t all = shown.dock.curve().last();
        shown.dock.setPick(all);
        const std::string expected = [&] {
            // Its own resolve of its own rule, counted over the rows of the table.
            const Model& model = *shown.made.bench.model();
            SensitivityRule rule;
            rule.topK = all;
            std::vector<PointId> points;
            for (int r = 0; r < shown.dock.tableModel()->rowCount(); ++r)
                if (const PickRow* row = shown.dock.tableModel()->row(r); row->raisable) {
                    points.push_back(row->point);
                    rule.tables.resize(1);
                    rule.tables.front().rows.push_back(
                        {model.unit(row->unit).name, row->weight ? SensitiveType::Weight : SensitiveType::Activation});
                }
            RuleSet after = rules;
            after.rules.push_back({rule, true});
            const Effective resolved = resolve(model, after, shown.made.workspace().profile());
            const auto left = std::count_if(points.begin(), points.end(), [&](PointId p) {
                return resolved.at(p).active && resolved.at(p).dtype == DType::Int8;
            });
            return std::to_string(left);
        }();
        QVERIFY(expected != "0");
        QTRY_VERIFY2(shown.dock.summaryText().contains("The target leaves " + QString::fromStdString(expected) + " of them"),
                     qPrintable(shown.dock.summaryText() + QString::fromStdString(" / " + expected)));
        shown.dock.setPick(0);
        QVERIFY2(!shown.dock.summaryText().contains("leaves"), qPrintable(shown.dock.summaryText()));
    }

    void widenedUnitsAreReachedThroughFollowers()
    {
        Shown shown;
        const Model& model = *shown.made.bench.model();
        const UnitId pool = shown.made.unit("/digit/pool/GlobalAveragePool");
        const auto units =
            widenedBy(model, *shown.made.bench.configuration()->effective, model.units.pointOf(pool, PointKind::Output));
        QVERIFY(std::find(units.begin(), units.end(), shown.made.unit("/digit/fc1/Gemm")) != units.end());
    }

    void tableShowsTheRowsAndFollowsTheSelection()
    {
        Shown shown;
        QAbstractItemModelTester raw(shown.dock.tableModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester words(shown.dock.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(shown.dock.tableModel()->rowCount(), int(shown.rows().rows.size()));
        shown.dock.table()->selectRow(3);
        QCOMPARE(shown.made.selection.current(), shown.dock.tableModel()->row(3)->unit);
        QCOMPARE(shown.made.selection.point(), shown.dock.tableModel()->row(3)->point);
        const UnitId concat = shown.made.unit("/pose/Concat");
        shown.made.selection.select(concat);
        const auto selected = shown.dock.table()->selectionModel()->selectedRows();
        QVERIFY(!selected.isEmpty());
        for (const QModelIndex& index : selected)
            QCOMPARE(shown.dock.tableModel()->row(shown.dock.table()->words()->sourceRow(index.row()))->unit, concat);
        // Streams: a larger result takes the place of a smaller one.
        auto part = std::make_shared<SensitivityResult>(*shown.made.bench.sensitivity());
        const auto whole = shown.made.bench.sensitivity();
        part->sensitivity.rows.resize(4);
        part->complete = false;
        part->samples = 6;
        part->running = true;
        const auto stops = [&] {
            const auto all = shown.dock.findChildren<QToolButton*>();
            return std::count_if(all.begin(), all.end(),
                                 [](const QToolButton* b) { return b->accessibleName() == "Stop" && b->isVisible(); });
        };
        shown.made.bench.setSensitivity(part);
        QCOMPARE(shown.dock.tableModel()->rowCount(), 4);
        QVERIFY(shown.dock.statusText().contains("4 of"));
        QVERIFY2(shown.dock.statusText().contains("4 of 6 samples"), qPrintable(shown.dock.statusText()));
        QVERIFY(!shown.dock.statusText().contains("stopped"));
        QCOMPARE(stops(), 1);
        part = std::make_shared<SensitivityResult>(*part);
        part->running = false; // stopped: there is nothing more to stop
        shown.made.bench.setSensitivity(part);
        QVERIFY(shown.dock.statusText().contains("stopped"));
        QCOMPARE(stops(), 0);
        QVERIFY(shown.dock.summaryText().contains("so far"));
        shown.made.bench.setSensitivity(whole);
        QCOMPARE(shown.dock.tableModel()->rowCount(), int(shown.rows().rows.size()));
    }

    /// Each number says over which samples it is and of which configuration; what is of another one is grey.
    void numbersSayWhereTheyComeFrom()
    {
        Shown shown;
        TableView* table = shown.dock.table();
        const auto cell = [&](int column) { return table->words()->index(0, column); };
        const auto tip = [&](int column) { return cell(column).data(Qt::ToolTipRole).toString(); };
        const auto isGrey = [&](int column) { return static_cast<Tone>(cell(column).data(ToneRole).toInt()) == Tone::Quiet; };
        using Model = SensitivityModel;
        QVERIFY2(tip(Model::IsolatedColumn).contains("Over 4 sample"), qPrintable(tip(Model::IsolatedColumn)));
        // A comparison of the same configuration is there, over all samples.
        QVERIFY2(tip(Model::CumulativeColumn).contains("Over 16 sample"), qPrintable(tip(Model::CumulativeColumn)));
        QVERIFY(!isGrey(Model::IsolatedColumn) && !isGrey(Model::CumulativeColumn));
        // One of the weights alone is no measure of the layers.
        auto weights = std::make_shared<NamedComparison>(*shown.made.bench.comparisons().front());
        const double before = cell(Model::CumulativeColumn).data(RawRole).toDouble();
        weights->name = "weights";
        weights->parts = CompareParts::Weights;
        for (CompareRow& row : weights->comparison.rows)
            row.metrics = {};
        shown.made.bench.setComparison(weights);
        QCOMPARE(cell(Model::CumulativeColumn).data(RawRole).toDouble(), before);
        // After an edit all of it is of another configuration.
        auto next = std::make_shared<Configuration>(*shown.made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        shown.made.bench.setConfiguration(next);
        QVERIFY(isGrey(Model::IsolatedColumn) && isGrey(Model::CumulativeColumn));
        QVERIFY(!cell(Model::IsolatedColumn).data(BarRole).isValid());
        QVERIFY(tip(Model::IsolatedColumn).contains("another configuration"));
    }

    void pickersAgree()
    {
        Shown shown;
        auto* slider = shown.dock.findChild<QSlider*>();
        slider->setValue(5);
        QCOMPARE(shown.dock.picked(), std::size_t{5});
        QVERIFY(shown.dock.tableModel()->picked(0));
        // A click on the curve.
        auto* plot = shown.dock.pickPlot();
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->pixelOf(2).toPoint());
        QVERIFY(std::hypot((plot->pixelOf(shown.dock.picked()) - plot->pixelOf(2)).x(),
                           (plot->pixelOf(shown.dock.picked()) - plot->pixelOf(2)).y()) < 3);
        auto* ratio = shown.dock.findChild<QDoubleSpinBox*>();
        ratio->setValue(50);
        const std::size_t rows = shown.dock.curve().last();
        QCOMPARE(shown.dock.picked(), (rows + 1) / 2);
        shown.dock.apply();
        const RuleSet byRatio = shown.lastRules();
        const auto& rule = std::get<SensitivityRule>(byRatio.rules.back().what);
        QVERIFY(rule.ratio && std::abs(*rule.ratio - 0.5) < 1e-9 && !rule.topK);
        // A limit: exactly the rows that are as bad or worse.
        for (QLineEdit* field : shown.dock.findChildren<QLineEdit*>()) {
            if (field->accessibleName() != "Worse than")
                continue;
            field->setText("40");
            QTest::keyClick(field, Qt::Key_Return);
        }
        std::size_t expected = 0;
        for (int r = 0; r < shown.dock.tableModel()->rowCount(); ++r)
            expected += shown.dock.tableModel()->row(r)->raisable && shown.dock.tableModel()->row(r)->value <= 40;
        QCOMPARE(shown.dock.picked(), expected);
    }

    void applyIsOneRuleAndIsMeasured()
    {
        Shown shown;
        const RuleSet before = shown.made.bench.configuration()->rules;
        shown.dock.setPick(4);
        std::vector<SensitivityRow> worst;
        for (int r = 0; worst.size() < 4; ++r)
            if (const PickRow* row = shown.dock.tableModel()->row(r); row->raisable)
                worst.push_back({shown.made.bench.model()->unit(row->unit).name,
                                 row->weight ? SensitiveType::Weight : SensitiveType::Activation});
        for (QPushButton* button : shown.dock.findChildren<QPushButton*>())
            if (button->accessibleName() == "Apply")
                QTest::mouseClick(button, Qt::LeftButton);
        QCOMPARE(shown.edits.count(), 1);
        const RuleSet after = shown.lastRules();
        QCOMPARE(after.rules.size(), before.rules.size() + 1);
        const auto& rule = std::get<SensitivityRule>(after.rules.back().what);
        QVERIFY(rule.topK == std::size_t{4} && rule.high == DType::Int16 && !rule.low);
        QVERIFY(std::equal(worst.begin(), worst.end(), rule.tables.front().rows.begin()));
        // MadeBench has measured it by now.
        QVERIFY2(shown.dock.summaryText().contains("measured"), qPrintable(shown.dock.summaryText()));
        QVERIFY(shown.dock.statusText().contains("before the last edit"));
        QVERIFY(RuleSet::fromJson(after.toJson()) == after);
    }

    void emptyPagesAndStarting()
    {
        Bench bench;
        Selection selection;
        SensitivityDock empty(bench, selection);
        QVERIFY(empty.isEmptyShown() && empty.emptyText().contains("Open a model"));
        Shown shown(false);
        QVERIFY(shown.dock.isEmptyShown());
        QSignalSpy started(&shown.dock, &SensitivityDock::startRequested);
        QToolButton* start = nullptr;
        for (QToolButton* button : shown.dock.findChildren<QToolButton*>())
            if (button->isVisible())
                start = button;
        QVERIFY(start);
        QTest::mouseClick(start, Qt::LeftButton);
        QCOMPARE(started.count(), 1);
        QVERIFY(started.first().first().value<SensitivityMode>() == SensitivityMode::Isolated);
    }

    void pictures()
    {
        Shown shown;
        shown.dock.setPick(shown.dock.curve().knee);
        takePictures(shown.dock, "sensitivity_merged");
        shown.dock.setOutput(1);
        shown.dock.setPick(3);
        shown.dock.apply();
        takePictures(shown.dock, "sensitivity_applied");
        auto part = std::make_shared<SensitivityResult>(*shown.made.bench.sensitivity());
        part->sensitivity.rows.resize(9);
        part->complete = false;
        shown.made.bench.setSensitivity(part);
        takePictures(shown.dock, "sensitivity_partial");
        shown.made.bench.setSensitivity({});
        takePictures(shown.dock, "sensitivity_empty");
    }
};

QTEST_MAIN(TestSensitivityDock)
#include "tst_sensitivity_dock.moc"
