// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/onnx_reader.h"
#include "tests/support/exported.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

SharedParams int8(float scale)
{
    QuantParams p;
    p.scales = {scale};
    p.zeroPoints = {0};
    return std::make_shared<const QuantParams>(p);
}

/// Two channels, input in steps of 0.5, weights 1 in steps of 0.125, output in steps of 0.25.
TestModel oneConv()
{
    TestModel m(13);
    m.input("x float32[1,1,2,2]").floats("w", {2, 1, 1, 1}, {1, 1}).floats("b", {2}, {0, 0});
    m.node("a = Conv(x, w, b) @conv").node("y = Relu(a) @relu").output("y float32[1,2,2,2]").output("a float32[1,2,2,2]");
    return m;
}

struct OneConv : ExportCase {
    explicit OneConv(OrtEnvironment& env) : ExportCase(env, oneConv().graph(), {{randomTensor({1, 1, 2, 2}, 1, 0, 4)}})
    {
        set("x:output", int8(0.5F));
        set("conv:weight", int8(0.125F));
        set("conv:output", int8(0.25F));
        set("relu:output", {});
    }

    Verification verifiedAfter(const std::function<void(Graph&)>& edit)
    {
        Graph graph = exported().graph;
        edit(graph);
        writeModelFile(graph, file());
        return verifyExport(reference, plan, file(), inputs, environment, {});
    }
};

const TensorCheck* find(const Verification& v, const std::string& name)
{
    const auto found = std::find_if(v.tensors.begin(), v.tensors.end(), [&](const TensorCheck& t) { return t.name == name; });
    return found == v.tensors.end() ? nullptr : &*found;
}

bool has(const Findings& findings, const std::string& rule)
{
    return std::any_of(findings.begin(), findings.end(), [&](const Finding& f) { return f.rule == rule; });
}

double sqnr(std::span<const Tensor> a, std::span<const Tensor> b)
{
    double signal = 0;
    double noise = 0;
    for (std::size_t i = 0; i < a.size(); ++i)
        for (std::size_t k = 0; k < a[i].count(); ++k) {
            signal += a[i].valueAt(k) * a[i].valueAt(k);
            noise += (a[i].valueAt(k) - b[i].valueAt(k)) * (a[i].valueAt(k) - b[i].valueAt(k));
        }
    return 10 * std::log10(signal / noise);
}

} // namespace

class TestVerify : public QObject {
    Q_OBJECT

    OrtEnvironment m_environment{1};

private slots:
    void aChangedBiasIsFoundInItsSteps()
    {
        OneConv c(m_environment);
        QVERIFY(c.verified().equal);
        // The bias of channel 1 is 8 of its steps of 0.0625 too high: 2 steps of the output.
        const Verification v = c.verifiedAfter([](Graph& g) {
            const std::int32_t bias[] = {0, 8};
            g.value(g.find("b_quantized")).constant = Tensor::fromBytes(ElementType::Int32, {2}, std::as_bytes(std::span(bias)));
        });
        QVERIFY(!v.equal);
        const TensorCheck* raw = find(v, "a_float");
        QVERIFY(raw && !raw->equal);
        QCOMPARE(raw->maxSteps, 2.0);
        QCOMPARE(raw->equalShare, 0.5);
        const TensorCheck* given = find(v, "a");
        QVERIFY(given && given->maxSteps == 2.0);
        QCOMPARE(v.maxSteps, 2.0);
        const TensorCheck* relu = find(v, "y");
        QVERIFY(relu && !relu->equal && std::isnan(relu->maxSteps));
        const TensorCheck* input = find(v, "x_dequantized");
        QVERIFY(input && input->equal && input->equalShare == 1);
        QVERIFY(has(v.findings, "verify.not_equal"));
    }

    void aChangedScaleIsFound()
    {
        OneConv c(m_environment);
        const Verification v = c.verifiedAfter([](Graph& g) {
            const float scale = 0.5000001F;
            g.value(g.find("x_scale")).constant = Tensor::fromFloats({}, {&scale, 1});
        });
        QVERIFY(!v.equal);
        QVERIFY(v.maxSteps > 0 && v.maxSteps < 1.5);
    }

