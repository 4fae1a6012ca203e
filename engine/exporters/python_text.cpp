// SPDX-License-Identifier: GPL-3.0-or-later
// Statements and blocks:
//
//     statement = import | targets "=" expression | expression | compound
//     compound  = word header ":" ( statement | an indented block )
//
// The file is usually a whole training script, so a statement never fails: what it is made of becomes Unread, and blocks without a word
// of qconfigs are passed over. Names mean what they meant at that line; those of a function's body end with it.
#include "engine/exporters/python_text.h"

#include "engine/base/error.h"
#include "engine/exporters/python_expression.h"

#include <algorithm>
#include <optional>
#include <set>

#include <fmt/format.h>

namespace qb {

namespace {

using python::Token;
using python::TokenKind;

constexpr std::size_t kMostSteps = 100'000; ///< statements in loops that are done item by item
constexpr int kMostBlocks = 50;             ///< inside one another

bool speaksOfQconfig(const Token& token)
{
    const std::string& t = token.text;
    return token.kind == TokenKind::Name &&
           (t.find("config") != std::string::npos || t.find("Config") != std::string::npos || t.ends_with("Template") ||
            t.ends_with("etter") || t.ends_with("Observer") || t.starts_with("qint") || t == "reset_dtype" ||
            t == "reset_scale" || t == "set_march" || t == "prepare");
}

class Parser : PyExpressions {
public:
    explicit Parser(std::vector<Token> tokens) : PyExpressions(std::move(tokens)) {}

    PyProgram run()
    {
        block(m_tokens.size());
        return std::move(m_program);
    }

private:
    void block(std::size_t end)
    {
        while (m_at < end && peek().kind != TokenKind::End) {
            if (peek().kind == TokenKind::LineEnd || peek().kind == TokenKind::Indent)
                ++m_at;
            else
                statement(end);
        }
    }

    void skipLine()
    {
        while (!lineEnds())
            ++m_at;
    }

    void skip(Text what, std::size_t line, Text why)
    {
        PySkipped skipped{std::move(what), line, std::move(why)};
        if (std::find(m_program.skipped.begin(), m_program.skipped.end(), skipped) == m_program.skipped.end())
            m_program.skipped.push_back(std::move(skipped));
    }

    void statement(std::size_t end)
    {
        const std::string word = peek().kind == TokenKind::Name ? peek().text : std::string{};
        static const std::set<std::string, std::less<>> kCompound{"def",  "class", "for", "while",  "if",      "elif",
                                                                  "else", "with",  "try", "except", "finally", "async"};
        static const std::set<std::string, std::less<>> kPassed{"pass",     "del",   "assert",   "raise", "global",
                                                                "nonlocal", "break", "continue", "yield", "await"};
        if (word == "import" || word == "from")
            import();
        else if (kCompound.contains(word))
            compound(end);
        else if (isSign('@') || kPassed.contains(word))
            skipLine();
        else if (word == "return")
            returned();
        else
            assignment();
    }

    // --- lines ----------------------------------------------------------------------------------------------------------------

    void returned()
    {
        ++m_at;
        PyValue value = lineEnds() ? atHere(PyKind::Name) : expression("");
        m_returned = static_cast<int>(m_program.variables.size());
        m_program.variables.push_back(value);
        m_program.statements.push_back({{}, std::move(value)});
        skipLine();
    }

    void assignment()
    {
        const std::size_t start = m_at;
        if (peek().kind == TokenKind::Name && isSign('+', 1) && isSign('=', 2))
            return extendedInPlace();
        PyValue value = expression("=:");
        if (isSign(':')) { // an annotation
            ++m_at;
            (void)expression("=");
        }
        if (isSign('=') && isSign('=', 1)) // a comparison
            return skipLine();
        std::vector<PyValue> targets;
        while (isSign('=')) {
            targets.push_back(std::move(value));
            ++m_at;
            value = expression("=");
        }
        skipLine();
        if (value.kind == PyKind::Unread && std::any_of(m_tokens.begin() + static_cast<std::ptrdiff_t>(start),
                                                        m_tokens.begin() + static_cast<std::ptrdiff_t>(m_at), speaksOfQconfig))
            skip(Text("the statement"), m_tokens[start].line, value.reason);
        if (targets.empty())
            return call(std::move(value));
        for (const PyValue& target : targets)
            assign(target, value);
    }

