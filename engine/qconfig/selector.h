// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/units.h"
#include "engine/qconfig/regex.h"
#include "engine/quant/dtype.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// What a selector may ask about a unit besides its name. Either may be empty; then no unit passes a term that asks it.
struct SelectorFacts {
    std::function<std::optional<DType>(UnitId)> dtype;                              ///< effective dtype of the output
    std::function<std::optional<double>(UnitId, const std::string& metric)> metric; ///< by the names in metricNames()
};

/// Which units are meant. Terms are joined by blanks and must all hold:
///
///     name:GLOB  name:/REGEX/  module:PREFIX  op:Conv  dtype:int8     quotes keep blanks: name:"a b"
///     cos<0.99  l1>0.1  atol>=3  sqnr<20  clipped>0.1%                a share may be given in percent
///     !TERM                                                           the opposite
///     A..B                                                            all units on a way from A to B, with both: names of
///                                                                     units or module paths, also quoted: "a b".."c d"
///     word                                                            part of the name, or of a node that folded into the unit
///
/// No term at all means every unit. A metric that is not known, or no number, passes no comparison.
class Selector {
public:
    /// Throws Error(BadInput) with the position (from 1) of each term that is wrong, all at once.
    [[nodiscard]] static Selector parse(std::string_view text);

    [[nodiscard]] bool matches(const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts = {}) const;
    /// Every unit that it means, in order.
    [[nodiscard]] std::vector<UnitId> select(const Graph& graph, const UnitTable& units, const SelectorFacts& facts = {}) const;

    /// Whether a term asks for a dtype or a metric, so that the answer changes with the configuration.
    [[nodiscard]] bool asksResults() const;
    [[nodiscard]] static const std::vector<std::string>& metricNames();

private:
    enum class Kind { NameGlob, NameRegex, Module, Op, Dtype, Metric, Range, Word };
    enum class Compare { Less, LessEqual, Greater, GreaterEqual, Equal };
    struct Term {
        Kind kind = Kind::Word;
        bool negated = false;
        std::string text; ///< pattern, operator, metric, or where a range begins
        std::string to;   ///< where it ends
        std::optional<Regex> regex;
        DType dtype = DType::Int8;
        Compare compare = Compare::Less;
        double bound = 0;
    };

    static Term readTerm(std::string_view text, std::string_view bare);
    static void readComparison(std::string_view text, std::size_t at, Term& term);
    [[nodiscard]] std::vector<std::vector<char>> ranges(const Graph& graph, const UnitTable& units) const;
    [[nodiscard]] bool matches(const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts,
                               const std::vector<std::vector<char>>& ranges) const;
    static bool holds(const Term& term, const Graph& graph, const UnitTable& units, UnitId unit, const SelectorFacts& facts);

    std::vector<Term> m_terms;
};

/// The units on a way from one of `from` to one of `to`, with both, in order; from `to` to `from` where there is none.
[[nodiscard]] std::vector<UnitId> unitsBetween(const UnitTable& units, const std::vector<UnitId>& from,
                                               const std::vector<UnitId>& to);

/// "A..B" for these two units, quoted where a name needs it.
[[nodiscard]] std::string rangeSelector(const std::string& from, const std::string& to);

/// Whether `prefix` names the module path or a part of it that ends at a dot: "a.b" of "a.b.c", not of "a.bc".
[[nodiscard]] bool isModulePrefix(std::string_view prefix, std::string_view path);

} // namespace qb
