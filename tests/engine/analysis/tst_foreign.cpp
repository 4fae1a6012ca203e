// SPDX-License-Identifier: GPL-3.0-or-later
// Tensors from elsewhere: which belong together, what is put right before they are compared, and what is said of the rest.
#include "engine/analysis/foreign.h"
#include "engine/data/npz_writer.h"
#include "engine/quant/fake_quantize.h"
#include "tests/support/made_plan.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

/// Conv -> Relu -> two alike Sigmoids -> Concat; `prefix` before every name but x and the output.
TestModel network(const std::string& prefix)
{
    TestModel m(17);
    const auto n = [&](const std::string& name) { return prefix + name; };
    m.input("x float32[1,2,4,5]").constant(n("w"), randomTensor({3, 2, 3, 3}, 1)).constant(n("v"), randomTensor({3, 3, 1, 1}, 2));
    m.node(n("a") + " = Conv(x, " + n("w") + ") pads=[1,1,1,1] @" + n("conv1"));
    m.node(n("b") + " = Conv(" + n("a") + ", " + n("v") + ") @" + n("conv2"));
    m.node(n("s") + " = Sigmoid(" + n("b") + ") @" + n("s")).node(n("t") + " = Sigmoid(" + n("b") + ") @" + n("t"));
    m.node("y = Concat(" + n("s") + ", " + n("t") + ", " + n("a") + ") axis=1 @" + n("join"));
    m.output("y float32[1,9,4,5]");
    return m;
}

SampleSet samplesOf(const Model& model, std::uint64_t count)
{
    DataOptions options;
    options.path = "random:" + std::to_string(count);
    return SampleSet::open(options, model.inputs);
}

Tensor channelsLast(const Tensor& t)
{
    const Shape& s = t.shape();
    Tensor result = Tensor::zeros(ElementType::Float32, {s[0], s[2], s[3], s[1]});
    for (std::int64_t c = 0; c < s[1]; ++c)
        for (std::int64_t h = 0; h < s[2]; ++h)
            for (std::int64_t w = 0; w < s[3]; ++w)
                result.mutableFloats()[static_cast<std::size_t>((h * s[3] + w) * s[1] + c)] =
                    t.floats()[static_cast<std::size_t>((c * s[2] + h) * s[3] + w)];
    return result;
}

const CompareRow& rowOf(const Model& model, const Comparison& c, const std::string& unit)
{
    const auto row =
        std::find_if(c.rows.begin(), c.rows.end(), [&](const CompareRow& r) { return model.unit(r.unit).name == unit; });
    if (row == c.rows.end())
        throw std::invalid_argument(unit);
    return *row;
}

} // namespace

class TestForeign : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

    struct Case {
        std::shared_ptr<const Model> model;
        std::unique_ptr<Evaluator> evaluator;
        SampleSet samples;
        Plan plan;
        TemporaryFolder folder;

        /// What the plan gives for a sample, by name.
        std::map<std::string, Tensor> tensors(std::size_t i)
        {
            std::map<std::string, Tensor> all;
            std::vector<ValueId> wanted;
            for (const Unit& u : model->units.units)
                wanted.insert(wanted.end(), u.outputs.begin(), u.outputs.end());
            const Branch branch{&plan};
            evaluator->evaluate({&branch, 1}, samples.load(i).inputs, wanted,
                                [&](UnitId unit, const UnitView& view) {
                                    for (const ValueId v : model->unit(unit).outputs)
                                        all[model->graph.value(v).name] = view.read(0, v);
                                },
                                {});
            return all;
        }
    };

    Case open(const std::string& prefix = {}, std::uint64_t samples = 1)
    {
        auto model = makeModel(network(prefix).graph(), m_environment, {}, {});
        auto evaluator = std::make_unique<Evaluator>(model, m_environment, Kernels::Reference);
        SampleSet set = samplesOf(*model, samples);
        Plan plan = makePlan(*evaluator, set.load(0).inputs);
        return {model, std::move(evaluator), std::move(set), std::move(plan), {}};
    }

