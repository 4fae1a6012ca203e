// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/regex.h"

#include "engine/base/error.h"

#include <cctype>
#include <string>

#include <fmt/format.h>

namespace qb {

/// Recursive descent: alternatives of sequences of repeated atoms. Every part is a run of steps that falls through to the
/// step behind it.
class Regex::Compiler {
public:
    Compiler(std::string_view pattern, Regex& regex) : m_pattern(pattern), m_regex(regex) {}

    void compile()
    {
        if (m_pattern.size() > 1000)
            refuse(Text("it is longer than 1,000 signs"));
        m_regex.m_steps = alternatives(0);
        if (m_at < m_pattern.size())
            refuse(Text("a ) stands without its ("));
        m_regex.m_steps.push_back({Op::Match});
    }

private:
    using Steps = std::vector<Step>;

    [[noreturn]] void refuse(const Text& why) const
    {
        throw Error(ErrorCode::BadInput, Text("the expression \"{}\" is wrong at position {}: {}", m_pattern, m_at + 1, why),
                    Text("correct it"), {{"position", std::to_string(m_at + 1)}});
    }

    [[nodiscard]] bool atEnd() const { return m_at == m_pattern.size(); }
    [[nodiscard]] bool next(char c) const { return !atEnd() && m_pattern[m_at] == c; }

    /// Appends with the jumps moved to the new place (jumps are relative to the run until it is placed).
    void append(Steps& to, const Steps& from) const
    {
        if (to.size() + from.size() > 10000)
            refuse(Text("it grows beyond 10,000 steps"));
        const auto shift = static_cast<std::uint32_t>(to.size());
        for (Step s : from) {
            if (s.op == Op::Split || s.op == Op::Jump) {
                s.first += shift;
                s.second += shift;
            }
            to.push_back(s);
        }
    }

    static std::uint32_t end(const Steps& steps) { return static_cast<std::uint32_t>(steps.size()); }

    Steps alternatives(int depth)
    {
        if (depth > 50)
            refuse(Text("brackets are nested deeper than 50"));
        Steps left = sequence(depth);
        while (next('|')) {
            ++m_at;
            const Steps right = sequence(depth);
            Steps both{{Op::Split, 1, end(left) + 2}};
            append(both, left);
            both.push_back({Op::Jump, end(left) + 2 + end(right)});
            append(both, right);
            left = std::move(both);
        }
        return left;
    }

    Steps sequence(int depth)
    {
        Steps steps;
        while (!atEnd() && !next('|') && !next(')'))
            append(steps, repeated(atom(depth)));
        return steps;
    }

    static Steps optional(const Steps& body, const Compiler& c)
    {
        Steps steps{{Op::Split, 1, end(body) + 1}};
        c.append(steps, body);
        return steps;
    }

    static Steps star(const Steps& body, const Compiler& c)
    {
        Steps steps{{Op::Split, 1, end(body) + 2}};
        c.append(steps, body);
        steps.push_back({Op::Jump, 0});
        return steps;
    }

    Steps repeated(Steps body)
    {
        while (!atEnd()) {
            const char c = m_pattern[m_at];
            if (c != '*' && c != '+' && c != '?' && c != '{')
                break;
            ++m_at;
            int least = c == '+' ? 1 : 0;
            int most = c == '?' ? 1 : -1;
            if (c == '{')
                readBounds(least, most);
            Steps all;
            for (int i = 0; i < least; ++i)
                append(all, body);
            if (most < 0)
                append(all, star(body, *this));
            for (int i = least; i < most; ++i)
                append(all, optional(body, *this));
            body = std::move(all);
        }
        return body;
    }

    int readCount()
    {
        int count = 0;
        if (atEnd() || std::isdigit(static_cast<unsigned char>(m_pattern[m_at])) == 0)
            refuse(Text("a number was expected"));
        for (; !atEnd() && std::isdigit(static_cast<unsigned char>(m_pattern[m_at])) != 0; ++m_at) {
            count = count * 10 + (m_pattern[m_at] - '0');
            if (count > 1000)
                refuse(Text("more than 1,000 repetitions"));
        }
        return count;
    }

    void readBounds(int& least, int& most)
    {
        least = most = readCount();
        if (next(',')) {
            ++m_at;
            most = next('}') ? -1 : readCount();
        }
        if (!next('}') || (most >= 0 && most < least))
            refuse(Text("{{m,n}} is not closed or its ends are turned round"));
        ++m_at;
    }

