// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/profile.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/json_reader.h"
#include "engine/qconfig/profile_data.h"

#include <algorithm>

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::json;

const ProfileData* findData(std::string_view name)
{
    for (const ProfileData& data : embeddedProfiles())
        if (data.name == name)
            return &data;
    return nullptr;
}

std::vector<std::string> aliasesOf(const ProfileData& data)
{
    return Json::parse(data.json).value("aliases", std::vector<std::string>{});
}

[[noreturn]] void refuseName(std::string_view name)
{
    const std::vector<std::string> known = Profile::allNames();
    throw Error(ErrorCode::BadInput, Text("there is no profile \"{}\"", name), nearestOrAll(name, known),
                {{"profile", std::string(name)}});
}

/// The document with what it extends filled in: objects merge key by key, everything else is replaced.
Json withBase(Json json, JsonReader& reader, int depth = 0)
{
    const auto base = reader.string(json, "extends", {});
    if (!base)
        return json;
    json.erase("extends");
    const ProfileData* data = findData(*base);
    if (!data)
        refuseName(*base);
    if (depth > 8)
        throw Error(ErrorCode::BadInput, Text("the profile \"{}\" extends itself", *base), Text("end the circle of \"extends\""));
    Json merged = withBase(Json::parse(data->json), reader, depth + 1);
    merged.erase("aliases");
    merged.erase("notes");
    merged.merge_patch(json);
    return merged;
}

class Parser {
public:
    Parser(const Json& json, JsonReader& reader) : m_json(json), m_reader(reader) {}

    Profile parse()
    {
        m_reader.checkKeys(m_json, {},
                           {"name",
                            "title",
                            "aliases",
                            "extends",
                            "notes",
                            "scale",
                            "activation",
                            "weight",
                            "narrow_weights",
                            "round_bias",
                            "guard_float",
                            "residual_fusion",
                            "residual_addend",
                            "neighbours_must_take",
                            "table_within_input",
                            "per_channel_depthwise",
                            "high_precision",
                            "classes",
                            "passive",
                            "tied",
                            "same_type",
                            "single_int16",
                            "patterns_off",
                            "float_ops",
                            "defaults",
                            "legal"});
        m_profile.name = m_reader.string(m_json, "name", {}).value_or("");
        m_profile.title = m_reader.string(m_json, "title", {}).value_or("");
        readFlags();
        readScales();
        readOperators();
        readDTypes();
        return std::move(m_profile);
    }

private:
    const Json& object(const char* key)
    {
        static const Json kEmpty = Json::object();
        if (!m_json.contains(key)) {
            m_reader.say({}, Text("the key \"{}\" is missing", key));
            return kEmpty;
        }
        return m_reader.isObject(m_json[key], key) ? m_json[key] : kEmpty;
    }

    void readFlags()
    {
        const auto flag = [&](const char* key, bool& field) { field = m_reader.boolean(m_json, key, {}).value_or(field); };
        flag("narrow_weights", m_profile.narrowWeights);
        flag("round_bias", m_profile.roundBias);
        flag("guard_float", m_profile.guardFloat);
        flag("residual_fusion", m_profile.residualFusion);
        flag("neighbours_must_take", m_profile.neighboursMustTake);
        flag("table_within_input", m_profile.tableWithinInput);
        flag("per_channel_depthwise", m_profile.perChannelDepthwise);
        if (m_json.contains("residual_addend"))
            m_profile.residualAddend = dtypes(m_json["residual_addend"], "residual_addend");
        const auto set = [&](const char* key, std::set<std::string>& field) {
            const auto list = m_reader.strings(m_json, key, {});
            field = {list.begin(), list.end()};
        };
        set("tied", m_profile.tied);
        set("same_type", m_profile.sameType);
        set("single_int16", m_profile.singleInt16);
        set("patterns_off", m_profile.patternsOff);
    }

    void readScales()
    {
        const Json& scale = object("scale");
        m_reader.checkKeys(scale, "scale", {"convention", "power_of_two", "clip_weight"});
        const auto convention = m_reader.oneOf(scale, "convention", "scale", {"horizon", "ort"});
        m_profile.scaleRule.convention = convention == "ort" ? Convention::Ort : Convention::Horizon;
        m_profile.scaleRule.powerOfTwo = m_reader.boolean(scale, "power_of_two", "scale").value_or(false);
        if (const auto weight = m_reader.number(scale, "clip_weight", "scale")) {
            m_profile.scaleRule.clipWeight = *weight;
            if (!(*weight >= 0.01 && *weight <= 100))
                m_reader.say("scale.clip_weight", Text("must be 0.01 to 100"));
        }
        m_profile.activation = m_reader.port(object("activation"), "activation", "output");
        m_profile.weight = m_reader.port(object("weight"), "weight", "weight");
        for (const auto& [where, port] : {std::pair{"activation", &m_profile.activation}, {"weight", &m_profile.weight}})
            if (!port->dtype || !port->observer || !port->scheme)
                m_reader.say(where, Text("must say dtype, observer and scheme"));
        const Json& high = object("high_precision");
        m_reader.checkKeys(high, "high_precision", {"dtype", "refused_with_dual_int16"});
        if (high.contains("dtype"))
            m_profile.highPrecision.dtype = m_reader.dtype(high["dtype"], "high_precision.dtype").value_or(DType::Float32);
        m_profile.highPrecision.refusedWithDualInt16 =
            m_reader.boolean(high, "refused_with_dual_int16", "high_precision").value_or(false);
    }

