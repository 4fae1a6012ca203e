// SPDX-License-Identifier: GPL-3.0-or-later
// The text of an expression: recursive descent, a function for each line of the grammar in expression.h.
#include "engine/analysis/expression.h"
#include "engine/analysis/metrics.h"
#include "engine/base/error.h"
#include "engine/base/text.h"

#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace qb {

class ExpressionParser {
public:
    ExpressionParser(std::string_view text, std::span<const PortInfo> outputs) : m_text(text), m_outputs(outputs)
    {
        m_result.m_text = std::string(text);
    }

    Expression parse()
    {
        expression();
        skipBlanks();
        if (m_at != m_text.size())
            fail(m_at, Text("expected the end, found \"{}\"", std::string(m_text.substr(m_at, 10))));
        return std::move(m_result);
    }

private:
    using Op = Expression::Op;
    using Function = Expression::Function;

    /// Deeper nesting than anybody writes; it bounds the parser's own recursion.
    static constexpr int kMaxDepth = 200;

    struct Deeper {
        ExpressionParser& p;
        explicit Deeper(ExpressionParser& parser) : p(parser)
        {
            if (++p.m_depth > kMaxDepth)
                p.fail(p.m_at, Text("nested more than {} deep", kMaxDepth));
        }
        ~Deeper() { --p.m_depth; }
        Deeper(const Deeper&) = delete;
        Deeper& operator=(const Deeper&) = delete;
    };

    [[noreturn]] void fail(std::size_t at, const Text& what, const Text& cure = {}) const
    {
        throw Error(ErrorCode::Usage, Text("the expression is wrong at column {}: {}", at + 1, what), cure,
                    {{"expression", std::string(m_text)}, {"column", std::to_string(at + 1)}});
    }

    void skipBlanks()
    {
        while (m_at < m_text.size() && std::string_view(" \t\r\n").find(m_text[m_at]) != std::string_view::npos)
            ++m_at;
    }

    bool accept(std::string_view token)
    {
        skipBlanks();
        if (m_text.substr(m_at, token.size()) != token)
            return false;
        m_at += token.size();
        return true;
    }

    void expect(std::string_view token)
    {
        if (!accept(token))
            fail(m_at, Text("expected \"{}\"", token));
    }

    Expression::Step& emit(std::size_t at, Op op, Function function = Function::None)
    {
        Expression::Step step;
        step.op = op;
        step.function = function;
        step.position = at;
        m_result.m_steps.push_back(std::move(step));
        return m_result.m_steps.back();
    }

    template <std::size_t N>
    std::optional<Op> acceptOne(const std::array<std::pair<std::string_view, Op>, N>& operators)
    {
        for (const auto& [token, op] : operators)
            if (accept(token))
                return op;
        return std::nullopt;
    }

    void expression()
    {
        static constexpr std::array<std::pair<std::string_view, Op>, 6> kComparisons{{{"<=", Op::LessEqual},
                                                                                      {">=", Op::GreaterEqual},
                                                                                      {"==", Op::Equal},
                                                                                      {"!=", Op::NotEqual},
                                                                                      {"<", Op::Less},
                                                                                      {">", Op::Greater}}};
        sum();
        skipBlanks();
        const std::size_t at = m_at;
        if (const auto op = acceptOne(kComparisons)) {
            sum();
            emit(at, *op);
        }
    }

    void sum()
    {
        static constexpr std::array<std::pair<std::string_view, Op>, 2> kSums{{{"+", Op::Add}, {"-", Op::Sub}}};
        product();
        for (skipBlanks();; skipBlanks()) {
            const std::size_t at = m_at;
            const auto op = acceptOne(kSums);
            if (!op)
                return;
            product();
            emit(at, *op);
        }
    }

    void product()
    {
        static constexpr std::array<std::pair<std::string_view, Op>, 2> kProducts{{{"*", Op::Mul}, {"/", Op::Div}}};
        factor();
        for (skipBlanks();; skipBlanks()) {
            const std::size_t at = m_at;
            const auto op = acceptOne(kProducts);
            if (!op)
                return;
            factor();
            emit(at, *op);
        }
    }

    void factor()
    {
        const Deeper deeper(*this);
        skipBlanks();
        const std::size_t at = m_at;
        if (accept("-")) {
            factor();
            emit(at, Op::Negate);
            return;
        }
        primary();
        for (skipBlanks(); m_at < m_text.size() && m_text[m_at] == '['; skipBlanks())
            indices();
    }

    void indices()
    {
        const std::size_t at = m_at;
        expect("[");
        std::vector<Expression::Range> ranges;
        do {
            Expression::Range range;
            const auto first = integer();
            range.begin = first.value_or(0);
            if (accept(":"))
                range.end = integer().value_or(INT64_MAX);
            else if (first)
                range.single = true;
            else
                fail(m_at, Text("expected an index like 0, -1, 1:3 or :"));
            ranges.push_back(range);
        } while (accept(","));
        expect("]");
        emit(at, Op::Number, Function::Index).ranges = std::move(ranges);
    }

    std::optional<std::int64_t> integer()
    {
        skipBlanks();
        std::int64_t value = 0;
        const auto [end, error] = std::from_chars(m_text.data() + m_at, m_text.data() + m_text.size(), value);
        if (error == std::errc::result_out_of_range)
            fail(m_at, Text("this number is too large"));
        if (error != std::errc())
            return std::nullopt;
        m_at = static_cast<std::size_t>(end - m_text.data());
        return value;
    }

