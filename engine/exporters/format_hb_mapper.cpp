// SPDX-License-Identifier: GPL-3.0-or-later
// The fragment of hb_mapper's yaml that is about precision: model_parameters.node_info, calibration_parameters.run_on_cpu and
// .optimization. dtypes only: the divisor between threshold and scale on this side is not public.
//
// run_on_cpu names the float units that the converter would otherwise quantize: the target can, and they read a tensor that is quantized,
// or is given by a unit on the BPU and would be. A unit all of whose operands come from such float units stays float by itself; where one
// of them is to be quantized, node_info says ON: BPU. Other float units (at a graph input, behind an operator that the target has not)
// are ON: CPU in node_info.
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/exporters/config_parts.h"
#include "engine/exporters/unit_settings.h"
#include "engine/qconfig/config_text.h"
#include "engine/qconfig/requests.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace qb {

namespace {

bool readsOnlyFloat(const Model& model, const UnitView& view, const std::vector<char>& isFloat, UnitId unit)
{
    const auto& uses = view.facts().uses[indexOf(unit)];
    return view.takesPart(unit) && !uses.empty() && std::all_of(uses.begin(), uses.end(), [&](const Use& use) {
               return !use.roots.empty() && std::all_of(use.roots.begin(), use.roots.end(),
                                                        [&](PointId p) { return isFloat[indexOf(model.point(p).unit)] != 0; });
           });
}

/// Units that stay float without being named: all that they read comes from float units. `isFloat` by unit, named ones on entry.
void spreadFloat(const Model& model, const UnitView& view, const std::vector<char>& keptQuantized, std::vector<char>& isFloat)
{
    for (std::size_t u = 0; u < model.unitCount(); ++u)
        if (isFloat[u] == 0 && keptQuantized[u] == 0)
            isFloat[u] = static_cast<char>(readsOnlyFloat(model, view, isFloat, static_cast<UnitId>(u)));
}

class MapperWriter {
public:
    MapperWriter(const ConfigSource& source, Losses& losses)
        : m_source(source),
          m_losses(losses),
          m_int16(hasInt16Preset(source.rules)),
          m_base(resolve(source.model, RuleSet::ofPreset(source.profile.name, m_int16 ? PresetName::Int16 : PresetName::Default),
                         source.profile)),
          m_view(source.model, source.profile, source.effective)
    {
        // The path to a GridSample's grid is int16 by a preset of the plugin; nobody says that the converter knows it.
        for (const auto& [point, sampler] : gridPath(source.model, source.profile, m_view.facts()))
            m_said.insert(point);
    }

    std::string write()
    {
        findFloats();
        YAML::Emitter out;
        out << YAML::Comment("Precision only; take these keys over into your own yaml. dtypes, no scales: the divisor between");
        out << YAML::Newline << YAML::Comment("threshold and scale of the converter is not public.");
        out << YAML::BeginMap;
        writeNodes(out);
        writeCalibration(out);
        out << YAML::EndMap;
        return std::string(out.c_str()) + "\n";
    }

private:
    static bool hasInt16Preset(const RuleSet& rules)
    {
        bool result = false;
        for (const Rule& r : rules.rules)
            if (const auto* preset = std::get_if<PresetRule>(&r.what); preset && r.enabled)
                result = preset->name == PresetName::Int16;
        return result;
    }

    /// Which float units need a word, and where; which quantized ones do because they would stay float behind them.
    void findFloats()
    {
        const Model& model = m_source.model;
        std::vector<char> isFloat(model.unitCount(), 0); // by what is said so far
        for (std::size_t u = 0; u < model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const bool follows = readsOnlyFloat(model, m_view, isFloat, id);
            if (!m_view.floatByChoice(id)) {
                if (follows && m_source.effective.floatUnit[u] == 0)
                    m_bpu.insert(id);
                continue;
            }
            isFloat[u] = 1;
            if (m_view.quantizedInput(id) != ValueId::None)
                m_cpu.push_back(id);
            else if (!follows)
                m_cpuByNode.insert(id);
        }
    }

