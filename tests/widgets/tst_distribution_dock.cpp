// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/fake_quantize.h"
#include "engine/quant/settling.h"
#include "tests/support/model_builder.h"
#include "tests/widgets/made_bench.h"
#include "tests/widgets/plot_pictures.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/point_edit.h"
#include "widgets/plots/settling_panel.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/tables/table_view.h"

#include <QAbstractItemModelTester>
#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QToolButton>
#include <QtTest>

#include <numeric>

using namespace qb;
using namespace qb::test;

namespace {

double total(const Steps& steps) { return std::accumulate(steps.y.begin(), steps.y.end(), 0.0); }

struct Shown {
    MadeBench made;
    DistributionDock dock{made.bench, made.selection};
    QSignalSpy edits{&made.bench, &Bench::editRequested};

    explicit Shown(MadeBench::Upto upto = MadeBench::Upto::Compared) : made(upto)
    {
        dock.resize(1000, 420);
        dock.show();
    }
    void select(std::string_view unit, PointKind kind = PointKind::Output)
    {
        const UnitId id = made.unit(unit);
        for (const PointId p : made.bench.model()->units.pointsOfUnit[indexOf(id)])
            if (made.bench.model()->point(p).kind == kind)
                made.selection.select({id}, p);
        settle();
    }
    void settle()
    {
        QTRY_VERIFY(!dock.isBusy());
        QTest::qWait(20);
    }
    RuleSet lastRules() { return edits.last().at(1).value<RuleSet>(); }
    QPoint at(double x)
    {
        return {int(std::lround(dock.histogram()->toPixel(x, 1).x())), dock.histogram()->axisRect()->center().y()};
    }
};

const PortConfig& lastPort(const RuleSet& rules)
{
    return std::get<OverrideRule>(rules.rules.back().what).config.ports.begin()->second;
}

} // namespace

