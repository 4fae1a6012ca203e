// SPDX-License-Identifier: GPL-3.0-or-later
// A model under work: what is taken from the study is what would be measured, and what has changed is measured anew.
#include "engine/base/error.h"
#include "engine/study/workspace.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <cstring>

using namespace qb;
using namespace qb::test;

namespace {

bool sameBits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

/// "" where both tables say the same, with the same grids.
QString difference(const std::vector<CompareRow>& got, const std::vector<CompareRow>& wanted)
{
    if (got.size() != wanted.size())
        return "other rows";
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (got[i].point != wanted[i].point || got[i].unit != wanted[i].unit || got[i].shape != wanted[i].shape)
            return QString("row %1 is another one").arg(i);
        if (!sameBits(got[i].scale(), wanted[i].scale()))
            return QString("row %1 has the scale %2 instead of %3").arg(i).arg(got[i].scale()).arg(wanted[i].scale());
        for (const Metric m : allMetrics())
            if (!sameBits(got[i].metrics.pooled().value(m, got[i].scale()),
                          wanted[i].metrics.pooled().value(m, wanted[i].scale())))
                return QString("row %1 has another %2").arg(i).arg(QString::fromStdString(std::string(toString(m))));
    }
    return {};
}

} // namespace

class TestWorkspace : public QObject {
    Q_OBJECT

private slots:
    void init()
    {
        m_folder = std::make_unique<TemporaryFolder>();
        m_samples = std::make_unique<MadeSamples>(10);
        std::ofstream(m_folder->file("m.onnx"), std::ios::binary) << TwoHeads::graph({}).bytes();
        DataOptions options;
        options.path = m_samples->folder.path();
        Workspace w(m_environment, m_folder->file("m.onnx"), m_folder->file("a.qbs"), {}, {});
        w.setData(Use::Calibration, options);
        w.calibrate(Recalibrate::Anew, {});
    }

    /// Rules that can't be read again would lock the study up for good: they don't get into it, whoever made them.
    void impossibleRulesAreNotStored()
    {
        const std::string path = m_folder->file("a.qbs");
        std::string before;
        {
            Workspace w(m_environment, path, {}, {}, {});
            before = w.study().rules();
            UnitConfig config;
            config.ports["weight"].scale = {1, 0, 1, 1};
            RuleSet rules = w.rules();
            rules.rules.push_back({OverrideRule{{}, std::vector<std::string>{"conv"}, config}, true});
            const auto error = errorOf([&] { w.setRules(rules); });
            QVERIFY(error && error->code() == ErrorCode::BadInput);
            QVERIFY(!(w.rules() == rules));
        }
        Workspace again(m_environment, path, {}, {}, {});
        QCOMPARE(again.study().rules(), before);
    }

