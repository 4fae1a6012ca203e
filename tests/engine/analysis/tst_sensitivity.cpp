// SPDX-License-Identifier: GPL-3.0-or-later
// Each row of a sweep against a whole ONNX Runtime session of a graph in which just that is quantized; then what is known,
// stopped, shared between threads, and short of memory.
#include "engine/analysis/sensitivity.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <atomic>
#include <cstring>
#include <set>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::uint64_t kSamples = 5;

JobContext onThreads(unsigned threads)
{
    JobContext job;
    job.threads = threads;
    return job;
}

bool same(const MetricSums& a, const MetricSums& b)
{
    for (const Metric m : allMetrics()) {
        const double x = a.value(m, 0.1);
        const double y = b.value(m, 0.1);
        if (std::memcmp(&x, &y, sizeof x) != 0)
            return false;
    }
    return a.count == b.count && a.notFinite == b.notFinite && a.aSum == b.aSum && a.bSum == b.bSum;
}

bool same(const PooledMetrics& a, const PooledMetrics& b)
{
    return std::equal(a.samples().begin(), a.samples().end(), b.samples().begin(), b.samples().end(),
                      [](const auto& x, const auto& y) { return x.first == y.first && same(x.second, y.second); });
}

bool same(const Sensitivity& a, const Sensitivity& b)
{
    const auto equal = [](const std::vector<PooledMetrics>& x, const std::vector<PooledMetrics>& y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), [](const auto& p, const auto& q) { return same(p, q); });
    };
    return equal(a.whole, b.whole) && std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(),
                                                 [&](const PointErrors& x, const PointErrors& y) {
                                                     return x.point == y.point && equal(x.outputs, y.outputs);
                                                 });
}

} // namespace

class TestSensitivity : public QObject {
    Q_OBJECT

private slots:
    void initTestCase() { m_plan = m_net.plan({m_samples.inputs[0]}); }

    void everyPointThatIsOn()
    {
        std::set<std::string> names;
        for (const PointId p : points())
            names.insert(m_net.model->point(p).name);
        // flat lies on pool's grid: nothing to switch.
        QVERIFY((names == std::set<std::string>{"x:output", "conv:output", "conv:weight", "point:output", "point:weight",
                                                "residual:output", "map:output", "pool:output", "head:output", "head:weight"}));
    }

    void isolated()
    {
        const Sensitivity got = sweep(SensitivityMode::Isolated, 2);
        QCOMPARE(got.rows.size(), points().size());
        QCOMPARE(got.outputs.size(), std::size_t{2});
        QVERIFY(got.whole.empty());
        for (const PointErrors& row : got.rows) {
            const std::string name = m_net.model->point(row.point).name;
            TwoHeads::Grids grids; // this point alone, and no bias is rounded
            grids.points[name] = m_plan.at(row.point);
            if (name == "pool:output")
                grids.points["flat:output"] = {};
            expect(row, grids);
        }
        QVERIFY(got.rows[1].outputs[0].pooled().value(Metric::L1) > 0);
    }

    void leaveOneOut()
    {
        const Sensitivity got = sweep(SensitivityMode::LeaveOneOut, 2);
        QCOMPARE(got.rows.size(), points().size());
        for (const PointErrors& row : got.rows) {
            const std::string name = m_net.model->point(row.point).name;
            TwoHeads::Grids grids = m_net.gridsOf(m_plan);
            grids.points[name] = {};
            if (name == "pool:output")
                grids.points["flat:output"] = {}; // it owns no scale
            grids.roundBiases();
            expect(row, grids);
        }
        PointErrors whole{PointId::None, got.whole};
        expect(whole, m_net.gridsOf(m_plan));
    }

