// SPDX-License-Identifier: GPL-3.0-or-later
// hmct's quant_config.json: model_config < op_config < subgraph_config < node_config. A node's qtype is what it reads, by input or
// for all; dual-int16 is data and weight, int4 the weight, float32 keeps the node in float. Thresholds are not written: the divisor
// between threshold and scale on this side is not public. Of a unit that is a pattern (SiLU) all
// nodes are named. Nothing can be said here of an output that only the graph gives.
#include "engine/exporters/config_parts.h"
#include "engine/exporters/unit_settings.h"
#include "engine/qconfig/json_reader.h"

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

std::string qtype(DType dtype) { return dtype == DType::Float32 ? "float32" : std::string(toString(dtype)); }

bool isGemmLike(const std::string& op) { return op == "Conv" || op == "ConvTranspose" || op == "MatMul" || op == "Gemm"; }

class HmctWriter {
public:
    explicit HmctWriter(const ConfigSource& source) : m_source(source), m_view(source.model, source.profile, source.effective) {}

    Json nodes()
    {
        Json json = Json::object();
        for (std::size_t u = 0; u < m_source.model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            if (!m_view.takesPart(id))
                continue;
            if (const Json node = nodeConfig(id); !node.empty())
                json[m_source.model.unit(id).name] = node;
            else if (readsInt16AsGiven(id))
                for (const NodeId n : m_source.model.unit(id).nodes)
                    json[m_source.model.graph.node(n).name] = {{"qtype", "int16"}};
        }
        return json;
    }

private:
    /// A pattern has no operands of its own, its nodes read what is there.
    [[nodiscard]] bool readsInt16AsGiven(UnitId id) const
    {
        const auto& uses = m_view.facts().uses[indexOf(id)];
        return m_source.effective.floatUnit[indexOf(id)] == 0 && !uses.empty() &&
               std::all_of(uses.begin(), uses.end(),
                           [&](const Use& use) { return use.operand == PointId::None && m_view.readAt(use) == DType::Int16; });
    }

    Json nodeConfig(UnitId id) const
    {
        const Unit& unit = m_source.model.unit(id);
        if (m_view.floatByChoice(id))
            return {{"qtype", "float32"}};
        const auto weight = weightDType(id);
        const auto& uses = m_view.facts().uses[indexOf(id)];
        Json json = Json::object();
        std::optional<DType> same;
        bool allSame = true;
        for (const Use& use : uses) {
            const DType d = m_view.readAt(use);
            allSame = allSame && (!same || same == d);
            same = d;
            if (d == DType::Float32 || use.operand == PointId::None)
                continue;
            if (d != DType::Int8 || m_source.effective.at(use.operand).active)
                json[fmt::format("input{}", use.slot)] = qtype(d);
        }
        if (isGemmLike(unit.opType) && weight == DType::Int16 && allSame && same == DType::Int16)
            return {{"qtype", "dual-int16"}};
        if (weight == DType::Int4 && json.empty())
            return {{"qtype", "int4"}};
        if (allSame && same && same == DType::Int16 && !json.empty())
            return {{"qtype", qtype(*same)}};
        return json;
    }

    [[nodiscard]] std::optional<DType> weightDType(UnitId id) const
    {
        for (const PointId p : m_source.model.units.pointsOfUnit[indexOf(id)])
            if (m_source.model.point(p).kind == PointKind::Weight && m_source.effective.at(p).active)
                return m_source.effective.at(p).dtype;
        return std::nullopt;
    }

    const ConfigSource& m_source;
    UnitView m_view;
};

class HmctReader {
public:
    HmctReader(const Model& model, const Profile& profile, const NameMap& names)
        : m_model(model), m_names(model, names), m_facts(graphFacts(model, profile))
    {
        m_read.complete = true;
    }

