// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/qconfig/selector.h"

#include "engine/base/error.h"
#include "engine/base/text.h"
#include "engine/qconfig/config_text.h"

#include <algorithm>
#include <cmath>

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
            Term term = readTerm(inner, quotedWord ? std::string_view{} : inner);
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

bool Selector::matches(const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts) const
{
    return std::all_of(m_terms.begin(), m_terms.end(),
                       [&](const Term& t) { return holds(t, graph, units, unit, facts) != t.negated; });
}

std::vector<UnitId> Selector::select(const Graph& graph, const UnitTable& units, const SelectorFacts& facts) const
{
    std::vector<UnitId> selected;
    for (std::size_t i = 0; i < units.units.size(); ++i)
        if (matches(graph, units, static_cast<UnitId>(i), facts))
            selected.push_back(static_cast<UnitId>(i));
    return selected;
}

bool isModulePrefix(std::string_view prefix, std::string_view path)
{
    return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '.');
}

} // namespace qb
