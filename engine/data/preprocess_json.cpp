// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/data/numbers.h"
#include "engine/data/preprocess.h"
#include "engine/data/problems.h"

#include <array>
#include <charconv>
#include <cmath>
#include <filesystem>
#include <fstream>

#include <nlohmann/json.hpp>

#include <algorithm>

namespace qb {

namespace {

using nlohmann::json;

constexpr int kMaxSide = 32768;

template <typename T, std::size_t N>
using Words = std::array<std::pair<std::string_view, T>, N>;

constexpr Words<Fit, 3> kFits{{{"stretch", Fit::Stretch}, {"crop", Fit::Crop}, {"letterbox", Fit::Letterbox}}};
constexpr Words<Color, 5> kColors{
    {{"rgb", Color::Rgb}, {"bgr", Color::Bgr}, {"gray", Color::Gray}, {"yuv444", Color::Yuv444}, {"nv12", Color::Nv12}}};
constexpr Words<Interpolation, 5> kInterpolations{{{"nearest", Interpolation::Nearest},
                                                   {"linear", Interpolation::Linear},
                                                   {"cubic", Interpolation::Cubic},
                                                   {"area", Interpolation::Area},
                                                   {"lanczos", Interpolation::Lanczos}}};
constexpr Words<Layout, 2> kLayouts{{{"nchw", Layout::Nchw}, {"nhwc", Layout::Nhwc}}};

template <typename T, std::size_t N>
std::string_view wordOf(const Words<T, N>& words, T value)
{
    for (const auto& [word, candidate] : words)
        if (candidate == value)
            return word;
    return "unknown";
}

std::optional<int> sideFromText(std::string_view text)
{
    int side = 0;
    const std::string_view word = trimmed(text);
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), side);
    if (error != std::errc{} || end != word.data() + word.size() || side < 1 || side > kMaxSide)
        return std::nullopt;
    return side;
}

std::optional<PictureSize> sizeFromText(std::string_view text)
{
    const std::vector<std::string> parts = split(lowered(text), 'x');
    const auto width = sideFromText(parts.front());
    const auto height = sideFromText(parts.back());
    if (parts.size() > 2 || !width || !height)
        return std::nullopt;
    return PictureSize{*width, *height};
}

std::optional<Resize> resizeFromText(std::string_view text)
{
    constexpr std::string_view kShare = "model/";
    if (text == "model")
        return Resize{};
    if (text.starts_with(kShare)) {
        const auto share = numberFromText(text.substr(kShare.size()));
        if (!share || !(*share > 0.0) || *share > 1.0)
            return std::nullopt;
        return Resize{.kind = Resize::Kind::ModelShare, .size = {}, .shortest = 0, .share = *share};
    }
    if (text.find_first_of("xX") != std::string_view::npos) {
        const auto size = sizeFromText(text);
        return size ? std::optional(Resize{.kind = Resize::Kind::Exact, .size = *size, .shortest = 0, .share = 1.0})
                    : std::nullopt;
    }
    const auto side = sideFromText(text);
    return side ? std::optional(Resize{.kind = Resize::Kind::Shortest, .size = {}, .shortest = *side, .share = 1.0})
                : std::nullopt;
}

/// Numbers, lists of numbers and strings all become text, so that a file and a flag are read by the same code.
std::optional<std::string> textOf(const json& value)
{
    if (value.is_string())
        return value.get<std::string>();
    if (value.is_number())
        return value.dump();
    if (!value.is_array())
        return std::nullopt;
    std::string text;
    for (const json& element : value) {
        if (!element.is_number() && !element.is_string())
            return std::nullopt;
        text += (text.empty() ? "" : ",") + (element.is_string() ? element.get<std::string>() : element.dump());
    }
    return text;
}

/// Reads the fields of one block; every complaint goes to `problems`.
class BlockReader {
public:
    BlockReader(std::string where, Problems& problems) : m_where(std::move(where)), m_problems(problems) {}