    ReadConfig read(std::string_view text)
    {
        const JsonReader::Json json = m_reader.parse(text, Text("the quant_config file"));
        PresetRule preset;
        if (m_reader.isObject(json, "")) {
            m_reader.checkKeys(json, "", {"model_config", "op_config", "subgraph_config", "node_config"});
            forEach(json, "model_config",
                    [&](const std::string& key, const auto& v, const std::string& where) { readModel(key, v, where, preset); });
            forEach(json, "op_config", [&](const std::string& op, const auto& v, const std::string& where) {
                if (m_reader.isObject(v, where))
                    if (auto rule = m_names.ruleForType(op, unitConfig(v, where, UnitId::None), where, m_read))
                        add(std::move(*rule));
            });
            forEach(json, "subgraph_config",
                    [&](const std::string&, const auto& v, const std::string& where) { readSubgraph(v, where); });
            UnitRules units;
            forEach(json, "node_config", [&](const std::string& node, const auto& v, const std::string& where) {
                const auto unit = m_names.unit(node, "node_config", m_read);
                if (m_reader.isObject(v, where) && unit) {
                    const UnitConfig config = unitConfig(v, where, *unit);
                    UnitConfig& known = units.of(*unit);
                    known.wholeFloat = known.wholeFloat || config.wholeFloat;
                    for (const auto& [port, c] : config.ports)
                        known.ports[port].merge(c);
                    readAsGiven(*unit, config, units);
                    ++m_read.carried;
                }
            });
            units.appendTo(m_model, m_read.rules);
        }
        m_read.base.push_back({preset, true});
        std::vector<Text> problems = m_reader.problems();
        problems.insert(problems.end(), m_problems.begin(), m_problems.end());
        finishReading("quant_config", std::move(problems), m_names.unknown, m_read);
        return std::move(m_read);
    }

private:
    using Value = JsonReader::Json;

    template <typename Action>
    void forEach(const Value& json, const char* key, Action&& action)
    {
        if (json.contains(key) && m_reader.isObject(json[key], key))
            for (const auto& [name, value] : json[key].items())
                action(name, value, fmt::format("{}.{}", key, name));
    }

    void add(Rule rule)
    {
        m_read.rules.push_back(std::move(rule));
        ++m_read.carried;
    }

    void lose(const std::string& what, const Text& why) { m_read.notCarried.push_back({what, why}); }

    void readModel(const std::string& key, const Value& value, const std::string& where, PresetRule& preset)
    {
        const bool all = key == "all_node_type" || key == "qtype";
        if (!all && key != "model_output_type")
            return lose(where, Text("how the converter calibrates and searches is set by observers here"));
        const auto dtype = value.is_string() ? dtypeFromString(value.get<std::string>()) : std::nullopt;
        if (!dtype)
            m_reader.say(where, Text("must be the name of a type, as \"int16\""));
        else if (all && *dtype == DType::Int16)
            preset.name = PresetName::Int16, ++m_read.carried;
        else if (all && *dtype != DType::Int8)
            add({ModuleNameRule{"", outputConfig(*dtype)}, true});
        else if (!all)
            setOutputs(*dtype);
    }

    static UnitConfig outputConfig(DType dtype)
    {
        UnitConfig config;
        config.ports["output"].dtype = dtype;
        return config;
    }

    void setOutputs(DType dtype)
    {
        UnitRules units;
        for (const UnitId u : unitsOfOutputs(m_model, m_facts))
            units.of(u) = outputConfig(dtype);
        units.appendTo(m_model, m_read.rules);
        ++m_read.carried;
    }

    UnitConfig unitConfig(const Value& json, const std::string& where, UnitId unit)
    {
        UnitConfig config;
        for (const auto& [key, value] : json.items()) {
            if (key == "inputs" || key == "outputs")
                continue;
            const bool isInput = key.starts_with("input") && isPortName(key);
            if (key != "qtype" && !isInput) {
                if (value.is_object())
                    lose(fmt::format("{}.{}", where, key), Text("how the converter calibrates is set by observers here"));
                else
                    m_reader.say(where, Text("there is no key \"{}\", there are qtype, input0, input1, ...", key));
                continue;
            }
            if (value.is_string())
                setType(config,
                        isInput && key != "input" && unit != UnitId::None ? portOfInput(m_model, unit, std::stoul(key.substr(5)))
                                                                          : key,
                        value.get<std::string>(), fmt::format("{}.{}", where, key));
            else
                m_reader.say(fmt::format("{}.{}", where, key), Text("must be the name of a type"));
        }
        return config;
    }

