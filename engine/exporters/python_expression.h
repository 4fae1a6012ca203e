// SPDX-License-Identifier: GPL-3.0-or-later
// Private to engine/exporters: Python's expressions, read and never executed.
#pragma once

#include "engine/exporters/python_text.h"
#include "engine/exporters/python_tokens.h"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

namespace qb {

constexpr std::size_t kMostItems = 100'000; ///< of a list, dict or text that is joined of others

/// The tokens of a file with a place in them, and what its names stand for so far. What can't be read as a value becomes Unread, up to the
/// next comma or the end of its brackets.
class PyExpressions {
protected:
    using Token = python::Token;
    using TokenKind = python::TokenKind;

    explicit PyExpressions(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const { return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)]; }
    [[nodiscard]] bool isSign(char c, std::size_t ahead = 0) const
    {
        return peek(ahead).kind == TokenKind::Sign && peek(ahead).text[0] == c;
    }
    [[nodiscard]] bool isWord(std::string_view word, std::size_t ahead = 0) const
    {
        return peek(ahead).kind == TokenKind::Name && peek(ahead).text == word;
    }
    [[nodiscard]] bool lineEnds() const { return peek().kind == TokenKind::LineEnd || peek().kind == TokenKind::End; }
    bool take(char c)
    {
        if (!isSign(c))
            return false;
        ++m_at;
        return true;
    }
    [[noreturn]] void failHere(const Text& what) const { python::fail(peek().line, peek().column, what); }
    void want(char c);

    [[nodiscard]] static PyValue at(PyKind kind, const PyValue& other);
    [[nodiscard]] PyValue atHere(PyKind kind) const;

    /// A value, or several with commas between them as a tuple; ends before a line's end or one of `stops`.
    [[nodiscard]] PyValue expression(std::string_view stops);
    /// One value; Unread up to the next of `stops` outside of brackets where it is more than can be read.
    [[nodiscard]] PyValue value(std::string_view stops);

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    PyProgram m_program;
    std::map<std::string, int> m_variables;
    std::map<std::string, int> m_functions; ///< to what they return
    std::map<std::string, std::string> m_aliases;

private:
    [[nodiscard]] bool stopsHere(std::string_view stops) const;
    void skipTo(std::string_view stops);
    [[nodiscard]] const PyValue& number(const PyValue& value) const;
    [[nodiscard]] PyValue sum();
    [[nodiscard]] PyValue plus(const PyValue& left, const PyValue& right, double sign) const;
    [[nodiscard]] PyValue product();
    [[nodiscard]] PyValue sign();
    [[nodiscard]] PyValue postfix();
    [[nodiscard]] PyValue indexed(PyValue base);
    void arguments(PyValue& call);
    [[nodiscard]] PyValue atom();
    void name(PyValue& value);
    void items(PyValue& value, char close, PyKind kind);
    void dict(PyValue& value);

    struct Depth;
    int m_depth = 0;
    bool m_eachOf = false; ///< the latest value ended before a `for`
};

} // namespace qb
