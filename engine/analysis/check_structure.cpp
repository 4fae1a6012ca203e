// SPDX-License-Identifier: GPL-3.0-or-later
// What the graph alone tells: what did not fold into what, what is shared, unused, infinite, joined under one scale.
#include "engine/analysis/check_rules.h"
#include "engine/model/attributes.h"
#include "engine/model/unused_nodes.h"
#include "engine/qconfig/requests.h"

#include <algorithm>
#include <set>

namespace qb {

namespace {

bool isFoldingActivation(const Node& node)
{
    static const std::set<std::string> kTypes{"Relu", "Clip", "LeakyRelu", "HardSwish", "HardSigmoid"};
    return node.domain.empty() && kTypes.contains(node.opType);
}

bool takesActivation(const Node& node)
{
    static const std::set<std::string> kTypes{"Conv", "ConvTranspose", "Gemm", "MatMul", "Add",
                                              "Mul",  "Sub",           "Div",  "Sum",    "BatchNormalization"};
    return node.domain.empty() && kTypes.contains(node.opType);
}

bool isResultOfBody(const Graph& graph, ValueId value)
{
    return std::any_of(graph.scopes.begin(), graph.scopes.end(),
                       [&](const Scope& s) { return std::find(s.results.begin(), s.results.end(), value) != s.results.end(); });
}

/// What keeps a tensor from being swallowed by the node `reader`; empty if nothing does.
Text seenElsewhere(const CheckContext& c, ValueId value, NodeId reader)
{
    const Value& v = c.graph().value(value);
    if (v.isOutput)
        return Text("{} is a graph output", v.name);
    if (isResultOfBody(c.graph(), value))
        return Text("{} is the result of a branch", v.name);
    for (const NodeId r : v.readers)
        if (r != reader)
            return Text("{} is also read by {}", v.name, c.nameOf(r));
    if (v.producer != NodeId::None && c.graph().node(v.producer).scope != c.graph().node(reader).scope)
        return Text("a body's border lies between them");
    return {};
}

Text whyNoBatchNorm(const CheckContext& c, NodeId id)
{
    const Node& node = c.graph().node(id);
    if (intAttribute(node, "training_mode", 0) != 0)
        return Text("it is in training mode");
    for (std::size_t i = 1; i < node.inputs.size(); ++i)
        if (node.inputs[i] == ValueId::None || !c.graph().value(node.inputs[i]).isConstant())
            return Text("its parameters are no constants");
    const NodeId producer = c.graph().value(node.inputs[0]).producer;
    if (producer == NodeId::None)
        return Text("it reads a graph input, which has no weights to fold into");
    const Node& before = c.graph().node(producer);
    if (!before.is("Conv") && !before.is("ConvTranspose") && !before.is("Gemm"))
        return Text("it reads {} ({}), which has no weights to fold into", before.name, before.opType);
    if (Text why = seenElsewhere(c, node.inputs[0], id); !why.empty())
        return why;
    return Text("the weights of {} are no constants, or do not fit", before.name);
}

void batchNormNotFused(const CheckContext& c, Findings& findings)
{
    for (std::size_t i = 0; i < c.graph().nodes.size(); ++i) {
        const auto id = static_cast<NodeId>(i);
        const Node& node = c.graph().node(id);
        if (!node.is("BatchNormalization") || node.inputs.empty() || node.inputs[0] == ValueId::None)
            continue;
        const NodeId producer = c.graph().value(node.inputs[0]).producer;
        const bool afterConv =
            producer != NodeId::None && (c.graph().node(producer).is("Conv") || c.graph().node(producer).is("ConvTranspose") ||
                                         c.graph().node(producer).is("Gemm"));
        Finding f =
            findingAt(c, "structure.conv_bn_not_fused", afterConv ? Severity::Warning : Severity::Info, c.units().unitOfNode[i],
                      PointId::None, Text("{} did not fold into a Conv: {}", node.name, whyNoBatchNorm(c, id)),
                      Text("fold it into a Conv before or after it in the float model"));
        f.numbers["readers"] = static_cast<double>(c.graph().value(node.inputs[0]).readers.size());
        findings.push_back(std::move(f));
    }
}

void activationNotFused(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        const Unit& unit = c.units().units[u];
        if (unit.main == NodeId::None || unit.pattern || !isFoldingActivation(c.graph().node(unit.main)))
            continue;
        ValueId source = c.graph().node(unit.main).inputs[0];
        NodeId reader = unit.main;
        std::string between;
        UnitId producer = c.units().producer[indexOf(source)];
        if (producer != UnitId::None && c.facts().passive(producer) && c.model().unit(producer).inputs.size() == 1) {
            between = c.model().unit(producer).name;
            reader = c.model().unit(producer).main;
            source = c.model().unit(producer).inputs.front();
            producer = c.units().producer[indexOf(source)];
        }
        if (producer == UnitId::None || c.model().unit(producer).main == NodeId::None ||
            !takesActivation(c.graph().node(c.model().unit(producer).main)))
            continue;
        const Unit& before = c.model().unit(producer);
        Text why = seenElsewhere(c, source, reader);
        if (!between.empty())
            why = Text("{} stands between them", between);
        else if (why.empty())
            why = before.pattern || before.nodes.size() > 1
                      ? Text("{} has taken {} already", before.name, c.nameOf(before.nodes.back()))
                      : Text("{} can't take it", before.name);
        Finding f = findingAt(c, "structure.relu_not_fused", Severity::Info, static_cast<UnitId>(u), PointId::None,
                              Text("{} did not fold into {}: {}", unit.name, before.name, why),
                              Text("let the activation alone read it, in the float model"));
        f.numbers["readers"] = static_cast<double>(c.graph().value(source).readers.size());
        findings.push_back(std::move(f));
    }
}

/// Why the Conv before a residual Add keeps an output of its own.
Text whyNoResidual(const CheckContext& c, UnitId conv, ValueId value, NodeId add)
{
    const Unit& unit = c.model().unit(conv);
    if (!c.quantized(conv))
        return Text("{} is float", unit.name);
    if (unit.nodes.size() > 1)
        return Text("{} ends in {}", unit.name, c.nameOf(unit.nodes.back()));
    if (Text why = seenElsewhere(c, value, add); !why.empty())
        return why;
    return Text("{} is frozen", unit.name);
}

void addNotFused(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; c.profile().residualFusion && u < c.model().unitCount(); ++u) {
        const Unit& unit = c.units().units[u];
        const auto& uses = c.facts().uses[u];
        if (unit.opType != "Add" || uses.size() != 2 || !c.quantized(static_cast<UnitId>(u)))
            continue;
        std::vector<Text> why;
        bool fused = false;
        double convs = 0;
        for (const Use& use : uses) {
            const PointId p = c.units().outputPoint[indexOf(use.value)];
            if (p == PointId::None || c.model().unitOf(p).opType != "Conv")
                continue;
            // The resolver's own words for the Conv of a fused pair.
            fused = fused || c.at(p).whyNot == Text("runs as one with {}", unit.name);
            ++convs;
            why.push_back(whyNoResidual(c, c.model().point(p).unit, use.value, unit.main));
        }
        if (fused || convs == 0)
            continue;
        Finding f = findingAt(c, "structure.add_not_fused", Severity::Info, static_cast<UnitId>(u), PointId::None,
                              Text("{} does not run as one with a Conv before it: {}", unit.name, Text::joined(why)),
                              Text("the Add then reads rounded operands; give it a Conv that feeds nothing else"));
        f.numbers["convs"] = convs;
        findings.push_back(std::move(f));
    }
}

