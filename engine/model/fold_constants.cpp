// SPDX-License-Identifier: GPL-3.0-or-later
// All nodes that depend on constants alone are cut out as one model and run once. Operators that can make much out of
// little (Expand, ConstantOfShape ...) wait until the operand that says how much is a constant, so that the size is known
// before the memory is asked for; hence the rounds.
#include "engine/base/error.h"
#include "engine/model/attributes.h"
#include "engine/model/normal_form.h"
#include "engine/model/onnx_writer.h"

#include <algorithm>
#include <set>

namespace qb {

namespace {

constexpr std::uint64_t kLargest = std::uint64_t{1} << 28U; // bytes that one folded tensor may take

bool isQdq(const Node& node) { return node.opType == "QuantizeLinear" || node.opType == "DequantizeLinear"; }

std::uint64_t product(const Tensor& dims)
{
    std::uint64_t result = 1;
    for (std::size_t i = 0; i < dims.count(); ++i) {
        const double d = dims.valueAt(i);
        if (d < 0 || __builtin_mul_overflow(result, static_cast<std::uint64_t>(d), &result))
            return kLargest;
    }
    return result;
}

class Folder {
public:
    Folder(Graph& graph, OrtEnvironment& environment, bool keepQdq)
        : m_graph(graph), m_environment(environment), m_keepQdq(keepQdq)
    {
    }

    /// One round; false if nothing was left to fold.
    bool round()
    {
        bool changed = foldShapes();
        m_pending.assign(m_graph.values.size(), false);
        std::vector<NodeId> nodes;
        for (std::size_t i = 0; i < m_graph.nodes.size(); ++i) {
            if (!foldable(m_graph.nodes[i]))
                continue;
            nodes.push_back(static_cast<NodeId>(i));
            for (const ValueId v : m_graph.nodes[i].outputs)
                if (v != ValueId::None)
                    m_pending[indexOf(v)] = true;
        }
        changed = (!nodes.empty() && compute(nodes)) || changed;
        if (changed)
            m_graph.relink();
        return changed;
    }

private:
    [[nodiscard]] bool ready(ValueId v) const
    {
        return v == ValueId::None || m_graph.value(v).isConstant() || m_pending[indexOf(v)];
    }

    [[nodiscard]] bool foldable(const Node& node) const
    {
        if (node.is("If") || isRandom(node) || (m_keepQdq && isQdq(node)) || m_failed.contains(node.name))
            return false;
        if (!std::all_of(node.inputs.begin(), node.inputs.end(), [&](ValueId v) { return ready(v); }) ||
            !std::all_of(node.captures.begin(), node.captures.end(), [&](ValueId v) { return ready(v); }))
            return false;
        for (const ValueId v : node.outputs) {
            if (v == ValueId::None)
                continue;
            const Value& value = m_graph.value(v);
            if (value.isOutput || !value.typeText.empty())
                return false;
            if (value.shapeKnown && isStatic(value.shape)) {
                const auto bytes = elementCount(value.shape) ? byteSizeOf(value.type, *elementCount(value.shape)) : std::nullopt;
                if (value.type != ElementType::String && (!bytes || *bytes > kLargest))
                    return false;
            } else if (mayBeHuge(node)) {
                return false;
            }
        }
        return true;
    }

    /// Of a node of unknown shape: whether it could make a huge tensor. Told from its operands, so they must be constants
    /// already; it waits a round for those that are not.
    [[nodiscard]] bool mayBeHuge(const Node& node) const
    {
        static constexpr std::string_view kRearranging[] = {"Reshape", "Transpose", "Squeeze",  "Unsqueeze", "Flatten",
                                                            "Slice",   "Split",     "Cast",     "Concat",    "Identity",
                                                            "NonZero", "Unique",    "Compress", "Shape",     "Size"};
        std::uint64_t sum = 0;
        std::uint64_t product = 1;
        for (const ValueId v : node.inputs) {
            if (v == ValueId::None)
                continue;
            if (!m_graph.value(v).isConstant())
                return true;
            const std::uint64_t count = std::max<std::uint64_t>(1, m_graph.value(v).constant.count());
            sum += count;
            if (__builtin_mul_overflow(product, count, &product))
                product = kLargest;
        }
        const bool rearranges =
            std::find(std::begin(kRearranging), std::end(kRearranging), node.opType) != std::end(kRearranging);
        return (rearranges ? sum : std::max(sum, product)) >= kLargest / 8 || grows(node);
    }

    /// Whether an operator that makes much out of little makes too much.
    [[nodiscard]] bool grows(const Node& node) const
    {
        const auto constant = [&](std::size_t i) -> const Tensor* {
            return i < node.inputs.size() && node.inputs[i] != ValueId::None && m_graph.value(node.inputs[i]).isConstant()
                       ? &m_graph.value(node.inputs[i]).constant
                       : nullptr;
        };
        static constexpr std::string_view kSized[] = {"ConstantOfShape", "Expand", "Tile",     "Range", "Pad",  "Resize",
                                                      "Upsample",        "OneHot", "EyeLike",  "Loop",  "Scan", "Einsum",
                                                      "CenterCropPad",   "Col2Im", "MaxUnpool"};
        if (std::find(std::begin(kSized), std::end(kSized), node.opType) == std::end(kSized))
            return false;
        const auto within = [&](std::uint64_t count) { return count < kLargest / 8; };
        if (node.is("ConstantOfShape") && constant(0))
            return !within(product(*constant(0)));
        if ((node.is("Expand") || node.is("Tile")) && constant(0) && constant(1))
            return !within(std::max<std::uint64_t>(1, constant(0)->count())) || !within(product(*constant(1))) ||
                   !within(std::max<std::uint64_t>(1, constant(0)->count()) * product(*constant(1)));
        if (node.is("Range") && constant(0) && constant(1) && constant(2)) {
            const double steps = (constant(1)->valueAt(0) - constant(0)->valueAt(0)) / constant(2)->valueAt(0);
            return !(steps < static_cast<double>(kLargest) / 8);
        }
        return true;
    }

