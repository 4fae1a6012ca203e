// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/selector.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/config_text.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include <fmt/format.h>

namespace qb {

namespace {

struct Word {
    std::string raw;      ///< as typed
    std::string text;     ///< quotes removed
    std::size_t position; ///< from 1
    bool startsQuoted;
};

std::vector<Word> wordsOf(std::string_view text, std::vector<Text>& problems)
{
    std::vector<Word> words;
    bool quoted = false;
    bool open = false;
    std::size_t quoteAt = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (blank && !quoted) {
            open = false;
            continue;
        }
        if (!open)
            words.push_back({{}, {}, i + 1, c == '"'});
        open = true;
        words.back().raw += c;
        if (c == '"') {
            quoted = !quoted;
            quoteAt = i + 1;
        } else {
            words.back().text += c;
        }
    }
    if (quoted)
        problems.push_back(Text("position {}: a quote is not closed", quoteAt));
    return words;
}

/// The two sides of ".." that stands outside quotes; nothing where there is none, or a side is empty.
std::optional<std::pair<std::string, std::string>> sidesOf(std::string_view raw)
{
    std::string sides[2];
    bool quoted = false;
    std::size_t side = 0;
    for (std::size_t i = 0; i < raw.size(); ++i) {
        if (raw[i] == '"')
            quoted = !quoted;
        else if (side == 0 && !quoted && raw.substr(i, 2) == "..")
            side = 1, ++i;
        else
            sides[side] += raw[i];
    }
    if (sides[0].empty() || sides[1].empty())
        return std::nullopt;
    return std::pair{sides[0], sides[1]};
}

const std::vector<std::string>& keys()
{
    static const std::vector<std::string> kKeys{"name", "module", "op", "dtype"};
    return kKeys;
}

} // namespace

const std::vector<std::string>& Selector::metricNames()
{
    static const std::vector<std::string> kNames{"cos",  "l1",   "atol", "steps",     "mse",    "rmse",
                                                 "sqnr", "rtol", "kl",   "chebyshev", "clipped"};
    return kNames;
}

void Selector::readComparison(std::string_view text, std::size_t at, Term& term)
{
    term.kind = Kind::Metric;
    term.text = lowered(trimmed(text.substr(0, at)));
    if (term.text == "cosine")
        term.text = "cos";
    const auto& known = metricNames();
    if (std::find(known.begin(), known.end(), term.text) == known.end()) {
        throw Error(ErrorCode::BadInput, Text("there is no metric \"{}\", {}", term.text, nearestOrAll(term.text, known)));
    }
    const bool equal = at + 1 < text.size() && text[at + 1] == '=';
    term.compare = text[at] == '<'   ? (equal ? Compare::LessEqual : Compare::Less)
                   : text[at] == '>' ? (equal ? Compare::GreaterEqual : Compare::Greater)
                                     : Compare::Equal;
    std::string_view number = text.substr(at + (equal && text[at] != '=' ? 2 : 1));
    const bool percent = number.ends_with('%');
    if (percent)
        number.remove_suffix(1);
    const auto bound = readNumber(number);
    if (!bound)
        throw Error(ErrorCode::BadInput, Text("\"{}\" is no number to compare {} with", number, term.text));
    term.bound = percent ? *bound / 100 : *bound;
}

namespace {

Text nearKey(std::string_view key)
{
    Text near = didYouMean(key, keys());
    return near.empty() ? Text("there are name:, module:, op: and dtype:; quote a name that holds a colon") : near;
}

} // namespace

