// SPDX-License-Identifier: GPL-3.0-or-later
// The heart of the evaluator: whatever a memory holds, every tensor is bit for bit what a run without memory gives, and
// that is what a naive walk over the same operators with explicit fake quantization gives.
#include "engine/model/onnx_reader.h"
#include "engine/model/onnx_writer.h"
#include "engine/quant/fake_quantize.h"
#include "engine/runtime/evaluator.h"
#include "tests/support/made_models.h"
#include "tests/support/run_models.h"

#include <QtTest>

#include <random>
#include <thread>

using namespace qb;
using namespace qb::test;

namespace {

using Values = std::map<ValueId, Tensor>;

/// Residuals, depthwise and transposed convolutions, a shared weight, patterns, views, constants as operands, two heads.
TestModel network()
{
    TestModel m(13);
    m.input("x float32[1,3,8,8]").input("e float32[1,4,8,8]");
    m.constant("w1", randomTensor({4, 3, 3, 3}, 1))
        .constant("b1", randomTensor({4}, 2))
        .constant("wd", randomTensor({4, 1, 3, 3}, 3));
    m.constant("ws", randomTensor({4, 4, 1, 1}, 4))
        .constant("wt", randomTensor({4, 2, 2, 2}, 5))
        .constant("bt", randomTensor({4}, 6));
    m.constant("wm", randomTensor({16, 5}, 7)).constant("bm", randomTensor({5}, 8)).constant("k", randomTensor({1, 4, 1, 1}, 9));
    m.constant("wg", randomTensor({3, 256}, 10)).constant("cg", randomTensor({3}, 11)).ints("flat", {1, 4, -1}).ints("axes", {0});
    m.node("a = Conv(x, w1, b1) pads=[1,1,1,1] @conv1").node("ar = Relu(a)").node("d = Conv(ar, wd) group=4 pads=[1,1,1,1] @dw");
    m.node("s = Sigmoid(d)").node("sl = Mul(d, s) @silu").node("r = Add(sl, ar) @residual").node("re = Add(r, e) @other");
    m.node("p1 = Conv(re, ws) @point1")
        .node("p2 = Conv(p1, ws) @point2")
        .node("m1 = Mul(p2, k) @scale")
        .node("c = Concat(m1, k2) axis=3 @concat");
    m.constant("k2", randomTensor({1, 4, 8, 1}, 12)).node("mp = MaxPool(m1) kernel_shape=[2,2] strides=[2,2] @pool");
    m.node("t = ConvTranspose(mp, wt, bt) group=2 strides=[2,2] @up").node("cl = Clip(t)").node("f = Flatten(cl) @flat");
    m.node("y = Gemm(f, wg, cg) transB=1 @head1")
        .node("q = Reshape(mp, flat) @reshape")
        .node("mm = MatMul(q, wm) @matmul")
        .node("ma = Add(mm, bm)");
    m.node("z = Squeeze(ma, axes) @squeeze").node("g = ReduceMean(c) axes=[2,3] @mean");
    m.output("y float32[1,3]").output("z float32[4,5]").output("g float32[1,4,1,1]").output("r float32[1,4,8,8]");
    return m;
}

std::shared_ptr<const Model> opened(const std::string& bytes, OrtEnvironment& environment)
{
    return makeModel(readOnnxBytes(std::as_bytes(std::span(bytes)), ""), environment, {}, {});
}

QuantParams randomParams(const Model& model, PointId id, std::mt19937& numbers)
{
    const Point& point = model.point(id);
    QuantParams p;
    const auto pick = numbers() % 8;
    p.dtype = pick == 0 ? DType::Int16 : pick == 1 ? DType::Float16 : pick == 2 ? DType::UInt8 : DType::Int8;
    if (p.dtype == DType::Float16)
        return p;
    const Unit& unit = model.unitOf(id);
    std::size_t count = 1;
    if (point.kind == PointKind::Weight && numbers() % 2 == 0) {
        p.axis = unit.weight->axis;
        count = static_cast<std::size_t>(model.graph.value(point.value).shape[static_cast<std::size_t>(p.axis)]);
    }
    for (std::size_t i = 0; i < count; ++i) {
        p.scales.push_back(std::ldexp(1.0F + static_cast<float>(numbers() % 64) / 64, p.dtype == DType::Int16 ? -14 : -6));
        p.zeroPoints.push_back(p.dtype == DType::UInt8 ? 100 : p.dtype == DType::Int8 && numbers() % 3 == 0 ? -20 : 0);
    }
    return p;
}

/// Changes one thing: a point on or off or other parameters, a unit float, the biases.
void edit(const Model& model, Plan& plan, std::mt19937& numbers)
{
    const auto pick = numbers() % 10;
    if (pick == 0) {
        plan.floatUnit[numbers() % plan.floatUnit.size()] ^= 1;
    } else if (pick == 1 && numbers() % 3 == 0) {
        plan.roundBias = !plan.roundBias;
    } else {
        const auto id = static_cast<PointId>(numbers() % plan.points.size());
        plan.points[indexOf(id)] =
            numbers() % 4 == 0 ? SharedParams{} : std::make_shared<QuantParams>(randomParams(model, id, numbers));
    }
}

/// The definition, step by step: what each unit reads, what its weights become, one whole session per unit.
class Naive {
public:
    Naive(const Model& model, OrtEnvironment& environment) : m_model(model), m_environment(environment) {}

