// SPDX-License-Identifier: GPL-3.0-or-later
// The plot docks on a real detector: 190 units, six outputs. Needs the corpus; skips without it.
#include "tests/widgets/made_bench.h"
#include "tests/widgets/plot_pictures.h"
#include "widgets/plots/compare_dock.h"
#include "widgets/plots/compare_model.h"
#include "widgets/plots/distribution_dock.h"
#include "widgets/plots/distribution_plot.h"
#include "widgets/plots/sensitivity_dock.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace qb;
using namespace qb::test;

class TestPlotDocksCorpus : public QObject {
    Q_OBJECT

private slots:
    void initTestCase()
    {
        const QString corpus = qEnvironmentVariable("QB_CORPUS", QStringLiteral(QB_SOURCE_DIR) + "/../shared/corpus");
        if (!QFileInfo::exists(corpus + "/models/nanodet_m_320/model.onnx"))
            QSKIP("no corpus");
        applyTheme(*qApp, Theme::Light);
        Preprocess p;
        p.color = Color::Bgr;
        p.scale = 1;
        p.mean = {103.53, 116.28, 123.675};
        p.std = {57.375, 57.12, 58.395};
        DataOptions data;
        data.path = (corpus + "/images/coco38").toStdString();
        data.preprocess = overrideAll({}, p);
        data.samples = 3;
        m_made = std::make_unique<MadeBench>(MadeBench::Upto::Compared,
                                             (corpus + "/models/nanodet_m_320/model.onnx").toStdString(), data);
    }

    void distribution()
    {
        DistributionDock dock(m_made->bench, m_made->selection);
        dock.resize(1000, 420);
        dock.show();
        qint64 slowest = 0;
        for (std::size_t u = 0; u < m_made->bench.model()->unitCount(); ++u) {
            QElapsedTimer timer;
            timer.start();
            m_made->selection.select(static_cast<UnitId>(u));
            slowest = std::max(slowest, timer.elapsed());
            QTRY_VERIFY(!dock.isBusy());
            if (dock.histogram()->grid() && !dock.isEmptyShown())
                QVERIFY(dock.methodsModel()->rowCount() >= 5);
        }
        qInfo() << "slowest selection" << slowest << "ms";
        m_made->selection.select(static_cast<UnitId>(9));
        takePictures(dock, "nanodet_distribution");
        for (const PointId p : m_made->bench.model()->units.pointsOfUnit[30])
            m_made->selection.select({static_cast<UnitId>(30)}, p);
        QTRY_VERIFY(!dock.isBusy());
        dock.setView(DistributionDock::ChannelView);
        takePictures(dock, "nanodet_channels");
        dock.setView(DistributionDock::HeatView);
        takePictures(dock, "nanodet_heat");
    }

    void compare()
    {
        CompareDock dock(m_made->bench, m_made->selection);
        m_made->selection.select(static_cast<UnitId>(60));
        dock.setAgainst("A", true);
        dock.setMetric(Metric::Sqnr);
        takePictures(dock, "nanodet_compare");
        dock.setMetric(Metric::Atol);
        dock.setRunningMean(true);
        takePictures(dock, "nanodet_compare_mean");
        dock.setMetric({});
        takePictures(dock, "nanodet_ranges");
        QVERIFY(dock.tableModel()->rowCount() > 150);
    }

    void sensitivity()
    {
        if (qEnvironmentVariableIsEmpty("QB_SHOTS"))
            QSKIP("a sweep takes its time: only for pictures");
        SensitivityDock dock(m_made->bench, m_made->selection);
        m_made->sweep();
        dock.setPick(dock.curve().knee);
        takePictures(dock, "nanodet_sensitivity");
        dock.apply();
        qInfo().noquote() << dock.summaryText();
        takePictures(dock, "nanodet_sensitivity_applied");
    }

private:
    std::unique_ptr<MadeBench> m_made;
};

QTEST_MAIN(TestPlotDocksCorpus)
#include "tst_plot_docks_corpus.moc"
