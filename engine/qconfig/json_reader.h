// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/qconfig/config_text.h"

#include <nlohmann/json.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// Reads a JSON document and notes all that is wrong with it, each with its place ("rules[2].dtype"), instead of stopping
/// at the first. Getters give nothing where a key is absent or wrong.
class JsonReader {
public:
    using Json = nlohmann::json;

    /// Parses; a key that stands twice in one object is a problem too. Throws Error(BadInput) for what is no JSON.
    [[nodiscard]] Json parse(std::string_view text, const Text& what);

    void say(const std::string& where, const Text& problem)
    {
        m_problems.push_back(where.empty() ? problem : Text("{}: {}", where, problem));
    }
    void sayAll(const std::string& where, std::span<const Text> problems);
    /// Every key that is not among `known`, with the nearest known one.
    void checkKeys(const Json& object, const std::string& where, const std::vector<std::string>& known);
    /// False and a problem where it is no object.
    bool isObject(const Json& value, const std::string& where);

    [[nodiscard]] std::optional<std::string> string(const Json& object, const char* key, const std::string& where);
    [[nodiscard]] std::optional<double> number(const Json& object, const char* key, const std::string& where);
    [[nodiscard]] std::optional<bool> boolean(const Json& object, const char* key, const std::string& where);
    [[nodiscard]] std::vector<std::string> strings(const Json& object, const char* key, const std::string& where);
    [[nodiscard]] std::optional<DType> dtype(const Json& value, const std::string& where);
    /// One of `known`, said with the nearest where it is none.
    [[nodiscard]] std::optional<std::string> oneOf(const Json& object, const char* key, const std::string& where,
                                                   const std::vector<std::string>& known);
    /// {dtype, observer, params, scheme, threshold | scale, zero_point | range, per_channel, fix_scale}; `portName` for the words.
    [[nodiscard]] PortConfig port(const Json& value, const std::string& where, const std::string& portName);

    [[nodiscard]] const std::vector<Text>& problems() const { return m_problems; }
    /// Throws one error with all problems, if there are any.
    void finish(const Text& what) const;

private:
    std::vector<Text> m_problems;
};

[[nodiscard]] const std::vector<std::string>& portOptionKeys();
[[nodiscard]] nlohmann::json toJson(const PortConfig& config);

} // namespace qb