Selector::Term Selector::readTerm(std::string_view text, std::string_view bare)
{
    Term term;
    term.text = text;
    const std::size_t colon = bare.find(':');
    const std::string_view key = bare.substr(0, colon == std::string_view::npos ? 0 : colon);
    if (std::find(keys().begin(), keys().end(), key) == keys().end()) {
        if (const std::size_t at = bare.find_first_of("<>="); at != std::string_view::npos && at > 0)
            readComparison(bare, at, term);
        else if (!key.empty() && std::all_of(key.begin(), key.end(), [](unsigned char c) { return std::isalpha(c) != 0; }))
            throw Error(ErrorCode::BadInput, Text("there is no \"{}:\", {}", key, nearKey(key)));
        return term;
    }
    term.text = text.substr(key.size() + 1);
    if (term.text.empty())
        throw Error(ErrorCode::BadInput, Text("nothing stands behind \"{}:\"", key));
    if (key == "name" && term.text.size() > 1 && term.text.front() == '/' && term.text.back() == '/') {
        term.kind = Kind::NameRegex;
        term.regex.emplace(std::string_view(term.text).substr(1, term.text.size() - 2));
    } else if (key == "name") {
        term.kind = Kind::NameGlob;
    } else if (key == "module" || key == "op") {
        term.kind = key == "op" ? Kind::Op : Kind::Module;
    } else {
        term.kind = Kind::Dtype;
        std::vector<Text> problems;
        const auto dtype = readDType(term.text, problems);
        if (!dtype)
            throw Error(ErrorCode::BadInput, problems.front());
        term.dtype = *dtype;
    }
    return term;
}

Selector Selector::parse(std::string_view text)
{
    Selector selector;
    std::vector<Text> problems;
    for (const Word& word : wordsOf(text, problems)) {
        const bool negated = word.raw.front() == '!';
        try {
            const std::string_view inner = std::string_view(word.text).substr(negated ? 1 : 0);
            if (inner.empty())
                throw Error(ErrorCode::BadInput, Text("a term is empty"));
            // What begins with a quote is a bare word, whatever it holds.
            const bool quotedWord = word.startsQuoted || (negated && word.raw.size() > 1 && word.raw[1] == '"');
            const std::string_view key = inner.substr(0, inner.find(':') == std::string_view::npos ? 0 : inner.find(':'));
            const bool keyed = !quotedWord && std::find(keys().begin(), keys().end(), key) != keys().end();
            Term term;
            if (const auto sides = sidesOf(std::string_view(word.raw).substr(negated ? 1 : 0)); sides && !keyed) {
                term.kind = Kind::Range;
                std::tie(term.text, term.to) = *sides;
            } else {
                term = readTerm(inner, quotedWord ? std::string_view{} : inner);
            }
            term.negated = negated;
            selector.m_terms.push_back(std::move(term));
        } catch (const Error& e) {
            problems.push_back(Text("position {}: {}", word.position, e.message()));
        }
    }
    if (!problems.empty())
        throwProblems(Text("the selector \"{}\" can't be read", text), problems);
    return selector;
}

bool Selector::asksResults() const
{
    return std::any_of(m_terms.begin(), m_terms.end(),
                       [](const Term& t) { return t.kind == Kind::Dtype || t.kind == Kind::Metric; });
}

namespace {

bool holdsWord(const std::string& word, const Graph& graph, const Unit& unit)
{
    const auto has = [&](const std::string& name) { return name.find(word) != std::string::npos; };
    return has(unit.name) || std::any_of(unit.nodes.begin(), unit.nodes.end(), [&](NodeId id) {
               const Node& n = graph.node(id);
               return has(n.name) || std::any_of(n.absorbed.begin(), n.absorbed.end(), has);
           });
}

} // namespace

bool Selector::holds(const Term& term, const Graph& graph, const UnitTable& units, UnitId id, const SelectorFacts& facts)
{
    const Unit& unit = units.unit(id);
    switch (term.kind) {
    case Kind::NameGlob: return globMatches(term.text, unit.name);
    case Kind::NameRegex: return term.regex->search(unit.name);
    case Kind::Module: return isModulePrefix(term.text, unit.module);
    case Kind::Op: return lowered(term.text) == lowered(unit.opType);
    case Kind::Word: return holdsWord(term.text, graph, unit);
    case Kind::Dtype: return facts.dtype && facts.dtype(id) == term.dtype;
    case Kind::Range:
    case Kind::Metric: break;
    }
    const auto value = facts.metric ? facts.metric(id, term.text) : std::nullopt;
    if (!value || std::isnan(*value))
        return false;
    switch (term.compare) {
    case Compare::Less: return *value < term.bound;
    case Compare::LessEqual: return *value <= term.bound;
    case Compare::Greater: return *value > term.bound;
    case Compare::GreaterEqual: return *value >= term.bound;
    case Compare::Equal: return *value == term.bound;
    }
    return false;
}

