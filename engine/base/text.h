// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <concepts>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include <fmt/core.h>

namespace qb {

/// What the program says to people: an English sentence with its numbers and names, kept apart so that the window can say it in
/// other languages. A cheap, immutable value; the default is empty. `Text("{} is not a file", path)` is found by
/// `./dev translate`, the placeholders are checked by the compiler, and numbers are rendered here, once for all languages.
/// An argument may itself be a Text.
class Text {
public:
    struct Argument;

    Text() = default;
    template <typename... Args>
    explicit Text(fmt::format_string<Args...> format, const Args&... args)
        : Text(fmt::string_view(format), fmt::make_format_args(args...), {asText(args)...})
    {
    }
    /// What has no words of ours: a file's name, what the system or ONNX Runtime says. Never a sentence of our own.
    [[nodiscard]] static Text verbatim(std::string text);
    /// One after another, each translated on its own.
    [[nodiscard]] static Text joined(std::span<const Text> texts, std::string_view separator = "; ");

    [[nodiscard]] bool empty() const { return !m_data; }
    [[nodiscard]] std::string english() const;
    [[nodiscard]] const std::string& format() const; ///< the key of the catalogue; empty if it is verbatim or empty
    [[nodiscard]] std::span<const Argument> arguments() const;
    /// What was kept of a text: verbatim where `format` is empty, then with the one argument.
    [[nodiscard]] static Text restored(std::string format, std::vector<Argument> arguments);

    bool operator==(const Text& other) const;

private:
    struct Data;

    Text(fmt::string_view format, fmt::format_args args, std::initializer_list<const Text*> texts);
    template <typename T>
    static const Text* asText(const T& value)
    {
        if constexpr (std::same_as<T, Text>)
            return &value;
        else
            return nullptr;
    }

    std::shared_ptr<const Data> m_data;
};

struct Text::Argument {
    std::string plain; ///< as it stands in every language
    Text text;         ///< instead, where it is not empty

    bool operator==(const Argument&) const = default;
};

/// The format with its placeholders ({}, {1}, {:.4g}: what follows a colon is passed over) replaced by what `arguments` has at
/// their place, and {{ by {. A placeholder without an argument stays.
[[nodiscard]] std::string filledIn(std::string_view format, std::span<const std::string> arguments);

/// The up to `count` candidates nearest to `word` by edit distance, best first; only those that resemble it.
[[nodiscard]] std::vector<std::string> nearestNames(std::string_view word, std::span<const std::string> candidates,
                                                    std::size_t count = 3);

/// "did you mean a, b or c?" of the nearest names, or empty where none resembles `word`.
[[nodiscard]] Text didYouMean(std::string_view word, std::span<const std::string> candidates);

/// The same, or "there are a, b, c" where none resembles it.
[[nodiscard]] Text nearestOrAll(std::string_view word, std::span<const std::string> candidates);

/// Shell pattern: * any run of characters (also '/'), ? one character; everything else literal.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text);

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string lowered(std::string_view text);
[[nodiscard]] std::string shellWord(const std::string& text); ///< as a shell takes it literally, quoted where it must be

} // namespace qb

template <>
struct fmt::formatter<qb::Text> {
    constexpr auto parse(fmt::format_parse_context& context) { return context.begin(); } // no width, no precision
    template <typename FormatContext>
    auto format(const qb::Text& text, FormatContext& context) const
    {
        const std::string english = text.english();
        return std::copy(english.begin(), english.end(), context.out());
    }
};