    /// A pattern has no operands of its own: int16 is asked of what gives it its data.
    void readAsGiven(UnitId unit, const UnitConfig& config, UnitRules& units) const
    {
        const auto input = config.ports.find("input");
        if (input == config.ports.end() || input->second.dtype != DType::Int16)
            return;
        for (const Use& use : m_facts.uses[indexOf(unit)])
            if (use.operand == PointId::None)
                for (const PointId p : use.roots)
                    units.of(m_model.point(p).unit).ports[portOf(m_model.units, p)].dtype = DType::Int16;
    }

    void setType(UnitConfig& config, const std::string& port, const std::string& name, const std::string& where)
    {
        if (port != "qtype") {
            config.ports[port].dtype = m_reader.dtype(name, where);
            return;
        }
        if (name == "float32") {
            config.wholeFloat = true;
        } else if (name == "dual-int16") {
            config.ports["input"].dtype = config.ports["weight"].dtype = DType::Int16;
        } else if (name == "int4") {
            config.ports["weight"].dtype = DType::Int4;
        } else if (name == "float16") {
            config.ports["output"].dtype = DType::Float16;
        } else if (name == "int8" || name == "int16") {
            config.ports["input"].dtype = dtypeFromString(name);
        } else if (name == "int16-ec") {
            config.ports["input"].dtype = DType::Int16;
            lose(where, Text("int16-ec is read as int16; its error compensation has no counterpart"));
        } else {
            m_reader.say(where, Text("there is no \"{}\", there are int4, int8, int16, float16, float32, dual-int16, "
                                     "int16-ec",
                                     name));
        }
    }

    /// All units between the tensors "inputs" and "outputs".
    void readSubgraph(const Value& json, const std::string& where)
    {
        if (!m_reader.isObject(json, where))
            return;
        std::set<ValueId> ends;
        std::vector<ValueId> open;
        for (const char* key : {"inputs", "outputs"})
            for (const std::string& tensor : m_reader.strings(json, key, where)) {
                const ValueId v = m_names.names.value(tensor);
                if (v == ValueId::None)
                    m_problems.push_back(
                        Text("{}.{}: {}", where, key, unknownName(Text("tensor"), tensor, m_names.names.tensors())));
                else if (key == std::string_view("inputs"))
                    ends.insert(v);
                else
                    open.push_back(v);
            }
        const UnitConfig config = unitConfig(json, where, UnitId::None);
        std::set<UnitId> inside;
        while (!open.empty()) {
            const ValueId v = open.back();
            open.pop_back();
            const UnitId unit = m_model.units.producer[indexOf(v)];
            if (ends.contains(v) || unit == UnitId::None || !inside.insert(unit).second)
                continue;
            open.insert(open.end(), m_model.unit(unit).inputs.begin(), m_model.unit(unit).inputs.end());
        }
        UnitRules units;
        for (const UnitId u : inside)
            units.of(u) = config;
        units.appendTo(m_model, m_read.rules);
        ++m_read.carried;
    }

    const Model& m_model;
    NodeNames m_names;
    GraphFacts m_facts;
    JsonReader m_reader;
    ReadConfig m_read;
    std::vector<Text> m_problems;
};

} // namespace

std::string writeHorizonQuantConfig(const ConfigSource& source, Losses& losses)
{
    losses.push_back(
        {"scales", Text("dtypes only: the converter calibrates itself, and its divisor between threshold and scale is not "
                        "public")});
    return Json{{"node_config", HmctWriter(source).nodes()}}.dump(2) + "\n";
}

ReadConfig readHorizonQuantConfig(std::string_view text, const Model& model, const Profile& profile, const NameMap& names)
{
    return HmctReader(model, profile, names).read(text);
}

} // namespace qb
