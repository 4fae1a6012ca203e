// SPDX-License-Identifier: GPL-3.0-or-later
// Networks in which we know who is guilty and of what; and that what a cure is said to do is what a comparison with the
// changed rules measures.
#include "engine/analysis/advisor.h"
#include "engine/analysis/cure_trials.h"
#include "engine/base/error.h"
#include "engine/study/stored_advice.h"
#include "tests/engine/analysis/study_case.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>
#include <span>

using namespace qb;
using namespace qb::test;

namespace {

OrtEnvironment& environment()
{
    static OrtEnvironment env(1);
    return env;
}

const Shape kImage{1, 8, 6, 6};

/// Three convolutions in a row, all with 16 bits but for what a test says.
struct Chain : StudyCase {
    explicit Chain(const std::vector<float>& gains = std::vector<float>(8, 1.0F))
        : StudyCase(environment(), network(gains), "generic", samplesOf("x", kImage, 3))
    {
        for (const char* unit : {"conv1", "conv2", "conv3"})
            set(unit, "int16,weight=int16,observer=min_max");
        set("x", "int16");
    }

    static TestModel network(const std::vector<float>& gains)
    {
        TestModel m(17);
        m.input("x float32[1,8,6,6]");
        // conv1 gives each channel its gain, conv2 takes it back.
        std::vector<float> give(64, 0);
        std::vector<float> take(64, 0);
        for (std::size_t c = 0; c < 8; ++c) {
            give[9 * c] = gains[c];
            take[9 * c] = 1 / gains[c];
        }
        m.floats("w1", {8, 8, 1, 1}, give).floats("w2", {8, 8, 1, 1}, take).constant("w3", randomTensor({8, 8, 1, 1}, 3));
        m.node("a = Conv(x, w1) @conv1").node("b = Conv(a, w2) @conv2").node("y = Conv(b, w3) @conv3").output("y");
        return m;
    }

    Advice advice(std::size_t top = 5)
    {
        Workspace& w = calibrated();
        AdvisorOptions options;
        options.top = top;
        Findings findings;
        return w.advise(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Recompute, {}, findings);
    }

    [[nodiscard]] std::string name(UnitId unit) const { return unit == UnitId::None ? "" : workspace->model()->unit(unit).name; }
};

const TriedCure* cure(const AdviceRow& row, const std::string& config)
{
    for (const TriedCure& c : row.cures)
        if (c.config == config)
            return &c;
    return nullptr;
}

bool sameBits(double a, double b) { return std::memcmp(&a, &b, sizeof a) == 0; }

} // namespace

namespace {

/// The words and numbers are the same, to the last bit (NaN too).
bool sameAdvice(const Advice& a, const Advice& b)
{
    const auto sameNumbers = [](std::span<const double> x, std::span<const double> y) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), sameBits);
    };
    const auto sameCure = [&](const TriedCure& x, const TriedCure& y) {
        return x.config == y.config && sameBits(x.errorBefore, y.errorBefore) && sameBits(x.errorAfter, y.errorAfter) &&
               x.cost.wideMacs == y.cost.wideMacs && x.cost.floatMacs == y.cost.floatMacs &&
               x.cost.extraBytes == y.cost.extraBytes;
    };
    const auto sameRow = [&](const AdviceRow& x, const AdviceRow& y) {
        return x.unit == y.unit && x.point == y.point && x.output == y.output && x.verdict == y.verdict && x.why == y.why &&
               x.evidence == y.evidence && x.ancestor == y.ancestor &&
               std::equal(x.cures.begin(), x.cures.end(), y.cures.begin(), y.cures.end(), sameCure);
    };
    return a.metric == b.metric && a.outputs == b.outputs && sameNumbers(a.before, b.before) && a.tried == b.tried &&
           sameBits(a.trySeconds, b.trySeconds) && sameBits(a.floatRunSeconds, b.floatRunSeconds) &&
           std::equal(a.rows.begin(), a.rows.end(), b.rows.begin(), b.rows.end(), sameRow);
}

} // namespace

class TestAdvisor : public QObject {
    Q_OBJECT