class TestDistributionDock : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        qRegisterMetaType<RuleSet>("qb::RuleSet");
        applyTheme(*qApp, Theme::Light);
    }

    void stepsKeepTheMass()
    {
        std::vector<float> values;
        for (int i = 0; i < 4000; ++i)
            values.push_back(float(i % 1000) / 1000 * 2 - 0.5F);
        values.insert(values.end(), 1000, 0.0F);
        DyadicHistogram histogram;
        histogram.add(values);
        const double nonZero = double(histogram.nonZeros()) / double(histogram.total());
        for (const int most : {16, 100, 2048}) {
            const Steps steps = histogramSteps(histogram, {-2, 3}, most);
            QVERIFY(steps.y.size() <= most + 4);
            QCOMPARE(total(steps), nonZero);
            QVERIFY(std::is_sorted(steps.x.begin(), steps.x.end()));
            QCOMPARE(steps.y.last(), 0.0);
        }
        // A look at a part holds the part, at the finest bins that fit.
        const Steps part = histogramSteps(histogram, {1, 1.25}, 512);
        QVERIFY(part.x.first() <= 1 && part.x.last() >= 1.25 && part.width <= 0.25 / 256);
    }

    /// Against the values themselves, quantized.
    void levelsHoldWhatQuantizingGives()
    {
        const Tensor values = randomTensor({20000}, 3, -0.7F, 1.3F);
        DyadicHistogram histogram;
        histogram.add(values.floats());
        const QuantParams params{DType::Int8, {0.005F}, {0}};
        const Grid grid = gridOf(params);
        const auto masses = levelMasses(histogram, grid);
        QCOMPARE(masses.size(), std::size_t{256});
        std::vector<double> counted(256);
        const Tensor quantized = fakeQuantize(values, params);
        for (const float v : quantized.floats())
            ++counted[static_cast<std::size_t>(std::lround(v / 0.005F) + 128)];
        QCOMPARE(std::accumulate(masses.begin(), masses.end(), 0.0), double(histogram.nonZeros()));
        for (std::size_t k = 0; k < 256; ++k)
            QVERIFY2(std::abs(masses[k] - counted[k]) <= 4 + 0.02 * counted[k], qPrintable(QString::number(k)));
        const ClippedShares shares = clippedShares(histogram, {-0.7F, 1.3F}, grid);
        QVERIFY(std::abs(shares.low - (0.7 - 0.6425) / 2) < 0.005);
        QVERIFY(std::abs(shares.high - (1.3 - 0.6375) / 2) < 0.005);
        // Finer than the bins: the same mass, ends moved in.
        const Steps fine = dequantizedSteps(histogram, Grid{1e-6, -500000, 500000}, {-1, 2}, 1.0 / 64);
        QVERIFY(std::abs(total(fine) - 1) < 1e-9 && fine.x.last() <= 0.5 + 1.0 / 32);
    }

    void levelsAreDrawnWhereTheyFit()
    {
        const Grid grid{0.1, -128, 127};
        QCOMPARE(visibleLevels(grid, {-1, 1}, 400).size(), 21);
        QVERIFY(visibleLevels(grid, {-12.8, 12.7}, 400).isEmpty());
        QCOMPARE(visibleLevels(grid, {-12.8, 12.7}, 1000).size(), 256);
        QCOMPARE(visibleLevels(grid, {12.65, 14}, 100).size(), 1);
    }

    void ticksHaveFourDigits()
    {
        QCOMPARE(tickText(0.5, 0.1), "0.5");
        QCOMPARE(tickText(0.25, 0.25), "0.25");
        QCOMPARE(tickText(1500, 500), "1500");
        QCOMPARE(tickText(0, 0.1), "0");
        QCOMPARE(tickText(1.23456, 0.00001), "1.23456");
        QCOMPARE(tickText(2.5e-6, 5e-7), "2.5e-6");
        QCOMPARE(tickText(1e-19, 0.1), "0");
    }

    void anEndIsReachedByTheRangeByHand()
    {
        for (const Convention convention : {Convention::Horizon, Convention::Ort})
            for (const DType dtype : {DType::Int8, DType::Int16}) {
                const GridSpec spec{dtype, Scheme::Symmetric, {convention, false, 1}, false};
                const RealRange range = rangeForEnd(spec, {-3, 3}, ClipEnd::High, 0.8);
                QCOMPARE(range.lo, -range.hi);
                QVERIFY(std::abs(representable(gridOf(paramsForRange(range, spec, RangeSource::Fixed))).hi - 0.8) < 1e-6);
                const RealRange low = rangeForEnd(spec, {-3, 3}, ClipEnd::Low, -0.8);
                QVERIFY(std::abs(representable(gridOf(paramsForRange(low, spec, RangeSource::Fixed))).lo + 0.8) < 1e-6);
            }
        const GridSpec affine{DType::Int8, Scheme::Affine, {}, false};
        const RealRange one = rangeForEnd(affine, {-1, 3}, ClipEnd::High, 2);
        QCOMPARE(one.lo, -1.0);
        QCOMPARE(one.hi, 2.0);
        QCOMPARE(rangeForEnd(affine, {-1, 3}, ClipEnd::Low, 5).lo, 0.0);
        QVERIFY(rangeForEnd(affine, {0, 3}, ClipEnd::High, -1).hi > 0);
    }

    void boxesAndHeatOfChannels()
    {
        std::vector<float> values;
        for (int i = 1; i <= 5; ++i)
            values.push_back(float(i));
        for (int i = 1; i <= 5; ++i)
            values.push_back(float(-i) / 10);
        const Tensor weight = Tensor::fromFloats({2, 5}, values);
        const auto boxes = channelBoxes(weight, 0);
        QCOMPARE(boxes.size(), std::size_t{2});
        QCOMPARE(boxes[0].min, 1.0);
        QCOMPARE(boxes[0].lower, 2.0);
        QCOMPARE(boxes[0].median, 3.0);
        QCOMPARE(boxes[0].upper, 4.0);
        QCOMPARE(boxes[0].max, 5.0);
        const Spread spread = spreadOf(boxes);
        QCOMPARE(spread.largest, std::size_t{0});
        QCOMPARE(spread.smallest, std::size_t{1});
        QVERIFY(std::abs(spread.ratio - 10) < 1e-6);
        QCOMPARE(channelBoxes(weight, 1).size(), std::size_t{5});
        const HeatMap heat = heatMap(weight, 0, 10);
        QCOMPARE(heat.reach, 5.0);
        QVERIFY(std::abs(heat.at(0, 9) - 0.4F) < 1e-6F); // 4 and 5 of [4, 5]
        QVERIFY(std::abs(heat.at(1, 4) - 1.0F) < 1e-6F);
    }

    void emptyPagesSayWhy()
    {
        Bench bench;
        Selection selection;
        DistributionDock dock(bench, selection);
        QAction open("Open");
        dock.setEmptyActions({&open});
        QVERIFY(dock.isEmptyShown() && dock.emptyText().contains("Open a model"));
        Shown opened(MadeBench::Upto::Opened);
        QVERIFY(opened.dock.isEmptyShown() && opened.dock.emptyText().contains("Select a unit"));
        opened.select("/backbone/stem/conv/Conv");
        QVERIFY(opened.dock.isEmptyShown() && opened.dock.emptyText().contains("Calibrate"));
        opened.select("/backbone/stem/conv/Conv", PointKind::Weight); // needs no calibration
        QVERIFY(!opened.dock.isEmptyShown());
    }

    /// Nothing selected: what the calibration has not settled yet, a click away from all of it.
    void theLeastSettledPoints()
    {
        Shown shown;
        SettlingPanel* panel = shown.dock.settling();
        QVERIFY(panel->isVisible() && !shown.dock.isEmptyShown());
        QTRY_COMPARE(panel->shownPoints().size(), std::size_t{8});
        QVERIFY2(panel->infoText().contains("16 sample"), qPrintable(panel->infoText()));
        const auto& statistics = *shown.made.bench.statistics();
        double before = 1;
        std::vector<PointId> shownPoints = panel->shownPoints();
        for (const PointId p : shownPoints) {
            const double share = *lateShare(statistics.points[indexOf(p)]);
            QVERIFY(share <= before);
            before = share;
            QVERIFY(shown.made.bench.configuration()->effective->points[indexOf(p)].follows == PointId::None);
        }
        for (std::size_t i = 0; i < statistics.points.size(); ++i)
            if (statistics.points[i].finiteCount() != 0 &&
                shown.made.bench.configuration()->effective->points[i].follows == PointId::None &&
                std::find(shownPoints.begin(), shownPoints.end(), static_cast<PointId>(i)) == shownPoints.end())
                QVERIFY(*lateShare(statistics.points[i]) <= before);
        // Fewer where there is less room.
        shown.dock.resize(500, 200);
        QTRY_COMPARE(panel->shownPoints().size(), std::size_t{2});
        auto* name = panel->findChildren<QToolButton*>().first();
        QCOMPARE(name->accessibleName(),
                 QString::fromStdString(shown.made.bench.model()->unitOf(panel->shownPoints().front()).name));
        QTest::mouseClick(name, Qt::LeftButton);
        QCOMPARE(shown.made.selection.point(), shownPoints.front());
        QVERIFY(!panel->isVisible() && shown.dock.histogram()->isVisible());
        shown.made.selection.clear();
        QVERIFY(panel->isVisible());
        // With more samples others may come.
        const auto empty = std::make_shared<CalibrationData>(CalibrationData::empty(*shown.made.bench.model()));
        shown.made.bench.setStatistics(empty);
        QVERIFY(shown.dock.isEmptyShown());
    }

    void showsTheSelectedPointAndItsMethods()
    {
        Shown shown;
        new QAbstractItemModelTester(shown.dock.methodsModel(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     &shown.dock);
        new QAbstractItemModelTester(shown.dock.methods()->model(), QAbstractItemModelTester::FailureReportingMode::QtTest,
                                     &shown.dock);
        shown.select("/backbone/stem/conv/Conv");
        const auto* methods = shown.dock.methodsModel();
        QVERIFY(methods->rowCount() >= 6);
        int used = 0;
        const PointId point = shown.dock.shownPoint();
        const auto& entry = shown.made.bench.configuration()->plan->points[indexOf(point)];
        for (int r = 0; r < methods->rowCount(); ++r) {
            if (!methods->row(r).inUse)
                continue;
            ++used;
            QCOMPARE(methods->row(r).calibrated.params, entry->calibrated.params);
            QCOMPARE(methods->row(r).calibrated.sqnrDb, entry->calibrated.sqnrDb);
        }
        QCOMPARE(used, 1);
        // One word, one number: the threshold of a method is the one that gives its scale when it is typed, of one-sided values
        // and of others.
        for (const char* unit : {"/backbone/stem/conv/Conv", "/pose/norm/BatchNormalization"}) {
            shown.select(unit);
            const PointConfig& c = shown.made.bench.configuration()->effective->at(shown.dock.shownPoint());
            for (int r = 0; r < methods->rowCount(); ++r) {
                const double threshold = methods->raw(r, MethodsModel::ThresholdColumn).toDouble();
                const QuantParams typed =
                    paramsForRange({-threshold, threshold}, {c.dtype, c.scheme, c.scaleRule, c.narrow}, RangeSource::Fixed);
                QVERIFY(std::abs(typed.scales.front() / methods->row(r).calibrated.params.scales.front() - 1) < 1e-6);
            }
        }
        // Best first.
        const auto* model = shown.dock.methods()->model();
        for (int r = 1; r < model->rowCount(); ++r)
            QVERIFY(model->index(r, MethodsModel::SqnrColumn).data(RawRole).toDouble() <=
                    model->index(r - 1, MethodsModel::SqnrColumn).data(RawRole).toDouble());
        QVERIFY(shown.dock.tsv().count('\n') > 50);
    }

    void draggingALineAsksForAThreshold()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        auto* plot = shown.dock.histogram();
        const RealRange ends = representable(*plot->grid());
        const double target = ends.hi * 0.6;
        QTest::mousePress(plot, Qt::LeftButton, {}, shown.at(ends.hi));
        QTest::mouseMove(plot, shown.at(ends.hi * 0.8));
        QTest::qWait(90);
        QVERIFY(shown.dock.infoText().contains("clipped"));
        QTest::mouseMove(plot, shown.at(target));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, shown.at(target));
        QVERIFY(shown.edits.count() >= 2);
        const QString key = shown.edits.first().at(2).toString();
        for (const auto& edit : shown.edits)
            QCOMPARE(edit.at(2).toString(), key);
        QVERIFY(!key.isEmpty());
        const RuleSet rules = shown.lastRules();
        const PortConfig& port = lastPort(rules);
        const double pixel = plot->visibleX().size() / plot->axisRect()->width();
        QVERIFY(port.threshold && std::abs(*port.threshold - target * 128 / 127) < 2 * pixel);
        // One override, however many moves.
        const std::size_t before = shown.made.bench.configuration()->rules.rules.size();
        shown.settle();
        QCOMPARE(std::count_if(rules.rules.begin(), rules.rules.end(), [](const Rule& r) { return r.type() == "Override"; }), 1);
        QCOMPARE(rules.rules.size(), before);
        // The bench has answered: the grid is the one by hand, marked in the table.
        QVERIFY(std::abs(representable(*plot->grid()).hi - target) < 2 * pixel);
        bool byHand = false;
        for (int r = 0; r < shown.dock.methodsModel()->rowCount(); ++r)
            byHand |= shown.dock.methodsModel()->row(r).byHand && shown.dock.methodsModel()->row(r).inUse;
        QVERIFY(byHand);
        // Another drag is another step of undo.
        QTest::mousePress(plot, Qt::LeftButton, {}, shown.at(representable(*plot->grid()).lo));
        QTest::mouseMove(plot, shown.at(-target * 1.2));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, shown.at(-target * 1.2));
        QVERIFY(shown.edits.last().at(2).toString() != key);
        QVERIFY(std::abs(*lastPort(shown.lastRules()).threshold - target * 1.2) < 2 * pixel);
    }

    void affineLinesMoveEachOnItsOwn()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        PortConfig affine;
        affine.scheme = Scheme::Affine;
        shown.made.setRules(
            withPort(shown.made.bench.configuration()->rules, *shown.made.bench.model(), shown.dock.shownPoint(), affine));
        shown.settle();
        auto* plot = shown.dock.histogram();
        const RealRange ends = representable(*plot->grid());
        QTest::mousePress(plot, Qt::LeftButton, {}, shown.at(ends.hi));
        QTest::mouseMove(plot, shown.at(ends.hi / 2));
        QTest::mouseRelease(plot, Qt::LeftButton, {}, shown.at(ends.hi / 2));
        QVERIFY(!shown.edits.isEmpty());
        const RuleSet asked = shown.lastRules();
        const PortConfig& port = lastPort(asked);
        QVERIFY(port.range && std::abs(port.range->second - ends.hi / 2) < 0.05 * ends.hi);
        const double step = plot->grid()->scale * 2;
        QVERIFY2(std::abs(port.range->first - ends.lo) < step + 0.02 * std::abs(ends.lo),
                 qPrintable(QString::number(port.range->first)));
    }

    void keysMoveAFocusedLine()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        auto* plot = shown.dock.histogram();
        plot->setFocus(Qt::TabFocusReason);
        const Grid before = *plot->grid();
        QTest::keyClick(plot, Qt::Key_Tab); // from the low to the high line
        QTest::keyClick(plot, Qt::Key_Left);
        QCOMPARE(shown.edits.count(), 1);
        const double expected = (before.high - 1) * before.scale * 128 / 127;
        QVERIFY(std::abs(*lastPort(shown.lastRules()).threshold - expected) < 1e-5 * expected);
        const QString key = shown.edits.last().at(2).toString();
        QTest::keyClick(plot, Qt::Key_Left, Qt::ShiftModifier);
        QCOMPARE(shown.edits.last().at(2).toString(), key);
        QVERIFY(*lastPort(shown.lastRules()).threshold < expected * 0.95);
    }

    void typedThresholdAndTakenMethod()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        auto fields = shown.dock.findChildren<QLineEdit*>();
        QLineEdit* field = nullptr;
        for (QLineEdit* f : fields)
            if (f->accessibleName() == "Threshold")
                field = f;
        QVERIFY(field);
        field->setText("1.5");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(*lastPort(shown.lastRules()).threshold, 1.5);
        const auto edits = shown.edits.count();
        field->setText("nonsense");
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(shown.edits.count(), edits);
        shown.settle();
        auto* table = shown.dock.methods();
        for (int r = 0; r < table->model()->rowCount(); ++r)
            if (table->model()->index(r, 0).data().toString() == "min_max")
                table->setCurrentIndex(table->model()->index(r, 0));
        QTest::keyClick(table, Qt::Key_Return);
        QCOMPARE(shown.edits.count(), edits + 1);
        const RuleSet taken = shown.lastRules();
        QVERIFY(lastPort(taken).observer && lastPort(taken).observer->method == Method::MinMax);
        QVERIFY(!lastPort(taken).threshold); // a method takes back what was fixed
        shown.settle();
        bool used = false;
        for (int r = 0; r < shown.dock.methodsModel()->rowCount(); ++r)
            if (shown.dock.methodsModel()->row(r).inUse)
                used = shown.dock.methodsModel()->row(r).observer.method == Method::MinMax;
        QVERIFY(used);
    }

    void weightsHaveChannels()
    {
        Shown shown;
        shown.select("/backbone/block/conv2/Conv", PointKind::Weight);
        QVERIFY(!shown.dock.isEmptyShown());
        const auto& weight = *shown.made.bench.model()->unit(shown.made.unit("/backbone/block/conv2/Conv")).weight;
        const auto channels = static_cast<std::size_t>(
            shown.made.bench.model()->graph.value(weight.value).constant.shape()[static_cast<std::size_t>(weight.axis)]);
        QCOMPARE(shown.dock.channels()->channels().size(), channels);
        QVERIFY(shown.dock.infoText().contains("times apart"));
        shown.dock.setView(DistributionDock::ChannelView);
        QVERIFY(shown.dock.tsv().count('\n') == int(channels) + 1);
    }

    void picturesAreWritten()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        QTemporaryDir folder;
        for (const char* suffix : {"png", "svg", "pdf"}) {
            const QString path = folder.filePath(QStringLiteral("d.") + suffix);
            QCOMPARE(shown.dock.exportPicture(path), QString());
            QVERIFY(QFileInfo(path).size() > 2000);
        }
        QVERIFY(QImage(folder.filePath("d.png")).width() > 600);
        QVERIFY(!shown.dock.exportPicture(folder.filePath("d.xyz")).isEmpty());
        QVERIFY(!shown.dock.exportPicture("/nowhere/at/all/d.png").isEmpty());
    }

    void pictures()
    {
        Shown shown;
        shown.select("/backbone/stem/conv/Conv");
        takePictures(shown.dock, "distribution_output");
        shown.dock.setLog(true);
        takePictures(shown.dock, "distribution_log");
        shown.dock.setLog(false);
        auto* plot = shown.dock.histogram();
        const double hi = representable(*plot->grid()).hi;
        QTest::mousePress(plot, Qt::LeftButton, {}, shown.at(hi));
        QTest::mouseMove(plot, shown.at(hi * 0.5));
        takePictures(shown.dock, "distribution_dragged");
        QTest::mouseRelease(plot, Qt::LeftButton, {}, shown.at(hi * 0.5));
        shown.select("/backbone/block/conv2/Conv", PointKind::Weight);
        takePictures(shown.dock, "distribution_weight");
        shown.dock.setView(DistributionDock::ChannelView);
        takePictures(shown.dock, "distribution_channels");
        shown.dock.setView(DistributionDock::HeatView);
        takePictures(shown.dock, "distribution_heat");
        shown.made.selection.clear();
        takePictures(shown.dock, "distribution_empty");
    }
};

QTEST_MAIN(TestDistributionDock)
#include "tst_distribution_dock.moc"
