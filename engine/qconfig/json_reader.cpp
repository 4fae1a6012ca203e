// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/json_reader.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

#include <fmt/format.h>

namespace qb {

JsonReader::Json JsonReader::parse(std::string_view text, const Text& what)
{
    std::vector<std::set<std::string>> keys;
    const auto watch = [&](int, Json::parse_event_t event, Json& parsed) {
        if (event == Json::parse_event_t::object_start)
            keys.emplace_back();
        else if (event == Json::parse_event_t::object_end)
            keys.pop_back();
        else if (event == Json::parse_event_t::key && !keys.back().insert(parsed.get<std::string>()).second)
            say({}, Text("the key \"{}\" stands twice in one object", parsed.get<std::string>()));
        return true;
    };
    try {
        return Json::parse(text, watch);
    } catch (const Json::exception& e) {
        throw Error(ErrorCode::BadInput, Text("{} is no JSON: {}", what, e.what()), Text("correct it at that place"));
    }
}

void JsonReader::sayAll(const std::string& where, std::span<const Text> problems)
{
    for (const Text& p : problems)
        say(where, p);
}

void JsonReader::checkKeys(const Json& object, const std::string& where, const std::vector<std::string>& known)
{
    for (const auto& [key, value] : object.items()) {
        if (std::find(known.begin(), known.end(), key) != known.end())
            continue;
        say(where, Text("there is no key \"{}\", {}", key, nearestOrAll(key, known)));
    }
}

bool JsonReader::isObject(const Json& value, const std::string& where)
{
    if (!value.is_object())
        say(where, Text("must be an object, {{...}}"));
    return value.is_object();
}

namespace {

std::string path(const std::string& where, const char* key) { return where.empty() ? key : where + "." + key; }

} // namespace

std::optional<std::string> JsonReader::string(const Json& object, const char* key, const std::string& where)
{
    if (!object.contains(key))
        return std::nullopt;
    if (object[key].is_string())
        return object[key].get<std::string>();
    say(path(where, key), Text("must be a text in quotes"));
    return std::nullopt;
}

std::optional<double> JsonReader::number(const Json& object, const char* key, const std::string& where)
{
    if (!object.contains(key))
        return std::nullopt;
    if (object[key].is_number() && std::isfinite(object[key].get<double>()))
        return object[key].get<double>();
    say(path(where, key), Text("must be a number"));
    return std::nullopt;
}

std::optional<bool> JsonReader::boolean(const Json& object, const char* key, const std::string& where)
{
    if (!object.contains(key))
        return std::nullopt;
    if (object[key].is_boolean())
        return object[key].get<bool>();
    say(path(where, key), Text("must be true or false"));
    return std::nullopt;
}

std::vector<std::string> JsonReader::strings(const Json& object, const char* key, const std::string& where)
{
    std::vector<std::string> result;
    if (!object.contains(key))
        return result;
    const Json& list = object[key];
    if (!list.is_array() || std::any_of(list.begin(), list.end(), [](const Json& j) { return !j.is_string(); })) {
        say(path(where, key), Text("must be a list of texts"));
        return result;
    }
    return list.get<std::vector<std::string>>();
}

std::optional<DType> JsonReader::dtype(const Json& value, const std::string& where)
{
    if (!value.is_string()) {
        say(where, Text("must be the name of a dtype"));
        return std::nullopt;
    }
    std::vector<Text> problems;
    const auto dtype = readDType(value.get<std::string>(), problems);
    sayAll(where, problems);
    return dtype;
}

std::optional<std::string> JsonReader::oneOf(const Json& object, const char* key, const std::string& where,
                                             const std::vector<std::string>& known)
{
    auto word = string(object, key, where);
    if (!word || std::find(known.begin(), known.end(), *word) != known.end())
        return word;
    say(path(where, key), Text("there is no \"{}\", {}", *word, nearestOrAll(*word, known)));
    return std::nullopt;
}

const std::vector<std::string>& portOptionKeys()
{
    static const std::vector<std::string> kKeys{"dtype", "observer",   "params", "scheme",      "threshold",
                                                "scale", "zero_point", "range",  "per_channel", "fix_scale"};
    return kKeys;
}

PortConfig JsonReader::port(const Json& value, const std::string& where, const std::string& portName)
{
    PortConfig c;
    if (value.is_string()) {
        c.dtype = dtype(value, where);
        sayAll(where, problemsOf(portName, c));
        return c;
    }
    if (!isObject(value, where))
        return c;
    checkKeys(value, where, portOptionKeys());
    std::vector<Text> problems;
    if (value.contains("dtype"))
        c.dtype = dtype(value["dtype"], path(where, "dtype"));
    if (const auto name = string(value, "observer", where))
        c.observer = readObserver(*name, problems);
    if (const auto name = string(value, "scheme", where))
        c.scheme = readScheme(*name, problems);
    c.threshold = number(value, "threshold", where);
    if (value.contains("scale") && value["scale"].is_array()) {
        for (const Json& scale : value["scale"])
            c.scale.push_back(scale.is_number() ? scale.get<double>() : std::nan(""));
        if (c.scale.empty())
            say(path(where, "scale"), Text("must be a number, or a list of numbers"));
    } else if (const auto scale = number(value, "scale", where)) {
        c.scale = {*scale};
    }
    c.perChannel = boolean(value, "per_channel", where);
    c.fixScale = boolean(value, "fix_scale", where);
    if (const auto zero = number(value, "zero_point", where)) {
        if (*zero == std::floor(*zero) && std::abs(*zero) <= 65535)
            c.zeroPoint = static_cast<std::int32_t>(*zero);
        else
            say(path(where, "zero_point"), Text("must be a whole number of at most 16 bits"));
    }
    if (value.contains("range")) {
        const Json& r = value["range"];
        if (r.is_array() && r.size() == 2 && r[0].is_number() && r[1].is_number())
            c.range = {r[0].get<double>(), r[1].get<double>()};
        else
            say(path(where, "range"), Text("must be [LO, HI]"));
    }
    if (value.contains("params") && !value.contains("observer"))
        say(where, Text("params need an observer beside them"));
    else if (value.contains("params") && isObject(value["params"], path(where, "params")) && c.observer)
        for (const auto& [key, number] : value["params"].items()) {
            if (number.is_number())
                c.observer->params[key] = number.get<double>();
            else
                say(path(where, "params"), Text("{} must be a number", key));
        }
    sayAll(where, problems);
    sayAll(where, problemsOf(portName, c));
    return c;
}

void JsonReader::finish(const Text& what) const
{
    if (!m_problems.empty())
        throwProblems(what, m_problems);
}

nlohmann::json toJson(const PortConfig& c)
{
    nlohmann::json json = nlohmann::json::object();
    if (c.dtype)
        json["dtype"] = toString(*c.dtype);
    if (c.observer) {
        json["observer"] = toString(c.observer->method);
        if (!c.observer->params.empty())
            json["params"] = c.observer->params;
    }
    if (c.scheme)
        json["scheme"] = toString(*c.scheme);
    if (c.threshold)
        json["threshold"] = *c.threshold;
    if (c.scale.size() == 1)
        json["scale"] = c.scale.front();
    else if (!c.scale.empty())
        json["scale"] = c.scale;
    if (c.zeroPoint)
        json["zero_point"] = *c.zeroPoint;
    if (c.range)
        json["range"] = {c.range->first, c.range->second};
    if (c.perChannel)
        json["per_channel"] = *c.perChannel;
    if (c.fixScale)
        json["fix_scale"] = *c.fixScale;
    return json;
}

} // namespace qb
