// SPDX-License-Identifier: GPL-3.0-or-later
// Statistics of tensors: closed forms and a published row, a naive twin over all values at once, and the exported file,
// whose tensors are the simulation's bit for bit.
#include "engine/analysis/foreign_profile.h"
#include "engine/analysis/tensor_profile.h"
#include "engine/analysis/value_spread.h"
#include "engine/data/npz_writer.h"
#include "engine/exporters/exported_profile.h"
#include "engine/exporters/statistic_files.h"
#include "engine/quant/fake_quantize.h"
#include "tests/support/exported.h"
#include "tests/support/run_models.h"

#include <QDirIterator>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>

using namespace qb;
using namespace qb::test;

namespace {

constexpr std::size_t kSamples = 5;

TestModel network()
{
    TestModel m(13);
    m.input("x float32[1,3,6,6]").constant("w", randomTensor({4, 3, 3, 3}, 1)).constant("b", randomTensor({4}, 2));
    m.constant("k", randomTensor({1, 4, 1, 1}, 3)).constant("ws", randomTensor({4, 4, 1, 1}, 4)).ints("flat", {1, -1});
    m.node("a = Conv(x, w, b) @conv")
        .node("r = Relu(a)")
        .node("s = Mul(r, k) @scale")
        .node("p = MaxPool(s) kernel_shape=[2,2] @pool");
    m.node("p1 = Conv(p, ws) @point1").node("p2 = Conv(p1, ws) @point2").node("y = Reshape(p2, flat) @flat");
    m.node("n = ArgMax(y) axis=1 keepdims=0 @arg");
    return m.output("y float32[1,N]").output("n int64[1]"), m;
}

std::vector<std::vector<Tensor>> inputsOfSamples()
{
    std::vector<std::vector<Tensor>> inputs;
    for (unsigned i = 0; i < kSamples; ++i)
        inputs.push_back({randomTensor({1, 3, 6, 6}, 100 + i, -1, 1 + static_cast<float>(i))});
    return inputs;
}

struct Case {
    Case() : c(environment, network().graph(), inputsOfSamples())
    {
        for (std::size_t i = 0; i < kSamples; ++i)
            writeNpy(data.file(std::to_string(i) + ".npy"), c.inputs[i][0]);
        options.path = data.path();
        // A narrower grid for one reader of r, and a unit in float.
        makeFloat(c.plan, *c.model, "point1", paramsFor(-3, 3, DType::Int8));
    }
    [[nodiscard]] SampleSet samples() const { return SampleSet::open(options, c.model->inputs); }

    OrtEnvironment environment;
    ExportCase c;
    TemporaryFolder data;
    DataOptions options;
};

const ProfiledTensor* find(const TensorProfile& profile, const Model& model, const std::string& unit, TensorRole role)
{
    for (const ProfiledTensor& t : profile.rows)
        if (model.unit(t.unit).name == unit && t.role == role)
            return &t;
    return nullptr;
}

/// All at once, in the plainest way.
TensorMoments naive(const std::vector<Tensor>& tensors)
{
    TensorMoments m;
    std::vector<double> values;
    for (const Tensor& t : tensors)
        for (std::size_t i = 0; i < t.count(); ++i)
            values.push_back(t.valueAt(i));
    for (const double v : values)
        m.mean += v / static_cast<double>(values.size());
    for (const double v : values)
        m.squares += (v - m.mean) * (v - m.mean);
    m.count = values.size();
    m.min = *std::min_element(values.begin(), values.end());
    m.max = *std::max_element(values.begin(), values.end());
    return m;
}

bool near(const TensorMoments& a, const TensorMoments& b)
{
    return a.count == b.count && a.min == b.min && a.max == b.max &&
           std::abs(a.mean - b.mean) <= 1e-12 * (1 + std::abs(b.mean)) &&
           std::abs(a.squares - b.squares) <= 1e-12 * (1 + b.squares);
}

bool equal(const TensorMoments& a, const TensorMoments& b)
{
    return a.count == b.count && a.nan == b.nan && a.inf == b.inf && a.min == b.min && a.max == b.max && a.mean == b.mean &&
           a.squares == b.squares;
}

} // namespace