    bool foldShapes()
    {
        bool changed = false;
        for (const Node& node : m_graph.nodes) {
            if (!node.is("Shape") || node.inputs.empty() || m_graph.value(node.outputs[0]).isConstant() ||
                m_graph.value(node.outputs[0]).isOutput)
                continue;
            const Value& source = m_graph.value(node.inputs[0]);
            if (!source.shapeKnown || source.shape.empty() || !isStatic(source.shape))
                continue;
            const auto rank = static_cast<std::int64_t>(source.shape.size());
            const auto clampIndex = [&](std::int64_t i) { return std::clamp<std::int64_t>(i < 0 ? i + rank : i, 0, rank); };
            const std::int64_t begin = clampIndex(intAttribute(node, "start", 0));
            const std::int64_t end = std::max(begin, clampIndex(intAttribute(node, "end", rank)));
            const std::vector<std::int64_t> dims(source.shape.begin() + begin, source.shape.begin() + end);
            setConstant(node.outputs[0], Tensor::fromInt64s({end - begin}, dims));
            changed = true;
        }
        return changed;
    }

    void setConstant(ValueId id, Tensor tensor)
    {
        Value& v = m_graph.value(id);
        v.type = tensor.type();
        v.shape = tensor.shape();
        v.dimNames.clear();
        v.shapeKnown = true;
        v.constant = std::move(tensor);
    }

    /// Values of the foldable nodes that the rest of the graph reads.
    [[nodiscard]] std::vector<ValueId> border(const std::vector<NodeId>& nodes) const
    {
        std::vector<bool> inside(m_graph.nodes.size(), false);
        for (const NodeId id : nodes)
            inside[indexOf(id)] = true;
        std::vector<bool> result(m_graph.values.size(), false);
        for (const Scope& s : m_graph.scopes)
            for (const ValueId v : s.results)
                result[indexOf(v)] = true;
        std::vector<ValueId> wanted;
        for (const NodeId id : nodes)
            for (const ValueId v : m_graph.node(id).outputs) {
                if (v == ValueId::None)
                    continue;
                const auto& readers = m_graph.value(v).readers;
                if (result[indexOf(v)] ||
                    std::any_of(readers.begin(), readers.end(), [&](NodeId r) { return !inside[indexOf(r)]; }))
                    wanted.push_back(v);
            }
        return wanted;
    }

    bool compute(const std::vector<NodeId>& nodes)
    {
        const std::vector<ValueId> wanted = border(nodes);
        if (wanted.empty())
            return false;
        if (computeTogether(nodes, wanted))
            return true;
        if (nodes.size() == 1) {
            m_failed.insert(m_graph.node(nodes.front()).name);
            return false;
        }
        // One of them is refused: fold what can be folded, each node alone.
        bool any = false;
        for (const NodeId id : nodes) {
            const Node& node = m_graph.node(id);
            const bool known = std::all_of(node.inputs.begin(), node.inputs.end(),
                                           [&](ValueId v) { return v == ValueId::None || m_graph.value(v).isConstant(); });
            std::vector<ValueId> outputs;
            std::copy_if(node.outputs.begin(), node.outputs.end(), std::back_inserter(outputs),
                         [](ValueId v) { return v != ValueId::None; });
            if (known && !outputs.empty() && computeTogether({id}, outputs))
                any = true;
            else
                m_failed.insert(node.name);
        }
        return any;
    }

    bool computeTogether(const std::vector<NodeId>& nodes, const std::vector<ValueId>& wanted)
    {
        try {
            const std::string bytes = writeCut(m_graph, {nodes, {}, wanted, true});
            const Session session(m_environment, std::as_bytes(std::span(bytes)), Kernels::Plain);
            std::vector<Tensor> results = session.run({});
            if (std::any_of(results.begin(), results.end(), [](const Tensor& t) { return !t.isDense() && !t.isString(); }))
                return false;
            for (std::size_t i = 0; i < wanted.size(); ++i)
                setConstant(wanted[i], std::move(results[i]));
            return true;
        } catch (const Error&) {
            return false; // an operator that fails on constants fails again, with its own message, when the model is run
        }
    }

    Graph& m_graph;
    OrtEnvironment& m_environment;
    bool m_keepQdq;
    std::vector<bool> m_pending;
    std::set<std::string> m_failed;
};

} // namespace

void foldConstants(Graph& graph, OrtEnvironment& environment, bool keepQdq, Findings& findings)
{
    const std::size_t before = graph.nodes.size();
    Folder folder(graph, environment, keepQdq);
    while (folder.round()) {
    }
    if (before != graph.nodes.size())
        findings.push_back({"model.folded",
                            Severity::Info,
                            {},
                            {},
                            Text("nodes that depend on constants alone were computed once"),
                            {{"nodes", static_cast<double>(before - graph.nodes.size())}},
                            {},
                            false});
}

} // namespace qb