    /// `list += [...]`
    void extendedInPlace()
    {
        PyValue* list = known(peek().text, PyKind::List);
        m_at += 3;
        const PyValue more = expression("");
        if (list != nullptr)
            extend(*list, more);
        skipLine();
    }

    void assign(const PyValue& target, const PyValue& value)
    {
        if (target.kind == PyKind::Tuple || target.kind == PyKind::List) {
            const PyValue& v = m_program.resolved(value);
            const bool each = (v.kind == PyKind::Tuple || v.kind == PyKind::List) && v.items.size() == target.items.size();
            const std::vector<PyValue> items = v.items;
            for (std::size_t i = 0; i < target.items.size(); ++i)
                assign(target.items[i], each ? items[i] : unknown(target.items[i]));
        } else if (target.kind == PyKind::Unread && target.items.size() == 2) {
            if (PyValue* dict = known(target.items[0].text, PyKind::Dict); dict != nullptr && dict->entries.size() < kMostItems)
                dict->entries.push_back({target.items[1], value});
        } else if (target.kind == PyKind::Name) {
            if (target.text.find('.') == std::string::npos)
                bind(target.text, value);
            m_program.statements.push_back({target.text, value});
        }
    }

    static PyValue unknown(const PyValue& where)
    {
        PyValue value = at(PyKind::Unread, where);
        value.reason = Text("a value that only running the code would give");
        return value;
    }

    void bind(const std::string& name, PyValue value)
    {
        m_variables[name] = static_cast<int>(m_program.variables.size());
        m_functions.erase(name);
        m_program.variables.push_back(std::move(value));
    }

    /// The variable's own value, of that kind; null if it has another.
    PyValue* known(const std::string& name, PyKind kind)
    {
        const auto found = m_variables.find(name);
        if (found == m_variables.end())
            return nullptr;
        PyValue* v = &m_program.variables[static_cast<std::size_t>(found->second)];
        while (v->kind == PyKind::Name && v->variable >= 0)
            v = &m_program.variables[static_cast<std::size_t>(v->variable)];
        return v->kind == kind ? v : nullptr;
    }

    void extend(PyValue& list, const PyValue& more)
    {
        const PyValue& v = m_program.resolved(more);
        if (v.kind == PyKind::List || v.kind == PyKind::Tuple) {
            const std::vector<PyValue> items = v.items;
            if (list.items.size() + items.size() <= kMostItems)
                list.items.insert(list.items.end(), items.begin(), items.end());
        } else {
            list.items.push_back(unknown(more));
        }
    }

    /// `append`, `extend`, `insert` and `update` change the variable, every other expression is kept as it is.
    void call(PyValue value)
    {
        if (value.kind == PyKind::Call && value.text.find('.') != std::string::npos && !value.items.empty()) {
            const std::string name = value.text.substr(0, value.text.rfind('.'));
            const std::string_view method = value.lastName();
            if (PyValue* list = known(name, PyKind::List)) {
                if (method == "append" && list->items.size() < kMostItems)
                    return list->items.push_back(std::move(value.items[0]));
                if (method == "extend")
                    return extend(*list, value.items[0]);
                if (method == "insert" && value.items.size() == 2) {
                    const PyValue& at = m_program.resolved(value.items[0]);
                    const double size = static_cast<double>(list->items.size());
                    list->items.insert(list->items.begin() + static_cast<std::ptrdiff_t>(std::clamp(at.number, 0.0, size)),
                                       value.items[1]);
                    return;
                }
            }
            if (PyValue* dict = known(name, PyKind::Dict); dict != nullptr && method == "update") {
                const std::vector<PyEntry> entries = m_program.resolved(value.items[0]).entries;
                if (dict->entries.size() + entries.size() <= kMostItems)
                    dict->entries.insert(dict->entries.end(), entries.begin(), entries.end());
                return;
            }
        }
        m_program.statements.push_back({{}, std::move(value)});
    }

