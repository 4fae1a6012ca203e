// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/graph.h"

#include <optional>

#include <string>
#include <vector>

namespace qb {

enum class UnitId : std::int32_t { None = -1 };
enum class PointId : std::int32_t { None = -1 };

/// What a unit's weight is made of, where it has one.
struct WeightPort {
    ValueId value = ValueId::None; ///< the constant
    int axis = 0;                  ///< of the output channels in the constant
    int groups = 1;                ///< ConvTranspose: channel of index c along the axis in group g is g * axisSize + c
    std::size_t operand = 1;       ///< which operand of the main node
    ValueId bias = ValueId::None;  ///< float constant that is added per channel, None if there is none
};

/// What the network computes in one step, as quantization sees it: one node with what folds into it, a pattern, or a
/// graph input. The same for every target.
struct Unit {
    std::string name;          ///< ONNX name of the main node; of a graph input its name
    std::string module;        ///< dotted path: "/a/b/Conv" -> "a.b"; empty if the name has none
    std::string opType;        ///< "Conv", "LayerNorm" (a pattern), "Input"
    std::vector<NodeId> nodes; ///< in order; empty for an Input
    NodeId main = NodeId::None;
    bool pattern = false;         ///< acts as one module; no Q/DQ inside
    std::vector<ValueId> inputs;  ///< what it reads that is no constant, each once, in order of first use
    std::vector<ValueId> outputs; ///< what others read of it, or the graph gives
    std::optional<WeightPort> weight;
    std::vector<ValueId> constants; ///< float constants that are operands like any other (of Add, Mul, Concat ...)
    ScopeId scope = ScopeId::Top;
    std::uint64_t macs = 0;       ///< multiply-accumulates of one sample; 0 where unknown or none
    std::uint64_t parameters = 0; ///< numbers in its weight and bias
};

enum class PointKind { Output, Weight, Constant, Operand };

/// A place where a tensor can be quantized.
struct Point {
    std::string name; ///< "UNIT:output", "UNIT:output1", "UNIT:weight", "UNIT:input0"
    PointKind kind = PointKind::Output;
    UnitId unit = UnitId::None;
    ValueId value = ValueId::None; ///< the tensor; of an Operand the one that the unit reads
    std::size_t slot = 0;          ///< index among the unit's outputs, or operands of its main node
};

/// All units of a graph in an order in which they can be computed, with their points.
struct UnitTable {
    std::vector<Unit> units;
    std::vector<Point> points;
    std::vector<UnitId> producer;                   ///< by value: the unit that gives it, None for constants
    std::vector<std::vector<UnitId>> readers;       ///< by value
    std::vector<UnitId> unitOfNode;                 ///< by node
    std::vector<std::vector<PointId>> pointsOfUnit; ///< by unit: outputs, weight, constants, operands
    std::vector<PointId> outputPoint;               ///< by value; None where it has none

    [[nodiscard]] const Unit& unit(UnitId id) const { return units[indexOf(id)]; }
    [[nodiscard]] const Point& point(PointId id) const { return points[indexOf(id)]; }
    [[nodiscard]] UnitId findUnit(std::string_view name) const;
    [[nodiscard]] PointId findPoint(std::string_view name) const;
    /// The unit's point of that kind and slot, None if it has none.
    [[nodiscard]] PointId pointOf(UnitId unit, PointKind kind, std::size_t slot = 0) const;
};

/// Cuts a graph into units. Types must be known (see inferTypes) for points to be found: only float32 tensors have them.
[[nodiscard]] UnitTable findUnits(const Graph& graph);

/// Multiply-accumulates and parameters of each unit from the shapes in the graph (bind open dimensions first).
void countCosts(const Graph& graph, UnitTable& table);

/// "/backbone/conv1/Conv" -> "backbone.conv1".
[[nodiscard]] std::string modulePath(std::string_view nodeName);

/// Nodes that together act as one module; see patterns.cpp.
struct Pattern {
    std::string type;           ///< "LayerNorm", "GELU" ...
    std::vector<NodeId> nodes;  ///< in order
    NodeId main = NodeId::None; ///< the last one
};
[[nodiscard]] std::vector<Pattern> findPatterns(const Graph& graph);

} // namespace qb