    static void verifyMeasured(StudyCase& c, const Advice& advice)
    {
        Workspace& w = *c.workspace;
        const SampleSet samples = w.samples(Use::Evaluation, {});
        const Plan exact = Plan::allFloat(w.model()->units);
        const RuleSet rules = w.rules();
        const auto measured = [&](std::size_t output) {
            return w.compare(samples, exact, CompareMode::Cumulative, Kernels::Reference, Reuse::Recompute, {})
                .outputs[output]
                .metrics.pooled()
                .value(Metric::Sqnr);
        };
        int checked = 0;
        for (const AdviceRow& row : advice.rows) {
            const auto at = std::find(advice.outputs.begin(), advice.outputs.end(), row.output) - advice.outputs.begin();
            for (const TriedCure& t : row.cures) {
                w.setRules(rules);
                c.set(w.model()->unit(row.unit).name, t.config);
                QVERIFY2(sameBits(measured(static_cast<std::size_t>(at)), t.errorAfter), t.config.c_str());
                ++checked;
            }
        }
        w.setRules(rules);
        for (std::size_t o = 0; o < advice.outputs.size(); ++o)
            QVERIFY(sameBits(measured(o), advice.before[o]));
        QVERIFY(checked > 8);
    }

private slots:
    void whatWasSaidIsKept()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.25").set("conv2", "int8,observer=min_max");
        Workspace& w = c.calibrated();
        const SampleSet samples = w.samples(Use::Evaluation, {});
        AdvisorOptions options;
        Findings findings;
        QVERIFY(!w.storedAdvice(samples, options, Kernels::Fast, {}, findings));
        Advice advice = w.advise(samples, options, Kernels::Fast, Reuse::Stored, {}, findings);
        QVERIFY(!advice.rows.empty() && !advice.rows.front().why.format().empty());
        const auto stored = w.storedAdvice(samples, options, Kernels::Fast, {}, findings);
        QVERIFY(stored && sameAdvice(*stored, advice));
        // With its times, so it was not made again; and where asked for, it is.
        QVERIFY(sameAdvice(w.advise(samples, options, Kernels::Fast, Reuse::Stored, {}, findings), advice));
        QVERIFY(!sameAdvice(w.advise(samples, options, Kernels::Fast, Reuse::Recompute, {}, findings), advice));

        AdvisorOptions others = options;
        others.metric = Metric::Cosine;
        QVERIFY(!w.storedAdvice(samples, others, Kernels::Fast, {}, findings));
        others = options;
        others.top = 1;
        QVERIFY(!w.storedAdvice(samples, others, Kernels::Fast, {}, findings));
        others = options;
        others.output = w.model()->graph.outputs[0];
        QVERIFY(!w.storedAdvice(samples, others, Kernels::Fast, {}, findings));
        others = options;
        others.only = 0;
        QVERIFY(!w.storedAdvice(samples, others, Kernels::Fast, {}, findings));
        const RuleSet rules = w.rules();
        c.set("conv3", "int8");
        QVERIFY(!w.storedAdvice(samples, options, Kernels::Fast, {}, findings));
        w.setRules(rules);
        QVERIFY(w.storedAdvice(samples, options, Kernels::Fast, {}, findings));
        DataOptions fewer = w.data(Use::Evaluation);
        fewer.samples = 2;
        QVERIFY(!w.storedAdvice(w.samples(fewer, {}), options, Kernels::Fast, {}, findings));

