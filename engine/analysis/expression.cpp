// SPDX-License-Identifier: GPL-3.0-or-later
// The evaluation of an expression: a stack of arrays of doubles. Debian's parsers know numbers only, its array libraries
// know no text, so both are ours.
#include "engine/analysis/expression.h"

#include "engine/base/error.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace qb {

namespace {

/// 2 GB as doubles: broadcasting two long vectors against each other must not take the machine down.
constexpr std::uint64_t kMaxElements = std::uint64_t{1} << 28U;
/// What is tried while it is typed may take a few milliseconds.
constexpr std::uint64_t kTriedElements = std::uint64_t{1} << 18U;
constexpr std::uint64_t kTriedWork = 16 * kTriedElements; // elements times steps

struct TooMuchToTry {};

} // namespace

class Expression::Machine {
public:
    enum class Aim { Value, Trial };

    Machine(const Expression& expression, std::span<const Tensor> floats, std::span<const Tensor> quants, Aim aim = Aim::Value)
        : m_expression(expression), m_floats(floats), m_quants(quants), m_aim(aim)
    {
    }

    double run()
    {
        for (const Step& step : m_expression.m_steps)
            step.function == Function::None ? operation(step) : function(step);
        const Array& result = m_stack.back();
        if (result.values.size() != 1)
            fail(m_expression.m_steps.back(), Text("the result has the shape {}, not one number", toString(result.shape)),
                 Text("put mean(...), max(...) or sum(...) around it"));
        return result.values.front();
    }

private:
    [[noreturn]] void fail(const Step& step, const Text& what, const Text& cure = {}) const
    {
        throw Error(ErrorCode::BadInput, Text("the expression can't be computed at column {}: {}", step.position + 1, what), cure,
                    {{"expression", m_expression.m_text}, {"column", std::to_string(step.position + 1)}});
    }

    Array pop()
    {
        Array top = std::move(m_stack.back());
        m_stack.pop_back();
        return top;
    }

    void operation(const Step& step)
    {
        switch (step.op) {
        case Op::Number: m_stack.push_back({{}, {step.number}}); return;
        case Op::Float: m_stack.push_back(read(step, m_floats)); return;
        case Op::Quant: m_stack.push_back(read(step, m_quants)); return;
        case Op::Negate:
            for (double& v : m_stack.back().values)
                v = -v;
            return;
        default: break;
        }
        const Array right = pop();
        const Array left = pop();
        switch (step.op) {
        case Op::Add: return combine(step, left, right, [](double a, double b) { return a + b; });
        case Op::Sub: return combine(step, left, right, [](double a, double b) { return a - b; });
        case Op::Mul: return combine(step, left, right, [](double a, double b) { return a * b; });
        case Op::Div: return combine(step, left, right, [](double a, double b) { return a / b; });
        case Op::Less: return combine(step, left, right, [](double a, double b) { return a < b ? 1.0 : 0.0; });
        case Op::LessEqual: return combine(step, left, right, [](double a, double b) { return a <= b ? 1.0 : 0.0; });
        case Op::Greater: return combine(step, left, right, [](double a, double b) { return a > b ? 1.0 : 0.0; });
        case Op::GreaterEqual: return combine(step, left, right, [](double a, double b) { return a >= b ? 1.0 : 0.0; });
        case Op::Equal: return combine(step, left, right, [](double a, double b) { return a == b ? 1.0 : 0.0; });
        default: return combine(step, left, right, [](double a, double b) { return a != b ? 1.0 : 0.0; });
        }
    }

    Array read(const Step& step, std::span<const Tensor> tensors) const
    {
        if (step.output >= tensors.size() || !tensors[step.output].isDense())
            fail(step, Text("this output holds no numbers"));
        const Tensor& tensor = tensors[step.output];
        Array array{tensor.shape(), std::vector<double>(tensor.count())};
        if (tensor.isFloat())
            std::copy(tensor.floats().begin(), tensor.floats().end(), array.values.begin());
        else
            for (std::size_t i = 0; i < tensor.count(); ++i)
                array.values[i] = tensor.valueAt(i);
        return array;
    }

