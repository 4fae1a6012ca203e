// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/base/fingerprint.h"
#include "engine/quant/dtype.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace qb {

enum class Scheme { Symmetric, Affine };
[[nodiscard]] std::string_view toString(Scheme scheme); ///< "symmetric", "affine"
[[nodiscard]] std::optional<Scheme> schemeFromString(std::string_view name);

/// Which divisor turns a range into a scale; it belongs to the target.
enum class Convention {
    Horizon, ///< observed absmax A: A / (qmax + 1/2), for int8 A / 127.5; fixed threshold t: t / (qmax + 1), t / 128
    Ort,     ///< both by qmax: A / 127, t / 127
};

struct ScaleRule {
    Convention convention = Convention::Horizon;
    bool powerOfTwo = false; ///< then raised to 2^ceil(log2 s)
    double clipWeight = 1;   ///< mse on activations: how often the squared error that saturation causes counts

    bool operator==(const ScaleRule&) const = default;
};

/// No scale is finer than this (2^-23).
inline constexpr float kScaleFloor = 1.1920929e-7F;

/// How one quant point rounds its values: q = clamp(rne(x / s) + z, low, high), back as (q - z) * s. A value that is a
/// key: equal params give equal tensors. One scale and zero point per tensor (axis -1) or per slice along `axis`; none
/// for the float types.
struct QuantParams {
    DType dtype = DType::Int8;
    std::vector<float> scales;
    std::vector<std::int32_t> zeroPoints;
    int axis = -1;       ///< -1 per tensor, else the axis along which scales lie
    bool narrow = false; ///< integers kept within +-qmax (weights of the ort target); no effect on unsigned types

    bool operator==(const QuantParams&) const = default;

    [[nodiscard]] bool perChannel() const { return axis >= 0; }
    [[nodiscard]] std::int64_t low() const { return narrow && isSigned(dtype) ? -qmax(dtype) : qmin(dtype); }
    [[nodiscard]] std::int64_t high() const { return qmax(dtype); }

    /// The scale that output channel c of a unit sees: the one, or scales[c mod count]. The modulo is what a grouped
    /// ConvTranspose needs, whose weight (axis 1) holds Cout / group channels that every group shares.
    [[nodiscard]] float scaleOf(std::size_t channel) const { return scales[channel % scales.size()]; }

    /// Throws Error(BadInput) that names every field that can't be: counts that differ, a scale that is not positive and
    /// finite, a zero point off the grid or beside a type that has none.
    void check() const;

    [[nodiscard]] Fingerprint fingerprint() const;
    [[nodiscard]] std::string text() const; ///< "int8 0.0078404", "uint8 0.01 zero point 3"
};

} // namespace qb
