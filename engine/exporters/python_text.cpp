// SPDX-License-Identifier: GPL-3.0-or-later
// A recursive descent over statements and expressions:
//
//     statement  = import | target "=" expression | expression
//     expression = sum [ "," sum ]*                      (a tuple where there is a comma)
//     sum        = product [ ("+" | "-") product ]*
//     product    = sign [ ("*" | "/") sign ]*
//     sign       = [ "-" | "+" ] postfix
//     postfix    = atom [ "." name | "(" arguments ")" ]*
//     atom       = name | text | number | "(" ... ")" | "[" ... "]" | "{" ... "}"
#include "engine/exporters/python_text.h"

#include "engine/exporters/python_tokens.h"

#include <charconv>
#include <map>
#include <optional>

#include <fmt/format.h>

namespace qb {

namespace {

using python::fail;
using python::Token;
using python::TokenKind;

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
    [[noreturn]] void failHere(const Text& what) const { fail(peek().line, peek().column, what); }
    [[nodiscard]] std::string seen() const
    {
        return peek().kind == TokenKind::LineEnd || peek().kind == TokenKind::End ? "the line ends" : "\"" + peek().text + "\"";
    }
    void want(char c)
    {
        if (!take(c))
            failHere(Text("\"{}\" is missing before {}", c, seen()));
    }

    void statement()
    {
        const Token& first = peek();
        if (first.kind == TokenKind::Indent)
            failHere(Text("an indented line; loops, functions and conditions are not read"));
        if (first.kind == TokenKind::Name && (first.text == "import" || first.text == "from"))
            return import();
        for (const char* word : {"def", "class", "for", "while", "if", "with", "try", "return", "lambda", "del", "async",
                                 "assert", "raise", "global", "pass"})
            if (first.kind == TokenKind::Name && first.text == word)
                failHere(Text("\"{}\" is not read", word));
        PyValue value = expression();
        std::vector<std::string> targets;
        while (isSign('=')) {
            if (value.kind != PyKind::Name)
                fail(value.line, value.column, Text("only a name can be assigned to"));
            targets.push_back(value.text);
            ++m_at;
            value = expression();
        }
        if (peek().kind != TokenKind::LineEnd)
            failHere(Text("unexpected {}", seen()));
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
                failHere(Text("a name is missing"));
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
                failHere(Text("\"import\" is missing"));
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
            fail(value.line, value.column, Text("arithmetic is read of numbers only"));
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
                failHere(Text("** and // are not read"));
            const PyValue right = sign();
            const bool whole = !divide && number(left).kind == PyKind::Integer && number(right).kind == PyKind::Integer;
            PyValue result = at(whole ? PyKind::Integer : PyKind::Real, left);
            if (divide && number(right).number == 0)
                fail(right.line, right.column, Text("division by zero"));
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
                    failHere(Text("a name is missing after the point"));
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
                failHere(Text("this can't be called, and indices are not read"));
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
                call.keywords.push_back({name, sum()});
            } else {
                if (!call.keywords.empty())
                    failHere(Text("an argument without a name behind one with a name"));
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
                fail(token.line, token.column, Text("texts of the kind {}\"...\" are not read", token.text));
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
            failHere(Text("a value is missing before {}", seen()));
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
            fail(token.line, token.column, Text("\"{}\" is no number", token.text));
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
                failHere(Text("comprehensions are not read"));
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
            value.entries.push_back({std::move(key), sum()});
            if (!isSign('}'))
                want(',');
        }
    }

    /// Keeps deep nesting from using up the stack.
    struct Depth {
        explicit Depth(Parser& parser) : owner(parser)
        {
            if (++owner.m_depth > 100)
                owner.failHere(Text("nested too deeply"));
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

PyProgram parsePython(std::string_view text) { return Parser(python::tokenize(text)).run(); }

} // namespace qb