class TestTensorProfile : public QObject {
    Q_OBJECT

private slots:
    void closedForms()
    {
        const TensorMoments m = TensorMoments::of(Tensor::fromFloats({4}, std::vector<float>{1, 2, 4, 5}));
        QCOMPARE(m.count, std::uint64_t{4});
        QCOMPARE(m.mean, 3.0);
        QCOMPARE(m.variance(), 10.0 / 3);
        QCOMPARE(m.min, 1.0);
        QCOMPARE(m.max, 5.0);
        const TensorMoments whole = TensorMoments::of(Tensor::fromInt64s({2}, std::vector<std::int64_t>{-3, 9}));
        QCOMPARE(whole.mean, 3.0);
        QCOMPARE(whole.variance(), 72.0);
        QVERIFY(std::isnan(TensorMoments::of(Tensor::fromFloats({}, std::vector<float>{2})).variance()));
        QCOMPARE(TensorMoments::of(Tensor::fromFloats({0}, std::vector<float>{})).count, std::uint64_t{0});
    }

    /// A bias of three values in a published table: minimum, maximum, mean, and the variance that tells which one it is.
    void varianceIsThatOfHorizonsTable()
    {
        const double low = -0.4963555, high = 0.4448483, mean = -0.0851902;
        const std::vector<float> values{static_cast<float>(low), static_cast<float>(high),
                                        static_cast<float>(3 * mean - low - high)};
        QVERIFY(std::abs(TensorMoments::of(Tensor::fromFloats({3}, values)).variance() - 0.2320639) < 1e-6);
    }

    void whatIsNotFiniteIsCountedApart()
    {
        const float inf = std::numeric_limits<float>::infinity();
        const TensorMoments m =
            TensorMoments::of(Tensor::fromFloats({6}, std::vector<float>{1, std::nanf(""), inf, 3, -inf, inf}));
        QCOMPARE(m.count, std::uint64_t{2});
        QCOMPARE(m.nan, std::uint64_t{1});
        QCOMPARE(m.inf, std::uint64_t{3});
        QCOMPARE(m.mean, 2.0);
        QCOMPARE(m.variance(), 2.0);
        QCOMPARE(m.max, 3.0);
        TensorMoments sum = m;
        sum.add(TensorMoments::of(Tensor::fromFloats({1}, std::vector<float>{inf})));
        QCOMPARE(sum.inf, std::uint64_t{4});
        QCOMPARE(sum.count, std::uint64_t{2});
    }

    void partsGiveTheWhole()
    {
        std::vector<Tensor> parts;
        TensorMoments sum;
        for (unsigned i = 0; i < 7; ++i) {
            // Far from zero, where sums of squares lose everything.
            Tensor t = randomTensor({1000 + i}, i, 1000.0F, 1000.5F);
            sum.add(TensorMoments::of(t));
            parts.push_back(t);
        }
        const TensorMoments whole = naive(parts);
        QCOMPARE(sum.count, whole.count);
        QVERIFY(std::abs(sum.mean - whole.mean) < 1e-9);
        QVERIFY(std::abs(sum.squares / whole.squares - 1) < 1e-9);
        QCOMPARE(sum.min, whole.min);
    }

    /// Only what the chosen units read and give, under the names that it has in a whole dump.
    void arraysOfSomeUnits()
    {
        Case k;
        const TemporaryFolder all;
        const TemporaryFolder some;
        (void)profileTensors(k.c.reference, k.samples(), k.c.plan, all.path(), {});
        const UnitId pool = k.c.model->units.findUnit("pool");
        QVERIFY(pool != UnitId::None);
        (void)profileTensors(k.c.reference, k.samples(), k.c.plan, ArrayDump(some.path(), {pool}), {});
        QDirIterator files(QString::fromStdString(some.path()), {"*.npy"}, QDir::Files, QDirIterator::Subdirectories);
        std::map<QString, int> written;
        while (files.hasNext()) {
            const QString path = files.next();
            ++written[files.fileName()];
            const QString twin = QString::fromStdString(all.path()) + path.mid(int(some.path().size()));
            QFile a(path), b(twin);
            QVERIFY2(a.open(QIODevice::ReadOnly) && b.open(QIODevice::ReadOnly), qPrintable(twin));
            QCOMPARE(a.readAll(), b.readAll());
        }
        QCOMPARE(written.size(), std::size_t{2}); // s and p
        for (const auto& [name, count] : written)
            QCOMPARE(count, int(kSamples));
    }

