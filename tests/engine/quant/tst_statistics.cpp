// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/quant/settling.h"
#include "engine/quant/statistics.h"
#include "engine/quant/tensor_scan.h"

#include <QtTest>

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <limits>
#include <random>
#include <set>

using namespace qb;

namespace {

constexpr float kInf = std::numeric_limits<float>::infinity();
constexpr float kNan = std::numeric_limits<float>::quiet_NaN();

Tensor tensor(const Shape& shape, unsigned seed, float spread = 1, bool broken = false)
{
    Tensor t = Tensor::uninitialized(ElementType::Float32, shape);
    std::mt19937 random(seed);
    std::normal_distribution<float> normal(0.1F, spread);
    for (float& x : t.mutableFloats()) {
        x = normal(random);
        if (broken && random() % 50 == 0)
            x = random() % 2 == 0 ? kNan : -kInf;
        if (random() % 9 == 0)
            x = random() % 2 == 0 ? 0.0F : -0.0F;
    }
    return t;
}

TensorScan naiveScan(std::span<const float> values)
{
    TensorScan scan;
    double sums[16] = {};
    double squares[16] = {};
    for (std::size_t i = 0; i < values.size(); ++i) {
        const float x = values[i];
        ++scan.count;
        if (std::isnan(x)) {
            ++scan.nans;
        } else if (std::isinf(x)) {
            ++scan.infs;
        } else {
            scan.zeros += x == 0 ? 1 : 0;
            scan.range.include({x, x});
            sums[i % 16] += static_cast<double>(x);
            squares[i % 16] += static_cast<double>(x) * static_cast<double>(x);
        }
    }
    for (int lane = 0; lane < 16; ++lane) {
        scan.sum += sums[lane];
        scan.sumSquares += squares[lane];
    }
    return scan;
}

} // namespace

class TestStatistics : public QObject {
    Q_OBJECT

private slots:
    void closedForm()
    {
        const float x[] = {1, -3, 0, 2, kNan, kInf, -kInf, -0.0F};
        PointStatistics s;
        s.observe(Tensor::fromFloats({8}, x), 5);
        QCOMPARE(s.count(), std::uint64_t{8});
        QCOMPARE(s.finiteCount(), std::uint64_t{5});
        QCOMPARE(s.zeros(), std::uint64_t{2});
        QCOMPARE(s.nans(), std::uint64_t{1});
        QCOMPARE(s.infs(), std::uint64_t{2});
        QCOMPARE(s.range().min, -3.0F);
        QCOMPARE(s.range().max, 2.0F);
        QCOMPARE(s.moments()->mean, 0.0);
        QCOMPARE(s.moments()->deviation, std::sqrt(14.0 / 5));
        const SampleExtremes row = s.sampleRows().at(5);
        QVERIFY((row == SampleExtremes{-3, 2, 0, 14, 5}));
    }

    void scanEqualsTheDefinition()
    {
        for (const std::int64_t n : {0, 1, 15, 16, 17, 33, 4096, 100003})
            for (const bool broken : {false, true}) {
                const Tensor t = tensor({n}, static_cast<unsigned>(n) + 1, 3, broken);
                const TensorScan scan = scanTensor(t.floats());
                const TensorScan wanted = naiveScan(t.floats());
                QCOMPARE(std::bit_cast<std::uint64_t>(scan.sum), std::bit_cast<std::uint64_t>(wanted.sum));
                QCOMPARE(std::bit_cast<std::uint64_t>(scan.sumSquares), std::bit_cast<std::uint64_t>(wanted.sumSquares));
                QVERIFY(scan.range == wanted.range);
                QCOMPARE(scan.zeros, wanted.zeros);
                QCOMPARE(scan.nans, wanted.nans);
                QCOMPARE(scan.infs, wanted.infs);
                QCOMPARE(scan.count, static_cast<std::uint64_t>(n));
            }
    }

    void hugeValuesAreFinite()
    {
        const std::vector<float> x(40, 3e38F);
        const TensorScan scan = scanTensor(x);
        QVERIFY(scan.allFinite());
        QVERIFY(std::abs(scan.sum / 1.2e40 - 1) < 1e-6);
    }

    void channelRanges_data()
    {
        QTest::addColumn<int>("axis");
        for (const int axis : {0, 1, 2, 3})
            QTest::addRow("axis %d", axis) << axis;
    }

    void channelRanges()
    {
        QFETCH(int, axis);
        const Shape shape{3, 5, 7, 11};
        for (const bool broken : {false, true}) {
            const Tensor t = tensor(shape, 9, 1, broken);
            PointStatistics s;
            s.observe(t, 0, axis);
            std::vector<FloatRange> wanted(static_cast<std::size_t>(shape[static_cast<std::size_t>(axis)]));
            std::size_t stride = 1;
            for (std::size_t d = shape.size() - 1; d > static_cast<std::size_t>(axis); --d)
                stride *= static_cast<std::size_t>(shape[d]);
            for (std::size_t i = 0; i < t.count(); ++i)
                if (std::isfinite(t.floats()[i]))
                    wanted[i / stride % wanted.size()].include({t.floats()[i], t.floats()[i]});
            QVERIFY(s.channels() == wanted);
            QCOMPARE(s.channelAxis(), axis);
        }
    }

