// SPDX-License-Identifier: GPL-3.0-or-later
// AIMET encodings: a tensor's integers q lie in 0 .. 2^bw - 1 and stand for (q + offset) * scale. An int8 grid with zero point
// z is therefore offset -(z + 128); a symmetric one has offset -128, or -127 where -128 is not used. What has no encoding
// is not quantized. Biases have encodings of their own there; here their scale follows from input and weight.
//
// 0.6.1: {"version", "activation_encodings": {tensor: [{bitwidth, dtype "int", is_symmetric "True", min, max, offset, scale}]},
//         "param_encodings": the same with one object per channel}
// 1.0.0: the two are lists of {name, dtype "INT", enc_type "PER_TENSOR" or "PER_CHANNEL", bw, is_sym, scale [], offset []}
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/json_reader.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

std::int64_t offsetOf(const TensorEntry& e, std::size_t c)
{
    const std::int64_t half = isSigned(*e.dtype) ? std::int64_t{1} << (bits(*e.dtype) - 1) : 0;
    return -(e.zeroPoints[c] + half) + (e.narrow && isSigned(*e.dtype) ? 1 : 0);
}

bool symmetricOf(const TensorEntry& e)
{
    return isSigned(*e.dtype) && std::all_of(e.zeroPoints.begin(), e.zeroPoints.end(), [](auto z) { return z == 0; });
}

std::vector<TensorEntry> listedEntries(const ConfigSource& source, Losses& losses)
{
    std::vector<TensorEntry> entries = tensorEntries(source, Followers::Written, Parameters::Written, losses);
    std::erase_if(entries, [&](const TensorEntry& e) {
        if (e.ofReaders)
            losses.push_back({e.where, Text("a tensor has one encoding, an operand's own dtype has no place beside it")});
        return e.ofReaders;
    });
    return entries;
}

Json encoding06(const TensorEntry& e, std::size_t c)
{
    const double scale = static_cast<double>(e.scales[c]);
    const auto offset = static_cast<double>(offsetOf(e, c));
    const double steps = std::exp2(bits(*e.dtype)) - 1 - (e.narrow && isSigned(*e.dtype) ? 1 : 0);
    return {{"bitwidth", bits(*e.dtype)},
            {"dtype", "int"},
            {"is_symmetric", symmetricOf(e) ? "True" : "False"},
            {"max", (offset + steps) * scale},
            {"min", offset * scale},
            {"offset", offsetOf(e, c)},
            {"scale", scale}};
}

Json encoding10(const TensorEntry& e)
{
    Json json{{"name", e.tensor}};
    json["dtype"] = isInteger(*e.dtype) ? "INT" : "FLOAT";
    json["enc_type"] = e.scales.size() > 1 ? "PER_CHANNEL" : "PER_TENSOR";
    json["bw"] = bits(*e.dtype);
    if (!isInteger(*e.dtype))
        return json;
    json["is_sym"] = symmetricOf(e);
    json["scale"] = Json::array();
    json["offset"] = Json::array();
    for (std::size_t c = 0; c < e.scales.size(); ++c) {
        json["scale"].push_back(static_cast<double>(e.scales[c]));
        json["offset"].push_back(offsetOf(e, c));
    }
    return json;
}

/// One encoding as both versions write it, under names of their own.
struct Encoding {
    std::optional<double> bits;
    std::string dtype;
    bool symmetric = false;
    std::vector<double> scales;
    std::vector<double> offsets;
};

class AimetReader {
public:
    AimetReader(const Model& model, const Profile& profile) : m_model(model), m_profile(profile) { m_read.complete = true; }

