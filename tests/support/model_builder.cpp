// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/model_builder.h"

#include "engine/base/text.h"
#include "engine/model/onnx_reader.h"
#include "engine/model/tensor_proto.h"

#include <random>
#include <stdexcept>

namespace qb::test {

namespace {

[[noreturn]] void misread(std::string_view text)
{
    throw std::logic_error("the test model's text can't be read: " + std::string(text));
}

/// Cuts a text at commas; an empty text has no parts.
std::vector<std::string> list(std::string_view text)
{
    std::vector<std::string> parts;
    if (trimmed(text).empty())
        return parts;
    for (const std::string& part : split(text, ','))
        parts.emplace_back(trimmed(part));
    return parts;
}

void typedValue(std::string_view text, onnx::ValueInfoProto& info)
{
    text = trimmed(text);
    const std::size_t blank = text.find(' ');
    info.set_name(std::string(text.substr(0, blank)));
    if (blank == std::string_view::npos)
        return;
    std::string_view type = trimmed(text.substr(blank));
    onnx::TypeProto* whole = info.mutable_type();
    for (; type.starts_with("seq(") && type.ends_with(')'); type = type.substr(4, type.size() - 5))
        whole = whole->mutable_sequence_type()->mutable_elem_type();
    const std::size_t bracket = type.find('[');
    auto* tensor = whole->mutable_tensor_type();
    const auto element = elementTypeFromString(type.substr(0, bracket));
    if (!element)
        misread(text);
    tensor->set_elem_type(static_cast<int>(*element));
    if (bracket == std::string_view::npos)
        return;
    auto* shape = tensor->mutable_shape();
    for (const std::string& d : list(type.substr(bracket + 1, type.size() - bracket - 2))) {
        auto* dim = shape->add_dim();
        if (d.find_first_not_of("-0123456789") == std::string::npos)
            dim->set_dim_value(std::stoll(d));
        else if (d != "?")
            dim->set_dim_param(d);
    }
}

bool isReal(const std::string& text) { return text.find_first_of(".ein") != std::string::npos; }

void attribute(std::string_view text, onnx::NodeProto& node)
{
    const std::size_t equal = text.find('=');
    if (equal == std::string_view::npos)
        misread(text);
    auto* a = node.add_attribute();
    a->set_name(std::string(text.substr(0, equal)));
    const std::string value(text.substr(equal + 1));
    if (value.starts_with('\'')) {
        a->set_type(onnx::AttributeProto::STRING);
        a->set_s(value.substr(1, value.size() - 2));
    } else if (value.starts_with('[')) {
        const auto numbers = list(std::string_view(value).substr(1, value.size() - 2));
        const bool real = std::any_of(numbers.begin(), numbers.end(), isReal);
        a->set_type(real ? onnx::AttributeProto::FLOATS : onnx::AttributeProto::INTS);
        for (const std::string& n : numbers) {
            if (real)
                a->add_floats(std::stof(n));
            else
                a->add_ints(std::stoll(n));
        }
    } else if (isReal(value)) {
        a->set_type(onnx::AttributeProto::FLOAT);
        a->set_f(std::stof(value));
    } else {
        a->set_type(onnx::AttributeProto::INT);
        a->set_i(std::stoll(value));
    }
}

} // namespace

TestGraph& TestGraph::input(std::string_view text)
{
    typedValue(text, *m_graph.add_input());
    return *this;
}

TestGraph& TestGraph::output(std::string_view text)
{
    typedValue(text, *m_graph.add_output());
    return *this;
}

TestGraph& TestGraph::constant(const std::string& name, const Tensor& tensor)
{
    tensorToProto(tensor, name, *m_graph.add_initializer());
    return *this;
}

TestGraph& TestGraph::floats(const std::string& name, Shape shape, std::vector<float> values)
{
    return constant(name, Tensor::fromFloats(std::move(shape), values));
}

TestGraph& TestGraph::ints(const std::string& name, std::vector<std::int64_t> values)
{
    return constant(name, Tensor::fromInt64s({static_cast<std::int64_t>(values.size())}, values));
}

TestGraph& TestGraph::scalar(const std::string& name, float value) { return floats(name, {}, {value}); }

TestGraph& TestGraph::node(std::string_view text)
{
    const std::size_t equal = text.find('=');
    const std::size_t open = text.find('(', equal);
    const std::size_t close = text.find(')', open);
    if (equal == std::string_view::npos || open == std::string_view::npos || close == std::string_view::npos)
        misread(text);
    onnx::NodeProto& node = *m_graph.add_node();
    for (const std::string& o : list(text.substr(0, equal)))
        node.add_output(o);
    std::string_view type = trimmed(text.substr(equal + 1, open - equal - 1));
    if (const std::size_t colons = type.find("::"); colons != std::string_view::npos) {
        node.set_domain(std::string(type.substr(0, colons)));
        type = type.substr(colons + 2);
    }
    node.set_op_type(std::string(type));
    for (const std::string& i : list(text.substr(open + 1, close - open - 1)))
        node.add_input(i);
    for (const std::string& word : split(text.substr(close + 1), ' ')) {
        if (word.starts_with('@'))
            node.set_name(word.substr(1));
        else if (!word.empty())
            attribute(word, node);
    }
    return *this;
}

TestGraph& TestGraph::body(const std::string& attribute, const TestGraph& graph)
{
    auto* a = latest().add_attribute();
    a->set_name(attribute);
    a->set_type(onnx::AttributeProto::GRAPH);
    *a->mutable_g() = graph.proto();
    if (a->g().name().empty())
        a->mutable_g()->set_name(attribute);
    return *this;
}

TestGraph& TestGraph::tensor(const std::string& attribute, const Tensor& tensor)
{
    auto* a = latest().add_attribute();
    a->set_name(attribute);
    a->set_type(onnx::AttributeProto::TENSOR);
    tensorToProto(tensor, "", *a->mutable_t());
    return *this;
}

TestModel::TestModel(int opset, std::int64_t irVersion) : TestGraph("test")
{
    m_model.set_ir_version(irVersion);
    import("", opset);
}

TestModel& TestModel::import(const std::string& domain, std::int64_t version)
{
    auto* opset = m_model.add_opset_import();
    opset->set_domain(domain);
    opset->set_version(version);
    return *this;
}

std::string TestModel::bytes() const
{
    onnx::ModelProto whole = m_model;
    *whole.mutable_graph() = proto();
    return whole.SerializeAsString();
}

Graph TestModel::graph() const
{
    const std::string all = bytes();
    return readOnnxBytes(std::as_bytes(std::span(all)), "");
}

Tensor randomTensor(Shape shape, unsigned seed, float low, float high)
{
    Tensor tensor = Tensor::zeros(ElementType::Float32, std::move(shape));
    std::mt19937 numbers(seed);
    for (float& x : tensor.mutableFloats())
        x = low + (high - low) * static_cast<float>(numbers() >> 8U) * 0x1p-24F;
    return tensor;
}

Tensor halfTensor(const Tensor& floats)
{
    Tensor half = Tensor::zeros(ElementType::Float16, floats.shape());
    auto* out = static_cast<std::uint16_t*>(half.mutableData());
    for (std::size_t i = 0; i < floats.count(); ++i)
        out[i] = floatToHalf(floats.floats()[i]);
    return half;
}

} // namespace qb::test
