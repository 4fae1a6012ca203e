// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/quant/fake_quantize.h"

#include "engine/quant/rounding.h"

#include <cstring>

namespace qb {

namespace {

template <typename T>
void storeSteps(std::span<const float> in, void* out, const ChannelLayout& layout, const QuantParams& params)
{
    T* q = static_cast<T*>(out);
    forEachRun(layout, [&](std::size_t begin, std::size_t n, std::size_t c) {
        const Steps steps = stepsOf(params, c);
        for (std::size_t i = begin; i < begin + n; ++i)
            q[i] = static_cast<T>(static_cast<std::int32_t>(roundToSteps(in[i], steps.scale, steps.low, steps.high)) +
                                  params.zeroPoints[c]);
    });
}

void storeInt32(std::span<const float> in, void* out, const ChannelLayout& layout, const QuantParams& params)
{
    auto* q = static_cast<std::int32_t*>(out);
    forEachRun(layout, [&](std::size_t begin, std::size_t n, std::size_t c) {
        for (std::size_t i = begin; i < begin + n; ++i) {
            const float v = roundToInt32Steps(in[i], params.scales[c]);
            q[i] = v >= 0x1p31F ? INT32_MAX : static_cast<std::int32_t>(v);
        }
    });
}

/// Two to a byte, the earlier one in the low nibble.
void packNibbles(const std::vector<std::int8_t>& values, void* out)
{
    auto* bytes = static_cast<std::uint8_t*>(out);
    std::memset(bytes, 0, (values.size() + 1) / 2);
    for (std::size_t i = 0; i < values.size(); ++i)
        bytes[i / 2] = static_cast<std::uint8_t>(bytes[i / 2] | ((values[i] & 15) << (i % 2 == 0 ? 0 : 4)));
}

template <typename T>
void loadSteps(const T* q, std::span<float> out, const ChannelLayout& layout, const QuantParams& params)
{
    forEachRun(layout, [&](std::size_t begin, std::size_t n, std::size_t c) {
        const float scale = params.scales[c];
        const std::int32_t zero = params.zeroPoints[c];
        for (std::size_t i = begin; i < begin + n; ++i)
            out[i] = static_cast<float>(static_cast<std::int32_t>(q[i]) - zero) * scale;
    });
}

} // namespace

Tensor quantize(const Tensor& x, const QuantParams& params)
{
    requireFloat(x);
    const ChannelLayout layout = checkedLayout(x.shape(), params);
    if (params.dtype == DType::Float32)
        return x;
    Tensor result = Tensor::uninitialized(elementTypeOf(params.dtype), x.shape());
    void* out = result.mutableData();
    switch (params.dtype) {
    case DType::Int8: storeSteps<std::int8_t>(x.floats(), out, layout, params); break;
    case DType::UInt8: storeSteps<std::uint8_t>(x.floats(), out, layout, params); break;
    case DType::Int16: storeSteps<std::int16_t>(x.floats(), out, layout, params); break;
    case DType::UInt16: storeSteps<std::uint16_t>(x.floats(), out, layout, params); break;
    case DType::Int32: storeInt32(x.floats(), out, layout, params); break;
    case DType::Int4: {
        std::vector<std::int8_t> values(x.count());
        storeSteps<std::int8_t>(x.floats(), values.data(), layout, params);
        packNibbles(values, out);
        break;
    }
    case DType::Float16:
        for (std::size_t i = 0; i < x.count(); ++i)
            static_cast<std::uint16_t*>(out)[i] = floatToHalf(x.floats()[i]);
        break;
    case DType::Float32: break;
    }
    return result;
}

Tensor dequantize(const Tensor& q, const QuantParams& params)
{
    const ChannelLayout layout = checkedLayout(q.shape(), params);
    if (!q.isDense() || q.type() != elementTypeOf(params.dtype))
        throw Error(ErrorCode::BadInput, Text("a tensor of {} can't be dequantized as {}", toString(q.type()), params.text()));
    if (!isInteger(params.dtype))
        return q.toFloat32();
    Tensor result = Tensor::uninitialized(ElementType::Float32, q.shape());
    const std::span<float> out = result.mutableFloats();
    switch (params.dtype) {
    case DType::Int8: loadSteps(q.as<std::int8_t>().data(), out, layout, params); break;
    case DType::UInt8: loadSteps(q.as<std::uint8_t>().data(), out, layout, params); break;
    case DType::Int16: loadSteps(q.as<std::int16_t>().data(), out, layout, params); break;
    case DType::UInt16: loadSteps(q.as<std::uint16_t>().data(), out, layout, params); break;
    case DType::Int32: loadSteps(q.as<std::int32_t>().data(), out, layout, params); break;
    default: {
        std::vector<std::int8_t> values(q.count());
        for (std::size_t i = 0; i < values.size(); ++i)
            values[i] = static_cast<std::int8_t>(q.valueAt(i));
        loadSteps(values.data(), out, layout, params);
    }
    }
    return result;
}

} // namespace qb
