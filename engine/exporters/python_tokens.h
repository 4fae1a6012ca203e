// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: Python cut into tokens.
#pragma once

#include "engine/base/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace qb {

namespace python {

enum class TokenKind {
    Indent, ///< before the first token of a line that does not begin in column 1
    Name,
    Text,
    Number,
    Sign, ///< one character
    LineEnd,
    End,
};

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;
    std::size_t line = 1;
    std::size_t column = 1;
};

/// Throws Error(BadInput) with the place.
[[noreturn]] void fail(std::size_t line, std::size_t column, const Text& what);

/// Lines inside brackets are joined, comments left out. Ends with LineEnd and End.
[[nodiscard]] std::vector<Token> tokenize(std::string_view text);

} // namespace python

} // namespace qb
