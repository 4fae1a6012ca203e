// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/made_models.h"

namespace qb::test {

Tensor boolScalar(bool value) { return Tensor::fromBytes(ElementType::Bool, {}, std::as_bytes(std::span(&value, 1))); }
Tensor int64Scalar(std::int64_t value) { return Tensor::fromInt64s({}, std::span(&value, 1)); }

namespace {

using Samples = std::vector<std::vector<Tensor>>;

MadeModel made(std::string name, const TestModel& model, Samples samples)
{
    return {std::move(name), model.bytes(), std::move(samples)};
}

Tensor x2(unsigned seed) { return randomTensor({2, 3}, seed, -2, 2); }

MadeModel convolutions()
{
    TestModel m(13);
    m.input("x float32[1,3,8,8]").constant("w1", randomTensor({4, 3, 3, 3}, 1)).constant("b1", randomTensor({4}, 2));
    m.constant("w2", randomTensor({5, 64}, 3)).constant("b2", randomTensor({5}, 4)).constant("wd", randomTensor({4, 1, 3, 3}, 5));
    m.node("a = Conv(x, w1, b1) pads=[1,1,1,1] @/body/conv1")
        .node("r = Relu(a)")
        .node("d = Conv(r, wd) group=4 pads=[1,1,1,1] @/body/dw");
    m.node("s = Sigmoid(d)").node("m = Mul(d, s)").node("p = MaxPool(m) kernel_shape=[2,2] strides=[2,2]").node("f = Flatten(p)");
    m.node("g = Gemm(f, w2, b2) transB=1").node("y = Softmax(g)").output("y float32[1,5]").output("p float32[1,4,4,4]");
    return made("convolutions", m, {{randomTensor({1, 3, 8, 8}, 10)}, {randomTensor({1, 3, 8, 8}, 11)}});
}

/// Both bodies name their tensors alike, one gives an outer tensor, one a constant; nested.
MadeModel nestedIfs()
{
    TestGraph inYes, inNo, yes, no;
    inYes.node("t = Relu(x)").node("r = Add(t, h)").output("r");
    inNo.node("r = Mul(x, h)").output("r");
    yes.node("h = Neg(x)").node("n = If(d)").body("then_branch", inYes).body("else_branch", inNo);
    yes.node("q = Sub(n, half)").node("o = Identity(outer)").output("q").output("o");
    no.node("h = Abs(x)").node("k = Constant()").tensor("value", randomTensor({2, 3}, 7)).output("h").output("k");
    TestModel m;
    m.input("c bool[]")
        .input("d bool[]")
        .input("x float32[2,3]")
        .scalar("half", 0.5F)
        .node("outer = Sqrt(one)")
        .constant("one", randomTensor({2, 3}, 8, 0, 1));
    m.node("a, b = If(c)")
        .body("then_branch", yes)
        .body("else_branch", no)
        .node("y = Add(a, b)")
        .output("y float32[2,3]")
        .output("a float32[2,3]");
    Samples samples;
    for (const int i : {0, 1, 2, 3, 0, 3})
        samples.push_back({boolScalar((i & 1) != 0), boolScalar((i & 2) != 0), x2(static_cast<unsigned>(i))});
    return made("nested ifs", m, std::move(samples));
}

/// Bodies that hand over what is there already: an outer tensor, a graph input, a body's own initializer.
MadeModel bodiesThatComputeNothing()
{
    TestGraph yes, no;
    yes.node("o = Identity(outer)").node("i = Identity(x)").output("o").output("i");
    no.constant("k", randomTensor({2, 3}, 5)).node("o = Identity(outer)").output("k").output("o");
    TestModel m;
    m.input("c bool[1]")
        .input("x float32[2,3]")
        .node("outer = Relu(x)")
        .node("a, b = If(c)")
        .body("then_branch", yes)
        .body("else_branch", no);
    m.node("y = Sub(a, b)").output("y float32[2,3]").output("a float32[2,3]");
    const bool on[] = {true};
    const bool off[] = {false};
    const auto flag = [](const bool* b) { return Tensor::fromBytes(ElementType::Bool, {1}, std::as_bytes(std::span(b, 1))); };
    return made("bodies that compute nothing", m, {{flag(on), x2(1)}, {flag(off), x2(1)}});
}

/// Another shape from each body.
MadeModel ifOfTwoShapes()
{
    TestGraph yes, no;
    yes.node("p = ReduceSum(x, axes) keepdims=1").output("p");
    no.node("q = Neg(x)").output("q");
    TestModel m;
    m.input("c bool[]")
        .input("x float32[2,3]")
        .ints("axes", {1})
        .node("a = If(c)")
        .body("then_branch", yes)
        .body("else_branch", no);
    m.node("y = Relu(a)").output("y float32");
    return made("if of two shapes", m, {{boolScalar(true), x2(1)}, {boolScalar(false), x2(2)}});
}

TestGraph loopBody(const std::string& first, const std::string& second)
{
    TestGraph body;
    body.input("i int64[]").input("go bool[]").input("s float32[2,3]");
    body.node("go2 = Identity(go)")
        .node(first + " = Mul(s, outer)")
        .node(second + " = Add(" + first + ", x)")
        .node("n = Relu(" + second + ")");
    body.output("go2").output("n").output(second);
    return body;
}

MadeModel loopThatReadsOuterTensors()
{
    TestModel m;
    m.input("trips int64[]")
        .input("x float32[2,3]")
        .node("outer = Sigmoid(x)")
        .node("go = Constant()")
        .tensor("value", boolScalar(true));
    m.node("a, b = Loop(trips, go, outer)")
        .body("body", loopBody("t0", "t1"))
        .node("y = Neg(a)")
        .output("y float32")
        .output("b float32");
    return made("loop that reads outer tensors", m, {{int64Scalar(3), x2(1)}, {int64Scalar(1), x2(2)}, {int64Scalar(0), x2(3)}});
}

/// The Loop's outer tensors lie in a body whose names had to be changed, since the other body took them.
MadeModel loopInsideOfAnIf()
{
    TestGraph yes, no;
    for (TestGraph* g : {&yes, &no}) {
        g->node(g == &yes ? "outer = Sigmoid(x)" : "outer = Tanh(x)")
            .node("a, b = Loop(trips, go, outer)")
            .body("body", loopBody("t2", "x2"));
        g->output("a");
    }
    TestModel m;
    m.input("c bool[]").input("trips int64[]").input("x float32[2,3]").node("go = Constant()").tensor("value", boolScalar(true));
    m.node("y = If(c)").body("then_branch", yes).body("else_branch", no).output("y float32");
    return made("loop inside of an if", m,
                {{boolScalar(true), int64Scalar(2), x2(1)}, {boolScalar(false), int64Scalar(2), x2(1)}});
}

MadeModel scanThatReadsOuterTensors()
{
    TestGraph body;
    body.input("s float32[3]").input("e float32[3]").node("t0 = Add(s, e)").node("t1 = Mul(t0, factor)").node("o = Relu(t1)");
    body.output("t0").output("o");
    TestModel m;
    m.input("x float32[2,3]").constant("zero", randomTensor({3}, 1)).node("factor = ReduceMean(x) keepdims=0");
    m.node("last, all = Scan(zero, x) num_scan_inputs=1").body("body", body).output("last float32[3]").output("all float32[2,3]");
    return made("scan that reads outer tensors", m, {{x2(1)}, {x2(2)}});
}

MadeModel functions()
{
    TestModel m(15, 8);
    m.import("mine", 1).input("x float32[2,3]").node("a = mine::Twice(x)").node("y = mine::Twice(a)").output("y float32[2,3]");
    onnx::FunctionProto& f = *m.model().add_functions();
    f.set_name("Twice");
    f.set_domain("mine");
    f.add_input("in");
    f.add_output("out");
    auto* opset = f.add_opset_import();
    opset->set_domain("");
    opset->set_version(15);
    TestGraph inside;
    inside.node("t0 = Add(in, in)").node("out = Relu(t0)");
    for (const auto& n : inside.proto().node())
        *f.add_node() = n;
    return made("functions", m, {{x2(1)}});
}

MadeModel customDomain()
{
    TestModel m(13);
    m.import("com.microsoft", 1).input("x float32[2,3]").constant("w", randomTensor({2, 3}, 2));
    m.node("a = com.microsoft::Gelu(x)").node("y = com.microsoft::FusedMatMul(a, w) transB=1 alpha=0.5").output("y float32[2,2]");
    return made("custom domain", m, {{x2(1)}});
}

MadeModel sequences()
{
    TestModel m;
    m.input("x float32[4,3]").ints("parts", {1, 3}).constant("zero", int64Scalar(0)).constant("one", int64Scalar(1));
    m.node("s = SplitToSequence(x, parts) axis=0")
        .node("a = SequenceAt(s, one)")
        .node("r = Relu(a)")
        .node("t = SequenceInsert(s, r)");
    m.node("b = SequenceAt(t, zero)").node("y = ConcatFromSequence(t) axis=0").node("n = SequenceLength(t)");
    m.output("y float32").output("b float32").output("n int64[]");
    return made("sequences", m, {{randomTensor({4, 3}, 1)}});
}

/// What is computed between making a sequence and adding to it needs the first and is needed by the second.
MadeModel sequenceWithAConvolutionBetween()
{
    TestModel m;
    m.input("x float32[1,2,4,4]").constant("w", randomTensor({2, 2, 3, 3}, 3)).constant("zero", int64Scalar(0));
    m.node("s = SequenceConstruct(x, x)")
        .node("a = SequenceAt(s, zero)")
        .node("c = Conv(a, w) pads=[1,1,1,1]")
        .node("r = Relu(c)");
    m.node("t = SequenceInsert(s, r)").node("y = ConcatFromSequence(t) axis=0").output("y float32");
    return made("sequence with a convolution between", m, {{randomTensor({1, 2, 4, 4}, 1)}, {randomTensor({1, 2, 4, 4}, 2)}});
}

MadeModel sequencesOutOfAnIf()
{
    TestGraph yes, no;
    yes.node("s = SequenceConstruct(x, h)").output("s seq(float32)");
    no.node("s = SequenceConstruct(h, x)").output("s seq(float32)");
    TestModel m;
    m.input("c bool[]").input("x float32[2,3]").node("h = Relu(x)").constant("zero", int64Scalar(0));
    m.node("q = If(c)")
        .body("then_branch", yes)
        .body("else_branch", no)
        .node("a = SequenceAt(q, zero)")
        .node("y = Neg(a)")
        .output("y float32");
    return made("sequences out of an if", m, {{boolScalar(true), x2(1)}, {boolScalar(false), x2(1)}});
}

MadeModel maps()
{
    TestModel m(13);
    m.import("ai.onnx.ml", 1).input("x float32[2,3]").node("p = Softmax(x)");
    m.node("z = ai.onnx.ml::ZipMap(p)");
    auto* a = m.latest().add_attribute();
    a->set_name("classlabels_strings");
    a->set_type(onnx::AttributeProto::STRINGS);
    for (const char* s : {"cat", "dog", "owl"})
        a->add_strings(std::string(s));
    m.output("p float32[2,3]").output("z");
    auto* map = m.proto().mutable_output(1)->mutable_type()->mutable_sequence_type()->mutable_elem_type()->mutable_map_type();
    map->set_key_type(onnx::TensorProto::STRING);
    map->mutable_value_type()->mutable_tensor_type()->set_elem_type(onnx::TensorProto::FLOAT);
    return made("maps", m, {{x2(1)}});
}

MadeModel optionals()
{
    TestModel m(16);
    m.input("x float32[2,3]")
        .node("r = Relu(x)")
        .node("o = Optional(r)")
        .node("h = OptionalHasElement(o)")
        .node("g = OptionalGetElement(o)");
    m.node("y = Neg(g)").output("y float32[2,3]").output("h bool[]");
    return made("optionals", m, {{x2(1)}});
}

MadeModel strings()
{
    TestModel m(13);
    m.import("ai.onnx.ml", 2).input("s string[2]").node("t = Identity(s)").node("c = Concat(t, k) axis=0").output("c string[3]");
    m.constant("k", Tensor::fromStrings({1}, {"constant"}));
    return made("strings", m, {{Tensor::fromStrings({2}, {"a", ""})}, {Tensor::fromStrings({2}, {std::string("b\0c", 3), "ü"})}});
}

MadeModel sparseInitializer()
{
    TestModel m(13);
    m.input("x float32[2,3]").node("y = MatMul(x, w)").output("y float32[2,4]");
    onnx::SparseTensorProto& w = *m.proto().add_sparse_initializer();
    w.add_dims(3);
    w.add_dims(4);
    TestGraph parts;
    parts.floats("w", {3}, {1, -2, 3}).ints("", {0, 5, 11});
    *w.mutable_values() = parts.proto().initializer(0);
    *w.mutable_indices() = parts.proto().initializer(1);
    m.node("c = Constant()");
    auto* a = m.latest().add_attribute();
    a->set_name("sparse_value");
    a->set_type(onnx::AttributeProto::SPARSE_TENSOR);
    onnx::SparseTensorProto& c = *a->mutable_sparse_tensor();
    c.add_dims(2);
    c.add_dims(3);
    TestGraph other;
    other.floats("", {2}, {4, 5}).constant("", Tensor::fromInt64s({2, 2}, std::vector<std::int64_t>{0, 1, 1, 2}));
    *c.mutable_values() = other.proto().initializer(0);
    *c.mutable_indices() = other.proto().initializer(1);
    m.node("z = Add(x, c)").output("z float32[2,3]");
    return made("sparse initializer", m, {{x2(1)}});
}

MadeModel irVersion3()
{
    TestModel m(8, 3);
    m.input("x float32[2,3]")
        .input("w float32[3]")
        .floats("w", {3}, {1, -2, 3})
        .node("a = Mul(x, w)")
        .node("y = Relu(a)")
        .output("y float32[2,3]");
    return made("ir version 3", m, {{x2(1)}});
}

MadeModel oddOutputs()
{
    TestModel m(13);
    m.input("x float32[2,3]")
        .constant("k", randomTensor({2}, 1))
        .node("r = Relu(x)")
        .node("o1 = Identity(r)")
        .node("o2 = Identity(r)");
    m.node("o3 = Identity(x)").node("o4 = Identity(k)").node("o5 = Identity(o1)").node("o6 = Neg(o1)");
    for (const char* name : {"o1", "o2", "o3", "o5", "o6", "r"})
        m.output(std::string(name) + " float32[2,3]");
    m.output("o4 float32[2]").output("x float32[2,3]").output("k float32[2]");
    return made("odd outputs", m, {{x2(1)}});
}

MadeModel manyOutputs()
{
    TestModel m(13);
    m.input("x float32[4,6]").ints("parts", {1, 2, 3}).ints("k", {2});
    m.node("a, b, c = Split(x, parts) axis=1")
        .node("v, i = TopK(b, k) axis=0")
        .node("w, j = TopK(c, k) axis=0")
        .node("d = Dropout(c)");
    m.node("y = Concat(a, d) axis=1")
        .output("y float32[4,4]")
        .output("v float32[2,2]")
        .output("i int64[2,2]")
        .output("j int64[2,3]");
    return made("many outputs", m, {{randomTensor({4, 6}, 1)}});
}

MadeModel recurrent()
{
    TestModel m(14);
    m.input("x float32[5,1,3]")
        .input("h float32[1,1,4]")
        .constant("w", randomTensor({1, 16, 3}, 1))
        .constant("r", randomTensor({1, 16, 4}, 2));
    m.node("all, last = LSTM(x, w, r, , , h, c) hidden_size=4").constant("c", randomTensor({1, 1, 4}, 3)).ints("axes", {1});
    m.node("q = Squeeze(all, axes)").node(", , cell = LSTM(x, w, r, , , last) hidden_size=4 direction='reverse'");
    m.output("q float32[5,1,4]").output("last float32[1,1,4]").output("cell float32[1,1,4]");
    return made("recurrent", m, {{randomTensor({5, 1, 3}, 4), randomTensor({1, 1, 4}, 5)}});
}

MadeModel nothingInIt()
{
    TestModel m(13);
    m.input("x float32[N,3]")
        .constant("w", randomTensor({3, 2}, 1))
        .node("a = MatMul(x, w)")
        .node("y = Relu(a)")
        .output("y float32[N,2]");
    return made("zero-sized dimension", m, {{Tensor::zeros(ElementType::Float32, {0, 3})}, {x2(1)}});
}

MadeModel shapesOfData()
{
    TestModel m(15);
    m.input("x float32[N,3,M]")
        .ints("minus", {-1})
        .ints("first", {0})
        .node("s = Shape(x) end=1")
        .node("last = Shape(x) start=-1");
    m.node("t = Concat(s, last, minus) axis=0")
        .node("y = Reshape(x, t)")
        .node("z = NonZero(y)")
        .node("c = Cast(z) to=1")
        .node("u = ReduceSum(c, first)");
    m.output("y float32").output("u float32").output("t int64[3]");
    return made("shapes of data", m, {{randomTensor({2, 3, 4}, 1)}, {randomTensor({1, 3, 5}, 2)}});
}

} // namespace

std::vector<MadeModel> madeModels()
{
    return {convolutions(),
            nestedIfs(),
            bodiesThatComputeNothing(),
            ifOfTwoShapes(),
            loopThatReadsOuterTensors(),
            loopInsideOfAnIf(),
            scanThatReadsOuterTensors(),
            functions(),
            customDomain(),
            sequences(),
            sequenceWithAConvolutionBetween(),
            sequencesOutOfAnIf(),
            maps(),
            optionals(),
            strings(),
            sparseInitializer(),
            irVersion3(),
            oddOutputs(),
            manyOutputs(),
            recurrent(),
            nothingInIt(),
            shapesOfData()};
}

} // namespace qb::test