    /// The keys of one node; empty where nothing differs from what the converter does anyway.
    std::vector<std::pair<std::string, std::string>> nodeKeys(UnitId id)
    {
        const Model& model = m_source.model;
        std::vector<std::pair<std::string, std::string>> keys;
        if (m_bpu.contains(id))
            keys.emplace_back("ON", "BPU");
        if (m_cpuByNode.contains(id))
            keys.emplace_back("ON", "CPU");
        for (const PointId p : model.units.pointsOfUnit[indexOf(id)]) {
            const PointConfig& c = m_source.effective.at(p);
            const Point& point = model.point(p);
            const bool output = point.kind == PointKind::Output;
            if (!c.active || c.follows != PointId::None || (!output && point.kind != PointKind::Operand) ||
                (output && point.slot != 0))
                continue;
            if (m_base.at(p).active && m_base.at(p).dtype == c.dtype && (m_int16 || !m_said.contains(p)))
                continue;
            if (c.dtype == DType::Int8 || c.dtype == DType::Int16)
                keys.emplace_back(output ? "OutputType" : fmt::format("InputType{}", point.slot), toString(c.dtype));
            else
                m_losses.push_back({point.name, Text("node_info has int8 and int16, not {}", toString(c.dtype))});
        }
        // A dtype alone would put it on the BPU.
        if (!keys.empty() && keys[0].first != "ON" && m_view.floatByChoice(id) &&
            std::find(m_cpu.begin(), m_cpu.end(), id) == m_cpu.end())
            keys.insert(keys.begin(), {"ON", "CPU"});
        return keys;
    }

    void writeNodes(YAML::Emitter& out)
    {
        bool begun = false;
        for (std::size_t u = 0; u < m_source.model.unitCount(); ++u) {
            const auto id = static_cast<UnitId>(u);
            const auto keys = nodeKeys(id);
            if (keys.empty())
                continue;
            if (!std::exchange(begun, true))
                out << YAML::Key << "model_parameters" << YAML::Value << YAML::BeginMap << YAML::Key << "node_info" << YAML::Value
                    << YAML::BeginMap;
            out << YAML::Key << m_source.model.unit(id).name << YAML::Value << YAML::Flow << YAML::BeginMap;
            for (const auto& [key, value] : keys)
                out << YAML::Key << key << YAML::Value << value;
            out << YAML::EndMap;
        }
        if (begun)
            out << YAML::EndMap << YAML::EndMap;
    }

    void writeCalibration(YAML::Emitter& out)
    {
        if (m_cpu.empty() && !m_int16)
            return;
        out << YAML::Key << "calibration_parameters" << YAML::Value << YAML::BeginMap;
        if (m_int16)
            out << YAML::Key << "optimization" << YAML::Value << "set_all_nodes_int16";
        std::string list;
        for (const UnitId id : m_cpu) {
            const std::string& name = m_source.model.unit(id).name;
            if (name.find(';') != std::string::npos) {
                m_losses.push_back({name, Text("a semicolon in the name, which separates names in run_on_cpu")});
                continue;
            }
            out << YAML::Newline
                << YAML::Comment(fmt::format("{}: {}; it reads {}, which a quantized unit gives", name,
                                             m_source.effective.whyNotUnit[indexOf(id)],
                                             m_source.model.graph.value(m_view.quantizedInput(id)).name));
            list += (list.empty() ? "" : ";") + name;
        }
        if (!list.empty())
            out << YAML::Key << "run_on_cpu" << YAML::Value << YAML::DoubleQuoted << list;
        out << YAML::EndMap;
    }

    const ConfigSource& m_source;
    Losses& m_losses;
    bool m_int16;
    Effective m_base;
    UnitView m_view;
    std::vector<UnitId> m_cpu;
    std::set<UnitId> m_cpuByNode;
    std::set<UnitId> m_bpu;
    std::set<PointId> m_said; ///< also where they are what they are here anyway
};

class MapperReader {
public:
    MapperReader(const Model& model, const Profile& profile, const NameMap& names)
        : m_model(model), m_profile(profile), m_names(model, names), m_float(model.unitCount(), 0), m_kept(model.unitCount(), 0)
    {
        m_read.complete = true;
    }

