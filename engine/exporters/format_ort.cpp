// SPDX-License-Identifier: GPL-3.0-or-later
// ONNX Runtime's extra option TensorQuantOverrides, as JSON: {tensor: [{quant_type, scale, zero_point}]}, for a weight per
// channel one object per channel, the first of which says the axis. An operand that a node reads narrower is "convert":
// {quant_type, scale, zero_point, recv_nodes}. In Python quant_type is an enumeration, scale and zero_point are numpy values
// and recv_nodes a set; the README of this folder has the lines that make them. What is not listed is quantized as the tool's
// other options say; a tensor can't be listed as float.
#include "engine/exporters/config_parts.h"
#include "engine/exporters/tensor_table.h"
#include "engine/qconfig/json_reader.h"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace qb {

namespace {

using Json = nlohmann::ordered_json;

const std::vector<std::pair<std::string, DType>>& types()
{
    static const std::vector<std::pair<std::string, DType>> kTypes{{"QInt8", DType::Int8},
                                                                   {"QUInt8", DType::UInt8},
                                                                   {"QInt16", DType::Int16},
                                                                   {"QUInt16", DType::UInt16},
                                                                   {"QInt4", DType::Int4}};
    return kTypes;
}

std::string typeName(DType dtype)
{
    for (const auto& [name, d] : types())
        if (d == dtype)
            return name;
    return {};
}

Json oneOverride(const TensorEntry& e, std::size_t c)
{
    return {{"quant_type", typeName(*e.dtype)}, {"scale", static_cast<double>(e.scales[c])}, {"zero_point", e.zeroPoints[c]}};
}

/// "" where the format takes the entry.
Text refusal(const TensorEntry& e)
{
    if (typeName(*e.dtype).empty())
        return Text("ONNX Runtime's quantizer has no {}", toString(*e.dtype));
    if (e.scales.size() > 1 && !e.parameter)
        return Text("only initializers can have a scale per channel");
    return {};
}

void addConvert(Json& json, const TensorEntry& e, Losses& losses)
{
    if (!json.contains(e.tensor)) {
        losses.push_back({e.where, Text("a conversion needs the tensor itself in the file")});
        return;
    }
    Json& first = json[e.tensor][0];
    if (first["quant_type"] == typeName(*e.dtype)) {
        losses.push_back({e.where, Text("a conversion to the same type can't be written")});
        return;
    }
    Json convert = oneOverride(e, 0);
    convert["recv_nodes"] = e.readers;
    if (!first.contains("convert")) {
        first["convert"] = convert;
        return;
    }
    Json& known = first["convert"];
    if (known["quant_type"] != convert["quant_type"] || known["scale"] != convert["scale"])
        losses.push_back(
            {e.where, Text("another operand converts the same tensor to something else, and there is room for one")});
    else
        known["recv_nodes"].push_back(e.readers.front());
}

class OrtReader {
public:
    explicit OrtReader(const JsonReader::Json& json, JsonReader& reader, ReadConfig& read) : m_reader(reader), m_read(read)
    {
        for (const auto& [tensor, list] : json.items())
            readTensor(tensor, list);
    }

    std::vector<TensorEntry> entries;

private:
    void readTensor(const std::string& tensor, const JsonReader::Json& list)
    {
        if (!list.is_array()) {
            m_reader.say(tensor, Text("must be a list of objects"));
            return;
        }
        if (list.empty() || list[0].empty())
            return;
        TensorEntry entry;
        entry.tensor = tensor;
        entry.where = tensor;
        m_axisSaid = false;
        for (std::size_t c = 0; c < list.size(); ++c) {
            const std::string where = fmt::format("{}[{}]", tensor, c);
            if (!m_reader.isObject(list[c], where))
                return;
            m_reader.checkKeys(
                list[c], where,
                {"quant_type", "scale", "zero_point", "axis", "symmetric", "reduce_range", "rmin", "rmax", "convert"});
            readGrid(list[c], where, entry);
            if (list[c].contains("convert"))
                readConvert(list[c]["convert"], tensor, where + ".convert");
        }
        if (list.size() > 1 && entry.range) {
            m_read.notCarried.push_back(
                {tensor, Text("ranges per channel: give scales; the ranges are those of the weight here")});
            entry.range.reset();
        }
        if (!entry.scales.empty() && entry.scales.size() != list.size())
            m_reader.say(tensor, Text("all channels need a scale, or none"));
        if (list.size() > 1 && !m_axisSaid)
            m_reader.say(tensor, Text("several channels need an \"axis\" in the first object"));
        entries.push_back(std::move(entry));
    }

