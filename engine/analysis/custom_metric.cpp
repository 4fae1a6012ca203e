// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/analysis/custom_metric.h"

#include "engine/base/error.h"

#include <array>
#include <cmath>
#include <limits>

namespace qb {

namespace {

struct Parsed {
    std::optional<Expression> expression;
    std::optional<Error> error;

    [[nodiscard]] int column() const { return std::stoi(error->context().at("column")); }
};

Parsed parsed(std::string_view text, std::span<const PortInfo> outputs)
{
    Parsed result;
    try {
        result.expression = Expression::parse(text, outputs);
    } catch (const Error& e) {
        result.error = e;
    }
    return result;
}

} // namespace

double meanOf(const CustomValues& values)
{
    double sum = 0;
    std::uint64_t used = 0;
    for (const auto& [sample, value] : values)
        if (std::isfinite(value)) {
            sum += value;
            ++used;
        }
    return used == 0 ? std::numeric_limits<double>::quiet_NaN() : sum / static_cast<double>(used);
}

std::optional<std::uint64_t> worstOf(const CustomValues& values, Order order)
{
    std::optional<std::uint64_t> worst;
    for (const auto& [sample, value] : values) {
        if (std::isnan(value))
            continue;
        const double best = worst ? values.at(*worst) : value;
        if (!worst || (order == Order::Ascending ? value < best : value > best))
            worst = sample;
    }
    return worst;
}

double evaluateOn(const Expression& expression, const std::string& sample, std::span<const Tensor> floats,
                  std::span<const Tensor> quants)
{
    try {
        return expression.evaluate(floats, quants);
    } catch (const Error& e) {
        Error::Context context = e.context();
        context["sample"] = sample;
        throw Error(e.code(), Text("{} (sample {})", e.message(), sample), e.cure(), context);
    }
}

CustomMetric CustomMetric::parse(std::string_view text, Order order, std::span<const PortInfo> outputs)
{
    CustomMetric metric;
    metric.text = std::string(text);
    metric.order = order;
    PortInfo any;
    any.type = ElementType::Float32;
    const std::array<PortInfo, 1> tensor{any};
    const Parsed ofTensor = parsed(text, tensor);
    const Parsed ofOutputs = parsed(text, outputs);
    // Bare names are wrong for several outputs, names are wrong for a tensor: what comes later is the mistake.
    if (ofTensor.error && ofOutputs.error)
        throw ofTensor.column() > ofOutputs.column() ? *ofTensor.error : *ofOutputs.error;
    metric.ofTensor = ofTensor.expression;
    metric.ofOutputs = ofOutputs.expression;
    return metric;
}

} // namespace qb
