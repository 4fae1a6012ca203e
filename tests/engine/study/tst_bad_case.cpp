// SPDX-License-Identifier: GPL-3.0-or-later
// Bad cases in a study: what is measured is kept and not measured again, and the chosen one decides on which sample layers
// are looked at, also where it carries states.
#include "engine/data/npz_writer.h"
#include "engine/model/onnx_writer.h"
#include "engine/study/bad_case.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <filesystem>
#include <fstream>
#include <set>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::size_t kSamples = 10;

void write(const std::string& path, const std::string& bytes) { std::ofstream(path, std::ios::binary) << bytes; }

/// A running sum, and a head on it.
struct Case {
    explicit Case(bool states)
    {
        TestModel m(13);
        m.input("x float32[1,4]").constant("w", randomTensor({4, 4}, 5)).constant("v", randomTensor({4, 4}, 6));
        if (states)
            m.input("s float32[1,4]")
                .node("t = Add(x, s) @sum")
                .node("h = MatMul(t, w) @head")
                .output("y float32[1,4]")
                .output("t float32[1,4]");
        else
            m.node("h = MatMul(x, w) @head").output("y float32[1,4]");
        m.node("r = Relu(h)").node("y = MatMul(r, v) @last");
        write(folder.file("m.onnx"), m.bytes());
        writeNpy(folder.file("x.npy"), randomTensor({kSamples, 4}, 3));
        DataOptions options;
        options.path = folder.file("x.npy");
        if (states)
            options.inputs["s"] = "from:t";
        workspace.emplace(environment, folder.file("m.onnx"), folder.file("s.qbs"), DimBindings{}, JobContext{});
        workspace->setData(Use::Calibration, options);
        workspace->calibrate(Recalibrate::Anew, {});
    }

    [[nodiscard]] SampleSet all() { return workspace->samples(Use::Evaluation, {}); }

    BadCases found(const std::optional<Expression>& custom = {}, const JobContext& job = {}, Reuse reuse = Reuse::Stored)
    {
        return badCases(*workspace, all(), custom, Order::Descending, Kernels::Reference, reuse, job);
    }

    /// Number of units that `action` computes.
    std::uint64_t workOf(const std::function<void()>& action)
    {
        const std::uint64_t before = workspace->evaluator(Kernels::Reference).work().units;
        action();
        return workspace->evaluator(Kernels::Reference).work().units - before;
    }

    OrtEnvironment environment;
    TemporaryFolder folder;
    std::optional<Workspace> workspace;
};

bool same(const BadCases& a, const BadCases& b)
{
    for (const auto& [id, errors] : a.samples) {
        const auto other = b.samples.find(id);
        if (other == b.samples.end() || other->second.outputs.size() != errors.outputs.size())
            return false;
        for (std::size_t o = 0; o < errors.outputs.size(); ++o)
            if (errors.outputs[o].squaredDiff != other->second.outputs[o].squaredDiff ||
                errors.outputs[o].maxDiff != other->second.outputs[o].maxDiff)
                return false;
        if (errors.custom.has_value() != other->second.custom.has_value() ||
            (errors.custom && *errors.custom != *other->second.custom && !std::isnan(*errors.custom)))
            return false;
    }
    return a.samples.size() == b.samples.size();
}

} // namespace

