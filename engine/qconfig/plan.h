// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/model/units.h"
#include "engine/quant/quant_params.h"

#include <memory>
#include <vector>

namespace qb {

/// Parameters of one quant point; null where the point is off. Shared, so that a plan is cheap to copy and change.
using SharedParams = std::shared_ptr<const QuantParams>;

/// Which port of a network has which quantization parameters: all that an evaluation needs to know besides the model.
/// A plain value; two equal plans give equal numbers.
struct Plan {
    std::vector<SharedParams> points; ///< by PointId
    /// By PointId: the tensor lies on its source's grid already (Reshape, MaxPool ... of a quantized tensor), so that
    /// quantizing it again changes no bit: the evaluator leaves it out, the exporter writes the pair.
    std::vector<char> exact;
    /// By PointId: quantized for all that read it, float units and graph outputs of float units too (a QuantStub).
    std::vector<char> forced;
    /// By UnitId: the unit computes in float although others don't (hybrid). Between two float units nothing is quantized
    /// unless it is forced.
    std::vector<char> floatUnit;
    /// Round biases to int32 with scale s_in * s_w[c] wherever input and weight are quantized (false in isolated mode).
    bool roundBias = true;

    /// Nothing quantized.
    [[nodiscard]] static Plan allFloat(const UnitTable& units);

    [[nodiscard]] const SharedParams& at(PointId id) const { return points[indexOf(id)]; }
    bool operator==(const Plan& other) const;
    [[nodiscard]] Fingerprint fingerprint() const;
};

/// What a unit reads of a value: the producer's parameters, then its own narrower operand's. Null where it is not quantized.
struct ReadParams {
    SharedParams produced;
    SharedParams operand;
};
[[nodiscard]] ReadParams readParams(const UnitTable& units, const Plan& plan, UnitId reader, ValueId value, std::size_t operand);

/// What graph output `value` is given quantized with: its point is on, and its unit not float or the point forced.
[[nodiscard]] SharedParams outputParams(const UnitTable& units, const Plan& plan, ValueId value);

/// int32 parameters of the bias of `unit`: s_in * s_w[c], per channel; null where it stays float.
[[nodiscard]] SharedParams biasParams(const UnitTable& units, const Graph& graph, const Plan& plan, UnitId unit);

} // namespace qb
