// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/exporters/python_tokens.h"

#include "engine/base/error.h"

#include <cctype>
#include <map>

#include <fmt/format.h>

namespace qb::python {

void fail(std::size_t line, std::size_t column, const Text& what)
{
    throw Error(ErrorCode::BadInput, Text("the Python file can't be read: line {}, column {}: {}", line, column, what),
                Text("keep to imports, assignments, calls, lists, tuples, dicts, texts and numbers; the file is read, not run"),
                {{"line", std::to_string(line)}, {"column", std::to_string(column)}});
}

namespace {

class Tokenizer {
public:
    explicit Tokenizer(std::string_view text) : m_text(text) {}

    std::vector<Token> run()
    {
        if (m_text.starts_with("\xEF\xBB\xBF"))
            m_text.remove_prefix(3);
        while (m_at < m_text.size())
            step();
        lineEnd();
        add(TokenKind::End, "");
        return std::move(m_tokens);
    }

private:
    [[nodiscard]] char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }
    [[nodiscard]] std::size_t column() const { return m_at - m_lineStart + 1; }

    void add(TokenKind kind, std::string text) { m_tokens.push_back({kind, std::move(text), m_line, column()}); }

    void lineEnd()
    {
        if (!m_tokens.empty() && m_tokens.back().kind != TokenKind::LineEnd)
            add(TokenKind::LineEnd, "");
    }

    void newline()
    {
        ++m_at;
        ++m_line;
        m_lineStart = m_at;
    }

    void step()
    {
        const char c = peek();
        if (c == '\n') {
            if (m_brackets == 0)
                lineEnd();
            newline();
        } else if (c == '#') {
            while (m_at < m_text.size() && peek() != '\n')
                ++m_at;
        } else if (c == '\\' && (peek(1) == '\n' || (peek(1) == '\r' && peek(2) == '\n'))) {
            m_at += peek(1) == '\r' ? 2 : 1;
            newline();
        } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
            ++m_at;
        } else {
            token(c);
        }
    }

    void token(char c)
    {
        const bool first = m_tokens.empty() || m_tokens.back().kind == TokenKind::LineEnd;
        if (first && m_brackets == 0 && column() != 1)
            add(TokenKind::Indent, "");
        const auto isWord = [](char x) {
            return std::isalnum(static_cast<unsigned char>(x)) != 0 || x == '_' || (x & 0x80) != 0;
        };
        if (c == '"' || c == '\'' || ((c == 'r' || c == 'u' || c == 'R' || c == 'U') && (peek(1) == '"' || peek(1) == '\''))) {
            text();
        } else if (std::isdigit(static_cast<unsigned char>(c)) != 0 ||
                   (c == '.' && std::isdigit(static_cast<unsigned char>(peek(1))) != 0)) {
            number();
        } else if (isWord(c)) {
            const std::size_t start = m_at;
            std::size_t end = m_at;
            while (end < m_text.size() && isWord(m_text[end]))
                ++end;
            add(TokenKind::Name, std::string(m_text.substr(start, end - start)));
            m_at = end;
        } else {
            sign(c);
        }
    }

    void sign(char c)
    {
        if (std::string_view("()[]{},:.=+-*/;").find(c) == std::string_view::npos)
            fail(m_line, column(), Text("unexpected \"{}\"", c));
        m_brackets += c == '(' || c == '[' || c == '{' ? 1 : 0;
        m_brackets -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        if (m_brackets < 0)
            fail(m_line, column(), Text("\"{}\" closes nothing", c));
        if (c == ';') {
            lineEnd();
            fail(m_line, column(), Text("one statement per line, please"));
        }
        add(TokenKind::Sign, std::string(1, c));
        ++m_at;
    }

    void number()
    {
        std::size_t end = m_at;
        while (end < m_text.size() &&
               (std::isalnum(static_cast<unsigned char>(m_text[end])) != 0 || m_text[end] == '.' || m_text[end] == '_' ||
                ((m_text[end] == '-' || m_text[end] == '+') && (m_text[end - 1] == 'e' || m_text[end - 1] == 'E'))))
            ++end;
        std::string digits(m_text.substr(m_at, end - m_at));
        std::erase(digits, '_');
        add(TokenKind::Number, digits);
        m_at = end;
    }

    void text()
    {
        const std::size_t line = m_line;
        const std::size_t col = column();
        const bool raw = peek() == 'r' || peek() == 'R';
        if (peek() != '"' && peek() != '\'')
            ++m_at;
        const char quote = peek();
        const bool triple = peek(1) == quote && peek(2) == quote;
        m_at += triple ? 3 : 1;
        std::string result;
        while (true) {
            if (m_at >= m_text.size() || (!triple && peek() == '\n'))
                fail(line, col, Text("a text is not closed"));
            if (peek() == quote && (!triple || (peek(1) == quote && peek(2) == quote)))
                break;
            if (peek() == '\\' && !raw) {
                ++m_at;
                escape(result);
            } else if (peek() == '\n') {
                result += '\n';
                newline();
            } else {
                result += m_text[m_at++];
            }
        }
        m_at += triple ? 3 : 1;
        m_tokens.push_back({TokenKind::Text, std::move(result), line, col});
    }

    void escape(std::string& result)
    {
        const char c = peek();
        if (c == '\n')
            return newline();
        static const std::map<char, char> kKnown{{'n', '\n'}, {'t', '\t'}, {'r', '\r'}, {'\\', '\\'}, {'\'', '\''}, {'"', '"'}};
        const auto known = kKnown.find(c);
        if (known == kKnown.end())
            fail(m_line, column(), Text("the escape \\{} is not read", c));
        result += known->second;
        ++m_at;
    }

    std::string_view m_text;
    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    std::size_t m_line = 1;
    std::size_t m_lineStart = 0;
    int m_brackets = 0;
};

} // namespace

std::vector<Token> tokenize(std::string_view text) { return Tokenizer(text).run(); }

} // namespace qb::python