    ReadConfig read(std::string_view text)
    {
        try {
            const YAML::Node root = YAML::Load(std::string(text));
            if (root.IsMap())
                readRoot(root);
            else if (!root.IsNull())
                say(root, "the file", Text("must be a map of groups"));
        } catch (const YAML::Exception& e) {
            m_problems.push_back(Text::verbatim(e.what()));
        }
        finishReading("hb-mapper-yaml", m_problems, m_names.unknown, m_read);
        m_read.base.push_back({m_preset, true});
        m_types.appendTo(m_model, m_read.rules);
        keepFloat();
        return std::move(m_read);
    }

private:
    void say(const YAML::Node& node, const std::string& where, const Text& problem)
    {
        m_problems.push_back(Text("line {}: {}: {}", node.Mark().line + 1, where, problem));
    }

    void lose(const std::string& what, const Text& why) { m_read.notCarried.push_back({what, why}); }

    void remark(const char* rule, const Text& message, const Text& cure, const std::map<std::string, double>& numbers)
    {
        m_read.findings.push_back({rule, Severity::Info, {}, {}, message, numbers, cure, false});
    }

    /// Calls `action` with each key and value; a problem where it is no map.
    template <typename Action>
    void forEach(const YAML::Node& map, const std::string& where, Action&& action)
    {
        if (!map.IsMap())
            return say(map, where, Text("must be a map"));
        for (const auto& entry : map) {
            if (entry.first.IsScalar())
                action(entry.first.Scalar(), entry.second);
            else
                say(entry.first, where, Text("a key must be a name"));
        }
    }

    void readRoot(const YAML::Node& root)
    {
        const std::vector<std::string> groups{"model_parameters", "input_parameters", "calibration_parameters",
                                              "compiler_parameters", "custom_op"};
        forEach(root, "the file", [&](const std::string& key, const YAML::Node& value) {
            if (std::find(groups.begin(), groups.end(), key) == groups.end())
                return say(value, key, unknownKey(key, groups));
            if (key != "model_parameters" && key != "calibration_parameters")
                return lose(key, Text("not about precision"));
            if (value.IsNull())
                return;
            forEach(value, key, [&](const std::string& name, const YAML::Node& setting) {
                key == "model_parameters" ? readModel(name, setting) : readCalibration(name, setting);
            });
        });
    }

    static Text unknownKey(const std::string& key, const std::vector<std::string>& known)
    {
        return Text("there is no such key, {}", nearestOrAll(key, known));
    }

    static Text unknownValue(const std::string& value, const std::vector<std::string>& known)
    {
        return Text("there is no value \"{}\", {}", value, nearestOrAll(value, known));
    }

    void readModel(const std::string& key, const YAML::Node& value)
    {
        if (key == "march" && value.IsScalar())
            return compareMarch(value.Scalar(), m_profile, m_read);
        if (key != "node_info")
            return lose("model_parameters." + key, Text("not about precision"));
        if (value.IsScalar()) {
            for (const std::string& entry : names(value.Scalar())) {
                const std::size_t colon = entry.rfind(':');
                setNode(
                    value, entry.substr(0, colon),
                    {{"InputType", colon == std::string::npos ? std::string{} : std::string(trimmed(entry.substr(colon + 1)))}});
            }
            return;
        }
        forEach(value, "node_info", [&](const std::string& node, const YAML::Node& settings) {
            std::vector<std::pair<std::string, std::string>> keys;
            forEach(settings, "node_info." + node, [&](const std::string& name, const YAML::Node& v) {
                if (v.IsScalar())
                    keys.emplace_back(name, v.Scalar());
                else
                    say(v, node + "." + name, Text("must be a word"));
            });
            setNode(settings, node, keys);
        });
    }

