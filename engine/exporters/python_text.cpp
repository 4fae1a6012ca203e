// SPDX-License-Identifier: GPL-3.0-or-later
// A tokenizer that joins lines inside brackets, and a recursive descent over statements and expressions:
//
//     statement  = import | target "=" expression | expression
//     expression = sum [ "," sum ]*                      (a tuple where there is a comma)
//     sum        = product [ ("+" | "-") product ]*
//     product    = sign [ ("*" | "/") sign ]*
//     sign       = [ "-" | "+" ] postfix
//     postfix    = atom [ "." name | "(" arguments ")" ]*
//     atom       = name | text | number | "(" ... ")" | "[" ... "]" | "{" ... "}"
#include "engine/exporters/python_text.h"

#include "engine/base/error.h"

#include <cctype>
#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace qb {

namespace {

enum class TokenKind { Indent, Name, Text, Number, Sign, LineEnd, End };

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;
    std::size_t line = 1;
    std::size_t column = 1;
};

[[noreturn]] void fail(std::size_t line, std::size_t column, const std::string& what)
{
    throw Error(ErrorCode::BadInput, fmt::format("the Python file can't be read: line {}, column {}: {}", line, column, what),
                "keep to imports, assignments, calls, lists, tuples, dicts, texts and numbers; the file is read, not run",
                {{"line", std::to_string(line)}, {"column", std::to_string(column)}});
}

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
            fail(m_line, column(), fmt::format("unexpected \"{}\"", c));
        m_brackets += c == '(' || c == '[' || c == '{' ? 1 : 0;
        m_brackets -= c == ')' || c == ']' || c == '}' ? 1 : 0;
        if (m_brackets < 0)
            fail(m_line, column(), fmt::format("\"{}\" closes nothing", c));
        if (c == ';') {
            lineEnd();
            fail(m_line, column(), "one statement per line, please");
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
                fail(line, col, "a text is not closed");
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
            fail(m_line, column(), fmt::format("the escape \\{} is not read", c));
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

class Parser {
public:
    explicit Parser(std::vector<Token> tokens) : m_tokens(std::move(tokens)) {}

    PyProgram run()
    {
        while (peek().kind != TokenKind::End) {
            if (peek().kind == TokenKind::LineEnd)
                ++m_at;
            else
                statement();
        }
        return std::move(m_program);
    }

private:
    [[nodiscard]] const Token& peek(std::size_t ahead = 0) const { return m_tokens[std::min(m_at + ahead, m_tokens.size() - 1)]; }
    [[nodiscard]] bool isSign(char c, std::size_t ahead = 0) const
    {
        return peek(ahead).kind == TokenKind::Sign && peek(ahead).text[0] == c;
    }
    bool take(char c)
    {
        if (!isSign(c))
            return false;
        ++m_at;
        return true;
    }
    [[noreturn]] void failHere(const std::string& what) const { fail(peek().line, peek().column, what); }
    [[nodiscard]] std::string seen() const
    {
        return peek().kind == TokenKind::LineEnd || peek().kind == TokenKind::End ? "the line ends" : "\"" + peek().text + "\"";
    }
    void want(char c)
    {
        if (!take(c))
            failHere(fmt::format("\"{}\" is missing before {}", c, seen()));
    }

    void statement()
    {
        const Token& first = peek();
        if (first.kind == TokenKind::Indent)
            failHere("an indented line; loops, functions and conditions are not read");
        if (first.kind == TokenKind::Name && (first.text == "import" || first.text == "from"))
            return import();
        for (const char* word : {"def", "class", "for", "while", "if", "with", "try", "return", "lambda", "del", "async",
                                 "assert", "raise", "global", "pass"})
            if (first.kind == TokenKind::Name && first.text == word)
                failHere(fmt::format("\"{}\" is not read", word));
        PyValue value = expression();
        std::vector<std::string> targets;
        while (isSign('=')) {
            if (value.kind != PyKind::Name)
                fail(value.line, value.column, "only a name can be assigned to");
            targets.push_back(value.text);
            ++m_at;
            value = expression();
        }
        if (peek().kind != TokenKind::LineEnd)
            failHere(fmt::format("unexpected {}", seen()));
        ++m_at;
        if (targets.empty())
            return call(std::move(value));
        for (const std::string& target : targets) {
            if (target.find('.') == std::string::npos) {
                m_variables[target] = static_cast<int>(m_program.variables.size());
                m_program.variables.push_back(value);
            }
            m_program.statements.push_back({target, value});
        }
    }

    /// `name.append(x)` changes the list, every other expression is kept as it is.
    void call(PyValue value)
    {
        if (value.kind == PyKind::Call && value.text.ends_with(".append") && value.items.size() == 1 && value.keywords.empty()) {
            const auto variable = m_variables.find(value.text.substr(0, value.text.size() - 7));
            if (variable != m_variables.end() &&
                m_program.variables[static_cast<std::size_t>(variable->second)].kind == PyKind::List) {
                m_program.variables[static_cast<std::size_t>(variable->second)].items.push_back(std::move(value.items[0]));
                return;
            }
        }
        m_program.statements.push_back({{}, std::move(value)});
    }

    std::string dotted()
    {
        std::string name;
        while (true) {
            if (peek().kind != TokenKind::Name)
                failHere("a name is missing");
            name += peek().text;
            ++m_at;
            if (!take('.'))
                return name;
            name += '.';
        }
    }

    void import()
    {
        const bool from = peek().text == "from";
        ++m_at;
        while (isSign('.'))
            ++m_at;
        if (!from || peek().text != "import")
            (void)dotted();
        if (from) {
            if (peek().text != "import")
                failHere("\"import\" is missing");
            ++m_at;
        } else if (peek().text == "as") {
            ++m_at;
            (void)dotted();
        }
        const bool bracket = from && take('(');
        while (peek().kind != TokenKind::LineEnd && !(bracket && isSign(')'))) {
            if (take(',') || take('*'))
                continue;
            const std::string name = dotted();
            if (peek().kind == TokenKind::Name && peek().text == "as") {
                ++m_at;
                m_aliases[dotted()] = name;
            }
        }
        if (bracket)
            want(')');
    }

    PyValue expression()
    {
        PyValue first = sum();
        if (!isSign(','))
            return first;
        PyValue tuple = at(PyKind::Tuple, first);
        tuple.items.push_back(std::move(first));
        while (take(','))
            if (peek().kind != TokenKind::LineEnd && !isSign('='))
                tuple.items.push_back(sum());
        return tuple;
    }

    static PyValue at(PyKind kind, const PyValue& other)
    {
        PyValue value;
        value.kind = kind;
        value.line = other.line;
        value.column = other.column;
        return value;
    }

    PyValue atHere(PyKind kind) const
    {
        PyValue value;
        value.kind = kind;
        value.line = peek().line;
        value.column = peek().column;
        return value;
    }

    [[nodiscard]] const PyValue& number(const PyValue& value) const
    {
        const PyValue& v = m_program.resolved(value);
        if (!v.isNumber())
            fail(value.line, value.column, "arithmetic is read of numbers only");
        return v;
    }

    PyValue sum()
    {
        PyValue left = product();
        while (isSign('+') || isSign('-')) {
            const double sign = isSign('+') ? 1 : -1;
            ++m_at;
            const PyValue right = product();
            const bool whole = number(left).kind == PyKind::Integer && number(right).kind == PyKind::Integer;
            PyValue result = at(whole ? PyKind::Integer : PyKind::Real, left);
            result.number = number(left).number + sign * number(right).number;
            left = std::move(result);
        }
        return left;
    }

    PyValue product()
    {
        PyValue left = sign();
        while (isSign('*') || isSign('/')) {
            const bool divide = isSign('/');
            ++m_at;
            if (isSign('*') || isSign('/'))
                failHere("** and // are not read");
            const PyValue right = sign();
            const bool whole = !divide && number(left).kind == PyKind::Integer && number(right).kind == PyKind::Integer;
            PyValue result = at(whole ? PyKind::Integer : PyKind::Real, left);
            if (divide && number(right).number == 0)
                fail(right.line, right.column, "division by zero");
            result.number = divide ? number(left).number / number(right).number : number(left).number * number(right).number;
            left = std::move(result);
        }
        return left;
    }

    PyValue sign()
    {
        const Depth guard(*this);
        const bool minus = isSign('-');
        if (!take('-') && !take('+'))
            return postfix();
        PyValue value = sign();
        PyValue result = at(number(value).kind, value);
        result.number = minus ? -number(value).number : number(value).number;
        return result;
    }

    PyValue postfix()
    {
        PyValue value = atom();
        while (true) {
            if (isSign('.') && (value.kind == PyKind::Name || value.kind == PyKind::Call)) {
                ++m_at;
                if (peek().kind != TokenKind::Name)
                    failHere("a name is missing after the point");
                if (value.kind == PyKind::Call) {
                    // A method of a result: `prepare(...).to(device)`.
                    PyValue method = at(PyKind::Name, value);
                    method.items.push_back(std::move(value));
                    value = std::move(method);
                }
                value.text += "." + peek().text;
                value.variable = -1;
                ++m_at;
            } else if (isSign('(') && value.kind == PyKind::Name) {
                value.kind = PyKind::Call;
                ++m_at;
                arguments(value);
            } else if (isSign('(') || isSign('[')) {
                failHere("this can't be called, and indices are not read");
            } else {
                return value;
            }
        }
    }

    void arguments(PyValue& call)
    {
        while (!take(')')) {
            if (peek().kind == TokenKind::Name && isSign('=', 1)) {
                const std::string name = peek().text;
                m_at += 2;
                call.keywords.emplace_back(name, sum());
            } else {
                if (!call.keywords.empty())
                    failHere("an argument without a name behind one with a name");
                call.items.push_back(sum());
            }
            if (!isSign(')'))
                want(',');
        }
    }

    PyValue atom()
    {
        const Token token = peek();
        PyValue value = atHere(PyKind::Name);
        if (token.kind == TokenKind::Text) {
            value.kind = PyKind::Text;
            // Texts side by side are one.
            for (; peek().kind == TokenKind::Text; ++m_at)
                value.text += peek().text;
        } else if (token.kind == TokenKind::Number) {
            readNumber(token, value);
            ++m_at;
        } else if (token.kind == TokenKind::Name) {
            ++m_at;
            if (peek().kind == TokenKind::Text)
                fail(token.line, token.column, fmt::format("texts of the kind {}\"...\" are not read", token.text));
            const auto alias = m_aliases.find(token.text);
            value.text = alias == m_aliases.end() ? token.text : alias->second;
            if (const auto variable = m_variables.find(token.text); variable != m_variables.end())
                value.variable = variable->second;
        } else if (take('(')) {
            items(value, ')', PyKind::Tuple);
        } else if (take('[')) {
            items(value, ']', PyKind::List);
        } else if (take('{')) {
            dict(value);
        } else {
            failHere(fmt::format("a value is missing before {}", seen()));
        }
        return value;
    }

    static void readNumber(const Token& token, PyValue& value)
    {
        const char* end = token.text.data() + token.text.size();
        std::int64_t whole = 0;
        if (const auto [at, error] = std::from_chars(token.text.data(), end, whole); error == std::errc{} && at == end) {
            value.kind = PyKind::Integer;
            value.number = static_cast<double>(whole);
            return;
        }
        value.kind = PyKind::Real;
        if (const auto [at, error] = std::from_chars(token.text.data(), end, value.number); error != std::errc{} || at != end)
            fail(token.line, token.column, fmt::format("\"{}\" is no number", token.text));
    }

    /// One item in round brackets without a comma is the item itself.
    void items(PyValue& value, char close, PyKind kind)
    {
        const PyValue start = value;
        bool comma = false;
        value.kind = kind;
        while (!take(close)) {
            value.items.push_back(sum());
            if (peek().kind == TokenKind::Name && peek().text == "for")
                failHere("comprehensions are not read");
            if (!isSign(close)) {
                want(',');
                comma = true;
            }
        }
        if (kind == PyKind::Tuple && value.items.size() == 1 && !comma) {
            PyValue only = std::move(value.items[0]);
            value = std::move(only);
        }
    }

    void dict(PyValue& value)
    {
        value.kind = PyKind::Dict;
        while (!take('}')) {
            PyValue key = sum();
            want(':');
            value.entries.emplace_back(std::move(key), sum());
            if (!isSign('}'))
                want(',');
        }
    }

    /// Keeps deep nesting from using up the stack.
    struct Depth {
        explicit Depth(Parser& parser) : owner(parser)
        {
            if (++owner.m_depth > 100)
                owner.failHere("nested too deeply");
        }
        ~Depth() { --owner.m_depth; }
        Depth(const Depth&) = delete;
        Depth& operator=(const Depth&) = delete;
        Parser& owner;
    };

    std::vector<Token> m_tokens;
    std::size_t m_at = 0;
    int m_depth = 0;
    PyProgram m_program;
    std::map<std::string, int> m_variables;
    std::map<std::string, std::string> m_aliases;
};

} // namespace

std::string_view PyValue::lastName() const
{
    const std::string_view all = text;
    return all.substr(all.rfind('.') == std::string_view::npos ? 0 : all.rfind('.') + 1);
}

std::string PyValue::place() const { return fmt::format("line {}, column {}", line, column); }

const PyValue& PyProgram::resolved(const PyValue& value) const
{
    const PyValue* v = &value;
    // An assignment refers only to earlier ones, so this ends.
    while (v->kind == PyKind::Name && v->variable >= 0)
        v = &variables[static_cast<std::size_t>(v->variable)];
    return *v;
}

PyProgram parsePython(std::string_view text) { return Parser(Tokenizer(text).run()).run(); }

} // namespace qb
