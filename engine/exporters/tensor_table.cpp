// SPDX-License-Identifier: GPL-3.0-or-later
// Over 500 lines: the way from tensors of five formats to rules and back, whose steps share names and points.
#include "engine/exporters/tensor_table.h"

#include "engine/base/text.h"
#include "engine/quant/weights.h"

#include <onnx/onnx_pb.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>
#include <unordered_map>
#include <utility>

#include <fmt/format.h>

namespace qb {

namespace {

void collectNames(const onnx::GraphProto& graph, std::set<std::string>& tensors, std::set<std::string>& nodes)
{
    for (const auto& i : graph.input())
        tensors.insert(i.name());
    for (const auto& i : graph.initializer())
        tensors.insert(i.name());
    for (const auto& n : graph.node()) {
        nodes.insert(n.name());
        for (const auto& o : n.output())
            tensors.insert(o);
        for (const auto& a : n.attribute())
            if (a.has_g())
                collectNames(a.g(), tensors, nodes);
    }
}

} // namespace

ModelNames::ModelNames(const Model& model) : m_model(model)
{
    for (std::size_t v = 0; v < model.graph.values.size(); ++v)
        m_values.emplace(model.graph.values[v].name, static_cast<ValueId>(v));
    for (std::size_t u = 0; u < model.unitCount(); ++u) {
        const auto id = static_cast<UnitId>(u);
        for (const NodeId n : model.unit(id).nodes) {
            m_unitOfNode.emplace(model.graph.node(n).name, id);
            for (const std::string& name : model.graph.node(n).absorbed)
                m_unitOfNode.emplace(name, id);
        }
        m_unitOfNode[model.unit(id).name] = id;
        m_nodes.push_back(model.unit(id).name);
    }
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const Point& point = model.units.points[p];
        if (point.kind == PointKind::Weight || point.kind == PointKind::Constant)
            m_constants[point.value].push_back(static_cast<PointId>(p));
        if (point.kind != PointKind::Operand)
            m_tensors.push_back(model.graph.value(point.value).name);
    }
    if (model.graph.source)
        collectNames(model.graph.source->graph(), m_fileTensors, m_fileNodes);
}

ValueId ModelNames::value(const std::string& tensor) const
{
    const auto found = m_values.find(tensor);
    return found == m_values.end() ? ValueId::None : found->second;
}

UnitId ModelNames::unitOfNode(const std::string& node) const
{
    const auto found = m_unitOfNode.find(node);
    return found == m_unitOfNode.end() ? UnitId::None : found->second;
}

const std::vector<PointId>& ModelNames::constantPoints(ValueId value) const
{
    static const std::vector<PointId> kNone;
    const auto found = m_constants.find(value);
    return found == m_constants.end() ? kNone : found->second;
}

Text unknownName(const Text& kind, const std::string& name, const std::vector<std::string>& known)
{
    const Text near = didYouMean(name, known);
    return near.empty() ? Text("the model has no {} \"{}\"", kind, name)
                        : Text("the model has no {} \"{}\", {}", kind, name, near);
}

std::optional<std::int32_t> zeroPointOf(double value)
{
    if (!(std::abs(value) <= 65536) || value != std::floor(value))
        return std::nullopt;
    return static_cast<std::int32_t>(value);
}

bool sameScales(const std::vector<float>& a, const std::vector<float>& b)
{
    return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](float x, float y) {
               return std::abs(static_cast<double>(x) - static_cast<double>(y)) <= 1e-6 * std::abs(static_cast<double>(y));
           });
}

std::optional<QuantParams> givenParamsOf(const PointConfig& config)
{
    if (!config.active || !config.fixed || config.fixed->scales.empty())
        return std::nullopt;
    QuantParams params{config.dtype, config.fixed->scales, config.fixed->zeroPoints, config.axis, config.narrow};
    if (config.scaleRule.powerOfTwo)
        for (float& scale : params.scales)
            scale = raisedToPowerOfTwo(scale);
    return params;
}

std::optional<QuantParams> fixedParamsOf(const PointConfig& config)
{
    if (!config.active || !config.fixed || !isInteger(config.dtype))
        return std::nullopt;
    if (!config.fixed->scales.empty())
        return givenParamsOf(config);
    const double t = config.fixed->threshold.value_or(0);
    const RealRange range =
        config.fixed->range ? RealRange{config.fixed->range->first, config.fixed->range->second} : RealRange{-t, t};
    return paramsForRange(range, {config.dtype, config.scheme, config.scaleRule, config.narrow}, RangeSource::Fixed);
}

