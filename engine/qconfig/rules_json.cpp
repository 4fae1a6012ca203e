// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/rules.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/json_reader.h"
#include "engine/qconfig/profile.h"
#include "engine/qconfig/selector.h"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::json;

class RuleReader {
public:
    RuleReader(JsonReader& reader, std::string folder) : m_reader(reader), m_folder(std::move(folder)) {}

    std::optional<Rule> read(const Json& json, const std::string& where)
    {
        if (!m_reader.isObject(json, where))
            return std::nullopt;
        m_json = &json;
        m_where = where;
        const auto type = m_reader.oneOf(json, "type", where,
                                         {"Imported", "Reference", "ModuleName", "Preset", "ModuleType", "ConvDtype",
                                          "MatmulDtype", "Sensitivity", "Override", "QuantStub", "DeQuantStub"});
        if (!json.contains("type"))
            m_reader.say(where, Text("has no \"type\""));
        if (!type)
            return std::nullopt;
        Rule rule;
        rule.enabled = m_reader.boolean(json, "enabled", where).value_or(true);
        if (*type == "Imported")
            rule.what = (keys({}), ImportedRule{});
        else if (*type == "Reference")
            rule.what = reference();
        else if (*type == "ModuleName")
            rule.what = moduleName();
        else if (*type == "Preset")
            rule.what = preset();
        else if (*type == "ModuleType")
            rule.what = moduleType();
        else if (*type == "ConvDtype")
            rule.what = convDtype();
        else if (*type == "MatmulDtype")
            rule.what = matmulDtype();
        else if (*type == "Sensitivity")
            rule.what = sensitivity();
        else if (*type == "Override")
            rule.what = overrideRule();
        else
            rule.what = stub(*type == "QuantStub" ? StubRule::Kind::Quant : StubRule::Kind::DeQuant);
        return rule;
    }

private:
    void keys(std::vector<std::string> known)
    {
        known.insert(known.end(), {"type", "enabled"});
        m_reader.checkKeys(*m_json, m_where, known);
    }

    [[nodiscard]] bool has(const char* key) const { return m_json->contains(key); }
    [[nodiscard]] const Json& at(const char* key) const { return (*m_json)[key]; }
    [[nodiscard]] std::string place(const char* key) const { return m_where + "." + key; }

    std::string required(const char* key)
    {
        if (!has(key))
            m_reader.say(m_where, Text("has no \"{}\"", key));
        return m_reader.string(*m_json, key, m_where).value_or("");
    }

    std::optional<DType> dtypeAt(const char* key) { return has(key) ? m_reader.dtype(at(key), place(key)) : std::nullopt; }

    ReferenceRule reference()
    {
        keys({"activation", "weight"});
        ReferenceRule rule;
        for (const auto& [key, port] : {std::pair{"activation", &rule.activation}, {"weight", &rule.weight}}) {
            if (!has(key))
                continue;
            *port = m_reader.port(at(key), place(key), key == std::string_view("weight") ? "weight" : "output");
            if (port->dtype)
                m_reader.say(place(key),
                             Text("a Reference gives no dtype; ModuleName with the name \"\" gives one to every unit"));
        }
        return rule;
    }

    /// A dtype, or an object of ports and of options for the output.
    UnitConfig unitConfig()
    {
        UnitConfig config;
        config.freeze = m_reader.boolean(*m_json, "freeze", m_where).value_or(false);
        if (!has("dtype"))
            return config;
        const Json& json = at("dtype");
        const std::string where = place("dtype");
        if (json.is_string()) {
            const PortConfig output = m_reader.port(json, where, "output");
            if (output.dtype == DType::Float32)
                config.wholeFloat = true;
            else if (output.dtype)
                config.ports["output"] = output;
        } else if (m_reader.isObject(json, where)) {
            readPorts(json, where, config);
        }
        return config;
    }

