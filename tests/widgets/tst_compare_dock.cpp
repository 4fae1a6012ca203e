// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/widgets/made_bench.h"
#include "tests/widgets/plot_pictures.h"
#include "widgets/common/colors.h"
#include "widgets/common/format.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/compare_model.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QClipboard>
#include <QHeaderView>
#include <QMenu>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

struct Shown {
    MadeBench made;
    CompareDock dock{made.bench, made.selection};

    explicit Shown(MadeBench::Upto upto = MadeBench::Upto::Compared) : made(upto)
    {
        dock.resize(1000, 420);
        dock.show();
        QTest::qWait(20);
    }
    void raise(const char* unit)
    {
        RuleSet rules = made.bench.configuration()->rules;
        OverrideRule rule;
        rule.units = std::vector<std::string>{unit};
        rule.config = parseConfig("int16");
        rules.rules.push_back({rule, true});
        made.setRules(rules);
    }
};

} // namespace

class TestCompareDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<CompareMode>("qb::CompareMode");
        qRegisterMetaType<CompareParts>("qb::CompareParts");
        applyTheme(*qApp, Theme::Light);
    }

    void linesAreThinnedAndLookTheSame()
    {
        Polyline line;
        for (int i = 0; i < 10000; ++i) {
            line.x.push_back(i);
            line.y.push_back(std::sin(i * 0.01) + (i == 7777 ? 50 : 0) - (i == 1234 ? 50 : 0));
        }
        const Polyline thin = downsampled(line, {0, 9999}, 500);
        QVERIFY(thin.x.size() <= 4 * 502 && thin.x.size() >= 500);
        QVERIFY(std::is_sorted(thin.x.begin(), thin.x.end()));
        QVERIFY(thin.y.contains(line.y[7777]) && thin.y.contains(line.y[1234]));
        QCOMPARE(thin.x.first(), 0.0);
        QCOMPARE(thin.x.last(), 9999.0);
        // A look at a part keeps every point of it and one beyond each end.
        const Polyline part = downsampled(line, {100, 200}, 500);
        QCOMPARE(part.x.size(), 103);
        QCOMPARE(part.x.first(), 99.0);
        QCOMPARE(part.x.last(), 201.0);
    }

    void runningMeansLeaveGapsOut()
    {
        const double gap = std::nan("");
        const QVector<double> means = runningMean({1, 2, gap, 4, 6}, 3);
        QCOMPARE(means[0], 1.5);
        QCOMPARE(means[1], 1.5);
        QCOMPARE(means[2], 3.0);
        QCOMPARE(means[3], 5.0);
        QCOMPARE(means[4], 5.0);
        QVERIFY(std::isnan(runningMean({gap}, 5)[0]));
    }

    void rangesOfPlots()
    {
        QCOMPARE(padded({0, 10}, 0.1), (PlotRange{-1, 11}));
        QCOMPARE(padded({4, 4}), (PlotRange{2, 6}));
        QCOMPARE(padded({1 - 2e-16, 1}).size(), padded({1, 1}).size()); // two equal models: rounding is no curve
        QVERIFY(padded({1 - 1e-9, 1}).size() < 1e-8);
        const PlotRange log = paddedLog({0.01, 100}, 0.25);
        QVERIFY(std::abs(log.lo - 0.001) < 1e-9 && std::abs(log.hi - 1000) < 1e-6);
        const std::vector<double> values{-1, 0, 5, std::nan(""), INFINITY};
        QCOMPARE(rangeOf(values), (PlotRange{-1, 5}));
        QCOMPARE(rangeOf(values, true), (PlotRange{5, 5}));
        const std::vector<double> x{0, 1, 2, 3, 4};
        QCOMPARE(kneeOf(x, std::vector<double>{0, 8, 9, 9.5, 10}), std::size_t{1});
        QCOMPARE(kneeOf(x, std::vector<double>{0, 1, 2, 3, 4}), std::size_t{0});
        QCOMPARE(kneeOf(x, std::vector<double>{0, 0.1, 0.2, 0.3, 4}), std::size_t{0}); // nothing is gained early
        QCOMPARE(kneeOf(x, std::vector<double>{10, 3, 2, 1, 0}), std::size_t{1});      // an error that falls
    }

    void tableHoldsRawNumbersAndTheProxyWords()
    {
        Shown shown;
        QAbstractItemModelTester raw(shown.dock.tableModel(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        QAbstractItemModelTester words(shown.dock.table()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        const auto& rows = shown.made.bench.live()->comparison.rows;
        QCOMPARE(shown.dock.tableModel()->rowCount(), static_cast<int>(rows.size()));
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const MetricSums sums = rows[i].metrics.pooled();
            const auto at = [&](int c) { return shown.dock.tableModel()->index(int(i), c).data(RawRole); };
            QCOMPARE(at(CompareModel::CosineColumn).toDouble(), sums.value(Metric::Cosine, rows[i].scale()));
            QCOMPARE(at(CompareModel::QuantMaxColumn).toDouble(), sums.bMax);
            QCOMPARE(at(CompareModel::NameColumn).toString(),
                     QString::fromStdString(shown.made.bench.model()->unit(rows[i].unit).name));
        }
        shown.made.setRules(shown.made.bench.configuration()->rules); // a reset under the testers' eyes
    }

    void sortingIsNumericAndUnknownIsLast()
    {
        Shown shown;
        auto* table = shown.dock.table();
        for (const Qt::SortOrder order : {Qt::AscendingOrder, Qt::DescendingOrder}) {
            table->sortByColumn(CompareModel::ScaleColumn, order);
            double last = order == Qt::AscendingOrder ? -INFINITY : INFINITY;
            bool unknown = false;
            for (int r = 0; r < table->model()->rowCount(); ++r) {
                const double v = table->model()->index(r, CompareModel::ScaleColumn).data(RawRole).toDouble();
                unknown |= std::isnan(v);
                QVERIFY(unknown == std::isnan(v));
                QVERIFY(unknown || (order == Qt::AscendingOrder ? v >= last : v <= last));
                last = v;
            }
        }
    }

    void clickOnACurveSelectsTheUnitAndBack()
    {
        Shown shown;
        auto* plot = shown.dock.curves();
        const int row = 5;
        const LayerNumbers* layer = shown.dock.tableModel()->row(row);
        QTest::mouseClick(plot, Qt::LeftButton, {}, plot->toPixel(row, layer->metric(Metric::Cosine)).toPoint());
        QCOMPARE(shown.made.selection.current(), layer->unit);
        QCOMPARE(plot->marked(), row);
        const auto selected = shown.dock.table()->selectionModel()->selectedRows();
        QCOMPARE(selected.size(), 1);
        const UnitId concat = shown.made.unit("/pose/Concat");
        shown.made.selection.select(concat);
        QCOMPARE(shown.dock.tableModel()->row(plot->marked())->unit, concat);
        // From the table.
        shown.dock.table()->selectRow(2);
        QCOMPARE(shown.made.selection.current(), shown.dock.tableModel()->row(2)->unit);
    }

    void hoveringNamesTheLayer()
    {
        Shown shown;
        auto* plot = shown.dock.curves();
        const QPointF at = plot->toPixel(14, 0.99);
        QMouseEvent move(QEvent::MouseMove, at, plot->mapToGlobal(at), Qt::NoButton, Qt::NoButton, Qt::NoModifier);
        qApp->sendEvent(plot, &move);
        QVERIFY2(plot->readoutText().contains("/pose/Concat"), qPrintable(plot->readoutText()));
        // Keys do what the wheel does.
        const PlotRange all = plot->visibleX();
        QTest::keyClick(plot, Qt::Key_Plus);
        QVERIFY(plot->isZoomed() && plot->visibleX().size() < all.size());
        QTest::keyClick(plot, Qt::Key_0);
        QCOMPARE(plot->visibleX(), all);
        QTest::mouseDClick(plot, Qt::LeftButton, {}, at.toPoint());
        QCOMPARE(plot->visibleX(), all);
    }

    void anotherResultIsLaidBeside()
    {
        Shown shown;
        QVERIFY(shown.dock.sourceIds().contains("A") && shown.dock.sourceIds().contains("live"));
        shown.dock.setAgainst("A", true);
        const auto& live = shown.made.bench.live()->comparison.rows;
        const auto& all = shown.made.bench.comparisons().front()->comparison.rows;
        for (int r = 0; r < shown.dock.tableModel()->rowCount(); ++r) {
            const double expected = live[std::size_t(r)].metrics.pooled().value(Metric::Sqnr) -
                                    all[std::size_t(r)].metrics.pooled().value(Metric::Sqnr);
            const double got = shown.dock.tableModel()->index(r, CompareModel::DeltaSqnrColumn).data(RawRole).toDouble();
            QVERIFY(std::isfinite(expected) ? std::abs(got - expected) < 1e-9 : std::isnan(got));
        }
        QVERIFY(!shown.dock.table()->isColumnHidden(CompareModel::DeltaSqnrColumn));
        QCOMPARE(shown.dock.curves()->drawn(1).x.size(), qsizetype(all.size()));
        // The edit keeps the result before it for comparison.
        shown.raise("/pose/Concat");
        QVERIFY(shown.dock.sourceIds().contains("before"));
    }

    void whatSaysNothingIsNotShownAsPerfect()
    {
        Shown shown;
        const LayerNumbers* layer = nullptr;
        int row = 0;
        for (; (layer = shown.dock.tableModel()->row(row)) != nullptr; ++row)
            if (layer->unit == shown.made.unit("/pose/ReduceSum"))
                break;
        QVERIFY(layer && layer->sums.trust() == Trust::TooFewValues);
        const TableWords& words = *shown.dock.table()->words();
        const QModelIndex cosine = words.index(words.rowOf(row), CompareModel::CosineColumn);
        QCOMPARE(cosine.data().toString(), QStringLiteral("-"));
        QVERIFY(!cosine.data(BarRole).isValid());
        QVERIFY2(cosine.data(Qt::ToolTipRole).toString().contains("8 values"),
                 qPrintable(cosine.data(Qt::ToolTipRole).toString()));
        QVERIFY(std::isnan(shown.dock.curves()->drawn(0).y[row])); // a gap, not a perfect point
        const QModelIndex l1 = words.index(words.rowOf(row), CompareModel::L1Column);
        QCOMPARE(l1.data().toString(), metricText(Metric::L1, layer->metric(Metric::L1)));
        QCOMPARE(l1.data(ToneRole).toInt(), static_cast<int>(Tone::Plain));
    }

    void deltasPointUpWhereItIsBetter()
    {
        Shown shown;
        shown.raise("/pose/Concat");
        shown.dock.setAgainst("before", true);
        const TableWords& words = *shown.dock.table()->words();
        int better = 0;
        for (int r = 0; r < words.rowCount(); ++r)
            for (const int c : {CompareModel::DeltaCosineColumn, CompareModel::DeltaSqnrColumn, CompareModel::DeltaL1Column}) {
                const QModelIndex cell = words.index(r, c);
                const QString text = cell.data().toString();
                const bool up = text.startsWith(QStringLiteral("▲ "));
                const bool down = text.startsWith(QStringLiteral("▼ "));
                QVERIFY2(up || down || text == "0" || text == "-", qPrintable(text));
                if (!up && !down)
                    continue;
                QCOMPARE(cell.data(ToneRole).toInt(), static_cast<int>(up ? Tone::Better : Tone::Worse));
                QCOMPARE(up, (cell.data(RawRole).toDouble() > 0) == (c != CompareModel::DeltaL1Column));
                better += up && c == CompareModel::DeltaL1Column ? 1 : 0;
            }
        QVERIFY(better > 0); // less error, and that points up
    }

    /// The selected row stays in view when the table gets another height, until the user scrolls.
    void theSelectedRowStaysInView()
    {
        Shown shown;
        TableView& table = *shown.dock.table();
        shown.made.selection.select(shown.made.unit("/pose/fc2/Gemm"));
        const auto inView = [&] { return table.viewport()->rect().contains(table.visualRect(table.currentIndex())); };
        for (const int height : {420, 300, 260}) {
            shown.dock.resize(1000, height);
            QCoreApplication::processEvents();
            QVERIFY2(inView(), qPrintable(QString::number(height)));
        }
        QVERIFY(table.verticalScrollBar()->maximum() > 0);
        table.verticalScrollBar()->triggerAction(QAbstractSlider::SliderToMinimum);
        shown.dock.resize(1000, 270);
        QCoreApplication::processEvents();
        QCOMPARE(table.verticalScrollBar()->value(), 0);
    }

    void anExpressionOfOutputsSaysThatItHasNoCurve()
    {
        Shown shown;
        shown.made.bench.requestCustomMetric("mean(abs(float(\"digit\") - quant(\"digit\")))", Order::Descending);
        QVERIFY2(shown.made.bench.customMetric(), "the expression");
        QVERIFY(!shown.made.bench.customMetric()->ofTensor);
        shown.dock.setMetric(MetricChoice::custom(Order::Descending));
        QVERIFY(!shown.dock.curves()->hasCurve());
        QVERIFY2(shown.dock.curves()->message().contains("no curve"), qPrintable(shown.dock.curves()->message()));
        QVERIFY(!shown.dock.curves()->yAxis->tickLabels()); // no made-up axis
        shown.dock.setMetric(Metric::Cosine);
        QVERIFY(shown.dock.curves()->message().isEmpty() && shown.dock.curves()->yAxis->tickLabels());
    }

    /// Numbers at an axis that has hardly room for one do not lie on each other.
    void numbersOfALowPlotStayApart()
    {
        Shown shown;
        ComparePlot& plot = *shown.dock.curves();
        const QFontMetrics metrics(plot.yAxis->tickLabelFont());
        for (const int height : {400, 160, 100, 80, 70}) {
            plot.setMinimumHeight(0);
            plot.resize(400, height);
            plot.replot();
            const QVector<double> ticks = plot.yAxis->tickVector();
            double last = 1e9;
            int seen = 0;
            for (const double tick : ticks)
                if (plot.yAxis->range().contains(tick)) {
                    const double y = plot.yAxis->coordToPixel(tick);
                    QVERIFY2(last - y >= metrics.ascent(), qPrintable(QStringLiteral("%1 px high").arg(height)));
                    last = y;
                    ++seen;
                }
            QVERIFY(height < 160 || seen > 1);
        }
    }

    void staleNumbersAreGreyAndSayWhy()
    {
        Shown shown;
        QVERIFY(!shown.dock.legendText().contains("before the last edit"));
        auto next = std::make_shared<Configuration>(*shown.made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        shown.made.bench.setConfiguration(next);
        QVERIFY(shown.dock.legendText().contains("before the last edit"));
        QCOMPARE(shown.dock.curves()->colorOf(0), shown.dock.palette().color(QPalette::PlaceholderText));
        const QModelIndex cell = shown.dock.table()->model()->index(0, CompareModel::CosineColumn);
        QCOMPARE(cell.data(ToneRole).toInt(), static_cast<int>(Tone::Quiet));
        QVERIFY(!cell.data(BarRole).isValid());
    }

    void whatIsMissingIsAskedFor()
    {
        Shown shown;
        QSignalSpy asked(&shown.dock, &CompareDock::compareRequested);
        shown.dock.setMode(CompareMode::Local);
        QToolButton* offered = nullptr;
        for (QToolButton* button : shown.dock.findChildren<QToolButton*>())
            if (button->isVisible() && button->text() == "Measure local errors")
                offered = button;
        QVERIFY(offered);
        QTest::mouseClick(offered, Qt::LeftButton);
        QCOMPARE(asked.count(), 1);
        for (QToolButton* button : shown.dock.findChildren<QToolButton*>())
            if (button->accessibleName() == "Measure")
                button->menu()->actions().at(1)->trigger();
        QCOMPARE(asked.count(), 2);
        QVERIFY(asked.last().at(1).value<CompareParts>() == CompareParts::Weights);
        QVERIFY(asked.first().first().value<CompareMode>() == CompareMode::Local);
        auto local = std::make_shared<NamedComparison>(*shown.made.bench.comparisons().front());
        local->mode = CompareMode::Local;
        shown.made.bench.setComparison(local);
        QVERIFY(shown.dock.tableModel()->rowCount() > 0);
        shown.dock.setMode(CompareMode::Cumulative);
        QCOMPARE(shown.dock.sourceIds().size(), 2);
    }

    void copiesAndWritesTables()
    {
        Shown shown;
        shown.dock.table()->setFocus();
        shown.dock.table()->selectRow(1);
        QTest::keyClick(shown.dock.table(), Qt::Key_C, Qt::ControlModifier);
        const QStringList lines = qApp->clipboard()->text().split('\n', Qt::SkipEmptyParts);
        QCOMPARE(lines.size(), 2);
        QVERIFY(lines[0].startsWith("#\tUnit\t"));
        QVERIFY(lines[1].contains("/backbone/stem/conv/Conv"));
        QTemporaryDir folder;
        shown.dock.setFileChooser([&](QWidget*, const QString&, const QString&) { return folder.filePath("t.csv"); });
        QCOMPARE(shown.dock.table()->csv().count('\n'), shown.dock.tableModel()->rowCount() + 1);
        QCOMPARE(shown.dock.exportPicture(folder.filePath("c.svg")), QString());
        QVERIFY(QFileInfo(folder.filePath("c.svg")).size() > 2000);
    }

    void emptyPages()
    {
        Bench bench;
        Selection selection;
        CompareDock dock(bench, selection);
        QVERIFY(dock.isEmptyShown() && dock.emptyText().contains("Open a model"));
        Shown opened(MadeBench::Upto::Opened);
        QVERIFY(opened.dock.isEmptyShown() && opened.dock.emptyText().contains("Calibrate"));
    }

    void numbersSayWhereTheyComeFrom()
    {
        Shown shown;
        const auto tip = [&](int row, int column) {
            return shown.dock.table()->words()->index(row, column).data(Qt::ToolTipRole).toString();
        };
        QVERIFY2(tip(0, CompareModel::SqnrColumn).contains("Pinned sample") &&
                     tip(0, CompareModel::SqnrColumn).contains("with the configuration in force"),
                 qPrintable(tip(0, CompareModel::SqnrColumn)));
        auto stopped = std::make_shared<NamedComparison>(*shown.made.bench.comparisons().front());
        stopped->name = "stopped";
        stopped->comparison = onlySamples(stopped->comparison, {stopped->comparison.samples.data(), 1});
        stopped->comparison.measured = 1700000000;
        stopped->planned = 6;
        auto other = std::make_shared<Configuration>(*stopped->configuration);
        other->key = Hasher().add(std::string("another")).result();
        stopped->configuration = other;
        shown.made.bench.setComparison(stopped);
        shown.dock.setMain("stopped");
        const QString said = tip(0, CompareModel::SqnrColumn);
        for (const char* part : {"Over 1 of 6", "another configuration", "2023", "log10"})
            QVERIFY2(said.contains(part), qPrintable(said));
        const auto others = shown.dock.others();
        QVERIFY(std::none_of(others.begin(), others.end(), [](const auto& o) { return o.first == "stopped"; }));
        shown.dock.setMain("A");
        const auto found = shown.dock.others();
        QVERIFY(std::any_of(found.begin(), found.end(),
                            [](const auto& o) { return o.first == "stopped" && o.second.startsWith("stopped, 1 of 6 sample"); }));
    }

    void heldAgainstFromElsewhere()
    {
        Shown shown;
        QSignalSpy changed(&shown.dock, &CompareDock::othersChanged);
        shown.dock.holdAgainst("A");
        QCOMPARE(shown.dock.against(), QStringList{"A"});
        QVERIFY(!changed.isEmpty());
        QVERIFY(!shown.dock.table()->isColumnHidden(CompareModel::DeltaSqnrColumn));
        shown.dock.setMain("A"); // nothing is held against itself
        QVERIFY(shown.dock.against().isEmpty());
        shown.dock.setMain("live");
        shown.dock.holdAgainst({});
        QVERIFY(shown.dock.against().isEmpty());
        QVERIFY(shown.dock.table()->isColumnHidden(CompareModel::DeltaSqnrColumn));
    }

    void tenThousandLayers()
    {
        Shown shown;
        auto many = std::make_shared<NamedComparison>(*shown.made.bench.comparisons().front());
        many->name = "many";
        const auto rows = many->comparison.rows;
        while (many->comparison.rows.size() < 10000)
            many->comparison.rows.push_back(rows[many->comparison.rows.size() % rows.size()]);
        shown.made.bench.setComparison(many);
        shown.dock.setMain("many");
        shown.dock.setMetric(Metric::Sqnr);
        shown.dock.curves()->replot();
        QCOMPARE(shown.dock.table()->model()->rowCount(), 10000);
    }

    void pictures()
    {
        Shown shown;
        shown.made.selection.select(shown.made.unit("/pose/Concat"));
        takePictures(shown.dock, "compare_cosine");
        shown.raise("/pose/Concat");
        shown.dock.setAgainst("A", true);
        shown.dock.setAgainst("before", true);
        shown.dock.setMetric(Metric::Sqnr);
        takePictures(shown.dock, "compare_against");
        shown.dock.setMetric(Metric::L1);
        shown.dock.setRunningMean(true);
        takePictures(shown.dock, "compare_mean");
        shown.dock.setMetric({});
        takePictures(shown.dock, "compare_ranges");
        auto next = std::make_shared<Configuration>(*shown.made.bench.configuration());
        next->key = Hasher().add(std::string("another")).result();
        shown.made.bench.setConfiguration(next);
        shown.dock.setMetric(Metric::Cosine);
        shown.dock.setRunningMean(false);
        takePictures(shown.dock, "compare_stale");
        shown.dock.setMode(CompareMode::Local);
        takePictures(shown.dock, "compare_unmeasured");
    }
};

QTEST_MAIN(TestCompareDock)
#include "tst_compare_dock.moc"