std::optional<QuantParams> constantParamsOf(const Model& model, const PointConfig& config, PointId point)
{
    if (!config.active || !isInteger(config.dtype))
        return std::nullopt;
    if (auto given = givenParamsOf(config))
        return given;
    Observer observer = config.observer;
    if (config.fixed && config.fixed->threshold)
        observer = {Method::FixedScale, {{"threshold", *config.fixed->threshold}}};
    else if (config.fixed && config.fixed->range)
        observer = {Method::FixedScale, {{"range_lo", config.fixed->range->first}, {"range_hi", config.fixed->range->second}}};
    return calibrateWeight(model.graph.value(model.point(point).value).constant, config.axis, observer, config.dtype,
                           config.scheme, config.scaleRule, config.narrow ? WeightGrid::Narrow : WeightGrid::Full)
        .params;
}

UnitConfig& UnitRules::of(UnitId unit)
{
    const auto [entry, isNew] = m_index.emplace(unit, m_units.size());
    if (isNew)
        m_units.push_back({unit, {}});
    return m_units[entry->second].second;
}

void UnitRules::appendTo(const Model& model, std::vector<Rule>& rules) const
{
    std::map<std::string, std::size_t> ruleOf;
    std::vector<std::string> floats;
    for (const auto& [unit, config] : m_units) {
        UnitConfig ports = config;
        if (std::exchange(ports.wholeFloat, false))
            floats.push_back(model.unit(unit).name);
        if (ports == UnitConfig{})
            continue;
        const auto [entry, isNew] = ruleOf.emplace(text(ports), rules.size());
        if (isNew)
            rules.push_back({OverrideRule{{}, std::vector<std::string>{}, ports}, true});
        std::get<OverrideRule>(rules[entry->second].what).units->push_back(model.unit(unit).name);
    }
    // Last: a dtype said of a float unit is that of what it gives, and must not make it quantized again.
    UnitConfig isFloat;
    isFloat.wholeFloat = true;
    if (!floats.empty())
        rules.push_back({OverrideRule{{}, floats, isFloat}, true});
}

std::vector<TensorEntry> tensorEntries(const ConfigSource& source, Followers followers, Parameters parameters,
                                       std::vector<NotCarried>& notCarried)
{
    const Model& model = source.model;
    const ModelNames names(model);
    std::vector<TensorEntry> entries;
    std::unordered_map<std::string, std::size_t> seen;
    for (std::size_t p = 0; p < model.pointCount(); ++p) {
        const auto id = static_cast<PointId>(p);
        const Point& point = model.point(id);
        const PointConfig& config = source.effective.at(id);
        if (!config.active || (config.follows != PointId::None && followers == Followers::LeftOut))
            continue;
        const bool parameter = point.kind == PointKind::Weight || point.kind == PointKind::Constant;
        if (parameter && parameters == Parameters::LeftOut)
            continue;
        const SharedParams& params = source.plan->at(id);
        if (!params) {
            notCarried.push_back({point.name, Text("it was never observed and has no scale")});
            continue;
        }
        TensorEntry entry;
        entry.tensor = model.graph.value(point.value).name;
        entry.where = point.name;
        entry.dtype = params->dtype;
        entry.scales = params->scales;
        entry.zeroPoints = params->zeroPoints;
        entry.axis = params->axis;
        entry.narrow = params->narrow;
        entry.parameter = parameter;
        if (point.kind == PointKind::Operand) {
            entry.ofReaders = true;
            const NodeId main = model.unit(point.unit).main;
            entry.readers = {main == NodeId::None ? model.unit(point.unit).name : model.graph.node(main).name};
            entries.push_back(std::move(entry));
            continue;
        }
        const auto [known, isNew] = seen.emplace(entry.tensor, entries.size());
        if (!isNew) {
            const TensorEntry& first = entries[known->second];
            if (first.dtype != entry.dtype || first.scales != entry.scales || first.zeroPoints != entry.zeroPoints)
                notCarried.push_back({point.name, Text("the tensor \"{}\" has other parameters at {}, and a tensor stands "
                                                       "in the file only once",
                                                       entry.tensor, first.where)});
            continue;
        }
        if (names.knowsFile() && !names.inFile(entry.tensor))
            notCarried.push_back({point.name, Text("the tensor \"{}\" was made when the model was opened, the file has none "
                                                   "of this name; another tool will not find it",
                                                   entry.tensor)});
        entries.push_back(std::move(entry));
    }
    return entries;
}