    void readPorts(const Json& json, const std::string& where, UnitConfig& config)
    {
        std::vector<std::string> known = portOptionKeys();
        known.insert(known.end(), {"input", "input0", "input1", "weight", "output", "output1"});
        Json options = Json::object();
        Json unknown = Json::object();
        for (const auto& [key, value] : json.items()) {
            if (isPortName(key))
                config.ports[key] = m_reader.port(value, where + "." + key, key);
            else if (key == "threshold" && value.is_object())
                continue;
            else if (std::find(known.begin(), known.end(), key) != known.end())
                options[key] = value;
            else
                unknown[key] = value;
        }
        m_reader.checkKeys(unknown, where, known);
        if (!options.empty())
            config.ports["output"].merge(m_reader.port(options, where, "output"));
        if (json.contains("threshold") && json["threshold"].is_object())
            readThresholds(json["threshold"], where + ".threshold", config);
    }

    /// {"input": 1.0, "output": 8.0}
    void readThresholds(const Json& json, const std::string& where, UnitConfig& config)
    {
        for (const auto& [port, value] : json.items()) {
            if (!isPortName(port))
                m_reader.say(where, Text("\"{}\" is no port", port));
            else
                config.ports[port].merge(m_reader.port(Json{{"threshold", value}}, where + "." + port, port));
        }
    }

    ModuleNameRule moduleName()
    {
        keys({"name", "dtype", "freeze"});
        return {required("name"), unitConfig()};
    }

    ModuleTypeRule moduleType()
    {
        keys({"op_type", "dtype", "freeze"});
        return {required("op_type"), unitConfig()};
    }

    PresetRule preset()
    {
        keys({"name", "form"});
        PresetRule rule;
        (void)required("name");
        if (m_reader.oneOf(*m_json, "name", m_where, {"default", "int16"}) == "int16")
            rule.name = PresetName::Int16;
        const auto form = m_reader.oneOf(*m_json, "form", m_where, {"calibration", "qat", "qat_fixed_act"});
        rule.form = form == "qat" ? PresetForm::Qat : form == "qat_fixed_act" ? PresetForm::QatFixedAct : PresetForm::Calibration;
        return rule;
    }

    ConvDtypeRule convDtype()
    {
        keys({"input_dtype", "weight_dtype"});
        return {dtypeAt("input_dtype"), dtypeAt("weight_dtype")};
    }

    MatmulDtypeRule matmulDtype()
    {
        keys({"input_dtypes"});
        MatmulDtypeRule rule;
        if (!has("input_dtypes")) {
            m_reader.say(m_where, Text("has no \"input_dtypes\""));
        } else if (const Json& json = at("input_dtypes"); !json.is_array()) {
            rule.lhs = rule.rhs = m_reader.dtype(json, place("input_dtypes"));
        } else if (json.size() != 2) {
            m_reader.say(place("input_dtypes"), Text("must be one dtype or [left, right]"));
        } else {
            // null: this side is left as it is
            for (const auto& [i, side] : {std::pair{0U, &rule.lhs}, {1U, &rule.rhs}})
                if (!json[i].is_null())
                    *side = m_reader.dtype(json[i], fmt::format("{}[{}]", place("input_dtypes"), i));
        }
        return rule;
    }

    SensitivityRule sensitivity()
    {
        keys({"table", "top_k", "ratio", "sensitive_type", "low", "high"});
        SensitivityRule rule;
        if (has("table"))
            readTables(at("table"), rule.tables);
        else
            m_reader.say(m_where, Text("has no \"table\""));
        if (has("top_k") == has("ratio"))
            m_reader.say(m_where, has("ratio") ? Text("has both \"top_k\" and \"ratio\", give one")
                                               : Text("needs \"top_k\" (a count) or \"ratio\" (0 to 1)"));
        if (has("top_k")) {
            if (at("top_k").is_number_unsigned())
                rule.topK = at("top_k").get<std::size_t>();
            else
                m_reader.say(place("top_k"), Text("must be a count: a whole number without a point; a share is \"ratio\""));
        }
        if (has("ratio")) {
            rule.ratio = m_reader.number(*m_json, "ratio", m_where);
            if (rule.ratio && !(*rule.ratio >= 0 && *rule.ratio <= 1))
                m_reader.say(place("ratio"), Text("{} is not between 0 and 1; a count is \"top_k\"", *rule.ratio));
        }
        const auto type = m_reader.oneOf(*m_json, "sensitive_type", m_where, {"activation", "weight", "both"});
        rule.type = type == "activation" ? SensitiveType::Activation
                    : type == "weight"   ? SensitiveType::Weight
                                         : SensitiveType::Both;
        rule.low = dtypeAt("low");
        rule.high = dtypeAt("high").value_or(DType::Int16);
        return rule;
    }

