// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/data/data_options.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/numbers.h"
#include "engine/data/problems.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qb {

namespace {

using nlohmann::json;

/// Takes one field after the other out of an object; what is left over is unknown.
class FieldReader {
public:
    FieldReader(const json& object, Problems& problems) : m_object(object), m_problems(problems) {}

    template <typename Take>
    void field(const std::string& key, const Text& wanted, Take take)
    {
        m_known.push_back(key);
        const auto found = m_object.find(key);
        if (found != m_object.end() && !take(*found))
            m_problems.add(Text("{} wants {}, got {}", key, wanted, found->dump()));
    }

    template <typename T>
    void count(const std::string& key, T& target, std::int64_t least)
    {
        field(key, Text("a whole number of {} or more", least), [&](const json& value) {
            if (!value.is_number_integer() || (!value.is_number_unsigned() && value.get<std::int64_t>() < least) ||
                value.get<std::uint64_t>() < static_cast<std::uint64_t>(least))
                return false;
            target = value.get<std::uint64_t>();
            return true;
        });
    }

    void finish()
    {
        for (const auto& [key, value] : m_object.items())
            if (std::find(m_known.begin(), m_known.end(), key) == m_known.end())
                m_problems.addUnknown("", Text("key"), key, m_known);
    }

private:
    const json& m_object;
    Problems& m_problems;
    std::vector<std::string> m_known;
};

template <typename T>
bool takeMap(const json& value, std::map<std::string, T>& target)
{
    if (!value.is_object())
        return false;
    for (const auto& [key, element] : value.items()) {
        if constexpr (std::is_same_v<T, std::string>) {
            if (!element.is_string())
                return false;
        } else if (!element.is_number_integer()) {
            return false;
        }
        target[key] = element.template get<T>();
    }
    return true;
}

bool takeRange(const json& value, std::optional<SampleRange>& target)
{
    if (!value.is_array() || value.size() != 2 || !value[0].is_number_unsigned() || !value[1].is_number_unsigned())
        return false;
    target = SampleRange{value[0].get<std::uint64_t>(), value[1].get<std::uint64_t>()};
    return true;
}

} // namespace

json toJson(const DataOptions& options)
{
    json result{{"path", options.path}};
    if (!options.preprocess.empty())
        result["preprocess"] = toJson(options.preprocess);
    if (options.rawDtype)
        result["raw_dtype"] = std::string(toString(*options.rawDtype));
    if (options.samples)
        result["samples"] = *options.samples;
    if (options.range)
        result["range"] = {options.range->begin, options.range->end};
    if (!options.also.empty())
        result["also"] = options.also;
    if (options.sample)
        result["sample"] = *options.sample;
    if (!options.dims.empty())
        result["dims"] = options.dims;
    if (!options.inputs.empty())
        result["inputs"] = options.inputs;
    for (const auto& [key, value] :
         {std::pair{"frame", options.wav.frame}, {"hop", options.wav.hop}, {"context", options.wav.context}})
        if (value != 0)
            result[key] = value;
    if (options.seed != 0)
        result["seed"] = options.seed;
    return result;
}

DataOptions dataOptionsFromJson(const json& source)
{
    Problems problems;
    DataOptions options;
    if (!source.is_object())
        throw Error(ErrorCode::BadInput, Text("data options: they are no JSON object"));
    FieldReader reader(source, problems);
    reader.field("path", Text("text"),
                 [&](const json& value) { return value.is_string() && (options.path = value.get<std::string>(), true); });
    reader.field("preprocess", Text("an object"), [&](const json& value) {
        try {
            options.preprocess = preprocessFromJson(value);
        } catch (const Error& e) { // its problems join those of the other keys
            problems.add(e.message());
        }
        return true;
    });
    reader.field("raw_dtype", Text("a type such as uint8"), [&](const json& value) {
        options.rawDtype = value.is_string() ? elementTypeFromString(value.get<std::string>()) : std::nullopt;
        return options.rawDtype.has_value();
    });
    reader.count("samples", options.samples, 1);
    reader.field("range", Text("[begin, end]"), [&](const json& value) { return takeRange(value, options.range); });
    reader.field("also", Text("a list of whole numbers"), [&](const json& value) {
        const bool fits =
            value.is_array() && std::all_of(value.begin(), value.end(), [](const json& v) { return v.is_number_unsigned(); });
        if (fits)
            options.also = value.get<std::set<std::uint64_t>>();
        return fits;
    });
    reader.count("sample", options.sample, 0);
    reader.field("dims", Text("an object of whole numbers"), [&](const json& value) { return takeMap(value, options.dims); });
    reader.field("inputs", Text("an object of texts"), [&](const json& value) { return takeMap(value, options.inputs); });
    reader.count("frame", options.wav.frame, 0);
    reader.count("hop", options.wav.hop, 0);
    reader.count("context", options.wav.context, 0);
    reader.count("seed", options.seed, 0);
    reader.finish();
    problems.throwIfAny(Text("data options"), Text("correct the keys and values named above"));
    return options;
}

SampleRange sampleRangeFromText(const std::string& text)
{
    const std::vector<std::string> parts = split(text, ':');
    const auto begin = integerFromText(parts.front());
    const auto end = integerFromText(parts.back());
    if (parts.size() != 2 || !begin || !end || *begin < 0 || *end <= *begin)
        throw Error(ErrorCode::Usage, Text("a range is A:B with 0 <= A < B, got '{}'", text), Text("e.g. --range 0:64"));
    return {static_cast<std::uint64_t>(*begin), static_cast<std::uint64_t>(*end)};
}

} // namespace qb