    void setNode(const YAML::Node& at, const std::string& node, const std::vector<std::pair<std::string, std::string>>& keys)
    {
        const auto unit = m_names.unit(node, fmt::format("line {}: node_info", at.Mark().line + 1), m_read);
        if (!unit)
            return;
        for (const auto& [key, value] : keys) {
            const std::string where = fmt::format("node_info.{}.{}", node, key);
            if (key == "ON") {
                if (value == "CPU" || value == "BPU")
                    (value == "CPU" ? m_float : m_kept)[indexOf(*unit)] = 1;
                else
                    say(at, where, Text("must be BPU or CPU"));
            } else if (const std::string port = portOfKey(*unit, key); port.empty()) {
                say(at, where, unknownKey(key, {"ON", "InputType", "InputType0", "InputType1", "OutputType"}));
            } else if (value != "int8" && value != "int16") {
                say(at, where, Text("must be int8 or int16, not \"{}\"", value));
            } else {
                m_types.of(*unit).ports[port].dtype = dtypeFromString(value);
                m_kept[indexOf(*unit)] = 1; // dtypes are for the BPU
            }
            ++m_read.carried;
        }
    }

    [[nodiscard]] std::string portOfKey(UnitId unit, const std::string& key) const
    {
        if (key == "OutputType")
            return "output";
        if (!key.starts_with("InputType"))
            return {};
        const std::string index = key.substr(9);
        if (index.empty())
            return "input";
        return index.size() <= 2 && index.find_first_not_of("0123456789") == std::string::npos
                   ? portOfInput(m_model, unit, std::stoul(index))
                   : std::string{};
    }

    static std::vector<std::string> names(const std::string& text)
    {
        std::vector<std::string> result;
        for (const std::string& part : split(text, ';'))
            if (!trimmed(part).empty())
                result.emplace_back(trimmed(part));
        return result;
    }

    void readCalibration(const std::string& key, const YAML::Node& value)
    {
        const std::string where = "calibration_parameters." + key;
        if (key == "run_on_cpu" || key == "run_on_bpu") {
            for (const std::string& name : list(value, where))
                if (const auto unit = m_names.unit(name, fmt::format("line {}: {}", value.Mark().line + 1, key), m_read)) {
                    (key == "run_on_cpu" ? m_float : m_kept)[indexOf(*unit)] = 1;
                    ++m_read.carried;
                }
        } else if (key == "optimization") {
            for (const std::string& word : list(value, where))
                readOptimization(value, word);
        } else if (key == "calibration_type" && value.IsScalar()) {
            readObserver(value);
        } else if (key == "max_percentile" && value.IsScalar()) {
            m_percentile = readNumber(value.Scalar());
            if (!m_percentile || *m_percentile <= 0 || *m_percentile > 1)
                say(value, where, Text("must be a number above 0 and up to 1"));
        } else {
            lose(where, Text("not about precision, or set by observers here"));
        }
    }

    std::vector<std::string> list(const YAML::Node& value, const std::string& where)
    {
        std::vector<std::string> words;
        if (value.IsScalar())
            return names(value.Scalar());
        if (!value.IsSequence() && !value.IsNull())
            say(value, where, Text("must be names separated by semicolons, or a list"));
        else
            for (const auto& v : value)
                words.push_back(v.IsScalar() ? v.Scalar() : std::string{});
        return words;
    }

    void readObserver(const YAML::Node& value)
    {
        ReferenceRule rule;
        const std::string& name = value.Scalar();
        if (name == "kl")
            rule.activation.observer = Observer{Method::Kl, {}};
        else if (name == "max")
            rule.activation.observer = Observer{Method::MinMax, {}};
        else if (name == "mix")
            rule.activation.observer = Observer{Method::Mix, {}};
        else if (name == "default" || name == "load" || name == "skip")
            return lose("calibration_parameters.calibration_type: " + name, Text("the observer stays as it is here"));
        else
            return say(value, "calibration_type", unknownValue(name, {"default", "mix", "kl", "max", "load", "skip"}));
        m_read.rules.insert(m_read.rules.begin(), {rule, true});
        ++m_read.carried;
    }