    /// Element by element; axes are matched from the last one, and an axis of 1 is repeated.
    template <typename F>
    void combine(const Step& step, const Array& a, const Array& b, F f)
    {
        const std::size_t rank = std::max(a.shape.size(), b.shape.size());
        Array result;
        result.shape.resize(rank);
        std::vector<std::size_t> strideA(rank, 0), strideB(rank, 0);
        std::size_t countA = 1, countB = 1;
        for (std::size_t back = 1; back <= rank; ++back) {
            const std::int64_t m = back <= a.shape.size() ? a.shape[a.shape.size() - back] : 1;
            const std::int64_t n = back <= b.shape.size() ? b.shape[b.shape.size() - back] : 1;
            if (m != n && m != 1 && n != 1)
                fail(step, Text("shapes {} and {} don't go together", toString(a.shape), toString(b.shape)));
            result.shape[rank - back] = m == 1 ? n : m;
            strideA[rank - back] = m == 1 ? 0 : countA;
            strideB[rank - back] = n == 1 ? 0 : countB;
            countA *= static_cast<std::size_t>(m);
            countB *= static_cast<std::size_t>(n);
        }
        const auto count = elementCount(result.shape);
        if (m_aim == Aim::Trial && count && *count > kTriedElements)
            throw TooMuchToTry{};
        if (!count || *count > kMaxElements)
            fail(step, Text("the result would have the shape {}, which is too large", toString(result.shape)));
        result.values.resize(*count);
        std::vector<std::int64_t> index(rank, 0);
        std::size_t i = 0, j = 0;
        for (double& v : result.values) {
            v = f(a.values[i], b.values[j]);
            for (std::size_t axis = rank; axis-- > 0;) {
                i += strideA[axis], j += strideB[axis];
                if (++index[axis] < result.shape[axis])
                    break;
                index[axis] = 0;
                i -= strideA[axis] * static_cast<std::size_t>(result.shape[axis]);
                j -= strideB[axis] * static_cast<std::size_t>(result.shape[axis]);
            }
        }
        m_stack.push_back(std::move(result));
    }

    void function(const Step& step)
    {
        Array x = pop();
        switch (step.function) {
        case Function::Abs: return map(std::move(x), [](double v) { return std::abs(v); });
        case Function::Sqrt: return map(std::move(x), [](double v) { return std::sqrt(v); });
        case Function::Exp: return map(std::move(x), [](double v) { return std::exp(v); });
        case Function::Log: return map(std::move(x), [](double v) { return std::log(v); });
        case Function::Index: m_stack.push_back(sliced(step, x)); return;
        default: m_stack.push_back(alongAxis(step, std::move(x))); return;
        }
    }

    template <typename F>
    void map(Array x, F f)
    {
        std::transform(x.values.begin(), x.values.end(), x.values.begin(), f);
        m_stack.push_back(std::move(x));
    }

    Array sliced(const Step& step, const Array& x) const
    {
        if (step.ranges.size() > x.shape.size())
            fail(step, Text("{} indices into the shape {}", step.ranges.size(), toString(x.shape)));
        Array result;
        std::vector<std::size_t> firsts, counts, strides(x.shape.size(), 1);
        for (std::size_t axis = x.shape.size(); axis-- > 1;)
            strides[axis - 1] = strides[axis] * static_cast<std::size_t>(x.shape[axis]);
        for (std::size_t axis = 0; axis < x.shape.size(); ++axis) {
            const std::int64_t size = x.shape[axis];
            const Range range = axis < step.ranges.size() ? step.ranges[axis] : Range{};
            const auto fromFront = [&](std::int64_t i) { return i < 0 ? i + size : i; };
            if (range.single && (fromFront(range.begin) < 0 || fromFront(range.begin) >= size))
                fail(step, Text("there is no index {} in the shape {}", range.begin, toString(x.shape)));
            const std::int64_t begin = std::clamp<std::int64_t>(fromFront(range.begin), 0, size);
            const std::int64_t end = range.single ? begin + 1 : std::clamp<std::int64_t>(fromFront(range.end), begin, size);
            firsts.push_back(static_cast<std::size_t>(begin));
            counts.push_back(static_cast<std::size_t>(end - begin));
            if (!range.single)
                result.shape.push_back(end - begin);
        }
        std::size_t total = 1;
        for (const std::size_t n : counts)
            total *= n;
        result.values.reserve(total);
        std::vector<std::size_t> index(counts.size(), 0);
        for (std::size_t n = 0; n < total; ++n) {
            std::size_t at = 0;
            for (std::size_t axis = 0; axis < index.size(); ++axis)
                at += (firsts[axis] + index[axis]) * strides[axis];
            result.values.push_back(x.values[at]);
            for (std::size_t axis = index.size(); axis-- > 0;) {
                if (++index[axis] < counts[axis])
                    break;
                index[axis] = 0;
            }
        }
        return result;
    }