    std::string dotted()
    {
        std::string name;
        while (peek().kind == TokenKind::Name) {
            name += peek().text;
            ++m_at;
            if (!take('.'))
                return name;
            name += '.';
        }
        return name;
    }

    void import()
    {
        const bool from = peek().text == "from";
        while (from && !lineEnds() && !isWord("import"))
            ++m_at;
        m_at += lineEnds() ? 0 : 1;
        while (!lineEnds()) {
            const std::string name = dotted();
            if (isWord("as")) {
                ++m_at;
                m_aliases[dotted()] = name;
            }
            if (!lineEnds())
                ++m_at; // comma, bracket, star
        }
    }

    // --- blocks ---------------------------------------------------------------------------------------------------------------

    /// A token is the first of its line.
    [[nodiscard]] bool beginsLine(std::size_t at) const
    {
        return m_tokens[at].kind == TokenKind::Indent || (m_tokens[at].column == 1 && m_tokens[at].kind != TokenKind::LineEnd);
    }

    /// Where the indented block ends whose header stands at a column.
    [[nodiscard]] std::size_t endOfBlock(std::size_t at, std::size_t column) const
    {
        for (; m_tokens[at].kind != TokenKind::End; ++at)
            if ((at == 0 || m_tokens[at - 1].kind == TokenKind::LineEnd) && beginsLine(at) &&
                m_tokens[at + (m_tokens[at].kind == TokenKind::Indent ? 1 : 0)].column <= column)
                return at;
        return at;
    }

    struct Header {
        std::string word;
        std::string name; ///< of a def or class
        std::size_t line = 0;
        std::size_t begin = 0; ///< behind the word
        std::size_t body = 0;  ///< behind the colon
        std::size_t end = 0;   ///< of the body
    };

    Header header(std::size_t end)
    {
        Header h;
        h.line = peek().line;
        const std::size_t column = peek().column;
        if (isWord("async"))
            ++m_at;
        h.word = peek().text;
        h.begin = ++m_at;
        h.name = peek().text;
        int depth = 0;
        while (!lineEnds() && !(depth == 0 && isSign(':'))) {
            depth += isSign('(') || isSign('[') || isSign('{') ? 1 : 0;
            depth -= isSign(')') || isSign(']') || isSign('}') ? 1 : 0;
            ++m_at;
        }
        (void)take(':');
        h.body = m_at;
        if (lineEnds()) {
            h.end = std::min(end, endOfBlock(m_at, column));
        } else {
            skipLine();
            h.end = std::min(end, m_at);
        }
        return h;
    }

    [[nodiscard]] bool speaks(const Header& h) const
    {
        for (std::size_t i = h.begin; i < h.end; ++i)
            if (speaksOfQconfig(m_tokens[i]) || isStubWithArguments(i))
                return true;
        return false;
    }

    /// `QuantStub(scale=1 / 128)`
    [[nodiscard]] bool isStubWithArguments(std::size_t at) const
    {
        return at + 2 < m_tokens.size() && m_tokens[at].kind == TokenKind::Name && m_tokens[at].text == "QuantStub" &&
               m_tokens[at + 1].text == "(" && m_tokens[at + 2].text != ")";
    }

    /// A list or dict of the file that the block changes.
    [[nodiscard]] bool changesKnown(const Header& h)
    {
        for (std::size_t i = h.body; i + 2 < h.end; ++i)
            if (m_tokens[i].kind == TokenKind::Name && m_tokens[i + 1].text == "." &&
                (m_tokens[i + 2].text == "append" || m_tokens[i + 2].text == "extend" || m_tokens[i + 2].text == "update") &&
                (known(m_tokens[i].text, PyKind::List) != nullptr || known(m_tokens[i].text, PyKind::Dict) != nullptr))
                return true;
        return false;
    }

