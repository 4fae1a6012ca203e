// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/model/attributes.h"
#include "engine/runtime/unit_sessions.h"

#include <algorithm>
#include <numeric>

namespace qb {

namespace {

std::int64_t product(const Shape& shape, std::size_t begin, std::size_t end)
{
    return std::accumulate(shape.begin() + static_cast<std::ptrdiff_t>(begin), shape.begin() + static_cast<std::ptrdiff_t>(end),
                           std::int64_t{1}, std::multiplies<>());
}

std::optional<Shape> reshaped(const Node& node, const Shape& in, std::span<const std::int64_t> wanted)
{
    Shape shape(wanted.begin(), wanted.end());
    const bool keepZero = intAttribute(node, "allowzero", 0) != 0;
    std::int64_t known = 1;
    std::ptrdiff_t open = -1;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        if (shape[i] == 0 && !keepZero) {
            if (i >= in.size())
                return std::nullopt;
            shape[i] = in[i];
        }
        if (shape[i] == -1) {
            if (open >= 0)
                return std::nullopt;
            open = static_cast<std::ptrdiff_t>(i);
        } else {
            known *= shape[i];
        }
    }
    const std::int64_t count = product(in, 0, in.size());
    if (open >= 0) {
        if (known == 0 || count % known != 0)
            return std::nullopt;
        shape[static_cast<std::size_t>(open)] = count / known;
    }
    return shape;
}

std::optional<Shape> squeezed(const Shape& in, std::vector<std::int64_t> axes)
{
    Shape shape;
    for (std::int64_t& a : axes) {
        a += a < 0 ? static_cast<std::int64_t>(in.size()) : 0;
        if (a < 0 || a >= static_cast<std::int64_t>(in.size()))
            return std::nullopt;
    }
    for (std::size_t i = 0; i < in.size(); ++i) {
        const bool drop =
            axes.empty() ? in[i] == 1 : std::find(axes.begin(), axes.end(), static_cast<std::int64_t>(i)) != axes.end();
        if (drop && in[i] != 1)
            return std::nullopt;
        if (!drop)
            shape.push_back(in[i]);
    }
    return shape;
}

std::optional<Shape> unsqueezed(const Shape& in, std::vector<std::int64_t> axes)
{
    const std::size_t rank = in.size() + axes.size();
    Shape shape(rank, 0);
    for (std::int64_t& a : axes) {
        a += a < 0 ? static_cast<std::int64_t>(rank) : 0;
        if (a < 0 || a >= static_cast<std::int64_t>(rank) || shape[static_cast<std::size_t>(a)] != 0)
            return std::nullopt;
        shape[static_cast<std::size_t>(a)] = 1;
    }
    std::vector<bool> taken(rank, false);
    for (const std::int64_t a : axes)
        taken[static_cast<std::size_t>(a)] = true;
    std::size_t next = 0;
    for (std::size_t i = 0; i < rank; ++i)
        if (!taken[i])
            shape[i] = in[next++];
    return shape;
}

} // namespace

bool isView(const Graph& graph, const Unit& unit)
{
    if (unit.nodes.size() != 1)
        return false;
    const Node& node = graph.node(unit.main);
    return node.is("Reshape") || node.is("Flatten") || node.is("Squeeze") || node.is("Unsqueeze") || node.is("Identity");
}

std::optional<Tensor> makeView(const Graph& graph, const Unit& unit, const Tensor& data, const Tensor& operand)
{
    const Node& node = graph.node(unit.main);
    if (!data.isDense())
        return std::nullopt;
    const Shape& in = data.shape();
    std::vector<std::int64_t> numbers = intsAttribute(node, node.is("Reshape") ? "shape" : "axes");
    if (!operand.empty()) {
        if (!operand.isDense() || operand.type() != ElementType::Int64)
            return std::nullopt;
        numbers.assign(operand.int64s().begin(), operand.int64s().end());
    }
    std::optional<Shape> shape;
    if (node.is("Identity")) {
        shape = in;
    } else if (node.is("Reshape")) {
        shape = reshaped(node, in, numbers);
    } else if (node.is("Flatten")) {
        std::int64_t axis = intAttribute(node, "axis", 1);
        axis += axis < 0 ? static_cast<std::int64_t>(in.size()) : 0;
        if (axis >= 0 && axis <= static_cast<std::int64_t>(in.size()))
            shape = Shape{product(in, 0, static_cast<std::size_t>(axis)), product(in, static_cast<std::size_t>(axis), in.size())};
    } else if (node.is("Squeeze")) {
        shape = squeezed(in, std::move(numbers));
    } else if (node.is("Unsqueeze")) {
        shape = unsqueezed(in, std::move(numbers));
    }
    if (!shape || elementCount(*shape) != data.count())
        return std::nullopt;
    return data.reshaped(std::move(*shape));
}

} // namespace qb