    void aMissingTensorIsNotEqual()
    {
        OneConv c(m_environment);
        TestModel other(13);
        other.input("x float32[1,1,2,2]")
            .floats("w", {2, 1, 1, 1}, {1, 1})
            .node("q = Conv(x, w) @conv")
            .node("y = Relu(q)")
            .node("a = Identity(q)");
        other.output("y float32[1,2,2,2]").output("a float32[1,2,2,2]");
        writeModelFile(other.graph(), c.file());
        Verification v = verifyExport(c.reference, c.plan, c.file(), c.inputs, m_environment, {});
        QVERIFY(!v.equal);
        TestModel inner(13);
        inner.input("x float32[1,1,2,2]")
            .floats("w", {2, 1, 1, 1}, {1, 1})
            .node("h = Conv(x, w) @conv")
            .node("y = Relu(h)")
            .node("z = Neg(h)")
            .output("y float32[1,2,2,2]")
            .output("z float32[1,2,2,2]");
        ExportCase d(m_environment, inner.graph(), {{randomTensor({1, 1, 2, 2}, 1, 0, 4)}});
        Graph renamed = d.exported().graph;
        renamed.value(renamed.find("h")).name = "something_else";
        writeModelFile(renamed, d.file());
        v = verifyExport(d.reference, d.plan, d.file(), d.inputs, m_environment, {});
        QVERIFY(!v.equal);
        QVERIFY(find(v, "h") && std::isnan(find(v, "h")->equalShare));
    }

    void anotherModelIsRefused()
    {
        OneConv c(m_environment);
        TestModel other(13);
        other.input("z float32[1,1,2,2]").node("y = Relu(z)").output("y float32[1,1,2,2]");
        writeModelFile(other.graph(), c.file());
        const auto error = errorOf([&] { (void)verifyExport(c.reference, c.plan, c.file(), c.inputs, m_environment, {}); });
        QVERIFY(error && error->code() == ErrorCode::BadInput);
    }

