// SPDX-License-Identifier: GPL-3.0-or-later
// What the reader makes of a file: names, constants of every form, external data, and what it refuses.
#include "engine/model/onnx_reader.h"
#include "engine/model/tensor_proto.h"
#include "tests/support/model_builder.h"
#include "tests/support/run_models.h"
#include "tests/support/temporary_folder.h"

#include <QtTest>

#include <filesystem>
#include <fstream>

using namespace qb;
using namespace qb::test;

namespace {

std::optional<Error> refusal(const TestModel& model)
{
    return errorOf([&] { (void)model.graph(); });
}

QString message(const std::optional<Error>& error) { return error ? QString::fromUtf8(error->what()) : QString(); }

const Tensor& constantOf(const Graph& graph, std::string_view name) { return graph.value(graph.find(name)).constant; }

std::vector<double> numbers(const Tensor& tensor)
{
    std::vector<double> all;
    for (std::size_t i = 0; i < tensor.count(); ++i)
        all.push_back(tensor.valueAt(i));
    return all;
}

/// A model that gives the constant `c`, whose TensorProto the test fills.
struct ConstantModel {
    TestModel model;
    onnx::TensorProto* tensor;

    explicit ConstantModel(ElementType type, std::vector<std::int64_t> dims = {3})
    {
        tensor = model.proto().add_initializer();
        tensor->set_name("c");
        tensor->set_data_type(static_cast<int>(type));
        for (const std::int64_t d : dims)
            tensor->add_dims(d);
        model.node("y = Identity(c)").output("y");
    }
    [[nodiscard]] std::vector<double> read() const { return numbers(constantOf(model.graph(), "c")); }
};

/// A model in a folder of its own whose one weight lies outside of the file.
class ExternalModel {
public:
    ExternalModel(const std::string& location, const std::string& offset, const std::string& length)
    {
        TestModel m;
        onnx::TensorProto& t = *m.proto().add_initializer();
        t.set_name("w");
        t.set_data_type(onnx::TensorProto::FLOAT);
        t.add_dims(2);
        t.set_data_location(onnx::TensorProto::EXTERNAL);
        for (const auto& [key, value] : {std::pair{"location", location}, {"offset", offset}, {"length", length}}) {
            if (value.empty())
                continue;
            auto* entry = t.add_external_data();
            entry->set_key(key);
            entry->set_value(value);
        }
        m.input("x float32[2]").node("y = Add(x, w)").output("y");
        std::ofstream(path(), std::ios::binary) << m.bytes();
        std::ofstream data(file("weights.bin"), std::ios::binary);
        const float values[] = {1, 2, 3, 4};
        data.write("?", 1);
        data.write(reinterpret_cast<const char*>(values), sizeof values);
    }
    [[nodiscard]] std::string file(const std::string& name) const { return m_folder.file(name); }
    [[nodiscard]] std::string path() const { return m_folder.file("model.onnx"); }
    [[nodiscard]] std::optional<Error> refusal() const
    {
        return errorOf([&] { (void)readOnnx(path()); });
    }

private:
    TemporaryFolder m_folder;
};

} // namespace

class TestOnnxReader : public QObject {
    Q_OBJECT

private slots:
    void typedFieldsOfEveryType()
    {
        ConstantModel f(ElementType::Float32), d(ElementType::Float64), l(ElementType::Int64), ul(ElementType::UInt64),
            ui(ElementType::UInt32);
        for (const int v : {1, 2, 250}) {
            f.tensor->add_float_data(static_cast<float>(v));
            d.tensor->add_double_data(v);
            l.tensor->add_int64_data(-v);
            ul.tensor->add_uint64_data(static_cast<std::uint64_t>(v));
            ui.tensor->add_uint64_data(static_cast<std::uint64_t>(v));
        }
        const std::vector<double> wanted{1, 2, 250};
        QCOMPARE(f.read(), wanted);
        QCOMPARE(d.read(), wanted);
        QCOMPARE(l.read(), (std::vector<double>{-1, -2, -250}));
        QCOMPARE(ul.read(), wanted);
        QCOMPARE(ui.read(), wanted);
    }