    void compound(std::size_t end)
    {
        const Header h = header(end);
        if (m_blocks >= kMostBlocks)
            skip(described(h), h.line, Text("nested too deeply"));
        else if (h.word == "for" && eachItem(h)) {
        } else if (!speaks(h) && !(h.word != "def" && h.word != "class" && changesKnown(h))) {
            if (h.word != "if" || !isMain(h))
                skip(described(h), h.line, {});
            else
                body(h);
        } else {
            part(h);
        }
        m_at = h.end;
    }

    void part(const Header& h)
    {
        if (h.word == "def")
            return function(h);
        if (h.word == "elif" || h.word == "else" || h.word == "except")
            return skip(described(h), h.line, Text("only the first branch was read, its condition was not looked at"));
        if (h.word == "for" || h.word == "while")
            skip(described(h), h.line, Text("how often it runs is not known; what is in it was read once"));
        body(h);
    }

    static Text described(const Header& h)
    {
        return h.word == "def" || h.word == "class" ? Text::verbatim(h.word + " " + h.name) : Text("the {}", h.word);
    }

    void body(const Header& h)
    {
        m_at = h.body;
        ++m_blocks;
        block(h.end);
        --m_blocks;
    }

    [[nodiscard]] bool isMain(const Header& h) const { return m_tokens[h.begin].text == "__name__"; }

    /// Names of the body end with it; arguments are unknown but for their defaults. What it returns is known by its name.
    void function(const Header& h)
    {
        const auto variables = m_variables;
        const auto functions = m_functions;
        m_at = h.begin + 1;
        if (take('('))
            while (!isSign(')') && m_at < h.body) {
                while (take('*')) {
                }
                const std::string name = peek().text;
                m_at += isSign(',') || isSign(')') ? 0 : 1;
                m_variables.erase(name);
                if (take(':'))
                    (void)value("=,)");
                if (take('='))
                    bind(name, value(",)"));
                (void)take(',');
            }
        const int before = m_returned;
        m_returned = -1;
        body(h);
        const int returned = m_returned;
        m_returned = before;
        m_variables = variables;
        m_functions = functions;
        if (returned >= 0)
            m_functions[h.name] = returned;
    }

    /// `for x in [...]:` of a list that stands in the file. False for any other loop.
    bool eachItem(const Header& h)
    {
        m_at = h.begin;
        std::vector<std::string> names;
        for (; !isWord("in") && m_at < h.body; ++m_at)
            if (peek().kind == TokenKind::Name)
                names.push_back(peek().text);
        if (!isWord("in") || names.empty())
            return false;
        ++m_at;
        const PyValue iterable = expression(":");
        const PyValue list = m_program.resolved(iterable);
        if (m_at + 1 != h.body || (list.kind != PyKind::List && list.kind != PyKind::Tuple))
            return false;
        m_steps += list.items.size() * (h.end - h.body);
        if (m_steps > kMostSteps) {
            skip(described(h), h.line, Text("too many steps"));
            return true;
        }
        for (const PyValue& item : list.items) {
            const PyValue& parts = m_program.resolved(item);
            const std::vector<PyValue> items = parts.items;
            for (std::size_t i = 0; i < names.size(); ++i)
                bind(names[i], names.size() == 1 ? item : i < items.size() ? items[i] : unknown(item));
            body(h);
        }
        return true;
    }

    int m_returned = -1;
    int m_blocks = 0;
    std::size_t m_steps = 0;
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
    while ((v->kind == PyKind::Name || v->kind == PyKind::Call) && v->variable >= 0)
        v = &variables[static_cast<std::size_t>(v->variable)];
    return *v;
}

bool PyProgram::isUnknown(const PyValue& value) const
{
    const PyValue& v = resolved(value);
    return v.kind == PyKind::Unread || (v.kind == PyKind::Name && v.text != "None" && v.text != "True" && v.text != "False");
}

PyProgram parsePython(std::string_view text) { return Parser(python::tokenize(text)).run(); }

} // namespace qb
