// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/config_text.h"

#include "engine/base/error.h"
#include "engine/base/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>

#include <fmt/format.h>

namespace qb {

namespace {

using Problems = std::vector<Text>;

Text unknown(const Text& what, std::string_view word, const std::vector<std::string>& known)
{
    return Text("there is no {} \"{}\", {}", what, word, nearestOrAll(word, known));
}

std::optional<bool> readBool(std::string_view text)
{
    if (text == "yes" || text == "true")
        return true;
    return text == "no" || text == "false" ? std::optional(false) : std::nullopt;
}

const std::vector<std::string>& optionNames()
{
    static const std::vector<std::string> kNames{"observer",   "scheme", "threshold",   "scale",
                                                 "zero_point", "range",  "per_channel", "fix_scale"};
    return kNames;
}

void setNumber(std::optional<double>& field, std::string_view key, std::string_view value, Problems& problems)
{
    field = readNumber(value);
    if (!field)
        problems.push_back(Text("{} must be a number, not \"{}\"", key, value));
}

void setBool(std::optional<bool>& field, std::string_view key, std::string_view value, Problems& problems)
{
    field = readBool(value);
    if (!field)
        problems.push_back(Text("{} must be yes or no, not \"{}\"", key, value));
}

void setOption(PortConfig& port, std::string_view key, std::string_view value, Problems& problems)
{
    if (key == "observer") {
        port.observer = readObserver(value, problems);
    } else if (key == "scheme") {
        port.scheme = readScheme(value, problems);
    } else if (key == "threshold") {
        setNumber(port.threshold, key, value, problems);
    } else if (key == "scale") {
        port.scale.clear();
        for (const std::string_view one : split(value, ':')) {
            std::optional<double> scale;
            setNumber(scale, key, one, problems);
            port.scale.push_back(scale.value_or(1));
        }
    } else if (key == "per_channel") {
        setBool(port.perChannel, key, value, problems);
    } else if (key == "fix_scale") {
        setBool(port.fixScale, key, value, problems);
    } else if (key == "zero_point") {
        const auto number = readNumber(value);
        if (number && *number == std::floor(*number) && std::abs(*number) <= 65535)
            port.zeroPoint = static_cast<std::int32_t>(*number);
        else
            problems.push_back(Text("zero_point must be a whole number of at most 16 bits, not \"{}\"", value));
    } else if (key == "range") {
        const auto ends = split(value, ':');
        const auto lo = readNumber(ends.front());
        const auto hi = readNumber(ends.back());
        if (ends.size() == 2 && lo && hi)
            port.range = {*lo, *hi};
        else
            problems.push_back(Text("range must be LO:HI, not \"{}\"", value));
    } else {
        problems.push_back(unknown(Text("option"), key, optionNames()));
    }
}

/// The pieces between commas; quotes (removed) keep what is inside together.
std::vector<std::string> pieces(std::string_view text, Problems& problems)
{
    std::vector<std::string> result(1);
    bool quoted = false;
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (c == ',' && !quoted)
            result.emplace_back();
        else
            result.back() += c;
    }
    if (quoted)
        problems.push_back(Text("a quote is not closed"));
    return result;
}

void readPiece(std::string_view piece, UnitConfig& config, std::string& port, Problems& problems)
{
    const std::size_t equals = piece.find('=');
    if (equals == std::string_view::npos) {
        if (piece == "freeze" || piece == "unset")
            (piece == "freeze" ? config.freeze : config.unset) = true;
        else if (const auto dtype = readDType(piece, problems))
            *dtype == DType::Float32 ? void(config.wholeFloat = true) : void(config.ports["output"].dtype = dtype);
        return;
    }
    std::string_view key = trimmed(piece.substr(0, equals));
    const std::string_view value = trimmed(piece.substr(equals + 1));
    if (isPortName(key)) {
        port = key;
        config.ports[port].dtype = readDType(value, problems);
        return;
    }
    if (const std::size_t dot = key.find('.'); dot != std::string_view::npos) {
        if (!isPortName(key.substr(0, dot))) {
            problems.push_back(
                unknown(Text("port"), key.substr(0, dot), {"input", "input0", "input1", "weight", "output", "output1"}));
            return;
        }
        setOption(config.ports[std::string(key.substr(0, dot))], key.substr(dot + 1), value, problems);
        return;
    }
    setOption(config.ports[port], key, value, problems);
}

} // namespace

std::vector<std::string> dtypeNames() { return {"int4", "int8", "uint8", "int16", "uint16", "float16", "float"}; }

std::vector<std::string> observerNames()
{
    std::vector<std::string> names;
    for (const Method m : allMethods())
        names.emplace_back(toString(m));
    return names;
}

std::optional<DType> readDType(std::string_view text, Problems& problems)
{
    const auto dtype = dtypeFromString(text);
    if (!dtype)
        problems.push_back(unknown(Text("dtype"), text, dtypeNames()));
    return dtype;
}