    /// "file.csv", ["a.csv", "b.csv"], rows, {"source", "rows"}, or a list of these.
    void readTables(const Json& json, std::vector<SensitivityTable>& tables)
    {
        const auto isRow = [](const Json& j) {
            return (j.is_array() && j.size() == 2 && j[0].is_string()) || (j.is_object() && j.contains("op_name"));
        };
        if (json.is_string()) {
            readFile(json.get<std::string>(), tables);
        } else if (json.is_object() && json.contains("rows")) {
            m_reader.checkKeys(json, place("table"), {"source", "rows"});
            readRows(json["rows"], m_reader.string(json, "source", place("table")).value_or(""), tables);
        } else if (json.is_array() && (json.empty() || isRow(json[0]))) {
            readRows(json, {}, tables);
        } else if (json.is_array()) {
            for (const Json& entry : json)
                readTables(entry, tables);
        } else {
            m_reader.say(place("table"), Text("must be a file name, a list of [name, type], or a list of these"));
        }
    }

    void readFile(const std::string& name, std::vector<SensitivityTable>& tables)
    {
        try {
            const std::filesystem::path path = std::filesystem::path(m_folder) / name;
            for (SensitivityTable& table : readSensitivityTables(path.string(), name))
                tables.push_back(std::move(table));
        } catch (const Error& e) {
            m_reader.say(place("table"), e.message());
        }
    }

    void readRows(const Json& json, const std::string& source, std::vector<SensitivityTable>& tables)
    {
        SensitivityTable table{source, {}};
        for (std::size_t i = 0; i < json.size(); ++i) {
            const Json& row = json[i];
            const std::string where = fmt::format("{}[{}]", place("table"), i);
            const bool pair = row.is_array() && row.size() == 2 && row[0].is_string() && row[1].is_string();
            const bool object = row.is_object() && row.contains("op_name") && row.contains("sensitive_type");
            if (!pair && !object) {
                m_reader.say(where, Text("must be [name, \"activation\" or \"weight\"]"));
                continue;
            }
            const Json fields = pair ? Json{{"op_name", row[0]}, {"sensitive_type", row[1]}} : row;
            const auto name = m_reader.string(fields, "op_name", where);
            const auto type = m_reader.oneOf(fields, "sensitive_type", where, {"activation", "output", "weight"});
            if (name && type)
                table.rows.push_back({*name, *type == "weight" ? SensitiveType::Weight : SensitiveType::Activation});
        }
        tables.push_back(std::move(table));
    }

    StubRule stub(StubRule::Kind kind)
    {
        keys({"tensor"});
        return {kind, required("tensor")};
    }

    OverrideRule overrideRule()
    {
        keys({"selector", "units", "config"});
        OverrideRule rule;
        if (has("selector") == has("units"))
            m_reader.say(m_where, Text("needs either a \"selector\" or a list of \"units\""));
        rule.selector = m_reader.string(*m_json, "selector", m_where).value_or("");
        if (has("units"))
            rule.units = m_reader.strings(*m_json, "units", m_where);
        try {
            if (Selector::parse(rule.selector).asksResults())
                m_reader.say(place("selector"),
                             Text("a rule can't ask for dtypes or metrics, which it changes itself; list the units instead"));
        } catch (const Error& e) {
            m_reader.say(place("selector"), e.message());
        }
        try {
            const std::string config = required("config");
            if (!config.empty())
                rule.config = parseConfig(config);
        } catch (const Error& e) {
            m_reader.say(place("config"), e.message());
        }
        return rule;
    }

    JsonReader& m_reader;
    std::string m_folder;
    const Json* m_json = nullptr;
    std::string m_where;
};