class TestBadCase : public QObject {
    Q_OBJECT

private slots:
    void whatWasMeasuredIsNotMeasuredAgain()
    {
        for (const bool states : {false, true}) {
            Case c(states);
            const auto custom =
                Expression::parse("log(quant('y')[0, 0] - quant('y')[0, 1])", c.workspace->model()->outputs); // NaN now and then
            const BadCases whole = c.found(custom);
            QCOMPARE(whole.samples.size(), kSamples);
            QVERIFY(whole.ranking({}).size() < kSamples);
            QCOMPARE(c.workOf([&] { QVERIFY(same(c.found(custom), whole)); }), std::uint64_t{0});
            QCOMPARE(c.workOf([&] { QVERIFY(c.found().samples.size() == kSamples); }), std::uint64_t{0});
            QVERIFY(c.workOf([&] { QVERIFY(same(c.found(custom, {}, Reuse::Recompute), whole)); }) > 0);
            // Another expression is measured, and the sums with it; another configuration too.
            const auto other = Expression::parse("sum(float('y'))", c.workspace->model()->outputs);
            QVERIFY(c.workOf([&] { (void)c.found(other); }) > 0);
            RuleSet rules = c.workspace->rules();
            rules.rules.push_back({OverrideRule{"name:head", std::nullopt, parseConfig("int16")}, true});
            c.workspace->setRules(rules);
            QVERIFY(c.workOf([&] { QVERIFY(!same(c.found(custom), whole)); }) > 0);
        }
    }

    void aStoppedCallGoesOn()
    {
        for (const bool states : {false, true}) {
            Case whole(states), c(states);
            const auto custom = Expression::parse("mean(abs(float('y') - quant('y')))", c.workspace->model()->outputs);
            std::uint64_t all = 0;
            BadCases expected;
            all = whole.workOf([&] { expected = whole.found(custom); });
            std::stop_source stop;
            JobContext job;
            job.stop = stop.get_token();
            job.progress = [&](const Progress& p) {
                if (p.done == 4)
                    stop.request_stop();
            };
            const auto error = errorOf([&] { (void)c.found(custom, job); });
            QVERIFY(error && error->code() == ErrorCode::Interrupted);
            const std::uint64_t rest = c.workOf([&] { QVERIFY(same(c.found(custom), expected)); });
            QCOMPARE(rest, states ? all : all * 6 / 10); // states need the samples before
        }
    }

    /// The same name and size, other values: only that sample is measured again, and a choice of it counts no more.
    void aChangedFileIsMeasuredAgain()
    {
        Case c(false);
        DataOptions options;
        options.path = c.folder.file("many");
        std::filesystem::create_directory(options.path);
        const auto file = [&](std::size_t i) { return options.path + "/" + std::to_string(i) + ".npy"; };
        for (std::size_t i = 0; i < 5; ++i)
            writeNpy(file(i), randomTensor({1, 4}, static_cast<unsigned>(i)));
        c.workspace->setData(Use::Evaluation, options);
        const auto custom = Expression::parse("sum(float('y'))", c.workspace->model()->outputs);
        BadCases before;
        const std::uint64_t all = c.workOf([&] { before = c.found(custom); });
        const CaseCriterion by{"y", Metric::Atol};
        setChosenCase(c.workspace->study(), chosenCase(before, c.all(), 3, by, "set"));
        QVERIFY(layerSamples(*c.workspace, {}).badCase);
        const std::string saved = badCaseFile(*c.workspace, before, kCaseMetrics, 3, *chosenCase(c.workspace->study()));
        writeNpy(file(3), randomTensor({1, 4}, 99));
        BadCases after;
        QCOMPARE(c.workOf([&] { after = c.found(); }), all / 5); // asked without the expression first
        QCOMPARE(c.workOf([&] { after = c.found(custom); }), all / 5);
        QVERIFY(*after.samples.at(3).custom != *before.samples.at(3).custom);
        QCOMPARE(*after.samples.at(2).custom, *before.samples.at(2).custom);
        QCOMPARE(c.workOf([&] { QVERIFY(same(c.found(custom), after)); }), std::uint64_t{0});
        QVERIFY(same(c.found(custom, {}, Reuse::Recompute), after));
        const LayerSamples layers = layerSamples(*c.workspace, {});
        QVERIFY(!layers.badCase && layers.set.size() == 5 && layers.findings.size() == 1);
        QVERIFY(layers.findings[0].message.english().find("has changed") != std::string::npos);
        Findings findings;
        const auto error = errorOf([&] { (void)chosenCaseFromFile(*c.workspace, saved, c.all(), {}, findings); });
        QVERIFY(error && std::string(error->what()).find("3.npy holds something else here") != std::string::npos);
    }