PointRules::PointRules(const Model& model, const Profile& profile, ReadConfig& read)
    : m_model(model), m_profile(profile), m_read(read), m_facts(graphFacts(model, profile))
{
}

void PointRules::set(PointId point, const PortConfig& config, const std::string& where, ChannelGrids channels)
{
    m_rules.of(m_model.point(point).unit).ports[portOf(m_model.units, point)].merge(config);
    m_set.insert(point);
    if (!channels.scales.empty())
        m_channels[point] = {std::move(channels), where};
}

void PointRules::turnOffTheRest()
{
    for (std::size_t i = 0; i < m_model.pointCount(); ++i) {
        const auto p = static_cast<PointId>(i);
        const Point& point = m_model.point(p);
        if (m_set.contains(p) || !owns(p) || point.kind == PointKind::Operand || m_rules.of(point.unit).wholeFloat)
            continue;
        if (point.kind == PointKind::Output ? m_facts.data[indexOf(point.value)] != 0 : m_facts.quantizable(point.unit))
            m_rules.of(point.unit).ports[portOf(m_model.units, p)].dtype = DType::Float32;
    }
}

void PointRules::finish()
{
    if (!m_channels.empty())
        fixChannels();
    m_rules.appendTo(m_model, m_read.rules);
}

void PointRules::fixChannels()
{
    ReadConfig without = m_read;
    m_rules.appendTo(m_model, without.rules);
    const Effective after = resolve(m_model, without.asRules(m_profile.name), m_profile);
    for (const auto& [p, file] : m_channels) {
        const auto params = constantParamsOf(m_model, after.at(p), p);
        if (!params) {
            m_read.notCarried.push_back({file.where, Text("its scales per channel: the weight stays float under this profile")});
            continue;
        }
        const std::vector<std::int32_t>& zeros = file.grids.zeroPoints;
        if (sameScales(params->scales, file.grids.scales) && params->zeroPoints == zeros)
            continue;
        if (std::any_of(zeros.begin(), zeros.end(), [&](std::int32_t zero) { return zero != zeros.front(); })) {
            m_read.notCarried.push_back({file.where, Text("its zero points differ from channel to channel, which has no "
                                                          "counterpart here; the scales are computed from the weight")});
            continue;
        }
        PortConfig config;
        config.scale.assign(file.grids.scales.begin(), file.grids.scales.end());
        if (zeros.front() != 0)
            config.zeroPoint = zeros.front();
        m_rules.of(m_model.point(p).unit).ports[portOf(m_model.units, p)].merge(config);
    }
}

namespace {

class TableReader {
public:
    TableReader(const Model& model, const Profile& profile, ReadConfig& read, std::vector<Text>& problems)
        : m_model(model), m_profile(profile), m_names(model), m_read(read), m_problems(problems), m_rules(model, profile, read)
    {
    }

    void apply(const std::vector<TensorEntry>& entries)
    {
        refuseContradictions(entries);
        for (const TensorEntry& e : entries)
            applyOne(onGridOfTarget(e));
        for (const TensorEntry& e : m_later)
            follow(e);
        if (!m_problems.empty() || m_read.carried == 0)
            m_problems.insert(m_problems.end(), m_unknown.begin(), m_unknown.end());
        if (m_read.complete)
            m_rules.turnOffTheRest();
        if (m_problems.empty())
            m_rules.finish();
    }

private:
    void lose(const TensorEntry& e, Text why)
    {
        m_read.notCarried.push_back({fmt::format("{}: {}", e.where, e.tensor), std::move(why)});
    }

    void unknown(const TensorEntry& e, const Text& why)
    {
        lose(e, why);
        m_unknown.push_back(Text("{}: {}", e.where, why));
    }

