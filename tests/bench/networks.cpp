// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/networks.h"

#include <onnx/onnx_pb.h>

#include <cmath>
#include <random>

namespace qb::bench {

namespace {

class Builder {
public:
    explicit Builder(const std::string& name)
    {
        m_model.set_ir_version(8);
        m_model.add_opset_import()->set_version(13);
        m_graph = m_model.mutable_graph();
        m_graph->set_name(name);
    }

    std::string input(std::initializer_list<int> dims)
    {
        declare("input", dims, m_graph->add_input());
        return "input";
    }

    std::string output(const std::string& tensor, std::initializer_list<int> dims)
    {
        declare(tensor, dims, m_graph->add_output());
        return m_model.SerializeAsString();
    }

    std::string conv(const std::string& in, int cin, int cout, int kernel, int stride, int groups, bool relu)
    {
        const std::string name = "conv" + std::to_string(++m_count);
        onnx::NodeProto* n =
            node("Conv", name, {in, weight(name + ".weight", {cout, cin / groups, kernel, kernel}), bias(name + ".bias", cout)});
        ints(n, "kernel_shape", {kernel, kernel});
        ints(n, "strides", {stride, stride});
        ints(n, "pads", {kernel / 2, kernel / 2, kernel / 2, kernel / 2});
        integer(n, "group", groups);
        return relu ? unary("Relu", n->output(0)) : n->output(0);
    }

    std::string unary(const std::string& type, const std::string& in)
    {
        return node(type, type + std::to_string(++m_count), {in})->output(0);
    }

    std::string add(const std::string& a, const std::string& b, bool relu)
    {
        const std::string sum = node("Add", "add" + std::to_string(++m_count), {a, b})->output(0);
        return relu ? unary("Relu", sum) : sum;
    }

    std::string clip6(const std::string& in)
    {
        if (m_six.empty()) {
            m_zero = scalar("zero", 0);
            m_six = scalar("six", 6);
        }
        return node("Clip", "clip" + std::to_string(++m_count), {in, m_zero, m_six})->output(0);
    }

    std::string pool(const std::string& in)
    {
        onnx::NodeProto* n = node("MaxPool", "pool", {in});
        ints(n, "kernel_shape", {3, 3});
        ints(n, "strides", {2, 2});
        ints(n, "pads", {1, 1, 1, 1});
        return n->output(0);
    }

    std::string classify(const std::string& in, int channels)
    {
        const std::string mean = unary("GlobalAveragePool", in);
        onnx::NodeProto* flat = node("Flatten", "flatten", {mean});
        integer(flat, "axis", 1);
        onnx::NodeProto* fc = node("Gemm", "fc", {flat->output(0), weight("fc.weight", {1000, channels}), bias("fc.bias", 1000)});
        integer(fc, "transB", 1);
        return fc->output(0);
    }

private:
    static void declare(const std::string& name, std::initializer_list<int> dims, onnx::ValueInfoProto* info)
    {
        info->set_name(name);
        auto* type = info->mutable_type()->mutable_tensor_type();
        type->set_elem_type(onnx::TensorProto::FLOAT);
        for (const int d : dims)
            type->mutable_shape()->add_dim()->set_dim_value(d);
    }

    onnx::NodeProto* node(const std::string& type, const std::string& name, const std::vector<std::string>& inputs)
    {
        onnx::NodeProto* n = m_graph->add_node();
        n->set_op_type(type);
        n->set_name(name);
        for (const std::string& i : inputs)
            n->add_input(i);
        n->add_output(name + "_out");
        return n;
    }

    std::string weight(const std::string& name, std::initializer_list<int> dims)
    {
        double fanIn = 1;
        for (const int d : dims)
            fanIn *= d;
        return filled(name, dims, std::sqrt(2.0 / (fanIn / *dims.begin())));
    }

    std::string bias(const std::string& name, int n) { return filled(name, {n}, 0.05); }

    std::string scalar(const std::string& name, float value)
    {
        onnx::TensorProto* t = m_graph->add_initializer();
        t->set_name(name);
        t->set_data_type(onnx::TensorProto::FLOAT);
        t->add_float_data(value);
        return name;
    }