std::optional<Scheme> readScheme(std::string_view text, Problems& problems)
{
    const auto scheme = schemeFromString(text);
    if (!scheme)
        problems.push_back(unknown(Text("scheme"), text, {"symmetric", "affine"}));
    return scheme;
}

std::optional<Observer> readObserver(std::string_view text, Problems& problems)
{
    const auto parts = split(text, ':');
    const auto method = methodFromString(parts.front());
    if (!method) {
        problems.push_back(unknown(Text("observer"), parts.front(), observerNames()));
        return std::nullopt;
    }
    Observer observer{*method, {}};
    for (std::size_t i = 1; i < parts.size(); ++i) {
        const std::size_t equals = parts[i].find('=');
        const auto number =
            equals == std::string::npos ? std::nullopt : readNumber(std::string_view(parts[i]).substr(equals + 1));
        if (number)
            observer.params[parts[i].substr(0, equals)] = *number;
        else
            problems.push_back(Text("a parameter of an observer is NAME=NUMBER, not \"{}\"", parts[i]));
    }
    return observer;
}

std::optional<double> readNumber(std::string_view text)
{
    double value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && std::isfinite(value) ? std::optional(value) : std::nullopt;
}

std::string exactText(double value) { return fmt::format("{}", value); }

void throwProblems(const Text& what, std::span<const Text> problems)
{
    const Text message =
        problems.size() == 1 ? Text("{}: {}", what, problems.front()) : Text("{}\n  {}", what, Text::joined(problems, "\n  "));
    throw Error(ErrorCode::BadInput, message,
                problems.size() == 1 ? Text("correct it") : Text("correct these {} places", problems.size()),
                {{"problems", std::to_string(problems.size())}});
}

UnitConfig parseConfig(std::string_view text)
{
    Problems problems;
    UnitConfig config;
    std::string port = "output";
    for (const std::string& piece : pieces(text, problems)) {
        if (trimmed(piece).empty())
            problems.push_back(Text("an entry is empty"));
        else
            readPiece(trimmed(piece), config, port, problems);
    }
    for (const auto& [name, c] : config.ports)
        for (Text& p : problemsOf(name, c))
            problems.push_back(std::move(p));
    if (config.wholeFloat &&
        std::any_of(config.ports.begin(), config.ports.end(), [](const auto& p) { return p.second.dtype.has_value(); }))
        problems.push_back(Text("\"float\" makes the whole unit float, so no other dtype can be given beside it; for the output "
                                "alone write output=float"));
    if (config.unset && (config.freeze || config.wholeFloat || !config.ports.empty()))
        problems.push_back(Text("\"unset\" stands alone"));
    if (!problems.empty())
        throwProblems(Text("the configuration \"{}\" can't be read", text), problems);
    return config;
}

namespace {

void appendPort(std::vector<std::string>& parts, const std::string& name, const PortConfig& c, std::size_t mostScales)
{
    const bool output = name == "output";
    if (c.dtype)
        parts.push_back((output && *c.dtype != DType::Float32 ? "" : name + "=") + std::string(toString(*c.dtype)));
    const std::string prefix = output ? "" : name + ".";
    const auto add = [&](const char* key, const std::string& value) { parts.push_back(prefix + key + "=" + value); };
    if (c.observer)
        add("observer", c.observer->text());
    if (c.scheme)
        add("scheme", std::string(toString(*c.scheme)));
    if (c.threshold)
        add("threshold", exactText(*c.threshold));
    if (c.scale.size() > mostScales) {
        add("scale", fmt::format("{}:... ({})", exactText(c.scale.front()), c.scale.size()));
    } else if (!c.scale.empty()) {
        std::vector<std::string> scales(c.scale.size());
        std::transform(c.scale.begin(), c.scale.end(), scales.begin(), [](double scale) { return exactText(scale); });
        add("scale", fmt::format("{}", fmt::join(scales, ":")));
    }
    if (c.zeroPoint)
        add("zero_point", std::to_string(*c.zeroPoint));
    if (c.range)
        add("range", exactText(c.range->first) + ":" + exactText(c.range->second));
    if (c.perChannel)
        add("per_channel", *c.perChannel ? "yes" : "no");
    if (c.fixScale)
        add("fix_scale", *c.fixScale ? "yes" : "no");
}

std::string textOf(const UnitConfig& config, std::size_t mostScales)
{
    std::vector<std::string> parts;
    if (config.wholeFloat)
        parts.emplace_back("float");
    // The output first: its options need no prefix as long as no other port was named.
    if (const auto output = config.ports.find("output"); output != config.ports.end())
        appendPort(parts, output->first, output->second, mostScales);
    for (const auto& [name, c] : config.ports)
        if (name != "output")
            appendPort(parts, name, c, mostScales);
    if (config.freeze)
        parts.emplace_back("freeze");
    if (config.unset)
        parts.emplace_back("unset");
    return fmt::format("{}", fmt::join(parts, ","));
}

} // namespace

std::string text(const UnitConfig& config) { return textOf(config, std::numeric_limits<std::size_t>::max()); }

std::string shortText(const UnitConfig& config) { return textOf(config, 2); }

} // namespace qb
