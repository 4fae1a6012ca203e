// SPDX-License-Identifier: GPL-3.0-or-later
// Calibration gives the bytes that observing every tensor of whole sessions gives, whatever the order of the samples, the
// threads, the split and the stops; and it says what it could not read.
#include "engine/analysis/calibration.h"
#include "engine/base/error.h"
#include "tests/engine/analysis/two_heads.h"

#include <QtTest>

#include <random>
#include <stop_token>

using namespace qb;
using namespace qb::test;

namespace {

using Bytes = std::vector<std::vector<std::byte>>;

Bytes bytesOf(const CalibrationData& data)
{
    Bytes bytes;
    for (const PointStatistics& p : data.points)
        bytes.push_back(p.serialize());
    return bytes;
}

JobContext onThreads(unsigned threads)
{
    JobContext job;
    job.threads = threads;
    return job;
}

bool hasFinding(const Findings& findings, std::string_view rule, std::string_view part)
{
    return std::any_of(findings.begin(), findings.end(),
                       [&](const Finding& f) { return f.rule == rule && f.message.english().find(part) != std::string::npos; });
}

/// A sum that each sample adds to: the state of every run is the output of the one before.
std::shared_ptr<const Model> accumulator(OrtEnvironment& environment)
{
    TestModel m(13);
    m.input("x float32[1,3,6,6]").input("h float32[1,3,6,6]");
    m.node("hn = Add(x, h) @sum").node("y = Tanh(hn) @tanh").output("y float32[1,3,6,6]").output("hn float32[1,3,6,6]");
    return makeModel(m.graph(), environment, {}, {});
}

} // namespace

