// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/fake_quantize.h"

#include "engine/quant/rounding.h"
#include "engine/quant/vectorize.h"

#include <bit>
#include <cassert>
#include <cstring>

namespace qb {

namespace {

QB_VECTORIZE void fakeQuantizeRun(const float* in, float* out, std::size_t n, float scale, float low, float high)
{
    QB_NO_CARRY
    for (std::size_t i = 0; i < n; ++i)
        out[i] = roundToSteps(in[i], scale, low, high) * scale;
}

/// Channels lie side by side in memory: element i of a row has its own scale.
QB_VECTORIZE void fakeQuantizeRow(const float* in, float* out, std::size_t n, const float* scale, const float* low,
                                  const float* high)
{
    QB_NO_CARRY
    for (std::size_t i = 0; i < n; ++i)
        out[i] = roundToSteps(in[i], scale[i], low[i], high[i]) * scale[i];
}

QB_VECTORIZE void roundThroughHalf(const float* in, float* out, std::size_t n)
{
    QB_NO_CARRY
    for (std::size_t i = 0; i < n; ++i) {
        const auto bits = std::bit_cast<std::int32_t>(in[i]);
        const std::int32_t magnitude = bits & 0x7fffffff;
        const std::int32_t rounded =
            static_cast<std::int32_t>(static_cast<std::uint32_t>(magnitude) + 0xfffU + ((magnitude >> 13) & 1)) & ~0x1fff;
        // Below 2^-14 halves are multiples of 2^-24, the spacing of floats in [0.5, 1).
        const std::int32_t tiny = std::bit_cast<std::int32_t>((std::bit_cast<float>(magnitude) + 0.5F) - 0.5F);
        std::int32_t result = magnitude < 0x38800000 ? tiny : rounded;
        result = magnitude >= 0x477ff000 ? 0x7f800000 : result; // 65520 and above
        result = magnitude > 0x7f800000 ? 0x7fc00000 : result;
        out[i] = std::bit_cast<float>(result | (bits & static_cast<std::int32_t>(0x80000000U)));
    }
}

void fakeQuantizeRows(const float* in, float* out, const ChannelLayout& layout, const QuantParams& params)
{
    std::vector<float> low(layout.channels);
    std::vector<float> high(layout.channels);
    for (std::size_t c = 0; c < layout.channels; ++c) {
        const Steps steps = stepsOf(params, c);
        low[c] = steps.low;
        high[c] = steps.high;
    }
    for (std::size_t o = 0; o < layout.outer; ++o)
        fakeQuantizeRow(in + o * layout.channels, out + o * layout.channels, layout.channels, params.scales.data(), low.data(),
                        high.data());
}

} // namespace

void fakeQuantizeInto(std::span<const float> in, std::span<float> out, const Shape& shape, const QuantParams& params)
{
    const ChannelLayout layout = checkedLayout(shape, params);
    assert(in.size() == out.size() && in.size() == elementCount(shape));
    if (params.dtype == DType::Float32) {
        if (!in.empty() && in.data() != out.data())
            std::memcpy(out.data(), in.data(), in.size_bytes());
    } else if (params.dtype == DType::Float16) {
        roundThroughHalf(in.data(), out.data(), in.size());
    } else if (params.dtype == DType::Int32) {
        forEachRun(layout, [&](std::size_t begin, std::size_t n, std::size_t c) {
            for (std::size_t i = begin; i < begin + n; ++i)
                out[i] = roundToInt32Steps(in[i], params.scales[c]) * params.scales[c];
        });
    } else if (layout.inner == 1 && layout.channels > 1) {
        fakeQuantizeRows(in.data(), out.data(), layout, params);
    } else {
        forEachRun(layout, [&](std::size_t begin, std::size_t n, std::size_t c) {
            const Steps steps = stepsOf(params, c);
            fakeQuantizeRun(in.data() + begin, out.data() + begin, n, steps.scale, steps.low, steps.high);
        });
    }
}

Tensor fakeQuantize(const Tensor& x, const QuantParams& params)
{
    requireFloat(x);
    if (params.dtype == DType::Float32) {
        params.check();
        return x;
    }
    Tensor result = Tensor::uninitialized(ElementType::Float32, x.shape());
    fakeQuantizeInto(x.floats(), result.mutableFloats(), x.shape(), params);
    return result;
}

} // namespace qb