    /// A tensor that is listed twice, and not in the same way.
    void refuseContradictions(const std::vector<TensorEntry>& entries)
    {
        const auto said = [](const TensorEntry& e) {
            return std::tie(e.dtype, e.scales, e.zeroPoints, e.axis, e.scheme, e.range);
        };
        std::unordered_map<std::string, const TensorEntry*> seen;
        for (const TensorEntry& e : entries) {
            if (e.ofReaders)
                continue;
            if (const auto [first, isNew] = seen.emplace(e.tensor, &e); !isNew && said(*first->second) != said(e))
                m_problems.push_back(
                    Text("{}: \"{}\" stands in {} already, with other values", e.where, e.tensor, first->second->where));
        }
    }

    /// Of a target without unsigned types: the same grid, its integers and zero points shifted by half.
    [[nodiscard]] TensorEntry onGridOfTarget(TensorEntry e) const
    {
        if ((e.dtype != DType::UInt8 && e.dtype != DType::UInt16) || m_profile.has(*e.dtype))
            return e;
        e.dtype = e.dtype == DType::UInt8 ? DType::Int8 : DType::Int16;
        for (std::int32_t& zero : e.zeroPoints)
            zero += static_cast<std::int32_t>(qmin(*e.dtype));
        return e;
    }

    void applyOne(const TensorEntry& e)
    {
        const ValueId value = m_names.value(e.tensor);
        if (value == ValueId::None) {
            if (m_names.inFile(e.tensor))
                lose(e, Text("the tensor folded into another when the model was opened, nothing is quantized there"));
            else
                unknown(e, unknownName(Text("tensor"), e.tensor, m_names.tensors()));
            return;
        }
        if (e.ofReaders)
            return applyToReaders(e, value);
        std::vector<PointId> points = m_names.constantPoints(value);
        if (const PointId output = m_model.units.outputPoint[indexOf(value)]; output != PointId::None)
            points.push_back(output);
        if (points.empty())
            return lose(e, m_model.graph.value(value).isConstant() ? Text("a bias or a constant that has no grid of its own")
                                                                   : Text("it lies inside a unit, where nothing is quantized"));
        for (const PointId p : points)
            applyTo(e, p);
    }

    void applyTo(const TensorEntry& e, PointId p)
    {
        if (!m_rules.owns(p)) {
            m_later.push_back(e);
            return;
        }
        if (const Shape& shape = m_model.graph.value(m_model.point(p).value).shape;
            !shape.empty() && e.axis >= static_cast<int>(shape.size())) {
            m_problems.push_back(
                Text("{}: \"{}\" has no axis {}, its shape is [{}]", e.where, e.tensor, e.axis, fmt::join(shape, ",")));
            return;
        }
        const bool several = e.scales.size() > 1 || (e.scales.size() == 1 && hasOneChannel(p));
        if (const auto wrong =
                std::find_if_not(e.scales.begin(), e.scales.end(), [](float s) { return s >= kScaleFloor && std::isfinite(s); });
            several && wrong != e.scales.end()) {
            m_problems.push_back(Text("{}: \"{}\" has the scale {} at channel {}, which is no scale", e.where, e.tensor, *wrong,
                                      wrong - e.scales.begin()));
            return;
        }
        PortConfig config;
        config.dtype = e.dtype;
        config.scheme = e.scheme;
        config.range = e.range;
        if (!several && !e.scales.empty()) {
            config.scale = {static_cast<double>(e.scales.front())};
            config.zeroPoint = e.zeroPoints.front();
        }
        if (several && m_model.point(p).kind == PointKind::Output)
            return lose(e, Text("an activation has one scale here"));
        if (several && !fitsAxis(e, p))
            return;
        const auto& weight = m_model.unit(m_model.point(p).unit).weight;
        if (!several && e.axis >= 0 && m_model.point(p).kind == PointKind::Weight && weight && e.axis != weight->axis)
            lose(e, Text("its scales lie along axis {}, here they lie along {}", e.axis, weight->axis)); // the rest counts
        const std::string port = portOf(m_model.units, p);
        if (config.empty())
            return lose(e, Text("says nothing that has a counterpart here"));
        for (const Text& problem : problemsOf(port, config))
            m_problems.push_back(Text("{}: \"{}\": {}", e.where, e.tensor, problem));
        m_rules.set(p, config, fmt::format("{}: {}", e.where, e.tensor),
                    several ? ChannelGrids{e.scales, e.zeroPoints} : ChannelGrids{});
        m_listed[p] = e;
        ++m_read.carried;
    }