private slots:
    void namesThenStructureFindCounterparts()
    {
        const Case a = open();
        const Case same = open();
        const Counterparts byName = findCounterparts(*a.model, *same.model);
        QVERIFY(byName.unmatchedHere.empty() && byName.unmatchedThere.empty());

        const Case b = open("other/");
        const Counterparts c = findCounterparts(*a.model, *b.model);
        const auto there = [&](const std::string& name) { return c.there[indexOf(a.model->graph.find(name))]; };
        QCOMPARE(there("a"), b.model->graph.find("other/a"));
        QCOMPARE(there("b"), b.model->graph.find("other/b"));
        QCOMPARE(there("y"), b.model->graph.find("y"));
        // Two sigmoids of one tensor: nothing says which is which.
        QCOMPARE(c.unmatchedHere, (std::vector<std::string>{"s", "t"}));
        QCOMPARE(c.unmatchedThere, (std::vector<std::string>{"other/s", "other/t"}));
    }

    void otherInputsAreAnError()
    {
        TestModel two(17);
        two.input("x float32[1,2,4,5]").input("z float32[1,2,4,5]").node("y = Add(x, z)").output("y float32");
        const auto other = makeModel(two.graph(), m_environment, {}, {});
        const Case a = open();
        const auto error = errorOf([&] { (void)findCounterparts(*a.model, *other); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(std::string(error->what()).find("2 inputs instead of 1") != std::string::npos);
    }

    void aModelAgainstItsTwinHasNoError()
    {
        Case a = open({}, 3);
        Case b = open("other/", 3);
        b.plan = makePlan(*b.evaluator, b.samples.load(0).inputs);
        const Counterparts c = findCounterparts(*a.model, *b.model);
        const Comparison result = compareWithForeign(*a.evaluator, a.samples,
                                                     tensorsOfModel(a.model, *b.evaluator, b.plan, c, a.samples, {}), a.plan, {});
        QCOMPARE(result.samples.size(), std::size_t{3});
        QCOMPARE(rowOf(*a.model, result, "conv2").metrics.pooled().value(Metric::Atol), 0.0);
        QCOMPARE(result.outputs[0].metrics.pooled().value(Metric::Atol), 0.0);
        QVERIFY(rowOf(*a.model, result, "s").metrics.samples().empty());
        QVERIFY(!firstDiverging(result));
        // Against the float twin the error is the one that a comparison of configurations shows.
        const Plan exact = Plan::allFloat(b.model->units);
        const Comparison quantized = compareWithForeign(
            *a.evaluator, a.samples, tensorsOfModel(a.model, *b.evaluator, exact, c, a.samples, {}), a.plan, {});
        const Comparison wanted =
            comparePerLayer(*a.evaluator, a.samples, Plan::allFloat(a.model->units), a.plan, CompareMode::Cumulative, {});
        for (const Metric m : {Metric::Cosine, Metric::L1, Metric::Atol, Metric::Sqnr, Metric::Kl})
            QCOMPARE(quantized.outputs[0].metrics.pooled().value(m), wanted.outputs[0].metrics.pooled().value(m));
    }

    void dumpsAreReadInAnyLayout()
    {
        Case a = open();
        const auto tensors = a.tensors(0);
        const Tensor& y = tensors.at("y");
        const SharedParams params = a.plan.at(a.model->units.findPoint("conv1:output"));
        writeNpy(a.folder.file("a.npy"), quantize(tensors.at("a"), *params));  // integers
        writeNpy(a.folder.file("conv2.npy"), channelsLast(tensors.at("b")));   // by its unit, channels last
        writeNpy(a.folder.file("T.npy"), tensors.at("t").reshaped({3, 4, 5})); // no batch, other case
        writeNpy(a.folder.file("whatever.npy"), y);                            // names.json says it
        writeNpy(a.folder.file("stranger.npy"), y);
        writeNpy(a.folder.file("conv1.npy"), y); // not what the tensor's own file says
        std::ofstream(a.folder.file("names.json")) << R"({"whatever.npy": "y"})";
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        QCOMPARE(dump.unmatched.size(), std::size_t{2});
        QVERIFY(dump.unmatched[0].english().starts_with("conv1") && dump.unmatched[1].english().starts_with("stranger"));
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        for (const std::string unit : {"conv1", "conv2", "t", "join"}) {
            QVERIFY2(!rowOf(*a.model, c, unit).metrics.samples().empty(), unit.c_str());
            QCOMPARE(rowOf(*a.model, c, unit).metrics.pooled().value(Metric::Atol), 0.0);
        }
        QVERIFY(rowOf(*a.model, c, "s").metrics.samples().empty());
        QVERIFY(!firstDiverging(c));
    }

    void theFirstUnitThatDiffersIsNamed()
    {
        Case a = open();
        for (const auto& [name, tensor] : a.tensors(0)) {
            Tensor changed = Tensor::fromFloats(tensor.shape(), tensor.floats());
            const double scale = a.plan.at(a.model->units.findPoint("conv2:output"))->scales[0];
            if (name == "b" || name == "t")
                changed.mutableFloats()[7] += static_cast<float>(2 * scale);
            writeNpy(a.folder.file(name + ".npy"), changed);
        }
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        QVERIFY(firstDiverging(c));
        QCOMPARE(a.model->unit(c.rows[*firstDiverging(c)].unit).name, std::string("conv2"));
    }

    /// NaN on one side is a difference, the first of all; where both sides have the same, it is none.
    void whatIsNoNumberDiverges()
    {
        constexpr float kNaN = std::numeric_limits<float>::quiet_NaN();
        Case a = open();
        for (const auto& [name, tensor] : a.tensors(0)) {
            Tensor changed = Tensor::fromFloats(tensor.shape(), tensor.floats());
            if (name == "b")
                changed.mutableFloats()[7] = kNaN;
            writeNpy(a.folder.file(name + ".npy"), changed);
        }
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        QVERIFY(firstDiverging(c));
        QCOMPARE(a.model->unit(c.rows[*firstDiverging(c)].unit).name, std::string("conv2"));
        QCOMPARE(c.rows[*firstDiverging(c)].metrics.pooled().notFinite, std::uint64_t{1});

        // A network that gives -inf itself, and an array of what it gives.
        TestModel m(17);
        m.input("x float32[1,4]").floats("mask", {4}, {0, -std::numeric_limits<float>::infinity(), 0, 0});
        m.node("y = Add(x, mask) @masked").output("y float32[1,4]");
        const auto model = makeModel(m.graph(), m_environment, {}, {});
        Evaluator evaluator(model, m_environment, Kernels::Reference);
        const Plan exact = Plan::allFloat(model->units);
        const auto same = [](const Sample& sample) {
            std::vector<Tensor> tensors(16);
            Tensor y = Tensor::fromFloats({1, 4}, sample.inputs[0].floats());
            y.mutableFloats()[1] = -std::numeric_limits<float>::infinity();
            std::fill(tensors.begin(), tensors.end(), y);
            return tensors;
        };
        const TemporaryFolder folder;
        writeNpy(folder.file("0.npy"), randomTensor({1, 4}, 1));
        DataOptions options;
        options.path = folder.path();
        const Comparison masked = compareWithForeign(evaluator, SampleSet::open(options, model->inputs), same, exact, {});
        QVERIFY(!masked.outputs[0].metrics.samples().empty());
        QCOMPARE(masked.outputs[0].metrics.pooled().notFinite, std::uint64_t{0});
        QVERIFY(!firstDiverging(masked) || model->unit(masked.rows[*firstDiverging(masked)].unit).name != "masked");
    }

    void samplesHaveFoldersOrArchives()
    {
        Case a = open({}, 3);
        std::filesystem::create_directory(a.folder.file("000001"));
        writeNpy(a.folder.file("000001/y.npy"), a.tensors(1).at("y"));
        writeNpz(a.folder.file("2.npz"), {{"y", a.tensors(2).at("y")}});
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        QCOMPARE(c.samples, (std::vector<std::uint64_t>{1, 2}));
        QCOMPARE(rowOf(*a.model, c, "join").metrics.pooled().value(Metric::Atol), 0.0);
        QCOMPARE(c.findings.size(), std::size_t{1});
        QCOMPARE(c.findings[0].rule, std::string("compare.sample_without_counterpart"));
    }

    void brokenFilesAreNamedTogetherAndLeftOut()
    {
        Case a = open();
        writeNpy(a.folder.file("y.npy"), a.tensors(0).at("y"));
        std::ofstream(a.folder.file("a.npy")) << "no array";
        writeNpy(a.folder.file("b.npy"), a.tensors(0).at("b"));
        std::filesystem::resize_file(a.folder.file("b.npy"), std::filesystem::file_size(a.folder.file("b.npy")) - 7);
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        QCOMPARE(dump.findings.size(), std::size_t{1});
        QCOMPARE(dump.findings[0].rule, std::string("compare.broken_files"));
        QCOMPARE(dump.findings[0].numbers.at("files"), 2.0);
        const std::string text = dump.findings[0].message.english();
        QVERIFY2(text.find("a.npy") != std::string::npos && text.find("b.npy") != std::string::npos, text.c_str());
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        QCOMPARE(rowOf(*a.model, c, "join").metrics.pooled().value(Metric::Atol), 0.0);
        QVERIFY(rowOf(*a.model, c, "conv1").metrics.samples().empty());
        // Where none is left it is an error that names them.
        std::filesystem::remove(a.folder.file("y.npy"));
        const auto error = errorOf([&] { (void)openDump(a.folder.path(), a.model, a.plan, a.samples); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
        QVERIFY(std::string(error->what()).find("2 files can't be read") != std::string::npos);
    }

    void uselessFoldersAreErrors()
    {
        Case a = open();
        const auto code = [&](const std::string& folder) {
            const auto error = errorOf([&] { (void)openDump(folder, a.model, a.plan, a.samples); });
            return error ? static_cast<int>(error->code()) : 0;
        };
        QCOMPARE(code("nowhere"), 3);
        QCOMPARE(code(a.folder.path()), 3);
        std::ofstream(a.folder.file("y.npy")) << "no array";
        QCOMPARE(code(a.folder.path()), 3);
        writeNpy(a.folder.file("y.npy"), randomTensor({1, 9, 4, 6}, 3));
        const DumpFolder dump = openDump(a.folder.path(), a.model, a.plan, a.samples);
        const Comparison c = compareWithForeign(*a.evaluator, a.samples, dump.tensors, a.plan, {});
        QCOMPARE(c.findings.size(), std::size_t{1});
        QCOMPARE(c.findings[0].rule, std::string("compare.shape_differs"));
    }
};

QTEST_GUILESS_MAIN(TestForeign)
#include "tst_foreign.moc"
