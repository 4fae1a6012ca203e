// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/ort/tensor.h"
#include "engine/quant/quant_params.h"

#include <span>

namespace qb {

/// Quantizes and dequantizes at once: float32 in, float32 of the same shape out. Bit for bit what ONNX's QuantizeLinear
/// followed by DequantizeLinear gives in ONNX Runtime: the quotient is a division, ties go to even, a quotient beyond the
/// grid (+-Inf too) saturates, and zero comes back as +0. Float16 rounds to half and back as two Casts do. Float32
/// returns x itself, sharing its buffer.
/// NaN has no place on an integer grid and its result is not specified by ONNX; here it becomes the low end, as in ONNX
/// Runtime's vector code, and whoever observes the tensor reports it.
/// Throws Error(BadInput) for params that can't be or that don't fit the shape, Error(Usage) if x is not float32.
[[nodiscard]] Tensor fakeQuantize(const Tensor& x, const QuantParams& params);

/// The same between buffers that hold a tensor of this shape; `in` and `out` may be one buffer.
void fakeQuantizeInto(std::span<const float> in, std::span<float> out, const Shape& shape, const QuantParams& params);

/// The stored form: a tensor of elementTypeOf(params.dtype), int4 packed two to a byte, low nibble first. Its dequantized
/// values are those of fakeQuantize. Float32 returns x itself.
[[nodiscard]] Tensor quantize(const Tensor& x, const QuantParams& params);

/// (q - z) * s in float32. Throws Error(BadInput) if q is not of the params' type.
[[nodiscard]] Tensor dequantize(const Tensor& q, const QuantParams& params);

} // namespace qb