    ReadConfig read(std::string_view text, bool version1)
    {
        const JsonReader::Json json = m_reader.parse(text, Text("the AIMET encodings file"));
        if (m_reader.isObject(json, "")) {
            m_reader.checkKeys(
                json, "",
                {"version", "activation_encodings", "param_encodings", "quantizer_args", "excluded_layers", "producer"});
            const std::string version = m_reader.string(json, "version", "").value_or(version1 ? "1.0.0" : "0.6.1");
            if (!version.starts_with("0.") && !version.starts_with("1."))
                m_reader.say("version", Text("there is no version {} here, 0.6.1 and 1.0.0 can be read", version));
            else if (version.starts_with("1.") != version1)
                m_reader.say("version",
                             Text("{} is read by the format {}", version, version1 ? Text("aimet-0.6") : Text("aimet")));
            else
                for (const char* key : {"activation_encodings", "param_encodings"})
                    readGroup(json, key, version1);
        }
        std::vector<Text> problems = m_reader.problems();
        applyTensorEntries(m_entries, m_model, m_profile, m_read, problems);
        finishReading(version1 ? "aimet" : "aimet-0.6", problems);
        return std::move(m_read);
    }

private:
    void readGroup(const JsonReader::Json& json, const char* key, bool version1)
    {
        if (!json.contains(key)) {
            m_reader.say("", Text("has no \"{}\"", key));
            return;
        }
        const JsonReader::Json& group = json[key];
        if (version1 ? !group.is_array() : !group.is_object()) {
            m_reader.say(key, version1 ? Text("must be a list") : Text("must be an object, {{tensor: [...]}}"));
            return;
        }
        std::size_t index = 0;
        for (const auto& [name, value] : group.items()) {
            const std::string where = version1 ? fmt::format("{}[{}]", key, index++) : fmt::format("{}.{}", key, name);
            version1 ? readOne(value, where) : readList(name, value, where);
        }
    }

    void readOne(const JsonReader::Json& json, const std::string& where)
    {
        if (!m_reader.isObject(json, where))
            return;
        m_reader.checkKeys(json, where,
                           {"name", "dtype", "enc_type", "bw", "is_sym", "scale", "offset", "block_size", "compressed_bw",
                            "per_block_int_scale"});
        const auto name = m_reader.string(json, "name", where);
        if (!name)
            m_reader.say(where, Text("has no \"name\""));
        const auto type = m_reader.oneOf(json, "enc_type", where, {"PER_TENSOR", "PER_CHANNEL", "PER_BLOCK", "LPBQ", "VECTOR"});
        if (name && type && *type != "PER_TENSOR" && *type != "PER_CHANNEL") {
            m_read.notCarried.push_back({where + ": " + *name, Text("block quantization has no counterpart here")});
            return;
        }
        Encoding e;
        e.bits = m_reader.number(json, "bw", where);
        e.dtype = m_reader.oneOf(json, "dtype", where, {"INT", "FLOAT"}).value_or("INT");
        e.symmetric = m_reader.boolean(json, "is_sym", where).value_or(false);
        e.scales = numbers(json, "scale", where);
        e.offsets = numbers(json, "offset", where);
        if (name)
            add(*name, e, where);
    }

    std::vector<double> numbers(const JsonReader::Json& json, const char* key, const std::string& where)
    {
        std::vector<double> result;
        if (!json.contains(key))
            return result;
        for (const JsonReader::Json& j : json[key].is_array() ? json[key] : JsonReader::Json::array({json[key]})) {
            if (!j.is_number() || !std::isfinite(j.get<double>())) {
                m_reader.say(where + "." + key, Text("must be a number, or a list of numbers"));
                return {};
            }
            result.push_back(j.get<double>());
        }
        return result;
    }

    void readList(const std::string& name, const JsonReader::Json& list, const std::string& where)
    {
        if (!list.is_array() || list.empty()) {
            m_reader.say(where, Text("must be a list with one encoding, or one per channel"));
            return;
        }
        Encoding all;
        for (std::size_t i = 0; i < list.size(); ++i) {
            const std::string place = fmt::format("{}[{}]", where, i);
            if (!m_reader.isObject(list[i], place))
                return;
            readEncoding06(list[i], place, all);
        }
        if (all.scales.size() != list.size() && all.dtype == "INT")
            m_reader.say(where, Text("some of its encodings have no scale"));
        else
            add(name, all, where);
    }