    /// Histogram, ranges and the values of each channel, by a naive twin that looks at the tensors itself.
    void spreadOfOneTensor()
    {
        Case k;
        const auto [unit, channels] = std::pair{"conv", std::size_t{4}};
        const ValueId a = k.c.model->unit(k.c.model->units.findUnit(unit)).outputs.front();
        for (const Plan& plan : {Plan::allFloat(k.c.model->units), k.c.plan}) {
            std::vector<std::vector<float>> twin(channels);
            for (const auto& inputs : k.c.inputs) {
                const Branch branch{&plan};
                const auto visit = [&](UnitId, const UnitView& view) {
                    const Tensor t = view.read(0, a);
                    const std::size_t plane = t.count() / channels;
                    for (std::size_t i = 0; i < t.count(); ++i)
                        twin[i / plane].push_back(t.floats()[i]);
                };
                k.c.reference.evaluate({&branch, 1}, inputs, std::array{a}, visit, {});
            }
            JobContext job;
            job.threads = 3;
            const ValueSpread spread = valueSpread(k.c.reference, k.samples(), plan, a, job);
            QCOMPARE(spread.statistics.finiteCount(), std::uint64_t(channels * twin[0].size()));
            QCOMPARE(spread.channels.shape(), (Shape{std::int64_t(channels), std::int64_t(twin[0].size())}));
            for (std::size_t c = 0; c < channels; ++c) {
                const auto row = spread.channels.floats().subspan(c * twin[c].size(), twin[c].size());
                QVERIFY(std::equal(row.begin(), row.end(), twin[c].begin())); // few enough that all are kept
                QCOMPARE(spread.statistics.channels()[c].max, *std::max_element(twin[c].begin(), twin[c].end()));
            }
        }
        // A weight along its own axis, quantized as the unit computes with it.
        ValueId w = ValueId::None;
        for (std::size_t v = 0; v < k.c.model->graph.values.size(); ++v)
            if (k.c.model->graph.values[v].name == "w")
                w = static_cast<ValueId>(v);
        const ValueSpread weight = valueSpread(k.c.reference, k.samples(), k.c.plan, w, {});
        QCOMPARE(weight.channels.shape(), (Shape{4, 27}));
        const Tensor quantized = k.c.reference.quantizedConstant(
            w, k.c.plan.at(k.c.model->units.pointOf(k.c.model->units.findUnit(unit), PointKind::Weight, 1)));
        QVERIFY(std::equal(weight.channels.floats().begin(), weight.channels.floats().end(), quantized.floats().begin()));
        const ValueId n = k.c.model->graph.outputs[1];
        QVERIFY(errorOf([&] { (void)valueSpread(k.c.reference, k.samples(), k.c.plan, n, {}); })->code() == ErrorCode::BadInput);
    }

