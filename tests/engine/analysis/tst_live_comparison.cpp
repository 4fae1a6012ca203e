// SPDX-License-Identifier: GPL-3.0-or-later
// One sample under changing plans against comparePerLayer over the same sample.
#include "engine/analysis/calibration.h"
#include "engine/analysis/live_comparison.h"
#include "engine/base/error.h"
#include "engine/study/workspace.h"

#include <QtTest>

#include <bit>
#include <random>

using namespace qb;

namespace {

/// The bundled network, calibrated on 8 of its pictures.
struct Sampled {
    OrtEnvironment environment;
    Workspace workspace{environment, std::string(QB_SOURCE_DIR) + "/resources/sample/two_heads.onnx", "", {}, {}};

    Sampled()
    {
        DataOptions data;
        data.path = std::string(QB_SOURCE_DIR) + "/resources/sample/images";
        data.preprocess = readPreprocess(std::string(QB_SOURCE_DIR) + "/resources/sample/preprocess.json");
        data.samples = 8;
        workspace.setData(Use::Calibration, data);
        workspace.calibrate(Recalibrate::Anew, {});
    }
};

QString difference(const std::vector<CompareRow>& got, const std::vector<CompareRow>& wanted)
{
    if (got.size() != wanted.size())
        return "another number of rows";
    for (std::size_t i = 0; i < got.size(); ++i) {
        const MetricSums a = got[i].metrics.pooled();
        const MetricSums b = wanted[i].metrics.pooled();
        if (got[i].value != wanted[i].value || got[i].shape != wanted[i].shape || a.count != b.count)
            return QString("row %1 is of another tensor").arg(i);
        for (const Metric m : allMetrics())
            if (std::bit_cast<std::uint64_t>(a.value(m, 0.1)) != std::bit_cast<std::uint64_t>(b.value(m, 0.1)))
                return QString("row %1: %2 and %3").arg(i).arg(a.value(m, 0.1)).arg(b.value(m, 0.1));
    }
    return {};
}

} // namespace

class TestLiveComparison : public QObject {
    Q_OBJECT

private slots:
    void equalsTheWholeRunAfterAnyEdits()
    {
        Sampled s;
        Evaluator& evaluator = s.workspace.evaluator(Kernels::Reference);
        const SampleSet set = s.workspace.samples(Use::Calibration, {});
        DataOptions one = set.options();
        std::mt19937 random(5);
        Plan plan = s.workspace.plan({}).plan;
        const Plan whole = plan;
        LiveComparison live(evaluator, std::size_t{64} << 20U);
        for (int edit = 0; edit < 24; ++edit) {
            if (edit % 8 == 0) {
                one.samples.reset();
                one.sample = set.sampleId(static_cast<std::size_t>(edit / 8));
                live.setSample(s.workspace.samples(one, {}).load(0));
            }
            const std::size_t point = random() % plan.points.size();
            if (plan.points[point] && random() % 2 == 0) {
                plan.points[point].reset();
            } else if (plan.points[point]) {
                auto params = std::make_shared<QuantParams>(*plan.points[point]);
                for (float& scale : params->scales)
                    scale *= 1.3F;
                plan.points[point] = params;
            } else {
                plan.points[point] = whole.points[point];
            }
            std::vector<CompareRow> first;
            const Comparison got = live.compare(plan, {}, [&](const std::vector<CompareRow>& rows) { first = rows; });
            const Comparison wanted =
                comparePerLayer(evaluator, s.workspace.samples(one, {}), Plan::allFloat(s.workspace.model()->units), plan,
                                CompareMode::Cumulative, {});
            QCOMPARE(difference(got.rows, wanted.rows), QString());
            QCOMPARE(difference(got.outputs, wanted.outputs), QString());
            QCOMPARE(difference(first, wanted.outputs), QString());
            QCOMPARE(got.samples, wanted.samples);
        }
    }

    void computesTheConeAndNothingOnTheWayBack()
    {
        Sampled s;
        Evaluator& evaluator = s.workspace.evaluator(Kernels::Fast);
        const Model& model = *s.workspace.model();
        LiveComparison live(evaluator, std::size_t{64} << 20U);
        live.setSample(s.workspace.samples(Use::Calibration, {}).load(0));
        const Plan plan = s.workspace.plan({}).plan;
        (void)live.compare(plan, {});
        const std::uint64_t units = evaluator.work().units;

        Plan changed = plan;
        const PointId point = model.units.findPoint("/pose/Concat:output");
        QVERIFY(point != PointId::None);
        changed.points[indexOf(point)].reset();
        (void)live.compare(changed, {});
        // Below the Concat stand the normalization and two Gemms.
        QCOMPARE(evaluator.work().units - units, std::uint64_t{3});

        const Comparison back = live.compare(plan, {});
        QCOMPARE(evaluator.work().units - units, std::uint64_t{3});
        QVERIFY(!back.rows.empty());
    }

    void givesTensorsOfBothForms()
    {
        Sampled s;
        Evaluator& evaluator = s.workspace.evaluator(Kernels::Fast);
        LiveComparison live(evaluator, 0); // remembers nothing: everything is made again
        live.setSample(s.workspace.samples(Use::Calibration, {}).load(3));
        const Plan& plan = s.workspace.plan({}).plan;
        const Comparison comparison = live.compare(plan, {});
        for (const CompareRow& row : comparison.rows) {
            const LiveComparison::Pair pair = live.tensors(row.value, plan, {});
            const MetricSums sums = MetricSums::of(pair.floating, pair.quantized, row.params.get());
            QCOMPARE(sums.squaredDiff, row.metrics.pooled().squaredDiff);
        }
    }

    void stops()
    {
        Sampled s;
        LiveComparison live(s.workspace.evaluator(Kernels::Fast), std::size_t{64} << 20U);
        live.setSample(s.workspace.samples(Use::Calibration, {}).load(0));
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        QVERIFY_EXCEPTION_THROWN((void)live.compare(s.workspace.plan({}).plan, job), Error);
        QVERIFY(!live.compare(s.workspace.plan({}).plan, {}).rows.front().metrics.samples().empty());
    }
};

QTEST_GUILESS_MAIN(TestLiveComparison)
#include "tst_live_comparison.moc"