class TestCalibration : public QObject {
    Q_OBJECT

private slots:
    void itIsWhatWholeSessionsShow()
    {
        CalibrationData wanted = CalibrationData::empty(*m_net.model);
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k) {
            const auto tensors = m_net.run({}, {m_samples.inputs[k]});
            for (const char* unit : TwoHeads::kUnits) {
                const Tensor& t = tensors.at(unit);
                wanted.points[indexOf(m_net.point(std::string(unit) + ":output"))].observe(t, k, t.shape().size() >= 3 ? 1 : -1);
            }
        }
        for (std::size_t i = 0; i < wanted.points.size(); ++i)
            QVERIFY2(whole().points[i].serialize() == wanted.points[i].serialize(), m_net.model->units.points[i].name.c_str());
        QCOMPARE(whole().samples().size(), std::uint64_t{24});
        QVERIFY(!whole().has(m_net.point("conv:weight")));
    }

    void anyNumberOfThreads()
    {
        for (unsigned threads = 2; threads <= 4; ++threads)
            for (int round = 0; round < 3; ++round)
                QVERIFY(bytesOf(calibrated({{0, 24}}, threads)) == bytesOf(whole()));
    }

    void anyOrderOfSamples()
    {
        std::vector<std::pair<std::uint64_t, std::uint64_t>> parts{{0, 3}, {3, 4}, {4, 11}, {11, 19}, {19, 24}};
        std::mt19937 random(1);
        for (int round = 0; round < 5; ++round) {
            std::shuffle(parts.begin(), parts.end(), random);
            QVERIFY(bytesOf(calibrated(parts, 1 + random() % 4)) == bytesOf(whole()));
        }
    }

    void whatWasSeenIsNotSeenAgain() { QVERIFY(bytesOf(calibrated({{0, 10}, {5, 24}, {0, 24}}, 2)) == bytesOf(whole())); }

    void anySplitIsMerged()
    {
        std::mt19937 random(2);
        for (int round = 0; round < 5; ++round) {
            const std::uint64_t a = 1 + random() % 11;
            const std::uint64_t b = a + 1 + random() % 11;
            std::vector<CalibrationData> parts{calibrated({{0, a}}, 1), calibrated({{a, b}}, 2), calibrated({{b, 24}}, 3)};
            std::shuffle(parts.begin(), parts.end(), random);
            CalibrationData all = CalibrationData::empty(*m_net.model);
            for (const CalibrationData& part : parts)
                all.merge(part);
            QVERIFY(bytesOf(all) == bytesOf(whole()));
        }
        CalibrationData twice = calibrated({{0, 10}}, 1);
        const CalibrationData overlapping = calibrated({{9, 12}}, 1);
        const auto error = errorOf([&] { twice.merge(overlapping); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

    void stoppedAnywhereAndContinued()
    {
        std::mt19937 random(3);
        for (int round = 0; round < 12; ++round) {
            CalibrationData data = CalibrationData::empty(*m_net.model);
            bool over = false;
            for (int runs = 0; !over && runs < 50; ++runs) {
                std::stop_source stop;
                JobContext job = onThreads(1 + static_cast<unsigned>(round) % 4);
                job.stop = stop.get_token();
                const std::uint64_t after = data.samples().size() + random() % 5;
                job.progress = [&](const Progress& p) {
                    if (p.done >= after)
                        stop.request_stop();
                };
                Findings findings;
                const std::uint64_t before = data.samples().size();
                const auto error = errorOf([&] {
                    Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
                    calibrate(evaluator, m_samples.set(*m_net.model), data, job, findings);
                });
                over = !error;
                QVERIFY(over || error->code() == ErrorCode::Interrupted);
                QVERIFY(data.samples().size() >= before);
                // Every point that is observed at all has seen the same samples.
                for (const char* unit : TwoHeads::kUnits)
                    QVERIFY(data.points[indexOf(m_net.point(std::string(unit) + ":output"))].samples() == data.samples());
            }
            QVERIFY(over);
            QVERIFY(bytesOf(data) == bytesOf(whole()));
        }
    }

    void aStopBeforeTheFirstSample()
    {
        std::stop_source stop;
        stop.request_stop();
        JobContext job = onThreads(3);
        job.stop = stop.get_token();
        CalibrationData data = CalibrationData::empty(*m_net.model);
        Findings findings;
        std::uint64_t checkpoints = 0;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const auto error = errorOf([&] {
            calibrate(evaluator, m_samples.set(*m_net.model), data, job, findings, [&](CalibrationData&) { ++checkpoints; });
        });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
        QVERIFY(data.samples().empty());
        QCOMPARE(checkpoints, std::uint64_t{1});
    }

    void everyCheckpointIsWhole()
    {
        for (unsigned threads = 1; threads <= 4; ++threads) {
            CalibrationData data = CalibrationData::empty(*m_net.model);
            Findings findings;
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            std::uint64_t seen = 0;
            bool whole = true;
            calibrate(evaluator, m_samples.set(*m_net.model), data, onThreads(threads), findings, [&](CalibrationData& d) {
                for (const char* unit : TwoHeads::kUnits)
                    whole = whole && d.points[indexOf(m_net.point(std::string(unit) + ":output"))].samples() == d.samples();
                seen = d.samples().size();
            });
            QVERIFY(whole);
            QCOMPARE(seen, std::uint64_t{24});
        }
    }

    void aFullDiskAtACheckpoint()
    {
        CalibrationData data = CalibrationData::empty(*m_net.model);
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const auto error = errorOf([&] {
            calibrate(evaluator, m_samples.set(*m_net.model), data, onThreads(2), findings,
                      [](CalibrationData&) { throw Error(ErrorCode::Resources, Text("the disk is full")); });
        });
        QVERIFY(error && error->code() == ErrorCode::Resources);
        // What was observed is not lost: the caller may save it once there is space.
        QVERIFY(bytesOf(data) == bytesOf(whole()));
    }

    void aBrokenFileIsAFinding()
    {
        const MadeSamples some(20);
        some.breakFile(7);
        some.breakFile(19);
        for (unsigned threads = 1; threads <= 3; threads += 2) {
            CalibrationData data = CalibrationData::empty(*m_net.model);
            Findings findings;
            Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
            calibrate(evaluator, some.set(*m_net.model), data, onThreads(threads), findings);
            QCOMPARE(data.samples().size(), std::uint64_t{18});
            QVERIFY(!data.samples().contains(7) && !data.samples().contains(19));
            QVERIFY(hasFinding(findings, "data.broken_file", "s007.npy") && hasFinding(findings, "data.broken_file", "s019.npy"));
            QVERIFY(data.points[indexOf(m_net.point("head:output"))].samples() == data.samples());
        }
    }

    void tooManyBrokenFilesAreAnError()
    {
        const MadeSamples some(20);
        for (const std::uint64_t k : {7, 11, 19})
            some.breakFile(k);
        CalibrationData data = CalibrationData::empty(*m_net.model);
        Findings findings;
        std::uint64_t saved = 0;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        const auto error = errorOf([&] {
            calibrate(evaluator, some.set(*m_net.model), data, onThreads(2), findings,
                      [&](CalibrationData& d) { saved = d.samples().size(); });
        });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(std::string(error->what()).find("3 of 20") != std::string::npos);
        QCOMPARE(findings.size(), std::size_t{3});
        QCOMPARE(saved, data.samples().size()); // what was done is handed over
        QVERIFY(data.points[indexOf(m_net.point("head:output"))].samples() == data.samples());
    }

    void valuesThatAreNotFiniteAreCounted()
    {
        MadeSamples some(3);
        Tensor odd = randomTensor({1, 3, 6, 6}, 5);
        odd.mutableFloats()[0] = std::numeric_limits<float>::quiet_NaN();
        odd.mutableFloats()[1] = std::numeric_limits<float>::infinity();
        odd.mutableFloats()[2] = -std::numeric_limits<float>::infinity();
        writeNpy(some.file(1), odd);
        CalibrationData data = CalibrationData::empty(*m_net.model);
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        calibrate(evaluator, some.set(*m_net.model), data, {}, findings);
        const PointStatistics& input = data.points[indexOf(m_net.point("x:output"))];
        QCOMPARE(input.nans(), std::uint64_t{1});
        QCOMPARE(input.infs(), std::uint64_t{2});
        QCOMPARE(input.count(), std::uint64_t{3 * 108});
        QVERIFY(input.range().max < 2 && input.range().min > -2);
        QVERIFY(data.points[indexOf(m_net.point("pool:output"))].nans() > 0);
    }

    void aSampleThatTheModelCantRunLeavesNoTrace()
    {
        // Gather's index comes from the data: sample 1 asks for a row that is not there.
        TestModel m(13);
        m.input("x float32[1,4]").input("i int64[1]").floats("k", {2, 4}, {1, 2, 3, 4, 5, 6, 7, 8});
        m.node("t = Tanh(x) @tanh").node("g = Gather(k, i) @pick").node("y = Mul(t, g) @mul").output("y float32[1,4]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        const TemporaryFolder folder;
        for (const std::int64_t k : {0, 1, 2})
            writeNpz(folder.file("s" + std::to_string(k) + ".npz"),
                     {{"x", randomTensor({1, 4}, 1)}, {"i", Tensor::fromInt64s({1}, std::vector<std::int64_t>{k == 1 ? 7 : 1})}});
        DataOptions options;
        options.path = folder.path();
        const SampleSet set = SampleSet::open(options, model->inputs);
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        CalibrationData data = CalibrationData::empty(*model);
        Findings findings;
        bool saved = false;
        const auto error = errorOf(
            [&] { calibrate(evaluator, set, data, {}, findings, [&](CalibrationData& d) { saved = d.samples().contains(1); }); });
        QVERIFY(error.has_value());
        QVERIFY(!saved);
        QVERIFY(!data.samples().contains(1));
        QVERIFY(data.points[indexOf(model->units.findPoint("tanh:output"))].samples() == data.samples());
        QVERIFY(data.points[indexOf(model->units.findPoint("mul:output"))].samples() == data.samples());
    }

    void statesAreCarried()
    {
        const auto model = accumulator(m_environment);
        const auto set = m_samples.set(*model, [](DataOptions& o) { o.inputs["h"] = "from:hn"; });
        CalibrationData wanted = CalibrationData::empty(*model);
        std::vector<float> sum(108, 0.0F);
        for (std::size_t k = 0; k < m_samples.inputs.size(); ++k) {
            wanted.points[indexOf(model->units.findPoint("h:output"))].observe(Tensor::fromFloats({1, 3, 6, 6}, sum), k, 1);
            for (std::size_t i = 0; i < sum.size(); ++i)
                sum[i] += m_samples.inputs[k].floats()[i];
            wanted.points[indexOf(model->units.findPoint("sum:output"))].observe(Tensor::fromFloats({1, 3, 6, 6}, sum), k, 1);
        }
        // Stopped after any sample: what came before must be run again, not observed again.
        for (const std::uint64_t stopAfter : {0, 1, 7, 23, 100}) {
            CalibrationData data = CalibrationData::empty(*model);
            Findings findings;
            Evaluator evaluator(model, m_environment, Kernels::Reference);
            std::stop_source stop;
            JobContext job = onThreads(4);
            job.stop = stop.get_token();
            job.progress = [&](const Progress& p) {
                if (p.done >= stopAfter)
                    stop.request_stop();
            };
            const auto error = errorOf([&] { calibrate(evaluator, set, data, job, findings); });
            QVERIFY(error.has_value() == (stopAfter <= 24));
            calibrate(evaluator, set, data, onThreads(2), findings);
            for (const char* point : {"h:output", "sum:output"}) {
                const auto id = indexOf(model->units.findPoint(point));
                QVERIFY(data.points[id].serialize() == wanted.points[id].serialize());
            }
        }
    }

private:
    using Ranges = std::vector<std::pair<std::uint64_t, std::uint64_t>>;

    CalibrationData calibrated(const Ranges& ranges, unsigned threads)
    {
        CalibrationData data = CalibrationData::empty(*m_net.model);
        Findings findings;
        Evaluator evaluator(m_net.model, m_environment, Kernels::Reference);
        for (const auto& [begin, end] : ranges)
            calibrate(evaluator, m_samples.range(*m_net.model, begin, end), data, onThreads(threads), findings);
        return data;
    }

    const CalibrationData& whole()
    {
        if (m_whole.points.empty())
            m_whole = calibrated({{0, 24}}, 1);
        return m_whole;
    }

    OrtEnvironment m_environment;
    TwoHeads m_net{m_environment};
    MadeSamples m_samples{24};
    CalibrationData m_whole;
};

QTEST_APPLESS_MAIN(TestCalibration)
#include "tst_calibration.moc"