    /// Every unit's outputs before their own fake quantization.
    Values run(const Plan& plan, std::span<const Tensor> inputs)
    {
        Values raw;
        for (std::size_t i = 0; i < inputs.size(); ++i)
            raw[m_model.graph.inputs[i]] = inputs[i];
        for (std::size_t u = 0; u < m_model.unitCount(); ++u)
            if (!m_model.units.units[u].nodes.empty())
                runUnit(static_cast<UnitId>(u), plan, raw);
        return raw;
    }

    std::vector<Tensor> outputs(const Plan& plan, const Values& raw) const
    {
        std::vector<Tensor> given;
        for (const ValueId v : m_model.graph.outputs) {
            const UnitId producer = m_model.units.producer[indexOf(v)];
            const PointId point = m_model.units.outputPoint[indexOf(v)];
            const bool quantized = point != PointId::None && plan.at(point) && plan.floatUnit[indexOf(producer)] == 0;
            given.push_back(quantized ? fakeQuantize(raw.at(v), *plan.at(point)) : raw.at(v));
        }
        return given;
    }

private:
    /// A tensor between two float units stays as it is; an input counts as float.
    SharedParams producedFor(const Plan& plan, UnitId reader, ValueId v) const
    {
        const PointId point = m_model.units.outputPoint[indexOf(v)];
        if (point == PointId::None)
            return {};
        const UnitId producer = m_model.units.producer[indexOf(v)];
        const bool floats = plan.floatUnit[indexOf(producer)] != 0 || m_model.unit(producer).opType == "Input";
        return floats && plan.floatUnit[indexOf(reader)] != 0 ? SharedParams{} : plan.at(point);
    }

    SharedParams operandFor(const Plan& plan, UnitId reader, ValueId v) const
    {
        const auto& operands = m_model.graph.node(m_model.unit(reader).main).inputs;
        for (const PointId p : m_model.units.pointsOfUnit[indexOf(reader)])
            if (m_model.point(p).kind == PointKind::Operand && m_model.point(p).value == v &&
                m_model.point(p).slot ==
                    static_cast<std::size_t>(std::find(operands.begin(), operands.end(), v) - operands.begin()))
                return plan.at(p);
        return {};
    }

