// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"

#include <onnx/onnx_pb.h>

#include <string>
#include <string_view>

namespace qb::test {

/// Tiny ONNX graphs in a few lines of text; used for models and for the bodies of If, Loop and Scan.
///
///     TestModel m(17);
///     m.input("x float32[1,3,8,N]").constant("w", randomTensor({4, 3, 3, 3}, 1));
///     m.node("y = Conv(x, w) pads=[1,1,1,1] @conv1").node("a, b = com.microsoft::Thing(y, , c) mode='x' scale=0.5");
///     m.output("a").output("b float32");
///
/// An attribute is an int, a float (with '.' or 'e'), a 'string' or a [list] of ints or floats; `@name` names the node.
class TestGraph {
public:
    TestGraph() = default;
    explicit TestGraph(std::string_view name) { m_graph.set_name(std::string(name)); }

    TestGraph& input(std::string_view text); ///< "x float32[1,N]", "x float32" (any shape), "x seq(float32)", "x" (no type)
    TestGraph& output(std::string_view text);
    TestGraph& constant(const std::string& name, const Tensor& tensor); ///< an initializer
    TestGraph& floats(const std::string& name, Shape shape, std::vector<float> values);
    TestGraph& ints(const std::string& name, std::vector<std::int64_t> values); ///< int64, rank 1
    TestGraph& scalar(const std::string& name, float value);
    TestGraph& node(std::string_view text);
    /// Attributes of the latest node that are no text.
    TestGraph& body(const std::string& attribute, const TestGraph& graph);
    TestGraph& tensor(const std::string& attribute, const Tensor& tensor);

    [[nodiscard]] onnx::GraphProto& proto() { return m_graph; }
    [[nodiscard]] const onnx::GraphProto& proto() const { return m_graph; }
    [[nodiscard]] onnx::NodeProto& latest() { return *m_graph.mutable_node(m_graph.node_size() - 1); }

private:
    onnx::GraphProto m_graph;
};

class TestModel : public TestGraph {
public:
    explicit TestModel(int opset = 17, std::int64_t irVersion = 8);

    TestModel& import(const std::string& domain, std::int64_t version);
    [[nodiscard]] onnx::ModelProto& model() { return m_model; } ///< everything but the graph
    [[nodiscard]] std::string bytes() const;
    [[nodiscard]] Graph graph() const; ///< what the reader makes of it

private:
    onnx::ModelProto m_model;
};

/// Numbers in [low, high), the same for the same seed everywhere.
[[nodiscard]] Tensor randomTensor(Shape shape, unsigned seed, float low = -1, float high = 1);
[[nodiscard]] Tensor halfTensor(const Tensor& floats); ///< rounded to float16

} // namespace qb::test