void weightShared(const CheckContext& c, Findings& findings)
{
    std::map<ValueId, std::vector<UnitId>> readers;
    for (std::size_t u = 0; u < c.model().unitCount(); ++u)
        if (const auto& weight = c.units().units[u].weight)
            readers[weight->value].push_back(static_cast<UnitId>(u));
    for (const auto& [value, units] : readers) {
        if (units.size() < 2)
            continue;
        std::string others;
        std::set<std::string> grids;
        for (const UnitId u : units) {
            const PointId p = c.units().pointOf(u, PointKind::Weight, c.model().unit(u).weight->operand);
            grids.insert(p != PointId::None && c.params(p) ? c.params(p)->params->fingerprint().hex() : "");
            if (u != units.front())
                others += (others.empty() ? "" : ", ") + c.model().unit(u).name;
        }
        Finding f =
            findingAt(c, "structure.weight_shared", Severity::Info, units.front(), PointId::None,
                      grids.size() > 1 ? Text("the weight {} is also used by {}; their grids differ, so an export holds copies",
                                              c.graph().value(value).name, others)
                                       : Text("the weight {} is also used by {}", c.graph().value(value).name, others),
                      Text("give shared units the same configuration"));
        f.numbers["units"] = static_cast<double>(units.size());
        f.numbers["grids"] = static_cast<double>(grids.size());
        findings.push_back(std::move(f));
    }
}