    std::string filled(const std::string& name, std::initializer_list<int> dims, double deviation)
    {
        onnx::TensorProto* t = m_graph->add_initializer();
        t->set_name(name);
        t->set_data_type(onnx::TensorProto::FLOAT);
        std::size_t count = 1;
        for (const int d : dims) {
            t->add_dims(d);
            count *= static_cast<std::size_t>(d);
        }
        std::normal_distribution<float> normal(0, static_cast<float>(deviation));
        std::string raw(count * sizeof(float), '\0');
        for (std::size_t i = 0; i < count; ++i) {
            const float v = normal(m_random);
            raw.replace(i * sizeof v, sizeof v, reinterpret_cast<const char*>(&v), sizeof v);
        }
        t->set_raw_data(raw);
        return name;
    }

    static void ints(onnx::NodeProto* n, const std::string& name, std::initializer_list<int> values)
    {
        auto* a = n->add_attribute();
        a->set_name(name);
        a->set_type(onnx::AttributeProto::INTS);
        for (const int v : values)
            a->add_ints(v);
    }

    static void integer(onnx::NodeProto* n, const std::string& name, int value)
    {
        auto* a = n->add_attribute();
        a->set_name(name);
        a->set_type(onnx::AttributeProto::INT);
        a->set_i(value);
    }

    onnx::ModelProto m_model;
    onnx::GraphProto* m_graph;
    std::mt19937 m_random{7};
    int m_count = 0;
    std::string m_zero;
    std::string m_six;
};

} // namespace

std::string resnet50()
{
    Builder b("resnet50");
    std::string x = b.pool(b.conv(b.input({1, 3, 224, 224}), 3, 64, 7, 2, 1, true));
    int channels = 64;
    const int blocks[] = {3, 4, 6, 3};
    for (int stage = 0; stage < 4; ++stage) {
        const int width = 64 << stage;
        for (int i = 0; i < blocks[stage]; ++i) {
            const int stride = stage > 0 && i == 0 ? 2 : 1;
            std::string y = b.conv(x, channels, width, 1, 1, 1, true);
            y = b.conv(y, width, width, 3, stride, 1, true);
            y = b.conv(y, width, 4 * width, 1, 1, 1, false);
            if (i == 0)
                x = b.conv(x, channels, 4 * width, 1, stride, 1, false);
            x = b.add(y, x, true);
            channels = 4 * width;
        }
    }
    return b.output(b.classify(x, channels), {1, 1000});
}

std::string mobilenetV2()
{
    Builder b("mobilenetv2");
    std::string x = b.clip6(b.conv(b.input({1, 3, 224, 224}), 3, 32, 3, 2, 1, false));
    int channels = 32;
    const int rows[][4] = {{1, 16, 1, 1}, {6, 24, 2, 2},  {6, 32, 3, 2}, {6, 64, 4, 2},
                           {6, 96, 3, 1}, {6, 160, 3, 2}, {6, 320, 1, 1}};
    for (const auto& [expand, out, repeat, firstStride] : rows) {
        for (int i = 0; i < repeat; ++i) {
            const int hidden = channels * expand;
            const int stride = i == 0 ? firstStride : 1;
            std::string y = expand == 1 ? x : b.clip6(b.conv(x, channels, hidden, 1, 1, 1, false));
            y = b.clip6(b.conv(y, hidden, hidden, 3, stride, hidden, false));
            y = b.conv(y, hidden, out, 1, 1, 1, false);
            x = stride == 1 && channels == out ? b.add(x, y, false) : y;
            channels = out;
        }
    }
    x = b.clip6(b.conv(x, channels, 1280, 1, 1, 1, false));
    return b.output(b.classify(x, 1280), {1, 1000});
}

std::string manyNodes(int nodes)
{
    Builder b("many");
    std::string x = b.conv(b.input({1, 4, 8, 8}), 4, 8, 3, 1, 1, true);
    // Five nodes a block: Conv, Relu, Conv, Add, Sigmoid.
    for (int n = 2; n + 5 <= nodes; n += 5) {
        const std::string y = b.conv(b.conv(x, 8, 8, 1, 1, 1, true), 8, 8, 3, 1, 8, false);
        x = b.unary("Sigmoid", b.add(x, y, false));
    }
    return b.output(x, {1, 8, 8, 8});
}

} // namespace qb::bench