    /// A weight per channel that has just one, so that one scale says nothing about how it is meant.
    [[nodiscard]] bool hasOneChannel(PointId p) const
    {
        const auto& weight = m_model.unit(m_model.point(p).unit).weight;
        const Shape& shape = m_model.graph.value(m_model.point(p).value).shape;
        return m_model.point(p).kind == PointKind::Weight && static_cast<std::size_t>(weight->axis) < shape.size() &&
               shape.size() > 1 && shape[static_cast<std::size_t>(weight->axis)] == 1;
    }

    bool fitsAxis(const TensorEntry& e, PointId p)
    {
        const Point& point = m_model.point(p);
        const Unit& unit = m_model.unit(point.unit);
        const Shape& shape = m_model.graph.value(point.value).shape;
        const int axis = e.axis >= 0 ? e.axis : unit.weight ? unit.weight->axis : 0;
        if (point.kind != PointKind::Weight) {
            lose(e, Text("a constant has one scale here"));
            return false;
        }
        if (static_cast<std::size_t>(axis) >= shape.size() ||
            shape[static_cast<std::size_t>(axis)] != static_cast<std::int64_t>(e.scales.size())) {
            m_problems.push_back(Text("{}: \"{}\" has {} scales along axis {}, but its shape is [{}]", e.where, e.tensor,
                                      e.scales.size(), axis, fmt::join(shape, ",")));
            return false;
        }
        if (axis != unit.weight->axis) {
            lose(e, Text("its scales lie along axis {}, here they lie along {}", axis, unit.weight->axis));
            return false;
        }
        return true;
    }

    void applyToReaders(const TensorEntry& e, ValueId value)
    {
        std::set<UnitId> readers;
        for (const std::string& node : e.readers) {
            const UnitId unit = m_names.unitOfNode(node);
            if (unit == UnitId::None)
                unknown(e, unknownName(Text("node"), node, m_names.nodes()));
            else
                readers.insert(unit);
        }
        if (e.readers.empty())
            for (const UnitId u : m_model.units.readers[indexOf(value)])
                readers.insert(u);
        for (const UnitId u : readers) {
            bool found = false;
            for (const PointId p : m_model.units.pointsOfUnit[indexOf(u)])
                if (m_model.point(p).kind == PointKind::Operand && m_model.point(p).value == value) {
                    PortConfig config;
                    config.dtype = e.dtype;
                    if (e.scales.size() == 1) {
                        config.scale = {static_cast<double>(e.scales.front())};
                        config.zeroPoint = e.zeroPoints.front();
                    }
                    m_rules.set(p, config, e.where);
                    found = true;
                }
            if (found)
                ++m_read.carried;
            else
                lose(e, Text("{} has no operand of its own for it", m_model.unit(u).name));
        }
    }

    /// A passive unit's result: fine if it says the same as its source.
    void follow(const TensorEntry& e)
    {
        const PointId p = m_model.units.outputPoint[indexOf(m_names.value(e.tensor))];
        const PointId root = m_rules.facts().root[indexOf(p)];
        const auto source = m_listed.find(root);
        if (source != m_listed.end() && source->second.dtype == e.dtype && sameScales(source->second.scales, e.scales) &&
            source->second.zeroPoints == e.zeroPoints)
            ++m_read.carried;
        else
            lose(e, Text("it follows {}, {}", m_model.point(root).name,
                         source == m_listed.end() ? Text("which the file does not list")
                                                  : Text("which the file gives another grid")));
    }

    const Model& m_model;
    const Profile& m_profile;
    ModelNames m_names;
    ReadConfig& m_read;
    std::vector<Text>& m_problems;
    std::vector<Text> m_unknown; ///< names that the model has not; problems where nothing else could be read
    PointRules m_rules;
    std::map<PointId, TensorEntry> m_listed;
    std::vector<TensorEntry> m_later;
};

} // namespace

void applyTensorEntries(const std::vector<TensorEntry>& entries, const Model& model, const Profile& profile, ReadConfig& read,
                        std::vector<Text>& problems)
{
    TableReader(model, profile, read, problems).apply(entries);
}

} // namespace qb