    SharedParams biasFor(const Plan& plan, UnitId id, const SharedParams& weight) const
    {
        const Unit& unit = m_model.unit(id);
        if (!plan.roundBias || !weight || !isInteger(weight->dtype))
            return {};
        const ValueId data = m_model.graph.node(unit.main).inputs[unit.weight->operand == 0 ? 1 : 0];
        SharedParams input = operandFor(plan, id, data);
        if (!input)
            input = producedFor(plan, id, data);
        if (!input || !isInteger(input->dtype))
            return {};
        const std::size_t channels = m_model.graph.value(unit.weight->bias).constant.count();
        QuantParams p;
        p.dtype = DType::Int32;
        p.axis = 0;
        for (std::size_t c = 0; c < channels; ++c) {
            p.scales.push_back(input->scales[0] * weight->scales[c % weight->scales.size()]);
            p.zeroPoints.push_back(0);
        }
        return std::make_shared<QuantParams>(p);
    }

    void runUnit(UnitId id, const Plan& plan, Values& raw)
    {
        const Unit& unit = m_model.unit(id);
        Cut cut;
        cut.nodes = unit.nodes;
        cut.outputs = unit.outputs;
        std::vector<Tensor> inputs;
        for (const ValueId v : unit.inputs) {
            Tensor t = raw.at(v);
            if (const SharedParams p = producedFor(plan, id, v); p && t.isFloat())
                t = fakeQuantize(t, *p);
            if (const SharedParams p = operandFor(plan, id, v); p && t.isFloat())
                t = fakeQuantize(t, *p);
            cut.inputs.push_back(v);
            inputs.push_back(t);
        }
        SharedParams weight;
        for (const PointId p : m_model.units.pointsOfUnit[indexOf(id)])
            if ((m_model.point(p).kind == PointKind::Weight || m_model.point(p).kind == PointKind::Constant) && plan.at(p)) {
                const ValueId v = m_model.point(p).value;
                cut.replaced[v] = fakeQuantize(m_model.graph.value(v).constant, *plan.at(p));
                if (m_model.point(p).kind == PointKind::Weight)
                    weight = plan.at(p);
            }
        if (unit.weight && unit.weight->bias != ValueId::None)
            if (const SharedParams p = biasFor(plan, id, weight))
                cut.replaced[unit.weight->bias] = fakeQuantize(m_model.graph.value(unit.weight->bias).constant, *p);
        const std::vector<Tensor> results = runWhole(m_environment, writeCut(m_model.graph, cut), inputs);
        for (std::size_t i = 0; i < results.size(); ++i)
            raw[unit.outputs[i]] = results[i];
    }

    const Model& m_model;
    OrtEnvironment& m_environment;
};

} // namespace

class TestPlanEdits : public QObject {
    Q_OBJECT

private:
    OrtEnvironment m_environment;
    std::shared_ptr<const Model> m_model = opened(network().bytes(), m_environment);
    std::vector<Tensor> m_inputs{randomTensor({1, 3, 8, 8}, 20), randomTensor({1, 4, 8, 8}, 21)};

    std::vector<ValueId> allValues() const
    {
        std::vector<ValueId> all;
        for (const Unit& u : m_model->units.units)
            all.insert(all.end(), u.outputs.begin(), u.outputs.end());
        return all;
    }

    Values rawValues(Evaluator& evaluator, const Branch& branch, std::span<const Tensor> inputs)
    {
        Values values;
        evaluator.evaluate({&branch, 1}, inputs, allValues(),
                           [&](UnitId u, const UnitView& view) {
                               for (const ValueId v : m_model->unit(u).outputs)
                                   values[v] = view.raw(0, v);
                           },
                           {});
        return values;
    }

private slots:
    void theNetworkHasWhatItShould()
    {
        std::multiset<std::string> types;
        for (const Unit& u : m_model->units.units)
            types.insert(u.opType);
        QCOMPARE(types, (std::multiset<std::string>{"Input", "Input", "Conv", "Conv", "SiLU", "Add", "Add", "Conv", "Conv",
                                                    "Concat", "MaxPool", "ConvTranspose", "Flatten", "Gemm", "Reshape", "MatMul",
                                                    "Squeeze", "ReduceMean"}));
        for (const char* point : {"conv1:weight", "point1:weight", "point2:weight", "concat:input1", "up:weight", "matmul:weight",
                                  "residual:input0", "x:output", "silu:output"})
            QVERIFY2(m_model->units.findPoint(point) != PointId::None, point);
    }