    void channelCountsThatDifferGiveNoRanges()
    {
        PointStatistics a;
        a.observe(tensor({1, 4}, 1), 0, 1);
        PointStatistics b;
        b.observe(tensor({1, 5}, 2), 1, 1);
        PointStatistics ab = a;
        ab.merge(b);
        PointStatistics ba = b;
        ba.merge(a);
        QVERIFY(ab == ba);
        QCOMPARE(ab.channelAxis(), -1);
        ab.observe(tensor({1, 4}, 3), 2, 1);
        QVERIFY(ab.channels().empty());
        QVERIFY_EXCEPTION_THROWN(a.observe(tensor({4}, 3), 2, 1), Error);
    }

    void ownersAreTheSmallestIds()
    {
        const float x[] = {-1, 1};
        const Tensor t = Tensor::fromFloats({2}, x);
        for (const auto& order : std::vector<std::vector<SampleId>>{{7, 3, 9}, {3, 7, 9}, {9, 7, 3}}) {
            PointStatistics s;
            for (const SampleId id : order)
                s.observe(t, id);
            QCOMPARE(s.ownerMin(), SampleId{3});
            QCOMPARE(s.ownerMax(), SampleId{3});
        }
        PointStatistics s;
        s.observe(t, 3);
        const float y[] = {-1, 1.5F};
        s.observe(Tensor::fromFloats({2}, y), 8);
        QCOMPARE(s.ownerMax(), SampleId{8});
        QCOMPARE(s.ownerMin(), SampleId{3});
    }

    void anyOrderAndAnySplitGiveTheSameBytes()
    {
        for (unsigned seed = 1; seed <= 10; ++seed) {
            constexpr std::size_t kSamples = 12;
            std::vector<Tensor> samples;
            for (unsigned i = 0; i < kSamples; ++i)
                samples.push_back(tensor({2, 3, 50}, seed * 100 + i, std::exp2(static_cast<float>(i)), seed % 3 == 0));
            PointStatistics whole;
            for (SampleId id = 0; id < kSamples; ++id)
                whole.observe(samples[id], id, 1);
            std::mt19937 random(seed);
            std::vector<SampleId> order(kSamples);
            for (SampleId id = 0; id < kSamples; ++id)
                order[id] = id;
            std::shuffle(order.begin(), order.end(), random);
            std::vector<PointStatistics> parts(4);
            for (const SampleId id : order)
                parts[random() % parts.size()].observe(samples[id], id, 1);
            PointStatistics merged;
            for (const PointStatistics& part : parts)
                merged.merge(part);
            QVERIFY(merged == whole);
            QVERIFY(merged.serialize() == whole.serialize());
            QCOMPARE(std::bit_cast<std::uint64_t>(merged.moments()->mean), std::bit_cast<std::uint64_t>(whole.moments()->mean));
        }
    }

    void theSameSampleTwiceIsAnError()
    {
        PointStatistics a;
        a.observe(tensor({4}, 1), 1);
        QVERIFY_EXCEPTION_THROWN(a.observe(tensor({4}, 1), 1), Error);
        PointStatistics b;
        b.observe(tensor({4}, 1), 0);
        b.observe(tensor({4}, 2), 1);
        const PointStatistics before = a;
        QVERIFY_EXCEPTION_THROWN(a.merge(b), Error);
        QVERIFY(a == before);
        (void)a.takeSampleRows();
        QVERIFY_EXCEPTION_THROWN(a.merge(b), Error);
    }

    void joinedIsTheStatisticsOfTheConcatenation()
    {
        PointStatistics a;
        PointStatistics b;
        PointStatistics both;
        for (SampleId id = 0; id < 3; ++id) {
            const Tensor x = tensor({64}, static_cast<unsigned>(id) + 1);
            const Tensor y = tensor({64}, static_cast<unsigned>(id) + 50, 4);
            std::vector<float> xy(x.floats().begin(), x.floats().end());
            xy.insert(xy.end(), y.floats().begin(), y.floats().end());
            a.observe(x, id);
            b.observe(y, id);
            both.observe(Tensor::fromFloats({128}, xy), id);
        }
        const PointStatistics* members[] = {&a, &b};
        const PointStatistics group = PointStatistics::joined(members);
        QVERIFY(group.histogram() == both.histogram());
        QVERIFY(group.range() == both.range());
        QCOMPARE(group.ownerMax(), both.ownerMax());
        QCOMPARE(group.samples().size(), std::uint64_t{3});
        QVERIFY(std::abs(group.moments()->deviation - both.moments()->deviation) < 1e-12);
        QCOMPARE(group.sampleRows().at(1).max, both.sampleRows().at(1).max);
        (void)b.takeSampleRows();
        QVERIFY(!PointStatistics::joined(members).moments());
    }