    void read(const std::string& key, const json& value, Preprocess& p)
    {
        const auto text = textOf(value);
        if (!text) {
            bad(key, value.dump(), Text("a number, a word or a list of numbers"));
            return;
        }
        if (key == "resize")
            set(p.resize, key, *text, resizeFromText(*text), Text("WIDTHxHEIGHT, a shortest side, model, or model/SHARE"));
        else if (key == "crop")
            set(p.crop, key, *text, sizeFromText(*text), Text("WIDTHxHEIGHT or one side"));
        else if (key == "fit")
            set(p.fit, key, *text, kFits);
        else if (key == "color")
            set(p.color, key, *text, kColors);
        else if (key == "interpolation")
            set(p.interpolation, key, *text, kInterpolations);
        else if (key == "layout")
            set(p.layout, key, *text, kLayouts);
        else if (key == "dtype")
            set(p.dtype, key, *text, elementTypeFromString(*text), Text("a type such as float32 or uint8"));
        else if (key == "scale")
            set(p.scale, key, *text, numberFromText(*text), Text("a number such as 1/255"));
        else
            setNumbers(key == "pad" ? p.pad : key == "mean" ? p.mean : p.std, key, *text);
    }

private:
    void bad(const std::string& key, const std::string& got, const Text& wanted)
    {
        m_problems.add(Text("{} wants {}, got '{}'", m_where.empty() ? key : m_where + ": " + key, wanted, got));
    }

    template <typename T>
    void set(std::optional<T>& field, const std::string& key, const std::string& text, const std::optional<T>& value,
             const Text& wanted)
    {
        if (value)
            field = value;
        else
            bad(key, text, wanted);
    }

    template <typename T, std::size_t N>
    void set(std::optional<T>& field, const std::string& key, const std::string& text, const Words<T, N>& words)
    {
        std::vector<std::string> known;
        for (const auto& [word, value] : words) {
            known.emplace_back(word);
            if (word == lowered(text))
                field = value;
        }
        if (!field || wordOf(words, *field) != lowered(text))
            m_problems.addUnknown(m_where, Text::verbatim(key), text, known);
    }

    void setNumbers(std::vector<double>& field, const std::string& key, const std::string& text)
    {
        std::string list(trimmed(text)); // blanks part numbers as well as commas do
        if (list.find(',') == std::string::npos)
            std::replace_if(
                list.begin(), list.end(), [](char c) { return c == ' ' || c == '\t'; }, ',');
        std::vector<double> values;
        for (const std::string& part : split(list, ',')) {
            if (part.empty() && !list.empty() && text.find(',') == std::string::npos)
                continue; // two blanks
            const auto value = numberFromText(part);
            const bool impossible =
                !value || (key == "std" && *value == 0.0) || (key == "pad" && (*value < 0.0 || *value > 255.0));
            if (impossible) {
                bad(key, text,
                    key == "std"   ? Text("numbers other than 0")
                    : key == "pad" ? Text("numbers in 0..255")
                                   : Text("numbers"));
                return;
            }
            values.push_back(*value);
        }
        if (values.size() != 1 && values.size() != 3)
            bad(key, text, Text("one number or three"));
        else
            field = std::move(values);
    }

    std::string m_where;
    Problems& m_problems;
};

const std::vector<std::string>& knownKeys()
{
    static const std::vector<std::string> keys{"preset", "resize", "fit",  "crop", "color",  "interpolation",
                                               "pad",    "scale",  "mean", "std",  "layout", "dtype"};
    return keys;
}

