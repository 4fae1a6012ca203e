// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/base/text.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <numeric>
#include <utility>

#include <fmt/format.h>

namespace qb {

struct Text::Data {
    std::string format; ///< empty: verbatim, the one argument
    std::vector<Argument> arguments;

    bool operator==(const Data&) const = default;
};

namespace {

/// Calls literal(text) and field(index, spec) for the parts of a format; the spec has its colon.
template <typename OnLiteral, typename OnField>
void walkFormat(std::string_view format, OnLiteral literal, OnField field)
{
    std::size_t next = 0;
    for (std::size_t at = 0; at < format.size();) {
        const std::size_t brace = std::min(format.find_first_of("{}", at), format.size());
        literal(format.substr(at, brace - at));
        at = brace;
        if (at == format.size())
            return;
        const std::size_t end = format.find('}', at);
        if (format.substr(at, 2) == "{{" || format[at] == '}' || end == std::string_view::npos) {
            literal(format.substr(at, 1));
            at += format.substr(at, 2) == "{{" || format.substr(at, 2) == "}}" ? 2 : 1;
            continue;
        }
        const std::string_view inside = format.substr(at + 1, end - at - 1);
        const std::size_t colon = std::min(inside.find(':'), inside.size());
        std::size_t index = next;
        if (colon == 0)
            ++next;
        else
            std::from_chars(inside.data(), inside.data() + colon, index);
        field(index, inside.substr(colon));
        at = end + 1;
    }
}

std::size_t editDistance(std::string_view a, std::string_view b)
{
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t replaced = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({replaced, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

} // namespace

Text::Text(fmt::string_view format, fmt::format_args args, std::initializer_list<const Text*> texts)
{
    auto data = std::make_shared<Data>();
    data->format.assign(format.data(), format.size());
    data->arguments.resize(texts.size());
    walkFormat(
        data->format, [](std::string_view) {},
        [&](std::size_t index, std::string_view spec) {
            Argument& argument = data->arguments[index];
            if (const Text* text = texts.begin()[index])
                argument.text = *text;
            else
                argument.plain = fmt::vformat("{" + std::to_string(index) + std::string(spec) + "}", args);
        });
    m_data = std::move(data);
}

Text Text::verbatim(std::string text)
{
    if (text.empty())
        return {};
    return restored({}, {Argument{std::move(text), {}}});
}

Text Text::joined(std::span<const Text> texts, std::string_view separator)
{
    if (texts.size() == 1)
        return texts.front();
    std::string format;
    std::vector<Argument> arguments;
    for (const Text& text : texts) {
        if (!arguments.empty())
            format += separator;
        // By number, as no text of ours does it: it must not be taken for one of the catalogue ("{} {}" counts things there).
        format += '{' + std::to_string(arguments.size()) + '}';
        arguments.push_back({{}, text});
    }
    return restored(std::move(format), std::move(arguments));
}

Text Text::restored(std::string format, std::vector<Argument> arguments)
{
    Text text;
    if (!format.empty() || !arguments.empty())
        text.m_data = std::make_shared<const Data>(Data{std::move(format), std::move(arguments)});
    return text;
}

std::string Text::english() const
{
    if (!m_data)
        return {};
    if (m_data->format.empty())
        return m_data->arguments.front().plain;
    std::vector<std::string> arguments;
    arguments.reserve(m_data->arguments.size());
    for (const Argument& argument : m_data->arguments)
        arguments.push_back(argument.text.empty() ? argument.plain : argument.text.english());
    return filledIn(m_data->format, arguments);
}

const std::string& Text::format() const
{
    static const std::string none;
    return m_data ? m_data->format : none;
}

std::span<const Text::Argument> Text::arguments() const
{
    return m_data ? std::span<const Argument>(m_data->arguments) : std::span<const Argument>();
}

bool Text::operator==(const Text& other) const
{
    return m_data == other.m_data || (m_data && other.m_data && *m_data == *other.m_data);
}

std::string filledIn(std::string_view format, std::span<const std::string> arguments)
{
    std::string result;
    walkFormat(
        format, [&](std::string_view literal) { result += literal; },
        [&](std::size_t index, std::string_view) {
            result += index < arguments.size() ? arguments[index] : "{" + std::to_string(index) + "}";
        });
    return result;
}

std::vector<std::string> nearestNames(std::string_view word, std::span<const std::string> candidates, std::size_t count)
{
    const std::string wanted = lowered(word);
    std::vector<std::pair<std::size_t, const std::string*>> ranked;
    for (const std::string& candidate : candidates) {
        const std::string name = lowered(candidate);
        std::size_t distance = editDistance(wanted.substr(0, 200), std::string_view(name).substr(0, 200));
        if (!wanted.empty() && name.find(wanted) != std::string::npos)
            distance = std::min<std::size_t>(distance, 1);
        if (distance <= std::max<std::size_t>(2, wanted.size() / 3))
            ranked.emplace_back(distance, &candidate);
    }
    std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min(count, ranked.size()); ++i)
        names.push_back(*ranked[i].second);
    return names;
}

Text didYouMean(std::string_view word, std::span<const std::string> candidates)
{
    const std::vector<std::string> names = nearestNames(word, candidates);
    switch (names.size()) {
    case 0: return {};
    case 1: return Text("did you mean {}?", names[0]);
    case 2: return Text("did you mean {} or {}?", names[0], names[1]);
    default: return Text("did you mean {}, {} or {}?", names[0], names[1], names[2]);
    }
}

Text nearestOrAll(std::string_view word, std::span<const std::string> candidates)
{
    Text near = didYouMean(word, candidates);
    return near.empty() ? Text("there are {}", fmt::join(candidates, ", ")) : near;
}

bool globMatches(std::string_view pattern, std::string_view text)
{
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t restart = 0;
    while (t < text.size()) {
        if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            restart = t;
        } else if (p < pattern.size() && (pattern[p] == '?' || pattern[p] == text[t])) {
            ++p;
            ++t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++restart;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*')
        ++p;
    return p == pattern.size();
}

std::vector<std::string> split(std::string_view text, char separator)
{
    std::vector<std::string> parts;
    std::size_t begin = 0;
    while (true) {
        const std::size_t end = text.find(separator, begin);
        parts.emplace_back(text.substr(begin, end == std::string_view::npos ? end : end - begin));
        if (end == std::string_view::npos)
            return parts;
        begin = end + 1;
    }
}

std::string_view trimmed(std::string_view text)
{
    const auto blank = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && blank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && blank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string lowered(std::string_view text)
{
    std::string result(text);
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

std::string shellWord(const std::string& text)
{
    static constexpr std::string_view kPlain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./:=,+@%";
    if (!text.empty() && text.find_first_not_of(kPlain) == std::string::npos)
        return text;
    std::string quoted = "'";
    for (const char c : text)
        quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

} // namespace qb
