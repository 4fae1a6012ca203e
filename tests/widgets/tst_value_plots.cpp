// SPDX-License-Identifier: GPL-3.0-or-later
// Plots of values as they are read: nothing cut that matters, nothing covered, colours with a key.
#include "tests/widgets/made_bench.h"
#include "widgets/common/format.h"
#include "widgets/common/theme.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/plot_keys.h"
#include "widgets/plots/weight_plots.h"
#include "widgets/profile/spread_plot.h"
#include "widgets/tables/table_view.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

std::shared_ptr<const DyadicHistogram> histogramOf(const std::vector<float>& values)
{
    auto histogram = std::make_shared<DyadicHistogram>();
    histogram->add(values);
    return histogram;
}

/// Many values around `centre`, a few far off at both ends.
std::vector<float> crowd(double centre, double width, double far)
{
    std::vector<float> values;
    for (int i = 0; i < 20000; ++i)
        values.push_back(static_cast<float>(centre + width * (std::sin(i * 0.7) + std::sin(i * 1.3))));
    for (int i = 0; i < 20; ++i)
        values.push_back(static_cast<float>((i % 2 ? far : -far) * (0.9 + 0.005 * i)));
    return values;
}

} // namespace

class TestValuePlots : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { applyTheme(*qApp, Theme::Light); }

    /// "-3.751: float 2.81 %, ..." in a narrow plot has lost its minus sign.
    void readoutsStayInsideThePlot()
    {
        SpreadPlot plot;
        const auto histogram = histogramOf(crowd(-2, 0.5, 8));
        for (const int width : {150, 190, 260, 700}) {
            plot.resize(width, 260);
            plot.show();
            plot.setData(histogram, histogram, {-8, 8}, {});
            QCoreApplication::processEvents();
            const QRect inside = plot.axisRect()->rect();
            for (const double share : {0.1, 0.4, 0.6, 0.9}) {
                QTest::mouseMove(&plot, QPoint(inside.left() + int(inside.width() * share), inside.center().y()));
                QCoreApplication::processEvents();
                const int pixel = inside.left() + int(inside.width() * share);
                const double x = plot.readoutText().section(':', 0, 0).toDouble();
                QVERIFY2(std::abs(plot.xAxis->coordToPixel(x) - pixel) < 0.1, qPrintable(plot.readoutText()));
                QVERIFY2(plot.drawnReadout().startsWith(number(x)), qPrintable(plot.drawnReadout()));
                QCOMPARE(plot.drawnReadout().simplified(), plot.readoutText().simplified()); // wrapped, not cut
                const QRectF rect = plot.readoutRect();
                QVERIFY2(rect.left() >= inside.left() && rect.right() <= inside.right() + 1,
                         qPrintable(QStringLiteral("%1: %2 .. %3").arg(width).arg(rect.left()).arg(rect.right())));
            }
        }
    }

    void clipLabelsHaveOneFormAndKeepTheValue()
    {
        const auto values = crowd(0, 1, 10);
        const Grid grid = gridOf(QuantParams{DType::Int8, {0.02F}, {0}}); // -2.56 .. 2.54
        for (const int width : {150, 240, 420, 800}) {
            DistributionPlot plot;
            plot.resize(width, 220);
            plot.show();
            plot.setData(histogramOf(values), {-10, 10}, grid);
            QCoreApplication::processEvents();
            for (const ClipEnd end : {ClipEnd::Low, ClipEnd::High}) {
                const QString text = plot.clipText(end);
                const QString value = end == ClipEnd::Low ? number(grid.low * grid.scale) : number(grid.high * grid.scale);
                QVERIFY2(text == value || (text.startsWith(value + " (") && text.endsWith(" % beyond)")), qPrintable(text));
                QVERIFY(width < 800 || text.contains('%'));
            }
        }
    }

    void clipLabelsLeaveThePeakFree()
    {
        // The crowd stands at the upper end of the grid: the label's usual place is on it.
        const auto values = crowd(2.0, 0.25, 10);
        const Grid grid = gridOf(QuantParams{DType::Int8, {0.02F}, {0}});
        DistributionPlot plot;
        plot.resize(300, 110);
        plot.show();
        plot.setData(histogramOf(values), {-10, 10}, grid);
        QCoreApplication::processEvents();
        const QRectF low = plot.clipRect(ClipEnd::Low);
        const QRectF high = plot.clipRect(ClipEnd::High);
        QVERIFY(!high.isEmpty() && !low.intersects(high));
        const Steps& steps = plot.floatSteps();
        for (qsizetype i = 0; i < steps.x.size(); ++i) {
            const QPointF top = plot.toPixel(steps.x[i], 100 * steps.y[i]);
            QVERIFY2(!high.adjusted(1, 1, -1, -1).contains(top), qPrintable(QString::number(steps.x[i])));
        }
    }

    /// Float areas are grey; the marks at the ends must be seen beside them.
    void extremesAreMarked()
    {
        DistributionPlot plot;
        plot.resize(500, 220);
        plot.show();
        plot.setData(histogramOf(crowd(0, 1, 10)), {-9.95F, 9.95F}, {});
        plot.replot();
        const QImage image = plot.grab().toImage();
        const double scale = image.devicePixelRatio();
        const QPointF foot = plot.toPixel(9.95, 0) * scale;
        const auto bottom = static_cast<int>(plot.axisRect()->bottom() * scale);
        const QColor mark = plot.palette().color(QPalette::Text);
        int pixels = 0;
        for (int y = -12; y <= 0; ++y)
            for (int x = -8; x <= 8; ++x)
                pixels += image.pixelColor(int(foot.x()) + x, bottom + y) == mark ? 1 : 0;
        QVERIFY2(pixels > 20, qPrintable(QString::number(pixels)));
    }

    void heatMapsShowTheValuesThatThereAreAndAScale()
    {
        HeatPlot plot;
        plot.resize(400, 300);
        plot.show();
        HeatMap heat;
        heat.channels = 2;
        heat.bins = 16; // of 0.5 over [-4, 4]
        heat.reach = 4;
        heat.shares.assign(32, 0);
        heat.shares[8] = 0.75F;  // [0, 0.5)
        heat.shares[11] = 0.25F; // [1.5, 2)
        heat.shares[16 + 8] = 1;
        plot.setHeat(heat);
        QCoreApplication::processEvents();
        QVERIFY(std::abs(plot.yAxis->range().lower) < 1e-9);
        QVERIFY(std::abs(plot.yAxis->range().upper - 2) < 1e-9);
        QVERIFY(plot.colorScale()->axis()->label().contains("[%]"));
        plot.replot();
        const QVector<QString> shown = plot.colorScale()->axis()->tickVectorLabels();
        const QStringList labels(shown.begin(), shown.end());
        QVERIFY2(labels.contains("0") && labels.contains("100"), qPrintable(labels.join(' ')));
        QVERIFY(std::abs(plot.colorScale()->dataRange().upper - 1) < 1e-6);
        // What is below 0 is there again where there are such values.
        heat.shares[2] = 0.5F; // [-3, -2.5)
        plot.setHeat(heat);
        QVERIFY(std::abs(plot.yAxis->range().lower + 3) < 1e-9);
    }

    void everyColourHasAKey()
    {
        const QString histogram = PlotKeys::histogram(lightPalette(), "dequantized", true);
        QVERIFY(histogram.contains("float") && histogram.contains("dequantized") && histogram.contains(QChar(0x25B2)));
        QVERIFY(PlotKeys::channels(lightPalette(), true).contains("ends"));
        QVERIFY(!PlotKeys::channels(lightPalette(), false).contains("ends"));
    }

    /// The method in use may stand below another one by the target's weight: said beside the numbers. And what is 3 dB worse
    /// than min_max is marked.
    void methodsSayWhyAndWarn()
    {
        MadeBench made;
        DistributionDock dock(made.bench, made.selection);
        dock.resize(1100, 420);
        dock.show();
        const UnitId unit = made.unit("/pose/norm/BatchNormalization");
        made.selection.select(unit);
        QTRY_VERIFY(!dock.isBusy() && dock.methodsModel()->rowCount() > 4);
        QVERIFY(made.bench.configuration()->profile->scaleRule.clipWeight != 1);
        const QString weight = number(made.bench.configuration()->profile->scaleRule.clipWeight);
        auto* panel = dock.findChild<MethodsPanel*>();
        QVERIFY2(panel->noteText().contains(weight) && panel->noteText().contains("clip_weight"), qPrintable(panel->noteText()));
        const TableWords& words = *dock.methods()->words();
        QVERIFY(words.headerData(MethodsModel::SqnrColumn, Qt::Horizontal, Qt::ToolTipRole).toString().contains("clip_weight"));
        QVERIFY(words.headerData(MethodsModel::GainColumn, Qt::Horizontal).toString().contains("[dB]"));
        int marked = 0;
        for (int r = 0; r < words.rowCount(); ++r) {
            const double gain = words.index(r, MethodsModel::GainColumn).data(RawRole).toDouble();
            const QModelIndex sqnr = words.index(r, MethodsModel::SqnrColumn);
            const bool warned = !sqnr.data(Qt::DecorationRole).value<QIcon>().isNull();
            QCOMPARE(warned, gain < -3);
            QCOMPARE(sqnr.data(ToneRole).toInt() == static_cast<int>(Tone::Warning), warned);
            QCOMPARE(sqnr.data(Qt::ToolTipRole).toString().contains("3 dB worse"), warned);
            marked += warned ? 1 : 0;
        }
        QVERIFY(marked > 0);
    }
};

QTEST_MAIN(TestValuePlots)
#include "tst_value_plots.moc"