    void equalsTheNaiveWalk()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        Naive naive(*m_model, m_environment);
        std::mt19937 numbers(5);
        for (int round = 0; round < 25; ++round) {
            Plan plan = Plan::allFloat(m_model->units);
            for (int i = 0; i < round * 4; ++i)
                edit(*m_model, plan, numbers);
            const Values wanted = naive.run(plan, m_inputs);
            for (const auto& [value, tensor] : rawValues(evaluator, {&plan}, m_inputs))
                QVERIFY2(tensor.identical(wanted.at(value)), m_model->graph.value(value).name.c_str());
            QCOMPARE(difference(evaluator.outputs({&plan}, m_inputs, {}), naive.outputs(plan, wanted)), QString());
        }
    }

    void fastKernelsAreNearTheNaiveWalk()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Fast);
        Naive naive(*m_model, m_environment);
        std::mt19937 numbers(6);
        Plan plan = Plan::allFloat(m_model->units);
        // Only weights: no rounding step can flip.
        for (std::size_t i = 0; i < plan.points.size(); ++i)
            if (m_model->units.points[i].kind == PointKind::Weight)
                plan.points[i] = std::make_shared<QuantParams>(randomParams(*m_model, static_cast<PointId>(i), numbers));
        QVERIFY(largestDifference(evaluator.outputs({&plan}, m_inputs, {}), naive.outputs(plan, naive.run(plan, m_inputs))) <
                1e-3);
        QVERIFY(largestDifference(evaluator.outputs({&plan, nullptr, true}, m_inputs, {}),
                                  naive.outputs(plan, naive.run(plan, m_inputs))) < 1e-3);
    }

    void anyMemoryGivesTheSameBits_data()
    {
        QTest::addColumn<int>("bytes");
        QTest::addColumn<bool>("fast");
        QTest::addColumn<bool>("transient");
        for (const int bytes : {0, 3000, 20000, 1 << 24})
            for (const bool fast : {false, true})
                QTest::addRow("%d bytes, %s kernels", bytes, fast ? "fast" : "reference") << bytes << fast << false;
        QTest::addRow("transient") << 20000 << false << true;
    }
    void anyMemoryGivesTheSameBits()
    {
        QFETCH(int, bytes);
        QFETCH(bool, fast);
        QFETCH(bool, transient);
        Evaluator evaluator(m_model, m_environment, fast ? Kernels::Fast : Kernels::Reference);
        ValueMemory memory(static_cast<std::size_t>(bytes));
        std::mt19937 numbers(static_cast<unsigned>(bytes) + 1);
        Plan plan = Plan::allFloat(m_model->units);
        std::vector<Plan> history{plan};
        const std::vector<std::vector<Tensor>> samples{m_inputs, {randomTensor({1, 3, 8, 8}, 22), m_inputs[1]}};
        for (int step = 0; step < 40; ++step) {
            edit(*m_model, plan, numbers);
            if (numbers() % 5 == 0)
                plan = history[numbers() % history.size()]; // undo
            history.push_back(plan);
            const auto& sample = samples[step % 7 == 3 ? 1 : 0];
            if (numbers() % 2 == 0) {
                QCOMPARE(difference(evaluator.outputs({&plan, &memory, transient}, sample, {}),
                                    evaluator.outputs({&plan, nullptr, transient}, sample, {})),
                         QString());
            } else {
                const Values remembered = rawValues(evaluator, {&plan, &memory, transient}, sample);
                for (const auto& [value, tensor] : rawValues(evaluator, {&plan, nullptr, transient}, sample))
                    QVERIFY2(remembered.at(value).identical(tensor), m_model->graph.value(value).name.c_str());
            }
            QVERIFY(memory.bytes() <= memory.limit());
        }
    }

    void branchesInStepEqualEachAlone()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        std::mt19937 numbers(9);
        Plan one = Plan::allFloat(m_model->units);
        Plan two = one;
        for (int i = 0; i < 30; ++i)
            edit(*m_model, two, numbers);
        ValueMemory memory(1 << 22);
        const std::vector<Tensor> other{randomTensor({1, 3, 8, 8}, 30), randomTensor({1, 4, 8, 8}, 31)};
        const Branch branches[] = {{&one}, {&two, &memory}, {&two, nullptr, false, other}};
        Values got[3];
        std::map<UnitId, int> seen;
        evaluator.evaluate(branches, m_inputs, allValues(),
                           [&](UnitId u, const UnitView& view) {
                               ++seen[u];
                               for (const ValueId v : m_model->unit(u).outputs)
                                   for (std::size_t b = 0; b < 3; ++b)
                                       got[b][v] = view.read(b, v);
                           },
                           {});
        QCOMPARE(seen.size(), m_model->unitCount());
        QVERIFY(std::all_of(seen.begin(), seen.end(), [](const auto& s) { return s.second == 1; }));
        for (std::size_t b = 0; b < 3; ++b) {
            std::vector<Tensor> outputs;
            for (const ValueId v : m_model->graph.outputs)
                outputs.push_back(got[b].at(v));
            const auto alone = evaluator.outputs({branches[b].plan}, b == 2 ? std::span<const Tensor>(other) : m_inputs, {});
            QCOMPARE(difference(outputs, alone), QString());
        }
    }

    void theVisitorSeesWhatIsWantedOnceAndNothingElse()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(m_model->units);
        const ValueId wanted = m_model->unit(m_model->units.findUnit("residual")).outputs[0];
        std::vector<std::string> seen;
        const Branch branch{&plan};
        evaluator.evaluate({&branch, 1}, m_inputs, std::array{wanted, wanted, m_model->graph.inputs[0]},
                           [&](UnitId u, const UnitView& view) {
                               seen.push_back(m_model->unit(u).name);
                               QVERIFY(!view.raw(0, m_model->unit(u).outputs[0]).empty());
                           },
                           {});
        QCOMPARE(seen, (std::vector<std::string>{"x", "residual"}));
        QCOMPARE(evaluator.work().units, std::uint64_t{4}); // conv1, dw, silu, residual
    }

    void aloneIsTheUnitOnFloatInputs()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        Naive naive(*m_model, m_environment);
        std::mt19937 numbers(11);
        const Plan plan = Plan::allFloat(m_model->units);
        Plan quantized = plan;
        for (std::size_t i = 0; i < plan.points.size(); ++i)
            quantized.points[i] = std::make_shared<QuantParams>(randomParams(*m_model, static_cast<PointId>(i), numbers));
        Plan weightsOnly = quantized;
        for (std::size_t i = 0; i < plan.points.size(); ++i)
            if (m_model->units.points[i].kind != PointKind::Weight && m_model->units.points[i].kind != PointKind::Constant)
                weightsOnly.points[i] = {};
        const Values floats = naive.run(plan, m_inputs);
        const Branch branch{&plan};
        evaluator.evaluate({&branch, 1}, m_inputs, allValues(),
                           [&](UnitId u, const UnitView& view) {
                               const Unit& unit = m_model->unit(u);
                               if (unit.nodes.empty())
                                   return;
                               // The same unit in a model that is float up to it.
                               Plan here = plan;
                               for (const PointId p : m_model->units.pointsOfUnit[indexOf(u)])
                                   here.points[indexOf(p)] = weightsOnly.points[indexOf(p)];
                               here.roundBias = false;
                               const Values wanted = naive.run(here, m_inputs);
                               const std::vector<Tensor> local = view.alone(quantized);
                               for (std::size_t i = 0; i < local.size(); ++i)
                                   QVERIFY2(local[i].identical(wanted.at(unit.outputs[i])), unit.name.c_str());
                           },
                           {});
    }

    void aChangeThatAltersNoBitEndsThere()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        ValueMemory memory(1 << 24);
        Plan plan = Plan::allFloat(m_model->units);
        const auto computed = [&] {
            const std::uint64_t before = evaluator.work().units;
            (void)evaluator.outputs({&plan, &memory}, m_inputs, {});
            return evaluator.work().units - before;
        };
        const std::uint64_t units = m_model->unitCount() - 2; // inputs are given
        QCOMPARE(computed(), units);
        QCOMPARE(computed(), std::uint64_t{0});
        // An int16 so fine that the pool's input keeps its bits: the weights of `matmul` are unchanged by it.
        const PointId weight = m_model->units.findPoint("matmul:weight");
        const auto floats = m_model->graph.value(m_model->point(weight).value).constant.floats();
        QVERIFY(!floats.empty());
        QuantParams none;
        none.dtype = DType::Float32;
        plan.points[indexOf(weight)] = std::make_shared<QuantParams>(none);
        QCOMPARE(computed(), std::uint64_t{1}); // matmul again, with the same bits; squeeze is not asked
        plan.points[indexOf(weight)] = {};
        QCOMPARE(computed(), std::uint64_t{0}); // undo
        QuantParams coarse;
        coarse.scales = {0.25F};
        coarse.zeroPoints = {0};
        plan.points[indexOf(weight)] = std::make_shared<QuantParams>(coarse);
        QCOMPARE(computed(), std::uint64_t{2}); // matmul and squeeze
        plan.points[indexOf(m_model->units.findPoint("head1:output"))] = std::make_shared<QuantParams>(coarse);
        QCOMPARE(computed(), std::uint64_t{0}); // an output is rounded when it is read
        plan.points[indexOf(m_model->units.findPoint("up:output"))] = std::make_shared<QuantParams>(coarse);
        QCOMPARE(computed(), std::uint64_t{2}); // flat, head1
    }

    void threadsOverOneBase()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        const Plan floats = Plan::allFloat(m_model->units);
        auto base = std::make_shared<ValueMemory>(1 << 24);
        (void)evaluator.outputs({&floats, base.get()}, m_inputs, {});
        std::vector<QString> problems(4);
        {
            std::vector<std::jthread> threads;
            for (unsigned t = 0; t < 4; ++t)
                threads.emplace_back([&, t] {
                    std::mt19937 numbers(t);
                    ValueMemory own(t * 5000, base);
                    Plan plan = floats;
                    for (int step = 0; step < 12 && problems[t].isEmpty(); ++step) {
                        edit(*m_model, plan, numbers);
                        problems[t] = difference(evaluator.outputs({&plan, &own, t % 2 == 0}, m_inputs, {}),
                                                 evaluator.outputs({&plan}, m_inputs, {}));
                    }
                });
        }
        for (const QString& problem : problems)
            QCOMPARE(problem, QString());
    }

    void aStopEndsIt()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(m_model->units);
        std::stop_source stop;
        JobContext job;
        job.stop = stop.get_token();
        int seen = 0;
        const Branch branch{&plan};
        const auto error = errorOf([&] {
            evaluator.evaluate(
                {&branch, 1}, m_inputs, allValues(),
                [&](UnitId, const UnitView&) {
                    if (++seen == 4)
                        stop.request_stop();
                },
                job);
        });
        QVERIFY(error && error->code() == ErrorCode::Interrupted);
        QCOMPARE(seen, 4);
    }

    void wrongUseIsTold()
    {
        Evaluator evaluator(m_model, m_environment, Kernels::Reference);
        const Plan plan = Plan::allFloat(m_model->units);
        const std::vector<Tensor> one{m_inputs[0]};
        QVERIFY(errorOf([&] { (void)evaluator.outputs({&plan}, one, {}); })->code() == ErrorCode::Usage);
        QVERIFY(errorOf([&] {
                    (void)evaluator.outputs({&plan, nullptr, false, one}, m_inputs, {});
                })->code() == ErrorCode::Usage);
        const std::vector<Tensor> wrong{m_inputs[1], m_inputs[1]};
        const auto error = errorOf([&] { (void)evaluator.outputs({&plan}, wrong, {}); });
        QVERIFY(error && error->context().contains("unit"));
    }
};

QTEST_APPLESS_MAIN(TestPlanEdits)
#include "tst_plan_edits.moc"