    void readEncoding06(const JsonReader::Json& json, const std::string& where, Encoding& all)
    {
        m_reader.checkKeys(json, where, {"bitwidth", "dtype", "is_symmetric", "max", "min", "offset", "scale"});
        all.bits = m_reader.number(json, "bitwidth", where);
        all.dtype = m_reader.oneOf(json, "dtype", where, {"int", "float"}) == "float" ? "FLOAT" : "INT";
        all.symmetric = m_reader.oneOf(json, "is_symmetric", where, {"True", "False"}) == "True";
        const auto scale = m_reader.number(json, "scale", where);
        const auto offset = m_reader.number(json, "offset", where);
        const auto min = m_reader.number(json, "min", where);
        const auto max = m_reader.number(json, "max", where);
        if (min && max && *min > *max)
            m_reader.say(where, Text("{} is larger than {}", "min", "max"));
        if (scale && offset) {
            all.scales.push_back(*scale);
            all.offsets.push_back(*offset);
        } else if (min && max && all.bits && *max > *min) {
            all.scales.push_back((*max - *min) / (std::exp2(*all.bits) - 1));
            all.offsets.push_back(std::nearbyint(*min / all.scales.back()));
        }
    }

    void add(const std::string& name, const Encoding& e, const std::string& where)
    {
        TensorEntry entry;
        entry.tensor = name;
        entry.where = where;
        if (e.dtype == "FLOAT") {
            entry.dtype = e.bits == 16 ? DType::Float16 : DType::Float32;
            m_entries.push_back(entry);
            return;
        }
        if (e.bits == 32) {
            m_read.notCarried.push_back({where + ": " + name, Text("the scale of a bias follows from input and weight here")});
            return;
        }
        if (!(e.bits == 4 || e.bits == 8 || e.bits == 16)) {
            m_reader.say(where, Text("the bit width must be 4, 8, 16 or 32"));
            return;
        }
        if (e.scales.empty() || e.scales.size() != e.offsets.size()) {
            m_reader.say(where, Text("needs as many offsets as scales, and at least one"));
            return;
        }
        const double half = std::exp2(*e.bits - 1);
        entry.dtype = e.bits == 4 ? DType::Int4 : e.bits == 8 ? DType::Int8 : DType::Int16;
        for (std::size_t c = 0; c < e.scales.size(); ++c) {
            const double zero = e.symmetric ? 0 : -e.offsets[c] - half;
            if (e.symmetric && e.offsets[c] != -half && e.offsets[c] != -half + 1)
                m_reader.say(where, Text("a symmetric encoding of {} bits has the offset {} or {}, not {}", *e.bits, -half,
                                         -half + 1, e.offsets[c]));
            if (zero < -half || zero >= half || zero != std::floor(zero))
                m_reader.say(where, Text("the offset {} is not in {} to 0", e.offsets[c], 1 - 2 * half));
            entry.narrow = entry.narrow || (e.symmetric && e.offsets[c] == -half + 1);
            entry.scales.push_back(static_cast<float>(e.scales[c]));
            entry.zeroPoints.push_back(zeroPointOf(zero).value_or(0));
        }
        m_entries.push_back(std::move(entry));
    }

    const Model& m_model;
    const Profile& m_profile;
    JsonReader m_reader;
    ReadConfig m_read;
    std::vector<TensorEntry> m_entries;
};

} // namespace

std::string writeAimet(const ConfigSource& source, Losses& losses)
{
    Json json{{"version", "1.0.0"}, {"activation_encodings", Json::array()}, {"param_encodings", Json::array()}};
    for (const TensorEntry& e : listedEntries(source, losses))
        json[e.parameter ? "param_encodings" : "activation_encodings"].push_back(encoding10(e));
    return json.dump(2) + "\n";
}

std::string writeAimet06(const ConfigSource& source, Losses& losses)
{
    Json json{{"version", "0.6.1"}, {"activation_encodings", Json::object()}, {"param_encodings", Json::object()}};
    for (const TensorEntry& e : listedEntries(source, losses)) {
        Json list = Json::array();
        for (std::size_t c = 0; c < e.scales.size(); ++c)
            list.push_back(encoding06(e, c));
        if (list.empty())
            list.push_back({{"bitwidth", bits(*e.dtype)}, {"dtype", "float"}});
        json[e.parameter ? "param_encodings" : "activation_encodings"][e.tensor] = list;
    }
    return json.dump(2) + "\n";
}

ReadConfig readAimet(std::string_view text, const Model& model, const Profile& profile)
{
    return AimetReader(model, profile).read(text, true);
}

ReadConfig readAimet06(std::string_view text, const Model& model, const Profile& profile)
{
    return AimetReader(model, profile).read(text, false);
}

} // namespace qb