    void readGrid(const JsonReader::Json& json, const std::string& where, TensorEntry& entry)
    {
        if (const auto name = m_reader.string(json, "quant_type", where)) {
            const auto dtype = typeOf(*name, where);
            if (entry.dtype && dtype && entry.dtype != dtype)
                m_reader.say(where, Text("the channels of one tensor have one type"));
            entry.dtype = dtype ? dtype : entry.dtype;
        }
        const auto scale = m_reader.number(json, "scale", where);
        const auto zero = m_reader.number(json, "zero_point", where);
        if (json.contains("scale") != json.contains("zero_point"))
            m_reader.say(where, Text("scale and zero_point go together, give both or none"));
        if (scale && zero) {
            entry.scales.push_back(static_cast<float>(*scale));
            entry.zeroPoints.push_back(zeroPointOf(*zero).value_or(0));
            if (!zeroPointOf(*zero))
                m_reader.say(where + ".zero_point", Text("must be a whole number on the type's grid"));
        }
        for (const char* key : {"symmetric", "reduce_range", "rmin", "rmax"})
            if (json.contains("scale") && json.contains(key))
                m_reader.say(where, Text("\"{}\" has no meaning beside a scale", key));
        if (const auto axis = m_reader.number(json, "axis", where)) {
            m_axisSaid = true;
            if (!zeroPointOf(*axis) || std::abs(*axis) > 16)
                m_reader.say(where + ".axis", Text("must be a whole number"));
            else
                entry.axis = std::max(-1, static_cast<int>(*axis)); // from the end: that of the weight, checked by its size
        }
        if (const auto symmetric = m_reader.boolean(json, "symmetric", where))
            entry.scheme = *symmetric ? Scheme::Symmetric : Scheme::Affine;
        if (m_reader.boolean(json, "reduce_range", where) == true)
            m_read.notCarried.push_back({where, Text("reduce_range (7 bits) has no counterpart here")});
        const auto low = m_reader.number(json, "rmin", where);
        const auto high = m_reader.number(json, "rmax", where);
        if (low.has_value() != high.has_value())
            m_reader.say(where, Text("rmin and rmax go together, give both or none"));
        else if (low && *low > *high)
            m_reader.say(where, Text("{} is larger than {}", "rmin", "rmax"));
        else if (low && high)
            entry.range = {std::min(*low, 0.0), std::max(*high, 0.0)};
    }

    void readConvert(const JsonReader::Json& json, const std::string& tensor, const std::string& where)
    {
        if (!m_reader.isObject(json, where))
            return;
        m_reader.checkKeys(json, where, {"quant_type", "scale", "zero_point", "symmetric", "rmin", "rmax", "recv_nodes"});
        TensorEntry entry;
        entry.tensor = tensor;
        entry.where = where;
        entry.ofReaders = true;
        entry.readers = m_reader.strings(json, "recv_nodes", where);
        if (!json.contains("quant_type"))
            m_reader.say(where, Text("has no \"quant_type\""));
        readGrid(json, where, entry);
        entries.push_back(std::move(entry));
    }

    std::optional<DType> typeOf(const std::string& name, const std::string& where)
    {
        std::vector<std::string> known;
        for (const auto& [n, d] : types()) {
            if (n == name)
                return d;
            known.push_back(n);
        }
        m_reader.say(where + ".quant_type", Text("there is no \"{}\" here, there are {}", name, fmt::join(known, ", ")));
        return std::nullopt;
    }

    JsonReader& m_reader;
    ReadConfig& m_read;
    bool m_axisSaid = false;
};

} // namespace

std::string writeOrtOverrides(const ConfigSource& source, Losses& losses)
{
    Json json = Json::object();
    const std::vector<TensorEntry> entries = tensorEntries(source, Followers::LeftOut, Parameters::Written, losses);
    for (const TensorEntry& e : entries) {
        if (const Text why = refusal(e); !why.empty()) {
            losses.push_back({e.where, why});
            continue;
        }
        if (e.ofReaders)
            continue;
        Json list = Json::array();
        for (std::size_t c = 0; c < e.scales.size(); ++c)
            list.push_back(oneOverride(e, c));
        if (e.axis >= 0)
            list[0]["axis"] = e.axis;
        json[e.tensor] = list;
    }
    // After the tensors themselves, wherever their points stand.
    for (const TensorEntry& e : entries)
        if (e.ofReaders && refusal(e).empty())
            addConvert(json, e, losses);
    return json.dump(2) + "\n";
}

ReadConfig readOrtOverrides(std::string_view text, const Model& model, const Profile& profile)
{
    JsonReader reader;
    ReadConfig read;
    read.base = RuleSet::ofPreset(profile.name).rules;
    const JsonReader::Json json = reader.parse(text, Text("the overrides file"));
    std::vector<TensorEntry> entries;
    if (reader.isObject(json, ""))
        entries = OrtReader(json, reader, read).entries;
    std::vector<Text> problems = reader.problems();
    applyTensorEntries(entries, model, profile, read, problems);
    finishReading("ort-overrides", problems);
    return read;
}

} // namespace qb