    void readOperators()
    {
        const Json& classes = object("classes");
        for (const auto& [name, list] : classes.items())
            for (const std::string& op : m_reader.strings(classes, name.c_str(), "classes"))
                if (!m_profile.classOf.emplace(op, name).second)
                    m_reader.say("classes." + name, Text("{} is in another class already", op));
        static const std::map<std::string, PassiveWhen> kWhen{{"always", PassiveWhen::Always},
                                                              {"nearest", PassiveWhen::Nearest},
                                                              {"linear", PassiveWhen::Linear},
                                                              {"zero_pad", PassiveWhen::ZeroPad}};
        for (const auto& [op, rows] : object("passive").items()) {
            const std::string where = "passive." + op;
            if (!m_reader.isObject(rows, where))
                continue;
            m_reader.checkKeys(rows, where, {"always", "nearest", "linear", "zero_pad"});
            for (const auto& [name, when] : kWhen)
                if (const auto how = m_reader.oneOf(rows, name.c_str(), where, {"exact", "rounded"}))
                    m_profile.passive[op][when] = *how == "exact";
        }
        for (const auto& [op, reason] : object("float_ops").items())
            m_profile.floatOps[op] =
                reason.is_string() ? reason.get<std::string>() : Text("the target has no such operator").format();
    }

    std::vector<DType> dtypes(const Json& list, const std::string& where)
    {
        std::vector<DType> result;
        if (!list.is_array()) {
            m_reader.say(where, Text("must be a list of dtypes"));
            return result;
        }
        for (const Json& entry : list)
            if (const auto dtype = m_reader.dtype(entry, where))
                result.push_back(*dtype);
        return result;
    }

    /// Calls read(row, port, value, where) for each entry of {operator: {port: value}}.
    template <typename Read>
    void forEachPort(const char* key, const Read& read)
    {
        for (const auto& [row, ports] : object(key).items()) {
            const std::string where = std::string(key) + "." + row;
            if (!m_reader.isObject(ports, where))
                continue;
            for (const auto& [port, value] : ports.items()) {
                if (!isPortName(port))
                    m_reader.say(where, Text("\"{}\" is no port", port));
                else
                    read(row, port, value, where + "." + port);
            }
        }
    }

    void readDTypes()
    {
        forEachPort("legal", [&](const auto& row, const auto& port, const Json& value, const auto& where) {
            m_profile.legal[row][port] = dtypes(value, where);
        });
        forEachPort("defaults", [&](const auto& row, const auto& port, const Json& value, const auto& where) {
            if (const auto dtype = m_reader.dtype(value, where))
                m_profile.defaults[row][port] = *dtype;
        });
    }

    const Json& m_json;
    JsonReader& m_reader;
    Profile m_profile;
};

} // namespace

std::vector<std::string> Profile::names()
{
    std::vector<std::string> names;
    for (const ProfileData& data : embeddedProfiles())
        names.emplace_back(data.name);
    std::sort(names.begin(), names.end()); // the files stood in the order of "bayes-e.json", "bayes.json"
    return names;
}

std::vector<std::string> Profile::allNames()
{
    std::vector<std::string> all = names();
    for (const ProfileData& data : embeddedProfiles())
        for (std::string& alias : aliasesOf(data))
            all.push_back(std::move(alias));
    return all;
}

Profile Profile::load(std::string_view nameOrAlias)
{
    const ProfileData* found = findData(nameOrAlias);
    for (const ProfileData& data : embeddedProfiles())
        for (const std::string& alias : aliasesOf(data))
            if (alias == nameOrAlias)
                found = &data;
    if (!found)
        refuseName(nameOrAlias);
    return fromJson(found->json);
}

Profile Profile::fromJson(std::string_view text)
{
    JsonReader reader;
    Json json = reader.parse(text, Text("the profile"));
    if (!reader.isObject(json, {}))
        reader.finish(Text("the profile can't be used"));
    json = withBase(std::move(json), reader);
    Profile profile = Parser(json, reader).parse();
    reader.finish(Text("the profile can't be used"));
    return profile;
}

} // namespace qb