    void wrongUse()
    {
        OneConv c(m_environment);
        (void)c.verified();
        auto error = errorOf([&] { (void)verifyExport(c.reference, c.plan, c.file(), {}, m_environment, {}); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        Evaluator fast(c.model, m_environment, Kernels::Fast);
        error = errorOf([&] { (void)verifyExport(fast, c.plan, c.file(), c.inputs, m_environment, {}); });
        QVERIFY(error && error->code() == ErrorCode::Usage);
        std::stop_source stop;
        stop.request_stop();
        JobContext job;
        job.stop = stop.get_token();
        error = errorOf([&] { (void)verifyExport(c.reference, c.plan, c.file(), c.inputs, m_environment, job); });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
    }

    /// Against sums written here, over sessions opened here.
    void qualityOfTheOutputs()
    {
        TestModel m(13);
        m.input("x float32[1,4,8,8]").constant("w", randomTensor({6, 4, 3, 3}, 1)).constant("v", randomTensor({3, 6, 3, 3}, 2));
        m.node("a = Conv(x, w) @a")
            .node("s = Sigmoid(a) @s")
            .node("y = Conv(s, v) @y")
            .output("y float32[1,3,4,4]")
            .output("s float32[1,6,6,6]");
        ExportCase c(m_environment, m.graph(), {{randomTensor({1, 4, 8, 8}, 3)}, {randomTensor({1, 4, 8, 8}, 4)}});
        const Verification v = c.verified();
        QVERIFY(v.equal);
        const std::string bytes = m.bytes();
        const Session plain(m_environment, c.file(), Kernels::Plain);
        const Session fast(m_environment, c.file(), Kernels::Fast);
        for (std::size_t o = 0; o < 2; ++o) {
            std::vector<Tensor> floats, exported, optimized;
            for (const auto& sample : c.inputs) {
                floats.push_back(runWhole(m_environment, bytes, sample)[o]);
                exported.push_back(plain.run(sample)[o]);
                optimized.push_back(fast.run(sample)[o]);
            }
            QCOMPARE(v.outputs[o].name, std::string(o == 0 ? "y" : "s"));
            QVERIFY(std::abs(v.outputs[o].sqnrDbVsFloat - sqnr(floats, exported)) < 1e-6);
            QVERIFY(v.outputs[o].sqnrDbVsFloat > 15 && v.outputs[o].sqnrDbVsFloat < 60);
            QVERIFY(std::abs(v.optimized.outputs[o].sqnrDbVsFloat - sqnr(floats, optimized)) < 1e-6);
            const double mean = (sqnr({&floats[0], 1}, {&optimized[0], 1}) + sqnr({&floats[1], 1}, {&optimized[1], 1})) / 2;
            QVERIFY(std::abs(v.optimized.outputs[o].sqnrDbVsFloatMean - mean) < 1e-6);
            const double floor = sqnr(exported, optimized);
            QVERIFY(std::isinf(floor) ? std::isinf(v.optimized.outputs[o].sqnrDbVsReference)
                                      : std::abs(v.optimized.outputs[o].sqnrDbVsReference - floor) < 1e-6);
        }
        QVERIFY(std::abs(v.optimized.sqnrDbVsFloat -
                         (v.optimized.outputs[0].sqnrDbVsFloat + v.optimized.outputs[1].sqnrDbVsFloat) / 2) < 1e-9);
        QCOMPARE(v.optimized.refused.english(), std::string());
    }

    void bothBodiesOfAnIf()
    {
        const std::vector<MadeModel> all = madeModels();
        const MadeModel& made = *std::find_if(all.begin(), all.end(), [](const MadeModel& m) { return m.name == "nested ifs"; });
        const auto open = [&] { return readOnnxBytes(std::as_bytes(std::span(made.bytes)), {}); };
        ExportCase one(m_environment, open(), {made.samples[0]});
        Verification v = one.verified();
        QVERIFY(v.equal);
        QVERIFY(has(v.findings, "verify.body_not_taken"));
        const std::size_t some = v.tensors.size();
        one.inputs = made.samples;
        v = one.verified();
        QVERIFY(v.equal);
        QVERIFY(!has(v.findings, "verify.body_not_taken"));
        QVERIFY(v.tensors.size() > some);
        std::set<std::string> names;
        for (const TensorCheck& t : v.tensors)
            names.insert(t.name);
        for (const ExportedTensor& t : one.last.tensors) {
            const Value& value = one.model->graph.value(t.value);
            const bool ofIf = value.producer != NodeId::None && one.model->graph.node(value.producer).is("If");
            if (!value.isInput && !ofIf)
                QVERIFY2(names.contains(t.raw), t.raw.c_str());
            if (!t.given.empty())
                QVERIFY2(names.contains(t.given), t.given.c_str());
        }
    }

    /// What the runtime can't run with its own optimizations is said, and does not end the verification.
    void aFileThatTheRuntimeRefuses()
    {
        TestModel m(13);
        m.input("x float32[2,3,8]")
            .constant("w", randomTensor({8}, 1))
            .node("t = Tanh(x) @t")
            .node("d = MatMul(t, w) @d")
            .node("y = Tanh(d) @y")
            .output("y float32[2,3]");
        ExportCase c(m_environment, m.graph(), {{randomTensor({2, 3, 8}, 2)}});
        // One scale for each of the numbers that are summed up: integer kernels have no such thing.
        c.set("d:weight", weightParams(c.model->graph.value(c.model->graph.find("w")).constant, 0, DType::Int8));
        const Verification v = c.verified();
        QCOMPARE(unequal(v), QString());
        const auto fails = errorOf([&] { (void)Session(m_environment, c.file(), Kernels::Fast).run(c.inputs[0]); });
        QCOMPARE(v.optimized.refused.empty(), !fails);
        QCOMPARE(has(v.findings, "verify.runtime_refuses"), fails.has_value());
        QCOMPARE(v.optimized.outputs.empty(), fails.has_value());
    }

    /// A float Conv between quantized units, and a float Add, as the runtime sees them.
    void unitsThatTheRuntimeQuantizes()
    {
        TestModel m(13);
        m.input("x float32[1,8,6,6]").constant("w", randomTensor({8, 8, 1, 1}, 1)).constant("v", randomTensor({8, 8, 1, 1}, 2));
        m.node("a = Conv(x, w) @a")
            .node("f = Conv(a, v) @f")
            .node("s = Add(f, a) @s")
            .node("y = Conv(s, w) @y")
            .output("y float32[1,8,6,6]");
        ExportCase c(m_environment, m.graph(), {{randomTensor({1, 8, 6, 6}, 3)}});
        QVERIFY(c.verified().optimized.requantizedByRuntime.empty());
        makeFloat(c.plan, *c.model, "f", c.at("f:output"));
        const Verification v = c.verified();
        QVERIFY(v.equal);
        QCOMPARE(v.optimized.requantizedByRuntime, std::vector<std::string>{"f"});
        QVERIFY(has(v.findings, "verify.requantized"));
    }
};

QTEST_APPLESS_MAIN(TestVerify)
#include "tst_verify.moc"