    void narrowTypesLieInInt32Data_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QVector<int>>("stored");
        QTest::addColumn<QVector<double>>("wanted");
        const auto row = [](ElementType type, QVector<int> stored, QVector<double> wanted) {
            QTest::newRow(std::string(toString(type)).c_str()) << static_cast<int>(type) << stored << wanted;
        };
        row(ElementType::Int32, {-7, 0, 70000}, {-7, 0, 70000});
        row(ElementType::Int16, {-32768, 5, 32767}, {-32768, 5, 32767});
        row(ElementType::UInt16, {65535, 5, 0}, {65535, 5, 0});
        row(ElementType::Int8, {-128, 127, -1}, {-128, 127, -1});
        row(ElementType::UInt8, {0, 255, 128}, {0, 255, 128});
        row(ElementType::Bool, {1, 0, 1}, {1, 0, 1});
        row(ElementType::Float16, {0x3c00, 0xc000, 0x0001}, {1, -2, 0x1p-24});
        row(ElementType::BFloat16, {0x3f80, 0xc000, 0x4049}, {1, -2, 3.140625});
        row(ElementType::Int4, {0x7f, 0x08}, {-1, 7, -8});
        row(ElementType::UInt4, {0x7f, 0x08}, {15, 7, 8});
    }
    void narrowTypesLieInInt32Data()
    {
        QFETCH(int, type);
        QFETCH(QVector<int>, stored);
        QFETCH(QVector<double>, wanted);
        ConstantModel m(static_cast<ElementType>(type));
        for (const int v : stored)
            m.tensor->add_int32_data(v);
        QCOMPARE(m.read(), std::vector<double>(wanted.begin(), wanted.end()));
    }

    void stringsAndRawBytes()
    {
        ConstantModel s(ElementType::String, {2});
        s.tensor->add_string_data(std::string("a"));
        s.tensor->add_string_data(std::string("b\0c", 3));
        const Graph graph = s.model.graph();
        QCOMPARE(constantOf(graph, "c").strings()[1], std::string("b\0c", 3));

        ConstantModel raw(ElementType::Float32, {1, 2});
        raw.tensor->set_raw_data(std::string("\0\0\x80\x3f\0\0\0\xc0", 8));
        QCOMPARE(raw.read(), (std::vector<double>{1, -2}));
        raw.tensor->set_raw_data(std::string(7, '\0'));
        QVERIFY(message(refusal(raw.model)).contains("7 bytes"));
    }

    void impossibleTensors()
    {
        ConstantModel few(ElementType::Float32);
        few.tensor->add_float_data(1);
        QVERIFY(message(refusal(few.model)).contains("1 values"));
        QVERIFY(refusal(ConstantModel(ElementType::Float32, {-1}).model));
        QVERIFY(refusal(ConstantModel(ElementType::Float32, {std::int64_t{1} << 40}).model));
        QVERIFY(refusal(ConstantModel(ElementType::String, {std::int64_t{1} << 40}).model));
        QVERIFY(refusal(ConstantModel(ElementType::Float32, {std::int64_t{1} << 40, std::int64_t{1} << 40}).model));
        QVERIFY(refusal(ConstantModel(ElementType::Undefined).model));
        QVERIFY(refusal(ConstantModel(static_cast<ElementType>(99)).model));
        const ConstantModel empty(ElementType::Float32, {0, std::int64_t{1} << 62, 4});
        QCOMPARE(constantOf(empty.model.graph(), "c").count(), std::size_t{0});
        QCOMPARE(constantOf(empty.model.graph(), "c").shape(), (Shape{0, std::int64_t{1} << 62, 4}));
    }

    void sparseTensors()
    {
        const auto read = [](std::vector<std::int64_t> dims, std::vector<std::int64_t> indices, Shape indexShape) {
            TestModel m;
            onnx::SparseTensorProto& w = *m.proto().add_sparse_initializer();
            for (const std::int64_t d : dims)
                w.add_dims(d);
            tensorToProto(Tensor::fromFloats({2}, std::vector<float>{4, 5}), "w", *w.mutable_values());
            tensorToProto(Tensor::fromInt64s(std::move(indexShape), indices), "", *w.mutable_indices());
            m.node("y = Identity(w)").output("y");
            return numbers(constantOf(m.graph(), "w"));
        };
        const std::vector<double> wanted{0, 4, 0, 0, 0, 5};
        QCOMPARE(read({2, 3}, {1, 5}, {2}), wanted);
        QCOMPARE(read({2, 3}, {0, 1, 1, 2}, {2, 2}), wanted);
        QCOMPARE(read({1, 3, 2}, {0, 0, 1, 0, 2, 1}, {2, 3}), wanted);
        QVERIFY(errorOf([&] { read({2, 3}, {1, 6}, {2}); }));
        QVERIFY(errorOf([&] { read({2, 3}, {-1, 5}, {2}); }));
        QVERIFY(errorOf([&] { read({2, 3}, {0, 1, 2, 0}, {2, 2}); }));
        QVERIFY(errorOf([&] { read({2, 3}, {1}, {1}); }));
        QVERIFY(errorOf([&] { read({std::int64_t{1} << 40}, {1, 5}, {2}); }));
        QVERIFY(errorOf([&] { read({2, -3}, {1, 5}, {2}); }));
    }

    void constantNodesOfEveryForm()
    {
        TestModel m;
        m.node("a = Constant()").tensor("value", Tensor::fromFloats({1, 2}, std::vector<float>{1, 2}));
        m.node("b = Constant() value_float=1.5").node("c = Constant() value_int=7").node("d = Constant() value_floats=[1.5,2.0]");
        m.node("e = Constant() value_ints=[3,4]").node("f = Constant() value_string='text'");
        for (const char* name : {"a", "b", "c", "d", "e", "f"})
            m.output(name);
        const Graph graph = m.graph();
        QVERIFY(graph.nodes.empty());
        QCOMPARE(constantOf(graph, "a").shape(), (Shape{1, 2}));
        QCOMPARE(constantOf(graph, "b").shape(), Shape{});
        QCOMPARE(numbers(constantOf(graph, "b")), std::vector<double>{1.5});
        QCOMPARE(constantOf(graph, "c").int64s()[0], std::int64_t{7});
        QCOMPARE(numbers(constantOf(graph, "d")), (std::vector<double>{1.5, 2}));
        QCOMPARE(numbers(constantOf(graph, "e")), (std::vector<double>{3, 4}));
        QCOMPARE(constantOf(graph, "f").strings()[0], std::string("text"));
    }

    void initializersAmongInputsAreConstants()
    {
        TestModel m(8, 3);
        m.input("x float32[2]").input("w float32[2]").floats("w", {2}, {1, 2}).node("y = Add(x, w)").output("y float32[2]");
        const Graph graph = m.graph();
        QCOMPARE(graph.inputs.size(), std::size_t{1});
        QCOMPARE(graph.value(graph.inputs[0]).name, std::string("x"));
        QVERIFY(graph.value(graph.find("w")).isConstant());
    }

    void namesOfNodes()
    {
        TestModel m;
        m.input("x float32[2]")
            .node("a = Relu(x)")
            .node("b = Relu(a) @same")
            .node("c = Relu(b) @same")
            .node("d = Relu(c) @same#2")
            .output("d");
        const Graph graph = m.graph();
        std::vector<std::string> names;
        for (const Node& n : graph.nodes)
            names.push_back(n.name);
        QCOMPARE(names, (std::vector<std::string>{"Relu_0", "same", "same#2", "same#2#2"}));
    }

    void namesInsideOfBodies()
    {
        TestGraph yes, no;
        yes.node("t = Relu(x)").node("r = Neg(t)").output("r");
        no.node("t = Abs(x)").node("r = Neg(t)").output("r");
        TestModel m;
        m.input("c bool[]")
            .input("x float32[2]")
            .node("y = If(c) @choose")
            .body("then_branch", yes)
            .body("else_branch", no)
            .output("y");
        const Graph graph = m.graph();
        QCOMPARE(graph.scopes.size(), std::size_t{2});
        QCOMPARE(graph.nodes.size(), std::size_t{5});
        QVERIFY(graph.find("t") != ValueId::None);
        QVERIFY(graph.find("choose/else_branch/t") != ValueId::None);
        const auto hasNode = [&](const std::string& name) {
            return std::any_of(graph.nodes.begin(), graph.nodes.end(), [&](const Node& n) { return n.name == name; });
        };
        QVERIFY(hasNode("choose/then_branch/Relu_0"));
        QVERIFY(hasNode("choose/else_branch/Abs_0"));
        const NodeId ifNode = graph.scopes[0].ifNode;
        QCOMPARE(graph.node(ifNode).name, std::string("choose"));
        QCOMPARE(graph.bodiesOf(ifNode).size(), std::size_t{2});
    }

    void nodesInAnyOrderAreSortedAndTheRestIsDropped()
    {
        TestModel m;
        m.input("x float32[2]").node("c = Relu(b)").node("unused = Neg(a)").node("b = Abs(a)").node("a = Sqrt(x)").output("c");
        const Graph graph = m.graph();
        std::vector<std::string> types;
        for (const Node& n : graph.nodes)
            types.push_back(n.opType);
        QCOMPARE(types, (std::vector<std::string>{"Sqrt", "Abs", "Relu"}));
    }

    void contradictionsAreRefused()
    {
        const auto with = [](auto&& change) {
            TestModel m;
            m.input("x float32[2]");
            change(m);
            return message(refusal(m));
        };
        QVERIFY(with([](TestModel& m) { m.node("y = Add(x, nothing)").output("y"); }).contains("nothing"));
        QVERIFY(with([](TestModel& m) { m.node("y = Relu(x)").output("z"); }).contains("\"z\""));
        QVERIFY(with([](TestModel& m) { m.node("y = Relu(x)").node("y = Neg(x)").output("y"); }).contains("two tensors"));
        QVERIFY(with([](TestModel& m) { m.node("x = Relu(x)").output("x"); }).contains("two tensors"));
        QVERIFY(with([](TestModel& m) { m.input("x float32[2]").node("y = Relu(x)").output("y"); }).contains("two inputs"));
        QVERIFY(with([](TestModel& m) {
                    m.scalar("w", 1).scalar("w", 2).node("y = Add(x, w)").output("y");
                }).contains("two tensors"));
        QVERIFY(with([](TestModel& m) { m.node("a = Add(x, b)").node("b = Relu(a)").output("b"); }).contains("cycle"));
        QVERIFY(with([](TestModel& m) { m.node("y = Relu(x)"); }).contains("no outputs"));
        QVERIFY(with([](TestModel& m) {
                    TestGraph one, two;
                    one.node("p = Relu(x)").output("p");
                    two.node("q = Relu(x)").output("q").output("x");
                    m.input("c bool[]").node("y = If(c) @choose").body("then_branch", one).body("else_branch", two).output("y");
                }).contains("choose"));
    }

    void bodyThatReadsItsOwnIfIsACycle()
    {
        TestGraph yes, no;
        yes.node("p = Relu(y)").output("p");
        no.node("q = Relu(x)").output("q");
        TestModel m;
        m.input("c bool[]").input("x float32[2]").node("y = If(c)").body("then_branch", yes).body("else_branch", no).output("y");
        QVERIFY(message(refusal(m)).contains("cycle"));
    }

    void capturesOfALoopAreItsDependencies()
    {
        TestGraph body;
        body.input("i int64[]").input("go bool[]").input("s float32[2]");
        body.node("go2 = Identity(go)").node("n = Add(s, outer)").output("go2").output("n");
        TestModel m;
        m.input("x float32[2]").input("n0 int64[]").input("c0 bool[]").node("outer = Relu(x)");
        m.node("y = Loop(n0, c0, x)").body("body", body).output("y");
        const Graph graph = m.graph();
        const Node& loop = graph.nodes.back();
        QCOMPARE(loop.opType, std::string("Loop"));
        QCOMPARE(loop.captureNames, std::vector<std::string>{"outer"});
        QCOMPARE(loop.captures, std::vector<ValueId>{graph.find("outer")});
    }

    void externalData()
    {
        const ExternalModel unaligned("weights.bin", "1", "8");
        QCOMPARE(numbers(constantOf(readOnnx(unaligned.path()), "w")), (std::vector<double>{1, 2}));
        const ExternalModel later("./weights.bin", "9", "");
        QCOMPARE(numbers(constantOf(readOnnx(later.path()), "w")), (std::vector<double>{3, 4}));

        const auto told = [](const ExternalModel& m) { return message(m.refusal()); };
        QVERIFY(told(ExternalModel("missing.bin", "", "")).contains("missing.bin"));
        QVERIFY(told(ExternalModel("weights.bin", "10", "")).contains("17")); // one byte too few behind the offset
        QVERIFY(told(ExternalModel("weights.bin", "18", "8")).contains("offset 18"));
        QVERIFY(told(ExternalModel("weights.bin", "0", "4")).contains("8 bytes"));
        QVERIFY(told(ExternalModel("weights.bin", "999999999999999999", "8")).contains("weights.bin"));
        QVERIFY(told(ExternalModel("weights.bin", "-1", "")).contains("-1"));
        QVERIFY(told(ExternalModel("weights.bin", "99999999999999999999", "")).contains("offset"));
        QVERIFY(told(ExternalModel("../weights.bin", "", "")).contains("outside"));
        QVERIFY(told(ExternalModel("a/../../weights.bin", "", "")).contains("outside"));
        QVERIFY(told(ExternalModel("/etc/passwd", "", "")).contains("outside"));
        QVERIFY(told(ExternalModel("", "", "")).contains("outside"));
        QVERIFY(told(ExternalModel(".", "", "")).contains("not a file"));
    }

    void linksAreFollowed()
    {
        // Caches of downloaded models are folders of links to where the files really lie.
        const TemporaryFolder elsewhere;
        const float values[] = {5, 6};
        std::ofstream(elsewhere.file("blob"), std::ios::binary).write(reinterpret_cast<const char*>(values), sizeof values);
        const ExternalModel m("link.bin", "", "");
        std::filesystem::create_symlink(elsewhere.file("blob"), m.file("link.bin"));
        QCOMPARE(numbers(constantOf(readOnnx(m.path()), "w")), (std::vector<double>{5, 6}));
    }

    void fingerprintSeesTheExternalFile()
    {
        const ExternalModel m("weights.bin", "1", "8");
        const Fingerprint before = fingerprintOfModel(m.path());
        QCOMPARE(fingerprintOfModel(m.path()), before);
        // A copy elsewhere, a new time: the same model.
        std::filesystem::last_write_time(m.file("weights.bin"),
                                         std::filesystem::file_time_type::clock::now() + std::chrono::hours(1));
        QCOMPARE(fingerprintOfModel(m.path()), before);
        {
            std::fstream file(m.file("weights.bin"), std::ios::in | std::ios::out | std::ios::binary);
            file.seekp(3);
            file.put('!');
        }
        const Fingerprint changed = fingerprintOfModel(m.path());
        QVERIFY(changed != before);
        std::ofstream(m.file("weights.bin"), std::ios::app) << "more";
        QVERIFY(fingerprintOfModel(m.path()) != changed);
    }

    void noFile()
    {
        TemporaryFolder folder;
        const auto told = [&](const std::string& path) { return errorOf([&] { (void)readOnnx(path); }); };
        QVERIFY(told(folder.file("none.onnx"))->code() == ErrorCode::BadInput);
        QVERIFY(told(folder.path())->code() == ErrorCode::BadInput);
        const std::string text = folder.file("text.onnx");
        std::ofstream(text) << "this is no model";
        const auto error = told(text);
        QVERIFY(error->code() == ErrorCode::BadInput);
        QCOMPARE(error->context().at("file"), text);
        const std::string empty = folder.file("empty.onnx");
        std::ofstream{empty};
        QVERIFY(told(empty));
    }

    void deepNestingIsRefusedOrRead()
    {
        TestGraph inner;
        inner.node("y = Relu(x)").output("y");
        for (int depth = 0; depth < 200; ++depth) {
            TestGraph outer;
            outer.node("y = If(c)")
                .body("then_branch", inner)
                .body("else_branch", TestGraph().node("z = Neg(x)").output("z"))
                .output("y");
            if (depth % 20 != 19) {
                inner = std::move(outer);
                continue;
            }
            TestModel m;
            m.proto() = outer.proto();
            m.input("c bool[]").input("x float32[2]");
            if (const auto error = refusal(m))
                QVERIFY(error->code() == ErrorCode::BadInput);
            else
                QCOMPARE(m.graph().scopes.size(), static_cast<std::size_t>(2 * (depth + 1)));
            inner = std::move(outer);
        }
    }
};

QTEST_APPLESS_MAIN(TestOnnxReader)
#include "tst_onnx_reader.moc"