    /// set_all_nodes_int16, set_model_output_int16, set_Conv_input_int16 ...
    void readOptimization(const YAML::Node& at, const std::string& word)
    {
        if (word == "set_all_nodes_int16") {
            m_preset.name = PresetName::Int16;
        } else if (word == "asymmetric") {
            ReferenceRule rule;
            rule.activation.scheme = Scheme::Affine;
            m_read.rules.insert(m_read.rules.begin(), {rule, true});
        } else if (word == "bias_correction") {
            return lose("optimization: bias_correction", Text("has no counterpart here yet"));
        } else if (word.starts_with("set_") && (word.ends_with("_int8") || word.ends_with("_int16"))) {
            const std::size_t end = word.rfind('_');
            const std::size_t middle = word.rfind('_', end - 1);
            const std::string op = middle > 4 ? word.substr(4, middle - 4) : std::string{};
            const std::string port = word.substr(middle + 1, end - middle - 1);
            if (middle <= 4 || (port != "input" && port != "output"))
                return say(at, "optimization", Text("\"{}\" is none of set_OPERATOR_input_int16, ..._output_int8", word));
            if (!setType(op, port, *dtypeFromString(word.substr(end + 1)),
                         fmt::format("line {}: optimization {}", at.Mark().line + 1, word)))
                return;
        } else {
            return say(at, "optimization",
                       unknownValue(word, {"set_all_nodes_int16", "set_model_output_int8", "set_model_output_int16",
                                           "set_Conv_input_int16", "set_Conv_output_int16", "asymmetric", "bias_correction"}));
        }
        ++m_read.carried;
    }

    bool setType(const std::string& op, const std::string& port, DType dtype, const std::string& where)
    {
        UnitConfig config;
        config.ports[port].dtype = dtype;
        if (op == "model") {
            for (const UnitId u : unitsOfOutputs(m_model, graphFacts(m_model, m_profile)))
                m_types.of(u).ports[port].dtype = dtype;
        } else if (auto rule = m_names.ruleForType(op, config, where, m_read)) {
            m_read.rules.push_back(std::move(*rule));
        } else {
            return false;
        }
        return true;
    }

    /// The named float units, and what stays float behind them.
    void keepFloat()
    {
        const Effective nothing = resolve(m_model, m_read.asRules(m_profile.name), m_profile);
        const UnitView view(m_model, m_profile, nothing);
        std::vector<char> isFloat = m_float;
        spreadFloat(m_model, view, m_kept, isFloat);
        UnitRules units;
        std::size_t spread = 0;
        for (std::size_t u = 0; u < m_model.unitCount(); ++u) {
            if (isFloat[u] != 0)
                units.of(static_cast<UnitId>(u)).wholeFloat = true;
            spread += isFloat[u] != 0 && m_float[u] == 0 ? 1 : 0;
        }
        units.appendTo(m_model, m_read.rules);
        if (spread != 0)
            remark("formats.stay_float",
                   Text("{} units that read only float units stay float, as the converter leaves them", spread),
                   Text("name them in run_on_bpu to quantize them"), {{"units", static_cast<double>(spread)}});
        if (m_percentile)
            for (Rule& r : m_read.rules)
                if (auto* reference = std::get_if<ReferenceRule>(&r.what);
                    reference && reference->activation.observer && reference->activation.observer->method == Method::MinMax)
                    reference->activation.observer = Observer{Method::Percentile, {{"percentile", *m_percentile * 100}}};
    }

    const Model& m_model;
    const Profile& m_profile;
    NodeNames m_names;
    ReadConfig m_read;
    std::vector<Text> m_problems;
    PresetRule m_preset;
    UnitRules m_types;
    std::vector<char> m_float;
    std::vector<char> m_kept;
    std::optional<double> m_percentile;
};

} // namespace

std::string writeHbMapperYaml(const ConfigSource& source, Losses& losses)
{
    losses.push_back(
        {"scales", Text("dtypes only: the converter calibrates itself, and its divisor between threshold and scale is not "
                        "public")});
    return MapperWriter(source, losses).write();
}

ReadConfig readHbMapperYaml(std::string_view text, const Model& model, const Profile& profile, const NameMap& names)
{
    return MapperReader(model, profile, names).read(text);
}

} // namespace qb