    Steps oneOf(const Set& set)
    {
        m_regex.m_sets.push_back(set);
        return {{Op::Set, static_cast<std::uint32_t>(m_regex.m_sets.size() - 1)}};
    }

    Steps atom(int depth)
    {
        const char c = m_pattern[m_at++];
        Set set;
        switch (c) {
        case '^': return {{Op::Begin}};
        case '$': return {{Op::End}};
        case '*':
        case '+':
        case '?': --m_at; refuse(Text("nothing stands before it to repeat"));
        case '(': {
            Steps inside = alternatives(depth + 1);
            if (!next(')'))
                refuse(Text("a ( is not closed"));
            ++m_at;
            return inside;
        }
        case '[': return oneOf(bracket());
        case '.': invert(set); return oneOf(set);
        case '\\': addEscape(set); return oneOf(set);
        default: set.add(static_cast<unsigned char>(c)); return oneOf(set);
        }
    }

    static void invert(Set& set)
    {
        for (std::uint64_t& bits : set.bits)
            bits = ~bits;
    }

    void addEscape(Set& set)
    {
        if (atEnd())
            refuse(Text("a \\ stands last"));
        const char c = m_pattern[m_at++];
        const char kind = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
        if (kind != 'd' && kind != 'w' && kind != 's') {
            if (std::isalnum(static_cast<unsigned char>(c)) != 0)
                refuse(Text("there is no \\{}", c));
            set.add(static_cast<unsigned char>(c));
            return;
        }
        for (int i = 0; i < 256; ++i) {
            const bool is = kind == 'd'   ? std::isdigit(i) != 0
                            : kind == 's' ? std::isspace(i) != 0
                                          : std::isalnum(i) != 0 || i == '_';
            if (is == (c == kind))
                set.add(static_cast<unsigned char>(i));
        }
    }

    Set bracket()
    {
        Set set;
        const bool negated = next('^');
        if (negated)
            ++m_at;
        for (bool first = true; first || !next(']'); first = false) {
            if (atEnd())
                refuse(Text("a [ is not closed"));
            const char c = m_pattern[m_at++];
            if (c == '\\') {
                addEscape(set);
                continue;
            }
            auto low = static_cast<unsigned char>(c);
            unsigned char high = low;
            if (next('-') && m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] != ']') {
                high = static_cast<unsigned char>(m_pattern[m_at + 1]);
                m_at += 2;
            }
            if (high < low)
                refuse(Text("a range in [ ] is turned round"));
            for (unsigned i = low; i <= high; ++i)
                set.add(static_cast<unsigned char>(i));
        }
        ++m_at;
        if (negated)
            invert(set);
        return set;
    }

    std::string_view m_pattern;
    Regex& m_regex;
    std::size_t m_at = 0;
};

Regex::Regex(std::string_view pattern) { Compiler(pattern, *this).compile(); }

void Regex::follow(std::uint32_t step, std::string_view text, std::size_t at, std::vector<std::uint32_t>& threads,
                   std::vector<std::size_t>& seen) const
{
    std::vector<std::uint32_t> open{step};
    while (!open.empty()) {
        const std::uint32_t s = open.back();
        open.pop_back();
        if (seen[s] == at + 1)
            continue;
        seen[s] = at + 1;
        switch (m_steps[s].op) {
        case Op::Jump: open.push_back(m_steps[s].first); break;
        case Op::Split: open.insert(open.end(), {m_steps[s].first, m_steps[s].second}); break;
        case Op::Begin:
            if (at == 0)
                open.push_back(s + 1);
            break;
        case Op::End:
            if (at == text.size())
                open.push_back(s + 1);
            break;
        case Op::Set:
        case Op::Match: threads.push_back(s); break;
        }
    }
}

bool Regex::search(std::string_view text) const
{
    std::vector<std::size_t> seen(m_steps.size(), 0); // position + 1 at which a step was followed last
    std::vector<std::uint32_t> threads;
    std::vector<std::uint32_t> reached;
    for (std::size_t at = 0; at <= text.size(); ++at) {
        follow(0, text, at, threads, seen);
        reached.clear();
        for (const std::uint32_t s : threads) {
            if (m_steps[s].op == Op::Match)
                return true;
            if (at < text.size() && m_sets[m_steps[s].first].has(static_cast<unsigned char>(text[at])))
                follow(s + 1, text, at + 1, reached, seen);
        }
        threads.swap(reached);
    }
    return false;
}

} // namespace qb
