// SPDX-License-Identifier: GPL-3.0-or-later
// A recursive descent:
//
//     expression = value [ "," value ]*                  (a tuple where there is a comma)
//     value      = sum, or Unread where more follows than can be read
//     sum        = product [ ("+" | "-") product ]*
//     product    = sign [ ("*" | "/") sign ]*
//     sign       = [ "-" | "+" ] postfix
//     postfix    = atom [ "." name | "(" arguments ")" | "[" value "]" ]*
//     atom       = name | text | number | "(" ... ")" | "[" ... "]" | "{" ... "}"
#include "engine/exporters/python_expression.h"

#include "engine/base/error.h"

#include <charconv>
#include <utility>

#include <fmt/format.h>

namespace qb {

using python::fail;

/// Keeps deep nesting from using up the stack.
struct PyExpressions::Depth {
    explicit Depth(PyExpressions& parser) : owner(parser)
    {
        if (owner.m_depth >= 100)
            owner.failHere(Text("nested too deeply"));
        ++owner.m_depth;
    }
    ~Depth() { --owner.m_depth; }
    Depth(const Depth&) = delete;
    Depth& operator=(const Depth&) = delete;
    PyExpressions& owner;
};

void PyExpressions::want(char c)
{
    if (!take(c))
        failHere(lineEnds() ? Text("\"{}\" is missing before the line ends", c)
                            : Text("\"{}\" is missing before \"{}\"", c, peek().text));
}

PyValue PyExpressions::at(PyKind kind, const PyValue& other)
{
    PyValue value;
    value.kind = kind;
    value.line = other.line;
    value.column = other.column;
    return value;
}

PyValue PyExpressions::atHere(PyKind kind) const
{
    PyValue value;
    value.kind = kind;
    value.line = peek().line;
    value.column = peek().column;
    return value;
}

bool PyExpressions::stopsHere(std::string_view stops) const
{
    return lineEnds() || (peek().kind == TokenKind::Sign && stops.find(peek().text[0]) != std::string_view::npos);
}

void PyExpressions::skipTo(std::string_view stops)
{
    for (int depth = 0; !lineEnds() && (depth > 0 || !stopsHere(stops)); ++m_at) {
        depth += isSign('(') || isSign('[') || isSign('{') ? 1 : 0;
        depth -= isSign(')') || isSign(']') || isSign('}') ? 1 : 0;
        if (depth < 0)
            return; // the end of a bracket of another kind
    }
}

PyValue PyExpressions::expression(std::string_view stops)
{
    const std::string ends = "," + std::string(stops);
    PyValue first = value(ends);
    if (!isSign(','))
        return first;
    PyValue tuple = at(PyKind::Tuple, first);
    tuple.items.push_back(std::move(first));
    while (take(','))
        if (!stopsHere(stops))
            tuple.items.push_back(value(ends));
    return tuple;
}

PyValue PyExpressions::value(std::string_view stops)
{
    const std::size_t start = m_at;
    PyValue unread = atHere(PyKind::Unread);
    try {
        PyValue result = sum();
        if (stopsHere(stops))
            return result;
        m_eachOf = isWord("for");
        unread.reason = Text("\"{}\" can't be followed without running the code", peek().text);
    } catch (const python::CantRead& e) {
        unread.reason = e.reason();
    }
    m_at = start;
    skipTo(stops);
    return unread;
}

const PyValue& PyExpressions::number(const PyValue& value) const
{
    const PyValue& v = m_program.resolved(value);
    if (!v.isNumber())
        fail(value.line, value.column, Text("arithmetic is read of numbers only"));
    return v;
}

PyValue PyExpressions::sum()
{
    PyValue left = product();
    while (isSign('+') || isSign('-')) {
        const double sign = isSign('+') ? 1 : -1;
        ++m_at;
        left = plus(left, product(), sign);
    }
    return left;
}

PyValue PyExpressions::plus(const PyValue& left, const PyValue& right, double sign) const
{
    const PyValue& a = m_program.resolved(left);
    const PyValue& b = m_program.resolved(right);
    if (sign > 0 && a.kind == b.kind && (a.kind == PyKind::List || a.kind == PyKind::Tuple || a.kind == PyKind::Text)) {
        if (a.items.size() + b.items.size() > kMostItems || a.text.size() + b.text.size() > kMostItems)
            fail(left.line, left.column, Text("too long"));
        PyValue joined = a;
        joined.text += b.text;
        joined.items.insert(joined.items.end(), b.items.begin(), b.items.end());
        return joined;
    }
    const bool whole = number(left).kind == PyKind::Integer && number(right).kind == PyKind::Integer;
    PyValue result = at(whole ? PyKind::Integer : PyKind::Real, left);
    result.number = number(left).number + sign * number(right).number;
    return result;
}

PyValue PyExpressions::product()
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

PyValue PyExpressions::sign()
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

PyValue PyExpressions::postfix()
{
    PyValue value = atom();
    while (true) {
        if (isSign('.') && (value.kind == PyKind::Name || value.kind == PyKind::Call || value.kind == PyKind::Text)) {
            ++m_at;
            if (peek().kind != TokenKind::Name)
                failHere(Text("a name is missing after the point"));
            if (value.kind != PyKind::Name) {
                // A method of a result: `prepare(...).to(device)`.
                PyValue method = at(PyKind::Name, value);
                method.items.push_back(std::move(value));
                value = std::move(method);
            }
            value.text += "." + peek().text;
            value.variable = -1;
            ++m_at;
        } else if (isSign('(') && value.kind == PyKind::Name) {
            const auto function = m_functions.find(value.text);
            value.kind = PyKind::Call;
            value.variable = function == m_functions.end() ? -1 : function->second;
            ++m_at;
            arguments(value);
        } else if (isSign('[')) {
            value = indexed(std::move(value));
        } else if (isSign('(')) {
            failHere(Text("this can't be called"));
        } else {
            return value;
        }
    }
}

/// `d["key"]` and `list[0]` of what stands in the file, else Unread with both parts.
PyValue PyExpressions::indexed(PyValue base)
{
    ++m_at;
    PyValue key = value("]");
    want(']');
    const PyValue& all = m_program.resolved(base);
    const PyValue& k = m_program.resolved(key);
    if (all.kind == PyKind::Dict && k.kind == PyKind::Text)
        for (auto entry = all.entries.rbegin(); entry != all.entries.rend(); ++entry)
            if (const PyValue& name = m_program.resolved(entry->key); name.kind == PyKind::Text && name.text == k.text)
                return entry->value;
    if ((all.kind == PyKind::List || all.kind == PyKind::Tuple) && k.kind == PyKind::Integer) {
        const double index = k.number < 0 ? k.number + static_cast<double>(all.items.size()) : k.number;
        if (index >= 0 && index < static_cast<double>(all.items.size()))
            return all.items[static_cast<std::size_t>(index)];
    }
    PyValue unread = at(PyKind::Unread, base);
    unread.reason = Text("an item that only running the code would give");
    unread.items = {std::move(base), std::move(key)};
    return unread;
}

void PyExpressions::arguments(PyValue& call)
{
    while (!take(')')) {
        if (peek().kind == TokenKind::Name && isSign('=', 1) && !isSign('=', 2)) {
            const std::string name = peek().text;
            m_at += 2;
            call.keywords.push_back({name, value(",)")});
        } else {
            call.items.push_back(value(",)"));
        }
        if (!isSign(')'))
            want(',');
    }
}

PyValue PyExpressions::atom()
{
    const Token token = peek();
    PyValue value = atHere(PyKind::Name);
    const auto number = [&] {
        const char* end = token.text.data() + token.text.size();
        std::int64_t whole = 0;
        const auto [at, error] = std::from_chars(token.text.data(), end, whole);
        value.kind = error == std::errc{} && at == end ? PyKind::Integer : PyKind::Real;
        value.number = static_cast<double>(whole);
        if (value.kind == PyKind::Integer)
            return;
        if (const auto [real, bad] = std::from_chars(token.text.data(), end, value.number); bad != std::errc{} || real != end)
            fail(token.line, token.column, Text("\"{}\" is no number", token.text));
    };
    if (token.kind == TokenKind::Text) {
        value.kind = PyKind::Text;
        // Texts side by side are one.
        for (; peek().kind == TokenKind::Text; ++m_at)
            value.text += peek().text;
    } else if (token.kind == TokenKind::Number) {
        number();
        ++m_at;
    } else if (token.kind == TokenKind::Name) {
        name(value);
    } else if (take('(')) {
        items(value, ')', PyKind::Tuple);
    } else if (take('[')) {
        items(value, ']', PyKind::List);
    } else if (take('{')) {
        dict(value);
    } else {
        failHere(lineEnds() ? Text("a value is missing") : Text("a value is missing before \"{}\"", token.text));
    }
    return value;
}

void PyExpressions::name(PyValue& value)
{
    const Token token = peek();
    ++m_at;
    if (peek().kind == TokenKind::Text)
        fail(token.line, token.column, Text("texts of the kind {}\"...\" are not read", token.text));
    if (token.text == "lambda" || token.text == "not" || token.text == "await" || token.text == "yield")
        fail(token.line, token.column, Text("\"{}\" can't be followed without running the code", token.text));
    const auto alias = m_aliases.find(token.text);
    value.text = alias == m_aliases.end() ? token.text : alias->second;
    if (const auto variable = m_variables.find(token.text); variable != m_variables.end())
        value.variable = variable->second;
}

/// One item in round brackets without a comma is the item itself.
void PyExpressions::items(PyValue& list, char close, PyKind kind)
{
    bool comma = false;
    const std::string stops{',', close};
    list.kind = kind;
    while (!take(close)) {
        const bool star = take('*');
        PyValue item = value(stops);
        if (std::exchange(m_eachOf, false)) { // [x for x in y]: as many as there are
            skipTo(std::string_view(stops).substr(1));
            item.line = list.line;
            item.column = list.column;
            list = std::move(item);
            return want(close);
        }
        if (const PyValue& more = m_program.resolved(item); star && (more.kind == PyKind::List || more.kind == PyKind::Tuple))
            list.items.insert(list.items.end(), more.items.begin(), more.items.end());
        else
            list.items.push_back(std::move(item));
        if (list.items.size() > kMostItems)
            failHere(Text("too long"));
        if (!isSign(close)) {
            want(',');
            comma = true;
        }
    }
    if (kind == PyKind::Tuple && list.items.size() == 1 && !comma) {
        PyValue only = std::move(list.items[0]);
        list = std::move(only);
    }
}

void PyExpressions::dict(PyValue& dict)
{
    dict.kind = PyKind::Dict;
    while (!take('}')) {
        const bool star = isSign('*') && isSign('*', 1);
        m_at += star ? 2 : 0;
        PyValue key = value(":,}");
        if (const PyValue& more = m_program.resolved(key); star && more.kind == PyKind::Dict) {
            const std::vector<PyEntry> entries = more.entries;
            dict.entries.insert(dict.entries.end(), entries.begin(), entries.end());
        } else if (take(':')) {
            dict.entries.push_back({std::move(key), value(",}")});
            if (std::exchange(m_eachOf, false)) {
                skipTo("}");
                PyValue unread = dict.entries.back().value;
                unread.line = dict.line;
                unread.column = dict.column;
                dict = std::move(unread);
                return want('}');
            }
        } else {
            if (key.kind != PyKind::Unread) {
                key.text.clear();
                key.reason = Text("an entry that only running the code would give");
                key.kind = PyKind::Unread;
            }
            dict.entries.push_back({key, key});
        }
        if (dict.entries.size() > kMostItems)
            failHere(Text("too long"));
        if (!isSign('}'))
            want(',');
    }
}

} // namespace qb