void unitUnused(const CheckContext& c, Findings& findings)
{
    for (const std::string& node : unusedNodes(c.graph())) {
        Finding f = findingAt(c, "structure.unit_unused", Severity::Info, UnitId::None, PointId::None,
                              Text("{} is never computed: no graph output needs it", node), Text("take it out of the model"));
        f.unit = node.substr(0, node.rfind(" ("));
        f.numbers["calls"] = 0;
        findings.push_back(std::move(f));
    }
    for (const ValueId v : c.graph().inputs) {
        const Value& value = c.graph().value(v);
        if (!value.readers.empty() || value.isOutput || isResultOfBody(c.graph(), v))
            continue;
        Finding f = findingAt(c, "structure.unit_unused", Severity::Info, c.units().producer[indexOf(v)], PointId::None,
                              Text("nobody reads the graph input {}", value.name), Text("take it out of the model"));
        f.numbers["calls"] = 0;
        findings.push_back(std::move(f));
    }
}

/// From here on a mask acts as minus infinity, and no grid holds it beside other values.
constexpr float kAsGoodAsInfinite = 1e8F;

/// Whether a grid has to hold what the unit reads or gives.
bool meetsGrid(const CheckContext& c, UnitId id)
{
    const auto& points = c.units().pointsOfUnit[indexOf(id)];
    return c.model().unit(id).main != NodeId::None &&
           (c.quantized(id) || std::any_of(points.begin(), points.end(), [&](PointId p) { return c.at(p).active; }));
}

void infiniteConstant(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        const Unit& unit = c.units().units[u];
        // What moves values only may hold a border for a MaxPool, which no grid needs to hold.
        if (!meetsGrid(c, static_cast<UnitId>(u)) || c.facts().passive(static_cast<UnitId>(u)))
            continue;
        std::set<ValueId> seen;
        for (const NodeId n : unit.nodes)
            for (const ValueId v : c.graph().node(n).inputs) {
                if (v == ValueId::None || !c.graph().value(v).isConstant() || !c.graph().value(v).constant.isFloat() ||
                    c.graph().node(n).is("Clip") || !seen.insert(v).second)
                    continue;
                double infinite = 0;
                double huge = 0;
                for (const float x : c.graph().value(v).constant.floats()) {
                    infinite += std::isinf(x) ? 1 : 0;
                    huge += std::isfinite(x) && std::abs(x) >= kAsGoodAsInfinite ? 1 : 0;
                }
                if (infinite + huge == 0)
                    continue;
                const auto id = static_cast<UnitId>(u);
                Finding f = findingAt(c, "structure.infinite_constant", Severity::Warning, id, PointId::None,
                                      Text("{} reads {}, which holds {:.0f} values that are infinite or beyond 1e8: no grid "
                                           "holds them beside others",
                                           unit.name, c.graph().value(v).name, infinite + huge),
                                      Text("use a finite mask (-100 before a Softmax does the same), or keep the unit in float"));
                f.numbers["infinite"] = infinite;
                f.numbers["huge"] = huge;
                f.numbers["values"] = static_cast<double>(c.graph().value(v).constant.count());
                findings.push_back(std::move(f));
            }
    }
}

/// The unit and who reads it in float: a quantized reader would have it on a grid again.
std::vector<Cure> keepFloat(const CheckContext& c, const Finding& f)
{
    const UnitId unit = c.units().findUnit(f.unit);
    if (unit == UnitId::None)
        return {};
    std::vector<UnitId> units{unit};
    for (const ValueId v : c.model().unit(unit).outputs)
        units.insert(units.end(), c.units().readers[indexOf(v)].begin(), c.units().readers[indexOf(v)].end());
    std::vector<Cure> cures;
    for (const UnitId u : units)
        if (c.quantized(u) && c.facts().quantizable(u) && !c.facts().passive(u))
            cures.push_back({u, "float"});
    return cures;
}

