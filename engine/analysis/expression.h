// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/session.h"

#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

/// One number from what the float and the quantized network give for a sample: a custom metric. NumPy's rules for shapes,
/// everything in double.
///
///     expression := sum [("<" | "<=" | ">" | ">=" | "==" | "!=") sum]       1 where it holds, else 0
///     sum        := product {("+" | "-") product}
///     product    := factor {("*" | "/") factor}
///     factor     := "-" factor | primary {"[" index {"," index} "]"}
///     index      := INT | [INT] ":" [INT]                                   from the end where negative
///     primary    := NUMBER | "(" expression ")" | NAME "(" expression ["," INT] ")" | output
///     output     := ("float" | "quant") ["(" "\"" OUTPUT "\"" ")"]          bare: the model's only float output
///
/// abs, sqrt, exp, log work on each element. sum, mean, min, max, argmax give one number, or with an axis one number per
/// line along it (the axis goes away); softmax needs the axis. Example: mean(abs(float("boxes") - quant("boxes"))).
///
/// A plain value: checked when parsed, and then usable from any thread.
class Expression {
public:
    /// `outputs`: of the model. Throws Error(Usage) with the position ("column 7") and the nearest names; also for shapes and
    /// indices that don't fit, where the outputs' shapes are known and not huge.
    [[nodiscard]] static Expression parse(std::string_view text, std::span<const PortInfo> outputs);

    /// `floats` and `quants`: all outputs of the model, in order. NaN where the arithmetic gives one. Throws
    /// Error(BadInput) with the position for shapes that don't go together, axes and indices that are not there, a result
    /// that is not one number.
    [[nodiscard]] double evaluate(std::span<const Tensor> floats, std::span<const Tensor> quants) const;

    [[nodiscard]] const std::string& text() const { return m_text; }
    /// Positions of the model's outputs that it looks at, each once, in order.
    [[nodiscard]] std::set<std::size_t> outputs() const;

private:
    friend class ExpressionParser;

    enum class Op { Number, Float, Quant, Negate, Add, Sub, Mul, Div, Less, LessEqual, Greater, GreaterEqual, Equal, NotEqual };
    enum class Function { None, Abs, Sqrt, Exp, Log, Sum, Mean, Min, Max, Softmax, Argmax, Index };
    struct Range {
        bool single = false; ///< one index: the axis goes away
        std::int64_t begin = 0, end = INT64_MAX;
    };
    /// The program works on a stack of arrays, so neither its length nor its nesting costs stack of the machine.
    struct Step {
        Op op = Op::Number;
        Function function = Function::None; ///< where it is one, `op` means nothing
        std::size_t position = 0;           ///< in the text, from 0
        double number = 0;
        std::size_t output = 0;
        bool hasAxis = false;
        std::int64_t axis = 0;
        std::vector<Range> ranges;
    };
    struct Array {
        Shape shape;
        std::vector<double> values;
    };
    class Machine;

    /// Throws Error(Usage) for what can't fit shapes that are known already.
    void tryShapes(std::span<const PortInfo> outputs) const;

    std::string m_text;
    std::vector<Step> m_steps;
};

} // namespace qb