        // As bytes: numbers that are none, findings, and a model that lacks a name.
        advice.before.front() = std::nan("");
        advice.rows.front().cures.front().errorAfter = std::numeric_limits<double>::infinity();
        const Finding finding{"custom.no_value", Severity::Warning, {}, {}, Text::verbatim("no value"), {}, {}, false};
        const std::string bytes = StoredAdvice{advice, {finding}}.toBytes(*w.model());
        const auto read = StoredAdvice::fromBytes(bytes, *w.model());
        QVERIFY(read && sameAdvice(read->advice, advice));
        QVERIFY(read->findings == Findings{finding});
        TestModel other(17);
        other.input("x float32[1,8]").node("y = Relu(x) @relu").output("y");
        QVERIFY(!StoredAdvice::fromBytes(bytes, *StudyCase(environment(), other, "generic").workspace->model()));
        for (std::size_t size = 0; size < bytes.size(); ++size) // cut anywhere
            QVERIFY(!StoredAdvice::fromBytes(std::string_view(bytes).substr(0, size), *w.model()));
    }

    void clipping()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.25");
        const Advice advice = c.advice();
        const AdviceRow& row = advice.rows.front();
        QCOMPARE(c.name(row.unit), std::string("conv1"));
        QVERIFY2(row.verdict == Verdict::Clipping, row.why.english().c_str());
        QVERIFY(row.evidence.at("saturation_share") > 0.9);
        QVERIFY(row.evidence.at("clipped_share") > 0.5);
        QVERIFY(!row.cures.empty());
        QVERIFY2(row.cures.front().errorAfter > row.cures.front().errorBefore + 20, row.cures.front().config.c_str());
        // More bits do not help where the range is fixed.
        const TriedCure* bits = cure(row, "int16");
        QVERIFY(bits && bits->errorAfter < bits->errorBefore + 3);
    }

    void rounding()
    {
        Chain c;
        c.set("conv1", "int8,observer=min_max");
        const Advice advice = c.advice();
        const AdviceRow& row = advice.rows.front();
        QCOMPARE(c.name(row.unit), std::string("conv1"));
        QVERIFY2(row.verdict == Verdict::Rounding, row.why.english().c_str());
        QVERIFY(row.evidence.at("saturation_share") < 0.1);
        QVERIFY(row.evidence.at("share_of_damage") > 0.99);
        QCOMPARE(row.cures.front().config, std::string("int16"));
        QVERIFY(row.cures.front().errorAfter > row.cures.front().errorBefore + 20);
        // conv2 has a weight of 16 bits already; a second byte for 8 x 6 x 6 values.
        QCOMPARE(row.cures.front().cost.wideMacs, 0.0);
        QCOMPARE(row.cures.front().cost.extraBytes, 288.0);
    }

    void inherited()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.1");
        const Advice advice = c.advice();
        int found = 0;
        for (const AdviceRow& row : advice.rows) {
            if (row.verdict != Verdict::Inherited)
                continue;
            ++found;
            QVERIFY(c.name(row.unit) == "conv2" || c.name(row.unit) == "conv3");
            QCOMPARE(c.name(row.ancestor), std::string("conv1"));
            QVERIFY(row.evidence.at("local_sqnr_db") > row.evidence.at("cumulative_sqnr_db") + 20);
            QVERIFY(row.cures.empty());
        }
        QCOMPARE(found, 2);
        QCOMPARE(c.name(advice.rows.front().unit), std::string("conv1"));
    }

    void channelSpread()
    {
        Chain c({1, 1, 1, 0.005F, 0.005F, 0.005F, 0.005F, 0.005F});
        c.set("conv1", "int8,observer=min_max");
        const Advice advice = c.advice();
        const AdviceRow& row = advice.rows.front();
        QCOMPARE(c.name(row.unit), std::string("conv1"));
        QVERIFY2(row.verdict == Verdict::ChannelSpread, row.why.english().c_str());
        QCOMPARE(row.evidence.at("channels_below"), 5.0);
        QVERIFY(row.evidence.at("channel_spread") > 150);
        QCOMPARE(row.cures.front().config, std::string("int16"));
    }

    void wastedRange()
    {
        Chain c;
        c.set("conv1", "int8,threshold=30");
        const Advice advice = c.advice();
        QVERIFY2(advice.rows.front().verdict == Verdict::WastedRange, advice.rows.front().why.english().c_str());
        QVERIFY(advice.rows.front().evidence.at("grid_used") < 0.05);
    }

    /// The evaluation pictures reach eight times what calibration saw.
    void preprocessing()
    {
        Chain c;
        c.set("x", "int8");
        Workspace& w = c.calibrated();
        w.setData(Use::Evaluation, c.written("other", samplesOf("x", kImage, 3, -8, 8)));
        const Advice advice = c.advice();
        QCOMPARE(c.name(advice.rows.front().unit), std::string("x"));
        QVERIFY2(advice.rows.front().verdict == Verdict::Preprocessing, advice.rows.front().why.english().c_str());
    }

    void concatSharedScale()
    {
        TestModel m(17);
        m.input("x float32[1,8,6,6]").scalar("k", 100).constant("w", randomTensor({8, 8, 1, 1}, 1));
        std::vector<float> wide(8 * 16, 0);
        for (std::size_t i = 0; i < wide.size(); ++i)
            wide[i] = i % 16 < 8 ? 1.0F : 0.001F;
        m.floats("w16", {8, 16, 1, 1}, wide).node("a = Conv(x, w) @conv").node("b = Mul(a, k) @scale");
        m.node("c = Concat(a, b) axis=1 @join").node("y = Conv(c, w16) @head").output("y");
        StudyCase c(environment(), m, "generic", samplesOf("x", kImage, 3));
        for (const char* unit : {"conv", "scale", "head"})
            c.set(unit, "int16");
        c.set("head", "weight=int16").set("conv", "weight=int16").set("x", "int16");
        Workspace& w = c.calibrated();
        Findings findings;
        const Advice advice = w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, {}, findings);
        const AdviceRow& row = advice.rows.front();
        QCOMPARE(w.model()->unit(row.unit).name, std::string("join"));
        QVERIFY2(row.verdict == Verdict::ConcatSharedScale, row.why.english().c_str());
        QVERIFY(std::abs(row.evidence.at("operand_ratio") - 100) < 1);
        QVERIFY(row.cures.front().config.starts_with("int16"));
    }

    /// What a cure is said to do is what `set` and `compare` then show, to the last bit.
    void errorAfterIsMeasured()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.5").set("conv2", "int8");
        verifyMeasured(c, c.advice());
    }

    /// The same where each sample goes on from the state that the one before has left, in each configuration another one.
    void errorAfterIsMeasuredWithStates()
    {
        TestModel m(17);
        m.input("x float32[1,8,6,6]").input("h float32[1,8,6,6]").constant("w", randomTensor({8, 8, 1, 1}, 1));
        m.node("a = Conv(x, w) @conv").node("b = Add(a, h) @add").node("n = Tanh(b) @next").node("y = Mul(n, x) @gate");
        m.output("y").output("n");
        StudyCase c(environment(), m, "horizon", samplesOf("x", kImage, 4));
        DataOptions options = c.workspace->data(Use::Calibration);
        options.inputs["h"] = "from:n";
        c.workspace->setData(Use::Calibration, options);
        c.workspace->setData(Use::Evaluation, options);
        Workspace& w = c.calibrated();
        Findings findings;
        verifyMeasured(c, w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, {}, findings));
    }

    void ranking()
    {
        const auto cure = [](const char* config, double after, double macs, double bytes) {
            TriedCure c;
            c.config = config;
            c.errorBefore = 10;
            c.errorAfter = after;
            c.cost.wideMacs = macs;
            c.cost.extraBytes = bytes;
            return c;
        };
        std::vector<TriedCure> cures{cure("worse", 5, 0, 0),      cure("dear", 30, 0.5, 0),
                                     cure("cheap", 28.5, 0.1, 0), cure("cheap, too", 28.6, 0.1, 0),
                                     cure("some", 20, 0, 0),      cure("unknown", std::nan(""), 0, 0)};
        rankCures(Metric::Sqnr, cures);
        std::string order;
        for (const TriedCure& c : cures)
            order += c.config + "; ";
        QCOMPARE(order, std::string("cheap; cheap, too; dear; some; worse; unknown; "));
        AdviceRow row;
        row.cures = cures;
        QCOMPARE(bestCure(Metric::Sqnr, row), &row.cures.front());
        row.cures = {cure("worse", 5, 0, 0), cure("nothing", 10, 0, 0)};
        rankCures(Metric::Sqnr, row.cures);
        QVERIFY(!bestCure(Metric::Sqnr, row)); // what gains nothing is no cure
        QVERIFY(helps(Metric::L1, row.cures.back()));
        rankCures(Metric::L1, cures);
        QCOMPARE(cures.front().config, std::string("worse")); // the error is lower there
        // Of errors by how many times they become smaller: nine tenths of a difference may still be five times too much.
        row.cures = {cure("kl", 0.75, 0, 0), cure("int16", 0.135, 0, 300), cure("int16, cheaper", 0.14, 0, 100)};
        for (TriedCure& c : row.cures)
            c.errorBefore = 9.4;
        for (const MetricChoice& metric : {MetricChoice(Metric::Atol), MetricChoice::custom(Order::Descending)}) {
            rankCures(metric, row.cures);
            QCOMPARE(row.cures[0].config + "; " + row.cures[1].config, std::string("int16, cheaper; int16"));
        }
    }

    void sameOnManyThreads()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.5");
        const Advice one = c.advice();
        Workspace& w = *c.workspace;
        JobContext job;
        job.threads = 3;
        Findings findings;
        const Advice many = w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, job, findings);
        QCOMPARE(many.rows.size(), one.rows.size());
        for (std::size_t r = 0; r < one.rows.size(); ++r) {
            QCOMPARE(many.rows[r].cures.size(), one.rows[r].cures.size());
            for (std::size_t i = 0; i < one.rows[r].cures.size(); ++i) {
                QCOMPARE(many.rows[r].cures[i].config, one.rows[r].cures[i].config);
                QVERIFY(sameBits(many.rows[r].cures[i].errorAfter, one.rows[r].cures[i].errorAfter));
            }
        }
    }

    /// Among others it gives what it gives alone.
    void oneSampleOfMany()
    {
        Chain c;
        c.set("conv1", "int8,threshold=0.5");
        Workspace& w = c.calibrated();
        const auto adviceOn = [&](const SampleSet& samples, std::optional<std::uint64_t> only) {
            AdvisorOptions options;
            options.only = only;
            Findings findings;
            return w.advise(samples, options, Kernels::Reference, Reuse::Recompute, {}, findings);
        };
        const SampleSet all = w.samples(Use::Evaluation, {});
        const std::uint64_t second = all.sampleId(1);
        const DataOptions data = w.data(Use::Calibration);
        DataOptions alone = data;
        alone.sample = second;
        const Advice wanted = adviceOn(w.samples(alone, {}), {});
        const Advice got = adviceOn(all, second);
        QVERIFY(!got.rows.empty() && !got.rows.front().cures.empty());
        QVERIFY(sameBits(got.before.front(), wanted.before.front()));
        QVERIFY(!sameBits(got.before.front(), adviceOn(all, {}).before.front()));
        QCOMPARE(got.rows.size(), wanted.rows.size());
        for (std::size_t r = 0; r < got.rows.size(); ++r) {
            QVERIFY(got.rows[r].unit == wanted.rows[r].unit && got.rows[r].verdict == wanted.rows[r].verdict);
            QVERIFY(got.rows[r].evidence == wanted.rows[r].evidence);
            QCOMPARE(got.rows[r].cures.size(), wanted.rows[r].cures.size());
            for (std::size_t i = 0; i < got.rows[r].cures.size(); ++i)
                QVERIFY(sameBits(got.rows[r].cures[i].errorAfter, wanted.rows[r].cures[i].errorAfter));
        }
    }

    void refusals()
    {
        Chain c;
        c.set("conv1", "int8");
        Workspace& w = c.calibrated();
        AdvisorOptions options;
        options.metric = Metric::MaxQscaleDiff;
        Findings findings;
        const auto error = errorOf(
            [&] { (void)w.advise(w.samples(Use::Evaluation, {}), options, Kernels::Reference, Reuse::Recompute, {}, findings); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        const auto stopped = errorOf(
            [&] { (void)w.advise(w.samples(Use::Evaluation, {}), {}, Kernels::Reference, Reuse::Recompute, job, findings); });
        QVERIFY(stopped && stopped->code() == ErrorCode::Interrupted);
        // Nothing quantized, nothing to judge.
        QCOMPARE(c.advice(0).rows.size(), std::size_t{0});
    }
};

QTEST_GUILESS_MAIN(TestAdvisor)
#include "tst_advisor.moc"