    void rowsCanBeTakenOutAndGivenBack()
    {
        PointStatistics kept;
        PointStatistics drained;
        SampleRows stored;
        for (SampleId id = 0; id < 6; ++id) {
            const Tensor t = tensor({30}, static_cast<unsigned>(id) + 1);
            kept.observe(t, id);
            drained.observe(t, id);
            stored.merge(drained.takeSampleRows());
        }
        QVERIFY(!drained.moments());
        QVERIFY(!drained.hasAllSampleRows());
        drained.restoreSampleRows(stored);
        QVERIFY(drained == kept);
        QVERIFY_EXCEPTION_THROWN(drained.restoreSampleRows(stored), Error);
        QVERIFY_EXCEPTION_THROWN(kept.restoreSampleRows({{99, {}}}), Error);
    }

    void bytesComeBack()
    {
        PointStatistics s;
        QVERIFY(PointStatistics::deserialize(s.serialize()) == s);
        for (const SampleId id : {SampleId{0}, SampleId{1}, SampleId{5}, std::numeric_limits<SampleId>::max()})
            s.observe(tensor({2, 8}, static_cast<unsigned>(id) + 1, 2, true), id, 1);
        const auto bytes = s.serialize();
        QVERIFY(PointStatistics::deserialize(bytes) == s);
        QCOMPARE(s.samples().runs().size(), std::size_t{3});
    }

    void damagedBytesAreErrors()
    {
        PointStatistics s;
        s.observe(tensor({2, 8}, 1), 0, 1);
        auto bytes = s.serialize();
        for (std::size_t cut = 0; cut < bytes.size(); ++cut)
            QVERIFY_EXCEPTION_THROWN((void)PointStatistics::deserialize(std::span(bytes).first(cut)), Error);
        bytes.push_back(std::byte{0});
        QVERIFY_EXCEPTION_THROWN((void)PointStatistics::deserialize(bytes), Error);
    }

    void onlyFloatsAreObserved()
    {
        PointStatistics s;
        QVERIFY_EXCEPTION_THROWN(s.observe(Tensor::zeros(ElementType::Int8, {4}), 0), Error);
        s.observe(Tensor::zeros(ElementType::Float32, {0, 3}), 0);
        QVERIFY(s.range().empty() && !s.moments());
        QCOMPARE(s.samples().size(), std::uint64_t{1});
    }

    /// Six samples that reach 1, 2, 4 | 4, 8, -2: the later half has shown 6 of the 10 from -2 to 8.
    void whatTheLaterHalfHasShown()
    {
        const auto observed = [](const std::vector<float>& reach, const std::vector<SampleId>& order) {
            PointStatistics s;
            for (const SampleId id : order)
                s.observe(Tensor::fromFloats({2}, std::array{0.5F, reach[id]}), id);
            return s;
        };
        const std::vector<float> growing{1, 2, 4, 4, 8, -2};
        QCOMPARE(lateShare(observed(growing, {0, 1, 2, 3, 4, 5})), std::optional(0.6));
        QCOMPARE(lateShare(observed(growing, {5, 3, 1, 0, 2, 4})), std::optional(0.6)); // by number, not by time
        QCOMPARE(lateShare(observed({8, 2, 4, 4, 8, 1}, {0, 1, 2, 3, 4, 5})), std::optional(0.0));
        QCOMPARE(lateShare(observed(growing, {0, 1, 2, 3, 4})), std::optional(0.5)); // of five the first three
        QVERIFY(!lateShare(observed(growing, {0, 1, 2})));                           // too few
        QVERIFY(!lateShare(PointStatistics()));
        PointStatistics taken = observed(growing, {0, 1, 2, 3, 4, 5});
        (void)taken.takeSampleRows();
        QVERIFY(!lateShare(taken));

        const std::vector<PointStatistics> points{observed({8, 2, 4, 4, 8, 1}, {0, 1, 2, 3, 4, 5}), PointStatistics(),
                                                  observed(growing, {0, 1, 2, 3, 4, 5}), observed(growing, {0, 1, 2, 3, 4})};
        QCOMPARE(leastSettled(points, 9), (std::vector<std::size_t>{2, 3, 0}));
        QCOMPARE(leastSettled(points, 2), (std::vector<std::size_t>{2, 3}));
        QCOMPARE(leastSettled(points, 2, std::vector<char>{0, 0, 1}), (std::vector<std::size_t>{3, 0}));
    }

    void sampleIdsAgainstASet()
    {
        std::mt19937 random(4);
        SampleIds ids;
        std::set<SampleId> wanted;
        for (int i = 0; i < 300; ++i) {
            const SampleId id = random() % 200;
            ids.insert(id);
            wanted.insert(id);
            QCOMPARE(ids.size(), static_cast<std::uint64_t>(wanted.size()));
        }
        for (SampleId id = 0; id < 210; ++id)
            QCOMPARE(ids.contains(id), wanted.contains(id));
        SampleIds other;
        other.insert(500);
        QVERIFY(!ids.firstCommon(other));
        other.insert(*wanted.begin());
        QCOMPARE(*ids.firstCommon(other), *wanted.begin());
    }
};

QTEST_APPLESS_MAIN(TestStatistics)
#include "tst_statistics.moc"