namespace {

/// Units of that name, or with a node of that name, else those of that module.
std::vector<UnitId> unitsAt(const std::string& name, const Graph& graph, const UnitTable& units)
{
    std::vector<UnitId> named, inModule;
    for (std::size_t u = 0; u < units.units.size(); ++u) {
        const Unit& unit = units.units[u];
        if (unit.name == name || std::any_of(unit.nodes.begin(), unit.nodes.end(), [&](NodeId id) {
                const Node& n = graph.node(id);
                return n.name == name || std::find(n.absorbed.begin(), n.absorbed.end(), name) != n.absorbed.end();
            }))
            named.push_back(static_cast<UnitId>(u));
        else if (isModulePrefix(name, unit.module))
            inModule.push_back(static_cast<UnitId>(u));
    }
    return named.empty() ? inModule : named;
}

/// Units are numbered in an order of computation, so one sweep each way finds what lies behind and before.
std::vector<UnitId> between(const UnitTable& units, const std::vector<UnitId>& from, const std::vector<UnitId>& to)
{
    std::vector<char> behind(units.units.size(), 0), before(units.units.size(), 0);
    for (const UnitId u : from)
        behind[indexOf(u)] = 1;
    for (const UnitId u : to)
        before[indexOf(u)] = 1;
    const auto producers = [&](std::size_t u, auto&& visit) {
        for (const ValueId v : units.units[u].inputs)
            if (const UnitId p = units.producer[indexOf(v)]; p != UnitId::None)
                visit(indexOf(p));
    };
    for (std::size_t u = 0; u < behind.size(); ++u)
        producers(u, [&](std::size_t p) { behind[u] = static_cast<char>(behind[u] | behind[p]); });
    for (std::size_t u = before.size(); u-- > 0;)
        if (before[u] != 0)
            producers(u, [&](std::size_t p) { before[p] = 1; });
    std::vector<UnitId> found;
    for (std::size_t u = 0; u < behind.size(); ++u)
        if (behind[u] != 0 && before[u] != 0)
            found.push_back(static_cast<UnitId>(u));
    return found;
}

} // namespace

std::vector<UnitId> unitsBetween(const UnitTable& units, const std::vector<UnitId>& from, const std::vector<UnitId>& to)
{
    auto found = between(units, from, to);
    return found.empty() ? between(units, to, from) : found;
}

std::string rangeSelector(const std::string& from, const std::string& to)
{
    const auto side = [](const std::string& name) {
        const bool plain = name.find_first_of(" \t\n\r:<>=!") == std::string::npos && name.find("..") == std::string::npos;
        return plain ? name : "\"" + name + "\"";
    };
    return side(from) + ".." + side(to);
}

std::vector<std::vector<char>> Selector::ranges(const Graph& graph, const UnitTable& units) const
{
    std::vector<std::vector<char>> ranges(m_terms.size());
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        if (m_terms[t].kind != Kind::Range)
            continue;
        ranges[t].assign(units.units.size(), 0);
        for (const UnitId u : unitsBetween(units, unitsAt(m_terms[t].text, graph, units), unitsAt(m_terms[t].to, graph, units)))
            ranges[t][indexOf(u)] = 1;
    }
    return ranges;
}

bool Selector::matches(const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts,
                       const std::vector<std::vector<char>>& ranges) const
{
    for (std::size_t t = 0; t < m_terms.size(); ++t) {
        const bool held =
            m_terms[t].kind == Kind::Range ? ranges[t][indexOf(unit)] != 0 : holds(m_terms[t], graph, units, unit, facts);
        if (held == m_terms[t].negated)
            return false;
    }
    return true;
}

bool Selector::matches(const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts) const
{
    return matches(graph, units, unit, facts, ranges(graph, units));
}

std::vector<UnitId> Selector::select(const Graph& graph, const UnitTable& units, const SelectorFacts& facts) const
{
    const auto within = ranges(graph, units);
    std::vector<UnitId> selected;
    for (std::size_t i = 0; i < units.units.size(); ++i)
        if (matches(graph, units, static_cast<UnitId>(i), facts, within))
            selected.push_back(static_cast<UnitId>(i));
    return selected;
}

bool isModulePrefix(std::string_view prefix, std::string_view path)
{
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

} // namespace qb