    void rowsAreWhatUnitsReadAndGive()
    {
        Case k;
        const TensorProfile profile = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {});
        QCOMPARE(profile.samples, (std::vector<std::uint64_t>{0, 1, 2, 3, 4}));
        QStringList rows;
        for (const ProfiledTensor& t : profile.rows)
            rows << QString::fromStdString(k.c.model->unit(t.unit).name + " " + std::string(toString(t.role)) + " " +
                                           std::string(dtypeOf(t)));
        const QStringList wanted{"x input float32",       "x output int8",         "conv input int8",   "conv weight int8",
                                 "conv bias int32",       "conv output int8",      "scale input int8",  "scale input int8",
                                 "scale output int8",     "pool input int8",       "pool output int8",  "point1 input int8",
                                 "point1 weight float32", "point1 output float32", "point2 input int8", "point2 weight int8",
                                 "point2 output int8",    "flat input int8",       "flat output int8",  "arg input int8",
                                 "arg output int64"};
        QCOMPARE(rows, wanted);
    }

    void valuesAreThoseOfANaiveTwin()
    {
        Case k;
        const Model& model = *k.c.model;
        const TensorProfile profile = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {});
        const auto at = [&](const char* point) { return *k.c.at(point); };
        std::vector<Tensor> x, quantized, y, n;
        for (const auto& inputs : k.c.inputs) {
            x.push_back(inputs[0]);
            quantized.push_back(fakeQuantize(inputs[0], at("x:output")));
            const auto outputs = k.c.reference.outputs({&k.c.plan}, inputs, {});
            y.push_back(outputs[0]);
            n.push_back(outputs[1]);
        }
        QVERIFY(near(find(profile, model, "x", TensorRole::Input)->moments, naive(x)));
        QVERIFY(near(find(profile, model, "x", TensorRole::Output)->moments, naive(quantized)));
        QVERIFY(near(find(profile, model, "conv", TensorRole::Input)->moments, naive(quantized)));
        QVERIFY(near(find(profile, model, "flat", TensorRole::Output)->moments, naive(y)));
        QVERIFY(near(find(profile, model, "arg", TensorRole::Output)->moments, naive(n)));
        const Tensor w = randomTensor({4, 3, 3, 3}, 1);
        QVERIFY(near(find(profile, model, "conv", TensorRole::Weight)->moments, naive({fakeQuantize(w, at("conv:weight"))})));
        // A shared weight: float for the one reader, quantized for the other.
        const Tensor ws = randomTensor({4, 4, 1, 1}, 4);
        QVERIFY(near(find(profile, model, "point1", TensorRole::Weight)->moments, naive({ws})));
        QVERIFY(
            near(find(profile, model, "point2", TensorRole::Weight)->moments, naive({fakeQuantize(ws, at("point2:weight"))})));
        // What a float unit gives, and what a quantized reader gets of it.
        const ProfiledTensor& given = *find(profile, model, "point1", TensorRole::Output);
        const ProfiledTensor& got = *find(profile, model, "point2", TensorRole::Input);
        QVERIFY(!given.params && got.params && !equal(given.moments, got.moments));
        QVERIFY(got.moments.max <= 3);

        const Plan floats = Plan::allFloat(model.units);
        const TensorProfile exact = profileTensors(k.c.reference, k.samples(), floats, {}, {});
        for (const ProfiledTensor& t : exact.rows)
            QVERIFY(!t.params);
        QVERIFY(near(find(exact, model, "x", TensorRole::Output)->moments, naive(x)));
        QVERIFY(near(find(exact, model, "conv", TensorRole::Bias)->moments, naive({randomTensor({4}, 2)})));
    }

    void threadsChangeNothing()
    {
        Case k;
        const TensorProfile one = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {});
        JobContext job;
        job.threads = 4;
        const TensorProfile four = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, job);
        QCOMPARE(one.rows.size(), four.rows.size());
        for (std::size_t i = 0; i < one.rows.size(); ++i)
            QVERIFY(equal(one.rows[i].moments, four.rows[i].moments) && one.rows[i].shape == four.rows[i].shape);
    }

    void channelsAreThoseOfANaiveTwin()
    {
        Case k;
        const Model& model = *k.c.model;
        JobContext job;
        job.threads = 4;
        const TensorProfile profile =
            profileTensors(k.c.reference, k.samples(), Plan::allFloat(model.units), {}, job, ChannelMoments::Yes);
        const auto channel = [](const std::vector<Tensor>& tensors, std::size_t outer, std::size_t channels, std::size_t c) {
            std::vector<Tensor> parts;
            for (const Tensor& t : tensors) {
                const std::size_t inner = t.count() / outer / channels;
                for (std::size_t o = 0; o < outer; ++o)
                    parts.push_back(Tensor::fromFloats({static_cast<std::int64_t>(inner)},
                                                       t.floats().subspan((o * channels + c) * inner, inner)));
            }
            return naive(parts);
        };
        std::vector<Tensor> x;
        for (const auto& inputs : k.c.inputs)
            x.push_back(inputs[0]);
        const ProfiledTensor& input = *find(profile, model, "x", TensorRole::Output);
        QCOMPARE(input.channelAxis, 1);
        QCOMPARE(input.channels.size(), std::size_t{3});
        for (std::size_t c = 0; c < 3; ++c)
            QVERIFY(near(input.channels[c], channel(x, 1, 3, c)));
        const ProfiledTensor& weight = *find(profile, model, "conv", TensorRole::Weight);
        QCOMPARE(weight.channelAxis, 0);
        QCOMPARE(weight.channels.size(), std::size_t{4});
        for (std::size_t c = 0; c < 4; ++c)
            QVERIFY(near(weight.channels[c], channel({randomTensor({4, 3, 3, 3}, 1)}, 1, 4, c)));
        // Nothing that was not asked for, and the same on one thread.
        QVERIFY(profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {}).rows[0].channels.empty());
        const TensorProfile one =
            profileTensors(k.c.reference, k.samples(), Plan::allFloat(model.units), {}, {}, ChannelMoments::Yes);
        for (std::size_t i = 0; i < one.rows.size(); ++i)
            for (std::size_t c = 0; c < one.rows[i].channels.size(); ++c)
                QVERIFY(equal(one.rows[i].channels[c], profile.rows[i].channels[c]));
    }

    /// The same network under other names: matched by structure, the same numbers; what has no counterpart is counted.
    void anotherModelInTheWordsOfThisOne()
    {
        Case k;
        const Model& model = *k.c.model;
        Graph renamed = network().graph();
        for (Value& v : renamed.values)
            if (!v.isInput && !v.isOutput)
                v.name = "other/" + v.name;
        for (Node& n : renamed.nodes)
            n.name = "other/" + n.name;
        const auto other = makeModel(std::move(renamed), k.environment, {}, {});
        Evaluator there(other, k.environment, Kernels::Reference);
        const Counterparts counterparts = findCounterparts(model, *other);
        const Plan floats = Plan::allFloat(other->units);
        const TensorProfile got = profileForeign(k.c.model, there, floats, counterparts, k.samples(), {}, {});
        const TensorProfile wanted = profileTensors(k.c.reference, k.samples(), Plan::allFloat(model.units), {}, {});
        QVERIFY(got.findings.empty());
        QCOMPARE(got.rows.size(), wanted.rows.size());
        for (std::size_t i = 0; i < got.rows.size(); ++i) {
            QVERIFY(got.rows[i].unit == wanted.rows[i].unit && got.rows[i].role == wanted.rows[i].role);
            QVERIFY2(equal(got.rows[i].moments, wanted.rows[i].moments), wanted.rows[i].tensor.c_str());
        }
        Counterparts fewer = counterparts;
        fewer.there[indexOf(find(wanted, model, "conv", TensorRole::Output)->value)] = ValueId::None;
        const TensorProfile some = profileForeign(k.c.model, there, floats, fewer, k.samples(), {}, {});
        QVERIFY(!find(some, model, "conv", TensorRole::Output));
        QCOMPARE(some.findings.size(), std::size_t{1});
        QCOMPARE(some.findings[0].rule, std::string("profile.unmatched"));
        QCOMPARE(some.findings[0].numbers.at("tensors"), 1.0);
    }

    void theExportedFileHasTheSameNumbers()
    {
        Case k;
        const TensorProfile simulated = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {});
        writeModelFile(k.c.exported().graph, k.c.file());
        const TensorProfile exported = profileExported(k.c.reference, k.samples(), k.c.plan, k.c.file(), {}, k.environment, {});
        QCOMPARE(exported.rows.size(), simulated.rows.size());
        for (std::size_t i = 0; i < exported.rows.size(); ++i) {
            const std::string text = simulated.rows[i].tensor + " of " + k.c.model->unit(simulated.rows[i].unit).name;
            QVERIFY2(exported.rows[i].tensor == simulated.rows[i].tensor, text.c_str());
            QVERIFY2(equal(exported.rows[i].moments, simulated.rows[i].moments), text.c_str());
        }
        QCOMPARE(exported.samples, simulated.samples);
    }

    void dumpsHoldTheTensors()
    {
        Case k;
        const TemporaryFolder folder;
        const TensorProfile profile = profileTensors(k.c.reference, k.samples(), k.c.plan, folder.path(), {});
        QFile file(QString::fromStdString(folder.file("names.json")));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QJsonObject names = QJsonDocument::fromJson(file.readAll()).object();
        std::set<std::string> tensors;
        for (const ProfiledTensor& t : profile.rows)
            tensors.insert(t.tensor);
        QCOMPARE(static_cast<std::size_t>(names.size()), tensors.size());
        for (const QString& name : names.keys())
            QVERIFY(tensors.contains(names[name].toString().toStdString()));
        QFile x(QString::fromStdString(folder.file("000003/x.npy")));
        QVERIFY(x.open(QIODevice::ReadOnly));
        const QByteArray bytes = x.readAll();
        const Tensor expected = fakeQuantize(k.c.inputs[3][0], *k.c.at("x:output"));
        QCOMPARE(bytes.right(static_cast<qsizetype>(expected.byteSize())),
                 QByteArray(reinterpret_cast<const char*>(expected.bytes().data()), static_cast<qsizetype>(expected.byteSize())));
        QVERIFY(QFile::exists(QString::fromStdString(folder.file("constants/w.npy"))));
        QVERIFY(errorOf([&] {
                    (void)profileTensors(k.c.reference, k.samples(), k.c.plan, std::string("/proc/nothing"), {});
                })->code() == ErrorCode::Resources);
    }

    void fileNamesAreSafe()
    {
        const auto files = safeFileNames({"/a/b/Conv", "a_b_Conv", "A_B_CONV", "..", "", "x:UNIT:input0", "\xe4\xbd\xa0",
                                          std::string(500, 'n'), "-rf", "a b", "con/../../etc"});
        const std::vector<std::string> wanted{"a_b_Conv",  "a_b_Conv~2",    "A_B_CONV~3",   "tensor..",
                                              "tensor",    "x_UNIT_input0", "tensor~2",     std::string(120, 'n'),
                                              "tensor-rf", "a_b",           "con_.._.._etc"};
        QCOMPARE(files, wanted);
    }

    void tablesAreHorizons()
    {
        Case k;
        const TensorProfile profile = profileTensors(k.c.reference, k.samples(), k.c.plan, {}, {});
        const QStringList table = QString::fromStdString(statisticTable(*k.c.model, profile)).split('\n');
        QVERIFY(table[0].startsWith("+---") && table[2].startsWith("|---"));
        QStringList titles;
        for (const QString& t : table[1].split('|', Qt::SkipEmptyParts))
            titles << t.trimmed();
        QCOMPARE(titles,
                 (QStringList{"Index", "Op Name", "Mod Name", "Attr", "Dtype", "Scale", "Min", "Max", "Mean", "Var", "Shape"}));
        QCOMPARE(table.size(), static_cast<qsizetype>(profile.rows.size() + 5));
        for (const QString& line : table.mid(0, table.size() - 1))
            QCOMPARE(line.size(), table[0].size());
        const QStringList csv = QString::fromStdString(statisticCsv(*k.c.model, profile)).split('\n');
        QCOMPARE(csv[0], titles.join(','));
        QVERIFY(csv[1].startsWith("0,Input,x,input,float32,,") && csv[1].endsWith("\"[1, 3, 6, 6]\""));
    }
};

QTEST_GUILESS_MAIN(TestTensorProfile)
#include "tst_tensor_profile.moc"