    /// The functions that look at a line of values at a time; without an axis the whole is one line.
    Array alongAxis(const Step& step, Array x) const
    {
        std::size_t outer = 1, n = x.values.size(), inner = 1;
        Array result;
        if (step.hasAxis) {
            const auto rank = static_cast<std::int64_t>(x.shape.size());
            const std::int64_t axis = step.axis < 0 ? step.axis + rank : step.axis;
            if (axis < 0 || axis >= rank)
                fail(step, Text("the shape {} has no axis {}", toString(x.shape), step.axis));
            for (std::int64_t k = 0; k < rank; ++k) {
                const auto size = static_cast<std::size_t>(x.shape[static_cast<std::size_t>(k)]);
                if (k == axis)
                    n = size;
                else
                    (k < axis ? outer : inner) *= size;
            }
            result.shape = x.shape;
            result.shape.erase(result.shape.begin() + axis);
        }
        if (n == 0 && step.function != Function::Sum && step.function != Function::Mean && step.function != Function::Softmax)
            fail(step, Text("there is no value in the shape {}", toString(x.shape)));
        std::vector<double> line(n);
        for (std::size_t o = 0; o < outer; ++o)
            for (std::size_t i = 0; i < inner; ++i) {
                const auto at = [&](std::size_t k) { return (o * n + k) * inner + i; };
                for (std::size_t k = 0; k < n; ++k)
                    line[k] = x.values[at(k)];
                if (step.function != Function::Softmax) {
                    result.values.push_back(reduced(step.function, line));
                    continue;
                }
                softmax(line);
                for (std::size_t k = 0; k < n; ++k)
                    x.values[at(k)] = line[k];
            }
        return step.function == Function::Softmax ? x : result;
    }

    /// As NumPy: a NaN among the values is the result of min and max, and where argmax points to.
    static double reduced(Function function, const std::vector<double>& line)
    {
        double sum = 0;
        std::size_t best = 0;
        const double sign = function == Function::Min ? -1 : 1;
        for (std::size_t k = 0; k < line.size(); ++k) {
            sum += line[k];
            if (!std::isnan(line[best]) && (std::isnan(line[k]) || sign * line[k] > sign * line[best]))
                best = k;
        }
        switch (function) {
        case Function::Sum: return sum;
        case Function::Mean: return sum / static_cast<double>(line.size());
        case Function::Argmax: return static_cast<double>(best);
        default: return line[best];
        }
    }

    static void softmax(std::vector<double>& line)
    {
        double most = -std::numeric_limits<double>::infinity(), sum = 0;
        for (const double v : line)
            most = std::max(most, v);
        for (double& v : line)
            sum += v = std::exp(v - most);
        for (double& v : line)
            v /= sum;
    }

    const Expression& m_expression;
    std::span<const Tensor> m_floats;
    std::span<const Tensor> m_quants;
    Aim m_aim;
    std::vector<Array> m_stack;
};

std::set<std::size_t> Expression::outputs() const
{
    std::set<std::size_t> seen;
    for (const Step& s : m_steps)
        if (s.function == Function::None && (s.op == Op::Float || s.op == Op::Quant))
            seen.insert(s.output);
    return seen;
}

double Expression::evaluate(std::span<const Tensor> floats, std::span<const Tensor> quants) const
{
    return Machine(*this, floats, quants).run();
}

void Expression::tryShapes(std::span<const PortInfo> outputs) const
{
    std::vector<Tensor> zeros(outputs.size());
    std::uint64_t all = 0;
    for (const Step& step : m_steps) {
        if (step.function != Function::None || (step.op != Op::Float && step.op != Op::Quant) || step.output >= zeros.size())
            continue;
        const PortInfo& port = outputs[step.output];
        const auto count = elementCount(port.shape);
        if (port.shape.empty() || !count || *count == 0 || elementSize(port.type) == 0 || (all += *count) > kTriedElements)
            return;
        zeros[step.output] = Tensor::zeros(port.type, port.shape);
    }
    if (all * m_steps.size() > kTriedWork)
        return;
    try {
        (void)Machine(*this, zeros, zeros, Machine::Aim::Trial).run();
    } catch (const TooMuchToTry&) {
        return;
    } catch (const Error& e) {
        throw Error(ErrorCode::Usage, e.message(), e.cure(), e.context());
    }
}

} // namespace qb