    /// One more sample is observed alone, and what follows is what all of them together give, byte for byte; undone as well.
    void oneMoreSampleIsAddedToTheCalibration()
    {
        const auto calibrated = [](const std::set<std::uint64_t>& also) {
            auto c = std::make_unique<Case>(false);
            DataOptions options = c->workspace->data(Use::Calibration);
            c->workspace->setData(Use::Evaluation, options);
            options.samples = 3; // 0, 3, 6
            options.also = also;
            c->workspace->setData(Use::Calibration, options);
            c->workspace->calibrate(Recalibrate::Anew, {});
            return c;
        };
        const auto c = calibrated({});
        const auto whole = calibrated({8});
        QCOMPARE(whole->workspace->statistics().samples().size(), std::uint64_t{4});
        const Fingerprint before = c->workspace->plan({}).plan.fingerprint();
        const CalibrationData old = c->workspace->statistics();
        const std::uint64_t first = c->workspace->evaluator(Kernels::Fast).work().units;
        QVERIFY(c->workspace->addToCalibration(c->all(), 8, {}));
        const std::uint64_t one = c->workspace->evaluator(Kernels::Fast).work().units - first;
        QCOMPARE(one, whole->workspace->evaluator(Kernels::Fast).work().units - first); // the others were not run again
        QCOMPARE(c->workspace->statistics().samples().size(), std::uint64_t{4});
        QVERIFY(c->workspace->data(Use::Calibration) == whole->workspace->data(Use::Calibration) ||
                c->workspace->data(Use::Calibration).also == std::set<std::uint64_t>{8});
        QVERIFY(c->workspace->plan({}).plan.fingerprint() == whole->workspace->plan({}).plan.fingerprint());
        QVERIFY(!c->workspace->addToCalibration(c->all(), 8, {})); // it is there
        QVERIFY(c->workspace->study().loadStatistics(*c->workspace->model()).data.samples().contains(8));
        c->workspace->setStatistics(old);
        QVERIFY(c->workspace->plan({}).plan.fingerprint() == before);
        QCOMPARE(c->workspace->study().loadStatistics(*c->workspace->model()).data.samples().size(), std::uint64_t{3});
        // Numbers in another list say nothing here.
        DataOptions other;
        other.path = c->folder.file("other.npy");
        writeNpy(other.path, randomTensor({5, 4}, 9));
        c->workspace->setData(Use::Evaluation, other);
        const auto error = errorOf([&] { (void)c->workspace->addToCalibration(c->all(), 1, {}); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
    }

    /// Seen from the first to the last, also after a stop.
    void aSearchIsWatched()
    {
        Case c(false);
        std::vector<std::size_t> seen;
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        job.progress = [&](const Progress& p) {
            if (p.done == 4)
                stop.request_stop();
        };
        const auto watch = [&](const BadCases& cases) { seen.push_back(cases.samples.size()); };
        const auto search = [&](const JobContext& context) {
            return badCases(*c.workspace, c.all(), {}, Order::Descending, Kernels::Reference, Reuse::Stored, context, watch);
        };
        const auto error = errorOf([&] { (void)search(job); });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
        QCOMPARE(seen.front(), std::size_t{0});
        QVERIFY(seen.back() >= 4 && seen.back() < kSamples);
        const std::size_t kept = seen.back();
        seen.clear();
        (void)search({});
        QCOMPARE(seen.front(), kept);
        QCOMPARE(seen.back(), kSamples);
    }

    void calibrationKnowsWhatItsFilesHeld()
    {
        Case c(false);
        DataOptions options;
        options.path = c.folder.file("many");
        std::filesystem::create_directory(options.path);
        const auto file = [&](std::size_t i) { return options.path + "/" + std::to_string(i) + ".npy"; };
        for (std::size_t i = 0; i < 5; ++i)
            writeNpy(file(i), randomTensor({1, 4}, static_cast<unsigned>(i)));
        options.range = SampleRange{0, 3};
        c.workspace->setData(Use::Calibration, options);
        c.workspace->calibrate(Recalibrate::Anew, {});
        QVERIFY(!c.workspace->changedSinceCalibration({}));
        writeNpy(file(4), randomTensor({1, 4}, 98)); // not observed yet
        options.range = SampleRange{0, 5};
        c.workspace->setData(Use::Calibration, options);
        QVERIFY(!c.workspace->changedSinceCalibration({}));
        writeNpy(file(1), randomTensor({1, 4}, 99));
        const auto changed = c.workspace->changedSinceCalibration({});
        QVERIFY(changed && changed->rule == "calibration.files_changed");
        QVERIFY(changed->numbers.at("samples") == 1 && changed->numbers.at("first") == 1);
        QVERIFY(!layerSamples(*c.workspace, {}).findings.empty());
        const auto error = errorOf([&] { c.workspace->calibrate(Recalibrate::Continue, {}); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        QVERIFY(std::string(error->what()).find("the first is sample 1") != std::string::npos);
        QCOMPARE(c.workspace->statistics().samples().size(), std::uint64_t{3});
        writeNpy(file(1), randomTensor({1, 4}, 1)); // back as it was
        c.workspace->calibrate(Recalibrate::Continue, {});
        QCOMPARE(c.workspace->statistics().samples().size(), std::uint64_t{5});
        QVERIFY(!c.workspace->changedSinceCalibration({}));
        writeNpy(file(1), randomTensor({1, 4}, 99));
        c.workspace->calibrate(Recalibrate::Anew, {});
        QVERIFY(!c.workspace->changedSinceCalibration({}));
        std::filesystem::remove_all(options.path);
        QVERIFY(!c.workspace->changedSinceCalibration({}));
    }

    void blameIsKept()
    {
        Case c(false);
        const SampleSet samples = c.all();
        const Blame blame = blameFor(*c.workspace, samples, 3, "y", Kernels::Reference, Reuse::Stored, {});
        QVERIFY(blame.unit != UnitId::None);
        QCOMPARE(
            c.workOf([&] { QVERIFY(blameFor(*c.workspace, samples, 3, "y", Kernels::Reference, Reuse::Stored, {}) == blame); }),
            std::uint64_t{0});
    }

    void theChoiceIsKeptAndTaken()
    {
        Case c(false);
        const BadCases cases = c.found();
        QVERIFY(!chosenCase(c.workspace->study()));
        const CaseCriterion by{"y", Metric::Atol};
        const ChosenCase chosen = chosenCase(cases, c.all(), cases.ranking(by).front().sample, by, "find");
        QCOMPARE(chosen.rank, std::uint64_t{1});
        QVERIFY(!notBad(cases, chosen, kCaseMetrics));
        const ChosenCase last = chosenCase(cases, c.all(), cases.ranking(by).back().sample, by, "set");
        QVERIFY(notBad(cases, last, std::span(&by.metric.value(), 1)));
        setChosenCase(c.workspace->study(), chosen);
        QVERIFY(chosenCase(c.workspace->study()) == chosen);
        const LayerSamples layers = layerSamples(*c.workspace, {});
        QVERIFY(layers.badCase == chosen && !layers.only);
        QCOMPARE(layers.set.size(), std::size_t{1});
        QCOMPARE(layers.set.sampleId(0), chosen.sample);
        // Other data under it: all of them, and a finding (and one that the calibration's file has changed).
        writeNpy(c.folder.file("x.npy"), randomTensor({3, 4}, 3));
        const LayerSamples others = layerSamples(*c.workspace, {});
        QVERIFY(!others.badCase && others.findings.size() == 2);
        QCOMPARE(others.set.size(), std::size_t{3});
        setChosenCase(c.workspace->study(), std::nullopt);
        QVERIFY(!chosenCase(c.workspace->study()));
    }

    void anotherConfigurationIsSaid()
    {
        Case c(false);
        const BadCases cases = c.found();
        const CaseCriterion by{"y", Metric::Atol};
        const ChosenCase chosen = chosenCase(cases, c.all(), cases.ranking(by).front().sample, by, "find");
        const std::string own = c.workspace->plan({}).plan.fingerprint().hex();
        QCOMPARE(chosen.configuration, own);
        setChosenCase(c.workspace->study(), chosen);
        QCOMPARE(chosenCase(c.workspace->study())->configuration, own);
        QVERIFY(chosen.text(own) == chosen.text());
        QVERIFY(chosen.text("another").english().ends_with("under another configuration"));
        ChosenCase old = chosen; // kept by a version that did not note it
        old.configuration.clear();
        QVERIFY(old.text("another") == chosen.text());
    }

    void whatIsNoFileOfBadCasesIsOneClearError()
    {
        Case c(false);
        for (const char* text : {"hello", "", "{\"quantbench_badcase\": 1", "[]", "{\"quantbench_badcase\": 1}",
                                 "{\"quantbench_badcase\": 1, \"chosen\": 3}"}) {
            Findings findings;
            const auto error = errorOf([&] { (void)chosenCaseFromFile(*c.workspace, text, c.all(), {}, findings); });
            QVERIFY2(error && error->code() == ErrorCode::BadInput, text);
            QVERIFY2(std::string(error->what()).find("json.exception") == std::string::npos, error->what());
        }
    }

    /// The sample's own error, with the states that it has in the sequence.
    void aBadCaseBringsItsStates()
    {
        Case c(true);
        const BadCases cases = c.found();
        const CaseCriterion by{"y", Metric::Atol};
        setChosenCase(c.workspace->study(), chosenCase(cases, c.all(), 6, by, "set"));
        const LayerSamples layers = layerSamples(*c.workspace, {});
        QCOMPARE(layers.set.size(), std::size_t{7});
        QVERIFY(layers.only == std::uint64_t{6});
        const Plan exact = Plan::allFloat(c.workspace->model()->units);
        const auto compare = [&](const SampleSet& set) {
            return c.workspace->compare(set, exact, CompareMode::Cumulative, Kernels::Reference, Reuse::Stored, {});
        };
        const Comparison one = onlySample(compare(layers.set), layers.only);
        QCOMPARE(one.samples, std::vector<std::uint64_t>{6});
        QCOMPARE(one.outputs[0].metrics.pooled().maxDiff, cases.samples.at(6).outputs[0].maxDiff);
        for (const CompareRow& row : one.rows)
            QCOMPARE(row.metrics.samples().size(), std::size_t{1});
        QCOMPARE(compare(layers.set).samples.size(), std::size_t{7}); // the stored one is whole

        SensitivityOptions options;
        options.points = switchablePoints(*c.workspace->model(), c.workspace->plan({}).plan);
        Findings findings;
        const Sensitivity all = c.workspace->sensitivity(layers.set, options, Kernels::Fast, Reuse::Recompute, {}, findings);
        options.only = layers.only;
        const Sensitivity alone = c.workspace->sensitivity(layers.set, options, Kernels::Fast, Reuse::Recompute, {}, findings);
        QCOMPARE(alone.rows.size(), all.rows.size());
        for (std::size_t i = 0; i < all.rows.size(); ++i) {
            const auto& samples = alone.rows[i].outputs[0].samples();
            QCOMPARE(samples.size(), std::size_t{1});
            QCOMPARE(samples.at(6).squaredDiff, all.rows[i].outputs[0].samples().at(6).squaredDiff);
        }
    }
};

QTEST_GUILESS_MAIN(TestBadCase)
#include "tst_bad_case.moc"
