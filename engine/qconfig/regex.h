// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace qb {

/// A regular expression whose search takes time proportional to text times pattern, and no stack, whatever the pattern:
/// all states that could be reached are followed side by side. (std::regex backtracks: "(a+)+$" takes years there, and a
/// long text overflows its stack.)
///
/// Knows: literals, `.`, `[a-z]`, `[^...]`, `\d \w \s \D \W \S`, `\` before any other sign, `( )`, `|`, `* + ?`, `{m,n}`,
/// `^`, `$`. No back references, no look-around.
class Regex {
public:
    /// Throws Error(BadInput) with the position for a pattern that is wrong, longer than 1,000 signs, nested deeper than 50,
    /// or that grows beyond 10,000 steps through {m,n}.
    explicit Regex(std::string_view pattern);

    [[nodiscard]] bool search(std::string_view text) const; ///< whether it matches somewhere in the text

private:
    enum class Op : std::uint8_t { Set, Split, Jump, Begin, End, Match };
    struct Step {
        Op op;
        std::uint32_t first = 0;  ///< Set: index of the set; Split, Jump: where to go
        std::uint32_t second = 0; ///< Split: the other way
    };
    struct Set {
        std::uint64_t bits[4] = {};
        [[nodiscard]] bool has(unsigned char c) const { return (bits[c >> 6U] >> (c & 63U) & 1U) != 0; }
        void add(unsigned char c) { bits[c >> 6U] |= std::uint64_t{1} << (c & 63U); }
    };
    class Compiler;

    void follow(std::uint32_t step, std::string_view text, std::size_t at, std::vector<std::uint32_t>& threads,
                std::vector<std::size_t>& seen) const;

    std::vector<Step> m_steps;
    std::vector<Set> m_sets;
};

} // namespace qb