    /// Of another network nothing but what goes in is the same.
    void anotherNetworkIsRefused()
    {
        TestModel other(13);
        other.input("x float32[1,3,6,6]").node("q = Tanh(x) @other").node("r = Softmax(q) @last").output("r");
        std::ofstream(m_folder->file("other.onnx"), std::ios::binary) << other.bytes();
        Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
        const auto error = errorOf([&] {
            (void)w.compareWithModel(w.samples(Use::Evaluation, {}), m_folder->file("other.onnx"), Kernels::Reference, {});
        });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

    void aStoredComparisonIsTheMeasuredOne()
    {
        for (const CompareMode mode : {CompareMode::Cumulative, CompareMode::Local}) {
            const Comparison measured = compared(mode);
            const Comparison stored = compared(mode); // by another process
            QCOMPARE(difference(stored.rows, measured.rows), QString());
            QVERIFY(measured.outputs[1].scale() > 0); // the map is no GEMM, so it is given quantized
            QCOMPARE(difference(stored.outputs, measured.outputs), QString());
            QCOMPARE(stored.samples, measured.samples);
        }
    }

    void dataThatChangedIsMeasuredAnew()
    {
        const Comparison before = compared(CompareMode::Cumulative);
        const Sensitivity sweep = swept();
        writeNpy(m_samples->file(3), randomTensor({1, 3, 6, 6}, 999, -2, 2)); // as many bytes as before
        QVERIFY(!difference(compared(CompareMode::Cumulative).rows, before.rows).isEmpty());
        const auto of = [](const Sensitivity& s) { return s.rows[0].outputs[1].samples().at(3).absDiff; };
        QVERIFY(of(swept()) != of(sweep));
    }

    /// A comparison that was stopped goes on in the next run of the program, and leaves nothing of its parts behind.
    void aStoppedComparisonGoesOn()
    {
        const auto run = [&](Reuse reuse, std::uint64_t stopAt, std::uint64_t& computed) {
            Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
            std::stop_source stop;
            JobContext job;
            job.stop = stop.get_token();
            job.progress = [&](const Progress& p) {
                if (p.done == stopAt)
                    stop.request_stop();
            };
            const CompareWatch watch = [&](const Comparison& soFar) { computed = soFar.samples.size(); };
            return w.compare(w.samples(Use::Calibration, {}), Plan::allFloat(w.model()->units), CompareMode::Cumulative,
                             Kernels::Reference, reuse, job, {}, watch);
        };
        std::uint64_t seen = 0;
        for (const std::uint64_t stopAt : {3U, 6U}) {
            QVERIFY(errorOf([&] { (void)run(Reuse::Stored, stopAt, seen); })->code() == ErrorCode::Interrupted);
            QCOMPARE(seen, stopAt);
        }
        const ResultKey part = [&] {
            Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
            return ResultKey{w.plan({}).plan.fingerprint(), Plan::allFloat(w.model()->units).fingerprint(),
                             w.samples(Use::Calibration, {}).fingerprint(), "cumulative in part", "reference"};
        }();
        const auto storedPart = [&] {
            Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
            const auto found = w.study().findComparison(part, *w.model());
            return found ? found->samples.size() : 0;
        };
        QCOMPARE(storedPart(), std::size_t{6});
        const Comparison whole = run(Reuse::Stored, 1000, seen);
        QCOMPARE(storedPart(), std::size_t{0});
        const Comparison anew = run(Reuse::Recompute, 1000, seen);
        QCOMPARE(whole.samples, anew.samples);
        QCOMPARE(difference(whole.rows, anew.rows), QString());
        QCOMPARE(difference(whole.outputs, anew.outputs), QString());
    }

    void aModelThatFailsOnASampleKeepsWhatWasSaved()
    {
        // Sample 4 asks for a row that is not there.
        TestModel m(13);
        m.input("x float32[1,4]").input("i int64[1]").floats("k", {2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
        m.node("t = Tanh(x) @tanh").node("g = Gather(k, i) @pick").node("y = Mul(t, g) @mul").output("y float32[1,4]");
        std::ofstream(m_folder->file("g.onnx"), std::ios::binary) << m.bytes();
        const TemporaryFolder data;
        for (const std::int64_t k : {0, 1, 2, 3, 4})
            writeNpz(data.file("s" + std::to_string(k) + ".npz"),
                     {{"x", randomTensor({1, 4}, 1)}, {"i", Tensor::fromInt64s({1}, std::vector<std::int64_t>{k == 4 ? 7 : 1})}});
        DataOptions options;
        options.path = data.path();
        options.range = SampleRange{0, 4};
        Workspace w(m_environment, m_folder->file("g.onnx"), m_folder->file("g.qbs"), {}, {});
        w.setData(Use::Calibration, options);
        w.calibrate(Recalibrate::Anew, {});
        options.range.reset();
        w.setData(Use::Calibration, options);
        QVERIFY(errorOf([&] { w.calibrate(Recalibrate::Continue, {}); }));
        QCOMPARE(w.statistics().samples().size(), std::uint64_t{4});
        QCOMPARE(w.study().loadStatistics(*w.model(), SampleRowsIn::Memory).data.samples().size(), std::uint64_t{4});
    }

    void aCalibrationThatSawNothingTakesNothingAway()
    {
        Workspace w(m_environment, m_folder->file("a.qbs"), "", {}, {});
        const std::uint64_t before = w.statistics().samples().size();
        QVERIFY(before > 0);
        JobContext stopped;
        std::stop_source source;
        stopped.stop = source.get_token();
        source.request_stop();
        const auto stillThere = [&] {
            return w.statistics().samples().size() == before &&
                   w.study().loadStatistics(*w.model(), SampleRowsIn::Memory).data.samples().size() == before;
        };
        QVERIFY(errorOf([&] { w.calibrate(Recalibrate::Anew, stopped); })->code() == ErrorCode::Interrupted);
        QVERIFY(stillThere());
        for (int i = 0; i < 10; ++i) // of a shape that the network doesn't take
            writeNpy(m_samples->file(i), randomTensor({1, 3, 6, 5}, 9, -2, 2));
        QVERIFY(errorOf([&] { w.calibrate(Recalibrate::Anew, {}); }));
        QVERIFY(stillThere());
    }

private:
    Comparison compared(CompareMode mode)
    {
        Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
        return w.compare(w.samples(Use::Calibration, {}), Plan::allFloat(w.model()->units), mode, Kernels::Reference,
                         Reuse::Stored, {});
    }

    Sensitivity swept()
    {
        Workspace w(m_environment, m_folder->file("a.qbs"), {}, {}, {});
        SensitivityOptions options;
        options.points = switchablePoints(*w.model(), w.plan({}).plan);
        Findings findings;
        return w.sensitivity(w.samples(Use::Calibration, {}), options, Kernels::Reference, Reuse::Stored, {}, findings);
    }

    OrtEnvironment m_environment;
    std::unique_ptr<TemporaryFolder> m_folder;
    std::unique_ptr<MadeSamples> m_samples;
};

QTEST_APPLESS_MAIN(TestWorkspace)
#include "tst_workspace.moc"