/// Largest magnitude of what a unit reads at each operand: of statistics, or of constants.
std::vector<std::pair<std::size_t, double>> operandRanges(const CheckContext& c, UnitId id)
{
    std::vector<std::pair<std::size_t, double>> ranges;
    const Unit& unit = c.model().unit(id);
    const auto& inputs = c.graph().node(unit.main).inputs;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
        if (inputs[i] == ValueId::None)
            continue;
        const Value& v = c.graph().value(inputs[i]);
        if (v.isConstant() && v.constant.isFloat()) {
            double absMax = 0;
            for (const FloatRange& r : channelRanges(v.constant, -1))
                absMax = std::max(absMax, static_cast<double>(r.absMax()));
            ranges.emplace_back(i, absMax);
        } else if (const PointId p = c.units().outputPoint[indexOf(inputs[i])]; p != PointId::None && c.statistics(p)) {
            ranges.emplace_back(i, static_cast<double>(c.statistics(p)->range().absMax()));
        }
    }
    std::erase_if(ranges, [](const auto& r) { return r.second == 0; });
    return ranges;
}

void concatRanges(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        const PointId point = c.units().pointOf(id, PointKind::Output);
        if (c.model().unit(id).opType != "Concat" || point == PointId::None || !c.at(point).active ||
            !isEightBits(c.at(point).dtype))
            continue;
        const auto ranges = operandRanges(c, id);
        if (ranges.size() < 2)
            continue;
        const auto [least, most] =
            std::minmax_element(ranges.begin(), ranges.end(), [](const auto& a, const auto& b) { return a.second < b.second; });
        if (most->second <= 4 * least->second)
            continue;
        Finding f = findingAt(c, "structure.concat_ranges", Severity::Warning, id, point,
                              Text("{} joins operands that reach {:.4g} and {:.4g} under one {} scale: the smaller one has "
                                   "{:.1f} steps each way",
                                   c.model().unit(id).name, least->second, most->second, toString(c.at(point).dtype),
                                   128 * least->second / most->second),
                              Text("int16 on the Concat, or bring the operands to one range"));
        f.numbers["ratio"] = most->second / least->second;
        for (const auto& [operand, absMax] : ranges)
            f.numbers[fmt::format("operand{}_absmax", operand)] = absMax;
        findings.push_back(std::move(f));
    }
}

/// The points of a GridSample's grid that are 8 bits wide.
void gridInInt8(const CheckContext& c, Findings& findings)
{
    for (std::size_t u = 0; u < c.model().unitCount(); ++u) {
        if (c.units().units[u].opType != "GridSample" || !c.quantized(static_cast<UnitId>(u)))
            continue;
        for (const Use& use : c.facts().uses[u]) {
            if (use.slot != 1)
                continue;
            for (const PointId p : use.roots) {
                if (!c.at(p).active || !isEightBits(c.at(p).dtype))
                    continue;
                Finding f = findingAt(
                    c, "structure.grid_in_int8", Severity::Warning, c.model().point(p).unit, p,
                    Text("{} reads its grid in {}: positions have 256 values", c.units().units[u].name, toString(c.at(p).dtype)),
                    Text("int16 from the grid back to the GEMM-like unit before it, as the preset does"));
                f.numbers["bits"] = bits(c.at(p).dtype);
                findings.push_back(std::move(f));
            }
        }
    }
}

std::vector<Cure> widenGrid(const CheckContext& c, const Finding& f)
{
    const auto path = gridPath(c.model(), c.profile(), c.facts());
    const PointId grid = c.units().findPoint(f.point);
    std::vector<Cure> cures;
    // All of the way: what a GridSample reads is only as good as what comes before it.
    if (std::any_of(path.begin(), path.end(), [&](const auto& step) { return step.first == grid; }))
        for (const auto& [point, sampler] : path)
            if (c.takes(point, DType::Int16))
                cures.push_back({c.model().point(point).unit, "int16"});
    return cures;
}

} // namespace

std::vector<CheckRule> structureRules()
{
    return {
        {"structure.conv_bn_not_fused", "a BatchNormalization stands alone, with the reason", batchNormNotFused, {}},
        {"structure.relu_not_fused", "an activation did not fold into what feeds it, with the reason", activationNotFused, {}},
        {"structure.add_not_fused", "a residual Add does not run as one with a Conv before it, with the reason", addNotFused, {}},
        {"structure.weight_shared", "several units use one weight", weightShared, {}},
        {"structure.unit_unused", "no graph output needs a node or input", unitUnused, {}},
        {"structure.infinite_constant", "a constant holds infinities, or values beyond 1e8 that stand for them", infiniteConstant,
         keepFloat},
        {"structure.concat_ranges", "a Concat joins ranges more than 4 times apart under one 8-bit scale", concatRanges,
         widenPoint},
        {"structure.grid_in_int8", "a GridSample reads its grid with 8 bits", gridInInt8, widenGrid},
    };
}

} // namespace qb