    void primary()
    {
        skipBlanks();
        const std::size_t at = m_at;
        if (accept("(")) {
            expression();
            expect(")");
            return;
        }
        const char c = at < m_text.size() ? m_text[at] : '\0';
        const auto isLetter = [](char ch) { return (ch >= 'a' && ch <= 'z') || (ch >= 'A' && ch <= 'Z') || ch == '_'; };
        if (isLetter(c)) {
            while (m_at < m_text.size() && (isLetter(m_text[m_at]) || (m_text[m_at] >= '0' && m_text[m_at] <= '9')))
                ++m_at;
            name(at, m_text.substr(at, m_at - at));
            return;
        }
        double value = 0;
        const auto [end, error] = std::from_chars(m_text.data() + at, m_text.data() + m_text.size(), value);
        if (c == '\0' || error == std::errc::invalid_argument)
            fail(at, at == m_text.size() ? Text("it ends where a value is expected")
                                         : Text("expected a value, found \"{}\"", std::string(m_text.substr(at, 10))));
        if (error != std::errc())
            fail(at, Text("this number is too large or too small"));
        m_at = static_cast<std::size_t>(end - m_text.data());
        emit(at, Op::Number).number = value;
    }

    void name(std::size_t at, std::string_view word)
    {
        if (word == "float" || word == "quant") {
            emit(at, word == "float" ? Op::Float : Op::Quant).output = accept("(") ? namedOutput() : onlyOutput(at);
            return;
        }
        static constexpr std::array<std::pair<std::string_view, Function>, 10> kFunctions{{{"abs", Function::Abs},
                                                                                           {"sqrt", Function::Sqrt},
                                                                                           {"exp", Function::Exp},
                                                                                           {"log", Function::Log},
                                                                                           {"sum", Function::Sum},
                                                                                           {"mean", Function::Mean},
                                                                                           {"min", Function::Min},
                                                                                           {"max", Function::Max},
                                                                                           {"softmax", Function::Softmax},
                                                                                           {"argmax", Function::Argmax}}};
        for (const auto& [known, function] : kFunctions)
            if (known == word)
                return call(at, function);
        std::vector<std::string> names{"float", "quant"};
        for (const auto& [known, function] : kFunctions)
            names.emplace_back(known);
        const Text cure = didYouMean(word, names);
        fail(at, Text("there is no \"{}\"", word),
             cure.empty() ? Text("float, quant, abs, sqrt, exp, log, sum, mean, min, max, softmax, argmax") : cure);
    }

    void call(std::size_t at, Function function)
    {
        expect("(");
        expression();
        std::optional<std::int64_t> axis;
        if (accept(",")) {
            axis = integer();
            if (!axis || function < Function::Sum)
                fail(m_at, axis ? Text("this function takes one value") : Text("expected an axis, a whole number"));
        }
        expect(")");
        if (function == Function::Softmax && !axis)
            fail(at, Text("softmax needs an axis: softmax(x, 1)"));
        Expression::Step& step = emit(at, Op::Number, function);
        step.hasAxis = axis.has_value();
        step.axis = axis.value_or(0);
    }

    std::size_t namedOutput()
    {
        skipBlanks();
        const std::size_t at = m_at;
        const char quote = at < m_text.size() ? m_text[at] : '\0';
        const std::size_t end = quote == '"' || quote == '\'' ? m_text.find(quote, at + 1) : std::string_view::npos;
        if (end == std::string_view::npos)
            fail(at, Text("expected the name of an output in quotes"));
        const std::string_view wanted = m_text.substr(at + 1, end - at - 1);
        m_at = end + 1;
        expect(")");
        std::vector<std::string> names;
        for (std::size_t i = 0; i < m_outputs.size(); ++i) {
            if (m_outputs[i].name == wanted && !hasNumbers(m_outputs[i]))
                fail(at, Text("output \"{}\" holds no numbers", m_outputs[i].name));
            if (m_outputs[i].name == wanted)
                return i;
            names.push_back(m_outputs[i].name);
        }
        const Text cure = didYouMean(wanted, names);
        fail(at, Text("the model has no output \"{}\"", wanted), cure.empty() ? Text("it has {}", joined(names)) : cure);
    }

    [[nodiscard]] std::size_t onlyOutput(std::size_t at) const
    {
        std::vector<std::string> names;
        std::size_t only = 0;
        for (std::size_t i = 0; i < m_outputs.size(); ++i)
            if (isMeasurable(m_outputs[i].type)) {
                only = i;
                names.push_back(m_outputs[i].name);
            }
        if (names.size() != 1)
            fail(at,
                 names.empty() ? Text("the model has no float output") : Text("the model has several float outputs: name one"),
                 names.empty() ? Text() : Text("e.g. float(\"{}\"); there are {}", names.front(), joined(names)));
        return only;
    }

    static bool hasNumbers(const PortInfo& port) { return port.typeText.empty() && port.type != ElementType::String; }

    static std::string joined(const std::vector<std::string>& names)
    {
        std::string text;
        for (const std::string& n : names)
            text += (text.empty() ? "" : ", ") + n;
        return text;
    }

    std::string_view m_text;
    std::span<const PortInfo> m_outputs;
    std::size_t m_at = 0;
    int m_depth = 0;
    Expression m_result;
};

Expression Expression::parse(std::string_view text, std::span<const PortInfo> outputs)
{
    Expression expression = ExpressionParser(text, outputs).parse();
    expression.tryShapes(outputs);
    return expression;
}

} // namespace qb