    /// Another plan in place of float: one point as the plan has it in what the other one gives, and the other way round.
    void againstAnotherPlan()
    {
        Plan base = m_plan;
        setPoint(base, *m_net.model, "conv:output", paramsFor(-9, 9, DType::Int8));
        setPoint(base, *m_net.model, "head:weight", {});
        const std::vector<PointId> differ = differingPoints(*m_net.model, m_plan, base);
        QCOMPARE(differ, (std::vector<PointId>{m_net.point("conv:output"), m_net.point("head:weight")}));
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
            SensitivityOptions options;
            options.mode = mode;
            options.baseline = &base;
            options.points = differ;
            Sensitivity got;
            Findings findings;
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, got, {}, findings);
            QCOMPARE(got.rows.size(), std::size_t{2});
            for (const PointErrors& row : got.rows) {
                Plan plan = mode == SensitivityMode::Isolated ? base : m_plan;
                plan.points[indexOf(row.point)] = (mode == SensitivityMode::Isolated ? m_plan : base).at(row.point);
                PooledMetrics wanted;
                for (std::size_t k = 0; k < kSamples; ++k)
                    wanted.add(k, MetricSums::of(m_net.run(m_net.gridsOf(base), {m_samples.inputs[k]}).at("head"),
                                                 m_net.run(m_net.gridsOf(plan), {m_samples.inputs[k]}).at("head"), nullptr));
                QVERIFY(wanted.pooled().value(Metric::L1) > 0);
                QCOMPARE(row.outputs[0].pooled().value(Metric::L1), wanted.pooled().value(Metric::L1));
            }
        }
    }

    void followersGoWithTheirSource()
    {
        // The head's output is high precision, so a bias that is rounded although its data are not shows.
        Plan plan = m_plan;
        setPoint(plan, *m_net.model, "head:output", {});
        SensitivityOptions options;
        options.mode = SensitivityMode::LeaveOneOut;
        options.points = {m_net.point("pool:output")};
        Sensitivity result;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        measureSensitivity(evaluator, m_samples.set(*m_net.model), plan, options, result, {}, findings);
        TwoHeads::Grids grids = m_net.gridsOf(plan);
        grids.points["pool:output"] = grids.points["flat:output"] = {};
        grids.roundBiases();
        expect(result.rows[0], grids);
    }

    void aFloatUnitStaysFloat()
    {
        Plan plan = m_plan;
        makeFloat(plan, *m_net.model, "point", m_plan.at(m_net.point("point:output")));
        SensitivityOptions options;
        options.points = {m_net.point("point:output"), m_net.point("conv:output")};
        Sensitivity result;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        measureSensitivity(evaluator, m_samples.set(*m_net.model), plan, options, result, {}, findings);
        for (const PointErrors& row : result.rows) {
            TwoHeads::Grids grids;
            grids.points[m_net.model->point(row.point).name] = plan.at(row.point);
            expect(row, grids);
        }
    }

    void threadsGiveEqualNumbers()
    {
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
            const Sensitivity one = sweep(mode, 1);
            for (unsigned threads = 2; threads <= 4; ++threads)
                QVERIFY(same(sweep(mode, threads), one));
        }
    }

    void littleMemoryGivesEqualNumbers()
    {
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
            const Sensitivity wanted = sweep(mode, 1);
            for (const std::size_t bytes : {std::size_t{0}, std::size_t{600}, std::size_t{2000}}) {
                SensitivityOptions options;
                options.memoryBytes = bytes;
                QVERIFY(same(sweep(mode, 3, options), wanted));
            }
        }
    }

    void everySampleIsHandedOnOnce()
    {
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
            std::map<std::pair<PointId, std::uint64_t>, std::vector<MetricSums>> seen;
            bool twice = false;
            std::atomic<int> inside = 0;
            SensitivityOptions options;
            options.sink = [&](PointId p, std::uint64_t sample, const std::vector<MetricSums>& sums) {
                twice = twice || ++inside != 1 || seen.contains({p, sample});
                seen[{p, sample}] = sums;
                --inside;
            };
            const Sensitivity got = sweep(mode, 4, options);
            QVERIFY(!twice);
            const bool whole = mode == SensitivityMode::LeaveOneOut;
            QCOMPARE(seen.size(), (points().size() + (whole ? 1 : 0)) * kSamples);
            for (const PointErrors& row : got.rows)
                for (std::size_t o = 0; o < 2; ++o)
                    for (const auto& [id, sums] : row.outputs[o].samples())
                        QVERIFY(same(seen.at({row.point, id})[o], sums));
            if (whole)
                QVERIFY(same(seen.at({PointId::None, 2})[1], got.whole[1].samples().at(2)));
        }
    }

    void whatIsKnownIsNotMeasuredAgain()
    {
        const Sensitivity wanted = sweep(SensitivityMode::Isolated, 1);
        // Marked, so that a row that was measured again would show.
        MetricSums marked;
        marked.count = 1;
        marked.absDiff = 12345;
        const PointId known = points()[3];
        std::uint64_t measured = 0;
        SensitivityOptions options;
        options.known = [&](PointId p, std::uint64_t sample) -> std::optional<std::vector<MetricSums>> {
            if (p == known || sample == 2)
                return std::vector<MetricSums>{marked, marked};
            return std::nullopt;
        };
        options.sink = [&](PointId, std::uint64_t, const std::vector<MetricSums>&) { ++measured; };
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const Sensitivity got = sweep(SensitivityMode::Isolated, 3, options);
        QCOMPARE(measured, (points().size() - 1) * (kSamples - 1));
        for (std::size_t r = 0; r < got.rows.size(); ++r)
            for (const auto& [id, sums] : got.rows[r].outputs[1].samples()) {
                const bool given = got.rows[r].point == known || id == 2;
                QVERIFY(same(sums, given ? marked : wanted.rows[r].outputs[1].samples().at(id)));
            }
        // Of another number of outputs it is no such row.
        options.known = [&](PointId, std::uint64_t) { return std::vector<MetricSums>{marked}; };
        QVERIFY(same(sweep(SensitivityMode::Isolated, 1, options), wanted));
    }

    void nothingIsComputedWhereAllIsKnown()
    {
        for (const SensitivityMode mode : {SensitivityMode::Isolated, SensitivityMode::LeaveOneOut}) {
            MetricSums marked;
            marked.count = 3;
            SensitivityOptions options;
            options.mode = mode;
            options.points = points();
            options.known = [&](PointId, std::uint64_t) { return std::vector<MetricSums>{marked, marked}; };
            Sensitivity result;
            Findings findings;
            JobContext job;
            std::uint64_t done = 0;
            job.progress = [&](const Progress& p) { done = p.done; };
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, result, job, findings);
            QCOMPARE(evaluator.work().units, std::uint64_t{0});
            QCOMPARE(done, points().size() * kSamples);
            QCOMPARE(result.rows[4].outputs[1].samples().size(), std::size_t{kSamples});
            for (const PooledMetrics& whole : result.whole)
                QCOMPARE(whole.pooled().count, std::uint64_t{3 * kSamples});
        }
    }

    void aStoppedSweepKeepsItsRows()
    {
        const Sensitivity wanted = sweep(SensitivityMode::Isolated, 1);
        for (const std::uint64_t after : {0, 1, 7, 23, 49}) {
            std::map<std::pair<PointId, std::uint64_t>, std::vector<MetricSums>> kept;
            std::stop_source stop;
            JobContext job = onThreads(1 + static_cast<unsigned>(after % 4));
            job.stop = stop.get_token();
            if (after == 0)
                stop.request_stop();
            SensitivityOptions options;
            options.points = points();
            options.sink = [&](PointId p, std::uint64_t sample, const std::vector<MetricSums>& sums) {
                kept[{p, sample}] = sums;
                if (kept.size() >= after)
                    stop.request_stop();
            };
            options.watch = [](const Sensitivity& soFar) { QVERIFY(!soFar.rows.empty()); }; // nothing is no news
            Sensitivity part;
            Findings findings;
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            const auto error = errorOf(
                [&] { measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, part, job, findings); });
            QVERIFY(error && error->code() == ErrorCode::Interrupted);
            // Besides it only what other threads were at in that moment.
            QVERIFY(kept.size() >= after && kept.size() <= after + job.threads - 1);
            std::size_t rows = 0;
            for (const PointErrors& row : part.rows)
                rows += row.outputs[0].samples().size();
            QCOMPARE(rows, kept.size());
            // Gone on with, it ends as it would have.
            options.known = [&](PointId p, std::uint64_t sample) -> std::optional<std::vector<MetricSums>> {
                const auto found = kept.find({p, sample});
                return found == kept.end() ? std::nullopt : std::optional(found->second);
            };
            QVERIFY(same(sweep(SensitivityMode::Isolated, 2, options), wanted));
        }
    }

    /// Also of samples that this run does not come to.
    void aStoppedSweepKeepsWhatWasKnown()
    {
        const Sensitivity wanted = sweep(SensitivityMode::LeaveOneOut, 1);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        SensitivityOptions options;
        options.mode = SensitivityMode::LeaveOneOut;
        options.points = points();
        options.known = [&](PointId p, std::uint64_t sample) -> std::optional<std::vector<MetricSums>> {
            if (sample == 0 || p == points()[2])
                return std::nullopt;
            std::vector<MetricSums> sums;
            const auto row = std::find_if(wanted.rows.begin(), wanted.rows.end(), [&](const auto& r) { return r.point == p; });
            for (const PooledMetrics& m : p == PointId::None ? wanted.whole : row->outputs)
                sums.push_back(m.samples().at(sample));
            return sums;
        };
        options.sink = [&](PointId, std::uint64_t, const std::vector<MetricSums>&) { stop.request_stop(); };
        Sensitivity first, last;
        options.watch = [&](const Sensitivity& soFar) { (first.outputs.empty() ? first : last) = soFar; };
        Sensitivity part;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        QVERIFY(
            errorOf([&] { measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, part, job, findings); }));
        // Seen at once, without the row of which nothing is known.
        QCOMPARE(first.rows.size(), points().size() - 1);
        QCOMPARE(first.whole[0].samples().size(), std::size_t{kSamples - 1});
        for (const Sensitivity* end : {static_cast<const Sensitivity*>(&last), static_cast<const Sensitivity*>(&part)}) {
            for (const PointErrors& row : end->rows) {
                const auto samples = row.outputs[0].samples().size();
                QVERIFY(row.point == points()[2] ? samples <= 1 : samples >= kSamples - 1);
            }
            QVERIFY(end->whole[0].samples().size() >= std::size_t{kSamples - 1});
        }
    }

    void aSinkThatFailsEndsIt()
    {
        SensitivityOptions options;
        options.points = points();
        options.sink = [](PointId, std::uint64_t, const std::vector<MetricSums>&) {
            throw Error(ErrorCode::Resources, Text("the disk is full"));
        };
        Sensitivity result;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const auto error = errorOf(
            [&] { measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, result, onThreads(3), findings); });
        QVERIFY(error && error->code() == ErrorCode::Resources);
    }

    void brokenSamplesAreLeftOut()
    {
        const MadeSamples some(20);
        some.breakFile(4);
        SensitivityOptions options;
        options.points = {points()[0]};
        Sensitivity result;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        measureSensitivity(evaluator, some.set(*m_net.model), m_plan, options, result, {}, findings);
        QCOMPARE(result.rows[0].outputs[0].samples().size(), std::size_t{19});
        QCOMPARE(findings.size(), std::size_t{1});
    }

    void aModelWithoutOutputsOfNumbers()
    {
        TestModel m(13);
        m.input("x float32[1,3,6,6]").node("r = Relu(x) @relu").node("a = Cast(r) to=8 @text").output("a string[1,3,6,6]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        Sensitivity result;
        Findings findings;
        const auto error = errorOf([&] {
            measureSensitivity(evaluator, m_samples.set(*model), Plan::allFloat(model->units), {}, result, {}, findings);
        });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

private:
    [[nodiscard]] std::vector<PointId> points() const { return switchablePoints(*m_net.model, m_plan); }

    Sensitivity sweep(SensitivityMode mode, unsigned threads, SensitivityOptions options = {})
    {
        options.mode = mode;
        options.points = points();
        Sensitivity result;
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        measureSensitivity(evaluator, m_samples.set(*m_net.model), m_plan, options, result, onThreads(threads), findings);
        return result;
    }

    void expect(const PointErrors& row, const TwoHeads::Grids& grids)
    {
        const std::string name = row.point == PointId::None ? "whole" : m_net.model->point(row.point).name;
        for (std::uint64_t k = 0; k < kSamples; ++k) {
            const auto exact = m_net.run({}, {m_samples.inputs[k]});
            const auto other = m_net.run(grids, {m_samples.inputs[k]});
            QVERIFY2(same(row.outputs[0].samples().at(k), MetricSums::of(exact.at("head"), other.at("head"), nullptr)),
                     name.c_str());
            QVERIFY2(same(row.outputs[1].samples().at(k), MetricSums::of(exact.at("map"), other.at("map"), nullptr)),
                     name.c_str());
        }
    }

    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    MadeSamples m_samples{kSamples};
    Plan m_plan;
};

QTEST_APPLESS_MAIN(TestSensitivity)
#include "tst_sensitivity.moc"