Preprocess blockFromJson(const std::string& where, const json& block, Problems& problems)
{
    Preprocess p;
    if (const auto preset = block.find("preset"); preset != block.end()) {
        const auto& names = preprocessPresets();
        const std::string name = preset->is_string() ? preset->get<std::string>() : preset->dump();
        if (std::find(names.begin(), names.end(), name) != names.end())
            p = preprocessPreset(name);
        else
            problems.addUnknown(where, Text("preset"), name, names);
    }
    Preprocess given;
    BlockReader reader(where, problems);
    for (const auto& [key, value] : block.items()) {
        if (key == "preset" || (where.empty() && value.is_object()))
            continue;
        if (std::find(knownKeys().begin(), knownKeys().end(), key) == knownKeys().end())
            problems.addUnknown(where, Text("key"), key, knownKeys());
        else
            reader.read(key, value, given);
    }
    return p.overriddenBy(given);
}

json blockToJson(const Preprocess& p)
{
    json block = json::object();
    const auto setText = [&](const char* key, const auto& field) {
        if (field)
            block[key] = std::string(toString(*field));
    };
    setText("resize", p.resize);
    setText("fit", p.fit);
    setText("crop", p.crop);
    setText("color", p.color);
    setText("interpolation", p.interpolation);
    setText("layout", p.layout);
    setText("dtype", p.dtype);
    if (p.scale)
        block["scale"] = *p.scale;
    for (const auto& [key, values] : {std::pair{"pad", &p.pad}, std::pair{"mean", &p.mean}, std::pair{"std", &p.std}})
        if (!values->empty())
            block[key] = *values;
    if (!p.preset.empty())
        block["preset"] = p.preset;
    return block;
}

} // namespace

std::string_view toString(Fit fit) { return wordOf(kFits, fit); }
std::string_view toString(Color color) { return wordOf(kColors, color); }
std::string_view toString(Interpolation interpolation) { return wordOf(kInterpolations, interpolation); }
std::string_view toString(Layout layout) { return wordOf(kLayouts, layout); }

std::string toString(PictureSize size) { return std::to_string(size.width) + "x" + std::to_string(size.height); }

std::string toString(const Resize& resize)
{
    switch (resize.kind) {
    case Resize::Kind::Model: return "model";
    case Resize::Kind::Exact: return toString(resize.size);
    case Resize::Kind::Shortest: return std::to_string(resize.shortest);
    case Resize::Kind::ModelShare: return "model/" + json(resize.share).dump();
    }
    return "unknown";
}

PreprocessByInput preprocessFromJson(const json& source)
{
    Problems problems;
    PreprocessByInput all;
    if (!source.is_object()) {
        problems.add(Text("it is no JSON object"));
    } else {
        Preprocess every = blockFromJson("", source, problems);
        if (!every.isEmpty())
            all[""] = std::move(every);
        for (const auto& [key, value] : source.items())
            if (value.is_object())
                all[key] = blockFromJson(key, value, problems);
    }
    problems.throwIfAny(Text("preprocessing"), Text("correct the keys and values named above"));
    return all;
}

json toJson(const PreprocessByInput& all)
{
    json result = json::object();
    if (const auto every = all.find(""); every != all.end())
        result = blockToJson(every->second);
    for (const auto& [input, block] : all)
        if (!input.empty())
            result[input] = blockToJson(block);
    return result;
}

PreprocessByInput readPreprocess(const std::string& presetOrFile)
{
    const auto& names = preprocessPresets();
    if (std::find(names.begin(), names.end(), presetOrFile) != names.end())
        return {{"", preprocessPreset(presetOrFile)}};
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(presetOrFile, ignored)) {
        Problems problems;
        problems.addUnknown("", Text("preset or file"), presetOrFile, names);
        problems.throwIfAny(Text("preprocessing"), Text("give a preset or a JSON file"));
    }
    std::ifstream file(presetOrFile);
    json parsed = json::parse(file, nullptr, false);
    if (parsed.is_discarded())
        throw Error(ErrorCode::BadInput, Text("the preprocessing file {} is no valid JSON", presetOrFile),
                    Text("correct its syntax"), {{"file", presetOrFile}});
    return preprocessFromJson(parsed);
}

} // namespace qb
