// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// The up to `count` candidates nearest to `word` by edit distance, best first; only those that resemble it.
[[nodiscard]] std::vector<std::string> nearestNames(std::string_view word, std::span<const std::string> candidates,
                                                    std::size_t count = 3);

/// "did you mean a, b or c?" of the nearest names, or empty where none resembles `word`.
[[nodiscard]] std::string didYouMean(std::string_view word, std::span<const std::string> candidates);

/// Shell pattern: * any run of characters (also '/'), ? one character; everything else literal.
[[nodiscard]] bool globMatches(std::string_view pattern, std::string_view text);

[[nodiscard]] std::vector<std::string> split(std::string_view text, char separator);
[[nodiscard]] std::string_view trimmed(std::string_view text);
[[nodiscard]] std::string lowered(std::string_view text);
[[nodiscard]] std::string shellWord(const std::string& text); ///< as a shell takes it literally, quoted where it must be

} // namespace qb