Json dtypeJson(const std::optional<DType>& dtype) { return dtype ? Json(toString(*dtype)) : Json(); }

void putUnitConfig(Json& json, const UnitConfig& config)
{
    if (config.freeze)
        json["freeze"] = true;
    if (config.wholeFloat) {
        json["dtype"] = "float";
        return;
    }
    for (const auto& [port, c] : config.ports)
        json["dtype"][port] = toJson(c);
}

struct Writer {
    Json& json;

    void operator()(const ImportedRule&) const {}
    void operator()(const ReferenceRule& r) const
    {
        json["activation"] = toJson(r.activation);
        json["weight"] = toJson(r.weight);
    }
    void operator()(const ModuleNameRule& r) const
    {
        json["name"] = r.name;
        putUnitConfig(json, r.config);
    }
    void operator()(const PresetRule& r) const
    {
        json["name"] = toString(r.name);
        json["form"] = toString(r.form);
    }
    void operator()(const ModuleTypeRule& r) const
    {
        json["op_type"] = r.opType;
        putUnitConfig(json, r.config);
    }
    void operator()(const ConvDtypeRule& r) const
    {
        put("input_dtype", r.input);
        put("weight_dtype", r.weight);
    }
    void operator()(const MatmulDtypeRule& r) const
    {
        if (r.lhs == r.rhs)
            put("input_dtypes", r.lhs);
        else
            json["input_dtypes"] = {dtypeJson(r.lhs), dtypeJson(r.rhs)};
    }
    void operator()(const SensitivityRule& r) const
    {
        json["table"] = Json::array();
        for (const SensitivityTable& table : r.tables) {
            Json rows = Json::array();
            for (const SensitivityRow& row : table.rows)
                rows.push_back({row.unit, toString(row.type)});
            json["table"].push_back({{"source", table.source}, {"rows", rows}});
        }
        if (r.topK)
            json["top_k"] = *r.topK;
        if (r.ratio)
            json["ratio"] = *r.ratio;
        json["sensitive_type"] = toString(r.type);
        put("low", r.low);
        json["high"] = toString(r.high);
    }
    void operator()(const StubRule& r) const { json["tensor"] = r.tensor; }
    void operator()(const OverrideRule& r) const
    {
        if (r.units)
            json["units"] = *r.units;
        else
            json["selector"] = r.selector;
        json["config"] = text(r.config);
    }

    void put(const char* key, const std::optional<DType>& dtype) const
    {
        if (dtype)
            json[key] = toString(*dtype);
    }
};

} // namespace

RuleSet RuleSet::fromJson(std::string_view text, const std::string& folder)
{
    JsonReader reader;
    const Json json = reader.parse(text, Text("the rule file"));
    RuleSet set;
    if (reader.isObject(json, {})) {
        reader.checkKeys(json, {}, {"quantbench_qconfig", "profile", "rules"});
        if (json.value("quantbench_qconfig", Json()) != Json(1))
            reader.say("quantbench_qconfig", Text("must be 1, the version of the format that this program reads"));
        set.profile = reader.oneOf(json, "profile", {}, Profile::allNames()).value_or(set.profile);
        const Json rules = json.value("rules", Json::array());
        if (!rules.is_array())
            reader.say("rules", Text("must be a list"));
        RuleReader ruleReader(reader, folder);
        for (std::size_t i = 0; rules.is_array() && i < rules.size(); ++i)
            if (auto rule = ruleReader.read(rules[i], fmt::format("rules[{}]", i)))
                set.rules.push_back(std::move(*rule));
    }
    reader.finish(Text("the rule file can't be used"));
    return set;
}

std::string RuleSet::toJson() const
{
    Json json{{"quantbench_qconfig", 1}, {"profile", profile}, {"rules", Json::array()}};
    for (const Rule& rule : rules) {
        Json entry{{"type", rule.type()}};
        if (!rule.enabled)
            entry["enabled"] = false;
        std::visit(Writer{entry}, rule.what);
        json["rules"].push_back(std::move(entry));
    }
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

} // namespace qb
